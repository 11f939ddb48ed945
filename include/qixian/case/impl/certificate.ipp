// The proof of a due day, made from what a duty was worked out from.
#pragma once

#include <algorithm>

#include "qixian/case/certificate.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL std::string duty_id(std::string const& application, duty const& d) {
    std::string id = application;
    id += '/';
    id += d.name;
    id += '/';
    id += std::to_string(d.number);
    return id;
}

QIXIAN_DECL result<std::optional<certificate>> certify(duty const& d, history const& h,
                                                       std::string const& application,
                                                       std::string const& agency,
                                                       working_calendar const& calendar) {
    if (!d.runs || !d.end) {
        return std::optional<certificate>{};
    }
    auto lines = trail(*d.runs, calendar);
    if (!lines) {
        return lines.error();
    }
    certificate c{.id = duty_id(application, d),
                  .application = application,
                  .agency = agency,
                  .duty = std::string(d.name),
                  .regime = std::string(h.under->versions[place_of(h.law)].code),
                  .trigger_event = std::string(h.under->events[place_of(d.trigger)].code),
                  .trigger_is_limit = d.trigger_is_limit,
                  .trigger_on = d.started_on,
                  .limit = d.limit,
                  .unit = d.in ? std::string(code_of(*d.in)) : std::string{},
                  .ref = d.ref,
                  .status = std::string(code_of(d.status)),
                  .in_force = d.in_force,
                  .as_of = h.as_of,
                  .lines = std::move(lines).value(),
                  .due = d.end->due,
                  .latest = d.end->latest,
                  .certain = d.end->certain};
    auto const open = std::find_if(c.lines.begin(), c.lines.end(),
                                   [](trail_line const& l) { return l.provisional; });
    if (open != c.lines.end()) {
        c.open = calendar.open_between(plus_days(open->on, -1),
                                       (std::max)(c.latest.value_or(c.due), open->on));
    }
    for (auto const b : d.bases) {
        c.basis.push_back(cite(*h.under, b));
    }
    auto& extensions = c.extensions.emplace();
    for (auto const& each : d.extensions) {
        extensions.push_back({each.on, each.days, each.until, cite(*h.under, each.cites)});
    }
    return std::optional<certificate>{std::move(c)};
}

}  // namespace qixian::inline v0
