#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "qixian/impl/office_books.ipp"
#include "qixian/impl/office_case.ipp"
#include "qixian/impl/office_people.ipp"
#include "qixian/procedure/step.hpp"

// One replication: what happens to the applications of one agency, event by event.

namespace qixian::inline v0::detail {

class office_run {
public:
    office_run(office::prepared const& p, run_key const& key, row_sink const& rows,
               stop_question const& stop)
        : p_(p), m_(p.model), key_(key), rows_(rows), stop_(stop),
          dice_(replication_stream(key.seed, key.agency, key.replication)),
          folder_(day_at(p.last), p.calendar, rules_of(m_)), time_(folder_.days()), books_(m_) {
        if (p.belief) {
            believed_.emplace(day_at(p.last), *p.belief, rules_of(m_));
        }
        for (std::size_t t = 0; t < m_.teams.size(); ++t) {
            teams_.emplace_back(m_.teams[t], dice_.of(street::people + t));
        }
    }

    tally run() {
        invite_open_ones();
        push(start_of(p_.begin), {0, static_cast<std::uint32_t>(happens::morning)});
        auto const end = end_of(p_.last);
        day_ = p_.begin;
        std::uint64_t done = 0;
        while (!next_.empty()) {
            auto const [at, what] = next_.pop();
            if (at > end) {
                break;
            }
            if ((++done & 0xFFFU) == 0 && stop_ && stop_()) {
                break;
            }
            // Before anything else of a new day: what happens at its very beginning is not of the old.
            for (; day_ < day_in(at); ++day_) {
                end_day(day_);
            }
            happen(at, what);
        }
        for (; day_ <= p_.last; ++day_) {
            end_day(day_);
        }
        close_books();
        return books_.close();
    }

protected:
    static life_rules rules_of(office_model const& m) {
        return {m.rules.reply_working_days, m.rules.extension_working_days};
    }

    [[nodiscard]] day_index today() const { return static_cast<day_index>(today_); }

    // --- time ------------------------------------------------------------------------------------

