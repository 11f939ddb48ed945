// Rival: QuantLib's calendar of the Chinese interbank market, where the library is there.
//
// Its calendar knows the notices of 2005 to 2023 and has its own view of a few days, so it answers
// on ours: a bespoke calendar with the same weekends, and every difference as a holiday added or
// removed. That is also the form a user of QuantLib would need for local days.
#pragma once

#if defined(QIXIAN_QUANTLIB)

#include <ql/time/calendar.hpp>
#include <ql/time/calendars/china.hpp>
#include <ql/time/date.hpp>

#include "qixian/calendar/working_calendar.hpp"
#include "qixian/date/date.hpp"

namespace qixian::bench::rivals {

class quantlib_calendar {
public:
    /// The days of `of` from `first` through `last`. Changes QuantLib's calendar in this process.
    quantlib_calendar(working_calendar const& of, date first, date last)
        : calendar_(QuantLib::China::IB) {
        for (date d = first; d <= last; d = plus_days(d, 1)) {
            bool const works = *of.is_working(d);
            auto const ours = from(d);
            if (calendar_.isBusinessDay(ours) != works) {
                ++differed_;
                works ? calendar_.removeHoliday(ours) : calendar_.addHoliday(ours);
            }
        }
    }

    /// Days on which QuantLib's own calendar says something else.
    [[nodiscard]] int differed() const { return differed_; }

    [[nodiscard]] static QuantLib::Date from(date d) {
        // Serial number 367 is 1901-01-01 for QuantLib; Boost counts that day as 2,415,386.
        return QuantLib::Date(static_cast<QuantLib::Date::serial_type>(number_of(d)) - 2415019);
    }
    [[nodiscard]] static date to(QuantLib::Date const& d) {
        return date(static_cast<std::uint32_t>(d.serialNumber()) + 2415019U);
    }

    [[nodiscard]] QuantLib::Date add(QuantLib::Date const& d, int n) const {
        return calendar_.advance(d, n, QuantLib::Days);
    }
    [[nodiscard]] int count(QuantLib::Date const& a, QuantLib::Date const& b) const {
        return static_cast<int>(calendar_.businessDaysBetween(a, b, false, true));
    }
    [[nodiscard]] bool is_working(QuantLib::Date const& d) const {
        return calendar_.isBusinessDay(d);
    }

private:
    QuantLib::China calendar_;
    int differed_ = 0;
};

}  // namespace qixian::bench::rivals

#endif
