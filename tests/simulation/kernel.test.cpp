// The ring of events, the streams of draws and the tables they are looked up in.
#include <gtest/gtest.h>

#include <boost/math/distributions/poisson.hpp>

#include <cmath>
#include <queue>
#include <set>
#include <tuple>

#include "qixian/simulation/distribution.hpp"
#include "qixian/simulation/event_ring.hpp"
#include "qixian/simulation/random.hpp"

namespace {

using namespace qixian;

TEST(EventRing, gives_the_order_of_a_heap_and_of_arrival_where_moments_are_equal) {
    using item = std::tuple<moment, int>;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        random_stream const dice(seed);
        event_ring<int> ring;
        std::priority_queue<item, std::vector<item>, std::greater<>> heap;
        int number = 0;
        moment const scale = moment{1} << (seed % 30);
        for (std::uint64_t i = 0; i < 4000; ++i) {
            auto const d = dice.draw(i);
            bool const pushes = d % 5 < (i < 3000 ? 3U : 1U);
            if (pushes || heap.empty()) {
                auto const far = (d >> 40U) % 16 == 0 ? 1000 : 1;
                auto const at =
                    ring.now() + static_cast<moment>(d >> 8U & 0x3FFFFFFFU) % scale * far;
                ring.push(at, number);
                heap.emplace(at, number);
                ++number;
            } else {
                auto const got = ring.pop();
                ASSERT_EQ(std::tuple(got.at, got.what), heap.top()) << seed << " " << i;
                heap.pop();
            }
            ASSERT_EQ(ring.size(), heap.size());
        }
        while (!heap.empty()) {
            auto const got = ring.pop();
            ASSERT_EQ(std::tuple(got.at, got.what), heap.top()) << seed;
            heap.pop();
        }
        EXPECT_TRUE(ring.empty());
    }
}

/// Of so many that the ring is of a stretch only, and back: what waits grows, is thrown about, and empties.
TEST(EventRing, gives_that_order_too_where_very_many_wait) {
    using item = std::pair<moment, int>;
    auto const later = [](item const& a, item const& b) { return a > b; };
    for (std::uint64_t seed = 0; seed < 24; ++seed) {
        random_stream const dice(seed);
        event_ring<int> ring;
        std::priority_queue<item, std::vector<item>, decltype(later)> heap(later);
        int number = 0;
        // From many of one moment to some that lie rounds of stretches beyond all others.
        moment const scale = moment{1} << (4 + seed);
        auto const push = [&](std::uint64_t d) {
            auto const beyond = (d >> 48U) % 64 == 0 ? 4000 : 1;
            auto const at = ring.now() + static_cast<moment>(d & 0xFFFFFFFFU) % scale * beyond;
            ring.push(at, number);
            heap.emplace(at, number++);
        };
        auto const pop = [&] {
            auto const got = ring.pop();
            ASSERT_EQ(item(got.at, got.what), heap.top()) << "seed " << seed;
            heap.pop();
        };
        for (std::uint64_t i = 0; i < 200'000 && !HasFatalFailure(); ++i) {
            auto const d = dice.draw(i);
            auto const grows = i < 40'000 || (i > 100'000 && i < 130'000);
            if (heap.empty() || (d >> 56U) % 8 < (grows ? 7U : i < 100'000 ? 4U : 1U)) {
                push(d);
            } else {
                pop();
            }
            ASSERT_EQ(ring.size(), heap.size());
        }
        while (!heap.empty() && !HasFatalFailure()) {
            pop();
        }
        EXPECT_TRUE(ring.empty());
        ring.push(INT64_MAX, 1);
        EXPECT_EQ(ring.pop().at, INT64_MAX);
    }
}

TEST(Random, streams_of_neighbouring_keys_have_nothing_in_common) {
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        for (std::uint64_t agency = 0; agency < 4; ++agency) {
            for (std::uint64_t replication = 0; replication < 8; ++replication) {
                for (std::uint64_t application = 0; application < 16; ++application) {
                    auto const one = replication_stream(seed, agency, replication).of(application);
                    for (std::uint64_t purpose = 0; purpose < 8; ++purpose) {
                        seen.insert(one.draw(purpose));
                    }
                }
            }
        }
    }
    EXPECT_EQ(seen.size(), 4U * 4 * 8 * 16 * 8);
}

