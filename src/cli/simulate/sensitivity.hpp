// `qixian simulate --sensitivity`: what each input is worth.
#pragma once

#include <string>

#include "base/terminal.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/sensitivity.hpp"

namespace qixian::cli {

/// The variations in order of what they do to the late share, with their intervals.
[[nodiscard]] std::string text_of_sensitivity(simulation_answer const& said, language in,
                                              painter const& colour);

}  // namespace qixian::cli
