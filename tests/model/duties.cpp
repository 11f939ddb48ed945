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
    if (answered_on_) {
        d = answered_;  // by the correction notice, whatever followed (12c)
    } else if (held_) {
        d.due = former_due_;
        d.paused_days = former_paused_;
        d.status = closed() ? "met" : "superseded";
    } else {
        d.due = due(cap);
        d.paused_days = paused_days(cap);
        if (closed()) {
            d.status = *closed_on_ <= *d.due ? "met" : "missed";
        } else if (pause_open(as_of)) {
            d.status = "paused";
            d.latest = endless_pause() ? maybe_date{} : maybe_date{due({})};
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
            used.emplace(letters_[corrections_.front().letter].ways.front().sent);
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
        if (c.lapsed_on) {
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
    a.faults.insert(a.faults.end(), faults_.begin(), faults_.end());
    a.part_of = part_of_;
    a.warnings = warnings_;
    for (auto const& l : letters_) {
        if (l.assumed()) {
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
    }
    window_duties(a, as_of);
    remedy_duties(a, as_of);
    for (auto const& c : chains_) {
        a.remedies.push_back(c.facts);
        if (c.facts.review_filed) {
            a.remedies.back().review_accepted = accepted_on(c, as_of);
            a.remedies.back().review_limit = decision_limit(c, as_of);
        }
        // Where only the first instance counts, its end is the only one (28).
        auto& course = a.remedies.back().suit_course;
        if (policy_is("appeal", "first_instance") && course.size() > 1) {
            course.resize(1);
        }
    }
    a.met = met_;
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
