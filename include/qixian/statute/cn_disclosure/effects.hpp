// What each event does once it is accepted, by the article it rests on.
//
// Rows of one event are done in their order. What moves the stage stands in rules.hpp; what a letter
// opens and who must answer it in duties.hpp.
#pragma once

#include <array>

#include "qixian/rule/rows.hpp"
#include "qixian/statute/cn_disclosure/letters.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

namespace detail {

template <class Reading>
[[nodiscard]] constexpr condition chosen(Reading reading, condition also = {}) {
    // Without a number it would be a condition that always holds.
    static_assert(policy_number_of<Reading> < all_policies.size(), "policy.hpp numbers this enum");
    also.policy = policy_number_of<Reading>;
    also.value = static_cast<std::uint8_t>(reading);
    return also;
}

}  // namespace detail

// clang-format off
inline constexpr auto disclosure_effects = std::to_array<effect_row>({
    // Art. 31: handing in, and the day of receipt. Two readings move the day that the clock counts from (Q3, Q4).
    {.on = event::lodged,   .does = verb::lodges},
    {.on = event::lodged,   .does = verb::warns, .when = {.channels = set_of(channel::in_person, channel::oral, channel::registered_post)}, .warning = code::channel_needs_none},
    {.on = event::received, .does = verb::receives},
    {.on = event::received, .does = verb::warns, .warning = code::confirmation_lags, .cause = because::lagged, .beside = shadow::from_lodging, .reading = "online_receipt=submission_accepted"},
    {.on = event::received, .does = verb::from_lodging, .when = detail::chosen(online_receipt::submission_accepted, {.channels = set_of(channel::online)})},
    {.on = event::received, .does = verb::warns, .when = detail::chosen(nonworking_receipt::literal), .warning = code::receipt_on_rest_day, .cause = because::rest_day, .beside = shadow::next_working_day, .reading = "nonworking_receipt=next_working_day"},
    {.on = event::received, .does = verb::warns, .when = detail::chosen(nonworking_receipt::next_working_day), .warning = code::receipt_on_rest_day, .cause = because::rest_day, .beside = shadow::same_day, .reading = "nonworking_receipt=literal"},
    {.on = event::received, .does = verb::from_working_day, .when = detail::chosen(nonworking_receipt::next_working_day)},
    {.on = event::received, .does = verb::starts},
    // Z18: moved here; the row has the day of receipt in law.
    {.on = event::moved_in, .does = verb::receives},
    {.on = event::moved_in, .does = verb::warns, .when = detail::chosen(nonworking_receipt::literal), .warning = code::receipt_on_rest_day, .cause = because::rest_day, .beside = shadow::next_working_day, .reading = "nonworking_receipt=next_working_day"},
    {.on = event::moved_in, .does = verb::warns, .when = detail::chosen(nonworking_receipt::next_working_day), .warning = code::receipt_on_rest_day, .cause = because::rest_day, .beside = shadow::same_day, .reading = "nonworking_receipt=literal"},
    {.on = event::moved_in, .does = verb::from_working_day, .when = detail::chosen(nonworking_receipt::next_working_day)},
    {.on = event::moved_in, .does = verb::starts},

    // Art. 30: the notice holds the clock, the corrected application starts it anew. Not so under Decree 492 (O6),
    // but by a reading (Z4).
    {.on = event::correction_requested,       .does = verb::warns,   .cause = because::irregular, .beside = shadow::former, .reading = "Q5"},
    {.on = event::correction_requested,       .does = verb::holds,   .when = {.versions = detail::under_711}},
    {.on = event::correction_requested,       .does = verb::holds,   .when = detail::chosen(correction_492::restarts, {.versions = detail::under_492})},
    {.on = event::correction_requested,       .does = verb::satisfies, .when = detail::chosen(correction_492::answers, {.versions = detail::under_492})},
    {.on = event::correction_requested,       .does = verb::asks,    .of = matter::correction},
    {.on = event::correction_requested,       .does = verb::warns,   .warning = code::period_not_stated, .cause = because::no_period},
    {.on = event::correction_period_extended, .does = verb::renews,  .of = matter::correction},
    {.on = event::correction_period_extended, .does = verb::warns,   .warning = code::period_not_stated, .cause = because::no_period},
    {.on = event::correction_received,        .does = verb::answers, .of = matter::correction, .which = which_round::every_open},
    {.on = event::correction_received,        .does = verb::warns,   .of = matter::correction, .warning = code::correction_after_limit, .cause = because::after_last},
    {.on = event::correction_received,        .does = verb::starts,  .when = {.versions = detail::under_711}},
    {.on = event::correction_received,        .does = verb::starts,  .when = detail::chosen(correction_492::restarts, {.versions = detail::under_492})},
    {.on = event::correction_received,        .does = verb::warns,   .when = detail::chosen(correction_492::runs, {.versions = detail::under_492}), .warning = code::correction_no_restart, .beside = shadow::fresh, .reading = "O6"},
    {.on = event::correction_lapsed,          .does = verb::lapses,  .of = matter::correction},

    // Art. 42 and the fee measures: the notice holds the clock, payment in time starts it anew.
    {.on = event::fee_notified, .does = verb::holds},
    {.on = event::fee_notified, .does = verb::asks,    .of = matter::payment},
    {.on = event::fee_paid,     .does = verb::answers, .of = matter::payment, .when = {.moved = maybe::yes}, .which = which_round::last},
    {.on = event::fee_paid,     .does = verb::starts,  .when = {.moved = maybe::yes}},
    {.on = event::fee_lapsed,   .does = verb::lapses,  .of = matter::payment},

    // Art. 32, 34: a letter that asks for an opinion, and its answer or silence.
    {.on = event::consulted,           .does = verb::asks,    .of = matter::opinion},
    {.on = event::consulted,           .does = verb::warns,   .of = matter::opinion, .warning = code::consultation_no_pause, .cause = because::no_pause},
    {.on = event::opinion_received,    .does = verb::answers, .of = matter::opinion},
    {.on = event::consultation_lapsed, .does = verb::silence, .of = matter::opinion},

    // Art. 33 (2): a late one is a letter all the same.
    {.on = event::extended, .does = verb::sends},
    {.on = event::extended, .does = verb::extends, .when = {.moved = maybe::yes}},

    // Art. 35: reasons, and the later day. Whether asking stops the clock is a reading (Q8).
    {.on = event::reasons_requested, .does = verb::holds,   .when = detail::chosen(reasons_as_correction::yes)},
    {.on = event::reasons_requested, .does = verb::asks,    .of = matter::reasons},
    {.on = event::reasons_received,  .does = verb::answers, .of = matter::reasons, .which = which_round::last},
    {.on = event::reasons_received,  .does = verb::starts,  .when = detail::chosen(reasons_as_correction::yes)},
    {.on = event::reasons_received,  .does = verb::warns,   .when = detail::chosen(reasons_as_correction::no), .warning = code::reasons_as_correction, .beside = shadow::fresh, .reading = "reasons_as_correction=yes"},
    {.on = event::delay_notified,    .does = verb::tells},
    {.on = event::delay_notified,    .does = verb::warns,   .warning = code::delay_after_due, .cause = because::after_due},
    {.on = event::delay_notified,    .does = verb::names},
    {.on = event::delay_notified,    .does = verb::warns,   .warning = code::named_day_rolled, .cause = because::named_rest_day},

    // Art. 36, 37: the reply. It also gives the answer that was ordered while the case was open (C9).
    {.on = event::disclosed,         .does = verb::replies},
    {.on = event::disclosed,         .does = verb::answers, .of = matter::order, .which = which_round::while_open},
    {.on = event::disclosed,         .does = verb::warns,   .warning = code::third_party_objected, .cause = because::objected},
    {.on = event::partly_disclosed,  .does = verb::replies},
    {.on = event::partly_disclosed,  .does = verb::answers, .of = matter::order, .which = which_round::while_open},
    {.on = event::partly_disclosed,  .does = verb::warns,   .warning = code::third_party_objected, .cause = because::objected},
    {.on = event::refused,           .does = verb::replies},
    {.on = event::refused,           .does = verb::answers, .of = matter::order, .which = which_round::while_open},
    {.on = event::unable_to_provide, .does = verb::replies},
    {.on = event::unable_to_provide, .does = verb::answers, .of = matter::order, .which = which_round::while_open},
    {.on = event::not_processed,     .does = verb::replies},
    {.on = event::not_processed,     .does = verb::answers, .of = matter::order, .which = which_round::while_open},

    // After the reply, also in its place (Z8); and what became of letters (D8, Z2).
    {.on = event::supplemented,   .does = verb::tells},
    {.on = event::reply_replaced, .does = verb::acts},
    {.on = event::reply_replaced, .does = verb::warns, .when = {.outcomes = disclosing_outcomes}, .warning = code::third_party_objected, .cause = because::objected},
    {.on = event::delivered,      .does = verb::arrives},
    {.on = event::returned,       .does = verb::comes_back},
    {.on = event::resent,         .does = verb::sends_again},
    {.on = event::resent,         .does = verb::warns,   .of = matter::opinion, .warning = code::consultation_no_pause, .cause = because::no_pause},
});

