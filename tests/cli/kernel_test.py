#!/usr/bin/env python3
"""The kernel compiles where no statute is known: no event, stage or article has a name in it."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("QIXIAN_SOURCE_DIR")
                    or pathlib.Path(__file__).resolve().parents[2])
# With QIXIAN_KERNEL_ONLY case/history.hpp leaves the words of the built-in statute out.
COMPILE = [os.environ.get("CXX") or "g++", "-std=c++20", "-DQIXIAN_COMPILED=1",
           "-DQIXIAN_KERNEL_ONLY", f"-I{ROOT / 'include'}"]


class Kernel(unittest.TestCase):
    def test_it_compiles_without_a_statute(self):
        for source in ("src/rule.cpp", "src/case.cpp"):
            done = subprocess.run([*COMPILE, "-fsyntax-only", str(ROOT / source)],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, f"{source}\n{done.stderr[:4000]}")

    def test_it_includes_no_file_of_a_statute(self):
        for source in ("src/rule.cpp", "src/case.cpp"):
            done = subprocess.run([*COMPILE, "-MM", str(ROOT / source)], capture_output=True,
                                  text=True, check=True)
            self.assertEqual([f for f in done.stdout.split() if "/qixian/statute/" in f], [], source)

    def test_a_name_of_a_statute_would_be_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "kernel.cpp"
            source.write_text('#include "qixian/rule/impl/step.ipp"\n'
                              "auto broken = qixian::stage::received;\n")
            done = subprocess.run([*COMPILE, "-fsyntax-only", str(source)], capture_output=True,
                                  text=True, check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("received", done.stderr)


if __name__ == "__main__":
    unittest.main()
