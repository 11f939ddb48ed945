// The course of an application in a replication: its steps and queues, what holds it up between them,
// its reply, extensions and reviews.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "qixian/simulation/impl/office_days.ipp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace qixian::inline v0::detail {

inline moment office_run::ticks_of(simulated const& c, std::size_t step) const {
    auto const& t = p_.steps[step];
    auto const draws = static_cast<std::uint64_t>(purpose::step) + step;
    auto const ticks = t.ticks.at(t.draws ? c.dice.draw(draws) : 0);
    auto const factor = t.factor[c.at_class];
    return factor == 65536 ? ticks : (ticks * (factor >> 4U)) >> 12U;
}

inline void office_run::enter_step(simulated& c, std::size_t step) {
    c.step = static_cast<std::uint8_t>(step);
    auto const from = next_working_moment();
    if (from == never) {
        return;  // beyond the calendar, and so beyond the end
    }
    auto const with = p_.steps[step].team;
    if (with < 0) {
        return await(time_.after(from, ticks_of(c, step)), happens::step_done, c);
    }
    auto const team = static_cast<std::size_t>(with);
    c.since = from;
    if (from == now_ && teams_[team].queue.empty() && teams_[team].has_free()) {
        return begin_work(c, team);
    }
    queue_up(c, team);
    if (from == now_) {
        serve(team);
    }
}

inline void office_run::queue_up(simulated& c, std::size_t team, work_queue::place at) {
    auto& t = teams_[team];
    std::int64_t rank = 0;
    if (t.order == discipline::earliest_due) {
        rank = believed_due(c).value_or(0xFFFF);
    } else if (t.order == discipline::shortest_work) {
        rank = work_left(c);
    }
    if (!c.queues) {
        ++t.waiting;
    }
    c.queues = true;
    t.queue.push(rank, index_of(c), ++tickets_, at);
    c.ticket = tickets_;
}

/// Free people take what waits.
inline void office_run::serve(std::size_t team) {
    auto& t = teams_[team];
    while (t.has_free() && !t.queue.empty()) {
        auto const q = t.queue.pop();
        auto& c = cases_[q.which];
        if (!c.queues || c.ticket != q.ticket) {
            continue;  // withdrawn meanwhile, or queued anew by another due day
        }
        c.queues = false;
        --t.waiting;
        begin_work(c, team);
    }
}

/// A free person takes it.
inline void office_run::begin_work(simulated& c, std::size_t team) {
    auto& t = teams_[team];
    c.person = t.take(index_of(c));
    auto const waited = time_.between(c.since, now_);
    books_.on_day(today_, [&](year_tally& y, std::size_t) {
        ++y.teams[team].started;
        y.teams[team].wait_ticks += waited;
    });
    c.since = now_;
    await(t.done_at(time_, c.person, now_, work_left(c)), happens::step_done, c);
}

inline void office_run::finish_step(simulated& c) {
    if (c.step == held_back) {
        return enter_step(c, c.next_step);
    }
    free_person(c, work_end::done);
    go_on_after(c);
}

inline void office_run::free_person(simulated& c, work_end end) {
    if (c.person < 0) {
        return;
    }
    auto const team = team_of(c);
    auto& t = teams_[team];
    count_work(team, c.person, c.since);
    if (work_ != nullptr) {
        write_work(c, end);
    }
    t.release(c.person, works_today_ && t.there.is_there(c.person, today_));
    c.person = -1;
    if (!half_done_.empty()) {
        half_done_.erase(index_of(c));
    }
    if (works_today_ && !t.queue.empty()) {
        serve(team);
    }
}

/// Pre: its step is one that a team works on.
inline std::size_t office_run::team_of(simulated const& c) const {
    return static_cast<std::size_t>(p_.steps[c.step].team);
}

/// Calls `use` with each day that a person worked from `since` until now, and from and to as ticks of it.
template <class Use>
void office_run::each_day_of_work(std::size_t team, int person, moment since, Use&& use) const {
    auto const first = day_in(since);
    if (first == today_) {
        // Somebody who may begin on a day may work on it; one who is called back need not.
        if (works_today_) {
            use(today_, ticks_in(since), ticks_in(now_));
        }
        return;
    }
    for (int day = first; day <= today_; ++day) {
        if (!time_.works(day) || (day != first && !teams_[team].there.is_there(person, day))) {
            continue;
        }
        auto const from = day == first ? ticks_in(since) : 0;
        auto const to = day == today_ ? ticks_in(now_) : ticks_per_day;
        use(day, from, to);
    }
}

/// Adds the days of a person from `since` until now, in 1/1024 of a day.
inline void office_run::count_work(std::size_t team, int person, moment since) {
    each_day_of_work(team, person, since, [&](int day, moment from, moment to) {
        books_.count_work(team, day, from, to);
    });
}

