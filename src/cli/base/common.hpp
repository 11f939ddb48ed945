// What every command shares: options, exit codes, the calendar and policies they choose.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/output.hpp"
#include "base/terminal.hpp"
#include "qixian/answer/document.hpp"
#include "qixian/answer/question.hpp"
#include "qixian/qixian.hpp"
#include "qixian/store/store.hpp"

namespace qixian::cli {

/// As `qixian help exit-codes` prints them.
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
    bool lenient = false;
    std::string encoding = "utf8";

    // Of a store.
    std::string recorded_by;
    int patience_ms = 10'000;
    author by{};
    bool clock_went_back = false;
};

void add_calendar_options(CLI::App& command, options& into);
void add_log_options(CLI::App& command, options& into);
/// --encoding, where no other group of options has brought it.
void add_encoding_option(CLI::App& command, options& into);
/// --lenient, of whatever reads a log.
void add_lenient_option(CLI::App& command, options& into);
void add_output_options(CLI::App& command, options& into, bool long_list);
/// What questions to a store take: --recorded-by and --patience.
void add_store_question_options(CLI::App& command, options& into);
void add_patience_option(CLI::App& command, options& into);

/// The encoding of the file that a command is about.
[[nodiscard]] text_encoding encoding_of(options const& given);
/// … of notices beside it, which may be UTF-8 all the same.
[[nodiscard]] text_encoding encoding_beside(options const& given);

/// A day option; exit 2 with the option's name when it is none.
[[nodiscard]] date parse_day_option(std::string const& name, std::string const& text, language in);

/// The end of a sentence about `word`, which is none of `names`: which of them was meant; empty where it
/// is like none.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<std::string_view const> names, language in);

/// Today in UTC+8: the only place where a clock is read.
[[nodiscard]] date today();

/// The choices that an answer rests on. Those of the command line stand above those of a store.
struct session : answer::setting {
    explicit session(options const& asked);
    /// The same for a question about `source`, which may be a log, `-` or a store.
    session(options const& asked, std::string const& source);
    /// The same where only a store will do. Throws store_error.
    static session about_store(options const& asked, std::string const& path);

    options const& given;
    answer::asked asked_for;  ///< the options as the library takes them

private:
    session(options const& asked, std::shared_ptr<store> const& of);
    session(options const& asked, answer::asked what, std::shared_ptr<store> const& of);
};

/// Whether `path` is a file that SQLite made. Standard input is none.
[[nodiscard]] bool looks_like_a_store(std::string const& path);

/// Opens a store for questions; as a last resort for writing, to undo what a crash left behind.
/// Throws store_error.
[[nodiscard]] store open_for_reading(std::string const& path, options const& given);

/// Fault 935 where --agency names none that the store keeps: a slip of the pen is no empty answer.
void expect_agency(store& kept, options const& given);

/// How every store is opened: patience, and progress under the name of what is being done.
[[nodiscard]] store_options how_to_open(options const& given, std::string_view zh,
                                        std::string_view en);

/// The same for what a store says: 3, but 4 for damage and 5 for a lock or a clash.
[[nodiscard]] int exit_code_of(code what);

/// The code of `why`; 954 also where SQLite only says that the file is too short or no database,
/// and it was one of ours.
[[nodiscard]] code what_it_is(store_error const& why);

/// Prints it as a fault and gives its exit code.
[[nodiscard]] int report_store_error(store_error const& why, options const& given);

/// What is wrong with a file, one line, with file, line, column, code; JSON with `--json`.
void print_fault(fault const& what, options const& given);

/// What is wrong with the rows of a log: JSON has all of it; a screen the first ones, and at the end how
/// many more there are.
class fault_list {
public:
    explicit fault_list(options const& given) : given_(&given) {}
    fault_list(fault_list&& other) noexcept
        : given_(other.given_), told_(std::exchange(other.told_, 0)) {}
    fault_list& operator=(fault_list&&) = delete;
    ~fault_list() { end(); }
    void tell(fault const& what);
    /// There are no more.
    void end();

private:
    static constexpr std::size_t most = 20;
    options const* given_;
    std::size_t told_ = 0;
};

/// A sentence for a code in the chosen language, with what it is about.
[[nodiscard]] std::string sentence(code what, language in, std::string_view detail = {});

/// What an irregular row still does (src/notes/readings.md, "Stages and events").
[[nodiscard]] std::string_view effect_of(code what, language in);

// One function a command; each adds itself to the program.
void add_deadlines(CLI::App& program, options& given, int& result);
void add_explain(CLI::App& program, options& given, int& result);
void add_check_certificate(CLI::App& program, options& given, int& result);
void add_report(CLI::App& program, options& given, int& result);
void add_audit(CLI::App& program, options& given, int& result);
void add_calendar(CLI::App& program, options& given, int& result);
void add_simulate(CLI::App& program, options& given, int& result);
void add_machine(CLI::App& program, options& given, int& result);
void add_codes(CLI::App& program, options& given, int& result);
void add_store_init(CLI::App& program, options& given, int& result);
void add_store_import(CLI::App& program, options& given, int& result);
void add_store_record(CLI::App& program, options& given, int& result);
void add_store_list(CLI::App& program, options& given, int& result);
void add_store_show(CLI::App& program, options& given, int& result);
void add_store_years(CLI::App& program, options& given, int& result);
void add_store_notice(CLI::App& program, options& given, int& result);
void add_store_care(CLI::App& program, options& given, int& result);
void add_store_feed(CLI::App& program, options& given, int& result);

}  // namespace qixian::cli
