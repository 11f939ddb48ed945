// Periods that a history holds, and the facts that guards look at. The fold itself is fold.ipp.
#pragma once

#include <algorithm>

#include "qixian/case/history.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Under Decree 711 third parties and co-makers have 15 working days (R32-2, R34-1); no one else
/// has a limit (O4, formats.md section 1).
inline bool has_limit(history const& h, consultation const& c) {
    return h.law == regime::decree_711 && c.whom != kind::other_agency;
}

/// R33-4; O3: under Decree 492 only a third party's time is excluded.
inline bool holds_the_clock(history const& h, consultation const& c, policies const& chosen) {
    if (h.law == regime::decree_492) {
        return c.whom == kind::third_party;
    }
    return c.whom != kind::other_agency || chosen.referral_pause == referral_pause::yes;
}

inline bool clock_held(history const& h) {
    return !h.runs.empty() && h.runs.back().held_from && !h.runs.back().named;
}

inline bool clock_runs(history const& h) { return is_open(h.now.at) && !clock_held(h); }

/// Whether the consultation is open at the end of `on`.
inline result<bool> is_unanswered(history const& h, consultation const& c, date on,
                                  context const& in) {
    if (c.answered) {
        return false;
    }
    if (auto const limit = opinion_period(h, c)) {
        auto const last = run(*limit, in.calendar);
        if (!last) {
            return last.error();
        }
        return on < last->latest.value_or(last->due);
    }
    return true;
}

}  // namespace detail

QIXIAN_DECL std::optional<period> opinion_period(history const& h, consultation const& c) {
    if (!detail::has_limit(h, c) || h.letters[c.letter].returned) {
        return std::nullopt;
    }
    auto const& t = c.whom == kind::third_party ? third_party_term : co_maker_term;
    return period{.start = h.letters[c.letter].reached(), .length = t.length, .in = t.in};
}

QIXIAN_DECL std::optional<period> payment_period(history const& h, payment_round const& p) {
    if (h.letters[p.letter].returned) {
        return std::nullopt;
    }
    return period{.start = h.letters[p.letter].reached(),
                  .length = payment_term.length,
                  .in = payment_term.in};
}

QIXIAN_DECL result<std::optional<period>> period_given(history const& h, given_period const& g,
                                                       context const& in) {
    auto const& l = h.letters[g.letter];
    if (l.returned) {
        return std::optional<period>{};
    }
    if (g.until) {
        return std::optional<period>{period{.start = l.reached(),
                                            .named = g.until,
                                            .rolls = in.policies.named_day == named_day::rolled}};
    }
    if (g.days) {
        return std::optional<period>{period{.start = l.reached(), .length = *g.days, .in = g.in}};
    }
    return std::optional<period>{};
}

QIXIAN_DECL result<std::vector<pause>> pauses_of(history const& h, date on, context const& in) {
    std::vector<pause> out;
    date const now = h.closed_on ? std::min(on, *h.closed_on) : on;
    for (auto const& c : h.consultations) {
        auto const& l = h.letters[c.letter];
        // A letter of today pauses from tomorrow: it is open, but takes out nothing yet; one of the
        // closing day never will.
        bool const too_late = h.closed_on && *h.closed_on <= on ? l.sent >= now : l.sent > now;
        if (!detail::holds_the_clock(h, c, in.policies) || too_late) {
            continue;
        }
        pause p{.from = l.sent, .to = now, .ref = c.ref};
        bool ended = h.closed_on && *h.closed_on <= on;
        maybe_date limit_latest;
        if (auto const limit = opinion_period(h, c)) {
            auto const last = run(*limit, in.calendar);
            if (!last) {
                return last.error();
            }
            limit_latest = last->latest;
            p.to = std::min(p.to, last->due);
            ended = ended || *last->latest <= on;
        }
        if (c.answered) {
            p.to = std::min(p.to, *c.answered);
            ended = ended || *c.answered <= on;
        }
        if (ended) {
            // Only the limit's own end can still be uncertain.
            p.to_latest = p.to;
            if (limit_latest && (!c.answered || *c.answered > *limit_latest)) {
                p.to_latest = std::min(now, *limit_latest);
            }
        } else {
            p.to_latest = limit_latest;
        }
        out.push_back(std::move(p));
    }
    return out;
}

QIXIAN_DECL result<period> reply_period(history const& h, reply_run const& of, date on,
                                        context const& in) {
    auto const t = reply_term(h.law);
    period p{.start = of.origin, .length = t.length, .in = t.in};
    if (of.named) {
        p.named = of.named;
        p.rolls = in.policies.named_day == named_day::rolled;
        return p;
    }
    for (auto const& each : of.extensions) {
        p.length += each.days;
    }
    auto pauses = pauses_of(h, on, in);
    if (!pauses) {
        return pauses.error();
    }
    p.pauses = std::move(pauses).value();
    return p;
}

