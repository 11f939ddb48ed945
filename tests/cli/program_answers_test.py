"""What the program answers: certificates and their check, reports, the calendar, the machine and its codes."""
import copy
import json
import os
import random
import unittest

from gallery import GALLERY
from support import BAD_INPUT, FINDING, FINE, USAGE, ProgramTest, random_rows, received, row, run

ALL_COMMANDS = ("deadlines", "explain", "check-certificate", "report", "audit", "calendar",
                "machine",
                "codes", "help")


class Certificates(ProgramTest):
    def test_each_citation_comes_with_the_rule_that_was_applied(self):
        log = self.log(GALLERY["paused"][0])
        text = run("explain", log, "A", "--as-of", "2021-03-12", "--lang", "en").out
        self.assertRegex(text, r"REG19-33\.2 .* reply within 20 working days of receipt")
        self.assertRegex(text, r"REG19-32 .* the third party has 15 working days from receipt")

    def test_an_extension_stands_with_its_row_and_article_and_a_late_answer_with_its_days(self):
        log = self.log([received("A", "2021-03-01"),
                        row("A", "2021-03-29", "extended", days=5),
                        row("A", "2021-04-09", "disclosed")])
        wish = ("explain", log, "A", "--as-of", "2021-04-30")
        reply = run(*wish, "--json").json()["certificates"][0]
        self.assertEqual((reply["limit"], reply["due"]), (25, "2021-04-06"))
        self.assertEqual(reply["extensions"], [{"on": "2021-03-29", "days": 5, "until": None,
                                                "basis": "REG19-33.2"}])
        english = run(*wish, "--lang", "en").out
        self.assertRegex(english, r"REG19-33\.2 .*an extension of at most 20 working days, .*"
                                  r": 5 working days longer, notified 2021-03-29")
        self.assertIn("done 2021-04-09, 3 working days late", english)
        chinese = run(*wish, "--lang", "zh").out
        self.assertIn("：2021-03-29 告知延期，延长5个工作日", chinese)
        self.assertIn("办理：2021-04-09，超期3个工作日", chinese)

    def test_an_extended_review_names_the_days_and_the_row_that_gave_them(self):
        log = self.log([received("A", "2024-01-02"),
                        row("A", "2024-01-10", "refused", outcome="state_secret", delivered="2024-01-10"),
                        row("A", "2024-02-20", "review_filed", delivered="2024-02-20", ref="r"),
                        row("A", "2024-02-23", "review_accepted", re="r"),
                        row("A", "2024-04-15", "review_extended", re="r", days=20)])
        wish = ("explain", log, "A", "--as-of", "2024-04-20")
        proof = run(*wish, "--json")
        decision = next(c for c in proof.json()["certificates"] if c["duty"] == "review_decision")
        self.assertEqual((decision["limit"], decision["unit"], decision["due"]), (80, "day", "2024-05-13"))
        self.assertEqual(decision["extensions"], [{"on": "2024-04-15", "days": 20, "until": None,
                                                   "basis": "REV23-62.1"}])
        self.assertIn(": 20 days longer, notified 2024-04-15", run(*wish, "--lang", "en").out)
        self.assertIn("：2024-04-15 告知延期，延长20日", run(*wish, "--lang", "zh").out)
        checked = run("check-certificate", self.file("p.json", proof.bytes), log)
        self.assertEqual(checked.code, FINE, checked.out)
        forged = proof.json()
        next(c for c in forged["certificates"] if c["duty"] == "review_decision")["extensions"] = []
        checked = run("check-certificate", self.file("p.json", json.dumps(forged)), log)
        self.assertEqual(checked.code, FINDING)

    def test_a_forged_extension_is_noticed_and_a_proof_from_before_there_were_any_is_taken(self):
        log = self.log([received("A", "2021-03-01"),
                        row("A", "2021-03-29", "extended", days=5),
                        row("A", "2021-04-09", "disclosed")])
        proof = run("explain", log, "A", "--as-of", "2021-04-30", "--json").json()
        true = proof["certificates"][0]["extensions"]
        for forged in ([], true * 2, [true[0] | {"days": 20}], [true[0] | {"on": "2021-03-28"}],
                       [true[0] | {"until": "2021-04-06"}], [true[0] | {"basis": "REG19-35"}]):
            with self.subTest(forged):
                proof["certificates"][0]["extensions"] = forged
                got = run("check-certificate", self.file("p.json", json.dumps(proof)), log)
                self.assertEqual(got.code, FINDING)
                self.assertIn("extensions", got.out)
        proof["certificates"][0]["extensions"] = "many"
        got = run("check-certificate", self.file("p.json", json.dumps(proof)), log)
        self.assertEqual(got.code, BAD_INPUT)
        for each in proof["certificates"]:
            del each["extensions"]
        got = run("check-certificate", self.file("p.json", json.dumps(proof)), log)
        self.assertEqual(got.code, FINE, got.out)

    def test_what_was_granted_after_a_notice_that_answers_is_in_no_limit(self):
        log = self.log([received("A", "2016-03-01"),
                        row("A", "2016-03-04", "extended", days=5),
                        row("A", "2016-03-07", "correction_requested", days=10, unit="working_day"),
                        row("A", "2016-03-08", "extended", days=5)])
        wish = ("explain", log, "A", "--as-of", "2016-03-10", "--json")
        for policy, limit, days in (("answers", 20, [5]), ("runs", 25, [5, 5])):
            got = run(*wish, "--policy", f"correction_492={policy}").json()["certificates"][0]
            self.assertEqual((got["limit"], [e["days"] for e in got["extensions"]]), (limit, days))

    def test_a_window_that_silence_opened_says_whose_period_was_over(self):
        log = self.log([received("A", "2021-03-01")])
        text = run("explain", log, "A", "--as-of", "2021-04-30", "--lang", "en").out
        self.assertIn("from 2021-03-29 the reply period ran out", text)

    def test_what_explain_wrote_is_accepted_whole_and_one_by_one(self):
        for title, (rows, as_of, options) in GALLERY.items():
            with self.subTest(title):
                log = self.log(rows)
                got = run("explain", log, "A", "--as-of", as_of, "--json", *options)
                document = got.json()
                for each in document["certificates"]:
                    proof = self.file("one.json", json.dumps(each))
                    checked = run("check-certificate", proof, log, *options)
                    self.assertEqual(checked.code, FINE, each["id"] + checked.out)

    def test_a_certificate_from_standard_input(self):
        log = self.log([received("A", "2021-03-01")])
        proof = run("explain", log, "A", "--as-of", "2021-03-02", "--json").out
        self.assertEqual(run("check-certificate", "-", log, stdin=proof).code, FINE)

    def test_any_change_is_rejected(self):
        rows, as_of, _ = GALLERY["paused"]
        log = self.log(rows)
        document = run("explain", log, "A", "--as-of", as_of, "--json").json()
        draw = random.Random(7)
        for at, certificate in enumerate(document["certificates"]):
            changes = [{"due": "2021-06-01"}, {"limit": certificate["limit"] + 1},
                       {"unit": "month"},
                       {"basis": ["REG19-35"]}, {"duty": "reanswer"}, {"regime": "R492"},
                       {"status": "superseded"}, {"id": "A/reply/7"},
                       {"trigger": {**certificate["trigger"], "on": "2021-02-26"}},
                       {"lines": certificate["lines"][:-1]}, {"lines": certificate["lines"][1:]},
                       {"lines": []}]
            for _ in range(8):
                lines = copy.deepcopy(certificate["lines"])
                line = draw.choice(lines)
                if line["is"] == "counted":
                    line["n"] += 1
                else:
                    line["is"], line["n"] = "counted", 1
                changes.append({"lines": lines})
            for change in changes:
                spoilt = copy.deepcopy(document)
                if all(certificate[k] == v for k, v in change.items()):
                    continue
                spoilt["certificates"][at].update(change)
                with self.subTest(f"{certificate['id']} {str(change)[:80]}"):
                    got = run("check-certificate", self.file("p.json", json.dumps(spoilt)), log)
                    self.assertIn(got.code, (FINDING, BAD_INPUT))
                    self.assertTrue("✘" in got.out or got.err)

    def test_a_certificate_of_another_log_is_rejected(self):
        log = self.log([received("A", "2021-03-01")])
        proof = self.file("p.json", run("explain", log, "A", "--as-of", "2021-03-02",
                                        "--json").bytes)
        other = self.log([received("A", "2021-03-02")], "other.csv")
        self.assertEqual(run("check-certificate", proof, other).code, FINDING)
        without = self.log([received("B", "2021-03-02")], "without.csv")
        self.assertEqual(run("check-certificate", proof, without).code, BAD_INPUT)


