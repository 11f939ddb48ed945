// Rival: working days as one writes them with Boost.Date_Time alone, a loop over the days.
//
// The rest days of notices and statute stand in one set of dates, the worked weekends in another:
// `std::set`, a hash set of the standard library, or Boost's flat hash set. The loop asks Boost for
// the weekday, as its documentation does; `weekday::by_number` takes it from the day number instead,
// which spares a division of the calendar for each day: the fastest loop we could write.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <unordered_set>

#include <boost/date_time/gregorian/greg_date.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "qixian/calendar/working_calendar.hpp"
#include "qixian/date/date.hpp"

namespace qixian::bench::rivals {

struct hash_of_date {
    std::size_t operator()(date d) const noexcept {
        return std::hash<std::uint32_t>{}(d.day_number());
    }
};

using tree_of_dates = std::set<date>;
using hash_set_of_dates = std::unordered_set<date, hash_of_date>;
using flat_set_of_dates = boost::unordered_flat_set<date, hash_of_date>;

enum class weekday : unsigned char { by_boost, by_number };

/// `Dates` holds dates and has `contains`.
template <class Dates, weekday How = weekday::by_boost>
class boost_calendar {
public:
    /// The days of `of` from `first` through `last`.
    boost_calendar(working_calendar const& of, date first, date last) {
        for (date d = first; d <= last; d = plus_days(d, 1)) {
            bool const works = *of.is_working(d);
            if (is_weekend(d)) {
                if (works) {
                    worked_.insert(d);
                }
            } else if (!works) {
                off_.insert(d);
            }
        }
    }

    [[nodiscard]] bool is_working(date d) const {
        return rests_by_week(d) ? worked_.contains(d) : !off_.contains(d);
    }

    /// The `n`-th working day after `d`. Pre: n > 0.
    [[nodiscard]] date add(date d, int n) const {
        boost::gregorian::date_duration const one(1);
        while (n > 0) {
            d += one;
            n -= is_working(d) ? 1 : 0;
        }
        return d;
    }

    /// Working days after `a` through `b`.
    [[nodiscard]] int count(date a, date b) const {
        boost::gregorian::date_duration const one(1);
        int n = 0;
        while (a < b) {
            a += one;
            n += is_working(a) ? 1 : 0;
        }
        return n;
    }

private:
    [[nodiscard]] static bool rests_by_week(date d) {
        if constexpr (How == weekday::by_number) {
            return d.day_number() % 7 >= 5;  // number 0 is a Monday
        } else {
            auto const which = d.day_of_week();
            return which == boost::date_time::Saturday || which == boost::date_time::Sunday;
        }
    }

    Dates off_{};
    Dates worked_{};
};

}  // namespace qixian::bench::rivals
