// What is there when the first year begins: applications that are open, and those answered just before,
// whose due days are still to come.
#pragma once

#include <algorithm>
#include <optional>

#include "qixian/simulation/impl/office_days.ipp"

namespace qixian::inline v0::detail {

/// Of each class as many as the model says: drawn like any others, received in the months before,
/// and kept where even an office that never lets them wait would still have them on 1 January.
inline void office_run::invite_open_ones() {
    if (!p_.opening) {
        return;
    }
    for (std::size_t i = 0; i < m_.classes.size(); ++i) {
        auto const wanted = (*p_.opening->open)[static_cast<std::size_t>(m_.classes[i].column)];
        for (int n = 0; n < wanted; ++n) {
            invite_open_one(i, static_cast<std::uint64_t>(n));
        }
    }
}

inline void office_run::invite_open_one(std::size_t at_class, std::uint64_t n) {
    constexpr std::uint64_t tries = 400;
    auto const& days = time_.days();
    auto const newest = days.ordinal(p_.opens - 1);
    auto const oldest = days.ordinal(p_.begin) + 1;
    auto const one = dice_.of(street::open_before + at_class).of(n);
    for (std::uint64_t i = 0; i <= tries; ++i) {
        auto const dice = one.of(i);
        auto const span = static_cast<std::uint64_t>(newest - oldest) + 1;
        auto const back =
            (dice.draw(static_cast<std::uint64_t>(purpose::age)) >> 32U) * span >> 32U;
        auto const day =
            i == tries ? days.day_of(newest) : days.day_of(newest - static_cast<int>(back));
        be_on(day);
        auto& c = begin_case(dice, at_class, std::nullopt);
        auto const received =
            start_of(day) + static_cast<moment>(draw(c, purpose::moment_of_day) >> 44U);
        bool const still_open = least_end(c, received) >= start_of(p_.opens);
        c.in_use = false;
        free_.push_back(index_of(c));
        --named_;
        if (still_open || i == tries) {
            open_before_.push_back({dice, at_class, still_open});
            push(received, next_thing::of(happens::open_arrival,
                                          static_cast<std::uint32_t>(open_before_.size() - 1)));
            return;
        }
    }
}

/// Those that came in the weeks before and were answered before the year began: their due days
/// still fall into its first weeks. Nobody of the teams is busy with them any more.
inline void office_run::invite_answered_ones() {
    if (!p_.opening) {
        return;
    }
    for (int day = p_.begin; day < p_.opens; ++day) {
        auto const due = folder_.last_of(static_cast<day_index>(day), m_.rules.reply_working_days);
        if (!due || *due < p_.opens) {
            continue;
        }
        be_on(day);
        auto const singles = singles_on(day);
        for (std::uint32_t i = 0; i < singles; ++i) {
            auto const dice = dice_.of(of_today(day, i));
            auto& c = begin_case(dice, std::nullopt, std::nullopt);
            auto const received =
                start_of(day) + static_cast<moment>(draw(c, purpose::moment_of_day) >> 44U);
            auto const end = least_end(c, received);
            bool const answered = end < start_of(p_.opens) && !is_withdrawn(c);
            auto const at_class = c.at_class;
            c.in_use = false;
            free_.push_back(index_of(c));
            --named_;
            if (answered) {
                open_before_.push_back({dice, at_class, true, end});
                push(received, next_thing::of(happens::open_arrival,
                                              static_cast<std::uint32_t>(open_before_.size() - 1)));
            }
        }
    }
}

/// When an application received at `t` would be closed if it never waited for anybody.
inline moment office_run::least_end(simulated const& c, moment t) const {
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

inline void office_run::arrive_open(std::uint32_t number) {
    auto const& one = open_before_[number];
    auto& c = begin_case(one.dice, one.at_class, std::nullopt);
    if (one.answered != 0) {
        return receive_answered(c, one.answered);
    }
    if (one.drawn) {
        return receive(c);
    }
    // No draw lasted long enough: it came on the last day, and waits for the year to begin.
    tell(c, {.what = event::received, .applicant = m_.classes[one.at_class].column});
    ++open_;
    plan_extension(c);
    c.step = held_back;
    await(start_of(p_.opens), happens::step_done, c);
}

/// One that was plainly answered at `at`, before the year began.
inline void office_run::receive_answered(simulated& c, moment at) {
    tell(c, {.what = event::received, .applicant = m_.classes[c.at_class].column});
    ++open_;
    c.wants_correction = false;
    c.wants_opinion = false;
    c.wants_fee = false;
    // What asks for more rows than these is of a year that is not asked about.
    switch (c.result) {
    case outcome::third_party_rights:
    case outcome::unclear_after_correction:
    case outcome::correction_lapsed:
    case outcome::fee_lapsed: c.result = outcome::granted; break;
    default: break;
    }
    if (c.particular) {
        dossier_of(c).plain = true;
    }
    c.step = static_cast<std::uint8_t>(m_.steps.size() - 1);
    await(at, happens::step_done, c);
}

}  // namespace qixian::inline v0::detail
