// Tables 3 and 4 read from a file, and written (row/table_file.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "qixian/base/impl/half_width.ipp"
#include "qixian/row/impl/printed_number.ipp"
#include "qixian/row/table_file.hpp"

namespace qixian::inline v0 {

namespace detail {

inline constexpr std::string_view row_id_column = "row_id";
inline constexpr std::string_view row_label_column = "row_label";
inline constexpr std::string_view block_column = "block";

/// Reads one table file, record by record. The first fault ends it.
class table_reading {
public:
    explicit table_reading(text_source source) : reader_(std::move(source), {.comment = '#'}) {
        table_.file = reader_.name();
    }

    result<published_table> run() {
        for (;;) {
            auto const record = reader_.next();
            if (!record) {
                return record.error();
            }
            if (*record == nullptr) {
                break;
            }
            take(**record);
            if (broken_) {
                return *broken_;
            }
        }
        finish();
        if (broken_) {
            return *broken_;
        }
        return std::move(table_);
    }

private:
    enum class part { before, rows, blocks };

    void refuse(code what, csv_cell const& cell, std::string why, std::string_view field = {},
                std::vector<std::string> allowed = {}) {
        if (!broken_) {
            broken_ = fault{.what = what,
                            .detail = std::move(why),
                            .file = reader_.name(),
                            .line = cell.line,
                            .column = cell.column,
                            .field = std::string(field),
                            .allowed = std::move(allowed)};
        }
    }

    static std::string quote(std::string_view text) {
        constexpr std::size_t enough = 40;
        std::string said(text.substr(0, enough));
        // Not in the middle of a character.
        while (text.size() > enough && !said.empty() &&
               (static_cast<unsigned char>(text[said.size()]) & 0xC0U) == 0x80U) {
            said.pop_back();
        }
        return said;
    }

    void take(csv_record const& record) {
        // Excel pads every line with commas to the widest one, and quotes a first line of ours.
        std::size_t size = record.cells.size();
        while (size != 0 && record.cells[size - 1].text.empty() && !record.cells[size - 1].quoted) {
            --size;
        }
        if (size == 0) {
            return;
        }
        last_line_ = record.line;
        auto const& first = record.cells.front();
        bool const note = record.comment || first.text.starts_with('#');
        if (part_ == part::before) {
            note ? take_note(first) : take_header(record, size);
        } else if (has(record, size, all_remedy_columns.front().id) || is_block(first.text)) {
            take_block_part(record, size);
        } else if (part_ == part::blocks) {
            take_block(record, size);
        } else {
            take_row(record, size);
        }
    }

    void take_note(csv_cell const& cell) {
        auto text = trimmed(cell.text.substr(1));
        while (text.ends_with(',')) {
            text.remove_suffix(1);
        }
        auto const value_of = [&text](std::string_view key) -> std::optional<std::string_view> {
            if (!text.starts_with(key)) {
                return std::nullopt;
            }
            auto rest = trimmed(text.substr(key.size()));
            for (std::string_view const colon : {":", "："}) {
                if (rest.starts_with(colon)) {
                    return trimmed(rest.substr(colon.size()));
                }
            }
            return std::nullopt;
        };
        if (auto const agency = value_of("agency")) {
            if (std::exchange(agency_seen_, true)) {
                refuse(code::duplicate_row, cell, "agency is said twice", "agency");
            }
            table_.agency = *agency;
        } else if (auto const year = value_of("year")) {
            int number = 0;
            auto const digits = half_width(*year);
            for (char const each : digits) {
                bool const digit = number >= 0 && each >= '0' && each <= '9' && digits.size() == 4;
                number = digit ? number * 10 + (each - '0') : -1;
            }
            if (number < 1900) {
                refuse(code::bad_number, cell, quote(*year), "year");
            } else if (table_.year) {
                refuse(code::duplicate_row, cell, "year is said twice", "year");
            }
            table_.year = number;
        }
    }

    static bool has(csv_record const& record, std::size_t size, std::string_view name) {
        for (std::size_t i = 0; i < size; ++i) {
            if (record.cells[i].text == name) {
                return true;
            }
        }
        return false;
    }

    static bool is_block(std::string_view text) {
        for (auto const& each : all_remedy_blocks) {
            if (each.id == text) {
                return true;
            }
        }
        return false;
    }

    /// Notes which column stands where; every one of `names` must.
    void read_header(csv_record const& record, std::size_t size,
                     std::span<std::string_view const> names) {
        columns_.clear();
        for (std::size_t i = 0; i < size; ++i) {
            auto const& cell = record.cells[i];
            std::size_t which = 0;
            while (which < names.size() && names[which] != cell.text) {
                ++which;
            }
            if (which == names.size()) {
                refuse(code::unknown_column, cell, quote(cell.text), quote(cell.text),
                       {names.begin(), names.end()});
                return;
            }
            for (auto const& before : columns_) {
                if (before == names[which]) {
                    refuse(code::duplicate_column, cell, quote(cell.text), cell.text);
                    return;
                }
            }
            columns_.push_back(names[which]);
        }
        for (auto const& name : names) {
            if (!has(record, size, name)) {
                refuse(code::missing_column, record.cells.front(), std::string(name), name);
                return;
            }
        }
    }

