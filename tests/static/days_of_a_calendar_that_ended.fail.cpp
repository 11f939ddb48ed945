// expect g++: use of deleted function
// expect clang++: call to deleted member function
#include "qixian/calendar/editions.hpp"

int settled() {
#if defined(CONTROL)
    auto const calendar = qixian::china::editions().current();
    return calendar.settled().days;
#else
    return qixian::china::editions().current().settled().days;
#endif
}
