// expect g++: no match for 'operator+'
// expect clang++: invalid operands to binary expression
#include "qixian/calendar/working_calendar.hpp"

auto due(qixian::working_calendar const& calendar, qixian::date d) {
#if defined(CONTROL)
    return calendar.add(d, qixian::working_days{20});
#else
    static_cast<void>(calendar);
    return d + qixian::working_days{20};
#endif
}
