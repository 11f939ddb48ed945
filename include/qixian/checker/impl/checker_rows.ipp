// Which rows count, and how each moves the checker's life of an application.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "qixian/checker/impl/checker_remedy_rows.ipp"

namespace qixian::inline v0::checked::detail {

/// Every event that a log may hold, by hand. What another one does to a case nobody has said here, so
/// nothing that rests on it may be called right.
inline bool is_known(std::string_view event) {
    return one_of(event, "lodged", "received", "moved_in", "correction_requested",
                  "correction_period_extended", "correction_received", "correction_lapsed",
                  "fee_lapsed", "consulted", "opinion_received", "consultation_lapsed", "extended",
                  "reasons_requested", "reasons_received", "delay_notified", "fee_notified",
                  "fee_paid") ||
           one_of(event, "disclosed", "partly_disclosed", "refused", "unable_to_provide",
                  "not_processed", "withdrawn", "closed_otherwise", "registered_in_error",
                  "moved_out", "supplemented", "reply_replaced", "delivered", "returned",
                  "resent") ||
           one_of(event, "review_filed", "review_accepted", "review_correction_requested",
                  "review_correction_received", "review_extended", "review_suspended",
                  "review_resumed", "review_rejected", "review_withdrawn", "review_terminated",
                  "review_decided") ||
           one_of(event, "suit_filed", "suit_suspended", "suit_resumed", "suit_rejected",
                  "suit_withdrawn", "suit_decided", "suit_appealed", "suit_retried",
                  "reanswer_ordered", "reanswered", "entry_withdrawn", "year_closed");
}

/// Z2: a letter arrives, comes back, is sent again. A notice that came back lets the clock go, and
/// holds it again once it is sent again in time.
inline void life::deliver(row const& r) {
    auto const found = letter_of(r);
    if (!found) {
        return;
    }
    auto& letter = mails[*found];
    auto* notice = awaited();
    if (notice != nullptr && notice->notice != *found) {
        notice = nullptr;
    }
    if (r.event == "delivered") {
        letter.arrived = r.on;
        letter.came_back = false;
        return;
    }
    if (r.event == "returned") {
        auto& last = letter.sendings.back();
        if (!last.back) {
            last.back = r.on;
            last.arrived = letter.reached();
        }
        letter.came_back = true;
        auto& run = runs.back();
        if (notice != nullptr && notice->clock == grip::holds && run.held) {
            run.idle.push_back(
                {*run.held, r.on, letter.ref, false, {}, stopped_by::returned, *found});
            run.held.reset();
            run.former.reset();
            notice->clock = grip::let_go;
        }
        return;
    }
    bool const in_time = before_due(r.on);
    if (notice != nullptr && notice->clock == grip::let_go) {
        hold(*notice, r.on);
    }
    letter.came_back = false;
    letter.sendings.push_back({r.on, {}, {}, in_time});
    letter.arrived = r.delivered;
    if (!r.delivered && r.kind == "announcement") {
        letter.arrived = plus_days(r.on, r.on < day(20220101) ? 60 : 30);
    }
}

/// The answer: it closes the case, and every order to answer has it.
inline void life::reply(row const& r) {
    acts.push_back({r.event, r.on, post(r), r.outcome, r.ground});
    for (auto& o : orders) {
        if (!o.used) {
            o.used = r.on;
        }
    }
    close(r, r.on, "replied");
}

inline void life::take(row const& r) {
    auto const& e = r.event;
    if (e == "lodged" && stage.empty()) {
        stage = "lodged";
        lodged_on = r.on;
        lodged_by = r.channel;
        return;
    }
    if ((e == "received" && one_of(stage, "", "lodged")) || (e == "moved_in" && stage.empty())) {
        return receive(r);
    }
    if (stage.empty()) {
        return;
    }
    if (one_of(e, "delivered", "returned", "resent")) {
        return deliver(r);
    }
    if (stage != "lodged" && take_remedy(r)) {
        return;
    }
    if (stage == "lodged" || open()) {
        if (e == "withdrawn") {
            return close(r, r.on, "withdrawn");
        }
        if (e == "closed_otherwise") {
            return close(r, r.on, "closed");
        }
        if (e == "registered_in_error" || e == "moved_out") {
            return close(r, r.on, "void");
        }
    }
    if (stage == "replied" && e == "reply_replaced") {
        acts.push_back({e, r.on, post(r), r.outcome, r.ground});
    } else if (stage == "replied" && e == "supplemented") {
        post(r, true);
    }
    if (!open()) {
        return;
    }
    if (one_of(e, "disclosed", "partly_disclosed", "refused", "unable_to_provide",
               "not_processed")) {
        return reply(r);
    }
    if (e == "opinion_received" || e == "consultation_lapsed") {
        auto* a = answers(r);
        if (a == nullptr) {
            return;
        }
        if (e == "opinion_received") {
            a->answered = r.on;
        } else if (auto const own = opinion_run(*a); own && r.on >= last_day(*own, cal)) {
            a->silent = r.on;
        }
        return;
    }
    take_step(r);
}

/// Z16: the working days after `due` through the day that `r` names. How many an open day among them
/// leaves to a notice to come, a certificate may say.
inline int life::days_through(row const& r, date due) const {
    int const fewest = days_worked(due, *r.until, cal, true);
    if (claimed == nullptr) {
        return fewest;
    }
    date const earliest = last_day(reply_run(runs.back(), r.on), cal);
    int const most = days_worked(earliest, *r.until, cal);
    for (auto const& each : *claimed) {
        if (each.on == r.on && each.until == r.until && fewest <= each.days && each.days <= most) {
            return each.days;
        }
    }
    return fewest;
}

/// R33-3, O2, Z16: so many working days, or those through a day that the letter names.
inline void life::extend(row const& r) {
    auto& run = runs.back();
    if (reply_late(r.on)) {
        post(r);  // sent, though without effect
        return;
    }
    auto const due = due_in_force(r.on);
    if (r.until && (r.days || *r.until <= *due)) {
        return;  // a fault of the row
    }
    int const more = r.until ? days_through(r, *due) : r.days.value_or(0);
    if (run.extended() + more <= quota()) {
        run.granted.push_back({r.on, more, r.until, law711 ? "REG19-33.2" : "REG08-24.2"});
        post(r);
    }
}

/// R30-1; under Decree 492 what the notice does to the clock is a policy (Z4).
inline void life::ask_to_correct(row const& r) {
    corrections.push_back(gives(r));
    notices.push_back(r.on);
    if (law711 || policy("correction_492", "restarts")) {
        hold(corrections.back(), r.on);
    } else if (policy("correction_492", "answers") && !reply_late(r.on)) {
        auto& run = runs.back();
        if (!run.answered) {
            run.answered = r.on;
            run.answered_run = frozen(run, r.on);
        }
    }
    stage = r.event;
}

/// What an agency and an applicant do while the case is open.
inline void life::take_step(row const& r) {
    auto const& e = r.event;
    // Z3, Z4, 12a, 12b: awaiting something does not always stop the clock; whatever is lawful while a
    // clock runs is lawful then.
    bool const runs_on = one_of(stage, "received", "reasons_requested") && !held();
    bool const awaits_and_runs = one_of(stage, "correction_requested", "fee_requested") && !held();
    if (e == "extended" && (runs_on || awaits_and_runs)) {
        extend(r);
    } else if (e == "consulted" && !held()) {
        asks.push_back({post(r), r.ref, r.kind, {}, {}});
    } else if (e == "reasons_requested" && stage == "received") {
        reasons.push_back(gives(r));
        stage = e;
        if (policy("reasons_as_correction", "yes")) {
            hold(reasons.back(), r.on);
        }
    } else if (e == "fee_notified" && (runs_on || stage == "delayed") && r.on >= day(20210101)) {
        payments.push_back(gives(r));
        hold(payments.back(), r.on);
        stage = "fee_requested";
    } else if (e == "delay_notified" && one_of(stage, "received", "reasons_requested")) {
        post(r, true);
        if (!reply_late(r.on)) {  // reading 12a: else the day it names comes too late
            runs.back().named = r.until;
            runs.back().held.reset();
        }
        stage = "delayed";
    } else if (e == "correction_requested" && (runs_on || stage == "correction_requested")) {
        ask_to_correct(r);
    } else if (stage == "correction_requested" && e == "correction_period_extended") {
        auto& last = corrections.back();
        auto const before = last;
        last = gives(r);
        last.notice = before.notice;
        last.clock = before.clock;
    } else if (stage == "correction_requested" && e == "correction_received") {
        for (auto& each : corrections) {
            each.used = each.used ? each.used : maybe_date{r.on};
        }
        stage = "received";
        restart(r, corrections.back());
    } else if (stage == "correction_requested" && e == "correction_lapsed") {
        auto const last = given_run(corrections.back());
        if ((law711 || policy("lapse_492", "accepted")) && over(last, cal, r.on)) {
            lapse(r, last_day(*last, cal), !cal.leaves_open(last->start, r.on));
        }
    } else if (stage == "reasons_requested" && e == "reasons_received") {
        reasons.back().used = r.on;
        stage = "received";
        restart(r, reasons.back());
    } else if (stage == "fee_requested" && e == "fee_paid") {
        auto& paying = payments.back();
        if (mails[paying.letter].came_back || !over(payment_run(paying), cal, r.on)) {
            paying.used = r.on;
            stage = "received";
            restart(r, paying);
        }
    } else if (stage == "fee_requested" && e == "fee_lapsed") {
        auto const last = payment_run(payments.back());
        if (!mails[payments.back().letter].came_back && over(last, cal, r.on)) {
            lapse(r, last_day(last, cal), !cal.leaves_open(last.start, r.on));
        }
    }
}

}  // namespace qixian::inline v0::checked::detail
