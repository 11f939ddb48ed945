// `qixian simulate MODEL --from LOG`: what becomes of the applications that are open today.
#pragma once

#include <string>

#include "base/common.hpp"
#include "qixian/simulation/forecast.hpp"

namespace qixian::cli {

/// Reads what is open in `log` at the end of --as-of, and prints what is to be expected of it.
/// Returns the exit code.
[[nodiscard]] int forecast(std::string const& log, scenario const& base, forecast_plan plan,
                           options& given);

}  // namespace qixian::cli
