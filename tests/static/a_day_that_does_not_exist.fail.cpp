// expect g++: call to non-'constexpr' function 'void qixian::v0::detail::there_is_no_such_day(int)'
// expect clang++: must be initialized by a constant expression
#include "qixian/date/date.hpp"

#if defined(CONTROL)
constexpr auto last_of_february = qixian::day(20210228);
#else
constexpr auto last_of_february = qixian::day(20210230);
#endif

bool is_there() { return qixian::is_legal_day(last_of_february); }
