// What a notice changes, which are refused, and how the days of a place stand above the country's.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "notice_2027.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"
#include "support.hpp"

using namespace qixian;
using calendar_test::made_up_2027;

namespace {

using rows = std::vector<notice_day>;

constexpr auto off = notice_kind::off;
constexpr auto work = notice_kind::work;
constexpr auto revert = notice_kind::revert;

editions with(notice n) { return china::editions().with_notice(std::move(n)).value(); }

code fault_of(notice n) { return china::editions().with_notice(std::move(n)).error().what; }

working_calendar local(char const* region) {
    return china::editions().with_region(region).value().current();
}

}  // namespace

TEST(editions, a_notice_for_2027_settles_2027) {
    auto const all = with(made_up_2027());
    auto const cal = all.current();
    EXPECT_EQ(cal.last_notice(), "CN-2027");
    EXPECT_EQ(cal.certain_through(), day(20271228));
    EXPECT_TRUE(cal.is_working(day(20270130)).value());
    EXPECT_FALSE(cal.is_working(day(20270212)).value());
    EXPECT_EQ(cal.about(day(20270130))->source, "CN-2027");
    EXPECT_TRUE(cal.add(day(20270104), working_days{20})->certain);
    EXPECT_NE(cal.digest(), china::calendar().digest());
    EXPECT_EQ(all.notices().back().arranges_year, 2027) << "the year most of its days lie in";
    auto const day_before = all.as_known_on(day(20261109));
    EXPECT_EQ(day_before.last_notice(), "CN-2026");
    EXPECT_TRUE(day_before.is_working(day(20270212)).value());
    EXPECT_EQ(all.as_known_on(day(20261110)).digest(), cal.digest());
    EXPECT_EQ(china::calendar().certain_through(), day(20261228)) << "the old value stays";
}

TEST(editions, the_due_day_under_a_new_notice_lay_in_the_interval_before_it) {
    auto const after = with(made_up_2027()).current();
    for (auto d = day(20261101); d <= day(20271120); d = plus_days(d, 1)) {
        for (int const n : {15, 20, 40}) {
            auto const before = china::calendar().add(d, working_days{n}).value();
            auto const due = after.add(d, working_days{n}).value();
            EXPECT_LE(before.earliest, due.earliest) << to_text(d);
            EXPECT_LE(due.latest, before.latest) << to_text(d);
        }
    }
}

TEST(editions, the_same_notice_again_changes_nothing) {
    auto const all = with(made_up_2027());
    auto const again = all.with_notice(made_up_2027());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->notices().size(), all.notices().size());
    auto other = made_up_2027();
    other.days.pop_back();
    EXPECT_EQ(all.with_notice(other).error().what, code::id_conflict);
}

TEST(editions, a_notice_that_names_a_day_twice_is_a_fault) {
    EXPECT_EQ(fault_of({.id = "X",
                        .published = day(20261101),
                        .days = rows{{day(20270101), off, ""}, {day(20270101), work, ""}}}),
              code::notice_contradiction);
}

TEST(editions, a_revert_of_nothing_is_a_fault) {
    EXPECT_EQ(
        fault_of(
            {.id = "X", .published = day(20261101), .days = rows{{day(20260303), revert, ""}}}),
        code::revert_nothing);
    // The notice for 2026 came in November 2025: before it there was nothing to take back.
    EXPECT_EQ(
        fault_of(
            {.id = "X", .published = day(20251001), .days = rows{{day(20260104), revert, ""}}}),
        code::revert_nothing);
    // What was taken back once cannot be taken back again.
    EXPECT_EQ(
        fault_of(
            {.id = "X", .published = day(20261101), .days = rows{{day(20030426), revert, ""}}}),
        code::revert_nothing);
}

TEST(editions, a_day_outside_the_calendar_or_no_day_is_a_fault) {
    EXPECT_EQ(
        fault_of({.id = "X", .published = day(20261101), .days = rows{{day(20510101), off, ""}}}),
        code::calendar_out_of_range);
    EXPECT_EQ(fault_of({.id = "X", .days = rows{{day(20270101), off, ""}}}), code::bad_date);
    EXPECT_EQ(fault_of({.id = "X", .published = day(20261101), .days = rows{{.kind = off}}}),
              code::bad_date);
}

