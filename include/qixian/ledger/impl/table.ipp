// What blank totals of a table stand for: the sums of what is printed.
#pragma once

#include "qixian/ledger/table.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The sum of the printed ones; blank if none is.
template <std::size_t N>
cell_value sum_of_printed(std::array<cell_value, N> const& cells, std::size_t count) {
    cell_value sum;
    for (std::size_t i = 0; i < count; ++i) {
        if (cells[i]) {
            sum = sum.value_or(0) + *cells[i];
        }
    }
    return sum;
}

}  // namespace detail

QIXIAN_DECL table3 with_derived(table3 const& table) {
    table3 full = table;
    std::size_t const rows = rows_of(table.shape).size();
    std::size_t const total_row = result_total_row(table.shape);
    for (std::size_t row = 0; row < rows; ++row) {
        auto& total = full.at(row, column::total);
        if (!total) {
            total = detail::sum_of_printed(full.cells[row], class_count);
        }
    }
    // A total of 3.7 comes from its own row if that prints anything, else from the results.
    bool const by_row = detail::sum_of_printed(table.cells[total_row], class_count).has_value();
    for (std::size_t of = 0; of < column_count; ++of) {
        auto& total = full.cells[total_row][of];
        if (table.cells[total_row][of]) {
            continue;
        }
        if (of == class_count && by_row) {
            total = detail::sum_of_printed(full.cells[total_row], class_count);
            continue;
        }
        total.reset();
        for (std::size_t row = first_result_row; row < total_row; ++row) {
            if (full.cells[row][of]) {
                total = total.value_or(0) + *full.cells[row][of];
            }
        }
    }
    return full;
}

QIXIAN_DECL table4 with_derived(table4 const& table) {
    table4 full = table;
    for (auto& block : full.cells) {
        if (!block.back()) {
            block.back() = detail::sum_of_printed(block, block.size() - 1);
        }
    }
    return full;
}

}  // namespace qixian::inline v0
