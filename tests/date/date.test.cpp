// Legal days: numbered without gaps, with their year and their place in the week.
#include "qixian/date/date.hpp"

#include <gtest/gtest.h>

using namespace qixian;

TEST(legal_days, are_numbered_without_gaps) {
    auto number = number_of(day(19991231));
    for (auto d = day(20000101); d <= day(20501231); d = plus_days(d, 1)) {
        ASSERT_EQ(number_of(d), ++number);
    }
}

TEST(legal_days, lie_as_far_apart_as_one_has_to_move) {
    EXPECT_EQ(days_between(day(20200228), day(20200301)), 2);
    EXPECT_EQ(days_between(day(20210228), day(20210301)), 1);
    EXPECT_EQ(days_between(day(20210301), day(20210228)), -1);
    EXPECT_EQ(plus_days(day(20201231), 1), day(20210101));
    EXPECT_EQ(plus_days(day(20210101), -1), day(20201231));
    EXPECT_EQ(plus_days(day(20210101), 0), day(20210101));
}

TEST(legal_days, know_their_place_in_the_week) {
    EXPECT_EQ(weekday_of(day(20010101)), 0);
    EXPECT_EQ(weekday_of(day(20201231)), 3);
    EXPECT_EQ(weekday_of(day(20261129)), 6);
    int weekday = weekday_of(day(20000101));
    for (auto d = day(20000101); d <= day(20301231); d = plus_days(d, 1)) {
        ASSERT_EQ(weekday_of(d), weekday);
        ASSERT_EQ(is_weekend(d), weekday >= 5);
        weekday = (weekday + 1) % 7;
    }
}

TEST(legal_days, know_their_year) {
    EXPECT_EQ(year_of(day(20201231)), 2020);
    EXPECT_EQ(first_day_of(2021), day(20210101));
    EXPECT_EQ(last_day_of(2020), day(20201231));
}
