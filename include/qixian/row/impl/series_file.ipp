// Totals of many agencies and years, read line by line.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "qixian/ledger/form.hpp"
#include "qixian/row/impl/printed_number.ipp"
#include "qixian/row/series_file.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The columns of a series, in the order of their names below.
enum class series_column : std::uint8_t {
    agency,
    year,
    received,
    carried_in,
    closed,
    carried_out,
    source,
    note
};
inline constexpr std::array<std::string_view, 8> series_columns{
    "agency", "year", "received", "carried_in", "closed", "carried_out", "source", "note"};
inline constexpr std::size_t needed_series_columns = 3;

class series_reading {
public:
    explicit series_reading(text_source source)
        : reader_(std::move(source), {.comment = '#', .as_wide_as_first = true}) {}

    result<std::vector<published_table>> run() {
        for (;;) {
            auto const record = reader_.next();
            if (!record) {
                return record.error();
            }
            if (*record == nullptr) {
                break;
            }
            if ((*record)->comment) {
                continue;
            }
            columns_.empty() ? take_header(**record) : take_line(**record);
            if (broken_) {
                return *broken_;
            }
        }
        if (out_.empty()) {
            return fault{.what = code::empty_file, .file = reader_.name()};
        }
        return std::move(out_);
    }

private:
    void refuse(code what, csv_cell const& cell, std::string_view field, std::string why) {
        if (!broken_) {
            broken_ = fault{.what = what,
                            .detail = std::move(why),
                            .file = reader_.name(),
                            .line = cell.line,
                            .column = cell.column,
                            .field = std::string(field)};
        }
    }

    void take_header(csv_record const& record) {
        std::array<bool, series_columns.size()> seen{};
        for (auto const& cell : record.cells) {
            auto const found =
                std::find(series_columns.begin(), series_columns.end(), trimmed(cell.text));
            if (found == series_columns.end()) {
                return refuse(code::unknown_column, cell, cell.text, std::string(cell.text));
            }
            auto const at = static_cast<std::size_t>(found - series_columns.begin());
            if (std::exchange(seen[at], true)) {
                return refuse(code::duplicate_column, cell, *found, std::string(*found));
            }
            columns_.push_back(static_cast<series_column>(at));
        }
        for (std::size_t i = 0; i < needed_series_columns; ++i) {
            if (!seen[i]) {
                return refuse(code::missing_column, record.cells.front(), series_columns[i],
                              std::string(series_columns[i]));
            }
        }
    }

    void take_line(csv_record const& record) {
        if (record.cells.size() != columns_.size()) {
            return refuse(code::field_count, record.cells.front(), {},
                          std::to_string(record.cells.size()) + " cells in " +
                              std::to_string(columns_.size()) + " columns");
        }
        published_table table{.file = reader_.name()};
        std::array<std::optional<std::int64_t>, series_columns.size()> numbers{};
        csv_cell const* year = nullptr;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            auto const& cell = record.cells[i];
            switch (columns_[i]) {
            case series_column::agency: table.agency = trimmed(cell.text); continue;
            case series_column::source:
            case series_column::note: continue;
            default: break;
            }
            auto const at = static_cast<std::size_t>(columns_[i]);
            auto const said = number_as_printed(trimmed(cell.text));
            if (!said) {
                return refuse(code::bad_number, cell, series_columns[at], std::string(cell.text));
            }
            numbers[at] = said->value;
            year = columns_[i] == series_column::year ? &cell : year;
        }
        auto const of_year = numbers[static_cast<std::size_t>(series_column::year)];
        if (!of_year || *of_year < 1900 || *of_year > 2999) {
            return refuse(code::bad_number, *year, "year", std::string(year->text));
        }
        table.year = static_cast<int>(*of_year);
        table.counts.shape = form_of_year(*table.year);
        auto const put = [&](std::size_t row, series_column column) {
            table.counts.cells[row][class_count] = numbers[static_cast<std::size_t>(column)];
            table.row_lines[row] = record.line;
        };
        put(new_row, series_column::received);
        put(carried_in_row, series_column::carried_in);
        put(result_total_row(table.counts.shape), series_column::closed);
        put(carried_out_row(table.counts.shape), series_column::carried_out);
        out_.push_back(std::move(table));
    }

    csv_reader reader_;
    std::vector<series_column> columns_{};
    std::vector<published_table> out_{};
    std::optional<fault> broken_{};
};

}  // namespace detail

QIXIAN_DECL result<std::vector<published_table>> read_series(text_source source) {
    return detail::series_reading(std::move(source)).run();
}

QIXIAN_DECL result<std::vector<published_table>> read_series_file(std::string const& path,
                                                                  text_options options) {
    auto source = text_source::open(path, options);
    if (!source) {
        return source.error();
    }
    return read_series(std::move(source).value());
}

}  // namespace qixian::inline v0
