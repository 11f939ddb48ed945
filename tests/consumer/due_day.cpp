// A user's program: the due day of one application, through the one pure question.
#include <cstdio>

#include "qixian/qixian.hpp"

int main() {
    using namespace qixian;
    entry received{};
    received.application = "2020-17";
    received.on = day(20201221);
    received.what = event::received;
    received.applicant = applicant::natural_person;
    auto const answer = assess({&received, 1}, day(20201231), {china::calendar()});
    if (!answer || answer->duties.empty() || !answer->duties.front().end) {
        return 1;
    }
    std::puts(to_text(answer->duties.front().end->due).c_str());
}
