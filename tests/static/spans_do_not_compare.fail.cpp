// expect g++: no match for 'operator=='
// expect clang++: invalid operands to binary expression
#include "qixian/date/span.hpp"

bool same() {
#if defined(CONTROL)
    return qixian::months{6} == qixian::months{6};
#else
    return qixian::months{6} == qixian::calendar_days{180};
#endif
}
