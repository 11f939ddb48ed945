"""The program as its users meet it: exit codes, options, and what every command promises."""
import datetime
import os
import re
import subprocess
import unittest

from gallery import GALLERY
from support import (BAD_INPUT, FINDING, FINE, PROGRAM, SOURCE, USAGE, ProgramTest, csv_text,
                     environment, ndjson_text, random_rows, received, row, run)

TWO_AGENCIES = [received("A", "2020-12-21", agency="x"), received("A", "2020-12-22", agency="y"),
                received("B", "2020-12-23", agency="y")]
ALL_COMMANDS = ("deadlines", "explain", "check-certificate", "report", "audit", "calendar",
                "machine",
                "codes", "help")


class ExitCodes(ProgramTest):
    def test_deadlines(self):
        sound = self.log([received("A", "2021-03-01")])
        self.assertEqual(run("deadlines", sound, "--as-of", "2021-03-02").code, FINE)
        self.assertEqual(run("deadlines", sound, "--as-of", "2021-03-29").code, FINE)
        self.assertEqual(run("deadlines", sound, "--as-of", "2021-03-30").code, FINDING)
        self.assertEqual(run("deadlines").code, USAGE)
        self.assertEqual(run("deadlines", self.file("bad", "x")).code, BAD_INPUT)

    def test_a_closed_application_that_was_late_is_no_finding(self):
        rows = [received("A", "2021-03-01"), row("A", "2021-05-20", "disclosed")]
        document = self.deadlines(rows, "2021-05-21", code=FINE)
        self.assertEqual(self.duty(document, "reply")["status"], "missed")

    def test_an_irregular_row_is_no_finding(self):
        rows, as_of, _ = GALLERY["reply while correcting"]
        self.assertEqual(len(self.deadlines(rows, as_of, code=FINE)["irregular"]), 1)

    def test_a_refused_row_is_a_finding_of_deadlines_and_report(self):
        log = self.log([received("A", "2021-03-01"), row("A", "2021-03-02", "extended", days=25)])
        self.assertEqual(run("deadlines", log, "--as-of", "2021-03-03").code, FINDING)
        self.assertEqual(run("report", log, "--year", 2021, "--as-of", "2021-12-31").code, FINDING)

    def test_explain(self):
        log = self.log([received("A", "2021-03-01")])
        self.assertEqual(run("explain", log, "A", "--as-of", "2021-03-02").code, FINE)
        got = run("explain", log, "Z", "--as-of", "2021-03-02")
        self.assertEqual((got.code, got.out), (BAD_INPUT, ""))
        self.assertIn("QX-933", got.err)
        self.assertEqual(run("explain", log).code, USAGE)

    def test_audit(self):
        folder = os.path.join(SOURCE, "tests", "data", "reports")
        self.assertEqual(run("audit", os.path.join(folder, "pingtan-quanqu-2021.csv")).code, FINE)
        self.assertEqual(run("audit", os.path.join(folder, "pingtan-quanqu-2020.csv")).code,
                         FINDING)
        self.assertEqual(run("audit", self.file("t.csv", "x")).code, BAD_INPUT)
        self.assertEqual(run("audit").code, USAGE)

    def test_the_rest(self):
        for arguments in (("machine",), ("codes",), ("help",), ("--help",), ("--version",),
                          ("calendar", "add", "2021-03-01", 20)):
            got = run(*arguments)
            self.assertEqual((got.code, got.err), (FINE, ""), arguments)
            self.assertTrue(got.out)
        self.assertEqual(run().code, USAGE)
        self.assertEqual(run("help", "nonsense").code, USAGE)

    def test_help_names_every_exit_code(self):
        for lang in ("zh", "en"):
            text = run("help", "exit-codes", "--lang", lang).out
            for code in (0, 1, 2, 3, 4, 5, 70):
                self.assertRegex(text, rf"(?m)^ +{code} ")


