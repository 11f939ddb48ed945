"""What the program says to files that cannot be read: where, which code, and nothing else.

For every kind: exit 3, the fault on standard error as file:line:column and QX-code, nothing on
standard output, and never a crash.
"""
import json
import os
import re
import unittest

from support import BAD_INPUT, FINDING, FINE, USAGE, ProgramTest, csv_text, received, row, run

HEAD = "application,on,event,applicant\n"
GOOD = HEAD + "A,2020-01-06,received,other\n"


def one(column, event, value, on="2020-01-06"):
    """A log whose one row has one cell more."""
    return f"application,on,event,{column}\nA,{on},{event},{value}\n"


def after(rest):
    """A sound application, then the rows of `rest` with the columns of the contract it needs."""
    return ("application,on,event,applicant,days,unit,until,delivered,kind,outcome,result,amount,id\n"
            "A,2020-01-06,received,other,,,,,,,,,\n" + rest)


#: Name: (bytes or text, code, line, column); None where the file as a whole is meant.
LOGS = {
    "nothing at all": ("", 924, None, None),
    "blank lines only": ("\n\n\r\n", 924, None, None),
    "a header of blanks": ("\n  \n", 905, 2, 1),
    "only a byte-order mark": ("\ufeff", 924, None, None),
    "Latin-1": (GOOD.encode() + b"B\xe9,2020-01-06,received,other\n", 901, 3, 2),
    "a lone continuation byte": (GOOD.encode() + b"\x80\n", 901, 3, 1),
    "an overlong slash": (GOOD.encode() + b"A\xc0\xaf,2020-01-06,received,other\n", 901, 3, 2),
    "half a surrogate pair": (GOOD.encode() + b"\xed\xa0\x80\n", 901, 3, 1),
    "UTF-16": (GOOD.encode("utf-16"), 901, 1, 1),
    "the end cut inside a character": (GOOD.encode() + "申".encode()[:2], 901, 3, 1),
    "a NUL": (GOOD + "B\0,2020-01-06,received,other\n", 902, 3, 2),
    "a quote never closed": (GOOD + 'B,2020-01-06,"received,other\n', 903, None, None),
    "text after a closing quote": (GOOD + '"B"x,2020-01-06,received,other\n', 903, 3, None),
    "a quote in the middle of a cell": (GOOD + 'B"b",2020-01-06,received,other\n', 903, 3, None),
    "an unknown column": ("application,on,event,name\nA,2020-01-06,received,x\n", 905, 1, 22),
    "a column in capitals": ("Application,on,event\nA,2020-01-06,received\n", 905, 1, 1),
    "a host column without a name": ("application,on,event,x_\nA,2020-01-06,received,\n", 905, 1,
                                     22),
    "no column application": ("on,event\n2020-01-06,received\n", 906, 1, None),
    "no column on": ("application,event\nA,received\n", 906, 1, None),
    "no column event": ("application,on\nA,2020-01-06\n", 906, 1, None),
    "a column twice": ("application,on,event,on\nA,2020-01-06,received,2020-01-06\n", 907, 1, 22),
    "too few cells": (GOOD + "B,2020-01-06\n", 908, 3, None),
    "too many cells": (GOOD + "B,2020-01-06,received,other,more\n", 908, 3, None),
    "a line of a million characters": (GOOD + "B" * 2_000_000 + ",2020-01-06,received,other\n",
                                       909, 3, None),
    "an unknown event": (one("applicant", "recieved", "other"), 910, 2, 14),
    "an event that only time brings": (one("applicant", "year_ended", "other"), 910, 2, 14),
    "an unknown class": (one("applicant", "received", "person"), 910, 2, 23),
    "an unknown channel": (HEAD.replace("\n", ",channel\n")
                           + "A,2020-01-06,received,other,pigeon\n", 910, 2, 29),
    "an unknown unit": (after("A,2020-01-07,correction_requested,,5,week,,,,,,,\n"), 910, 3, None),
    "an unknown kind": (after("A,2020-01-07,consulted,,,,,,friend,,,,\n"), 910, 3, None),
    "a kind of another event": (after("A,2020-01-07,consulted,,,,,,simplified,,,,\n"), 910, 3,
                                None),
    "an unknown outcome": (after("A,2020-01-07,refused,,,,,,,because,,,\n"), 910, 3, None),
    "an unknown result": (after("A,2020-01-07,review_decided,,,,,,,,won,,\n"), 910, 3, None),
    "a month that does not exist": (one("applicant", "received", "other", "2020-13-06"), 911, 2, 3),
    "30 February": (one("applicant", "received", "other", "2020-02-30"), 911, 2, 3),
    "29 February of a common year": (one("applicant", "received", "other", "2021-02-29"), 911, 2,
                                     3),
    "a date with slashes": (one("applicant", "received", "other", "2020/01/06"), 911, 2, 3),
    "a date without zeros": (one("applicant", "received", "other", "2020-1-6"), 911, 2, 3),
    "a date with an hour": (one("applicant", "received", "other", "2020-01-06T09:00"), 911, 2, 3),
    "a date in Chinese": (one("applicant", "received", "other", "2020年1月6日"), 911, 2, 3),
    "a date after a blank": (one("applicant", "received", "other", " 2020-01-06"), 911, 2, 3),
    "the year zero": (one("applicant", "received", "other", "0000-01-01"), 911, 2, 3),
    "until is no date": (after("A,2020-01-07,correction_requested,,,,soon,,,,,,\n"), 911, 3, None),
    "delivered is no date": (after("A,2020-01-07,disclosed,,,,,yesterday,,,,,\n"), 911, 3, None),
    "an instant without zone": (one("applicant,recorded", "received", "other,2020-01-06T09:00:00"),
                                912, 2, 29),
    "an instant of the 25th hour": (
        one("applicant,recorded", "received", "other,2020-01-06T25:00:00Z"), 912, 2, 29),
    "days that are no number": (after("A,2020-01-07,extended,,five,,,,,,,,\n"), 913, 3, None),
    "days below zero": (after("A,2020-01-07,extended,,-5,,,,,,,,\n"), 913, 3, None),
    "half a day": (after("A,2020-01-07,extended,,2.5,,,,,,,,\n"), 913, 3, None),
    "days beyond any number": (after("A,2020-01-07,extended,,99999999999999999999,,,,,,,,\n"),
                               913, 3, None),
    "an amount with three decimals": (after("A,2020-01-07,fee_notified,,,,,,,,,1.005,\n"),
                                      913, 3, None),
    "an amount with a unit": (after("A,2020-01-07,fee_notified,,,,,,,,,100元,\n"), 913, 3, None),
    "a seq that is no number": (one("applicant,seq", "received", "other,first"), 913, 2, 29),
    "a key with a blank": (HEAD + "A B,2020-01-06,received,other\n", 914, 2, 1),
    "a key of 65 characters": (HEAD + "字" * 65 + ",2020-01-06,received,other\n", 914, 2, 1),
    "a key with a slash turned over": (HEAD + "A\\B,2020-01-06,received,other\n", 914, 2, 1),
    "no application": (HEAD + ",2020-01-06,received,other\n", 915, 2, 1),
    "no day": (HEAD + "A,,received,other\n", 915, 2, 3),
    "no event": (HEAD + "A,2020-01-06,,other\n", 915, 2, 14),
    "a refusal without outcome": (after("A,2020-01-07,refused,,,,,,,,,,\n"), 915, 3, None),
    "an extension without days": (after("A,2020-01-07,extended,,,,,,,,,,\n"), 915, 3, None),
    "a consultation of no one": (after("A,2020-01-07,consulted,,,,,,,,,,\n"), 915, 3, None),
    "a delay to no day": (after("A,2020-01-07,delay_notified,,,,,,,,,,\n"), 915, 3, None),
    "a decision without result": (after("A,2020-01-07,review_decided,,,,,,,,,,\n"), 915, 3, None),
    "delivered before it was sent": (after("A,2020-01-07,disclosed,,,,,2020-01-06,,,,,\n"),
                                     916, 3, None),
    "no class": ("application,on,event\nA,2020-01-06,received\n", 917, 2, None),
    "never received": (HEAD + "A,2020-01-06,disclosed,\n", 918, 2, None),
    "one id, two contents": (after("A,2020-01-07,supplemented,,,,,,,,,,i1\n"
                                   "A,2020-01-08,supplemented,,,,,,,,,,i1\n"), 919, 4, None),
    "an outcome of another event": (after("A,2020-01-07,refused,,,,,,,not_held,,,\n"),
                                    920, 3, None),
    "days and until": (after("A,2020-01-07,correction_requested,,5,,2020-01-20,,,,,,\n"),
                       921, 3, None),
    "a last day before the letter": (after("A,2020-01-07,correction_requested,,,,2020-01-05,,,,,,\n"),
                                     922, 3, None),
    "some rows without agency": ("application,agency,on,event,applicant\n"
                                 "A,x,2020-01-06,received,other\nB,y,2020-01-06,received,other\n"
                                 "C,,2020-01-06,received,other\n", 934, 4, None),
    "before any regulation": (HEAD + "A,2007-01-08,received,other\n", 804, 2, None),
    "before the calendar": (HEAD + "A,1999-01-08,received,other\n", 801, 2, None),
    "JSON cut short": ('{"application":"A","on":"2020-01-06"\n', 904, 1, None),
    "JSON with a trailing comma": ('{"application":"A","on":"2020-01-06",}\n', 904, 1, None),
    "a JSON list": ('[{"application":"A"}]\n', 932, 1, None),
    "a JSON number for a key": ('{"application":7,"on":"2020-01-06","event":"received"}\n',
                                932, 1, None),
    "JSON in JSON": ('{"application":"A","on":{"y":2020},"event":"received"}\n', 932, 1, None),
    "an unknown JSON key": ('{"application":"A","on":"2020-01-06","event":"received","who":"x"}\n',
                            905, 1, None),
    "a JSON key twice": ('{"application":"A","application":"B","on":"2020-01-06",'
                         '"event":"received","applicant":"other"}\n', 904, 1, 20),
    "a NUL escape in JSON": ('{"application":"A\\u0000","on":"2020-01-06","event":"received"}\n',
                             902, 1, None),
    "CSV after JSON": ('{"application":"A","on":"2020-01-06","event":"received",'
                       '"applicant":"other"}\nB,2020-01-06,received,other\n', 904, 2, None),
    "very deep JSON": ('{"application":' + "[" * 50_000 + "\n", 932, 1, None),
}

