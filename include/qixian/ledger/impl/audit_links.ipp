// Tables of one agency that follow each other, and mends of all of them that agree across the turn of
// each year.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/ledger/audit.hpp"
#include "qixian/ledger/impl/mend.ipp"
#include "qixian/ledger/impl/table.ipp"

namespace qixian::inline v0::detail {

/// Who and when, as far as a table or the name of its file tells.
struct table_origin {
    std::string agency{};
    bool agency_known = false;
    std::optional<int> year{};
};

inline bool is_digit(char each) { return each >= '0' && each <= '9'; }

inline table_origin origin_of(published_table const& table) {
    table_origin origin{
        .agency = table.agency, .agency_known = !table.agency.empty(), .year = table.year};
    std::string_view name = table.file;
    if (auto const slash = name.find_last_of("/\\"); slash != std::string_view::npos) {
        name.remove_prefix(slash + 1);
    }
    for (std::size_t end = name.size(); end >= 4; --end) {
        std::size_t const at = end - 4;
        bool const four = std::all_of(name.begin() + static_cast<std::ptrdiff_t>(at),
                                      name.begin() + static_cast<std::ptrdiff_t>(end), is_digit);
        bool const alone =
            (at == 0 || !is_digit(name[at - 1])) && (end == name.size() || !is_digit(name[end]));
        if (four && alone && name.substr(at, 2) == "20") {
            if (!origin.year) {
                origin.year = (name[at + 2] - '0') * 10 + (name[at + 3] - '0') + 2000;
            }
            if (!origin.agency_known) {
                origin.agency = std::string(name.substr(0, at)) + std::string(name.substr(end));
                origin.agency_known = true;
            }
            break;
        }
    }
    return origin;
}

/// Two tables that follow each other, and the columns in which both print what I4 compares.
struct year_link {
    std::size_t earlier = 0;
    std::size_t later = 0;
    std::vector<std::size_t> columns{};
    bool broken = false;
    bool earlier_yields = false;  ///< the mend changes row 4 of the earlier one
};

inline std::vector<year_link> link_years(std::span<published_table const> tables) {
    std::vector<table_origin> origins;
    for (auto const& table : tables) {
        origins.push_back(origin_of(table));
    }
    // A table of nobody joins the others when they are all of one agency.
    std::string sole;
    bool several = false;
    for (auto const& each : origins) {
        if (each.agency_known) {
            several = several || (!sole.empty() && sole != each.agency);
            sole = each.agency;
        }
    }
    std::map<std::string_view, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        bool const joins = !origins[i].agency_known && !several;
        groups[joins ? std::string_view(sole) : origins[i].agency].push_back(i);
    }
    std::vector<year_link> links;
    for (auto& [agency, members] : groups) {
        bool const dated = std::all_of(members.begin(), members.end(),
                                       [&](std::size_t i) { return origins[i].year.has_value(); });
        if (dated) {
            std::stable_sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
                return *origins[a].year < *origins[b].year;
            });
        }
        for (std::size_t i = 1; i < members.size(); ++i) {
            auto const& a = origins[members[i - 1]].year;
            auto const& b = origins[members[i]].year;
            if (a && b && *a + 1 != *b) {
                continue;
            }
            year_link link{.earlier = members[i - 1], .later = members[i]};
            auto const& before = tables[link.earlier].counts;
            auto const& after = tables[link.later].counts;
            auto const& out = before.cells[carried_out_row(before.shape)];
            auto const& in = after.cells[carried_in_row];
            for (std::size_t of = 0; of < column_count; ++of) {
                if (out[of] && in[of]) {
                    link.columns.push_back(of);
                    link.broken = link.broken || *out[of] != *in[of];
                }
            }
            links.push_back(std::move(link));
        }
    }
    return links;
}

/// Whether the fee row must be 0: the table says it is of a year before the fee (G3).
inline bool fee_unknown_then(published_table const& table) {
    return table.year && *table.year < 2021 && table.counts.shape == form::form_2021;
}

inline std::size_t fee_row() { return *row_index(form::form_2021, "3.6.2"); }

