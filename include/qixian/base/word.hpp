// A word of the field: an enumerator, the code that files and outputs carry, and both names.
//
// The tables of words stand beside their enums (`all_stages`, `all_lights`); each enum has an `info`
// that finds its row, and `code_of` serves them all.
#pragma once

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

}  // namespace qixian::inline v0