    void push(moment at, next_thing what) {
        if (at <= end_of(p_.last)) {
            next_.push(at, what);
        }
    }
    [[nodiscard]] static std::uint32_t packed(happens what, simulated const& c,
                                              std::uint32_t turn) {
        return static_cast<std::uint32_t>(what) | (c.lives & 0xF'FFFFU) << 4U | turn << 24U;
    }
    /// What the main course of an application waits for.
    void await(moment at, happens what, std::uint32_t which) {
        auto& c = cases_[which];
        push(at, {which, packed(what, c, ++c.turn)});
    }
    void remind(moment at, happens what, std::uint32_t which) {
        push(at, {which, packed(what, cases_[which], 0)});
    }

    void happen(moment at, next_thing const& n) {
        now_ = at;
        today_ = day_in(at);
        switch (n.what()) {
        case happens::morning: return begin_day();
        case happens::arrival: return arrive(n.which, nullptr);
        case happens::mass_arrival: return arrive(n.which, &m_.arrivals.mass);
        case happens::open_arrival: return arrive_open(n.which);
        default: break;
        }
        auto& c = cases_[n.which];
        if (!c.in_use || (c.lives & 0xF'FFFFU) != n.life()) {
            return;
        }
        switch (n.what()) {
        case happens::withdrawal: return withdraw(n.which);
        case happens::extension:
            return c.extension_turn == n.turn() ? consider_extension(n.which) : void();
        case happens::review_filed: return file_review(n.which);
        case happens::review_decided: return decide_review(n.which);
        default: break;
        }
        if (c.turn != n.turn()) {
            return;
        }
        switch (n.what()) {
        case happens::step_done: return finish_step(n.which);
        case happens::corrected: {
            tell(n.which, {.what = event::correction_received});
            c.extended = false;
            plan_extension(n.which);
            return resume(n.which);
        }
        case happens::correction_lapses:
            tell(n.which, {.what = event::correction_lapsed});
            return settle(n.which);
        case happens::opinion:
            tell(n.which, {.what = event::opinion_received, .re = "opinion"});
            plan_extension(n.which);
            return resume(n.which);
        case happens::opinion_lapses:
            tell(n.which, {.what = event::consultation_lapsed, .re = "opinion"});
            plan_extension(n.which);
            return resume(n.which);
        case happens::paid:
            tell(n.which, {.what = event::fee_paid});
            c.extended = false;
            plan_extension(n.which);
            return resume(n.which);
        case happens::resumed: return go_on_after(n.which);
        case happens::fee_lapses:
            tell(n.which, {.what = event::fee_lapsed});
            return settle(n.which);
        default: break;
        }
    }

    // --- days ------------------------------------------------------------------------------------

    void end_day(int day) {
        std::int32_t overdue = 0;
        if (books_.is_last_of_a_year(day)) {
            for (auto const& c : cases_) {
                if (c.in_use && c.life.clock_runs()) {
                    auto const due = folder_.due_on(c.life, c.opinion, static_cast<day_index>(day));
                    overdue += due && *due < day ? 1 : 0;
                }
            }
        }
        books_.on_day(day, [&](year_tally& y, std::size_t at) {
            y.open[at] += static_cast<std::int32_t>(open_);
            y.overdue_open += overdue;
        });
    }

    void begin_day() {
        if (today_ < p_.last) {
            push(start_of(today_ + 1), {0, static_cast<std::uint32_t>(happens::morning)});
        }
        auto const& expected = p_.days[static_cast<std::size_t>(today_ - p_.begin)];
        auto const day = static_cast<std::uint64_t>(today_);
        auto const singles = static_cast<std::uint32_t>(
            p_.poisson[expected.poisson].at(dice_.of(street::arrivals).draw(day)));
        for (std::uint32_t i = 0; i < singles; ++i) {
            invite(happens::arrival, i);
        }
        auto const bursts = dice_.of(street::bursts).of(day);
        if (p_.burst_chance != 0 && bursts.draw(0) < p_.burst_chance && expects_anyone()) {
            auto const size = p_.burst_size.at(bursts.draw(1));
            for (std::int64_t i = 0; i < size; ++i) {
                invite(happens::arrival, first_of_bursts + static_cast<std::uint32_t>(i));
            }
        }
        for (std::int32_t i = 0; i < expected.mass; ++i) {
            invite(happens::mass_arrival, first_of_mass + static_cast<std::uint32_t>(i));
        }
        if (today_ == p_.known_on) {
            learn_notice();
        }
        if (!time_.works(today_)) {
            return;
        }
        for (std::size_t t = 0; t < teams_.size(); ++t) {
            teams_[t].begin_day(today_);
            auto const people = teams_[t].there_on(today_);
            books_.on_day(today_, [&](year_tally& y, std::size_t) {
                y.teams[t].there_ticks += ticks_per_day * people;
            });
            serve(t);
        }
    }

    [[nodiscard]] bool expects_anyone() const { return !m_.start.open || today_ >= p_.first_year; }

    // --- arrivals --------------------------------------------------------------------------------

    static constexpr std::uint32_t first_of_bursts = std::uint32_t{1} << 28U;
    static constexpr std::uint32_t first_of_mass = std::uint32_t{2} << 28U;
    static constexpr std::uint64_t of_today(int day, std::uint32_t number) {
        return static_cast<std::uint64_t>(day) << 32U | number;
    }

    void invite(happens what, std::uint32_t number) {
        auto const draw = dice_.of(of_today(today_, number)).draw(0);
        push(start_of(today_) + static_cast<moment>(draw >> 44U),
             {number, static_cast<std::uint32_t>(what)});
    }

    [[nodiscard]] static std::uint64_t draw(simulated const& c, purpose p) {
        return c.dice.draw(static_cast<std::uint64_t>(p));
    }

    /// A free slot for an application with these dice, and what the dice say of it.
    std::uint32_t begin_case(random_stream dice, std::optional<std::size_t> at_class,
                             std::optional<outcome> result) {
        std::uint32_t which = 0;
        if (free_.empty()) {
            which = static_cast<std::uint32_t>(cases_.size());
            cases_.emplace_back();
        } else {
            which = free_.back();
            free_.pop_back();
        }
        auto& c = cases_[which];
        auto const lives = c.lives + 1;
        c = {};
        c.lives = lives;
        c.in_use = true;
        c.dice = dice;
        c.number = ++named_;
        c.at_class = static_cast<std::uint8_t>(
            at_class ? *at_class
                     : static_cast<std::size_t>(p_.column.at(draw(c, purpose::column))));
        c.result = result
                       ? *result
                       : static_cast<outcome>(p_.result[c.at_class].at(draw(c, purpose::result)));
        bool const new_law = today_ >= p_.law_711;
        if ((c.result == outcome::correction_lapsed && !new_law) ||
            (c.result == outcome::fee_lapsed && today_ < p_.fees_from)) {
            c.result = outcome::other;
        }
        bool const unclear =
            c.result == outcome::correction_lapsed || c.result == outcome::unclear_after_correction;
        c.wants_correction =
            new_law && (unclear || draw(c, purpose::corrected) < chance(m_.correction.share));
        c.wants_opinion = new_law && draw(c, purpose::consulted) < chance(m_.consultation.share);
        c.wants_fee = today_ >= p_.fees_from && (c.result == outcome::fee_lapsed ||
                                                 draw(c, purpose::fee) < chance(m_.fee.share));
        return which;
    }

    void arrive(std::uint32_t number, mass_applicant_model const* mass) {
        std::optional<std::size_t> at_class;
        std::optional<outcome> result;
        if (mass != nullptr) {
            result = mass->result;
            for (std::size_t i = 0; mass->column && i < m_.classes.size(); ++i) {
                if (m_.classes[i].column == *mass->column) {
                    at_class = i;
                }
            }
        }
        receive(begin_case(dice_.of(of_today(today_, number)), at_class, result));
    }

    void receive(std::uint32_t which) {
        auto& c = cases_[which];
        tell(which, {.what = event::received, .applicant = m_.classes[c.at_class].column});
        ++open_;
        if (is_withdrawn(c)) {
            remind(now_ + p_.withdrawal.at(draw(c, purpose::withdrawal)), happens::withdrawal,
                   which);
        }
        plan_extension(which);
        enter_step(which, 0);
    }

    [[nodiscard]] bool is_withdrawn(simulated const& c) const {
        return c.result == outcome::other &&
               draw(c, purpose::withdrawn) < chance(m_.withdrawal.share_of_other);
    }

    // --- applications that are open when the first year begins ------------------------------------

    /// Of each class as many as the model says: drawn like any others, received in the months before,
    /// and kept where even an office that never lets them wait would still have them on 1 January.
    void invite_open_ones() {
        if (!m_.start.open) {
            return;
        }
        for (std::size_t i = 0; i < m_.classes.size(); ++i) {
            auto const wanted = (*m_.start.open)[static_cast<std::size_t>(m_.classes[i].column)];
            for (int n = 0; n < wanted; ++n) {
                invite_open_one(i, static_cast<std::uint64_t>(n));
            }
        }
    }

    void invite_open_one(std::size_t at_class, std::uint64_t n) {
        constexpr std::uint64_t tries = 400;
        auto const& days = time_.days();
        auto const newest = days.ordinal(p_.first_year - 1);
        auto const oldest = days.ordinal(p_.begin) + 1;
        auto const one = dice_.of(street::open_before + at_class).of(n);
        for (std::uint64_t i = 0; i <= tries; ++i) {
            auto const dice = one.of(i);
            auto const span = static_cast<std::uint64_t>(newest - oldest + 1);
            auto const back =
                (dice.draw(static_cast<std::uint64_t>(purpose::age)) >> 32U) * span >> 32U;
            auto const day =
                i == tries ? days.day_of(newest) : days.day_of(newest - static_cast<int>(back));
            today_ = day;
            auto const which = begin_case(dice, at_class, std::nullopt);
            auto const& c = cases_[which];
            auto const received =
                start_of(day) + static_cast<moment>(draw(c, purpose::moment_of_day) >> 44U);
            bool const still_open = least_end(c, received) >= start_of(p_.first_year);
            cases_[which].in_use = false;
            free_.push_back(which);
            --named_;
            if (still_open || i == tries) {
                open_before_.push_back({dice, at_class, still_open});
                push(received, {static_cast<std::uint32_t>(open_before_.size() - 1),
                                static_cast<std::uint32_t>(happens::open_arrival)});
                return;
            }
        }
    }

    /// When an application received at `t` would be closed if it never waited for anybody.
    [[nodiscard]] moment least_end(simulated const& c, moment t) const {
        // A lapse comes the day after a period that begins at the end of a step.
        auto const lapse_after = [&](moment step_end, int period) {
            auto const last = folder_.last_of(static_cast<day_index>(day_in(step_end)), period);
            return last ? start_of(*last + 1) : never;
        };
        moment lapse = never;
        if (is_withdrawn(c)) {
            lapse = t + p_.withdrawal.at(draw(c, purpose::withdrawal));
        }
        moment end = time_.from(t);
        for (std::size_t s = 0; s < m_.steps.size() && end != never; ++s) {
            end = time_.after(end, ticks_of(c, s));
            if (end == never) {
                break;
            }
            if (c.result == outcome::correction_lapsed && s == m_.correction.after) {
                lapse = lapse_after(end, m_.correction.period_working_days);
            }
            if (c.result == outcome::fee_lapsed && s == m_.fee.after) {
                lapse = std::min(lapse, lapse_after(end, payment_term.length));
            }
        }
        return std::min(end, lapse);
    }

    void arrive_open(std::uint32_t number) {
        auto const& one = open_before_[number];
        auto const which = begin_case(one.dice, one.at_class, std::nullopt);
        if (one.drawn) {
            return receive(which);
        }
        // No draw lasted long enough: it came on the last day, and waits for the year to begin.
        tell(which, {.what = event::received, .applicant = m_.classes[one.at_class].column});
        ++open_;
        plan_extension(which);
        auto& c = cases_[which];
        c.step = held_back;
        await(start_of(p_.first_year), happens::step_done, which);
    }

    // --- the course of an application ------------------------------------------------------------

    static constexpr std::uint8_t held_back = 0xFF;

    [[nodiscard]] moment ticks_of(simulated const& c, std::size_t step) const {
        auto const& t = p_.steps[step];
        auto const draws = static_cast<std::uint64_t>(purpose::step) + step;
        auto const ticks = t.ticks.at(c.dice.draw(draws));
        auto const factor = t.factor[c.at_class];
        return factor == 65536 ? ticks : (ticks * (factor >> 4U)) >> 12U;
    }

    void enter_step(std::uint32_t which, std::size_t step) {
        auto& c = cases_[which];
        c.step = static_cast<std::uint8_t>(step);
        auto const& s = m_.steps[step];
        auto const from = time_.from(now_);
        if (from == never) {
            return;  // beyond the calendar, and so beyond the end
        }
        if (!s.team) {
            return await(time_.after(from, ticks_of(c, step)), happens::step_done, which);
        }
        c.since = from;
        queue_up(which, *s.team);
        if (from == now_) {
            serve(*s.team);
        }
    }

    void queue_up(std::uint32_t which, std::size_t team) {
        auto& c = cases_[which];
        auto& t = teams_[team];
        std::int64_t rank = 0;
        if (t.order == discipline::earliest_due) {
            rank = believed_due(c).value_or(0xFFFF);
        } else if (t.order == discipline::shortest_work) {
            rank = ticks_of(c, c.step);
        }
        if (!c.queues) {
            ++t.waiting;
        }
        c.queues = true;
        t.queue.push(rank, which, ++tickets_);
        c.ticket = tickets_;
    }

    /// Free people take what waits.
    void serve(std::size_t team) {
        auto& t = teams_[team];
        while (t.has_free() && !t.queue.empty()) {
            auto const q = t.queue.pop();
            auto& c = cases_[q.which];
            if (!c.queues || c.ticket != q.ticket) {
                continue;  // withdrawn meanwhile, or queued anew by another due day
            }
            c.queues = false;
            --t.waiting;
            c.person = t.take();
            books_.on_day(today_, [&](year_tally& y, std::size_t) {
                ++y.teams[team].started;
                y.teams[team].wait_ticks += time_.between(c.since, now_);
            });
            c.since = now_;
            await(t.done_at(time_, c.person, now_, ticks_of(c, c.step)), happens::step_done,
                  q.which);
        }
    }

    void finish_step(std::uint32_t which) {
        auto& c = cases_[which];
        if (c.step == held_back) {
            return enter_step(which, c.next_step);
        }
        free_person(c);
        go_on_after(which);
    }

    void free_person(simulated& c) {
        if (c.person < 0) {
            return;
        }
        auto const team = *m_.steps[c.step].team;
        count_work(team, c.person, c.since, now_);
        bool const works = time_.works(today_);
        teams_[team].release(c.person, works && teams_[team].there.is_there(c.person, today_));
        c.person = -1;
        if (works) {
            serve(team);
        }
    }

    /// Adds the days of a person from `a` to `b`, in 1/1024 of a day.
    void count_work(std::size_t team, int person, moment a, moment b) {
        for (int day = day_in(a); day <= day_in(b); ++day) {
            if (!time_.works(day) ||
                (day != day_in(a) && !teams_[team].there.is_there(person, day))) {
                continue;
            }
            auto const from = day == day_in(a) ? ticks_in(a) : 0;
            auto const to = day == day_in(b) ? ticks_in(b) : ticks_per_day;
            books_.count_work(team, day, from, to);
        }
    }

    /// After its step, an application may be held up before the next one.
    void go_on_after(std::uint32_t which) {
        auto& c = cases_[which];
        if (c.wants_correction && c.step == m_.correction.after) {
            c.wants_correction = false;
            return request_correction(which);
        }
        if (c.wants_opinion && c.step == m_.consultation.after) {
            c.wants_opinion = false;
            return consult(which);
        }
        if (c.wants_fee && c.step == m_.fee.after) {
            c.wants_fee = false;
            auto const due = due_now(c);
            if (due && today_ <= *due) {
                return notify_fee(which);
            }
            if (c.result == outcome::fee_lapsed) {
                c.result = outcome::other;  // R42-4: too late to ask for one
            }
        }
        auto const next = std::size_t{c.step} + 1;
        return next < m_.steps.size() ? enter_step(which, next) : reply(which);
    }

    /// What came on a rest day is seen to on the next working day.
    void resume(std::uint32_t which) {
        auto const at = time_.from(now_);
        if (at == now_) {
            return go_on_after(which);
        }
        if (at != never) {
            await(at, happens::resumed, which);
        }
    }

    void request_correction(std::uint32_t which) {
        auto& c = cases_[which];
        auto const period = m_.correction.period_working_days;
        tell(which, {.what = event::correction_requested, .days = period});
        auto const last = folder_.last_of(today(), period);
        if (!last) {
            return;
        }
        if (c.result == outcome::correction_lapsed) {
            return await(start_of(*last + 1), happens::correction_lapses, which);
        }
        auto const at = now_ + p_.answer.at(draw(c, purpose::answer));
        await(std::min(at, end_of(*last)), happens::corrected, which);
    }

    void consult(std::uint32_t which) {
        auto& c = cases_[which];
        auto const whom = std::array{
            kind::third_party, kind::co_maker,
            kind::other_agency}[static_cast<std::size_t>(p_.whom.at(draw(c, purpose::whom)))];
        tell(which, {.what = event::consulted, .kind = whom, .ref = "opinion"});
        moment silence = never;
        if (whom != kind::other_agency) {
            auto const last = folder_.last_of(today(), third_party_term.length);
            silence = last ? end_of(*last) : never;
        }
        auto const answers =
            time_.after(time_.from(now_), p_.opinion.at(draw(c, purpose::opinion)));
        bool const silent =
            silence != never &&
            (draw(c, purpose::silent) < chance(m_.consultation.silent_share) || answers > silence);
        await(silent ? silence : answers, silent ? happens::opinion_lapses : happens::opinion,
              which);
    }

    void notify_fee(std::uint32_t which) {
        auto& c = cases_[which];
        tell(which, {.what = event::fee_notified});
        auto const last = folder_.last_of(today(), payment_term.length);
        if (!last) {
            return;
        }
        if (c.result == outcome::fee_lapsed) {
            return await(start_of(*last + 1), happens::fee_lapses, which);
        }
        auto const at = now_ + p_.payment.at(draw(c, purpose::payment));
        await(std::min(at, end_of(*last)), happens::paid, which);
    }

    void withdraw(std::uint32_t which) {
        auto& c = cases_[which];
        if (!is_open(c.life.stands())) {
            return;
        }
        if (c.queues) {
            c.queues = false;
            --teams_[*m_.steps[c.step].team].waiting;
        }
        tell(which, {.what = event::withdrawn});
        free_person(c);
        settle(which);
    }

    void reply(std::uint32_t which) {
        auto const result = cases_[which].result;
        switch (info(result).kind) {
        case answer_kind::disclosed: tell(which, {.what = event::disclosed}); break;
        case answer_kind::partly_disclosed: tell(which, {.what = event::partly_disclosed}); break;
        case answer_kind::refused: tell(which, {.what = event::refused, .outcome = result}); break;
        case answer_kind::unable_to_provide:
            tell(which, {.what = event::unable_to_provide, .outcome = result});
            break;
        case answer_kind::not_processed:
            tell(which, {.what = event::not_processed, .outcome = result});
            break;
        case answer_kind::handled_otherwise:
            tell(which, {.what = event::closed_otherwise, .outcome = outcome::other});
            break;
        }
        settle(which);
    }

    /// It is closed: into the books with it.
    void settle(std::uint32_t which) {
        auto& c = cases_[which];
        --open_;
        ++c.turn;
        enter_in_books(c);
        books_.count_closed(c.life, time_.days());
        if (c.known != 0) {
            fates_[c.known - 1] = {c.life.closed(), c.life.is_late()};
        }
        if (is_replied(c.life.stands()) && draw(c, purpose::reviewed) < chance(m_.review.share)) {
            return remind(now_ + p_.review_filed.at(draw(c, purpose::review_filed)),
                          happens::review_filed, which);
        }
        forget(which);
    }

    void forget(std::uint32_t which) {
        cases_[which].in_use = false;
        free_.push_back(which);
    }

    // --- extensions ------------------------------------------------------------------------------

    [[nodiscard]] std::optional<day_index> due_now(simulated const& c) const {
        return folder_.due_on(c.life, c.opinion, today());
    }
    /// The due day as the office reckons it: without a notice that it does not know yet.
    [[nodiscard]] std::optional<day_index> believed_due(simulated const& c) const {
        return believed_ && today_ < p_.known_on ? believed_->due_on(c.life, c.opinion, today())
                                                 : due_now(c);
    }

    void plan_extension(std::uint32_t which) {
        auto& c = cases_[which];
        if (m_.extension.rule == extension_rule::never || c.extended) {
            return;
        }
        auto const due = believed_due(c);
        if (!due) {
            return;
        }
        auto const& days = time_.days();
        auto const nth = m_.extension.rule == extension_rule::always
                             ? days.ordinal(c.life.from()) + 1
                             : days.ordinal(*due) - m_.extension.working_days_left;
        auto const at = std::max(now_, time_.from(start_of(days.day_of(nth))));
        push(at, {which, packed(happens::extension, c, ++c.extension_turn)});
    }

    void consider_extension(std::uint32_t which) {
        auto& c = cases_[which];
        auto const due = due_now(c);
        bool const possible = c.life.stands() == stage::received && c.life.clock_runs() &&
                              !c.extended && !c.life.is_paused() && due && today_ <= *due;
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
                    push(tomorrow, {which, packed(happens::extension, c, ++c.extension_turn)});
                }
                return;
            }
        }
        c.extended = true;
        auto const most = c.life.received() < p_.law_711 ? extension_term(regime::decree_492).length
                                                         : m_.extension.working_days;
        tell(which, {.what = event::extended, .days = std::min(m_.extension.working_days, most)});
        requeue(which);
    }

