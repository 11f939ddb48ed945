// Offices fitted to published tables: they give those tables back, or say why there is none.
#include "qixian/simulation/fit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "../csv_rows.hpp"
#include "qixian/row/table_file.hpp"
#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/runs.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

std::string reports() { return QIXIAN_TEST_DATA "/reports/"; }
std::string examples() { return QIXIAN_SOURCE_DIR "/examples/simulation/"; }

csv_rows index_of_reports() { return rows_of_csv(reports() + "index.csv"); }

published_table read(std::string const& name) {
    auto table = read_table_file(reports() + name);
    EXPECT_TRUE(table) << name;
    return table ? *table : published_table{};
}

/// Complete, and every sum of table 3 holds: what a table is fitted on.
bool reconciles(std::map<std::string, std::string> const& row) {
    auto const holds = [&](char const* column) {
        auto const& said = row.at(column);
        return said.starts_with("yes") || said == "n/a";
    };
    return row.at("complete?") == "yes" && holds("identity_holds?") && holds("subrows_hold?") &&
           holds("row_sums_hold?");
}

TEST(fit, reproduces_every_complete_table_that_reconciles) {
    std::size_t tables = 0;
    for (auto const& row : index_of_reports()) {
        if (!reconciles(row)) {
            continue;
        }
        auto const& name = row.at("file");
        auto const table = read(name);
        auto const fitted = fit(std::span(&table, 1));
        ASSERT_TRUE(fitted) << name << ": " << fitted.error().detail;
        // Other random numbers than those that the wait was calibrated with.
        auto const check = check_against(table, fitted->model, 200, 77);
        ASSERT_TRUE(check) << name;
        ++tables;
        // Most figures of small tables are 0, which is easily met: those above 0 are held to it too.
        std::size_t positive = 0;
        for (auto const& line : with_derived(table.counts).cells) {
            positive += static_cast<std::size_t>(std::count_if(
                line.begin(), line.end(), [](auto const& cell) { return cell.value_or(0) > 0; }));
        }
        auto const missed = static_cast<std::size_t>(
            std::count_if(check->outside.begin(), check->outside.end(),
                          [](auto const& cell) { return cell.published > 0; }));
        std::cout << "    " << name << ": " << check->inside << " of " << check->cells
                  << " figures inside, " << positive - missed << " of " << positive << " above 0\n";
        EXPECT_LE(missed * 10, positive) << name;
        EXPECT_EQ(check->cells, rows_of(table.counts.shape).size() * column_count) << name;
        EXPECT_GE(check->share(), 0.9) << name;
        EXPECT_EQ(check->inside + check->outside.size(), check->cells);
        for (auto const& cell : check->outside) {
            EXPECT_FALSE(cell.row == "2" || cell.row == "4")
                << name << " " << cell.row << ": " << cell.published << " outside " << cell.low
                << " to " << cell.high;
        }
    }
    EXPECT_EQ(tables, 13U);
}

TEST(fit, refuses_every_table_that_does_not_reconcile) {
    std::size_t refused = 0;
    for (auto const& row : index_of_reports()) {
        if (reconciles(row)) {
            continue;
        }
        auto const table = read(row.at("file"));
        auto const fitted = fit(std::span(&table, 1));
        if (row.at("file").starts_with("yiwu")) {
            // Only totals are printed, and they reconcile.
            ASSERT_TRUE(fitted) << row.at("file");
            EXPECT_TRUE(fitted->totals_only);
            continue;
        }
        ASSERT_FALSE(fitted) << row.at("file");
        EXPECT_EQ(fitted.error().what, code::cannot_fit) << row.at("file");
        EXPECT_EQ(fitted.error().file, table.file);
        EXPECT_GT(fitted.error().line, 0U) << row.at("file");
        EXPECT_FALSE(fitted.error().field.empty());
        EXPECT_FALSE(fitted.error().detail.empty());
        ++refused;
    }
    EXPECT_EQ(refused, 8U);
}

TEST(fit, names_the_sum_that_does_not_hold) {
    auto const table = read("pingtan-quanqu-2020.csv");
    auto const fitted = fit(std::span(&table, 1));
    ASSERT_FALSE(fitted);
    EXPECT_EQ(fitted.error().line, 23U);
    EXPECT_EQ(fitted.error().field, "natural_person");
    EXPECT_EQ(fitted.error().detail, "3.1 + … + 3.6 = 26 ≠ 3.7 = 20");
}

