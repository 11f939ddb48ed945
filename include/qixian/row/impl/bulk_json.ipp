// Lines of NDJSON: simdjson tells where the values stand, a row is read from there.
//
// simdjson's first stage checks strings and finds every token; a row of a log is flat, so that the
// tokens of a line say all. Anything but `{"key":"text or number", …}` is left to json_row.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/row/impl/bulk_cells.ipp"

namespace qixian::inline v0::detail {

/// Texts that do not stand in the buffer as they are read. Nothing moves until `clear`.
class text_arena {
public:
    /// Forgets all texts; there is room for `bytes` then.
    void clear(std::size_t bytes) {
        if (room_ < bytes) {
            room_ = bytes;
            held_.reset();
        }
        used_ = 0;
    }

    /// Where the next text may be written.
    [[nodiscard]] char* here() {
        if (!held_) {
            held_.reset(new char[room_ + bulk_padding]);
        }
        return held_.get() + used_;
    }

    /// Keeps the `size` bytes that were written there.
    std::string_view keep(std::size_t size) {
        std::string_view const text(here(), size);
        used_ += size;
        return text;
    }

    [[nodiscard]] std::size_t used() const { return used_; }

    /// Forgets what was kept since `used` was so much.
    void rewind(std::size_t used) { used_ = used; }

private:
    std::unique_ptr<char[]> held_{};
    std::size_t room_ = 0;
    std::size_t used_ = 0;
};

using host_cells = std::vector<std::pair<std::string_view, std::string_view>>;

/// A piece of NDJSON, of whole lines.
class json_piece {
public:
    /// Takes the piece that is next; its lines are read in their order.
    void begin(char const* text, std::size_t size) {
        text_ = text;
        size_ = size;
        if (room_ < size) {
            room_ = size;
            if (engine_ ? engine_->set_capacity(size)
                        : simdjson::get_active_implementation()->create_dom_parser_implementation(
                              size, 1, engine_)) {
                throw std::bad_alloc();
            }
        }
        whole_ = scan(text, size);
        find_slash(text);
    }

    /// Reads the line that begins at `from` into `row`, which is fresh. The result is its length
    /// without its line end; 0: it is not plainly sound, or not alone in its line.
    std::size_t read(bulk_tables const& tables, char const* from, log_row& row, host_cells& extra,
                     text_arena& arena) {
        if (!whole_) {
            return 0;
        }
        if (slash_ < from) {
            find_slash(from);
        }
        auto const first = static_cast<std::uint32_t>(from - base_);
        while (next_ < count_ && tokens()[next_] < first) {
            ++next_;
        }
        if (next_ == count_ || tokens()[next_] != first) {
            return 0;
        }
        std::size_t const used = arena.used();
        std::uint32_t const last =
            read_object(tables, static_cast<std::uint32_t>(size_), row, extra, arena);
        char const* end = base_ + last + 1;
        char const* const piece_end = text_ + size_;
        if (last != 0 && end != piece_end && *end == '\r') {
            ++end;
        }
        if (last == 0 || (end != piece_end && *end != '\n')) {
            // The line will be read again, and there is room for each text once.
            arena.rewind(used);
            return 0;
        }
        next_ = after_;
        return static_cast<std::size_t>(end - from);
    }

    /// The same of a line whose end is known.
    bool read(bulk_tables const& tables, std::string_view text, log_row& row, host_cells& extra,
              text_arena& arena) {
        // With one bad line in the piece, no token of it can be relied on.
        if (!whole_ && !scan(text.data(), text.size())) {
            return false;
        }
        if (slash_ < text.data()) {
            find_slash(text.data());
        }
        auto const first = static_cast<std::uint32_t>(text.data() - base_);
        auto const end = static_cast<std::uint32_t>(first + text.size());
        while (next_ < count_ && tokens()[next_] < first) {
            ++next_;
        }
        bool const sound = read_object(tables, end, row, extra, arena) != 0 &&
                           (after_ == count_ || tokens()[after_] >= end);
        next_ = sound ? after_ : next_;
        return sound;
    }

private:
    [[nodiscard]] std::uint32_t const* tokens() const { return engine_->structural_indexes.get(); }

    bool scan(char const* text, std::size_t size) {
        base_ = text;
        next_ = count_ = 0;
        auto const error = engine_->stage1(reinterpret_cast<std::uint8_t const*>(text), size,
                                           simdjson::stage1_mode::regular);
        if (error) {
            return false;
        }
        count_ = engine_->n_structural_indexes;
        return true;
    }

    void find_slash(char const* from) {
        char const* const end = text_ + size_;
        void const* const found = std::memchr(from, '\\', static_cast<std::size_t>(end - from));
        slash_ = found != nullptr ? static_cast<char const*>(found) : end;
    }

    /// What stands from `from` up to `to`, without the blanks at its end.
    [[nodiscard]] std::string_view token(std::uint32_t from, std::uint32_t to) const {
        while (to > from &&
               (base_[to - 1] == ' ' || base_[to - 1] == '\t' || base_[to - 1] == '\r')) {
            --to;
        }
        return {base_ + from, to - from};
    }

    /// Whether only blanks stand between two tokens, and no line end.
    [[nodiscard]] bool is_near(std::uint32_t token, std::uint32_t next) const {
        while (++token < next) {
            if (base_[token] == '\n') {
                return false;
            }
        }
        return true;
    }

