// An office fitted to a log of its own: arrivals, outcomes, and how long everything takes, with what is
// still open counted as what it is, longer than so far.
//
// A log of rows tells when an application came, was asked about, extended and answered. Who worked on it
// and for how long stands in it where it has the columns x_team, x_person, x_began, x_ended and x_hours
// (as those that `simulate --export-log` writes): then teams, hours and queues are fitted, and what
// nobody was waiting for is told from what stood in a queue. Without them an application is in hand for as
// long as the log says, and how many people that takes is not known.
//
//   auto const fitted = fit_log(applications, {.as_of = as_of});
//   fitted->lengths[0].seen_and_fitted       // a QQ plot
//   write_model(fitted->model)
//
// Part of qixian::simulation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/simulation/distribution.hpp"
#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/model.hpp"

namespace qixian::inline v0 {

struct log_fit_plan {
    date as_of{};  ///< the last day that the log is complete for
    /// What came before is read for what was open then, and not for how many came. None: the first
    /// 1 January from which on the log has receipts, else its first receipt.
    maybe_date from{};
    std::string name{};
};

/// How long something takes, as the log has it and as the model will.
struct fitted_length {
    std::string what{};     ///< field of the model: "step.desk.work_hours"
    std::string what_zh{};  ///< … in words
    std::size_t seen = 0;   ///< that ended
    std::size_t open = 0;   ///< that had not ended yet: longer than so far
    distribution law{};
    double mean = 0;
    double mean_low = 0;  ///< the true mean lies between, 19 times in 20
    double mean_high = 0;
    /// Quantiles at 0.05, 0.1, 0.25, 0.5, 0.75, 0.9 and 0.95: of the log and of the law.
    std::vector<std::pair<double, double>> seen_and_fitted{};
    bool fits = true;  ///< no law did where false: the lengths of the log themselves are the law
};

/// A team that the log tells of.
struct fitted_team {
    std::string name{};
    int people = 0;
    double hours = 0;         ///< worked in all
    double absent_share = 0;  ///< of working days
    double load = 0;          ///< of the time that was there
};

struct fitted_log {
    office_model model{};
    date from{};
    date as_of{};
    std::int64_t received = 0;
    std::int64_t closed = 0;
    std::int64_t open = 0;  ///< on the as-of day
    std::int64_t late = 0;  ///< of those whose due day came, answered later or not at all
    std::int64_t came_due = 0;
    std::vector<fitted_length> lengths{};
    std::vector<fitted_team> teams{};
    std::vector<fit_note> assumed{};
    std::vector<fit_note> unknown{};
};

/// A model of the office whose applications these are, each with its rows in order of day and seq.
/// Faults: 966 fewer than 30 applications received in the days asked for, or none of them closed; those of
/// `assess` for the first application that cannot be judged.
/// Cost: some ten microseconds an application.
[[nodiscard]] QIXIAN_DECL result<fitted_log> fit_log(
    std::span<std::vector<entry> const> applications, log_fit_plan const& plan);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/fit_log.ipp"
#endif
