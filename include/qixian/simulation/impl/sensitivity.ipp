// The same office with a tenth more of each thing in turn, or with one person more or less.
#pragma once

#include <algorithm>
#include <utility>

#include "qixian/simulation/sensitivity.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL distribution scaled(distribution d, double factor) {
    d.mean *= factor;
    d.deviation *= factor;
    for (auto& each : d.values) {
        each *= factor;
    }
    return d;
}

QIXIAN_DECL std::vector<scenario> sensitivity_scenarios(scenario const& base) {
    constexpr double more = 1.1;
    std::vector<scenario> out{base};
    auto const& m = base.office;
    auto const vary = [&](std::string name, auto&& change) {
        scenario s{.name = std::move(name), .office = m};
        change(s.office);
        // Where a tenth more is more than there can be, the input stays as it is.
        if (!check(s.office)) {
            out.push_back(std::move(s));
        }
    };
    auto const share = [&](std::string const& field, auto&& part) {
        if (part(m) > 0) {
            vary(field + "*1.1", [&](office_model& o) { part(o) = std::min(part(o) * more, 1.0); });
        }
    };
    auto const length = [&](std::string const& field, auto&& part) {
        if (mean_of(part(m)) > 0) {
            vary(field + "*1.1", [&](office_model& o) { part(o) = scaled(part(o), more); });
        }
        // How far lengths spread about their mean is what is known least, and decides what is late.
        if (part(m).shape == length_law::lognormal && part(m).deviation > 0) {
            vary(field + ".lognormal.deviation*1.5",
                 [&](office_model& o) { part(o).deviation *= 1.5; });
        }
    };
    if (m.arrivals.per_year > 0) {
        vary("arrivals.per_year*1.1", [](office_model& o) { o.arrivals.per_year *= more; });
    }
    if (m.arrivals.bursts.per_year > 0) {
        vary("arrivals.bursts.per_year*1.1",
             [](office_model& o) { o.arrivals.bursts.per_year *= more; });
    }
    if (m.arrivals.mass.applications > 0) {
        vary("arrivals.mass.applications*1.1", [](office_model& o) {
            auto& n = o.arrivals.mass.applications;
            n += std::max(n / 10, 1);
        });
    }
    for (std::size_t t = 0; t < m.teams.size(); ++t) {
        auto const field = "team." + m.teams[t].name;
        vary(field + ".people+1", [t](office_model& o) { ++o.teams[t].people; });
        vary(field + ".people-1", [t](office_model& o) { --o.teams[t].people; });
        share(
            field + ".absent_share", [t](auto& o) -> auto& { return o.teams[t].absent_share; });
    }
    for (std::size_t s = 0; s < m.steps.size(); ++s) {
        auto const field = "step." + m.steps[s].name;
        if (m.steps[s].team) {
            length(
                field + ".work_hours", [s](auto& o) -> auto& { return o.steps[s].work_hours; });
        } else {
            length(
                field + ".wait_working_days", [s](auto& o) -> auto& {
                    return o.steps[s].wait_working_days;
                });
        }
    }
    share(
        "correction.share", [](auto& o) -> auto& { return o.correction.share; });
    length(
        "correction.answer_calendar_days",
        [](auto& o) -> auto& { return o.correction.answer_calendar_days; });
    if (m.consultation.share > 0) {
        share(
            "consultation.share", [](auto& o) -> auto& { return o.consultation.share; });
        length(
            "consultation.answer_working_days",
            [](auto& o) -> auto& { return o.consultation.answer_working_days; });
    }
    if (m.consultation.parties[1] + m.consultation.parties[2] > 0) {
        vary("consultation.parties=1", [](office_model& o) { o.consultation.parties = {1, 0, 0}; });
    }
    share(
        "fee.share", [](auto& o) -> auto& { return o.fee.share; });
    share(
        "confirmation.share", [](auto& o) -> auto& { return o.confirmation.share; });
    share(
        "correction.prolonged_share",
        [](auto& o) -> auto& { return o.correction.prolonged_share; });
    share(
        "reasons.share_of_excessive",
        [](auto& o) -> auto& { return o.reasons.share_of_excessive; });
    share(
        "reasons.share", [](auto& o) -> auto& { return o.reasons.share; });
    if (m.reasons.share > 0) {
        share(
            "reasons.delayed_share", [](auto& o) -> auto& { return o.reasons.delayed_share; });
    }
    share(
        "letters.returned_share", [](auto& o) -> auto& { return o.letters.returned_share; });
    if (m.suit.share > 0 || m.suit.share_after_review > 0) {
        share(
            "suit.share", [](auto& o) -> auto& { return o.suit.share; });
        share(
            "suit.share_after_review", [](auto& o) -> auto& { return o.suit.share_after_review; });
        share(
            "suit.appealed_share", [](auto& o) -> auto& { return o.suit.appealed_share; });
    }
    if (m.extension.rule != extension_rule::never) {
        vary("extension.rule=never",
             [](office_model& o) { o.extension.rule = extension_rule::never; });
    }
    vary("rules.reply_working_days-1", [](office_model& o) { --o.rules.reply_working_days; });
    return out;
}

}  // namespace qixian::inline v0
