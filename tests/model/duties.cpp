// Who owes what by which day, told at the end of the as-of day.
#include "life.hpp"

namespace model {

std::string life::authority_status(maybe_date due, maybe_date done, date as_of) const {
    if (done) {
        return !due || *done <= *due ? "met" : "missed";
    }
    return !due || as_of <= *due ? "running" : "missed";
}

std::string life::window_status(maybe_date due, maybe_date used, date as_of) const {
    if (used) {
        return !due || *used <= *due ? "met" : "lapsed";
    }
    return !due || as_of <= *due ? "running" : "lapsed";
}

// `undone`: nobody has done the thing yet, so that days late can be counted.
void life::add(answer& a, duty d, date as_of, bool undone) const {
    if (!d.latest && d.status != "paused") {
        d.latest = d.due;
    }
    d.n = 1 + static_cast<int>(std::count_if(a.duties.begin(), a.duties.end(),
                                             [&](duty const& o) { return o.name == d.name; }));
    if (d.due && (one_of(d.status, "running", "paused") || (undone && d.status == "missed"))) {
        d.working_days_left = days_.working_days(as_of, *d.due);
    }
    a.duties.push_back(std::move(d));
}

void life::reply_duty(answer& a, date as_of) const {
    duty d;
    d.name = "reply";
    d.started_on = origin_;
    date const cap = closed_on_.value_or(as_of);
    if (held_) {
        d.due = former_due_;
        d.paused_days = former_paused_;
        d.status = closed() ? "met" : "superseded";
    } else {
        d.due = due(cap);
        d.paused_days = named_due_ ? 0 : walk(origin_, quota(), cap).paused_days;
        if (closed()) {
            d.status = *closed_on_ <= *d.due ? "met" : "missed";
        } else if (pause_open(as_of)) {
            d.status = "paused";
            bool const endless = std::any_of(
                consultations_.begin(), consultations_.end(), [&](consultation const& c) {
                    return pauses(c) && !c.answered() && !opinion_limit(c);
                });
            d.latest = endless ? maybe_date{} : maybe_date{due({})};
        } else {
            d.status = as_of <= *d.due ? "running" : "missed";
        }
    }
    add(a, std::move(d), as_of, !closed());
}

void life::demand_duties(answer& a, date as_of) const {
    if (r711_) {
        duty d;
        d.name = "correction_notice";
        d.started_on = receipt_;
        d.due = days_.add_working_days(receipt_, 7);
        maybe_date used;
        if (!corrections_.empty()) {
            used.emplace(letters_[corrections_.front().letter].sent);
        }
        d.status = !used && closed() ? "lapsed" : window_status(d.due, used, as_of);
        add(a, std::move(d), as_of);
    }
    auto each = [&](std::string const& name, std::vector<demand> const& demands, bool authority) {
        for (auto const& demanded : demands) {
            duty d;
            d.name = name;
            d.started_on = arrival(demanded.letter);
            d.due = last_day(demanded, authority);
            d.status = authority ? authority_status(d.due, demanded.met_on, as_of)
                                 : window_status(d.due, demanded.met_on, as_of);
            // Nobody can correct, pay or explain in a case that is over; an ordered answer is owed.
            if (!authority && closed() && d.status == "running") {
                d.status = "lapsed";
            }
            add(a, std::move(d), as_of, !demanded.met_on);
        }
    };
    each("correction", corrections_, false);
    for (auto const& c : consultations_) {
        duty d;
        d.name = "opinion";
        d.ref = letters_[c.letter].ref;
        d.started_on = arrival(c.letter);
        d.due = opinion_limit(c);
        bool const authority = c.kind != "third_party";
        if (c.lapsed) {
            d.status = authority ? "missed" : "lapsed";
        } else {
            d.status = authority ? authority_status(d.due, c.opinion, as_of)
                                 : window_status(d.due, c.opinion, as_of);
            if (closed() && d.status == "running") {
                d.status = "lapsed";
            }
        }
        add(a, std::move(d), as_of, !c.answered());
    }
    each("payment", payments_, false);
    each("reasons", reasons_, false);
    each("reanswer", orders_, true);
}

// What the applicant may do about the act, or about the silence.
void life::window_duties(answer& a, date as_of) const {
    maybe_date from;
    date act{};
    if (is_reply(stage_)) {
        from = arrival(*reply_letter_);
        act = *closed_on_;
    } else if (stage_ == "abandoned") {
        from = closed_on_;
        act = *closed_on_;
    } else if (is_open(stage_) && overdue(as_of)) {
        from = due(as_of);
        act = *from;
    } else {
        return;
    }
    auto used = [&](auto filed) {
        maybe_date first;
        for (auto const& c : chains_) {
            maybe_date const d = filed(c);
            if (d && *d >= act && (!first || *d < *first)) {
                first = d;
            }
        }
        return first;
    };
    duty review;
    review.name = "review_application";
    review.started_on = from;
    if (from) {
        review.due = days_.roll(plus_days(*from, 60));
    }
    maybe_date const reviewed = used([](chain const& c) { return c.facts.review_filed; });
    review.status = window_status(review.due, reviewed, as_of);
    add(a, std::move(review), as_of);
    if (review_comes_first()) {
        a.warnings.push_back({"REVIEW_FIRST", {}});
        return;
    }
    duty suit;
    suit.name = "suit";
    suit.started_on = from;
    if (from) {
        // Six months since 2015-05-01, also for the limits of three months that still ran then.
        suit.due = days_.roll(add_months(*from, *from < day(20150201) ? 3 : 6));
    }
    maybe_date const sued = used([](chain const& c) {
        return c.facts.suit_kind == "direct" ? c.facts.suit_filed : maybe_date{};
    });
    // Whoever chose the review has left this way for the one after it.
    suit.status = reviewed && !sued ? "superseded" : window_status(suit.due, sued, as_of);
    add(a, std::move(suit), as_of);
}

void life::remedy_duties(answer& a, date as_of) const {
    auto unrecorded = [&](duty& d, maybe_date decided) {
        if (decided) {
            d.status = "met";
        } else if (d.due && as_of > *d.due) {
            d.status = "missed";
            a.warnings.push_back({"ANSWER_NOT_RECORDED", {}});
        } else {
            d.status = "running";
        }
        add(a, d, as_of, !decided);
    };
    for (auto const& c : chains_) {
        if (!c.facts.review_filed) {
            continue;
        }
        bool const law_2023 = *c.facts.review_filed >= review_first_from;
        auto const accepted = accepted_on(c, as_of);
        auto const decided = c.facts.review_decided;

        duty acceptance;
        acceptance.name = "review_acceptance";
        acceptance.started_on = c.facts.review_filed;
        acceptance.due = days_.add_working_days(*c.facts.review_filed, 5);
        acceptance.status = accepted || decided ? "met" : "running";
        add(a, std::move(acceptance), as_of);

        duty answered;
        answered.name = "review_answer";
        answered.started_on = arrival(*c.review_letter);
        if (auto const copy = answered.started_on) {
            answered.due =
                law_2023 ? days_.add_working_days(*copy, c.review_kind == "simplified" ? 5 : 10)
                         : calendar_limit(plus_days(*copy, 10), true);
        }
        unrecorded(answered, decided);

        auto const limit = decision_limit(c, as_of);
        if (limit) {
            duty decision;
            decision.name = "review_decision";
            decision.started_on = accepted;
            decision.due = limit;
            decision.status = authority_status(limit, decided, as_of);
            add(a, std::move(decision), as_of, !decided);
        }
        // A suit that did not wait for the decision rests on the limit that ran out.
        bool const before_decision =
            c.facts.suit_filed && (!decided || *c.facts.suit_filed < *decided);
        bool const silent = before_decision || (!decided && review_overdue(c, as_of));
        if (decided || silent) {
            duty suit;
            suit.name = "suit_after_review";
            suit.started_on = silent ? limit : arrival(*c.decision_letter);
            if (suit.started_on) {
                suit.due = days_.roll(plus_days(*suit.started_on, 15));
            }
            suit.status = window_status(suit.due, c.facts.suit_filed, as_of);
            add(a, std::move(suit), as_of);
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
        unrecorded(defence, c.facts.suit_decided);
    }
}

void life::describe(answer& a, date as_of) const {
    a.stage = stage_;
    a.applicant = received_class_.empty() ? lodged_class_ : received_class_;
    a.lodged_on = lodged_on_;
    a.received_on = received_on_;
    a.closed_on = closed_on_;
    a.outcome = outcome_;
    a.regime = !received_on_ ? "" : r711_ ? "R711" : "R492";
    a.refusals.insert(a.refusals.end(), refusals_.begin(), refusals_.end());
    a.irregular = irregular_;
    a.warnings = warnings_;
    for (auto const& l : letters_) {
        if (!l.delivered && !l.returned) {
            a.warnings.push_back({"DELIVERY_ASSUMED", {}});
        }
    }
    if (lodged_on_) {
        duty d;
        d.name = "confirmation";
        d.started_on = lodged_on_;
        if (lodged_channel_ == "ordinary_post") {
            d.due = lodged_on_;
        }
        auto const done = received_on_ ? received_on_ : closed_on_;
        d.status = authority_status(d.due, done, as_of);
        add(a, std::move(d), as_of, !done);
    }
    if (received_on_) {
        reply_duty(a, as_of);
        demand_duties(a, as_of);
        window_duties(a, as_of);
    }
    remedy_duties(a, as_of);
    for (auto const& c : chains_) {
        a.remedies.push_back(c.facts);
        if (c.facts.review_filed) {
            a.remedies.back().review_accepted = accepted_on(c, as_of);
            a.remedies.back().review_limit = decision_limit(c, as_of);
        }
    }
    a.standing = "not_carried";
    for (int year = 2008; qixian::last_day_of(year) <= as_of; ++year) {
        date const end = qixian::last_day_of(year);
        if (received_on_ && *received_on_ <= end && (!closed_on_ || *closed_on_ > end)) {
            a.standing = "carried_forward";
            a.carried_over.push_back(year);
        }
    }
}

}  // namespace model
