// The applications that a question is about, assessed one by one: of a log, of a store, or rows at
// hand. Whatever they come from, the same rows give the same answers.
//
//   answer::source const log{.log = answer::input::file("log.csv")};
//   answer::each_application(log, with, [](assessment const& a, std::vector<entry> const& rows) {
//       ... a.duties ...
//   });
//
// A setting that was made about a store (`setting::kept`) asks that store; `log` then only names it
// in faults. A large log is read again and again rather than held. Part of qixian::answer.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "qixian/answer/question.hpp"
#include "qixian/caseload/caseload_log.hpp"
#include "qixian/row/event_log.hpp"

namespace qixian::inline v0::answer {

/// Where the applications come from, and how a log is read.
struct source {
    input log{};
    text_encoding encoding = text_encoding::utf8;
    bool lenient = false;  ///< words by their Chinese names too, days as 2026/1/7 (`log_options`)
    bool sorted = false;   ///< rows stand grouped by application (checked): bounded memory
    bool keep_going = false;  ///< list faults and answer for the rest
    /// Rows at hand, instead of the log; must outlive the question.
    std::vector<application_rows> const* rows = nullptr;
};

/// Who is told what while applications are read. A function that is empty is not called.
struct listener {
    /// Of applications at the end, those of a log by line; of rows for a store as they come.
    std::function<void(fault const&)> fault{};
    std::function<void(std::uint64_t applications)> assessed{};
    std::function<void(std::uint64_t done, std::uint64_t of)> bytes{};  ///< of a large log
    /// After the faults, where the others are answered for: `reading::left_out`, if there are any.
    std::function<void(std::vector<std::string> const& applications)> left_out{};
};

/// A row that did not go as its source says, with all that is told about it.
struct exceptional_row {
    std::size_t line = 0;
    std::string application{};
    std::string agency{};
    event what{};
    date on{};
    ruling said{};
    std::vector<event> possible{};  ///< instead, on that day
};

/// What became of reading the applications.
struct reading {
    std::vector<fault> faults{};         ///< told already
    std::vector<fault> cell_warnings{};  ///< 926 974
    std::vector<std::string> agencies{};
    std::size_t applications = 0;  ///< assessed
    std::size_t not_yet = 0;       ///< without a row by the as-of day
    std::size_t rows_after = 0;    ///< after the as-of day, of whatever application
    std::vector<std::string> applications_after{};  ///< … of these
    std::vector<entry> agency_rows{};               ///< `year_closed`
    std::vector<std::string> left_out{};  ///< no answer for these: a row of theirs has a fault
    bool keep_going = false;
    bool unknown_agency =
        false;  ///< the one asked for names no row: there is nothing to answer for

    /// A fault that leaves no answer: nothing was handed out after it.
    [[nodiscard]] bool stopped() const {
        return unknown_agency || (!faults.empty() && !keep_going);
    }
};

using on_assessed = std::function<void(assessment const&, std::vector<entry> const&)>;

/// Assesses every application that has a row by the as-of day, in the order of the source. `line`
/// of a store's row is its position. Lights follow the thresholds of the store.
///
/// Faults: those of `event_reader`, `read_all` and `assess`, each with file and line: all that there
/// are; nothing is handed out after the first unless `keep_going`. An application with a faulty row is
/// left out, and named in `left_out`. 935 where the agency that is asked for is none of the source.
/// Throws: store_error. Cost: reading, and `assess` for each.
QIXIAN_DECL reading each_application(source const& from, setting const& with,
                                     on_assessed const& use, listener const& to = {});

/// The same for the applications that have this name: of several agencies there may be several.
QIXIAN_DECL reading one_application(source const& from, std::string_view name, setting const& with,
                                    on_assessed const& use, listener const& to = {});

/// The accounts of a log, by bulk reading (caseload/caseload_log.hpp); false where that is not
/// possible or something must be told: then nothing was handed out, and `each_application` says it.
/// For logs whose applications are all judged by one calendar and the default policies.
[[nodiscard]] QIXIAN_DECL bool each_account_in_bulk(source const& from, setting const& with,
                                                    std::function<void(told_account&&)> const& use,
                                                    listener const& to = {});

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/applications.ipp"
#endif
