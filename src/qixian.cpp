// The compiled mode: every definition of the core, once. Boost.MSM is instantiated here and nowhere else.
#if !defined(QIXIAN_COMPILED)
#error "compile src/qixian.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/qixian.hpp"

#include "qixian/impl/assess.ipp"
#include "qixian/impl/audit.ipp"
#include "qixian/impl/certificate.ipp"
#include "qixian/impl/checker.ipp"
#include "qixian/impl/codes.ipp"
#include "qixian/impl/deadline.ipp"
#include "qixian/impl/duty.ipp"
#include "qixian/impl/editions.ipp"
#include "qixian/impl/entry.ipp"
#include "qixian/impl/history.ipp"
#include "qixian/impl/moves.ipp"
#include "qixian/impl/reflect.ipp"
#include "qixian/impl/replay.ipp"
#include "qixian/impl/report.ipp"
#include "qixian/impl/restate.ipp"
#include "qixian/impl/step.ipp"
#include "qixian/impl/table.ipp"
#include "qixian/impl/text.ipp"
#include "qixian/impl/work_list.ipp"
#include "qixian/impl/working_calendar.ipp"
