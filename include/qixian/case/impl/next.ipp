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

/// What is lawful on a day, and what a later one will allow.
struct next_events {
    std::vector<next_event> now{};
    std::vector<next_event> later{};
};

/// Pre: `on` is a legal day, `in` is fit to be asked with.
inline result<next_events> next_of(history const& h, case_index& index, date on,
                                   context const& in) {
    next_events out;
    for (auto const what : events_possible(*in.law, h.now)) {
        entry asked;
        asked.on = on;
        asked.what = what;
        asked.days = 1;  // the shortest extension: a longer one may still be too long
        auto const known = find_facts(h, index, asked, in);
        if (!known) {
            return known.error();
        }
        auto const said = step(*in.law, h.now, asked, *known).said;
        auto const n = bounds_of(what, h, *known, *in.law);
        bool const accepted = said.what == verdict::accepted;
        // Which of several is meant is for the row to say.
        bool const ambiguous = said.why == code::reference_ambiguous;
        bool const too_early =
            said.what == verdict::refused &&
            (said.why == code::lapse_too_early || said.why == code::nothing_to_review);
        bool const begins_later = n.first && *n.first > on;
        if (accepted || (ambiguous && !begins_later)) {
            out.now.push_back(n);
        } else if ((ambiguous || too_early) && begins_later) {
            out.later.push_back(n);
        }
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL result<std::vector<next_event>> lawful_next(history const& h, date on,
                                                        context const& in) {
    if (auto wrong = detail::unfit(on, in)) {
        return *std::move(wrong);
    }
    detail::case_index index(h, in);
    auto out = detail::next_of(h, index, on, in);
    return out ? result(std::move(out).value().now) : out.error();
}

QIXIAN_DECL result<std::vector<next_event>> lawful_later(history const& h, date on,
                                                         context const& in) {
    if (auto wrong = detail::unfit(on, in)) {
        return *std::move(wrong);
    }
    detail::case_index index(h, in);
    auto out = detail::next_of(h, index, on, in);
    return out ? result(std::move(out).value().later) : out.error();
}

}  // namespace qixian::inline v0
