// What an accepted row does to a history: the verbs of the effect rows, one after the other.
#pragma once

#include "qixian/case/history.hpp"
#include "qixian/case/impl/facts.ipp"
#include "qixian/date/text.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Does what the effect rows of a statute say of one row after the other.
class row_doer {
public:
    using maybe_fault = std::optional<fault>;

    row_doer(history& h, context const& in) : h_(h), in_(in) {}

    /// All that `e` does, before the stage moves.
    maybe_fault apply(row_number row, entry const& e, ruling const& said, facts const& known) {
        at_ = {row, &e, &said, &known};
        origin_ = e.on;
        sent_.reset();
        for (auto const& each : in_.law->effects) {
            if (each.on == e.what && each.does != verb::lapses && holds(each.when, now())) {
                if (auto wrong = act(each)) {
                    return wrong;
                }
            }
        }
        return std::nullopt;
    }

    /// The end of the case, after the stage moved.
    void close(row_number row, entry const& e) {
        h_.closed_on = e.on;
        h_.closed_by = e.what;
        h_.result = outcome_of(*in_.law, e);
        h_.ground = e.ground;
        for (auto const& each : in_.law->effects) {
            if (each.on == e.what && each.does == verb::lapses) {
                lapse(row, e, each.of);
            }
        }
    }

    void warn(code what, std::optional<row_number> row = {}, maybe_date shadow = {},
              std::string reading = {}, std::string detail = {}) {
        h_.warnings.push_back({.what = what,
                               .row = row.value_or(0),
                               .has_row = row.has_value(),
                               .shadow_due = shadow,
                               .reading = std::move(reading),
                               .detail = std::move(detail)});
    }

private:
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

    /// What there is nothing to be done about before the main clock has started.
    static bool needs_a_run(verb does) {
        return does == verb::holds || does == verb::extends || does == verb::names;
    }

    maybe_fault act(effect_row const& r) {
        auto const& e = *at_.e;
        if (h_.runs.empty() && needs_a_run(r.does)) {
            return std::nullopt;
        }
        switch (r.does) {
        case verb::lodges:
            h_.lodged_on = e.on;
            h_.lodged_by = e.channel;
            h_.applicant_class = e.applicant;
            return std::nullopt;
        case verb::receives:
            h_.received_on = e.on;
            if (e.applicant) {
                h_.applicant_class = e.applicant;
            }
            return std::nullopt;
        case verb::from_lodging: origin_ = h_.lodged_on.value_or(origin_); return std::nullopt;
        case verb::from_working_day: return move_origin();
        case verb::starts: return start_clock();
        case verb::holds: return hold_clock();
        case verb::extends:
            h_.runs.back().extensions.push_back({e.on, e.days.value_or(0)});
            return std::nullopt;
        case verb::names: return name_day();
        case verb::sends: send(true); return std::nullopt;
        case verb::tells: send(false); return std::nullopt;
        case verb::replies: h_.reply_letter = send(true); return std::nullopt;
        case verb::asks: return ask(r.of);
        case verb::renews: renew(r.of); return std::nullopt;
        case verb::answers:
        case verb::silence: return answer(r);
        case verb::accepts: return accept(r.of);
        case verb::arrives:
        case verb::comes_back: {
            auto const found = find_letter(h_, e);
            if (found.first != target::found) {
                return std::nullopt;
            }
            auto& l = h_.letters[found.second];
            l.returned = r.does == verb::comes_back;
            l.delivered = l.returned ? maybe_date{} : maybe_date{e.on};
            return std::nullopt;
        }
        case verb::lapses: return std::nullopt;
        case verb::warns: return consider_warning(r);
        }
        return std::nullopt;
    }

    std::size_t send(bool counts) {
        auto const& e = *at_.e;
        h_.letters.push_back({.what = e.what,
                              .ref = e.ref,
                              .sent = e.on,
                              .delivered = e.delivered,
                              .row = at_.row,
                              .counts = counts});
        sent_ = h_.letters.size() - 1;
        return *sent_;
    }

    [[nodiscard]] given_period period_of_letter(std::size_t letter) const {
        auto const& e = *at_.e;
        return {letter, e.days, e.days_unit.value_or(unit::working_day), e.until};
    }

    maybe_fault ask(matter of) {
        auto const& e = *at_.e;
        auto const letter = send(true);
        case_round r{.what = of,
                     .ref = e.ref,
                     .on = e.on,
                     .letter = letter,
                     .allowed = period_of_letter(letter),
                     .whom = e.kind.value_or(kind{}),
                     .amount_fen = e.amount_fen,
                     .case_was_open = is_open_in(*in_.law, h_.now.at),
                     .irregular = at_.said->what == verdict::irregular};
        if (holds_the_clock(h_, r, in_)) {
            auto const due = due_now();
            if (!due) {
                return due.error();
            }
            r.too_late = *due && e.on >= **due;
        }
        if (auto const before = about(*in_.law, of).follows) {
            auto const follows = round_to_follow(h_, e, *before, in_);
            if (!follows) {
                return follows.error();
            }
            if (*follows) {
                r.after = *follows;
                h_.rounds[**follows].joined = true;
            }
        }
        h_.rounds.push_back(std::move(r));
        return std::nullopt;
    }

