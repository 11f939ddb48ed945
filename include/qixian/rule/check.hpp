// Whether what a question is asked with can be asked about: rows, under the words of a statute.
//
// Whatever takes a row (`fold`, `assess`, `would`, the ledger behind them, stores, bulk lives) asks
// here first, so a host need not: what is wrong comes back as a fault. A host that wants to know
// everything that is wrong with a row, and not only the first, asks `check` itself.
//
//     for (fault const& each : check(*in.law, e)) { … each.field, each.what, each.detail … }
//     check(e)                        // the same under the built-in statute (cells.hpp there)
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "qixian/rule/cell.hpp"
#include "qixian/rule/rows.hpp"

namespace qixian::inline v0 {

/// Everything that keeps `e` from being a row under `law`: what its table of cells says (rule/cell.hpp).
/// A statute without such a table knows its words and no more: what an event needs is not asked.
/// Faults: those of `check` of a table.
[[nodiscard]] QIXIAN_DECL std::vector<fault> check(statute const& law, entry const& e);

/// The first of them.
/// Cost: one pass over the cells; no allocation where nothing is wrong.
[[nodiscard]] QIXIAN_DECL std::optional<fault> first_fault(statute const& law, entry const& e);

/// What keeps `rows` from being those of one application: the first fault of one, or a row of another
/// application (973). Rows that say that a year was closed belong to none and may stand among them;
/// a row that names no agency belongs to that of the others.
[[nodiscard]] QIXIAN_DECL std::optional<fault> first_fault(statute const& law,
                                                           std::span<entry const> rows);

/// The same of one more row: whether it is one, and of the application of `rows`.
[[nodiscard]] QIXIAN_DECL std::optional<fault> fault_of_next(statute const& law,
                                                             std::span<entry const> rows,
                                                             entry const& next);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/rule/impl/check.ipp"
#endif
