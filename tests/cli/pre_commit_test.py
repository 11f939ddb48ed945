"""The hook of src/tools finds what it is for, in what is staged, and lets good files pass."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
HOOK = ROOT / "src" / "tools" / "pre-commit"


class PreCommit(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = pathlib.Path(folder.name)
        self.git("init", "-q")
        shutil.copy(ROOT / ".clang-format", self.tree)

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.tree, check=True, capture_output=True)

    def stage(self, name, text):
        (self.tree / name).write_text(text, encoding="utf-8")
        self.git("add", name)

    def said(self, *arguments):
        done = subprocess.run(["bash", str(HOOK), *arguments], cwd=self.tree, capture_output=True, text=True)
        self.assertEqual(done.returncode, 1 if done.stdout else 0, done.stderr)
        return done.stdout.splitlines()

    def test_good_files_and_nothing_at_all_pass(self):
        self.assertEqual(self.said(), [])
        self.stage("good_one.test.cpp", "// One.\nint one() { return 1; }\n")
        self.stage("first-run.sh", "#!/bin/sh\necho fine\n")
        self.stage("README.md", "# Fine\n")
        self.assertEqual(self.said(), [])
        self.assertEqual(self.said("--all"), [])

    def test_every_fault_is_named(self):
        for name, text, fault in (
                ("Good.cpp", "// One.\nint one();\n", "file names are lower_snake"),
                ("two words.md", "# Two\n", "a name with a blank"),
                ("one.cpp.orig", "int one();\n", "left behind by a tool"),
                ("one.md", "# One \n", "blanks at the end of the line"),
                ("two.md", "<" * 7 + " HEAD\n", "a conflict that is not resolved"),
                ("one.hpp", "// One.\nint  one( );\n", "not formatted")):
            with self.subTest(name=name):
                self.stage(name, text)
                self.assertEqual([fault in line for line in self.said()], [True])
                self.assertEqual([fault in line for line in self.said("--all")], [True])
                self.git("rm", "-q", "--cached", name)
                (self.tree / name).unlink()

    def test_what_is_staged_counts_and_not_what_lies_beside_it(self):
        self.stage("one.hpp", "// One.\nint  one( );\n")
        (self.tree / "one.hpp").write_text("// One.\nint one();\n", encoding="utf-8")
        self.assertEqual(len(self.said()), 1)
        self.assertEqual(self.said("--all"), [])


if __name__ == "__main__":
    unittest.main()
