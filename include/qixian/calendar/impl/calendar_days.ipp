// The days of a calendar as counts: what is worked for sure, what may be, and where each stands.
//
// A calendar is made once (editions.ipp) and then only read; every question about working days is a
// difference of two of these counts or a search in one of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "qixian/calendar/working_calendar.hpp"

namespace qixian::inline v0 {

/// Days are indices 1 … size; index 0 is the day before the first and carries no state.
///
/// Six counts of working days from the first day run side by side. On settled days they agree.
/// Past them, with a <= b, the working days after a through b are
///   at most   upper(b) - lower(a)          and  maybe(b) - maybe(a),
///   at least  floor_to(b) - floor_from(a)  and  sure(b) - sure(a).
/// Without the extension of a long holiday after the fact (festivals.ipp) the floor would be
/// lower(b) - upper(a). An extension is never made up, so one count for both would drift further
/// from the truth with every year; the floor has a pair of its own, which falls on both sides.
struct calendar_days_table {
    /// A count that grows by 0 or 1 a day, both ways round.
    struct axis {
        std::vector<std::uint16_t> ordinal;  ///< [0, size]
        std::vector<std::uint16_t> day;      ///< [1, last ordinal]: first index that reaches it

        [[nodiscard]] int at(int index) const { return ordinal[static_cast<std::size_t>(index)]; }
        [[nodiscard]] int most() const { return static_cast<int>(day.size()) - 1; }
        [[nodiscard]] int first_with(int count) const {
            return day[static_cast<std::size_t>(count)];
        }
    };

    struct state {
        bool works = true;
        day_reason reason = day_reason::weekday;
        std::uint16_t source = 0;   ///< into names
        std::uint16_t holiday = 0;  ///< into names
    };

    date before_first{};
    int size = 0;
    int settled = 0;  ///< index of the last day the country's notices settle, 0 or less: none
    int flat = 0;     ///< of the last day before the first open one
    axis upper{};
    axis lower{};
    axis floor_to{};
    axis floor_from{};
    axis maybe{};
    axis sure{};
    std::vector<state> states{};        ///< [0, size]
    std::vector<std::uint16_t> open{};  ///< [0, size]: days from the first that are not settled
    std::vector<open_days> reasons{};   ///< why, in the order of their first days
    std::vector<std::string> names{};
    std::string last_notice{};
    std::string digest{};

    [[nodiscard]] date day_at(int index) const { return plus_days(before_first, index); }
    [[nodiscard]] int index_of(date d) const noexcept { return days_between(before_first, d); }
    [[nodiscard]] bool covers(int index) const noexcept { return index >= 1 && index <= size; }
    /// Whether nothing after `from` through `to` is open; of `to` alone where they are one.
    [[nodiscard]] bool is_settled(int from, int to) const noexcept {
        auto const before = static_cast<std::size_t>((std::max)(from < to ? from : to - 1, 0));
        return open[static_cast<std::size_t>(to)] == open[before];
    }
};

}  // namespace qixian::inline v0
