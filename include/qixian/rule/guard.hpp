// What guards say, and the few that every statute shares.
//
// A guard is a free predicate over the record, the row and the facts; it computes no day and changes
// nothing.
#pragma once

#include "qixian/rule/facts.hpp"
#include "qixian/rule/happening.hpp"
#include "qixian/rule/rows.hpp"
#include "qixian/rule/verdict.hpp"

namespace qixian::inline v0::guards {

[[nodiscard]] constexpr ruling refuse(code why, basis cites, maybe_date limit = {}) {
    return {verdict::refused, false, why, cites, limit};
}
/// It happened, and has its effect.
[[nodiscard]] constexpr ruling irregular(code why, basis cites, maybe_date limit = {}) {
    return {verdict::irregular, true, why, cites, limit};
}
/// It happened, and has none.
[[nodiscard]] constexpr ruling without_effect(code why, basis cites, maybe_date limit = {}) {
    return {verdict::irregular, false, why, cites, limit};
}

constexpr ruling always(application const&, happening const&, facts const&) { return {}; }

[[nodiscard]] constexpr ruling answers(target found, basis cites) {
    switch (found) {
    case target::none: return refuse(code::nothing_to_answer, cites);
    case target::unknown: return refuse(code::reference_unknown, cites);
    case target::ambiguous: return refuse(code::reference_ambiguous, cites);
    case target::found: break;
    }
    return {};
}

}  // namespace qixian::inline v0::guards
