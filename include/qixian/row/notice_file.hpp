// Notices of rest days as a file (Formats, section 3): CSV, one day a row, several notices a file.
//
//     notice_id,published,document,date,kind,holiday_name,region,complete
//     CN-2020,2019-11-21,国办发明电〔2019〕16号,2020-01-01,off,元旦,,
//
// Two forms in which others publish them are read too, told by the first character:
//
//     {"year":2027,"papers":["https://…/2026-11/05/…"],
//      "days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}
//
//     BEGIN:VCALENDAR … BEGIN:VEVENT
//     DTSTART;VALUE=DATE:20270101
//     DTEND;VALUE=DATE:20270102
//     SUMMARY:元旦（休）
//
// Part of qixian::log (links -lcsv).
#pragma once

#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/notice.hpp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0 {

/// What a file of notices says. With a fault it says nothing that could be used.
struct notices_read {
    std::vector<notice> notices{};
    std::vector<fault> faults{};  ///< every one, by line
};

/// The notices of `source`, in the order of their first rows; their days in the order of the
/// calendar.
///
/// CSV: columns may stand in any order; `document`, `holiday_name`, `region` and `complete` may be
/// absent or empty. A notice with a region is local; one of which a row has `complete` = `yes` says
/// that its year has no further day. `arranges_year` is the year most of the days lie in. Rows of one
/// notice need not be adjacent.
///
/// JSON, as holiday-cn has it: one notice for `year`. `id`, `published`, `document`, `region` and
/// `complete` (true) may be given. Without `published` it is the latest day in the addresses of the
/// `papers` (of a month alone the first), else 1 January of the year before; without `id` it is
/// `JSON-` and the year.
///
/// iCalendar: one notice a year, of all events; whole days only, DTEND excluded; the SUMMARY says 休
/// (放假, 假期) or 班. Published on the latest DTSTAMP of the year's events, else as above. Of the
/// calendar itself X-QIXIAN-ID, -PUBLISHED, -DOCUMENT, -REGION and -COMPLETE:TRUE may be given.
///
/// Faults, all of the file, with line, column and field: those of the text (901 902 903 909 925 930,
/// which end the reading, as do a broken header row and 904); 905 906 907 of columns and keys; 908 910
/// 911 913 914 915 922 932 of a value; 802 a notice that gives one day twice, or has two days of
/// publication, documents or regions; 924 no row at all. Nothing ambiguous is guessed.
QIXIAN_DECL notices_read read_whole_notices(text_source source);

/// The same, or its first fault.
QIXIAN_DECL result<std::vector<notice>> read_notices(text_source source);

/// The notices of the file `path`; `-` is standard input.
QIXIAN_DECL result<std::vector<notice>> read_notices(std::string const& path,
                                                     text_options options = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/notice_file.ipp"
#endif
