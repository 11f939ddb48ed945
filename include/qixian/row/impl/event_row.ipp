#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

#include <nlohmann/json.hpp>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/row/event_log.hpp"

// One row of a log, from cells or from a line of JSON to an entry (row/impl/event_log.ipp).

namespace qixian::inline v0 {

namespace detail {

using column = log_column;

inline constexpr std::array<std::string_view, 26> column_names{
    "application",   "agency", "on",        "event",    "applicant", "channel", "days",
    "unit",          "until",  "delivered", "ref",      "re",        "kind",    "view",
    "outcome",       "ground", "result",    "amount",   "desk",      "part_of", "related",
    "applicant_ref", "id",     "seq",       "recorded", "note"};

inline std::optional<column> column_named(std::string_view name) {
    for (std::size_t i = 0; i < column_names.size(); ++i) {
        if (column_names[i] == name) {
            return static_cast<column>(i);
        }
    }
    return std::nullopt;
}

/// `x_…`, without control characters: a NUL cannot be in a CSV, and a line end has no place there.
inline bool is_host_column(std::string_view name) {
    return name.size() > 2 && name.starts_with("x_") &&
           std::none_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

template <class Int>
std::optional<Int> integer_of(std::string_view text) {
    Int value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// Yuan with at most two decimals, as fen.
inline std::optional<std::int64_t> fen_of(std::string_view text) {
    auto const dot = text.find('.');
    auto const yuan = text.substr(0, dot);
    auto const rest = dot == text.npos ? std::string_view{} : text.substr(dot + 1);
    auto const all_digits = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    bool const sound = !yuan.empty() && yuan.size() <= 15 && rest.size() <= 2 &&
                       (dot == text.npos || !rest.empty()) && all_digits(yuan) && all_digits(rest);
    if (!sound) {
        return std::nullopt;
    }
    std::int64_t fen = 0;
    for (char const c : yuan) {
        fen = fen * 10 + (c - '0');
    }
    for (std::size_t i = 0; i < 2; ++i) {
        fen = fen * 10 + (i < rest.size() ? rest[i] - '0' : 0);
    }
    return fen;
}

inline std::string yuan_text(std::int64_t fen) {
    std::string text = std::to_string(fen / 100);
    if (auto const cents = static_cast<int>(fen % 100); cents != 0) {
        text += '.';
        text += static_cast<char>('0' + cents / 10);
        text += static_cast<char>('0' + cents % 10);
    }
    return text;
}

inline constexpr std::int64_t seconds_a_day = 24 * 60 * 60;
inline constexpr std::int64_t china_offset = 8 * 60 * 60;

/// Whether the legal day of `when` is one that can be written.
inline bool has_legal_day(instant when) {
    auto const local = when.seconds + china_offset;
    static std::int64_t const first = days_between(day(19700101), day(19000101));
    static std::int64_t const last = days_between(day(19700101), day(99991231));
    return local >= first * seconds_a_day && local < (last + 1) * seconds_a_day;
}

/// The enumerator whose word is `text`, by a table of words in enumerator order.
template <class Enum, std::size_t Count>
std::optional<Enum> word_of(std::array<std::string_view, Count> const& words,
                            std::string_view text) {
    auto const found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) {
        return std::nullopt;
    }
    return static_cast<Enum>(found - words.begin());
}

struct place {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// One row on its way from cells to an entry. The first thing wrong with it is kept; what follows
/// is still read, so that one knows whose row it was.
class row_builder {
public:
    entry made{};
    std::optional<fault> wrong{};

    void begin(place at) {
        made = {};
        wrong.reset();
        at_ = {};
        row_ = at;
        has_on_ = has_event_ = false;
        made.line = at.line;
    }

    void complain(code what, place at, std::string detail, std::string_view field = {}) {
        if (!wrong) {
            wrong = fault{.what = what,
                          .detail = std::move(detail),
                          .line = at.line,
                          .column = at.column,
                          .field = std::string(field)};
        }
    }

    [[nodiscard]] bool has(column c) const { return at_[static_cast<std::size_t>(c)].column != 0; }

    [[nodiscard]] place where(std::string_view name) const {
        auto const c = column_named(name);
        return c && has(*c) ? at_[static_cast<std::size_t>(*c)] : row_;
    }

    void put(column c, std::string_view text, place at) {
        at_[static_cast<std::size_t>(c)] = at;
        if (text.empty()) {
            return;
        }
        if (auto const what = set(c, text)) {
            complain(*what, at, excerpt(text), column_names[static_cast<std::size_t>(c)]);
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
        bool const of_agency = has_event_ && made.what == event::year_closed;
        auto const need = [this](bool there, std::string_view name) {
            if (!there) {
                complain(code::missing_value, where(name), {}, name);
            }
        };
        need(of_agency || !made.application.empty(), "application");
        need(has_on_, "on");
        need(has_event_, "event");
        if (wrong) {
            return;
        }
        if (auto why = check(made)) {
            auto const at = where(why->field);
            complain(why->what, at, std::move(why->detail), why->field);
            return;
        }
        auto const warn = [&](std::string_view name) {
            auto const at = where(name);
            warnings.push_back({.what = code::unused_cell,
                                .detail = std::string(code_of(made.what)),
                                .line = at.line,
                                .column = at.column,
                                .field = std::string(name)});
        };
        if (of_agency && !made.application.empty()) {
            warn("application");
            made.application.clear();
        }
        for (auto const c : unused_cells(made)) {
            warn(cell_names[static_cast<std::size_t>(c)]);
        }
    }

private:
    template <class T, class U>
    static std::optional<code> keep(T& to, std::optional<U> const& value, code otherwise) {
        if (!value) {
            return otherwise;
        }
        to = *value;
        return std::nullopt;
    }

    template <class T>
    static std::optional<code> keep(T& to, result<date> const& value) {
        if (!value) {
            return value.error().what;
        }
        to = *value;
        return std::nullopt;
    }

    static std::optional<code> keep_text(std::string& to, std::string_view text) {
        to = text;
        return std::nullopt;
    }

    static std::optional<code> keep_key(std::string& to, std::string_view text) {
        if (!is_key(text)) {
            return code::bad_key;
        }
        to = text;
        return std::nullopt;
    }

    std::optional<code> set(column c, std::string_view text) {
        entry& e = made;
        switch (c) {
        case column::application: return keep_key(e.application, text);
        case column::agency: return keep_key(e.agency, text);
        case column::on: {
            auto const wrong_day = keep(e.on, parse_date(text));
            has_on_ = !wrong_day;
            return wrong_day;
        }
        case column::event: {
            auto const found = event_of(text);
            has_event_ = found.has_value();
            return keep(e.what, found, code::unknown_code);
        }
        case column::applicant: return keep(e.applicant, applicant_of(text), code::unknown_code);
        case column::channel:
            return keep(e.channel, word_of<channel>(channel_codes, text), code::unknown_code);
        case column::days: {
            auto const days = integer_of<int>(text);
            bool const in_range = days && *days >= 1 && *days <= 3660;
            return keep(e.days, in_range ? days : std::nullopt, code::bad_number);
        }
        case column::unit:
            return keep(e.days_unit, word_of<unit>(unit_codes, text), code::unknown_code);
        case column::until: return keep(e.until, parse_date(text));
        case column::delivered: return keep(e.delivered, parse_date(text));
        case column::ref: return keep_text(e.ref, text);
        case column::re: return keep_text(e.re, text);
        case column::kind: return keep(e.kind, word_of<kind>(kind_codes, text), code::unknown_code);
        case column::view: return keep(e.view, word_of<view>(view_codes, text), code::unknown_code);
        case column::outcome: return keep(e.outcome, outcome_of(text), code::unknown_code);
        case column::ground: return keep_text(e.ground, text);
        case column::result:
            return keep(e.result, word_of<remedy_result>(remedy_result_codes, text),
                        code::unknown_code);
        case column::amount: return keep(e.amount_fen, fen_of(text), code::bad_number);
        case column::desk: return keep_text(e.desk, text);
        case column::part_of: return keep_text(e.part_of, text);
        case column::related: return keep_text(e.related, text);
        case column::applicant_ref: return keep_text(e.applicant_ref, text);
        case column::id: return keep_text(e.id, text);
        case column::seq: return keep(e.seq, integer_of<std::int64_t>(text), code::bad_number);
        case column::recorded: {
            auto const when = parse_instant(text);
            if (!when || !has_legal_day(*when)) {
                return code::bad_instant;
            }
            e.recorded = *when;
            return std::nullopt;
        }
        case column::note: return keep_text(e.note, text);
        }
        return std::nullopt;
    }

    std::array<place, column_names.size()> at_{};
    place row_{};
    bool has_on_ = false;
    bool has_event_ = false;
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
        column_ = column_named(name);
        bool const again = column_
                               ? to_.has(*column_)
                               : std::find(extras_.begin(), extras_.end(), name) != extras_.end();
        if (again) {
            to_.complain(code::json_syntax, at(begin), "the key stands twice", name);
        } else if (!column_ && is_host_column(name)) {
            extras_.push_back(name);
        } else if (!column_) {
            to_.complain(code::unknown_column, at(begin), excerpt(name), excerpt(name));
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
        return {line_, count_characters(text_.substr(0, offset)) + 1};
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
        return false;
    }

    bool open(std::string_view type) {
        if (depth_++ == 1 && !skip_) {
            to_.complain(code::json_type, value_, std::string(type), name_);
        }
        return true;
    }

    bool close() {
        --depth_;
        return true;
    }

    bool take_number(std::string const& text) {
        bool const fits =
            column_ == column::days || column_ == column::seq || column_ == column::amount;
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
            to_.complain(code::json_type, value_, std::string(type), name_);
        } else if (text->find('\0') != text->npos) {
            to_.complain(code::nul_byte, value_, {}, name_);
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
    place first_{};
    place value_{};
    std::string name_{};
    std::optional<column> column_{};
    std::vector<std::string> extras_{};
    std::size_t depth_ = 0;
    bool skip_ = false;
};

}  // namespace detail

}  // namespace qixian::inline v0
