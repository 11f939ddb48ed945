// How a run begins and what is left lying: due days of the first weeks, a run-up that is too short, and
// half-done work of people who have gone.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include "judged.hpp"
#include "offices.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/runs.hpp"
#include "qixian/simulation/sensitivity.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

double sum_of(std::vector<double> const& of, std::size_t from, std::size_t to) {
    return std::accumulate(of.begin() + static_cast<std::ptrdiff_t>(from),
                           of.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
}

TEST(January, has_the_due_days_of_what_was_answered_in_december) {
    office_model m{.name = "even", .years = {2025, 2025}};
    m.arrivals.per_year = 2000;
    class_model one;
    one.outcomes[static_cast<std::size_t>(outcome::granted)] = 1;
    m.classes.push_back(one);
    m.steps.push_back({.name = "wait", .wait_working_days = {length_law::lognormal, 5, 2}});
    auto const warm = answer_of(m, 40);
    auto const open = warm.scenarios[0].years[0].table3[carried_in_row][class_count].mean.mean;
    m.start.open = open_by_class{static_cast<int>(std::lround(open))};
    auto const given = answer_of(m, 40);
    auto const due_in_january = [](simulation_answer const& said) {
        return sum_of(said.scenarios[0].years[0].due.mean, 0, 31);
    };
    // As many as after a run before the year, and so many that there is no mistaking it for none.
    EXPECT_GT(due_in_january(warm), 100);
    EXPECT_NEAR(due_in_january(given), due_in_january(warm), 0.08 * due_in_january(warm));
    EXPECT_NEAR(given.scenarios[0].years[0].came_due.mean, warm.scenarios[0].years[0].came_due.mean,
                0.02 * warm.scenarios[0].years[0].came_due.mean);
}

TEST(Run_before_the_first_year, that_is_too_short_near_full_load_is_told) {
    // One person, asked for 97 % of the time: the queue needs years to become what it will be.
    auto m = one_desk(7.76, {length_law::exponential, 1}, 1, 2025, 248);
    m.start.warm_up_calendar_days = 60;
    auto const soon = answer_of(m, 200).scenarios[0];
    EXPECT_TRUE(soon.unsettled || !soon.unstable.empty());
    EXPECT_TRUE(soon.unsettled);
    m.start.warm_up_calendar_days = 1500;
    auto const late = answer_of(m, 200).scenarios[0];
    EXPECT_FALSE(late.unsettled);
    EXPECT_GT(late.years[0].late_of_due.mean.mean, soon.years[0].late_of_due.mean.mean);
    // Where there is time enough, two months are enough.
    auto easy = one_desk(4, {length_law::exponential, 1}, 1, 2025, 248);
    EXPECT_FALSE(answer_of(easy, 200).scenarios[0].unsettled);
    // An office that grows by itself is not told that it does.
    m.start.warm_up_calendar_days = 60;
    m.arrivals.growth_per_year = 0.01;
    EXPECT_FALSE(answer_of(m, 50).scenarios[0].unsettled);
}

TEST(Burst, of_one_day_is_no_growth_without_end) {
    auto m = one_desk(6, {length_law::exponential, 1}, 1, 2025, 248);
    m.arrivals.mass = {.applications = 300, .from = day(20250401), .to = day(20250401)};
    EXPECT_TRUE(answer_of(m, 60).scenarios[0].unstable.empty());
}

/// Four people; from March on one of them is gone for good.
office_model one_leaves(hand_over_model const& rule) {
    auto m = one_desk(4, {length_law::fixed, 4}, 4, 2025, 248);
    m.teams[0].leave = {{.people = 1, .from = day(20250303), .to = day(20251231)}};
    m.teams[0].hand_over = rule;
    m.extension.rule = extension_rule::never;
    return m;
}

TEST(Hand_over, answers_what_would_lie_in_the_desk_of_who_has_left) {
    int stranded = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        auto const overdue = [&](hand_over_model const& rule) {
            auto const made = office::make(one_leaves(rule));
            return made->run({.seed = seed}).years[0].overdue_open;
        };
        stranded += static_cast<int>(overdue({}));
        EXPECT_EQ(overdue({.after_working_days = 3}), 0) << seed;
    }
    EXPECT_GT(stranded, 3);  // it lay there whenever that person was busy as the leave began
}

TEST(Hand_over, does_no_work_twice_but_what_reading_costs) {
    // Whoever is away every tenth day hands over at once: the work in all is what it was.
    auto m = one_desk(4, {length_law::fixed, 12}, 8, 2025, 248);
    m.teams[0].absent_share = 0.1;
    auto const busy = [&](hand_over_model const& rule) {
        m.teams[0].hand_over = rule;
        auto const made = office::make(m);
        auto const y = made->run({.seed = 2}).years[0];
        return std::accumulate(y.teams[0].busy.begin(), y.teams[0].busy.end(), 0.0) / 1024;
    };
    auto const kept = busy({});
    EXPECT_NEAR(busy({.after_working_days = 1}), kept, 0.01 * kept);
    auto const read = busy({.after_working_days = 1, .extra_hours = 4});
    EXPECT_GT(read, 1.02 * kept);
    EXPECT_LT(read, 1.5 * kept);
}

TEST(Hand_over, puts_it_at_the_head_of_the_queue) {
    // One of two leaves; everybody else waits for weeks.
    auto m = one_desk(3, {length_law::fixed, 8}, 2, 2025, 248);
    m.teams[0].leave = {{.people = 1, .from = day(20250602), .to = day(20251231)}};
    m.teams[0].hand_over = {.after_working_days = 2};
    std::map<std::string, date> received;
    std::map<std::string, date> closed;
    auto const made = office::make(m);
    static_cast<void>(made->run({.seed = 4}, [&](entry const& e) {
        (e.what == event::received ? received : closed)[e.application] = e.on;
    }));
    // Nobody who came after the leave was answered before everybody whose work had begun by then.
    date last_of_begun{};
    for (auto const& [name, on] : closed) {
        if (received.at(name) < day(20250301)) {
            last_of_begun = std::max(last_of_begun, on);
        }
    }
    for (auto const& [name, on] : closed) {
        if (received.at(name) >= day(20250602)) {
            EXPECT_GE(on, last_of_begun) << name;
        }
    }
}

TEST(Sensitivity, varies_how_far_lengths_spread) {
    auto m = full_office();
    m.steps[0].wait_working_days = {length_law::lognormal, 3, 2};
    m.steps[0].team.reset();
    auto const all = sensitivity_scenarios({.name = "base", .office = m});
    auto const found = std::count_if(all.begin(), all.end(), [](scenario const& s) {
        return s.name.ends_with("lognormal.deviation*1.5");
    });
    EXPECT_GE(found, 1);
    for (auto const& s : all) {
        if (s.name.ends_with("wait_working_days.lognormal.deviation*1.5")) {
            EXPECT_EQ(s.office.steps[0].wait_working_days.mean, 3);
            EXPECT_EQ(s.office.steps[0].wait_working_days.deviation, 3);
        }
    }
}

}  // namespace
