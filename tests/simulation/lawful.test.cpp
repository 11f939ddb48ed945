// Whatever the law knows happens in a simulation, as often as the model says, and the core takes every row.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "offices.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/simulation/office.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace {

using namespace qixian;
using namespace qixian::test;

using log_of = std::map<std::string, std::vector<entry>>;

struct lived {
    tally books;
    log_of log;
};

lived live(office_model const& m, std::uint64_t seed) {
    auto const made = office::make(m);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().field);
    lived out;
    out.books = made->run({.seed = seed}, [&](entry const& e) {
        auto& rows = out.log[e.application];
        rows.push_back(e);
        rows.back().seq = static_cast<std::int64_t>(rows.size());
    });
    return out;
}

int count(std::vector<entry> const& rows, event what) {
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [what](entry const& e) { return e.what == what; }));
}

bool has_any(std::vector<entry> const& rows, event what) { return count(rows, what) > 0; }

entry const* find(std::vector<entry> const& rows, event what) {
    auto const at =
        std::find_if(rows.begin(), rows.end(), [what](entry const& e) { return e.what == what; });
    return at == rows.end() ? nullptr : &*at;
}

bool is_replied_in(std::vector<entry> const& rows) {
    return std::any_of(rows.begin(), rows.end(), [](entry const& e) { return is_reply(e.what); });
}

/// `hits` of `all`, each with this chance, within three standard deviations.
void expect_share(double hits, double all, double share, std::string const& what) {
    EXPECT_GT(all, 50) << what;
    EXPECT_NEAR(hits, all * share, 3 * std::sqrt(all * share * (1 - share)) + 1e-9)
        << what << " of " << all;
}

/// So many people that nobody waits; a year to apply in, and years for the courts.
office_model ample() {
    auto m = lawful_office();
    m.years = {2024, 2026};
    m.arrivals = {.per_year = 1};
    m.arrivals.mass = {.applications = 9000, .from = day(20240103), .to = day(20241220)};
    m.teams[0].leave.clear();
    m.teams[0].people = 400;
    m.teams[1].people = 100;
    m.steps[2].wait_working_days = {length_law::exponential, 3};
    m.start.warm_up_calendar_days = 0;
    return m;
}

TEST(Lawful, every_event_that_the_law_knows_happens_and_none_is_refused) {
    // What a clerk does about rows and numbers is no course of an application, and what an agency does
    // about a year is no application's.
    std::set<event> const not_told{
        event::registered_in_error,  // a number that stands for nothing: a clerk's mistake
        event::moved_out,            // … that was another agency's (Z18)
        event::moved_in,             // … received elsewhere by mistake (Z18)
        event::entry_withdrawn,      // a row taken back
        event::year_closed,          // a report was frozen: of the agency, by the store
        event::year_ended,           // never in a log
    };
    std::set<event> told;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        auto m = lawful_office();
        m.years = {2024, 2026};
        auto const one = live(m, seed);
        for (auto const& [name, rows] : one.log) {
            for (auto const& e : rows) {
                EXPECT_TRUE(check(e).empty()) << code_of(e.what);
                told.insert(e.what);
            }
        }
        for (auto const& y : one.books.years) {
            EXPECT_EQ(y.refused, 0) << seed << " " << y.year;
            for (auto const& block : y.remedies) {
                std::int64_t sum = 0;
                for (auto const each : block) {
                    sum += each;
                }
                EXPECT_GT(sum, 0) << seed << " " << y.year;
            }
        }
    }
    for (auto const& each : all_events) {
        EXPECT_EQ(told.contains(each.which), !not_told.contains(each.which)) << each.code;
    }
}

