// Every stage, standing and remedy against every event, under every combination of facts that a
// guard can tell apart: the machine of Boost.MSM, the tables, a plain interpreter of the tables and
// a matrix written by hand say the same.
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "expectations.hpp"
#include "qixian/ledger/form.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "qixian/statute/cn_remedy/guards.hpp"
#include "qixian/statute/default.hpp"
#include "situations.hpp"
#include "table_machine.hpp"

namespace {

using namespace qixian;
using namespace procedure_test;

template <class Visit>
void each_application(Visit visit) {
    for (auto const& s : all_stages) {
        for (auto const& y : all_standings) {
            for (auto const& r : all_remedy_stages) {
                visit(application{s.which, y.which, r.which});
            }
        }
    }
}

std::string told(application const& a, event e) {
    return key(code_of(a.at), code_of(a.year), code_of(a.remedy)) + " " + std::string(code_of(e));
}

bool same(ruling const& a, ruling const& b) {
    return a.what == b.what && a.moves == b.moves && a.cites == b.cites && a.limit == b.limit &&
           (a.what == verdict::accepted || a.why == b.why);
}

TEST(matrix, every_pair_is_as_written_by_hand) {
    for (auto const& each : complaints_about(all_rules())) {
        ADD_FAILURE() << each;
    }
    EXPECT_EQ(all_rules().size(), expected_targets().size());
    EXPECT_GE(all_rules().size(), 138u);
}

TEST(matrix, what_is_written_by_hand_has_every_event_and_every_stage) {
    std::vector<std::string> heading{"region", "stage", "role"};
    for (auto const& each : all_events) {
        heading.emplace_back(each.code);
    }
    EXPECT_EQ(expected_matrix().front(), heading);
    std::vector<std::string> expected;
    auto const add = [&](region in, auto const& words) {
        for (auto const& each : words) {
            expected.push_back(std::string(name_of(in)) + " " + std::string(each.code));
        }
    };
    add(region::procedure, all_stages);
    add(region::standing, all_standings);
    add(region::remedy, all_remedy_stages);
    std::vector<std::string> written;
    for (auto const& row : expected_matrix()) {
        EXPECT_EQ(row.size(), heading.size()) << row[0] << " " << row[1];
        if (row[0] != "basis" && row != heading) {
            written.push_back(row[0] + " " + row[1]);
        }
    }
    EXPECT_EQ(written, expected);
}

TEST(matrix, the_machine_the_tables_and_the_plain_interpreter_agree) {
    table_machine const plain(all_rules());
    std::size_t cells = 0;
    std::size_t asked = 0;
    for (auto const& what : all_events) {
        auto const situations = situations_of(what.which);
        each_application([&](application const& now) {
            ++cells;
            for (auto const& s : situations) {
                if (heard_as(now, s.row, s.known) != s.row.what) {
                    continue;  // it is that event's
                }
                ++asked;
                auto const became = step(now, s.row, s.known);
                auto const table = table_step(now, s.row, s.known).said;
                auto const third = plain.step(now, s.row, s.known);
                if (!same(became.said, table) || !same(became.said, third.said) ||
                    became.after != third.after) {
                    ADD_FAILURE() << told(now, what.which);
                    return;
                }
            }
        });
    }
    EXPECT_EQ(cells, all_stages.size() * all_standings.size() * all_remedy_stages.size() *
                         all_events.size());
    EXPECT_GT(asked, 100'000u);
}

TEST(matrix, what_is_heard_as_another_event_becomes_what_that_one_does) {
    std::size_t heard = 0;
    for (auto const& s : situations_of(event::reanswered)) {
        each_application([&](application const& now) {
            auto taken = s.row;
            taken.what = heard_as(now, s.row, s.known);
            heard += taken.what != event::reanswered ? 1U : 0U;
            auto const became = step(now, s.row, s.known);
            auto const other = step(now, taken, s.known);
            EXPECT_TRUE(same(became.said, other.said) && became.after == other.after &&
                        became.heard == taken.what)
                << told(now, taken.what);
        });
    }
    EXPECT_GT(heard, 1000u);
}

TEST(matrix, an_ordered_answer_of_an_open_case_is_heard_as_the_reply_that_its_outcome_is) {
    // Written out from the table of outcomes, not from the rows.
    std::map<answer_kind, event> const expected{
        {answer_kind::disclosed, event::disclosed},
        {answer_kind::partly_disclosed, event::partly_disclosed},
        {answer_kind::refused, event::refused},
        {answer_kind::unable_to_provide, event::unable_to_provide},
        {answer_kind::not_processed, event::not_processed},
        {answer_kind::handled_otherwise, event::reanswered}};
    facts ordered;
    ordered.order_open = true;
    for (auto const& each : all_outcomes) {
        entry e{.what = event::reanswered, .outcome = each.which};
        EXPECT_EQ(heard_as({.at = stage::received}, e, ordered), expected.at(each.kind))
            << each.code;
        EXPECT_EQ(heard_as({.at = stage::refused}, e, ordered), e.what) << each.code;
        EXPECT_EQ(heard_as({.at = stage::received}, e, {}), e.what) << each.code;
        e.what = event::reply_replaced;
        EXPECT_EQ(heard_as({.at = stage::received}, e, ordered), e.what) << each.code;
    }
}

TEST(matrix, a_cell_is_possible_or_impossible_and_never_both) {
    std::set<code> const says_impossible{code::before_receipt,     code::already_received,
                                         code::already_closed,     code::not_possible_here,
                                         code::nothing_to_answer,  code::no_remedy_open,
                                         code::no_reanswer_ordered};
    for (auto const& what : all_events) {
        auto const situations = situations_of(what.which);
        each_application([&](application const& now) {
            bool const possible =
                expected_targets().count(key("procedure", code_of(now.at), what.code)) +
                    expected_targets().count(key("standing", code_of(now.year), what.code)) +
                    expected_targets().count(key("remedy", code_of(now.remedy), what.code)) ==
                1;
            EXPECT_EQ(rule_for(now, what.which) != nullptr, possible) << told(now, what.which);
            std::set<code> said;
            for (auto const& s : situations) {
                if (heard_as(now, s.row, s.known) != s.row.what) {
                    continue;  // it is that event's
                }
                auto const r = step(now, s.row, s.known).said;
                if (r.what != verdict::accepted) {
                    said.insert(r.why);
                    EXPECT_EQ(info(r.why).kind, r.what == verdict::refused ? code_kind::refusal
                                                                           : code_kind::irregular)
                        << told(now, what.which);
                }
                if (!possible) {
                    EXPECT_EQ(r.what, verdict::refused) << told(now, what.which);
                }
            }
            if (!possible) {
                // One answer, whatever the facts.
                ASSERT_EQ(said.size(), 1u) << told(now, what.which);
                EXPECT_EQ(says_impossible.count(*said.begin()), 1u) << told(now, what.which);
            }
        });
    }
}

TEST(matrix, what_is_refused_changes_nothing_and_what_moves_moves_one_region) {
    for (auto const& what : all_events) {
        auto const situations = situations_of(what.which);
        each_application([&](application const& now) {
            auto const* const rule = rule_for(now, what.which);
            for (auto const& s : situations) {
                if (heard_as(now, s.row, s.known) != s.row.what) {
                    continue;  // it is that event's
                }
                auto const became = step(now, s.row, s.known);
                if (became.said.what == verdict::refused) {
                    EXPECT_FALSE(became.said.moves) << told(now, what.which);
                }
                auto expected = now;
                if (became.said.moves) {
                    ASSERT_NE(rule, nullptr) << told(now, what.which);
                    switch (rule->in) {
                    case region::procedure: expected.at = static_cast<stage>(rule->to); break;
                    case region::standing: expected.year = static_cast<standing>(rule->to); break;
                    case region::remedy:
                        expected.remedy = static_cast<remedy_stage>(rule->to);
                        break;
                    }
                }
                ASSERT_EQ(became.after, expected) << told(now, what.which);
            }
        });
    }
}

TEST(matrix, only_the_end_of_a_year_moves_the_standing) {
    for (auto const& what : all_events) {
        for (auto const& s : situations_of(what.which)) {
            each_application([&](application const& now) {
                auto const became = step(now, s.row, s.known);
                if (became.after.year != now.year) {
                    EXPECT_EQ(what.which, event::year_ended);
                    EXPECT_TRUE(is_open(now.at)) << told(now, what.which);
                    EXPECT_EQ(became.after.year, standing::carried_forward);
                }
            });
        }
    }
}

TEST(matrix, a_stage_is_before_receipt_open_or_closed) {
    // In the order of `stage_role`.
    std::array<std::string_view, 7> const names{"before",    "lodged", "open",  "replied",
                                                "abandoned", "ended",  "voided"};
    for (auto const& row : expected_matrix()) {
        if (row[0] != name_of(region::procedure)) {
            continue;
        }
        auto const& role = row[2];
        auto const s = word_of<stage>(default_statute().stages, row[1]);
        ASSERT_TRUE(s.has_value()) << row[1];
        EXPECT_EQ(names[place_of(role_of(default_statute(), *s))], role) << row[1];
        EXPECT_EQ(is_open(*s), role == "open") << row[1];
        EXPECT_EQ(is_replied(*s), role == "replied") << row[1];
        EXPECT_EQ(is_closed(*s), role != "before" && role != "lodged" && role != "open") << row[1];
    }
}

TEST(matrix, no_stage_is_a_dead_end) {
    // Stages from which a closed one can be reached by steps that are accepted.
    std::set<stage> ends;
    for (auto const& s : all_stages) {
        if (is_closed(s.which)) {
            ends.insert(s.which);
        }
    }
    for (std::size_t before = 0; before != ends.size();) {
        before = ends.size();
        for (auto const& s : all_stages) {
            for (auto const& what : all_events) {
                for (auto const& each : situations_of(what.which)) {
                    auto const became = step({.at = s.which}, each.row, each.known);
                    if (became.said.what == verdict::accepted && ends.count(became.after.at) == 1) {
                        ends.insert(s.which);
                    }
                }
            }
        }
    }
    EXPECT_EQ(ends.size(), all_stages.size());
}

TEST(matrix, a_closed_stage_is_never_left) {
    for (auto const& r : all_rules()) {
        if (r.in == region::procedure && is_closed(static_cast<stage>(r.from))) {
            EXPECT_EQ(r.from, r.to) << key(r);
        }
    }
}

TEST(matrix, every_closing_event_falls_into_one_row_of_each_form) {
    std::map<event, std::size_t> outcomes;
    for (auto const& r : all_rules()) {
        if (r.in != region::procedure || !is_closed(static_cast<stage>(r.to)) || r.from == r.to) {
            continue;
        }
        std::size_t lawful = 0;
        for (auto const& each : all_outcomes) {
            entry e;
            e.application = "A";
            e.on = day(20240110);
            e.what = r.on;
            if (uses(r.on, cell::outcome)) {
                e.outcome = each.which;
            }
            if (!check(e).empty()) {
                continue;
            }
            lawful += uses(r.on, cell::outcome) ? 1 : 0;
            auto const falls = outcome_of(e);
            if (r.on == event::registered_in_error) {
                EXPECT_FALSE(falls.has_value());
                continue;
            }
            ASSERT_TRUE(falls.has_value()) << key(r);
            for (auto const which : {form::form_2019, form::form_2021}) {
                auto const& about = info(*falls);
                auto const id = which == form::form_2019 ? about.row_2019 : about.row_2021;
                std::size_t rows = 0;
                for (auto const& row : rows_of(which)) {
                    rows += row.id == id ? 1 : 0;
                }
                EXPECT_EQ(rows, 1u) << key(r) << " " << about.code;
                EXPECT_TRUE(is_result_row(which, *row_index(which, id))) << id;
            }
        }
        if (lawful != 0) {
            outcomes[r.on] = lawful;
        }
    }
    // Sections 3.3, 3.4, 3.5 and 3.6 have 8, 3, 5 and 3 rows; the other ends carry no outcome.
    EXPECT_EQ(outcomes, (std::map<event, std::size_t>{{event::refused, 8},
                                                      {event::unable_to_provide, 3},
                                                      {event::not_processed, 5},
                                                      {event::closed_otherwise, 3}}));
}

TEST(matrix, no_two_outcomes_share_a_row_of_the_form_of_2021) {
    std::set<std::string_view> rows;
    for (auto const& each : all_outcomes) {
        EXPECT_TRUE(rows.insert(each.row_2021).second) << each.code;
    }
    EXPECT_EQ(rows.size(), 21u);
}

/// The rules of law that the procedure may rest on, with their articles: law.md sections 2, 3, 4,
/// 7, 9.7, 10 and 14.
struct law_rule {
    std::string_view id;
    std::string_view article;
};
constexpr auto law_rules = std::to_array<law_rule>({
    {"D8", "F235-1"},
    {"R31-1", "REG19-31.1"},
    {"R31-2", "REG19-31.2"},
    {"R31-3", "REG19-31.2"},
    {"R31-4", "REG19-31.3"},
    {"R30-1", "REG19-30"},
    {"R30-2", "REG19-30"},
    {"R30-3", "REG19-30"},
    {"R32-1", "REG19-32"},
    {"R32-2", "REG19-32"},
    {"R33-1", "REG19-33.1"},
    {"R33-2", "REG19-33.2"},
    {"R33-3", "REG19-33.2"},
    {"R33-4", "REG19-33.3"},
    {"R34-1", "REG19-34"},
    {"R35-1", "REG19-35"},
    {"R35-2", "REG19-35"},
    {"R35-3", "REG19-35"},
    {"R36-1", "REG19-36"},
    {"R37-1", "REG19-37"},
    {"R42-4", "FEE-6"},
    {"R42-5", "FEE-6"},
    {"O1", "REG08-24.2"},
    {"O2", "REG08-24.2"},
    {"O3", "REG08-24.3"},
    {"O6", "REG08-21.4"},
    {"C2", "F30-C2"},
    {"C3", "F30-C3"},
    {"C4", "F30-C4"},
    {"C5", "F30-C5"},
    {"C7", "F30-C7"},
    {"C8", "F30-C8"},
    {"C9", "REVIR-49.1"},
    {"R60-1", "REV23-20.1"},
    {"R60-2", "REV23-30.1"},
    {"R60-5", "REV23-62.1"},
    {"R60-7", "REV23-23.1"},
    {"R60-8", "REVIR-16"},
    {"R61-1", "ALL17-46.1"},
    {"R61-2", "ALL17-45"},
    {"R61-3", "ALL17-47.1"},
    {"R60-3", "REV23-31.1"},
    {"R60-9", "REV23-41"},
    {"R60-10", "REV23-62.1"},
    {"R60-11", "REV23-39.1"},
    {"R60-12", "REV23-74.2"},
    {"R60-13", "REV23-33"},
    {"R60-6", "REV23-62.2"},
    {"R61-7", "ALL17-85"},
    {"R61-8", "ALL17-91"},
    {"R61-9", "SPC18-87"},
    {"R61-10", "SPC18-69.1"},
    {"R61-11", "ALL17-62"},
    {"Z2", "CPL-95"},
    {"Z8", "REV23-20"},
    // The same under the older law.
    {"R60-3", "REVIR-29"},
    {"R60-9", "REVIR-42"},
    {"R60-10", "REV17-31.1"},
    {"R60-11", "REVIR-41"},
    {"R60-12", "REVIR-38.2"},
    {"R60-13", "REVIR-48.1"},
    {"O8", "REG08-21"},
    {"O11", "F207-1"},
    {"R60-1", "REV17-9.1"},
    {"R60-2b", "REV17-17.1"},
    {"R60-5", "REV17-31.1"},
});

void expect_in_law(basis cited, std::string const& where) {
    for (auto const& each : law_rules) {
        if (each.id == info(cited).id && each.article == cite(cited)) {
            return;
        }
    }
    ADD_FAILURE() << where << " cites " << info(cited).id << " " << cite(cited);
}

TEST(matrix, every_rule_and_every_ruling_rests_on_the_law) {
    for (auto const& r : all_rules()) {
        expect_in_law(r.cites, key(r));
    }
    for (auto const& what : all_events) {
        for (auto const& s : situations_of(what.which)) {
            each_application([&](application const& now) {
                if (now.year == standing::not_carried) {
                    expect_in_law(step(now, s.row, s.known).said.cites, told(now, what.which));
                }
            });
        }
    }
}

/// `region from event to guard citation`, one rule a line, in the order of the tables.
std::vector<std::string> listing() {
    std::vector<std::string> out;
    for (auto const& r : all_rules()) {
        out.push_back(key(r) + " -> " + std::string(r.to_code) + " if " +
                      std::string(r.guard_name) + " by " + std::string(info(r.cites).id) + " " +
                      cite(r.cites));
    }
    return out;
}

TEST(matrix, the_rules_are_those_of_the_golden_listing) {
    std::ifstream in(QIXIAN_SOURCE_DIR "/tests/procedure/rules.golden");
    ASSERT_TRUE(in.good());
    std::vector<std::string> golden;
    for (std::string line; std::getline(in, line);) {
        golden.push_back(line);
    }
    auto const now = listing();
    EXPECT_EQ(now, golden);
    if (now != golden) {
        std::string all;
        for (auto const& line : now) {
            all += line + "\n";
        }
        std::printf("The listing is now:\n%s", all.c_str());
    }
}

TEST(matrix, every_guard_has_a_name) {
    for (auto const& r : all_rules()) {
        EXPECT_FALSE(r.guard_name.empty()) << key(r);
        EXPECT_NE(r.when, nullptr) << key(r);
    }
}

TEST(matrix, the_events_possible_are_those_that_have_a_rule) {
    each_application([&](application const& now) {
        std::vector<event> expected;
        for (auto const& what : all_events) {
            if (what.which != event::year_ended && rule_for(now, what.which) != nullptr) {
                expected.push_back(what.which);
            }
        }
        EXPECT_EQ(events_possible(now), expected);
    });
}

}  // namespace
