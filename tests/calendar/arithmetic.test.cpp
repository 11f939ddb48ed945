// Counting working days held to a loop that goes day by day.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"
#include "support.hpp"

using namespace qixian;

namespace {

/// The calendar as a loop over days, from the files.
class day_loop {
public:
    day_loop() : said_(calendar_test::replay(day(20261231))) {}

    [[nodiscard]] bool works(date d) const { return calendar_test::works(said_, d); }
    [[nodiscard]] date add(date d, int n) const {
        while (n > 0) {
            d = plus_days(d, 1);
            n -= works(d) ? 1 : 0;
        }
        return d;
    }
    [[nodiscard]] int count(date a, date b) const {
        int n = 0;
        while (a < b) {
            a = plus_days(a, 1);
            n += works(a) ? 1 : 0;
        }
        return n;
    }
    [[nodiscard]] date previous(date d) const {
        do {
            d = plus_days(d, -1);
        } while (!works(d));
        return d;
    }
    /// The latest working day with exactly n working days after it through d.
    [[nodiscard]] date subtract(date d, int n) const {
        if (n == 0) {
            return d;
        }
        date w = works(d) ? d : previous(d);
        while (n-- > 0) {
            w = previous(w);
        }
        return w;
    }

private:
    std::map<date, std::pair<bool, std::string>> said_;
};

day_loop const& loop() {
    static day_loop const held;
    return held;
}

day_bounds exactly(date d) { return {d, d, true}; }

template <class T>
bool out_of_range(result<T> const& r) {
    return !r.ok() && r.error().what == code::calendar_out_of_range;
}

}  // namespace

TEST(calendar, add_goes_day_by_day) {
    auto const& cal = china::calendar();
    for (auto d = day(20010101); d <= day(20261001); d = plus_days(d, 1)) {
        for (int const n : {0, 1, 2, 5, 20, 40}) {
            auto const expected = loop().add(d, n);
            if (expected <= cal.certain_through()) {
                ASSERT_EQ(*cal.add(d, working_days{n}), exactly(expected))
                    << to_text(d) << " " << n;
            }
        }
    }
}

TEST(calendar, next_and_previous_and_the_roll_of_a_last_day_go_day_by_day) {
    auto const& cal = china::calendar();
    for (auto d = day(20010103); d <= day(20261201); d = plus_days(d, 1)) {
        ASSERT_EQ(*cal.next(d), exactly(loop().add(d, 1))) << to_text(d);
        ASSERT_EQ(*cal.previous(d), exactly(loop().previous(d))) << to_text(d);
        auto const rolled = loop().works(d) ? d : loop().add(d, 1);
        ASSERT_EQ(*cal.on_or_after(d), exactly(rolled)) << to_text(d);
    }
}

TEST(calendar, count_goes_day_by_day) {
    auto const& cal = china::calendar();
    std::mt19937 random(20190515);
    std::uniform_int_distribution<int> any_day(0, 9400);
    std::uniform_int_distribution<int> any_length(0, 400);
    for (int i = 0; i < 4000; ++i) {
        auto const a = plus_days(day(20010101), any_day(random));
        auto const b = std::min(plus_days(a, any_length(random)), cal.certain_through());
        if (a <= b) {
            int const n = loop().count(a, b);
            ASSERT_EQ(*cal.count(a, b), (count_bounds{n, n, true}));
        }
    }
}

TEST(calendar, subtract_goes_day_by_day) {
    auto const& cal = china::calendar();
    for (auto d = day(20010601); d <= day(20261228); d = plus_days(d, 1)) {
        for (int const n : {0, 1, 3, 20}) {
            ASSERT_EQ(*cal.subtract(d, working_days{n}), exactly(loop().subtract(d, n)))
                << to_text(d) << " " << n;
        }
    }
}

TEST(calendar, counting_to_the_day_that_add_gives_is_the_number_added) {
    auto const& cal = china::calendar();
    for (auto d = day(20010101); d <= day(20260901); d = plus_days(d, 3)) {
        for (int n = 0; n <= 60; ++n) {
            auto const due = cal.add(d, working_days{n})->earliest;
            ASSERT_EQ(cal.count(d, due)->least, n);
            if (n > 0) {
                ASSERT_EQ(cal.count(d, plus_days(due, -1))->least, n - 1) << "no earlier day does";
                ASSERT_TRUE(cal.is_working(due).value()) << "D3: it ends on a working day";
            }
        }
    }
}

