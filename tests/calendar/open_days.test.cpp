// Years that a notice does not settle, in the country and in a place: what stays open, how far it may
// move, and what is said of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "notice_2027.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"
#include "support.hpp"

using namespace qixian;

namespace {

constexpr auto rests = notice_kind::off;

/// In the order of the days, and it says which year it arranges.
notice whole_2027() {
    auto n = calendar_test::made_up_2027();
    n.arranges_year = 2027;
    std::sort(n.days.begin(), n.days.end(),
              [](auto const& a, auto const& b) { return a.on < b.on; });
    return n;
}

/// Its first rows, as someone had typed them by the evening.
notice first_rows(std::size_t rows) {
    auto n = whole_2027();
    n.days.resize(rows);
    return n;
}

editions adding(notice n) { return china::editions().with_notice(std::move(n)).value(); }

working_calendar place(char const* region) {
    return china::editions().with_region(region).value().current();
}

notice of_liangshan(int year, std::vector<notice_day> days) {
    return {.id = "LS-" + std::to_string(year),
            .published = day((year - 1) * 10000 + 1201),
            .arranges_year = year,
            .days = std::move(days),
            .region = "CN-SC-LS"};
}

}  // namespace

TEST(half_a_notice, that_names_only_new_years_day_leaves_the_interval_as_it_was) {
    auto const bare = china::calendar();
    auto const cal =
        adding(
            {.id = "CN-2027", .published = day(20261105), .days = {{day(20270101), rests, "元旦"}}})
            .current();
    EXPECT_EQ(cal.certain_through(), day(20261228));
    EXPECT_EQ(cal.last_notice(), "CN-2026");
    for (int const from : {20261210, 20270104, 20270115, 20270120, 20270301}) {
        for (int const n : {10, 20, 40}) {
            auto const was = bare.add(day(from), working_days{n}).value();
            auto const is = cal.add(day(from), working_days{n}).value();
            EXPECT_EQ(is, was) << from << " " << n;
            EXPECT_FALSE(is.certain && is.latest > day(20261228));
        }
    }
    auto const why = cal.open_between(day(20270115), day(20270219));
    ASSERT_EQ(why.size(), 1U);
    EXPECT_EQ(why[0].year, 2027);
    EXPECT_EQ(why[0].region, "");
    EXPECT_EQ(why[0].notices, std::vector<std::string>{"CN-2027"});
    EXPECT_EQ(why[0].festivals,
              (std::vector<std::string>{"春节", "劳动节", "国庆节", "清明节", "端午节", "中秋节"}));
    EXPECT_EQ(why[0].from, day(20261229));
    EXPECT_EQ(why[0].to, day(20271228));
}

TEST(half_a_notice, settles_its_year_with_the_day_that_the_last_festival_gets) {
    auto const whole = whole_2027();
    auto const national_day = std::find_if(whole.days.begin(), whole.days.end(),
                                           [](auto const& d) { return d.on == day(20271001); });
    auto const needed = static_cast<std::size_t>(national_day - whole.days.begin()) + 1;
    for (std::size_t rows = 0; rows <= whole.days.size(); ++rows) {
        auto const cal = adding(first_rows(rows)).current();
        EXPECT_EQ(cal.certain_through(), day(rows < needed ? 20261228 : 20271228)) << rows;
    }
}

TEST(half_a_notice, keeps_the_days_of_the_whole_one_within_its_interval_and_never_widens_it) {
    auto const bare = china::calendar();
    auto const whole = adding(whole_2027()).current();
    for (std::size_t rows = 1; rows <= 25; rows += 3) {
        auto const half = adding(first_rows(rows)).current();
        for (auto d = day(20261201); d <= day(20271101); d = plus_days(d, 1)) {
            for (int const n : {5, 20}) {
                auto const end = whole.add(d, working_days{n}).value();
                auto const is = half.add(d, working_days{n}).value();
                auto const was = bare.add(d, working_days{n}).value();
                ASSERT_LE(is.earliest, end.earliest) << rows << " " << to_text(d) << " " << n;
                ASSERT_GE(is.latest, end.latest) << rows << " " << to_text(d) << " " << n;
                ASSERT_GE(is.earliest, was.earliest) << rows << " " << to_text(d) << " " << n;
                ASSERT_LE(is.latest, was.latest) << rows << " " << to_text(d) << " " << n;
            }
        }
    }
}

