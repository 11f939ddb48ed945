// What the store's interface says in small print, whatever database stands behind its port: halves
// of a log, imports sent again, agencies, order within a day, permissions, copies, the guards.
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <set>

#include <gtest/gtest.h>

#include "databases.hpp"
#include "qixian/row/event_log.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

class Contract : public OnAnyDatabase {};

INSTANTIATE_TEST_SUITE_P(Of, Contract, ::testing::ValuesIn(every_database), &name_of_database);

std::vector<entry> log_of(std::string const& file) {
    auto reader = event_reader::open(std::string(QIXIAN_SOURCE_DIR) + "/examples/" + file).value();
    std::vector<entry> out;
    for (;;) {
        auto row = reader.next();
        if (!row) {
            ADD_FAILURE() << file << " " << row.error().line;
            return out;
        }
        if (!row.value()) {
            return out;
        }
        out.push_back(*row.value());
    }
}

import_batch batch_of(std::vector<entry> const& rows) {
    import_batch out;
    for (auto const& e : rows) {
        EXPECT_FALSE(out.add(e));
    }
    return out;
}

/// What is answered of every application, wherever its rows stand in the log.
std::map<std::string, std::string> answers_of(store& kept, date as_of) {
    std::map<std::string, std::string> out;
    kept.each_application({}, [&](kept_application const& app) {
        auto& text = out[app.agency + "/" + app.application];
        for (auto const& e : app.rows) {
            text += text_of(e) + "\n";
        }
        auto const a = assess(app.rows, as_of, {china::calendar()});
        ASSERT_TRUE(a) << app.application;
        text += info(a->life.now.at).code;
        for (auto const& d : a->duties) {
            text += "\n" + std::to_string(static_cast<int>(d.what)) + " " +
                    (d.end ? to_text(d.end->due) : "");
        }
    });
    return out;
}

// --- imports -------------------------------------------------------------------------------------

TEST_P(Contract, HalvesOfALogGiveTheSameInEitherOrder) {
    auto const rows = log_of("larger/log.csv");
    std::vector<entry> half[2];
    std::set<std::string> names;
    for (auto const& e : rows) {
        half[std::hash<std::string>{}(e.application) % 2].push_back(e);
        if (!e.application.empty()) {
            names.insert(e.application);  // a year_closed is of none
        }
    }
    ASSERT_GT(half[0].size(), 100U);
    ASSERT_GT(half[1].size(), 100U);
    std::map<std::string, std::string> wanted;
    int number = 0;
    for (auto const& parts : std::vector<std::vector<std::vector<entry>>>{
             {rows}, {half[0], half[1]}, {half[1], half[0]}}) {
        auto kept = store::create(folder / std::to_string(++number), {},
                                  quick(hand_clock(20300110).options()));
        std::size_t added = 0;
        std::size_t refused = 0;
        for (auto const& part : parts) {
            // The log has some rows that the law refuses.
            auto const said = kept.import(batch_of(part), {.keep_going = true});
            EXPECT_TRUE(said.stored);
            EXPECT_TRUE(said.faults.empty());
            added += said.added;
            refused += said.refused.size();
        }
        EXPECT_EQ(added + refused, rows.size());
        EXPECT_GT(refused, 0U);
        EXPECT_LT(refused, rows.size() / 10);
        auto const answers = answers_of(kept, day(20231231));
        EXPECT_EQ(answers.size(), names.size());
        if (number == 1) {
            wanted = answers;
        } else {
            EXPECT_EQ(answers, wanted);
        }
        EXPECT_EQ(first_damage(kept.verify()), "");
    }
}

