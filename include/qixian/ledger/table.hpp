// Tables 3 and 4 as numbers, blanks kept apart from zeros.
//
// What an agency printed is the data here; nothing is added, nothing is assumed. A blank cell is
// not a zero, although within a sum it adds as one (src/notes/audit.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/ledger/form.hpp"

namespace qixian::inline v0 {

/// A printed number, or a blank.
using cell_value = std::optional<std::int64_t>;

/// No honest cell is larger; readers refuse what is, so that sums never overflow.
inline constexpr std::int64_t largest_cell = 999'999'999'999;

/// Table 3. Rows beyond those of the form stay blank.
struct table3 {
    form shape = form::form_2021;
    std::array<std::array<cell_value, column_count>, most_rows> cells{};

    [[nodiscard]] cell_value& at(std::size_t row, column of) & { return cells[row][index(of)]; }
    [[nodiscard]] cell_value const& at(std::size_t row, column of) const& {
        return cells[row][index(of)];
    }

    [[nodiscard]] cell_value at(std::size_t row, column of) && { return cells[row][index(of)]; }

    /// The cell of the row `id`; null if the form has no such row.
    [[nodiscard]] cell_value const* find(std::string_view id, column of) const& {
        auto const row = row_index(shape, id);
        return row ? &cells[*row][index(of)] : nullptr;
    }
    [[nodiscard]] cell_value* find(std::string_view id, column of) & {
        auto const row = row_index(shape, id);
        return row ? &cells[*row][index(of)] : nullptr;
    }

    cell_value const* find(std::string_view id, column of) const&& = delete;

    friend bool operator==(table3 const&, table3 const&) = default;
};

/// Table 4: by block (review, direct, after review) upheld, corrected, other, pending, total.
struct table4 {
    std::array<std::array<cell_value, all_remedy_columns.size()>, all_remedy_blocks.size()> cells{};

    [[nodiscard]] cell_value& at(remedy_block block, remedy_column of) & {
        return cells[static_cast<std::size_t>(block)][static_cast<std::size_t>(of)];
    }
    [[nodiscard]] cell_value const& at(remedy_block block, remedy_column of) const& {
        return cells[static_cast<std::size_t>(block)][static_cast<std::size_t>(of)];
    }

    [[nodiscard]] cell_value at(remedy_block block, remedy_column of) && { return at(block, of); }

    friend bool operator==(table4 const&, table4 const&) = default;
};

/// The tables of one annual report, with where they were read.
struct published_table {
    std::string file{};
    std::string agency{};
    std::optional<int> year{};
    table3 counts{};
    std::optional<table4> remedies{};
    /// The label printed in each row; empty = the official one.
    std::array<std::string, most_rows> labels{};
    /// The line of each row and block in `file`, from 1; 0 = not from a file.
    std::array<std::size_t, most_rows> row_lines{};
    std::array<std::size_t, all_remedy_blocks.size()> block_lines{};
    /// What must be known about how it was read: 975, once.
    std::vector<fault> notes{};
};

/// `table` with every blank total worked out from its parts, as an auditor reads it: a blank total
/// of a row from its six classes, a blank 3.7 from the results, a blank total of table 4 from its
/// block. What has no printed part stays blank. Cost: one pass.
[[nodiscard]] QIXIAN_DECL table3 with_derived(table3 const& table);
[[nodiscard]] QIXIAN_DECL table4 with_derived(table4 const& table);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/table.ipp"
#endif
