// A statute read from text: one line a row, so that a law can be added without compiling.
//
// The format is described in src/notes/statutes-as-rows.md. A line names its table and its cells
// (`duty code=decide source=runs owes=office`); words are known by their codes, wherever in the text
// they stand. What is read is the same value that a built-in statute is, and goes the same way.
//
//   auto read = load_statute(text);
//   if (read) {
//       loaded_statute rows = std::move(read).value();
//       statute const law = rows.view();
//       auto a = assess(entries, day(20230401), {china::calendar(), {}, &law});
//   }
//
// It reads no file and needs nothing beyond the core.
#pragma once

#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/rule/loaded.hpp"

namespace qixian::inline v0 {

/// The statute of `text` (UTF-8); the fault is the first in the order of the lines.
///
/// Nothing of `text` is kept: the texts of the rows are owned by the result.
/// Refuses: 905 a table or a cell that does not exist; 910 a word that is none of those allowed, which
///          `detail` lists; 911, 913, 915 a day, a number, a missing cell; 928 a word or row twice;
///          938 rows that do not fit together, such as a duty without a term.
/// Cost:    O(text).
[[nodiscard]] QIXIAN_DECL result<loaded_statute> load_statute(std::string_view text);

/// Every fault of `text`, each with its line; none where `load_statute` gives a statute.
/// Cost: O(text).
[[nodiscard]] QIXIAN_DECL std::vector<fault> faults_of_statute(std::string_view text);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/rule/impl/loader.ipp"
#endif