QIXIAN_DECL result<date> acceptance_day(remedy_case const& r, context const& in) {
    if (r.accepted) {
        return *r.accepted;
    }
    auto const t = review_acceptance_term(r.filed);
    auto const end = in.calendar.add(r.filed, working_days{t.length});
    if (!end) {
        return end.error();
    }
    return end->latest;
}

QIXIAN_DECL result<period> decision_period(remedy_case const& r, context const& in) {
    auto const from = acceptance_day(r, in);
    if (!from) {
        return from.error();
    }
    auto const t = review_decision_term(r.filed, r.simplified);
    return period{.start = *from,
                  .length = t.length,
                  .in = t.in,
                  .rolls = in.policies.authority_limit == authority_limit::rolled};
}

namespace detail {

/// Which of `candidates` a row with this `re` means. `known` says whether `re` names anything.
template <class IsNamed, class IsCandidate>
std::pair<target, std::size_t> resolve(std::string const& re, std::size_t size, IsNamed is_named,
                                       IsCandidate is_candidate) {
    std::size_t found = 0;
    std::size_t at = 0;
    bool named = false;
    for (std::size_t i = 0; i < size; ++i) {
        if (!re.empty() && !is_named(i)) {
            continue;
        }
        named = true;
        if (is_candidate(i)) {
            ++found;
            at = i;
        }
    }
    if (found == 0) {
        return {named || re.empty() ? target::none : target::unknown, at};
    }
    return {found == 1 ? target::found : target::ambiguous, at};
}

inline result<std::pair<target, std::size_t>> find_consultation(history const& h, entry const& e,
                                                                context const& in) {
    auto const& all = h.consultations;
    auto const named = [&](std::size_t i) { return all[i].ref == e.re; };
    auto const unanswered = [&](std::size_t i) { return !all[i].answered.has_value(); };
    auto const found = resolve(e.re, all.size(), named, unanswered);
    if (found.first == target::unknown) {
        // Where nothing is unanswered at all, that is what has to be said.
        auto const any = resolve({}, all.size(), named, unanswered);
        return any.first == target::none ? any : found;
    }
    if (found.first != target::ambiguous) {
        return found;
    }
    // Several without an answer: those whose limit has not passed come first.
    std::vector<bool> running(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].answered) {
            continue;
        }
        running[i] = true;
        if (auto const limit = opinion_period(h, all[i])) {
            auto const last = run(*limit, in.calendar);
            if (!last) {
                return last.error();
            }
            running[i] = e.on <= last->latest.value_or(last->due);
        }
    }
    auto const within = resolve(e.re, all.size(), named, [&](std::size_t i) { return running[i]; });
    return within.first == target::none ? found : within;
}

inline std::pair<target, std::size_t> find_letter(history const& h, entry const& e) {
    return resolve(
        e.re, h.letters.size(), [&](std::size_t i) { return h.letters[i].ref == e.re; },
        [&](std::size_t i) {
            return !e.re.empty() || (!h.letters[i].delivered && !h.letters[i].returned);
        });
}

/// A review and the suit that followed it are one chain: either key names both.
inline bool in_chain_named(history const& h, std::size_t i, std::string const& key) {
    auto const& r = h.remedies[i];
    if (r.ref == key || (r.after && h.remedies[*r.after].ref == key)) {
        return true;
    }
    return std::any_of(h.remedies.begin(), h.remedies.end(), [&](remedy_case const& other) {
        return other.after == i && other.ref == key;
    });
}

template <class IsCandidate>
std::pair<target, std::size_t> find_remedy(history const& h, entry const& e,
                                           IsCandidate is_candidate) {
    auto const candidate = [&](std::size_t i) { return is_candidate(h.remedies[i]); };
    auto const found = resolve(
        e.re, h.remedies.size(), [&](std::size_t i) { return in_chain_named(h, i, e.re); },
        candidate);
    if (found.first == target::unknown) {
        // Where nothing is open at all, that is what has to be said.
        auto const any = resolve({}, h.remedies.size(), candidate, candidate);
        return any.first == target::none ? any : found;
    }
    return found;
}

inline bool awaits_acceptance(remedy_case const& r) {
    return !r.is_suit && !r.accepted && !r.decided;
}
inline bool awaits_decision(remedy_case const& r) { return !r.is_suit && !r.decided; }
inline bool awaits_judgment(remedy_case const& r) { return r.is_suit && !r.decided; }

inline result<bool> is_overdue(remedy_case const& r, date on, context const& in) {
    if (r.is_suit || r.decided) {
        return false;
    }
    auto const p = decision_period(r, in);
    if (!p) {
        return p.error();
    }
    auto const end = run(*p, in.calendar);
    if (!end) {
        return end.error();
    }
    return on > end->latest.value_or(end->due);
}

