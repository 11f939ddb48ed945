"""The commands that keep a store, as an officer or a host meets them."""
import json
import os
import re
import shutil
import stat
import subprocess
import unittest

from schema_test import SCHEMAS, VALIDATORS, damaged, shortened
from store_days import NOTICE, Care, Notices, Settings, TheDailyList, TheFeed, Years  # run here
from store_facts import (AnEditedList, DaysThatHaveNotCome, Desks, Ids,  # run here
                         Instants)
from store_support import CENTRE, BUSY, LARGER, OFFICE, StoreTest
from support import (BAD_INPUT, FINDING, FINE, PROGRAM, SOURCE, USAGE, csv_text, environment, ndjson_text,
                     random_rows, received, row, run)

COMMANDS = ("init", "settings", "import", "export", "record", "withdraw-entry", "list", "worklist",
            "show", "close-year", "restate", "years", "apply-notice", "verify", "anchor", "backup",
            "restore", "rebuild", "feed")


class ANewStore(StoreTest):
    def test_is_made_once_and_never_over_another_file(self):
        document = self.ask("init", self.path(), "--agency", OFFICE, "--agency", CENTRE,
                            "--agency", OFFICE, "--region", "CN-GX", "--lights", "7,3",
                            "--policy", "named_day=literal")
        self.assertEqual(document["agencies"], [OFFICE, CENTRE])
        self.assertEqual(document["hash"], "sm3")
        self.assertEqual([(s["name"], s["value"]) for s in document["settings"]],
                         [("policy.named_day", "literal"), ("region", "CN-GX"), ("lights", "7,3")])
        self.assertEqual(stat.S_IMODE(os.stat(self.path()).st_mode), 0o600)
        before = self.bytes_of(self.path())
        self.says(951, BAD_INPUT, "init", self.path())
        self.assertEqual(self.bytes_of(self.path()), before)
        text = self.file("notes.txt", "not a store")
        self.says(951, BAD_INPUT, "init", text)
        self.assertEqual(self.bytes_of(text), b"not a store")

    def test_takes_another_hash(self):
        self.assertEqual(self.ask("init", self.path(), "--hash", "sha256")["hash"], "sha256")
        self.assertEqual(self.ask("verify", self.path())["clean"], True)

    def test_is_not_made_where_an_option_is_wrong(self):
        for wrong in (["--policy", "named_day=often"], ["--policy", "x"], ["--region", "CN-XX"],
                      ["--lights", "2,5"], ["--lights", "x"], ["--agency", "a b"],
                      ["--agency", ""], ["--hash", "md5"]):
            got = run("init", self.path(), *wrong)
            self.assertEqual(got.code, USAGE, wrong)
            self.assertFalse(os.path.exists(self.path()), wrong)

    def test_without_entries_gives_empty_answers(self):
        path = self.made("--agency", OFFICE)
        self.assertEqual(self.ask("deadlines", path)["applications"], [])
        self.assertEqual(self.ask("list", path)["applications"], [])
        self.assertEqual(self.ask("worklist", path)["items"], [])
        self.assertEqual(self.ask("years", path)["years"], [])
        self.assertEqual(self.ask("report", path, "--year", 2020)["table3"]["1"]["total"], 0)
        self.assertEqual(self.exported(path).count("\n"), 1)
        self.assertEqual(self.exported(path, "--ndjson"), "")
        self.assertEqual(self.ok("feed", path).out, "")
        self.assertTrue(self.ask("verify", path)["clean"])
        self.says(933, BAD_INPUT, "show", path, "A")
        self.says(933, BAD_INPUT, "explain", path, "A")


