// A due day is as good as the calendar it was worked out with: ask as it was known on a day.
#include <iostream>

#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"

using namespace qixian;

namespace {

void twenty_days_after(date from, working_calendar const& calendar, char const* with) {
    auto const due = calendar.add(from, working_days{20});
    if (!due) {  // the calendar does not reach that far: never a guess
        std::cout << "  " << with << ": " << info(due.error().what).en << '\n';
        return;
    }
    std::cout << "  " << with << ": " << to_text(due->earliest);
    if (due->latest != due->earliest) {
        std::cout << " to " << to_text(due->latest);
    }
    std::cout << (due->certain ? "" : ", not certain yet") << '\n';
}

}  // namespace

int main() {
    editions const& all = china::editions();

    // On 27 January 2020 the Spring Festival was extended; one Saturday of work became a day off.
    std::cout << "20 working days after 2020-01-13\n";
    twenty_days_after(day(20200113), all.as_known_on(day(20200126)), "as known on 2020-01-26");
    twenty_days_after(day(20200113), all.as_known_on(day(20200127)), "as known on 2020-01-27");

    // Past the last notice the widest arrangement ever published bounds the day on both sides.
    std::cout << "20 working days after 2021-02-01\n";
    twenty_days_after(day(20210201), all.as_known_on(day(20201101)), "as known on 2020-11-01");
    twenty_days_after(day(20210201), all.as_known_on(day(20201125)), "as known on 2020-11-25");

    // A notice that is newer than the library is a value, added while the program runs.
    auto const added = all.with_notice({.id = "EXAMPLE-2026",
                                        .title = "an invented day off",
                                        .published = day(20260910),
                                        .arranges_year = 2026,
                                        .days = {{day(20260916), notice_kind::off, "example"}}});
    if (!added) {
        std::cout << info(added.error().what).en << '\n';
        return 1;
    }
    std::cout << "20 working days after 2026-09-01\n";
    twenty_days_after(day(20260901), all.current(), "as the library knows it");
    twenty_days_after(day(20260901), added->current(), "with the further notice");
}
