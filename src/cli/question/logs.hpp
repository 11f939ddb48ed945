// How commands read applications: all of a log, application by application with `--sorted`, or a
// store. Whatever it is, the same rows give the same answers.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/common.hpp"
#include "qixian/caseload/caseload_log.hpp"
#include "qixian/row/event_log.hpp"

namespace qixian::cli {

/// What became of reading a log.
struct log_answer {
    std::vector<fault> faults;         ///< printed already
    std::vector<fault> cell_warnings;  ///< 926
    std::vector<std::string> agencies;
    std::size_t applications = 0;  ///< assessed
    std::size_t not_yet = 0;       ///< without a row by the as-of day
    std::vector<entry> agency_rows;
    [[nodiscard]] bool stopped(options const& given) const {
        return !faults.empty() && !given.keep_going;
    }
};

using on_assessed = std::function<void(assessment const&, std::vector<entry> const&)>;

/// Assesses every application of `path` that has a row by the as-of day, in the order of the log.
/// Faults are printed as they come; without `--keep-going` nothing is handed out after the first.
/// `with` was made for `path`. Of a store, `line` of a row is its position.
[[nodiscard]] log_answer assess_log(std::string const& path, session const& with,
                                    on_assessed const& use);

/// The accounts of a log, by bulk reading (caseload/caseload_log.hpp); false where that is not possible or
/// something must be told: then nothing was handed out and `assess_log` says it.
/// For logs whose applications are all judged by one calendar and the default policies.
[[nodiscard]] bool read_accounts_in_bulk(std::string const& path, session const& with,
                                         std::function<void(told_account&&)> const& use);

/// The same for the applications that have this name: of several agencies there may be several.
[[nodiscard]] log_answer assess_application(std::string const& path, std::string const& name,
                                            session const& with, on_assessed const& use);

/// The calendar and policies that an application with these rows was assessed by.
[[nodiscard]] ground_rules rules_of(std::vector<entry> const& rows, session const& with);

}  // namespace qixian::cli