TEST(half_a_notice, that_says_it_is_complete_settles_its_year) {
    auto n = first_rows(3);
    n.complete = true;
    auto const cal = adding(n).current();
    EXPECT_EQ(cal.certain_through(), day(20271228));
    EXPECT_TRUE(cal.open_between(day(20270101), day(20271228)).empty());
    EXPECT_TRUE(cal.add(day(20270115), working_days{20})->certain);
}

TEST(half_a_notice, and_the_other_half_settle_it_together) {
    auto const whole = whole_2027();
    auto first = first_rows(12);
    notice second{.id = "CN-2027-B", .published = day(20261112), .arranges_year = 2027};
    second.days.assign(whole.days.begin() + 12, whole.days.end());
    auto const both = adding(first).with_notice(second).value();
    EXPECT_EQ(both.current().certain_through(), day(20271228));
    EXPECT_EQ(both.as_known_on(day(20261111)).certain_through(), day(20261228));
}

TEST(half_a_notice, of_a_year_under_the_old_statute_needs_the_festivals_of_its_day) {
    // In 2005 there were three: no day for Qingming, Dragon Boat and Mid-Autumn is missing.
    auto const all = china::editions().without_year(2005);
    notice n{.id = "X",
             .published = day(20041220),
             .days = {{day(20050209), rests, ""}, {day(20050501), rests, ""}}};
    auto const why =
        all.with_notice(n).value().current().open_between(day(20050301), day(20050401));
    ASSERT_EQ(why.size(), 1U);
    EXPECT_EQ(why[0].festivals, (std::vector<std::string>{"元旦", "国庆节"}));
    n.days.push_back({day(20050101), rests, ""});
    n.days.push_back({day(20051001), rests, ""});
    EXPECT_EQ(all.with_notice(n).value().current().certain_through(), day(20261228));
}

TEST(every_held_notice, settles_its_year_as_before) {
    EXPECT_EQ(china::calendar().certain_through(), day(20261228));
    EXPECT_TRUE(china::calendar().open_between(day(20010101), day(20261228)).empty());
    for (int year = 2002; year <= 2026; ++year) {
        EXPECT_EQ(china::editions().foreseen(year).current().certain_through(),
                  day((year - 1) * 10000 + 1228));
    }
}

TEST(local_years, of_which_nothing_is_known_are_open) {
    auto const liangshan = place("CN-SC-LS");
    auto const end = liangshan.add(day(20240719), working_days{20}).value();
    EXPECT_FALSE(end.certain);
    EXPECT_LE(end.earliest, day(20240821)) << "what it was";
    EXPECT_GE(end.latest, day(20240821));
    EXPECT_LE(end.latest, day(20240830));
    auto const why = liangshan.open_between(day(20240719), end.latest);
    ASSERT_EQ(why.size(), 1U);
    EXPECT_EQ(why[0].region, "CN-SC-LS");
    EXPECT_EQ(why[0].year, 2024);
    EXPECT_EQ(why[0].festivals, (std::vector<std::string>{"火把节", "州庆", "彝族年"}));
    EXPECT_FALSE(liangshan.about(day(20240305))->certain);
    // Where no festival of the place can fall, both ends are one day: uncertain, and not wide.
    auto const spring = liangshan.add(day(20240304), working_days{20}).value();
    EXPECT_FALSE(spring.certain);
    EXPECT_EQ(spring.earliest, spring.latest);
    EXPECT_EQ(liangshan.certain_through(), day(20261228)) << "the country's";
    EXPECT_EQ(liangshan.settled().days, 0);
}