TEST(fit, says_how_long_an_application_of_the_city_stays_in_hand) {
    auto const table = read("hangzhou-quanshi-2025-fixture.csv");
    auto const fitted = fit(std::span(&table, 1));
    ASSERT_TRUE(fitted);
    ASSERT_TRUE(fitted->in_hand);
    auto const& days = *fitted->in_hand;
    // L / lambda, with the open ones of both ends of the year.
    EXPECT_NEAR(days.calendar_days, (560 + 819) / 2.0 / (14069 / 365.0), 1e-9);
    EXPECT_NEAR(days.calendar_days, 17.9, 0.05);
    EXPECT_NEAR(days.working_days, (560 + 819) / 2.0 / (14069 / 248.0), 1e-9);
    EXPECT_LT(days.calendar_low, 17.1);
    EXPECT_GT(days.calendar_high, 18.7);
    EXPECT_LT(days.calendar_high - days.calendar_low, 2.5);
    // Legal-service bodies wait far longer than natural persons, and that is no chance.
    auto const at = [&](applicant who) {
        return *std::find_if(fitted->classes.begin(), fitted->classes.end(),
                             [&](auto const& c) { return c.column == who; });
    };
    EXPECT_TRUE(at(applicant::legal_service).waits_differently);
    EXPECT_FALSE(at(applicant::public_welfare).waits_differently);
    EXPECT_GT(at(applicant::legal_service).in_hand->calendar_low,
              at(applicant::natural_person).in_hand->calendar_high);
}

TEST(fit, carries_out_what_was_carried_out) {
    auto const table = read("hangzhou-quanshi-2025-fixture.csv");
    for (int const people : {0, 60}) {
        auto const fitted = fit(std::span(&table, 1), {.people = people});
        ASSERT_TRUE(fitted);
        // Calibrated with the inputs as they stand; what is not known of them comes on top.
        auto known = fitted->model;
        known.uncertainty = {};
        auto made = office::make(known);
        ASSERT_TRUE(made);
        std::array const offices{std::move(made).value()};
        auto const done = run_all(offices, {.seed = 5, .replications = 20, .threads = 2});
        std::array<double, column_count> open{};
        for (auto const& t : done.tallies.front()) {
            for (std::size_t c = 0; c < column_count; ++c) {
                open[c] +=
                    static_cast<double>(t.years.front().table[carried_out_row(form::form_2021)][c]);
            }
        }
        // Poisson counts of these twenty years and of the sixty that calibrated: three standard
        // deviations.
        auto const near = [&](column of, double published) {
            EXPECT_NEAR(open[index(of)] / 20, published,
                        3 * std::sqrt(published / 20 + published / 60))
                << people << " people, " << info(of).en;
        };
        near(column::natural_person, 783);
        near(column::legal_service, 25);
        near(column::business, 6);
        near(column::total, 819);
    }
}

TEST(fit, takes_years_together_that_chain) {
    std::vector const tables{read("pingtan-quanqu-2023.csv"), read("pingtan-quanqu-2021.csv"),
                             read("pingtan-quanqu-2022.csv")};
    auto const fitted = fit(tables);
    ASSERT_TRUE(fitted);
    EXPECT_EQ(fitted->first_year, 2021);
    EXPECT_EQ(fitted->last_year, 2023);
    EXPECT_EQ(fitted->model.years.first, 2023);
    ASSERT_TRUE(fitted->growth);
    // The tables say 7.6 % a year; two counts are held towards what is usual.
    EXPECT_GT(fitted->growth->rate, std::sqrt(81.0 / 70.0) - 1);
    EXPECT_LT(fitted->growth->rate, 0.12);
    EXPECT_LT(fitted->growth->low, std::sqrt(81.0 / 70.0) - 1);
    ASSERT_TRUE(fitted->in_hand);
    // One open application at four year-ends, 225 received in 1,095 days.
    EXPECT_NEAR(fitted->in_hand->calendar_days, 1.0 / 4 / (225.0 / 1095), 1e-9);
    auto const of = [&](outcome o) {
        return fitted->model.classes.front().outcomes[static_cast<std::size_t>(o)];
    };
    double granted = 0;
    for (auto const& t : tables) {
        granted += static_cast<double>(t.counts.find("3.1", column::natural_person)->value());
    }
    EXPECT_EQ(of(outcome::granted), granted);

    std::vector const gap{tables[0], tables[1]};
    ASSERT_FALSE(fit(gap));
    EXPECT_EQ(fit(gap).error().detail, "2021, 2023");
    auto broken = tables;
    broken[1].counts.find("4", column::natural_person)->emplace(2);
    broken[1].counts.find("4", column::total)->emplace(2);
    broken[1].counts.find("1", column::natural_person)->emplace(65);
    broken[1].counts.find("1", column::total)->emplace(71);
    ASSERT_FALSE(fit(broken));
    EXPECT_EQ(fit(broken).error().detail, "2021: 4 = 2 ≠ 2022: 2 = 1");
}

