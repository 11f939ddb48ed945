// The audit of published tables: which sums hold, which do not, and what would mend them.
//
// The auditor takes what was printed and nothing else. A sum is judged only if its printed total
// and at least one addend are there; a blank adds as 0; a blank total is derived and said so. What
// cannot be judged is said too, once for each kind of sum (src/notes/audit.md).
//
//     auto const findings = audit(tables, {.chain = true});
//
// A finding names the sum at fault, not the cell that is to blame: 3.7 of the column for I1 and I2,
// the total of the row for I3, of the block for I5. Which cell is to blame no table can tell; the
// mend is the smallest explanation, and `mend_only` says whether there is another as small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/codes.hpp"
#include "qixian/ledger/mend.hpp"
#include "qixian/ledger/table.hpp"

namespace qixian::inline v0 {

enum class severity : std::uint8_t { error, warning };

[[nodiscard]] constexpr std::string_view code_of(severity which) {
    return which == severity::error ? "error" : "warning";
}

/// One cell of a mend, in words that a reader of the file knows.
struct mend_step {
    std::string file{};
    std::string row{};
    std::string column{};
    cell_value from{};
    cell_value to{};

    friend bool operator==(mend_step const&, mend_step const&) = default;
};

/// What the audit has to say. Errors carry no code of their own, warnings do.
struct finding {
    std::string file{};
    table_rule id{};
    severity weight = severity::error;
    std::optional<code> what{};  ///< of a warning: 702, 703, 705, 706
    std::string row{};           ///< row of table 3 or block of table 4; empty = the whole table
    std::string column{};
    std::size_t line = 0;   ///< of the row in the file; 0 = unknown
    cell_value expected{};  ///< what the identity gives (may be negative)
    cell_value found{};     ///< what is printed
    std::string en{};
    std::string zh{};
    /// The edits that belong to this error: all that hang together with it, in its table and across
    /// the turn of the year, so that applying the mends of all findings leaves no error.
    std::vector<mend_step> mend{};
    bool mend_proven = false;  ///< no smaller edit exists, other years taken as they stand
    bool mend_only = false;    ///< nor another one as small
};

/// A number that the prose of a report states.
struct text_figure {
    std::string file{};  ///< of the table
    std::string item{};  ///< `received`, `carried_in`, `finished`, ... see `text_items`
    std::int64_t value = 0;
};

/// What the prose may state, and the rows or blocks whose totals it should equal. A row id names
/// itself and all below it (`3.3` is 3.3.1 to 3.3.8).
struct text_item {
    std::string_view code;
    std::string_view first;   ///< row or block
    std::string_view second;  ///< added to it; may be empty
};

inline constexpr auto text_items = std::to_array<text_item>({
    {"received", "1", ""},
    {"received_processed", "1", ""},
    {"carried_in", "2", ""},
    {"accepted_in_year", "1", "2"},
    {"granted", "3.1", ""},
    {"partly_granted", "3.2", ""},
    {"granted_plus_partial", "3.1", "3.2"},
    {"denied", "3.3", ""},
    {"unable", "3.4", ""},
    {"refused", "3.5", ""},
    {"other", "3.6", ""},
    {"finished", "3.7", ""},
    {"handled", "3.7", ""},
    {"carried_out", "4", ""},
    {"review_cases", "review", ""},
    {"litigation_cases", "direct", "after_review"},
});

struct audit_options {
    /// Judge I4 between tables of one agency and neighbouring years. Agency and year are those of
    /// the table, else those its file name shows (`name-2020.csv`); where a year is known by
    /// neither, tables stand in the order given, as consecutive years.
    bool chain = true;
    std::vector<text_figure> figures{};
    std::size_t search_limit = mend_wishes{}.search_limit;  ///< steps for the mend of one table
};

/// Everything there is to say about `tables`, table by table in the order given, errors before
/// warnings. I6 is judged only where the table itself states its year.
/// Cost: about 0.1 ms a sound table; a mend takes at most `search_limit` steps.
[[nodiscard]] QIXIAN_DECL std::vector<finding> audit(std::span<published_table const> tables,
                                                     audit_options const& options = {});

/// `tables` after every mend of `findings`.
[[nodiscard]] QIXIAN_DECL std::vector<published_table> mended(std::vector<published_table> tables,
                                                              std::span<finding const> findings);

[[nodiscard]] QIXIAN_DECL bool has_error(std::span<finding const> findings);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/audit.ipp"
#endif
