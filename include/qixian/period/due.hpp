// Due day, working days left and light of very many clocks in one pass.
//
// The answers are those of the core (case/duty.hpp), to the day: where the published notices do not
// reach, the due day is the earliest and the days left are the least, as there. Lights are those of
// the policy `light_by` = `due`: a column has no days of other readings, which may be safer (Z15). One pass reads three
// bytes a clock and writes five. The plain path asks the calendar about each clock; the scalar path
// uses the calendar's flat arrays; where the processor has AVX-512 VBMI, 64 clocks that count from
// one day share one permutation. All give the same bytes, with any number of threads.
//
//   std::vector<day_index> due(open.size());  …
//   auto const done = find_due_days(open, day(20210104), cal, {due, left, lights});
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/period/bulk_path.hpp"
#include "qixian/period/clock_columns.hpp"
#include "qixian/period/light.hpp"

namespace qixian::inline v0 {

struct pass_options {
    light_thresholds lights{};
    unsigned threads = 1;  ///< that work at the same time, the caller's included; 0 counts as 1
    bulk_path path = bulk_path::best;
};

/// Where the answers go, one element a clock. Fastest where each begins at a multiple of 64 bytes.
struct due_columns {
    std::span<day_index> due{};
    std::span<std::int16_t>
        left{};  ///< working days left at the end of the day; negative when late
    std::span<qixian::light> lights{};
};

/// Fills `out` as of the end of `as_of`; returns how many due days are certain (the others may still
/// be moved by a notice that is not out).
///
/// Law:    D1, D3
/// Pre:    every span of `out` is as long as there are clocks.
/// Faults: 801 the calendar does not hold `as_of` or one of the days; `out` is then worth nothing.
/// Cost:   O(clocks + days), some 0.3 to 1 ns a clock; plain: some 10 ns a clock.
[[nodiscard]] QIXIAN_DECL result<std::uint64_t> find_due_days(clock_columns const& of, date as_of,
                                                              working_calendar const& calendar,
                                                              due_columns out,
                                                              pass_options const& how = {});

/// The same for clocks in any order, without the sharing by day.
/// Pre: `from` and `total` are as long as the spans of `out`; no `from` and no `total` is 0.
[[nodiscard]] QIXIAN_DECL result<std::uint64_t> find_due_days(
    std::span<day_index const> from, std::span<std::uint8_t const> total, date as_of,
    working_calendar const& calendar, due_columns out, pass_options const& how = {});

/// The last day of one limit from every day of a calendar: the law's own 20 days, or a what-if of 15.
/// Made once, asked about as many days as there are.
///
///   due_table const twenty(cal, working_days{20});
///   twenty.find(received, due);
class due_table {
public:
    /// Pre: limit > 0. Cost: O(days of the calendar), some microseconds a thousand days.
    due_table(working_calendar const& calendar, working_days limit);

    /// The last day of the limit from `from`, the earliest where it is not certain; 0 where the
    /// calendar does not reach it. Cost: one load.
    [[nodiscard]] day_index of(day_index from) const noexcept { return due_[from]; }

    /// The last day up to which every answer is certain; 0 if none is. In a place that leaves a year
    /// open later answers may be certain again.
    [[nodiscard]] day_index certain_through() const noexcept { return certain_; }

    /// `of` each of `from`. Pre: equal lengths; no day is 0. Returns how many answers are certain.
    /// Faults: 801 one of them has no answer. Cost: one load a day; with AVX-512 no load at all where
    /// days that stand together lie within 1,024 days of each other.
    [[nodiscard]] result<std::uint64_t> find(std::span<day_index const> from,
                                             std::span<day_index> due,
                                             bulk_path path = bulk_path::best) const;

private:
    working_calendar calendar_;
    working_days limit_;
    std::vector<day_index> due_{};       ///< one for every day_index; 0: no answer
    std::vector<day_index> sure_{};      ///< the same, 0 also where it is not certain
    std::vector<std::uint8_t> delta_{};  ///< due - from
    int first_byte_ = 0;                 ///< between these, every distance is a byte
    int last_byte_ = -1;
    day_index certain_ = 0;
};

/// How many clocks show each light, read off the histogram without touching the clocks.
struct light_count {
    std::array<std::uint64_t, all_lights.size()> by_light{};  ///< in the order of `light`
    std::uint64_t uncertain = 0;  ///< due days that a coming notice may move
    [[nodiscard]] std::uint64_t of(light which) const {
        return by_light[static_cast<std::size_t>(which)];
    }
    friend bool operator==(light_count const&, light_count const&) = default;
};

/// Faults: 801. Cost: O(days x totals), some microseconds a year.
[[nodiscard]] QIXIAN_DECL result<light_count> count_lights(clock_columns const& of, date as_of,
                                                           working_calendar const& calendar,
                                                           light_thresholds lights = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/period/impl/due.ipp"
#endif
