// Who owes what under the Regulations: one row a duty or window, in the order in which outputs list them.
//
// How long each lasts and by which article stands in terms.hpp; review and suit in cn_remedy/.
#pragma once

#include <array>

#include "qixian/rule/rows.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/letters.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

inline constexpr auto disclosure_matters = std::to_array<matter_row>({
    {matter::correction, "correction"},
    {matter::opinion, "opinion", found_by::ref},
    {.which = matter::payment, .code = "payment", .counts = counted_as::fee},
    {matter::reasons, "reasons"},
    {matter::order, "order"},
});

// clang-format off
inline constexpr auto disclosure_duties = std::to_array<duty_row>({
    // Art. 31: what came by post, fax or online is confirmed with the applicant.
    {.which = duty_kind::confirmation, .source = made_from::lodging, .owes = party::agency, .binds = any_number},

    // Art. 33 (2): the reply.
    {.which = duty_kind::reply, .source = made_from::runs, .owes = party::agency, .binds = any_number},

    // Art. 30: the correction notice is a possibility of the agency; the correction one of the applicant.
    {.which = duty_kind::correction_notice, .source = made_from::receipt, .of = matter::correction, .owes = party::agency, .work = false,
     .when = {.versions = detail::under_711}},
    {.which = duty_kind::correction, .of = matter::correction, .owes = party::applicant},

    // Art. 32, 34.
    {.which = duty_kind::opinion, .of = matter::opinion, .owes = party::third_party,
     .binds = set_of(party::co_maker, party::other_agency), .of_use_while_open = true},

    // Art. 42 and the fee measures; art. 35.
    {.which = duty_kind::payment, .of = matter::payment, .owes = party::applicant},
    {.which = duty_kind::reasons, .of = matter::reasons, .owes = party::applicant},

    // REVIR 49: an ordered answer is owed also when the case was closed.
    {.which = duty_kind::reanswer, .of = matter::order, .owes = party::agency, .binds = any_number, .outlives = true, .own_limit = true},
});
// clang-format on

inline constexpr auto disclosure_owners = std::to_array<owner_row>({
    {duty_kind::opinion, set_of(kind::co_maker), party::co_maker},
    {duty_kind::opinion, ~set_of(kind::third_party, kind::co_maker), party::other_agency},
});

/// Art. 33 (3): the time of a consultation is not counted; under Decree 492 only a third party's (O3).
/// By a reading also that of a correction under Decree 492, up to the day before it came (Z4).
inline constexpr auto disclosure_pauses = std::to_array<pause_row>({
    {matter::opinion, {.versions = detail::under_492, .kinds = set_of(kind::third_party)}},
    {matter::opinion,
     {.versions = detail::under_711, .kinds = set_of(kind::third_party, kind::co_maker)}},
    {matter::opinion,
     {.versions = detail::under_711,
      .kinds = ~set_of(kind::third_party, kind::co_maker),
      .policy = policy_number_of<referral_pause>,
      .value = static_cast<std::uint8_t>(referral_pause::yes)}},
    {matter::correction,
     {.versions = detail::under_492,
      .policy = policy_number_of<correction_492>,
      .value = static_cast<std::uint8_t>(correction_492::pauses)},
     true},
});

/// CPL 95 by analogy: when an announcement counts as delivered; 60 days in the law in force before
/// 2022 (Z2).
inline constexpr auto disclosure_announcements = std::to_array<announcement_row>({
    {{.before = day(20220101)}, 60},
    {{}, 30},
});

/// Further articles that a due day of the reply rests on.
inline constexpr auto disclosure_grounds = std::to_array<ground_row>({
    {.of = duty_kind::reply,
     .trigger = event::correction_received,
     .when = {.versions = detail::under_492},
     .cites = basis::o6},
    {.of = duty_kind::reply,
     .trigger = event::correction_received,
     .when = {.versions = detail::under_711},
     .cites = basis::r30_3},
    {.of = duty_kind::reply, .trigger = event::fee_paid, .cites = basis::r42_5},
    {.of = duty_kind::reply, .trigger = event::reasons_received, .cites = basis::r35_1},
    {.of = duty_kind::reply,
     .because = ground_row::why::paused,
     .when = {.versions = detail::under_492},
     .cites = basis::o3,
     .matters = set_of(matter::opinion)},
    {.of = duty_kind::reply,
     .because = ground_row::why::paused,
     .when = {.versions = detail::under_492},
     .cites = basis::o6,
     .matters = set_of(matter::correction)},
    {.of = duty_kind::reply,
     .because = ground_row::why::paused,
     .when = {.versions = detail::under_711},
     .cites = basis::r33_4},
    {.of = duty_kind::reply, .because = ground_row::why::named, .cites = basis::r35_3},
});

}  // namespace qixian::inline v0
