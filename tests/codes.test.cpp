// Every code has its page, and the notes say what the table says.
#include "qixian/codes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/code_pages.hpp"
#include "qixian/law/basis.hpp"
#include "qixian/procedure/stage.hpp"

namespace {

using namespace qixian;

std::string text_of(std::string const& path) {
    std::ifstream file(std::string(QIXIAN_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Characters of the block U+4E00 to U+9FFF, by their first byte.
std::size_t han_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
    }));
}

std::vector<std::string> split(std::string_view text, char by) {
    std::vector<std::string> out(1);
    for (char const c : text) {
        if (c == by) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

TEST(codes, names_are_unique_capitals_and_titles_are_there) {
    std::set<std::string_view> names;
    for (auto const& each : all_codes) {
        EXPECT_TRUE(names.insert(each.name).second) << each.name;
        EXPECT_EQ(each.name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"),
                  std::string_view::npos)
            << each.name;
        EXPECT_FALSE(each.en.empty()) << each.name;
        EXPECT_GT(han_in(each.zh), 0U) << each.name;
        EXPECT_EQ(&info(each.what), &each) << each.name;
    }
}

TEST(codes, every_code_has_a_page_in_both_languages_with_nothing_empty) {
    for (auto const& each : all_codes) {
        auto const& page = page_of(each.what);
        ASSERT_EQ(page.what, each.what);
        for (auto const text : {page.cause_en, page.remedy_en, page.sample_en}) {
            EXPECT_GT(text.size(), 15U) << each.name;
        }
        for (auto const text : {page.cause_en, page.remedy_en}) {
            EXPECT_EQ(han_in(text), 0U) << each.name;
            EXPECT_EQ(text.back(), '.') << each.name;
        }
        for (auto const text : {page.cause_zh, page.remedy_zh}) {
            EXPECT_GT(han_in(text), 4U) << each.name;
            EXPECT_TRUE(text.ends_with("。")) << each.name;
        }
        EXPECT_GT(han_in(page.sample_zh), 2U) << each.name;
    }
}

TEST(codes, chinese_pages_are_punctuated_in_full_width) {
    for (auto const& each : all_codes) {
        auto const& page = page_of(each.what);
        for (auto const text : {page.cause_zh, page.remedy_zh}) {
            EXPECT_EQ(text.find(", "), std::string_view::npos) << each.name;
            EXPECT_EQ(text.find(". "), std::string_view::npos) << each.name;
            EXPECT_EQ(text.find(';'), std::string_view::npos) << each.name;
            EXPECT_EQ(text.find('"'), std::string_view::npos) << each.name;
        }
    }
}

TEST(codes, what_the_law_refuses_or_finds_irregular_names_an_article_of_a_known_instrument) {
    for (auto const& each : all_codes) {
        auto const& page = page_of(each.what);
        if (each.kind == code_kind::refusal || each.kind == code_kind::irregular) {
            EXPECT_FALSE(page.citation.empty()) << each.name;
        }
        if (page.citation.empty()) {
            continue;
        }
        for (auto const& one : split(page.citation, ';')) {
            bool const known = std::any_of(
                all_instruments.begin(), all_instruments.end(), [&](auto const& instrument) {
                    auto const key = std::string(instrument.key) + "-";
                    return one.starts_with(key) && one.size() > key.size();
                });
            EXPECT_TRUE(known) << each.name << " " << one;
        }
    }
}

TEST(codes, events_that_samples_name_exist) {
    // A renamed event must not live on in the pages.
    for (auto const& each : all_codes) {
        auto const parts = split(page_of(each.what).sample_en, '`');
        if (each.kind != code_kind::refusal && each.kind != code_kind::irregular) {
            continue;
        }
        for (std::size_t i = 1; i < parts.size(); i += 2) {
            if (parts[i] != "re") {
                EXPECT_TRUE(event_of(parts[i])) << each.name << " " << parts[i];
            }
        }
    }
}

TEST(codes, the_notes_hold_what_the_table_prints) {
    EXPECT_EQ(text_of("src/notes/codes.md"), code_pages_markdown(false));
    EXPECT_EQ(text_of("src/notes/codes.zh.md"), code_pages_markdown(true));
}

TEST(codes, the_printed_pages_name_every_code_once) {
    for (bool const chinese : {false, true}) {
        auto const page = code_pages_markdown(chinese);
        for (auto const& each : all_codes) {
            auto const heading = "\n### " + std::to_string(static_cast<int>(each.what)) + " " +
                                 std::string(each.name) + "\n";
            auto const at = page.find(heading);
            ASSERT_NE(at, std::string::npos) << heading;
            EXPECT_EQ(page.find(heading, at + 1), std::string::npos) << heading;
        }
    }
}

}  // namespace
