// Where a period ends, by days counted by hand from the notices of 2020 to 2022.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/period/deadline.hpp"

namespace {

using namespace qixian;

working_calendar const& cal() { return china::calendar(); }

deadline end_of(period const& p) { return run(p, cal()).value(); }

period twenty(int start) { return {.start = day(start), .length = 20}; }

qixian::pause closed_pause(int from, int to, std::string ref = "c") {
    return {.from = day(from), .to = day(to), .to_latest = day(to), .ref = std::move(ref)};
}

TEST(deadline, the_day_of_the_trigger_is_not_counted) {
    EXPECT_EQ(end_of({.start = day(20210301), .length = 1}).due, day(20210302));
    EXPECT_EQ(end_of({.start = day(20210301), .length = 0}).due, day(20210301));
    EXPECT_EQ(end_of(twenty(20201221)), (deadline{day(20210119), day(20210119), true, 0}));
}

TEST(deadline, a_make_up_weekend_counts_and_a_holiday_does_not) {
    // P01: 8 and 9 October 2022 were worked.
    EXPECT_EQ(end_of(twenty(20220930)).due, day(20221102));
    EXPECT_EQ(end_of({.start = day(20220930), .length = 1}).due, day(20221008));
    EXPECT_EQ(end_of({.start = day(20220930), .length = 2}).due, day(20221009));
}

TEST(deadline, a_trigger_on_a_rest_day_counts_from_the_next_working_day) {
    EXPECT_EQ(end_of({.start = day(20210227), .length = 1}).due, day(20210301));
    EXPECT_EQ(end_of({.start = day(20210228), .length = 1}).due, day(20210301));
    EXPECT_EQ(end_of({.start = day(20211001), .length = 1}).due, day(20211008));
}

TEST(deadline, calendar_days_that_end_on_a_rest_day_roll) {
    period p{.start = day(20210918), .length = 15, .in = unit::day};
    EXPECT_EQ(end_of(p).due, day(20211008));
    p.rolls = false;
    EXPECT_EQ(end_of(p).due, day(20211003));
    // Saturday 9 October 2021 was worked: nothing to roll.
    EXPECT_EQ(end_of({.start = day(20210929), .length = 10, .in = unit::day}).due, day(20211009));
}

TEST(deadline, months_end_on_the_same_day_or_at_month_end_and_then_roll) {
    EXPECT_EQ(end_of({.start = day(20210303), .length = 6, .in = unit::month}).due, day(20210903));
    // 28 February 2021 was a Sunday, 29 February 2020 a Saturday.
    EXPECT_EQ(end_of({.start = day(20200831), .length = 6, .in = unit::month}).due, day(20210301));
    EXPECT_EQ(end_of({.start = day(20190831), .length = 6, .in = unit::month}).due, day(20200302));
    EXPECT_EQ(end_of({.start = day(20190831), .length = 6, .in = unit::month, .rolls = false}).due,
              day(20200229));
}

TEST(deadline, a_named_day_takes_the_place_of_the_length) {
    period p{.start = day(20210401), .length = 99, .named = day(20210501)};
    EXPECT_EQ(end_of(p).due, day(20210506));
    p.rolls = false;
    EXPECT_EQ(end_of(p).due, day(20210501));
    p.named = day(20210425);  // a Sunday that was worked
    p.rolls = true;
    EXPECT_EQ(end_of(p).due, day(20210425));
}

TEST(deadline, a_pause_takes_out_the_days_after_its_letter_through_its_end) {
    auto p = twenty(20210301);
    EXPECT_EQ(end_of(p).due, day(20210329));
    p.pauses = {closed_pause(20210302, 20210323)};
    EXPECT_EQ(end_of(p).due, day(20210420));
    EXPECT_EQ(end_of(p).paused_days, 15);
    p.pauses = {closed_pause(20210302, 20210303)};
    EXPECT_EQ(end_of(p).due, day(20210330));
    p.pauses = {closed_pause(20210302, 20210302)};
    EXPECT_EQ(end_of(p).due, day(20210329));
}

TEST(deadline, overlapping_pauses_count_once) {
    auto p = twenty(20210301);
    p.pauses = {closed_pause(20210302, 20210312), closed_pause(20210305, 20210323, "d")};
    EXPECT_EQ(end_of(p).due, day(20210420));
    EXPECT_EQ(end_of(p).paused_days, 15);
    p.pauses = {closed_pause(20210305, 20210309, "d"), closed_pause(20210302, 20210323)};
    EXPECT_EQ(end_of(p).due, day(20210420));
    p.pauses = {closed_pause(20210302, 20210312), closed_pause(20210312, 20210323, "d")};
    EXPECT_EQ(end_of(p).due, day(20210420));
    p.pauses = {closed_pause(20210302, 20210323), closed_pause(20210302, 20210323, "d")};
    EXPECT_EQ(end_of(p).due, day(20210420));
}

TEST(deadline, a_pause_over_rest_days_takes_nothing_out) {
    auto p = twenty(20210301);
    p.pauses = {closed_pause(20210305, 20210307)};
    EXPECT_EQ(end_of(p), (deadline{day(20210329), day(20210329), true, 0}));
}

TEST(deadline, a_pause_outside_the_period_changes_nothing) {
    auto p = twenty(20210301);
    p.pauses = {closed_pause(20210201, 20210301)};
    EXPECT_EQ(end_of(p).due, day(20210329));
    p.pauses = {closed_pause(20210329, 20210430)};  // its letter went out on the last day
    EXPECT_EQ(end_of(p).due, day(20210329));
    p.pauses = {closed_pause(20210326, 20210330)};
    EXPECT_EQ(end_of(p).due, day(20210331));
    p.pauses = {closed_pause(20210215, 20210303)};  // began before the clock did
    EXPECT_EQ(end_of(p).due, day(20210331));
}

TEST(deadline, an_open_pause_without_limit_has_no_latest_day) {
    auto p = twenty(20210301);
    p.pauses = {{.from = day(20210302), .to = day(20210310)}};
    auto const end = end_of(p);
    EXPECT_EQ(end.due, day(20210407));
    EXPECT_FALSE(end.latest.has_value());
    EXPECT_FALSE(end.certain);
}

TEST(deadline, an_open_pause_with_a_limit_spans_an_interval) {
    auto p = twenty(20210301);
    p.pauses = {{.from = day(20210302), .to = day(20210310), .to_latest = day(20210323)}};
    auto const end = end_of(p);
    EXPECT_EQ(end.due, day(20210407));
    EXPECT_EQ(end.latest, day(20210420));
}

TEST(deadline, past_the_last_notice_the_day_is_an_interval) {
    auto const sure = cal().certain_through();
    period const before{.start = plus_days(sure, -10), .length = 1};
    EXPECT_TRUE(end_of(before).certain);
    // Twenty working days end before the Spring Festival: uncertain even where both days agree.
    EXPECT_FALSE(end_of({.start = plus_days(sure, -7), .length = 20}).certain);
    auto const end = end_of({.start = plus_days(sure, -7), .length = 45});
    EXPECT_FALSE(end.certain);
    EXPECT_LT(end.due, *end.latest);
}

TEST(deadline, past_the_calendar_there_is_no_answer) {
    for (auto const in : {unit::working_day, unit::day, unit::month}) {
        auto const end = run({.start = plus_days(cal().last(), -5), .length = 60, .in = in}, cal());
        ASSERT_FALSE(end.ok());
        EXPECT_EQ(end.error().what, code::calendar_out_of_range);
    }
    auto const lines = trail({.start = plus_days(cal().last(), -5), .length = 60}, cal());
    EXPECT_FALSE(lines.ok());
}

// ---------------------------------------------------------------- the trail

void expect_whole(period const& p) {
    auto const end = end_of(p);
    auto const lines = trail(p, cal()).value();
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines.back().on, end.due);
    int counted = 0;
    int paused = 0;
    date expected = plus_days(p.start, 1);
    for (auto const& line : lines) {
        EXPECT_EQ(line.on, expected) << "a day is missing or there twice";
        expected = plus_days(expected, 1);
        if (line.is == day_is::counted) {
            EXPECT_EQ(line.n, ++counted);
        } else {
            EXPECT_EQ(line.n, 0);
        }
        paused += line.is == day_is::paused ? 1 : 0;
        EXPECT_EQ(line.is == day_is::skipped, !line.why.empty());
    }
    EXPECT_EQ(counted, p.length);
    EXPECT_EQ(paused, end.paused_days);
}

