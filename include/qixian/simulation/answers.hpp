// What many replications say together: means with intervals, distributions, bands by day.
//
// Every mean carries the interval that holds the true mean 19 times in 20 (estimate.hpp). Quantiles are of the replications themselves: between 0.025 and 0.975 lies what a
// year will most likely bring. Scenarios share their random numbers, so a difference is taken
// replication by replication, and its interval is far narrower than those of the two means.
//
//   auto const said = answers_of(scenarios, offices, done, 1);
//   said.scenarios[1].years[0].late_of_due.mean
//   said.scenarios[1].against_base[0].late_of_due.low > 0     // certainly worse
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/simulation/estimate.hpp"
#include "qixian/simulation/model.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

/// One value a day of the year.
struct day_band {
    std::vector<double> mean{};
    std::vector<double> low{};   ///< 0.05 of the replications lie below
    std::vector<double> high{};  ///< … above
};

struct team_answer {
    std::string name{};
    estimate busy_share{};  ///< of the working time of the people who were there
    estimate wait_hours{};  ///< in its queue, of an application that was begun
};

/// How figures spread where the inputs are exactly those of the model: by chance alone.
struct chance_alone {
    spread received{};
    spread late_of_due{};
    spread carried_out{};
    spread overdue_open{};
};

/// The share of a figure's variance that comes of not knowing the inputs, 0 to 1. `all`: with inputs
/// drawn; `chance`: without.
[[nodiscard]] inline double share_of_inputs(spread const& all, spread const& chance) {
    auto const variance = all.deviation * all.deviation;
    auto const rest = variance - chance.deviation * chance.deviation;
    return rest > 0 ? rest / variance : 0;
}

struct year_answer {
    int year = 0;
    form shape = form::form_2021;
    spread received{};
    /// Of the applications whose due day came in the year: answered later, or not at all by the end of
    /// the run. An application that lies about unanswered is late.
    spread late_of_due{};
    estimate came_due{};       ///< how many those are
    spread late_share{};       ///< of the results of the year: closed by an act after the due day
    spread carried_out{};      ///< row 4
    spread overdue_open{};     ///< open at the end of the year and past their due day
    spread open_on_average{};  ///< open applications, averaged over the days of the year
    /// Working days from receipt through the reply: mean over replications of the mean; quantiles
    /// over all replies of all replications.
    spread days_to_reply{};
    estimate days_in_hand{};  ///< calendar days from receipt until closed, of those closed
    std::array<std::array<spread, column_count>, most_rows> table3{};
    std::array<std::array<estimate, all_remedy_columns.size()>, all_remedy_blocks.size()> table4{};
    std::array<estimate, all_events.size()> events{};
    day_band open{};  ///< open at the end of the day
    day_band due{};   ///< due days that fall on it
    day_band busy{};  ///< people at work, in whole days' work
    std::vector<team_answer> teams{};
    std::int64_t refused = 0;  ///< rows that the procedure refused, in all replications: 0
    /// What is above holds both what is not known of the office and chance; this is chance alone. None
    /// where the model says nothing of what is not known: then all is chance.
    std::optional<chance_alone> by_chance{};
};

/// This scenario less the base, replication by replication.
struct difference {
    estimate late_of_due{};
    estimate late_share{};
    estimate carried_out{};
    estimate days_to_reply{};
    estimate overdue_open{};
};

struct scenario_answer {
    std::string name{};
    std::string about{};
    std::vector<year_answer> years{};
    std::vector<difference> against_base{};  ///< by year; empty for the base itself
    /// What the run began with; none: it warmed up, or went on with the cases of a forecast.
    std::optional<opening_model> opening{};
    std::vector<team_load> loads{};  ///< what was to be expected before the run
    /// Teams whose queue grew without end: asked for more than they have day by day, hardly ever free
    /// while the work in hand grew in every quarter of the last year, or never there.
    std::vector<std::string> unstable{};
    /// At the end of the last year more applications lie overdue than a hundredth of those that came
    /// due in it, and at least one.
    bool falls_behind = false;
    /// The run before the first year was too short: more is open at the end of that year than at its
    /// beginning (or less), clearly and for no reason in the model. Its figures still speak of the
    /// beginning; a longer `start.warm_up_calendar_days` settles it.
    bool unsettled = false;
    std::vector<int>
        assumed_years{};  ///< without a holiday notice: only the statute's days are off
};

struct simulation_answer {
    std::string model{};
    std::uint64_t seed = 1;
    std::uint32_t replications = 0;  ///< that the answers rest on
    std::vector<scenario_answer> scenarios{};
};

/// What `--precision` looks at, of one year.
struct headline {
    estimate late_of_due{};
    estimate carried_out{};
};

/// By year. Pre: at least one replication. Cost: linear, and far less than all answers.
[[nodiscard]] QIXIAN_DECL std::vector<headline> headlines_of(std::vector<tally> const& tallies);

/// Pre: `offices` and `done.tallies` are those of `scenarios`, in order; at least one replication.
[[nodiscard]] QIXIAN_DECL simulation_answer answers_of(std::span<scenario const> scenarios,
                                                       std::span<office const> offices,
                                                       replication_set const& done,
                                                       std::uint64_t seed);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/answers.ipp"
#endif
