// The pauses of one round: the times that its letter was out and nobody had answered.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"

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

/// A time that a letter was out: from the day it was sent until it came back, if it did. `arrived`:
/// the day from which its period counts, or did until then.
struct letter_out {
    date from{};
    date arrived{};
    maybe_date back{};
};

/// How far the times that a letter was out have been told: those that are over do not change.
struct told_times {
    maybe_date since{};    ///< it is out since then, and that is not told
    std::size_t trip = 0;  ///< the first that may say more
    bool begun = false;
};

/// The times that `l` was out and that were not told yet. That of now, if any, comes last and again.
inline std::vector<letter_out> times_out(letter const& l, told_times& told) {
    if (!told.begun) {
        told = {.since = l.sent, .begun = true};
    }
    std::vector<letter_out> out;
    auto since = told.since;
    for (std::size_t t = told.trip; t < l.trips.size(); ++t) {
        auto const& each = l.trips[t];
        if (since) {
            out.push_back({*since, each.arrived, each.back});
            since.reset();
        }
        if (t + 1 == l.trips.size()) {
            told = {.trip = t, .begun = true};  // it may yet be sent again
        }
        if (each.again && !each.in_vain) {
            since = each.again;
        }
    }
    if (since) {
        out.push_back({*since, l.reached(), {}});
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
        told_times none_yet;
        std::optional<deadline> limit_of_last;
        std::size_t over = 0;
        return add_to(pauses, none_yet, limit_of_last, over);
    }

    /// Only those that were not `told`. `over`: how many of them do not change any more. `limit`: when
    /// that after them, if any, ends of itself.
    std::optional<fault> add_to(std::vector<pause>& pauses, told_times& told,
                                std::optional<deadline>& limit, std::size_t& over) const {
        auto const& l = h_.letters[r_.letter];
        for (auto const& each : times_out(l, told)) {
            if (r_.too_late && each.from == l.sent) {
                continue;
            }
            // A letter of today pauses from tomorrow: it is open, but takes out nothing yet; one of the
            // closing day never will.
            bool const ended = over_ || (each.back && *each.back <= now_);
            if (ended ? each.from >= now_ : each.from > now_) {
                continue;
            }
            auto const given = limit_from(each.arrived);
            std::optional<deadline> last;
            if (given) {
                auto const end = run(*given, in_.calendar);
                if (!end) {
                    return end.error();
                }
                last = *end;
            }
            auto p = of(each, last);
            if (p.to > p.from || each.back != maybe_date{p.from}) {
                pauses.push_back(std::move(p));
                over += each.back ? 1 : 0;
                limit = last;
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

/// A run without its pauses.
inline period bare_period(history const& h, reply_run const& of, context const& in) {
    auto const* const t = term_for(*in.law, in.law->main_clock, about(h, of.origin, in));
    period p{.start = of.origin};
    if (t != nullptr) {
        p = period_from(of.origin, t->is);
    }
    if (of.named) {
        p.named = of.named;
        p.rolls = rolls_named_day(in);
        return p;
    }
    for (auto const& each : of.extensions) {
        p.length += each.days;
    }
    return p;
}

/// `all` as the pauses of `p`: those that were over when it began take out nothing of it, nor does
/// what an earlier one takes out already.
inline void pause_by(period& p, std::vector<pause> all) {
    pause const* widest = nullptr;
    p.pauses.reserve(all.size());
    auto const ends_by = [](pause const& each, maybe_date other) {
        return !other || (each.to_latest && *each.to_latest <= *other);
    };
    for (auto& each : all) {
        bool const before = each.to <= p.start && ends_by(each, p.start);
        bool const within = widest != nullptr && widest->from <= each.from &&
                            each.to <= widest->to && ends_by(each, widest->to_latest);
        if (before || within) {
            continue;
        }
        bool const wider =
            widest == nullptr || (widest->to <= each.to && ends_by(*widest, each.to_latest));
        p.pauses.push_back(std::move(each));
        widest = wider ? &p.pauses.back() : widest;
    }
}

}  // namespace detail

}  // namespace qixian::inline v0