    void take_header(csv_record const& record, std::size_t size) {
        static constexpr auto names = [] {
            std::array<std::string_view, column_count + 2> all{row_id_column, row_label_column};
            for (std::size_t i = 0; i < column_count; ++i) {
                all[i + 2] = all_columns[i].code;
            }
            return all;
        }();
        read_header(record, size, names);
        part_ = part::rows;
    }

    /// The header of table 4, or its first row where the header is absent.
    void take_block_part(csv_record const& record, std::size_t size) {
        static constexpr auto names = [] {
            std::array<std::string_view, all_remedy_columns.size() + 1> all{block_column};
            for (std::size_t i = 0; i < all_remedy_columns.size(); ++i) {
                all[i + 1] = all_remedy_columns[i].id;
            }
            return all;
        }();
        bool const header = has(record, size, all_remedy_columns.front().id);
        if (part_ != part::blocks) {
            part_ = part::blocks;
            table_.remedies.emplace();
            if (header) {
                read_header(record, size, names);
                return;
            }
            columns_.assign(names.begin(), names.end());
        }
        take_block(record, size);
    }

    [[nodiscard]] csv_cell const& cell_of(csv_record const& record, std::string_view name) const {
        std::size_t i = 0;
        while (columns_[i] != name) {
            ++i;
        }
        return record.cells[i];
    }

    bool fits(csv_record const& record, std::size_t size) {
        if (size > columns_.size()) {
            refuse(code::field_count, record.cells[columns_.size()],
                   std::to_string(columns_.size()) + " columns, " + std::to_string(size) +
                       " cells");
        } else if (record.cells.size() < columns_.size()) {
            refuse(code::field_count, record.cells.back(),
                   std::to_string(columns_.size()) + " columns, " +
                       std::to_string(record.cells.size()) + " cells",
                   columns_[record.cells.size()]);
        }
        return !broken_;
    }

    cell_value number(csv_cell const& cell, std::string_view field) {
        auto const read = number_as_printed(cell.text);
        if (!read) {
            refuse(code::bad_number, cell, quote(cell.text), field);
            return std::nullopt;
        }
        if (!read->plain) {
            note_printed(cell, field);
        }
        return read->value;
    }

    /// Said once for the file: where the first one stands, and one of each kind of sign.
    void note_printed(csv_cell const& cell, std::string_view field) {
        if (table_.notes.empty()) {
            table_.notes.push_back({.what = code::number_as_printed,
                                    .file = reader_.name(),
                                    .line = cell.line,
                                    .column = cell.column,
                                    .field = std::string(field)});
        }
        auto const said = quote(cell.text);
        bool const digits = said.find_first_of("0123456789") != said.npos ||
                            said.find("\xEF\xBC") != said.npos;  // or in full width
        auto const kind = digits ? std::string("0") : said;
        if (printed_.size() < 8 && printed_.insert(kind).second) {
            auto& detail = table_.notes.back().detail;
            detail += (detail.empty() ? "" : " ") + said;
        }
    }

    void take_row(csv_record const& record, std::size_t size) {
        // First the row, so that a stray line is called that and not a wrong count of cells.
        std::size_t id_place = 0;
        while (columns_[id_place] != row_id_column) {
            ++id_place;
        }
        auto const& id = record.cells[std::min(id_place, record.cells.size() - 1)];
        bool const in_2019 = row_index(form::form_2019, id.text).has_value();
        bool const in_2021 = row_index(form::form_2021, id.text).has_value();
        if (!in_2019 && !in_2021) {
            std::vector<std::string> ids;
            for (auto const& each : rows_of(shape_.value_or(form::form_2021))) {
                ids.emplace_back(each.id);
            }
            refuse(code::unknown_row, id, quote(id.text), row_id_column, std::move(ids));
            return;
        }
        if (!fits(record, size)) {
            return;
        }
        if (in_2019 != in_2021) {
            auto const shape = in_2019 ? form::form_2019 : form::form_2021;
            if (shape_ && *shape_ != shape) {
                refuse(code::table_form, id, "rows 3.6 and 3.6.1 to 3.6.3 exclude each other",
                       row_id_column);
                return;
            }
            shape_ = shape;
        }
        for (auto const& row : rows_) {
            if (row.id == id.text) {
                refuse(code::duplicate_row, id,
                       "row " + row.id + " stands in line " + std::to_string(row.line),
                       row_id_column);
                return;
            }
        }
        auto& row = rows_.emplace_back();
        row.id = id.text;
        row.line = record.line;
        row.label = cell_of(record, row_label_column).text;
        for (std::size_t i = 0; i < column_count; ++i) {
            auto const name = all_columns[i].code;
            row.cells[i] = number(cell_of(record, name), name);
        }
    }

