// What guards may look at: the small record, and the days that the fold worked out before the event.
//
// The procedure never computes a day. Whoever folds events (case/history.hpp) fills `facts` from
// the events accepted so far, as of the end of the day of the event, and hands them in.
#pragma once

#include <cstdint>

#include "qixian/date/date.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

/// The record of one application that the machine moves: three bytes, one for each region.
struct application {
    stage at = stage::unregistered;
    standing year = standing::not_carried;
    remedy_stage remedy = remedy_stage::none;
    friend bool operator==(application const&, application const&) = default;
};

/// Whether an event that answers something found what it answers.
enum class target : std::uint8_t {
    none,       ///< nothing is open that it could answer
    unknown,    ///< `re` names nothing that was opened
    ambiguous,  ///< several are open and `re` is empty
    found
};

struct facts {
    regime law = regime::decree_711;

    /// Due day of the reply in force at the end of the day, open pauses ending that day; where a
    /// coming notice may move it, the latest day. None while the clock is held or not begun.
    maybe_date due{};
    bool paused = false;  ///< a consultation is open that holds the clock

    int corrections = 0;                  ///< correction notices sent so far
    maybe_date correction_notice_last{};  ///< 7th working day (R30-1); none under Decree 492
    maybe_date correction_last{};         ///< last day for correcting
    maybe_date payment_last{};            ///< last day for paying

    int extended = 0;  ///< working days granted since the clock began
    target consultation = target::none;
    bool consultation_limited = false;
    maybe_date consultation_last{};           ///< 15th working day of the consulted side
    basis consultation_basis = basis::r32_2;  ///< whose limit it is: R32-2 or R34-1
    target letter = target::none;

    bool review_first = false;  ///< the outcome is one that must go to review first (R60-7)
    target review_to_accept = target::none;
    target review_to_decide = target::none;
    target suit_to_decide = target::none;
    bool review_running = false;       ///< a review is undecided and not overdue
    bool review_exhausted = false;     ///< a review is decided or overdue and no suit followed
    bool suit_reference_known = true;  ///< `re` of a suit is empty or names a remedy
    bool any_decision = false;         ///< some review or suit has been decided
    bool order_open = false;           ///< a new answer was ordered and not given
};

}  // namespace qixian::inline v0
