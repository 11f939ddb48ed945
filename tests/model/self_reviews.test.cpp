// The model against days computed by hand: what happens to a review and a suit on their way, acts
// that came later, and how the tables count them (readings 20a, 23, 28, 32 to 36).
#include <string>
#include <tuple>
#include <utility>

#include <gtest/gtest.h>

#include "model.hpp"
#include "story.hpp"

namespace {

using namespace stories;

story answered(int received, int replied, std::string outcome = "not_held", int delivered = 0) {
    story s;
    s.received(received);
    bool const refused = outcome != "not_held";
    s.letter(replied, refused ? "refused" : "unable_to_provide", delivered).outcome =
        std::move(outcome);
    return s;
}

row& lasting_days(story& s, int on, char const* event, int days) {
    auto& r = s.on(on, event);
    r.days = days;
    r.unit = "day";
    return r;
}

TEST(model_review, a_dated_case_of_2024_is_extended_by_thirty_days) {
    auto s = answered(20240115, 20240205, "not_held", 20240206);
    s.letter(20240226, "review_filed");
    s.on(20240301, "review_accepted");
    EXPECT_EQ(day(20240430), due_of(s.as_of(20240301), "review_decision"));
    lasting_days(s, 20240425, "review_extended", 30);
    auto const a = s.as_of(20240425);
    EXPECT_EQ("", codes(a.irregular) + codes(a.refusals));
    EXPECT_EQ(day(20240530), due_of(a, "review_decision"));
    EXPECT_EQ("running", status_of(s.as_of(20240530), "review_decision"));
    EXPECT_EQ("running", status_of(s.as_of(20240531), "suit_after_review"));
    lasting_days(s, 20240426, "review_extended", 1);
    EXPECT_EQ("EXTENSION_TOO_LONG", codes(s.as_of(20240426).refusals));
}

TEST(model_review, an_extension_counts_from_the_day_that_no_rest_day_has_moved) {
    // Filed on 12 April 2023: the sixtieth day is Sunday 11 June.
    for (auto const& [told, code] : {std::pair{20230611, ""}, {20230612, "EXTENSION_LATE"}}) {
        auto s = answered(20230301, 20230310);
        s.letter(20230412, "review_filed");
        lasting_days(s, told, "review_extended", 20);
        auto const a = s.as_of(told);
        EXPECT_EQ(code, codes(a.irregular)) << told;
        // 1 July, a Saturday, and so Monday 3 July
        EXPECT_EQ(day(told == 20230611 ? 20230703 : 20230612), due_of(a, "review_decision"));
    }
    auto simplified = answered(20240102, 20240116);
    simplified.letter(20240226, "review_filed");
    simplified.on(20240301, "review_accepted").kind = "simplified";
    lasting_days(simplified, 20240305, "review_extended", 10);
    EXPECT_EQ("NOT_POSSIBLE_HERE", codes(simplified.as_of(20240305).refusals));
}

TEST(model_review, a_dated_case_of_2022_stands_still_for_thirteen_days) {
    auto s = answered(20220217, 20220304);
    s.letter(20220317, "review_filed");
    EXPECT_EQ(day(20220516), due_of(s.as_of(20220317), "review_decision"));
    s.on(20220402, "review_suspended");
    auto const still = s.as_of(20220414);
    EXPECT_EQ("paused", status_of(still, "review_decision"));
    EXPECT_EQ(day(20220530), due_of(still, "review_decision"));  // 28 May is a Saturday
    EXPECT_EQ(maybe_date{}, duty_of(still, "review_decision").latest);
    EXPECT_EQ("paused", status_of(s.as_of(20220901), "review_decision"));
    EXPECT_EQ("", status_of(s.as_of(20220901), "suit_after_review"));
    s.on(20220403, "review_suspended");
    s.on(20220415, "review_resumed");
    s.on(20220416, "review_resumed");
    auto const a = s.as_of(20220416);
    EXPECT_EQ("NOT_POSSIBLE_HERE NOTHING_TO_ANSWER", codes(a.refusals));
    EXPECT_EQ("running", status_of(a, "review_decision"));
    EXPECT_EQ(day(20220530), due_of(a, "review_decision"));  // 29 May is a Sunday
}

TEST(model_review, one_suspended_after_its_last_day_gains_nothing) {
    for (auto const& [on, status, last] :
         {std::tuple{20230612, "paused", 20230622}, {20230613, "missed", 20230612}}) {
        auto s = answered(20230301, 20230310);
        s.letter(20230412, "review_filed");  // to Sunday 11 June, and so to Monday
        s.on(on, "review_suspended");
        EXPECT_EQ(status, status_of(s.as_of(20230620), "review_decision")) << on;
        s.on(20230620, "review_resumed");
        // Eight days from 11 June: Monday 19 June, which is worked
        auto const due = due_of(s.as_of(20230620), "review_decision");
        EXPECT_EQ(day(on == 20230612 ? 20230619 : last), due) << on;
    }
}

TEST(model_review, a_correction_of_the_application_starts_the_five_days_anew) {
    auto s = answered(20240115, 20240205);
    s.letter(20240226, "review_filed");  // the fifth working day is 4 March
    auto late = s;
    late.letter(20240305, "review_correction_requested");
    EXPECT_EQ("CORRECTION_LATE", codes(late.as_of(20240305).irregular));
    // Nothing changed by it: accepted on 4 March, to 3 May, which rests.
    EXPECT_EQ(day(20240506), due_of(late.as_of(20240305), "review_decision"));
    s.letter(20240304, "review_correction_requested", 20240305);
    auto const waiting = s.as_of(20240310);
    EXPECT_EQ("", codes(waiting.irregular));
    EXPECT_EQ("met", status_of(waiting, "review_acceptance"));
    EXPECT_EQ("", status_of(waiting, "review_decision"));
    EXPECT_EQ(maybe_date{}, waiting.remedies[0].review_accepted);
    auto accepted = s;
    accepted.on(20240306, "review_accepted");
    EXPECT_EQ(day(20240506), due_of(accepted.as_of(20240306), "review_decision"));  // Sunday 5 May
    accepted.on(20240307, "review_correction_received");
    accepted.letter(20240307, "review_correction_requested");
    EXPECT_EQ("NOTHING_TO_ANSWER NO_REMEDY_OPEN", codes(accepted.as_of(20240307).refusals));
    s.on(20240311, "review_correction_received");
    auto const again = s.as_of(20240311);
    EXPECT_EQ("running", status_of(again, "review_acceptance"));
    EXPECT_EQ(day(20240311), duty_of(again, "review_acceptance").started_on);
    EXPECT_EQ(day(20240318), due_of(again, "review_acceptance"));
    EXPECT_FALSE(warned(again, "CORRECTION_AFTER_LIMIT"));
    EXPECT_EQ(day(20240517), due_of(s.as_of(20240318), "review_decision"));
    s.rows.back().on = day(20240320);  // ten working days from 5 March end on the 19th
    EXPECT_TRUE(warned(s.as_of(20240320), "CORRECTION_AFTER_LIMIT"));
}

TEST(model_review, under_the_law_of_2017_a_correction_only_costs_its_days) {
    auto s = answered(20220217, 20220304);
    s.letter(20220317, "review_filed");
    s.letter(20220322, "review_correction_requested");
    EXPECT_EQ("", status_of(s.as_of(20220322), "review_decision"));
    s.on(20220329, "review_correction_received");
    auto const a = s.as_of(20220329);
    EXPECT_EQ("met", status_of(a, "review_acceptance"));
    EXPECT_EQ(day(20220317), duty_of(a, "review_acceptance").started_on);
    EXPECT_EQ(day(20220523), due_of(a, "review_decision"));  // sixty-seven days
}

TEST(model_review, without_one_there_is_nothing_to_do_on_its_way) {
    for (auto const* event :
         {"review_correction_requested", "review_correction_received", "review_extended",
          "review_suspended", "review_resumed", "review_rejected", "review_withdrawn",
          "review_terminated", "review_decided", "suit_suspended", "suit_resumed", "suit_rejected",
          "suit_withdrawn", "suit_appealed", "suit_retried"}) {
        auto s = answered(20220217, 20220304);
        s.on(20220305, event).days = 5;
        EXPECT_EQ("NO_REMEDY_OPEN", codes(s.as_of(20220305).refusals)) << event;
        story lodged;
        lodged.lodged(20220217, "online");
        lodged.on(20220218, event);
        EXPECT_EQ("BEFORE_RECEIPT", codes(lodged.as_of(20220218).refusals)) << event;
    }
}

TEST(model_review, one_that_came_to_nothing_leaves_the_suit_as_it_was) {
    for (auto const* end : {"review_withdrawn", "review_terminated", "review_rejected"}) {
        auto s = answered(20211101, 20211110);
        s.letter(20211201, "review_filed");
        EXPECT_EQ("superseded", status_of(s.as_of(20211201), "suit"));
        s.on(20211210, end);
        auto const a = s.as_of(20211210);
        EXPECT_EQ("running", status_of(a, "suit")) << end;
        EXPECT_EQ("met", status_of(a, "review_application"));
        EXPECT_EQ("met", status_of(a, "review_decision"));
        EXPECT_EQ("met", status_of(a, "review_answer"));
        EXPECT_EQ("", status_of(a, "suit_after_review")) << end;
        s.letter(20211220, "suit_filed");
        auto const sued = s.as_of(20211220);
        EXPECT_EQ("", codes(sued.irregular));
        EXPECT_EQ("direct", sued.remedies.at(1).suit_kind);
        EXPECT_EQ("met", status_of(sued, "suit"));
        auto const t = model::tables({sued}, 2021, day(20211231)).table4;
        EXPECT_EQ(1, t.at("review")[2]);
        EXPECT_EQ(1, t.at("direct")[3]);
    }
}

TEST(model_review, one_that_had_to_come_first_opens_the_suit_though_rejected) {
    auto s = answered(20240102, 20240116, "process_information");
    s.letter(20240226, "review_filed");
    auto withdrawn = s;
    s.letter(20240305, "review_rejected", 20240306);
    auto const a = s.as_of(20240306);
    EXPECT_EQ(day(20240321), due_of(a, "suit_after_review"));
    s.letter(20240318, "suit_filed");
    auto const sued = s.as_of(20240318);
    EXPECT_EQ("", codes(sued.irregular));
    EXPECT_EQ("after_review", sued.remedies.at(0).suit_kind);
    EXPECT_EQ("met", status_of(sued, "suit_after_review"));
    withdrawn.on(20240305, "review_withdrawn");
    withdrawn.letter(20240318, "suit_filed");
    EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(withdrawn.as_of(20240318).irregular));
    EXPECT_EQ("direct", withdrawn.as_of(20240318).remedies.at(1).suit_kind);
}

