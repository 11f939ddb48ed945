// Many replications: of every scenario, on several threads, or a share of them on each machine.
//
// What is run is numbered: replication r of scenario s is the same whoever runs it, and its tally is
// a sum of whole numbers over agencies. So threads, shards and processes change nothing but the time
// it takes. Replications come in order, all scenarios of one before the next: whoever is stopped
// early has complete replications of everything. Where inputs are not known, every replication is run
// twice: with inputs drawn, and with those of the model, which tells what is chance alone.
//
//   std::vector<office> const offices{base, busier};
//   auto const done = run_all(offices, {.seed = 1, .replications = 200, .threads = 4});
//   done.tallies[1][7]                       // replication done.numbers[7] of the second office
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "qixian/simulation/office.hpp"
#include "qixian/simulation/tally.hpp"

namespace qixian::inline v0 {

/// Where an office stands among several that are run together.
struct office_place {
    std::uint32_t weight = 1;  ///< so many offices of this kind, each on its own draws
    std::uint32_t first = 0;   ///< the number of the first of them among all offices of the run
    /// What chance draws goes by agencies: those of the first begin at `first_agency`, those of each
    /// further one `agencies` later, whichever scenario it is.
    std::uint32_t first_agency = 0;
    std::uint32_t agencies = 1;
    /// Of what is not known of arrivals, with other offices (`input_share`); none: by itself.
    std::optional<double> correlation{};
};

struct run_plan {
    std::uint64_t seed = 1;
    std::uint32_t first = 0;           ///< the first replication
    std::uint32_t replications = 200;  ///< one past the last
    unsigned threads = 1;
    /// Of `shards`, this one runs the replications r with r % shards == shard.
    std::uint32_t shard = 0;
    std::uint32_t shards = 1;
    /// Where inputs are not known, chance alone is told apart, at the price of a second run.
    bool chance_apart = true;
    /// Of each office; empty: every one by itself, as scenarios are.
    std::vector<office_place> places{};
    /// Asked of the calling thread, some times a second; true ends with the replications that are
    /// complete by then.
    std::function<bool()> stop{};
    /// Told of the calling thread what share of the work is done.
    std::function<void(std::uint64_t done, std::uint64_t of)> progress{};
};

/// What came of it. All scenarios have the same replications, complete.
struct replication_set {
    std::vector<std::uint32_t> numbers{};       ///< of the replications, ascending
    std::vector<std::vector<tally>> tallies{};  ///< [scenario][place in `numbers`]
    /// The same replications with the inputs as the models say; empty for a scenario of which
    /// nothing is unknown.
    std::vector<std::vector<tally>> by_chance{};
    bool stopped = false;  ///< fewer than were planned
};

/// One list of tallies in a set: a scenario's with inputs drawn, or by chance alone.
struct tally_series {
    std::size_t scenario = 0;
    bool inputs_known = false;

    template <class Set>
    [[nodiscard]] auto& in(Set& set) const {
        return (inputs_known ? set.by_chance : set.tallies)[scenario];
    }
};

/// The lists that a run of these makes, in the order in which they are written: those with inputs drawn
/// first. `model_of` gives the model of each.
template <class Scenarios, class ModelOf>
[[nodiscard]] std::vector<tally_series> series_of(Scenarios const& scenarios, ModelOf&& model_of) {
    std::vector<tally_series> out;
    for (bool const known : {false, true}) {
        for (std::size_t s = 0; s < scenarios.size(); ++s) {
            if (!known || model_of(scenarios[s]).uncertainty.any()) {
                out.push_back({s, known});
            }
        }
    }
    return out;
}
[[nodiscard]] inline std::vector<tally_series> series_of(std::span<scenario const> scenarios) {
    return series_of(scenarios, [](scenario const& s) -> office_model const& { return s.office; });
}

/// A set without replications, for these.
[[nodiscard]] inline replication_set empty_set(std::size_t scenarios) {
    replication_set out;
    out.tallies.resize(scenarios);
    out.by_chance.resize(scenarios);
    return out;
}

/// Runs what `plan` says of every office.
///
/// Pre:    all offices have the same years; at least one; shard < shards; as many places or none.
/// Cost:   linear in applications; memory for one tally a replication and scenario, and for the
///         open applications of one agency a thread.
[[nodiscard]] QIXIAN_DECL replication_set run_all(std::span<office const> offices,
                                                  run_plan const& plan);

/// `more` after `first`, as if they had been run together. Pre: no replication is in both.
QIXIAN_DECL void append_to(replication_set& first, replication_set more);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/runs.ipp"
#endif
