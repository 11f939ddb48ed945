// Seams for tests of the store itself: another disk under SQLite, a careless store, an older schema.
// No part of the interface: it may change with any version.
#pragma once

#include <memory>
#include <string>

#include "qixian/store/port.hpp"

namespace qixian::inline v0 {

struct sqlite_seams {
    /// Name of the SQLite VFS; empty: the system's.
    std::string vfs{};
    /// SQL run after the store's own pragmas, for tests that must see a careless store fail.
    std::string careless_sql{};
    /// The schema of a new store; 0: the newest.
    int schema = 0;
    /// Opens a store whatever tables and triggers it has.
    bool any_objects = false;
};

[[nodiscard]] QIXIAN_DECL std::shared_ptr<store_database const> sqlite_database(sqlite_seams how);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/store/sqlite/impl/database.ipp"
#endif
