// Estimates, scenarios, fits and forecasts of imagined offices, put as documents.
#pragma once

#include <array>

#include "qixian/answer/impl/json.ipp"
#include "qixian/answer/simulation.hpp"
#include "qixian/simulation/model_file.hpp"

namespace qixian::inline v0::answer {

namespace detail {

constexpr std::array<std::string_view, quantile_levels.size()> quantile_names{
    "0.025", "0.05", "0.25", "0.5", "0.75", "0.95", "0.975"};

/// No interval is null at both ends. `seen` is said of what hardly ever happened.
inline json json_of(estimate const& e) {
    json out{{"mean", e.mean}, {"low", e.low}, {"high", e.high}};
    if (e.rare) {
        out["seen"] = e.seen;
    }
    return out;
}

inline json json_of(spread const& s) {
    auto out = json_of(s.mean);
    json quantiles = json::object();
    for (std::size_t q = 0; q < quantile_names.size(); ++q) {
        quantiles[std::string(quantile_names[q])] = s.quantiles[q];
    }
    out["quantiles"] = std::move(quantiles);
    out["deviation"] = s.deviation;
    return out;
}

inline json json_of(day_band const& b) {
    return {{"mean", b.mean}, {"0.05", b.low}, {"0.95", b.high}};
}

inline json table3_of(year_answer const& y) {
    json table3 = json::object();
    auto const rows = rows_of(y.shape);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        json line = json::object();
        for (std::size_t c = 0; c < column_count; ++c) {
            line[std::string(all_columns[c].code)] = json_of(y.table3[row][c]);
        }
        table3[std::string(rows[row].id)] = std::move(line);
    }
    return table3;
}

inline json table4_of(year_answer const& y) {
    json table4 = json::object();
    for (std::size_t b = 0; b < all_remedy_blocks.size(); ++b) {
        json block = json::object();
        for (std::size_t c = 0; c < all_remedy_columns.size(); ++c) {
            block[std::string(all_remedy_columns[c].id)] = json_of(y.table4[b][c]);
        }
        table4[std::string(all_remedy_blocks[b].id)] = std::move(block);
    }
    return table4;
}

inline json json_of(year_answer const& y) {
    json out{{"year", y.year},
             {"form", code_of(y.shape)},
             {"received", json_of(y.received)},
             {"late_of_due", json_of(y.late_of_due)},
             {"came_due", json_of(y.came_due)},
             {"late_share", json_of(y.late_share)},
             {"carried_out", json_of(y.carried_out)},
             {"overdue_open", json_of(y.overdue_open)},
             {"open_on_average", json_of(y.open_on_average)},
             {"days_to_reply", json_of(y.days_to_reply)},
             {"days_in_hand", json_of(y.days_in_hand)}};
    out["table3"] = table3_of(y);
    out["table4"] = table4_of(y);
    json events = json::object();
    for (std::size_t e = 0; e < all_events.size(); ++e) {
        if (y.events[e].mean > 0) {
            events[std::string(all_events[e].code)] = json_of(y.events[e]);
        }
    }
    out["events"] = std::move(events);
    json teams = json::array();
    for (auto const& t : y.teams) {
        teams.push_back({{"team", t.name},
                         {"busy_share", json_of(t.busy_share)},
                         {"wait_hours", json_of(t.wait_hours)}});
    }
    out["teams"] = std::move(teams);
    out["by_day"] = {{"first", to_text(first_day_of(y.year))},
                     {"open", json_of(y.open)},
                     {"due", json_of(y.due)},
                     {"busy", json_of(y.busy)}};
    out["by_chance"] = nullptr;
    if (y.by_chance) {
        auto const& c = *y.by_chance;
        auto const part = [](spread const& all, spread const& chance) {
            auto one = json_of(chance);
            one["share_of_inputs"] = share_of_inputs(all, chance);
            return one;
        };
        out["by_chance"] = {{"received", part(y.received, c.received)},
                            {"late_of_due", part(y.late_of_due, c.late_of_due)},
                            {"carried_out", part(y.carried_out, c.carried_out)},
                            {"overdue_open", part(y.overdue_open, c.overdue_open)}};
    }
    return out;
}

/// Years, and what differs from the base.
inline void put_years(json& one, scenario_answer const& s) {
    json years = json::array();
    for (auto const& y : s.years) {
        years.push_back(json_of(y));
    }
    one["years"] = std::move(years);
    json against = json::array();
    for (std::size_t y = 0; y < s.against_base.size(); ++y) {
        auto const& d = s.against_base[y];
        against.push_back({{"year", s.years[y].year},
                           {"late_of_due", json_of(d.late_of_due)},
                           {"late_share", json_of(d.late_share)},
                           {"carried_out", json_of(d.carried_out)},
                           {"days_to_reply", json_of(d.days_to_reply)},
                           {"overdue_open", json_of(d.overdue_open)}});
    }
    one["against_base"] = std::move(against);
}

inline json json_of(scenario_answer const& s, office const& of) {
    auto const& cal = of.calendar();
    std::vector<std::string> changed;
    for (auto& each : changed_rules(of.model())) {
        changed.push_back(std::move(each.en));
    }
    json one{{"name", s.name},
             {"about", s.about},
             {"calendar", {{"last_notice", cal.last_notice()}, {"digest", cal.digest()}}},
             {"assumed_years", s.assumed_years},
             {"changed_rules", changed}};
    one["opening"] = nullptr;
    if (s.opening) {
        json open = json::object();
        for (auto const& each : all_applicants) {
            open[std::string(each.code)] = (*s.opening->open)[static_cast<std::size_t>(each.which)];
        }
        one["opening"] = {{"year", s.opening->year}, {"open", std::move(open)}};
    }
    json loads = json::array();
    for (auto const& load : s.loads) {
        loads.push_back({{"team", load.team},
                         {"hours_wanted_per_day", load.hours_wanted_per_day},
                         {"hours_there_per_day", load.hours_there_per_day},
                         {"load", load.ratio()}});
    }
    one["loads"] = std::move(loads);
    one["unstable"] = s.unstable;
    one["falls_behind"] = s.falls_behind;
    one["unsettled"] = s.unsettled;
    put_years(one, s);
    return one;
}

inline json interval_json(double mean, double low, double high) {
    return {{"mean", mean}, {"low", low}, {"high", high}};
}

inline json json_of(std::optional<days_in_hand> const& d) {
    if (!d) {
        return nullptr;
    }
    return {{"calendar_days", interval_json(d->calendar_days, d->calendar_low, d->calendar_high)},
            {"working_days", interval_json(d->working_days, d->working_low, d->working_high)},
            {"open", d->open},
            {"received", d->received},
            {"bound_only", d->bound_only}};
}

inline json json_of(std::vector<fit_note> const& notes) {
    auto out = json::array();
    for (auto const& each : notes) {
        out.push_back({{"message", each.en}, {"message_zh", each.zh}});
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL std::vector<fit_note> changed_rules(office_model const& m) {
    std::vector<fit_note> out;
    auto const& r = m.rules;
    auto const standard = rules_model{};
    if (r.reply_working_days != standard.reply_working_days) {
        auto const n = std::to_string(r.reply_working_days);
        out.push_back({.en = "the reply is due in " + n + " working days (the law: 20)",
                       .zh = "答复期限按" + n + "个工作日计（法定20个）"});
    }
    if (r.extension_working_days != standard.extension_working_days) {
        auto const n = std::to_string(r.extension_working_days);
        out.push_back({.en = "at most " + n + " working days of extension (the law: 20)",
                       .zh = "延期最多" + n + "个工作日（法定20个）"});
    }
    auto const days = [&](std::vector<date> const& of, std::string zh, std::string en) {
        if (of.empty()) {
            return;
        }
        std::string text;
        for (auto const& d : of) {
            text += " " + to_text(d);
        }
        out.push_back({.en = std::move(en) + text, .zh = std::move(zh) + text});
    };
    days(r.days_off, "假定休息：", "assumed to be days off:");
    days(r.days_worked, "假定上班：", "assumed to be worked:");
    for (auto const& n : r.notices) {
        out.push_back({.en = "a further notice: " + n.id, .zh = "另加通知 " + n.id});
    }
    if (r.notice_known_on) {
        auto const on = to_text(*r.notice_known_on);
        out.push_back({.en = "the office learns of the year's notice on " + on,
                       .zh = "当年放假通知自" + on + "起方为本机关所知"});
    }
    return out;
}

QIXIAN_DECL std::string simulate_document(simulation_answer const& said,
                                          std::span<office const> offices) {
    using namespace detail;
    json out{{"schema", "qixian/simulate/1"},
             {"model", said.model},
             {"seed", said.seed},
             {"replications", said.replications}};
    json scenarios = json::array();
    for (std::size_t i = 0; i < said.scenarios.size(); ++i) {
        scenarios.push_back(json_of(said.scenarios[i], offices[i]));
    }
    out["scenarios"] = std::move(scenarios);
    return page_of_text(out);
}

QIXIAN_DECL std::string simulate_many_document(many_answer const& said, offices_plan const& plan,
                                               std::span<office const> offices) {
    using namespace detail;
    json out{{"schema", "qixian/simulate-many/1"},
             {"name", said.sum.model},
             {"seed", said.sum.seed},
             {"replications", said.sum.replications},
             {"correlation", said.correlation},
             {"correlated", said.correlated}};
    auto& kinds = out["offices"] = json::array();
    for (std::size_t k = 0; k < said.offices.size(); ++k) {
        auto const& each = said.offices[k];
        json one{{"name", each.name},
                 {"model", each.said.model},
                 {"weight", each.weight},
                 {"lacks", each.lacks}};
        auto& scenarios = one["scenarios"] = json::array();
        for (std::size_t s = 0; s < each.said.scenarios.size(); ++s) {
            scenarios.push_back(
                json_of(each.said.scenarios[s], offices[plan.runs_of_office[k][s]]));
        }
        kinds.push_back(std::move(one));
    }
    auto& sum = out["sum"] = json::array();
    for (auto const& s : said.sum.scenarios) {
        json one{{"name", s.name},
                 {"assumed_years", s.assumed_years},
                 {"unstable", s.unstable},
                 {"falls_behind", s.falls_behind},
                 {"unsettled", s.unsettled}};
        put_years(one, s);
        sum.push_back(std::move(one));
    }
    return page_of_text(out);
}

QIXIAN_DECL result<fitted> fit_tables(std::vector<published_table> tables, fit_plan const& plan) {
    auto office = fit(tables, plan);
    if (!office) {
        return office.error();
    }
    fitted out{.tables = std::move(tables), .office = std::move(office).value()};
    // The model is of the last year, wherever its table stands among them.
    for (auto const& each : out.tables) {
        auto check = check_against(each, out.office.model, fitted::check_replications, plan.seed,
                                   plan.threads);
        if (check) {
            out.check = std::move(check).value();
        }
    }
    return out;
}

QIXIAN_DECL std::string fit_document(fitted const& said) {
    using namespace detail;
    auto const& f = said.office;
    json out{{"schema", "qixian/simulate-fit/1"}};
    auto& tables = out["tables"] = json::array();
    for (auto const& each : said.tables) {
        tables.push_back(each.file);
    }
    out["agency"] = f.agency;
    out["first_year"] = f.first_year;
    out["last_year"] = f.last_year;
    out["received"] = f.received;
    out["carried_in"] = f.carried_in;
    out["carried_out"] = f.carried_out;
    out["days_in_hand"] = json_of(f.in_hand);
    out["totals_only"] = f.totals_only;
    out["next_year"] = interval_json(f.next_year, f.next_year_low, f.next_year_high);
    auto& classes = out["classes"] = json::array();
    for (auto const& each : f.classes) {
        classes.push_back({{"applicant", info(each.column).code},
                           {"received", each.received},
                           {"carried_in", each.carried_in},
                           {"carried_out", each.carried_out},
                           {"days_in_hand", json_of(each.in_hand)},
                           {"waits_differently", each.waits_differently}});
    }
    out["growth"] =
        f.growth ? interval_json(f.growth->rate, f.growth->low, f.growth->high) : json(nullptr);
    out["assumed"] = json_of(f.assumed);
    out["unknown"] = json_of(f.unknown);
    auto outside = json::array();
    for (auto const& each : said.check.outside) {
        outside.push_back({{"row", each.row},
                           {"column", info(each.of).code},
                           {"published", each.published},
                           {"mean", each.mean},
                           {"low", each.low},
                           {"high", each.high}});
    }
    out["check"] = {{"replications", fitted::check_replications},
                    {"cells", said.check.cells},
                    {"inside", said.check.inside},
                    {"outside", std::move(outside)}};
    out["model"] = write_model(f.model, comment_of(f));
    return page_of_text(out);
}

QIXIAN_DECL log_fit_told fit_log_from(source const& from, setting const& with,
                                      log_fit_plan const& plan, listener const& to) {
    log_fit_told out;
    std::vector<std::vector<entry>> applications;
    auto read = each_application(
        from, with,
        [&](assessment const&, std::vector<entry> const& rows) { applications.push_back(rows); },
        to);
    out.faults = std::move(read.faults);
    if (read.stopped()) {
        return out;
    }
    auto said = fit_log(applications, plan);
    if (said) {
        out.said = std::move(said).value();
        return out;
    }
    out.faults.push_back(said.error());
    if (to.fault) {
        to.fault(said.error());
    }
    return out;
}

QIXIAN_DECL std::string fit_log_document(fitted_log const& said, setting const& with) {
    using namespace detail;
    auto out = head_of("qixian/simulate-fit-log/1", with);
    out["from"] = to_text(said.from);
    out["received"] = said.received;
    out["closed"] = said.closed;
    out["open"] = said.open;
    out["came_due"] = said.came_due;
    out["late"] = said.late;
    auto& lengths = out["lengths"] = json::array();
    for (auto const& each : said.lengths) {
        json quantiles = json::array();
        for (auto const& [seen, fitted] : each.seen_and_fitted) {
            quantiles.push_back({{"seen", seen}, {"fitted", fitted}});
        }
        lengths.push_back({{"what", each.what},
                           {"what_zh", each.what_zh},
                           {"seen", each.seen},
                           {"open", each.open},
                           {"mean", interval_json(each.mean, each.mean_low, each.mean_high)},
                           {"fits", each.fits},
                           {"quantiles", std::move(quantiles)}});
    }
    auto& teams = out["teams"] = json::array();
    for (auto const& t : said.teams) {
        teams.push_back({{"team", t.name},
                         {"people", t.people},
                         {"hours", t.hours},
                         {"absent_share", t.absent_share},
                         {"load", t.load}});
    }
    out["assumed"] = json_of(said.assumed);
    out["unknown"] = json_of(said.unknown);
    out["model"] = write_model(said.model);
    return page_of_text(out);
}

QIXIAN_DECL std::string backtest_document(backtest_answer const& said, std::uint64_t seed) {
    using namespace detail;
    constexpr std::array<std::string_view, plain_rivals> names{"last_year", "mean_of_years",
                                                               "poisson_of_last"};
    auto const rivals_json = [&](std::array<double, plain_rivals> const& of) {
        json out = json::object();
        for (std::size_t i = 0; i < plain_rivals; ++i) {
            out[std::string(names[i])] = of[i];
        }
        return out;
    };
    auto const figure = [&](forecast_figure const& f) {
        json out{{"printed", f.printed}, {"mean", f.mean},       {"low", f.low},
                 {"high", f.high},       {"inside", f.inside()}, {"score", f.score}};
        out["rivals"] = rivals_json(f.rivals);
        return out;
    };
    auto const summary = [&](backtest_summary const& s) {
        json out{{"pairs", s.pairs}, {"inside", s.inside}, {"width", s.width}, {"score", s.score}};
        out["rivals"] = rivals_json(s.rivals);
        return out;
    };
    json out{{"schema", "qixian/simulate-backtest/1"},
             {"seed", seed},
             {"replications", said.replications},
             {"received", summary(said.received)},
             {"carried_out", summary(said.carried_out)},
             {"informative_carried_out", summary(said.informative_carried_out)}};
    auto& pairs = out["pairs"] = json::array();
    for (auto const& each : said.pairs) {
        json one{{"agency", each.agency},         {"year", each.year},
                 {"first_year", each.first_year}, {"received", figure(each.received)},
                 {"carried_out", nullptr},        {"informative", each.informative}};
        if (each.carried_out) {
            one["carried_out"] = figure(*each.carried_out);
        }
        pairs.push_back(std::move(one));
    }
    auto& left_out = out["left_out"] = json::array();
    for (auto const& each : said.left_out) {
        left_out.push_back(json_of(each));
    }
    return page_of_text(out);
}

QIXIAN_DECL forecast_told forecast_from(source const& from, setting const& with,
                                        office_model const& office, forecast_plan const& plan,
                                        listener const& to) {
    forecast_told out;
    auto const fail = [&](fault const& why) {
        out.faults.push_back(why);
        if (to.fault) {
            to.fault(why);
        }
    };
    std::vector<open_case> open;
    bool bad = false;
    auto read = each_application(
        from, with,
        [&](assessment const& a, std::vector<entry> const& rows) {
            if (bad || !is_open(a.life.now.at)) {
                return;
            }
            auto one = open_case_of(rows, with.as_of, with.rules_of(rows).question());
            if (!one) {
                fail(one.error());
                bad = true;
            } else if (auto kept = std::move(one).value()) {
                open.push_back(std::move(*kept));
            }
        },
        to);
    out.faults.insert(out.faults.end(), read.faults.begin(), read.faults.end());
    if (bad || read.stopped()) {
        return out;
    }
    auto said = forecast_of(office, with.as_of, open, plan);
    if (said) {
        out.said = std::move(said).value();
    } else {
        fail(said.error());
    }
    return out;
}

QIXIAN_DECL std::string forecast_document(forecast_answer const& said, std::string_view model,
                                          std::uint64_t seed, setting const& with) {
    using namespace detail;
    auto j = head_of("qixian/simulate-forecast/1", with);
    j["model"] = model;
    j["seed"] = seed;
    j["replications"] = said.replications;
    j["assumed_years"] = said.assumed_years;
    json cases = json::array();
    for (auto const& c : said.cases) {
        cases.push_back({{"application", c.application},
                         {"agency", c.agency},
                         {"stage", code_of(c.at)},
                         {"due", json_of(c.due)},
                         {"late", c.late},
                         {"closed_by_half", json_of(c.closed_by_half)},
                         {"closed_by_95", json_of(c.closed_by_most)},
                         {"by_due_day_only", c.by_due_day_only}});
    }
    j["applications"] = std::move(cases);
    j["late"] = json_of(said.late);
    j["by_day"] = {{"first", to_text(plus_days(said.as_of, 1))},
                   {"open", json_of(said.open)},
                   {"due", json_of(said.due)}};
    return page_of_text(j);
}

}  // namespace qixian::inline v0::answer
