// The checker's readings of the law, on days worked out by hand. Nothing of the engine is asked here:
// the raw days are those of the notices, and the rows are written out as text.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/checker/checker.hpp"
#include "qixian/date/text.hpp"

namespace read_by_hand {

using namespace qixian;

checked::days const& published_days() {
    static auto const raw = [] {
        auto const all = china::editions();
        checked::days out;
        for (auto const& each : all.notices()) {
            for (auto const& d : each.days) {
                out.notices.push_back({each.id, each.published, d.on,
                                       d.kind == notice_kind::off    ? "off"
                                       : d.kind == notice_kind::work ? "work"
                                                                     : "revert",
                                       std::string(d.holiday)});
            }
        }
        for (auto const& each : all.statute_days()) {
            out.statute.push_back({each.on, each.statute, each.holiday});
        }
        return out;
    }();
    return raw;
}

/// "2021-03-01 received; 2021-03-08 consulted kind=third_party ref=T delivered=2021-03-10"
std::vector<checked::row> rows_of(std::string const& text) {
    std::vector<checked::row> out;
    std::stringstream all(text);
    for (std::string one; std::getline(all, one, ';');) {
        std::stringstream cells(one);
        std::string on;
        checked::row r;
        if (!(cells >> on >> r.event)) {
            continue;  // nothing follows
        }
        r.on = *parse_date(on);
        for (std::string cell; cells >> cell;) {
            auto const key = cell.substr(0, cell.find('='));
            auto const value = cell.substr(key.size() + 1);
            if (key == "days") {
                r.days = std::stoi(value);
            } else if (key == "until") {
                r.until = *parse_date(value);
            } else if (key == "delivered") {
                r.delivered = *parse_date(value);
            } else if (key == "ground") {
                r.ground = value;
                std::replace(r.ground.begin(), r.ground.end(), '+', ';');  // `;` parts the rows
            } else {
                auto* const text_cell = key == "channel"   ? &r.channel
                                        : key == "unit"    ? &r.unit
                                        : key == "ref"     ? &r.ref
                                        : key == "re"      ? &r.re
                                        : key == "kind"    ? &r.kind
                                        : key == "outcome" ? &r.outcome
                                                           : nullptr;
                if (text_cell == nullptr) {
                    ADD_FAILURE() << cell;
                } else {
                    *text_cell = value;
                }
            }
        }
        out.push_back(std::move(r));
    }
    return out;
}

/// The certificate `name` at the end of `as_of`: a duty, then the last of that duty, or "suit/2".
checked::certificate certificate_of(std::string const& rows, date as_of, std::string const& name,
                                    checked::settings const& how) {
    checked::certificate found;
    for (auto& c : expected_certificates("A", as_of, rows_of(rows), published_days(), how)) {
        if (c.duty == name || c.id == "A/" + name) {
            found = std::move(c);
        }
    }
    return found;
}

/// Each line of `all`: the day asked for, a certificate, its last day and how it stands ("-" where
/// there is none) | the rows that follow on `opening`.
void expect_readings(std::string const& opening, std::string const& all,
                     checked::settings const& how = {}) {
    std::stringstream lines(all);
    for (std::string one; std::getline(lines, one);) {
        auto const bar = one.find(" |");
        std::stringstream head(one.substr(0, bar));
        std::string as_of, name, wanted;
        head >> as_of >> name >> std::ws;
        std::getline(head, wanted);
        auto const c = certificate_of(opening + one.substr(bar + 2), *parse_date(as_of), name, how);
        EXPECT_EQ(wanted, c.id.empty() ? "-" : to_text(c.due) + " " + c.status) << opening << one;
    }
}

checked::settings chosen(std::string const& name, std::string const& value) {
    return {{}, {{name, value}}};
}

std::string cited(checked::certificate const& c) {
    std::string text = std::to_string(c.limit);
    for (auto const& each : c.basis) {
        text += " " + each;
    }
    return text;
}

std::string const twenty_days = "2021-03-01 received; ";  // to be answered by 29 March

TEST(checker_readings, a_period_that_has_run_out_stays_run_out) {
    expect_readings(twenty_days,
                    R"(2021-03-31 reply 2021-04-01 paused | 2021-03-26 consulted kind=other_agency
2021-03-31 reply 2021-03-29 missed | 2021-03-29 consulted kind=other_agency
2021-04-05 reply 2021-04-12 paused | 2021-03-29 extended days=5; 2021-03-29 consulted
2021-04-07 reply 2021-05-06 running | 2021-03-29 correction_requested; 2021-04-06 correction_received
2021-04-07 reply 2021-03-29 missed | 2021-03-30 correction_requested; 2021-04-06 correction_received
2021-05-07 reply 2021-03-29 missed | 2021-03-30 correction_requested days=9; 2021-05-06 correction_lapsed
2021-05-07 reply 2021-03-29 met | 2021-03-29 fee_notified; 2021-05-06 fee_lapsed
2021-05-07 reply 2021-03-29 missed | 2021-03-30 fee_notified; 2021-05-06 fee_lapsed
2021-04-07 suit 2021-09-29 running | 2021-03-30 fee_notified; 2021-04-06 fee_paid
2021-04-07 reply 2021-03-29 missed | 2021-03-30 delay_notified until=2021-05-10)");
    expect_readings(
        twenty_days,
        R"(2021-04-07 reply 2021-04-28 running | 2021-03-29 reasons_requested; 2021-03-31 reasons_received
2021-04-07 reply 2021-03-29 missed | 2021-03-30 reasons_requested; 2021-03-31 reasons_received
2021-03-30 reply 2021-03-29 superseded | 2021-03-22 reasons_requested; 2021-03-23 extended days=5)",
        chosen("reasons_as_correction", "yes"));
}