TEST(Lawful, shares_are_those_of_the_model) {
    auto const m = ample();
    auto const log = live(m, 5).log;
    std::map<std::string, std::pair<double, double>> seen;
    auto const see = [&](std::string const& what, bool hit) {
        seen[what].first += hit ? 1 : 0;
        seen[what].second += 1;
    };
    for (auto const& [name, rows] : log) {
        auto const* const no = find(rows, event::not_processed);
        bool const replied = is_replied_in(rows);
        bool const withdrawn = has_any(rows, event::withdrawn);
        see("lodged", has_any(rows, event::lodged));
        if (no != nullptr && no->outcome == outcome::excessive) {
            see("reasons of excessive", has_any(rows, event::reasons_requested));
            if (has_any(rows, event::reasons_requested)) {
                see("silent", !has_any(rows, event::reasons_received));
            }
        } else if (replied) {
            see("reasons of others", has_any(rows, event::reasons_requested));
        }
        if (auto const opinions = count(rows, event::consulted); opinions > 0) {
            see("two parties", opinions == 2);
            see("three parties", opinions == 3);
        }
        if (!replied || withdrawn) {
            continue;
        }
        for (auto const& e : rows) {
            if (is_reply(e.what) || e.what == event::consulted ||
                e.what == event::correction_requested || e.what == event::fee_notified) {
                see("returned", std::any_of(rows.begin(), rows.end(), [&](entry const& r) {
                        return r.what == event::returned && r.re == e.ref;
                    }));
            }
        }
        EXPECT_EQ(count(rows, event::returned), count(rows, event::resent)) << name;
        see("supplemented", has_any(rows, event::supplemented));
        see("replaced", has_any(rows, event::reply_replaced));
        see("reviewed", has_any(rows, event::review_filed));
        if (has_any(rows, event::review_filed)) {
            see("accepted", has_any(rows, event::review_accepted));
            see("review corrected", has_any(rows, event::review_correction_requested));
            see("review suspended", has_any(rows, event::review_suspended));
            see("rejected", has_any(rows, event::review_rejected));
            see("review withdrawn", has_any(rows, event::review_withdrawn));
            see("terminated", has_any(rows, event::review_terminated));
            auto const* const end = find(rows, event::review_decided);
            see("mediated", end != nullptr && end->result == remedy_result::mediated);
            if (end != nullptr) {
                see("sued after review", has_any(rows, event::suit_filed));
            }
        } else if (needs_review_first(*outcome_of(*std::find_if(
                       rows.begin(), rows.end(), [](auto& e) { return is_reply(e.what); })))) {
            EXPECT_TRUE(has_any(rows, event::reply_replaced) || !has_any(rows, event::suit_filed))
                << name;
        } else if (!has_any(rows, event::partly_disclosed)) {
            see("sued directly", has_any(rows, event::suit_filed));
        }
        if (has_any(rows, event::suit_filed) && find(rows, event::suit_filed)->on < day(20250601)) {
            see("suit rejected", has_any(rows, event::suit_rejected));
            see("suit withdrawn", has_any(rows, event::suit_withdrawn));
            see("suit suspended", has_any(rows, event::suit_suspended));
            if (has_any(rows, event::suit_decided)) {
                see("appealed", has_any(rows, event::suit_appealed));
            }
        }
    }
    auto const expect = [&](std::string const& what, double share) {
        expect_share(seen[what].first, seen[what].second, share, what);
    };
    expect("lodged", m.confirmation.share);
    expect("reasons of excessive", m.reasons.share_of_excessive);
    expect("silent", m.reasons.silent_share);
    expect("reasons of others", m.reasons.share);
    expect("two parties", 2.0 / 6);
    expect("three parties", 1.0 / 6);
    expect("returned", m.letters.returned_share);
    expect("supplemented", m.later_answers.supplemented_share);
    expect("replaced", m.later_answers.replaced_share);
    expect("reviewed", m.review.share);
    expect("accepted", m.review.accepted_share);
    expect("review corrected", m.review.correction_share);
    expect("review suspended", m.review.suspended_share);
    expect("mediated", m.review.mediated_share);
    expect("rejected", m.review.rejected_share);
    expect("review withdrawn", m.review.withdrawn_share);
    expect("terminated", m.review.terminated_share);
    expect("sued after review", m.suit.share_after_review);
    expect("sued directly", m.suit.share);
    expect("suit rejected", m.suit.rejected_share);
    expect("suit withdrawn", m.suit.withdrawn_share);
    expect("suit suspended", m.suit.suspended_share);
    expect("appealed", m.suit.appealed_share);
}

TEST(Lawful, reasons_that_hold_may_be_followed_by_a_later_day_and_others_by_no_answer) {
    auto const m = ample();
    auto const ready = office::make(m).value();
    context const in{ready.calendar()};
    int delayed = 0;
    int held = 0;
    int asked = 0;
    for (auto const& [name, rows] : live(m, 6).log) {
        auto const* const told = find(rows, event::delay_notified);
        if (!has_any(rows, event::reasons_requested)) {
            EXPECT_EQ(told, nullptr) << name;
            continue;
        }
        ++asked;
        auto const* const no = find(rows, event::not_processed);
        bool const excessive = no != nullptr && no->outcome == outcome::excessive;
        held += excessive || !has_any(rows, event::reasons_received) ? 0 : 1;
        if (told == nullptr) {
            continue;
        }
        ++delayed;
        EXPECT_FALSE(excessive) << name;
        // Told in time, and twenty working days after the day that was due.
        std::vector<entry> const before(rows.begin(), std::find(rows.begin(), rows.end(), *told));
        auto const a = assess(before, told->on, in).value();
        for (auto const& d : a.duties) {
            if (d.what == duty_kind::reply && d.in_force && d.end) {
                EXPECT_LE(told->on, d.end->due) << name;
                EXPECT_EQ(in.calendar.add(d.end->due, working_days{20})->earliest, *told->until)
                    << name;
            }
        }
    }
    EXPECT_GT(asked, 400);
    EXPECT_GT(delayed, 100);
    // Those that wait for a correction are told no later day.
    EXPECT_LE(delayed, held);
    EXPECT_GT(delayed, 0.3 * held);
}

