// Several offices in one run: what each draws, and what their sum is made of.
#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "offices.hpp"
#include "qixian/simulation/kept_run.hpp"
#include "qixian/simulation/many.hpp"
#include "qixian/simulation/parts.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

/// Everything waits, nobody queues: quick, and so many that chance matters little.
office_model waiting_office(double per_year) {
    office_model m{.name = "waiting", .years = {2025, 2025}};
    m.arrivals.per_year = per_year;
    class_model k;
    k.outcomes[static_cast<std::size_t>(outcome::granted)] = 1;
    m.classes.push_back(k);
    m.steps.push_back({.name = "wait", .wait_working_days = {length_law::exponential, 5}});
    m.start.warm_up_calendar_days = 60;
    return m;
}

office_kind kind_of(std::string name, office_model const& m, int weight = 1) {
    return {.name = std::move(name), .weight = weight, .scenarios = {{"base", "", m}}};
}

offices_plan plan_of(std::vector<office_kind> kinds, double correlation = 1,
                     offices_wish const& wish = {}) {
    offices_read read;
    read.list.correlation = correlation;
    read.list.offices = std::move(kinds);
    return *plan_offices(std::move(read), wish);
}

replication_set run_of(offices_plan const& plan, std::uint32_t replications, unsigned threads = 1) {
    auto const offices = *make_offices(plan);
    return run_all(offices,
                   {.replications = replications, .threads = threads, .places = plan.places});
}

std::vector<std::int64_t> numbers_of(tally const& t) {
    std::vector<std::int64_t> out;
    for_each_count(t, [&](auto n) { out.push_back(n); });
    return out;
}

std::vector<double> received(std::vector<tally> const& of) {
    std::vector<double> out;
    for (auto const& t : of) {
        out.push_back(static_cast<double>(t.years[0].table[new_row][class_count]));
    }
    return out;
}

