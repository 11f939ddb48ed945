// From the books of all replications to what is told: means with their intervals, quantiles, bands.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/impl/estimate.ipp"

namespace qixian::inline v0 {

namespace detail {

/// One number of each replication.
template <class Of>
std::vector<double> each_of(std::vector<tally> const& tallies, std::size_t year, Of&& of) {
    std::vector<double> out;
    out.reserve(tallies.size());
    for (auto const& t : tallies) {
        out.push_back(static_cast<double>(of(t.years[year])));
    }
    return out;
}

/// Of the applications that come due in a year: when so many lie overdue at its end, it is behind.
inline constexpr double share_to_fall_behind = 0.01;

inline double share_of(std::int64_t part, std::int64_t rest) {
    return part + rest == 0 ? 0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

inline std::int64_t carried_out_of(year_tally const& y) {
    return y.table[carried_out_row(y.shape)][class_count];
}
inline double late_share_of(year_tally const& y) { return share_of(y.late, y.on_time); }
inline double late_of_due_of(year_tally const& y) {
    return share_of(y.missed, y.came_due - y.missed);
}

/// A share of what `wholes` count: one of them is the least that it can be, where it is not nothing.
inline value_limits share_of_all(std::vector<double> const& wholes) {
    auto const all = std::accumulate(wholes.begin(), wholes.end(), 0.0);
    return {.least = 0, .most = 1, .unit = all > 0 ? static_cast<double>(wholes.size()) / all : 0};
}
inline value_limits either_way(value_limits of) {
    of.least = -of.most;
    return of;
}
inline constexpr auto results_of = [](year_tally const& y) { return y.on_time + y.late; };
inline constexpr auto came_due_of = [](year_tally const& y) { return y.came_due; };

inline double mean_days_of(year_tally const& y) {
    std::int64_t days = 0;
    std::int64_t replies = 0;
    for (std::size_t d = 0; d < y.days_to_reply.size(); ++d) {
        days += static_cast<std::int64_t>(d) * y.days_to_reply[d];
        replies += y.days_to_reply[d];
    }
    return replies == 0 ? 0 : static_cast<double>(days) / static_cast<double>(replies);
}

inline double mean_open_of(year_tally const& y) {
    auto const sum = std::accumulate(y.open.begin(), y.open.end(), std::int64_t{0});
    return static_cast<double>(sum) / static_cast<double>(y.open.size());
}

inline day_band band_of(std::vector<tally> const& tallies, std::size_t year, auto&& value_on) {
    auto const days = tallies.front().years[year].open.size();
    day_band out;
    std::vector<double> values(tallies.size());
    for (std::size_t d = 0; d < days; ++d) {
        double sum = 0;
        for (std::size_t r = 0; r < tallies.size(); ++r) {
            values[r] = value_on(tallies[r].years[year], d);
            sum += values[r];
        }
        std::sort(values.begin(), values.end());
        out.mean.push_back(sum / static_cast<double>(values.size()));
        out.low.push_back(values[quantile_place(0.05, values.size())]);
        out.high.push_back(values[quantile_place(0.95, values.size())]);
    }
    return out;
}

/// Quantiles over all replies of all replications.
inline spread pooled_days(std::vector<tally> const& tallies, std::size_t year) {
    spread out{.mean = estimate_of(each_of(tallies, year, mean_days_of), not_negative)};
    std::array<std::int64_t, most_days_to_reply + 1> all{};
    std::int64_t n = 0;
    for (auto const& t : tallies) {
        for (std::size_t d = 0; d < all.size(); ++d) {
            all[d] += t.years[year].days_to_reply[d];
            n += t.years[year].days_to_reply[d];
        }
    }
    if (n == 0) {
        return out;
    }
    for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
        auto const wanted = std::ceil(quantile_levels[q] * static_cast<double>(n));
        std::int64_t seen = 0;
        for (std::size_t d = 0; d < all.size(); ++d) {
            seen += all[d];
            if (static_cast<double>(seen) >= wanted && seen > 0) {
                out.quantiles[q] = static_cast<double>(d);
                break;
            }
        }
    }
    return out;
}

inline team_answer team_answer_of(std::vector<tally> const& tallies, std::size_t year,
                                  std::size_t team, office_model const& m) {
    auto const busy = each_of(tallies, year, [&](year_tally const& y) {
        auto const& t = y.teams[team];
        auto const worked = std::accumulate(t.busy.begin(), t.busy.end(), std::int64_t{0});
        return t.there_ticks == 0
                   ? 0.0
                   : static_cast<double>(worked) * 1024.0 / static_cast<double>(t.there_ticks);
    });
    auto const hour = static_cast<double>(ticks_per_day) / m.hours_per_day;
    auto const wait = each_of(tallies, year, [&](year_tally const& y) {
        auto const& t = y.teams[team];
        return t.started == 0
                   ? 0.0
                   : static_cast<double>(t.wait_ticks) / static_cast<double>(t.started) / hour;
    });
    return {.name = m.teams[team].name,
            .busy_share = estimate_of(busy, not_negative),
            .wait_hours = estimate_of(wait, not_negative)};
}

inline chance_alone chance_alone_of(std::vector<tally> const& tallies, std::size_t year) {
    auto const spread_over = [&](auto&& of, value_limits const& within = a_count) {
        return spread_of(each_of(tallies, year, of), within);
    };
    return {.received =
                spread_over([](year_tally const& y) { return y.table[new_row][class_count]; }),
            .late_of_due =
                spread_over(late_of_due_of, share_of_all(each_of(tallies, year, came_due_of))),
            .carried_out = spread_over(carried_out_of),
            .overdue_open = spread_over([](year_tally const& y) { return y.overdue_open; })};
}

inline year_answer year_answer_of(std::vector<tally> const& tallies, std::size_t year,
                                  office_model const& m) {
    auto const& first = tallies.front().years[year];
    auto const spread_over = [&](auto&& of, value_limits const& within = a_count) {
        return spread_of(each_of(tallies, year, of), within);
    };
    auto const share_within = [&](auto&& whole) {
        return share_of_all(each_of(tallies, year, whole));
    };
    year_answer out{.year = first.year, .shape = first.shape};
    out.received = spread_over([](year_tally const& y) { return y.table[new_row][class_count]; });
    out.late_of_due = spread_over(late_of_due_of, share_within(came_due_of));
    out.came_due = estimate_of(each_of(tallies, year, came_due_of), a_count);
    out.late_share = spread_over(late_share_of, share_within(results_of));
    out.carried_out = spread_over(carried_out_of);
    out.overdue_open = spread_over([](year_tally const& y) { return y.overdue_open; });
    out.open_on_average = spread_over(mean_open_of, not_negative);
    out.days_to_reply = pooled_days(tallies, year);
    out.days_in_hand = estimate_of(each_of(tallies, year,
                                           [](year_tally const& y) {
                                               auto const closed = y.on_time + y.late;
                                               return closed == 0
                                                          ? 0.0
                                                          : static_cast<double>(y.days_in_hand) /
                                                                static_cast<double>(closed);
                                           }),
                                   not_negative);
    for (std::size_t row = 0; row < rows_of(out.shape).size(); ++row) {
        for (std::size_t c = 0; c < column_count; ++c) {
            out.table3[row][c] = spread_over([&](year_tally const& y) { return y.table[row][c]; });
        }
    }
    for (std::size_t b = 0; b < all_remedy_blocks.size(); ++b) {
        auto const total = all_remedy_columns.size() - 1;
        for (std::size_t c = 0; c < total; ++c) {
            out.table4[b][c] = estimate_of(
                each_of(tallies, year, [&](year_tally const& y) { return y.remedies[b][c]; }),
                a_count);
        }
        out.table4[b][total] =
            estimate_of(each_of(tallies, year,
                                [&](year_tally const& y) {
                                    return std::accumulate(y.remedies[b].begin(),
                                                           y.remedies[b].end(), std::int64_t{0});
                                }),
                        a_count);
    }
    for (std::size_t e = 0; e < all_events.size(); ++e) {
        out.events[e] = estimate_of(
            each_of(tallies, year, [&](year_tally const& y) { return y.events[e]; }), a_count);
    }
    out.open = band_of(tallies, year,
                       [](year_tally const& y, std::size_t d) { return double(y.open[d]); });
    out.due =
        band_of(tallies, year, [](year_tally const& y, std::size_t d) { return double(y.due[d]); });
    out.busy = band_of(tallies, year, [](year_tally const& y, std::size_t d) {
        std::int64_t sum = 0;
        for (auto const& t : y.teams) {
            sum += t.busy[d];
        }
        return static_cast<double>(sum) / 1024.0;
    });
    for (std::size_t t = 0; t < m.teams.size(); ++t) {
        out.teams.push_back(team_answer_of(tallies, year, t, m));
    }
    for (auto const& t : tallies) {
        out.refused += t.years[year].refused;
    }
    return out;
}

inline std::vector<double> differences(std::vector<double> a, std::vector<double> const& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] -= b[i];
    }
    return a;
}

