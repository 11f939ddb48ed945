// Days and instants as text, strictly.
//
// A day is `YYYY-MM-DD`, ten characters, a day that exists, years 1900 to 9999; nothing else is
// read. An instant is RFC 3339 with an offset. Boost's parsers accept far more and hit undefined
// behaviour on some of it, so they are not used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "qixian/base/result.hpp"
#include "qixian/date/date.hpp"

namespace qixian::inline v0 {

/// The day that `text` names. Faults: 911 not a day.
QIXIAN_DECL result<date> parse_date(std::string_view text);

/// `d` as `YYYY-MM-DD`.
QIXIAN_DECL std::string to_text(date d);

/// A point in time, in seconds since 1970-01-01T00:00:00Z, with the fraction dropped.
struct instant {
    std::int64_t seconds = 0;
    friend constexpr auto operator<=>(instant, instant) = default;
};

/// The instant of an RFC 3339 text such as `2020-12-31T23:59:59+08:00` or `…Z`.
/// Leap second 60 is read as 59. Faults: 912 not an instant, or one whose legal day lies outside the
/// years 1900 to 9999 (`9999-12-31T16:00:00Z` is the next day in Beijing).
QIXIAN_DECL result<instant> parse_instant(std::string_view text);

/// The legal day on which `when` falls: the day in UTC+8, whatever the machine's time zone.
QIXIAN_DECL date legal_day(instant when);

/// `when` in UTC+8, as `2020-12-31T23:59:59+08:00`. Pre: it has a legal day in the years of dates.
QIXIAN_DECL std::string to_text(instant when);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/date/impl/text.ipp"
#endif
