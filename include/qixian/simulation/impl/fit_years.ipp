// What counts of consecutive years say of the years after them: a level, a trend, and how unsure both are.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace qixian::inline v0::detail {

/// Arrivals expected after the last count.
struct arrivals_outlook {
    double next = 0;    ///< mean of the year after the last
    double level = 0;   ///< relative standard deviation of the level, the same for all years after
    double year = 0;    ///< … of a single year about it, without the chance of who applies
    double growth = 0;  ///< a year, from then on
    double growth_sd = 0;  ///< its standard deviation
};

/// The level of an office on a logarithmic scale, carried from count to count (a Kalman filter): it
/// grows by a trend, drifts from year to year, and a count lies about it by more than chance, because
/// people come with several applications at once.
///
/// The constants were set on 4,351 pairs of consecutive years of 907 offices: 56 pairs of 19 Chinese
/// agencies (2013-2025) for trend and drift, and the others (United States 2008-2015, United Kingdom
/// 2010-2020, Scotland 2013-2020) for how drift goes down with size. 95 % intervals hold 93 of 100 next
/// years of the Chinese ones and 97 of 100 of the others.
/// src/notes/simulation.md has the figures.
class level_filter {
public:
    void add(double count) {
        auto const y = std::log(count + zero);
        if (!begun_) {
            begun_ = true;
            level_ = y;
            trend_ = usual_growth;
            of_level_ = dispersion / (count + zero);
            of_trend_ = usual_growth_sd * usual_growth_sd;
            return;
        }
        ahead();
        auto const expected = std::exp(level_);
        auto const about = (std::max(expected, count) + count + zero) / 2;
        auto const total = of_level_ + dispersion / about;
        auto const gain = of_level_ / total;
        auto const gain_of_trend = of_both_ / total;
        auto const missed = y - level_;
        level_ += gain * missed;
        trend_ += gain_of_trend * missed;
        of_trend_ -= gain_of_trend * of_both_;
        of_both_ *= 1 - gain;
        of_level_ *= 1 - gain;
    }

    /// Pre: a count was added.
    [[nodiscard]] arrivals_outlook outlook() const {
        auto at = *this;
        auto const drift = at.ahead();
        auto level = at.of_level_ - drift;
        auto year = drift + (dispersion - 1) / std::max(std::exp(at.level_), 0.5);
        // A model holds deviations up to five times the mean.
        constexpr double widest = 3.0;
        auto const scale = std::min(1.0, widest / (level + year));
        level *= scale;
        year *= scale;
        return {.next = std::exp(at.level_ + (level + year) / 2),
                .level = std::sqrt(std::expm1(level)),
                .year = std::sqrt(std::expm1(year)),
                .growth = std::expm1(at.trend_),
                .growth_sd = std::sqrt(at.of_trend_) * std::exp(at.trend_)};
    }

private:
    static constexpr double zero = 0.3;         ///< so that a year without any has a logarithm
    static constexpr double dispersion = 4;     ///< variance of a count by its mean, at one level
    static constexpr double least_drift = 0.2;  ///< of a very large office, a year
    static constexpr double most_drift = 0.42;  ///< … of a very small one
    static constexpr double small = 200;        ///< applications at which it is half-way (squared)
    static constexpr double usual_growth = 0.1;
    static constexpr double usual_growth_sd = 0.05;

    /// One year later; what the drift adds to the variance.
    double ahead() {
        auto const share = 1 / (1 + std::exp(level_) / small);
        auto const drift = least_drift * least_drift +
                           share * (most_drift * most_drift - least_drift * least_drift);
        level_ += trend_;
        of_level_ += 2 * of_both_ + of_trend_ + drift;
        of_both_ += of_trend_;
        return drift;
    }

    bool begun_ = false;
    double level_ = 0;
    double trend_ = 0;
    double of_level_ = 0;  ///< variance
    double of_trend_ = 0;
    double of_both_ = 0;
};

/// How long applications are in hand where few were open at the ends of years: what other agencies
/// print tells the rest (gamma prior of half an observation about 8 working days).
struct open_at_ends {
    double open = 0;      ///< applications, at all ends together
    double exposure = 0;  ///< ends, each times the applications of a working day

    static constexpr double prior_open = 0.5;
    static constexpr double prior_days = 8;
    static constexpr double between_years =
        0.4;  ///< relative deviation from one year-end to another

    [[nodiscard]] double working_days() const {
        return (open + prior_open) / (exposure + prior_open / prior_days);
    }
    /// Relative standard deviation of the days in hand at the next end.
    [[nodiscard]] double deviation() const {
        auto const known = 1 / (open + prior_open);
        return std::sqrt((1 + known) * (1 + between_years * between_years) - 1);
    }
};

}  // namespace qixian::inline v0::detail
