// Dates and instants: the one form that is read, and every other that is not.
#include "qixian/date/text.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace qixian;

namespace {

bool is_bad_date(std::string_view text) {
    auto const read = parse_date(text);
    return !read.ok() && read.error().what == code::bad_date;
}

bool is_bad_instant(std::string_view text) {
    auto const read = parse_instant(text);
    return !read.ok() && read.error().what == code::bad_instant;
}

std::string legal(std::string_view text) { return to_text(legal_day(parse_instant(text).value())); }

}  // namespace

TEST(date_text, a_day_is_ten_characters) {
    EXPECT_EQ(parse_date("2020-12-31").value(), day(20201231));
    EXPECT_EQ(parse_date("1900-01-01").value(), day(19000101));
    EXPECT_EQ(parse_date("9999-12-31").value(), day(99991231));
    EXPECT_EQ(to_text(day(20010203)), "2001-02-03");
}

TEST(date_text, other_forms_are_not_read) {
    for (std::string_view const text : {"",
                                        "2020",
                                        "2020-12",
                                        "2020-1-01",
                                        "2020-01-1",
                                        "20-01-01",
                                        "20200101",
                                        "2020/01/01",
                                        "2020.01.01",
                                        "01-01-2020",
                                        "01/01/2020",
                                        " 2020-01-01",
                                        "2020-01-01 ",
                                        "2020-01-01\n",
                                        "\t2020-01-01",
                                        "2020-01-01T00:00:00Z",
                                        "2026-02-28-09",
                                        "2020-Jan-01",
                                        "+2020-01-01",
                                        "-2020-01-01",
                                        "2020-+1-01",
                                        "2020- 1-01",
                                        "2020-01- 1",
                                        "2020-01-0x",
                                        "202O-01-01",
                                        "2020-01–01",
                                        "２０２０-01-01",
                                        "2020年1月1日",
                                        "12020-01-01",
                                        "0x20-01-01",
                                        "2020-01-1e",
                                        "not-a-date",
                                        "not_a_date",
                                        "2020-W01-1",
                                        "2020-001",
                                        "today",
                                        "----------",
                                        "2020-01-01Z",
                                        "2020--1-01",
                                        "2020-1--01",
                                        "99999999999999999999"}) {
        EXPECT_TRUE(is_bad_date(text)) << text;
    }
    EXPECT_TRUE(is_bad_date(std::string_view("2020-01-\0001", 10)));
    EXPECT_TRUE(is_bad_date(std::string_view("2020-01-01\0", 11)));
}

TEST(date_text, a_day_that_does_not_exist_is_not_read) {
    for (std::string_view const text :
         {"2020-00-01", "2020-13-01", "2020-01-00", "2020-01-32", "2020-04-31", "2021-02-29",
          "2020-02-30", "2100-02-29", "1900-02-29", "0000-00-00", "0000-01-01", "1899-12-31",
          "1400-01-01", "2020-99-99"}) {
        EXPECT_TRUE(is_bad_date(text)) << text;
    }
    EXPECT_EQ(parse_date("2000-02-29").value(), day(20000229));
    EXPECT_EQ(parse_date("2020-02-29").value(), day(20200229));
}

TEST(date_text, every_day_of_two_centuries_reads_back) {
    for (auto d = day(19000101); d <= day(21001231); d = plus_days(d, 1)) {
        ASSERT_EQ(parse_date(to_text(d)).value(), d);
    }
}

TEST(date_text, a_long_text_is_quoted_in_part) {
    EXPECT_LE(parse_date(std::string(5000, 'x')).error().detail.size(), 40U);
    EXPECT_EQ(parse_date("2020-02-30").error().detail, "2020-02-30");
}

TEST(date_text, an_instant_has_an_offset) {
    EXPECT_EQ(parse_instant("1970-01-01T00:00:00Z")->seconds, 0);
    EXPECT_EQ(parse_instant("1970-01-01T08:00:00+08:00")->seconds, 0);
    EXPECT_EQ(parse_instant("1969-12-31T19:00:00-05:00")->seconds, 0);
    EXPECT_EQ(parse_instant("1970-01-01t00:00:01z")->seconds, 1);
    EXPECT_EQ(parse_instant("1970-01-01 00:00:01Z")->seconds, 1);
    EXPECT_EQ(parse_instant("1969-12-31T23:59:59Z")->seconds, -1);
    EXPECT_EQ(parse_instant("2020-12-31T23:59:59.999999999+08:00")->seconds,
              parse_instant("2020-12-31T15:59:59Z")->seconds);
    EXPECT_EQ(parse_instant("2016-12-31T23:59:60Z")->seconds,
              parse_instant("2016-12-31T23:59:59Z")->seconds);
}

