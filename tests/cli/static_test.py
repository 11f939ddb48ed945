"""What the compiler must accept, and what it must refuse, with which words.

A `*.static.cpp` compiles. A `*.fail.cpp` does not, for the reason it names; with CONTROL defined it
does, so that a slip of the pen cannot pass for the refusal.
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
CASES = ROOT / "tests" / "static"
COMPILERS = [c for c in ("g++", "clang++") if shutil.which(c)]
# Both compilers must refuse; QIXIAN_ENDURANCE=1 asks both for every case, else they take turns.
ENDURANCE = bool(os.environ.get("QIXIAN_ENDURANCE"))
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
        for turn, file in enumerate(files):
            expected = dict(re.findall(r"^// expect (\S+): (.+)$", file.read_text("utf-8"), re.M))
            self.assertEqual(set(expected), {"g++", "clang++"}, file.name)
            asked = COMPILERS if ENDURANCE else [COMPILERS[turn % len(COMPILERS)]]
            for compiler in asked:
                with self.subTest(file=file.name, compiler=compiler):
                    # What compiles for one does for the other: the sources of the library tell.
                    if compiler == asked[0]:
                        self.assertEqual(compile_it(compiler, file, "-DCONTROL"), (0, ""))
                    status, said = compile_it(compiler, file)
                    self.assertNotEqual(status, 0, "it compiles")
                    errors = re.findall(r"^(\S+?):\d+:\d+: (?:fatal )?error: (.*)$", said, re.M)
                    # The first error counts, and it must point into the case, not elsewhere: by
                    # itself, or as the place that asked for what a header refuses.
                    where = re.findall(r"^(\S+?):\d+:\d+: .*(?:required from here|requested here|"
                                       r"in .constexpr. expansion of .*)$", said, re.M)
                    self.assertIn(str(file), [errors[0][0], *where[:1]], said)
                    self.assertIn(expected[compiler], errors[0][1], said)


class widths(unittest.TestCase):
    """What is kept in fewer bits than its type has says so when there is one word more than fits.

    A copy of one header gets the words; it stands before the house's own in the order of inclusion.
    """

    def one_more(self, enum, table, words):
        """The header that has `enum`, with as many more words in it and in its table."""
        header = next(h for h in sorted((ROOT / "include").rglob("*.hpp"))
                      if re.search(rf"enum class {enum} : [^;]*\{{", h.read_text("utf-8")))
        text = header.read_text("utf-8")
        text, in_enum = re.subn(rf"(enum class {enum} : [^{{]*\{{[^}}]*?),?(\s*(?:///[^\n]*)?\s*\}};)",
                                lambda m: m.group(1) + "".join(f", more_{i}" for i in range(words)) + m.group(2),
                                text, count=1)
        start = text.index(f"auto {table} = ")
        end = text.index("\n});", start)
        last = text[text.rindex("\n    {", start, end):end]
        rows = "".join(re.sub(rf"{enum}::\w+", f"{enum}::more_{i}", last, count=1) for i in range(words))
        self.assertTrue(in_enum and f"{enum}::more_0" in rows, header)
        return header.relative_to(ROOT), text[:end] + rows + text[end:]

    def refused(self, header, text, user, why):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / header.relative_to("include")
            copy.parent.mkdir(parents=True)
            copy.write_text(text, "utf-8")
            use = pathlib.Path(folder) / "use.cpp"
            use.write_text(f'#include "qixian/{user}"\n', "utf-8")
            status, said = compile_it(COMPILERS[0], use, f"-iquote{folder}")
            self.assertNotEqual(status, 0, "it compiles")
            self.assertIn(why, said)

    def test_what_is_one_too_many_for_its_bits_does_not_compile(self):
        for enum, table, words, user, why in (
                ("stage", "all_stages", 17, "caseload/life.hpp", "a stage fits the five bits"),
                ("applicant", "all_applicants", 2, "caseload/life.hpp", "a class fits three bits"),
                ("outcome", "all_outcomes", 12, "caseload/life.hpp", "an outcome fits the five bits"),
                ("standing", "all_standings", 1, "caseload/replay.hpp", "the standing fits bit 8")):
            with self.subTest(enum=enum):
                self.refused(*self.one_more(enum, table, words), user, why)

    def test_and_the_last_that_fits_does(self):
        header, text = self.one_more("outcome", "all_outcomes", 11)
        with self.assertRaisesRegex(AssertionError, "it compiles"):
            self.refused(header, text, "caseload/life.hpp", "")

    def test_a_code_of_1024_or_more_does_not_compile(self):
        header = pathlib.Path("include/qixian/base/codes.hpp")
        text = (ROOT / header).read_text("utf-8")
        last = re.findall(r"^    X\(\d+, .*\)$", text, re.M)[-1]
        more = last + " \\\n    X(1024, one_too_many, fault, \"ONE_TOO_MANY\", \"x\", \"x\")"
        self.refused(header, text.replace(last, more), "caseload/replay.hpp", "a code fits ten bits")

    def test_names_that_are_fewer_than_their_enumerators_do_not_compile(self):
        header = pathlib.Path("include/qixian/calendar/notice.hpp")
        text = (ROOT / header).read_text("utf-8")
        self.refused(header, text.replace(', "revert"}', "}").replace("string_view, 3>", "string_view, 2>"),
                     "calendar/notice.hpp", "notice_kind_codes.size()")


if __name__ == "__main__":
    unittest.main(verbosity=2)
