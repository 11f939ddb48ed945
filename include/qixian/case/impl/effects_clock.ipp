// What the verbs of the main clock do: start, hold, name a day, and what runs on the day of a row.
#pragma once

#include "qixian/case/history.hpp"
#include "qixian/case/impl/facts.ipp"

namespace qixian::inline v0 {

namespace detail {

/// The history that rows are done to, the row at hand, and the main clock.
class clock_doer {
public:
    using maybe_fault = std::optional<fault>;

    clock_doer(history& h, case_index& index, context const& in) : h_(h), index_(index), in_(in) {}

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
                .gives = at_.e->outcome,
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
            auto p = running(current);
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
        auto const end = end_of_run(reply_run{.origin = origin});
        return end ? result<maybe_date>(maybe_date{end->due}) : end.error();
    }

    /// The due day that another reading gives.
    result<maybe_date> shadow_of(shadow which) {
        switch (which) {
        case shadow::none: return maybe_date{};
        case shadow::former: {
            if (h_.runs.empty()) {
                return maybe_date{};
            }
            auto const& current = h_.runs.back();
            if (current.held_from && current.former) {
                return maybe_date{current.former->due};
            }
            auto const end = end_of_run(current);
            return end ? result<maybe_date>(maybe_date{end->due}) : end.error();
        }
        case shadow::fresh: return due_from(at_.e->on);
        case shadow::from_lodging: return due_from(*h_.lodged_on);
        case shadow::same_day: return due_from(origin_);
        case shadow::next_working_day: {
            auto const next = in_.calendar.next(origin_);
            return next ? due_from(next->earliest) : next.error();
        }
        }
        return maybe_date{};
    }

    /// Where `of` ends as seen on the day of the row, open pauses taken to end on that day.
    result<deadline> end_of_run(reply_run const& of) {
        date const on = at_.e->on;
        if (!is_over(on)) {
            return index_.clock.end_of(bare_period(h_, of, in_), on);
        }
        auto const p = running(of);
        return p ? run(*p, in_.calendar) : p.error();
    }

    /// What of `of` runs at the end of the day of the row, with open pauses taken to end on that day.
    result<period> running(reply_run const& of) {
        date const on = at_.e->on;
        auto now = bare_period(h_, of, in_);
        if (of.named) {
            return now;
        }
        auto all = is_over(on) ? pauses_of(h_, on, in_) : index_.clock.pauses(on);
        if (!all) {
            return all.error();
        }
        auto pauses = std::move(all).value();
        pauses.insert(pauses.end(), of.gaps.begin(), of.gaps.end());
        for (auto& each : pauses) {
            if (!each.to_latest || *each.to_latest > on) {
                each.to_latest = each.to;
            }
        }
        pause_by(now, std::move(pauses));
        return now;
    }

    [[nodiscard]] bool is_over(date on) const { return h_.closed_on && *h_.closed_on <= on; }

    /// The due day in force, where a notice may move it the latest; nothing while the clock is held.
    result<maybe_date> due_now() {
        if (at_.known->due || h_.runs.empty() || clock_held(h_)) {
            return at_.known->due;
        }
        auto const end = end_of_run(h_.runs.back());
        return end ? result<maybe_date>(end->latest) : end.error();
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
            index_.clock.started(origin_);
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
        auto& current = h_.runs.back();
        current.held_by = h_.letters.size();  // that of the row, which is sent next
        if (current.held_from) {
            return std::nullopt;
        }
        auto p = running(current);
        if (!p) {
            return p.error();
        }
        auto const due = run(*p, in_.calendar);
        if (!due) {
            return due.error();
        }
        current.former_period = std::move(p).value();
        current.former = *due;
        current.held_from = at_.e->on;
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
    case_index& index_;
    context const& in_;
    place at_{};
    date origin_{};
    std::optional<std::size_t> sent_{};  ///< the letter that the row at hand is
};

}  // namespace detail

}  // namespace qixian::inline v0