    void requeue(std::uint32_t which) {
        auto const& c = cases_[which];
        if (c.queues) {
            auto const team = *m_.steps[c.step].team;
            if (teams_[team].order == discipline::earliest_due) {
                queue_up(which, team);
            }
        }
    }

    /// The notice is known from today: every due day is reckoned anew.
    void learn_notice() {
        for (std::uint32_t i = 0; i < cases_.size(); ++i) {
            if (cases_[i].in_use && is_open(cases_[i].life.stands())) {
                requeue(i);
                plan_extension(i);
            }
        }
    }

    // --- reviews ---------------------------------------------------------------------------------

    void file_review(std::uint32_t which) {
        auto& c = cases_[which];
        if (!take_remedy(which, {.on = day_at(today()), .what = event::review_filed}, {})) {
            return forget(which);
        }
        remind(now_ + p_.review_decided.at(draw(c, purpose::review_decided)),
               happens::review_decided, which);
        c.since = now_;
    }

    void decide_review(std::uint32_t which) {
        auto& c = cases_[which];
        auto const result =
            static_cast<remedy_result>(p_.review_result.at(draw(c, purpose::review_result)));
        facts known;
        known.review_to_decide = target::found;
        if (take_remedy(which,
                        {.on = day_at(today()), .what = event::review_decided, .result = result},
                        known)) {
            books_.count_review(day_in(c.since), today_, static_cast<std::size_t>(result));
        }
        forget(which);
    }

