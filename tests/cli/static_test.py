"""What the compiler must accept, and what it must refuse, with which words.

A `*.static.cpp` compiles. A `*.fail.cpp` does not, for the reason it names; with CONTROL defined it
does, so that a slip of the pen cannot pass for the refusal.
"""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
CASES = ROOT / "tests" / "static"
COMPILERS = [c for c in ("g++", "clang++") if shutil.which(c)]
OPTIONS = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-DQIXIAN_COMPILED=1",
           f"-I{ROOT / 'include'}", "-fsyntax-only"]


def compile_it(compiler, file, *more):
    # One language of messages, and plain quotes, on every machine.
    done = subprocess.run([compiler, *OPTIONS, *more, str(file)], capture_output=True, text=True,
                          env=dict(os.environ, LC_ALL="C"), timeout=120)
    return done.returncode, done.stderr


class static(unittest.TestCase):
    def test_the_facts_hold(self):
        files = sorted(CASES.glob("*.static.cpp"))
        self.assertTrue(files and COMPILERS)
        for file in files:
            for compiler in COMPILERS:
                with self.subTest(file=file.name, compiler=compiler):
                    self.assertEqual(compile_it(compiler, file), (0, ""))

    def test_what_must_not_compile_does_not_and_says_why(self):
        files = sorted(CASES.glob("*.fail.cpp"))
        self.assertGreaterEqual(len(files), 10)
        for file in files:
            expected = dict(re.findall(r"^// expect (\S+): (.+)$", file.read_text("utf-8"), re.M))
            self.assertEqual(set(expected), {"g++", "clang++"}, file.name)
            for compiler in COMPILERS:
                with self.subTest(file=file.name, compiler=compiler):
                    self.assertEqual(compile_it(compiler, file, "-DCONTROL"), (0, ""))
                    status, said = compile_it(compiler, file)
                    self.assertNotEqual(status, 0, "it compiles")
                    errors = re.findall(r"^(\S+?):\d+:\d+: (?:fatal )?error: (.*)$", said, re.M)
                    # The first error counts, and it must point into the case, not elsewhere.
                    self.assertEqual(errors[0][0], str(file), said)
                    self.assertIn(expected[compiler], errors[0][1], said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
