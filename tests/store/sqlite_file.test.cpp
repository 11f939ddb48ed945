// What stands in the SQLite file: a schema that other databases can keep, guards that hold against
// any statement, foreign files and folders in the way.
#include <filesystem>
#include <iterator>
#include <memory>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "specimen.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

store_options quick() {
    auto options = hand_clock(20240110).options();
    options.database = sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
    return options;
}

TEST(SqliteFile, AnotherSchemaNumberIsNeverTakenForOurs) {
    scratch_folder const folder;
    for (auto const* number : {"0", "-1", "-2147483648", "99", "2147483647"}) {
        std::filesystem::remove(folder / "a");
        { auto kept = store::create(folder / "a", {}, quick()); }
        SQLite::Database(folder / "a", SQLite::OPEN_READWRITE)
            .exec(std::string("PRAGMA user_version=") + number);
        auto const before = file_bytes(folder / "a");
        for (bool const read_only : {false, true}) {
            auto options = quick();
            options.read_only = read_only;
            EXPECT_THROW(static_cast<void>(store::open(folder / "a", options)), store_error)
                << number;
        }
        EXPECT_EQ(file_bytes(folder / "a"), before) << number;
    }
}

TEST(SqliteFile, AFolderInTheWayIsAClearError) {
    scratch_folder const folder;
    auto kept = store::create(folder / "a", {}, quick());
    std::filesystem::create_directory(folder / "dir");
    EXPECT_THROW(static_cast<void>(store::restore(folder / "a", folder / "dir")), store_error);
    EXPECT_THROW(static_cast<void>(store::restore(folder / "a", folder / "dir", true)),
                 store_error);
    EXPECT_THROW(static_cast<void>(kept.back_up(folder / "dir")), store_error);
    EXPECT_THROW(static_cast<void>(store::create(folder / "dir")), store_error);
    EXPECT_THROW(static_cast<void>(store::open(folder / "dir")), store_error);
    EXPECT_THROW(static_cast<void>(store::open(folder / "none")), store_error);
    EXPECT_THROW(static_cast<void>(store::restore(folder / "none", folder / "c")), store_error);
}

// --- the schema ----------------------------------------------------------------------------------

