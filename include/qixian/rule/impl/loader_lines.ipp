// The lines of a statute's text, and typed access to their cells with every fault noted.
#pragma once

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/codes.hpp"
#include "qixian/base/result.hpp"
#include "qixian/date/text.hpp"
#include "qixian/rule/condition.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

namespace detail {

struct statute_cell {
    std::string_view key;
    std::string_view value;
    std::size_t line = 0;
    bool asked = false;
};

struct statute_line {
    std::size_t number = 0;
    std::string_view table;
    std::vector<statute_cell> cells{};
};

using code_list = std::vector<std::string_view>;

inline std::string listed(std::span<std::string_view const> names) {
    std::string out;
    for (auto const each : names) {
        out += out.empty() ? "" : ", ";
        out += each;
    }
    return out;
}

inline std::optional<std::size_t> place_in(std::span<std::string_view const> names,
                                           std::string_view name) {
    auto const at = std::find(names.begin(), names.end(), name);
    return at == names.end() ? std::nullopt
                             : std::optional(static_cast<std::size_t>(at - names.begin()));
}

/// Cuts a text into lines and cells.
class line_reader {
public:
    line_reader(std::string_view text, std::vector<fault>& faults) : text_(text), faults_(faults) {
        if (text_.starts_with("\xEF\xBB\xBF")) {
            text_.remove_prefix(3);
        }
    }

    std::vector<statute_line> operator()() {
        std::size_t number = 0;
        while (!text_.empty()) {
            ++number;
            auto const end = text_.find('\n');
            auto line = text_.substr(0, end);
            text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
            if (line.ends_with('\r')) {
                line.remove_suffix(1);
            }
            read(line, number);
        }
        return std::move(out_);
    }

private:
    static bool is_blank(char c) { return c == ' ' || c == '\t'; }

    static void skip_blanks(std::string_view& rest) {
        while (!rest.empty() && is_blank(rest.front())) {
            rest.remove_prefix(1);
        }
    }

    void read(std::string_view line, std::size_t number) {
        // A line that begins with a blank goes on with the one above.
        bool const goes_on = !line.empty() && is_blank(line.front()) && !out_.empty();
        auto rest = line;
        skip_blanks(rest);
        if (rest.empty() || rest.front() == '#') {
            return;
        }
        if (!goes_on) {
            auto const name = rest.substr(0, rest.find_first_of(" \t"));
            rest.remove_prefix(name.size());
            out_.push_back({number, name});
        }
        for (skip_blanks(rest); !rest.empty() && rest.front() != '#'; skip_blanks(rest)) {
            if (!cell(rest, number)) {
                return;
            }
        }
    }

    bool cell(std::string_view& rest, std::size_t number) {
        auto const stop = rest.find_first_of("= \t");
        if (stop == std::string_view::npos || rest[stop] != '=' || stop == 0) {
            return stray(rest, number);
        }
        auto const key = rest.substr(0, stop);
        rest.remove_prefix(stop + 1);
        std::string_view value;
        if (rest.starts_with('"')) {
            auto const close = rest.find('"', 1);
            if (close == std::string_view::npos) {
                return stray(rest, number);
            }
            value = rest.substr(1, close - 1);
            rest.remove_prefix(close + 1);
        } else {
            value = rest.substr(0, rest.find_first_of(" \t"));
            rest.remove_prefix(value.size());
        }
        auto& cells = out_.back().cells;
        if (std::any_of(cells.begin(), cells.end(), [&](auto& c) { return c.key == key; })) {
            faults_.push_back({.what = code::duplicate_column,
                               .detail = std::string(key),
                               .line = number,
                               .field = std::string(key)});
        } else {
            cells.push_back({key, value, number});
        }
        return true;
    }

    bool stray(std::string_view rest, std::size_t number) {
        faults_.push_back(
            {.what = code::unknown_column,
             .detail = "`" + std::string(rest) +
                       "`; allowed: cells of the form key=value or key=\"some words\"",
             .line = number});
        return false;
    }

    std::string_view text_;
    std::vector<fault>& faults_;
    std::vector<statute_line> out_{};
};

/// One line, cell by cell. Which cells a line may have are those that were asked for.
class row_reader {
public:
    row_reader(statute_line& row, std::vector<fault>& faults, std::deque<std::string>& texts)
        : row_(row), faults_(faults), texts_(texts) {}

    [[nodiscard]] std::size_t line() const { return row_.number; }
    [[nodiscard]] bool has(std::string_view key) { return find(key) != nullptr; }

    void wrong(code what, std::string_view key, std::string detail) {
        auto const* const at = find(key);
        faults_.push_back({.what = what,
                           .detail = std::move(detail),
                           .line = at != nullptr ? at->line : row_.number,
                           .field = std::string(key)});
    }

    void need(std::string_view key) {
        if (find(key) == nullptr) {
            wrong(code::missing_value, key, std::string(row_.table));
        }
    }

