// Tables 3 and 4 of a year, each figure traced to its applications: `qixian/report/1`.
//
//   auto const said = answer::report_year({.log = answer::input::file("log.csv")}, *with,
//                                         {.year = 2020});
//   said.json
//
// Part of qixian::answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qixian/answer/applications.hpp"
#include "qixian/answer/document.hpp"
#include "qixian/ledger/opening.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/ledger/table.hpp"

namespace qixian::inline v0::answer {

struct year_wish {
    int year = 0;
    std::optional<form> shape{};  ///< none: that of the year
    bool all_agencies = false;    ///< sums where the source holds several
    bool corrected = false;       ///< of a year that was closed: as it would stand today
};

/// A report, and what was told on the way.
struct year_report {
    std::optional<report> figures{};  ///< none where a fault left no answer
    bool published = false;           ///< they are those of a closed year, as they were published
    std::optional<restatement> moved{};       ///< … and what has moved since
    maybe_date closed_on{};                   ///< the year was closed, but after the as-of day
    std::vector<std::string> refused_rows{};  ///< applications that have rows that cannot stand
    std::vector<std::string> left_out{};      ///< … and that are not counted: a row has a fault
    std::vector<fault> faults{};              ///< told already

    /// A refused row, or a sum that does not hold.
    [[nodiscard]] bool finding() const;
};

/// The report of a year as of the day of the setting; entries that came after the year was closed
/// are among its warnings.
///
/// Faults: those of `each_application`; 934 several agencies, and none was chosen.
/// Cost: one pass; of a log of ordinary applications the bulk path.
QIXIAN_DECL year_report make_year_report(source const& from, setting const& with,
                                         year_wish const& wish, listener const& to = {});

/// Of a store whose year was closed: the published table, and what has moved since, unless the
/// corrected one is asked for. Later years open as the policy `opening` says (Z13).
///
/// The document `qixian/report/1`.
[[nodiscard]] QIXIAN_DECL document report_year(source const& from, setting const& with,
                                               year_wish const& wish, listener const& to = {});
/// The same of a report at hand.
[[nodiscard]] QIXIAN_DECL std::string report_document(year_report const& made, setting const& with);

/// The report as a published table, so that an audit can read what a report writes.
[[nodiscard]] QIXIAN_DECL published_table as_published(report const& figures);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/report.ipp"
#endif
