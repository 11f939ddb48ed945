// How duties, lights and verdicts read: shared by every command that prints a table of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/common.hpp"
#include "qixian/case/moves.hpp"

namespace qixian::cli {

/// English: `1 row`, `2 rows`; `many` where that is not `one` with an s.
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view one,
                                  std::string_view many = {});

/// An id as people type it: the beginning of one that a store made, which it takes for the whole; one of
/// the office's own as it is.
[[nodiscard]] std::string short_id(std::string const& id);

/// An instant to the minute, in UTC+8: `2026-03-02 09:30`.
[[nodiscard]] std::string minute_text(instant const& when);

/// By which other reading which day would be the last; empty where there is none.
[[nodiscard]] std::string shadow_text(warning const& w, language in);

/// The row of a warning, its sentence, what it is about, and the day by the other reading.
/// `rows`: those of its application.
[[nodiscard]] std::string warning_text(warning const& w, std::vector<entry> const& rows,
                                       language in);

/// `答复（本机关）`, `reply (agency)`.
[[nodiscard]] std::string beside(std::string_view what, std::string_view more, language in);

/// What a sum of applications says of those without a receipt that stands; empty where there are none.
[[nodiscard]] std::string unregistered_text(std::size_t n, language in);

/// The first names of a list, and that there are more.
[[nodiscard]] std::string some_names(std::vector<std::string> const& names);

/// Word, shape and colour: any one of them is enough.
[[nodiscard]] text_table::cell light_cell(light of, language in);

/// `剩12个工作日`, or how late; empty where no day runs.
[[nodiscard]] std::string left_text(std::optional<int> const& left, language in);

/// The last day, with the latest one after … and a ? where it may still move.
[[nodiscard]] std::string due_text(duty const& d, language in);

[[nodiscard]] std::string duty_text(duty const& d, language in);
/// The articles of a duty, and of a verdict: 条例第三十三条第二款, or REG19-33.2.
[[nodiscard]] std::string bases_text(duty const& d, language in);
[[nodiscard]] std::string basis_text(basis which, language in);

/// An event and what was said of it: `告知延期：延期告知晚于答复期限（条例第三十三条第二款，2021-03-29）`.
[[nodiscard]] std::string said_text(event what, ruling const& said, language in);

[[nodiscard]] std::string_view party_text(party p, language in);

/// Names of events in the language, with commas.
[[nodiscard]] std::string events_text(std::vector<event> const& which, language in);

/// The column of a table by its code.
[[nodiscard]] std::string column_name(std::string const& column, language in);

/// The first of the Chinese names of a cell or a word, which stand with `|` between them.
[[nodiscard]] constexpr std::string_view first_name(std::string_view names) {
    return names.substr(0, names.find('|'));
}

/// Names with a blank between them, or a dash.
[[nodiscard]] std::string joined(std::vector<std::string> const& names);

/// `A: 2020-01-31 → 2020-02-03`, with what changed about being late.
[[nodiscard]] std::string move_text(due_move const& m, language in);

}  // namespace qixian::cli
