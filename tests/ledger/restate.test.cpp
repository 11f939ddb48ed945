// The published table, the corrected one, and the bridge between them.
#include "qixian/ledger/restate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/row/event_log.hpp"

namespace {

using namespace qixian;

using texts = std::vector<std::string>;

account taken(std::string name, int received, int closed = 0,
              std::optional<outcome> result = std::nullopt,
              applicant column = applicant::natural_person) {
    account a{.application = std::move(name),
              .agency = "G",
              .column = column,
              .received_on = day(received),
              .result = result};
    if (closed != 0) {
        a.closed_on = day(closed);
    }
    return a;
}

report report_of(std::vector<account> const& accounts, int year = 2021) {
    return make_report(accounts, year, form_of_year(year), day(20261231));
}

restatement bridge(std::vector<account> const& published, std::vector<account> const& corrected,
                   int year = 2021) {
    return restate(freeze(report_of(published, year)), report_of(corrected, year));
}

/// "3.1/total 2>1 +A -B"
texts told(std::vector<cell_move> const& moves) {
    texts out;
    for (auto const& m : moves) {
        auto& text = out.emplace_back(m.row);
        text.append("/").append(m.column).append(" ").append(std::to_string(m.published));
        text.append(">").append(std::to_string(m.corrected));
        for (auto const& each : m.joined) {
            text.append(" +").append(each);
        }
        for (auto const& each : m.left) {
            text.append(" -").append(each);
        }
    }
    return out;
}

std::vector<account> const three{taken("A", 20210301, 20210310, outcome::granted),
                                 taken("B", 20210401, 20210420, outcome::petition),
                                 taken("C", 20201220)};

// ---------------------------------------------------------------- the bridge

TEST(restate, a_report_against_itself_has_no_change) {
    auto const same = bridge(three, three);
    EXPECT_FALSE(same.changed());
    EXPECT_TRUE(same.carried_in.none() && same.carried_out.none());
}

TEST(restate, another_outcome_moves_an_application_from_row_to_row_and_no_total) {
    auto later = three;
    later[0].result = outcome::partly_granted;
    auto const moved = bridge(three, later);
    EXPECT_TRUE(moved.changed());
    EXPECT_EQ(told(moved.cells), (texts{"3.1/natural_person 1>0 -A", "3.1/total 1>0 -A",
                                        "3.2/natural_person 0>1 +A", "3.2/total 0>1 +A"}));
}

TEST(restate, another_class_moves_an_application_from_column_to_column_and_no_total) {
    auto later = three;
    later[2].column = applicant::business;
    auto const moved = bridge(three, later);
    EXPECT_EQ(told(moved.cells), (texts{"2/natural_person 1>0 -C", "2/business 0>1 +C",
                                        "4/natural_person 1>0 -C", "4/business 0>1 +C"}));
    EXPECT_TRUE(moved.carried_out.none());
}

TEST(restate, a_reply_found_later_takes_an_application_out_of_what_was_carried_over) {
    auto later = three;
    later[2].closed_on = day(20211220);
    later[2].result = outcome::not_held;
    auto const moved = bridge(three, later);
    EXPECT_EQ(told(moved.cells), (texts{"3.4.1/natural_person 0>1 +C", "3.4.1/total 0>1 +C",
                                        "3.7/natural_person 2>3 +C", "3.7/total 2>3 +C",
                                        "4/natural_person 1>0 -C", "4/total 1>0 -C"}));
    EXPECT_EQ(moved.carried_out, (set_move{.joined = {}, .left = {"C"}}));
    EXPECT_EQ(bridge(three, later, 2022).carried_in, moved.carried_out);
}

TEST(restate, a_cell_with_other_applications_has_moved_although_its_figure_has_not) {
    auto later = three;
    later[0].is_void = true;
    later.push_back(taken("D", 20210501, 20210510, outcome::granted));
    EXPECT_EQ(
        told(bridge(three, later).cells),
        (texts{"1/natural_person 2>2 +D -A", "1/total 2>2 +D -A", "3.1/natural_person 1>1 +D -A",
               "3.1/total 1>1 +D -A", "3.7/natural_person 2>2 +D -A", "3.7/total 2>2 +D -A"}));
}

TEST(restate, a_review_decided_within_the_year_leaves_the_pending_ones) {
    auto before = three;
    before[0].remedies = {{.filed = day(20210401)},
                          {.filed = day(20210901)},
                          {.is_suit = true, .after_review = true, .filed = day(20211001)}};
    auto later = before;
    later[0].remedies[0].ends = {{day(20210530), remedy_result::corrected, {}}};
    later[1].remedies = {{.is_suit = true, .filed = day(20210601)}};
    auto const moved = bridge(before, later);
    EXPECT_TRUE(moved.cells.empty());
    EXPECT_EQ(told(moved.remedies), (texts{"review/corrected 0>1 +A", "review/pending 2>1 -A",
                                           "direct/pending 0>1 +B", "direct/total 0>1 +B"}));
}

TEST(restate, figures_beside_the_tables_are_bridged_too) {
    auto later = three;
    later[0].late = true;
    later[1].fees = {{.notified = day(20210402), .paid = day(20210403), .amount_fen = 1200}};
    auto const moved = bridge(three, later);
    EXPECT_TRUE(moved.changed());
    EXPECT_TRUE(moved.cells.empty() && moved.remedies.empty());
    EXPECT_EQ(moved.figures, (std::vector<figure_move>{{"on_time", 2, 1},
                                                       {"late", 0, 1},
                                                       {"fees_notified_fen", 0, 1200},
                                                       {"fees_paid_fen", 0, 1200}}));
}

TEST(restate, sums_of_several_agencies_tell_applications_of_one_name_apart) {
    auto before = three;
    before.push_back(before[0]);
    before.back().agency = "H";
    auto later = before;
    later[3].result = outcome::partly_granted;
    auto const moved = bridge(before, later);
    EXPECT_EQ(told(moved.cells), (texts{"3.1/natural_person 2>1 -H:A", "3.1/total 2>1 -H:A",
                                        "3.2/natural_person 0>1 +H:A", "3.2/total 0>1 +H:A"}));
}

TEST(restate, two_years_or_two_forms_are_not_held_against_each_other) {
    struct broken {};
    auto const old =
        std::exchange(on_breach, [](char const*, char const*, int) { throw broken{}; });
    auto const published = freeze(report_of(three, 2021));
    EXPECT_THROW(static_cast<void>(restate(published, report_of(three, 2022))), broken);
    EXPECT_THROW(static_cast<void>(
                     restate(published, make_report(three, 2021, form::form_2019, day(20261231)))),
                 broken);
    on_breach = old;
}

// ---------------------------------------------------------------- what a store keeps

result<frozen_report> again(std::vector<frozen_count> const& counts,
                            std::vector<frozen_member> const& members) {
    return frozen_from(2021, form::form_2021, "G", counts, members);
}

std::string why_not(std::vector<frozen_count> const& counts,
                    std::vector<frozen_member> const& members) {
    auto const got = again(counts, members);
    return got ? "fine"
               : std::to_string(static_cast<int>(got.error().what)) + " " + got.error().detail;
}

TEST(frozen_report, is_made_again_from_its_counts_and_members_in_any_order) {
    auto accounts = three;
    accounts[0].remedies = {{.filed = day(20210401)}, {.filed = day(20210901)}};
    accounts[1].fees = {{.notified = day(20210402), .amount_fen = 1200}};
    auto const f = freeze(report_of(accounts));
    auto counts = counts_of(f);
    auto members = members_of(f);
    EXPECT_EQ(counts.size(), 25U * 7 + 3 * 4 + 4);
    EXPECT_EQ(std::count(members.begin(), members.end(), frozen_member{"review", "pending", "A"}),
              2);
    std::mt19937_64 dice(7);
    std::shuffle(counts.begin(), counts.end(), dice);
    std::shuffle(members.begin(), members.end(), dice);
    std::erase_if(counts, [](frozen_count const& c) { return c.count == 0; });
    auto const got = again(counts, members);
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, f);
    EXPECT_EQ(got->carried_out, texts{"C"});
}