class ImportAndExport(StoreTest):
    good = [received("A", "2021-03-01", id="a1"), received("B", "2021-03-02", x_case="7", x_b="ü"),
            row("A", "2021-03-08", "consulted", kind="third_party", ref="z", delivered="2021-03-10")]

    def test_a_refused_row_keeps_everything_out_and_says_what_is_possible(self):
        path = self.made()
        log = self.log(self.good + [row("B", "2021-03-05", "fee_paid"),
                                    row("A", "2021-03-20", "extended", days=25)])
        got = self.ok("import", path, log, "--lang", "en", code=FINDING)
        said = " ".join(got.out.split())  # as it was before it was folded to the screen
        self.assertRegex(said, r"log\.csv:5 B 2021-03-05 fee_paid: QX-302 NOTHING_TO_ANSWER: .*"
                               r"log\.csv:6 A 2021-03-20 extended: QX-402 EXTENSION_TOO_LONG: "
                               r".*\(REG19-33\.2, 2021-\d\d-\d\d\); possible: .*"
                               r"extension notified")
        self.assertIn("Nothing was stored", got.out)
        self.assertEqual(self.exported(path, "--ndjson"), "")
        document = self.ask("import", path, log, code=FINDING)
        self.assertFalse(document["stored"])
        self.assertEqual([(r["line"], r["code"]) for r in document["refusals"]],
                         [(5, "NOTHING_TO_ANSWER"), (6, "EXTENSION_TOO_LONG")])
        self.assertIn("extended", document["refusals"][1]["possible"])
        self.assertEqual(document["added"], 0)
        kept = self.ask("import", path, log, "--keep-going", code=FINDING)
        self.assertTrue(kept["stored"])
        self.assertEqual((kept["rows"], kept["added"], len(kept["refusals"])), (5, 3, 2))
        self.assertEqual(self.ask("deadlines", path, "--as-of", "2021-03-21")["refusals"], [])

    def test_a_row_that_cannot_be_read_is_named_and_keeps_everything_out(self):
        path = self.made()
        log = self.log(self.good + [received("C", "2021-13-01")], "bad.csv")
        got = self.says(911, BAD_INPUT, "import", path, log)
        self.assertRegex(got.err, r"bad\.csv:5:3: QX-911 BAD_DATE: \[on\]")
        self.assertEqual(self.exported(path, "--ndjson"), "")
        document = self.ask("import", path, log, "--keep-going", code=BAD_INPUT)
        self.assertEqual((document["stored"], document["added"], len(document["faults"])),
                         (True, 3, 1))

    def test_personal_numbers_are_kept_out(self):
        path = self.made()
        log = self.log([received("A", "2021-03-01", note="联系电话13800138000")])
        got = self.says(936, BAD_INPUT, "import", path, log)
        self.assertNotIn("13800138000", got.out + got.err)
        self.assertRegex(got.err, r"log\.csv:2:\d+: QX-936 PERSONAL_DATA: \[note\]")
        self.assertEqual(self.exported(path, "--ndjson"), "")

    def test_irregular_rows_are_stored_and_said(self):
        path = self.made()
        log = self.log([received("A", "2021-03-01"),
                        row("A", "2021-04-20", "extended", days=10, delivered="2021-04-20")])
        document = self.ask("import", path, log)
        self.assertEqual([r["code"] for r in document["irregular"]], ["EXTENSION_LATE"])
        self.assertTrue(document["irregular"][0]["effect"])
        self.assertIn("QX-401", self.ok("import", self.made(name="b"), log).out)

    def test_every_way_to_hand_in_a_log_gives_one_store(self):
        text = csv_text(self.good)
        answers = set()
        for number, (source, more, stdin) in enumerate((
                (self.file("a.csv", text), [], None), ("-", [], text),
                (self.file("b.csv", text.encode("gb18030")), ["--encoding", "gb18030"], None),
                (self.file("c.ndjson", ndjson_text(self.good)), [], None),
                ("-", [], ndjson_text(self.good)))):
            path = self.made(name=f"{number}.qixian")
            self.ok("import", path, source, *more, stdin=stdin)
            rows = [json.loads(line) for line in self.exported(path, "--ndjson").splitlines()]
            for each in rows:
                each.pop("recorded")
            answers.add(json.dumps(rows))
        self.assertEqual(len(answers), 1)

    def test_sending_a_log_again_changes_nothing(self):
        path = self.kept(self.good)
        before, head = self.exported(path), self.ok("feed", path).out
        again = self.ask("import", path, self.log(self.good))
        self.assertEqual((again["added"], again["repeated"]), (0, 3))
        exported = self.file("out.csv", before)
        self.assertEqual(self.ask("import", path, exported)["added"], 0)
        self.assertEqual((self.exported(path), self.ok("feed", path).out), (before, head))

    def test_the_same_id_with_another_content_is_a_fault(self):
        path = self.kept(self.good)
        other = self.log([received("A", "2021-03-02", id="a1")], "other.csv")
        self.says(919, BAD_INPUT, "import", path, other)

    def round_trip(self, path, *options):
        first = self.exported(path)
        self.assertGreater(first.count("\n"), 1)
        second = self.made(*options, name="second")
        self.ok("import", second, "-", stdin=first)
        self.assertEqual(self.exported(second), first)
        lines = self.exported(path, "--ndjson")
        third = self.made(*options, name="third")
        self.ok("import", third, "-", stdin=lines)
        self.assertEqual(self.exported(third, "--ndjson"), lines)
        self.assertEqual(self.exported(third), first)
        for each in (second, third):
            os.remove(each)

    def test_export_import_export_gives_the_same_bytes(self):
        path = self.kept(self.good + [row("A", "2021-03-09", "entry_withdrawn", re="a1"),
                                      received("A", "2021-03-01", id="a2")])
        head = self.exported(path).splitlines()[0]
        self.assertTrue(head.endswith("recorded,note,x_b,x_case"), head)
        self.round_trip(path)
        larger = self.made(name="larger")
        self.ok("import", larger, LARGER, "--keep-going", "--future", code=FINDING)
        self.round_trip(larger)
        for seed in range(6):
            log = self.file("log.csv", csv_text(random_rows(seed, 12)))
            path = self.made(name=f"random-{seed}")
            got = run("import", path, log, "--keep-going")
            self.assertIn(got.code, (FINE, FINDING), got.err)
            self.round_trip(path)

    def test_export_of_one_agency_and_as_recorded(self):
        path = self.kept([received("A", "2021-03-01", agency=OFFICE,
                                   recorded="2021-03-01T09:00:00+08:00"),
                          received("B", "2021-03-02", agency=CENTRE,
                                   recorded="2021-03-02T09:00:00+08:00")])
        self.assertNotIn(CENTRE, self.exported(path, "--agency", OFFICE))
        early = self.exported(path, "--recorded-by", "2021-03-01T23:59:59+08:00")
        self.assertEqual([r.split(",")[0] for r in early.splitlines()[1:]], ["A"])


