// A user's program that takes breaches into its own hands, those inside a shared library included,
// and looks whether headers and library belong together.
#include "qixian/calendar/editions.hpp"

struct broken {};

int main() {
    using namespace qixian;
    on_breach = [](char const*, char const*, int) { throw broken{}; };
    try {
        static_cast<void>(china::calendar().count(day(20210302), day(20210301)));
    } catch (broken const&) {
        return version() == header_version ? 0 : 1;
    }
    return 2;
}
