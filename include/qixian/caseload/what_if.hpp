// The same clocks under other rules: a limit of 15 days again, 20 more for everyone, another reading of
// the day of receipt. What comes out is a caseload like any other and is asked in the same ways; for
// another calendar, ask the same clocks with that one.
//
//   auto const fifteen = *under(open, {.more_days = -5}, cal);
//   count_lights(fifteen, today, cal)
#pragma once

#include "qixian/base/result.hpp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/period/clock_columns.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"

namespace qixian::inline v0 {

struct what_if {
    int more_days = 0;  ///< working days added to every clock; negative: taken off, to one at least
    /// Where a clock begins that counts from a rest day (Q2): on that day, or on the next working
    /// day. The one policy that moves a clock of the columns.
    qixian::nonworking_receipt nonworking_receipt = qixian::nonworking_receipt::literal;
};

/// `of` under other rules, row for row: clocks that begin later do not overtake one another.
///
/// Pre:    no clock gets more than 255 working days.
/// Faults: 801.
/// Cost:   one pass.
[[nodiscard]] QIXIAN_DECL result<clock_columns> under(clock_columns const& of, what_if rules,
                                                      working_calendar const& calendar);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/caseload/impl/what_if.ipp"
#endif
