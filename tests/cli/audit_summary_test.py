"""The summary of an audit of many tables: what holds, what does not, and what nobody can judge."""
import csv
import glob
import io
import os
import shutil
import unittest

from schema_test import VALIDATORS
from support import BAD_INPUT, FINDING, FINE, SOURCE, USAGE, ProgramTest, run

REPORTS = os.path.join(SOURCE, "tests", "data", "reports")
TABLES = sorted(glob.glob(os.path.join(REPORTS, "*-20*.csv")))


def rows_of(path):
    with open(path, encoding="utf-8") as text:
        return [line for line in csv.reader(text)]


class AuditSummary(ProgramTest):
    def sound(self, document):
        errors = list(VALIDATORS["audit"].iter_errors(document))
        self.assertEqual([e.message[:300] for e in errors], [])
        return document

    def setUp(self):
        super().setUp()
        self.said = self.sound(run("audit", *TABLES, "--json").json())

    def test_every_table_is_counted_once_and_errors_are_those_of_the_findings(self):
        all_of = self.said["summary"]
        self.assertEqual(all_of["tables"], len(TABLES))
        self.assertEqual(all_of["sound"] + all_of["with_errors"] + all_of["not_judged"],
                         len(TABLES))
        errors = [f for f in self.said["findings"] if f["severity"] == "error"]
        self.assertEqual(all_of["errors"], len(errors))
        self.assertEqual(all_of["with_errors"], len({f["file"] for f in errors}))
        for rule, of in all_of["rules"].items():
            states = [f["sums"][rule]["state"] for f in self.said["files"]]
            for state in ("holds", "in_part", "broken", "not_judged"):
                self.assertEqual(of[state], states.count(state), (rule, state))
            self.assertEqual({f["file"] for f in errors if f["id"] == rule},
                             {f["file"] for f in self.said["files"]
                              if f["sums"][rule]["state"] == "broken"}, rule)

    def test_years_are_those_stated_or_those_of_the_name(self):
        for each in self.said["files"]:
            name = os.path.basename(each["file"])
            self.assertIn(str(each["year"] or each["year_by_name"]), name)
            self.assertTrue(each["year"] is None or each["year_by_name"] is None)

    def blanked(self, keep):
        """The soundest table with some cells emptied: `keep(row id, column)`."""
        rows = rows_of(os.path.join(REPORTS, "pingtan-quanqu-2021.csv"))
        head = next(i for i, r in enumerate(rows) if "total" in r)
        titles = rows[head]
        for row in rows[head + 1:]:
            for c in range(len(row)):
                if c < len(titles) and titles[c] in COLUMNS and not keep(row[0], titles[c]):
                    row[c] = ""
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    def test_a_sum_whose_cells_are_blank_does_not_hold(self):
        path = self.file("some-2021.csv", self.blanked(lambda row, _: row not in ("2", "4")))
        got = run("audit", path, "--json")
        self.assertEqual(got.code, FINE, got.err)
        said = self.sound(got.json())
        self.assertEqual(said["files"][0]["sums"]["I1"]["state"], "not_judged")
        self.assertEqual(said["files"][0]["sums"]["I2"]["state"], "holds")
        self.assertEqual((said["summary"]["sound"], said["summary"]["not_judged"]), (0, 1))
        for lang, words in (("en", "not judged: I1"), ("zh", "未能核对：I1")):
            text = run("audit", path, "--lang", lang).out
            self.assertIn("○", text)
            self.assertNotIn("✔", text)
            self.assertIn(words, text)
        # Only the totals: what they add up from cannot be judged, I1 of the total can.
        totals = self.file("totals-2021.csv", self.blanked(lambda _, column: column == "total"))
        of = self.sound(run("audit", totals, "--json").json())["files"][0]["sums"]
        self.assertEqual((of["I1"]["held"], of["I1"]["not_judged"], of["I1"]["state"]),
                         (1, 6, "in_part"))
        self.assertEqual(of["I3"]["state"], "not_judged")

    def test_a_folder_is_its_tables_and_csv_has_a_line_for_each(self):
        folder = os.path.join(self.folder, "tables")
        os.mkdir(folder)
        for path in TABLES:
            shutil.copy(path, folder)
        got = run("audit", folder, "--csv")
        self.assertEqual(got.code, FINDING, got.err)
        lines = list(csv.DictReader(io.StringIO(got.out)))
        self.assertEqual([os.path.basename(r["file"]) for r in lines],
                         [os.path.basename(p) for p in TABLES])
        for line, each in zip(lines, self.said["files"]):
            self.assertEqual(int(line["errors"]), each["errors"])
            self.assertEqual(line["year"], str(each["year"] or each["year_by_name"]))
            for rule, of in each["sums"].items():
                self.assertEqual(line[rule], of["state"], (line["file"], rule))
        # What is no table is a fault, and with --keep-going left out.
        self.file(os.path.join("tables", "zz.csv"), "no,table\n")
        self.assertEqual(run("audit", folder, "--csv").code, BAD_INPUT)
        kept = run("audit", folder, "--csv", "--keep-going")
        self.assertEqual((kept.code, kept.out), (BAD_INPUT, got.out))
        empty = os.path.join(self.folder, "empty")
        os.mkdir(empty)
        self.assertEqual(run("audit", empty, "--json").code, BAD_INPUT)
        self.assertEqual(run("audit", folder, "--csv", "--json").code, USAGE)

    def test_many_tables_end_with_totals_in_both_languages(self):
        en = run("audit", *TABLES, "--lang", "en").out
        all_of = self.said["summary"]
        self.assertIn(f"{len(TABLES)} tables: {all_of['sound']} sound", en)
        zh = run("audit", *TABLES, "--lang", "zh").out
        self.assertIn(f"共 {len(TABLES)} 张表", zh)
        self.assertNotIn(" tables: ", run("audit", TABLES[0], "--lang", "en").out)
        self.assertEqual(en.count("✔"), all_of["sound"])


COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other",
           "total")

if __name__ == "__main__":
    unittest.main(verbosity=2)