class ReadingALog(ProgramTest):
    rows = [received("申〔2021〕1号", "2021-03-01"),
            row("申〔2021〕1号", "2021-03-08", "consulted", kind="third_party", ref="z",
                delivered="2021-03-10"),
            received("B", "2021-03-02")]

    def same_for(self, *ways):
        answers = [run("deadlines", path, "--as-of", "2021-03-12", "--json", *more, stdin=stdin)
                   for path, more, stdin in ways]
        for got in answers:
            self.assertEqual(got.code, FINE, got.err)
            self.assertEqual(got.bytes, answers[0].bytes)

    def test_standard_input_bom_crlf_ndjson_and_gb18030_give_one_answer(self):
        text = csv_text(self.rows)
        self.same_for(
            (self.file("a.csv", text), [], None),
            ("-", [], text),
            (self.file("b.csv", "\ufeff" + text), [], None),
            (self.file("c.csv", text.replace("\n", "\r\n")), [], None),
            (self.file("d.csv", "\ufeff" + text.replace("\n", "\r\n")), [], None),
            (self.file("e.csv", text.rstrip("\n")), [], None),
            (self.file("f.csv", text.encode("gb18030")), ["--encoding", "gb18030"], None),
            (self.file("g.ndjson", ndjson_text(self.rows)), [], None),
            ("-", [], ndjson_text(self.rows)))

    def test_gb18030_without_being_told_is_a_fault_with_a_place(self):
        got = run("deadlines", self.file("f.csv", csv_text(self.rows).encode("gb18030")))
        self.assertEqual(got.code, BAD_INPUT)
        self.assertRegex(got.err, r"f\.csv:2:1: QX-901 ")

    def test_the_order_of_columns_and_of_applications_does_not_matter(self):
        lines = [line.split(",") for line in csv_text(self.rows).splitlines()]
        turned = "".join(",".join(reversed(line)) + "\n" for line in lines)
        first = self.deadlines(self.rows, "2021-03-12")
        got = run("deadlines", self.file("t.csv", turned), "--as-of", "2021-03-12", "--json")
        self.assertEqual(got.json(), first)
        mixed = self.deadlines([self.rows[0], self.rows[2], self.rows[1]], "2021-03-12")
        self.assertEqual(mixed["applications"], first["applications"])

    def test_rows_of_one_day_follow_seq_then_their_order(self):
        rows = [received("A", "2021-03-01", seq=1),
                row("A", "2021-03-01", "withdrawn", seq=3),
                row("A", "2021-03-01", "fee_notified", seq=2)]
        self.assertEqual(self.deadlines(rows, "2021-03-02")["refusals"], [])
        del rows[0]["seq"], rows[1]["seq"], rows[2]["seq"]
        refusals = self.deadlines(rows, "2021-03-02")["refusals"]
        self.assertEqual([r["event"] for r in refusals], ["fee_notified"])

    def test_one_id_with_one_content_counts_once(self):
        rows = [received("A", "2021-03-01", id="1")] * 3
        self.assertEqual(self.deadlines(rows, "2021-03-02", code=FINE)["refusals"], [])

    def test_host_columns_pass_and_unused_cells_are_told(self):
        rows = [received("A", "2021-03-01", x_desk="7"), row("A", "2021-03-02", "extended", days=5,
                                                             outcome="granted")]
        got = run("deadlines", self.log(rows), "--as-of", "2021-03-03")
        self.assertEqual(got.code, FINE)
        self.assertRegex(got.err, r"log\.csv:3:\d+: QX-926 UNUSED_CELL: \[outcome\]")

    def test_rows_after_the_as_of_day_are_checked_for_form_and_else_ignored(self):
        rows = [received("A", "2021-03-01"), row("A", "2021-03-08", "disclosed"),
                received("B", "2021-03-09")]
        document = self.deadlines(rows, "2021-03-05")
        self.assertEqual([(a["application"], a["stage"]) for a in document["applications"]],
                         [("A", "received")])
        got = run("deadlines", self.log(rows + [row("A", "2021-04-01", "nonsense")]), "--as-of",
                  "2021-03-05")
        self.assertEqual(got.code, BAD_INPUT)

    def test_as_of_is_today_in_china_and_always_printed(self):
        log = self.log([received("A", "2021-03-01")])
        before = datetime.datetime.now(datetime.timezone.utc)
        shown = run("deadlines", log, "--json").json()["as_of"]
        after = datetime.datetime.now(datetime.timezone.utc)
        eight = datetime.timedelta(hours=8)
        self.assertIn(shown, {str((before + eight).date()), str((after + eight).date())})
        for arguments in (("deadlines", log), ("explain", log, "A"), ("report", log, "--year",
                                                                      2021)):
            for lang in ("zh", "en"):
                got = run(*arguments, "--as-of", "2021-03-05", "--lang", lang)
                self.assertIn("2021-03-05", got.out.splitlines()[0] + got.out.splitlines()[1])
            self.assertEqual(run(*arguments, "--as-of", "2021-03-05", "--json").json()["as_of"],
                             "2021-03-05")


