// One event against one application: the question everything else is built on.
//
// `step` runs the machine (Boost.MSM, made from procedure/rules.hpp and remedy/rules.hpp) and
// returns the verdict and the record after it. Nothing is changed in place and nothing is thrown.
// This header includes no MSM: a file that links `qixian::qixian` compiles in a fraction of the time.
#pragma once

#include "qixian/procedure/entry.hpp"
#include "qixian/procedure/facts.hpp"
#include "qixian/procedure/verdict.hpp"

namespace qixian::inline v0 {

/// What became of an event. `after == before` unless `said.moves`.
struct [[nodiscard]] step_result {
    application after{};
    ruling said{};
};

/// The verdict on `e` for an application that stands at `now`.
///
/// Pre:     the stages of `now` are enumerators; `known` describes the same application on `e.on`.
/// Refuses: whatever procedure/rules.hpp and remedy/rules.hpp do not list, by its code.
/// Cost:    some nanoseconds; no allocation.
/// Example: examples/01_one_application.cpp
[[nodiscard]] QIXIAN_DECL step_result step(application const& now, entry const& e,
                                           facts const& known);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/impl/step.ipp"
#endif