    void take_block(csv_record const& record, std::size_t size) {
        std::size_t place = 0;
        while (columns_[place] != block_column) {
            ++place;
        }
        auto const& id = record.cells[std::min(place, record.cells.size() - 1)];
        std::size_t block = 0;
        while (block < all_remedy_blocks.size() && all_remedy_blocks[block].id != id.text) {
            ++block;
        }
        if (block == all_remedy_blocks.size()) {
            std::vector<std::string> ids;
            ids.reserve(all_remedy_blocks.size());
            for (auto const& each : all_remedy_blocks) {
                ids.emplace_back(each.id);
            }
            refuse(code::unknown_code, id, quote(id.text), block_column, std::move(ids));
            return;
        }
        if (!fits(record, size)) {
            return;
        }
        if (table_.block_lines[block] != 0) {
            refuse(code::duplicate_row, id,
                   "this block stands in line " + std::to_string(table_.block_lines[block]),
                   block_column);
            return;
        }
        table_.block_lines[block] = record.line;
        for (std::size_t i = 0; i < all_remedy_columns.size(); ++i) {
            auto const name = all_remedy_columns[i].id;
            table_.remedies->cells[block][i] = number(cell_of(record, name), name);
        }
    }

    void finish() {
        csv_cell const end{.line = last_line_, .column = last_line_ == 0 ? 0U : 1U};
        if (part_ == part::before) {
            refuse(code::empty_file, end, "no table");
            return;
        }
        if (!shape_) {
            refuse(code::table_form, end, "neither row 3.6 nor rows 3.6.1 to 3.6.3", row_id_column);
            return;
        }
        table_.counts.shape = *shape_;
        auto const expected = rows_of(*shape_);
        for (std::size_t i = 0; i < expected.size(); ++i) {
            bool found = false;
            for (auto& row : rows_) {
                if (row.id == expected[i].id) {
                    table_.counts.cells[i] = row.cells;
                    table_.labels[i] = std::move(row.label);
                    table_.row_lines[i] = row.line;
                    found = true;
                }
            }
            if (!found) {
                refuse(code::table_form, end, "row " + std::string(expected[i].id) + " is absent",
                       row_id_column);
                return;
            }
        }
        for (std::size_t i = 0; table_.remedies && i < all_remedy_blocks.size(); ++i) {
            if (table_.block_lines[i] == 0) {
                refuse(code::table_form, end,
                       "block " + std::string(all_remedy_blocks[i].id) + " is absent",
                       block_column);
                return;
            }
        }
    }

    struct row_read {
        std::string id{};
        std::string label{};
        std::size_t line = 0;
        std::array<cell_value, column_count> cells{};
    };

    csv_reader reader_;
    published_table table_{};
    std::optional<fault> broken_{};
    part part_ = part::before;
    bool agency_seen_ = false;
    std::optional<form> shape_{};
    std::vector<std::string_view> columns_{};
    std::vector<row_read> rows_{};
    std::set<std::string> printed_{};  ///< kinds of numbers that were read as what they mean
    std::size_t last_line_ = 0;
};

template <class Cells>
void append_cells(std::string& text, Cells const& cells) {
    for (auto const& cell : cells) {
        text += ',';
        if (cell) {
            text += std::to_string(*cell);
        }
    }
    text += '\n';
}

}  // namespace detail

QIXIAN_DECL result<published_table> read_table(text_source source) {
    return detail::table_reading(std::move(source)).run();
}

QIXIAN_DECL result<published_table> read_table_file(std::string const& path, text_options options) {
    auto source = text_source::open(path, options);
    if (!source) {
        return source.error();
    }
    return read_table(std::move(source).value());
}

QIXIAN_DECL std::string write_table(published_table const& table) {
    std::string text;
    if (!table.agency.empty()) {
        std::string agency = table.agency;
        for (char& each : agency) {
            each = each == '\n' || each == '\r' ? ' ' : each;
        }
        text += "# agency: " + agency + '\n';
    }
    if (table.year) {
        text += "# year: " + std::to_string(*table.year) + '\n';
    }
    text += detail::row_id_column;
    text += ',';
    text += detail::row_label_column;
    for (auto const& each : all_columns) {
        text += ',';
        text += each.code;
    }
    text += '\n';
    auto const rows = rows_of(table.counts.shape);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += rows[i].id;
        text += ',';
        text += to_csv_cell(table.labels[i].empty() ? rows[i].zh : table.labels[i]);
        detail::append_cells(text, table.counts.cells[i]);
    }
    if (table.remedies) {
        text += '\n';
        text += detail::block_column;
        for (auto const& each : all_remedy_columns) {
            text += ',';
            text += each.id;
        }
        text += '\n';
        for (std::size_t i = 0; i < all_remedy_blocks.size(); ++i) {
            text += all_remedy_blocks[i].id;
            detail::append_cells(text, table.remedies->cells[i]);
        }
    }
    return text;
}

}  // namespace qixian::inline v0
