// Means, and the intervals that hold them: Student's t, and what is exact for rare events.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "qixian/simulation/estimate.hpp"

namespace qixian::inline v0 {

namespace detail {

// Never by way of `long double`, which is another type on another machine.
using in_double = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// Each end of an interval is passed over this often.
inline constexpr double beyond_an_end = 0.025;

/// The place of the quantile `q` among `n` values in order.
inline std::size_t quantile_place(double q, std::size_t n) {
    auto const at = std::ceil(q * static_cast<double>(n)) - 1;
    return at < 0 ? 0 : (std::min)(static_cast<std::size_t>(at), n - 1);
}

/// Events of some size, counted together: how many, and how much of it.
class rare_events {
public:
    explicit rare_events(double unit) : largest_(unit) {}

    void add(double size) {
        sum_ += size;
        squares_ += size * size;
        largest_ = (std::max)(largest_, size);
    }

    /// What the expected sum is not below, and not above; each missed this often.
    [[nodiscard]] double low(double missed = beyond_an_end) const {
        return sum_ == 0 ? 0 : scaled_gamma(sum_, squares_, missed);
    }
    [[nodiscard]] double high(double missed = beyond_an_end) const {
        return scaled_gamma(sum_ + largest_, squares_ + largest_ * largest_, 1 - missed);
    }

private:
    /// The quantile of a gamma distribution with this mean and variance.
    static double scaled_gamma(double mean, double variance, double level) {
        return boost::math::gamma_p_inv(mean * mean / variance, level, in_double()) * variance /
               mean;
    }

    double sum_ = 0;
    double squares_ = 0;
    double largest_;
};

}  // namespace detail

QIXIAN_DECL estimate estimate_of(std::span<double const> values, value_limits const& limits) {
    QIXIAN_EXPECTS(!values.empty());
    auto const n = static_cast<double>(values.size());
    double sum = 0;
    std::uint32_t seen = 0;
    for (auto const v : values) {
        sum += v;
        seen += v != 0 ? 1U : 0U;
    }
    estimate out{.mean = sum / n};
    if (values.size() == 1) {
        return out;
    }
    if (limits.unit > 0 && seen < enough_seen && seen < values.size()) {
        // Of a difference what is more and what is less are two kinds of events.
        detail::rare_events more(limits.unit);
        detail::rare_events less(limits.unit);
        for (auto const v : values) {
            if (v != 0) {
                (v > 0 ? more : less).add(std::abs(v));
            }
        }
        bool const signs = limits.least < 0;
        out.low = (more.low() - (signs ? less.high() : 0)) / n;
        out.high = (more.high() - (signs ? less.low() : 0)) / n;
        out.seen = seen;
        out.rare = true;
    } else {
        double squares = 0;
        for (auto const v : values) {
            squares += (v - out.mean) * (v - out.mean);
        }
        auto variance = squares / (n - 1);
        if (values.size() < enough_seen) {
            // A few counts that happen to be alike do not mean that all are.
            variance = (std::max)(variance, std::abs(out.mean) * limits.unit);
        }
        auto const error = std::sqrt(variance / n);
        auto const t = boost::math::quantile(
            boost::math::students_t_distribution<double, detail::in_double>(n - 1),
            1 - detail::beyond_an_end);
        out.low = out.mean - t * error;
        out.high = out.mean + t * error;
    }
    out.low = (std::max)(out.low, limits.least);
    out.high = (std::min)(out.high, limits.most);
    return out;
}

QIXIAN_DECL spread spread_of(std::vector<double> values, value_limits const& limits) {
    spread out{.mean = estimate_of(values, limits)};
    double squares = 0;
    for (auto const v : values) {
        squares += (v - out.mean.mean) * (v - out.mean.mean);
    }
    if (values.size() > 1) {
        out.deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
    }
    std::sort(values.begin(), values.end());
    for (std::size_t q = 0; q < quantile_levels.size(); ++q) {
        out.quantiles[q] = values[detail::quantile_place(quantile_levels[q], values.size())];
    }
    return out;
}

}  // namespace qixian::inline v0