TEST(frozen_report, whose_rows_contradict_each_other_is_not_believed) {
    auto const f = freeze(report_of(three));
    auto const counts = counts_of(f);
    auto const members = members_of(f);
    EXPECT_EQ(why_not(counts, members), "fine");

    auto fewer = members;
    fewer.pop_back();
    EXPECT_EQ(why_not(counts, fewer), "954 4/natural_person");

    auto more = members;
    more.push_back({"review", "upheld", "A"});
    EXPECT_EQ(why_not(counts, more), "954 review/upheld");

    auto const with = [&](std::string const& row, std::string const& column, int by) {
        auto changed = counts;
        for (auto& each : changed) {
            each.count += each.row == row && each.column == column ? by : 0;
        }
        return changed;
    };
    EXPECT_EQ(why_not(with("3.1", "business", 1), members), "954 3.1/business");
    EXPECT_EQ(why_not(with("1", "total", 1), members), "954 1/total");
    EXPECT_EQ(why_not(with("3.7", "total", -1), members), "954 3.7/total");

    auto sum = with("3.7", "business", 1);
    EXPECT_EQ(why_not(sum, members), "954 3.7/total");
    for (auto& each : sum) {
        each.count += each.row == "3.7" && each.column == "total" ? 1 : 0;
    }
    EXPECT_EQ(why_not(sum, members), "954 3.7/business");
}

