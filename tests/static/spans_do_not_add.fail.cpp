// expect g++: no match for 'operator+'
// expect clang++: invalid operands to binary expression
#include "qixian/date/span.hpp"

auto sum() {
#if defined(CONTROL)
    return qixian::working_days{20}.value + qixian::calendar_days{60}.value;
#else
    return qixian::working_days{20} + qixian::calendar_days{60};
#endif
}
