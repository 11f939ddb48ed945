// Each condition of the procedure as a plain function: the day before, the day, the day after.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "qixian/statute/cn_disclosure/guards.hpp"

namespace {

using namespace qixian;

date const last = day(20210329);

entry on(int yyyymmdd) {
    entry e;
    e.on = day(yyyymmdd);
    return e;
}

/// "accepted", "refused LAPSE_TOO_EARLY 2021-03-29", "irregular kept …": what, effect, code, limit.
std::string told(ruling const& r) {
    if (r.what == verdict::accepted) {
        return r.moves ? "accepted" : "accepted without effect";
    }
    std::string out(code_of(r.what));
    if (r.what == verdict::irregular && !r.moves) {
        out += " kept";
    }
    out.append(" ").append(name_of(r.why));
    out.append(" ").append(info(r.cites).id);
    out.append(r.limit ? " " + to_text(*r.limit) : "");
    return out;
}

std::string ask(guard g, entry const& e, facts const& f, stage at = stage::received) {
    return told(g({.at = at}, e, f));
}

TEST(guards, a_correction_notice_is_the_first_and_in_time) {
    auto const& g = guards::first_notice_in_time;
    facts f{.correction_notice_last = last};
    EXPECT_EQ(ask(g, on(20210329), f), "accepted");
    EXPECT_EQ(ask(g, on(20210330), f), "irregular CORRECTION_LATE R30-1 2021-03-29");
    f.corrections = 1;
    EXPECT_EQ(ask(g, on(20210330), f), "irregular CORRECTION_REPEATED R30-1 2021-03-29");
    f.law = regime::decree_492;
    EXPECT_EQ(ask(g, on(20210330), f), "accepted");
}

TEST(guards, a_period_has_to_be_over_before_it_lapses) {
    auto const& correction = guards::correction_period_over;
    auto const& payment = guards::payment_period_over;
    facts f{.correction_last = last, .payment_last = last, .may_lapse = true};
    EXPECT_EQ(ask(correction, on(20210329), f), "refused LAPSE_TOO_EARLY R30-2 2021-03-29");
    EXPECT_EQ(ask(correction, on(20210330), f), "accepted");
    EXPECT_EQ(ask(payment, on(20210329), f), "refused LAPSE_TOO_EARLY R42-4 2021-03-29");
    EXPECT_EQ(ask(payment, on(20210330), f), "accepted");
    // No last day is known: nothing can lapse.
    EXPECT_EQ(ask(correction, on(20210330), {.may_lapse = true}), "refused LAPSE_TOO_EARLY R30-2");
    EXPECT_EQ(ask(payment, on(20210330), {}), "refused LAPSE_TOO_EARLY R42-4");
    // Z4: by a reading Decree 492 knows a lapse, too.
    f.law = regime::decree_492;
    EXPECT_EQ(ask(correction, on(20210330), f), "accepted");
    f.may_lapse = false;
    EXPECT_EQ(ask(correction, on(20210330), f), "refused NO_LAPSE_UNDER_492 O6");
    EXPECT_EQ(ask(payment, on(20210330), f), "accepted");
}

TEST(guards, a_payment_on_its_last_day_is_in_time) {
    facts const f{.payment_last = last};
    EXPECT_EQ(ask(guards::paid_in_time, on(20210329), f), "accepted");
    EXPECT_EQ(ask(guards::paid_in_time, on(20210330), f),
              "irregular kept PAYMENT_LATE R42-4 2021-03-29");
    EXPECT_EQ(ask(guards::paid_in_time, on(20210330), {}), "accepted");
}

TEST(guards, a_fee_exists_from_2021_and_within_the_reply_period) {
    auto const& g = guards::fee_notice_in_time;
    EXPECT_EQ(ask(g, on(20201231), {}), "refused FEE_BEFORE_2021 R42-4 2021-01-01");
    EXPECT_EQ(ask(g, on(20210101), {}), "accepted");
    EXPECT_EQ(ask(g, on(20210329), {.due = last}), "accepted");
    EXPECT_EQ(ask(g, on(20210330), {.due = last}), "irregular FEE_NOTICE_LATE R42-4 2021-03-29");
    EXPECT_EQ(ask(g, on(20201231), {.due = day(20201230)}),
              "refused FEE_BEFORE_2021 R42-4 2021-01-01");
}

TEST(guards, extensions_are_told_in_time_and_add_up_to_the_limit_of_their_law) {
    auto const& g = guards::extension_in_time;
    facts f{.due = last};
    auto const asks = [&](int yyyymmdd, int n) {
        f.asked = n;
        return ask(g, on(yyyymmdd), f);
    };
    EXPECT_EQ(asks(20210329, 1), "refused EXTENSION_TOO_LONG R33-3 2021-03-29");
    f.most = extension_term(regime::decree_711);
    EXPECT_EQ(asks(20210329, 20), "accepted");
    EXPECT_EQ(asks(20210329, 21), "refused EXTENSION_TOO_LONG R33-3 2021-03-29");
    EXPECT_EQ(asks(20210330, 1), "irregular kept EXTENSION_LATE R33-3 2021-03-29");
    EXPECT_EQ(asks(20210330, 21), "irregular kept EXTENSION_LATE R33-3 2021-03-29");
    f.extended = 15;
    EXPECT_EQ(asks(20210329, 5), "accepted");
    EXPECT_EQ(asks(20210329, 6), "refused EXTENSION_TOO_LONG R33-3 2021-03-29");
    f.law = regime::decree_492;
    f.most = extension_term(f.law);
    EXPECT_EQ(asks(20210329, 1), "refused EXTENSION_TOO_LONG O2 2021-03-29");
    f.extended = 0;
    EXPECT_EQ(asks(20210329, 15), "accepted");
    EXPECT_EQ(asks(20210330, 1), "irregular kept EXTENSION_LATE O2 2021-03-29");
}

TEST(guards, what_a_running_clock_allows_is_refused_where_it_is_held) {
    for (auto const at :
         {stage::reasons_requested, stage::correction_requested, stage::fee_requested}) {
        EXPECT_EQ(ask(guards::clock_runs_meanwhile, on(20210310), {}, at),
                  "refused NOT_POSSIBLE_HERE R33-4");
        EXPECT_EQ(ask(guards::extension_meanwhile, on(20210310), {}, at),
                  "refused NOT_POSSIBLE_HERE R33-3");
        EXPECT_EQ(ask(guards::clock_runs_meanwhile, on(20210310), {.due = last}, at), "accepted");
        EXPECT_EQ(ask(guards::extension_meanwhile, on(20210330), {.due = last}, at),
                  "irregular kept EXTENSION_LATE R33-3 2021-03-29");
    }
}

TEST(guards, a_reply_needs_what_the_law_puts_before_it) {
    auto const answer = [](outcome what) {
        auto e = on(20210310);
        e.outcome = what;
        return e;
    };
    facts const awaited{.consultation_last = last, .opinion_awaited = true};
    EXPECT_EQ(ask(guards::third_party_heard, on(20210310), {}), "accepted");
    EXPECT_EQ(ask(guards::third_party_heard, on(20210310), awaited),
              "irregular DISCLOSED_BEFORE_OPINION R32-1 2021-03-29");
    facts const nobody{.third_party_not_asked = true, .correction_not_asked = true};
    EXPECT_EQ(ask(guards::third_party_asked, answer(outcome::third_party_rights), nobody),
              "irregular THIRD_PARTY_NOT_ASKED R32-1");
    EXPECT_EQ(ask(guards::third_party_asked, answer(outcome::third_party_rights), {}), "accepted");
    EXPECT_EQ(ask(guards::third_party_asked, answer(outcome::state_secret), nobody), "accepted");
    EXPECT_EQ(ask(guards::correction_asked, answer(outcome::unclear_after_correction), nobody),
              "irregular UNCLEAR_WITHOUT_CORRECTION R30-1");
    EXPECT_EQ(ask(guards::correction_asked, answer(outcome::unclear_after_correction), {}),
              "accepted");
    EXPECT_EQ(ask(guards::correction_asked, answer(outcome::not_held), nobody), "accepted");
}

TEST(guards, a_new_answer_needs_what_a_first_one_would_have_needed) {
    auto const answer = [](outcome what) {
        auto e = on(20210310);
        e.outcome = what;
        return e;
    };
    facts const none{.consultation_last = last,
                     .opinion_awaited = true,
                     .third_party_not_asked = true,
                     .correction_not_asked = true};
    for (auto const& each : all_outcomes) {
        auto const said = each.which == outcome::granted || each.which == outcome::partly_granted
                              ? "irregular DISCLOSED_BEFORE_OPINION R32-1 2021-03-29"
                          : each.which == outcome::third_party_rights
                              ? "irregular THIRD_PARTY_NOT_ASKED R32-1"
                          : each.which == outcome::unclear_after_correction
                              ? "irregular UNCLEAR_WITHOUT_CORRECTION R30-1"
                              : "accepted";
        EXPECT_EQ(ask(guards::new_answer_sound, answer(each.which), none), said) << each.code;
        EXPECT_EQ(ask(guards::new_answer_sound, answer(each.which), {}), "accepted") << each.code;
    }
    EXPECT_EQ(ask(guards::new_answer_sound, on(20210310), none), "accepted");
}

TEST(guards, what_is_irregular_twice_has_the_graver_code_and_warns_of_the_other) {
    facts const f{.consultation_last = last, .opinion_awaited = true};
    auto const said =
        guards::heard_while_fee_awaited({.at = stage::fee_requested}, on(20210310), f);
    EXPECT_EQ(said.why, code::disclosed_before_opinion);
    EXPECT_EQ(said.also, code::reply_before_payment);
    auto const once =
        guards::heard_while_fee_awaited({.at = stage::fee_requested}, on(20210310), {});
    EXPECT_EQ(once.why, code::reply_before_payment);
    EXPECT_EQ(once.also, code{});
}

TEST(guards, an_answer_needs_what_it_answers) {
    struct found {
        target what;
        std::string said;
    };
    for (auto const& [what, said] : {found{target::none, "refused NOTHING_TO_ANSWER "},
                                     found{target::unknown, "refused REFERENCE_UNKNOWN "},
                                     found{target::ambiguous, "refused REFERENCE_AMBIGUOUS "}}) {
        facts const f{.consultation = what, .letter = what};
        EXPECT_EQ(ask(guards::opinion_in_time, on(20210329), f), said + "R33-4");
        EXPECT_EQ(ask(guards::consultation_period_over, on(20210329), f), said + "R33-4");
        EXPECT_EQ(ask(guards::letter_known, on(20210329), f), said + "D8");
        EXPECT_EQ(ask(guards::letter_came_back, on(20210329), f), said + "Z2");
    }
    EXPECT_EQ(ask(guards::letter_known, on(20210329), {.letter = target::found}), "accepted");
}

TEST(guards, an_opinion_on_the_limit_day_is_in_time_and_silence_ends_on_it) {
    facts f{.consultation = target::found, .consultation_limited = true, .consultation_last = last};
    EXPECT_EQ(ask(guards::opinion_in_time, on(20210329), f), "accepted");
    EXPECT_EQ(ask(guards::opinion_in_time, on(20210330), f),
              "irregular kept OPINION_LATE R32-2 2021-03-29");
    EXPECT_EQ(ask(guards::consultation_period_over, on(20210328), f),
              "refused LAPSE_TOO_EARLY R32-2 2021-03-29");
    EXPECT_EQ(ask(guards::consultation_period_over, on(20210329), f), "accepted");
    f.consultation_limited = false;
    f.consultation_last.reset();
    EXPECT_EQ(ask(guards::opinion_in_time, on(20210330), f), "accepted");
    EXPECT_EQ(ask(guards::consultation_period_over, on(20210330), f),
              "refused CONSULTATION_WITHOUT_LIMIT R33-4");
}

TEST(guards, a_reply_that_comes_too_soon_closes_all_the_same) {
    facts const f{.correction_last = last, .payment_last = last};
    EXPECT_EQ(ask(guards::reply_while_correction_awaited, on(20210310), f),
              "irregular REPLY_WHILE_CORRECTION_AWAITED R30-2 2021-03-29");
    EXPECT_EQ(
        ask(guards::reply_while_correction_awaited, on(20190310), {.law = regime::decree_492}),
        "irregular REPLY_WHILE_CORRECTION_AWAITED O6");
    EXPECT_EQ(ask(guards::reply_while_fee_awaited, on(20210310), f),
              "irregular REPLY_WHILE_FEE_AWAITED R42-4 2021-03-29");
    EXPECT_EQ(ask(guards::reply_while_reasons_awaited, on(20210310), f),
              "irregular REPLY_WHILE_REASONS_AWAITED R35-1");
    for (auto const& each : all_outcomes) {
        auto e = on(20210310);
        e.outcome = each.which;
        EXPECT_EQ(ask(guards::reasons_do_not_hold, e, f),
                  each.which == outcome::excessive ? "accepted"
                                                   : "irregular REPLY_WHILE_REASONS_AWAITED R35-1");
    }
}

TEST(guards, a_year_carries_over_what_is_open) {
    for (auto const& s : all_stages) {
        EXPECT_EQ(ask(guards::still_open, on(20211231), {}, s.which),
                  is_open(s.which) ? "accepted" : "refused NOT_POSSIBLE_HERE C2")
            << s.code;
    }
}

}  // namespace
