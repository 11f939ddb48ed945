"""`qixian simulate` of several offices and their sum: the same bytes however the work is divided or
broken off, weights that are the model named several times, faults that name their file."""
import csv
import io
import os
import signal
import subprocess
import time
import unittest

from schema_test import sound
from support import BAD_INPUT, FINDING, FINE, PROGRAM, USAGE, ProgramTest, environment, run

MODEL = """
name = "{name}"
years = [2025, 2025]
[arrivals]
per_year = {per_year}
[[class]]
applicant = "natural_person"
outcomes = {{ granted = 6, not_held = 3, other = 1 }}
[[team]]
name = "desk"
people = 2
[[step]]
name = "handle"
team = "desk"
work_hours = {{ lognormal = {{ mean = 6, deviation = 4 }} }}
[[step]]
name = "wait"
wait_working_days = {{ exponential = 5 }}
[uncertainty]
year_to_year = 0.2
"""
BUSIER = """
[[scenario]]
name = "busier"
change = { "arrivals.per_year" = "*1.3" }
"""
LIST = """
name = "the country"
correlation = 0.5
[[office]]
model = "north.toml"
weight = 3
[[office]]
model = "south.toml"
name = "the south"
"""


def simulate(*arguments, **more):
    return run("simulate", *arguments, **more)


class many(ProgramTest):
    def setUp(self):
        super().setUp()
        self.north = self.file("north.toml", MODEL.format(name="north", per_year=120) + BUSIER)
        self.south = self.file("south.toml", MODEL.format(name="south", per_year=60))
        self.list = self.file("country.toml", LIST)

    def whole(self, *more):
        got = simulate(self.list, "--json", "--replications", 12, *more)
        self.assertIn(got.code, (FINE, FINDING), got.err)
        return got


class Sums(many):
    def test_each_office_and_the_sum_keep_their_schema_and_add_up(self):
        said = sound(self, "simulate-many", self.whole().json())
        self.assertEqual(said["name"], "the country")
        self.assertEqual([(o["name"], o["weight"]) for o in said["offices"]],
                         [("north", 3), ("the south", 1)])
        self.assertTrue(said["correlated"])
        base = said["sum"][0]["years"][0]
        of = [o["scenarios"][0]["years"][0] for o in said["offices"]]
        for row in base["table3"]:
            for column in base["table3"][row]:
                self.assertAlmostEqual(base["table3"][row][column]["mean"],
                                       sum(y["table3"][row][column]["mean"] for y in of), 9)
        for figure in ("received", "carried_out", "overdue_open", "came_due"):
            self.assertAlmostEqual(base[figure]["mean"], sum(y[figure]["mean"] for y in of), 9)
        for band in ("open", "due", "busy"):
            for d in (0, 90, 364):
                self.assertAlmostEqual(base["by_day"][band]["mean"][d],
                                       sum(y["by_day"][band]["mean"][d] for y in of), 9)
        self.assertGreater(base["received"]["mean"], 300)

    def test_a_weight_is_the_model_named_so_many_times(self):
        again = self.file("again.toml", """
name = "the country"
correlation = 0.5
[[office]]
model = "north.toml"
[[office]]
model = "north.toml"
[[office]]
model = "north.toml"
[[office]]
model = "south.toml"
""")
        one = self.whole().json()
        other = simulate(again, "--json", "--replications", 12).json()
        self.assertEqual([o["name"] for o in other["offices"]],
                         ["north", "north (2)", "north (3)", "south"])
        for a, b in zip(one["sum"], other["sum"]):
            self.assertEqual(a["years"], b["years"])
            self.assertEqual(a["against_base"], b["against_base"])
        named = simulate(self.north, self.north, self.north, self.south, "--sum", "the country",
                         "--correlation", "0.5", "--json", "--replications", 12)
        self.assertEqual(named.json()["sum"], other["sum"])

    def test_correlation_widens_the_sum(self):
        def width(correlation):
            got = simulate(self.north, self.north, self.north, self.south, "--replications", 150,
                           "--correlation", correlation, "--scenario", "base", "--json")
            return got.json()["sum"][0]["years"][0]["received"]["deviation"]
        self.assertGreater(width(1), 1.3 * width(0))

    def test_a_list_of_one_office_draws_what_its_model_draws(self):
        lone = self.file("lone.toml", '[[office]]\nmodel = "north.toml"\n')
        of_list = simulate(lone, "--json", "--replications", 6).json()
        alone = simulate(self.north, "--json", "--replications", 6).json()
        self.assertEqual(of_list["offices"][0]["scenarios"], alone["scenarios"])
        self.assertFalse(of_list["correlated"])

    def test_a_scenario_is_taken_where_there_is_one_and_the_base_elsewhere(self):
        got = simulate(self.list, "--json", "--replications", 4, "--scenario", "busier",
                       "--scenario", "base")
        said = sound(self, "simulate-many", got.json())
        self.assertEqual([s["name"] for s in said["sum"]], ["busier", "base"])
        self.assertEqual([o["lacks"] for o in said["offices"]], [[], ["busier"]])
        text = simulate(self.list, "--replications", 4, "--lang", "en").out
        self.assertIn("the south has no such scenario and stands as its base in the sums: busier",
                      text)
        self.assertIn("correlation 0.5", text)
        zh = simulate(self.list, "--replications", 4, "--lang", "zh").out
        self.assertIn("the south 没有下列方案", zh)
        none = simulate(self.list, "--scenario", "none", "--json")
        self.assertEqual(none.code, BAD_INPUT)
        self.assertEqual(none.faults()[-1]["code"], "UNKNOWN_SCENARIO")

    def test_years_are_those_asked_for(self):
        said = simulate(self.list, "--json", "--replications", 2, "--years", "2026..2027").json()
        self.assertEqual([y["year"] for y in said["sum"][0]["years"]], [2026, 2027])

    def test_csv_has_the_office_in_front(self):
        got = simulate(self.list, "--csv", "--replications", 4)
        rows = list(csv.DictReader(io.StringIO(got.out)))
        self.assertEqual({r["office"] for r in rows}, {"north", "the south", "the country"})
        mean = {r["office"]: float(r["mean"]) for r in rows
                if r["figure"] == "received" and r["scenario"] == "base"}
        self.assertAlmostEqual(mean["the country"], mean["north"] + mean["the south"], 6)


