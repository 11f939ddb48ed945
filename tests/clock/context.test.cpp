// What a question is asked with: a value that owns what it needs, and may be shared; and with which
// library.
#include <gtest/gtest.h>

#include <thread>
#include <type_traits>
#include <vector>

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

TEST(context, may_be_asked_of_several_threads_at_once) {
    std::vector<entry> const rows{{.application = "A",
                                   .on = day(20210301),
                                   .what = event::received,
                                   .applicant = applicant::natural_person}};
    context const in{china::calendar()};
    std::vector<date> due(4);
    std::vector<std::thread> askers;
    for (auto& mine : due) {
        askers.emplace_back([&rows, &in, &mine] {
            for (int i = 0; i < 20; ++i) {
                mine = assess(rows, day(20210315), in).value().duties.front().end->due;
            }
        });
    }
    for (auto& each : askers) {
        each.join();
    }
    EXPECT_EQ(due, std::vector<date>(4, day(20210329)));
}

TEST(version, of_the_library_that_runs_is_that_of_the_headers) {
    EXPECT_EQ(version(), header_version);
    EXPECT_EQ(header_version.first, QIXIAN_VERSION_MAJOR);
    EXPECT_EQ(header_version.second, QIXIAN_VERSION_MINOR);
    EXPECT_EQ(header_version.third, QIXIAN_VERSION_PATCH);
}

}  // namespace
