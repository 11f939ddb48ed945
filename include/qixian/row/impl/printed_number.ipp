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
    printed_number out{.value = 0, .plain = meant == text};
    std::size_t digits = 0;
    bool grouped = false;
    for (std::size_t i = 0; i < meant.size(); ++i) {
        char const each = meant[i];
        if (each == ',') {
            // The first group has one to three digits, those after it three.
            bool const first = !grouped && digits >= 1 && digits <= 3;
            if ((!first && !grouped) || (meant.size() - i) % 4 != 0) {
                return std::nullopt;
            }
            grouped = true;
            out.plain = false;
        } else if (each >= '0' && each <= '9' && ++digits <= most_digits &&
                   (!grouped || (meant.size() - i) % 4 != 0)) {
            out.value = *out.value * 10 + (each - '0');
        } else {
            return std::nullopt;
        }
    }
    bool const leading_nought = digits > 1 && meant.front() == '0';
    return leading_nought ? std::nullopt : std::optional(out);
}

}  // namespace qixian::inline v0::detail
