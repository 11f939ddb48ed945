// Forecasts from a log: does what is said to happen in a third of all cases happen in a third?
#include <gtest/gtest.h>

#include <map>

#include "judged.hpp"
#include "offices.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

/// An office that is hard pressed: some of its replies are late, most are not.
office_model pressed() {
    auto m = full_office();
    m.years = {2025, 2025};
    m.arrivals.per_year = 420;
    m.arrivals.bursts = {};
    m.teams[0].absent_share = 0.05;
    m.teams[0].leave.clear();
    m.steps[1].work_hours = {length_law::lognormal, 6, 5};
    m.steps[2].wait_working_days = {length_law::lognormal, 11, 8};
    m.extension.rule = extension_rule::never;
    m.review.share = 0;
    return m;
}

log_of live(office_model const& m, std::uint64_t seed) {
    return test::live(office::make(m).value(), seed);
}

TEST(Forecast, what_is_open_is_read_from_the_rows) {
    auto const m = pressed();
    auto const log = live(m, 1);
    auto const as_of = day(20250630);
    auto const ready = *office::make(m);
    context const in{ready.calendar()};
    auto const open = open_on(log, as_of, in);
    std::size_t expected = 0;
    for (auto const& [name, rows] : log) {
        if (rows.front().on > as_of) {
            continue;
        }
        auto const a = assess(rows, as_of, in);
        expected += is_open(a->life.now.at) ? 1 : 0;
    }
    EXPECT_EQ(open.size(), expected);
    EXPECT_GT(expected, 20U);
    for (auto const& each : open) {
        EXPECT_LE(each.received, as_of);
        for (auto const& row : each.rows) {
            EXPECT_LE(row.on, as_of);
        }
    }
}

TEST(Forecast, probabilities_mean_what_they_say) {
    auto const m = pressed();
    auto const ready = *office::make(m);
    context const in{ready.calendar()};
    // Twelve other years of the same office are cut on three days each; what happened afterwards is
    // held against what was forecast from the rows before the cut alone.
    double expected = 0;
    double happened = 0;
    double brier = 0;
    double plain = 0;
    int n = 0;
    std::map<int, std::pair<double, double>> bins;
    std::map<int, int> sizes;
    std::vector<std::pair<double, bool>> all;
    for (std::uint64_t seed = 101; seed <= 112; ++seed) {
        auto const log = live(m, seed);
        for (auto const as_of : {day(20250331), day(20250630), day(20250905)}) {
            auto const open = open_on(log, as_of, in);
            auto const said = forecast_of(m, as_of, open, {.seed = 7, .replications = 120});
            ASSERT_TRUE(said.ok()) << said.error().field;
            ASSERT_EQ(said->cases.size(), open.size());
            for (auto const& c : said->cases) {
                auto const late = was_late(log.at(c.application), day(20251231), in);
                all.emplace_back(c.late, late);
                expected += c.late;
                happened += late ? 1 : 0;
                auto const bin = std::min(static_cast<int>(c.late * 4), 3);
                bins[bin].first += c.late;
                bins[bin].second += late ? 1 : 0;
                ++sizes[bin];
                ++n;
            }
        }
    }
    auto const rate = happened / n;
    for (auto const& [p, late] : all) {
        brier += (p - (late ? 1 : 0)) * (p - (late ? 1 : 0));
        plain += (rate - (late ? 1 : 0)) * (rate - (late ? 1 : 0));
    }
    EXPECT_GT(n, 800);
    EXPECT_GT(happened, 60);
    EXPECT_NEAR(expected, happened, 0.25 * happened) << n;
    // Better than knowing the true average of all, which no forecast is told.
    EXPECT_LT(brier, 0.85 * plain) << brier << " " << plain;
    for (auto const& [bin, sums] : bins) {
        auto const size = static_cast<double>(sizes[bin]);
        if (size >= 40) {
            EXPECT_NEAR(sums.first / size, sums.second / size, 0.17)
                << "bin " << bin << ", " << size << " applications";
        }
    }
}

/// The same office with all that the law knows beside.
office_model pressed_and_lawful() {
    auto m = lawful_office();
    auto const plain = pressed();
    m.years = plain.years;
    m.arrivals = plain.arrivals;
    m.teams = plain.teams;
    m.steps = plain.steps;
    m.extension = plain.extension;
    return m;
}

TEST(Forecast, logs_in_which_everything_happens_are_forecast_as_well) {
    auto m = pressed_and_lawful();
    m.start.warm_up_calendar_days = 150;
    auto const ready = *office::make(m);
    context const in{ready.calendar()};
    double expected = 0;
    double happened = 0;
    int n = 0;
    int by_due_day = 0;
    for (std::uint64_t seed = 201; seed <= 204; ++seed) {
        auto const log = live(m, seed);
        for (auto const as_of : {day(20250331), day(20250905)}) {
            auto const open = open_on(log, as_of, in);
            auto const said = forecast_of(m, as_of, open, {.seed = 7, .replications = 30});
            ASSERT_TRUE(said.ok()) << said.error().field;
            ASSERT_EQ(said->cases.size(), open.size());
            for (auto const& c : said->cases) {
                auto const late = was_late(log.at(c.application), day(20251231), in);
                by_due_day += c.by_due_day_only ? 1 : 0;
                expected += c.late;
                happened += late ? 1 : 0;
                ++n;
            }
        }
    }
    EXPECT_GT(n, 150);
    EXPECT_GT(by_due_day, 10);
    EXPECT_LT(by_due_day, n / 3);
    EXPECT_NEAR(expected, happened, 0.3 * happened) << n;
}

