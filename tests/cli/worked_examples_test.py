"""Every row of tests/data/worked-examples.csv, told to the program as the log of an agency.

The rows are dated facts of real cases and days worked out by hand (law.md section 12). Each becomes
a log of its own; the due day of the duty in question must be the one the row expects.
"""
import csv
import datetime
import os
import unittest

from support import BAD_INPUT, FINE, FINDING, SOURCE, USAGE, ProgramTest, received, row, run

TABLE = os.path.join(SOURCE, "tests", "data", "worked-examples.csv")
#: Rows that the program cannot be told: the day lies before its calendar and before any decree.
#: tests/clock/worked_examples.test.cpp asks the library instead.
BY_LIBRARY = {"P08"}

DUTY_OF = {
    "reply": "reply",
    "reply_with_pause": "reply",
    "extension": "reply",
    "correction_notice": "correction_notice",
    "third_party_opinion": "opinion",
    "agency_opinion": "opinion",
    "fee_payment": "payment",
    "suit_direct": "suit",
    "suit_nonperformance": "suit",
    "review_decision": "review_decision",
    "review_decision_simplified": "review_decision",
}
CHANNEL_OF = {"email": "online", "online": "online", "registered_mail": "registered_post",
              "EMS": "registered_post", "EMS_signed": "registered_post"}


