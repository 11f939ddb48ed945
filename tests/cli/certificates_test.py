"""What is said where a certificate was made under other grounds than it is checked by, and of windows that gave way."""
import json
import unittest

from support import BAD_INPUT, FINDING, FINE, ProgramTest, received, row, run

#: A receipt on a Saturday: a policy says whether the clock counts from there.
SATURDAY = [received("A", "2021-03-06")]
#: The spring festival of this year was made longer when it had begun.
FESTIVAL = [received("A", "2020-01-10")]


class OtherGrounds(ProgramTest):
    def proof(self, log, *options):
        return self.file("proof.json", run("explain", log, "A", "--json", *options).out)

    def objections(self, proof, log, *options):
        got = run("check-certificate", proof, log, "--json", *options)
        self.assertEqual(got.code, FINDING, got.out + got.err)
        return {o["code"]: o for c in got.json()["certificates"] for o in c["objections"]}

    def test_a_policy_that_it_was_not_made_under_is_named(self):
        log = self.log(SATURDAY)
        policy = ("--policy", "nonworking_receipt=next_working_day")
        proof = self.proof(log, "--as-of", "2021-03-20", *policy)
        self.assertEqual(run("check-certificate", proof, log, *policy).code, FINE)
        said = self.objections(proof, log)
        self.assertEqual(set(said), {"OTHER_POLICY"})
        self.assertIn("nonworking_receipt=next_working_day", said["OTHER_POLICY"]["message"])
        text = run("check-certificate", proof, log)
        self.assertIn("依另一口径作出：nonworking_receipt=next_working_day", text.out)
        self.assertNotIn("依法", text.out)

    def test_a_calendar_that_it_was_not_made_by_is_told(self):
        log = self.log(FESTIVAL)
        proof = self.proof(log, "--as-of", "2020-01-20", "--known-on", "2020-01-20")
        self.assertEqual(run("check-certificate", proof, log, "--known-on", "2020-01-20").code, FINE)
        self.assertEqual(set(self.objections(proof, log)), {"OTHER_CALENDAR"})

    def test_what_is_wrong_by_its_own_grounds_is_still_said(self):
        log = self.log(SATURDAY)
        document = run("explain", log, "A", "--json", "--as-of", "2021-03-20").json()
        document["certificates"][0]["due"] = "2021-04-30"
        self.assertNotIn("OTHER_POLICY", self.objections(self.file("lie.json", json.dumps(document)), log))
        for head in ("policies", "calendar"):
            document[head] = 7
        self.assertIn("FIELD_DIFFERS", self.objections(self.file("lie.json", json.dumps(document)), log))


class Wording(ProgramTest):
    def test_a_window_gives_way_and_a_clock_is_interrupted(self):
        log = self.log([received("A", "2021-03-01"), row("A", "2021-03-15", "disclosed"),
                        row("A", "2021-04-01", "review_filed"),
                        received("B", "2021-03-01"), row("B", "2021-03-05", "correction_requested", days=10)])
        said = run("explain", log, "A", "--as-of", "2021-04-10").out
        self.assertIn("已被取代", said)
        self.assertNotIn("已中断", said)
        waits = run("explain", log, "B", "--as-of", "2021-03-10").out
        self.assertIn("已中断", waits)
        self.assertNotIn("已被取代", waits)

    def test_an_extension_that_extends_nothing_is_told_of_the_due_day(self):
        log = self.log([received("A", "2021-03-01"), row("A", "2021-03-20", "extended", until="2021-03-29")])
        for language, words in (("en", "an extension that ends by the due day in force"),
                                ("zh", "延期的截止日不晚于现行答复期限")):
            got = run("deadlines", log, "--lang", language)
            self.assertEqual(got.code, BAD_INPUT)
            self.assertIn(words, got.err)


if __name__ == "__main__":
    unittest.main(verbosity=2)
