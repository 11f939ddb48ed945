"""`qixian simulate` as a user meets it: the same bytes however the work is divided, logs that are
logs, clear errors, and answers that a person and a program can read."""
import copy
import csv
import io
import json
import os
import signal
import subprocess
import time
import unittest

from schema_test import SCHEMAS, VALIDATORS, sound
from support import BAD_INPUT, FINDING, FINE, PROGRAM, SOURCE, USAGE, ProgramTest, environment, run

FOLDER = os.path.join(SOURCE, "tests", "data", "simulation")
MODEL = os.path.join(FOLDER, "bureau.toml")
GOLDEN = os.path.join(FOLDER, "bureau.json")
CALM = """
name = "calm"
years = [2025, 2026]
[arrivals]
per_year = 120
[[class]]
applicant = "natural_person"
outcomes = { granted = 6, not_held = 3, correction_lapsed = 1, other = 1, fee_lapsed = 1 }
[[team]]
name = "desk"
people = 2
[[step]]
name = "handle"
team = "desk"
work_hours = { lognormal = { mean = 6, deviation = 4 } }
[[step]]
name = "wait"
wait_working_days = { exponential = 6 }
[correction]
share = 0.1
[review]
share = 0.3
"""


def simulate(*arguments, **more):
    return run("simulate", *arguments, **more)


class SameBytes(ProgramTest):
    def setUp(self):
        super().setUp()
        self.whole = simulate(MODEL, "--json", "--replications", 21, "--threads", 1)
        self.assertEqual(self.whole.code, FINDING)  # two of its scenarios cannot keep up

    def test_threads_and_languages_change_no_byte(self):
        for threads in (2, 7):
            got = simulate(MODEL, "--json", "--replications", 21, "--threads", threads)
            self.assertEqual(got.bytes, self.whole.bytes, threads)
        got = simulate(MODEL, "--json", "--replications", 21, "--lang", "en")
        self.assertEqual(got.bytes, self.whole.bytes)

    def test_another_seed_is_another_answer(self):
        got = simulate(MODEL, "--json", "--replications", 21, "--seed", 2)
        self.assertNotEqual(got.bytes, self.whole.bytes)

    def test_one_and_five_shards_put_together_are_the_undivided_run(self):
        for shards in (1, 5):
            parts = []
            for i in range(1, shards + 1):
                got = simulate(MODEL, "--replications", 21, "--shard", f"{i}/{shards}")
                self.assertEqual(got.code, FINE, got.err)
                for line in got.lines():
                    sound(self, "simulate-part", line)
                parts.append(self.file(f"part{i}", got.bytes))
            merged = [x for part in reversed(parts) for x in ("--merge", part)]
            got = simulate(MODEL, "--json", *merged)
            self.assertEqual(got.bytes, self.whole.bytes, shards)

    def test_parts_that_do_not_belong_together_are_refused(self):
        texts = [simulate(MODEL, "--replications", 4, "--shard", f"{i}/2").bytes for i in (1, 2)]
        parts = [self.file(f"p{i}", text) for i, text in enumerate(texts)]
        for wrong in ([parts[0]], [parts[0], parts[0]],
                      [parts[0], self.file("cut", texts[1][:-200])]):
            got = simulate(MODEL, "--json", *[x for p in wrong for x in ("--merge", p)])
            self.assertEqual(got.code, BAD_INPUT)
            self.assertEqual(got.out, "")
            fault = sound(self, "fault", got.faults()[-1])
            self.assertIn(fault["code"], ("PARTS_DIFFER", "JSON_SYNTAX"))
        got = simulate(MODEL, "--seed", 3, "--merge", parts[0], "--merge", parts[1])
        self.assertEqual(got.code, BAD_INPUT)
        self.assertIn("seed", got.err)

    def test_every_compiler_gives_the_bytes_that_are_kept(self):
        # Kept once, compared by the build of every compiler. When a change is meant, write it anew:
        #   qixian simulate bureau.toml --json --replications 6 --scenario base --scenario busier
        got = simulate(MODEL, "--json", "--replications", 6, "--scenario", "base", "--scenario",
                       "busier")
        with open(GOLDEN, "rb") as kept:
            self.assertTrue(got.bytes == kept.read(), "the answer of bureau.toml has changed")


