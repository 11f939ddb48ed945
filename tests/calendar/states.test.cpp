// Every day of 2001 to 2026 as published, and as it was known on the day of each notice.
#include <gtest/gtest.h>

#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"
#include "support.hpp"

using namespace qixian;
using namespace calendar_test;

namespace {

bool works(working_calendar const& cal, int yyyymmdd) {
    return cal.is_working(day(yyyymmdd)).value();
}

bool worked_as_known(int known_on, int on) {
    return works(china::editions().as_known_on(day(known_on)), on);
}

std::string source(int yyyymmdd) {
    return std::string(china::calendar().about(day(yyyymmdd))->source);
}

}  // namespace

TEST(calendar, every_day_of_2001_to_2026_is_as_published) {
    std::map<date, row> table;
    for (auto const& r : data().effective) {
        table[day_of(r.at("date"))] = r;
    }
    auto const& cal = china::calendar();
    auto const end = last_day_of(year_of(cal.certain_through()));
    int days = 0;
    for (auto d = day(20010101); d <= end; d = plus_days(d, 1)) {
        ++days;
        auto const found = table.find(d);
        bool const expected =
            found == table.end() ? !is_weekend(d) : found->second.at("kind") == "work";
        ASSERT_EQ(cal.is_working(d).value(), expected) << to_text(d);
        ASSERT_EQ(cal.about(d)->works, expected) << to_text(d);
    }
    EXPECT_EQ(days, 9496);
    EXPECT_EQ(table.size(), 624U);
}

TEST(calendar, each_day_that_is_not_plain_names_its_notice_and_holiday) {
    auto const& cal = china::calendar();
    for (auto const& r : data().effective) {
        auto const about = cal.about(day_of(r.at("date")));
        EXPECT_EQ(about->source, r.at("notice_id")) << r.at("date");
        EXPECT_EQ(about->holiday, r.at("holiday_name")) << r.at("date");
        EXPECT_EQ(about->reason,
                  r.at("notice_id") == "LAW-1999" ? day_reason::statute : day_reason::notice)
            << r.at("date");
    }
}

TEST(calendar, a_plain_day_names_nothing) {
    auto const friday = china::calendar().about(day(20201225));
    EXPECT_EQ(friday->reason, day_reason::weekday);
    EXPECT_TRUE(friday->works);
    auto const saturday = china::calendar().about(day(20201226));
    EXPECT_EQ(saturday->reason, day_reason::weekend);
    EXPECT_FALSE(saturday->works);
    EXPECT_EQ(saturday->source, "");
    EXPECT_EQ(saturday->holiday, "");
}

TEST(calendar, working_days_of_each_year_are_as_counted_from_the_notices) {
    int const expected[] = {253, 249, 251, 252, 251, 251, 249, 251, 250, 250, 250, 249, 250,
                            250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248};
    auto const& cal = china::calendar();
    int year = 2001;
    for (int const days : expected) {
        int counted = cal.is_working(first_day_of(year)).value() ? 1 : 0;
        counted += cal.count(first_day_of(year), last_day_of(year))->most;
        EXPECT_EQ(counted, days) << year;
        ++year;
    }
    EXPECT_EQ(year - 1, year_of(cal.certain_through()))
        << "a year that is arranged and not counted";
}

TEST(calendar, on_the_day_of_each_notice_the_arranged_years_are_as_rebuilt) {
    auto const& ordered = notices_in_order();
    for (auto const& n : ordered) {
        auto const known_on = day_of(n.at("published"));
        auto const said = replay(known_on);
        auto const cal = china::editions().as_known_on(known_on);
        std::set<int> years;
        for (auto const& earlier : ordered) {
            if (day_of(earlier.at("published")) <= known_on) {
                years.insert(std::stoi(earlier.at("arranges_year")));
            }
        }
        for (int const year : years) {
            for (auto d = first_day_of(year); d <= last_day_of(year); d = plus_days(d, 1)) {
                ASSERT_EQ(cal.is_working(d).value(), works(said, d))
                    << n.at("notice_id") << " " << to_text(d);
            }
        }
    }
}

