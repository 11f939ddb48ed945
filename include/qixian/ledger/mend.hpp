// The smallest edit that makes the sums of a table 3 hold together.
//
// The identities of a table are linear: each is a sum of printed cells that must be zero. An edit
// changes some printed cells; blanks are filled only where no other edit is left. Among all edits
// after which every identity that can be judged holds, with no cell negative, the mend is the one
// with the fewest cells; among those the one with the smallest change in all; among those the one
// that changes cells others derive from rather than counts themselves: totals first, then 3.7, row
// 4, row 2, results, row 1.
//
// Finding it is a search (iterative deepening over supports) that is exact while its budget lasts;
// beyond that the mend is still a mend, `proven` is false.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "qixian/ledger/table.hpp"

namespace qixian::inline v0 {

/// The identities of src/notes/audit.md.
enum class table_rule : std::uint8_t {
    carry = 1,        ///< I1: row 1 + row 2 = 3.7 + row 4
    results,          ///< I2: 3.7 = its results
    total,            ///< I3: total = the six classes
    year_to_year,     ///< I4: row 4 of a year = row 2 of the next
    remedies,         ///< I5: total of a block of table 4
    fee_before_2021,  ///< I6: 3.6.2 is 0 before 2021
    text,             ///< I7: the prose agrees with the tables
    season            ///< no sum: the form is the one prescribed for the year
};

/// `I1` to `I7`, and `FORM` for `season`.
[[nodiscard]] constexpr std::string_view code_of(table_rule which) {
    constexpr std::array<std::string_view, 8> all{"I1", "I2", "I3", "I4", "I5", "I6", "I7", "FORM"};
    static_assert(static_cast<std::size_t>(table_rule::season) == all.size());
    return all[static_cast<std::size_t>(which) - 1];
}

/// A term of an identity: a printed cell, and its sign.
struct identity_term {
    std::size_t row = 0;
    std::size_t column = 0;
    std::int64_t sign = 1;
};

/// One identity of one table, as it can be judged: blank totals are replaced by what they derive
/// from. `row` and `column` name the sum: 3.7 of the column (I1, I2), the total of the row (I3).
struct judged_identity {
    table_rule id{};
    std::size_t row = 0;
    std::size_t column = 0;
    std::vector<identity_term> terms{};

    /// 0 when it holds; otherwise what the printed sum is too large by.
    [[nodiscard]] std::int64_t residual(table3 const& table) const {
        std::int64_t sum = 0;
        for (auto const& term : terms) {
            sum += term.sign * table.cells[term.row][term.column].value_or(0);
        }
        return sum;
    }
};

/// The identities I1, I2, I3 of `table` for which enough is printed: a sum needs its total and one
/// addend; I1 needs rows 1, 2, 4 and 3.7 (each printed or derived).
[[nodiscard]] QIXIAN_DECL std::vector<judged_identity> judged_identities(table3 const& table);

struct cell_edit {
    std::size_t row = 0;
    std::size_t column = 0;
    cell_value from{};
    cell_value to{};

    friend bool operator==(cell_edit const&, cell_edit const&) = default;
};

/// What a mend may not touch, and what it must do.
struct mend_wishes {
    struct cell {
        std::size_t row = 0;
        std::size_t column = 0;
        std::optional<std::int64_t> value{};  ///< set the cell to it; empty = leave it as it is
    };
    std::vector<cell> fixed{};
    std::size_t search_limit = 400'000;  ///< edits tried before the search stops proving
};

struct mend {
    bool found = false;
    bool proven = false;  ///< the search ended: no edit of fewer cells, or smaller, exists
    bool only = false;    ///< proven, and no other edit has as few cells and as small a change
    std::vector<cell_edit> edits{};
};

/// The smallest edit of `table` after which every judged identity holds. Without a violation and
/// without wishes it is found, proven and empty.
/// Cost: microseconds for a few errors; at most `search_limit` steps for a heap of them.
[[nodiscard]] QIXIAN_DECL mend find_mend(table3 const& table, mend_wishes const& wishes = {});

/// `table` after `edits`.
[[nodiscard]] QIXIAN_DECL table3 mended(table3 table, std::vector<cell_edit> const& edits);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/mend.ipp"
#endif
