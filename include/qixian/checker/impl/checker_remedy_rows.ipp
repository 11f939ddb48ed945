// What a review body and a court do, row by row, in the checker's life of an application.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "qixian/checker/impl/checker_reviews.ipp"

namespace qixian::inline v0::checked::detail {

/// How a review or a suit ends, by a decision or without one.
inline void life::end(dispute& d, row const& r) {
    d.ended = r.on;
    d.first_end = d.first_end ? d.first_end : maybe_date{r.on};
    d.ended_by = r.event;
    d.ruled = d.ruled || one_of(r.event, "review_decided", "suit_decided");
    if (d.suit) {
        if (r.event == "suit_rejected") {
            post(r, true);
        }
        return;
    }
    if (r.event == "review_decided" || r.event == "review_rejected") {
        d.decision = post(r);
    } else if (r.event == "review_terminated") {
        post(r, true);
    }
    d.disputes_before = disputes.size();
}

/// Reading 34: what happens on the way of a review.
inline bool life::take_review(row const& r) {
    auto const& e = r.event;
    auto const pending = [&](auto const& fits) {
        return dispute_for(
            r, [&](auto const& x) { return !x.suit && !x.ended && fits(x); }, false);
    };
    auto const any = [](auto const&) { return true; };
    if (e == "review_accepted") {
        if (auto* d = pending([](auto const& x) { return !x.accepted; })) {
            d->accepted = r.on;
            d->simplified = r.kind == "simplified";
            d->waiting.reset();
        }
    } else if (e == "review_correction_requested") {
        if (auto* d = pending([](auto const& x) { return !x.accepted; })) {
            post(r);
            if (!d->waiting && !over(examination_run(*d), cal, r.on)) {
                d->waiting = r.on;
            }
        }
    } else if (e == "review_correction_received") {
        if (auto* d = pending([](auto const& x) { return x.waiting.has_value(); })) {
            d->corrected = r.on;
            if (!new_review_law(*d)) {
                d->apart.push_back({*d->waiting, r.on, true});
            }
            d->waiting.reset();
        }
    } else if (e == "review_extended") {
        auto* d = pending([](auto const& x) { return !x.simplified; });
        if (d == nullptr) {
            return true;
        }
        auto unmoved = decision_run(*d, r.on, true);
        unmoved.rolls = false;
        bool const late = !d->waiting && over(unmoved, cal, r.on);
        int const more = r.days.value_or(0);
        if (late || days_in(d->granted) + more <= 30) {
            post(r, true);
            if (!late) {
                d->granted.push_back(
                    {r.on, more, r.until, new_review_law(*d) ? "REV23-62.1" : "REV17-31.1"});
            }
        }
    } else if (e == "review_suspended") {
        if (auto* d = pending([](auto const& x) { return !x.suspended_now(); })) {
            post(r, true);
            bool const late = !d->waiting && over(decision_run(*d, r.on, true), cal, r.on);
            d->suspended.push_back({r.on, {}, !late});
        }
    } else if (e == "review_resumed") {
        if (auto* d = pending([](auto const& x) { return x.suspended_now(); })) {
            post(r, true);
            d->suspended.back().to = r.on;
        }
    } else if (one_of(e, "review_decided", "review_rejected", "review_withdrawn",
                      "review_terminated")) {
        if (auto* d = pending(any)) {
            end(*d, r);
        }
    } else {
        return false;
    }
    return true;
}

/// Reading 23: the day of the answer whose letter has that `ref`.
inline maybe_date life::answer_named(std::string const& ref) const {
    maybe_date found;
    for (auto const& each : acts) {
        if (each.letter && mails[*each.letter].ref == ref && (!found || *found <= each.on)) {
            found = each.on;
        }
    }
    return found;
}

/// Readings 23, 25, 36.
inline bool life::take_suit(row const& r) {
    auto const& e = r.event;
    auto const a_suit = [&](bool undecided) {
        return dispute_for(
            r, [&](auto const& x) { return x.suit && x.ended.has_value() != undecided; }, false);
    };
    if (e == "suit_filed") {
        dispute fresh;
        fresh.filed = r.on;
        auto by = r;
        if (!r.re.empty() && std::none_of(disputes.begin(), disputes.end(),
                                          [&](auto const& x) { return in_chain(x, r.re); })) {
            fresh.about = answer_named(r.re);
            if (!fresh.about) {
                return true;
            }
            by.re.clear();
        }
        auto* before = dispute_for(
            by,
            [&](auto const& x) {
                return !x.suit && !x.joined && (may_be_followed(x) || review_overdue(x, r.on)) &&
                       (!by.re.empty() || act_of(x) == act_of(fresh) ||
                        (!fresh.about && may_still_sue(x, r.on)));
            },
            true);
        if (before != nullptr) {
            before->joined = true;
            before->joined_by_limit = !before->ended;
            file(r, true, static_cast<std::size_t>(before - disputes.data()));
        } else if (attackable(r.on)) {
            file(r, true, {});
            disputes.back().about = fresh.about;
        }
    } else if (one_of(e, "suit_decided", "suit_rejected", "suit_withdrawn")) {
        if (auto* d = a_suit(true)) {
            end(*d, r);
        }
    } else if (one_of(e, "suit_appealed", "suit_retried")) {
        if (auto* d = a_suit(false)) {
            d->ended.reset();
            if (e == "suit_retried") {
                post(r, true);
            }
        }
    } else if (one_of(e, "suit_suspended", "suit_resumed")) {
        if (a_suit(true) != nullptr) {
            post(r, true);
        }
    } else {
        return false;
    }
    return true;
}

inline bool life::take_remedy(row const& r) {
    auto const& e = r.event;
    if (e == "review_filed") {
        // REV23 74: no second review of an act whose first was withdrawn.
        dispute fresh;
        fresh.filed = r.on;
        bool const given_up = std::any_of(disputes.begin(), disputes.end(), [&](auto const& d) {
            return d.ended_by == "review_withdrawn" && act_of(d) == act_of(fresh);
        });
        if (attackable(r.on) && !given_up) {
            file(r, false, {});
        }
        return true;
    }
    if (e == "reanswer_ordered") {
        if (std::any_of(disputes.begin(), disputes.end(), [](auto const& d) { return d.ruled; })) {
            orders.push_back(gives(r));
        }
        return true;
    }
    if (e == "reanswered") {
        // C3, C9: never a second answer of the case, but its first where there was none.
        bool const ordered =
            std::any_of(orders.begin(), orders.end(), [](auto const& o) { return !o.used; });
        if (ordered && open() &&
            !one_of(r.outcome, "", "correction_lapsed", "fee_lapsed", "other")) {
            reply(r);
            return true;
        }
        for (auto& o : orders) {
            if (!o.used) {
                o.used = r.on;
                acts.push_back({e, r.on, post(r), r.outcome, r.ground});
                break;
            }
        }
        return true;
    }
    return take_review(r) || take_suit(r);
}

}  // namespace qixian::inline v0::checked::detail
