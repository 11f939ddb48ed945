#!/usr/bin/env python3
"""Rows of the statute, broken on purpose one at a time, make a test fail; all of them in endurance.sh."""

import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get("QIXIAN_SOURCE_DIR")
                    or pathlib.Path(__file__).resolve().parents[2])
SCRIPT = ROOT / "src/tools/break_every_row.py"
PROGRAM = os.environ.get("QIXIAN_ROWS_BIN")


class RowsBite(unittest.TestCase):
    def test_breaks_of_rows_are_noticed(self):
        every = [] if os.environ.get("QIXIAN_ENDURANCE") else ["--sample", "120"]
        done = subprocess.run([sys.executable, str(SCRIPT), *every], capture_output=True, text=True,
                              check=False)
        print(done.stdout, end="")
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr)
        self.assertRegex(done.stdout, r"\d+ of \d{4} breaks in \d+ tables: none not noticed\n$")

    def test_the_ten_rows_that_are_broken_in_the_source_stand_there_once(self):
        sys.path.insert(0, str(SCRIPT.parent))
        import break_every_row  # pylint: disable=import-outside-toplevel
        self.assertEqual(len(break_every_row.REAL), 10)
        for name, text, becomes in break_every_row.REAL:
            source = (ROOT / "include/qixian" / name).read_text(encoding="utf-8")
            self.assertEqual(source.count(text), 1, text)
            self.assertNotEqual(text, becomes)
        for name in (*break_every_row.REAL_TESTS, *(f"src/{s}.cpp" for s in break_every_row.SUBJECTS)):
            self.assertTrue((ROOT / name).is_file(), name)

    @unittest.skipUnless(PROGRAM, "QIXIAN_ROWS_BIN names no program")
    def test_every_table_of_the_statute_is_broken(self):
        listed = subprocess.run([PROGRAM, "--list"], capture_output=True, text=True, check=True)
        tables = {line.split()[0] for line in listed.stdout.splitlines()}
        self.assertEqual(tables, {"announcements", "rules", "impossible", "in_force", "effects", "closings", "hearings", "matters",
                                  "pauses", "duties", "owners", "terms", "grounds", "facts",
                                  "bounds", "flags", "withholding", "versions", "roles", "forms", "form_rows", "statute"})

    @unittest.skipUnless(PROGRAM, "QIXIAN_ROWS_BIN names no program")
    def test_the_program_refuses_a_wrong_question(self):
        for asked in ("rules 9999 delete", "rules 0 bend", "laws 0 delete", "rules"):
            env = os.environ | {"QIXIAN_BREAK": asked}
            self.assertEqual(subprocess.run([PROGRAM], env=env, capture_output=True,
                                            check=False).returncode, 2, asked)


if __name__ == "__main__":
    unittest.main()
