// Files of published tables as spreadsheets leave them, and what is refused at which cell.
#include "qixian/row/table_file.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace qixian;

std::string const header =
    "row_id,row_label,natural_person,business,research,public_welfare,legal_service,other,total\n";

/// A table of zeros on the form of 2021.
std::vector<std::string> zero_rows() {
    std::vector<std::string> rows;
    for (auto const& row : rows_of(form::form_2021)) {
        rows.push_back(std::string(row.id) + ",某行,0,0,0,0,0,0,0\n");
    }
    return rows;
}

std::string joined(std::vector<std::string> const& rows) {
    std::string text = header;
    for (auto const& row : rows) {
        text += row;
    }
    return text;
}

std::string with_line(std::size_t row, std::string line) {
    auto rows = zero_rows();
    rows[row] = std::move(line);
    return joined(rows);
}

result<published_table> read(std::string_view text, text_options options = {}) {
    return read_table(text_source::over(text, "t.csv", options));
}

/// `number@line:column field` of the fault, or "fine".
std::string what_is_said_of(std::string_view text) {
    auto const table = read(text);
    if (table) {
        return "fine";
    }
    auto const& why = table.error();
    EXPECT_EQ(why.file, "t.csv");
    return std::to_string(static_cast<int>(why.what)) + "@" + std::to_string(why.line) + ":" +
           std::to_string(why.column) + " " + why.field;
}

}  // namespace

TEST(table_file, the_form_is_known_by_its_rows) {
    auto const second = read(joined(zero_rows()));
    ASSERT_TRUE(second);
    EXPECT_EQ(second->counts.shape, form::form_2021);
    EXPECT_EQ(second->file, "t.csv");
    std::string first = header;
    for (auto const& row : rows_of(form::form_2019)) {
        first += std::string(row.id) + ",,0,0,0,0,0,0,0\n";
    }
    EXPECT_EQ(read(first).value().counts.shape, form::form_2019);
    EXPECT_EQ(what_is_said_of(first + "3.6.1,,0,0,0,0,0,0,0\n"), "927@25:1 row_id");
}

TEST(table_file, blanks_stay_blank) {
    auto const table = read(with_line(2, "3.1,三(一)予以公开,9,1,,,,,10\n"));
    ASSERT_TRUE(table);
    auto const& cells = table->counts.cells[2];
    EXPECT_EQ(cells[0], 9);
    EXPECT_FALSE(cells[2]);
    EXPECT_EQ(cells[6], 10);
    EXPECT_EQ(table->row_lines[2], 4U);
    EXPECT_EQ(table->labels[2], "三(一)予以公开");
    EXPECT_FALSE(table->remedies);
}

TEST(table_file, first_lines_name_agency_and_year) {
    auto const table =
        read("\xEF\xBB\xBF# agency: 某市,\"某\"局\r\n#year：2020\r\n# source: unknown keys are "
             "skipped\r\n" +
             joined(zero_rows()));
    ASSERT_TRUE(table);
    EXPECT_EQ(table->agency, "某市,\"某\"局");
    EXPECT_EQ(table->year, 2020);
    EXPECT_EQ(what_is_said_of("# year: 20\n" + joined(zero_rows())), "913@1:1 year");
    EXPECT_EQ(what_is_said_of("# year: 二〇二〇\n" + joined(zero_rows())), "913@1:1 year");
    EXPECT_EQ(what_is_said_of("# year: 0000\n" + joined(zero_rows())), "913@1:1 year");
    EXPECT_EQ(what_is_said_of("# year: 2020\n# year: 2020\n" + joined(zero_rows())),
              "928@2:1 year");
    EXPECT_EQ(what_is_said_of("# agency: a\n# agency: a\n" + joined(zero_rows())),
              "928@2:1 agency");
}

