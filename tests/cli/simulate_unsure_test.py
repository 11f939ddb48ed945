"""`qixian simulate` where inputs are not known: fits of logs and of totals, two kinds of uncertainty told apart,
forecasts held against later years."""

import csv
import glob
import io
import json
import os
import re

import unittest

from schema_test import sound
from support import BAD_INPUT, FINE, SOURCE, USAGE, ProgramTest, run

REPORTS = os.path.join(SOURCE, "tests", "data", "reports")
SERIES = sorted(glob.glob(os.path.join(REPORTS, "pingtan-*.csv"))
                + glob.glob(os.path.join(REPORTS, "yiwu-*.csv")))
CITY = os.path.join(SOURCE, "examples", "simulation", "prefecture-city.toml")


def certain_city():
    """The ready model without what is not known of it."""
    with open(CITY, encoding="utf-8") as file:
        return re.sub(r"\n\[uncertainty\]\n(?:[a-z].*\n)+", "\n", file.read())


class Uncertainty(ProgramTest):
    def model(self):
        return self.file("unsure.toml", certain_city() + "\n[uncertainty]\narrivals = 0.3\nwait = 0.4\n"
                         "wait_spread = [0.2, 1.5]\n")

    def test_is_told_apart_from_chance_in_every_form(self):
        model = self.model()
        said = run("simulate", model, "--json", "--replications", 60).json()
        sound(self, "simulate", said)
        year = said["scenarios"][0]["years"][0]
        apart = year["by_chance"]["received"]
        self.assertGreater(year["received"]["deviation"], 2 * apart["deviation"])
        self.assertGreater(apart["share_of_inputs"], 0.7)
        for lang, words in (("en", "by chance alone"), ("zh", "仅因偶然")):
            shown = run("simulate", model, "--replications", 60, "--lang", lang)
            self.assertIn(words, shown.out)
        figures = {row["figure"] for row in csv.DictReader(io.StringIO(
            run("simulate", model, "--csv", "--replications", 60).out))}
        self.assertLessEqual({"late_of_due_by_chance", "received_by_chance"}, figures)
        page = os.path.join(self.folder, "page.html")
        run("simulate", model, "--replications", 60, "--html", page)
        with open(page, encoding="utf-8") as file:
            drawn = file.read()
        self.assertIn("Two kinds of uncertainty", drawn)
        self.assertIn("两种不确定", drawn)

    def test_a_model_that_knows_everything_says_nothing_of_it(self):
        city = self.file("certain.toml", certain_city())
        said = run("simulate", city, "--json", "--replications", 5).json()
        self.assertIsNone(said["scenarios"][0]["years"][0]["by_chance"])
        self.assertNotIn("by chance alone", run("simulate", city, "--replications", 5, "--lang", "en").out)

    def test_shares_of_a_run_are_put_together_to_the_same_bytes(self):
        model = self.model()
        whole = run("simulate", model, "--json", "--replications", 9).out
        parts = []
        for i in range(1, 4):
            part = run("simulate", model, "--replications", 9, "--shard", f"{i}/3")
            for line in part.out.splitlines():
                sound(self, "simulate-part", json.loads(line))
            parts.append(self.file(f"part{i}", part.out))
        self.assertEqual(run("simulate", model, "--json", *[x for p in parts for x in ("--merge", p)]).out, whole)

    def test_a_range_the_wrong_way_round_is_refused_at_its_line(self):
        model = self.file("bad.toml", certain_city() + "\n[uncertainty]\nwait_spread = [1.5, 0.2]\n")
        said = run("simulate", model, "--lang", "en")
        self.assertEqual(said.code, BAD_INPUT)
        self.assertIn("uncertainty.wait_spread", said.err)


