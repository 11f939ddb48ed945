// Cells that a spreadsheet would take for formulas: written with an apostrophe, read without it, the same
// by both readers; and text that cannot be seen, shown or escaped.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "both_readers.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/event_log.hpp"
#include "qixian/row/text.hpp"

namespace {

using namespace qixian;
using namespace std::string_literals;

std::vector<std::string> const texts{
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\nx", "'=1", "''=1", "'",       "''",   "'a",
    "a=1",  "=",  "'=", "=\"x\",y", "'\"",  "＝1",   " =1", "'-",   "'''@'''", "=\n=", "#=1"};

TEST(Formulas, AreGuardedAndReadBackAsTheyWere) {
    for (auto const& each : texts) {
        auto const cell = to_csv_cell(each);
        auto const first = cell[cell.starts_with('"') ? 1 : 0];
        EXPECT_EQ(std::string("=+-@\t\r").find(first), std::string::npos) << each;
        auto const line = cell + "\n";
        csv_reader reader(text_source::over(line));
        auto const record = reader.next();
        ASSERT_TRUE(record.ok() && *record != nullptr) << each;
        EXPECT_EQ((*record)->cells.front().text, each);
    }
}

TEST(Formulas, OfARowAreReadAlikeByBothReadersInEveryKindOfCell) {
    std::vector<entry> rows;
    for (auto const& each : texts) {
        entry e{.application = "-" + std::to_string(rows.size()),
                .on = day(20210104),
                .what = event::received,
                .applicant = applicant::other,
                .channel = channel::in_person};
        e.note = each;
        e.desk = each;
        e.ref = "-r";
        e.extra = {{"x_a", each}, {"x_b", "plain"}};
        rows.push_back(std::move(e));
    }
    auto const text = to_log_text(rows, log_form::csv);
    EXPECT_TRUE(both_readers::expect_same(text));
    auto reader = event_reader::over(text, "x.csv");
    for (auto const& each : rows) {
        auto next = reader.next();
        ASSERT_TRUE(next.ok() && next->has_value()) << each.note;
        auto read = **next;
        read.line = 0;
        EXPECT_EQ(read, each) << each.note;
    }
}

TEST(SafeText, ShowsWhatStandsThereAndNothingTwice) {
    for (auto const& [text, shown] :
         std::vector<std::pair<std::string, std::string>>{{"plain 中文 é", "plain 中文 é"},
                                                          {"\x1b[31m", "\\x1b[31m"},
                                                          {"a\nb", "a\\x0ab"},
                                                          {"\xC2\x9B", "\\x9b"},
                                                          {"\xE2\x80\xAE", "\\u202e"},
                                                          {"\xE2\x81\xA6", "\\u2066"},
                                                          {"\xEF\xBB\xBFx", "\\ufeffx"},
                                                          {"\xF3\xA0\x80\x81", "\\U000e0001"},
                                                          {"\xFFz", "\\xffz"},
                                                          {"\xE4\xB8", "\\xe4\\xb8"},
                                                          {"\x7F", "\\x7f"},
                                                          {"\0"s, "\\x00"}}) {
        EXPECT_EQ(visible(text), shown);
        EXPECT_EQ(visible(visible(text)), shown);
    }
    EXPECT_EQ(visible("a\nb\t", line_feeds::kept), "a\nb\\x09");
}

TEST(SafeText, KeepsTheValueOfJson) {
    std::string json = "{\"a\":\"\xC2\x9B\xE2\x80\xAE\xF3\xA0\x80\x81\x7F中\"}\n";
    escape_unseen(json);
    EXPECT_EQ(json, "{\"a\":\"\\u009b\\u202e\\udb40\\udc01\\u007f中\"}\n");
    std::string half = "\x7F\x7F";
    escape_unseen(half, 1);
    EXPECT_EQ(half, "\x7F\\u007f");
}

TEST(SafeText, KnowsWhatIsUtf8) {
    EXPECT_TRUE(is_utf8("plain 中文 \xF0\x9F\x98\x80"));
    for (auto const& each : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE4\xB8"}) {
        EXPECT_FALSE(is_utf8(each));
    }
}

}  // namespace
