// The simulated disk itself: it behaves as a disk while nothing fails, and it loses what a real one
// may lose.
#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "crash_points.hpp"
#include "simulated_disk.hpp"

namespace {

using namespace simulated;

constexpr int read_write = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

struct mode {
    std::string journal{};
    std::string synchronous{};
};

void set(SQLite::Database& db, mode const& wanted) {
    db.exec("PRAGMA synchronous=" + wanted.synchronous);
    db.exec("PRAGMA journal_mode=" + wanted.journal);
}

// Rows n = 1, 2, 3 ... with bodies that fill some pages; each insert is acknowledged when it
// returns.
void work(disk& on, mode const& wanted, int& acknowledged) {
    SQLite::Database db("/cases.db", read_write, 0, on.vfs());
    set(db, wanted);
    db.exec("CREATE TABLE t(n INTEGER PRIMARY KEY, body TEXT); CREATE INDEX i ON t(body)");
    for (int n = 1; n <= 12; ++n) {
        SQLite::Statement insert(db, "INSERT INTO t VALUES(?, ?)");
        insert.bind(1, n);
        insert.bind(
            2, std::string(static_cast<std::size_t>(n % 4 * 700 + 10), static_cast<char>('a' + n)));
        insert.exec();
        acknowledged = n;
    }
}

struct tally {
    int images{};
    int lost{};
    int corrupt{};
    [[nodiscard]] int bad() const { return lost + corrupt; }
};

// What somebody finds who opens an image: as many rows as were acknowledged, or one more.
void judge(disk& found, mode const& wanted, int acknowledged, tally& count) {
    ++count.images;
    try {
        SQLite::Database db("/cases.db", read_write, 0, found.vfs());
        set(db, wanted);
        if (db.execAndGet("PRAGMA integrity_check").getString() != "ok") {
            ++count.corrupt;
            return;
        }
        int rows = 0;
        int last = 0;
        if (db.tableExists("t")) {
            SQLite::Statement query(db, "SELECT count(*), coalesce(max(n), 0) FROM t");
            query.executeStep();
            rows = query.getColumn(0);
            last = query.getColumn(1);
        }
        if (rows != last || rows < acknowledged || rows > acknowledged + 1) {
            ++count.lost;
        }
    } catch (SQLite::Exception const&) {
        ++count.corrupt;
    }
}

tally cut_power_everywhere(mode const& wanted, bool powersafe, std::size_t images) {
    disk on(powersafe);
    int acknowledged = 0;
    crash_recorder recorder(on, acknowledged);
    work(on, wanted, acknowledged);
    recorder.end();
    disk found;
    tally count;
    for_each_image(recorder.points(), images, 7,
                   [&](crash_point const& point, power_cut const& cut) {
                       found.load(image_after(point.at, cut));
                       judge(found, wanted, point.acknowledged, count);
                   });
    std::cout << wanted.journal << '+' << wanted.synchronous
              << (powersafe ? "" : " (not powersafe)") << ": " << recorder.points().size()
              << " crash points, " << count.images << " images, " << count.lost << " lost, "
              << count.corrupt << " corrupt\n";
    return count;
}

}  // namespace