ROWS = ["1", "2", "3.1", "3.2"] + [f"3.3.{i}" for i in range(1, 9)] \
    + [f"3.4.{i}" for i in range(1, 4)] + [f"3.5.{i}" for i in range(1, 6)] \
    + ["3.6", "3.7", "4"]
TABLE_HEAD = ("row_id,row_label,natural_person,business,research,public_welfare,legal_service,"
              "other,total\n")
TABLE = TABLE_HEAD + "".join(f"{r},x,0,0,0,0,0,0,0\n" for r in ROWS)

TABLES = {
    "nothing at all": ("", 924),
    "not UTF-8": (TABLE.encode() + b"\xff\n", 901),
    "a NUL": (TABLE.replace("x", "\0", 1), 902),
    "a quote never closed": (TABLE.replace("x", '"', 1), 903),
    "an unknown column": (TABLE.replace("business", "firms"), 905),
    "a column missing": (TABLE.replace("business,", "", 1), 906),
    "a column twice": (TABLE.replace("business", "research", 1), 907),
    "too few cells": (TABLE.replace("3.1,x,0", "3.1,x"), 908),
    "a word for a number": (TABLE.replace("3.1,x,0", "3.1,x,none"), 913),
    "a number below zero": (TABLE.replace("3.1,x,0", "3.1,x,-1"), 913),
    "a broken number": (TABLE.replace("3.1,x,0", "3.1,x,1.5"), 913),
    "a number beyond any": (TABLE.replace("3.1,x,0", "3.1,x,99999999999999999999"), 913),
    "neither form": (TABLE.replace("\n3.6,x,0,0,0,0,0,0,0\n", "\n"), 927),
    "both forms": (TABLE.replace("\n3.7,", "\n3.6.1,x,0,0,0,0,0,0,0\n3.7,"), 927),
    "a row twice": (TABLE + "4,x,0,0,0,0,0,0,0\n", 928),
    "an unknown row": (TABLE.replace("3.2,", "3.9,"), 929),
    "an unknown block": (TABLE + "\nblock,upheld,corrected,other,pending,total\nappeal,0,0,0,0,0\n",
                         910),
}

