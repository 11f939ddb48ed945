// The real working-day calendar: O(1) questions over a closed range of days.
//
// A `working_calendar` is an immutable value made by `editions` (editions.hpp) from the statute,
// the yearly notices of the State Council with their amendments, and a local overlay. Up to the
// last day that the notices settle (`certain_through`) every answer is a day. Past it every answer
// is an interval: the widest arrangement ever published bounds it on both sides, and the single
// day that stands for it is the earliest. It never falls back to plain weekends in silence, and a
// question outside the range is fault 801.
//
//   working_calendar cal = china::calendar();
//   cal.add(day(20201221), working_days{20})->earliest        // 2021-01-19
//   cal.count(day(20201221), day(20210119))->least            // 20
//   cal.about(day(20201226))                                  // a Saturday, plain weekend
//
// It does not know terms, pauses or duties: see clock/.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/date/date.hpp"
#include "qixian/date/span.hpp"
#include "qixian/result.hpp"

namespace qixian::inline v0 {

/// Where a day is known to lie. `earliest == latest` when nothing unpublished can move it.
/// `certain` is false as soon as the span reaches past `certain_through`, even where both agree.
struct day_bounds {
    date earliest;
    date latest;
    bool certain = true;
    friend bool operator==(day_bounds const&, day_bounds const&) = default;
};

/// How many working days there are between two days.
struct count_bounds {
    int least = 0;
    int most = 0;
    bool certain = true;
    friend bool operator==(count_bounds const&, count_bounds const&) = default;
};

/// Why a day is worked or not.
enum class day_reason : std::uint8_t {
    weekday,  ///< Monday to Friday, nothing said about it
    weekend,  ///< Saturday or Sunday, nothing said about it
    notice,   ///< a notice of the State Council says so (`source` is its id)
    statute,  ///< the holiday statute alone says so (`source` is the version's id)
    local     ///< a local overlay says so (`source` is the region)
};

/// What is known about one day.
struct day_status {
    bool works = true;
    bool certain = true;  ///< false past `certain_through`: a coming notice may change it
    day_reason reason = day_reason::weekday;
    std::string_view source;   ///< id of the notice, statute version or region; empty for a plain week
    std::string_view holiday;  ///< 春节 …; empty for a plain week. Lives as long as the calendar.
};

/// One state for every day of a range, with the reason. The raw material of a calendar.
struct calendar_days_table;

class working_calendar {
public:
    /// First and last day this calendar can be asked about.
    [[nodiscard]] date first() const noexcept;
    [[nodiscard]] date last() const noexcept;

    /// The last day that published notices settle: 28 December of the last year that has one,
    /// because a notice may touch the three days before its own year (D13).
    [[nodiscard]] date certain_through() const noexcept;

    /// Id of the last yearly notice in it ("CN-2026"); empty when there is none.
    [[nodiscard]] std::string_view last_notice() const noexcept;

    /// A digest of every day's state, 16 hexadecimal digits: equal calendars, equal digests.
    [[nodiscard]] std::string const& digest() const noexcept;

    /// Whether the calendar can be asked about `d`.
    [[nodiscard]] bool covers(date d) const noexcept;

    /// Whether `d` is worked, as far as is known: past `certain_through` this is what the statute
    /// and the plain week say. Faults: 801. Cost: O(1).
    [[nodiscard]] result<bool> is_working(date d) const;

    /// The same with its reason and source. Faults: 801.
    [[nodiscard]] result<day_status> about(date d) const;

    /// The `n`-th working day strictly after `d` (D1-D3); for n == 0, `d` itself. Pre: n >= 0.
    /// Faults: 801. Cost: O(1).
    [[nodiscard]] result<day_bounds> add(date d, working_days n) const;

    /// The working day `n` working days before `d`: the latest day w <= d with exactly n working
    /// days in (w, d]. Pre: n >= 0. Faults: 801. Past `certain_through` the answer is an interval.
    [[nodiscard]] result<day_bounds> subtract(date d, working_days n) const;

    /// Working days after `a` through `b` (a excluded, b included). Pre: a <= b. Faults: 801.
    [[nodiscard]] result<count_bounds> count(date a, date b) const;

    /// `d` itself when it is worked, else the next working day: what D4 asks of a last day.
    [[nodiscard]] result<day_bounds> on_or_after(date d) const;

    /// First working day strictly after `d`; last one strictly before `d`.
    [[nodiscard]] result<day_bounds> next(date d) const;
    [[nodiscard]] result<day_bounds> previous(date d) const;

    /// Makes a calendar. For editions.hpp; a host calls `editions::as_known_on`.
    explicit working_calendar(std::shared_ptr<calendar_days_table const> days);

private:
    std::shared_ptr<calendar_days_table const> days_;
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/impl/working_calendar.ipp"
#endif
