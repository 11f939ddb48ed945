// Which few bits answer what the guard of an event asks, for replay in bulk (caseload/replay.hpp).
//
// One row an event; an event that is not here asks nothing of facts. A guard that asks more than
// these questions belongs before `step`, and its event is marked so by `replay`.
#pragma once

#include <array>

#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

/// The question that a mask answers.
enum class mask_question : std::uint8_t {
    nothing,
    notice,           ///< past the last day for asking; asked before; under Decree 492 (R30-1)
    correction_over,  ///< past the last day for correcting; under Decree 492 (R30-2)
    payment,          ///< past the last day for paying (R42-4)
    fee,              ///< past the due day; before fees were charged; the clock is held (R42-4)
    extension,        ///< past the due day; more than the law allows; the clock is held (R33-3)
    delay,            ///< past the due day (R35-3)
    consultation,     ///< the clock is held (R33-4)
    reply,       ///< past the last day for reasons (R35-1); what had to come first did not (Z14)
    opinion,     ///< past the limit; what it answers (R32-2, R34-1)
    silence,     ///< the limit was reached; there is none; nothing is answered
    letter,      ///< what it answers (D8)
    new_answer,  ///< what had to come first did not: an opinion, a consultation, a correction (Z14)
    excess       ///< past the last day for reasons; for another reason than excess (R35-2)
};

struct mask_row {
    event on;
    mask_question asks;
};

inline constexpr auto disclosure_masks = std::to_array<mask_row>({
    {event::correction_requested, mask_question::notice},
    {event::correction_lapsed, mask_question::correction_over},
    {event::fee_lapsed, mask_question::payment},
    {event::fee_paid, mask_question::payment},
    {event::fee_notified, mask_question::fee},
    {event::extended, mask_question::extension},
    {event::delay_notified, mask_question::delay},
    {event::consulted, mask_question::consultation},
    {event::disclosed, mask_question::reply},
    {event::partly_disclosed, mask_question::reply},
    {event::refused, mask_question::reply},
    {event::unable_to_provide, mask_question::reply},
    {event::reply_replaced, mask_question::new_answer},
    {event::opinion_received, mask_question::opinion},
    {event::consultation_lapsed, mask_question::silence},
    {event::delivered, mask_question::letter},
    {event::returned, mask_question::letter},
    {event::resent, mask_question::letter},
    {event::not_processed, mask_question::excess},
});

/// Where the guard asks more than fits a mask: whether the clock is held, beside all that the notice
/// asks; and whether what is awaited holds it.
[[nodiscard]] constexpr bool asks_more(stage from, event what) {
    bool const awaits = from == stage::correction_requested || from == stage::fee_requested;
    return (from == stage::reasons_requested && what == event::correction_requested) ||
           (awaits && (what == event::consulted || what == event::extended));
}

[[nodiscard]] constexpr mask_question question_of(event what) {
    constexpr auto by_event = [] {
        std::array<mask_question, all_events.size()> out{};
        for (auto const& each : disclosure_masks) {
            out[place_of(each.on)] = each.asks;
        }
        return out;
    }();
    return by_event[place_of(what)];
}

}  // namespace qixian::inline v0
