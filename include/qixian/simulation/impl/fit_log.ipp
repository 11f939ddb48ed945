// An office fitted to its own log: every application read, then the fit.
#pragma once

#include <utility>

#include "qixian/calendar/editions.hpp"
#include "qixian/simulation/fit_log.hpp"
#include "qixian/simulation/impl/log_steps.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL result<fitted_log> fit_log(std::span<std::vector<entry> const> applications,
                                       log_fit_plan const& plan) {
    auto const& calendar = china::calendar();
    detail::working_clock const clock(calendar);
    context const in{calendar};
    std::vector<detail::told_course> all;
    std::size_t bad_work = 0;
    for (auto const& rows : applications) {
        if (rows.empty() || rows.front().on > plan.as_of) {
            continue;
        }
        auto one = detail::course_of(rows, plan.as_of, in, clock, bad_work);
        if (!one) {
            return one.error();
        }
        if (auto course = std::move(one).value()) {
            all.push_back(std::move(*course));
        }
    }
    auto out = detail::log_fit(std::move(all), plan, clock).run();
    if (!out || bad_work == 0) {
        return out;
    }
    auto fitted = std::move(out).value();
    fitted.unknown.push_back({std::to_string(bad_work) + " stretches of work could not be read",
                              std::to_string(bad_work) + "段工时记录无法读取"});
    return fitted;
}

}  // namespace qixian::inline v0