inline difference difference_of(std::vector<tally> const& these, std::vector<tally> const& base,
                                std::size_t year) {
    auto const between = [&](auto&& of, value_limits const& within) {
        return estimate_of(differences(each_of(these, year, of), each_of(base, year, of)),
                           either_way(within));
    };
    auto const share_within = [&](auto&& whole) {
        return share_of_all(each_of(base, year, whole));
    };
    return {.late_of_due = between(late_of_due_of, share_within(came_due_of)),
            .late_share = between(late_share_of, share_within(results_of)),
            .carried_out = between(carried_out_of, a_count),
            .days_to_reply = between(mean_days_of, not_negative),
            .overdue_open = between([](year_tally const& y) { return y.overdue_open; }, a_count)};
}

/// Whether more was in hand at the end of each quarter of the year than of the one before. What came
/// in one day makes one of them larger, and is worked off in the others.
inline bool keeps_growing(year_answer const& y) {
    auto before = y.table3[carried_in_row][class_count].mean.mean;
    auto const days = y.open.mean.size();
    for (std::size_t quarter = 1; quarter <= 4; ++quarter) {
        auto const now = y.open.mean[days * quarter / 4 - 1];
        if (now < before * 1.005 + 0.25) {
            return false;
        }
        before = now;
    }
    return true;
}

