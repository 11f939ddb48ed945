// Sums of tables counted by whether they hold, and whether they could be judged at all.
#pragma once

#include <algorithm>
#include <utility>

#include "qixian/ledger/audit_summary.hpp"
#include "qixian/ledger/impl/audit_links.ipp"

namespace qixian::inline v0 {

namespace detail {

inline std::size_t place_of(table_rule which) {
    auto const at = std::find(summed_rules.begin(), summed_rules.end(), which);
    QIXIAN_EXPECTS(at != summed_rules.end());
    return static_cast<std::size_t>(at - summed_rules.begin());
}

inline sums_of_kind& kind_in(table_summary& t, table_rule which) {
    return t.rules[place_of(which)];
}

/// I1, I2 and I3: of every column, column and row that the form has.
inline void count_sums(table_summary& out, table3 const& counts) {
    auto const rows = rows_of(counts.shape).size();
    for (auto const& [rule, all] :
         {std::pair{table_rule::carry, column_count}, std::pair{table_rule::results, column_count},
          std::pair{table_rule::total, rows}}) {
        kind_in(out, rule).not_judged = all;
    }
    for (auto const& each : judged_identities(counts)) {
        auto& of = kind_in(out, each.id);
        --of.not_judged;
        ++(each.residual(counts) == 0 ? of.held : of.broken);
    }
}

/// I5. A block is judged where its total and one of its results are printed.
inline void count_remedies(table_summary& out, published_table const& t) {
    auto& of = kind_in(out, table_rule::remedies);
    if (!t.remedies) {
        return;
    }
    for (auto const& block : t.remedies->cells) {
        constexpr std::size_t total = all_remedy_columns.size() - 1;
        std::int64_t sum = 0;
        bool any = false;
        for (std::size_t i = 0; i < total; ++i) {
            sum += block[i].value_or(0);
            any = any || block[i];
        }
        if (!any || !block[total]) {
            ++of.not_judged;
        } else {
            ++(*block[total] == sum ? of.held : of.broken);
        }
    }
}

/// I6, where it applies: cells of row 3.6.2 that are printed.
inline void count_fees(table_summary& out, published_table const& t) {
    if (!fee_unknown_then(t)) {
        return;
    }
    auto& of = kind_in(out, table_rule::fee_before_2021);
    for (auto const& cell : t.counts.cells[fee_row()]) {
        ++(!cell ? of.not_judged : *cell == 0 ? of.held : of.broken);
    }
}

}  // namespace detail

QIXIAN_DECL std::string_view code_of(sum_state which) {
    switch (which) {
    case sum_state::holds: return "holds";
    case sum_state::in_part: return "in_part";
    case sum_state::broken: return "broken";
    case sum_state::not_judged: return "not_judged";
    case sum_state::none: break;
    }
    return "none";
}

QIXIAN_DECL sum_state sums_of_kind::state() const {
    return broken > 0                   ? sum_state::broken
           : held > 0 && not_judged > 0 ? sum_state::in_part
           : held > 0                   ? sum_state::holds
           : not_judged > 0             ? sum_state::not_judged
                                        : sum_state::none;
}

QIXIAN_DECL sums_of_kind table_summary::of(table_rule which) const {
    return rules[detail::place_of(which)];
}

QIXIAN_DECL bool table_summary::sound() const {
    return errors == 0 && std::none_of(rules.begin(), rules.end(), [](sums_of_kind const& each) {
               return each.state() == sum_state::not_judged;
           });
}

QIXIAN_DECL std::string table_summary::not_judged() const {
    std::string out;
    for (auto const which : summed_rules) {
        auto const& each = of(which);
        if (each.not_judged == 0) {
            continue;
        }
        auto const all = each.held + each.broken + each.not_judged;
        out += (out.empty() ? "" : ", ") + std::string(code_of(which));
        if (each.not_judged < all) {
            out += " (" + std::to_string(each.not_judged) + "/" + std::to_string(all) + ")";
        }
    }
    return out;
}

QIXIAN_DECL rule_summary audit_summary::over_tables(table_rule which) const {
    rule_summary out;
    for (auto const& each : tables) {
        switch (each.of(which).state()) {
        case sum_state::holds: ++out.holds; break;
        case sum_state::in_part: ++out.in_part; break;
        case sum_state::broken: ++out.broken; break;
        case sum_state::not_judged: ++out.not_judged; break;
        case sum_state::none: break;
        }
    }
    return out;
}

QIXIAN_DECL audit_summary summary_of(std::span<published_table const> tables,
                                     std::span<finding const> findings, audit_options const& how) {
    audit_summary out;
    for (auto const& t : tables) {
        table_summary one{.file = t.file, .agency = t.agency, .shape = t.counts.shape};
        one.year = detail::origin_of(t).year;
        detail::count_sums(one, t.counts);
        detail::count_remedies(one, t);
        detail::count_fees(one, t);
        for (auto const& f : findings) {
            if (f.file == t.file) {
                ++(f.weight == severity::error ? one.errors : one.warnings);
            }
        }
        out.tables.push_back(std::move(one));
    }
    if (how.chain) {
        // I4 is counted in the later of two years.
        for (auto const& link : detail::link_years(tables)) {
            auto& of = detail::kind_in(out.tables[link.later], table_rule::year_to_year);
            auto const& before = tables[link.earlier].counts;
            auto const& after = tables[link.later].counts;
            of.not_judged = column_count - link.columns.size();
            for (auto const column : link.columns) {
                bool const same = before.cells[carried_out_row(before.shape)][column] ==
                                  after.cells[carried_in_row][column];
                ++(same ? of.held : of.broken);
            }
        }
    }
    for (auto const& each : out.tables) {
        out.errors += each.errors;
        out.warnings += each.warnings;
        ++(each.errors > 0 ? out.with_errors : each.sound() ? out.sound : out.not_judged);
    }
    return out;
}

}  // namespace qixian::inline v0
