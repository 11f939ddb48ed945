// Readings by name, and the decree that governs a day.
#pragma once

#include "qixian/statute/cn_disclosure/policy.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL result<policies> with_policy(policies held, std::string_view name,
                                         std::string_view value) {
    for (std::size_t which = 0; which < all_policies.size(); ++which) {
        auto const& about = all_policies[which];
        auto const values = values_of(about);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (about.name == name && values[i] == value) {
                held.set_value(static_cast<policy_number>(which), static_cast<std::uint8_t>(i));
                return held;
            }
        }
    }
    return fault{.what = code::unknown_policy,
                 .detail = std::string(name) + "=" + std::string(value)};
}

QIXIAN_DECL std::array<std::pair<std::string_view, std::string_view>, all_policies.size()>
named_values(policies const& held) {
    std::array<std::pair<std::string_view, std::string_view>, all_policies.size()> out;
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto const chosen = held.value(static_cast<policy_number>(i));
        out[i] = {all_policies[i].name, all_policies[i].values[chosen]};
    }
    return out;
}

QIXIAN_DECL result<regime> regime_of(date received) {
    if (received < decree_492_from) {
        return fault{.what = code::no_regime, .detail = "before 2008-05-01"};
    }
    return received < decree_711_from ? regime::decree_492 : regime::decree_711;
}

}  // namespace qixian::inline v0
