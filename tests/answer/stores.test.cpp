// The documents of a store: what the library says is what the program prints, byte for byte.
#include <fstream>

#include "qixian/answer/care.hpp"
#include "qixian/answer/entries.hpp"
#include "qixian/answer/lists.hpp"
#include "qixian/row/notice_file.hpp"

#include "support.hpp"

namespace qixian {
namespace {

using test::printed_by;
using test::setting_of;
using test::source_file;

/// A store of the shipped log, closed again so that the program may open it.
class AnswerStore : public ::testing::Test {
protected:
    void SetUp() override {
        auto kept = store::create(path(), {.agencies = {"青海"}});
        auto const done = answer::import_log(
            kept, {.log = answer::input::file(source_file("examples/qinghai-2020/log.csv"))},
            {.actor = "desk-1", .role = "clerk"});
        ASSERT_TRUE(done.said.stored);
        ASSERT_FALSE(done.faulty());
    }
    [[nodiscard]] std::string const& path() const { return file_.path(); }
    [[nodiscard]] std::shared_ptr<store> open() const {
        return std::make_shared<store>(store::open(path()));
    }

private:
    test::scratch_file file_{"store"};
};

TEST_F(AnswerStore, ListsAreTheSameBytesInBothLayouts) {
    auto const with = setting_of({.as_of = day(20201231)}, open());
    using answer::layout;
    EXPECT_EQ(answer::list(with).json,
              printed_by({"list", path(), "--as-of", "2020-12-31", "--json"}));
    EXPECT_EQ(answer::list(with, true, layout::lines).json,
              printed_by({"list", path(), "--open", "--as-of", "2020-12-31", "--ndjson"}));
    auto const work = answer::worklist(with);
    EXPECT_EQ(work.json, printed_by({"worklist", path(), "--as-of", "2020-12-31", "--json"}));
    EXPECT_EQ(
        answer::worklist(with, "法规处", layout::lines).json,
        printed_by({"worklist", path(), "--desk", "法规处", "--as-of", "2020-12-31", "--ndjson"}));
    EXPECT_NE(work.json.find("\"light\""), std::string::npos);
}

TEST_F(AnswerStore, TheLifeOfAnApplicationIsTheSameBytes) {
    auto const with = setting_of({.as_of = day(20201231)}, open());
    EXPECT_EQ(answer::show(with, "QH-2020-22").json,
              printed_by({"show", path(), "QH-2020-22", "--as-of", "2020-12-31", "--json"}));
    auto const story = answer::life_of(with, "QH-2020-22");
    ASSERT_TRUE(story);
    EXPECT_EQ(story->lines.front().actor, "desk-1");
    EXPECT_EQ(answer::life_of(with, "nobody").error().what, code::unknown_application);
}

TEST_F(AnswerStore, WhatWasRecordedIsToldWithWhatFollows) {
    entry const e{.application = "NEW-1",
                  .on = day(20201222),
                  .what = event::received,
                  .applicant = applicant::other,
                  .channel = channel::in_person,
                  .id = "new-1"};
    std::string ours;
    {
        auto const kept = open();
        auto const said = kept->append(e);
        ASSERT_TRUE(said);
        auto const with = setting_of({.as_of = day(20201222)}, kept);
        auto const after = answer::aftermath_of(*kept->find(said->agency, "NEW-1"), e, false, with);
        ASSERT_TRUE(after.now);
        ours = answer::record_document(e, *said, after, false);
        auto again = *said;
        again.status = append_status::repeated;
        again.closed_years.clear();
        EXPECT_EQ(answer::record_document(e, again, after, false),
                  printed_by({"record", path(), "--application", "NEW-1", "--event", "received",
                              "--on", "2020-12-22", "--applicant", "other", "--channel",
                              "in_person", "--id", "new-1", "--json"}));
    }
    EXPECT_NE(ours.find("\"status\": \"appended\""), std::string::npos);
    EXPECT_NE(ours.find("\"verdict\": \"accepted\""), std::string::npos);
    EXPECT_NE(ours.find("\"duty\": \"reply\""), std::string::npos);
}

TEST_F(AnswerStore, ARefusalSaysWhyAndWhatIsPossible) {
    entry const e{.application = "QH-2020-22",
                  .on = day(20201222),
                  .what = event::received,
                  .applicant = applicant::other,
                  .channel = channel::in_person};
    auto const kept = open();
    auto const said = kept->append(e);
    ASSERT_TRUE(said);
    ASSERT_EQ(said->status, append_status::refused);
    auto const after = answer::aftermath_of(*kept->find(said->agency, "QH-2020-22"), e, true,
                                            setting_of({.as_of = day(20201222)}, kept));
    EXPECT_EQ(
        answer::record_document(e, *said, after, false),
        printed_by({"record", path(), "--application", "QH-2020-22", "--event", "received", "--on",
                    "2020-12-22", "--applicant", "other", "--channel", "in_person", "--json"}));
}

TEST_F(AnswerStore, AnImportThatWasThereAlreadyIsTheSameBytes) {
    auto const log = source_file("examples/qinghai-2020/log.csv");
    auto const kept = open();
    auto const done = answer::import_log(*kept, {.log = answer::input::file(log)});
    EXPECT_EQ(done.said.added, 0U);
    EXPECT_EQ(answer::import_document(done, path(), log),
              printed_by({"import", path(), log, "--json"}));
}

TEST_F(AnswerStore, AFaultyRowOfAnImportNamesItsPlaceAndStoresNothing) {
    auto const kept = open();
    std::vector<fault> told;
    auto const done =
        answer::import_log(*kept,
                           {.log = answer::input::of("application,on,event,applicant,channel\n"
                                                     "X,2020-12-22,received,other,online\n"
                                                     "Y,2020-12-40,received,other,online\n",
                                                     "rows.csv")},
                           {}, {.fault = [&](fault const& why) { told.push_back(why); }});
    EXPECT_TRUE(done.faulty());
    EXPECT_FALSE(done.said.stored);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].file, "rows.csv");
    EXPECT_EQ(told[0].line, 3U);
    EXPECT_FALSE(kept->find("青海", "X"));
}

