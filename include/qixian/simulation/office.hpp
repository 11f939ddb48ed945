// A model made ready to run, and one replication of it.
//
// `office` works out once what every replication needs: the calendar, the expected arrivals of each
// day, the tables that draws are looked up in. It never changes afterwards, so any number of threads
// may run replications of it. A replication is a function of (seed, agency, replication) alone.
//
// Every simulated application is folded row by row as a real one is (caseload/life.hpp): its rows go
// through the table of the procedure, its due day comes from the calendar, and table 3 is counted
// from it by the ledger's rule. Reviews go through `step`. Those to which more happens than so small
// a life can hold keep their rows, and the core is asked (impl/office_dossier.ipp). Memory: some 100
// bytes an application that is open, and a few numbers a day; none for those that are closed.
//
//   auto const ready = office::make(model);
//   tally const one = ready->run({.seed = 1, .replication = 0});
//   one.years[0].table[carried_out_row(one.years[0].shape)]
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/period/flat_days.hpp"
#include "qixian/row/work_record.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/simulation/model.hpp"
#include "qixian/simulation/open_case.hpp"
#include "qixian/simulation/tally.hpp"

namespace qixian::inline v0 {

/// How an office draws what is not known of it where it is one of several in a run.
struct input_share {
    std::uint32_t office = 0;  ///< its number among all offices of the run
    /// Of its arrivals (level, growth, years) with those of any other office, 0 to 1: the correlation of
    /// the normal draws (a Gaussian copula). 1: the draws that it has alone. All else, the mix of outcomes
    /// and the lengths of work and waits, every office draws by itself.
    double correlation = 1;
};

/// Which replication of which agency.
struct run_key {
    std::uint64_t seed = 1;
    std::uint32_t agency = 0;
    std::uint32_t replication = 0;
    /// The inputs as the model says, so that nothing but chance is in it; otherwise the replication
    /// draws them from what is not known of them (`uncertainty_model`).
    bool inputs_known = false;
    /// Among other offices; none: by itself, whatever its number of agencies.
    std::optional<input_share> inputs{};
};

/// Gets every row of a replication in order of time, as a log would hold it.
using row_sink = std::function<void(entry const&)>;

/// Gets every stretch of work of a replication, when it ends.
using work_sink = std::function<void(work_record const&)>;

/// Who is told what of a replication. What is empty is not called, and costs nothing.
struct run_listener {
    row_sink rows{};
    work_sink work{};
    /// Rows say in `recorded` at what moment of their day they happened, so that they can be put in order
    /// with the work. A day of work begins at nine, or as much earlier as it must to end on its day.
    bool moments = false;
};

/// Asked now and then while a replication runs; true ends it early, and its tally is worth nothing.
using stop_question = std::function<bool()>;

class office {
public:
    /// `from` holds the notices; years without one get the days of the statute, and `assumed_years`
    /// names them. Faults: 960 as `check`; 801 the calendar does not reach; those of the notices.
    [[nodiscard]] static result<office> make(office_model model, editions const& from);
    [[nodiscard]] static result<office> make(office_model model);

    /// Cost: some hundred nanoseconds an application and step.
    [[nodiscard]] tally run(run_key const& key, row_sink const& rows = {},
                            stop_question const& stop = {}) const;

    /// The same, for who wants to hear of the work too.
    tally run_and_tell(run_key const& key, run_listener const& to) const;

    /// The same as `run`, beginning with applications that are open when the first day does; `fates`
    /// gets what became of each. How far they have come is taken from `past`, the same office begun long
    /// before and lived until then; null: drawn one by one, as if nothing had ever waited. Pre: the model
    /// has `start.begins_on`, as has that of `past`. See forecast.hpp.
    [[nodiscard]] tally run_from(run_key const& key, std::span<open_case const> cases,
                                 office const* past, std::vector<case_fate>& fates) const;

    [[nodiscard]] office_model const& model() const& noexcept;
    [[nodiscard]] office_model model() &&;
    /// The calendar that due days are counted on: real, assumed or changed by `rules`.
    [[nodiscard]] working_calendar const& calendar() const& noexcept;
    [[nodiscard]] working_calendar calendar() &&;
    /// Years whose holiday notice is not known: only the days of the statute are off in them.
    [[nodiscard]] std::vector<int> const& assumed_years() const& noexcept;
    [[nodiscard]] std::vector<int> assumed_years() &&;
    /// What it begins with; none: it warms up, or begins with the cases of a forecast.
    [[nodiscard]] std::optional<opening_model> const& opening() const& noexcept;
    [[nodiscard]] std::optional<opening_model> opening() &&;
    /// Applications expected to arrive on a day, bursts and the mass applicant included.
    [[nodiscard]] double expected_on(date d) const;

    struct prepared;  ///< defined in simulation/impl/office.ipp

private:
    explicit office(std::shared_ptr<prepared const> held);
    std::shared_ptr<prepared const> held_;
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/office.ipp"
#include "qixian/simulation/impl/office_forecast.ipp"
#include "qixian/simulation/impl/office_run.ipp"
#endif
