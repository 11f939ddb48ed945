// The conditions of review and litigation (articles of REV and ALL in src/notes/articles.md), as free predicates.
#pragma once

#include "qixian/statute/cn_disclosure/guards.hpp"

namespace qixian::inline v0::guards {

/// Row 26: there is an act (a reply, a lapse, a closure), or a reply period that ran out (R60-8).
[[nodiscard]] constexpr bool has_something_to_attack(application const& a, happening const& e,
                                                     facts const& f) {
    if (is_replied(a.at) || a.at == stage::abandoned || a.at == stage::closed) {
        return true;
    }
    return is_open(a.at) && !f.paused && !f.satisfied && f.due && *f.due < e.on;
}

/// R60-1, R60-8: a review may be applied for.
constexpr ruling act_or_overdue(application const& a, happening const& e, facts const& f) {
    if (a.at == stage::unregistered || a.at == stage::lodged) {
        return refuse(code::before_receipt, basis::r60_1);
    }
    if (!has_something_to_attack(a, e, f)) {
        return refuse(code::nothing_to_review, basis::r60_8, f.due);
    }
    return {};
}

/// R61-1, R61-2, R61-3: a suit may be filed; where a review had to come first it is irregular (R60-7).
constexpr ruling suit_open(application const& a, happening const& e, facts const& f) {
    if (a.at > stage::lodged && !f.suit_reference_known) {
        return refuse(code::reference_unknown, basis::r61_2);
    }
    if (f.review_exhausted) {
        return {};
    }
    auto const may = act_or_overdue(a, e, f);
    if (may.what == verdict::refused) {
        return may.why == code::before_receipt
                   ? refuse(code::before_receipt, basis::r61_3)
                   : refuse(code::nothing_to_review, basis::r61_3, f.due);
    }
    if (f.review_running || f.review_first) {
        return irregular(code::suit_without_review, basis::r60_7);
    }
    return {};
}

/// R60-12: after a withdrawal no second review of the same act.
constexpr ruling review_open(application const& a, happening const& e, facts const& f) {
    if (a.at > stage::lodged && f.review_given_up) {
        return refuse(code::nothing_to_review, basis::r60_12);
    }
    return act_or_overdue(a, e, f);
}

[[nodiscard]] constexpr ruling remedy_found(target found, basis cites) {
    return found == target::none ? refuse(code::no_remedy_open, cites) : answers(found, cites);
}

/// One of those that are undecided is meant, but only some of them are `fit`.
[[nodiscard]] constexpr ruling found_among(target fit, target undecided, ruling otherwise,
                                           basis cites) {
    if (fit != target::none) {
        return remedy_found(fit, cites);
    }
    bool const there = undecided == target::found || undecided == target::ambiguous;
    return there ? otherwise : remedy_found(undecided, cites);
}

constexpr ruling review_awaits_acceptance(application const&, happening const&, facts const& f) {
    return remedy_found(f.review_to_accept, basis::r60_2);
}
constexpr ruling review_undecided(application const&, happening const&, facts const& f) {
    return remedy_found(f.review_to_decide, basis::r60_5);
}
/// R60-3: within 5 working days of the day it came; later it is accepted already.
constexpr ruling review_may_be_completed(application const&, happening const& e, facts const& f) {
    auto const found = remedy_found(f.review_to_accept, basis::r60_3);
    if (found.what == verdict::accepted && f.review_ask_last && e.on > *f.review_ask_last) {
        return without_effect(code::correction_late, basis::r60_3, f.review_ask_last);
    }
    return found;
}
constexpr ruling review_awaits_correction(application const&, happening const&, facts const& f) {
    return found_among(f.review_to_complete, f.review_to_decide,
                       refuse(code::nothing_to_answer, basis::r60_3), basis::r60_3);
}
/// R60-10: by at most 30 days, told on the last day at the latest; never in the simplified procedure.
inline constexpr int review_extension_most = 30;
constexpr ruling review_extension_in_time(application const&, happening const& e, facts const& f) {
    auto const found = found_among(f.review_to_extend, f.review_to_decide,
                                   refuse(code::not_possible_here, basis::r60_6), basis::r60_10);
    if (found.what != verdict::accepted) {
        return found;
    }
    if (f.review_last && e.on > *f.review_last) {
        return without_effect(code::extension_late, basis::r60_10, f.review_last);
    }
    if (f.review_longer + e.days.value_or(0) > review_extension_most) {
        return refuse(code::extension_too_long, basis::r60_10, f.review_last);
    }
    return {};
}
/// R60-11: one that is suspended already cannot be suspended, one that is not cannot be resumed.
constexpr ruling review_runs(application const&, happening const&, facts const& f) {
    return found_among(f.review_to_suspend, f.review_to_decide,
                       refuse(code::not_possible_here, basis::r60_11), basis::r60_11);
}
constexpr ruling review_suspended(application const&, happening const&, facts const& f) {
    return found_among(f.review_to_resume, f.review_to_decide,
                       refuse(code::nothing_to_answer, basis::r60_11), basis::r60_11);
}
constexpr ruling suit_undecided(application const&, happening const&, facts const& f) {
    return remedy_found(f.suit_to_decide, basis::r61_1);
}

/// R61-7, R61-8: what was decided may be appealed, or tried again.
constexpr ruling suit_was_decided(application const&, happening const&, facts const& f) {
    return remedy_found(f.suit_to_reopen, basis::r61_7);
}

/// Row 28: an order to answer again follows a decision.
constexpr ruling decision_made(application const&, happening const&, facts const& f) {
    return f.any_decision ? ruling{} : refuse(code::no_remedy_open, basis::r28_1);
}
constexpr ruling order_unanswered(application const& a, happening const& e, facts const& f) {
    return f.order_open ? new_answer_sound(a, e, f)
                        : refuse(code::no_reanswer_ordered, basis::r28_1);
}

}  // namespace qixian::inline v0::guards
