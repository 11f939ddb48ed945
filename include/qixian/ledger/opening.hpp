// What was published binds the next year (Z13): accounts as the tables of closed years leave them.
//
// Row 2 of a year is row 4 of the published table before it, application by application. What was
// recorded after a table was published cannot change it; it counts in the first year that is open: an
// end in its own row, a receipt as new, a mistaken registration as other. So the tables of one store
// always chain (I4), whatever is recorded afterwards.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "qixian/ledger/account.hpp"
#include "qixian/ledger/restate.hpp"

namespace qixian::inline v0 {

/// Changes `accounts`, all of one agency, into what a table of `year` counts after `published`: the
/// frozen tables of that agency, in any order, of which those of earlier years bind.
///
/// Law:     C2, C4, C13; Z13 of src/notes/readings.md
/// Returns: the applications that count in the first open year because they were recorded late,
///          sorted; empty where `year` is not that one.
/// Cost:    O((accounts + members) log members).
QIXIAN_DECL std::vector<std::string> open_as_published(std::vector<account>& accounts, int year,
                                                       std::span<frozen_report const> published);

/// The table as it was published: figures and lists, with the identities that they show by themselves.
[[nodiscard]] QIXIAN_DECL report published_report(frozen_report const& f);

namespace detail {

/// RECORDED_LATE for each of these applications.
inline void warn_of_late(report& r, std::span<std::string const> applications) {
    for (auto const& each : applications) {
        r.warnings.push_back({.what = code::recorded_late, .detail = each});
    }
}

}  // namespace detail

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/ledger/impl/opening.ipp"
#endif