TEST(table_file, rows_and_columns_may_stand_in_any_order) {
    auto rows = zero_rows();
    std::swap(rows.front(), rows.back());
    rows.front() = "4,,5,0,0,0,0,0,5\n";
    auto const table = read(joined(rows));
    ASSERT_TRUE(table);
    EXPECT_EQ(table->counts.find("4", column::total)->value(), 5);
    EXPECT_EQ(table->row_lines[new_row], 26U);
    std::string turned =
        "total,other,legal_service,public_welfare,research,business,natural_person,row_label,"
        "row_id\n";
    for (auto const& row : rows_of(form::form_2021)) {
        turned += "7,6,5,4,3,2,1,," + std::string(row.id) + "\n";
    }
    auto const other = read(turned);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->counts.find("1", column::natural_person)->value(), 1);
    EXPECT_EQ(other->counts.find("1", column::total)->value(), 7);
}

TEST(table_file, table_4_follows_with_or_without_blank_line_and_header) {
    std::string const blocks = "review,1,0,2,0,3\ndirect,,,,,\nafter_review,0,0,0,0,0\n";
    for (std::string const between :
         {"\nblock,upheld,corrected,other,pending,total\n",
          "block,upheld,corrected,other,pending,total\n", "\n", "",
          ",,,,,,,,\nblock,upheld,corrected,other,pending,total,,,\n"}) {
        auto const table = read(joined(zero_rows()) + between + blocks);
        ASSERT_TRUE(table) << between << table.error().detail;
        ASSERT_TRUE(table->remedies);
        EXPECT_EQ(table->remedies->at(remedy_block::review, remedy_column::total), 3);
        EXPECT_FALSE(table->remedies->at(remedy_block::direct, remedy_column::upheld));
        EXPECT_NE(table->block_lines[1], 0U);
    }
    std::string const start = joined(zero_rows()) + "block,upheld,corrected,other,pending,total\n";
    EXPECT_EQ(what_is_said_of(start + "review,1,0,2,0,3\nreview,1,0,2,0,3\n"), "928@29:1 block");
    EXPECT_EQ(what_is_said_of(start + "appeal,1,0,2,0,3\n"), "910@28:1 block");
    EXPECT_EQ(what_is_said_of(start + "review,1,0,x,0,3\n"), "913@28:12 other");
    EXPECT_EQ(what_is_said_of(start + "review,1,0,2,0\n"), "908@28:14 total");
    EXPECT_EQ(what_is_said_of(start + "review,1,0,2,0,3\n"), "927@28:1 block");
    EXPECT_EQ(what_is_said_of(joined(zero_rows()) + "block,upheld,corrected,other,open,total\n"),
              "905@27:30 open");
    EXPECT_EQ(what_is_said_of(joined(zero_rows()) + "block,upheld,corrected,other,total\n"),
              "906@27:1 pending");
}

TEST(table_file, a_spreadsheet_pads_lines_with_commas) {
    std::string text = "\"# agency: 甲,乙\",,,,,,,,\n# year: 2021,,,,,,,,\n" + joined(zero_rows()) +
                       ",,,,,,,,,\nreview,1,0,2,0,3,,,\ndirect,0,0,0,0,0,,,\n"
                       "after_review,0,0,0,0,0,,,\n";
    auto const table = read(text);
    ASSERT_TRUE(table) << table.error().detail;
    EXPECT_EQ(table->agency, "甲,乙");
    EXPECT_EQ(table->year, 2021);
    ASSERT_TRUE(table->remedies);
}

TEST(table_file, what_is_no_number_is_refused_at_its_cell) {
    for (std::string const bad : {"-1",
                                  "+1",
                                  "1.0",
                                  "01",
                                  "x",
                                  "1e3",
                                  "1000000000000",
                                  "99999999999999999999",
                                  "-5",
                                  "0 0",
                                  "\"12,34\"",
                                  "\"1,2345\"",
                                  "\",123\"",
                                  "\"1,,234\"",
                                  "\"1234,567\"",
                                  "\"123,\"",
                                  "\"01,234\"",
                                  "\"0,234\"",
                                  "一",
                                  "有",
                                  "无5",
                                  "３０，０",
                                  "1-",
                                  "//",
                                  "N/A"}) {
        EXPECT_EQ(what_is_said_of(with_line(0, "1,新收,0," + bad + ",0,0,0,0,0\n")),
                  "913@2:8 business")
            << bad;
    }
    EXPECT_EQ(what_is_said_of(with_line(0, "1,新收,0,999999999999,0,0,0,0,0\n")), "fine");
    EXPECT_EQ(what_is_said_of(with_line(0, "1,新收,0,\"12\",0,0,0,0,0\n")), "fine");
}

