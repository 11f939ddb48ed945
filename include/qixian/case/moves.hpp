// What a change does to the due days of one application.
//
// A holiday notice comes out, an entry turns out to be wrong and is withdrawn: the application is
// assessed twice, before and after, and `moved_duties` lists what is different about who owes what
// by which day. Nothing here knows what the change was.
//
//   auto const before = assess(rows, today, {china::editions().as_known_on(day(20200126))});
//   auto const after = assess(rows, today, {china::editions().as_known_on(day(20200127))});
//   moved_duties(*before, *after).front().after_due        // later by the days that were added
#pragma once

#include <string>
#include <vector>

#include "qixian/case/assess.hpp"

namespace qixian::inline v0 {

/// One duty or window that a change moved. A day is none where there is no last day, or no duty.
struct due_move {
    duty_kind what{};
    int number = 1;     ///< of the duty after the change; before it where it is gone
    std::string ref{};  ///< likewise
    party owed_by{};
    maybe_date before_due{};
    maybe_date before_latest{};
    maybe_date after_due{};
    maybe_date after_latest{};
    bool before_certain = true;
    bool after_certain = true;
    bool late_before = false;
    bool late_after = false;
    bool gone = false;   ///< there before, not after
    bool fresh = false;  ///< there after, not before
    friend bool operator==(due_move const&, due_move const&) = default;
};

/// Whether `d` of an assessment as of `as_of` is late: missed, done after its last day or not done
/// yet, or not done by its due day while a pause, or a notice still to come, leaves open whether it
/// was missed. A window of a party that passes unused lapses; it is never late.
[[nodiscard]] QIXIAN_DECL bool is_late(duty const& d, date as_of);

/// The duties of one application that differ between two assessments of it: another due day, latest
/// day or certainty, late on one side only, or there on one side only. Duties that are done and
/// windows are listed too. Reply clocks that were restarted, or are held for a correction or a fee,
/// have no due day and count as not there.
///
/// The two sides of a duty are found by kind and ref and, where that leaves several, by the day
/// they began on when a row says it, then by their order. So the reply is one duty, whichever run
/// of its clock counts, and a consultation keeps its place when an earlier one is withdrawn. In the
/// order of `duty_kind`, then as in `after`; those that are gone come behind.
///
/// Cost: O(duties of a kind squared), no calendar question.
[[nodiscard]] QIXIAN_DECL std::vector<due_move> moved_duties(assessment const& before,
                                                             assessment const& after);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/moves.ipp"
#endif
