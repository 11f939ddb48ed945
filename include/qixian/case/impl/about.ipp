// What the rows of a statute are held against, and the periods that follow from a term alone.
#pragma once

#include <algorithm>

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

/// Whether rounds like `r` stop the main clock while they are open.
inline bool holds_the_clock(history const& h, case_round const& r, context const& in) {
    auto const now = about(h, r, in);
    return !r.too_late &&
           std::any_of(in.law->pauses.begin(), in.law->pauses.end(), [&](pause_row const& each) {
               return each.of == r.what && holds(each.when, now);
           });
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

/// Whether the act that closed the case bars what `d` would allow: it must be reviewed first.
inline bool is_barred(history const& h, duty_row const& d, context const& in) {
    if (!h.result || !h.closed_on) {
        return false;
    }
    auto const withheld = [&] {
        // Articles are joined by `;`, and an article stands for its paragraphs.
        std::string_view rest = h.ground;
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
    return holds(d.bars, about(h, *h.closed_on, in)) &&
           (has(d.barred_outcomes, *h.result) ||
            (has(d.barred_where_withheld, *h.result) && (h.ground.empty() || withheld())));
}

inline period period_from(date start, term const& t) {
    return {.start = start, .length = t.length, .in = t.in};
}

/// The limit of a round by law alone; nothing where only a letter gives one.
inline std::optional<period> limit_by_law(history const& h, case_round const& r,
                                          context const& in) {
    auto const* const d = duty_of(*in.law, r.what, ends::answered);
    if (d == nullptr || h.letters[r.letter].returned) {
        return std::nullopt;
    }
    auto const* const t = term_for(*in.law, d->which, about(h, r, in));
    if (t == nullptr || t->how != term_kind::fixed) {
        return std::nullopt;
    }
    return period_from(h.letters[r.letter].reached(), t->is);
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