class Reports(ProgramTest):
    def test_what_report_writes_audit_reads_and_finds_sound(self):
        for seed in range(30):
            with self.subTest(seed):
                log = self.log(random_rows(seed))
                for year in (2020, 2024):
                    table = run("report", log, "--year", year, "--as-of", "2026-06-01", "--csv")
                    self.assertIn(table.code, (FINE, FINDING))
                    got = run("audit", "-", "--json", stdin=table.out)
                    self.assertEqual((got.code, got.json()["findings"]), (FINE, []))

    def test_two_years_chain(self):
        rows = [received("A", "2019-12-20"), row("A", "2020-01-10", "disclosed"),
                received("B", "2020-12-21")]
        log = self.log(rows)
        for year in (2019, 2020):
            self.file(f"table-{year}.csv", run("report", log, "--year", year, "--as-of",
                                               "2021-12-31",
                                               "--csv").out)
        files = [os.path.join(self.folder, f"table-{year}.csv") for year in (2019, 2020)]
        self.assertEqual(run("audit", *files).code, FINE)
        with open(files[1], encoding="utf-8") as source:
            spoilt = source.read().replace("上年结转政府信息公开申请数量,1,", "上年结转政府信息公开申请数量,0,", 1)
        self.file("table-2020.csv", spoilt)
        got = run("audit", *files, "--json")
        self.assertEqual(got.code, FINDING)
        self.assertIn("I4", [f["id"] for f in got.json()["findings"]])
        alone = run("audit", *files, "--no-chain", "--json")
        self.assertNotIn("I4", [f["id"] for f in alone.json()["findings"]])

    def test_the_default_form_follows_the_year(self):
        log = self.log([received("A", "2019-06-03"), row("A", "2019-06-10", "disclosed")])
        for year, form in ((2018, "2021"), (2019, "2019"), (2020, "2019"), (2021, "2021"),
                           (2025, "2021")):
            got = run("report", log, "--year", year, "--as-of", "2026-01-05", "--json").json()
            self.assertEqual(got["form"], form, year)
        other = run("report", log, "--year", 2019, "--form", "2021", "--as-of", "2026-01-05",
                    "--json")
        self.assertEqual(other.json()["form"], "2021")

    def test_each_figure_names_its_applications(self):
        for seed in range(20):
            got = run("report", self.log(random_rows(seed)), "--year", 2021, "--as-of",
                      "2026-01-05",
                      "--json").json()
            for name, counts in got["table3"].items():
                if name == "3.7":  # the sum of the rows above it
                    continue
                for column, count in counts.items():
                    if column != "total":
                        self.assertEqual(len(got["cells"].get(name, {}).get(column, [])), count)
            self.assertEqual(len(got["carried_out"]), got["table3"]["4"]["total"])
            self.assertEqual(len(got["carried_in"]), got["table3"]["2"]["total"])
            self.assertTrue(all(i["holds"] for i in got["identities"]))

    def test_html_and_markdown_hold_every_row_and_nothing_raw(self):
        log = self.log([received("A", "2021-03-01", agency="局（甲）")])
        for lang in ("zh", "en"):
            page = run("report", log, "--year", 2021, "--as-of", "2021-12-31", "--html", "--lang",
                       lang)
            self.assertEqual(page.out.count("<tr>"), page.out.count("</tr>"))
            self.assertGreaterEqual(page.out.count("<tr>"), 25)
            self.assertIn("局（甲）", page.out)
            text = run("report", log, "--year", 2021, "--as-of", "2021-12-31", "--markdown",
                       "--lang",
                       lang).out
            rows = [line for line in text.splitlines() if line.startswith("|")]
            self.assertGreaterEqual(len(rows), 25 + 2 + 5)
        self.assertEqual(run("report", log, "--year", 2021, "--html", "--csv").code, USAGE)

    def test_cells_are_listed_when_asked_for(self):
        log = self.log([received("QH-7", "2021-03-01")])
        got = run("report", log, "--year", 2021, "--as-of", "2021-12-31", "--cells", "--lang", "en")
        self.assertRegex(got.out, r"(?m)^1 natural person: QH-7$")