class LongLists(ProgramTest):
    def test_ndjson_is_a_head_items_and_a_tail(self):
        log = self.log([r for seed in range(5) for r in random_rows(seed)])
        whole = run("deadlines", log, "--as-of", "2026-01-05", "--json")
        lines = run("deadlines", log, "--as-of", "2026-01-05", "--ndjson")
        self.assertEqual(lines.code, whole.code)
        head, *items, tail = lines.lines()
        document = whole.json()
        self.assertEqual(head["schema"], "qixian/deadlines/1")
        self.assertEqual(items, document["applications"])
        self.assertEqual({**head, "applications": items, **tail}, document)
        self.assertEqual(len(items), 20)

    def test_sorted_gives_the_same_answer(self):
        for seed in range(40):
            with self.subTest(seed):
                rows = random_rows(seed)
                log = self.log(rows)
                as_of = rows[-1]["on"]
                plain = run("deadlines", log, "--as-of", as_of, "--json")
                kept = run("deadlines", log, "--as-of", as_of, "--json", "--sorted")
                self.assertEqual((kept.code, kept.bytes), (plain.code, plain.bytes))

    def test_sorted_is_checked(self):
        rows = [received("A", "2021-03-01"), received("B", "2021-03-02"),
                row("A", "2021-03-03", "disclosed")]
        self.assertEqual(run("deadlines", self.log(rows), "--as-of", "2021-03-05").code, FINE)
        got = run("deadlines", self.log(rows), "--as-of", "2021-03-05", "--sorted")
        self.assertEqual(got.code, BAD_INPUT)
        self.assertRegex(got.err, r"log\.csv:4:1: QX-923 NOT_SORTED")

    def test_keep_going_lists_each_fault_and_answers_for_the_rest(self):
        text = csv_text([received("A", "2021-03-01"), received("B", "2021-13-02"),
                         received("C", "2021-03-03"), row("D", "2021-03-03", "nonsense"),
                         row("E", "2021-03-03", "disclosed")])
        log = self.file("log.csv", text)
        stopped = run("deadlines", log, "--as-of", "2021-03-05", "--json")
        self.assertEqual((stopped.code, stopped.out, len(stopped.faults())), (BAD_INPUT, "", 3))
        got = run("deadlines", log, "--as-of", "2021-03-05", "--json", "--keep-going")
        self.assertEqual(got.code, BAD_INPUT)
        document = got.json()
        self.assertEqual([a["application"] for a in document["applications"]], ["A", "C"])
        self.assertEqual([(f["line"], f["code"]) for f in document["faults"]],
                         [(3, "BAD_DATE"), (5, "UNKNOWN_CODE"), (6, "NO_RECEIPT")])
        self.assertEqual(document["faults"], got.faults())
        self.assertEqual(run("report", log, "--year", 2021).code, BAD_INPUT)
        report = run("report", log, "--year", 2021, "--as-of", "2021-12-31", "--json",
                     "--keep-going")
        self.assertEqual(report.code, BAD_INPUT)
        self.assertEqual(report.json()["table3"]["1"]["total"], 2)

    def test_a_broken_pipe_is_quiet(self):
        rows = [received(f"A{n}", "2021-03-01") for n in range(3000)]
        for way in ("--json", "--ndjson", "--lang=zh"):
            with subprocess.Popen([PROGRAM, "deadlines", self.log(rows), "--as-of", "2021-03-05",
                                   way],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=environment()) as child:
                child.stdout.read(100)
                child.stdout.close()
                said = child.stderr.read()
                code = child.wait(timeout=60)
            self.assertEqual(said, b"")
            self.assertIn(code, (FINE, FINDING))


