"""A store from day to day: the daily list, years, notices, settings, care and the feed. store_test.py runs
these with its own, since all documents of a store must have come up in one run."""
import contextlib
import json
import os
import shutil
import sqlite3
import stat

from store_support import CENTRE, DAMAGED, OFFICE, StoreTest
from support import BAD_INPUT, FINDING, FINE, USAGE, received, row, run


class TheDailyList(StoreTest):
    rows = [received("A", "2021-03-01", desk="一科"), received("B", "2021-03-10", desk="二科"),
            received("C", "2021-03-22", desk="一科"),
            received("D", "2021-03-23", desk="二科"), row("D", "2021-03-24", "disclosed")]

    def test_goes_by_urgency_and_desk(self):
        path = self.kept(self.rows)
        document = self.ask("worklist", path, "--as-of", "2021-03-30", code=FINDING)
        replies = [i for i in document["items"] if i["duty"]["duty"] == "reply"]
        self.assertEqual([i["application"] for i in replies], ["A", "B", "C"])
        self.assertEqual([i["duty"]["light"] for i in replies], ["overdue", "green", "green"])
        self.assertEqual(document["counts"]["overdue"], 1)
        self.assertEqual(document["counts"], {
            light: sum(i["duty"]["light"] == light for i in document["items"])
            for light in ("overdue", "red", "yellow", "green", "none")})
        mine = self.ask("worklist", path, "--as-of", "2021-03-30", "--desk", "二科")
        self.assertEqual({i["application"] for i in mine["items"]}, {"B"})
        self.assertEqual(self.ok("worklist", path, "--as-of", "2021-03-29").code, FINE)

    def test_says_each_light_as_word_shape_and_colour(self):
        path = self.kept(self.rows)
        text = self.ok("worklist", path, "--as-of", "2021-04-08", "--lang", "en", "--color",
                       "always", code=FINDING).out
        self.assertIn("\033[7m✖ overdue", text)
        self.assertRegex(text, "\033\\[3[13]m(■ red|▲ yellow)")
        zh = self.ok("worklist", path, "--as-of", "2021-04-08", code=FINDING).out
        self.assertIn("✖ 超期", zh)

    def test_thresholds_are_data(self):
        path = self.kept(self.rows[1:2])

        def light(day):
            answers = {self.ask("worklist", path, "--as-of", day)["items"][0]["duty"]["light"],
                       self.duty(self.ask("deadlines", path, "--as-of", day), "reply")["light"],
                       self.ask("list", path, "--as-of", day)["applications"][0]["light"],
                       self.duty({"applications": [self.ask("show", path, "B", "--as-of",
                                                            day)["state"]]}, "reply")["light"]}
            self.assertEqual(len(answers), 1)
            return answers.pop()
        due = self.duty(self.ask("deadlines", path, "--as-of", "2021-03-11"), "reply")["due"]
        self.assertEqual(due, "2021-04-08")
        self.assertEqual([light(d) for d in ("2021-03-30", "2021-03-31", "2021-04-06")],
                         ["green", "yellow", "red"])
        self.ok("settings", path, "lights=10,6", "--from", "2021-03-31")
        self.assertEqual([light(d) for d in ("2021-03-30", "2021-03-31")], ["green", "red"])

    def test_lines_say_what_the_document_says(self):
        path = self.kept(self.rows)
        for command, key in (("worklist", "items"), ("list", "applications")):
            document = json.loads(run(command, path, "--as-of", "2021-03-24", "--json").out)
            lines = run(command, path, "--as-of", "2021-03-24", "--ndjson").lines()
            for line in lines:
                self.sound(f"{command}-line", line)
            self.assertEqual(lines[1:-1], document[key])
            self.assertEqual({**lines[0], key: lines[1:-1], **lines[-1]}, document)

    def test_one_that_cannot_be_answered_for_does_not_hide_the_others(self):
        # The receipt of A was recorded after its extension, so by then nothing can be said of it.
        path = self.kept([received("A", "2021-03-01", recorded="2021-03-09T09:00:00+08:00"),
                          row("A", "2021-03-05", "extended", days=5,
                              recorded="2021-03-05T09:00:00+08:00"),
                          received("B", "2021-03-02", recorded="2021-03-02T09:00:00+08:00")])
        when = ("--as-of", "2021-03-10", "--recorded-by", "2021-03-06T00:00:00+08:00")
        for command, key in (("worklist", "items"), ("list", "applications")):
            document = self.ask(command, path, *when, code=BAD_INPUT)
            self.assertEqual({i["application"] for i in document[key]}, {"B"})
            self.assertEqual([f["code"] for f in document["faults"]], ["NO_RECEIPT"])
        document = self.ask("show", path, "A", *when, code=BAD_INPUT)
        self.assertEqual((document["state"], len(document["entries"])), (None, 1))
        self.says(918, BAD_INPUT, "deadlines", path, *when)

    def test_one_whose_receipt_was_withdrawn_has_no_stage(self):
        path = self.kept([received("A", "2021-03-01", id="r"),
                          row("A", "2021-03-05", "extended", days=5)])
        self.ok("withdraw-entry", path, "--id", "r", "--reason", "误录")
        listed = self.ask("list", path, "--as-of", "2021-03-10", code=FINDING)["applications"]
        self.assertEqual([(a["application"], a["stage"]) for a in listed], [("A", None)])
        self.assertIsNone(self.ask("show", path, "A", "--as-of", "2021-03-10")["state"])
        work = self.ask("worklist", path, "--as-of", "2021-03-10", code=FINDING)
        self.assertEqual((work["items"], [r["application"] for r in work["refusals"]]), ([], ["A"]))
        said = self.ask("record", path, "--application", "A", "--event", "received", "--on",
                        "2021-03-02", "--applicant", "other")
        self.assertEqual((said["status"], said["stage"]), ("appended", "received"))

    def test_list_shows_what_is_there(self):
        path = self.kept(self.rows)
        document = self.ask("list", path, "--as-of", "2021-03-24")
        self.assertEqual([(a["application"], a["stage"], a["version"])
                          for a in document["applications"]],
                         [("A", "received", 1), ("B", "received", 1), ("C", "received", 1),
                          ("D", "disclosed", 2)])
        self.assertEqual(document["applications"][0]["reply_due"], "2021-03-29")
        self.assertIsNone(document["applications"][3]["reply_due"])
        still = self.ask("list", path, "--as-of", "2021-03-24", "--open")
        self.assertEqual(len(still["applications"]), 3)
        self.assertIn("2021-03-29", self.ok("list", path, "--as-of", "2021-03-24").out)

    def test_an_answer_after_its_day_is_never_plain(self):
        path = self.kept([received("A", "2021-03-01")])
        said = self.ok("record", path, "--application", "A", "--event", "disclosed", "--on",
                       "2021-04-01", "--lang", "en").out
        self.assertIn("! late: 3 working days after the due day 2021-03-29", said)
        for lang, words in (("en", "3 wd late"), ("zh", "超3个工作日")):
            self.assertIn(words, self.ok("list", path, "--lang", lang).out)

    def test_show_asks_for_the_agency_where_two_have_it(self):
        path = self.kept([received("A", "2021-03-01", agency=OFFICE),
                          received("A", "2021-03-02", agency=CENTRE)])
        self.says(934, USAGE, "show", path, "A")
        self.assertEqual(self.ask("show", path, "A", "--agency", CENTRE, "--as-of",
                                  "2021-03-03")["state"]["received_on"], "2021-03-02")
        text = self.ok("show", path, "A", "--agency", CENTRE, "--as-of", "2021-03-03", "--lang",
                       "en").out
        self.assertIn("possible next:", text)
        self.assertRegex(" ".join(text.split()), r"extension notified \(until 2021-03-30\)")


