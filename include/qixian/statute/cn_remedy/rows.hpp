// Review and litigation as rows: matters, effects, duties and windows, terms, facts.
//
// Art. 20, 30, 48, 62 of the Reconsideration Law, 45 to 47 and 67 of the Litigation Law.
#pragma once

#include <array>

#include "qixian/rule/rows.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

inline constexpr auto remedy_matters = std::to_array<matter_row>({
    {matter::review, "review", found_by::chain, region::remedy, {}, counted_as::review},
    {matter::suit, "suit", found_by::chain, region::remedy, matter::review, counted_as::suit},
});

// clang-format off
inline constexpr auto remedy_effects = std::to_array<effect_row>({
    {.on = event::review_filed,     .does = verb::asks,    .of = matter::review},
    {.on = event::review_accepted,  .does = verb::accepts, .of = matter::review},
    {.on = event::review_decided,   .does = verb::sends},
    {.on = event::review_decided,   .does = verb::answers, .of = matter::review},
    {.on = event::suit_filed,       .does = verb::asks,    .of = matter::suit},
    {.on = event::suit_decided,     .does = verb::answers, .of = matter::suit},
    {.on = event::reanswer_ordered, .does = verb::asks,    .of = matter::order},
    {.on = event::reanswered,       .does = verb::acts},
    {.on = event::reanswered, .does = verb::warns, .when = {.outcomes = disclosing_outcomes}, .warning = code::third_party_objected, .cause = because::objected},
    {.on = event::reanswered,       .does = verb::answers, .of = matter::order, .which = which_round::first_open},
    {.on = event::reanswered,       .does = verb::warns,   .warning = code::answer_left_open, .cause = because::still_open},
    // On the way of a review: art. 31, 39, 62 of the law of 2023.
    {.on = event::review_correction_requested, .does = verb::sends},
    {.on = event::review_correction_requested, .does = verb::sends_back, .of = matter::review, .when = {.moved = maybe::yes}},
    {.on = event::review_correction_received,  .does = verb::completes,  .of = matter::review},
    {.on = event::review_correction_received,  .does = verb::warns,      .of = matter::review, .warning = code::correction_after_limit, .cause = because::after_wait},
    {.on = event::review_extended,             .does = verb::tells},
    {.on = event::review_extended,             .does = verb::lengthens,  .of = matter::review, .when = {.moved = maybe::yes}},
    {.on = event::review_suspended,            .does = verb::tells},
    {.on = event::review_suspended,            .does = verb::suspends,   .of = matter::review},
    {.on = event::review_resumed,              .does = verb::tells},
    {.on = event::review_resumed,              .does = verb::resumes,    .of = matter::review},
    // Its ends without a decision: art. 33, 41, 74.
    {.on = event::review_rejected,             .does = verb::sends},
    {.on = event::review_rejected,             .does = verb::dismisses,  .of = matter::review},
    {.on = event::review_withdrawn,            .does = verb::gives_up,      .of = matter::review},
    {.on = event::review_terminated,           .does = verb::tells},
    {.on = event::review_terminated,           .does = verb::drops,      .of = matter::review},
    // Suits (Z12).
    {.on = event::suit_suspended, .does = verb::tells},
    {.on = event::suit_resumed,   .does = verb::tells},
    {.on = event::suit_rejected,  .does = verb::tells},
    {.on = event::suit_rejected,  .does = verb::dismisses, .of = matter::suit},
    {.on = event::suit_withdrawn, .does = verb::drops,     .of = matter::suit},
    {.on = event::suit_appealed,  .does = verb::reopens,   .of = matter::suit},
    {.on = event::suit_retried,   .does = verb::tells},
    {.on = event::suit_retried,   .does = verb::reopens,   .of = matter::suit},
});

inline constexpr number_set review_first_outcomes = [] {
    number_set out = 0;
    for (auto const& each : all_outcomes) {
        out |= needs_review_first(each.which) ? set_of(each.which) : number_set{0};
    }
    return out;
}();

/// Z9: the part that is withheld is a refusal under one of these.
inline constexpr auto withholding_articles = std::to_array<withholding_row>({{"REG19-14"}, {"REG19-15"}, {"REG19-16"}, {"REG19-36.3"}});

