// Random lives of applications, the same on every machine for the same (seed, case).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model.hpp"

namespace model {

/// The rows of one application, mostly plausible, with a share of absurd ones. Every row can be
/// read (no fault of form), except that about one case in a hundred lacks a receipt, a class or a
/// regime. No event is later than 2026-01-31, so every due day lies before 2026-12-20.
[[nodiscard]] std::vector<row> random_history(std::uint64_t seed, std::uint64_t number,
                                              calendar const& days);

/// A day to ask on: in the middle of that life, at its end, at a year end, on or beside a due day.
[[nodiscard]] date random_as_of(std::uint64_t seed, std::uint64_t number,
                                std::vector<row> const& rows, calendar const& days);

/// More often than not the recommended readings.
[[nodiscard]] policies random_policies(std::uint64_t seed, std::uint64_t number);

/// The rows of one history as CSV with a header, for a report or for the program.
[[nodiscard]] std::string csv_of(std::vector<row> const& rows);

}  // namespace model
