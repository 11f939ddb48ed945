// By how much arrivals of one calendar year exceed those of another.
#pragma once

#include <cmath>

#include "qixian/simulation/model.hpp"

namespace qixian::inline v0::detail {

/// What the arrivals of the base year are to be multiplied with for those of `year`.
inline double growth_until(arrivals_model const& a, int first_year, int year) {
    return std::pow(1 + a.growth_per_year, year - (a.year != 0 ? a.year : first_year));
}

}  // namespace qixian::inline v0::detail
