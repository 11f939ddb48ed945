// What is not known of an office: drawn by replication, told apart from chance, and the same whoever runs
// it.
#include <gtest/gtest.h>

#include <cmath>

#include "judged.hpp"
#include "offices.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/backtest.hpp"
#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/parts.hpp"
#include "qixian/simulation/runs.hpp"

namespace {

using namespace qixian;
using test::answer_of;

office_model plain_office(year_span years = {2026, 2026}) {
    office_model m{.name = "plain", .years = years};
    m.arrivals.per_year = 400;
    class_model one;
    one.outcomes[static_cast<std::size_t>(outcome::granted)] = 30;
    one.outcomes[static_cast<std::size_t>(outcome::not_held)] = 10;
    m.classes.push_back(one);
    m.steps.push_back({.name = "wait", .wait_working_days = {length_law::lognormal, 10, 5}});
    return m;
}

std::vector<double> received(office_model const& m, std::uint32_t replications, int year = 0) {
    auto const made = office::make(m);
    EXPECT_TRUE(made);
    std::vector<double> out;
    for (std::uint32_t r = 0; r < replications; ++r) {
        auto const t = made->run({.seed = 3, .replication = r});
        out.push_back(static_cast<double>(
            t.years[static_cast<std::size_t>(year)].table[new_row][class_count]));
    }
    return out;
}

TEST(uncertainty, of_a_level_spreads_the_years_as_it_says) {
    auto m = plain_office();
    m.uncertainty.arrivals = 0.3;
    auto const all = spread_of(received(m, 4000));
    // Poisson about a level: variances add up.
    auto const expected = std::sqrt(400 + std::pow(0.3 * 400, 2));
    EXPECT_NEAR(all.mean.mean, 400, 3 * expected / std::sqrt(4000));
    EXPECT_NEAR(all.deviation, expected, 0.05 * expected);
}

TEST(uncertainty, of_single_years_does_not_carry_over_and_that_of_a_level_does) {
    auto m = plain_office({2026, 2027});
    auto const correlation = [&](office_model const& of) {
        auto const a = received(of, 1500, 0);
        auto const b = received(of, 1500, 1);
        auto const ma = spread_of(a);
        auto const mb = spread_of(b);
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            sum += (a[i] - ma.mean.mean) * (b[i] - mb.mean.mean);
        }
        return sum / 1499 / ma.deviation / mb.deviation;
    };
    m.uncertainty.year_to_year = 0.4;
    EXPECT_NEAR(correlation(m), 0, 0.1);
    m.uncertainty = {.arrivals = 0.4};
    EXPECT_GT(correlation(m), 0.9);
}

TEST(uncertainty, gives_a_calendar_year_the_same_draw_whatever_range_is_asked_for) {
    auto m = with_years(plain_office({2026, 2026}), {2026, 2028});
    m.uncertainty = {.arrivals = 0.2, .year_to_year = 0.3, .growth = 0.1};
    m.start.open = open_by_class{};
    m.start.year = 2026;
    EXPECT_EQ(received(m, 5, 2), received(with_years(m, {2028, 2028}), 5, 0));
}

TEST(uncertainty, leaves_the_years_alone_whose_arrivals_are_known) {
    auto m = plain_office({2026, 2027});
    auto const known = received(m, 20, 0);
    m.uncertainty = {.arrivals = 1, .year_to_year = 1, .growth = 0.3, .arrivals_from = 2027};
    EXPECT_EQ(received(m, 20, 0), known);
    EXPECT_NE(received(m, 20, 1), known);
}

TEST(uncertainty, of_growth_is_wider_the_further_a_year_is_away) {
    auto m = plain_office({2026, 2029});
    m.arrivals.year = 2026;
    m.uncertainty.growth = 0.1;
    auto const first = spread_of(received(m, 500, 0)).deviation;
    EXPECT_NEAR(first, 20, 2);
    EXPECT_GT(spread_of(received(m, 500, 3)).deviation, 4 * first);
}

