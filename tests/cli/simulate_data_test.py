"""The files of figures that `qixian simulate` writes for other tools: they say what the answers say, the
dictionary has every column of them, and the helper in Python loads them."""
import collections
import csv
import datetime
import importlib.util
import io
import os
import subprocess
import sys
import unittest

from support import BAD_INPUT, FINDING, FINE, SOURCE, USAGE, ProgramTest, run

HELPER = os.path.join(SOURCE, "src", "python", "qixian_simulation.py")
DICTIONARY = os.path.join(SOURCE, "src", "notes", "simulation-data.md")
BUREAU = os.path.join(SOURCE, "tests", "data", "simulation", "bureau.toml")
HELD = importlib.util.spec_from_file_location("qixian_simulation", HELPER)
qs = importlib.util.module_from_spec(HELD)
HELD.loader.exec_module(qs)

#: An office that cannot keep up, where everything happens; several agencies and years, of which the notices
#: are known, and that of the next one.
OFFICE = """
name = "office"
years = [2024, 2025]
agencies = 2
[arrivals]
per_year = 330
[[class]]
applicant = "natural_person"
share = 3
outcomes = { granted = 6, not_held = 2, third_party_rights = 1, correction_lapsed = 1, other = 2, fee_lapsed = 1 }
[[class]]
applicant = "business"
outcomes = { granted = 1, petition = 1, unclear_after_correction = 1 }
[[team]]
name = "=desk, first"
people = 2
absent_share = 0.2
[[step]]
name = "handle"
team = "=desk, first"
work_hours = { lognormal = { mean = 11, deviation = 12 } }
[[step]]
name = "wait"
wait_working_days = { exponential = 7 }
[correction]
share = 0.1
[consultation]
share = 0.2
[fee]
share = 0.1
[extension]
rule = "days_left"
[review]
share = 0.2
[withdrawal]
after_calendar_days = { exponential = 3 }
[[scenario]]
name = "busier"
change = { "arrivals.per_year" = "*1.4" }
"""
NUMBERS = ("received", "carried_in", "results", "carried_out", "came_due", "missed", "late_results", "overdue_open")


#: One agency in which everything happens that the law knows.
LAWFUL = OFFICE[:OFFICE.index("[review]")].replace("agencies = 2", "agencies = 1").replace(
    "petition = 1", "petition = 1, excessive = 2").replace("mean = 11, deviation = 12", "mean = 8, deviation = 8").replace(
    "[consultation]", """prolonged_share = 0.2
[confirmation]
share = 0.1
[reasons]
share_of_excessive = 0.6
share = 0.1
delayed_share = 0.6
[consultation]
parties = [2, 1, 1]""") + """
[letters]
returned_share = 0.1
[review]
share = 0.3
upheld = 1
corrected = 1
accepted_share = 0.5
correction_share = 0.3
extended_share = 0.3
suspended_share = 0.3
withdrawn_share = 0.1
[suit]
share = 0.2
share_after_review = 0.5
decided_after_calendar_days = { uniform = [20, 60] }
appealed_share = 0.6
appeal_decided_after_calendar_days = { uniform = [10, 40] }
retried_share = 0.6
retried_after_calendar_days = { uniform = [5, 30] }
[later_answers]
supplemented_share = 0.1
replaced_share = 0.1
ordered_share = 0.7
"""


class DataTest(ProgramTest):
    def path(self, name):
        return os.path.join(self.folder, name)

    def office(self):
        return self.file("office.toml", OFFICE)

    def write(self, *arguments, model=None):
        got = run("simulate", model or self.office(), *arguments)
        self.assertIn(got.code, (FINE, FINDING), got.err)
        return got


