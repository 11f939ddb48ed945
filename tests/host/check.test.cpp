// What keeps an entry from being a row, said by `check` and by everything that takes rows.
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/case/checker_input.hpp"
#include "qixian/caseload/lives.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/rule/check.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace {

using namespace qixian;

entry received() {
    return {.application = "A-1",
            .on = day(20210301),
            .what = event::received,
            .applicant = applicant::natural_person};
}

entry then(int on, event what) { return {.application = "A-1", .on = day(on), .what = what}; }

/// `CODE cell` of each fault, in their order.
std::string told(std::vector<fault> const& faults) {
    std::string out;
    for (auto const& each : faults) {
        out += (out.empty() ? "" : ", ") + std::string(name_of(each.what)) + " " + each.field;
    }
    return out;
}

/// What is wrong with a row of its kind after `change`.
std::string wrong(entry e, std::function<void(entry&)> const& change) {
    EXPECT_EQ(told(check(e)), "");
    change(e);
    return told(check(e));
}

TEST(check, tells_everything_that_is_wrong_with_a_row_and_not_only_the_first) {
    entry e = then(20210301, event::refused);
    e.application.clear();
    e.days = -5;
    e.delivered = date(boost::date_time::pos_infin);
    e.note = std::string("a\0b", 3);
    e.extra = {{"y", "1"}};
    e.line = 7;
    auto const faults = check(e);
    EXPECT_EQ(told(faults), "BAD_NUMBER days, BAD_DATE delivered, NUL_BYTE note, UNKNOWN_COLUMN y, "
                            "MISSING_VALUE application, MISSING_VALUE outcome");
    for (auto const& each : faults) {
        EXPECT_EQ(each.line, 7U);
    }
    EXPECT_EQ(faults.front().detail, "-5");
    EXPECT_EQ(first_fault(e)->field, "days");
}

TEST(check, wants_a_day_that_can_be_asked_about) {
    EXPECT_EQ(wrong(received(), [](entry& e) { e.on = date(); }), "MISSING_VALUE on");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.on = day(18991231); }), "BAD_DATE on");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.on = date(boost::date_time::neg_infin); }),
              "BAD_DATE on");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.on = date(4'000'000'000U); }), "BAD_DATE on");
    auto const delayed = [] {
        auto e = then(20210310, event::delay_notified);
        e.until = day(20210501);
        return e;
    };
    EXPECT_EQ(wrong(delayed(), [](entry& e) { e.until = date(); }), "BAD_DATE until");
    EXPECT_EQ(wrong(delayed(), [](entry& e) { e.until = day(20210309); }),
              "PERIOD_BACKWARDS until");
    EXPECT_EQ(wrong(delayed(), [](entry& e) { e.delivered = day(20210309); }),
              "DELIVERED_BEFORE_ON delivered");
}

TEST(check, wants_numbers_that_a_cell_can_hold) {
    auto const extended = [] {
        auto e = then(20210310, event::extended);
        e.days = 20;
        return e;
    };
    for (int const none : {-5, 0, 3661, std::numeric_limits<int>::min()}) {
        EXPECT_EQ(wrong(extended(), [none](entry& e) { e.days = none; }), "BAD_NUMBER days");
    }
    EXPECT_EQ(wrong(extended(), [](entry& e) { e.days.reset(); }), "MISSING_VALUE days");
    EXPECT_EQ(wrong(extended(), [](entry& e) { e.until = day(20210501); }), "PERIOD_TWICE until");
    EXPECT_EQ(wrong(extended(),
                    [](entry& e) {
                        e.until = day(20210301);
                        e.delivered = day(20210301);
                        e.days_unit = unit::month;
                    }),
              "PERIOD_TWICE until, PERIOD_BACKWARDS until, DELIVERED_BEFORE_ON delivered, "
              "UNKNOWN_CODE unit");
    EXPECT_EQ(wrong(then(20210310, event::fee_notified), [](entry& e) { e.amount_fen = -1; }),
              "BAD_NUMBER amount");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.recorded = instant{-9'000'000'000'000}; }),
              "BAD_INSTANT recorded");
}

