"""The house rules of the repository, as a test: what may include what, and what may stand nowhere."""
import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
# Order of dependency: a folder may include its own and earlier ones.
ORDER = ["base", "date", "calendar", "period", "rule", "statute", "case", "checker", "ledger", "row", "caseload",
         "store", "simulation", "machine"]
TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "README.zh.md", "LICENSE", "include", "src",
       "examples", "bench", "tests"}
GENERATED = {"include/qixian/calendar/impl/china_data.ipp", "include/qixian/base/impl/unicode_letters.ipp"}


def tracked(*patterns):
    out = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True)
    return [name for name in out.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


class House(unittest.TestCase):
    def test_the_top_level_holds_only_what_the_layout_allows(self):
        extra = {name.split("/")[0] for name in tracked()} - TOP
        self.assertEqual({name for name in extra if not name.startswith(".")}, set())

    def test_headers_include_only_earlier_folders(self):
        seen = 0
        for name in tracked("include/qixian/*/*.hpp"):
            folder = name.split("/")[2]
            if folder == "impl":
                continue
            for other in re.findall(r'#include "qixian/(\w+)/', text(name)):
                if other == "impl":
                    continue
                seen += 1
                self.assertLessEqual(ORDER.index(other), ORDER.index(folder), f"{name} includes {other}/")
        self.assertGreater(seen, 50)

    def test_msm_stands_in_one_file(self):
        users = [n for n in tracked("include", "src") if n.endswith((".hpp", ".ipp", ".cpp"))
                 and re.search(r"#include *<boost/msm", text(n))]
        self.assertEqual(users, ["include/qixian/machine/machine.hpp"])

    def test_no_parser_of_boost_and_no_clock_in_the_library(self):
        banned = re.compile(r"from_simple_string|from_string\(|local_day\(|universal_day\(|system_clock::now")
        for name in tracked("include"):
            self.assertIsNone(banned.search(text(name)), name)

    def test_public_headers_show_no_library_but_boost(self):
        for name in tracked("include/*.hpp"):
            self.assertNotRegex(text(name), r"#include *<(nlohmann|CLI|fmt|csv\.h)", name)

    def test_nothing_is_left_open(self):
        words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")
        for name in tracked("include", "src", "tests/*.cpp", "tests/*.hpp", "examples/*.cpp"):
            if name.endswith((".hpp", ".ipp", ".cpp", ".py", ".sh")):
                self.assertIsNone(words.search(text(name)), name)

    def test_no_path_of_a_machine(self):
        path = re.compile("/(" + "wo" + "rk|ro" + "ot|home/[a-z]+)/")
        for name in tracked():
            if not name.startswith("tests/data/") and not name.endswith((".csv", ".png")):
                self.assertIsNone(path.search(text(name)), name)

    def test_files_stay_short(self):
        for name in tracked("*.hpp", "*.ipp", "*.cpp"):
            if name not in GENERATED:
                self.assertLessEqual(text(name).count("\n"), 900, name)

    def test_every_header_says_what_it_is_for(self):
        for name in tracked("include/*.hpp"):
            head = text(name)
            self.assertTrue(head.startswith("// "), name)
            self.assertIn("#pragma once", head, name)

    def test_no_test_that_cannot_fail(self):
        hollow = re.compile(r"EXPECT_TRUE\(true\)|ASSERT_TRUE\(true\)|\bSUCCEED\(\)|GTEST_" + "SKIP")
        for name in tracked("tests/*.cpp", "tests/*.hpp"):
            self.assertIsNone(hollow.search(text(name)), name)


if __name__ == "__main__":
    unittest.main()
