"""The twelve shapes of case every office meets: the program finds the days counted by hand.

Each examples/shapes/NN-name.csv has its facts in NN-name.expected.json; the count behind each day is
told in examples/shapes/README.md. What is written down is complete for stage, standing, outcome,
warnings, odd rows and tables; of the duties those that the story is about.
"""

import json
import os
import pathlib
import re
import subprocess
import unittest

PROGRAM = os.environ["QIXIAN"]
SHAPES = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"]) / "examples" / "shapes"


def ask(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments), "--json"], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stderr.decode()}")
    return json.loads(done.stdout)


class Shapes(unittest.TestCase):
    def test_there_are_twelve_and_each_has_its_log_its_facts_and_its_story(self):
        logs = sorted(path.stem for path in SHAPES.glob("*.csv"))
        facts = sorted(path.name.removesuffix(".expected.json")
                       for path in SHAPES.glob("*.expected.json"))
        self.assertEqual(logs, facts)
        self.assertEqual([name[:2] for name in logs], [f"{n:02}" for n in range(1, 13)])
        story = (SHAPES / "README.md").read_text(encoding="utf-8")
        for name in logs:
            self.assertEqual(story.count(f"`{name}`"), 2, f"{name}: once in Chinese, once in English")

    def test_every_expected_due_day_is_told_in_both_stories(self):
        story = (SHAPES / "README.md").read_text(encoding="utf-8")
        for path in sorted(SHAPES.glob("*.expected.json")):
            name = path.name.removesuffix(".expected.json")
            told = [line for line in story.splitlines() if line.startswith(f"| `{name}`")]
            self.assertEqual(len(told), 2, name)
            wanted = {duty["due"] for moment in json.loads(path.read_text(encoding="utf-8"))["as_of"]
                      for life in moment["applications"].values()
                      for duty in life["duties"].values()}
            for line in told:
                self.assertLessEqual(wanted, set(re.findall(r"\d{4}-\d\d-\d\d", line)), name)


def compare(self, log, expected):
    for moment in expected["as_of"]:
        with self.subTest(as_of=moment["day"]):
            found = ask("deadlines", log, "--as-of", moment["day"])
            self.assertEqual((found["faults"], found["cell_warnings"]), ([], []))
            for kind in ("irregular", "refusals"):
                self.assertEqual([each["code"] for each in found[kind]], moment[kind], kind)
            lives = {each["application"]: each for each in found["applications"]}
            self.assertEqual(set(lives), set(moment["applications"]))
            for name, wanted in moment["applications"].items():
                life = lives[name]
                for key in ("stage", "standing", "closed_on", "outcome"):
                    self.assertEqual(life[key], wanted[key], f"{name} {key}")
                self.assertEqual(sorted(each["code"] for each in life["warnings"]),
                                 wanted["warnings"], name)
                duties = {each["id"].removeprefix(name + "/"): each for each in life["duties"]}
                for duty, facts in wanted["duties"].items():
                    self.assertIn(duty, duties, name)
                    for key, value in facts.items():
                        self.assertEqual(duties[duty][key], value, f"{name} {duty} {key}")
    for year, wanted in expected["reports"].items():
        with self.subTest(year=year):
            found = ask("report", log, "--year", year)
            for key in ("carried_in", "carried_out"):
                self.assertEqual(found[key], wanted[key], key)
            self.assertEqual(no_zeros(found["table3"]), wanted["table3"])
            self.assertEqual(no_zeros(found["table4"]), wanted["table4"])
            self.assertTrue(all(each["holds"] for each in found["identities"]))


def no_zeros(table):
    """Rows and columns that are not zero; totals are sums and left out."""
    kept = {row: {column: n for column, n in cells.items() if n and column != "total"}
            for row, cells in table.items()}
    return {row: cells for row, cells in kept.items() if cells}


def a_test_for(log):
    def test(self):
        facts = log.with_suffix(".expected.json").read_text(encoding="utf-8")
        compare(self, log, json.loads(facts))
    return test


for each_log in sorted(SHAPES.glob("*.csv")):
    setattr(Shapes, "test_" + re.sub(r"\W", "_", each_log.stem), a_test_for(each_log))

if __name__ == "__main__":
    unittest.main()