class Columns(DataTest):
    def test_the_dictionary_has_the_columns_of_each_file_and_no_other(self):
        said = qs.dictionary(DICTIONARY)
        self.assertEqual(set(said), {"runs", "cases", "work"})
        teams = ("=desk, first",)
        for table, columns in said.items():
            for ending in ("csv", "ndjson"):
                to = self.path(f"x.{ending}")
                self.write(f"--{table}", to, "--replications", 1)
                wanted = [c for c in columns if not c.endswith(".TEAM")]
                for team in teams:
                    wanted += [c.replace("TEAM", team) for c in columns if c.endswith(".TEAM")]
                self.assertEqual(list(qs.load(to)[0]), wanted)
            for column, about in columns.items():
                self.assertEqual(list(about), ["zh", "en", "unit", "range", "meaning"])
                self.assertRegex(about["zh"], "[\u4e00-\u9fff]", column)
                self.assertRegex(about["en"], "[a-z]", column)

    def test_codes_and_ranges_are_those_of_the_dictionary(self):
        cases, work, runs = (self.path(f"{n}.csv") for n in ("c", "w", "r"))
        self.write("--cases", cases, "--work", work, "--runs", runs, "--replications", 4)
        said = qs.dictionary(DICTIONARY)
        lines = qs.load(cases)
        self.assertEqual({c["late"] for c in lines}, {"no", "yes", "open", "open_overdue"})
        for table, held in (("cases", lines), ("work", qs.load(work)), ("runs", qs.load(runs))):
            for column, about in said[table].items():
                codes = [c.strip("` ") for c in about["range"].split(",") if "`" in c]
                for line in held:
                    value = line.get(column)
                    if value is None:
                        continue
                    if about["unit"] == "share":
                        self.assertTrue(0 <= value <= 1, (column, value))
                    if about["range"].startswith("≥"):
                        self.assertGreaterEqual(value, int(about["range"].split()[1]), column)
                    if len(codes) > 1 and "…" not in about["range"]:
                        self.assertIn(value, codes, column)
                    if about["unit"] == "day":
                        self.assertIsInstance(value, datetime.date)
                    if about["unit"] == "moment":
                        self.assertIsInstance(value, datetime.datetime)