class Recording(StoreTest):
    def record(self, path, event, on, *more, code=FINE, application="A"):
        return self.ask("record", path, "--application", application, "--event", event, "--on", on,
                        *more, code=code)

    def received(self, path, on="2021-03-01", *more, **kind):
        return self.record(path, "received", on, "--applicant", "natural_person", *more, **kind)

    def test_an_entry_is_there_and_the_due_day_that_follows_is_said(self):
        path = self.made()
        said = self.received(path)
        self.assertEqual((said["status"], said["version"], said["verdict"], said["stage"]),
                         ("appended", 1, "accepted", "received"))
        self.assertEqual([(d["duty"], d["due"]) for d in said["duties"]
                          if d["duty"] == "reply"], [("reply", "2021-03-29")])
        longer = self.record(path, "extended", "2021-03-20", "--days", 20, "--delivered",
                             "2021-03-20", "--expect", 1)
        self.assertEqual([d["due"] for d in longer["duties"] if d["duty"] == "reply"],
                         ["2021-04-26"])
        shown = self.exported(path, "--ndjson").splitlines()
        self.assertEqual([json.loads(x)["event"] for x in shown], ["received", "extended"])
        text = self.ok("record", path, "--application", "B", "--event", "received", "--on",
                       "2021-03-01", "--applicant", "other", "--lang", "en").out
        self.assertIn("2021-03-29", text)

    def test_every_column_is_an_option(self):
        path = self.made("--agency", OFFICE, "--agency", CENTRE)
        self.received(path, "2021-03-01", "--agency", CENTRE, "--channel", "online", "--desk", "法规处",
                      "--part-of", "P-1", "--related", "R-1", "--applicant_ref", "h1", "--id", "e1",
                      "--seq", "3", "--recorded", "2021-03-01T09:00:00+08:00", "--note", "a,\"b\"",
                      "--x", "case=7", "--x", "x_own=八", "--ref", "r1")
        self.record(path, "fee_notified", "2021-03-02", "--agency", CENTRE, "--amount", "12.50",
                    "--delivered", "2021-03-03", "--ref", "f1")
        rows = [json.loads(x) for x in self.exported(path, "--ndjson").splitlines()]
        self.assertEqual(rows[0], {
            "application": "A", "agency": CENTRE, "on": "2021-03-01", "event": "received",
            "applicant": "natural_person", "channel": "online", "ref": "r1", "desk": "法规处",
            "part_of": "P-1", "related": "R-1", "applicant_ref": "h1", "id": "e1", "seq": 3,
            "recorded": "2021-03-01T09:00:00+08:00", "note": "a,\"b\"", "x_case": "7",
            "x_own": "八"})
        self.assertEqual(rows[1]["amount"], "12.50")
        options = run("record", "--help").out
        for column in ("application", "agency", "on", "event", "applicant", "channel", "days",
                       "unit", "until", "delivered", "ref", "re", "kind", "view", "outcome",
                       "ground", "result", "amount", "desk", "part_of", "related",
                       "applicant_ref", "id", "seq", "recorded", "note"):
            self.assertRegex(options, rf"--{column}\b")

    def test_a_refusal_changes_nothing_and_says_what_is_possible_until_when(self):
        path = self.made()
        self.received(path)
        before = self.bytes_of(path)
        said = self.record(path, "extended", "2021-03-20", "--days", 25, code=FINDING)
        self.assertEqual((said["status"], said["verdict"], said["ruling"]["code"]),
                         ("refused", "refused", "EXTENSION_TOO_LONG"))
        possible = {p["event"]: p for p in said["possible"]}
        self.assertEqual(possible["extended"]["last"], "2021-03-29")
        self.assertEqual(self.bytes_of(path), before)
        got = self.ok("record", path, "--application", "A", "--event", "fee_paid", "--on",
                      "2021-03-20", "--lang", "en", code=FINDING)
        self.assertRegex(got.out, r"refused: .*\n.*QX-302 .*\n.*possible on that day: .*"
                                  r"extension notified \(until 2021-03-29\)")

    def test_an_entry_that_would_undo_another_names_it(self):
        path = self.made()
        self.received(path)
        self.record(path, "disclosed", "2021-03-10", "--id", "reply")
        said = self.record(path, "withdrawn", "2021-03-05", code=FINDING)
        self.assertEqual((said["ruling"]["code"], said["displaced"]), ("DISPLACES_ENTRY", "reply"))
        tried = self.record(path, "withdrawn", "2021-03-05", "--dry-run", code=FINDING)
        self.assertEqual((tried["ruling"]["code"], tried["displaced"]),
                         ("DISPLACES_ENTRY", "reply"))

    def test_irregular_is_said(self):
        path = self.made()
        self.received(path)
        said = self.record(path, "extended", "2021-04-20", "--days", 10, "--delivered",
                           "2021-04-20")
        self.assertEqual((said["status"], said["verdict"], said["ruling"]["code"]),
                         ("appended", "irregular", "EXTENSION_LATE"))

    def test_a_version_that_is_not_there_is_a_clash(self):
        path = self.made()
        self.received(path, "2021-03-01", "--expect", 0)
        before = self.bytes_of(path)
        said = self.record(path, "withdrawn", "2021-03-02", "--expect", 0, code=BUSY)
        self.assertEqual((said["status"], said["version"]), ("clash", 1))
        self.assertEqual(self.bytes_of(path), before)
        said = self.record(path, "withdrawn", "2021-03-02", "--expect", 0, "--dry-run", code=BUSY)
        self.assertEqual(said["status"], "clash")

    def test_the_same_id_counts_once(self):
        path = self.made()
        self.received(path, "2021-03-01", "--id", "e1")
        again = self.received(path, "2021-03-01", "--id", "e1")
        self.assertEqual((again["status"], again["version"]), ("repeated", 1))
        self.assertEqual(self.received(path, "2021-03-01", "--id", "e1",
                                       "--dry-run")["status"], "repeated")
        for more in ([], ["--dry-run"]):
            self.says(919, BAD_INPUT, "record", path, "--application", "A", "--event", "received",
                      "--on", "2021-03-02", "--applicant", "natural_person", "--id", "e1", *more)

    def test_a_dry_run_says_the_same_and_stores_nothing(self):
        path = self.made()
        empty = self.bytes_of(path)
        for event, on, more in (
                ("received", "2021-03-01", ["--applicant", "other"]),
                ("consulted", "2021-03-05", ["--kind", "third_party", "--ref", "z"]),
                ("extended", "2021-03-20", ["--days", 25]),
                ("extended", "2021-03-20", ["--days", 20]),
                ("opinion_received", "2021-05-20", ["--re", "z"]),
                ("disclosed", "2021-05-21", []), ("withdrawn", "2021-05-22", []),
                ("suit_filed", "2021-05-22", ["--ref", "s"])):
            before = self.bytes_of(path)
            got = run("record", path, "--application", "A", "--event", event, "--on", on, *more,
                      "--dry-run", "--json")
            self.assertEqual(self.bytes_of(path), before)
            tried = self.sound("record", got.json())
            said = self.record(path, event, on, *more, code=got.code)
            for key in ("status", "agency", "version", "verdict", "ruling", "possible",
                        "displaced", "stage", "duties", "as_of"):
                self.assertEqual(tried[key], said[key], (event, key))
        self.assertNotEqual(self.bytes_of(path), empty)

    def test_a_dry_run_sees_the_whole_store_and_the_order_of_a_day(self):
        path = self.made()
        self.received(path, "2021-03-01", "--id", "e1")
        other = ("--application", "B", "--event", "received", "--on", "2021-03-01", "--applicant",
                 "other")
        for more in ([], ["--dry-run"]):
            self.says(919, BAD_INPUT, "record", path, *other, "--id", "e1", *more)
        tried = self.record(path, "disclosed", "2021-03-01", "--dry-run")
        self.assertEqual((tried["status"], tried["id"], tried["stage"]),
                         ("appended", "", "disclosed"))
        said = self.record(path, "disclosed", "2021-03-01")
        self.assertEqual({**said, "dry_run": True, "id": ""}, tried)
        got = self.says(918, BAD_INPUT, "record", path, "--application", "C", "--event",
                        "disclosed", "--on", "2021-03-02", "--dry-run")
        self.assertNotIn(": C", got.err)

    def test_a_store_of_an_earlier_release_is_read_as_it_was(self):
        there = os.path.join(SOURCE, "tests", "data", "stores", "schema-2")
        path = self.path()
        shutil.copyfile(there + ".qixian", path)
        with open(there + ".csv", encoding="utf-8", newline="") as rows:
            self.assertEqual(self.ok("export", path).out, rows.read())
        self.ok("verify", path, "--anchor", there + ".anchor")
        self.record(path, "disclosed", "2021-01-04", "--expect", 3, application="QH-3")
        self.ok("verify", path, "--anchor", there + ".anchor")

    def test_bad_data_is_named_by_its_option(self):
        path = self.made()
        for number, field, more in ((911, "on", ["--on", "2021-02-30"]),
                                    (910, "channel", ["--channel", "pigeon"]),
                                    (914, "application", ["--application", "a b"]),
                                    (936, "note", ["--note", "电话13800138000"]),
                                    (917, None, ["--applicant", ""])):
            cells = {"--application": "A", "--event": "received", "--on": "2021-03-01",
                     "--applicant": "other"}
            cells.update(zip(more[::2], more[1::2]))
            got = self.says(number, BAD_INPUT, "record", path,
                            *[x for pair in cells.items() for x in pair])
            if field:
                self.assertIn(f"[{field}]", got.err)
        self.assertEqual(self.exported(path, "--ndjson"), "")
        self.assertEqual(run("record", path, "--event", "received").code, USAGE)
        self.assertEqual(run("record", path, "--application", "A", "--event", "year_closed",
                             "--on", "2020-12-31").code, USAGE)

    def test_an_agency_that_the_store_does_not_keep(self):
        path = self.made("--agency", OFFICE)
        row_of = ("--application", "A", "--event", "received", "--on", "2021-03-01", "--applicant",
                  "other")
        for more in ([], ["--dry-run"]):
            self.says(935, BAD_INPUT, "record", path, *row_of, "--agency", CENTRE, *more)
        for command in (["list"], ["worklist"], ["show", "A"], ["export"], ["feed"], ["years"],
                        ["deadlines"], ["report", "--year", "2021"]):
            self.says(935, BAD_INPUT, command[0], path, *command[1:], "--agency", CENTRE)
        two = self.kept([received("A", "2021-03-01", agency=OFFICE),
                         received("B", "2021-03-01", agency=CENTRE)], name="two")
        for more in ([], ["--dry-run"]):
            self.says(934, BAD_INPUT, "record", two, *row_of, *more)

    def test_who_did_it_is_kept(self):
        path = self.made()
        self.received(path, "2021-03-01", "--actor", "u17", "--role", "clerk")
        entry = self.ask("show", path, "A", "--as-of", "2021-03-02")["entries"][0]
        self.assertEqual((entry["actor"], entry["role"]), ("u17", "clerk"))
        self.assertRegex(self.ok("show", path, "A").out, r"u17（clerk）")

    def test_two_processes_at_once_lose_nothing(self):
        path = self.made()
        writers = [subprocess.Popen(
            [PROGRAM, "record", path, "--application", f"A{n}", "--event", "received", "--on",
             "2021-03-01", "--applicant", "other"], stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env=environment()) for n in range(8)]
        for each in writers:
            _, err = each.communicate(timeout=60)
            self.assertEqual(each.returncode, FINE, err)
        self.assertEqual(len(self.exported(path, "--ndjson").splitlines()), 8)
        self.assertTrue(self.ask("verify", path)["clean"])


