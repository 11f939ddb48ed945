// Every code has its page, and the notes say what the table says.
#include "qixian/base/codes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/date/text.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/code_pages.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

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

TEST(codes, samples_of_the_store_say_the_title_of_their_code) {
    // A message is file, title and detail; a title that is changed must not live on in the pages.
    std::size_t seen = 0;
    for (auto const& each : all_codes) {
        if (each.what < code::unknown_agency) {
            continue;
        }
        auto const& page = page_of(each.what);
        EXPECT_NE(page.sample_en.find(each.en), std::string_view::npos) << each.name;
        EXPECT_NE(page.sample_zh.find(each.zh), std::string_view::npos) << each.name;
        ++seen;
    }
    EXPECT_GE(seen, 20U);
}

TEST(codes, no_page_shows_a_number_of_a_person) {
    // Neither an identity card (17 digits and a check digit) nor a mobile number (11 digits).
    for (bool const chinese : {false, true}) {
        std::size_t digits = 0;
        for (char const c : code_pages_markdown(chinese)) {
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            ASSERT_LT(digits, 11U) << (chinese ? "codes.zh.md" : "codes.md");
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

/// A life that leads to a code, and the days its samples must name.
struct scene {
    code what{};
    date as_of{};
    std::vector<entry> rows{};
    std::vector<date> days{};
};

entry row(int on, event what) {
    return {.application = "2021-012",
            .on = day(on),
            .what = what,
            .applicant = what == event::received || what == event::lodged
                             ? std::optional(applicant::natural_person)
                             : std::nullopt};
}

entry with(entry e, int days) {
    e.days = days;
    return e;
}

entry about(entry e, kind whom, int delivered) {
    e.kind = whom;
    e.delivered = day(delivered);
    return e;
}

entry naming(entry e, int last) {
    e.until = day(last);
    return e;
}

std::vector<scene> scenes() {
    using enum event;
    auto const start = row(20210301, received);
    auto fee = row(20210310, fee_notified);
    fee.delivered = day(20210310);
    auto lodging = row(20210301, lodged);
    lodging.channel = channel::online;
    auto refusal = row(20240301, refused);
    refusal.outcome = outcome::state_secret;
    return {
        {code::correction_late,
         day(20210316),
         {start, naming(row(20210315, correction_requested), 20210330)},
         {day(20210310), day(20210329)}},
        {code::lapse_too_early,
         day(20210408),
         {start, fee, row(20210408, fee_lapsed)},
         {day(20210408)}},
        {code::lapse_recorded_late,
         day(20210510),
         {start, naming(row(20210305, correction_requested), 20210330),
          row(20210510, correction_lapsed)},
         {day(20210331)}},
        {code::receipt_on_rest_day,
         day(20201105),
         {row(20201031, received)},
         {day(20201127), day(20201130)}},
        {code::confirmation_lags,
         day(20210310),
         {lodging, row(20210308, received)},
         {day(20210406), day(20210329)}},
        {code::correction_no_restart,
         day(20180320),
         {row(20180305, received), with(row(20180308, correction_requested), 15),
          row(20180319, correction_received)},
         {day(20180326), day(20180410)}},
        {code::transition_open_case,
         day(20190520),
         {row(20190506, received)},
         {day(20190527), day(20190603)}},
        {code::delivery_assumed,
         day(20210311),
         {start, row(20210310, fee_notified)},
         {day(20210408)}},
        {code::named_day_rolled,
         day(20210310),
         {start, naming(row(20210310, delay_notified), 20210403)},
         {day(20210406)}},
        {code::calendar_uncertain, day(20261211), {row(20261210, received)}, {day(20270108)}},
        {code::reasons_as_correction,
         day(20210315),
         {start, with(row(20210305, reasons_requested), 10), row(20210312, reasons_received)},
         {day(20210329), day(20210412)}},
        {code::opinion_late,
         day(20210331),
         {start, about(row(20210304, consulted), kind::third_party, 20210305),
          row(20210331, opinion_received)},
         {day(20210326)}},
        {code::extension_late,
         day(20210401),
         {start, with(row(20210401, extended), 10)},
         {day(20210329)}},
        {code::fee_notice_late,
         day(20210331),
         {start, row(20210331, fee_notified)},
         {day(20210329)}},
        {code::payment_late, day(20210412), {start, fee, row(20210412, fee_paid)}, {day(20210408)}},
        {code::delay_after_due,
         day(20210401),
         {start, naming(row(20210401, delay_notified), 20210420)},
         {day(20210329)}},
        {code::nothing_to_review,
         day(20210322),
         {start, row(20210322, review_filed)},
         {day(20210329)}},
        {code::review_first, day(20240301), {row(20240205, received), refusal}, {day(20240430)}},
        {code::review_first_disputed, day(20240402), {row(20240304, received)}, {day(20240401)}},
    };
}

/// Every day that the answer names in connection with `what`, and every due day of its duties.
std::set<date> days_said(assessment const& a, code what, bool& said) {
    std::set<date> out;
    for (auto const* list : {&a.life.irregular, &a.life.refused}) {
        for (auto const& each : *list) {
            if (each.said.why == what) {
                said = true;
                if (each.said.limit) {
                    out.insert(*each.said.limit);
                }
            }
        }
    }
    for (auto const& each : a.warnings) {
        if (each.what == what) {
            said = true;
            if (each.shadow_due) {
                out.insert(*each.shadow_due);
            }
            if (auto const named = parse_date(each.detail)) {
                out.insert(*named);
            }
        }
    }
    for (auto const& each : a.duties) {
        if (each.end) {
            out.insert(each.end->due);
        }
    }
    if (a.life.closed_on) {
        out.insert(*a.life.closed_on);
    }
    return out;
}

TEST(codes, days_in_samples_are_those_the_engine_finds) {
    for (auto const& each : scenes()) {
        auto const name = name_of(each.what);
        auto const a = assess(each.rows, each.as_of, {china::calendar()});
        ASSERT_TRUE(a.ok()) << name;
        bool said = false;
        auto const days = days_said(*a, each.what, said);
        EXPECT_TRUE(said) << name;
        for (auto const expected : each.days) {
            EXPECT_TRUE(days.contains(expected)) << name << " " << to_text(expected);
            for (auto const sample : {page_of(each.what).sample_en, page_of(each.what).sample_zh}) {
                EXPECT_NE(sample.find(to_text(expected)), std::string_view::npos)
                    << name << " " << to_text(expected);
            }
        }
    }
}

}  // namespace
