// The bulk reader (row/bulk_reader.hpp).
//
// The buffer holds a piece of the file. Its cells are marked (bulk_pieces.ipp), and each
// row is read in one of three ways:
//   1. plainly sound: from its cells (bulk_cells.ipp);
//   2. any other row of sound text: by row_builder, as event_reader does;
//   3. where the text itself may be at fault (an odd quote, a bad byte, a very long record): its bytes
//      go to an event_reader, under the header row of this log.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qixian/row/bulk_reader.hpp"
#include "qixian/row/impl/bulk_pieces.ipp"
#include "qixian/row/impl/event_row.ipp"
#include "qixian/row/impl/text.ipp"

namespace qixian::inline v0 {

struct bulk_reader::state : detail::bulk_pieces {
    static constexpr std::size_t most_rows = 128;

    // The batch.
    std::vector<log_row> rows{};
    std::size_t row_count = 0;
    detail::host_cells extra_cells{};
    std::size_t extra_count = 0;
    detail::host_cells extra_of_row{};
    std::deque<entry> kept{};  ///< what the rows show that were not read from their cells
    std::deque<detail::host_cells> kept_extra{};
    std::vector<row_warning> warnings{};
    std::optional<fault> waiting{};  ///< of the row after the batch
    std::vector<fault> further{};    ///< … what else is wrong with it

    /// Copied over what a row was before: no branch for each of its cells.
    log_row const blank{};
    static_assert(std::is_trivially_copyable_v<log_row>);

    // Rows that are not plainly sound.
    detail::row_builder row{};
    bool draft_was_asked = false;

    // --- rows of CSV ----------------------------------------------------------------------------------

    /// Reads rows until the batch is full, the piece is over, or something is at fault.
    void take_rows() {
        while (next_record < marks.record_count && row_count < most_rows && !waiting && !broken) {
            record const found = take_record();
            std::size_t const size = found.end - begin;
            if (size <= 1 && is_blank(found)) {
                pass(found);
                continue;
            }
            std::size_t const index = row_count;
            if (size + 1 > options.text.longest_line) {
                take_asked(after(found));
            } else if (found.count == columns.size()) {
                std::uint32_t const filled = read_cells(found);
                if ((filled & cited()) == 0 && read_plain(filled, rows[index])) {
                    ++row_count;
                } else {
                    take_built(found);
                }
            } else {
                cells.resize(std::max(cells.size(), found.count));
                read_cells(found);
                take_built(found);
            }
            rows[index].raw = std::string_view(buffer.get() + begin, size);
            rows[index].line = line;
            pass(found);
        }
    }

    /// A row from `cells`. False: it is not plainly sound.
    [[gnu::always_inline]] bool read_plain(std::uint32_t filled, log_row& to) {
        auto const text_of = [this](cell c) {
            return cells[place_of[static_cast<std::size_t>(c)]];
        };
        std::string_view const on = text_of(cell::on);
        int const what = tables.words_of<cell::event>().find(text_of(cell::event));
        date when;
        if (what < 0 || on.size() != 10 || !detail::plain_day(tables, on.data(), when)) {
            return false;
        }
        to = blank;
        to.on = when;
        to.what = static_cast<event>(what);
        to.application = text_of(cell::application);
        if (!to.application.empty() && !detail::plain_key(tables, to.application)) {
            return false;
        }
        for (text_place const each : texts) {
            to.*each.member = without_guard(cells[each.at]);
        }
        for (std::uint32_t rest = filled & detail::typed_columns; rest != 0; rest &= rest - 1) {
            auto const c = static_cast<cell>(std::countr_zero(rest));
            if (!detail::put_cell(tables, c, text_of(c), to)) {
                return false;
            }
        }
        if (!detail::is_plain(tables.rules[static_cast<std::size_t>(what)], to, filled)) {
            return false;
        }
        to.filled = filled & ~(to.seq == 0 ? bit_of(cell::seq) : 0U) & ~detail::extra_bit;
        if ((filled & detail::extra_bit) != 0) {
            put_extra(to);
        }
        return true;
    }