TEST(fit, gives_an_upper_bound_where_nothing_was_carried_over) {
    auto const days = days_by_little(0, 2, 81, 365, 250);
    EXPECT_TRUE(days.bound_only);
    EXPECT_EQ(days.calendar_days, 0);
    EXPECT_EQ(days.calendar_low, 0);
    // The odds at which none of 81 is an open one, once in forty times.
    auto const none = std::pow(0.025, 1.0 / 81);
    EXPECT_NEAR(days.calendar_high, 365.0 / 2 * (1 - none) / none, 1e-6);
    auto const table = read("pingtan-quanqu-2023.csv");
    auto const fitted = fit(std::span(&table, 1));
    ASSERT_TRUE(fitted);
    EXPECT_TRUE(fitted->in_hand->bound_only);
    EXPECT_TRUE(std::any_of(fitted->assumed.begin(), fitted->assumed.end(), [](auto const& n) {
        return n.en.find("agencies that carry as little over") != std::string::npos;
    }));
}

TEST(fit, answers_for_a_year_in_which_nobody_applied) {
    auto const table = read("pingtan-guanweihuibangongshi-2020.csv");
    auto const fitted = fit(std::span(&table, 1));
    ASSERT_TRUE(fitted);
    EXPECT_FALSE(fitted->in_hand);
    EXPECT_FALSE(check(fitted->model));
}

office_model synthetic_office(double days) {
    office_model m{.name = "synthetic", .years = {2024, 2024}};
    m.arrivals.per_year = 900;
    class_model one;
    one.outcomes[static_cast<std::size_t>(outcome::granted)] = 3;
    one.outcomes[static_cast<std::size_t>(outcome::not_held)] = 1;
    m.classes.push_back(one);
    m.steps.push_back(
        {.name = "wait", .wait_working_days = {length_law::lognormal, days, 0.6 * days}});
    return m;
}

TEST(fit, finds_the_days_in_hand_of_an_office_it_knows_only_by_its_table) {
    for (double const days : {4.0, 15.0}) {
        auto const made = office::make(synthetic_office(days));
        ASSERT_TRUE(made);
        int held = 0;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            auto const lived = made->run({.seed = seed});
            auto const counts = table_of(lived.years.front());
            auto const total = [&](char const* row) {
                return counts.find(row, column::total)->value();
            };
            auto const said = days_by_little(total("2") + total("4"), 2, total("1"), 366, 251);
            held += said.working_low <= days && days <= said.working_high ? 1 : 0;
            if (seed == 1) {
                published_table table{.file = "synthetic-2024.csv"};
                table.counts = counts;
                auto const fitted = fit(std::span(&table, 1));
                ASSERT_TRUE(fitted) << fitted.error().detail;
                EXPECT_EQ(fitted->in_hand->working_days, said.working_days);
                EXPECT_EQ(fitted->in_hand->working_low, said.working_low);
            }
        }
        std::cout << "    " << days << " working days: inside the interval in " << held
                  << " of 200 years\n";
        EXPECT_GE(held, 181) << days;  // a true interval fails this once in 400 times
    }
}

