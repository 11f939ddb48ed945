// What every other header includes first: compiler, linkage switch, contract macro, namespace.
//
// Qixian is header-first. Copy `include/` and it works; or link `qixian::qixian`, which defines
// QIXIAN_COMPILED, and every non-template function comes from the library instead. The switch
// changes linkage and nothing else.
//
// A program may hold several copies of Qixian: a shared library, header-only files, a plug-in with a
// static library in it. What a program sets once (`on_breach`) is one object for all of them.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "qixian/version.hpp"

// What it is tried with stands in src/notes/platforms.md; older compilers lack parts of C++20.
#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#error "Qixian needs C++20: -std=c++20, or /std:c++20"
#endif
#if defined(__clang__) && !defined(__apple_build_version__) && __clang_major__ < 14
#error "Qixian needs clang 14 or later"
#elif defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 12
#error "Qixian needs g++ 12 or later"
#elif defined(_MSC_VER) && !defined(__clang__) && _MSC_VER < 1930
#error "Qixian needs Visual Studio 2022 or later"
#endif

// QIXIAN_VISIBLE: seen across the border of a shared library, whatever flags a file is compiled with.
#if defined(__GNUC__) && !defined(_WIN32)
#define QIXIAN_VISIBLE __attribute__((visibility("default")))
#else
#define QIXIAN_VISIBLE
#endif

// On Windows CMake exports by itself; a variable must also be said to come from elsewhere.
#if defined(_WIN32) && defined(QIXIAN_SHARED) && !defined(QIXIAN_BUILDING)
#define QIXIAN_VARIABLE __declspec(dllimport)
#else
#define QIXIAN_VARIABLE QIXIAN_VISIBLE
#endif

// QIXIAN_DECL stands before every function that the compiled library holds.
#if defined(QIXIAN_COMPILED)
#define QIXIAN_DECL QIXIAN_VISIBLE
#else
#define QIXIAN_DECL inline
#endif

// A hint that a place in memory will be read soon.
#if defined(__GNUC__)
#define QIXIAN_PREFETCH(address) __builtin_prefetch(address)
#else
#define QIXIAN_PREFETCH(address) static_cast<void>(address)
#endif

namespace qixian::inline v0 {

/// A version, as numbers.
struct version_numbers {
    int first = 0;
    int second = 0;
    int third = 0;
    friend constexpr bool operator==(version_numbers const&, version_numbers const&) = default;
};

/// The version of the headers that this file was compiled with.
inline constexpr version_numbers header_version{QIXIAN_VERSION_MAJOR, QIXIAN_VERSION_MINOR,
                                                QIXIAN_VERSION_PATCH};

/// The version of the library that runs: another than `header_version` where a program was compiled
/// with the headers of one and runs with the library of the other.
#if defined(QIXIAN_COMPILED)
[[nodiscard]] QIXIAN_DECL version_numbers version() noexcept;
#else
[[nodiscard]] inline version_numbers version() noexcept { return header_version; }
#endif

/// What happens when a caller breaks a precondition: says where, then aborts. A test may put its
/// own function in place (which may throw). A breach is a fault of the program, never of data.
using breach_handler = void (*)(char const* condition, char const* file, int line);

[[noreturn]] inline void abort_on_breach(char const* condition, char const* file, int line) {
    std::fprintf(stderr, "qixian: contract broken: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

/// The function that a breach calls. Set it before other threads start: it is read without a lock.
#if defined(QIXIAN_COMPILED)
extern QIXIAN_VARIABLE breach_handler on_breach;
#else
inline QIXIAN_VISIBLE breach_handler on_breach = &abort_on_breach;
#endif

}  // namespace qixian::inline v0

#define QIXIAN_EXPECTS(condition)                                                                  \
    ((condition) ? static_cast<void>(0) : ::qixian::on_breach(#condition, __FILE__, __LINE__))
