// expect g++: ignoring return
// expect clang++: ignoring return value
#include "qixian/date/text.hpp"

bool read() {
#if defined(CONTROL)
    return qixian::parse_date("2020-12-31").ok();
#else
    qixian::parse_date("2020-12-31");
    return true;
#endif
}
