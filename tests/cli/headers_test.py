"""Every header and every definition compiles alone, and all headers together in two files that are linked.

What is proved, and by what:
  - a header or a definition (`.ipp`) alone, for the compiled library: by compiling it, one file each,
    after the headers of the standard library, which are read once for all (QIXIAN_ENDURANCE=1: without).
    QIXIAN_ALONE=N takes one in N, always the same;
  - that it includes what it uses of the standard library, or includes who does: by asking its text;
  - the same for header-only use, where a header includes its definitions at its end: whichever file is
    read first, what another one includes has been read to the end before it goes on. That is a matter of
    order, and is asked of the texts;
  - that no two of them mean different things by one name: by compiling all at once, header-only, but for
    the one with MSM and the store's; with these, twice in one program (QIXIAN_ENDURANCE=1), by linking it.
    Whatever clang has to say is said when it compiles the libraries.
"""
import functools
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zlib
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
CXX = os.environ.get("CXX", "g++")
STRICT = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror",
          f"-I{ROOT / 'include'}"]
TEXTS = {p.relative_to(ROOT / "include").as_posix(): p.read_text("utf-8")
         for p in sorted((ROOT / "include").rglob("*.[hi]pp"))}
HEADERS = [name for name in TEXTS if name.endswith(".hpp")]
# Headers of the log read files through libraries that are found where it is built; those of the
# store bring SQLite and OpenSSL.
# Models of offices are read with them, and the documents of answer/ rest on all of these.
CORE = [h for h in HEADERS if not h.startswith(("qixian/row/", "qixian/answer/")) and h != "qixian/caseload/caseload_log.hpp"
        and h not in ("qixian/simulation/kept_run.hpp", "qixian/simulation/many.hpp",
                  "qixian/simulation/model_file.hpp", "qixian/simulation/parts.hpp")]

DIRECTIVE = re.compile(r'^[ \t]*#[ \t]*(include|if|ifdef|ifndef|else|elif|endif)\b[ \t]*([^\n]*)', re.M)

# Of the standard library: what is used under which header. Names that half of its headers bring are left out.
PROVIDERS = {
    "algorithm": r"std::(?:sort|stable_sort|min|max|clamp|find|find_if|any_of|all_of|none_of|count_if|lower_bound"
                 r"|upper_bound|copy_n|fill|max_element|min_element|unique|remove_if|equal_range|rotate|reverse)\b",
    "array": r"std::(?:array\s*<|to_array\b)", "atomic": r"std::atomic\b", "bit": r"std::(?:popcount|countr_zero|countl_zero|bit_ceil|bit_cast)\b",
    "bitset": r"std::bitset\b", "charconv": r"std::(?:from_chars|to_chars)\b", "chrono": r"std::chrono\b",
    "cmath": r"std::(?:sqrt|exp|log|pow|floor|ceil|round|llround|fabs|isfinite|erfc)\b",
    "condition_variable": r"std::condition_variable\b",
    "cstdint": r"std::u?int(?:8|16|32|64)_t\b", "cstdio": r"std::(?:snprintf|fopen|fread|fseek|fputs|FILE)\b",
    "cstring": r"std::(?:memcpy|memcmp|memset|memchr|strlen|strcmp)\b", "deque": r"std::deque\b",
    "exception": r"std::(?:exception_ptr|current_exception|rethrow_exception)\b",
    "filesystem": r"std::filesystem\b", "fstream": r"std::[io]?fstream\b", "functional": r"std::function\b",
    "iterator": r"std::(?:back_inserter|make_move_iterator)\b", "limits": r"std::numeric_limits\b", "map": r"std::map\b",
    "memory": r"std::(?:unique_ptr|shared_ptr|make_unique|make_shared|weak_ptr)\b", "mutex": r"std::(?:mutex|lock_guard|scoped_lock|unique_lock|once_flag)\b",
    "numeric": r"std::(?:accumulate|iota|partial_sum)\b", "optional": r"std::(?:optional|nullopt)\b", "random": r"std::mt19937\b",
    "set": r"std::set\b", "span": r"std::span\b", "stdexcept": r"std::(?:runtime_error|logic_error|invalid_argument)\b",
    "string": r"std::(?:string|to_string)\b", "string_view": r"std::string_view\b",
    "thread": r"std::(?:thread|this_thread)\b", "tuple": r"std::(?:tuple|tie)\b",
    "type_traits": r"std::(?:is_same_v|is_trivially_copyable_v|conditional_t|enable_if_t)\b",
    "unordered_map": r"std::unordered_map\b", "unordered_set": r"std::unordered_set\b",
    "utility": r"std::(?:move|pair|swap|exchange|forward)\b", "variant": r"std::variant\b", "vector": r"std::vector\b",
}
# Headers whose own interface has the types of others.
PROMISED = {"string": {"string_view"}, "bitset": {"string", "string_view"}, "map": {"utility"}, "array": {"utility"},
            "unordered_map": {"utility"}, "tuple": {"utility"}, "vector": {"utility"}, "thread": {"chrono"},
            "optional": {"utility"}, "variant": {"utility"}, "filesystem": {"chrono", "string"},
            "condition_variable": {"mutex"}, "fstream": {"string"}, "stdexcept": {"string"}, "memory": {"utility"},
            "algorithm": {"utility"}, "functional": {"utility"}, "chrono": {"cstdint"}}