/// Whether the first year, which a run before it leads up to, ends with clearly more or less in hand than
/// it began with. Where the model itself changes from year to year nothing can be said.
inline bool is_unsettled(office_model const& m, std::vector<tally> const& tallies) {
    bool const changes = m.start.begins_on || m.arrivals.growth_per_year != 0 ||
                         !m.arrivals.later.empty() || m.arrivals.mass.applications > 0 ||
                         !m.rules.days_off.empty() || !m.rules.days_worked.empty() ||
                         m.uncertainty.growth > 0 || m.uncertainty.year_to_year > 0 ||
                         std::any_of(m.teams.begin(), m.teams.end(),
                                     [](team_model const& t) { return !t.leave.empty(); });
    if (changes || tallies.size() < enough_seen) {
        return false;
    }
    auto const out = each_of(tallies, 0, carried_out_of);
    auto const in = each_of(
        tallies, 0, [](year_tally const& y) { return y.table[carried_in_row][class_count]; });
    auto const more = estimate_of(differences(out, in));
    auto const error = (more.high - more.mean) / 1.96;
    auto const level =
        std::accumulate(out.begin(), out.end(), 0.0) / static_cast<double>(out.size());
    return std::abs(more.mean) > 3 * error && std::abs(more.mean) > 0.05 * level + 0.5;
}

/// Asked for more than there is, or hardly ever free while more and more was in hand, or never there.
inline std::vector<std::string> unstable_teams(scenario_answer const& s,
                                               std::vector<tally> const& tallies) {
    constexpr double hardly_free = 0.97;
    std::vector<std::string> out;
    auto const& last = s.years.back();
    bool const grows = keeps_growing(last);
    for (std::size_t t = 0; t < s.loads.size(); ++t) {
        bool const too_much = s.loads[t].ratio() > 1;
        bool const grew = grows && last.teams[t].busy_share.mean > hardly_free;
        bool const nobody = std::all_of(tallies.begin(), tallies.end(), [&](tally const& each) {
            return each.years.back().teams[t].there_ticks == 0;
        });
        if (too_much || grew || nobody) {
            out.emplace_back(s.loads[t].team);
        }
    }
    return out;
}

/// The years of a scenario, and what differs from `base`, where there is one to compare with.
/// `by_chance` may be empty.
inline void tell_years(scenario_answer& out, std::vector<tally> const& tallies,
                       std::vector<tally> const& by_chance, std::vector<tally> const* base,
                       office_model const& m) {
    for (std::size_t y = 0; y < tallies.front().years.size(); ++y) {
        out.years.push_back(year_answer_of(tallies, y, m));
        if (!by_chance.empty()) {
            out.years.back().by_chance = chance_alone_of(by_chance, y);
        }
        if (base != nullptr) {
            out.against_base.push_back(difference_of(tallies, *base, y));
        }
    }
    auto const& end = out.years.back();
    out.falls_behind =
        end.overdue_open.mean.mean >= (std::max)(1.0, end.came_due.mean * share_to_fall_behind);
}

}  // namespace detail

QIXIAN_DECL std::vector<headline> headlines_of(std::vector<tally> const& tallies) {
    using namespace detail;
    std::vector<headline> out;
    for (std::size_t y = 0; y < tallies.front().years.size(); ++y) {
        auto const within = share_of_all(each_of(tallies, y, came_due_of));
        out.push_back({.late_of_due = estimate_of(each_of(tallies, y, late_of_due_of), within),
                       .carried_out = estimate_of(each_of(tallies, y, carried_out_of), a_count)});
    }
    return out;
}

QIXIAN_DECL simulation_answer answers_of(std::span<scenario const> scenarios,
                                         std::span<office const> offices,
                                         replication_set const& done, std::uint64_t seed) {
    QIXIAN_EXPECTS(!scenarios.empty() && scenarios.size() == offices.size() &&
                   scenarios.size() == done.tallies.size() && !done.numbers.empty());
    simulation_answer out{.model = scenarios.front().office.name,
                          .seed = seed,
                          .replications = static_cast<std::uint32_t>(done.numbers.size())};
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        auto const& tallies = done.tallies[s];
        auto const& m = offices[s].model();
        scenario_answer one{.name = scenarios[s].name,
                            .about = scenarios[s].about,
                            .opening = offices[s].opening(),
                            .loads = loads_of(m),
                            .assumed_years = offices[s].assumed_years()};
        detail::tell_years(one, tallies, done.by_chance[s], s > 0 ? &done.tallies.front() : nullptr,
                           m);
        one.unstable = detail::unstable_teams(one, tallies);
        one.unsettled = one.unstable.empty() && !one.opening && detail::is_unsettled(m, tallies);
        out.scenarios.push_back(std::move(one));
    }
    return out;
}

}  // namespace qixian::inline v0