TEST(calendar, counting_from_the_day_that_subtract_gives_is_the_number_taken) {
    auto const& cal = china::calendar();
    for (auto d = day(20010601); d <= day(20261228); d = plus_days(d, 3)) {
        for (int n = 0; n <= 60; ++n) {
            auto const from = cal.subtract(d, working_days{n})->latest;
            ASSERT_EQ(cal.count(from, d)->least, n);
            if (cal.is_working(d).value()) {
                ASSERT_EQ(cal.add(from, working_days{n})->earliest, d) << "subtract undoes add";
            }
        }
    }
}

TEST(calendar, adding_in_two_steps_is_adding_at_once) {
    auto const& cal = china::calendar();
    for (auto d = day(20010101); d <= day(20260901); d = plus_days(d, 7)) {
        for (int n = 0; n <= 20; n += 4) {
            auto const half = cal.add(d, working_days{n})->earliest;
            ASSERT_EQ(*cal.add(half, working_days{20 - n}), *cal.add(d, working_days{20}));
        }
    }
}

TEST(calendar, counts_add_up_over_a_day_between) {
    auto const& cal = china::calendar();
    auto const a = day(20191101);
    auto const c = day(20200401);
    for (auto b = a; b <= c; b = plus_days(b, 1)) {
        EXPECT_EQ(cal.count(a, b)->least + cal.count(b, c)->least, cal.count(a, c)->least);
    }
}

TEST(calendar, later_receipt_is_never_due_earlier) {
    auto const& cal = china::calendar();
    auto last_earliest = cal.first();
    auto last_latest = cal.first();
    for (auto d = day(20200101); d <= day(20500901); d = plus_days(d, 1)) {
        auto const due = cal.add(d, working_days{20});
        ASSERT_LE(last_earliest, due->earliest) << to_text(d);
        ASSERT_LE(last_latest, due->latest) << to_text(d);
        ASSERT_LE(due->earliest, due->latest) << to_text(d);
        last_earliest = due->earliest;
        last_latest = due->latest;
    }
}

TEST(calendar, make_up_weekend_days_count_and_may_be_the_last_day) {
    auto const& cal = china::calendar();
    // 8 and 9 October 2022, a Saturday and a Sunday, were worked (D2).
    EXPECT_EQ(cal.add(day(20220930), working_days{20})->earliest, day(20221102));
    EXPECT_EQ(cal.add(day(20220930), working_days{1})->earliest, day(20221008));
    EXPECT_EQ(cal.add(day(20201221), working_days{20})->earliest, day(20210119));
    EXPECT_EQ(cal.count(day(20201221), day(20210119))->least, 20);
    EXPECT_EQ(cal.on_or_after(day(20221009))->earliest, day(20221009));
}

TEST(calendar, no_working_days_added_is_the_day_itself) {
    auto const& cal = china::calendar();
    EXPECT_EQ(*cal.add(day(20201226), working_days{0}), exactly(day(20201226)));
    EXPECT_EQ(*cal.subtract(day(20201226), working_days{0}), exactly(day(20201226)));
    EXPECT_EQ(*cal.count(day(20201226), day(20201226)), (count_bounds{0, 0, true}));
}

TEST(calendar, a_day_outside_the_range_is_a_fault) {
    auto const& cal = china::calendar();
    EXPECT_EQ(cal.first(), day(20010101));
    EXPECT_EQ(cal.last(), day(20501231));
    for (auto const outside :
         {day(20001231), day(20510101), day(19000101), day(99991231), date{}}) {
        EXPECT_FALSE(cal.covers(outside));
        EXPECT_TRUE(out_of_range(cal.is_working(outside)));
        EXPECT_TRUE(out_of_range(cal.about(outside)));
        EXPECT_TRUE(out_of_range(cal.add(outside, working_days{1})));
        EXPECT_TRUE(out_of_range(cal.add(outside, working_days{0})));
        EXPECT_TRUE(out_of_range(cal.subtract(outside, working_days{1})));
        EXPECT_TRUE(out_of_range(cal.next(outside)));
        EXPECT_TRUE(out_of_range(cal.previous(outside)));
        EXPECT_TRUE(out_of_range(cal.on_or_after(outside)));
    }
    EXPECT_TRUE(out_of_range(cal.count(day(20001231), day(20200101))));
    EXPECT_TRUE(out_of_range(cal.count(day(20200101), day(20510101))));
    EXPECT_NE(cal.is_working(day(20510101)).error().detail.find("2051-01-01"), std::string::npos);
}

