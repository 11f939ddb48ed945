// One replication as it goes on: its clock, its days, who applies, and its books (office_course.ipp has
// what becomes of each application).
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "qixian/simulation/impl/office_books.ipp"
#include "qixian/simulation/impl/office_case.ipp"
#include "qixian/simulation/impl/office_people.ipp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace qixian::inline v0::detail {

class office_run {
public:
    office_run(office::prepared const& p, run_key const& key, row_sink const& rows,
               stop_question const& stop)
        : p_(p), m_(p.model), key_(key), rows_(rows), stop_(stop),
          dice_(replication_stream(key.seed, key.agency, key.replication)),
          folder_(day_at(p.last), p.calendar, rules_of(m_)), time_(folder_.days()), books_(m_),
          end_(end_of(p.last)), day_(p.begin) {
        if (p.belief) {
            believed_.emplace(day_at(p.last), *p.belief, rules_of(m_));
        }
        if (p.rare) {
            law_.emplace(context{.calendar = p.calendar, .law = &p.rare->law});
        }
        for (std::size_t t = 0; t < m_.teams.size(); ++t) {
            teams_.emplace_back(m_.teams[t], dice_.of(street::people + t));
        }
    }

    /// `to` must outlive the run.
    void listen(run_listener const& to) {
        work_ = to.work ? &to.work : nullptr;
        moments_ = to.moments;
    }

    tally run() {
        begin();
        live_through(never);
        end_days_before(p_.last + 1);
        close_books();
        return books_.close();
    }

protected:
    static life_rules rules_of(office_model const& m) {
        return {m.rules.reply_working_days, m.rules.extension_working_days};
    }

    using thing_at = event_ring<next_thing>::item;

    void begin() {
        invite_open_ones();
        invite_answered_ones();
        push(start_of(p_.begin), next_thing::of(happens::morning, 0));
        be_on(p_.begin);
    }

    /// Everything up to `last` happens. Returns what does not any more, in order.
    std::vector<thing_at> live_through(moment last) {
        std::vector<thing_at> beyond;
        std::uint32_t until_asked = between_questions;
        while (!next_.empty()) {
            auto const [at, what] = next_.pop();
            if (at > last) {
                beyond.push_back({at, what});
                continue;
            }
            if (--until_asked == 0) {
                until_asked = between_questions;
                if (stop_ && stop_()) {
                    break;
                }
            }
            // Before anything else of a new day: what happens at its very beginning is not of the old.
            if (auto const day = day_in(at); day != today_) {
                end_days_before(day);
                be_on(day);
            }
            now_ = at;
            happen(what);
        }
        return beyond;
    }

    [[nodiscard]] day_index today() const { return static_cast<day_index>(today_); }

    // --- time ------------------------------------------------------------------------------------

    /// Events between two questions whether to stop.
    static constexpr std::uint32_t between_questions = 4096;

    [[nodiscard]] std::uint32_t index_of(simulated const& c) const {
        return static_cast<std::uint32_t>(&c - cases_.data());
    }

    void be_on(int day) {
        today_ = day;
        works_today_ = time_.works(day);
        date_ = day_at(today());
    }

    /// What lies beyond the last day never happens.
    void push(moment at, next_thing what) {
        if (at <= end_) {
            next_.push(at, what);
        }
    }
    /// What the main course of an application waits for.
    void await(moment at, happens what, simulated& c) {
        push(at, next_thing::of(what, index_of(c), c.life_mark, ++c.turn));
    }
    void remind(moment at, happens what, simulated& c) {
        push(at, next_thing::of(what, index_of(c), c.life_mark));
    }
    void ask_for_extension(moment at, simulated& c) {
        push(at, next_thing::of(happens::extension, index_of(c), c.life_mark, ++c.extension_turn));
    }
    /// Now, or when the next working day begins.
    [[nodiscard]] moment next_working_moment() const {
        return works_today_ ? now_ : time_.from(now_);
    }

    void happen(next_thing const& n) {
        if (n.what() == happens::step_done) {  // as most are
            auto& c = cases_[n.which];
            return c.life_mark == n.life_mark() && c.turn == n.turn() && c.in_use ? finish_step(c)
                                                                                  : void();
        }
        switch (n.what()) {
        case happens::morning: return begin_day();
        case happens::arrival: return arrive(n.which, nullptr);
        case happens::mass_arrival: return arrive(n.which, &m_.arrivals.mass);
        case happens::open_arrival: return arrive_open(n.which);
        default: return happen_to(n);
        }
    }

