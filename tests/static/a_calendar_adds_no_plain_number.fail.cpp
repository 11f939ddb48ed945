// expect g++: cannot convert 'const int' to 'qixian::v0::working_days'
// expect clang++: no viable conversion from 'const int' to 'qixian::working_days'
#include "qixian/calendar/working_calendar.hpp"

auto due(qixian::working_calendar const& calendar, qixian::date d) {
    int const days = 20;
#if defined(CONTROL)
    return calendar.add(d, qixian::working_days{days});
#else
    return calendar.add(d, days);
#endif
}
