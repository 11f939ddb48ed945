// Files of notices: rows in any order, and what contradicts itself.
#include "qixian/row/notice_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace qixian;

std::string const head = "notice_id,published,document,date,kind,holiday_name\n";

std::string said(std::string const& text) {
    auto const read = read_notices(text_source::over(text, "n.csv"));
    if (read) {
        return "read";
    }
    auto const& why = read.error();
    EXPECT_EQ(why.file, "n.csv");
    return std::to_string(static_cast<int>(why.what)) + "@" + std::to_string(why.line) + ":" +
           std::to_string(why.column) + (why.field.empty() ? "" : " " + why.field);
}

}  // namespace

TEST(notice_file, several_notices_share_a_file_in_any_order_of_rows) {
    std::string const text = "\xEF\xBB\xBF" + head +
                             "CN-2020,2019-11-21,国办发明电〔2019〕16号,2020-01-25,off,春节\r\n"
                             "CN-2020-A1,2020-01-27,,2020-01-31,off,春节\r\n"
                             "CN-2020,2019-11-21,,2020-01-19,work,春节\r\n"
                             "CN-2020-A1,2020-01-27,国办发明电〔2020〕1号,2020-02-01,revert,\r\n";
    auto const read = read_notices(text_source::over(text));
    ASSERT_TRUE(read.ok()) << read.error().detail;
    ASSERT_EQ(read->size(), 2U);
    auto const& first = read->front();
    EXPECT_EQ(first.id, "CN-2020");
    EXPECT_EQ(first.document, "国办发明电〔2019〕16号");
    EXPECT_EQ(first.published, day(20191121));
    EXPECT_EQ(first.arranges_year, 2020);
    ASSERT_EQ(first.days.size(), 2U);
    EXPECT_EQ(first.days[0].on, day(20200119));
    EXPECT_EQ(first.days[0].kind, notice_kind::work);
    EXPECT_EQ(first.days[1].holiday, "春节");
    auto const& second = read->back();
    EXPECT_EQ(second.document, "国办发明电〔2020〕1号");
    EXPECT_EQ(second.days[1].kind, notice_kind::revert);
}

TEST(notice_file, columns_stand_in_any_order_and_two_may_be_absent) {
    auto const read = read_notices(
        text_source::over("kind,date,notice_id,published\noff,2027-01-01,X,2026-11-01\n"));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->front().days.front().on, day(20270101));
    EXPECT_EQ(read->front().document, "");
}

TEST(notice_file, the_year_arranged_is_the_one_most_days_lie_in) {
    auto const read = read_notices(text_source::over(head + "X,2018-12-06,,2018-12-29,work,元旦\n"
                                                            "X,2018-12-06,,2018-12-30,off,元旦\n"
                                                            "X,2018-12-06,,2019-02-04,off,春节\n"
                                                            "X,2018-12-06,,2019-02-05,off,春节\n"));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->front().arranges_year, 2019);
}

TEST(notice_file, what_is_wrong_says_where) {
    auto const row = [](std::string const& cells) { return said(head + cells + "\n"); };
    EXPECT_EQ(said(""), "924@1:1");
    EXPECT_EQ(said(head), "924@1:1");
    EXPECT_EQ(said("notice_id,published,date,kind,colour\n"), "905@1:31 colour");
    EXPECT_EQ(said("notice_id,published,date,kind,date\n"), "907@1:31 date");
    EXPECT_EQ(said("notice_id,published,document,kind\n"), "906@1:1 date");
    EXPECT_EQ(said("published,date,kind\n"), "906@1:1 notice_id");
    EXPECT_EQ(said("notice_id,date,kind\n"), "906@1:1 published");
    EXPECT_EQ(said("notice_id,date,published\n"), "906@1:1 kind");
    EXPECT_EQ(row("X,2019-11-21,号,2020-01-25,off,春节,x"), "908@2:34");
    EXPECT_EQ(row("X,2019-11-21,号,2020-01-25,off"), "908@2:27");
    EXPECT_EQ(row(",2019-11-21,号,2020-01-25,off,春节"), "915@2:1 notice_id");
    EXPECT_EQ(row("X,,号,2020-01-25,off,春节"), "915@2:3 published");
    EXPECT_EQ(row("X,2019-11-21,号,,off,春节"), "915@2:16 date");
    EXPECT_EQ(row("X,2019-11-21,号,2020-01-25,,春节"), "915@2:27 kind");
    EXPECT_EQ(row("X Y,2019-11-21,号,2020-01-25,off,春节"), "914@2:1 notice_id");
    EXPECT_EQ(row("X,2019-11,号,2020-01-25,off,春节"), "911@2:3 published");
    EXPECT_EQ(row("X,2019-11-21,号,2020-02-30,off,春节"), "911@2:16 date");
    EXPECT_EQ(row("X,2019-11-21,号,2020-01-25,rest,春节"), "910@2:27 kind");
    EXPECT_EQ(row("X,2019-11-21,号,2020-01-25,off,\"春节"), "903@2:31");
    EXPECT_EQ(row("X,2019-11-21,\xFF,2020-01-25,off,春节"), "901@2:14");
}

TEST(notice_file, a_notice_does_not_contradict_itself) {
    std::string const text = head + "X,2019-11-21,号,2020-01-25,off,春节\n";
    EXPECT_EQ(said(text + "X,2019-11-21,号,2020-01-25,work,春节\n"), "802@3:16 date");
    EXPECT_EQ(said(text + "X,2019-11-21,号,2020-01-25,off,春节\n"), "802@3:16 date");
    EXPECT_EQ(said(text + "X,2019-11-22,号,2020-01-26,off,春节\n"), "802@3:3 published");
    EXPECT_EQ(said(text + "X,2019-11-21,另,2020-01-26,off,春节\n"), "802@3:14 document");
    EXPECT_EQ(said(text + "Y,2019-11-22,另,2020-01-25,work,春节\n"), "read");
}
