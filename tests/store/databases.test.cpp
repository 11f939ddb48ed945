// One store, whatever database keeps it: what went in comes back, is copied and put back, has the
// same hashes; and `would` says what `append` then does.
#include <gtest/gtest.h>

#include "databases.hpp"
#include "foresight.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

class Database : public OnAnyDatabase {};

INSTANTIATE_TEST_SUITE_P(Of, Database, ::testing::ValuesIn(every_database), &name_of_database);

/// Some of every command. Returns the anchor made in the middle.
store_anchor live_in(store& kept, hand_clock& clock) {
    author const by{.actor = "op-7", .role = "clerk"};
    auto const add = [&](entry e, append_status wanted = append_status::appended) {
        e.agency = "甲局";
        auto const said = kept.append(e, {.by = by});
        ASSERT_TRUE(said);
        EXPECT_EQ(said->status, wanted);
    };
    add(received("A", 20191105));
    auto longer = happened("A", 20191120, event::extended, 10);
    longer.id = "wrong";
    add(longer);
    clock.set(20200113);
    add(received("B", 20191216));
    EXPECT_TRUE(kept.withdraw("甲局", "wrong", "记错申请", by));
    EXPECT_TRUE(kept.close_year("甲局", 2019, {}, by));
    auto const middle = kept.make_anchor(by);
    EXPECT_TRUE(middle);
    EXPECT_FALSE(kept.change_setting({"甲局", day(20200101), "lights", "7,3"}, by));
    notice n{
        .id = "T-1", .published = day(20200110), .arranges_year = 2020, .days = {{day(20200120)}}};
    EXPECT_TRUE(kept.apply_notice(n, day(20200113), by));
    clock.set(20200120);
    add(happened("B", 20200114, event::disclosed));
    add(happened("B", 20200115, event::extended, 10), append_status::refused);
    EXPECT_FALSE(kept.rebuild());
    return *middle;
}

TEST_P(Database, WhatIsKeptIsFoundAgainWholeAndInOrder) {
    hand_clock clock(20200110);
    auto const options = quick(clock.options());
    store_anchor anchor;
    std::string all;
    {
        auto kept = store::create(folder / "a", {.agencies = {"甲局"}}, options);
        anchor = live_in(kept, clock);
        all = everything(kept);
    }
    auto kept = store::open(folder / "a", options);
    EXPECT_EQ(everything(kept), all);
    EXPECT_EQ(first_damage(kept.verify(anchor)), "");
    EXPECT_EQ(kept.closed_years({}).size(), 1U);
    EXPECT_TRUE(kept.restate("甲局", 2019, day(20200120)));
    EXPECT_EQ(kept.settings("甲局", day(20200120)).lights, (light_thresholds{7, 3}));
    EXPECT_EQ(kept.close_year("甲局", 2019).error().what, code::year_closed_before);
    EXPECT_THROW(static_cast<void>(store::create(folder / "a", {}, options)), store_error);
    EXPECT_THROW(static_cast<void>(store::open(folder / "none", options)), store_error);
}

TEST_P(Database, ACopyIsTakenAndPutBackAndWhatItLacksIsNamed) {
    hand_clock clock(20200110);
    auto const options = quick(clock.options());
    auto kept = store::create(folder / "a", {.agencies = {"甲局"}}, options);
    auto const anchor = live_in(kept, clock);
    auto const all = everything(kept);
    EXPECT_FALSE(kept.back_up(folder / "b"));
    EXPECT_THROW(static_cast<void>(kept.back_up(folder / "b")), store_error);
    ASSERT_TRUE(kept.append(received("C", 20200117)));
    auto const refused = store::restore(folder / "b", folder / "a", false, options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what, code::other_chain);
    EXPECT_NE(refused.error().detail.find("C "), std::string::npos) << refused.error().detail;
    ASSERT_TRUE(store::restore(folder / "b", folder / "a", true, options));
    EXPECT_EQ(everything(kept), all) << "seen by who has it open";
    EXPECT_EQ(first_damage(kept.verify(anchor)), "");
    auto aside = store::open(folder / "a.replaced-1", options);
    EXPECT_TRUE(aside.find("甲局", "C"));
}