/// Mends of all tables, so chosen that they agree across the turn of each year.
class mend_plan {
public:
    mend_plan(std::span<published_table const> tables, std::vector<year_link>& links,
              std::size_t search_limit)
        : tables_(tables), search_limit_(search_limit), out_(tables.size()), in_(tables.size()) {
        mends_.resize(tables.size());
        for (auto& link : links) {
            out_[link.earlier] = &link;
            in_[link.later] = &link;
        }
        // Links were made in the order of the years; a table without one may come at any time.
        for (std::size_t i = 0; i < tables.size(); ++i) {
            if (in_[i] == nullptr) {
                for (std::size_t at = i;; at = out_[at]->later) {
                    settle(at);
                    if (out_[at] == nullptr) {
                        break;
                    }
                }
            }
        }
    }

    [[nodiscard]] mend const& of(std::size_t table) const { return mends_[table]; }

private:
    [[nodiscard]] mend solve(std::size_t at, table3 const* before, bool yields) const {
        auto const& table = tables_[at].counts;
        mend_wishes wishes{.search_limit = search_limit_};
        if (fee_unknown_then(tables_[at])) {
            for (std::size_t of = 0; of < column_count; ++of) {
                if (table.cells[fee_row()][of]) {
                    wishes.fixed.push_back({.row = fee_row(), .column = of, .value = 0});
                }
            }
        }
        auto const plain = wishes;
        if (in_[at] != nullptr) {
            for (std::size_t const of : in_[at]->columns) {
                wishes.fixed.push_back(
                    {.row = carried_in_row,
                     .column = of,
                     .value = before->cells[carried_out_row(before->shape)][of]});
            }
        }
        if (out_[at] != nullptr) {
            std::size_t const row = carried_out_row(table.shape);
            auto const& next = tables_[out_[at]->later].counts;
            // A row whose own total is wrong is not evidence; next year follows its mend.
            bool const row_stands = !row_is_broken(table, row);
            for (std::size_t const of : out_[at]->columns) {
                if (yields) {
                    wishes.fixed.push_back(
                        {.row = row, .column = of, .value = next.cells[carried_in_row][of]});
                } else if (row_stands) {
                    wishes.fixed.push_back({.row = row, .column = of});
                }
            }
        }
        mend answer = find_mend(table, wishes);
        if (!answer.found && wishes.fixed.size() != plain.fixed.size() && !yields) {
            answer = find_mend(table, plain);
            answer.proven = false;
            answer.only = false;
        }
        return answer;
    }

    static bool row_is_broken(table3 const& table, std::size_t row) {
        for (auto const& each : judged_identities(table)) {
            if (each.id == table_rule::total && each.row == row && each.residual(table) != 0) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] table3 const* before(std::size_t at) const {
        return in_[at] == nullptr ? nullptr : &after_;
    }

    /// Mends the table, after the one of the year before it; decides who yields next.
    void settle(std::size_t at) {
        mend answer = solve(at, before(at), false);
        year_link* const link = out_[at];
        if (link != nullptr && link->broken) {
            mend const other = solve(at, before(at), true);
            if (other.found &&
                price(link->later, mended(tables_[at].counts, other.edits), other) <
                    price(link->later, mended(tables_[at].counts, answer.edits), answer)) {
                link->earlier_yields = true;
                answer = other;
            }
        }
        after_ = mended(tables_[at].counts, answer.edits);
        mends_[at] = std::move(answer);
    }

    [[nodiscard]] std::size_t price(std::size_t later, table3 const& earlier,
                                    mend const& of_earlier) const {
        mend const next = solve(later, &earlier, false);
        constexpr std::size_t hopeless = 1'000'000;
        return of_earlier.edits.size() + (of_earlier.found ? 0 : hopeless) + next.edits.size() +
               (next.found ? 0 : hopeless);
    }

    std::span<published_table const> tables_;
    std::size_t search_limit_;
    std::vector<year_link*> out_;
    std::vector<year_link*> in_;
    std::vector<mend> mends_{};
    table3 after_{};
};

}  // namespace qixian::inline v0::detail
