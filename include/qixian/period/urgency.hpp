// The most urgent of very many clocks: what a work list shows first.
//
// Urgency is that of case/work_list.hpp: what has been overdue longest comes first, then the fewest
// working days left, then the earlier due day; equal ones by row. The histogram tells which days and
// totals hold the first k, and only the rows of those days are looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/period/clock_columns.hpp"
#include "qixian/period/light.hpp"

namespace qixian::inline v0 {

struct urgent_clock {
    std::uint32_t row = 0;
    day_index due = 0;
    std::int16_t left = 0;  ///< working days; negative when overdue
    light shows = light::none;
    friend bool operator==(urgent_clock const&, urgent_clock const&) = default;
};

/// The first `most` by urgency as of `as_of`, or all if there are fewer.
///
/// Faults: 801.
/// Cost:   O(days x totals + rows of the days that hold them + most log most).
[[nodiscard]] QIXIAN_DECL result<std::vector<urgent_clock>> most_urgent(
    clock_columns const& of, std::size_t most, date as_of, working_calendar const& calendar,
    light_thresholds lights = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/period/impl/urgency.ipp"
#endif