class Years(StoreTest):
    def test_a_year_that_was_closed_after_the_as_of_day_is_said_to_be(self):
        path = self.kept([received("A", "2020-03-02"), row("A", "2020-03-20", "disclosed")])
        self.assertNotIn("closed on", self.ok("report", path, "--year", 2020, "--lang", "en").out)
        self.ok("close-year", path, "--year", 2020)
        early = self.ok("report", path, "--year", 2020, "--as-of", "2020-12-31", "--lang", "en").out
        self.assertRegex(early, r"The year was closed on \d{4}-\d\d-\d\d, after the as-of day: ")
        self.assertIn("不是已公布的数据", self.ok("report", path, "--year", 2020, "--as-of", "2020-12-31").out)
        for more in ([], ["--corrected", "--as-of", "2020-12-31"]):
            self.assertNotIn("after the as-of day",
                             self.ok("report", path, "--year", 2020, *more, "--lang", "en").out)

    def test_a_year_is_frozen_and_what_comes_later_is_a_bridge(self):
        path = self.kept([received("A", "2020-03-02"), row("A", "2020-03-20", "disclosed"),
                          received("B", "2020-12-21"), received("C", "2020-12-22", id="c")])
        closed = self.ask("close-year", path, "--year", 2020)
        self.assertEqual((closed["form"], closed["table3"]["1"]["total"], closed["carried_out"]),
                         ("2019", 3, ["B", "C"]))
        table = self.ask("report", path, "--year", 2020)
        for key in ("table3", "table4", "cells", "carried_out", "on_time", "fees"):
            self.assertEqual(closed[key], table[key], key)
        self.assertFalse(self.ask("restate", path, "--year", 2020)["changed"])
        self.ok("withdraw-entry", path, "--id", "c", "--reason", "误录")
        self.ok("record", path, "--application", "D", "--event", "received", "--on", "2020-12-30",
                "--applicant", "business")
        bridge = self.ask("restate", path, "--year", 2020)
        self.assertTrue(bridge["changed"])
        published = self.ask("report", path, "--year", 2020)
        self.assertEqual((published["basis"], published["table3"]), ("published", closed["table3"]))
        now = self.ask("report", path, "--year", 2020, "--corrected")
        for cell in bridge["cells"]:
            was = closed["table3"][cell["row"]][cell["column"]]
            self.assertEqual(cell["published"], was)
            self.assertEqual(cell["corrected"], now["table3"][cell["row"]][cell["column"]])
            self.assertEqual(was + len(cell["joined"]) - len(cell["left"]),
                             cell["corrected"])
        moved = {(c["row"], c["column"]): (c["joined"], c["left"]) for c in bridge["cells"]}
        self.assertEqual(moved["1", "natural_person"], ([], ["C"]))
        self.assertEqual(moved["1", "business"], (["D"], []))
        self.assertEqual(bridge["carried_out"], {"joined": ["D"], "left": ["C"]})
        text = self.ok("restate", path, "--year", 2020, "--lang", "en").out
        self.assertRegex(text, r"\+ D")
        self.assertIn("closed", self.ok("years", path, "--lang", "en").out)
        self.assertEqual([(y["year"], y["carried_out"]) for y in self.ask("years", path)["years"]],
                         [(2020, ["B", "C"])])
        warned = [w["detail"] for w in now["warnings"] if w["code"] == "AFTER_YEAR_CLOSED"]
        self.assertEqual(warned, ["D"])

    def test_an_entry_for_a_closed_year_is_told_so(self):
        path = self.kept([received("A", "2020-12-21")])
        self.ok("close-year", path, "--year", 2020)
        said = self.ask("record", path, "--application", "A", "--event", "extended", "--on",
                        "2020-12-30", "--days", 10)
        self.assertEqual(said["closed_years"], [2020])

    def test_what_was_recorded_late_counts_in_the_first_open_year(self):
        # Z13: published as carried out, and the reply of December is entered only afterwards.
        path = self.kept([received("A", "2020-12-21"), received("B", "2020-12-22")])
        self.ok("close-year", path, "--year", 2020)
        self.ok("record", path, "--application", "A", "--event", "disclosed", "--on", "2020-12-30")
        now = self.ask("report", path, "--year", 2020)
        self.assertEqual((now["basis"], now["table3"]["4"]["total"]), ("published", 2))
        then = self.ask("report", path, "--year", 2020, "--corrected")
        self.assertEqual((then["basis"], then["table3"]["4"]["total"]), ("corrected", 1))
        later = self.ask("report", path, "--year", 2021)
        self.assertEqual((later["table3"]["2"]["total"], later["table3"]["3.1"]["total"]), (2, 1))
        self.assertEqual([w["detail"] for w in later["warnings"] if w["code"] == "RECORDED_LATE"],
                         ["A"])

    def test_a_published_table_binds_also_when_no_application_is_left(self):
        # Z13: the only application was entered by mistake, and all its rows are taken back afterwards.
        path = self.kept([received("A", "2023-12-11", agency=OFFICE, id="a"),
                          row("A", "2023-12-20", "extended", days=5, agency=OFFICE, id="b")])
        closed = self.ask("close-year", path, "--year", 2023)
        for each in "ba":
            self.ok("withdraw-entry", path, "--id", each, "--reason", "误录")
        for asked in ([], ["--agency", OFFICE]):
            was = self.ask("report", path, "--year", 2023, *asked)
            self.assertEqual((was["agency"], was["basis"], was["table3"]),
                             (OFFICE, "published", closed["table3"]))
            self.assertEqual({m["row"]: m["left"] for m in was["moved_since"]}, {"1": ["A"], "4": ["A"]})
            later = self.ask("report", path, "--year", 2024, *asked)
            self.assertEqual((later["agency"], later["carried_in"]), (OFFICE, ["A"]))
            self.assertEqual([later["table3"][r]["total"] for r in ("1", "2", "3.6.3", "4")], [0, 1, 1, 0])
            right = self.ask("report", path, "--year", 2023, "--corrected", *asked)
            self.assertEqual((right["basis"], right["table3"]["1"]["total"]), ("corrected", 0))
        before = self.ask("report", path, "--year", 2023, "--as-of", "2024-01-31")
        self.assertEqual((before["agency"], before["basis"]), (OFFICE, "corrected"))
        self.assertIn("不是已公布的数据", self.ok("report", path, "--year", 2023, "--as-of", "2024-01-31").out)
        # Beside another agency it is one of two.
        self.ok("import", path, self.log([received("B", "2024-03-01", agency=CENTRE)]))
        self.says(934, USAGE, "report", path, "--year", 2024)
        both = self.ask("report", path, "--year", 2024, "--all-agencies")
        self.assertEqual([both["table3"][r]["total"] for r in ("1", "2", "3.6.3", "4")], [1, 1, 1, 1])

    def test_an_agency_that_nobody_applied_to_publishes_its_noughts(self):
        path = self.made("--agency", OFFICE, "--agency", CENTRE)
        self.ok("close-year", path, "--year", 2023, "--agency", OFFICE)
        for agency, basis in ((OFFICE, "published"), (CENTRE, "corrected")):
            said = self.ask("report", path, "--year", 2023, "--agency", agency)
            self.assertEqual((said["agency"], said["basis"], said["table3"]["1"]["total"]), (agency, basis, 0))

    def test_faults(self):
        path = self.kept([received("A", "2020-03-02")])
        self.says(941, BAD_INPUT, "restate", path, "--year", 2020)
        self.says(701, BAD_INPUT, "close-year", path, "--year", 2050)
        self.ok("close-year", path, "--year", 2020, "--form", "2021")
        self.says(940, BAD_INPUT, "close-year", path, "--year", 2020)
        two = self.kept([received("A", "2020-03-02", agency=OFFICE),
                         received("B", "2020-03-02", agency=CENTRE)], name="two")
        self.says(934, USAGE, "close-year", two, "--year", 2020)
        document = self.ask("close-year", two, "--year", 2020, "--agency", CENTRE)
        self.assertEqual((document["agency"], document["table3"]["1"]["total"]), (CENTRE, 1))
        self.says(935, BAD_INPUT, "close-year", two, "--year", 2020, "--agency", "nobody")

    def test_a_closed_year_travels_with_the_log(self):
        path = self.kept([received("A", "2020-03-02")])
        self.ok("close-year", path, "--year", 2020)
        text = self.exported(path)
        self.assertIn("year_closed", text)
        other = self.made(name="other")
        self.ok("import", other, "-", stdin=text)
        self.assertEqual(self.exported(other), text)
        self.assertEqual(self.ask("years", other)["years"][0]["year"], 2020)


