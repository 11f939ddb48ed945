// The checker against certificates made by hand, and against every single change to certificates
// that the engine made.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/case/checker_input.hpp"
#include "qixian/checker/checker.hpp"
#include "qixian/date/text.hpp"

namespace {

using namespace qixian;

// ---------------------------------------------------------------- by hand

checked::days plain_new_year() {
    checked::days raw;
    for (int each : {20210101, 20210102, 20210103}) {
        raw.notices.push_back({"CN-2021", day(20201125), day(each), "off", "元旦"});
    }
    return raw;
}

checked::row row(int on, std::string event) {
    checked::row r;
    r.event = std::move(event);
    r.on = day(on);
    return r;
}

/// QH-2020-22: received on 21 December 2020, twenty working days.
checked::certificate written_out() {
    checked::certificate c;
    c.id = "QH-2020-22/reply/1";
    c.application = "QH-2020-22";
    c.duty = "reply";
    c.regime = "R711";
    c.trigger_event = "received";
    c.trigger_on = day(20201221);
    c.basis = {"REG19-33.2"};
    c.limit = 20;
    c.unit = "working_day";
    c.status = "running";
    c.as_of = day(20201231);
    auto const count = [&](int from, int through) {
        for (int d = from; d <= through; ++d) {
            int const n = 1 + static_cast<int>(std::count_if(c.lines.begin(), c.lines.end(),
                                                             [](auto const& l) { return l.n; }));
            c.lines.push_back({day(d), "counted", n, "", "", "", "", false});
        }
    };
    auto const rest = [&](int from, int through, std::string why, std::string source = {},
                          std::string holiday = {}) {
        for (int d = from; d <= through; ++d) {
            c.lines.push_back({day(d), "skipped", 0, why, source, holiday, "", false});
        }
    };
    count(20201222, 20201225);
    rest(20201226, 20201227, "weekend");
    count(20201228, 20201231);
    rest(20210101, 20210103, "notice", "CN-2021", "元旦");
    count(20210104, 20210108);
    rest(20210109, 20210110, "weekend");
    count(20210111, 20210115);
    rest(20210116, 20210117, "weekend");
    count(20210118, 20210119);
    c.due = day(20210119);
    c.latest = day(20210119);
    return c;
}

TEST(checker, a_certificate_written_out_by_hand_is_accepted) {
    std::vector<checked::row> const rows{row(20201221, "received")};
    EXPECT_TRUE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
}

TEST(checker, a_day_that_the_notice_does_not_know_is_objected_to_with_its_line) {
    std::vector<checked::row> const rows{row(20201221, "received")};
    auto raw = plain_new_year();
    raw.notices.pop_back();
    raw.notices.push_back({"CN-2021", day(20201125), day(20210103), "work", "元旦"});
    auto const wrong = check_certificate(written_out(), rows, raw, {});
    ASSERT_FALSE(wrong.empty());
    EXPECT_TRUE(std::any_of(wrong.begin(), wrong.end(), [](auto const& each) {
        return each.line == 13 && each.code == "LINE_DIFFERS" && !each.zh.empty();
    }));
}

TEST(checker, a_later_notice_wins_and_a_revert_gives_the_day_back) {
    std::vector<checked::row> const rows{row(20201221, "received")};
    auto raw = plain_new_year();
    raw.notices.push_back({"CN-2021-A1", day(20201228), day(20210119), "off", "试"});
    EXPECT_FALSE(check_certificate(written_out(), rows, raw, {}).empty());
    checked::settings before;
    before.known_on = day(20201227);
    EXPECT_TRUE(check_certificate(written_out(), rows, raw, before).empty());
    raw.notices.push_back({"CN-2021-A2", day(20201229), day(20210119), "revert", "试"});
    EXPECT_TRUE(check_certificate(written_out(), rows, raw, {}).empty());
}

TEST(checker, a_row_too_many_or_too_few_is_noticed) {
    std::vector<checked::row> rows;
    EXPECT_EQ("NO_SUCH_CERTIFICATE",
              check_certificate(written_out(), rows, plain_new_year(), {}).front().code);
    rows.push_back(row(20201221, "received"));
    rows.push_back(row(20201228, "consulted"));
    rows.back().kind = "other_agency";
    EXPECT_FALSE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
}

TEST(checker, what_an_unknown_event_did_is_not_called_right) {
    // It changes nothing that this checker can see, so the certificate would hold.
    std::vector<checked::row> rows{row(20201221, "received"), row(20201228, "teleported")};
    auto const wrong = check_certificate(written_out(), rows, plain_new_year(), {});
    ASSERT_EQ(1u, wrong.size());
    EXPECT_EQ("UNKNOWN_EVENT", wrong[0].code);
    EXPECT_NE(wrong[0].en.find("teleported"), std::string::npos);
    rows.back().event = "supplemented";
    EXPECT_TRUE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
    // What happens later is not asked.
    rows.back() = row(20210101, "teleported");
    EXPECT_TRUE(check_certificate(written_out(), rows, plain_new_year(), {}).empty());
}

TEST(checker, decree_492_gives_fifteen_days) {
    std::vector<checked::row> const rows{row(20190514, "received")};
    auto const made = expected_certificates("A", day(20190520), rows,
                                            checker_days(china::editions(), china::calendar()), {});
    ASSERT_EQ(1u, made.size());
    EXPECT_EQ("R492", made[0].regime);
    EXPECT_EQ(15, made[0].limit);
    EXPECT_EQ(day(20190604), made[0].due);  // worked example S07
}

TEST(checker, an_empty_certificate_is_no_certificate) {
    EXPECT_FALSE(check_certificate({}, {}, {}, {}).empty());
}

// ---------------------------------------------------------------- the engine's certificates

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
std::vector<entry> entries(std::string const& text) {
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

std::vector<question> const& questions() {
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
        {"2024-02-19 received; 2024-03-04 refused outcome=state_secret; 2024-03-11 review_filed; "
         "2024-03-25 review_rejected delivered=2024-03-27; 2024-04-02 suit_filed; 2024-05-10 "
         "suit_decided result=upheld; 2024-05-20 suit_appealed",
         20240601,
         {},
         {"suit_after_review", "suit_defence"}},
    };
    return all;
}

checked::days const& raw_days() {
    static auto const raw = checker_days(china::editions(), china::calendar());
    return raw;
}

struct answered {
    std::vector<checked::row> rows{};
    checked::settings settings{};
    std::vector<checked::certificate> made{};
};

answered ask(question const& q) {
    context in{china::calendar(), {}};
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

std::string shown(std::vector<checked::objection> const& all) {
    std::string text;
    for (auto const& each : all) {
        text += "\n  " + std::to_string(each.line) + " " + each.field + " " + each.en;
    }
    return text;
}

TEST(checker, whatever_the_engine_proves_is_accepted) {
    for (auto const& q : questions()) {
        auto const a = ask(q);
        for (auto const& c : a.made) {
            auto const wrong = check_certificate(c, a.rows, raw_days(), a.settings);
            EXPECT_TRUE(wrong.empty()) << q.rows << "\n " << c.id << shown(wrong);
        }
        for (auto const* duty : q.duties) {
            EXPECT_TRUE(std::any_of(a.made.begin(), a.made.end(),
                                    [&](auto const& c) { return c.duty == duty; }))
                << q.rows << ": no " << duty;
        }
        EXPECT_EQ(a.made.size(),
                  expected_certificates("A", day(q.as_of), a.rows, raw_days(), a.settings).size())
            << q.rows;
    }
}

using change = std::function<void(checked::certificate&)>;

/// Every single change to a certificate, named.
std::vector<std::pair<std::string, change>> changes(checked::certificate const& c) {
    std::vector<std::pair<std::string, change>> all{
        {"due later", [](auto& x) { x.due = plus_days(x.due, 1); }},
        {"due earlier", [](auto& x) { x.due = plus_days(x.due, -1); }},
        {"limit more", [](auto& x) { ++x.limit; }},
        {"limit less", [](auto& x) { --x.limit; }},
        {"unit", [](auto& x) { x.unit = x.unit == "day" ? "working_day" : "day"; }},
        {"trigger event", [](auto& x) { x.trigger_event = "supplemented"; }},
        {"trigger limit", [](auto& x) { x.trigger_is_limit = !x.trigger_is_limit; }},
        {"trigger later", [](auto& x) { x.trigger_on = plus_days(x.trigger_on, 1); }},
        {"trigger earlier", [](auto& x) { x.trigger_on = plus_days(x.trigger_on, -1); }},
        {"basis dropped", [](auto& x) { x.basis.pop_back(); }},
        {"basis added", [](auto& x) { x.basis.push_back("REG19-33.3"); }},
        {"basis changed", [](auto& x) { x.basis.front() += "x"; }},
        {"certain", [](auto& x) { x.certain = !x.certain; }},
        {"an extension",
         [](auto& x) {
             x.extensions->push_back({x.trigger_on, 1, {}, "x"});
         }},
        {"regime", [](auto& x) { x.regime = x.regime == "R711" ? "R492" : "R711"; }},
        {"ref", [](auto& x) { x.ref += "x"; }},
        {"status", [](auto& x) { x.status = x.status == "met" ? "running" : "met"; }},
        {"in force", [](auto& x) { x.in_force = !x.in_force; }},
        {"duty", [](auto& x) { x.duty += "x"; }},
        {"id", [](auto& x) { x.id += "1"; }},
        {"latest", [](auto& x) { x.latest = plus_days(x.latest.value_or(x.due), 1); }},
        {"a line before",
         [](auto& x) {
             auto first = x.lines.front();
             first.day = plus_days(first.day, -1);
             x.lines.insert(x.lines.begin(), first);
         }},
        {"a line after",
         [](auto& x) {
             auto last = x.lines.back();
             last.day = plus_days(last.day, 1);
             ++last.n;
             x.lines.push_back(last);
         }},
        {"no lines", [](auto& x) { x.lines.clear(); }},
    };
    auto const on_line = [&](std::string name, std::size_t i,
                             std::function<void(checked::line&)> what) {
        all.emplace_back(name + " of line " + std::to_string(i + 1),
                         [i, what](auto& x) { what(x.lines[i]); });
    };
    for (std::size_t i = 0; i < c.lines.size(); ++i) {
        auto const at = static_cast<std::ptrdiff_t>(i);
        all.emplace_back("drop line " + std::to_string(i + 1),
                         [at](auto& x) { x.lines.erase(x.lines.begin() + at); });
        all.emplace_back("double line " + std::to_string(i + 1), [at](auto& x) {
            auto const same = x.lines[static_cast<std::size_t>(at)];
            x.lines.insert(x.lines.begin() + at, same);
        });
        on_line("day later", i, [](auto& l) { l.day = plus_days(l.day, 1); });
        on_line("day earlier", i, [](auto& l) { l.day = plus_days(l.day, -1); });
        for (auto const* is : {"counted", "skipped", "paused", "month_day", "named", "rolled"}) {
            if (c.lines[i].is != is) {
                on_line(is, i, [is](auto& l) { l.is = is; });
            }
        }
        on_line("n more", i, [](auto& l) { ++l.n; });
        on_line("n less", i, [](auto& l) { --l.n; });
        for (auto const* why : {"", "weekend", "notice", "statute", "local", "provisional"}) {
            if (c.lines[i].why != why) {
                on_line(std::string("why ") + why, i, [why](auto& l) { l.why = why; });
            }
        }
        on_line("source", i, [](auto& l) { l.source += "x"; });
        on_line("holiday", i, [](auto& l) { l.holiday += "x"; });
        on_line("ref", i, [](auto& l) { l.ref += "x"; });
        on_line("provisional", i, [](auto& l) { l.provisional = !l.provisional; });
    }
    return all;
}

TEST(checker, every_single_change_is_rejected) {
    std::size_t tried = 0;
    for (auto const& q : questions()) {
        auto const a = ask(q);
        for (auto const& c : a.made) {
            for (auto const& [name, make] : changes(c)) {
                auto changed = c;
                make(changed);
                ++tried;
                EXPECT_FALSE(check_certificate(changed, a.rows, raw_days(), a.settings).empty())
                    << q.rows << "\n " << c.id << ": " << name;
            }
        }
    }
    EXPECT_GT(tried, 20000u);
}

TEST(checker, past_the_last_notice_numbers_and_marks_are_held_but_not_the_days) {
    question const q{"2026-12-10 received", 20261211, {}, {}};
    auto const a = ask(q);
    auto const reply = a.made.front();
    ASSERT_EQ("reply", reply.duty);
    EXPECT_FALSE(reply.certain);
    EXPECT_TRUE(check_certificate(reply, a.rows, raw_days(), a.settings).empty());
    for (auto const& [name, make] : changes(reply)) {
        if (name == "latest" || name == "status" || name.starts_with("source") ||
            name.starts_with("holiday")) {
            continue;  // the windows of the engine decide these, not the law
        }
        auto changed = reply;
        make(changed);
        EXPECT_FALSE(check_certificate(changed, a.rows, raw_days(), a.settings).empty()) << name;
    }
}

TEST(checker, every_kind_of_period_past_the_last_notice_is_accepted) {
    for (question const& q : {
             question{"2026-12-01 received; 2026-12-10 unable_to_provide outcome=not_held",
                      20261220,
                      {},
                      {}},
             question{"2026-12-01 received; 2026-12-10 delay_notified until=2027-02-06",
                      20261220,
                      {},
                      {}},
             question{"2026-12-01 received; 2026-12-07 correction_requested days=2 unit=month",
                      20261220,
                      {},
                      {}},
             question{"2026-12-01 received; 2026-12-10 consulted kind=third_party ref=T",
                      20261220,
                      {},
                      {}},
         }) {
        auto const a = ask(q);
        for (auto const& c : a.made) {
            auto const wrong = check_certificate(c, a.rows, raw_days(), a.settings);
            EXPECT_TRUE(wrong.empty()) << q.rows << "\n " << c.id << shown(wrong);
        }
    }
}

TEST(checker, a_calendar_with_other_days_is_seen_through) {
    auto const a = ask(questions()[1]);
    auto raw = raw_days();
    std::erase_if(raw.notices, [](auto const& d) { return d.day == day(20210926); });
    EXPECT_FALSE(check_certificate(a.made.front(), a.rows, raw, a.settings).empty());
}

}  // namespace
