"""A store in a world that fails: full, locked, cut off, foreign, read-only, from the future."""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import unittest

from store_support import BUSY, DAMAGED, StoreTest
from support import BAD_INPUT, FINDING, FINE, PROGRAM, Answer, environment, received, run


class AWorldThatFails(StoreTest):
    reading = (["deadlines"], ["list"], ["worklist"], ["export"], ["show", "A"], ["feed"],
               ["verify"], ["explain", "A"], ["report", "--year", "2021"], ["years"])
    writing = (["record", "--application", "Z", "--event", "received", "--on", "2021-03-01",
                "--applicant", "other"], ["rebuild"], ["anchor"],
               ["settings", "lights=6,3"], ["withdraw-entry", "--id", "a1", "--reason", "x"])

    def store(self):
        return self.kept([received("A", "2021-03-01", id="a1"), received("B", "2021-03-02")])

    def at(self, path, command):
        return [command[0], path, *command[1:]]

    def untouched(self, path, number, code, commands):
        before = self.bytes_of(path)
        for command in commands:
            with self.subTest(command[0]):
                self.says(number, code, *self.at(path, command))
                self.assertEqual(self.bytes_of(path), before)

    def test_a_file_that_is_not_there(self):
        missing = self.path("missing")
        for command in self.reading + self.writing:
            with self.subTest(command[0]):
                self.says(925, BAD_INPUT, *self.at(missing, command))
                self.assertFalse(os.path.exists(missing))

    def test_a_file_that_is_no_store(self):
        text = self.file("text", "application,on,event\n" * 50)
        foreign = self.path("foreign")
        with contextlib.closing(sqlite3.connect(foreign)) as db:
            db.execute("CREATE TABLE t(x)")
            db.commit()
        self.untouched(foreign, 952, BAD_INPUT, self.reading + self.writing)
        self.untouched(text, 952, BAD_INPUT,
                       [c for c in self.reading if c[0] not in ("deadlines", "explain", "report")])
        self.untouched(text, 952, BAD_INPUT, self.writing)

    def test_a_store_of_a_newer_version(self):
        path = self.store()
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA user_version=99")
            db.commit()
        self.untouched(path, 953, BAD_INPUT, self.reading + self.writing)

    def test_a_store_that_was_cut_off(self):
        path = self.store()
        whole = self.bytes_of(path)
        for size in (50, 200, 4096, 5000, len(whole) // 2, len(whole) - 100):
            cut = self.file(f"cut-{size}", whole[:size])
            with self.subTest(size):
                document = self.ask("verify", cut, code=DAMAGED)
                self.assertEqual(document["found"][0]["what"], "structure")
            for command in (["deadlines"], self.writing[0]):
                with self.subTest(f"{size} {command[0]}"):
                    got = run(*self.at(cut, command))
                    # Where the pages asked for are whole, the answer is; what is said is said.
                    self.assertIn(got.code, (DAMAGED,) if size <= 5000 else
                                  (DAMAGED, FINE, FINDING), got.err)
        self.says(954, DAMAGED, "list", self.file("c", whole[:4096]))

    def test_a_store_another_process_holds(self):
        path = self.store()
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            for command in self.reading + self.writing:
                with self.subTest(command[0]):
                    self.says(950, BUSY, *self.at(path, command), "--patience", "50")
            db.execute("ROLLBACK")
        self.ok("record", path, *self.writing[0][1:])

    def test_a_lock_that_is_let_go_is_waited_for(self):
        path = self.store()
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            waiting = subprocess.Popen([PROGRAM, *self.at(path, self.writing[0])],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                       env=environment())
            with self.assertRaises(subprocess.TimeoutExpired):
                waiting.communicate(timeout=0.5)
            db.execute("ROLLBACK")
            _, err = waiting.communicate(timeout=60)
            self.assertEqual(waiting.returncode, FINE, err)

    def test_a_journal_that_a_crash_left_is_undone_by_whoever_comes_first(self):
        path = self.store()
        crash = ("import os,sqlite3,sys\n"
                 "db=sqlite3.connect(sys.argv[1],isolation_level=None)\n"
                 "db.execute('PRAGMA cache_size=1'); db.execute('BEGIN IMMEDIATE')\n"
                 "db.execute('CREATE TABLE junk(x)')\n"
                 "for i in range(200): db.execute('INSERT INTO junk VALUES(zeroblob(3000))')\n"
                 "os._exit(0)\n")
        before = self.ok("deadlines", path, "--as-of", "2021-03-05", "--json").out
        subprocess.run(["python3", "-c", crash, path], check=True)
        self.assertGreater(os.path.getsize(path + "-journal"), 0)
        self.assertEqual(self.ok("deadlines", path, "--as-of", "2021-03-05", "--json").out, before)
        self.assertTrue(self.ask("verify", path)["clean"])

    def unprivileged(self, *arguments):
        """A run as someone for whom the modes of files count."""
        program = PROGRAM
        change = None
        if os.geteuid() == 0:
            program = os.path.join(self.folder, "program")
            if not os.path.exists(program):
                shutil.copy(PROGRAM, program)
                os.chmod(program, 0o755)
            change = {"user": 65534, "group": 65534, "extra_groups": []}
        done = subprocess.run([program, *map(str, arguments)], stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, check=False, env=environment(),
                              **(change or {}))
        return Answer(done.returncode, done.stdout, done.stderr)

    def test_a_folder_and_a_file_that_may_only_be_read(self):
        os.chmod(self.folder, 0o755)
        path = self.store()
        os.chmod(path, 0o444)
        got = self.unprivileged("deadlines", path, "--as-of", "2021-03-05", "--json")
        self.assertEqual(got.code, FINE, got.err)
        self.assertEqual(len(got.json()["applications"]), 2)
        before = self.bytes_of(path)
        os.chmod(self.folder, 0o555)
        try:
            for command in (self.at(path, self.writing[0]), ["rebuild", path],
                            ["init", self.path("new")], ["backup", path, self.path("copy")]):
                with self.subTest(command[0]):
                    got = self.unprivileged(*command, "--lang", "en")
                    self.assertEqual(got.code, BAD_INPUT, got.err)
                    self.assertRegex(got.err, r"QX-957 STORE_READ_ONLY|QX-925 CANNOT_OPEN")
            self.assertEqual(self.bytes_of(path), before)
        finally:
            os.chmod(self.folder, 0o755)

    def test_a_disk_that_is_full(self):
        full = self.path("disk")
        os.mkdir(full)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=192k", "none", full],
                                 capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("mounting a small disk needs root")
        try:
            path = os.path.join(full, "cases")
            self.ok("init", path)
            rows = [received(f"A{n}", "2021-03-01", note="x" * 400) for n in range(2000)]
            log = self.log(rows)
            self.says(955, BAD_INPUT, "import", path, log)
            self.assertEqual(self.exported(path, "--ndjson"), "")
            self.ok("import", path, self.log(rows[:5]))
            with open(os.path.join(full, "filler"), "wb", buffering=0) as filler:
                with contextlib.suppress(OSError):
                    while filler.write(b"x" * 4096):
                        pass
            before = self.exported(path)
            self.says(955, BAD_INPUT, *self.at(path, self.writing[0]))
            got = run("init", os.path.join(full, "new"), "--lang", "en")
            self.assertEqual(got.code, BAD_INPUT)
            self.assertIn("QX-955", got.err)
            got = run("backup", path, os.path.join(full, "copy"), "--lang", "en")
            self.assertEqual(got.code, BAD_INPUT)
            self.assertIn("QX-955", got.err)
            self.assertEqual(self.exported(path), before)
            os.remove(os.path.join(full, "filler"))
            self.assertTrue(self.ask("verify", path)["clean"])
            self.ok("record", path, *self.writing[0][1:])
        finally:
            subprocess.run(["umount", full], check=True)


if __name__ == "__main__":
    unittest.main()
