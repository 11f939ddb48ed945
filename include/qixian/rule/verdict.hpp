// What the procedure says of a fact: accepted, irregular or refused.
//
// *Accepted*: lawful here. *Irregular*: it happened although the law does not allow it; it is kept
// under a code and has the effect the code's page names. *Refused*: impossible here; it changes
// nothing. A verdict is a value and carries no text: code, article, limit day.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "qixian/base/codes.hpp"
#include "qixian/date/date.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

enum class verdict : std::uint8_t { accepted, irregular, refused };

[[nodiscard]] constexpr std::string_view code_of(verdict v) {
    constexpr std::array<std::string_view, 3> names{"accepted", "irregular", "refused"};
    return names[static_cast<std::size_t>(v)];
}

/// What a guard finds. `moves` is false for facts that are kept without moving the stage.
struct [[nodiscard]] ruling {
    verdict what = verdict::accepted;
    bool moves = true;
    code why{};  ///< meaningless when accepted
    basis cites{};
    maybe_date limit{};  ///< the day that was missed, or has to pass first
    code also{};         ///< of what is irregular twice: the lesser code, said as a warning
};

}  // namespace qixian::inline v0
