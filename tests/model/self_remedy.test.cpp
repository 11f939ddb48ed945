// The model against days computed by hand: reviews and suits, tables, and corners of the clock.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "model.hpp"
#include "story.hpp"

namespace {

using namespace stories;

TEST(model_remedy, silence_opens_a_review_and_a_suit) {
    story s;
    s.received(20201214);
    auto const a = s.as_of(20210113);
    EXPECT_EQ(day(20210712), due_of(a, "suit"));                // S32
    EXPECT_EQ(day(20210315), due_of(a, "review_application"));  // 60 days end on Saturday 13
    EXPECT_EQ("", status_of(s.as_of(20210112), "suit"));
    story old;
    old.received(20141215);
    EXPECT_EQ(day(20150407), due_of(old.as_of(20150107), "suit"));  // Q03
}

TEST(model_remedy, three_months_that_still_ran_in_may_2015_became_six) {
    for (auto const& [delivered, last] : {std::pair{20150131, 20150430}, {20150201, 20150803}}) {
        story s;
        s.received(20150105);
        s.letter(20150120, "disclosed", delivered);
        EXPECT_EQ(day(last), due_of(s.as_of(20150210), "suit")) << delivered;
    }
}

TEST(model_remedy, a_review_runs_its_course) {
    story s;
    s.received(20240102);
    s.letter(20240116, "refused").outcome = "process_information";
    auto const refused = s.as_of(20240116);
    EXPECT_TRUE(warned(refused, "REVIEW_FIRST"));
    EXPECT_EQ("", status_of(refused, "suit"));
    s.letter(20240226, "review_filed", 20240228).ref = "r";
    EXPECT_EQ(day(20240304), due_of(s.as_of(20240226), "review_acceptance"));
    s.on(20240301, "review_accepted").kind = "simplified";
    auto const pending = s.as_of(20240302);
    EXPECT_EQ(day(20240401), due_of(pending, "review_decision"));  // S34
    EXPECT_EQ(day(20240306), due_of(pending, "review_answer"));
    EXPECT_EQ("met", status_of(pending, "review_application"));
    s.letter(20240329, "review_decided").result = "upheld";
    s.letter(20240410, "suit_filed");
    s.on(20240601, "suit_decided").result = "corrected";
    s.lasting(20240603, "reanswer_ordered", 15, "day");
    auto const done = s.as_of(20240630);
    EXPECT_EQ("", codes(done.refusals));
    EXPECT_EQ(day(20240415), due_of(done, "suit_after_review"));  // 13 April is a Saturday
    EXPECT_EQ("met", status_of(done, "suit_after_review"));
    EXPECT_EQ(day(20240618), due_of(done, "reanswer"));
    EXPECT_EQ("missed", status_of(done, "reanswer"));
    EXPECT_EQ("after_review", done.remedies.at(0).suit_kind);
}

TEST(model_remedy, a_review_nobody_marked_counts_as_accepted) {
    story s;
    s.received(20250102);
    s.letter(20250110, "unable_to_provide").outcome = "not_held";
    s.letter(20250420, "review_filed");  // Sunday; the fifth working day is Friday 25
    auto const a = s.as_of(20250425);
    EXPECT_EQ("met", status_of(a, "review_acceptance"));
    EXPECT_EQ("lapsed", status_of(a, "review_application"));
    EXPECT_EQ(day(20250624), due_of(a, "review_decision"));
    auto const over = s.as_of(20250625);
    EXPECT_EQ("missed", status_of(over, "review_decision"));
    EXPECT_EQ(day(20250709), due_of(over, "suit_after_review"));
    EXPECT_TRUE(warned(over, "ANSWER_NOT_RECORDED"));
}

TEST(model_remedy, the_law_of_2017_accepts_on_the_day_of_filing) {
    story s;
    s.received(20230301);
    s.letter(20230310, "unable_to_provide").outcome = "not_held";
    s.letter(20230412, "review_filed");
    auto const a = s.as_of(20230412);
    EXPECT_EQ("met", status_of(a, "review_acceptance"));
    EXPECT_EQ(day(20230419), due_of(a, "review_acceptance"));
    ASSERT_EQ(1U, a.remedies.size());
    EXPECT_EQ(day(20230412), a.remedies[0].review_accepted);
    EXPECT_EQ(day(20230612), due_of(a, "review_decision"));  // 11 June is a Sunday
    // A day that was recorded counts instead.
    s.on(20230418, "review_accepted");
    EXPECT_EQ(day(20230619), due_of(s.as_of(20230418), "review_decision"));
}

TEST(model_remedy, partial_disclosure_needs_a_review_first_where_it_withholds) {
    auto disclosed_because = [](std::string ground) {
        story s;
        s.received(20240102);
        s.letter(20240116, "partly_disclosed").ground = std::move(ground);
        s.letter(20240201, "suit_filed");
        return s;
    };
    for (auto const* ground : {"", "REG19-15", "REG19-36.3", "REG19-36.4;REG19-16.2"}) {
        auto const s = disclosed_because(ground);
        EXPECT_TRUE(warned(s.as_of(20240116), "REVIEW_FIRST")) << ground;
        EXPECT_EQ("", status_of(s.as_of(20240116), "suit")) << ground;
        EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(s.as_of(20240201).irregular)) << ground;
    }
    for (auto const* ground : {"REG19-36.4", "REG19-36.4;REG19-38"}) {
        auto const s = disclosed_because(ground);
        EXPECT_FALSE(warned(s.as_of(20240116), "REVIEW_FIRST")) << ground;
        EXPECT_EQ("running", status_of(s.as_of(20240116), "suit")) << ground;
        EXPECT_EQ("", codes(s.as_of(20240201).irregular)) << ground;
        EXPECT_EQ("met", status_of(s.as_of(20240201), "suit")) << ground;
    }
}

