"""No application is left out in silence: one that cannot be answered for, and one of which no receipt stands
any more, is named by whatever lists applications; and an agency that is not there is no empty answer."""
import unittest

from store_support import StoreTest
from support import BAD_INPUT, FINDING, FINE, received, row, run

DAY = ("--as-of", "2021-03-10")


class AReceiptThatWasWithdrawn(StoreTest):
    def store(self):
        path = self.kept([received("A", "2021-03-01", id="a1", desk="一科"),
                          row("A", "2021-03-05", "extended", days=5, id="a2"),
                          received("B", "2021-03-02", id="b1", desk="二科"),
                          received("C", "2021-03-02", id="c1"), row("C", "2021-03-04", "disclosed")])
        for each in ("a1", "c1"):
            self.ok("withdraw-entry", path, "--id", each, "--reason", "误录")
        return path

    def test_is_said_by_every_list(self):
        path = self.store()
        for command, options in (("worklist", DAY), ("list", DAY), ("list", (*DAY, "--open")),
                                 ("deadlines", DAY)):
            with self.subTest(command=command):
                document = self.ask(command, path, *options, code=FINDING)
                self.assertEqual([(r["application"], r["event"], r["code"]) for r in document["refusals"]],
                                 [("A", "extended", "BEFORE_RECEIPT"), ("C", "disclosed", "BEFORE_RECEIPT")])
                lines = run(command, path, *options, "--ndjson").lines()
                self.assertEqual(lines[-1]["refusals"], document["refusals"])
                got = self.ok(command, path, *options, "--lang", "en", code=FINDING)
                self.assertRegex(got.out, r"Refused rows\n.* A 2021-03-05 extended: .*\n.* C 2021-03-04 ")
                zh = self.ok(command, path, *options, code=FINDING)
                self.assertRegex(zh.out, r"不予记入的记录\n.* A 2021-03-05 告知延期：申请尚未收到.*\n.* C ")

    def test_a_desk_sees_its_own_and_those_of_none(self):
        path = self.store()
        for desk, names in (("一科", ["A", "C"]), ("二科", ["C"])):
            document = self.ask("worklist", path, "--desk", desk, *DAY, code=FINDING)
            self.assertEqual([r["application"] for r in document["refusals"]], names)

    def test_is_counted_as_not_registered(self):
        path = self.store()
        self.assertIn("3 applications, 1 open, 2 not registered.",
                      run("list", path, *DAY, "--lang", "en").out)
        self.assertIn("申请3件，在办1件，未登记2件。", run("list", path, *DAY).out)
        self.assertIn("3 applications: 1 open (0 carried forward), 0 closed, 2 not registered;",
                      run("deadlines", path, *DAY, "--lang", "en").out)

    def test_a_report_names_it(self):
        path = self.store()
        document = self.ask("report", path, "--year", "2021", code=FINDING)
        self.assertEqual(document["refused_rows"], ["A", "C"])
        self.assertEqual(document["table3"]["1"]["total"], 1)
        self.assertRegex(run("report", path, "--year", "2021", "--lang", "en").err, r"refused rows .*: A C\n")


