// The procedure of the compiled library: `step` by Boost.MSM, which is instantiated here and nowhere else.
//
// MSM takes a minute of processor time to compile. A build that is only run or changed, not installed,
// may leave it out (QIXIAN_MACHINE=OFF): the table gives the same verdicts, as the matrix test shows.
#if defined(QIXIAN_NO_MACHINE)
#include "qixian/statute/cn_disclosure/procedure.hpp"
#else
#include "qixian/machine/machine.hpp"
#endif

namespace qixian::inline v0 {

step_result step(application const& now, entry const& e, facts const& known) {
#if defined(QIXIAN_NO_MACHINE)
    return table_step(now, e, known);
#else
    return step_by_machine(now, e, known);
#endif
}

}  // namespace qixian::inline v0
