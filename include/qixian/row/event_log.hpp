// The event log as a file: rows in, entries out, and back (the format: Formats, section 1).
//
// CSV with a header row, or NDJSON with the same keys; the first character (after blanks, within
// the first chunk) tells which. One row is read at a time. What is wrong with a row says file, line, column and field, and the caller may go
// on with the next one; what is wrong with the file (not UTF-8, a quote never closed, an unknown
// column) ends it.
//
//     auto reader = event_reader::open("log.csv");          // or "-" for standard input
//     if (!reader) { ... reader.error() ... }
//     event_log const log = read_all(*reader);
//     if (!log.faults.empty()) { ... log.faults.front() ... }
//     for (application_rows const& each : log.applications) { ... each.rows ... }
//
// Part of qixian::log (links -lcsv).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/row/text.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::inline v0 {

/// The columns of a log, in the order of the contract: its cells.
using log_column = cell;

enum class log_form : std::uint8_t { detect, csv, ndjson };

struct log_options {
    text_options text{};  ///< encoding, longest line
    log_form form = log_form::detect;
    cell_table const* cells = &disclosure_cells;  ///< must outlive the reader. Pre: `is_sound`
    /// Words, headings and JSON keys also by their Chinese names (`cell_row`), days also as
    /// `2026/1/7`, `2026.1.7` or `2026年1月7日`, digits also in full width. What could mean two things
    /// is a fault all the same. Without it a fault says in its detail what would have been read.
    bool lenient = false;
};

/// Reads a log row by row. Memory is bounded by the longest line allowed.
class event_reader {
public:
    /// Reads the file `path`; `-` is standard input. Faults: 925.
    static result<event_reader> open(std::string const& path, log_options options = {});

    /// Reads `text`, which must outlive the reader. `name` stands in faults.
    static event_reader over(std::string_view text, std::string name = "-",
                             log_options options = {});

    explicit event_reader(text_source source, log_form form = log_form::detect,
                          cell_table const& cells = disclosure_cells, bool lenient = false);
    event_reader(event_reader&& other) noexcept;
    event_reader& operator=(event_reader&& other) noexcept;
    event_reader(event_reader const&) = delete;
    event_reader& operator=(event_reader const&) = delete;
    ~event_reader();

    /// The next row; nothing at the end. `line` of the entry says where it stands, its `x_` cells
    /// are sorted by name, empty ones left out.
    ///
    /// Faults of a row, after which the next call reads on: 902 (as an escape in JSON), 904, 905,
    /// 932 (NDJSON), 908, 910 to 916, 920 to 922. Faults of the file, after which the same fault
    /// comes again and `stopped` is true: those of the text (901 902 903 909 925 930), of the
    /// header row (905 906 907), and 924 for a file without anything in it.
    result<std::optional<entry>> next();

    /// The end, or a fault of the file, has been reached.
    [[nodiscard]] bool stopped() const noexcept;

    /// What a reader must know about the row that came last: 926, with line, column and field.
    [[nodiscard]] std::vector<fault> const& warnings() const& noexcept;
    std::vector<fault> const& warnings() const&& = delete;

    /// After a fault of a row, or of the header row: what else is wrong with it, by line and column.
    [[nodiscard]] std::vector<fault> const& further_faults() const& noexcept;
    std::vector<fault> const& further_faults() const&& = delete;

    /// After a fault of a row: what could be read of it, to tell whose row it was.
    [[nodiscard]] entry const& draft() const& noexcept;
    entry const& draft() const&& = delete;

    /// Column, in characters from 1, where the cell `name` of the row that came last begins; where
    /// it has none, the column where the row begins.
    [[nodiscard]] std::size_t column_of(std::string_view name) const noexcept;

    /// The name that faults carry.
    [[nodiscard]] std::string const& name() const& noexcept;
    std::string const& name() const&& = delete;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// The rows of one application, in the order of the log.
struct application_rows {
    std::string agency{};
    std::string application{};
    std::vector<entry> rows{};      ///< at least one
    std::vector<fault> warnings{};  ///< 926
    bool incomplete = false;        ///< a row of it is not here: it had a fault, or may have
};

/// An application of which no row could be read.
struct lost_application {
    std::string agency{};  ///< empty: not said, or not to be told
    std::string application{};

