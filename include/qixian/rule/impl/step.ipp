// The verdict on one event: the guard of its rule, or why there is no rule.
#pragma once

#include "qixian/rule/step.hpp"

namespace qixian::inline v0 {

namespace detail {

/// A guard that is a row and no code.
inline ruling verdict_of(plain_check const& c, basis cites, happening const& e,
                         facts const& known) {
    ruling const broken{c.otherwise, c.moves_otherwise, c.why, cites, {}};
    switch (c.how) {
    case check_kind::none: return {};
    case check_kind::by_due:
        return known.due && e.on > *known.due
                   ? ruling{c.otherwise, c.moves_otherwise, c.why, cites, known.due}
                   : ruling{};
    case check_kind::after_last:
        return !known.correction_last || e.on <= *known.correction_last
                   ? ruling{c.otherwise, c.moves_otherwise, c.why, cites, known.correction_last}
                   : ruling{};
    case check_kind::answers: return known.consultation == target::found ? ruling{} : broken;
    }
    return {};
}

}  // namespace detail

QIXIAN_DECL step_result table_step(statute const& law, application const& now, entry const& e,
                                   facts const& known) {
    step_result out{.after = now};
    auto const* row = rule_for(law, now, e.what);
    if (row == nullptr) {
        out.said = explain_impossible(law, now, e.what);
        return out;
    }
    happening const asked(e);
    out.said = row->when != nullptr ? row->when(now, asked, known)
                                    : detail::verdict_of(row->check, row->cites, asked, known);
    if (out.said.what == verdict::accepted) {
        out.said.cites = cites_in_force(law, row->cites, known.law, e.on);
    }
    if (out.said.moves) {
        switch (row->in) {
        case region::procedure: out.after.at = static_cast<stage>(row->to); break;
        case region::standing: out.after.year = static_cast<standing>(row->to); break;
        case region::remedy: out.after.remedy = static_cast<remedy_stage>(row->to); break;
        }
    }
    return out;
}

QIXIAN_DECL step_result step(statute const& law, application const& now, entry const& e,
                             facts const& known) {
    return law.machine != nullptr ? law.machine(now, e, known) : table_step(law, now, e, known);
}

QIXIAN_DECL std::vector<event> events_possible(statute const& law, application const& now) {
    std::vector<event> out;
    for (auto const& each : law.events) {
        if (each.which != law.ends_year && rule_for(law, now, each.which) != nullptr) {
            out.push_back(each.which);
        }
    }
    return out;
}

}  // namespace qixian::inline v0