TEST(model_review, what_was_withdrawn_is_not_filed_again) {
    auto s = answered(20240102, 20240116);
    s.letter(20240201, "review_filed");
    auto rejected = s;
    s.on(20240205, "review_withdrawn");
    s.letter(20240210, "review_filed");
    auto const a = s.as_of(20240210);
    EXPECT_EQ("NOTHING_TO_REVIEW", codes(a.refusals));
    EXPECT_EQ(1U, a.remedies.size());
    EXPECT_EQ("running", status_of(a, "suit"));
    rejected.letter(20240205, "review_rejected");
    rejected.letter(20240210, "review_filed");
    EXPECT_EQ("", codes(rejected.as_of(20240210).irregular));
    // Another act is another matter.
    s.rows.pop_back();
    s.letter(20240208, "reply_replaced").outcome = "granted";
    s.letter(20240210, "review_filed");
    EXPECT_EQ("", codes(s.as_of(20240210).irregular));
}

TEST(model_act, a_new_answer_has_windows_of_its_own) {
    auto s = answered(20240102, 20240116, "process_information");
    s.letter(20240206, "reply_replaced", 20240207).outcome = "not_held";
    auto const a = s.as_of(20240207);
    EXPECT_EQ("refused", a.stage);
    EXPECT_EQ("process_information", a.outcome);
    EXPECT_EQ(day(20240318), due_of(a, "review_application", 1));  // 16 March is a Saturday
    EXPECT_EQ(day(20240407), due_of(a, "review_application", 2));  // a Sunday that is worked
    EXPECT_EQ(day(20240807), due_of(a, "suit", 1));                // of the second act alone
    EXPECT_EQ("", status_of(a, "suit", 2));
    EXPECT_TRUE(warned(a, "REVIEW_FIRST"));
    // A suit is against the last act: no review is needed any more.
    s.letter(20240301, "suit_filed");
    auto const sued = s.as_of(20240301);
    EXPECT_EQ("", codes(sued.irregular));
    EXPECT_EQ("met", status_of(sued, "suit"));
    EXPECT_EQ("running", status_of(sued, "review_application", 1));
    s.rows[1].outcome = "not_held";
    s.rows[1].event = "unable_to_provide";
    s.rows[2].outcome = "state_secret";
    EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(s.as_of(20240301).irregular));
    story open;
    open.received(20240102);
    open.on(20240103, "reply_replaced");
    EXPECT_EQ("NOT_POSSIBLE_HERE", codes(open.as_of(20240103).refusals));
}