class Answers(ProgramTest):
    def test_json_keeps_its_schema_and_every_key_is_needed(self):
        document = sound(self, "simulate", simulate(MODEL, "--json", "--replications", 5).json())
        self.assertEqual([s["name"] for s in document["scenarios"]],
                         ["base", "busier", "one-less", "fifteen-days", "no-extension"])
        year = document["scenarios"][0]["years"][0]
        self.assertEqual(len(year["by_day"]["open"]["mean"]), 365)
        for key in ("model", "seed", "replications", "scenarios"):
            less = {k: v for k, v in document.items() if k != key}
            self.assertFalse(VALIDATORS["simulate"].is_valid(less), key)
        for key in year:
            less = copy.deepcopy(document)
            del less["scenarios"][0]["years"][0][key]
            self.assertFalse(VALIDATORS["simulate"].is_valid(less), key)
        more = copy.deepcopy(document)
        more["scenarios"][0]["years"][0]["late_share"]["quantiles"]["0.5"] = "half"
        self.assertFalse(VALIDATORS["simulate"].is_valid(more))
        self.assertIn("simulate.schema.json", SCHEMAS)

    def test_means_lie_within_their_intervals_and_quantiles_ascend(self):
        document = simulate(MODEL, "--json", "--replications", 40).json()
        for scenario in document["scenarios"]:
            for year in scenario["years"]:
                for name in ("late_share", "carried_out", "received", "days_to_reply"):
                    said = year[name]
                    self.assertLessEqual(said["low"], said["mean"])
                    self.assertLessEqual(said["mean"], said["high"])
                    quantiles = list(said["quantiles"].values())
                    self.assertEqual(quantiles, sorted(quantiles))
                table = year["table3"]
                for column in table["1"]:
                    left = table["1"][column]["mean"] + table["2"][column]["mean"]
                    right = table["3.7"][column]["mean"] + table["4"][column]["mean"]
                    self.assertAlmostEqual(left, right, places=6)

    def test_more_replications_tell_more(self):
        def width(n):
            said = simulate(MODEL, "--json", "--scenario", "base", "--replications", n).json()
            e = said["scenarios"][0]["years"][0]["carried_out"]
            return e["high"] - e["low"]
        self.assertLess(width(160), 0.7 * width(20))

    def test_precision_stops_as_soon_as_it_is_reached(self):
        said = simulate(MODEL, "--json", "--scenario", "base", "--precision", 0.05,
                        "--replications", 5000).json()
        self.assertLess(said["replications"], 5000)
        self.assertEqual(said["replications"] % 50, 0)
        got = said["scenarios"][0]["years"][0]["carried_out"]
        self.assertLessEqual(got["high"] - got["mean"], 0.05 * got["mean"])

    def test_text_reads_in_both_languages(self):
        zh = simulate(MODEL, "--replications", 10).out
        en = simulate(MODEL, "--replications", 10, "--lang", "en").out
        for words in ("逾期比例", "结转下年", "到期最多的日子", "忙不过来", "法定20个"):
            self.assertIn(words, zh)
        for words in ("late, of those due", "carried over", "most falls due on", "cannot keep up", "the law: 20"):
            self.assertIn(words, en)
        self.assertNotIn("nan", zh + en)
        self.assertNotIn("-0.0", zh + en)

    def test_csv_has_every_figure_of_the_json(self):
        table = list(csv.DictReader(io.StringIO(
            simulate(MODEL, "--csv", "--replications", 5).out)))
        document = simulate(MODEL, "--json", "--replications", 5).json()
        for scenario in document["scenarios"]:
            for year in scenario["years"]:
                for figure in ("late_share", "carried_out", "days_to_reply"):
                    row, = [r for r in table if r["scenario"] == scenario["name"]
                            and r["figure"] == figure and r["year"] == str(year["year"])]
                    self.assertAlmostEqual(float(row["mean"]), year[figure]["mean"])
                    self.assertAlmostEqual(float(row["q0.975"]),
                                           year[figure]["quantiles"]["0.975"])
        days = [r for r in table if r["figure"] == "open" and r["scenario"] == "base"]
        self.assertEqual((days[0]["of"], days[-1]["of"]), ("2026-01-01", "2026-12-31"))

    def test_sensitivity_names_each_input(self):
        got = simulate(MODEL, "--sensitivity", "--replications", 20, "--lang", "en")
        for field in ("arrivals.per_year*1.1", "team.desk.people-1", "step.handle.work_hours*1.1",
                      "extension.rule=never", "rules.reply_working_days-1"):
            self.assertIn(field, got.out)
        document = simulate(MODEL, "--sensitivity", "--replications", 5, "--json").json()
        sound(self, "simulate", document)

    def test_years_of_the_command_line_stand_above_the_model(self):
        said = simulate(MODEL, "--json", "--replications", 3, "--scenario", "base", "--years",
                        "2024..2025").json()
        self.assertEqual([y["year"] for y in said["scenarios"][0]["years"]], [2024, 2025])
        self.assertEqual(said["scenarios"][0]["assumed_years"], [])
        said = simulate(MODEL, "--json", "--replications", 3, "--scenario", "base", "--years",
                        "2028").json()
        self.assertEqual(said["scenarios"][0]["assumed_years"], [2027, 2028, 2029])

    def test_a_model_may_come_from_standard_input(self):
        with open(MODEL, "rb") as source:
            text = source.read()
        self.assertEqual(simulate("-", "--json", "--replications", 3, stdin=text).bytes,
                         simulate(MODEL, "--json", "--replications", 3).bytes)

    def test_an_office_that_cannot_keep_up_is_named_before_and_after(self):
        got = simulate(MODEL, "--scenario", "one-less", "--replications", 10, "--lang", "en")
        self.assertEqual(got.code, FINDING)
        self.assertIn("load 105 %", got.err)
        self.assertIn("team desk cannot keep up", got.out)
        calm = simulate(self.file("calm.toml", CALM), "--replications", 10, "--lang", "en")
        self.assertEqual((calm.code, calm.err), (FINE, ""))
        self.assertNotIn("cannot keep up", calm.out)


