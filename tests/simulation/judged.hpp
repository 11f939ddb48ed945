// What tests of the simulation judge by: answers of one office, logs cut on a day, forecasts beside what came.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "qixian/ledger/account.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/forecast.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::test {

/// The answers of one office, on two threads.
inline simulation_answer answer_of(office_model const& m, std::uint32_t replications) {
    std::vector<scenario> const scenarios{{.name = "base", .office = m}};
    auto made = office::make(m);
    EXPECT_TRUE(made);
    std::vector<office> const offices{std::move(made).value()};
    auto const done = run_all(offices, {.seed = 5, .replications = replications, .threads = 2});
    return answers_of(scenarios, offices, done, 5);
}

/// Rows by application.
using log_of = std::map<std::string, std::vector<entry>>;

/// What a run of the office leaves in a log.
inline log_of live(office const& ready, std::uint64_t seed) {
    log_of out;
    static_cast<void>(ready.run({.seed = seed}, [&](entry const& e) {
        auto& rows = out[e.application];
        rows.push_back(e);
        rows.back().seq = static_cast<std::int64_t>(rows.size());
    }));
    return out;
}

/// The applications of a log that are open at the end of a day.
inline std::vector<open_case> open_on(log_of const& log, date as_of, context const& in) {
    std::vector<open_case> out;
    for (auto const& [name, rows] : log) {
        if (rows.front().on > as_of) {
            continue;
        }
        auto one = open_case_of(rows, as_of, in);
        EXPECT_TRUE(one.ok()) << name;
        if (one && *one) {
            out.push_back(**one);
        }
    }
    return out;
}

/// Whether an application was closed late, or was overdue at the end of a day.
inline bool was_late(std::vector<entry> const& rows, date end, context const& in) {
    auto const a = assess(rows, end, in);
    auto const life = account_of(*a);
    return life.closed_on
               ? life.late
               : std::find(a->flags.begin(), a->flags.end(), "overdue") != a->flags.end();
}

/// What was said of groups of open applications, and what came.
///
/// Applications that lie open in one office are no coins thrown one by one: a month with too few people
/// makes many late at once. Over 60 lives of offices their sums spread up to 2.9 times as wide as those of
/// coins (in variance), which a sample of a few lives must be granted; 60 lives and more are held to coins.
class calibration {
public:
    /// Begins with another life of an office.
    void next_life() { ++lives_; }

    void add(std::string const& group, double said, bool came) {
        auto& g = groups_[group];
        ++g.cases;
        g.said += said;
        g.variance += said * (1 - said);
        g.came += came ? 1 : 0;
    }
    /// By how likely it was said to be late.
    void add_to_its_bin(double said, bool came) {
        add(said < 0.02  ? "below 2 %"
            : said < 0.1 ? "2 to 10 %"
            : said < 0.3 ? "10 to 30 %"
            : said < 0.6 ? "30 to 60 %"
                         : "60 % and more",
            said, came);
    }

    /// No group of 200 lies further from what was said than three standard deviations.
    void expect_to_hold() const {
        auto const wider = lives_ < 60 ? 2.9 : 1.0;
        for (auto const& [name, g] : groups_) {
            auto const z = (g.came - g.said) / std::sqrt(wider * std::max(g.variance, 0.25));
            std::cout << "    open, " << name << ": " << g.cases << " cases of " << lives_
                      << " lives, said " << g.said / g.cases << ", came " << g.came / g.cases
                      << ", z " << z << '\n';
            if (g.cases >= 200) {
                EXPECT_LE(std::abs(z), 3) << name;
            }
        }
    }

private:
    struct group {
        int cases = 0;
        double said = 0;
        double variance = 0;
        double came = 0;
    };
    std::map<std::string, group> groups_{};
    int lives_ = 0;
};

}  // namespace qixian::test
