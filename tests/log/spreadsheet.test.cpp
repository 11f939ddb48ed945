// What a spreadsheet leaves in a log: rows of commas only, empty columns at the end, the wrong encoding.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "both_readers.hpp"
#include "qixian/row/notice_file.hpp"

namespace {

using namespace qixian;

std::string const sound =
    "application,on,event\nA,2021-03-01,withdrawn\n\nB,2021-03-02,withdrawn\n";

/// The rows, as canonical NDJSON with their lines; a fault as `number@line:column`.
std::string read_as(std::string const& text) {
    EXPECT_TRUE(both_readers::expect_same(text));
    std::string out;
    auto reader = event_reader::over(text);
    for (;;) {
        auto next = reader.next();
        if (!next) {
            auto const& why = next.error();
            out += std::to_string(static_cast<int>(why.what)) + "@" + std::to_string(why.line) +
                   ":" + std::to_string(why.column) + "\n";
            if (reader.stopped()) {
                return out;
            }
            continue;
        }
        if (!*next) {
            return out;
        }
        out += std::to_string((*next)->line) + to_log_text(std::span(&**next, 1), log_form::ndjson);
    }
}

}  // namespace

TEST(spreadsheet, rows_of_commas_only_are_no_rows) {
    auto const plain = read_as(sound);
    for (auto const* const empty : {",,", ",", "\"\",\"\",\"\"", "\"\"", ",,,,,,,", "\"\",,\r"}) {
        std::string text = sound;
        text.replace(text.find("\n\n") + 1, 0, empty);
        EXPECT_EQ(read_as(text), plain) << empty;
        EXPECT_EQ(read_as(text + empty + "\n" + empty + "\n"), plain) << empty;
    }
    // At the head, and beside a row that says something.
    EXPECT_EQ(read_as(",,\n" + sound), read_as("\n" + sound));
    EXPECT_EQ(read_as("application,on,event\n,2021-03-01,\n").substr(0, 4), "915@");
    EXPECT_EQ(read_as("application,on,event\n" + std::string(3000, ',') + "\n"), "");
    EXPECT_EQ(read_as(",,,\n"), "924@1:1\n");
}

TEST(spreadsheet, empty_columns_at_the_end_are_no_columns) {
    auto const plain = read_as(sound);
    EXPECT_EQ(read_as("application,on,event,,,\nA,2021-03-01,withdrawn,,,\n,,,,,\n"
                      "B,2021-03-02,withdrawn,,,\n"),
              plain);
    EXPECT_EQ(read_as("application,on,event\r\nA,2021-03-01,withdrawn,,,\r\n,,,,,\r\n"
                      "B,2021-03-02,withdrawn,\"\"\r\n"),
              plain);
    // Nothing that stands there is lost, and nothing that is missing is made up.
    EXPECT_EQ(read_as("application,on,event,,,\nA,2021-03-01,withdrawn,,x,\n"), "908@2:24\n");
    EXPECT_EQ(read_as("application,on,event,,note\n"), "905@1:22\n");
    EXPECT_EQ(read_as("application,on,event,,\nA,2021-03-01\n"), "908@2:3\n");
}

TEST(spreadsheet, notices_may_be_padded_too) {
    auto const read = [](std::string_view text) {
        return read_notices(text_source::over(text, "n.csv"));
    };
    auto const padded = read("notice_id,published,document,date,kind,holiday_name,,\n"
                             "N,2026-11-20,某号,2027-01-01,off,元旦,,\n,,,,,,,\n"
                             "N,2026-11-20,,2027-01-02,off,,,\n");
    ASSERT_TRUE(padded) << padded.error().detail;
    EXPECT_EQ(padded->at(0).days.size(), 2U);
}

TEST(spreadsheet, utf8_that_is_said_to_be_gb18030_is_noticed) {
    log_options const promised{.text = {.from = text_encoding::gb18030}};
    auto const said = [&](std::string const& text) {
        EXPECT_TRUE(both_readers::expect_same(text, promised));
        auto reader = event_reader::over(text, "x.csv", promised);
        auto next = reader.next();
        while (next && *next) {
            next = reader.next();
        }
        return next ? std::string("fine")
                    : std::to_string(static_cast<int>(next.error().what)) + "@" +
                          std::to_string(next.error().line) + ":" +
                          std::to_string(next.error().column);
    };
    EXPECT_EQ(said("application,on,event,desk\nA,2021-03-01,withdrawn,综合\n"), "930@2:24");
    EXPECT_EQ(said("application,on,event,note\nA,2021-03-01,withdrawn,已经办理完毕\n"), "930@2:24");
    EXPECT_EQ(said("\xEF\xBB\xBF"
                   "application,on,event\nA,2021-03-01,withdrawn\n"),
              "930@1:1");
    EXPECT_EQ(said(sound), "fine");
    // 申请 and 综合科 in GB18030.
    EXPECT_EQ(said("application,on,event,desk\n\xC9\xEA\xC7\xEB,2021-03-01,withdrawn,"
                   "\xD7\xDB\xBA\xCF\xBF\xC6\n"),
              "fine");
}

TEST(text, what_is_utf8_after_all_is_told_whatever_the_chunks) {
    std::string const utf8 = "a,b\n1,综合科\n2," + std::string(200, 'x') + "办公室\n";
    for (std::size_t chunk = 1; chunk < 40; ++chunk) {
        std::string got;
        auto source =
            text_source::over(utf8, "x", {.from = text_encoding::gb18030, .chunk = chunk});
        auto next = source.next();
        for (; next && !next->empty(); next = source.next()) {
            got += *next;
        }
        ASSERT_FALSE(next);
        EXPECT_EQ(next.error().what, code::bad_encoding);
        EXPECT_EQ(next.error().line, 2U);
        EXPECT_EQ(next.error().column, 3U);
        EXPECT_EQ(got, "a,b\n1,");
        // Beside another file it is read as what it is.
        got.clear();
        auto beside =
            text_source::over(utf8, "x", {.from = text_encoding::gb18030_or_utf8, .chunk = chunk});
        for (next = beside.next(); next && !next->empty(); next = beside.next()) {
            got += *next;
        }
        ASSERT_TRUE(next);
        EXPECT_EQ(got, utf8);
    }
}

TEST(text, gb18030_that_begins_like_utf8_is_still_gb18030) {
    // The first three characters are two of UTF-8; what follows is none.
    std::string const text = "\xE4\xB8\xB0\xE5\x90\x8D,\xC9\xEA\xC7\xEB\n";
    for (std::size_t chunk = 1; chunk < 20; ++chunk) {
        auto source =
            text_source::over(text, "x", {.from = text_encoding::gb18030, .chunk = chunk});
        std::string got;
        auto next = source.next();
        for (; next && !next->empty(); next = source.next()) {
            got += *next;
        }
        ASSERT_TRUE(next) << next.error().detail;
        EXPECT_TRUE(got.ends_with(",申请\n")) << got;
    }
}