class Agencies(ProgramTest):
    def test_deadlines_lists_all_and_one(self):
        document = self.deadlines(TWO_AGENCIES, "2020-12-31")
        self.assertEqual([(a["agency"], a["application"]) for a in document["applications"]],
                         [("x", "A"), ("y", "A"), ("y", "B")])
        document = self.deadlines(TWO_AGENCIES, "2020-12-31", "--agency", "y")
        self.assertEqual([a["application"] for a in document["applications"]], ["A", "B"])

    def test_report_and_explain_need_to_be_told_which(self):
        log = self.log(TWO_AGENCIES)
        report = ("report", log, "--year", 2020, "--as-of", "2020-12-31")
        got = run(*report)
        self.assertEqual((got.code, got.out), (USAGE, ""))
        self.assertIn("QX-934", got.err)
        self.assertEqual(run(*report, "--agency", "y", "--json").json()["table3"]["1"]["total"], 2)
        both = run(*report, "--all-agencies", "--json").json()
        self.assertEqual(both["table3"]["1"]["total"], 3)
        self.assertEqual(both["table3"]["4"]["total"], 3)
        explain = ("explain", log, "A", "--as-of", "2020-12-31")
        got = run(*explain)
        self.assertIn(got.code, (USAGE, BAD_INPUT))
        self.assertEqual(got.out, "")
        self.assertIn("QX-934", got.err)
        one = run(*explain, "--agency", "y", "--json").json()
        self.assertEqual(one["certificates"][0]["trigger"]["on"], "2020-12-22")

    def test_a_log_of_one_agency_needs_no_name(self):
        rows = [received("A", "2020-12-21", agency="x"), received("B", "2020-12-22")]
        got = run("report", self.log(rows), "--year", 2020, "--as-of", "2020-12-31",
                  "--json").json()
        self.assertEqual((got["agency"], got["table3"]["1"]["total"]), ("x", 2))


