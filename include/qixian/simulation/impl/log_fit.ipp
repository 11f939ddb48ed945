// The fit of an office to its own log: who applies, what becomes of them, how sure that is. The steps
// are in log_steps.ipp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "qixian/simulation/fit_log.hpp"
#include "qixian/simulation/impl/fit_length.ipp"
#include "qixian/simulation/impl/fit_years.ipp"
#include "qixian/simulation/impl/log_course.ipp"
#include "qixian/statute/cn_disclosure/terms.hpp"

namespace qixian::inline v0 {

namespace detail {

class log_fit {
public:
    log_fit(std::vector<told_course> all, log_fit_plan const& plan, working_clock const& clock)
        : all_(std::move(all)), plan_(plan), clock_(clock) {}

    result<fitted_log> run() {
        choose_days();
        count();
        if (out_.received < least_received || out_.closed == 0) {
            return fault{.what = code::cannot_fit,
                         .detail = std::to_string(least_received) + " received, and one closed; " +
                                   std::to_string(out_.received) + ", " +
                                   std::to_string(out_.closed),
                         .field = "received"};
        }
        auto& m = out_.model;
        m.name = plan_.name.empty() ? "office" : plan_.name;
        m.fitted_to = "a log from " + to_text(out_.from) + " to " + to_text(out_.as_of) + " (" +
                      std::to_string(out_.received) + " received, " + std::to_string(out_.closed) +
                      " closed, " + std::to_string(out_.open) + " open)";
        auto const last = year_of(out_.as_of);
        m.years = {last, last};
        fit_arrivals();
        fit_mix();
        fit_steps();
        fit_halts();
        fit_extension();
        fit_reviews();
        fit_uncertainty();
        open_the_books();
        if (auto wrong = check(m)) {
            return *wrong;
        }
        return std::move(out_);
    }

private:
    static constexpr std::int64_t least_received = 30;
    static constexpr std::size_t few = 8;  ///< lengths that a law can be fitted to

    void assume(std::string en, std::string zh) {
        out_.assumed.push_back({std::move(en), std::move(zh)});
    }
    void unknown(std::string en, std::string zh) {
        out_.unknown.push_back({std::move(en), std::move(zh)});
    }
    static double rounded(double x) { return std::round(10000 * x) / 10000; }

    // --- what was read ---------------------------------------------------------------------------

    void choose_days() {
        out_.as_of = plan_.as_of;
        date first = plan_.as_of;
        for (auto const& c : all_) {
            first = std::min(first, c.received);
        }
        out_.from = first;
        auto const january = first_day_of(year_of(first) + 1);
        if (plan_.from) {
            out_.from = *plan_.from;
        } else if (first != first_day_of(year_of(first)) && january < plan_.as_of) {
            out_.from = january;
        }
    }
    [[nodiscard]] bool counts(told_course const& c) const { return c.received >= out_.from; }

    void count() {
        for (auto const& c : all_) {
            out_.received += counts(c) ? 1 : 0;
            out_.closed += c.closed && *c.closed >= out_.from ? 1 : 0;
            out_.open += c.closed ? 0 : 1;
            if (c.came_due && counts(c)) {
                ++out_.came_due;
                out_.late += c.missed ? 1 : 0;
            }
        }
    }

    // --- who applies -----------------------------------------------------------------------------

