// A log on its way to the bulk reader (row/impl/bulk_reader.ipp): its header row, its pieces, and the
// records of CSV in them; and what an event_reader says where the text itself is at fault.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/row/bulk_reader.hpp"
#include "qixian/row/impl/bulk_bytes.ipp"
#include "qixian/row/impl/bulk_cells.ipp"
#include "qixian/row/impl/bulk_json.ipp"
#include "qixian/row/impl/bulk_split.ipp"

namespace qixian::inline v0::detail {

struct bulk_pieces : bulk_bytes {
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    struct header_cell {
        std::optional<cell> known{};
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
    bulk_tables const& tables = bulk_tables::get();
    csv_splitter split = nullptr;
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
    std::array<std::size_t, cell_count> place_of{};
    std::vector<std::size_t> extras{};  ///< places of the `x_` columns, sorted by name

    // The piece that is being read: whole records, from `piece` on.
    bool in_piece = false;
    std::size_t piece = 0;
    std::size_t piece_end = 0;  ///< NDJSON
    csv_marks marks{};
    std::size_t next_record = 0;
    std::size_t next_cell = 0;
    std::size_t next_quoted = 0;
    std::vector<std::string_view> cells{};
    json_piece tokens{};
    text_arena arena{};

    // What event_reader was asked.
    std::vector<fault> said{};
    std::string asked_text{};
    std::optional<event_reader> asked{};
    entry asked_draft{};
    std::vector<fault> asked_further{};
    std::vector<fault> broken_further{};  ///< what else is wrong with the header row

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
            asked_further = asked->further_faults();
            for (auto& each : asked_further) {
                each.line += shift;
            }
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
        bool const plain = options.cells == &disclosure_cells &&
                           options.text.from == text_encoding::utf8 &&
                           options.text.longest_text == 0 && options.text.longest_line != 0 &&
                           options.text.longest_line <= std::size_t{1} << 30U;
        if (!plain) {
            auto source = file != nullptr ? text_source::over(file, name, options.text)
                                          : text_source::over(memory, name, options.text);
            whole.emplace(std::move(source), options.form, *options.cells, options.lenient);
            started = true;
            return;
        }
        split = splitter_of(how.lanes);
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
            cells.resize(found.count);
            read_cells(found);
            if (without_padding(found.count) == 0) {
                pass(found);
                continue;
            }
            auto const why = ask(after(found));
            if (why) {
                take_header(found);
                pass(found);
            } else {
                broken = why.error();
                broken_further = asked_further;
            }
            return;
        }
        if (ended) {
            // Nothing but line ends.
            auto none = event_reader::over({}, name, {.form = log_form::csv});
            broken = none.next().error();
        }
    }

    /// Its cells have been read.
    void take_header(record const& found) {
        header.assign(buffer.get() + begin, after(found) - begin);
        if (!header.ends_with('\n')) {
            header += '\n';
        }
        std::size_t const width = without_padding(found.count);
        place_of.fill(nowhere);
        row_builder const naming(disclosure_cells, options.lenient);
        for (std::size_t i = 0; i < width; ++i) {
            auto const known = naming.named(cells[i]);
            columns.push_back({known, known ? std::string{} : std::string(cells[i])});
            bits.push_back(known ? bit_of(*known) : extra_bit);
            if (known) {
                place_of[static_cast<std::size_t>(*known)] = i;
            } else {
                extras.push_back(i);
            }
        }
        for (auto const& each : free_texts) {
            if (auto const at = place_of[static_cast<std::size_t>(each.which)]; at != nowhere) {
                texts.push_back({at, each.member});
            }
        }
        std::sort(extras.begin(), extras.end(), [this](std::size_t a, std::size_t b) {
            return columns[a].extra < columns[b].extra;
        });
    }

    /// How many of the first `size` cells there are without a spreadsheet's padding.
    [[nodiscard]] std::size_t without_padding(std::size_t size) const {
        while (size != 0 && cells[size - 1].empty()) {
            --size;
        }
        return size;
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
        bool const odd = !json && marks.odd != csv_marks::none;
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

    std::string_view without_quotes(std::string_view text) {
        if (text.empty() || text.front() != '"') {
            return text;
        }
        text = text.substr(1, text.size() - 2);
        auto quote = text.find('"');
        if (quote == text.npos) {
            return text;
        }
        char* const to = arena.here();
        std::size_t size = 0;
        for (std::size_t from = 0;;) {
            // Of two quotes the first one is kept.
            std::size_t const end = quote == text.npos ? text.size() : quote + 1;
            std::memcpy(to + size, text.data() + from, end - from);
            size += end - from;
            if (quote == text.npos) {
                break;
            }
            from = end + 1;
            quote = text.find('"', from);
        }
        return arena.keep(size);
    }
};

}  // namespace qixian::inline v0::detail
