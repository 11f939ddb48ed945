// From accounts to the rows of a form: who is counted where, the lists behind, the identities.
#pragma once

#include <algorithm>
#include <set>

#include "qixian/base/row_view.hpp"
#include "qixian/ledger/form_count.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL account account_of(assessment const& a) {
    auto const& h = a.life;
    if (h.under == nullptr) {
        return {.application = a.application, .agency = a.agency};
    }
    auto const& law = *h.under;
    account out{.application = a.application,
                .agency = a.agency,
                .column = h.applicant_class.value_or(applicant{}),
                .received_on = h.received_on,
                .closed_on = h.closed_on,
                .result = h.result,
                .is_void = role_of(law, h.now.at) == stage_role::voided};
    for (auto const& d : a.duties) {
        if (d.what == law.main_clock && d.in_force) {
            out.late = h.closed_on && d.status == duty_status::missed;
        }
    }
    for (auto const& r : h.rounds) {
        auto const counts = law.matters[place_of(r.what)].counts;
        switch (counts) {
        case counted_as::nothing: break;
        case counted_as::fee:
            out.fees.push_back(
                {.notified = r.on, .paid = r.answered, .amount_fen = r.amount_fen.value_or(0)});
            break;
        case counted_as::review:
        case counted_as::suit: {
            remedy_account made{.is_suit = counts == counted_as::suit,
                                .after_review = r.after.has_value(),
                                .filed = r.on};
            for (auto const& each : r.earlier) {
                made.ends.push_back({each.on, each.result, each.reopened});
            }
            if (r.first_end_counts) {
                made.ends.resize(1);
                made.ends.front().reopened.reset();
            } else if (r.answered) {
                made.ends.push_back({*r.answered, r.result, {}});
            }
            out.remedies.push_back(std::move(made));
            break;
        }
        }
    }
    return out;
}

namespace detail {

/// The name of an application in a table: its key, with its agency in front where sums are over
/// several (`:` is in no key).
inline std::string name_in_report(account const& a, bool several) {
    return several && !a.agency.empty() ? a.agency + ":" + a.application : a.application;
}

inline bool has_several_agencies(std::span<account const> accounts) {
    return std::any_of(accounts.begin(), accounts.end(),
                       [&](account const& a) { return a.agency != accounts.front().agency; });
}

/// What an account is to a year.
struct year_parts {
    bool fresh = false;
    bool carried_in = false;
    bool result = false;
    bool carried_out = false;
    [[nodiscard]] bool any() const { return fresh || carried_in || result || carried_out; }
};

inline year_parts parts_in(account const& a, int year) {
    return {is_new_in(a, year), is_carried_into(a, year), is_result_of(a, year),
            is_open_after(a, last_day_of(year))};
}

/// Whether `row` counts `a` by itself; a sum counts no one.
inline bool counts_in(form_row const& row, account const& a, year_parts const& is) {
    switch (row.counts) {
    case row_role::fresh: return is.fresh;
    case row_role::carried_in: return is.carried_in;
    case row_role::results: return is.result && has(row.outcomes, *a.result);
    case row_role::carried_out: return is.carried_out;
    case row_role::sum: return false;
    }
    return false;
}

/// Counts `a` into the rows and lists of `into`.
template <class Table>
void count_account(Table& into, account const& a, int year, row_view<form_row> layout,
                   std::size_t classes, bool several) {
    auto const is = parts_in(a, year);
    if (!is.any()) {
        return;
    }
    auto const name = name_in_report(a, several);
    auto const c = static_cast<std::size_t>(a.column);
    for (std::size_t row = 0; row < layout.size(); ++row) {
        if (counts_in(layout[row], a, is)) {
            auto& at = into.rows[row];
            ++at.count[classes];
            if (c < classes) {
                ++at.count[c];
                at.who[c].push_back(name);
            } else if (classes == 0) {
                at.who.front().push_back(name);
            }
        }
    }
    if (is.carried_in) {
        into.carried_in.push_back(name);
    }
    if (is.carried_out) {
        into.carried_out.push_back(name);
    }
    if (is.result) {
        ++(a.late ? into.late : into.on_time);
    }
}

/// What the rows of one role come to in column `c`.
template <class Table>
std::int64_t sum_of(Table const& table, row_view<form_row> layout, row_role role, std::size_t c) {
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < layout.size(); ++row) {
        if (layout[row].counts == role) {
            sum += table.rows[row].count[c];
        }
    }
    return sum;
}

