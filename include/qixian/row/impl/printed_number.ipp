// Whole numbers as people print them: with commas between thousands, in full width, or a sign for none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "qixian/base/impl/half_width.ipp"

namespace qixian::inline v0::detail {

/// What a cell for a number says.
struct printed_number {
    std::optional<std::int64_t> value{};  ///< none: nothing was printed
    bool plain = true;                    ///< digits, or no character at all
};

/// `1,234.50` as `1234.50`: commas before every third digit of the whole part, or nowhere; nothing where
/// they stand elsewhere.
inline std::optional<std::string> without_commas(std::string_view text) {
    if (text.find(',') == text.npos) {
        return std::string(text);
    }
    auto const whole = text.substr(0, text.find('.'));
    std::string out;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        bool const comma = (whole.size() - i) % 4 == 0;
        if ((whole[i] == ',') != comma || (comma && i == 0)) {
            return std::nullopt;
        }
        out += comma ? "" : std::string(1, whole[i]);
    }
    return out + std::string(text.substr(whole.size()));
}

/// The number in `text`. Nothing where it is none, or more than one thing: `12,34`, `-5`, `007`.
///
/// Commas stand before every third digit or nowhere. `无` is nought: somebody counted, and there were
/// none. A dash or a stroke is what stands in a cell that was not filled in: nothing, as if blank.
inline std::optional<printed_number> number_as_printed(std::string_view text) {
    constexpr std::size_t most_digits = 12;
    if (text.empty()) {
        return printed_number{};
    }
    auto const narrow = half_width(text);
    auto const meant = trimmed(narrow);
    if (meant == "无") {
        return printed_number{.value = 0, .plain = false};
    }
    for (std::string_view const sign : {"", "-", "--", "/", "\\", "—", "——", "–", "−", "―"}) {
        if (meant == sign) {
            return printed_number{.plain = false};
        }
    }
    auto const digits = without_commas(meant);
    if (!digits || digits->size() > most_digits || (digits->size() > 1 && digits->front() == '0')) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    for (char const each : *digits) {
        if (each < '0' || each > '9') {
            return std::nullopt;
        }
        value = value * 10 + (each - '0');
    }
    return printed_number{.value = value, .plain = *digits == text};
}

}  // namespace qixian::inline v0::detail
