// The bulk reader says of every log, sound or not, what event_reader says: same rows, same faults,
// same warnings, in the same order.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "both_readers.hpp"
#include "qixian/row/bulk_reader.hpp"

using namespace both_readers;

TEST(bulk_reader, reads_a_log_with_a_bit_of_everything_as_event_reader_does) {
    auto const csv = by_bulk_reader(bulk_reader::over(csv_log));
    ASSERT_EQ(csv.size(), 14U);
    EXPECT_EQ(csv[0].row.note, "要 \"年报\", 两份");
    EXPECT_EQ(csv[1].row.extra, (decltype(csv[1].row.extra){{"x_a", "a"}, {"x_b", "b 1"}}));
    EXPECT_EQ(csv[3].row.line, 7U);
    EXPECT_EQ(csv[3].faults.size(), 2U);  // two cells without use
    EXPECT_FALSE(csv[5].is_row);
    auto const json = by_bulk_reader(bulk_reader::over(json_log));
    ASSERT_EQ(json.size(), 10U);
    EXPECT_EQ(json[0].row.note, "要 \"年报\", 两份");
    EXPECT_EQ(json[2].row.application, "申-1");
    EXPECT_EQ(json[2].row.amount_fen, 1250);
    for (auto const& text : {csv_log, json_log}) {
        EXPECT_TRUE(expect_same(text));
    }
}

TEST(bulk_reader, reads_every_csv_of_the_repository_as_event_reader_does) {
    auto const files = csv_files();
    ASSERT_GE(files.size(), 20U);
    for (auto const& path : files) {
        SCOPED_TRACE(path);
        auto const text = contents(path);
        ASSERT_TRUE(expect_same(text));
        // The same as NDJSON, where it is a log; with CRLF; with a byte order mark; without its end.
        std::string carried;
        for (char const c : text) {
            carried += c == '\n' ? "\r\n"s : std::string(1, c);
        }
        ASSERT_TRUE(expect_same(carried, {}, {}));
        ASSERT_TRUE(expect_same("\xEF\xBB\xBF" + carried, {}, {}));
        std::vector<entry> rows;
        for (auto& each : by_event_reader(event_reader::over(text))) {
            if (each.is_row) {
                rows.push_back(std::move(each.row));
            }
        }
        ASSERT_TRUE(expect_same(to_log_text(rows, log_form::ndjson), {}, {}));
    }
}

namespace {

/// A byte, or a few, changed in `text`.
std::string changed(std::string text, std::mt19937& random) {
    auto const pick = [&random](std::size_t below) {
        return random() % std::max<std::size_t>(below, 1);
    };
    static std::vector<std::string> const pieces{"\"",
                                                 "\"\"",
                                                 ",",
                                                 "\n",
                                                 "\r",
                                                 "\r\n",
                                                 "\0"s,
                                                 "\xFF",
                                                 "\xE4",
                                                 "\xE4\xB8",
                                                 "\xC0\xAF",
                                                 "{",
                                                 "}",
                                                 "[",
                                                 ":",
                                                 "\\",
                                                 "\\u0000",
                                                 "\\ud800",
                                                 "9",
                                                 "-",
                                                 ".",
                                                 " ",
                                                 "　",
                                                 "〔",
                                                 "x",
                                                 "null",
                                                 "\xEF\xBB\xBF",
                                                 "\xED\xA0\x80",
                                                 "\"a\nb\"",
                                                 "2020-02-30",
                                                 "2156-01-01",
                                                 "1899-12-31",
                                                 "lodged",
                                                 "month",
                                                 "0",
                                                 "3661",
                                                 "99999999999999999999",
                                                 "\"event\"",
                                                 "\"x_b\":\"1\",",
                                                 "\t",
                                                 "\x7F",
                                                 "\n\n",
                                                 "e1"};
    for (std::size_t times = 1 + pick(3); times > 0 && !text.empty(); --times) {
        std::size_t const at = pick(text.size());
        switch (pick(6)) {
        case 0: text[at] = static_cast<char>(random()); break;
        case 1: text.erase(at, 1 + pick(4)); break;
        case 2: text.resize(at); break;
        case 3: text.insert(at, pieces[pick(pieces.size())]); break;
        case 4: text.replace(at, 1 + pick(3), pieces[pick(pieces.size())]); break;
        default: {
            // Text from elsewhere.
            auto const piece = text.substr(pick(text.size()), pick(40));
            text.insert(at, piece);
        }
        }
    }
    return text;
}

}  // namespace

