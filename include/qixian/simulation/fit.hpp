// An office fitted to what it published: what table 3 can tell, and what it cannot.
//
// A table says who applied (row 1), what was open at both ends of the year (rows 2 and 4) and how
// applications ended (rows 3). From the open ones follows how long an application stays in hand, by
// Little's law: days = open applications / applications a day. That rests on a year-end like any
// other day; an office that clears its desks before it looks faster than it is. How many people
// work, how long they work, what is late, corrected, consulted on or extended, no table says: that
// is assumed, and every assumption is named.
//
//   auto const fitted = fit(tables);                    // one year, or several of one agency
//   fitted->in_hand->calendar_days                      // between low and high, 19 times in 20
//   check_against(tables.back(), fitted->model).value().inside // cells in the range of a likely year
//
// Part of qixian::simulation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/simulation/model.hpp"

namespace qixian::inline v0 {

/// What of a table is read.
enum class table_reading : std::uint8_t {
    by_class,  ///< all columns, which must reconcile; totals where only they are printed
    totals,    ///< the column of totals alone, which must reconcile
    totals_as_printed  ///< … whether it reconciles or not: for forecasts that are held against later years
};

/// What to assume where a table says nothing, and how hard to try.
struct fit_plan {
    table_reading reading = table_reading::by_class;
    /// People who share the work; 0: the model has none, and an application is simply in hand.
    int people = 0;
    double busy_share = 0.8;  ///< of their time, at most: less where the days in hand are too few
    double most_work_hours = 16;  ///< of one person for one application, at most
    /// Mean working days in hand, where the office knows them; none: from the carry-over.
    std::optional<double> working_days{};
    double wait_deviation = 0.5;         ///< of the days in hand, as a share of their mean
    double longest_assumed_days = 10;    ///< working days in hand where nothing was carried over
    std::optional<office_model> like{};  ///< everything that no table tells is taken from it
    std::uint64_t seed = 1;
    unsigned threads = 1;
};

/// How long applications are in hand, from the open ones at the ends of the years. `low` and `high`
/// hold the true mean 19 times in 20, if every year-end is like any other day.
struct days_in_hand {
    double calendar_days = 0;
    double calendar_low = 0;
    double calendar_high = 0;
    double working_days = 0;
    double working_low = 0;
    double working_high = 0;
    std::int64_t open = 0;      ///< at all ends of years together
    std::int64_t received = 0;  ///< in all years
    /// Nothing was open at any year-end: only `high` says anything.
    bool bound_only = false;
};

/// A class of applicants that the tables show.
struct fitted_class {
    applicant column = applicant::natural_person;
    std::int64_t received = 0;
    std::int64_t carried_in = 0;
    std::int64_t carried_out = 0;
    std::optional<days_in_hand> in_hand{};  ///< none where nobody of the class applied
    /// Its carry-over is large enough to speak for itself (10), or differs from that of the others by
    /// more than chance: it waits as long as its own says. All others, the largest class among them,
    /// share one wait.
    bool waits_differently = false;
};

/// By how much arrivals grow each year: what the tables say, held towards what is usual (a tenth, between
/// nothing and a fifth), because two counts differ by much more than a trend.
struct yearly_growth {
    double rate = 0;
    double low = 0;
    double high = 0;
};

/// A sentence in both languages.
struct fit_note {
    std::string en{};
    std::string zh{};
};

/// The model, and how it came about.
struct fitted_office {
    office_model model{};
    std::string agency{};
    int first_year = 0;
    int last_year = 0;  ///< the year of the model
    std::int64_t received = 0;
    std::int64_t carried_in = 0;
    std::int64_t carried_out = 0;
    std::vector<fitted_class> classes{};
    std::optional<days_in_hand> in_hand{};  ///< none where nobody applied
    std::optional<yearly_growth> growth{};  ///< of two tables or more
    /// New applications to be expected in the year after the last, and where 19 years in 20 lie.
    double next_year = 0;
    double next_year_low = 0;
    double next_year_high = 0;
    bool totals_only = false;  ///< no class of applicants is told apart
    std::vector<fit_note> assumed{};
    std::vector<fit_note> unknown{};  ///< what no table tells
};

/// Little's law from counts. `open` applications were counted at `ends` year-ends, `received` came
/// in `ends - 1` years of `calendar_days` and `working_days` together. The interval takes both counts
/// as Poisson: exact, by the binomial split of their sum.
/// Pre: received > 0, ends >= 2.
[[nodiscard]] QIXIAN_DECL days_in_hand days_by_little(std::int64_t open, int ends,
                                                      std::int64_t received, double calendar_days,
                                                      double working_days);

/// A model that reproduces the last of `tables`, from all of them.
///
/// The tables are consecutive years of one agency, in any order; the year is that of the table, else
/// the one its file name shows (`name-2020.csv`). A blank adds as 0; blank totals are worked out.
/// Waits are calibrated by simulation until the mean carry-over is the published one; where that is
/// 0, as long as agencies are that carry as little over. What the tables leave open is a range that
/// every replication draws from (`uncertainty_model`).
/// Faults, with file, line and column: 966 a sum does not hold (both sides stand in the detail), a
/// row is blank, the year is not known, or the years do not follow; 960 what `like` asks for.
/// Cost: some ten simulations; below a second for small offices, some seconds for ten thousand
/// applications.
[[nodiscard]] QIXIAN_DECL result<fitted_office> fit(std::span<published_table const> tables,
                                                    fit_plan const& plan = {});

/// A published figure beside what a model makes of it.
struct checked_cell {
    std::string row{};
    column of = column::total;
    std::int64_t published = 0;
    double mean = 0;
    std::int64_t low = 0;   ///< 0.025 of the replications lie below
    std::int64_t high = 0;  ///< … above
};

struct table_check {
    std::size_t cells = 0;
    std::size_t inside = 0;  ///< published between `low` and `high`
    std::vector<checked_cell> outside{};
    [[nodiscard]] double share() const {
        return cells == 0 ? 1 : static_cast<double>(inside) / static_cast<double>(cells);
    }
};

/// Which figures of `table` lie where `office` puts 95 of 100 years: all rows, six classes and the
/// total. Blanks are 0. Forms that differ are compared by 3.6 as a whole.
/// Faults: those of `office::make`; 966 the year of the table is not in the model.
[[nodiscard]] QIXIAN_DECL result<table_check> check_against(published_table const& table,
                                                            office_model const& office,
                                                            std::uint32_t replications = 200,
                                                            std::uint64_t seed = 1,
                                                            unsigned threads = 1);

/// What a person should know who opens the model: from which figures it was made, what is assumed,
/// what cannot be told. Lines without `#`, both languages.
[[nodiscard]] QIXIAN_DECL std::string comment_of(fitted_office const& fitted);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/fit.ipp"
#endif
