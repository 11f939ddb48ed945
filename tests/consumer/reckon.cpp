// A user's program that needs the calendar only.
#include <cstdio>

#include "qixian/calendar/editions.hpp"
#include "qixian/date/text.hpp"
#include "qixian/period/deadline.hpp"

int main() {
    using namespace qixian;
    auto const end = run({.start = day(20201221), .length = 20}, china::calendar());
    if (!end) {
        return 1;
    }
    std::puts(to_text(end->due).c_str());
}
