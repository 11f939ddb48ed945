// `qixian/deadlines/1` from the library: the bytes that the program prints, wherever the rows come
// from.
#include "qixian/answer/deadlines.hpp"

#include <fstream>
#include <sstream>

#include "support.hpp"

namespace qixian {
namespace {

using test::printed_by;
using test::setting_of;

constexpr auto qinghai = "examples/qinghai-2020/log.csv";

std::string bytes_of(std::string const& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
}

TEST(AnswerDeadlines, EveryShippedLogGetsTheBytesThatTheProgramPrints) {
    auto const with = setting_of({.as_of = day(20201231)});
    std::size_t applications = 0;
    for (auto const& log : test::shipped_logs()) {
        answer::source const from{.log = answer::input::file(log), .keep_going = true};
        std::vector<std::string> const command{"deadlines", log, "--as-of", "2020-12-31",
                                               "--keep-going"};
        auto whole = command;
        whole.emplace_back("--json");
        auto const said = answer::deadlines(from, with);
        EXPECT_EQ(said.json, printed_by(whole)) << log;
        auto lines = command;
        lines.emplace_back("--ndjson");
        EXPECT_EQ(answer::deadlines(from, with, answer::layout::lines).json, printed_by(lines))
            << log;
        for (auto at = said.json.find("\"standing\""); at != std::string::npos;
             at = said.json.find("\"standing\"", at + 1)) {
            ++applications;
        }
    }
    EXPECT_GT(applications, 30U);
}

TEST(AnswerDeadlines, AFileItsTextItsRowsAndAStoreOfItGiveOneAnswer) {
    auto const log = test::source_file(qinghai);
    auto const text = bytes_of(log);
    auto const with = setting_of({.as_of = day(20201231)});
    auto const of_file = answer::deadlines({.log = answer::input::file(log)}, with);
    auto const of_text = answer::deadlines({.log = answer::input::of(text, "log")}, with);
    EXPECT_EQ(of_file.json, of_text.json);

    auto reader = event_reader::over(text);
    auto const rows = read_all(reader).applications;
    EXPECT_EQ(answer::deadlines({.log = answer::input::of("", "rows"), .rows = &rows}, with).json,
              of_file.json);

    test::scratch_file const file("store");
    auto kept = std::make_shared<store>(store::create(file.path()));
    import_batch batch;
    auto again = event_reader::over(text);
    for (auto next = again.next(); next && *next; next = again.next()) {
        ASSERT_FALSE(batch.add(**next));
    }
    ASSERT_TRUE(kept->import(batch).stored);
    auto const of_store = answer::deadlines({.log = answer::input::file(file.path())},
                                            setting_of({.as_of = day(20201231)}, kept));
    auto const first_application = [](std::string const& json) {
        auto const from = json.find("\"applications\"");
        return json.substr(from, json.find("\n", json.find("\n", from) + 1) - from);
    };
    EXPECT_EQ(first_application(of_store.json), first_application(of_file.json));
    EXPECT_EQ(of_store.json,
              printed_by({"deadlines", file.path(), "--as-of", "2020-12-31", "--json"}));
}

TEST(AnswerDeadlines, WhatAHostAssessesItselfIsWrittenTheSame) {
    auto const with = setting_of({.as_of = day(20201231)});
    std::string all;
    answer::source const from{.log = answer::input::file(test::source_file(qinghai))};
    auto const read = answer::each_application(
        from, with, [&](assessment const& a, std::vector<entry> const& rows) {
            all += (all.empty() ? "" : ",\n") + answer::application_document(a, rows);
        });
    EXPECT_GT(read.applications, 10U);
    EXPECT_NE(answer::deadlines(from, with).json.find(all), std::string::npos);
}

TEST(AnswerDeadlines, AFaultLeavesNoDocumentUnlessTheRestIsAskedFor) {
    constexpr std::string_view text = "application,on,event,applicant,channel\n"
                                      "A,2020-12-21,received,other,online\n"
                                      "B,2020-12-32,received,other,online\n";
    auto const with = setting_of({.as_of = day(20201231)});
    auto const none = answer::deadlines({.log = answer::input::of(text, "log.csv")}, with);
    EXPECT_EQ(none.json, "");
    ASSERT_EQ(none.faults.size(), 1U);
    EXPECT_EQ(none.faults[0].file, "log.csv");
    EXPECT_EQ(none.faults[0].line, 3U);
    auto const rest =
        answer::deadlines({.log = answer::input::of(text, "log.csv"), .keep_going = true}, with);
    EXPECT_NE(rest.json.find("\"application\":\"A\""), std::string::npos);
    EXPECT_EQ(rest.faults.size(), 1U);
    EXPECT_NE(rest.json.find("\"line\":3"), std::string::npos);
}

TEST(AnswerDeadlines, AMissedDutyOfAnOpenApplicationIsAFinding) {
    constexpr std::string_view text = "application,on,event,applicant,channel\n"
                                      "A,2020-12-21,received,other,in_person\n";
    answer::source const from{.log = answer::input::of(text)};
    EXPECT_FALSE(answer::deadlines(from, setting_of({.as_of = day(20210119)})).finding);
    EXPECT_TRUE(answer::deadlines(from, setting_of({.as_of = day(20210120)})).finding);
}

TEST(AnswerSetting, TheDayOfKnowledgeTheRegionAndThePoliciesAreThoseAskedFor) {
    auto const plain = setting_of({.as_of = day(20200201)});
    auto const then = setting_of({.as_of = day(20200201), .known_on = day(20200126)});
    EXPECT_NE(plain.calendar.digest(), then.calendar.digest());
    auto const local = setting_of({.as_of = day(20200201), .region = "CN-GX"});
    EXPECT_NE(plain.calendar.digest(), local.calendar.digest());
    auto const literal =
        setting_of({.as_of = day(20200201), .policies = {{"named_day", "literal"}}});
    EXPECT_NE(plain.chosen, literal.chosen);
    EXPECT_EQ(literal.rules_for("", day(20200102)).chosen, literal.chosen);
}

TEST(AnswerSetting, AChoiceThatIsNoneIsAFaultThatNamesIt) {
    auto const place = answer::setting::make({.as_of = day(20200201), .region = "CN-XX"});
    ASSERT_FALSE(place);
    EXPECT_EQ(place.error().what, code::unknown_region);
    EXPECT_EQ(place.error().field, "region");
    EXPECT_EQ(place.error().detail, "CN-XX");
    auto const reading =
        answer::setting::make({.as_of = day(20200201), .policies = {{"named_day", "perhaps"}}});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().what, code::unknown_policy);
    EXPECT_EQ(reading.error().field, "policy");
    EXPECT_EQ(reading.error().detail, "named_day=perhaps");
}

TEST(AnswerSetting, NoticesMayBeTextAndTheirFaultsNameIt) {
    constexpr std::string_view extra = "notice_id,published,document,date,kind,holiday_name\n"
                                       "T-2030,2029-11-01,,2030-03-04,off,trial\n";
    auto const plain = setting_of({.as_of = day(20300101)});
    auto const with =
        setting_of({.as_of = day(20300101), .notices = {answer::input::of(extra, "trial.csv")}});
    EXPECT_TRUE(plain.calendar.about(day(20300304)).value().works);
    EXPECT_FALSE(with.calendar.about(day(20300304)).value().works);
    auto const wrong = answer::setting::make(
        {.as_of = day(20300101),
         .notices = {answer::input::of("notice_id,published\n", "short.csv")}});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().file, "short.csv");
}

