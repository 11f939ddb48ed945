// The compiled part of qixian::store. SQLiteCpp, SQLite and OpenSSL are seen here and nowhere else.
#if !defined(QIXIAN_COMPILED)
#error "compile src/store.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/store/store.hpp"
#include "qixian/store/chain.hpp"
#include "qixian/store/hash.hpp"
#include "qixian/store/personal_data.hpp"
#include "qixian/store/verification.hpp"

#include "qixian/impl/personal_data.ipp"
#include "qixian/impl/store.ipp"
#include "qixian/impl/store_anchor.ipp"
#include "qixian/impl/store_chain.ipp"
#include "qixian/impl/store_hash.ipp"
