// CSV and UTF-8 by themselves: lines, columns in characters, and what is no text.
#include "qixian/row/text.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace qixian;

struct seen {
    std::vector<std::vector<std::string>> records{};
    std::vector<std::string> places{};  // line:column of each cell
    std::string fault{};                // number@line:column
};

std::string place(std::size_t line, std::size_t column) {
    return std::to_string(line) + ":" + std::to_string(column);
}

std::string show(fault const& why) {
    return std::to_string(static_cast<int>(why.what)) + "@" + place(why.line, why.column);
}

seen read(std::string_view text, text_options options = {}, csv_options how = {}) {
    seen all;
    csv_reader reader(text_source::over(text, "x.csv", options), how);
    for (;;) {
        auto const record = reader.next();
        if (!record) {
            EXPECT_EQ(record.error().file, "x.csv");
            all.fault = show(record.error());
            return all;
        }
        if (*record == nullptr) {
            return all;
        }
        auto& cells = all.records.emplace_back();
        for (auto const& cell : (*record)->cells) {
            cells.emplace_back(cell.text);
            all.places.push_back(place(cell.line, cell.column));
        }
    }
}

using rows = std::vector<std::vector<std::string>>;

}  // namespace

TEST(csv, cells_carry_their_line_and_their_column_in_characters) {
    auto const all = read("机关,天数\n\"某,局\",20\r\n\n,\n");
    EXPECT_EQ(all.records, (rows{{"机关", "天数"}, {"某,局", "20"}, {"", ""}}));
    EXPECT_EQ(all.places, (std::vector<std::string>{"1:1", "1:4", "2:1", "2:7", "4:1", "4:2"}));
    EXPECT_EQ(all.fault, "");
}

TEST(csv, quotes_double_and_hold_line_ends) {
    auto const all = read("\"a \"\"b\"\"\r\nc\",d\n \"x");
    EXPECT_EQ(all.records, (rows{{"a \"b\"\r\nc", "d"}}));
    EXPECT_EQ(all.places, (std::vector<std::string>{"1:1", "2:4"}));
    EXPECT_EQ(all.fault, "903@3:2");
}

TEST(csv, spaces_belong_to_the_cell) { EXPECT_EQ(read(" a ,b\t").records, (rows{{" a ", "b\t"}})); }

TEST(csv, a_last_record_needs_no_line_end) {
    EXPECT_EQ(read("a,b").records, (rows{{"a", "b"}}));
    EXPECT_EQ(read("a,").records, (rows{{"a", ""}}));
    EXPECT_EQ(read("\"\"").records, (rows{{""}}));
    EXPECT_EQ(read("").records, rows{});
    EXPECT_EQ(read("\n\r\n").records, rows{});
}

TEST(csv, a_stray_quote_is_named_where_it_stands) {
    EXPECT_EQ(read("申请,a\"b\n").fault, "903@1:5");
    EXPECT_EQ(read("x\n\"申请\"b,\n").fault, "903@2:5");
    EXPECT_EQ(read("x\n\"申请\" ,\n").fault, "903@2:5");
}

TEST(csv, an_unclosed_quote_is_named_where_it_opens) {
    EXPECT_EQ(read("a,b\nc,\"申请\n\nmore,").fault, "903@2:3");
    EXPECT_EQ(read("\"").fault, "903@1:1");
}

TEST(csv, a_carriage_return_alone_is_no_line_end) {
    EXPECT_EQ(read("a\rb\n").fault, "903@1:2");
    EXPECT_EQ(read("a\rb\n").records, rows{});
    EXPECT_EQ(read("a\r").fault, "903@1:2");
    EXPECT_EQ(read("\rb\n").fault, "903@1:1");
    EXPECT_EQ(read("\"a\rb\"\n").records, (rows{{"a\rb"}}));
}

TEST(csv, comments_are_handed_over_raw_where_they_are_asked_for) {
    auto const all = read("# agency: 甲,\"乙\r\na,#b\n#", {}, {.comment = '#'});
    EXPECT_EQ(all.records, (rows{{"# agency: 甲,\"乙"}, {"a", "#b"}, {"#"}}));
    EXPECT_EQ(read("#a,b").records, (rows{{"#a", "b"}}));
}

TEST(csv, every_chunk_size_reads_the_same) {
    std::string const text = "\xEF\xBB\xBF列,\"某\r\n\"\"局\"\r\n\r\n申请,𠀀,\"\"\n末,\"坏\"x";
    auto const whole = read(text);
    EXPECT_EQ(whole.fault, "903@5:6");
    for (std::size_t chunk = 1; chunk < 70; ++chunk) {
        auto const again = read(text, {.chunk = chunk});
        EXPECT_EQ(again.records, whole.records);
        EXPECT_EQ(again.places, whole.places);
        EXPECT_EQ(again.fault, whole.fault);
    }
}

TEST(text, what_is_not_utf8_is_named_with_line_and_column) {
    for (std::string const bad : {"\xC9\xEA", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
                                  "\xF4\x90\x80\x80", "\xFF", "\x80", "\xE4\xB8", "\xF0\x9F\x98"}) {
        auto const all = read("a,b\n申请," + bad);
        EXPECT_EQ(all.fault, "901@2:4");
        EXPECT_EQ(all.records, (rows{{"a", "b"}}));
        EXPECT_EQ(read("a,b\n申请," + bad + ",x\n").fault, "901@2:4");
    }
}