    void fit_arrivals() {
        auto& a = out_.model.arrivals;
        std::map<date, int> per_day;
        for (auto const& c : all_) {
            if (counts(c)) {
                ++per_day[c.received];
            }
        }
        std::array<double, 7> of_weekday{};
        std::array<double, 7> weekdays{};
        std::array<double, 12> of_month{};
        std::array<double, 12> months{};
        double on_rest = 0;
        double rests = 0;
        double worked = 0;
        auto const days = days_between(out_.from, out_.as_of) + 1;
        for (int i = 0; i < days; ++i) {
            auto const on = plus_days(out_.from, i);
            auto const found = per_day.find(on);
            double const n = found == per_day.end() ? 0 : found->second;
            if (!clock_.works(on)) {
                on_rest += n;
                ++rests;
                continue;
            }
            auto const weekday = static_cast<std::size_t>(days_between(day(20010101), on) % 7);
            auto const month = static_cast<std::size_t>(on.month().as_number()) - 1;
            of_weekday[weekday] += n;
            ++weekdays[weekday];
            of_month[month] += n;
            ++months[month];
            ++worked;
        }
        auto const on_worked = std::accumulate(of_weekday.begin(), of_weekday.end(), 0.0);
        auto const usual = on_worked / std::max(worked, 1.0);
        // Weights are told from 1 only where chance would hardly bring the difference.
        auto const weigh = [&](auto const& seen, auto const& held, auto& weights) {
            double chi = 0;
            int free = -1;
            for (std::size_t i = 0; i < seen.size(); ++i) {
                if (held[i] >= 4) {
                    auto const expected = usual * held[i];
                    chi += (seen[i] - expected) * (seen[i] - expected) / std::max(expected, 1e-9);
                    ++free;
                }
            }
            bool const differ = free > 0 && usual > 0 && chi > free + 2.6 * std::sqrt(2.0 * free);
            for (std::size_t i = 0; differ && i < seen.size(); ++i) {
                if (held[i] >= 4) {
                    weights[i] = rounded(seen[i] / held[i] / usual);
                }
            }
            return differ;
        };
        // Several applications at once are not spread over the days: they are told first.
        fit_bursts(per_day, usual);
        if (!weigh(of_weekday, weekdays, a.weekday)) {
            assume(
                "applications come evenly on working days: no weekday differs by more than chance",
                "各工作日新收件数的差异未超出偶然，按均匀处理");
        }
        if (days > 330 && !weigh(of_month, months, a.month)) {
            assume(
                "applications come evenly through the year: no month differs by more than chance",
                "各月新收件数的差异未超出偶然，按均匀处理");
        } else if (days <= 330) {
            unknown("how months differ: the log holds less than a year", "各月差异：记录不足一年");
        }
        if (rests > 0 && usual > 0) {
            a.rest_day = rounded(on_rest / rests / usual);
        }
        auto const span = static_cast<double>(days) / 365.25;
        auto const in_bursts = a.bursts.per_year * a.bursts.mean_size;
        a.per_year = std::max(rounded(static_cast<double>(out_.received) / span - in_bursts), 0.5);
        a.year = out_.model.years.first;
    }

    void fit_bursts(std::map<date, int> const& per_day, double usual) {
        auto& b = out_.model.arrivals.bursts;
        // A day so full that a Poisson count would bring it once in ten thousand days.
        double many = usual;
        double below = std::exp(-usual);
        double term = below;
        for (int k = 1; below < 1 - 1e-4 && k < 10000; ++k) {
            term *= usual / k;
            below += term;
            many = k;
        }
        double bursts = 0;
        double sizes = 0;
        for (auto const& [on, n] : per_day) {
            if (n > many + 2) {
                ++bursts;
                sizes += n - usual;
            }
        }
        if (bursts < 1) {
            return;
        }
        auto const years = static_cast<double>(days_between(out_.from, out_.as_of) + 1) / 365.25;
        b = {.per_year = rounded(bursts / years),
             .mean_size = std::max(rounded(sizes / bursts), 1.0)};
        assume(std::to_string(static_cast<int>(bursts)) +
                   " days brought more than chance does: applications that came together",
               std::to_string(static_cast<int>(bursts)) + "日的新收件数超出偶然：按集中申请处理");
    }

    // --- what becomes of them --------------------------------------------------------------------

    void fit_mix() {
        auto& m = out_.model;
        std::map<applicant, class_model> classes;
        std::array<double, all_outcomes.size()> everybody{};
        double other = 0;
        double withdrawn = 0;
        seen_lengths until_withdrawn;
        for (auto const& c : all_) {
            auto& k = classes.try_emplace(c.column, class_model{.column = c.column, .share = 0})
                          .first->second;
            k.share += counts(c) ? 1 : 0;
            if (c.closed && c.result && *c.closed >= out_.from) {
                k.outcomes[static_cast<std::size_t>(*c.result)] += 1;
                everybody[static_cast<std::size_t>(*c.result)] += 1;
                other += *c.result == outcome::other ? 1 : 0;
                withdrawn += c.withdrawn ? 1 : 0;
            }
            if (c.withdrawn && c.closed) {
                until_withdrawn.add(days_between(c.received, *c.closed));
            }
        }
        for (auto& [who, k] : classes) {
            if (std::accumulate(k.outcomes.begin(), k.outcomes.end(), 0.0) <= 0) {
                k.outcomes = everybody;
            }
            m.classes.push_back(k);
        }
        m.withdrawal.share_of_other = other > 0 ? rounded(withdrawn / other) : 0;
        if (until_withdrawn.ended() >= few) {
            m.withdrawal.after_calendar_days = keep(length_of(
                until_withdrawn, 0.5, "withdrawal.after_calendar_days", "受理后至撤回（日历日）"));
        }
    }

