// Which word was meant where one was mistyped.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// How many bytes must be put in, left out or changed to make `b` of `a`. Cost: the product of their
/// lengths; memory: the length of `b`.
[[nodiscard]] QIXIAN_DECL std::size_t spelling_distance(std::string_view a, std::string_view b);

/// The one of `names` that `word` was most likely meant to be, the first of several; empty where it is
/// like none: where more than half of the longer one's bytes would have to be changed.
[[nodiscard]] QIXIAN_DECL std::string_view nearest_spelling(
    std::string_view word, std::span<std::string_view const> names);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/base/impl/spelling.ipp"
#endif
