// What is frozen and what is applied: closed years with their figures, notices and what they move.
#pragma once

#include "qixian/ledger/opening.hpp"
#include "qixian/store/impl/log.ipp"

namespace qixian::inline v0 {

// --- closed years ---

inline result<report> store::state::report_of(std::string const& agency, int year, form shape,
                                              date as_of) {
    std::vector<account> accounts;
    std::optional<fault> wrong;
    each_kept({.agency = detail::from_column(agency)}, [&](kept_application const& app) {
        if (wrong || detail::first_day(app.rows) > as_of) {
            return;
        }
        auto const a =
            assess(app.rows, as_of, rules().question(agency, detail::first_day(app.rows)));
        if (!a) {
            wrong = a.error();
            wrong->detail =
                app.application + (wrong->detail.empty() ? "" : " (" + wrong->detail + ")");
            return;
        }
        accounts.push_back(account_of(*a));
    });
    if (wrong) {
        return *wrong;
    }
    std::vector<std::string> late;
    auto const in = rules().question(agency, last_day_of(year));
    if (in.policies.is(opening::published)) {
        late = open_as_published(accounts, year, published_before(agency, year));
    }
    auto out = make_report(accounts, year, shape, as_of);
    out.agency = detail::from_column(agency);
    detail::warn_of_late(out, late);
    return out;
}

/// The tables of earlier years that were published.
inline std::vector<frozen_report> store::state::published_before(std::string const& agency,
                                                                 int year) {
    std::vector<frozen_report> out;
    for (auto const& each : port->closings(agency)) {
        if (each.year < year) {
            out.push_back(closed_year_of(agency, each.year).figures);
        }
    }
    return out;
}

inline std::string store::state::digest_of(frozen_report const& figures) {
    field_bytes bytes;
    bytes.add("qixian/closing/1");
    bytes.add(std::int64_t{figures.year});
    bytes.add(code_of(figures.shape));
    for (auto const& each : counts_of(figures)) {
        bytes.add(each.row);
        bytes.add(each.column);
        bytes.add(each.count);
    }
    for (auto const& each : members_of(figures)) {
        bytes.add(each.row);
        bytes.add(each.column);
        bytes.add(each.application);
    }
    return to_hex(hash->of(bytes.bytes()));
}

inline result<frozen_report> store::state::figures_to_freeze(std::string const& agency, int year,
                                                             std::optional<form> shape,
                                                             date closed_on) {
    for (auto const& each : port->closings(agency)) {
        if (each.year == year) {
            return fault{.what = code::year_closed_before, .detail = std::to_string(year)};
        }
    }
    if (closed_on <= last_day_of(year)) {
        return fault{.what = code::year_not_over,
                     .detail = to_text(closed_on) + " < " + to_text(first_day_of(year + 1))};
    }
    auto const figures = report_of(agency, year, shape.value_or(form_of_year(year)), closed_on);
    if (!figures) {
        return figures.error();
    }
    return freeze(*figures);
}

inline result<closed_year> store::state::freeze_year(std::string const& agency, int year,
                                                     std::optional<form> shape, stored_row row) {
    auto const closed_on = legal_day({row.recorded_s});
    auto figures = figures_to_freeze(agency, year, shape, closed_on);
    if (!figures) {
        return figures.error();
    }
    closed_year out{.agency = detail::from_column(agency),
                    .year = year,
                    .closed_on = closed_on,
                    .recorded = {row.recorded_s},
                    .figures = std::move(figures).value()};
    row.digest = digest_of(out.figures);
    append_own(row);
    out.position = row.position;
    port->add(agency,
              {.year = year,
               .position = row.position,
               .form = std::string(code_of(out.figures.shape)),
               .closed_on = to_text(closed_on),
               .digest = row.digest},
              counts_of(out.figures), members_of(out.figures));
    return out;
}

inline frozen_report store::state::read_frozen(std::string const& agency, int year, form shape) {
    auto const made = frozen_from(year, shape, detail::from_column(agency),
                                  port->figures(agency, year), port->members(agency, year));
    if (!made) {
        throw store_error(code::store_damaged, port->name(),
                          "closed year " + std::to_string(year) + " of " + agency + ": " +
                              made.error().detail);
    }
    return *made;
}

inline closed_year store::state::closed_year_of(std::string const& agency, int year) {
    closed_year out{.agency = detail::from_column(agency), .year = year};
    std::optional<form> known;
    for (auto const& each : port->closings(agency)) {
        if (each.year != year) {
            continue;
        }
        out.position = each.position;
        // Of the day of its entry: without it there is no closing.
        port->rows_from(agency, each.position, [&](stored_row const& row) {
            if (row.position == each.position) {
                out.recorded = {row.recorded_s};
                known = form_of(each.form);
            }
            return false;
        });
    }
    if (!known) {
        throw store_error(code::store_damaged, port->name(), "closed year " + std::to_string(year));
    }
    out.closed_on = legal_day(out.recorded);
    out.figures = read_frozen(agency, year, *known);
    return out;
}

// --- notices ---

inline std::string store::state::digest_of(notice const& what) {
    field_bytes bytes;
    bytes.add("qixian/notice/1");
    bytes.add(what.id);
    bytes.add(what.document);
    bytes.add(what.title);
    bytes.add(to_text(what.published));
    bytes.add(std::int64_t{what.arranges_year});
    bytes.add(what.amends);
    for (auto const& each : what.days) {
        bytes.add(to_text(each.on));
        bytes.add(code_of(each.kind));
        bytes.add(each.holiday);
    }
    // Only where they say something: notices that were applied before keep their digests.
    if (!what.region.empty() || what.complete) {
        bytes.add(what.region);
        bytes.add(std::int64_t{what.complete ? 1 : 0});
    }
    return to_hex(hash->of(bytes.bytes()));
}

inline result<notice_effect> store::state::effect(notice const& what, date as_of) {
    auto& now = rules();
    auto const& known = *now.sources;
    auto const with = known.with_notice(what);
    if (!with) {
        return with.error();
    }
    notice_effect out;
    out.known_before = known.find(what.id) != nullptr;
    if (auto const* said = with->find(what.id)) {
        auto here = *with;
        if (!what.region.empty()) {
            here = with->with_region(what.region).value();  // its notice makes it known
        }
        auto const year = said->arranges_year;
        auto const calendar = here.current();
        for (auto& each : calendar.open_between(first_day_of(year), last_day_of(year))) {
            if (each.year == year && (what.region.empty() || !each.region.empty())) {
                out.open.push_back(std::move(each));
            }
        }
    }
    // One that is known already moved what it moved when it came out.
    detail::rulebook before = now;
    detail::rulebook after;
    after.lines = now.lines;
    after.sources = std::make_shared<editions>(*with);
    maybe_date known_before;
    maybe_date known_after;
    if (out.known_before) {
        known_before = plus_days(what.published, -1);
        known_after = what.published;
    }
    each_kept({}, [&](kept_application const& app) {
        if (detail::first_day(app.rows) > as_of) {
            return;
        }
        auto const column = detail::column_text(app.agency);
        auto const first = detail::first_day(app.rows);
        auto const was = assess(app.rows, as_of, before.question(column, first, known_before));
        auto const is = assess(app.rows, as_of, after.question(column, first, known_after));
        if (!was || !is) {
            return;
        }
        auto moves = moved_duties(*was, *is);
        if (!moves.empty()) {
            out.moved.push_back({app.agency, app.application, std::move(moves)});
        }
    });
    return out;
}

}  // namespace qixian::inline v0