class Logs(ProgramTest):
    def test_a_simulated_log_goes_through_report_and_gives_the_same_tables(self):
        for name, model in (("calm", self.file("calm.toml", CALM)), ("bureau", MODEL)):
            log = os.path.join(self.folder, name + ".csv")
            said = simulate(model, "--json", "--scenario", "base", "--replications", 1, "--seed", 9,
                            "--export-log", log).json()
            years = said["scenarios"][0]["years"]
            last = f"{years[-1]['year']}-12-31"
            for year in years:
                got = run("report", log, "--year", year["year"], "--as-of", last, "--json")
                self.assertEqual(got.code, FINE, got.err)
                report = got.json()
                for row, cells in report["table3"].items():
                    for column, n in cells.items():
                        self.assertEqual(year["table3"][row][column]["mean"], n, (row, column))
                late = report["late"] / max(report["late"] + report["on_time"], 1)
                self.assertAlmostEqual(year["late_share"]["mean"], late)
                for block, cells in report["table4"].items():
                    for column, n in cells.items():
                        self.assertEqual(year["table4"][block][column]["mean"], n)
                self.assertTrue(all(i["holds"] for i in report["identities"]))

    def test_an_office_that_withholds_for_third_parties_has_asked_them(self):
        # Z14: otherwise such applications would stay open for good.
        office = os.path.join(SOURCE, "examples", "simulation", "provincial-capital.toml")
        log = os.path.join(self.folder, "capital.csv")
        said = run("simulate", office, "--scenario", "base", "--replications", 1, "--lang", "en",
                   "--export-log", log)
        self.assertNotIn("rows were refused", said.out)
        last = run("deadlines", log, "--as-of", "2025-12-31", "--json").json()
        self.assertTrue([a for a in last["applications"] if a["outcome"] == "third_party_rights"])
        self.assertEqual((last["irregular"], last["refusals"]), ([], []))

    def test_several_agencies_are_told_apart_in_the_log(self):
        model = self.file("three.toml", "agencies = 3\n" + CALM)
        log = os.path.join(self.folder, "three.csv")
        said = simulate(model, "--json", "--replications", 1, "--export-log", log).json()
        got = run("report", log, "--year", 2026, "--as-of", "2026-12-31", "--all-agencies", "--json")
        report = got.json()
        self.assertEqual(report["table3"]["4"]["total"],
                         said["scenarios"][0]["years"][1]["table3"]["4"]["total"]["mean"])

    def test_a_forecast_reads_what_is_open(self):
        log = os.path.join(self.folder, "log.csv")
        simulate(MODEL, "--scenario", "base", "--replications", 1, "--export-log", log)
        asked = (MODEL, "--from", log, "--as-of", "2026-09-28", "--replications", 60)
        said = sound(self, "simulate-forecast", simulate(*asked, "--json").json())
        listed = run("deadlines", log, "--as-of", "2026-09-28", "--json").json()["applications"]
        open_ones = {a["application"]: a for a in listed
                     if a["closed_on"] is None and a["received_on"]}
        self.assertEqual({a["application"] for a in said["applications"]}, set(open_ones))
        self.assertGreater(len(open_ones), 10)
        chances = [a["late"] for a in said["applications"]]
        self.assertEqual(chances, sorted(chances, reverse=True))
        for each in said["applications"]:
            self.assertEqual(each["stage"], open_ones[each["application"]]["stage"])
        text = simulate(*asked).out
        for each in said["applications"]:
            self.assertIn(each["application"], text)
        # A store says the same as its log.
        store = os.path.join(self.folder, "s.qixian")
        self.assertEqual(run("init", store).code, FINE)
        self.assertEqual(run("import", store, log, "--future").code, FINE)
        again = simulate(MODEL, "--from", store, "--as-of", "2026-09-28", "--replications", 60,
                         "--json").json()
        self.assertEqual(again["applications"], said["applications"])