TEST(editions, a_reverted_day_goes_back_to_the_plain_week_or_the_statute) {
    auto const cal = with({.id = "X",
                           .published = day(20260901),
                           .amends = "CN-2026",
                           .days = rows{{day(20260920), revert, ""},
                                        {day(20261005), revert, ""},
                                        {day(20261001), revert, ""}}})
                         .current();
    EXPECT_FALSE(cal.is_working(day(20260920)).value());
    EXPECT_EQ(cal.about(day(20260920))->reason, day_reason::weekend);
    EXPECT_TRUE(cal.is_working(day(20261005)).value());
    EXPECT_EQ(cal.about(day(20261001))->reason, day_reason::statute);
    EXPECT_EQ(cal.certain_through(), day(20261228));
}

TEST(editions, a_one_off_day_of_an_open_year_does_not_settle_it) {
    auto const all =
        with({.id = "PARADE",
              .published = day(20261105),
              .days = rows{{day(20270714), off, "one-off"}, {day(20270717), work, "one-off"}}});
    auto const cal = all.current();
    EXPECT_EQ(cal.certain_through(), day(20261228));
    EXPECT_FALSE(cal.is_working(day(20270714)).value());
    EXPECT_TRUE(cal.is_working(day(20270717)).value());
    EXPECT_EQ(*cal.count(day(20270713), day(20270714)), (count_bounds{0, 0, false}));
    EXPECT_EQ(*cal.count(day(20270716), day(20270717)), (count_bounds{1, 1, false}));
    EXPECT_EQ(cal.add(day(20270705), working_days{10})->earliest, day(20270719));
}

TEST(editions, a_notice_with_a_gap_before_it_settles_only_its_own_days) {
    auto later = made_up_2027();
    later.id = "CN-2028";
    later.days = rows{{day(20280101), off, "元旦"}, {day(20280103), off, "元旦"}};
    auto const cal = with(later).current();
    EXPECT_EQ(cal.certain_through(), day(20261228));
    EXPECT_EQ(cal.last_notice(), "CN-2026");
    EXPECT_FALSE(cal.is_working(day(20280103)).value());
}

TEST(editions, notices_of_one_day_apply_in_the_order_they_were_given) {
    auto const first = with({.id = "B",
                             .published = day(20260601),
                             .amends = "CN-2026",
                             .days = rows{{day(20260706), off, ""}}});
    auto const second = first.with_notice({.id = "A",
                                           .published = day(20260601),
                                           .amends = "CN-2026",
                                           .days = rows{{day(20260706), work, ""}}});
    EXPECT_TRUE(second->current().is_working(day(20260706)).value());
    auto const both = second->current();
    EXPECT_EQ(both.about(day(20260706))->source, "A");
}

TEST(editions, without_a_year_its_notices_are_gone) {
    auto const all = china::editions().without_year(2015);
    EXPECT_EQ(all.notices().size(), 28U);
    EXPECT_EQ(all.current().certain_through(), day(20141228));
    EXPECT_TRUE(all.current().is_working(day(20150903)).value());
    EXPECT_FALSE(all.current().is_working(day(20160208)).value()) << "later notices stay";
    EXPECT_EQ(china::editions().without_year(1990).current().digest(), china::calendar().digest());
}

TEST(editions, what_was_foreseen_of_a_year_knows_no_later_notice) {
    auto const all = china::editions().foreseen(2015);
    EXPECT_EQ(all.notices().back().id, "CN-2014");
    EXPECT_EQ(all.current().certain_through(), day(20141228));
}

TEST(editions, the_statute_alone_settles_nothing) {
    editions const bare;
    EXPECT_TRUE(bare.notices().empty());
    auto const cal = bare.current();
    EXPECT_EQ(cal.last_notice(), "");
    EXPECT_FALSE(cal.is_working(day(20250502)).value());
    EXPECT_FALSE(cal.about(day(20250502))->certain);
    EXPECT_EQ(cal.about(day(20250502))->source, "LAW-2024");
}