inline constexpr auto remedy_duties = std::to_array<duty_row>({
    // From the act, or for want of one: what the applicant may do.
    {.which = duty_kind::review_application, .source = made_from::act, .of = matter::review, .owes = party::applicant, .work = false,
     .late_warning = code::review_filed_late},
    // Of a review: accept, answer, decide; then a suit.
    {.which = duty_kind::review_acceptance, .of = matter::review, .from = begins::opened, .by = ends::accepted, .owes = party::review_body, .binds = any_number},
    {.which = duty_kind::review_answer, .of = matter::review, .by = ends::unrecorded, .owes = party::agency, .binds = any_number, .own_limit = true},
    {.which = duty_kind::review_decision, .of = matter::review, .from = begins::accepted, .by = ends::decided, .owes = party::review_body, .binds = any_number,
     .own_limit = true},
    {.which = duty_kind::suit, .source = made_from::act, .of = matter::suit, .owes = party::applicant, .work = false,
     .bars = {.from = review_law_2023_from}, .barred_outcomes = review_first_outcomes, .barred_where_withheld = set_of(outcome::partly_granted), .bar_warning = code::review_first,
     .disputed = {.overdue = maybe::yes, .from = review_law_2023_from, .before = spc_2025_from}, .dispute_warning = code::review_first_disputed,
     .late_warning = code::suit_filed_late},
    {.which = duty_kind::suit_after_review, .of = matter::review, .from = begins::decided, .by = ends::followed, .owes = party::applicant, .work = false,
     .late_warning = code::suit_filed_late},
    {.which = duty_kind::suit_defence, .of = matter::suit, .by = ends::unrecorded, .owes = party::agency, .binds = any_number, .own_limit = true},
});

inline constexpr auto remedy_terms = std::to_array<term_row>({
    // R60-1, R60-8: to apply for review; for want of a reply from the end of its period.
    {duty_kind::review_application, {.overdue = maybe::yes},              term_kind::fixed, {60, unit::day, basis::r60_8}},
    {duty_kind::review_application, {.before = review_law_2023_from},     term_kind::fixed, {60, unit::day, basis::r60_1b}},
    {duty_kind::review_application, {},                                   term_kind::fixed, {60, unit::day, basis::r60_1}},
    // R60-2: to accept, after which acceptance is deemed; under the law of 2017 from the day of receipt (Z6).
    {duty_kind::review_acceptance, {.before = review_law_2023_from},      term_kind::dates_back, {5, unit::working_day, basis::r60_2b}},
    {duty_kind::review_acceptance, {},                                    term_kind::fixed, {5, unit::working_day, basis::r60_2}},
    // R60-3: what the applicant has to complete it in.
    {duty_kind::review_acceptance, {.from = review_law_2023_from},        term_kind::wait, {10, unit::working_day, basis::r60_3}},
    // R60-4, R60-6: for the agency to answer.
    {duty_kind::review_answer, {.before = review_law_2023_from},          term_kind::fixed, {10, unit::day, basis::r60_4b}},
    {duty_kind::review_answer, {.simplified = maybe::yes},                term_kind::fixed, {5, unit::working_day, basis::r60_6a}},
    {duty_kind::review_answer, {},                                        term_kind::fixed, {10, unit::working_day, basis::r60_4}},
    // R60-5, R60-6: to decide.
    {duty_kind::review_decision, {.simplified = maybe::yes},              term_kind::fixed, {30, unit::day, basis::r60_6}},
    {duty_kind::review_decision, {.before = review_law_2023_from},        term_kind::fixed, {60, unit::day, basis::r60_5b}},
    {duty_kind::review_decision, {},                                      term_kind::fixed, {60, unit::day, basis::r60_5}},
    // R61-1, R61-3, G8: to sue directly; six months since 2015-05-01, also where the three had not run out (Z5).
    {duty_kind::suit, {.overdue = maybe::yes, .before = six_month_suits_from}, term_kind::fixed, {3, unit::month, basis::r61_3}},
    {duty_kind::suit, {.overdue = maybe::yes},                            term_kind::fixed, {6, unit::month, basis::r61_3}},
    {duty_kind::suit, {.before = six_month_suits_from},                   term_kind::fixed, {3, unit::month, basis::r61_1}},
    {duty_kind::suit, {},                                                 term_kind::fixed, {6, unit::month, basis::r61_1}},
    // R61-2, R61-5.
    {duty_kind::suit_after_review, {},                                    term_kind::fixed, {15, unit::day, basis::r61_2}},
    {duty_kind::suit_defence, {},                                         term_kind::fixed, {15, unit::day, basis::r61_5}},
});

