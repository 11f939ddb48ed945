// expect g++: could not convert
// expect clang++: no viable conversion
#include "qixian/date/text.hpp"

qixian::date read() {
#if defined(CONTROL)
    return qixian::parse_date("2020-12-31").value();
#else
    return qixian::parse_date("2020-12-31");
#endif
}
