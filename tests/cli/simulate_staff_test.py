"""`qixian simulate staff` as an analyst meets it: a goal in, a number out, what shows it, and what is
said where there is none."""
import csv
import io
import json
import os
import re
import unittest
import warnings

from chinese_test import english_in
from support import BAD_INPUT, FINDING, FINE, SOURCE, USAGE, ProgramTest, run

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jsonschema

MODEL = """
name = "a bureau"
years = [2025, 2025]
[arrivals]
per_year = 1000
[[class]]
applicant = "natural_person"
outcomes = { granted = 1 }
[[team]]
name = "desk"
people = 2
[[step]]
name = "handle"
team = "desk"
work_hours = { exponential = 6 }
[rules]
reply_working_days = 4
[start]
warm_up_calendar_days = 60
[[scenario]]
name = "busier"
change = { "arrivals.per_year" = "*1.5" }
"""


def validator():
    with open(os.path.join(SOURCE, "src", "schema", "simulate-staff.schema.json"), encoding="utf-8") as source:
        return jsonschema.Draft202012Validator(json.load(source))


VALIDATOR = validator()


class SimulateStaff(ProgramTest):
    def setUp(self):
        super().setUp()
        self.model = self.file("bureau.toml", MODEL)

    def staff(self, *arguments, code=FINE):
        said = run("simulate", "staff", self.model, *arguments, "--seed", "3")
        self.assertEqual(said.code, code, said.err)
        return said

    def document(self, *arguments, code=FINE):
        said = self.staff(*arguments, "--json", code=code).json()
        self.assertEqual([e.message for e in VALIDATOR.iter_errors(said)], [])
        return said

    def test_names_a_number_and_what_shows_it(self):
        said = self.document("--goal", "late<2%")
        one = said["searches"][0]
        self.assertEqual((one["outcome"], said["team"], one["now"]), ("found", "desk", 2))
        fewest = one["from"]
        by_amount = {v["amount"]: v for v in one["tried"]}
        self.assertEqual(by_amount[fewest]["verdict"], "meets")
        self.assertLess(by_amount[fewest]["figures"][0]["high"], 0.02)
        self.assertEqual(by_amount[fewest - 1]["verdict"], "fails")
        self.assertGreaterEqual(by_amount[fewest - 1]["figures"][0]["low"], 0.02)
        for v in (by_amount[fewest], by_amount[fewest - 1]):
            self.assertGreaterEqual(v["replications"], 100)
        text = self.staff("--goal", "late<2%", "--lang", "en").out
        self.assertIn(f'{fewest:g} people in team "desk" are the fewest that keep: late < 2%', text)
        self.assertIn("too few", text)

    def test_a_schema_that_lets_anything_pass_is_worth_nothing(self):
        said = self.document("--goal", "late<2%")
        for key in said:
            self.assertFalse(VALIDATOR.is_valid({k: v for k, v in said.items() if k != key}), key)
        for key in said["searches"][0]:
            spoilt = json.loads(json.dumps(said))
            del spoilt["searches"][0][key]
            self.assertFalse(VALIDATOR.is_valid(spoilt), key)

    def test_hours_years_and_several_goals(self):
        said = self.document("--goal", "late<2%", "--goal", "days95<=4", "--vary", "hours", "--sure", "90",
                             "--confidence", "90")
        self.assertEqual((said["vary"], said["team"], said["sure"], said["step"]), ("hours", None, 0.9, 0.25))
        self.assertEqual(said["goals"], ["late<2%", "days95<=4"])
        one = said["searches"][0]
        self.assertEqual(one["outcome"], "found")
        self.assertEqual(one["from"] * 4 % 1, 0)
        fewest = next(v for v in one["tried"] if v["amount"] == one["from"])
        self.assertGreaterEqual(fewest["kept"]["low"], 0.9)

    def test_scenarios_and_rules_stand_beside_the_model(self):
        said = self.document("--goal", "late<2%", "--scenario", "base", "--scenario", "busier", "--vary", "order")
        names = [s["name"] for s in said["searches"]]
        self.assertEqual(names, ["base", "busier", "team.desk.order=earliest_due", "team.desk.order=shortest_work"])
        self.assertGreater(said["searches"][1]["from"], said["searches"][0]["from"])

    def test_what_no_number_keeps_is_said_and_is_exit_1(self):
        said = self.document("--goal", "late<2%", "--most", "3", code=FINDING)
        self.assertEqual((said["searches"][0]["outcome"], said["searches"][0]["to"]), ("none", 3))
        text = self.staff("--goal", "late<2%", "--most", "3", "--lang", "en", code=FINDING).out
        self.assertIn('no number up to 3 people in team "desk" keeps: late < 2%', text)

    def test_what_chance_leaves_open_is_a_range_and_exit_1(self):
        said = self.document("--goal", "late<2%")["searches"][0]
        close = next(v for v in said["tried"] if v["amount"] == said["from"])["figures"][0]["mean"]
        again = self.document("--goal", f"late<{close * 100:.6f}%", "--replications", "200", code=FINDING)
        self.assertEqual(again["searches"][0]["outcome"], "between")
        self.assertLess(again["searches"][0]["from"], again["searches"][0]["to"])

    def test_bad_goals_are_faults(self):
        for goal, said in (("lateness<1%", "UNKNOWN_CODE"), ("late>1%", "UNKNOWN_CODE"), ("late<5", "BAD_NUMBER"),
                           ("overdue<=0", "BAD_NUMBER"), ("days<1%", "BAD_NUMBER")):
            with self.subTest(goal):
                self.assertIn(said, self.staff("--goal", goal, code=BAD_INPUT).err)
        self.assertIn("UNKNOWN_SCENARIO", self.staff("--goal", "late<1%", "--scenario", "x", code=BAD_INPUT).err)
        self.assertIn("UNKNOWN_CODE", self.staff("--goal", "late<1%", "--team", "x", code=BAD_INPUT).err)
        self.staff(code=USAGE)
        self.staff("--goal", "late<1%", "--vary", "rooms", code=USAGE)
        self.staff("--goal", "late<1%", "--vary", "people", "--vary", "hours", code=USAGE)

    def test_csv_has_a_figure_a_line(self):
        rows = list(csv.DictReader(io.StringIO(self.staff("--goal", "late<2%", "--csv").out)))
        said = self.document("--goal", "late<2%")["searches"][0]
        self.assertEqual(len(rows), 2 * len(said["tried"]))
        self.assertEqual({r["figure"] for r in rows}, {"late<2%", "kept"})
        self.assertEqual({r["verdict"] for r in rows} - {"meets", "fails", "open"}, set())

    def test_the_page_has_both_languages_and_needs_nothing_else(self):
        page = f"{self.folder}/page.html"
        self.staff("--goal", "late<2%", "--vary", "order", "--html", page)
        with open(page, encoding="utf-8") as source:
            html = source.read()
        for text in ("至少需要", "are the fewest that keep", "先到期先办", "the earliest due first", "<svg", "late &lt; 2%"):
            self.assertIn(text, html)
        self.assertNotRegex(html, r"<script|https?://|nan|inf%")
        self.assertEqual(html.count("<svg"), html.count("</svg>"))
        # What is drawn lies within the picture.
        for y in re.findall(r'cy="([0-9.]+)"', html):
            self.assertTrue(0 <= float(y) <= 250, y)

    def test_every_screen_has_its_chinese(self):
        zh = ("--lang", "zh")
        for arguments, code in ((("--goal", "late<2%", "--vary", "extension", "--vary", "order"), FINE),
                                (("--goal", "days90<=4", "--goal", "carried_out<9", "--sure", "80"), None),
                                (("--goal", "overdue<1", "--vary", "hours", "--years", "2025..2026"), None),
                                (("--goal", "late<2%", "--most", "3"), FINDING),
                                (("--goal", "late<1"), BAD_INPUT), (("--goal", "overdue<=0"), BAD_INPUT),
                                (("--goal", "days<3%"), BAD_INPUT), (("--goal", "late<"), BAD_INPUT),
                                (("--goal", "late<1%", "--vary", "people", "--vary", "hours"), USAGE)):
            with self.subTest(arguments):
                said = run("simulate", "staff", self.model, *arguments, *zh, "--replications", "500")
                if code is not None:
                    self.assertEqual(said.code, code)
                typed = {"a bureau", "bureau", "desk", "people", "hours", *(a for a in arguments if "<" in a)}
                self.assertEqual(english_in(said.out + said.err, typed | {str(self.folder), str(self.model)}), [])


if __name__ == "__main__":
    unittest.main()