class Figures(DataTest):
    def test_applications_add_up_to_the_replications(self):
        cases, runs = self.path("c.csv"), self.path("r.csv")
        for model in (None, BUREAU):
            self.write("--cases", cases, "--told", 3, "--runs", runs, "--replications", 3, model=model)
            by_run = collections.defaultdict(list)
            for c in qs.load(cases):
                by_run[c["scenario"], c["replication"]].append(c)
            lines = qs.load(runs)
            self.assertEqual({(x["scenario"], x["replication"]) for x in lines}, set(by_run))
            seen = collections.Counter()
            for line in lines:
                held, year = by_run[line["scenario"], line["replication"]], line["year"]

                def count(holds, among=held):
                    return sum(1 for c in among if holds(c))

                def open_after(c, y):
                    return c["received"].year <= y and (c["closed"] is None or c["closed"].year > y)
                late = ("yes", "open_overdue")
                found = {
                    "received": count(lambda c: c["received"].year == year),
                    "carried_in": count(lambda c: open_after(c, year - 1)),
                    "results": count(lambda c: c["closed"] and c["closed"].year == year),
                    "carried_out": count(lambda c: open_after(c, year)),
                    "came_due": count(lambda c: c["came_due"] == year),
                    "missed": count(lambda c: c["came_due"] == year and c["late"] in late),
                    "late_results": count(lambda c: c["closed"] and c["closed"].year == year
                                          and c["closed_late"] == "yes"),
                }
                for name, n in found.items():
                    self.assertEqual(n, line[name], (name, line["scenario"], year))
                    seen[name] += n
                if year == lines[-1]["year"]:
                    overdue = count(lambda c: c["late"] == "open_overdue")
                    self.assertEqual(overdue, line["overdue_open"])
                for share, part, whole in (("late_of_due", "missed", "came_due"),
                                           ("late_share", "late_results", "results")):
                    self.assertAlmostEqual(line[share], line[part] / line[whole])
            self.assertGreater(min(seen.values()), 0)

    def test_the_answers_are_means_over_the_replications(self):
        runs = self.path("r.ndjson")
        said = run("simulate", BUREAU, "--json", "--replications", 12, "--runs", runs).json()
        lines = collections.defaultdict(list)
        for line in qs.load(runs):
            lines[line["scenario"], line["year"]].append(line)
        for scenario in said["scenarios"]:
            for year in scenario["years"]:
                held = lines[scenario["name"], year["year"]]
                self.assertEqual([x["replication"] for x in held], list(range(12)))
                means = qs.means(held)
                for name in ("received", "late_of_due", "came_due", "late_share", "carried_out",
                             "overdue_open", "open_on_average", "days_to_reply", "days_in_hand"):
                    self.assertAlmostEqual(means[name], year[name]["mean"], msg=name)
                for team in year["teams"]:
                    for name in ("busy_share", "wait_hours"):
                        self.assertAlmostEqual(means[f"{name}.{team['team']}"], team[name]["mean"])
                for name, event in (("extended", "extended"), ("opinions", "consulted")):
                    self.assertAlmostEqual(means[name], year["events"].get(event, {"mean": 0})["mean"])

    def test_applications_are_those_that_deadlines_reads_in_the_log(self):
        cases, log = self.path("c.csv"), self.path("log.csv")
        self.write("--cases", cases, "--export-log", log, "--scenario", "base", "--replications", 1)
        told = {(c["agency"], c["application"]): c for c in qs.load(cases)}
        listed = run("deadlines", log, "--all-agencies", "--all", "--as-of", "2025-12-31",
                     "--json").json()["applications"]
        self.assertEqual({(a["agency"], a["application"]) for a in listed}, set(told))
        with_due = 0
        for a in listed:
            c = told[a["agency"], a["application"]]
            for name, key in (("received", "received_on"), ("closed", "closed_on")):
                self.assertEqual(c[name] and str(c[name]), a[key], a["application"])
            self.assertEqual((c["outcome"], c["stage"]), (a["outcome"], a["stage"]))
            reply = [d for d in a["duties"] if d["duty"] == "reply"]
            if reply and c["due"]:
                with_due += 1
                self.assertEqual(str(c["due"]), reply[-1]["due"], a["application"])
            overdue = "overdue" in a["flags"]
            self.assertEqual(c["late"] == "open_overdue", overdue and not a["closed_on"], a)
            self.assertEqual(c["closed_late"] == "yes", bool(a["closed_on"]) and "late" in a["flags"], a)
        self.assertGreater(with_due, 300)

    def test_a_log_in_which_everything_happens_is_counted_as_it_was(self):
        model, log, cases = self.file("lawful.toml", LAWFUL), self.path("log.csv"), self.path("c.csv")
        figures = collections.defaultdict(dict)
        got = run("simulate", model, "--replications", 1, "--csv", "--export-log", log, "--cases", cases)
        for line in csv.DictReader(io.StringIO(got.out)):
            if line["figure"].startswith("table4_"):
                figures[line["year"], line["figure"][len("table4_"):]][line["of"]] = int(line["mean"])
        with open(log, encoding="utf-8") as file:
            told = {row["event"] for row in csv.DictReader(file)}
        self.assertLessEqual({"lodged", "reasons_requested", "delay_notified", "returned", "resent",
                              "review_extended", "suit_filed", "suit_appealed", "suit_retried",
                              "reanswered"}, told)
        for year in ("2024", "2025"):
            said = run("report", log, "--year", year, "--json", "--as-of", "2025-12-31").json()
            for block, counts in said["table4"].items():
                self.assertEqual({name: counts[name] for name in counts if name in figures[year, block]},
                                 figures[year, block], (year, block))
                self.assertGreater(counts["total"], 0, (year, block))
        listed = run("deadlines", log, "--all", "--as-of", "2025-12-31", "--json").json()["applications"]
        held = {c["application"]: c for c in qs.load(cases)}
        self.assertEqual({a["application"] for a in listed}, set(held))
        for a in listed:
            c = held[a["application"]]
            self.assertEqual((c["outcome"], c["stage"], c["closed"] and str(c["closed"])),
                             (a["outcome"], a["stage"], a["closed_on"]), a["application"])
            self.assertEqual(c["closed_late"] == "yes", bool(a["closed_on"]) and "late" in a["flags"], a)

    def test_work_adds_up_to_hours_and_applications(self):
        cases, work, runs = (self.path(f"{n}.csv") for n in ("c", "w", "r"))
        self.write("--cases", cases, "--work", work, "--runs", runs, "--scenario", "base", "--replications", 1)
        hours, stretches, begun = collections.Counter(), collections.Counter(), collections.Counter()
        for w in qs.load(work):
            hours[w["agency"], w["application"]] += w["hours"]
            stretches[w["agency"], w["application"]] += 1
            begun[w["began"].year] += 1
        for c in qs.load(cases):
            key = c["agency"], c["application"]
            self.assertAlmostEqual(c["work_hours"], hours[key], places=3)
            self.assertEqual(c["work_stretches"], stretches[key])
        for line in qs.load(runs):
            self.assertEqual(line["started.=desk, first"], begun[line["year"]])

    def test_the_log_says_who_worked_and_is_read_as_if_it_did_not(self):
        log, work, plain = self.path("log.csv"), self.path("w.csv"), self.path("plain.csv")
        self.write("--export-log", log, "--work", work, "--scenario", "base", "--replications", 1)
        with open(log, encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        names = [n for n in rows[0] if not n.startswith("x_")]
        with open(plain, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        for words in (["deadlines", "--all", "--as-of", "2025-12-31"],
                      ["report", "--year", 2025, "--as-of", "2025-12-31"]):
            read = [run(words[0], path, *words[1:], "--all-agencies", "--json") for path in (log, plain)]
            self.assertEqual(read[0].bytes.replace(log.encode(), b""),
                             read[1].bytes.replace(plain.encode(), b""))
            self.assertGreater(len(read[0].bytes), 500)
        told = collections.Counter()
        for r in rows:
            if not r["x_person"]:
                continue
            columns = [r[f"x_{c}"].lstrip("'").split(";") for c in ("team", "person", "began", "ended", "hours")]
            self.assertEqual(len({len(c) for c in columns}), 1, r)
            for each in zip(*columns):
                told[r["agency"], r["application"], *each] += 1
                self.assertLessEqual(each[3][:10], r["on"])
        held = collections.Counter()
        for w in qs.load(work):
            if w["ended"]:
                held[w["agency"], w["application"], w["team"], str(w["person"]), w["began"].isoformat(),
                     w["ended"].isoformat(), f"{w['hours']:.4f}"] += 1
        self.assertEqual(told - held, collections.Counter())
        self.assertGreater(sum(told.values()), 0.9 * sum(held.values()))


class Ways(DataTest):
    def test_threads_shards_and_merging_change_no_byte(self):
        def runs(*arguments):
            to = self.path("r.csv")
            got = run("simulate", BUREAU, "--runs", to, *arguments)
            with open(to, "rb") as source:
                return source.read(), got
        whole, _ = runs("--replications", 9, "--threads", 1)
        self.assertEqual(runs("--replications", 9, "--threads", 3)[0], whole)
        parts, lines = [], []
        for i in (1, 2, 3):
            said, got = runs("--replications", 9, "--shard", f"{i}/3")
            parts += ["--merge", self.file(f"part{i}", got.bytes)]
            lines += said.splitlines()[1:]
        self.assertEqual(sorted(lines), sorted(whole.splitlines()[1:]))
        self.assertEqual(runs(*parts)[0], whole)

    def test_standard_output_takes_one_of_them_as_csv(self):
        for option in ("--runs", "--cases", "--work"):
            got = self.write(option, "-", "--replications", 2)
            rows = list(csv.DictReader(io.StringIO(got.out)))
            self.assertGreater(len(rows), 3)
            self.assertEqual({r["scenario"] for r in rows}, {"base", "busier"})
        for more in (("--json",), ("--csv",), ("--html", "-"), ("--cases", "-"), ("--export-log", "-"),
                     ("--shard", "1/2"), ("--xes", "-")):
            for language, word in (("zh", "只能写一种"), ("en", "one document")):
                got = run("simulate", BUREAU, "--runs", "-", *more, "--lang", language)
                self.assertEqual((got.code, got.out), (USAGE, ""), more)
                if more[0] != "--json":
                    self.assertIn(word, got.err)

    def test_a_forecast_writes_none_of_them(self):
        for option in ("--runs", "--cases", "--work", "--xes", "--ocel"):
            self.assertEqual(run("simulate", BUREAU, "--from", "log.csv", option, "x").code, USAGE, option)

    def test_what_cannot_be_written_is_said_before_the_run(self):
        for option in ("--runs", "--cases", "--work", "--xes", "--ocel"):
            got = run("simulate", BUREAU, "--replications", 1_000_000, "--scenario", "base", option,
                      self.path("no/where.csv"))
            self.assertEqual(got.code, BAD_INPUT, option)
            self.assertIn("no/where.csv", got.err)

    def test_names_like_formulas_are_guarded_in_csv_alone(self):
        model = self.office()
        for option, raw in (("--work", "=desk, first"), ("--runs", "busy_share.=desk, first")):
            text = self.write(option, "-", "--replications", 1).out
            self.assertIn(raw, text)
            self.assertNotIn(f',"{raw}"' if option == "--work" else "\0", text)
            to = self.path("x.ndjson")
            self.write(option, to, "--replications", 1, model=model)
            with open(to, encoding="utf-8") as source:
                self.assertIn(f'"{raw}"', source.readline())


class Helper(DataTest):
    def test_csv_and_ndjson_are_loaded_alike(self):
        for option in ("--runs", "--cases", "--work"):
            both = []
            for ending in ("csv", "ndjson"):
                to = self.path(f"x.{ending}")
                self.write(option, to, "--replications", 2, "--told", 2)
                both.append(qs.load(to))
            self.assertEqual(both[0], both[1], option)
            self.assertGreater(len(both[0]), 3)

    def test_a_damaged_file_is_an_error(self):
        to = self.path("r.csv")
        self.write("--runs", to, "--replications", 2)
        with open(to, encoding="utf-8") as source:
            text = source.read()
        for wrong in (text[:-20], text.replace("base,0", "base,zero", 1)):
            with self.assertRaises(ValueError):
                qs.load(self.file("wrong.csv", wrong))

    def test_parts_are_put_together_and_held_to_be_whole(self):
        model, paths = self.office(), []
        for i in (1, 2):
            got = run("simulate", model, "--replications", 5, "--shard", f"{i}/2")
            paths.append(self.file(f"p{i}", got.bytes))
        heads, lines = qs.parts(paths)
        self.assertEqual([h["shard"] for h in heads], ["1/2", "2/2"])
        self.assertEqual([(x["replication"], x["scenario"]) for x in lines],
                         [(r, s) for r in range(5) for s in ("base", "busier")])
        other = self.file("other", run("simulate", model, "--replications", 5, "--seed", 2, "--shard",
                                       "2/2").bytes)
        for wrong in ([], paths[:1], [paths[0], paths[0]], [paths[0], other], [model]):
            with self.assertRaises(ValueError):
                qs.parts(wrong)

    def test_a_frame_where_pandas_is_and_an_error_where_it_is_not(self):
        to = self.path("r.csv")
        self.write("--runs", to, "--replications", 2)
        if importlib.util.find_spec("pandas"):
            self.assertEqual(len(qs.load(to, frame=True)), len(qs.load(to)))
        else:
            with self.assertRaises(ImportError):
                qs.load(to, frame=True)

    def test_by_hand_it_prints_the_means(self):
        to = self.path("r.csv")
        self.write("--runs", to, "--replications", 3)
        said = subprocess.run([sys.executable, "-B", HELPER, to], capture_output=True, text=True, check=True)
        self.assertIn("12 lines", said.stdout)
        self.assertIn("  late_of_due: 0.", said.stdout)

    def test_the_script_for_parquet_names_columns_that_there_are(self):
        with open(os.path.join(SOURCE, "examples", "simulation", "parquet.sql"), encoding="utf-8") as source:
            script = source.read()
        said = qs.dictionary(DICTIONARY)
        for table in said:
            self.assertIn(f"'{table}.csv'", script)
            self.assertIn(f"'{table}.parquet'", script)
        named = set(word for line in script.splitlines() if "-- columns:" in line
                    for word in line.split("-- columns:")[1].replace(",", " ").split())
        self.assertGreater(len(named), 10)
        self.assertLessEqual(named, {c for columns in said.values() for c in columns})


if __name__ == "__main__":
    unittest.main()