class Honest(ProgramTest):
    """What cannot be said is not said, and what lies about is late."""

    def test_an_office_where_nobody_works_is_late_and_says_so(self):
        model = self.file("nobody.toml", CALM.replace(
            "people = 2", 'people = 2\nleave = [{ people = 2, from = 2024-01-01, to = 2026-12-31 }]'))
        got = simulate(model, "--years", 2026, "--replications", 20, "--json")
        self.assertEqual(got.code, FINDING)
        one = sound(self, "simulate", got.json())["scenarios"][0]
        self.assertGreater(one["years"][0]["late_of_due"]["mean"], 0.99)
        self.assertLess(one["years"][0]["late_share"]["mean"], 0.01)
        self.assertTrue(one["falls_behind"])
        self.assertEqual(one["unstable"], ["desk"])
        for lang, words in (("zh", "逾期未答复"), ("en", "lie overdue")):
            said = simulate(model, "--years", 2026, "--replications", 20, "--lang", lang)
            self.assertIn(words, said.out)
            self.assertEqual(said.code, FINDING)
        page = os.path.join(self.folder, "page.html")
        simulate(model, "--replications", 5, "--html", page)
        with open(page, encoding="utf-8") as source:
            self.assertIn("积压逾期", source.read())

    def test_one_replication_has_no_interval_anywhere(self):
        asked = (MODEL, "--replications", 1, "--scenario", "base", "--scenario", "busier")
        said = sound(self, "simulate", simulate(*asked, "--json").json())
        year = said["scenarios"][0]["years"][0]
        for figure in ("late_of_due", "late_share", "carried_out", "overdue_open", "days_to_reply"):
            self.assertIsNone(year[figure]["low"], figure)
            self.assertIsNone(year[figure]["high"], figure)
            self.assertIsNone(said["scenarios"][1]["against_base"][0][figure]["low"], figure)
        rows = list(csv.DictReader(io.StringIO(simulate(*asked, "--csv").out)))
        late = [r for r in rows if r["figure"] == "late_of_due"]
        self.assertTrue(late and all(r["low"] == r["high"] == "" for r in late))
        page = os.path.join(self.folder, "page.html")
        text = simulate(*asked, "--html", page).out
        self.assertIn("没有区间", text)
        with open(page, encoding="utf-8") as source:
            self.assertIn("仅一次重复，没有区间", source.read())
        for out in (text, simulate(*asked, "--lang", "en").out):
            self.assertNotIn("nan", out)

    def test_two_replications_leave_nothing_below_nothing(self):
        text = simulate(MODEL, "--replications", 2, "--csv").out
        for row in csv.DictReader(io.StringIO(text)):
            if row["low"] and not row["figure"].startswith("difference_"):
                self.assertGreaterEqual(float(row["low"]), 0, row)
            if row["figure"] in ("late_of_due", "late_share"):
                self.assertLessEqual(float(row["high"]), 1, row)

    def test_what_hardly_ever_happens_has_an_interval_and_a_note(self):
        calm = self.file("calm.toml", CALM)
        said = simulate(calm, "--replications", 20, "--json").json()
        overdue = said["scenarios"][0]["years"][0]["overdue_open"]
        self.assertIn("seen", overdue)
        self.assertGreater(overdue["high"], overdue["mean"])
        self.assertIn("按罕见事件", simulate(calm, "--replications", 20).out)

    def test_table_4_and_differences_are_in_csv(self):
        asked = (MODEL, "--replications", 5, "--scenario", "base", "--scenario", "busier")
        scenarios = simulate(*asked, "--json").json()["scenarios"]
        said = {(r["scenario"], r["figure"], r["of"]): r
                for r in csv.DictReader(io.StringIO(simulate(*asked, "--csv").out))}
        for scenario in scenarios:
            for block, cells in scenario["years"][0]["table4"].items():
                for column, e in cells.items():
                    row = said[scenario["name"], f"table4_{block}", column]
                    self.assertEqual(float(row["mean"]), e["mean"])
        against = scenarios[1]["against_base"][0]
        for figure in ("late_of_due", "late_share", "carried_out", "days_to_reply", "overdue_open"):
            row = said["busier", f"difference_{figure}", "base"]
            self.assertEqual([float(row[k]) for k in ("mean", "low", "high")],
                             [against[figure][k] for k in ("mean", "low", "high")])
            self.assertNotIn(("base", f"difference_{figure}", "base"), said)

    def test_a_row_of_table_3_has_its_own_number_in_csv(self):
        text = simulate(MODEL, "--replications", 2, "--scenario", "base", "--csv").out
        figures = {r["figure"] for r in csv.DictReader(io.StringIO(text))}
        self.assertIn("table3_row_3.1", figures)
        self.assertNotIn("table3.3.1", figures)

    def test_years_that_are_none_come_with_a_hint(self):
        for wrong in ("2026-2027", "soon", "2026..", "..2027", "2026...2027"):
            got = simulate(MODEL, "--years", wrong)
            self.assertEqual(got.code, USAGE, wrong)
            self.assertIn("2026..2027", got.err, wrong)

    def test_one_bad_scenario_keeps_no_other_from_being_run(self):
        model = self.file("mixed.toml", CALM + """
[[scenario]]
name = "more"
change = { "arrivals.per_year" = "*1.2" }
[[scenario]]
name = "bad"
change = { "team.desk.people" = "-9" }
[[scenario]]
name = "less"
change = { "arrivals.per_year" = "*0.8" }
""")
        got = simulate(model, "--replications", 3)
        self.assertEqual(got.code, BAD_INPUT)
        self.assertIn("BAD_MODEL", got.err)
        self.assertIn("略去方案 bad", got.err)
        for name in ("base", "more", "less"):
            self.assertIn(name, got.out)
        self.assertEqual(simulate(model, "--replications", 3, "--scenario", "base", "--scenario",
                                  "less").code, FINE)
        asked = simulate(model, "--replications", 3, "--scenario", "bad")
        self.assertEqual((asked.code, asked.out), (BAD_INPUT, ""))

    def test_a_forecast_drops_nothing_that_was_asked_for(self):
        log = os.path.join(self.folder, "log.csv")
        simulate(MODEL, "--scenario", "base", "--replications", 1, "--export-log", log)
        asked = (MODEL, "--from", log, "--as-of", "2026-09-28", "--replications", 20)
        self.assertEqual(simulate(*asked, "--html", "x.html").code, USAGE)
        two = simulate(*asked, "--scenario", "base", "--scenario", "busier")
        self.assertEqual(two.code, USAGE)
        self.assertIn("busier", two.err)
        self.assertIn("busier", simulate(*asked).err)  # which scenarios there are besides
        rows = list(csv.DictReader(io.StringIO(simulate(*asked, "--csv").out)))
        said = simulate(*asked, "--json").json()["applications"]
        self.assertEqual([r["application"] for r in rows], [a["application"] for a in said])
        self.assertEqual([float(r["late"]) for r in rows], [a["late"] for a in said])

    def test_precision_looks_at_what_there_is_in_steps_that_grow(self):
        calm = self.file("calm.toml", CALM)
        said = simulate(calm, "--precision", "0.0001", "--replications", 400, "--json").json()
        self.assertIn(said["replications"], (50, 100, 150, 200, 250, 312, 390, 400))

    def test_a_fitted_year_is_the_same_whatever_range_it_is_asked_in(self):
        tables = [os.path.join(SOURCE, "tests", "data", "reports", f"pingtan-quanqu-{y}.csv")
                  for y in (2021, 2022)]
        model = os.path.join(self.folder, "m.toml")
        self.assertEqual(run("simulate", "fit", *tables, "--out", model).code, FINE)

        def received(years, wanted):
            said = simulate(model, "--years", years, "--replications", 300, "--json").json()
            one = next(y for y in said["scenarios"][0]["years"] if y["year"] == wanted)
            return one, said["scenarios"][0]["opening"]

        alone, opening = received("2024", 2024)
        among, _ = received("2022..2025", 2024)
        self.assertAlmostEqual(alone["received"]["mean"], among["received"]["mean"],
                               delta=3 * (alone["received"]["high"] - alone["received"]["mean"]))
        # The published row 4 of the last table is carried in, by class.
        after, opening = received("2023", 2023)
        with open(tables[1], encoding="utf-8") as source:
            row = next(r for r in csv.DictReader(source) if r["row_id"] == "4")
        for column in ("natural_person", "business", "legal_service"):
            self.assertEqual(opening["open"][column], int(row[column] or 0), column)
            self.assertEqual(after["table3"]["2"][column]["mean"], int(row[column] or 0), column)
        self.assertEqual(opening["year"], 2023)
        self.assertIn("期初：2023年1月1日在办", simulate(model, "--years", 2023, "--replications", 2).out)
        self.assertIn("先运行", simulate(model, "--years", 2020, "--replications", 2).out)


