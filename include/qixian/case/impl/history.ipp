// Periods that a history holds: the main clock with its pauses, and what letters and bodies must keep.
#pragma once

#include <algorithm>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"
#include "qixian/case/impl/pauses.ipp"
#include "qixian/case/impl/unfit.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL std::optional<period> period_given(history const& h, given_period const& g,
                                               context const& in) {
    auto const& l = h.letters[g.letter];
    return l.returned ? std::nullopt : detail::period_given_from(g, l.reached(), in);
}

QIXIAN_DECL std::optional<period> period_of(history const& h, case_round const& r,
                                            context const& in) {
    if (auto given = period_given(h, r.allowed, in)) {
        return given;
    }
    return detail::limit_by_law(h, r, in);
}

QIXIAN_DECL result<std::vector<pause>> pauses_of(history const& h, date on, context const& in) {
    if (!is_legal_day(on)) {
        return detail::no_day(on, "on");
    }
    std::vector<pause> out;
    bool const over = h.closed_on && *h.closed_on <= on;
    date const now = over ? *h.closed_on : on;
    for (auto const& r : h.rounds) {
        if (auto const* const by = detail::pause_for(h, r, in)) {
            if (auto const wrong = detail::round_pauses(h, r, *by, now, over, in).add_to(out)) {
                return *wrong;
            }
        }
    }
    return out;
}

QIXIAN_DECL result<period> reply_period(history const& h, reply_run const& of, date on,
                                        context const& in) {
    auto p = detail::bare_period(h, of, in);
    if (of.named) {
        return p;
    }
    auto pauses = pauses_of(h, on, in);
    if (!pauses) {
        return pauses.error();
    }
    auto all = std::move(pauses).value();
    all.insert(all.end(), of.gaps.begin(), of.gaps.end());
    detail::pause_by(p, std::move(all));
    return p;
}

QIXIAN_DECL result<maybe_date> acceptance_day(history const& h, case_round const& r,
                                              context const& in) {
    if (r.accepted) {
        return r.accepted;
    }
    if (r.waits_now) {
        return maybe_date{};
    }
    auto const* const d = detail::duty_of(*in.law, r.what, ends::accepted);
    auto const* const t =
        d == nullptr ? nullptr : term_for(*in.law, d->which, detail::about(h, r, in));
    if (t == nullptr || t->how == term_kind::dates_back) {
        return maybe_date{r.on};
    }
    auto const end = run(detail::period_from(r.completed.value_or(r.on), t->is), in.calendar);
    if (!end) {
        return end.error();
    }
    return maybe_date{end->latest.value_or(end->due)};
}

QIXIAN_DECL result<std::optional<period>> decision_period(history const& h, case_round const& r,
                                                          date on, context const& in) {
    if (!is_legal_day(on)) {
        return detail::no_day(on, "on");
    }
    auto const from = acceptance_day(h, r, in);
    if (!from) {
        return from.error();
    }
    if (!*from) {
        return std::optional<period>{};
    }
    auto const* const d = detail::duty_of(*in.law, r.what, ends::decided);
    if (d == nullptr) {
        return std::optional<period>{};
    }
    auto const* const t = term_for(*in.law, d->which, detail::about(h, r, in));
    period p{.start = **from};
    if (t != nullptr) {
        p = detail::period_from(**from, t->is);
    }
    p.rolls = detail::rolls_own_limit(*d, in);
    p.length += detail::days_longer(r) + detail::days_taken_out(h, r, **from, on, in);
    return std::optional(p);
}

}  // namespace qixian::inline v0

#include "qixian/case/impl/facts.ipp"
#include "qixian/case/impl/fold.ipp"
#include "qixian/case/impl/next.ipp"
