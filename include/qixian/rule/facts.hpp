// What guards may look at: the small record, and the days that were worked out before the event.
//
// The procedure never computes a day. Whoever folds events (case/) fills `facts` from the events
// accepted so far, as of the end of the day of the event, as the fact rows of the statute say.
#pragma once

#include <cstdint>
#include <optional>

#include "qixian/date/date.hpp"
#include "qixian/date/span.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

/// The record of one application that the procedure moves: three bytes, one for each region.
struct application {
    stage at{};
    standing year{};
    remedy_stage remedy{};
    friend bool operator==(application const&, application const&) = default;
};

/// Whether an event that answers something found what it answers.
enum class target : std::uint8_t {
    none,       ///< nothing is open that it could answer
    unknown,    ///< `re` names nothing that was opened
    ambiguous,  ///< several are open and `re` is empty
    found
};

/// A length with its unit and the article that sets it.
struct term {
    int length = 0;
    unit in = unit::working_day;
    basis from{};
};

struct facts {
    regime law{};

    /// Due day of the reply in force at the end of the day, open pauses ending that day; where a
    /// coming notice may move it, the latest day. None while the clock is held or not begun.
    maybe_date due{};
    bool paused = false;  ///< a consultation is open that holds the clock

    int corrections = 0;                  ///< rounds that the event's matter had so far
    maybe_date correction_notice_last{};  ///< last day for asking
    maybe_date correction_last{};         ///< last day for correcting
    maybe_date payment_last{};            ///< last day for paying
    maybe_date reasons_last{};            ///< last day for giving reasons, where one was stated

    int extended = 0;            ///< working days granted since the clock began
    std::optional<term> most{};  ///< what they may add up to; none: nothing
    target consultation = target::none;
    bool consultation_limited = false;
    maybe_date consultation_last{};             ///< last day of the consulted side
    std::optional<basis> consultation_basis{};  ///< whose limit it is
    target letter = target::none;

    bool review_first = false;  ///< the outcome is one that must go to review first
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
