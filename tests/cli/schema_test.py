"""The JSON of every command against the schemas in src/schema, over many logs.

A schema that lets anything pass is worth nothing: each is also shown documents with one key gone,
one key too many, one value of another type, and must reject every one.
"""
import copy
import glob
import json
import os
import random
import re
import unittest
import warnings

from gallery import GALLERY
from support import (BAD_INPUT, FINDING, FINE, SOURCE, ProgramTest, csv_text, ndjson_text,
                     random_rows, received, row, run)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jsonschema

FOLDER = os.path.join(SOURCE, "src", "schema")
REPORTS = os.path.join(SOURCE, "tests", "data", "reports")
RANDOM_LOGS = int(os.environ.get("QIXIAN_LOGS", 300))


def load():
    held = {}
    for path in sorted(glob.glob(os.path.join(FOLDER, "*.schema.json"))):
        with open(path, encoding="utf-8") as source:
            held[os.path.basename(path)] = json.load(source)
    return held


SCHEMAS = load()


def validator(name):
    """Schemas name each other by file; nothing is ever fetched."""
    key = f"{name}.schema.json"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        resolver = jsonschema.RefResolver(key, SCHEMAS[key], store=SCHEMAS)
    return jsonschema.Draft202012Validator(SCHEMAS[key], resolver=resolver)


VALIDATORS = {name.removesuffix(".schema.json"): validator(name.removesuffix(".schema.json"))
              for name in SCHEMAS}


def sound(test, name, document):
    """The document, after its schema found nothing."""
    errors = list(VALIDATORS[name].iter_errors(document))
    test.assertEqual([e.message[:300] for e in errors], [], name)
    return document


#: What only a store says: tests/cli/store_test.py holds those documents to their schemas.
OF_STORES = {"anchor", "apply-notice", "backup", "close-year", "feed-cloudevent", "feed-line",
             "import", "init", "list", "list-line", "rebuild", "record", "restate", "restore",
             "settings", "show", "verify", "withdraw-entry", "worklist", "worklist-line", "years"}
#: … and what only a simulation says: tests/cli/simulate_test.py and its neighbours.
OF_SIMULATIONS = {"model", "office-list", "simulate", "simulate-backtest", "simulate-fit", "simulate-fit-log",
                  "simulate-forecast", "simulate-many", "simulate-part", "simulate-staff"}
#: Keys that a document may lack.
OPTIONAL = {"ref", "line", "event", "on", "detail", "notice", "statute", "region", "holiday",
            "provisional", "allowed"}


def lives_to_every_stage():
    """The lives that tests/procedure/scenarios.txt gives a name (`at NAME: rows`), as rows of a log."""
    lives = {}
    with open(os.path.join(SOURCE, "tests", "procedure", "scenarios.txt"), encoding="utf-8") as source:
        for line in source:
            found = re.match(r"at (\w+): (.*)", line)
            for text in found[2].split("; ") if found else []:
                if text.startswith("@"):
                    lives[found[1]] = list(lives[text[1:].strip()])
                    continue
                event, on, *cells = text.split(" -> ")[0].split()
                made = row("A", f"{on[:4]}-{on[4:6]}-{on[6:]}", event,
                           **dict(each.split("=") for each in cells if "=" in each))
                if "until" in made:
                    made["until"] = re.sub(r"(....)(..)(..)", r"\1-\2-\3", made["until"])
                if event in ("lodged", "received"):
                    made["applicant"] = "natural_person"
                lives.setdefault(found[1], []).append(made)
    return lives


class Seen:
    """What the answers have said so far, and one document for each schema."""

    def __init__(self):
        self.words = {}
        self.documents = {}

    def add(self, kind, word):
        self.words.setdefault(kind, set()).add(word)


