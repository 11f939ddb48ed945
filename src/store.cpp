// The compiled part of qixian::store: what it does with entries, whatever database holds them.
// OpenSSL is seen here and nowhere else; SQLite is seen in store_sqlite.cpp.
#if !defined(QIXIAN_COMPILED)
#error "compile src/store.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/store/store.hpp"
#include "qixian/store/chain.hpp"
#include "qixian/store/hash.hpp"
#include "qixian/store/personal_data.hpp"
#include "qixian/store/verification.hpp"

#include "qixian/store/impl/anchor.ipp"
#include "qixian/store/impl/ask.ipp"
#include "qixian/store/impl/chain.ipp"
#include "qixian/store/impl/hash.ipp"
#include "qixian/store/impl/personal_data.ipp"
#include "qixian/store/impl/store.ipp"
