// What an accepted row does to a history: the verbs of the effect rows, one after the other.
#pragma once

#include <optional>
#include <utility>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/effects_clock.ipp"
#include "qixian/case/impl/facts.ipp"
#include "qixian/date/text.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Does what the effect rows of a statute say of one row after the other.
class row_doer : private clock_doer {
public:
    using clock_doer::clock_doer;
    using clock_doer::maybe_fault;

    /// All that `e` does, before the stage moves.
    maybe_fault apply(row_number row, entry const& e, step_result const& became,
                      facts const& known) {
        at_ = {row, &e, &became.said, &known};
        origin_ = e.on;
        sent_.reset();
        completed_.reset();
        for (auto const& each : in_.law->effects) {
            if (each.on == became.heard && each.does != verb::lapses && holds(each.when, now())) {
                if (auto wrong = act(each)) {
                    return wrong;
                }
            }
        }
        return std::nullopt;
    }

    /// The end of the case, after the stage moved.
    void close(row_number row, entry const& e, event heard) {
        h_.closed_on = e.on;
        h_.closed_by = e.what;
        h_.result = result_of(e, heard);
        h_.ground = e.ground;
        for (auto const& each : in_.law->effects) {
            if (each.on == heard && each.does == verb::lapses) {
                lapse(row, e, each.of);
            }
        }
        auto const role = role_of(*in_.law, h_.now.at);
        if (role == stage_role::replied || role == stage_role::abandoned) {
            bool const between =
                put_act(h_, {.on = *h_.closed_on,
                             .what = e.what,
                             .letter = role == stage_role::replied ? h_.reply_letter : std::nullopt,
                             .result = h_.result,
                             .ground = e.ground});
            if (between) {
                index_.act_inserted();
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
    [[nodiscard]] std::optional<outcome> result_of(entry const& e, event heard) const {
        if (heard == e.what) {
            return outcome_of(*in_.law, e);
        }
        entry taken = e;
        taken.what = heard;
        return outcome_of(*in_.law, taken);
    }

    /// What there is nothing to be done about before the main clock has started.
    static bool needs_a_run(verb does) {
        return does == verb::holds || does == verb::extends || does == verb::names ||
               does == verb::satisfies;
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
            h_.runs.back().extensions.push_back({e.on, at_.known->asked, e.until});
            return std::nullopt;
        case verb::satisfies: return satisfy();
        case verb::names: return name_day();
        case verb::sends: send(true); return std::nullopt;
        case verb::tells: send(false); return std::nullopt;
        case verb::replies: h_.reply_letter = send(true); return std::nullopt;
        case verb::asks: return ask(r.of);
        case verb::renews: renew(r.of); return std::nullopt;
        case verb::answers:
        case verb::silence: return answer(r);
        case verb::accepts: return accept(r.of);
        case verb::sends_back:
        case verb::completes:
        case verb::lengthens:
        case verb::suspends:
        case verb::resumes:
        case verb::dismisses:
        case verb::drops:
        case verb::gives_up:
        case verb::reopens: return move_round(r);
        case verb::acts:
            h_.acts.push_back({.on = e.on,
                               .what = e.what,
                               .letter = send(true),
                               .result = e.outcome,
                               .ground = e.ground});
            return std::nullopt;
        case verb::arrives: {
            auto const found = index_.letter(e.re);
            if (found.first == target::found) {
                auto& l = h_.letters[found.second];
                l.returned = false;
                l.delivered = e.on;
                index_.letter_changed(found.second);
            }
            return std::nullopt;
        }
        case verb::comes_back: return come_back();
        case verb::sends_again: return send_again();
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
        index_.sent(*sent_);
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
        if (pause_for(h_, r, in_) != nullptr) {
            auto const due = due_now();
            if (!due) {
                return due.error();
            }
            r.too_late = *due && e.on >= **due;
        }
        r.first_by_law = must_come_first(of);
        if (auto const before = about(*in_.law, of).follows) {
            r.named_act = index_.named_act(e.re);
            auto const follows = index_.to_follow(e, *before);
            if (!follows) {
                return follows.error();
            }
            if (*follows) {
                r.after = *follows;
                auto& first = h_.rounds[**follows];
                first.joined = true;
                first.joined_undecided = !first.answered;
            }
        }
        h_.rounds.push_back(std::move(r));
        index_.opened(h_.rounds.size() - 1);
        return std::nullopt;
    }

    case_round* last_of(matter of) {
        auto const last = index_.last(of);
        return last ? &h_.rounds[*last] : nullptr;
    }

    void renew(matter of) {
        if (auto const last = index_.last(of)) {
            h_.rounds[*last].allowed = period_of_letter(send(true));
            index_.renewed(*last);
        }
    }

    /// Whether nothing else could be done about the act that stands, before a round like this.
    [[nodiscard]] bool must_come_first(matter of) const {
        return std::any_of(in_.law->duties.begin(), in_.law->duties.end(), [&](duty_row const& d) {
            return d.source == made_from::act && about(*in_.law, d.of).follows == of &&
                   comes_first_by_law(h_, d.which, at_.e->on, in_);
        });
    }

    void set_answer(std::size_t round, bool silent) {
        auto& r = h_.rounds[round];
        stand_until(r, at_.e->on);
        r.rounds_before = h_.rounds.size();
        r.answered = at_.e->on;
        r.silent = silent;
        r.result = at_.e->result;
        r.said = at_.e->view;
        r.in_time = !at_.known->consultation_last || at_.e->on <= *at_.known->consultation_last;
        if (sent_) {
            r.answer_letter = *sent_;
        }
        index_.round_changed(round);
    }

    maybe_fault answer(effect_row const& row) {
        bool const silent = row.does == verb::silence;
        switch (row.which) {
        case which_round::found: {
            auto const found = index_.round(*at_.e, row.of, round_is::unanswered);
            if (!found) {
                return found.error();
            }
            if (found->first == target::found) {
                set_answer(found->second, silent);
            }
            return std::nullopt;
        }
        case which_round::last:
            if (auto const last = index_.last(row.of)) {
                set_answer(*last, silent);
            }
            return std::nullopt;
        case which_round::first_open:
            if (auto const first = index_.first_open(row.of)) {
                set_answer(*first, silent);
            }
            return std::nullopt;
        case which_round::every_open:
        case which_round::while_open:
            for (auto const i : index_.open(row.of)) {
                if (row.which == which_round::every_open || h_.rounds[i].case_was_open) {
                    set_answer(i, silent);
                }
            }
            return std::nullopt;
        }
        return std::nullopt;
    }

    maybe_fault accept(matter of) {
        auto const& e = *at_.e;
        auto const found = index_.round(e, of, round_is::awaiting_acceptance);
        if (!found) {
            return found.error();
        }
        if (found->first == target::found) {
            auto& r = h_.rounds[found->second];
            r.accepted = e.on;
            r.simplified = e.kind && e.kind == in_.law->short_procedure;
            index_.round_changed(found->second);
        }
        return std::nullopt;
    }

    // --- what a body does on the way -----------------------------------------------------------------

    /// Adds a time to those that a round does not run, which follow each other. One of no days adds none.
    static void add_time(std::vector<pause>& to, date from, date until) {
        if (to.empty() || (from < until && to.back().to < from)) {
            to.push_back({.from = from, .to = until});
        } else if (from <= to.back().to) {
            to.back().to = (std::max)(to.back().to, until);
        }
    }

    /// The time that `r` stood still through `on` is over.
    static void stand_until(case_round& r, date on) {
        if (r.suspended && !r.stands_in_vain) {
            add_time(r.stops, *r.suspended, on);
        }
        r.suspended.reset();
        r.stands_in_vain = false;
    }

    maybe_fault move_round(effect_row const& row) {
        auto const which = row.does == verb::sends_back  ? round_is::awaiting_acceptance
                           : row.does == verb::completes ? round_is::incomplete
                           : row.does == verb::suspends  ? round_is::running
                           : row.does == verb::resumes   ? round_is::suspended
                           : row.does == verb::reopens   ? round_is::decided
                           : row.does == verb::lengthens ? round_is::extensible
                                                         : round_is::unanswered;
        auto const found = index_.round(*at_.e, row.of, which);
        if (!found) {
            return found.error();
        }
        if (found->first != target::found) {
            return std::nullopt;
        }
        auto wrong = move(found->second, row.does);
        index_.round_changed(found->second);
        return wrong;
    }

    maybe_fault move(std::size_t round, verb does) {
        auto& r = h_.rounds[round];
        auto const& e = *at_.e;
        switch (does) {
        case verb::sends_back:
            // Asked again after it was completed, it waits from then on.
            if (!r.waits_now) {
                r.sent_back = e.on;
            }
            r.waits_now = true;
            r.back_letter = sent_.value_or(0);
            return std::nullopt;
        case verb::completes:
            add_time(r.waits, *r.sent_back, e.on);
            r.completed = e.on;
            completed_ = round;
            r.waits_now = false;
            r.completed_by = e.what;
            return std::nullopt;
        case verb::lengthens:
            r.extensions.push_back({e.on, e.days.value_or(0), e.until});
            return std::nullopt;
        case verb::suspends: {
            auto const last = last_day_for_deciding(h_, r, in_);
            if (!last) {
                return last.error();
            }
            r.suspended = e.on;
            r.stands_in_vain = *last && e.on > **last;
            return std::nullopt;
        }
        case verb::resumes: stand_until(r, e.on); return std::nullopt;
        case verb::reopens:
            r.earlier.push_back({*r.answered, r.result, e.on, !r.dismissed && !r.dropped});
            r.dismissed = false;
            r.dropped = false;
            r.given_up = false;
            r.first_end_counts = is_chosen(in_, in_.law->first_end_counts);
            r.answered.reset();
            r.answer_letter = 0;
            r.result.reset();
            return std::nullopt;
        default:
            set_answer(round, false);
            r.dismissed = does == verb::dismisses;
            r.given_up = does == verb::gives_up;
            r.dropped = r.given_up || does == verb::drops;
            return std::nullopt;
        }
    }

    // --- letters that come back (Z2) ------------------------------------------------------------------

    /// The run that the letter holds: it asked last, and nothing answered it.
    [[nodiscard]] bool asked_last(std::size_t letter) const {
        if (h_.runs.empty() || h_.runs.back().held_by != letter) {
            return false;
        }
        auto const round = index_.round_of(letter);
        return round && !h_.rounds[*round].answered;
    }

    /// What it asked for is not asked: the clock goes on, less the days until it came back.
    maybe_fault come_back() {
        auto const& e = *at_.e;
        auto const found = index_.letter(e.re);
        if (found.first != target::found) {
            return std::nullopt;
        }
        auto& l = h_.letters[found.second];
        if (!l.returned) {
            l.trips.push_back({.back = e.on, .arrived = l.reached()});
        }
        l.returned = true;
        l.delivered.reset();
        index_.letter_changed(found.second);
        if (is_open_in(*in_.law, h_.now.at) && asked_last(found.second) && clock_held(h_)) {
            auto& current = h_.runs.back();
            if (*current.held_from < e.on) {
                current.gaps.push_back(
                    {.from = *current.held_from, .to = e.on, .to_latest = e.on, .ref = l.ref});
                index_.clock.gap(current.gaps.back());
            }
            current.held_from.reset();
            current.former.reset();
            current.former_period.reset();
        }
        return std::nullopt;
    }

    maybe_fault send_again() {
        auto const& e = *at_.e;
        auto const found = index_.returned_letter(e.re);
        if (found.first != target::found) {
            return std::nullopt;
        }
        bool const holds_again =
            is_open_in(*in_.law, h_.now.at) && asked_last(found.second) && !clock_held(h_);
        auto const due = due_now();
        if (!due) {
            return due.error();
        }
        if (holds_again) {
            if (auto wrong = hold_clock()) {
                return wrong;
            }
            h_.runs.back().held_by = found.second;
        }
        sent_ = found.second;
        auto& l = h_.letters[found.second];
        l.returned = false;
        l.trips.back().again = e.on;
        l.trips.back().in_vain = *due && e.on >= **due;
        l.delivered = e.delivered;
        if (!l.delivered && e.kind && e.kind == in_.law->announces) {
            for (auto const& each : in_.law->announcements) {
                if (!l.delivered && holds(each.when, now())) {
                    l.delivered = plus_days(e.on, each.days);
                }
            }
        }
        index_.letter_changed(found.second);
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
        case because::no_pause: return stops_nothing(r.of);
        case because::after_due: return at_.known->due && e.on > *at_.known->due;
        case because::still_open: return is_open_in(*in_.law, h_.now.at);
        case because::objected: return at_.known->third_party_objects;
        case because::after_wait: return waited_too_long(r.of);
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

    /// Whether the letter of this row, sent for the first time or again, stops nothing (Z1, Z2).
    [[nodiscard]] bool stops_nothing(matter of) const {
        auto const round = sent_ ? index_.round_of(*sent_) : std::nullopt;
        if (!round || h_.rounds[*round].what != of) {
            return false;
        }
        auto const* const r = &h_.rounds[*round];
        bool const may_stop = pause_for(h_, *r, in_) != nullptr;
        auto const& trips = h_.letters[r->letter].trips;
        if (trips.empty()) {
            return !may_stop || r->too_late;
        }
        return may_stop && !r->answered && is_open_in(*in_.law, h_.now.at) && trips.back().in_vain;
    }

    /// Whether the round that this row completed was completed later than the body waits.
    result<bool> waited_too_long(matter of) {
        auto const* const d = duty_of(*in_.law, of, ends::accepted);
        if (d == nullptr || !completed_ || h_.rounds[*completed_].what != of) {
            return false;
        }
        auto const& r = h_.rounds[*completed_];
        auto const* const t = term_for(*in_.law, d->which, about(h_, r, in_), term_kind::wait);
        auto const& asked = h_.letters[r.back_letter];
        if (t == nullptr || asked.returned) {
            return false;
        }
        auto const last = end_of(period_from(asked.reached(), t->is), in_);
        if (!last) {
            return last.error();
        }
        return *last && at_.e->on > **last;
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

    std::optional<std::size_t> completed_{};  ///< the round that got what it lacked by this row
};

}  // namespace detail

}  // namespace qixian::inline v0
