// Random histories folded in bulk, by the core and by the slow model: what bulk folding answers by
// itself is what they answer, and the tables of all together are the same.
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include "against_engine.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/caseload/lives.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/period/due.hpp"
#include "random_history.hpp"

namespace {

using namespace qixian;

std::uint64_t histories() {
    auto const* wanted = std::getenv("QIXIAN_HISTORIES");
    return wanted == nullptr ? 200'000 : std::strtoull(wanted, nullptr, 10);
}

model::calendar const& slow_days() {
    static model::calendar const days(QIXIAN_TEST_DATA "/calendar");
    return days;
}

bool repeats_an_id(std::vector<entry> const& rows) {
    std::set<std::string> ids;
    for (auto const& e : rows) {
        if (!e.id.empty() && !ids.insert(e.id).second) {
            return true;
        }
    }
    return false;
}

/// One application, as the slow model and as the engine take it.
struct history_pair {
    std::vector<model::row> plain{};
    std::vector<entry> rows{};
};
using caseload = std::vector<history_pair>;

/// The rows of several applications, one of each in turn.
life_table folded(caseload const& all, date as_of, working_calendar const& calendar) {
    life_table lives(as_of, calendar);
    for (std::size_t row = 0, left = 1; left > 0; ++row) {
        left = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (row < all[i].rows.size()) {
                ++left;
                lives.take(static_cast<std::uint32_t>(i), life_event_of(all[i].rows[row]));
            }
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (repeats_an_id(all[i].rows)) {
            lives.set_particular(static_cast<std::uint32_t>(i));
        }
    }
    lives.finish();
    return lives;
}

/// What the slow model says; nothing where a day of the life lies beyond what its calendar knows, which
/// has no notice for 2027.
std::optional<model::answer> by_model(std::vector<model::row> const& rows, date as_of) {
    try {
        auto said = model::assess(rows, as_of, {}, slow_days());
        bool const known =
            std::all_of(said.duties.begin(), said.duties.end(),
                        [](model::duty const& d) { return !d.due || *d.due <= day(20261228); });
        return known ? std::optional(std::move(said)) : std::nullopt;
    } catch (std::exception const&) {
        return std::nullopt;
    }
}

/// The rows of a random history.
std::vector<model::row> history_number(std::uint64_t number) {
    return model::random_history(77, number, slow_days());
}

/// A day that the slow model would ask on; the last one of all where its calendar does not reach.
date day_to_ask_on(std::uint64_t number, std::vector<model::row> const& rows) {
    try {
        return model::random_as_of(77, number, rows, slow_days());
    } catch (std::exception const&) {
        return day(20261120);
    }
}

void expect_same_account(account const& got, account const& want, std::string const& where) {
    EXPECT_EQ(got.column, want.column) << where;
    EXPECT_EQ(got.received_on, want.received_on) << where;
    EXPECT_EQ(got.closed_on, want.closed_on) << where;
    EXPECT_EQ(got.result, want.result) << where;
    EXPECT_EQ(got.is_void, want.is_void) << where;
    EXPECT_EQ(got.late, want.late) << where;
}

duty const* running_reply(assessment const& a) {
    for (auto const& d : a.duties) {
        bool const runs = d.status == duty_status::running || d.status == duty_status::missed;
        if (d.what == duty_kind::reply && d.in_force && runs && !a.life.closed_on) {
            return &d;
        }
    }
    return nullptr;
}

struct tally {
    std::size_t plain = 0;
    std::size_t particular = 0;
    std::size_t running = 0;
    std::size_t late = 0;
    std::size_t more = 0;
    std::size_t beyond_model = 0;
};

/// Holds one caseload against the core, application by application and as a table; in the country
/// also against the slow model, which knows no places.
void compare(caseload const& held, date as_of, tally& seen,
             working_calendar const& calendar = china::calendar()) {
    context const in{calendar};
    bool const in_the_country = calendar.digest() == china::calendar().digest();
    auto const lives = folded(held, as_of, calendar);
    auto const running = clocks_of(lives.all());
    std::vector<std::ptrdiff_t> row_of(held.size(), -1);
    for (std::size_t row = 0; row < running.application.size(); ++row) {
        row_of[running.application[row]] = static_cast<std::ptrdiff_t>(row);
    }
    std::vector<day_index> due(running.clocks.size());
    std::vector<std::int16_t> left(due.size());
    std::vector<light> lights(due.size());
    ASSERT_TRUE(find_due_days(running.clocks, as_of, in.calendar, {due, left, lights}));
    // Every path, in order of arrival and in any order, on any number of threads: the same bytes.
    for (auto const path : {bulk_path::plain, bulk_path::scalar, bulk_path::avx512}) {
        for (unsigned const threads : {1U, 2U, 7U}) {
            pass_options const how{.threads = threads, .path = path};
            auto other = std::tuple(due, left, lights);
            auto& [d, l, s] = other;
            due_columns const to{d, l, s};
            std::fill(d.begin(), d.end(), day_index{0});
            ASSERT_TRUE(find_due_days(running.clocks, as_of, in.calendar, to, how));
            ASSERT_EQ(other, std::tuple(due, left, lights));
            std::fill(d.begin(), d.end(), day_index{0});
            ASSERT_TRUE(find_due_days(running.clocks.from(), running.clocks.total(), as_of,
                                      in.calendar, to, how));
            ASSERT_EQ(other, std::tuple(due, left, lights));
        }
    }

    std::vector<account> all;
    std::vector<account> others;
    for (std::size_t i = 0; i < held.size(); ++i) {
        auto const& rows = held[i].rows;
        auto const by = [&](entry const& e) { return e.on <= as_of; };
        ASSERT_EQ(lives[i].absent(), std::none_of(rows.begin(), rows.end(), by));
        if (lives[i].absent()) {
            continue;
        }
        auto const got = assess(rows, as_of, in);
        auto const where = rows.front().application + " as of " + to_text(as_of) + "\n" +
                           model::csv_of(held[i].plain);
        if (got) {
            all.push_back(account_of(*got));
        }
        if (lives[i].is_particular()) {
            ++seen.particular;
            if (got) {
                others.push_back(all.back());
            }
            continue;
        }
        ASSERT_TRUE(got) << where << ": the core finds a fault: " << got.error().detail;
        ++seen.plain;
        if (auto const slow = in_the_country ? by_model(held[i].plain, as_of) : std::nullopt) {
            auto const apart = model::differences(got, *slow);
            EXPECT_TRUE(apart.empty()) << where << ": " << apart.front();
        } else {
            ++seen.beyond_model;
        }
        auto const mine = lives.account_of(i);
        seen.late += mine.late ? 1U : 0U;
        expect_same_account(mine, all.back(), where);
        bool const none = all.back().remedies.empty() && all.back().fees.empty();
        EXPECT_TRUE(lives[i].has_more() || none) << where;
        seen.more += none ? 0U : 1U;
        EXPECT_EQ(lives[i].stands(), got->life.now.at) << where;
        auto const* const reply = running_reply(*got);
        ASSERT_EQ(row_of[i] >= 0, reply != nullptr) << where;
        if (reply != nullptr) {
            ++seen.running;
            auto const row = static_cast<std::size_t>(row_of[i]);
            EXPECT_EQ(day_at(due[row]), reply->end->due) << where;
            EXPECT_EQ(left[row], reply->working_days_left) << where;
            // Columns go by the due day alone; a history also by what other readings have.
            auto const by_due =
                as_of > reply->end->due ? light::overdue : light_for(*reply->working_days_left);
            EXPECT_EQ(lights[row], by_due) << where;
        }
    }
    for (int const year : {2018, 2019, 2020, 2023, 2025}) {
        for (auto const shape : {form::form_2019, form::form_2021}) {
            auto const want = make_report(all, year, shape, as_of);
            auto const got = count_year(lives.all(), others, year, shape);
            for (std::size_t row = 0; row < want.rows.size(); ++row) {
                for (std::size_t c = 0; c < column_count; ++c) {
                    ASSERT_EQ(got.table.cells[row][c], want.rows[row].count[c])
                        << year << " " << want.rows[row].id;
                }
            }
            EXPECT_EQ(got.on_time, want.on_time) << year;
            EXPECT_EQ(got.late, want.late) << year;
        }
    }
}

/// The first `count` histories, in batches.
void compare_all(std::uint64_t count, tally& seen,
                 working_calendar const& calendar = china::calendar()) {
    constexpr std::uint64_t batch = 2'000;
    for (std::uint64_t n = 0; n < count; n += batch) {
        caseload held;
        date as_of = day(20261120);
        for (auto i = n; i < n + batch; ++i) {
            auto rows = history_number(i);
            if (rows.empty()) {
                continue;
            }
            if (held.empty() && n / batch % 4 != 0) {
                as_of = day_to_ask_on(i, rows);
            }
            for (auto& row : rows) {
                row.application = std::to_string(i);
            }
            auto entries = model::entries_of(rows);
            held.push_back({std::move(rows), std::move(entries)});
        }
        compare(held, as_of, seen, calendar);
        if (testing::Test::HasFailure()) {
            break;
        }
    }
}

TEST(bulk_folding, answers_as_the_core_does_in_a_place_that_leaves_years_open) {
    for (auto const* region : {"CN-SC-LS", "CN-GX"}) {
        tally seen;
        auto const place = china::editions().with_region(region).value().current();
        compare_all(std::min<std::uint64_t>(histories(), 4'000), seen, place);
        EXPECT_GT(seen.plain, seen.particular / 20);
    }
}

TEST(bulk_folding, answers_as_the_core_does_on_random_histories_or_leaves_them_to_it) {
    tally seen;
    compare_all(histories(), seen);
    std::cout << "  plain " << seen.plain << " (running " << seen.running << ", late " << seen.late
              << ", with remedies or fees " << seen.more << "), left to the core "
              << seen.particular << "\n";
    EXPECT_GT(seen.plain, seen.particular / 20);
    EXPECT_GT(seen.running, 0U);
    EXPECT_GT(seen.late, 0U);
    EXPECT_GT(seen.more, 0U);
    EXPECT_LE(seen.beyond_model, seen.plain / 50);
}

}  // namespace
