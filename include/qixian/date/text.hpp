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

/// The day `yyyymmdd`, as in 20201231, of the years 1900 to 9999. Faults: 911 there is none.
QIXIAN_DECL result<date> checked_day(int yyyymmdd);

/// `d` as `YYYY-MM-DD`; `no day` where it is none (an infinity, `date{}`).
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

/// Whether `when` falls on a day of the years 1900 to 9999 in UTC+8.
[[nodiscard]] constexpr bool is_legal_instant(instant when) noexcept {
    constexpr std::int64_t seconds_a_day = std::int64_t{24} * 60 * 60;
    constexpr std::int64_t offset = std::int64_t{8} * 60 * 60;
    constexpr date epoch = day(19700101);
    constexpr std::int64_t first = number_of(first_legal_day) - number_of(epoch);
    constexpr std::int64_t last = number_of(last_legal_day) - number_of(epoch);
    return when.seconds >= first * seconds_a_day - offset &&
           when.seconds < (last + 1) * seconds_a_day - offset;
}

/// The legal day on which `when` falls: the day in UTC+8, whatever the machine's time zone; `date{}`
/// where that is none (`is_legal_instant`).
QIXIAN_DECL date legal_day(instant when);

/// `when` in UTC+8, as `2020-12-31T23:59:59+08:00`; `no instant` where it has no legal day.
QIXIAN_DECL std::string to_text(instant when);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/date/impl/text.ipp"
#endif
