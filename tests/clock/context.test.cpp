// What a question is asked with: a value that owns what it needs.
#include <gtest/gtest.h>

#include <type_traits>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"

namespace {

using namespace qixian;

static_assert(std::is_copy_constructible_v<context> && std::is_copy_assignable_v<context>);
static_assert(std::is_nothrow_move_constructible_v<context>);

context of_the_day(date known_on) {
    auto const calendar = china::editions().as_known_on(known_on);  // ends with this function
    return {calendar};
}

TEST(context, outlives_the_calendar_it_was_made_from) {
    auto const then = of_the_day(day(20200101));
    EXPECT_TRUE(*then.calendar.is_working(day(20200131)));  // a rest day only since 26 January
    EXPECT_EQ(then.calendar.digest(), china::editions().as_known_on(day(20200101)).digest());
}

TEST(context, can_be_assigned) {
    context in{china::calendar()};
    in = of_the_day(day(20200101));
    EXPECT_TRUE(*in.calendar.is_working(day(20200131)));
    in = {china::calendar(), {}};
    EXPECT_FALSE(*in.calendar.is_working(day(20200131)));
}

}  // namespace
