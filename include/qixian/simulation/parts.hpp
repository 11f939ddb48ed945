// A share of a run as text, and the shares put together again.
//
// Machines that know nothing of each other run `shard i of n` each and write what they found as
// lines of JSON: a head that says which run it belongs to, then the whole numbers of one
// replication of one scenario a line. Put together they give the bytes of an undivided run.
// Part of qixian::simulation.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/simulation/model.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

/// What all parts of one run have in common.
struct run_head {
    std::string digest{};  ///< of the scenarios: `digest_of`
    std::uint64_t seed = 1;
    std::uint32_t replications = 0;  ///< of the whole run
    std::vector<std::string> scenarios{};
    year_span years{};
};

/// A part as it was read.
struct run_part {
    std::string file{};  ///< where it was read, for faults
    std::string text{};
};

/// Sixteen hexadecimal digits that change with any field of any scenario, and with the places of
/// several offices. Not a cryptographic hash.
[[nodiscard]] QIXIAN_DECL std::string digest_of(std::span<scenario const> scenarios,
                                                std::span<office_place const> places = {});

/// The head of a run of these scenarios; `places` as in `run_plan`.
[[nodiscard]] QIXIAN_DECL run_head head_of_run(std::span<scenario const> scenarios,
                                               std::uint64_t seed, std::uint32_t replications,
                                               std::span<office_place const> places = {});

[[nodiscard]] QIXIAN_DECL std::string write_part(run_head const& head, replication_set const& done,
                                                 std::uint32_t shard, std::uint32_t shards);

/// Faults: 904 not such a part; 965 of another run, twice the same replication, or one is missing;
/// with file and line.
[[nodiscard]] QIXIAN_DECL result<replication_set> read_parts(
    std::span<run_part const> parts, std::span<scenario const> scenarios, std::uint64_t seed,
    std::span<office_place const> places = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/parts.ipp"
#endif