TEST(simulated_disk, loses_nothing_under_truncate_and_extra) {
    EXPECT_EQ(cut_power_everywhere({"TRUNCATE", "EXTRA"}, true, 10'000).bad(), 0);
    EXPECT_EQ(cut_power_everywhere({"TRUNCATE", "EXTRA"}, false, 10'000).bad(), 0);
}

TEST(simulated_disk, loses_nothing_under_delete_and_extra) {
    EXPECT_EQ(cut_power_everywhere({"DELETE", "EXTRA"}, true, 10'000).bad(), 0);
    EXPECT_EQ(cut_power_everywhere({"DELETE", "EXTRA"}, false, 10'000).bad(), 0);
}

TEST(simulated_disk,
     loses_acknowledged_rows_but_corrupts_nothing_under_the_default_delete_and_full) {
    auto const count = cut_power_everywhere({"DELETE", "FULL"}, true, 10'000);
    EXPECT_GT(count.lost, 100);
    EXPECT_EQ(count.corrupt, 0);
}

TEST(simulated_disk, loses_and_corrupts_much_with_no_sync_at_all) {
    auto const count = cut_power_everywhere({"TRUNCATE", "OFF"}, true, 10'000);
    EXPECT_GT(count.lost, 1'000);
    EXPECT_GT(count.corrupt, 100);
}

TEST(simulated_disk, loses_rows_with_fewer_syncs_than_needed) {
    EXPECT_GT(cut_power_everywhere({"DELETE", "NORMAL"}, true, 10'000).bad(), 100);
}

TEST(simulated_disk, stops_the_program_at_the_cut_and_leaves_what_the_recorder_saw) {
    disk whole;
    int all = 0;
    crash_recorder recorder(whole, all);
    work(whole, {"TRUNCATE", "EXTRA"}, all);
    ASSERT_EQ(all, 12);
    ASSERT_GT(recorder.points().size(), 100U);
    for (auto const& point : recorder.points()) {
        disk on;
        on.cut_power_at(point.during.number);
        int acknowledged = 0;
        EXPECT_THROW(work(on, {"TRUNCATE", "EXTRA"}, acknowledged), SQLite::Exception);
        EXPECT_TRUE(on.power_is_off());
        EXPECT_EQ(acknowledged, point.acknowledged);
        EXPECT_EQ(on.open_files(), 0U);
        EXPECT_EQ(on.state().unsynced(), point.at.unsynced()) << point.during.number;
    }
}

TEST(simulated_disk, holds_journals_backups_copies_temporary_files_and_attached_databases) {
    for (auto const* journal : {"TRUNCATE", "DELETE", "PERSIST", "MEMORY"}) {
        disk on;
        int acknowledged = 0;
        work(on, {journal, "EXTRA"}, acknowledged);
        {
            SQLite::Database db("/cases.db", read_write, 0, on.vfs());
            set(db, {journal, "EXTRA"});
            EXPECT_EQ(db.execAndGet("PRAGMA journal_mode").getString(),
                      journal == std::string("TRUNCATE") ? "truncate"
                      : journal == std::string("DELETE") ? "delete"
                      : journal == std::string("MEMORY") ? "memory"
                                                         : "persist");
            db.exec("VACUUM INTO '/copy.db'");
            db.exec("ATTACH '/other.db' AS other");
            db.exec("CREATE TABLE other.u AS SELECT * FROM t");
            db.exec("BEGIN; INSERT INTO other.u VALUES(99, 'x'); INSERT INTO t VALUES(99, 'x'); "
                    "COMMIT");
            db.exec("PRAGMA temp_store=FILE");
            db.exec("CREATE TEMP TABLE v AS SELECT a.n AS x, b.body AS y FROM t a, t b, t c ORDER "
                    "BY y, x");
            EXPECT_EQ(db.execAndGet("SELECT count(*) FROM v").getInt(), 13 * 13 * 13);
            db.exec("DELETE FROM t WHERE n < 6");
            db.exec("VACUUM");
            SQLite::Database to("/backup.db", read_write, 0, on.vfs());
            SQLite::Backup backup(to, db);
            backup.executeStep();
        }
        EXPECT_EQ(on.open_files(), 0U);
        for (auto const& [name, table, rows] :
             {std::tuple("/cases.db", "t", 8), std::tuple("/copy.db", "t", 12),
              std::tuple("/other.db", "u", 13), std::tuple("/backup.db", "t", 8)}) {
            SQLite::Database db(name, SQLITE_OPEN_READONLY, 0, on.vfs());
            EXPECT_EQ(db.execAndGet("PRAGMA integrity_check").getString(), "ok") << name;
            EXPECT_EQ(db.execAndGet("SELECT count(*) FROM " + std::string(table)).getInt(), rows)
                << name << ' ' << journal;
        }
        EXPECT_EQ(on.exists("/cases.db-journal"),
                  journal == std::string("TRUNCATE") || journal == std::string("PERSIST"));
    }
}

TEST(simulated_disk, gives_the_bytes_a_real_disk_would_hold) {
    disk on;
    int acknowledged = 0;
    work(on, {"TRUNCATE", "EXTRA"}, acknowledged);
    auto const bytes = on.bytes_of("/cases.db");
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->substr(0, 15), "SQLite format 3");
    EXPECT_EQ(bytes->size() % 4096, 0U);
    disk other;
    other.put("/again.db", *bytes);
    SQLite::Database db("/again.db", SQLITE_OPEN_READONLY, 0, other.vfs());
    EXPECT_EQ(db.execAndGet("SELECT count(*) FROM t").getInt(), 12);
}

TEST(simulated_disk, lets_readers_share_and_one_writer_in) {
    disk on;
    SQLite::Database one("/a.db", read_write, 0, on.vfs());
    SQLite::Database two("/a.db", read_write, 0, on.vfs());
    one.exec("CREATE TABLE t(n)");

    // One writer: the second is told at once, and may read until the first commits.
    one.exec("BEGIN IMMEDIATE");
    one.exec("INSERT INTO t VALUES(1)");
    EXPECT_EQ(two.tryExec("BEGIN IMMEDIATE"), SQLITE_BUSY);
    EXPECT_EQ(two.execAndGet("SELECT count(*) FROM t").getInt(), 0);

    // A reader holds the commit up; the waiting writer lets no new reader in.
    two.exec("BEGIN");
    EXPECT_EQ(two.execAndGet("SELECT count(*) FROM t").getInt(), 0);
    EXPECT_EQ(one.tryExec("COMMIT"), SQLITE_BUSY);
    SQLite::Database three("/a.db", read_write, 0, on.vfs());
    EXPECT_EQ(three.tryExec("SELECT count(*) FROM t"), SQLITE_BUSY);
    two.exec("COMMIT");
    one.exec("COMMIT");
    EXPECT_EQ(two.execAndGet("SELECT count(*) FROM t").getInt(), 1);
    EXPECT_EQ(three.execAndGet("SELECT count(*) FROM t").getInt(), 1);

    // An exclusive one keeps everybody out.
    one.exec("BEGIN EXCLUSIVE");
    EXPECT_EQ(two.tryExec("SELECT count(*) FROM t"), SQLITE_BUSY);
    one.exec("ROLLBACK");
    EXPECT_EQ(two.execAndGet("SELECT count(*) FROM t").getInt(), 1);
}

TEST(simulated_disk, fails_each_operation_once_or_from_then_on_and_leaves_before_or_after) {
    disk on;
    mode const wanted{"TRUNCATE", "EXTRA"};
    int before = 0;
    work(on, wanted, before);
    auto const start = on.state();
    auto const command = [&] {
        SQLite::Database db("/cases.db", read_write, 0, on.vfs());
        set(db, wanted);
        db.exec("INSERT INTO t VALUES(13, 'one more')");
    };
    on.count_anew();
    command();
    auto const operations = on.operations();
    ASSERT_GT(operations, 10);
    int runs = 0;
    int errors = 0;
    for (int n = 1; n <= operations; ++n) {
        for (auto const kind :
             {fault_kind::io_error, fault_kind::disk_full, fault_kind::short_write}) {
            for (bool const lasting : {false, true}) {
                on.load(start);
                on.inject({.at = n, .kind = kind, .lasting = lasting});
                bool failed = false;
                try {
                    command();
                } catch (SQLite::Exception const& said) {
                    failed = true;
                    auto const code = said.getErrorCode();
                    EXPECT_TRUE(code == SQLITE_IOERR || code == SQLITE_FULL ||
                                code == SQLITE_CANTOPEN)
                        << said.what();
                }
                if (on.fired() == 0) {
                    EXPECT_FALSE(failed);
                    continue;
                }
                ++runs;
                errors += failed ? 1 : 0;
                on.heal();
                SQLite::Database db("/cases.db", read_write, 0, on.vfs());
                EXPECT_EQ(db.execAndGet("PRAGMA integrity_check").getString(), "ok");
                auto const rows = db.execAndGet("SELECT count(*) FROM t").getInt();
                EXPECT_TRUE(rows == 12 || rows == 13) << n << ' ' << name_of(kind);
                EXPECT_TRUE(failed || rows == 13) << "nothing was said, nothing was done";
            }
        }
    }
    EXPECT_GT(errors, runs / 2);
    std::cout << operations << " operations, " << runs << " faults, " << errors << " errors\n";
}

TEST(simulated_disk, forgets_writes_of_a_failed_sync_for_good) {
    disk on;
    auto* vfs = sqlite3_vfs_find(on.vfs());
    std::string room(static_cast<std::size_t>(vfs->szOsFile), '\0');
    auto* file = reinterpret_cast<sqlite3_file*>(room.data());
    on.put("/f", std::string(64 * 512, 'o'));
    ASSERT_EQ(vfs->xOpen(vfs, "/f", file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB, nullptr),
              SQLITE_OK);
    std::string const fresh(512, 'n');
    for (int n = 0; n < 64; ++n) {
        ASSERT_EQ(file->pMethods->xWrite(file, fresh.data(), 512, n * 512), SQLITE_OK);
    }
    on.inject({.at = on.operations() + 1, .kind = fault_kind::io_error, .lasting = false});
    EXPECT_EQ(file->pMethods->xSync(file, SQLITE_SYNC_NORMAL), SQLITE_IOERR_FSYNC);
    EXPECT_EQ(file->pMethods->xSync(file, SQLITE_SYNC_NORMAL), SQLITE_OK) << "and it lies";
    file->pMethods->xClose(file);

    // Everybody reads the new bytes; the disk holds some of the old ones.
    EXPECT_EQ(on.bytes_of("/f"), std::string(64 * 512, 'n'));
    on.evict();
    auto const held = on.bytes_of("/f").value();
    auto const lost = std::count(held.begin(), held.end(), 'o') / 512;
    EXPECT_GT(lost, 16);
    EXPECT_LT(lost, 48);
}

TEST(simulated_disk, keeps_a_renamed_file_only_when_its_directory_is_synced) {
    disk on;
    on.put("/a/old", "old");
    on.put("/a/new", "new");
    ASSERT_TRUE(on.rename("/a/new", "/a/old"));
    EXPECT_EQ(on.bytes_of("/a/old"), "new");
    EXPECT_FALSE(on.exists("/a/new"));
    auto const undone = image_after(on.state(), {.how = power_cut::way::all_dropped});
    EXPECT_TRUE(undone.exists("/a/new"));
    disk found;
    found.load(undone);
    EXPECT_EQ(found.bytes_of("/a/old"), "old");
    ASSERT_TRUE(on.sync_directory("/a/"));
    found.load(image_after(on.state(), {.how = power_cut::way::all_dropped}));
    EXPECT_EQ(found.bytes_of("/a/old"), "new");
    EXPECT_FALSE(found.exists("/a/new"));
}

TEST(simulated_disk, tears_a_write_at_sectors_only) {
    disk on;
    on.put("/f", std::string(4096, 'o'));
    auto torn = on.state();
    torn.change(torn.names.at("/f"), {.order = 0,
                                      .resizes = false,
                                      .offset = 100,
                                      .bytes = std::make_shared<std::string const>(3000, 'n')});
    disk found;
    int mixed = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        found.load(image_after(torn, {.how = power_cut::way::at_random, .kept = 0, .seed = seed}));
        auto const bytes = found.bytes_of("/f").value();
        bool new_seen = false;
        bool old_seen = false;
        for (std::size_t at = 100; at < 3100; ++at) {
            new_seen = new_seen || bytes[at] == 'n';
            old_seen = old_seen || bytes[at] == 'o';
            if (at % 512 != 0 && at > 100) {
                ASSERT_EQ(bytes[at], bytes[at - 1]) << at;
            }
        }
        mixed += new_seen && old_seen ? 1 : 0;
        EXPECT_EQ(bytes.substr(0, 100), std::string(100, 'o'));
        EXPECT_EQ(bytes.substr(3100), std::string(996, 'o'));
    }
    EXPECT_GT(mixed, 30);
}

TEST(simulated_disk, says_what_it_does_line_by_line) {
    disk on;
    std::ostringstream lines;
    on.trace(&lines);
    int acknowledged = 0;
    work(on, {"DELETE", "EXTRA"}, acknowledged);
    auto const text = lines.str();
    for (auto const* line : {" create /cases.db ok\n", " sync /cases.db-journal ok\n",
                             " write /cases.db 0+4096 ok\n", " unlink /cases.db-journal ok\n",
                             " sync_directory / ok\n", " access /cases.db-journal no\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line << text.substr(0, 2000);
    }
}