    auto operator<=>(lost_application const&) const = default;
};

/// A log, sorted out by application.
struct event_log {
    std::vector<application_rows> applications{};  ///< in the order of their first rows
    std::vector<entry> agency_rows{};              ///< `year_closed`
    std::vector<std::string> agencies{};   ///< named in the log, in the order of their first rows
    std::vector<lost_application> lost{};  ///< in their order; not among `applications`
    std::vector<fault> faults{};           ///< by line
    std::vector<fault> warnings{};         ///< of `agency_rows`
    std::size_t rows = 0;                  ///< that were read, sound or not
    std::size_t repeated = 0;              ///< rows left out because their `id` had come before

    /// The application; null when the log has none. Cost: linear.
    application_rows const* find(std::string_view agency,
                                 std::string_view application) const&& = delete;
    [[nodiscard]] application_rows const* find(std::string_view agency,
                                               std::string_view application) const& {
        for (auto const& each : applications) {
            if (each.application == application && each.agency == agency) {
                return &each;
            }
        }
        return nullptr;
    }
};

enum class after_fault : std::uint8_t { stop, keep_going };

/// Reads all of a log. A row without agency belongs to the log's one agency, if the log names one.
/// Rows with one `id` and one content count once.
///
/// Further faults of a row: 919 one id with two contents (the second is left out), 934 no agency in
/// a log that names several. With `after_fault::stop` there is at most one fault, the first by
/// line, and the rest of the log is worth nothing. Memory: the log.
///
/// A fault of the file (a quote that is never closed, say) leaves what stands behind it unread. Then
/// the application of the last row is incomplete, and where the rows do not stand grouped by
/// application every one is: any of them may go on there.
QIXIAN_DECL event_log read_all(event_reader& reader, after_fault then = after_fault::stop);

/// Who is told what by `for_each_application`. A function that is empty is not called.
struct log_visitor {
    std::function<void(application_rows&&)> application{};
    /// A `year_closed`, and what must be known about it (926).
    std::function<void(entry&&, std::vector<qixian::fault> const&)> agency_row{};
    std::function<void(qixian::fault const&)> fault{};
};

struct log_totals {
    std::vector<std::string> agencies{};
    std::vector<lost_application> lost{};  ///< in their order; never handed over
    std::size_t rows = 0;
    std::size_t applications = 0;
    std::size_t repeated = 0;
    std::size_t faults = 0;
};

/// Reads a log whose rows are grouped by application, and hands over one application at a time.
/// Memory: the rows of one application, and 16 to 48 bytes for each application and each `id`. A
/// row with a fault ends no application, whatever it says; the one that it names is incomplete, and
/// so is the one that a fault of the file cuts off.
///
/// Faults: as for `read_all`; 923 a row (of a faulty one, a second fault) of an application whose
/// rows had ended before; and 934 the first agency is named only after applications without one have been handed over.
QIXIAN_DECL log_totals for_each_application(event_reader& reader, log_visitor const& visitor,
                                            after_fault then = after_fault::stop);

/// Writes entries so that reading gives them back: read(write(x)) == x but for `line`, and writing
/// again gives the same bytes. CSV as RFC 4180 with LF and every column of the contract, NDJSON
/// with the filled keys only. Instants are written in UTC+8.
/// Pre: entries as a reader yields them (UTF-8 without NUL, numbers in their range, `x_` names
/// sorted, their values not empty).
class event_writer {
public:
    /// `extra` are the `x_` columns of a CSV; `cells` must outlive the writer; `as`: whether texts
    /// that a spreadsheet would take for formulas are guarded (CSV; numbers never are). Pre: form is
    /// not `detect`.
    explicit event_writer(log_form form, std::vector<std::string> extra = {},
                          cell_table const& cells = disclosure_cells,
                          formulas as = formulas::guarded);

    /// The header row, with its LF; empty for NDJSON.
    [[nodiscard]] std::string head() const;

    /// Adds the row of `e`, with its LF. Pre (CSV): every `x_` name of `e` is among `extra`.
    void append(std::string& to, entry const& e) const;

private:
    log_form form_;
    cell_table const* cells_;
    std::vector<std::string> extra_;
    formulas as_;
};

/// A whole log. Pre: form is not `detect`.
QIXIAN_DECL std::string to_log_text(std::span<entry const> entries, log_form form);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/event_log.ipp"
#endif
