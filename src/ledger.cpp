// The compiled part of qixian::qixian: the tables of the year.
#if !defined(QIXIAN_COMPILED)
#error "compile src/ledger.cpp with QIXIAN_COMPILED defined, and its users too"
#endif

#include "qixian/ledger/impl/audit.ipp"
#include "qixian/ledger/impl/audit_summary.ipp"
#include "qixian/ledger/impl/form_count.ipp"
#include "qixian/ledger/impl/opening.ipp"
#include "qixian/ledger/impl/report.ipp"
#include "qixian/ledger/impl/restate.ipp"
#include "qixian/ledger/impl/table.ipp"