NOTICE = ("notice_id,published,document,date,kind,holiday_name\n"
          "T-2021,2021-03-20,某通知,2021-03-25,off,试验\n"
          "T-2021,2021-03-20,某通知,2021-03-27,work,试验\n")


class Notices(StoreTest):
    rows = [received("A", "2021-03-01"), received("B", "2021-03-02"), received("C", "2021-03-24"),
            row("C", "2021-03-24", "withdrawn"), received("D", "2020-03-02"),
            row("D", "2020-03-10", "disclosed")]

    def test_lists_the_applications_whose_days_move_and_saves_the_notice(self):
        path = self.kept(self.rows)
        file = self.file("notice.csv", NOTICE)
        before = {a["application"]: a for a in self.ask(
            "deadlines", path, "--as-of", "2021-03-24")["applications"]}
        raw = self.bytes_of(path)
        tried = self.ask("apply-notice", path, file, "--as-of", "2021-03-24", "--dry-run")
        self.assertEqual(self.bytes_of(path), raw)
        said = self.ask("apply-notice", path, "-", "--as-of", "2021-03-24", stdin=NOTICE)
        self.assertEqual({**said, "dry_run": True}, tried)
        self.assertFalse(said["notices"][0]["known_before"])
        after = {a["application"]: a for a in self.ask(
            "deadlines", path, "--as-of", "2021-03-24")["applications"]}
        moved = {a["application"]: {m["duty"]: (m["before"]["due"], m["after"]["due"])
                                    for m in a["duties"]} for a in said["notices"][0]["applications"]}

        def replies(of):
            return {n: d["due"] for n, a in of.items() for d in a["duties"]
                    if d["duty"] == "reply"}
        changed = {n: (replies(before)[n], day) for n, day in replies(after).items()
                   if replies(before)[n] != day}
        self.assertEqual({n: m["reply"] for n, m in moved.items() if "reply" in m}, changed)
        # 25 March is lost and Saturday the 27th won: the due day of A, the 29th, stays.
        again = self.ask("apply-notice", path, file, "--as-of", "2021-03-24")
        self.assertTrue(again["notices"][0]["known_before"])
        self.assertEqual(self.ok("deadlines", path, "--as-of", "2021-03-24", "--json").json()[
            "applications"], list(after.values()))

    def test_says_what_becomes_late_and_what_is_late_no_more(self):
        path = self.kept(self.rows[:2])
        off = self.file("off.csv", "notice_id,published,document,date,kind,holiday_name\n"
                                   "T-1,2021-03-20,,2021-03-26,off,x\n"
                                   "T-1,2021-03-20,,2021-03-29,off,x\n")
        late = self.ask("apply-notice", path, off, "--as-of", "2021-03-30", "--dry-run")
        self.assertEqual((late["notices"][0]["late_no_more"], late["notices"][0]["becomes_late"]),
                         (1, 0))
        work = self.file("work.csv", "notice_id,published,document,date,kind,holiday_name\n"
                                     "T-2,2021-03-20,,2021-03-27,work,x\n")
        said = self.ask("apply-notice", path, work, "--as-of", "2021-03-29", "--dry-run")
        self.assertEqual((said["notices"][0]["late_no_more"], said["notices"][0]["becomes_late"]),
                         (0, 1))
        text = self.ok("apply-notice", path, work, "--as-of", "2021-03-29", "--lang", "en").out
        self.assertRegex(text, r"A  reply \(agency\): 2021-03-29 → 2021-03-27  becomes late")

    def test_several_in_one_file_and_one_that_contradicts(self):
        path = self.kept(self.rows)
        two = NOTICE + "T-2022,2021-03-21,,2021-03-31,off,试验\n"
        document = self.ask("apply-notice", path, self.file("n.csv", two), "--as-of", "2021-03-24")
        self.assertEqual([n["notice"] for n in document["notices"]], ["T-2021", "T-2022"])
        other = NOTICE.replace("2021-03-25", "2021-03-26")
        self.says(919, BAD_INPUT, "apply-notice", path, self.file("n.csv", other), "--as-of",
                  "2021-03-24")
        self.says(911, BAD_INPUT, "apply-notice", path,
                  self.file("n.csv", NOTICE.replace("2021-03-25", "2021-03-32")))
        self.says(925, BAD_INPUT, "apply-notice", path, self.path("missing.csv"))