TEST(calendar, the_day_before_each_notice_knows_nothing_of_it) {
    for (auto const& n : china::editions().notices()) {
        auto const cal = china::editions().as_known_on(plus_days(n.published, -1));
        for (auto const& r : n.days) {
            EXPECT_NE(cal.about(r.on)->source, n.id) << to_text(r.on);
        }
    }
}

TEST(calendar, what_was_known_on_a_day_answers_the_published_probes) {
    struct probe {
        int known_on;
        int on;
        bool works;
    };
    for (auto const& p : std::initializer_list<probe>{
             {20030420, 20030426, true},  {20030421, 20030426, false}, {20030420, 20030506, false},
             {20030421, 20030506, true},  {20030421, 20030505, false}, {20071217, 20071231, true},
             {20071218, 20071231, false}, {20071217, 20071229, false}, {20071218, 20071229, true},
             {20150512, 20150904, true},  {20150513, 20150904, false}, {20150513, 20150906, true},
             {20181205, 20181231, true},  {20181206, 20181231, false}, {20190321, 20190502, true},
             {20190322, 20190502, false}, {20190321, 20190428, false}, {20190322, 20190505, true},
             {20200126, 20200131, true},  {20200127, 20200131, false}, {20200126, 20200201, true},
             {20200127, 20200201, false}, {20200127, 20200203, true},  {20251103, 20260216, false},
             {20251103, 20260223, true},  {20251104, 20260223, false}}) {
        EXPECT_EQ(worked_as_known(p.known_on, p.on), p.works) << p.known_on << " " << p.on;
    }
}

TEST(calendar, the_notice_of_april_2003_gives_back_what_the_yearly_one_took) {
    EXPECT_FALSE(works(china::calendar(), 20030426));
    EXPECT_FALSE(works(china::calendar(), 20030505));
    EXPECT_TRUE(works(china::calendar(), 20030506));
    EXPECT_EQ(source(20030426), "");
    EXPECT_EQ(source(20030505), "CN-2003-A1");
    EXPECT_EQ(china::calendar().about(day(20030426))->reason, day_reason::weekend);
}

TEST(calendar, the_parade_of_2015_took_two_days_off_and_a_sunday) {
    EXPECT_FALSE(works(china::calendar(), 20150903));
    EXPECT_FALSE(works(china::calendar(), 20150904));
    EXPECT_TRUE(works(china::calendar(), 20150906));
    EXPECT_EQ(source(20150903), "CN-2015-A1");
}

TEST(calendar, labour_day_of_2019_became_four_days) {
    EXPECT_TRUE(works(china::calendar(), 20190428));
    EXPECT_FALSE(works(china::calendar(), 20190503));
    EXPECT_TRUE(works(china::calendar(), 20190505));
    EXPECT_EQ(source(20190505), "CN-2019-A1");
}

TEST(calendar, the_holiday_of_2020_was_extended_over_a_working_saturday) {
    EXPECT_TRUE(works(china::calendar(), 20200119));
    EXPECT_FALSE(works(china::calendar(), 20200131));
    EXPECT_FALSE(works(china::calendar(), 20200201));
    EXPECT_TRUE(works(china::calendar(), 20200203));
    EXPECT_EQ(source(20200201), "CN-2020-A1");
}

TEST(calendar, notices_touch_the_december_before_their_year) {
    for (int const worked :
         {20011229, 20011230, 20051231, 20061230, 20061231, 20071229, 20111231, 20181229}) {
        EXPECT_TRUE(works(china::calendar(), worked)) << worked;
    }
    for (int const off : {20071230, 20071231, 20181230, 20181231, 20221231}) {
        EXPECT_FALSE(works(china::calendar(), off)) << off;
    }
    EXPECT_EQ(source(20011229), "CN-2002");
    EXPECT_EQ(source(20051231), "CN-2006");
    EXPECT_EQ(source(20061230), "CN-2007");
    EXPECT_EQ(source(20071231), "CN-2008");
    EXPECT_EQ(source(20111231), "CN-2012");
    EXPECT_EQ(source(20181231), "CN-2019");
    EXPECT_EQ(source(20221231), "CN-2023");
}