TEST(date_text, other_instants_are_not_read) {
    for (std::string_view const text : {"",
                                        "2020-12-31",
                                        "2020-12-31T23:59:59",
                                        "2020-12-31T23:59Z",
                                        "2020-12-31T24:00:00Z",
                                        "2020-12-31T23:60:00Z",
                                        "2020-12-31T23:59:61Z",
                                        "2020-12-31T23:59:59+8:00",
                                        "2020-12-31T23:59:59+0800",
                                        "2020-12-31T23:59:59+08",
                                        "2020-12-31T23:59:59+08:60",
                                        "2020-12-31T23:59:59+24:00",
                                        "2020-12-31T23:59:59 +08:00",
                                        "2020-12-31T23:59:59Z ",
                                        "2020-12-31T23:59:59.Z",
                                        "2020-12-31T23:59:59,5Z",
                                        "2020-12-31T23:59:59.5",
                                        "2020-12-31X23:59:59Z",
                                        "2020-12-31T23-59-59Z",
                                        "2020-02-30T00:00:00Z",
                                        "2020-12-31T-1:59:59Z",
                                        "2020-12-31T23:59:59+-8:00",
                                        "2020-12-31T23:59:59*08:00",
                                        "2020-12-31T23:59:59ZZ",
                                        "2020-12-31T23:59:59CST",
                                        "1609430399",
                                        "20201231T235959Z",
                                        "2020-12-31T23:59:5aZ",
                                        "2020-12-31  23:59:59Z"}) {
        EXPECT_TRUE(is_bad_instant(text)) << text;
    }
}

TEST(date_text, the_legal_day_is_the_day_in_beijing) {
    EXPECT_EQ(legal("2020-12-31T23:59:59+08:00"), "2020-12-31");
    EXPECT_EQ(legal("2020-12-31T15:59:59Z"), "2020-12-31");
    EXPECT_EQ(legal("2020-12-31T16:00:00Z"), "2021-01-01");
    EXPECT_EQ(legal("2021-01-01T00:00:00+08:00"), "2021-01-01");
    EXPECT_EQ(legal("2021-01-01T00:00:00+14:00"), "2020-12-31");
    EXPECT_EQ(legal("2020-12-31T11:00:00-05:00"), "2021-01-01");
    EXPECT_EQ(legal("1969-12-31T15:59:59Z"), "1969-12-31");
    EXPECT_EQ(legal("1969-12-31T16:00:00Z"), "1970-01-01");
    EXPECT_EQ(legal("1900-01-01T00:00:00Z"), "1900-01-01");
    EXPECT_EQ(legal("2016-12-31T15:59:60Z"), "2016-12-31");
}

TEST(date_text, an_instant_whose_legal_day_is_out_of_range_is_not_read) {
    EXPECT_EQ(legal("9999-12-31T15:59:59Z"), "9999-12-31");
    EXPECT_EQ(legal("9999-12-31T23:59:59.999+08:00"), "9999-12-31");
    EXPECT_EQ(legal("9999-12-31T23:59:60+08:00"), "9999-12-31");
    EXPECT_EQ(legal("9999-12-31T23:59:59+23:59"), "9999-12-31");
    EXPECT_EQ(legal("1900-01-01T00:00:00+08:00"), "1900-01-01");
    EXPECT_EQ(legal("1900-01-01T00:00:00-23:59"), "1900-01-02");
    for (std::string_view const text :
         {"9999-12-31T16:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59+07:59",
          "9999-12-31T00:00:00-23:59", "9999-12-31T23:59:60Z", "1900-01-01T00:00:00+08:01",
          "1900-01-01T00:00:00+23:59", "1900-01-01T15:58:59+23:59", "1899-12-31T16:00:00Z"}) {
        EXPECT_TRUE(is_bad_instant(text)) << text;
    }
    // Days before 1900 are not read in any zone, even where it is 1900 already in Beijing.
    EXPECT_TRUE(is_bad_instant("1899-12-31T23:59:59Z"));
}

TEST(date_text, the_legal_day_changes_once_in_a_day) {
    auto const start = parse_instant("2020-02-27T00:00:00+08:00")->seconds;
    for (std::int64_t hour = 0; hour < 24 * 5; ++hour) {
        auto const expected = plus_days(day(20200227), static_cast<int>(hour / 24));
        EXPECT_EQ(legal_day(instant{start + hour * 3600}), expected);
        EXPECT_EQ(legal_day(instant{start + hour * 3600 + 3599}), expected);
    }
}