double correlation_of(std::vector<double> const& a, std::vector<double> const& b) {
    double ma = 0;
    double mb = 0;
    auto const n = static_cast<double>(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        ma += a[i] / n;
        mb += b[i] / n;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / std::sqrt(aa * bb);
}

/// Of what two offices receive in 200 replications.
double correlation_when(double said, uncertainty_model const& unknown) {
    auto m = waiting_office(400);
    m.arrivals.year = 2023;  // so that growth has begun
    m.uncertainty = unknown;
    auto const done = run_of(plan_of({kind_of("a", m), kind_of("b", m)}, said), 200, 2);
    return correlation_of(received(done.tallies[0]), received(done.tallies[1]));
}

TEST(Many, the_sum_is_what_adding_by_hand_gives) {
    auto one = full_office();
    auto two = waiting_office(300);
    two.years = one.years;
    auto const plan = plan_of({kind_of("one", one), kind_of("two", two, 2)});
    auto const done = run_of(plan, 3, 2);
    auto const offices = *make_offices(plan);
    auto const said = answers_of_many(plan, offices, done, 1);
    ASSERT_EQ(said.sum.scenarios.size(), 1U);
    for (std::size_t y = 0; y < 2; ++y) {
        auto const& sum = said.sum.scenarios[0].years[y];
        std::array<double, 5>
            by_hand{};  // received, 4, missed, came due, people at work on 10 March
        for (std::uint32_t r = 0; r < 3; ++r) {
            // Agencies are numbered through all offices: 0 is of the first, 1 and 2 of the second.
            for (std::uint32_t agency = 0; agency < 3; ++agency) {
                auto const t = *office::make(agency == 0 ? one : two);
                auto const of = t.run({.agency = agency, .replication = r}).years[y];
                by_hand[0] += static_cast<double>(of.table[new_row][class_count]);
                by_hand[1] += static_cast<double>(of.table[carried_out_row(of.shape)][class_count]);
                by_hand[2] += static_cast<double>(of.due[70]);
                by_hand[3] += static_cast<double>(of.came_due);
                for (auto const& team : of.teams) {
                    by_hand[4] += static_cast<double>(team.busy[68]) / 1024;
                }
            }
        }
        EXPECT_NEAR(sum.received.mean.mean, by_hand[0] / 3, 1e-9);
        EXPECT_NEAR(sum.carried_out.mean.mean, by_hand[1] / 3, 1e-9);
        EXPECT_NEAR(sum.due.mean[70], by_hand[2] / 3, 1e-9);
        EXPECT_NEAR(sum.came_due.mean, by_hand[3] / 3, 1e-9);
        EXPECT_NEAR(sum.busy.mean[68], by_hand[4] / 3, 1e-9);
        EXPECT_GT(by_hand[4], 0);
        EXPECT_TRUE(sum.teams.empty());
    }
}

TEST(Many, a_weight_is_the_model_named_so_many_times) {
    auto m = full_office();
    m.agencies = 2;
    m.uncertainty = {.arrivals = 0.1, .year_to_year = 0.2, .growth = 0.05, .work = 0.1};
    for (double const correlation : {0.0, 0.5, 1.0}) {
        auto const weighed = plan_of({kind_of("a", m, 3), kind_of("b", m)}, correlation);
        auto const named = plan_of(
            {kind_of("a", m), kind_of("a2", m), kind_of("a3", m), kind_of("b", m)}, correlation);
        auto const one = run_of(weighed, 4, 3);
        auto const other = run_of(named, 4);
        for (std::size_t r = 0; r < 4; ++r) {
            auto sum = other.tallies[0][r];
            add_to(sum, other.tallies[1][r]);
            add_to(sum, other.tallies[2][r]);
            EXPECT_EQ(numbers_of(one.tallies[0][r]), numbers_of(sum)) << correlation;
            EXPECT_EQ(numbers_of(one.tallies[1][r]), numbers_of(other.tallies[3][r]));
        }
    }
}

TEST(Many, arrivals_go_together_as_far_as_is_said) {
    for (auto const& unknown :
         {uncertainty_model{.year_to_year = 0.3}, uncertainty_model{.arrivals = 0.3},
          uncertainty_model{.growth = 0.15}}) {
        EXPECT_NEAR(correlation_when(0, unknown), 0, 0.22);
        EXPECT_NEAR(correlation_when(0.5, unknown), 0.5, 0.2);
        EXPECT_GT(correlation_when(1, unknown), 0.9);
    }
}

TEST(Many, what_is_not_of_arrivals_is_every_office_s_own) {
    auto m = waiting_office(400);
    m.uncertainty.wait = 0.5;
    auto const done = run_of(plan_of({kind_of("a", m), kind_of("b", m)}, 1), 200, 2);
    auto const in_hand = [&](std::size_t of) {
        std::vector<double> out;
        for (auto const& t : done.tallies[of]) {
            out.push_back(static_cast<double>(t.years[0].days_in_hand));
        }
        return out;
    };
    EXPECT_NEAR(correlation_of(in_hand(0), in_hand(1)), 0, 0.22);
}

TEST(Many, offices_that_go_wholly_together_draw_the_arrivals_that_each_has_alone) {
    auto m = full_office();
    m.uncertainty = {.arrivals = 0.1, .year_to_year = 0.2, .growth = 0.05};
    auto const alone = run_all(std::vector{*office::make(m)}, {.replications = 3});
    auto const together = run_of(plan_of({kind_of("a", m), kind_of("b", m)}, 1), 3);
    auto const apart = run_of(plan_of({kind_of("a", m), kind_of("b", m)}, 0), 3);
    for (std::size_t r = 0; r < 3; ++r) {
        EXPECT_EQ(numbers_of(alone.tallies[0][r]), numbers_of(together.tallies[0][r]));
        EXPECT_NE(numbers_of(alone.tallies[0][r]), numbers_of(apart.tallies[0][r]));
        EXPECT_NE(numbers_of(together.tallies[0][r]), numbers_of(together.tallies[1][r]));
    }
}

TEST(Many, a_scenario_that_an_office_lacks_is_its_base_and_is_run_once) {
    auto m = waiting_office(200);
    auto busier = m;
    busier.arrivals.per_year *= 2;
    auto a = kind_of("a", m);
    a.scenarios.push_back({"busier", "", busier});
    auto const plan = plan_of({a, kind_of("b", m)}, 1, {.scenarios = {"base", "busier"}});
    ASSERT_EQ(plan.runs.size(), 3U);
    EXPECT_EQ(plan.run_of[0][1], plan.run_of[1][1]);
    auto const done = run_of(plan, 5);
    auto const offices = *make_offices(plan);
    auto const said = answers_of_many(plan, offices, done, 1);
    EXPECT_EQ(said.offices[1].lacks, std::vector<std::string>{"busier"});
    EXPECT_TRUE(said.offices[0].lacks.empty());
    EXPECT_EQ(said.offices[1].said.scenarios.size(), 1U);
    auto const mean = [&](std::size_t s) {
        return said.sum.scenarios[s].years[0].received.mean.mean;
    };
    EXPECT_NEAR(mean(1) - mean(0),
                said.offices[0].said.scenarios[1].years[0].received.mean.mean -
                    said.offices[0].said.scenarios[0].years[0].received.mean.mean,
                1e-9);
    EXPECT_NEAR(mean(1) - mean(0), 200, 40);
}

TEST(Many, offices_of_different_years_are_refused_unless_all_get_the_same) {
    auto a = waiting_office(100);
    auto b = a;
    b.years = {2024, 2025};
    offices_read read;
    read.list.offices = {kind_of("a", a), kind_of("b", b)};
    read.list.offices[1].file = "b.toml";
    auto const bad = plan_offices(read, {});
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().what, code::bad_model);
    EXPECT_EQ(bad.error().file, "b.toml");
    EXPECT_EQ(bad.error().field, "years");
    EXPECT_TRUE(plan_offices(read, {.years = year_span{2026, 2026}}));
}

