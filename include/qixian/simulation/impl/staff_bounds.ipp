// What a mean over replications is not below, and not above, at any level: for verdicts that must hold
// together, where an interval of 95 % is too little.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include "qixian/simulation/impl/estimate.ipp"
#include "qixian/simulation/staff.hpp"

namespace qixian::inline v0::detail {

/// How often each bound may be missed.
struct missed_by {
    double low = 0;
    double high = 0;
};

/// Student's bounds moved by the skewness of the values, as Hall (1992) inverts it. Shares of something
/// seldom are skewed to the right, and Student's upper bound then lies too low.
class skewed_bounds {
public:
    explicit skewed_bounds(std::span<double const> values)
        : n_(static_cast<double>(values.size())) {
        for (auto const v : values) {
            mean_ += v / n_;
        }
        double squares = 0;
        double cubes = 0;
        for (auto const v : values) {
            auto const d = v - mean_;
            squares += d * d;
            cubes += d * d * d;
        }
        deviation_ = std::sqrt(squares / (n_ - 1));
        if (deviation_ > 0) {
            skew_ = cubes / n_ / (deviation_ * deviation_ * deviation_) / std::sqrt(n_);
        }
    }
    [[nodiscard]] double mean() const { return mean_; }
    /// Never nearer to the mean than Student's.
    [[nodiscard]] double low(double missed) const {
        auto const z = student(missed);
        return mean_ - (std::max)(z, turned(z)) * error();
    }
    [[nodiscard]] double high(double missed) const {
        auto const z = student(missed);
        return mean_ + (std::max)(z, -turned(-z)) * error();
    }

private:
    [[nodiscard]] double error() const { return deviation_ / std::sqrt(n_); }
    [[nodiscard]] double student(double missed) const {
        return boost::math::quantile(
            boost::math::students_t_distribution<double, in_double>(n_ - 1), 1 - missed);
    }
    [[nodiscard]] double turned(double z) const {
        return std::abs(skew_) < 1e-9 ? z
                                      : 3 / skew_ * (std::cbrt(1 + skew_ * (z - skew_ / 6)) - 1);
    }

    double n_;
    double mean_ = 0;
    double deviation_ = 0;
    double skew_ = 0;  ///< by the root of n
};

/// The bounds of the mean of what the values count. Where all but a few replications show one and the
/// same, the others are rare events about it (Fay and Feuer); what nobody has seen yet may be as large as
/// `limits.unit`. Where fewer than half differ from it, the wider of both ways. Pre: two values or more.
inline staff_reading mean_bounds(std::vector<double> values, qixian::value_limits const& limits,
                                 missed_by const& missed) {
    skewed_bounds const all(values);
    staff_reading out{.mean = all.mean()};
    auto const n = static_cast<double>(values.size());
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    auto const usual = *middle;
    auto const others =
        values.size() - static_cast<std::size_t>(std::count(values.begin(), values.end(), usual));
    bool const counts = limits.unit > 0;
    if (counts && others * 2 < values.size()) {
        rare_events more(limits.unit);
        rare_events less(limits.unit);
        for (auto const v : values) {
            if (v != usual) {
                (v > usual ? more : less).add(std::abs(v - usual));
            }
        }
        // Below `least` nothing can come, nor above `most`.
        auto const down = [&](double part) { return usual > limits.least ? part : 0; };
        auto const up = [&](double part) { return usual < limits.most ? part : 0; };
        out.low = usual + (up(more.low(missed.low)) - down(less.high(missed.low))) / n;
        out.high = usual + (up(more.high(missed.high)) - down(less.low(missed.high))) / n;
        if (others >= enough_seen) {
            out.low = (std::min)(out.low, all.low(missed.low));
            out.high = (std::max)(out.high, all.high(missed.high));
        }
    } else {
        out.low = all.low(missed.low);
        out.high = all.high(missed.high);
    }
    out.low = (std::max)(out.low, limits.least);
    out.high = (std::min)(out.high, limits.most);
    return out;
}

/// The same of a share of replications: exact (Clopper and Pearson).
inline staff_reading share_bounds(std::uint32_t of, std::uint32_t n, missed_by const& missed) {
    auto const k = static_cast<double>(of);
    auto const all = static_cast<double>(n);
    return {.mean = k / all,
            .low = of == 0 ? 0 : boost::math::ibeta_inv(k, all - k + 1, missed.low, in_double()),
            .high =
                of == n ? 1 : boost::math::ibeta_inv(k + 1, all - k, 1 - missed.high, in_double())};
}

}  // namespace qixian::inline v0::detail
