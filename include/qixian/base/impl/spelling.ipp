// The distance of two words, and the nearest of many.
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "qixian/base/spelling.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL std::size_t spelling_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto corner = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            auto const changed = corner + (a[i] == b[j] ? 0U : 1U);
            corner = std::exchange(row[j + 1], (std::min)({changed, row[j] + 1, row[j + 1] + 1}));
        }
    }
    return row.back();
}

QIXIAN_DECL std::string_view nearest_spelling(std::string_view word,
                                              std::span<std::string_view const> names) {
    constexpr std::size_t longest = 64;  // nobody types more than that
    word = word.substr(0, longest);
    std::string_view best;
    std::size_t least = 0;
    for (auto const& each : names) {
        auto const apart = spelling_distance(word, each);
        if (2 * apart <= (std::max)(word.size(), each.size()) && (best.empty() || apart < least)) {
            best = each;
            least = apart;
        }
    }
    return best;
}

}  // namespace qixian::inline v0