/// After its step, an application may be held up before the next one.
inline void office_run::go_on_after(simulated& c) {
    if (c.particular && asks_reasons_now(c)) {
        return request_reasons(c);
    }
    if (c.wants_correction && c.step == m_.correction.after) {
        c.wants_correction = false;
        return request_correction(c);
    }
    if (c.wants_opinion && c.step == m_.consultation.after) {
        c.wants_opinion = false;
        return consult(c);
    }
    if (c.wants_fee && c.step == m_.fee.after) {
        c.wants_fee = false;
        auto const due = due_now(c);
        if (due && today_ <= *due) {
            return notify_fee(c);
        }
        if (c.result == outcome::fee_lapsed) {
            c.result = outcome::other;  // R42-4: too late to ask for one
        }
    }
    auto const next = std::size_t{c.step} + 1;
    return next < m_.steps.size() ? enter_step(c, next) : reply(c);
}

/// What came on a rest day is seen to on the next working day.
inline void office_run::resume(simulated& c) {
    auto const at = next_working_moment();
    if (at == now_) {
        return go_on_after(c);
    }
    if (at != never) {
        await(at, happens::resumed, c);
    }
}

inline void office_run::request_correction(simulated& c) {
    auto const period = m_.correction.period_working_days;
    tell(c, {.what = event::correction_requested, .days = period});
    if (c.particular) {
        return sends_letter(c, static_cast<std::size_t>(letter_number::correction))
                   ? void()
                   : await_correction_of(c);
    }
    auto const last = folder_.last_of(today(), period);
    if (!last) {
        return;
    }
    if (c.result == outcome::correction_lapsed) {
        return await(start_of(*last + 1), happens::correction_lapses, c);
    }
    auto const at = now_ + p_.answer.at(draw(c, purpose::answer));
    await(std::min(at, end_of(*last)), happens::corrected, c);
}

inline void office_run::consult(simulated& c) {
    if (c.particular) {
        return consult_all(c);
    }
    auto const drawn = std::array{
        kind::third_party, kind::co_maker,
        kind::other_agency}[static_cast<std::size_t>(p_.whom.at(draw(c, purpose::whom)))];
    // R32: whoever withholds for a third party has asked it.
    auto const whom = c.result == outcome::third_party_rights ? kind::third_party : drawn;
    tell(c, {.what = event::consulted, .kind = whom, .ref = "opinion"});
    moment silence = never;
    if (whom != kind::other_agency) {
        auto const last = folder_.last_of(today(), third_party_term.length);
        silence = last ? end_of(*last) : never;
    }
    auto const answers = time_.after(time_.from(now_), p_.opinion.at(draw(c, purpose::opinion)));
    bool const silent =
        silence != never &&
        (draw(c, purpose::silent) < chance(m_.consultation.silent_share) || answers > silence);
    await(silent ? silence : answers, silent ? happens::opinion_lapses : happens::opinion, c);
}

inline void office_run::notify_fee(simulated& c) {
    tell(c, {.what = event::fee_notified});
    if (c.particular) {
        return sends_letter(c, static_cast<std::size_t>(letter_number::fee)) ? void()
                                                                             : await_payment_of(c);
    }
    auto const last = folder_.last_of(today(), payment_term.length);
    if (!last) {
        return;
    }
    if (c.result == outcome::fee_lapsed) {
        return await(start_of(*last + 1), happens::fee_lapses, c);
    }
    auto const at = now_ + p_.payment.at(draw(c, purpose::payment));
    await(std::min(at, end_of(*last)), happens::paid, c);
}

inline void office_run::withdraw(simulated& c) {
    if (!is_open(stands(c))) {
        return;
    }
    if (c.queues) {
        c.queues = false;
        --teams_[team_of(c)].waiting;
    }
    half_done_.erase(index_of(c));
    free_person(c, work_end::broken_off);
    tell(c, {.what = event::withdrawn});
    settle(c);
}

/// The row that an answer is: its event, and whether it names the outcome.
struct reply_row {
    event what = event::closed_otherwise;
    std::optional<outcome> named{};
};
/// A table and no switch, which is guessed wrong for one answer in a few.
inline constexpr auto reply_rows = [] {
    std::array<reply_row, all_outcomes.size()> out{};
    for (auto const& each : all_outcomes) {
        out[static_cast<std::size_t>(each.which)] = [&]() -> reply_row {
            switch (each.kind) {
            case answer_kind::disclosed: return {event::disclosed, {}};
            case answer_kind::partly_disclosed: return {event::partly_disclosed, {}};
            case answer_kind::refused: return {event::refused, each.which};
            case answer_kind::unable_to_provide: return {event::unable_to_provide, each.which};
            case answer_kind::not_processed: return {event::not_processed, each.which};
            case answer_kind::handled_otherwise: break;
            }
            return {event::closed_otherwise, outcome::other};
        }();
    }
    return out;
}();

inline void office_run::reply(simulated& c) {
    auto const& row = reply_rows[static_cast<std::size_t>(c.result)];
    tell(c, {.what = row.what, .outcome = row.named});
    settle(c);
}

