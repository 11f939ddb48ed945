// What every command shares: options, exit codes, the calendar and policies they choose.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "qixian/qixian.hpp"
#include "terminal.hpp"

namespace qixian::cli {

/// formats.md section 4.
namespace exit_code {
inline constexpr int fine = 0;
inline constexpr int finding = 1;
inline constexpr int usage = 2;
inline constexpr int bad_input = 3;
inline constexpr int damaged_store = 4;
inline constexpr int busy = 5;
inline constexpr int bug = 70;
}  // namespace exit_code

/// Thrown by commands to end with a message and an exit code.
struct stop {
    int code;
    std::string message;
};

/// Options that several commands take, as given.
struct options {
    language lang = language::zh;
    std::string lang_name;
    std::string colour = "auto";
    bool json = false;
    bool ndjson = false;

    std::string as_of;
    std::string known_on;
    std::vector<std::string> notices;
    std::string region;
    std::vector<std::string> policies;
    std::string agency;
    bool all_agencies = false;
    bool sorted = false;
    bool keep_going = false;
    std::string encoding = "utf8";
};

void add_calendar_options(CLI::App& command, options& into);
void add_log_options(CLI::App& command, options& into);
void add_output_options(CLI::App& command, options& into, bool long_list);

/// A day option; exit 2 with the option's name when it is none.
[[nodiscard]] date parse_day_option(std::string const& name, std::string const& text);

/// Today in UTC+8: the only place where a clock is read.
[[nodiscard]] date today();

/// The choices that an answer rests on.
struct session {
    explicit session(options const& given);

    options const& given;
    date as_of;
    maybe_date known_on;
    policies chosen;
    std::shared_ptr<editions const> sources;
    working_calendar calendar;

    [[nodiscard]] context question() const { return {calendar, chosen}; }
};

/// What is wrong with a file, one line, with file, line, column, code; JSON with `--json`.
void print_fault(fault const& what, options const& given);

/// A sentence for a code in the chosen language, with what it is about.
[[nodiscard]] std::string sentence(code what, language in, std::string_view detail = {});

/// What an irregular row still does (formats.md section 1).
[[nodiscard]] std::string_view effect_of(code what, language in);

/// Bytes to standard output; a broken pipe ends the program quietly.
void put(std::string_view text);

// One function a command; each adds itself to the program.
void add_deadlines(CLI::App& program, options& given, int& result);
void add_explain(CLI::App& program, options& given, int& result);
void add_check_certificate(CLI::App& program, options& given, int& result);
void add_report(CLI::App& program, options& given, int& result);
void add_audit(CLI::App& program, options& given, int& result);
void add_calendar(CLI::App& program, options& given, int& result);
void add_machine(CLI::App& program, options& given, int& result);
void add_codes(CLI::App& program, options& given, int& result);

}  // namespace qixian::cli
