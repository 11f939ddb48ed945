// expect g++: ignoring return value
// expect clang++: ignoring return value
#include "qixian/statute/cn_disclosure/procedure.hpp"

void ask(qixian::entry const& e) {
#if defined(CONTROL)
    static_cast<void>(qixian::step({}, e, {}));
#else
    qixian::step({}, e, {});
#endif
}
