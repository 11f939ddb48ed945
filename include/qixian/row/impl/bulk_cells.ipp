// Cells to values, the common kinds of them only; and which cells of a row make it plainly sound.
//
// Every function here may say no to what is sound after all, never yes to what is not: what it
// refuses is decided by row_builder (row/impl/event_row.ipp). Texts are followed by 64 bytes that may
// be read.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "qixian/row/bulk_reader.hpp"
#include "qixian/row/impl/bulk_bytes.ipp"
#include "qixian/row/impl/bulk_split.ipp"
#include "qixian/row/impl/event_row.ipp"

namespace qixian::inline v0::detail {

/// The bit of the host's own columns.
inline constexpr std::uint32_t extra_bit = std::uint32_t{1} << 31U;
static_assert(cell_count <= 31);

/// The cells for which `of(row)` holds, as bits.
template <class Question>
constexpr std::uint32_t cells_where(Question const& of) {
    std::uint32_t out = 0;
    for (auto const& each : all_cells) {
        out |= of(each) ? bit_of(each.which) : 0U;
    }
    return out;
}

inline constexpr std::uint32_t word_cells =
    cells_where([](cell_row const& c) { return c.type == cell_type::word; });
inline constexpr std::uint32_t text_cells =
    cells_where([](cell_row const& c) { return c.type == cell_type::text; });
inline constexpr std::uint32_t number_cells =
    cells_where([](cell_row const& c) { return reads_number(c.type); });
/// Whose texts a lenient reader may have to put in another form.
inline constexpr std::uint32_t cited_cells =
    cells_where([](cell_row const& c) { return c.canonical != nullptr; });
/// Whose words depend on the event.
inline constexpr std::uint32_t limited_cells = [] {
    std::uint32_t out = 0;
    for (auto const& each : all_cell_limits) {
        out |= bit_of(each.which);
    }
    return out;
}();
/// The cells that every row needs, or nearly every one.
inline constexpr std::uint32_t leading_cells = cells_where(
    [](cell_row const& c) { return c.group == cell_group::identity && !c.needed.empty(); });

/// The place of `c` among `cells`.
constexpr std::size_t place_among(std::uint32_t cells, cell c) {
    return static_cast<std::size_t>(std::popcount(cells & (bit_of(c) - 1)));
}

/// Words by a hash of their first eight bytes and their length, without collisions.
class word_index {
public:
    template <class Words>
    explicit word_index(Words const& words) {
        for (multiplier_ = 0x9E3779B97F4A7C15ULL; !place_all(words); multiplier_ += 2) {
        }
    }

    /// The number of `text` among the words; -1 where it is none of them. No branch depends on
    /// which word it is: words are what rows differ in.
    [[nodiscard]] [[gnu::always_inline]] int find(std::string_view text) const {
        std::size_t const size = text.size();
        if (size == 0 || size > 32) {
            return -1;
        }
        mask const& kept = masks[size];
        std::uint64_t const head = load8(text.data()) & kept[0];
        slot const& at = slots_[hash(head, size)];
        std::uint64_t const differs =
            (head ^ at.text[0]) | ((load8(text.data() + 8) & kept[1]) ^ at.text[1]) |
            ((load8(text.data() + 16) & kept[2]) ^ at.text[2]) |
            ((load8(text.data() + 24) & kept[3]) ^ at.text[3]) | (size ^ at.size);
        return differs == 0 ? at.number : -1;
    }

private:
    using mask = std::array<std::uint64_t, 4>;

    struct slot {
        mask text{};
        std::uint64_t size = 0;
        int number = -1;
    };

    /// The bytes of a word of each size.
    static constexpr std::array<mask, 33> masks = [] {
        std::array<mask, 33> all{};
        for (std::size_t size = 0; size <= 32; ++size) {
            for (std::size_t i = 0; i < size; ++i) {
                all[size][i / 8] |= std::uint64_t{0xFF} << (8 * (i % 8));
            }
        }
        return all;
    }();

    [[nodiscard]] std::size_t hash(std::uint64_t head, std::size_t size) const {
        return static_cast<std::size_t>(((head + size) * multiplier_) >> 56U);
    }

    template <class Words>
    bool place_all(Words const& words) {
        slots_ = {};
        int number = 0;
        for (std::string_view const word : words) {
            QIXIAN_EXPECTS(!word.empty() && word.size() <= 32);
            std::array<char, 32> padded{};
            std::copy(word.begin(), word.end(), padded.begin());
            slot made;
            for (std::size_t i = 0; i < made.text.size(); ++i) {
                made.text[i] = load8(padded.data() + 8 * i);
            }
            made.size = word.size();
            made.number = number++;
            slot& at = slots_[hash(made.text[0], word.size())];
            if (at.number >= 0) {
                return false;
            }
            at = made;
        }
        return true;
    }

