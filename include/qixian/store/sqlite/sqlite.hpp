// Stores in SQLite files: what `store::create` and `store::open` use where the host names no other
// database.
#pragma once

#include <memory>

#include "qixian/store/port.hpp"

namespace qixian::inline v0 {

[[nodiscard]] QIXIAN_DECL std::shared_ptr<store_database const> sqlite_database();

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/store/sqlite/impl/database.ipp"
#endif