TEST(bulk_reader, says_of_24000_changed_logs_what_event_reader_says) {
    std::mt19937 random(20240711);
    std::vector<std::string> logs{csv_log, json_log};
    std::string const shape =
        contents(std::string(QIXIAN_SOURCE_DIR) + "/examples/qinghai-2020/log.csv");
    logs.push_back(shape.substr(0, shape.find('\n', 1200) + 1));
    {
        auto reader = event_reader::over(logs.back());
        std::vector<entry> rows;
        for (auto next = reader.next(); next && *next; next = reader.next()) {
            rows.push_back(**next);
        }
        ASSERT_GE(rows.size(), 5U);
        logs.push_back(to_log_text(rows, log_form::ndjson));
    }
    auto const& lanes = all_lanes();
    for (int i = 0; i < 24'000; ++i) {
        auto const text = changed(logs[random() % logs.size()], random);
        log_options options;
        if (random() % 4 == 0) {
            options.text.longest_line = 1 + random() % 300;
        }
        if (random() % 4 == 0) {
            options.text.chunk = 1 + random() % 200;
        }
        if (random() % 8 == 0) {
            options.form = random() % 2 == 0 ? log_form::csv : log_form::ndjson;
        }
        bulk_options const how{.buffer = random() % 2 == 0 ? 1 + random() % 300 : std::size_t{4096},
                               .lanes = lanes[random() % lanes.size()]};
        ASSERT_TRUE(expect_same(text, options, how)) << "change " << i;
    }
}

TEST(bulk_reader, weighs_every_cell_of_every_event_as_event_reader_does) {
    struct filling {
        std::string column{};
        std::vector<std::string> values{};
    };
    std::vector<filling> fillings{
        {"days", {"1", "3660", "3661", "0", "007", "-1", "+1", " 1"}},
        {"until", {"2020-01-06", "2020-01-05", "2155-12-31", "2156-01-01", "1900-01-01"}},
        {"delivered", {"2020-01-06", "2020-01-05", "9999-12-31"}},
        {"ref", {"r"}},
        {"re", {"r"}},
        {"ground", {"REG19-14;REG19-15"}},
        {"amount", {"0", "1.5", "12.34", "999999999999999", "1.", "-1"}},
        {"part_of", {"p"}},
        {"related", {"p"}},
        {"applicant_ref", {"p"}},
        {"seq", {"0", "-0", "7", "-7", "9223372036854775807", "9223372036854775808", "1.0"}},
        {"recorded",
         {"2020-01-06T09:30:00+08:00", "2020-01-06T01:30:00Z", "2020-01-06t01:30:60.5z",
          "1900-01-01T00:00:00+08:00", "1900-01-01T00:00:00+09:00", "2020-01-06T24:00:00Z",
          "9999-12-31T23:00:00Z", "2020-01-06T09:60:00Z", "2020-01-06T09:30:00+08:30"}},
    };
    auto const words = [&fillings](std::string const& column, auto const& table) {
        fillings.push_back({column, {"none_of_them"}});
        for (auto const& each : table) {
            fillings.back().values.emplace_back(each);
        }
    };
    auto const codes = [](auto const& table) {
        std::vector<std::string> out;
        for (auto const& each : table) {
            out.emplace_back(each.code);
        }
        return out;
    };
    words("applicant", codes(all_applicants));
    words("outcome", codes(all_outcomes));
    words("channel", channel_codes);
    words("unit", unit_codes);
    words("kind", kind_codes);
    words("view", view_codes);
    words("result", remedy_result_codes);
    // Beside the cell: nothing, or what the event cannot do without.
    std::vector<std::vector<std::pair<std::string, std::string>>> const beside{
        {},
        {{"application", "A"}},
        {{"application", "A"},
         {"days", "5"},
         {"kind", "co_maker"},
         {"outcome", "petition"},
         {"result", "other"},
         {"re", "x"}},
        {{"application", "A"},
         {"until", "2020-02-03"},
         {"kind", "simplified"},
         {"outcome", "not_held"}},
        {{"application", "A"}, {"outcome", "state_secret"}, {"unit", "day"}, {"days", "5"}}};
    std::string csv = "application,on,event";
    for (auto const& each : fillings) {
        csv += "," + each.column;
    }
    csv += "\n";
    std::string json;
    for (auto const& what : codes(all_events)) {
        for (auto const& cells : beside) {
            for (auto const& each : fillings) {
                for (auto const& value : each.values) {
                    auto const at = [&](std::string const& column) -> std::string {
                        if (column == each.column) {
                            return value;
                        }
                        for (auto const& [name, text] : cells) {
                            if (name == column) {
                                return text;
                            }
                        }
                        return {};
                    };
                    csv += at("application") + ",2020-01-06," + what;
                    json += R"({"application":")" + at("application") +
                            R"(","on":"2020-01-06","event":")" + what + '"';
                    for (auto const& column : fillings) {
                        auto const text = at(column.column);
                        csv += "," + text;
                        if (!text.empty()) {
                            json += ",\"" + column.column + "\":\"" + text + '"';
                        }
                    }
                    csv += "\n";
                    json += "}\n";
                }
            }
        }
    }
    EXPECT_TRUE(expect_same(csv, {}, {}));
    EXPECT_TRUE(expect_same(json, {}, {}));
}

