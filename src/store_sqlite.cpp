// The compiled part of qixian::store that knows SQLite. SQLiteCpp and SQLite are seen here and
// nowhere else.
#if !defined(QIXIAN_COMPILED)
#error "compile src/store_sqlite.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/store/sqlite/sqlite.hpp"

#include "qixian/store/sqlite/impl/database.ipp"