TEST(calendar, a_year_is_settled_through_28_december_only) {
    EXPECT_EQ(china::calendar().certain_through(), day(20261228));
    EXPECT_EQ(china::calendar().last_notice(), "CN-2026");
    EXPECT_TRUE(china::calendar().about(day(20261228))->certain);
    EXPECT_FALSE(china::calendar().about(day(20261229))->certain);
    auto const then = china::editions().as_known_on(day(20181205));
    EXPECT_EQ(then.certain_through(), day(20181228));
    EXPECT_EQ(then.last_notice(), "CN-2018");
    EXPECT_EQ(china::editions().as_known_on(day(20181206)).certain_through(), day(20191228));
}

TEST(calendar, a_notice_with_only_a_month_counts_from_its_first_day) {
    EXPECT_EQ(china::editions().as_known_on(day(20011130)).last_notice(), "CN-2001");
    EXPECT_EQ(china::editions().as_known_on(day(20011201)).last_notice(), "CN-2002");
}

TEST(calendar, before_the_first_notice_nothing_is_settled) {
    auto const cal = china::editions().as_known_on(day(20010101));
    EXPECT_EQ(cal.last_notice(), "");
    EXPECT_LT(cal.certain_through(), cal.first());
    EXPECT_FALSE(cal.add(day(20010101), working_days{5})->certain);
}

TEST(calendar, past_the_last_notice_days_are_those_of_the_statute) {
    auto const& cal = china::calendar();
    for (auto d = day(20270101); d <= cal.last(); d = plus_days(d, 1)) {
        auto const about = cal.about(d);
        bool const statutory = statutory_set().count(d) != 0;
        ASSERT_EQ(about->works, !is_weekend(d) && !statutory) << to_text(d);
        ASSERT_EQ(about->reason == day_reason::statute, statutory) << to_text(d);
        ASSERT_FALSE(about->certain) << to_text(d);
        if (statutory) {
            ASSERT_EQ(about->source, "LAW-2024");
        }
    }
    EXPECT_EQ(cal.last(), day(20501231));
}

TEST(calendar, the_statute_counts_as_it_was_published_on_the_day) {
    // 2 May is statutory since the text of November 2024.
    EXPECT_TRUE(worked_as_known(20241111, 20260506));
    EXPECT_TRUE(worked_as_known(20241111, 20280502));
    EXPECT_FALSE(worked_as_known(20241112, 20280502));
    // New Year's Eve: statutory from 2008 to 2013 and again from 2025.
    EXPECT_TRUE(worked_as_known(20131211, 20170127));
    EXPECT_FALSE(worked_as_known(20131210, 20170127));
    // Three days of Labour Day until the text of December 2007, Qingming only after it.
    EXPECT_FALSE(worked_as_known(20071213, 20080502));
    EXPECT_TRUE(worked_as_known(20071213, 20080404));
    EXPECT_TRUE(worked_as_known(20071214, 20080502));
    EXPECT_FALSE(worked_as_known(20071214, 20080404));
}

TEST(calendar, the_digest_is_that_of_the_days) {
    auto const& now = china::calendar();
    EXPECT_EQ(now.digest().size(), 16U);
    EXPECT_EQ(now.digest().find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(now.digest(), china::editions().current().digest());
    EXPECT_EQ(now.digest(), china::editions().as_known_on(day(20260101)).digest());
    EXPECT_EQ(now.digest(), china::editions().as_known_on(day(20251104)).digest());
    std::set<std::string> seen;
    for (auto const& n : china::editions().notices()) {
        seen.insert(china::editions().as_known_on(n.published).digest());
    }
    EXPECT_EQ(seen.size(), china::editions().notices().size());
}

TEST(calendar, it_knows_thirty_notices_in_order_of_publication) {
    auto const& all = china::editions().notices();
    EXPECT_EQ(all.size(), 30U);
    for (std::size_t i = 1; i < all.size(); ++i) {
        EXPECT_LE(all[i - 1].published, all[i].published);
    }
    EXPECT_EQ(all.back().id, "CN-2026");
    EXPECT_EQ(all.back().document, "国办发明电〔2025〕7号");
    EXPECT_EQ(all.back().arranges_year, 2026);
}