TEST(AnswerSetting, AStoreSaysWhatHoldsForAnAgencyAndADayAndTheQuestionStandsAbove) {
    test::scratch_file const file("settings");
    auto kept = std::make_shared<store>(store::create(file.path(), {.agencies = {"甲局", "乙局"}}));
    ASSERT_FALSE(kept->change_setting(
        {.agency = "甲局", .from = day(20200601), .name = "policy.named_day", .value = "literal"}));
    ASSERT_FALSE(kept->change_setting(
        {.agency = "", .from = day(20200101), .name = "lights", .value = "9,3"}));
    ASSERT_FALSE(kept->change_setting(
        {.agency = "乙局", .from = day(20200101), .name = "region", .value = "CN-GX"}));
    auto const with = setting_of({.as_of = day(20201231)}, kept);
    EXPECT_EQ(with.rules_for("甲局", day(20200531)).chosen, policies{});
    EXPECT_NE(with.rules_for("甲局", day(20200601)).chosen, policies{});
    EXPECT_EQ(with.rules_for("乙局", day(20200601)).region, "CN-GX");
    EXPECT_NE(with.rules_for("乙局", day(20200601)).calendar->digest(), with.calendar.digest());
    ASSERT_TRUE(with.lights_of("甲局"));
    EXPECT_EQ(with.lights_of("甲局")->yellow, 9);
    auto const above = setting_of(
        {.as_of = day(20201231), .region = "CN-XJ", .policies = {{"named_day", "rolled"}}}, kept);
    EXPECT_EQ(above.rules_for("甲局", day(20200601)).chosen, policies{});
    EXPECT_EQ(above.rules_for("乙局", day(20200601)).region, "CN-XJ");
    auto const nobody = answer::setting::make({.as_of = day(20201231), .agency = "丙局"}, kept);
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().what, code::unknown_agency);
    EXPECT_EQ(answer::one_agency(*kept, "").error().what, code::agency_needed);
}

TEST(AnswerDocument, AFaultIsOneLineOfJson) {
    EXPECT_EQ(answer::fault_document({.what = code::bad_date,
                                      .detail = "2020-12-3",
                                      .file = "log.csv",
                                      .line = 3,
                                      .column = 3,
                                      .field = "on"}),
              "{\"file\":\"log.csv\",\"line\":3,\"column\":3,\"code\":\"" +
                  std::string(name_of(code::bad_date)) +
                  "\",\"number\":" + std::to_string(static_cast<int>(code::bad_date)) +
                  ",\"field\":\"on\",\"detail\":\"2020-12-3\",\"message\":\"" +
                  std::string(info(code::bad_date).en) + "\"}\n");
}

}  // namespace
}  // namespace qixian
