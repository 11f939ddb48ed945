// The compiled part of qixian::qixian: codes and their pages.
#if !defined(QIXIAN_COMPILED)
#error "compile src/base.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/base/impl/codes.ipp"
