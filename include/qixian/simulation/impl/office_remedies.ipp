// What comes after a reply where more than a plain review does: replies that come back or are replaced,
// reviews with what a body does on their way, suits, appeals and retrials, answers that were ordered.
//
// Bodies and courts do what the model draws where the law lets them on that day; what it does not let them do
// does not happen. What a step of a review takes is a part of the time that the whole of it takes.
#pragma once

#include <algorithm>
#include <string>

#include "qixian/simulation/impl/office_dossier.ipp"
#include "qixian/statute/cn_remedy/guards.hpp"

namespace qixian::inline v0::detail {

/// A draw as a number from 0 to 1.
inline double part_of_one(std::uint64_t draw) { return static_cast<double>(draw >> 11U) * 0x1p-53; }

inline void office_run::plan_what_follows(simulated& c) {
    if (!is_replied(stands(c))) {
        return;
    }
    sends_letter(c, static_cast<std::size_t>(letter_number::reply));
    auto const& after = m_.later_answers;
    auto const later = now_ + p_.rare->later_answer.at(draw(c, purpose::later_answer));
    if (happens_to(c, purpose::supplemented, after.supplemented_share)) {
        plan(c, later, event::supplemented);
    }
    if (happens_to(c, purpose::replaced, after.replaced_share)) {
        plan(c, later, event::reply_replaced);
    }
    if (happens_to(c, purpose::reviewed, m_.review.share)) {
        plan(c, now_ + p_.review_filed.at(draw(c, purpose::review_filed)), event::review_filed);
    } else if (happens_to(c, purpose::sued, m_.suit.share)) {
        plan(c, now_ + p_.rare->suit_filed.at(draw(c, purpose::suit_filed)), event::suit_filed);
    }
}

/// What happens on the way of a review, and its end (R60-2, R60-3, R60-10, R60-11).
inline void office_run::plan_review(simulated& c) {
    if (!put_if_lawful(c, {.what = event::review_filed, .ref = "review"})) {
        return;
    }
    auto const& r = m_.review;
    auto const all = p_.review_decided.at(draw(c, purpose::review_decided));
    auto const after = [&](moment part, int most_days) {
        return now_ + std::min(all / part, most_days * ticks_per_day);
    };
    if (happens_to(c, purpose::review_correction, r.correction_share)) {
        plan(c, after(20, 2), event::review_correction_requested);
        plan(c, after(10, 4), event::review_correction_received);
    }
    if (happens_to(c, purpose::review_accepted, r.accepted_share)) {
        plan(c, after(8, 5), event::review_accepted);
    }
    moment stands_for = 0;
    if (happens_to(c, purpose::review_suspended, r.suspended_share)) {
        stands_for = p_.rare->review_stands.at(draw(c, purpose::review_stands));
        plan(c, after(4, 30), event::review_suspended);
        plan(c, after(4, 30) + stands_for, event::review_resumed);
    }
    if (happens_to(c, purpose::review_extended, r.extended_share)) {
        plan(c, after(2, 45) + stands_for, event::review_extended);
    }
    plan(c, now_ + all + stands_for, event::review_decided);
}

/// By a decision, or without one.
inline void office_run::end_review(simulated& c) {
    auto const& r = m_.review;
    auto u = part_of_one(draw(c, purpose::review_end));
    auto const is = [&u](double share) {
        bool const found = u >= 0 && u < share;
        u -= share;
        return found;
    };
    bool const mediated = is(r.mediated_share) && day_at(today()) >= review_law_2023_from;
    for (auto const& [share, what] : {std::pair(r.rejected_share, event::review_rejected),
                                      std::pair(r.withdrawn_share, event::review_withdrawn),
                                      std::pair(r.terminated_share, event::review_terminated)}) {
        if (is(share)) {
            put_if_lawful(c, {.what = what, .re = "review"});
            return;
        }
    }
    auto const result =
        mediated ? remedy_result::mediated
                 : static_cast<remedy_result>(p_.review_result.at(draw(c, purpose::review_result)));
    if (!put_if_lawful(c, {.what = event::review_decided, .re = "review", .result = result})) {
        return;
    }
    if (result == remedy_result::corrected) {
        plan_order(c, event::review_decided);
    }
    if (happens_to(c, purpose::sued_after_review, m_.suit.share_after_review)) {
        plan(c, now_ + p_.rare->suit_filed_after_review.at(draw(c, purpose::suit_filed)),
             event::suit_filed, 1);
    }
}

/// `number`: 1 after a review, 0 directly.
inline void office_run::file_suit(simulated& c, std::size_t number) {
    if (put_if_lawful(
            c, {.what = event::suit_filed, .ref = "suit", .re = number == 1 ? "review" : ""})) {
        plan_instance(c, 0);
    }
}

inline random_stream instance_dice(simulated const& c, std::size_t instance) {
    return c.dice.of(stream_of::instances + instance);
}

/// The first instance, the appeal, the retrial.
inline void office_run::plan_instance(simulated& c, std::size_t instance) {
    auto const dice = instance_dice(c, instance);
    auto const lasts = (instance == 0 ? p_.rare->suit_decided : p_.rare->appeal_decided)
                           .at(dice.draw(static_cast<std::uint64_t>(purpose::suit_decided)));
    moment stands_for = 0;
    if (instance == 0 && happens_to(c, purpose::suit_suspended, m_.suit.suspended_share)) {
        stands_for = p_.rare->suit_stands.at(draw(c, purpose::suit_stands));
        plan(c, now_ + lasts / 3, event::suit_suspended);
        plan(c, now_ + lasts / 3 + stands_for, event::suit_resumed);
    }
    plan(c, now_ + lasts + stands_for, event::suit_decided, instance);
}

inline void office_run::end_instance(simulated& c, std::size_t instance) {
    auto const& s = m_.suit;
    auto const dice = instance_dice(c, instance);
    auto const drawn = [&](purpose p) { return dice.draw(static_cast<std::uint64_t>(p)); };
    if (instance == 0) {
        auto const u = part_of_one(drawn(purpose::suit_end));
        if (u < s.rejected_share + s.withdrawn_share) {
            put_if_lawful(
                c, {.what = u < s.rejected_share ? event::suit_rejected : event::suit_withdrawn,
                    .re = "suit"});
            return;
        }
    }
    auto const result =
        static_cast<remedy_result>((instance == 0 ? p_.rare->suit_result : p_.rare->appeal_result)
                                       .at(drawn(purpose::suit_result)));
    if (!put_if_lawful(c, {.what = event::suit_decided, .re = "suit", .result = result})) {
        return;
    }
    auto const share = instance == 0 ? s.appealed_share : instance == 1 ? s.retried_share : 0;
    if (share > 0 && drawn(purpose::suit_reopened) < chance(share)) {
        auto const& table = instance == 0 ? p_.rare->appealed : p_.rare->retried;
        return plan(c, now_ + table.at(drawn(purpose::suit_reopened_after)),
                    instance == 0 ? event::suit_appealed : event::suit_retried, instance + 1);
    }
    if (result == remedy_result::corrected) {
        plan_order(c, event::suit_decided);
    }
}

/// A decision that corrects may order a new answer.
inline void office_run::plan_order(simulated& c, event decided) {
    auto const number = decided == event::suit_decided ? 1U : 0U;
    auto const dice = instance_dice(c, 10 + number);
    if (dice.draw(static_cast<std::uint64_t>(purpose::ordered)) <
        chance(m_.later_answers.ordered_share)) {
        plan(c, now_, event::reanswer_ordered, number);
    }
}

/// What needs no more than its row.
inline void office_run::follow_remedy(simulated& c, dossier::planned const& next) {
    constexpr int review_extended_by = guards::review_extension_most;
    bool const of_review = next.what < event::suit_filed;
    std::string const order = next.number == 0 ? "order" : "order-2";
    entry row{.what = next.what, .re = of_review ? "review" : "suit"};
    switch (next.what) {
    case event::review_extended:
        row.days = review_extended_by;
        row.days_unit = unit::day;
        break;
    case event::reanswer_ordered:
        row.days = reply_term(regime::decree_711).length;
        row.ref = order;
        row.re = next.number == 0 ? "review" : "suit";
        break;
    case event::reanswered:
        row.ref = "new-answer";
        row.re = order;
        row.outcome = outcome::granted;
        break;
    default: break;
    }
    if (!put_if_lawful(c, std::move(row))) {
        return;
    }
    if (next.what == event::suit_appealed || next.what == event::suit_retried) {
        plan_instance(c, next.number);
    } else if (next.what == event::reanswer_ordered) {
        plan(c, now_ + p_.rare->reanswered.at(draw(c, purpose::reanswered)), event::reanswered,
             next.number);
    }
}

}  // namespace qixian::inline v0::detail
