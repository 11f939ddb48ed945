// How the page of a simulation looks: its one style sheet.
#pragma once

#include <string_view>

namespace qixian::cli::page {

[[nodiscard]] std::string_view style();

}  // namespace qixian::cli::page
