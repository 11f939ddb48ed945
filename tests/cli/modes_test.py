"""The core in the settings that hosts have: without exceptions and type information, under macros
called min and max, as C++23, as one file. Nothing is linked: each is a look by the compiler, one of
the two for each setting, by turns; QIXIAN_ENDURANCE=1 asks both for all.
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
COMPILERS = [c for c in ("g++", "clang++") if shutil.which(c)]
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror",
          f"-I{ROOT / 'include'}", "-fsyntax-only", "-x", "c++", "-"]
# What needs libraries that have settings of their own.
WITH_LIBRARIES = {"log.cpp", "store.cpp", "store_sqlite.cpp", "simulation.cpp", "simulation_files.cpp", "answer.cpp",
                  "c_interface.cpp"}
CORE = sorted(p for p in (ROOT / "src").glob("*.cpp") if p.name not in WITH_LIBRARIES)
PUBLIC = sorted(p.relative_to(ROOT / "include").as_posix()
                for p in (ROOT / "include").rglob("*.hpp")
                if p.relative_to(ROOT / "include/qixian").parts[0] not in ("row", "store", "simulation", "machine", "answer")
                and p.name != "caseload_log.hpp")


def look(compiler, source, *options):
    done = subprocess.run([compiler, *options, *STRICT], input=source, capture_output=True, text=True)
    return done.returncode, done.stderr[:4000]


def includes(files):
    return "".join(f'#include "{f}"\n' for f in files)


def foreign_headers():
    """Every header of the standard library and of Boost that Qixian includes, once."""
    names = set()
    for file in (ROOT / "include").rglob("*.[hi]pp"):
        folder = file.relative_to(ROOT / "include/qixian").parts[0]
        if folder in ("row", "store", "simulation", "machine", "answer"):
            continue
        names |= set(re.findall(r"^#include (<(?:[a-z_]+|boost/[^>]+)>)", file.read_text("utf-8"), re.M))
    return "".join(f"#include {n}\n" for n in sorted(names))


class Modes(unittest.TestCase):
    def each(self, first, source, *options):
        self.assertTrue(COMPILERS)
        both = os.environ.get("QIXIAN_ENDURANCE") or first not in COMPILERS
        for compiler in COMPILERS if both else [first]:
            with self.subTest(compiler=compiler, options=options):
                self.assertEqual(look(compiler, source, *options), (0, ""))

    def test_as_one_file_without_exceptions_and_type_information(self):
        # The machine is Boost.MSM, which has type information of its own: the table stands in.
        self.each("clang++", includes(CORE), "-std=c++20", "-DQIXIAN_COMPILED=1", "-DQIXIAN_NO_MACHINE",
                  "-fno-exceptions", "-fno-rtti")

    def test_the_machine_for_the_compiler_that_no_build_of_ours_asks(self):
        # The build with clang and sanitizers leaves Boost.MSM out.
        if "clang++" in COMPILERS:
            self.assertEqual(look("clang++", includes([ROOT / "src/machine.cpp"]), "-std=c++20", "-DQIXIAN_COMPILED=1"),
                             (0, ""))

    def test_header_only_as_the_next_standard_under_macros_called_min_and_max(self):
        # Both in one look: the present standard is what every other test compiles with.
        macros = ("#define min(a, b) (((a) < (b)) ? (a) : (b))\n"
                  "#define max(a, b) (((a) > (b)) ? (a) : (b))\n")
        self.each("g++", foreign_headers() + macros + includes(PUBLIC), "-std=c++2b")

    def test_what_is_too_old_is_told_so(self):
        for compiler in COMPILERS:
            own = "__GNUC__=11" if compiler == "g++" else "__clang_major__=13"
            for options, words in ((["-std=c++17"], "Qixian needs C++20"),
                                   (["-std=c++20", f"-D{own}"], "Qixian needs "),
                                   (["-std=c++20"], None)):
                done = subprocess.run([compiler, *options, f"-I{ROOT / 'include'}", "-w", "-E", "-x", "c++", "-"],
                                      input='#include "qixian/base/config.hpp"\n', capture_output=True, text=True)
                self.assertEqual(done.returncode == 0, words is None, done.stderr)
                self.assertIn(words or "", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
