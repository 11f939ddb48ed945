// The verdict on what has not happened yet, and what is possible next.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../procedure/scenarios.hpp"

namespace {

using namespace qixian;

std::vector<entry> rows_of(std::string const& text) {
    std::vector<entry> out;
    for (auto const& part : procedure_test::split(text, ';')) {
        out.push_back(procedure_test::parse_row(part).row);
    }
    return out;
}

would_be ask(std::string const& rows, std::string const& proposed) {
    return would(rows_of(rows), procedure_test::parse_row(proposed).row, {china::calendar()})
        .value();
}

next_event const* find(std::vector<next_event> const& among, event what) {
    auto const at = std::find_if(among.begin(), among.end(),
                                 [what](next_event const& n) { return n.what == what; });
    return at == among.end() ? nullptr : &*at;
}

TEST(would, an_extension_on_the_last_day_is_accepted_and_a_day_later_without_effect) {
    auto const last = ask("received 20210301", "extended 20210329 days=20");
    EXPECT_EQ(last.said.what, verdict::accepted);
    EXPECT_EQ(last.said.cites, basis::r33_3);
    auto const after = ask("received 20210301", "extended 20210330 days=20");
    EXPECT_EQ(after.said.what, verdict::irregular);
    EXPECT_FALSE(after.said.moves);
    EXPECT_EQ(after.said.why, code::extension_late);
    EXPECT_EQ(after.said.limit, day(20210329));
}

TEST(would, an_extension_counts_from_the_due_day_that_pauses_moved) {
    auto const rows = "received 20210301;consulted 20210302 kind=third_party";
    EXPECT_EQ(ask(rows, "extended 20210420 days=20").said.what, verdict::accepted);
    EXPECT_EQ(ask(rows, "extended 20210421 days=20").said.why, code::extension_late);
}

TEST(would, a_refusal_names_what_is_possible_instead) {
    auto const got = ask("received 20210301", "fee_paid 20210305");
    EXPECT_EQ(got.said.what, verdict::refused);
    EXPECT_EQ(got.said.why, code::nothing_to_answer);
    EXPECT_EQ(find(got.possible, event::fee_paid), nullptr);
    ASSERT_NE(find(got.possible, event::extended), nullptr);
    EXPECT_EQ(find(got.possible, event::extended)->last, day(20210329));
    ASSERT_NE(find(got.possible, event::correction_requested), nullptr);
    EXPECT_EQ(find(got.possible, event::correction_requested)->last, day(20210310));
}

TEST(would, what_waits_for_a_period_says_its_first_day) {
    auto const waiting = "received 20210301;correction_requested 20210303 days=10";
    auto const early = ask(waiting, "correction_lapsed 20210317");
    EXPECT_EQ(early.said.why, code::lapse_too_early);
    EXPECT_EQ(early.said.limit, day(20210317));
    EXPECT_EQ(find(early.possible, event::correction_lapsed), nullptr);
    EXPECT_EQ(find(early.later, event::correction_lapsed)->first, day(20210318));
    EXPECT_EQ(find(early.possible, event::correction_received)->last, day(20210317));
    EXPECT_EQ(ask(waiting, "correction_lapsed 20210318").said.what, verdict::accepted);
    auto const fee = ask("received 20210201;fee_notified 20210301", "fee_lapsed 20210329");
    EXPECT_EQ(find(fee.later, event::fee_lapsed)->first, day(20210330));
    EXPECT_EQ(find(fee.possible, event::fee_paid)->last, day(20210329));
    auto const asked = ask("received 20210301;consulted 20210302 kind=third_party",
                           "consultation_lapsed 20210322");
    EXPECT_EQ(find(asked.later, event::consultation_lapsed)->first, day(20210323));
    EXPECT_EQ(find(asked.possible, event::opinion_received)->last, day(20210323));
}

TEST(would, the_first_row_of_an_application_may_be_proposed) {
    context const in{china::calendar()};
    auto const e = procedure_test::parse_row("received 20210301").row;
    EXPECT_EQ(would({}, e, in).value().said.what, verdict::accepted);
    auto const reply = procedure_test::parse_row("disclosed 20210301").row;
    auto const got = would({}, reply, in).value();
    EXPECT_EQ(got.said.why, code::before_receipt);
    ASSERT_EQ(got.possible.size(), 3u);
    EXPECT_EQ(got.possible[0].what, event::lodged);
    EXPECT_EQ(got.possible[1].what, event::received);
    EXPECT_EQ(got.possible[2].what, event::moved_in);
}

TEST(would, later_rows_do_not_count) {
    auto const rows = "received 20210301;disclosed 20210310";
    EXPECT_EQ(ask(rows, "extended 20210309 days=5").said.what, verdict::accepted);
    EXPECT_EQ(ask(rows, "extended 20210310 days=5").said.why, code::already_closed);
}

TEST(would, a_fault_of_the_rows_is_the_answer) {
    auto rows = rows_of("received 20080401");
    auto const got =
        would(rows, procedure_test::parse_row("disclosed 20080402").row, {china::calendar()});
    ASSERT_FALSE(got.ok());
    EXPECT_EQ(got.error().what, code::no_regime);
}

TEST(would, it_says_what_assess_says_once_it_has_happened) {
    context const in{china::calendar()};
    for (auto const& s : procedure_test::read_scenarios()) {
        std::vector<entry> rows;
        for (auto const& r : s.rows) {
            if (r.row.what == event::year_ended) {
                continue;
            }
            bool const opened = std::any_of(rows.begin(), rows.end(), [](entry const& e) {
                return e.what == event::lodged || e.what == event::received;
            });
            if (opened) {
                auto const before = would(rows, r.row, in).value().said;
                rows.push_back(r.row);
                auto const after = assess(rows, r.row.on, in).value();
                auto const last = rows.size() - 1;
                auto const said_of = [&](std::vector<exception_row> const& among) {
                    return std::find_if(among.begin(), among.end(),
                                        [&](exception_row const& x) { return x.row == last; });
                };
                auto const refused = said_of(after.life.refused);
                auto const irregular = said_of(after.life.irregular);
                auto const what = refused != after.life.refused.end()       ? verdict::refused
                                  : irregular != after.life.irregular.end() ? verdict::irregular
                                                                            : verdict::accepted;
                EXPECT_EQ(before.what, what) << s.name << " " << code_of(r.row.what);
                if (what == verdict::refused) {
                    EXPECT_EQ(before.why, refused->said.why) << s.name;
                }
                if (what == verdict::irregular) {
                    EXPECT_EQ(before.why, irregular->said.why) << s.name;
                }
            } else {
                rows.push_back(r.row);
            }
        }
    }
}

TEST(would, what_is_listed_as_possible_has_a_rule) {
    context const in{china::calendar()};
    for (auto const& s : procedure_test::read_scenarios()) {
        std::vector<entry> rows;
        for (auto const& r : s.rows) {
            if (r.row.what != event::year_ended) {
                rows.push_back(r.row);
            }
        }
        auto const a = assess(rows, rows.back().on, in).value();
        auto const possible = events_possible(a.life.now);
        for (auto const* const list : {&a.next, &a.later}) {
            for (auto const& n : *list) {
                EXPECT_EQ(std::count(possible.begin(), possible.end(), n.what), 1) << s.name;
            }
        }
    }
}

}  // namespace
