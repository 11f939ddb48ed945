"""Store files that somebody prepared: views, triggers and other SQL of their own in place of tables,
pages that lead in circles, values that no entry has.

Every command refuses such a file, or names what is wrong, before anything of it runs: within two
seconds of the processor, and with no byte of it changed.
"""
import collections
import contextlib
import os
import resource
import sqlite3
import struct
import subprocess
import time
import unittest

from hostile_pages import PAGES
from store_support import DAMAGED, StoreTest
from support import BAD_INPUT, FINDING, FINE, PROGRAM, USAGE, environment, received, row

ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
LOOP = f"({ENDLESS})"
APPLICATION_ID = 0x51584B31
MARK = "UPDATE application_now SET desk = 'marked'"


def sql_of(db, name):
    return db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]


def columns_of(db, table):
    return [each[1] for each in db.execute(f"PRAGMA table_info({table})")]


def unguarded(db):
    """Takes the guards away; gives what puts them back."""
    guards = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    return [sql for (sql,) in guards]


def statement(name, old, new):
    """The statement of an object is altered where it stands."""
    def edit(db):
        sql = sql_of(db, name)
        assert old in sql, (name, old, sql)
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?",
                   (sql.replace(old, new, 1), name))
    return edit


def schema(sql, *values):
    """Any edit of the list of objects itself."""
    def edit(db):
        db.execute("PRAGMA writable_schema = ON")
        db.execute(sql, values)
    return edit


def added(*statements):
    """Statements on top of a sound store."""
    def edit(db):
        for each in statements:
            db.execute(each)
    return edit


def instead(table, made):
    """Something of another kind under the name of a table; what was there is kept as `real`."""
    def edit(db):
        guards = unguarded(db)
        columns = columns_of(db, table)
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
            db.execute(f'DROP VIEW "{name}"')
        db.execute(f"ALTER TABLE {table} RENAME TO real")
        db.execute(made.format(columns=", ".join(columns),
                               zeros=", ".join(f"{LOOP} AS {c}" for c in columns)))
        for each in guards:
            with contextlib.suppress(sqlite3.Error):
                db.execute(each)
    return edit


def remade(alter):
    """The table of entries made anew by an altered statement, with its rows."""
    def edit(db):
        guards = unguarded(db)
        sql = sql_of(db, "event")
        other = alter(sql)
        assert other != sql
        rows = db.execute("SELECT * FROM event").fetchall()
        columns = columns_of(db, "event")
        db.execute("DROP TABLE event")
        db.execute(other)
        marks = ", ".join("?" for _ in columns)
        db.executemany(f"INSERT INTO event({', '.join(columns)}) VALUES ({marks})", rows)
        for each in guards:
            db.execute(each)
    return edit


def kept_in(encoding):
    """The same objects and rows in a file of another encoding."""
    def edit(db):
        path = db.execute("PRAGMA database_list").fetchone()[2]
        objects = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                             ).fetchall()
        tables = {name: db.execute(f"SELECT * FROM {name}").fetchall()
                  for kind, name, _ in objects if kind == "table"}
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.close()
        os.remove(path)
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as new:
            new.execute(f"PRAGMA encoding = '{encoding}'")
            for wanted in ("table", "view", "trigger"):
                for kind, name, sql in objects:
                    if kind == wanted:
                        new.execute(sql)
                        if kind == "table" and tables[name]:
                            marks = ", ".join("?" for _ in tables[name][0])
                            new.executemany(f"INSERT INTO {name} VALUES ({marks})", tables[name])
            new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            new.execute(f"PRAGMA user_version = {version}")
    return edit


def one_row_has(table, column, value):
    """The first row of a table has another value in one column."""
    def edit(db):
        keys = [each[1] for each in db.execute(f"PRAGMA table_info({table})") if each[5] > 0]
        names = ", ".join(keys)
        db.execute(f"UPDATE {table} SET {column} = {value} WHERE ({names}) = "
                   f"(SELECT {names} FROM {table} ORDER BY {names} LIMIT 1)")
    return edit