class CalendarsAndReadings(ProgramTest):
    notice = ("notice_id,published,document,date,kind,holiday_name,complete\n"
              + "".join(f"CN-2027,2026-11-20,d,{day},off,元旦,yes\n"
                        for day in ("2027-01-01", "2027-01-02", "2027-01-03"))
              + "CN-2027,2026-11-20,d,2027-01-09,work,元旦,\n")

    def test_a_new_notice_settles_the_turn_of_the_year(self):
        rows = [received("A", "2026-12-15")]
        before = self.duty(self.deadlines(rows, "2026-12-20"), "reply")
        self.assertFalse(before["certain"])
        self.assertEqual(before["due"], before["earliest"])
        self.assertLessEqual(before["earliest"], before["latest"])
        file = self.file("cn2027.csv", self.notice)
        document = self.deadlines(rows, "2026-12-20", "--notices", file)
        after = self.duty(document, "reply")
        self.assertTrue(after["certain"])
        self.assertEqual(document["calendar"]["last_notice"], "CN-2027")
        # 16 to 31 December are 12 working days, 4 to 8 January 5, Saturday the 9th is worked.
        self.assertEqual((after["due"], after["latest"]), ("2027-01-12", "2027-01-12"))
        usual = self.file("usual.csv", self.notice.rpartition("CN-2027")[0])
        plain = self.duty(self.deadlines(rows, "2026-12-20", "--notices", usual), "reply")
        self.assertTrue(plain["certain"])
        self.assertEqual(plain["due"], "2027-01-13")
        self.assertTrue(before["earliest"] <= plain["due"] <= before["latest"])
        added = run("calendar", "add", "2026-12-15", 20, "--notices", file, "--json").json()
        self.assertEqual((added["to"], added["certain"]), ("2027-01-12", True))
        known = self.deadlines(rows, "2026-12-20", "--notices", file, "--known-on", "2026-11-19")
        self.assertFalse(self.duty(known, "reply")["certain"])

    def test_a_notice_may_be_given_before_or_after_the_log(self):
        log = self.log([received("A", "2026-12-15")])
        file = self.file("cn2027.csv", self.notice)
        first = run("deadlines", "--notices", file, log, "--as-of", "2026-12-20", "--json")
        self.assertEqual(first.bytes, run("deadlines", log, "--as-of", "2026-12-20", "--notices",
                                          file,
                                          "--json").bytes)

    def test_known_on_is_the_calendar_of_that_day(self):
        rows = [received("A", "2020-01-20")]
        then = self.deadlines(rows, "2020-01-26", "--known-on", "2020-01-26")
        self.assertEqual((then["known_on"], self.duty(then, "reply")["due"]),
                         ("2020-01-26", "2020-02-21"))
        now = self.deadlines(rows, "2020-01-26")
        self.assertIsNone(now["known_on"])
        self.assertGreater(self.duty(now, "reply")["due"], "2020-02-21")
        self.assertNotEqual(then["calendar"]["digest"], now["calendar"]["digest"])

    def test_a_region_has_days_of_its_own(self):
        rows = [received("A", "2024-04-01")]
        here = self.duty(self.deadlines(rows, "2024-04-02"), "reply")["due"]
        there = self.duty(self.deadlines(rows, "2024-04-02", "--region", "CN-GX"), "reply")["due"]
        self.assertGreater(there, here)  # 三月三
        got = run("deadlines", self.log(rows), "--region", "CN-XX")
        self.assertEqual((got.code, got.out), (USAGE, ""))
        self.assertIn("CN-GX", got.err)

    def test_an_unknown_policy_is_told_the_known_ones(self):
        log = self.log([received("A", "2021-03-07")])
        for wrong in ("sleep=yes", "named_day", "named_day=", "named_day=sometimes", "=literal"):
            got = run("deadlines", log, "--policy", wrong)
            self.assertEqual((got.code, got.out), (USAGE, ""), wrong)
            for name in ("nonworking_receipt=literal|next_working_day", "named_day=rolled|literal",
                         "transition=regime_at_receipt|new_rule_for_open_cases",
                         "reasons_as_correction=no|yes"):
                self.assertIn(name, got.err)

    def test_each_policy_moves_a_day(self):
        cases = {
            "nonworking_receipt=next_working_day": "received on a Sunday",
            "named_day=literal": "correction by a Sunday",
            "transition=new_rule_for_open_cases": "open on 2019-05-15",
            "reasons_as_correction=yes": "reasons received",
            "online_receipt=submission_accepted": "confirmed late",
        }
        for policy, title in cases.items():
            with self.subTest(policy):
                rows, as_of, _ = GALLERY[title]
                one = self.deadlines(rows, as_of)
                other = self.deadlines(rows, as_of, "--policy", policy)
                name, _, value = policy.partition("=")
                self.assertEqual(other["policies"][name], value)
                self.assertNotEqual([d["due"] for d in one["applications"][0]["duties"]],
                                    [d["due"] for d in other["applications"][0]["duties"]])

    def test_two_policies_at_once_and_before_the_log(self):
        log = self.log([received("A", "2021-03-07")])
        got = run("deadlines", "--policy", "named_day=literal", "--policy",
                  "nonworking_receipt=next_working_day", log, "--json", "--as-of", "2021-03-08")
        self.assertEqual(got.json()["policies"]["named_day"], "literal")
        self.assertEqual(got.json()["policies"]["nonworking_receipt"], "next_working_day")


