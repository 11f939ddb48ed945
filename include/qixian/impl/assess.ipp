#pragma once

#include <algorithm>

#include "qixian/clock/assess.hpp"
#include "qixian/procedure/reflect.hpp"

namespace qixian::inline v0 {

namespace detail {

/// What can happen after `h`, with the days that bound it.
inline result<std::vector<next_event>> next_of(history const& h, context const& in) {
    std::vector<next_event> out;
    for (auto const what : events_possible(h.now)) {
        entry e;
        e.on = h.as_of;
        e.what = what;
        auto const known = facts_for(h, e, in);
        if (!known) {
            return known.error();
        }
        next_event n{.what = what};
        auto const after = [](maybe_date d) { return d ? maybe_date{plus_days(*d, 1)} : d; };
        switch (what) {
            case event::correction_requested: n.last = known->correction_notice_last; break;
            case event::correction_received: n.last = known->correction_last; break;
            case event::correction_lapsed: n.first = after(known->correction_last); break;
            case event::extended:
            case event::fee_notified: n.last = known->due; break;
            case event::fee_paid: n.last = known->payment_last; break;
            case event::fee_lapsed: n.first = after(known->payment_last); break;
            case event::opinion_received: n.last = known->consultation_last; break;
            case event::consultation_lapsed: n.first = known->consultation_last; break;
            default: break;
        }
        // What its guard would refuse whatever the row says is not possible.
        bool const answers_nothing =
            ((what == event::opinion_received || what == event::consultation_lapsed) &&
             known->consultation == target::none) ||
            ((what == event::delivered || what == event::returned) &&
             h.letters.empty()) ||
            (what == event::consultation_lapsed && known->consultation == target::found &&
             !known->consultation_limited) ||
            (what == event::correction_lapsed && h.law == regime::decree_492) ||
            (what == event::extended && known->extended >= extension_term(h.law).length) ||
            (what == event::fee_notified && h.as_of < fee_from) ||
            (what == event::review_accepted && known->review_to_accept == target::none) ||
            (what == event::review_decided && known->review_to_decide == target::none) ||
            (what == event::suit_decided && known->suit_to_decide == target::none) ||
            (what == event::reanswer_ordered && !known->any_decision) ||
            (what == event::reanswered && !known->order_open) ||
            ((what == event::review_filed || what == event::suit_filed) &&
             (h.now.at == stage::unregistered || h.now.at == stage::lodged ||
              h.now.at == stage::withdrawn || h.now.at == stage::void_record));
        if (!answers_nothing) {
            out.push_back(n);
        }
    }
    return out;
}

inline void add_flags(assessment& a) {
    auto const& h = a.life;
    auto const flag = [&a](bool set, char const* name) {
        if (set) {
            a.flags.emplace_back(name);
        }
    };
    duty const* reply = nullptr;
    for (auto const& d : a.duties) {
        if (d.what == duty_kind::reply && d.in_force) {
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
    flag(std::any_of(h.remedies.begin(), h.remedies.end(),
                     [](remedy_case const& r) { return !r.decided; }),
         "in_remedy");
    flag(std::any_of(h.orders.begin(), h.orders.end(),
                     [](reanswer_order const& o) { return !o.answered; }),
         "reanswer_ordered");
    flag(!h.irregular.empty(), "irregular");
    flag(!h.refused.empty(), "refused_rows");
}

}  // namespace detail

QIXIAN_DECL result<assessment> assess(std::span<entry const> rows, date as_of, context const& in) {
    QIXIAN_EXPECTS(!rows.empty());
    auto folded = fold(rows, as_of, in);
    if (!folded) {
        return folded.error();
    }
    assessment a{.application = rows.front().application,
                 .agency = rows.front().agency,
                 .life = std::move(folded).value()};
    a.warnings = a.life.warnings;
    auto duties = duties_of(a.life, in, a.warnings);
    if (!duties) {
        return duties.error();
    }
    a.duties = std::move(duties).value();
    auto next = detail::next_of(a.life, in);
    if (!next) {
        return next.error();
    }
    a.next = std::move(next).value();
    detail::add_flags(a);
    return a;
}

QIXIAN_DECL result<std::vector<certificate>> certificates(assessment const& a, context const& in) {
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
    history h;
    h.as_of = proposed.on;
    if (!rows.empty()) {
        auto folded = fold(rows, proposed.on, in);
        if (!folded) {
            return folded.error();
        }
        h = std::move(folded).value();
    }
    auto const known = facts_for(h, proposed, in);
    if (!known) {
        return known.error();
    }
    would_be out{.said = step(h.now, proposed, *known).said};
    auto next = detail::next_of(h, in);
    if (!next) {
        return next.error();
    }
    out.possible = std::move(next).value();
    return out;
}

}  // namespace qixian::inline v0
