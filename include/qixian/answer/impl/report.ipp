// A year of a source as tables, and the tables as a document.
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
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

/// The tables of a store that were published by the as-of day. They bind also where no application of
/// the agency is left.
class closed_tables {
public:
    explicit closed_tables(setting const& with) {
        if (!with.kept) {
            return;
        }
        auto const asked =
            with.agency.empty() ? std::optional<std::string>{} : std::optional(with.agency);
        for (auto& each : with.kept->closed_years(asked)) {
            bool const known = !with.recorded_by || each.recorded <= *with.recorded_by;
            if (known && each.closed_on <= with.as_of) {
                tables_[each.agency].push_back(std::move(each.figures));
            }
        }
    }

    /// Adds the agencies that have a table.
    void add_agencies(std::vector<std::string>& to) const {
        for (auto const& [agency, tables] : tables_) {
            if (std::find(to.begin(), to.end(), agency) == to.end()) {
                to.push_back(agency);
            }
        }
    }

    /// Opens `year` as the tables before it say; who came too late for one.
    std::vector<std::string> open(std::vector<account>& accounts, int year, setting const& with,
                                  bool several) const {
        std::vector<std::string> late;
        for (auto const& [agency, tables] : tables_) {
            if (with.rules_for(agency, last_day_of(year)).chosen.is(qixian::opening::corrected)) {
                continue;
            }
            std::vector<account> of_one;
            std::vector<account> others;
            for (auto& each : accounts) {
                (each.agency == agency ? of_one : others).push_back(std::move(each));
            }
            for (auto const& each : open_as_published(of_one, year, tables)) {
                late.push_back(several ? agency + ":" + each : each);
            }
            accounts = std::move(others);
            accounts.insert(accounts.end(), std::make_move_iterator(of_one.begin()),
                            std::make_move_iterator(of_one.end()));
        }
        return late;
    }

    [[nodiscard]] frozen_report const* table_of(std::string const& agency, int year,
                                                form shape) const {
        auto const of_one = tables_.find(agency);
        if (of_one != tables_.end()) {
            for (auto const& each : of_one->second) {
                if (each.year == year && each.shape == shape) {
                    return &each;
                }
            }
        }
        return nullptr;
    }

private:
    std::map<std::string, std::vector<frozen_report>> tables_{};
};

/// The day on which the year was closed, where that is after the as-of day.
inline maybe_date closed_after(setting const& with, std::string const& agency, int year) {
    if (with.kept) {
        for (auto const& each : with.kept->closed_years(agency)) {
            if (each.year == year && each.closed_on > with.as_of) {
                return each.closed_on;
            }
        }
    }
    return std::nullopt;
}

inline json moves_json(restatement const& moved) {
    json cells = json::array();
    for (auto const* list : {&moved.cells, &moved.remedies}) {
        for (auto const& each : *list) {
            cells.push_back({{"row", each.row},
                             {"column", each.column},
                             {"published", each.published},
                             {"corrected", each.corrected},
                             {"joined", each.joined},
                             {"left", each.left}});
        }
    }
    return cells;
}

}  // namespace detail

QIXIAN_DECL bool year_report::finding() const {
    bool const broken =
        figures && std::any_of(figures->identities.begin(), figures->identities.end(),
                               [](auto const& i) { return !i.holds; });
    return !refused_rows.empty() || broken;
}

QIXIAN_DECL year_report make_year_report(source const& from, setting const& with,
                                         year_wish const& wish, listener const& to) {
    year_report out;
    std::vector<account> accounts;
    std::vector<std::string> seen;
    std::vector<detail::recorded_row> recorded;  // facts of the year or before it
    auto const count = [&](account&& a, bool has_refused_rows) {
        if (has_refused_rows) {
            out.refused_rows.push_back(a.application);
        }
        if (std::find(seen.begin(), seen.end(), a.agency) == seen.end()) {
            seen.push_back(a.agency);
        }
        accounts.push_back(std::move(a));
    };
    std::vector<warning> split;  // where one application may be counted twice
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
                for (auto const& w : a.warnings) {
                    if (w.what == code::parent_still_open || w.what == code::parent_unknown) {
                        split.push_back(
                            {.what = w.what, .detail = a.application + ": " + w.detail});
                    }
                }
                count(account_of(a), !a.life.refused.empty());
            },
            to);
    }
    for (auto const& w : read.cell_warnings) {
        if (w.what == code::key_twins) {
            split.push_back({.what = w.what, .detail = w.detail});
        }
    }
    out.faults = read.faults;
    out.left_out = std::move(read.left_out);
    if (read.stopped()) {
        return out;
    }
    detail::closed_tables const closed(with);
    closed.add_agencies(seen);
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
    if (seen.empty() && with.kept) {
        if (auto const only = one_agency(*with.kept, with.agency)) {
            seen.push_back(*only);  // nobody applied, or what was entered was all taken back
        }
    }
    bool const one = seen.size() == 1;
    auto const shape = wish.shape.value_or(form_of_year(wish.year));
    auto const late = closed.open(accounts, wish.year, with, !one);
    auto r = make_report(accounts, wish.year, shape, with.as_of);
    if (r.agency.empty()) {
        r.agency = one ? seen.front() : with.agency;
    }
    r.warnings.insert(r.warnings.end(), split.begin(), split.end());
    qixian::detail::warn_of_late(r, late);
    detail::warn_of_late_rows(r, read, recorded, with.kept != nullptr);
    auto const* const table =
        wish.corrected || !one ? nullptr : closed.table_of(seen.front(), wish.year, shape);
    if (table == nullptr) {
        out.figures = std::move(r);
        if (!wish.corrected && one) {
            out.closed_on = detail::closed_after(with, seen.front(), wish.year);
        }
        return out;
    }
    out.published = true;
    out.moved = restate(*table, r);
    out.figures = published_report(*table);
    out.figures->warnings = std::move(r.warnings);
    return out;
}

QIXIAN_DECL std::string report_document(year_report const& made, setting const& with) {
    QIXIAN_EXPECTS(made.figures.has_value());
    auto j = detail::head_of("qixian/report/1", with);
    j["basis"] = made.published ? "published" : "corrected";
    j.update(detail::json_of(*made.figures));
    j["refused_rows"] = made.refused_rows;
    j["left_out"] = made.left_out;
    if (made.moved) {
        j["moved_since"] = detail::moves_json(*made.moved);
    }
    return detail::page_of_text(j);
}

QIXIAN_DECL document report_year(source const& from, setting const& with, year_wish const& wish,
                                 listener const& to) {
    auto const made = make_year_report(from, with, wish, to);
    document said{.faults = made.faults, .finding = made.finding()};
    if (made.figures) {
        said.json = report_document(made, with);
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
