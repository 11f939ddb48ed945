// A replication that begins with the applications that are really open.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "qixian/simulation/impl/office_past.ipp"
#include "qixian/simulation/impl/office_run.ipp"
#include "qixian/simulation/impl/open_case.ipp"
#include "qixian/simulation/open_case.hpp"

namespace qixian::inline v0::detail {

class forecast_run : public office_run {
public:
    using office_run::office_run;

    /// The books from the first day on; `fates` gets what became of each case, in order.
    tally run(std::span<open_case const> cases, std::vector<place_in_office> places,
              std::vector<case_fate>& fates) {
        be_on(p_.begin);
        now_ = start_of(p_.begin);
        fates_.assign(cases.size(), {});
        places_ = std::move(places);
        for (std::size_t i = 0; i < cases.size(); ++i) {
            place(cases[i], i);
        }
        take_places();
        auto out = office_run::run();
        fates = std::move(fates_);
        return out;
    }

private:
    static constexpr std::uint64_t tries = 100;

    [[nodiscard]] moment as_of() const { return start_of(p_.begin) - 1; }
    [[nodiscard]] static moment noon_of(date d) {
        return start_of(day_index_of(d)) + ticks_per_day / 2;
    }
    [[nodiscard]] moment at_the_beginning(moment t) const {
        return std::max(t, start_of(p_.begin));
    }

    void place(open_case const& one, std::size_t i) {
        std::optional<std::size_t> at_class;
        for (std::size_t k = 0; k < m_.classes.size(); ++k) {
            if (m_.classes[k].column == one.column) {
                at_class = k;
            }
        }
        auto const dice = dice_.of(street::known).of(i);
        auto& c = begin_case(dice, at_class, std::nullopt);
        if (one.received < decree_711_from) {
            c.wants_correction = false;
            c.wants_opinion = false;
        }
        c.known = static_cast<std::uint32_t>(i) + 1;
        ++open_;
        fold_rows(c, one);
        open_dossier(c, one);
        wants_at_first_[index_of(c)] = {c.wants_correction, c.wants_opinion, c.wants_fee};
        auto const stands = standing_of(c, one, dice);
        c.step = static_cast<std::uint8_t>(stands.step);
        // What lies before that step did not happen, or it would be among the rows.
        c.wants_correction = c.wants_correction && m_.correction.after >= stands.step;
        c.wants_opinion = c.wants_opinion && m_.consultation.after >= stands.step;
        c.wants_fee = c.wants_fee && m_.fee.after >= stands.step;
        for (std::uint64_t n = 1; !is_possible(c) || (n < tries && !is_likely(c, one, n)); ++n) {
            c.result = n < tries ? static_cast<outcome>(p_.result[c.at_class].at(c.dice.of(n).draw(
                                       static_cast<std::uint64_t>(purpose::result))))
                                 : outcome::granted;
        }
        if (is_withdrawn(c)) {
            auto const at = noon_of(one.received) + p_.withdrawal.at(draw(c, purpose::withdrawal));
            if (at > as_of()) {
                remind(at, happens::withdrawal, c);
            }
        }
        switch (c.life.stands()) {
        case stage::correction_requested: return await_correction(c, one);
        case stage::fee_requested: return await_payment(c, one);
        default: break;
        }
        if (c.life.is_paused()) {
            return await_opinion(c);
        }
        plan_extension(c);
        if (places_.empty()) {
            return go_on_from(c, stands);
        }
        to_place_.push_back(index_of(c));
    }

    // --- how far they have come, from a past that may have been ------------------------------------

