"""Facts that come again: edited lists, rows that stand twice, days that have not come, wrong clocks."""
import datetime
import os
import shutil
import subprocess
import unittest

from store_support import StoreTest
from support import (BAD_INPUT, FINDING, FINE, PROGRAM, Answer, environment, received, row)

TOMORROW = (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
            + datetime.timedelta(days=2)).date().isoformat()
CLOCK = """#include <stdlib.h>
#include <time.h>
time_t time(time_t *at) {
    const time_t now = atoll(getenv("QIXIAN_TEST_CLOCK"));
    if (at) *at = now;
    return now;
}
"""


class AnEditedList(StoreTest):
    rows = [received("A", "2021-03-01"), row("A", "2021-03-20", "extended", days=10),
            received("B", "2021-03-01"),
            row("B", "2021-03-10", "refused", outcome="state_secret"),
            row("B", "2021-03-20", "review_filed")]

    def edited(self):
        rows = [dict(each) for each in self.rows]
        rows[1]["delivered"] = "2021-03-22"
        rows[4]["note"] = "材料齐全"
        return self.log(rows, "edited.csv")

    def due(self, path):
        return self.duty(self.ask("deadlines", path, "--as-of", "2021-03-30"), "reply", "A")["due"]

    def test_is_refused_row_by_row_with_what_differs_and_what_to_do(self):
        path = self.kept(self.rows)
        due, before = self.due(path), self.bytes_of(path)
        document = self.ask("import", path, self.edited(), code=FINDING)
        self.assertEqual((document["stored"], document["repeated"]), (False, 3))
        self.assertEqual([(r["line"], r["code"], r["differs"]) for r in document["refusals"]], [
            (3, "SAME_FACT", [{"cell": "delivered", "before": "", "now": "2021-03-22"}]),
            (6, "SAME_FACT", [{"cell": "note", "before": "", "now": "材料齐全"}])])
        text = self.ok("import", path, self.edited(), "--lang", "en", code=FINDING).out
        self.assertRegex(text, r"edited\.csv:3 A 2021-03-20 extended: QX-107 SAME_FACT: .*\(REG19-45\)\n"
                               r" +c[0-9a-f]{31}  delivered: \(empty\) → 2021-03-22\n")
        self.assertEqual(text.count("--amend puts the entry right"), 1)
        self.assertIn("加 --amend", self.ok("import", path, self.edited(), code=FINDING).out)
        self.assertEqual((self.bytes_of(path), self.due(path)), (before, due))

    def test_amends_when_asked_and_shows_both(self):
        path = self.kept(self.rows)
        due = self.due(path)
        text = self.ok("import", path, self.edited(), "--amend", "--lang", "en").out
        self.assertRegex(text, r"edited\.csv:3 A 2021-03-20 extended: delivered: \(empty\) → "
                               r"2021-03-22\n +⊘ c[0-9a-f]{31} ✔ c[0-9a-f]{31}\n")
        self.assertIn("5 rows: 0 stored, 2 put right, 3 there already, 0 refused.", text)
        self.assertEqual(self.due(path), due)
        self.assertEqual(
            self.ask("report", path, "--year", 2021)["table4"]["review"]["total"], 1)
        before = self.exported(path)
        again = self.ask("import", path, self.edited(), "--amend")
        self.assertEqual((again["repeated"], again["amended"]), (5, []))
        self.assertEqual(self.exported(path), before)
        entries = self.ask("show", path, "A")["entries"]
        self.assertEqual(sorted(e["verdict"] for e in entries),
                         ["accepted", "accepted", "accepted", "withdrawn"])
        self.assertTrue(self.ask("verify", path)["clean"])

    def test_record_does_the_same(self):
        path = self.kept(self.rows)
        command = ["record", path, "--application", "A", "--event", "extended", "--on",
                   "2021-03-20", "--days", 10]
        self.assertEqual(self.ask(*command)["status"], "repeated")
        got = self.ok(*command, "--note", "补", "--lang", "en", code=FINDING)
        self.assertRegex(got.out, r"QX-107 SAME_FACT: .*\n  c[0-9a-f]{31}  note: \(empty\) → 补\n"
                                  r"  --amend puts")
        tried = self.ask(*command, "--note", "补", "--amend", "--dry-run")
        said = self.ask(*command, "--note", "补", "--amend")
        self.assertEqual((said["status"], said["version"]), ("appended", 4))
        self.assertEqual(said["amended"], tried["amended"])
        self.assertEqual(said["differs"], [{"cell": "note", "before": "", "now": "补"}])
        self.assertEqual(self.ask(*command, "--note", "补", "--amend")["status"], "repeated")
        second = self.ask(*command, "--id", "other")
        self.assertEqual(second["status"], "appended")
        self.assertEqual([w["code"] for w in second["warnings"]], ["SECOND_FACT"])

    def test_an_edited_day_names_the_entry_that_the_list_has_no_more(self):
        path = self.kept(self.rows)
        old = next(e["id"] for e in self.ask("show", path, "A")["entries"]
                   if e["event"] == "extended")
        edited = [dict(each) for each in self.rows]
        for each in edited:
            if each["event"] == "extended":
                each["on"] = "2021-03-19"
        log = self.log(edited, "edited-day.csv")
        got = self.ok("import", path, log, "--amend", "--keep-going", "--lang", "en")
        self.assertRegex(got.err, r"edited-day\.csv:3: QX-976 ENTRY_LEFT_OUT: .*withdraw.* "
                                  rf"A: 2021-03-20 {old[:8]}\n")
        self.ok("withdraw-entry", path, "--id", old[:8], "--reason", "日期有误")
        document = self.ask("import", path, log)
        self.assertEqual((document["repeated"], document["warnings"]), (5, []))

    def test_a_list_says_what_it_left_out_in_json_too(self):
        path = self.kept(self.rows)
        edited = [dict(each) for each in self.rows]
        for each in edited:
            if each["event"] == "extended":
                each["on"] = "2021-03-19"
        document = self.ask("import", path, self.log(edited, "edited-day.csv"))
        self.assertEqual([(w["code"], w["line"]) for w in document["warnings"]],
                         [("ENTRY_LEFT_OUT", 3)])

    def test_a_row_that_stands_twice_is_a_warning(self):
        path = self.made()
        log = self.log(self.rows + [self.rows[1]], "twice.csv")
        document = self.ask("import", path, log)
        self.assertEqual((document["added"], document["repeated"]), (5, 1))
        self.assertEqual([(w["code"], w["line"], w["detail"]) for w in document["warnings"]],
                         [("ROW_TWICE", 7, "3")])
        got = self.ok("import", path, log, "--lang", "en")
        self.assertRegex(got.err, r"twice\.csv:7: QX-947 ROW_TWICE: ")


