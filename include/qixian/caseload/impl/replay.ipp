// Masks made from facts, and the replay itself: one load of the table an event.
#pragma once

#include <algorithm>

#include "qixian/caseload/replay.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL replay_mask mask_of(event what, happening const& e, facts const& known) {
    auto const after = [&](maybe_date const& limit) { return limit && e.on > *limit; };
    auto const bits = [](bool past, bool second = false, bool third = false) {
        return static_cast<replay_mask>((past ? 1U : 0U) | (second ? 2U : 0U) | (third ? 4U : 0U));
    };
    auto const to = [](target found, bool past) {
        return static_cast<replay_mask>(static_cast<unsigned>(found) << mask::target_shift |
                                        (past ? 1U : 0U));
    };
    bool const old_law = known.law == regime::decree_492;
    switch (question_of(what)) {
    case mask_question::notice:
        return bits(after(known.correction_notice_last), known.corrections > 0, old_law);
    case mask_question::correction_over: return bits(after(known.correction_last), false, old_law);
    case mask_question::payment: return bits(after(known.payment_last));
    case mask_question::fee: return bits(after(known.due), e.on < fee_from, !known.due);
    case mask_question::extension:
        return bits(after(known.due),
                    known.extended + known.asked > (known.most ? known.most->length : 0),
                    !known.due);
    case mask_question::delay: return bits(after(known.due));
    case mask_question::consultation: return bits(false, false, !known.due);
    case mask_question::reply: {
        bool const too_soon =
            what == event::refused
                ? e.outcome == outcome::third_party_rights && known.third_party_not_asked
            : what == event::unable_to_provide
                ? e.outcome == outcome::unclear_after_correction && known.correction_not_asked
                : known.opinion_awaited;
        return bits(after(known.reasons_last), too_soon);
    }
    case mask_question::new_answer:
        return bits(e.outcome && has(disclosing_outcomes, *e.outcome) && known.opinion_awaited,
                    e.outcome == outcome::third_party_rights && known.third_party_not_asked,
                    e.outcome == outcome::unclear_after_correction && known.correction_not_asked);
    case mask_question::opinion: return to(known.consultation, after(known.consultation_last));
    case mask_question::silence:
        return bits(known.consultation_last && e.on >= *known.consultation_last,
                    !known.consultation_limited, known.consultation != target::found);
    case mask_question::letter: return to(known.letter, false);
    case mask_question::excess:
        return bits(after(known.reasons_last), e.outcome != outcome::excessive);
    case mask_question::nothing: break;
    }
    return 0;
}

QIXIAN_DECL replay_count replay(std::span<compact_case> cases,
                                std::span<compact_event const> events) {
    replay_count out;
    // Four counts of sixteen bits in one number, so that counting waits for nothing.
    constexpr std::size_t block = 0xFFFF;
    while (!events.empty()) {
        std::uint64_t seen = 0;
        for (auto const& each : events.first((std::min)(block, events.size()))) {
            auto& one = cases[each.which];
            auto const word = word_of(one);
            auto const said = detail::look_up(word, each.what, each.facts);
            one = case_of(said.taken_by(word));
            seen += std::uint64_t{1} << (16U * said.kind());
        }
        out.accepted += seen & 0xFFFFU;
        out.irregular += seen >> 16U & 0xFFFFU;
        out.refused += seen >> 32U & 0xFFFFU;
        out.asked += seen >> 48U;
        events = events.subspan((std::min)(block, events.size()));
    }
    return out;
}

}  // namespace qixian::inline v0
