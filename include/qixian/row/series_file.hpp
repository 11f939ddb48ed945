// Totals of many agencies and years in one file, where nothing but totals is known of them.
//
//     agency,year,received,carried_in,closed,carried_out,source
//     某市某局,2023,14,0,14,0,https://…
//     某市某局,2024,58,0,58,0,https://…
//
// Columns may stand in any order; `agency`, `year` and `received` must be there. A blank says nothing.
// `source` and `note` are for people. Part of qixian::log.
#pragma once

#include <string>
#include <vector>

#include "qixian/ledger/table.hpp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0 {

/// One table for each line: rows 1, 2, 3.7 and 4, totals only, in the form of its year.
///
/// Faults, with line, column and field: those of the text (901, 902, 903, 909, 925, 930); 905 unknown,
/// 906 missing, 907 repeated column; 908 a record with more or fewer cells than columns; 913 not a number
/// (as people print them, see table_file.hpp; a year is four digits); 924 nothing there.
QIXIAN_DECL result<std::vector<published_table>> read_series(text_source source);

/// The same of a file, or of standard input for `-`.
QIXIAN_DECL result<std::vector<published_table>> read_series_file(std::string const& path,
                                                                  text_options options = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/series_file.ipp"
#endif
