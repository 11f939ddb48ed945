"""Models of offices and lists of them against their schemas: every file here passes, a slip of one field does not.

The schema is for editors and other programs; the program itself says more (tests/simulation).
"""
import copy
import datetime
import glob
import json
import os
import shutil
import tempfile
import tomllib
import unittest
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jsonschema

from schema_test import VALIDATORS
from support import BAD_INPUT, FINDING, FINE, SOURCE, run

FILES = sorted(path for folder in ("examples", os.path.join("tests", "data", "models"))
               for path in glob.glob(os.path.join(SOURCE, folder, "**", "*.toml"), recursive=True))
#: Weights and counts by code: any of them may be absent.
BY_CODE = {"outcomes", "open"}


def plain(value):
    """TOML as JSON: days become text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def load(name):
    with open(name, "rb") as file:
        return plain(tomllib.load(file))


VALIDATOR = VALIDATORS["model"]
SCHEMA = VALIDATOR.schema
OF_LISTS = VALIDATORS["office-list"]
LISTS = [path for path in FILES if "office" in load(path)]
MODELS = [path for path in FILES if path not in LISTS]


def tables(value, path=()):
    """Every table of a model, with its path; what a scenario changes is free."""
    if isinstance(value, dict):
        yield path
        for key, each in value.items():
            if key != "change":
                yield from tables(each, path + (key,))
    elif isinstance(value, list):
        for i, each in enumerate(value):
            yield from tables(each, path + (i,))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def objects(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for each in schema.values():
            yield from objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each)


class ModelSchema(unittest.TestCase):
    def test_it_is_a_schema_and_closed(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        found = list(objects(SCHEMA))
        self.assertGreater(len(found), 20)
        for each in found:
            self.assertIn("additionalProperties", each)

    def test_its_words_are_those_of_the_other_schemas(self):
        with open(os.path.join(SOURCE, "src", "schema", "common.schema.json"), encoding="utf-8") as file:
            common = json.load(file)["$defs"]
        for word in ("applicant", "outcome"):
            self.assertEqual(SCHEMA["$defs"][word]["enum"], common[word]["enum"])

    def test_every_model_passes(self):
        self.assertGreaterEqual(len(MODELS), 2)
        for name in MODELS:
            with self.subTest(name):
                worst = jsonschema.exceptions.best_match(VALIDATOR.iter_errors(load(name)))
                self.assertIsNone(worst, worst and f"{worst.message[:400]} at {worst.json_path}")

    def test_the_fullest_model_has_every_field(self):
        model = load(os.path.join(SOURCE, "tests", "data", "models", "every-field.toml"))
        self.assertEqual(set(model), set(SCHEMA["properties"]))
        for key, schema in SCHEMA["properties"].items():
            if schema.get("type") == "object":
                self.assertEqual(set(model[key]), set(schema["properties"]), key)
        for key in ("class", "team"):
            self.assertEqual({field for each in model[key] for field in each},
                             set(SCHEMA["properties"][key]["items"]["properties"]), key)

    def test_a_field_too_many_fails_everywhere(self):
        tried = 0
        for name in MODELS:
            model = load(name)
            for path in tables(model):
                worse = copy.deepcopy(model)
                at(worse, path)["colour"] = 1
                self.assertFalse(VALIDATOR.is_valid(worse), f"{name} {path}")
                tried += 1
        self.assertGreater(tried, 40)

    def test_a_value_of_another_kind_fails_everywhere(self):
        for name in MODELS:
            model = load(name)
            for path in tables(model):
                for key, value in at(model, path).items():
                    for other in (True, None, "blue", [[]], -7.5):
                        free = isinstance(other, str) and isinstance(value, str)
                        if free or key == "notices" and isinstance(other, str):
                            continue
                        worse = copy.deepcopy(model)
                        at(worse, path)[key] = other
                        self.assertFalse(VALIDATOR.is_valid(worse), f"{name} {path} {key} {other}")

    def test_what_must_stand_is_missed(self):
        model = load(os.path.join(SOURCE, "tests", "data", "models", "smallest.toml"))
        tried = 0
        for path in tables(model):
            if path and path[-1] in BY_CODE:
                continue
            for key in at(model, path):
                worse = copy.deepcopy(model)
                del at(worse, path)[key]
                # A step may name a team that is in no list: the program sees that, not the schema.
                self.assertEqual(VALIDATOR.is_valid(worse), (path, key) == ((), "team"), f"{path} {key}")
                tried += 1
        self.assertGreater(tried, 10)

    def test_words_and_limits(self):
        model = load(os.path.join(SOURCE, "tests", "data", "models", "every-field.toml"))
        for path, value in [(("years",), [2026]), (("years",), [1999, 2026]),
                            (("arrivals", "weekday"), [1] * 6), (("arrivals", "month"), [1] * 13),
                            (("arrivals", "mass", "from"), "2026-13-01"),
                            (("class", 0, "applicant"), "company"),
                            (("class", 0, "outcomes"), {"grantde": 1}),
                            (("team", 0, "order"), "soonest"), (("team", 0, "people"), 0),
                            (("team", 0, "people"), 2.5), (("team", 0, "absent_share"), 1),
                            (("step", 0, "wait_working_days"), 3),
                            (("step", 1, "wait_working_days"), {"fixed": 1, "exponential": 1}),
                            (("step", 1, "wait_working_days"), {"uniform": [1]}),
                            (("step", 1, "wait_working_days"), {"lognormal": {"mean": 1}}),
                            (("step", 1, "wait_working_days"), {"fixed": 1, "weights": [1]}),
                            (("correction", "share"), 1.5), (("extension", "rule"), "soon"),
                            (("fee", "yuan"), 0), (("rules", "days_off"), ["14 February"]),
                            (("start", "open"), {"company": 1}), (("scenario", 0, "name"), "base"),
                            (("scenario", 0, "change"), {}),
                            (("scenario", 0, "change"), {"team.desk.people": True})]:
            worse = copy.deepcopy(model)
            at(worse, path[:-1])[path[-1]] = value
            self.assertFalse(VALIDATOR.is_valid(worse), f"{path} {value}")


class ListSchema(unittest.TestCase):
    def test_it_is_a_schema_and_every_list_passes(self):
        jsonschema.Draft202012Validator.check_schema(OF_LISTS.schema)
        self.assertGreaterEqual(len(LISTS), 1)
        for name in LISTS:
            with self.subTest(name):
                self.assertEqual([each.message for each in OF_LISTS.iter_errors(load(name))], [])

    def test_schema_and_program_refuse_the_same_lists(self):
        good = 'name = "all"\ncorrelation = 0.5\n[[office]]\nmodel = "m.toml"\nname = "n"\nweight = 2\n'
        slips = [("", ""), ('name = "all"', 'name = ""'), ("0.5", "1.5"), ("0.5", "-0.1"), ("0.5", '"x"'), ('"all"', "1"),
                 ("= 2", "= 0"), ("= 2", "= 100001"), ("= 2", "= 1.5"), ('"m.toml"', '""'), ('"m.toml"', '"-"'),
                 ('model = "m.toml"\n', ""), ("weight", "wait"), ("correlation", "rho"), ('"n"', "7"),
                 ("[[office]]", "[office]")]
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(SOURCE, "tests", "data", "models", "smallest.toml"), os.path.join(folder, "m.toml"))
            path = os.path.join(folder, "list.toml")
            for before, after in slips:
                with self.subTest(after):
                    text = good.replace(before, after, 1)
                    self.assertEqual(text == good, before == after)
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(text)
                    done = run("simulate", path, "--replications", "1", "--json")
                    sound = before == after
                    self.assertIn(done.code, (FINE, FINDING) if sound else (BAD_INPUT,), done.err)
                    self.assertEqual(OF_LISTS.is_valid(load(path)), sound)


if __name__ == "__main__":
    unittest.main()
