// A change of the law or the calendar moves exactly the due days that the core says.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "offices.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/caseload/what_if.hpp"
#include "qixian/period/clock_columns.hpp"
#include "qixian/period/due.hpp"
#include "qixian/simulation/office.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

using log_of = std::map<std::string, std::vector<entry>>;

struct lived {
    office ready;
    tally books;
    log_of log;
};

lived live(office_model const& m) {
    auto const made = office::make(m);
    EXPECT_TRUE(made.ok());
    log_of log;
    auto books = made->run({.seed = 11}, [&](entry const& e) {
        log[e.application].push_back(e);
        log[e.application].back().seq = static_cast<std::int64_t>(log[e.application].size());
    });
    return {*made, std::move(books), std::move(log)};
}

/// An office whose course does not depend on due days: nobody looks at them.
office_model indifferent() {
    auto m = full_office();
    m.years = {2025, 2025};
    m.extension.rule = extension_rule::never;
    m.fee.share = 0;
    for (auto& each : m.classes) {
        each.outcomes[static_cast<std::size_t>(outcome::fee_lapsed)] = 0;
    }
    for (auto& each : m.teams) {
        each.order = discipline::first_come;
        each.leave.clear();
    }
    return m;
}

/// The due day in force when the application was closed, or at the end, by the core.
maybe_date due_by_core(std::vector<entry> const& rows, date last, context const& in) {
    auto const a = assess(rows, last, in);
    EXPECT_TRUE(a.ok());
    if (a->life.now.at == stage::abandoned) {
        return {};
    }
    for (auto const& d : a->duties) {
        if (d.what == duty_kind::reply && d.in_force && d.end &&
            d.status != duty_status::superseded) {
            return d.end->due;
        }
    }
    return {};
}

std::map<date, int> piles_of(lived const& l, int less_days) {
    context const in{l.ready.calendar()};
    auto const last = last_day_of(l.ready.model().years.last);
    std::map<date, int> out;
    for (auto const& [name, rows] : l.log) {
        auto const due = due_by_core(rows, last, in);
        if (!due) {
            continue;
        }
        auto const moved = l.ready.calendar().subtract(*due, working_days{less_days});
        EXPECT_TRUE(moved.ok());
        if (year_of(moved->earliest) == l.ready.model().years.first) {
            ++out[moved->earliest];
        }
    }
    return out;
}

std::map<date, int> piles_in(tally const& t) {
    std::map<date, int> out;
    auto const& y = t.years[0];
    for (std::size_t d = 0; d < y.due.size(); ++d) {
        if (y.due[d] != 0) {
            out[plus_days(first_day_of(y.year), static_cast<int>(d))] = y.due[d];
        }
    }
    return out;
}

TEST(Rules, the_due_days_of_a_simulation_are_those_of_the_core) {
    auto const base = live(indifferent());
    EXPECT_EQ(piles_in(base.books), piles_of(base, 0));
    EXPECT_GT(piles_in(base.books).size(), 150U);
    // … and with extensions, fees and people who look at them, too.
    auto const full = live(full_office());
    EXPECT_EQ(piles_in(full.books), piles_of(full, 0));
}

TEST(Rules, fifteen_days_instead_of_twenty_move_every_due_day_by_five_and_nothing_else) {
    auto const base = live(indifferent());
    auto m = indifferent();
    m.rules.reply_working_days = 15;
    auto const short_limit = live(m);
    EXPECT_EQ(base.log, short_limit.log);  // the same fate, row for row
    EXPECT_EQ(base.books.years[0].table, short_limit.books.years[0].table);
    EXPECT_EQ(piles_in(short_limit.books), piles_of(base, 5));

    // Late are those, and only those, that the core's own what-if calls late.
    std::int64_t late = 0;
    auto const& cal = base.ready.calendar();
    context const in{cal};
    auto const last = last_day_of(2025);
    for (auto const& [name, rows] : base.log) {
        auto const a = assess(rows, last, in);
        auto const due = due_by_core(rows, last, in);
        if (!due || !a->life.closed_on || year_of(*a->life.closed_on) != 2025) {
            continue;
        }
        auto const& run = a->life.runs.back();
        bool const held = a->life.now.at == stage::withdrawn && run.held_from;
        auto const moved = cal.subtract(*due, working_days{5});
        late += !held && *a->life.closed_on > moved->earliest ? 1 : 0;
    }
    EXPECT_EQ(short_limit.books.years[0].late, late);
    EXPECT_GT(late, base.books.years[0].late);
}

TEST(Rules, columns_of_clocks_agree_about_fifteen_days) {
    // Plain receipts only: what caseload/what_if.hpp says of them is what the simulation counts.
    auto m = one_desk(3, {length_law::exponential, 2}, 2, 2025, 248);
    auto const base = live(m);
    m.rules.reply_working_days = 15;
    auto const short_limit = live(m);
    clock_columns clocks;
    for (date d = day(20240101); d <= day(20251231); d = plus_days(d, 1)) {
        for (auto const& [name, rows] : base.log) {
            if (rows.front().on == d) {
                clocks.append(day_index_of(d), 20);
            }
        }
    }
    auto const& cal = base.ready.calendar();
    auto const moved = under(clocks, {.more_days = -5}, cal);
    ASSERT_TRUE(moved.ok());
    std::vector<day_index> due(moved->size());
    std::vector<std::int16_t> left(moved->size());
    std::vector<light> lights(moved->size());
    ASSERT_TRUE(find_due_days(*moved, day(20251231), cal, {due, left, lights}).ok());
    std::map<date, int> piles;
    for (auto const each : due) {
        if (year_of(day_at(each)) == 2025) {
            ++piles[day_at(each)];
        }
    }
    EXPECT_EQ(piles_in(short_limit.books), piles);
}