TEST(Many, a_run_that_is_kept_goes_on_where_it_was) {
    auto const folder = std::filesystem::path(testing::TempDir()) / "qixian-kept-run";
    std::filesystem::remove_all(folder);
    auto m = waiting_office(100);
    m.uncertainty.year_to_year = 0.2;
    auto const plan = plan_of({kind_of("a", m, 2), kind_of("b", m)}, 0.3);
    auto const offices = *make_offices(plan);
    auto const head = head_of_run(plan.runs, 1, 12, plan.places);
    run_plan const how{.replications = 12, .threads = 2, .places = plan.places};
    auto const text = [&](replication_set const& set) { return write_part(head, set, 0, 1); };
    auto const whole = text(run_all(offices, how));
    // Stopped after some.
    int asked = 0;
    auto stops = how;
    stops.stop = [&] { return ++asked > 1; };
    ASSERT_TRUE(run_kept(plan.runs, offices, stops, folder.string(), head));
    auto const on = run_kept(plan.runs, offices, how, folder.string(), head);
    ASSERT_TRUE(on);
    EXPECT_EQ(text(*on), whole);
    // What is lost is lived again, what is left half written is written over.
    auto const any = std::filesystem::directory_iterator(folder)->path();
    std::filesystem::remove(any);
    std::ofstream(folder / "1-of-1-0000000.new") << "half";
    auto const again = run_kept(plan.runs, offices, how, folder.string(), head);
    ASSERT_TRUE(again);
    EXPECT_EQ(text(*again), whole);
    // Another seed is another run.
    auto const other = run_kept(plan.runs, offices, how, folder.string(),
                                head_of_run(plan.runs, 2, 12, plan.places));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().what, code::parts_differ);
    auto loose = plan;
    for (auto& each : loose.places) {
        each.correlation = 0.4;
    }
    EXPECT_NE(head_of_run(plan.runs, 1, 12, loose.places).digest, head.digest);
    std::filesystem::remove_all(folder);
}

}  // namespace