NOTICE_HEAD = "notice_id,published,document,date,kind,holiday_name\n"
NOTICE = NOTICE_HEAD + "CN-2027,2026-11-20,d,2027-01-01,off,元旦\n"
NOTICES = {
    "nothing at all": ("", 924),
    "not UTF-8": (NOTICE.encode() + b"\xff\n", 901),
    "an unknown column": (NOTICE.replace("document", "letter"), 905),
    "a column missing": (NOTICE.replace("published,", "", 1), 906),
    "too few cells": (NOTICE + "CN-2027,2026-11-20\n", 908),
    "an unknown kind": (NOTICE.replace(",off,", ",rest,"), 910),
    "a day that is none": (NOTICE.replace("2027-01-01", "2027-02-30"), 911),
    "no day of publication": (NOTICE.replace("2026-11-20", ""), (911, 915)),
    "a day outside the calendar": (NOTICE.replace("2027-01-01", "2077-01-01"), 801),
    "one day, two states": (NOTICE + "CN-2027,2026-11-20,d,2027-01-01,work,元旦\n", 802),
    "a revert of nothing": (NOTICE + "CN-2027,2026-11-20,d,2027-03-03,revert,\n", 806),
    "an id with other content": (NOTICE.replace("CN-2027", "CN-2026"), 919),
}


