// The certificates of remedies: windows to attack an act or the silence, and the periods of a review
// and of a suit.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qixian/checker/impl/checker_duties.ipp"

namespace qixian::inline v0::checked::detail {

/// R60-1, R60-8, R61-1, R61-3: what the applicant may attack, and until when. Each act by itself
/// (reading 32); the silence as long as there is none.
inline void maker::remedies_of_acts() {
    std::vector<attacked> all;
    if (!h_.runs.empty() && h_.acts.empty() && h_.open() && !h_.held()) {
        auto const& run = h_.runs.back();
        auto const runs = h_.reply_run(run, h_.as_of);
        auto const due = last(runs);
        bool const open = !is_settled(runs, walk(runs, h_.cal), h_.cal);
        // Where the days before the as-of day are settled, whether it is over is known.
        bool const unclear = open && !h_.cal.settled(plus_days(runs.start, 1), h_.as_of);
        if ((unclear || h_.reply_late(h_.as_of)) && !run.answered &&
            (run.named || !h_.paused(h_.as_of))) {
            all.push_back({run.event, due, true, {}, open});
        }
    }
    for (std::size_t i = 0; i < h_.acts.size(); ++i) {
        auto const& each = h_.acts[i];
        all.push_back({each.event, each.letter ? h_.mails[*each.letter].reached() : each.on, false,
                       i, each.unclear});
    }
    auto const is_back = [&](attacked const& each) {
        return each.act && h_.acts[*each.act].letter &&
               h_.mails[*h_.acts[*each.act].letter].came_back;
    };
    for (auto const& each : all) {
        if (is_back(each)) {
            ++count_["review_application"];
            continue;
        }
        auto const basis = each.limit                ? "REVIR-16"
                           : each.on < day(20240101) ? "REV17-9.1"
                                                     : "REV23-20.1";
        window("review_application", each, 60, "day", {basis}, false);
    }
    for (auto const& each : all) {
        if (each.act && life::review_first(h_.acts[*each.act])) {
            continue;
        }
        if (is_back(each)) {
            ++count_["suit"];
            continue;
        }
        // Z5: three months only where they were over before 2015-05-01.
        window("suit", each, each.on < day(20150201) ? 3 : 6, "month",
               {each.limit ? "ALL17-47.1" : "ALL17-46.1"}, true);
    }
}

inline void maker::window(std::string const& duty, attacked const& from, int length,
                          char const* unit, texts basis, bool suit) {
    run_of_days p;
    p.start = from.on;
    p.length = length;
    p.unit = unit;
    auto& e = add(duty, from.event, from.on, std::move(basis), p);
    e.what.trigger_is_limit = from.limit;
    e.soft_trigger = from.unclear;
    maybe_date used;
    bool reviewed = false;
    for (auto const& d : h_.disputes) {
        if (d.after || h_.act_of(d) != from.act) {
            continue;
        }
        if (d.suit == suit && !used) {
            used = d.filed;
        }
        // Z7: one that ended without a decision is no review, unless it had to come first.
        reviewed = reviewed || (!d.suit && (!d.ended || h_.may_be_followed(d)));
    }
    // Z7: who went to review sues after it, in the period of the decision.
    e.what.status = suit && reviewed && !used ? "superseded" : stands(e.what.due, used, false);
}

inline void maker::disputes() {
    for (std::size_t i = 0; i < h_.disputes.size(); ++i) {
        auto const& d = h_.disputes[i];
        auto const& copy = h_.mails[d.letter];
        if (d.suit) {
            suit_defence(d, copy);
            continue;
        }
        review_acceptance(d);
        review_answer(d, copy);
        review_decision(d);
        after_review(d, i);
    }
}

/// R61-5.
inline void maker::suit_defence(dispute const& d, mail const& copy) {
    if (copy.came_back) {
        ++count_["suit_defence"];
        return;
    }
    run_of_days p;
    p.start = copy.reached();
    p.length = 15;
    p.unit = "day";
    p.rolls = !h_.policy("authority_limit", "literal");
    auto& e = add("suit_defence", "suit_filed", p.start, {"ALL17-67.1"}, p);
    e.what.ref = d.ref;
    e.what.status = settled_by(e.what.due, d.first_end);
}

/// R60-2, R60-3. Asking for a correction is an answer, too; corrected, it is examined anew.
inline void maker::review_acceptance(dispute const& d) {
    auto const p = life::acceptance_run(d);
    bool const new_law = life::new_review_law(d);
    auto& e = add("review_acceptance",
                  new_law && d.corrected ? "review_correction_received" : "review_filed", p.start,
                  {new_law ? "REV23-30.1" : "REV17-17.1"}, p);
    e.what.ref = d.ref;
    bool const deemed = !new_law || d.waiting || h_.as_of >= e.what.due;
    e.what.status = d.accepted || d.ended || deemed ? "met" : "running";
}

/// R60-4, R60-6.
inline void maker::review_answer(dispute const& d, mail const& copy) {
    if (copy.came_back) {
        ++count_["review_answer"];
        return;
    }
    bool const new_law = life::new_review_law(d);
    run_of_days p;
    p.start = copy.reached();
    p.length = new_law && d.simplified ? 5 : 10;
    p.unit = new_law ? "working_day" : "day";
    p.rolls = !h_.policy("authority_limit", "literal");
    auto& e = add("review_answer", "review_filed", p.start,
                  {!new_law       ? "REV17-23.1"
                   : d.simplified ? "REV23-54.1"
                                  : "REV23-48"},
                  p);
    e.what.ref = d.ref;
    e.what.status = settled_by(e.what.due, d.first_end);
}

/// R60-5, R60-6, Z11.
inline void maker::review_decision(dispute const& d) {
    auto const p = h_.decision_run(d, h_.as_of);
    if (d.waiting || (!d.accepted && h_.as_of < p.start)) {
        return;
    }
    bool const new_law = life::new_review_law(d);
    texts basis{d.simplified ? "REV23-62.2" : new_law ? "REV23-62.1" : "REV17-31.1"};
    if (!d.granted.empty()) {
        basis.push_back(new_law ? "REV23-62.1" : "REV17-31.1");
    }
    if (std::any_of(d.suspended.begin(), d.suspended.end(),
                    [](auto const& s) { return s.counts; })) {
        basis.push_back(new_law ? "REV23-39.1" : "REVIR-41");
    }
    if (h_.days_apart(d, d.apart, {}, h_.as_of) != 0) {
        basis.push_back("REVIR-29");
    }
    auto& e = add("review_decision",
                  d.accepted               ? "review_accepted"
                  : new_law && d.corrected ? "review_correction_received"
                                           : "review_filed",
                  p.start, basis, p);
    e.what.ref = d.ref;
    e.what.extensions = d.granted;
    // Z6: under the law of 2017 it counts from the filing itself, not from a period that ended.
    e.what.trigger_is_limit = !d.accepted && new_law;
    if (d.paused()) {  // nobody knows when it is resumed
        e.paused_open = true;
        e.what.status = "paused";
        e.what.certain = false;
        e.what.latest.reset();
    } else {
        e.what.status = stands(e.what.due, d.ended, true);
    }
}

/// R61-2. A suit that did not wait for the decision rests on the limit that ran out.
inline void maker::after_review(dispute const& d, std::size_t index) {
    maybe_date filed;
    for (auto const& other : h_.disputes) {
        if (other.after == index) {
            filed = other.filed;
        }
    }
    bool const by_limit = filed ? d.joined_by_limit : !d.ended;
    if (by_limit ? !filed && !h_.review_overdue(d, h_.as_of)
                 : h_.sued_before(d) || !h_.may_be_followed(d)) {
        return;
    }
    if (!by_limit && h_.mails[d.decision].came_back) {
        ++count_["suit_after_review"];
        return;
    }
    auto const p = h_.run_after_review(d, by_limit, h_.as_of);
    auto& e =
        add("suit_after_review", by_limit ? "review_filed" : d.ended_by, p.start, {"ALL17-45"}, p);
    e.what.ref = d.ref;
    e.what.trigger_is_limit = by_limit;
    e.what.status = stands(e.what.due, filed, false);
}

}  // namespace qixian::inline v0::checked::detail
