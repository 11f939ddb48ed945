// A period of law and the day it ends on.
//
// `period` says what runs: from which day, how long, in which unit, with which pauses. `run` finds
// its last day by O(1) calendar questions, as an interval where a coming notice may move it, and
// `trail` lists every day on the way with the reason it was counted or not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/date/months.hpp"
#include "qixian/date/span.hpp"

namespace qixian::inline v0 {

/// Days that are not counted: after `from` through `to`. `to_latest` differs from `to`
/// where the pause is still open or its end rests on a notice that is not out.
struct pause {
    date from{};
    date to{};
    maybe_date to_latest{};  ///< none: the pause is open and has no limit
    std::string ref{};
    friend bool operator==(pause const&, pause const&) = default;
};

/// What runs. Either `length` of `in` from `start` (the trigger, not counted: D1), or a day named in a letter.
struct period {
    date start{};
    int length = 0;
    unit in = unit::working_day;
    maybe_date named{};           ///< the letter names the last day; `length` is not used
    bool rolls = true;            ///< D4 for calendar days, months and named days
    std::vector<pause> pauses{};  ///< for working days only; any order, may overlap
};

/// Where a period ends. `due` is the earliest day; `latest` is none while an open pause has no limit.
struct deadline {
    date due{};
    maybe_date latest{};
    bool certain = true;
    int paused_days = 0;  ///< working days that pauses took out, up to `due`
    friend bool operator==(deadline const&, deadline const&) = default;
};

enum class day_is : std::uint8_t {
    counted,    ///< counts; `n` is its number
    skipped,    ///< a rest day that does not count
    paused,     ///< a working day taken out by a pause; `ref` names it
    month_day,  ///< the corresponding day or month end (D5)
    named,      ///< the day that the letter names
    rolled      ///< the first working day after a last day that is a rest day (D4)
};

/// One day of the trail.
struct trail_line {
    date on{};
    day_is is = day_is::counted;
    int n = 0;             ///< for counted days
    std::string why{};     ///< for skipped days: weekend, notice, statute, local, provisional
    std::string source{};  ///< notice, statute version or region
    std::string holiday{};
    std::string ref{};         ///< for paused days
    bool provisional = false;  ///< past the last notice
    friend bool operator==(trail_line const&, trail_line const&) = default;
};

[[nodiscard]] constexpr std::string_view code_of(day_is is) {
    constexpr std::string_view names[] = {"counted",   "skipped", "paused",
                                          "month_day", "named",   "rolled"};
    return names[static_cast<std::size_t>(is)];
}

/// The last day of `p`.
///
/// Law:     D1, D3 (working days), D4, D5 (days, months, named days)
/// Refuses: 801 the calendar does not reach the day; 911 no day; 913 a negative length.
/// Cost:    O(pauses log pauses); no allocation without pauses.
[[nodiscard]] QIXIAN_DECL result<deadline> run(period const& p, working_calendar const& calendar);

/// Every day from the one after the start through the last, and why. Its last line is `run(p).due`.
/// Cost: O(days).
[[nodiscard]] QIXIAN_DECL result<std::vector<trail_line>> trail(period const& p,
                                                                working_calendar const& calendar);

namespace detail {

/// The last day of a period that is not counted in working days, before D4.
inline date nominal_end(period const& p) {
    if (p.named) {
        return *p.named;
    }
    return p.in == unit::month ? add_months(p.start, months{p.length})
                               : plus_days(p.start, p.length);
}

inline bool is_counted_in_working_days(period const& p) {
    return !p.named && p.in == unit::working_day;
}

}  // namespace detail

/// Days after `from` through `to`.
struct stretch {
    date from;
    date to;
};

/// Where `p`, counted in working days, ends outside `early` and, the latest, outside `late`: each in
/// order and apart, after the start. Its own pauses are not looked at.
[[nodiscard]] QIXIAN_DECL result<deadline> run_outside(period const& p,
                                                       std::vector<stretch> const& early,
                                                       std::vector<stretch> const& late,
                                                       working_calendar const& calendar);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/period/impl/deadline.ipp"
#endif
