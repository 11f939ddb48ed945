// Thresholds of lights, read and written.
#pragma once

#include <algorithm>
#include <charconv>
#include <optional>

#include "qixian/period/light.hpp"

namespace qixian::inline v0 {

namespace detail {

/// One to three digits, and nothing else.
inline std::optional<int> small_number(std::string_view text) {
    bool const digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > 3 || !digits) {
        return std::nullopt;
    }
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace detail

QIXIAN_DECL result<light_thresholds> parse_lights(std::string_view text) {
    auto const comma = text.find(',');
    if (comma != std::string_view::npos) {
        auto const yellow = detail::small_number(text.substr(0, comma));
        auto const red = detail::small_number(text.substr(comma + 1));
        if (yellow && red && *yellow >= *red) {
            return light_thresholds{.yellow = *yellow, .red = *red};
        }
    }
    return fault{.what = code::bad_setting, .detail = "lights=" + std::string(text)};
}

QIXIAN_DECL std::string to_text(light_thresholds at) {
    return std::to_string(at.yellow) + "," + std::to_string(at.red);
}

}  // namespace qixian::inline v0
