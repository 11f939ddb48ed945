// Records of CSV by RFC 4180 (row/text.hpp): quoting is libcsv's, positions are ours.
#pragma once

#include <csv.h>

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qixian/row/text.hpp"

namespace qixian::inline v0 {

struct csv_reader::state {
    struct span_of_cell {
        std::size_t begin = 0;
        std::size_t length = 0;
    };

    text_source source;
    csv_options options{};
    csv_parser parser{};
    std::string_view rest{};
    bool over = false;
    std::optional<fault> broken{};

    csv_record record{};
    std::string store{};
    std::vector<span_of_cell> spans{};
    std::size_t cells_seen = 0;
    bool record_ended = false;
    bool begun = false;       ///< the record has a character
    bool wants_feed = false;  ///< a CR outside quotes must be followed by LF
    std::size_t record_bytes = 0;

    std::size_t line = 1;
    std::size_t column = 1;
    std::size_t width = 0;  ///< cells of the first record, without padding; 0: it has not come

    state(text_source from, csv_options how) : source(std::move(from)), options(how) {
        if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
            throw std::bad_alloc();
        }
        // RFC 4180: spaces are part of a cell; libcsv would strip them.
        csv_set_space_func(&parser, [](unsigned char) { return 0; });
        csv_set_blk_size(&parser, 4096);
    }
    state(state const&) = delete;
    state& operator=(state const&) = delete;
    ~state() { csv_free(&parser); }

    static void on_cell(void* text, std::size_t length, void* self) {
        auto& to = *static_cast<state*>(self);
        to.spans.push_back({to.store.size(), length});
        if (length != 0) {
            to.store.append(static_cast<char const*>(text), length);
        }
    }

    static void on_record(int, void* self) { static_cast<state*>(self)->record_ended = true; }

    [[nodiscard]] fault fault_at(code what, std::size_t on_line, std::size_t at_column,
                                 std::string why) const {
        return fault{.what = what,
                     .detail = std::move(why),
                     .file = source.name(),
                     .line = on_line,
                     .column = at_column};
    }

    void begin_record() {
        store.clear();
        spans.clear();
        record.cells.clear();
        record.comment = false;
        record_ended = false;
        begun = false;
        record_bytes = 0;
        cells_seen = 0;
    }

    csv_record const* hand_over() {
        record.cells.resize(spans.size());
        for (std::size_t i = 0; i < spans.size(); ++i) {
            auto const text = std::string_view(store).substr(spans[i].begin, spans[i].length);
            record.cells[i].text = record.comment ? text : without_guard(text);
        }
        record.line = record.cells.front().line;
        return &record;
    }

    /// Notes where the cell that begins here begins.
    void begin_cell() {
        record.cells.push_back({.line = line, .column = column, .quoted = rest.front() == '"'});
        ++cells_seen;
    }

    void move_over(std::string_view text) {
        column += count_characters(text);
        record_bytes += text.size();
        rest.remove_prefix(text.size());
    }

    /// More text into an empty `rest`. False: the text is over, or broken.
    bool refill() {
        auto const chunk = source.next();
        if (!chunk) {
            broken = chunk.error();
            return false;
        }
        rest = *chunk;
        over = rest.empty();
        return !over;
    }

    /// A comment line, raw, up to its line end.
    csv_record const* take_comment() {
        record.comment = true;
        record.cells.push_back({.line = line, .column = column});
        for (;;) {
            auto const feed = rest.find('\n');
            auto const piece = rest.substr(0, feed);
            store += piece;
            rest.remove_prefix(piece.size());
            if (feed != std::string_view::npos) {
                rest.remove_prefix(1);
                ++line;
                column = 1;
                break;
            }
            if (!refill()) {
                if (broken) {
                    return nullptr;
                }
                break;
            }
        }
        if (!store.empty() && store.back() == '\r') {
            store.pop_back();
        }
        spans.push_back({0, store.size()});
        return hand_over();
    }

    result<csv_record const*> finish() {
        if (wants_feed) {
            broken = fault_at(code::csv_syntax, line, column - 1, "a CR without LF");
            return *broken;
        }
        if (!begun) {
            return nullptr;
        }
        if (csv_fini(&parser, &on_cell, &on_record, this) != 0) {
            auto const& cell = record.cells.back();
            broken =
                fault_at(code::csv_syntax, cell.line, cell.column, "this quote is never closed");
            return *broken;
        }
        // A comma was the last character: the empty cell after it begins at the very end.
        if (record.cells.size() < spans.size()) {
            record.cells.push_back({.line = line, .column = column});
        }
        begun = false;
        return hand_over();
    }