class TakingBack(StoreTest):
    def test_due_days_move_and_both_entries_stay(self):
        path = self.kept([received("A", "2021-03-01"),
                          row("A", "2021-03-20", "extended", days=20, id="x"),
                          row("A", "2021-04-20", "disclosed", id="reply")])
        said = self.ask("withdraw-entry", path, "--id", "x", "--reason", "记错申请")
        self.assertEqual((said["status"], said["application"]), ("appended", "A"))
        move = [m for m in said["moved"] if m["duty"] == "reply"][0]
        self.assertEqual((move["before"]["due"], move["after"]["due"], move["change"]),
                         ("2021-04-26", "2021-03-29", "becomes_late"))
        show = self.ask("show", path, "A", "--as-of", "2021-05-01")
        verdicts = {e["id"]: (e["verdict"], e["withdrawn_by"]) for e in show["entries"]}
        self.assertEqual(verdicts["x"], ("withdrawn", said["id"]))
        self.assertEqual(verdicts["reply"][0], "accepted")
        self.assertEqual(show["version"], 4)
        painted = self.ok("show", path, "A", "--as-of", "2021-05-01", "--color", "always").out
        self.assertIn("\033[9m2021-03-20", painted)
        again = self.ask("withdraw-entry", path, "--id", "x", "--reason", "again")
        self.assertEqual(again["status"], "repeated")

    def test_what_cannot_stand_any_more_is_named(self):
        path = self.kept([received("A", "2021-03-01"),
                          row("A", "2021-03-05", "correction_requested", days=10, id="ask"),
                          row("A", "2021-03-10", "correction_received", id="answer")])
        said = self.ask("withdraw-entry", path, "--id", "ask", "--reason", "误录")
        self.assertEqual([(r["id"], r["event"]) for r in said["now_refused"]],
                         [("answer", "correction_received")])
        text = self.ok("show", path, "A", "--as-of", "2021-03-11", "--lang", "en").out
        self.assertIn("refused", text)

    def test_an_unknown_id_and_a_missing_reason(self):
        path = self.kept([received("A", "2021-03-01")])
        self.says(937, BAD_INPUT, "withdraw-entry", path, "--id", "no", "--reason", "x")
        self.assertEqual(run("withdraw-entry", path, "--id", "no").code, USAGE)

    def test_a_closed_year_that_it_touches_is_named(self):
        path = self.kept([received("A", "2020-03-02", id="r"), received("B", "2020-03-02")])
        self.ok("close-year", path, "--year", 2020)
        said = self.ask("withdraw-entry", path, "--id", "r", "--reason", "误录")
        self.assertEqual(said["closed_years"], [2020])


