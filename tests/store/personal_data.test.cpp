// The guard against identity card and mobile numbers: what it must find, and what it must let by.
// All numbers are made up.
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "qixian/store/hash.hpp"
#include "qixian/store/personal_data.hpp"

using namespace qixian;

namespace {

/// The 17 digits with their check digit (GB 11643).
std::string card(std::string digits) {
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        // The weight of a place is 2 to the power of its distance from the end, modulo 11.
        int weight = 1;
        for (std::size_t k = i; k < 17; ++k) {
            weight = weight * 2 % 11;
        }
        sum += (digits[i] - '0') * weight;
    }
    int const check = (12 - sum % 11) % 11;
    return digits + (check == 10 ? 'X' : static_cast<char>('0' + check));
}

/// As a Chinese input method writes them.
std::string full_width(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == ' ') {
            out += "　";
            continue;
        }
        auto const point = static_cast<unsigned>(c) + 0xFEE0U;
        out += static_cast<char>(0xE0U | (point >> 12U));
        out += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (point & 0x3FU));
    }
    return out;
}

void expect(std::string const& text, std::optional<personal_number> wanted) {
    auto const found = find_personal_number(text);
    EXPECT_EQ(found, wanted) << text;
}

std::string const a_card = card("11010119900307123");

TEST(PersonalNumbers, OfThisTestHaveTheRightCheckDigit) {
    // The example of the standard itself.
    EXPECT_EQ(card("11010519491231002"), "11010519491231002X");
    EXPECT_EQ(card("44052418800101001"), "440524188001010014");
}

TEST(PersonalNumbers, AreFoundHoweverTheyAreWritten) {
    using p = personal_number;
    for (auto const& text :
         {a_card, "身份证" + a_card, a_card + "。", "（" + a_card + "）", "id: " + a_card + ",",
          a_card.substr(0, 6) + " " + a_card.substr(6, 8) + " " + a_card.substr(14),
          a_card.substr(0, 6) + "-" + a_card.substr(6, 8) + "-" + a_card.substr(14),
          full_width(a_card), "姓名" + full_width(a_card) + "号", std::string("11010519491231002X"),
          std::string("11010519491231002x"), full_width("11010519491231002X"),
          full_width("110105 19491231 002X"), "x " + a_card + " y"}) {
        expect(text, p::identity_card);
    }
    for (std::string const text :
         {"13800138000", "电话13800138000", "13800138000。", "138 0013 8000", "138-0013-8000",
          "+8613800138000", "+86 13800138000", "+86-138-0013-8000", "008613800138000",
          "0086 138 0013 8000", "(13800138000)", "手机：19912345678，请回电", "a 16600001111 b",
          "1\n13800138000", "13800138000转1", "13800138000/13900139000"}) {
        expect(text, p::mobile);
        expect(full_width(text.find_first_of("\xE0\xE1\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEF\n") ==
                                  text.npos
                              ? text
                              : "13800138000"),
               p::mobile);
    }
}

TEST(PersonalNumbers, AreNotSeenInWhatIsNone) {
    auto wrong = a_card;
    wrong.back() = wrong.back() == '1' ? '2' : '1';
    for (auto const& text : {std::string(""),
                             std::string("2021-017"),
                             wrong,
                             card("11010119901307123"),
                             card("11010119900332123"),
                             card("11010117900307123"),
                             card("01010119900307123"),
                             "A" + a_card,
                             a_card + "1",
                             "1" + a_card,
                             a_card + "a",
                             a_card.substr(0, 17),
                             std::string("1380013800"),
                             std::string("138001380001"),
                             std::string("12800138000"),
                             std::string("23800138000"),
                             std::string("8613800138000"),
                             std::string("x13800138000"),
                             std::string("13800138000x"),
                             std::string("1380-0138-000"),
                             std::string("国办发明电〔2020〕1号"),
                             std::string("2020-01-27T13:80:01+08:00"),
                             std::string("0971-6100000"),
                             std::string("400-812-3456"),
                             std::string("QH13800138000"),
                             std::string("13800138000号文档A").replace(0, 11, "1380013800A")}) {
        expect(text, std::nullopt);
    }
}

TEST(PersonalNumbers, HalfACharacterAtTheEndHarmsNothing) {
    auto const whole = full_width(a_card) + "号";
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        auto const found = find_personal_number(std::string_view(whole).substr(0, length));
        EXPECT_EQ(found.has_value(), length >= 54) << length;
    }
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            std::string const odd{'\xEF', static_cast<char>(a), static_cast<char>(b)};
            EXPECT_FALSE(find_personal_number(odd));
            EXPECT_FALSE(find_personal_number(odd + odd));
        }
    }
}

TEST(PersonalNumbers, AreInNoDigestHoweverItIsGrouped) {
    std::mt19937_64 random(18);
    auto const by = hash_named("sm3");
    auto const mobile_like = [](std::string const& hex) {
        // A run of digits only may well be a number; a digest is longer than any.
        return hex.find_first_not_of("0123456789") == hex.npos;
    };
    for (int i = 0; i < 40'000; ++i) {
        auto const hex = to_hex(by->of(std::to_string(random())));
        ASSERT_FALSE(find_personal_number(hex)) << hex;
        ASSERT_FALSE(find_personal_number("c" + hex.substr(0, 31))) << hex;
        // As an anchor prints it.
        std::string grouped;
        for (std::size_t at = 0; at < hex.size(); at += 4) {
            grouped += (at == 0 ? "" : " ") + hex.substr(at, 4);
        }
        ASSERT_FALSE(find_personal_number(grouped)) << grouped;
        // A UUID, as hosts make ids.
        auto const uuid = hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) +
                          "-" + hex.substr(16, 4) + "-" + hex.substr(20, 12);
        if (!mobile_like(hex.substr(0, 32))) {
            ASSERT_FALSE(find_personal_number(uuid)) << uuid;
        }
    }
}

TEST(PersonalNumbers, AreFoundInEveryPlaceOfAText) {
    std::mt19937_64 random(11);
    std::vector<std::string> const fill{"，", " ", "。", "号", "(", ":", "\n", "、", "〔"};
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        auto const some = [&] {
            for (auto n = random() % 5; n > 0; --n) {
                text += fill[random() % fill.size()];
            }
        };
        text += "案";
        some();
        bool const is_card = random() % 2 == 0;
        auto number = is_card ? std::to_string(110101 + random() % 600000) +
                                    std::to_string(1950 + random() % 60) + "0" +
                                    std::to_string(1 + random() % 9) +
                                    std::to_string(10 + random() % 18) +
                                    std::to_string(100 + random() % 900)
                              : "1" + std::to_string(3 + random() % 7) +
                                    std::to_string(100000000 + random() % 900000000);
        number = is_card ? card(number) : number;
        text += random() % 3 == 0 ? full_width(number) : number;
        text += "号";
        some();
        auto const found = find_personal_number(text);
        ASSERT_TRUE(found) << text;
        ASSERT_EQ(*found, is_card ? personal_number::identity_card : personal_number::mobile)
            << text;
    }
}

TEST(PersonalNumbers, AreInNoneOfTheExamples) {
    std::size_t lines = 0;
    for (auto const& each : std::filesystem::recursive_directory_iterator(
             std::string(QIXIAN_SOURCE_DIR) + "/examples")) {
        if (each.path().extension() != ".csv") {
            continue;
        }
        std::ifstream in(each.path());
        for (std::string line; std::getline(in, line); ++lines) {
            EXPECT_FALSE(find_personal_number(line)) << each.path() << ": " << line;
        }
    }
    EXPECT_GT(lines, 1000U);
}

}  // namespace
