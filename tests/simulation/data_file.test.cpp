// What a replication tells to whoever listens, and the lines made of it: nothing of it changes the run, and
// the core says the same of every application.
#include <gtest/gtest.h>

#include <map>

#include "offices.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/simulation/data_file.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

std::vector<std::int64_t> numbers_in(tally t) {
    std::vector<std::int64_t> out;
    for_each_count(t, [&](auto n) { out.push_back(n); });
    return out;
}

/// Years that are settled: of others the core and an assumed calendar say different things.
office settled_office() {
    auto m = full_office();
    m.years = {2024, 2025};
    m.teams[0].leave = {{1, day(20250210), day(20250228)}};
    m.arrivals.per_year = 640;
    return office::make(m).value();
}

TEST(Listening, changes_nothing_of_the_run) {
    auto const ready = settled_office();
    run_key const key{.seed = 3, .replication = 2};
    auto const alone = numbers_in(ready.run(key));
    std::vector<entry> plain;
    auto const told = ready.run(key, [&](entry const& e) { plain.push_back(e); });
    EXPECT_EQ(numbers_in(told), alone);
    std::vector<entry> timed;
    std::vector<work_record> work;
    auto const heard =
        ready.run_and_tell(key, {.rows = [&](entry const& e) { timed.push_back(e); },
                                 .work = [&](work_record const& w) { work.push_back(w); },
                                 .moments = true});
    EXPECT_EQ(numbers_in(heard), alone);
    EXPECT_EQ(numbers_in(ready.run_and_tell(key, {})), alone);
    ASSERT_EQ(timed.size(), plain.size());
    for (std::size_t i = 0; i < timed.size(); ++i) {
        ASSERT_TRUE(timed[i].recorded);
        EXPECT_EQ(legal_day(*timed[i].recorded), timed[i].on);
        EXPECT_TRUE(i == 0 || *timed[i - 1].recorded <= *timed[i].recorded) << i;
        timed[i].recorded.reset();
        EXPECT_EQ(timed[i], plain[i]);
    }
    EXPECT_GT(work.size(), 1000U);
}

TEST(Listening, work_adds_up_to_the_hours_in_the_books) {
    auto const ready = settled_office();
    std::map<std::string, double> hours;
    std::map<int, int> ends;
    auto const books =
        ready.run_and_tell({.seed = 4}, {.work = [&](work_record const& w) {
                               hours[w.team] += w.hours;
                               ++ends[static_cast<int>(w.end)];
                               EXPECT_EQ(w.ended.has_value(), w.end != work_end::unfinished);
                               EXPECT_TRUE(!w.ended || w.began <= *w.ended);
                               EXPECT_GE(w.person, 1);
                               EXPECT_LE(w.person, w.team == "desk" ? 2 : 1);
                           }});
    EXPECT_EQ(ends.size(), 3U);
    // The warm-up is in no book: what was worked in it is the difference, a year of three.
    for (std::size_t t = 0; t < 2; ++t) {
        double booked = 0;
        for (auto const& y : books.years) {
            for (auto const each : y.teams[t].busy) {
                booked += each / 1024.0 * 8;
            }
        }
        auto const told = hours[t == 0 ? "desk" : "head"];
        EXPECT_GT(told, booked);
        EXPECT_NEAR(told, 1.5 * booked, 0.2 * booked);
    }
}

TEST(Listening, a_day_of_work_is_as_long_as_the_model_says_and_ends_on_its_day) {
    for (double const hours : {8.0, 4.5, 24.0, 20.0}) {
        auto m = one_desk(2, {length_law::exponential, 1}, 1, 2025, 248);
        m.hours_per_day = hours;
        auto const nine = std::min(9.0, 24 - hours);
        std::int64_t earliest = 86'400;
        std::int64_t latest = 0;
        static_cast<void>(office::make(m).value().run_and_tell(
            {.seed = 1}, {.work = [&](auto const& w) {
                for (auto const t : {w.began, w.ended.value_or(w.began)}) {
                    auto const second = (t.seconds + 8 * 3600) % 86'400;
                    earliest = std::min(earliest, second);
                    latest = std::max(latest, second);
                }
            }}));
        EXPECT_GE(static_cast<double>(earliest), nine * 3600);
        EXPECT_LE(static_cast<double>(latest), (nine + hours) * 3600);
        EXPECT_GT(static_cast<double>(latest - earliest), 0.9 * hours * 3600);
    }
}

