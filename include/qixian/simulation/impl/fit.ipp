// An office fitted to its published tables, and the days in hand by Little's law.
#pragma once

#include <boost/math/special_functions/beta.hpp>

#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/impl/fit_check.ipp"
#include "qixian/simulation/impl/fit_model.ipp"
#include "qixian/simulation/impl/fit_tables.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL days_in_hand days_by_little(std::int64_t open, int ends, std::int64_t received,
                                        double calendar_days, double working_days) {
    QIXIAN_EXPECTS(received > 0 && ends >= 2 && open >= 0);
    auto const k = static_cast<double>(open);
    auto const n = static_cast<double>(received);
    // Open applications by applications received, if both were counted equally often.
    auto const scale = 1.0 / ends;
    auto const odds = [](double p) { return p / (1 - p); };
    auto const low = open == 0 ? 0.0 : odds(boost::math::ibeta_inv(k, n + 1, 0.025));
    auto const high = odds(boost::math::ibeta_inv(k + 1, n, 0.975));
    days_in_hand out{.open = open, .received = received, .bound_only = open == 0};
    out.calendar_days = k / n * scale * calendar_days;
    out.calendar_low = low * scale * calendar_days;
    out.calendar_high = high * scale * calendar_days;
    out.working_days = k / n * scale * working_days;
    out.working_low = low * scale * working_days;
    out.working_high = high * scale * working_days;
    return out;
}

QIXIAN_DECL result<fitted_office> fit(std::span<published_table const> tables,
                                      fit_plan const& plan) {
    QIXIAN_EXPECTS(!tables.empty());
    auto const years = detail::read_for_fit(tables, plan.reading);
    if (!years) {
        return years.error();
    }
    auto out = detail::office_fit(*years, plan).run();
    if (!out) {
        auto why = out.error();
        if (why.file.empty()) {
            why.file = years->back().from->file;
        }
        return why;
    }
    return out;
}

}  // namespace qixian::inline v0