TEST_P(Contract, ALogSentAgainChangesNothing) {
    int number = 0;
    for (auto const* file : {"larger/log.csv", "shapes/07-excessive-requests.csv",
                             "shapes/10-review-orders-a-new-answer.csv"}) {
        auto const rows = log_of(file);
        auto kept = store::create(folder / std::to_string(++number), {},
                                  quick(hand_clock(20300110).options()));
        import_options const how{.keep_going = true};
        auto const first = kept.import(batch_of(rows), how);
        ASSERT_TRUE(first.stored);
        EXPECT_GT(first.added, rows.size() * 9 / 10);
        auto const before = everything(kept);
        auto const again = kept.import(batch_of(rows), how);
        EXPECT_EQ(again.added, 0U);
        EXPECT_EQ(again.repeated, first.added);
        EXPECT_EQ(again.refused.size(), first.refused.size());
        // Half of it, and what the store itself gives out.
        std::vector<entry> half;
        for (std::size_t i = 0; i < rows.size() / 2; ++i) {
            half.push_back(rows[i]);
        }
        EXPECT_EQ(kept.import(batch_of(half), how).added, 0U);
        std::vector<entry> given;
        kept.each_entry({}, [&](entry const& e) { given.push_back(e); });
        EXPECT_EQ(given.size(), first.added);
        auto const own = kept.import(batch_of(given));
        EXPECT_TRUE(own.stored);
        EXPECT_EQ(own.repeated, given.size());
        EXPECT_EQ(everything(kept), before) << file;
    }
}

TEST_P(Contract, OneRowInTwoAgenciesIsTwoEntriesInWhateverBatches) {
    auto kept = store::create(folder / "a", {}, quick());
    auto one = received("2021-001", 20210104);
    auto two = one;
    one.agency = "甲局";
    two.agency = "乙局";
    EXPECT_EQ(kept.import(batch_of({one, two})).added, 2U);
    EXPECT_EQ(kept.import(batch_of({two})).repeated, 1U);
    EXPECT_EQ(kept.import(batch_of({two, one})).repeated, 2U);
}