TEST(model_act, an_answer_by_order_is_an_act_and_no_second_result) {
    auto s = answered(20211101, 20211110);
    s.letter(20211201, "review_filed");
    s.letter(20211220, "review_decided").result = "corrected";
    s.letter(20211221, "reanswer_ordered");
    s.on(20220105, "reanswered").outcome = "granted";
    auto const a = s.as_of(20220105);
    EXPECT_TRUE(warned(a, "DELIVERY_ASSUMED"));
    EXPECT_EQ(day(20220307), due_of(a, "review_application", 2));  // 6 March is a Sunday
    EXPECT_EQ("superseded", status_of(a, "suit", 1));
    EXPECT_EQ("running", status_of(a, "suit", 2));
    EXPECT_EQ("not_held", a.outcome);
    // A review that is pending against the first act bars no suit against the second.
    auto pending = answered(20211101, 20211110);
    pending.letter(20211201, "review_filed");
    pending.letter(20211210, "reply_replaced").outcome = "granted";
    pending.letter(20211215, "suit_filed");
    EXPECT_EQ("", codes(pending.as_of(20211215).irregular));
    EXPECT_EQ("superseded", status_of(pending.as_of(20211215), "suit", 1));
    EXPECT_EQ("met", status_of(pending.as_of(20211215), "suit", 2));
}

