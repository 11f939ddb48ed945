// Whether a question can be asked at all: a day, a statute, policies that have these values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "qixian/case/context.hpp"
#include "qixian/date/text.hpp"
#include "qixian/rule/check.hpp"

namespace qixian::inline v0::detail {

inline fault no_day(date d, std::string_view which) {
    return {.what = code::bad_date, .detail = to_text(d), .field = std::string(which)};
}

/// What keeps `in` from being asked with.
inline std::optional<fault> unfit(context const& in) {
    if (in.law == nullptr || in.law->versions.empty()) {
        return fault{.what = code::no_regime, .detail = "no statute", .field = "law"};
    }
    for (std::size_t i = 0; i < in.law->policies.size(); ++i) {
        auto const chosen = in.policies.value(static_cast<policy_number>(i));
        auto const& about = in.law->policies[i];
        if (chosen != 0 && chosen >= values_of(about).size()) {
            return fault{.what = code::unknown_policy,
                         .detail = std::string(about.name) + "=" + std::to_string(chosen),
                         .field = "policy"};
        }
    }
    return std::nullopt;
}

/// The same of a question about the day `on`, which the asker calls `named`.
inline std::optional<fault> unfit(date on, context const& in, std::string_view named = "on") {
    return is_legal_day(on) ? unfit(in) : no_day(on, named);
}

}  // namespace qixian::inline v0::detail