TEST(checker_readings, where_the_clock_runs_the_steps_of_a_running_clock_are_lawful) {
    expect_readings(
        twenty_days,
        R"(2021-03-30 reply 2021-04-06 running | 2021-03-22 reasons_requested; 2021-03-23 extended days=5
2021-03-30 reply 2021-03-29 superseded | 2021-03-22 correction_requested; 2021-03-23 extended days=5)");
    expect_readings(twenty_days + "2021-03-29 delay_notified until=2021-05-10; ",
                    R"(2021-05-11 reply 2021-05-10 superseded | 2021-05-10 fee_notified
2021-05-11 reply 2021-05-10 missed | 2021-05-11 fee_notified
2021-05-14 reply 2021-06-09 running | 2021-05-10 fee_notified; 2021-05-12 fee_paid)");
    expect_readings("2018-03-01 received; 2018-03-07 correction_requested; ",
                    "2018-03-26 reply 2018-03-29 running | 2018-03-22 extended days=5");
}

TEST(checker_readings, the_ways_to_review_and_court_of_the_second_reading) {
    expect_readings(
        "2023-11-01 received; 2023-11-20 unable_to_provide outcome=not_held delivered=2023-11-22; ",
        R"(2023-12-29 suit 2024-05-22 superseded | 2023-12-29 review_filed
2023-12-29 review_acceptance 2024-01-08 met | 2023-12-29 review_filed
2023-12-29 review_decision 2024-02-27 running | 2023-12-29 review_filed
2024-01-03 review_acceptance 2024-01-09 running | 2024-01-02 review_filed
2024-01-21 suit 2024-05-22 met | 2023-12-29 review_filed; 2024-01-20 suit_filed)");
    expect_readings("2024-03-04 received; ",
                    R"(2024-04-01 suit - | 2024-03-25 partly_disclosed
2024-04-01 suit - | 2024-03-25 partly_disclosed ground=REG19-38+REG19-16.2
2024-04-01 suit 2024-09-25 running | 2024-03-25 partly_disclosed ground=REG19-36.4)");
    expect_readings(
        "2015-01-20 received; ",
        R"(2015-03-01 suit 2015-04-30 running | 2015-01-29 disclosed delivered=2015-01-31
2015-03-01 suit 2015-08-03 running | 2015-01-29 disclosed delivered=2015-02-01)");
}

