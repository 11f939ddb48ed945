// Notices of rest days as a file (Formats, section 3): CSV, one day a row, several notices a file.
//
//     notice_id,published,document,date,kind,holiday_name
//     CN-2020,2019-11-21,国办发明电〔2019〕16号,2020-01-01,off,元旦
//
// Part of qixian::log (links -lcsv).
#pragma once

#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/notice.hpp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0 {

/// The notices of `source`, in the order of their first rows; their days in the order of the
/// calendar. Columns may stand in any order; `document` and `holiday_name` may be absent or empty.
/// `arranges_year` is the year most of the days lie in. Rows of one notice need not be adjacent.
///
/// Faults, the first one only, with line, column and field: those of the text (901 902 903 909 925
/// 930); 905 906 907 of the header row; 908 910 911 914 915 of a row; 802 a notice that gives one
/// day twice, or has two days of publication or two documents; 924 no row at all.
QIXIAN_DECL result<std::vector<notice>> read_notices(text_source source);

/// The notices of the file `path`; `-` is standard input.
QIXIAN_DECL result<std::vector<notice>> read_notices(std::string const& path,
                                                     text_options options = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/notice_file.ipp"
#endif