class Backtest(ProgramTest):
    def test_forecasts_hold_and_beat_plain_rivals_on_all_published_pairs(self):
        said = run("simulate", "backtest", *SERIES, "--json")
        self.assertEqual(said.code, FINE, said.err)
        told = said.json()
        sound(self, "simulate-backtest", told)
        self.assertEqual(told["left_out"], [])
        new = told["received"]
        self.assertEqual(new["pairs"], 13)
        self.assertGreaterEqual(new["inside"] / new["pairs"], 0.9)
        some = told["informative_carried_out"]
        self.assertLessEqual(some["pairs"] - some["inside"], 1)
        for figure in (new, told["carried_out"], some):
            for rival, score in figure["rivals"].items():
                self.assertLess(figure["score"], score, rival)

    def test_forecasts_hold_on_the_totals_of_an_archive_too(self):
        said = run("simulate", "backtest", "--series", os.path.join(REPORTS, "series.csv"), "--json")
        self.assertEqual(said.code, FINE, said.err)
        told = said.json()
        sound(self, "simulate-backtest", told)
        new = told["received"]
        self.assertGreaterEqual(new["pairs"], 50)
        self.assertGreaterEqual(new["inside"] / new["pairs"], 0.9)
        self.assertLessEqual(new["inside"] / new["pairs"], 0.98)
        some = told["informative_carried_out"]
        self.assertLessEqual(some["pairs"] - some["inside"], 1)
        for figure in (new, told["carried_out"], some):
            for rival, score in figure["rivals"].items():
                self.assertLess(figure["score"], score, rival)

    def test_a_series_says_what_is_wrong_with_it_and_where(self):
        head = "agency,year,received,carried_in,closed,carried_out\n"
        for text, field, line in (
                ("agency,year\n", "received", 1), (head + "甲,2020,1\n", "", 2),
                (head + "甲,20,1,0,1,0\n", "year", 2), (head + "甲,2020,x,0,1,0\n", "received", 2),
                ("agency,agency,year,received\n", "agency", 1), ("agency,year,received,who\n", "who", 1)):
            got = run("simulate", "backtest", "--series", self.file("s.csv", text), "--json")
            self.assertEqual(got.code, BAD_INPUT, text)
            fault = got.faults()[0]
            self.assertEqual((fault.get("field", ""), fault["line"]), (field, line), text)

    def test_the_csv_says_the_same_as_the_document(self):
        told = run("simulate", "backtest", *SERIES, "--json").json()
        rows = list(csv.DictReader(io.StringIO(run("simulate", "backtest", *SERIES, "--csv").out)))
        self.assertEqual(len(rows), 26)
        first = told["pairs"][0]["received"]
        self.assertEqual(float(rows[0]["score"]), first["score"])
        self.assertEqual(rows[0]["inside"], "yes" if first["inside"] else "no")

    def test_one_year_alone_is_no_back_test(self):
        said = run("simulate", "backtest", SERIES[0], "--lang", "en")
        self.assertEqual(said.code, BAD_INPUT)
        self.assertIn("two consecutive years", said.err)

    def test_a_table_that_cannot_be_read_is_named_and_the_others_are_answered_for(self):
        broken = self.file("broken-2022.csv", "nothing of a table\n")
        said = run("simulate", "backtest", *SERIES, broken, "--json")
        self.assertEqual(said.code, BAD_INPUT)
        self.assertIn("broken-2022.csv", said.err)
        self.assertEqual(said.json()["received"]["pairs"], 13)


class FitOfALog(ProgramTest):
    def exported(self):
        path = os.path.join(self.folder, "log.csv")
        run("simulate", CITY, "--replications", 1, "--years", "2023", "--export-log", path)
        return path

    def test_gives_a_model_that_runs(self):
        log = self.exported()
        model = os.path.join(self.folder, "fitted.toml")
        said = run("simulate", "fit", "--log", log, "--as-of", "2023-12-31", "--from", "2023-01-01",
                   "--out", model, "--json")
        self.assertEqual(said.code, FINE, said.err)
        told = said.json()
        sound(self, "simulate-fit-log", told)
        with open(log, encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        came = [r for r in rows if r["event"] == "received" and r["on"] >= "2023"]
        self.assertEqual(told["received"], len(came))
        team = told["teams"][0]
        self.assertEqual(team["team"], "desk")
        hours = sum(float(h) for r in rows for h in r["x_hours"].split(";")
                    if h and r["x_began"][:4] == "2023")
        self.assertAlmostEqual(team["hours"], hours, delta=0.02 * hours)
        # Its next year: with what is open on the last day, and with what nobody can know.
        forecast = run("simulate", model, "--years", "2024", "--json", "--replications", 50)
        sound(self, "simulate", forecast.json())
        self.assertIsNotNone(forecast.json()["scenarios"][0]["years"][0]["by_chance"])

    def test_shows_how_well_its_laws_fit_in_both_languages(self):
        log = self.exported()
        page = os.path.join(self.folder, "fit.html")
        for lang, words in (("en", "what no log tells"), ("zh", "记录中看不出")):
            said = run("simulate", "fit", "--log", log, "--as-of", "2023-12-31", "--lang", lang,
                       "--html", page)
            self.assertIn(words, said.out)
        with open(page, encoding="utf-8") as file:
            self.assertIn("<svg", file.read())

    def test_a_log_too_short_is_refused(self):
        log = self.file("short.csv", "application,on,event,applicant\n"
                        "A,2024-01-08,received,natural_person\nA,2024-01-15,disclosed,\n")
        said = run("simulate", "fit", "--log", log, "--as-of", "2024-12-31", "--lang", "en")
        self.assertEqual(said.code, BAD_INPUT)
        self.assertIn("QX-966", said.err)

    def test_tables_and_a_log_exclude_each_other(self):
        said = run("simulate", "fit", SERIES[0], "--log", self.exported())
        self.assertEqual(said.code, USAGE)


class Totals(ProgramTest):
    def test_are_fitted_where_nothing_else_is_printed(self):
        said = run("simulate", "fit", os.path.join(REPORTS, "yiwu-niansanlijiedao-2023.csv"), "--json").json()
        self.assertTrue(said["totals_only"])
        self.assertIn("only totals are read", json.dumps(said["assumed"]))
        self.assertLess(said["next_year"]["low"], 16)
        self.assertGreater(said["next_year"]["high"], 16)

    def test_can_be_asked_for_where_the_columns_do_not_add_up(self):
        table = os.path.join(REPORTS, "pingtan-ziranziyuan-2021.csv")
        self.assertEqual(run("simulate", "fit", table).code, BAD_INPUT)
        self.assertNotEqual(run("simulate", "fit", table, "--totals").code, BAD_INPUT)


if __name__ == "__main__":
    unittest.main()
