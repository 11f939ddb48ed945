// What the verbs of the main clock do: start, hold, name a day, and what runs on the day of a row.
#pragma once

#include <algorithm>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/facts.ipp"

namespace qixian::inline v0 {

namespace detail {

/// The history that rows are done to, the row at hand, and the main clock.
class clock_doer {
public:
    using maybe_fault = std::optional<fault>;

    clock_doer(history& h, context const& in) : h_(h), in_(in) {}

protected:
    struct place {
        row_number row = 0;
        entry const* e = nullptr;
        ruling const* said = nullptr;
        facts const* known = nullptr;
    };

    [[nodiscard]] circumstances now() const {
        return {.law = h_.law,
                .whom = at_.e->kind,
                .by = h_.lodged_by,
                .moved = at_.said->moves,
                .irregular = at_.said->what == verdict::irregular,
                .on = at_.e->on,
                .chosen = in_.policies};
    }

    // --- the main clock ---------------------------------------------------------------------------

    /// What goes out in time is the answer, as far as time goes.
    maybe_fault satisfy() {
        auto const out = ran_out();
        if (!out) {
            return out.error();
        }
        auto& current = h_.runs.back();
        if (!*out && !current.satisfied) {
            auto p = running();
            if (!p) {
                return p.error();
            }
            current.satisfied_period = std::move(p).value();
            current.satisfied = at_.e->on;
        }
        return std::nullopt;
    }

    /// The due day of a run that starts at `origin` with a fresh quota and the pauses so far.
    result<maybe_date> due_from(date origin) {
        auto const p = reply_period(h_, reply_run{.origin = origin}, at_.e->on, in_);
        if (!p) {
            return p.error();
        }
        auto const end = run(*p, in_.calendar);
        if (!end) {
            return end.error();
        }
        return maybe_date{end->due};
    }

    /// What runs at the end of the day of the row, with open pauses taken to end on that day.
    result<period> running() {
        date const on = at_.e->on;
        auto& current = h_.runs.back();
        if (current.held_from && current.former_period) {
            return *current.former_period;
        }
        auto p = reply_period(h_, current, on, in_);
        if (!p) {
            return p.error();
        }
        period now = std::move(p).value();
        for (auto& each : now.pauses) {
            if (!each.to_latest || *each.to_latest > on) {
                each.to_latest = each.to;
            }
        }
        return now;
    }

    /// The due day in force, where a notice may move it the latest; nothing while the clock is held.
    result<maybe_date> due_now() {
        if (at_.known->due || h_.runs.empty() || clock_held(h_)) {
            return at_.known->due;
        }
        auto const p = running();
        return p ? end_of(*p, in_) : p.error();
    }

    /// Whether the period was over before the row: what comes now does not revive it (Z1).
    result<bool> ran_out() {
        auto const due = due_now();
        if (!due) {
            return due.error();
        }
        return *due && at_.e->on > **due;
    }

    /// What was asked too late starts no new one, even if a letter that comes back gives the run days.
    maybe_fault start_clock() {
        auto const out = ran_out();
        if (!out) {
            return out.error();
        }
        bool const late = !h_.runs.empty() && !clock_held(h_) && h_.runs.back().asked_late;
        if (!*out && !late) {
            // What is answered although its letter came back: the old run ends here.
            if (!h_.runs.empty() && !clock_held(h_)) {
                if (auto wrong = hold_clock()) {
                    return wrong;
                }
            }
            h_.runs.push_back({.trigger = at_.e->what, .origin = origin_});
        }
        return std::nullopt;
    }

    maybe_fault name_day() {
        auto const out = ran_out();
        if (!out) {
            return out.error();
        }
        if (!*out) {
            auto& current = h_.runs.back();
            current.named = at_.e->until;
            current.held_by.reset();  // what was asked before is awaited no longer
            current.held_from.reset();
            current.former.reset();
            current.former_period.reset();
        }
        return std::nullopt;
    }

    /// Something is awaited from the applicant; the former day is kept.
    maybe_fault hold_clock() {
        auto const out = ran_out();
        if (!out) {
            return out.error();
        }
        if (*out) {
            h_.runs.back().asked_late = true;
            return std::nullopt;
        }
        auto p = running();
        if (!p) {
            return p.error();
        }
        auto const due = run(*p, in_.calendar);
        if (!due) {
            return due.error();
        }
        auto& current = h_.runs.back();
        current.held_by = h_.letters.size();  // that of the row, which is sent next
        if (!current.held_from) {
            current.former_period = std::move(p).value();
            current.former = *due;
            current.held_from = at_.e->on;
        }
        return std::nullopt;
    }

    maybe_fault move_origin() {
        auto const works = in_.calendar.is_working(origin_);
        if (!works) {
            return works.error();
        }
        if (!*works) {
            auto const next = in_.calendar.next(origin_);
            if (!next) {
                return next.error();
            }
            origin_ = next->earliest;
        }
        return std::nullopt;
    }

    history& h_;
    context const& in_;
    place at_{};
    date origin_{};
    std::optional<std::size_t> sent_{};  ///< the letter that the row at hand is
};

}  // namespace detail

}  // namespace qixian::inline v0