TEST(model_act, an_answer_by_order_is_the_first_where_there_was_none) {
    story s;
    s.received(20210301);
    s.letter(20210406, "review_filed");
    s.letter(20210507, "review_decided").result = "corrected";
    s.letter(20210510, "reanswer_ordered");
    auto said = s;
    said.letter(20210520, "reanswered").outcome = "granted";
    auto const a = said.as_of(20210730);
    EXPECT_EQ("disclosed", a.stage);
    EXPECT_EQ("granted", a.outcome);
    EXPECT_EQ(day(20210520), a.closed_on);
    EXPECT_EQ("missed", status_of(a, "reply"));
    EXPECT_EQ("met", status_of(a, "reanswer"));
    EXPECT_EQ("running", status_of(a, "suit"));
    EXPECT_EQ("", codes(a.irregular));
    auto unsaid = s;
    unsaid.letter(20210520, "reanswered");
    EXPECT_EQ("received", unsaid.as_of(20210730).stage);
    EXPECT_TRUE(warned(unsaid.as_of(20210730), "ANSWER_LEFT_OPEN"));
    s.letter(20210520, "reanswered").outcome = "third_party_rights";
    EXPECT_EQ("refused", s.as_of(20210730).stage);
    EXPECT_EQ("THIRD_PARTY_NOT_ASKED", codes(s.as_of(20210730).irregular));
}

TEST(model_act, a_decision_after_a_suit_against_the_same_act_opens_no_window) {
    auto s = answered(20211101, 20211110);
    s.letter(20211201, "review_filed");
    s.letter(20211210, "suit_filed");
    s.letter(20211220, "review_decided").result = "upheld";
    EXPECT_EQ("", status_of(s.as_of(20211220), "suit_after_review"));
    auto other = answered(20211101, 20211110);
    other.letter(20211201, "review_filed");
    other.letter(20211205, "reply_replaced").outcome = "granted";
    other.letter(20211210, "suit_filed");
    other.letter(20211220, "review_decided").result = "upheld";
    EXPECT_EQ(day(20220104), due_of(other.as_of(20211220), "suit_after_review"));
}

TEST(model_act, a_suit_without_re_after_a_new_answer_is_against_that_one) {
    // Decided on 10 June: fifteen days to the 25th. The new answer came on the 17th.
    auto sued_on = [](int day_of_suit, std::string re = "") {
        auto s = answered(20240301, 20240320);
        s.letter(20240410, "review_filed").ref = "r";
        s.letter(20240610, "review_decided").result = "corrected";
        s.letter(20240610, "reanswer_ordered");
        s.letter(20240617, "reanswered").outcome = "process_information";
        s.letter(day_of_suit, "suit_filed").re = std::move(re);
        return s.as_of(day_of_suit);
    };
    // The days after the old review still run: it is that one; its window is named (Z10).
    EXPECT_EQ("", codes(sued_on(20240625).irregular));
    EXPECT_EQ("met", status_of(sued_on(20240625), "suit_after_review"));
    // They are over: it is the new answer, which refuses again and had to be reviewed first.
    auto const later = sued_on(20240626);
    EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(later.irregular));
    EXPECT_EQ("direct", later.remedies.at(1).suit_kind);
    EXPECT_EQ("lapsed", status_of(later, "suit_after_review"));
    EXPECT_FALSE(later.remedies.at(0).suit_filed);
    // Who names the review means it, however late.
    EXPECT_EQ("", codes(sued_on(20240626, "r").irregular));
    EXPECT_EQ("after_review", sued_on(20240626, "r").remedies.at(0).suit_kind);
}

