// Lives whose certificates the checker is asked about, written as a line each.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/case/checker_input.hpp"
#include "qixian/checker/checker.hpp"
#include "qixian/date/text.hpp"

namespace checker_test {

using namespace qixian;

template <class Enum, class Words>
Enum word(Words const& words, std::string const& text) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    ADD_FAILURE() << text;
    return Enum{};
}

/// "2021-03-01 received; 2021-03-08 consulted kind=third_party ref=T delivered=2021-03-10"
inline std::vector<entry> entries(std::string const& text) {
    std::vector<entry> out;
    std::stringstream all(text);
    for (std::string one; std::getline(all, one, ';');) {
        std::stringstream cells(one);
        std::string on;
        std::string what;
        cells >> on >> what;
        entry e;
        e.application = "A";
        e.on = *parse_date(on);
        e.what = event_of(what).value();
        if (e.what == event::lodged || e.what == event::received || e.what == event::moved_in) {
            e.applicant = applicant::natural_person;
        }
        for (std::string cell; cells >> cell;) {
            auto const key = cell.substr(0, cell.find('='));
            auto const value = cell.substr(key.size() + 1);
            if (key == "channel") {
                e.channel = word<channel>(channel_codes, value);
            } else if (key == "days") {
                e.days = std::stoi(value);
            } else if (key == "unit") {
                e.days_unit = word<unit>(unit_codes, value);
            } else if (key == "until") {
                e.until = *parse_date(value);
            } else if (key == "delivered") {
                e.delivered = *parse_date(value);
            } else if (key == "ref") {
                e.ref = value;
            } else if (key == "re") {
                e.re = value;
            } else if (key == "kind") {
                e.kind = word<kind>(kind_codes, value);
            } else if (key == "ground") {
                e.ground = value;
                std::replace(e.ground.begin(), e.ground.end(), '+', ';');  // `;` parts the rows
            } else if (key == "outcome") {
                e.outcome = outcome_of(std::string_view(value));
            } else if (key == "result") {
                e.result = word<remedy_result>(remedy_result_codes, value);
            } else {
                ADD_FAILURE() << cell;
            }
        }
        out.push_back(std::move(e));
    }
    return out;
}

struct question {
    char const* rows;
    int as_of;
    std::vector<std::pair<char const*, char const*>> policies{};
    std::vector<char const*> duties{};  ///< that have to be among the certificates
};

