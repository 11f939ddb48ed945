// What a guard may look at of a row.
//
// Smaller than an `entry`, so that rules can be evaluated at compile time (caseload/replay.hpp makes
// its table so).
#pragma once

#include <optional>

#include "qixian/rule/entry.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

struct happening {
    date on{};
    std::optional<int> days{};
    std::optional<qixian::outcome> outcome{};

    constexpr happening() = default;
    constexpr happening(date when, std::optional<int> working_days,
                        std::optional<qixian::outcome> what)
        : on(when), days(working_days), outcome(what) {}
    happening(entry const& e) : on(e.on), days(e.days), outcome(e.outcome) {}
};

}  // namespace qixian::inline v0
