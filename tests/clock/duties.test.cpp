// Every duty and window: when it ends, and what becomes of it. Days counted by hand.
//
// 2021-03-01 was a Monday; 3-5 April and 1-5 May 2021 were off, 25 April and 8 May worked.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../procedure/scenarios.hpp"

namespace {

using namespace qixian;

std::vector<entry> rows_of(std::string const& text) {
    std::vector<entry> out;
    for (auto const& part : procedure_test::split(text, ';')) {
        out.push_back(procedure_test::parse_row(part).row);
    }
    return out;
}

assessment at(std::string const& rows, int as_of, policies const& chosen = {}) {
    return assess(rows_of(rows), day(as_of), {china::calendar(), chosen}).value();
}

std::optional<duty> find(assessment const& a, duty_kind what, int number = 0) {
    for (auto const& d : a.duties) {
        if (d.what == what && (number == 0 ? d.in_force : d.number == number)) {
            return d;
        }
    }
    return std::nullopt;
}

bool warns(assessment const& a, code what) {
    return std::any_of(a.warnings.begin(), a.warnings.end(),
                       [what](warning const& w) { return w.what == what; });
}

bool flagged(assessment const& a, std::string const& flag) {
    return std::find(a.flags.begin(), a.flags.end(), flag) != a.flags.end();
}

/// "2021-03-29 running green 6", "- running", "… met 2021-03-05"
std::string told(std::optional<duty> const& d) {
    if (!d) {
        return "none";
    }
    std::string out = d->end ? to_text(d->end->due) : "-";
    out.append(" ").append(code_of(d->status));
    if (d->light != light::none) {
        out.append(" ").append(code_of(d->light));
    }
    if (d->working_days_left) {
        out.append(" ").append(std::to_string(*d->working_days_left));
    }
    if (d->done_on) {
        out.append(" ").append(to_text(*d->done_on));
    }
    return out;
}

std::string told(std::string const& rows, int as_of, duty_kind what, int number = 0) {
    return told(find(at(rows, as_of), what, number));
}

constexpr auto received = "received 20210301";

// ---------------------------------------------------------------- reply

TEST(duties, a_reply_runs_through_its_lights) {
    EXPECT_EQ(told(received, 20210301, duty_kind::reply), "2021-03-29 running green 20");
    EXPECT_EQ(told(received, 20210319, duty_kind::reply), "2021-03-29 running green 6");
    EXPECT_EQ(told(received, 20210322, duty_kind::reply), "2021-03-29 running yellow 5");
    EXPECT_EQ(told(received, 20210324, duty_kind::reply), "2021-03-29 running yellow 3");
    EXPECT_EQ(told(received, 20210325, duty_kind::reply), "2021-03-29 running red 2");
    EXPECT_EQ(told(received, 20210329, duty_kind::reply), "2021-03-29 running red 0");
    EXPECT_EQ(told(received, 20210330, duty_kind::reply), "2021-03-29 missed overdue -1");
    EXPECT_TRUE(flagged(at(received, 20210330), "overdue"));
    EXPECT_FALSE(flagged(at(received, 20210329), "overdue"));
}

TEST(duties, a_reply_is_met_on_its_last_day_and_missed_the_day_after) {
    auto const in_time = std::string(received) + ";disclosed 20210329";
    auto const late = std::string(received) + ";disclosed 20210330";
    EXPECT_EQ(told(in_time, 20210601, duty_kind::reply), "2021-03-29 met 2021-03-29");
    EXPECT_EQ(told(late, 20210601, duty_kind::reply), "2021-03-29 missed 2021-03-30");
    EXPECT_TRUE(flagged(at(late, 20210601), "late"));
    EXPECT_FALSE(flagged(at(late, 20210601), "overdue"));
}

TEST(duties, under_decree_492_a_reply_has_fifteen_working_days) {
    EXPECT_EQ(told("received 20190301", 20190304, duty_kind::reply), "2019-03-22 running green 14");
    EXPECT_EQ(told("received 20190514", 20190514, duty_kind::reply), "2019-06-04 running green 15");
    // From 15 May 2019 there are twenty; 7 June was a holiday.
    EXPECT_EQ(told("received 20190515", 20190515, duty_kind::reply), "2019-06-13 running green 20");
}

TEST(duties, an_extension_moves_the_reply) {
    EXPECT_EQ(
        told(std::string(received) + ";extended 20210329 days=20", 20210329, duty_kind::reply),
        "2021-04-26 running green 20");
    EXPECT_TRUE(
        flagged(at(std::string(received) + ";extended 20210329 days=1", 20210329), "extended"));
}

TEST(duties, an_open_consultation_pauses_the_reply) {
    auto const rows = std::string(received) + ";consulted 20210302 kind=third_party ref=c";
    auto const reply = find(at(rows, 20210310), duty_kind::reply);
    EXPECT_EQ(told(reply), "2021-04-07 paused green 19");
    EXPECT_EQ(reply->end->latest, day(20210420));
    EXPECT_FALSE(reply->end->certain);
    // On the 15th working day the limit ends the pause, with or without a row.
    EXPECT_EQ(told(rows, 20210323, duty_kind::reply), "2021-04-20 running green 19");
    auto const other = std::string(received) + ";consulted 20210302 kind=other_agency ref=c";
    auto const endless = find(at(other, 20210310), duty_kind::reply);
    EXPECT_EQ(endless->status, duty_status::paused);
    EXPECT_FALSE(endless->end->latest.has_value());
    EXPECT_EQ(told(other + ";opinion_received 20210310 re=c", 20210310, duty_kind::reply),
              "2021-04-07 running green 19");
}

TEST(duties, a_correction_supersedes_the_reply_and_starts_it_anew) {
    auto const rows = std::string(received) + ";correction_requested 20210303 days=10";
    EXPECT_EQ(told(rows, 20210304, duty_kind::reply), "2021-03-29 superseded");
    auto const answered = rows + ";correction_received 20210310";
    EXPECT_EQ(told(answered, 20210310, duty_kind::reply), "2021-04-08 running green 20");
    EXPECT_EQ(told(answered, 20210310, duty_kind::reply, 1), "2021-03-29 superseded");
    EXPECT_EQ(find(at(answered, 20210310), duty_kind::reply)->number, 2);
}

TEST(duties, a_payment_starts_the_reply_anew) {
    auto const rows = std::string(received) + ";fee_notified 20210303;fee_paid 20210310";
    EXPECT_EQ(told(rows, 20210310, duty_kind::reply), "2021-04-08 running green 20");
}

TEST(duties, a_named_day_replaces_the_due_day) {
    auto const rows = std::string(received) + ";delay_notified 20210310 until=20210501";
    EXPECT_EQ(told(rows, 20210310, duty_kind::reply), "2021-05-06 running green 38");
    EXPECT_TRUE(warns(at(rows, 20210310), code::named_day_rolled));
    policies literal;
    literal.set(named_day::literal);
    EXPECT_EQ(find(at(rows, 20210310, literal), duty_kind::reply)->end->due, day(20210501));
    // A consultation no longer moves it (readings 15).
    EXPECT_EQ(told(rows + ";consulted 20210312 kind=third_party", 20210315, duty_kind::reply)
                  .substr(0, 18),
              "2021-05-06 running");
    EXPECT_TRUE(
        warns(at(std::string(received) + ";delay_notified 20210330 until=20210430", 20210330),
              code::delay_after_due));
}

TEST(duties, a_reply_that_was_held_is_met_by_any_end) {
    auto const rows = std::string(received) + ";correction_requested 20210303 days=10";
    EXPECT_EQ(told(rows + ";correction_lapsed 20210501", 20210601, duty_kind::reply),
              "2021-03-29 met 2021-03-18");
    EXPECT_EQ(told(rows + ";withdrawn 20210501", 20210601, duty_kind::reply),
              "2021-03-29 met 2021-05-01");
}

// ---------------------------------------------------------------- confirmation, correction

TEST(duties, a_letter_is_confirmed_the_same_day) {
    auto const rows = "lodged 20210301 channel=ordinary_post";
    EXPECT_EQ(told(rows, 20210301, duty_kind::confirmation), "2021-03-01 running red 0");
    EXPECT_EQ(told(rows, 20210302, duty_kind::confirmation), "2021-03-01 missed overdue -1");
    EXPECT_EQ(told(std::string(rows) + ";received 20210301", 20210302, duty_kind::confirmation),
              "2021-03-01 met 2021-03-01");
    EXPECT_EQ(told(std::string(rows) + ";received 20210302", 20210302, duty_kind::confirmation),
              "2021-03-01 missed 2021-03-02");
}

TEST(duties, an_online_application_has_no_day_for_its_confirmation) {
    auto const rows = "lodged 20210301 channel=online";
    EXPECT_EQ(told(rows, 20210601, duty_kind::confirmation), "- running");
    EXPECT_TRUE(warns(at(rows, 20210303), code::confirmation_open));
    EXPECT_FALSE(warns(at(rows, 20210302), code::confirmation_open));
    EXPECT_TRUE(
        warns(at(std::string(rows) + ";received 20210303", 20210303), code::confirmation_lags));
    EXPECT_FALSE(
        warns(at(std::string(rows) + ";received 20210302", 20210303), code::confirmation_lags));
}

TEST(duties, the_window_for_a_correction_notice_has_seven_working_days) {
    EXPECT_EQ(told(received, 20210310, duty_kind::correction_notice), "2021-03-10 running 0");
    EXPECT_EQ(told(received, 20210311, duty_kind::correction_notice), "2021-03-10 lapsed");
    auto const sent = [](int on) {
        return std::string(received) + ";correction_requested " + std::to_string(on) + " days=10";
    };
    EXPECT_EQ(told(sent(20210310), 20210401, duty_kind::correction_notice),
              "2021-03-10 met 2021-03-10");
    EXPECT_EQ(told(sent(20210311), 20210401, duty_kind::correction_notice),
              "2021-03-10 lapsed 2021-03-11");
    EXPECT_EQ(
        told(std::string(received) + ";disclosed 20210303", 20210304, duty_kind::correction_notice),
        "2021-03-10 lapsed");
    EXPECT_EQ(told("received 20190301", 20190304, duty_kind::correction_notice), "none");
}

TEST(duties, a_correction_counts_from_the_delivery_of_its_notice) {
    auto const rows =
        std::string(received) + ";correction_requested 20210303 days=10 delivered=20210305";
    EXPECT_EQ(told(rows, 20210305, duty_kind::correction), "2021-03-19 running green 10");
    EXPECT_EQ(told(rows, 20210322, duty_kind::correction), "2021-03-19 lapsed");
    EXPECT_EQ(told(rows + ";correction_received 20210319", 20210322, duty_kind::correction),
              "2021-03-19 met 2021-03-19");
    auto const late = rows + ";correction_received 20210322";
    EXPECT_EQ(told(late, 20210322, duty_kind::correction), "2021-03-19 lapsed 2021-03-22");
    EXPECT_TRUE(warns(at(late, 20210322), code::correction_after_limit));
}

TEST(duties, a_period_may_be_in_days_in_months_or_a_named_day) {
    auto const sent = std::string(received) + ";correction_requested 20210303 ";
    // 2 May was a holiday, 3 April too.
    EXPECT_EQ(told(sent + "days=60 unit=day", 20210304, duty_kind::correction).substr(0, 10),
              "2021-05-06");
    EXPECT_EQ(told(sent + "days=1 unit=month", 20210304, duty_kind::correction).substr(0, 10),
              "2021-04-06");
    EXPECT_EQ(told(sent + "until=20210403", 20210304, duty_kind::correction).substr(0, 10),
              "2021-04-06");
    auto const none = at(std::string(received) + ";correction_requested 20210303", 20210501);
    EXPECT_EQ(told(find(none, duty_kind::correction)), "- running");
    EXPECT_TRUE(warns(none, code::period_not_stated));
    EXPECT_TRUE(warns(none, code::delivery_assumed));
}

TEST(duties, a_returned_letter_starts_no_period) {
    auto const a = at(std::string(received) +
                          ";correction_requested 20210303 days=10 ref=n;returned 20210309 re=n",
                      20210501);
    EXPECT_EQ(told(find(a, duty_kind::correction)), "- running");
    EXPECT_TRUE(warns(a, code::letter_returned));
}

// ---------------------------------------------------------------- opinion, payment, reasons

TEST(duties, an_opinion_is_a_window_of_the_third_party_and_a_duty_of_the_co_maker) {
    auto const asked = [](std::string const& of, std::string const& more = {}) {
        return std::string(received) + ";consulted 20210302 kind=" + of + " ref=c" + more;
    };
    EXPECT_EQ(told(asked("third_party"), 20210323, duty_kind::opinion), "2021-03-23 running red 0");
    EXPECT_EQ(told(asked("third_party"), 20210324, duty_kind::opinion), "2021-03-23 lapsed");
    EXPECT_EQ(told(asked("co_maker"), 20210324, duty_kind::opinion),
              "2021-03-23 missed overdue -1");
    EXPECT_EQ(told(asked("other_agency"), 20210601, duty_kind::opinion), "- running");
    EXPECT_EQ(
        told(asked("third_party", ";opinion_received 20210323"), 20210401, duty_kind::opinion),
        "2021-03-23 met 2021-03-23");
    EXPECT_EQ(
        told(asked("third_party", ";consultation_lapsed 20210323"), 20210401, duty_kind::opinion),
        "2021-03-23 lapsed");
    EXPECT_EQ(told(asked("co_maker", ";consultation_lapsed 20210323"), 20210401, duty_kind::opinion)
                  .substr(0, 17),
              "2021-03-23 missed");
    EXPECT_EQ(find(at(asked("third_party"), 20210303), duty_kind::opinion)->ref, "c");
    EXPECT_EQ(
        told(std::string(received) + ";consulted 20210302 kind=third_party delivered=20210304",
             20210304, duty_kind::opinion),
        "2021-03-25 running green 15");
}

TEST(duties, a_payment_has_twenty_working_days_from_the_notice) {
    auto const rows = "received 20210201;fee_notified 20210301";
    EXPECT_EQ(told(rows, 20210301, duty_kind::payment), "2021-03-29 running green 20");
    EXPECT_EQ(told(rows, 20210330, duty_kind::payment), "2021-03-29 lapsed");
    EXPECT_EQ(told(std::string(rows) + ";fee_paid 20210329", 20210330, duty_kind::payment),
              "2021-03-29 met 2021-03-29");
    // Paid too late it starts no clock, and the window stays unused.
    EXPECT_EQ(told(std::string(rows) + ";fee_paid 20210330", 20210330, duty_kind::payment),
              "2021-03-29 lapsed");
}

TEST(duties, reasons_have_the_period_of_the_letter) {
    auto const rows = std::string(received) + ";reasons_requested 20210303 days=5";
    EXPECT_EQ(told(rows, 20210310, duty_kind::reasons), "2021-03-10 running red 0");
    EXPECT_EQ(told(rows, 20210311, duty_kind::reasons), "2021-03-10 lapsed");
    EXPECT_EQ(told(rows + ";reasons_received 20210310", 20210311, duty_kind::reasons),
              "2021-03-10 met 2021-03-10");
    // The reply clock runs on, unless the policy says otherwise (Q8).
    EXPECT_EQ(told(rows, 20210304, duty_kind::reply), "2021-03-29 running green 17");
    policies held;
    held.set(reasons_as_correction::yes);
    EXPECT_EQ(told(find(at(rows, 20210304, held), duty_kind::reply)), "2021-03-29 superseded");
    EXPECT_EQ(told(find(at(rows + ";reasons_received 20210310", 20210310, held), duty_kind::reply)),
              "2021-04-08 running green 20");
}

TEST(duties, a_window_that_is_unused_when_the_case_closes_has_lapsed) {
    EXPECT_EQ(told(std::string(received) + ";correction_requested 20210303 days=10;withdrawn "
                                           "20210304",
                   20210305, duty_kind::correction),
              "2021-03-17 lapsed");
    EXPECT_EQ(told(std::string(received) + ";consulted 20210302 kind=third_party;disclosed "
                                           "20210304",
                   20210305, duty_kind::opinion),
              "2021-03-23 lapsed");
}

// ---------------------------------------------------------------- remedies

TEST(duties, a_reply_opens_a_window_for_review_and_one_for_a_suit) {
    auto const rows = std::string(received) + ";disclosed 20210303";
    // 60 days end on Sunday 2 May, a holiday.
    EXPECT_EQ(told(rows, 20210506, duty_kind::review_application), "2021-05-06 running red 0");
    EXPECT_EQ(told(rows, 20210507, duty_kind::review_application), "2021-05-06 lapsed");
    EXPECT_EQ(told(rows, 20210903, duty_kind::suit), "2021-09-03 running red 0");
    EXPECT_EQ(told(rows, 20210904, duty_kind::suit), "2021-09-03 lapsed");
    EXPECT_EQ(told(rows + ";review_filed 20210506", 20210507, duty_kind::review_application),
              "2021-05-06 met 2021-05-06");
    auto const late = at(rows + ";review_filed 20210507", 20210507);
    EXPECT_EQ(told(find(late, duty_kind::review_application)), "2021-05-06 lapsed 2021-05-07");
    EXPECT_TRUE(warns(late, code::review_filed_late));
    EXPECT_TRUE(warns(at(rows + ";suit_filed 20210906", 20210906), code::suit_filed_late));
    // From the day the applicant got it.
    EXPECT_EQ(told(rows + " delivered=20210310", 20210311, duty_kind::suit).substr(0, 10),
              "2021-09-10");
}

TEST(duties, before_may_2015_a_suit_had_three_months) {
    EXPECT_EQ(told("received 20140801;disclosed 20140811", 20140812, duty_kind::suit).substr(0, 10),
              "2014-11-11");
}

TEST(duties, a_reply_overdue_opens_the_windows_too) {
    EXPECT_EQ(told(received, 20210329, duty_kind::review_application), "none");
    // 60 days after 29 March: 28 May; six months: 29 September.
    EXPECT_EQ(told(received, 20210330, duty_kind::review_application).substr(0, 18),
              "2021-05-28 running");
    EXPECT_EQ(told(received, 20210330, duty_kind::suit).substr(0, 18), "2021-09-29 running");
    EXPECT_TRUE(find(at(received, 20210330), duty_kind::suit)->trigger_is_limit);
}

TEST(duties, some_ends_open_no_window) {
    for (auto const* end : {"withdrawn", "closed_otherwise", "registered_in_error"}) {
        auto const a = at(std::string(received) + ";" + end + " 20210303", 20210304);
        EXPECT_EQ(told(find(a, duty_kind::review_application)), "none") << end;
        EXPECT_EQ(told(find(a, duty_kind::suit)), "none") << end;
    }
}

TEST(duties, a_refusal_under_the_law_of_2023_goes_to_review_first) {
    auto const rows = "received 20240108;refused 20240112 outcome=";
    auto const secret = at(std::string(rows) + "state_secret", 20240115);
    EXPECT_EQ(told(find(secret, duty_kind::suit)), "none");
    EXPECT_NE(told(find(secret, duty_kind::review_application)), "none");
    EXPECT_TRUE(warns(secret, code::review_first));
    auto const query = at(std::string(rows) + "administrative_query", 20240115);
    EXPECT_NE(told(find(query, duty_kind::suit)), "none");
    EXPECT_FALSE(warns(query, code::review_first));
    auto const before = at("received 20231201;refused 20231229 outcome=state_secret", 20240115);
    EXPECT_NE(told(find(before, duty_kind::suit)), "none");
}

constexpr auto reviewed = "received 20210201;disclosed 20210208;review_filed 20210301 ref=r";

TEST(duties, a_review_is_accepted_in_five_working_days_or_deemed_so) {
    auto const later = "received 20240201;disclosed 20240208;review_filed 20240301 ref=r";
    EXPECT_EQ(told(later, 20240301, duty_kind::review_acceptance), "2024-03-08 running yellow 5");
    EXPECT_EQ(told(later, 20240308, duty_kind::review_acceptance), "2024-03-08 met 2024-03-08");
    EXPECT_EQ(told(later, 20240308, duty_kind::review_decision), "2024-05-07 running green 39");
    // Z6: under the law of 2017 from the day it was filed.
    EXPECT_EQ(told(reviewed, 20210301, duty_kind::review_acceptance), "2021-03-08 met 2021-03-01");
    EXPECT_EQ(told(reviewed, 20210301, duty_kind::review_decision), "2021-04-30 running green 44");
    EXPECT_EQ(told(std::string(reviewed) + ";review_accepted 20210303", 20210303,
                   duty_kind::review_acceptance),
              "2021-03-08 met 2021-03-03");
}

TEST(duties, the_answer_to_a_review_depends_on_the_law_of_its_filing) {
    // 2017: ten calendar days. 11 March 2021 was a Thursday.
    EXPECT_EQ(told(reviewed, 20210302, duty_kind::review_answer).substr(0, 18),
              "2021-03-11 running");
    auto const open = at(reviewed, 20210312);
    EXPECT_EQ(told(find(open, duty_kind::review_answer)).substr(0, 17), "2021-03-11 missed");
    EXPECT_TRUE(warns(open, code::answer_not_recorded));
    EXPECT_EQ(told(std::string(reviewed) + ";review_decided 20210401 result=upheld", 20210401,
                   duty_kind::review_answer),
              "2021-03-11 met");
    // 2023: ten working days, five when simplified. Filed on Monday 4 March 2024.
    auto const now = std::string("received 20240201;disclosed 20240205;review_filed 20240304");
    EXPECT_EQ(told(now, 20240305, duty_kind::review_answer).substr(0, 10), "2024-03-18");
    EXPECT_EQ(
        told(now + ";review_accepted 20240305 kind=simplified", 20240305, duty_kind::review_answer)
            .substr(0, 10),
        "2024-03-11");
}

TEST(duties, a_review_is_decided_sixty_days_after_its_acceptance) {
    // Accepted on 3 March 2021; 2 May was a holiday. The court is open for 15 days after that.
    auto const rows = std::string(reviewed) + ";review_accepted 20210303";
    EXPECT_EQ(told(rows, 20210506, duty_kind::review_decision), "2021-05-06 running red 0");
    EXPECT_EQ(told(rows, 20210507, duty_kind::review_decision), "2021-05-06 missed overdue -1");
    EXPECT_EQ(told(rows, 20210506, duty_kind::suit_after_review), "none");
    EXPECT_EQ(told(rows, 20210507, duty_kind::suit_after_review).substr(0, 18),
              "2021-05-21 running");
    policies literal;
    literal.set(authority_limit::literal);
    EXPECT_EQ(find(at(rows, 20210507, literal), duty_kind::review_decision)->end->due,
              day(20210502));
    // Simplified: thirty days.
    EXPECT_EQ(told("received 20240201;disclosed 20240205;review_filed 20240304;"
                   "review_accepted 20240305 kind=simplified",
                   20240306, duty_kind::review_decision)
                  .substr(0, 10),
              "2024-04-07");  // 4 April 2024 began a holiday; Sunday 7 April was worked
}

TEST(duties, a_decision_opens_fifteen_days_for_a_suit) {
    auto const rows = std::string(reviewed) + ";review_decided 20210401 result=upheld ref=d";
    EXPECT_EQ(told(rows, 20210402, duty_kind::suit_after_review).substr(0, 18),
              "2021-04-16 running");
    EXPECT_EQ(
        told(rows + " delivered=20210406", 20210407, duty_kind::suit_after_review).substr(0, 10),
        "2021-04-21");
    EXPECT_EQ(told(rows + ";suit_filed 20210416", 20210420, duty_kind::suit_after_review),
              "2021-04-16 met 2021-04-16");
    EXPECT_EQ(told(rows + ";suit_filed 20210419", 20210420, duty_kind::suit_after_review),
              "2021-04-16 lapsed 2021-04-19");
}

TEST(duties, a_suit_is_defended_in_fifteen_days) {
    auto const rows = std::string("received 20210201;disclosed 20210208;suit_filed 20210301 ref=s");
    EXPECT_EQ(told(rows, 20210302, duty_kind::suit_defence).substr(0, 18), "2021-03-16 running");
    EXPECT_EQ(
        told(rows + ";suit_decided 20210601 result=upheld", 20210602, duty_kind::suit_defence),
        "2021-03-16 met");
    EXPECT_EQ(told(rows, 20210317, duty_kind::suit_defence).substr(0, 17), "2021-03-16 missed");
    EXPECT_TRUE(flagged(at(rows, 20210302), "in_remedy"));
}

TEST(duties, a_new_answer_has_the_period_of_the_order_or_that_of_the_law) {
    auto const decided = std::string(reviewed) + ";review_decided 20210401 result=corrected";
    EXPECT_EQ(told(decided + ";reanswer_ordered 20210401 days=10", 20210402, duty_kind::reanswer)
                  .substr(0, 18),
              "2021-04-16 running");
    auto const open = decided + ";reanswer_ordered 20210402";
    // Twenty working days after Friday 2 April: 25 April counts, 1 to 5 May do not.
    EXPECT_EQ(told(open, 20210402, duty_kind::reanswer), "2021-04-30 running green 20");
    EXPECT_EQ(told(open, 20210506, duty_kind::reanswer).substr(0, 17), "2021-04-30 missed");
    EXPECT_EQ(told(open + ";reanswered 20210430", 20210506, duty_kind::reanswer),
              "2021-04-30 met 2021-04-30");
    EXPECT_EQ(told(open + ";reanswered 20210506", 20210506, duty_kind::reanswer),
              "2021-04-30 missed 2021-05-06");
    EXPECT_EQ(at(open, 20210402).life.now.at, stage::disclosed);
}

// ---------------------------------------------------------------- all of them

TEST(duties, every_kind_of_duty_is_seen_here) {
    std::vector<bool> seen(all_duties.size(), false);
    for (auto const& s : procedure_test::read_scenarios()) {
        std::vector<entry> rows;
        for (auto const& r : s.rows) {
            if (r.row.what != event::year_ended) {
                rows.push_back(r.row);
            }
        }
        context const in{china::calendar()};
        auto const a = assess(rows, rows.back().on, in).value();
        int number = 0;
        duty_kind last = duty_kind::confirmation;
        for (auto const& d : a.duties) {
            seen[static_cast<std::size_t>(d.what)] = true;
            EXPECT_GE(d.what, last) << s.name;
            number = d.what == last ? number + 1 : 1;
            EXPECT_EQ(d.number, number) << s.name;
            last = d.what;
            EXPECT_FALSE(d.bases.empty()) << s.name;
            if (d.end) {
                EXPECT_LE(d.end->due, d.end->latest.value_or(d.end->due)) << s.name;
                EXPECT_TRUE(d.runs.has_value()) << s.name;
            }
            if (d.status == duty_status::lapsed) {
                EXPECT_FALSE(d.binds && d.what != duty_kind::opinion &&
                             d.what != duty_kind::confirmation)
                    << s.name << code_of(d.what);
            }
            if (d.status == duty_status::missed) {
                EXPECT_TRUE(d.binds) << s.name << code_of(d.what);
            }
            // What may be done and need not be has days, but no colour (Z15).
            EXPECT_EQ(d.light == light::none, !d.working_days_left.has_value() || d.optional)
                << s.name;
        }
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        EXPECT_TRUE(seen[i]) << all_duties[i].code;
    }
}

}  // namespace
