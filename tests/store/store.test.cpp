// The store through its public face: entries in, the same entries out, and what is refused.
#include "qixian/store/store.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "qixian/row/event_log.hpp"
#include "store_support.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

TEST(Store, KeepsAnEntryAndGivesItBack) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian");
    auto const e = received("QH-1", 20200302);
    auto const said = kept.append(e);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->status, append_status::appended);
    EXPECT_EQ(said->version, 1);
    EXPECT_EQ(said->said.what, verdict::accepted);
    auto again = store::open(folder / "a.qixian");
    auto const found = again.find("", "QH-1");
    ASSERT_TRUE(found);
    ASSERT_EQ(found->rows.size(), 1U);
    EXPECT_EQ(found->rows[0].on, e.on);
    EXPECT_EQ(found->rows[0].applicant, e.applicant);
    EXPECT_EQ(first_damage(again.verify()), "");
}

TEST(Store, ARefusalSaysWhatIsPossibleAndChangesNothing) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian");
    ASSERT_TRUE(kept.append(received("QH-1", 20200302)));
    ASSERT_TRUE(kept.append(happened("QH-1", 20200310, event::disclosed)));
    auto const said = kept.append(happened("QH-1", 20200311, event::extended, 10));
    ASSERT_TRUE(said);
    EXPECT_EQ(said->status, append_status::refused);
    EXPECT_EQ(said->said.why, code::already_closed);
    EXPECT_FALSE(said->possible.empty());
    EXPECT_EQ(kept.find("", "QH-1")->rows.size(), 2U);
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST(Store, AnEntryThatWouldUndoALaterOneIsRefused) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian");
    ASSERT_TRUE(kept.append(received("QH-1", 20200302)));
    auto reply = happened("QH-1", 20200310, event::disclosed);
    reply.id = "the-reply";
    ASSERT_TRUE(kept.append(reply));
    auto const said = kept.append(happened("QH-1", 20200305, event::withdrawn));
    ASSERT_TRUE(said);
    EXPECT_EQ(said->status, append_status::refused);
    EXPECT_EQ(said->said.why, code::displaces_entry);
    EXPECT_EQ(said->displaced, "the-reply");
}

TEST(Store, TheSameIdIsCountedOnceAndAnotherContentIsAFault) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian");
    auto e = received("QH-1", 20200302);
    e.id = "e1";
    ASSERT_TRUE(kept.append(e));
    auto const again = kept.append(e);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->status, append_status::repeated);
    EXPECT_EQ(again->version, 1);
    e.on = day(20200303);
    auto const other = kept.append(e);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().what, code::id_conflict);
}

TEST(Store, AnExpectedVersionThatIsNotThereIsAClash) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian");
    ASSERT_TRUE(kept.append(received("QH-1", 20200302), {.expect = 0}));
    auto const said = kept.append(happened("QH-1", 20200310, event::disclosed), {.expect = 0});
    ASSERT_TRUE(said);
    EXPECT_EQ(said->status, append_status::clash);
    EXPECT_EQ(said->version, 1);
    EXPECT_EQ(kept.find("", "QH-1")->rows.size(), 1U);
}

TEST(Store, AWrongEntryIsWithdrawnByAFurtherOne) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian", {}, at_noon(20200401));
    ASSERT_TRUE(kept.append(received("QH-1", 20200302)));
    auto longer = happened("QH-1", 20200310, event::extended, 20);
    longer.id = "x";
    ASSERT_TRUE(kept.append(longer));
    auto const said = kept.withdraw("", "x", "记错申请");
    ASSERT_TRUE(said);
    ASSERT_FALSE(said->duties.empty());
    EXPECT_EQ(said->duties[0].what, duty_kind::reply);
    EXPECT_LT(*said->duties[0].after_due, *said->duties[0].before_due);
    EXPECT_EQ(kept.find("", "QH-1")->rows.size(), 3U);
    EXPECT_FALSE(kept.withdraw("", "nothing", ""));
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST(Store, PersonalNumbersAreKeptOut) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian");
    auto e = received("QH-1", 20200302);
    e.note = "联系电话13800138000";
    auto const said = kept.append(e);
    ASSERT_FALSE(said);
    EXPECT_EQ(said.error().what, code::personal_data);
    EXPECT_EQ(said.error().detail.find("138"), std::string::npos);
    EXPECT_FALSE(kept.find("", "QH-1"));
}

