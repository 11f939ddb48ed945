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
    } else if (event == "received") {
        receive();
    } else if (stage_.empty()) {
        refuse("BEFORE_RECEIPT");
    } else if (event == "delivered" || event == "returned") {
        find_letter();
    } else if (event == "withdrawn" && open_or_lodged) {
        close("withdrawn", "other", on());
    } else if (event == "closed_otherwise" && open_or_lodged) {
        close("closed", "other", on());
    } else if (event == "registered_in_error" && open_or_lodged) {
        close("void", "", on());
    } else if (stage_ == "lodged") {
        refuse("BEFORE_RECEIPT");
    } else if (event == "review_filed") {
        file_review();
    } else if (one_of(event, "review_accepted", "review_decided", "suit_decided")) {
        accept_or_decide();
    } else if (event == "suit_filed") {
        file_suit();
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
        if (!r711_) {
            refuse("NO_LAPSE_UNDER_492");
        } else {
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
        // A further answer: it changes nothing that is counted.
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
    if (one_of(row_->channel, "in_person", "oral", "registered_post")) {
        warn("CHANNEL_NEEDS_NO_CONFIRMATION");
    }
}

void life::receive() {
    if (!stage_.empty() && stage_ != "lodged") {
        return refuse("ALREADY_RECEIVED");
    }
    stage_ = "received";
    received_on_ = on();
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
        hold();
    }
    stage_ = "correction_requested";
    auto const l = post();
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
    if (r711_) {
        restart();
    }
}

void life::request_reasons() {
    stage_ = "reasons_requested";
    auto const l = post();
    reasons_.push_back({l, l, terms(), {}});
    if (policy_is("reasons_as_correction", "yes")) {
        hold();
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
    close("abandoned", outcome, closing_day);
}

void life::consult() {
    if (!one_of(stage_, "received", "delayed") && !explaining() && !correcting_meanwhile()) {
        return wrong_place(false);
    }
    // A pause begins on the day after: from the last day on there is nothing left to pause.
    bool const too_late = on() >= due(on());
    if (too_late || (!r711_ && row_->kind != "third_party")) {
        warn("CONSULTATION_WITHOUT_PAUSE");
    }
    consultations_.push_back({post(), row_->kind, {}, false, {}, too_late});
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
        }
        c.opinion = on();
    } else if (!limit) {
        refuse("CONSULTATION_WITHOUT_LIMIT");
    } else if (on() < *limit) {
        refuse("LAPSE_TOO_EARLY");
    } else {
        c.lapsed = true;
        c.lapsed_on = on();
    }
}

void life::extend() {
    if (stage_ != "received" && !explaining() && !correcting_meanwhile()) {
        return wrong_place(false);
    }
    int const days = row_->days.value_or(0);
    if (late(on())) {
        irregular("EXTENSION_LATE");
        post();
    } else if (extended_by_ + days > (r711_ ? 20 : 15)) {
        refuse("EXTENSION_TOO_LONG");
    } else {
        extended_by_ += days;
        post();
    }
}

void life::delay() {
    if (!one_of(stage_, "received", "reasons_requested")) {
        return wrong_place(false);
    }
    stage_ = "delayed";
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
    hold();
    stage_ = "fee_requested";
    auto const l = post();
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
    bool const excessive = row_->event == "not_processed" && outcome == "excessive";
    bool awaiting = one_of(stage_, "correction_requested", "fee_requested");
    if (stage_ == "reasons_requested") {
        // Nobody has to wait longer than the period for reasons, if the letter gave one.
        auto const last = last_day(reasons_.back());
        awaiting = !excessive && (!last || on() <= *last);
    }
    if (awaiting) {
        irregular("REPLY_WHILE_AWAITING");
    }
    ground_ = row_->ground;
    reply_letter_ = post();
    for (auto& order : orders_) {
        if (!order.met_on) {
            order.met_on = on();
        }
    }
    close(row_->event, outcome, on());
}

void life::find_letter() {
    std::vector<letter*> meant;
    for (auto& l : letters_) {
        if (row_->re.empty() ? !l.delivered && !l.returned : l.ref == row_->re) {
            meant.push_back(&l);
        }
    }
    if (meant.empty()) {
        return refuse(row_->re.empty() ? "NOTHING_TO_ANSWER" : "REFERENCE_UNKNOWN");
    }
    if (meant.size() > 1) {
        return refuse("REFERENCE_AMBIGUOUS");
    }
    meant.front()->returned = row_->event == "returned";
    if (row_->event == "delivered") {
        meant.front()->delivered = on();
    }
}

// ---- remedies ----

bool life::reviewable() const {
    if (is_reply(stage_) || one_of(stage_, "abandoned", "closed")) {
        return true;
    }
    return is_open(stage_) && overdue(on());
}

