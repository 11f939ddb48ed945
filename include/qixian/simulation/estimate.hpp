// A mean over replications and the interval that holds the true one 19 times in 20, whatever is
// estimated: a share, a count, a difference, something that hardly ever happens.
//
// Most intervals are Student's t. It fails where nearly all replications show nothing at all: then
// the few that show something are counted as rare events, and the interval is the exact one of a
// Poisson count, carried over to events of unequal size by Fay and Feuer (1997). It errs to the wide
// side; but of events that nobody has seen it must suppose that they come one by one. No interval
// reaches beyond what can be: a share stays between nothing and all. One replication alone has none.
//
//   estimate_of(late_shares, {.least = 0, .most = 1, .unit = 1.0 / results})
//   estimate_of(overdue, a_count)                  // rare where fewer than ten show any
//   has_interval(estimate_of(one_value))           // false
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// A mean over replications, and its 95 % interval. Without one both ends are no numbers (NaN; null
/// in a document), and every comparison with them is false.
struct estimate {
    double mean = 0;
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    /// Fewer than `enough_seen` replications showed any of it, and others none: how many did. The
    /// interval is that of rare events.
    std::uint32_t seen = 0;
    bool rare = false;
};

[[nodiscard]] inline bool has_interval(estimate const& e) { return e.low <= e.high; }

/// So many replications must show something before its interval may be Student's.
inline constexpr std::uint32_t enough_seen = 10;

/// What the quantity of one replication can be.
struct value_limits {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    /// The least there is of it where there is any: 1 of a count, one result of a share. 0: it is no
    /// count of anything, and never rare.
    double unit = 0;
};
/// Applications, events, hours: not fewer than none.
inline constexpr value_limits a_count{.least = 0, .unit = 1};
inline constexpr value_limits not_negative{.least = 0};

/// The mean of `values` with its 95 % interval. Pre: not empty; `values` within `limits`.
/// Cost: linear.
[[nodiscard]] QIXIAN_DECL estimate estimate_of(std::span<double const> values,
                                               value_limits const& limits = {});

inline constexpr std::array<double, 7> quantile_levels{0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975};

/// A mean, and how the replications spread about it. A quantile is the least value that at least
/// its share of the replications does not exceed.
struct spread {
    estimate mean{};
    std::array<double, quantile_levels.size()> quantiles{};
    double deviation = 0;  ///< standard deviation of the replications; 0 of one alone
};

/// Mean and quantiles of `values`. Pre: not empty.
[[nodiscard]] QIXIAN_DECL spread spread_of(std::vector<double> values,
                                           value_limits const& limits = {});

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/estimate.ipp"
#endif
