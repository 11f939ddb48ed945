// Every rule taken, every guard seen on both sides, every code said: by the lives of scenarios.txt.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "qixian/statute/cn_disclosure/cells.hpp"
#include "scenarios.hpp"

namespace {

using namespace qixian;
using namespace procedure_test;

std::vector<scenario> const& scenarios() {
    static auto const held = read_scenarios();
    return held;
}

/// Every step of every scenario.
std::vector<taken> const& steps() {
    static auto const held = [] {
        std::vector<taken> out;
        for (auto const& s : scenarios()) {
            (void)complaint_of(s, &out);
        }
        return out;
    }();
    return held;
}

TEST(scenarios, every_row_is_taken_as_written) {
    EXPECT_GT(scenarios().size(), 200u);
    for (auto const& s : scenarios()) {
        auto const wrong = complaint_of(s, nullptr);
        EXPECT_FALSE(wrong.has_value()) << *wrong;
    }
}

TEST(scenarios, rows_make_sense_on_their_own) {
    for (auto const& s : scenarios()) {
        for (auto const& r : s.rows) {
            EXPECT_EQ(check(r.row).empty(), r.row.what != event::year_ended)
                << s.name << " " << code_of(r.row.what);
            EXPECT_TRUE(unused_cells(r.row).empty()) << s.name << " " << code_of(r.row.what);
        }
    }
}

TEST(scenarios, every_rule_is_taken) {
    std::set<std::string> left;
    for (auto const& r : all_rules()) {
        left.insert(key(r));
    }
    for (auto const& t : steps()) {
        if (auto const* const r = rule_for(t.from, t.on);
            r != nullptr && t.said.what != verdict::refused) {
            left.erase(key(*r));
        }
    }
    // Before receipt no letter goes out, so none can arrive: these three are always held back.
    std::set<std::string> const never{"procedure lodged delivered", "procedure lodged returned",
                                      "procedure lodged resent"};
    EXPECT_EQ(left, never);
}

TEST(scenarios, every_guard_is_seen_on_every_side_it_has) {
    // a: accepted, i: irregular with its effect, k: kept without effect, r: refused.
    std::map<std::string_view, std::set<char>> const sides{
        {"always", {'a'}},
        {"first_notice_in_time", {'a', 'i'}},
        {"correction_period_over", {'a', 'r'}},
        {"payment_period_over", {'a', 'r'}},
        {"paid_in_time", {'a', 'k'}},
        {"fee_notice_in_time", {'a', 'i', 'r'}},
        {"delay_in_time", {'a', 'i'}},
        {"clock_runs_meanwhile", {'a', 'r'}},
        {"extension_meanwhile", {'a', 'k', 'r'}},
        {"notice_meanwhile", {'a', 'i'}},
        {"fee_notice_meanwhile", {'a', 'i'}},
        {"extension_in_time", {'a', 'k', 'r'}},
        {"opinion_in_time", {'a', 'k', 'r'}},
        {"consultation_period_over", {'a', 'r'}},
        {"reply_while_correction_awaited", {'i'}},
        {"reply_while_fee_awaited", {'i'}},
        {"reasons_do_not_hold", {'a', 'i'}},
        {"letter_known", {'a', 'r'}},
        {"letter_came_back", {'a', 'r'}},
        {"third_party_heard", {'a', 'i'}},
        {"third_party_asked", {'a', 'i'}},
        {"correction_asked", {'a', 'i'}},
        {"new_answer_sound", {'a', 'i'}},
        {"heard_while_correction_awaited", {'i'}},
        {"asked_while_correction_awaited", {'i'}},
        {"clear_while_correction_awaited", {'i'}},
        {"heard_while_reasons_awaited", {'a', 'i'}},
        {"asked_while_reasons_awaited", {'a', 'i'}},
        {"clear_while_reasons_awaited", {'a', 'i'}},
        {"heard_while_fee_awaited", {'i'}},
        {"asked_while_fee_awaited", {'i'}},
        {"clear_while_fee_awaited", {'i'}},
        {"still_open", {'a', 'r'}},
        {"review_open", {'a', 'r'}},
        {"review_may_be_completed", {'a', 'k', 'r'}},
        {"review_awaits_correction", {'a', 'r'}},
        {"review_extension_in_time", {'a', 'k', 'r'}},
        {"review_runs", {'a', 'r'}},
        {"review_suspended", {'a', 'r'}},
        {"suit_was_decided", {'a', 'r'}},
        {"suit_open", {'a', 'i', 'r'}},
        {"review_awaits_acceptance", {'a', 'r'}},
        {"review_undecided", {'a', 'r'}},
        {"suit_undecided", {'a', 'r'}},
        {"decision_made", {'a', 'r'}},
        {"order_unanswered", {'a', 'i', 'r'}},
    };
    std::map<std::string_view, std::set<char>> seen;
    for (auto const& t : steps()) {
        if (auto const* const r = rule_for(t.from, t.on)) {
            seen[r->guard_name].insert(t.said.what == verdict::accepted  ? 'a'
                                       : t.said.what == verdict::refused ? 'r'
                                       : t.said.moves                    ? 'i'
                                                                         : 'k');
        }
    }
    EXPECT_EQ(seen, sides);
}

TEST(scenarios, every_refusal_and_every_irregular_code_is_said) {
    std::set<code> left;
    for (auto const& c : all_codes) {
        if (c.kind == code_kind::refusal || c.kind == code_kind::irregular) {
            left.insert(c.what);
        }
    }
    for (auto const& t : steps()) {
        if (t.said.what != verdict::accepted) {
            left.erase(t.said.why);
        }
    }
    // The procedure judges a row by those before it; that a row would displace a later one, says
    // what another says, or has not come yet, is said by who keeps them, the store.
    for (auto const what : {code::displaces_entry, code::same_fact, code::future_day}) {
        EXPECT_EQ(left.erase(what), 1U);
    }
    for (auto const c : left) {
        ADD_FAILURE() << name_of(c) << " is never said";
    }
}

}  // namespace
