// Spans of different kinds do not mix, and a month ends as the law says.
#include "qixian/date/span.hpp"

#include <concepts>
#include <type_traits>

#include <gtest/gtest.h>

#include "qixian/date/months.hpp"

using namespace qixian;

namespace {

template <class A, class B>
concept adds = requires(A a, B b) {
    a + b;
};
template <class A, class B>
concept subtracts = requires(A a, B b) {
    a - b;
};
template <class A, class B>
concept compares = requires(A a, B b) {
    a < b;
};
template <class A, class B>
concept equates = requires(A a, B b) {
    a == b;
};
template <class A, class B>
concept assigns = requires(A& a, B b) {
    a = b;
};
template <class A>
concept takes_months = requires(A a) {
    add_months(date{}, a);
};

template <class A, class B>
constexpr bool strangers =
    !std::convertible_to<A, B> && !std::convertible_to<B, A> && !std::constructible_from<A, B> &&
    !std::constructible_from<B, A> && !adds<A, B> && !subtracts<A, B> && !compares<A, B> &&
    !equates<A, B> && !assigns<A, B> && !assigns<B, A>;

static_assert(strangers<working_days, calendar_days>);
static_assert(strangers<working_days, months>);
static_assert(strangers<calendar_days, months>);

// Nor are they numbers, or arithmetic on days: a working day needs a calendar.
static_assert(!std::convertible_to<int, working_days> && !std::convertible_to<working_days, int>);
static_assert(!std::convertible_to<int, months> && !std::convertible_to<calendar_days, int>);
static_assert(!adds<date, working_days> && !adds<date, calendar_days> && !adds<date, months>);
static_assert(!adds<working_days, working_days> && !adds<working_days, int>);

static_assert(compares<working_days, working_days> && equates<months, months>);
static_assert(takes_months<months> && !takes_months<working_days> && !takes_months<int>);

static_assert(std::is_trivially_copyable_v<working_days> && sizeof(working_days) == sizeof(int));
static_assert(working_days{15} < working_days{20} && months{6} == months{6});

date after(int from, int n) { return add_months(day(from), months{n}); }

}  // namespace

TEST(span, a_span_without_a_number_is_zero) {
    EXPECT_EQ(working_days{}.value, 0);
    EXPECT_EQ(calendar_days{}.value, 0);
    EXPECT_EQ(months{}.value, 0);
}

TEST(months, end_on_the_corresponding_day) {
    EXPECT_EQ(after(20200115, 6), day(20200715));
    EXPECT_EQ(after(20201231, 1), day(20210131));
    EXPECT_EQ(after(20201015, 3), day(20210115));
    EXPECT_EQ(after(20200430, 1), day(20200530)) << "no snap from month end to month end";
    EXPECT_EQ(after(20200229, 1), day(20200329));
    EXPECT_EQ(after(20200229, 12), day(20210228));
    EXPECT_EQ(after(20200229, 48), day(20240229));
}

TEST(months, end_on_the_last_day_where_no_corresponding_day_exists) {
    EXPECT_EQ(after(20200831, 6), day(20210228));
    EXPECT_EQ(after(20190831, 6), day(20200229));
    EXPECT_EQ(after(20200131, 1), day(20200229));
    EXPECT_EQ(after(20200331, 1), day(20200430));
    EXPECT_EQ(after(20201130, 3), day(20210228));
    EXPECT_EQ(after(20991130, 3), day(21000228)) << "2100 is no leap year";
}

TEST(months, no_month_is_the_day_itself) {
    for (auto d = day(20200101); d <= day(20201231); d = plus_days(d, 1)) {
        EXPECT_EQ(add_months(d, months{0}), d);
    }
}

TEST(months, keep_the_day_or_shorten_it_to_the_length_of_the_month) {
    for (auto d = day(20190101); d <= day(20210301); d = plus_days(d, 1)) {
        for (int n = 0; n <= 30; ++n) {
            auto const end = add_months(d, months{n});
            int const month =
                (year_of(d) - year_of(end)) * 12 + static_cast<int>(d.month().as_number()) + n;
            ASSERT_EQ(static_cast<int>(end.month().as_number()), month);
            ASSERT_TRUE(end.day() == d.day() || (end.day() < d.day() && end == end.end_of_month()));
        }
    }
}

TEST(months, a_negative_number_or_an_end_past_9999_is_a_breach) {
    struct broken {};
    auto const before = on_breach;
    on_breach = [](char const*, char const*, int) { throw broken{}; };
    EXPECT_THROW((void)add_months(day(20200101), months{-1}), broken);
    EXPECT_THROW((void)add_months(day(99991201), months{1}), broken);
    on_breach = before;
}
