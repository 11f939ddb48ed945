// Figures for tools, one line each, as CSV or NDJSON: by replication, by application, by stretch of work.
//
// `src/notes/simulation-data.md` is the dictionary of the columns. Numbers are written so that they are
// the same when they are read; what there is none of (a share of nothing, a day that has not come) is an
// empty cell, or null.
//
//   data_writer const writer(data_form::csv, run_columns(offices));
//   std::string text = writer.head();
//   append_runs(text, writer, scenarios, offices, done);
//
//   case_book book(offices[0]);                              // of one replication of one agency
//   offices[0].run_and_tell({.seed = 1}, {.rows = [&](entry const& e) { book.take(e); }});
//   book.cases().front().due
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "qixian/row/text.hpp"
#include "qixian/row/work_record.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

enum class data_form : std::uint8_t { csv, ndjson };

/// A cell: nothing, a whole number, a number, a text.
using data_value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// Writes lines of one table.
class data_writer {
public:
    /// `as`: whether texts that a spreadsheet would take for formulas are guarded (CSV).
    data_writer(data_form form, std::vector<std::string> columns, formulas as = formulas::guarded);

    /// The header row; empty for NDJSON.
    [[nodiscard]] std::string head() const;

    /// Pre: a value for each column.
    void append(std::string& to, std::span<data_value const> row) const;

    [[nodiscard]] std::vector<std::string> const& columns() const& noexcept { return columns_; }
    std::vector<std::string> const& columns() const&& = delete;

private:
    data_form form_;
    std::vector<std::string> columns_;
    formulas as_;
};

/// The columns of replications: those of every office, and some for each team of any.
[[nodiscard]] QIXIAN_DECL std::vector<std::string> run_columns(std::span<office const> offices);

/// Adds a line for each scenario, replication and year. Pre: as for `answers_of`; the columns of `writer`
/// are `run_columns(offices)`.
QIXIAN_DECL void append_runs(std::string& to, data_writer const& writer,
                             std::span<scenario const> scenarios, std::span<office const> offices,
                             replication_set const& done);

/// How an application stands to its last due day.
enum class case_lateness : std::uint8_t {
    none,         ///< answered in time, or it needed no answer
    late,         ///< it ended after the day
    open,         ///< nothing is late so far
    open_overdue  ///< not answered, and the day is past
};

// clang-format off
inline constexpr auto all_case_latenesses = std::to_array<word<case_lateness>>({
    {case_lateness::none,         "no",           "not late",          "未超期"},
    {case_lateness::late,         "yes",          "late",              "超期"},
    {case_lateness::open,         "open",         "open",              "在办"},
    {case_lateness::open_overdue, "open_overdue", "open and overdue",  "在办且已超期"},
});
// clang-format on
static_assert(names_all_through(case_lateness::open_overdue, all_case_latenesses));

[[nodiscard]] constexpr word<case_lateness> const& info(case_lateness l) {
    return all_case_latenesses[static_cast<std::size_t>(l)];
}

/// One application of one replication, as it stands on the last day.
struct case_record {
    std::string agency{};
    std::string application{};
    std::optional<qixian::applicant> applicant{};
    maybe_date received{};
    maybe_date due{};  ///< the last that it had
    maybe_date closed{};
    std::optional<qixian::outcome> outcome{};
    qixian::stage stage{};
    std::optional<case_lateness> late{};  ///< none: its course is beyond what is told here
    std::optional<int> came_due{};        ///< the year among whose `came_due` it is
    bool closed_late = false;             ///< by an act, after the day: among the `late_results`
    std::optional<int> working_days{};    ///< from receipt through the end
    std::optional<int> working_days_late{};
    int extended_days = 0;
    int corrections = 0;
    int opinions = 0;
    int fees = 0;
    int reviews = 0;
    int suits = 0;
    std::optional<remedy_result> result{};  ///< of the last review or suit that was decided
    int stretches = 0;                      ///< of work
    double work_hours = 0;
};

/// Folds the rows of one replication of one office, agency by agency or all together, as the office
/// itself and the bulk reader of logs do (`life_folder`). Memory: some 200 bytes an application.
class case_book {
public:
    explicit case_book(office const& of);
    case_book(case_book&&) noexcept;
    case_book& operator=(case_book&&) noexcept;
    ~case_book();

    void take(entry const& row);
    void take(work_record const& work);

    /// In the order of their first rows.
    [[nodiscard]] std::vector<case_record> cases() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// Whose lines they are.
struct data_key {
    std::string scenario{};
    std::uint32_t replication = 0;
};

[[nodiscard]] QIXIAN_DECL std::vector<std::string> case_columns();
QIXIAN_DECL void append_case(std::string& to, data_writer const& writer, data_key const& key,
                             case_record const& one);

[[nodiscard]] QIXIAN_DECL std::vector<std::string> work_columns();
QIXIAN_DECL void append_work(std::string& to, data_writer const& writer, data_key const& key,
                             work_record const& one);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/case_book.ipp"
#include "qixian/simulation/impl/data_file.ipp"
#endif