class SchemaTest(ProgramTest):
    seen = Seen()

    def sound(self, name, document):
        errors = list(VALIDATORS[name].iter_errors(document))
        if errors:
            worst = jsonschema.exceptions.best_match(errors)
            self.fail(f"{name}: {worst.message[:600]} at {list(worst.absolute_path)}")
        held = self.seen.documents.setdefault(name, [])
        if len(held) < 40:
            held.append(document)
        return document

    def faults(self, got):
        for each in got.faults():
            self.sound("fault", each)
            self.seen.add("fault", each["code"])

    def note(self, application):
        self.seen.add("stage", application["stage"])
        self.seen.add("standing", application["standing"])
        self.seen.add("remedy", application["remedy"])
        self.seen.add("regime", application["regime"])
        self.seen.add("outcome", application["outcome"])
        for flag in application["flags"]:
            self.seen.add("flag", flag)
        for duty in application["duties"]:
            self.seen.add("duty", duty["duty"])
            self.seen.add("status", duty["status"])
            self.seen.add("light", duty["light"])
            self.seen.add("party", duty["owed_by"])
            self.seen.add("unit", duty["unit"])
        for warning in application["warnings"]:
            self.seen.add("warning", warning["code"])

    def all_of(self, log, as_of, options, year):
        """Every document that is about a log."""
        got = run("deadlines", log, "--as-of", as_of, "--json", *options)
        self.assertIn(got.code, (FINE, FINDING, BAD_INPUT), got.err)
        self.faults(got)
        if got.code == BAD_INPUT:
            self.assertEqual(got.out, "")
            return None
        document = self.sound("deadlines", got.json())
        for each in document["irregular"]:
            self.seen.add("irregular", each["code"])
        for each in document["refusals"]:
            self.seen.add("refusal", each["code"])
        for each in document["cell_warnings"]:
            self.seen.add("warning", each["code"])
        for application in document["applications"]:
            self.note(application)
        lines = run("deadlines", log, "--as-of", as_of, "--ndjson", *options).lines()
        for line in lines:
            self.sound("deadlines-line", line)
        self.assertEqual(lines[1:-1], document["applications"])
        self.assertEqual({**lines[0], "applications": lines[1:-1], **lines[-1]}, document)

        got = run("report", log, "--year", year, "--as-of", as_of, "--json", *options)
        for each in self.sound("report", got.json())["warnings"]:
            self.seen.add("warning", each["code"])
        return document

    def explained(self, log, application, as_of, options):
        got = run("explain", log, application, "--as-of", as_of, "--json", *options)
        self.assertEqual(got.code, FINE, got.err)
        document = self.sound("explain", got.json())
        for each in document["certificates"]:
            self.sound("certificate", each)
            for line in each["lines"]:
                self.seen.add("day_is", line["is"])
                self.seen.add("why", line.get("why"))
        if document["certificates"]:
            proof = self.file("proof.json", got.bytes)
            checked = run("check-certificate", proof, log, "--json", *options)
            self.sound("check-certificate", checked.json())
            self.assertEqual(checked.code, FINE, f"{application} {as_of} {checked.out}")
        return document


class TheSchemas(SchemaTest):
    def test_01_are_schemas_of_draft_2020_12(self):
        self.assertGreaterEqual(len(SCHEMAS), 14)
        for name, schema in SCHEMAS.items():
            with self.subTest(name):
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
                jsonschema.Draft202012Validator.check_schema(schema)

    def test_02_close_every_object_whose_keys_are_fixed(self):
        def walk(node, where):
            if isinstance(node, dict):
                if "properties" in node and "required" in node:
                    self.assertIs(node.get("additionalProperties"), False, where)
                for key, value in node.items():
                    walk(value, f"{where}/{key}")
            elif isinstance(node, list):
                for at, value in enumerate(node):
                    walk(value, f"{where}/{at}")
        for name, schema in SCHEMAS.items():
            walk(schema, name)

    def test_03_know_the_words_of_the_program_and_no_others(self):
        words = SCHEMAS["common.schema.json"]["$defs"]
        machine = self.sound("machine", run("machine", "--json").json())
        self.assertEqual(words["stage"]["enum"],
                         [s["code"] for s in machine["stages"] if s["code"] != "unregistered"])
        self.assertEqual(words["event"]["enum"],
                         [e["code"] for e in machine["events"] if e["code"] != "year_ended"])
        codes = self.sound("codes", run("codes", "--json").json())["codes"]

        def of(*kinds):
            return [c["code"] for c in codes if c["kind"] in kinds]

        self.assertEqual(words["refusal_code"]["enum"], of("refusal"))
        self.assertEqual(words["irregular_code"]["enum"], of("irregular"))
        self.assertEqual(words["warning_code"]["enum"], of("irregular", "warning"))
        self.assertEqual(words["fault_code"]["enum"], of("fault") + [
            "UNUSED_CELL", "KEY_TWINS", "NUMBER_AS_PRINTED", "ROW_TWICE", "SECOND_FACT",
            "ENTRY_LEFT_OUT"])
        policies = {}
        for line in run("help", "policies", "--lang", "en").out.splitlines():
            found = re.match(r"(\w+) +(\w+(?: \| \w+)+)$", line)
            if found:
                policies[found[1]] = found[2].split(" | ")
        self.assertEqual({k: v["enum"] for k, v in words["policies"]["properties"].items()},
                         policies)


