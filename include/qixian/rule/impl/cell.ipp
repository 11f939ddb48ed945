// What a table of cells says of an entry as a whole (rule/cell.hpp).
#pragma once

#include <utility>

#include "qixian/rule/cell.hpp"

namespace qixian::inline v0 {

namespace detail {

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

}  // namespace detail

QIXIAN_DECL bool is_filled(entry const& e, cell c) {
    return with_cell(c, [&e](auto which) { return says_something(value_of<which.value>(e)); });
}

QIXIAN_DECL std::vector<cell> unused_cells(cell_table const& table, entry const& e) {
    std::vector<cell> out;
    each_cell([&](auto which) {
        if (says_something(value_of<which.value>(e)) && !uses(table, e.what, which.value)) {
            out.push_back(which.value);
        }
    });
    return out;
}

namespace detail {

inline fault wrong_cell(cell_table const& table, code what, cell c, std::string said) {
    return {.what = what, .detail = std::move(said), .field = std::string(table[c].name)};
}

}  // namespace detail

QIXIAN_DECL std::optional<fault> check_together(cell_table const& table, entry const& e) {
    auto const used = [&](cell c) { return uses(table, e.what, c); };
    if (used(cell::until) && e.until) {
        if (used(cell::days) && e.days) {
            return detail::wrong_cell(table, code::period_twice, cell::until, to_text(*e.until));
        }
        if (*e.until < e.on) {
            return detail::wrong_cell(table, code::period_backwards, cell::until,
                                      to_text(*e.until));
        }
    }
    if (used(cell::delivered) && e.delivered && *e.delivered < e.on) {
        return detail::wrong_cell(table, code::delivered_before_on, cell::delivered,
                                  to_text(*e.delivered));
    }
    for (auto const& each : table.choices) {
        if (each.on == e.what && !is_filled(e, each.one) && !is_filled(e, each.other)) {
            return detail::wrong_cell(
                table, code::missing_value, each.one,
                std::string(detail::word_text(table[cell::event], place_of(e.what))));
        }
    }
    for (auto const& each : table.limits) {
        if (each.on != e.what || !used(each.which)) {
            continue;
        }
        auto const word = detail::word_in(e, each.which);
        if (word && ((each.words >> *word) & 1U) == 0) {
            return detail::wrong_cell(table, each.otherwise, each.which,
                                      std::string(detail::word_text(table[each.which], *word)));
        }
    }
    return std::nullopt;
}

QIXIAN_DECL std::optional<fault> check(cell_table const& table, entry const& e) {
    for (auto const& each : table.rows) {
        if (each.group != cell_group::identity && each.needed.contains(e.what) &&
            !is_filled(e, each.which)) {
            auto const what =
                detail::word_text(table[cell::event], static_cast<std::size_t>(e.what));
            return detail::wrong_cell(table, code::missing_value, each.which, std::string(what));
        }
    }
    return check_together(table, e);
}

}  // namespace qixian::inline v0