TEST(uncertainty, is_apart_from_chance) {
    auto m = plain_office();
    m.uncertainty = {.arrivals = 0.3, .wait = 0.4, .wait_spread = {0.2, 1.5}};
    auto const said = answer_of(m, 400);
    auto const& y = said.scenarios.front().years.front();
    ASSERT_TRUE(y.by_chance);
    EXPECT_GT(y.received.deviation, 4 * y.by_chance->received.deviation);
    EXPECT_GT(share_of_inputs(y.received, y.by_chance->received), 0.9);
    EXPECT_GT(y.late_of_due.deviation, 3 * y.by_chance->late_of_due.deviation);
    // Chance alone is the run of the model without any.
    auto certain = m;
    certain.uncertainty = {};
    auto const plain = answer_of(certain, 400);
    auto const& z = plain.scenarios.front().years.front();
    EXPECT_FALSE(z.by_chance);
    EXPECT_EQ(z.received.quantiles, y.by_chance->received.quantiles);
    EXPECT_EQ(z.carried_out.quantiles, y.by_chance->carried_out.quantiles);
    EXPECT_EQ(z.late_of_due.mean.mean, y.by_chance->late_of_due.mean.mean);
}

TEST(uncertainty, of_a_mix_spreads_shares_as_its_count_says) {
    auto m = plain_office();
    m.arrivals.per_year = 20000;
    m.uncertainty.outcomes_seen = 40;
    auto const made = office::make(m);
    ASSERT_TRUE(made);
    std::vector<double> shares;
    for (std::uint32_t r = 0; r < 300; ++r) {
        auto const t = made->run({.seed = 9, .replication = r}).years.front();
        auto const row = [&](char const* id) {
            return static_cast<double>(t.table[*row_index(t.shape, id)][class_count]);
        };
        shares.push_back(row("3.1") / row("3.7"));
    }
    auto const all = spread_of(shares);
    // A Dirichlet of 30 and 10.
    EXPECT_NEAR(all.mean.mean, 0.75, 0.02);
    EXPECT_NEAR(all.deviation, std::sqrt(0.75 * 0.25 / 41), 0.01);
}

TEST(uncertainty, is_the_same_with_any_number_of_threads_and_through_parts) {
    auto m = test::random_office(11);
    m.agencies = 3;
    m.uncertainty = {.arrivals = 0.3,
                     .year_to_year = 0.2,
                     .outcomes_seen = 50,
                     .wait = 0.3,
                     .work = 0.2,
                     .wait_spread = {0.3, 1},
                     .work_spread = {0.3, 1}};
    std::vector<scenario> const scenarios{{.name = "base", .office = m}};
    auto made = office::make(m);
    ASSERT_TRUE(made) << made.error().field;
    std::vector<office> const offices{std::move(made).value()};
    auto const head = head_of_run(scenarios, 4, 12);
    auto const whole = run_all(offices, {.seed = 4, .replications = 12});
    auto const text = write_part(head, whole, 0, 1);
    EXPECT_EQ(
        text,
        write_part(head, run_all(offices, {.seed = 4, .replications = 12, .threads = 3}), 0, 1));
    std::vector<run_part> parts;
    for (std::uint32_t shard = 0; shard < 3; ++shard) {
        parts.push_back(
            {"p", write_part(head,
                             run_all(offices,
                                     {.seed = 4, .replications = 12, .shard = shard, .shards = 3}),
                             shard, 3)});
    }
    auto const merged = read_parts(parts, scenarios, 4);
    ASSERT_TRUE(merged) << merged.error().detail;
    EXPECT_EQ(write_part(head, *merged, 0, 1), text);
    // A part that says of a certain model what its inputs are is not one of it.
    auto certain = scenarios;
    certain.front().office.uncertainty = {};
    EXPECT_FALSE(read_parts(parts, certain, 4));
}

TEST(ranked_score, of_a_poisson_is_that_of_its_draws) {
    for (auto const mean : {0.0, 0.7, 12.0, 400.0}) {
        auto const table = choice_table::poisson(mean);
        random_stream const dice(17);
        std::vector<double> draws;
        for (std::uint64_t i = 0; i < 40000; ++i) {
            draws.push_back(static_cast<double>(table.at(dice.draw(i))));
        }
        for (auto const came : {0.0, 3.0, 380.0}) {
            auto const exact = ranked_score_of_poisson(mean, came);
            EXPECT_NEAR(ranked_score(draws, came), exact, 0.02 * exact + 0.01)
                << mean << " " << came;
        }
    }
    EXPECT_EQ(ranked_score({4.0}, 7), 3);  // one draw: the plain error
}

}  // namespace