TEST(Store, AClosedYearKeepsItsFiguresAndTheBridgeNamesWhatCameLater) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian", {}, at_noon(20210120));
    ASSERT_TRUE(kept.append(received("QH-1", 20200302)));
    ASSERT_TRUE(kept.append(happened("QH-1", 20200310, event::disclosed)));
    ASSERT_TRUE(kept.append(received("QH-2", 20201221)));
    auto const closed = kept.close_year("", 2020);
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->figures.carried_out, std::vector<std::string>{"QH-2"});
    EXPECT_FALSE(kept.close_year("", 2020));
    auto const same = kept.restate("", 2020, day(20210120));
    ASSERT_TRUE(same);
    EXPECT_FALSE(same->changed());
    // Entered late: the answer had been given in December.
    auto const late = kept.append(happened("QH-2", 20201230, event::disclosed));
    ASSERT_TRUE(late);
    EXPECT_EQ(late->closed_years, std::vector<int>{2020});
    auto const bridge = kept.restate("", 2020, day(20210120));
    ASSERT_TRUE(bridge);
    EXPECT_EQ(bridge->carried_out.left, std::vector<std::string>{"QH-2"});
    EXPECT_EQ(kept.closed_years({})[0].figures, closed->figures);
    EXPECT_EQ(first_damage(kept.verify()), "");
    EXPECT_FALSE(kept.restate("", 2019, day(20210120)));
}

TEST(Store, ANoticeListsWhatItMovesAndStays) {
    scratch_folder const folder;
    store_options options = at_noon(20200120);
    options.sources = std::make_shared<editions>(china::editions().without_year(2020));
    auto kept = store::create(folder / "a.qixian", {}, options);
    ASSERT_TRUE(kept.append(received("QH-1", 20200102)));
    ASSERT_TRUE(kept.append(received("QH-2", 20200301)));
    notice spring;
    for (auto const& each : china::editions().notices()) {
        if (each.id == "CN-2020") {
            spring = each;
        }
    }
    ASSERT_EQ(spring.id, "CN-2020");
    auto const moved = kept.apply_notice(spring, day(20200120));
    ASSERT_TRUE(moved);
    EXPECT_FALSE(moved->known_before);
    ASSERT_EQ(moved->moved.size(), 1U) << "QH-2 had not come in yet";
    EXPECT_EQ(moved->moved[0].application, "QH-1");
    EXPECT_TRUE(kept.apply_notice(spring, day(20200120)).value().known_before);
    EXPECT_EQ(first_damage(kept.verify()), "");
    auto again = store::open(folder / "a.qixian", options);
    EXPECT_EQ(again.sources().notices().size(),
              china::editions().without_year(2020).notices().size() + 1);
}

TEST(Store, ABackupIsACopyAndRestoresOnlyOverWhatItHas) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian");
    ASSERT_TRUE(kept.append(received("QH-1", 20200302)));
    EXPECT_FALSE(kept.back_up(folder / "b.qixian"));
    EXPECT_THROW(static_cast<void>(kept.back_up(folder / "b.qixian")), store_error);
    ASSERT_TRUE(kept.append(happened("QH-1", 20200310, event::disclosed)));
    auto const refused = store::restore(folder / "b.qixian", folder / "a.qixian");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what, code::other_chain);
    EXPECT_NE(refused.error().detail.find("QH-1"), std::string::npos);
    auto const forced = store::restore(folder / "b.qixian", folder / "a.qixian", true);
    ASSERT_TRUE(forced);
    EXPECT_EQ(kept.find("", "QH-1")->rows.size(), 1U);
    auto aside = store::open(folder / "a.qixian.replaced-1");
    EXPECT_EQ(aside.find("", "QH-1")->rows.size(), 2U);
}

