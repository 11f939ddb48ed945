// From accounts to the official tables of a year: table 3 by its form rows, table 4, fees.
#pragma once

#include <algorithm>

#include "qixian/ledger/impl/form_count.ipp"
#include "qixian/ledger/report.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL std::string_view row_of(outcome what, form shape) {
    for (auto const& row : rows_of(shape)) {
        if (has(row.outcomes, what)) {
            return row.id;
        }
    }
    return {};
}

QIXIAN_DECL std::vector<std::string_view> cells_of(account const& a, int year, form shape) {
    std::vector<std::string_view> out;
    auto const rows = rows_of(shape);
    for (auto const row : cells_of(a, year, rows)) {
        out.push_back(rows[row].id);
    }
    return out;
}

QIXIAN_DECL report_row const& report::row(std::string_view id) const& {
    auto const at = std::find_if(rows.begin(), rows.end(), [id](auto& r) { return r.id == id; });
    QIXIAN_EXPECTS(at != rows.end());
    return *at;
}

namespace detail {

/// How a remedy stands when the year is over: its last end by then that lasts.
inline remedy_account::end const* end_that_stands(remedy_account const& r, date year_end) {
    remedy_account::end const* found = nullptr;
    for (auto const& each : r.ends) {
        if (each.on <= year_end) {
            found = each.reopened && *each.reopened <= year_end ? nullptr : &each;
        }
    }
    return found;
}

/// C12, Z12: in the year of its decision under its result; else pending at the end of the year.
inline void count_remedies(report& into, account const& a, date year_end, bool several) {
    for (auto const& r : a.remedies) {
        auto& block = !r.is_suit ? into.review : r.after_review ? into.after_review : into.direct;
        auto const count = [&](std::int64_t& cell, remedy_column where) {
            ++cell;
            block.who[static_cast<std::size_t>(where)].push_back(name_in_report(a, several));
        };
        auto const* const stands = end_that_stands(r, year_end);
        if (stands != nullptr && year_of(stands->on) == into.year) {
            switch (stands->result.value_or(remedy_result::other)) {
            case remedy_result::upheld: count(block.upheld, remedy_column::upheld); break;
            case remedy_result::corrected: count(block.corrected, remedy_column::corrected); break;
            case remedy_result::other:
            case remedy_result::mediated: count(block.other, remedy_column::other); break;
            }
        } else if (r.filed <= year_end && stands == nullptr) {
            count(block.pending, remedy_column::pending);
        }
    }
}

inline constexpr auto column_names = [] {
    std::array<std::string_view, column_count> out{};
    for (std::size_t c = 0; c < column_count; ++c) {
        out[c] = all_columns[c].code;
    }
    return out;
}();

}  // namespace detail

QIXIAN_DECL report make_report(std::span<account const> accounts, int year, form shape,
                               date as_of) {
    report r{.year = year, .shape = shape};
    for (auto const& row : rows_of(shape)) {
        r.rows.push_back({.id = row.id});
    }
    bool const several = detail::has_several_agencies(accounts);
    if (!several && !accounts.empty()) {
        r.agency = accounts.front().agency;
    }
    date const end = last_day_of(year);
    for (auto const& a : accounts) {
        detail::count_account(r, a, year, rows_of(shape), class_count, several);
        for (auto const& fee : a.fees) {
            if (year_of(fee.notified) == year) {
                r.fees_notified_fen += fee.amount_fen;
            }
            if (fee.paid && year_of(*fee.paid) == year) {
                r.fees_paid_fen += fee.amount_fen;
            }
        }
        detail::count_remedies(r, a, end, several);
    }
    detail::add_sums(r, rows_of(shape), class_count);
    detail::check_identities(r, accounts, rows_of(shape), detail::column_names, several);
    if (as_of < end) {
        r.warnings.push_back({.what = code::year_not_over, .detail = to_text(as_of)});
    }
    if (shape != form_of_year(year)) {
        r.warnings.push_back({.what = code::form_out_of_season, .detail = std::to_string(year)});
    }
    return r;
}

}  // namespace qixian::inline v0
