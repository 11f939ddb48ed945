// One event against one application: the question everything else is built on.
//
// `step` returns the verdict and the record after it. Nothing is changed in place and nothing is
// thrown. The rules of the statute (statute/cn_disclosure/rules.hpp, statute/cn_remedy/rules.hpp) are
// the source: header-only, their table answers; in the compiled library the machine of Boost.MSM that
// is made from them (machine/machine.hpp). Both give the same verdicts; this header includes no MSM.
#pragma once

#include "qixian/rule/entry.hpp"
#include "qixian/rule/facts.hpp"
#include "qixian/rule/verdict.hpp"

namespace qixian::inline v0 {

/// What became of an event. `after == before` unless `said.moves`.
struct [[nodiscard]] step_result {
    application after{};
    ruling said{};
};

/// The verdict on `e` for an application that stands at `now`.
///
/// Pre:     the stages of `now` are enumerators; `known` describes the same application on `e.on`.
/// Refuses: whatever the rules do not list, by its code.
/// Cost:    some nanoseconds; no allocation.
/// Example: examples/01_one_application.cpp
[[nodiscard]] QIXIAN_DECL step_result step(application const& now, entry const& e,
                                           facts const& known);

/// The same by the table of rules, in either mode: what the machine is held against.
/// Cost: some nanoseconds; no allocation.
[[nodiscard]] QIXIAN_DECL step_result table_step(application const& now, entry const& e,
                                                 facts const& known);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/rule/impl/step.ipp"
#endif
