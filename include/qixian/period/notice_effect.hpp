// What a new notice does to very many clocks: how many due days move, which, and to where.
//
// Two calendars, the one known before and the one with the notice, are told apart day by day. Only
// clocks whose days reach what differs are looked at: how many move is read off the histogram in
// microseconds, the list takes the rows of those days and no others.
//
//   auto const before = editions.as_known_on(day(20200126));
//   auto const after = editions.as_known_on(day(20200127));
//   count_moved(open, before, after).value().clocks
#pragma once

#include <cstdint>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/period/clock_columns.hpp"

namespace qixian::inline v0 {

/// Clocks that count from one day, with one total, and what becomes of their due day.
struct due_shift {
    day_index from = 0;
    std::uint8_t total = 0;
    day_index before = 0;
    day_index after = 0;
    std::uint32_t clocks = 0;
    friend bool operator==(due_shift const&, due_shift const&) = default;
};

/// One clock whose due day moves.
struct moved_clock {
    std::uint32_t row = 0;
    day_index before = 0;
    day_index after = 0;
    friend bool operator==(moved_clock const&, moved_clock const&) = default;
};

struct shifted_clocks {
    std::uint64_t clocks = 0;         ///< whose due day moves
    std::vector<due_shift> shifts{};  ///< by day and total
};

/// What moves between `before` and `after`; a due day that is not certain counts as the earliest, as
/// everywhere.
///
/// Faults: 801 a due day that one of the calendars does not reach.
/// Cost:   O(days that differ + days before them within the longest total) x totals.
[[nodiscard]] QIXIAN_DECL result<shifted_clocks> count_moved(clock_columns const& of,
                                                             working_calendar const& before,
                                                             working_calendar const& after);

/// The same as a list of clocks, by row. Cost: also the rows of the days in question.
[[nodiscard]] QIXIAN_DECL result<std::vector<moved_clock>> list_moved(
    clock_columns const& of, working_calendar const& before, working_calendar const& after);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/period/impl/notice_effect.ipp"
#endif
