// The compiled part of qixian::qixian: the built-in statute, and what it says of codes.
#if !defined(QIXIAN_COMPILED)
#error "compile src/statute.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/statute/cn_disclosure/impl/statute.ipp"
#include "qixian/statute/cn_disclosure/impl/citation.ipp"
#include "qixian/statute/cn_disclosure/impl/code_pages.ipp"
#include "qixian/statute/cn_disclosure/impl/grounds.ipp"
#include "qixian/statute/cn_disclosure/impl/policy.ipp"
#include "qixian/statute/cn_disclosure/impl/procedure.ipp"
