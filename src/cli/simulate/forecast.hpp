// `qixian simulate MODEL --from LOG`: what becomes of the applications that are open today.
#pragma once

#include <optional>
#include <string>

#include "base/common.hpp"
#include "qixian/simulation/forecast.hpp"

namespace qixian::cli {

/// Reads what is open in `log` at the end of --as-of, and prints what is to be expected of it: one row
/// an application where `csv` says how. Returns the exit code.
[[nodiscard]] int forecast(std::string const& log, scenario const& base, forecast_plan plan,
                           std::optional<formulas> csv, options& given);

}  // namespace qixian::cli
