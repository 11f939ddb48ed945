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
#include "qixian/row/impl/bulk_bytes.ipp"
#include "qixian/row/impl/bulk_cells.ipp"
#include "qixian/row/impl/bulk_json.ipp"
#include "qixian/row/impl/bulk_split.ipp"
#include "qixian/row/impl/event_row.ipp"
#include "qixian/row/impl/text.ipp"

// The buffer holds a piece of the file. Its cells are marked (bulk_split.ipp, bulk_json.ipp), and each
// row is read in one of three ways:
//   1. plainly sound: from its cells (bulk_cells.ipp);
//   2. any other row of sound text: by row_builder, as event_reader does;
//   3. where the text itself may be at fault (an odd quote, a bad byte, a very long record): its bytes
//      go to an event_reader, under the header row of this log.

namespace qixian::inline v0 {

struct bulk_reader::state : detail::bulk_bytes {
    static constexpr std::size_t most_rows = 128;
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    struct header_cell {
        std::optional<detail::column> known{};
        std::string extra{};
    };
    /// A record of the piece: its cells by their marks.
    struct record {
        std::size_t first = 0;
        std::size_t count = 0;
        std::size_t end = 0;  ///< of its line feed, in the buffer
        bool quoted = false;  ///< it has a quote
    };
    struct text_place {
        std::size_t at = 0;
        std::string_view log_row::*member = nullptr;
    };

    log_options options{};
    bulk_options how{};
    std::size_t line = 1;  ///< of `begin`

    // The log.
    detail::bulk_tables const& tables = detail::bulk_tables::get();
    detail::csv_splitter split = nullptr;
    bool started = false;
    bool json = false;
    bool any = false;  ///< NDJSON: a line that is not blank has come
    bool ended = false;
    bool stopped = false;  ///< … and that has been said
    std::optional<fault> broken{};
    std::optional<event_reader> whole{};  ///< reads all, where nothing here applies

    // The header row of a CSV.
    std::string header{};  ///< with its line end
    std::vector<header_cell> columns{};
    std::vector<std::uint32_t> bits{};  ///< of each column
    std::vector<text_place> texts{};
    std::array<std::size_t, detail::column_names.size()> place_of{};
    std::vector<std::size_t> extras{};  ///< places of the `x_` columns, sorted by name

    // The piece that is being read: whole records, from `piece` on.
    bool in_piece = false;
    std::size_t piece = 0;
    std::size_t piece_end = 0;  ///< NDJSON
    detail::csv_marks marks{};
    std::size_t next_record = 0;
    std::size_t next_cell = 0;
    std::size_t next_quoted = 0;
    std::vector<std::string_view> cells{};
    detail::json_piece tokens{};

    // The batch.
    std::vector<log_row> rows{};
    std::size_t row_count = 0;
    detail::host_cells extra_cells{};
    std::size_t extra_count = 0;
    detail::host_cells extra_of_row{};
    detail::text_arena arena{};
    std::deque<entry> kept{};  ///< what the rows show that were not read from their cells
    std::deque<detail::host_cells> kept_extra{};
    std::vector<row_warning> warnings{};
    std::optional<fault> waiting{};  ///< of the row after the batch

    /// Copied over what a row was before: no branch for each of its cells.
    log_row const blank{};
    static_assert(std::is_trivially_copyable_v<log_row>);

    // Rows that are not plainly sound.
    detail::row_builder row{};
    std::vector<fault> said{};
    std::string asked_text{};
    std::optional<event_reader> asked{};
    bool draft_was_asked = false;
    entry asked_draft{};

    // --- what event_reader says ------------------------------------------------------------------

