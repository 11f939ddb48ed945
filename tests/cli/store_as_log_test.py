"""Whatever is asked of a log can be asked of a store, and the answer is the same."""
import glob
import json
import os
import unittest

from store_support import CENTRE, LARGER, OFFICE, StoreTest
from support import FINDING, FINE, SOURCE, USAGE, received, row, run

SHAPES = sorted(glob.glob(os.path.join(SOURCE, "examples", "shapes", "*.csv")))
QINGHAI = os.path.join(SOURCE, "examples", "qinghai-2020", "log.csv")


def without_places(node):
    """A document without what says where a row stood: a line of a file, a position of a store."""
    if isinstance(node, dict):
        return {k: without_places(v) for k, v in node.items() if k not in ("line", "column", "file")}
    if isinstance(node, list):
        return [without_places(v) for v in node]
    return node


class AStoreWhereALogStands(StoreTest):
    def same(self, log, path, as_of, years, *options):
        def both(command, *more):
            answers = []
            for source in (log, path):
                got = run(command, source, *more, "--as-of", as_of, *options, "--json")
                self.assertIn(got.code, (FINE, FINDING), got.err)
                answers.append((got.code, without_places(self.sound(command, got.json()))))
            self.assertEqual(*answers)
            return answers[0][1]
        document = both("deadlines")
        for year in years:
            # A log has no table that was published (Z13): both say what the rows say today.
            both("report", "--year", year, "--corrected", *([] if "--agency" in options else ["--all-agencies"]))
        return document

    def imported(self, log, path):
        """The log without the rows that a store refuses, and a store of the others."""
        got = run("import", path, log, "--keep-going", "--future", "--json")
        self.assertIn(got.code, (FINE, FINDING), got.err)
        said = self.sound("import", got.json())
        refused = {each["line"] for each in said["refusals"]}
        with open(log, encoding="utf-8") as source:
            lines = source.readlines()
        text = "".join(x for n, x in enumerate(lines, 1) if n not in refused)
        return self.file("taken-" + os.path.basename(log), text), said

    def test_the_shapes_give_the_same_answers(self):
        for number, shape in enumerate(SHAPES + [QINGHAI]):
            with self.subTest(os.path.basename(shape)):
                path = self.made(name=f"{number}.qixian")
                log, said = self.imported(shape, path)
                self.assertLess(len(said["refusals"]), 2)
                for as_of in ("2020-12-31", "2021-06-30", "2026-06-30"):
                    document = self.same(log, path, as_of, (int(as_of[:4]),))
                    for each in document["applications"]:
                        name = each["application"]
                        answers = [without_places(self.sound("explain", self.ok(
                            "explain", source, name, "--as-of", as_of, "--json").json()))
                            for source in (log, path)]
                        self.assertEqual(*answers)

    def test_the_larger_log_gives_the_same_answers(self):
        path = self.made()
        log, said = self.imported(LARGER, path)
        self.assertGreater(len(said["refusals"]), 0)
        for agency in (OFFICE, CENTRE):
            for as_of in ("2019-06-30", "2020-12-31", "2026-09-30"):
                document = self.same(log, path, as_of, (2019, 2020, 2024), "--agency", agency)
                self.assertGreater(len(document["applications"]), 10)
        self.assertEqual(said["rows"], said["added"] + len(said["refusals"]))

    def test_one_that_was_taken_back_whole_is_not_there(self):
        path = self.kept([received("A", "2021-03-01", id="a1"), received("B", "2021-03-02")])
        self.ok("withdraw-entry", path, "--id", "a1", "--reason", "误录")
        for command in ("deadlines", "list"):
            names = [a["application"] for a in
                     self.ask(command, path, "--as-of", "2021-03-03")["applications"]]
            self.assertEqual(names, ["B"])
        got = self.ok("show", path, "A", "--as-of", "2021-03-03", "--lang", "en")
        self.assertIn("as if it had never been entered", got.out)
        self.assertIsNone(self.ask("show", path, "A", "--as-of", "2021-03-03")["state"])

    def test_explain_and_its_proof(self):
        path = self.kept([received("A", "2021-03-01")], "--region", "CN-GX", "--policy",
                         "nonworking_receipt=next_working_day")
        document = self.ask("explain", path, "A", "--as-of", "2021-03-02")
        self.assertEqual(document["policies"]["nonworking_receipt"], "next_working_day")
        proof = self.file("proof.json", json.dumps(document))
        self.assertTrue(self.ask("check-certificate", proof, path)["holds"])
        document["certificates"][0]["due"] = "2021-03-30"
        proof = self.file("proof.json", json.dumps(document))
        self.assertFalse(self.ask("check-certificate", proof, path, code=FINDING)["holds"])

    def test_choices_of_the_store_count_and_the_command_line_stands_above_them(self):
        sunday = [received("A", "2021-03-07")]
        plain = self.kept(sunday, name="plain")
        path = self.kept(sunday, "--policy", "nonworking_receipt=next_working_day")

        def due(source, *options):
            document = self.ask("deadlines", source, "--as-of", "2021-03-10", *options)
            return self.duty(document, "reply")["due"], document
        literal, _ = due(plain)
        moved, document = due(path)
        self.assertNotEqual(literal, moved)
        self.assertEqual(document["policies"]["nonworking_receipt"], "next_working_day")
        self.assertEqual(due(path, "--policy", "nonworking_receipt=literal")[0], literal)
        # A later choice is for later applications, and each says what it was answered by.
        self.ok("settings", plain, "nonworking_receipt=next_working_day", "--from", "2021-06-01")
        self.ok("import", plain, self.log([received("B", "2021-06-06")], "b.csv"))
        document = self.ask("deadlines", plain, "--as-of", "2021-06-10", code=FINDING)
        self.assertEqual(document["policies"]["nonworking_receipt"], "next_working_day")
        first, second = document["applications"]
        self.assertEqual(first["policies"]["nonworking_receipt"], "literal")
        self.assertNotIn("policies", second)
        self.assertEqual(self.duty(document, "reply", "A")["due"], literal)

    def test_a_question_as_recorded_by_an_instant(self):
        path = self.kept([received("A", "2021-03-01", recorded="2021-03-01T10:00:00+08:00"),
                          row("A", "2021-03-05", "disclosed",
                              recorded="2021-03-12T10:00:00+08:00")])
        for instant, stage in (("2021-03-12T09:59:59+08:00", "received"),
                               ("2021-03-12T02:00:00Z", "disclosed")):
            got = self.ask("deadlines", path, "--as-of", "2021-03-15", "--recorded-by", instant)
            self.assertEqual(got["applications"][0]["stage"], stage)
            for command in ("list", "show"):
                more = ["A"] if command == "show" else []
                document = self.ask(command, path, *more, "--as-of", "2021-03-15",
                                    "--recorded-by", instant)
                state = document["state"] if more else document["applications"][0]
                self.assertEqual(state["stage"], stage)
            work = self.ask("worklist", path, "--as-of", "2021-03-15", "--recorded-by", instant)
            self.assertEqual([i["duty"]["duty"] for i in work["items"]],
                             ["reply"] if stage == "received" else [])
        log = self.log([received("A", "2021-03-01")])
        self.assertEqual(run("deadlines", log, "--recorded-by",
                             "2021-03-12T09:59:59+08:00").code, USAGE)
        self.assertEqual(run("deadlines", path, "--recorded-by", "yesterday").code, USAGE)

    def test_a_question_with_the_calendar_as_known_on_a_day(self):
        path = self.kept([received("A", "2020-01-15")])
        answers = {self.duty(self.ask("deadlines", path, "--as-of", "2020-01-28", "--known-on", d),
                             "reply")["due"] for d in ("2020-01-26", "2020-01-27")}
        self.assertEqual(len(answers), 2)


if __name__ == "__main__":
    unittest.main()
