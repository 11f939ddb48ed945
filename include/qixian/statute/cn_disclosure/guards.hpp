// The conditions of the procedure, as free predicates.
//
// Each takes the record, the row and the facts, and returns a ruling; none computes a day, none
// changes anything. They are named after what the law asks.
#pragma once

#include <optional>

#include "qixian/rule/guard.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

namespace guards {

/// R30-1: one notice, within 7 working days. A further or late one is kept (Q5). Decree 492 sets
/// neither condition (O6).
constexpr ruling first_notice_in_time(application const&, happening const& e, facts const& f) {
    if (f.law == regime::decree_492) {
        return {};
    }
    if (f.corrections > 0) {
        return irregular(code::correction_repeated, basis::r30_1, f.correction_notice_last);
    }
    if (f.correction_notice_last && e.on > *f.correction_notice_last) {
        return irregular(code::correction_late, basis::r30_1, f.correction_notice_last);
    }
    return {};
}

/// R30-2: the period for correcting is over. Decree 492 knows no such lapse (O6), unless a reading
/// has it so (Z4).
constexpr ruling correction_period_over(application const&, happening const& e, facts const& f) {
    if (!f.may_lapse) {
        return refuse(code::no_lapse_under_492, basis::o6);
    }
    if (!f.correction_last || e.on <= *f.correction_last) {
        return refuse(code::lapse_too_early, basis::r30_2, f.correction_last);
    }
    return {};
}

/// R42-4: the period for paying is over.
constexpr ruling payment_period_over(application const&, happening const& e, facts const& f) {
    if (!f.payment_last || e.on <= *f.payment_last) {
        return refuse(code::lapse_too_early, basis::r42_4, f.payment_last);
    }
    return {};
}

/// R42-4, R42-5: paid on the 20th working day or before. A later payment starts no new clock.
constexpr ruling paid_in_time(application const&, happening const& e, facts const& f) {
    if (f.payment_last && e.on > *f.payment_last) {
        return without_effect(code::payment_late, basis::r42_4, f.payment_last);
    }
    return {};
}

/// G3, R42-4: a fee exists from 2021, and its notice goes out within the reply period. A late one
/// asks all the same (Z1).
constexpr ruling fee_notice_in_time(application const&, happening const& e, facts const& f) {
    if (e.on < fee_from) {
        return refuse(code::fee_before_2021, basis::r42_4, fee_from);
    }
    if (f.due && e.on > *f.due) {
        return irregular(code::fee_notice_late, basis::r42_4, f.due);
    }
    return {};
}

/// R33-3, O2: told on or before the due day; together at most 20 (15) working days (N1).
constexpr ruling extension_in_time(application const&, happening const& e, facts const& f) {
    auto const cap = f.most.value_or(term{0, unit::working_day, basis::r33_3});
    if (f.due && e.on > *f.due) {
        return without_effect(code::extension_late, cap.from, f.due);
    }
    if (f.extended + f.asked > cap.length) {
        return refuse(code::extension_too_long, cap.from, f.due);
    }
    return {};
}

/// R35-3: told on or before the due day; later it names no day (Z1).
constexpr ruling delay_in_time(application const&, happening const& e, facts const& f) {
    if (f.due && e.on > *f.due) {
        return irregular(code::delay_after_due, basis::r35_3, f.due);
    }
    return {};
}

/// Z2 to Z4: while something is awaited that does not hold the clock (reasons, a correction under
/// Decree 492, what a letter asked that was late or came back), what a running clock allows is lawful.
[[nodiscard]] constexpr bool clock_is_held(facts const& f) { return !f.due; }
constexpr ruling clock_runs_meanwhile(application const&, happening const&, facts const& f) {
    return clock_is_held(f) ? refuse(code::not_possible_here, basis::r33_4) : ruling{};
}
constexpr ruling extension_meanwhile(application const& a, happening const& e, facts const& f) {
    return clock_is_held(f) ? refuse(code::not_possible_here, basis::r33_3)
                            : extension_in_time(a, e, f);
}
constexpr ruling notice_meanwhile(application const& a, happening const& e, facts const& f) {
    return clock_is_held(f) ? refuse(code::not_possible_here, basis::r30_1)
                            : first_notice_in_time(a, e, f);
}
constexpr ruling fee_notice_meanwhile(application const& a, happening const& e, facts const& f) {
    return clock_is_held(f) ? refuse(code::not_possible_here, basis::r42_4)
                            : fee_notice_in_time(a, e, f);
}

/// R32-2, R34-1: an opinion on a consultation that is open. After its limit it moves no due day.
constexpr ruling opinion_in_time(application const&, happening const& e, facts const& f) {
    auto const found = answers(f.consultation, basis::r33_4);
    if (found.what == verdict::accepted && f.consultation_last && e.on > *f.consultation_last) {
        return without_effect(code::opinion_late, f.consultation_basis.value_or(basis::r32_2),
                              f.consultation_last);
    }
    return found;
}

/// R32-2, R34-1: silence until the 15th working day.
constexpr ruling consultation_period_over(application const&, happening const& e, facts const& f) {
    auto const found = answers(f.consultation, basis::r33_4);
    if (found.what != verdict::accepted) {
        return found;
    }
    if (!f.consultation_limited) {
        return refuse(code::consultation_no_limit, basis::r33_4);
    }
    if (!f.consultation_last || e.on < *f.consultation_last) {
        return refuse(code::lapse_too_early, f.consultation_basis.value_or(basis::r32_2),
                      f.consultation_last);
    }
    return {};
}

/// A reply is lawful while nothing is awaited from the applicant; otherwise it closes all the same.
constexpr ruling reply_while_correction_awaited(application const&, happening const&,
                                                facts const& f) {
    return irregular(code::reply_before_correction,
                     f.law == regime::decree_492 ? basis::o6 : basis::r30_2, f.correction_last);
}
constexpr ruling reply_while_fee_awaited(application const&, happening const&, facts const& f) {
    return irregular(code::reply_before_payment, basis::r42_4, f.payment_last);
}
/// Art. 35 says 可以: once the period for reasons is over unused, an answer breaks no rule (Z3).
constexpr ruling reply_while_reasons_awaited(application const&, happening const& e,
                                             facts const& f) {
    if (f.reasons_last && e.on > *f.reasons_last) {
        return {};
    }
    return irregular(code::reply_before_reasons, basis::r35_1);
}
/// What is irregular twice has the graver code, the lesser is said as a warning (Z14).
[[nodiscard]] constexpr ruling graver_first(ruling graver, ruling const& other) {
    if (graver.what == verdict::accepted) {
        return other;
    }
    if (other.what == verdict::irregular) {
        graver.also = other.why;
    }
    return graver;
}

/// R32-1: what a third party may object to is disclosed once it was heard, or its period is over (Z14).
constexpr ruling third_party_heard(application const&, happening const&, facts const& f) {
    return f.opinion_awaited
               ? irregular(code::disclosed_before_opinion, basis::r32_1, f.consultation_last)
               : ruling{};
}
/// R32-1: who withholds for a third party has asked it (Z14).
constexpr ruling third_party_asked(application const&, happening const& e, facts const& f) {
    return e.outcome == outcome::third_party_rights && f.third_party_not_asked
               ? irregular(code::third_party_not_asked, basis::r32_1)
               : ruling{};
}
/// R30-1: what is unclear after correction was to be corrected (Z14).
constexpr ruling correction_asked(application const&, happening const& e, facts const& f) {
    return e.outcome == outcome::unclear_after_correction && f.correction_not_asked
               ? irregular(code::unclear_without_correction, basis::r30_1)
               : ruling{};
}
/// Z8, Z14: a new answer needs what a first one would have needed.
constexpr ruling new_answer_sound(application const& a, happening const& e, facts const& f) {
    return e.outcome && has(disclosing_outcomes, *e.outcome) ? third_party_heard(a, e, f)
           : e.outcome == outcome::third_party_rights        ? third_party_asked(a, e, f)
           : e.outcome == outcome::unclear_after_correction  ? correction_asked(a, e, f)
                                                             : ruling{};
}

/// Both: what the reply itself needed, and what was awaited when it was given.
template <guard First, guard Second>
constexpr ruling both(application const& a, happening const& e, facts const& f) {
    return graver_first(First(a, e, f), Second(a, e, f));
}
inline constexpr guard heard_while_correction_awaited =
    both<third_party_heard, reply_while_correction_awaited>;
inline constexpr guard asked_while_correction_awaited =
    both<third_party_asked, reply_while_correction_awaited>;
inline constexpr guard clear_while_correction_awaited =
    both<correction_asked, reply_while_correction_awaited>;
inline constexpr guard heard_while_reasons_awaited =
    both<third_party_heard, reply_while_reasons_awaited>;
inline constexpr guard asked_while_reasons_awaited =
    both<third_party_asked, reply_while_reasons_awaited>;
inline constexpr guard clear_while_reasons_awaited =
    both<correction_asked, reply_while_reasons_awaited>;
inline constexpr guard heard_while_fee_awaited = both<third_party_heard, reply_while_fee_awaited>;
inline constexpr guard asked_while_fee_awaited = both<third_party_asked, reply_while_fee_awaited>;
inline constexpr guard clear_while_fee_awaited = both<correction_asked, reply_while_fee_awaited>;

/// R35-2: reasons that do not hold close the case as excessive; any other reply is too soon.
constexpr ruling reasons_do_not_hold(application const& a, happening const& e, facts const& f) {
    if (e.outcome == outcome::excessive) {
        return {};
    }
    return reply_while_reasons_awaited(a, e, f);
}

/// The letter that arrived or came back was sent.
constexpr ruling letter_known(application const&, happening const&, facts const& f) {
    return answers(f.letter, basis::d8);
}

/// Z2: what is sent again came back.
constexpr ruling letter_came_back(application const&, happening const&, facts const& f) {
    return answers(f.letter, basis::z2);
}

/// C2, C5: open when the year ended.
constexpr ruling still_open(application const& a, happening const&, facts const&) {
    return is_open(a.at) ? ruling{} : refuse(code::not_possible_here, basis::c2);
}

}  // namespace guards
}  // namespace qixian::inline v0