    void put_extra(log_row& to) {
        std::size_t const from = extra_count;
        for (std::size_t const at : extras) {
            if (!cells[at].empty()) {
                extra_cells[extra_count++] = {columns[at].extra, without_guard(cells[at])};
            }
        }
        to.extra = std::span(extra_cells.data() + from, extra_count - from);
    }

    /// The cells that a lenient reader must look at, whatever they say.
    [[nodiscard]] std::uint32_t cited() const { return options.lenient ? detail::cited_cells : 0U; }

    // --- rows that are not plainly sound ---------------------------------------------------------

    /// From `cells`, as event_reader does; a row of empty cells is none.
    void take_built(record found) {
        std::size_t const size = without_padding(found.count);
        if (size == 0) {
            return;
        }
        found.count = std::min(found.count, std::max(size, columns.size()));
        row.begin({line, 1});
        detail::place at{line, 1};
        detail::place last = at;
        auto from = static_cast<std::uint32_t>(begin - piece);
        for (std::size_t i = 0; i < found.count; ++i) {
            if (i < columns.size()) {
                if (auto const& of = columns[i]; of.known) {
                    row.put(*of.known, without_guard(cells[i]), at);
                } else {
                    row.put_extra(of.extra, without_guard(cells[i]));
                }
            }
            if (i <= columns.size()) {
                last = at;
            }
            std::uint32_t const end = marks.cells[found.first + i];
            move_over(std::string_view(buffer.get() + piece + from, end - from), at);
            from = end + 1;
        }
        if (found.count != columns.size()) {
            row.misplace(last, found.count, columns.size());
        }
        keep_built();
    }

    /// Moves over a cell and its comma.
    static void move_over(std::string_view text, detail::place& at) {
        auto const feeds = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        if (feeds != 0) {
            at.line += feeds;
            at.column = 1;
            text.remove_prefix(text.rfind('\n') + 1);
        }
        at.column += count_characters(text) + 1;
    }

    /// Adds what `row` has made of a row, or the fault.
    void keep_built() {
        said.clear();
        row.finish(said);
        draft_was_asked = false;
        if (row.wrong) {
            wait_with(*row.wrong, row.further);
            return;
        }
        for (auto& each : said) {
            each.file = name;
        }
        keep(std::move(row.made));
    }

    /// Adds a row, and `said` of it.
    void keep(entry&& made) {
        log_row& to = rows[row_count];
        entry const& e = kept.emplace_back(std::move(made));
        detail::show_as_row(e, to);
        if (!e.extra.empty()) {
            to.extra = kept_extra.emplace_back(e.extra.begin(), e.extra.end());
        }
        for (auto& each : said) {
            warnings.push_back({row_count, std::move(each)});
        }
        ++row_count;
    }

    /// A record that ends at `to`, by event_reader.
    void take_asked(std::size_t to) {
        auto made = ask(to);
        if (made) {
            if (made->has_value()) {
                keep(*std::move(made).value());
            }
        } else if (asked->stopped()) {
            broken = made.error();
        } else {
            draft_was_asked = true;
            wait_with(made.error(), asked_further);
        }
    }

    void wait_with(fault const& why, std::vector<fault> const& more) {
        waiting = why;
        waiting->file = name;
        further = more;
        for (auto& each : further) {
            each.file = name;
        }
    }

    // --- lines of NDJSON -------------------------------------------------------------------------

