// The model against days computed by hand: letters that came back, Decree 492 and corrections, days
// named by an extension, applications moved and split, third parties (readings 12b to 12d, 28a, 31).
#include <array>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "model.hpp"
#include "story.hpp"

namespace {

using namespace stories;

row& consulted(story& s, int sent, int delivered = 0, std::string ref = "c") {
    auto& r = s.letter(sent, "consulted", delivered);
    r.kind = "third_party";
    r.ref = std::move(ref);
    return r;
}

TEST(model_returned, a_new_letter_after_one_that_came_back_pauses_anew) {
    story s;
    s.received(20210301);
    consulted(s, 20210322, 20210324, "C1");  // fifteen days counted by then
    s.on(20210330, "returned").re = "C1";
    EXPECT_EQ(day(20210407),
              due_of(s.as_of(20210330), "reply"));  // 6 days of pause; 3 to 5 April rest
    EXPECT_EQ("running", status_of(s.as_of(20210330), "reply"));
    consulted(s, 20210401, 20210406, "C2");
    s.on(20210412, "opinion_received").re = "C2";
    auto const a = s.as_of(20210412);
    EXPECT_EQ("", codes(a.refusals));
    EXPECT_EQ(day(20210415), due_of(a, "reply"));
    EXPECT_EQ("running", status_of(a, "opinion", 1));
    EXPECT_EQ(maybe_date{}, duty_of(a, "opinion", 1).due);
}

TEST(model_returned, sent_again_the_pause_begins_again_and_the_limit_with_it) {
    story s;
    s.received(20210301);
    consulted(s, 20210308);
    s.on(20210312, "returned");
    EXPECT_EQ("REFERENCE_UNKNOWN NOTHING_TO_ANSWER", [&] {
        auto t = s;
        t.rows.back().re = "nowhere";
        t.on(20210312, "resent");
        return codes(t.as_of(20210312).refusals);
    }());
    s.rows.back().re = "c";
    EXPECT_EQ(day(20210402), due_of(s.as_of(20210312), "reply"));  // 9 to 12 March are left out
    EXPECT_EQ("running", status_of(s.as_of(20210312), "opinion"));
    s.letter(20210315, "resent", 20210317);
    auto const open = s.as_of(20210322);
    EXPECT_EQ("paused", status_of(open, "reply"));
    EXPECT_EQ(day(20210412), due_of(open, "reply"));  // 15 March counted, 16 to 22 did not
    EXPECT_EQ(9, duty_of(open, "reply").paused_days);
    EXPECT_EQ(day(20210408), due_of(open, "opinion"));
    EXPECT_EQ(day(20210427), duty_of(open, "reply").latest);
    EXPECT_EQ(day(20210427), due_of(s.as_of(20210420), "reply"));
    s.on(20210323, "resent").re = "c";
    EXPECT_EQ("NOTHING_TO_ANSWER", codes(s.as_of(20210323).refusals));
}

TEST(model_returned, sent_again_on_the_last_day_it_pauses_nothing) {
    story s;
    s.received(20210301);
    consulted(s, 20210308);
    s.on(20210312, "returned").re = "c";
    auto early = s;
    early.letter(20210401, "resent");
    EXPECT_FALSE(warned(early.as_of(20210401), "CONSULTATION_WITHOUT_PAUSE"));
    EXPECT_EQ("paused", status_of(early.as_of(20210406), "reply"));
    s.letter(20210402, "resent");
    auto const a = s.as_of(20210406);
    EXPECT_TRUE(warned(a, "CONSULTATION_WITHOUT_PAUSE"));
    EXPECT_EQ("missed", status_of(a, "reply"));
    EXPECT_EQ(day(20210402), due_of(a, "reply"));
    EXPECT_EQ("running", status_of(a, "opinion"));
}

TEST(model_returned, coming_back_after_its_own_limit_makes_no_pause_longer) {
    story s;
    s.received(20210301);
    consulted(s, 20210308);  // its fifteen working days end on 29 March
    EXPECT_EQ(day(20210420), due_of(s.as_of(20210409), "reply"));
    auto before = s;
    before.on(20210412, "returned").re = "c";
    EXPECT_EQ(day(20210420), due_of(before.as_of(20210412), "reply"));
    auto after = s;
    after.on(20210430, "returned").re = "c";
    EXPECT_EQ("missed", status_of(after.as_of(20210430), "reply"));
    EXPECT_EQ(day(20210420), due_of(after.as_of(20210430), "reply"));
}

TEST(model_returned, a_fee_notice_that_came_back_lets_the_clock_run) {
    story s;
    s.received(20210301);
    s.letter(20210308, "fee_notified").ref = "f";
    EXPECT_EQ(day(20210329), due_of(s.as_of(20210308), "reply"));
    s.on(20210315, "returned").re = "f";
    auto const back = s.as_of(20210322);
    EXPECT_EQ("fee_requested", back.stage);
    EXPECT_EQ("running", status_of(back, "reply"));
    EXPECT_EQ(day(20210406), due_of(back, "reply"));  // 9 to 15 March are left out
    EXPECT_EQ(5, duty_of(back, "reply").paused_days);
    EXPECT_EQ(maybe_date{}, duty_of(back, "payment").due);
    EXPECT_EQ("missed", status_of(s.as_of(20210407), "reply"));
    s.on(20210322, "fee_lapsed");
    EXPECT_EQ("LAPSE_TOO_EARLY", codes(s.as_of(20210322).refusals));
    // The clock runs: an extension is lawful, and stands.
    auto longer = s;
    longer.lasting(20210323, "extended", 10);
    EXPECT_EQ(day(20210420), due_of(longer.as_of(20210323), "reply"));
    // Paid all the same, in time and too late.
    auto paid = s;
    paid.on(20210322, "fee_paid");
    EXPECT_EQ(day(20210420), due_of(paid.as_of(20210322), "reply"));
    auto late = s;
    late.on(20210407, "fee_paid");
    EXPECT_EQ(day(20210406), due_of(late.as_of(20210407), "reply"));
    EXPECT_EQ("missed", status_of(late.as_of(20210407), "reply"));
    // Sent again in time it holds the clock, with the day of that day as the former one.
    auto again = s;
    again.letter(20210324, "resent", 20210326);
    auto const held = again.as_of(20210430);
    EXPECT_EQ("superseded", status_of(held, "reply"));
    EXPECT_EQ(day(20210406), due_of(held, "reply"));
    EXPECT_EQ(day(20210425), due_of(held, "payment"));  // a Sunday that is worked
    again.on(20210401, "fee_paid");
    EXPECT_EQ(day(20210429), due_of(again.as_of(20210430), "reply"));
    // Sent again too late it holds nothing.
    s.letter(20210407, "resent");
    s.on(20210412, "fee_paid");
    EXPECT_EQ("missed", status_of(s.as_of(20210407), "reply"));
    EXPECT_EQ(day(20210406), due_of(s.as_of(20210412), "reply"));
}

TEST(model_returned, a_correction_notice_sent_again_is_no_second_one) {
    story s;
    s.received(20210301);
    s.lasting(20210305, "correction_requested", 10).ref = "n";
    s.on(20210312, "returned").re = "n";
    auto const back = s.as_of(20210312);
    EXPECT_EQ("running", status_of(back, "reply"));
    EXPECT_EQ(day(20210406), due_of(back, "reply"));  // four days counted, 8 to 12 March left out
    s.letter(20210316, "resent", 20210322);
    auto const again = s.as_of(20210322);
    EXPECT_EQ("", codes(again.irregular));
    EXPECT_EQ("superseded", status_of(again, "reply"));
    EXPECT_EQ("", status_of(again, "correction", 2));
    EXPECT_EQ(day(20210406), due_of(again, "correction"));  // ten days from the new delivery
    s.on(20210315, "correction_requested").days = 5;
    EXPECT_EQ("CORRECTION_REPEATED", codes(s.as_of(20210322).irregular));
}

TEST(model_returned, the_named_day_is_not_moved_by_what_came_back) {
    story s;
    s.received(20210301);
    s.on(20210310, "delay_notified").until = day(20210430);
    s.letter(20210412, "fee_notified").ref = "f";
    s.on(20210420, "returned").re = "f";
    EXPECT_EQ("running", status_of(s.as_of(20210420), "reply"));
    EXPECT_EQ(day(20210430), due_of(s.as_of(20210420), "reply"));
    EXPECT_EQ(0, duty_of(s.as_of(20210420), "reply").paused_days);
}

TEST(model_returned, an_announcement_is_delivered_when_its_days_have_run) {
    for (auto const& [returned, resent, delivered, review] :
         {std::array{20210320, 20210325, 20210524, 20210723},
          std::array{20220320, 20220325, 20220424, 20220623}}) {
        story s;
        s.received(returned / 10000 * 10000 + 301);
        s.letter(returned / 10000 * 10000 + 310, "disclosed").ref = "x";
        s.on(returned, "returned").re = "x";
        auto const back = s.as_of(returned);
        EXPECT_EQ("disclosed", back.stage);
        EXPECT_EQ(maybe_date{}, duty_of(back, "review_application").due);
        s.on(resent, "resent").kind = "announcement";
        auto const a = s.as_of(resent);
        EXPECT_EQ(day(delivered), duty_of(a, "review_application").started_on);
        EXPECT_EQ(day(review), due_of(a, "review_application"));
        EXPECT_FALSE(warned(a, "DELIVERY_ASSUMED"));
        s.rows.back().kind = "";
        EXPECT_TRUE(warned(s.as_of(resent), "DELIVERY_ASSUMED"));
        EXPECT_EQ(day(resent), duty_of(s.as_of(resent), "suit").started_on);
        s.on(resent + 2, "delivered");
        EXPECT_EQ(day(resent + 2), duty_of(s.as_of(resent + 2), "suit").started_on);
        s.on(resent + 3, "returned").re = "x";
        EXPECT_EQ(maybe_date{}, duty_of(s.as_of(resent + 3), "suit").started_on);
    }
}

TEST(model_letters, one_that_nothing_counts_from_is_found_by_its_name_only) {
    story s;
    s.received(20210301);
    s.on(20210310, "delay_notified").until = day(20210430);
    s.rows.back().ref = "d";
    s.on(20210311, "delivered");
    s.on(20210312, "returned").re = "d";
    s.on(20210315, "resent");
    s.on(20210315, "resent").re = "d";
    auto const a = s.as_of(20210315);
    EXPECT_EQ("NOTHING_TO_ANSWER NOTHING_TO_ANSWER", codes(a.refusals));
    EXPECT_EQ(4U, a.refusals[1].row);
    EXPECT_FALSE(warned(a, "DELIVERY_ASSUMED"));
    EXPECT_EQ(day(20210430), due_of(a, "reply"));
}

TEST(model_moved, an_application_moved_in_counts_from_that_day_and_one_moved_out_is_void) {
    story s;
    s.on(20210301, "moved_in").applicant = "research";
    s.received(20210302);
    auto const a = s.as_of(20210302);
    EXPECT_EQ("ALREADY_RECEIVED", codes(a.refusals));
    EXPECT_EQ(day(20210301), a.received_on);
    EXPECT_EQ("research", a.applicant);
    EXPECT_EQ(day(20210329), due_of(a, "reply"));
    EXPECT_EQ("", status_of(a, "confirmation"));
    s.on(20210303, "moved_out").related = "another agency";
    s.on(20210304, "moved_out").related = "another agency";
    auto const out = s.as_of(20210304);
    EXPECT_EQ("void", out.stage);
    EXPECT_EQ("ALREADY_RECEIVED ALREADY_CLOSED", codes(out.refusals));
    EXPECT_EQ(0, model::tables({out}, 2021, day(20211231)).table3.at("1")[6]);
    story lodged;
    lodged.lodged(20210301, "online");
    lodged.on(20210302, "moved_in").applicant = "other";
    EXPECT_EQ("ALREADY_RECEIVED", codes(lodged.as_of(20210302).refusals));
    EXPECT_EQ("lodged", lodged.as_of(20210302).stage);
    story old;
    old.on(20080401, "moved_in").applicant = "other";
    EXPECT_EQ("NO_REGIME", codes(old.as_of(20080402).faults));
}

TEST(model_correction, under_the_old_decree_its_effect_is_a_matter_of_reading) {
    auto told = [](char const* reading) { return policies{{"correction_492", reading}}; };
    story s;
    s.received(20161013);                            // due 3 November
    s.lasting(20161020, "correction_requested", 5);  // to 27 October
    EXPECT_EQ(day(20161103), due_of(s.as_of(20161024, told("runs")), "reply"));
    auto const open = s.as_of(20161024, told("pauses"));
    EXPECT_EQ("paused", status_of(open, "reply"));
    EXPECT_EQ(day(20161107), due_of(open, "reply"));
    EXPECT_EQ(day(20161110), duty_of(open, "reply").latest);
    EXPECT_EQ("running", status_of(s.as_of(20161027, told("pauses")), "reply"));
    EXPECT_EQ(day(20161110), due_of(s.as_of(20161101, told("pauses")), "reply"));
    EXPECT_EQ("superseded", status_of(s.as_of(20161024, told("restarts")), "reply"));
    EXPECT_EQ("met", status_of(s.as_of(20161024, told("answers")), "reply"));
    s.on(20161026, "correction_received");
    EXPECT_EQ(day(20161103), due_of(s.as_of(20161101, told("runs")), "reply"));
    EXPECT_EQ(day(20161108), due_of(s.as_of(20161101, told("pauses")), "reply"));
    EXPECT_EQ(day(20161116), due_of(s.as_of(20161101, told("restarts")), "reply"));
    s.letter(20161201, "disclosed");
    auto const answered = s.as_of(20161201, told("answers"));
    EXPECT_EQ("met", status_of(answered, "reply"));
    EXPECT_EQ(day(20161103), due_of(answered, "reply"));
    EXPECT_EQ("granted", answered.outcome);
    EXPECT_EQ(day(20161201), answered.closed_on);
    EXPECT_EQ("missed", status_of(s.as_of(20161201, told("restarts")), "reply"));
}

TEST(model_correction, a_dated_case_of_2012_pauses_for_it) {
    story s;
    s.received(20120127);
    s.letter(20120213, "correction_requested", 20120214).days = 15;
    s.on(20120220, "correction_received");
    s.lasting(20120221, "extended", 15);
    EXPECT_EQ(day(20120314), due_of(s.as_of(20120314, {{"correction_492", "pauses"}}), "reply"));
}

TEST(model_correction, on_the_last_day_it_pauses_nothing_but_holds_and_answers) {
    for (auto const& [sent, pauses, restarts, answers] :
         {std::tuple{20161102, "paused", "superseded", "met"},
          {20161103, "missed", "superseded", "met"},
          {20161104, "missed", "missed", "missed"}}) {
        story s;
        s.received(20161013);
        s.lasting(sent, "correction_requested", 5);
        auto const told = [&](char const* reading) {
            return status_of(s.as_of(20161104, {{"correction_492", reading}}), "reply");
        };
        EXPECT_EQ(pauses, told("pauses")) << sent;
        EXPECT_EQ(restarts, told("restarts")) << sent;
        EXPECT_EQ(answers, told("answers")) << sent;
    }
}

TEST(model_correction, under_the_old_decree_a_lapse_may_be_accepted) {
    story s;
    s.received(20161013);
    s.lasting(20161020, "correction_requested", 5);
    s.on(20161028, "correction_lapsed");
    EXPECT_EQ("NO_LAPSE_UNDER_492", codes(s.as_of(20161028).refusals));
    auto const a = s.as_of(20161028, {{"lapse_492", "accepted"}});
    EXPECT_EQ("abandoned", a.stage);
    EXPECT_EQ("correction_lapsed", a.outcome);
    EXPECT_EQ(day(20161028), a.closed_on);
    EXPECT_EQ("met", status_of(a, "reply"));
}

TEST(model_extension, may_name_its_last_day) {
    auto until = [](int last) {
        story s;
        s.received(20210301);  // due 29 March
        s.letter(20210326, "extended").until = day(last);
        return s.as_of(20210330);
    };
    EXPECT_EQ(day(20210412), due_of(until(20210412), "reply"));
    EXPECT_EQ(day(20210426), due_of(until(20210426), "reply"));
    EXPECT_EQ("EXTENSION_TOO_LONG", codes(until(20210427).refusals));
    EXPECT_EQ("PERIOD_BACKWARDS", codes(until(20210329).faults));
    EXPECT_EQ("", codes(until(20210330).faults));
    EXPECT_EQ(day(20210409), due_of(until(20210411), "reply"));  // a Sunday: no day is added for it
    story late;
    late.received(20210301);
    late.letter(20210330, "extended").until = day(20210330);
    EXPECT_EQ("EXTENSION_LATE", codes(late.as_of(20210330).irregular));
    EXPECT_EQ("", codes(late.as_of(20210330).faults));
    story twice;
    twice.received(20161013);  // due 3 November
    twice.lasting(20161101, "extended", 5);
    twice.letter(20161102, "extended").until = day(20161124);
    twice.letter(20161102, "extended").until = day(20161125);
    EXPECT_EQ("EXTENSION_TOO_LONG", codes(twice.as_of(20161102).refusals));
    EXPECT_EQ(day(20161124), due_of(twice.as_of(20161102), "reply"));
}

TEST(model_correction, asked_for_too_late_it_leaves_the_clock_to_other_letters) {
    story s;
    s.received(20211101);
    s.lasting(20211130, "correction_requested", 10);
    s.lasting(20211201, "extended", 5);
    consulted(s, 20211201);
    auto const a = s.as_of(20211201);
    EXPECT_EQ("", codes(a.refusals));
    EXPECT_EQ("CORRECTION_LATE EXTENSION_LATE", codes(a.irregular));
    EXPECT_TRUE(warned(a, "CONSULTATION_WITHOUT_PAUSE"));
    EXPECT_EQ("missed", status_of(a, "reply"));
}

TEST(model_third_party, nothing_is_disclosed_before_it_was_heard) {
    for (auto const& [event, replied, expected] :
         {std::tuple{"disclosed", 20210329, "DISCLOSED_BEFORE_OPINION"},
          {"partly_disclosed", 20210329, "DISCLOSED_BEFORE_OPINION"},
          {"disclosed", 20210330, ""},
          {"not_processed", 20210329, ""}}) {
        story s;
        s.received(20210301);
        consulted(s, 20210308);  // the fifteenth working day is 29 March
        s.letter(replied, event);
        auto const a = s.as_of(replied);
        EXPECT_EQ(expected, codes(a.irregular)) << event << replied;
        EXPECT_EQ(event, a.stage);
    }
    story back;
    back.received(20210301);
    consulted(back, 20210308);
    back.on(20210315, "returned").re = "c";
    back.letter(20210401, "disclosed");
    EXPECT_EQ("DISCLOSED_BEFORE_OPINION", codes(back.as_of(20210401).irregular));
    story old;
    old.received(20161013);
    consulted(old, 20161014);
    old.letter(20161017, "disclosed");
    EXPECT_EQ("", codes(old.as_of(20161017).irregular));
}

TEST(model_third_party, an_objection_in_time_is_told_with_the_reply) {
    for (auto const& [view, came, told] : {std::tuple{"objects", 20210329, true},
                                           {"objects", 20210330, false},
                                           {"objects_without_reason", 20210329, false},
                                           {"agrees", 20210329, false}}) {
        story s;
        s.received(20210301);
        consulted(s, 20210308);
        s.on(came, "opinion_received").view = view;
        auto refused = s;
        s.letter(20210331, "disclosed");
        EXPECT_EQ(told, warned(s.as_of(20210331), "THIRD_PARTY_OBJECTED")) << view << came;
        refused.letter(20210331, "refused").outcome = "third_party_rights";
        EXPECT_FALSE(warned(refused.as_of(20210331), "THIRD_PARTY_OBJECTED"));
        EXPECT_EQ(came == 20210330 ? "OPINION_LATE" : "", codes(refused.as_of(20210331).irregular));
    }
}

TEST(model_third_party, a_new_answer_is_reproached_with_the_same) {
    for (auto const& [outcome, on, expected] :
         {std::tuple{"granted", 20210329, "DISCLOSED_BEFORE_OPINION"},
          {"partly_granted", 20210329, "DISCLOSED_BEFORE_OPINION"},
          {"granted", 20210330, ""},
          {"third_party_rights", 20210329, ""},
          {"unclear_after_correction", 20210329, "UNCLEAR_WITHOUT_CORRECTION"},
          {"", 20210329, ""}}) {
        story s;
        s.received(20210301);
        consulted(s, 20210308);
        s.letter(20210309, "refused").outcome = "state_secret";
        s.letter(on, "reply_replaced").outcome = outcome;
        EXPECT_EQ(expected, codes(s.as_of(20210330).irregular)) << outcome << on;
        s.rows[1].kind = "co_maker";
        auto const nobody = codes(s.as_of(20210330).irregular);
        EXPECT_EQ(outcome[0] == 't'   ? "THIRD_PARTY_NOT_ASKED"
                  : outcome[0] == 'u' ? expected
                                      : "",
                  nobody);
    }
    story s;
    s.received(20210301);
    consulted(s, 20210302);
    s.on(20210305, "opinion_received").view = "objects";
    s.letter(20210309, "refused").outcome = "third_party_rights";
    s.letter(20210310, "reply_replaced").outcome = "not_held";
    EXPECT_FALSE(warned(s.as_of(20210310), "THIRD_PARTY_OBJECTED"));
    s.letter(20210311, "reply_replaced").outcome = "partly_granted";
    EXPECT_TRUE(warned(s.as_of(20210311), "THIRD_PARTY_OBJECTED"));
    EXPECT_EQ("", codes(s.as_of(20210311).irregular));
}

TEST(model_third_party,
     who_refuses_for_its_sake_has_asked_it_and_who_finds_no_sense_has_asked_back) {
    for (auto const& [event, outcome, expected] :
         {std::tuple{"refused", "third_party_rights", "THIRD_PARTY_NOT_ASKED"},
          {"unable_to_provide", "unclear_after_correction", "UNCLEAR_WITHOUT_CORRECTION"},
          {"refused", "internal_affairs", ""}}) {
        story s;
        s.received(20210301);
        s.letter(20210302, "consulted").kind = "co_maker";
        s.letter(20210310, event).outcome = outcome;
        EXPECT_EQ(expected, codes(s.as_of(20210310).irregular));
        s.rows[1].kind = "third_party";
        s.rows[1].event = outcome[0] == 'u' ? "correction_requested" : "consulted";
        auto const asked = codes(s.as_of(20210310).irregular);
        EXPECT_EQ(outcome[0] == 'u' ? "REPLY_WHILE_AWAITING" : "", asked);
        s.rows[0].on = s.rows[1].on = day(20190513);
        s.rows[1].event = "extended";
        EXPECT_EQ("", codes(s.as_of(20210310).irregular));
    }
}

TEST(model_third_party, its_reproach_stands_before_that_of_the_stage) {
    story s;
    s.received(20210301);
    consulted(s, 20210302);
    s.lasting(20210303, "correction_requested", 10);
    s.letter(20210304, "disclosed");
    auto const a = s.as_of(20210304);
    EXPECT_EQ("DISCLOSED_BEFORE_OPINION", codes(a.irregular));
    EXPECT_TRUE(warned(a, "REPLY_WHILE_AWAITING"));
}

TEST(model_split, a_part_says_when_the_whole_is_unknown_or_still_counts) {
    std::vector<row> log;
    auto add = [&](std::string application, std::string whole) {
        story s;
        s.received(20210301).part_of = std::move(whole);
        s.rows[0].application = std::move(application);
        log.push_back(s.rows[0]);
    };
    add("whole", "");
    add("part", "whole");
    add("other", "nowhere");
    auto const warnings = [&](std::size_t i) {
        auto const all = model::assess_log(log, day(20210310), {}, china());
        EXPECT_EQ(3, model::tables(all, 2021, day(20210310)).table3.at("1")[6] +
                         (all[2].stage == "void" ? 1 : 0));
        return std::pair(warned(all[i], "PARENT_UNKNOWN"), warned(all[i], "PARENT_STILL_OPEN"));
    };
    EXPECT_EQ(std::pair(true, false), warnings(0));
    EXPECT_EQ(std::pair(false, true), warnings(1));
    EXPECT_EQ(std::pair(false, false), warnings(2));
    log.push_back(log[0]);
    log.back().event = "registered_in_error";
    EXPECT_EQ(std::pair(false, false), warnings(1));
}

}  // namespace
