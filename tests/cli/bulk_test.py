"""A log that is read in bulk gives, byte for byte, the answer of the same log read row by row.

Standard input is never read in bulk: `qixian report FILE` stands against `cat FILE | qixian report -`.
"""
import datetime
import os
import random
import re
import subprocess
import unittest

from support import (BAD_INPUT, FINDING, FINE, PROGRAM, SOURCE, USAGE, ProgramTest, csv_text,
                     ndjson_text, random_rows, received, row, run)

GENERATOR = os.path.join(os.path.dirname(PROGRAM), "bench", "qixian_generate")
LARGE = 32 << 20  #: above this size `deadlines` holds some rows at a time


def answer(command, path, stdin, *options):
    """Code, output and faults, with the name of the file left out."""
    got = run(command, "-" if stdin is not None else path, *options, stdin=stdin)
    return [str(got.code), got.out.replace(path, "-"), got.err.replace(path, "-")]


def first_difference(a, b):
    at = next((n for n, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return a[max(0, at - 60):at + 60], b[max(0, at - 60):at + 60]


class BulkTest(ProgramTest):
    def same(self, text, *options, command="report"):
        """The exit code of both ways."""
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        path = self.file("log", content)
        in_bulk = answer(command, path, None, *options)
        by_row = answer(command, path, content, *options)
        for what, a, b in zip(("exit code", "output", "faults"), in_bulk, by_row):
            if a != b:
                self.fail(f"{what}, {command} {options}: {first_difference(a, b)}\n"
                          + content[:2000].decode("utf-8", "replace"))
        return int(in_bulk[0])

    def report(self, rows, year, *options):
        return self.same(rows if isinstance(rows, (str, bytes)) else csv_text(rows),
                         "--year", year, *options)


def generated(applications, *options):
    made = subprocess.run([GENERATOR, "--quiet", "--applications", str(applications), "--out", "-",
                           *options], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True)
    return made.stdout


#: What may stand in a cell by mistake.
SLIPS = ["", "x", "0", "-1", "2024-02-30", "20240101", "received", "disclosed", "other", "申-1", "\"",
         " ", "1.5", "99999999999999999999", "甲局", "\u3000", "id-1", "x1"]


def mutated(draw, rows):
    """The rows with slips of the pen: some are still sound, some are not."""
    rows = [dict(each) for each in rows]
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(rows))
        which = draw.randint(0, 8)
        if which == 0:
            rows[at][draw.choice(sorted(rows[at]) + ["id", "seq", "re", "desk"])] = draw.choice(SLIPS)
        elif which == 1:
            rows.insert(draw.randrange(len(rows) + 1), dict(rows[at]))
        elif which == 2:
            del rows[at]
        elif which == 3:
            draw.shuffle(rows)
        elif which == 4:
            day = datetime.date.fromisoformat(rows[at]["on"]) if re.fullmatch(
                r"\d{4}-\d\d-\d\d", rows[at]["on"]) and rows[at]["on"] != "2024-02-30" else None
            if day:
                rows[at]["on"] = str(day + datetime.timedelta(days=draw.choice([-400, -9, 1, 500])))
                rows[at].pop("until", None)
                rows[at].pop("delivered", None)
        elif which == 5:
            rows.append(row(rows[at]["application"] or "Z", rows[at]["on"],
                            draw.choice(["delivered", "returned"]),
                            **({"re": draw.choice(["z1", "z2"])} if draw.random() < .7 else {})))
        elif which == 6:
            for n, each in enumerate(rows):
                each["id"] = f"id-{n}"
        elif which == 7:
            rows.append(row("", rows[at]["on"][:4] + "-12-31", "year_closed"))
        else:
            for each in rows:
                each["agency"] = draw.choice(["甲局", "乙局"])
        if not rows:
            return [received("A", "2024-01-02")]
    return rows


class RandomLogs(BulkTest):
    def options(self, draw, rows):
        out = ["--year", draw.choice([2014, 2019, 2020, 2021, 2024, 2025])]
        days = ["2018-12-31", "2020-06-30", "2024-12-31", "2025-06-30", "2026-11-20", "2050-12-31",
                "2007-01-01", rows[0]["on"]]
        as_of = draw.choice(days)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", as_of) and as_of != "2024-02-30":
            out += ["--as-of", as_of]
        else:
            out += ["--as-of", "2024-12-31"]
        for option in ("--all-agencies", "--keep-going", "--sorted", "--json"):
            if draw.random() < (.6 if option == "--all-agencies" else .25):
                out.append(option)
        if draw.random() < .2:
            out += ["--agency", draw.choice(["甲局", "丙局"])]
        if draw.random() < .1:
            out += ["--known-on", "2020-01-26"]
        if "--json" not in out:
            out.append(draw.choice(["--csv", "--cells", "--markdown"]))
        return out

    def test_any_log_sound_or_not_is_answered_as_it_is_row_by_row(self):
        codes = {}
        for seed in range(int(os.environ.get("QIXIAN_LOGS", 120))):
            draw = random.Random(seed)
            rows = random_rows(seed, draw.choice([1, 1, 2, 5, 20]))
            if draw.random() < .6:
                rows = mutated(draw, rows)
            text = ndjson_text(rows) if draw.random() < .2 and all(
                str(each.get(n, "0")).isdigit() for each in rows for n in ("days", "seq")) \
                else csv_text(rows)
            with self.subTest(seed):
                code = self.same(text, *self.options(draw, rows))
                codes[code] = codes.get(code, 0) + 1
        self.assertLessEqual({FINE, FINDING, BAD_INPUT}, set(codes), codes)


class OddLogs(BulkTest):
    def test_rows_that_stand_apart_break_the_promise_of_sorted(self):
        rows = [received("A", "2024-01-02"), received("B", "2024-01-02"),
                row("A", "2024-01-10", "disclosed")]
        self.assertEqual(self.report(rows, 2024), FINE)
        self.assertEqual(self.report(rows, 2024, "--sorted"), BAD_INPUT)

    def test_a_delivery_before_its_letter_is_refused(self):
        rows = [received("A", "2024-01-02"), row("A", "2024-01-10", "disclosed"),
                row("A", "2024-12-31", "extended", days=5, ref="x"),
                row("A", "2024-02-01", "delivered", re="x")]
        self.assertEqual(self.report(rows, 2024, "--as-of", "2024-06-30"), FINDING)

    def test_the_end_of_the_calendar_is_a_fault(self):
        self.assertEqual(self.report([received("A", "2050-12-20")], 2050, "--as-of", "2050-12-31"),
                         BAD_INPUT)
        rows = [received("A", "2024-01-02"),
                row("A", "2024-01-10", "disclosed", delivered="2050-12-30")]
        self.assertEqual(self.report(rows, 2024, "--as-of", "2024-12-31"), BAD_INPUT)

    def test_what_must_be_told_is_told(self):
        one = received("A", "2024-01-02", agency="甲局", id="1")
        late = row("A", "2024-03-10", "disclosed", agency="甲局", id="2",
                   recorded="2025-03-01T09:00:00+08:00")
        closed = row("", "2024-12-31", "year_closed", agency="甲局",
                     recorded="2025-01-31T09:00:00+08:00")
        for name, rows, options, code in [
                ("sound", [one, late], (), FINE),
                ("closed year", [one, late, closed], (), FINE),
                ("repeated row", [one, one, late], (), FINE),
                ("id of another row", [one, {**late, "id": "1"}], (), BAD_INPUT),
                ("no agency in a log of one", [one, {**late, "agency": ""}], (), FINE),
                ("two agencies", [one, {**late, "application": "B", "event": "received",
                                        "applicant": "other", "agency": "乙局",
                                        "on": "2024-01-03"}], (), USAGE),
                ("another agency", [one, late], ("--agency", "乙局"), BAD_INPUT),
                ("policies", [one, late], ("--policy", "channel=1"), USAGE),
                ("unused cell", [one, {**late, "days": "5"}], (), FINE),
                ("before the Regulations", [{**one, "on": "2008-04-30"}], (), BAD_INPUT),
                ("nobody's class", [{**one, "applicant": ""}], (), BAD_INPUT),
                ("no rows", [], (), FINE)]:
            for more in ((), ("--keep-going",), ("--json",), ("--as-of", "2024-02-01")):
                with self.subTest(name, more=more):
                    self.assertEqual(self.report(rows, 2024, *options, *(
                        more or ("--as-of", "2025-06-30"))), code)

    def test_text_that_is_no_log_is_told_of(self):
        for text in (b"", b"\n\n", b"application,on\n", b"\xff", b"{", b"[]", b"{}\n",
                     b"application,on,event\nA,2024-01-02,received\n\xff",
                     b"application,on,event\nA,\"2024-01-02,received\n", b"a\0b"):
            with self.subTest(text):
                self.assertEqual(self.report(text, 2024), BAD_INPUT)
                self.assertEqual(self.report(text, 2024, "--keep-going", "--json"), BAD_INPUT)

    def test_gb18030_is_read_row_by_row(self):
        text = csv_text([received("申-1", "2024-01-02", agency="甲局")]).encode("gb18030")
        self.assertEqual(self.report(text, 2024, "--encoding", "gb18030"), FINE)
        self.assertEqual(self.report(text, 2024), BAD_INPUT)

    def test_a_missing_file_is_named(self):
        got = run("report", self.folder + "/none.csv", "--year", "2024", "--lang", "en")
        self.assertEqual(got.code, BAD_INPUT)
        self.assertIn("QX-925 CANNOT_OPEN", got.err)


@unittest.skipUnless(os.path.exists(GENERATOR), "needs the generator, which bench/ builds")
class GeneratedLogs(BulkTest):
    def test_a_realistic_caseload_is_reported_alike(self):
        for options in (("--agencies", "3", "--ids"), ("--irregular", "300"), ("--ndjson",)):
            text = generated(4000, *options)
            agency = ("--agency", "A-00001") if "--agencies" in options else ()
            for more in (("--json",), ("--as-of", "2021-06-30", "--cells"), (*agency, "--html")):
                with self.subTest(options, more=more):
                    self.assertIn(self.report(text, 2021, "--all-agencies", *more),
                                  (FINE, FINDING))
                    self.same(text, *[m for m in more if m not in ("--cells", "--html")],
                              command="deadlines")


class LargeLogs(BulkTest):
    """Logs of more than 32 MiB: `deadlines` reads them piece by piece."""

    def large(self, rows):
        """Few rows, made long by notes: the size of the file decides, not their number."""
        note = "注" * 20_000
        count = LARGE // (3 * len(note)) + 2
        long_rows = [received(f"N{n}", "2024-06-03", note=note) for n in range(count)]
        cut = len(long_rows) // 2
        return csv_text(long_rows[:cut] + rows + long_rows[cut:])

    def deadlines_alike(self, rows, *options):
        text = self.large(rows)
        self.assertGreater(len(text.encode("utf-8")), LARGE)
        return self.same(text, "--as-of", "2024-12-31", *options, command="deadlines")

    def test_sound_and_faulty_logs_are_answered_as_they_are_row_by_row(self):
        sound = random_rows(7, 40)
        one = received("A", "2024-01-02", agency="", id="1")
        for name, rows, options, codes in [
                ("sound", sound, (), (FINDING, BAD_INPUT)),
                ("as JSON", sound, ("--json",), (FINDING, BAD_INPUT)),
                ("as lines, going on", sound, ("--ndjson", "--keep-going"), (FINDING, BAD_INPUT)),
                ("only later", [received("L", "2025-02-01")], ("--lang", "en"), (FINDING,)),
                ("a fault of a row", [one, row("A", "2024-02-30", "disclosed")], (), (BAD_INPUT,)),
                ("of the core", [{**one, "applicant": ""}], ("--json",), (BAD_INPUT,)),
                ("of the core, going on", [{**one, "applicant": ""}, received("B", "2024-02-01")],
                 ("--keep-going", "--json"), (BAD_INPUT,)),
                ("a repeated row", [one, one], (), (FINDING,)),
                ("two contents", [one, {**one, "on": "2024-01-03"}], (), (BAD_INPUT,)),
                ("a closed year", [row("", "2024-12-31", "year_closed")], (), (FINDING,)),
                ("an agency for some", [{**one, "agency": "甲局"}], (), (FINDING,)),
                ("an unused cell", [one, row("A", "2024-01-10", "disclosed", days=5)], ("--json",),
                 (FINDING,)),
                ("apart, though sorted", [one, received("B", "2024-02-01"),
                                          row("A", "2024-02-01", "disclosed")], ("--sorted",),
                 (BAD_INPUT,))]:
            with self.subTest(name):
                self.assertIn(self.deadlines_alike(rows, *options), codes)

    def test_one_application_of_a_large_log_is_explained_alike(self):
        text = self.large([received("A", "2024-01-02"), row("A", "2024-01-10", "disclosed")])
        content = text.encode("utf-8")
        path = self.file("log", content)
        for name in ("A", "none"):
            got = [run("explain", source, name, "--as-of", "2024-12-31", "--json", stdin=stdin)
                   for source, stdin in ((path, None), ("-", content))]
            self.assertEqual(got[0].code, got[1].code)
            self.assertEqual(got[0].out, got[1].out)
            self.assertEqual(got[0].err.replace(path, "-"), got[1].err)


if __name__ == "__main__":
    unittest.main()
