// Published reports and tables at random for the tests of the audit, and findings put in words.
#pragma once

#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "../csv_rows.hpp"
#include "qixian/ledger/audit.hpp"
#include "qixian/row/table_file.hpp"

namespace published_reports {

using namespace qixian;
using namespace qixian::test;

inline std::string reports() { return QIXIAN_TEST_DATA "/reports/"; }

inline csv_rows rows_of_file(std::string const& name) { return rows_of_csv(reports() + name); }

/// The tables of index.csv with their table 4, agency and year.
inline std::vector<published_table> all_reports() {
    std::map<std::string, table4> remedies;
    for (auto const& row : rows_of_file("table4.csv")) {
        auto& cells = remedies[row.at("file")].cells;
        for (std::size_t block = 0; block < all_remedy_blocks.size(); ++block) {
            for (std::size_t i = 0; i < all_remedy_columns.size(); ++i) {
                auto const& text = row.at(std::string(all_remedy_blocks[block].id) + "_" +
                                          std::string(all_remedy_columns[i].id));
                if (!text.empty()) {
                    cells[block][i] = std::stoll(text);
                }
            }
        }
    }
    std::vector<published_table> tables;
    for (auto const& row : rows_of_file("index.csv")) {
        auto table = read_table_file(reports() + row.at("file"));
        EXPECT_TRUE(table) << row.at("file");
        auto& added = tables.emplace_back(*table);
        added.file = row.at("file");
        added.agency = row.at("agency");
        added.year = std::stoi(row.at("year"));
        EXPECT_EQ(code_of(added.counts.shape), row.at("template")) << added.file;
        if (remedies.contains(added.file)) {
            added.remedies = remedies.at(added.file);
        }
    }
    return tables;
}

inline std::string said(cell_value const& value) { return value ? std::to_string(*value) : "-"; }

/// `I2 3.7/total 27!=21`, or `I2 3.7/total 27?` for a warning.
inline std::string shown(finding const& it) {
    std::string text(code_of(it.id));
    if (!it.row.empty()) {
        text += " " + it.row + "/" + it.column;
    }
    return text + " " + said(it.expected) +
           (it.weight == severity::error
                ? "!=" + said(it.found)
                : "? " + std::to_string(static_cast<int>(it.what.value_or(code{}))));
}

inline std::string shown(std::vector<mend_step> const& steps) {
    std::string text;
    for (auto const& step : steps) {
        text += (text.empty() ? "" : ", ") + step.row + "/" + step.column + " " + said(step.from) +
                ">" + said(step.to);
    }
    return text;
}

inline std::vector<std::string> shown(std::vector<finding> const& all, severity weight,
                                      std::string const& file = {}) {
    std::vector<std::string> texts;
    for (auto const& each : all) {
        if (each.weight == weight && (file.empty() || each.file == file)) {
            texts.push_back(shown(each));
        }
    }
    return texts;
}

inline std::vector<finding> audit_one(published_table const& table) {
    return audit(std::span(&table, 1));
}

using lines = std::vector<std::string>;

/// A sound table: random counts, sums added up here and not by the library.
inline table3 sound_table(std::mt19937& random, form shape, int most) {
    table3 table{.shape = shape};
    std::size_t const total = result_total_row(shape);
    std::size_t const last = carried_out_row(shape);
    for (std::size_t row = 0; row <= last; ++row) {
        for (std::size_t of = 0; of < column_count; ++of) {
            table.cells[row][of] = 0;
        }
    }
    auto const draw = [&] { return std::uniform_int_distribution<std::int64_t>(0, most)(random); };
    for (std::size_t of = 0; of < class_count; ++of) {
        std::int64_t results = 0;
        for (std::size_t row = first_result_row; row < total; ++row) {
            std::int64_t const count = draw() % 3 == 0 ? draw() : 0;
            table.cells[row][of] = count;
            results += count;
        }
        std::int64_t const out = draw();
        table.cells[total][of] = results;
        table.cells[last][of] = out;
        std::int64_t const in = std::min(draw(), results + out);
        table.cells[carried_in_row][of] = in;
        table.cells[new_row][of] = results + out - in;
    }
    for (std::size_t row = 0; row <= last; ++row) {
        for (std::size_t of = 0; of < class_count; ++of) {
            *table.cells[row][class_count] += *table.cells[row][of];
        }
    }
    return table;
}

/// Whether every sum of a table without blanks holds, worked out apart from the library.
inline bool adds_up(table3 const& table) {
    std::size_t const rows = rows_of(table.shape).size();
    for (std::size_t row = 0; row < rows; ++row) {
        std::int64_t sum = 0;
        for (std::size_t of = 0; of + 1 < column_count; ++of) {
            sum += *table.cells[row][of];
        }
        if (sum != *table.cells[row][column_count - 1]) {
            return false;
        }
    }
    for (std::size_t of = 0; of < column_count; ++of) {
        std::int64_t sum = 0;
        for (std::size_t row = 2; row + 2 < rows; ++row) {
            sum += *table.cells[row][of];
        }
        if (sum != *table.cells[rows - 2][of] ||
            *table.cells[0][of] + *table.cells[1][of] != sum + *table.cells[rows - 1][of]) {
            return false;
        }
    }
    return true;
}

inline std::int64_t change_of(std::vector<cell_edit> const& edits) {
    std::int64_t sum = 0;
    for (auto const& each : edits) {
        sum += std::abs(each.to.value_or(0) - each.from.value_or(0));
    }
    return sum;
}

/// Two sound years of one agency, or of nobody.
inline std::vector<published_table> two_years(std::mt19937& random) {
    std::vector<published_table> tables(2);
    tables[0].file = "a.csv";
    tables[0].counts = sound_table(random, form::form_2019, 20);
    tables[1].file = "b.csv";
    tables[1].counts = sound_table(random, form::form_2021, 20);
    auto& next = tables[1].counts;
    for (std::size_t of = 0; of < column_count; ++of) {
        auto const carried = *tables[0].counts.cells[carried_out_row(form::form_2019)][of];
        auto const add = carried - *next.cells[carried_in_row][of] + 100;
        // Whatever comes in goes out as a result, so that the year stays sound.
        next.cells[carried_in_row][of] = carried;
        for (std::size_t const row : {first_result_row, result_total_row(form::form_2021)}) {
            *next.cells[row][of] += add;
        }
        *next.cells[new_row][of] += 100;
    }
    // A total of six hundreds is not one hundred.
    for (std::size_t const row : {new_row, first_result_row, result_total_row(form::form_2021)}) {
        *next.cells[row][class_count] += 500;
    }
    return tables;
}

}  // namespace published_reports
