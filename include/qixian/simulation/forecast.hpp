// What becomes of the applications that are really open today: which are likely to be late.
//
// A forecast starts from rows, not from an average: every open application of a log is folded up to
// the day asked about, and from there the office of a model goes on with it, with the people and
// queues it has and the new applications it must expect. How far an application has come in the
// office is not in any log. Where the model has people it takes the place of one as old in a past of
// the same office that has as many in hand, queue included; else it is drawn, given that it was not
// finished yet.
//
//   std::vector<open_case> open;                // of each application: open_case_of(rows, as_of, in)
//   auto const said = forecast_of(model, as_of, open, {.replications = 500});
//   said->cases[0].late                        // probability
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/open_case.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

struct forecast_plan {
    std::uint64_t seed = 1;
    std::uint32_t replications = 500;
    unsigned threads = 1;
    int calendar_days = 120;  ///< how far ahead
};

/// One application in all replications.
struct case_forecast {
    std::string agency{};
    std::string application{};
    stage at = stage::received;
    maybe_date due{};
    double late = 0;         ///< share of replications in which it was closed, or still open, late
    double open_at_end = 0;  ///< … in which it was open after all days looked at
    maybe_date closed_by_half{};  ///< the day by which half of the replications had closed it
    maybe_date closed_by_most{};  ///< … 95 % of them
    bool by_due_day_only = false;
};

struct forecast_answer {
    date as_of{};
    std::uint32_t replications = 0;
    std::vector<case_forecast> cases{};  ///< most likely late first, then by due day and name
    spread late{};                       ///< how many of them are late
    /// By day from the day after `as_of`: all open applications, new ones included.
    day_band open{};
    day_band due{};
    std::vector<int> assumed_years{};
};

/// Pre: the cases are open at the end of `as_of`.
/// Faults: those of `office::make`.
[[nodiscard]] QIXIAN_DECL result<forecast_answer> forecast_of(office_model model, date as_of,
                                                              std::span<open_case const> cases,
                                                              forecast_plan const& plan);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/forecast.ipp"
#endif