/// It is closed: into the books with it.
inline void office_run::settle(simulated& c) {
    --open_;
    ++c.turn;
    if (c.particular) {
        return settle_dossier(c);
    }
    enter_in_books(c);
    books_.count_closed(c.life.received(), c.life.closed(), c.life.stands(), time_.days());
    if (c.known != 0) {
        fates_[c.known - 1] = {c.life.closed(), c.life.is_late()};
    }
    if (is_replied(c.life.stands()) && happens_to(c, purpose::reviewed, m_.review.share)) {
        return remind(now_ + p_.review_filed.at(draw(c, purpose::review_filed)), happens::review,
                      c);
    }
    forget(c);
}

inline void office_run::forget(simulated& c) {
    if (c.particular) {
        enter_dossier_in_books(c);
        dossiers_.erase(index_of(c));
    }
    c.in_use = false;
    free_.push_back(index_of(c));
}

// --- extensions ------------------------------------------------------------------------------

inline std::optional<day_index> office_run::due_on(simulated const& c, day_index on) const {
    if (c.particular) {
        auto const due = facts_of_clock(c, on).due;
        return due ? std::optional(day_index_of(*due)) : std::nullopt;
    }
    return folder_.due_on(c.life, c.opinion, on);
}

inline std::optional<day_index> office_run::due_now(simulated const& c) const {
    return due_on(c, today());
}

/// The due day as the office reckons it: without a notice that it does not know yet.
inline std::optional<day_index> office_run::believed_due(simulated const& c) const {
    // Whoever has a dossier is rare enough to be reckoned by the calendar that is true.
    return believed_ && today_ < p_.known_on && !c.particular
               ? believed_->due_on(c.life, c.opinion, today())
               : due_now(c);
}

inline void office_run::plan_extension(simulated& c) {
    if (m_.extension.rule == extension_rule::never || c.extended) {
        return;
    }
    auto const due = believed_due(c);
    if (!due) {
        return;
    }
    auto const& days = time_.days();
    auto const nth = m_.extension.rule == extension_rule::always
                         ? days.ordinal(clock_from(c)) + 1
                         : days.ordinal(*due) - m_.extension.working_days_left;
    auto const at = std::max(now_, time_.from(start_of(days.day_of(nth))));
    ask_for_extension(at, c);
}

inline void office_run::consider_extension(simulated& c) {
    auto const due = due_now(c);
    bool const possible = stands(c) == stage::received && clock_runs(c) && !c.extended &&
                          !is_paused(c) && due && today_ <= *due;
    if (!possible) {
        return;
    }
    if (m_.extension.rule == extension_rule::long_queue) {
        std::int64_t waiting = 0;
        for (auto const& t : teams_) {
            waiting += t.waiting;
        }
        if (waiting <= m_.extension.queue) {
            auto const tomorrow = time_.from(start_of(today_ + 1));
            if (tomorrow != never) {
                ask_for_extension(tomorrow, c);
            }
            return;
        }
    }
    c.extended = true;
    auto const most = received_on(c) < p_.law_711 ? extension_term(regime::decree_492).length
                                                  : m_.extension.working_days;
    tell(c, {.what = event::extended, .days = std::min(m_.extension.working_days, most)});
    requeue(c);
}

inline void office_run::requeue(simulated& c) {
    if (c.queues) {
        auto const team = team_of(c);
        if (teams_[team].order == discipline::earliest_due) {
            queue_up(c, team);
        }
    }
}

/// The notice is known from today: every due day is reckoned anew.
inline void office_run::learn_notice() {
    for (auto& c : cases_) {
        if (c.in_use && is_open(stands(c))) {
            requeue(c);
            plan_extension(c);
        }
    }
}

// --- reviews ---------------------------------------------------------------------------------

inline void office_run::file_review(simulated& c) {
    if (!take_remedy(c, {.on = day_at(today()), .what = event::review_filed}, {})) {
        return forget(c);
    }
    remind(now_ + p_.review_decided.at(draw(c, purpose::review_decided)), happens::review, c);
    c.since = now_;
}

inline void office_run::decide_review(simulated& c) {
    auto const result =
        static_cast<remedy_result>(p_.review_result.at(draw(c, purpose::review_result)));
    facts known;
    known.review_to_decide = target::found;
    if (take_remedy(c, {.on = day_at(today()), .what = event::review_decided, .result = result},
                    known)) {
        books_.count_review(day_in(c.since), today_, static_cast<std::size_t>(result));
    }
    forget(c);
}

inline bool office_run::take_remedy(simulated& c, entry e, facts const& known) {
    auto const said = step({.at = c.life.stands(), .remedy = c.remedy}, e, known);
    count_event(e.what, said.said.what == verdict::refused    ? folded::refused
                        : said.said.what == verdict::accepted ? folded::taken
                                                              : folded::irregular);
    c.remedy = said.after.remedy;
    if (rows_) {
        if (e.what == event::review_filed) {
            e.ref = "review";
        } else {
            e.re = "review";
        }
        name_and_date(e, c);
        rows_(e);
    }
    return said.said.what != verdict::refused;
}

}  // namespace qixian::inline v0::detail
