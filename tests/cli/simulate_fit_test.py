"""`qixian simulate fit` as an analyst meets it: tables in, a model out, what is refused and why."""
import csv
import json
import os
import re
import tempfile
import unittest
import warnings

from support import BAD_INPUT, FINE, SOURCE, USAGE, ProgramTest, run

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jsonschema

REPORTS = os.path.join(SOURCE, "tests", "data", "reports")
READY = os.path.join(SOURCE, "examples", "simulation")
CITY = os.path.join(REPORTS, "hangzhou-quanshi-2025-fixture.csv")
PINGTAN = [os.path.join(REPORTS, f"pingtan-quanqu-{year}.csv") for year in (2021, 2022, 2023)]


def schema_validator():
    held = {}
    for name in ("simulate-fit", "common"):
        with open(os.path.join(SOURCE, "src", "schema", f"{name}.schema.json"),
                  encoding="utf-8") as source:
            held[f"{name}.schema.json"] = json.load(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        resolver = jsonschema.RefResolver("simulate-fit.schema.json",
                                          held["simulate-fit.schema.json"], store=held)
    return jsonschema.Draft202012Validator(held["simulate-fit.schema.json"], resolver=resolver)


VALIDATOR = schema_validator()


class SimulateFit(ProgramTest):
    def fit_json(self, *arguments):
        said = run("simulate", "fit", *arguments, "--json")
        self.assertEqual(said.code, FINE, said.err)
        document = said.json()
        errors = [e.message for e in VALIDATOR.iter_errors(document)]
        self.assertEqual(errors, [])
        return document

    def test_says_how_long_an_application_of_the_city_stays_in_hand(self):
        said = self.fit_json(CITY)
        days = said["days_in_hand"]["calendar_days"]
        self.assertAlmostEqual(days["mean"], (560 + 819) / 2 / (14069 / 365), places=9)
        self.assertTrue(16 < days["low"] < days["mean"] < days["high"] < 20)
        self.assertEqual(said["check"]["cells"], 25 * 7)
        self.assertGreaterEqual(said["check"]["inside"], 0.9 * 25 * 7)

    def test_a_schema_that_lets_anything_pass_is_worth_nothing(self):
        said = self.fit_json(PINGTAN[0])
        for key in said:
            broken = {k: v for k, v in said.items() if k != key}
            self.assertFalse(VALIDATOR.is_valid(broken), key)
            broken = dict(said)
            broken[key] = "no such thing" if said[key] in (True, False) else True
            self.assertFalse(VALIDATOR.is_valid(broken), key)

    def test_tables_of_years_in_a_row_are_taken_together(self):
        said = self.fit_json(*reversed(PINGTAN))
        self.assertEqual((said["first_year"], said["last_year"]), (2021, 2023))
        self.assertLess(said["growth"]["low"], said["growth"]["mean"])
        self.assertEqual(said["days_in_hand"]["open"], 1)
        self.assertEqual(said["days_in_hand"]["received"], 70 + 74 + 81)
        gap = run("simulate", "fit", PINGTAN[0], PINGTAN[2], "--json")
        self.assertEqual(gap.code, BAD_INPUT)
        self.assertEqual(gap.faults()[0]["detail"], "2021, 2023")

    def test_the_text_says_what_was_read_assumed_and_cannot_be_told_in_both_languages(self):
        for lang, words in (("en", ["in hand", "assumed", "what no table tells", "17.9", "819"]),
                            ("zh", ["在办", "假定", "表中看不出", "17.9", "819"])):
            said = run("simulate", "fit", CITY, "--lang", lang, "--people", "60")
            self.assertEqual(said.code, FINE, said.err)
            for word in words:
                self.assertIn(word, said.out)
        chinese = re.compile("[\u4e00-\u9fff]")
        self.assertIsNone(chinese.search(
            run("simulate", "fit", CITY, "--lang", "en", "--people", "60").out))

    def test_the_model_it_writes_runs_and_gives_the_table_again(self):
        with tempfile.TemporaryDirectory() as folder:
            model = os.path.join(folder, "pingtan.toml")
            said = run("simulate", "fit", *PINGTAN, "--people", "2", "--days-in-hand", "4",
                       "--out", model)
            self.assertEqual(said.code, FINE, said.err)
            with open(model, encoding="utf-8") as source:
                text = source.read()
            self.assertIn("fitted_to = ", text)
            self.assertIn("# No table tells", text)
            lived = run("simulate", model, "--replications", "100", "--json")
            self.assertEqual(lived.code, FINE, lived.err)
            row = lived.json()["scenarios"][0]["years"][0]["table3"]["1"]["total"]
            self.assertTrue(row["quantiles"]["0.025"] <= 81 <= row["quantiles"]["0.975"], row)
            self.assertEqual(text, run("simulate", "fit", *PINGTAN, "--people", "2",
                                       "--days-in-hand", "4", "--out", "-").out)

    def test_a_ready_model_lends_what_no_table_tells(self):
        like = os.path.join(READY, "provincial-capital.toml")
        said = self.fit_json(PINGTAN[1], "--like", like)
        self.assertIn("order = \"earliest_due\"", said["model"])
        self.assertIn("per_year = 74", said["model"])
        refused = run("simulate", "fit", PINGTAN[1], "--like", like, "--people", "3")
        self.assertEqual(refused.code, USAGE)

    def test_every_table_that_does_not_add_up_is_refused_with_its_line(self):
        refused = 0
        with open(os.path.join(REPORTS, "index.csv"), encoding="utf-8") as source:
            rows = list(csv.DictReader(source))
        for row in rows:
            holds = all(row[k].startswith(("yes", "n/a")) for k in
                        ("identity_holds?", "subrows_hold?", "row_sums_hold?"))
            if row["complete?"] == "yes" and holds:
                continue
            if row["file"].startswith("yiwu"):
                continue  # only totals are printed, and they reconcile: fitted as far as they go
            refused += 1
            said = run("simulate", "fit", os.path.join(REPORTS, row["file"]), "--json")
            self.assertEqual(said.code, BAD_INPUT, row["file"])
            self.assertEqual(said.out, "")
            fault = said.faults()[0]
            self.assertEqual(fault["number"], 966, row["file"])
            self.assertTrue(fault["file"].endswith(row["file"]))
            self.assertGreater(fault["line"], 0, row["file"])
            self.assertTrue(fault["field"] and fault["detail"], row["file"])
        self.assertEqual(refused, 8)

    def test_what_is_no_table_or_no_model_is_said_to_be_none(self):
        self.assertEqual(run("simulate", "fit", "absent.csv").code, BAD_INPUT)
        self.assertEqual(run("simulate", "fit").code, USAGE)
        self.assertEqual(run("simulate", "fit", CITY, "--like", "absent.toml").code, BAD_INPUT)
        self.assertEqual(run("simulate", "fit", CITY, "--busy", "0.5").code, USAGE)
        self.assertEqual(run("simulate", "fit", CITY, "--out", "/nowhere/x.toml").code, BAD_INPUT)
        with open(PINGTAN[0], encoding="utf-8") as source:
            piped = run("simulate", "fit", "-", "--json", stdin=source.read())
        self.assertEqual(piped.code, BAD_INPUT)
        self.assertEqual(piped.faults()[0]["field"], "year")
        with open(PINGTAN[0], encoding="utf-8") as source:
            piped = run("simulate", "fit", "-", "--json",
                        stdin="# agency: 平潭\n# year: 2021\n" + source.read())
        self.assertEqual(piped.code, FINE, piped.err)
        self.assertEqual(piped.json()["agency"], "平潭")

    def test_ready_models_answer_with_their_scenarios(self):
        for name in sorted(os.listdir(READY)):
            if not name.endswith(".toml") or name in ("provincial-capital.toml", "province.toml"):
                continue
            said = run("simulate", os.path.join(READY, name), "--replications", "40", "--json")
            self.assertEqual(said.code, FINE, said.err)
            by_name = {s["name"]: s for s in said.json()["scenarios"]}
            self.assertTrue({"base", "busier", "limit-15", "no-extensions"} <= set(by_name), name)
            late = {k: s["years"][0]["late_share"]["mean"] for k, s in by_name.items()}
            self.assertGreaterEqual(late["one-less"], late["base"], name)
            self.assertGreaterEqual(late["no-extensions"], late["base"], name)


if __name__ == "__main__":
    unittest.main()