inline std::vector<question> const& questions() {
    static std::vector<question> const all{
        {"2020-12-21 received channel=in_person", 20201231, {}, {"reply", "correction_notice"}},
        {"2021-09-24 received; 2021-10-08 extended days=5; 2021-10-11 consulted kind=third_party "
         "ref=T1 delivered=2021-10-12",
         20211020,
         {},
         {"reply", "opinion"}},
        {"2021-03-01 received; 2021-03-08 consulted kind=third_party ref=T1 delivered=2021-03-10; "
         "2021-03-12 consulted kind=co_maker ref=T2 delivered=2021-03-15; 2021-03-30 "
         "opinion_received re=T2; 2021-04-20 disclosed delivered=2021-04-22",
         20210430,
         {},
         {"opinion", "review_application", "suit"}},
        {"2021-03-01 received; 2021-03-08 consulted kind=other_agency ref=T1; 2021-03-20 extended "
         "days=10; 2021-03-25 extended days=10",
         20210430},
        {"2021-11-01 lodged channel=ordinary_post; 2021-11-03 received; 2021-11-10 "
         "reasons_requested days=10 delivered=2021-11-12; 2021-11-20 reasons_received; 2021-11-25 "
         "delay_notified until=2022-01-08",
         20220131,
         {},
         {"confirmation", "reasons", "reply", "review_application", "suit"}},
        {"2021-11-01 received; 2021-11-09 correction_requested days=15 ref=C; 2021-11-11 delivered "
         "re=C; 2021-12-01 correction_received; 2021-12-06 fee_notified delivered=2021-12-07 "
         "ref=F; 2021-12-15 fee_paid",
         20211231,
         {},
         {"correction", "payment", "reply"}},
        {"2021-11-01 received; 2021-11-16 correction_requested days=20 unit=day ref=C1; 2021-11-18 "
         "correction_requested days=1 unit=month ref=C2",
         20211130,
         {},
         {"correction"}},
        {"2021-11-01 received; 2021-11-09 correction_requested until=2021-12-04; 2021-12-20 "
         "correction_lapsed",
         20220110,
         {},
         {"correction", "review_application", "suit"}},
        {"2022-03-01 received; 2022-03-08 fee_notified delivered=2022-03-09; 2022-05-30 fee_lapsed",
         20220630,
         {},
         {"payment", "suit"}},
        {"2018-10-30 received; 2018-11-02 consulted kind=third_party ref=T; 2018-11-05 consulted "
         "kind=co_maker ref=U; 2018-11-07 correction_requested days=10; 2018-11-13 "
         "correction_received; 2018-11-20 opinion_received re=T; 2018-11-23 extended days=15",
         20190102,
         {},
         {"reply", "correction"}},
        {"2019-05-05 received; 2019-05-10 consulted kind=third_party; 2019-05-20 opinion_received",
         20190630,
         {{"transition", "new_rule_for_open_cases"}},
         {"reply", "opinion"}},
        {"2021-01-02 received; 2021-02-10 disclosed",
         20210301,
         {{"nonworking_receipt", "next_working_day"}},
         {"reply", "correction_notice"}},
        {"2021-01-02 lodged channel=online; 2021-01-08 received",
         20210115,
         {{"online_receipt", "submission_accepted"}},
         {"reply"}},
        {"2021-01-05 received; 2021-01-13 reasons_requested days=10; 2021-01-20 reasons_received",
         20210125,
         {{"reasons_as_correction", "yes"}},
         {"reply", "reasons"}},
        {"2021-01-05 received; 2021-01-13 reasons_requested until=2021-01-23; 2021-01-20 "
         "delay_notified until=2021-03-20",
         20210310,
         {{"named_day", "literal"}},
         {"reply", "reasons"}},
        {"2021-01-05 received; 2021-01-13 consulted kind=other_agency ref=Z",
         20210210,
         {{"referral_pause", "no"}},
         {"reply"}},
        {"2021-01-04 received; 2021-01-13 refused outcome=third_party_rights delivered=2021-01-15; "
         "2021-02-01 review_filed ref=R delivered=2021-02-05; 2021-02-20 review_accepted; "
         "2021-03-20 review_decided result=other delivered=2021-03-22; 2021-03-25 reanswer_ordered "
         "days=10",
         20210331,
         {},
         {"review_application", "review_acceptance", "review_answer", "review_decision",
          "suit_after_review", "reanswer"}},
        {"2024-01-04 received; 2024-01-13 refused outcome=third_party_rights; 2024-02-01 "
         "review_filed; 2024-02-07 review_accepted kind=simplified; 2024-04-20 suit_filed; "
         "2024-06-01 suit_decided result=corrected; 2024-06-02 reanswer_ordered; 2024-06-20 "
         "reanswered "
         "outcome=granted",
         20241231,
         {{"authority_limit", "literal"}},
         {"review_decision", "suit_after_review", "suit_defence", "reanswer"}},
        {"2024-01-04 received; 2024-03-01 suit_filed delivered=2024-03-05",
         20240331,
         {},
         {"suit", "suit_defence"}},
        {"2014-03-04 received; 2014-03-10 disclosed", 20140401, {}, {"suit"}},
        // The second reading: late letters, steps while reasons are awaited, review.
        {"2021-03-01 received; 2021-03-29 consulted kind=third_party ref=T; 2021-03-30 "
         "fee_notified ref=F; 2021-04-06 fee_paid; 2021-04-07 delay_notified until=2021-05-10",
         20210412},
        {"2021-03-01 received; 2021-03-22 reasons_requested days=5; 2021-03-23 extended days=5; "
         "2021-03-24 consulted kind=other_agency ref=T; 2021-03-26 opinion_received; 2021-03-29 "
         "fee_notified; 2021-03-31 fee_paid; 2021-04-28 delay_notified until=2021-05-20; "
         "2021-05-20 fee_notified",
         20210521},
        {"2018-03-01 received; 2018-03-07 correction_requested days=15; 2018-03-12 consulted "
         "kind=third_party ref=T; 2018-03-14 opinion_received; 2018-03-22 extended days=5",
         20180326},
        {"2023-11-01 received; 2023-11-20 unable_to_provide outcome=not_held delivered=2023-11-22; "
         "2023-12-29 review_filed ref=R",
         20231229},
        // Letters that came back, and what a correction does under Decree 492.
        {"2021-03-01 received; 2021-03-08 consulted kind=third_party ref=T; 2021-03-12 returned "
         "re=T; 2021-03-18 resent re=T delivered=2021-03-19; 2021-03-22 extended until=2021-05-07",
         20210420},
        {"2021-03-01 moved_in; 2021-03-08 correction_requested ref=C days=10; 2021-03-12 returned; "
         "2021-03-15 extended days=5; 2021-03-18 resent kind=announcement",
         20210325,
         {},
         {"correction"}},
        {"2021-03-01 received; 2021-03-08 correction_requested ref=C days=10; 2021-03-12 returned; "
         "2021-03-16 correction_received; 2021-03-22 fee_notified ref=F; 2021-03-24 returned re=F",
         20210401},
        {"2018-03-01 received; 2018-03-07 correction_requested days=10 ref=C; 2018-03-14 "
         "correction_received; 2018-03-15 consulted kind=third_party ref=T",
         20180316,
         {{"correction_492", "pauses"}}},
        {"2018-03-01 received; 2018-03-07 correction_requested days=10 ref=C; 2018-03-14 "
         "correction_received",
         20180316,
         {{"correction_492", "restarts"}}},
        {"2018-03-01 received; 2018-03-07 correction_requested days=10 ref=C",
         20180326,
         {{"correction_492", "answers"}}},
        {"2018-03-01 received; 2018-03-07 correction_requested days=10; 2018-03-30 "
         "correction_lapsed",
         20180401,
         {{"lapse_492", "accepted"}},
         {"review_application", "suit"}},
        // Answers that follow the first, and the way of a review.
        {"2021-03-01 received; 2021-03-15 unable_to_provide outcome=not_held ref=X; 2021-04-12 "
         "reply_replaced outcome=not_held delivered=2021-04-14; 2021-04-20 review_filed ref=R; "
         "2021-04-26 review_correction_requested; 2021-04-28 review_correction_received; "
         "2021-05-10 review_suspended; 2021-05-20 review_resumed; 2021-06-01 review_extended "
         "days=20; 2021-06-10 returned re=X",
         20210620,
         {},
         {"review_decision"}},
        {"2024-02-19 received; 2024-03-04 refused outcome=state_secret; 2024-03-11 review_filed "
         "ref=R; 2024-03-14 review_correction_requested; 2024-03-20 review_correction_received; "
         "2024-04-10 review_extended days=10; 2024-04-15 review_suspended",
         20240425,
         {},
         {"review_decision"}},
        // It stood still for six days; the second time for none.
        {"2024-02-19 received; 2024-03-04 refused outcome=state_secret; 2024-03-11 review_filed "
         "ref=R; 2024-03-14 review_accepted; 2024-03-18 review_suspended; 2024-03-24 "
         "review_resumed; 2024-04-10 review_suspended; 2024-04-10 review_resumed",
         20240425,
         {},
         {"review_decision"}},
        {"2024-02-19 received; 2024-03-04 refused outcome=state_secret; 2024-03-11 review_filed; "
         "2024-03-25 review_rejected delivered=2024-03-27; 2024-04-02 suit_filed; 2024-05-10 "
         "suit_decided result=upheld; 2024-05-20 suit_appealed",
         20240601,
         {},
         {"suit_after_review", "suit_defence"}},
    };
    return all;
}

inline checked::days const& raw_days() {
    static auto const raw = checker_days(china::editions(), china::calendar());
    return raw;
}

struct answered {
    std::vector<checked::row> rows{};
    checked::settings settings{};
    std::vector<checked::certificate> made{};
};

inline answered ask(question const& q, working_calendar const& calendar = china::calendar()) {
    context in{calendar, {}};
    for (auto const& [name, value] : q.policies) {
        in.policies = with_policy(in.policies, name, value).value();
    }
    auto const rows = entries(q.rows);
    auto const held = assess(rows, day(q.as_of), in);
    EXPECT_TRUE(held.ok()) << q.rows;
    answered out{checker_rows(rows), checker_settings(in.policies), {}};
    auto const made = certificates(*held, in);
    EXPECT_TRUE(made.ok()) << q.rows;
    for (auto const& each : *made) {
        out.made.push_back(checker_certificate(each));
    }
    return out;
}

inline std::string shown(std::vector<checked::objection> const& all) {
    std::string text;
    for (auto const& each : all) {
        text += "\n  " + std::to_string(each.line) + " " + each.field + " " + each.en;
    }
    return text;
}

}  // namespace checker_test