    std::array<slot, 256> slots_{};
    std::uint64_t multiplier_ = 0;
};

/// What the cells of a row must be for its event.
struct event_rule {
    std::uint32_t needed = 0;                  ///< columns that may not be empty
    std::uint32_t choice = ~std::uint32_t{0};  ///< … that may not all be
    std::uint32_t unused = 0;                  ///< columns that must be
    std::uint32_t weighed = 0;                 ///< columns whose value matters
    /// The words that may stand in each of `limited_cells`.
    std::array<std::uint32_t, std::popcount(limited_cells)> allowed{};
};

/// Everything that is the same for all logs. Made once.
struct bulk_tables {
    static constexpr int first_year = 1900;
    static constexpr int last_year = 2155;
    static constexpr std::size_t events = event_codes.size();

    word_index columns{cell_names};
    std::array<word_index, std::popcount(word_cells)> words = each_word_index(
        std::make_index_sequence<static_cast<std::size_t>(std::popcount(word_cells))>{});
    std::array<bool, 256> key_bytes{};
    /// The day before the first of each month, and one month more.
    std::array<std::uint32_t, static_cast<std::size_t>(last_year - first_year + 1) * 12 + 1>
        months{};
    std::array<event_rule, events> rules{};

    /// The words of a cell.
    template <cell Which>
    [[nodiscard]] word_index const& words_of() const {
        return words[place_among(word_cells, Which)];
    }

    static bulk_tables const& get() {
        static bulk_tables const made;
        return made;
    }

    bulk_tables() {
        for (int i = 0; i < 128; ++i) {
            char const c = static_cast<char>(i);
            key_bytes[static_cast<std::size_t>(i)] = is_key(std::string_view(&c, 1));
        }
        std::size_t at = 0;
        for (int year = first_year; year <= last_year; ++year) {
            for (int month = 1; month <= 12; ++month) {
                months[at++] = day(year * 10000 + month * 100 + 1).day_number() - 1;
            }
        }
        months[at] = last_day_of(last_year).day_number();
        for (std::size_t i = 0; i < events; ++i) {
            rules[i] = rule_of(static_cast<event>(i));
        }
    }

private:
    template <std::size_t... Place>
    static std::array<word_index, sizeof...(Place)> each_word_index(std::index_sequence<Place...>) {
        auto const words_at = [](std::size_t place) {
            std::uint32_t rest = word_cells;
            for (; place != 0; --place) {
                rest &= rest - 1;
            }
            return all_cells[static_cast<std::size_t>(std::countr_zero(rest))].words;
        };
        return {word_index(words_at(Place))...};
    }

