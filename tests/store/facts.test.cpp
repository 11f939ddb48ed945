// One fact is one entry: what a list says again, what it puts right, and what really happened twice
// on one day. Days that have not come, clocks that are wrong, and ids that are cut short.
#include <filesystem>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "databases.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

class Facts : public OnAnyDatabase {
protected:
    [[nodiscard]] store made(store_options options = hand_clock(20240110).options()) const {
        return store::create(folder / "a", {}, quick(std::move(options)));
    }
};
class Clocks : public Facts {};

INSTANTIATE_TEST_SUITE_P(Of, Facts, ::testing::ValuesIn(every_database), &name_of_database);
INSTANTIATE_TEST_SUITE_P(Of, Clocks, ::testing::ValuesIn(every_database), &name_of_database);

import_batch batch_of(std::vector<entry> const& rows) {
    import_batch out;
    for (auto e : rows) {
        e.line = out.size() + 2;
        EXPECT_FALSE(out.add(e));
    }
    return out;
}

date due_of(store& kept, std::string const& application) {
    auto const a = assess(kept.find("", application)->rows, day(20240110), {china::calendar()});
    for (auto const& d : a->duties) {
        if (d.what == duty_kind::reply && d.in_force) {
            return d.end->due;
        }
    }
    return {};
}

/// A list as an officer keeps it: received, extended, a review.
std::vector<entry> list_of_an_officer() {
    auto extended = happened("A", 20231110, event::extended, 10);
    auto reply = happened("B", 20231101, event::refused);
    reply.outcome = outcome::state_secret;
    return {received("A", 20231023), extended, received("B", 20231020), reply,
            happened("B", 20231120, event::review_filed)};
}

std::vector<entry> filled_in() {
    auto out = list_of_an_officer();
    out[1].delivered = day(20231113);
    out[4].note = "材料齐全";
    return out;
}

// --- the same fact ------------------------------------------------------------------------------

TEST_P(Facts, AnEditedListCountsNothingTwiceAndIsRefusedRowByRow) {
    auto kept = made();
    ASSERT_EQ(kept.import(batch_of(list_of_an_officer())).added, 5U);
    auto const due = due_of(kept, "A");
    auto const before = everything(kept);
    auto const said = kept.import(batch_of(filled_in()));
    EXPECT_FALSE(said.stored);
    EXPECT_EQ(said.repeated, 3U);
    ASSERT_EQ(said.refused.size(), 2U);
    auto const& why = said.refused.front();
    EXPECT_EQ(why.line, 3U);
    EXPECT_EQ(why.answer.said.why, code::same_fact);
    EXPECT_EQ(why.answer.same_as, kept.find("", "A")->rows[1].id);
    EXPECT_EQ(why.answer.differs, (std::vector<cell_difference>{{"delivered", "", "2023-11-13"}}));
    EXPECT_EQ(said.refused.back().answer.differs,
              (std::vector<cell_difference>{{"note", "", "材料齐全"}}));
    EXPECT_EQ(everything(kept), before);
    auto const rest = kept.import(batch_of(filled_in()), {.keep_going = true});
    EXPECT_EQ(rest.added, 0U);
    EXPECT_EQ(everything(kept), before);
    EXPECT_EQ(due_of(kept, "A"), due);
}