TEST(check, wants_words_that_there_are_and_that_the_event_takes) {
    auto const consulted = [] {
        auto e = then(20210310, event::consulted);
        e.kind = kind::third_party;
        return e;
    };
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.kind.reset(); }), "MISSING_VALUE kind");
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.kind = kind::simplified; }), "UNKNOWN_CODE kind");
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.kind = static_cast<kind>(77); }),
              "UNKNOWN_CODE kind");
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.what = static_cast<event>(200); }),
              "UNKNOWN_CODE event");
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.what = event::year_ended; }),
              "UNKNOWN_CODE event");
    // Also where the event has no use for the cell: nothing reads it, and nothing could write it.
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.applicant = static_cast<applicant>(9); }),
              "UNKNOWN_CODE applicant");
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.view = static_cast<view>(4); }),
              "UNKNOWN_CODE view");
    EXPECT_EQ(wrong(consulted(), [](entry& e) { e.days_unit = static_cast<unit>(3); }),
              "UNKNOWN_CODE unit");
}

TEST(check, wants_texts_that_a_file_can_hold) {
    EXPECT_EQ(wrong(received(), [](entry& e) { e.application = "申请 1"; }), "BAD_KEY application");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.application = std::string(65, 'a'); }),
              "BAD_KEY application");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.agency = "\x1b[2J"; }), "BAD_KEY agency");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.ref = "\xFF"; }), "NOT_UTF8 ref");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.note = std::string(longest_cell + 1, 'a'); }),
              "LINE_TOO_LONG note");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.note = "two\nlines"; }), "");
    EXPECT_EQ(wrong(received(),
                    [](entry& e) {
                        e.extra = {{"x_a", "1"}, {"x_a", "2"}};
                    }),
              "UNKNOWN_COLUMN x_a");
    EXPECT_EQ(wrong(received(), [](entry& e) { e.extra = {{"x_\n", "1"}}; }), "UNKNOWN_COLUMN x_ ");
}

TEST(check, of_a_statute_without_a_table_of_cells_asks_for_its_words) {
    auto law = default_statute();
    law.cells = nullptr;
    auto e = then(20210301, event::refused);
    EXPECT_EQ(told(check(law, e)), "");
    e.days = 0;
    e.outcome = static_cast<outcome>(63);
    e.application.clear();
    EXPECT_EQ(told(check(law, e)),
              "BAD_NUMBER days, UNKNOWN_CODE outcome, MISSING_VALUE application");
    EXPECT_EQ(first_fault(law, e)->field, "days");
}

TEST(check, is_asked_by_whatever_takes_a_row) {
    context const in{china::calendar()};
    auto bad = then(20210310, event::correction_requested);
    bad.days = -3;
    for (auto const& rows : {std::vector{received(), bad}, std::vector{bad, received()}}) {
        EXPECT_EQ(fold(rows, day(20210401), in).error().field, "days");
        EXPECT_EQ(assess(rows, day(20210401), in).error().field, "days");
        EXPECT_EQ(would(rows, then(20210401, event::disclosed), in).error().field, "days");
    }
    // A row after the as-of day is checked too: it was handed in.
    EXPECT_EQ(assess(std::vector{received(), bad}, day(20210302), in).error().field, "days");
    EXPECT_EQ(would(std::vector{received()}, bad, in).error().field, "days");
    EXPECT_EQ(would({}, bad, in).error().field, "days");
    auto const life = fold(std::vector{received()}, day(20210401), in).value();
    EXPECT_EQ(facts_for(life, bad, in).error().field, "days");
    EXPECT_TRUE(facts_for(life, then(20210402, event::disclosed), in).ok());
}

