// The compiled part of qixian::qixian: the day and its text.
#if !defined(QIXIAN_COMPILED)
#error "compile src/date.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/date/impl/text.ipp"