TEST(local_years, of_which_a_festival_is_known_are_certain_around_it) {
    auto const liangshan = place("CN-SC-LS");
    for (int const from : {20180720, 20180820, 20181101, 20210719, 20220711, 20251105}) {
        auto const end = liangshan.add(day(from), working_days{20}).value();
        EXPECT_TRUE(end.certain) << from;
        EXPECT_EQ(end.earliest, end.latest) << from;
    }
    EXPECT_EQ(liangshan.add(day(20220711), working_days{5})->earliest, day(20220717))
        << "a Sunday that was worked there";
    // Of 2021 the Torch Festival is known, and the Yi New Year is not.
    auto const november = liangshan.add(day(20211108), working_days{20}).value();
    EXPECT_FALSE(november.certain);
    auto const why = liangshan.open_between(day(20211108), day(20211206));
    ASSERT_EQ(why.size(), 1U);
    EXPECT_EQ(why[0].festivals, std::vector<std::string>{"彝族年"});
    EXPECT_TRUE(liangshan.count(day(20180101), day(20180630))->certain);
    EXPECT_FALSE(liangshan.count(day(20171201), day(20180630))->certain);
}

TEST(local_years, every_known_day_lies_within_the_interval_without_it) {
    // Each local day that differs is hidden by asking as if none had been published: the due days of
    // the full calendar have to lie inside.
    for (auto const* region : {"CN-GX", "CN-XJ", "CN-NX", "CN-XZ-LS", "CN-SC-LS", "CN-YN-CX"}) {
        auto const here = place(region);
        for (auto const& row : calendar_test::data().local) {
            if (row.at("region_code") != region || row.at("published").empty()) {
                continue;
            }
            auto const published = calendar_test::day_of(row.at("published"));
            auto const on = calendar_test::day_of(row.at("date"));
            auto const before =
                china::editions().with_region(region).value().as_known_on(plus_days(published, -1));
            for (int away = -30; away <= 3; ++away) {
                auto const from = plus_days(on, away);
                auto const then = before.add(from, working_days{20}).value();
                auto const now = here.add(from, working_days{20}).value();
                ASSERT_LE(then.earliest, now.earliest) << region << to_text(from);
                ASSERT_GE(then.latest, now.latest) << region << to_text(from);
            }
        }
    }
}

TEST(local_years, a_place_with_single_days_and_no_festival_is_as_certain_as_the_country) {
    for (auto const* region : {"CN-BJ", "CN-SH", "CN-HB"}) {
        auto const here = place(region);
        EXPECT_TRUE(here.open_between(day(20010101), day(20261228)).empty()) << region;
        EXPECT_TRUE(here.add(day(20190304), working_days{20})->certain);
        EXPECT_GT(here.settled().days, 9000);
    }
}

TEST(local_years, before_a_festival_was_kept_are_certain) {
    auto const guangxi = place("CN-GX");
    EXPECT_TRUE(guangxi.add(day(20130320), working_days{20})->certain);
    EXPECT_TRUE(guangxi.add(day(20190320), working_days{20})->certain);
    EXPECT_FALSE(guangxi.add(day(20200320), working_days{20})->certain);
    EXPECT_TRUE(guangxi.add(day(20210320), working_days{20})->certain);
    EXPECT_FALSE(place("CN-NX").add(day(20150720), working_days{20})->certain);
    EXPECT_TRUE(place("CN-NX").add(day(20220420), working_days{20})->certain) << "moved nothing";
}

TEST(local_years, do_not_widen_each_other) {
    // Behind twenty open years an open one is no wider than the first.
    auto const liangshan = place("CN-SC-LS");
    auto const width = [&](int from) {
        auto const end = liangshan.add(day(from), working_days{20}).value();
        return days_between(end.earliest, end.latest);
    };
    EXPECT_LE(width(20020725), 12);
    EXPECT_LE(width(20240719), 12);
    for (auto d = day(20010102); d <= day(20261001); d = plus_days(d, 1)) {
        ASSERT_LE(width(year_of(d) * 10000 + static_cast<int>(d.month()) * 100 +
                        static_cast<int>(d.day())),
                  20)
            << to_text(d);
    }
}