    /// Each takes the place of one that has been in hand for as long. Whoever is at work or in a queue
    /// there is so here, in the same order.
    void take_places() {
        auto const& days = time_.days();
        // The oldest first: there are fewest of their age.
        std::stable_sort(to_place_.begin(), to_place_.end(), [&](auto a, auto b) {
            return cases_[a].life.from() < cases_[b].life.from();
        });
        std::vector<std::pair<std::size_t, std::uint32_t>> in_line;
        std::vector<bool> taken(places_.size());
        for (auto const which : to_place_) {
            auto& c = cases_[which];
            std::size_t best = places_.size();
            int nearest = 0;
            for (std::size_t i = 0; i < places_.size(); ++i) {
                auto const& p = places_[i];
                // Steps that the rows show to be done are done; of another kind or taken is worse.
                auto const apart =
                    4 * std::abs(days.ordinal(p.from) - days.ordinal(c.life.from())) +
                    (p.corrected != c.life.asked_correction() ? 40 : 0) +
                    (p.step < c.next_step ? 400 : 0) + (taken[i] ? 8 : 0);
                if (best == places_.size() || apart < nearest) {
                    best = i;
                    nearest = apart;
                }
            }
            taken[best] = true;
            auto const& at = places_[best];
            auto const step = std::max(at.step, c.next_step);
            c.wants_correction = wants_at_first_[which].correction && m_.correction.after >= step;
            c.wants_opinion = wants_at_first_[which].opinion && m_.consultation.after >= step;
            c.wants_fee = wants_at_first_[which].fee && m_.fee.after >= step;
            if (at.waits && step == at.step) {
                c.step = step;
                await(start_of(p_.begin) + at.left, happens::step_done, c);
                continue;
            }
            if (step == at.step) {
                half_done_[which] = at.left;
            }
            c.next_step = step;
            c.step = held_back;
            in_line.emplace_back(best, which);
        }
        std::sort(in_line.begin(), in_line.end());
        for (auto const& [place, which] : in_line) {
            await(start_of(p_.begin), happens::step_done, cases_[which]);
        }
    }

    struct wants {
        bool correction = false;
        bool opinion = false;
        bool fee = false;
    };
    std::vector<place_in_office> places_{};
    std::vector<std::uint32_t> to_place_{};
    std::map<std::uint32_t, wants> wants_at_first_{};

    void fold_rows(simulated& c, open_case const& one) {
        if (one.by_due_day_only) {
            static_cast<void>(folder_.take(
                c.life, c.opinion,
                {.on = one.received, .what = event::received, .applicant = one.column}));
            return;
        }
        for (auto const& row : one.rows) {
            auto e = life_event_of(row);
            if (e.what == event::received) {
                e.applicant = one.column;
            }
            static_cast<void>(folder_.take(c.life, c.opinion, e));
            note_row(c, row.what);
            move_on(c, row.what);
        }
    }

    /// Only what is plainly being handled may still come to more than is modelled in small; its rows go on
    /// from those that are real. What is awaited already goes on as if nothing else could happen to it.
    void open_dossier(simulated& c, open_case const& one) {
        c.particular = c.particular && !one.by_due_day_only && c.life.stands() == stage::received &&
                       !c.life.is_paused();
        if (!c.particular) {
            return;
        }
        auto& d = dossier_of(c);
        d.rows = one.rows;
        for (auto& row : d.rows) {
            name(row, c);
        }
        auto now = fold(d.rows, day_at(static_cast<day_index>(p_.begin - 1)), *law_);
        if (now) {
            d.life = std::move(now).value();
        } else {
            c.particular = false;
            dossiers_.erase(index_of(c));
        }
    }

    /// What was asked before is not asked again; a clock that starts anew may be extended anew.
    static void note_row(simulated& c, event what) {
        for (auto const& each : small_program_of(what)) {
            bool const asks = each.does == verb::asks;
            c.wants_correction = c.wants_correction && !(asks && each.of == matter::correction);
            c.wants_opinion = c.wants_opinion && !(asks && each.of == matter::opinion);
            c.wants_fee = c.wants_fee && !(asks && each.of == matter::payment);
            c.extended = each.does == verb::extends || (c.extended && each.does != verb::starts);
        }
    }

    /// A row that shows how far it has come at least.
    void move_on(simulated& c, event what) const {
        for (auto const& each : small_program_of(what)) {
            if (each.does != verb::answers && each.does != verb::silence) {
                continue;
            }
            switch (each.of) {
            case matter::correction: c.next_step = step_after(m_.correction.after); break;
            case matter::opinion:
                c.next_step = std::max(c.next_step, step_after(m_.consultation.after));
                break;
            case matter::payment: c.next_step = step_after(m_.fee.after); break;
            default: break;
            }
        }
    }