TEST(calendar, an_answer_outside_the_range_is_a_fault) {
    auto const& cal = china::calendar();
    EXPECT_TRUE(out_of_range(cal.add(day(20501220), working_days{20})));
    EXPECT_TRUE(out_of_range(cal.add(day(20200101), working_days{1000000})));
    EXPECT_TRUE(out_of_range(cal.add(day(20200101), working_days{2147483647})));
    EXPECT_TRUE(out_of_range(cal.subtract(day(20200101), working_days{2147483647})));
    EXPECT_TRUE(out_of_range(cal.subtract(day(20500101), working_days{2147483647})));
    EXPECT_TRUE(out_of_range(cal.next(day(20501231))));
    EXPECT_TRUE(out_of_range(cal.previous(day(20010101))));
    EXPECT_TRUE(out_of_range(cal.previous(day(20010102)))) << "1 January was off";
    EXPECT_EQ(cal.previous(day(20010103))->earliest, day(20010102));
    EXPECT_EQ(cal.on_or_after(day(20010101))->earliest, day(20010102));
    EXPECT_TRUE(out_of_range(cal.subtract(day(20010102), working_days{1})));
    EXPECT_EQ(cal.subtract(day(20010103), working_days{1})->earliest, day(20010102));
}

TEST(calendar, the_flat_arrays_say_the_same) {
    auto const& cal = china::calendar();
    auto const flat = cal.settled();
    EXPECT_EQ(flat.index_of(cal.first()), 1);
    EXPECT_EQ(flat.index_of(cal.certain_through()), flat.days);
    auto const base = plus_days(cal.first(), -1);
    for (auto d = day(20010101); d <= day(20261001); d = plus_days(d, 1)) {
        int const i = flat.index_of(d);
        ASSERT_EQ(plus_days(base, flat.add(i, 20)), cal.add(d, working_days{20})->earliest);
        ASSERT_EQ(flat.count(1, i), cal.count(cal.first(), d)->least);
    }
}

TEST(calendar, a_negative_number_of_days_is_a_fault) {
    auto const& cal = china::calendar();
    EXPECT_EQ(cal.add(day(20200101), working_days{-1}).error().what, code::bad_number);
    EXPECT_EQ(cal.subtract(day(20200101), working_days{-1}).error().what, code::bad_number);
    EXPECT_EQ(cal.count(day(20200102), day(20200101)).error().what, code::bad_number);
}

TEST(calendar, a_day_that_is_none_is_a_fault) {
    auto const& cal = china::calendar();
    for (auto const none : {date(), date(boost::date_time::pos_infin), date(4'000'000'000U)}) {
        EXPECT_FALSE(cal.covers(none));
        EXPECT_EQ(cal.add(none, working_days{1}).error().what, code::calendar_out_of_range);
        EXPECT_EQ(cal.count(day(20200102), none).error().what, code::calendar_out_of_range);
        EXPECT_EQ(cal.is_working(none).error().what, code::calendar_out_of_range);
    }
}

TEST(calendar, known_on_a_day_that_is_none_is_the_one_of_everything_that_is_known) {
    auto const& all = china::editions();
    EXPECT_EQ(all.as_known_on(date()).digest(), all.current().digest());
    EXPECT_EQ(all.as_known_on(date(boost::date_time::pos_infin)).digest(), all.current().digest());
    EXPECT_NE(all.as_known_on(date(boost::date_time::neg_infin)).digest(), all.current().digest());
}

TEST(calendar, is_one_still_after_it_was_moved_from) {
    auto first = china::calendar();
    auto const second = std::move(first);
    EXPECT_EQ(first.digest(), second.digest());
}