TEST(checker_readings, an_application_that_moved_in_runs_from_the_day_of_receipt) {
    expect_readings("", R"(2021-03-10 reply 2021-03-29 running | 2021-03-01 moved_in
2021-03-10 correction_notice 2021-03-10 running | 2021-03-01 moved_in
2019-06-04 reply 2019-06-04 running | 2019-05-14 moved_in
2021-03-12 reply 2021-03-31 running | 2021-02-26 lodged channel=online; 2021-03-01 moved_in; 2021-03-03 received
2021-03-12 reply 2021-03-29 running | 2021-03-01 moved_in; 2021-03-03 received
2021-05-12 reply 2021-03-29 met | 2021-03-01 received; 2021-03-10 moved_out
2021-05-12 suit - | 2021-03-01 received; 2021-03-10 moved_out
2021-05-12 review_application - | 2021-03-01 received; 2021-04-10 moved_out)");
    EXPECT_EQ("moved_in",
              certificate_of("2021-03-01 moved_in", day(20210310), "reply", {}).trigger_event);
}

// Paused 9 to 12 March: to be answered by 2 April.
std::string const opinion_came_back =
    twenty_days + "2021-03-08 consulted kind=third_party ref=T; 2021-03-12 returned re=T; ";

TEST(checker_readings, a_consultation_that_came_back_pauses_nothing_until_it_is_sent_again) {
    expect_readings(opinion_came_back, R"(2021-03-20 reply 2021-04-02 running |
2021-03-20 opinion - |
2021-04-06 reply 2021-04-02 missed |
2021-04-06 suit 2021-10-08 running |
2021-03-24 reply 2021-04-09 paused | 2021-03-18 resent re=T
2021-03-24 reply 2021-04-09 paused | 2021-03-18 resent
2021-03-24 opinion 2021-04-09 running | 2021-03-18 resent
2021-03-24 opinion 2021-04-12 running | 2021-03-18 resent delivered=2021-03-19
2021-03-24 opinion 2021-04-12 running | 2021-03-18 resent; 2021-03-19 delivered re=T
2021-04-20 reply 2021-04-26 running | 2021-03-18 resent delivered=2021-03-19
2021-04-07 reply 2021-04-08 paused | 2021-04-01 resent
2021-04-07 reply 2021-04-02 missed | 2021-04-02 resent
2021-03-25 reply 2021-04-08 running | 2021-03-18 resent; 2021-03-23 returned
2021-03-25 reply 2021-04-08 running | 2021-03-18 resent; 2021-03-23 opinion_received
2021-03-20 reply 2021-03-31 running | 2021-03-10 opinion_received)");
    EXPECT_EQ("20 REG19-33.2 REG19-33.3",
              cited(certificate_of(opinion_came_back, day(20210320), "reply", {})));
}

TEST(checker_readings, coming_back_after_its_own_limit_makes_no_pause_longer) {
    expect_readings(twenty_days + "2021-03-08 consulted kind=third_party; ",
                    R"(2021-04-09 reply 2021-04-20 running |
2021-04-12 reply 2021-04-20 running | 2021-04-12 returned
2021-04-30 reply 2021-04-20 missed | 2021-04-30 returned)");
}

TEST(checker_readings, an_announced_letter_arrives_when_the_announcement_is_over) {
    expect_readings(opinion_came_back,
                    "2021-03-24 opinion 2021-06-07 running | 2021-03-18 resent kind=announcement");
    expect_readings(
        "2022-03-01 received; 2022-03-08 consulted kind=third_party; 2022-03-12 returned; ",
        R"(2022-03-24 opinion 2022-05-09 running | 2022-03-18 resent kind=announcement
2022-03-24 opinion 2022-04-12 running | 2022-03-18 resent kind=announcement delivered=2022-03-21)");
}

TEST(checker_readings, only_what_came_back_is_sent_again) {
    expect_readings(twenty_days +
                        "2021-03-08 consulted kind=third_party ref=T delivered=2021-03-09; ",
                    R"(2021-03-24 opinion 2021-03-30 running | 2021-03-15 resent re=T
2021-03-24 opinion 2021-03-30 running | 2021-03-15 resent
2021-03-24 opinion - | 2021-03-09 consulted kind=other_agency ref=U; 2021-03-10 returned re=T; 2021-03-11 returned re=U; 2021-03-15 resent)");
}