class TheSameBytes(ProgramTest):
    def commands(self):
        log = self.log([r for title in ("paused", "late") for r in GALLERY[title][0]][:2]
                       + [received("B", "2021-03-07")])
        table = os.path.join(SOURCE, "tests", "data", "reports", "pingtan-quanqu-2020.csv")
        return [("deadlines", log, "--as-of", "2021-03-12"),
                ("explain", log, "B", "--as-of", "2021-03-12"),
                ("report", log, "--year", 2021, "--as-of", "2021-12-31"), ("audit", table),
                ("calendar", "add", "2021-03-01", 20), ("calendar", "show", "2021-02"),
                ("calendar", "count", "2021-03-01", "2021-03-29"),
                ("calendar", "diff", "--known-on", "2020-01-26", "2020-01-27"), ("machine",),
                ("codes",)]

    def test_the_language_never_changes_json(self):
        for command in self.commands():
            with self.subTest(command[0]):
                zh = run(*command, "--json", "--lang", "zh")
                en = run(*command, "--json", "--lang", "en")
                self.assertEqual(zh.bytes, en.bytes)
                self.assertTrue(zh.bytes)
                self.assertEqual(run(*command, "--json", env={"LANG": "en_US.UTF-8"}).bytes,
                                 zh.bytes)

    def test_the_language_changes_what_people_read(self):
        for command in self.commands():
            if command[:2] in (("calendar", "add"), ("calendar", "count")):
                continue
            with self.subTest(command[:2]):
                self.assertNotEqual(run(*command, "--lang", "zh").out,
                                    run(*command, "--lang", "en").out)

    def test_lang_comes_from_the_environment_last(self):
        for env, more, wanted in (
                ({}, [], "工作日"), ({"LANG": "en_GB.UTF-8"}, [], "working day"),
                ({"LANG": "zh_CN.UTF-8"}, [], "工作日"), ({"LANG": "C"}, [], "工作日"),
                ({"LANG": "zh_CN.UTF-8", "QIXIAN_LANG": "en"}, [], "working day"),
                ({"QIXIAN_LANG": "en"}, ["--lang", "zh"], "工作日")):
            self.assertIn(wanted, run("calendar", "show", "2021-02", *more, env=env).out)

    def test_the_time_zone_of_the_machine_changes_nothing(self):
        for command in self.commands():
            with self.subTest(command[:2]):
                for more in ([], ["--json"]):
                    here = run(*command, *more)
                    for zone in ("America/New_York", "Pacific/Kiritimati", "UTC"):
                        self.assertEqual(run(*command, *more, env={"TZ": zone}).bytes, here.bytes)

    def test_twice_is_the_same(self):
        for command in self.commands():
            self.assertEqual(run(*command, "--json").bytes, run(*command, "--json").bytes)

    def test_no_colour_when_piped_or_told_not_to(self):
        for command in self.commands():
            with self.subTest(command[:2]):
                plain = run(*command)
                self.assertNotIn(b"\x1b", plain.bytes)
                self.assertEqual(run(*command, env={"NO_COLOR": "1"}).bytes, plain.bytes)
                self.assertEqual(run(*command, "--color", "never").bytes, plain.bytes)
                self.assertNotIn(b"\x1b", run(*command, "--json", "--color", "always").bytes)
        coloured = run("deadlines", *self.commands()[0][1:], "--color", "always")
        self.assertIn(b"\x1b[", coloured.bytes)
        self.assertEqual(re.sub(rb"\x1b\[\d*m", b"", coloured.bytes).replace(b" ", b""),
                         run(*self.commands()[0]).bytes.replace(b" ", b""))


class Refusals(ProgramTest):
    def test_a_refused_row_is_listed_with_all_that_helps(self):
        rows = [received("A", "2021-03-01"), row("A", "2021-03-02", "extended", days=25)]
        document = self.deadlines(rows, "2021-03-03", code=FINDING)
        refused, = document["refusals"]
        self.assertEqual({k: refused[k] for k in ("line", "application", "event", "on", "code")},
                         {"line": 3, "application": "A", "event": "extended", "on": "2021-03-02",
                          "code": "EXTENSION_TOO_LONG"})
        self.assertEqual(refused["citation"], "REG19-33.2")
        self.assertEqual(refused["limit"], "2021-03-29")
        self.assertIn("disclosed", refused["possible"])
        self.assertEqual(document["applications"][0]["stage"], "received")
        for lang, article, possible in (("zh", "条例第三十三条第二款", "予以公开"),
                                        ("en", "REG19-33.2", "disclosed")):
            text = run("deadlines", self.log(rows), "--as-of", "2021-03-03", "--lang", lang).out
            for part in ("log.csv:3", article, "2021-03-29", possible):
                self.assertIn(part, text)

    def test_an_irregular_row_is_listed_with_its_effect(self):
        rows, as_of, _ = GALLERY["extended late"]
        odd, = self.deadlines(rows, as_of)["irregular"]
        self.assertEqual((odd["line"], odd["code"], odd["citation"]),
                         (3, "EXTENSION_LATE", "REG19-33.2"))
        self.assertEqual(odd["effect"], "kept; no effect on the due day")
        self.assertEqual(odd["limit"], "2021-03-29")

    def test_a_lapse_closes_on_the_day_after_the_last_day(self):
        rows, as_of, _ = GALLERY["correction lapse recorded late"]
        application = self.deadlines(rows, as_of)["applications"][0]
        self.assertEqual((application["stage"], application["closed_on"], application["outcome"]),
                         ("abandoned", "2021-03-13", "correction_lapsed"))


if __name__ == "__main__":
    unittest.main()