    result<csv_record const*> next() {
        for (;;) {
            auto got = next_as_written();
            if (!got || *got == nullptr || !options.as_wide_as_first || record.comment) {
                return got;
            }
            std::size_t size = record.cells.size();
            while (size != 0 && record.cells[size - 1].text.empty()) {
                --size;
            }
            if (size == 0) {
                continue;
            }
            width = width == 0 ? size : width;
            record.cells.resize(std::min(record.cells.size(), std::max(size, width)));
            return got;
        }
    }

    result<csv_record const*> next_as_written() {
        static constexpr auto structural = [] {
            std::array<bool, 256> marks{};
            for (char const each : {',', '"', '\n', '\r'}) {
                marks[static_cast<unsigned char>(each)] = true;
            }
            return marks;
        }();
        begin_record();
        for (;;) {
            if (broken) {
                return *broken;
            }
            if (rest.empty() && (over || !refill())) {
                if (broken) {
                    continue;
                }
                return finish();
            }
            char const first = rest.front();
            if (wants_feed) {
                if (first != '\n') {
                    broken = fault_at(code::csv_syntax, line, column - 1, "a CR without LF");
                    continue;
                }
                wants_feed = false;
                if (record_ended) {
                    rest.remove_prefix(1);
                    ++line;
                    column = 1;
                    return hand_over();
                }
            } else if (!begun && options.comment != '\0' && first == options.comment) {
                auto const* const comment = take_comment();
                if (comment == nullptr) {
                    continue;
                }
                return comment;
            }
            bool const ends_line = first == '\n' || first == '\r';
            if (!begun && ends_line) {
                // Blank, or the LF of a CRLF: libcsv would skip it as well.
                rest.remove_prefix(1);
                if (first == '\n') {
                    ++line;
                    column = 1;
                } else {
                    wants_feed = true;
                    ++column;
                }
                continue;
            }
            if (cells_seen == spans.size()) {
                begun = true;
                begin_cell();
            }
            std::size_t run = 0;
            while (run < rest.size() && !structural[static_cast<unsigned char>(rest[run])]) {
                ++run;
            }
            run = std::min(run + 1, rest.size());
            auto const piece = rest.substr(0, run);
            char const last = piece.back();
            std::size_t const taken =
                csv_parse(&parser, piece.data(), piece.size(), &on_cell, &on_record, this);
            if (taken != piece.size()) {
                if (csv_error(&parser) != CSV_EPARSE) {
                    throw std::bad_alloc();
                }
                bool const after_quote = record.cells.back().quoted;
                move_over(piece.substr(0, taken));
                broken = fault_at(code::csv_syntax, line, column,
                                  after_quote ? "only a comma or a line end may follow a "
                                                "closing quote"
                                              : "a quote inside a cell that does not begin "
                                                "with one");
                continue;
            }
            move_over(piece);
            if (last == '\n') {
                ++line;
                column = 1;
            } else if (last == '\r' && record_ended) {
                wants_feed = true;
                continue;
            }
            if (record_ended) {
                return hand_over();
            }
            if (record_bytes > source.options().longest_line) {
                auto const& cell = record.cells.back();
                broken = fault_at(code::line_too_long, cell.line, cell.column,
                                  "the record is still not over after " +
                                      std::to_string(record_bytes) + " bytes");
            }
        }
    }
};

QIXIAN_DECL csv_reader::csv_reader(text_source source, csv_options options)
    : state_(std::make_unique<state>(std::move(source), options)) {}
QIXIAN_DECL csv_reader::csv_reader(csv_reader&& other) noexcept = default;
QIXIAN_DECL csv_reader& csv_reader::operator=(csv_reader&& other) noexcept = default;
QIXIAN_DECL csv_reader::~csv_reader() = default;

QIXIAN_DECL result<csv_record const*> csv_reader::next() { return state_->next(); }
QIXIAN_DECL std::string const& csv_reader::name() const& noexcept { return state_->source.name(); }

QIXIAN_DECL std::string to_csv_cell(std::string_view cell, formulas as) {
    if (as == formulas::guarded && looks_like_formula(cell)) {
        return to_csv_cell("'" + std::string(cell), formulas::raw);
    }
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos &&
        !(cell.starts_with('#') || cell.starts_with(' ') || cell.ends_with(' '))) {
        return std::string(cell);
    }
    std::string quoted = "\"";
    for (char const each : cell) {
        quoted.append(each == '"' ? 2 : 1, each);
    }
    return quoted + '"';
}

}  // namespace qixian::inline v0