class Calendar(ProgramTest):
    def test_add_and_count_are_each_others_inverse(self):
        for day, n, to in (("2020-12-21", 20, "2021-01-19"), ("2018-12-10", 15, "2018-12-29"),
                           ("2019-04-11", 15, "2019-05-05"), ("2021-03-01", 20, "2021-03-29")):
            self.assertEqual(run("calendar", "add", day, n).out, to + "\n")
            self.assertEqual(run("calendar", "count", day, to).out, f"{n}\n")

    def test_an_answer_past_the_last_notice_is_an_interval(self):
        got = run("calendar", "add", "2026-12-15", 20, "--lang", "en").out
        self.assertRegex(got, r"^2027-01-13  \(the holiday notice is not out yet\)$")
        self.assertRegex(run("calendar", "add", "2026-12-15", 60, "--lang", "en").out,
                         r"^2027-\d\d-\d\d … 2027-\d\d-\d\d  \(the holiday notice is not out yet\)$")
        document = run("calendar", "add", "2026-12-15", 20, "--json").json()
        self.assertFalse(document["certain"])
        self.assertEqual(document["to"], document["earliest"])

    def test_show_marks_rest_and_work_and_names_the_notice(self):
        text = run("calendar", "show", "2020-01", "--known-on", "2020-01-26").out
        for part in ("休", "班", "春节", "CN-2020", "工作日"):
            self.assertIn(part, text)
        days = {d["day"]: d for d in run("calendar", "show", "2020-01", "--json").json()["days"]}
        self.assertEqual(len(days), 31)
        self.assertEqual((days["2020-01-19"]["works"], days["2020-01-19"]["mark"]), (True, "班"))
        self.assertEqual((days["2020-01-24"]["works"], days["2020-01-24"]["mark"]), (False, "休"))
        year = run("calendar", "show", "2020", "--json").json()
        self.assertEqual(len(year["days"]), 366)
        self.assertEqual(year["working_days"], sum(d["works"] for d in year["days"]))
        self.assertEqual(run("calendar", "show", "2020").out.count("个工作日"), 12)

    def test_diff_tells_what_became_known(self):
        got = run("calendar", "diff", "--known-on", "2020-01-26", "2020-01-27", "--json").json()
        self.assertEqual({c["day"]: (c["was"], c["is"]) for c in got["changed"]},
                         {"2020-01-31": ("work", "off"), "2020-02-01": ("work", "off")})
        self.assertIn("2020-01-31", run("calendar", "diff", "--known-on", "2020-01-26",
                                        "2020-01-27").out)
        self.assertEqual(run("calendar", "diff", "--known-on", "2020-01-27", "2020-01-27",
                             "--json").json()["changed"], [])


