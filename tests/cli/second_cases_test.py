"""Dated cases of courts, review bodies and agencies of the second reading (tests/data/second-reading/cases.csv).

Each is told to the program as the log that the agency would have kept; what its source says must come
out. The logs are written here by hand, by `id`: what a case leaves open (applicant, channel, whether a
letter arrived on the day it was sent) is chosen so that the day in question does not hang on it.
"""
import unittest

from second_reading_test import Life, holds, table
from support import FINE, ProgramTest, received, row, run

A = "A"


def then(on, event, **cells):
    return row(A, on, event, **cells)


def refused(on, **cells):
    """An answer that a review or a suit can be about."""
    return then(on, "refused", outcome="state_secret", delivered=on, **cells)


#: id -> (rows, as-of day, options, what must hold in the words of expected.csv).
CASES = {
    # The receipt slip of the agency says 09-25; it answered on that day.
    "N01": ([received(A, "2015-09-06", channel="registered_post"),
             then("2015-09-25", "disclosed", delivered="2015-09-25")],
            "2015-09-30", [], "due:reply=2015-09-25; status:reply=met"),
    # The court: filed a day late.
    "N02": ([received(A, "2014-11-03"), refused("2014-11-20"),
             then("2014-12-05", "review_filed", delivered="2014-12-05", ref="r"),
             then("2015-02-05", "review_decided", re="r", result="upheld", delivered="2015-02-06"),
             then("2015-02-26", "suit_filed", delivered="2015-02-26")],
            "2015-02-26", [], "due:suit_after_review=2015-02-25; warn:SUIT_FILED_LATE=True"),
    "N04": ([received(A, "2013-02-28", channel="registered_post"),
             then("2013-03-20", "disclosed", delivered="2013-03-20")],
            "2013-04-01", [], "due:reply=2013-03-21; status:reply=met"),
    # The court counted the four working days between notice and correction out. What the applicant sent
    # unasked on 02-22 is no event.
    "N05": ([received(A, "2012-01-27"), then("2012-02-13", "correction_requested", delivered="2012-02-13"),
             then("2012-02-20", "correction_received"),
             then("2012-02-21", "extended", until="2012-03-14", delivered="2012-02-21"),
             then("2012-03-12", "disclosed", delivered="2012-03-12")],
            "2012-04-01", ["--policy", "correction_492=pauses"],
            "due:reply=2012-03-14; status:reply=met; code:extended@2012-02-21="),
    "N07": ([received(A, "2014-04-21"), then("2014-04-30", "correction_requested", delivered="2014-04-30"),
             then("2014-05-09", "correction_requested", delivered="2014-05-09"),
             then("2014-05-12", "correction_received"),
             then("2014-05-12", "disclosed", delivered="2014-05-12")],
            "2014-06-01", [], "due:reply=2014-05-13; status:reply=met"),
    # The notice went out on the very last day on which it may.
    "N08": ([received(A, "2024-02-15"), then("2024-02-26", "correction_requested", days="10",
                                            delivered="2024-02-26")],
            "2024-02-26", [],
            "due:correction_notice=2024-02-26; status:correction_notice=met; "
            "code:correction_requested@2024-02-26="),
    # A fee notice inside the extended period is lawful.
    "N10": ([received(A, "2023-06-12"), then("2023-07-04", "extended", days="20", delivered="2023-07-04"),
             then("2023-07-29", "fee_notified", amount="610", delivered="2023-07-29")],
            "2023-07-28", [], "due:reply=2023-08-08"),
    # Four working days late: irregular, and the reply stays missed.
    "N11": ([received(A, "2022-08-18"),
             then("2022-09-22", "fee_notified", amount="240", delivered="2022-09-24")],
            "2022-10-10", [], "due:reply=2022-09-16; status:reply=missed; "
            "code:fee_notified@2022-09-22=FEE_NOTICE_LATE"),
    # The review was filed inside the sixty days after the silence.
    "N13": ([received(A, "2022-05-21"), then("2022-08-15", "review_filed", delivered="2022-08-15", ref="r")],
            "2022-08-15", [], "due:reply=2022-06-20; status:reply=missed; due:review_application=2022-08-19; "
            "code:review_filed@2022-08-15="),
    "N14": ([received(A, "2020-10-08"), then("2020-11-29", "review_filed", delivered="2020-11-29", ref="r")],
            "2020-11-29", [], "due:reply=2020-11-04; status:reply=missed; code:review_filed@2020-11-29="),
    # Answered a month late, ten days after the review had been asked for.
    "N16": ([received(A, "2023-09-18"), then("2023-11-13", "review_filed", delivered="2023-11-13", ref="r"),
             then("2023-11-23", "disclosed", delivered="2023-11-23")],
            "2023-12-01", [], "due:reply=2023-10-20; status:reply=missed; code:review_filed@2023-11-13="),
    "N17": ([received(A, "2022-10-13"), then("2022-11-25", "review_filed", delivered="2022-11-25", ref="r"),
             then("2022-11-29", "review_accepted", re="r")],
            "2022-12-01", [], "due:reply=2022-11-10; status:reply=missed; code:review_filed@2022-11-25="),
    "N19": ([received(A, "2022-05-21")],
            "2022-06-21", [], "due:reply=2022-06-20; status:reply=missed; rc=1"),
    "N20": ([received(A, "2013-09-26", channel="registered_post"),
             then("2013-10-30", "suit_filed", delivered="2013-10-30")],
            "2013-10-30", [], "due:reply=2013-10-22; status:reply=missed; code:suit_filed@2013-10-30="),
    # Posted is done: the day of signing does not matter.
    "N22": ([received(A, "2015-10-21", channel="registered_post"),
             then("2015-10-30", "disclosed", delivered="2015-11-02")],
            "2015-11-05", [], "due:reply=2015-11-11; status:reply=met"),
    # Confirmed a day after it was submitted: the seven days run from the confirmation.
    "N23": ([row(A, "2024-01-11", "lodged", applicant="natural_person", channel="online"),
             then("2024-01-12", "received"),
             then("2024-01-16", "correction_requested", days="7", delivered="2024-01-16"),
             then("2024-01-24", "correction_received"),
             refused("2024-02-18"),
             then("2024-02-27", "review_filed", delivered="2024-02-27", ref="r"),
             then("2024-02-29", "review_accepted", re="r")],
            "2024-03-01", [], "due:correction_notice=2024-01-23; status:reply=met; "
            "code:review_filed@2024-02-27="),
    # It named 08-28, seven days from when it should have arrived; came back, went out again: seven from 10-01, and the seventh after the holiday.
    "N25": ([received(A, "2013-08-13"),
             then("2013-08-16", "correction_requested", days="7", unit="day", ref="z"),
             then("2013-09-26", "returned", re="z"),
             then("2013-09-29", "resent", re="z", delivered="2013-10-01")],
            "2013-10-02", ["--policy", "lapse_492=accepted"], "due:correction=2013-10-08"),
    "N26": ([received(A, "2023-06-01"), refused("2023-06-20"),
             then("2023-08-11", "review_filed", delivered="2023-08-11", ref="r"),
             then("2023-10-08", "review_extended", re="r", days="30", delivered="2023-10-08")],
            "2023-10-09", [], "due:review_decision=2023-11-09; code:review_extended@2023-10-08="),
    # The days after `suspended` to `resumed` do not count (16.1): thirteen.
    "N27": ([received(A, "2022-01-10"), refused("2022-02-10"),
             then("2022-03-17", "review_filed", delivered="2022-03-17", ref="r"),
             then("2022-04-02", "review_suspended", re="r"),
             then("2022-04-15", "review_resumed", re="r")],
            "2022-04-20", [], "due:review_decision=2022-05-30"),
}


class SecondCases(ProgramTest):
    def life(self, rows, as_of, options):
        found = Life(self.log(rows), as_of, options)
        self.assertEqual(found.document["refusals"], [])
        return found

    def test_every_case_comes_out_as_its_source_says(self):
        sources = {case["id"]: case for case in table("cases.csv")}
        self.assertEqual(set(CASES), set(sources))
        for name, (rows, as_of, options, statements) in CASES.items():
            with self.subTest(name, source=sources[name]["source"]):
                life = self.life(rows, as_of, options)
                self.assertIn(sources[name]["expected_due"], statements)
                self.assertEqual([w for w in (holds(life, s) for s in statements.split("; ")) if w], [])

    def test_every_due_day_is_proved(self):
        for name, (rows, as_of, options, _) in CASES.items():
            with self.subTest(name):
                log = self.log(rows)
                explained = run("explain", log, A, "--as-of", as_of, "--json", *options)
                self.assertEqual(explained.code, FINE, explained.err)
                proof = self.file("proof.json", explained.bytes)
                checked = run("check-certificate", proof, log, *options)
                self.assertEqual(checked.code, FINE, checked.out + checked.err)


if __name__ == "__main__":
    unittest.main()
