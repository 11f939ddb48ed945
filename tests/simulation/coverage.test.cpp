// Whether what is printed as a 95 % interval holds the truth that often: of offices whose truth is known from
// very many replications, for means, differences and rare events, from few replications and from many.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <iostream>

#include "offices.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/runs.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

/// A small office that is late now and then, and has something overdue at the end of a year in sixty.
office_model small_office() {
    auto m = one_desk(0.5, {length_law::lognormal, 5, 4}, 1, 2025, 248);
    m.steps.push_back({.name = "sign", .wait_working_days = {length_law::lognormal, 8.8, 3.6}});
    m.extension.rule = extension_rule::never;
    m.start.warm_up_calendar_days = 60;
    return m;
}

struct figures {
    estimate late{};
    estimate carried{};
    estimate overdue{};
    estimate days{};
    estimate received{};
    estimate late_difference{};
    estimate carried_difference{};
};

figures of(std::vector<scenario> const& scenarios, std::vector<office> const& offices,
           std::uint64_t seed, std::uint32_t replications) {
    auto const done = run_all(offices, {.seed = seed, .replications = replications, .threads = 2});
    auto const said = answers_of(scenarios, offices, done, seed);
    auto const& y = said.scenarios[0].years[0];
    auto const& d = said.scenarios[1].against_base[0];
    return {.late = y.late_of_due.mean,
            .carried = y.carried_out.mean,
            .overdue = y.overdue_open.mean,
            .days = y.days_to_reply.mean,
            .received = y.received.mean,
            .late_difference = d.late_of_due,
            .carried_difference = d.carried_out};
}

TEST(Coverage, of_every_printed_interval_is_what_it_says) {
    auto const base = small_office();
    auto more = base;
    more.arrivals.per_year *= 1.2;
    std::vector<scenario> const scenarios{{.name = "base", .office = base},
                                          {.name = "busier", .office = more}};
    std::vector<office> offices;
    for (auto const& each : scenarios) {
        auto made = office::make(each.office);
        ASSERT_TRUE(made);
        offices.push_back(std::move(made).value());
    }
    auto const truth = of(scenarios, offices, 999, seeds_of(200) >= 40 ? 40000 : 10000);
    std::cout << "    truth: late " << truth.late.mean << ", overdue " << truth.overdue.mean
              << '\n';
    // The rare event that showed the fault: some 0.016 of an application a year.
    EXPECT_NEAR(truth.overdue.mean, 0.016, 0.01);
    struct judged {
        char const* name;
        estimate figures::*which;
    };
    for (auto const replications : {20U, 100U, 200U}) {
        std::vector<int> held(7);
        constexpr std::array all{
            judged{"late", &figures::late},
            judged{"carried over", &figures::carried},
            judged{"overdue (rare)", &figures::overdue},
            judged{"days to reply", &figures::days},
            judged{"received", &figures::received},
            judged{"difference of late", &figures::late_difference},
            judged{"difference of carried over", &figures::carried_difference}};
        auto const seeds = seeds_of(200);
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            auto const one = of(scenarios, offices, seed, replications);
            for (std::size_t i = 0; i < all.size(); ++i) {
                auto const& e = one.*all[i].which;
                auto const t = (truth.*all[i].which).mean;
                held[i] += e.low <= t && t <= e.high ? 1 : 0;
            }
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::cout << "    " << replications << " replications, " << all[i].name << ": "
                      << held[i] << " of " << seeds << '\n';
            EXPECT_GE(held[i], least_held(static_cast<int>(seeds)))
                << replications << " " << all[i].name;
        }
    }
}

TEST(Coverage, of_two_replications_is_honest_and_one_has_no_interval) {
    std::vector<scenario> const scenarios{{.name = "base", .office = small_office()},
                                          {.name = "same", .office = small_office()}};
    std::vector<office> offices;
    for (auto const& each : scenarios) {
        auto made = office::make(each.office);
        ASSERT_TRUE(made);
        offices.push_back(std::move(made).value());
    }
    auto const truth = of(scenarios, offices, 999, seeds_of(200) >= 40 ? 20000 : 5000);
    int late = 0;
    int carried = 0;
    auto const seeds = seeds_of(200);
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        auto const two = of(scenarios, offices, seed, 2);
        late += two.late.low <= truth.late.mean && truth.late.mean <= two.late.high ? 1 : 0;
        carried +=
            two.carried.low <= truth.carried.mean && truth.carried.mean <= two.carried.high ? 1 : 0;
        EXPECT_GE(two.late.low, 0);
        EXPECT_LE(two.late.high, 1);
        EXPECT_GE(two.carried.low, 0);
        EXPECT_FALSE(has_interval(of(scenarios, offices, seed, 1).late));
    }
    EXPECT_GE(late, least_held(static_cast<int>(seeds)));
    EXPECT_GE(carried, least_held(static_cast<int>(seeds)));
}

}  // namespace