TEST_P(Contract, KeepGoingLeavesOutExactlyWhatIsRefused) {
    auto kept = store::create(folder / "a", {}, quick());
    std::vector<entry> const rows{received("A", 20210104),
                                  happened("A", 20210111, event::disclosed),
                                  happened("A", 20210112, event::extended, 10),
                                  received("B", 20210105),
                                  happened("C", 20210106, event::extended, 10),
                                  happened("B", 20210113, event::withdrawn)};
    auto const strict = kept.import(batch_of(rows));
    EXPECT_FALSE(strict.stored);
    EXPECT_EQ(strict.added, 0U);
    EXPECT_EQ(kept.agencies().size(), 0U);
    auto const said = kept.import(batch_of(rows), {.keep_going = true});
    EXPECT_TRUE(said.stored);
    EXPECT_EQ(said.added, 4U);
    ASSERT_EQ(said.refused.size(), 1U);
    EXPECT_EQ(said.refused[0].row, 2U);
    EXPECT_EQ(said.refused[0].answer.said.why, code::already_closed);
    ASSERT_EQ(said.faults.size(), 1U);
    EXPECT_EQ(said.faults[0].what, code::no_receipt);
    EXPECT_EQ(kept.find("", "A")->rows.size(), 2U);
    EXPECT_EQ(kept.find("", "B")->rows.size(), 2U);
    EXPECT_FALSE(kept.find("", "C"));
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST_P(Contract, KeepGoingKeepsWhatIsTakenBackBesideWhatIsRefused) {
    auto const told = [](entry e, char const* id, char const* re = "") {
        e.id = id;
        e.re = re;
        return e;
    };
    auto const refusal = [](int on) {
        auto e = happened("A", on, event::refused);
        e.outcome = outcome::internal_affairs;
        return e;
    };
    // A supplement that was taken back; a receipt put right; and each time a row that cannot stand.
    std::vector<std::vector<entry>> const logs{
        {told(received("A", 20210104), "r"), told(refusal(20210105), "a"),
         told(happened("A", 20210106, event::supplemented), "k"),
         told(happened("A", 20210107, event::entry_withdrawn), "w", "k"),
         told(happened("A", 20210108, event::fee_paid), "f")},
        {told(received("A", 20210104), "r"),
         told(happened("A", 20210104, event::entry_withdrawn), "w", "r"),
         told(received("A", 20210105), "s"), told(refusal(20210106), "a"),
         told(happened("A", 20210108, event::fee_paid), "f")},
        {told(happened("A", 20210104, event::supplemented), "k"),
         told(happened("A", 20210104, event::entry_withdrawn), "w", "k"),
         told(received("A", 20210105), "r"), told(refusal(20210106), "a"),
         told(happened("A", 20210108, event::fee_paid), "f")},
    };
    for (std::size_t i = 0; i < logs.size(); ++i) {
        auto kept = store::create(folder / std::to_string(i), {}, quick());
        auto const said = kept.import(batch_of(logs[i]), {.keep_going = true});
        EXPECT_EQ(said.added, 4U) << i;
        EXPECT_TRUE(said.faults.empty()) << i;
        ASSERT_EQ(said.refused.size(), 1U) << i;
        EXPECT_EQ(said.refused[0].row, 4U) << i;
        EXPECT_EQ(first_damage(kept.verify()), "") << i;
    }
}

TEST_P(Contract, WhatCameInThePlaceOfAWithdrawnEntryIsSaidByARowUnderTheOldId) {
    auto kept = store::create(folder / "a", {}, quick());
    auto const first = received("A", 20210104);
    ASSERT_TRUE(kept.append(first));
    auto const id = kept.find("", "A")->rows[0].id;
    ASSERT_TRUE(kept.withdraw("", id, "记错"));
    auto filled_in = first;
    filled_in.note = "补填";
    ASSERT_TRUE(kept.append(filled_in));
    // A list with both: as it was, and, under the id of what was withdrawn, as it is. It was taken for
    // an amendment back to what was, and sent again for a conflict of ids.
    auto under_its_id = filled_in;
    under_its_id.id = id;
    for (int n = 0; n < 2; ++n) {
        auto const said = kept.import(batch_of({under_its_id, first}), {.amend = true});
        EXPECT_TRUE(said.stored && said.faults.empty() && said.amended.empty()) << n;
        EXPECT_EQ(said.repeated, 2U) << n;
        EXPECT_EQ(kept.find("", "A")->rows.size(), 3U) << n;
    }
}

TEST_P(Contract, WhatIsLeftOutWholeLeavesNoTrace) {
    auto kept = store::create(folder / "a", {}, quick());
    auto orphan = happened("C", 20210106, event::extended, 10);
    orphan.agency = "丙局";
    EXPECT_TRUE(kept.import(batch_of({orphan}), {.keep_going = true}).stored);
    EXPECT_EQ(first_damage(kept.verify()), "");
    EXPECT_TRUE(kept.agencies().empty());
}

// --- order and time ------------------------------------------------------------------------------

TEST_P(Contract, RowsOfADayAreNumberedUnlessTheyBringTheirOwn) {
    auto kept = store::create(folder / "a", {}, quick());
    ASSERT_TRUE(kept.append(received("A", 20210104)));
    ASSERT_TRUE(kept.append(happened("A", 20210104, event::extended, 5)));
    auto own = happened("A", 20210105, event::disclosed);
    own.seq = 7;
    ASSERT_TRUE(kept.append(own));
    ASSERT_TRUE(kept.append(happened("A", 20210105, event::supplemented)));
    ASSERT_TRUE(kept.append(happened("A", 20210106, event::supplemented)));
    std::vector<std::int64_t> numbers;
    auto const app = kept.find("", "A");
    for (auto const& e : app->rows) {
        numbers.push_back(e.seq);
    }
    EXPECT_EQ(numbers, (std::vector<std::int64_t>{1, 2, 7, 8, 1}));
}

TEST_P(Contract, RecordedIsTheClocksUnlessItIsGivenAndCanBeAskedFor) {
    hand_clock clock(20210110);
    auto kept = store::create(folder / "a", {}, quick(clock.options()));
    auto early = received("A", 20210104);
    early.recorded = instant{1'609'800'000};
    ASSERT_TRUE(kept.append(early));
    ASSERT_TRUE(kept.append(happened("A", 20210108, event::disclosed)));
    auto const rows = kept.find("", "A")->rows;
    EXPECT_EQ(rows[0].recorded, early.recorded);
    EXPECT_EQ(rows[1].recorded, clock.now());
    EXPECT_FALSE(kept.find("", "A", instant{1'609'799'999}));
    EXPECT_EQ(kept.find("", "A", instant{1'609'800'000})->rows.size(), 1U);
    EXPECT_EQ(kept.find("", "A", clock.now())->rows.size(), 2U);
    std::size_t seen = 0;
    kept.each_entry({.recorded_by = instant{1'609'800'000}}, [&](entry const&) { ++seen; });
    kept.each_application({.recorded_by = instant{1'609'800'000}},
                          [&](kept_application const& app) { seen += app.rows.size(); });
    EXPECT_EQ(seen, 2U);
}

TEST_P(Contract, DaysAndInstantsThatCannotBeReadBackAreNotTaken) {
    auto kept = store::create(folder / "a", {}, quick());
    for (std::int64_t const seconds :
         {std::int64_t{-1}, std::int64_t{1} << 40U, std::numeric_limits<std::int64_t>::max()}) {
        auto e = received("A", 20210104);
        e.recorded = instant{seconds};
        EXPECT_FALSE(kept.append(e)) << seconds;
    }
    EXPECT_FALSE(kept.append(received("A", 18500101)));
    auto e = received("A", 20210104);
    e.on = date(boost::gregorian::not_a_date_time);
    EXPECT_FALSE(kept.append(e));
    EXPECT_FALSE(kept.close_year("", 0));
    EXPECT_FALSE(kept.close_year("", 99999));
    EXPECT_FALSE(kept.close_year("", -2020));
    EXPECT_TRUE(kept.change_setting({.name = "region", .value = ""})) << "no day";
    EXPECT_FALSE(kept.find("", "A"));
}

// --- agencies ------------------------------------------------------------------------------------

std::optional<code> fault_of(result<append_answer> const& said) {
    return said ? std::nullopt : std::optional(said.error().what);
}

TEST_P(Contract, AgenciesThatWereDeclaredAreTheOnlyOnes) {
    auto kept = store::create(folder / "a", {.agencies = {"甲局", "乙局"}}, quick());
    auto const unnamed = kept.append(received("A", 20210104));
    ASSERT_TRUE(unnamed);
    EXPECT_EQ(unnamed->agency, "甲局");
    auto other = received("A", 20210104);
    other.agency = "乙局";
    EXPECT_TRUE(kept.append(other));
    other.agency = "丙局";
    EXPECT_EQ(fault_of(kept.append(other)), code::unknown_agency);
    EXPECT_EQ(kept.close_year("丙局", 2021).error().what, code::unknown_agency);
    EXPECT_EQ(kept.change_setting({"丙局", day(20210101), "lights", "6,3"}).value().what,
              code::unknown_agency);
    EXPECT_EQ(kept.agencies(), (std::vector<std::string>{"甲局", "乙局"}));
}

TEST_P(Contract, WithoutDeclaredOnesTheFirstEntriesDecide) {
    auto unnamed = store::create(folder / "a", {}, quick());
    ASSERT_TRUE(unnamed.append(received("A", 20210104)));
    auto named = received("B", 20210104);
    named.agency = "甲局";
    EXPECT_EQ(fault_of(unnamed.append(named)), code::unknown_agency);
    auto kept = store::create(folder / "b", {}, quick());
    ASSERT_TRUE(kept.append(named));
    auto const same = kept.append(received("C", 20210104));
    ASSERT_TRUE(same);
    EXPECT_EQ(same->agency, "甲局");
    named.agency = "乙局";
    ASSERT_TRUE(kept.append(named));
    EXPECT_EQ(fault_of(kept.append(received("D", 20210104))), code::agency_needed);
}

// --- permissions ---------------------------------------------------------------------------------

TEST_P(Contract, EveryWritingCallAsksTheHostAndReadingNever) {
    struct question {
        store_command command;
        std::string agency;
        std::string application;
        std::string actor;
        bool operator==(question const&) const = default;
    };
    std::vector<question> asked;
    bool allowed = true;
    auto options = quick();
    options.may = [&](permission_question const& q) {
        asked.push_back(
            {q.command, std::string(q.agency), std::string(q.application), std::string(q.actor)});
        return allowed;
    };
    auto kept = store::create(folder / "a", {}, options);
    auto e = received("A", 20210104);
    e.agency = "甲局";
    e.id = "first";
    ASSERT_TRUE(kept.append(e));
    author const by{.actor = "u1", .role = "clerk"};
    auto withdrawal = happened("A", 20210104, event::entry_withdrawn);
    withdrawal.re = "first";
    withdrawal.agency = "甲局";
    entry closing;
    closing.agency = "甲局";
    closing.what = event::year_closed;
    closing.on = day(20211231);
    notice n{
        .id = "T-1", .published = day(20210201), .arranges_year = 2021, .days = {{day(20210219)}}};
    auto const before = everything(kept);
    asked.clear();
    allowed = false;
    struct call {
        question wanted;
        std::function<code()> run;
    };
    auto later = happened("A", 20210108, event::disclosed);
    later.agency = "甲局";
    using c = store_command;
    std::vector<call> const calls{
        {{c::append, "甲局", "A", "u1"},
         [&] { return kept.append(later, {.by = by}).error().what; }},
        {{c::withdraw, "甲局", "A", "u1"},
         [&] { return kept.append(withdrawal, {.by = by}).error().what; }},
        {{c::close_year, "甲局", "", "u1"},
         [&] { return kept.append(closing, {.by = by}).error().what; }},
        {{c::append, "甲局", "A", "u1"},
         [&] { return kept.append(std::vector{later}, by).error().what; }},
        {{c::withdraw, "甲局", "A", "u1"},
         [&] { return kept.append(std::vector{withdrawal}, by).error().what; }},
        {{c::close_year, "甲局", "", "u1"},
         [&] { return kept.append(std::vector{closing}, by).error().what; }},
        {{c::import, "", "", "u1"},
         [&] { return kept.import(batch_of({later}), {.by = by}).faults.at(0).what; }},
        {{c::withdraw, "甲局", "A", "u1"},
         [&] { return kept.withdraw("甲局", "first", "mistaken", by).error().what; }},
        {{c::close_year, "甲局", "", "u1"},
         [&] { return kept.close_year("甲局", 2021, {}, by).error().what; }},
        {{c::apply_notice, "", "", "u1"},
         [&] { return kept.apply_notice(n, day(20210210), by).error().what; }},
        {{c::change_setting, "甲局", "", "u1"},
         [&] {
             return kept.change_setting({"甲局", day(20210101), "lights", "6,3"}, by).value().what;
         }},
        {{c::anchor, "", "", "u1"}, [&] { return kept.make_anchor(by).error().what; }},
        {{c::rebuild, "", "", "u1"}, [&] { return kept.rebuild(by).value().what; }},
        {{c::backup, "", "", "u1"}, [&] { return kept.back_up(folder / "b", by).value().what; }}};
    for (auto const& each : calls) {
        asked.clear();
        EXPECT_EQ(each.run(), code::not_permitted) << code_of(each.wanted.command);
        ASSERT_EQ(asked.size(), 1U) << code_of(each.wanted.command);
        EXPECT_TRUE(asked[0] == each.wanted)
            << code_of(each.wanted.command) << ": " << code_of(asked[0].command) << " "
            << asked[0].agency << " " << asked[0].application;
    }
    EXPECT_THROW(static_cast<void>(store::open(folder / "b", quick())), store_error);
    asked.clear();
    EXPECT_EQ(everything(kept), before);
    static_cast<void>(kept.verify());
    static_cast<void>(kept.effect_of(n, day(20210210)));
    static_cast<void>(kept.settings("甲局", day(20210101)));
    static_cast<void>(kept.restate("甲局", 2021, day(20220101)));
    static_cast<void>(kept.would(later));
    EXPECT_TRUE(asked.empty());
}

// --- the guard against personal data -------------------------------------------------------------

TEST_P(Contract, NoTextOfAnyCallTakesANumberOfAPerson) {
    auto kept = store::create(folder / "a", {}, quick());
    ASSERT_TRUE(kept.append(received("A", 20210104)));
    auto const before = everything(kept);
    std::string const number = "13800138000";
    auto const good = happened("A", 20210108, event::disclosed);
    std::vector<entry> bad(12, good);
    bad[0].application = number;
    bad[1].agency = number;
    bad[2].ref = number;
    bad[3].re = number;
    bad[4].ground = number;
    bad[5].desk = number;
    bad[6].part_of = number;
    bad[7].related = number;
    bad[8].applicant_ref = number;
    bad[9].id = number;
    bad[10].note = "电" + number;
    bad[11].extra = {{"x_a", number}};
    for (auto const& e : bad) {
        EXPECT_EQ(fault_of(kept.append(e)), code::personal_data);
        ASSERT_FALSE(kept.would(e));
        EXPECT_EQ(kept.would(e).error().what, code::personal_data);
        import_batch batch;
        auto const why = batch.add(e);
        ASSERT_TRUE(why);
        EXPECT_EQ(why->what, code::personal_data);
        EXPECT_EQ(why->detail.find(number), std::string::npos) << "not repeated in messages";
    }
    EXPECT_EQ(fault_of(kept.append(good, {.by = {.actor = number}})), code::personal_data);
    EXPECT_EQ(fault_of(kept.append(good, {.by = {.role = number}})), code::personal_data);
    EXPECT_FALSE(kept.withdraw("", kept.find("", "A")->rows[0].id, number));
    notice n{
        .id = "T-1", .published = day(20210201), .arranges_year = 2021, .days = {{day(20210219)}}};
    for (auto* const text : {&n.id, &n.document, &n.title, &n.days[0].holiday}) {
        auto const held = std::exchange(*text, number);
        EXPECT_FALSE(kept.apply_notice(n, day(20210210)));
        *text = held;
    }
    EXPECT_EQ(everything(kept), before);
}

// --- hosts' ids, damaged headers, files in the way -----------------------------------------------

TEST_P(Contract, AHostsIdNeverStandsInTheWayOfTheStoresOwn) {
    auto kept = store::create(folder / "a", {}, quick());
    auto e = received("A", 20210104);
    for (int n = 2; n < 9; ++n) {
        e.application = "A" + std::to_string(n);
        e.id = "q" + std::to_string(n) + "-setting_changed";
        ASSERT_TRUE(kept.append(e));
    }
    e.application = "B";
    e.id = "q10-year_closed";
    ASSERT_TRUE(kept.append(e));
    for (int n = 0; n < 3; ++n) {
        EXPECT_FALSE(kept.change_setting({"", day(20210101), "lights", "6,3"}));
    }
    EXPECT_TRUE(kept.close_year("", 2021));
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST_P(Contract, AnOpenStoreSeesTheSettingsOfACopyPutInItsPlace) {
    auto first = store::create(folder / "a", {}, quick());
    EXPECT_FALSE(first.back_up(folder / "old"));
    EXPECT_FALSE(first.change_setting({"", day(20210101), "lights", "6,3"}));
    EXPECT_EQ(first.settings("", day(20210105)).lights.yellow, 6);
    ASSERT_TRUE(store::restore(folder / "old", folder / "a", true, quick()));
    auto second = store::open(folder / "a", quick());
    EXPECT_FALSE(second.change_setting({"", day(20210101), "lights", "9,3"}));
    EXPECT_EQ(first.settings("", day(20210105)).lights.yellow, 9);
}

}  // namespace
