// Offices simulated, their logs fitted, and the next year forecast from the fit: does it hold what then
// came?
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "judged.hpp"
#include "offices.hpp"
#include "qixian/simulation/fit_log.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

struct known_office {
    std::string name;
    office_model model;
};

class_model granted_mostly() {
    class_model k;
    k.outcomes[static_cast<std::size_t>(outcome::granted)] = 6;
    k.outcomes[static_cast<std::size_t>(outcome::not_held)] = 3;
    k.outcomes[static_cast<std::size_t>(outcome::other)] = 1;
    return k;
}

office_model waits_only(double per_year, distribution wait) {
    office_model m{.name = "waits", .years = {2024, 2025}};
    m.arrivals.per_year = per_year;
    m.classes.push_back(granted_mostly());
    m.steps.push_back({.name = "look-over", .wait_working_days = {length_law::fixed, 0.5}});
    m.steps.push_back({.name = "in-hand", .wait_working_days = std::move(wait)});
    return m;
}

office_model desk_of(double per_working_day, int people, distribution hours, double sign_off) {
    auto m = one_desk(per_working_day, std::move(hours), people, 2024, 251);
    m.years = {2024, 2025};
    m.classes = {granted_mostly()};
    m.steps.insert(m.steps.begin(),
                   {.name = "look-over", .wait_working_days = {length_law::lognormal, 2, 1}});
    m.steps.push_back(
        {.name = "sign", .wait_working_days = {length_law::lognormal, sign_off, 0.5 * sign_off}});
    m.start.warm_up_calendar_days = 1000;
    return m;
}

/// Ten offices whose truth is known, two of them near full load.
std::vector<known_office> ten_offices() {
    std::vector<known_office> out;
    out.push_back({"waits, log-normal", waits_only(500, {length_law::lognormal, 11, 7})});
    out.push_back({"waits, exponential", waits_only(400, {length_law::exponential, 8})});
    out.push_back({"waits, bursts", waits_only(400, {length_law::lognormal, 12, 5})});
    out.back().model.arrivals.bursts = {.per_year = 8, .mean_size = 12};
    out.push_back({"waits, corrections", waits_only(500, {length_law::lognormal, 10, 7})});
    out.back().model.correction = {.share = 0.2, .after = 0};
    out.push_back({"waits, opinions", waits_only(500, {length_law::lognormal, 10, 6})});
    out.back().model.consultation = {.share = 0.2, .after = 0, .whom = {1, 1, 1}};
    out.push_back({"waits, extended", waits_only(600, {length_law::lognormal, 14, 9})});
    out.back().model.extension = {.rule = extension_rule::days_left, .working_days_left = 3};
    out.push_back({"desk, easy", desk_of(2, 2, {length_law::lognormal, 4, 3}, 13)});
    out.push_back({"desk, seasons", desk_of(2, 2, {length_law::lognormal, 5, 3}, 12)});
    out.back().model.arrivals.month = {1, 0.5, 1.5, 1, 1, 1, 1, 1, 1, 0.6, 1.2, 1.2};
    out.push_back({"desk, near full load", desk_of(1.9, 1, {length_law::exponential, 4}, 3)});
    out.push_back({"desks, near full load", desk_of(5.6, 3, {length_law::lognormal, 4, 2}, 5)});
    return out;
}

/// The rows of a run by application, with what was worked before each row, as an exported log holds them.
log_of live_with_work(office const& of, std::uint64_t seed) {
    log_of rows;
    std::map<std::string, std::array<std::string, 5>> worked;
    auto const row = [&](entry const& e) {
        auto& all = rows[e.application];
        all.push_back(e);
        all.back().seq = static_cast<std::int64_t>(all.size());
        if (auto const found = worked.find(e.application); found != worked.end()) {
            constexpr std::array names{"x_began", "x_ended", "x_hours", "x_person", "x_team"};
            for (std::size_t i = 0; i < names.size(); ++i) {
                all.back().extra.emplace_back(names[i], found->second[i]);
            }
            worked.erase(found);
        }
    };
    auto const work = [&](work_record const& w) {
        if (w.end == work_end::unfinished) {
            return;
        }
        auto& cells = worked[w.application];
        std::array const texts{to_text(w.began), to_text(w.ended.value_or(w.began)),
                               std::to_string(w.hours), std::to_string(w.person), w.team};
        for (std::size_t i = 0; i < texts.size(); ++i) {
            cells[i] += (cells[i].empty() ? "" : ";") + texts[i];
        }
    };
    static_cast<void>(of.run_and_tell({.seed = seed}, {.rows = row, .work = work}));
    return rows;
}

