// Which readings a host chose, by number: 0 is the recommended one.
//
// A policy settles a question the law leaves open. A statute lists its policies as rows with the
// values each may have; a built-in statute gives each policy an enum of its own, so that
// `chosen.set(named_day::literal)` cannot name a value of another.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

using policy_number = std::uint8_t;
inline constexpr policy_number no_policy = 0xFF;
inline constexpr std::size_t most_policies = 16;
inline constexpr std::size_t most_policy_values = 4;

/// A policy of a statute as a row.
struct policy_info {
    std::string_view name;
    std::array<std::string_view, most_policy_values>
        values;                 ///< default first; the last may be empty
    std::string_view question;  ///< the open question that it settles
    std::string_view en;
    std::string_view zh;
};

/// The values that there are.
[[nodiscard]] constexpr std::span<std::string_view const> values_of(policy_info const& p) {
    std::size_t count = 0;
    while (count < p.values.size() && !p.values[count].empty()) {
        ++count;
    }
    return {p.values.data(), count};
}

/// The number of the policy whose values `Reading` lists; a statute says it for each of its enums.
template <class Reading>
inline constexpr policy_number policy_number_of = no_policy;

/// One value for each policy.
class policies {
public:
    /// 0 where there is no such policy.
    [[nodiscard]] constexpr std::uint8_t value(policy_number which) const {
        return which < most_policies ? chosen_[which] : std::uint8_t{0};
    }
    /// Pre: `which` < most_policies. A value that the statute does not have is a fault of the question.
    constexpr void set_value(policy_number which, std::uint8_t value) {
        QIXIAN_EXPECTS(which < most_policies);
        if (which < most_policies) {
            chosen_[which] = value;
        }
    }

    template <class Reading>
    [[nodiscard]] constexpr bool is(Reading reading) const {
        static_assert(policy_number_of<Reading> < most_policies, "no policy has these values");
        return chosen_[policy_number_of<Reading>] == static_cast<std::uint8_t>(reading);
    }
    template <class Reading>
    constexpr policies& set(Reading reading) {
        static_assert(policy_number_of<Reading> < most_policies, "no policy has these values");
        chosen_[policy_number_of<Reading>] = static_cast<std::uint8_t>(reading);
        return *this;
    }

    friend constexpr bool operator==(policies const&, policies const&) = default;

private:
    std::array<std::uint8_t, most_policies> chosen_{};
};

}  // namespace qixian::inline v0
