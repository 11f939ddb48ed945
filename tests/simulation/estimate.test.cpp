// Intervals hold what they promise: of everyday figures, of what hardly ever happens, and of two or
// three replications.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "qixian/simulation/estimate.hpp"
#include "qixian/simulation/random.hpp"

namespace {

using namespace qixian;

/// Uniform numbers of one replication of an experiment.
class dice {
public:
    explicit dice(std::uint64_t seed) : stream_(seed) {}
    double operator()() { return static_cast<double>(stream_.draw(next_++) >> 11U) * 0x1p-53; }

private:
    random_stream stream_;
    std::uint64_t next_ = 0;
};

double poisson(dice& d, double mean) {
    double n = 0;
    for (double left = std::exp(-mean), product = d(); product > left; product *= d()) {
        ++n;
    }
    return n;
}
double normal(dice& d) {
    auto const radius = std::sqrt(-2 * std::log(1 - d()));
    return radius * std::cos(6.283185307179586 * d());
}

/// How many of 1,000 intervals, each of `n` values, hold `truth`.
template <class Draw>
int holding(double truth, std::size_t n, value_limits const& limits, Draw&& draw) {
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
        dice d(seed * 977 + n);
        std::vector<double> values(n);
        for (auto& v : values) {
            v = draw(d);
        }
        auto const e = estimate_of(values, limits);
        held += e.low <= truth && truth <= e.high ? 1 : 0;
    }
    return held;
}

}  // namespace

TEST(Estimate, an_interval_is_that_of_student) {
    // Five values: a standard error of sqrt(1/2), and 2.776445 of them on each side.
    std::vector<double> const values{5, 1, 4, 2, 3};
    auto const e = estimate_of(values);
    EXPECT_DOUBLE_EQ(e.mean, 3);
    EXPECT_NEAR(e.low, 3 - 1.963243, 1e-6);
    EXPECT_NEAR(e.high, 3 + 1.963243, 1e-6);
    EXPECT_FALSE(e.rare);
    auto const s = spread_of(values);
    EXPECT_EQ(s.mean.high, e.high);
    EXPECT_EQ(s.quantiles[quantile_levels.size() / 2], 3);
}

TEST(Estimate, one_replication_has_no_interval) {
    for (auto const& limits : {value_limits{}, a_count, value_limits{0, 1, 0.01}}) {
        for (double const value : {0.0, 0.214}) {
            auto const e = estimate_of(std::vector{value}, limits);
            EXPECT_EQ(e.mean, value);
            EXPECT_FALSE(has_interval(e));
            EXPECT_FALSE(e.low > 0 || e.high < 0);  // nothing follows from it
        }
    }
}

TEST(Estimate, no_interval_reaches_beyond_what_can_be) {
    std::vector<double> const shares{0.001, 0.56};
    auto const share = estimate_of(shares, {.least = 0, .most = 1, .unit = 0.001});
    EXPECT_EQ(share.low, 0);
    EXPECT_EQ(share.high, 1);
    auto const count = estimate_of(std::vector<double>{1, 900}, a_count);
    EXPECT_EQ(count.low, 0);
    EXPECT_GT(count.high, 900);
    auto const difference = estimate_of(std::vector{-0.9, 0.9}, {.least = -1, .most = 1});
    EXPECT_EQ(difference.low, -1);
    EXPECT_EQ(difference.high, 1);
}

TEST(Estimate, what_was_never_seen_may_still_be) {
    // Of a Poisson count of nothing the exact upper end is -ln(0.025).
    std::vector<double> const none(20, 0.0);
    auto const e = estimate_of(none, a_count);
    EXPECT_TRUE(e.rare);
    EXPECT_EQ(e.seen, 0U);
    EXPECT_EQ(e.mean, 0);
    EXPECT_EQ(e.low, 0);
    EXPECT_NEAR(e.high, -std::log(0.025) / 20, 1e-9);
    auto const difference = estimate_of(none, {.unit = 1});
    EXPECT_NEAR(difference.low, -e.high, 1e-12);
    EXPECT_NEAR(difference.high, e.high, 1e-12);
    // Of what is no count, nothing of the kind is known.
    EXPECT_EQ(estimate_of(none, not_negative).high, 0);
}

TEST(Estimate, few_events_of_one_size_have_the_exact_interval_of_a_count) {
    // Three of one size: 0.618672 to 8.767273 (Garwood 1936), here of 100 replications.
    std::vector<double> values(100, 0.0);
    values[3] = values[50] = values[99] = 1;
    auto const e = estimate_of(values, a_count);
    EXPECT_TRUE(e.rare);
    EXPECT_EQ(e.seen, 3U);
    EXPECT_NEAR(e.low, 0.00618672, 1e-8);
    EXPECT_NEAR(e.high, 0.08767273, 1e-8);
}

TEST(Estimate, intervals_hold_the_truth_of_everyday_figures) {
    for (std::size_t const n : {2U, 3U, 20U, 100U, 200U}) {
        EXPECT_GE(holding(40, n, a_count, [](dice& d) { return poisson(d, 40); }), 930) << n;
        EXPECT_GE(holding(-2, n, {}, [](dice& d) { return normal(d) * 3 - 2; }), 930) << n;
    }
    for (std::size_t const n : {20U, 100U, 200U}) {
        EXPECT_GE(holding(1, n, a_count, [](dice& d) { return poisson(d, 1); }), 920) << n;
        // As skewed as a late share near full load: exponential.
        EXPECT_GE(holding(0.1, n, {0, 1, 0.002},
                          [](dice& d) { return std::min(1.0, -0.1 * std::log(1 - d())); }),
                  915)
            << n;
    }
}

TEST(Estimate, intervals_hold_the_truth_of_what_hardly_ever_happens) {
    for (std::size_t const n : {20U, 100U, 200U}) {
        for (double const mean : {0.004, 0.016, 0.05, 0.2}) {
            EXPECT_GE(holding(mean, n, a_count, [&](dice& d) { return poisson(d, mean); }), 925)
                << n << " of " << mean;
            // A difference: as often more as less.
            EXPECT_GE(holding(0, n, {.unit = 1},
                              [&](dice& d) { return poisson(d, mean / 2) - poisson(d, mean / 2); }),
                      925)
                << n << " of " << mean << ", less as much";
            // They come together, one in four, four at a time on average: of none that were seen
            // nobody knows it, so it must not have been to be expected that some are.
            if (static_cast<double>(n) * mean > 3) {
                continue;
            }
            EXPECT_GE(holding(mean, n, a_count,
                              [&](dice& d) { return d() < mean / 4 ? 1 + poisson(d, 3) : 0.0; }),
                      905)
                << n << " of " << mean << ", in bunches";
        }
    }
}