class Schema : public ::testing::Test {
protected:
    Schema() {
        write_bytes(path, made.bytes);
        db = std::make_unique<SQLite::Database>(path, SQLite::OPEN_READWRITE);
        SQLite::Statement q(*db, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        while (q.executeStep()) {
            tables.push_back(q.getColumn(0).getString());
        }
    }
    ~Schema() override {
        db.reset();
        std::filesystem::remove(path);
    }
    std::vector<std::string> columns(std::string const& table) const {
        std::vector<std::string> out;
        SQLite::Statement q(*db, "SELECT name FROM pragma_table_info('" + table + "')");
        while (q.executeStep()) {
            out.push_back(q.getColumn(0).getString());
        }
        return out;
    }

    specimen made = make_specimen();
    std::string path = quick_folder() + "qixian-schema-" + std::to_string(::getpid());
    std::unique_ptr<SQLite::Database> db{};
    std::vector<std::string> tables{};
};

TEST_F(Schema, TheAgencyLeadsEveryKeyAndTypesArePlain) {
    EXPECT_EQ(tables.size(), 9U);
    for (auto const& table : tables) {
        SQLite::Statement info(*db, "SELECT name, type, dflt_value, pk FROM pragma_table_xinfo('" +
                                        table + "')");
        while (info.executeStep()) {
            auto const type = info.getColumn(1).getString();
            EXPECT_TRUE(type == "TEXT" || type == "INTEGER") << table;
            EXPECT_TRUE(info.isColumnNull(2)) << table << ": a default";
        }
        SQLite::Statement lists(*db,
                                "SELECT name, \"unique\" FROM pragma_index_list('" + table + "')");
        std::size_t keys = 0;
        while (lists.executeStep()) {
            ++keys;
            EXPECT_EQ(lists.getColumn(1).getInt(), 1) << table;
            auto const leading =
                db->execAndGet("SELECT name FROM pragma_index_info('" +
                               lists.getColumn(0).getString() + "') WHERE seqno = 0")
                    .getString();
            EXPECT_EQ(leading, table == "store_info" ? "name" : "agency") << table;
        }
        EXPECT_GE(keys, 1U) << table << ": a key";
    }
}

TEST_F(Schema, NoEmptyTextAndNoValueOfAnotherTypeIsKept) {
    std::size_t values = 0;
    for (auto const& table : tables) {
        for (auto const& column : columns(table)) {
            values += static_cast<std::size_t>(
                db->execAndGet("SELECT count(" + column + ") FROM " + table).getInt());
            EXPECT_EQ(db->execAndGet("SELECT count(*) FROM " + table + " WHERE " + column +
                                     " = '' OR typeof(" + column + ") IN ('blob', 'real')")
                          .getInt(),
                      0)
                << table << "." << column;
        }
    }
    EXPECT_GT(values, 500U);
}

TEST_F(Schema, WhatIsKeptCannotBeChangedByAnyStatement) {
    std::vector<std::string> const kept{"store_info",   "event",       "checkpoint",
                                        "notice_day",   "closed_year", "closed_figure",
                                        "closed_member"};
    for (bool const recursive : {false, true}) {
        db->exec(std::string("PRAGMA recursive_triggers=") + (recursive ? "ON" : "OFF"));
        for (auto const& table : kept) {
            auto const all = "SELECT * FROM " + table;
            auto const dump = [&] {
                std::string out;
                SQLite::Statement q(*db, all);
                while (q.executeStep()) {
                    for (int i = 0; i < q.getColumnCount(); ++i) {
                        out += q.getColumn(i).getString() + "|";
                    }
                }
                return out;
            };
            auto const before = dump();
            ASSERT_FALSE(before.empty()) << table;
            auto const names = columns(table);
            auto const& last = names.back();
            std::vector<std::string> const attacks{
                "UPDATE " + table + " SET " + last + " = " + last,
                "UPDATE OR REPLACE " + table + " SET " + names[0] + " = 'x'",
                "UPDATE OR IGNORE " + table + " SET " + last + " = 1",
                "DELETE FROM " + table,
                "DELETE FROM " + table + " WHERE " + names[0] + " > ''",
                "INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table,
                "REPLACE INTO " + table + " SELECT * FROM " + table + " LIMIT 1",
                "INSERT OR IGNORE INTO " + table + " SELECT * FROM " + table + " LIMIT 1",
                "INSERT INTO " + table + " SELECT * FROM " + table +
                    " WHERE true ON CONFLICT DO "
                    "UPDATE SET " +
                    last + " = 1",
            };
            for (auto const& sql : attacks) {
                EXPECT_THROW(db->exec(sql), SQLite::Exception) << sql;
                db->tryExec("ROLLBACK");
                ASSERT_EQ(dump(), before) << sql;
            }
        }
        // Each key of an entry by itself.
        auto const rows = db->execAndGet("SELECT count(*) FROM event").getInt();
        for (std::string const change :
             {"event_id = 'new', version = 99", "event_id = 'new', position = 99",
              "version = 99, position = 99"}) {
            db->exec("CREATE TEMP TABLE forged AS SELECT * FROM event WHERE agency = '甲厅' AND "
                     "position = 2");
            db->exec("UPDATE forged SET note = 'forged', " + change);
            EXPECT_THROW(db->exec("INSERT OR REPLACE INTO event SELECT * FROM forged"),
                         SQLite::Exception)
                << change;
            db->tryExec("ROLLBACK");
            db->exec("DROP TABLE IF EXISTS forged");
            EXPECT_EQ(db->execAndGet("SELECT count(*) FROM event WHERE note = 'forged'").getInt(),
                      0);
            EXPECT_EQ(db->execAndGet("SELECT count(*) FROM event").getInt(), rows);
        }
    }
}

TEST_F(Schema, AStoreWithATriggerOfAnotherHandIsNotOpened) {
    db->exec("CREATE TRIGGER sqlitexstat BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END");
    for (bool const read_only : {false, true}) {
        auto options = made.options();
        options.read_only = read_only;
        try {
            static_cast<void>(store::open(path, options));
            FAIL() << "opened";
        } catch (store_error const& why) {
            EXPECT_EQ(why.why(), code::store_damaged);
            EXPECT_EQ(why.detail(), "schema: trigger sqlitexstat is not ours");
        }
    }
}

TEST_F(Schema, ATriggerThatComesAfterOpeningIsSeenByTheNextTransaction) {
    auto kept = store::open(path, made.options());
    db->exec("CREATE TRIGGER sqlitexstat BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END");
    auto e = received("2020-009", 20200210);
    e.agency = "甲厅";
    EXPECT_THROW(static_cast<void>(kept.append(e)), store_error);
    EXPECT_THROW(static_cast<void>(kept.verify()), store_error);
    db->exec("DROP TRIGGER sqlitexstat");
    EXPECT_TRUE(kept.append(e));
    EXPECT_TRUE(kept.verify().clean());
}

/// Triggers that keep an entry from being what `append` says.
class Swallowed : public Schema, public ::testing::WithParamInterface<char const*> {};

TEST_P(Swallowed, IsNeverCalledStored) {
    for (std::string const guard : {"event_kept", "event_kept_as_is"}) {
        db->exec("DROP TRIGGER " + guard);
    }
    db->exec("CREATE TRIGGER other " + std::string(GetParam()));
    auto options = made.options();
    options.database = sqlite_database({.any_objects = true});
    auto kept = store::open(path, options);
    EXPECT_FALSE(kept.verify().clean());
    auto const before = db->execAndGet("SELECT count(*) FROM event").getInt();
    auto e = received("2020-009", 20200210);
    e.agency = "甲厅";
    EXPECT_THROW(static_cast<void>(kept.append(e)), store_error)
        << "never say appended when it is not there";
    EXPECT_EQ(db->execAndGet("SELECT count(*) FROM event").getInt(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Triggers, Swallowed,
    ::testing::Values(
        "BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END",
        "AFTER INSERT ON event BEGIN DELETE FROM event WHERE agency = NEW.agency AND position = "
        "NEW.position; END",
        "AFTER INSERT ON event BEGIN UPDATE event SET note = 'other' WHERE agency = NEW.agency AND "
        "position = NEW.position; END",
        "AFTER INSERT ON event BEGIN UPDATE event SET recorded_s = 7 WHERE agency = NEW.agency AND "
        "position = NEW.position; END",
        "AFTER INSERT ON application_now BEGIN DELETE FROM event WHERE agency = NEW.agency AND "
        "application = NEW.application; END"));

// --- paths ---------------------------------------------------------------------------------------

TEST(SqliteFile, APathIsAPathWhateverItLooksLike) {
    scratch_folder const folder;
    auto const here = std::filesystem::current_path();
    std::filesystem::current_path(folder / "");
    for (std::string const path : {"file:a", ":memory:", ":", "a?mode=memory", "file:///b", "%61",
                                   "file:c?vfs=none", "-d", "e f", "机关"}) {
        if (path == "file:///b") {
            std::filesystem::create_directories("file:");
        }
        auto const before = std::distance(std::filesystem::directory_iterator("."), {});
        {
            auto kept = store::create(path, {}, quick());
            EXPECT_TRUE(kept.append(received("2020-001", 20200210))) << path;
        }
        EXPECT_TRUE(std::filesystem::is_regular_file(path)) << path;
        EXPECT_GT(std::filesystem::file_size(path), 0U) << path;
        EXPECT_EQ(std::filesystem::status(path).permissions() & std::filesystem::perms::mask,
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
            << path;
        std::filesystem::remove(path + "-journal");
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator("."), {}),
                  before + (path == "file:///b" ? 0 : 1))
            << path;
        EXPECT_TRUE(store::open(path, quick()).verify().clean()) << path;
    }
    EXPECT_THROW(static_cast<void>(store::create("", {}, quick())), store_error);
    EXPECT_THROW(static_cast<void>(store::open("", quick())), store_error);
    EXPECT_THROW(static_cast<void>(store::create(std::string("a\0b", 3), {}, quick())),
                 store_error);
    EXPECT_THROW(static_cast<void>(store::open(std::string("%61\0b", 5), quick())), store_error);
    std::filesystem::current_path(here);
}

}  // namespace