    distribution keep(fitted_length&& one) {
        out_.lengths.push_back(std::move(one));
        return out_.lengths.back().law;
    }

    // --- steps: log_steps.ipp --------------------------------------------------------------------

    void fit_steps();
    void fit_worked_steps();
    void fit_teams();
    void fit_days_in_hand();
    [[nodiscard]] double moment_of(instant at) const;
    void learn_clock();
    void fit_halts();
    void fit_correction();
    void fit_opinions();
    void fit_fees();
    [[nodiscard]] std::size_t step_before(matter what) const;

    /// What was open when years began: a run of a year begins with it.
    void open_the_books() {
        auto& start = out_.model.start;
        for (int year = year_of(out_.from); year <= year_of(plan_.as_of) + 1; ++year) {
            auto const first = first_day_of(year);
            if (first < out_.from || plus_days(first, -1) > plan_.as_of) {
                continue;
            }
            open_by_class open{};
            for (auto const& c : all_) {
                open[static_cast<std::size_t>(c.column)] +=
                    c.received < first && (!c.closed || *c.closed >= first) ? 1 : 0;
            }
            if (!start.open) {
                start.open = open;
                start.year = year;
            } else {
                start.later.push_back({year, open});
            }
        }
    }

    // --- extensions and reviews ------------------------------------------------------------------

    void fit_extension() {
        auto& x = out_.model.extension;
        std::vector<int> left;
        std::vector<int> after;
        std::map<int, int> granted;
        for (auto const& c : all_) {
            if (c.extended_after_days) {
                after.push_back(*c.extended_after_days);
                left.push_back(c.extended_with_days_left.value_or(0));
                ++granted[c.extension_days];
            }
        }
        if (left.size() < 3) {
            x.rule = extension_rule::never;
            assume("no extensions: " + std::to_string(left.size()) + " of " +
                       std::to_string(out_.received) + " had one",
                   "不延期：" + std::to_string(out_.received) + "件中仅" +
                       std::to_string(left.size()) + "件延期");
            return;
        }
        std::sort(left.begin(), left.end());
        std::sort(after.begin(), after.end());
        auto const most =
            std::max_element(granted.begin(), granted.end(),
                             [](auto const& a, auto const& b) { return a.second < b.second; });
        x.working_days = std::clamp(most->first, 1, out_.model.rules.extension_working_days);
        if (after[after.size() * 9 / 10] <= 2) {
            x.rule = extension_rule::always;
            assume("every reply is extended as soon as the application is there",
                   "一律于收件后即延期");
            return;
        }
        x.rule = extension_rule::days_left;
        x.working_days_left =
            std::clamp(left[left.size() / 2], 0, out_.model.rules.reply_working_days);
        assume("extended when " + std::to_string(x.working_days_left) + " working days are left (" +
                   std::to_string(left.size()) +
                   " extensions, half of them by then); why others were "
                   "not is in no log",
               "剩" + std::to_string(x.working_days_left) + "个工作日时延期（共" +
                   std::to_string(left.size()) +
                   "件，过半不迟于此）；其他各件为何不延期，记录中看不出");
    }

    void fit_reviews() {
        auto& r = out_.model.review;
        double replies = 0;
        double filed = 0;
        std::array<double, 3> results{};
        seen_lengths until_filed;
        seen_lengths until_decided;
        for (auto const& c : all_) {
            if (!c.replied) {
                continue;
            }
            // What was answered just now cannot have come to a review yet.
            bool const old = days_between(*c.closed, plan_.as_of) >= 60;
            replies += old ? 1 : 0;
            if (c.reviews.empty()) {
                continue;
            }
            filed += old ? 1 : 0;
            auto const& first = c.reviews.front();
            until_filed.add(days_between(*c.closed, first.filed));
            until_decided.add(days_between(first.filed, first.decided.value_or(plan_.as_of)),
                              first.decided.has_value());
            if (first.result) {
                results[std::min(static_cast<std::size_t>(*first.result), results.size() - 1)] += 1;
            }
        }
        if (filed < 1) {
            return;
        }
        r.share = rounded(std::min(filed / replies, 1.0));
        if (std::accumulate(results.begin(), results.end(), 0.0) > 0) {
            r.results = results;
        }
        if (until_filed.ended() >= few) {
            r.filed_after_calendar_days =
                keep(length_of(until_filed, 0.5, "review.filed_after_calendar_days",
                               "答复后至申请复议（日历日）"));
        }
        if (until_decided.ended() >= few) {
            r.decided_after_calendar_days =
                keep(length_of(until_decided, 0.5, "review.decided_after_calendar_days",
                               "申请复议至复议决定（日历日）"));
        }
    }