    /// Hands the bytes up to `to` to an event_reader, under the header row of this log.
    result<std::optional<entry>> ask(std::size_t to) {
        asked.reset();
        // A blank line, so that no character at the head is taken for a byte order mark.
        asked_text = header + "\n";
        auto asking = options;
        asking.form = json ? log_form::ndjson : log_form::csv;
        std::size_t& chunk = asking.text.chunk;
        chunk = std::max<std::size_t>(chunk, 1);
        if (to - begin > options.text.longest_line) {
            // How much of too long a record was read when that was noticed depends on where its
            // chunks end: let them end where they do in the file.
            auto const wanted = static_cast<std::size_t>((before + begin) % chunk);
            asked_text.append((chunk + wanted - asked_text.size() % chunk) % chunk, '\n');
        }
        auto const lines = std::count(asked_text.begin(), asked_text.end(), '\n');
        asked_text.append(buffer.get() + begin, to - begin);
        if (unreadable && !bad) {
            asked_text += '\xFF';
        }
        if (to - begin <= options.text.longest_line) {
            chunk = asked_text.size();
        }
        asked.emplace(event_reader::over(asked_text, name, asking));
        auto found = asked->next();
        std::size_t const shift = line - static_cast<std::size_t>(lines) - 1;
        said = asked->warnings();
        for (auto& each : said) {
            each.line += shift;
        }
        if (!found) {
            auto why = found.error();
            if (unreadable && !bad && why.what == code::not_utf8) {
                why = *unreadable;
            } else {
                why.line += shift;
            }
            asked_draft = asked->draft();
            asked_draft.line += shift;
            return why;
        }
        auto made = std::move(found).value();
        if (made) {
            made->line += shift;
        }
        return made;
    }

    /// The text up to `to` is at fault.
    void break_at(std::size_t to) {
        auto const why = ask(to);
        QIXIAN_EXPECTS(!why.ok() && asked->stopped());
        broken = why.error();
    }

    // --- the beginning ---------------------------------------------------------------------------

    /// Tells the form; reads the header row of a CSV.
    void start() {
        bool const plain = options.text.from == text_encoding::utf8 &&
                           options.text.longest_text == 0 && options.text.longest_line != 0 &&
                           options.text.longest_line <= std::size_t{1} << 30U;
        if (!plain) {
            auto source = file != nullptr ? text_source::over(file, name, options.text)
                                          : text_source::over(memory, name, options.text);
            whole.emplace(std::move(source), options.form);
            started = true;
            return;
        }
        split = detail::splitter_of(how.lanes);
        rows.resize(most_rows);
        std::size_t const chunk = std::max<std::size_t>(options.text.chunk, 1);
        do {
            fill(how.buffer);
        } while (!bad && !at_end && loaded < chunk + 8);
        json = options.form == log_form::ndjson;
        if (options.form == log_form::detect) {
            // By the first chunk that is text, as event_reader does.
            std::string first_bytes(buffer.get(), loaded);
            if (unreadable) {
                first_bytes += '\xFF';
            }
            auto source = text_source::over(first_bytes, name, options.text);
            auto const first = source.peek();
            if (!first) {
                broken = unreadable && first.error().what == code::not_utf8 ? *unreadable
                                                                            : first.error();
                return;
            }
            auto const sign = first->find_first_not_of(" \t\r\n");
            json = sign != first->npos && ((*first)[sign] == '{' || (*first)[sign] == '[');
        }
        started = true;
        // In a CSV a NUL is found with the cells.
        nul_is_bad = json;
        if (sound >= 3 && std::memcmp(buffer.get(), "\xEF\xBB\xBF", 3) == 0) {
            begin = 3;
        }
        if (!json) {
            read_header();
        }
    }

    void read_header() {
        while (next_piece()) {
            auto const found = take_record();
            if (is_blank(found)) {
                pass(found);
                continue;
            }
            auto const why = ask(after(found));
            if (why) {
                take_header(found);
                pass(found);
            } else {
                broken = why.error();
            }
            return;
        }
        if (ended) {
            // Nothing but line ends.
            auto none = event_reader::over({}, name, {.form = log_form::csv});
            broken = none.next().error();
        }
    }

