// The checker's own reading of acts and of reviews: what is attacked, whether a review has to come
// first, and how long it may take.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "qixian/checker/impl/checker_life.ipp"

namespace qixian::inline v0::checked::detail {

/// Reading 32: the last act on or before the day of filing; none: the silence.
inline std::optional<std::size_t> life::act_of(dispute const& d) const {
    if (d.after) {
        return act_of(disputes[*d.after]);
    }
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (acts[i].on <= d.about.value_or(d.filed) && (!found || acts[*found].on <= acts[i].on)) {
            found = i;
        }
    }
    return found;
}

/// R60-7, Z9, Z10: a refusal of rows 3.3.1 to 3.3.7, or a partial disclosure unless every ground it
/// names is another than that of such a refusal; made on or after 2024-01-01.
inline bool life::review_first(act const& a) {
    if (a.on < day(20240101)) {
        return false;
    }
    if (a.event != "partly_disclosed" && a.outcome != "partly_granted") {
        return one_of(a.outcome, "state_secret", "forbidden_by_law", "security_stability",
                      "third_party_rights", "internal_affairs", "process_information",
                      "enforcement_file");
    }
    bool none = true;
    std::string_view rest = a.ground;
    while (!rest.empty()) {
        auto article = rest.substr(0, rest.find(';'));
        rest.remove_prefix((std::min)(rest.size(), article.size() + 1));
        article.remove_prefix((std::min)(article.size(), article.find_first_not_of(' ')));
        article = article.substr(0, article.find_last_not_of(' ') + 1);
        none = none && article.empty();
        for (std::string_view each : {"REG19-14", "REG19-15", "REG19-16", "REG19-36.3"}) {
            // An article stands for its paragraphs.
            if (article.starts_with(each) &&
                (article.size() == each.size() || article[each.size()] == '.')) {
                return true;
            }
        }
    }
    return none;
}

inline bool life::had_to_come_first(dispute const& review) const {
    auto const against = act_of(review);
    return against && review_first(acts[*against]);
}

/// Z7: whether a suit may follow the review that ended so.
inline bool life::may_be_followed(dispute const& review) const {
    return review.ended && (review.ended_by == "review_decided" ||
                            (review.ended_by == "review_rejected" && had_to_come_first(review)));
}

/// R60-2, R60-3.
inline run_of_days life::acceptance_run(dispute const& d) {
    run_of_days p;
    p.start = new_review_law(d) ? d.corrected.value_or(d.filed) : d.filed;
    p.length = 5;
    return p;
}

/// R60-3: the body may ask for a correction as long as it examines the application.
inline run_of_days life::examination_run(dispute const& d) {
    auto p = acceptance_run(d);
    p.start = d.corrected.value_or(d.filed);
    return p;
}

/// R60-2, R60-2b. Unless told otherwise: the text of 2017 dates the acceptance back to the day of
/// filing (Z6), that of 2023 waits for the end of the five days.
inline date life::accepted_on(dispute const& d, bool slow) const {
    return d.accepted.value_or(new_review_law(d) ? last_day(acceptance_run(d), cal, slow)
                                                 : d.filed);
}

/// How many days from the acceptance on do not count, as it stands at the end of `on`: a day that two
/// reasons take out is taken out once.
inline int life::days_apart(dispute const& d, std::vector<suspension> const& first,
                            std::vector<suspension> const& second, date on) const {
    auto const end = (std::min)(on, d.ended.value_or(on));
    auto const in = [&](std::vector<suspension> const& all, date day) {
        return std::any_of(all.begin(), all.end(), [&](auto const& s) {
            return s.counts && s.from < day && day <= s.to.value_or(end);
        });
    };
    int n = 0;
    for (date day = plus_days(accepted_on(d), 1); day <= end; day = plus_days(day, 1)) {
        n += in(first, day) || in(second, day) ? 1 : 0;
    }
    return n;
}

/// R60-5, R60-6; extensions, suspensions and corrections lengthen it (Z11).
inline run_of_days life::decision_run(dispute const& d, date on, bool slow) const {
    run_of_days p;
    p.start = accepted_on(d, slow);
    p.length =
        (d.simplified ? 30 : 60) + days_in(d.granted) + days_apart(d, d.suspended, d.apart, on);
    p.unit = "day";
    p.rolls = !policy("authority_limit", "literal");
    return p;
}

/// Reading 35: whether a suit against the same act was filed before the review was decided.
inline bool life::sued_before(dispute const& d) const {
    for (std::size_t i = 0; i < d.disputes_before; ++i) {
        auto const& other = disputes[i];
        bool const follows = other.after && &disputes[*other.after] == &d;
        if (other.suit && !follows && act_of(other) == act_of(d)) {
            return true;
        }
    }
    return false;
}

/// R61-2: from delivery of the decision, or from the day its period ran out.
inline run_of_days life::run_after_review(dispute const& d, bool by_limit, date on) const {
    run_of_days p;
    p.start = by_limit ? last_day(decision_run(d, on), cal) : mails[d.decision].reached();
    p.length = 15;
    p.unit = "day";
    return p;
}

/// Whether the fifteen days after a review that is decided or overdue still run.
inline bool life::may_still_sue(dispute const& d, date on) const {
    return !(d.ended && (sued_before(d) || mails[d.decision].came_back)) &&
           !over(run_after_review(d, !d.ended, on), cal, on);
}

inline bool life::review_overdue(dispute const& d, date on) const {
    return !d.ended && !d.waiting && !d.paused() && on > last_day(decision_run(d, on), cal);
}

}  // namespace qixian::inline v0::checked::detail
