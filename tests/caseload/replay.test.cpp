// The table of bulk replay against MSM: every stage, standing, remedy, event and combination of
// facts that a guard can tell apart.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "../procedure/situations.hpp"
#include "qixian/caseload/replay.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace {

using namespace qixian;
using procedure_test::situations_of;

std::string told(application const& now, event what, replay_mask m) {
    return std::string(code_of(now.at)) + "/" + std::string(code_of(now.year)) + " " +
           std::string(code_of(what)) + " mask " + std::to_string(m);
}

/// The flags that a case has kept when these facts hold.
replay_mask flags_of(facts const& known) {
    return static_cast<replay_mask>((known.corrections > 0 ? mask::noticed : 0) |
                                    (known.law == regime::decree_492 ? mask::decree_492 : 0));
}

bool left_for_step(stage at, event what, replay_mask m) {
    return is_remedy(what) || asks_more(at, what) ||
           (what == event::consultation_lapsed && (m & mask::unclear) != 0);
}

TEST(replay, equals_the_machine_for_every_stage_event_and_combination_of_facts) {
    std::set<std::tuple<stage, event, int>> cells;
    std::size_t asked = 0;
    for (auto const& what : all_events) {
        for (auto const& s : situations_of(what.which)) {
            auto const m = mask_of(what.which, s.row, s.known);
            for (auto const& at : all_stages) {
                for (auto const& year : all_standings) {
                    for (auto const& remedy : all_remedy_stages) {
                        application const now{at.which, year.which, remedy.which};
                        compact_case one{at.which, year.which, remedy.which, flags_of(s.known)};
                        auto const before = one;
                        auto const said = advance(one, what.which, m);
                        cells.insert({at.which, what.which, m});
                        auto const became = step(now, s.row, s.known);
                        auto const where = told(now, what.which, m);
                        if (said.asks()) {
                            ++asked;
                            EXPECT_EQ(one, before) << where;
                            // A cell that has no rule is answered by the table all the same.
                            ASSERT_TRUE(left_for_step(at.which, what.which, m)) << where;
                            continue;
                        }
                        ASSERT_EQ(said.what(), became.said.what) << where;
                        ASSERT_EQ(said.moves(), became.said.moves) << where;
                        if (said.what() != verdict::accepted) {
                            ASSERT_EQ(said.why(), became.said.why) << where;
                        }
                        ASSERT_EQ((application{one.at, one.year, one.remedy}), became.after)
                            << where;
                    }
                }
            }
        }
    }
    EXPECT_GT(asked, 0U);
    // Every mask that the facts can give was met, at each of the sixteen stages.
    EXPECT_EQ(cells.size() % all_stages.size(), 0U);
    std::set<std::pair<event, int>> masks;
    for (auto const& [at, what, m] : cells) {
        masks.insert({what, m});
    }
    for (auto const& [what, count] : std::map<event, std::size_t>{{event::correction_requested, 8},
                                                                  {event::correction_lapsed, 4},
                                                                  {event::extended, 6},
                                                                  {event::fee_notified, 6},
                                                                  {event::fee_paid, 2},
                                                                  {event::fee_lapsed, 2},
                                                                  {event::opinion_received, 8},
                                                                  {event::delivered, 4},
                                                                  {event::not_processed, 4},
                                                                  {event::consulted, 2},
                                                                  {event::delay_notified, 2},
                                                                  {event::resent, 4},
                                                                  {event::disclosed, 4},
                                                                  {event::refused, 4},
                                                                  {event::unable_to_provide, 4}}) {
        std::size_t met = 0;
        for (auto const& each : masks) {
            met += each.first == what ? 1U : 0U;
        }
        EXPECT_EQ(met, count) << code_of(what);
    }
}

TEST(replay, a_case_keeps_that_a_notice_was_sent) {
    compact_case one{stage::received};
    EXPECT_EQ(advance(one, event::correction_requested, 0).what(), verdict::accepted);
    EXPECT_EQ(advance(one, event::correction_received, 0).what(), verdict::accepted);
    auto const again = advance(one, event::correction_requested, 0);
    EXPECT_EQ(again.what(), verdict::irregular);
    EXPECT_EQ(again.why(), code::correction_repeated);
    EXPECT_EQ(one.at, stage::correction_requested);

    // Decree 492 knows neither limit nor number (O6).
    compact_case old{stage::received, {}, {}, mask::decree_492};
    EXPECT_EQ(advance(old, event::correction_requested, mask::past).what(), verdict::accepted);
    EXPECT_EQ(advance(old, event::correction_requested, mask::past).what(), verdict::accepted);
    EXPECT_EQ(advance(old, event::correction_lapsed, mask::past).why(), code::no_lapse_under_492);
}

TEST(replay, counts_what_it_took_in_any_order_of_cases) {
    std::array<compact_case, 3> cases{};
    std::array<compact_event, 8> const log{{{0, event::received},
                                            {1, event::lodged},
                                            {2, event::received},
                                            {1, event::received},
                                            {0, event::disclosed},
                                            {0, event::refused},
                                            {2, event::review_filed},
                                            {1, event::year_ended}}};
    auto const count = replay(cases, log);
    EXPECT_EQ(count, (replay_count{.accepted = 6, .irregular = 0, .refused = 1, .asked = 1}));
    EXPECT_EQ(cases[0], (compact_case{stage::disclosed}));
    EXPECT_EQ(cases[1], (compact_case{stage::received, standing::carried_forward}));
    EXPECT_EQ(cases[2], (compact_case{stage::received}));
}

}  // namespace
