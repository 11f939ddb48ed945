// Published tables as CSV: the layout of src/notes/audit.md, read strictly and written back.
//
//     # agency: 某市某局
//     # year: 2024
//     row_id,row_label,natural_person,business,research,public_welfare,legal_service,other,total
//     1,一、本年新收政府信息公开申请数量,5,1,0,0,0,0,6
//     ...
//     4,四、结转下年度继续办理,0,0,0,0,0,0,0
//
//     block,upheld,corrected,other,pending,total
//     review,0,0,1,0,1
//     ...
//
// Rows may stand in any order, columns too; every row of the form must be there, its cells may be
// blank. The first lines and table 4 may be absent; the header of table 4 may be, too. Empty
// records and empty cells beyond the last column (a spreadsheet's padding) say nothing.
//
// Numbers may be written as people print them: commas between thousands, full width, `无` for nought,
// a dash or a stroke in a cell that was left open, which is a blank. That is said once, in `notes`.
// Part of qixian::log.
#pragma once

#include <string>

#include "qixian/ledger/table.hpp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0 {

/// The tables in `source`. `file` of the result is the name of the source.
///
/// Faults, with line, column and field: those of the text (901, 902, 903, 909, 925, 930);
/// 905 unknown, 906 missing, 907 repeated column; 908 a record with more or fewer cells than
/// columns; 910 unknown block; 913 not a number (no sign, no leading zero, at most `largest_cell`;
/// a year is four digits); 924 nothing there; 927 rows of neither form, or a row
/// or block of the form is absent; 928 a row, block or first line twice; 929 unknown row.
QIXIAN_DECL result<published_table> read_table(text_source source);

/// The same of a file, or of standard input for `-`.
QIXIAN_DECL result<published_table> read_table_file(std::string const& path,
                                                    text_options options = {});

/// `table` as a file that reads back equal: blanks stay blank, labels are kept.
QIXIAN_DECL std::string write_table(published_table const& table);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/table_file.ipp"
#endif