TEST(bulk_reader, knows_a_key_from_what_is_none_as_event_reader_does) {
    std::string text = "application,on,event\n";
    auto const add = [&text](std::string const& key) { text += key + ",2020-01-06,withdrawn\n"; };
    for (int c = 1; c < 128; ++c) {
        if (std::string_view(",\"\n\r").find(static_cast<char>(c)) == std::string_view::npos) {
            for (std::size_t const before : {0U, 1U, 6U, 7U, 8U, 15U, 63U, 64U}) {
                add(std::string(before, 'A') + static_cast<char>(c));
            }
        }
    }
    // Every third character of the first plane, alone and among others.
    for (unsigned c = 0x80; c < 0x10000; c += c < 0x3200 || c > 0xFE00 ? 1 : 29) {
        if (c >= 0xD800 && c < 0xE000) {
            continue;
        }
        std::string one;
        if (c < 0x800) {
            one = {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3FU))};
        } else {
            one = {static_cast<char>(0xE0U | (c >> 12U)),
                   static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
                   static_cast<char>(0x80U | (c & 0x3FU))};
        }
        add(one);
        add("申A" + one);
    }
    for (std::size_t const count : {63U, 64U, 65U}) {
        std::string many;
        for (std::size_t i = 0; i < count; ++i) {
            many += "号";
        }
        add(many);
    }
    EXPECT_TRUE(expect_same(text, {}, {}));
}

TEST(bulk_reader, refuses_too_long_a_record_where_event_reader_does) {
    std::string const head = "application,on,event,note\n";
    std::string const row = "A,2020-01-06,withdrawn,";
    for (std::size_t const chunk :
         {std::size_t{1}, std::size_t{13}, std::size_t{64}, std::size_t{65536}}) {
        for (std::size_t size = 60; size < 140; ++size) {
            std::string const filler(size, 'x');
            std::string lines;
            for (std::size_t i = 0; i < size; i += 3) {
                lines += "长\n";
            }
            log_options const options{.text = {.longest_line = 100, .chunk = chunk}};
            for (auto const& text :
                 {head + row + filler + "\n" + row + "\n", head + row + "\"" + lines + "\"\n" + row,
                  head + row + "\"" + lines, head + row + "\"" + lines + lines + "\"x\n",
                  "{\"note\":\"" + filler + "\"}\n{}",
                  head + row + "\"" + lines + "\"\r\n" + row}) {
                ASSERT_TRUE(expect_same(text, options, {.buffer = 32}));
                ASSERT_TRUE(expect_same(text, options, {}));
            }
        }
    }
}

