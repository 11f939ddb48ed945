// Which characters are not seen, and the two ways of writing them out (base/safe_text.hpp).
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/base/safe_text.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Sorted, without C0, which is asked for first.
inline constexpr letter_range unseen_ranges[] = {
    {0x7F, 0x9F},                          // DEL and C1
    {0xAD, 0xAD},                          // soft hyphen
    {0x34F, 0x34F},     {0x61C, 0x61C},    // joiner of graphemes; Arabic mark
    {0x180E, 0x180E},   {0x200B, 0x200F},  // without width; marks of direction
    {0x2028, 0x202E},                      // separators, embeddings and overrides
    {0x2060, 0x206F},   {0xFEFF, 0xFEFF},  // word joiner, isolates; byte order mark
    {0xFFF9, 0xFFFB},                      // annotations
    {0xE0000, 0xE007F},                    // tags
};

/// Bytes that are plain in any text: ASCII that is seen.
inline constexpr bool is_plain_byte(unsigned char byte) { return byte >= 0x20 && byte < 0x7F; }

inline void append_hex(std::string& to, char32_t value, unsigned digits) {
    for (unsigned left = digits; left > 0; --left) {
        to += "0123456789abcdef"[(value >> (4 * (left - 1))) & 15U];
    }
}

/// As people see it: `\x1b`, `\u202e`, `\U000e0001`.
inline void append_shown(std::string& to, char32_t c) {
    unsigned const digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
    to += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
    append_hex(to, c, digits);
}

/// As JSON has it: one unit of UTF-16, or two.
inline void append_json_escape(std::string& to, char32_t c) {
    if (c > 0xFFFF) {
        append_json_escape(to, 0xD800 + ((c - 0x10000) >> 10U));
        c = 0xDC00 + ((c - 0x10000) & 0x3FFU);
    }
    to += "\\u";
    append_hex(to, c, 4);
}

/// Where the next character stands that is to be written otherwise, and how long it is; at the end
/// of `text` and 0 where there is none. A byte that is not UTF-8 counts, with length 1.
struct unseen_place {
    std::size_t at = 0;
    std::size_t length = 0;
    char32_t what = 0;
};

inline unseen_place next_unseen(std::string_view text, std::size_t at, bool feeds_too) {
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
    while (at < text.size()) {
        auto const byte = bytes[at];
        if (is_plain_byte(byte) || (byte == '\n' && !feeds_too)) {
            ++at;
            continue;
        }
        int const length = utf8_length(bytes + at, text.size() - at);
        if (length <= 0) {
            return {at, 1, byte};
        }
        auto const size = static_cast<std::size_t>(length);
        auto character = text.substr(at, size);
        if (auto const c = take_character(character); is_unseen(c)) {
            return {at, size, c};
        }
        at += size;
    }
    return {text.size(), 0, 0};
}

}  // namespace detail

QIXIAN_DECL bool is_utf8(std::string_view text) {
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        int const length = detail::utf8_length(bytes + at, text.size() - at);
        if (length <= 0) {
            return false;
        }
        at += static_cast<std::size_t>(length);
    }
    return true;
}

QIXIAN_DECL bool is_unseen(char32_t c) {
    if (c < 0x20) {
        return true;
    }
    auto const* const after = std::upper_bound(
        std::begin(detail::unseen_ranges), std::end(detail::unseen_ranges), c,
        [](char32_t value, detail::letter_range const& r) { return value < r.first; });
    return after != std::begin(detail::unseen_ranges) && c <= (after - 1)->last;
}

QIXIAN_DECL std::string visible(std::string_view text, line_feeds feeds) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const next = detail::next_unseen(text, at, feeds == line_feeds::shown);
        out += text.substr(at, next.at - at);
        if (next.length != 0) {
            detail::append_shown(out, next.what);
        }
        at = next.at + next.length;
    }
    return out;
}

QIXIAN_DECL void escape_unseen(std::string& json, std::size_t from) {
    auto next = detail::next_unseen(json, from, false);
    if (next.length == 0) {
        return;
    }
    std::string rest;
    std::string_view const text(json);
    for (auto at = from; at < text.size();) {
        rest += text.substr(at, next.at - at);
        if (next.length != 0) {
            bool const no_character = next.length == 1 && next.what > 0x7F;
            detail::append_json_escape(rest, no_character ? 0xFFFD : next.what);
        }
        at = next.at + next.length;
        next = detail::next_unseen(text, at, false);
    }
    json.resize(from);
    json += rest;
}

}  // namespace qixian::inline v0