    void happen_to(next_thing const& n) {
        auto& c = cases_[n.which];
        if (!c.in_use || c.life_mark != n.life_mark()) {
            return;
        }
        switch (n.what()) {
        case happens::withdrawal: return withdraw(c);
        case happens::extension:
            return c.extension_turn == n.turn() ? consider_extension(c) : void();
        case happens::review:
            return c.remedy == remedy_stage::none ? file_review(c) : decide_review(c);
        case happens::on_paper: return go_by_dossier(c);
        default: break;
        }
        if (c.turn != n.turn()) {
            return;
        }
        switch (n.what()) {
        case happens::corrected: {
            tell(c, {.what = event::correction_received});
            c.extended = false;
            plan_extension(c);
            return resume(c);
        }
        case happens::correction_lapses:
            tell(c, {.what = event::correction_lapsed});
            return settle(c);
        case happens::opinion:
            tell(c, {.what = event::opinion_received, .re = "opinion"});
            plan_extension(c);
            return resume(c);
        case happens::opinion_lapses:
            tell(c, {.what = event::consultation_lapsed, .re = "opinion"});
            plan_extension(c);
            return resume(c);
        case happens::paid:
            tell(c, {.what = event::fee_paid});
            c.extended = false;
            plan_extension(c);
            return resume(c);
        case happens::resumed: return go_on_after(c);
        case happens::fee_lapses: tell(c, {.what = event::fee_lapsed}); return settle(c);
        default: break;
        }
    }

    // --- days ------------------------------------------------------------------------------------

    void end_days_before(int day) {
        for (; day_ < day; ++day_) {
            end_day(day_);
        }
    }