/// The outcome that closing by an event gives (C3).
inline constexpr auto disclosure_closings = std::to_array<closing_row>({
    {event::disclosed,         outcome::granted},
    {event::partly_disclosed,  outcome::partly_granted},
    {event::refused,           std::nullopt, true},
    {event::unable_to_provide, std::nullopt, true},
    {event::not_processed,     std::nullopt, true},
    {event::correction_lapsed, outcome::correction_lapsed},
    {event::fee_lapsed,        outcome::fee_lapsed},
    {event::withdrawn,         outcome::other},
    {event::closed_otherwise,  outcome::other, true},
});

inline constexpr number_set disclosure_replies =
    set_of(event::disclosed, event::partly_disclosed, event::refused, event::unable_to_provide, event::not_processed);

/// What guards ask, and of whom.
inline constexpr auto disclosure_facts = std::to_array<fact_row>({
    {.which = fact::due, .events = set_of(event::extended, event::fee_notified, event::delay_notified, event::review_filed, event::suit_filed)},
    {.which = fact::due,             .events = set_of(event::consulted, event::correction_requested), .stages = set_of(stage::reasons_requested, stage::correction_requested, stage::fee_requested)},
    {.which = fact::granted,         .events = set_of(event::extended)},
    {.which = fact::corrections,     .events = set_of(event::correction_requested), .of = matter::correction},
    {.which = fact::notice_last,     .events = set_of(event::correction_requested), .duty = duty_kind::correction_notice, .when = {.versions = detail::under_711}},
    {.which = fact::consultation,    .events = set_of(event::opinion_received, event::consultation_lapsed), .of = matter::opinion},
    {.which = fact::letter,          .events = set_of(event::delivered, event::returned)},
    {.which = fact::returned_letter, .events = set_of(event::resent)},
    // Z14: what a reply needed before it.
    {.which = fact::third_party, .events = set_of(event::disclosed, event::partly_disclosed, event::refused, event::reply_replaced, event::reanswered), .of = matter::opinion, .when = {.versions = detail::under_711}},
    {.which = fact::not_asked,   .events = set_of(event::unable_to_provide, event::reply_replaced, event::reanswered), .of = matter::correction, .when = {.versions = detail::under_711}},
    // Art. 30; under Decree 492 by a reading (Z4).
    {.which = fact::may_lapse,   .events = set_of(event::correction_lapsed), .when = {.versions = detail::under_711}},
    {.which = fact::may_lapse,   .events = set_of(event::correction_lapsed), .when = detail::chosen(lapse_492::accepted)},
    {.which = fact::correction_last, .stages = set_of(stage::correction_requested), .of = matter::correction},
    {.which = fact::reasons_last,    .events = disclosure_replies | set_of(event::reanswered), .stages = set_of(stage::reasons_requested), .of = matter::reasons},
    {.which = fact::payment_last,    .stages = set_of(stage::fee_requested), .of = matter::payment},
});

/// Between which days an event is lawful.
inline constexpr auto disclosure_bounds = std::to_array<bound_row>({
    {event::correction_requested, bound_row::day::notice_last,       bound_row::side::last},
    {event::correction_received,  bound_row::day::correction_last,   bound_row::side::last},
    {event::correction_lapsed,    bound_row::day::correction_last,   bound_row::side::first_after},
    {event::extended,             bound_row::day::due,               bound_row::side::last},
    {event::fee_notified,         bound_row::day::due,               bound_row::side::last},
    {event::delay_notified,       bound_row::day::due,               bound_row::side::last},
    {event::fee_paid,             bound_row::day::payment_last,      bound_row::side::last},
    {event::fee_lapsed,           bound_row::day::payment_last,      bound_row::side::first_after},
    {event::opinion_received,     bound_row::day::consultation_last, bound_row::side::last},
    {event::consultation_lapsed,  bound_row::day::consultation_last, bound_row::side::first},
});
// clang-format on

}  // namespace qixian::inline v0
