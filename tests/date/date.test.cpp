// Legal days: numbered without gaps, with their year and their place in the week.
#include "qixian/date/date.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "qixian/date/text.hpp"

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

TEST(legal_days, that_do_not_exist_are_a_breach_that_names_them) {
    struct broken {
        std::string condition;
    };
    auto const before = std::exchange(
        on_breach, [](char const* condition, char const*, int) { throw broken{condition}; });
    for (int const none : {20210230, 20210229, 19000229, 20211301, 20210100, 20210132, 0, -20210101,
                           100000101, 13991231, 2021, 2'147'483'647}) {
        try {
            (void)day(none);
            ADD_FAILURE() << none;
        } catch (broken const& why) {
            EXPECT_EQ(why.condition, "there is a day " + std::to_string(none));
        }
    }
    on_breach = [](char const*, char const*, int) {};
    EXPECT_EQ(day(20210230), date());
    on_breach = before;
}

TEST(legal_days, are_those_of_the_years_1900_to_9999) {
    EXPECT_TRUE(is_legal_day(day(19000101)));
    EXPECT_TRUE(is_legal_day(day(99991231)));
    EXPECT_FALSE(is_legal_day(day(18991231)));
    EXPECT_FALSE(is_legal_day(plus_days(day(99991231), 1)));
    EXPECT_FALSE(is_legal_day(date()));
    EXPECT_FALSE(is_legal_day(date(boost::date_time::pos_infin)));
    EXPECT_FALSE(is_legal_day(date(boost::date_time::neg_infin)));
    for (int year = 1900; year < 2200; ++year) {
        bool const leap =
            boost::gregorian::gregorian_calendar::is_leap_year(static_cast<unsigned short>(year));
        EXPECT_EQ(checked_day(year * 10000 + 229).ok(), leap) << year;
    }
}

TEST(legal_days, from_outside_are_a_day_or_a_fault) {
    EXPECT_EQ(*checked_day(20240229), day(20240229));
    for (int const none : {20210230, 18991231, 100000101, 0, -1}) {
        auto const asked = checked_day(none);
        EXPECT_EQ(asked.error().what, code::bad_date);
        EXPECT_EQ(asked.error().detail, std::to_string(none));
    }
}

TEST(legal_days, that_are_none_have_a_text_all_the_same) {
    EXPECT_EQ(to_text(date()), "no day");
    EXPECT_EQ(to_text(date(boost::date_time::pos_infin)), "no day");
    EXPECT_EQ(to_text(plus_days(day(99991231), 1)), "no day");
    EXPECT_EQ(to_text(instant{9'000'000'000'000'000'000}), "no instant");
    EXPECT_EQ(legal_day(instant{-9'000'000'000'000'000'000}), date());
}
