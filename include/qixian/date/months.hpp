// The law's month.
//
// Civil Code art. 202: a period in months ends on the corresponding day of the last month; where
// that day does not exist, on the month's last day (D5). Boost's `months(1)` snaps from month end
// to month end (29 February + 1 month = 31 March), which the law does not say.
#pragma once

#include "qixian/date/date.hpp"
#include "qixian/date/span.hpp"

namespace qixian::inline v0 {

/// The day `n` months after `d` by D5, before any rest-day rule (D4). `n` may be 0 or more.
///
/// Law:     Civil Code art. 202, rule D5   2020-08-31 + 6 months = 2021-02-28
/// Pre:     n.value >= 0, and the result is before the year 10000.
/// Cost:    constant, no allocation.
[[nodiscard]] inline date add_months(date d, months n) {
    QIXIAN_EXPECTS(n.value >= 0);
    auto const ymd = d.year_month_day();
    int const from = static_cast<int>(ymd.year) * 12 + static_cast<int>(ymd.month) - 1 + n.value;
    int const year = from / 12;
    int const month = from % 12 + 1;
    QIXIAN_EXPECTS(year < 10000);
    auto const length = boost::gregorian::gregorian_calendar::end_of_month_day(
        static_cast<unsigned short>(year), static_cast<unsigned short>(month));
    int const wanted = static_cast<int>(ymd.day);
    return date(static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                static_cast<unsigned short>(wanted < length ? wanted : length));
}

}  // namespace qixian::inline v0
