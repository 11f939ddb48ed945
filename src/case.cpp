// The compiled part of qixian::qixian: histories, duties and certificates.
#if !defined(QIXIAN_COMPILED)
#error "compile src/case.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/case/impl/assess.ipp"
#include "qixian/case/impl/certificate.ipp"
#include "qixian/case/impl/duty.ipp"
#include "qixian/case/impl/history.ipp"
#include "qixian/case/impl/moves.ipp"
#include "qixian/case/impl/work_list.ipp"
