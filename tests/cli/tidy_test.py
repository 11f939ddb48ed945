"""The house rules of the repository, as a test: what may include what, and what may stand nowhere."""
import os
import pathlib
import re
import subprocess
import unittest

import house

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "README.zh.md", "LICENSE", "include", "src",
       "examples", "bench", "tests"}


def tracked(*patterns):
    out = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True)
    return [name for name in out.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def sources(*patterns):
    return {name: text(name) for name in tracked(*patterns) if name.endswith(house.SOURCES)}


class House(unittest.TestCase):
    def test_the_top_level_holds_only_what_the_layout_allows(self):
        extra = {name.split("/")[0] for name in tracked()} - TOP
        self.assertEqual({name for name in extra if not name.startswith(".")}, set())

    def test_headers_and_definitions_include_only_what_their_room_may(self):
        files = sources("include")
        self.assertGreater(len(files), 150)
        self.assertEqual(house.includes_across_walls(files), [])

    def test_no_two_files_include_each_other(self):
        self.assertEqual(house.rings(sources("include")), [])

    def test_rooms_of_any_statute_name_no_decree_and_no_article(self):
        self.assertEqual(house.names_of_law(sources("include")), [])

    def test_every_file_begins_with_what_it_is_for(self):
        self.assertEqual(house.without_opening_words(sources()), [])

    def test_no_file_is_longer_than_six_hundred_lines(self):
        self.assertEqual(house.too_long(sources()), [])

    def test_every_header_is_read_once(self):
        for name, said in sources("include").items():
            self.assertIn("#pragma once", said, name)

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
            if not name.startswith("tests/data/") and not name.endswith((".csv", ".png", ".gz")):
                self.assertIsNone(path.search(text(name)), name)

    def test_no_test_that_cannot_fail(self):
        hollow = re.compile(r"EXPECT_TRUE\(true\)|ASSERT_TRUE\(true\)|\bSUCCEED\(\)|GTEST_" + "SKIP")
        for name in tracked("tests/*.cpp", "tests/*.hpp"):
            self.assertIsNone(hollow.search(text(name)), name)


class Walls(unittest.TestCase):
    """Each question of house.py finds what it is asked to find, in a tree made up for it."""

    def across(self, name, other, **more):
        return house.includes_across_walls({name: f'// x\n#pragma once\n#include "qixian/{other}"\n'}, **more)

    def test_a_room_includes_itself_and_earlier_ones(self):
        for name, other in [("period/due.hpp", "calendar/notice.hpp"), ("row/impl/x.ipp", "row/y.hpp"),
                            ("base/config.hpp", "version.hpp"), ("store/sqlite/impl/x.ipp", "store/y.hpp"),
                            ("statute/cn_remedy/x.hpp", "statute/cn_disclosure/y.hpp"),
                            ("machine/x.hpp", "statute/cn_remedy/y.hpp"), ("qixian.hpp", "answer/x.hpp"),
                            ("checker/impl/x.ipp", "date/y.hpp"), ("checker/x.hpp", "base/config.hpp"),
                            ("case/checker_input.hpp", "checker/x.hpp")]:
            self.assertEqual(self.across("include/qixian/" + name, other), [], (name, other))

    def test_and_no_other(self):
        for name, other in [("base/impl/x.ipp", "statute/cn_disclosure/basis.hpp"),
                            ("calendar/x.hpp", "period/y.hpp"), ("case/x.hpp", "ledger/impl/y.ipp"),
                            ("rule/x.hpp", "statute/cn_disclosure/y.hpp"), ("row/x.hpp", "store/sqlite/y.hpp"),
                            ("statute/cn_disclosure/x.hpp", "statute/cn_remedy/y.hpp"),
                            ("case/x.hpp", "machine/y.hpp"), ("machine/x.hpp", "row/y.hpp"),
                            ("date/x.hpp", "version.hpp"), ("base/x.hpp", "qixian.hpp"),
                            ("checker/impl/x.ipp", "calendar/y.hpp"), ("checker/x.hpp", "base/result.hpp"),
                            ("case/assess.hpp", "checker/x.hpp"), ("somewhere/x.hpp", "base/y.hpp"),
                            ("base/x.hpp", "somewhere/y.hpp")]:
            self.assertEqual(self.across("include/qixian/" + name, other),
                             [f"include/qixian/{name} includes {other}"])

    def test_an_excuse_that_nobody_needs_is_a_complaint(self):
        name = "include/qixian/rule/x.hpp"
        excused = {("rule", "statute")}
        self.assertEqual(self.across(name, "statute/cn_remedy/y.hpp", excused=excused), [])
        self.assertEqual(len(self.across(name, "date/y.hpp", excused=excused)), 1)

    def test_a_ring_is_seen_and_a_header_with_its_definitions_is_none(self):
        def including(other):
            return f'#include "qixian/{other}"\n'
        ring = {"include/qixian/row/a.hpp": including("row/b.hpp"),
                "include/qixian/row/b.hpp": including("row/impl/c.ipp") + including("row/c.hpp"),
                "include/qixian/row/c.hpp": including("row/a.hpp")}
        self.assertEqual(len(house.rings(ring)), 1)
        self.assertEqual(house.rings({"include/qixian/row/a.hpp": including("row/impl/a.ipp"),
                                      "include/qixian/row/impl/a.ipp": including("row/a.hpp")}), [])

    def test_a_decree_or_an_article_is_seen_where_no_statute_is_known(self):
        for line in ["basis::r33_2", "regime::decree_711", "if (law == decree_711)", "of Decree 492", "// R33-4",
                     '"REG19-33.2"', "r60_5b", "条例第三十三条", '#include "qixian/statute/cn_disclosure/x.hpp"']:
            said = house.names_of_law({"include/qixian/period/impl/x.ipp": "// a\n" + line})
            self.assertEqual(len(said), 1, line)
        self.assertEqual(house.names_of_law({"include/qixian/period/x.hpp": "// D1, D3: working days"}), [])
        self.assertEqual(house.names_of_law({"include/qixian/ledger/x.hpp": "basis::r33_2"}), [])

    def test_opening_words_that_say_nothing_are_seen(self):
        good = "// What a new notice moves, read off the histogram.\n#pragma once\n"
        for name, text in [("a.hpp", "#pragma once\n" + good), ("a.ipp", "// Helpers.\n#pragma once\n"),
                           ("a.cpp", "// This file contains what a new notice moves.\n"), ("a.py", "import os\n"),
                           ("a.sh", "#!/bin/sh\nset -e\n")]:
            self.assertEqual(len(house.without_opening_words({name: text})), 1, name)
        self.assertEqual(house.without_opening_words({"a.hpp": good}), [])
        self.assertEqual(len(house.without_opening_words({"a.hpp": good, "b.hpp": good})), 1)

    def test_a_file_of_601_lines_is_seen(self):
        self.assertEqual(house.too_long({"a.cpp": "\n" * 600}), [])
        self.assertEqual(len(house.too_long({"a.cpp": "\n" * 601})), 1)


if __name__ == "__main__":
    unittest.main()