TEST_P(Facts, AnAmendmentWithdrawsTheEntryAndRecordsTheRowOnceForAll) {
    auto kept = made();
    ASSERT_TRUE(kept.import(batch_of(list_of_an_officer())).stored);
    auto const due = due_of(kept, "A");
    auto const old = kept.find("", "A")->rows[1].id;
    auto const said = kept.import(batch_of(filled_in()), {.amend = true});
    EXPECT_TRUE(said.stored);
    EXPECT_EQ(said.added, 0U);
    EXPECT_EQ(said.repeated, 3U);
    ASSERT_EQ(said.amended.size(), 2U);
    EXPECT_EQ(said.amended[0].answer.amended, old);
    EXPECT_EQ(said.amended[0].line, 3U);
    EXPECT_TRUE(said.amended[0].answer.undone.empty());
    auto const rows = kept.find("", "A")->rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[2].what, event::entry_withdrawn);
    EXPECT_EQ(rows[2].re, old);
    EXPECT_EQ(rows[3].id, said.amended[0].answer.id);
    EXPECT_EQ(rows[3].delivered, day(20231113));
    EXPECT_EQ(rows[3].seq, rows[1].seq);
    EXPECT_EQ(due_of(kept, "A"), due) << "one extension, not two";
    auto const b = assess(kept.find("", "B")->rows, day(20240110), {china::calendar()});
    EXPECT_TRUE(b->life.refused.empty());
    auto const before = everything(kept);
    auto const again = kept.import(batch_of(filled_in()), {.amend = true});
    EXPECT_EQ(again.repeated, 5U);
    EXPECT_TRUE(again.amended.empty());
    // The list as it was before is told already as well: it puts nothing back by itself.
    EXPECT_EQ(kept.import(batch_of(list_of_an_officer())).repeated, 5U);
    EXPECT_EQ(everything(kept), before);
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST_P(Facts, WhatWasExportedAndEditedPutsItsEntriesRightByTheirIds) {
    auto kept = made();
    ASSERT_TRUE(kept.import(batch_of(list_of_an_officer())).stored);
    std::vector<entry> rows;
    kept.each_entry({}, [&](entry const& e) { rows.push_back(e); });
    ASSERT_EQ(kept.import(batch_of(rows)).repeated, 5U);
    rows[1].on = day(20231109);  // the day was mistyped
    rows[4].ref = "R1";
    auto const strict = kept.import(batch_of(rows));
    EXPECT_EQ(strict.faults.size(), 2U);
    EXPECT_EQ(strict.faults.front().what, code::id_conflict);
    EXPECT_NE(strict.faults.front().detail.find("on: 2023-11-10"), std::string::npos);
    auto const said = kept.import(batch_of(rows), {.amend = true});
    EXPECT_TRUE(said.stored);
    EXPECT_EQ(said.amended.size(), 2U);
    auto const again = kept.import(batch_of(rows), {.amend = true});
    EXPECT_TRUE(again.stored);
    EXPECT_EQ(again.repeated, 5U);
    EXPECT_EQ(kept.find("", "A")->rows.size(), 4U);
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST_P(Facts, TwoOfOneDaySaySoByRefOrById) {
    auto kept = made();
    ASSERT_TRUE(kept.append(received("A", 20231023)));
    auto letter = happened("A", 20231101, event::consulted);
    letter.kind = kind::third_party;
    ASSERT_TRUE(kept.append(letter));
    EXPECT_EQ(kept.append(letter).value().status, append_status::repeated);
    auto other = letter;
    other.delivered = day(20231103);
    auto const refused = kept.append(other);
    EXPECT_EQ(refused->status, append_status::refused);
    EXPECT_EQ(refused->said.why, code::same_fact);
    EXPECT_EQ(kept.would(other).value().answer.differs, refused->differs);
    other.ref = "乙";
    auto const by_ref = kept.append(other);
    EXPECT_EQ(by_ref->status, append_status::appended);
    ASSERT_EQ(by_ref->warnings.size(), 1U);
    EXPECT_EQ(by_ref->warnings[0].what, code::second_fact);
    auto third = letter;
    third.id = "third";
    EXPECT_EQ(kept.append(third).value().status, append_status::appended);
    EXPECT_EQ(kept.find("", "A")->rows.size(), 4U);
    // A list that has them all says so itself: nothing to be warned of.
    auto fourth = letter;
    fourth.ref = "丁";
    auto const said = kept.import(batch_of({letter, other, third, fourth}));
    EXPECT_EQ(said.added, 1U);
    EXPECT_EQ(said.repeated, 3U);
    EXPECT_TRUE(said.warnings.empty());
}

TEST_P(Facts, AnswersToTwoLettersAreTwoAndAFilledInLetterIsOne) {
    auto kept = made();
    auto const opinion = [](std::string re) {
        auto e = happened("A", 20231108, event::opinion_received);
        e.re = std::move(re);
        return e;
    };
    std::vector<entry> rows{received("A", 20231023)};
    for (auto const* const ref : {"甲", "乙"}) {
        rows.push_back(happened("A", 20231101, event::consulted));
        rows.back().kind = kind::third_party;
        rows.back().ref = ref;
    }
    rows.push_back(opinion("甲"));
    rows.push_back(opinion("乙"));
    EXPECT_EQ(kept.import(batch_of(rows)).added, 5U);
    EXPECT_EQ(kept.import(batch_of(rows)).repeated, 5U);
    auto const said = kept.append(opinion(""));
    EXPECT_EQ(said->said.why, code::same_fact);
}

TEST_P(Facts, ARowThatStandsTwiceIsCountedOnceAndSaid) {
    auto kept = made();
    auto const extended = happened("A", 20231110, event::extended, 10);
    auto const said = kept.import(batch_of({received("A", 20231023), extended, extended}));
    EXPECT_TRUE(said.stored);
    EXPECT_EQ(said.added, 2U);
    EXPECT_EQ(said.repeated, 1U);
    ASSERT_EQ(said.warnings.size(), 1U);
    EXPECT_EQ(said.warnings[0].what, code::row_twice);
    EXPECT_EQ(said.warnings[0].line, 4U);
    EXPECT_EQ(said.warnings[0].detail, "3");
}

TEST_P(Facts, AFileThatSaysOneFactInTwoWaysIsNotGuessedAt) {
    auto kept = made();
    auto const extended = happened("A", 20231110, event::extended, 10);
    auto other = extended;
    other.days = 15;
    for (bool const amend : {false, true}) {
        auto const said =
            kept.import(batch_of({received("A", 20231023), extended, other}), {.amend = amend});
        EXPECT_FALSE(said.stored);
        ASSERT_EQ(said.refused.size(), 1U);
        EXPECT_EQ(said.refused[0].answer.same_line, 3U);
        EXPECT_TRUE(said.refused[0].answer.same_as.empty());
    }
    // Neither is the entry put right by one row while another says it as it is.
    ASSERT_TRUE(kept.import(batch_of({received("A", 20231023), extended})).stored);
    for (auto const& rows : {std::vector{extended, other}, std::vector{other, extended}}) {
        auto const said = kept.import(batch_of(rows), {.amend = true});
        EXPECT_FALSE(said.stored);
        EXPECT_EQ(said.refused.size(), 1U);
    }
}

TEST_P(Facts, OwnColumnsAndTheOrderOfADayAreCellsAndTheInstantIsNot) {
    auto kept = made();
    auto e = received("A", 20231023);
    e.extra = {{"x_a", "1"}, {"x_b", "2"}};
    ASSERT_TRUE(kept.append(e));
    e.recorded = instant{1'704'800'000};
    EXPECT_EQ(kept.append(e).value().status, append_status::repeated);
    e.extra = {{"x_b", "3"}};
    EXPECT_EQ(kept.append(e).value().differs,
              (std::vector<cell_difference>{{"x_a", "1", ""}, {"x_b", "2", "3"}}));
    e.extra = {{"x_a", "1"}, {"x_b", "2"}};
    e.seq = 7;
    EXPECT_EQ(kept.append(e).value().differs, (std::vector<cell_difference>{{"seq", "1", "7"}}));
    EXPECT_EQ(kept.append(e, {.amend = true}).value().status, append_status::appended);
    EXPECT_EQ(kept.append(e, {.amend = true}).value().status, append_status::repeated);
}

TEST_P(Facts, AWithdrawalSaysWhy) {
    auto kept = made();
    auto e = received("A", 20231023);
    e.id = "x";
    ASSERT_TRUE(kept.append(e));
    for (auto const* const none : {"", " ", "\t", "\u3000 "}) {
        auto const said = kept.withdraw("", "x", none);
        ASSERT_FALSE(said) << '[' << none << ']';
        EXPECT_EQ(said.error().what, code::missing_value);
        EXPECT_EQ(said.error().field, "reason");
    }
    EXPECT_TRUE(kept.withdraw("", "x", "误"));
}

TEST_P(Facts, AWithdrawnFactMayBeToldAgainButNotByAListThatIsSentAgain) {
    auto kept = made();
    std::vector<entry> const rows{received("A", 20231023),
                                  happened("A", 20231110, event::extended, 10)};
    ASSERT_TRUE(kept.import(batch_of(rows)).stored);
    ASSERT_TRUE(kept.withdraw("", kept.find("", "A")->rows[1].id, "记错"));
    EXPECT_EQ(kept.import(batch_of(rows)).repeated, 2U);
    EXPECT_EQ(kept.import(batch_of(rows), {.amend = true}).repeated, 2U);
    auto const said = kept.append(rows[1]);
    EXPECT_EQ(said->status, append_status::appended);
    EXPECT_EQ(said->version, 4);
}

TEST_P(Facts, AnAmendmentNamesWhatCannotStandWithItAndTheYearsItTouches) {
    auto kept = made();
    auto notice = happened("A", 20221101, event::correction_requested);
    notice.days = 5;
    auto const lapse = happened("A", 20221109, event::correction_lapsed);
    ASSERT_TRUE(kept.import(batch_of({received("A", 20221028), notice, lapse})).stored);
    ASSERT_TRUE(kept.close_year("", 2022));
    notice.days = 15;
    auto const tried = kept.would(notice, {.amend = true});
    auto const said = kept.append(notice, {.amend = true});
    ASSERT_TRUE(said);
    EXPECT_EQ(said->status, append_status::appended);
    EXPECT_EQ(said->closed_years, std::vector<int>{2022});
    EXPECT_EQ(said->undone, std::vector<std::string>{kept.find("", "A")->rows[2].id});
    EXPECT_EQ(tried->answer.undone, said->undone);
    EXPECT_EQ(tried->after.rows.size(), 5U);
    EXPECT_EQ(tried->after.rows.back(), kept.find("", "A")->rows.back());
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST_P(Facts, WhatCannotStandIsSaidOfTheAmendmentThatWasStored) {
    auto kept = made();
    auto longer = happened("A", 20221031, event::extended, 10);
    auto notice = happened("A", 20221101, event::correction_requested);
    notice.days = 5;
    auto const lapse = happened("A", 20221109, event::correction_lapsed);
    ASSERT_TRUE(kept.import(batch_of({received("A", 20221028), longer, notice, lapse})).stored);
    longer.days = 25;  // more than the law allows
    notice.days = 15;
    auto const said = kept.import(batch_of({longer, notice}), {.keep_going = true, .amend = true});
    EXPECT_TRUE(said.stored);
    ASSERT_EQ(said.refused.size(), 1U);
    ASSERT_EQ(said.amended.size(), 1U);
    EXPECT_EQ(said.amended[0].answer.undone,
              std::vector<std::string>{kept.find("", "A")->rows[3].id});
}

TEST_P(Facts, ARowWithItsIdThatStandsTwiceIsSaidToo) {
    auto kept = made();
    ASSERT_TRUE(kept.import(batch_of(list_of_an_officer())).stored);
    std::vector<entry> rows;
    kept.each_entry({}, [&](entry const& e) { rows.push_back(e); });
    auto const same = kept.import(batch_of({rows[1], rows[1]}));
    EXPECT_EQ(same.repeated, 2U);
    ASSERT_EQ(same.warnings.size(), 1U);
    EXPECT_EQ(same.warnings[0].what, code::row_twice);
    EXPECT_EQ(same.warnings[0].line, 3U);
    auto edited = rows[1];
    edited.delivered = day(20231113);
    auto moved = rows[4];
    moved.on = day(20231121);
    for (int n = 0; n < 2; ++n) {
        auto const said = kept.import(batch_of({edited, edited, moved, moved}), {.amend = true});
        EXPECT_TRUE(said.stored);
        EXPECT_TRUE(said.faults.empty());
        EXPECT_EQ(said.amended.size(), n == 0 ? 2U : 0U);
        EXPECT_EQ(said.repeated, n == 0 ? 2U : 4U);
        ASSERT_EQ(said.warnings.size(), 2U) << n;
        EXPECT_EQ(said.warnings[0].what, code::row_twice);
    }
    EXPECT_EQ(kept.find("", "A")->rows.size(), 4U);
    EXPECT_EQ(kept.find("", "B")->rows.size(), 5U);
    edited.note = "x";  // both are refused, as without ids
    EXPECT_EQ(kept.import(batch_of({edited, edited})).refused.size(), 2U);
}

TEST_P(Facts, AnAmendmentOfAnotherDayComesAfterTheRowsOfThatDay) {
    auto kept = made();
    std::vector<entry> rows{received("A", 20231023), happened("A", 20231101, event::extended, 5),
                            happened("A", 20231106, event::fee_notified)};
    rows[2].amount_fen = 1000;
    auto desk = happened("A", 20231106, event::fee_paid);
    for (auto const& each : {rows[0], rows[1], rows[2], desk}) {
        ASSERT_EQ(kept.append(each).value().status, append_status::appended);
    }
    auto moved = kept.find("", "A")->rows[1];
    EXPECT_EQ(moved.seq, 1);
    moved.seq = 0;
    moved.on = day(20231106);
    ASSERT_EQ(kept.append(moved, {.amend = true}).value().status, append_status::appended);
    EXPECT_EQ(kept.find("", "A")->rows.back().seq, 3);
}

TEST_P(Facts, AnEditedDayIsASecondFactAndTheEntryLeftOutIsNamed) {
    for (bool const amend : {false, true}) {
        for (bool const by_ref : {false, true}) {
            auto kept = store::create(folder / std::to_string(2 * amend + by_ref), {}, quick());
            auto rows = list_of_an_officer();
            rows[4].ref = "复议一";
            ASSERT_TRUE(kept.import(batch_of(rows)).warnings.empty());
            auto const old = kept.find("", "B")->rows[2].id;
            if (by_ref) {
                rows[4].ref = "复议二";
            } else {
                rows[4].on = day(20231121);
            }
            auto const said = kept.import(batch_of(rows), {.amend = amend});
            EXPECT_EQ(said.added, 1U);
            EXPECT_TRUE(said.amended.empty());
            ASSERT_EQ(said.warnings.size(), 1U);
            auto const& why = said.warnings[0];
            EXPECT_EQ(why.what, code::entry_left_out);
            EXPECT_EQ(why.line, 6U);
            EXPECT_EQ(why.detail, "B: 2023-11-20 " + old.substr(0, 8));
            EXPECT_EQ(kept.find_entry("", old.substr(0, 8)).value().id, old);
            ASSERT_TRUE(kept.withdraw("", old, "日期有误"));
            auto const again = kept.import(batch_of(rows), {.amend = amend});
            EXPECT_EQ(again.repeated, 5U);
            EXPECT_TRUE(again.warnings.empty());
        }
    }
}

TEST_P(Facts, AFactOfAnotherLetterOrEventLeavesNothingOut) {
    auto kept = made();
    auto first = happened("A", 20231101, event::consulted);
    first.kind = kind::third_party;
    auto second = first;
    auto third = first;
    first.ref = "甲";
    second.ref = "乙";
    auto answer = happened("A", 20231106, event::opinion_received);
    answer.re = "甲";
    ASSERT_TRUE(kept.import(batch_of({received("A", 20231023), first, second, answer})).stored);
    answer.re = "乙";
    answer.on = day(20231107);
    auto const said = kept.import(batch_of({answer}));
    EXPECT_EQ(said.added, 1U);
    EXPECT_TRUE(said.warnings.empty());
    // What another list recorded of the same event is named: whether it was edited nobody knows.
    third.ref = "丙";
    third.on = day(20231108);
    auto const named = kept.import(batch_of({first, third})).warnings;
    ASSERT_EQ(named.size(), 1U);
    EXPECT_EQ(named[0].detail.find("A: 2023-11-01 c"), 0U);
    EXPECT_TRUE(
        kept.import(batch_of({received("C", 20231023), first, second, third})).warnings.empty());
}

TEST_P(Facts, OwnColumnsOfARowHaveALimitTogether) {
    auto kept = made();
    auto e = received("A", 20231023);
    for (int n = 100; n < 600; ++n) {
        e.extra.emplace_back("x_" + std::to_string(n), std::string(2000, 'x'));
    }
    import_batch batch;
    ASSERT_FALSE(batch.add(e)) << "a megabyte in all, and each of them short";
    e.extra.emplace_back("x_more", std::string(50'000, 'x'));
    auto const why = batch.add(e);
    ASSERT_TRUE(why);
    EXPECT_EQ(why->what, code::line_too_long);
    EXPECT_EQ(kept.append(e).error().what, code::line_too_long);
    // As it stands in the store and in NDJSON: what is escaped there takes more room.
    auto odd = received("A", 20231023);
    for (std::size_t const part : {6U, 7U}) {
        odd.extra = {{"x_a", std::string(longest_cell / part, '\x01')}};
        EXPECT_EQ(batch.add(odd).has_value(), part == 6);
    }
}

TEST_P(Facts, AnAmendmentTheLawRefusesChangesNothing) {
    auto kept = made();
    ASSERT_TRUE(kept.append(received("A", 20231023)));
    ASSERT_TRUE(kept.append(happened("A", 20231110, event::extended, 10)));
    auto const before = everything(kept);
    auto const said = kept.append(happened("A", 20231110, event::extended, 25), {.amend = true});
    EXPECT_EQ(said->status, append_status::refused);
    EXPECT_EQ(said->said.why, code::extension_too_long);
    EXPECT_EQ(everything(kept), before);
}

TEST_P(Facts, AnAmendmentNeedsThePermissionOfAWithdrawal) {
    auto options = hand_clock(20240110).options();
    options.may = [](permission_question const& q) { return q.command != store_command::withdraw; };
    auto kept = made(options);
    ASSERT_TRUE(kept.append(received("A", 20231023)));
    auto e = received("A", 20231023);
    e.note = "补";
    EXPECT_EQ(kept.append(e, {.amend = true}).error().what, code::not_permitted);
    EXPECT_EQ(kept.import(batch_of({e}), {.amend = true}).faults.at(0).what, code::not_permitted);
}

// --- days and instants --------------------------------------------------------------------------

TEST_P(Clocks, ADayThatHasNotComeIsRefusedUnlessItIsMeant) {
    auto kept = made();
    EXPECT_EQ(kept.append(received("A", 20240110)).value().status, append_status::appended);
    auto const said = kept.append(received("B", 20240111));
    ASSERT_TRUE(said);
    EXPECT_EQ(said->status, append_status::refused);
    EXPECT_EQ(said->said.why, code::future_day);
    EXPECT_EQ(said->said.limit, day(20240110));
    EXPECT_EQ(kept.would(received("B", 20240111)).value().answer.said.why, code::future_day);
    auto letter = happened("A", 20240110, event::extended, 10);
    letter.delivered = day(20250111);
    EXPECT_EQ(kept.append(letter).value().said.why, code::future_day);
    auto const rows =
        std::vector{received("B", 20270110), received("C", 20240109), received("D", 20280110)};
    auto const all = kept.import(batch_of(rows));
    EXPECT_FALSE(all.stored);
    ASSERT_EQ(all.refused.size(), 2U);
    EXPECT_EQ(all.refused[1].line, 4U);
    EXPECT_EQ(kept.import(batch_of(rows), {.keep_going = true}).added, 1U);
    EXPECT_EQ(kept.import(batch_of(rows), {.future = true}).added, 2U);
    EXPECT_EQ(kept.import(batch_of(rows)).repeated, 3U) << "what is there is not asked again";
    auto const back = kept.withdraw("", kept.find("", "B")->rows[0].id, "年份有误");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->answer.status, append_status::appended);
}

TEST_P(Clocks, AStatedInstantLiesNeitherAheadNorBeforeTheEntryBefore) {
    hand_clock clock(20240110);
    auto kept = made(clock.options());
    auto e = received("A", 20231023);
    e.recorded = instant{clock.now().seconds + 1};
    EXPECT_EQ(kept.append(e).error().what, code::recorded_out_of_turn);
    EXPECT_EQ(kept.would(e).error().field, "recorded");
    e.recorded = instant{clock.now().seconds - 100};
    EXPECT_TRUE(kept.append(e));
    auto next = happened("A", 20231110, event::extended, 10);
    next.recorded = instant{clock.now().seconds - 101};
    EXPECT_EQ(kept.import(batch_of({next})).faults.at(0).what, code::recorded_out_of_turn);
    next.recorded = instant{clock.now().seconds - 100};
    EXPECT_TRUE(kept.import(batch_of({next})).stored);
    std::vector<instant> stored;
    kept.feed({}, 0, [&](feed_item const& item) {
        stored.push_back(item.stored);
        return true;
    });
    EXPECT_EQ(stored, (std::vector{clock.now(), clock.now()}));
}

TEST_P(Clocks, AWrongClockNeverTouchesAStore) {
    hand_clock clock(20240110);
    std::int64_t ahead = 0;
    auto options = clock.options();
    options.clock = [&] { return instant{clock.now().seconds + ahead}; };
    auto kept = made(options);
    ASSERT_TRUE(kept.append(received("A", 20231023)));
    auto const before = everything(kept);
    auto const every_write = [&] {
        notice const n{.id = "T-1",
                       .published = day(20230201),
                       .arranges_year = 2023,
                       .days = {{day(20230219)}}};
        std::size_t thrown = 0;
        std::vector<std::function<void()>> const writes{
            [&] { static_cast<void>(kept.append(received("B", 20231023))); },
            [&] { static_cast<void>(kept.would(received("B", 20231023))); },
            [&] { kept.import(batch_of({received("B", 20231023)})); },
            [&] { static_cast<void>(kept.withdraw("", kept.find("", "A")->rows[0].id, "x")); },
            [&] { static_cast<void>(kept.close_year("", 2023)); },
            [&] {
                static_cast<void>(kept.change_setting({"", day(20230101), "lights", "6,3"}));
            },
            [&] { static_cast<void>(kept.apply_notice(n, day(20230210))); },
            [&] { static_cast<void>(kept.make_anchor()); },
            [&] { static_cast<void>(store::create(folder / "other", {}, quick(options))); }};
        for (auto const& write : writes) {
            try {
                write();
            } catch (store_error const& why) {
                thrown += why.why() == code::clock_wrong ? 1 : 0;
            }
        }
        std::filesystem::remove(folder / "other");
        EXPECT_EQ(everything(kept), before);
        EXPECT_EQ(first_damage(kept.verify()), "");
        return thrown;
    };
    auto const now = clock.now().seconds;
    for (auto const wrong :
         {std::int64_t{-1}, std::int64_t{253'402'300'800}, std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min() + now}) {
        ahead = wrong - now;
        EXPECT_EQ(every_write(), 9U) << wrong;
    }
    ahead = -1;
    EXPECT_EQ(every_write(), 8U) << "a new store has no entry yet";
    ahead = 0;
    EXPECT_TRUE(kept.append(received("B", 20231023)));
}

TEST_P(Clocks, AClockThatWasAheadIsNotForEver) {
    hand_clock clock(20300110);
    {
        auto kept = made(clock.options());
        ASSERT_TRUE(kept.append(received("A", 20231023)));
    }
    clock.set(20240110);
    auto options = clock.options();
    auto kept = store::open(folder / "a", quick(options));
    EXPECT_THROW(static_cast<void>(kept.append(received("B", 20231023))), store_error);
    options.clock_went_back = true;
    auto again = store::open(folder / "a", quick(options));
    EXPECT_TRUE(again.append(received("B", 20231023)));
    auto next = happened("A", 20231110, event::extended, 10);
    next.recorded = clock.now();
    EXPECT_TRUE(again.append(next)) << "an instant ahead does not stand in its way";
    EXPECT_EQ(first_damage(again.verify()), "");
}

// --- ids ----------------------------------------------------------------------------------------

TEST_P(Facts, TheBeginningOfAnIdFindsItsEntry) {
    auto kept = made();
    std::vector<std::string> ids;
    for (int n = 0; n < 20; ++n) {
        auto const said = kept.append(received("A" + std::to_string(n), 20231023));
        ids.push_back(said->id);
    }
    auto e = received("B", 20231023);
    e.id = ids[0].substr(0, 12);  // a whole id stands above the beginning of another
    ASSERT_TRUE(kept.append(e));
    EXPECT_EQ(kept.find_entry("", e.id).value().application, "B");
    EXPECT_EQ(kept.find_entry("", ids[0]).value().application, "A0");
    EXPECT_EQ(kept.find_entry("", ids[1].substr(0, 12)).value().id, ids[1]);
    auto const several = kept.find_entry("", "c");
    ASSERT_FALSE(several);
    EXPECT_EQ(several.error().what, code::id_ambiguous);
    EXPECT_EQ(several.error().detail.find("c: c"), 0U);
    EXPECT_NE(several.error().detail.find("…"), std::string::npos);
    for (auto const* const none : {"", "x", "q1"}) {
        EXPECT_EQ(kept.find_entry("", none).error().what, code::unknown_entry) << none;
    }
}

}  // namespace
