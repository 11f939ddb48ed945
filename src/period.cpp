// The compiled part of qixian::qixian: periods, lights and columns of clocks.
#if !defined(QIXIAN_COMPILED)
#error "compile src/period.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/period/impl/clock_columns.ipp"
#include "qixian/period/impl/deadline.ipp"
#include "qixian/period/impl/due.ipp"
#include "qixian/period/impl/light.ipp"
#include "qixian/period/impl/notice_effect.ipp"
#include "qixian/period/impl/urgency.ipp"
