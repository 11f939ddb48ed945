// Which sums of published tables hold, and the smallest edit that would mend them: `qixian/audit/1`.
//
//   auto const said = answer::audit_tables({answer::input::file("table-2020.csv")});
//   said.finding      // a printed sum does not hold
//
// Part of qixian::answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qixian/answer/document.hpp"
#include "qixian/answer/question.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/ledger/audit.hpp"
#include "qixian/ledger/audit_summary.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0::answer {

/// A published table, in the encoding that is said; its faults name the text.
[[nodiscard]] QIXIAN_DECL result<published_table> read_published(
    input const& text, text_encoding encoding = text_encoding::utf8);

/// Figures that stand in the text of a publication, as CSV with the columns `file`, `item` and
/// `value`, which may be written as in a table; one that was left open (a dash) is no figure.
/// Faults, with file, line, column and field: those of the text; 906 908 913.
[[nodiscard]] QIXIAN_DECL result<std::vector<text_figure>> read_figures(
    input const& text, text_encoding encoding = text_encoding::utf8);

/// Figures name a file as their list does, tables carry the path they were read from: each figure
/// gets the path of the table that it means.
QIXIAN_DECL void match_files(std::vector<text_figure>& figures,
                             std::vector<published_table> const& tables);

/// The document `qixian/audit/1`. Pre: `findings` are those of `audit(tables, …)`, `summary` theirs.
[[nodiscard]] QIXIAN_DECL std::string audit_document(std::vector<published_table> const& tables,
                                                     std::vector<finding> const& findings,
                                                     audit_summary const& summary);

/// A line a table: what it is, errors and warnings, and of I1 to I6 whether they hold (`code_of`).
/// `as`: whether names that look like formulas are guarded.
[[nodiscard]] QIXIAN_DECL std::string audit_csv(audit_summary const& summary,
                                                formulas as = formulas::guarded);

struct audit_wish {
    bool chain = true;                             ///< hold consecutive years against each other
    bool keep_going = false;                       ///< audit the tables that can be read
    text_encoding encoding = text_encoding::utf8;  ///< of the tables and the figures
    std::optional<input> figures{};
};

/// Reads tables, audits them and says what was found; `finding` where a printed sum does not hold.
/// Faults: those of `read_published` and `read_figures`.
[[nodiscard]] QIXIAN_DECL document audit_tables(std::vector<input> const& tables,
                                                audit_wish const& wish = {});

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/audit.ipp"
#endif
