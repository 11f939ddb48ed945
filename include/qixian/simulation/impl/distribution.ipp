// Lengths and choices made into tables, so that a draw costs one number and a look-up.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/normal.hpp>

#include "qixian/simulation/distribution.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Parameters of the normal law whose exponential has this mean and deviation.
struct lognormal_parameters {
    double mu = 0;
    double sigma = 0;
};

inline lognormal_parameters lognormal_of(distribution const& d) {
    auto const ratio = d.deviation / d.mean;
    auto const variance = std::log1p(ratio * ratio);
    return {std::log(d.mean) - variance / 2, std::sqrt(variance)};
}

/// The quantile of `p` from the lower end, or with `upper` of `p` from the upper end. 0 < p <= 1/2.
inline double quantile_of(distribution const& d, double p, bool upper) {
    switch (d.shape) {
    case length_law::exponential: return -d.mean * (upper ? std::log(p) : std::log1p(-p));
    case length_law::lognormal: {
        auto const [mu, sigma] = lognormal_of(d);
        // Never by way of `long double`, which is another type on another machine.
        using policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
        auto const z = boost::math::quantile(boost::math::normal_distribution<double, policy>(), p);
        return std::exp(mu + sigma * (upper ? -z : z));
    }
    case length_law::uniform:
        return upper ? d.deviation - p * (d.deviation - d.mean)
                     : d.mean + p * (d.deviation - d.mean);
    case length_law::fixed:
    case length_law::empirical: break;
    }
    return d.mean;
}

/// Sums of `weights` as fractions of 2^64; the last is all.
inline std::vector<std::uint64_t> limits_of(std::vector<double> const& weights) {
    auto const all = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::uint64_t> out;
    out.reserve(weights.size());
    double sum = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i];
        out.push_back(chance(sum / all));
        last = weights[i] > 0 ? i : last;
    }
    // From the last that can happen on, nothing is left over for rounding.
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(last), out.end(), ~std::uint64_t{0});
    return out;
}

}  // namespace detail

QIXIAN_DECL double mean_of(distribution const& d) {
    switch (d.shape) {
    case length_law::uniform: return (d.mean + d.deviation) / 2;
    case length_law::empirical: {
        double sum = 0;
        double all = 0;
        for (std::size_t i = 0; i < d.values.size(); ++i) {
            auto const weight = d.weights.empty() ? 1 : d.weights[i];
            sum += weight * d.values[i];
            all += weight;
        }
        return all > 0 ? sum / all : 0;
    }
    case length_law::fixed:
    case length_law::exponential:
    case length_law::lognormal: break;
    }
    return d.mean;
}

QIXIAN_DECL double mean_square_of(distribution const& d) {
    switch (d.shape) {
    case length_law::fixed: return d.mean * d.mean;
    case length_law::exponential: return 2 * d.mean * d.mean;
    case length_law::lognormal: return d.mean * d.mean + d.deviation * d.deviation;
    case length_law::uniform:
        return (d.mean * d.mean + d.mean * d.deviation + d.deviation * d.deviation) / 3;
    case length_law::empirical: {
        double sum = 0;
        double all = 0;
        for (std::size_t i = 0; i < d.values.size(); ++i) {
            auto const weight = d.weights.empty() ? 1 : d.weights[i];
            sum += weight * d.values[i] * d.values[i];
            all += weight;
        }
        return all > 0 ? sum / all : 0;
    }
    }
    return 0;
}

QIXIAN_DECL quantile_table::quantile_table(distribution const& d, double ticks_per_unit) {
    auto const ticks = [&](double length) {
        constexpr double most = 70368744177664.0;  // 2^46: products with 16 bits stay in 63
        return static_cast<std::int64_t>(
            std::llround(std::clamp(length * ticks_per_unit, 0.0, most)));
    };
    if (d.shape == length_law::empirical) {
        which_ =
            choice_table(d.weights.empty() ? std::vector<double>(d.values.size(), 1.0) : d.weights);
        for (auto const each : d.values) {
            values_.push_back(ticks(each));
        }
        return;
    }
    bool const spread = d.shape == length_law::uniform     ? d.deviation > d.mean
                        : d.shape == length_law::lognormal ? d.deviation > 0
                                                           : d.shape == length_law::exponential;
    if (!spread || d.mean + d.deviation <= 0) {
        fixed_ = ticks(d.mean);
        return;
    }
    steps_.resize(2 * half);
    for (std::size_t octave = 0; octave < octaves; ++octave) {
        // u = 2^(62 - octave) * (1 + cell / 64), as a fraction of 2^64.
        auto const lowest = std::ldexp(1.0, -2 - static_cast<int>(octave));
        for (std::size_t cell = 0; cell < per_octave; ++cell) {
            auto const p = lowest * (1 + static_cast<double>(cell) / 64);
            auto const at = octave * per_octave + cell;
            steps_[at] = ticks(detail::quantile_of(d, p, false));
            steps_[half + at] = ticks(detail::quantile_of(d, p, true));
        }
    }
}

QIXIAN_DECL choice_table::choice_table(std::vector<double> const& weights, std::int64_t first)
    : first_(first), limits_(detail::limits_of(weights)) {
    std::uint32_t i = 0;
    for (std::uint64_t top = 0; top < 256; ++top) {
        while (limits_[i] <= top << 56U) {
            ++i;
        }
        guide_.push_back(i);
    }
}

QIXIAN_DECL choice_table choice_table::poisson(double mean) {
    if (mean <= 0) {
        return choice_table({1.0}, 0);
    }
    // From the most likely number outwards, until what is left is nothing beside 2^-64.
    auto const centre = static_cast<std::int64_t>(mean);
    constexpr double nothing = 1e-22;
    std::vector<double> below;
    double weight = 1;
    for (auto k = centre; k > 0 && weight > nothing; --k) {
        weight *= static_cast<double>(k) / mean;
        below.push_back(weight);
    }
    std::vector<double> weights(below.rbegin(), below.rend());
    auto const first = centre - static_cast<std::int64_t>(below.size());
    weights.push_back(1);
    weight = 1;
    for (auto k = centre + 1; weight > nothing; ++k) {
        weight *= mean / static_cast<double>(k);
        weights.push_back(weight);
    }
    return choice_table(weights, first);
}

QIXIAN_DECL choice_table choice_table::geometric(double mean) {
    auto const again = 1 - 1 / mean;
    std::vector<double> weights{1};
    constexpr double nothing = 1e-22;
    while (weights.back() * again > nothing && weights.size() < 100'000) {
        weights.push_back(weights.back() * again);
    }
    return choice_table(weights, 1);
}

}  // namespace qixian::inline v0