class MachineCodesAndHelp(ProgramTest):
    def test_the_machine_in_four_forms(self):
        events = {r["event"] for r in run("machine", "--json").json()["rules"]}
        starts = {"table": "", "mermaid": "stateDiagram-v2\n", "plantuml": "@startuml\n",
                  "dot": "digraph qixian {\n"}
        for form, start in starts.items():
            text = run("machine", "--as", form).out
            self.assertTrue(text.startswith(start))
            if form == "table":
                for event in events:
                    self.assertIn(event, text)
            else:
                for event in ("correction_requested", "fee_paid", "year_ended", "suit_decided"):
                    self.assertIn(event, text)
        self.assertEqual(run("machine").out, run("machine", "--as", "table").out)
        self.assertTrue(run("machine", "--as", "plantuml").out.endswith("@enduml\n"))
        dot = run("machine", "--as", "dot").out
        self.assertEqual(dot.count("{"), dot.count("}"))

    def test_a_code_is_found_by_number_name_and_mark(self):
        for lang in ("zh", "en"):
            pages = {run("codes", name, "--lang", lang).out
                     for name in ("401", "QX-401", "EXTENSION_LATE")}
            self.assertEqual(len(pages), 1)
            self.assertIn("REG19", pages.pop())
        listed = run("codes", "--json").json()["codes"]
        lines = run("codes").out.splitlines()
        self.assertEqual(len(lines), len(listed))
        one, = run("codes", "EXTENSION_LATE", "--json").json()["codes"]
        self.assertEqual((one["number"], one["kind"]), (401, "irregular"))
        for each in listed:
            self.assertIn(each["title"], run("codes", each["code"], "--lang", "en").out)

    def test_every_command_has_help_with_examples_or_exit_codes(self):
        text = run("--help").out
        for command in ALL_COMMANDS:
            self.assertRegex(text, rf"(?m)^ +{command} ")
            own = run(command, "--help")
            self.assertEqual(own.code, FINE)
            self.assertTrue(own.out)
            self.assertEqual(run("help", command).out.strip() != "", True)
        for command in ("deadlines", "explain", "report", "audit", "calendar", "machine"):
            self.assertIn("Example", run(command, "--help", "--lang", "en").out)
            self.assertIn("示例", run(command, "--help", "--lang", "zh").out)

    def test_help_topics(self):
        for lang in ("zh", "en"):
            columns = run("help", "columns", "--lang", lang).out
            for word in ("application", "delivered", "x_*", "reanswered", "year_closed"):
                self.assertIn(word, columns)
            policies = run("help", "policies", "--lang", lang).out
            self.assertIn("nonworking_receipt     literal | next_working_day", policies)

    def test_version(self):
        self.assertRegex(run("--version").out, r"^qixian \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    unittest.main()
