// The rows of tests/data/worked-examples.csv that need no log; the others are told to the program
// (tests/cli/worked_examples_test.py).
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"
#include "qixian/period/deadline.hpp"

namespace {

using namespace qixian;

/// The first cells of a row, through `expected_due`; the cell before `received` may be quoted.
struct example {
    date received{};
    std::string events{};
    date expected_due{};
};

std::vector<std::string> cells_of(std::string const& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (char const c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

example read_example(std::string const& id) {
    std::ifstream file(std::string(QIXIAN_TEST_DATA) + "/worked-examples.csv");
    for (std::string line; std::getline(file, line);) {
        auto const cells = cells_of(line);
        if (cells.size() > 5 && cells[0] == id) {
            auto const received = parse_date(cells[3]);
            auto const due = parse_date(cells[5]);
            if (received && due) {
                return {.received = *received, .events = cells[4], .expected_due = *due};
            }
        }
    }
    ADD_FAILURE() << "no row " << id;
    return {};
}

// P08: fifteen days from a review decision. The source gives no year; the table takes 2000, which
// no calendar of working days here reaches. The nominal day needs none, and it is a Tuesday, so D4
// has nothing to move. In 2006 the same days fall on the same days of the week.
TEST(worked_examples, fifteen_days_from_the_review_decision_end_on_tuesday_12_september) {
    auto const row = read_example("P08");
    ASSERT_NE(row.events.find("n=15cd"), std::string::npos);
    EXPECT_EQ(plus_days(row.received, 15), row.expected_due);
    EXPECT_EQ(weekday_of(row.expected_due), 1);
    ASSERT_EQ(weekday_of(day(20060828)), weekday_of(row.received));

    period const p{.start = day(20060828), .length = 15, .in = unit::day};
    auto const end = run(p, china::calendar());
    auto const days = trail(p, china::calendar());

    ASSERT_TRUE(end);
    EXPECT_EQ(end->due, day(20060912));
    ASSERT_TRUE(days);
    EXPECT_EQ(days->front().on, day(20060829));
    EXPECT_EQ(days->front().n, 1);
    EXPECT_EQ(days->back().on, day(20060912));
    EXPECT_EQ(days->back().n, 15);
}

TEST(worked_examples, the_library_says_that_it_cannot_roll_a_day_of_the_year_2000) {
    auto const row = read_example("P08");
    period const p{.start = row.received, .length = 15, .in = unit::day};

    auto const end = run(p, china::calendar());

    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().what, code::calendar_out_of_range);
}

// P08 again in every year the calendar knows: where 12 September is worked, it is the last day.
TEST(worked_examples, twelve_september_is_the_fifteenth_day_in_every_year) {
    auto const& calendar = china::calendar();
    int worked = 0;
    for (int year = 2001; year <= 2026; ++year) {
        date const last = day(year * 10000 + 912);
        auto const works = calendar.is_working(last);
        ASSERT_TRUE(works);
        period const p{.start = day(year * 10000 + 828), .length = 15, .in = unit::day};
        auto const end = run(p, calendar);
        ASSERT_TRUE(end);
        EXPECT_EQ(end->due == last, *works) << year;
        EXPECT_GE(end->due, last) << year;
        worked += *works ? 1 : 0;
    }
    EXPECT_GT(worked, 15);
}

// Q03: three months from 2015-01-06 end on 2015-04-06, the last day of Qingming, and roll.
TEST(worked_examples, three_months_that_end_at_qingming_roll_to_the_day_after) {
    auto const row = read_example("Q03");
    ASSERT_NE(row.events.find("due=2015-01-06"), std::string::npos);
    period const p{.start = day(20150106), .length = 3, .in = unit::month};

    auto const end = run(p, china::calendar());
    auto const days = trail(p, china::calendar());

    ASSERT_TRUE(end);
    EXPECT_EQ(end->due, row.expected_due);
    ASSERT_TRUE(days);
    EXPECT_EQ(days->front().on, day(20150406));
    EXPECT_EQ(days->back().on, row.expected_due);
    EXPECT_EQ(days->back().is, day_is::rolled);
}

}  // namespace
