// A law for lengths of which some have not ended yet: the product-limit estimate, the laws that a model
// has, and how well the nearest of them fits.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "qixian/simulation/fit_log.hpp"
#include "qixian/simulation/impl/distribution.ipp"

namespace qixian::inline v0::detail {

/// Lengths as they were seen; those that go on are censored.
class seen_lengths {
public:
    void add(double length, bool ended = true) {
        all_.push_back({std::max(length, 0.0), ended});
        ended_ += ended ? 1 : 0;
    }
    [[nodiscard]] std::size_t ended() const { return ended_; }
    [[nodiscard]] std::size_t open() const { return all_.size() - ended_; }
    [[nodiscard]] bool empty() const { return ended_ == 0; }

    /// Ended lengths in order, each with its probability (Kaplan and Meier). What lies beyond the longest
    /// that ended is counted with it.
    [[nodiscard]] std::vector<std::pair<double, double>> distribution_seen() const {
        auto sorted = all_;
        // At one length what ended ended before what was still going on.
        std::sort(sorted.begin(), sorted.end(), [](auto const& a, auto const& b) {
            return a.length != b.length ? a.length < b.length : a.ended > b.ended;
        });
        std::vector<std::pair<double, double>> out;
        double alive = 1;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (sorted[i].ended) {
                auto const part = alive / static_cast<double>(sorted.size() - i);
                out.emplace_back(sorted[i].length, part);
                alive -= part;
            }
        }
        if (!out.empty() && alive > 0) {
            out.back().second += alive;
        }
        return out;
    }

private:
    struct one {
        double length = 0;
        bool ended = true;
    };
    std::vector<one> all_{};
    std::size_t ended_ = 0;
};

struct two_moments {
    double mean = 0;
    double variance = 0;
};

inline two_moments moments_of(std::vector<std::pair<double, double>> const& seen) {
    two_moments out;
    for (auto const& [length, weight] : seen) {
        out.mean += weight * length;
    }
    for (auto const& [length, weight] : seen) {
        out.variance += weight * (length - out.mean) * (length - out.mean);
    }
    return out;
}

inline double quantile_of_seen(std::vector<std::pair<double, double>> const& seen, double p) {
    double sum = 0;
    for (auto const& [length, weight] : seen) {
        sum += weight;
        if (sum >= p) {
            return length;
        }
    }
    return seen.empty() ? 0 : seen.back().first;
}

/// The share that a law puts at or below `x`.
inline double share_below(distribution const& d, double x) {
    switch (d.shape) {
    case length_law::fixed: return x >= d.mean ? 1 : 0;
    case length_law::exponential: return d.mean > 0 ? -std::expm1(-x / d.mean) : 1;
    case length_law::lognormal: {
        if (x <= 0) {
            return 0;
        }
        auto const [mu, sigma] = lognormal_of(d);
        return std::erfc((mu - std::log(x)) / (sigma * std::sqrt(2.0))) / 2;
    }
    case length_law::uniform:
        return std::clamp((x - d.mean) / std::max(d.deviation - d.mean, 1e-12), 0.0, 1.0);
    case length_law::empirical: break;
    }
    return 0;
}

/// The largest distance between a law and what was seen, in shares; lengths are known to `grain`.
inline double distance_of(distribution const& d, std::vector<std::pair<double, double>> const& seen,
                          double grain) {
    double most = 0;
    double below = 0;
    for (auto const& [length, weight] : seen) {
        auto const low = share_below(d, length - grain);
        auto const high = share_below(d, length + grain);
        most = std::max({most, below + weight - high, low - below});
        below += weight;
    }
    return most;
}

inline double law_quantile(distribution const& d, double p) {
    if (d.shape == length_law::empirical) {
        std::vector<std::pair<double, double>> seen;
        for (std::size_t i = 0; i < d.values.size(); ++i) {
            seen.emplace_back(d.values[i], d.weights.empty()
                                               ? 1.0 / static_cast<double>(d.values.size())
                                               : d.weights[i]);
        }
        return quantile_of_seen(seen, p);
    }
    if (d.shape == length_law::fixed) {
        return d.mean;
    }
    return p <= 0.5 ? quantile_of(d, p, false) : quantile_of(d, 1 - p, true);
}

/// What was seen, thinned to quantiles that a model file can hold.
inline distribution empirical_of(std::vector<std::pair<double, double>> const& seen) {
    constexpr int most = 200;
    distribution out{.shape = length_law::empirical};
    for (int i = 0; i < most; ++i) {
        out.values.push_back(std::round(1000 * quantile_of_seen(seen, (i + 0.5) / most)) / 1000);
    }
    return out;
}

/// The nearest law, or the lengths themselves where none is near enough for chance to explain.
/// `grain`: how exactly a length is known (half a day where only days are). Pre: something ended.
inline fitted_length length_of(seen_lengths const& all, double grain, std::string what,
                               std::string what_zh) {
    auto const seen = all.distribution_seen();
    auto moments = moments_of(seen);
    auto const error = 1.96 * std::sqrt(moments.variance /
                                        static_cast<double>(std::max<std::size_t>(all.ended(), 1)));
    // Days at both ends blur a length by a uniform of one day at either side.
    moments.variance = std::max(moments.variance - (2.0 * grain) * (2.0 * grain) / 6, 0.0);
    fitted_length out{.what = std::move(what),
                      .what_zh = std::move(what_zh),
                      .seen = all.ended(),
                      .open = all.open(),
                      .mean = moments.mean};
    auto const n = static_cast<double>(all.ended());
    out.mean_low = std::max(moments.mean - error, 0.0);
    out.mean_high = moments.mean + error;
    auto const digits = [](double x) { return std::round(10000 * x) / 10000; };
    auto const mean = std::max(digits(moments.mean), 0.0001);
    auto const deviation = digits(std::sqrt(moments.variance));
    std::vector<distribution> laws{{length_law::fixed, mean}};
    if (deviation > 0) {
        auto const half = std::sqrt(3.0) * deviation;
        laws.push_back({length_law::exponential, mean});
        laws.push_back({length_law::lognormal, mean, deviation});
        if (mean >= half) {
            laws.push_back({length_law::uniform, digits(mean - half), digits(mean + half)});
        }
    }
    auto best = 2.0;
    for (auto const& law : laws) {
        auto const far = distance_of(law, seen, grain);
        if (far < best - 1e-9) {
            best = far;
            out.law = law;
        }
    }
    // Kolmogorov's bound at 5 %; a few lengths cannot tell laws apart.
    out.fits = best <= 1.36 / std::sqrt(n);
    if (!out.fits) {
        out.law = empirical_of(seen);
    }
    for (auto const p : {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}) {
        out.seen_and_fitted.emplace_back(quantile_of_seen(seen, p), law_quantile(out.law, p));
    }
    return out;
}

}  // namespace qixian::inline v0::detail
