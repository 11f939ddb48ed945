// The model against days computed by hand. Ids such as S21 are rows of the worked examples.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "model.hpp"
#include "story.hpp"

namespace {

using namespace stories;

TEST(model_calendar, working_days_a_year_are_those_published) {
    std::vector<int> const published{251, 250, 250, 250, 249, 250, 250, 249, 250, 249,
                                     250, 250, 249, 250, 249, 249, 251, 248, 248};
    for (int year = 2008; year <= 2026; ++year) {
        EXPECT_EQ(published[static_cast<std::size_t>(year - 2008)],
                  china().working_days(qixian::last_day_of(year - 1), qixian::last_day_of(year)))
            << year;
    }
}

TEST(model_calendar, a_reverted_day_goes_back_to_the_plain_week) {
    EXPECT_FALSE(china().works(day(20030426)));
    EXPECT_TRUE(china().works(day(20030506)));
}

TEST(model_calendar, a_calendar_can_be_asked_as_known_on_a_day) {
    model::calendar const before(calendar_directory(), day(20200126));
    EXPECT_EQ(day(20200221), before.add_working_days(day(20200120), 20));  // S02
    EXPECT_TRUE(before.works(day(20200201)));
    EXPECT_FALSE(china().works(day(20200201)));
}

TEST(model_calendar, a_month_without_the_day_ends_at_its_end) {
    EXPECT_EQ(day(20210228), model::add_months(day(20200831), 6));
    EXPECT_EQ(day(20210331), model::add_months(day(20201231), 3));
    EXPECT_EQ(day(20240229), model::add_months(day(20231130), 3));
}

TEST(model_reply, worked_examples_of_the_plain_period_hold) {
    std::vector<std::pair<int, int>> const examples{
        {20201214, 20210112}, {20170618, 20170707}, {20250220, 20250320}, {20141215, 20150106},
        {20140321, 20140414}, {20140101, 20140122}, {20161013, 20161103}, {20211202, 20211230},
        {20190510, 20190531}, {20131016, 20131106}, {20181113, 20181204}, {20141231, 20150122},
        {20200110, 20200214}, {20190411, 20190505}, {20181210, 20181229}, {20190514, 20190604},
        {20190515, 20190613}, {20201221, 20210119}, {20201231, 20210129}, {20251215, 20260113},
        {20211124, 20211222},
    };
    for (auto const& [received, due] : examples) {
        EXPECT_EQ(day(due), reply_due(received)) << received;
    }
}

TEST(model_reply, receipt_on_a_rest_day_may_be_read_as_the_next_working_day) {
    policies const next{{"nonworking_receipt", "next_working_day"}};
    EXPECT_EQ(day(20170710), reply_due(20170618, next));  // P04
    EXPECT_EQ(day(20140123), reply_due(20140101, next));  // Q06
    EXPECT_EQ(day(20210119), reply_due(20201221, next));
}

TEST(model_reply, an_online_application_counts_from_its_confirmation) {
    story s;
    s.lodged(20211124, "online");
    s.on(20211202, "received");
    s.letter(20211228, "disclosed");
    auto const confirmed = s.as_of(20211231);
    EXPECT_EQ(day(20211230), due_of(confirmed, "reply"));  // Q10
    EXPECT_EQ("met", status_of(confirmed, "reply"));
    EXPECT_EQ("business", confirmed.applicant);
    auto const submitted = s.as_of(20211231, {{"online_receipt", "submission_accepted"}});
    EXPECT_EQ(day(20211222), due_of(submitted, "reply"));  // Q09
    EXPECT_EQ("missed", status_of(submitted, "reply"));
}

TEST(model_reply, the_example_of_the_contract_is_met) {
    story s;
    s.received(20201221);
    auto const a = s.as_of(20201231);
    EXPECT_EQ("received", a.stage);
    EXPECT_EQ("carried_forward", a.standing);
    EXPECT_EQ(std::vector<int>{2020}, a.carried_over);
    EXPECT_EQ("running", status_of(a, "reply"));
    EXPECT_EQ(12, duty_of(a, "reply").working_days_left);
    EXPECT_EQ(day(20201230), due_of(a, "correction_notice"));
    EXPECT_EQ("lapsed", status_of(a, "correction_notice"));
    EXPECT_EQ("not_carried", s.as_of(20201230).standing);
}

TEST(model_reply, days_left_turn_negative_when_the_day_has_passed) {
    story s;
    s.received(20201214);
    EXPECT_EQ(0, duty_of(s.as_of(20210112), "reply").working_days_left);
    EXPECT_EQ("missed", status_of(s.as_of(20210113), "reply"));
    EXPECT_EQ(-1, duty_of(s.as_of(20210113), "reply").working_days_left);
}

TEST(model_transition, an_open_case_keeps_its_decree_unless_the_policy_says_otherwise) {
    story s;
    s.received(20190510);
    auto const a = s.as_of(20190601);
    EXPECT_EQ(day(20190531), due_of(a, "reply"));  // Q11
    EXPECT_EQ(day(20190610), shadow_of(a, "TRANSITION_OPEN_CASE"));
    auto const b = s.as_of(20190601, {{"transition", "new_rule_for_open_cases"}});
    EXPECT_EQ(day(20190610), due_of(b, "reply"));  // Q12
    EXPECT_EQ(day(20190531), shadow_of(b, "TRANSITION_OPEN_CASE"));
}

TEST(model_transition, a_case_overdue_or_closed_before_the_new_decree_stays_with_the_old) {
    policies const fresh{{"transition", "new_rule_for_open_cases"}};
    story overdue;
    overdue.received(20190401);
    EXPECT_EQ(day(20190423), due_of(overdue.as_of(20190601, fresh), "reply"));
    EXPECT_FALSE(warned(overdue.as_of(20190601), "TRANSITION_OPEN_CASE"));
    story closed;
    closed.received(20190510);
    closed.letter(20190514, "disclosed");
    EXPECT_EQ("R492", closed.as_of(20190601, fresh).regime);
}

TEST(model_extension, counts_from_the_due_day_and_must_be_sent_by_it) {
    story s;
    s.received(20210301);
    s.lasting(20210329, "extended", 20);
    EXPECT_EQ(day(20210426), due_of(s.as_of(20210401), "reply"));  // S20
    s.lasting(20210426, "extended", 1);
    EXPECT_EQ("EXTENSION_TOO_LONG", codes(s.as_of(20210426).refusals));
    s.lasting(20210427, "extended", 1);
    EXPECT_EQ("EXTENSION_LATE", codes(s.as_of(20210427).irregular));
    EXPECT_EQ(day(20210426), due_of(s.as_of(20210427), "reply"));
}

TEST(model_pause, silence_of_a_third_party_pauses_to_its_fifteenth_working_day) {
    story s;
    s.received(20210301);
    s.letter(20210308, "consulted", 20210310).kind = "third_party";
    auto const a = s.as_of(20210420);
    EXPECT_EQ(day(20210331), due_of(a, "opinion"));  // S22
    EXPECT_EQ("lapsed", status_of(a, "opinion"));
    EXPECT_EQ(day(20210422), due_of(a, "reply"));  // S23
    EXPECT_EQ(17, duty_of(a, "reply").paused_days);
    auto const b = s.as_of(20210312);
    EXPECT_EQ("paused", status_of(b, "reply"));
    EXPECT_EQ(day(20210402), due_of(b, "reply"));  // four days of pause so far
    EXPECT_EQ(day(20210422), duty_of(b, "reply").latest);
}

TEST(model_pause, overlapping_consultations_count_once) {
    story s;
    s.received(20210301);
    s.letter(20210308, "consulted").kind = "other_agency";
    s.rows.back().ref = "x";
    s.letter(20210309, "consulted").kind = "third_party";
    s.rows.back().ref = "y";
    s.on(20210311, "opinion_received").re = "x";
    s.on(20210312, "opinion_received");
    auto const a = s.as_of(20210312);
    EXPECT_EQ(4, duty_of(a, "reply").paused_days);
    EXPECT_EQ(day(20210402), due_of(a, "reply"));
    EXPECT_EQ("", codes(a.refusals));
}

TEST(model_pause, a_letter_sent_on_the_last_day_or_later_pauses_nothing) {
    for (int const sent : {20210329, 20210330}) {
        story s;
        s.received(20210301);
        s.letter(sent, "consulted").kind = "third_party";
        auto const a = s.as_of(20210330);
        EXPECT_TRUE(warned(a, "CONSULTATION_WITHOUT_PAUSE"));
        EXPECT_EQ("missed", status_of(a, "reply"));
        EXPECT_EQ(day(20210329), due_of(a, "reply"));
        EXPECT_EQ("running", status_of(a, "opinion"));
        EXPECT_EQ("running", status_of(a, "review_application"));
        s.letter(20210331, "disclosed");
        EXPECT_EQ("missed", status_of(s.as_of(20210331), "reply"));
    }
    story in_time;
    in_time.received(20210301);
    in_time.letter(20210328, "consulted").kind = "third_party";  // Sunday
    EXPECT_EQ("paused", status_of(in_time.as_of(20210330), "reply"));
    EXPECT_FALSE(warned(in_time.as_of(20210330), "CONSULTATION_WITHOUT_PAUSE"));
}

TEST(model_pause, what_the_last_day_still_allows_does_not_wake_a_letter_of_that_day) {
    story s;
    s.received(20210301);
    s.letter(20210329, "consulted").kind = "third_party";
    s.lasting(20210329, "extended", 20);
    auto const a = s.as_of(20210401);
    EXPECT_EQ("running", status_of(a, "reply"));
    EXPECT_EQ(day(20210426), due_of(a, "reply"));
}

TEST(model_pause, an_answer_to_two_letters_must_say_which) {
    story s;
    s.received(20210301);
    s.letter(20210308, "consulted").kind = "other_agency";
    s.letter(20210308, "consulted").kind = "third_party";
    s.on(20210311, "opinion_received");
    s.on(20210311, "opinion_received").re = "z";
    EXPECT_EQ("REFERENCE_AMBIGUOUS REFERENCE_UNKNOWN", codes(s.as_of(20210312).refusals));
}

TEST(model_pause, under_the_old_decree_only_a_third_party_pauses) {
    story s;
    s.received(20161013);
    s.letter(20161014, "consulted").kind = "other_agency";
    EXPECT_EQ(day(20161103), due_of(s.as_of(20161101), "reply"));
    EXPECT_EQ("running", status_of(s.as_of(20161101), "reply"));
    s.letter(20161017, "consulted").kind = "third_party";
    auto const a = s.as_of(20161031);
    EXPECT_EQ("paused", status_of(a, "reply"));
    EXPECT_EQ(maybe_date{}, duty_of(a, "reply").latest);
    s.on(20161208, "consultation_lapsed").re = "";
    EXPECT_EQ("REFERENCE_AMBIGUOUS", codes(s.as_of(20161208).refusals));
}

TEST(model_pause, a_co_maker_has_fifteen_working_days) {
    story s;
    s.received(20220117);
    s.letter(20220117, "consulted", 20220124).kind = "co_maker";
    EXPECT_EQ(day(20220217), due_of(s.as_of(20220218), "opinion"));  // S29
    EXPECT_EQ("missed", status_of(s.as_of(20220218), "opinion"));
    s.on(20220216, "consultation_lapsed");
    s.on(20220217, "consultation_lapsed");
    s.on(20220218, "opinion_received");
    EXPECT_EQ("LAPSE_TOO_EARLY NOTHING_TO_ANSWER", codes(s.as_of(20220218).refusals));
}

TEST(model_correction, the_corrected_application_starts_a_fresh_period) {
    story s;
    s.received(20211101);
    EXPECT_EQ(day(20211110), due_of(s.as_of(20211101), "correction_notice"));  // S25
    s.lasting(20211110, "correction_requested", 10);
    auto const waiting = s.as_of(20211115);
    EXPECT_EQ("superseded", status_of(waiting, "reply"));
    EXPECT_EQ(day(20211129), due_of(waiting, "reply"));
    EXPECT_EQ(day(20211124), due_of(waiting, "correction"));
    EXPECT_EQ("met", status_of(waiting, "correction_notice"));
    s.on(20211122, "correction_received");
    auto const again = s.as_of(20211122);
    EXPECT_EQ(day(20211220), due_of(again, "reply"));
    EXPECT_EQ(day(20211101), again.received_on);
    EXPECT_EQ("met", status_of(again, "correction"));
}

TEST(model_correction, a_late_notice_works_and_leaves_a_shadow) {
    story s;
    s.received(20211101);
    s.lasting(20211111, "correction_requested", 10);
    auto const a = s.as_of(20211111);
    EXPECT_EQ("CORRECTION_LATE", codes(a.irregular));
    EXPECT_EQ(day(20211129), shadow_of(a, "CORRECTION_LATE"));
    EXPECT_EQ("correction_requested", a.stage);
    EXPECT_EQ("lapsed", status_of(a, "correction_notice"));
}

TEST(model_correction, asked_for_after_the_due_day_it_starts_no_new_period) {
    story s;
    s.received(20211101);  // due 29 November
    s.lasting(20211130, "correction_requested", 10);
    auto const waiting = s.as_of(20211130);
    EXPECT_EQ("CORRECTION_LATE", codes(waiting.irregular));
    EXPECT_EQ(day(20211129), shadow_of(waiting, "CORRECTION_LATE"));
    EXPECT_EQ("correction_requested", waiting.stage);
    EXPECT_EQ("missed", status_of(waiting, "reply"));
    EXPECT_EQ("running", status_of(waiting, "correction"));
    EXPECT_EQ("running", status_of(waiting, "suit"));
    auto lapsed = s;
    lapsed.on(20211215, "correction_lapsed");
    EXPECT_EQ("abandoned", lapsed.as_of(20211215).stage);
    EXPECT_EQ("missed", status_of(lapsed.as_of(20211215), "reply"));
    s.on(20211203, "correction_received");
    s.letter(20211206, "disclosed");
    EXPECT_EQ(day(20211129), due_of(s.as_of(20211203), "reply"));
    EXPECT_EQ("missed", status_of(s.as_of(20211206), "reply"));
}

TEST(model_correction, under_the_old_decree_extension_and_consultation_go_on_meanwhile) {
    story s;
    s.received(20161013);  // due 3 November
    s.lasting(20161020, "correction_requested", 5);
    s.letter(20161031, "consulted").kind = "third_party";
    s.on(20161102, "opinion_received");
    s.lasting(20161103, "extended", 15);
    auto const a = s.as_of(20161103);
    EXPECT_EQ("", codes(a.refusals));
    EXPECT_EQ("correction_requested", a.stage);
    EXPECT_EQ(day(20161128), due_of(a, "reply"));  // 7 November, and fifteen days
    story anew;
    anew.received(20211101);
    anew.lasting(20211110, "correction_requested", 10);
    anew.letter(20211111, "consulted").kind = "third_party";
    anew.lasting(20211111, "extended", 5);
    EXPECT_EQ("NOT_POSSIBLE_HERE NOT_POSSIBLE_HERE", codes(anew.as_of(20211111).refusals));
}

TEST(model_correction, a_lapse_closes_on_the_day_after_the_last_day) {
    story s;
    s.received(20211101);
    s.lasting(20211110, "correction_requested", 10);  // to 24 November
    s.on(20211124, "correction_lapsed");
    s.on(20220105, "correction_lapsed");
    auto const a = s.as_of(20220105);
    EXPECT_EQ("LAPSE_TOO_EARLY", codes(a.refusals));
    EXPECT_EQ("abandoned", a.stage);
    EXPECT_EQ("correction_lapsed", a.outcome);
    EXPECT_EQ(day(20211125), a.closed_on);
    EXPECT_TRUE(warned(a, "LAPSE_RECORDED_LATE"));
    EXPECT_EQ("not_carried", a.standing);
    EXPECT_EQ("met", status_of(a, "reply"));
    EXPECT_EQ(day(20220124), due_of(a, "review_application"));
    EXPECT_EQ(day(20220525), due_of(a, "suit"));
    auto const before = s.as_of(20220104);
    EXPECT_EQ("correction_requested", before.stage);
    EXPECT_EQ("carried_forward", before.standing);
}

TEST(model_correction, the_old_decree_neither_stops_the_clock_nor_abandons) {
    story s;
    s.received(20161013);
    s.lasting(20161020, "correction_requested", 5);
    EXPECT_EQ("running", status_of(s.as_of(20161101), "reply"));
    EXPECT_EQ(day(20161027), due_of(s.as_of(20161101), "correction"));
    s.on(20161101, "correction_lapsed");
    EXPECT_EQ("NO_LAPSE_UNDER_492", codes(s.as_of(20161101).refusals));
    s.on(20161102, "correction_received");
    auto const a = s.as_of(20161102);
    EXPECT_EQ(day(20161103), due_of(a, "reply"));
    EXPECT_EQ("received", a.stage);
    EXPECT_TRUE(warned(a, "CORRECTION_AFTER_LIMIT"));
    EXPECT_EQ("", status_of(a, "correction_notice"));
}

TEST(model_fee, payment_starts_the_period_anew_and_silence_abandons) {
    story s;
    s.received(20210901);
    s.letter(20210913, "fee_notified").amount = 100;
    EXPECT_EQ(day(20211015), due_of(s.as_of(20210913), "payment"));  // S27
    EXPECT_EQ("superseded", status_of(s.as_of(20210913), "reply"));
    auto paid = s;
    paid.on(20211015, "fee_paid");
    EXPECT_EQ(day(20211112), due_of(paid.as_of(20211015), "reply"));
    s.on(20211018, "fee_paid");
    s.on(20211019, "fee_lapsed");
    auto const a = s.as_of(20211019);
    EXPECT_EQ("PAYMENT_LATE", codes(a.irregular));
    EXPECT_EQ(day(20211016), a.closed_on);
    EXPECT_EQ("fee_lapsed", a.outcome);
}

TEST(model_fee, no_fee_before_2021_and_a_late_notice_asks_without_holding_the_clock) {
    story s;
    s.received(20201214);  // due 12 January
    s.letter(20201231, "fee_notified");
    s.letter(20210113, "fee_notified");
    auto const a = s.as_of(20210113);
    EXPECT_EQ("FEE_BEFORE_2021", codes(a.refusals));
    EXPECT_EQ("FEE_NOTICE_LATE", codes(a.irregular));
    EXPECT_EQ("fee_requested", a.stage);
    EXPECT_EQ("missed", status_of(a, "reply"));
    EXPECT_EQ("running", status_of(a, "suit"));
    EXPECT_EQ(day(20210209), due_of(a, "payment"));  // Sunday 7 February is worked
    auto paid = s;
    paid.on(20210120, "fee_paid");
    EXPECT_EQ("received", paid.as_of(20210120).stage);
    EXPECT_EQ(day(20210112), due_of(paid.as_of(20210120), "reply"));
    s.on(20210210, "fee_lapsed");
    auto const lapsed = s.as_of(20210210);
    EXPECT_EQ("fee_lapsed", lapsed.outcome);
    EXPECT_EQ("missed", status_of(lapsed, "reply"));
}

TEST(model_fee, may_be_asked_for_while_the_answer_is_delayed) {
    story s;
    s.received(20210301);
    s.on(20210310, "delay_notified").until = day(20210430);
    s.letter(20210412, "fee_notified");
    EXPECT_EQ("superseded", status_of(s.as_of(20210412), "reply"));
    EXPECT_EQ(day(20210430), due_of(s.as_of(20210412), "reply"));
    s.on(20210419, "fee_paid");
    auto const a = s.as_of(20210419);
    EXPECT_EQ("", codes(a.irregular));
    EXPECT_EQ(day(20210518), due_of(a, "reply"));  // 25 April and 8 May are worked
}

TEST(model_delay, the_named_day_replaces_the_due_day) {
    story s;
    s.received(20210301);
    s.lasting(20210302, "reasons_requested", 5);
    s.on(20210310, "delay_notified").until = day(20210612);  // Saturday before the festival
    s.letter(20210311, "consulted").kind = "third_party";
    auto const a = s.as_of(20210315);
    EXPECT_EQ("delayed", a.stage);
    EXPECT_EQ(day(20210615), due_of(a, "reply"));
    EXPECT_EQ("running", status_of(a, "reply"));
    EXPECT_EQ(day(20210612), due_of(s.as_of(20210315, {{"named_day", "literal"}}), "reply"));
}

TEST(model_delay, a_day_named_too_late_does_not_count) {
    story s;
    s.received(20210301);
    s.on(20210302, "reasons_requested");
    s.on(20210330, "delay_notified").until = day(20210430);
    auto const a = s.as_of(20210330);
    EXPECT_EQ("DELAY_AFTER_DUE", codes(a.irregular));
    EXPECT_TRUE(warned(a, "DELAY_AFTER_DUE"));
    EXPECT_EQ("delayed", a.stage);
    EXPECT_EQ(day(20210329), due_of(a, "reply"));
    EXPECT_EQ("missed", status_of(a, "reply"));
    // A clock that was held has not run out.
    auto const held = s.as_of(20210330, {{"reasons_as_correction", "yes"}});
    EXPECT_EQ("", codes(held.irregular));
    EXPECT_EQ(day(20210430), due_of(held, "reply"));
}

TEST(model_reasons, while_they_are_awaited_the_office_may_do_what_it_could_before) {
    story s;
    s.received(20210301);
    s.lasting(20210305, "reasons_requested", 5);
    s.letter(20210308, "consulted", 20210310).kind = "third_party";
    s.lasting(20210309, "extended", 20);
    auto const a = s.as_of(20210520);
    EXPECT_EQ("", codes(a.refusals));
    EXPECT_EQ("reasons_requested", a.stage);
    EXPECT_EQ(17, duty_of(a, "reply").paused_days);
    EXPECT_EQ(day(20210521), due_of(a, "reply"));  // 22 April, and twenty days
    auto const held = s.as_of(20210520, {{"reasons_as_correction", "yes"}});
    EXPECT_EQ("NOT_POSSIBLE_HERE NOT_POSSIBLE_HERE", codes(held.refusals));
    s.letter(20210521, "fee_notified");
    EXPECT_EQ("superseded", status_of(s.as_of(20210521), "reply"));
    EXPECT_EQ("running", status_of(s.as_of(20210521), "payment"));
}

TEST(model_reasons, a_correction_may_be_asked_for_meanwhile) {
    story s;
    s.received(20211101);
    s.on(20211103, "reasons_requested");
    s.lasting(20211108, "correction_requested", 10);
    auto const waiting = s.as_of(20211108);
    EXPECT_EQ("", codes(waiting.irregular));
    EXPECT_EQ("superseded", status_of(waiting, "reply"));
    s.on(20211122, "correction_received");
    EXPECT_EQ(day(20211220), due_of(s.as_of(20211122), "reply"));
    EXPECT_EQ("running", status_of(s.as_of(20211122), "reasons"));
}

TEST(model_reasons, asked_for_too_late_they_hold_nothing) {
    policies const held{{"reasons_as_correction", "yes"}};
    story s;
    s.received(20210301);
    s.on(20210330, "reasons_requested");
    EXPECT_EQ("missed", status_of(s.as_of(20210330, held), "reply"));
    s.on(20210331, "reasons_received");
    EXPECT_EQ(day(20210329), due_of(s.as_of(20210331, held), "reply"));
}

TEST(model_delay, reasons_may_be_read_as_a_correction) {
    story s;
    s.received(20210301);
    s.on(20210305, "reasons_requested");
    policies const held{{"reasons_as_correction", "yes"}};
    EXPECT_EQ("running", status_of(s.as_of(20210305), "reply"));
    EXPECT_EQ("superseded", status_of(s.as_of(20210305, held), "reply"));
    s.on(20210315, "reasons_received");
    EXPECT_EQ(day(20210329), due_of(s.as_of(20210315), "reply"));
    EXPECT_EQ(day(20210413), due_of(s.as_of(20210315, held), "reply"));
}

TEST(model_procedure, what_is_impossible_changes_nothing) {
    story s;
    s.letter(20210301, "disclosed");
    s.received(20210301);
    s.received(20210302);
    s.on(20210302, "fee_paid");
    s.on(20210302, "supplemented");
    s.letter(20210303, "disclosed");
    s.letter(20210304, "refused").outcome = "state_secret";
    s.on(20210305, "reanswered");
    s.on(20210305, "suit_decided");
    auto const a = s.as_of(20210305);
    EXPECT_EQ("BEFORE_RECEIPT ALREADY_RECEIVED NOTHING_TO_ANSWER NOT_POSSIBLE_HERE "
              "ALREADY_CLOSED NO_REANSWER_ORDERED NO_REMEDY_OPEN",
              codes(a.refusals));
    EXPECT_EQ("granted", a.outcome);
    EXPECT_EQ(6U, a.refusals[4].row);
}

TEST(model_procedure, a_withdrawn_entry_never_was) {
    story s;
    s.received(20210301).id = "1";
    s.letter(20210303, "disclosed").id = "2";
    auto& w = s.on(20210304, "entry_withdrawn");
    w.id = "3";
    w.re = "2";
    EXPECT_EQ("disclosed", s.as_of(20210303).stage);
    EXPECT_EQ("received", s.as_of(20210304).stage);
    s.on(20210305, "entry_withdrawn").re = "3";
    EXPECT_EQ("disclosed", s.as_of(20210305).stage);
    s.on(20210306, "entry_withdrawn").re = "9";
    EXPECT_EQ("REFERENCE_UNKNOWN", codes(s.as_of(20210306).refusals));
}

TEST(model_procedure, a_letter_that_came_back_sets_no_limit) {
    story s;
    s.received(20220301);
    s.on(20220302, "consulted").kind = "third_party";
    s.on(20220310, "returned");
    auto const a = s.as_of(20220601);
    EXPECT_EQ("missed", status_of(a, "reply"));
    EXPECT_EQ(day(20220407), due_of(a, "reply"));  // six days of pause; 2 April is worked
    EXPECT_EQ(maybe_date{}, duty_of(a, "opinion").due);
    EXPECT_EQ("running", status_of(a, "opinion"));
    s.on(20220320, "delivered");
    EXPECT_EQ("NOTHING_TO_ANSWER", codes(s.as_of(20220601).refusals));
}

}  // namespace
