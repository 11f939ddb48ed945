// The answers of a simulation as JSON and as CSV.
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

constexpr std::array<std::string_view, quantile_levels.size()> quantile_names{
    "0.025", "0.05", "0.25", "0.5", "0.75", "0.95", "0.975"};

}  // namespace

json to_json(estimate const& e) { return {{"mean", e.mean}, {"low", e.low}, {"high", e.high}}; }

json to_json(spread const& s) {
    auto out = to_json(s.mean);
    json quantiles = json::object();
    for (std::size_t q = 0; q < quantile_names.size(); ++q) {
        quantiles[std::string(quantile_names[q])] = s.quantiles[q];
    }
    out["quantiles"] = std::move(quantiles);
    return out;
}

json to_json(day_band const& b) { return {{"mean", b.mean}, {"0.05", b.low}, {"0.95", b.high}}; }

namespace {

json year_to_json(year_answer const& y) {
    json out{{"year", y.year},
             {"form", code_of(y.shape)},
             {"received", to_json(y.received)},
             {"late_share", to_json(y.late_share)},
             {"carried_out", to_json(y.carried_out)},
             {"overdue_open", to_json(y.overdue_open)},
             {"open_on_average", to_json(y.open_on_average)},
             {"days_to_reply", to_json(y.days_to_reply)},
             {"days_in_hand", to_json(y.days_in_hand)}};
    json table3 = json::object();
    auto const rows = rows_of(y.shape);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        json line = json::object();
        for (std::size_t c = 0; c < column_count; ++c) {
            line[std::string(all_columns[c].code)] = to_json(y.table3[row][c]);
        }
        table3[std::string(rows[row].id)] = std::move(line);
    }
    out["table3"] = std::move(table3);
    json table4 = json::object();
    for (std::size_t b = 0; b < all_remedy_blocks.size(); ++b) {
        json block = json::object();
        for (std::size_t c = 0; c < all_remedy_columns.size(); ++c) {
            block[std::string(all_remedy_columns[c].id)] = to_json(y.table4[b][c]);
        }
        table4[std::string(all_remedy_blocks[b].id)] = std::move(block);
    }
    out["table4"] = std::move(table4);
    json events = json::object();
    for (std::size_t e = 0; e < all_events.size(); ++e) {
        if (y.events[e].mean > 0) {
            events[std::string(all_events[e].code)] = to_json(y.events[e]);
        }
    }
    out["events"] = std::move(events);
    json teams = json::array();
    for (auto const& t : y.teams) {
        teams.push_back({{"team", t.name},
                         {"busy_share", to_json(t.busy_share)},
                         {"wait_hours", to_json(t.wait_hours)}});
    }
    out["teams"] = std::move(teams);
    out["by_day"] = {{"first", to_text(first_day_of(y.year))},
                     {"open", to_json(y.open)},
                     {"due", to_json(y.due)},
                     {"busy", to_json(y.busy)}};
    return out;
}

}  // namespace

json to_json(simulation_answer const& said, std::vector<office> const& offices) {
    json out{{"schema", "qixian/simulate/1"},
             {"model", said.model},
             {"seed", said.seed},
             {"replications", said.replications}};
    json scenarios = json::array();
    for (std::size_t i = 0; i < said.scenarios.size(); ++i) {
        auto const& s = said.scenarios[i];
        auto const& cal = offices[i].calendar();
        json one{{"name", s.name},
                 {"about", s.about},
                 {"calendar", {{"last_notice", cal.last_notice()}, {"digest", cal.digest()}}},
                 {"assumed_years", s.assumed_years},
                 {"changed_rules", changed_rules(offices[i].model(), language::en)}};
        json loads = json::array();
        for (auto const& load : s.loads) {
            loads.push_back({{"team", load.team},
                             {"hours_wanted_per_day", load.hours_wanted_per_day},
                             {"hours_there_per_day", load.hours_there_per_day},
                             {"load", load.ratio()}});
        }
        one["loads"] = std::move(loads);
        one["unstable"] = s.unstable;
        json years = json::array();
        for (auto const& y : s.years) {
            years.push_back(year_to_json(y));
        }
        one["years"] = std::move(years);
        json against = json::array();
        for (std::size_t y = 0; y < s.against_base.size(); ++y) {
            auto const& d = s.against_base[y];
            against.push_back({{"year", s.years[y].year},
                               {"late_share", to_json(d.late_share)},
                               {"carried_out", to_json(d.carried_out)},
                               {"days_to_reply", to_json(d.days_to_reply)},
                               {"overdue_open", to_json(d.overdue_open)}});
        }
        one["against_base"] = std::move(against);
        scenarios.push_back(std::move(one));
    }
    out["scenarios"] = std::move(scenarios);
    return out;
}

std::string csv_of_simulation(simulation_answer const& said) {
    std::string out = "scenario,year,figure,of,mean,low,high";
    for (auto const q : quantile_names) {
        out += fmt::format(",q{}", q);
    }
    out += '\n';
    for (auto const& s : said.scenarios) {
        for (auto const& y : s.years) {
            auto const line = [&](std::string_view figure, std::string_view of, estimate const& e,
                                  spread const* more) {
                fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{}", s.name, y.year,
                               figure, of, e.mean, e.low, e.high);
                for (std::size_t q = 0; q < quantile_names.size(); ++q) {
                    out += more == nullptr ? "," : fmt::format(",{}", more->quantiles[q]);
                }
                out += '\n';
            };
            auto const whole = [&](std::string_view figure, spread const& x) {
                line(figure, "", x.mean, &x);
            };
            whole("received", y.received);
            whole("late_share", y.late_share);
            whole("carried_out", y.carried_out);
            whole("overdue_open", y.overdue_open);
            whole("open_on_average", y.open_on_average);
            whole("days_to_reply", y.days_to_reply);
            line("days_in_hand", "", y.days_in_hand, nullptr);
            auto const rows = rows_of(y.shape);
            for (std::size_t row = 0; row < rows.size(); ++row) {
                for (std::size_t c = 0; c < column_count; ++c) {
                    line(fmt::format("table3.{}", rows[row].id), all_columns[c].code,
                         y.table3[row][c].mean, &y.table3[row][c]);
                }
            }
            for (auto const& t : y.teams) {
                line("busy_share", t.name, t.busy_share, nullptr);
                line("wait_hours", t.name, t.wait_hours, nullptr);
            }
            for (std::size_t d = 0; d < y.open.mean.size(); ++d) {
                auto const on = to_text(plus_days(first_day_of(y.year), static_cast<int>(d)));
                auto const day = [&](std::string_view figure, day_band const& b) {
                    fmt::format_to(std::back_inserter(out), "{},{},{},{},{},,,,{},,,,{},\n", s.name,
                                   y.year, figure, on, b.mean[d], b.low[d], b.high[d]);
                };
                day("open", y.open);
                day("due", y.due);
                day("busy", y.busy);
            }
        }
    }
    return out;
}

}  // namespace qixian::cli
