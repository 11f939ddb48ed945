// What comes next in a random history: what an office, an applicant or a court would do by now.
#include <string>
#include <vector>

#include "random_author.hpp"

namespace model::random_rows {

// Stories that chance alone seldom tells to their end.
void author::make_a_plan() {
    if (!dice_.chance(10)) {
        return;
    }
    plan_ = dice_.pick(std::vector<std::vector<std::string>>{
        {"consulted", "opinion_received", "disclosed"},
        {"consulted", "correction_requested", "partly_disclosed"},
        {"consulted", "returned", "resent"},
        {"correction_requested", "returned", "resent", "correction_received"},
        {"correction_requested", "returned", "correction_received"},
        {"fee_notified", "returned", "fee_paid"},
        {"fee_notified", "returned", "resent", "fee_paid"},
        {"delay_notified", "returned", "resent"},
        {"review_filed", "review_decided", "reanswer_ordered", "reanswered"},
        {"refused", "review_filed", "review_rejected", "suit_filed"},
        {"unable_to_provide", "review_filed", "review_correction_requested",
         "review_correction_received"},
        {"unable_to_provide", "review_filed", "review_suspended", "review_resumed"},
    });
}

// Mostly what is planned, or plausible; sometimes anything.
std::string author::next_event() {
    if (plan_.empty() || dice_.chance(15)) {
        return dice_.chance(7) ? dice_.pick(every_event) : plausible();
    }
    auto const event = plan_.front();
    plan_.erase(plan_.begin());
    if (event == "review_filed" && !over() && today_ <= due_) {
        today_ = plus_days(due_, dice_.between(1, 9));  // nobody answered
    }
    return event;
}

// What an office would do next, as far as the author remembers.
std::string author::plausible() {
    if (stage_.empty()) {
        return "received";
    }
    if (stage_ == "lodged") {
        return dice_.weigh({{"received", 70},
                            {"withdrawn", 10},
                            {"closed_otherwise", 8},
                            {"registered_in_error", 4},
                            {"moved_out", 3},
                            {"disclosed", 4},
                            {"lodged", 4}});
    }
    int const awaited = waiting_.empty() ? 0 : 26;
    int const letters = refs_.empty() ? 0 : 6;
    bool const overdue = today_ > due_;
    bool const decree_492 = quota() == 15;
    int const fee = today_ < day(20210101) ? 1 : 12;
    // A letter that came back is mostly sent again; one that was just sent may come back.
    int const again = !last_.back ? 1 : last_.working_days == 15 ? 160 : 70;
    bool const consulted = last_.working_days == 15 && !waiting_.empty();
    int const back = last_.back ? 1
                     : !last_.ref.empty() && plus_days(last_.sent, 40) > today_
                         ? (consulted ? 30 : 11)
                         : 2;
    if (quick_ && stage_ == "received" && dice_.chance(60)) {
        return dice_.pick({"refused", "refused", "partly_disclosed", "unable_to_provide"});
    }
    if (stage_ == "received") {
        return dice_.weigh({{"correction_requested", decree_492 ? 26 : 15},
                            {"consulted", 17},
                            {"opinion_received", awaited},
                            {"consultation_lapsed", awaited / 3},
                            {"extended", overdue ? 4 : 14},
                            {"reasons_requested", 9},
                            {"delay_notified", overdue ? 6 : 3},
                            {"fee_notified", fee},
                            {dice_.pick({"disclosed", "refused"}), 7},
                            {"disclosed", objected_ ? 90 : awaited / 4},
                            {"partly_disclosed", 5},
                            {"unable_to_provide", 3},
                            {"not_processed", 2},
                            {"withdrawn", 2},
                            {"closed_otherwise", 1},
                            {"registered_in_error", 1},
                            {"moved_out", 1},
                            {"review_filed", overdue ? 6 : 1},
                            {"suit_filed", overdue ? 5 : 1},
                            {dispute(), disputed()},
                            {"delivered", letters},
                            {"returned", back},
                            {"resent", again}});
    }
    if (stage_ == "correction_requested") {
        return dice_.weigh({{"correction_received", 36},
                            {"correction_lapsed", 30},
                            {dice_.pick({"disclosed", "partly_disclosed"}), awaited},
                            {"correction_period_extended", 9},
                            {"correction_requested", 6},
                            {dice_.pick({"unable_to_provide", "disclosed", "refused"}), 6},
                            {"consulted", decree_492 || last_.back ? 14 : 1},
                            {"extended", decree_492 || last_.back ? 14 : 1},
                            {"opinion_received", awaited / 2},
                            {"consultation_lapsed", awaited / 4},
                            {"withdrawn", 3},
                            {"review_filed", 1},
                            {"delivered", letters},
                            {"returned", 5 * back},
                            {"resent", again}});
    }
    if (stage_ == "reasons_requested") {
        return dice_.weigh({{"reasons_received", 32},
                            {"not_processed", 12},
                            {"delay_notified", 20},
                            {"consulted", 12},
                            {"extended", 10},
                            {"correction_requested", 9},
                            {"fee_notified", fee},
                            {dice_.pick({"disclosed", "partly_disclosed", "refused"}), 9},
                            {"withdrawn", 2},
                            {"opinion_received", awaited / 2},
                            {"consultation_lapsed", awaited / 5},
                            {"review_filed", overdue ? 5 : 1},
                            {"delivered", letters},
                            {"returned", 5 * back},
                            {"resent", again}});
    }
    if (stage_ == "fee_requested") {
        return dice_.weigh({{"fee_paid", 45},
                            {"fee_lapsed", 32},
                            {"disclosed", 5},
                            {"opinion_received", awaited / 2},
                            {"consulted", last_.back ? 8 : 1},
                            {"extended", last_.back ? 8 : 1},
                            {"withdrawn", 3},
                            {"delivered", letters},
                            {"returned", 5 * back},
                            {"resent", again}});
    }
    if (stage_ == "delayed") {
        return dice_.weigh({{dice_.pick({"disclosed", "partly_disclosed"}), 13},
                            {"refused", 9},
                            {"fee_notified", fee},
                            {"consulted", 14},
                            {"opinion_received", awaited},
                            {"withdrawn", 3},
                            {"review_filed", overdue ? 7 : 1},
                            {"suit_filed", overdue ? 6 : 1},
                            {dispute(), disputed()},
                            {"extended", 2},
                            {"delivered", letters},
                            {"returned", back},
                            {"resent", again}});
    }
    bool const act = stage_ != "withdrawn" && stage_ != "void";
    return dice_.weigh({{"review_filed", !act              ? 1
                                         : chains_.empty() ? 30
                                                           : 5},
                        {"suit_filed", !act ? 1 : 9},
                        {dispute(), 2 * disputed()},
                        {"supplemented", act ? 4 : 1},
                        {"reply_replaced", act ? 7 : 1},
                        {"delivered", letters * 2},
                        {"returned", back},
                        {"resent", again}});
}

// What may come next in some review or suit.
std::string author::dispute() {
    std::vector<std::string> next;
    for (auto const& c : chains_) {
        if (c.review && !c.decided) {
            after_a_review(next, c);
        }
        if (c.suit && !c.suit_decided) {
            next.insert(next.end(), {"suit_decided", "suit_decided",
                                     dice_.pick({"suit_rejected", "suit_withdrawn"}),
                                     c.suit_suspended ? "suit_resumed" : "suit_suspended"});
        }
        if (c.suit && c.suit_decided) {
            next.insert(next.end(),
                        {dice_.pick({"suit_appealed", "suit_retried"}), "suit_appealed"});
        }
        if (c.review && (c.decided || today_ > plus_days(c.filed, 60)) && !c.suit) {
            next.emplace_back("suit_filed");
        }
        if (c.withdrawn) {
            next.insert(next.end(), {"review_filed", "review_filed", "suit_filed"});
        }
        if (c.decided && c.filed >= day(20240101) && !c.suit) {
            next.insert(next.end(), {"suit_filed", "suit_filed"});
        }
        if (c.decided || c.suit_decided) {
            next.emplace_back("reanswer_ordered");
            if (ordered_) {
                next.insert(next.end(), {"reanswered", "reanswered", "reanswered"});
            }
            next.emplace_back("review_filed");
        }
    }
    return next.empty() ? "review_filed" : dice_.pick(next);
}

// A review that is not decided: on its way, or at its end.
void author::after_a_review(std::vector<std::string>& next, dispute_so_far const& c) {
    bool const fresh = today_ <= plus_days(c.filed, 9);
    if (c.waits) {
        next.insert(next.end(), {"review_correction_received", "review_correction_received",
                                 "review_correction_received"});
    } else if (!c.accepted && fresh) {
        next.insert(next.end(), {"review_correction_requested", "review_correction_requested"});
    }
    if (!c.accepted) {
        next.insert(next.end(), {"review_accepted", "review_accepted"});
        next.emplace_back("review_correction_requested");
    }
    if (c.suspended) {
        next.insert(next.end(), {"review_resumed", "review_resumed"});
    } else {
        next.emplace_back("review_suspended");
    }
    if (c.filed >= day(20240101)) {
        next.insert(next.end(), {"review_rejected", "review_correction_received"});
    }
    next.insert(next.end(),
                {"review_extended", "review_extended", "review_decided", "review_decided",
                 dice_.pick({"review_rejected", "review_rejected", "review_withdrawn",
                             "review_terminated"})});
}

}  // namespace model::random_rows
