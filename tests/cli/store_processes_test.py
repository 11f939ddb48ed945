"""The program among others: several recording at once, and one killed while it imports.

The library's own kills and contention are programs of their own (tests/store/processes); this is
what a user of the command line meets.

QIXIAN_WRITERS programs record QIXIAN_WRITES entries each on QIXIAN_WRITTEN applications: 8, 1000 and 1 take
an hour and more.
"""
import csv
import os
import random
import signal
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from support import BAD_INPUT, FINE, PROGRAM, SOURCE, ProgramTest, environment, run

LARGER = os.path.join(SOURCE, "examples", "larger", "log.csv")
CLASH = 5
WRITERS, WRITES, WRITTEN = (int(os.environ.get(name, usual)) for name, usual in
                            (("QIXIAN_WRITERS", 6), ("QIXIAN_WRITES", 15), ("QIXIAN_WRITTEN", 3)))


class StoreProcesses(ProgramTest):
    def setUp(self):
        super().setUp()
        self.store = os.path.join(self.folder, "kept.qixian")

    def feed(self):
        got = run("feed", self.store)
        self.assertEqual(got.code, FINE, got.err)
        return got.lines()

    def assert_clean(self):
        got = run("verify", self.store)
        self.assertEqual(got.code, FINE, got.out + got.err)

    def test_many_record_at_once_and_nothing_is_lost_or_there_twice(self):
        run("init", self.store)
        cases = [f"C-{n + 1}" for n in range(WRITTEN)]
        for case in cases:
            for event, more in (("received", ("--applicant", "natural_person")),
                                ("disclosed", ())):
                got = run("record", self.store, "--application", case, "--event", event,
                          "--on", "2024-03-04", *more)
                self.assertEqual(got.code, FINE, got.err)

        def write(who):
            longest = 0.0
            for n in range(WRITES):
                began = time.monotonic()
                got = run("record", self.store, "--application", cases[n % WRITTEN], "--event",
                          "supplemented", "--on", "2024-03-05", "--id", f"w{who}-{n}")
                longest = max(longest, time.monotonic() - began)
                self.assertEqual(got.code, FINE, got.err)
            return longest

        began = time.monotonic()
        with ThreadPoolExecutor(WRITERS) as pool:
            longest = max(pool.map(write, range(WRITERS)))
        took = time.monotonic() - began
        ids = [line["entry"]["id"] for line in self.feed()]
        wanted = {f"w{who}-{n}" for who in range(WRITERS) for n in range(WRITES)}
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual({i for i in ids if i.startswith("w")}, wanted)
        self.assert_clean()
        print(f"{WRITERS} programs x {WRITES} entries on {WRITTEN} applications in {took:.0f} s; the "
              f"slowest took {longest:.2f} s with its start")

    def test_who_expected_another_version_is_told_and_changes_nothing(self):
        run("init", self.store)
        run("record", self.store, "--application", "C-1", "--event", "received", "--on",
            "2024-03-04", "--applicant", "natural_person")
        before = self.feed()
        got = run("record", self.store, "--application", "C-1", "--event", "extended", "--on",
                  "2024-03-05", "--days", "10", "--expect", "0")
        self.assertEqual(got.code, CLASH, got.out + got.err)
        self.assertEqual(self.feed(), before)

    def test_an_import_that_is_killed_leaves_all_or_nothing(self):
        with open(LARGER, encoding="utf-8") as file:
            rows = sum(1 for _ in csv.DictReader(file))
        draw = random.Random(7)
        whole = nothing = hot = 0
        began = time.monotonic()
        run("init", self.store)
        run("import", self.store, LARGER, "--keep-going", "--future")
        usual = time.monotonic() - began
        kept = len(self.feed())
        self.assertGreater(kept, rows * 0.9)
        for _ in range(25):
            os.remove(self.store)
            run("init", self.store)
            worker = subprocess.Popen([PROGRAM, "import", self.store, LARGER, "--keep-going", "--future"],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                      env=environment())
            time.sleep(draw.uniform(0.2, 1.5) * usual)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            journal = self.store + "-journal"
            hot += os.path.exists(journal) and os.path.getsize(journal) > 0
            self.assert_clean()
            there = len(self.feed())
            self.assertIn(there, (0, kept))
            whole += there == kept
            nothing += there == 0
        print(f"25 imports killed: {nothing} left nothing, {whole} everything; {hot} hot journals")
        again = run("import", self.store, LARGER, "--keep-going", "--future")
        self.assertNotEqual(again.code, BAD_INPUT, again.err)
        self.assertEqual(len(self.feed()), kept)


if __name__ == "__main__":
    unittest.main()
