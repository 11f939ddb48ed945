// Offices whose answers are known without any simulation: queues with closed formulas, Little's law,
// and an office so plain that its days can be counted by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>

#include "offices.hpp"
#include "qixian/simulation/answers.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

constexpr int working_days_2021 = 250;
constexpr double hours = 8;

/// How many of the seeds print a 95 % interval that holds the truth.
struct coverage {
    int held = 0;
    int of = 0;
};

coverage covers(office_model const& m, std::function<estimate(year_answer const&)> const& of,
                double truth) {
    std::vector<scenario> const scenarios{{.name = "base", .office = m}};
    auto const made = office::make(m);
    EXPECT_TRUE(made.ok());
    std::vector<office> const offices{*made};
    coverage out{.of = static_cast<int>(seeds_of(200))};
    for (int seed = 1; seed <= out.of; ++seed) {
        auto const s = static_cast<std::uint64_t>(seed);
        auto const done = run_all(offices, {.seed = s, .replications = 20});
        auto const said = of(answers_of(scenarios, offices, done, s).scenarios[0].years[0]);
        out.held += said.low <= truth && truth <= said.high ? 1 : 0;
    }
    return out;
}

estimate wait_of(year_answer const& y) { return y.teams[0].wait_hours; }

/// Erlang's C: that all of `servers` are busy.
double all_busy(int servers, double offered) {
    double sum = 0;
    double term = 1;
    for (int k = 0; k < servers; ++k) {
        sum += term;
        term *= offered / (k + 1);
    }
    auto const last = term / (1 - offered / servers);
    return last / (sum + last);
}

TEST(KnownAnswers, the_threshold_is_the_one_that_a_true_interval_misses_once_in_400_runs) {
    EXPECT_EQ(least_held(200), 181);
}

TEST(KnownAnswers, waiting_times_of_one_server_with_exponential_work) {
    double const rate = 8.0 / hours;  // an hour
    double const work = 0.7 / rate;
    auto const m = one_desk(8, {length_law::exponential, work}, 1, 2021, working_days_2021);
    auto const got = covers(m, wait_of, 0.7 * work / (1 - 0.7));
    EXPECT_GE(got.held, least_held(got.of)) << got.held << " of " << got.of;
}

TEST(KnownAnswers, waiting_times_of_three_servers_with_exponential_work) {
    double const rate = 12.0 / hours;
    double const work = 3 * 0.8 / rate;
    auto const m = one_desk(12, {length_law::exponential, work}, 3, 2021, working_days_2021);
    auto const truth = all_busy(3, rate * work) * work / (3 - rate * work);
    auto const got = covers(m, wait_of, truth);
    EXPECT_GE(got.held, least_held(got.of)) << got.held << " of " << got.of;
}

TEST(KnownAnswers, waiting_times_of_one_server_with_any_work_follow_pollaczek_and_khinchine) {
    double const rate = 8.0 / hours;
    for (auto const& work :
         {distribution{length_law::lognormal, 0.6, 0.6},
          distribution{length_law::uniform, 0.1, 1.1}, distribution{length_law::fixed, 0.6},
          distribution{length_law::empirical, 0, 0, {0.2, 1.5}, {9, 4}}}) {
        auto const m = one_desk(8, work, 1, 2021, working_days_2021);
        auto const truth = rate * mean_square_of(work) / 2 / (1 - rate * mean_of(work));
        auto const got = covers(m, wait_of, truth);
        EXPECT_GE(got.held, least_held(got.of))
            << got.held << " of " << got.of << ", law " << static_cast<int>(work.shape);
    }
}

TEST(KnownAnswers, people_are_busy_as_much_as_work_arrives) {
    auto m = one_desk(8, {length_law::lognormal, 0.6, 0.6}, 1, 2021, working_days_2021);
    auto const got = covers(
        m, [](year_answer const& y) { return y.teams[0].busy_share; }, 0.6);
    EXPECT_GE(got.held, least_held(got.of)) << got.held << " of " << got.of;
    EXPECT_NEAR(loads_of(m)[0].ratio(), 0.6, 1e-12);
}

