// The settled part of a calendar as flat arrays asked by `day_index`: two loads a question.
//
//   flat_days const days(cal);
//   if (days.settles(from, 20)) { … days.day_of(days.ordinal(from) + 20) … }   // the due day
#pragma once

#include <cstdint>

#include "qixian/base/config.hpp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/date/date.hpp"

namespace qixian::inline v0 {

/// A day in two bytes: 1 is 2001-01-01, 65,535 is 2180-06-05; 0 is no day.
using day_index = std::uint16_t;

inline constexpr date day_index_zero = day(20001231);

/// Whether `d` has an index.
[[nodiscard]] inline bool has_index(date d) noexcept {
    auto const days = days_between(day_index_zero, d);
    return days >= 1 && days <= 0xFFFF;
}

/// Pre: `d` has one.
[[nodiscard]] inline day_index day_index_of(date d) {
    QIXIAN_EXPECTS(has_index(d));
    return static_cast<day_index>(days_between(day_index_zero, d));
}

/// Pre: not 0.
[[nodiscard]] inline date day_at(day_index i) {
    QIXIAN_EXPECTS(i != 0);
    return plus_days(day_index_zero, i);
}

/// Lives as long as the calendar it was made from.
class flat_days {
public:
    explicit flat_days(working_calendar const&&) = delete;
    explicit flat_days(working_calendar const& calendar)
        : flat_(calendar.settled()),
          shift_(static_cast<int>(number_of(day_index_zero) - flat_.before_first)) {}

    /// The last settled day, and the working days up to it.
    [[nodiscard]] int last() const noexcept { return flat_.days - shift_; }
    [[nodiscard]] int last_ordinal() const noexcept { return flat_.ordinal[flat_.days]; }
    /// The first day that can be counted from: the day before the calendar begins.
    [[nodiscard]] int first() const noexcept { return -shift_; }

    [[nodiscard]] bool knows(int d) const noexcept {
        return d + shift_ >= 0 && d + shift_ <= flat_.days;
    }

    /// Whether the `total`-th working day after `from` is settled.
    [[nodiscard]] bool settles(int from, int total) const noexcept {
        return knows(from) && ordinal(from) + total <= last_ordinal();
    }

    /// Working days from the first day of the calendar through `d`. Pre: knows(d).
    [[nodiscard]] int ordinal(int d) const noexcept { return flat_.ordinal[d + shift_]; }

    /// The day that is the `nth` working day. Pre: 0 < nth <= last_ordinal().
    [[nodiscard]] int day_of(int nth) const noexcept { return flat_.day_of[nth] - shift_; }

private:
    settled_days flat_;
    int shift_;  ///< index in the calendar = day_index + shift_
};

}  // namespace qixian::inline v0
