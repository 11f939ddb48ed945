// Finding identity card and mobile numbers in any text, however their digits are grouped.
#pragma once

#include <array>
#include <string>

#include "qixian/store/personal_data.hpp"

namespace qixian::inline v0 {

namespace detail {

struct gap {
    std::size_t length = 0;  ///< in bytes; 0: no gap
    char as = ' ';
};

/// A blank or hyphen beyond ASCII: no-break and ideographic space, the spaces and the dashes of
/// general punctuation, the minus sign.
inline gap gap_at(std::string_view text) {
    if (text.starts_with("\xC2\xA0")) {
        return {2, ' '};
    }
    if (text.starts_with("\xE3\x80\x80")) {
        return {3, ' '};
    }
    if (text.starts_with("\xE2\x88\x92")) {
        return {3, '-'};
    }
    if (text.size() >= 3 && text.starts_with("\xE2\x80")) {
        auto const last = static_cast<unsigned char>(text[2]);
        if (last <= 0x8DU) {
            return {3, ' '};
        }
        if (last >= 0x90U && last <= 0x95U) {
            return {3, '-'};
        }
    }
    return {};
}

/// `text` with full-width digits and letters as ASCII ones, so that one rule serves both.
inline std::string narrowed(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
        // U+FF01 to U+FF5E are EF BC 81 to EF BD 9E: ASCII plus 0xFEE0.
        if (byte(i) == 0xEFU && i + 2 < text.size() &&
            ((byte(i + 1) == 0xBCU && byte(i + 2) >= 0x81U) ||
             (byte(i + 1) == 0xBDU && byte(i + 2) <= 0x9EU))) {
            auto const offset = (byte(i + 1) - 0xBCU) * 64U + (byte(i + 2) - 0x80U);
            out += static_cast<char>(0x20U + offset);
            i += 2;
        } else if (auto const found = gap_at(text.substr(i)); found.length > 0) {
            out += found.as;
            i += found.length - 1;
        } else {
            out += text[i];
        }
    }
    return out;
}

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_word(char c) {
    return is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// GB 11643: the day of birth exists and the check digit is right.
inline bool is_identity_number(std::string_view digits) {
    constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!is_ascii_digit(digits[i])) {
            return false;
        }
        sum += (digits[i] - '0') * weights[i];
    }
    auto const number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (std::size_t i = at; i < at + length; ++i) {
            value = value * 10 + (digits[i] - '0');
        }
        return value;
    };
    int const year = number(6, 4);
    int const month = number(10, 2);
    int const day = number(12, 2);
    if (digits[0] == '0' || year < 1850 || year > 2100 || month < 1 || month > 12 || day < 1 ||
        day > 31) {
        return false;
    }
    char const last = digits[17] == 'x' ? 'X' : digits[17];
    return last == std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)];
}

/// The characters of a number that starts at `from`, written in groups of the given lengths that
/// blanks or single hyphens may part; empty when there is none or it goes on.
template <std::size_t N>
std::string grouped(std::string_view text, std::size_t from,
                    std::array<std::size_t, N> const& groups) {
    std::string out;
    std::size_t at = from;
    for (std::size_t g = 0; g < N; ++g) {
        while (g > 0 && at < text.size() && (text[at] == ' ' || text[at] == '-')) {
            ++at;
        }
        for (std::size_t i = 0; i < groups[g]; ++i, ++at) {
            if (at >= text.size() || !is_word(text[at])) {
                return {};
            }
            out += text[at];
        }
    }
    return at < text.size() && is_word(text[at]) ? std::string{} : out;
}

inline bool is_mobile_number(std::string_view digits) {
    if (digits.size() != 11 || digits[0] != '1' || digits[1] < '3') {
        return false;
    }
    for (char const each : digits) {
        if (!is_ascii_digit(each)) {
            return false;
        }
    }
    return true;
}

}  // namespace detail

QIXIAN_DECL std::optional<personal_number> find_personal_number(std::string_view given) {
    auto const text = detail::narrowed(given);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!detail::is_ascii_digit(text[i])) {
            continue;
        }
        bool const fresh = i == 0 || !detail::is_word(text[i - 1]);
        // +86 and 0086 run into the number itself.
        auto const before = std::string_view(text).substr(0, i);
        bool const dialled = before.ends_with("+86") || before.ends_with("0086");
        if (!fresh && !dialled) {
            continue;
        }
        using sizes = std::array<std::size_t, 3>;
        if (auto const card = detail::grouped(text, i, sizes{6, 8, 4});
            card.size() == 18 && detail::is_identity_number(card)) {
            return personal_number::identity_card;
        }
        if (detail::is_mobile_number(detail::grouped(text, i, sizes{3, 4, 4}))) {
            return personal_number::mobile;
        }
    }
    return std::nullopt;
}

}  // namespace qixian::inline v0
