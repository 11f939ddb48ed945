// The compiled part of qixian::store. SQLiteCpp, SQLite and OpenSSL are seen here and nowhere else.
#if !defined(QIXIAN_COMPILED)
#error "compile src/store.cpp with QIXIAN_COMPILED defined"
#endif

#include "qixian/store/store.hpp"
#include "qixian/store/chain.hpp"
#include "qixian/store/hash.hpp"
#include "qixian/store/personal_data.hpp"
#include "qixian/store/verification.hpp"

#include "qixian/store/impl/anchor.ipp"
#include "qixian/store/impl/chain.ipp"
#include "qixian/store/impl/hash.ipp"
#include "qixian/store/impl/personal_data.ipp"
#include "qixian/store/impl/store.ipp"
