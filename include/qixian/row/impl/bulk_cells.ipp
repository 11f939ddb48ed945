#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "qixian/row/bulk_reader.hpp"
#include "qixian/row/impl/bulk_bytes.ipp"
#include "qixian/row/impl/bulk_split.ipp"
#include "qixian/row/impl/event_row.ipp"

// Cells to values, the common kinds of them only; and which cells of a row make it plainly sound.
//
// Every function here may say no to what is sound after all, never yes to what is not: what it
// refuses is decided by row_builder (row/impl/event_row.ipp). Texts are followed by 64 bytes that may
// be read.

namespace qixian::inline v0::detail {

static_assert(static_cast<std::size_t>(log_column::note) + 1 == column_names.size());
static_assert(column_names.size() < 32, "a column is a bit, and the last one the host's own");
static_assert(kind_codes.size() <= 32 && unit_codes.size() <= 32 && all_outcomes.size() <= 32,
              "each word that an event may carry is a bit of its rule");

/// The bit of the host's own columns.
inline constexpr std::uint32_t extra_bit = std::uint32_t{1} << 31U;

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

/// What the cells of a row must be for its event, worked out from `uses` and `check`.
struct event_rule {
    std::uint32_t needed = 0;    ///< columns that may not be empty
    std::uint32_t unused = 0;    ///< columns that must be
    std::uint32_t weighed = 0;   ///< columns whose value matters
    std::uint32_t outcomes = 0;  ///< that may stand there
    std::uint32_t kinds = 0;
    std::uint32_t units = 0;
};

/// Everything that is the same for all logs. Made once.
struct bulk_tables {
    static constexpr int first_year = 1900;
    static constexpr int last_year = 2155;
    static constexpr std::size_t events = static_cast<std::size_t>(event::year_closed) + 1;

    word_index columns{column_names};
    word_index event_words{words_of(all_events, events)};
    word_index applicants{words_of(all_applicants, all_applicants.size())};
    word_index outcomes{words_of(all_outcomes, all_outcomes.size())};
    word_index channels{channel_codes};
    word_index units{unit_codes};
    word_index kinds{kind_codes};
    word_index views{view_codes};
    word_index results{remedy_result_codes};
    std::array<bool, 256> key_bytes{};
    /// The day before the first of each month, and one month more.
    std::array<std::uint32_t, static_cast<std::size_t>(last_year - first_year + 1) * 12 + 1>
        months{};
    std::array<event_rule, events> rules{};

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
    template <class Table>
    static std::vector<std::string_view> words_of(Table const& table, std::size_t count) {
        std::vector<std::string_view> out;
        for (std::size_t i = 0; i < count; ++i) {
            // A word's number is its place.
            QIXIAN_EXPECTS(static_cast<std::size_t>(table[i].which) == i);
            out.push_back(table[i].code);
        }
        return out;
    }

    static std::uint32_t bit_named(std::string_view name) {
        auto const c = column_named(name);
        QIXIAN_EXPECTS(c.has_value());
        return bit_of(*c);
    }

    /// Whether `check` finds fault with that cell of `e`.
    static bool blames(entry const& e, std::string_view name) {
        auto const why = check(e);
        return why && why->field == name;
    }