std::string const to_correct = twenty_days + "2021-03-08 correction_requested ref=C days=10; ";

TEST(checker_readings, a_notice_that_came_back_lets_the_clock_go_until_it_is_sent_again) {
    expect_readings(to_correct, R"(2021-03-11 reply 2021-03-29 superseded |
2021-03-13 reply 2021-04-02 running | 2021-03-12 returned
2021-03-13 correction - | 2021-03-12 returned
2021-04-06 reply 2021-04-02 missed | 2021-03-12 returned
2021-03-20 correction 2021-04-01 running | 2021-03-12 returned; 2021-03-18 resent
2021-03-20 reply 2021-04-02 superseded | 2021-03-12 returned; 2021-03-18 resent
2021-04-01 reply 2021-04-23 running | 2021-03-12 returned; 2021-03-18 resent; 2021-03-25 correction_received
2021-04-07 reply 2021-04-02 superseded | 2021-03-12 returned; 2021-04-02 resent
2021-04-07 reply 2021-04-02 missed | 2021-03-12 returned; 2021-04-06 resent
2021-04-09 reply 2021-04-02 missed | 2021-03-12 returned; 2021-04-06 resent; 2021-04-08 correction_received
2021-03-20 reply 2021-04-14 running | 2021-03-12 returned; 2021-03-16 correction_received
2021-04-09 reply 2021-04-02 missed | 2021-03-12 returned; 2021-04-06 correction_received
2021-03-29 reply 2021-04-09 running | 2021-03-12 returned; 2021-03-18 resent; 2021-03-24 returned)");
    expect_readings(
        to_correct,
        R"(2021-03-20 reply 2021-04-02 running | 2021-03-10 extended days=5; 2021-03-12 returned
2021-03-20 reply 2021-04-12 running | 2021-03-12 returned; 2021-03-15 extended days=5
2021-03-20 reply 2021-04-12 superseded | 2021-03-12 returned; 2021-03-15 extended days=5; 2021-03-18 resent re=C
2021-03-20 reply 2021-04-09 paused | 2021-03-12 returned; 2021-03-15 consulted kind=other_agency
2021-05-20 correction_lapsed - | 2021-03-12 returned; 2021-05-10 correction_lapsed)");
    // Neither a pause for an opinion nor anything else is cited for it.
    EXPECT_EQ("20 REG19-33.2", cited(certificate_of(to_correct + "2021-03-12 returned",
                                                    day(20210320), "reply", {})));
}

TEST(checker_readings, a_fee_notice_that_came_back_does_the_same) {
    expect_readings(twenty_days + "2021-03-08 fee_notified ref=F; 2021-03-12 returned re=F; ",
                    R"(2021-03-13 reply 2021-04-02 running |
2021-03-13 payment - |
2021-03-20 payment 2021-04-19 running | 2021-03-18 resent delivered=2021-03-19
2021-03-20 reply 2021-04-02 superseded | 2021-03-18 resent delivered=2021-03-19
2021-05-20 reply 2021-04-02 met | 2021-03-18 resent delivered=2021-03-19; 2021-04-20 fee_lapsed
2021-05-20 reply 2021-04-02 missed | 2021-04-06 resent; 2021-05-19 fee_lapsed)");
    // A named day is not moved by it.
    expect_readings(
        twenty_days + "2021-03-05 delay_notified until=2021-05-10; ",
        "2021-03-20 reply 2021-05-10 running | 2021-03-08 fee_notified; 2021-03-12 returned");
    expect_readings(twenty_days + "2021-03-08 reasons_requested days=10; 2021-03-12 returned; ",
                    R"(2021-03-20 reply 2021-04-02 running |
2021-03-20 reply 2021-04-02 superseded | 2021-03-18 resent)",
                    chosen("reasons_as_correction", "yes"));
}

// Fifteen working days: by 22 March. Ten to correct: by 21 March.
std::string const of_492 = "2018-03-01 received; 2018-03-07 correction_requested days=10 ref=C; ";

