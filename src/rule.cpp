// The compiled part of qixian::qixian: one event against one application, and statutes read from text.
#if !defined(QIXIAN_COMPILED)
#error "compile src/rule.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/rule/impl/cell.ipp"
#include "qixian/rule/impl/check.ipp"
#include "qixian/rule/impl/loader.ipp"
#include "qixian/rule/impl/step.ipp"
