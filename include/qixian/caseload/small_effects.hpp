// The effect rows of the statute as a life of sixteen bytes does them.
//
// The same rows that the rich history goes by (statute/cn_disclosure/effects.hpp), read at compile
// time: warnings and other readings than the recommended ones are left out, since a life carries
// neither. An event with a verb that so small a state cannot hold is not `held`: whoever folds lives
// in bulk leaves such a life to the core.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "qixian/rule/rows.hpp"
#include "qixian/statute/cn_disclosure/effects.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

/// One verb of an event.
struct small_effect {
    verb does = verb::sends;
    matter of{};
    number_set versions = any_number;
};

/// What an event does, in order.
struct small_program {
    static constexpr std::size_t most = 6;
    std::array<small_effect, most> steps{};
    std::uint8_t count = 0;
    bool held = true;

    [[nodiscard]] constexpr small_effect const* begin() const { return steps.data(); }
    [[nodiscard]] constexpr small_effect const* end() const { return steps.data() + count; }
};

namespace detail {

/// Whether a life can hold what the row does: its clock, one awaited day, one opinion.
[[nodiscard]] constexpr bool is_small(effect_row const& row) {
    switch (row.does) {
    case verb::names:
    case verb::acts:
    case verb::accepts: return false;
    case verb::asks:
        return row.of == matter::correction || row.of == matter::payment ||
               row.of == matter::opinion;
    case verb::answers:
    case verb::silence: return row.of != matter::reasons;
    default: return true;
    }
}

inline constexpr auto small_programs = [] {
    std::array<small_program, all_events.size()> out{};
    for (auto const& row : disclosure_effects) {
        bool const other_reading = row.when.policy != no_policy && row.when.value != 0;
        if (row.does == verb::warns || other_reading) {
            continue;
        }
        auto& program = out[place_of(row.on)];
        program.held = program.held && is_small(row);
        program.steps[program.count++] = {row.does, row.of, row.when.versions};
    }
    return out;
}();

/// The outcome of closing by each event, where the row names none of its own.
inline constexpr auto closing_outcomes = [] {
    std::array<outcome, all_events.size()> out{};
    out.fill(outcome::other);
    for (auto const& each : disclosure_closings) {
        out[place_of(each.by)] = each.gives.value_or(outcome::other);
    }
    return out;
}();
inline constexpr number_set closing_by_own_outcome = [] {
    number_set out = 0;
    for (auto const& each : disclosure_closings) {
        out |= each.own ? set_of(each.by) : number_set{0};
    }
    return out;
}();

/// Whether the event closes a life on the day after what was awaited.
[[nodiscard]] constexpr bool is_a_lapse(event on) {
    for (auto const& each : small_programs[place_of(on)]) {
        if (each.does == verb::lapses) {
            return true;
        }
    }
    return false;
}

}  // namespace detail

/// What `on` does to a life.
[[nodiscard]] constexpr small_program const& small_program_of(event on) {
    return detail::small_programs[place_of(on)];
}

}  // namespace qixian::inline v0
