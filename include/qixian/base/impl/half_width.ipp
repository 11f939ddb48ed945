// Full-width letters, digits and signs as the ASCII that they stand for: `２０２１－０１７` is `2021-017`.
#pragma once

#include <string>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0::detail {

/// `text` with U+FF01 to U+FF5E as ASCII and the ideographic space as a space; the rest as it is.
inline std::string half_width(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = [&](std::size_t at) {
            return i + at < text.size() ? static_cast<unsigned char>(text[i + at]) : 0U;
        };
        unsigned const value = (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
        if (byte(0) == 0xEF && byte(1) >= 0xBC && value >= 0xF01 && value <= 0xF5E) {
            out += static_cast<char>(value - 0xF00 + ' ');
            i += 2;
        } else if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) {
            out += ' ';
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// `text` without spaces and tabs at both ends.
inline std::string_view trimmed(std::string_view text) {
    auto const blank = [](char each) { return each == ' ' || each == '\t'; };
    while (!text.empty() && blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace qixian::inline v0::detail