class Settings(StoreTest):
    def test_are_listed_and_changed_from_a_day_on(self):
        path = self.made("--agency", OFFICE, "--agency", CENTRE)
        self.assertEqual(self.ask("settings", path)["settings"], [])
        said = self.ask("settings", path, "policy.named_day=literal", "--from", "2026-01-01",
                        "--agency", CENTRE)
        self.assertEqual(said["changed"], {"agency": CENTRE, "from": "2026-01-01",
                                           "name": "policy.named_day", "value": "literal"})
        in_force = {x["agency"]: x["policies"]["named_day"] for x in said["in_force"]}
        self.assertEqual(in_force, {"": "rolled", OFFICE: "rolled", CENTRE: "literal"})
        earlier = self.ask("settings", path, "--from", "2025-12-31")["in_force"]
        self.assertEqual({x["policies"]["named_day"] for x in earlier}, {"rolled"})
        self.assertIn("policy.named_day", self.ok("settings", path).out)

    def test_faults(self):
        path = self.made()
        self.says(938, BAD_INPUT, "settings", path, "named_day=often")
        self.says(938, BAD_INPUT, "settings", path, "colour=red")
        self.says(938, BAD_INPUT, "settings", path, "lights=2,5")
        self.says(803, BAD_INPUT, "settings", path, "region=CN-XX")
        self.assertEqual(run("settings", path, "lights").code, USAGE)
        self.assertEqual(run("settings", path, "lights=5,2", "--from", "today").code, USAGE)


