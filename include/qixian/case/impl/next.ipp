// What may lawfully happen next.
#pragma once

#include "qixian/case/history.hpp"
#include "qixian/rule/reflect.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The days between which an event is lawful, as far as the facts of `on` tell.
inline next_event bounds_of(event what, history const& h, facts const& known) {
    next_event n{.what = what};
    auto const after = [](maybe_date d) { return d ? maybe_date{plus_days(*d, 1)} : d; };
    switch (what) {
    case event::correction_requested: n.last = known.correction_notice_last; break;
    case event::correction_received: n.last = known.correction_last; break;
    case event::correction_lapsed: n.first = after(known.correction_last); break;
    case event::extended:
    case event::fee_notified: n.last = known.due; break;
    case event::fee_paid: n.last = known.payment_last; break;
    case event::fee_lapsed: n.first = after(known.payment_last); break;
    case event::opinion_received: n.last = known.consultation_last; break;
    case event::consultation_lapsed: n.first = known.consultation_last; break;
    case event::review_filed:
    case event::suit_filed:
        // For want of a reply, once its period is over (R60-8, R61-3).
        if (is_open(h.now.at) && !known.paused && !known.review_exhausted) {
            n.first = after(known.due);
        }
        break;
    default: break;
    }
    return n;
}

}  // namespace detail

QIXIAN_DECL result<std::vector<next_event>> lawful_next(history const& h, date on,
                                                        context const& in) {
    std::vector<next_event> out;
    for (auto const what : events_possible(h.now)) {
        entry asked;
        asked.on = on;
        asked.what = what;
        asked.days = 1;  // the shortest extension: a longer one may still be too long
        auto const known = facts_for(h, asked, in);
        if (!known) {
            return known.error();
        }
        auto const said = step(h.now, asked, *known).said;
        auto const n = detail::bounds_of(what, h, *known);
        // Which of several is meant is for the row to say.
        bool const now = said.what == verdict::accepted || said.why == code::reference_ambiguous;
        bool const later =
            said.what == verdict::refused && n.first && *n.first > on &&
            (said.why == code::lapse_too_early || said.why == code::nothing_to_review);
        if (now || later) {
            out.push_back(n);
        }
    }
    return out;
}

}  // namespace qixian::inline v0
