// A user's program that reads an event log and prints the due day of its first application.
#include <cstdio>

#include "qixian/qixian.hpp"
#include "qixian/row/event_log.hpp"

int main() {
    using namespace qixian;
    char const* const text = "application,on,event,applicant\n"
                             "2020-17,2020-12-21,received,natural_person\n";
    auto reader = event_reader::over(text);
    auto const log = read_all(reader);
    if (!log.faults.empty() || log.applications.size() != 1) {
        return 1;
    }
    auto const answer = assess(log.applications.front().rows, day(20201231), {china::calendar()});
    if (!answer || answer->duties.empty() || !answer->duties.front().end) {
        return 2;
    }
    std::puts(to_text(answer->duties.front().end->due).c_str());
}
