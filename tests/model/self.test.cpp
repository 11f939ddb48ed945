// The model against days computed by hand. Ids such as S21 are rows of the worked examples.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "compare.hpp"
#include "model.hpp"
#include "random_history.hpp"

namespace {

using model::answer;
using model::policies;
using model::row;
using qixian::date;
using qixian::day;
using qixian::maybe_date;

std::string calendar_directory() {
#if defined(QIXIAN_TEST_DATA)
    return QIXIAN_TEST_DATA "/calendar";
#else
    std::string const here = __FILE__;
    return here.substr(0, here.find_last_of('/')) + "/../data/calendar";
#endif
}

model::calendar const& china() {
    static model::calendar const days(calendar_directory());
    return days;
}

// A log of one application, written as a sentence a line.
struct story {
    std::vector<row> rows{};

    row& on(int yyyymmdd, std::string event) {
        row r;
        r.application = "A-1";
        r.on = day(yyyymmdd);
        r.event = std::move(event);
        r.line = static_cast<int>(rows.size()) + 2;
        rows.push_back(std::move(r));
        return rows.back();
    }
    row& received(int yyyymmdd) {
        auto& r = on(yyyymmdd, "received");
        r.applicant = "natural_person";
        r.channel = "in_person";
        return r;
    }
    row& lodged(int yyyymmdd, std::string channel) {
        auto& r = on(yyyymmdd, "lodged");
        r.applicant = "business";
        r.channel = std::move(channel);
        return r;
    }
    row& letter(int yyyymmdd, std::string event, int delivered = 0) {
        auto& r = on(yyyymmdd, std::move(event));
        r.delivered = day(delivered == 0 ? yyyymmdd : delivered);
        return r;
    }
    row& lasting(int yyyymmdd, std::string event, int days, std::string unit = "") {
        auto& r = letter(yyyymmdd, std::move(event));
        r.days = days;
        r.unit = std::move(unit);
        return r;
    }

