// The compiled part of qixian::qixian: what the statutes say of codes.
#if !defined(QIXIAN_COMPILED)
#error "compile src/statute.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/statute/cn_disclosure/impl/code_pages.ipp"