TEST(checker_readings, what_a_correction_does_under_decree_492_is_a_choice) {
    std::string const corrected = "2018-03-14 correction_received";
    expect_readings(of_492, "2018-03-16 reply 2018-03-22 running | " + corrected);
    expect_readings(of_492, "2018-03-16 reply 2018-03-28 running | " + corrected + R"(
2018-03-16 reply 2018-04-02 paused |
2018-03-26 reply 2018-04-08 running |
2018-03-13 reply 2018-03-26 running | 2018-03-09 returned
2018-03-14 reply 2018-03-27 paused | 2018-03-09 returned; 2018-03-13 resent
2018-03-16 reply 2018-04-10 paused | 2018-03-12 extended days=5)",
                    chosen("correction_492", "pauses"));
    expect_readings("2018-03-01 received; ",
                    R"(2018-03-26 reply 2018-03-22 missed | 2018-03-22 correction_requested days=10
2018-03-26 reply 2018-03-27 paused | 2018-03-21 correction_requested)",
                    chosen("correction_492", "pauses"));
    expect_readings(of_492,
                    "2018-03-16 reply 2018-04-04 running | " + corrected +
                        "\n2018-03-12 reply 2018-03-22 superseded |",
                    chosen("correction_492", "restarts"));
    expect_readings(of_492,
                    "2018-03-26 reply 2018-03-22 met | " + corrected + "\n2018-03-26 suit - | " +
                        corrected + "\n2018-04-26 reply 2018-03-22 met | 2018-04-20 disclosed",
                    chosen("correction_492", "answers"));
    expect_readings("2018-03-01 received; ",
                    R"(2018-03-22 reply 2018-03-22 met | 2018-03-22 correction_requested
2018-03-26 reply 2018-03-22 missed | 2018-03-23 correction_requested)",
                    chosen("correction_492", "answers"));
}

TEST(checker_readings, the_choice_is_cited) {
    std::string const corrected = of_492 + "2018-03-14 correction_received";
    auto const reply = [&](char const* value) {
        return cited(
            certificate_of(corrected, day(20180316), "reply", chosen("correction_492", value)));
    };
    EXPECT_EQ("15 REG08-24.2", reply("runs"));
    EXPECT_EQ("15 REG08-24.2 REG08-21.4", reply("pauses"));
    EXPECT_EQ("15 REG08-24.2 REG08-21.4", reply("restarts"));
    EXPECT_EQ("15 REG08-24.2", reply("answers"));
}

TEST(checker_readings, an_application_may_lapse_under_decree_492_where_that_is_chosen) {
    std::string const lapse = "2018-03-30 correction_lapsed";
    expect_readings(of_492, "2018-04-01 reply 2018-03-22 missed | " + lapse +
                                "\n2018-04-01 correction 2018-03-21 lapsed | " + lapse);
    expect_readings(of_492,
                    "2018-04-01 reply 2018-03-22 met | " + lapse +
                        "\n2018-04-01 review_application 2018-05-21 running | " + lapse +
                        "\n2018-04-01 reply 2018-03-22 missed | 2018-03-21 correction_lapsed",
                    chosen("lapse_492", "accepted"));
}

TEST(checker_readings, an_extension_may_name_its_last_day) {
    expect_readings(twenty_days,
                    R"(2021-03-25 reply 2021-04-09 running | 2021-03-22 extended until=2021-04-09
2021-03-25 reply 2021-04-09 running | 2021-03-22 extended until=2021-04-10
2021-03-25 reply 2021-03-29 running | 2021-03-22 extended until=2021-03-29
2021-03-25 reply 2021-04-26 running | 2021-03-22 extended until=2021-04-26
2021-03-25 reply 2021-03-29 running | 2021-03-22 extended until=2021-04-27
2021-03-30 reply 2021-03-29 missed | 2021-03-30 extended until=2021-04-09)");
    EXPECT_EQ(28, certificate_of(twenty_days + "2021-03-22 extended until=2021-04-09",
                                 day(20210325), "reply", {})
                      .limit);
}

