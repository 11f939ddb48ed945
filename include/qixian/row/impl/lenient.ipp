// Cells as a person writes them, put as a strict reader wants them: words by their Chinese names, days
// as 2026/1/7 or 2026年1月7日, digits in full width (row/impl/event_row.ipp).
//
// Only what can mean one thing is understood. What is read this way is then read strictly, so that
// nothing is accepted which could not have been written in the canonical form.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "qixian/base/impl/half_width.ipp"
#include "qixian/base/spelling.hpp"
#include "qixian/row/impl/printed_number.ipp"
#include "qixian/rule/cell.hpp"

namespace qixian::inline v0::detail {

/// Whether `text`, in half width and without blanks around it, is `name`.
inline bool is_written(std::string_view text, std::string_view name) {
    return text == name || text == half_width(name);
}

/// The word that `text` names.
inline std::optional<std::string> word_of_name(cell_row const& of, std::string_view text) {
    std::optional<std::size_t> found;
    bool several = false;
    auto const find = [&](std::size_t word, std::string_view name) {
        if (is_written(text, name)) {
            several = several || (found && *found != word);
            found = word;
        }
    };
    for (std::size_t i = 0; i < of.words.size(); ++i) {
        find(i, of.words[i]);
        if (i < of.names.size()) {
            each_name(of.names[i], [&](std::string_view name) { find(i, name); });
        }
    }
    return found && !several ? std::optional(std::string(of.words[*found])) : std::nullopt;
}

/// `2026/1/7`, `2026.1.7`, `2026-1-7` and `2026年1月7日` as `2026-01-07`; whether there is such a day is
/// not asked. The year has four digits and comes first: what is shorter could be read in two ways.
inline std::optional<std::string> day_as_written(std::string_view text) {
    std::array<std::string, 3> parts;
    std::array<std::string_view, 3> marks;
    std::size_t at = 0;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            parts[part] += text[at++];
        }
        auto const rest = text.substr(at);
        for (std::string_view const mark : {"/", ".", "-", "年", "月", "日"}) {
            if (rest.starts_with(mark)) {
                marks[part] = mark;
                at += mark.size();
            }
        }
    }
    bool const chinese = marks[0] == "年" && marks[1] == "月" && marks[2] == "日";
    bool const signs = marks[0].size() == 1 && marks[0] == marks[1] && marks[2].empty();
    auto const short_part = [](std::string const& digits) {
        return digits.size() == 1 || digits.size() == 2;
    };
    if (at != text.size() || (!chinese && !signs) || parts[0].size() != 4 ||
        !short_part(parts[1]) || !short_part(parts[2])) {
        return std::nullopt;
    }
    auto const two = [](std::string const& digits) {
        return digits.size() == 1 ? "0" + digits : digits;
    };
    return parts[0] + "-" + two(parts[1]) + "-" + two(parts[2]);
}

/// What a person means by `text` in a cell of this kind, as a strict reader takes it; nothing where it
/// cannot be told, or where texts stay as they are.
inline std::optional<std::string> canonical_text(cell_row const& of, std::string_view text) {
    auto const narrow = half_width(text);
    auto const meant = trimmed(narrow);
    switch (of.type) {
    case cell_type::word: return word_of_name(of, meant);
    case cell_type::day: return day_as_written(meant);
    case cell_type::count:
    case cell_type::integer:
    case cell_type::money: return without_commas(meant);
    case cell_type::instant: return std::string(meant);
    case cell_type::text:
    case cell_type::key: break;
    }
    return std::nullopt;
}

/// The column that a heading in Chinese names.
inline std::optional<cell> column_named(cell_table const& cells, std::string_view heading) {
    auto const narrow = half_width(heading);
    auto const meant = trimmed(narrow);
    for (auto const& each : cells.rows) {
        bool found = meant == each.name;
        each_name(each.zh,
                  [&](std::string_view name) { found = found || is_written(meant, name); });
        if (found) {
            return each.which;
        }
    }
    return std::nullopt;
}

/// What stands in a fault where `--lenient` would have understood: how it would have been read.
inline std::string lenient_hint(std::string_view meant) {
    return " (--lenient reads it as " + std::string(meant) + ")";
}

/// The column that a heading misspells: one letter in three may be wrong, and capitals are no matter.
/// A Chinese heading is compared with the Chinese names.
inline std::optional<cell> column_meant(cell_table const& cells, std::string_view heading) {
    auto narrow = half_width(heading);
    for (auto& c : narrow) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    auto const text = trimmed(narrow);
    std::optional<cell> found;
    auto least = text.size() / 3 + 1;  // fewer than that
    for (auto const& each : cells.rows) {
        auto const look = [&](std::string_view name) {
            if (auto const away = spelling_distance(text, name); away < least) {
                least = away;
                found = each.which;
            }
        };
        look(each.name);
        each_name(each.zh, look);
    }
    return found;
}

}  // namespace qixian::inline v0::detail
