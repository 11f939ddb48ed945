// A run that may be killed: what it has counted is kept in a folder as it goes on.
//
// Complete replications are written as part files (parts.hpp), each beside its name and then renamed,
// so that a file in the folder is whole or not there. The same run asked for again reads them and lives
// what is missing: in the end it has the bytes of a run that was never stopped. Shards of one run may
// share a folder, one process a shard at a time. Part of qixian::simulation.
//
//   auto const done = run_kept(scenarios, offices, {.replications = 200}, "parts", head);
#pragma once

#include <span>
#include <string>

#include "qixian/base/result.hpp"
#include "qixian/simulation/parts.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

/// What `run_all` gives, with every replication kept in `folder`, which is made where there is none.
/// Progress counts what was there as done. Files that do not end in `.part` are left alone.
///
/// Pre:    `head` is that of the run; `offices` are those of `scenarios`.
/// Faults: 925 the folder or a file in it cannot be read or written; 904 and 965 as `read_parts`: a
///         folder that holds another run is refused before anything is run.
[[nodiscard]] QIXIAN_DECL result<replication_set> run_kept(std::span<scenario const> scenarios,
                                                           std::span<office const> offices,
                                                           run_plan const& plan,
                                                           std::string const& folder,
                                                           run_head const& head);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/kept_run.ipp"
#endif
