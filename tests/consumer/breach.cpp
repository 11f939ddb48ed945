// A user's program that takes breaches into its own hands, those inside a shared library included,
// and looks whether headers and library belong together.
#include "qixian/statute/cn_disclosure/code_pages.hpp"

struct broken {};

int main() {
    using namespace qixian;
    on_breach = [](char const*, char const*, int) { throw broken{}; };
    try {
        static_cast<void>(page_of(code{}));
    } catch (broken const&) {
        return version() == header_version ? 0 : 1;
    }
    return 2;
}
