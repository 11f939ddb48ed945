// The compiled part of qixian::qixian: the independent check of certificates.
#if !defined(QIXIAN_COMPILED)
#error "compile src/checker.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/checker/impl/checker.ipp"