def table():
    with open(TABLE, encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def facts_of(text):
    """`kind=reply;n=15wd;no_reply` as a dictionary."""
    out = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        out[name] = value or "1"
    return out


def day_of(text):
    """The day at the start of a cell, if it begins with one and names no other."""
    try:
        return datetime.date.fromisoformat(text[:10]) if " or " not in text else None
    except ValueError:
        return None


def log_of(example, facts):
    """The rows an agency would have written, and options that the example names."""
    on = example["received"]
    kind = facts["kind"]
    channel = CHANNEL_OF.get(facts.get("channel", ""), "in_person")
    options = []
    if "calendar_as_of" in facts:
        options += ["--known-on", facts["calendar_as_of"]]
    for name, value in facts.items():
        if name.startswith("policy.") and name != "policy.count_receipt_day":
            options += ["--policy", f"{name[7:]}={value.partition('(')[0]}"]

    if kind == "suit_direct":
        before = datetime.date.fromisoformat(facts["reply_received"]) - datetime.timedelta(days=7)
        return [received("A", before),
                row("A", facts["reply_received"], "disclosed",
                    delivered=facts["reply_received"])], \
            options
    if kind.startswith("review_decision"):
        accepted = datetime.date.fromisoformat(facts["accepted"])
        rows = [received("A", accepted - datetime.timedelta(days=60)),
                row("A", accepted - datetime.timedelta(days=40), "disclosed",
                    delivered=accepted - datetime.timedelta(days=40)),
                row("A", accepted - datetime.timedelta(days=2), "review_filed",
                    delivered=accepted),
                row("A", accepted, "review_accepted",
                    kind="simplified" if kind.endswith("simplified") else "ordinary")]
        if "decided" in facts:
            rows.append(row("A", facts["decided"], "review_decided", result="upheld",
                            delivered=facts["decided"]))
        return rows, options

    if "policy.online_receipt" in facts:
        # One case, two readings: submitted on one day, confirmed on another.
        submitted = facts.get("submitted", on)
        confirmed = facts.get("registration_receipt", "2021-12-02")
        rows = [row("A", submitted, "lodged", applicant="natural_person", channel="online"),
                row("A", confirmed, "received")]
    else:
        rows = [received("A", on, channel=channel)]

    if kind == "extension":
        rows.append(row("A", facts["extension_notice_posted"], "extended", days=20,
                        delivered=facts["extension_notice_posted"]))
    if kind in ("third_party_opinion", "reply_with_pause"):
        sent = facts.get("third_party_letter_sent", facts.get("from"))
        rows.append(row("A", sent, "consulted", kind="third_party", ref="z",
                        delivered=facts.get("third_party_received", facts.get("from"))))
    if kind == "agency_opinion":
        rows.append(row("A", facts["from"], "consulted", kind="co_maker", ref="z",
                        delivered=facts["from"]))
    if kind == "fee_payment":
        rows.append(row("A", facts["fee_notice_received"], "fee_notified", amount=100,
                        delivered=facts["fee_notice_received"]))
    if kind == "suit_nonperformance" and "filed" in facts:
        rows.append(row("A", facts["filed"], "suit_filed", delivered=facts["filed"]))
    done = day_of(facts.get("posted", facts.get("reply", "")))
    if kind == "reply" and done:
        rows.append(row("A", done, "disclosed", delivered=done))
    return rows, options


class WorkedExamples(ProgramTest):
    def answer(self, example, facts):
        rows, options = log_of(example, facts)
        last = max(r["on"] for r in rows)
        due = example["expected_due"]
        if facts["kind"] == "reply_with_pause":
            # After the pause: its end is by the limit, not by a row.
            as_of = due
        elif facts["kind"] == "suit_nonperformance":
            as_of = max(due, last)
        else:
            as_of = max(last, min(due, last)) if facts["kind"] != "reply" else max(due, last)
        return self.deadlines(rows, as_of, *options), as_of

    def check(self, example):
        facts = facts_of(example["events"])
        document, as_of = self.answer(example, facts)
        self.assertEqual(document["refusals"], [])
        duty = self.duty(document, DUTY_OF[facts["kind"]])
        application = document["applications"][0]
        if facts.get("policy.count_receipt_day"):
            # The negative case: counting the day of receipt is no reading this program knows.
            self.assertNotEqual(duty["due"], example["expected_due"])
            counterpart = next(e for e in table() if e["id"] == "P07")
            self.assertEqual(duty["due"], counterpart["expected_due"])
            return
        self.assertEqual(duty["due"], example["expected_due"])
        self.assertEqual((duty["earliest"], duty["latest"], duty["certain"]),
                         (duty["due"], duty["due"], True))
        if example["regime"] in ("492", "711"):
            self.assertEqual(application["regime"],
                             "R711" if "new_rule" in example["events"] else "R" + example["regime"])
        length = facts["n"]
        if facts["kind"] == "extension":
            self.assertEqual(length, "20wd+20wd")
            self.assertEqual((duty["limit"], duty["unit"]), (40, "working_day"))
        else:
            number = int("".join(c for c in length.partition("(")[0].split("m")[0] if c.isdigit()))
            unit = "working_day" if "wd" in length else "day" if "cd" in length else "month"
            self.assertEqual((duty["limit"], duty["unit"]), (number, unit))
        if facts.get("crosses_year"):
            ends = example["received"][:4] + "-12-31"
            rows, options = log_of(example, facts)
            at_end = self.deadlines(rows, ends, *options)["applications"][0]
            self.assertEqual(at_end["standing"], "carried_forward")
            self.assertEqual(at_end["carried_over"], [int(ends[:4])])
        done = day_of(facts.get("posted", facts.get("reply", "")))
        if facts["kind"] == "reply" and done:
            self.assertEqual(duty["done_on"], str(done))
            self.assertEqual(duty["status"], "met" if str(done) <= duty["due"] else "missed")
        self.check_certificate(example, facts, as_of, duty)

    def check_certificate(self, example, facts, as_of, duty):
        """`explain` gives the same day, and its certificate stands the independent check."""
        rows, options = log_of(example, facts)
        log = self.log(rows)
        explained = run("explain", log, "A", "--as-of", as_of, "--json", *options)
        self.assertEqual(explained.code, FINE, explained.err)
        found = [c for c in explained.json()["certificates"] if c["id"] == duty["id"]]
        self.assertEqual([c["due"] for c in found if c["in_force"]], [duty["due"]])
        last = [c for c in found if c["in_force"]][0]["lines"][-1]
        self.assertEqual(last["day"], duty["due"])
        proof = self.file("proof.json", explained.bytes)
        checked = run("check-certificate", proof, log, *options)
        self.assertEqual(checked.code, FINE, checked.out + checked.err)

    def test_every_row_gives_its_due_day(self):
        covered = set()
        for example in table():
            if example["id"] in BY_LIBRARY:
                continue
            with self.subTest(example["id"]):
                self.check(example)
            covered.add(example["id"])
        self.assertEqual(covered | BY_LIBRARY, {e["id"] for e in table()})
        self.assertEqual(len(covered) + len(BY_LIBRARY), len(table()))
        self.assertGreaterEqual(len(table()), 39)

    def test_rows_left_to_the_library_are_tested_there(self):
        path = os.path.join(SOURCE, "tests", "clock", "worked_examples.test.cpp")
        with open(path, encoding="utf-8") as source:
            text = source.read()
        for name in BY_LIBRARY:
            self.assertIn(f'"{name}"', text)

    def test_the_day_of_receipt_cannot_be_counted(self):
        got = run("deadlines", self.log([received("A", "2025-02-20")]), "--as-of", "2025-02-20",
                  "--policy", "count_receipt_day=true")
        self.assertEqual(got.code, USAGE)

    def test_a_case_of_the_year_2000_is_before_the_calendar(self):
        # P08's dates as they stand: the program says why it cannot answer, it does not guess.
        got = run("deadlines", self.log([received("A", "2000-08-01")]), "--as-of", "2000-09-12")
        self.assertEqual(got.code, BAD_INPUT)
        self.assertIn("QX-801", got.err)

    def test_p08_counts_alike_in_a_year_the_program_knows(self):
        # The source of P08 gives no year; in 2018 the fifteenth day is a Wednesday.
        rows = [received("A", "2018-06-01"), row("A", "2018-06-11", "disclosed",
                                                 delivered="2018-06-11"),
                row("A", "2018-07-02", "review_filed", delivered="2018-07-02", ref="r"),
                row("A", "2018-08-27", "review_decided", re="r", result="upheld",
                    delivered="2018-08-28")]
        duty = self.duty(self.deadlines(rows, "2018-08-28"), "suit_after_review")
        self.assertEqual((duty["due"], duty["limit"], duty["unit"]), ("2018-09-12", 15, "day"))

    def test_q03_was_filed_late(self):
        example = next(e for e in table() if e["id"] == "Q03")
        rows, _ = log_of(example, facts_of(example["events"]))
        application = self.deadlines(rows, "2015-04-09", code=FINDING)["applications"][0]
        self.assertIn("SUIT_FILED_LATE", [w["code"] for w in application["warnings"]])


if __name__ == "__main__":
    unittest.main()
