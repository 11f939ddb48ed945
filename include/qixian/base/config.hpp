// What every other header includes first: the linkage switch, the contract macro, the namespace.
//
// Qixian is header-first. Copy `include/` and it works; or link `qixian::qixian`, which defines
// QIXIAN_COMPILED, and every non-template function comes from the library instead. The switch
// changes linkage and nothing else.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "qixian/version.hpp"

#if defined(QIXIAN_COMPILED)
#define QIXIAN_DECL
#else
#define QIXIAN_DECL inline
#endif

namespace qixian::inline v0 {

/// What happens when a caller breaks a precondition: says where, then aborts. A test may put its
/// own function in place (which may throw). A breach is a fault of the program, never of data.
using breach_handler = void (*)(char const* condition, char const* file, int line);

[[noreturn]] inline void abort_on_breach(char const* condition, char const* file, int line) {
    std::fprintf(stderr, "qixian: contract broken: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

inline breach_handler on_breach = &abort_on_breach;

}  // namespace qixian::inline v0

#define QIXIAN_EXPECTS(condition)                                                                  \
    ((condition) ? static_cast<void>(0) : ::qixian::on_breach(#condition, __FILE__, __LINE__))
