// The generator: the same bytes for ever, lawful lives, and columns that say what the core says.
#include "generator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"

namespace {

using namespace qixian;
using bench::caseload_source;
using bench::caseload_spec;

std::string log_of(caseload_spec spec, log_form form = log_form::csv) {
    std::string text;
    bench::write_log(caseload_source(spec, china::calendar()), form,
                     [&](std::string_view piece) { text += piece; });
    return text;
}

event_log read(std::string const& text) {
    auto reader = event_reader::over(text);
    return read_all(reader);
}

/// FNV-1a of 64 bits.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (char const c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return hash;
}

/// Numbers of rows that were irregular or refused.
struct exceptions {
    std::size_t irregular = 0;
    std::size_t refused = 0;
};

exceptions exceptions_in(event_log const& log, date as_of) {
    exceptions out;
    context const in{china::calendar()};
    for (auto const& each : log.applications) {
        auto const a = assess(each.rows, as_of, in);
        EXPECT_TRUE(a.ok()) << each.application;
        out.irregular += a->life.irregular.size();
        out.refused += a->life.refused.size();
        for (auto const& row : a->life.refused) {
            ADD_FAILURE() << each.application << ": " << code_of(each.rows[row.row].what) << " "
                          << name_of(row.said.why);
        }
    }
    return out;
}

TEST(Generator, GivesTheRecordedBytesForASeed) {
    // When these change, every figure that was measured with a seed is of another caseload.
    EXPECT_EQ(hash_of(log_of({.applications = 3000, .seed = 7})), 8251460965345487741U);
    EXPECT_EQ(hash_of(log_of({.applications = 3000, .seed = 7, .agencies = 9, .ids = true},
                             log_form::ndjson)),
              6692759421702098263U);
    EXPECT_NE(log_of({.applications = 3000, .seed = 7}), log_of({.applications = 3000, .seed = 8}));
}

TEST(Generator, SaysTheSameInBothForms) {
    caseload_spec const spec{
        .applications = 2000, .seed = 3, .irregular = 300, .agencies = 5, .ids = true};
    auto csv = read(log_of(spec));
    auto json = read(log_of(spec, log_form::ndjson));
    ASSERT_TRUE(csv.faults.empty() && json.faults.empty());
    ASSERT_EQ(csv.applications.size(), 2000U);
    ASSERT_EQ(json.applications.size(), 2000U);
    for (std::size_t i = 0; i < 2000; ++i) {
        auto& a = csv.applications[i];
        auto& b = json.applications[i];
        EXPECT_TRUE(a.warnings.empty()) << a.application;
        for (auto* rows : {&a.rows, &b.rows}) {
            for (auto& e : *rows) {
                e.line = 0;
            }
        }
        EXPECT_EQ(a.rows, b.rows) << a.application;
    }
}

TEST(Generator, WritesEveryRowOnItsDayAndTwelveOfAnApplicationAtMost) {
    auto const text = log_of({.applications = 5000, .seed = 2});
    auto reader = event_reader::over(text);
    std::map<std::string, int> rows;
    date last = day(20190101);
    for (auto row = reader.next(); row.ok() && *row; row = reader.next()) {
        EXPECT_LE(last, (*row)->on);
        last = (*row)->on;
        EXPECT_LE(++rows[(*row)->application], 12);
    }
    EXPECT_EQ(rows.size(), 5000U);
    EXPECT_LE(last, day(20241231));
}

TEST(Generator, MakesLivesThatTheCoreAccepts) {
    for (int const from : {2009, 2016, 2019, 2023}) {
        auto const log = read(log_of({.applications = 6000, .seed = 11, .from = from, .years = 3}));
        ASSERT_TRUE(log.faults.empty());
        auto const found = exceptions_in(log, last_day_of(from + 2));
        EXPECT_EQ(found.refused, 0U);
        EXPECT_EQ(found.irregular, 0U);
    }
}

TEST(Generator, MakesIrregularRowsWhereTheyAreAskedFor) {
    auto const log =
        read(log_of({.applications = 6000, .seed = 5, .from = 2020, .years = 3, .irregular = 500}));
    auto const found = exceptions_in(log, day(20221231));
    EXPECT_EQ(found.refused, 0U);
    EXPECT_GT(found.irregular, 200U);
    EXPECT_LT(found.irregular, 400U);
}