/// The review that a suit of `e.on` would follow: decided or overdue, and not followed yet.
inline result<std::optional<std::size_t>> review_to_follow(history const& h, entry const& e,
                                                           context const& in) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < h.remedies.size(); ++i) {
        auto const& r = h.remedies[i];
        if (r.is_suit || r.joined) {
            continue;
        }
        auto const overdue = is_overdue(r, e.on, in);
        if (!overdue) {
            return overdue.error();
        }
        if (r.decided || *overdue) {
            if (e.re.empty() || in_chain_named(h, i, e.re)) {
                found = i;
            }
        }
    }
    return found;
}

inline result<maybe_date> end_of(std::optional<period> const& p, context const& in) {
    if (!p) {
        return maybe_date{};
    }
    auto const end = run(*p, in.calendar);
    if (!end) {
        return end.error();
    }
    return maybe_date{end->latest};
}

}  // namespace detail

QIXIAN_DECL result<facts> facts_for(history const& h, entry const& e, context const& in) {
    facts f{.law = h.law};
    auto const need_due = e.what == event::extended || e.what == event::fee_notified ||
                          e.what == event::delay_notified || e.what == event::review_filed ||
                          e.what == event::suit_filed;
    if (need_due && detail::clock_runs(h)) {
        auto const p = reply_period(h, h.runs.back(), e.on, in);
        if (!p) {
            return p.error();
        }
        period ending_today = *p;
        for (auto& each : ending_today.pauses) {
            if (!each.to_latest || *each.to_latest > e.on) {
                f.paused = true;
                each.to_latest = each.to;
            }
        }
        auto const end = run(ending_today, in.calendar);
        if (!end) {
            return end.error();
        }
        f.due = end->latest;
    }
    switch (e.what) {
    case event::correction_requested: {
        f.corrections = static_cast<int>(h.corrections.size());
        if (h.law == regime::decree_711 && !h.runs.empty()) {
            auto const end =
                in.calendar.add(h.runs.front().origin, working_days{correction_notice_term.length});
            if (!end) {
                return end.error();
            }
            f.correction_notice_last = end->latest;
        }
        break;
    }
    case event::extended:
        if (!h.runs.empty()) {
            for (auto const& each : h.runs.back().extensions) {
                f.extended += each.days;
            }
        }
        break;
    case event::opinion_received:
    case event::consultation_lapsed: {
        auto const found = detail::find_consultation(h, e, in);
        if (!found) {
            return found.error();
        }
        f.consultation = found->first;
        if (found->first == target::found) {
            auto const& c = h.consultations[found->second];
            f.consultation_limited = opinion_period(h, c).has_value();
            f.consultation_basis =
                c.whom == kind::co_maker ? co_maker_term.from : third_party_term.from;
            auto const last = detail::end_of(opinion_period(h, c), in);
            if (!last) {
                return last.error();
            }
            f.consultation_last = *last;
        }
        break;
    }
    case event::delivered:
    case event::returned: f.letter = detail::find_letter(h, e).first; break;
    default: break;
    }
    if (h.now.at == stage::correction_requested && !h.corrections.empty()) {
        auto const p = period_given(h, h.corrections.back().allowed, in);
        if (!p) {
            return p.error();
        }
        auto const last = detail::end_of(*p, in);
        if (!last) {
            return last.error();
        }
        f.correction_last = *last;
    }
    if (h.now.at == stage::fee_requested && !h.payments.empty()) {
        auto const last = detail::end_of(payment_period(h, h.payments.back()), in);
        if (!last) {
            return last.error();
        }
        f.payment_last = *last;
    }
    if (is_remedy(e.what)) {
        f.review_first = h.result && needs_review_first(*h.result);
        f.review_to_accept = detail::find_remedy(h, e, detail::awaits_acceptance).first;
        f.review_to_decide = detail::find_remedy(h, e, detail::awaits_decision).first;
        f.suit_to_decide = detail::find_remedy(h, e, detail::awaits_judgment).first;
        for (auto const& r : h.remedies) {
            f.any_decision = f.any_decision || r.decided.has_value();
            if (e.what == event::suit_filed && detail::awaits_decision(r)) {
                auto const overdue = detail::is_overdue(r, e.on, in);
                if (!overdue) {
                    return overdue.error();
                }
                f.review_running = f.review_running || !*overdue;
            }
        }
        if (e.what == event::suit_filed) {
            auto const follow = detail::review_to_follow(h, e, in);
            if (!follow) {
                return follow.error();
            }
            f.review_exhausted = follow->has_value();
            f.suit_reference_known = e.re.empty();
            for (std::size_t i = 0; i < h.remedies.size(); ++i) {
                f.suit_reference_known =
                    f.suit_reference_known || detail::in_chain_named(h, i, e.re);
            }
        }
        f.order_open = std::any_of(h.orders.begin(), h.orders.end(),
                                   [](reanswer_order const& o) { return !o.answered; });
    }
    return f;
}

}  // namespace qixian::inline v0

#include "qixian/case/impl/fold.ipp"
#include "qixian/case/impl/next.ipp"
