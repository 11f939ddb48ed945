// Text as it comes in: bytes from a file or a pipe, checked while they pass, and records of CSV.
//
// A `text_source` yields chunks of checked UTF-8: no NUL, no line longer than any honest one, no
// byte order mark, GB18030 converted on the way when that was promised (and is no UTF-8 after all). `line_reader` cuts it into
// lines (NDJSON), `csv_reader` into records of RFC 4180. Both hold one record at a time, so memory
// is bounded by the longest line allowed and never by the size of the file.
//
//     auto source = text_source::open("log.csv");          // or "-" for standard input
//     if (!source) { ... source.error() ... }
//     csv_reader reader(std::move(source).value());
//     for (;;) {
//         auto const record = reader.next();
//         if (!record) { ... record.error() ... }
//         if (*record == nullptr) { break; }                // the end
//         for (csv_cell const& cell : (*record)->cells) { ... }
//     }
//
// Faults come in the order of the file: whatever stands before the first bad character has been
// delivered, whatever the size of the chunks. Part of qixian::log (links -lcsv).
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/base/result.hpp"

namespace qixian::inline v0 {

enum class text_encoding {
    utf8,
    gb18030,  ///< text that is UTF-8 all the same is a fault (930), not read as something else
    gb18030_or_utf8  ///< what is UTF-8 is read as that: for files that only stand beside the one meant
};

struct text_options {
    text_encoding from = text_encoding::utf8;
    /// Longest line, and longest record of several lines, in bytes of UTF-8. Fault 909 beyond.
    std::size_t longest_line = std::size_t{1} << 20U;
    /// Largest text in bytes of UTF-8; 0 = no limit. Fault 909 beyond.
    std::size_t longest_text = 0;
    /// Bytes read at a time.
    std::size_t chunk = std::size_t{1} << 16U;
};

/// A stream of checked text. Movable, not copyable; closes what it opened.
class text_source {
public:
    /// Reads the file `path`; `-` is standard input. Faults: 925.
    static result<text_source> open(std::string const& path, text_options options = {});

    /// Reads `text`, which must outlive the source. `name` stands in faults.
    static text_source over(std::string_view text, std::string name = "-",
                            text_options options = {});

    /// Reads `stream`, which stays the caller's to close. `name` stands in faults.
    static text_source over(std::FILE* stream, std::string name, text_options options = {});

    text_source(text_source&& other) noexcept;
    text_source& operator=(text_source&& other) noexcept;
    text_source(text_source const&) = delete;
    text_source& operator=(text_source const&) = delete;
    ~text_source();

    /// The next piece, whole characters only, valid until the next call; empty at the end.
    /// Faults: 901 not UTF-8, 902 NUL, 909 line too long, 925 cannot be read, 930 not GB18030, or
    /// said to be and UTF-8.
    /// After a fault the same fault comes again.
    result<std::string_view> next();

    /// What the next call of `next` will yield, without taking it (to tell CSV from NDJSON by the
    /// first character).
    result<std::string_view> peek();

    [[nodiscard]] std::string const& name() const& noexcept;
    std::string const& name() const&& = delete;
    [[nodiscard]] text_options const& options() const& noexcept;
    text_options const& options() const&& = delete;

private:
    struct state;
    explicit text_source(std::unique_ptr<state> held) noexcept;
    std::unique_ptr<state> state_;
};

/// All of the text of `path` (or standard input) at once, checked. Meant for small documents such
/// as certificates. Faults: those of `text_source`.
QIXIAN_DECL result<std::string> read_text(std::string const& path,
                                          text_options options = {.longest_text = std::size_t{1}
                                                                                  << 26U});

/// One line, without its LF or CRLF.
struct text_line {
    std::string_view text{};
    std::size_t line = 0;  ///< from 1
};

/// Cuts a source into lines. An empty line is a line; a last line without LF is one too.
class line_reader {
public:
    explicit line_reader(text_source source) : source_(std::move(source)) {}

    /// The next line, valid until the next call; null at the end. Faults: those of the source.
    result<text_line const*> next();

    [[nodiscard]] std::string const& name() const& noexcept { return source_.name(); }
    std::string const& name() const&& = delete;

private:
    text_source source_;
    std::string_view rest_{};
    std::string held_{};
    text_line line_{};
    std::size_t count_ = 0;
    bool over_ = false;
};

/// One cell: its text without the quotes, and where it begins (at the quote, if it has one).
struct csv_cell {
    std::string_view text{};
    std::size_t line = 0;    ///< from 1
    std::size_t column = 0;  ///< in characters, from 1
    bool quoted = false;
};

/// One record. A record has at least one cell; a line without any character is skipped.
struct csv_record {
    std::vector<csv_cell> cells{};
    std::size_t line = 0;
    bool comment = false;  ///< a line that began with the comment mark: one cell, its raw text
};

struct csv_options {
    /// A record that begins with this character is handed over raw, up to the end of its line;
    /// NUL = there are no comments.
    char comment = '\0';
    /// A spreadsheet writes its empty rows and columns too: leave out records of empty cells only,
    /// and empty cells beyond the last one of the first record that says something.
    bool as_wide_as_first = false;
};

/// Cuts a source into records of RFC 4180: commas, LF or CRLF, `"` doubled inside quotes, spaces
/// belong to the cell. A quote inside an unquoted cell, anything but a comma or line end after a
/// closing quote, a quote that is never closed, and a CR without LF outside quotes are faults.
/// Quoting is libcsv's, positions are ours. Cost: linear; no allocation once warm.
class csv_reader {
public:
    explicit csv_reader(text_source source, csv_options options = {});
    csv_reader(csv_reader&& other) noexcept;
    csv_reader& operator=(csv_reader&& other) noexcept;
    csv_reader(csv_reader const&) = delete;
    csv_reader& operator=(csv_reader const&) = delete;
    ~csv_reader();

    /// The next record, valid until the next call; null at the end. Faults: those of the source,
    /// and 903 at the quote (or character) at fault. After a fault the same fault comes again.
    result<csv_record const*> next();

    [[nodiscard]] std::string const& name() const& noexcept;
    std::string const& name() const&& = delete;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// What a spreadsheet would take for a formula: whether its cells get an apostrophe in front.
enum class formulas : bool { guarded, raw };

/// `cell` as CSV text: quoted only where it must be. A cell that begins with `=`, `+`, `-`, `@`, a tab
/// or a CR, after any number of apostrophes, gets one apostrophe more, which `csv_reader` and
/// `bulk_reader` take off again; no other cell is touched. Numbers of the program's own are `raw`.
QIXIAN_DECL std::string to_csv_cell(std::string_view cell, formulas as = formulas::guarded);

/// Whether `cell` begins, after any number of apostrophes, as a formula does.
[[nodiscard]] constexpr bool looks_like_formula(std::string_view cell) {
    constexpr std::string_view begins_a_formula = "=+-@\t\r";
    auto const first = cell.find_first_not_of('\'');
    return first != cell.npos && begins_a_formula.find(cell[first]) != begins_a_formula.npos;
}

/// `cell` without the apostrophe that `to_csv_cell` put in front of what looks like a formula.
[[nodiscard]] constexpr std::string_view without_guard(std::string_view cell) {
    return cell.starts_with('\'') && looks_like_formula(cell) ? cell.substr(1) : cell;
}

/// Characters of UTF-8 in `text` (bytes that do not continue another).
[[nodiscard]] constexpr std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (char const each : text) {
        count += (static_cast<unsigned char>(each) & 0xC0U) != 0x80U ? 1U : 0U;
    }
    return count;
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/csv.ipp"
#include "qixian/row/impl/text.ipp"
#endif
