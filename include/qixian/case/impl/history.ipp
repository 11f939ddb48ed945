// Periods that a history holds: the main clock with its pauses, and what letters and bodies must keep.
#pragma once

#include <algorithm>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"
#include "qixian/case/impl/unfit.ipp"

namespace qixian::inline v0 {

namespace detail {

inline std::optional<period> period_given_from(given_period const& g, date from,
                                               context const& in) {
    if (g.until) {
        return period{.start = from, .named = g.until, .rolls = rolls_named_day(in)};
    }
    if (g.days) {
        return period{.start = from, .length = *g.days, .in = g.in};
    }
    return std::nullopt;
}

}  // namespace detail

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

namespace detail {

/// A time that a letter was out: from the day it was sent until it came back, if it did. `arrived`:
/// the day from which its period counts, or did until then.
struct letter_out {
    date from{};
    date arrived{};
    maybe_date back{};
};

inline std::vector<letter_out> times_out(letter const& l) {
    std::vector<letter_out> out{{l.sent, l.reached(), {}}};
    for (auto const& each : l.trips) {
        if (!out.empty() && !out.back().back) {
            out.back().back = each.back;
            out.back().arrived = each.arrived;
        }
        if (each.again && !each.in_vain) {
            out.push_back({*each.again, l.reached(), {}});
        }
    }
    return out;
}

/// The pauses of one round through the end of `now`; `over`: the case was closed by then.
class round_pauses {
public:
    round_pauses(history const& h, case_round const& r, pause_row const& by, date now, bool over,
                 context const& in)
        : h_(h), r_(r), in_(in), now_(now), over_(over), between_(by.between) {
        if (r.answered) {
            answered_ = by.between ? plus_days(*r.answered, -1) : *r.answered;
        }
    }

    std::optional<fault> add_to(std::vector<pause>& pauses) const {
        auto const& l = h_.letters[r_.letter];
        for (auto const& each : times_out(l)) {
            if (r_.too_late && each.from == l.sent) {
                continue;
            }
            // A letter of today pauses from tomorrow: it is open, but takes out nothing yet; one of the
            // closing day never will.
            bool const ended = over_ || (each.back && *each.back <= now_);
            if (ended ? each.from >= now_ : each.from > now_) {
                continue;
            }
            auto const limit = limit_from(each.arrived);
            std::optional<deadline> last;
            if (limit) {
                auto const end = run(*limit, in_.calendar);
                if (!end) {
                    return end.error();
                }
                last = *end;
            }
            auto p = of(each, last);
            if (p.to > p.from || each.back != maybe_date{p.from}) {
                pauses.push_back(std::move(p));
            }
        }
        return std::nullopt;
    }

private:
    /// What the law or the letter gave whoever was to answer, had it arrived on `arrived`. That it came
    /// back afterwards does not make a pause longer (Z1, Z2).
    [[nodiscard]] std::optional<period> limit_from(date arrived) const {
        auto const& g = r_.allowed;
        if (!between_) {
            return limit_by_law(h_, r_, arrived, in_);
        }
        date const from = g.letter == r_.letter ? arrived : last_arrival(h_.letters[g.letter]);
        auto const given = period_given_from(g, from, in_);
        return given ? given : limit_by_law(h_, r_, arrived, in_);
    }

    [[nodiscard]] pause of(letter_out const& out, std::optional<deadline> const& last) const {
        pause p{.from = out.from, .to = now_, .ref = r_.ref};
        bool ended = over_;
        maybe_date limit_latest;
        if (out.back) {
            p.to = (std::min)(p.to, *out.back);
            ended = ended || *out.back <= now_;
        }
        if (last) {
            limit_latest = last->latest;
            p.to = (std::min)(p.to, last->due);
            ended = ended || (limit_latest && *limit_latest <= now_);
        }
        if (answered_) {
            p.to = (std::min)(p.to, *answered_);
            ended = ended || *answered_ <= now_;
        }
        p.to = (std::max)(p.to, p.from);
        if (ended) {
            // Only the limit's own end can still be uncertain.
            p.to_latest = p.to;
            if (limit_latest && (!answered_ || *answered_ > *limit_latest)) {
                auto const latest = (std::min)(out.back.value_or(now_), *limit_latest);
                p.to_latest = (std::max)(p.from, (std::min)(now_, latest));
            }
        } else {
            p.to_latest = limit_latest;
        }
        return p;
    }

    history const& h_;
    case_round const& r_;
    context const& in_;
    date now_;
    bool over_;
    bool between_;
    maybe_date answered_{};
};

}  // namespace detail

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
    p.pauses.insert(p.pauses.end(), of.gaps.begin(), of.gaps.end());
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
