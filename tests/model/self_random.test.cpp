// The model against itself: differences are named, and random histories reach everything.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "compare.hpp"
#include "model.hpp"
#include "random_history.hpp"
#include "story.hpp"

namespace {

using namespace stories;

TEST(model_compare, a_difference_is_named_and_its_history_shortened) {
    story s;
    s.received(20210301);
    s.letter(20210308, "consulted").kind = "third_party";
    s.on(20210311, "opinion_received");
    s.lasting(20210312, "extended", 5);
    s.on(20210315, "fee_paid");
    auto const asked = day(20210320);
    auto without_pause = [](std::vector<row> rows) {
        std::erase_if(rows, [](row const& r) { return r.event == "consulted"; });
        return rows;
    };
    auto differ = [&](std::vector<row> const& rows) {
        auto const wrong = model::assess(without_pause(rows), asked, {}, china());
        auto const lines = model::differences(model::assess(rows, asked, {}, china()), wrong);
        return std::any_of(lines.begin(), lines.end(),
                           [](std::string const& line) { return line.find("reply/1 due") == 0; });
    };
    ASSERT_TRUE(differ(s.rows));
    auto const kernel = model::shortest_failing(s.rows, differ);
    ASSERT_EQ(2U, kernel.size());
    EXPECT_EQ("consulted", kernel[1].event);
    auto const a = s.as_of(20210320);
    EXPECT_TRUE(model::differences(a, a).empty());
    auto b = a;
    b.stage = "delayed";
    EXPECT_EQ(std::vector<std::string>{"stage: received against delayed"},
              model::differences(a, b));
}

TEST(model_random, a_case_is_the_same_every_time) {
    auto const once = model::csv_of(model::random_history(7, 11, china()));
    EXPECT_EQ(once, model::csv_of(model::random_history(7, 11, china())));
    EXPECT_NE(once, model::csv_of(model::random_history(7, 12, china())));
    EXPECT_NE(once, model::csv_of(model::random_history(8, 11, china())));
}

TEST(model_random, histories_reach_every_stage_event_verdict_and_duty) {
    std::set<std::string> seen;
    std::map<std::string, int> corners;
    auto note = [&](std::string const& kind, std::string const& what) {
        seen.insert(kind + " " + what);
    };
    for (std::uint64_t i = 0; i < 30000; ++i) {
        auto const rows = model::random_history(1, i, china());
        auto const asked = model::random_as_of(1, i, rows, china());
        auto const a = model::assess(rows, asked, model::random_policies(1, i), china());
        for (auto const& r : rows) {
            note("event", r.event);
            EXPECT_LE(r.on, day(20260131));
            EXPECT_TRUE(!r.delivered || *r.delivered >= r.on);
        }
        for (auto const& corner : a.met) {
            ++corners[corner];
        }
        note("stage", a.stage);
        note("standing", a.standing);
        for (auto const& d : a.duties) {
            note(d.name, d.status);
            EXPECT_LE(d.due.value_or(asked), day(20261220));
            EXPECT_LE(d.latest.value_or(asked), day(20261220));
        }
        for (auto const& [kind, list] :
             {std::pair{"irregular", a.irregular}, std::pair{"refused", a.refusals},
              std::pair{"fault", a.faults}}) {
            for (auto const& c : list) {
                note(kind, c.code);
                EXPECT_LT(c.row, std::max<std::size_t>(1, rows.size()));
            }
        }
        for (auto const& w : a.warnings) {
            note("warning", w.code);
            EXPECT_EQ(1U, model::modelled_warnings().count(w.code)) << w.code;
        }
    }
    auto count = [&](std::string const& kind) {
        return std::count_if(seen.begin(), seen.end(), [&](std::string const& s) {
            return s.compare(0, kind.size() + 1, kind + " ") == 0;
        });
    };
    EXPECT_EQ(53, count("event"));
    EXPECT_EQ(16, count("stage"));  // all fifteen, and nothing registered yet
    EXPECT_EQ(12, count("irregular"));
    EXPECT_EQ(15, count("refused"));
    EXPECT_EQ(4, count("fault"));
    EXPECT_EQ(5, count("reply"));
    EXPECT_EQ(static_cast<long>(model::modelled_warnings().size()), count("warning"));
    // Seven times as many in the histories that engine and model are compared on. Compilers evaluate
    // arguments in orders of their own, so the histories are not the same with each.
    EXPECT_EQ(68, static_cast<int>(corners.size()));
    for (auto const& [corner, times] : corners) {
        EXPECT_GE(times, 20) << corner;
    }
}

TEST(model_random, tables_of_random_logs_balance_and_chain) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        std::vector<row> log;
        for (std::uint64_t i = 0; i < 400; ++i) {
            auto const rows = model::random_history(seed, i, china());
            log.insert(log.end(), rows.begin(), rows.end());
        }
        auto const asked = day(20260531);
        auto const answers = model::assess_log(log, asked, {}, china());
        model::cells carried(7, 0);
        std::set<std::string> still_open;
        int settled = 0;
        for (int year = 2008; year <= 2026; ++year) {
            auto const t = model::tables(answers, year, asked, 2021);
            EXPECT_EQ(still_open, t.carried_in);
            EXPECT_EQ(carried, t.table3.at("2"));
            for (std::size_t c = 0; c < 7; ++c) {
                EXPECT_EQ(t.table3.at("1")[c] + t.table3.at("2")[c],
                          t.table3.at("3.7")[c] + t.table3.at("4")[c]);
            }
            carried = t.table3.at("4");
            still_open = t.carried_out;
            settled += t.table3.at("3.7")[6];
        }
        int closed = 0;
        for (auto const& a : answers) {
            bool const counts = a.faults.empty() && a.received_on && a.stage != "void";
            closed += counts && a.closed_on ? 1 : 0;
            for (int const year : a.carried_over) {
                bool const listed = model::tables({a}, year, asked).carried_out.size() == 1;
                EXPECT_EQ(counts, listed) << a.application;
            }
        }
        EXPECT_EQ(closed, settled);
    }
}

}  // namespace
