// A year of days as a drawing: holidays shaded and named, a line with its band, or sticks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulate/page_figure.hpp"

namespace qixian::cli::page {

/// One scenario's values by day.
struct day_panel {
    two title{};
    two desc{};
    year_days const* days = nullptr;
    day_band const* band = nullptr;
    std::vector<double> const* base = nullptr;  ///< the mean to compare with
    std::optional<double> limit{};              ///< a level to compare with
    scale on{};
    bool own_scale = false;     ///< not that of the base: the panel says so
    bool sticks = false;        ///< one stick a day instead of a line
    bool only_working = false;  ///< nothing happens on rest days: the line passes over them
    int height = 132;
};

/// The panel under `heading`. `named`: with the names of the holidays above it.
[[nodiscard]] std::string drawn(day_panel const& p, two const& heading, bool named);

}  // namespace qixian::cli::page