TEST(overlay, local_days_stand_above_national_ones) {
    std::map<std::string, working_calendar> by_region;
    for (auto const& r : calendar_test::data().local) {
        auto const& region = r.at("region_code");
        if (by_region.count(region) == 0) {
            by_region.emplace(region, local(region.c_str()));
        }
        auto const d = calendar_test::day_of(r.at("date"));
        auto const about = by_region.at(region).about(d);
        EXPECT_EQ(about->works, r.at("kind") == "work") << region << " " << r.at("date");
        EXPECT_EQ(about->reason, day_reason::local);
        EXPECT_EQ(about->source, region);
        EXPECT_EQ(about->holiday, r.at("festival"));
    }
    EXPECT_EQ(by_region.size(), china::editions().regions().size());
}

TEST(overlay, elsewhere_the_day_is_as_in_the_whole_country) {
    auto const guangxi = local("CN-GX");
    for (auto d = day(20010101); d <= day(20281231); d = plus_days(d, 1)) {
        auto const here = guangxi.about(d).value();
        if (here.reason != day_reason::local) {
            ASSERT_EQ(here.works, china::calendar().is_working(d).value()) << to_text(d);
            ASSERT_EQ(here.source, china::calendar().about(d)->source);
        }
    }
}

TEST(overlay, guangxi_rested_on_national_working_weekends) {
    auto const guangxi = local("CN-GX");
    for (int const d : {20170401, 20220402, 20230423}) {
        EXPECT_TRUE(china::calendar().is_working(day(d)).value()) << d;
        EXPECT_FALSE(guangxi.is_working(day(d)).value()) << d;
    }
    for (int const d : {20170408, 20180415, 20210418}) {
        EXPECT_FALSE(china::calendar().is_working(day(d)).value()) << d;
        EXPECT_TRUE(guangxi.is_working(day(d)).value()) << d;
    }
    // 21 April was off as well; the 24th is the first working day after the 20th.
    EXPECT_EQ(guangxi.add(day(20230420), working_days{1})->earliest, day(20230424));
    EXPECT_EQ(guangxi.previous(day(20230424))->earliest, day(20230420));
}

TEST(overlay, a_place_has_the_days_of_what_it_lies_in) {
    auto const lhasa = local("CN-XZ-LS");
    EXPECT_FALSE(lhasa.is_working(day(20090223)).value()) << "the days of Tibet";
    EXPECT_FALSE(lhasa.is_working(day(20230220)).value()) << "its own";
    EXPECT_TRUE(local("CN-XZ").is_working(day(20230220)).value());
    EXPECT_FALSE(local("CN-GX-NN").is_working(day(20230423)).value());
}

TEST(overlay, an_unknown_region_is_a_fault) {
    for (auto const* region : {"CN-GD", "CN", "", "GX", "CN-SC", "cn-gx", "CN-GXX"}) {
        auto const r = china::editions().with_region(region);
        ASSERT_FALSE(r.ok()) << region;
        EXPECT_EQ(r.error().what, code::unknown_region);
    }
}

TEST(overlay, a_local_day_is_known_from_its_publication) {
    auto const guangxi = china::editions().with_region("CN-GX").value();
    EXPECT_TRUE(guangxi.as_known_on(day(20170209)).is_working(day(20170330)).value());
    EXPECT_FALSE(guangxi.as_known_on(day(20170210)).is_working(day(20170330)).value());
    EXPECT_FALSE(guangxi.as_known_on(day(20130101)).is_working(day(20140402)).value())
        << "no day of publication is known";
}

TEST(overlay, a_region_given_twice_counts_once) {
    auto const once = china::editions().with_region("CN-GX").value();
    EXPECT_EQ(once.with_region("CN-GX").value().current().digest(), once.current().digest());
    auto const two = once.with_region("CN-XJ").value().current();
    EXPECT_FALSE(two.is_working(day(20230423)).value());
    EXPECT_FALSE(two.is_working(day(20230628)).value());
}

