// A third party is asked: the clock pauses, and the certificate shows every day it took out.
#include <iostream>

#include "qixian/qixian.hpp"

using namespace qixian;

int main() {
    std::vector<entry> rows{
        {.application = "A-2",
         .on = day(20210301),
         .what = event::received,
         .applicant = applicant::business,
         .channel = channel::registered_post},
        {.application = "A-2",
         .on = day(20210305),
         .what = event::consulted,
         .delivered = day(20210308),
         .ref = "T1",
         .kind = kind::third_party},
    };
    context const in{china::calendar()};

    // While the letter is out the day is not settled: the earliest and the latest are known.
    auto const open = assess(rows, day(20210315), in);
    duty const& waiting = open->duties.front();
    std::cout << "at the end of 2021-03-15: " << info(waiting.status).en << ", due "
              << to_text(waiting.end->due) << " at the earliest, " << to_text(*waiting.end->latest)
              << " if nobody answers\n";

    // The answer came on the 19th. Days after the 5th through the 19th do not count (R33-4).
    rows.push_back({.application = "A-2",
                    .on = day(20210319),
                    .what = event::opinion_received,
                    .re = "T1",
                    .view = view::objects});
    auto const a = assess(rows, day(20210319), in);
    auto const proofs = certificates(*a, in);
    certificate const& proof = proofs->front();
    std::cout << proof.id << ": " << proof.limit << " working days after "
              << to_text(proof.trigger_on);
    for (auto const& article : proof.basis) {
        std::cout << ' ' << article;
    }
    std::cout << '\n';
    for (trail_line const& line : proof.lines) {
        std::cout << "  " << to_text(line.on) << "  ";
        switch (line.is) {
        case day_is::counted: std::cout << line.n; break;
        case day_is::paused: std::cout << "paused by " << line.ref; break;
        default: std::cout << "- " << (line.holiday.empty() ? line.why : line.holiday); break;
        }
        std::cout << '\n';
    }
    std::cout << "due " << to_text(proof.due) << '\n';
}
