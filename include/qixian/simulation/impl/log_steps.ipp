// The steps of an office as its log tells them: work and waits where work was written down, days in hand
// where it was not; and what holds applications up between them.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "qixian/simulation/impl/log_fit.ipp"

namespace qixian::inline v0::detail {

inline constexpr std::int64_t seconds_a_day = 24 * 3600;

/// Seconds since midnight in UTC+8.
inline double second_of_day(instant at) {
    constexpr std::int64_t beijing = 8 * 3600;
    auto const local = (at.seconds + beijing) % seconds_a_day;
    return static_cast<double>(local < 0 ? local + seconds_a_day : local);
}

inline void log_fit::fit_steps() {
    bool const works =
        std::any_of(all_.begin(), all_.end(), [](told_course const& c) { return !c.work.empty(); });
    if (works) {
        learn_clock();
        fit_worked_steps();
    } else {
        fit_days_in_hand();
        unknown("how many people work, and for how many hours: the log has no columns x_team, "
                "x_person, "
                "x_began, x_ended, x_hours",
                "办理人数和工时：记录中没有 x_team、x_person、x_began、x_ended、x_hours 各列");
    }
}

/// When a day of work begins and ends, by the earliest and the latest that anybody worked.
inline void log_fit::learn_clock() {
    double first = seconds_a_day;
    double last = 0;
    std::size_t n = 0;
    for (auto const& c : all_) {
        for (auto const& w : c.work) {
            first = std::min(first, second_of_day(w.began));
            last = std::max(last, second_of_day(w.ended));
            ++n;
        }
    }
    constexpr std::size_t enough = 50;
    if (n >= enough && last > first + 1800) {
        constexpr double quarter = 900;
        day_begins_ = first;
        day_lasts_ = std::max(std::round((last - first) / quarter) * quarter, quarter);
    }
    out_.model.hours_per_day = day_lasts_ / 3600;
}

inline double log_fit::moment_of(instant at) const {
    return clock_.at(legal_day(at), (second_of_day(at) - day_begins_) / day_lasts_);
}

inline void log_fit::fit_worked_steps() {
    // The order in which teams most often work on an application that is answered.
    std::map<std::vector<std::string>, int> orders;
    std::map<std::pair<std::string, std::string>, std::vector<std::pair<double, double>>> by_person;
    for (auto const& c : all_) {
        std::vector<std::string> teams;
        for (auto const& w : c.work) {
            teams.push_back(w.team);
            by_person[{w.team, w.person}].emplace_back(moment_of(w.began), moment_of(w.ended));
        }
        if (c.replied) {
            ++orders[teams];
        }
    }
    for (auto& [who, stretches] : by_person) {
        std::sort(stretches.begin(), stretches.end());
    }
    auto const usual =
        std::max_element(orders.begin(), orders.end(), [](auto const& a, auto const& b) {
            return a.second < b.second;
        })->first;
    // Whoever had been free on that day when the work began kept nobody waiting in a queue.
    auto const began_at_once = [&](told_work const& w) {
        auto const began = moment_of(w.began);
        auto const& all = by_person.at({w.team, w.person});
        auto const here = std::lower_bound(all.begin(), all.end(), std::pair(began, -1.0));
        constexpr double a_moment = 0.02;
        bool const later_that_day = began - std::floor(began) > a_moment;
        return later_that_day &&
               (here == all.begin() || std::prev(here)->second < began - a_moment);
    };
    std::vector<seen_lengths> waits(usual.size() + 1);
    std::vector<seen_lengths> queued(usual.size());
    std::vector<seen_lengths> hours(usual.size());
    std::size_t others = 0;
    for (auto const& c : all_) {
        if (c.work.size() > usual.size() ||
            !std::equal(
                c.work.begin(), c.work.end(), usual.begin(),
                [](told_work const& w, std::string const& team) { return w.team == team; })) {
            ++others;
            continue;
        }
        auto start = clock_.at(c.received);
        for (std::size_t k = 0; k < c.work.size(); ++k) {
            auto const& w = c.work[k];
            hours[k].add(w.hours);
            bool const held = std::any_of(c.halts.begin(), c.halts.end(),
                                          [&](told_halt const& h) { return h.works_before == k; });
            if (!held) {
                auto const gap = moment_of(w.began) - start;
                (began_at_once(w) ? waits : queued)[k].add(gap);
            }
            start = moment_of(w.ended);
        }
        bool const held = std::any_of(c.halts.begin(), c.halts.end(), [&](told_halt const& h) {
            return h.works_before == usual.size();
        });
        if (c.work.size() == usual.size() && !held && (c.replied || !c.closed || c.withdrawn)) {
            waits.back().add(clock_.at(c.closed.value_or(plan_.as_of)) - start, c.replied);
        }
    }
    if (others > 0) {
        assume(std::to_string(others) + " applications went another way than most; their steps are "
                                        "left out",
               std::to_string(others) + "件的办理顺序与多数不同，其步骤未计入");
    }
    fit_teams();
    auto& m = out_.model;
    std::set<std::string> names;
    auto const unique = [&](std::string name) {
        for (int n = 2; !names.insert(name).second; ++n) {
            name = name.substr(0, name.rfind('#')) + "#" + std::to_string(n);
        }
        return name;
    };
    auto const add_wait = [&](std::size_t k, std::string const& wanted, bool must) {
        constexpr double grain_of_days = 0.5;
        constexpr double grain_of_clock = 0.02;
        auto const grain = k == 0 || k == usual.size() ? grain_of_days : grain_of_clock;
        distribution law{length_law::fixed, 0.01};
        auto const name = unique(wanted);
        auto const field = "step." + name + ".wait_working_days";
        if (waits[k].ended() >= few) {
            auto one = length_of(waits[k], grain, field, name + "（工作日）");
            if (!must && one.mean < 0.05) {
                names.erase(name);
                return false;
            }
            // A day at either end says nothing of parts of it.
            if (grain == grain_of_days && one.mean < 0.6) {
                one.law = {length_law::fixed, std::max(rounded(one.mean), 0.01)};
            }
            law = keep(std::move(one));
        } else if (k < usual.size() && queued[k].ended() > 0) {
            law.mean =
                std::max(rounded(quantile_of_seen(queued[k].distribution_seen(), 0.05)), 0.01);
            assume(name +
                       ": nobody was ever free when one came; the shortest wait is taken for all",
                   name + "：来件时始终无人空闲，以最短的等待计");
            if (!must && law.mean < 0.05) {
                names.erase(name);
                return false;
            }
        } else if (!must) {
            names.erase(name);
            return false;
        }
        m.steps.push_back({.name = name, .wait_working_days = law});
        return true;
    };
    constexpr auto none = static_cast<std::size_t>(-1);
    for (std::size_t k = 0; k < usual.size(); ++k) {
        wait_before_.push_back(add_wait(k, "until-" + usual[k], k == 0) ? m.steps.size() - 1
                                                                        : none);
        auto const name = unique(usual[k]);
        auto const team = static_cast<std::size_t>(
            std::find_if(m.teams.begin(), m.teams.end(),
                         [&](team_model const& t) { return t.name == usual[k]; }) -
            m.teams.begin());
        step_model step{.name = name, .team = team};
        if (!hours[k].empty()) {
            step.work_hours =
                keep(length_of(hours[k], 0.01, "step." + name + ".work_hours", name + "（工时）"));
        }
        work_at_.push_back(m.steps.size());
        m.steps.push_back(std::move(step));
    }
    wait_before_.push_back(add_wait(usual.size(), "sign-off", usual.empty()) ? m.steps.size() - 1
                                                                             : none);
    unknown("in which order a free person takes what waits: as it came is taken",
            "空闲人员按何种次序取件：按来件先后处理");
}

/// People, and how often they are away: who takes longer for his hours than the days there were was not
/// there on some of them.
inline void log_fit::fit_teams() {
    struct seen_team {
        std::set<std::string> people{};
        double hours = 0;
        double away = 0;
        double within = 0;
    };
    std::map<std::string, seen_team> teams;
    auto const a_day = day_lasts_ / 3600;
    for (auto const& c : all_) {
        for (auto const& w : c.work) {
            auto& t = teams[w.team];
            t.people.insert(w.person);
            t.hours += legal_day(w.began) >= out_.from ? w.hours : 0;
            auto const began = moment_of(w.began);
            auto const ended = moment_of(w.ended);
            auto const within = std::floor(ended) - std::floor(began) - 1;
            if (within > 0) {
                t.within += within;
                t.away += std::clamp(ended - began - w.hours / a_day, 0.0, within);
            }
        }
    }
    auto const days = clock_.between(plus_days(out_.from, -1), out_.as_of);
    constexpr double enough = 20;  // days that somebody had something half done on
    for (auto const& [name, t] : teams) {
        fitted_team one{
            .name = name, .people = static_cast<int>(t.people.size()), .hours = t.hours};
        if (t.within >= enough) {
            one.absent_share = rounded(std::min(t.away / t.within, 0.9));
        } else {
            unknown("how often people of " + name + " are away", name + "人员的缺勤");
        }
        auto const there = one.people * (1 - one.absent_share) * a_day * days;
        one.load = there > 0 ? rounded(t.hours / there) : 0;
        out_.model.teams.push_back(
            {.name = name, .people = one.people, .absent_share = one.absent_share});
        out_.teams.push_back(std::move(one));
    }
}

/// Nobody wrote down who worked: an application is in hand. What was asked for on the way tells how far
/// it had come by then.
inline void log_fit::fit_days_in_hand() {
    seen_lengths until_correction;
    seen_lengths until_opinion;
    seen_lengths plain;
    for (auto const& c : all_) {
        auto const from = c.received;
        if (c.halts.empty()) {
            // Whoever withdrew would have had to wait for longer than that.
            if (c.replied || !c.closed || c.withdrawn) {
                plain.add(clock_.between(from, c.closed.value_or(plan_.as_of)), c.replied);
            }
            continue;
        }
        auto const& first = c.halts.front();
        auto const days = clock_.between(from, first.asked);
        if (first.what == matter::correction) {
            until_correction.add(days);
        } else if (first.what == matter::opinion) {
            until_opinion.add(days);
        }
    }
    auto& m = out_.model;
    double mean_before = 0;
    double variance_before = 0;
    auto const add = [&](seen_lengths const& seen, std::string const& name) {
        if (seen.ended() < few) {
            return;
        }
        auto const all = moments_of(seen.distribution_seen());
        auto const mean = all.mean - mean_before;
        if (mean < 0.1) {
            return;
        }
        auto const variance = std::max(all.variance - 1.0 / 6 - variance_before, 0.01);
        auto one = length_of(seen, 0.5, "step." + name + ".wait_working_days", name + "（工作日）");
        if (mean_before > 0) {
            one.law = {length_law::lognormal, rounded(mean), rounded(std::sqrt(variance))};
        }
        m.steps.push_back({.name = name, .wait_working_days = keep(std::move(one))});
        mean_before += mean;
        variance_before += variance;
    };
    add(until_correction, "until-correction");
    add(until_opinion, "until-opinion");
    auto one = length_of(plain, 0.5, "step.in-hand.wait_working_days", "在办（工作日）");
    if (mean_before > 0 && one.mean > mean_before + 0.1) {
        // As many as in the log are to take longer than the limit: that decides what is late.
        auto const limit = static_cast<double>(m.rules.reply_working_days);
        auto const seen = plain.distribution_seen();
        double beyond = 0;
        for (auto const& [length, weight] : seen) {
            beyond += length > limit ? weight : 0;
        }
        auto const rest = one.mean - mean_before;
        distribution const before{length_law::lognormal, mean_before,
                                  std::max(std::sqrt(variance_before), 0.01)};
        auto const share_beyond = [&](double deviation) {
            distribution const d{length_law::lognormal, rest, deviation};
            constexpr int cells = 64;
            double sum = 0;
            for (int i = 0; i < cells; ++i) {
                auto const x = law_quantile(before, (i + 0.5) / cells);
                sum += (1 - share_below(d, std::max(limit - x, 1e-9))) / cells;
            }
            return sum;
        };
        auto const moments = moments_of(seen);
        double low = 0.05 * rest;
        double high = 3 * rest;
        if (beyond > 0 && share_beyond(high) > beyond && share_beyond(low) < beyond) {
            for (int i = 0; i < 50; ++i) {
                auto const mid = (low + high) / 2;
                (share_beyond(mid) < beyond ? low : high) = mid;
            }
        } else {
            low = std::sqrt(std::max(moments.variance - variance_before, 0.01 * rest * rest));
        }
        one.law = {length_law::lognormal, rounded(rest), rounded(low)};
    }
    m.steps.push_back({.name = "in-hand", .wait_working_days = keep(std::move(one))});
}

// --- what holds them up -----------------------------------------------------------------------------

/// The step at whose end it is most often asked for.
inline std::size_t log_fit::step_before(matter what) const {
    auto const& m = out_.model;
    auto const last = m.steps.size() - 1;
    if (work_at_.empty()) {
        auto const named = [&](std::string_view name) {
            for (std::size_t i = 0; i < m.steps.size(); ++i) {
                if (m.steps[i].name == name) {
                    return i;
                }
            }
            return std::size_t{0};
        };
        return what == matter::opinion   ? named("until-opinion")
               : what == matter::payment ? (last == 0 ? 0 : last - 1)
                                         : named("until-correction");
    }
    std::map<std::size_t, int> after;
    std::map<std::size_t, std::pair<double, int>> gaps;
    for (auto const& c : all_) {
        for (auto const& h : c.halts) {
            if (h.what != what) {
                continue;
            }
            ++after[h.works_before];
            if (h.works_before > 0 && h.works_before <= c.work.size()) {
                auto& g = gaps[h.works_before];
                g.first += clock_.at(h.asked) - moment_of(c.work[h.works_before - 1].ended);
                ++g.second;
            }
        }
    }
    if (after.empty()) {
        return 0;
    }
    auto const k =
        std::min(std::max_element(after.begin(), after.end(),
                                  [](auto const& a, auto const& b) { return a.second < b.second; })
                     ->first,
                 work_at_.size());
    constexpr auto none = static_cast<std::size_t>(-1);
    bool const at_once = k > 0 && gaps[k].second > 0 && gaps[k].first / gaps[k].second < 0.75;
    if (k > 0 && (at_once || wait_before_[k] == none)) {
        return work_at_[k - 1];
    }
    return wait_before_[k] != none ? wait_before_[k] : last;
}

inline void log_fit::fit_halts() {
    fit_correction();
    fit_opinions();
    fit_fees();
}

inline void log_fit::fit_correction() {
    auto& x = out_.model.correction;
    double asked = 0;
    double all = 0;
    seen_lengths answers;
    std::map<int, int> periods;
    for (auto const& c : all_) {
        bool const had = std::any_of(c.halts.begin(), c.halts.end(), [](told_halt const& h) {
            return h.what == matter::correction;
        });
        // Those outcomes always come by way of one.
        bool const always =
            c.result == outcome::correction_lapsed || c.result == outcome::unclear_after_correction;
        if (c.closed && !always && counts(c)) {
            all += 1;
            asked += had ? 1 : 0;
        }
        for (auto const& h : c.halts) {
            if (h.what == matter::correction) {
                ++periods[h.period];
                if (!h.lapsed) {
                    answers.add(days_between(h.asked, h.ended.value_or(plan_.as_of)),
                                h.ended.has_value());
                }
            }
        }
    }
    x.share = all > 0 ? rounded(asked / all) : 0;
    x.after = step_before(matter::correction);
    periods.erase(0);
    if (!periods.empty()) {
        x.period_working_days = std::clamp(
            std::max_element(periods.begin(), periods.end(),
                             [](auto const& a, auto const& b) { return a.second < b.second; })
                ->first,
            1, 250);
    }
    if (answers.ended() >= few) {
        x.answer_calendar_days = keep(
            length_of(answers, 0.5, "correction.answer_calendar_days", "补正通知至补正（日历日）"));
    }
}

inline void log_fit::fit_opinions() {
    auto& x = out_.model.consultation;
    double asked = 0;
    double all = 0;
    double silent = 0;
    double could_be_silent = 0;
    std::array<double, 3> whom{};
    seen_lengths answers;
    for (auto const& c : all_) {
        bool const had = std::any_of(c.halts.begin(), c.halts.end(),
                                     [](told_halt const& h) { return h.what == matter::opinion; });
        if (c.closed && c.result != outcome::third_party_rights && counts(c)) {
            all += 1;
            asked += had ? 1 : 0;
        }
        for (auto const& h : c.halts) {
            if (h.what != matter::opinion) {
                continue;
            }
            auto const i = h.whom == kind::co_maker ? 1U : h.whom == kind::other_agency ? 2U : 0U;
            // Who asks a third party because it refuses for one is not asked whom.
            if (c.result != outcome::third_party_rights) {
                whom[i] += 1;
            }
            if (i < 2 && h.ended) {
                could_be_silent += 1;
                silent += h.lapsed ? 1 : 0;
            }
            if (!h.lapsed) {
                answers.add(clock_.between(h.asked, h.ended.value_or(plan_.as_of)),
                            h.ended.has_value());
            }
        }
    }
    x.share = all > 0 ? rounded(asked / all) : 0;
    x.after = step_before(matter::opinion);
    if (whom[0] + whom[1] + whom[2] > 0) {
        x.whom = whom;
    }
    x.silent_share = could_be_silent > 0 ? rounded(silent / could_be_silent) : 0;
    if (answers.ended() >= few) {
        x.answer_working_days = keep(length_of(answers, 0.5, "consultation.answer_working_days",
                                               "征求意见至回复（工作日）"));
    }
}

inline void log_fit::fit_fees() {
    auto& x = out_.model.fee;
    double asked = 0;
    double all = 0;
    seen_lengths payments;
    for (auto const& c : all_) {
        bool const had = std::any_of(c.halts.begin(), c.halts.end(),
                                     [](told_halt const& h) { return h.what == matter::payment; });
        if (c.closed && c.result != outcome::fee_lapsed && counts(c)) {
            all += 1;
            asked += had ? 1 : 0;
        }
        for (auto const& h : c.halts) {
            if (h.what == matter::payment && !h.lapsed) {
                payments.add(days_between(h.asked, h.ended.value_or(plan_.as_of)),
                             h.ended.has_value());
            }
        }
    }
    x.share = all > 0 ? rounded(asked / all) : 0;
    x.after = step_before(matter::payment);
    if (payments.ended() >= few) {
        x.payment_calendar_days =
            keep(length_of(payments, 0.5, "fee.payment_calendar_days", "收费通知至缴费（日历日）"));
    }
}

}  // namespace qixian::inline v0::detail
