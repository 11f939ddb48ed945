// Lines for tools, of replications, applications and work (simulation/data_file.hpp).
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <utility>

#include "qixian/base/safe_text.hpp"
#include "qixian/row/impl/json_text.ipp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/data_file.hpp"
#include "qixian/simulation/impl/answers.ipp"

namespace qixian::inline v0 {

namespace detail {

/// The shortest text that is this number when it is read.
inline std::string number_text(double x) {
    char text[32];
    auto const end = std::to_chars(text, text + sizeof text, x);
    return {text, end.ptr};
}

template <class Word>
data_value code_or_nothing(std::optional<Word> const& w) {
    return w ? data_value(std::string(code_of(*w))) : data_value();
}
inline data_value day_or_nothing(maybe_date d) {
    return d ? data_value(to_text(*d)) : data_value();
}
inline data_value whole(std::int64_t n) { return n; }
inline data_value whole_or_nothing(std::optional<int> n) { return n ? whole(*n) : data_value(); }
inline double hours_of(double hours) { return std::round(hours * 10'000) / 10'000; }

/// Names of the teams of any office, each once, in their order.
inline std::vector<std::string> teams_of(std::span<office const> offices) {
    std::vector<std::string> out;
    for (auto const& each : offices) {
        for (auto const& team : each.model().teams) {
            if (std::find(out.begin(), out.end(), team.name) == out.end()) {
                out.push_back(team.name);
            }
        }
    }
    return out;
}

/// Works the figures of a year out, in the order of the columns. A share of nothing is nothing.
struct run_figure {
    std::string_view column;
    data_value (*of)(year_tally const&);
};

inline constexpr auto event_count = [](year_tally const& y, event e) {
    return whole(y.events[static_cast<std::size_t>(e)]);
};
inline data_value part_of(std::int64_t part, std::int64_t all) {
    return all == 0 ? data_value()
                    : data_value(static_cast<double>(part) / static_cast<double>(all));
}
inline std::int64_t replies_of(year_tally const& y) {
    return std::accumulate(y.days_to_reply.begin(), y.days_to_reply.end(), std::int64_t{0});
}

// clang-format off
inline constexpr run_figure run_figures[] = {
    {"received",          [](year_tally const& y) { return whole(y.table[new_row][class_count]); }},
    {"carried_in",        [](year_tally const& y) { return whole(y.table[carried_in_row][class_count]); }},
    {"results",           [](year_tally const& y) { return whole(y.on_time + y.late); }},
    {"carried_out",       [](year_tally const& y) { return whole(carried_out_of(y)); }},
    {"came_due",          [](year_tally const& y) { return whole(y.came_due); }},
    {"missed",            [](year_tally const& y) { return whole(y.missed); }},
    {"late_of_due",       [](year_tally const& y) { return part_of(y.missed, y.came_due); }},
    {"late_results",      [](year_tally const& y) { return whole(y.late); }},
    {"late_share",        [](year_tally const& y) { return part_of(y.late, y.on_time + y.late); }},
    {"overdue_open",      [](year_tally const& y) { return whole(y.overdue_open); }},
    {"open_on_average",   [](year_tally const& y) { return data_value(mean_open_of(y)); }},
    {"replies",           [](year_tally const& y) { return whole(replies_of(y)); }},
    {"days_to_reply",     [](year_tally const& y) { return replies_of(y) == 0 ? data_value() : data_value(mean_days_of(y)); }},
    {"days_in_hand",      [](year_tally const& y) { return part_of(y.days_in_hand, y.on_time + y.late); }},
    {"extended",          [](year_tally const& y) { return event_count(y, event::extended); }},
    {"corrections",       [](year_tally const& y) { return event_count(y, event::correction_requested); }},
    {"opinions",          [](year_tally const& y) { return event_count(y, event::consulted); }},
    {"fees",              [](year_tally const& y) { return event_count(y, event::fee_notified); }},
    {"withdrawn",         [](year_tally const& y) { return event_count(y, event::withdrawn); }},
    {"reviews_filed",     [](year_tally const& y) { return event_count(y, event::review_filed); }},
    {"reviews_decided",   [](year_tally const& y) { return event_count(y, event::review_decided); }},
    {"refused_rows",      [](year_tally const& y) { return whole(y.refused); }},
};
inline constexpr std::string_view team_figures[] = {"busy_share", "started", "wait_hours"};
// clang-format on

/// The figures of a team, as `team_figures` names them.
inline std::array<data_value, std::size(team_figures)> figures_of(team_tally const& t,
                                                                  office_model const& m) {
    auto const worked = std::accumulate(t.busy.begin(), t.busy.end(), std::int64_t{0});
    auto const hour = static_cast<double>(ticks_per_day) / m.hours_per_day;
    return {part_of(worked * 1024, t.there_ticks), whole(t.started),
            t.started == 0 ? data_value()
                           : data_value(static_cast<double>(t.wait_ticks) /
                                        static_cast<double>(t.started) / hour)};
}

}  // namespace detail

QIXIAN_DECL data_writer::data_writer(data_form form, std::vector<std::string> columns, formulas as)
    : form_(form), columns_(std::move(columns)), as_(as) {}

QIXIAN_DECL std::string data_writer::head() const {
    std::string out;
    if (form_ == data_form::csv) {
        for (auto const& each : columns_) {
            out += to_csv_cell(each, as_) + ',';
        }
        out.back() = '\n';
    }
    return out;
}

QIXIAN_DECL void data_writer::append(std::string& to, std::span<data_value const> row) const {
    QIXIAN_EXPECTS(row.size() == columns_.size());
    bool const csv = form_ == data_form::csv;
    auto const begin = to.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!csv) {
            to += i == 0 ? '{' : ',';
            detail::append_json_string(to, columns_[i]);
            to += ':';
        }
        if (auto const* text = std::get_if<std::string>(&row[i])) {
            if (csv) {
                to += to_csv_cell(*text, as_);
            } else {
                detail::append_json_string(to, *text);
            }
        } else if (auto const* number = std::get_if<double>(&row[i])) {
            to += detail::number_text(*number);
        } else if (auto const* n = std::get_if<std::int64_t>(&row[i])) {
            to += std::to_string(*n);
        } else if (!csv) {
            to += "null";
        }
        if (csv) {
            to += ',';
        }
    }
    if (csv) {
        to.back() = '\n';
    } else {
        to += "}\n";
        escape_unseen(to, begin);
    }
}

