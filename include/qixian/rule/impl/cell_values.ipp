// What a cell can hold, looked at value by value; whoever reads, writes or checks rows asks here.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/rule/cell.hpp"

namespace qixian::inline v0::detail {

/// The number of the word that a cell holds; none where it holds none.
inline std::optional<std::size_t> word_in(entry const& e, cell c) {
    return with_cell(c, [&e](auto which) -> std::optional<std::size_t> {
        auto const& value = value_of<which.value>(e);
        using type = std::remove_cvref_t<decltype(value)>;
        if constexpr (holds<type>(cell_type::word)) {
            if constexpr (std::is_enum_v<type>) {
                return static_cast<std::size_t>(value);
            } else if (value) {
                return static_cast<std::size_t>(*value);
            }
        }
        return std::nullopt;
    });
}

/// The code of the word `number` of a cell.
inline std::string_view word_text(cell_row const& of, std::size_t number) {
    return number < of.words.size() ? of.words[number] : std::string_view{};
}

/// Why `text` is none that a file could have brought.
inline std::optional<code> wrong_text(std::string_view text) {
    if (text.size() > longest_cell) {
        return code::line_too_long;
    }
    auto const* at = reinterpret_cast<unsigned char const*>(text.data());
    for (std::size_t left = text.size(); left > 0;) {
        if (*at == 0) {
            return code::nul_byte;
        }
        int const length = *at < 0x80 ? 1 : utf8_length(at, left);
        if (length <= 0) {
            return code::not_utf8;
        }
        at += length;
        left -= static_cast<std::size_t>(length);
    }
    return std::nullopt;
}

/// `x_…`, without control characters: a NUL cannot be in a CSV, and a line end has no place there.
inline bool is_host_column(std::string_view name) {
    return name.size() > 2 && name.starts_with("x_") && !wrong_text(name) &&
           std::none_of(name.begin(), name.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// Keeps the first fault that it is told, and has heard enough.
struct first_heard {
    std::optional<fault>& out;
    bool operator()(fault wrong) const {
        if (!out) {
            out = std::move(wrong);
        }
        return true;
    }
};

/// What a value may be, whoever defines the words: where there is no table of cells, by the types.
struct cell_limits {
    std::size_t words = 0;
    bool is_key = false;
};

/// Why a cell cannot hold the value, and how the value is named; nothing where it can.
template <class T>
std::optional<code> wrong_value(T const& value, cell_limits const& of, std::string& said) {
    if constexpr (holds<T>(cell_type::text)) {
        if (auto const what = wrong_text(value)) {
            return what;
        }
        if (of.is_key && !value.empty() && !is_key(value)) {
            said = excerpt(value);
            return code::bad_key;
        }
    } else if constexpr (std::is_same_v<T, date>) {
        if (!is_legal_day(value)) {
            said = value == date() ? std::string{} : to_text(value);
            return value == date() ? code::missing_value : code::bad_date;
        }
    } else if constexpr (std::is_same_v<T, maybe_date>) {
        if (value && !is_legal_day(*value)) {
            said = to_text(*value);
            return code::bad_date;
        }
    } else if constexpr (holds<T>(cell_type::count)) {
        if (value && (*value < 1 || *value > longest_count)) {
            said = std::to_string(*value);
            return code::bad_number;
        }
    } else if constexpr (holds<T>(cell_type::money)) {
        if (value && (*value < 0 || *value > largest_amount)) {
            said = std::to_string(*value);
            return code::bad_number;
        }
    } else if constexpr (holds<T>(cell_type::instant)) {
        if (value && !is_legal_instant(*value)) {
            return code::bad_instant;
        }
    } else if constexpr (!holds<T>(cell_type::integer)) {
        auto const number = [&]() -> std::optional<std::size_t> {
            if constexpr (std::is_enum_v<T>) {
                return static_cast<std::size_t>(value);
            } else {
                return value ? std::optional(static_cast<std::size_t>(*value)) : std::nullopt;
            }
        }();
        if (number && *number >= of.words) {
            said = std::to_string(*number);
            return code::unknown_code;
        }
    }
    return std::nullopt;
}

/// Tells what is wrong with each cell by itself, until `tell` says that it has heard enough. False:
/// something was wrong. `limits(which)`: what the cell may hold.
template <class Limits, class Tell>
bool examine_values(entry const& e, Limits limits, Tell tell) {
    bool sound = true;
    bool enough = false;
    each_cell([&](auto which) {
        std::string said;
        auto const what = wrong_value(value_of<which.value>(e), limits(which.value), said);
        if (what) {
            sound = false;
            enough = enough || tell(*what, which.value, std::move(said));
        }
    });
    return sound;
}

/// The columns of the host: named as such, in the order of their names, each once, none empty.
template <class Tell>
void examine_extra(entry const& e, Tell tell) {
    std::string_view before;
    for (auto const& [name, value] : e.extra) {
        auto const what = !is_host_column(name) || before.compare(name) >= 0 || value.empty()
                              ? std::optional(code::unknown_column)
                              : wrong_text(value);
        before = name;
        if (what) {
            auto const shown = wrong_text(name) ? std::string("x_") : excerpt(name);
            if (tell(fault{
                    .what = *what, .detail = shown, .line = e.line, .field = std::string(shown)})) {
                return;
            }
        }
    }
}

}  // namespace qixian::inline v0::detail