TEST_P(Database, WhatIsAskedIsWhatIsThenDone) {
    hand_clock clock(20200110);
    auto kept = store::create(folder / "a", {.agencies = {"甲局"}}, quick(clock.options()));
    auto const ask_and_do = [&](entry e, std::optional<std::int64_t> expect = {}) {
        auto const before = everything(kept);
        auto const foreseen = kept.would(e, {.expect = expect});
        EXPECT_EQ(everything(kept), before);
        EXPECT_EQ(unforeseen(foreseen, kept.append(e, {.expect = expect}), kept), "");
        return foreseen ? foreseen->answer.status : append_status{};
    };
    auto first = received("A", 20191105);
    first.id = "one";
    EXPECT_EQ(ask_and_do(first, 0), append_status::appended);
    EXPECT_EQ(ask_and_do(first), append_status::repeated);
    EXPECT_EQ(ask_and_do(received("B", 20191105), 3), append_status::clash);
    first.application = "B";
    EXPECT_FALSE(kept.would(first)) << "an id of another application";
    ask_and_do(first);
    auto reply = happened("A", 20191205, event::disclosed);
    reply.seq = 4;
    EXPECT_EQ(ask_and_do(happened("A", 20191105, event::extended, 10)), append_status::appended);
    EXPECT_EQ(ask_and_do(reply, 2), append_status::appended);
    EXPECT_EQ(ask_and_do(happened("A", 20191206, event::extended, 10)), append_status::refused);
    auto const early = happened("A", 20191110, event::withdrawn);
    EXPECT_FALSE(kept.would(early).value().answer.displaced.empty());
    ask_and_do(early);
    ask_and_do(happened("C", 20191110, event::disclosed));  // without a receipt
    auto other = received("D", 20191110);
    other.agency = "乙局";
    ask_and_do(other);
    auto back = happened("A", 20191105, event::entry_withdrawn);
    back.re = "one";
    ask_and_do(back);
    clock.set(20200115);
    entry closing;
    closing.what = event::year_closed;
    closing.on = day(20191231);
    ask_and_do(closing);
    ask_and_do(closing);
    EXPECT_EQ(kept.would(received("E", 20191111)).value().answer.closed_years,
              std::vector<int>{2019});
    ask_and_do(received("E", 20191111));
    EXPECT_EQ(first_damage(kept.verify()), "");
}

TEST(Databases, KeepTheSameEntriesHashForHash) {
    scratch_folder const folder;
    std::vector<std::string> hashes;
    std::vector<std::string> roots;
    for (auto const* const name : every_database) {
        hand_clock clock(20200110);
        auto options = clock.options();
        options.database = database_of_tests(name);
        auto kept = store::create(folder / "a", {.agencies = {"甲局"}}, options);
        static_cast<void>(live_in(kept, clock));
        kept.feed("甲局", 0, [&](feed_item const& item) {
            hashes.push_back(item.hash);
            return true;
        });
        auto const anchor = kept.make_anchor();
        ASSERT_TRUE(anchor);
        for (auto const& each : anchor->agencies) {
            if (each.agency == "甲局") {  // the unnamed one's log holds the id of the store
                roots.push_back(each.root + each.hash);
            }
        }
    }
    ASSERT_EQ(roots.size(), every_database.size());
    auto const entries = hashes.size() / roots.size();
    EXPECT_EQ(entries, 6U);
    for (std::size_t i = 1; i < roots.size(); ++i) {
        EXPECT_EQ(roots[i], roots[0]) << every_database[i];
        for (std::size_t k = 0; k < entries; ++k) {
            EXPECT_EQ(hashes[i * entries + k], hashes[k]) << every_database[i] << " " << k;
        }
    }
}

}  // namespace
