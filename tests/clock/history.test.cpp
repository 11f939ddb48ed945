// How rows become a history: order, repeats, what is taken back, the ends of years.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../procedure/scenarios.hpp"

namespace {

using namespace qixian;

entry row(std::string const& text, std::string id = {}, std::int64_t seq = 0) {
    auto e = procedure_test::parse_row(text).row;
    e.id = std::move(id);
    e.seq = seq;
    return e;
}

entry taken_back(int on, std::string id, std::string own = {}) {
    entry e;
    e.application = "A";
    e.on = day(on);
    e.what = event::entry_withdrawn;
    e.re = std::move(id);
    e.id = std::move(own);
    return e;
}

result<history> try_fold(std::vector<entry> const& rows, int as_of, policies const& chosen = {}) {
    return fold(rows, day(as_of), {china::calendar(), chosen});
}

history folded(std::vector<entry> const& rows, int as_of, policies const& chosen = {}) {
    return try_fold(rows, as_of, chosen).value();
}

code fault_of(std::vector<entry> const& rows, int as_of = 20210601) {
    auto const h = try_fold(rows, as_of);
    EXPECT_FALSE(h.ok());
    return h.ok() ? code{} : h.error().what;
}

bool warns(history const& h, code what) {
    return std::any_of(h.warnings.begin(), h.warnings.end(),
                       [what](warning const& w) { return w.what == what; });
}

// ---------------------------------------------------------------- order and repeats

TEST(history, rows_are_taken_by_day_then_seq_then_place) {
    std::vector<entry> const rows{row("disclosed 20210310"), row("extended 20210309 days=5", {}, 2),
                                  row("correction_requested 20210309 days=5", {}, 1),
                                  row("received 20210301")};
    auto const h = folded(rows, 20210401);
    EXPECT_EQ(h.accepted, (std::vector<row_number>{3, 2, 0}));
    ASSERT_EQ(h.refused.size(), 1u);
    EXPECT_EQ(h.refused[0].row, 1u);
    EXPECT_EQ(h.refused[0].said.why, code::not_possible_here);
    ASSERT_EQ(h.irregular.size(), 1u);
    EXPECT_EQ(h.irregular[0].said.why, code::reply_before_correction);
}

TEST(history, equal_days_and_seqs_keep_the_order_of_the_rows) {
    std::vector<entry> rows{row("received 20210301"), row("disclosed 20210301"),
                            row("withdrawn 20210301")};
    EXPECT_EQ(folded(rows, 20210301).now.at, stage::disclosed);
    std::swap(rows[1], rows[2]);
    EXPECT_EQ(folded(rows, 20210301).now.at, stage::withdrawn);
}

TEST(history, rows_after_the_as_of_day_do_not_count) {
    std::vector<entry> const rows{row("received 20210301"), row("disclosed 20210310")};
    EXPECT_EQ(folded(rows, 20210309).now.at, stage::received);
    EXPECT_EQ(folded(rows, 20210310).now.at, stage::disclosed);
    EXPECT_EQ(folded(rows, 20210201).now.at, stage::unregistered);
}

TEST(history, one_id_with_one_content_counts_once) {
    auto const sent = row("extended 20210309 days=15", "e1");
    auto const h = folded({row("received 20210301"), sent, sent}, 20210310);
    EXPECT_EQ(h.runs.back().extensions.size(), 1u);
    EXPECT_TRUE(h.refused.empty());
    // Without an id they are two letters, and one too many.
    auto const bare = row("extended 20210309 days=15");
    EXPECT_EQ(folded({row("received 20210301"), bare, bare}, 20210310).refused.size(), 1u);
}

TEST(history, a_repeat_on_another_line_is_still_the_same_content) {
    auto first = row("extended 20210309 days=15", "e1");
    auto second = first;
    second.line = 99;
    EXPECT_TRUE(try_fold({row("received 20210301"), first, second}, 20210310).ok());
}

TEST(history, one_id_with_two_contents_is_a_fault) {
    EXPECT_EQ(fault_of({row("received 20210301"), row("extended 20210309 days=15", "e1"),
                        row("extended 20210309 days=14", "e1")}),
              code::id_conflict);
}

// ---------------------------------------------------------------- taken back

TEST(history, a_row_taken_back_never_was) {
    std::vector<entry> const rows{row("received 20210301"), row("disclosed 20210310", "r1"),
                                  taken_back(20210315, "r1")};
    auto const h = folded(rows, 20210315);
    EXPECT_EQ(h.now.at, stage::received);
    EXPECT_FALSE(h.closed_on.has_value());
    EXPECT_EQ(h.accepted, (std::vector<row_number>{0}));
    // Before it was taken back it stood.
    EXPECT_EQ(folded(rows, 20210314).now.at, stage::disclosed);
}

TEST(history, what_a_wrong_row_had_barred_is_possible_again) {
    auto const h = folded({row("received 20210301"), row("disclosed 20210310", "r1"),
                           row("extended 20210312 days=5"), taken_back(20210315, "r1")},
                          20210315);
    EXPECT_TRUE(h.refused.empty());
    EXPECT_EQ(h.runs.back().extensions.size(), 1u);
}

TEST(history, taking_back_may_itself_be_taken_back) {
    auto const h = folded({row("received 20210301"), row("disclosed 20210310", "r1"),
                           taken_back(20210315, "r1", "w1"), taken_back(20210316, "w1")},
                          20210316);
    EXPECT_EQ(h.now.at, stage::disclosed);
    EXPECT_TRUE(h.refused.empty());
}

TEST(history, taking_back_what_is_not_there_is_refused) {
    auto const h = folded({row("received 20210301"), taken_back(20210315, "nothing")}, 20210315);
    ASSERT_EQ(h.refused.size(), 1u);
    EXPECT_EQ(h.refused[0].said.why, code::reference_unknown);
    EXPECT_EQ(h.now.at, stage::received);
}

// ---------------------------------------------------------------- faults

TEST(history, an_application_needs_a_receipt_a_class_and_a_regime) {
    EXPECT_EQ(fault_of({row("disclosed 20210310")}), code::no_receipt);
    auto bare = row("received 20210301");
    bare.applicant.reset();
    EXPECT_EQ(fault_of({bare}), code::no_class);
    EXPECT_EQ(fault_of({row("received 20080430")}), code::no_regime);
    EXPECT_TRUE(try_fold({row("received 20080501")}, 20210601).ok());
}

TEST(history, the_class_is_that_of_the_receipt_else_of_the_lodging) {
    auto lodged = row("lodged 20210301 channel=online");
    auto received = row("received 20210302");
    lodged.applicant = applicant::business;
    received.applicant = applicant::research;
    EXPECT_EQ(folded({lodged, received}, 20210302).applicant_class, applicant::research);
    received.applicant.reset();
    EXPECT_EQ(folded({lodged, received}, 20210302).applicant_class, applicant::business);
}

TEST(history, past_the_calendar_there_is_a_fault_and_no_guess) {
    auto e = row("received 20210301");
    e.on = china::calendar().last();
    EXPECT_FALSE(assess(std::vector{e}, e.on, {china::calendar()}).ok());
}

// ---------------------------------------------------------------- years

TEST(history, every_year_that_ends_with_the_case_open_is_carried_over) {
    std::vector<entry> const rows{row("received 20191231"), row("disclosed 20220104")};
    EXPECT_TRUE(folded(rows, 20191230).carried_over.empty());
    EXPECT_EQ(folded(rows, 20191231).carried_over, (std::vector<int>{2019}));
    EXPECT_EQ(folded(rows, 20201230).carried_over, (std::vector<int>{2019}));
    EXPECT_EQ(folded(rows, 20211231).carried_over, (std::vector<int>{2019, 2020, 2021}));
    EXPECT_EQ(folded(rows, 20251231).carried_over, (std::vector<int>{2019, 2020, 2021}));
    EXPECT_EQ(folded(rows, 20251231).now.year, standing::carried_forward);
}

TEST(history, the_end_of_a_year_follows_the_events_of_its_day) {
    EXPECT_TRUE(folded({row("received 20211201"), row("disclosed 20211231")}, 20220601)
                    .carried_over.empty());
    EXPECT_EQ(folded({row("received 20211201"), row("disclosed 20220101")}, 20220601).carried_over,
              (std::vector<int>{2021}));
    // C1: lodged in the old year and confirmed in the new one, it carries nothing.
    auto const h =
        folded({row("lodged 20211231 channel=online"), row("received 20220104")}, 20220601);
    EXPECT_TRUE(h.carried_over.empty());
    EXPECT_EQ(h.now.year, standing::not_carried);
}

TEST(history, whatever_is_awaited_when_the_year_ends_is_carried_over) {
    for (auto const* what :
         {"correction_requested 20211229 days=10", "fee_notified 20211229",
          "reasons_requested 20211229 days=10", "extended 20211229 days=10",
          "consulted 20211229 kind=third_party", "delay_notified 20211229 until=20220301"}) {
        EXPECT_EQ(folded({row("received 20211215"), row(what)}, 20220101).carried_over,
                  (std::vector<int>{2021}))
            << what;
    }
}

TEST(history, a_lapse_recorded_in_the_new_year_belongs_to_the_old_one) {
    // Ten working days after 6 December 2021 end on the 20th; it closed on the 21st.
    std::vector<entry> const rows{row("received 20211201"),
                                  row("correction_requested 20211206 days=10"),
                                  row("correction_lapsed 20220110")};
    auto const h = folded(rows, 20220110);
    EXPECT_EQ(h.closed_on, day(20211221));
    EXPECT_TRUE(h.carried_over.empty());
    EXPECT_EQ(h.now.year, standing::not_carried);
    EXPECT_TRUE(warns(h, code::lapse_recorded_late));
    // Until the row came, it was open.
    EXPECT_EQ(folded(rows, 20220109).carried_over, (std::vector<int>{2021}));
}

TEST(history, a_frozen_report_is_no_event_of_an_application) {
    auto closed = row("received 20210301");
    closed.what = event::year_closed;
    closed.applicant.reset();
    auto const h = folded({row("received 20210301"), closed}, 20210401);
    EXPECT_TRUE(h.refused.empty());
    EXPECT_EQ(h.accepted.size(), 1u);
}

// ---------------------------------------------------------------- what is kept

TEST(history, a_refused_row_leaves_no_trace_but_itself) {
    std::vector<entry> const rows{row("received 20210301"), row("disclosed 20210303")};
    auto with = rows;
    for (auto const* what :
         {"received 20210305", "extended 20210305 days=5", "consulted 20210305 kind=third_party",
          "fee_notified 20210305", "withdrawn 20210305", "review_accepted 20210305"}) {
        with.push_back(row(what));
    }
    auto const plain = assess(rows, day(20210401), {china::calendar()}).value();
    auto const more = assess(with, day(20210401), {china::calendar()}).value();
    EXPECT_EQ(more.life.refused.size(), 6u);
    EXPECT_EQ(more.life.now, plain.life.now);
    EXPECT_EQ(more.life.letters.size(), plain.life.letters.size());
    ASSERT_EQ(more.duties.size(), plain.duties.size());
    for (std::size_t i = 0; i < plain.duties.size(); ++i) {
        EXPECT_EQ(more.duties[i].end, plain.duties[i].end);
        EXPECT_EQ(more.duties[i].status, plain.duties[i].status);
    }
    EXPECT_EQ(more.flags, (std::vector<std::string>{"refused_rows"}));
}

TEST(history, a_refusal_says_what_was_possible) {
    auto const h = folded({row("received 20210301"), row("fee_paid 20210302")}, 20210302);
    ASSERT_EQ(h.refused.size(), 1u);
    auto const& possible = h.refused[0].possible;
    EXPECT_EQ(std::count(possible.begin(), possible.end(), event::fee_notified), 1);
    EXPECT_EQ(std::count(possible.begin(), possible.end(), event::fee_paid), 0);
}

TEST(history, the_desk_is_the_last_that_was_named) {
    auto first = row("received 20210301");
    first.desk = "a";
    auto second = row("extended 20210302 days=5");
    second.desk = "b";
    auto const third = row("consulted 20210303 kind=co_maker");
    auto fourth = row("received 20210304");  // refused: it changes nothing
    fourth.desk = "c";
    EXPECT_EQ(folded({first, second, third, fourth}, 20210304).desk, "b");
}

TEST(history, a_second_correction_keeps_the_former_due_day) {
    auto const h =
        folded({row("received 20210301"), row("correction_requested 20210311 days=5")}, 20210311);
    auto const w = std::find_if(h.warnings.begin(), h.warnings.end(), [](warning const& each) {
        return each.what == code::correction_late;
    });
    ASSERT_NE(w, h.warnings.end());
    EXPECT_EQ(w->shadow_due, day(20210329));
}

// ---------------------------------------------------------------- regimes

TEST(history, the_day_of_receipt_chooses_the_regime) {
    EXPECT_EQ(folded({row("received 20190514")}, 20190514).law, regime::decree_492);
    EXPECT_EQ(folded({row("received 20190515")}, 20190515).law, regime::decree_711);
    EXPECT_EQ(
        folded({row("lodged 20190510 channel=online"), row("received 20190516")}, 20190516).law,
        regime::decree_711);
}

TEST(history, a_case_open_on_the_day_of_the_new_law_may_be_judged_by_it) {
    std::vector<entry> const rows{row("received 20190506")};
    auto const old_law = folded(rows, 20190520);
    EXPECT_EQ(old_law.law, regime::decree_492);
    EXPECT_TRUE(warns(old_law, code::transition_open_case));
    policies chosen;
    chosen.set(transition::new_rule_for_open_cases);
    auto const new_law = folded(rows, 20190520, chosen);
    EXPECT_EQ(new_law.law, regime::decree_711);
    EXPECT_TRUE(new_law.transitioned);
    // Closed or overdue before: nothing changes.
    EXPECT_EQ(folded({row("received 20190506"), row("disclosed 20190514")}, 20190520, chosen).law,
              regime::decree_492);
    EXPECT_EQ(folded({row("received 20190401")}, 20190520, chosen).law, regime::decree_492);
}

}  // namespace