    static event_rule rule_of(event what) {
        event_rule rule;
        for (auto const& each : all_cells) {
            rule.needed |= each.needed.contains(what) ? bit_of(each.which) : 0U;
            rule.unused |= each.used.contains(what) ? 0U : bit_of(each.which);
        }
        for (auto const& each : all_cell_choices) {
            if (each.on == what) {
                rule.choice = bit_of(each.one) | bit_of(each.other);
            }
        }
        for (std::uint32_t rest = limited_cells; rest != 0; rest &= rest - 1) {
            auto const c = static_cast<cell>(std::countr_zero(rest));
            rule.allowed[place_among(limited_cells, c)] = disclosure_cells.words_allowed(c, what);
        }
        rule.weighed =
            (bit_of(cell::until) | bit_of(cell::delivered) | limited_cells) & ~rule.unused;
        return rule;
    }
};

/// Whether the word that a cell holds may stand there.
template <cell Which>
[[gnu::always_inline]] inline bool allows(event_rule const& rule, log_row const& row) {
    if constexpr ((limited_cells & bit_of(Which)) != 0) {
        auto const& word = value_of<Which>(row);
        return !word ||
               ((rule.allowed[place_among(limited_cells, Which)] >> static_cast<unsigned>(*word)) &
                1U) != 0;
    } else {
        return true;
    }
}

/// Whether what `filled` names of `row` is plainly sound for its event.
inline bool is_plain(event_rule const& rule, log_row const& row, std::uint32_t filled) {
    if ((filled & rule.unused) != 0 || (~filled & rule.needed) != 0 ||
        (filled & rule.choice) == 0) {
        return false;
    }
    if ((filled & rule.weighed) == 0) {
        return true;
    }
    bool sound = (!row.delivered || *row.delivered >= row.on) &&
                 (!row.until || (*row.until >= row.on && !row.days));
    each_cell([&](auto which) { sound = sound && allows<which.value>(rule, row); });
    return sound;
}

/// Whether eight bytes are `YYYY-MM-`; their digits as numbers if so.
inline bool month_digits(std::uint64_t word, std::uint64_t& digits) {
    digits = word ^ 0x2D30302D30303030ULL;
    return ((digits | (digits + 0x7F76767F76767676ULL)) & 0x8080808080808080ULL) == 0;
}

/// `YYYY-MM-DD` at `text`, years 1900 to 2155.
inline bool plain_day(bulk_tables const& tables, char const* text, date& to) {
    std::uint64_t word = 0;
    if (!month_digits(load8(text), word)) {
        return false;
    }
    auto const digit = [word](unsigned at) {
        return static_cast<std::uint32_t>((word >> (8 * at)) & 0xFFU);
    };
    std::uint32_t const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    std::uint32_t const month = digit(5) * 10 + digit(6) - 1;
    std::uint32_t const tens = static_cast<unsigned char>(text[8]) - std::uint32_t{'0'};
    std::uint32_t const ones = static_cast<unsigned char>(text[9]) - std::uint32_t{'0'};
    std::uint32_t const from = year - static_cast<std::uint32_t>(bulk_tables::first_year);
    if (from > static_cast<std::uint32_t>(bulk_tables::last_year - bulk_tables::first_year) ||
        month > 11 || tens > 9 || ones > 9) {
        return false;
    }
    std::size_t const at = std::size_t{from} * 12 + month;
    std::uint32_t const before = tables.months[at];
    std::uint32_t const of_month = tens * 10 + ones;
    if (of_month == 0 || of_month > tables.months[at + 1] - before) {
        return false;
    }
    to = date(before + of_month);
    return true;
}

/// Digits only, at most 18 of them.
inline bool plain_number(std::string_view text, std::int64_t& to) {
    if (text.empty() || text.size() > 18) {
        return false;
    }
    std::int64_t value = 0;
    for (char const c : text) {
        auto const digit = static_cast<unsigned>(static_cast<unsigned char>(c)) - unsigned{'0'};
        if (digit > 9) {
            return false;
        }
        value = value * 10 + static_cast<int>(digit);
    }
    to = value;
    return true;
}

/// `YYYY-MM-DDTHH:MM:SS` with `Z` or `+08:00`.
inline bool plain_instant(bulk_tables const& tables, std::string_view text, instant& to) {
    bool const utc = text.size() == 20 && text[19] == 'Z';
    bool const beijing = text.size() == 25 && load8(text.data() + 17) >> 16U == 0x30303A38302BULL;
    date on;
    if ((!utc && !beijing) || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        !plain_day(tables, text.data(), on)) {
        return false;
    }
    unsigned parts[3] = {};
    for (unsigned i = 0; i < 3; ++i) {
        auto const tens = static_cast<unsigned char>(text[11 + 3 * i]) - unsigned{'0'};
        auto const ones = static_cast<unsigned char>(text[12 + 3 * i]) - unsigned{'0'};
        if (tens > 5 || ones > 9) {
            return false;
        }
        parts[i] = tens * 10 + ones;
    }
    // 1970-01-01. The first and last days of the table are left to others: an offset may carry an
    // instant out of the years that are read.
    constexpr std::int64_t epoch = 2440588;
    auto const number = static_cast<std::int64_t>(on.day_number());
    if (parts[0] > 23 || number <= static_cast<std::int64_t>(tables.months[0]) + 1) {
        return false;
    }
    to.seconds = (number - epoch) * 86400 + std::int64_t{parts[0]} * 3600 +
                 std::int64_t{parts[1]} * 60 + parts[2] - (beijing ? 8 * 3600 : 0);
    return true;
}

/// Whether every byte of `text` is an ASCII letter or digit or one of `-_./()`. Pre: not empty.
[[gnu::always_inline]] inline bool is_ascii_key(std::string_view text) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t tops = 0x8080808080808080ULL;
    std::uint64_t bad = 0;
    for (std::size_t i = 0; i < text.size(); i += 8) {
        // What stands after the text counts as a digit.
        std::size_t const left = text.size() - i;
        std::uint64_t const after = left >= 8 ? 0 : ~std::uint64_t{0} << (8 * left);
        std::uint64_t const word = (load8(text.data() + i) & ~after) | (ones * '0' & after);
        std::uint64_t const low = word | tops;
        std::uint64_t const letters = low | (ones * 0x20);
        // The top bit of each byte that lies in a range; `-` to `9` are one.
        std::uint64_t const in_range = ((low - ones * '-') & ~(low - ones * ('9' + 1))) |
                                       ((letters - ones * 'a') & ~(letters - ones * ('z' + 1))) |
                                       ((low - ones * '(') & ~(low - ones * (')' + 1))) |
                                       ((low - ones * '_') & ~(low - ones * ('_' + 1)));
        bad |= (~in_range | word) & tops;
    }
    return bad == 0;
}

