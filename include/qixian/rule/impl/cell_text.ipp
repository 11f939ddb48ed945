// One cell of a row between its text and its value, by the type that the table gives it.
//
// For those who read and write rows (row/impl, store/impl); the core needs no text.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/date/text.hpp"
#include "qixian/rule/impl/cell_values.ipp"

namespace qixian::inline v0::detail {

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

/// The number of the word that `text` is.
inline std::optional<std::size_t> word_number(cell_row const& of, std::string_view text) {
    auto const found = std::find(of.words.begin(), of.words.end(), text);
    if (found == of.words.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - of.words.begin());
}

template <class T>
struct word_type {
    using type = T;
};
template <class T>
struct word_type<std::optional<T>> {
    using type = T;
};

/// Puts what `text` (not empty) says into `to`, or says why not. A type that the member cannot hold
/// takes no text at all.
template <class T>
std::optional<code> read_cell(cell_row const& of, std::string_view text, T& to) {
    auto const keep = [&to](auto const& value, code otherwise) -> std::optional<code> {
        if (!value) {
            return otherwise;
        }
        to = *value;
        return std::nullopt;
    };
    if (!holds<T>(of.type)) {
        return code::unknown_code;
    }
    if constexpr (holds<T>(cell_type::text)) {
        if (of.type == cell_type::key && !is_key(text)) {
            return code::bad_key;
        }
        to = text;
        return std::nullopt;
    } else if constexpr (holds<T>(cell_type::day)) {
        auto const read = parse_date(text);
        if (!read) {
            return read.error().what;
        }
        to = *read;
        return std::nullopt;
    } else if constexpr (holds<T>(cell_type::count)) {
        auto const days = integer_of<int>(text);
        bool const in_range = days && *days >= 1 && *days <= longest_count;
        return keep(in_range ? days : std::nullopt, code::bad_number);
    } else if constexpr (holds<T>(cell_type::integer)) {
        return keep(integer_of<std::int64_t>(text), code::bad_number);
    } else if constexpr (holds<T>(cell_type::money)) {
        return keep(fen_of(text), code::bad_number);
    } else if constexpr (holds<T>(cell_type::instant)) {
        auto const when = parse_instant(text);
        if (!when || !is_legal_instant(*when)) {
            return code::bad_instant;
        }
        to = *when;
        return std::nullopt;
    } else {
        auto const number = word_number(of, text);
        if (!number) {
            return code::unknown_code;
        }
        to = static_cast<typename word_type<T>::type>(*number);
        return std::nullopt;
    }
}

/// The text of a value; empty where it says nothing.
inline std::string written(cell_row const&, std::string const& value) { return value; }
inline std::string written(cell_row const&, date value) { return to_text(value); }
inline std::string written(cell_row const&, int value) { return std::to_string(value); }
inline std::string written(cell_row const& of, std::int64_t value) {
    return of.type == cell_type::money ? yuan_text(value)
           : value == 0                ? std::string{}
                                       : std::to_string(value);
}
inline std::string written(cell_row const&, instant value) { return to_text(value); }
template <class Word>
requires std::is_enum_v<Word> std::string written(cell_row const& of, Word value) {
    auto const number = static_cast<std::size_t>(value);
    return number < of.words.size() ? std::string(of.words[number]) : std::string{};
}
template <class T>
std::string written(cell_row const& of, std::optional<T> const& value) {
    return value ? written(of, *value) : std::string{};
}

/// The text of a cell of `e`; empty when the cell is.
inline std::string cell_text(cell_table const& table, entry const& e, cell c) {
    return with_cell(c, [&](auto which) { return written(table[c], value_of<which.value>(e)); });
}

/// A number in JSON, where a log is read and where it is written.
constexpr bool reads_number(cell_type type) {
    return type == cell_type::count || type == cell_type::integer || type == cell_type::money;
}
constexpr bool writes_number(cell_type type) {
    return type == cell_type::count || type == cell_type::integer;
}

}  // namespace qixian::inline v0::detail
