// Late is who was not answered when the day came, whoever answers whom: lateness by due day, and when
// an office is said to fall behind.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "offices.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/runs.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

scenario_answer answer_for(office_model const& m, std::uint32_t replications = 30) {
    auto made = office::make(m);
    EXPECT_TRUE(made.ok()) << made.error().field << " " << made.error().detail;
    std::array const offices{std::move(made).value()};
    std::array const scenarios{scenario{.name = "base", .office = m}};
    auto const done = run_all(offices, {.replications = replications});
    return answers_of(scenarios, offices, done, 1).scenarios.front();
}

/// One person, busy for about `load` of the time.
office_model desk_at(double load, int year = 2025) {
    auto m = one_desk(1, {length_law::exponential, 8 * load}, 1, year, 248);
    m.start.warm_up_calendar_days = 365;
    return m;
}

TEST(Lateness, where_nobody_works_everything_that_comes_due_is_late) {
    auto m = desk_at(0.5);
    m.teams[0].leave.push_back({1, day(20240101), day(20251231)});
    auto const said = answer_for(m);
    auto const& y = said.years.front();
    EXPECT_GT(y.late_of_due.mean.mean, 0.999);
    EXPECT_EQ(y.late_share.mean.mean, 0);  // nothing was closed, so nothing was closed late
    EXPECT_GT(y.overdue_open.mean.mean, 200);
    EXPECT_EQ(said.unstable, std::vector<std::string>{"desk"});
    EXPECT_TRUE(said.falls_behind);
}

TEST(Lateness, an_office_with_time_to_spare_falls_behind_in_nothing) {
    auto const said = answer_for(desk_at(0.5));
    EXPECT_LT(said.years.front().late_of_due.mean.mean, 0.001);
    EXPECT_TRUE(said.unstable.empty());
    EXPECT_FALSE(said.falls_behind);
    // All that were received but the last weeks' come due, and the last weeks' of the year before.
    auto const& y = said.years.front();
    EXPECT_NEAR(y.came_due.mean, y.received.mean.mean, 6);
}

TEST(Lateness, a_year_has_the_same_due_days_whether_the_run_goes_on_or_not) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        auto m = random_office(seed);
        m.years.last = m.years.first;
        auto const alone = office::make(m);
        m.years.last = m.years.first + 1;
        auto const with_next = office::make(m);
        ASSERT_TRUE(alone.ok() && with_next.ok()) << seed;
        auto const one = alone->run({.seed = seed}).years[0];
        auto const two = with_next->run({.seed = seed}).years[0];
        // Who is extended or asked to correct after the year has another day then.
        EXPECT_LE(one.missed, two.came_due) << seed;
        EXPECT_LE(one.missed, two.missed) << seed;
        EXPECT_EQ(one.overdue_open, two.overdue_open) << seed;
    }
}

TEST(Lateness, what_comes_in_one_day_is_no_growth_without_end) {
    auto m = desk_at(0.6);
    m.arrivals.mass = {.applications = 60, .from = day(20251118), .to = day(20251118)};
    auto const said = answer_for(m);
    EXPECT_GT(said.years.front().carried_out.mean.mean, 20);
    EXPECT_TRUE(said.unstable.empty());
    // … and an office that is asked for more than it can do is said to be one, burst or not.
    EXPECT_EQ(answer_for(desk_at(1.2)).unstable, std::vector<std::string>{"desk"});
}

TEST(Lateness, growth_belongs_to_calendar_years) {
    auto m = desk_at(0.5, 2023);
    m.arrivals.growth_per_year = 0.2;
    m.years = {2023, 2026};
    auto const all = office::make(m);
    auto const later = office::make(with_years(m, {2026, 2026}));
    auto const earlier = office::make(with_years(m, {2021, 2021}));
    ASSERT_TRUE(all.ok() && later.ok() && earlier.ok());
    EXPECT_DOUBLE_EQ(later->expected_on(day(20260407)), all->expected_on(day(20260407)));
    auto const whole = [](office const& of, int year) {
        double sum = 0;
        for (auto d = first_day_of(year); d <= last_day_of(year); d = plus_days(d, 1)) {
            sum += of.expected_on(d);
        }
        return sum;
    };
    EXPECT_NEAR(whole(*later, 2026), 248 * 1.2 * 1.2 * 1.2, 1e-6);
    EXPECT_NEAR(whole(*earlier, 2021), 248 / 1.2 / 1.2, 1e-6);
    // Asked again about other years, it still knows which year its figure is of.
    EXPECT_EQ(with_years(with_years(m, {2026, 2026}), {2024, 2025}).arrivals.year, 2023);
}

TEST(Lateness, a_run_begins_with_the_latest_opening_that_is_known) {
    auto m = desk_at(0.5, 2023);
    m.years = {2023, 2023};
    m.start.open = {{9, 0, 0, 0, 0, 0}};
    m.start.later = {{2024, open_by_class{4, 0, 0, 0, 0, 0}}};
    auto const carried_in = [&](int first, int last) {
        auto const made = office::make(with_years(m, {first, last}));
        EXPECT_TRUE(made.ok());
        auto const t = made->run({.seed = 7});
        EXPECT_EQ(t.years.front().year, first);
        return t.years.front().table[carried_in_row][class_count];
    };
    EXPECT_EQ(carried_in(2023, 2024), 9);
    EXPECT_EQ(carried_in(2024, 2024), 4);
    EXPECT_EQ(opening_of(with_years(m, {2026, 2026}))->year, 2024);
    // Through 2024 to 2025: what 2024 carries out is what 2025 carries in.
    auto const both = office::make(with_years(m, {2024, 2025})).value().run({.seed = 7});
    EXPECT_EQ(carried_in(2025, 2025), both.years[1].table[carried_in_row][class_count]);
    // Before all that is known, the office warms up.
    EXPECT_FALSE(opening_of(with_years(m, {2022, 2023})).has_value());
    EXPECT_FALSE(office::make(with_years(m, {2022, 2022})).value().opening().has_value());
}

}  // namespace