TEST(model_remedy, an_answer_of_2023_may_be_sued_on_in_2024) {
    story s;
    s.received(20231201);
    s.letter(20231220, "refused").outcome = "process_information";
    s.letter(20240201, "suit_filed");
    auto const a = s.as_of(20240201);
    EXPECT_EQ("", codes(a.irregular));
    EXPECT_EQ("met", status_of(a, "suit"));
    EXPECT_FALSE(warned(a, "REVIEW_FIRST"));
    EXPECT_EQ("direct", a.remedies.at(0).suit_kind);
}

TEST(model_remedy, a_review_supersedes_the_window_of_the_suit) {
    story s;
    s.received(20211101);
    s.letter(20211110, "unable_to_provide").outcome = "not_held";
    EXPECT_EQ("running", status_of(s.as_of(20211201), "suit"));
    s.letter(20211201, "review_filed");
    EXPECT_EQ("superseded", status_of(s.as_of(20211201), "suit"));
    EXPECT_EQ(day(20220510), due_of(s.as_of(20211201), "suit"));
    auto sued = s;
    sued.letter(20211202, "suit_filed");
    EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(sued.as_of(20211202).irregular));
    EXPECT_EQ("met", status_of(sued.as_of(20211202), "suit"));
    s.letter(20211220, "review_decided").result = "upheld";
    EXPECT_EQ("superseded", status_of(s.as_of(20211220), "suit"));
    EXPECT_EQ("running", status_of(s.as_of(20211220), "suit_after_review"));
}

TEST(model_remedy, a_suit_without_the_review_it_needed_is_irregular) {
    story s;
    s.received(20240102);
    s.letter(20240116, "refused").outcome = "process_information";
    s.letter(20240201, "suit_filed");
    auto const a = s.as_of(20240201);
    EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(a.irregular));
    EXPECT_EQ(1, model::tables({a}, 2024, day(20241231)).table4.at("direct")[3]);
}

TEST(model_remedy, silence_can_be_reviewed_only_once_the_day_has_passed) {
    story s;
    s.received(20201214);  // due 12 January
    s.letter(20210112, "review_filed");
    s.letter(20210113, "review_filed");
    auto const a = s.as_of(20210113);
    EXPECT_EQ("NOTHING_TO_REVIEW", codes(a.refusals));
    EXPECT_EQ("met", status_of(a, "review_application"));
    story paused;
    paused.received(20201214);
    paused.letter(20201215, "consulted").kind = "other_agency";
    paused.letter(20210301, "review_filed");
    EXPECT_EQ("NOTHING_TO_REVIEW", codes(paused.as_of(20210301).refusals));
}

TEST(model_remedy, a_suit_joins_the_review_whose_limit_ran_out) {
    story s;
    s.received(20211101);
    s.letter(20211110, "unable_to_provide").outcome = "not_held";
    s.letter(20211201, "review_filed").ref = "r";  // to 30 January, a Sunday that is worked
    auto early = s;
    early.letter(20220130, "suit_filed");
    EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(early.as_of(20220130).irregular));
    s.letter(20220131, "suit_filed");
    auto const a = s.as_of(20220131);
    EXPECT_EQ("", codes(a.irregular));
    ASSERT_EQ(1U, a.remedies.size());
    EXPECT_EQ(day(20211201), a.remedies[0].review_accepted);
    EXPECT_EQ(day(20220130), a.remedies[0].review_limit);
    EXPECT_EQ(day(20220214), due_of(a, "suit_after_review"));
    EXPECT_EQ("superseded", status_of(a, "suit"));
    auto const t = model::tables({a}, 2022, day(20220131)).table4;
    EXPECT_EQ(1, t.at("review")[3]);
    EXPECT_EQ(1, t.at("after_review")[3]);
    EXPECT_EQ(0, t.at("direct")[4]);
}

