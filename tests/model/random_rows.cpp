// The rows of a random history, event by event: what each carries, and what the author remembers of it.
#include <algorithm>
#include <string>
#include <utility>

#include "random_author.hpp"

namespace model::random_rows {

void author::write_row(std::string const& event) {
    if (event == "received" || event == "moved_in") {
        return write_received(false, event);
    }
    auto& r = put(event);
    if (event == "lodged") {
        r.applicant = applicant();
        r.channel = dice_.pick({"online", "ordinary_post", "fax"});
        if (stage_.empty()) {
            stage_ = "lodged";
        }
    } else if (event == "consulted") {
        r.kind =
            dice_.pick({"third_party", "third_party", "third_party", "co_maker", "other_agency"});
        limit(days_.add_working_days(letter(r), 15));
        if (!r.ref.empty()) {
            consultation_refs_.push_back(r.ref);
        }
        waiting_.push_back(today_);
        last_ = {r.ref, today_, 15, false, false};
    } else if (event == "opinion_received" || event == "consultation_lapsed") {
        r.re = reference(consultation_refs_);
        if (event == "opinion_received") {
            r.view = dice_.pick(
                {"", "agrees", "objects", "objects", "objects", "objects_without_reason", "none"});
            objected_ = objected_ || r.view == "objects";
        }
        if (!waiting_.empty() && waiting_.back() < due_) {
            due_ = days_.add_working_days(due_,
                                          std::max(0, days_.working_days(waiting_.back(), today_)));
            limit(due_);
        }
        if (!waiting_.empty()) {
            waiting_.pop_back();
        }
    } else if (event == "correction_requested" || event == "correction_period_extended") {
        auto const from = letter(r);
        period(r, from, false);
        last_demand_ = limits_.back();
        if (event == "correction_requested") {
            in_time_ = stage_ == event ? in_time_ : today_ <= due_ && quota() == 20;
            last_ = {r.ref, today_, std::max(1, days_.working_days(from, last_demand_)), in_time_,
                     false};
            move("received", event);
            move("reasons_requested", event);
        }
    } else if (event == "correction_received" || event == "fee_paid" ||
               event == "reasons_received") {
        answer_demand(event);
    } else if (event == "correction_lapsed" || event == "fee_lapsed") {
        finish("abandoned");
    } else if (event == "extended") {
        write_extension(r);
    } else if (event == "reasons_requested") {
        auto const from = letter(r);
        period(r, from, true);
        last_ = {r.ref, today_, 5, true, false};
        move("received", event);
    } else if (event == "delay_notified") {
        told(r);
        r.until = plus_days(today_, dice_.between(0, 90));
        limit(days_.roll(*r.until));
        if (today_ <= due_) {
            due_ = limits_.back();
        }
        move("received", "delayed");
        move("reasons_requested", "delayed");
    } else if (event == "fee_notified") {
        r.amount = dice_.between(1, 40) * 10L;
        last_demand_ = days_.add_working_days(letter(r), 20);
        limit(last_demand_);
        if (today_ >= day(20210101)) {
            in_time_ = today_ <= due_;
            last_ = {r.ref, today_, 20, in_time_, false};
            for (auto const* from : {"received", "reasons_requested", "delayed"}) {
                move(from, "fee_requested");
            }
        }
    } else if (replies(event)) {
        write_reply(r);
    } else if (event == "supplemented") {
        told(r);
    } else if (event == "withdrawn") {
        finish("withdrawn");
    } else if (event == "closed_otherwise") {
        // No table knows unpaid fees before 2021 (I6).
        r.outcome = dice_.pick(
            {"", "", "other", "correction_lapsed", r.on < day(20210101) ? "" : "fee_lapsed"});
        finish("closed");
    } else if (event == "registered_in_error" || event == "moved_out") {
        r.related = event == "moved_out" ? "B" : "";
        finish("void");
    } else if (event == "delivered" || event == "returned" || event == "resent") {
        write_delivery(r);
    } else if (event.rfind("review_", 0) == 0) {
        write_review(r);
    } else if (event.rfind("suit_", 0) == 0) {
        write_suit(r);
    } else {
        write_new_answer(r);
    }
}

// A letter that can be named, though nothing counts from its delivery.
void author::told(row& r) {
    key(r);
    if (!r.ref.empty() && !last_.back && dice_.chance(25)) {
        last_ = {r.ref, today_, 1, false, false};
    }
}

void author::answer_demand(std::string const& event) {
    // What is answered although its letter was back is answered in time, or starts nothing.
    if (last_.back) {
        in_time_ = last_.holds && today_ <= due_;
    }
    last_.holds = false;
    if (event != "reasons_received") {
        restart_clock(quota());
    }
    if (stage_ != "received" && !over()) {
        stage_ = "received";
    }
}

// So many days, or a last day by name that is mostly later than the day in force.
void author::write_extension(row& r) {
    letter(r);
    if (dice_.chance(40)) {
        r.until =
            dice_.chance(90)
                ? days_.add_working_days(due_, dice_.between(1, dice_.chance(90) ? quota() : 25))
                : plus_days(due_, dice_.between(-3, 4));
        r.until = std::max(*r.until, today_);
        if (dice_.chance(5)) {
            r.until = today_;
        }
        if (today_ <= due_ && *r.until > due_ && days_.working_days(due_, *r.until) <= quota()) {
            due_ = *r.until;
            limit(due_);
        }
        return;
    }
    r.days = dice_.chance(60) ? quota() : dice_.between(1, 20);
    if (today_ <= due_) {
        due_ = days_.add_working_days(due_, *r.days);
        limit(due_);
    }
}

// A letter arrives, comes back, is sent again.
void author::write_delivery(row& r) {
    auto const right =
        last_.ref.empty() ? std::vector<std::string>{} : std::vector<std::string>{last_.ref};
    bool const about_the_last = r.event != "delivered" && dice_.chance(80);
    r.re = reference(about_the_last ? right : refs_);
    if (about_the_last && r.re.empty() && dice_.chance(70)) {
        r.re = last_.ref;
    }
    bool const last_one = last_.working_days > 0 && r.re == last_.ref;
    if (r.event == "returned" && last_one && !last_.back) {
        last_.back = true;
        if (last_.holds) {
            due_ =
                days_.add_working_days(due_, std::max(0, days_.working_days(last_.sent, today_)));
        }
        limit(due_);
    }
    if (r.event != "resent") {
        return;
    }
    date from = today_;
    if (dice_.chance(30)) {
        r.kind = "announcement";
        from = plus_days(today_, today_ < day(20220101) ? 60 : 30);
    }
    if (dice_.chance(r.kind.empty() ? 50 : 15)) {
        r.delivered = plus_days(today_, dice_.between(0, 9));
        from = *r.delivered;
    }
    if (last_one && last_.back) {
        last_.back = false;
        last_.sent = today_;
        if (last_.holds) {
            in_time_ = today_ <= due_;
            last_.holds = in_time_;
        }
        last_demand_ = days_.add_working_days(from, std::max(1, last_.working_days));
        limit(last_demand_);
    }
}

void author::ground_of(row& r, int percent) {
    if (dice_.chance(percent)) {
        r.ground =
            dice_.pick({"REG19-14", "REG19-15", "REG19-16", "REG19-16.2", "REG19-36.3",
                        "REG19-36.4", "REG19-38", "REG19-36.4;REG19-15", "REG19-36.4;REG19-38"});
    }
}

void author::write_reply(row& r) {
    auto const delivered = letter(r);
    if (r.event == "refused") {
        r.outcome = dice_.pick({"state_secret", "forbidden_by_law", "security_stability",
                                "third_party_rights", "third_party_rights", "internal_affairs",
                                "process_information", "enforcement_file", "administrative_query"});
    } else if (r.event == "unable_to_provide") {
        r.outcome = dice_.pick({"not_held", "needs_creation", "unclear_after_correction"});
    } else if (r.event == "not_processed") {
        r.outcome = stage_ == "reasons_requested" && dice_.chance(75)
                        ? "excessive"
                        : dice_.pick({"petition", "repeated", "publication", "excessive",
                                      "reconfirmation"});
    }
    ground_of(r, r.event == "partly_disclosed" ? 65 : 12);
    limit(days_.roll(plus_days(delivered, 60)));
    limit(days_.roll(add_months(delivered, delivered < day(20150201) ? 3 : 6)));
    if (!stage_.empty() && stage_ != "lodged" && !over()) {
        last_ = {r.ref, today_, 40, false, false};
    }
    finish(r.event);
}

// The second answer, by order or of the agency's own motion.
void author::write_new_answer(row& r) {
    if (r.event == "reanswer_ordered") {
        auto const from = letter(r);
        period(r, from, true);
        ordered_ = true;
        return;
    }
    auto const delivered = letter(r);
    r.outcome = dice_.pick({"", "granted", "partly_granted", "not_held", "state_secret",
                            "third_party_rights", "unclear_after_correction", "repeated"});
    ground_of(r, r.outcome == "partly_granted" ? 60 : 10);
    limit(days_.roll(plus_days(delivered, 60)));
    if (r.event == "reanswered") {
        ordered_ = false;
    }
}

author::dispute_so_far* author::first(chain_is possible) {
    auto const found = std::find_if(chains_.begin(), chains_.end(), possible);
    return found == chains_.end() ? nullptr : &*found;
}

std::string author::name(dispute_so_far const* c) {
    return reference(c == nullptr || c->ref.empty() ? std::vector<std::string>{}
                                                    : std::vector<std::string>{c->ref});
}

void author::write_review(row& r) {
    auto const& event = r.event;
    if (event == "review_filed") {
        limit(days_.add_working_days(today_, 5));
        limit(days_.add_working_days(letter(r), 10));
        auto const deemed = today_ < day(20240101) ? today_ : days_.add_working_days(today_, 5);
        limit(days_.roll(plus_days(deemed, 60)));
        if (over() || today_ > due_) {
            chains_.push_back({r.ref, today_, true});
        }
        return;
    }
    chain_is possible = [](auto const& d) { return d.review && !d.decided; };
    if (event == "review_accepted" || event == "review_correction_requested") {
        possible = [](auto const& d) { return d.review && !d.decided && !d.accepted; };
    } else if (event == "review_correction_received") {
        possible = [](auto const& d) { return d.review && !d.decided && d.waits; };
    } else if (event == "review_resumed") {
        possible = [](auto const& d) { return d.review && !d.decided && d.suspended; };
    }
    auto* c = first(possible);
    r.re = name(c);
    dispute_so_far nobody;
    if (c == nullptr) {
        c = &nobody;
    }
    if (event == "review_accepted") {
        // The simplified procedure came with the law of 2024.
        bool const law_2023 = std::all_of(chains_.begin(), chains_.end(),
                                          [](auto const& d) { return d.filed >= day(20240101); }) &&
                              c != &nobody;
        r.kind = law_2023 && dice_.chance(40) ? "simplified" : dice_.pick({"", "ordinary"});
        limit(days_.roll(plus_days(today_, r.kind == "simplified" ? 30 : 60)));
        c->accepted = true;
        c->waits = false;
    } else if (event == "review_correction_requested") {
        limit(days_.add_working_days(letter(r), 10));
        c->waits = true;
    } else if (event == "review_correction_received") {
        limit(days_.add_working_days(today_, 5));
        limit(days_.roll(plus_days(days_.add_working_days(today_, 5), 60)));
        c->waits = false;
    } else if (event == "review_extended") {
        told(r);
        r.days = dice_.chance(60) ? 30 : dice_.between(1, 31);
        r.unit = dice_.pick({"", "day"});
        limit(days_.roll(plus_days(c == &nobody ? today_ : c->filed, 60 + *r.days)));
    } else if (event == "review_suspended" || event == "review_resumed") {
        told(r);
        c->suspended = event == "review_suspended";
    } else {
        c->decided = true;
        c->withdrawn = event == "review_withdrawn";
        if (event == "review_decided") {
            r.result = dice_.pick({"upheld", "corrected", "other", "mediated"});
        }
        if (event == "review_decided" || event == "review_rejected") {
            limit(days_.roll(plus_days(letter(r), 15)));
        } else if (event == "review_terminated") {
            told(r);
        }
    }
}

std::vector<std::string> author::refs_of_answers() const {
    std::vector<std::string> all;
    for (auto const& r : rows_) {
        if (!r.ref.empty() &&
            (replies(r.event) || r.event == "reply_replaced" || r.event == "reanswered")) {
            all.push_back(r.ref);
        }
    }
    return all;
}

void author::write_suit(row& r) {
    if (r.event == "suit_filed") {
        auto* c = first([](auto const& d) { return d.review && !d.suit; });
        r.re = dice_.chance(60) ? std::string{} : name(c);
        if (auto const answers = refs_of_answers(); !answers.empty() && dice_.chance(10)) {
            r.re = dice_.pick(answers);
        }
        limit(days_.roll(plus_days(letter(r), 15)));
        if (c != nullptr && (c->decided || today_ > plus_days(c->filed, 75))) {
            c->suit = true;
        } else if (over() || today_ > due_) {
            chains_.push_back({r.ref, today_, false, false, false, true});
        }
        return;
    }
    bool const again = r.event == "suit_appealed" || r.event == "suit_retried";
    auto* c = again ? first([](auto const& d) { return d.suit && d.suit_decided; })
                    : first([](auto const& d) { return d.suit && !d.suit_decided; });
    r.re = name(c);
    if (r.event == "suit_decided") {
        r.result = dice_.pick({"upheld", "corrected", "other"});
    } else if (r.event != "suit_withdrawn" && r.event != "suit_appealed") {
        told(r);
    }
    if (c == nullptr) {
        return;
    }
    if (again) {
        c->suit_decided = false;
    } else if (r.event == "suit_suspended" || r.event == "suit_resumed") {
        c->suit_suspended = r.event == "suit_suspended";
    } else {
        c->suit_decided = true;
    }
}

void author::move(std::string const& from, std::string to) {
    if (stage_ == from) {
        stage_ = std::move(to);
    }
}

bool author::over() const {
    return stage_ == "abandoned" || stage_ == "withdrawn" || stage_ == "closed" ||
           stage_ == "void" || replies(stage_);
}

void author::finish(std::string stage) {
    if (!stage_.empty() && !over()) {
        stage_ = std::move(stage);
    }
}

}  // namespace model::random_rows
