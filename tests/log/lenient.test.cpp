// Logs as people write them: Chinese words and headings, days and digits in the ways they are printed.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "both_readers.hpp"
#include "qixian/base/impl/half_width.ipp"
#include "qixian/row/event_log.hpp"

namespace {

using namespace qixian;

log_options const lenient{.lenient = true};

/// The one row of a log, as canonical NDJSON; or `number@line:column field detail` of its fault.
std::string read_as(std::string const& text, log_options const& options = lenient) {
    EXPECT_TRUE(both_readers::expect_same(text, options));
    auto reader = event_reader::over(text, "x.csv", options);
    auto next = reader.next();
    if (!next) {
        auto const& why = next.error();
        return std::to_string(static_cast<int>(why.what)) + "@" + std::to_string(why.line) + ":" +
               std::to_string(why.column) + " " + why.field + " " + why.detail;
    }
    return *next ? to_log_text(std::span(&**next, 1), log_form::ndjson) : "nothing";
}

/// A row of `what` that has every cell it needs, `c` holding `text`.
std::string row_with(event what, cell c, std::string const& text) {
    std::string head;
    std::string row;
    for (auto const& each : all_cells) {
        bool const chosen = each.which == cell::days && what == event::extended;
        bool const key = each.which == cell::application;  // every log has the column
        bool const needed = each.needed.contains(what) || chosen || key;
        if (!needed && each.which != c) {
            continue;
        }
        std::string value;
        switch (each.type) {
        case cell_type::day: value = "2021-03-02"; break;
        case cell_type::count: value = "20"; break;
        case cell_type::word:
            for (std::size_t i = each.words.size(); i-- > 0;) {
                if (i < 32 && ((disclosure_cells.words_allowed(each.which, what) >> i) & 1U) != 0) {
                    value = each.words[i];
                }
            }
            break;
        default: value = "A-1"; break;
        }
        if (each.which == cell::event) {
            value = code_of(what);
        } else if (!each.used.contains(what)) {
            value.clear();
        }
        std::string const comma = head.empty() ? "" : ",";
        head += comma + std::string(each.name);
        row += comma + to_csv_cell(each.which == c ? text : value);
    }
    return head + "\n" + row + "\n";
}

/// An event whose rows may hold that word.
event host_of(cell_row const& of, std::size_t word) {
    for (std::size_t i = 0; i < event_codes.size(); ++i) {
        auto const what = static_cast<event>(i);
        if (of.which == cell::event
                ? i == word
                : of.used.contains(what) &&
                      ((disclosure_cells.words_allowed(of.which, what) >> word) & 1U) != 0) {
            return what;
        }
    }
    ADD_FAILURE() << of.name << " " << of.words[word];
    return event::received;
}

std::string const head = "application,on,event,days,amount,seq\n";

}  // namespace

TEST(lenient, no_two_columns_and_no_two_words_of_a_cell_have_a_name_in_common) {
    EXPECT_TRUE(names_are_apart(disclosure_cells));
    auto rows = std::vector<cell_row>(all_cells.begin(), all_cells.end());
    auto table = disclosure_cells;
    table.rows = rows;
    rows[1].zh = rows[0].zh;
    EXPECT_FALSE(names_are_apart(table));
}

TEST(lenient, every_word_means_the_same_by_its_chinese_name) {
    std::size_t words = 0;
    for (auto const& of : all_cells) {
        EXPECT_EQ(of.names.empty(), of.words.empty()) << of.name;
        EXPECT_FALSE(of.zh.empty()) << of.name;
        for (std::size_t i = 0; i < of.names.size(); ++i) {
            auto const what = host_of(of, i);
            auto const canonical = read_as(row_with(what, of.which, std::string(of.words[i])), {});
            EXPECT_NE(canonical.find("\"" + std::string(of.words[i]) + "\""), std::string::npos);
            detail::each_name(of.names[i], [&](std::string_view name) {
                std::string const written(name);
                for (auto const& as :
                     {written, " " + written + "　", detail::half_width(written)}) {
                    EXPECT_EQ(read_as(row_with(what, of.which, as)), canonical) << as;
                }
                // Without the promise it is a fault that says how it would be read.
                auto const strict = read_as(row_with(what, of.which, written), {});
                EXPECT_NE(strict.find("(--lenient reads it as " + std::string(of.words[i]) + ")"),
                          std::string::npos)
                    << strict;
            });
            ++words;
        }
    }
    EXPECT_GE(words, 54U + 21U + 6U + 6U + 6U + 4U + 4U + 3U);
}

