// A year of a source as tables, and the tables as a document.
#pragma once

#include <algorithm>
#include <set>

#include "qixian/answer/impl/report_json.ipp"
#include "qixian/answer/report.hpp"

namespace qixian::inline v0::answer {

namespace detail {

/// What tells whether a row came after the year was closed.
struct recorded_row {
    instant when;
    std::size_t line;
    std::string agency;
    std::string application;
};

/// A warning for each application that has a row from after the closing of the year.
inline void warn_of_late_rows(report& r, reading const& read,
                              std::vector<recorded_row> const& recorded, bool of_a_store) {
    for (auto const& e : read.agency_rows) {
        if (e.what != event::year_closed || year_of(e.on) != r.year || !e.recorded) {
            continue;
        }
        std::set<std::string> late;
        for (auto const& row : recorded) {
            // A store knows what came after the closing, whatever instants a log brought along.
            bool const after =
                of_a_store ? row.agency == e.agency && row.line > e.line : row.when > *e.recorded;
            if (after) {
                late.insert(row.application);
            }
        }
        for (auto const& application : late) {
            r.warnings.push_back({.what = code::after_year_closed, .detail = application});
        }
    }
}

}  // namespace detail

QIXIAN_DECL bool year_report::finding() const {
    bool const broken =
        figures && std::any_of(figures->identities.begin(), figures->identities.end(),
                               [](auto const& i) { return !i.holds; });
    return refused_rows || broken;
}

QIXIAN_DECL year_report make_year_report(source const& from, setting const& with,
                                         year_wish const& wish, listener const& to) {
    year_report out;
    std::vector<account> accounts;
    std::vector<std::string> seen;
    std::vector<detail::recorded_row> recorded;  // facts of the year or before it
    auto const count = [&](account&& a, bool has_refused_rows) {
        out.refused_rows = out.refused_rows || has_refused_rows;
        if (std::find(seen.begin(), seen.end(), a.agency) == seen.end()) {
            seen.push_back(a.agency);
        }
        accounts.push_back(std::move(a));
    };
    reading read;
    bool const bulk = each_account_in_bulk(
        from, with, [&](told_account&& a) { count(std::move(a.counted), a.has_refused_rows); }, to);
    if (!bulk) {
        read = each_application(
            from, with,
            [&](assessment const& a, std::vector<entry> const& rows) {
                for (auto const row : a.life.accepted) {
                    auto const& e = rows[row];
                    if (e.recorded && year_of(e.on) <= wish.year) {
                        recorded.push_back({*e.recorded, e.line, a.agency, a.application});
                    }
                }
                count(account_of(a), !a.life.refused.empty());
            },
            to);
    }
    out.faults = read.faults;
    if (read.stopped()) {
        return out;
    }
    if (seen.size() > 1 && with.agency.empty() && !wish.all_agencies) {
        std::string names;
        for (auto const& each : seen) {
            names += (names.empty() ? "" : " ") + each;
        }
        out.faults.push_back({.what = code::agency_needed, .detail = names, .file = from.log.name});
        if (to.fault) {
            to.fault(out.faults.back());
        }
        return out;
    }
    auto r =
        make_report(accounts, wish.year, wish.shape.value_or(form_of_year(wish.year)), with.as_of);
    if (r.agency.empty()) {
        r.agency = with.agency;
    }
    detail::warn_of_late_rows(r, read, recorded, with.kept != nullptr);
    out.figures = std::move(r);
    return out;
}

QIXIAN_DECL std::string report_document(report const& figures, setting const& with) {
    auto j = detail::head_of("qixian/report/1", with);
    j.update(detail::json_of(figures));
    return detail::page_of_text(j);
}

QIXIAN_DECL document report_year(source const& from, setting const& with, year_wish const& wish,
                                 listener const& to) {
    auto const made = make_year_report(from, with, wish, to);
    document said{.faults = made.faults, .finding = made.finding()};
    if (made.figures) {
        said.json = report_document(*made.figures, with);
    }
    return said;
}

QIXIAN_DECL published_table as_published(report const& figures) {
    published_table t{.agency = figures.agency, .year = figures.year};
    t.counts.shape = figures.shape;
    for (std::size_t row = 0; row < figures.rows.size(); ++row) {
        for (std::size_t c = 0; c < column_count; ++c) {
            t.counts.cells[row][c] = figures.rows[row].count[c];
        }
    }
    table4 four;
    auto const fill = [&](remedy_block b, report_block const& from) {
        four.at(b, remedy_column::upheld) = from.upheld;
        four.at(b, remedy_column::corrected) = from.corrected;
        four.at(b, remedy_column::other) = from.other;
        four.at(b, remedy_column::pending) = from.pending;
        four.at(b, remedy_column::total) = from.total();
    };
    fill(remedy_block::review, figures.review);
    fill(remedy_block::direct, figures.direct);
    fill(remedy_block::after_review, figures.after_review);
    t.remedies = four;
    return t;
}

}  // namespace qixian::inline v0::answer