// An answer from 2024 on that withholds, in whole or in part; in part, it may not say why.
bool life::review_comes_first() const {
    if (!is_reply(stage_) || *closed_on_ < review_first_from) {
        return false;
    }
    return withholds(outcome_) ||
           (outcome_ == "partly_granted" && (ground_.empty() || names_withholding(ground_)));
}

// Marked, or deemed: under the law of 2023 at the end of the fifth working day, before it at once.
maybe_date life::accepted_on(chain const& c, date as_of) const {
    if (c.facts.review_accepted) {
        return c.facts.review_accepted;
    }
    date const filed = *c.facts.review_filed;
    date const deemed = filed < review_first_from ? filed : days_.add_working_days(filed, 5);
    return deemed <= as_of ? maybe_date{deemed} : std::nullopt;
}

maybe_date life::decision_limit(chain const& c, date as_of) const {
    auto const accepted = accepted_on(c, as_of);
    if (!accepted) {
        return std::nullopt;
    }
    return calendar_limit(plus_days(*accepted, c.review_kind == "simplified" ? 30 : 60), true);
}

bool life::review_overdue(chain const& c, date as_of) const {
    auto const limit = decision_limit(c, as_of);
    return !c.facts.review_decided && limit && *limit < as_of;
}

void life::file_review() {
    if (!reviewable()) {
        return refuse("NOTHING_TO_REVIEW");
    }
    chain c;
    c.review_ref = row_->ref;
    c.review_letter = post();
    c.facts.ref = row_->ref;
    c.facts.review_filed = on();
    chains_.push_back(std::move(c));
}

void life::accept_or_decide() {
    auto const& event = row_->event;
    auto possible = [&](chain const& c) {
        if (event == "suit_decided") {
            return c.facts.suit_filed && !c.facts.suit_decided;
        }
        return c.facts.review_filed && !c.facts.review_decided &&
               (event == "review_decided" || !c.facts.review_accepted);
    };
    std::vector<chain*> meant;
    bool named_one = false;
    bool any = false;
    for (auto& c : chains_) {
        any = any || possible(c);
        named_one = named_one || c.names(row_->re);
        if (possible(c) && (row_->re.empty() || c.names(row_->re))) {
            meant.push_back(&c);
        }
    }
    if (meant.empty()) {
        return refuse(any && !named_one ? "REFERENCE_UNKNOWN" : "NO_REMEDY_OPEN");
    }
    if (meant.size() > 1) {
        return refuse("REFERENCE_AMBIGUOUS");
    }
    auto& c = *meant.front();
    if (event == "review_accepted") {
        c.facts.review_accepted = on();
        c.review_kind = row_->kind;
    } else if (event == "review_decided") {
        c.facts.review_decided = on();
        c.facts.review_result = row_->result;
        c.decision_letter = post();
    } else {
        c.facts.suit_decided = on();
        c.facts.suit_result = row_->result;
    }
}

void life::file_suit() {
    chain* joined = nullptr;
    bool named_one = row_->re.empty();
    bool review_pending = false;
    for (auto& c : chains_) {
        named_one = named_one || c.names(row_->re);
        if (!c.facts.review_filed) {
            continue;
        }
        bool const over = c.facts.review_decided || review_overdue(c, on());
        review_pending = review_pending || !over;
        if (over && !c.facts.suit_filed && (row_->re.empty() || c.names(row_->re))) {
            joined = &c;
        }
    }
    if (!named_one) {
        return refuse("REFERENCE_UNKNOWN");
    }
    if (!joined && !reviewable()) {
        return refuse("NOTHING_TO_REVIEW");
    }
    bool const direct = joined == nullptr;
    if (direct) {
        if (review_pending || review_comes_first()) {
            irregular("SUIT_WITHOUT_REVIEW");
        }
        chains_.emplace_back();
        joined = &chains_.back();
        joined->facts.ref = row_->ref;
    }
    joined->suit_ref = row_->ref;
    joined->suit_letter = post();
    joined->facts.suit_filed = on();
    joined->facts.suit_kind = direct ? "direct" : "after_review";
    suits_.push_back(static_cast<std::size_t>(joined - chains_.data()));
}

void life::order_reanswer() {
    bool const decided = std::any_of(chains_.begin(), chains_.end(), [](chain const& c) {
        return c.facts.review_decided || c.facts.suit_decided;
    });
    if (!decided) {
        return refuse("NO_REMEDY_OPEN");
    }
    period p = terms();
    if (!p.days && !p.until) {
        p = {r711_ ? 20 : 15, "working_day", {}};
    }
    auto const l = post();
    orders_.push_back({l, l, p, {}});
}

void life::reanswer() {
    for (auto& order : orders_) {
        if (!order.met_on) {
            order.met_on = on();
            return;
        }
    }
    refuse("NO_REANSWER_ORDERED");
}

}  // namespace model