TEST(trail, shows_every_day_once_and_counts_to_the_length) {
    expect_whole(twenty(20201221));
    expect_whole(twenty(20220930));
    expect_whole(twenty(20200120));
    auto p = twenty(20210301);
    p.pauses = {closed_pause(20210305, 20210310), closed_pause(20210302, 20210323, "d")};
    expect_whole(p);
    p.pauses = {closed_pause(20210215, 20210303), closed_pause(20210310, 20210406, "d")};
    expect_whole(p);
    p.start = plus_days(cal().certain_through(), -7);
    p.pauses = {};
    expect_whole(p);
}

TEST(trail, says_why_a_day_does_not_count) {
    auto const lines = trail({.start = day(20210430), .length = 3}, cal()).value();
    // 1 to 5 May off, 6 and 7 May worked, 8 May a Saturday that is worked.
    ASSERT_EQ(lines.size(), 8u);
    EXPECT_EQ(lines[0].why, "notice");
    EXPECT_EQ(lines[0].source, "CN-2021");
    EXPECT_EQ(lines[0].holiday, "劳动节");
    EXPECT_EQ(lines[7].on, day(20210508));
    EXPECT_EQ(lines[7].is, day_is::counted);
    EXPECT_EQ(lines[7].source, "CN-2021");
    auto const weekend = trail({.start = day(20210305), .length = 1}, cal()).value();
    EXPECT_EQ(weekend[0].why, "weekend");
}

TEST(trail, names_the_pause_that_takes_a_day_out) {
    auto p = twenty(20210301);
    p.pauses = {closed_pause(20210302, 20210303, "letter")};
    auto const lines = trail(p, cal()).value();
    EXPECT_EQ(lines[1].is, day_is::paused);
    EXPECT_EQ(lines[1].ref, "letter");
}

TEST(trail, ends_with_the_roll_of_a_last_day_that_is_a_rest_day) {
    auto const days = trail({.start = day(20210918), .length = 15, .in = unit::day}, cal()).value();
    EXPECT_EQ(days.back().is, day_is::rolled);
    EXPECT_EQ(days.back().on, day(20211008));
    EXPECT_EQ(days[14].n, 15);
    auto const month =
        trail({.start = day(20200831), .length = 6, .in = unit::month}, cal()).value();
    ASSERT_EQ(month.size(), 3u);
    EXPECT_EQ(month[0].is, day_is::month_day);
    EXPECT_EQ(month[1].why, "weekend");
    EXPECT_EQ(month[2].is, day_is::rolled);
    auto const named = trail({.start = day(20210401), .named = day(20210430)}, cal()).value();
    ASSERT_EQ(named.size(), 1u);
    EXPECT_EQ(named[0].is, day_is::named);
}

}  // namespace
