// expect g++: ignoring return value
// expect clang++: ignoring return value
#include "qixian/calendar/working_calendar.hpp"

void ask(qixian::working_calendar const& calendar, qixian::date d) {
#if defined(CONTROL)
    static_cast<void>(calendar.is_working(d));
#else
    calendar.is_working(d);
#endif
}
