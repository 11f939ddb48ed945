// Values that no office can have, and those at the edge that one can.
#include <gtest/gtest.h>

#include <functional>

#include "offices.hpp"
#include "qixian/simulation/office.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

struct wrong_value {
    char const* field;
    std::function<void(office_model&)> change;
};

TEST(ModelCheck, what_would_break_a_run_is_said_beforehand) {
    std::vector<wrong_value> const all{
        {"step[2].work_hours",
         [](auto& m) {
             m.steps[1].work_hours = {length_law::lognormal, 1e-300, 1};
         }},
        {"step[2].work_hours",
         [](auto& m) {
             m.steps[1].work_hours = {length_law::lognormal, 1, 1e6};
         }},
        {"class[1].outcomes", [](auto& m) { m.classes[0].outcomes[0] = 1e308; }},
        {"class[2].outcomes", [](auto& m) { m.classes[1].outcomes.fill(0); }},
        {"consultation.third_party",
         [](auto& m) {
             m.consultation.whom = {0, 0, 0};
         }},
        {"team[1].leave",
         [](auto& m) {
             m.teams[0].leave = {{1, day(19000101), day(99991231)}};
         }},
        {"team[1].leave",
         [](auto& m) {
             m.teams[0].leave = {{9, day(20260101), day(20260102)}};
         }},
        {"rules.days_off",
         [](auto& m) {
             m.rules.days_off = {day(20260105), day(20260105)};
         }},
        {"rules.days_worked",
         [](auto& m) {
             m.rules.days_off = {day(20260105)};
             m.rules.days_worked = {day(20260105)};
         }},
        {"extension.working_days", [](auto& m) { m.extension.working_days = 21; }},
        {"arrivals.mass.from",
         [](auto& m) {
             m.arrivals.mass = {.applications = 5, .from = day(20260217), .to = day(20260218)};
         }},
        {"rules.notices",
         [](auto& m) {
             m.rules.notices = {{.id = "X",
                                 .published = day(20260101),
                                 .days = {{day(20260106), notice_kind::off, ""},
                                          {day(20260106), notice_kind::work, ""}}}};
         }},
        {"confirmation.share", [](auto& m) { m.confirmation.share = 1.1; }},
        {"correction.prolonged_share", [](auto& m) { m.correction.prolonged_share = -1; }},
        {"reasons.share_of_excessive", [](auto& m) { m.reasons.share_of_excessive = 2; }},
        {"reasons.after", [](auto& m) { m.reasons.after = 4; }},
        {"reasons.period_working_days", [](auto& m) { m.reasons.period_working_days = 0; }},
        {"reasons.delay_working_days",
         [](auto& m) {
             m.reasons.delay_working_days = {length_law::fixed, 251};
         }},
        {"consultation.parties",
         [](auto& m) {
             m.consultation.parties = {0, 0, 0};
         }},
        {"letters.returned_share", [](auto& m) { m.letters.returned_share = 1.01; }},
        {"review.terminated_share",
         [](auto& m) {
             m.review.rejected_share = 0.6;
             m.review.terminated_share = 0.5;
         }},
        {"suit.share", [](auto& m) { m.suit.share = -0.1; }},
        {"suit.withdrawn_share",
         [](auto& m) {
             m.suit.rejected_share = 0.7;
             m.suit.withdrawn_share = 0.4;
         }},
        {"suit.appeal_upheld",
         [](auto& m) {
             m.suit.appeal_results = {0, 0, 0};
         }},
        {"later_answers.ordered_share", [](auto& m) { m.later_answers.ordered_share = 3; }},
        {"start.open.research",
         [](auto& m) {
             m.start.open = {{0, 0, 1, 0, 0, 0}};
         }},
        {"years",
         [](auto& m) {
             m.years = {2030, 2029};
         }},
    };
    for (auto const& each : all) {
        auto m = full_office();
        ASSERT_TRUE(office::make(m).ok());
        each.change(m);
        auto const got = office::make(m);
        ASSERT_FALSE(got.ok()) << each.field;
        EXPECT_EQ(got.error().field, each.field) << got.error().detail;
        EXPECT_FALSE(got.error().detail.empty()) << each.field;
    }
}

