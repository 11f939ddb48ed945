// The plots of the page of a simulation, each a figure with its heading, legend and reading.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "simulate/page_parts.hpp"

namespace qixian::cli::page {

/// What one year's figures are drawn from.
struct year_view {
    simulation_answer const& said;
    std::vector<office> const& offices;
    std::size_t at = 0;             ///< place of the year in every scenario
    std::vector<year_days> days{};  ///< by scenario: rules may change the calendar

    [[nodiscard]] year_answer const& of(std::size_t scenario) const {
        return said.scenarios[scenario].years[at];
    }
    [[nodiscard]] std::size_t scenarios() const { return said.scenarios.size(); }
    [[nodiscard]] int year() const { return of(0).year; }
};

[[nodiscard]] year_view view_of(simulation_answer const& said, std::vector<office> const& offices,
                                std::size_t at);

[[nodiscard]] std::string open_figure(year_view const& view);
[[nodiscard]] std::string due_figure(year_view const& view);
[[nodiscard]] std::string busy_figure(year_view const& view);
[[nodiscard]] std::string carried_figure(year_view const& view);
[[nodiscard]] std::string late_figure(year_view const& view);
/// What comes of chance and what of inputs that are not known; empty where the model knows them all.
[[nodiscard]] std::string uncertainty_figure(year_view const& view);

}  // namespace qixian::cli::page