QIXIAN_DECL std::vector<std::string> run_columns(std::span<office const> offices) {
    std::vector<std::string> out{"scenario", "replication", "year"};
    for (auto const& each : detail::run_figures) {
        out.emplace_back(each.column);
    }
    for (auto const& team : detail::teams_of(offices)) {
        for (auto const figure : detail::team_figures) {
            out.push_back(std::string(figure) + '.' + team);
        }
    }
    return out;
}

QIXIAN_DECL void append_runs(std::string& to, data_writer const& writer,
                             std::span<scenario const> scenarios, std::span<office const> offices,
                             replication_set const& done) {
    auto const teams = detail::teams_of(offices);
    std::vector<data_value> row;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        auto const& m = offices[s].model();
        for (std::size_t r = 0; r < done.numbers.size(); ++r) {
            for (auto const& y : done.tallies[s][r].years) {
                row.assign({data_value(scenarios[s].name), detail::whole(done.numbers[r]),
                            detail::whole(y.year)});
                for (auto const& each : detail::run_figures) {
                    row.push_back(each.of(y));
                }
                for (auto const& team : teams) {
                    auto const found = std::find_if(m.teams.begin(), m.teams.end(),
                                                    [&](auto const& t) { return t.name == team; });
                    if (found == m.teams.end()) {
                        row.resize(row.size() + std::size(detail::team_figures));
                        continue;
                    }
                    auto const place = static_cast<std::size_t>(found - m.teams.begin());
                    for (auto& each : detail::figures_of(y.teams[place], m)) {
                        row.push_back(std::move(each));
                    }
                }
                writer.append(to, row);
            }
        }
    }
}

QIXIAN_DECL std::vector<std::string> case_columns() {
    return {"scenario",      "replication",   "agency",         "application",  "applicant",
            "received",      "due",           "closed",         "outcome",      "stage",
            "late",          "came_due",      "closed_late",    "working_days", "working_days_late",
            "extended_days", "corrections",   "opinions",       "fees",         "reviews",
            "suits",         "remedy_result", "work_stretches", "work_hours"};
}

QIXIAN_DECL void append_case(std::string& to, data_writer const& writer, data_key const& key,
                             case_record const& one) {
    using namespace detail;
    data_value const row[] = {key.scenario,
                              whole(key.replication),
                              one.agency.empty() ? data_value() : data_value(one.agency),
                              one.application,
                              code_or_nothing(one.applicant),
                              day_or_nothing(one.received),
                              day_or_nothing(one.due),
                              day_or_nothing(one.closed),
                              code_or_nothing(one.outcome),
                              std::string(code_of(one.stage)),
                              code_or_nothing(one.late),
                              whole_or_nothing(one.came_due),
                              std::string(one.closed_late ? "yes" : "no"),
                              whole_or_nothing(one.working_days),
                              whole_or_nothing(one.working_days_late),
                              whole(one.extended_days),
                              whole(one.corrections),
                              whole(one.opinions),
                              whole(one.fees),
                              whole(one.reviews),
                              whole(one.suits),
                              code_or_nothing(one.result),
                              whole(one.stretches),
                              hours_of(one.work_hours)};
    writer.append(to, row);
}

QIXIAN_DECL std::vector<std::string> work_columns() {
    return {"scenario", "replication", "agency", "application", "step", "team",
            "person",   "began",       "ended",  "hours",       "end"};
}

QIXIAN_DECL void append_work(std::string& to, data_writer const& writer, data_key const& key,
                             work_record const& one) {
    using namespace detail;
    data_value const row[] = {key.scenario,
                              whole(key.replication),
                              one.agency.empty() ? data_value() : data_value(one.agency),
                              one.application,
                              one.step,
                              one.team,
                              whole(one.person),
                              to_text(one.began),
                              one.ended ? data_value(to_text(*one.ended)) : data_value(),
                              hours_of(one.hours),
                              std::string(code_of(one.end))};
    writer.append(to, row);
}

}  // namespace qixian::inline v0
