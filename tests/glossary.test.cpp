// The glossary has every word of the library, in both languages, and the index has every article.
#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/case/duty.hpp"
#include "qixian/ledger/form.hpp"
#include "qixian/ledger/mend.hpp"
#include "qixian/period/deadline.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/rule/verdict.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"
#include "qixian/statute/default.hpp"

namespace {

using namespace qixian;

std::string text_of(std::string const& path) {
    std::ifstream file(std::string(QIXIAN_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

using table_line = std::vector<std::string>;

/// The cells of `| a | b |`.
table_line cells_of(std::string_view line) {
    table_line out;
    auto at = line.find("| ");
    while (at != std::string_view::npos && at + 2 < line.size()) {
        auto const end = line.find(" |", at + 1);
        if (end == std::string_view::npos) {
            break;
        }
        auto const begin = at + 2;
        out.emplace_back(begin < end ? line.substr(begin, end - begin) : std::string_view{});
        at = end + 1;
    }
    return out;
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> out(1);
    for (char const c : text) {
        if (c == '\n') {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

std::string quoted(std::string_view code) {
    std::string out("`");
    out += code;
    out += '`';
    return out;
}

/// The table of each section, by what the heading names: `## 环节 Stages (`stage`)` is "stage".
std::map<std::string, std::vector<table_line>> const& sections() {
    static auto const all = [] {
        std::map<std::string, std::vector<table_line>> made;
        std::string name;
        for (auto const& line : lines_of(text_of("src/notes/glossary.md"))) {
            if (line.starts_with("## ")) {
                auto const open = line.find("(`");
                name = open == std::string::npos ? "" : line.substr(open + 2);
                name = name.substr(0, name.find('`'));
            } else if (line.starts_with("| ") && !line.starts_with("| ---")) {
                made[name].push_back(cells_of(line));
            }
        }
        return made;
    }();
    return all;
}

table_line line_of(std::string const& section, std::string_view code) {
    auto const found = sections().find(section);
    if (found != sections().end()) {
        for (auto const& line : found->second) {
            if (line.size() >= 3 && line[2] == quoted(code)) {
                return line;
            }
        }
    }
    ADD_FAILURE() << section << " has no line for " << code;
    return {"", "", ""};
}

/// Every row of a word table, with its words as they stand in the header.
template <class Words>
void expect_words(std::string const& section, Words const& words) {
    for (auto const& each : words) {
        auto const line = line_of(section, each.code);
        EXPECT_EQ(line[0], each.zh) << section << " " << each.code;
        EXPECT_EQ(line[1], each.en) << section << " " << each.code;
    }
    EXPECT_EQ(sections().at(section).size(), std::size(words) + 1) << section;
}

/// The words of a cell, and the names by which a lenient reader takes them: the first is the glossary's.
void expect_names(std::string const& section, cell c) {
    auto const& of = info(c);
    ASSERT_EQ(of.names.size(), of.words.size()) << section;
    for (std::size_t i = 0; i < of.words.size(); ++i) {
        auto const line = line_of(section, of.words[i]);
        EXPECT_EQ(line[0], of.names[i].substr(0, of.names[i].find('|'))) << section;
        EXPECT_FALSE(line[1].empty()) << section << " " << of.words[i];
    }
}

/// Codes without words in a header: the glossary alone has the pair.
template <class Codes>
void expect_codes(std::string const& section, Codes const& codes) {
    for (auto const& each : codes) {
        auto const line = line_of(section, each);
        EXPECT_FALSE(line[0].empty()) << section << " " << each;
        EXPECT_FALSE(line[1].empty()) << section << " " << each;
    }
    EXPECT_EQ(sections().at(section).size(), std::size(codes) + 1) << section;
}

/// The codes of the first `count` enumerators.
template <class Enum>
std::vector<std::string_view> codes_of(std::size_t count) {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(code_of(static_cast<Enum>(i)));
    }
    return out;
}

TEST(glossary, every_stage_and_event_has_its_pair) {
    expect_words("stage", all_stages);
    expect_words("event", all_events);
    expect_words("standing", all_standings);
    expect_words("remedy_stage", all_remedy_stages);
}

TEST(glossary, every_duty_status_and_light_has_its_pair) {
    expect_words("duty_kind", all_duties);
    expect_words("duty_status", all_duty_statuses);
    expect_words("light", all_lights);
}

TEST(glossary, every_class_of_applicant_and_column_has_its_pair) {
    expect_words("applicant", all_columns);
}

TEST(glossary, every_outcome_has_its_pair_its_rows_and_its_article) {
    expect_words("outcome", all_outcomes);
    for (auto const& each : all_outcomes) {
        auto const line = line_of("outcome", each.code);
        ASSERT_EQ(line.size(), 6U);
        EXPECT_EQ(line[3], each.row_2021);
        EXPECT_EQ(line[4], each.row_2019);
        EXPECT_EQ(line[5], each.citation);
    }
}

TEST(glossary, every_word_a_cell_of_a_log_may_hold_has_its_pair) {
    expect_names("channel", cell::channel);
    expect_names("kind", cell::kind);
    expect_names("view", cell::view);
    expect_names("remedy_result", cell::result);
    expect_names("unit", cell::unit);
    expect_names("event", cell::event);
    expect_names("outcome", cell::outcome);
    expect_names("applicant", cell::applicant);
}

TEST(glossary, every_word_of_an_answer_has_its_pair) {
    expect_codes("party", codes_of<party>(7));
    expect_codes("regime", codes_of<regime>(2));
    expect_codes("verdict", codes_of<verdict>(3));
    expect_codes("day_is", codes_of<day_is>(6));
    std::vector<std::string_view> identities;
    for (auto const which : {table_rule::carry, table_rule::results, table_rule::total,
                             table_rule::year_to_year, table_rule::remedies,
                             table_rule::fee_before_2021, table_rule::text, table_rule::season}) {
        identities.push_back(code_of(which));
    }
    expect_codes("table_rule", identities);
}

TEST(glossary, every_block_and_column_of_table_4_has_its_pair) {
    for (auto const& each : all_remedy_blocks) {
        EXPECT_EQ(line_of("remedy_block", each.id)[0], each.zh);
    }
    for (auto const& each : all_remedy_columns) {
        EXPECT_EQ(line_of("remedy_column", each.id)[0], each.zh);
    }
}

TEST(glossary, every_policy_and_each_of_its_values_has_its_pair) {
    auto const& lines = sections().at("policies");
    std::size_t count = 1;
    for (auto const& each : all_policies) {
        count += 1 + values_of(each).size();
    }
    EXPECT_EQ(lines.size(), count);
    for (auto const& each : all_policies) {
        auto const line = line_of("policies", each.name);
        EXPECT_EQ(line[0], each.zh);
        EXPECT_EQ(line[1], each.en);
        for (auto const value : values_of(each)) {
            bool found = false;
            for (auto const& other : lines) {
                found = found || (other.size() == 5 && other[2] == quoted(each.name) &&
                                  other[3] == quoted(value));
            }
            EXPECT_TRUE(found) << each.name << "=" << value;
        }
    }
}

TEST(glossary, one_chinese_term_of_the_field_has_one_english_word) {
    std::map<std::string, std::string> seen;
    for (auto const& line : sections().at("")) {
        ASSERT_EQ(line.size(), 4U) << line[0];
        EXPECT_TRUE(seen.emplace(line[0], line[1]).second) << line[0];
        for (auto const& cell : line) {
            EXPECT_FALSE(cell.empty()) << line[0];
        }
    }
}

TEST(glossary, every_word_of_the_store_has_its_pair) {
    for (std::string const word :
         {"event store", "event", "version", "position", "hash chain", "checkpoint", "anchor",
          "Merkle root", "closing a year", "re-statement", "bridge", "projection",
          "withdrawal of an entry", "work list"}) {
        // As a phrase of its own: "anchor (what it is)" and "store, event store" have one, "Merkle
        // root of the day" is another word.
        std::size_t found = 0;
        for (auto const& line : sections().at("")) {
            auto text = line[1].substr(0, line[1].find(" ("));
            text = ", " + text + ",";
            found += text.find(", " + word + ",") != std::string::npos ? 1U : 0U;
        }
        EXPECT_EQ(found, 1U) << word;
    }
}

/// Whether `text` holds `word` with nothing of a name before or after it.
bool has_word(std::string_view text, std::string_view word) {
    auto const is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    };
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        auto const end = at + word.size();
        if ((at == 0 || !is_part(text[at - 1])) && (end == text.size() || !is_part(text[end]))) {
            return true;
        }
    }
    return false;
}

/// The words in backticks.
std::vector<std::string> names_in(std::string_view cell) {
    std::vector<std::string> out;
    for (auto open = cell.find('`'); open != std::string_view::npos;) {
        auto const close = cell.find('`', open + 1);
        if (close == std::string_view::npos) {
            break;
        }
        out.emplace_back(cell.substr(open + 1, close - open - 1));
        open = cell.find('`', close + 1);
    }
    return out;
}

std::vector<table_line> articles() {
    std::vector<table_line> out;
    for (auto const& line : lines_of(text_of("src/notes/articles.md"))) {
        auto const cells = line.starts_with("| ") ? cells_of(line) : table_line{};
        if (cells.size() == 6 && cells[0] != "article" && cells[0] != "---") {
            out.push_back(cells);
        }
    }
    return out;
}

TEST(articles, the_index_has_every_rule_once_with_its_sentence) {
    auto const lines = articles();
    EXPECT_EQ(lines.size(), all_bases.size());
    for (auto const& each : all_bases) {
        std::size_t found = 0;
        for (auto const& line : lines) {
            if (line[0] == cite(each.which) && line[1] == each.id && line[3] == each.zh &&
                line[4] == each.en) {
                ++found;
            }
        }
        EXPECT_EQ(found, 1U) << each.id << " " << cite(each.which);
    }
}

TEST(articles, within_an_instrument_the_articles_stand_in_order) {
    std::string instrument;
    double before = 0;
    for (auto const& line : articles()) {
        auto const dash = line[0].find('-');
        auto const number = line[0].substr(dash + 1);
        if (line[0].substr(0, dash) != instrument) {
            instrument = line[0].substr(0, dash);
            before = 0;
        }
        if (number.front() != 'C') {
            double const now = std::stod(number);
            EXPECT_LE(before, now) << line[0];
            before = now;
        }
    }
}

TEST(articles, every_enumerator_file_and_symbol_of_the_index_exists) {
    auto const bases = text_of("include/qixian/statute/cn_disclosure/basis.hpp");
    for (auto const& line : articles()) {
        for (auto const& name : names_in(line[2])) {
            EXPECT_TRUE(has_word(bases, "X(" + name)) << name;
        }
        std::string text;
        std::size_t symbols = 0;
        for (auto const& name : names_in(line[5])) {
            if (name.ends_with("pp")) {
                text = text_of("include/qixian/" + name);
                EXPECT_FALSE(text.empty()) << name;
            } else {
                EXPECT_TRUE(has_word(text, name)) << line[0] << " " << name;
                ++symbols;
            }
        }
        EXPECT_GT(symbols, 0U) << line[0];
    }
}

}  // namespace
