#!/usr/bin/env python3
"""Every rule of the procedure, broken on purpose, makes a test fail."""

import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get("QIXIAN_SOURCE_DIR")
                    or pathlib.Path(__file__).resolve().parents[2])
SCRIPT = ROOT / "src/tools/break_every_rule.py"


class RulesBite(unittest.TestCase):
    def test_every_break_of_every_rule_is_noticed(self):
        done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"^\d{3} rules x 4 breaks: all noticed\n")
        print(done.stdout, end="")

    def test_the_program_refuses_a_wrong_question(self):
        program = os.environ.get("QIXIAN_RULES_BIN")
        if not program:
            self.skipTest("QIXIAN_RULES_BIN names no program")
        for rule, how in (("9999", "delete"), ("0", "bend")):
            env = os.environ | {"QIXIAN_BREAK_RULE": rule, "QIXIAN_BREAK": how}
            self.assertEqual(subprocess.run([program], env=env, capture_output=True,
                                            check=False).returncode, 2)


if __name__ == "__main__":
    unittest.main()
