// Clocks put side by side, with the histogram that questions of whole days are answered from.
#pragma once

#include <algorithm>

#include "qixian/period/clock_columns.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL void clock_columns::reserve(std::size_t rows) {
    from_.reserve(rows);
    total_.reserve(rows);
}

QIXIAN_DECL void clock_columns::append(day_index from, std::uint8_t total) {
    QIXIAN_EXPECTS(from != 0 && total != 0 && from_.size() < most_rows);
    if (from_.empty()) {
        first_day_ = from;
    }
    QIXIAN_EXPECTS(from_.empty() || from >= from_.back());
    auto const at = static_cast<std::size_t>(from - first_day_);
    while (histogram_.size() <= at) {
        first_.push_back(static_cast<std::uint32_t>(from_.size()));
        histogram_.emplace_back();
    }
    ++histogram_[at][total];
    largest_total_ = (std::max)(largest_total_, total);
    from_.push_back(from);
    total_.push_back(total);
}

QIXIAN_DECL void clock_columns::set_total(std::size_t row, std::uint8_t total) {
    QIXIAN_EXPECTS(row < size() && total != 0);
    auto& counts = histogram_[static_cast<std::size_t>(from_[row] - first_day_)];
    --counts[total_[row]];
    ++counts[total];
    largest_total_ = (std::max)(largest_total_, total);
    total_[row] = total;
}

QIXIAN_DECL std::size_t clock_columns::first_row(int d) const noexcept {
    if (from_.empty() || d <= first_day_) {
        return 0;
    }
    auto const at = static_cast<std::size_t>(d - first_day_);
    return at < first_.size() ? first_[at] : from_.size();
}

QIXIAN_DECL std::size_t clock_columns::bytes() const noexcept {
    return from_.capacity() * sizeof(day_index) + total_.capacity() +
           first_.capacity() * sizeof(std::uint32_t) +
           histogram_.capacity() * sizeof(histogram_[0]);
}

}  // namespace qixian::inline v0
