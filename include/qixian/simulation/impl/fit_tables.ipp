// Tables as a fit reads them: what does not reconcile is refused here.
#pragma once

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qixian/simulation/fit.hpp"

namespace qixian::inline v0::detail {

/// The figures of a table that reconciles: blanks are 0, totals are left out.
struct table_figures {
    published_table const* from = nullptr;
    int year = 0;
    std::array<std::int64_t, class_count> received{};
    std::array<std::int64_t, class_count> carried_in{};
    std::array<std::int64_t, class_count> carried_out{};
    std::array<std::array<std::int64_t, all_outcomes.size()>, class_count> results{};
    bool totals_only = false;  ///< all applicants stand in the first class

    template <std::size_t Count>
    [[nodiscard]] static std::int64_t sum(std::array<std::int64_t, Count> const& of) {
        return std::accumulate(of.begin(), of.end(), std::int64_t{0});
    }
};

/// The year a table states, else the last 20xx that stands alone in the name of its file.
inline std::optional<int> year_told_by(published_table const& table) {
    if (table.year) {
        return table.year;
    }
    auto const slash = table.file.find_last_of("/\\");
    auto const name = slash == std::string::npos ? table.file : table.file.substr(slash + 1);
    auto const digit = [&](std::size_t i) {
        return i < name.size() && name[i] >= '0' && name[i] <= '9';
    };
    for (std::size_t at = name.size(); at-- > 0;) {
        bool const four = digit(at) && digit(at + 1) && digit(at + 2) && digit(at + 3);
        if (four && !digit(at + 4) && (at == 0 || !digit(at - 1)) && name[at] == '2' &&
            name[at + 1] == '0') {
            return 2000 + (name[at + 2] - '0') * 10 + (name[at + 3] - '0');
        }
    }
    return std::nullopt;
}

/// Reads one table, and refuses it where a sum does not hold.
class table_reader_for_fit {
public:
    table_reader_for_fit(published_table const& table, table_reading how)
        : table_(table), shape_(table.counts.shape), counts_(with_derived(table.counts)),
          totals_(how != table_reading::by_class || !tells_classes()),
          as_printed_(how == table_reading::totals_as_printed) {}

    result<table_figures> read() {
        expect_rows();
        if (!totals_) {
            expect_totals();
        }
        if (!as_printed_) {
            expect_columns();
        }
        auto const year = year_told_by(table_);
        if (!year) {
            refuse({}, "year", "# year: 2024");
        }
        if (wrong_) {
            return *wrong_;
        }
        table_figures out{.from = &table_, .year = *year, .totals_only = totals_};
        for (std::size_t c = 0; c < (totals_ ? 1 : class_count); ++c) {
            auto const column = totals_ ? class_count : c;
            out.received[c] = total_or_sum(new_row, column);
            out.carried_in[c] = total_or_sum(carried_in_row, column);
            out.carried_out[c] = total_or_sum(carried_out_row(shape_), column);
            for (auto row = first_result_row; row < result_total_row(shape_); ++row) {
                out.results[c][static_cast<std::size_t>(outcome_of_row(row))] +=
                    total_or_sum(row, column);
            }
        }
        return out;
    }

private:
    [[nodiscard]] std::string id(std::size_t row) const {
        return std::string(rows_of(shape_)[row].id);
    }
    [[nodiscard]] std::int64_t at(std::size_t row, std::size_t c) const {
        return counts_.cells[row][c].value_or(0);
    }
    /// Where totals are taken as they are printed, one that was left at 0 is that of its classes.
    [[nodiscard]] std::int64_t total_or_sum(std::size_t row, std::size_t c) const {
        auto const printed = at(row, c);
        if (!as_printed_ || c != class_count || printed != 0) {
            return printed;
        }
        std::int64_t sum = 0;
        for (std::size_t each = 0; each < class_count; ++each) {
            sum += at(row, each);
        }
        return sum;
    }
    [[nodiscard]] bool tells_classes() const {
        for (auto const row : {new_row, carried_in_row, carried_out_row(shape_)}) {
            for (std::size_t c = 0; c < class_count; ++c) {
                if (counts_.cells[row][c]) {
                    return true;
                }
            }
        }
        return false;
    }
    [[nodiscard]] bool tells_results(std::size_t c) const {
        for (auto row = first_result_row; row < result_total_row(shape_); ++row) {
            if (table_.counts.cells[row][c]) {
                return true;
            }
        }
        return !totals_;
    }
    /// Row 3.6 of the form of 2019 holds three outcomes; the one without a course of its own stands
    /// for all.
    [[nodiscard]] outcome outcome_of_row(std::size_t row) const {
        for (auto const& each : all_outcomes) {
            if ((shape_ == form::form_2021 ? each.row_2021 : each.row_2019) == id(row) &&
                (shape_ == form::form_2021 || id(row) != "3.6")) {
                return each.which;
            }
        }
        return outcome::other;
    }

