// The checker where days are open: a year of a place of which nothing is known, half a notice.
#include <gtest/gtest.h>

#include <algorithm>

#include "checker_questions.hpp"

namespace {

using namespace checker_test;

TEST(checker, whatever_the_engine_proves_in_a_place_is_accepted_where_a_year_is_open_too) {
    std::size_t open = 0;
    for (auto const* region : {"CN-SC-LS", "CN-NX"}) {
        auto const place = china::editions().with_region(region).value();
        auto const calendar = place.current();
        auto const raw = checker_days(place, calendar);
        // Every second one for each: a day is asked of as many maps as there are open days.
        for (std::size_t i = open == 0 ? 0 : 1; i < questions().size(); i += 2) {
            auto const& q = questions()[i];
            auto const a = ask(q, calendar);
            for (auto const& c : a.made) {
                open += c.certain ? 0 : 1;
                auto const wrong = check_certificate(c, a.rows, raw, a.settings);
                EXPECT_TRUE(wrong.empty())
                    << region << " " << q.rows << "\n " << c.id << shown(wrong);
            }
            // Where the as-of day is open, whether a period is over is too: the checker names both.
            EXPECT_LE(a.made.size(),
                      expected_certificates("A", day(q.as_of), a.rows, raw, a.settings).size())
                << region << " " << q.rows;
        }
    }
    EXPECT_GT(open, 20U);
}

TEST(checker, a_certificate_that_hides_an_open_year_is_objected_to) {
    auto const place = china::editions().with_region("CN-SC-LS").value();
    auto const calendar = place.current();
    auto const raw = checker_days(place, calendar);
    question const q{"2024-07-19 received channel=in_person", 20240801};
    auto const a = ask(q, calendar);
    auto const reply = *std::find_if(a.made.begin(), a.made.end(),
                                     [](auto const& c) { return c.duty == "reply"; });
    EXPECT_FALSE(reply.certain);
    EXPECT_TRUE(check_certificate(reply, a.rows, raw, a.settings).empty());
    // What the country's calendar says, and what was said of Liangshan before.
    for (auto const& c : ask(q).made) {
        EXPECT_FALSE(check_certificate(c, a.rows, raw, a.settings).empty());
    }
    auto certain = reply;
    certain.certain = true;
    EXPECT_FALSE(check_certificate(certain, a.rows, raw, a.settings).empty());
    auto unmarked = reply;
    unmarked.lines.front().provisional = false;
    EXPECT_FALSE(check_certificate(unmarked, a.rows, raw, a.settings).empty());
}

TEST(checker, half_a_notice_settles_no_year_for_it_either) {
    notice half{.id = "CN-2027",
                .published = day(20261105),
                .days = {{day(20270101), notice_kind::off, "元旦"}}};
    auto const all = china::editions().with_notice(half).value();
    question const q{"2027-01-20 received channel=in_person", 20270125};
    auto const a = ask(q, all.current());
    for (auto const& c : a.made) {
        auto const wrong =
            check_certificate(c, a.rows, checker_days(all, all.current()), a.settings);
        EXPECT_TRUE(wrong.empty()) << c.id << shown(wrong);
    }
    half.complete = true;
    auto const whole = china::editions().with_notice(half).value();
    auto const b = ask(q, whole.current());
    for (auto const& c : b.made) {
        EXPECT_TRUE(c.certain);
        auto const raw = checker_days(whole, whole.current());
        EXPECT_TRUE(check_certificate(c, b.rows, raw, b.settings).empty());
        EXPECT_FALSE(
            check_certificate(c, b.rows, checker_days(all, all.current()), b.settings).empty());
    }
}

}  // namespace
