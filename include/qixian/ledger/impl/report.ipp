// From accounts to the tables of a year: who is counted where, the lists behind, the identities.
#pragma once

#include <algorithm>
#include <set>

#include "qixian/ledger/report.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL account account_of(assessment const& a) {
    auto const& h = a.life;
    account out{.application = a.application,
                .agency = a.agency,
                .column = h.applicant_class.value_or(applicant::natural_person),
                .received_on = h.received_on,
                .closed_on = h.closed_on,
                .result = h.result,
                .is_void = h.now.at == stage::void_record};
    for (auto const& d : a.duties) {
        if (d.what == duty_kind::reply && d.in_force) {
            out.late = h.closed_on && d.status == duty_status::missed;
        }
    }
    for (auto const& r : h.rounds) {
        if (r.what == matter::payment) {
            out.fees.push_back(
                {.notified = r.on, .paid = r.answered, .amount_fen = r.amount_fen.value_or(0)});
        } else if (r.what == matter::review || r.what == matter::suit) {
            out.remedies.push_back({.is_suit = r.what == matter::suit,
                                    .after_review = r.after.has_value(),
                                    .filed = r.on,
                                    .decided = r.answered,
                                    .result = r.result});
        }
    }
    return out;
}

QIXIAN_DECL std::string_view row_of(outcome what, form shape) {
    return shape == form::form_2019 ? info(what).row_2019 : info(what).row_2021;
}

QIXIAN_DECL std::vector<std::string_view> cells_of(account const& a, int year, form shape) {
    std::vector<std::string_view> out;
    if (is_new_in(a, year)) {
        out.emplace_back("1");
    }
    if (is_carried_into(a, year)) {
        out.emplace_back("2");
    }
    if (is_result_of(a, year)) {
        out.push_back(row_of(*a.result, shape));
    }
    if (is_open_after(a, last_day_of(year))) {
        out.emplace_back("4");
    }
    return out;
}

QIXIAN_DECL report_row const& report::row(std::string_view id) const& {
    auto const at = std::find_if(rows.begin(), rows.end(), [id](auto& r) { return r.id == id; });
    QIXIAN_EXPECTS(at != rows.end());
    return *at;
}

namespace detail {

/// The name of an application in a report: its key, with its agency in front where sums are over
/// several (`:` is in no key).
inline std::string name_in_report(account const& a, bool several) {
    return several && !a.agency.empty() ? a.agency + ":" + a.application : a.application;
}

inline bool has_several_agencies(std::span<account const> accounts) {
    return std::any_of(accounts.begin(), accounts.end(),
                       [&](account const& a) { return a.agency != accounts.front().agency; });
}

/// C12: in the year of its decision under its result; else pending at the end of the year.
inline void count_remedies(report& into, account const& a, date year_end, bool several) {
    for (auto const& r : a.remedies) {
        auto& block = !r.is_suit ? into.review : r.after_review ? into.after_review : into.direct;
        auto const count = [&](std::int64_t& cell, remedy_column where) {
            ++cell;
            block.who[static_cast<std::size_t>(where)].push_back(name_in_report(a, several));
        };
        if (r.decided && year_of(*r.decided) == into.year) {
            switch (r.result.value_or(remedy_result::other)) {
            case remedy_result::upheld: count(block.upheld, remedy_column::upheld); break;
            case remedy_result::corrected: count(block.corrected, remedy_column::corrected); break;
            case remedy_result::other: count(block.other, remedy_column::other); break;
            }
        } else if (r.filed <= year_end && (!r.decided || *r.decided > year_end)) {
            count(block.pending, remedy_column::pending);
        }
    }
}

inline void check_identities(report& r, std::span<account const> accounts, bool several) {
    auto const& fresh = r.row("1");
    auto const& in = r.row("2");
    auto const& sum = r.row("3.7");
    auto const& out = r.row("4");
    for (std::size_t c = 0; c <= class_count; ++c) {
        auto const name = std::string(all_columns[c].code);
        r.identities.push_back(
            {"I1", name, fresh.count[c] + in.count[c] == sum.count[c] + out.count[c]});
        std::int64_t leaves = 0;
        for (auto const& row : r.rows) {
            if (row.id.starts_with("3.") && row.id != "3.7") {
                leaves += row.count[c];
            }
        }
        r.identities.push_back({"I2", name, leaves == sum.count[c]});
    }
    for (auto const& row : r.rows) {
        std::int64_t classes = 0;
        for (std::size_t c = 0; c < class_count; ++c) {
            classes += row.count[c];
        }
        r.identities.push_back({"I3", std::string(row.id), classes == row.count[class_count]});
    }
    // I4 with the sets, not only the sums: what left last year is what came in, column by column.
    std::array<std::multiset<std::string>, class_count> left;
    for (auto const& a : accounts) {
        if (is_open_after(a, last_day_of(r.year - 1))) {
            left[static_cast<std::size_t>(a.column)].insert(name_in_report(a, several));
        }
    }
    for (std::size_t c = 0; c < class_count; ++c) {
        bool const same = std::multiset<std::string>(in.who[c].begin(), in.who[c].end()) == left[c];
        r.identities.push_back({"I4", std::string(all_columns[c].code), same});
    }
    if (r.shape == form::form_2021) {
        r.identities.push_back(
            {"I6", "3.6.2", r.year >= 2021 || r.row("3.6.2").count[class_count] == 0});
    }
}

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
    auto const add = [&](std::string_view id, account const& a) {
        auto const at =
            std::find_if(r.rows.begin(), r.rows.end(), [id](auto& row) { return row.id == id; });
        auto const c = static_cast<std::size_t>(a.column);
        ++at->count[c];
        ++at->count[class_count];
        at->who[c].push_back(detail::name_in_report(a, several));
    };
    date const end = last_day_of(year);
    for (auto const& a : accounts) {
        for (auto const id : cells_of(a, year, shape)) {
            add(id, a);
        }
        if (is_carried_into(a, year)) {
            r.carried_in.push_back(detail::name_in_report(a, several));
        }
        if (is_open_after(a, end)) {
            r.carried_out.push_back(detail::name_in_report(a, several));
        }
        if (is_result_of(a, year)) {
            ++(a.late ? r.late : r.on_time);
        }
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
    auto& sum =
        *std::find_if(r.rows.begin(), r.rows.end(), [](auto& row) { return row.id == "3.7"; });
    for (auto const& row : r.rows) {
        if (row.id.starts_with("3.") && row.id != "3.7") {
            for (std::size_t c = 0; c <= class_count; ++c) {
                sum.count[c] += row.count[c];
            }
        }
    }
    detail::check_identities(r, accounts, several);
    if (as_of < end) {
        r.warnings.push_back({.what = code::year_not_over, .detail = to_text(as_of)});
    }
    if (shape != form_of_year(year)) {
        r.warnings.push_back({.what = code::form_out_of_season, .detail = std::to_string(year)});
    }
    return r;
}

}  // namespace qixian::inline v0
