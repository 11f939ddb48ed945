// What a table of cells says of an entry: cell by cell, and as a whole (rule/cell.hpp).
#pragma once

#include <utility>

#include "qixian/rule/impl/cell_values.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL std::string_view word_held(cell_table const& table, entry const& e, cell c) {
    auto const number = detail::word_in(e, c);
    return number ? detail::word_text(table[c], *number) : std::string_view{};
}

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

namespace detail {

/// Tells what is wrong with cells that are each sound, taken together, until `tell` has heard enough.
template <class Tell>
void examine_together(cell_table const& table, entry const& e, Tell tell) {
    auto const used = [&](cell c) { return uses(table, e.what, c); };
    auto const say = [&](code what, cell c, std::string said) {
        return tell(wrong_cell(table, what, c, std::move(said)));
    };
    if (used(cell::until) && e.until) {
        if (used(cell::days) && e.days && say(code::period_twice, cell::until, to_text(*e.until))) {
            return;
        }
        if (*e.until < e.on && say(code::period_backwards, cell::until, to_text(*e.until))) {
            return;
        }
    }
    if (used(cell::delivered) && e.delivered && *e.delivered < e.on &&
        say(code::delivered_before_on, cell::delivered, to_text(*e.delivered))) {
        return;
    }
    for (auto const& each : table.choices) {
        if (each.on == e.what && !is_filled(e, each.one) && !is_filled(e, each.other) &&
            say(code::missing_value, each.one,
                std::string(word_text(table[cell::event], place_of(e.what))))) {
            return;
        }
    }
    for (auto const& each : table.limits) {
        if (each.on != e.what || !used(each.which)) {
            continue;
        }
        auto const word = word_in(e, each.which);
        if (word && ((each.words >> *word) & 1U) == 0 &&
            say(each.otherwise, each.which, std::string(word_text(table[each.which], *word)))) {
            return;
        }
    }
}

/// `keys_known`: those of `e` are another's that was looked at.
template <class Tell>
void examine(cell_table const& table, entry const& e, Tell tell, bool keys_known = false) {
    auto const limits = [&](cell c) {
        return cell_limits{table[c].words.size(), !keys_known && table[c].type == cell_type::key};
    };
    bool enough = false;
    auto const say = [&](code what, cell c, std::string said) {
        auto wrong = wrong_cell(table, what, c, std::move(said));
        wrong.line = e.line;
        return enough = enough || tell(std::move(wrong));
    };
    bool const sound = examine_values(e, limits, say);
    if (!enough) {
        examine_extra(e, tell);
    }
    // What is needed, and what goes together, hangs on the event.
    if (enough || place_of(e.what) >= table[cell::event].words.size()) {
        return;
    }
    auto const what = word_text(table[cell::event], place_of(e.what));
    for (auto const& each : table.rows) {
        // An unset day was said already.
        if (each.which != cell::on && each.needed.contains(e.what) && !is_filled(e, each.which)) {
            if (say(code::missing_value, each.which, std::string(what))) {
                return;
            }
        }
    }
    if (sound) {
        examine_together(table, e, [&](fault wrong) {
            wrong.line = e.line;
            return tell(std::move(wrong));
        });
    }
}

}  // namespace detail

QIXIAN_DECL std::optional<fault> check_together(cell_table const& table, entry const& e) {
    std::optional<fault> out;
    detail::examine_together(table, e, detail::first_heard{out});
    return out;
}

QIXIAN_DECL std::vector<fault> check(cell_table const& table, entry const& e) {
    std::vector<fault> out;
    detail::examine(table, e, [&out](fault wrong) {
        out.push_back(std::move(wrong));
        return false;
    });
    return out;
}

QIXIAN_DECL std::optional<fault> first_fault(cell_table const& table, entry const& e) {
    std::optional<fault> out;
    detail::examine(table, e, detail::first_heard{out});
    return out;
}

}  // namespace qixian::inline v0
