"""What others wrote does nothing to who reads it: no character that steers a terminal or hides what
stands beside it reaches a screen, no cell of a CSV is a formula, no published page names applications."""
import csv
import io
import json
import os
import pty
import re
import subprocess
import unittest

from output_test import SMALL_MODEL
from store_support import StoreTest
from support import FINDING, FINE, PROGRAM, environment, ndjson_text, received, row, run

#: Escape, bell, a C1 control, a carriage return, and what turns or hides writing.
EVIL = "a\x1b[2Jb\x07c\x9b31md\re\u202ef\u2066g\u200bh\ufeffi\x7fj\u2028k"
#: The same where no line may end.
IN_LINE = EVIL.replace("\r", "")
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f"
                    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
SHOWN = r"a\x1b[2Jb\x07c\x9b31md\x0de\u202ef\u2066g\u200bh\ufeffi\x7fj\u2028k"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''=1", "'", "''", "'a", "a=1", "=", "'=",
            "=\"x\",y", "'\"", "＝1"]


def strings(value):
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


class Screens(StoreTest):
    def rows(self, text=EVIL):
        return [received("A-1", "2020-12-21", desk=text, note=text, x_own=text),
                row("A-1", "2020-12-22", "consulted", kind="third_party", ref="z1", note=text)]

    def kept_evil(self):
        store = self.path()
        self.ok("init", store)
        log = self.file("evil.ndjson", ndjson_text(self.rows()))
        self.ok("import", store, log, "--actor", IN_LINE, "--role", IN_LINE)
        return store, log

    def quiet(self, got, arguments):
        for said in (got.out, got.err):
            # Our own page of a simulation keeps ranges together with word joiners.
            said = said.replace("\u2060–\u2060", "–")
            found = UNSEEN.search(said)
            self.assertIsNone(found, f"{arguments}: {said[max(found.start() - 40, 0):][:80]!r}"
                              if found else "")

    def test_no_screen_and_no_document_holds_them(self):
        store, log = self.kept_evil()
        model = self.file("evil.toml", SMALL_MODEL.replace(
            '"desk"', '"d\\u001b[31m\\u202e\\n\\u0007esk"') +
            '[[scenario]]\nname = "s\\u001b\\u009b"\nchange = { "arrivals.per_year" = 30 }\n')
        questions = [["list", store], ["worklist", store], ["show", store, "A-1"], ["settings", store],
                     ["verify", store], ["feed", store], ["feed", store, "--cloudevents"],
                     ["export", store, "--ndjson"],
                     ["deadlines", store], ["deadlines", log], ["explain", log, "A-1"],
                     ["report", log, "--year", "2020"], ["report", log, "--year", "2020", "--html"],
                     ["report", log, "--year", "2020", "--markdown"],
                     ["report", log, "--year", "2020", "--csv"],
                     ["simulate", model, "--replications", "2"],
                     ["simulate", model, "--replications", "2", "--html", "-"],
                     ["simulate", model, "--replications", "2", "--sensitivity"],
                     ["simulate", model, "--replications", "2", "--json"],
                     ["simulate", model, "--replications", "2", "--shard", "1/1"],
                     ["simulate", model, "--from", log, "--as-of", "2020-12-31", "--replications", "2"]]
        questions += [[*each, "--json"] for each in questions[:5]]
        for each in questions:
            as_of = ["--as-of", "2020-12-31"] if each[0] in ("list", "worklist", "show", "deadlines",
                                                             "explain") else []
            for language in ("zh", "en"):
                got = run(*each, *as_of, "--lang", language)
                self.assertIn(got.code, (FINE, FINDING), f"{each} {got.err}")
                self.quiet(got, each)

    def test_they_are_shown_where_they_stand(self):
        store, _ = self.kept_evil()
        for command in (["list", store], ["worklist", store], ["show", store, "A-1"]):
            self.assertIn(SHOWN[:14], run(*command, "--as-of", "2020-12-31").out, command)

    def test_json_keeps_the_value(self):
        store, _ = self.kept_evil()
        for asked in (["show", store, "A-1", "--json"], ["feed", store]):
            values = [v for line in (run(*asked).out.splitlines() if asked[0] == "feed"
                                     else [run(*asked).out]) for v in strings(json.loads(line))]
            self.assertIn(EVIL, values)

    def test_a_line_feed_of_a_value_begins_no_line(self):
        store = self.path()
        self.ok("init", store)
        self.ok("import", store, "-", stdin=ndjson_text(self.rows("x\n✔ 已核对")))
        for command in (["list", store], ["worklist", store], ["show", store, "A-1"]):
            self.assertNotRegex(run(*command, "--as-of", "2020-12-31").out, r"(?m)^✔ 已核对")

    def test_names_of_files_and_options_are_shown_in_faults(self):
        odd = self.file("o" + IN_LINE + "\n", "x\n")
        for arguments in (["deadlines", odd], ["deadlines", self.path("none" + IN_LINE)],
                          ["audit", odd], ["verify", odd], ["simulate", odd],
                          ["calendar", "add", IN_LINE, "1"], ["calendar", "add", "2020-01-01", EVIL],
                          ["calendar", "show", EVIL], ["codes", EVIL], ["help", EVIL],
                          ["deadlines", odd, "--" + IN_LINE], ["deadlines", "-", "--policy", EVIL],
                          ["deadlines", "-", "--region", EVIL], ["list", odd, "--color", EVIL],
                          ["init", self.path("y"), "--lights", EVIL],
                          ["init", self.path("y"), "--agency", EVIL]):
            got = run(*arguments)
            self.assertNotEqual(got.code, FINE)
            self.quiet(got, arguments)
            self.assertIn(r"\x1b[2Jb", got.err, arguments)

    def test_what_the_program_paints_is_painted(self):
        got = run("deadlines", self.log(self.rows("x")), "--as-of", "2021-03-31", "--color", "always")
        self.assertIn("\x1b[1m", got.out)
        self.assertIn("\x1b[0m", got.out)

    def test_a_csv_keeps_its_bytes_in_a_file_and_shows_them_on_a_terminal(self):
        store, _ = self.kept_evil()
        self.assertIn(EVIL, run("export", store).out)
        master, slave = pty.openpty()
        done = subprocess.Popen([PROGRAM, "export", store], stdout=slave, stderr=subprocess.DEVNULL,
                                env=environment())
        done.wait(60)
        os.close(slave)
        seen = b""
        try:
            while piece := os.read(master, 65536):
                seen += piece
        except OSError:
            pass
        os.close(master)
        self.assertNotIn(b"\x1b", seen)
        self.assertIn(rb"\x1b[2Jb\x07c\x9b31m", seen)


