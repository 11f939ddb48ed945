// One row of a log, from cells or from a line of JSON to an entry (row/impl/event_log.ipp).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/row/event_log.hpp"
#include "qixian/row/impl/lenient.ipp"
#include "qixian/rule/impl/cell_text.ipp"

namespace qixian::inline v0 {

namespace detail {

struct place {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// One row on its way from cells to an entry. What is wrong with it is kept; what follows is still
/// read, so that one knows whose row it was, and what else is wrong.
class row_builder {
public:
    explicit row_builder(cell_table const& cells = disclosure_cells, bool lenient = false)
        : cells_(&cells), lenient_(lenient) {
        QIXIAN_EXPECTS(cells.rows.size() == cell_count);
    }

    entry made{};
    std::optional<fault> wrong{};  ///< the first thing, by its place
    std::vector<fault> further{};  ///< … and what comes after it

    void begin(place at) {
        made = {};
        wrong.reset();
        further.clear();
        at_ = {};
        row_ = at;
        said_ = tried_ = 0;
        whole_ = true;
        made.line = at.line;
    }

    void complain(code what, place at, std::string detail, std::string_view field = {}) {
        complain({.what = what,
                  .detail = std::move(detail),
                  .line = at.line,
                  .column = at.column,
                  .field = std::string(field)});
    }

    void complain(fault why) {
        if (!wrong) {
            wrong = std::move(why);
        } else {
            further.push_back(std::move(why));
        }
    }

    /// The row could not be read to its end: what it lacks may stand where nobody has read.
    void cut_short() { whole_ = false; }

    /// Its cells stand under the wrong columns: nothing that they say is to be believed.
    void misplace(place at, std::size_t found, std::size_t expected) {
        wrong.reset();
        further.clear();
        cut_short();
        complain(code::field_count, at,
                 std::to_string(found) + " cells in " + std::to_string(expected) + " columns");
        auto const line = made.line;
        made = {};
        made.line = line;
    }

    /// Something stood in the cell, although nothing that can be taken.
    void tried(cell c) { tried_ |= bit(c); }

    [[nodiscard]] cell_table const& cells() const { return *cells_; }

    /// The cell of a column.
    [[nodiscard]] std::optional<cell> named(std::string_view heading) const {
        auto const c = cells_->named(heading);
        return c || !lenient_ ? c : column_named(*cells_, heading);
    }

    /// The column that a heading means that names none: a Chinese name of it, or one that is spelled so.
    struct meant_column {
        cell which{};
        bool by_name = false;  ///< `--lenient` takes it
    };
    [[nodiscard]] std::optional<meant_column> meant(std::string_view heading) const {
        if (auto const c = column_named(*cells_, heading)) {
            return meant_column{*c, true};
        }
        auto const c = column_meant(*cells_, heading);
        return c ? std::optional(meant_column{*c}) : std::nullopt;
    }

    /// A heading that names no column: how it would be read, or which one it is spelled like.
    [[nodiscard]] fault unknown(std::string_view heading, place at) const {
        fault why{.what = code::unknown_column,
                  .detail = excerpt(heading),
                  .line = at.line,
                  .column = at.column,
                  .field = excerpt(heading)};
        if (auto const is = meant(heading); is && is->by_name) {
            why.detail += lenient_hint((*cells_)[is->which].name);
        } else if (is) {
            why.allowed = {std::string((*cells_)[is->which].name)};
        }
        return why;
    }

    [[nodiscard]] bool has(cell c) const { return at_[static_cast<std::size_t>(c)].column != 0; }

    [[nodiscard]] place where(std::string_view name) const {
        auto const c = cells_->named(name);
        return c && has(*c) ? at_[static_cast<std::size_t>(*c)] : row_;
    }