class DaysThatHaveNotCome(StoreTest):
    def test_are_refused_unless_they_are_meant(self):
        path = self.made()
        command = ["record", path, "--application", "A", "--event", "received", "--on", TOMORROW,
                   "--applicant", "other"]
        before = self.bytes_of(path)
        said = self.ask(*command, code=FINDING)
        self.assertEqual((said["status"], said["ruling"]["code"]), ("refused", "FUTURE_DAY"))
        self.assertLess(said["ruling"]["limit"], TOMORROW)
        self.assertIn("--future", self.ok(*command, code=FINDING).out)
        self.assertEqual(self.ask(*command, "--dry-run", code=FINDING)["status"], "refused")
        self.assertEqual(self.bytes_of(path), before)
        log = self.log([received("A", TOMORROW), received("B", "2021-03-01"),
                        received("C", "2999-03-01" if TOMORROW < "2999" else TOMORROW)])
        document = self.ask("import", path, log, code=FINDING)
        self.assertEqual([(r["line"], r["code"]) for r in document["refusals"]],
                         [(2, "FUTURE_DAY"), (4, "FUTURE_DAY")])
        self.assertEqual(self.bytes_of(path), before)
        self.assertEqual(self.ask("import", path, log, "--keep-going", code=FINDING)["added"], 1)
        self.assertEqual(self.ask(*command, "--future")["status"], "appended")

    def test_that_stand_already_are_counted_and_said_in_every_list(self):
        path = self.made()
        self.ok("import", path, self.log([received("A", "2021-03-01"), received("B", TOMORROW),
                                          row("A", TOMORROW, "disclosed")]), "--future")
        wanted = {"rows": 2, "applications": ["A", "B"]}
        for command in ("list", "worklist", "deadlines"):
            document = self.ask(command, path, "--as-of", "2021-03-10")
            self.assertEqual(document["after_as_of"], wanted, command)
            tail = self.ok(command, path, "--as-of", "2021-03-10", "--ndjson").lines()[-1]
            self.assertEqual(tail["after_as_of"], wanted, command)
            text = self.ok(command, path, "--as-of", "2021-03-10", "--lang", "en").out
            self.assertIn("2 rows after the as-of day, not counted: A B", text)


