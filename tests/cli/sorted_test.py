"""Every way of reading a log says the same: all at once or one application at a time, from a file or
a pipe, as CSV or NDJSON, whatever is wrong with its rows; and every fault is told."""
import os
import random
import unittest

from support import BAD_INPUT, FINDING, FINE, ProgramTest, csv_text, ndjson_text, random_rows, \
    received, row, run

#: The logs drawn; the full count is for src/tools/endurance.sh.
LOGS = int(os.environ.get("QIXIAN_LOGS", "60"))
AS_OF = ("--as-of", "2026-03-02")


def damaged(draw, text, applications):
    """`text`, a grouped CSV, with rows that have faults, and sometimes an end that cannot be read."""
    head, *lines = text.splitlines()
    names = head.split(",")
    out = []
    for line in lines:
        cells = line.split(",")
        if '"' in line or draw.random() < .7:
            out.append(line)
            continue
        how = draw.randrange(6)
        if how == 0:
            cells[names.index("on")] = draw.choice(["2020-02-30", "yesterday", ""])
        elif how == 1:
            cells[names.index("event")] = draw.choice(["recieved", ""])
        elif how == 2:  # two faults, and a row that says it is another's, of which none was yet
            cells[names.index("on")] = "2021-13-01"
            cells[names.index("event")] = "nonsense"
            later = applications[applications.index(cells[names.index("application")]):]
            cells[names.index("application")] = draw.choice(later + ["nobody", "no key", ""])
        elif how == 3:
            cells.append("more")
        elif how == 4:
            out.append(line)  # the row itself, and beside it one that has a fault
            cells = [""] * len(cells)
        else:
            cells[names.index("applicant")] = "person"
        out.append(",".join(cells))
    end = draw.randrange(4)
    if end == 0:
        out.insert(draw.randrange(len(out) + 1), '"never closed' + "," * (len(names) - 1))
    elif end == 1:
        out.insert(draw.randrange(len(out) + 1), 'a "quote" inside' + "," * (len(names) - 1))
    return "\n".join([head, *out, ""])


