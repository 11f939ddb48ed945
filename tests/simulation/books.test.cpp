// What holds in every replication: identities, the chain of years, and that a simulated log is a log
// like any other.
#include <gtest/gtest.h>

#include <map>

#include "offices.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/ledger/audit.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/simulation/office.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

std::vector<published_table> tables_of(tally const& t) {
    std::vector<published_table> out;
    for (auto const& y : t.years) {
        out.push_back({.file = std::to_string(y.year), .year = y.year, .counts = table_of(y)});
    }
    return out;
}

/// Applications whose due day came in a year, and those of them that it found unanswered.
struct days_that_came {
    std::int64_t all = 0;
    std::int64_t missed = 0;
};

/// Into the year of its last due day, unless its applicant ended it before, or it is still in time.
void count_day_that_came(assessment const& a, std::map<int, days_that_came>& into) {
    duty const* reply = nullptr;
    for (auto const& d : a.duties) {
        reply = d.what == duty_kind::reply && d.end ? &d : reply;
    }
    auto const at = a.life.now.at;
    bool const missed = reply != nullptr && reply->status == duty_status::missed;
    bool const in_time = reply != nullptr && reply->status == duty_status::met &&
                         (is_replied(at) || at == stage::closed);
    if (missed || in_time) {
        auto& year = into[year_of(reply->end->due)];
        ++year.all;
        year.missed += missed ? 1 : 0;
    }
}

void expect_sound(tally const& t, std::string const& name) {
    auto const tables = tables_of(t);
    for (auto const& f : audit(tables)) {
        ADD_FAILURE() << name << ": " << f.file << " " << f.row << " " << f.column << " " << f.en;
    }
    for (std::size_t y = 0; y < t.years.size(); ++y) {
        auto const& year = t.years[y];
        EXPECT_EQ(year.refused, 0) << name;
        auto const out = carried_out_row(year.shape);
        for (std::size_t c = 0; c < column_count; ++c) {
            EXPECT_EQ(year.table[new_row][c] + year.table[carried_in_row][c],
                      year.table[result_total_row(year.shape)][c] + year.table[out][c])
                << name << " " << year.year << " " << c;
            if (y + 1 < t.years.size()) {
                EXPECT_EQ(year.table[out][c], t.years[y + 1].table[carried_in_row][c]) << name;
            }
        }
        EXPECT_EQ(year.open.back(), year.table[out][class_count]) << name;
    }
}

TEST(Books, every_replication_is_sound_and_chains_into_the_next_year) {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        auto const m = random_office(seed);
        auto const made = office::make(m);
        ASSERT_TRUE(made.ok()) << seed << " " << made.error().field << " " << made.error().detail;
        expect_sound(made->run({.seed = seed}), m.name);
    }
}

TEST(Books, a_simulated_log_folds_to_the_same_tables_by_the_core) {
    std::int64_t applications = 0;
    std::int64_t irregular = 0;
    std::int64_t remedies = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        auto const m = random_office(seed);
        auto const made = office::make(m);
        ASSERT_TRUE(made.ok()) << seed;
        std::map<std::string, std::vector<entry>> lives;
        auto const t = made->run({.seed = seed}, [&](entry const& e) {
            auto& rows = lives[e.application];
            ASSERT_TRUE(check(e).empty()) << to_text(e.on) << " " << code_of(e.what);
            rows.push_back(e);
            rows.back().seq = static_cast<std::int64_t>(rows.size());
        });
        auto const as_of = last_day_of(m.years.last);
        context const in{made->calendar()};
        std::vector<account> accounts;
        std::map<int, days_that_came> came;
        for (auto const& [name, rows] : lives) {
            auto const a = assess(rows, as_of, in);
            ASSERT_TRUE(a.ok()) << m.name << " " << name;
            EXPECT_TRUE(a->life.refused.empty()) << m.name << " " << name;
            for (auto const& each : a->life.irregular) {
                // An office may be late with a notice; it never breaks another rule.
                EXPECT_EQ(each.said.why, code::correction_late)
                    << m.name << " " << name << " " << code_of(rows[each.row].what);
                ++irregular;
            }
            accounts.push_back(account_of(*a));
            count_day_that_came(*a, came);
        }
        applications += static_cast<std::int64_t>(accounts.size());
        for (auto const& y : t.years) {
            auto const r = make_report(accounts, y.year, y.shape, as_of);
            for (std::size_t row = 0; row < r.rows.size(); ++row) {
                for (std::size_t c = 0; c < column_count; ++c) {
                    EXPECT_EQ(y.table[row][c], r.rows[row].count[c])
                        << m.name << " " << y.year << " row " << r.rows[row].id << " column " << c;
                }
            }
            EXPECT_EQ(y.on_time, r.on_time) << m.name << " " << y.year;
            EXPECT_EQ(y.late, r.late) << m.name << " " << y.year;
            EXPECT_EQ(y.came_due, came[y.year].all) << m.name << " " << y.year;
            EXPECT_EQ(y.missed, came[y.year].missed) << m.name << " " << y.year;
            for (auto const& [block, said] :
                 {std::pair(remedy_block::review, r.review),
                  std::pair(remedy_block::direct, r.direct),
                  std::pair(remedy_block::after_review, r.after_review)}) {
                auto const& counted = y.remedies[static_cast<std::size_t>(block)];
                EXPECT_EQ(counted[0], said.upheld) << m.name;
                EXPECT_EQ(counted[1], said.corrected) << m.name;
                EXPECT_EQ(counted[2], said.other) << m.name;
                EXPECT_EQ(counted[3], said.pending) << m.name;
                remedies += said.total();
            }
        }
    }
    EXPECT_GT(applications, 30'000);
    EXPECT_GT(remedies, 3'000);
    EXPECT_GT(irregular, 100);  // correction notices after the seventh working day
}

TEST(Books, what_is_open_before_the_first_year_is_carried_in_to_the_last_application) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        auto m = random_office(seed);
        m.start.open = {{static_cast<int>(seed), static_cast<int>(seed % 4), 0, 0, 0, 0}};
        auto const made = office::make(m);
        ASSERT_TRUE(made.ok());
        auto const y = made->run({.seed = seed}).years[0];
        EXPECT_EQ(y.table[carried_in_row][0], static_cast<std::int64_t>(seed)) << seed;
        EXPECT_EQ(y.table[carried_in_row][1], static_cast<std::int64_t>(seed % 4)) << seed;
    }
}

