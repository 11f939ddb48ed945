// The procedure of the compiled library: `step` by Boost.MSM, which is instantiated here and nowhere else.
#include "qixian/machine/machine.hpp"

namespace qixian::inline v0 {

step_result step(application const& now, entry const& e, facts const& known) {
    return step_by_machine(now, e, known);
}

}  // namespace qixian::inline v0
