// What a little more or less of each input does: one scenario an input, all against the model itself.
//
// Inputs that a model has (a share of 0 is none) are raised by a tenth; people come and go one by
// one; the extension rule is dropped. Because the scenarios share their random numbers, small
// effects show with few replications.
#pragma once

#include <string>
#include <vector>

#include "qixian/simulation/model.hpp"

namespace qixian::inline v0 {

/// The model and its variations, the model first. Names are fields as in a model file, with what was
/// done to them: "arrivals.per_year*1.1", "team.desk.people-1".
[[nodiscard]] QIXIAN_DECL std::vector<scenario> sensitivity_scenarios(scenario const& base);

/// `d` with every length multiplied. Pre: factor > 0.
[[nodiscard]] QIXIAN_DECL distribution scaled(distribution d, double factor);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/sensitivity.ipp"
#endif
