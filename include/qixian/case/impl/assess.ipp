// One assessment: history, duties, what is possible next, flags; and the verdict on a proposed row.
#pragma once

#include <algorithm>

#include "qixian/case/assess.hpp"
#include "qixian/case/impl/history.ipp"
#include "qixian/rule/impl/one_application.ipp"

namespace qixian::inline v0 {

namespace detail {

inline void add_flags(assessment& a, statute const& law) {
    auto const& h = a.life;
    auto const flag = [&a](bool set, std::string_view name) {
        if (set) {
            a.flags.emplace_back(name);
        }
    };
    duty const* reply = nullptr;
    for (auto const& d : a.duties) {
        if (d.what == law.main_clock && d.in_force) {
            reply = &d;
        }
    }
    // An open pause that began too late keeps the status, but does not hide what had run out.
    flag(reply != nullptr && !h.closed_on && reply->end && h.as_of > reply->end->due &&
             (reply->status == duty_status::missed || reply->status == duty_status::paused),
         "overdue");
    flag(reply != nullptr && reply->status == duty_status::missed && h.closed_on, "late");
    flag(reply != nullptr && reply->status == duty_status::paused, "paused");
    flag(!h.runs.empty() && !h.runs.back().extensions.empty(), "extended");
    for (auto const& row : law.flags) {
        flag(std::any_of(h.rounds.begin(), h.rounds.end(),
                         [&](case_round const& r) { return has(row.open, r.what) && !r.answered; }),
             row.name);
    }
    flag(!h.irregular.empty(), "irregular");
    flag(!h.refused.empty(), "refused_rows");
}

/// Working days from the due day of the main clock to its end, or to the as-of day; none in time.
inline result<std::optional<int>> late_by(assessment const& a, context const& in) {
    for (auto const& d : a.duties) {
        if (d.what != in.law->main_clock || !d.in_force || d.status != duty_status::missed ||
            !d.end) {
            continue;
        }
        auto const days = in.calendar.count(d.end->due, d.done_on.value_or(a.life.as_of));
        if (!days) {
            return days.error();
        }
        return std::optional(days->least);
    }
    return std::optional<int>{};
}

}  // namespace detail

QIXIAN_DECL result<assessment> assess(std::span<entry const> rows, date as_of, context const& in) {
    auto folded = fold(rows, as_of, in);
    if (!folded) {
        return folded.error();
    }
    auto const& named = *detail::namesake(*in.law, rows);
    assessment a{.application = named.application,
                 .agency = named.agency,
                 .life = std::move(folded).value()};
    a.warnings = a.life.warnings;
    auto duties = duties_of(a.life, in, a.warnings);
    if (!duties) {
        return duties.error();
    }
    a.duties = std::move(duties).value();
    detail::case_index index(a.life, in);
    auto possible = detail::next_of(a.life, index, a.life.as_of, in);
    if (!possible) {
        return possible.error();
    }
    auto next = std::move(possible).value();
    a.next = std::move(next.now);
    a.later = std::move(next.later);
    auto const late = detail::late_by(a, in);
    if (!late) {
        return late.error();
    }
    a.late_by = *late;
    detail::add_flags(a, *in.law);
    return a;
}

QIXIAN_DECL result<std::vector<certificate>> certificates(assessment const& a, context const& in) {
    if (auto wrong = detail::unfit(in)) {
        return *std::move(wrong);
    }
    std::vector<certificate> out;
    for (auto const& d : a.duties) {
        auto c = certify(d, a.life, a.application, a.agency, in.calendar);
        if (!c) {
            return c.error();
        }
        if (*c) {
            out.push_back(**c);
        }
    }
    return out;
}

QIXIAN_DECL result<would_be> would(std::span<entry const> rows, entry const& proposed,
                                   context const& in) {
    if (auto wrong = detail::unfit(proposed.on, in)) {
        return *std::move(wrong);
    }
    if (auto wrong = fault_of_next(*in.law, rows, proposed)) {
        return *std::move(wrong);
    }
    history h;
    h.under = in.law;
    h.as_of = proposed.on;
    if (!rows.empty()) {
        auto folded = fold(rows, proposed.on, in);
        if (!folded) {
            return folded.error();
        }
        h = std::move(folded).value();
    }
    detail::case_index index(h, in);
    auto const known = detail::find_facts(h, index, proposed, in);
    if (!known) {
        return known.error();
    }
    would_be out{.said = step(*in.law, h.now, proposed, *known).said};
    if (proposed.what == in.law->withdraws_entry) {
        // Not an event of the procedure: it is taken wherever the entry that it names stands.
        bool const stands = std::any_of(rows.begin(), rows.end(), [&](entry const& e) {
            return !e.id.empty() && e.id == proposed.re && e.on <= proposed.on;
        });
        out.said = stands ? ruling{.cites = in.law->entry_withdrawal}
                          : ruling{verdict::refused,
                                   false,
                                   code::reference_unknown,
                                   in.law->entry_withdrawal,
                                   {}};
    }
    auto possible = detail::next_of(h, index, proposed.on, in);
    if (!possible) {
        return possible.error();
    }
    auto next = std::move(possible).value();
    out.possible = std::move(next.now);
    out.later = std::move(next.later);
    return out;
}

}  // namespace qixian::inline v0
