"""Histories of the second reading: what must hold of each, and why (tests/data/second-reading).

A history is a log. `expected.csv` says, for a day and with options, due days, statuses, rows of the
tables, codes and warnings. Each statement is asked of the program, by the words below.

`further.txt` has some hundred more, one behind the other under `== id`, and `further.csv` what must hold of
them: written from the text of the law before the program was asked.
"""
import csv
import json
import pathlib
import re
import tempfile
import unittest

from support import SOURCE, run

DATA = pathlib.Path(SOURCE) / "tests" / "data" / "second-reading"


def table(name):
    with open(DATA / name, encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


class Life:
    """What the program says of a log on a day."""

    def __init__(self, log, as_of, options):
        self.log = log
        self.when = ["--as-of", as_of]
        self.options = options
        self.said = run("deadlines", self.log, "--all", "--json", *self.when, *self.options)
        self.document = self.said.json()

    def application(self, key):
        all_of_them = self.document["applications"]
        return next(a for a in all_of_them if not key or a["application"] == key)

    def duty(self, key, name):
        found = [d for d in self.application(key)["duties"] if d["duty"] == name]
        return found[-1] if found else None

    def rows(self, year, table_of):
        """Of form 2021, whatever was the form of the year."""
        answer = run("report", self.log, "--year", year, "--form", "2021", "--json", *self.when, *self.options)
        return answer.json()[table_of]

    def code_of(self, key, event, day):
        for each in self.document["irregular"] + self.document["refusals"]:
            if (each["event"], each["on"]) == (event, day) and key in ("", each["application"]):
                return each["code"]
        return ""

    def warning(self, key, code):
        found = [w for w in self.application(key)["warnings"] if w["code"] == code]
        return found[-1] if found else None


def holds(life, statement):
    """What the program says where `statement` says something else; nothing where they agree."""
    key, slash, rest = statement.partition("/")
    if not slash or "=" in key or ":" in key:
        key, rest = "", statement
    left, _, wanted = rest.partition("=") if not rest.startswith("code:") else rest.rpartition("=")
    word, *names = left.split(":")
    if word == "rc":
        got = str(life.said.code)
    elif word in ("due", "latest"):
        duty = life.duty(key, names[0])
        got = str(duty and duty[word])
    elif word == "status":
        duty = life.duty(key, names[0])
        got = str(duty and duty["status"])
    elif word == "has":
        name, day = names[0].split("@")
        got = str(any(d["duty"] == name and d["started_on"] == day
                      for d in life.application(key)["duties"]))
    elif word == "none":
        got = str(life.duty(key, names[0]) is None)
    elif word == "stage":
        got = life.application(key)["stage"]
    elif word == "outcome":
        got = str(life.application(key)["outcome"])
    elif word == "closed":
        got = str(life.application(key)["closed_on"])
    elif word == "carried":
        got = str(life.application(key)["carried_over"])
    elif word == "row":
        got = str(life.rows(names[0], "table3")[names[1]]["total"])
    elif word == "t4":
        got = str(life.rows(names[0], "table4")[names[1]][names[2]])
    elif word == "code":
        got = life.code_of(key, *names[0].split("@"))
    elif word == "warn":
        found = life.warning(key, names[0])
        got = str(found["shadow_due"] if found and re.match(r"\d{4}-", wanted) else found is not None)
    else:
        raise ValueError(statement)
    return None if got == wanted else f"{left} is {got}, not {wanted}"


def wrong_in(case, log):
    """What of the case does not hold, in words."""
    try:
        life = Life(log, case["as_of"], case["options"].split())
    except json.JSONDecodeError:
        return ["no answer"]
    return [w for w in (holds(life, s) for s in case["expected"].split("; ")) if w]


class SecondReading(unittest.TestCase):
    def test_every_history_gives_what_must_hold(self):
        cases = table("expected.csv")
        self.assertGreaterEqual(len(cases), 54)
        for case in cases:
            with self.subTest(case["id"], why=case["reasoning"]):
                self.assertEqual(wrong_in(case, DATA / "histories" / (case["id"] + ".csv")), [])

    def test_every_further_history_gives_what_must_hold(self):
        histories = dict(part.split("\n", 1) for part in
                         ("\n" + (DATA / "further.txt").read_text(encoding="utf-8")).split("\n== ")[1:])
        cases = table("further.csv")
        self.assertGreaterEqual(len(cases), 390)
        self.assertEqual(set(histories), {c["id"] for c in cases})
        with tempfile.TemporaryDirectory() as folder:
            for case in cases:
                log = pathlib.Path(folder, "log.csv")
                log.write_text(histories[case["id"]] + "\n", encoding="utf-8")
                with self.subTest(case["id"], why=case["reasoning"]):
                    self.assertEqual(wrong_in(case, log), [])

    def test_every_history_is_asked_for(self):
        self.assertEqual({p.stem for p in (DATA / "histories").glob("*.csv")},
                         {c["id"] for c in table("expected.csv")})


if __name__ == "__main__":
    unittest.main(verbosity=2)