class Wrong(ProgramTest):
    def test_usage(self):
        for wrong in ((), (MODEL, "--shard", "3/2"), (MODEL, "--shard", "x"),
                      (MODEL, "--years", "soon"), (MODEL, "--replications", 0),
                      (MODEL, "--shard", "1/2", "--merge", "x"), (MODEL, "--teapot")):
            got = simulate(*wrong)
            self.assertEqual((got.code, got.out), (USAGE, ""), wrong)
            self.assertNotEqual(got.err, "")

    def test_a_model_that_is_not_there_or_not_right(self):
        got = simulate(os.path.join(self.folder, "none.toml"), "--json")
        self.assertEqual(got.code, BAD_INPUT)
        self.assertEqual(sound(self, "fault", got.faults()[0])["code"], "CANNOT_OPEN")
        got = simulate(MODEL, "--scenario", "bussy", "--json")
        fault = sound(self, "fault", got.faults()[0])
        self.assertEqual((got.code, fault["code"]), (BAD_INPUT, "UNKNOWN_SCENARIO"))
        self.assertIn("busier", fault["detail"])
        wrong = CALM.replace("people = 2", "people = 0")
        got = simulate(self.file("wrong.toml", wrong), "--json")
        fault = sound(self, "fault", got.faults()[0])
        self.assertEqual((fault["code"], fault["field"], fault["line"]),
                         ("BAD_MODEL", "team[1].people",
                          wrong.splitlines().index("people = 0") + 1))
        got = simulate(MODEL, "--years", 2047, "--json")
        self.assertEqual(got.code, USAGE)
        self.assertIn("2045", got.err)

    def test_files_that_cannot_be_written(self):
        for option in ("--html", "--export-log", "--runs", "--cases", "--work", "--xes", "--ocel"):
            got = simulate(MODEL, "--replications", 2, option,
                           os.path.join(self.folder, "no", "where"))
            self.assertEqual(got.code, BAD_INPUT, option)
            self.assertIn("no", got.err)

    def test_interrupted_it_answers_with_what_is_done(self):
        child = subprocess.Popen(
            [PROGRAM, "simulate", MODEL, "--json", "--replications", "300000"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        time.sleep(2)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
        self.assertEqual(child.returncode, FINDING)
        said = sound(self, "simulate", json.loads(out))
        self.assertGreater(said["replications"], 0)
        self.assertLess(said["replications"], 300000)
        self.assertIn(str(said["replications"]), err.decode())
        again = simulate(MODEL, "--json", "--replications", said["replications"])
        self.assertTrue(again.bytes == out)

    def test_help_teaches(self):
        text = simulate("--help").out
        for word in ("--scenario", "--sensitivity", "--from", "--shard", "fit", "示例", "退出码"):
            self.assertIn(word, text)


if __name__ == "__main__":
    unittest.main()
