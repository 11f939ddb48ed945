// The empty books of a replication, books added together, and the table they make.
#pragma once

#include <utility>

#include "qixian/date/date.hpp"
#include "qixian/simulation/tally.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL tally empty_tally(int first_year, int last_year, std::size_t teams) {
    tally out;
    for (int year = first_year; year <= last_year; ++year) {
        year_tally y{.year = year, .shape = form_of_year(year)};
        auto const days =
            static_cast<std::size_t>(days_between(first_day_of(year), last_day_of(year))) + 1;
        y.open.assign(days, 0);
        y.due.assign(days, 0);
        y.teams.resize(teams);
        for (auto& each : y.teams) {
            each.busy.assign(days, 0);
        }
        out.years.push_back(std::move(y));
    }
    return out;
}

QIXIAN_DECL void add_to(tally& sum, tally const& more) {
    std::vector<std::int64_t> numbers;
    for_each_count(more, [&](auto const& n) { numbers.push_back(n); });
    std::size_t at = 0;
    for_each_count(sum, [&](auto& n) {
        QIXIAN_EXPECTS(at < numbers.size());
        n += static_cast<std::remove_reference_t<decltype(n)>>(numbers[at++]);
    });
    QIXIAN_EXPECTS(at == numbers.size());
}

QIXIAN_DECL tally with_one_team(tally t) {
    for (auto& y : t.years) {
        team_tally all;
        all.busy.assign(y.open.size(), 0);
        for (auto const& each : y.teams) {
            all.started += each.started;
            all.wait_ticks += each.wait_ticks;
            all.there_ticks += each.there_ticks;
            for (std::size_t d = 0; d < all.busy.size(); ++d) {
                all.busy[d] += each.busy[d];
            }
        }
        y.teams.clear();
        y.teams.push_back(std::move(all));
    }
    return t;
}

QIXIAN_DECL tally sum_of(std::span<tally const* const> offices) {
    QIXIAN_EXPECTS(!offices.empty());
    auto out = with_one_team(*offices.front());
    for (auto const* each : offices.subspan(1)) {
        QIXIAN_EXPECTS(each->years.size() == out.years.size() &&
                       each->years.front().year == out.years.front().year);
        add_to(out, with_one_team(*each));
    }
    return out;
}

QIXIAN_DECL table3 table_of(year_tally const& y) {
    table3 out{.shape = y.shape};
    for (std::size_t row = 0; row < rows_of(y.shape).size(); ++row) {
        for (std::size_t c = 0; c < column_count; ++c) {
            out.cells[row][c] = y.table[row][c];
        }
    }
    return out;
}

}  // namespace qixian::inline v0