    bool take_remedy(std::uint32_t which, entry e, facts const& known) {
        auto& c = cases_[which];
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
            name(e, c);
            rows_(e);
        }
        return said.said.what != verdict::refused;
    }

    // --- rows and books --------------------------------------------------------------------------

    /// A row of today: through the procedure, the clock, and into the log if there is one.
    void tell(std::uint32_t which, life_event e) {
        auto& c = cases_[which];
        e.on = day_at(today());
        count_event(e.what, folder_.take(c.life, c.opinion, e));
        if (rows_) {
            entry row{.on = e.on,
                      .what = e.what,
                      .applicant = e.applicant,
                      .days = e.days,
                      .ref = std::string(e.ref),
                      .re = std::string(e.re),
                      .kind = e.kind,
                      .outcome = e.outcome};
            if (e.what == event::fee_notified) {
                row.amount_fen = std::int64_t{m_.fee.yuan} * 100;
            }
            if (e.what == event::received) {
                row.channel = channel::in_person;
            }
            name(row, c);
            rows_(row);
        }
    }

    void name(entry& row, simulated const& c) const {
        row.application = "S-" + std::to_string(c.number);
        if (m_.agencies > 1) {
            row.agency = "A-" + std::to_string(key_.agency + 1);
        }
    }

    void count_event(event what, folded said) { books_.count_event(today_, what, said); }

    void enter_in_books(simulated const& c) {
        books_.count_life(c.life);
        if (has_due_day(c.life)) {
            auto const on = c.life.closed() != 0 ? c.life.closed() : p_.last;
            if (auto const due = folder_.due_on(c.life, c.opinion, on)) {
                books_.count_due(*due);
            }
        }
    }

    /// What is open at the end is counted as it stands.
    void close_books() {
        now_ = end_of(p_.last);
        today_ = p_.last;
        for (auto& c : cases_) {
            if (!c.in_use) {
                continue;
            }
            if (is_open(c.life.stands())) {
                if (c.known != 0) {
                    auto const due = due_now(c);
                    fates_[c.known - 1] = {0, due && *due < p_.last && c.life.clock_runs()};
                }
                if (c.person >= 0) {
                    count_work(*m_.steps[c.step].team, c.person, c.since, now_);
                }
                enter_in_books(c);
            } else if (c.remedy == remedy_stage::review_pending) {
                books_.count_review(day_in(c.since), 0, 0);
            }
        }
    }

    /// Whether a reply was owed by some day: not where an applicant's silence ended it, or would.
    [[nodiscard]] static bool has_due_day(folded_life const& life) {
        return life.clock_runs() || (is_closed(life.stands()) && life.stands() != stage::abandoned);
    }

    struct open_one {
        random_stream dice{};
        std::size_t at_class = 0;
        bool drawn = true;
    };

    office::prepared const& p_;
    office_model const& m_;
    run_key key_;
    row_sink const& rows_;
    stop_question const& stop_;
    random_stream dice_;
    life_folder folder_;
    std::optional<life_folder> believed_{};
    working_time time_;
    office_books books_;
    std::vector<team_run> teams_{};
    event_ring<next_thing> next_{};
    std::vector<simulated> cases_{};
    std::vector<std::uint32_t> free_{};
    std::vector<open_one> open_before_{};
    std::vector<case_fate> fates_{};
    std::uint32_t named_ = 0;
    std::uint32_t tickets_ = 0;
    std::int64_t open_ = 0;
    moment now_ = 0;
    int today_ = 0;
    int day_ = 0;  ///< the day that the books are open for
};

}  // namespace qixian::inline v0::detail

namespace qixian::inline v0 {

QIXIAN_DECL tally office::run(run_key const& key, row_sink const& rows,
                              stop_question const& stop) const {
    return detail::office_run(*held_, key, rows, stop).run();
}

}  // namespace qixian::inline v0