TEST(Store, AnAnchorSeesThatTheNewestEntriesAreGone) {
    scratch_folder const folder;
    store_anchor anchor;
    {
        auto kept = store::create(folder / "a.qixian");
        ASSERT_TRUE(kept.append(received("QH-1", 20200302)));
        EXPECT_FALSE(kept.back_up(folder / "old.qixian"));
        ASSERT_TRUE(kept.append(happened("QH-1", 20200310, event::disclosed)));
        auto const made = kept.make_anchor();
        ASSERT_TRUE(made);
        auto const read = parse_anchor(to_text(*made));
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(*read, *made);
        anchor = *read;
        EXPECT_TRUE(kept.verify(anchor).clean());
    }
    auto old = store::open(folder / "old.qixian");
    EXPECT_TRUE(old.verify().clean());
    auto const seen = old.verify(anchor);
    ASSERT_FALSE(seen.clean());
    EXPECT_EQ(seen.found[0].what, damage_kind::anchor);
}

TEST(Store, OfAnOlderSchemaIsMigratedOnceAndItsCopyKept) {
    scratch_folder const folder;
    std::filesystem::copy_file(QIXIAN_TEST_DATA "/stores/schema-1.qixian", folder / "a.qixian");
    try {
        static_cast<void>(store::open(folder / "a.qixian", {.read_only = true}));
        FAIL() << "what cannot be migrated must not be read";
    } catch (store_error const& why) {
        EXPECT_EQ(why.why(), code::store_older);
    }
    {
        auto kept = store::open(folder / "a.qixian");
        EXPECT_EQ(kept.about().schema, 2);
        EXPECT_EQ(first_damage(kept.verify()), "");
        EXPECT_EQ(kept.find("省自然资源厅", "QH-3")->rows.size(), 4U);
        EXPECT_EQ(kept.settings("省自然资源厅", day(20210101)).lights, (light_thresholds{7, 3}));
        EXPECT_EQ(kept.closed_years({}).size(), 1U);
        EXPECT_TRUE(kept.restate("省自然资源厅", 2020, day(20210131)).value().changed());
        EXPECT_TRUE(kept.append(received("QH-4", 20210201)));
    }
    auto again = store::open(folder / "a.qixian");
    EXPECT_EQ(first_damage(again.verify()), "");
    EXPECT_TRUE(std::filesystem::exists(folder / "a.qixian.v1.bak"));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.qixian.v1.bak-2"));
    ASSERT_TRUE(store::restore(folder / "a.qixian.v1.bak", folder / "b.qixian"));
    auto old = store::open(folder / "b.qixian");
    EXPECT_FALSE(old.find("省自然资源厅", "QH-4"));
    EXPECT_EQ(first_damage(old.verify()), "");
}

TEST(Store, OfAnOlderSchemaIsNotMigratedByAClockThatIsBehind) {
    scratch_folder const folder;
    std::filesystem::copy_file(QIXIAN_TEST_DATA "/stores/schema-1.qixian", folder / "a.qixian");
    auto options = at_noon(19990101);
    try {
        static_cast<void>(store::open(folder / "a.qixian", options));
        FAIL() << "an entry before the one that precedes it";
    } catch (store_error const& why) {
        EXPECT_EQ(why.why(), code::clock_wrong);
        EXPECT_EQ(why.file(), folder / "a.qixian");
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "a.qixian.v1.bak"));
    options.clock_went_back = true;
    EXPECT_EQ(store::open(folder / "a.qixian", options).about().schema, 2);
    options.clock = [] { return instant{-1}; };
    try {
        static_cast<void>(store::create(folder / "new.qixian", {}, options));
        FAIL() << "before 1970";
    } catch (store_error const& why) {
        EXPECT_EQ(why.file(), folder / "new.qixian");
    }
}