TEST(lenient, every_heading_has_its_chinese_names) {
    for (auto const& of : all_cells) {
        detail::each_name(of.zh, [&](std::string_view name) {
            auto text = row_with(event::withdrawn, cell::note, "x");
            auto const line = text.find('\n');
            std::string renamed = "申请编号,发生日,事件," + std::string(name) + "\n";
            std::string canonical = "application,on,event," + std::string(of.name) + "\n";
            std::string const row = "A-1,2021-03-02,withdrawn,\n";
            if (of.which == cell::application || of.which == cell::on || of.which == cell::event) {
                EXPECT_EQ(read_as(renamed + row).substr(0, 4), "907@") << name;
            } else {
                EXPECT_EQ(read_as(renamed + row), read_as(canonical + row, {})) << name;
            }
            EXPECT_NE(line, std::string::npos);
        });
    }
    EXPECT_EQ(read_as("application,on,event,编号\nA,2021-03-02,withdrawn,x\n"),
              "905@1:22 编号 编号");
    EXPECT_EQ(read_as("申请编号,on,event\nA,2021-03-02,withdrawn\n", {}),
              "905@1:1 申请编号 申请编号 (--lenient reads it as application)");
}

TEST(lenient, a_day_may_be_written_in_the_usual_ways) {
    auto const day_of = [](std::string const& text, log_options const& how = lenient) {
        return read_as("application,on,event\nA," + text + ",withdrawn\n", how);
    };
    std::string const seventh = day_of("2026-01-07", {});
    for (auto const* const each :
         {"2026/1/7", "2026/01/07", "2026.1.7", "2026-1-7", "2026年1月7日", "2026年01月07日",
          "２０２６－０１－０７", "２０２６／１／７", "２０２６年１月７日", " 2026/1/7 "}) {
        EXPECT_EQ(day_of(each), seventh) << each;
        EXPECT_EQ(day_of(each, {}),
                  "911@2:3 on " + std::string(each) + " (--lenient reads it as 2026-01-07)");
    }
    for (auto const* const each :
         {"26/1/7", "1/7/2026", "7.1.2026", "2026/1", "2026年1月", "2026/1-7", "2026/1/7/",
          "20260107", "2026/13/1", "2026/2/30", "2026年2月30日", "2026//7", "二〇二六年一月七日",
          "2026 1 7", "2026/1/007", "46029", "年月日", "2026年1月7", "2026/1/7日"}) {
        auto const said = day_of(each);
        EXPECT_EQ(said.substr(0, 10), "911@2:3 on") << each;
        EXPECT_EQ(said.find("lenient"), std::string::npos) << said;
        EXPECT_EQ(day_of(each, {}), said) << each;
    }
}

TEST(lenient, numbers_may_be_in_full_width_and_have_commas) {
    EXPECT_EQ(read_as(head + "A,2021-03-02,extended,２０,,１２\n"),
              read_as(head + "A,2021-03-02,extended,20,,12\n", {}));
    auto const fee = read_as(head + "A,2021-03-02,fee_notified,,1234.50,\n", {});
    for (auto const* const each : {"\"1,234.50\"", "１，２３４．５", "\"1,234.5\"", " 1234.5"}) {
        EXPECT_EQ(read_as(head + "A,2021-03-02,fee_notified,," + each + ",\n"), fee) << each;
    }
    for (auto const* const each : {"\"12,34\"", "\",234\"", "\"1,23\"", "一百", "1元"}) {
        EXPECT_EQ(read_as(head + "A,2021-03-02,fee_notified,," + each + ",\n").substr(0, 3), "913")
            << each;
    }
}

