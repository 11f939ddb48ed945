// Which rows count, and how each moves the checker's life of an application.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "qixian/checker/impl/checker_life.ipp"

namespace qixian::inline v0::checked::detail {

/// Every event that a log may hold, by hand. What another one does to a case nobody has said here, so
/// nothing that rests on it may be called right.
inline bool is_known(std::string_view event) {
    return one_of(event, "lodged", "received", "correction_requested", "correction_period_extended",
                  "correction_received", "correction_lapsed", "fee_lapsed", "consulted",
                  "opinion_received", "consultation_lapsed", "extended", "reasons_requested",
                  "reasons_received", "delay_notified", "fee_notified", "fee_paid", "disclosed",
                  "partly_disclosed", "refused", "unable_to_provide", "not_processed", "withdrawn",
                  "closed_otherwise", "registered_in_error", "supplemented", "delivered",
                  "returned", "review_filed", "review_accepted", "review_decided", "suit_filed",
                  "suit_decided", "reanswer_ordered", "reanswered", "entry_withdrawn",
                  "year_closed");
}

inline bool life::take_remedy(row const& r) {
    auto const& e = r.event;
    if (e == "review_filed") {
        if (attackable(r.on)) {
            file(r, false, {});
        }
    } else if (e == "review_accepted") {
        if (auto* d = dispute_for(
                r, [](auto const& x) { return !x.suit && !x.accepted && !x.decided; }, false)) {
            d->accepted = r.on;
            d->simplified = r.kind == "simplified";
        }
    } else if (e == "review_decided" || e == "suit_decided") {
        bool const suit = e == "suit_decided";
        if (auto* d = dispute_for(
                r, [&](auto const& x) { return x.suit == suit && !x.decided; }, false)) {
            d->decided = r.on;
            if (!suit) {
                d->decision = post(r);
            }
        }
    } else if (e == "suit_filed") {
        if (!r.re.empty() && std::none_of(disputes.begin(), disputes.end(),
                                          [&](auto const& x) { return in_chain(x, r.re); })) {
            return true;
        }
        auto* before = dispute_for(
            r,
            [&](auto const& x) {
                return !x.suit && !x.joined && (x.decided || review_overdue(x, r.on));
            },
            true);
        if (before != nullptr) {
            before->joined = true;
            file(r, true, static_cast<std::size_t>(before - disputes.data()));
        } else if (attackable(r.on)) {
            file(r, true, {});
        }
    } else if (e == "reanswer_ordered") {
        if (std::any_of(disputes.begin(), disputes.end(),
                        [](auto const& d) { return d.decided.has_value(); })) {
            orders.push_back(gives(r));
        }
    } else if (e == "reanswered") {
        for (auto& o : orders) {
            if (!o.used) {
                o.used = r.on;
                break;
            }
        }
    } else {
        return false;
    }
    return true;
}

inline void life::take(row const& r) {
    auto const& e = r.event;
    if (e == "lodged" && stage.empty()) {
        stage = "lodged";
        lodged_on = r.on;
        lodged_by = r.channel;
        return;
    }
    if (e == "received" && one_of(stage, "", "lodged")) {
        return receive(r);
    }
    if (stage.empty()) {
        return;
    }
    if (e == "delivered" || e == "returned") {
        if (auto* letter = letter_of(r)) {
            if (e == "delivered") {
                letter->arrived = r.on;
                letter->came_back = false;
            } else {
                letter->came_back = true;
            }
        }
        return;
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
        if (e == "registered_in_error") {
            return close(r, r.on, "void");
        }
    }
    if (!open()) {
        return;
    }
    if (one_of(e, "disclosed", "partly_disclosed", "refused", "unable_to_provide",
               "not_processed")) {
        reply_letter = post(r);
        outcome = r.outcome;
        ground = r.ground;
        for (auto& o : orders) {
            if (!o.used) {
                o.used = r.on;
            }
        }
        return close(r, r.on, "replied");
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

/// What an agency and an applicant do while the case is open.
inline void life::take_step(row const& r) {
    auto const& e = r.event;
    bool const asks_reasons_as_correction = policy("reasons_as_correction", "yes");
    // Z3, Z4: awaiting reasons stops no clock, nor does a correction under Decree 492; whatever is
    // lawful while a clock runs is lawful then. Where a policy holds the clock it is not.
    bool const runs_on = one_of(stage, "received", "reasons_requested") && !held();
    bool const runs_on_492 = !law711 && stage == "correction_requested";
    if (e == "extended" && (runs_on || runs_on_492)) {
        auto& run = runs.back();
        if (reply_late(r.on)) {
            post(r);  // sent, though without effect
        } else if (run.extended + r.days.value_or(0) <= quota()) {
            run.extended += r.days.value_or(0);
            ++run.extensions;
            post(r);
        }
    } else if (e == "consulted" && (runs_on || runs_on_492 || stage == "delayed")) {
        auto const due = due_in_force(r.on);
        auto const letter = post(r);
        asks.push_back({letter, r.ref, r.kind, {}, {}, !due || r.on < *due});
    } else if (e == "reasons_requested" && stage == "received") {
        reasons.push_back(gives(r));
        stage = e;
        if (asks_reasons_as_correction) {
            hold(r.on);
        }
    } else if (e == "fee_notified" && (runs_on || stage == "delayed") && r.on >= day(20210101)) {
        payments.push_back(gives(r));
        hold(r.on);
        stage = "fee_requested";
    } else if (e == "delay_notified" && one_of(stage, "received", "reasons_requested")) {
        if (!reply_late(r.on)) {  // reading 12a: else the day it names comes too late
            runs.back().named = r.until;
            runs.back().held.reset();
        }
        stage = "delayed";
    } else if (e == "correction_requested" && (runs_on || stage == "correction_requested")) {
        corrections.push_back(gives(r));
        notices.push_back(r.on);
        if (law711) {
            hold(r.on);
        }
        stage = e;
    } else if (stage == "correction_requested" && e == "correction_period_extended") {
        corrections.back() = gives(r);
    } else if (stage == "correction_requested" && e == "correction_received") {
        for (auto& each : corrections) {
            each.used = each.used ? each.used : maybe_date{r.on};
        }
        stage = "received";
        restart(r);
    } else if (stage == "correction_requested" && e == "correction_lapsed") {
        auto const last = given_run(corrections.back());
        if (law711 && over(last, cal, r.on)) {
            close(r, plus_days(last_day(*last, cal), 1), "abandoned");
        }
    } else if (stage == "reasons_requested" && e == "reasons_received") {
        reasons.back().used = r.on;
        stage = "received";
        restart(r);
    } else if (stage == "fee_requested" && e == "fee_paid") {
        auto& paying = payments.back();
        if (mails[paying.letter].came_back || !over(payment_run(paying), cal, r.on)) {
            paying.used = r.on;
            stage = "received";
            restart(r);
        }
    } else if (stage == "fee_requested" && e == "fee_lapsed") {
        auto const last = payment_run(payments.back());
        if (!mails[payments.back().letter].came_back && over(last, cal, r.on)) {
            close(r, plus_days(last_day(last, cal), 1), "abandoned");
        }
    }
}

}  // namespace qixian::inline v0::checked::detail
