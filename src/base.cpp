// The compiled part of qixian::qixian that a process has once: what a breach calls, the version, and
// text made harmless.
#if !defined(QIXIAN_COMPILED)
#error "compile src/base.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/base/config.hpp"
#include "qixian/base/safe_text.hpp"

#include "qixian/base/impl/safe_text.ipp"

namespace qixian::inline v0 {

breach_handler on_breach = &abort_on_breach;

version_numbers version() noexcept { return header_version; }

}  // namespace qixian::inline v0