    [[nodiscard]] answer as_of(int yyyymmdd, policies const& policy = {}) const {
        return model::assess(rows, day(yyyymmdd), policy, china());
    }
};

model::duty duty_of(answer const& a, std::string const& name, int n = 1) {
    auto const found = std::find_if(a.duties.begin(), a.duties.end(), [&](model::duty const& d) {
        return d.name == name && d.n == n;
    });
    return found == a.duties.end() ? model::duty{} : *found;
}

date due_of(answer const& a, std::string const& name, int n = 1) {
    return duty_of(a, name, n).due.value_or(day(19000101));
}

std::string status_of(answer const& a, std::string const& name, int n = 1) {
    return duty_of(a, name, n).status;
}

std::string codes(std::vector<model::coded> const& list) {
    std::string all;
    for (auto const& c : list) {
        all += (all.empty() ? "" : " ") + c.code;
    }
    return all;
}

maybe_date shadow_of(answer const& a, std::string const& code) {
    for (auto const& w : a.warnings) {
        if (w.code == code) {
            return w.shadow_due;
        }
    }
    return {};
}

bool warned(answer const& a, std::string const& code) {
    return std::any_of(a.warnings.begin(), a.warnings.end(),
                       [&](model::warning const& w) { return w.code == code; });
}

date reply_due(int received, policies const& policy = {}) {
    story s;
    s.received(received);
    return due_of(s.as_of(received, policy), "reply");
}

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

TEST(model_fee, no_fee_before_2021_and_none_after_the_due_day) {
    story s;
    s.received(20201214);
    s.letter(20201231, "fee_notified");
    s.letter(20210113, "fee_notified");
    EXPECT_EQ("FEE_BEFORE_2021 FEE_NOTICE_LATE", codes(s.as_of(20210113).refusals));
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
    EXPECT_EQ("paused", status_of(a, "reply"));
    EXPECT_EQ(maybe_date{}, duty_of(a, "reply").latest);
    EXPECT_EQ(maybe_date{}, duty_of(a, "opinion").due);
    s.on(20220320, "delivered");
    EXPECT_EQ("NOTHING_TO_ANSWER", codes(s.as_of(20220601).refusals));
}

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
    s.letter(20211201, "review_filed").ref = "r";  // accepted 8 December, to 7 February rolled
    auto early = s;
    early.letter(20220207, "suit_filed");
    EXPECT_EQ("SUIT_WITHOUT_REVIEW", codes(early.as_of(20220207).irregular));
    s.letter(20220208, "suit_filed");
    auto const a = s.as_of(20220208);
    EXPECT_EQ("", codes(a.irregular));
    ASSERT_EQ(1U, a.remedies.size());
    EXPECT_EQ(day(20211208), a.remedies[0].review_accepted);
    EXPECT_EQ(day(20220207), a.remedies[0].review_limit);
    EXPECT_EQ(day(20220222), due_of(a, "suit_after_review"));
    EXPECT_EQ("running", status_of(a, "suit"));
    auto const t = model::tables({a}, 2022, day(20220208)).table4;
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

TEST(model_compare, a_difference_is_named_and_its_history_shortened) {
    story s;
    s.received(20210301);
    s.letter(20210308, "consulted").kind = "third_party";
    s.on(20210311, "opinion_received");
    s.lasting(20210312, "extended", 5);
    s.on(20210315, "fee_paid");
    auto const asked = day(20210320);
    auto without_pause = [](std::vector<row> rows) {
        std::erase_if(rows, [](row const& r) { return r.event == "consulted"; });
        return rows;
    };
    auto differ = [&](std::vector<row> const& rows) {
        auto const wrong = model::assess(without_pause(rows), asked, {}, china());
        auto const lines = model::differences(model::assess(rows, asked, {}, china()), wrong);
        return std::any_of(lines.begin(), lines.end(),
                           [](std::string const& line) { return line.find("reply/1 due") == 0; });
    };
    ASSERT_TRUE(differ(s.rows));
    auto const kernel = model::shortest_failing(s.rows, differ);
    ASSERT_EQ(2U, kernel.size());
    EXPECT_EQ("consulted", kernel[1].event);
    auto const a = s.as_of(20210320);
    EXPECT_TRUE(model::differences(a, a).empty());
    auto b = a;
    b.stage = "delayed";
    EXPECT_EQ(std::vector<std::string>{"stage: received against delayed"},
              model::differences(a, b));
}

TEST(model_random, a_case_is_the_same_every_time) {
    auto const once = model::csv_of(model::random_history(7, 11, china()));
    EXPECT_EQ(once, model::csv_of(model::random_history(7, 11, china())));
    EXPECT_NE(once, model::csv_of(model::random_history(7, 12, china())));
    EXPECT_NE(once, model::csv_of(model::random_history(8, 11, china())));
}

TEST(model_random, histories_reach_every_stage_event_verdict_and_duty) {
    std::set<std::string> seen;
    auto note = [&](std::string const& kind, std::string const& what) {
        seen.insert(kind + " " + what);
    };
    for (std::uint64_t i = 0; i < 20000; ++i) {
        auto const rows = model::random_history(1, i, china());
        auto const asked = model::random_as_of(1, i, rows, china());
        auto const a = model::assess(rows, asked, model::random_policies(1, i), china());
        for (auto const& r : rows) {
            note("event", r.event);
            EXPECT_LE(r.on, day(20260131));
            EXPECT_TRUE(!r.delivered || *r.delivered >= r.on);
        }
        note("stage", a.stage);
        note("standing", a.standing);
        for (auto const& d : a.duties) {
            note(d.name, d.status);
            EXPECT_LE(d.due.value_or(asked), day(20261220));
            EXPECT_LE(d.latest.value_or(asked), day(20261220));
        }
        for (auto const& [kind, list] :
             {std::pair{"irregular", a.irregular}, std::pair{"refused", a.refusals},
              std::pair{"fault", a.faults}}) {
            for (auto const& c : list) {
                note(kind, c.code);
                EXPECT_LT(c.row, std::max<std::size_t>(1, rows.size()));
            }
        }
        for (auto const& w : a.warnings) {
            note("warning", w.code);
            EXPECT_EQ(1U, model::modelled_warnings().count(w.code)) << w.code;
        }
    }
    auto count = [&](std::string const& kind) {
        return std::count_if(seen.begin(), seen.end(), [&](std::string const& s) {
            return s.compare(0, kind.size() + 1, kind + " ") == 0;
        });
    };
    EXPECT_EQ(35, count("event"));
    EXPECT_EQ(16, count("stage"));  // all fifteen, and nothing registered yet
    EXPECT_EQ(7, count("irregular"));
    EXPECT_EQ(16, count("refused"));
    EXPECT_EQ(3, count("fault"));
    EXPECT_EQ(5, count("reply"));
    EXPECT_EQ(static_cast<long>(model::modelled_warnings().size()), count("warning"));
}

TEST(model_random, tables_of_random_logs_balance_and_chain) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        std::vector<row> log;
        for (std::uint64_t i = 0; i < 400; ++i) {
            auto const rows = model::random_history(seed, i, china());
            log.insert(log.end(), rows.begin(), rows.end());
        }
        auto const asked = day(20260531);
        auto const answers = model::assess_log(log, asked, {}, china());
        model::cells carried(7, 0);
        std::set<std::string> still_open;
        int settled = 0;
        for (int year = 2008; year <= 2026; ++year) {
            auto const t = model::tables(answers, year, asked, 2021);
            EXPECT_EQ(still_open, t.carried_in);
            EXPECT_EQ(carried, t.table3.at("2"));
            for (std::size_t c = 0; c < 7; ++c) {
                EXPECT_EQ(t.table3.at("1")[c] + t.table3.at("2")[c],
                          t.table3.at("3.7")[c] + t.table3.at("4")[c]);
            }
            carried = t.table3.at("4");
            still_open = t.carried_out;
            settled += t.table3.at("3.7")[6];
        }
        int closed = 0;
        for (auto const& a : answers) {
            bool const counts = a.faults.empty() && a.received_on && a.stage != "void";
            closed += counts && a.closed_on ? 1 : 0;
            for (int const year : a.carried_over) {
                bool const listed = model::tables({a}, year, asked).carried_out.size() == 1;
                EXPECT_EQ(counts, listed) << a.application;
            }
        }
        EXPECT_EQ(closed, settled);
    }
}

}  // namespace
