// The tables of the page of a simulation.
#pragma once

#include <string>

#include "simulate/page_plots.hpp"

namespace qixian::cli::page {

/// What an analyst asks first, a row a scenario.
[[nodiscard]] std::string headline_table(year_view const& view);

/// Every scenario less the base, and whether chance explains it. Empty where there is only a base.
[[nodiscard]] std::string difference_table(year_view const& view);

/// Teams: people, load expected, share busy, hours waited.
[[nodiscard]] std::string team_table(year_view const& view);

/// Table 3 of every scenario, each to be opened.
[[nodiscard]] std::string published_tables(year_view const& view);

}  // namespace qixian::cli::page