TEST(model_remedy, an_open_case_answers_the_order_by_its_reply) {
    story s;
    s.received(20161013);  // due 3 November
    s.letter(20161110, "review_filed");
    s.letter(20161201, "review_decided").result = "corrected";
    s.letter(20161202, "reanswer_ordered", 20161205);
    EXPECT_EQ(day(20161226), due_of(s.as_of(20161205), "reanswer"));
    s.letter(20161226, "disclosed");
    auto const a = s.as_of(20161226);
    EXPECT_EQ("met", status_of(a, "reanswer"));
    EXPECT_EQ("missed", status_of(a, "reply"));
    s.on(20161227, "reanswered");
    EXPECT_EQ("NO_REANSWER_ORDERED", codes(s.as_of(20161227).refusals));
}

TEST(model_remedy, a_mistaken_registration_leaves_its_dispute_in_table_four) {
    story s;
    s.received(20201214);
    s.letter(20210201, "review_filed");
    s.on(20210202, "registered_in_error");
    s.letter(20210301, "review_decided").result = "other";
    auto const a = s.as_of(20211231);
    EXPECT_EQ("void", a.stage);
    auto const t = model::tables({a}, 2021, day(20211231));
    EXPECT_EQ(1, t.table4.at("review")[2]);
    EXPECT_EQ(0, t.table3.at("1")[6]);
    EXPECT_EQ(0, t.table3.at("2")[6]);
    EXPECT_FALSE(t.year_not_over);
    EXPECT_TRUE(model::tables({a}, 2021, day(20211230)).year_not_over);
}

TEST(model_remedy, the_old_law_gives_the_agency_ten_days_of_the_calendar) {
    story s;
    s.received(20230301);
    s.letter(20230310, "unable_to_provide").outcome = "not_held";
    s.letter(20230412, "review_filed");  // ten days end on Saturday 22; Sunday 23 is worked
    EXPECT_EQ(day(20230423), due_of(s.as_of(20230412), "review_answer"));
    EXPECT_EQ(day(20230422),
              due_of(s.as_of(20230412, {{"authority_limit", "literal"}}), "review_answer"));
}

TEST(model_reply, while_something_is_awaited_it_is_irregular_and_closes) {
    story s;
    s.received(20211101);
    s.on(20211102, "reasons_requested");
    auto excessive = s;
    excessive.letter(20211103, "not_processed").outcome = "excessive";
    EXPECT_TRUE(excessive.as_of(20211103).irregular.empty());
    s.letter(20211103, "not_processed").outcome = "repeated";
    EXPECT_EQ(1U, s.as_of(20211103).irregular.size());
    EXPECT_EQ("not_processed", s.as_of(20211103).stage);
}

TEST(model_reply, nobody_waits_longer_than_the_period_for_reasons) {
    for (auto const& [replied, irregular] : {std::pair{20211109, 1U}, {20211110, 0U}}) {
        story s;
        s.received(20211101);
        s.lasting(20211102, "reasons_requested", 5);
        s.letter(replied, "disclosed");
        EXPECT_EQ(irregular, s.as_of(replied).irregular.size()) << replied;
    }
    story endless;
    endless.received(20211101);
    endless.letter(20211102, "reasons_requested");
    endless.letter(20211129, "disclosed");
    EXPECT_EQ(1U, endless.as_of(20211129).irregular.size());
}

TEST(model_reply, the_day_of_delivery_told_later_moves_the_windows_of_the_applicant) {
    story s;
    s.received(20211101);
    s.on(20211110, "disclosed").ref = "x";
    EXPECT_EQ(day(20220110), due_of(s.as_of(20211110), "review_application"));
    EXPECT_TRUE(warned(s.as_of(20211110), "DELIVERY_ASSUMED"));
    s.on(20211115, "delivered").re = "x";
    auto const a = s.as_of(20211115);
    EXPECT_EQ(day(20220114), due_of(a, "review_application"));
    EXPECT_EQ(day(20220516), due_of(a, "suit"));  // 15 May is a Sunday
    EXPECT_FALSE(warned(a, "DELIVERY_ASSUMED"));
}

