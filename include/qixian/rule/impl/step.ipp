// `step` where no machine is compiled: the table of rules answers.
//
// The compiled library defines `step` in src/machine.cpp instead, by Boost.MSM.
#pragma once

#include "qixian/rule/reflect.hpp"
#include "qixian/rule/step.hpp"

namespace qixian::inline v0 {

inline step_result step(application const& now, entry const& e, facts const& known) {
    return table_step(now, e, known);
}

}  // namespace qixian::inline v0
