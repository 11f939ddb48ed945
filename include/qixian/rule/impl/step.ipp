// The verdict on one event: the guard of its rule, or why there is no rule.
#pragma once

#include "qixian/rule/step.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Whether what `c` asks is so.
inline bool is_kept(check_row const& c, statute const& law, application const& now, entry const& e,
                    facts const& known) {
    auto const day = day_of(c.of, known);
    switch (c.how) {
    case check_kind::by: return !day || e.on <= *day;
    case check_kind::after: return day && e.on > *day;
    case check_kind::from: return day && e.on >= *day;
    case check_kind::within:
        return known.most && known.extended + e.days.value_or(0) <= known.most->length;
    case check_kind::answers: return known.consultation == target::found;
    case check_kind::arrives: return known.letter == target::found;
    case check_kind::open: return known.order_open;
    case check_kind::case_open: return is_open_in(law, now.at);
    }
    return true;
}

/// Which code a broken check says: that of its row, unless `re` names nothing or too much.
inline code code_said(check_row const& c, facts const& known) {
    auto const found = c.how == check_kind::answers   ? known.consultation
                       : c.how == check_kind::arrives ? known.letter
                                                      : target::found;
    return found == target::unknown     ? code::reference_unknown
           : found == target::ambiguous ? code::reference_ambiguous
                                        : c.why;
}

inline maybe_date limit_of(check_row const& c, facts const& known) {
    switch (c.how) {
    case check_kind::by:
    case check_kind::after:
    case check_kind::from: return day_of(c.of, known);
    case check_kind::within: return known.due;
    default: return {};
    }
}

/// Guards that are rows and no code: the first that is broken.
inline ruling verdict_of_checks(statute const& law, application const& now, entry const& e,
                                facts const& known) {
    circumstances const then{.law = known.law, .on = e.on};
    for (auto const& each : law.checks) {
        if (each.on == e.what && has(each.stages, now.at) && holds(each.when, then) &&
            !is_kept(each, law, now, e, known)) {
            return {each.otherwise, each.moves, code_said(each, known),
                    cites_in_force(law, each.cites, known.law, e.on), limit_of(each, known)};
        }
    }
    return {};
}

}  // namespace detail

QIXIAN_DECL event heard_as(statute const& law, application const& now, entry const& e,
                           facts const& known) {
    if (known.order_open && e.outcome && is_open_in(law, now.at)) {
        for (auto const& each : law.hearings) {
            if (each.on == e.what && has(each.outcomes, *e.outcome)) {
                return each.as;
            }
        }
    }
    return e.what;
}

QIXIAN_DECL step_result table_step(statute const& law, application const& now, entry const& e,
                                   facts const& known) {
    step_result out{.after = now};
    out.heard = heard_as(law, now, e, known);
    auto const* row = rule_for(law, now, out.heard);
    if (row == nullptr) {
        out.said = explain_impossible(law, now, out.heard);
        return out;
    }
    out.said = row->when != nullptr ? row->when(now, e, known)
                                    : detail::verdict_of_checks(law, now, e, known);
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

QIXIAN_DECL std::optional<outcome> outcome_of(statute const& law, entry const& e) {
    for (auto const& each : law.closings) {
        if (each.by == e.what) {
            return each.own && e.outcome ? e.outcome : each.gives;
        }
    }
    return std::nullopt;
}

}  // namespace qixian::inline v0
