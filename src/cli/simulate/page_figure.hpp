// What the plots of the page of a simulation have in common: text in a drawing, legends, the frame.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/page_plots.hpp"

namespace qixian::cli::page {

/// The value of a day; 0 where there is none.
[[nodiscard]] double value_at(std::vector<double> const& of, int day);
[[nodiscard]] double largest_of(std::vector<double> const& values);

/// `value` with the decimals it is worth.
[[nodiscard]] std::string count(double value);

/// SVG text in both languages; `x` with its unit.
[[nodiscard]] std::string svg_text(std::string_view x, double y, std::string_view classes,
                                   std::string_view anchor, two const& text);

/// `part` of `of` as a length in SVG.
[[nodiscard]] std::string percent_of(double part, double of);

/// What a drawing is, for those who cannot see it.
[[nodiscard]] std::string title_and_desc(two const& title, two const& desc);

/// What a mark of a drawing means. `swatch` is its class in the style.
struct key {
    std::string_view swatch{};
    two words{};
};

[[nodiscard]] std::string legend(std::vector<key> const& keys);

/// A figure with its heading, what its axis counts, and below it its reading in words.
[[nodiscard]] std::string figure(std::string_view kind, two const& heading, two const& unit,
                                 std::string const& body, two const& reading);

/// The scenario besides the base of which `value` says the most; none where the base is alone.
template <class Value>
[[nodiscard]] std::optional<std::size_t> most_of(year_view const& view, Value const& value) {
    std::optional<std::size_t> out;
    for (std::size_t s = 1; s < view.scenarios(); ++s) {
        if (!out || value(view.of(s)) > value(view.of(*out))) {
            out = s;
        }
    }
    return out;
}

}  // namespace qixian::cli::page