TEST(overlay, a_local_day_in_an_open_year_moves_both_bounds) {
    auto const guangxi = china::editions().with_region("CN-GX").value().foreseen(2026).current();
    auto const plain = china::editions().foreseen(2026).current();
    auto const wide = plain.count(day(20260410), day(20260424)).value();
    auto const narrow = guangxi.count(day(20260410), day(20260424)).value();
    EXPECT_EQ(narrow.least, wide.least - 2);
    EXPECT_EQ(narrow.most, wide.most - 2);
}

TEST(overlay, its_days_can_be_listed) {
    EXPECT_TRUE(china::editions().local_days().empty());
    auto const lhasa = china::editions().with_region("CN-XZ-LS").value();
    std::size_t expected = 0;
    for (auto const& r : calendar_test::data().local) {
        auto const& region = r.at("region_code");
        expected += region == "CN-XZ" || region == "CN-XZ-LS" ? 1 : 0;
    }
    ASSERT_EQ(lhasa.local_days().size(), expected);
    EXPECT_EQ(lhasa.local_days().front().region, "CN-XZ");
    EXPECT_EQ(lhasa.local_days().back().region, "CN-XZ-LS");
    auto const cal = lhasa.current();
    for (auto const& each : lhasa.local_days()) {
        auto const about = cal.about(each.on).value();
        EXPECT_EQ(about.reason, day_reason::local) << to_text(each.on);
    }
    // From a temporary, too.
    std::size_t looped = 0;
    for (auto const& each : china::editions().with_region("CN-XZ-LS").value().local_days()) {
        looped += each.on.is_special() ? 0 : 1;
    }
    EXPECT_EQ(looped, expected);
}

TEST(editions, the_days_of_the_statute_are_those_of_the_files) {
    std::multiset<std::string> expected;
    for (auto const& r : calendar_test::data().statutory) {
        expected.insert(r.at("date") + " " + r.at("holiday_name") + " " + r.at("statute"));
    }
    std::multiset<std::string> listed;
    auto const days = china::editions().statute_days();
    for (auto const& each : days) {
        listed.insert(to_text(each.on) + " " + each.holiday + " " + each.statute);
    }
    EXPECT_EQ(listed, expected);
    EXPECT_TRUE(std::is_sorted(days.begin(), days.end(),
                               [](auto const& a, auto const& b) { return a.on < b.on; }));
}

TEST(editions, the_days_of_the_statute_are_asked_as_known_on_a_day) {
    // The day before the version of 2024 was made public, 2 May was a statutory day of nobody.
    auto const before = china::editions().statute_days(day(20241111));
    auto const after = china::editions().statute_days(day(20241112));
    auto const has = [](auto const& all, date on) {
        return std::any_of(all.begin(), all.end(), [on](auto const& d) { return d.on == on; });
    };
    EXPECT_FALSE(has(before, day(20280502)));
    EXPECT_TRUE(has(after, day(20280502)));
    EXPECT_EQ(after, china::editions().statute_days());
    EXPECT_NE(before, after);
    // A calendar that names the statute as its reason names a day of the list.
    for (int const known_on : {20051231, 20130601, 20241111, 20261101}) {
        auto const cal = china::editions().as_known_on(day(known_on));
        auto const all = china::editions().statute_days(day(known_on));
        std::set<std::pair<date, std::string>> listed;
        for (auto const& each : all) {
            listed.emplace(each.on, each.statute + each.holiday);
        }
        for (auto d = cal.first(); d <= cal.last(); d = plus_days(d, 1)) {
            auto const about = cal.about(d).value();
            if (about.reason == day_reason::statute) {
                ASSERT_TRUE(
                    listed.count({d, std::string(about.source) + std::string(about.holiday)}))
                    << to_text(d);
            }
        }
        ASSERT_GE(all.front().on, cal.first());
        ASSERT_LE(all.back().on, cal.last());
    }
}