class EveryWay(ProgramTest):
    def expect_same(self, text, name="log.csv", codes=(BAD_INPUT,)):
        path = self.file(name, text)
        for more in (["--keep-going", "--json"], ["--keep-going", "--ndjson"],
                     ["--keep-going", "--lang", "en"], ["--keep-going"]):
            plain = run("deadlines", path, *AS_OF, *more)
            kept = run("deadlines", path, *AS_OF, "--sorted", *more)
            self.assertIn(plain.code, codes, plain.err)
            self.assertEqual((kept.code, kept.err, kept.out), (plain.code, plain.err, plain.out),
                             f"{more}\n{text}")
            if "--json" in more:
                piped = run("deadlines", "/dev/stdin", *AS_OF, *more, stdin=text)
                self.assertEqual(piped.out.replace("/dev/stdin", path), plain.out, text)
        stopped = run("deadlines", path, *AS_OF, "--json")
        kept = run("deadlines", path, *AS_OF, "--sorted", "--json")
        going = run("deadlines", path, *AS_OF, "--keep-going", "--json")
        self.assertEqual((stopped.code, stopped.err), (kept.code, kept.err))
        if stopped.code == BAD_INPUT:
            # What is wrong does not depend on whether one goes on.
            self.assertEqual(stopped.out, "")
            self.assertEqual(stopped.err, going.err)
        return going

    def test_damaged_logs(self):
        for seed in range(LOGS):
            with self.subTest(seed):
                draw = random.Random(seed)
                rows = random_rows(seed, applications=draw.randint(1, 8))
                applications = list(dict.fromkeys(each["application"] for each in rows))
                text = damaged(draw, csv_text(rows), applications)
                self.expect_same(text, codes=(BAD_INPUT, FINE, FINDING))

    def test_damaged_lines(self):
        for seed in range(LOGS):
            with self.subTest(seed):
                draw = random.Random(seed)
                lines = ndjson_text(random_rows(seed)).splitlines()
                for _ in range(3):
                    at = draw.randrange(len(lines))
                    lines[at] = draw.choice([
                        lines[at][:-5], lines[at].replace('"on"', '"off"'),
                        lines[at].replace('"20', '"XX', 1), "[]", "{}",
                        lines[at].replace("{", '{"days":"x","until":"y",', 1)])
                self.expect_same("\n".join(lines), "log.ndjson", (BAD_INPUT, FINE, FINDING))

    def test_a_faulty_row_between_ends_no_application(self):
        going = self.expect_same(
            "application,on,event,applicant,channel\n"
            "A,2021-01-04,received,natural_person,in_person\n"
            "B,2021-02-30,received,natural_person,in_person\n"
            "A,2021-01-08,disclosed,,\n"
            "B,2021-01-08,received,natural_person,in_person\n"
            "C,2021-01-08,received,natural_person,in_person\n")
        document = going.json()
        self.assertEqual(["A", "C"], [a["application"] for a in document["applications"]])
        self.assertEqual("disclosed", document["applications"][0]["stage"])
        self.assertEqual([(3, "BAD_DATE")],
                         [(f["line"], f["code"]) for f in document["faults"]])

    def test_a_quote_that_is_never_closed(self):
        head = "application,on,event,applicant,channel\n"
        going = self.expect_same(
            head + "A,2021-01-04,received,natural_person,in_person\n"
            "A,2021-01-08,disclosed,,\n"
            "B,2021-01-08,received,natural_person,in_person\n"
            'B,2021-01-12,"disclosed,,\n'
            "C,2021-01-08,received,natural_person,in_person\n")
        document = going.json()
        # B may have been answered: nobody says that it is late.
        self.assertEqual(["A"], [a["application"] for a in document["applications"]])
        # In a log that is not grouped any application may go on behind the quote.
        path = self.file("log.csv", head
                         + "A,2021-01-04,received,natural_person,in_person\n"
                           "B,2021-01-08,received,natural_person,in_person\n"
                           "A,2021-01-08,disclosed,,\n"
                           'B,2021-01-12,"disclosed,,\n')
        got = run("deadlines", path, *AS_OF, "--keep-going", "--json")
        self.assertEqual((BAD_INPUT, []), (got.code, got.json()["applications"]))


class EveryFault(ProgramTest):
    def test_all_faults_of_a_row_and_of_a_file_are_told(self):
        path = self.file("log.csv", "application,on,event,applicant,channel,days\n"
                                    "A,2020-02-30,recieved,person,pigeon,many\n"
                                    "A,2020-02-03,received,natural_person,in_person,\n"
                                    "B,2020-02-30,disclosed,,,\n")
        for more in ([], ["--sorted"], ["--keep-going"]):
            got = run("deadlines", path, *AS_OF, "--json", *more)
            self.assertEqual(BAD_INPUT, got.code)
            self.assertEqual([(2, 3, "BAD_DATE"), (2, 14, "UNKNOWN_CODE"), (2, 23, "UNKNOWN_CODE"),
                              (2, 30, "UNKNOWN_CODE"), (2, 37, "BAD_NUMBER"), (4, 3, "BAD_DATE")],
                             [(f["line"], f["column"], f["code"]) for f in got.faults()])
        self.assertEqual(["in_person", "oral", "registered_post", "ordinary_post", "online", "fax"],
                         got.faults()[3]["allowed"])
        self.assertNotIn("allowed", got.faults()[0])
        screen = run("deadlines", path, *AS_OF, "--lang", "en").err
        self.assertIn("allowed here: natural_person, business", screen)
        self.assertIn("allowed here: received, ", screen)  # of many, what is most like it

    def test_a_word_comes_with_those_that_its_event_takes(self):
        path = self.file("log.csv", "application,on,event,kind,ref\n"
                                    "A,2020-02-03,consulted,simplified,z\n"
                                    "A,2020-02-03,consulted,somebody,z\n")
        for fault in run("deadlines", path, *AS_OF, "--json").faults():
            self.assertEqual(["third_party", "co_maker", "other_agency"], fault["allowed"])

    def test_a_screen_shows_the_first_and_counts_the_others(self):
        path = self.log([received(f"A{i}", "2020-02-30") for i in range(50)])
        for command in (["deadlines", path, *AS_OF], ["report", path, "--year", "2020"]):
            screen = run(*command, "--lang", "en").err.splitlines()
            self.assertEqual(21, len(screen))
            self.assertIn("30 more", screen[-1])
            self.assertEqual(50, len(run(*command, "--json").faults()))