TEST(bulk_reader, reads_other_encodings_and_limits_by_event_reader) {
    std::string const text = "application,on,event\n\xC9\xEA-1,2020-01-06,withdrawn\n\xC9\xFF";
    EXPECT_TRUE(expect_same(text, {.text = {.from = text_encoding::gb18030}}));
    EXPECT_TRUE(expect_same(csv_log, {.text = {.longest_text = 500, .chunk = 64}}));
    EXPECT_TRUE(expect_same(csv_log, {.text = {.longest_line = 0}}));
    for (auto const& odd :
         {""s, "\n"s, "\r"s, "\r\n\n"s, "\xEF\xBB\xBF"s, "\xEF\xBB\xBF\xEF\xBB\xBF{}"s, " \t\n"s,
          "\0"s, "{"s, "[]"s, "\""s, "application,on,event"s, "application,on,event\r"s,
          "application,on,event\r\n"s, "application,on,event\n\"\""s, "\n\n  \n{}"s}) {
        EXPECT_TRUE(expect_same(odd));
        EXPECT_TRUE(expect_same(odd, {.form = log_form::csv}));
        EXPECT_TRUE(expect_same(odd, {.form = log_form::ndjson}));
        EXPECT_TRUE(expect_same(odd, {.text = {.chunk = 1}}));
    }
}

TEST(bulk_reader, a_line_of_100_megabytes_is_refused_at_its_first) {
    for (std::string_view const begin :
         {"application,on,event,note\nA,2020-01-06,withdrawn,", "{\"note\":\"",
          "application,on,event,note\nA,2020-01-06,withdrawn,\""}) {
        std::FILE* const file = std::tmpfile();
        ASSERT_NE(file, nullptr);
        std::fwrite(begin.data(), 1, begin.size(), file);
        std::string const block(std::size_t{1} << 20U, 'x');
        for (int i = 0; i < 100; ++i) {
            std::fwrite(block.data(), 1, block.size(), file);
        }
        std::rewind(file);
        auto reader = bulk_reader::over(file, "long");
        auto const found = reader.next();
        ASSERT_FALSE(found.ok());
        EXPECT_EQ(found.error().what, code::line_too_long);
        EXPECT_TRUE(reader.stopped());
        EXPECT_LE(reader.bytes(), std::size_t{2} << 20U);
        std::fclose(file);
    }
}

TEST(bulk_reader, a_file_reads_as_its_text_does) {
    auto const path = std::filesystem::temp_directory_path() / "qixian-bulk-reader-test.csv";
    std::ofstream(path, std::ios::binary) << csv_log;
    for (std::size_t const buffer : {1U, 100U, 100'000U}) {
        auto const expected = by_event_reader(event_reader::over(csv_log, path.string()));
        auto opened = bulk_reader::open(path.string(), {}, {.buffer = buffer});
        ASSERT_TRUE(opened.ok());
        auto const found = by_bulk_reader(std::move(opened).value());
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_TRUE(same(found[i], expected[i])) << show(found[i]);
        }
    }
    std::filesystem::remove(path);
    EXPECT_EQ(bulk_reader::open("/nonexistent/log.csv").error().what, code::cannot_open);
    auto folder = bulk_reader::open(".");
    if (folder) {
        auto reader = std::move(folder).value();
        auto const found = reader.next();
        ASSERT_FALSE(found.ok());
        EXPECT_EQ(found.error().what, code::cannot_open);
        EXPECT_EQ(found.error().file, ".");
        EXPECT_EQ(found.error().line, 0U);
    }
}
