// What is said about a wrong command line.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "base/terminal.hpp"

namespace qixian::cli {

/// The first command or option of the command line that there is none of, as a sentence, with the one
/// that was likely meant; else what the parser says.
[[nodiscard]] std::string usage_error(CLI::App const& program, CLI::ParseError const& wrong,
                                      int argc, char** argv, language in);

}  // namespace qixian::cli
