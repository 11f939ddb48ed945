// What the commands that keep a store share.
#pragma once

#include <string>
#include <vector>

#include "base/common.hpp"
#include "qixian/answer/care.hpp"
#include "qixian/answer/entries.hpp"

namespace qixian::cli {

/// The positional STORE.
void add_store_argument(CLI::App& command, std::shared_ptr<std::string> const& into);
/// --actor and --role (keys of the host, no names of persons), and --clock-went-back.
void add_author_options(CLI::App& command, options& into);

/// Opens a store for writing, or for a question. Throws store_error.
[[nodiscard]] store open_for_writing(std::string const& path, options const& given,
                                     std::string_view zh, std::string_view en);

/// Prints the fault under the name of `file` and ends with its exit code.
[[noreturn]] void stop_with(fault why, std::string const& file, options const& given);

/// The value, or the end of the command.
template <class T>
T need(result<T> got, std::string const& file, options const& given) {
    if (!got) {
        stop_with(got.error(), file, given);
    }
    return std::move(got).value();
}

/// --agency, else the only one; ends with 934 where several are kept, 935 where it is none of them.
[[nodiscard]] std::string one_agency(store& kept, std::string const& file, options const& given);

// --- text -------------------------------------------------------------------------------------------

/// `QX-502 EXTENSION_LATE 延期告知晚于答复期限（REG19-33.3，2021-03-29）`
[[nodiscard]] std::string ruling_text(ruling const& said, language in);

/// `delivered: (empty) → 2026-11-03, note: …`
[[nodiscard]] std::string differences_text(std::vector<cell_difference> const& cells, language in);

/// What to do about a row that another entry or row says otherwise, one line; empty for others.
[[nodiscard]] std::string advice_text(append_answer const& said, language in);

/// Each event with the days between which it is possible.
[[nodiscard]] std::string next_text(std::vector<next_event> const& next, language in);

}  // namespace qixian::cli