class Bytes(many):
    def test_threads_shards_and_merge_change_no_byte(self):
        whole = self.whole("--threads", 1)
        self.assertEqual(self.whole("--threads", 5).bytes, whole.bytes)
        parts = []
        for i in (1, 2, 3):
            got = simulate(self.list, "--replications", 12, "--shard", f"{i}/3")
            self.assertEqual(got.code, FINE, got.err)
            for line in got.lines():
                sound(self, "simulate-part", line)
            parts.append(self.file(f"p{i}", got.bytes))
        self.assertEqual(simulate(self.list, "--json", "--merge", *parts).bytes, whole.bytes)
        other = simulate(self.list, "--json", "--correlation", "0.4", "--merge", *parts)
        self.assertEqual(other.code, BAD_INPUT)
        self.assertIn("PARTS_DIFFER", other.err)

    def test_a_run_that_is_killed_goes_on_to_the_same_bytes(self):
        folder = os.path.join(self.folder, "parts")
        asked = [self.list, "--replications", 4000, "--threads", 2, "--scenario", "base", "--json"]
        for kill_after in (1, 3):
            going = subprocess.Popen([PROGRAM, "simulate", *map(str, asked), "--resume", folder],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                     env=environment())
            until = time.monotonic() + 60
            while time.monotonic() < until and len(self.parts(folder)) < kill_after:
                time.sleep(0.01)
            going.send_signal(signal.SIGKILL)
            self.assertEqual(going.wait(), -signal.SIGKILL, "it was done before it was killed")
            self.assertGreaterEqual(len(self.parts(folder)), kill_after)
        there = {name: os.stat(os.path.join(folder, name)).st_mtime_ns
                 for name in self.parts(folder)}
        on = simulate(*asked, "--resume", folder)
        for name, when in there.items():
            self.assertEqual(os.stat(os.path.join(folder, name)).st_mtime_ns, when, name)
        self.assertEqual([n for n in os.listdir(folder) if not n.endswith(".part")], [])
        whole = simulate(*asked)
        self.assertEqual(on.bytes, whole.bytes)
        self.assertEqual(simulate(*asked, "--resume", folder).bytes, whole.bytes)

    @staticmethod
    def parts(folder):
        return [n for n in os.listdir(folder) if n.endswith(".part")] \
            if os.path.isdir(folder) else []

    def test_one_model_is_resumed_too_and_shards_share_a_folder(self):
        folder = os.path.join(self.folder, "parts")
        whole = simulate(self.north, "--json", "--replications", 9)
        for i in (2, 1):
            got = simulate(self.north, "--replications", 9, "--shard", f"{i}/2", "--resume",
                           folder)
            self.assertEqual(got.bytes, simulate(self.north, "--replications", 9, "--shard",
                                                 f"{i}/2").bytes)
        self.assertEqual(simulate(self.north, "--json", "--replications", 9, "--resume",
                                  folder).bytes, whole.bytes)
        parts = [os.path.join(folder, n) for n in self.parts(folder)]
        self.assertEqual(simulate(self.north, "--json", "--merge", *parts).bytes, whole.bytes)

    def test_a_folder_of_another_run_is_refused(self):
        folder = os.path.join(self.folder, "parts")
        simulate(self.list, "--replications", 3, "--resume", folder, "--json")
        before = sorted(os.listdir(folder))
        for more in (("--seed", 2), ("--correlation", "0.1"), ("--years", "2026"),
                     ("--replications", 4)):
            asked = ["--replications", 3, *more] if more[0] != "--replications" else list(more)
            got = simulate(self.list, *asked, "--resume", folder, "--json")
            self.assertEqual(got.code, BAD_INPUT, more)
            fault = sound(self, "fault", got.faults()[-1])
            self.assertEqual(fault["code"], "PARTS_DIFFER")
            self.assertIn(folder, fault["file"])
            self.assertEqual(got.out, "")
        self.assertEqual(sorted(os.listdir(folder)), before)
        broken = os.path.join(folder, before[0])
        with open(broken, "r+b") as part:
            part.truncate(os.path.getsize(broken) - 5)
        got = simulate(self.list, "--replications", 3, "--resume", folder, "--json")
        self.assertEqual(got.faults()[-1]["file"], broken)
        got = simulate(self.list, "--replications", 3, "--resume", self.north, "--json")
        self.assertEqual((got.code, got.faults()[-1]["code"]), (BAD_INPUT, "CANNOT_OPEN"))


