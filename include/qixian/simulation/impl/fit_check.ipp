// A fitted office held against the table it was fitted to, and the comment its file begins with.
#pragma once

#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/impl/fit_tables.ipp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

namespace detail {

/// A row of a published table, as its sum where the other form holds only that.
struct compared_row {
    std::string id{};
    std::vector<std::size_t> published{};
    std::vector<std::size_t> simulated{};
};

inline std::vector<compared_row> compared_rows(form published, form simulated) {
    std::vector<compared_row> out;
    auto const rows = rows_of(published);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto const id = std::string(rows[row].id);
        if (published == simulated || !id.starts_with("3.6")) {
            out.push_back({id, {row}, {*row_index(simulated, id)}});
        } else if (!out.back().id.starts_with("3.6")) {
            compared_row whole{.id = "3.6"};
            for (auto const& [shape, into] :
                 {std::pair{published, &whole.published}, std::pair{simulated, &whole.simulated}}) {
                for (std::size_t i = 0; i < rows_of(shape).size(); ++i) {
                    if (rows_of(shape)[i].id.starts_with("3.6")) {
                        into->push_back(i);
                    }
                }
            }
            out.push_back(std::move(whole));
        }
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL result<table_check> check_against(published_table const& table,
                                              office_model const& model, std::uint32_t replications,
                                              std::uint64_t seed, unsigned threads) {
    auto const year = detail::year_told_by(table);
    if (!year || *year < model.years.first || *year > model.years.last) {
        return fault{.what = code::cannot_fit,
                     .detail = year ? std::to_string(*year) : "?",
                     .file = table.file,
                     .field = "year"};
    }
    // As the model says: what is not known of it would make every figure fit.
    auto known = model;
    known.uncertainty = {};
    auto made = office::make(std::move(known));
    if (!made) {
        return made.error();
    }
    std::array const offices{std::move(made).value()};
    auto const done =
        run_all(offices, {.seed = seed, .replications = replications, .threads = threads});
    auto const at = static_cast<std::size_t>(*year - model.years.first);
    auto const printed = with_derived(table.counts);
    table_check out;
    for (auto const& row :
         detail::compared_rows(printed.shape, done.tallies.front().front().years[at].shape)) {
        for (std::size_t c = 0; c < column_count; ++c) {
            checked_cell cell{.row = row.id, .of = all_columns[c].which};
            for (auto const r : row.published) {
                cell.published += printed.cells[r][c].value_or(0);
            }
            std::vector<double> values;
            for (auto const& t : done.tallies.front()) {
                std::int64_t sum = 0;
                for (auto const r : row.simulated) {
                    sum += t.years[at].table[r][c];
                }
                values.push_back(static_cast<double>(sum));
            }
            auto const all = spread_of(std::move(values));
            cell.mean = all.mean.mean;
            cell.low = std::llround(all.quantiles.front());
            cell.high = std::llround(all.quantiles.back());
            ++out.cells;
            if (cell.low <= cell.published && cell.published <= cell.high) {
                ++out.inside;
            } else {
                out.outside.push_back(std::move(cell));
            }
        }
    }
    return out;
}

QIXIAN_DECL std::string comment_of(fitted_office const& fitted) {
    auto const number = [](double x) {
        std::array<char, 32> buffer{};
        static_cast<void>(std::snprintf(buffer.data(), buffer.size(), "%.1f", x));
        return std::string(buffer.data());
    };
    std::string out = "Fitted to " + fitted.model.fitted_to + "\n";
    if (fitted.in_hand) {
        auto const& d = *fitted.in_hand;
        auto const range = number(d.calendar_low) + "-" + number(d.calendar_high);
        out += d.bound_only
                   ? "Nothing was open at any year-end: in hand at most " +
                         number(d.calendar_high) +
                         " calendar days on average\n年末均无在办件：平均在办至多" +
                         number(d.calendar_high) + "天\n"
                   : "In hand " + number(d.calendar_days) + " calendar days on average (" + range +
                         ")\n平均在办" + number(d.calendar_days) + "天（" + range + "）\n";
    }
    auto const list = [&](std::string const& head, std::vector<fit_note> const& notes) {
        out += head + "\n";
        for (auto const& each : notes) {
            out += "  - " + each.en + "\n    " + each.zh + "\n";
        }
    };
    list("Assumed / 假定", fitted.assumed);
    list("No table tells / 表中看不出", fitted.unknown);
    return out;
}

}  // namespace qixian::inline v0