class WhatPeopleRead(StoreTest):
    def test_every_command_has_help_in_both_languages_and_an_example(self):
        text = run("--help").out
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^ +{command} ")
            own = run(command, "--help")
            self.assertEqual(own.code, FINE)
            self.assertIn(own.out.splitlines()[-1], run("help", command).out)
            self.assertTrue(re.search(r"[一-鿿]", own.out), command)
            if command != "years":
                self.assertIn("示例", own.out, command)
                self.assertIn("Example", run(command, "--help", "--lang", "en").out, command)

    def test_show_by_an_id_is_about_the_agency_that_has_the_entry(self):
        path = self.kept([row(a, "2021-03-01", "received", agency=agency, applicant="other", channel="online", id=f"{agency}-{a}",
                              desk=agency) for a in "AB" for agency in ("甲局", "乙局")])
        for agency in ("甲局", "乙局"):
            got = self.ask("show", path, f"{agency}-A", "--as-of", "2021-03-02")
            self.assertEqual((got["agency"], got["application"], got["state"]["agency"], got["entries"][0]["id"]),
                             (agency, "A", agency, f"{agency}-A"))
        self.assertEqual(run("show", path, "A").code, USAGE)

    def test_who_wrote_stands_with_each_entry_however_far_apart_they_are(self):
        path = self.kept([received("A", "2021-03-01")])
        for i in range(3):
            self.ok("import", path, self.log([received(f"{i}-{k}", "2021-03-02") for k in range(12 * i + 1)]), "--actor", f"x{i}")
            self.ok("record", path, "--application", "A", "--event", "consulted", "--kind", "third_party", "--ref", f"r{i}",
                    "--on", f"2021-03-0{i + 3}", "--actor", f"p{i}", "--role", "q")
        told = self.ask("show", path, "A", "--as-of", "2021-03-20")["entries"]
        self.assertEqual([(e["version"], e["actor"]) for e in told], [(1, told[0]["actor"]), (2, "p0"), (3, "p1"), (4, "p2")])
        self.assertEqual([e["role"] for e in told[1:]], ["q"] * 3)
        feed = {i["data"]["position"] if "data" in i else i["position"]: i for i in run("feed", path).lines()}
        self.assertTrue(all(feed[e["position"]]["actor"] == e["actor"] for e in told))

    def test_help_on_exit_codes_names_what_a_store_says(self):
        for lang in ("zh", "en"):
            text = run("help", "exit-codes", "--lang", lang).out
            for number in (925, 942, 943, 944, *range(950, 960)):
                self.assertIn(str(number), text)

    def test_json_does_not_change_by_language(self):
        path = self.kept([received("A", "2021-03-01", id="a"), received("B", "2021-03-02")])
        for command in (["worklist"], ["list"], ["show", "A"], ["verify"], ["settings"], ["years"]):
            answers = {run(command[0], path, *command[1:], "--json", "--lang", lang).bytes
                       for lang in ("zh", "en")}
            self.assertEqual(len(answers), 1, command)

    def test_text_is_in_the_language_asked_for(self):
        path = self.kept([received("A", "2020-03-02", id="a"), received("B", "2021-03-02")])
        self.ok("close-year", path, "--year", 2020)
        notice = self.file("n.csv", NOTICE)
        for command in (["worklist"], ["list"], ["show", "B"], ["verify"], ["years"],
                        ["restate", "--year", "2020"], ["apply-notice", notice, "--dry-run"]):
            for lang, chinese in (("zh", True), ("en", False)):
                got = run(command[0], path, *command[1:], "--as-of", "2021-03-10", "--lang", lang) \
                    if command[0] not in ("verify", "years") else \
                    run(command[0], path, "--lang", lang)
                text = got.out.replace("某通知", "").replace("试验", "")
                self.assertEqual(bool(re.search(r"[一-鿿]", text)), chinese, (command, text))