    void put(cell c, std::string_view text, place at) {
        at_[static_cast<std::size_t>(c)] = at;
        if (text.empty()) {
            return;
        }
        tried(c);
        auto const& of = (*cells_)[c];
        std::string hint;
        auto const what = with_cell(c, [&](auto which) {
            auto& to = value_of<which.value>(made);
            auto why = read_cell(of, text, to);
            if (why) {
                auto const meant = canonical_text(of, text);
                auto trial = to;
                if (meant && !read_cell(of, *meant, trial)) {
                    if (lenient_) {
                        to = std::move(trial);
                        why.reset();
                    } else {
                        hint = lenient_hint(*meant);
                    }
                }
            }
            said_ |= !why && says_something(to) ? bit(c) : 0U;
            return why;
        });
        if (what) {
            complain(*what, at, excerpt(text) + hint, of.name);
        }
    }

    void put_extra(std::string_view name, std::string_view text) {
        if (!text.empty()) {
            made.extra.emplace_back(name, text);
        }
    }

    /// What the cells say together. `warnings` takes the cells without use.
    void finish(std::vector<fault>& warnings) {
        std::sort(made.extra.begin(), made.extra.end());
        auto const& of_event = masks_of(made.what);
        bool const lacks = (of_event.needed & ~said_) != 0;
        // Of an event that is no word of ours, who knows what it needs.
        bool const told = ((said_ | ~tried_) & bit(cell::event)) != 0;
        for (auto const& each : lacks&& whole_ ? cells_->rows : std::span<cell_row const>{}) {
            bool const needed =
                told ? each.needed.contains(made.what) : each.needed == event_set::all();
            if (each.group == cell_group::identity && needed &&
                ((said_ | tried_) & bit(each.which)) == 0) {
                complain(code::missing_value, where(each.name), {}, each.name);
            }
        }
        if (lenient_ && !wrong) {
            put_canonical();
        }
        if (!wrong) {
            if (auto why = lacks ? first_fault(*cells_, made) : check_together(*cells_, made)) {
                auto const at = where(why->field);
                complain(why->what, at, std::move(why->detail), why->field);
            }
        }
        if (wrong) {
            put_in_order();
            return;
        }
        if ((said_ & ~of_event.used) == 0) {
            return;
        }
        for (auto const c : unused_cells(*cells_, made)) {
            auto const& of = (*cells_)[c];
            auto const at = where(of.name);
            warnings.push_back({.what = code::unused_cell,
                                .detail = std::string(code_of(made.what)),
                                .line = at.line,
                                .column = at.column,
                                .field = std::string(of.name)});
            // The row is nobody's then: a report is no application's.
            if (c == cell::application) {
                made.application.clear();
            }
        }
    }

private:
    /// Faults by their place, each with the words that its cell may hold.
    void put_in_order() {
        if (!further.empty()) {
            further.insert(further.begin(), std::move(*wrong));
            // What stands nowhere, a key that is not there, comes last.
            auto const stands = [this](fault const& why) {
                auto const c = cells_->named(why.field);
                return why.what != code::missing_value || (c && has(*c));
            };
            std::stable_sort(further.begin(), further.end(), [&](fault const& a, fault const& b) {
                return std::tuple(!stands(a), a.line, a.column) <
                       std::tuple(!stands(b), b.line, b.column);
            });
            wrong = std::move(further.front());
            further.erase(further.begin());
        }
        list_allowed(*wrong);
        for (auto& each : further) {
            list_allowed(each);
        }
    }

    void list_allowed(fault& why) const {
        auto const c = cells_->named(why.field);
        if (!c || (*cells_)[*c].type != cell_type::word || why.what == code::missing_value ||
            why.what == code::json_type || why.what == code::json_syntax ||
            why.what == code::nul_byte) {
            return;
        }
        auto const& words = (*cells_)[*c].words;
        bool const told = *c != cell::event && (said_ & bit(cell::event)) != 0;
        auto const taken = told ? cells_->words_allowed(*c, made.what) : ~std::uint32_t{0};
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i >= 32 || ((taken >> i) & 1U) != 0) {
                why.allowed.emplace_back(words[i]);
            }
        }
    }

