"""Numbers on the command line mean what they say: decimal digits within their limits, or a fault of usage
that names both; and arguments are UTF-8."""
import contextlib
import os
import sqlite3
import subprocess
import unittest

from output_test import SMALL_MODEL
from store_support import StoreTest
from support import PROGRAM, SOURCE, USAGE, environment, received, run

NOT_NUMBERS = ["0x10", "1e3", "1_000", "1'000", " 1", "1 ", "+1", "１", "", "-", "1.5", "nan", "inf", "0b1",
               "0o7", "--1", "1,000", "99999999999999999999999", "-99999999999999999999999", "\t1", "1\n"]


class Numbers(StoreTest):
    def setUp(self):
        super().setUp()
        self.events = self.log([received("A-1", "2020-12-21")])
        self.store = self.made()
        self.model = self.file("model.toml", SMALL_MODEL)

    def options(self):
        """Each option that is a number: the command around it, its least and greatest."""
        record = ["record", self.store, "--application", "A", "--event", "received", "--on", "2020-12-21"]
        table = "table.csv"
        most = 2**63 - 1
        return [
            (["report", self.events, "--year="], 2008, 2050),
            (["close-year", self.store, "--year="], 2008, 2050),
            (["restate", self.store, "--year="], 2008, 2050),
            (["feed", self.store, "--since="], 0, most),
            (["list", self.store, "--patience="], 0, 3_600_000),
            (["deadlines", self.events, "--patience="], 0, 3_600_000),
            ([*record, "--dry-run", "--expect="], 0, most),
            (["simulate", self.model, "--replications="], 1, 1_000_000),
            (["simulate", self.model, "--seed="], 0, 2**64 - 1),
            (["simulate", self.model, "--threads="], 1, 1024),
            (["simulate", self.model, "--years="], 2012, 2045),
            (["simulate", self.model, "--years=2026.."], 2012, 2045),
            (["simulate", self.model, "--shard=1/"], 1, 1_000_000),
            (["simulate", "fit", table, "--people="], 1, 100_000),
            (["simulate", "fit", table, "--seed="], 0, 2**64 - 1),
        ]

    def test_what_is_no_decimal_number_is_refused_with_what_is_allowed(self):
        for (*command, last), least, most in self.options():
            for text in [*NOT_NUMBERS, str(least - 1), str(most + 1)]:
                if last.endswith("=") and not text:
                    continue  # the option parser asks for a value
                got = run("--lang", "en", *command, last + text)
                self.assertEqual(got.code, USAGE, (command, last + text, got.out, got.err))
                self.assertIn(f"from {least} to {most}", got.err, (command, last + text))
                got = run("--lang", "zh", *command, last + text)
                self.assertIn(f"{least}至{most}之间的整数", got.err, (command, last + text))

    def test_no_option_that_takes_a_number_is_forgotten(self):
        """Numbers are converted in one place: nowhere does the option parser do it."""
        folder = os.path.join(SOURCE, "src", "cli")
        for base, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(base, name), encoding="utf-8") as source:
                    text = source.read()
                self.assertNotRegex(text, r"CLI::(Range|NonNegativeNumber|PositiveNumber|Number|Bound)", name)
                self.assertNotRegex(text, r"\b(stoi|stol|stoul|stoull|atoi|strtol|strtoul)\b", name)

    def test_leading_zeros_are_decimal(self):
        for n in ("020", "20", "0020"):
            self.assertEqual(run("calendar", "add", "2020-12-21", n).out, "2021-01-19\n")
        self.assertEqual(run("calendar", "add", "2020-12-21", "08").out,
                         run("calendar", "add", "2020-12-21", "8").out)
        self.assertEqual(run("report", self.events, "--year", "02020", "--json").json()["year"], 2020)
        seeds = [run("simulate", self.model, "--replications", "1", "--seed", n, "--json").out
                 for n in ("010", "10")]
        self.assertEqual(*seeds)

    def test_numbers_of_days_to_add(self):
        for text in [*NOT_NUMBERS, "-1", "10001"]:
            got = run("calendar", "add", "2020-12-21", "--lang", "en", "--", text)
            self.assertEqual(got.code, USAGE, (text, got.out, got.err))

    def test_the_largest_seed_is_itself(self):
        said = run("simulate", self.model, "--replications", "1", "--seed", str(2**64 - 1), "--json").json()
        self.assertEqual(said["seed"], 2**64 - 1)

    def test_numbers_with_a_point(self):
        for option, sound, odd in (("--precision", ["0.5", "0.00001", "00.5"],
                                    ["0", "0.6", "1e-3", ".5", "5.", "0x1p-1", "nan", "inf", "-0.1", "0,5"]),):
            for text in odd:
                got = run("simulate", self.model, f"{option}={text}", "--lang", "en")
                self.assertEqual(got.code, USAGE, (text, got.err))
                self.assertIn("from 0.00001 to 0.5", got.err)
            for text in sound:
                self.assertIn(run("simulate", self.model, "--replications", "1", option, text).code, (0, 1))
        for option in ("--busy", "--work-hours", "--days-in-hand"):
            for text in ("1e1", "nan", "inf", "-1", "0x1", "", "10001"):
                got = run("simulate", "fit", "t.csv", "--people", "2", f"{option}={text}", "--lang", "en")
                self.assertEqual(got.code, USAGE, (option, text, got.err))
                self.assertRegex(got.err, r"from [\d.]+ to [\d.]+")

    def test_shares_and_years(self):
        for option, text in (("--shard", "3/2"), ("--shard", "0/2"), ("--shard", "1"), ("--shard", "-1/2"),
                             ("--shard", "1/2/3"), ("--years", "2026..x"), ("--years", "2026-2027"),
                             ("--years", "")):
            if text:
                self.assertEqual(run("simulate", self.model, option, text).code, USAGE, text)

    def test_numbers_of_a_record_are_decimal(self):
        common = ["--on", "2020-12-22", "--dry-run", "--json"]
        self.ok("record", self.store, "--application", "A", "--event", "received", "--on", "2020-12-21",
                "--applicant", "other", "--channel", "in_person")
        for text in ("0x10", "1e1", "-1", "99999999999", "1.5", " 7"):
            got = run("record", self.store, "--application", "A", "--event", "correction_requested",
                      f"--days={text}", *common)
            self.assertNotEqual(got.code, 0, (text, got.out))


