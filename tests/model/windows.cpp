// The windows against each act or the silence, and what a review body, a court and the agency owe
// then (readings 19 to 20a, 32 to 36).
#include "life.hpp"

namespace model {

// A pair for each act; for the silence, as long as there is no act and the case is open.
void life::window_duties(answer& a, date as_of) const {
    auto const acts = acts_by_day();
    for (std::size_t i = 0; i < acts.size(); ++i) {
        windows_of(a, i, acts[i].letter ? arrival(*acts[i].letter) : maybe_date{acts[i].on}, as_of);
    }
    if (acts.empty() && is_open(stage_) && overdue(as_of)) {
        windows_of(a, std::nullopt, due(as_of), as_of);
    }
}

void life::windows_of(answer& a, std::optional<std::size_t> which, maybe_date from,
                      date as_of) const {
    maybe_date reviewed;
    maybe_date sued;
    bool left_for_the_review = false;
    for (auto const& c : chains_) {
        if (act_sued_on(c) != which) {
            continue;
        }
        if (c.facts.review_filed) {
            reviewed = reviewed ? reviewed : c.facts.review_filed;
            left_for_the_review = left_for_the_review || !c.is_none();
        } else {
            sued = sued ? sued : c.facts.suit_filed;
        }
    }
    duty review;
    review.name = "review_application";
    review.started_on = from;
    if (from) {
        review.due = days_.roll(plus_days(*from, 60));
    }
    review.status = window_status(review.due, reviewed, as_of);
    add(a, std::move(review), as_of);
    if (review_comes_first(which)) {
        auto const said = [](warning const& w) { return w.code == "REVIEW_FIRST"; };
        if (std::none_of(a.warnings.begin(), a.warnings.end(), said)) {
            a.warnings.push_back({"REVIEW_FIRST", {}});
        }
        return;
    }
    duty suit;
    suit.name = "suit";
    suit.started_on = from;
    if (from) {
        // Six months since 2015-05-01, also for the limits of three months that still ran then.
        suit.due = days_.roll(add_months(*from, *from < day(20150201) ? 3 : 6));
    }
    if (reviewed && !sued) {
        met(left_for_the_review ? "20a: superseded" : "20a: the review was none");
    }
    // Whoever chose the review has left this way for the one after it (20a).
    suit.status =
        left_for_the_review && !sued ? "superseded" : window_status(suit.due, sued, as_of);
    add(a, std::move(suit), as_of);
}

// Of an answer to the review or in court the log has no row.
void life::unrecorded(answer& a, duty d, maybe_date decided, date as_of) const {
    if (decided) {
        d.status = "met";
    } else if (d.due && as_of > *d.due) {
        d.status = "missed";
        a.warnings.push_back({"ANSWER_NOT_RECORDED", {}});
    } else {
        d.status = "running";
    }
    add(a, std::move(d), as_of, !decided);
}

// Was a suit against the same act filed before this review was decided (35)?
bool life::sued_before_decision(chain const& c) const {
    return std::any_of(chains_.begin(), chains_.end(), [&](chain const& other) {
        return other.facts.suit_filed && other.sued_at < c.decided_at &&
               act_sued_on(other) == act_on(*c.facts.review_filed);
    });
}

// From the decision, unless the court was chosen before it; or from the limit that ran out.
maybe_date life::last_day_to_sue(chain const& c, date as_of) const {
    bool const decided = c.decided() && !c.sued_for_silence;
    auto const from = !decided                  ? decision_limit(c, as_of)
                      : sued_before_decision(c) ? std::nullopt
                                                : arrival(*c.decision_letter);
    return from ? maybe_date{days_.roll(plus_days(*from, 15))} : std::nullopt;
}

void life::review_duties(answer& a, chain const& c, date as_of) const {
    bool const law_2023 = *c.facts.review_filed >= review_first_from;
    auto const accepted = accepted_on(c, as_of);
    auto const ended = c.facts.review_decided;

    duty acceptance;
    acceptance.name = "review_acceptance";
    acceptance.started_on = law_2023 && c.corrected_on ? c.corrected_on : c.facts.review_filed;
    acceptance.due = days_.add_working_days(*acceptance.started_on, 5);
    acceptance.status = accepted || ended || c.waits() ? "met" : "running";
    add(a, std::move(acceptance), as_of);

    duty answered;
    answered.name = "review_answer";
    answered.started_on = arrival(*c.review_letter);
    if (auto const copy = answered.started_on) {
        answered.due = law_2023
                           ? days_.add_working_days(*copy, c.review_kind == "simplified" ? 5 : 10)
                           : calendar_limit(plus_days(*copy, 10), true);
    }
    unrecorded(a, std::move(answered), ended, as_of);

    auto const limit = decision_limit(c, as_of);
    if (limit) {
        duty decision;
        decision.name = "review_decision";
        decision.started_on = accepted;
        decision.due = limit;
        if (c.pending() && c.stands_still()) {
            met("34: the duty stands still");
        }
        decision.status =
            c.pending() && c.stands_still() ? "paused" : authority_status(limit, ended, as_of);
        add(a, std::move(decision), as_of, !ended);
    }
    // A suit that did not wait for the decision rests on the limit that ran out.
    bool const silent = c.sued_for_silence || review_overdue(c, as_of);
    if (!silent && c.decided() && sued_before_decision(c)) {
        met("35");
    }
    if (silent || (c.decided() && !sued_before_decision(c))) {
        duty suit;
        suit.name = "suit_after_review";
        suit.started_on = silent ? limit : arrival(*c.decision_letter);
        suit.due = last_day_to_sue(c, as_of);
        suit.status = window_status(suit.due, c.facts.suit_filed, as_of);
        add(a, std::move(suit), as_of);
    }
}

void life::remedy_duties(answer& a, date as_of) const {
    for (auto const& c : chains_) {
        if (c.facts.review_filed) {
            review_duties(a, c, as_of);
        }
    }
    for (auto const number : suits_) {
        auto const& c = chains_[number];
        duty defence;
        defence.name = "suit_defence";
        defence.started_on = arrival(*c.suit_letter);
        if (defence.started_on) {
            defence.due = calendar_limit(plus_days(*defence.started_on, 15), true);
        }
        // Once it was decided for the first time, whatever came then (36).
        auto const& course = c.facts.suit_course;
        unrecorded(a, std::move(defence), course.empty() ? maybe_date{} : maybe_date{course[0].on},
                   as_of);
    }
}

}  // namespace model
