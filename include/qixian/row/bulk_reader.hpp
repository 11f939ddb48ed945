// Large event logs: the rows of row/event_log.hpp, in batches, without an allocation for each row.
//
// The same format, the same typed and validated rows, the same faults and warnings, in the same
// order, as `event_reader`. A row that is plainly sound is read where it stands; any other one is
// handed to what `event_reader` is made of, so that both say the same of it.
//
//     auto opened = bulk_reader::open("log.csv");            // or "-" for standard input
//     if (!opened) { ... opened.error() ... }
//     bulk_reader reader = std::move(opened).value();
//     for (;;) {
//         auto const batch = reader.next();
//         if (!batch) { ... batch.error(); if (reader.stopped()) { break; } continue; }
//         if (batch->empty()) { break; }                     // the end
//         for (log_row const& row : *batch) { ... row.on, row.what ... }
//     }
//
// Part of qixian::log (links -lcsv, -lsimdjson).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "qixian/row/event_log.hpp"

namespace qixian::inline v0 {

static_assert(static_cast<unsigned>(log_column::note) < 31, "a column is a bit of 32, one kept");

/// The bit of `c` in `log_row::filled`.
[[nodiscard]] constexpr std::uint32_t bit_of(log_column c) {
    return std::uint32_t{1} << static_cast<unsigned>(c);
}

namespace detail {

/// How a row shows what an entry owns.
template <class Value>
using shown = std::conditional_t<std::is_same_v<Value, std::string>, std::string_view, Value>;

}  // namespace detail

/// One row: the cells of an `entry`, by the same names and types, but its texts belong to the reader
/// and last until its next batch.
struct log_row {
#define QIXIAN_X(name, member) detail::shown<decltype(entry::member)> member{};
    QIXIAN_CELLS(QIXIAN_X)
#undef QIXIAN_X
    std::uint32_t filled = 0;  ///< `bit_of` each member that says something (`seq`: is not 0)
    std::size_t line = 0;
    /// The host's own `x_` cells: sorted by name, empty ones left out.
    std::span<std::pair<std::string_view, std::string_view> const> extra{};
    std::string_view raw{};  ///< the bytes it was read from; empty where they are not kept

    [[nodiscard]] bool has(log_column c) const { return (filled & bit_of(c)) != 0; }
};

/// What `event_reader` yields for that row.
[[nodiscard]] QIXIAN_DECL entry to_entry(log_row const& row);

/// How text is cut into cells. All give the same rows.
enum class bulk_lanes : std::uint8_t {
    best,    ///< the fastest of those below that this processor has
    scalar,  ///< eight bytes at a time, everywhere
    avx2,
    avx512  ///< with BW and VBMI2
};

/// Whether this processor (and this build) has it.
[[nodiscard]] QIXIAN_DECL bool runs_here(bulk_lanes lanes);

struct bulk_options {
    /// Bytes read at a time.
    std::size_t buffer = std::size_t{1} << 17U;
    /// Pre: it runs here.
    bulk_lanes lanes = bulk_lanes::best;
};

/// What must be known about a row of a batch (926).
struct row_warning {
    std::size_t row = 0;  ///< its index in the batch
    fault said{};
};

/// Reads a log in batches of rows. Memory: a few times `bulk_options::buffer`, or the longest line
/// allowed where that is more, whatever the size of the log.
///
/// GB18030, a limit on the length of the whole text, and cells of a table of one's own are read by
/// `event_reader`, at its speed.
class bulk_reader {
public:
    /// Reads the file `path`; `-` is standard input. Faults: 925.
    static result<bulk_reader> open(std::string const& path, log_options options = {},
                                    bulk_options how = {});

    /// Reads `text`, which must outlive the reader. `name` stands in faults.
    static bulk_reader over(std::string_view text, std::string name = "-", log_options options = {},
                            bulk_options how = {});

    /// Reads `stream`, which stays the caller's to close. `name` stands in faults.
    static bulk_reader over(std::FILE* stream, std::string name, log_options options = {},
                            bulk_options how = {});

    bulk_reader(bulk_reader&& other) noexcept;
    bulk_reader& operator=(bulk_reader&& other) noexcept;
    bulk_reader(bulk_reader const&) = delete;
    bulk_reader& operator=(bulk_reader const&) = delete;
    ~bulk_reader();

    /// The next rows, valid until the next call; none at the end. The rows before a fault come
    /// first. Faults: those of `event_reader::next`, after which reading goes on, or `stopped` is
    /// true and the same fault comes again.
    result<std::span<log_row const>> next();

    /// The end, or a fault of the file, has been reached.
    [[nodiscard]] bool stopped() const noexcept;

    /// What must be known about rows of the last batch, in their order.
    [[nodiscard]] std::span<row_warning const> warnings() const& noexcept;
    std::span<row_warning const> warnings() const&& = delete;

    /// After a fault of a row, or of the header row: what else is wrong with it, by line and column.
    [[nodiscard]] std::vector<fault> const& further_faults() const& noexcept;
    std::vector<fault> const& further_faults() const&& = delete;

    /// After a fault of a row: what could be read of it, to tell whose row it was.
    [[nodiscard]] entry const& draft() const& noexcept;
    entry const& draft() const&& = delete;

    /// Column, in characters from 1, where the cell `name` of the row at fault begins; where it has
    /// none, the column where the row begins. As `event_reader::column_of` after that fault.
    [[nodiscard]] std::size_t column_of_draft(std::string_view name) const;

    /// The same of a row of the last batch. Cost: reads the row again.
    [[nodiscard]] std::size_t column_of(log_row const& row, std::string_view name) const;

    /// Where `raw` of a row of the last batch begins, in bytes from the beginning of what is read.
    /// Pre: `raw` is not empty.
    [[nodiscard]] std::uint64_t offset_of(log_row const& row) const noexcept;

    /// The header row of a CSV with its line end; empty for NDJSON and before the first batch.
    [[nodiscard]] std::string_view header() const& noexcept;
    std::string_view header() const&& = delete;

    /// Bytes read so far, to show how far one is.
    [[nodiscard]] std::uint64_t bytes() const noexcept;

    /// The name that faults carry.
    [[nodiscard]] std::string const& name() const& noexcept;
    std::string const& name() const&& = delete;

private:
    struct state;
    explicit bulk_reader(std::unique_ptr<state> held) noexcept;
    std::unique_ptr<state> state_;
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/bulk_reader.ipp"
#endif