inline bool has_role(row_view<form_row> layout, row_role role) {
    return std::any_of(layout.begin(), layout.end(),
                       [role](form_row const& row) { return row.counts == role; });
}

template <class Table>
void add_sums(Table& table, row_view<form_row> layout, std::size_t classes) {
    for (std::size_t row = 0; row < layout.size(); ++row) {
        if (layout[row].counts == row_role::sum) {
            for (std::size_t c = 0; c <= classes; ++c) {
                table.rows[row].count[c] = sum_of(table, layout, row_role::results, c);
            }
        }
    }
}

/// I1 to I4 and I6, as far as the form has the rows. `names` are those of the columns, total last.
template <class Table>
void check_identities(Table& r, std::span<account const> accounts, row_view<form_row> layout,
                      std::span<std::string_view const> names, bool several) {
    std::size_t const classes = names.size() - 1;
    bool const sums = has_role(layout, row_role::sum);
    for (std::size_t c = 0; c <= classes; ++c) {
        auto const results = sum_of(r, layout, row_role::results, c);
        auto const closed = sums ? sum_of(r, layout, row_role::sum, c) : results;
        auto const name = std::string(names[c]);
        r.identities.push_back(
            {"I1", name,
             sum_of(r, layout, row_role::fresh, c) + sum_of(r, layout, row_role::carried_in, c) ==
                 closed + sum_of(r, layout, row_role::carried_out, c)});
        if (sums) {
            r.identities.push_back({"I2", name, results == closed});
        }
    }
    for (auto const& row : r.rows) {
        std::int64_t parts = 0;
        for (std::size_t c = 0; c < classes; ++c) {
            parts += row.count[c];
        }
        if (classes > 0) {
            r.identities.push_back({"I3", std::string(row.id), parts == row.count[classes]});
        }
    }
    // I4 with the sets, not only the sums: what left last year is what came in, column by column.
    for (std::size_t row = 0; row < layout.size(); ++row) {
        if (layout[row].counts != row_role::carried_in) {
            continue;
        }
        std::vector<std::multiset<std::string>> left(classes);
        for (auto const& a : accounts) {
            auto const c = static_cast<std::size_t>(a.column);
            if (c < classes && is_open_after(a, last_day_of(r.year - 1))) {
                left[c].insert(name_in_report(a, several));
            }
        }
        for (std::size_t c = 0; c < classes; ++c) {
            auto const& who = r.rows[row].who[c];
            r.identities.push_back({"I4", std::string(names[c]),
                                    std::multiset<std::string>(who.begin(), who.end()) == left[c]});
        }
    }
    for (std::size_t row = 0; row < layout.size(); ++row) {
        if (layout[row].since != 0) {
            r.identities.push_back(
                {"I6", std::string(layout[row].id),
                 r.year >= layout[row].since || r.rows[row].count[classes] == 0});
        }
    }
}

}  // namespace detail

QIXIAN_DECL counted_row const& counted_form::row(std::string_view id) const& {
    auto const at =
        std::find_if(rows.begin(), rows.end(), [id](counted_row const& r) { return r.id == id; });
    QIXIAN_EXPECTS(at != rows.end());
    return *at;
}

QIXIAN_DECL std::vector<std::size_t> cells_of(account const& a, int year, row_view<form_row> rows) {
    std::vector<std::size_t> out;
    auto const is = detail::parts_in(a, year);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (detail::counts_in(rows[row], a, is)) {
            out.push_back(row);
        }
    }
    return out;
}

QIXIAN_DECL counted_form count_form(std::span<account const> accounts, int year,
                                    row_view<form_row> rows, row_view<word<applicant>> classes) {
    counted_form out{.year = year};
    bool const several = detail::has_several_agencies(accounts);
    if (!several && !accounts.empty()) {
        out.agency = accounts.front().agency;
    }
    for (auto const& row : rows) {
        counted_row made{.id = std::string(row.id)};
        made.count.resize(classes.size() + 1);
        made.who.resize(std::max<std::size_t>(classes.size(), 1));
        out.rows.push_back(std::move(made));
    }
    for (auto const& a : accounts) {
        detail::count_account(out, a, year, rows, classes.size(), several);
    }
    detail::add_sums(out, rows, classes.size());
    std::vector<std::string_view> names;
    for (auto const& each : classes) {
        names.push_back(each.code);
    }
    names.emplace_back("total");
    detail::check_identities(out, accounts, rows, names, several);
    return out;
}

}  // namespace qixian::inline v0