TEST(table_file, numbers_may_be_written_as_people_print_them) {
    auto const value_of = [](std::string const& text) {
        auto const table = read(with_line(0, "1,新收,0," + text + ",0,0,0,0,0\n"));
        EXPECT_TRUE(table) << text;
        return table ? std::pair(table->counts.cells[0][1], table->notes.size())
                     : std::pair(cell_value{-1}, std::size_t{9});
    };
    using said = std::pair<cell_value, std::size_t>;
    for (auto const* const plain : {"1234", "\"1234\""}) {
        EXPECT_EQ(value_of(plain), (said{1234, 0})) << plain;
    }
    EXPECT_EQ(value_of(""), (said{std::nullopt, 0}));
    for (auto const* const printed :
         {"\"1,234\"", "１２３４", "１，２３４", "1，234", " 1234", "1234 ", "　1234"}) {
        EXPECT_EQ(value_of(printed), (said{1234, 1})) << printed;
    }
    EXPECT_EQ(value_of("\"1,234,567\""), (said{1'234'567, 1}));
    EXPECT_EQ(value_of("\"999,999,999,999\""), (said{largest_cell, 1}));
    for (auto const* const none : {"-", "—", "——", "–", "－", "/", "／", "--", " ", "　"}) {
        EXPECT_EQ(value_of(none), (said{std::nullopt, 1})) << none;
    }
    EXPECT_EQ(value_of("无"), (said{0, 1}));
    EXPECT_EQ(value_of("０"), (said{0, 1}));
}

TEST(table_file, what_was_printed_in_another_way_is_said_once_for_the_file) {
    auto rows = zero_rows();
    rows[1] = "2,上年,\"1,234\",—,无,—,/,\"2,345\",１\n";
    rows[4] = "3.3.1,,无,0,0,0,0,0,0\n";
    auto const table =
        read(joined(rows) + "review,-,0,0,0,0\ndirect,0,0,0,0,0\nafter_review,0,0,0,0,0\n");
    ASSERT_TRUE(table);
    ASSERT_EQ(table->notes.size(), 1U);
    auto const& note = table->notes[0];
    EXPECT_EQ(note.what, code::number_as_printed);
    EXPECT_EQ(note.file, "t.csv");
    EXPECT_EQ(note.line, 3U);
    EXPECT_EQ(note.field, "natural_person");
    EXPECT_EQ(note.detail, "1,234 — 无 / -");
    EXPECT_FALSE(table->remedies->cells[0][0]);
    // Written again, it is as strict as any.
    auto const again = read(write_table(*table));
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->notes.empty());
    EXPECT_EQ(again->counts, table->counts);
}

TEST(table_file, rows_that_are_unknown_missing_or_twice_are_refused) {
    EXPECT_EQ(what_is_said_of(with_line(3, "3.8,,0,0,0,0,0,0,0\n")), "929@5:1 row_id");
    EXPECT_EQ(what_is_said_of(with_line(3, "三,,0,0,0,0,0,0,0\n")), "929@5:1 row_id");
    EXPECT_EQ(what_is_said_of(with_line(3, "# year: 2020\n")), "929@5:1 row_id");
    EXPECT_EQ(what_is_said_of(with_line(3, "3.1,,0,0,0,0,0,0,0\n")), "928@5:1 row_id");
    EXPECT_EQ(what_is_said_of(with_line(3, "")), "927@25:1 row_id");
    EXPECT_EQ(what_is_said_of(with_line(3, "3.2\n")), "908@5:1 row_label");
    EXPECT_EQ(what_is_said_of(with_line(3, "3.2,,0,0,0\n")), "908@5:10 public_welfare");
    EXPECT_EQ(what_is_said_of(with_line(3, "3.2,,0,0,0,0,0,0,0,1\n")), "908@5:20 ");
}