    case_round* last_of(matter of) {
        for (std::size_t i = h_.rounds.size(); i-- > 0;) {
            if (h_.rounds[i].what == of) {
                return &h_.rounds[i];
            }
        }
        return nullptr;
    }

    void renew(matter of) {
        if (auto* const r = last_of(of)) {
            r->allowed = period_of_letter(send(true));
        }
    }

    void set_answer(case_round& r, bool silent) {
        r.answered = at_.e->on;
        r.silent = silent;
        r.result = at_.e->result;
        if (sent_) {
            r.answer_letter = *sent_;
        }
    }

    maybe_fault answer(effect_row const& row) {
        bool const silent = row.does == verb::silence;
        switch (row.which) {
        case which_round::found: {
            auto const found = find_round(h_, *at_.e, row.of, is_unanswered, in_);
            if (!found) {
                return found.error();
            }
            if (found->first == target::found) {
                set_answer(h_.rounds[found->second], silent);
            }
            return std::nullopt;
        }
        case which_round::last:
            if (auto* const r = last_of(row.of)) {
                set_answer(*r, silent);
            }
            return std::nullopt;
        case which_round::every_open:
        case which_round::first_open:
        case which_round::while_open:
            for (auto& r : h_.rounds) {
                if (r.what != row.of || r.answered ||
                    (row.which == which_round::while_open && !r.case_was_open)) {
                    continue;
                }
                set_answer(r, silent);
                if (row.which == which_round::first_open) {
                    break;
                }
            }
            return std::nullopt;
        }
        return std::nullopt;
    }

    maybe_fault accept(matter of) {
        auto const& e = *at_.e;
        auto const found = find_round(h_, e, of, awaits_acceptance, in_);
        if (!found) {
            return found.error();
        }
        if (found->first == target::found) {
            auto& r = h_.rounds[found->second];
            r.accepted = e.on;
            r.simplified = e.kind && e.kind == in_.law->short_procedure;
        }
        return std::nullopt;
    }

    // --- the main clock ---------------------------------------------------------------------------

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

    // --- warnings ----------------------------------------------------------------------------------

    maybe_fault consider_warning(effect_row const& r) {
        auto const is = is_due(r);
        if (!is) {
            return is.error();
        }
        if (!*is) {
            return std::nullopt;
        }
        auto const other = shadow_of(r.beside);
        if (!other) {
            return other.error();
        }
        warn(r.cause == because::irregular ? at_.said->why : r.warning, at_.row, *other,
             std::string(r.reading),
             r.cause == because::after_due ? to_text(*at_.known->due) : std::string{});
        return std::nullopt;
    }

    result<bool> is_due(effect_row const& r) {
        auto const& e = *at_.e;
        switch (r.cause) {
        case because::always: return true;
        case because::irregular: return at_.said->what == verdict::irregular;
        case because::no_period: return !e.days && !e.until;
        case because::after_last: {
            auto const* const round = last_of(r.of);
            if (round == nullptr) {
                return false;
            }
            auto const last = end_of(period_of(h_, *round, in_), in_);
            if (!last) {
                return last.error();
            }
            return *last && e.on > **last;
        }
        case because::no_pause: {
            auto const* const round = last_of(r.of);
            return round != nullptr && !holds_the_clock(h_, *round, in_);
        }
        case because::after_due: return at_.known->due && e.on > *at_.known->due;
        case because::named_rest_day: {
            if (!e.until || !in_.calendar.covers(*e.until)) {
                return false;
            }
            auto const works = in_.calendar.is_working(*e.until);
            return works && !*works;
        }
        case because::lagged: {
            if (!h_.lodged_on || *h_.lodged_on >= e.on) {
                return false;
            }
            auto const lag = in_.calendar.count(*h_.lodged_on, e.on);
            if (!lag) {
                return lag.error();
            }
            return lag->most > 1;
        }
        case because::rest_day: {
            auto const works = in_.calendar.is_working(origin_);
            if (!works) {
                return works.error();
            }
            return !*works;
        }
        }
        return false;
    }

    result<maybe_date> shadow_of(shadow which) {
        switch (which) {
        case shadow::none: return maybe_date{};
        case shadow::former: {
            auto const p = running();
            if (!p) {
                return p.error();
            }
            auto const end = run(*p, in_.calendar);
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

    // --- the end -------------------------------------------------------------------------------------

    /// A lapse takes effect the day after the last day, whenever it was recorded (C4).
    void lapse(row_number row, entry const& e, matter of) {
        auto* const r = last_of(of);
        if (r == nullptr) {
            return;
        }
        r->lapsed = true;
        auto const last = end_of(period_of(h_, *r, in_), in_);
        if (!last || !*last) {
            return;
        }
        h_.closed_on = plus_days(**last, 1);
        if (e.on > *h_.closed_on) {
            warn(code::lapse_recorded_late, row);
        }
        // Years that had seemed to end with the case open did not.
        while (!h_.carried_over.empty() && last_day_of(h_.carried_over.back()) >= *h_.closed_on) {
            h_.carried_over.pop_back();
        }
        if (h_.carried_over.empty()) {
            h_.now.year = standing{};
        }
    }

    history& h_;
    context const& in_;
    place at_{};
    date origin_{};
    std::optional<std::size_t> sent_{};  ///< the letter that the row at hand is
};

}  // namespace detail

}  // namespace qixian::inline v0