    void take_lines() {
        while (begin < piece_end && row_count < most_rows && !waiting && !broken) {
            char const* const from = buffer.get() + begin;
            log_row& to = rows[row_count];
            to = {};
            std::size_t size = tokens.read(tables, from, to, extra_of_row, arena);
            bool const known = size != 0;
            if (!known) {
                // The last line may end with the piece.
                auto const feed = std::string_view(from, piece_end - begin).find('\n');
                size = std::min(feed, piece_end - begin);
            }
            if (size > options.text.longest_line) {
                break_at(std::min(begin + size + 1, piece_end));
                return;
            }
            std::string_view text(from, size);
            if (text.ends_with('\r')) {
                text.remove_suffix(1);
            }
            if (known || text.find_first_not_of(" \t\r") != text.npos) {
                any = true;
                if ((known || read_line(text, to)) && (to.filled & cited()) == 0) {
                    if (!keep_extra(to)) {
                        return;
                    }
                    ++row_count;
                } else {
                    row.begin({line, 1});
                    detail::json_row(row, text, line).read();
                    keep_built();
                }
                to.raw = text;
                to.line = line;
            }
            ++line;
            begin = std::min(begin + size + 1, piece_end);
        }
    }

    /// A line that was not read at once: with blanks at its head or end, or in a bad piece.
    bool read_line(std::string_view text, log_row& to) {
        to = {};
        return tokens.read(tables, text, to, extra_of_row, arena);
    }

    /// Gives the row its host cells. False: there is no room left in this batch.
    bool keep_extra(log_row& to) {
        std::size_t const count = extra_of_row.size();
        if (count == 0) {
            return true;
        }
        if (extra_cells.size() - extra_count < count) {
            if (extra_count != 0) {
                return false;
            }
            extra_cells.resize(std::max(count, most_rows));
        }
        std::copy(extra_of_row.begin(), extra_of_row.end(),
                  extra_cells.begin() + static_cast<std::ptrdiff_t>(extra_count));
        to.extra = std::span(extra_cells.data() + extra_count, count);
        extra_count += count;
        return true;
    }

    // --- batches ---------------------------------------------------------------------------------

    using batch = std::span<log_row const>;

    result<batch> next() {
        row_count = extra_count = 0;
        warnings.clear();
        kept.clear();
        kept_extra.clear();
        arena.clear(room);
        if (waiting) {
            return *std::exchange(waiting, std::nullopt);
        }
        further.clear();
        if (!started && !broken) {
            start();
            row = detail::row_builder(disclosure_cells, options.lenient);
            if (!whole) {
                rows.resize(most_rows);
                extra_cells.resize(most_rows * extras.size());
            }
        }
        if (whole) {
            return next_of_whole();
        }
        while (row_count == 0 && !waiting && next_piece()) {
            if (json) {
                take_lines();
            } else {
                take_rows();
            }
        }
        if (row_count != 0) {
            return batch(rows.data(), row_count);
        }
        if (waiting) {
            return *std::exchange(waiting, std::nullopt);
        }
        stopped = true;
        if (ended && json && !any && !broken) {
            auto none = event_reader::over({}, name, {.form = log_form::ndjson});
            broken = none.next().error();
        }
        if (broken) {
            further = std::exchange(broken_further, {});
            return *broken;
        }
        return batch{};
    }

    /// One row at a time, so that the reader knows its columns.
    result<batch> next_of_whole() {
        auto found = whole->next();
        stopped = whole->stopped();
        if (!found) {
            further = whole->further_faults();
            return found.error();
        }
        auto made = std::move(found).value();
        if (!made) {
            return batch{};
        }
        rows.resize(1);
        said = whole->warnings();
        keep(std::move(*made));
        return batch(rows.data(), 1);
    }