class Imports(ProgramTest):
    """Each row that was read is counted once."""

    def imported(self, text, *more):
        store = os.path.join(self.folder, f"{len(os.listdir(self.folder))}.qixian")
        self.assertEqual(FINE, run("init", store).code)
        path = self.file("log.csv", text)
        got = run("import", store, path, "--json", *more)
        document = got.json()
        counted = sum(document[each] for each in
                      ("added", "repeated", "refused", "faulty", "skipped"))
        self.assertEqual(document["rows"], counted, document)
        self.assertEqual(document["refused"], len(document["refusals"]))
        return got.code, document, run("import", store, path, "--json", *more).json()

    def test_a_reply_before_the_receipt_is_refused_as_such(self):
        text = csv_text([row("A", "2021-01-08", "disclosed"), received("A", "2021-02-04"),
                         row("A", "2021-02-08", "disclosed"), received("C", "2021-01-08")])
        code, document, _ = self.imported(text, "--keep-going")
        self.assertEqual(FINDING, code)
        self.assertEqual([(2, "BEFORE_RECEIPT", "REG19-31.1")],
                         [(r["line"], r["code"], r["citation"]) for r in document["refusals"]])
        self.assertEqual([], document["faults"])
        self.assertEqual((4, 3, 1), tuple(document[k] for k in ("rows", "added", "refused")))
        # … as the log itself is judged.
        there = run("deadlines", self.file("log.csv", text), *AS_OF, "--json").json()
        self.assertEqual([(r["line"], r["code"]) for r in there["refusals"]],
                         [(r["line"], r["code"]) for r in document["refusals"]])
        code, document, _ = self.imported(text)
        self.assertEqual((FINDING, False, 3),
                         (code, document["stored"], document["skipped"]))

    def test_rows_are_counted_one_by_one(self):
        text = csv_text([received("A", "2021-01-04"), row("A", "2021-01-08", "disclosed"),
                         row("B", "2021-01-08", "disclosed"), row("B", "2021-01-09", "delivered"),
                         received("C", "2021-02-30"), row("C", "2021-02-30", "nonsense"),
                         received("D", "2021-02-03")])
        code, document, again = self.imported(text, "--keep-going")
        self.assertEqual(BAD_INPUT, code)
        self.assertEqual({"rows": 7, "added": 3, "repeated": 0, "refused": 0, "faulty": 4,
                          "skipped": 0},
                         {k: document[k] for k in ("rows", "added", "repeated", "refused",
                                                   "faulty", "skipped")})
        self.assertEqual(4, len(document["faults"]))  # B once, two in the last row of C
        self.assertEqual((7, 0, 3, 4), tuple(again[k] for k in ("rows", "added", "repeated",
                                                                "faulty")))
        code, document, _ = self.imported(text)
        self.assertEqual((BAD_INPUT, False, 7, 2, 5),
                         (code, *(document[k] for k in ("stored", "rows", "faulty", "skipped"))))

    def test_damaged_logs(self):
        for seed in range(LOGS):
            with self.subTest(seed):
                draw = random.Random(seed)
                rows = random_rows(seed)
                applications = list(dict.fromkeys(each["application"] for each in rows))
                text = damaged(draw, csv_text(rows), applications)
                _, document, again = self.imported(text, "--keep-going")
                self.assertEqual(again["added"], 0)
                self.assertEqual(again["repeated"], document["added"] + document["repeated"])
                self.imported(text)


if __name__ == "__main__":
    unittest.main()