TEST(Lawful, nothing_goes_on_until_every_opinion_is_there) {
    int several = 0;
    int apart = 0;
    for (auto const& [name, rows] : live(ample(), 7).log) {
        std::map<std::string, date> open;
        std::set<date> answered;
        for (auto const& e : rows) {
            if (e.what == event::consulted) {
                EXPECT_TRUE(open.emplace(e.ref, e.on).second) << name;
            } else if (e.what == event::opinion_received || e.what == event::consultation_lapsed) {
                EXPECT_EQ(open.erase(e.re), 1U) << name;
                answered.insert(e.on);
            } else if (is_reply(e.what) || e.what == event::fee_notified ||
                       e.what == event::extended) {
                EXPECT_TRUE(open.empty()) << name << " " << code_of(e.what);
            }
        }
        several += count(rows, event::consulted) > 1 ? 1 : 0;
        apart += answered.size() > 1 ? 1 : 0;
    }
    EXPECT_GT(several, 300);
    EXPECT_GT(apart, 0.7 * several);
}

TEST(Lawful, a_letter_that_came_back_asks_from_the_day_it_was_sent_again) {
    auto const m = ample();
    auto const ready = office::make(m).value();
    context const in{ready.calendar()};
    int corrections = 0;
    int lapsed = 0;
    for (auto const& [name, rows] : live(m, 8).log) {
        entry const* again = nullptr;
        for (auto const& e : rows) {
            again = e.what == event::resent && e.re == "correction" ? &e : again;
        }
        if (again == nullptr || has_any(rows, event::correction_period_extended)) {
            continue;
        }
        ++corrections;
        auto const last =
            in.calendar.add(again->on, working_days{m.correction.period_working_days})->earliest;
        for (auto const& e : rows) {
            if (e.what == event::correction_received) {
                EXPECT_TRUE(e.on >= again->on && e.on <= last) << name;
            } else if (e.what == event::correction_lapsed) {
                EXPECT_EQ(e.on, plus_days(last, 1)) << name;
                ++lapsed;
            }
        }
    }
    EXPECT_GT(corrections, 60);
    EXPECT_GT(lapsed, 10);
}

TEST(Lawful, a_plain_office_is_the_same_with_sections_that_say_nothing) {
    auto m = full_office();
    auto const numbers = [](office_model const& of) {
        std::vector<std::int64_t> out;
        auto t = office::make(of).value().run({.seed = 9});
        for_each_count(t, [&](auto n) { out.push_back(n); });
        return out;
    };
    auto const plain = numbers(m);
    m.reasons.period_working_days = 3;
    m.consultation.parties = {7, 0, 0};
    m.letters.back_after_calendar_days = {length_law::fixed, 1};
    m.suit.results = {0, 1, 0};
    m.suit.share_after_review = 0;
    EXPECT_EQ(numbers(m), plain);
    // A dossier for nearly everyone, and the same course: a later answer changes neither day nor row.
    m.later_answers.supplemented_share = 0.9;
    auto const t = office::make(m).value().run({.seed = 9});
    auto const of_plain = office::make(full_office()).value().run({.seed = 9});
    for (std::size_t y = 0; y < t.years.size(); ++y) {
        EXPECT_EQ(t.years[y].table, of_plain.years[y].table);
        EXPECT_EQ(t.years[y].late, of_plain.years[y].late);
        EXPECT_EQ(t.years[y].came_due, of_plain.years[y].came_due);
        EXPECT_EQ(t.years[y].missed, of_plain.years[y].missed);
        EXPECT_EQ(t.years[y].overdue_open, of_plain.years[y].overdue_open);
        EXPECT_EQ(t.years[y].due, of_plain.years[y].due);
        EXPECT_EQ(t.years[y].open, of_plain.years[y].open);
        EXPECT_EQ(t.years[y].days_to_reply, of_plain.years[y].days_to_reply);
        EXPECT_EQ(t.years[y].days_in_hand, of_plain.years[y].days_in_hand);
        EXPECT_EQ(t.years[y].remedies, of_plain.years[y].remedies);
        EXPECT_EQ(t.years[y].irregular, of_plain.years[y].irregular);
    }
}

TEST(Lawful, other_lengths_are_those_of_dossiers_too) {
    // Nothing in this office hangs on a due day, so that only the days move.
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
    for (int const days : {20, 15, 25}) {
        m.rules.reply_working_days = days;
        m.later_answers.supplemented_share = 0;
        auto const small = office::make(m).value().run({.seed = 11});
        m.later_answers.supplemented_share = 1;
        auto const rich = office::make(m).value().run({.seed = 11});
        EXPECT_EQ(rich.years[0].due, small.years[0].due) << days;
        EXPECT_EQ(rich.years[0].late, small.years[0].late) << days;
        EXPECT_EQ(rich.years[0].missed, small.years[0].missed) << days;
    }
}

}  // namespace