class Malformed(ProgramTest):
    def complaint(self, got, path, code, line=None, column=None):
        """The program refused, said where and why, and said nothing else."""
        self.assertNotIn(got.code, (70, -6, -11), got.err)
        self.assertEqual(got.code, BAD_INPUT, got.out + got.err)
        self.assertEqual(got.out, "")
        codes = code if isinstance(code, tuple) else (code,)
        first = got.err.splitlines()[0]
        found = re.match(re.escape(path) + r":(?:(\d+):)?(?:(\d+):)? QX-(\d+) ([A-Z0-9_]+): .+$",
                         first)
        self.assertTrue(found, first[:300])
        self.assertIn(int(found[3]), codes, first[:300])
        if line is not None:
            self.assertEqual(int(found[1] or 0), line, first[:300])
        if column is not None:
            self.assertEqual(int(found[2] or 0), column, first[:300])
        for each in got.err.splitlines():
            self.assertLess(len(each), 600, "a message nobody can read")

    def test_logs(self):
        self.assertGreaterEqual(len(LOGS), 60)
        for title, (text, code, line, column) in LOGS.items():
            with self.subTest(title):
                path = self.file("log.csv", text)
                for lang in ("zh", "en"):
                    got = run("deadlines", path, "--as-of", "2020-03-02", "--lang", lang)
                    self.complaint(got, path, code, line, column)

    def test_logs_told_in_json(self):
        for title, (text, code, line, column) in LOGS.items():
            with self.subTest(title):
                path = self.file("log.csv", text)
                got = run("deadlines", path, "--as-of", "2020-03-02", "--json")
                self.assertEqual((got.code, got.out), (BAD_INPUT, ""))
                fault = got.faults()[0]
                self.assertEqual((fault["file"], fault["number"]), (path, code))
                if line is not None:
                    self.assertEqual(fault["line"], line)
                if column is not None:
                    self.assertEqual(fault["column"], column)

    def test_logs_from_standard_input_and_for_other_commands(self):
        for title, (text, code, line, column) in LOGS.items():
            with self.subTest(title):
                raw = text if isinstance(text, bytes) else text.encode("utf-8")
                path = self.file("log.csv", raw)
                self.complaint(run("deadlines", "-", "--as-of", "2020-03-02", stdin=raw), "-", code,
                               line, column)
                self.complaint(run("report", path, "--year", 2020, "--as-of", "2020-12-31"), path,
                               code, line, column)
                self.complaint(run("explain", path, "A", "--as-of", "2020-03-02"), path, code, line,
                               column)

    def test_logs_that_promise_to_be_sorted(self):
        for title, (text, code, line, _) in LOGS.items():
            with self.subTest(title):
                path = self.file("log.csv", text)
                got = run("deadlines", path, "--sorted", "--ndjson", "--as-of", "2020-03-02")
                self.assertEqual(got.code, BAD_INPUT)
                faults = got.faults()
                self.assertIn(code, [f["number"] for f in faults])

    def test_keep_going_answers_for_the_rest(self):
        sound = "Z,2020-01-06,received,other\n"
        for title, (text, code, _, _) in LOGS.items():
            if isinstance(text, bytes) or not text.startswith(HEAD) \
                    or code in (901, 902, 903, 909):
                continue
            with self.subTest(title):
                path = self.file("log.csv", text + sound)
                got = run("deadlines", path, "--keep-going", "--json", "--as-of", "2020-03-02")
                self.assertEqual(got.code, BAD_INPUT)
                document = got.json()
                self.assertIn("Z", [a["application"] for a in document["applications"]])
                self.assertIn(code, [f["number"] for f in document["faults"]])
                self.assertEqual(got.faults(), document["faults"])

    def test_keep_going_never_crashes(self):
        for title, (text, _, _, _) in LOGS.items():
            with self.subTest(title):
                path = self.file("log.csv", text)
                for more in ([], ["--sorted"]):
                    got = run("deadlines", path, "--keep-going", "--json", "--as-of", "2020-03-02",
                              *more)
                    self.assertEqual(got.code, BAD_INPUT)
                    json.loads(got.out)

    def test_tables(self):
        self.assertEqual(run("audit", self.file("t.csv", TABLE)).code, FINE)
        for title, (text, code) in TABLES.items():
            with self.subTest(title):
                path = self.file("t.csv", text)
                self.complaint(run("audit", path), path, code)
                raw = text if isinstance(text, bytes) else text.encode("utf-8")
                self.complaint(run("audit", "-", stdin=raw), "-", code)

    def test_notices(self):
        log = self.log([received("A", "2026-12-15")])
        sound = self.file("n.csv", NOTICE)
        self.assertEqual(run("deadlines", log, "--as-of", "2026-12-20", "--notices", sound).code,
                         FINE)
        for title, (text, code) in NOTICES.items():
            with self.subTest(title):
                path = self.file("n.csv", text)
                self.complaint(run("deadlines", log, "--as-of", "2026-12-20", "--notices", path),
                               path, code)
                self.complaint(run("calendar", "add", "2026-12-15", 20, "--notices", path), path,
                               code)

    def test_certificates(self):
        log = self.log([received("A", "2020-01-06")])
        for title, text, code in (
                ("nothing", "", 904), ("a word", "hello", 904), ("cut short", '{"id":"A/re', 904),
                ("a list", "[]", 931), ("no certificate", '{"certificates":[]}', 931),
                ("empty object", "{}", 931), ("a number", "7", 931),
                ("not UTF-8", b'{"id":"\xff"}', 901), ("deep", "[" * 100_000, 904)):
            with self.subTest(title):
                path = self.file("c.json", text)
                self.complaint(run("check-certificate", path, log), path, code)

    def test_certificates_of_which_any_part_is_gone_or_strange(self):
        log = self.log([received("A", "2020-01-06")])
        whole = json.loads(run("explain", log, "A", "--as-of", "2020-01-20", "--json").out)
        one_of = whole["certificates"][0]
        for key in one_of:
            for strange in (None, 7, "x", [], {}, [[]], {"event": 7}):
                spoilt = dict(one_of)
                spoilt[key] = strange
                if spoilt == one_of:
                    continue
                with self.subTest(f"{key}={strange}"):
                    got = run("check-certificate", self.file("c.json", json.dumps(spoilt)), log)
                    self.assertIn(got.code, (FINDING, BAD_INPUT, FINE), got.err)

    def test_lists_and_numbers_of_a_certificate_are_such(self):
        log = self.log([received("A", "2020-01-06"), row("A", "2020-01-20", "extended", days=20, delivered="2020-01-20")])
        whole = json.loads(run("explain", log, "A", "--as-of", "2020-01-20", "--json").out)
        one = next(c for c in whole["certificates"] if c["extensions"])
        doubtful = {"from": "2027-01-01", "to": "2027-12-31", "year": 2027, "festivals": [], "notices": [], "known_years": []}
        for field, spoilt in (
                *[(key, {**one, key: strange}) for key in ("basis", "extensions", "lines", "open") for strange in ({}, {"a": "x"}, 7, "x", None)],
                *[("limit", {**one, "limit": strange}) for strange in ("20", 20.5, [], 2 ** 40)],
                *[("unit", {**one, "unit": strange}) for strange in (7, [])],
                *[("n", {**one, "lines": [{**one["lines"][0], "n": strange}]}) for strange in ("1", None, 2 ** 40)],
                *[(key, {**one, "open": [{**doubtful, key: strange}]}) for key in ("festivals", "notices", "known_years")
                  for strange in ({}, 7, "x", None)],
                ("days", {**one, "extensions": [{**one["extensions"][0], "days": "20"}]}),
                *[("certificates", {**whole, "certificates": strange}) for strange in ({}, 7, None)]):
            with self.subTest(field, spoilt=spoilt.get(field)):
                got = run("check-certificate", self.file("c.json", json.dumps(spoilt)), log, "--json")
                self.assertEqual((got.code, [(f["number"], f["field"]) for f in got.faults()]), (BAD_INPUT, [(931, field)]))

    def test_files_that_are_not_there(self):
        missing = os.path.join(self.folder, "none.csv")
        log = self.log([received("A", "2020-01-06")])
        for arguments in (("deadlines", missing), ("explain", missing, "A"),
                          ("report", missing, "--year", 2020), ("audit", missing),
                          ("check-certificate", missing, log),
                          ("deadlines", log, "--notices", missing)):
            with self.subTest(arguments[0]):
                self.complaint(run(*arguments), missing, 925)
        self.complaint(run("deadlines", self.folder), self.folder, 925)

    def test_days_and_numbers_on_the_command_line(self):
        log = self.log([received("A", "2020-01-06")])
        for arguments in (
                ("deadlines", log, "--as-of", "2020-02-30"), ("deadlines", log, "--as-of", "x"),
                ("deadlines", log, "--known-on", "2020"), ("deadlines", log, "--encoding",
                                                           "latin1"),
                ("calendar", "add", "2020-01-01", "-1"), ("calendar", "add", "2020-01-01", "x"),
                ("calendar", "add", "2020-01-32", "1"), ("calendar", "count", "2020-01-02",
                                                         "2020-01-01"),
                ("calendar", "show", "20"), ("calendar", "show", "2020-13"),
                ("calendar", "diff", "--known-on", "2020-01-01"), ("report", log, "--year", "1066"),
                ("report", log, "--year", "2020", "--form", "2020"), ("machine", "--as", "png"),
                ("codes", "QX-1"), ("frobnicate",), (), ("deadlines",), ("deadlines", log,
                                                                         "--what")):
            with self.subTest(arguments[-1:]):
                got = run(*arguments)
                self.assertEqual(got.code, USAGE, got.err)
                self.assertEqual(got.out, "")
                self.assertTrue(got.err)

    def test_days_the_calendar_does_not_reach(self):
        for arguments in (("calendar", "add", "2000-12-31", 1), ("calendar", "add", "2050-12-30",
                                                                 20),
                          ("calendar", "count", "2020-01-01", "2051-01-01"),
                          ("calendar", "show", "1999")):
            with self.subTest(arguments):
                got = run(*arguments)
                self.assertEqual((got.code, got.out), (BAD_INPUT, ""))
                self.assertIn("QX-801", got.err)

    def test_a_log_cut_anywhere_is_read_or_refused(self):
        whole = csv_text([received("申1", "2020-01-06", note='say "hello",\nthen go'),
                          received("申2", "2020-01-07")]).encode("utf-8")
        for at in range(len(whole)):
            got = run("deadlines", "-", "--as-of", "2020-02-03", stdin=whole[:at])
            self.assertIn(got.code, (FINE, FINDING, BAD_INPUT), whole[:at])
            if got.code == BAD_INPUT:
                self.assertEqual(got.out, "")


if __name__ == "__main__":
    unittest.main()
