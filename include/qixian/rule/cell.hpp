// What is to be known of each cell of a row, as rows of one table: its name, its type, which events
// use it and which cannot do without it, the words it may hold, its column in a store.
//
// The reader, the writer, the bulk reader, the store, the options of `qixian record` and the schema
// of a row are made from such a table. The one of a statute is `constexpr` and stands with the
// statute (cells.hpp there); any other one is ordinary data, for the same functions.
//
//     uses(disclosure_cells, event::consulted, cell::kind)      // true
//     check(disclosure_cells, e)                                // nothing: it is a row
//
// Where the value of a cell lives says `entry` itself: QIXIAN_CELLS in rule/entry.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/rule/entry.hpp"

namespace qixian::inline v0 {

/// Longest text of one cell, in bytes: what a reader of logs takes in a line.
inline constexpr std::size_t longest_cell = std::size_t{1} << 20U;

/// The longest period in days, and the largest amount in fen, that a cell holds.
inline constexpr int longest_count = 3660;
inline constexpr std::int64_t largest_amount = 99'999'999'999'999'999;

/// How the text of a cell is read and written.
enum class cell_type : std::uint8_t {
    text,
    key,      ///< 1 to 64 letters and digits of any script, and `-_./〔〕（）()`
    day,      ///< `YYYY-MM-DD`
    word,     ///< one of `cell_row::words`
    count,    ///< 1 to 3660; a number in JSON
    integer,  ///< a number in JSON; 0 says nothing
    money,    ///< yuan with at most two decimals
    instant   ///< RFC 3339
};

/// What a cell is about.
enum class cell_group : std::uint8_t {
    identity,  ///< whose row it is, and what happened when
    fact,      ///< what the letter said: only some events use it
    record     ///< the entry itself, not the fact
};

/// A set of events. There are at most 64.
class event_set {
public:
    constexpr event_set() = default;
    constexpr event_set(std::initializer_list<event> events) {
        for (event const each : events) {
            bits_ |= bit_of(each);
        }
    }
    [[nodiscard]] static constexpr event_set all() { return of_bits(~std::uint64_t{0}); }