class Instants(StoreTest):
    def test_a_stated_instant_lies_neither_ahead_nor_before_the_entry_before(self):
        path = self.made()
        command = ["record", path, "--application", "A", "--event", "received", "--on",
                   "2021-03-01", "--applicant", "other"]
        self.says(945, BAD_INPUT, *command, "--recorded", f"{TOMORROW}T09:00:00+08:00")
        self.ask(*command, "--recorded", "2021-03-02T09:00:00+08:00")
        later = ["record", path, "--application", "A", "--event", "extended", "--on", "2021-03-20",
                 "--days", 10]
        self.says(945, BAD_INPUT, *later, "--recorded", "2021-03-02T08:59:59+08:00")
        self.ask(*later, "--recorded", "2021-03-20T09:00:00+08:00")

    def test_stated_and_stored_are_both_said(self):
        path = self.kept([received("A", "2021-03-01", recorded="2021-03-02T09:00:00+08:00")])
        entry = self.ask("show", path, "A")["entries"][0]
        self.assertEqual(entry["recorded"], "2021-03-02T09:00:00+08:00")
        self.assertGreater(entry["stored"], "2021-03-03")
        line = self.ok("feed", path).lines()[0]
        self.sound("feed-line", line)
        self.assertEqual((line["entry"]["recorded"], line["stored"]),
                         (entry["recorded"], entry["stored"]))
        text = self.ok("show", path, "A", "--lang", "en").out
        self.assertIn("stored", text.splitlines()[2])
        self.assertIn(entry["stored"][:16].replace("T", " "), text)

    def at(self, now, *arguments):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False,
                              env=environment(LD_PRELOAD=self.clock, QIXIAN_TEST_CLOCK=str(now)))
        return Answer(done.returncode, done.stdout, done.stderr)

    @unittest.skipUnless(shutil.which("cc"), "no compiler")
    def test_a_wrong_clock_touches_no_store(self):
        self.clock = os.path.join(self.folder, "clock.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", self.clock, self.file("clock.c", CLOCK)],
                       check=True)
        path = self.path()
        good = 1_700_000_000
        command = ["record", path, "--application", "A", "--event", "received", "--on",
                   "2021-03-01", "--applicant", "other"]
        for wrong in (-1, 253_402_300_800, 10**15):
            got = self.at(wrong, "init", path, "--lang", "en")
            self.assertEqual(got.code, BAD_INPUT, got.err)
            self.assertIn("QX-949 CLOCK_WRONG", got.err)
            if os.path.exists(path):
                os.remove(path)
        self.assertEqual(self.at(good, "init", path).code, FINE)
        before = self.bytes_of(path)
        for wrong in (-1, good - 1, 253_402_300_800, 10**15):
            got = self.at(wrong, *command, "--lang", "en")
            self.assertEqual(got.code, BAD_INPUT, (wrong, got.err))
            self.assertIn("QX-949 CLOCK_WRONG", got.err)
            self.assertEqual(self.bytes_of(path), before)
        for wrong in (-1, 253_402_300_800, 10**15):
            got = self.at(wrong, "list", path)
            self.assertEqual(got.code, BAD_INPUT, (wrong, got.err))
        self.assertEqual(self.at(good - 1, *command, "--clock-went-back").code, FINE)
        self.assertTrue(self.ask("verify", path)["clean"])


class Ids(StoreTest):
    def test_the_beginning_of_an_id_will_do(self):
        path = self.kept([received("A", "2021-03-01"), received("B", "2021-03-01"),
                          received("C", "2021-03-01", id="e17"),
                          received("D", "2021-03-01", id="e18")])
        entry = self.ask("show", path, "A")["entries"][0]["id"]
        self.assertEqual(self.ask("show", path, entry[:10])["application"], "A")
        got = self.says(946, BAD_INPUT, "withdraw-entry", path, "--id", "e1", "--reason", "x")
        self.assertIn("e17 C, e18 D", got.err)
        self.says(946, BAD_INPUT, "show", path, "e1")
        self.says(937, BAD_INPUT, "withdraw-entry", path, "--id", "zz", "--reason", "x")
        self.says(915, BAD_INPUT, "withdraw-entry", path, "--id", "e17", "--reason", "　")
        done = self.ask("withdraw-entry", path, "--id", entry[:10], "--reason", "记错")
        self.assertEqual((done["status"], done["withdrawn"]), ("appended", entry))
        said = self.ask("record", path, "--application", "C", "--event", "entry_withdrawn", "--on",
                        "2021-03-01", "--re", "e17")
        self.assertEqual(said["status"], "appended")
        other = self.ask("show", path, "B")["entries"][0]["id"]
        self.ask("record", path, "--application", "B", "--event", "entry_withdrawn", "--on",
                 "2021-03-01", "--re", other[:12])
        self.assertEqual(self.ask("show", path, "B")["entries"][0]["verdict"], "withdrawn")


class Desks(StoreTest):
    def test_an_unknown_one_is_an_error_that_names_those_there_are(self):
        path = self.made()
        self.ok("import", path, "--future", self.log([
            received("A", "2021-03-01", desk="法规处"), received("B", "2021-03-02", desk="档案科"),
            received("C", TOMORROW, desk="明日科")]))
        got = self.says(971, BAD_INPUT, "worklist", path, "--desk", "法规科")
        self.assertIn("法规科\n    allowed here: 法规处, 明日科, 档案科\n", got.err)
        self.assertEqual(got.out, "")
        self.assertEqual(
            self.ask("worklist", path, "--desk", "档案科", "--as-of", "2021-03-01")["items"], [])


