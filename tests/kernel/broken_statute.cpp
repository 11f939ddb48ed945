// The tests of the law once more, on a statute of which one row is broken.
//
// The program is linked of the very objects of core_tests, kernel_tests and model_tests, but
// `default_statute()` and `step` are these: a copy of the built-in statute's rows, and its table of rules.
//   QIXIAN_BREAK="effects 12 delete"    which row is broken, and how; unset: none
//   --list                              every break there is
// src/tools/break_every_row.py asks about every one. Exit code 2: no such break.
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "breaks.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"
#include "qixian/statute/default.hpp"

namespace {

using namespace qixian;

statute const& broken_statute() {
    static loaded_statute rows(cn_disclosure());
    static statute const held = [] {
        if (char const* const asked = std::getenv("QIXIAN_BREAK")) {
            kernel_test::broken_row which;
            std::istringstream in(asked);
            in >> which.table >> which.row >> which.way;
            if (!in || !kernel_test::break_row(rows, which)) {
                std::fprintf(stderr, "no such break: %s\n", asked);
                std::_Exit(2);
            }
        }
        return rows.view();
    }();
    return held;
}

}  // namespace

namespace qixian::inline v0 {

statute const& default_statute() { return broken_statute(); }

step_result step(application const& now, entry const& e, facts const& known) {
    return table_step(broken_statute(), now, e, known);
}

}  // namespace qixian::inline v0

int main(int argc, char** argv) {
    if (argc > 1 && std::string(argv[1]) == "--list") {
        loaded_statute rows(cn_disclosure());
        kernel_test::list_breaks(rows);
        return 0;
    }
    (void)broken_statute();
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