class ZAllDocuments(StoreTest):
    """Runs last (by name)."""

    def test_every_schema_of_a_store_was_used_and_rejects_damage(self):
        mine = {*COMMANDS} - {"export", "feed"} | {"feed-line", "feed-cloudevent", "list-line",
                                                   "worklist-line"}
        self.assertEqual(mine - set(SCHEMAS_BY_NAME), set())
        self.assertEqual(mine - set(self.seen), set())
        for name in sorted(mine):
            with self.subTest(name):
                documents = sorted(self.seen[name], key=lambda d: len(json.dumps(d)))
                count = 0
                for document in documents[-3:] + documents[:1]:
                    document = shortened(document)
                    self.assertTrue(VALIDATORS[name].is_valid(document))
                    for how, spoilt in damaged(document):
                        if may_be_missing(how):
                            continue
                        count += 1
                        self.assertFalse(VALIDATORS[name].is_valid(spoilt), f"{name}: {how}")
                self.assertGreater(count, 5)


SCHEMAS_BY_NAME = {name.removesuffix(".schema.json") for name in SCHEMAS}


def may_be_missing(how):
    """Keys of a row, of which a row fills some; `cells` of a table; `subject` of an event."""
    place, what = how.split(": ", 1)
    missing = what.startswith("no ")
    of_row = "'entry'" in place or "'cells'" in place
    return missing and (of_row or what == "no subject")


if __name__ == "__main__":
    unittest.main()