    [[nodiscard]] std::size_t column_of(log_row const& of, std::string_view named) const {
        if (whole) {
            return whole->column_of(named);
        }
        if (json) {
            detail::row_builder again(disclosure_cells, options.lenient);
            again.begin({1, 1});
            detail::json_row(again, of.raw, 1).read();
            return again.where(named).column;
        }
        auto const known = disclosure_cells.named(named);
        auto const wanted = known ? place_of[static_cast<std::size_t>(*known)] : nowhere;
        detail::place at{1, 1};
        if (wanted == nowhere) {
            return at.column;
        }
        std::size_t from = 0;
        bool quoted = false;
        for (std::size_t i = 0, passed = 0; passed < wanted && i < of.raw.size(); ++i) {
            quoted = quoted != (of.raw[i] == '"');
            if (of.raw[i] == ',' && !quoted) {
                move_over(of.raw.substr(from, i - from), at);
                from = i + 1;
                ++passed;
            }
        }
        return at.column;
    }
};

QIXIAN_DECL bulk_reader::bulk_reader(std::unique_ptr<state> held) noexcept
    : state_(std::move(held)) {}
QIXIAN_DECL bulk_reader::bulk_reader(bulk_reader&& other) noexcept = default;
QIXIAN_DECL bulk_reader& bulk_reader::operator=(bulk_reader&& other) noexcept = default;
QIXIAN_DECL bulk_reader::~bulk_reader() = default;

QIXIAN_DECL result<bulk_reader> bulk_reader::open(std::string const& path, log_options options,
                                                  bulk_options how) {
    auto const file = open_input(path);
    if (!file) {
        return file.error();
    }
    auto reader = over(*file, path, options, how);
    reader.state_->close = *file != stdin;
    return reader;
}

QIXIAN_DECL bulk_reader bulk_reader::over(std::string_view text, std::string name,
                                          log_options options, bulk_options how) {
    auto reader = over(static_cast<std::FILE*>(nullptr), std::move(name), options, how);
    reader.state_->memory = text;
    return reader;
}

QIXIAN_DECL bulk_reader bulk_reader::over(std::FILE* stream, std::string name, log_options options,
                                          bulk_options how) {
    QIXIAN_EXPECTS(runs_here(how.lanes));
    auto held = std::make_unique<state>();
    held->name = std::move(name);
    held->options = options;
    held->how = how;
    held->file = stream;
    return bulk_reader(std::move(held));
}

QIXIAN_DECL result<std::span<log_row const>> bulk_reader::next() { return state_->next(); }
QIXIAN_DECL bool bulk_reader::stopped() const noexcept { return state_->stopped; }
QIXIAN_DECL std::span<row_warning const> bulk_reader::warnings() const& noexcept {
    return state_->warnings;
}

QIXIAN_DECL std::vector<fault> const& bulk_reader::further_faults() const& noexcept {
    return state_->further;
}

QIXIAN_DECL entry const& bulk_reader::draft() const& noexcept {
    return state_->whole             ? state_->whole->draft()
           : state_->draft_was_asked ? state_->asked_draft
                                     : state_->row.made;
}

QIXIAN_DECL std::size_t bulk_reader::column_of_draft(std::string_view name) const {
    return state_->whole             ? state_->whole->column_of(name)
           : state_->draft_was_asked ? state_->asked->column_of(name)
                                     : state_->row.where(name).column;
}

QIXIAN_DECL std::size_t bulk_reader::column_of(log_row const& row, std::string_view name) const {
    return state_->column_of(row, name);
}

QIXIAN_DECL std::uint64_t bulk_reader::offset_of(log_row const& row) const noexcept {
    return state_->before + static_cast<std::uint64_t>(row.raw.data() - state_->buffer.get());
}

QIXIAN_DECL std::string_view bulk_reader::header() const& noexcept { return state_->header; }

QIXIAN_DECL std::uint64_t bulk_reader::bytes() const noexcept { return state_->read; }
QIXIAN_DECL std::string const& bulk_reader::name() const& noexcept { return state_->name; }

QIXIAN_DECL bool runs_here(bulk_lanes lanes) {
#if QIXIAN_BULK_X86
    if (lanes == bulk_lanes::avx2) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    }
    if (lanes == bulk_lanes::avx512) {
        return runs_here(bulk_lanes::avx2) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2");
    }
    return true;
#else
    return lanes == bulk_lanes::best || lanes == bulk_lanes::scalar;
#endif
}

QIXIAN_DECL entry to_entry(log_row const& row) {
    entry e;
    each_cell([&](auto which) { value_of<which.value>(e) = value_of<which.value>(row); });
    for (auto const& [name, value] : row.extra) {
        e.extra.emplace_back(name, value);
    }
    e.line = row.line;
    return e;
}

}  // namespace qixian::inline v0
