// The office that simulations are measured with: what SimPy has to do as well, and no more.
//
// Applications come on working days; the desk registers each (a quarter of an hour) and handles it
// (log-normal, two hours), other units take their time (exponential, seven working days), the head
// signs (a quarter of an hour). People are asked for nine tenths of their time. rivals/simpy_office.py
// is the same office. Also compiled with another queue of events: simulation_reference.cpp.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/simulation/office.hpp"

namespace qixian::bench_office {

inline constexpr int year = 2025;
inline constexpr double brief_hours = 0.25;
inline constexpr double work_hours = 2;
inline constexpr double load = 0.9;

/// Working days of the year.
[[nodiscard]] inline int working_days_of_the_year() {
    return china::calendar()
        .count(plus_days(first_day_of(year), -1), last_day_of(year))
        .value()
        .least;
}

/// People who are busy for `load` of their time when each application takes them so many hours.
[[nodiscard]] inline int people_for(double per_year, double hours) {
    auto const per_day = per_year / working_days_of_the_year();
    return static_cast<int>(std::ceil(per_day * hours / 8 / load));
}

/// Offices that begin the year empty, as those of the rival do.
[[nodiscard]] inline office_model model_of(double per_year, int agencies = 1) {
    office_model m{.name = "bench", .years = {year, year}, .agencies = agencies};
    m.arrivals.per_year = per_year;
    class_model persons;
    persons.outcomes[static_cast<std::size_t>(outcome::granted)] = 35;
    persons.outcomes[static_cast<std::size_t>(outcome::partly_granted)] = 10;
    persons.outcomes[static_cast<std::size_t>(outcome::process_information)] = 10;
    persons.outcomes[static_cast<std::size_t>(outcome::not_held)] = 35;
    persons.outcomes[static_cast<std::size_t>(outcome::petition)] = 10;
    persons.share = 9;
    auto companies = persons;
    companies.column = applicant::business;
    companies.share = 1;
    m.classes = {persons, companies};
    m.teams.push_back({.name = "desk", .people = people_for(per_year, brief_hours + work_hours)});
    m.teams.push_back({.name = "head", .people = people_for(per_year, brief_hours)});
    auto const work = [](char const* name, std::size_t team, distribution hours) {
        return step_model{.name = name, .team = team, .work_hours = std::move(hours)};
    };
    m.steps.push_back(work("register", 0, {length_law::fixed, brief_hours}));
    m.steps.push_back(work("handle", 0, {length_law::lognormal, work_hours, 1.5}));
    m.steps.push_back({.name = "other units", .wait_working_days = {length_law::exponential, 7}});
    m.steps.push_back(work("sign", 1, {length_law::fixed, brief_hours}));
    m.start.warm_up_calendar_days = 0;
    return m;
}

/// All numbers of a tally, in one order.
[[nodiscard]] inline std::vector<std::int64_t> numbers_of(tally const& t) {
    std::vector<std::int64_t> out;
    for_each_count(t, [&](auto n) { out.push_back(n); });
    return out;
}

}  // namespace qixian::bench_office

namespace qixian::bench {

/// The same office run by the same sources, with a std::priority_queue in place of the ring.
class office_with_a_heap {
public:
    explicit office_with_a_heap(double per_year);
    /// The tally's numbers.
    [[nodiscard]] std::vector<std::int64_t> run(std::uint64_t seed,
                                                std::uint32_t replication) const;

private:
    struct held;
    std::shared_ptr<held const> held_;
};

}  // namespace qixian::bench