TEST(Forecast, what_is_open_goes_on_by_its_own_rows_and_none_is_refused) {
    auto m = pressed_and_lawful();
    context const in{office::make(m).value().calendar()};
    auto const open = open_on(live(m, 210), day(20250630), in);
    m.start.begins_on = day(20250701);
    auto const ready = office::make(m).value();
    std::int64_t asked = 0;
    for (std::uint32_t r = 0; r < 20; ++r) {
        std::vector<case_fate> fates;
        auto const t = ready.run_from({.seed = 3, .replication = r}, open, nullptr, fates);
        ASSERT_EQ(fates.size(), open.size());
        auto const& y = t.years[0];
        EXPECT_EQ(y.refused, 0) << r;
        EXPECT_EQ(y.table[carried_in_row][class_count] + y.table[new_row][class_count],
                  y.table[result_total_row(y.shape)][class_count] +
                      y.table[carried_out_row(y.shape)][class_count])
            << r;
        asked += y.events[static_cast<std::size_t>(event::reasons_requested)];
    }
    EXPECT_GT(asked, 50);
}

TEST(Forecast, one_that_is_late_already_is_late_for_certain) {
    auto const m = pressed();
    auto const ready = *office::make(m);
    context const in{ready.calendar()};
    std::vector<entry> const rows{{.application = "old",
                                   .on = day(20250303),
                                   .what = event::received,
                                   .applicant = applicant::natural_person}};
    std::vector<entry> const fresh{{.application = "new",
                                    .on = day(20250630),
                                    .what = event::received,
                                    .applicant = applicant::natural_person}};
    auto const as_of = day(20250630);
    std::vector<open_case> const open{**open_case_of(fresh, as_of, in),
                                      **open_case_of(rows, as_of, in)};
    auto const said = forecast_of(m, as_of, open, {.replications = 200});
    ASSERT_TRUE(said.ok());
    EXPECT_EQ(said->cases[0].application, "old");
    EXPECT_EQ(said->cases[0].late, 1);
    EXPECT_LT(said->cases[1].late, 0.8);
    EXPECT_GT(said->open.mean.front(), 1);  // new ones arrive
}

TEST(Forecast, one_whose_rows_rule_an_outcome_out_ends_as_another) {
    // Nobody can ask a third party, or for a correction, any more: that lies at the first step.
    auto m = pressed();
    for (auto& k : m.classes) {
        k.outcomes = {};
        k.outcomes[static_cast<std::size_t>(outcome::third_party_rights)] = 1;
        k.outcomes[static_cast<std::size_t>(outcome::unclear_after_correction)] = 1;
    }
    m.arrivals.per_year = 20;
    m.consultation = {.share = 1, .after = 0};
    m.correction.after = 0;
    auto const ready = *office::make(m);
    context const in{ready.calendar()};
    auto const as_of = day(20250630);
    auto const received = [](char const* name, date on) {
        return entry{.application = name,
                     .on = on,
                     .what = event::received,
                     .applicant = applicant::natural_person};
    };
    auto const asked = [](char const* name, kind whom) {
        return entry{.application = name,
                     .on = day(20250616),
                     .what = event::consulted,
                     .ref = "1",
                     .kind = whom};
    };
    auto const answered = [](char const* name) {
        return entry{
            .application = name, .on = day(20250620), .what = event::opinion_received, .re = "1"};
    };
    std::vector<std::vector<entry>> const lives{
        {received("fresh", day(20250630))},
        {received("plain", day(20250606))},
        {received("third", day(20250606)), asked("third", kind::third_party), answered("third")},
        {received("maker", day(20250606)), asked("maker", kind::co_maker), answered("maker")},
        {received("asked", day(20250606)), asked("asked", kind::co_maker)},
        {received("unclear", day(20250606)),
         {.application = "unclear",
          .on = day(20250611),
          .what = event::correction_requested,
          .days = 15}},
        {received("old-law", day(20190506))}};
    std::vector<open_case> open;
    for (auto const& rows : lives) {
        open.push_back(**open_case_of(rows, as_of, in));
    }
    auto const said = forecast_of(m, as_of, open, {.replications = 100, .calendar_days = 180});
    ASSERT_TRUE(said.ok());
    for (auto const& each : said->cases) {
        EXPECT_EQ(each.open_at_end, 0) << each.application;
    }
}

TEST(Forecast, a_closed_application_is_not_open) {
    context const in{china::calendar()};
    std::vector<entry> const rows{
        {.application = "A",
         .on = day(20250303),
         .what = event::received,
         .applicant = applicant::natural_person},
        {.application = "A", .on = day(20250310), .what = event::disclosed}};
    EXPECT_FALSE(open_case_of(rows, day(20250630), in).value().has_value());
    EXPECT_TRUE(open_case_of(rows, day(20250309), in).value().has_value());
}

TEST(Forecast, the_same_seed_says_the_same_with_any_number_of_threads) {
    auto const m = pressed();
    auto const ready = *office::make(m);
    context const in{ready.calendar()};
    auto const open = open_on(live(m, 3), day(20250905), in);
    auto const one = forecast_of(m, day(20250905), open, {.replications = 60, .threads = 1});
    auto const three = forecast_of(m, day(20250905), open, {.replications = 60, .threads = 3});
    ASSERT_TRUE(one.ok() && three.ok());
    for (std::size_t i = 0; i < one->cases.size(); ++i) {
        EXPECT_EQ(one->cases[i].application, three->cases[i].application);
        EXPECT_EQ(one->cases[i].late, three->cases[i].late);
        EXPECT_EQ(one->cases[i].closed_by_half, three->cases[i].closed_by_half);
    }
    EXPECT_EQ(one->open.mean, three->open.mean);
}

}  // namespace