/// Further articles that the day for deciding rests on.
inline constexpr auto remedy_grounds = std::to_array<ground_row>({
    {.of = duty_kind::review_decision, .because = ground_row::why::lengthened, .when = {.before = review_law_2023_from}, .cites = basis::r60_10b},
    {.of = duty_kind::review_decision, .because = ground_row::why::lengthened, .when = {.from = review_law_2023_from},   .cites = basis::r60_10},
    {.of = duty_kind::review_decision, .because = ground_row::why::suspended,  .when = {.before = review_law_2023_from}, .cites = basis::r60_11b},
    {.of = duty_kind::review_decision, .because = ground_row::why::suspended,  .when = {.from = review_law_2023_from},   .cites = basis::r60_11},
    {.of = duty_kind::review_decision, .because = ground_row::why::completed,  .cites = basis::r60_3b},
});

inline constexpr number_set review_pending_events =
    set_of(event::review_decided, event::review_correction_received, event::review_extended, event::review_suspended, event::review_resumed,
           event::review_rejected, event::review_withdrawn, event::review_terminated);

inline constexpr auto remedy_facts = std::to_array<fact_row>({
    {.which = fact::review_first, .events = set_of(event::suit_filed), .duty = duty_kind::suit},
    {.which = fact::given_up,     .events = set_of(event::review_filed), .of = matter::review},
    {.which = fact::to_accept,    .events = set_of(event::review_accepted, event::review_correction_requested), .of = matter::review},
    {.which = fact::ask_last,     .events = set_of(event::review_correction_requested), .of = matter::review, .duty = duty_kind::review_acceptance},
    {.which = fact::to_complete,  .events = set_of(event::review_correction_received), .of = matter::review},
    {.which = fact::to_decide,    .events = review_pending_events, .of = matter::review},
    {.which = fact::decide_last,  .events = set_of(event::review_extended), .of = matter::review},
    {.which = fact::to_suspend,   .events = set_of(event::review_suspended), .of = matter::review},
    {.which = fact::to_resume,    .events = set_of(event::review_resumed), .of = matter::review},
    {.which = fact::to_judge,     .events = set_of(event::suit_decided, event::suit_suspended, event::suit_resumed, event::suit_rejected, event::suit_withdrawn), .of = matter::suit},
    {.which = fact::to_reopen,    .events = set_of(event::suit_appealed, event::suit_retried), .of = matter::suit},
    {.which = fact::any_decision, .events = set_of(event::reanswer_ordered), .of = matter::review},
    {.which = fact::any_decision, .events = set_of(event::reanswer_ordered), .of = matter::suit},
    {.which = fact::running,      .events = set_of(event::suit_filed), .of = matter::review},
    {.which = fact::exhausted,    .events = set_of(event::suit_filed), .of = matter::review},
    {.which = fact::reference,    .events = set_of(event::suit_filed)},
    {.which = fact::order_open,   .events = set_of(event::reanswered), .of = matter::order},
});

/// The answer to an order that finds the case open is its first (C3, C9). An outcome that is no answer
/// closes nothing.
inline constexpr auto remedy_hearings = std::to_array<hearing_row>({
    {event::reanswered, outcomes_of(answer_kind::disclosed),         event::disclosed},
    {event::reanswered, outcomes_of(answer_kind::partly_disclosed),  event::partly_disclosed},
    {event::reanswered, outcomes_of(answer_kind::refused),           event::refused},
    {event::reanswered, outcomes_of(answer_kind::unable_to_provide), event::unable_to_provide},
    {event::reanswered, outcomes_of(answer_kind::not_processed),     event::not_processed},
});

inline constexpr auto remedy_bounds = std::to_array<bound_row>({
    {event::review_filed, bound_row::day::due, bound_row::side::when_overdue},
    {event::suit_filed,   bound_row::day::due, bound_row::side::when_overdue},
});

inline constexpr auto remedy_flags = std::to_array<flag_row>({
    {set_of(matter::review, matter::suit), "in_remedy"},
    {set_of(matter::order), "reanswer_ordered"},
});
// clang-format on

}  // namespace qixian::inline v0