class Formulas(StoreTest):
    def rows(self):
        return [received(f"A-{i}", "2020-12-21", note=text, desk=text, x_own=text, id=f"e{i}")
                for i, text in enumerate(FORMULAS)]

    def kept_formulas(self):
        store = self.path()
        self.ok("init", store)
        self.ok("import", store, self.file("f.ndjson", ndjson_text(self.rows())))
        return store

    def cells(self, text):
        return [{k: each[k] for k in ("note", "desk", "x_own")}
                for each in csv.DictReader(io.StringIO(text))]

    def test_no_cell_of_an_export_begins_a_formula(self):
        for each in csv.reader(io.StringIO(self.exported(self.kept_formulas()))):
            for cell in each:
                self.assertNotIn(cell[:1], list("=+-@\t\r"), cell)

    def test_raw_is_what_was_entered(self):
        cells = self.cells(self.exported(self.kept_formulas(), "--raw"))
        self.assertEqual([each["note"] for each in cells], FORMULAS)

    def test_a_round_trip_gives_the_same_bytes(self):
        first = self.kept_formulas()
        text = self.exported(first)
        again = self.path("again.qixian")
        self.ok("init", again)
        self.ok("import", again, self.file("again.csv", text))
        self.assertEqual(self.exported(again), text)
        self.assertEqual(self.exported(again, "--ndjson"), self.exported(first, "--ndjson"))
        self.assertEqual(self.exported(again, "--raw"), self.exported(first, "--raw"))

    def test_numbers_are_no_formulas(self):
        store = self.path()
        self.ok("init", store)
        self.ok("import", store, self.log([received("A-1", "2020-12-21", seq="-3", id="x")]))
        self.assertRegex(self.exported(store), ",-3,")

    def test_a_key_that_begins_with_a_dash_is_guarded_and_read(self):
        store = self.path()
        self.ok("init", store)
        self.ok("import", store, self.log([received("-A-1", "2020-12-21", ref="-r")]))
        text = self.exported(store)
        self.assertIn("'-A-1", text)
        log = self.file("key.csv", text)
        for how in ([], ["--sorted"]):
            said = run("deadlines", log, "--as-of", "2020-12-31", "--json", *how).json()
            self.assertEqual(said["applications"][0]["application"], "-A-1")

    def test_record_takes_what_it_is_given(self):
        store = self.made()
        for i, text in enumerate(FORMULAS):
            self.ok("record", store, "--application", f"A-{i}", "--event", "received", "--on", "2020-12-21",
                    "--applicant", "other", "--channel", "in_person", f"--note={text}")
        self.assertEqual([each["note"] for each in csv.DictReader(io.StringIO(self.exported(store, "--raw")))],
                         FORMULAS)

    def test_names_in_the_csv_of_a_simulation_are_cells(self):
        model = self.file("m.toml", SMALL_MODEL.replace('"desk"', '"=1+1, \\"x\\""'))
        guarded = list(csv.DictReader(io.StringIO(
            run("simulate", model, "--replications", "1", "--csv").out)))
        raw = list(csv.DictReader(io.StringIO(
            run("simulate", model, "--replications", "1", "--csv", "--raw").out)))
        self.assertEqual({len(each) for each in guarded}, {12 + 2})
        self.assertIn("'=1+1, \"x\"", {each["of"] for each in guarded})
        self.assertIn("=1+1, \"x\"", {each["of"] for each in raw})


class Published(StoreTest):
    def test_the_page_of_a_report_names_no_application(self):
        log = self.log([received("SECRET-1", "2020-12-21")])
        page = run("report", log, "--year", "2020", "--html").out
        self.assertNotIn("SECRET-1", page)
        self.assertNotIn("title=", page)
        asked = run("report", log, "--year", "2020", "--html", "--with-applications").out
        self.assertIn('title="SECRET-1"', asked)
        self.assertEqual(run("report", log, "--year", "2020", "--with-applications").code, 2)


if __name__ == "__main__":
    unittest.main()
