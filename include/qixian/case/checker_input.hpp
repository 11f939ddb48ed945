// From the engine's values to the checker's plain input.
//
// The checker includes nothing of the engine; whoever has both (the program, the tests) turns one
// into the other here. Statute and local days are taken from a calendar, day by day, where it names
// the statute or a region as the reason. Whoever wants to trust nothing at all fills `checked::days`
// from the notices themselves, `editions::statute_days` and `editions::local_days`. Which days a
// region leaves open nobody but the calendar can tell.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/certificate.hpp"
#include "qixian/checker/checker.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"

namespace qixian::inline v0 {

/// What is no word of the log is an empty one, which the checker refuses.
[[nodiscard]] inline checked::row checker_row(entry const& e) {
    auto const word = [&e](cell c) { return std::string(word_held(disclosure_cells, e, c)); };
    checked::row r;
    r.event = word(cell::event);
    r.on = e.on;
    r.channel = word(cell::channel);
    r.days = e.days;
    r.unit = word(cell::unit);
    r.until = e.until;
    r.delivered = e.delivered;
    r.ref = e.ref;
    r.re = e.re;
    r.kind = word(cell::kind);
    r.ground = e.ground;
    r.outcome = word(cell::outcome);
    r.id = e.id;
    r.seq = e.seq;
    return r;
}

[[nodiscard]] inline std::vector<checked::row> checker_rows(std::span<entry const> rows) {
    std::vector<checked::row> out;
    out.reserve(rows.size());
    for (auto const& each : rows) {
        out.push_back(checker_row(each));
    }
    return out;
}

[[nodiscard]] inline checked::certificate checker_certificate(certificate const& c) {
    checked::certificate out;
    out.id = c.id;
    out.application = c.application;
    out.duty = c.duty;
    out.regime = c.regime;
    out.trigger_event = c.trigger_event;
    out.trigger_is_limit = c.trigger_is_limit;
    out.trigger_on = c.trigger_on;
    out.basis = c.basis;
    if (c.extensions) {
        auto& all = out.extensions.emplace();
        for (auto const& each : *c.extensions) {
            all.push_back({each.on, each.days, each.until, each.basis});
        }
    }
    out.limit = c.limit;
    out.unit = c.unit;
    out.ref = c.ref;
    out.status = c.status;
    out.in_force = c.in_force;
    out.as_of = c.as_of;
    out.due = c.due;
    out.latest = c.latest;
    out.certain = c.certain;
    for (auto const& each : c.lines) {
        out.lines.push_back({each.on, std::string(code_of(each.is)), each.n, each.why, each.source,
                             each.holiday, each.ref, each.provisional});
    }
    return out;
}

/// The raw days behind `all` and the `calendar` that was made from it. Cost: one question a day.
[[nodiscard]] inline checked::days checker_days(editions const& all,
                                                working_calendar const& calendar) {
    checked::days out;
    for (auto const& each : all.notices()) {
        for (auto const& d : each.days) {
            out.notices.push_back({each.id, each.published, d.on,
                                   d.kind == notice_kind::off    ? "off"
                                   : d.kind == notice_kind::work ? "work"
                                                                 : "revert",
                                   std::string(d.holiday)});
        }
    }
    for (date d = calendar.first(); d <= calendar.last(); d = plus_days(d, 1)) {
        auto const about = calendar.about(d);
        if (!about) {
            continue;
        }
        if (about->reason == day_reason::statute) {
            out.statute.push_back({d, std::string(about->source), std::string(about->holiday)});
        } else if (about->reason == day_reason::local) {
            out.local.push_back({std::string(about->source), d, about->works ? "work" : "off",
                                 std::string(about->holiday)});
        }
        if (!about->certain && d > calendar.first()) {
            auto const here = calendar.count(plus_days(d, -1), d);
            bool const may_be_off = about->works && here && here->least == 0;
            if (d <= calendar.certain_through()) {
                out.open.push_back({d, may_be_off});
            }
        }
    }
    // The days of the statute that notices or the region named: whether each festival has one.
    for (auto const& each : all.statute_days()) {
        auto const about = calendar.about(each.on);
        if (about && (about->reason == day_reason::notice || about->reason == day_reason::local)) {
            out.statute.push_back({each.on, each.statute, each.holiday});
        }
    }
    for (auto const& each : all.notices()) {
        if (each.complete) {
            out.complete.push_back({each.id, each.published, each.arranges_year});
        }
    }
    return out;
}

[[nodiscard]] inline checked::settings checker_settings(policies const& chosen,
                                                        maybe_date known_on = {}) {
    checked::settings out;
    out.known_on = known_on;
    for (auto const& [name, value] : named_values(chosen)) {
        out.policies.emplace(name, value);
    }
    return out;
}

}  // namespace qixian::inline v0
