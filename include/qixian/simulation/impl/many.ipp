// What several offices came to, each and all together.
#pragma once

#include <algorithm>
#include <set>
#include <utility>

#include "qixian/simulation/impl/answers.ipp"
#include "qixian/simulation/many.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The sum of these runs, replication by replication. By chance alone, what is known exactly is as it is.
inline std::vector<tally> summed(replication_set const& done, std::vector<std::size_t> const& runs,
                                 bool by_chance) {
    std::vector<tally> out;
    std::vector<tally const*> parts(runs.size());
    for (std::size_t r = 0; r < done.numbers.size(); ++r) {
        for (std::size_t k = 0; k < runs.size(); ++k) {
            auto const& apart = done.by_chance[runs[k]];
            parts[k] = by_chance && !apart.empty() ? &apart[r] : &done.tallies[runs[k]][r];
        }
        out.push_back(sum_of(parts));
    }
    return out;
}

inline bool arrivals_unknown(office_model const& m) {
    return m.uncertainty.arrivals > 0 || m.uncertainty.year_to_year > 0 || m.uncertainty.growth > 0;
}

/// The answers of one kind of office, as if it had been run by itself.
inline simulation_answer answers_of_kind(offices_plan const& plan, std::size_t kind,
                                         std::span<office const> offices,
                                         replication_set const& done, std::uint64_t seed) {
    std::vector<scenario> scenarios;
    std::vector<office> of;
    auto own = empty_set(plan.runs_of_office[kind].size());
    own.numbers = done.numbers;
    for (auto const run : plan.runs_of_office[kind]) {
        auto const s = scenarios.size();
        scenarios.push_back(plan.runs[run]);
        if (!plan.alone) {
            auto& name = scenarios.back().name;
            name = name.substr(plan.list.offices[kind].name.size() + 2);
        }
        of.push_back(offices[run]);
        own.tallies[s] = done.tallies[run];
        own.by_chance[s] = done.by_chance[run];
    }
    return answers_of(scenarios, of, own, seed);
}

}  // namespace detail

QIXIAN_DECL many_answer answers_of_many(offices_plan const& plan, std::span<office const> offices,
                                        replication_set const& done, std::uint64_t seed) {
    QIXIAN_EXPECTS(!plan.runs.empty() && offices.size() == plan.runs.size() &&
                   done.tallies.size() == plan.runs.size() && !done.numbers.empty());
    many_answer out{.correlation = plan.list.correlation};
    for (std::size_t k = 0; k < plan.list.offices.size(); ++k) {
        auto const& kind = plan.list.offices[k];
        office_answer one{.name = kind.name, .file = kind.file, .weight = kind.weight};
        one.said = detail::answers_of_kind(plan, k, offices, done, seed);
        for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
            if (!plan.has[s][k]) {
                one.lacks.push_back(plan.scenarios[s]);
            }
        }
        out.offices.push_back(std::move(one));
    }
    out.correlated = std::any_of(plan.places.begin(), plan.places.end(),
                                 [](office_place const& p) { return p.correlation.has_value(); }) &&
                     std::any_of(plan.runs.begin(), plan.runs.end(), [](scenario const& s) {
                         return detail::arrivals_unknown(s.office);
                     });

    out.sum = {.model = plan.list.name,
               .seed = seed,
               .replications = static_cast<std::uint32_t>(done.numbers.size())};
    office_model const no_teams;
    std::vector<tally> base;
    for (std::size_t s = 0; s < plan.scenarios.size(); ++s) {
        auto const& runs = plan.run_of[s];
        scenario_answer one{.name = plan.scenarios[s]};
        bool const unsure = std::any_of(runs.begin(), runs.end(),
                                        [&](auto run) { return !done.by_chance[run].empty(); });
        auto tallies = detail::summed(done, runs, false);
        detail::tell_years(one, tallies,
                           unsure ? detail::summed(done, runs, true) : std::vector<tally>{},
                           s > 0 ? &base : nullptr, no_teams);
        if (s == 0) {
            base = std::move(tallies);
        }
        std::set<int> assumed;
        for (std::size_t k = 0; k < runs.size(); ++k) {
            auto const& years = offices[runs[k]].assumed_years();
            assumed.insert(years.begin(), years.end());
            auto const& of_kind = plan.runs_of_office[k];
            auto const at = static_cast<std::size_t>(
                std::find(of_kind.begin(), of_kind.end(), runs[k]) - of_kind.begin());
            auto const& told = out.offices[k].said.scenarios[at];
            for (auto const& team : told.unstable) {
                one.unstable.push_back(out.offices[k].name + ": " + team);
            }
            one.unsettled = one.unsettled || told.unsettled;
        }
        one.assumed_years.assign(assumed.begin(), assumed.end());
        out.sum.scenarios.push_back(std::move(one));
    }
    return out;
}

}  // namespace qixian::inline v0
