"""Later answers in the place of the first: histories of the second reading (tests/data/second-reading/answers.csv)."""
import pathlib
import tempfile
import unittest

from second_reading_test import DATA, Life, holds, table


class LaterAnswers(unittest.TestCase):
    def test_every_history_gives_what_must_hold(self):
        text = "\n" + (DATA / "answers.txt").read_text(encoding="utf-8")
        histories = dict(part.split("\n", 1) for part in text.split("\n== ")[1:])
        cases = table("answers.csv")
        self.assertEqual(set(histories), {c["id"] for c in cases})
        with tempfile.TemporaryDirectory() as folder:
            for case in cases:
                log = pathlib.Path(folder, "log.csv")
                log.write_text(histories[case["id"]] + "\n", encoding="utf-8")
                with self.subTest(case["id"], why=case["reasoning"]):
                    life = Life(log, case["as_of"], case["options"].split())
                    wrong = [w for w in (holds(life, s) for s in case["expected"].split("; ")) if w]
                    self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
