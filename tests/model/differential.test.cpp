// Random histories through the engine and through the slow model: same stages, days, tables.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "against_engine.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"
#include "random_history.hpp"

namespace {

using namespace qixian;

/// How many histories: 200,000 unless QIXIAN_HISTORIES says otherwise (sanitizers take fewer).
std::uint64_t histories() {
    auto const* wanted = std::getenv("QIXIAN_HISTORIES");
    return wanted == nullptr ? 200'000 : std::strtoull(wanted, nullptr, 10);
}

std::uint64_t seed() {
    auto const* wanted = std::getenv("QIXIAN_SEED");
    return wanted == nullptr ? 20261123 : std::strtoull(wanted, nullptr, 10);
}

std::uint64_t first_case() {
    auto const* wanted = std::getenv("QIXIAN_CASE");
    return wanted == nullptr ? 0 : std::strtoull(wanted, nullptr, 10);
}

model::calendar const& slow_days() {
    static model::calendar const days(QIXIAN_TEST_DATA "/calendar");
    return days;
}

/// They move no day of an application: `opening` is held by the tests of closed years, `light_by` by those
/// of the rows.
constexpr std::array<std::string_view, 2> not_of_the_model{"opening", "light_by"};

}  // namespace

TEST(random_policies, choose_every_value_of_every_policy) {
    std::set<std::string> chosen;
    for (std::uint64_t n = 0; n < 2000; ++n) {
        for (auto const& [name, value] : model::random_policies(seed(), n)) {
            chosen.insert(name + "=" + value);
        }
    }
    for (auto const& each : all_policies) {
        if (std::find(not_of_the_model.begin(), not_of_the_model.end(), each.name) !=
            not_of_the_model.end()) {
            continue;
        }
        for (auto const value : values_of(each)) {
            auto const reading = std::string(each.name) + "=" + std::string(value);
            EXPECT_EQ(chosen.count(reading), 1U)
                << reading << ": the model, and random_policies in tests/model/random_history.cpp";
        }
    }
}

TEST(engine_and_slow_model, agree_on_every_random_history) {
    std::map<std::string, int> kinds;
    std::map<std::string, std::string> samples;
    std::uint64_t wrong = 0;
    std::map<std::string, int> stages_seen;
    for (std::uint64_t n = first_case(); n < first_case() + histories(); ++n) {
        auto const rows = model::random_history(seed(), n, slow_days());
        if (rows.empty()) {
            continue;
        }
        auto const as_of = model::random_as_of(seed(), n, rows, slow_days());
        auto const chosen = model::random_policies(seed(), n);
        auto const want = model::assess(rows, as_of, chosen, slow_days());
        auto const entries = model::entries_of(rows);
        context const in{china::calendar(), model::policies_of(chosen)};
        auto const got = assess(entries, as_of, in);
        ++stages_seen[want.stage];
        auto const said = model::differences(got, want);
        wrong += said.empty() ? 0 : 1;
        for (auto const& each : said) {
            auto const kind = each.substr(0, each.find(':'));
            if (++kinds[kind] == 1) {
                samples[kind] = "case " + std::to_string(n) + " as of " + to_text(as_of) + ": " +
                                each + "\n" + model::csv_of(rows);
            }
        }
    }
    for (auto const& [kind, count] : kinds) {
        ADD_FAILURE() << count << " x " << kind << "\n" << samples[kind];
    }
    EXPECT_EQ(wrong, 0U) << "seed " << seed();
    for (auto const& [stage, count] : stages_seen) {
        std::cout << "  " << (stage.empty() ? "unregistered" : stage) << " " << count << "\n";
    }
    if (histories() >= 20'000) {
        EXPECT_GE(stages_seen.size(), 15U) << "the generator reaches too few stages";
    }
}

TEST(engine_and_slow_model, make_the_same_tables_of_the_same_caseload) {
    auto const in = context{china::calendar()};
    date const as_of = day(20261120);
    std::uint64_t const size = std::min<std::uint64_t>(histories(), 5'000);
    std::vector<model::answer> slow;
    std::vector<account> fast;
    for (std::uint64_t n = 0; n < size; ++n) {
        auto const rows = model::random_history(seed() + 1, n, slow_days());
        if (rows.empty()) {
            continue;
        }
        auto answer = model::assess(rows, as_of, {}, slow_days());
        auto const got = assess(model::entries_of(rows), as_of, in);
        ASSERT_EQ(got.ok(), answer.faults.empty()) << n;
        if (!got) {
            continue;
        }
        slow.push_back(std::move(answer));
        fast.push_back(account_of(*got));
        // The machine's standing and the ledger's dates reach the same years by their own ways.
        std::vector<int> by_dates;
        auto const& a = fast.back();
        auto undone = a;
        undone.is_void = false;
        for (int year = 2008; year <= 2025; ++year) {
            if (is_open_after(undone, last_day_of(year))) {
                by_dates.push_back(year);
            }
        }
        ASSERT_EQ(by_dates, got->life.carried_over) << n << "\n" << model::csv_of(rows);
    }
    std::vector<std::string> left;
    for (int year = 2008; year <= 2026; ++year) {
        for (auto const shape : {form::form_2019, form::form_2021}) {
            auto const mine = make_report(fast, year, shape, as_of);
            auto const theirs =
                model::tables(slow, year, as_of, shape == form::form_2019 ? 2019 : 2021);
            for (auto const& row : mine.rows) {
                auto const& cells = theirs.table3.at(std::string(row.id));
                for (std::size_t c = 0; c < column_count; ++c) {
                    EXPECT_EQ(row.count[c], cells[c]) << year << " " << row.id << " " << c;
                    if (c < class_count && row.id != "3.7") {
                        EXPECT_EQ(static_cast<std::size_t>(row.count[c]), row.who[c].size());
                    }
                }
            }
            auto const block = [&](char const* name, report_block const& b) {
                std::vector<std::int64_t> const got{b.upheld, b.corrected, b.other, b.pending,
                                                    b.total()};
                auto const& cells = theirs.table4.at(name);
                for (std::size_t c = 0; c < got.size(); ++c) {
                    EXPECT_EQ(got[c], cells[c]) << year << " " << name << " " << c;
                }
            };
            block("review", mine.review);
            block("direct", mine.direct);
            block("after_review", mine.after_review);
            for (auto const& each : mine.identities) {
                EXPECT_TRUE(each.holds) << year << " " << each.id << " " << each.where;
            }
            EXPECT_EQ(mine.carried_in.size(), theirs.carried_in.size());
            EXPECT_EQ(mine.carried_out.size(), theirs.carried_out.size());
            if (shape == form::form_2021) {
                if (year > 2008) {
                    EXPECT_EQ(mine.carried_in, left) << year;
                }
                left = mine.carried_out;
            }
        }
    }
}
