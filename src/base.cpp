// The compiled part of qixian::qixian that a process has once: what a breach calls, the version, text
// made harmless, and words that were mistyped.
#if !defined(QIXIAN_COMPILED)
#error "compile src/base.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/base/config.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/base/spelling.hpp"

#include "qixian/base/impl/safe_text.ipp"
#include "qixian/base/impl/spelling.ipp"

namespace qixian::inline v0 {

breach_handler on_breach = &abort_on_breach;

version_numbers version() noexcept { return header_version; }

}  // namespace qixian::inline v0
