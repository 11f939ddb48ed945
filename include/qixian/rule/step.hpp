// One event against one application: the question everything else is built on.
//
// `step` returns the verdict and the record after it. Nothing is changed in place and nothing is
// thrown. The rules of the statute are the source: their table answers; where a statute brings a
// machine that is made of the same rules (machine/machine.hpp), that one does, with the same verdicts.
#pragma once

#include <vector>

#include "qixian/rule/entry.hpp"
#include "qixian/rule/facts.hpp"
#include "qixian/rule/happening.hpp"
#include "qixian/rule/rows.hpp"
#include "qixian/rule/verdict.hpp"

namespace qixian::inline v0 {

/// What became of an event. `after == before` unless `said.moves`.
struct [[nodiscard]] step_result {
    application after{};
    ruling said{};
    event heard{};  ///< what the row was taken as: mostly the event that it says
};

/// The verdict of `law` on `e` for an application that stands at `now`.
///
/// Pre:     `known` describes the same application on `e.on`.
/// Refuses: whatever the rules do not list, by its code; also what is no event or no stage at all.
/// Cost:    some nanoseconds; no allocation.
[[nodiscard]] QIXIAN_DECL step_result step(statute const& law, application const& now,
                                           entry const& e, facts const& known);

/// The same by the table of rules, also where there is a machine: what it is held against.
/// Cost: some nanoseconds; no allocation.
[[nodiscard]] QIXIAN_DECL step_result table_step(statute const& law, application const& now,
                                                 entry const& e, facts const& known);

/// The rule for `on` where `now` stands, or nullptr when there is none, or no such event or stage.
/// Cost: three loads.
[[nodiscard]] constexpr rule_row const* rule_for(statute const& law, application const& now,
                                                 event on) {
    std::uint8_t const stands[] = {static_cast<std::uint8_t>(now.at),
                                   static_cast<std::uint8_t>(now.year),
                                   static_cast<std::uint8_t>(now.remedy)};
    if (place_of(on) >= rule_index::most_events) {
        return nullptr;
    }
    for (std::size_t in = 0; in < rule_index::regions; ++in) {
        if (stands[in] >= rule_index::most_stages) {
            continue;
        }
        auto const at = law.index->at[in][stands[in]][place_of(on)];
        if (at >= 0) {
            return &law.rules[static_cast<std::size_t>(at)];
        }
    }
    return nullptr;
}

/// What `e` is taken as: where an answer that was ordered finds the case open, the reply that the rows
/// say it is by its outcome. Any other row is what it says.
[[nodiscard]] QIXIAN_DECL event heard_as(statute const& law, application const& now, entry const& e,
                                         facts const& known);

/// The events that have a rule where `now` stands, in the order of the words; the end of the year,
/// which no row reports, is left out.
[[nodiscard]] QIXIAN_DECL std::vector<event> events_possible(statute const& law,
                                                             application const& now);

/// The article a rule rests on under the version of the application and on the day: older law may
/// have its own for what later law says elsewhere.
[[nodiscard]] constexpr basis cites_in_force(statute const& law, basis of_rule, regime version,
                                             date on) {
    circumstances const now{.law = version, .on = on};
    for (auto const& each : law.in_force) {
        if (each.of_rule == of_rule && holds(each.when, now)) {
            return each.is;
        }
    }
    return of_rule;
}

/// The outcome that closing by `e` gives; nothing when `e` does not close an application.
[[nodiscard]] QIXIAN_DECL std::optional<outcome> outcome_of(statute const& law, entry const& e);

/// Why `on` is impossible where `now` stands. Pre: it has no rule there.
[[nodiscard]] constexpr ruling explain_impossible(statute const& law, application const& now,
                                                  event on) {
    for (auto const& each : law.impossible) {
        if (has(each.events, on) && has(each.stages, now.at)) {
            return {verdict::refused, false, each.why, each.cites, {}};
        }
    }
    return {verdict::refused, false, code::not_possible_here, {}, {}};
}

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/rule/impl/step.ipp"
#endif
