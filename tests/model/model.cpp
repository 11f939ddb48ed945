// From rows to answers: which rows count, under which decree, and what they come to.
#include "model.hpp"

#include "life.hpp"

namespace model {
namespace {

// The rows that count, in order: none withdrawn, none twice, none after the as-of day.
std::vector<std::size_t> rows_that_count(std::vector<row> const& rows, date as_of, answer& a) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].on <= as_of) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
        return std::pair(rows[x].on, rows[x].seq) < std::pair(rows[y].on, rows[y].seq);
    });
    std::set<std::string> seen;
    std::erase_if(order, [&](std::size_t i) {
        return !rows[i].id.empty() && !seen.insert(rows[i].id).second;
    });
    // From the last withdrawal back, for a later one may take away an earlier one.
    std::set<std::string> gone;
    std::vector<coded> unknown;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        auto const& w = rows[*i];
        if (w.event != "entry_withdrawn" || (!w.id.empty() && gone.count(w.id) != 0)) {
            continue;
        }
        bool const there = std::any_of(order.begin(), order.end(), [&](std::size_t k) {
            return !w.re.empty() && rows[k].id == w.re;
        });
        if (there) {
            gone.insert(w.re);
        } else {
            unknown.push_back({*i, "REFERENCE_UNKNOWN"});
        }
    }
    a.refusals.insert(a.refusals.end(), unknown.rbegin(), unknown.rend());
    std::erase_if(order, [&](std::size_t i) {
        auto const& r = rows[i];
        return r.event == "entry_withdrawn" || r.event == "year_closed" ||
               (!r.id.empty() && gone.count(r.id) != 0);
    });
    return order;
}

}  // namespace

answer assess(std::vector<row> const& rows, date as_of, policies const& policy,
              calendar const& days) {
    answer a;
    auto const counted = rows_that_count(rows, as_of, a);
    if (!rows.empty()) {
        a.application = rows.front().application;
        a.agency = rows.front().agency;
    }
    auto opens = [](row const& r) { return one_of(r.event, "lodged", "received", "moved_in"); };
    if (std::none_of(rows.begin(), rows.end(), opens)) {
        a.faults.push_back({0, "NO_RECEIPT"});
        return a;
    }
    auto lived = [&](bool r711, date until) {
        life l(days, policy, r711);
        for (auto const i : counted) {
            if (rows[i].on <= until) {
                l.take(rows[i], i);
            }
        }
        return l;
    };
    life old_law = lived(false, as_of);
    bool const r711 = old_law.received_on() && *old_law.received_on() >= decree_711_from;
    if (old_law.received_on() && *old_law.received_on() < day(20080501)) {
        a.faults.push_back({old_law.received_row(), "NO_REGIME"});
        return a;
    }
    if (r711) {
        lived(true, as_of).describe(a, as_of);
    } else if (as_of >= decree_711_from &&
               lived(false, plus_days(decree_711_from, -1))
                   .period_runs_beyond(plus_days(decree_711_from, -1))) {
        // Whichever reading is chosen, the other one's due day is told.
        bool const renewed = setting(policy, "transition") == "new_rule_for_open_cases";
        answer other;
        lived(renewed, as_of).describe(a, as_of);
        lived(!renewed, as_of).describe(other, as_of);
        auto const reply = std::find_if(other.duties.begin(), other.duties.end(),
                                        [](duty const& d) { return d.name == "reply"; });
        a.warnings.push_back({"TRANSITION_OPEN_CASE", reply->due});
    } else {
        old_law.describe(a, as_of);
    }
    // A lodged application may still get its class when it is confirmed.
    bool const may_get_one =
        !a.received_on && std::any_of(rows.begin(), rows.end(), [&](row const& r) {
            return opens(r) && !r.applicant.empty();
        });
    if (!a.stage.empty() && a.applicant.empty() && !may_get_one) {
        a.faults.insert(a.faults.begin(),
                        {*std::find_if(counted.begin(), counted.end(),
                                       [&](std::size_t i) { return opens(rows[i]); }),
                         "NO_CLASS"});
    }
    return a;
}

std::vector<answer> assess_log(std::vector<row> const& rows, date as_of, policies const& policy,
                               calendar const& days) {
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> applications;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].application.empty()) {
            applications[{rows[i].agency, rows[i].application}].push_back(i);
        }
    }
    std::vector<answer> answers;
    for (auto const& [key, places] : applications) {
        std::vector<row> own;
        for (auto const i : places) {
            own.push_back(rows[i]);
        }
        if (std::none_of(own.begin(), own.end(), [&](row const& r) { return r.on <= as_of; })) {
            continue;
        }
        answers.push_back(assess(own, as_of, policy, days));
        for (auto* list :
             {&answers.back().irregular, &answers.back().refusals, &answers.back().faults}) {
            for (auto& entry : *list) {
                entry.row = places[entry.row];
            }
        }
    }
    // Parts of a split beside the whole (28a).
    for (auto& part : answers) {
        if (part.part_of.empty()) {
            continue;
        }
        auto const parent = std::find_if(answers.begin(), answers.end(), [&](answer const& a) {
            return a.agency == part.agency && a.application == part.part_of;
        });
        if (parent == answers.end()) {
            part.warnings.push_back({"PARENT_UNKNOWN", {}});
        } else if (parent->stage != "void") {
            part.warnings.push_back({"PARENT_STILL_OPEN", {}});
        }
    }
    return answers;
}

std::set<std::string> const& modelled_warnings() {
    static std::set<std::string> const codes{
        "ANSWER_LEFT_OPEN",           "ANSWER_NOT_RECORDED",    "CHANNEL_NEEDS_NO_CONFIRMATION",
        "CONSULTATION_WITHOUT_PAUSE", "CORRECTION_AFTER_LIMIT", "CORRECTION_LATE",
        "CORRECTION_REPEATED",        "DELAY_AFTER_DUE",        "DELIVERY_ASSUMED",
        "LAPSE_RECORDED_LATE",        "REPLY_WHILE_AWAITING",   "REVIEW_FIRST",
        "THIRD_PARTY_OBJECTED",       "TRANSITION_OPEN_CASE",
    };
    return codes;
}

}  // namespace model
