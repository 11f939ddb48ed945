// The questions of procedure.hpp, put to the statute's rows.
#pragma once

#include "qixian/base/row_view.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL step_result table_step(application const& now, entry const& e, facts const& known) {
    return table_step(default_statute(), now, e, known);
}

#if !defined(QIXIAN_COMPILED)
inline step_result step(application const& now, entry const& e, facts const& known) {
    return table_step(default_statute(), now, e, known);
}
#endif

QIXIAN_DECL event heard_as(application const& now, entry const& e, facts const& known) {
    return heard_as(default_statute(), now, e, known);
}

QIXIAN_DECL row_view<rule_row> all_rules() { return default_statute().rules; }

QIXIAN_DECL rule_row const* rule_for(application const& now, event on) {
    return rule_for(default_statute(), now, on);
}

QIXIAN_DECL std::vector<event> events_possible(application const& now) {
    return events_possible(default_statute(), now);
}

QIXIAN_DECL basis cites_in_force(basis of_rule, regime law, date on) {
    return cites_in_force(default_statute(), of_rule, law, on);
}

QIXIAN_DECL std::optional<outcome> outcome_of(entry const& e) {
    return outcome_of(default_statute(), e);
}

}  // namespace qixian::inline v0

// Last, since what it includes for header-only use asks these questions.
#include "qixian/statute/default.hpp"
