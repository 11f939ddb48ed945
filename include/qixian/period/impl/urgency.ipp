// The clocks that are due first, by groups of one day and total: groups are sorted, clocks are not.
#pragma once

#include <tuple>

#include "qixian/period/impl/bulk.ipp"
#include "qixian/period/urgency.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL result<std::vector<urgent_clock>> most_urgent(clock_columns const& of, std::size_t most,
                                                          date as_of,
                                                          working_calendar const& calendar,
                                                          light_thresholds lights) {
    /// Clocks of one day and total, which are equally urgent.
    struct group {
        detail::clock_answer said;
        day_index from;
        std::uint8_t total;
        std::uint32_t clocks;
    };
    std::vector<group> groups;
    if (of.size() == 0 || most == 0) {
        return std::vector<urgent_clock>{};
    }
    for (int d = of.first_day(); d <= of.last_day(); ++d) {
        auto const& counts = of.counts(d);
        for (int total = 1; total <= of.largest_total(); ++total) {
            auto const clocks = counts[static_cast<std::size_t>(total)];
            if (clocks == 0) {
                continue;
            }
            auto const from = static_cast<day_index>(d);
            auto const said = detail::ask_calendar(calendar, from, total, as_of, lights);
            if (!said) {
                return said.error();
            }
            groups.push_back({*said, from, static_cast<std::uint8_t>(total), clocks});
        }
    }
    auto const order = [](group const& g) { return std::tuple(g.said.left, g.said.due); };
    std::sort(groups.begin(), groups.end(), [&](group const& a, group const& b) {
        return std::tuple(order(a), a.from, a.total) < std::tuple(order(b), b.from, b.total);
    });
    // Rows of different groups may be equally urgent, so the last group goes in with all its equals.
    std::vector<urgent_clock> out;
    std::size_t held = 0;
    for (std::size_t at = 0; at < groups.size(); ++at) {
        auto const& g = groups[at];
        if (held >= most && order(g) != order(groups[at - 1])) {
            break;
        }
        held += g.clocks;
        auto const end = of.first_row(g.from + 1);
        for (auto row = of.first_row(g.from); row < end; ++row) {
            if (of.total()[row] == g.total) {
                out.push_back(
                    {static_cast<std::uint32_t>(row), g.said.due, g.said.left, g.said.shows});
            }
        }
    }
    std::sort(out.begin(), out.end(), [](urgent_clock const& a, urgent_clock const& b) {
        return std::tuple(a.left, a.due, a.row) < std::tuple(b.left, b.due, b.row);
    });
    if (out.size() > most) {
        out.resize(most);
    }
    return out;
}

}  // namespace qixian::inline v0