TEST(check, of_several_rows_wants_one_application) {
    context const in{china::calendar()};
    auto other = then(20210310, event::disclosed);
    other.application = "A-2";
    EXPECT_EQ(assess(std::vector{received(), other}, day(20210401), in).error().what,
              code::other_application);
    EXPECT_EQ(would(std::vector{received()}, other, in).error().what, code::other_application);
    other = then(20210310, event::disclosed);
    other.agency = "乙厅";
    EXPECT_TRUE(would(std::vector{received()}, other, in).ok());  // no agency is the only one
    auto first = received();
    first.agency = "甲厅";
    EXPECT_EQ(would(std::vector{first}, other, in).error().what, code::other_application);
    entry closed = then(20211231, event::year_closed);
    closed.application.clear();
    EXPECT_TRUE(assess(std::vector{closed, first}, day(20220101), in).ok());
    EXPECT_EQ(assess(std::vector{closed, first}, day(20220101), in).value().application, "A-1");
}

TEST(assess, of_no_rows_or_on_no_day_is_a_fault) {
    context const in{china::calendar()};
    EXPECT_EQ(assess({}, day(20210401), in).error().what, code::no_receipt);
    for (auto const none : {date(), date(boost::date_time::pos_infin), day(18991231)}) {
        auto const asked = assess(std::vector{received()}, none, in);
        EXPECT_EQ(asked.error().what, code::bad_date);
        EXPECT_EQ(asked.error().field, "as_of");
    }
    entry closed = then(20211231, event::year_closed);
    closed.application.clear();
    EXPECT_EQ(assess(std::vector{closed}, day(20220101), in).error().what, code::no_receipt);
}

TEST(assess, with_a_context_that_cannot_be_asked_is_a_fault) {
    context in{china::calendar()};
    in.policies.set_value(policy_number_of<named_day>, 2);
    auto const asked = assess(std::vector{received()}, day(20210401), in);
    EXPECT_EQ(asked.error().what, code::unknown_policy);
    EXPECT_EQ(asked.error().detail, "named_day=2");
    in.policies = {};
    in.law = nullptr;
    EXPECT_EQ(assess(std::vector{received()}, day(20210401), in).error().what, code::no_regime);
}

TEST(assess, tells_what_is_lawful_now_apart_from_what_a_later_day_will_allow) {
    context const in{china::calendar()};
    auto asked = then(20210303, event::correction_requested);
    asked.days = 10;
    std::vector const rows{received(), asked};
    auto const on = [&](std::vector<next_event> const& among, event what) {
        for (auto const& each : among) {
            if (each.what == what) {
                return each.first ? to_text(*each.first) : std::string("now");
            }
        }
        return std::string("-");
    };
    auto const before = assess(rows, day(20210317), in).value();
    EXPECT_EQ(on(before.next, event::correction_lapsed), "-");
    EXPECT_EQ(on(before.later, event::correction_lapsed), "2021-03-18");
    EXPECT_EQ(on(before.next, event::correction_received), "now");
    auto const after = assess(rows, day(20210318), in).value();
    EXPECT_EQ(on(after.next, event::correction_lapsed), "2021-03-18");
    EXPECT_EQ(on(after.later, event::correction_lapsed), "-");
    auto const asked_now = would(rows, then(20210317, event::correction_lapsed), in).value();
    EXPECT_EQ(asked_now.said.why, code::lapse_too_early);
    EXPECT_EQ(on(asked_now.later, event::correction_lapsed), "2021-03-18");
    EXPECT_EQ(on(asked_now.possible, event::correction_lapsed), "-");
    // Before the period is over there is nothing to complain of.
    auto const open = assess(std::vector{received()}, day(20210305), in).value();
    EXPECT_EQ(on(open.next, event::review_filed), "-");
    EXPECT_EQ(on(open.later, event::review_filed), "2021-03-30");
}

TEST(assess, says_of_each_event_that_is_lawful_now_what_would_says_of_it) {
    context const in{china::calendar()};
    auto const a = assess(std::vector{received()}, day(20210305), in).value();
    for (auto const& each : a.later) {
        EXPECT_GT(each.first.value(), day(20210305));
    }
    for (auto const& each : a.next) {
        EXPECT_TRUE(!each.first || *each.first <= day(20210305));
    }
}

