// The answers of a simulation as one page that needs nothing else: no font, no script, no request.
//
// Both languages stand in it; two radio buttons choose, so that not even the switch is a script. It
// opens from a disk without a network, follows a dark screen and a narrow one, and prints on A4 in
// the language chosen. All plots are drawn here as SVG whose text keeps its size at every width.
#pragma once

#include <string>
#include <vector>

#include "base/terminal.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/office.hpp"

namespace qixian::cli {

/// The page, with `first` shown first. Pre: `offices` are those of `said.scenarios`, in order; at
/// least one scenario with at least one year. Cost: some 30 KB a scenario and year.
[[nodiscard]] std::string page_of(simulation_answer const& said, std::vector<office> const& offices,
                                  language first);

}  // namespace qixian::cli