    [[nodiscard]] std::uint8_t step_after(std::size_t step) const {
        return static_cast<std::uint8_t>(std::min(step + 1, m_.steps.size() - 1));
    }

    /// An outcome that the rows so far do not rule out.
    [[nodiscard]] bool is_possible(simulated const& c) const {
        bool const free = c.life.received() < p_.law_711;
        switch (c.result) {
        case outcome::correction_lapsed:
            return c.wants_correction || c.life.stands() == stage::correction_requested;
        case outcome::fee_lapsed: return c.wants_fee || c.life.stands() == stage::fee_requested;
        case outcome::unclear_after_correction:
            return c.wants_correction || c.life.asked_correction() || free;
        case outcome::third_party_rights:
            return c.wants_opinion || c.life.asked_third_party() || free;
        default: return true;
        }
    }

    /// Whether the rows so far are as likely to come of this outcome as a draw says (rejection): what
    /// always goes by way of a correction, an opinion or a fee has far more often come to one than what
    /// does so now and then, and whoever lets a period lapse is the likelier the longer nothing came.
    [[nodiscard]] bool is_likely(simulated const& c, open_case const& one, std::uint64_t n) const {
        auto const dice = c.dice.of(tries + n);
        auto const accepts = [&](purpose p, double share) {
            return dice.draw(static_cast<std::uint64_t>(p)) < chance(share);
        };
        auto const came_since = [&](quantile_table const& table, purpose p) {
            return noon_of(one.since) + table.at(dice.draw(static_cast<std::uint64_t>(p))) <=
                   as_of();
        };
        bool const new_law = c.life.received() >= p_.law_711;
        if (new_law && c.life.asked_correction()) {
            bool const lapses = c.result == outcome::correction_lapsed;
            bool const always = lapses || c.result == outcome::unclear_after_correction;
            bool const awaited = c.life.stands() == stage::correction_requested;
            if ((!always && !accepts(purpose::corrected, m_.correction.share)) ||
                (awaited && !lapses && came_since(p_.answer, purpose::answer))) {
                return false;
            }
        }
        if (new_law && c.life.asked_third_party() && c.result != outcome::third_party_rights) {
            auto const& whom = m_.consultation.whom;
            if (!accepts(purpose::consulted,
                         m_.consultation.share * whom[0] / (whom[0] + whom[1] + whom[2]))) {
                return false;
            }
        }
        if (c.life.stands() == stage::fee_requested && c.result != outcome::fee_lapsed) {
            return accepts(purpose::fee, m_.fee.share) && !came_since(p_.payment, purpose::payment);
        }
        return true;
    }

    /// `since` plus a draw of `table` that does not lie in the past: what it still takes.
    [[nodiscard]] moment still_to_come(simulated const& c, moment since,
                                       quantile_table const& table, purpose p) const {
        for (std::uint64_t n = 0; n < tries; ++n) {
            auto const at = since + table.at(c.dice.of(n).draw(static_cast<std::uint64_t>(p)));
            if (at > as_of()) {
                return at;
            }
        }
        return start_of(p_.begin);
    }

    void await_correction(simulated& c, open_case const& one) {
        auto const last = c.life.awaited_until();
        if (c.result == outcome::correction_lapsed && last != 0) {
            return await(at_the_beginning(start_of(last + 1)), happens::correction_lapses, c);
        }
        auto const at = still_to_come(c, noon_of(one.since), p_.answer, purpose::answer);
        await(last != 0 ? at_the_beginning(std::min(at, end_of(last))) : at, happens::corrected, c);
    }

    void await_payment(simulated& c, open_case const& one) {
        auto const last = c.life.awaited_until();
        if (c.result == outcome::fee_lapsed && last != 0) {
            return await(at_the_beginning(start_of(last + 1)), happens::fee_lapses, c);
        }
        auto const at = still_to_come(c, noon_of(one.since), p_.payment, purpose::payment);
        await(last != 0 ? at_the_beginning(std::min(at, end_of(last))) : at, happens::paid, c);
    }