TEST(KnownAnswers, ten_working_days_in_hand_hold_ten_days_of_arrivals_as_little_says) {
    auto m = one_desk(4, {}, 1, 2021, working_days_2021);
    m.steps = {{.name = "wait", .wait_working_days = {length_law::fixed, 10}}};
    m.teams.clear();
    // At the end of a working day exactly the arrivals of the last ten of them are open. Days of
    // rest look at the same ten, so the average over the year is 10 days of 4 applications.
    auto const open = covers(
        m, [](year_answer const& y) { return y.open_on_average.mean; }, 40);
    EXPECT_GE(open.held, least_held(open.of)) << open.held << " of " << open.of;

    // L = lambda W, in calendar days, replication by replication: what is open day by day is what was
    // closed, with its days in hand, but for what lies across the two ends of the year.
    auto const made = office::make(m);
    ASSERT_TRUE(made.ok());
    for (std::uint32_t r = 0; r < 20; ++r) {
        auto const y = made->run({.seed = 5, .replication = r}).years[0];
        double sum = 0;
        for (auto const n : y.open) {
            sum += n;
        }
        auto const closed = static_cast<double>(y.on_time + y.late);
        auto const w = static_cast<double>(y.days_in_hand) / closed;
        auto const l = sum / 365;
        auto const lambda = static_cast<double>(y.table[new_row][class_count]) / 365;
        EXPECT_NEAR(l, lambda * w, 0.04 * l);
    }
}

TEST(KnownAnswers, an_office_counted_by_hand) {
    // From 2025-09-01 one application a working day, thirty in all. One person needs two whole days
    // for each: the k-th is answered 2k working days after the first came in. The first comes on
    // Monday 1 September, which is working day 1; replies fall on working days 3, 5, 7 … 61, due days
    // on working days 21, 22 … 50. So the 19th (day 39, due on day 39) is the last in time, and 11 are late.
    auto m = one_desk(1, {length_law::fixed, 16}, 1, 2025, 250);
    m.arrivals.per_year = 0;
    m.arrivals.mass = {.applications = 30, .from = day(20250901), .to = day(20251016)};
    auto const made = office::make(m);
    ASSERT_TRUE(made.ok());
    std::map<std::string, std::pair<date, date>> lives;
    auto const got = made->run({}, [&](entry const& e) {
        auto& one = lives[e.application];
        (e.what == event::received ? one.first : one.second) = e.on;
    });
    // September 2025 has 22 working days, 28 September (a Sunday) and 11 October (a Saturday) are
    // worked, 1 to 8 October are off.
    std::vector<date> days;
    for (date d = day(20250901); d <= day(20251231); d = plus_days(d, 1)) {
        auto const weekday = d.day_of_week().as_number();
        bool const weekend = weekday == 0 || weekday == 6;
        bool const off = d >= day(20251001) && d <= day(20251008);
        bool const made_up = d == day(20250928) || d == day(20251011);
        if ((!weekend && !off) || made_up) {
            days.push_back(d);
        }
    }
    ASSERT_EQ(lives.size(), 30U);
    for (std::size_t k = 1; k <= 30; ++k) {
        auto const& one = lives["S-" + std::to_string(k)];
        EXPECT_EQ(one.first, days[k - 1]) << k;
        EXPECT_EQ(one.second, days[2 * k]) << k;
    }
    EXPECT_EQ(got.years[0].on_time, 19);
    EXPECT_EQ(got.years[0].late, 11);
    EXPECT_EQ(got.years[0].table[carried_out_row(form::form_2021)][class_count], 0);
    // Waiting: the k-th came at the end of day k at the latest and began on day 2k - 1.
    EXPECT_EQ(got.years[0].teams[0].started, 30);
    auto const waited = static_cast<double>(got.years[0].teams[0].wait_ticks) / ticks_per_day;
    EXPECT_NEAR(waited, 435, 30);  // 0 + 1 + … + 29, and the hours of arrival
    // Sixty whole days of work.
    std::int64_t busy = 0;
    for (auto const n : got.years[0].teams[0].busy) {
        busy += n;
    }
    EXPECT_NEAR(static_cast<double>(busy) / 1024, 60, 0.2);
}

}  // namespace