    /// The words of a cell, owned by the statute.
    std::string_view text(std::string_view key) {
        auto const* const at = find(key);
        return at == nullptr ? std::string_view{} : keep(at->value);
    }
    std::string_view keep(std::string_view value) { return texts_.emplace_back(value); }

    template <class Word>
    std::optional<Word> maybe_word(std::string_view key, std::span<std::string_view const> names) {
        auto const* const at = find(key);
        if (at == nullptr) {
            return std::nullopt;
        }
        auto const place = place_in(names, at->value);
        if (!place) {
            none_of(key, at->value, names);
            return std::nullopt;
        }
        return static_cast<Word>(*place);
    }

    template <class Word>
    Word word(std::string_view key, std::span<std::string_view const> names) {
        need(key);
        return maybe_word<Word>(key, names).value_or(Word{});
    }

    /// One of the words of the format itself.
    template <class Word>
    Word choice(std::string_view key, std::span<std::string_view const> names, Word otherwise) {
        return maybe_word<Word>(key, names).value_or(otherwise);
    }

    /// `a|b`, or `!a|b` for all but these; nothing said is all.
    number_set set(std::string_view key, std::span<std::string_view const> names,
                   number_set otherwise = any_number) {
        auto const* const at = find(key);
        if (at == nullptr) {
            return otherwise;
        }
        auto value = at->value;
        bool const all_but = value.starts_with('!');
        if (all_but) {
            value.remove_prefix(1);
        }
        number_set out = 0;
        for_each_part(value, [&](std::string_view part) {
            if (auto const place = place_in(names, part)) {
                out |= number_set{1} << *place;
            } else {
                none_of(key, part, names);
            }
        });
        return all_but ? ~out : out;
    }

    template <class Do>
    static void for_each_part(std::string_view value, Do what) {
        while (true) {
            auto const bar = value.find('|');
            what(value.substr(0, bar));
            if (bar == std::string_view::npos) {
                return;
            }
            value.remove_prefix(bar + 1);
        }
    }

    int number(std::string_view key, int low, int high, int otherwise = 0) {
        auto const* const at = find(key);
        if (at == nullptr) {
            return otherwise;
        }
        int out = otherwise;
        auto const* const end = at->value.data() + at->value.size();
        auto const [stop, error] = std::from_chars(at->value.data(), end, out);
        if (error != std::errc{} || stop != end || out < low || out > high) {
            wrong(code::bad_number, key,
                  "`" + std::string(at->value) + "`; allowed: " + std::to_string(low) + " to " +
                      std::to_string(high));
            return otherwise;
        }
        return out;
    }

    maybe_date day(std::string_view key) {
        auto const* const at = find(key);
        if (at == nullptr) {
            return {};
        }
        auto const d = parse_date(at->value);
        if (!d) {
            wrong(code::bad_date, key, std::string(at->value));
            return {};
        }
        return *d;
    }

    bool yes(std::string_view key) {
        constexpr auto words = std::to_array<std::string_view>({"no", "yes"});
        return choice<int>(key, words, 0) == 1;
    }

    /// A code by its name in codes.md.
    code said(std::string_view key) {
        auto const* const at = find(key);
        if (at == nullptr) {
            return {};
        }
        for (auto const& each : all_codes) {
            if (each.name == at->value) {
                return each.what;
            }
        }
        wrong(code::unknown_code, key,
              "`" + std::string(at->value) + "`; allowed: a name of codes.md");
        return {};
    }

    /// Cells that no one asked for.
    void done() {
        for (auto const& cell : row_.cells) {
            if (!cell.asked) {
                faults_.push_back({.what = code::unknown_column,
                                   .detail = "`" + std::string(cell.key) + "`; allowed in " +
                                             std::string(row_.table) + ": " + listed(asked_),
                                   .line = cell.line,
                                   .field = std::string(cell.key)});
            }
        }
    }

private:
    statute_cell* find(std::string_view key) {
        if (!place_in(asked_, key)) {
            asked_.push_back(key_of(key));
        }
        for (auto& cell : row_.cells) {
            if (cell.key == key) {
                cell.asked = true;
                return &cell;
            }
        }
        return nullptr;
    }

    /// Keys with a prefix are made on the way: they must live as long as the list.
    std::string_view key_of(std::string_view key) { return texts_.emplace_back(key); }

    void none_of(std::string_view key, std::string_view value,
                 std::span<std::string_view const> names) {
        wrong(
            code::unknown_code, key,
            "`" + std::string(value) + "`; allowed: " +
                (names.empty() ? std::string("nothing, there are no such words") : listed(names)));
    }

    statute_line& row_;
    std::vector<fault>& faults_;
    std::deque<std::string>& texts_;
    code_list asked_{};
};

}  // namespace detail

}  // namespace qixian::inline v0
