// Periods that a history holds: the main clock with its pauses, and what letters and bodies must keep.
#pragma once

#include <algorithm>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL std::optional<period> period_given(history const& h, given_period const& g,
                                               context const& in) {
    auto const& l = h.letters[g.letter];
    if (l.returned) {
        return std::nullopt;
    }
    if (g.until) {
        return period{.start = l.reached(), .named = g.until, .rolls = detail::rolls_named_day(in)};
    }
    if (g.days) {
        return period{.start = l.reached(), .length = *g.days, .in = g.in};
    }
    return std::nullopt;
}

QIXIAN_DECL std::optional<period> period_of(history const& h, case_round const& r,
                                            context const& in) {
    if (auto given = period_given(h, r.allowed, in)) {
        return given;
    }
    return detail::limit_by_law(h, r, in);
}

QIXIAN_DECL result<std::vector<pause>> pauses_of(history const& h, date on, context const& in) {
    std::vector<pause> out;
    date const now = h.closed_on ? (std::min)(on, *h.closed_on) : on;
    for (auto const& r : h.rounds) {
        auto const& l = h.letters[r.letter];
        // A letter of today pauses from tomorrow: it is open, but takes out nothing yet; one of the
        // closing day never will.
        bool const too_late = h.closed_on && *h.closed_on <= on ? l.sent >= now : l.sent > now;
        if (too_late || !detail::holds_the_clock(h, r, in)) {
            continue;
        }
        pause p{.from = l.sent, .to = now, .ref = r.ref};
        bool ended = h.closed_on && *h.closed_on <= on;
        maybe_date limit_latest;
        if (auto const limit = detail::limit_by_law(h, r, in)) {
            auto const last = run(*limit, in.calendar);
            if (!last) {
                return last.error();
            }
            limit_latest = last->latest;
            p.to = (std::min)(p.to, last->due);
            ended = ended || *last->latest <= on;
        }
        if (r.answered) {
            p.to = (std::min)(p.to, *r.answered);
            ended = ended || *r.answered <= on;
        }
        if (ended) {
            // Only the limit's own end can still be uncertain.
            p.to_latest = p.to;
            if (limit_latest && (!r.answered || *r.answered > *limit_latest)) {
                p.to_latest = (std::min)(now, *limit_latest);
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
    auto const* const t = term_for(*in.law, in.law->main_clock, detail::about(h, of.origin, in));
    period p{.start = of.origin};
    if (t != nullptr) {
        p = detail::period_from(of.origin, t->is);
    }
    if (of.named) {
        p.named = of.named;
        p.rolls = detail::rolls_named_day(in);
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

QIXIAN_DECL result<date> acceptance_day(history const& h, case_round const& r, context const& in) {
    if (r.accepted) {
        return *r.accepted;
    }
    auto const* const d = detail::duty_of(*in.law, r.what, ends::accepted);
    auto const* const t =
        d == nullptr ? nullptr : term_for(*in.law, d->which, detail::about(h, r, in));
    if (t == nullptr || t->how == term_kind::dates_back) {
        return r.on;
    }
    auto const end = run(detail::period_from(r.on, t->is), in.calendar);
    if (!end) {
        return end.error();
    }
    return end->latest.value_or(end->due);
}

QIXIAN_DECL result<period> decision_period(history const& h, case_round const& r,
                                           context const& in) {
    auto const from = acceptance_day(h, r, in);
    if (!from) {
        return from.error();
    }
    auto const* const d = detail::duty_of(*in.law, r.what, ends::decided);
    QIXIAN_EXPECTS(d != nullptr);
    auto const* const t = term_for(*in.law, d->which, detail::about(h, r, in));
    period p{.start = *from};
    if (t != nullptr) {
        p = detail::period_from(*from, t->is);
    }
    p.rolls = detail::rolls_own_limit(*d, in);
    return p;
}

}  // namespace qixian::inline v0

#include "qixian/case/impl/facts.ipp"
#include "qixian/case/impl/fold.ipp"
#include "qixian/case/impl/next.ipp"
