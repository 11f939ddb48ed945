// What the files of `qixian simulate` share: the answers in their several forms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/common.hpp"
#include "qixian/answer/simulation.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/text.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/many.hpp"

namespace qixian::cli {

/// For people: a headline a scenario, small bars, table 3 with the range of a likely year.
[[nodiscard]] std::string text_of_simulation(simulation_answer const& said,
                                             std::vector<office> const& offices, language in,
                                             painter const& colour);

/// The same of several offices: each, and their sum. `cal`: for the days on which most falls due.
[[nodiscard]] std::string text_of_many(many_answer const& said, working_calendar const& cal,
                                       language in, painter const& colour);

/// As `csv_of_simulation`, with the office in front; that of the sum is its name.
[[nodiscard]] std::string csv_of_many(many_answer const& said, formulas as);

/// What the first year began with; `warm_up`: the days before it, where nothing was given.
[[nodiscard]] std::string opening_phrase(std::optional<opening_model> const& opening, int warm_up,
                                         language in);

/// One figure a line: scenario, year, what, of what, mean, low, high and the quantiles. `as`: whether
/// names that look like formulas are guarded.
[[nodiscard]] std::string csv_of_simulation(simulation_answer const& said, formulas as);

/// `simulate fit`, a subcommand of `simulate`.
void add_simulate_fit(CLI::App& simulate, options& given, int& result);

/// `simulate backtest`, another.
void add_simulate_backtest(CLI::App& simulate, options& given, int& result);

/// `simulate staff`, another.
void add_simulate_staff(CLI::App& simulate, options& given, int& result);

}  // namespace qixian::cli
