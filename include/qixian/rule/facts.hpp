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
    bool satisfied = false;  ///< what counts as the answer went out in time (Z4)
    bool paused = false;     ///< a consultation is open that holds the clock

    int corrections = 0;                  ///< rounds that the event's matter had so far
    maybe_date correction_notice_last{};  ///< last day for asking
    maybe_date correction_last{};         ///< last day for correcting
    maybe_date payment_last{};            ///< last day for paying
    maybe_date reasons_last{};            ///< last day for giving reasons, where one was stated

    int extended = 0;            ///< working days granted since the clock began
    int asked = 0;               ///< working days that the row itself grants
    std::optional<term> most{};  ///< what they may add up to; none: nothing
    target consultation = target::none;
    bool consultation_limited = false;
    maybe_date consultation_last{};             ///< last day of the consulted side
    std::optional<basis> consultation_basis{};  ///< whose limit it is
    target letter = target::none;  ///< what `re` names, among those that the event may be about

    bool may_lapse = false;              ///< the law knows a lapse of what was asked
    bool opinion_awaited = false;        ///< a third party may still object
    bool third_party_objects = false;    ///< … has objected
    bool third_party_not_asked = false;  ///< none was asked
    bool correction_not_asked = false;   ///< no correction was

    bool review_first = false;  ///< the outcome is one that must go to review first
    target review_to_accept = target::none;
    target review_to_decide = target::none;
    target suit_to_decide = target::none;
    bool review_running = false;       ///< a review is undecided and not overdue
    bool review_exhausted = false;     ///< a review is decided or overdue and no suit followed
    bool suit_reference_known = true;  ///< `re` of a suit is empty or names a remedy
    bool any_decision = false;         ///< some review or suit has been decided
    bool order_open = false;           ///< a new answer was ordered and not given
    target review_to_complete = target::none;  ///< a review that waits for a correction
    target review_to_suspend = target::none;   ///< … undecided, not suspended
    target review_to_resume = target::none;    ///< … suspended
    target review_to_extend = target::none;    ///< … undecided, not in the simplified procedure
    target suit_to_reopen = target::none;      ///< a suit that was decided
    maybe_date review_ask_last{};              ///< last day for asking for its correction
    maybe_date review_last{};                  ///< last day for deciding, before it rolls
    int review_longer = 0;                     ///< days that it was extended by
    bool review_given_up = false;              ///< a review of the same act was withdrawn
};

}  // namespace qixian::inline v0
