// What the rows of a statute are held against, and the periods that follow from a term alone.
#pragma once

#include <algorithm>
#include <utility>

#include "qixian/case/history.hpp"

namespace qixian::inline v0 {

namespace detail {

/// What the rows of the statute are held against for a round.
inline circumstances about(history const& h, case_round const& r, context const& in) {
    return {.law = h.law,
            .whom = r.whom,
            .irregular = r.irregular,
            .simplified = r.simplified,
            .on = r.on,
            .chosen = in.policies};
}

/// By how many days its time was extended.
inline int days_longer(case_round const& r) {
    int days = 0;
    for (auto const& each : r.extensions) {
        days += each.days;
    }
    return days;
}

inline circumstances about(history const& h, date on, context const& in) {
    return {.law = h.law, .by = h.lodged_by, .on = on, .chosen = in.policies};
}

/// The duty of a matter that ends as asked for, or nullptr.
inline duty_row const* duty_of(statute const& law, matter of, ends by) {
    for (auto const& each : law.duties) {
        if (each.source == made_from::rounds && each.of == of && each.by == by) {
            return &each;
        }
    }
    return nullptr;
}

inline matter_row const& about(statute const& law, matter which) {
    return law.matters[place_of(which)];
}

/// The row by which rounds like `r` stop the main clock while they are open, or nullptr. Whether a
/// letter of it went out too late to stop anything is said with the letter.
inline pause_row const* pause_for(history const& h, case_round const& r, context const& in) {
    auto const now = about(h, r, in);
    auto const at =
        std::find_if(in.law->pauses.begin(), in.law->pauses.end(), [&](pause_row const& each) {
            return each.of == r.what && holds(each.when, now);
        });
    return at == in.law->pauses.end() ? nullptr : &*at;
}

inline bool clock_held(history const& h) { return !h.runs.empty() && h.runs.back().held_from; }

inline bool is_chosen(context const& in, policy_number which) {
    return which != no_policy && in.policies.value(which) == 1;
}

inline bool rolls_named_day(context const& in) { return !is_chosen(in, in.law->named_day_literal); }

/// What a period that an authority must keep rolls by.
inline bool rolls_own_limit(duty_row const& d, context const& in) {
    return !d.own_limit || !is_chosen(in, in.law->authority_limit_literal);
}

/// The last act on or before `on`, or nullptr.
inline case_act const* act_on(history const& h, date on) {
    auto const after = std::partition_point(h.acts.begin(), h.acts.end(),
                                            [&](case_act const& each) { return each.on <= on; });
    return after == h.acts.begin() ? nullptr : &*std::prev(after);
}

/// Puts an act in the order of days: a lapse that was recorded late stands before a new answer that came
/// sooner. Whether others come after it.
inline bool put_act(history& h, case_act act) {
    auto const after = std::upper_bound(h.acts.begin(), h.acts.end(), act.on,
                                        [](date on, case_act const& each) { return on < each.on; });
    bool const between = after != h.acts.end();
    h.acts.insert(after, std::move(act));
    return between;
}

/// The day by which the act is found that `r` is about: the last on or before it.
inline date day_of_act(case_round const& r) { return r.named_act.value_or(r.on); }

/// Whether an act bars what `d` would allow: it must be reviewed first.
inline bool is_barred(history const& h, case_act const& act, duty_row const& d, context const& in) {
    if (!act.result) {
        return false;
    }
    auto const withheld = [&] {
        // Articles are joined by `;`, and an article stands for its paragraphs.
        std::string_view rest = act.ground;
        bool any = false;
        while (!rest.empty()) {
            auto const one = rest.substr(0, rest.find(';'));
            rest.remove_prefix((std::min)(one.size() + 1, rest.size()));
            for (auto const& each : in.law->withholding) {
                auto const is = each.article;
                any = any || (one.substr(0, is.size()) == is &&
                              (one.size() == is.size() || one[is.size()] == '.'));
            }
        }
        return any;
    };
    return holds(d.bars, about(h, act.on, in)) &&
           (has(d.barred_outcomes, *act.result) ||
            (has(d.barred_where_withheld, *act.result) && (act.ground.empty() || withheld())));
}

/// Whether the act that stands on `on` bars the duty.
inline bool comes_first_by_law(history const& h, duty_kind of, date on, context const& in) {
    auto const* const act = act_on(h, on);
    return act != nullptr &&
           std::any_of(in.law->duties.begin(), in.law->duties.end(), [&](duty_row const& d) {
               return d.which == of && is_barred(h, *act, d, in);
           });
}

inline period period_from(date start, term const& t) {
    return {.start = start, .length = t.length, .in = t.in};
}

/// When a letter arrived or was taken to have arrived, also while it is back.
inline date last_arrival(letter const& l) {
    return l.returned ? l.trips.back().arrived : l.reached();
}

/// The limit of a round by law alone, its letter having arrived on `arrived`; nothing where only a
/// letter gives one.
inline std::optional<period> limit_by_law(history const& h, case_round const& r, date arrived,
                                          context const& in) {
    auto const* const d = duty_of(*in.law, r.what, ends::answered);
    if (d == nullptr) {
        return std::nullopt;
    }
    auto const* const t = term_for(*in.law, d->which, about(h, r, in));
    if (t == nullptr || t->how != term_kind::fixed) {
        return std::nullopt;
    }
    return period_from(arrived, t->is);
}

/// As its letter stands: there is none while it is back.
inline std::optional<period> limit_by_law(history const& h, case_round const& r,
                                          context const& in) {
    auto const& l = h.letters[r.letter];
    return l.returned ? std::nullopt : limit_by_law(h, r, l.reached(), in);
}

/// A round that was given up, or ended without a look at the matter, is none; but where nothing else
/// could be opened before it, it is over (Z7).
inline bool may_be_followed(case_round const& r) {
    return !r.dropped && (!r.dismissed || r.first_by_law);
}

/// Whether the time that a body waited for what a round lacked is taken out of its period, and does not
/// put off its beginning (the law of 2017).
inline bool waiting_is_taken_out(history const& h, case_round const& r, context const& in) {
    auto const* const d = duty_of(*in.law, r.what, ends::accepted);
    auto const* const t = d == nullptr ? nullptr : term_for(*in.law, d->which, about(h, r, in));
    bool const dates_back = t == nullptr || t->how == term_kind::dates_back;
    return dates_back && !r.accepted && !r.waits.empty();
}

/// Whether a round stands still, so that its time does not run.
inline bool stands_still(case_round const& r) {
    return r.suspended && !r.stands_in_vain && !r.answered;
}

/// Days after `start` through `on` on which the time for deciding did not run; each once. Those that it
/// stood still, and, where they are taken out, those that were waited.
inline int days_taken_out(history const& h, case_round const& r, date start, date on,
                          context const& in) {
    auto all = r.stops;
    if (waiting_is_taken_out(h, r, in)) {
        all.insert(all.end(), r.waits.begin(), r.waits.end());
    }
    if (stands_still(r) && on > *r.suspended) {
        all.push_back({.from = *r.suspended, .to = on});
    }
    std::sort(all.begin(), all.end(),
              [](pause const& a, pause const& b) { return a.from < b.from; });
    int days = 0;
    date reached = start;
    for (auto const& each : all) {
        date const from = (std::max)(each.from, reached);
        if (each.to > from) {
            days += days_between(from, each.to);
            reached = each.to;
        }
    }
    return days;
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

}  // namespace qixian::inline v0