    /// Reads the object whose tokens come next and lie before `end`, where a line or the piece is
    /// over. The result is the offset of its closing brace; 0: it is not plainly sound.
    std::uint32_t read_object(bulk_tables const& tables, std::uint32_t end, log_row& row,
                              host_cells& extra, text_arena& arena) {
        std::uint32_t const* at = tokens() + next_;
        std::uint32_t const* const last = tokens() + count_;
        if (last - at < 5 || base_[*at] != '{') {
            return 0;
        }
        ++at;
        std::uint32_t seen = 0;
        std::uint32_t filled = 0;
        extra.clear();
        for (;; at += 4) {
            // Key, colon, value, and what follows it.
            if (last - at < 4 || at[3] >= end || base_[at[0]] != '"' || base_[at[1]] != ':' ||
                !is_near(at[-1], at[0]) || !is_near(at[1], at[2])) {
                return 0;
            }
            char const after = base_[at[3]];
            std::string_view const key = token(at[0], at[1]);
            std::string_view const raw = token(at[2], at[3]);
            if ((after != ',' && after != '}') || key.size() < 3 || key.back() != '"' ||
                raw.empty()) {
                return 0;
            }
            std::string_view const name(key.data() + 1, key.size() - 2);
            int const found = tables.columns.find(name);
            std::string_view text;
            if (raw.front() == '"') {
                if (raw.size() < 2 || raw.back() != '"') {
                    return 0;
                }
                text = std::string_view(raw.data() + 1, raw.size() - 2);
                if (slash_ < text.data() + text.size() && text.find('\\') != text.npos &&
                    !unescape(text, arena)) {
                    return 0;
                }
            } else if (raw != "null") {
                bool const takes_numbers =
                    found >= 0 && ((number_cells >> static_cast<unsigned>(found)) & 1U) != 0;
                if (!takes_numbers || !is_plain_number(raw)) {
                    return 0;
                }
                text = raw;
            }
            if (found < 0) {
                if (!take_extra(name, text, extra)) {
                    return 0;
                }
            } else {
                auto const bit = std::uint32_t{1} << static_cast<unsigned>(found);
                if ((seen & bit) != 0) {
                    return 0;
                }
                seen |= bit;
                if (!text.empty()) {
                    filled |= bit;
                    if (!put_cell(tables, static_cast<cell>(found), text, row)) {
                        return 0;
                    }
                }
            }
            if (after == '}') {
                break;
            }
        }
        std::uint32_t const brace = at[3];
        at += 4;
        // Nothing more before the end; and a row that says what every row must.
        if ((filled & bit_of(cell::event)) == 0 ||
            !is_plain(tables.rules[static_cast<std::size_t>(row.what)], row, filled)) {
            return 0;
        }
        after_ = static_cast<std::size_t>(at - tokens());
        row.filled = row.seq == 0 ? filled & ~bit_of(cell::seq) : filled;
        if (!extra.empty()) {
            std::sort(extra.begin(), extra.end());
            auto const twice =
                std::adjacent_find(extra.begin(), extra.end(),
                                   [](auto const& a, auto const& b) { return a.first == b.first; });
            if (twice != extra.end()) {
                return 0;
            }
            std::erase_if(extra, [](auto const& each) { return each.second.empty(); });
        }
        return brace;
    }

    /// Digits as JSON writes them; a point among them.
    static bool is_plain_number(std::string_view raw) {
        bool const leading = raw.front() == '0' && raw.size() > 1 && raw[1] != '.';
        return !leading && raw.front() != '.' && std::all_of(raw.begin(), raw.end(), [](char c) {
            return (c >= '0' && c <= '9') || c == '.';
        });
    }

    static bool take_extra(std::string_view name, std::string_view text, host_cells& extra) {
        if (!is_host_column(name) || name.find('\\') != name.npos) {
            return false;
        }
        extra.emplace_back(name, text);
        return true;
    }

    /// `text` without its escapes. False: surrogates or a NUL among them, or no escape at all.
    bool unescape(std::string_view& text, text_arena& arena) const {
        for (auto at = text.find('\\'); at != text.npos; at = text.find('\\', at + 2)) {
            auto const after = text.substr(at + 1, 2);
            if (after == "ud" || after == "uD") {
                return false;
            }
        }
        auto* const out = reinterpret_cast<std::uint8_t*>(arena.here());
        auto const* const done =
            engine_->parse_string(reinterpret_cast<std::uint8_t const*>(text.data()), out);
        if (done == nullptr) {
            return false;
        }
        text = arena.keep(static_cast<std::size_t>(done - out));
        return text.find('\0') == text.npos;
    }

    std::unique_ptr<simdjson::internal::dom_parser_implementation> engine_{};
    std::size_t room_ = 0;
    char const* text_ = nullptr;
    std::size_t size_ = 0;
    char const* base_ = nullptr;   ///< where the offsets of tokens begin
    char const* slash_ = nullptr;  ///< the first backslash from the line on
    bool whole_ = false;           ///< the tokens are those of the piece, not of a line
    std::size_t next_ = 0;         ///< the first token that is not behind
    std::size_t after_ = 0;        ///< the one after the object read last
    std::size_t count_ = 0;
};

}  // namespace qixian::inline v0::detail
