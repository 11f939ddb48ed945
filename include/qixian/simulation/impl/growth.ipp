// What a calendar year's arrivals are expected to be.
#pragma once

#include <cmath>

#include "qixian/simulation/model.hpp"

namespace qixian::inline v0::detail {

/// The latest year that the model says something of by itself, not after `year`.
inline expected_year base_of(arrivals_model const& a, int first_year, int year) {
    expected_year out{a.year != 0 ? a.year : first_year, 1};
    for (auto const& each : a.later) {
        if (each.year <= year) {
            out = each;
        }
    }
    return out;
}

/// Applications one by one in `year`. Before the first figure growth goes backwards.
inline double expected_in(arrivals_model const& a, int first_year, int year) {
    auto const base = base_of(a, first_year, year);
    return a.per_year * base.factor * std::pow(1 + a.growth_per_year, year - base.year);
}

}  // namespace qixian::inline v0::detail