    void end_day(int day) {
        std::int32_t overdue = 0;
        if (books_.is_last_of_a_year(day)) {
            for (auto const& c : cases_) {
                if (c.in_use && (c.particular || c.life.clock_runs())) {
                    auto const due = due_on(c, static_cast<day_index>(day));
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
            push(start_of(today_ + 1), next_thing::of(happens::morning, 0));
        }
        auto const& expected = p_.days[static_cast<std::size_t>(today_ - p_.begin)];
        auto const day = static_cast<std::uint64_t>(today_);
        auto const singles = expects_anyone() ? singles_on(today_) : 0;
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
        if (!works_today_) {
            return;
        }
        for (std::size_t t = 0; t < teams_.size(); ++t) {
            teams_[t].begin_day(today_);
            if (m_.teams[t].hand_over.after_working_days > 0) {
                hand_over(t);
            }
            auto const people = teams_[t].there_on(today_);
            books_.on_day(today_, [&](year_tally& y, std::size_t) {
                y.teams[t].there_ticks += ticks_per_day * people;
            });
            serve(t);
        }
    }

    /// Applications that come one by one.
    [[nodiscard]] std::uint32_t singles_on(int day) const {
        auto const& expected = p_.days[static_cast<std::size_t>(day - p_.begin)];
        return static_cast<std::uint32_t>(p_.poisson[expected.poisson].at(
            dice_.of(street::arrivals).draw(static_cast<std::uint64_t>(day))));
    }

    [[nodiscard]] bool expects_anyone() const { return !p_.opening || today_ >= p_.opens; }

    // --- arrivals --------------------------------------------------------------------------------

    static constexpr std::uint32_t first_of_bursts = std::uint32_t{1} << 28U;
    static constexpr std::uint32_t first_of_mass = std::uint32_t{2} << 28U;
    static constexpr std::uint64_t of_today(int day, std::uint32_t number) {
        return static_cast<std::uint64_t>(day) << 32U | number;
    }

    void invite(happens what, std::uint32_t number) {
        auto const draw = dice_.of(of_today(today_, number)).draw(0);
        push(start_of(today_) + static_cast<moment>(draw >> 44U), next_thing::of(what, number));
    }

    [[nodiscard]] static std::uint64_t draw(simulated const& c, purpose p) {
        return c.dice.draw(static_cast<std::uint64_t>(p));
    }

    /// No draw where it cannot happen.
    [[nodiscard]] static bool happens_to(simulated const& c, purpose p, double share) {
        return share > 0 && draw(c, p) < chance(share);
    }

    /// A free slot for an application with these dice, and what the dice say of it.
    simulated& begin_case(random_stream dice, std::optional<std::size_t> at_class,
                          std::optional<outcome> result) {
        if (free_.empty()) {
            free_.push_back(static_cast<std::uint32_t>(cases_.size()));
            cases_.emplace_back();
        }
        auto& c = cases_[free_.back()];
        free_.pop_back();
        auto const mark = (c.life_mark + next_thing::first_life) & next_thing::life_bits;
        c = {};
        c.life_mark = mark;
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
            new_law && (unclear || happens_to(c, purpose::corrected, m_.correction.share));
        c.wants_opinion = new_law && (c.result == outcome::third_party_rights ||
                                      happens_to(c, purpose::consulted, m_.consultation.share));
        c.wants_fee = today_ >= p_.fees_from && (c.result == outcome::fee_lapsed ||
                                                 happens_to(c, purpose::fee, m_.fee.share));
        c.particular = p_.rare && is_particular(c);
        return c;
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
        auto& c = begin_case(dice_.of(of_today(today_, number)), at_class, result);
        return c.particular && is_lodged_first(c) ? lodge(c) : receive(c);
    }

    void receive(simulated& c) {
        tell(c, {.what = event::received, .applicant = m_.classes[c.at_class].column});
        ++open_;
        if (is_withdrawn(c)) {
            remind(now_ + p_.withdrawal.at(draw(c, purpose::withdrawal)), happens::withdrawal, c);
        }
        plan_extension(c);
        enter_step(c, 0);
    }

    [[nodiscard]] bool is_withdrawn(simulated const& c) const {
        return c.result == outcome::other &&
               draw(c, purpose::withdrawn) < chance(m_.withdrawal.share_of_other);
    }

    // --- applications that are there when the first year begins: office_opening.ipp ---------------

    void invite_open_ones();
    void invite_open_one(std::size_t at_class, std::uint64_t n);
    void invite_answered_ones();
    [[nodiscard]] moment least_end(simulated const& c, moment t) const;
    void arrive_open(std::uint32_t number);
    void receive_answered(simulated& c, moment at);

    // --- the course of an application, its extensions and reviews: office_course.ipp -------------

    static constexpr std::uint8_t held_back = 0xFF;
    [[nodiscard]] moment ticks_of(simulated const& c, std::size_t step) const;
    void enter_step(simulated& c, std::size_t step);
    void queue_up(simulated& c, std::size_t team, work_queue::place at = work_queue::place::last);
    // office_hand_over.ipp
    void hand_over(std::size_t team);
    [[nodiscard]] moment worked_on(team_run const& t, simulated const& c) const;
    [[nodiscard]] moment work_left(simulated const& c) const;

    void serve(std::size_t team);
    void begin_work(simulated& c, std::size_t team);
    void finish_step(simulated& c);
    void free_person(simulated& c, work_end end);
    [[nodiscard]] std::size_t team_of(simulated const& c) const;
    template <class Use>
    void each_day_of_work(std::size_t team, int person, moment since, Use&& use) const;
    void count_work(std::size_t team, int person, moment since);
    void write_work(simulated const& c, work_end end) const;
    void go_on_after(simulated& c);
    void resume(simulated& c);
    void request_correction(simulated& c);
    void consult(simulated& c);
    void notify_fee(simulated& c);
    void withdraw(simulated& c);
    void reply(simulated& c);
    void settle(simulated& c);
    void forget(simulated& c);
    [[nodiscard]] std::optional<day_index> due_on(simulated const& c, day_index on) const;
    [[nodiscard]] std::optional<day_index> due_now(simulated const& c) const;
    [[nodiscard]] std::optional<day_index> believed_due(simulated const& c) const;
    void plan_extension(simulated& c);
    void consider_extension(simulated& c);
    void requeue(simulated& c);
    void learn_notice();
    void file_review(simulated& c);
    void decide_review(simulated& c);
    bool take_remedy(simulated& c, entry e, facts const& known);

    // --- those with a dossier: office_dossier.ipp, and after their reply office_remedies.ipp ------

    [[nodiscard]] bool is_particular(simulated const& c) const;
    [[nodiscard]] dossier& dossier_of(simulated const& c);
    [[nodiscard]] dossier const* find_dossier(simulated const& c) const;
    void put(simulated& c, entry row);
    [[nodiscard]] bool may(simulated const& c, entry row) const;
    bool put_if_lawful(simulated& c, entry row);
    void plan(simulated& c, moment at, event what, std::size_t number = 0);
    void go_by_dossier(simulated& c);
    void do_as_planned(simulated& c, dossier::planned const& next);
    void enter_dossier_in_books(simulated const& c);
    [[nodiscard]] facts facts_of_clock(simulated const& c, day_index on) const;

    [[nodiscard]] stage stands(simulated const& c) const;
    [[nodiscard]] day_index received_on(simulated const& c) const;
    [[nodiscard]] day_index clock_from(simulated const& c) const;
    [[nodiscard]] bool is_paused(simulated const& c) const;
    [[nodiscard]] bool asked_correction(simulated const& c) const;
    [[nodiscard]] bool clock_runs(simulated const& c) const;

    [[nodiscard]] bool is_lodged_first(simulated const& c) const;
    void lodge(simulated& c);
    [[nodiscard]] bool asks_reasons(simulated const& c) const;
    [[nodiscard]] bool asks_reasons_now(simulated const& c) const;
    void request_reasons(simulated& c);
    void take_reasons(simulated& c);
    [[nodiscard]] std::size_t parties_of(simulated const& c) const;
    void consult_all(simulated& c);
    void await_opinion_of(simulated& c, std::size_t party);
    void take_opinion(simulated& c, event what, std::size_t party);
    void await_correction_of(simulated& c);
    void prolong_correction(simulated& c);
    void await_payment_of(simulated& c);

    [[nodiscard]] random_stream letter_dice(simulated const& c, std::size_t letter) const;
    [[nodiscard]] bool comes_back(simulated const& c, std::size_t letter) const;
    bool sends_letter(simulated& c, std::size_t letter);
    void send_again(simulated& c, std::size_t letter);

    void settle_dossier(simulated& c);
    void plan_what_follows(simulated& c);
    void plan_review(simulated& c);
    void end_review(simulated& c);
    void file_suit(simulated& c, std::size_t number);
    void plan_instance(simulated& c, std::size_t instance);
    void end_instance(simulated& c, std::size_t instance);
    void plan_order(simulated& c, event decided);
    void follow_remedy(simulated& c, dossier::planned const& next);

    // --- rows and books --------------------------------------------------------------------------

    /// A row of today: through the procedure, the clock, and into the log if there is one.
    void tell(simulated& c, life_event&& e) {
        e.on = date_;
        if (c.particular) {
            return put(c, row_of(c, e));
        }
        c.owed = c.life.clock_runs();
        count_event(e.what, folder_.take_on(c.life, c.opinion, e, today()));
        if (rows_) {
            write_row(c, e);
        }
    }

    [[gnu::noinline, gnu::cold]] void write_row(simulated& c, life_event const& e) {
        rows_(row_of(c, e));
    }

    [[nodiscard]] entry row_of(simulated const& c, life_event const& e) const {
        entry row{.on = e.on,
                  .what = e.what,
                  .applicant = e.applicant,
                  .days = e.days,
                  .until = e.until,
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
        name_and_date(row, c);
        return row;
    }

    void name_and_date(entry& row, simulated const& c) const {
        name(row, c);
        if (moments_) {
            row.recorded = clock_time(now_);
        }
    }

    /// `one` is a row, or work.
    template <class Record>
    void name(Record& one, simulated const& c) const {
        one.application = "S-" + std::to_string(c.number);
        if (m_.agencies > 1) {
            one.agency = "A-" + std::to_string(key_.agency + 1);
        }
    }

    [[nodiscard]] instant clock_time(moment t) const;

    void count_event(event what, folded said) { books_.count_event(today_, what, said); }

    void enter_in_books(simulated const& c) {
        if (c.particular) {
            return enter_dossier_in_books(c);
        }
        books_.count_life(c.life);
        books_.count_due_day(fate_of_due_day(folder_, c.life, c.opinion, c.owed, p_.last));
    }

    /// What is open at the end is counted as it stands.
    void close_books() {
        now_ = end_of(p_.last);
        be_on(p_.last);
        for (auto& c : cases_) {
            if (!c.in_use) {
                continue;
            }
            if (is_open(stands(c))) {
                if (c.known != 0) {
                    auto const due = due_now(c);
                    fates_[c.known - 1] = {0, due && *due < p_.last && clock_runs(c)};
                }
                if (c.person >= 0) {
                    count_work(team_of(c), c.person, c.since);
                    if (work_ != nullptr) {
                        write_work(c, work_end::unfinished);
                    }
                }
                enter_in_books(c);
            } else if (c.particular) {
                enter_dossier_in_books(c);
            } else if (c.remedy == remedy_stage::review_pending) {
                books_.count_review(day_in(c.since), 0, 0);
            }
        }
    }

    struct open_one {
        random_stream dice{};
        std::size_t at_class = 0;
        bool drawn = true;
        moment answered = 0;  ///< before the year began; 0: it is open then
    };

    office::prepared const& p_;
    office_model const& m_;
    run_key key_;
    row_sink const& rows_;
    stop_question const& stop_;
    work_sink const* work_ = nullptr;
    bool moments_ = false;
    random_stream dice_;
    life_folder folder_;
    std::optional<life_folder> believed_{};
    working_time time_;
    office_books books_;
    std::vector<team_run> teams_{};
    event_ring<next_thing> next_{};
    std::vector<simulated> cases_{};
    std::vector<std::uint32_t> free_{};
    std::map<std::uint32_t, moment> half_done_{};  ///< handed over: the work that is left
    std::unordered_map<std::uint32_t, dossier> dossiers_{};
    std::optional<context> law_{};  ///< that dossiers are judged by
    std::vector<open_one> open_before_{};
    std::vector<case_fate> fates_{};
    std::uint32_t named_ = 0;
    std::uint32_t tickets_ = 0;
    std::int64_t open_ = 0;
    moment end_;  ///< the last moment of the last day
    moment now_ = 0;
    int today_ = 0;
    date date_{};  ///< of today
    bool works_today_ = false;
    int day_;  ///< the day that the books are open for
};

}  // namespace qixian::inline v0::detail
