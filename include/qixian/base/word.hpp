// A word of the field: an enumerator, the code that files and outputs carry, and both names.
//
// The tables of words stand beside their enums (`all_stages`, `all_lights`); each enum has an `info`
// that finds its row, and `code_of` serves them all.
#pragma once

#include <cstddef>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

template <class Enum>
struct word {
    Enum which;
    std::string_view code;
    std::string_view en;
    std::string_view zh;
};

template <class Enum>
[[nodiscard]] constexpr std::string_view code_of(Enum which) requires requires {
    info(which).code;
}
{ return info(which).code; }

/// Whether a table has a row for every enumerator through `last`, each in its place and with its names.
template <class Table, class Enum>
[[nodiscard]] constexpr bool names_all_through(Enum last, Table const& words) {
    std::size_t place = 0;
    for (auto const& each : words) {
        if (static_cast<std::size_t>(each.which) != place++ || each.code.empty() ||
            each.en.empty() || each.zh.empty()) {
            return false;
        }
    }
    return place == static_cast<std::size_t>(last) + 1;
}

}  // namespace qixian::inline v0
