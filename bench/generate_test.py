#!/usr/bin/env python3
"""The program `qixian_generate` as a user meets it: generate_test.py GENERATE QIXIAN."""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

GENERATE, QIXIAN = sys.argv.pop(1), sys.argv.pop(1)


def run(*args):
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, check=False)


class Generate(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.log = pathlib.Path(self.folder.name) / "log.csv"

    def tearDown(self):
        self.folder.cleanup()

    def generate(self, *args, out=None):
        done = run(GENERATE, *args, "--out", out or self.log)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def test_its_log_gives_tables_with_no_row_refused_and_every_identity_held(self):
        self.generate("--applications", 10000, "--seed", 1, "--from", 2019, "--years", 6)
        received = 0
        for year in range(2019, 2025):
            done = run(QIXIAN, "report", self.log, "--year", year, "--as-of", "2024-12-31", "--json")
            self.assertEqual(done.returncode, 0, done.stderr)
            said = json.loads(done.stdout)
            received += said["table3"]["1"]["total"]
            self.assertTrue(all(i["holds"] for i in said["identities"]), said["identities"])
        # What was registered in error is in no row.
        with open(self.log, encoding="utf-8", newline="") as file:
            errors = sum(row["event"] == "registered_in_error" for row in csv.DictReader(file))
        self.assertGreater(errors, 0)
        self.assertEqual(received, 10000 - errors)
        done = run(QIXIAN, "deadlines", self.log, "--all", "--as-of", "2024-12-31", "--json")
        flags = {f for a in json.loads(done.stdout)["applications"] for f in a["flags"]}
        self.assertIn("late", flags)
        self.assertFalse(flags & {"refused_rows", "irregular"}, flags)

    def test_equal_options_give_equal_bytes_and_another_seed_others(self):
        self.generate("--applications", 2000, "--seed", 5)
        again = run(GENERATE, "--applications", 2000, "--seed", 5, "--out", "-")
        self.assertEqual(self.log.read_text(encoding="utf-8"), again.stdout)
        other = run(GENERATE, "--applications", 2000, "--seed", 6, "--out", "-")
        self.assertNotEqual(again.stdout, other.stdout)

    def test_it_writes_json_lines_with_agencies_and_ids(self):
        self.generate("--applications", 500, "--ndjson", "--agencies", 3, "--ids")
        rows = [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]
        self.assertEqual({r["agency"] for r in rows}, {"A-00000", "A-00001", "A-00002"})
        self.assertEqual(len({r["id"] for r in rows}), len(rows))

    def test_it_says_what_is_wrong_and_where_it_cannot_write(self):
        for args in (["--years", "0"], ["--from", "1999"], ["--from", "2030"], ["--applications", "-1"],
                     ["--applications", "0"], ["--seed", "x"], ["--nonsense"]):
            self.assertEqual(run(GENERATE, *args, "--out", self.log).returncode, 2, args)
        self.assertEqual(run(GENERATE, "--applications", 10).returncode, 2)
        self.assertEqual(run(GENERATE, "--out", self.log.parent / "no" / "log.csv").returncode, 4)
        self.assertEqual(run(GENERATE, "--applications", 200000, "--out", "/dev/full").returncode, 4)
        self.assertIn("--applications", run(GENERATE, "--help").stdout)


if __name__ == "__main__":
    unittest.main()
