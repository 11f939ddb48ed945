// Review and litigation: the third region, whose events no other region hears.
//
// The stage here is that of the remedy that moved last; an application may see several, and the
// fold keeps them apart (case/history.hpp). None of these events moves the procedure: a new
// answer that was ordered is never a second result (C9).
#pragma once

#include "qixian/statute/cn_disclosure/rules.hpp"
#include "qixian/statute/cn_remedy/guards.hpp"

namespace qixian::inline v0 {

namespace detail {

template <event On, remedy_stage To, basis Cite, guard Guard, remedy_stage... From>
using remedy_from = mp::mp_list<rule<From, On, To, Cite, Guard>...>;

template <event On, remedy_stage To, basis Cite, guard Guard>
using remedy_from_any =
    remedy_from<On, To, Cite, Guard, remedy_stage::none, remedy_stage::review_pending,
                remedy_stage::review_done, remedy_stage::suit_pending, remedy_stage::suit_done>;

template <event On, remedy_stage To, basis Cite, guard Guard>
using remedy_from_some =
    remedy_from<On, To, Cite, Guard, remedy_stage::review_pending, remedy_stage::review_done,
                remedy_stage::suit_pending, remedy_stage::suit_done>;

template <event On, basis Cite, guard Guard>
using remedy_staying =
    mp::mp_list<rule<remedy_stage::review_pending, On, remedy_stage::review_pending, Cite, Guard>,
                rule<remedy_stage::review_done, On, remedy_stage::review_done, Cite, Guard>,
                rule<remedy_stage::suit_pending, On, remedy_stage::suit_pending, Cite, Guard>,
                rule<remedy_stage::suit_done, On, remedy_stage::suit_done, Cite, Guard>>;

}  // namespace detail

// clang-format off
using remedy_rules = mp::mp_append<
    // Review: art. 20, 30, 62 of the Reconsideration Law.
    detail::remedy_from_any< event::review_filed,   remedy_stage::review_pending, basis::r60_1, guards::review_open>,
    detail::remedy_staying<  event::review_accepted,                              basis::r60_2, guards::review_awaits_acceptance>,
    detail::remedy_from_some<event::review_decided, remedy_stage::review_done,    basis::r60_5, guards::review_undecided>,
    // On its way: art. 31, 39, 62; ends without a decision: art. 33, 41, 74.
    detail::remedy_staying<  event::review_correction_requested,                  basis::r60_3, guards::review_may_be_completed>,
    detail::remedy_staying<  event::review_correction_received,                   basis::r60_3, guards::review_awaits_correction>,
    detail::remedy_staying<  event::review_extended,                              basis::r60_10, guards::review_extension_in_time>,
    detail::remedy_staying<  event::review_suspended,                             basis::r60_11, guards::review_runs>,
    detail::remedy_staying<  event::review_resumed,                               basis::r60_11, guards::review_suspended>,
    detail::remedy_from_some<event::review_rejected,   remedy_stage::review_done, basis::r60_13, guards::review_undecided>,
    detail::remedy_from_some<event::review_withdrawn,  remedy_stage::review_done, basis::r60_12, guards::review_undecided>,
    detail::remedy_from_some<event::review_terminated, remedy_stage::review_done, basis::r60_9, guards::review_undecided>,
    // Suit: art. 45, 46, 47 of the Litigation Law.
    detail::remedy_from_any< event::suit_filed,     remedy_stage::suit_pending,   basis::r61_1, guards::suit_open>,
    detail::remedy_from_some<event::suit_decided,   remedy_stage::suit_done,      basis::r61_1, guards::suit_undecided>,
    detail::remedy_staying<  event::suit_suspended,                               basis::r61_9, guards::suit_undecided>,
    detail::remedy_staying<  event::suit_resumed,                                 basis::r61_9, guards::suit_undecided>,
    detail::remedy_from_some<event::suit_rejected,  remedy_stage::suit_done,      basis::r61_10, guards::suit_undecided>,
    detail::remedy_from_some<event::suit_withdrawn, remedy_stage::suit_done,      basis::r61_11, guards::suit_undecided>,
    // Art. 85, 91: an appeal, a retrial; then it is decided again.
    detail::remedy_from_some<event::suit_appealed,  remedy_stage::suit_pending,   basis::r61_7, guards::suit_was_decided>,
    detail::remedy_from_some<event::suit_retried,   remedy_stage::suit_pending,   basis::r61_8, guards::suit_was_decided>,
    // A new answer: art. 49 of the implementing rules.
    detail::remedy_staying<  event::reanswer_ordered,                             basis::r28_1, guards::decision_made>,
    detail::remedy_staying<  event::reanswered,                                   basis::r28_1, guards::order_unanswered>
>;
// clang-format on

static_assert(has_one_rule_each<remedy_rules>, "one rule for a remedy stage and an event");
static_assert((events_of<procedure_rules> & events_of<remedy_rules>) == 0 &&
                  (events_of<procedure_rules> & events_of<standing_rules>) == 0 &&
                  (events_of<remedy_rules> & events_of<standing_rules>) == 0,
              "regions share no event, or one would swallow what is illegal in another");

}  // namespace qixian::inline v0
