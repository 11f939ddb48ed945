// The documents about a log, a calendar, tables and the rules: what the library says is what the
// program prints, byte for byte.
#include "qixian/answer/audit.hpp"
#include "qixian/answer/calendar.hpp"
#include "qixian/answer/deadlines.hpp"
#include "qixian/answer/explain.hpp"
#include "qixian/answer/machine.hpp"
#include "qixian/answer/report.hpp"
#include "qixian/row/table_file.hpp"

#include "support.hpp"

namespace qixian {
namespace {

using test::printed_by;
using test::setting_of;
using test::source_file;

std::string qinghai_log() { return source_file("examples/qinghai-2020/log.csv"); }

answer::source log_of(std::string const& path) { return {.log = answer::input::file(path)}; }

TEST(AnswerExplain, EveryApplicationOfTheExampleIsProvedInTheSameBytes) {
    auto const with = setting_of({.as_of = day(20201231)});
    std::vector<std::string> names;
    answer::each_application(log_of(qinghai_log()), with,
                             [&](auto const& a, auto const&) { names.push_back(a.application); });
    ASSERT_GT(names.size(), 10U);
    for (std::size_t i = 0; i < names.size(); i += 6) {
        EXPECT_EQ(
            answer::explain(log_of(qinghai_log()), names[i], with).json,
            printed_by({"explain", qinghai_log(), names[i], "--as-of", "2020-12-31", "--json"}));
    }
}

TEST(AnswerExplain, AnApplicationThatIsNotThereIsAFaultAndNoDocument) {
    std::vector<fault> told;
    auto const said =
        answer::explain(log_of(qinghai_log()), "nobody", setting_of({.as_of = day(20201231)}),
                        {.fault = [&](fault const& why) { told.push_back(why); }});
    EXPECT_EQ(said.json, "");
    ASSERT_EQ(said.faults.size(), 1U);
    EXPECT_EQ(said.faults[0].what, code::unknown_application);
    EXPECT_EQ(told.size(), 1U);
}

TEST(AnswerCheck, ACertificateHoldsAndAChangedOneDoesNot) {
    auto const with = setting_of({.as_of = day(20201231)});
    auto const proof = answer::explain(log_of(qinghai_log()), "QH-2020-22", with).json;
    auto const sound = answer::certificates_in(answer::input::of(proof, "proof.json"));
    ASSERT_TRUE(sound);
    auto const good = answer::check(*sound, log_of(qinghai_log()), {});
    EXPECT_FALSE(good.finding);
    EXPECT_NE(good.json.find("\"holds\": true"), std::string::npos);

    auto changed = *sound;
    changed.front().due = plus_days(changed.front().due, 1);
    auto const bad = answer::check(changed, log_of(qinghai_log()), {});
    EXPECT_TRUE(bad.finding);
    EXPECT_NE(bad.json.find("\"objections\": [\n"), std::string::npos);

    test::scratch_file const file("proof.json");
    std::FILE* const out = std::fopen(file.path().c_str(), "wb");
    std::fwrite(proof.data(), 1, proof.size(), out);
    std::fclose(out);
    EXPECT_EQ(good.json, printed_by({"check-certificate", file.path(), qinghai_log(), "--json"}));
}

TEST(AnswerCheck, WhatIsNoCertificateSaysWhere) {
    auto const broken = answer::certificates_in(answer::input::of("{\n  oops", "proof.json"));
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().what, code::json_syntax);
    EXPECT_EQ(broken.error().file, "proof.json");
    EXPECT_EQ(broken.error().line, 2U);
    auto const huge =
        answer::certificates_in(answer::input::of("{\n\"days\": 1E400}", "proof.json"));
    ASSERT_FALSE(huge);
    EXPECT_EQ(huge.error().what, code::bad_number);
    EXPECT_EQ(huge.error().line, 2U);
    EXPECT_EQ(huge.error().column, 9U);
    EXPECT_EQ(answer::certificates_in(answer::input::of("-1E400")).error().column, 1U);
    EXPECT_EQ(answer::certificates_in(answer::input::of("{}")).error().what,
              code::certificate_form);
    EXPECT_EQ(answer::certificates_in(answer::input::of("{\"certificates\":[]}")).error().detail,
              "no certificate");
}

TEST(AnswerReport, TheYearOfEveryShippedLogIsTheSameBytes) {
    auto const with = setting_of({.as_of = day(20211231)});
    for (auto const& log : test::shipped_logs()) {
        auto const said = answer::report_year(log_of(log), with, {.year = 2020});
        EXPECT_EQ(said.json,
                  printed_by({"report", log, "--year", "2020", "--as-of", "2021-12-31", "--json"}))
            << log;
    }
}

TEST(AnswerReport, SeveralAgenciesNeedOneOrTheirSum) {
    constexpr std::string_view text = "application,agency,on,event,applicant,channel\n"
                                      "A,甲局,2020-12-21,received,other,online\n"
                                      "B,乙局,2020-12-22,received,other,online\n";
    answer::source const from{.log = answer::input::of(text)};
    auto const all = setting_of({.as_of = day(20201231)});
    auto const none = answer::report_year(from, all, {.year = 2020});
    EXPECT_EQ(none.json, "");
    ASSERT_EQ(none.faults.size(), 1U);
    EXPECT_EQ(none.faults[0].what, code::agency_needed);
    EXPECT_EQ(none.faults[0].detail, "甲局 乙局");
    auto const sum = answer::make_year_report(from, all, {.year = 2020, .all_agencies = true});
    ASSERT_TRUE(sum.figures);
    EXPECT_EQ(sum.figures->rows.front().count.back(), 2);
    auto const one = answer::make_year_report(
        from, setting_of({.as_of = day(20201231), .agency = "甲局"}), {.year = 2020});
    EXPECT_EQ(one.figures->rows.front().count.back(), 1);
}

TEST(AnswerAudit, AReportAuditsClean) {
    auto const with = setting_of({.as_of = day(20211231)});
    auto const made = answer::make_year_report(log_of(qinghai_log()), with, {.year = 2020});
    ASSERT_TRUE(made.figures);
    auto const table = write_table(answer::as_published(*made.figures));
    auto const said = answer::audit_tables({answer::input::of(table, "table.csv")});
    EXPECT_FALSE(said.finding);
    EXPECT_TRUE(said.faults.empty());

    test::scratch_file const file("table.csv");
    std::FILE* const out = std::fopen(file.path().c_str(), "wb");
    std::fwrite(table.data(), 1, table.size(), out);
    std::fclose(out);
    EXPECT_EQ(answer::audit_tables({answer::input::file(file.path())}).json,
              printed_by({"audit", file.path(), "--json"}));
}

TEST(AnswerAudit, ATableThatCannotBeReadLeavesNoDocumentUnlessTheRestIsAskedFor) {
    std::vector<answer::input> const tables{answer::input::of("no table", "bad.csv")};
    auto const none = answer::audit_tables(tables);
    EXPECT_EQ(none.json, "");
    ASSERT_EQ(none.faults.size(), 1U);
    EXPECT_EQ(none.faults[0].file, "bad.csv");
    EXPECT_NE(answer::audit_tables(tables, {.keep_going = true}).json, "");
}

TEST(AnswerCalendar, EachQuestionIsTheSameBytes) {
    auto const with = setting_of({.as_of = day(20200201), .known_on = day(20200126)});
    EXPECT_EQ(
        *answer::calendar_add(with, day(20200120), 20),
        printed_by({"calendar", "add", "2020-01-20", "20", "--known-on", "2020-01-26", "--json"}));
    EXPECT_EQ(*answer::calendar_count(with, day(20200120), day(20200301)),
              printed_by({"calendar", "count", "2020-01-20", "2020-03-01", "--known-on",
                          "2020-01-26", "--json"}));
    auto const plain = setting_of({.as_of = day(20200201)});
    EXPECT_EQ(*answer::calendar_show(plain, 2020),
              printed_by({"calendar", "show", "2020", "--json"}));
    EXPECT_EQ(*answer::calendar_show(with, 2020, 1),
              printed_by({"calendar", "show", "2020-01", "--known-on", "2020-01-26", "--json"}));
    EXPECT_EQ(*answer::calendar_diff(plain, day(20200126), day(20200127)),
              printed_by({"calendar", "diff", "--known-on", "2020-01-26", "2020-01-27", "--json"}));
    EXPECT_FALSE(answer::calendar_changes(plain, day(20200126), day(20200127)).value().empty());
    EXPECT_EQ(answer::calendar_add(plain, day(20501230), 100).error().what,
              plain.calendar.add(day(20501230), working_days{100}).error().what);
}

TEST(AnswerMachine, RulesAndCodesAreTheSameBytes) {
    EXPECT_EQ(answer::machine_rules(), printed_by({"machine", "--json"}));
    EXPECT_EQ(*answer::codes(), printed_by({"codes", "--json"}));
    for (auto const* const name : {"401", "QX-401"}) {
        EXPECT_EQ(*answer::codes(name), printed_by({"codes", name, "--json"}));
    }
    EXPECT_FALSE(answer::codes("QX-1"));
}

}  // namespace
}  // namespace qixian