TEST(fit, gives_people_the_work_that_the_days_in_hand_leave_room_for) {
    auto const table = read("hangzhou-quanshi-2025-fixture.csv");
    auto const fitted = fit(std::span(&table, 1), {.people = 60, .busy_share = 0.75});
    ASSERT_TRUE(fitted);
    auto const loads = loads_of(fitted->model);
    ASSERT_EQ(loads.size(), 1U);
    EXPECT_NEAR(loads.front().ratio(), 0.75, 0.001);
    // Fewer people, the same work: the queue says so.
    auto less = fitted->model;
    less.teams.front().people = 44;
    std::vector<office> offices;
    for (auto const& each : {fitted->model, less}) {
        auto made = office::make(each);
        ASSERT_TRUE(made);
        offices.push_back(std::move(made).value());
    }
    auto const done = run_all(offices, {.replications = 4});
    auto const out = [&](std::size_t s) {
        return done.tallies[s].front().years.front().table[carried_out_row(form::form_2021)]
                                                          [class_count];
    };
    EXPECT_GT(out(1), out(0) + 50);
}

TEST(fit, takes_what_no_table_tells_from_another_model) {
    auto const table = read("hangzhou-quanshi-2025-fixture.csv");
    auto like = synthetic_office(9);
    like.consultation.share = 0.2;
    like.correction.share = 0.1;
    auto const fitted = fit(std::span(&table, 1), {.like = like});
    ASSERT_TRUE(fitted);
    EXPECT_EQ(fitted->model.consultation.share, 0.2);
    EXPECT_EQ(fitted->model.steps.size(), 1U);
    auto const checked = check_against(table, fitted->model);
    ASSERT_TRUE(checked);
    EXPECT_GE(checked->share(), 0.9);
    // Opinions take time too, so the wait that is left is shorter than all days in hand.
    EXPECT_LT(fitted->model.steps.front().wait_working_days.mean, 14.3);
}

TEST(fit, counts_reviews_by_replies) {
    auto table = read("pingtan-quanqu-2023.csv");
    table.remedies.emplace();
    table.remedies->at(remedy_block::review, remedy_column::upheld) = 6;
    table.remedies->at(remedy_block::review, remedy_column::corrected) = 2;
    auto const fitted = fit(std::span(&table, 1));
    ASSERT_TRUE(fitted);
    std::int64_t replies = table.counts.find("3.7", column::total)->value();
    for (auto const* row : {"3.6.1", "3.6.2", "3.6.3"}) {
        replies -= table.counts.find(row, column::total)->value();
    }
    EXPECT_NEAR(fitted->model.review.share, 8.0 / static_cast<double>(replies), 1e-4);
    EXPECT_EQ(fitted->model.review.results, (std::array<double, 3>{6, 2, 0}));
}

TEST(fit, does_not_reproduce_a_table_that_is_not_the_offices_own) {
    auto const table = read("hangzhou-quanshi-2025-fixture.csv");
    auto other = table;
    std::swap(*other.counts.find("3.1", column::natural_person),
              *other.counts.find("3.4.1", column::natural_person));
    auto const fitted = fit(std::span(&table, 1));
    ASSERT_TRUE(fitted);
    auto const checked = check_against(other, fitted->model, 50);
    ASSERT_TRUE(checked);
    EXPECT_EQ(checked->outside.size(), 2U);
}

TEST(ready_models, reproduce_the_tables_they_name) {
    struct ready {
        std::string model;
        std::string table;
    };
    for (auto const& [model, table] :
         {ready{"small-department.toml", "qinghai-ziranziyuanting-2020.csv"},
          ready{"prefecture-city.toml", "pingtan-quanqu-2023.csv"},
          ready{"provincial-capital.toml", "hangzhou-quanshi-2025-fixture.csv"}}) {
        auto const scenarios = read_model_file(examples() + model);
        ASSERT_TRUE(scenarios) << model << ": " << scenarios.error().field << " "
                               << scenarios.error().detail;
        EXPECT_GE(scenarios->size(), 4U) << model;
        EXPECT_FALSE(scenarios->front().office.fitted_to.empty()) << model;
        auto const check = check_against(read(table), scenarios->front().office, 200, 3);
        ASSERT_TRUE(check) << model;
        std::cout << "    " << model << ": " << check->inside << " of " << check->cells
                  << " figures inside\n";
        EXPECT_GE(check->share(), 0.9) << model;
        for (auto const& s : *scenarios) {
            EXPECT_TRUE(office::make(s.office)) << model << " " << s.name;
        }
    }
}

}  // namespace
