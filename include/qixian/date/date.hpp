// The legal day.
//
// A day is `boost::gregorian::date`, the type hosts already have; inside, Qixian works on its day
// number, an integer. Legal days of the People's Republic are days in UTC+8, everywhere. Nothing
// here reads a clock: the day of asking is always an argument.
#pragma once

#include <cstdint>
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
    return static_cast<int>(number_of(b) - number_of(a));
}

/// The day `yyyymmdd`, as in 20201231. Pre: it exists.
[[nodiscard]] constexpr date ymd(int yyyymmdd) {
    return date(static_cast<unsigned short>(yyyymmdd / 10000),
                static_cast<unsigned short>(yyyymmdd / 100 % 100),
                static_cast<unsigned short>(yyyymmdd % 100));
}

/// The same under a shorter name. A file that says both `using namespace qixian` and `using namespace
/// std::chrono` writes `ymd`: an unqualified `day` would be either.
[[nodiscard]] constexpr date day(int yyyymmdd) { return ymd(yyyymmdd); }

[[nodiscard]] inline int year_of(date d) noexcept { return static_cast<int>(d.year()); }

[[nodiscard]] inline date first_day_of(int year) { return day(year * 10000 + 101); }
[[nodiscard]] inline date last_day_of(int year) { return day(year * 10000 + 1231); }

/// Monday 0 … Sunday 6.
[[nodiscard]] inline int weekday_of(date d) noexcept {
    return static_cast<int>((d.day_of_week().as_number() + 6) % 7);
}

[[nodiscard]] inline bool is_weekend(date d) noexcept { return weekday_of(d) >= 5; }

using maybe_date = std::optional<date>;

}  // namespace qixian::inline v0