TEST_F(AnswerStore, TheLogAndTheFeedComeOutInTheSameBytes) {
    auto const kept = open();
    auto const collect = [](auto write) {
        std::string all;
        write([&](std::string_view text) { all += text; });
        return all;
    };
    EXPECT_EQ(
        collect([&](answer::sink const& to) { answer::export_log(*kept, {}, log_form::csv, to); }),
        printed_by({"export", path()}));
    EXPECT_EQ(collect([&](answer::sink const& to) {
                  answer::export_log(*kept, {}, log_form::ndjson, to);
              }),
              printed_by({"export", path(), "--ndjson"}));
    EXPECT_EQ(collect([&](answer::sink const& to) { answer::feed(*kept, "", 3, false, to); }),
              printed_by({"feed", path(), "--since", "3"}));
    EXPECT_EQ(collect([&](answer::sink const& to) { answer::feed(*kept, "青海", 0, true, to); }),
              printed_by({"feed", path(), "--agency", "青海", "--cloudevents"}));
}

TEST_F(AnswerStore, YearsSettingsAndCareAreTheSameBytes) {
    {
        auto const kept = open();
        auto const closed = kept->close_year("青海", 2020);
        ASSERT_TRUE(closed);
        auto const text = answer::close_year_document(*closed);
        EXPECT_NE(text.find("\"schema\": \"qixian/close-year/1\""), std::string::npos);
        EXPECT_EQ(answer::years_document(kept->closed_years({})),
                  printed_by({"years", path(), "--json"}));
        auto const bridge = kept->restate("青海", 2020, day(20211231));
        ASSERT_TRUE(bridge);
        EXPECT_EQ(
            answer::restate_document(*bridge, *closed, day(20211231)),
            printed_by({"restate", path(), "--year", "2020", "--as-of", "2021-12-31", "--json"}));
        ASSERT_FALSE(kept->change_setting(
            {.agency = "青海", .from = day(20210101), .name = "lights", .value = "7,3"}));
        EXPECT_EQ(answer::settings_document(*kept, day(20210101)),
                  printed_by({"settings", path(), "--from", "2021-01-01", "--json"}));
        EXPECT_EQ(answer::verify_document(path(), kept->verify()),
                  printed_by({"verify", path(), "--json"}));
    }
    EXPECT_EQ(answer::rebuild_document(path()), printed_by({"rebuild", path(), "--json"}));
}

TEST_F(AnswerStore, ANoticeSaysWhatItMovesInTheSameBytes) {
    constexpr std::string_view text =
        "notice_id,published,document,date,kind,holiday_name\n"
        "T-2021,2020-12-30,,2021-01-04,off,trial\nT-2021,2020-12-30,,2021-01-05,off,trial\n";
    test::scratch_file const file("notice.csv");
    std::ofstream(file.path(), std::ios::binary) << text;
    auto const notices = read_notices(file.path());
    ASSERT_TRUE(notices);
    auto const kept = open();
    std::vector<answer::applied_notice> done;
    for (auto const& each : *notices) {
        auto const moved = kept->effect_of(each, day(20201231));
        ASSERT_TRUE(moved);
        ASSERT_FALSE(moved->moved.empty());
        done.push_back({each, *moved});
    }
    EXPECT_EQ(answer::apply_notice_document(done, day(20201231), true),
              printed_by({"apply-notice", path(), file.path(), "--as-of", "2020-12-31", "--dry-run",
                          "--json"}));
}

}  // namespace
}  // namespace qixian