TEST(table_file, columns_that_are_unknown_missing_or_twice_are_refused) {
    auto const renamed = [](std::string const& from, std::string const& to) {
        std::string text = joined(zero_rows());
        text.replace(text.find(from), from.size(), to);
        return what_is_said_of(text);
    };
    EXPECT_EQ(renamed("business", "firm"), "905@1:33 firm");
    EXPECT_EQ(renamed("business", "research"), "907@1:42 research");
    EXPECT_EQ(renamed(",total", ""), "906@1:1 total");
    EXPECT_EQ(renamed("row_id,", ""), "906@1:1 row_id");
    EXPECT_EQ(what_is_said_of(""), "924@0:0 ");
    EXPECT_EQ(what_is_said_of("\n# year: 2020\n"), "924@2:1 ");
    EXPECT_EQ(what_is_said_of(header), "927@1:1 row_id");
}

TEST(table_file, what_is_wrong_with_the_text_is_said_first) {
    EXPECT_EQ(what_is_said_of(with_line(0, "1,新收,0,\"0,0,0,0,0,0\n")), "903@2:8 ");
    EXPECT_EQ(what_is_said_of(with_line(0, "1,新收\"x,0,0,0,0,0,0,0\n")), "903@2:5 ");
    EXPECT_EQ(what_is_said_of(with_line(0, "1,\xD0\xC2,0,0,0,0,0,0,0\n")), "901@2:3 ");
    EXPECT_EQ(what_is_said_of(with_line(0, std::string("1,a\0b,0", 7) + ",0,0,0,0,0,0\n")),
              "902@2:4 ");
    EXPECT_EQ(what_is_said_of(with_line(0, "1,a\r3,0,0,0,0,0,0,0\n")), "903@2:4 ");
    EXPECT_EQ(read_table_file("no such file").error().what, code::cannot_open);
}

TEST(table_file, gb18030_is_read_when_it_was_promised) {
    auto const text = with_line(0, "1,\xD0\xC2\xCA\xD5,0,0,0,0,0,0,0\n");
    // The other labels are UTF-8 and read as something else; only this one is looked at.
    auto const table = read(text, {.from = text_encoding::gb18030});
    ASSERT_TRUE(table) << table.error().detail;
    EXPECT_EQ(table->labels[0], "新收");
}

TEST(table_file, what_is_written_reads_back_equal) {
    auto table = *read("# agency: 某局\n# year: 2022\n" +
                       with_line(2, "3.1,\"三,\"\"一\"\"\n公开\",9,,0,,,,10\n") +
                       "\nreview,1,,2,0,3\ndirect,,,,,\nafter_review,0,0,0,0,0\n");
    auto const text = write_table(table);
    auto const again = read(text);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->agency, table.agency);
    EXPECT_EQ(again->year, table.year);
    EXPECT_EQ(again->counts, table.counts);
    EXPECT_EQ(again->remedies, table.remedies);
    EXPECT_EQ(again->labels, table.labels);
    EXPECT_EQ(write_table(*again), text);

    published_table bare{.file = "t.csv"};
    auto const blank = read(write_table(bare));
    ASSERT_TRUE(blank) << blank.error().detail;
    EXPECT_EQ(blank->counts, bare.counts);
    EXPECT_EQ(blank->labels[2], rows_of(form::form_2021)[2].zh);
}

TEST(table_file, every_cut_of_a_file_is_a_fault_or_reads_whole) {
    // Table 4 may be absent; a table without its last rows may not. What no reader can tell is a
    // cut right before the last digit: it leaves a blank.
    std::string const text = joined(zero_rows()) + "review,0,0,0,0,0\ndirect,0,0,0,0,0\n"
                                                   "after_review,0,0,0,0,0\n";
    for (std::size_t size = 0; size < text.size(); ++size) {
        bool const fine = what_is_said_of(std::string_view(text).substr(0, size)) == "fine";
        bool harmless = false;
        for (std::size_t const whole : {joined(zero_rows()).size(), text.size()}) {
            harmless = harmless || (size <= whole && size + 2 >= whole);
        }
        EXPECT_EQ(fine, harmless) << size;
    }
}