class TheDocuments(SchemaTest):
    def test_10_of_the_gallery_are_sound(self):
        for title, (rows, as_of, options) in GALLERY.items():
            with self.subTest(title):
                log = self.log(rows)
                frozen = [r["on"][:4] for r in rows if r["event"] == "year_closed"]
                document = self.all_of(log, as_of, options, (frozen or [as_of[:4]])[0])
                self.assertIsNotNone(document)
                for application in document["applications"]:
                    self.explained(log, application["application"], as_of, options)

    def test_10_of_a_life_to_every_stage_are_sound(self):
        lives = lives_to_every_stage()
        self.assertLessEqual({"lodged", "disclosed", "void"}, set(lives))
        for name, rows in lives.items():
            with self.subTest(name):
                document = self.all_of(self.log(rows), "2021-12-31", [], "2021")
                self.assertIsNotNone(document)
                if name in SCHEMAS["common.schema.json"]["$defs"]["stage"]["enum"]:
                    self.assertEqual(document["applications"][0]["stage"], name)

    def test_11_of_the_examples_are_sound(self):
        for log in sorted(glob.glob(os.path.join(SOURCE, "examples", "**", "log*.csv"),
                                    recursive=True)):
            with self.subTest(os.path.relpath(log, SOURCE)):
                for as_of in ("2020-12-31", "2021-12-31", "2026-06-30"):
                    document = self.all_of(log, as_of, ["--all-agencies"], as_of[:4])
                    if document and document["applications"]:
                        first = document["applications"][0]
                        options = ["--agency", first["agency"]] if first["agency"] else []
                        self.explained(log, first["application"], as_of, options)

    def test_12_of_replies_that_lacked_what_comes_first_are_sound(self):
        rows = [{"application": "A", "on": "2021-03-01", "event": "received", "applicant": "other"},
                {"application": "A", "on": "2021-03-02", "event": "consulted", "kind": "third_party"},
                {"application": "A", "on": "2021-03-05", "event": "disclosed"}]
        self.all_of(self.file("early.csv", csv_text(rows)), "2021-12-31", [], "2021")

    def test_12_of_random_logs_are_sound(self):
        for seed in range(RANDOM_LOGS):
            with self.subTest(seed):
                rows = random_rows(seed)
                draw = random.Random(-seed)
                as_of = max(r["on"] for r in rows) if seed % 3 else draw.choice(rows)["on"]
                if seed % 2:
                    log = self.file("log.ndjson", ndjson_text(rows))
                else:
                    log = self.file("log.csv", csv_text(rows))
                options = []
                if seed % 5 == 0:
                    options = ["--policy", draw.choice([
                        "nonworking_receipt=next_working_day", "named_day=literal",
                        "transition=new_rule_for_open_cases", "reasons_as_correction=yes",
                        "authority_limit=literal", "referral_pause=no"])]
                document = self.all_of(log, as_of, options, as_of[:4])
                self.assertIsNotNone(document)
                picked = draw.choice(document["applications"])
                self.explained(log, picked["application"], as_of, options)

    def test_13_of_the_calendar_are_sound(self):
        for d, n in (("2020-12-21", 20), ("2026-12-20", 20), ("2001-01-01", 0), ("2020-01-20", 20)):
            self.sound("calendar-add", run("calendar", "add", d, n, "--json").json())
        for a, b in (("2020-12-21", "2021-01-19"), ("2020-01-01", "2020-01-01"),
                     ("2026-01-01", "2028-01-01")):
            self.sound("calendar-count", run("calendar", "count", a, b, "--json").json())
        for what in ("2020", "2020-01", "2024-02", "2027-10"):
            for more in ([], ["--known-on", "2020-01-26"], ["--region", "CN-GX"]):
                self.sound("calendar-show", run("calendar", "show", what, "--json", *more).json())
        for a, b in (("2020-01-26", "2020-01-27"), ("2010-01-01", "2026-01-01"),
                     ("2020-01-27", "2020-01-27")):
            document = run("calendar", "diff", "--known-on", a, b, "--json").json()
            self.sound("calendar-diff", document)

    def test_14_of_audits_are_sound(self):
        tables = sorted(glob.glob(os.path.join(REPORTS, "*-20*.csv")))
        self.assertGreater(len(tables), 15)
        figures = os.path.join(REPORTS, "narrative.csv")
        for more in (tables, tables + ["--no-chain"], tables + ["--figures", figures]):
            for each in self.sound("audit", run("audit", *more, "--json").json())["findings"]:
                self.seen.add("audit", each["id"])
                self.seen.add("warning", each["code"])
        with open(os.path.join(REPORTS, "pingtan-quanqu-2021.csv"), encoding="utf-8") as source:
            printed = self.file("printed-2021.csv", source.read().replace(",0,", ",无,"))
        document = self.sound("audit", run("audit", printed, "--json").json())
        for each in document["files"][0]["notes"]:
            self.seen.add("warning", each["code"])
        ours = run("report", self.log(GALLERY["late"][0]), "--year", 2021, "--as-of", "2021-12-31",
                   "--csv")
        broken = [line.replace(",0,0,0,0,0,1\n", ",0,0,0,0,0,5\n") for line in
                  ours.out.splitlines(keepends=True)]
        broken = "".join(broken).replace("review,0,0,0,0,0", "review,1,0,0,0,5")
        got = run("audit", "-", "--json", stdin=broken)
        self.assertEqual(got.code, FINDING)
        for each in self.sound("audit", got.json())["findings"]:
            self.seen.add("audit", each["id"])

    def test_15_of_mutated_certificates_are_sound(self):
        log = self.log(GALLERY["paused"][0])
        document = run("explain", log, "A", "--as-of", "2021-03-12", "--json").json()
        for change in ({"due": "2021-04-01"}, {"limit": 19}, {"id": "A/reply/9"}):
            spoilt = copy.deepcopy(document)
            spoilt["certificates"][0].update(change)
            got = run("check-certificate", self.file("p.json", json.dumps(spoilt)), log, "--json")
            self.assertEqual(got.code, FINDING)
            self.assertFalse(self.sound("check-certificate", got.json())["holds"])

    def test_16_of_faults_are_sound(self):
        good = csv_text([received("A", "2020-01-06")])
        for text in ("", "application,on\n", good + "B,2020-13-01,received,other,\n",
                     good + "B,2020-01-06,nothing,other,\n", b"\xff\xfe", good + '"\n'):
            got = run("deadlines", self.file("bad.csv", text), "--json")
            self.assertEqual(got.code, BAD_INPUT)
            self.assertTrue(got.faults())
            self.faults(got)
        kept = run("deadlines", self.file("bad.csv", good + "B,2020-13-01,received,other,\n"),
                   "--json", "--keep-going", "--as-of", "2020-02-01")
        self.assertEqual(kept.code, BAD_INPUT)
        self.assertEqual(len(self.sound("deadlines", kept.json())["faults"]), 1)

    def test_12_an_application_whose_receipt_was_taken_back_has_no_stage(self):
        log = self.file("back.csv", "application,on,event,applicant,id,re\n"
                        "A,2021-03-01,received,natural_person,1,\n"
                        "A,2021-03-05,disclosed,,2,\n"
                        "A,2021-03-05,entry_withdrawn,,3,1\n")
        document = self.all_of(log, "2021-03-31", [], 2021)
        self.assertIsNone(document["applications"][0]["stage"])
        self.assertEqual([r["code"] for r in document["refusals"]], ["BEFORE_RECEIPT"])


