// Before a letter goes out: would it be lawful today, until when, and what is possible instead?
#include <iostream>

#include "qixian/qixian.hpp"

using namespace qixian;

namespace {

void ask(std::vector<entry> const& rows, entry const& proposed, context const& in) {
    auto const answer = would(rows, proposed, in);  // nothing is recorded
    ruling const& said = answer->said;
    std::cout << to_text(proposed.on) << ' ' << code_of(proposed.what) << ": "
              << code_of(said.what);
    if (said.what != verdict::accepted) {
        std::cout << ", " << name_of(said.why) << " (" << cite(said.cites) << ')';
    }
    if (said.limit) {
        std::cout << ", limit " << to_text(*said.limit);
    }
    std::cout << '\n';
    if (said.what == verdict::accepted) {
        return;
    }
    std::cout << "    possible:";
    for (next_event const& other : answer->possible) {
        if (!other.last || *other.last >= proposed.on) {
            std::cout << ' ' << code_of(other.what);
        }
    }
    std::cout << '\n';
}

}  // namespace

int main() {
    context const in{china::calendar()};
    std::vector<entry> rows{{.application = "A-1",
                             .on = day(20210301),
                             .what = event::received,
                             .applicant = applicant::natural_person,
                             .channel = channel::in_person}};
    entry extension{.application = "A-1", .on = day(20210329), .what = event::extended, .days = 20};

    ask(rows, extension, in);  // 29 March is the 20th working day: the last day
    extension.on = day(20210330);
    ask(rows, extension, in);  // a day later it would have no effect

    rows.push_back({.application = "A-1", .on = day(20210310), .what = event::disclosed});
    ask(rows, extension, in);  // answered already
}