TEST(Store, OfAnEarlierReleaseOpensVerifiesAndGoesOn) {
    scratch_folder const folder;
    std::string const there = QIXIAN_TEST_DATA "/stores/schema-2";
    std::filesystem::copy_file(there + ".qixian", folder / "a.qixian");
    std::ostringstream text;
    text << std::ifstream(there + ".anchor").rdbuf();
    auto const anchor = parse_anchor(text.str());
    ASSERT_TRUE(anchor) << anchor.error().detail;
    {
        auto kept = store::open(folder / "a.qixian", {.read_only = true});
        EXPECT_EQ(first_damage(kept.verify(*anchor)), "");
    }
    auto kept = store::open(folder / "a.qixian");
    EXPECT_EQ(kept.find("省自然资源厅", "QH-1")->rows.size(), 4U);
    EXPECT_EQ(kept.settings("省自然资源厅", day(20210101)).lights, (light_thresholds{7, 3}));
    EXPECT_TRUE(kept.restate("省自然资源厅", 2020, day(20210131)).value().changed());
    std::vector<std::string> hashes;
    kept.feed({}, 0, [&](feed_item const& item) {
        hashes.push_back(item.hash);
        return true;
    });
    ASSERT_EQ(hashes.size(), 11U);
    EXPECT_EQ(hashes.back(), "220f689b8006cd78619d3e1b371320ea39f6a5cef4e3f5467413aa76e38b29ed");
    auto const said = kept.append(happened("QH-3", 20210104, event::disclosed), {.expect = 3});
    ASSERT_TRUE(said);
    EXPECT_EQ(said->status, append_status::appended);
    EXPECT_EQ(said->version, 4);
    EXPECT_EQ(first_damage(kept.verify(*anchor)), "");
}

TEST(Store, AWrongReceiptCanBePutRightAndTheExportComesBack) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a.qixian", {}, at_noon(20200401));
    auto wrong = received("QH-1", 20200302);
    wrong.id = "wrong";
    ASSERT_TRUE(kept.append(wrong));
    ASSERT_TRUE(kept.append(happened("QH-1", 20200310, event::disclosed)));
    ASSERT_TRUE(kept.withdraw("", "wrong", "日期有误"));
    auto const early = kept.append(happened("QH-1", 20200311, event::supplemented));
    ASSERT_TRUE(early);
    EXPECT_EQ(early->status, append_status::refused) << "nothing stands without a receipt";
    auto const rows = kept.find("", "QH-1")->rows;
    auto const open = assess(rows, day(20200401), {china::calendar()});
    ASSERT_TRUE(open);
    EXPECT_EQ(open->life.now.at, stage::unregistered);
    auto const right = kept.append(received("QH-1", 20200320));
    ASSERT_TRUE(right);
    EXPECT_EQ(right->status, append_status::appended);
    EXPECT_EQ(first_damage(kept.verify()), "");

    auto other = store::create(folder / "b.qixian", {}, at_noon(20200501));
    import_batch batch;
    kept.each_entry({}, [&](entry const& e) { EXPECT_FALSE(batch.add(e)); });
    auto const said = other.import(batch);
    ASSERT_TRUE(said.stored) << said.refused.size() << " " << said.faults.size();
    std::vector<entry> before;
    std::vector<entry> after;
    kept.each_entry({}, [&](entry const& e) { before.push_back(e); });
    other.each_entry({}, [&](entry const& e) { after.push_back(e); });
    for (auto* list : {&before, &after}) {
        for (auto& e : *list) {
            e.line = 0;
        }
    }
    EXPECT_EQ(before, after);
    EXPECT_EQ(first_damage(other.verify()), "");
}

}  // namespace