class WhatWasSaid(SchemaTest):
    """Runs last (by name): the gallery and the random logs reached every word."""

    def all_seen(self, kind, expected):
        self.assertEqual(set(expected) - self.seen.words.get(kind, set()), set(), kind)

    def test_20_reaches_every_stage_duty_status_and_code(self):
        words = SCHEMAS["common.schema.json"]["$defs"]
        for kind in ("stage", "duty", "status", "light", "regime", "unit", "outcome"):
            self.all_seen(kind, words[kind]["enum"])
        self.all_seen("party", set(words["party"]["enum"]) - {"court"})  # no court owes a duty yet
        self.all_seen("standing", ["not_carried", "carried_forward"])
        self.all_seen("remedy", ["none", "review_pending", "review_done", "suit_pending",
                                 "suit_done"])
        self.all_seen("flag", ["overdue", "late", "paused", "extended", "in_remedy",
                               "reanswer_ordered", "irregular", "refused_rows"])
        self.all_seen("refusal", set(words["refusal_code"]["enum"])
                      - {"DISPLACES_ENTRY", "FUTURE_DAY", "SAME_FACT"})
        self.all_seen("irregular", words["irregular_code"]["enum"])
        own = {"CORRECTION_LATE", "CORRECTION_REPEATED",
               "DELAY_AFTER_DUE"}  # said of a row and again of what it leaves
        # A log has no year that was published, and no entry that says a row already; see store_days.py and
        # store_facts.py.
        of_stores = {"RECORDED_LATE", "ROW_TWICE", "SECOND_FACT", "ENTRY_LEFT_OUT"}
        self.all_seen("warning", (set(words["warning_code"]["enum"])
                                  - set(words["irregular_code"]["enum"])) - of_stores | own)
        self.all_seen("day_is", ["counted", "skipped", "paused", "month_day", "named", "rolled"])
        self.all_seen("why", ["weekend", "notice"])
        self.all_seen("audit", ["I1", "I2", "I3", "I5", "I7", "FORM"])

    def test_21_uses_every_schema(self):
        self.assertEqual(set(VALIDATORS) - set(self.seen.documents), {"common"} | OF_STORES | OF_SIMULATIONS)

    def test_22_rejects_every_damaged_document(self):
        for name, documents in sorted(self.seen.documents.items()):
            with self.subTest(name):
                count = 0
                for document in sorted(documents, key=lambda d: len(json.dumps(d)))[-4:]:
                    document = shortened(document)
                    self.assertTrue(VALIDATORS[name].is_valid(document))
                    for how, spoilt in damaged(document):
                        count += 1
                        self.assertFalse(VALIDATORS[name].is_valid(spoilt), f"{name}: {how}")
                self.assertGreater(count, 10)


