// The conditions of review and litigation as plain functions.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "qixian/statute/cn_remedy/guards.hpp"

namespace {

using namespace qixian;

entry on(int yyyymmdd) {
    entry e;
    e.on = day(yyyymmdd);
    return e;
}

std::string told(ruling const& r) {
    if (r.what == verdict::accepted) {
        return "accepted";
    }
    std::string out(code_of(r.what));
    out.append(" ").append(name_of(r.why)).append(" ").append(info(r.cites).id);
    return out;
}

TEST(remedy_guards, a_reply_a_lapse_or_a_closure_may_be_attacked) {
    for (auto const& s : all_stages) {
        bool const act =
            is_replied(s.which) || s.which == stage::abandoned || s.which == stage::closed;
        bool const before = s.which == stage::unregistered || s.which == stage::lodged;
        auto const review = told(guards::review_open({.at = s.which}, on(20240301), {}));
        auto const suit = told(guards::suit_open({.at = s.which}, on(20240301), {}));
        EXPECT_EQ(review, act      ? "accepted"
                          : before ? "refused BEFORE_RECEIPT R60-1"
                                   : "refused NOTHING_TO_REVIEW R60-8")
            << s.code;
        EXPECT_EQ(suit, act      ? "accepted"
                        : before ? "refused BEFORE_RECEIPT R61-3"
                                 : "refused NOTHING_TO_REVIEW R61-3")
            << s.code;
    }
}

TEST(remedy_guards, an_open_case_may_be_attacked_from_the_day_after_its_due_day) {
    facts f{.due = day(20240301)};
    for (auto const& s : all_stages) {
        if (!is_open(s.which)) {
            continue;
        }
        application const a{.at = s.which};
        EXPECT_EQ(guards::review_open(a, on(20240301), f).what, verdict::refused) << s.code;
        EXPECT_EQ(guards::review_open(a, on(20240302), f).what, verdict::accepted) << s.code;
    }
    f.paused = true;
    EXPECT_EQ(told(guards::review_open({.at = stage::received}, on(20240302), f)),
              "refused NOTHING_TO_REVIEW R60-8");
    // The clock is held: no due day.
    EXPECT_EQ(told(guards::review_open({.at = stage::fee_requested}, on(20240302), {})),
              "refused NOTHING_TO_REVIEW R60-8");
}

TEST(remedy_guards, from_2024_some_refusals_go_to_review_first) {
    application const a{.at = stage::refused};
    facts f{.review_first = true};
    // Z10: it hangs on the answer, not on the day of the suit.
    EXPECT_EQ(told(guards::suit_open(a, on(20240101), {})), "accepted");
    EXPECT_EQ(told(guards::suit_open(a, on(20240101), f)), "irregular SUIT_WITHOUT_REVIEW R60-7");
    EXPECT_TRUE(guards::suit_open(a, on(20240101), f).moves);
    f.review_exhausted = true;
    EXPECT_EQ(told(guards::suit_open(a, on(20240101), f)), "accepted");
    f = {.review_running = true};
    EXPECT_EQ(told(guards::suit_open(a, on(20200101), f)), "irregular SUIT_WITHOUT_REVIEW R60-7");
}

TEST(remedy_guards, a_suit_after_review_needs_no_act_that_still_stands) {
    facts const f{.review_exhausted = true};
    EXPECT_EQ(told(guards::suit_open({.at = stage::withdrawn}, on(20240101), f)), "accepted");
    EXPECT_EQ(told(guards::suit_open({.at = stage::received}, on(20240101), f)), "accepted");
}

TEST(remedy_guards, a_suit_that_names_what_is_not_there_is_refused) {
    facts const f{.review_exhausted = true, .suit_reference_known = false};
    EXPECT_EQ(told(guards::suit_open({.at = stage::disclosed}, on(20240101), f)),
              "refused REFERENCE_UNKNOWN R61-2");
    EXPECT_EQ(told(guards::suit_open({.at = stage::lodged}, on(20240101),
                                     {.suit_reference_known = false})),
              "refused BEFORE_RECEIPT R61-3");
}

TEST(remedy_guards, what_decides_needs_what_it_decides) {
    struct found {
        target what;
        std::string said;
    };
    for (auto const& [what, said] : {found{target::none, "refused NO_REMEDY_OPEN "},
                                     found{target::unknown, "refused REFERENCE_UNKNOWN "},
                                     found{target::ambiguous, "refused REFERENCE_AMBIGUOUS "}}) {
        application const a{.at = stage::disclosed};
        facts const f{.review_to_accept = what, .review_to_decide = what, .suit_to_decide = what};
        EXPECT_EQ(told(guards::review_awaits_acceptance(a, on(20240101), f)), said + "R60-2");
        EXPECT_EQ(told(guards::review_undecided(a, on(20240101), f)), said + "R60-5");
        EXPECT_EQ(told(guards::suit_undecided(a, on(20240101), f)), said + "R61-1");
    }
}

TEST(remedy_guards, a_new_answer_follows_a_decision_and_an_order) {
    application const a{.at = stage::disclosed};
    EXPECT_EQ(told(guards::decision_made(a, on(20240101), {})), "refused NO_REMEDY_OPEN C9");
    EXPECT_EQ(told(guards::decision_made(a, on(20240101), {.any_decision = true})), "accepted");
    EXPECT_EQ(told(guards::order_unanswered(a, on(20240101), {})),
              "refused NO_REANSWER_ORDERED C9");
    EXPECT_EQ(told(guards::order_unanswered(a, on(20240101), {.order_open = true})), "accepted");
}

}  // namespace