TEST(frozen_report, takes_no_row_or_column_that_its_form_does_not_have) {
    auto const f = freeze(report_of(three));
    auto const counts = counts_of(f);
    auto const members = members_of(f);
    auto const with_count = [&](frozen_count extra) {
        auto more = counts;
        more.push_back(std::move(extra));
        return why_not(more, members);
    };
    EXPECT_EQ(with_count({"3.6", "total", 0}), "929 3.6/total");
    EXPECT_EQ(with_count({"3.1", "pending", 0}), "929 3.1/pending");
    EXPECT_EQ(with_count({"review", "total", 0}), "929 review/total");
    EXPECT_EQ(with_count({"3.1", "total", 1}), "928 3.1/total");
    auto const with_member = [&](frozen_member extra) {
        auto more = members;
        more.push_back(std::move(extra));
        return why_not(counts, more);
    };
    EXPECT_EQ(with_member({"3.1", "total", "A"}), "929 3.1/total");
    EXPECT_EQ(with_member({"3.7", "natural_person", "A"}), "929 3.7/natural_person");
    EXPECT_EQ(with_member({"late", "total", "A"}), "929 late/total");
}

// ---------------------------------------------------------------- random histories

std::multiset<std::string> applied(std::multiset<std::string> set, texts const& joined,
                                   texts const& left) {
    set.insert(joined.begin(), joined.end());
    for (auto const& each : left) {
        auto const at = set.find(each);
        EXPECT_NE(at, set.end()) << each;
        if (at != set.end()) {
            set.erase(at);
        }
    }
    return set;
}

std::multiset<std::string> set_of(texts const& list) { return {list.begin(), list.end()}; }

using sets = std::map<std::pair<std::string, std::string>, std::multiset<std::string>>;

/// Who is in each cell, counted anew from the accounts.
sets cells_counted_anew(std::vector<account> const& accounts, int year) {
    sets out;
    form const shape = form_of_year(year);
    bool const several = std::any_of(accounts.begin(), accounts.end(), [&](auto const& a) {
        return a.agency != accounts.front().agency;
    });
    for (auto const& a : accounts) {
        auto const name = several ? a.agency + ":" + a.application : a.application;
        auto const column = std::string(info(column_of(a.column)).code);
        for (auto const row : cells_of(a, year, shape)) {
            out[{std::string(row), column}].insert(name);
            out[{std::string(row), "total"}].insert(name);
            if (row.starts_with("3.")) {
                out[{"3.7", column}].insert(name);
                out[{"3.7", "total"}].insert(name);
            }
        }
        for (auto const& r : a.remedies) {
            auto const block = !r.is_suit ? "review" : r.after_review ? "after_review" : "direct";
            std::string where = year_of(r.filed) <= year ? "pending" : "";
            for (auto const& each : r.ends) {
                if (year_of(each.on) <= year) {
                    bool const again = each.reopened && year_of(*each.reopened) <= year;
                    bool const other = !each.result || *each.result == remedy_result::mediated;
                    where = again                     ? "pending"
                            : year_of(each.on) < year ? ""
                            : other                   ? "other"
                                                      : std::string(code_of(*each.result));
                }
            }
            if (!where.empty()) {
                out[{block, where}].insert(name);
                out[{block, "total"}].insert(name);
            }
        }
    }
    return out;
}

