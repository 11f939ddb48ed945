// The procedure as a switch, written from the rules by hand.
#include <array>

#include "msm_cases.hpp"

namespace qixian::bench::rivals {

namespace {

/// Columns of the count: verdicts, and what a mask cannot say.
enum seen_as : std::uint8_t { accepted, irregular, refused, asked = 4 };

bool is_unclosed(stage s) { return s >= stage::lodged && s <= stage::delayed; }
bool may_answer(stage s) { return s == stage::received || s == stage::delayed; }
bool waits(stage s) {
    return s == stage::correction_requested || s == stage::reasons_requested ||
           s == stage::fee_requested;
}

/// Once the period for reasons is over, an answer breaks no rule; unless what had to come before it did
/// not.
seen_as answer(compact_case& c, stage to, bool past, bool unheard = false) {
    if (may_answer(c.at) || (past && c.at == stage::reasons_requested)) {
        c.at = to;
        return unheard ? irregular : accepted;
    }
    if (waits(c.at)) {
        c.at = to;
        return irregular;
    }
    return refused;
}

seen_as close(compact_case& c, stage to) {
    if (!is_unclosed(c.at)) {
        return refused;
    }
    c.at = to;
    return accepted;
}

seen_as hear(compact_case& c, event what, replay_mask facts) {
    bool const past = (facts & mask::past) != 0;
    bool const second = (facts & 2U) != 0;
    bool const held = (facts & mask::held) != 0;
    switch (what) {
    case event::lodged:
        if (c.at != stage::unregistered) {
            return refused;
        }
        c.at = stage::lodged;
        return accepted;
    case event::received:
        if (c.at != stage::unregistered && c.at != stage::lodged) {
            return refused;
        }
        c.at = stage::received;
        return accepted;
    case event::moved_in:
        if (c.at != stage::unregistered) {
            return refused;
        }
        c.at = stage::received;
        return accepted;
    case event::correction_requested: {
        if (c.at == stage::reasons_requested) {
            return asked;
        }
        if (c.at != stage::received && c.at != stage::correction_requested) {
            return refused;
        }
        bool const again = (c.flags & mask::noticed) != 0;
        c.at = stage::correction_requested;
        c.flags = static_cast<replay_mask>(c.flags | mask::noticed);
        return (c.flags & mask::decree_492) == 0 && (again || past) ? irregular : accepted;
    }
    case event::correction_period_extended:
        return c.at == stage::correction_requested ? accepted : refused;
    case event::correction_received:
        if (c.at != stage::correction_requested) {
            return refused;
        }
        c.at = stage::received;
        return accepted;
    case event::correction_lapsed:
        if (c.at != stage::correction_requested || !past || (c.flags & mask::decree_492) != 0) {
            return refused;
        }
        c.at = stage::abandoned;
        return accepted;
    case event::consulted:
        if (c.at == stage::correction_requested || c.at == stage::fee_requested) {
            return asked;
        }
        return may_answer(c.at) || (c.at == stage::reasons_requested && !held) ? accepted : refused;
    case event::opinion_received:
        if (!is_open(c.at) || static_cast<target>(facts >> mask::target_shift) != target::found) {
            return refused;
        }
        return past ? irregular : accepted;
    case event::consultation_lapsed:
        if (!is_open(c.at)) {
            return refused;
        }
        if ((facts & mask::unclear) != 0) {
            return asked;
        }
        return second || !past ? refused : accepted;
    case event::extended:
        if (c.at == stage::correction_requested || c.at == stage::fee_requested) {
            return asked;
        }
        if (c.at != stage::received && (c.at != stage::reasons_requested || held)) {
            return refused;
        }
        return past && !held ? irregular : second ? refused : accepted;
    case event::reasons_requested:
        if (c.at != stage::received) {
            return refused;
        }
        c.at = stage::reasons_requested;
        return accepted;
    case event::reasons_received:
        if (c.at != stage::reasons_requested) {
            return refused;
        }
        c.at = stage::received;
        return accepted;
    case event::delay_notified:
        if (c.at != stage::received && c.at != stage::reasons_requested) {
            return refused;
        }
        c.at = stage::delayed;
        return past && !held ? irregular : accepted;
    case event::fee_notified:
        if ((!may_answer(c.at) && (c.at != stage::reasons_requested || held)) || second) {
            return refused;
        }
        c.at = stage::fee_requested;
        return past && !held ? irregular : accepted;
    case event::fee_paid:
        if (c.at != stage::fee_requested) {
            return refused;
        }
        if (past) {
            return irregular;
        }
        c.at = stage::received;
        return accepted;
    case event::fee_lapsed:
        if (c.at != stage::fee_requested || !past) {
            return refused;
        }
        c.at = stage::abandoned;
        return accepted;
    case event::disclosed: return answer(c, stage::disclosed, past, second);
    case event::partly_disclosed: return answer(c, stage::partly_disclosed, past, second);
    case event::refused: return answer(c, stage::refused, past, second);
    case event::unable_to_provide: return answer(c, stage::unable_to_provide, past, second);
    case event::not_processed:
        if (c.at == stage::reasons_requested && !second) {
            c.at = stage::not_processed;
            return accepted;
        }
        return answer(c, stage::not_processed, past);
    case event::withdrawn: return close(c, stage::withdrawn);
    case event::closed_otherwise: return close(c, stage::closed);
    case event::registered_in_error:
    case event::moved_out: return close(c, stage::void_record);
    case event::supplemented: return is_replied(c.at) ? accepted : refused;
    case event::reply_replaced:
        // Each bit is something that had to come before it and did not.
        return !is_replied(c.at) ? refused : facts != 0 ? irregular : accepted;
    case event::delivered:
    case event::returned:
    case event::resent:
        return c.at != stage::unregistered &&
                       static_cast<target>(facts >> mask::target_shift) == target::found
                   ? accepted
                   : refused;
    case event::year_ended:
        if (!is_open(c.at)) {
            return refused;
        }
        c.year = standing::carried_forward;
        return accepted;
    case event::review_filed:
    case event::review_accepted:
    case event::review_correction_requested:
    case event::review_correction_received:
    case event::review_extended:
    case event::review_suspended:
    case event::review_resumed:
    case event::review_rejected:
    case event::review_withdrawn:
    case event::review_terminated:
    case event::review_decided:
    case event::suit_filed:
    case event::suit_suspended:
    case event::suit_resumed:
    case event::suit_rejected:
    case event::suit_withdrawn:
    case event::suit_decided:
    case event::suit_appealed:
    case event::suit_retried:
    case event::reanswer_ordered:
    case event::reanswered: return asked;
    case event::entry_withdrawn:
    case event::year_closed: return refused;
    }
    return refused;
}

}  // namespace

replay_count replay_by_switch(std::span<compact_case> cases,
                              std::span<compact_event const> events) {
    std::array<std::uint64_t, 8> seen{};
    for (auto const& e : events) {
        ++seen[hear(cases[e.which], e.what, e.facts)];
    }
    return {.accepted = seen[0], .irregular = seen[1], .refused = seen[2], .asked = seen[4]};
}

}  // namespace qixian::bench::rivals
