// What every part of the page of a simulation is written with: texts in two languages, numbers that
// read alike everywhere, and the days of a year that a reader looks for.
#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/office.hpp"

#include "base/terminal.hpp"

namespace qixian::cli::page {

/// One text in both languages, ready for HTML: what came from a model has been escaped.
struct two {
    std::string zh{};
    std::string en{};
};

/// Words of the model itself, which are the same in both languages.
[[nodiscard]] two same(std::string_view text);

/// Both texts, of which the style shows one.
[[nodiscard]] std::string shown(two const& text);

/// `base` is what every reader calls it; all other names are the model's.
[[nodiscard]] two name_of_scenario(simulation_answer const& said, std::size_t which);

// --- numbers --------------------------------------------------------------------------------------

/// `value` with thousands and a fixed number of decimals; a dash where there is no number. Never
/// a zero with a sign.
[[nodiscard]] std::string number(double value, int decimals);
/// The same with a sign, unless it rounds to zero.
[[nodiscard]] std::string signed_number(double value, int decimals);
/// `2.9–3.3`
[[nodiscard]] std::string range(double low, double high, int decimals);
/// Decimals that a number as large as `value` is worth in a table: more the smaller it is.
[[nodiscard]] int decimals_for(double value);
/// The same for what is small by nature, a difference or a percentage.
[[nodiscard]] int fine_decimals_for(double value);

// --- a scale --------------------------------------------------------------------------------------

/// From 0 to `top` in equal steps of 1, 2 or 5.
struct scale {
    double top = 1;
    double step = 1;
    int decimals = 0;
    [[nodiscard]] int steps() const { return static_cast<int>(std::lround(top / step)); }
    [[nodiscard]] double share(double value) const;  ///< of the height; between 0 and 1
};

[[nodiscard]] scale scale_to(double largest, int about_steps);

// --- days -----------------------------------------------------------------------------------------

/// Rest days in a row that a holiday made; days count from 0 within the year.
struct holiday_run {
    int first = 0;
    int last = 0;
    two name{};
    two brief{};  ///< for a narrow screen
};

/// A year as its plots need it.
struct year_days {
    int year = 0;
    int count = 0;
    std::vector<bool> works{};
    std::vector<holiday_run> holidays{};
    std::vector<int> made_up{};  ///< weekend days that are worked

    [[nodiscard]] bool works_on(int day) const { return works[static_cast<std::size_t>(day)]; }
};

[[nodiscard]] year_days days_of(working_calendar const& calendar, int year);

/// `10月9日`, `9 October`
[[nodiscard]] two day_name(int year, int day_of_year);

}  // namespace qixian::cli::page