/// Whether `text` is a key: ASCII and the characters of Chinese document numbers at once, the rest
/// by `is_key`.
inline bool plain_key(bulk_tables const& tables, std::string_view text) {
    std::size_t const size = text.size();
    if (size - 1 < 64 && is_ascii_key(text)) {
        return true;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < size; ++count) {
        auto const first = static_cast<unsigned char>(text[i]);
        if (tables.key_bytes[first]) {
            ++i;
            continue;
        }
        if (size - i < 3) {
            return is_key(text);
        }
        unsigned const three = first * 0x10000U + static_cast<unsigned char>(text[i + 1]) * 0x100U +
                               static_cast<unsigned char>(text[i + 2]);
        // U+4E00 to U+9FFF, and the brackets.
        bool const known = (three >= 0xE4B880U && three <= 0xE9BFBFU) || three == 0xE38094U ||
                           three == 0xE38095U || three == 0xEFBC88U || three == 0xEFBC89U;
        if (!known) {
            return is_key(text);
        }
        i += 3;
    }
    return count != 0 && count <= 64;
}

/// The values of `e` as a row; its texts stay in `e`.
inline void show_as_row(entry const& e, log_row& row) {
    row = {};
    row.line = e.line;
    each_cell([&](auto which) {
        auto& shown = value_of<which.value>(row);
        shown = value_of<which.value>(e);
        row.filled |= says_something(shown) ? bit_of(which.value) : 0U;
    });
}

/// The text columns that may hold anything.
struct text_column {
    cell which{};
    std::string_view log_row::*member = nullptr;
};

inline constexpr auto free_texts = [] {
    std::array<text_column, std::popcount(text_cells)> out{};
    std::size_t at = 0;
    each_cell([&](auto which) {
        if constexpr ((text_cells & bit_of(which.value)) != 0) {
            out[at++] = {which.value, cell_place<which.value>::template pointer<log_row>()};
        }
    });
    return out;
}();

/// Puts the value of a cell into the row. False: it is not plainly sound.
template <cell Which>
[[gnu::always_inline]] inline bool put_cell(bulk_tables const& tables, std::string_view text,
                                            log_row& row) {
    constexpr cell_type type = info(Which).type;
    auto& to = value_of<Which>(row);
    using value = std::remove_cvref_t<decltype(to)>;
    if constexpr (type == cell_type::text) {
        to = text;
        return true;
    } else if constexpr (type == cell_type::key) {
        to = text;
        return plain_key(tables, text);
    } else if constexpr (type == cell_type::day) {
        date found;
        if (text.size() != 10 || !plain_day(tables, text.data(), found)) {
            return false;
        }
        to = found;
        return true;
    } else if constexpr (type == cell_type::word) {
        int const found = tables.words_of<Which>().find(text);
        to = static_cast<typename word_type<value>::type>(found);
        return found >= 0;
    } else if constexpr (type == cell_type::count) {
        std::int64_t count = 0;
        bool const sound = plain_number(text, count) && count >= 1 && count <= longest_count;
        to = static_cast<int>(count);
        return sound;
    } else if constexpr (type == cell_type::integer) {
        return plain_number(text, to);
    } else if constexpr (type == cell_type::money) {
        to = fen_of(text);
        return to.has_value();
    } else {
        static_assert(type == cell_type::instant);
        instant when;
        bool const sound = plain_instant(tables, text, when);
        to = when;
        return sound;
    }
}

/// The same of any cell.
[[gnu::always_inline]] inline bool put_cell(bulk_tables const& tables, cell c,
                                            std::string_view text, log_row& row) {
    // As with_cell, but a call and what it captures cost as much as most cells do.
    switch (c) {
#define QIXIAN_X(name, member)                                                                     \
    case cell::name: return put_cell<cell::name>(tables, text, row);
        QIXIAN_CELLS(QIXIAN_X)
#undef QIXIAN_X
    }
    return false;
}

/// What a CSV row has beside its leading cells and its free texts.
inline constexpr std::uint32_t typed_columns =
    ((std::uint32_t{1} << cell_count) - 1) & ~(leading_cells | text_cells);

}  // namespace qixian::inline v0::detail