    [[nodiscard]] constexpr bool contains(event e) const { return (bits_ & bit_of(e)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    /// Every event of this set is in `other`.
    [[nodiscard]] constexpr bool within(event_set other) const {
        return (bits_ & ~other.bits_) == 0;
    }
    friend constexpr event_set operator|(event_set a, event_set b) {
        return of_bits(a.bits_ | b.bits_);
    }
    friend constexpr event_set operator-(event_set a, event_set b) {
        return of_bits(a.bits_ & ~b.bits_);
    }
    friend constexpr bool operator==(event_set, event_set) = default;

private:
    static constexpr std::uint64_t bit_of(event e) {
        return std::uint64_t{1} << (static_cast<unsigned>(e) & 63U);
    }
    static constexpr event_set of_bits(std::uint64_t bits) {
        event_set out;
        out.bits_ = bits;
        return out;
    }
    std::uint64_t bits_ = 0;
};

/// One cell.
struct cell_row {
    cell which{};
    std::string_view name{};  ///< as logs, JSON and options have it
    cell_group group = cell_group::fact;
    cell_type type = cell_type::text;
    event_set used{};                           ///< on any other event it is a warning (926)
    event_set needed{};                         ///< of `used`: a row cannot do without it (908)
    std::span<std::string_view const> words{};  ///< in enumerator order
    std::string_view
        column{};              ///< of the table `event` in a store; empty: it is no part of what is
                               ///< hashed as the content of an entry
    int schema = 1;            ///< the schema of a store that has the column first
    bool viewed = true;        ///< in the view `entries` of a store
    std::string_view about{};  ///< for a person: English / Chinese
    /// How a person may write the name of the column, and the words in their order; where there are
    /// several names, `|` stands between them and the first one is shown.
    std::string_view zh{};
    std::span<std::string_view const> names{};
    /// Of a text: its canonical form, where a person may write it in another way; the day of the row
    /// tells what was in force. Faults: 910 it can mean two things. Null: a text stays as it is.
    result<std::string> (*canonical)(std::string_view text, date on) = nullptr;
};

/// An event that takes only some words of a cell.
struct cell_limit {
    cell which{};
    event on{};
    std::uint32_t words = 0;  ///< bit n: the word n
    code otherwise = code::unknown_code;
};

/// An event that needs one of two cells.
struct cell_choice {
    event on{};
    cell one{};  ///< said to be missing where neither is filled
    cell other{};
};

/// All cells, in the order of `cell`, and the limits, in the order in which they are checked.
/// The rows belong to whoever made them.
struct cell_table {
    std::span<cell_row const> rows{};
    std::span<cell_limit const> limits{};
    std::span<cell_choice const> choices{};

    [[nodiscard]] constexpr cell_row const& operator[](cell c) const {
        return rows[static_cast<std::size_t>(c)];
    }
    /// The cell of that name; none where there is none.
    [[nodiscard]] constexpr std::optional<cell> named(std::string_view name) const {
        for (auto const& each : rows) {
            if (each.name == name) {
                return each.which;
            }
        }
        return std::nullopt;
    }
    /// The words of `c` that a row of `on` may hold, as bits.
    [[nodiscard]] constexpr std::uint32_t words_allowed(cell c, event on) const {
        for (auto const& each : limits) {
            if (each.which == c && each.on == on) {
                return each.words;
            }
        }
        return ~std::uint32_t{0};
    }
};

// --- where the value of a cell lives ----------------------------------------------------------------

template <cell Which>
using cell_constant = std::integral_constant<cell, Which>;

namespace detail {

template <cell Which>
struct cell_place;
#define QIXIAN_X(name, member)                                                                     \
    template <>                                                                                    \
    struct cell_place<cell::name> {                                                                \
        template <class Row>                                                                       \
        static constexpr auto& in(Row& row) {                                                      \
            return row.member;                                                                     \
        }                                                                                          \
        template <class Row>                                                                       \
        static constexpr auto pointer() {                                                          \
            return &Row::member;                                                                   \
        }                                                                                          \
    };
QIXIAN_CELLS(QIXIAN_X)
#undef QIXIAN_X

}  // namespace detail

/// The member of `row` (an `entry` or a `log_row`) that holds the cell.
template <cell Which, class Row>
[[nodiscard]] constexpr auto& value_of(Row& row) {
    return detail::cell_place<Which>::in(row);
}

/// Calls `visit(cell_constant<c>{})` for every cell, in their order.
template <class Visit>
constexpr void each_cell(Visit&& visit) {
#define QIXIAN_X(name, member) visit(cell_constant<cell::name>{});
    QIXIAN_CELLS(QIXIAN_X)
#undef QIXIAN_X
}

/// The name of a cell, as logs have it.
[[nodiscard]] constexpr std::string_view cell_name(cell c) {
    constexpr std::string_view names[] = {
#define QIXIAN_X(name, member) #name,
        QIXIAN_CELLS(QIXIAN_X)
#undef QIXIAN_X
    };
    return names[static_cast<std::size_t>(c)];
}

/// How many cells there are.
inline constexpr std::size_t cell_count = [] {
    std::size_t count = 0;
    each_cell([&count](auto) { ++count; });
    return count;
}();

/// Calls `visit(cell_constant<c>{})` and returns what it does.
template <class Visit>
constexpr decltype(auto) with_cell(cell c, Visit&& visit) {
    switch (c) {
#define QIXIAN_X(name, member)                                                                     \
    case cell::name: return visit(cell_constant<cell::name>{});
        QIXIAN_CELLS(QIXIAN_X)
#undef QIXIAN_X
    }
    // No cell of ours: as the first one, so that a result need not be made up.
    QIXIAN_EXPECTS(static_cast<std::size_t>(c) < cell_count);
    return visit(cell_constant<cell{}>{});
}

/// Whether a value says something.
[[nodiscard]] constexpr bool says_something(std::string_view text) { return !text.empty(); }
[[nodiscard]] constexpr bool says_something(std::int64_t number) { return number != 0; }
[[nodiscard]] constexpr bool says_something(event) { return true; }
[[nodiscard]] inline bool says_something(date d) { return d != date(); }
template <class T>
[[nodiscard]] constexpr bool says_something(std::optional<T> const& value) {
    return value.has_value();
}

/// The word that a cell of `e` holds; empty where it holds none, or none that there is.
[[nodiscard]] QIXIAN_DECL std::string_view word_held(cell_table const& table, entry const& e,
                                                     cell c);

/// Whether the cell of `e` says something.
[[nodiscard]] QIXIAN_DECL bool is_filled(entry const& e, cell c);

// --- asking the table -------------------------------------------------------------------------------

/// Whether `table` can be read with: a row for each cell, in order, under a name of its own, of a
/// type that its member can hold; no event needs a cell that it does not use; no word too many; each
/// word has a name, or none has, and no name means two columns or two words of one.
[[nodiscard]] constexpr bool is_sound(cell_table const& table);

/// Whether rows of `e` use the cell.
[[nodiscard]] constexpr bool uses(cell_table const& table, event e, cell c) {
    return table[c].used.contains(e);
}

/// The cells that are filled although their event does not use them (warning 926).
[[nodiscard]] QIXIAN_DECL std::vector<cell> unused_cells(cell_table const& table, entry const& e);

/// Everything that keeps `e` from being a row: a word, a number, a day or a text that no cell holds, a
/// cell that is needed and empty, and cells that do not go together (a period twice, a letter delivered
/// before it was sent, an outcome of another event). `field` names the cell, `detail` what it held;
/// `line` is that of `e`, file and column are the caller's to add. Nothing at all: whatever takes a row
/// takes this one, and what becomes of it is a matter of law.
///
/// A text is UTF-8 without NUL, of up to `longest_cell` bytes. Other control characters are text, as in
/// a file: who shows them must mind them.
/// Faults: 901 902 905 909 910 911 912 913 914 915 916 920 921 922.
/// Cost:   one pass over its cells; no allocation where nothing is wrong.
[[nodiscard]] QIXIAN_DECL std::vector<fault> check(cell_table const& table, entry const& e);

/// The first of them, in the order of the cells.
[[nodiscard]] QIXIAN_DECL std::optional<fault> first_fault(cell_table const& table, entry const& e);

/// The same of an entry that was read cell by cell and has every cell it needs: what is wrong with its
/// cells taken together. Pre: as said.
/// Faults: 910 915 916 920 921 922.
[[nodiscard]] QIXIAN_DECL std::optional<fault> check_together(cell_table const& table,
                                                              entry const& e);

namespace detail {

/// Whether a member of type `T` can hold what a cell of `type` says.
template <class T>
constexpr bool holds(cell_type type) {
    using enum cell_type;
    if constexpr (std::is_same_v<T, std::string>) {
        return type == text || type == key;
    } else if constexpr (std::is_same_v<T, date> || std::is_same_v<T, maybe_date>) {
        return type == day;
    } else if constexpr (std::is_same_v<T, std::optional<int>>) {
        return type == count;
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return type == integer;
    } else if constexpr (std::is_same_v<T, std::optional<std::int64_t>>) {
        return type == money;
    } else if constexpr (std::is_same_v<T, std::optional<qixian::instant>>) {
        return type == instant;
    } else {
        return type == word;
    }
}

template <cell Which>
using member_type = std::remove_cvref_t<decltype(value_of<Which>(std::declval<entry&>()))>;

}  // namespace detail

namespace detail {

/// Calls `visit` with each of the names in `zh`.
template <class Visit>
constexpr void each_name(std::string_view zh, Visit&& visit) {
    while (!zh.empty()) {
        auto const one = zh.substr(0, zh.find('|'));
        visit(one);
        zh.remove_prefix(one.size() == zh.size() ? one.size() : one.size() + 1);
    }
}

/// Whether no name of `names` is one of another.
template <class Names>
constexpr bool are_apart(Names const& names) {
    bool apart = true;
    for (std::size_t i = 0; i < names.size(); ++i) {
        each_name(names[i], [&](std::string_view one) {
            for (std::size_t k = i + 1; k < names.size(); ++k) {
                each_name(names[k], [&](std::string_view other) { apart = apart && one != other; });
            }
        });
    }
    return apart;
}

}  // namespace detail

/// Whether no two columns, and no two words of a cell, have a Chinese name in common. A test asks: as a
/// constant it would cost every file that includes this a tenth of its memory.
[[nodiscard]] inline bool names_are_apart(cell_table const& table) {
    std::vector<std::string_view> columns;
    bool apart = true;
    for (auto const& row : table.rows) {
        columns.push_back(row.zh);
        apart = apart && detail::are_apart(row.names);
    }
    return apart && detail::are_apart(columns);
}

constexpr bool is_sound(cell_table const& table) {
    if (table.rows.size() != cell_count) {
        return false;
    }
    bool sound = true;
    std::size_t at = 0;
    each_cell([&](auto which) {
        auto const& row = table.rows[at++];
        bool const of_words = row.type == cell_type::word;
        sound = sound && row.which == which.value && !row.name.empty() &&
                table.named(row.name) == which.value &&
                detail::holds<detail::member_type<which.value>>(row.type) &&
                row.needed.within(row.used) && of_words != row.words.empty() &&
                row.words.size() <= 64 &&
                (row.names.empty() || row.names.size() == row.words.size());
    });
    for (auto const& each : table.limits) {
        sound = sound && table[each.which].used.contains(each.on) &&
                table[each.which].words.size() <= 32;
    }
    for (auto const& each : table.choices) {
        sound = sound && each.one != each.other && table[each.one].used.contains(each.on) &&
                table[each.other].used.contains(each.on);
    }
    return sound;
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/rule/impl/cell.ipp"
#endif
