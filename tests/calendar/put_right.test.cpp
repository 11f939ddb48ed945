// A notice that was applied with a wrong text, put right by another notice.
#include <gtest/gtest.h>

#include <utility>

#include "notice_2027.hpp"
#include "qixian/calendar/put_right.hpp"
#include "qixian/date/text.hpp"

using namespace qixian;
using calendar_test::made_up_2027;

namespace {

editions with(editions const& known, notice n) { return known.with_notice(std::move(n)).value(); }

/// Half of it typed, and one day wrong.
notice half_typed() {
    auto out = made_up_2027();
    out.days.resize(2);
    out.days.push_back({day(20270303), notice_kind::off, "春节"});
    return out;
}

}  // namespace

TEST(put_right, a_notice_that_is_new_or_says_the_same_is_applied_as_it_is) {
    auto const whole = made_up_2027();
    EXPECT_FALSE(put_right(china::editions(), whole));
    EXPECT_FALSE(put_right(with(china::editions(), whole), whole));
}

TEST(put_right, what_is_put_right_gives_the_days_of_the_new_text_alone) {
    auto const whole = made_up_2027();
    auto const wrong = with(china::editions(), half_typed());
    ASSERT_FALSE(wrong.with_notice(whole)) << "one id, two texts";
    auto const again = put_right(wrong, whole);
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->same);
    EXPECT_EQ(again->as.id, whole.id + "-2");
    EXPECT_EQ(again->as.amends, whole.id);
    auto const right = with(wrong, again->as).current();
    auto const wanted = with(china::editions(), whole).current();
    for (auto d = day(20261229); d <= day(20271228); d = plus_days(d, 1)) {
        EXPECT_EQ(right.is_working(d).value(), wanted.is_working(d).value()) << to_text(d);
    }
    EXPECT_NE(wrong.find(whole.id), nullptr) << "the old text is kept";
}

TEST(put_right, the_same_text_again_is_the_notice_that_put_it_right) {
    auto const whole = made_up_2027();
    auto const wrong = with(china::editions(), half_typed());
    auto const once = with(wrong, put_right(wrong, whole)->as);
    auto const again = put_right(once, whole);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->same);
    EXPECT_EQ(again->as.id, whole.id + "-2");

    // A third text is put right on top of the second, and the first one again on top of that.
    auto third = whole;
    third.days.pop_back();
    auto const next = put_right(once, third);
    ASSERT_TRUE(next);
    EXPECT_FALSE(next->same);
    EXPECT_EQ(next->as.id, whole.id + "-3");
    auto const twice = with(once, next->as);
    EXPECT_EQ(put_right(twice, whole)->as.id, whole.id + "-4");
    EXPECT_TRUE(put_right(twice, third)->same);
}