void expect_a_true_bridge(std::vector<account> const& before, std::vector<account> const& after,
                          int year) {
    auto const published = report_of(before, year);
    auto const corrected = report_of(after, year);
    auto const frozen = freeze(published);
    auto const kept =
        frozen_from(year, published.shape, published.agency, counts_of(frozen), members_of(frozen));
    ASSERT_TRUE(kept);
    ASSERT_EQ(*kept, frozen);
    EXPECT_FALSE(restate(*kept, published).changed());

    auto const moved = restate(*kept, corrected);
    auto now = cells_counted_anew(before, year);
    auto const expected = cells_counted_anew(after, year);
    for (auto const* list : {&moved.cells, &moved.remedies}) {
        for (auto const& m : *list) {
            auto const at = std::pair(m.row, m.column);
            auto& set = now[at];
            EXPECT_EQ(m.published, static_cast<std::int64_t>(set.size())) << m.row << m.column;
            set = applied(set, m.joined, m.left);
            EXPECT_EQ(m.corrected, static_cast<std::int64_t>(set.size())) << m.row << m.column;
            EXPECT_FALSE(m.joined.empty() && m.left.empty());
            for (auto const& each : m.joined) {
                EXPECT_EQ(std::count(m.left.begin(), m.left.end(), each), 0) << each;
            }
        }
    }
    std::erase_if(now, [](auto const& cell) { return cell.second.empty(); });
    EXPECT_EQ(now, expected);

    // What leaves the corrected year is what enters the next, from the same accounts.
    EXPECT_EQ(
        applied(set_of(published.carried_out), moved.carried_out.joined, moved.carried_out.left),
        set_of(report_of(after, year + 1).carried_in));
    EXPECT_EQ(applied(set_of(published.carried_in), moved.carried_in.joined, moved.carried_in.left),
              set_of(report_of(after, year - 1).carried_out));
}

/// The accounts of the larger example, each life assessed on its own.
struct history_book {
    history_book() {
        auto reader = event_reader::open(QIXIAN_SOURCE_DIR "/examples/larger/log.csv").value();
        lives = read_all(reader).applications;
    }

    [[nodiscard]] static account account_in(std::vector<entry> const& rows) {
        auto const a = assess(rows, day(20260930), {china::calendar()});
        return a ? account_of(*a) : account{};
    }

    std::vector<application_rows> lives{};
};

/// A slip of the pen put right: a row never was, was on another day, or said another thing.
void correct_something(std::vector<entry>& rows, std::mt19937_64& dice) {
    auto& e = rows[dice() % rows.size()];
    switch (dice() % 4) {
    case 0:
        if (rows.size() > 1) {
            rows.erase(rows.begin() + 1 + static_cast<std::ptrdiff_t>(dice() % (rows.size() - 1)));
        }
        break;
    case 1: e.on = plus_days(e.on, static_cast<int>(dice() % 121) - 60); break;
    case 2: rows.front().applicant = all_applicants[dice() % all_applicants.size()].which; break;
    default:
        for (auto& row : rows) {
            if (row.what == event::unable_to_provide) {
                row.outcome = outcome::needs_creation;
            } else if (row.what == event::review_decided || row.what == event::suit_decided) {
                row.result = remedy_result::corrected;
            } else if (row.what == event::disclosed) {
                row.what = event::partly_disclosed;
                row.outcome.reset();
            }
        }
    }
}

TEST(restate, holds_in_every_cell_of_every_year_after_random_corrections) {
    history_book const book;
    ASSERT_GT(book.lives.size(), 400U);
    std::vector<account> before;
    for (auto const& life : book.lives) {
        before.push_back(history_book::account_in(life.rows));
    }
    std::mt19937_64 dice(2021);
    for (int round = 0; round < 12; ++round) {
        auto after = before;
        for (int slips = 1 + static_cast<int>(dice() % 40); slips > 0; --slips) {
            auto const which = dice() % book.lives.size();
            auto rows = book.lives[which].rows;
            correct_something(rows, dice);
            auto const corrected = history_book::account_in(rows);
            if (!corrected.application.empty()) {
                after[which] = corrected;
            }
        }
        for (int year = 2017; year <= 2025; ++year) {
            SCOPED_TRACE(std::to_string(round) + " " + std::to_string(year));
            expect_a_true_bridge(before, after, year);
        }
    }
}

TEST(restate, holds_when_applications_of_one_agency_come_late_or_go) {
    history_book const book;
    std::vector<account> all;
    for (auto const& life : book.lives) {
        if (life.agency == book.lives.front().agency) {
            all.push_back(history_book::account_in(life.rows));
        }
    }
    std::mt19937_64 dice(99);
    for (int round = 0; round < 30; ++round) {
        auto before = all;
        auto after = all;
        std::erase_if(before, [&](account const&) { return dice() % 10 == 0; });
        std::erase_if(after, [&](account const&) { return dice() % 10 == 0; });
        int const year = 2017 + static_cast<int>(dice() % 9);
        SCOPED_TRACE(std::to_string(round) + " " + std::to_string(year));
        expect_a_true_bridge(before, after, year);
    }
}

}  // namespace