TEST(Rules, without_extensions_the_extended_ones_are_due_when_they_were_before) {
    auto m = full_office();
    m.years = {2025, 2025};
    for (auto& each : m.teams) {
        each.order = discipline::first_come;
    }
    auto const with = live(m);
    m.extension.rule = extension_rule::never;
    auto const without = live(m);
    int extended = 0;
    int moved = 0;
    context const in{with.ready.calendar()};
    auto const last = last_day_of(2025);
    for (auto const& [name, rows] : with.log) {
        auto stripped = rows;
        std::erase_if(stripped, [](entry const& e) { return e.what == event::extended; });
        extended += stripped.size() != rows.size() ? 1 : 0;
        // The course of the office does not hang on extensions but for fee notices, which must
        // come before the due day; an application with one may go another way.
        auto const& other = without.log.at(name);
        if (stripped.size() == other.size()) {
            for (std::size_t i = 0; i < other.size(); ++i) {
                EXPECT_EQ(stripped[i].on, other[i].on) << name;
                EXPECT_EQ(stripped[i].what, other[i].what) << name;
            }
            auto const before = due_by_core(rows, last, in);
            auto const after = due_by_core(other, last, in);
            EXPECT_EQ(after, due_by_core(stripped, last, in)) << name;
            moved += before != after ? 1 : 0;
        }
    }
    EXPECT_GT(extended, 30);
    EXPECT_GT(moved, 10);
    EXPECT_GT(without.books.years[0].late, with.books.years[0].late);
    EXPECT_EQ(without.books.years[0].events[static_cast<std::size_t>(event::extended)], 0);
}

TEST(Rules, a_make_up_weekend_taken_away_moves_the_due_days_that_run_across_it) {
    // 2025-09-28, a Sunday, and 2025-10-11, a Saturday, are worked for the National Day holiday.
    auto m = one_desk(4, {length_law::exponential, 2}, 2, 2025, 248);
    auto const base = live(m);
    m.rules.days_off = {day(20250928), day(20251011)};
    auto const without = live(m);
    auto const& now = base.ready.calendar();
    auto const& then = without.ready.calendar();
    EXPECT_TRUE(*now.is_working(day(20250928)));
    EXPECT_FALSE(*then.is_working(day(20250928)));
    // Every receipt day of the year: the due day moves exactly where the two calendars differ.
    std::map<date, int> expected;
    for (auto const& [name, rows] : without.log) {
        auto const due = then.add(rows.front().on, working_days{20});
        if (year_of(due->earliest) == 2025) {
            ++expected[due->earliest];
        }
    }
    EXPECT_EQ(piles_in(without.books), expected);
    // One weekend day less makes the year expect a little more of each other day, so applications
    // differ in number near draws on the edge; of those that both have, the core says which moved.
    std::set<date> moved;
    for (date d = day(20250101); d <= day(20251231); d = plus_days(d, 1)) {
        auto const a = now.add(d, working_days{20});
        auto const b = then.add(d, working_days{20});
        if (a->earliest != b->earliest) {
            moved.insert(d);
        }
    }
    EXPECT_TRUE(moved.contains(day(20250901)));
    EXPECT_TRUE(moved.contains(day(20250928)));
    EXPECT_FALSE(moved.contains(day(20250820)));
    EXPECT_FALSE(moved.contains(day(20251013)));
}

TEST(Rules, who_learns_late_of_the_holiday_reckons_wrong_due_days_until_then) {
    // In 2020 the notice of 27 January made the Spring Festival longer. An office that reckons
    // without the year's notices until 1 March puts extensions on other days than one that knows.
    auto m = full_office();
    m.years = {2020, 2020};
    m.arrivals.bursts = {};
    m.teams[0].leave.clear();
    auto const knows = live(m);
    m.rules.notice_known_on = day(20200301);
    auto const learns = live(m);
    std::set<std::pair<std::string, date>> a;
    std::set<std::pair<std::string, date>> b;
    auto const extensions = [](log_of const& log, auto& into) {
        for (auto const& [name, rows] : log) {
            for (auto const& e : rows) {
                if (e.what == event::extended) {
                    into.emplace(name, e.on);
                }
            }
        }
    };
    extensions(knows.log, a);
    extensions(learns.log, b);
    EXPECT_NE(a, b);
    // The due days themselves are those of the law, whoever knows of them.
    EXPECT_EQ(piles_in(learns.books), piles_of(learns, 0));
    EXPECT_EQ(learns.books.years[0].refused, 0);
}

}  // namespace
