// When a row of a statute holds: a condition, and what it is held against.
#pragma once

#include <cstdint>
#include <optional>

#include "qixian/date/date.hpp"
#include "qixian/rule/ids.hpp"
#include "qixian/rule/policy.hpp"

namespace qixian::inline v0 {

enum class maybe : std::uint8_t { either, no, yes };

/// A set of small numbers (events, stages, kinds …), one bit each.
using number_set = std::uint64_t;
inline constexpr number_set any_number = ~number_set{0};

template <class... Words>
[[nodiscard]] constexpr number_set set_of(Words... words) {
    return ((number_set{1} << place_of(words)) | ... | number_set{0});
}
template <class Word>
[[nodiscard]] constexpr bool has(number_set set, Word word) {
    return place_of(word) < 64 && (set >> place_of(word) & 1U) != 0;
}

/// A condition on a row: all of it must hold. What stands at its default asks nothing.
struct condition {
    number_set versions = any_number;  ///< of `regime`
    number_set kinds = any_number;     ///< of the letter's `kind`; an empty cell counts as kind 0
    number_set channels =
        any_number;  ///< of the row, or of the lodging; no channel: only where any may be
    number_set outcomes = any_number;  ///< that the row names; none named: only where any may be
    maybe moved = maybe::either;       ///< the row had its effect
    maybe irregular = maybe::either;   ///< it was irregular
    maybe overdue = maybe::either;     ///< the period began because another one ran out
    maybe simplified = maybe::either;  ///< the body chose its short procedure
    policy_number policy = no_policy;  ///< this policy has
    std::uint8_t value = 0;            ///< … this value
    maybe_date from{};                 ///< the day it counts from is this day or later
    maybe_date before{};               ///< … is before this day
};

/// What a condition is held against.
struct circumstances {
    regime law{};
    std::optional<kind> whom{};
    std::optional<channel> by{};
    std::optional<outcome> gives{};
    bool moved = true;
    bool irregular = false;
    bool overdue = false;
    bool simplified = false;
    date on{};
    policies chosen{};
};

[[nodiscard]] constexpr bool agrees(maybe asked, bool is) {
    return asked == maybe::either || (asked == maybe::yes) == is;
}

[[nodiscard]] constexpr bool holds(condition const& c, circumstances const& now) {
    return has(c.versions, now.law) && has(c.kinds, now.whom.value_or(kind{})) &&
           (c.channels == any_number || (now.by && has(c.channels, *now.by))) &&
           (c.outcomes == any_number || (now.gives && has(c.outcomes, *now.gives))) &&
           agrees(c.moved, now.moved) && agrees(c.irregular, now.irregular) &&
           agrees(c.overdue, now.overdue) && agrees(c.simplified, now.simplified) &&
           (c.policy == no_policy || now.chosen.value(c.policy) == c.value) &&
           (!c.from || now.on >= *c.from) && (!c.before || now.on < *c.before);
}

}  // namespace qixian::inline v0