class Care(StoreTest):
    def tampered(self, path, *statements):
        """The file's owner can do anything: drops the guards and edits."""
        with contextlib.closing(sqlite3.connect(path)) as db:
            for name, in db.execute("SELECT name FROM sqlite_schema WHERE type='trigger'"
                                    ).fetchall():
                sql, = db.execute("SELECT sql FROM sqlite_schema WHERE name=?", (name,)).fetchone()
                db.execute(f'DROP TRIGGER "{name}"')
                statements += (sql,)
            for each in statements:
                db.execute(each)
            db.commit()

    def test_verify_names_the_first_bad_entry(self):
        path = self.kept([received("A", "2021-03-01"), received("B", "2021-03-02", id="b1"),
                          row("B", "2021-03-10", "disclosed", id="b2")], "--agency", OFFICE)
        clean = self.ask("verify", path)
        self.assertTrue(clean["clean"])
        self.assertIn("anchor", clean["not_covered"])
        self.assertIn("cut-off newest entries", self.ok("verify", path, "--lang", "en").out)
        self.tampered(path, "UPDATE event SET happened_on='2021-03-03' WHERE event_id='b1'")
        bad = self.ask("verify", path, code=DAMAGED)
        first = bad["found"][0]
        self.assertEqual((first["agency"], first["application"], first["version"], first["id"]),
                         (OFFICE, "B", 1, "b1"))
        text = self.ok("verify", path, "--lang", "en", code=DAMAGED).out
        self.assertRegex(text.splitlines()[0], rf"✘ .*{OFFICE} B version 1 .*id b1")

    def test_an_anchor_sees_what_was_cut_off(self):
        path = self.kept([received("A", "2021-03-01")])
        old = self.path("old")
        shutil.copy(path, old)
        self.ok("import", path, self.log([received("B", "2021-03-02")]))
        anchor = self.path("anchor.txt")
        document = self.ask("anchor", path, "--out", anchor)
        self.assertEqual(self.bytes_of(anchor).decode(), document["text"])
        self.assertEqual(self.ok("anchor", path).out, document["text"])
        self.says(951, BAD_INPUT, "anchor", path, "--out", anchor)
        self.assertTrue(self.ask("verify", path, "--anchor", anchor)["anchored"])
        with open(anchor, encoding="utf-8") as text:
            self.ok("verify", path, "--anchor", "-", stdin=text.read())
        self.ok("verify", old)
        bad = self.ask("verify", old, "--anchor", anchor, code=DAMAGED)
        self.assertEqual(bad["found"][0]["what"], "anchor")
        self.says(939, BAD_INPUT, "verify", path, "--anchor", self.file("x", "no anchor\n"))
        self.says(925, BAD_INPUT, "verify", path, "--anchor", self.path("missing"))

    def test_a_backup_is_a_verified_copy_and_is_put_back(self):
        path = self.kept([received("A", "2021-03-01")])
        copy = self.path("copy")
        self.assertTrue(self.ask("backup", path, copy)["verified"])
        self.assertEqual(self.exported(copy), self.exported(path))
        self.says(951, BAD_INPUT, "backup", path, copy)
        self.ok("record", path, "--application", "B", "--event", "received", "--on", "2021-03-02",
                "--applicant", "other", "--id", "new")
        got = self.says(944, BAD_INPUT, "restore", copy, path)
        self.assertIn("B new", got.err)
        self.assertEqual(len(self.exported(path, "--ndjson").splitlines()), 2)
        self.ask("restore", copy, path, "--force")
        self.assertEqual(self.exported(path), self.exported(copy))
        kept = self.path("cases.qixian.replaced-1")
        self.assertEqual(len(self.exported(kept, "--ndjson").splitlines()), 2)
        fresh = self.path("fresh")
        self.ok("restore", copy, fresh)
        self.assertTrue(self.ask("verify", fresh)["clean"])
        # Whoever may not read the store may read no copy of it either.
        for each in (copy, kept, fresh):
            self.assertEqual(stat.S_IMODE(os.stat(each).st_mode), 0o600, each)

    def test_a_file_that_is_no_store_is_kept_and_a_store_for_its_owner_put_in_place(self):
        path = self.kept([received("A", "2021-03-01")])
        copy = self.path("copy")
        self.ok("backup", path, copy)
        with open(path, "wb") as broken:
            broken.write(b"no database " * 1000)
        self.says(944, BAD_INPUT, "restore", copy, path)
        self.ok("restore", copy, path, "--force")
        self.assertEqual(self.bytes_of(path + ".replaced-1"), b"no database " * 1000)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        self.assertEqual(self.exported(path), self.exported(copy))

    def test_a_damaged_backup_is_not_put_back(self):
        path = self.kept([received("A", "2021-03-01", id="a1")])
        copy = self.path("copy")
        self.ok("backup", path, copy)
        self.tampered(copy, "UPDATE event SET happened_on='2021-03-03' WHERE event_id='a1'")
        before = self.bytes_of(path)
        self.says(954, DAMAGED, "restore", copy, path)
        self.assertEqual(self.bytes_of(path), before)
        self.says(954, DAMAGED, "backup", copy, self.path("second"))
        self.assertFalse(os.path.exists(self.path("second")))

    def test_rebuild_makes_the_projection_again(self):
        path = self.kept([received("A", "2021-03-01")])
        self.tampered(path, "UPDATE application_now SET stage='closed'")
        bad = self.ask("verify", path, code=DAMAGED)
        self.assertEqual({d["what"] for d in bad["found"]}, {"projection"})
        self.assertTrue(self.ask("rebuild", path)["rebuilt"])
        self.ok("verify", path)