    void await_opinion(simulated& c) {
        auto const silence = c.opinion.last != 0 ? end_of(c.opinion.last) : never;
        moment at = start_of(p_.begin);
        for (std::uint64_t n = 0; n < tries; ++n) {
            auto const answers = time_.after(
                time_.from(start_of(c.opinion.sent)),
                p_.opinion.at(c.dice.of(n).draw(static_cast<std::uint64_t>(purpose::opinion))));
            if (answers > as_of()) {
                at = answers;
                break;
            }
        }
        bool const silent =
            silence != never &&
            (draw(c, purpose::silent) < chance(m_.consultation.silent_share) || at > silence);
        await(at_the_beginning(silent ? silence : at),
              silent ? happens::opinion_lapses : happens::opinion, c);
    }

    struct standing {
        std::size_t step = 0;
        moment ends = never;  ///< of a wait that is under way
    };

    /// What is awaited tells how far it has come.
    [[nodiscard]] standing standing_of(simulated& c, open_case const& one, random_stream dice) {
        switch (c.life.stands()) {
        case stage::correction_requested: return {.step = m_.correction.after};
        case stage::fee_requested: return {.step = m_.fee.after};
        default: break;
        }
        return c.life.is_paused() ? standing{.step = m_.consultation.after}
                                  : somewhere_in_the_middle(c, one, dice);
    }

    /// Nobody wrote down how far it has come. It is drawn: a course that is not finished yet.
    [[nodiscard]] standing somewhere_in_the_middle(simulated& c, open_case const& one,
                                                   random_stream dice) {
        auto const first = std::size_t{c.next_step};
        auto const last = m_.steps.size() - 1;
        for (std::uint64_t n = 0; n < tries; ++n) {
            c.dice = dice.of(n);
            auto t = time_.from(noon_of(one.since));
            std::size_t s = first;
            for (; s <= last && t != never; ++s) {
                t = time_.after(t, ticks_of(c, s));
                if (t > as_of()) {
                    break;
                }
            }
            if (s <= last) {
                return {.step = s, .ends = m_.steps[s].team ? never : t};
            }
        }
        return {.step = last};
    }

    void go_on_from(simulated& c, standing const& at) {
        if (at.ends != never) {
            return await(at_the_beginning(at.ends), happens::step_done, c);
        }
        c.next_step = static_cast<std::uint8_t>(at.step);
        c.step = held_back;
        await(start_of(p_.begin), happens::step_done, c);
    }
};

}  // namespace qixian::inline v0::detail

namespace qixian::inline v0 {

QIXIAN_DECL tally office::run_from(run_key const& key, std::span<open_case const> cases,
                                   office const* past, std::vector<case_fate>& fates) const {
    QIXIAN_EXPECTS(held_->model.start.begins_on.has_value());
    // The run keeps references to these two.
    row_sink const rows;
    stop_question const stop;
    std::vector<detail::place_in_office> places;
    if (past != nullptr) {
        // Of several pasts, the one that has most nearly as many in hand as there are.
        std::int64_t handled = 0;
        for (auto const& each : cases) {
            handled += each.at == stage::received ? 1 : 0;
        }
        constexpr std::uint32_t pasts = 4;
        constexpr std::uint32_t first_past = 1000;  // no agency of a forecast has this number
        auto apart = [&](auto const& of) {
            return std::abs(static_cast<std::int64_t>(of.size()) - handled);
        };
        auto const day = int{held_->begin} - 1;
        for (std::uint32_t n = 0; n < pasts; ++n) {
            auto of = key;
            of.agency = first_past + n;
            auto const drawn = detail::drawn_office(past->held_, of);
            auto lived = detail::past_run(*drawn, of, rows, stop).places_on(day);
            if (n == 0 || apart(lived) < apart(places)) {
                places = std::move(lived);
            }
        }
    }
    auto const drawn = detail::drawn_office(held_, key);
    return detail::forecast_run(*drawn, key, rows, stop).run(cases, std::move(places), fates);
}

}  // namespace qixian::inline v0