TEST(Books, a_thousand_open_ones_with_every_outcome_are_carried_in) {
    auto m = full_office();
    m.start.open = {{800, 200, 0, 0, 0, 0}};
    m.teams[0].people = 40;
    m.teams[0].leave.clear();
    m.teams[1].people = 10;
    m.steps[2].wait_working_days = {length_law::lognormal, 15, 15};
    auto const made = office::make(m);
    ASSERT_TRUE(made.ok());
    for (std::uint32_t r = 0; r < 30; ++r) {
        auto const y = made->run({.replication = r}).years[0];
        EXPECT_EQ(y.table[carried_in_row][0], 800) << r;
        EXPECT_EQ(y.table[carried_in_row][1], 200) << r;
    }
}

TEST(Books, everything_that_is_modelled_happens) {
    auto const made = office::make(full_office());
    ASSERT_TRUE(made.ok());
    auto const y = made->run({}).years[0];
    for (auto const e : {event::received,
                         event::correction_requested,
                         event::correction_received,
                         event::correction_lapsed,
                         event::fee_lapsed,
                         event::consulted,
                         event::opinion_received,
                         event::consultation_lapsed,
                         event::extended,
                         event::fee_notified,
                         event::fee_paid,
                         event::disclosed,
                         event::partly_disclosed,
                         event::refused,
                         event::unable_to_provide,
                         event::not_processed,
                         event::withdrawn,
                         event::closed_otherwise,
                         event::review_filed,
                         event::review_decided}) {
        EXPECT_GT(y.events[static_cast<std::size_t>(e)], 0) << code_of(e);
    }
    for (std::size_t row = 0; row < rows_of(y.shape).size(); ++row) {
        EXPECT_GT(y.table[row][class_count], 0) << rows_of(y.shape)[row].id;
    }
}

TEST(Books, nothing_ends_as_the_law_of_its_day_does_not_know) {
    auto m = full_office();
    m.years = {2018, 2021};
    m.extension.working_days = 20;
    m.teams[0].leave.clear();
    auto const made = office::make(m);
    ASSERT_TRUE(made.ok());
    bool extended_before_711 = false;
    auto const t = made->run({}, [&](entry const& e) {
        if (e.on < decree_711_from) {
            EXPECT_NE(e.outcome, outcome::correction_lapsed);
            EXPECT_NE(e.what, event::correction_requested);
            if (e.what == event::extended) {
                EXPECT_EQ(e.days, 15);
                extended_before_711 = true;
            }
        }
        if (e.on < fee_from) {
            EXPECT_NE(e.outcome, outcome::fee_lapsed) << e.application;
            EXPECT_NE(e.what, event::fee_notified) << e.application;
        }
    });
    EXPECT_TRUE(extended_before_711);
    expect_sound(t, "2018 to 2021");
    auto const events_of = [&](int year, event e) {
        return t.years[static_cast<std::size_t>(year - 2018)].events[static_cast<std::size_t>(e)];
    };
    EXPECT_EQ(events_of(2020, event::fee_notified), 0);
    EXPECT_GT(events_of(2021, event::fee_lapsed), 0);
    EXPECT_EQ(events_of(2018, event::correction_requested), 0);
    EXPECT_GT(events_of(2020, event::correction_lapsed), 0);
}

}  // namespace