@functools.lru_cache(maxsize=None)
def includes_of(text, header_only=False):
    """What a text includes, in order: (own, what, last). `own`: one of Qixian's; `last`: no code follows."""
    skipping, out = 0, []
    for found in DIRECTIVE.finditer(text):
        kind, rest = found.groups()
        if kind.startswith("if"):
            if skipping or (not header_only and rest.startswith("!defined(QIXIAN_COMPILED)")):
                skipping += 1
        elif kind == "endif":
            skipping = max(0, skipping - 1)
        elif kind == "include" and not skipping:
            last = not re.sub(r"//[^\n]*|^[ \t]*#[^\n]*|\s", "", text[found.end():], flags=re.M)
            if of_qixian := re.match(r'"(qixian/[^"]+)"', rest):
                out.append((True, of_qixian.group(1), last))
            elif other := re.match(r"<([^>]+)>", rest):
                out.append((False, other.group(1), last))
    return out


def without_comments(text):
    return re.sub(r"//[^\n]*", "", text)


def missing_of_the_standard_library(texts):
    """Files that use what neither they nor what they include bring."""
    brings = {}

    def closure(name):
        if name not in brings:
            brings[name] = set()
            found = set()
            for own, what, _ in includes_of(texts[name]):
                found |= closure(what) if own and what in texts else {what} | PROMISED.get(what, set())
            brings[name] = found
        return brings[name]

    said = []
    for name, text in texts.items():
        code = without_comments(text)
        said += [f"{name} uses <{header}>" for header, used in PROVIDERS.items()
                 if header not in closure(name) and re.search(used, code)]
    return said


def read_too_early(texts):
    """Where, header-only, a file goes on although what it includes has only begun to be read.

    A user begins with a header. A file is whole where nothing follows but what it includes last, as a
    header its definitions.
    """
    said = set()
    for first in (name for name in texts if name.endswith(".hpp")):
        begun, whole = [], set()

        def read(name):
            begun.append(name)
            for own, other, last in includes_of(texts[name], header_only=True):
                if not own or other not in texts:
                    continue
                if last:
                    whole.add(name)
                if other not in begun:
                    read(other)
                elif other not in whole and not last:
                    said.add(f"{name} goes on before {other} is read, where {first} comes first")
            whole.add(name)

        read(first)
    return sorted(said)


def standard_headers():
    """What all files include of the standard library, and the days of Boost, which every file has."""
    names = {what for text in TEXTS.values() for own, what, _ in includes_of(text)
             if not own and re.fullmatch(r"[a-z_]+|boost/date_time/gregorian/greg_date.hpp", what)}
    return "".join(f"#include <{name}>\n" for name in sorted(names))