TEST(lenient, json_has_the_same_words) {
    EXPECT_EQ(
        read_as(
            R"({"申请编号":"A","发生日":"2026年1月7日","事件":"收到申请","申请人类别":"自然人"})"),
        read_as(R"({"application":"A","on":"2026-01-07","event":"received",)"
                R"("applicant":"natural_person"})",
                {}));
    EXPECT_EQ(
        read_as(R"({"application":"A","发生日":"2026-01-07","on":"2026-01-07"})").substr(0, 3),
        "904");
    EXPECT_NE(read_as(R"({"application":"A","发生日":"2026-01-07","event":"received"})", {})
                  .find("(--lenient reads it as on)"),
              std::string::npos);
}

TEST(lenient, grounds_are_cited_as_people_cite_them) {
    auto const ground_of = [](std::string const& text, std::string const& on = "2021-03-02",
                              log_options const& how = lenient) {
        auto const said = read_as("application,on,event,outcome,ground\nA," + on +
                                      ",refused,state_secret," + to_csv_cell(text) + "\n",
                                  how);
        auto const at = said.find("\"ground\":\"");
        return at == said.npos ? said : said.substr(at + 10, said.find('"', at + 10) - at - 10);
    };
    EXPECT_EQ(ground_of("新条例第三十六条第五项"), "REG19-36.5");
    EXPECT_EQ(ground_of("《条例》第三十六条第（五）项；第十四条"), "REG19-36.5;REG19-14");
    EXPECT_EQ(ground_of("《中华人民共和国政府信息公开条例》第16条第2款"), "REG19-16.2");
    EXPECT_EQ(ground_of("旧条例第十四条、REG19-15"), "REG08-14;REG19-15");
    EXPECT_EQ(ground_of("原条例第二十四条第二款"), "REG08-24.2");
    EXPECT_EQ(ground_of("第二十条", "2018-03-02"), "REG08-20");
    EXPECT_EQ(ground_of("REG19-36.5"), "REG19-36.5");
    // Other laws, and what is no citation, stay as they are.
    for (auto const* const each : {"《档案法》第二十条", "保密、档案", "第三十六条之规定"}) {
        EXPECT_EQ(ground_of(each), each);
    }
    EXPECT_EQ(ground_of("第三十六条第五项", "2021-03-02", {}), "第三十六条第五项");
    // Which of two decrees, which of two parts: nobody guesses.
    EXPECT_EQ(ground_of("第十四条", "2019-06-02").substr(0, 15), "910@2:35 ground");
    EXPECT_EQ(ground_of("新条例第十四条", "2019-06-02"), "REG19-14");
    EXPECT_EQ(ground_of("第三十三条第二款第一项").substr(0, 3), "910");
    EXPECT_EQ(ground_of("旧条例第五十条").substr(0, 3), "910");
}

TEST(lenient, what_is_written_is_canonical_and_reads_back_strictly) {
    std::string const text =
        "申请编号,机关,发生日,事件,申请人类别,提交渠道,天数,期限单位,送达日,办理结果,依据,x_自用\n"
        "2026-1,某局,2026/1/7,收到申请,自然人,邮寄（需签收）,,,,,,一\n"
        "2026-1,某局,2026年1月9日,告知补正,,,１０,工作日,2026.1.12,,,\n"
        "2026-1,某局,2026-01-20,收到补正,,,,,,,,\n"
        "2026-1,某局,2026/2/3,不予公开,,,,,,属于国家秘密,第十四条,\n";
    EXPECT_TRUE(both_readers::expect_same(text, lenient));
    auto reader = event_reader::over(text, "x", lenient);
    auto const log = read_all(reader);
    ASSERT_TRUE(log.faults.empty());
    auto rows = log.applications.at(0).rows;
    ASSERT_EQ(rows.size(), 4U);
    for (auto const form : {log_form::csv, log_form::ndjson}) {
        auto const written = to_log_text(rows, form);
        auto strict = event_reader::over(written);
        auto again = read_all(strict);
        ASSERT_TRUE(again.faults.empty());
        auto back = again.applications.at(0).rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            back[i].line = rows[i].line;
        }
        EXPECT_EQ(back, rows);
    }
    // A log that is canonical is read as ever.
    both_readers::expect_same(both_readers::csv_log, lenient);
    both_readers::expect_same(both_readers::json_log, lenient);
}
