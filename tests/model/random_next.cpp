// What comes next in a random history: what an office, an applicant or a court would do by now.
#include <string>
#include <vector>

#include "random_author.hpp"

namespace model::random_rows {

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
                            {"disclosed", 4},
                            {"lodged", 4}});
    }
    int const awaited = waiting_.empty() ? 0 : 26;
    int const letters = refs_.empty() ? 0 : 6;
    bool const overdue = today_ > due_;
    bool const decree_492 = quota() == 15;
    int const fee = today_ < day(20210101) ? 1 : 12;
    if (stage_ == "received") {
        return dice_.weigh({{"correction_requested", 15},
                            {"consulted", 17},
                            {"opinion_received", awaited},
                            {"consultation_lapsed", awaited / 3},
                            {"extended", overdue ? 4 : 14},
                            {"reasons_requested", 9},
                            {"delay_notified", overdue ? 6 : 3},
                            {"fee_notified", fee},
                            {dice_.pick({"disclosed", "refused"}), 7},
                            {"partly_disclosed", 5},
                            {"unable_to_provide", 3},
                            {"not_processed", 2},
                            {"withdrawn", 2},
                            {"closed_otherwise", 1},
                            {"registered_in_error", 1},
                            {"review_filed", overdue ? 6 : 1},
                            {"suit_filed", overdue ? 5 : 1},
                            {dispute(), disputed()},
                            {"delivered", letters},
                            {"returned", letters / 3}});
    }
    if (stage_ == "correction_requested") {
        return dice_.weigh({{"correction_received", 36},
                            {"correction_lapsed", 30},
                            {"correction_period_extended", 9},
                            {"correction_requested", 6},
                            {"unable_to_provide", 4},
                            {"consulted", decree_492 ? 14 : 1},
                            {"extended", decree_492 ? 14 : 1},
                            {"opinion_received", awaited / 2},
                            {"consultation_lapsed", awaited / 4},
                            {"withdrawn", 3},
                            {"review_filed", 1},
                            {"delivered", letters},
                            {"returned", letters / 3}});
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
                            {"returned", letters / 3}});
    }
    if (stage_ == "fee_requested") {
        return dice_.weigh({{"fee_paid", 45},
                            {"fee_lapsed", 32},
                            {"disclosed", 5},
                            {"opinion_received", awaited / 2},
                            {"withdrawn", 3},
                            {"delivered", letters},
                            {"returned", letters / 3}});
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
                            {"delivered", letters}});
    }
    bool const act = stage_ != "withdrawn" && stage_ != "void";
    return dice_.weigh({{"review_filed", !act              ? 1
                                         : chains_.empty() ? 30
                                                           : 5},
                        {"suit_filed", !act ? 1 : 9},
                        {dispute(), 2 * disputed()},
                        {"supplemented", act ? 4 : 1},
                        {"delivered", letters * 2},
                        {"returned", letters / 2 + 1}});
}

// What may come next in some review or suit.
std::string author::dispute() {
    std::vector<std::string> next;
    for (auto const& c : chains_) {
        if (c.review && !c.decided) {
            next.insert(next.end(), {"review_decided", "review_decided"});
            if (!c.accepted) {
                next.insert(next.end(), {"review_accepted", "review_accepted"});
            }
        }
        if (c.suit && !c.suit_decided) {
            next.emplace_back("suit_decided");
        }
        if (c.review && (c.decided || today_ > plus_days(c.filed, 60)) && !c.suit) {
            next.emplace_back("suit_filed");
        }
        if (c.decided || c.suit_decided) {
            next.emplace_back(ordered_ ? "reanswered" : "reanswer_ordered");
        }
    }
    return next.empty() ? "review_filed" : dice_.pick(next);
}

}  // namespace model::random_rows