TEST(model_correction, a_second_notice_keeps_the_day_the_first_superseded) {
    story s;
    s.received(20211101);
    s.lasting(20211110, "correction_requested", 10);
    s.lasting(20211115, "correction_requested", 10);
    auto const a = s.as_of(20211115);
    EXPECT_EQ("CORRECTION_REPEATED", codes(a.irregular));
    EXPECT_EQ(day(20211129), shadow_of(a, "CORRECTION_REPEATED"));
    EXPECT_EQ(day(20211129), due_of(a, "correction", 2));
    s.on(20211116, "correction_received");
    s.lasting(20211117, "correction_requested", 10);
    EXPECT_EQ(day(20211214), s.as_of(20211117).warnings.back().shadow_due);
}

TEST(model_transition, a_pause_open_on_the_last_day_keeps_the_old_period_alive) {
    story s;
    s.received(20190401);  // 15 working days end on 23 April
    s.letter(20190412, "consulted").kind = "third_party";
    policies const fresh{{"transition", "new_rule_for_open_cases"}};
    EXPECT_EQ("R711", s.as_of(20190601, fresh).regime);
    EXPECT_EQ("R492", s.as_of(20190514, fresh).regime);
    EXPECT_EQ("paused", status_of(s.as_of(20190601), "reply"));
    // Under the new decree the silence ended on 6 May; eight days had run by 12 April.
    EXPECT_EQ(day(20190522), due_of(s.as_of(20190601, fresh), "reply"));
}

TEST(model_tables, new_and_carried_in_are_settled_or_carried_out) {
    std::vector<row> log;
    auto add = [&](std::string application, int received, int closed, std::string event) {
        story s;
        s.received(received);
        if (closed != 0) {
            s.letter(closed, std::move(event));
        }
        for (auto& r : s.rows) {
            r.application = application;
            log.push_back(r);
        }
    };
    add("a", 20191220, 20200108, "disclosed");
    add("b", 20200303, 20200320, "partly_disclosed");
    add("c", 20201221, 20210104, "disclosed");
    add("d", 20201231, 0, "");
    add("e", 20200105, 20200106, "registered_in_error");
    add("f", 20200105, 20200106, "withdrawn");
    auto const r =
        model::tables(model::assess_log(log, day(20211231), {}, china()), 2020, day(20211231));
    EXPECT_EQ(4, r.table3.at("1")[6]);
    EXPECT_EQ(1, r.table3.at("2")[0]);
    EXPECT_EQ(1, r.table3.at("3.1")[0]);
    EXPECT_EQ(1, r.table3.at("3.2")[0]);
    EXPECT_EQ(1, r.table3.at("3.6")[0]);
    EXPECT_EQ(3, r.table3.at("3.7")[6]);
    EXPECT_EQ(2, r.table3.at("4")[6]);
    EXPECT_EQ((std::set<std::string>{"/c", "/d"}), r.carried_out);
    EXPECT_EQ(std::set<std::string>{"/a"}, r.carried_in);
    EXPECT_EQ(23U, r.table3.size());
    EXPECT_EQ(25U, model::table3_rows(2021).size());
}

TEST(model_remedy, six_months_end_with_the_month_and_then_roll) {
    story s;
    s.received(20200803);
    s.letter(20200831, "disclosed");
    EXPECT_EQ(day(20210301), due_of(s.as_of(20200831), "suit"));  // S31
}

TEST(model_remedy, sixty_days_to_decide_roll_only_off_a_rest_day) {
    story s;
    s.received(20250310);
    s.letter(20250407, "unable_to_provide").outcome = "not_held";
    s.letter(20250421, "review_filed");
    s.on(20250427, "review_accepted");
    EXPECT_EQ(day(20250626), due_of(s.as_of(20250430), "review_decision"));  // Q19
}

TEST(model_lodged, a_letter_must_be_confirmed_the_same_day) {
    story s;
    s.lodged(20211231, "ordinary_post");
    EXPECT_EQ("running", status_of(s.as_of(20211231), "confirmation"));
    EXPECT_EQ("missed", status_of(s.as_of(20220101), "confirmation"));
    s.on(20220104, "received");
    auto const a = s.as_of(20220104);
    EXPECT_EQ("missed", status_of(a, "confirmation"));
    EXPECT_EQ("not_carried", a.standing);
    EXPECT_EQ(0, model::tables({a}, 2021, day(20220104)).table3.at("1")[6]);
    EXPECT_EQ(1, model::tables({a}, 2022, day(20220104)).table3.at("1")[1]);
}

TEST(model_correction, the_window_counts_new_years_eve_of_2024) {
    story s;
    s.received(20240208);
    EXPECT_EQ(day(20240223), due_of(s.as_of(20240208), "correction_notice"));  // S12
}

}  // namespace
