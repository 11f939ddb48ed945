// Very many reply clocks side by side, as narrow columns.
//
// A clock that is not paused, held or named by a letter is two numbers: the day it counts from and
// its working days in all (limit and extensions). Three bytes, so that ten million
// of them stream at the speed of memory. They are kept in the order of the days they
// count from, which is the order of arrival for all that were not corrected, with the first clock
// of each day and a histogram (day x working days): what a new notice moves is read off those
// without touching the clocks (notice_effect.hpp), and a day's clocks share one look-up (due.hpp).
//
//   clock_columns open;
//   open.append(day_index_of(day(20201221)), 20);
//   open.first_row(day_index_of(day(20201221)))    // 0
//
// A clock that is anything else (paused, named, held) is not for this table: the core answers it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "qixian/period/flat_days.hpp"

namespace qixian::inline v0 {

class clock_columns {
public:
    /// Row numbers are 32 bits wide.
    static constexpr std::size_t most_rows = 0xFFFF'FFFF;
    static constexpr std::size_t totals = 256;

    void reserve(std::size_t rows);

    /// Adds a clock that counts `total` working days from the day after `from` (D1).
    /// Pre: total > 0; `from` is not before that of the last one added.
    void append(day_index from, std::uint8_t total);

    /// Changes the working days of one clock, as an extension does. Pre: row < size(), total > 0.
    void set_total(std::size_t row, std::uint8_t total);

    [[nodiscard]] std::size_t size() const noexcept { return from_.size(); }
    [[nodiscard]] std::span<day_index const> from() const& noexcept { return from_; }
    std::span<day_index const> from() const&& = delete;
    [[nodiscard]] std::span<std::uint8_t const> total() const& noexcept { return total_; }
    std::span<std::uint8_t const> total() const&& = delete;

    /// The first and last day that clocks count from. Pre: size() > 0.
    [[nodiscard]] day_index first_day() const noexcept { return first_day_; }
    [[nodiscard]] day_index last_day() const noexcept {
        return static_cast<day_index>(first_day_ + histogram_.size() - 1);
    }

    /// The first row that counts from `d` or later. Cost: O(1).
    [[nodiscard]] std::size_t first_row(int d) const noexcept;

    /// How many clocks of each total count from `d`. Pre: first_day() <= d <= last_day().
    std::array<std::uint32_t, totals> const& counts(int d) const&& = delete;
    [[nodiscard]] std::array<std::uint32_t, totals> const& counts(int d) const& noexcept {
        return histogram_[static_cast<std::size_t>(d - first_day_)];
    }

    /// The most working days that any clock has had.
    [[nodiscard]] int largest_total() const noexcept { return largest_total_; }

    /// Bytes held, capacity included.
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    std::vector<day_index> from_{};
    std::vector<std::uint8_t> total_{};
    day_index first_day_ = 0;
    std::uint8_t largest_total_ = 0;
    std::vector<std::uint32_t> first_{};  ///< by day from first_day_
    std::vector<std::array<std::uint32_t, totals>> histogram_{};
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/period/impl/clock_columns.ipp"
#endif
