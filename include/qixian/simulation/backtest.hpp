// Forecasts held against what was published a year later.
//
// Of every agency, and of every year that is followed by another: a model is fitted to the tables up to
// that year, its next year is lived many times, and what then was printed is looked for in it. Beside it
// stand three plain rivals: last year's figure, the mean of all years, and a Poisson count about last
// year's. A forecast that cannot beat them is worth nothing, and intervals that hold less than they say
// are worse.
//
//   auto const said = backtest(tables);
//   said->received.inside              // pairs whose new applications lay between low and high
//   said->received.score < said->received.rivals[0]
//
// Part of qixian::simulation.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/simulation/fit.hpp"

namespace qixian::inline v0 {

/// What a forecast is held beside.
enum class plain_rival : std::uint8_t { last_year, mean_of_years, poisson_of_last };
inline constexpr std::size_t plain_rivals = 3;

struct backtest_plan {
    std::uint64_t seed = 1;
    std::uint32_t replications = 1000;
    unsigned threads = 1;
    /// Told after each pair what share of the work is done.
    std::function<void(std::uint64_t done, std::uint64_t of)> progress{};
};

/// One figure of a year: what was forecast, and what was printed then.
struct forecast_figure {
    std::int64_t printed = 0;
    double mean = 0;
    double low = 0;   ///< 0.025 of the replications lie below
    double high = 0;  ///< … above
    /// Continuous ranked probability score: how far the forecast distribution lies from what came, in
    /// applications. Less is better; of a forecast without spread it is the plain error.
    double score = 0;
    std::array<double, plain_rivals> rivals{};  ///< the same of each rival
    [[nodiscard]] bool inside() const {
        return low <= static_cast<double>(printed) && static_cast<double>(printed) <= high;
    }
};

/// A year forecast from those before it.
struct backtest_pair {
    std::string agency{};
    int year = 0;        ///< forecast
    int first_year = 0;  ///< of the tables it was forecast from, which end a year before
    forecast_figure received{};
    std::optional<forecast_figure> carried_out{};  ///< none where row 4 is blank in that year
    /// Something was carried over that year or the year before. Where nothing ever is, saying
    /// "nothing" is no art.
    bool informative = false;
};

/// All pairs together, for one figure.
struct backtest_summary {
    std::size_t pairs = 0;
    std::size_t inside = 0;
    double score = 0;                           ///< mean over the pairs
    std::array<double, plain_rivals> rivals{};  ///< the same of each rival
    double width = 0;                           ///< of the intervals, mean: how sharp they are
};

struct backtest_answer {
    std::uint32_t replications = 0;
    std::vector<backtest_pair> pairs{};
    backtest_summary received{};
    backtest_summary carried_out{};  ///< of the pairs that have one
    backtest_summary informative_carried_out{};
    std::vector<fault> left_out{};  ///< tables that no forecast could be made from or held against
};

/// Forecasts every year whose year before is there too. Tables of several agencies may be mixed, in any
/// order; an agency is told by its name, else by the name of the file without its year. Only totals are
/// read, as they are printed: what does not reconcile cannot be chosen away.
/// Faults: 966 no two consecutive years of one agency among them.
/// Cost: a fit and `replications` years a pair; some tenths of a second for a small agency.
[[nodiscard]] QIXIAN_DECL result<backtest_answer> backtest(std::span<published_table const> tables,
                                                           backtest_plan const& plan = {});

/// The score of a forecast given as draws, and of a Poisson forecast of this mean. Pre: not empty.
[[nodiscard]] QIXIAN_DECL double ranked_score(std::vector<double> draws, double came);
[[nodiscard]] QIXIAN_DECL double ranked_score_of_poisson(double mean, double came);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/backtest.ipp"
#endif
