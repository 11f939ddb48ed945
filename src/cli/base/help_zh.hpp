// The Chinese face of --help and of what is said about a wrong command line.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace qixian::cli {

/// Puts the texts of every command and option into Chinese (help_texts.hpp), headings and types included.
/// Once, when all commands are there and before the command line is read.
void put_help_in_chinese(CLI::App& program);

/// What is wrong with a command line, in Chinese.
[[nodiscard]] std::string usage_error_in_chinese(CLI::ParseError const& wrong);

}  // namespace qixian::cli