TEST(Random, bits_are_even_and_neighbours_are_not_alike) {
    // Over applications for one purpose, and over purposes for one application.
    for (bool over_purposes : {false, true}) {
        auto const office = replication_stream(1, 0, 0);
        std::array<int, 64> ones{};
        constexpr int n = 20000;
        double product = 0;
        double before = 0.5;
        for (std::uint64_t i = 0; i < n; ++i) {
            auto const d = over_purposes ? office.draw(i) : office.of(i).draw(3);
            for (unsigned b = 0; b < 64; ++b) {
                ones[b] += d >> b & 1U ? 1 : 0;
            }
            auto const u = static_cast<double>(d >> 11U) * 0x1p-53;
            product += (u - 0.5) * (before - 0.5);
            before = u;
        }
        for (auto const each : ones) {
            EXPECT_NEAR(each, n / 2, 5 * std::sqrt(n / 4.0));
        }
        EXPECT_NEAR(product / n, 0, 5.0 / 12 / std::sqrt(n));
    }
}

double mean_over(quantile_table const& t, double ticks) {
    // Midpoints of a fine grid: what an integral over all draws gives.
    constexpr std::uint64_t cells = 1U << 18U;
    double sum = 0;
    for (std::uint64_t i = 0; i < cells; ++i) {
        sum += static_cast<double>(t.at((i << 46U) + (std::uint64_t{1} << 45U)));
    }
    return sum / static_cast<double>(cells) / ticks;
}

TEST(Distribution, tables_have_the_mean_of_their_law) {
    constexpr double ticks = 100000;
    for (auto const& d :
         {distribution{length_law::fixed, 3}, distribution{length_law::exponential, 2},
          distribution{length_law::lognormal, 6, 4}, distribution{length_law::lognormal, 1, 3},
          distribution{length_law::uniform, 3, 15},
          distribution{length_law::empirical, 0, 0, {1, 2, 7}, {3, 2, 1}}}) {
        auto const expected = mean_of(d);
        EXPECT_NEAR(mean_over(quantile_table(d, ticks), ticks), expected, expected * 2e-3)
            << static_cast<int>(d.shape);
    }
}

TEST(Distribution, an_exponential_table_has_the_quantiles_of_its_law) {
    quantile_table const t({length_law::exponential, 1}, 1e6);
    for (double const p : {1e-6, 0.001, 0.1, 0.25, 0.4999, 0.5001, 0.75, 0.9, 0.999, 0.999999}) {
        auto const draw = static_cast<std::uint64_t>(p * 0x1p64);
        auto const expected = -std::log1p(-p) * 1e6;
        EXPECT_NEAR(static_cast<double>(t.at(draw)), expected, 1 + expected * 1e-4) << p;
    }
}

TEST(Distribution, a_larger_draw_never_takes_less_time) {
    for (auto const& d :
         {distribution{length_law::exponential, 2}, distribution{length_law::lognormal, 6, 4},
          distribution{length_law::uniform, 3, 15},
          distribution{length_law::empirical, 0, 0, {1, 2, 7}, {}}}) {
        quantile_table const t(d, 1048576.0 / 8);
        std::int64_t before = -1;
        for (std::uint64_t i = 0; i < 200'000; ++i) {
            auto const got = t.at(i * 92233720368547ULL);
            ASSERT_GE(got, before);
            before = got;
        }
        EXPECT_GE(t.at(0), 0);
        EXPECT_GE(t.at(~std::uint64_t{0}), before);
    }
}

TEST(Distribution, counts_of_a_day_have_the_probabilities_of_poisson) {
    for (double const mean : {0.02, 1.0, 7.5, 400.0}) {
        auto const t = choice_table::poisson(mean);
        boost::math::poisson const law(mean);
        // The draw at which one number gives way to the next is the law's cumulative probability.
        for (double const p : {0.001, 0.1, 0.5, 0.9, 0.999}) {
            auto const expected = [&] {
                std::int64_t k = 0;
                while (boost::math::cdf(law, static_cast<double>(k)) <= p) {
                    ++k;
                }
                return k;
            }();
            EXPECT_EQ(t.at(chance(p)), expected) << mean << " " << p;
        }
    }
}

TEST(Distribution, chances_never_run_over) {
    EXPECT_EQ(chance(0), 0U);
    EXPECT_EQ(chance(-1), 0U);
    EXPECT_EQ(chance(1), ~std::uint64_t{0});
    EXPECT_EQ(chance(0.5), std::uint64_t{1} << 63U);
}

}  // namespace
