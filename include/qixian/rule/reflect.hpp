// The rules as a table to ask: what can happen at a stage, by which article, and why not.
//
// Made from the same lists as the machine, without MSM; `explain_impossible` names the code of a
// pair that has no rule. The diagrams and the table of `qixian machine` are printed from `all_rules`.
#pragma once

#include <string_view>
#include <vector>

#include "qixian/rule/facts.hpp"
#include "qixian/rule/step.hpp"
#include "qixian/rule/verdict.hpp"
#include "qixian/statute/cn_disclosure/guards.hpp"

namespace qixian::inline v0 {

enum class region : std::uint8_t { procedure, standing, remedy };

/// One rule as a value. `from` and `to` are codes of the region's stages.
struct rule_row {
    region in = region::procedure;
    std::uint8_t from = 0;  ///< enumerator of the region's stage
    event on = event::received;
    std::uint8_t to = 0;
    basis cites = basis::r33_2;
    guard when = nullptr;
    std::string_view guard_name{};  ///< "always" where there is no condition
    std::string_view from_code{};
    std::string_view to_code{};
};

/// Every rule of the three regions, in the order of the tables.
[[nodiscard]] QIXIAN_DECL std::vector<rule_row> const& all_rules();

/// The rule for `on` where `now` stands, or nullptr when there is none.
[[nodiscard]] QIXIAN_DECL rule_row const* rule_for(application const& now, event on);

/// The events that have a rule where `now` stands, in the order of `event`; `year_ended` is left out.
[[nodiscard]] QIXIAN_DECL std::vector<event> events_possible(application const& now);

/// The article a rule rests on under the law of the application and of the day: Decree 492 and the
/// Reconsideration Law of 2017 have their own for what later law says elsewhere.
[[nodiscard]] QIXIAN_DECL basis cites_in_force(basis of_rule, regime law, date on);

/// Why `on` is impossible where `now` stands. Pre: it has no rule there.
[[nodiscard]] constexpr ruling explain_impossible(application const& now, event on) {
    if (on == event::lodged || on == event::received) {
        return guards::refuse(code::already_received, basis::r31_1);
    }
    if (now.at == stage::unregistered || now.at == stage::lodged) {
        return guards::refuse(code::before_receipt, basis::r31_1);
    }
    if (on == event::reanswered) {
        return guards::refuse(code::no_reanswer_ordered, basis::r28_1);
    }
    if (is_remedy(on)) {
        return guards::refuse(code::no_remedy_open, basis::r60_1);
    }
    if (is_closed(now.at)) {
        return guards::refuse(code::already_closed, basis::c3);
    }
    switch (on) {
    case event::correction_received: return guards::refuse(code::nothing_to_answer, basis::r30_3);
    case event::reasons_received: return guards::refuse(code::nothing_to_answer, basis::r35_1);
    case event::fee_paid: return guards::refuse(code::nothing_to_answer, basis::r42_5);
    default: return guards::refuse(code::not_possible_here, basis::r33_2);
    }
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/rule/impl/reflect.ipp"
#endif