std::string const refused_twice =
    "2021-03-01 received; 2021-03-15 unable_to_provide outcome=not_held delivered=2021-03-17 "
    "ref=X; "
    "2021-04-12 reply_replaced outcome=not_held delivered=2021-04-14 ref=Y; ";

TEST(checker_readings, each_answer_is_an_act_with_windows_of_its_own) {
    expect_readings(refused_twice, R"(2021-05-01 review_application/1 2021-05-17 running |
2021-05-01 review_application/2 2021-06-15 running |
2021-05-01 suit/1 2021-09-17 running |
2021-05-01 suit/2 2021-10-14 running |
2021-05-01 review_application/1 2021-05-17 running | 2021-04-20 review_filed
2021-05-01 review_application/2 2021-06-15 met | 2021-04-20 review_filed
2021-05-01 suit/1 2021-09-17 running | 2021-04-20 review_filed
2021-05-01 suit/2 2021-10-14 superseded | 2021-04-20 review_filed
2021-05-01 suit/2 2021-10-14 met | 2021-04-20 suit_filed
2021-05-01 suit/1 2021-09-17 running | 2021-04-20 suit_filed
2021-05-20 suit/2 2021-10-14 running | 2021-04-20 review_filed; 2021-05-10 review_withdrawn
2021-05-20 suit/2 2021-10-14 running | 2021-04-20 review_filed; 2021-05-10 review_terminated
2021-05-20 suit/2 2021-10-14 running | 2021-04-20 review_filed; 2021-05-10 review_rejected
2021-05-20 suit/2 2021-10-14 superseded | 2021-04-20 review_filed; 2021-05-10 review_decided
2021-05-01 review_application/2 2021-06-15 running | 2021-04-15 returned re=X
2021-05-01 review_application/1 - | 2021-04-15 returned re=X
2021-05-01 review_application/1 2021-06-21 running | 2021-04-15 returned re=X; 2021-04-22 resent)");
    // A refusal goes to review first, what replaces it need not.
    expect_readings("2024-02-19 received; 2024-03-04 refused outcome=state_secret; ",
                    R"(2024-04-09 suit - |
2024-04-09 suit 2024-10-08 running | 2024-04-08 reply_replaced outcome=not_held
2024-04-09 suit 2024-10-08 running | 2024-04-08 reply_replaced
2024-04-09 suit - | 2024-04-08 reply_replaced outcome=partly_granted
2024-04-09 suit 2024-10-08 running | 2024-04-08 reply_replaced outcome=partly_granted ground=REG19-36.4)");
    // What is ordered is an act, too; without an order nothing is answered anew.
    expect_readings(
        twenty_days,
        R"(2021-07-01 suit/2 2021-12-15 running | 2021-03-15 disclosed; 2021-04-06 review_filed; 2021-05-10 review_decided; 2021-05-11 reanswer_ordered; 2021-06-10 reanswered outcome=not_held delivered=2021-06-15
2021-07-01 suit/2 - | 2021-03-15 disclosed; 2021-04-06 review_filed; 2021-05-10 review_decided; 2021-06-10 reanswered outcome=not_held
2021-07-01 suit/2 - | 2021-03-15 disclosed; 2021-04-06 review_filed; 2021-05-10 review_rejected; 2021-05-11 reanswer_ordered; 2021-06-10 reanswered outcome=not_held)");
}

// Examined until 18 March, decided by 17 May; the six months end on 4 September.
std::string const reviewed = "2024-02-19 received; 2024-03-04 unable_to_provide outcome=not_held; "
                             "2024-03-11 review_filed ref=R; ";

