// The legal day.
//
// A day is `boost::gregorian::date`, the type hosts already have; inside, Qixian works on its day
// number, an integer. Legal days of the People's Republic are days in UTC+8, everywhere. Nothing
// here reads a clock: the day of asking is always an argument.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>

#include <boost/date_time/gregorian/greg_date.hpp>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

using date = boost::gregorian::date;
using boost::gregorian::date_duration;

/// Days since an epoch of Boost's choosing; only differences mean anything.
using day_number = std::int32_t;

[[nodiscard]] constexpr day_number number_of(date d) noexcept {
    return static_cast<day_number>(d.day_number());
}

/// `d` moved by whole calendar days. Cost: one addition.
[[nodiscard]] inline date plus_days(date d, int days) { return d + date_duration(days); }

/// Calendar days from `a` to `b`; negative when `b` is earlier.
[[nodiscard]] inline int days_between(date a, date b) noexcept {
    return static_cast<int>(static_cast<std::uint32_t>(number_of(b)) -
                            static_cast<std::uint32_t>(number_of(a)));
}

/// The first and the last day that can be asked about: logs, stores and answers know the years 1900
/// to 9999.
inline constexpr date first_legal_day(1900, 1, 1);
inline constexpr date last_legal_day(9999, 12, 31);

/// Whether `d` is a day in the years that can be asked about. `date{}`, the infinities and whatever
/// number a program has put into a date are none. Cost: two comparisons.
[[nodiscard]] constexpr bool is_legal_day(date d) noexcept {
    auto const number = d.day_number();
    return number >= first_legal_day.day_number() && number <= last_legal_day.day_number();
}

namespace detail {

/// Whether the calendar has this day, in the years from 1400 that Boost counts.
[[nodiscard]] constexpr bool is_day(int year, int month, int of_month) noexcept {
    if (year < 1400 || year > 9999 || month < 1 || month > 12 || of_month < 1) {
        return false;
    }
    bool const leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    bool const is_short = month == 4 || month == 6 || month == 9 || month == 11;
    return of_month <= (month == 2 ? (leap ? 29 : 28) : is_short ? 30 : 31);
}
[[nodiscard]] constexpr bool is_day(int yyyymmdd) noexcept {
    return is_day(yyyymmdd / 10000, yyyymmdd / 100 % 100, yyyymmdd % 100);
}

/// Not `constexpr`: where a constant is asked for, the compiler stops here.
inline void there_is_no_such_day(int yyyymmdd) {
    thread_local char condition[48];
    std::snprintf(condition, sizeof condition, "there is a day %d", yyyymmdd);
    on_breach(condition, __FILE__, __LINE__);
}

}  // namespace detail

/// The day `yyyymmdd`, as in 20201231, of the years 1400 to 9999. One that does not exist is an error
/// of the compiler where it is a constant, and a breach at run time (base/config.hpp), after which
/// there is no day. A number that comes from outside is asked of `checked_day` (date/text.hpp).
[[nodiscard]] constexpr date ymd(int yyyymmdd) {
    if (!detail::is_day(yyyymmdd)) {
        detail::there_is_no_such_day(yyyymmdd);
        return date();
    }
    return date(static_cast<unsigned short>(yyyymmdd / 10000),
                static_cast<unsigned short>(yyyymmdd / 100 % 100),
                static_cast<unsigned short>(yyyymmdd % 100));
}

/// The same under a shorter name. A file that says both `using namespace qixian` and `using namespace
/// std::chrono` writes `ymd`: an unqualified `day` would be either.
[[nodiscard]] constexpr date day(int yyyymmdd) { return ymd(yyyymmdd); }

/// Pre: a day, and no infinity.
[[nodiscard]] inline int year_of(date d) noexcept { return static_cast<int>(d.year()); }

/// The first and the last day of a year; of one before 1400 or after 9999, of the nearest.
[[nodiscard]] inline date first_day_of(int year) {
    return day((std::clamp)(year, 1400, 9999) * 10000 + 101);
}
[[nodiscard]] inline date last_day_of(int year) {
    return day((std::clamp)(year, 1400, 9999) * 10000 + 1231);
}

/// Monday 0 … Sunday 6.
[[nodiscard]] inline int weekday_of(date d) noexcept {
    return static_cast<int>((d.day_of_week().as_number() + 6) % 7);
}

[[nodiscard]] inline bool is_weekend(date d) noexcept { return weekday_of(d) >= 5; }

using maybe_date = std::optional<date>;

}  // namespace qixian::inline v0
