// The compiled part of qixian::qixian: very many applications.
#if !defined(QIXIAN_COMPILED)
#error "compile src/caseload.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/caseload/impl/life.ipp"
#include "qixian/caseload/impl/lives.ipp"
#include "qixian/caseload/impl/replay.ipp"
#include "qixian/caseload/impl/what_if.ipp"