def shortened(document):
    """The document with at most three items in each list, so that damage is done quickly."""
    if isinstance(document, dict):
        return {k: v if k in ("stages", "events", "verdicts", "days", "known_on", "certain_through")
                else shortened(v) for k, v in document.items()}
    if isinstance(document, list):
        return [shortened(v) for v in document[:3]]
    return document


def damaged(document):
    """One change at a time: a key gone, a key too many, a value of another type."""
    def places(node, path):
        yield path, node
        if isinstance(node, dict):
            for key, value in node.items():
                yield from places(value, path + [key])
        elif isinstance(node, list):
            for at, value in enumerate(node[:3]):
                yield from places(value, path + [at])

    def changed(path, change):
        spoilt = copy.deepcopy(document)
        node = spoilt
        for step in path:
            node = node[step]
        change(node)
        return spoilt

    for path, node in places(document, []):
        if isinstance(node, dict):
            yield f"{path}: a key too many", changed(path, lambda n: n.update(surprise=1))
            for key in node:
                if key not in OPTIONAL and path[:1] != ["cells"]:
                    yield f"{path}: no {key}", changed(path, lambda n, k=key: n.pop(k))
                yield f"{path}: {key} is an object", changed(
                    path, lambda n, k=key: n.update({k: {"x": [1]}}))
                if not isinstance(node[key], bool):
                    yield f"{path}: {key} is true", changed(path, lambda n,
                                                            k=key: n.update({k: True}))