    /// Texts that a person may write in another way: now that the day of the row is known.
    void put_canonical() {
        for (auto const& each : cells_->rows) {
            if (each.canonical == nullptr || (said_ & bit(each.which)) == 0) {
                continue;
            }
            with_cell(each.which, [&](auto which) {
                if constexpr (std::is_same_v<member_type<which.value>, std::string>) {
                    auto& text = value_of<which.value>(made);
                    if (auto got = each.canonical(text, made.on)) {
                        text = std::move(got).value();
                    } else {
                        complain(got.error().what, where(each.name), got.error().detail, each.name);
                    }
                }
            });
        }
    }

    static constexpr std::uint32_t bit(cell c) {
        return std::uint32_t{1} << static_cast<unsigned>(c);
    }

    /// The cells of an event, as bits. Looked up once for each event that comes.
    struct event_masks {
        std::uint32_t needed = 0;
        std::uint32_t used = 0;
    };

    event_masks const& masks_of(event what) {
        auto& of = masks_[static_cast<std::size_t>(what) % masks_.size()];
        if (of.used == 0) {
            for (auto const& each : cells_->rows) {
                of.needed |= each.needed.contains(what) ? bit(each.which) : 0U;
                of.used |= each.used.contains(what) ? bit(each.which) : 0U;
            }
        }
        return of;
    }

    cell_table const* cells_;
    bool lenient_;
    std::array<event_masks, 64> masks_{};
    std::array<place, cell_count> at_{};
    place row_{};
    std::uint32_t said_ = 0;   ///< cells whose text could be read, and says something
    std::uint32_t tried_ = 0;  ///< cells in which something stands
    bool whole_ = true;        ///< all of the row was read
};

/// Lets one see how far a parser has read.
struct watched_character {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;

    char const* at = nullptr;
    char const** reached = nullptr;

    reference operator*() const { return *at; }
    watched_character& operator++() {
        *reached = ++at;
        return *this;
    }
    watched_character operator++(int) {
        auto const before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(watched_character a, watched_character b) { return a.at == b.at; }
    friend bool operator!=(watched_character a, watched_character b) { return a.at != b.at; }
};

/// Takes one line of NDJSON as the parser meets it: no tree is built, so nothing nests in memory.
class json_row {
public:
    json_row(row_builder& to, std::string_view text, std::size_t line)
        : to_(to), text_(text), line_(line), reached_(text.data()) {}

    void read() {
        auto const begin = text_.find_first_not_of(" \t\r");
        first_ = at(begin);
        to_.begin(first_);
        // nlohmann::json would pass over a byte order mark at the head of any line.
        if (text_.starts_with("\xEF\xBB\xBF")) {
            to_.complain(code::json_syntax, first_, "a byte order mark inside the text");
            to_.cut_short();
            return;
        }
        char const* const end = text_.data() + text_.size();
        nlohmann::json::sax_parse(watched_character{text_.data(), &reached_},
                                  watched_character{end, &reached_}, this);
    }

