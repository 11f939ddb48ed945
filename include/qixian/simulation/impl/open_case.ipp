// An application that is really open, taken from its rows into what a replication begins with.
#pragma once

#include <algorithm>
#include <utility>

#include "qixian/caseload/life.hpp"
#include "qixian/simulation/open_case.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Whether what is waited for changes with the event: the clock starts, something is asked or answered.
inline bool begins_a_wait(event what) {
    auto const& program = small_program_of(what);
    return program.held &&
           std::any_of(program.begin(), program.end(), [](small_effect const& each) {
               return each.does == verb::starts || each.does == verb::asks ||
                      each.does == verb::silence ||
                      (each.does == verb::answers && each.of != matter::order);
           });
}

}  // namespace detail

QIXIAN_DECL result<std::optional<open_case>> open_case_of(std::span<entry const> rows, date as_of,
                                                          context const& in) {
    auto const a = assess(rows, as_of, in);
    if (!a) {
        return a.error();
    }
    auto const& h = a->life;
    if (!is_open(h.now.at) || !h.received_on) {
        return std::optional<open_case>{};
    }
    open_case out{.agency = a->agency,
                  .application = a->application,
                  .column = h.applicant_class.value_or(applicant::natural_person),
                  .at = h.now.at,
                  .received = *h.received_on,
                  .since = *h.received_on};
    for (auto const& d : a->duties) {
        if (d.what == duty_kind::reply && d.in_force && d.end &&
            d.status != duty_status::superseded) {
            out.due = d.end->due;
        }
    }
    life_folder const folder(as_of, in.calendar);
    folded_life life;
    awaited_opinion awaited;
    bool followed = h.law == regime::decree_711;
    for (auto const row : h.accepted) {
        auto const& e = rows[row];
        if (followed) {
            // What came too late or out of turn moves a life all the same.
            auto const said = folder.take(life, awaited, life_event_of(e));
            followed = !is_remedy(e.what) && (said == folded::taken || said == folded::irregular);
        }
        if (detail::begins_a_wait(e.what)) {
            out.since = e.on;
        }
        out.rows.push_back(e);
    }
    out.by_due_day_only =
        !followed || life.stands() == stage::reasons_requested || life.stands() == stage::delayed;
    return std::optional(std::move(out));
}

}  // namespace qixian::inline v0