TEST(a_bulk_life, of_a_row_that_is_none_is_left_to_the_core) {
    auto const is_left = [](life_event const& e) {
        life_table lives(day(20210401), china::calendar());
        lives.take(
            0, {.on = day(20210301), .what = event::received, .applicant = applicant::business});
        lives.take(0, e);
        lives.finish();
        return lives[0].is_particular();
    };
    EXPECT_FALSE(is_left({.on = day(20210310), .what = event::extended, .days = 20}));
    EXPECT_TRUE(is_left({.on = day(20210310), .what = event::extended}));
    EXPECT_TRUE(is_left({.on = day(20210310), .what = event::extended, .days = -5}));
    EXPECT_TRUE(is_left({.on = day(20210310), .what = event::extended, .days = 0}));
    EXPECT_TRUE(is_left({.on = date(), .what = event::disclosed}));
    EXPECT_TRUE(is_left({.on = date(boost::date_time::pos_infin), .what = event::disclosed}));
    EXPECT_TRUE(is_left({.on = day(20210310), .what = static_cast<event>(250)}));
    EXPECT_TRUE(is_left({.on = day(20210310), .what = event::consulted}));
    EXPECT_TRUE(is_left({.on = day(20210310), .what = event::refused}));
    EXPECT_TRUE(
        is_left({.on = day(20210310), .what = event::refused, .outcome = outcome::not_held}));
    EXPECT_FALSE(
        is_left({.on = day(20210310), .what = event::refused, .outcome = outcome::state_secret}));
    EXPECT_TRUE(
        is_left({.on = day(20210310), .what = event::disclosed, .delivered = day(20210309)}));
    // Also a row that is later than the day asked for: the core would look at it.
    EXPECT_TRUE(is_left({.on = day(20210501), .what = event::extended}));
    life_table lives(day(20210401), china::calendar());
    lives.take(3, {.on = date(), .what = event::received});
    EXPECT_TRUE(lives[3].is_particular());
    EXPECT_FALSE(lives[3].absent());
}

TEST(the_checker, of_days_that_there_are_not_objects_and_does_not_walk) {
    context const in{china::calendar()};
    std::vector const rows{received()};
    auto const raw = checker_days(china::editions(), in.calendar);
    auto const proof = certificates(assess(rows, day(20210310), in).value(), in).value().front();
    auto const of = [&](checked::certificate const& said, std::vector<entry> const& from) {
        auto const found = check_certificate(said, checker_rows(from), raw, {});
        return found.empty() ? std::string{} : found.front().code;
    };
    auto const said = checker_certificate(proof);
    EXPECT_EQ(of(said, rows), "");
    auto odd = said;
    odd.trigger_on = day(99991231);
    EXPECT_EQ(of(odd, rows), "FIELD_MISSING");
    odd = said;
    odd.as_of = date(boost::date_time::pos_infin);
    EXPECT_EQ(of(odd, rows), "FIELD_MISSING");
    for (auto const none : {date(), day(99991231), date(boost::date_time::neg_infin)}) {
        auto more = rows;
        more.push_back(then(20210302, event::correction_requested));
        more.back().until = none;
        EXPECT_EQ(of(said, more), "ROW_UNSOUND");
        more.back().until.reset();
        more.back().days = -1;
        EXPECT_EQ(of(said, more), "ROW_UNSOUND");
    }
    auto more = rows;
    more.push_back(then(20210302, event::disclosed));
    more.back().on = date();
    EXPECT_EQ(of(said, more), "ROW_UNSOUND");
    EXPECT_TRUE(expected_certificates("A-1", day(20210310), checker_rows(more), raw, {}).empty());
    more.back().on =
        day(99991231);  // later than it is asked about: that there is such a row is all
    EXPECT_EQ(of(said, more), "");
}

TEST(account, of_an_assessment_that_was_never_made_counts_nowhere) {
    auto const a = account_of(assessment{});
    EXPECT_FALSE(a.received_on);
    EXPECT_FALSE(a.closed_on);
}

}  // namespace
