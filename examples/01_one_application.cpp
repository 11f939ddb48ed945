// One application: where it stands, by which day its answer is due, and why that day.
#include <iostream>

#include "qixian/qixian.hpp"

using namespace qixian;

int main() {
    // A fact is an entry. This is all that is known: received on 21 December 2020.
    std::vector<entry> const rows{{.application = "QH-2020-22",
                                   .on = day(20201221),
                                   .what = event::received,
                                   .applicant = applicant::natural_person,
                                   .channel = channel::in_person}};

    // The question: how do things stand at the end of that year? The day is always an argument.
    context const in{china::calendar()};
    auto const a = assess(rows, day(20201231), in);
    if (!a) {
        std::cerr << info(a.error().what).en << ": " << a.error().detail << '\n';
        return 1;
    }

    auto const& life = a->life;
    std::cout << a->application << ": " << info(life.now.at).en << ", " << info(life.now.year).en
              << '\n';
    for (duty const& d : a->duties) {
        std::cout << "  " << info(d.what).en << ": due " << to_text(d.end->due) << ", "
                  << info(d.status).en;
        if (d.working_days_left) {
            std::cout << ", " << *d.working_days_left << " working days left";
        }
        std::cout << '\n';
    }

    // Why that day? A certificate lists every day on the way.
    auto const proofs = certificates(*a, in);
    certificate const& reply = proofs->front();
    std::cout << "from " << to_text(reply.trigger_on) << " (not counted), " << reply.limit
              << " working days, " << reply.basis.front() << '\n';
    for (trail_line const& line : reply.lines) {
        std::cout << "  " << to_text(line.on) << "  ";
        if (line.is == day_is::counted) {
            std::cout << line.n << '\n';
        } else if (line.source.empty()) {
            std::cout << "-  " << line.why << '\n';
        } else {
            std::cout << "-  " << line.holiday << ", " << line.source << '\n';
        }
    }
}