TEST(ModelCheck, the_edges_of_what_is_allowed_can_be_run) {
    std::vector<std::function<void(office_model&)>> const all{
        [](auto& m) {
            m.steps[1].work_hours = {length_law::lognormal, 1e-6, 1e-3};
        },
        [](auto& m) {
            m.steps[1].work_hours = {length_law::exponential, 10000};
        },
        [](auto& m) {
            m.steps[2].wait_working_days = {length_law::uniform, 1000, 10000};
        },
        [](auto& m) {
            m.steps[2].wait_working_days = {length_law::fixed, 0};
        },
        [](auto& m) { m.teams[0].absent_share = 0.95; },
        [](auto& m) {
            m.teams[0].leave = {{2, day(20250101), day(20261231)}};
        },
        [](auto& m) { m.arrivals.per_year = 0; },
        [](auto& m) { m.correction = {.share = 1, .period_working_days = 250}; },
        [](auto& m) {
            m.correction.answer_calendar_days = {length_law::fixed, 1000};
        },
        [](auto& m) {
            m.consultation = {.share = 1, .after = 3, .whom = {0, 0, 1}};
        },
        [](auto& m) { m.fee = {.share = 1, .after = 3}; },
        [](auto& m) { m.rules.reply_working_days = 100; },
        [](auto& m) {
            m.years = {2044, 2045};
            m.teams[0].leave.clear();
        },
        [](auto& m) { m.start.warm_up_calendar_days = 0; },
        [](auto& m) { m.hours_per_day = 0.01; },
        [](auto& m) {
            m = lawful_office();
            m.letters = {.returned_share = 1,
                         .back_after_calendar_days = {length_law::fixed, 1000},
                         .resent_after_calendar_days = {length_law::fixed, 0}};
        },
        [](auto& m) {
            m = lawful_office();
            m.years = {2018, 2020};
            m.teams[0].leave.clear();
            m.reasons.share = 1;
            m.reasons.delayed_share = 1;
            m.reasons.delay_working_days = {length_law::fixed, 250};
            m.consultation.share = 1;
            m.consultation.parties = {0, 0, 1};
        },
        [](auto& m) {
            // Every review and suit is over on the day it begins.
            m = lawful_office();
            for (auto* each :
                 {&m.review.filed_after_calendar_days, &m.review.decided_after_calendar_days,
                  &m.review.suspended_calendar_days, &m.suit.filed_after_calendar_days,
                  &m.suit.filed_after_review_calendar_days, &m.suit.decided_after_calendar_days,
                  &m.suit.appealed_after_calendar_days, &m.suit.suspended_calendar_days,
                  &m.suit.appeal_decided_after_calendar_days, &m.suit.retried_after_calendar_days,
                  &m.later_answers.after_calendar_days,
                  &m.later_answers.answered_after_calendar_days}) {
                *each = {length_law::fixed, 0};
            }
        },
    };
    std::size_t number = 0;
    for (auto const& change : all) {
        auto m = full_office();
        m.arrivals.per_year = 120;
        change(m);
        auto const made = office::make(m);
        ASSERT_TRUE(made.ok()) << number << " " << made.error().field;
        auto const t = made->run({});
        for (auto const& y : t.years) {
            EXPECT_EQ(y.refused, 0) << number;
            for (std::size_t c = 0; c < column_count; ++c) {
                EXPECT_EQ(y.table[new_row][c] + y.table[carried_in_row][c],
                          y.table[result_total_row(y.shape)][c] +
                              y.table[carried_out_row(y.shape)][c])
                    << number;
            }
        }
        ++number;
    }
}

}  // namespace