    // --- how sure ---------------------------------------------------------------------------------

    void fit_uncertainty() {
        auto& u = out_.model.uncertainty;
        u.outcomes_seen = static_cast<int>(std::min<std::int64_t>(out_.closed, 1'000'000'000));
        // Arrivals of this year and the last are counted; what other offices' years do is known too.
        level_filter level;
        auto const years = static_cast<double>(days_between(out_.from, out_.as_of) + 1) / 365.25;
        level.add(static_cast<double>(out_.received) / std::max(years, 0.25));
        auto const outlook = level.outlook();
        u.arrivals = rounded(outlook.level);
        u.year_to_year = rounded(outlook.year);
        u.growth = rounded(outlook.growth_sd);
        u.arrivals_from = year_of(plan_.as_of) + 1;
        auto& a = out_.model.arrivals;
        a.growth_per_year = rounded(outlook.growth);
        a.later = {{year_of(plan_.as_of) + 1, rounded(1 + outlook.growth)}};
        assume("arrivals grow by a tenth a year and differ from year to year as those of other "
               "agencies do: "
               "one log is too short to say",
               "新收件数每年增长一成、年际波动与其他行政机关相当：单份记录太短，看不出");
        u.wait = rounded(deviation_of_means(
            [](told_course const& c, working_clock const& clock) -> std::optional<double> {
                if (!c.replied || !c.halts.empty()) {
                    return std::nullopt;
                }
                return clock.between(c.received, *c.closed);
            }));
        if (!out_.teams.empty()) {
            u.work = rounded(deviation_of_means(
                [](told_course const& c, working_clock const&) -> std::optional<double> {
                    if (c.work.empty()) {
                        return std::nullopt;
                    }
                    double hours = 0;
                    for (auto const& w : c.work) {
                        hours += w.hours;
                    }
                    return hours;
                }));
            // With queues in the model, days in hand that differ by month come of them.
            u.wait = std::min(u.wait, u.work);
        }
        u.wait = std::min(u.wait, 1.0);
        u.work = std::min(u.work, 1.0);
    }

    /// Relative standard deviation of the mean, from means of months: what lies together in time is
    /// alike (queues), so single lengths would say too much.
    template <class Of>
    [[nodiscard]] double deviation_of_means(Of&& of) const {
        std::map<int, std::pair<double, int>> by_month;
        double sum = 0;
        int n = 0;
        for (auto const& c : all_) {
            if (!counts(c)) {
                continue;
            }
            if (auto const x = of(c, clock_)) {
                auto& b = by_month[year_of(c.received) * 12 +
                                   static_cast<int>(c.received.month().as_number())];
                b.first += *x;
                ++b.second;
                sum += *x;
                ++n;
            }
        }
        if (n == 0 || sum <= 0 || by_month.size() < 3) {
            return 0.3;
        }
        auto const mean = sum / n;
        double squares = 0;
        for (auto const& [month, b] : by_month) {
            auto const part = static_cast<double>(b.second) / n;
            squares += part * part * std::pow(b.first / b.second - mean, 2);
        }
        auto const batches = static_cast<double>(by_month.size());
        return std::sqrt(squares * batches / (batches - 1)) / mean;
    }

    std::vector<told_course> all_;
    log_fit_plan const& plan_;
    working_clock const& clock_;
    fitted_log out_{};
    double day_begins_ = 9 * 3600;  ///< by the clock, in seconds
    double day_lasts_ = 8 * 3600;
    std::vector<std::size_t> wait_before_{};  ///< step of the wait before each stretch of work
    std::vector<std::size_t> work_at_{};      ///< step of each stretch of work
};

}  // namespace detail

}  // namespace qixian::inline v0
