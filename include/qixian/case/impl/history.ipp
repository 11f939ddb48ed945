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

namespace detail {

/// A time that a letter was out: from the day it was sent until it came back, if it did.
struct letter_out {
    date from{};
    maybe_date back{};
};

inline std::vector<letter_out> times_out(letter const& l) {
    std::vector<letter_out> out{{l.sent, {}}};
    for (auto const& each : l.trips) {
        if (!out.empty() && !out.back().back) {
            out.back().back = each.back;
        }
        if (each.again && !each.in_vain) {
            out.push_back({*each.again, {}});
        }
    }
    return out;
}

/// The pauses of one round through the end of `now`; `over`: the case was closed by then.
class round_pauses {
public:
    round_pauses(history const& h, case_round const& r, pause_row const& by, date now, bool over,
                 context const& in)
        : r_(r), now_(now), over_(over), between_(by.between) {
        auto const limit = by.between ? given_even_if_back(h, r, in) : limit_by_law(h, r, in);
        if (limit) {
            last_ = run(*limit, in.calendar);
        }
        if (r.answered) {
            answered_ = by.between ? plus_days(*r.answered, -1) : *r.answered;
        }
        out_ = times_out(h.letters[r.letter]);
    }

    std::optional<fault> add_to(std::vector<pause>& pauses) const {
        if (last_ && !*last_) {
            return last_->error();
        }
        for (auto const& each : out_) {
            // A letter of today pauses from tomorrow: it is open, but takes out nothing yet; one of the
            // closing day never will.
            bool const ended = over_ || (each.back && *each.back <= now_);
            if (ended ? each.from >= now_ : each.from > now_) {
                continue;
            }
            auto p = of(each);
            if (p.to > p.from || each.back != maybe_date{p.from}) {
                pauses.push_back(std::move(p));
            }
        }
        return std::nullopt;
    }

private:
    /// What the letter gives, also while it is back: its days are out at the latest then.
    static std::optional<period> given_even_if_back(history const& h, case_round const& r,
                                                    context const& in) {
        auto const& l = h.letters[r.allowed.letter];
        if (!l.returned) {
            return period_of(h, r, in);
        }
        period p{.start = l.reached()};
        if (r.allowed.until) {
            p.named = r.allowed.until;
            p.rolls = rolls_named_day(in);
        } else if (r.allowed.days) {
            p.length = *r.allowed.days;
            p.in = r.allowed.in;
        } else {
            return std::nullopt;
        }
        return p;
    }

    [[nodiscard]] pause of(letter_out const& out) const {
        pause p{.from = out.from, .to = now_, .ref = r_.ref};
        bool ended = over_;
        maybe_date limit_latest;
        if (out.back) {
            p.to = (std::min)(p.to, *out.back);
            ended = ended || *out.back <= now_;
        }
        if (last_ && (!out.back || between_)) {
            auto const& last = **last_;
            limit_latest = last.latest;
            p.to = (std::min)(p.to, last.due);
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
                p.to_latest = (std::max)(p.from, (std::min)(now_, *limit_latest));
            }
        } else {
            p.to_latest = limit_latest;
        }
        return p;
    }

    case_round const& r_;
    date now_;
    bool over_;
    bool between_;
    std::optional<result<deadline>> last_{};
    maybe_date answered_{};
    std::vector<letter_out> out_{};
};

}  // namespace detail

QIXIAN_DECL result<std::vector<pause>> pauses_of(history const& h, date on, context const& in) {
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
    if (r.sent_back && !r.completed) {
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
    auto const from = acceptance_day(h, r, in);
    if (!from) {
        return from.error();
    }
    if (!*from) {
        return std::optional<period>{};
    }
    auto const* const d = detail::duty_of(*in.law, r.what, ends::decided);
    QIXIAN_EXPECTS(d != nullptr);
    auto const* const t = term_for(*in.law, d->which, detail::about(h, r, in));
    period p{.start = **from};
    if (t != nullptr) {
        p = detail::period_from(**from, t->is);
    }
    p.rolls = detail::rolls_own_limit(*d, in);
    p.length += r.longer + detail::days_taken_out(h, r, **from, on, in);
    return std::optional(p);
}

}  // namespace qixian::inline v0

#include "qixian/case/impl/facts.ipp"
#include "qixian/case/impl/fold.ipp"
#include "qixian/case/impl/next.ipp"
