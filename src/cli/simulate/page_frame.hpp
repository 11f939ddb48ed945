// What every page of `qixian simulate` begins and ends with: the style, the switch between the two
// languages, and what the figures are worth.
#pragma once

#include <string>
#include <string_view>

#include "simulate/page_parts.hpp"

namespace qixian::cli::page {

/// Up to `<main>`. `title` is escaped already; `first` is the language shown first.
[[nodiscard]] std::string opening_of_page(std::string_view title, language first);

[[nodiscard]] std::string end_of_page();

}  // namespace qixian::cli::page
