// The compiled part of qixian::log. libcsv and nlohmann-json are seen here and nowhere else.
#if !defined(QIXIAN_COMPILED)
#error "compile src/log.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/log/bulk_reader.hpp"
#include "qixian/log/caseload_log.hpp"
#include "qixian/log/event_log.hpp"
#include "qixian/log/notice_file.hpp"
#include "qixian/log/table_file.hpp"
#include "qixian/log/text.hpp"

#include "qixian/impl/bulk_reader.ipp"
#include "qixian/impl/caseload_log.ipp"
#include "qixian/impl/event_log.ipp"
#include "qixian/impl/log_text.ipp"
#include "qixian/impl/notice_file.ipp"
#include "qixian/impl/table_file.ipp"
