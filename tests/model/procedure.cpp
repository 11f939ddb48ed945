// The procedure and the remedies, as one chain of ifs.
#include "life.hpp"

namespace model {

// What is said of an event that its stage has no rule for.
void life::wrong_place(bool answer_to_something) {
    if (stage_.empty() || stage_ == "lodged") {
        refuse("BEFORE_RECEIPT");
    } else if (!is_open(stage_)) {
        refuse("ALREADY_CLOSED");
    } else {
        refuse(answer_to_something ? "NOTHING_TO_ANSWER" : "NOT_POSSIBLE_HERE");
    }
}

void life::dispatch() {
    auto const& event = row_->event;
    bool const open = is_open(stage_);
    bool const open_or_lodged = open || stage_ == "lodged";
    if (event == "lodged") {
        lodge();
    } else if (event == "received" || event == "moved_in") {
        receive();
    } else if (stage_.empty()) {
        refuse("BEFORE_RECEIPT");
    } else if (one_of(event, "delivered", "returned", "resent")) {
        find_letter();
    } else if (event == "withdrawn" && open_or_lodged) {
        close("withdrawn", "other", on());
    } else if (event == "closed_otherwise" && open_or_lodged) {
        close("closed", row_->outcome.empty() ? "other" : row_->outcome, on());
    } else if (one_of(event, "registered_in_error", "moved_out") && open_or_lodged) {
        close("void", "", on());
    } else if (stage_ == "lodged") {
        refuse("BEFORE_RECEIPT");
    } else if (event == "review_filed") {
        file_review();
    } else if (event == "review_accepted") {
        accept_review();
    } else if (one_of(event, "review_correction_requested", "review_correction_received")) {
        correct_review();
    } else if (event == "review_extended") {
        extend_review();
    } else if (one_of(event, "review_suspended", "review_resumed")) {
        suspend_review();
    } else if (one_of(event, "review_decided", "review_rejected", "review_withdrawn",
                      "review_terminated")) {
        end_review();
    } else if (event == "suit_filed") {
        file_suit();
    } else if (event.rfind("suit_", 0) == 0) {
        move_suit();
    } else if (event == "reanswer_ordered") {
        order_reanswer();
    } else if (event == "reanswered") {
        reanswer();
    } else if (event == "correction_requested") {
        request_correction();
    } else if (event == "correction_period_extended" && stage_ == "correction_requested") {
        corrections_.back().terms = terms();
        corrections_.back().period_letter = post();
    } else if (event == "correction_received") {
        receive_correction();
    } else if (event == "correction_lapsed" && stage_ == "correction_requested") {
        if (!r711_ && !policy_is("lapse_492", "accepted")) {
            refuse("NO_LAPSE_UNDER_492");
        } else {
            met(r711_ ? "lapse" : "12c: a lapse under Decree 492");
            lapse(corrections_, "correction_lapsed");
        }
    } else if (event == "fee_lapsed" && stage_ == "fee_requested") {
        lapse(payments_, "fee_lapsed");
    } else if (event == "consulted") {
        consult();
    } else if (open && one_of(event, "opinion_received", "consultation_lapsed")) {
        answer_consultation();
    } else if (event == "extended") {
        extend();
    } else if (event == "reasons_requested" && stage_ == "received") {
        request_reasons();
    } else if (event == "reasons_received" && stage_ == "reasons_requested") {
        receive_reasons();
    } else if (event == "delay_notified") {
        delay();
    } else if (event == "fee_notified") {
        notify_fee();
    } else if (event == "fee_paid") {
        pay_fee();
    } else if (is_reply(event) && open) {
        reply();
    } else if (event == "supplemented" && is_reply(stage_)) {
        tell();  // a further answer: it changes nothing that is counted
    } else if (event == "reply_replaced" && is_reply(stage_)) {
        met("32: a reply was replaced");
        reproach(row_->outcome, false);
        acts_.push_back({on(), post(), row_->outcome, row_->ground});
    } else {
        wrong_place(one_of(event, "opinion_received", "consultation_lapsed", "reasons_received"));
    }
}

void life::lodge() {
    if (!stage_.empty()) {
        return refuse("ALREADY_RECEIVED");
    }
    stage_ = "lodged";
    lodged_on_ = on();
    lodged_class_ = row_->applicant;
    lodged_channel_ = row_->channel;
    part_of_ = row_->part_of;
    if (one_of(row_->channel, "in_person", "oral", "registered_post")) {
        warn("CHANNEL_NEEDS_NO_CONFIRMATION");
    }
}

void life::receive() {
    bool const may_be_lodged = row_->event == "received" && stage_ == "lodged";
    if (!stage_.empty() && !may_be_lodged) {
        return refuse("ALREADY_RECEIVED");
    }
    stage_ = "received";
    received_on_ = on();
    received_row_ = index_;
    if (!row_->part_of.empty()) {
        part_of_ = row_->part_of;
    }
    received_class_ = row_->applicant;
    receipt_ = on();
    if (lodged_on_ && lodged_channel_ == "online" &&
        policy_is("online_receipt", "submission_accepted")) {
        receipt_ = *lodged_on_;
    }
    if (policy_is("nonworking_receipt", "next_working_day")) {
        receipt_ = days_.roll(receipt_);
    }
    origin_ = receipt_;
}

void life::request_correction() {
    if (!one_of(stage_, "received", "correction_requested") && !explaining()) {
        return wrong_place(false);
    }
    if (r711_) {
        // Had this notice not been sent, this day would run (or, while held, had run).
        maybe_date const shadow = held_ ? former_due_ : due(on());
        if (!corrections_.empty()) {
            irregular("CORRECTION_REPEATED");
            warn("CORRECTION_REPEATED", shadow);
        } else if (on() > days_.add_working_days(receipt_, 7)) {
            irregular("CORRECTION_LATE");
            warn("CORRECTION_LATE", shadow);
        }
    }
    auto const l = post();
    letters_[l].ways.back().too_late = nothing_left();
    if (correction_492_is("answers") && !answered_on_ && !late(on())) {
        met("12c: answered by the notice");
        answered_on_ = on();
        answered_ = {"reply", 0, "", origin_, due(on()), {}, "met", paused_days(on()), {}};
    }
    if (correction_492_is("pauses")) {
        met(letters_[l].ways.back().too_late ? "12c: too late to pause" : "12c: pauses");
    }
    if (correction_holds()) {
        met(r711_ ? "hold" : "12c: restarts");
        hold(l);
    } else {
        forget_what_was_asked();
    }
    stage_ = "correction_requested";
    corrections_.push_back({l, l, terms(), {}});
}

void life::receive_correction() {
    if (stage_ != "correction_requested") {
        return wrong_place(true);
    }
    if (auto const last = last_day(corrections_.back()); last && on() > *last) {
        warn("CORRECTION_AFTER_LIMIT");
    }
    for (auto& c : corrections_) {
        if (!c.met_on) {
            c.met_on = on();
        }
    }
    stage_ = "received";
    if (correction_holds()) {
        restart();
    }
}

void life::request_reasons() {
    stage_ = "reasons_requested";
    auto const l = post();
    reasons_.push_back({l, l, terms(), {}});
    if (policy_is("reasons_as_correction", "yes")) {
        hold(l);
    }
}

void life::receive_reasons() {
    stage_ = "received";
    reasons_.back().met_on = on();
    restart();
}

void life::lapse(std::vector<demand> const& demands, std::string const& outcome) {
    auto const last = last_day(demands.back());
    if (!last || on() <= *last) {
        return refuse("LAPSE_TOO_EARLY");
    }
    date const closing_day = plus_days(*last, 1);
    if (on() > closing_day) {
        warn("LAPSE_RECORDED_LATE");
    }
    acts_.push_back({closing_day, {}, outcome, ""});
    close("abandoned", outcome, closing_day);
}

void life::consult() {
    if (!is_open(stage_) || held_) {
        return wrong_place(false);
    }
    // A pause begins on the day after: from the last day on there is nothing left to pause.
    bool const too_late = nothing_left();
    if (too_late || !pauses(row_->kind)) {
        warn("CONSULTATION_WITHOUT_PAUSE");
    }
    auto const l = post();
    letters_[l].ways.back().too_late = too_late;
    consultations_.push_back({l, row_->kind, {}, {}, false});
}

void life::answer_consultation() {
    std::vector<consultation*> waiting;
    for (auto& c : consultations_) {
        if (!c.answered()) {
            waiting.push_back(&c);
        }
    }
    if (waiting.empty()) {
        return refuse("NOTHING_TO_ANSWER");
    }
    std::vector<consultation*> meant;
    if (!row_->re.empty()) {
        for (auto* c : waiting) {
            if (letters_[c->letter].ref == row_->re) {
                meant.push_back(c);
            }
        }
        if (meant.empty()) {
            bool const known = std::any_of(
                consultations_.begin(), consultations_.end(),
                [&](consultation const& c) { return letters_[c.letter].ref == row_->re; });
            return refuse(known ? "NOTHING_TO_ANSWER" : "REFERENCE_UNKNOWN");
        }
    } else {
        for (auto* c : waiting) {
            auto const limit = opinion_limit(*c);
            if (!limit || on() <= *limit) {
                meant.push_back(c);
            }
        }
        if (meant.empty()) {
            meant = waiting;
        }
    }
    if (meant.size() > 1) {
        return refuse("REFERENCE_AMBIGUOUS");
    }
    auto& c = *meant.front();
    auto const limit = opinion_limit(c);
    if (row_->event == "opinion_received") {
        if (limit && on() > *limit) {
            irregular("OPINION_LATE");
        } else {
            c.objects = row_->view == "objects";
        }
        c.opinion = on();
    } else if (!limit) {
        refuse("CONSULTATION_WITHOUT_LIMIT");
    } else if (on() < *limit) {
        refuse("LAPSE_TOO_EARLY");
    } else {
        c.lapsed_on = on();
    }
}

void life::extend() {
    if (!is_open(stage_) || stage_ == "delayed" || held_) {
        return wrong_place(false);
    }
    if (late(on())) {
        irregular("EXTENSION_LATE");
        post();
        return;
    }
    int days = row_->days.value_or(0);
    if (row_->until) {
        // A named last day is so many working days from the day in force (12d).
        if (*row_->until <= due(on())) {
            met("12d: a last day that is no extension");
            faults_.push_back({index_, "PERIOD_BACKWARDS"});
            return;
        }
        days = days_.working_days(due(on()), *row_->until);
    }
    if (extended_by_ + days > (r711_ ? 20 : 15)) {
        return refuse("EXTENSION_TOO_LONG");
    }
    if (row_->until) {
        met("12d: extended to a named day");
    }
    if (one_of(stage_, "correction_requested", "fee_requested")) {
        met("extended while a correction or a fee is awaited");
    }
    extended_by_ += days;
    post();
}

void life::delay() {
    if (!one_of(stage_, "received", "reasons_requested")) {
        return wrong_place(false);
    }
    tell();
    stage_ = "delayed";
    forget_what_was_asked();
    if (late(on())) {
        // The period has run out: no day named now can mend that.
        warn("DELAY_AFTER_DUE");
        return irregular("DELAY_AFTER_DUE");
    }
    held_ = false;
    named_due_ = named(row_->until.value_or(on()));
}

void life::notify_fee() {
    if (!one_of(stage_, "received", "delayed") && !explaining()) {
        return wrong_place(false);
    }
    if (on() < day(20210101)) {
        return refuse("FEE_BEFORE_2021");
    }
    if (late(on())) {
        irregular("FEE_NOTICE_LATE");
    }
    auto const l = post();
    hold(l);
    stage_ = "fee_requested";
    payments_.push_back({l, l, {20, "working_day", {}}, {}});
}

void life::pay_fee() {
    if (stage_ != "fee_requested") {
        return wrong_place(true);
    }
    auto const last = last_day(payments_.back());
    if (last && on() > *last) {
        return irregular("PAYMENT_LATE");
    }
    payments_.back().met_on = on();
    stage_ = "received";
    restart();
}

void life::reply() {
    std::string outcome = row_->outcome;
    if (row_->event == "disclosed") {
        outcome = "granted";
    } else if (row_->event == "partly_disclosed") {
        outcome = "partly_granted";
    }
    reply_as(row_->event, outcome);
}

// What an answer is by its outcome; nothing where it is none.
std::string life::answer_of(std::string const& outcome) {
    return outcome == "granted"          ? "disclosed"
           : outcome == "partly_granted" ? "partly_disclosed"
           : one_of(outcome, "not_held", "needs_creation", "unclear_after_correction")
               ? "unable_to_provide"
           : one_of(outcome, "petition", "repeated", "publication", "excessive", "reconfirmation")
               ? "not_processed"
           : one_of(outcome, "", "correction_lapsed", "fee_lapsed", "other") ? ""
                                                                             : "refused";
}

void life::reply_as(std::string const& event, std::string const& outcome) {
    bool const excessive = outcome == "excessive";
    bool awaiting = one_of(stage_, "correction_requested", "fee_requested");
    if (stage_ == "reasons_requested") {
        // Nobody has to wait longer than the period for reasons, if the letter gave one.
        auto const last = last_day(reasons_.back());
        awaiting = !excessive && (!last || on() <= *last);
    }
    reproach(outcome, awaiting);
    acts_.push_back({on(), post(), outcome, row_->ground});
    for (auto& order : orders_) {
        if (!order.met_on) {
            order.met_on = on();
        }
    }
    close(event, outcome, on());
}

// What an answer, the first or a later one, may be reproached with: third parties come before what is
// awaited (reading 31).
void life::reproach(std::string const& outcome, bool awaiting) {
    std::string code;
    auto const asked = [](consultation const& c) { return c.kind == "third_party"; };
    auto const any = [&](auto const& is_so) {
        return std::any_of(consultations_.begin(), consultations_.end(),
                           [&](consultation const& c) { return asked(c) && is_so(c); });
    };
    // What was never received, and is answered all the same by order, falls under the law under which it
    // was lodged.
    bool const r711 = received_on_ ? r711_ : lodged_on_ && *lodged_on_ >= qixian::day(20190515);
    if (r711 && one_of(outcome, "granted", "partly_granted")) {
        if (any([&](consultation const& c) {
                auto const limit = opinion_limit(c);
                return !c.answered() && (!limit || on() <= *limit);
            })) {
            code = "DISCLOSED_BEFORE_OPINION";
        }
        if (any([](consultation const& c) { return c.objects; })) {
            warn("THIRD_PARTY_OBJECTED");
        }
    } else if (r711 && outcome == "third_party_rights" &&
               !any([](consultation const&) { return true; })) {
        code = "THIRD_PARTY_NOT_ASKED";
    } else if (r711 && outcome == "unclear_after_correction" && corrections_.empty()) {
        code = "UNCLEAR_WITHOUT_CORRECTION";
    }
    if (awaiting && code.empty()) {
        code = "REPLY_WHILE_AWAITING";
    } else if (awaiting) {
        met("31: two reproaches");
        warn("REPLY_WHILE_AWAITING");
    }
    if (!code.empty()) {
        irregular(code);
    }
}

// ---- letters ----

void life::find_letter() {
    auto const& event = row_->event;
    std::vector<std::size_t> meant;
    for (std::size_t l = 0; l < letters_.size(); ++l) {
        auto const& each = letters_[l];
        bool const waits = event == "resent" ? each.counts && each.is_back() : each.assumed();
        if (row_->re.empty() ? waits : each.ref == row_->re) {
            meant.push_back(l);
        }
    }
    if (meant.empty()) {
        return refuse(row_->re.empty() ? "NOTHING_TO_ANSWER" : "REFERENCE_UNKNOWN");
    }
    if (meant.size() > 1) {
        return refuse("REFERENCE_AMBIGUOUS");
    }
    auto const l = meant.front();
    auto& found = letters_[l];
    if (event == "returned") {
        if (!found.is_back()) {
            auto& last = found.ways.back();
            last.arrived = last.back ? last.arrived : found.arrival();
            last.back = last.back.value_or(on());
            found.arrived_since = false;
            met(found.ways.size() > 1 ? "12b: came back again" : "12b: came back");
            if (is_reply(found.event)) {
                met("12b: a reply came back");
            }
            for (auto const& c : consultations_) {
                if (c.letter == l && !c.answered() && is_open(stage_)) {
                    met("12b: a consultation came back");
                }
            }
            release(l);
        }
    } else if (event == "resent" && !found.is_back()) {
        refuse("NOTHING_TO_ANSWER");
    } else if (event == "resent") {
        send_again(l, row_->delivered, row_->kind == "announcement" && !row_->delivered);
    } else if (found.is_back()) {
        // Nobody told of its being sent again: so the day of its arrival is all that is known.
        met("12b: delivered although it had come back");
        found.arrived_since = true;
        found.delivered = on();
    } else {
        found.delivered = on();
    }
}

// The same letter on a new way (12b).
void life::send_again(std::size_t l, maybe_date delivered, bool announced) {
    auto& sent = letters_[l];
    bool const too_late = nothing_left();
    sent.delivered = delivered;
    sent.announced = announced;
    sent.arrived_since = false;
    sent.ways.push_back({on(), {}, too_late, {}});
    met(sent.counts ? "12b: sent again" : "12b: sent again, and nothing counts from it");
    if (announced) {
        met("12b: announced");
    }
    for (auto const& c : consultations_) {
        if (c.letter != l || c.answered() || !pauses(c.kind) || !is_open(stage_)) {
            continue;
        }
        met(too_late ? "12b: a consultation sent again too late"
                     : "12b: a consultation sent again");
        if (too_late) {
            warn("CONSULTATION_WITHOUT_PAUSE");
        }
    }
    hold_again(l);
}

}  // namespace model
