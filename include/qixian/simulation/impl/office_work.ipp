// Work as it is told to whoever listens: when by the clock, by whom, for how many hours. Nothing of this
// runs where nobody does.
#pragma once

#include <algorithm>
#include <cmath>

#include "qixian/simulation/impl/office_course.ipp"

namespace qixian::inline v0::detail {

/// The clock time of a moment: the ticks of a day are spread over the hours of its work.
inline instant office_run::clock_time(moment t) const {
    constexpr std::int64_t hour = 3600;
    constexpr std::int64_t beijing = 8 * hour;
    auto const work = static_cast<std::int64_t>(std::llround(m_.hours_per_day * hour));
    auto const nine = (std::min)(9 * hour, 24 * hour - work);
    auto const days =
        std::int64_t{days_between(day(19700101), day_at(static_cast<day_index>(day_in(t))))};
    return {days * 24 * hour + nine + ((ticks_in(t) * work) >> 20U) - beijing};
}

[[gnu::noinline, gnu::cold]] inline void office_run::write_work(simulated const& c,
                                                                work_end end) const {
    auto const team = team_of(c);
    moment ticks = 0;
    each_day_of_work(team, c.person, c.since,
                     [&](int, moment from, moment to) { ticks += to - from; });
    work_record said{.step = m_.steps[c.step].name,
                     .team = m_.teams[team].name,
                     .person = c.person + 1,
                     .began = clock_time(c.since),
                     .hours = static_cast<double>(ticks) * m_.hours_per_day /
                              static_cast<double>(ticks_per_day),
                     .end = end};
    if (end != work_end::unfinished) {
        said.ended = clock_time(now_);
    }
    name(said, c);
    (*work_)(said);
}

}  // namespace qixian::inline v0::detail
