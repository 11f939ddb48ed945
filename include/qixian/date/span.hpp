// Lengths of time that the law uses, as types that do not mix.
//
// A working day, a calendar day and a month are different things: `working_days{20}` added to a
// day needs a calendar, `calendar_days{60}` needs one only at its end (D4), `months{6}` follows
// rule D5. There is no conversion and no arithmetic between them.
#pragma once

#include <compare>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// 工作日. Days that are worked under the notices of the State Council (D2).
struct working_days {
    int value = 0;
    friend constexpr auto operator<=>(working_days, working_days) = default;
};

/// 日. Days of the calendar, rest days included.
struct calendar_days {
    int value = 0;
    friend constexpr auto operator<=>(calendar_days, calendar_days) = default;
};

/// 月. Months of the calendar, counted as Civil Code art. 202 says (D5).
struct calendar_months {
    int value = 0;
    friend constexpr auto operator<=>(calendar_months, calendar_months) = default;
};

/// The same under a shorter name, which std::chrono has too: beside `using namespace std::chrono`
/// the longer one is meant.
using months = calendar_months;

/// The unit of a period as logs and outputs name it.
enum class unit : unsigned char { working_day, day, month };

}  // namespace qixian::inline v0
