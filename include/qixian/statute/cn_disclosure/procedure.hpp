// The procedure of the Regulations as a table to ask: what can happen at a stage, by which article,
// and why not. The kernel asks the same of any statute (rule/step.hpp); these are its questions for
// this one, with the remedies of cn_remedy/.
//
//   step({.at = stage::received}, row, known).said.what      // verdict::accepted
#pragma once

#include <string_view>
#include <vector>

#include "qixian/base/row_view.hpp"
#include "qixian/rule/guard.hpp"
#include "qixian/rule/rows.hpp"
#include "qixian/rule/step.hpp"
#include "qixian/statute/cn_disclosure/basis.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

namespace detail {

inline constexpr number_set closed_stages = [] {
    number_set out = 0;
    for (auto const& each : all_stages) {
        out |= is_closed(each.which) ? set_of(each.which) : number_set{0};
    }
    return out;
}();

/// What needs a review or a suit to be about.
inline constexpr number_set moves_a_remedy = [] {
    number_set out = 0;
    for (auto const& each : all_events) {
        bool const files = each.which == event::review_filed || each.which == event::suit_filed;
        out |= is_remedy(each.which) && !files ? set_of(each.which) : number_set{0};
    }
    return out & ~set_of(event::reanswered);
}();

}  // namespace detail

// clang-format off
/// Why an event is impossible where no rule hears it; the first row that fits.
inline constexpr auto disclosure_impossible = std::to_array<impossible_row>({
    {set_of(event::lodged, event::received, event::moved_in), any_number, code::already_received, basis::r31_1},
    {any_number, set_of(stage::unregistered, stage::lodged), code::before_receipt, basis::r31_1},
    {set_of(event::reanswered), any_number, code::no_reanswer_ordered, basis::r28_1},
    {detail::moves_a_remedy, any_number, code::no_remedy_open, basis::r60_1},
    {any_number, detail::closed_stages, code::already_closed, basis::c3},
    {set_of(event::correction_received), any_number, code::nothing_to_answer, basis::r30_3},
    {set_of(event::reasons_received),    any_number, code::nothing_to_answer, basis::r35_1},
    {set_of(event::fee_paid),            any_number, code::nothing_to_answer, basis::r42_5},
    {any_number, any_number, code::not_possible_here, basis::r33_2},
});
// clang-format on

/// What became of `e` for an application that stands at `now`: by the machine of Boost.MSM in the
/// compiled library (machine/machine.hpp), by the table of rules otherwise. Same verdicts.
///
/// Pre:     `known` describes the same application on `e.on`.
/// Refuses: whatever the rules do not list, by its code.
/// Cost:    some nanoseconds; no allocation.
/// Example: examples/01_one_application.cpp
[[nodiscard]] QIXIAN_DECL step_result step(application const& now, entry const& e,
                                           facts const& known);

/// The same by the table of rules in either mode.
[[nodiscard]] QIXIAN_DECL step_result table_step(application const& now, entry const& e,
                                                 facts const& known);

/// What `e` is taken as (C3, C9).
[[nodiscard]] QIXIAN_DECL event heard_as(application const& now, entry const& e,
                                         facts const& known);

/// Every rule of the three regions, in the order of the tables.
[[nodiscard]] QIXIAN_DECL row_view<rule_row> all_rules();

/// The rule for `on` where `now` stands, or nullptr when there is none.
[[nodiscard]] QIXIAN_DECL rule_row const* rule_for(application const& now, event on);

/// The events that have a rule where `now` stands, in the order of `event`; `year_ended` is left out.
[[nodiscard]] QIXIAN_DECL std::vector<event> events_possible(application const& now);

/// The article a rule rests on under the law of the application and of the day: Decree 492 and the
/// Reconsideration Law of 2017 have their own for what later law says elsewhere.
[[nodiscard]] QIXIAN_DECL basis cites_in_force(basis of_rule, regime law, date on);

/// The outcome that closing by `e` gives; nothing when `e` does not close an application.
[[nodiscard]] QIXIAN_DECL std::optional<outcome> outcome_of(entry const& e);

/// Why `on` is impossible where `now` stands. Pre: it has no rule there.
[[nodiscard]] constexpr ruling explain_impossible(application const& now, event on) {
    for (auto const& each : disclosure_impossible) {
        if (has(each.events, on) && has(each.stages, now.at)) {
            return guards::refuse(each.why, each.cites);
        }
    }
    return {};
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/statute/cn_disclosure/impl/procedure.ipp"
#endif