    void take_header(record const& found) {
        header.assign(buffer.get() + begin, after(found) - begin);
        if (!header.ends_with('\n')) {
            header += '\n';
        }
        cells.resize(found.count);
        read_cells(found);
        place_of.fill(nowhere);
        for (std::size_t i = 0; i < found.count; ++i) {
            auto const known = detail::column_named(cells[i]);
            columns.push_back({known, known ? std::string{} : std::string(cells[i])});
            bits.push_back(known ? bit_of(*known) : detail::extra_bit);
            if (known) {
                place_of[static_cast<std::size_t>(*known)] = i;
            } else {
                extras.push_back(i);
            }
        }
        for (auto const& each : detail::free_texts) {
            if (auto const at = place_of[static_cast<std::size_t>(each.which)]; at != nowhere) {
                texts.push_back({at, each.member});
            }
        }
        std::sort(extras.begin(), extras.end(), [this](std::size_t a, std::size_t b) {
            return columns[a].extra < columns[b].extra;
        });
        extra_cells.resize(most_rows * extras.size());
    }

    // --- pieces ----------------------------------------------------------------------------------

    /// Has a piece with records in it, or finds the end, or a fault of the file (false).
    bool next_piece() {
        while (!broken && !ended) {
            if (in_piece && (json ? begin < piece_end : next_record < marks.record_count)) {
                return true;
            }
            if (in_piece && !advance()) {
                break;
            }
            begin_piece();
        }
        return false;
    }

    void begin_piece() {
        in_piece = true;
        piece = begin;
        arena.clear(room);
        // The end of the file ends its last line; a CR there does not.
        bool const last = at_end && !bad && !unreadable && begin != sound;
        char const final_byte = last ? buffer[sound - 1] : '\n';
        bool const add_feed = final_byte != '\n' && (json || final_byte != '\r');
        if (add_feed) {
            buffer[sound] = '\n';
        }
        if (json) {
            auto const feed = std::string_view(buffer.get() + begin, sound - begin).rfind('\n');
            piece_end = add_feed                         ? sound
                        : feed == std::string_view::npos ? begin
                                                         : begin + feed + 1;
            if (piece_end != begin) {
                tokens.begin(buffer.get() + begin, piece_end - begin);
            }
            return;
        }
        next_record = next_cell = next_quoted = 0;
        std::size_t const size = sound - begin + (add_feed ? 1 : 0);
        marks.begin(size);
        split(buffer.get() + begin, size, marks);
    }

    /// Nothing whole is left of the piece: reads on. False: the end, or a fault of the file.
    bool advance() {
        in_piece = false;
        bool const odd = !json && marks.odd != detail::csv_marks::none;
        if (odd) {
            break_at(std::min(piece + marks.odd + 8, loaded));
        } else if (bad) {
            break_at(std::min(sound + 8, loaded));
        } else if (at_end && begin == sound && !unreadable) {
            ended = true;
        } else if (at_end || unreadable ||
                   sound - begin > options.text.longest_line + options.text.chunk + 64) {
            break_at(loaded);
        } else {
            fill(how.buffer);
            return true;
        }
        return false;
    }

    // --- records of CSV --------------------------------------------------------------------------

    /// The next record of the piece, which begins at `begin`.
    record take_record() {
        record out;
        out.first = next_cell;
        next_cell = marks.records[next_record++];
        out.count = next_cell - out.first;
        std::size_t const end = marks.cells[next_cell - 1];
        out.end = piece + end;
        out.quoted = has_quote(begin - piece, end);
        return out;
    }

    /// Whether a quote stands between two offsets of the piece. Both grow from call to call.
    [[nodiscard]] bool has_quote(std::size_t from, std::size_t to) {
        for (; next_quoted < marks.quoted_count; ++next_quoted) {
            auto const& block = marks.quoted[next_quoted];
            if (block.begin >= to) {
                return false;
            }
            std::size_t const passed = from > block.begin ? from - block.begin : 0;
            std::uint64_t const quotes = passed < 64 ? block.quotes >> passed << passed : 0;
            if (quotes != 0) {
                return block.begin + static_cast<std::size_t>(std::countr_zero(quotes)) < to;
            }
        }
        return false;
    }

    /// Where the record after `found` begins.
    [[nodiscard]] std::size_t after(record const& found) const {
        return std::min(found.end + 1, sound);
    }

    /// A line without any character.
    [[nodiscard]] bool is_blank(record const& found) const {
        return found.end == begin || (found.end == begin + 1 && buffer[begin] == '\r');
    }