TEST(text, a_nul_byte_is_named) {
    using namespace std::literals;
    EXPECT_EQ(read("a,b\n申请\0,"sv).fault, "902@2:3");
}

TEST(text, faults_come_in_the_order_of_the_file) {
    EXPECT_EQ(read("a\"b\n\xFF").fault, "903@1:2");
    EXPECT_EQ(read("\xFFz\na\"b\n").fault, "901@1:1");
}

TEST(text, a_byte_order_mark_is_no_character) {
    auto const all = read("\xEF\xBB\xBF"
                          "a\"");
    EXPECT_EQ(all.fault, "903@1:2");
    EXPECT_EQ(read("\xEF\xBB\xBF").records, rows{});
}

TEST(text, a_line_beyond_the_limit_is_refused) {
    text_options const small{.longest_line = 16};
    EXPECT_EQ(read("0123456789abcde,\n", small).fault, "");
    EXPECT_EQ(read("x\n0123456789abcdef,\n", small).fault, "909@2:17");
    EXPECT_EQ(read("申请申请申请\n", small).fault, "909@1:6");
    EXPECT_EQ(read("\"0123456\n89abcdef\"\n", small).fault, "909@1:1");
}

TEST(text, a_hundred_megabytes_without_a_line_end_cost_one_line_of_memory) {
    std::FILE* const file = std::tmpfile();
    ASSERT_NE(file, nullptr);
    std::string const block(std::size_t{1} << 20U, 'x');
    for (int i = 0; i < 100; ++i) {
        ASSERT_EQ(std::fwrite(block.data(), 1, block.size(), file), block.size());
    }
    std::rewind(file);
    csv_reader reader(text_source::over(file, "big"));
    auto const record = reader.next();
    ASSERT_FALSE(record);
    EXPECT_EQ(show(record.error()), "909@1:1048577");
    // Little more than the limit was read at all.
    EXPECT_LT(std::ftell(file), 2 << 20);
    std::fclose(file);
}

TEST(text, gb18030_is_converted_when_it_was_promised) {
    text_options const chinese{.from = text_encoding::gb18030};
    auto const all = read("\xC9\xEA\xC7\xEB,\x81\x30\x81\x30\n", chinese);
    EXPECT_EQ(all.records, (rows{{"申请", "\xC2\x80"}}));
    EXPECT_EQ(all.places, (std::vector<std::string>{"1:1", "1:4"}));
    EXPECT_EQ(read("a\n\xC9\xEA\xFF\xFF", chinese).fault, "930@2:2");
    EXPECT_EQ(read("a\n\xC9\xEA\xC7", chinese).fault, "930@2:2");
    EXPECT_EQ(read("\x84\x31\x95\x33x\"", chinese).fault, "903@1:2");
    for (std::size_t chunk = 1; chunk < 20; ++chunk) {
        EXPECT_EQ(read("\xC9\xEA\xC7\xEB\xC9\xEA\xC7\xEB\xC9\xEA\xC7\xEB\xC9\xEA\xC7\xEB,"
                       "\x81\x30\x81\x30\n\xC9\xEA\xC7\xEB",
                       {.from = text_encoding::gb18030, .chunk = chunk})
                      .records,
                  (rows{{"申请申请申请申请", "\xC2\x80"}, {"申请"}}));
    }
}

TEST(text, what_cannot_be_opened_or_read_is_a_fault) {
    EXPECT_EQ(text_source::open("no/such/file").error().what, code::cannot_open);
    EXPECT_EQ(text_source::open("no/such/file").error().file, "no/such/file");
    EXPECT_EQ(read_text("/").error().what, code::cannot_open);
}

TEST(text, peeking_takes_nothing) {
    auto source = text_source::over("{\"a\":1}\n");
    EXPECT_EQ(source.peek()->front(), '{');
    EXPECT_EQ(*source.next(), "{\"a\":1}\n");
    EXPECT_TRUE(source.peek()->empty());
    EXPECT_TRUE(source.next()->empty());
}

TEST(text, lines_come_without_their_ends) {
    for (std::size_t chunk : {1U, 2U, 7U, 16U, 17U, 64U}) {
        line_reader reader(
            text_source::over("{\"first\":\"一二三四五六七\"}\r\n\nlast", "-", {.chunk = chunk}));
        std::vector<std::string> lines;
        for (;;) {
            auto const line = reader.next();
            ASSERT_TRUE(line);
            if (*line == nullptr) {
                break;
            }
            lines.emplace_back((*line)->text);
            EXPECT_EQ((*line)->line, lines.size());
        }
        EXPECT_EQ(lines, (std::vector<std::string>{"{\"first\":\"一二三四五六七\"}", "", "last"}));
    }
}

TEST(text, a_cell_that_is_written_reads_back) {
    for (std::string const cell : {"", "a", "a,b", "\"", "a\nb", "#x", " a", "a ", "申\"请\r\n"}) {
        auto const all = read("x," + to_csv_cell(cell) + ",y\n", {}, {.comment = '#'});
        ASSERT_EQ(all.records.size(), 1U);
        EXPECT_EQ(all.records[0], (std::vector<std::string>{"x", cell, "y"}));
    }
}
