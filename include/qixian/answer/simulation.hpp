// Offices imagined, as documents: `qixian/simulate/1`, `simulate-fit/1`, `simulate-backtest/1`,
// `simulate-staff/1` and `simulate-forecast/1`.
//
//   auto const said = answers_of(scenarios, offices, run_all(offices, {.replications = 200}), 1);
//   answer::simulate_document(said, offices)
//
// Part of qixian::answer.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "qixian/answer/applications.hpp"
#include "qixian/answer/document.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/backtest.hpp"
#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/fit_log.hpp"
#include "qixian/simulation/forecast.hpp"
#include "qixian/simulation/many.hpp"
#include "qixian/simulation/staff.hpp"

namespace qixian::inline v0::answer {

/// Rules of an office that are not those of the law, in words; empty where there are none.
[[nodiscard]] QIXIAN_DECL std::vector<fit_note> changed_rules(office_model const& m);

/// The document `qixian/simulate/1`. Pre: `offices` are those of `said`'s scenarios, in order.
[[nodiscard]] QIXIAN_DECL std::string simulate_document(simulation_answer const& said,
                                                        std::span<office const> offices);

/// The document `qixian/simulate-many/1`. Pre: `offices` are those of `plan`.
[[nodiscard]] QIXIAN_DECL std::string simulate_many_document(many_answer const& said,
                                                             offices_plan const& plan,
                                                             std::span<office const> offices);

/// An office made from published tables, and how well it reproduces the last of them.
struct fitted {
    /// Below this share of figures in their range the model is not that office.
    static constexpr double enough_inside = 0.9;
    /// How often the model is lived to find the ranges.
    static constexpr std::uint32_t check_replications = 200;

    std::vector<published_table> tables{};
    fitted_office office{};
    table_check check{};

    [[nodiscard]] bool reproduces() const { return check.share() >= enough_inside; }
};

/// Fits an office to the tables and holds it against them.
/// Faults: those of `fit`. Cost: that of `fit` and two hundred years of the office.
[[nodiscard]] QIXIAN_DECL result<fitted> fit_tables(std::vector<published_table> tables,
                                                    fit_plan const& plan = {});

/// The document `qixian/simulate-fit/1`.
[[nodiscard]] QIXIAN_DECL std::string fit_document(fitted const& said);

/// A model made from a source of applications.
struct log_fit_told {
    std::optional<fitted_log> said{};  ///< none where a fault left no answer
    std::vector<fault> faults{};       ///< told already
};

/// Fits an office to the applications of a log or store, up to the as-of day.
/// Faults: those of `each_application` and `fit_log`.
QIXIAN_DECL log_fit_told fit_log_from(source const& from, setting const& with,
                                      log_fit_plan const& plan, listener const& to = {});

/// The document `qixian/simulate-fit-log/1`.
[[nodiscard]] QIXIAN_DECL std::string fit_log_document(fitted_log const& said, setting const& with);

/// The document `qixian/simulate-backtest/1`.
[[nodiscard]] QIXIAN_DECL std::string backtest_document(backtest_answer const& said,
                                                        std::uint64_t seed);

/// The document `qixian/simulate-staff/1`.
[[nodiscard]] QIXIAN_DECL std::string staff_document(staff_answer const& said);

/// Words of that document.
[[nodiscard]] QIXIAN_DECL std::string_view code_of(staff_outcome o);
[[nodiscard]] QIXIAN_DECL std::string_view code_of(staff_verdict v);

/// What becomes of the open applications of a source.
struct forecast_told {
    std::optional<forecast_answer> said{};  ///< none where a fault left no answer
    std::vector<fault> faults{};            ///< told already
};

/// Lives the applications on that are open on the as-of day.
/// Faults: those of `each_application`, `open_case_of` and `forecast_of`.
QIXIAN_DECL forecast_told forecast_from(source const& from, setting const& with,
                                        office_model const& office, forecast_plan const& plan,
                                        listener const& to = {});

/// The document `qixian/simulate-forecast/1`.
[[nodiscard]] QIXIAN_DECL std::string forecast_document(forecast_answer const& said,
                                                        std::string_view model, std::uint64_t seed,
                                                        setting const& with);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/simulation.ipp"
#include "qixian/answer/impl/staff.ipp"
#endif