TEST(checker_readings, a_review_is_corrected_extended_and_suspended) {
    expect_readings(reviewed, R"(2024-03-12 review_acceptance 2024-03-18 running |
2024-03-25 review_decision 2024-05-17 running |
2024-03-15 review_acceptance 2024-03-18 met | 2024-03-14 review_correction_requested
2024-03-25 review_decision - | 2024-03-14 review_correction_requested
2024-08-25 suit_after_review - | 2024-03-14 review_correction_requested
2024-03-22 review_acceptance 2024-03-27 running | 2024-03-14 review_correction_requested; 2024-03-20 review_correction_received
2024-04-01 review_acceptance 2024-03-27 met | 2024-03-14 review_correction_requested; 2024-03-20 review_correction_received
2024-03-22 review_decision - | 2024-03-14 review_correction_requested; 2024-03-20 review_correction_received
2024-04-01 review_decision 2024-05-27 running | 2024-03-14 review_correction_requested; 2024-03-20 review_correction_received
2024-03-25 review_decision 2024-05-17 running | 2024-03-19 review_correction_requested
2024-03-25 review_decision 2024-05-20 running | 2024-03-14 review_correction_requested; 2024-03-21 review_accepted
2024-03-25 review_decision - | 2024-03-14 review_correction_requested; 2024-03-20 review_correction_received; 2024-03-25 review_correction_requested)");
    expect_readings(
        reviewed,
        R"(2024-05-12 review_decision 2024-06-17 running | 2024-05-10 review_extended days=30
2024-05-20 review_decision 2024-05-17 missed | 2024-05-18 review_extended days=30
2024-05-12 review_decision 2024-05-17 running | 2024-05-10 review_extended days=31
2024-05-12 review_decision 2024-06-06 running | 2024-04-10 review_extended days=20; 2024-05-10 review_extended days=11
2024-05-12 review_decision 2024-06-17 running | 2024-04-10 review_extended days=20; 2024-05-10 review_extended days=10
2024-04-12 review_decision 2024-04-19 running | 2024-03-20 review_accepted kind=simplified; 2024-04-10 review_extended days=10
2024-05-27 review_decision 2024-05-27 running | 2024-03-27 review_accepted; 2024-05-27 review_extended days=10
2024-05-27 review_decision 2024-06-05 running | 2024-03-27 review_accepted; 2024-05-26 review_extended days=10)");
    expect_readings(reviewed,
                    R"(2024-04-05 review_decision 2024-05-21 paused | 2024-04-01 review_suspended
2024-04-12 review_decision 2024-05-27 running | 2024-04-01 review_suspended; 2024-04-11 review_resumed
2024-06-01 review_decision 2024-05-17 missed | 2024-05-18 review_suspended
2024-06-01 suit_after_review 2024-06-03 running | 2024-05-18 review_suspended
2024-06-01 review_decision 2024-06-03 paused | 2024-05-17 review_suspended
2024-06-01 suit_after_review - | 2024-05-17 review_suspended
2024-05-01 review_decision 2024-06-05 met | 2024-04-01 review_suspended; 2024-04-20 review_decided
2024-04-20 review_decision 2024-05-27 running | 2024-04-01 review_suspended; 2024-04-05 review_suspended; 2024-04-11 review_resumed; 2024-04-15 review_resumed)");
}

TEST(checker_readings, what_lengthens_a_review_is_cited) {
    auto const decision = [](std::string const& rows, int as_of) {
        return cited(certificate_of(rows, day(as_of), "review_decision", {}));
    };
    EXPECT_EQ("60 REV23-62.1", decision(reviewed, 20240401));
    EXPECT_EQ("90 REV23-62.1 REV23-62.1 REV23-39.1 CPL-85.3",
              decision(reviewed + "2024-04-01 review_suspended; 2024-04-11 review_resumed; "
                                  "2024-05-10 review_extended days=20",
                       20240512));
    EXPECT_EQ("60 REV23-62.1", decision(reviewed + "2024-05-18 review_suspended", 20240520));
    std::string const of_2021 = "2021-03-01 received; 2021-03-15 unable_to_provide "
                                "outcome=not_held; 2021-04-06 review_filed; "
                                "2021-04-12 review_correction_requested; ";
    EXPECT_EQ("0", decision(of_2021, 20210414));
    std::string const corrected = of_2021 + "2021-04-20 review_correction_received; ";
    EXPECT_EQ("68 REV17-31.1 REVIR-29 CPL-85.3", decision(corrected, 20210501));
    EXPECT_EQ("78 REV17-31.1 REV17-31.1 REVIR-29",
              decision(corrected + "2021-05-10 review_extended days=10", 20210511));
    EXPECT_EQ(
        "72 REV17-31.1 REVIR-41 REVIR-29",
        decision(corrected + "2021-04-26 review_suspended; 2021-04-30 review_resumed", 20210511));
    // An acceptance by a row comes after the days to correct: they are not in the period.
    EXPECT_EQ("60 REV17-31.1", decision(corrected + "2021-04-22 review_accepted", 20210501));
    expect_readings(corrected, R"(2021-05-01 review_decision 2021-06-15 running |
2021-05-11 review_decision 2021-06-23 running | 2021-05-10 review_extended days=10
2021-05-01 review_acceptance 2021-04-13 met |)");
}

