// The compiled part of qixian::qixian: notices and the working calendar.
#if !defined(QIXIAN_COMPILED)
#error "compile src/calendar.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/calendar/impl/editions.ipp"
#include "qixian/calendar/impl/put_right.ipp"
#include "qixian/calendar/impl/working_calendar.ipp"
