// A forecast: the replications that begin with what is open today, and what became of each case.
#pragma once

#include <algorithm>
#include <atomic>
#include <utility>

#include "qixian/base/impl/crew.ipp"
#include "qixian/simulation/forecast.hpp"
#include "qixian/simulation/impl/answers.ipp"
#include "qixian/simulation/impl/office_forecast.ipp"

namespace qixian::inline v0 {

namespace detail {

/// All replications of a forecast, in order of their numbers.
struct forecast_set {
    std::vector<tally> tallies{};
    std::vector<std::vector<case_fate>> fates{};
};

/// Cases in the order in which a reader looks at them.
inline bool more_at_risk(case_forecast const& a, case_forecast const& b) {
    if (a.late != b.late) {
        return a.late > b.late;
    }
    if (a.due != b.due) {
        return b.due && (!a.due || *a.due < *b.due) && a.due;
    }
    return std::pair(a.agency, a.application) < std::pair(b.agency, b.application);
}

inline maybe_date closed_by(std::vector<day_index> closed, double share) {
    // Open ones stand last.
    for (auto& each : closed) {
        each = each == 0 ? day_index{0xFFFF} : each;
    }
    std::sort(closed.begin(), closed.end());
    auto const at = closed[quantile_place(share, closed.size())];
    maybe_date out;
    if (at != 0xFFFF) {
        out = day_at(at);
    }
    return out;
}

inline day_band from_day(day_band b, std::size_t first, std::size_t days) {
    for (auto* each : {&b.mean, &b.low, &b.high}) {
        each->erase(each->begin(), each->begin() + static_cast<std::ptrdiff_t>(first));
        each->resize(std::min(each->size(), days));
    }
    return b;
}

}  // namespace detail

QIXIAN_DECL result<forecast_answer> forecast_of(office_model model, date as_of,
                                                std::span<open_case const> cases,
                                                forecast_plan const& plan) {
    QIXIAN_EXPECTS(plan.replications > 0 && plan.calendar_days > 0);
    auto const begin = plus_days(as_of, 1);
    auto const until = plus_days(as_of, plan.calendar_days);
    // Where people and queues are, how far an application has come hangs together with all others.
    constexpr int days_of_past = 400;
    auto const long_ago = plus_days(as_of, -days_of_past);
    auto before = with_years(model, {year_of(long_ago), year_of(until)});
    before.start = {};
    before.start.begins_on = long_ago;
    before.agencies = 1;
    if (before.arrivals.mass.from < long_ago || before.arrivals.mass.to > until) {
        before.arrivals.mass = {};
    }
    model = with_years(std::move(model), {year_of(begin), year_of(until)});
    model.start = {};
    model.start.begins_on = begin;
    model.agencies = 1;
    if (model.arrivals.mass.applications > 0 &&
        (model.arrivals.mass.to < begin || model.arrivals.mass.from > until)) {
        model.arrivals.mass = {};
    }
    auto const ready = office::make(std::move(model));
    if (!ready) {
        return ready.error();
    }
    std::optional<office> past;
    if (!ready->model().teams.empty() && !cases.empty()) {
        auto made = office::make(std::move(before));
        if (!made) {
            return made.error();
        }
        past = std::move(made).value();
    }
    detail::forecast_set all;
    all.tallies.resize(plan.replications);
    all.fates.resize(plan.replications);
    std::atomic<std::uint32_t> next = 0;
    detail::crew others;
    auto const work = [&] {
        for (auto r = next++; r < plan.replications && !others.failed(); r = next++) {
            all.tallies[r] = ready->run_from({.seed = plan.seed, .replication = r}, cases,
                                             past ? &*past : nullptr, all.fates[r]);
        }
    };
    for (unsigned t = 1; t < std::max(plan.threads, 1U) && others.add(work); ++t) {
    }
    others.run(work);
    others.join();

    forecast_answer out{
        .as_of = as_of, .replications = plan.replications, .assumed_years = ready->assumed_years()};
    std::vector<double> late(plan.replications, 0.0);
    auto const runs = static_cast<double>(plan.replications);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        case_forecast one{.agency = cases[i].agency,
                          .application = cases[i].application,
                          .at = cases[i].at,
                          .due = cases[i].due,
                          .by_due_day_only = cases[i].by_due_day_only};
        std::vector<day_index> closed;
        for (std::uint32_t r = 0; r < plan.replications; ++r) {
            auto const& f = all.fates[r][i];
            bool is_late = f.late;
            if (cases[i].by_due_day_only && cases[i].due) {
                is_late = f.closed == 0 ? *cases[i].due < until : day_at(f.closed) > *cases[i].due;
            }
            closed.push_back(f.closed);
            one.open_at_end += f.closed == 0 ? 1 : 0;
            one.late += is_late ? 1 : 0;
            late[r] += is_late ? 1 : 0;
        }
        one.late /= runs;
        one.open_at_end /= runs;
        one.closed_by_half = detail::closed_by(closed, 0.5);
        one.closed_by_most = detail::closed_by(closed, 0.95);
        out.cases.push_back(std::move(one));
    }
    std::stable_sort(out.cases.begin(), out.cases.end(), detail::more_at_risk);
    out.late = spread_of(std::move(late), a_count);
    auto const first = static_cast<std::size_t>(days_between(first_day_of(year_of(begin)), begin));
    auto const days = static_cast<std::size_t>(plan.calendar_days);
    for (std::size_t y = 0; y < all.tallies.front().years.size(); ++y) {
        auto const more = [&](day_band& to, day_band const& from) {
            to.mean.insert(to.mean.end(), from.mean.begin(), from.mean.end());
            to.low.insert(to.low.end(), from.low.begin(), from.low.end());
            to.high.insert(to.high.end(), from.high.begin(), from.high.end());
        };
        more(out.open, detail::band_of(all.tallies, y, [](year_tally const& t, std::size_t d) {
                 return static_cast<double>(t.open[d]);
             }));
        more(out.due, detail::band_of(all.tallies, y, [](year_tally const& t, std::size_t d) {
                 return static_cast<double>(t.due[d]);
             }));
    }
    out.open = detail::from_day(std::move(out.open), first, days);
    out.due = detail::from_day(std::move(out.due), first, days);
    return out;
}

}  // namespace qixian::inline v0