TEST(checker_readings, a_review_that_ended_without_a_decision_is_no_review) {
    expect_readings(reviewed, R"(2024-04-01 suit 2024-09-04 superseded |
2024-04-01 review_decision 2024-05-17 met | 2024-03-25 review_withdrawn
2024-04-01 suit 2024-09-04 running | 2024-03-25 review_withdrawn
2024-04-01 suit 2024-09-04 running | 2024-03-25 review_rejected
2024-04-01 suit_after_review - | 2024-03-25 review_rejected
2024-04-01 suit_after_review - | 2024-03-25 review_terminated
2024-04-02 suit 2024-09-04 met | 2024-03-25 review_rejected; 2024-04-01 suit_filed re=R
2024-06-01 suit_after_review - | 2024-03-25 review_withdrawn
2024-04-01 review_application 2024-05-06 met | 2024-03-25 review_withdrawn
2024-04-02 suit 2024-09-04 running | 2024-03-25 review_withdrawn; 2024-04-01 review_filed)");
    expect_readings(
        "2024-02-19 received; 2024-03-04 refused outcome=state_secret; 2024-03-11 review_filed; ",
        R"(2024-04-01 suit_after_review 2024-04-11 running | 2024-03-25 review_rejected delivered=2024-03-27
2024-04-11 suit_after_review 2024-04-11 met | 2024-03-25 review_rejected delivered=2024-03-27; 2024-04-10 suit_filed
2024-04-01 suit_after_review - | 2024-03-25 review_withdrawn
2024-04-11 suit_after_review - | 2024-03-25 review_terminated; 2024-04-10 suit_filed)");
    EXPECT_EQ("review_rejected",
              certificate_of("2024-02-19 received; 2024-03-04 refused outcome=state_secret; "
                             "2024-03-11 review_filed; 2024-03-25 review_rejected",
                             day(20240401), "suit_after_review", {})
                  .trigger_event);
}

TEST(checker_readings, one_suit_about_an_act_leaves_no_second_window) {
    expect_readings(
        reviewed,
        R"(2024-05-01 suit_after_review - | 2024-03-20 suit_filed; 2024-04-10 review_decided
2024-05-01 suit_after_review 2024-04-25 lapsed | 2024-04-10 review_decided
2024-06-20 suit_after_review 2024-06-03 met | 2024-05-20 suit_filed; 2024-06-10 review_decided
2024-06-20 suit_after_review 2024-06-03 met | 2024-05-20 suit_filed; 2024-05-20 review_decided
2024-07-20 suit_after_review/2 - | 2024-03-12 review_filed ref=S; 2024-05-20 suit_filed re=R; 2024-06-10 review_decided re=S)");
}

TEST(checker_readings, a_defence_is_done_when_the_suit_is_over_for_the_first_time) {
    std::string const sued = "2024-02-19 received; 2024-03-04 unable_to_provide outcome=not_held; "
                             "2024-03-20 suit_filed; ";
    expect_readings(sued, R"(2024-04-02 suit_defence 2024-04-07 running |
2024-05-01 suit_defence 2024-04-07 missed |
2024-06-01 suit_defence 2024-04-07 met | 2024-05-10 suit_decided; 2024-05-20 suit_appealed
2024-06-01 suit_defence 2024-04-07 met | 2024-05-10 suit_rejected; 2024-05-20 suit_retried
2024-06-01 suit_defence 2024-04-07 missed | 2024-05-10 suit_suspended)");
}

}  // namespace read_by_hand