class Arguments(StoreTest):
    def test_an_argument_that_is_no_text_is_a_fault_of_usage(self):
        store = self.kept([received("A-1", "2020-12-21")])
        for arguments in ([b"feed", store, b"--agency", b"\xff"], [b"feed", b"\xff.qixian"],
                          [b"deadlines", b"\xe4\xb8"], [b"list", store, b"--agency=\xc0\x80"],
                          [b"record", store, b"--note", b"\xed\xa0\x80"], [b"codes", b"\xf5\x80\x80\x80"],
                          [b"\xff"], [b"simulate", b"x", b"--scenario", b"\xfe"]):
            got = subprocess.run([PROGRAM, *arguments], capture_output=True, env=environment(), check=False)
            self.assertEqual(got.returncode, USAGE, (arguments, got.stderr))
            said = got.stderr.decode("utf-8")
            self.assertRegex(said, r"\\x(ff|e4|c0|ed|f5|fe)")
            self.assertIn("UTF-8" if b"--lang" in arguments else "编码", said)

    def test_standard_input_that_is_no_text_is_named(self):
        for arguments in (["deadlines", "-"], ["audit", "-"], ["simulate", "-"], ["report", "-", "--year", "2020"],
                          ["import", self.made(), "-"], ["verify", self.path(), "--anchor", "-"],
                          ["apply-notice", self.path(), "-"], ["check-certificate", "-", self.log([])]):
            got = run(*arguments, stdin=b"\xff\xfe\n")
            self.assertEqual(got.code, 3, (arguments, got.err))
            self.assertIn("QX-901", got.err, arguments)

    def test_a_store_that_holds_what_is_no_text_is_damaged(self):
        store = self.kept([received("A-1", "2020-12-21", note="x")])
        with contextlib.closing(sqlite3.connect(store)) as raw:
            triggers = list(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
            for name, _ in triggers:
                raw.execute(f'DROP TRIGGER "{name}"')
            raw.execute("UPDATE event SET note = CAST(x'706cfffe' AS TEXT) WHERE note = 'x'")
            for _, sql in triggers:
                raw.execute(sql)
            raw.commit()
        for arguments in (["feed", store], ["feed", store, "--cloudevents"], ["export", store],
                          ["export", store, "--ndjson"], ["show", store, "A-1"],
                          ["show", store, "A-1", "--json"], ["list", store], ["verify", store],
                          ["report", store, "--year", "2020"], ["deadlines", store]):
            got = run(*arguments)
            self.assertEqual(got.code, 4, (arguments, got.out, got.err))
            self.assertIn("954" if arguments[0] != "verify" else "内容", got.out + got.err)


if __name__ == "__main__":
    unittest.main()
