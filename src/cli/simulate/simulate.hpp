// What the files of `qixian simulate` share: the answers in their several forms.
#pragma once

#include <string>
#include <vector>

#include "base/common.hpp"
#include "qixian/simulation/answers.hpp"
#include "question/json.hpp"

namespace qixian::cli {

/// For people: a headline a scenario, small bars, table 3 with the range of a likely year.
[[nodiscard]] std::string text_of_simulation(simulation_answer const& said,
                                             std::vector<office> const& offices, language in,
                                             painter const& colour);

/// Under the keys that hosts rely on, like the three below.
[[nodiscard]] json to_json(simulation_answer const& said, std::vector<office> const& offices);
[[nodiscard]] json to_json(estimate const& e);
[[nodiscard]] json to_json(spread const& s);
[[nodiscard]] json to_json(day_band const& b);

/// One figure a line: scenario, year, what, of what, mean, low, high and the quantiles.
[[nodiscard]] std::string csv_of_simulation(simulation_answer const& said);

/// Rules of a scenario that are not those of the law, in words; empty where there are none.
[[nodiscard]] std::vector<std::string> changed_rules(office_model const& m, language in);

/// `simulate fit`, a subcommand of `simulate`.
void add_simulate_fit(CLI::App& simulate, options& given, int& result);

}  // namespace qixian::cli