TEST(model_act, a_suit_may_name_the_answer_that_it_is_against) {
    auto sued_on = [](std::string re) {
        auto s = answered(20240301, 20240320);
        s.rows.back().ref = "first";
        auto& anew = s.letter(20240401, "reply_replaced");
        anew.outcome = "granted";
        anew.ref = "second";
        s.letter(20240410, "review_filed").ref = "r";
        s.letter(20240605, "review_decided").result = "upheld";
        s.letter(20240610, "suit_filed").re = std::move(re);
        return s.as_of(20240610);
    };
    // The review was of the second one: a suit against that one follows it.
    EXPECT_EQ("after_review", sued_on("second").remedies.back().suit_kind);
    EXPECT_EQ("met", status_of(sued_on("second"), "suit_after_review"));
    // One against the first is direct, in the window of the first.
    EXPECT_EQ("direct", sued_on("first").remedies.back().suit_kind);
    EXPECT_EQ("met", status_of(sued_on("first"), "suit", 1));
    EXPECT_EQ("superseded", status_of(sued_on("first"), "suit", 2));
    EXPECT_EQ("running", status_of(sued_on("first"), "suit_after_review"));
    EXPECT_EQ("REFERENCE_UNKNOWN", codes(sued_on("third").refusals));
}

TEST(model_act, the_first_answer_after_a_review_of_the_silence_is_a_new_act) {
    // Due 2021-11-29; the review runs to 2022-02-08, the days to sue for want of it to the 23rd.
    for (auto const& [filed, kind] : {std::pair{20220223, "after_review"}, {20220224, "direct"}}) {
        story s;
        s.received(20211101);
        s.letter(20211210, "review_filed");
        s.letter(20220110, "disclosed");
        s.letter(filed, "suit_filed");
        EXPECT_EQ(kind, s.as_of(filed).remedies.back().suit_kind) << filed;
    }
}

TEST(model_suit, table_four_tells_how_it_stands_at_the_end_of_the_year) {
    auto s = answered(20211101, 20211110);
    s.letter(20211201, "suit_filed");
    s.on(20220301, "suit_decided").result = "upheld";
    s.on(20220310, "suit_appealed");
    s.on(20220311, "suit_appealed");
    s.on(20230105, "suit_decided").result = "corrected";
    s.on(20240105, "suit_retried");
    s.on(20240106, "suit_suspended");
    s.on(20240107, "suit_resumed");
    s.on(20240301, "suit_rejected");
    auto column = [&](int year, policies const& policy = {}) {
        auto const a = s.as_of(20241231, policy);
        EXPECT_EQ("NO_REMEDY_OPEN", codes(a.refusals));
        EXPECT_EQ("met", status_of(a, "suit_defence"));
        auto const block = model::tables({a}, year, day(20241231)).table4.at("direct");
        for (int c = 0; c < 4; ++c) {
            if (block[static_cast<std::size_t>(c)] != 0) {
                return c;
            }
        }
        return -1;
    };
    EXPECT_EQ(3, column(2021));
    EXPECT_EQ(3, column(2022));  // decided in March, and pending again
    EXPECT_EQ(1, column(2023));
    EXPECT_EQ(2, column(2024));
    EXPECT_EQ(0, column(2022, {{"appeal", "first_instance"}}));
    EXPECT_EQ(-1, column(2023, {{"appeal", "first_instance"}}));
    EXPECT_EQ(-1, column(2024, {{"appeal", "first_instance"}}));
}

TEST(model_suit, decided_in_one_year_and_appealed_in_the_next_it_counts_in_both) {
    auto s = answered(20211101, 20211110);
    s.letter(20211115, "suit_filed");
    s.on(20211220, "suit_withdrawn");
    s.on(20220105, "suit_appealed");
    auto const a = s.as_of(20220105);
    EXPECT_EQ(1, model::tables({a}, 2021, day(20220105)).table4.at("direct")[2]);
    EXPECT_EQ(1, model::tables({a}, 2022, day(20220105)).table4.at("direct")[3]);
}

TEST(model_review, a_mediated_one_counts_as_otherwise_decided) {
    auto s = answered(20240115, 20240205);
    s.letter(20240226, "review_filed");
    s.letter(20240305, "review_decided").result = "mediated";
    auto const a = s.as_of(20240305);
    EXPECT_EQ(1, model::tables({a}, 2024, day(20241231)).table4.at("review")[2]);
    EXPECT_EQ(day(20240320), due_of(a, "suit_after_review"));
}

}  // namespace
