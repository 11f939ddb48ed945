// How commands read applications: what the options say about it, faults, which are told at the end of
// reading, and how far it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/common.hpp"
#include "qixian/answer/applications.hpp"

namespace qixian::cli {

/// `path` and how it is to be read; of a store the path only names it in faults.
[[nodiscard]] answer::source source_of(std::string const& path, options const& given);

/// Prints faults, and shows on a terminal how far it is. Lives as long as the question.
[[nodiscard]] answer::listener listener_for(options const& given);

/// `answer::each_application` for the options.
[[nodiscard]] answer::reading assess_log(std::string const& path, session const& with,
                                         answer::on_assessed const& use);

/// `answer::one_application` for the options.
[[nodiscard]] answer::reading assess_application(std::string const& path, std::string const& name,
                                                 session const& with,
                                                 answer::on_assessed const& use);

/// Rows that did not go as their source says, under a title; nothing where there are none.
/// `refused`: what would have been possible is said, else what the row still does.
void put_exceptional(std::string_view title, std::vector<answer::exceptional_row> const& rows,
                     bool refused, std::string const& path, session const& with);

/// What is said of rows after the as-of day: how many, and whose. Empty where there are none.
[[nodiscard]] std::string later_rows_text(std::size_t rows,
                                          std::vector<std::string> const& applications,
                                          language in);

}  // namespace qixian::cli