    static event_rule rule_of(event what) {
        event_rule rule;
        for (std::size_t i = 0; i < cell_names.size(); ++i) {
            if (!uses(what, static_cast<cell>(i))) {
                rule.unused |= bit_named(cell_names[i]);
            }
        }
        rule.needed = bit_of(column::on) | bit_of(column::event);
        // A report is no application's: the cell would go unused.
        (what == event::year_closed ? rule.unused : rule.needed) |= bit_of(column::application);
        entry e{.application = "A", .on = day(20200106), .what = what};
        if (auto const why = check(e)) {
            QIXIAN_EXPECTS(why->what == code::missing_value);
            rule.needed |= bit_named(why->field);
        }
        // With all that `check` may ask for, each value of a cell in turn.
        e.days = 1;
        e.re = "R";
        e.result = remedy_result::upheld;
        if (!uses(what, cell::days)) {
            e.until = e.on;
        }
        e.outcome = outcome::other;
        for (std::size_t i = kind_codes.size(); i-- > 0;) {
            e.kind = static_cast<kind>(i);
            if (!blames(e, "kind")) {
                rule.kinds |= std::uint32_t{1} << i;
            }
        }
        e.kind.reset();
        if (rule.kinds != 0) {
            e.kind = static_cast<kind>(std::countr_zero(rule.kinds));
        }
        for (std::size_t i = 0; i < unit_codes.size(); ++i) {
            e.days_unit = static_cast<unit>(i);
            if (!blames(e, "unit")) {
                rule.units |= std::uint32_t{1} << i;
            }
        }
        e.days_unit.reset();
        for (std::size_t i = 0; i < all_outcomes.size(); ++i) {
            e.outcome = static_cast<outcome>(i);
            if (!blames(e, "outcome")) {
                rule.outcomes |= std::uint32_t{1} << i;
            }
        }
        rule.weighed = (bit_of(column::until) | bit_of(column::delivered) | bit_of(column::kind) |
                        bit_of(column::unit) | bit_of(column::outcome)) &
                       ~rule.unused;
        return rule;
    }
};

/// Whether what `filled` names of `row` is plainly sound for its event.
inline bool is_plain(event_rule const& rule, log_row const& row, std::uint32_t filled) {
    if ((filled & rule.unused) != 0 || (~filled & rule.needed) != 0) {
        return false;
    }
    if ((filled & rule.weighed) == 0) {
        return true;
    }
    auto const allows = [](std::uint32_t set, auto value) {
        return ((set >> static_cast<unsigned>(value)) & 1U) != 0;
    };
    bool const sound = (!row.delivered || *row.delivered >= row.on) &&
                       (!row.until || (*row.until >= row.on && !row.days)) &&
                       (!row.days_unit || allows(rule.units, *row.days_unit)) &&
                       (!row.kind || allows(rule.kinds, *row.kind)) &&
                       (!row.outcome || allows(rule.outcomes, *row.outcome));
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
    to.seconds = (number - epoch) * 86400 + parts[0] * 3600 + parts[1] * 60 + parts[2] -
                 (beijing ? 8 * 3600 : 0);
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
    row.application = e.application;
    row.agency = e.agency;
    row.on = e.on;
    row.what = e.what;
    row.applicant = e.applicant;
    row.channel = e.channel;
    row.days_unit = e.days_unit;
    row.kind = e.kind;
    row.view = e.view;
    row.outcome = e.outcome;
    row.result = e.result;
    row.days = e.days;
    row.until = e.until;
    row.delivered = e.delivered;
    row.line = e.line;
    row.seq = e.seq;
    row.amount_fen = e.amount_fen;
    row.recorded = e.recorded;
    row.ref = e.ref;
    row.re = e.re;
    row.ground = e.ground;
    row.desk = e.desk;
    row.part_of = e.part_of;
    row.related = e.related;
    row.applicant_ref = e.applicant_ref;
    row.id = e.id;
    row.note = e.note;
    auto const mark = [&row](bool there, column c) { row.filled |= there ? bit_of(c) : 0U; };
    mark(!row.application.empty(), column::application);
    mark(!row.agency.empty(), column::agency);
    mark(true, column::on);
    mark(true, column::event);
    mark(row.applicant.has_value(), column::applicant);
    mark(row.channel.has_value(), column::channel);
    mark(row.days.has_value(), column::days);
    mark(row.days_unit.has_value(), column::unit);
    mark(row.until.has_value(), column::until);
    mark(row.delivered.has_value(), column::delivered);
    mark(!row.ref.empty(), column::ref);
    mark(!row.re.empty(), column::re);
    mark(row.kind.has_value(), column::kind);
    mark(row.view.has_value(), column::view);
    mark(row.outcome.has_value(), column::outcome);
    mark(!row.ground.empty(), column::ground);
    mark(row.result.has_value(), column::result);
    mark(row.amount_fen.has_value(), column::amount);
    mark(!row.desk.empty(), column::desk);
    mark(!row.part_of.empty(), column::part_of);
    mark(!row.related.empty(), column::related);
    mark(!row.applicant_ref.empty(), column::applicant_ref);
    mark(!row.id.empty(), column::id);
    mark(row.seq != 0, column::seq);
    mark(row.recorded.has_value(), column::recorded);
    mark(!row.note.empty(), column::note);
}

/// The text columns that may hold anything.
struct text_column {
    column which;
    std::string_view log_row::*member;
};

inline constexpr std::array<text_column, 9> free_texts{
    {{column::ref, &log_row::ref},
     {column::re, &log_row::re},
     {column::ground, &log_row::ground},
     {column::desk, &log_row::desk},
     {column::part_of, &log_row::part_of},
     {column::related, &log_row::related},
     {column::applicant_ref, &log_row::applicant_ref},
     {column::id, &log_row::id},
     {column::note, &log_row::note}}};

/// Puts the value of a typed cell into the row. False: it is not plainly sound.
[[gnu::always_inline]] inline bool put_typed(bulk_tables const& tables, column c,
                                             std::string_view text, log_row& row) {
    auto const word = [text](word_index const& among, auto& to) {
        int const found = among.find(text);
        using value = typename std::decay_t<decltype(to)>::value_type;
        to = static_cast<value>(found);
        return found >= 0;
    };
    auto const day_of = [&tables, text](maybe_date& to) {
        date found;
        if (text.size() != 10 || !plain_day(tables, text.data(), found)) {
            return false;
        }
        to = found;
        return true;
    };
    switch (c) {
    case column::agency: row.agency = text; return plain_key(tables, text);
    case column::applicant: return word(tables.applicants, row.applicant);
    case column::channel: return word(tables.channels, row.channel);
    case column::days: {
        std::int64_t days = 0;
        bool const sound = plain_number(text, days) && days >= 1 && days <= 3660;
        row.days = static_cast<int>(days);
        return sound;
    }
    case column::unit: return word(tables.units, row.days_unit);
    case column::until: return day_of(row.until);
    case column::delivered: return day_of(row.delivered);
    case column::kind: return word(tables.kinds, row.kind);
    case column::view: return word(tables.views, row.view);
    case column::outcome: return word(tables.outcomes, row.outcome);
    case column::result: return word(tables.results, row.result);
    case column::amount: row.amount_fen = fen_of(text); return row.amount_fen.has_value();
    case column::seq: return plain_number(text, row.seq);
    case column::recorded: {
        instant when;
        bool const sound = plain_instant(tables, text, when);
        row.recorded = when;
        return sound;
    }
    default: return false;
    }
}

inline constexpr std::uint32_t typed_columns =
    bit_of(column::agency) | bit_of(column::applicant) | bit_of(column::channel) |
    bit_of(column::days) | bit_of(column::unit) | bit_of(column::until) |
    bit_of(column::delivered) | bit_of(column::kind) | bit_of(column::view) |
    bit_of(column::outcome) | bit_of(column::result) | bit_of(column::amount) |
    bit_of(column::seq) | bit_of(column::recorded);

}  // namespace qixian::inline v0::detail
