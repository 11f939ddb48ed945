// The guard that keeps people out of the log: identity card and mobile numbers in any text.
//
// A chained log cannot forget, so it must not know. An application is a number, a class of
// applicant and dates; names stay with the host.
#pragma once

#include <optional>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

enum class personal_number : unsigned char { identity_card, mobile };

/// The first number in `text` (UTF-8) that is an identity card number (GB 11643: 18 digits with a
/// possible day of birth and the right check digit, `X` allowed) or a mobile number (11 digits from
/// 13 to 19, with or without +86). Full-width digits count as digits, and blanks or hyphens between
/// the customary groups are seen through. A number that touches further letters or digits is part
/// of a longer key and is none. Cost: linear.
[[nodiscard]] QIXIAN_DECL std::optional<personal_number> find_personal_number(
    std::string_view text);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/store/impl/personal_data.ipp"
#endif