class Faults(many):
    def fault_of(self, *arguments):
        got = simulate(*arguments, "--json", "--replications", 2)
        self.assertEqual(got.code, BAD_INPUT, got.out[:100])
        self.assertEqual(got.out, "")
        return sound(self, "fault", got.faults()[-1])

    def test_faults_of_a_list_name_it_and_those_of_a_model_name_that(self):
        for text, line, field in (
                (LIST.replace("weight = 3", "weight = 0"), 6, "office[1].weight"),
                (LIST.replace("weight = 3", "wieght = 3"), 6, "office[1].wieght"),
                (LIST.replace("0.5", "1.5"), 3, "correlation"),
                (LIST.replace("north.toml", "gone.toml"), 5, "office[1].model"),
                (LIST.replace('model = "south.toml"\n', ""), 7, "office[2].model"),
                (LIST.replace("the south", "north"), 7, "office[2].name")):
            bad = self.file("bad.toml", text)
            fault = self.fault_of(bad)
            self.assertEqual((fault["file"], fault["line"], fault["field"]), (bad, line, field))
        self.file("north.toml", MODEL.format(name="north", per_year=-1))
        fault = self.fault_of(self.list)
        self.assertEqual((fault["file"], fault["line"]), (self.north, 5))

    def test_lists_stand_alone_and_offices_have_the_same_years(self):
        self.assertEqual(self.fault_of(self.north, self.list)["file"], self.list)
        later = self.file("later.toml",
                          MODEL.format(name="later", per_year=10).replace("[2025, 2025]",
                                                                           "[2025, 2026]"))
        fault = self.fault_of(self.north, later)
        self.assertEqual((fault["file"], fault["field"]), (later, "years"))
        self.assertEqual(simulate(self.north, later, "--years", "2026", "--replications", 2,
                                  "--json").code, FINE)

    def test_what_is_of_one_model_is_refused_of_several(self):
        for more in (("--html", "x.html"), ("--sensitivity",), ("--runs", "x.csv"),
                     ("--cases", "x.csv")):
            got = simulate(self.list, *more)
            self.assertEqual(got.code, USAGE, more)
        self.assertEqual(simulate(self.north, "--sum", "x").code, USAGE)

    def test_a_faulty_scenario_of_one_office_is_left_out_of_all(self):
        self.file("south.toml", MODEL.format(name="south", per_year=60) +
                  BUSIER.replace("*1.3", "-900"))
        got = simulate(self.list, "--json", "--replications", 2)
        self.assertEqual(got.code, BAD_INPUT)
        self.assertEqual([s["name"] for s in got.json()["sum"]], ["base"])
        self.assertEqual(self.fault_of(self.list, "--scenario", "busier")["file"], self.south)


if __name__ == "__main__":
    unittest.main(verbosity=2)