    bool null() { return take("null", std::string_view{}); }
    bool boolean(bool value) { return take(value ? "true" : "false", std::nullopt); }
    bool number_integer(std::int64_t value) { return take_number(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) { return take_number(std::to_string(value)); }
    bool number_float(double, std::string const& text) { return take_number(text); }
    bool string(std::string const& text) { return take("string", std::string_view(text)); }
    bool binary(std::vector<std::uint8_t> const&) { return false; }

    bool start_object(std::size_t) { return open("object"); }
    bool start_array(std::size_t) { return depth_ == 0 ? not_an_object("array") : open("array"); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string const& name) {
        if (depth_ != 1) {
            return true;
        }
        auto const end = static_cast<std::size_t>(reached_ - text_.data());
        auto const begin = opening_quote(end);
        auto value = text_.find_first_not_of(" \t\r", end);
        if (value != text_.npos && text_[value] == ':') {
            value = text_.find_first_not_of(" \t\r", value + 1);
        }
        value_ = at(value);
        name_ = name;
        column_ = to_.named(name);
        bool const again = column_ ? to_.has(*column_) : extras_.contains(name);
        if (again) {
            to_.complain(code::json_syntax, at(begin), "the key stands twice", name);
        } else if (!column_ && is_host_column(name)) {
            extras_.insert(name);
        } else if (!column_) {
            to_.complain(to_.unknown(name, at(begin)));
        }
        skip_ = again || (!column_ && !is_host_column(name));
        return true;
    }

    bool parse_error(std::size_t position, std::string const&,
                     nlohmann::json::exception const& why) {
        bool const too_large = why.id == 406;
        auto const where = too_large ? value_ : at(position == 0 ? 0 : position - 1);
        to_.complain(too_large ? code::bad_number : code::json_syntax, where, {},
                     too_large ? std::string_view(name_) : std::string_view{});
        to_.cut_short();
        return false;
    }

private:
    /// The place of the character that holds byte `offset`.
    [[nodiscard]] place at(std::size_t offset) const {
        offset = std::min(offset, text_.size());
        while (offset > 0 && offset < text_.size() &&
               (static_cast<unsigned char>(text_[offset]) & 0xC0U) == 0x80U) {
            --offset;
        }
        // Keys are told from left to right: what stands before one was counted for the last.
        if (offset < counted_to_) {
            counted_ = counted_to_ = 0;
        }
        counted_ += count_characters(text_.substr(counted_to_, offset - counted_to_));
        counted_to_ = offset;
        return {line_, counted_ + 1};
    }

    /// Where the string that ends before `end` begins: a quote inside it has a backslash.
    [[nodiscard]] std::size_t opening_quote(std::size_t end) const {
        for (std::size_t i = end - 1; i-- > 0;) {
            if (text_[i] == '"') {
                std::size_t slashes = 0;
                while (slashes < i && text_[i - 1 - slashes] == '\\') {
                    ++slashes;
                }
                if (slashes % 2 == 0) {
                    return i;
                }
            }
        }
        return 0;
    }

    bool not_an_object(std::string_view type) {
        to_.complain(code::json_type, first_, std::string(type) + " instead of an object");
        to_.cut_short();
        return false;
    }

    bool open(std::string_view type) {
        if (depth_++ == 1 && !skip_) {
            refuse_value(code::json_type, std::string(type));
        }
        return true;
    }

    bool close() {
        --depth_;
        return true;
    }

    void refuse_value(code what, std::string detail) {
        to_.complain(what, value_, std::move(detail), name_);
        if (column_) {
            to_.tried(*column_);
        }
    }

    bool take_number(std::string const& text) {
        bool const fits = column_ && reads_number(to_.cells()[*column_].type);
        return take("number", fits ? std::optional<std::string_view>(text) : std::nullopt);
    }

    /// A value of `type`; its text, if a cell may have that type.
    bool take(std::string_view type, std::optional<std::string_view> text) {
        if (depth_ == 0) {
            return not_an_object(type);
        }
        if (depth_ > 1 || skip_) {
            return true;
        }
        if (!text) {
            refuse_value(code::json_type, std::string(type));
        } else if (text->find('\0') != text->npos) {
            refuse_value(code::nul_byte, {});
        } else if (column_) {
            to_.put(*column_, *text, value_);
        } else {
            to_.put_extra(name_, *text);
        }
        return true;
    }

    row_builder& to_;
    std::string_view text_;
    std::size_t line_;
    char const* reached_;
    mutable std::size_t counted_to_ = 0;  ///< bytes of the line …
    mutable std::size_t counted_ = 0;     ///< … and the characters that they are
    place first_{};
    place value_{};
    std::string name_{};
    std::optional<cell> column_{};
    std::set<std::string> extras_{};
    std::size_t depth_ = 0;
    bool skip_ = false;
};

}  // namespace detail

}  // namespace qixian::inline v0