    void pass(record const& found) {
        ++line;
        if (found.quoted) {
            std::string_view const text(buffer.get() + begin, found.end - begin);
            for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
                ++line;
            }
        }
        begin = after(found);
    }

    /// The texts of the cells, and which are not empty. Pre: `cells` has room for them.
    [[gnu::always_inline]] std::uint32_t read_cells(record const& found) {
        char const* const text = buffer.get() + piece;
        std::uint32_t const* const ends = marks.cells.get() + found.first;
        auto from = static_cast<std::uint32_t>(begin - piece);
        std::size_t const last = found.count - 1;
        std::uint32_t filled = 0;
        std::string_view* const to = cells.data();
        std::uint32_t const* const bit = bits.data();
        bool const known = bits.size() == found.count;
        std::uint32_t const last_end = ends[last] - (text[ends[last] - 1] == '\r' ? 1U : 0U);
        if (!found.quoted && known) {
            for (std::size_t i = 0; i < last; ++i) {
                std::uint32_t const end = ends[i];
                to[i] = std::string_view(text + from, end - from);
                filled |= bit[i] & (0U - static_cast<std::uint32_t>(end != from));
                from = end + 1;
            }
            to[last] = std::string_view(text + from, last_end - from);
            return filled | (last_end != from ? bit[last] : 0U);
        }
        for (std::size_t i = 0; i <= last; ++i) {
            std::uint32_t const end = i == last ? last_end : ends[i];
            to[i] = without_quotes(std::string_view(text + from, end - from));
            filled |= known && !to[i].empty() ? bit[i] : 0U;
            from = end + 1;
        }
        return filled;
    }

    std::string_view without_quotes(std::string_view cell) {
        if (cell.empty() || cell.front() != '"') {
            return cell;
        }
        cell = cell.substr(1, cell.size() - 2);
        auto quote = cell.find('"');
        if (quote == cell.npos) {
            return cell;
        }
        char* const to = arena.here();
        std::size_t size = 0;
        for (std::size_t from = 0;;) {
            // Of two quotes the first one is kept.
            std::size_t const end = quote == cell.npos ? cell.size() : quote + 1;
            std::memcpy(to + size, cell.data() + from, end - from);
            size += end - from;
            if (quote == cell.npos) {
                break;
            }
            from = end + 1;
            quote = cell.find('"', from);
        }
        return arena.keep(size);
    }

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
                if (read_plain(filled, rows[index])) {
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
        using detail::column;
        std::string_view const* const cell = cells.data();
        std::string_view const on = cell[place_of[static_cast<std::size_t>(column::on)]];
        int const what =
            tables.event_words.find(cell[place_of[static_cast<std::size_t>(column::event)]]);
        date when;
        if (what < 0 || on.size() != 10 || !detail::plain_day(tables, on.data(), when)) {
            return false;
        }
        to = blank;
        to.on = when;
        to.what = static_cast<event>(what);
        to.application = cell[place_of[static_cast<std::size_t>(column::application)]];
        if (!to.application.empty() && !detail::plain_key(tables, to.application)) {
            return false;
        }
        for (text_place const each : texts) {
            to.*each.member = cell[each.at];
        }
        for (std::uint32_t rest = filled & detail::typed_columns; rest != 0; rest &= rest - 1) {
            auto const c = static_cast<unsigned>(std::countr_zero(rest));
            if (!detail::put_typed(tables, static_cast<column>(c), cell[place_of[c]], to)) {
                return false;
            }
        }
        if (!detail::is_plain(tables.rules[static_cast<std::size_t>(what)], to, filled)) {
            return false;
        }
        to.filled = filled & ~(to.seq == 0 ? bit_of(column::seq) : 0U) & ~detail::extra_bit;
        if ((filled & detail::extra_bit) != 0) {
            put_extra(to);
        }
        return true;
    }

    void put_extra(log_row& to) {
        std::size_t const from = extra_count;
        for (std::size_t const at : extras) {
            if (!cells[at].empty()) {
                extra_cells[extra_count++] = {columns[at].extra, cells[at]};
            }
        }
        to.extra = std::span(extra_cells.data() + from, extra_count - from);
    }