/// Forecasts of what is open at the end of the log, by a model that knows nothing but the log.
void judge_open_ones(log_of const& log, office_model const& fitted, context const& in,
                     calibration& judged) {
    auto const as_of = day(20241231);
    auto const said =
        forecast_of(fitted, as_of, open_on(log, as_of, in), {.replications = 200, .threads = 2});
    ASSERT_TRUE(said);
    for (auto const& c : said->cases) {
        judged.add_to_its_bin(c.late, was_late(log.at(c.application), day(20251231), in));
    }
}

std::vector<std::vector<entry>> rows_of_all(log_of const& log) {
    std::vector<std::vector<entry>> out;
    for (auto const& [name, rows] : log) {
        out.push_back(rows);
    }
    return out;
}

TEST(Round_trip, a_fitted_log_gives_back_its_own_year_and_holds_the_next) {
    auto const runs = seeds_of(20);
    calibration judged;
    for (auto const& known : ten_offices()) {
        auto const truth = office::make(known.model);
        ASSERT_TRUE(truth) << known.name << " " << truth.error().field;
        int held_next = 0;
        int held_own = 0;
        int held_table = 0;
        double came = 0;
        double said = 0;
        for (std::uint64_t seed = 1; seed <= runs; ++seed) {
            judged.next_life();
            auto const log = live_with_work(*truth, seed);
            auto const lived = truth->run({.seed = seed});
            auto const fitted =
                fit_log(rows_of_all(log), {.as_of = day(20241231), .from = day(20240101)});
            ASSERT_TRUE(fitted) << known.name << " " << fitted.error().field << " "
                                << fitted.error().detail;
            judge_open_ones(log, fitted->model, context{truth->calendar()}, judged);
            auto const forecast = [&](int year, std::size_t at) {
                std::vector<scenario> const scenarios{
                    {.name = "base", .office = with_years(fitted->model, {year, year})}};
                auto made = office::make(scenarios.front().office);
                EXPECT_TRUE(made) << made.error().field;
                std::vector<office> const offices{std::move(made).value()};
                auto const done = run_all(offices, {.seed = 7, .replications = 200, .threads = 2});
                auto y = answers_of(scenarios, offices, done, 7).scenarios[0].years[0];
                auto const& l = lived.years[at];
                auto const share = static_cast<double>(l.missed) /
                                   static_cast<double>(std::max<std::int64_t>(l.came_due, 1));
                auto const& q = y.late_of_due.quantiles;
                bool const in = q.front() <= share && share <= q.back();
                if (at == 1) {
                    came += share / static_cast<double>(runs);
                    said += y.late_of_due.mean.mean / static_cast<double>(runs);
                } else {
                    auto const out_row = carried_out_row(l.shape);
                    auto const& c = y.carried_out.quantiles;
                    auto const open = static_cast<double>(l.table[out_row][class_count]);
                    auto const& r = y.table3[first_result_row][class_count].quantiles;
                    auto const granted =
                        static_cast<double>(l.table[first_result_row][class_count]);
                    held_table += c.front() <= open && open <= c.back() && r.front() <= granted &&
                                          granted <= r.back()
                                      ? 1
                                      : 0;
                }
                return in;
            };
            held_own += forecast(2024, 0) ? 1 : 0;
            held_next += forecast(2025, 1) ? 1 : 0;
        }
        std::cout << "    " << known.name << ": own year held " << held_own << ", its table "
                  << held_table << ", next year " << held_next << " of " << runs << "; late "
                  << came << ", said " << said << '\n';
        auto const least = static_cast<int>(runs * 17 / 20);
        EXPECT_GE(held_own, least) << known.name;
        EXPECT_GE(held_next, least) << known.name;
        EXPECT_GE(held_table, least) << known.name;
    }
    judged.expect_to_hold();
}

}  // namespace