TEST(local_notice, closes_the_festival_that_it_names_and_no_other) {
    auto const all = adding(of_liangshan(2024, {{day(20240729), rests, "火把节"},
                                                {day(20240730), rests, "火把节"},
                                                {day(20240731), rests, "火把节"}}));
    EXPECT_EQ(all.current().digest(), china::calendar().digest()) << "elsewhere it is nothing";
    EXPECT_EQ(all.notices().size(), china::editions().notices().size());
    ASSERT_EQ(all.local_notices().size(), 1U);
    auto const here = all.with_region("CN-SC-LS").value().current();
    auto const end = here.add(day(20240719), working_days{20}).value();
    EXPECT_EQ(end, (day_bounds{day(20240821), day(20240821), true}));
    EXPECT_EQ(here.about(day(20240730))->source, "CN-SC-LS");
    EXPECT_FALSE(here.add(day(20241105), working_days{20})->certain) << "Yi New Year";
    // The order in which place and notice are given does not matter, nor may the id be used again.
    auto const other = china::editions()
                           .with_region("CN-SC-LS")
                           .value()
                           .with_notice(all.local_notices().front())
                           .value();
    EXPECT_EQ(other.current().digest(), here.digest());
    ASSERT_NE(all.find("LS-2024"), nullptr);
    EXPECT_EQ(all.find("LS-2025"), nullptr);
    auto changed = all.local_notices().front();
    changed.days.pop_back();
    EXPECT_EQ(all.with_notice(changed).error().what, code::id_conflict);
    // Before it was out the year was open.
    EXPECT_FALSE(all.with_region("CN-SC-LS")
                     .value()
                     .as_known_on(day(20231130))
                     .add(day(20240719), working_days{20})
                     ->certain);
}

TEST(local_notice, that_says_it_is_complete_closes_the_year) {
    auto n = of_liangshan(2024, {{day(20240729), rests, "火把节"}});
    n.complete = true;
    auto const here = adding(n).with_region("CN-SC-LS").value().current();
    EXPECT_TRUE(here.open_between(day(20240101), day(20241228)).empty());
}

TEST(local_notice, makes_a_place_known_that_the_data_do_not_have) {
    EXPECT_FALSE(china::editions().with_region("CN-YN-DL").ok());
    auto const all =
        adding({.id = "DL-2024",
                .published = day(20240101),
                .days = {{day(20240423), rests, "三月街"}, {day(20240424), rests, "三月街"}},
                .region = "CN-YN-DL"});
    auto const regions = all.regions();
    EXPECT_NE(std::find(regions.begin(), regions.end(), "CN-YN-DL"), regions.end());
    auto const here = all.with_region("CN-YN-DL").value().current();
    EXPECT_TRUE(here.add(day(20240415), working_days{10})->certain);
    EXPECT_EQ(here.about(day(20240423))->reason, day_reason::local);
    auto const end = here.add(day(20250415), working_days{10}).value();
    EXPECT_FALSE(end.certain);
    EXPECT_LT(end.earliest, end.latest);
    EXPECT_EQ(here.open_between(day(20250415), day(20250420)).at(0).region, "CN-YN-DL");
}

TEST(local_notice, takes_a_day_back_that_was_given) {
    auto const all =
        china::editions().with_notice({.id = "X",
                                       .published = day(20180701),
                                       .days = {{day(20180810), notice_kind::revert, ""}},
                                       .region = "CN-SC-LS"});
    ASSERT_TRUE(all.ok());
    EXPECT_TRUE(all->with_region("CN-SC-LS").value().current().is_working(day(20180810)).value());
    EXPECT_EQ(china::editions()
                  .with_notice({.id = "X",
                                .published = day(20180701),
                                .days = {{day(20180814), notice_kind::revert, ""}},
                                .region = "CN-SC-LS"})
                  .error()
                  .what,
              code::revert_nothing);
}
