// How much two words differ, to tell which one was meant by another.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace qixian::inline v0::detail {

/// How many bytes must be put in, left out or changed.
inline std::size_t spelling_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto above = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            auto const changed = above + (a[i] == b[j] ? 0 : 1);
            above = row[j + 1];
            row[j + 1] = std::min({changed, above + 1, row[j] + 1});
        }
    }
    return row.back();
}

}  // namespace qixian::inline v0::detail