def many_tables(db):
    db.execute("PRAGMA writable_schema = ON")
    db.execute("INSERT INTO sqlite_schema WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 "
               "FROM t WHERE n < 100000) SELECT 'view', 'v' || n, 'v' || n, 0, "
               "'CREATE VIEW v' || n || ' AS SELECT 1' FROM t")


def deep_view(db):
    """Each view names the one before it twice."""
    db.execute("CREATE VIEW v0 AS SELECT 1 AS x")
    for n in range(1, 40):
        db.execute(f"CREATE VIEW v{n} AS SELECT a.x FROM v{n - 1} AS a, v{n - 1} AS b")


def statistics(db):
    db.execute("ANALYZE")
    db.execute("UPDATE sqlite_stat1 SET stat = '1000000000 1'")


#: Name: what is done to the file of a sound store. All of these are refused at opening.
SCHEMAS = {
    "entries that are an endless view": instead(
        "event", "CREATE VIEW event AS SELECT {zeros}"),
    "entries that are a view of the entries": instead(
        "event", "CREATE VIEW event AS SELECT {columns} FROM real"),
    "what is kept of the store as an endless view": instead(
        "store_info", "CREATE VIEW store_info AS SELECT {zeros}"),
    "a projection that is an endless view": instead(
        "application_now", "CREATE VIEW application_now AS SELECT {zeros}"),
    "notices that are an endless view": instead(
        "notice_day", "CREATE VIEW notice_day AS SELECT {zeros}"),
    "entries in a virtual table": instead("event", "CREATE VIRTUAL TABLE event USING fts5({columns})"),
    "entries in a table with row ids": remade(
        lambda sql: sql.replace("STRICT, WITHOUT ROWID", "STRICT")),
    "entries in a table of any type": remade(
        lambda sql: sql.replace("STRICT, WITHOUT ROWID", "WITHOUT ROWID")),
    "a column that is not ours": remade(lambda sql: sql.replace("extra TEXT,", "extra TEXT, more TEXT,")),
    "a column under another name": statement("event", "extra TEXT", "extr_ TEXT"),
    "a generated column": remade(lambda sql: sql.replace(
        "extra TEXT,", "extra TEXT, g TEXT AS (hex(zeroblob(1000))),")),
    "a generated column in place of one": statement("event", "note TEXT", "note TEXT AS (1)"),
    "a default that is an expression": remade(lambda sql: sql.replace(
        "extra TEXT,", "extra TEXT DEFAULT (hex(zeroblob(900000000))),")),
    "a check of its own": remade(lambda sql: sql.replace(
        "extra TEXT,", "extra TEXT CHECK (length(hex(zeroblob(9))) > 0),")),
    "a collation": remade(lambda sql: sql.replace("event_id TEXT", "event_id TEXT COLLATE NOCASE")),
    "a collation that nobody has": statement("event", "event_id TEXT",
                                             "event_id TEXT COLLATE nowhere"),
    "a foreign key": remade(lambda sql: sql.replace(
        "event_id TEXT NOT NULL,", "event_id TEXT NOT NULL REFERENCES store_info(name),", 1)),
    "a key without its order": remade(lambda sql: sql.replace(
        "PRIMARY KEY(agency, position)", "PRIMARY KEY(position, agency)")),
    "a clash that replaces": remade(lambda sql: sql.replace(
        "UNIQUE(agency, event_id)", "UNIQUE(agency, event_id) ON CONFLICT REPLACE")),
    "a name in capitals": statement("event", "CREATE TABLE event", "CREATE TABLE EVENT"),
    "a comment in a statement": statement("event", "extra TEXT", "extra /* */ TEXT"),
    "a trigger that deletes what was inserted": lambda db: (
        db.execute("DROP TRIGGER event_kept"),
        db.execute("CREATE TRIGGER more AFTER INSERT ON event BEGIN DELETE FROM event WHERE "
                   "agency = NEW.agency AND position = NEW.position; END")),
    "a trigger that swallows": added(
        "CREATE TRIGGER more BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END"),
    "a trigger with a name like SQLite's": added(
        "CREATE TRIGGER sqlitexstat BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END"),
    "an endless trigger on entries": added(
        f"CREATE TRIGGER more AFTER INSERT ON event BEGIN SELECT {LOOP}; END"),
    "an endless trigger on the projection": added(
        f"CREATE TRIGGER more AFTER INSERT ON application_now BEGIN SELECT {LOOP}; END"),
    "a trigger that marks": added(
        f"CREATE TRIGGER more AFTER INSERT ON checkpoint BEGIN {MARK}; END"),
    "a trigger on removals": added(
        f"CREATE TRIGGER more BEFORE DELETE ON application_now BEGIN SELECT {LOOP}; END"),
    "a trigger instead of a view": added(
        f"CREATE TRIGGER more INSTEAD OF INSERT ON applications BEGIN {MARK}; END"),
    "a guard that does nothing": statement("event_kept", "RAISE(ABORT, 'event is append-only')", "1"),
    "a guard of another table": statement("event_kept", "ON event", "ON projection"),
    "a guard that is gone": added("DROP TRIGGER event_not_replaced"),
    "a guard that belongs elsewhere": schema(
        "UPDATE sqlite_schema SET tbl_name = 'projection' WHERE name = 'event_kept'"),
    "a view for reporting that never ends": lambda db: (
        db.execute("DROP VIEW open_applications"),
        db.execute(f"CREATE VIEW open_applications AS SELECT {LOOP} AS n")),
    "a view that is gone": added("DROP VIEW entries"),
    "a view that is not ours": added("CREATE VIEW more AS SELECT * FROM event"),
    "views upon views": deep_view,
    "a table that is not ours": added("CREATE TABLE notes(text)"),
    "a table with numbers": added("CREATE TABLE notes(id INTEGER PRIMARY KEY AUTOINCREMENT)"),
    "an index that is not ours": added("CREATE INDEX more ON event(note)"),
    "an index of some rows": added("CREATE INDEX more ON event(note) WHERE version > 1"),
    "an index of an expression": added("CREATE INDEX more ON event(lower(note))"),
    "a virtual table for search": added("CREATE VIRTUAL TABLE more USING fts5(note)"),
    "a virtual table of the R-tree": added("CREATE VIRTUAL TABLE more USING rtree(id, a, b)"),
    "a virtual table that nobody has": schema(
        "INSERT INTO sqlite_schema VALUES ('table', 'more', 'more', 0, "
        "'CREATE VIRTUAL TABLE more USING nowhere(x)')"),
    "a shadow table": added("CREATE TABLE event_content(id INTEGER PRIMARY KEY, c0)"),
    "statistics that mislead": statistics,
    "a hundred thousand views": many_tables,
    "a statement of five megabytes": schema(
        "INSERT INTO sqlite_schema VALUES ('view', 'more', 'more', 0, "
        "'CREATE VIEW more AS SELECT 1 /*' || hex(zeroblob(2500000)) || '*/')"),
    "an expression deeper than any": schema(
        "INSERT INTO sqlite_schema VALUES ('view', 'more', 'more', 0, ?)",
        "CREATE VIEW more AS SELECT " + "(" * 900 + "1" + ")" * 900),
    "a table of two thousand columns": added(
        f"CREATE TABLE more({', '.join(f'c{n}' for n in range(1999))})"),
    "a statement that is none": schema(
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE event(' WHERE name = 'event'"),
    "no statement at all": schema("UPDATE sqlite_schema SET sql = NULL WHERE name = 'event'"),
    "a statement that is a blob": schema(
        "UPDATE sqlite_schema SET sql = CAST(sql AS BLOB) WHERE name = 'checkpoints'"),
    "text behind the end of a statement": schema(
        "UPDATE sqlite_schema SET sql = sql || char(0) || 'more' WHERE name = 'checkpoints'"),
    "two tables on the same pages": schema(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
        "'closed_member') WHERE name = 'closed_figure'"),
    "an index on the pages of a table": schema(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = "
        "'event') WHERE name = 'sqlite_autoindex_event_2'"),
    "a table on the page of the schema": schema(
        "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'store_info'"),
    "a table on a page that is not there": schema(
        "UPDATE sqlite_schema SET rootpage = 1000000 WHERE name = 'event'"),
    "an object twice": schema(
        "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'checkpoints'"),
    "a name that clears the screen": added('CREATE TABLE "\x1b[2J\u202e"(x)'),
    "a name of many characters": added(f'CREATE TABLE "{"x" * 5000}"(x)'),
    "UTF-16, low byte first": kept_in("UTF-16le"),
    "UTF-16, high byte first": kept_in("UTF-16be"),
    "nothing but our number": lambda db: [
        db.execute("PRAGMA writable_schema = ON"), db.execute("DELETE FROM sqlite_schema")],
    "a schema without a number": added("PRAGMA user_version = 0"),
    "a schema below zero": added("PRAGMA user_version = -7"),
    "a schema that calls itself older": added("PRAGMA user_version = 1"),
}

#: What stands in the tables. Opening cannot tell: `verify` names it, and nothing hangs or crashes.
VALUES = {
    "a cell of eight megabytes": "note = hex(zeroblob(4000000))",
    "a value with a NUL": "note = 'a' || char(0) || 'b'",
    "a value that is no UTF-8": "note = CAST(x'ff80' AS TEXT)",
    "a value that clears the screen": "note = char(27) || '[2J'",
    "an empty text": "desk = ''",
    "the largest number of order": "order_no = 9223372036854775807",
    "the smallest number of order": "order_no = -9223372036854775808",
    "the largest instant": "recorded_s = 9223372036854775807",
    "an instant before all": "stored_s = -9223372036854775808",
    "the largest position": "position = 9223372036854775807",
    "a position below zero": "position = -9223372036854775808",
    "the largest version": "version = 9223372036854775807",
    "a version beyond the entries": "version = 70000",
    "a version that is none": "version = 0",
    "a version below zero": "version = -9223372036854775808",
    "a version that counts anew in 32 bits": "version = 4294967297",
    "more days than there are": "days = 9223372036854775807",
    "days below zero": "days = -1",
    "an amount beyond any": "amount_fen = 9223372036854775807",
    "an event that is none": "event_code = 'opened'",
    "a day that is none": "happened_on = '9999-99-99'",
    "an agency of a megabyte": "agency = hex(zeroblob(500000))",
    "an application of a megabyte": "application = hex(zeroblob(500000))",
    "JSON without end": "extra = printf('%.*c', 500000, '[')",
    "a hash that is none": "hash = 'x'",
}


class Hostile(StoreTest):
    def setUp(self):
        super().setUp()
        self.slowest = (0.0, "", "")
        self.good = self.kept([
            received("A", "2021-03-01", id="a1"), row("A", "2021-03-10", "extended", days=20, id="a2"),
            received("B", "2021-03-02", id="b1"), row("B", "2021-03-05", "disclosed", id="b2")],
            name="sound.qixian")
        self.ok("anchor", self.good)
        self.more = self.log([received("Z", "2021-03-03")], "more.csv")
        # Two rows on the id of an entry, so that the store looks up what it has under it.
        self.same_id = self.log([
            received("A", "2021-03-01", id="a1"),
            row("A", "2021-03-10", "extended", days=15, id="a2"),
            row("A", "2021-03-10", "extended", days=10, id="a2"),
            row("B", "2021-03-05", "disclosed", id="b2")], "same-id.csv")
        self.notice = os.path.join(os.path.dirname(self.good), "notice.csv")
        self.file("notice.csv", "notice_id,published,document,date,kind,holiday_name\n"
                                "X,2020-11-20,d,2021-03-15,off,春节\n")

    def commands(self, path):
        day = ("--as-of", "2021-03-05")
        return [
            ["verify", path], ["list", path], ["worklist", path, *day], ["show", path, "A", *day],
            ["deadlines", path, *day], ["explain", path, "A", *day],
            ["report", path, "--year", "2021", "--as-of", "2021-12-31"], ["export", path],
            ["feed", path], ["years", path], ["settings", path],
            ["record", path, "--application", "Z", "--event", "received", "--on", "2021-03-03",
             "--applicant", "other"],
            ["record", path, "--application", "A", "--event", "disclosed", "--on", "2021-03-12"],
            ["withdraw-entry", path, "--id", "b2", "--reason", "x"],
            ["withdraw-entry", path, "--id", "a2", "--reason", "x"], ["import", path, self.more],
            ["import", path, self.same_id], ["import", path, self.same_id, "--amend"],
            ["close-year", path, "--year", "2021"], ["restate", path, "--year", "2021"],
            ["apply-notice", path, self.notice], ["settings", path, "lights=6,3"],
            ["anchor", path], ["rebuild", path], ["backup", path, self.path("copy")],
            ["restore", path, self.path("other")], ["restore", self.good, path]]

    def hostile(self, edit, guards=False):
        path = self.path("hostile.qixian")
        with open(path, "wb") as out:
            out.write(self.bytes_of(self.good))
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = MEMORY")
            back = unguarded(db) if guards else []
            edit(db)
            for each in back:
                db.execute(each)
        return path

    def files(self):
        return {name for name in os.listdir(self.folder) if not name.endswith("-journal")}

    def limited(self, command, title):
        """Exit code and standard error of a run that takes no more than two seconds of work."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([PROGRAM, *command, "--lang", "en"], stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, env=environment(), check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.assertLess(spent, 2.0, command)
        self.slowest = max(self.slowest, (spent, command[0], title))
        return done.returncode, done.stderr.decode("utf-8")

    def test_no_sql_of_the_file_runs_whatever_is_asked(self):
        self.assertGreaterEqual(len(SCHEMAS), 60)
        began = time.monotonic()
        for title, edit in SCHEMAS.items():
            try:
                path = self.hostile(edit)
            except sqlite3.OperationalError as why:
                if "no such module" not in str(why):
                    raise
                print(f"left out: {title}: {why}")
                continue
            before = self.bytes_of(path)
            files = self.files()
            for command in self.commands(path):
                with self.subTest(f"{title}: {command[0]}"):
                    code, err = self.limited(command, title)
                    theirs = command[0] == "restore" and command[1] == self.good
                    self.assertEqual(code, BAD_INPUT if theirs else DAMAGED, err)
                    if command[0] != "verify":
                        self.assertRegex(err, "QX-944" if theirs else "QX-954")
                        self.assertNotIn("\x1b", err)
                    self.assertEqual(self.bytes_of(path), before)
                    self.assertEqual(self.files(), files)
        spent, command, title = self.slowest
        print(f"{len(SCHEMAS)} schemas in {time.monotonic() - began:.0f} s; the slowest command took "
              f"{spent:.2f} s of work: {command}, {title}")

    def test_verify_names_the_object(self):
        path = self.hostile(SCHEMAS["a trigger that swallows"])
        found = self.ask("verify", path, code=DAMAGED)["found"]
        self.assertEqual([(d["what"], d["detail"]) for d in found],
                         [("schema", "trigger more is not ours")])

    def test_whatever_replaces_a_hostile_file_is_sound_and_it_is_kept_aside(self):
        path = self.hostile(SCHEMAS["entries that are an endless view"])
        before = self.bytes_of(path)
        self.ok("restore", self.good, path, "--force")
        self.assertTrue(self.ask("verify", path)["clean"])
        self.assertEqual(self.bytes_of(path + ".replaced-1"), before)

    def everything_ends(self, path, title):
        code, _ = self.limited(["verify", path], title)
        self.assertEqual(code, DAMAGED, title)
        before = self.bytes_of(path)
        for command in self.commands(path):
            with open(path, "wb") as out:
                out.write(before)
            for name in ("copy", "other"):
                with contextlib.suppress(FileNotFoundError):
                    os.remove(self.path(name))
            with self.subTest(f"{title}: {command[0]}"):
                code, err = self.limited(command, title)
                self.assertIn(code, (FINE, FINDING, USAGE, BAD_INPUT, DAMAGED), err)
                self.assertNotIn("BEFORE_RECEIPT", err)

    def test_values_that_no_entry_has_are_named_and_nothing_hangs(self):
        for title, change in VALUES.items():
            path = self.hostile(lambda db, change=change: db.execute(
                f"UPDATE event SET {change} WHERE event_id = 'a2'"), guards=True)
            with self.subTest(title):
                self.everything_ends(path, title)

    def test_values_beside_the_entries_are_named_and_nothing_hangs(self):
        """Every column of every other table, one at a time, with a value at the end of its type."""
        self.ok("apply-notice", self.good, self.notice)
        self.ok("close-year", self.good, "--year", "2021")
        with contextlib.closing(sqlite3.connect(self.good)) as db:
            columns = [(table, column, kind)
                       for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = "
                                                  "'table' AND name <> 'event'").fetchall()
                       for _, column, kind, *_ in db.execute(f"PRAGMA table_info({table})")]
        self.assertGreater(len(columns), 40)
        for table, column, kind in columns:
            for value in (("9223372036854775807", "-9223372036854775808") if kind == "INTEGER"
                          else ("'x'", "'9999-99-99'")):
                path = self.hostile(one_row_has(table, column, value), guards=True)
                title = f"{table}.{column} = {value}"
                before = self.bytes_of(path)
                with self.subTest(title):
                    code, err = self.limited(["verify", path], title)
                    self.assertIn(code, (DAMAGED, BAD_INPUT), err)
                for command in (["list", path], ["years", path], ["show", path, "A"],
                                ["report", path, "--year", "2021", "--as-of", "2021-12-31"],
                                ["restate", path, "--year", "2021"], ["anchor", path],
                                ["export", path], ["close-year", path, "--year", "2022"],
                                ["withdraw-entry", path, "--id", "b2", "--reason", "x"]):
                    with open(path, "wb") as out:
                        out.write(before)
                    with self.subTest(f"{title}: {command[0]}"):
                        code, err = self.limited(command, title)
                        self.assertIn(code, (FINE, FINDING, USAGE, BAD_INPUT, DAMAGED), err)

    def test_pages_that_lead_in_circles_are_named_and_nothing_hangs(self):
        # So many that a tree of pages stands over them.
        self.ok("import", self.good, self.log(
            [received(f"C{n}", "2021-03-01") for n in range(700)], "many.csv"))
        for title, edit in PAGES.items():
            path = self.hostile(lambda db: db.execute(
                "UPDATE event SET note = hex(zeroblob(50000)) WHERE event_id = 'a2'"), guards=True)
            with open(path, "rb") as source:
                image = bytearray(source.read())
            with contextlib.closing(sqlite3.connect(path)) as db:
                roots = dict(db.execute("SELECT name, rootpage FROM sqlite_schema"))
            edit(image, roots)
            with open(path, "wb") as out:
                out.write(image)
            with self.subTest(title):
                self.everything_ends(path, title)

    def test_records_of_more_bytes_than_there_can_be_are_damage_and_not_a_lack_of_memory(self):
        """On every page of a tree, the record with most room behind it; found by fuzzing: SQLite says NOMEM of some."""
        image = self.bytes_of(self.good)
        size = int.from_bytes(image[16:18], "big")
        path = self.path("hostile.qixian")
        codes = collections.Counter()
        for number in range(1, len(image) // size + 1):
            start = (number - 1) * size
            head = start + (100 if number == 1 else 0)
            if image[head] not in (10, 13) or image[head + 3:head + 5] == bytes(2):
                continue  # neither a leaf of a table nor of an index, or an empty one
            count = int.from_bytes(image[head + 3:head + 5], "big")
            cell = start + min(struct.unpack_from(f">{count}H", image, head + 8))
            # The last with a head of 16,288 bytes, the first of them texts of some 40 bytes.
            for length in (b"\x87\xff\xff\xff\x7f", b"\x8f\xff\xff\xff\x7f", b"\xff" * 9,
                           b"\xff" * 18 + b"\xff\x20" + b"\x53" * 20):
                worse = bytearray(image)
                worse[cell:cell + len(length)] = length
                for command in (["verify", path], ["list", path],
                                ["record", path, "--application", "A", "--event", "disclosed",
                                 "--on", "2021-03-12"]):
                    with open(path, "wb") as out:
                        out.write(worse)
                    title = f"page {number}, {length.hex()}: {command[0]}"
                    with self.subTest(title):
                        code, err = self.limited(command, title)
                        self.assertIn(code, (FINE, FINDING, BAD_INPUT, DAMAGED), err)
                        self.assertNotIn("memory", err)
                        codes[code] += 1
        self.assertGreater(codes[DAMAGED], 30)


if __name__ == "__main__":
    unittest.main()