class WhatHasAFaultyRow(StoreTest):
    rows = [received("A", "2021-03-01"), row("A", "2021-13-05", "extended", days=5),
            received("B", "2021-03-02"), received("C", "2021-02-30"),
            received("D", "2021-03-01"), row("D", "2021-03-03", "disclosed", id="x"),
            received("E", "2021-03-01"), row("E", "2021-03-03", "disclosed", id="x")]

    def test_is_named_where_the_others_are_answered_for(self):
        log = self.log(self.rows)
        for more in ((), ("--sorted",)):
            for command in (("deadlines", *DAY), ("report", "--year", "2021")):
                with self.subTest(command=command, more=more):
                    got = run(command[0], log, *command[1:], "--keep-going", *more, "--json")
                    self.assertEqual(got.code, BAD_INPUT)
                    document = self.sound(command[0], got.json())
                    self.assertEqual(document["left_out"], ["A", "C", "E"])
                    said = run(command[0], log, *command[1:], "--keep-going", *more, "--lang", "en")
                    self.assertIn("3 applications left out because of faulty rows: A C E\n", said.err)
                    self.assertIn("记录有误、未予答复的申请3件：A C E\n",
                                  run(command[0], log, *command[1:], "--keep-going", *more).err)
        tail = run("deadlines", log, *DAY, "--keep-going", "--ndjson").lines()[-1]
        self.assertEqual(self.sound("deadlines-line", tail)["left_out"], ["A", "C", "E"])

    def test_nobody_is_named_where_nothing_is_wrong(self):
        log = self.log(self.rows[2:3])
        for command in (("deadlines", *DAY), ("report", "--year", "2021")):
            got = run(command[0], log, *command[1:], "--keep-going", "--json")
            self.assertEqual((got.code, got.json()["left_out"], got.err), (FINE, [], ""))
            self.assertEqual(run(command[0], log, *command[1:], "--keep-going").err, "")

    def test_many_do_not_flood_the_screen_and_stand_after_the_faults(self):
        log = self.log([received(f"A{n:03}", "2021-02-30") for n in range(100)])
        err = run("deadlines", log, *DAY, "--keep-going", "--lang", "en").err.splitlines()
        self.assertEqual(err[-2:], ["… and 80 more faults",
                                    "100 applications left out because of faulty rows: "
                                    "A000 A001 A002 A003 A004 A005 A006 A007 …"])
        document = run("deadlines", log, *DAY, "--keep-going", "--json").json()
        self.assertEqual(len(document["left_out"]), 100)

    def test_only_those_of_the_agency_are_named(self):
        log = self.log([{**each, "agency": "甲局" if n < 3 else "乙局"}
                        for n, each in enumerate(self.rows)])
        for more in ((), ("--sorted",)):
            document = run("deadlines", log, *DAY, "--keep-going", "--agency", "乙局", *more, "--json").json()
            self.assertEqual(document["left_out"], ["C", "E"])

    def test_is_not_called_unknown(self):
        log = self.log(self.rows)
        got = run("explain", log, "A", *DAY, "--keep-going", "--lang", "en")
        self.assertEqual(got.code, BAD_INPUT)
        self.assertNotIn("QX-933", got.err)
        self.assertIn("left out because of faulty rows: A C E", got.err)


class AnAgencyThatIsNotThere(StoreTest):
    """Of a log and of a store, by every command that takes one."""

    def test_is_a_fault_that_names_those_there_are(self):
        rows = [received("A", "2021-03-01", agency="甲局"), received("B", "2021-03-01", agency="乙局")]
        log, store = self.log(rows), self.kept(rows)
        questions = [["deadlines", "S", *DAY], ["deadlines", "S", *DAY, "--keep-going"],
                     ["report", "S", "--year", "2021"], ["explain", "S", "A", *DAY]]
        of_logs = [["deadlines", "S", *DAY, "--sorted"]]
        of_stores = [["list", "S"], ["worklist", "S"], ["show", "S", "A"], ["export", "S"], ["feed", "S"],
                     ["years", "S"], ["settings", "S"], ["close-year", "S", "--year", "2021"],
                     ["restate", "S", "--year", "2021"]]
        for source, commands in ((log, questions + of_logs), (store, questions + of_stores)):
            for command in commands:
                with self.subTest(command=command, source=source):
                    words = [source if w == "S" else w for w in command]
                    got = self.says(935, BAD_INPUT, *words, "--agency", "丙局")
                    self.assertIn("[agency] there is no such agency here: 丙局", got.err)
                    self.assertRegex(got.err, "allowed here: (甲局, 乙局|乙局, 甲局)\n")
                    self.assertEqual(got.out, "")

    def test_is_a_fault_of_a_log_that_names_none_at_all(self):
        log = self.log([received("A", "2021-03-01")])
        for more in ((), ("--sorted",), ("--keep-going",)):
            got = self.says(935, BAD_INPUT, "deadlines", log, *DAY, "--agency", "甲局", *more)
            self.assertNotIn("allowed here", got.err)

    def test_the_one_that_is_there_is_answered_for(self):
        log = self.log([received("A", "2021-03-01", agency="甲局"),
                        received("B", "2021-03-01", agency="乙局")])
        for command in (["deadlines", *DAY], ["report", "--year", "2021", "--as-of", "2021-12-31"]):
            got = run(command[0], log, *command[1:], "--agency", "乙局", "--json")
            self.assertIn(got.code, (FINE, FINDING), got.err)
            self.assertNotIn("A", [a["application"] for a in got.json().get("applications", [])])

    def test_where_many_are_there_the_likest_are_named(self):
        log = self.log([received("A", "2021-03-01", agency=f"第{n}局") for n in range(20)])
        err = run("deadlines", log, *DAY, "--agency", "第13处", "--lang", "en").err
        self.assertRegex(err, r"allowed here: 第13局, .* … of 20\n")
        self.assertNotIn("help columns", err)


if __name__ == "__main__":
    unittest.main()