class TheFeed(StoreTest):
    rows = [received("A", "2021-03-01", agency=OFFICE, id="a1"),
            received("B", "2021-03-02", agency=CENTRE),
            row("A", "2021-03-05", "disclosed", agency=OFFICE)]

    def test_goes_on_from_a_position(self):
        path = self.kept(self.rows)
        self.ok("close-year", path, "--year", 2021, "--agency", OFFICE)
        all_lines = [self.sound("feed-line", x) for x in self.ok("feed", path).lines()]
        self.assertEqual(sorted((x["agency"], x["entry"]["event"]) for x in all_lines),
                         sorted([(OFFICE, "received"), (CENTRE, "received"), (OFFICE, "disclosed"),
                                 (OFFICE, "year_closed")]))
        mine = self.ok("feed", path, "--agency", OFFICE).lines()
        for at, each in enumerate(mine):
            rest = self.ok("feed", path, "--agency", OFFICE, "--since", each["position"]).lines()
            self.assertEqual(rest, mine[at + 1:])
        self.assertEqual(run("feed", path, "--since", "-1").code, USAGE)

    def test_is_cloud_events_where_asked(self):
        path = self.kept(self.rows)
        self.ok("close-year", path, "--year", 2021, "--agency", OFFICE)
        plain = self.ok("feed", path).lines()
        cloud = [self.sound("feed-cloudevent", x)
                 for x in self.ok("feed", path, "--cloudevents").lines()]
        self.assertEqual([c["data"] for c in cloud], plain)
        self.assertEqual(len({(c["source"], c["id"]) for c in cloud}), len(cloud))
        for each, data in zip(cloud, plain):
            self.assertEqual(each["time"], data["entry"]["recorded"])
            self.assertEqual(each["type"], "qixian.entry." + data["entry"]["event"])
            self.assertEqual(each.get("subject", ""), data["application"])