    void refuse(std::optional<std::size_t> row, std::string_view field, std::string detail) {
        if (!wrong_) {
            wrong_ = fault{.what = code::cannot_fit,
                           .detail = std::move(detail),
                           .file = table_.file,
                           .line = row ? table_.row_lines[*row] : 0,
                           .field = std::string(field)};
        }
    }

    void expect_rows() {
        for (auto const row : {new_row, carried_in_row, carried_out_row(shape_)}) {
            auto const& cells = counts_.cells[row];
            bool const told =
                totals_ && !as_printed_
                    ? cells[class_count].has_value()
                    : std::any_of(cells.begin(), cells.end(), [](auto const& c) { return !!c; });
            if (!told) {
                refuse(row, "total", id(row) + " = ?");
            }
        }
    }
    void expect_totals() {
        for (std::size_t row = 0; row < rows_of(shape_).size(); ++row) {
            std::int64_t sum = 0;
            for (std::size_t c = 0; c < class_count; ++c) {
                sum += at(row, c);
            }
            if (counts_.cells[row][class_count] && sum != at(row, class_count)) {
                refuse(row, "total",
                       id(row) + ": " + std::to_string(sum) + " ≠ " +
                           std::to_string(at(row, class_count)));
            }
        }
    }
    void expect_columns() {
        auto const all = result_total_row(shape_);
        auto const out = carried_out_row(shape_);
        for (std::size_t c = totals_ ? class_count : 0; c < column_count; ++c) {
            std::int64_t sum = 0;
            for (auto row = first_result_row; row < all; ++row) {
                sum += at(row, c);
            }
            auto const code = all_columns[c].code;
            // Where only their total is printed, there is nothing that it could differ from.
            if (tells_results(c) && sum != at(all, c)) {
                refuse(all, code,
                       "3.1 + … + 3.6 = " + std::to_string(sum) +
                           " ≠ 3.7 = " + std::to_string(at(all, c)));
            }
            auto const came = at(new_row, c) + at(carried_in_row, c);
            auto const went = at(all, c) + at(out, c);
            if (came != went) {
                refuse(all, code,
                       "1 + 2 = " + std::to_string(came) + " ≠ 3.7 + 4 = " + std::to_string(went));
            }
        }
    }

    published_table const& table_;
    form shape_;
    table3 counts_;
    bool totals_;
    bool as_printed_;
    std::optional<fault> wrong_{};
};

/// All tables, oldest first: years that follow each other and carry over the same.
inline result<std::vector<table_figures>> read_for_fit(std::span<published_table const> tables,
                                                       table_reading how) {
    std::vector<table_figures> out;
    for (auto const& each : tables) {
        auto read = table_reader_for_fit(each, how).read();
        if (!read) {
            return read.error();
        }
        if (how == table_reading::by_class && read->totals_only && !out.empty() &&
            !out.front().totals_only) {
            return read_for_fit(tables, table_reading::totals);
        }
        out.push_back(std::move(read).value());
        if (how == table_reading::by_class && out.front().totals_only && !out.back().totals_only) {
            return read_for_fit(tables, table_reading::totals);
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](auto const& a, auto const& b) { return a.year < b.year; });
    for (std::size_t i = 1; i < out.size(); ++i) {
        auto const& before = out[i - 1];
        auto const& after = out[i];
        fault why{.what = code::cannot_fit, .file = after.from->file};
        if (before.year + 1 != after.year) {
            why.field = "year";
            why.detail = std::to_string(before.year) + ", " + std::to_string(after.year);
            return why;
        }
        if (!before.from->agency.empty() && !after.from->agency.empty() &&
            before.from->agency != after.from->agency) {
            why.field = "agency";
            why.detail = before.from->agency + ", " + after.from->agency;
            return why;
        }
        for (std::size_t c = 0; c < class_count && how != table_reading::totals_as_printed; ++c) {
            if (before.carried_out[c] != after.carried_in[c]) {
                why.line = after.from->row_lines[carried_in_row];
                why.field = std::string(all_columns[c].code);
                why.detail = std::to_string(before.year) +
                             ": 4 = " + std::to_string(before.carried_out[c]) + " ≠ " +
                             std::to_string(after.year) +
                             ": 2 = " + std::to_string(after.carried_in[c]);
                return why;
            }
        }
    }
    return out;
}

}  // namespace qixian::inline v0::detail
