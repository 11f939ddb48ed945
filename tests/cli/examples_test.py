"""The example logs say what their notes say.

qinghai-2020: the report is the published table, cell by cell. larger: the committed log is what its
generator writes, it holds every event and outcome, and each year's table follows from the last.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ["QIXIAN"]
SOURCE = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
EXAMPLES = SOURCE / "examples"
REPORTS = SOURCE / "tests" / "data" / "reports"
COLUMNS = ["natural_person", "business", "research", "public_welfare", "legal_service", "other",
           "total"]
BLOCKS = ["review", "direct", "after_review"]
RESULTS = ["upheld", "corrected", "other", "pending", "total"]


def run(*arguments, expect=(0, 1)):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode not in expect:
        raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode("utf-8")


def ask(*arguments, expect=(0, 1)):
    return json.loads(run(*arguments, "--json", expect=expect))


class Qinghai2020(unittest.TestCase):
    log = EXAMPLES / "qinghai-2020" / "log.csv"

    def test_its_table_3_is_the_published_one_cell_by_cell(self):
        ours = ask("report", self.log, "--year", "2020", expect=(0,))
        self.assertEqual(ours["form"], "2019")
        with open(REPORTS / "qinghai-ziranziyuanting-2020.csv", encoding="utf-8") as file:
            published = {row["row_id"]: row for row in csv.DictReader(file)}
        self.assertEqual(set(ours["table3"]), set(published))
        for row, cells in published.items():
            for column in COLUMNS:
                if row == "3.7":
                    continue  # printed blank in every column; worked out below
                with self.subTest(row=row, column=column):
                    # A blank total is the sum of its row; a blank class is a zero.
                    self.assertEqual(ours["table3"][row][column], int(cells[column] or 0))
        total = ours["table3"]["3.7"]
        self.assertEqual(total, dict(zip(COLUMNS, [18, 3, 0, 0, 0, 0, 21])))

    def test_its_table_4_is_the_published_one_and_the_blank_review_block_is_zero(self):
        ours = ask("report", self.log, "--year", "2020", expect=(0,))["table4"]
        with open(REPORTS / "table4.csv", encoding="utf-8") as file:
            published = next(row for row in csv.DictReader(file)
                             if row["file"] == "qinghai-ziranziyuanting-2020.csv")
        for block in BLOCKS:
            for result in RESULTS:
                with self.subTest(block=block, result=result):
                    self.assertEqual(ours[block][result], int(published[f"{block}_{result}"] or 0))

    def test_the_reviews_before_the_suits_are_in_the_table_of_2019(self):
        before = ask("report", self.log, "--year", "2019")
        self.assertEqual(before["table4"]["review"]["upheld"], 2)
        self.assertEqual(before["table4"]["after_review"]["pending"], 2)
        self.assertEqual(before["carried_out"], ["QH-2019-07"])

    def test_everything_was_on_time_and_nothing_needs_a_warning(self):
        ours = ask("report", self.log, "--year", "2020", expect=(0,))
        self.assertEqual((ours["on_time"], ours["late"], ours["warnings"]), (21, 0, []))
        self.assertTrue(all(each["holds"] for each in ours["identities"]))
        for day in ("2020-12-31", "2021-12-31"):
            stand = ask("deadlines", self.log, "--as-of", day, expect=(0,))
            for key in ("irregular", "refusals", "faults", "cell_warnings"):
                self.assertEqual(stand[key], [], key)
            for each in stand["applications"]:
                # One gave part of what a third party would rather have kept.
                told = [w["code"] for w in each["warnings"]]
                objected = ["THIRD_PARTY_OBJECTED"] if each["application"] == "QH-2020-11" else []
                self.assertEqual(told, objected, each["application"])

    def test_the_two_carried_out_fall_due_in_january(self):
        stand = ask("deadlines", self.log, "--as-of", "2020-12-31")
        running = {a["application"]: (d["started_on"], d["due"], d["status"])
                   for a in stand["applications"] for d in a["duties"]
                   if d["duty"] == "reply" and not a["closed_on"]}
        self.assertEqual(running,
                         {"QH-2020-21": ("2020-12-22", "2021-01-20", "running"),
                          "QH-2020-22": ("2020-12-21", "2021-01-19", "running")})
        ours = ask("report", self.log, "--year", "2020")
        self.assertEqual(ours["carried_out"], ["QH-2020-21", "QH-2020-22"])
        self.assertEqual(ours["carried_in"], ["QH-2019-07"])
        after = ask("report", self.log, "--year", "2021", "--form", "2019")
        self.assertEqual(after["carried_in"], ["QH-2020-21", "QH-2020-22"])

    def test_the_certificate_of_the_last_one_says_every_day(self):
        found = ask("explain", self.log, "QH-2020-22", "--as-of", "2020-12-31")["certificates"]
        proof = next(each for each in found if each["duty"] == "reply")
        begins = proof["trigger"]
        self.assertEqual((begins["event"], begins["on"]), ("received", "2020-12-21"))
        self.assertEqual((proof["limit"], proof["unit"]), (20, "working_day"))
        self.assertEqual(proof["due"], "2021-01-19")
        counted = ["12-22", "12-23", "12-24", "12-25", "12-28", "12-29", "12-30", "12-31",
                   "01-04", "01-05", "01-06", "01-07", "01-08", "01-11", "01-12", "01-13",
                   "01-14", "01-15", "01-18", "01-19"]
        weekend = ["12-26", "12-27", "01-09", "01-10", "01-16", "01-17"]
        holiday = ["01-01", "01-02", "01-03"]

        def day(text):
            return ("2020-" if text.startswith("12") else "2021-") + text

        expected = [{"day": day(d), "is": "counted", "n": n} for n, d in enumerate(counted, 1)]
        expected += [{"day": day(d), "is": "skipped", "why": "weekend"} for d in weekend]
        expected += [{"day": day(d), "is": "skipped", "why": "notice", "notice": "CN-2021"}
                     for d in holiday]
        lines = [{key: value for key, value in line.items() if key != "holiday"}
                 for line in proof["lines"]]
        self.assertEqual(lines, sorted(expected, key=lambda line: line["day"]))


class Larger(unittest.TestCase):
    folder = EXAMPLES / "larger"
    log = folder / "log.csv"
    until = "2026-09-30"
    # `year_ended` is never a row: the program injects it.
    events = """lodged received correction_requested correction_period_extended correction_received
        correction_lapsed fee_lapsed consulted opinion_received consultation_lapsed extended
        reasons_requested reasons_received delay_notified fee_notified fee_paid disclosed
        partly_disclosed refused unable_to_provide not_processed withdrawn closed_otherwise
        registered_in_error supplemented delivered returned review_filed review_accepted
        review_decided suit_filed suit_decided reanswer_ordered reanswered entry_withdrawn
        year_closed""".split()
    outcomes = """granted partly_granted state_secret forbidden_by_law security_stability
        third_party_rights internal_affairs process_information enforcement_file
        administrative_query not_held needs_creation unclear_after_correction petition repeated
        publication excessive reconfirmation correction_lapsed fee_lapsed other""".split()

    @classmethod
    def setUpClass(cls):
        with open(cls.log, encoding="utf-8") as file:
            cls.rows = list(csv.DictReader(file))
        cls.stand = ask("deadlines", cls.log, "--all-agencies", "--as-of", cls.until)

    def test_generating_it_again_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            again = pathlib.Path(folder) / "log.csv"
            subprocess.run([sys.executable, self.folder / "make_log.py", again], check=True)
            self.assertEqual(again.read_bytes(), self.log.read_bytes())

    def test_every_event_outcome_channel_kind_and_class_occurs(self):
        def seen(column):
            return {row[column] for row in self.rows if row[column]}

        self.assertEqual(seen("event"), set(self.events))
        self.assertEqual({a["outcome"] for a in self.stand["applications"] if a["outcome"]},
                         set(self.outcomes))
        self.assertEqual(seen("channel"), {"in_person", "oral", "registered_post", "ordinary_post",
                                           "online", "fax"})
        self.assertEqual(seen("kind"), {"third_party", "co_maker", "other_agency", "ordinary",
                                        "simplified"})
        self.assertEqual(seen("applicant"), set(COLUMNS) - {"total"})
        self.assertEqual(seen("result"), {"upheld", "corrected", "other"})
        self.assertEqual({a["regime"] for a in self.stand["applications"]}, {"R492", "R711"})
        self.assertEqual({a["agency"] for a in self.stand["applications"]}, {"某市某局", "某市某中心"})
        self.assertGreaterEqual(len(self.stand["applications"]), 480)

    def test_it_reads_without_a_fault_or_an_idle_cell_and_has_odd_rows_of_each_sort(self):
        self.assertEqual((self.stand["faults"], self.stand["cell_warnings"]), ([], []))
        self.assertEqual({each["code"] for each in self.stand["irregular"]},
                         {"CORRECTION_LATE", "CORRECTION_REPEATED", "OPINION_LATE",
                          "EXTENSION_LATE", "PAYMENT_LATE", "REPLY_WHILE_CORRECTION_AWAITED",
                          "SUIT_WITHOUT_REVIEW", "THIRD_PARTY_NOT_ASKED"})
        self.assertEqual({each["code"] for each in self.stand["refusals"]},
                         {"ALREADY_CLOSED", "LAPSE_TOO_EARLY", "NOTHING_TO_ANSWER"})

    def test_every_year_balances_and_hands_its_open_cases_to_the_next(self):
        for whose in (["--all-agencies"], ["--agency", "某市某局"], ["--agency", "某市某中心"]):
            carried = []
            row_4 = {column: 0 for column in COLUMNS}
            for year in range(2016, 2027):
                with self.subTest(whose=whose, year=year):
                    ours = ask("report", self.log, "--year", year, "--as-of", self.until, *whose)
                    table = ours["table3"]
                    for column in COLUMNS:
                        self.assertEqual(table["1"][column] + table["2"][column],
                                         table["3.7"][column] + table["4"][column], column)
                    self.assertTrue(all(each["holds"] for each in ours["identities"]))
                    self.assertEqual(table["2"], row_4)
                    self.assertEqual(sorted(ours["carried_in"]), sorted(carried))
                    carried, row_4 = ours["carried_out"], table["4"]

    def test_the_two_agencies_add_up_to_the_table_of_all(self):
        for year in (2018, 2020, 2023):
            tables = [ask("report", self.log, "--year", year, *whose)["table3"]
                      for whose in (["--all-agencies"], ["--agency", "某市某局"],
                                    ["--agency", "某市某中心"])]
            for row, cells in tables[0].items():
                for column, n in cells.items():
                    self.assertEqual(n, tables[1][row][column] + tables[2][row][column])


if __name__ == "__main__":
    unittest.main()
