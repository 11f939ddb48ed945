// What may lawfully happen next, and between which days.
#pragma once

#include "qixian/case/history.hpp"
#include "qixian/case/impl/facts.ipp"

namespace qixian::inline v0 {

namespace detail {

/// The days between which an event is lawful, as far as the facts of the day tell.
inline next_event bounds_of(event what, history const& h, facts const& known, statute const& law) {
    next_event n{.what = what};
    auto const after = [](maybe_date d) { return d ? maybe_date{plus_days(*d, 1)} : d; };
    for (auto const& row : law.bounds) {
        if (row.on != what) {
            continue;
        }
        auto const limit = day_of(row.of, known);
        switch (row.is) {
        case bound_row::side::last: n.last = limit; break;
        case bound_row::side::first: n.first = limit; break;
        case bound_row::side::first_after: n.first = after(limit); break;
        case bound_row::side::when_overdue:
            // For want of a reply, once its period is over.
            if (is_open_in(law, h.now.at) && !known.paused && !known.satisfied &&
                !known.review_exhausted) {
                n.first = after(limit);
            }
            break;
        }
    }
    return n;
}

inline result<std::vector<next_event>> lawful_next(history const& h, case_index& index, date on,
                                                   context const& in) {
    std::vector<next_event> out;
    for (auto const what : events_possible(*in.law, h.now)) {
        entry asked;
        asked.on = on;
        asked.what = what;
        asked.days = 1;  // the shortest extension: a longer one may still be too long
        auto const known = fact_finder(h, index, asked, in)();
        if (!known) {
            return known.error();
        }
        auto const said = step(*in.law, h.now, asked, *known).said;
        auto const n = bounds_of(what, h, *known, *in.law);
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

}  // namespace detail

QIXIAN_DECL result<std::vector<next_event>> lawful_next(history const& h, date on,
                                                        context const& in) {
    detail::case_index index(h, in);
    return detail::lawful_next(h, index, on, in);
}

}  // namespace qixian::inline v0