class Headers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.command = [CXX, *STRICT, "-DQIXIAN_COMPILED=1"]
        if not os.environ.get("QIXIAN_ENDURANCE"):
            read_once = pathlib.Path(cls.folder.name) / "standard.hpp"
            read_once.write_text(standard_headers(), encoding="utf-8")
            subprocess.run([*cls.command, "-x", "c++-header", str(read_once), "-o", f"{read_once}.gch"], check=True)
            cls.command += ["-Winvalid-pch", "-include", str(read_once)]

    def compile_each(self, names, *options):
        def compile_alone(name):
            return name, subprocess.run([*self.command, *options, "-fsyntax-only", "-x", "c++", "-"],
                                        input=f'#include "{name}"\n', capture_output=True, text=True)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            said = [f"{name}\n{done.stderr}" for name, done in pool.map(compile_alone, names)
                    if done.returncode != 0 or done.stderr]
        self.assertEqual(said, [], "\n".join(said))

    def sample(self, names):
        one_in = int(os.environ.get("QIXIAN_ALONE", "1"))
        some = [name for name in names if zlib.crc32(name.encode()) % one_in == 0]
        self.assertGreater(len(some) * 2 * one_in, len(names))
        return some

    def test_each_header_compiles_alone(self):
        self.assertGreater(len(HEADERS), 40)
        self.compile_each(self.sample(HEADERS))

    def test_each_definition_compiles_alone(self):
        definitions = [name for name in TEXTS if name.endswith(".ipp")]
        self.assertGreater(len(definitions), 40)
        # Functions that another definition calls are declared, and not there.
        self.compile_each(self.sample(definitions), "-Wno-unused-function")

    def test_each_includes_what_it_uses_of_the_standard_library(self):
        self.assertEqual(missing_of_the_standard_library(TEXTS), [])
        self.assertEqual(missing_of_the_standard_library({"a.hpp": "std::vector<int> a;"}), ["a.hpp uses <vector>"])
        self.assertEqual(missing_of_the_standard_library(
            {"qixian/a.hpp": '#include "qixian/b.hpp"\nstd::vector<int> a; // std::map',
             "qixian/b.hpp": "#include <vector>\n"}), [])

    def test_header_only_each_is_read_to_its_end_before_others_need_it(self):
        self.assertEqual(read_too_early(TEXTS), [])
        ring = {"qixian/a.hpp": '#include "qixian/b.hpp"\nint a;\n',
                "qixian/b.hpp": '#if !defined(QIXIAN_COMPILED)\n#include "qixian/b.ipp"\n#endif\n',
                "qixian/b.ipp": '#include "qixian/a.hpp"\n#include "qixian/b.hpp"\nint b;\n'}
        self.assertEqual(read_too_early(ring),
                         ["qixian/b.ipp goes on before qixian/a.hpp is read, where qixian/a.hpp comes first"])

    def test_all_of_them_are_read_together_header_only(self):
        # MSM alone takes a minute and more, SQLite and OpenSSL bring their own.
        everything = "".join(f'#include "{h}"\n' for h in CORE if not h.startswith(("qixian/machine/", "qixian/store/")))
        done = subprocess.run([CXX, *STRICT, "-fsyntax-only", "-x", "c++", "-"], input=everything,
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[:4000])

    @unittest.skipUnless(os.environ.get("QIXIAN_ENDURANCE"), "takes minutes")
    def test_all_of_them_in_two_header_only_files_link(self):
        everything = "".join(f'#include "{h}"\n' for h in CORE)
        with tempfile.TemporaryDirectory() as folder:
            one = pathlib.Path(folder) / "one.cpp"
            two = pathlib.Path(folder) / "two.cpp"
            one.write_text(everything + "int due_year();\nint main() { return due_year() == 2021 ? 0 : 1; }\n")
            two.write_text(everything + """
int due_year() {
    using namespace qixian;
    entry received{.application = "A", .on = day(20201221), .what = event::received,
                   .applicant = applicant::natural_person};
    context const in{china::calendar()};
    auto const a = assess(std::span<entry const>(&received, 1), day(20201231), in);
    for (auto const& d : a->duties) {
        if (d.what == duty_kind::reply) { return year_of(d.end->due); }
    }
    return 0;
}
""")
            for file in (one, two):
                subprocess.run([CXX, "-std=c++20", f"-I{ROOT / 'include'}", "-O0", "-c", str(file),
                                "-o", str(file) + ".o"], check=True)
            program = pathlib.Path(folder) / "both"
            subprocess.run([CXX, str(one) + ".o", str(two) + ".o", "-o", str(program),
                            "-lSQLiteCpp", "-lsqlite3", "-lcrypto", "-lpthread", "-ldl"],
                           check=True)
            self.assertEqual(subprocess.run([str(program)]).returncode, 0)


if __name__ == "__main__":
    unittest.main()
