// Which statute the compiled library asks where none is named: a file of its own, so that a program
// may link another (the tests that break one row after the other do).
#if !defined(QIXIAN_COMPILED)
#error "compile src/default_statute.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/statute/impl/default.ipp"
