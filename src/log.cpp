// The compiled part of qixian::log. libcsv and nlohmann-json are seen here and nowhere else.
#if !defined(QIXIAN_COMPILED)
#error "compile src/log.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/caseload/caseload_log.hpp"
#include "qixian/row/bulk_reader.hpp"
#include "qixian/row/event_log.hpp"
#include "qixian/row/input_file.hpp"
#include "qixian/row/notice_file.hpp"
#include "qixian/row/ocel.hpp"
#include "qixian/row/series_file.hpp"
#include "qixian/row/table_file.hpp"
#include "qixian/row/text.hpp"
#include "qixian/row/xes.hpp"

#include "qixian/caseload/impl/caseload_log.ipp"
#include "qixian/row/impl/bulk_reader.ipp"
#include "qixian/row/impl/csv.ipp"
#include "qixian/row/impl/event_log.ipp"
#include "qixian/row/impl/input_file.ipp"
#include "qixian/row/impl/notice_file.ipp"
#include "qixian/row/impl/ocel.ipp"
#include "qixian/row/impl/series_file.ipp"
#include "qixian/row/impl/table_file.ipp"
#include "qixian/row/impl/text.ipp"
#include "qixian/row/impl/xes.ipp"