    // --- rows that are not plainly sound ---------------------------------------------------------

    /// From `cells`, as event_reader does.
    void take_built(record const& found) {
        row.begin({line, 1});
        detail::place at{line, 1};
        detail::place last = at;
        auto from = static_cast<std::uint32_t>(begin - piece);
        for (std::size_t i = 0; i < found.count; ++i) {
            if (i < columns.size()) {
                if (auto const& of = columns[i]; of.known) {
                    row.put(*of.known, cells[i], at);
                } else {
                    row.put_extra(of.extra, cells[i]);
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
            row.wrong.reset();
            row.complain(code::field_count, last,
                         std::to_string(found.count) + " cells in " +
                             std::to_string(columns.size()) + " columns");
            row.made = {};
            row.made.line = line;
        }
        keep_built();
    }

    /// Moves over a cell and its comma.
    static void move_over(std::string_view cell, detail::place& at) {
        auto const feeds = static_cast<std::size_t>(std::count(cell.begin(), cell.end(), '\n'));
        if (feeds != 0) {
            at.line += feeds;
            at.column = 1;
            cell.remove_prefix(cell.rfind('\n') + 1);
        }
        at.column += count_characters(cell) + 1;
    }

    /// Adds what `row` has made of a row, or the fault.
    void keep_built() {
        said.clear();
        row.finish(said);
        draft_was_asked = false;
        if (row.wrong) {
            waiting = row.wrong;
            waiting->file = name;
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
            QIXIAN_EXPECTS(made->has_value());
            keep(*std::move(made).value());
        } else if (asked->stopped()) {
            broken = made.error();
        } else {
            draft_was_asked = true;
            waiting = made.error();
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
                if (known || read_line(text, to)) {
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
        if (!started && !broken) {
            start();
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
            return *broken;
        }
        return batch{};
    }

    /// One row at a time, so that the reader knows its columns.
    result<batch> next_of_whole() {
        auto found = whole->next();
        stopped = whole->stopped();
        if (!found) {
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

    [[nodiscard]] std::size_t column_of(log_row const& of, std::string_view cell) const {
        if (whole) {
            return whole->column_of(cell);
        }
        if (json) {
            detail::row_builder again;
            again.begin({1, 1});
            detail::json_row(again, of.raw, 1).read();
            return again.where(cell).column;
        }
        auto const known = detail::column_named(cell);
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
    if (path == "-") {
        return over(stdin, path, options, how);
    }
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) {
        return detail::cannot_read(path, errno);
    }
    auto reader = over(file, path, options, how);
    reader.state_->close = true;
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
QIXIAN_DECL std::span<row_warning const> bulk_reader::warnings() const noexcept {
    return state_->warnings;
}

QIXIAN_DECL entry const& bulk_reader::draft() const noexcept {
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

QIXIAN_DECL std::string_view bulk_reader::header() const noexcept { return state_->header; }

QIXIAN_DECL std::uint64_t bulk_reader::bytes() const noexcept { return state_->read; }
QIXIAN_DECL std::string const& bulk_reader::name() const noexcept { return state_->name; }

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
    e.application = row.application;
    e.agency = row.agency;
    e.on = row.on;
    e.what = row.what;
    e.applicant = row.applicant;
    e.channel = row.channel;
    e.days = row.days;
    e.days_unit = row.days_unit;
    e.until = row.until;
    e.delivered = row.delivered;
    e.ref = row.ref;
    e.re = row.re;
    e.kind = row.kind;
    e.view = row.view;
    e.outcome = row.outcome;
    e.ground = row.ground;
    e.result = row.result;
    e.amount_fen = row.amount_fen;
    e.desk = row.desk;
    e.part_of = row.part_of;
    e.related = row.related;
    e.applicant_ref = row.applicant_ref;
    e.id = row.id;
    e.seq = row.seq;
    e.recorded = row.recorded;
    e.note = row.note;
    for (auto const& [name, value] : row.extra) {
        e.extra.emplace_back(name, value);
    }
    e.line = row.line;
    return e;
}

}  // namespace qixian::inline v0