#: Formats, section 4: the keys that a host may rely on, and their types.
DAY, TEXT, WHOLE, TRUTH, LIST, KEYED = "day", str, int, bool, list, dict


class TheContract(SchemaTest):
    """Written from the formats page alone, not from the schemas."""

    def holds(self, node, promised):
        for key, kinds in promised.items():
            self.assertIn(key, node)
            value = node[key]
            kinds = kinds if isinstance(kinds, tuple) else (kinds,)
            ok = False
            for kind in kinds:
                if kind is None:
                    ok = ok or value is None
                elif kind == DAY:
                    ok = ok or isinstance(value, str) and bool(
                        re.fullmatch(r"\d{4}-\d{2}-\d{2}", value))
                elif kind is int:
                    ok = ok or isinstance(value, int) and not isinstance(value, bool)
                else:
                    ok = ok or isinstance(value, kind)
            self.assertTrue(ok, f"{key}: {value!r}")

    def test_30_the_example_of_the_formats_page(self):
        document = self.deadlines([received("QH-2020-22", "2020-12-21")], "2020-12-31")
        self.assertEqual(document["schema"], "qixian/deadlines/1")
        self.assertEqual(document["as_of"], "2020-12-31")
        self.assertIsNone(document["known_on"])
        application = document["applications"][0]
        for key, value in {
                "application": "QH-2020-22", "agency": "", "stage": "received",
                "standing": "carried_forward", "carried_over": [2020], "received_on": "2020-12-21",
                "closed_on": None, "outcome": None, "flags": [], "warnings": []}.items():
            self.assertEqual(application[key], value, key)
        reply = application["duties"][0]
        for key, value in {
                "id": "QH-2020-22/reply/1", "duty": "reply", "owed_by": "agency",
                "started_on": "2020-12-21", "limit": 20, "unit": "working_day", "paused_days": 0,
                "due": "2021-01-19", "earliest": "2021-01-19", "latest": "2021-01-19",
                "certain": True, "status": "running", "working_days_left": 12, "light": "green",
                "basis": ["REG19-33.2"]}.items():
            self.assertEqual(reply[key], value, key)

    def test_31_deadlines(self):
        for title, (rows, as_of, options) in GALLERY.items():
            with self.subTest(title):
                document = self.deadlines(rows, as_of, *options)
                self.holds(document, {
                    "schema": TEXT, "as_of": DAY, "known_on": (DAY, None), "calendar": KEYED,
                    "policies": KEYED, "applications": LIST, "irregular": LIST, "refusals": LIST,
                    "faults": LIST})
                self.holds(document["calendar"], {"last_notice": TEXT, "digest": TEXT})
                for a in document["applications"]:
                    self.holds(a, {
                        "application": TEXT, "agency": TEXT, "stage": TEXT, "standing": TEXT,
                        "carried_over": LIST, "received_on": (DAY, None), "closed_on": (DAY, None),
                        "outcome": (TEXT, None), "flags": LIST, "duties": LIST, "warnings": LIST})
                    for d in a["duties"]:
                        self.holds(d, {
                            "id": TEXT, "duty": TEXT, "owed_by": TEXT, "started_on": DAY,
                            "limit": (WHOLE, None), "unit": (TEXT, None), "paused_days": WHOLE,
                            "due": (DAY, None), "earliest": (DAY, None), "latest": (DAY, None),
                            "certain": TRUTH, "status": TEXT, "working_days_left": (WHOLE, None),
                            "light": TEXT, "basis": LIST})
                    for w in a["warnings"]:
                        self.holds(w, {"code": TEXT, "reading": TEXT, "shadow_due": (DAY, None),
                                       "message": TEXT})
                common = {"line": WHOLE, "application": TEXT, "event": TEXT, "on": DAY,
                          "code": TEXT,
                          "citation": TEXT, "limit": (DAY, None)}
                for each in document["irregular"]:
                    self.holds(each, {**common, "effect": TEXT})
                for each in document["refusals"]:
                    self.holds(each, {**common, "possible": LIST})

    def test_32_explain(self):
        log = self.log([received("QH-2020-22", "2020-12-21"),
                        row("QH-2020-22", "2021-01-05", "consulted", kind="co_maker", ref="z1",
                            delivered="2021-01-06")])
        document = run("explain", log, "QH-2020-22", "--as-of", "2021-01-08", "--json").json()
        self.holds(document, {"schema": TEXT, "application": TEXT, "certificates": LIST})
        reply = document["certificates"][0]
        self.holds(reply, {"duty": TEXT, "trigger": KEYED, "basis": LIST, "limit": WHOLE,
                           "unit": TEXT,
                           "lines": LIST, "due": DAY})
        self.assertEqual((reply["trigger"]["event"], reply["trigger"]["on"]),
                         ("received", "2020-12-21"))
        lines = {line["day"]: line for line in reply["lines"]}
        self.assertEqual(lines["2020-12-22"], {"day": "2020-12-22", "is": "counted", "n": 1})
        self.assertEqual(lines["2020-12-26"],
                         {"day": "2020-12-26", "is": "skipped", "why": "weekend"})
        holiday = lines["2021-01-01"]
        self.assertEqual((holiday["is"], holiday["why"], holiday["notice"]),
                         ("skipped", "notice", "CN-2021"))
        paused = lines["2021-01-06"]
        self.assertEqual((paused["is"], paused["ref"]), ("paused", "z1"))

    def test_33_report(self):
        document = run("report", self.log([received("QH-2020-22", "2020-12-21")]), "--year", 2020,
                       "--as-of", "2021-12-31", "--json").json()
        self.holds(document, {"schema": TEXT, "year": WHOLE, "form": TEXT, "agency": TEXT,
                              "table3": KEYED, "table4": KEYED, "cells": KEYED, "carried_out": LIST,
                              "carried_in": LIST, "on_time": WHOLE, "late": WHOLE, "fees": KEYED,
                              "identities": LIST, "warnings": LIST})
        self.assertEqual((document["schema"], document["form"]), ("qixian/report/1", "2019"))
        self.assertEqual(len(document["table3"]), 23)
        for cells in document["table3"].values():
            self.assertEqual(len(cells), 7)
            self.assertTrue(all(isinstance(n, int) for n in cells.values()))
        for block in ("review", "direct", "after_review"):
            self.assertEqual(set(document["table4"][block]),
                             {"upheld", "corrected", "other", "pending", "total"})
        self.assertEqual(document["cells"]["1"]["natural_person"], ["QH-2020-22"])
        self.assertEqual(document["carried_out"], ["QH-2020-22"])
        self.holds(document["fees"], {"notified": (int, float), "paid": (int, float)})
        self.assertIn({"id": "I1", "column": "total", "holds": True}, document["identities"])
        later = run("report", self.log([received("A", "2021-12-21")]), "--year", 2021, "--as-of",
                    "2021-12-31", "--json").json()
        self.assertEqual((later["form"], len(later["table3"])), ("2021", 25))

    def test_34_audit_and_calendar(self):
        table = os.path.join(REPORTS, "pingtan-quanqu-2020.csv")
        document = run("audit", table, "--json").json()
        self.assertTrue(document["findings"])
        for each in document["findings"]:
            self.holds(each, {"file": TEXT, "id": TEXT, "severity": TEXT, "row": TEXT,
                              "column": TEXT,
                              "expected": (WHOLE, None), "found": (WHOLE, None), "message": TEXT,
                              "mend": LIST})
            for step in each["mend"]:
                self.holds(step, {"row": TEXT, "column": TEXT, "from": (WHOLE, None),
                                  "to": (WHOLE, None)})
        added = run("calendar", "add", "2021-03-01", 20, "--json").json()
        for key, value in {"from": "2021-03-01", "working_days": 20, "to": "2021-03-29",
                           "earliest": "2021-03-29", "latest": "2021-03-29",
                           "certain": True}.items():
            self.assertEqual(added[key], value)
        counted = run("calendar", "count", "2021-03-01", "2021-03-29", "--json").json()
        self.assertEqual(counted["working_days"], 20)


if __name__ == "__main__":
    # The classes build on each other's answers, so they run in this order.
    suite = unittest.TestSuite()
    for case in (TheSchemas, TheDocuments, WhatWasSaid, TheContract):
        suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
    raise SystemExit(not unittest.TextTestRunner().run(suite).wasSuccessful())
