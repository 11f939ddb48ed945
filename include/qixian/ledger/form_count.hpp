// The table of a year by the form rows of any statute, every figure traced to its applications.
//
// What a row counts is its role: new of the year, carried in, the results of some outcomes, their
// sum, carried out (C1-C8). The official tables of report.hpp are counted by the same functions.
//
//   auto const t = count_form(accounts, 2023, rows_of(law, 0), law.classes);
//   t.row("4").count.back()                 // how many are carried over to 2024
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/row_view.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/rule/rows.hpp"

namespace qixian::inline v0 {

struct identity {
    std::string_view id;  ///< I1 … I6
    std::string where;    ///< a column, a row or a block
    bool holds = true;
};

/// One row: a number for each class of applicant, and the total behind them.
struct counted_row {
    std::string id;
    std::vector<std::int64_t> count{};
    /// By class; where there are no classes, of the total. Empty for a sum.
    std::vector<std::vector<std::string>> who{};
    friend bool operator==(counted_row const&, counted_row const&) = default;
};

struct counted_form {
    int year = 0;
    std::string agency{};  ///< empty: that of all accounts, or several
    std::vector<counted_row> rows{};
    std::vector<std::string> carried_in{};
    std::vector<std::string> carried_out{};
    std::int64_t on_time = 0;  ///< results of the year by an act on or before the due day
    std::int64_t late = 0;
    std::vector<identity> identities{};

    /// Pre: the form has the row.
    [[nodiscard]] counted_row const& row(std::string_view id) const&;
    counted_row const& row(std::string_view id) const&& = delete;
};

/// The table of `year` by `rows`; without `classes` the total is its one column.
///
/// Law:     C1-C8
/// Pre:     the column of every account is one of `classes`.
/// Cost:    O(accounts).
[[nodiscard]] QIXIAN_DECL counted_form count_form(std::span<account const> accounts, int year,
                                                  row_view<form_row> rows,
                                                  row_view<word<applicant>> classes);

/// The places of the rows that count `a` in `year`; none for a void one.
[[nodiscard]] QIXIAN_DECL std::vector<std::size_t> cells_of(account const& a, int year,
                                                            row_view<form_row> rows);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/form_count.ipp"
#endif