void expect_cases_of_the_core(office const& ready) {
    case_book book(ready);
    std::map<std::string, std::vector<entry>> rows;
    static_cast<void>(ready.run({.seed = 5}, [&](entry const& e) {
        book.take(e);
        rows[e.application].push_back(e);
    }));
    auto const cases = book.cases();
    ASSERT_EQ(cases.size(), rows.size());
    context const in{ready.calendar()};
    std::map<case_lateness, int> seen;
    int with_result = 0;
    for (auto const& c : cases) {
        auto const a = assess(rows.at(c.application), day(20251231), in).value();
        auto const account = account_of(a);
        EXPECT_EQ(c.received, account.received_on);
        EXPECT_EQ(c.closed, account.closed_on);
        EXPECT_EQ(c.outcome, account.result);
        EXPECT_EQ(c.applicant, account.column);
        EXPECT_EQ(c.stage, a.life.now.at);
        EXPECT_EQ(c.closed_late, account.late) << c.application;
        int corrections = 0;
        int opinions = 0;
        int reviews = 0;
        int suits = 0;
        for (auto const& r : a.life.rounds) {
            corrections += r.what == matter::correction ? 1 : 0;
            opinions += r.what == matter::opinion ? 1 : 0;
        }
        for (auto const& r : account.remedies) {
            ++(r.is_suit ? suits : reviews);
            with_result += c.result && !r.ends.empty() && r.ends.back().result == c.result ? 1 : 0;
        }
        EXPECT_EQ(c.corrections, corrections);
        EXPECT_EQ(c.opinions, opinions);
        EXPECT_EQ(c.reviews, reviews);
        EXPECT_EQ(c.suits, suits);
        ASSERT_TRUE(c.late);
        ++seen[*c.late];
        EXPECT_EQ(c.working_days_late.has_value(),
                  *c.late == case_lateness::late || *c.late == case_lateness::open_overdue);
        EXPECT_EQ(c.came_due.has_value() && c.due.has_value(), c.came_due.has_value());
    }
    EXPECT_EQ(seen.size(), 4U);
    EXPECT_GT(with_result, 10);
}

TEST(Cases, are_what_the_core_says_of_their_rows) {
    expect_cases_of_the_core(settled_office());
    auto m = lawful_office();
    m.years = {2024, 2025};
    m.teams[0].leave.clear();
    m.arrivals.per_year = 700;
    expect_cases_of_the_core(office::make(m).value());
}

TEST(DataWriter, writes_numbers_that_are_the_same_when_read_and_nothing_for_nothing) {
    std::vector<data_value> const row{
        std::string("=a,\"b\""), std::int64_t{-7}, 0.1 + 0.2, {}, 1e-9};
    data_writer const csv(data_form::csv, {"a", "b", "c", "d", "e"});
    std::string text = csv.head();
    csv.append(text, row);
    EXPECT_EQ(text, "a,b,c,d,e\n\"'=a,\"\"b\"\"\",-7,0.30000000000000004,,1e-09\n");
    data_writer const json(data_form::ndjson, {"a", "b", "c", "d", "e\n"}, formulas::raw);
    text = json.head();
    json.append(text, row);
    EXPECT_EQ(text, "{\"a\":\"=a,\\\"b\\\"\",\"b\":-7,\"c\":0.30000000000000004,\"d\":null,"
                    "\"e\\n\":1e-09}\n");
}

}  // namespace
