#pragma once

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
    switch (what) {
    case event::correction_requested:
        return bits(after(known.correction_notice_last), known.corrections > 0, old_law);
    case event::correction_lapsed: return bits(after(known.correction_last), false, old_law);
    case event::fee_lapsed:
    case event::fee_paid: return bits(after(known.payment_last));
    case event::fee_notified: return bits(after(known.due), e.on < fee_from);
    case event::extended:
        return bits(after(known.due),
                    known.extended + e.days.value_or(0) > extension_term(known.law).length);
    case event::opinion_received: return to(known.consultation, after(known.consultation_last));
    case event::consultation_lapsed:
        return bits(known.consultation_last && e.on >= *known.consultation_last,
                    !known.consultation_limited, known.consultation != target::found);
    case event::delivered:
    case event::returned: return to(known.letter, false);
    case event::not_processed: return bits(false, e.outcome != outcome::excessive);
    default: return 0;
    }
}

QIXIAN_DECL replay_count replay(std::span<compact_case> cases,
                                std::span<compact_event const> events) {
    std::array<std::uint64_t, 8> seen{};
    for (auto const& each : events) {
        auto const said = advance(cases[each.which], each.what, each.facts);
        ++seen[static_cast<std::size_t>(said.what()) | (said.asks() ? 4U : 0U)];
    }
    return {.accepted = seen[0], .irregular = seen[1], .refused = seen[2], .asked = seen[4]};
}

}  // namespace qixian::inline v0