TEST(Generator, HasColumnsThatSayWhatTheCoreSays) {
    context const in{china::calendar()};
    for (int const irregular : {0, 2000}) {
        caseload_spec const spec{.applications = 20000, .seed = 4, .irregular = irregular};
        caseload_source const source(spec, china::calendar());
        auto const cases = source.columns();
        auto const log = read(log_of(spec));
        ASSERT_EQ(log.applications.size(), cases.size());
        std::size_t open = 0;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            auto const& rows = log.applications[i];
            auto const a = assess(rows.rows, day(20241231), in);
            ASSERT_TRUE(a.ok());
            auto const& now = a->life;
            auto const on = [&](bench::day_index at) {
                return plus_days(*now.received_on, at - cases.received[i]);
            };
            SCOPED_TRACE(rows.application);
            ASSERT_EQ(cases.days.index_of(*now.received_on), cases.received[i]);
            ASSERT_EQ(now.now.at, static_cast<stage>(cases.stage[i]));
            ASSERT_EQ(*now.applicant_class, static_cast<applicant>(cases.column[i]));
            ASSERT_EQ(now.closed_on,
                      cases.closed[i] == bench::no_day ? maybe_date{} : on(cases.closed[i]));
            if (cases.outcome[i] != bench::no_outcome) {
                ASSERT_EQ(now.result, static_cast<outcome>(cases.outcome[i]));
            }
            open += is_open(now.now.at) ? 1U : 0U;
            auto const ord = cases.days.ordinal[cases.received[i]] + cases.total[i];
            auto const due = on(cases.days.day_of[ord]);
            auto const reply = std::find_if(a->duties.begin(), a->duties.end(), [](duty const& d) {
                return d.what == duty_kind::reply && d.in_force;
            });
            if (reply != a->duties.end() && reply->end) {
                ASSERT_EQ(reply->end->due, due);
            }
        }
        EXPECT_GT(open, 100U);
    }
}

TEST(Generator, HasTheSameColumnsOnAnyNumberOfThreads) {
    caseload_source const source({.applications = 50'001, .seed = 9}, china::calendar());
    auto const one = source.columns(1);
    for (int const threads : {2, 7}) {
        auto const many = source.columns(threads);
        EXPECT_EQ(one.received, many.received);
        EXPECT_EQ(one.total, many.total);
        EXPECT_EQ(one.stage, many.stage);
        EXPECT_EQ(one.column, many.column);
        EXPECT_EQ(one.outcome, many.outcome);
        EXPECT_EQ(one.closed, many.closed);
    }
    EXPECT_TRUE(std::is_sorted(one.received.begin(), one.received.end()));
    for (auto const on : {one.received.front(), one.received[25'000], one.received.back()}) {
        auto const first = std::lower_bound(one.received.begin(), one.received.end(), on);
        EXPECT_EQ(source.first_of(on), static_cast<std::uint64_t>(first - one.received.begin()));
    }
}

TEST(Generator, FollowsTheTablesAndTheWeek) {
    caseload_source const source({.applications = 200'000, .seed = 1}, china::calendar());
    auto const cases = source.columns(2);
    std::size_t persons = 0;
    std::size_t granted = 0;
    std::size_t at_rest = 0;
    std::size_t late = 0;
    std::size_t closed = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        auto const r = cases.received[i];
        persons += cases.column[i] == 0 ? 1U : 0U;
        granted += cases.outcome[i] == static_cast<std::uint8_t>(outcome::granted) ? 1U : 0U;
        at_rest += cases.days.ordinal[r] == cases.days.ordinal[r - 1] ? 1U : 0U;
        if (cases.closed[i] != bench::no_day) {
            ++closed;
            auto const due = cases.days.ordinal[r] + cases.total[i];
            late += cases.days.ordinal[cases.closed[i] - 1] >= due ? 1U : 0U;
        }
    }
    auto const share = [](std::size_t part, std::size_t of) {
        return static_cast<double>(part) / static_cast<double>(of);
    };
    EXPECT_NEAR(share(persons, cases.size()), 0.967, 0.003);  // 13,827 of 14,304
    EXPECT_NEAR(share(granted, closed), 0.40, 0.01);          // 5,621 of 14,035
    EXPECT_NEAR(share(at_rest, cases.size()), 0.02, 0.01);
    EXPECT_NEAR(share(late, closed), 0.03, 0.015);
}

}  // namespace
