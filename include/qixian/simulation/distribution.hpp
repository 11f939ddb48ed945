// How long something takes: a law with its parameters, and the table that draws are looked up in.
//
// A draw is one 64-bit number and one look-up: `quantile_table` holds the quantiles of the law in
// whole ticks, finer towards both tails, and interpolates in integers. So a draw costs some
// nanoseconds, the same number gives the same ticks with every compiler and on every machine, and
// a larger number never gives fewer ticks (which keeps scenarios comparable draw by draw).
//
//   quantile_table const hours({length_law::lognormal, 6, 4}, 3600);   // in seconds
//   hours.at(draw)                                              // ticks
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

enum class length_law : std::uint8_t {
    fixed,        ///< always `mean`
    exponential,  ///< of mean `mean`
    lognormal,    ///< of mean `mean` and standard deviation `deviation`
    uniform,      ///< between `mean` and `deviation`: from, to
    empirical     ///< one of `values`, each as likely as its weight
};

/// Lengths in the unit of the field that holds it. Never negative.
struct distribution {
    length_law shape = length_law::fixed;
    double mean = 0;       ///< of `uniform`: the shortest
    double deviation = 0;  ///< of `uniform`: the longest
    std::vector<double> values{};
    std::vector<double> weights{};  ///< of `values`; empty: all alike
};

/// The expected length, and the expected square of it (for waiting times).
[[nodiscard]] QIXIAN_DECL double mean_of(distribution const& d);
[[nodiscard]] QIXIAN_DECL double mean_square_of(distribution const& d);

/// Whole numbers from `first`, each with its weight: outcomes of a mix, applications of a day.
class choice_table {
public:
    choice_table() = default;
    /// Pre: one weight is positive, none negative.
    explicit choice_table(std::vector<double> const& weights, std::int64_t first = 0);

    /// How many applications there are where `mean` are expected (Poisson).
    static choice_table poisson(double mean);
    /// At least 1, `mean` on average (geometric). Pre: mean >= 1.
    static choice_table geometric(double mean);

    /// Cost: a look-up and, on average, less than a step from there.
    [[nodiscard]] std::int64_t at(std::uint64_t draw) const noexcept {
        constexpr auto all = ~std::uint64_t{0};
        draw = draw == all ? all - 1 : draw;  // so that the last limit, which is all, ends the walk
        auto i = guide_[draw >> 56U];
        while (limits_[i] <= draw) {
            ++i;
        }
        return first_ + static_cast<std::int64_t>(i);
    }

private:
    std::int64_t first_ = 0;
    std::vector<std::uint64_t> limits_{};  ///< sums of the weights, as fractions of 2^64
    std::vector<std::uint32_t> guide_{};   ///< where to begin, by the draw's first eight bits
};

/// Quantiles of a law in whole ticks: towards each tail 33 octaves, each cut in 64.
class quantile_table {
public:
    quantile_table() = default;
    /// Pre: lengths are not negative, and no quantile reaches 2^46 ticks.
    /// Cost: some 4,000 quantiles, below a millisecond.
    quantile_table(distribution const& d, double ticks_per_unit);

    /// The quantile of `draw`, taken as a fraction of 2^64; never less for a larger one. Cost: two
    /// loads and a multiplication.
    [[nodiscard]] std::int64_t at(std::uint64_t draw) const noexcept {
        if (steps_.empty()) {
            return values_.empty() ? fixed_ : values_[static_cast<std::size_t>(which_.at(draw))];
        }
        // Half of the draws lie in the upper half: no branch, which would be guessed wrong.
        auto const upper = ~((draw >> 63U) - 1);  // all ones, or none
        // How far from its own end: from 2^-34 (what lies beyond is taken as that) to a half.
        std::uint64_t const u = (draw ^ upper) | std::uint64_t{1} << 30U;
        auto const octave = static_cast<unsigned>(std::countl_zero(u)) - 1;
        std::uint64_t const rest = u << (octave + 2);  // what follows the leading bit
        std::size_t const cell = (upper & half) + octave * per_octave + (rest >> 58U);
        auto const within = static_cast<std::int64_t>(rest << 6U >> 48U);
        std::int64_t const here = steps_[cell];
        return here + (((steps_[cell + 1] - here) * within) >> 16U);
    }

    /// Whether every draw gives the same.
    [[nodiscard]] bool is_fixed() const noexcept { return steps_.empty() && values_.empty(); }

private:
    static constexpr std::size_t octaves = 33;
    static constexpr std::size_t per_octave = 65;  ///< both ends of 64 cells
    static constexpr std::size_t half = octaves * per_octave;

    std::int64_t fixed_ = 0;
    std::vector<std::int64_t> steps_{};   ///< of a continuous law
    std::vector<std::int64_t> values_{};  ///< of an empirical one
    choice_table which_{};                ///< of `values_`
};

/// Something that happens with a probability: `draw < chance(share)`, and never more than always.
[[nodiscard]] inline std::uint64_t chance(double share) noexcept {
    constexpr double all = 18446744073709551616.0;  // 2^64
    auto const part = share * all;
    return part >= all ? ~std::uint64_t{0} : part <= 0 ? 0 : static_cast<std::uint64_t>(part);
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/distribution.ipp"
#endif
