"""What stands in the public face and in the sources behind it holds on other machines than ours:
pages that are cited exist, builtins stand behind the compiler that has them, accessors say whether
they lend, min and max survive macros of that name. Each question is also put to a made-up file.
"""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])


def sources(*folders):
    return {p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for folder in folders
            for p in sorted((ROOT / folder).rglob("*")) if p.suffix in (".hpp", ".ipp", ".cpp")}


def pages_that_are_not(text):
    """Names of pages that stand neither at the top nor among the notes."""
    named = re.findall(r"[\w./-]+\.md\b", text)
    return [n for n in named
            if not ((ROOT / n).exists() or (ROOT / "src/notes" / pathlib.PurePath(n).name).exists())]


ONLY_SOMEWHERE = re.compile(
    r"__builtin_|__attribute__|\b_mm\d*_|__m\d{3}i|<immintrin\.h>|<(unistd|fcntl)\.h>|<sys/\w+\.h>|#pragma (GCC|clang)")
GUARD = re.compile(r"__GNUC__|__clang__|__x86_64__|__unix__|__linux__|QIXIAN_HAS_X86|QIXIAN_BULK_X86")


def unguarded(text):
    """Lines that only some compilers or systems know, outside of an #if that asks for those."""
    found, open_ifs = [], []
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0]
        directive = re.match(r"\s*#\s*(if|ifdef|ifndef|elif|else|endif)\b(.*)", code)
        if directive:
            word, asked = directive[1], bool(GUARD.search(directive[2]))
            if word.startswith("if"):
                open_ifs.append(asked)
            elif word == "endif":
                open_ifs.pop()
            elif word == "elif":
                open_ifs[-1] = asked
            else:
                open_ifs[-1] = False
        elif ONLY_SOMEWHERE.search(code) and not any(open_ifs):
            found.append(number)
    return found


def lent_without_a_word(text):
    """Const accessors that return a reference, pointer or view and take a temporary as well."""
    text = re.sub(r"^private:.*?^};", "", text, flags=re.M | re.S)
    return re.findall(r"^ +\[\[nodiscard\]\] (?!virtual|static|friend|constexpr)"
                      r"([\w:<>, ]*?(?:const[&*]|std::span<[^()]*>|std::string_view) \w+\([^()]*\) const)"
                      r"(?: noexcept)?(?:;| \{)", text, re.M)


#: Texts that stand in the program itself, whatever becomes of the object.
LENDS_FOR_EVER = {"include/qixian/caseload/year_counter.hpp"}


def eaten_by_macros(text):
    code = "\n".join(line.split("//")[0] for line in text.splitlines())
    return re.findall(r"(?<![\w.>])(?:std::)?(?:min|max)\((?!\))|::(?:min|max)\(\)", code)


class Face(unittest.TestCase):
    def test_every_page_that_is_named_exists(self):
        self.assertEqual(pages_that_are_not("see src/notes/readings.md, codes.md and law.md"), ["law.md"])
        for name, text in sources("include", "src").items():
            self.assertEqual(pages_that_are_not(text), [], name)

    def test_every_number_of_a_reading_that_comments_use_is_told(self):
        told = set(re.findall(r"\b[DQ]\d+\b", (ROOT / "src/notes/readings.md").read_text("utf-8")
                              .split("## Numbers that comments use")[1]))
        comments = re.compile(r"//.*")
        for name, text in sources("include").items():
            used = {n for c in comments.findall(text) for n in re.findall(r"\b[DQ]\d{1,2}\b", c)}
            self.assertLessEqual(used, told, name)

    def test_what_only_some_compilers_know_stands_behind_their_name(self):
        self.assertEqual(unguarded("#if defined(__GNUC__)\n__builtin_x();\n#else\n__builtin_y();\n#endif\n"), [4])
        for name, text in sources("include", "src").items():
            self.assertEqual(unguarded(text), [], name)

    def test_an_accessor_that_lends_says_what_a_temporary_gives(self):
        one = "    [[nodiscard]] std::string const& name() const{} noexcept;\n"
        self.assertEqual(len(lent_without_a_word(one.format(""))), 1)
        self.assertEqual(lent_without_a_word(one.format("&")), [])
        for name, text in sources("include").items():
            if name.endswith(".hpp") and name not in LENDS_FOR_EVER:
                self.assertEqual(lent_without_a_word(text), [], name)

    def test_min_and_max_of_the_core_survive_macros(self):
        self.assertEqual(len(eaten_by_macros("std::min(a, b); std::numeric_limits<int>::max();")), 2)
        self.assertEqual(eaten_by_macros("(std::min)(a, b); (std::numeric_limits<int>::max)();"), [])
        for name, text in sources("include").items():
            if name.split("/")[2] not in ("row", "store", "simulation", "machine", "answer"):
                self.assertEqual(eaten_by_macros(text), [], name)

    def test_what_a_temporary_result_holds_lives_through_a_loop(self):
        # Under the address sanitizer; with LENT, the way it was: the sanitizer must see that.
        source = pathlib.Path(__file__).parents[1] / "static" / "loop_over_a_temporary.cpp"
        with tempfile.TemporaryDirectory() as folder:
            for options, fine in (([], True), (["-DLENT"], False)):
                program = pathlib.Path(folder) / "loop"
                subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", "-g1", "-O0",
                                "-fsanitize=address", f"-I{ROOT / 'include'}",
                                str(source), "-o", str(program), *options], check=True)
                done = subprocess.run([program], capture_output=True, text=True)
                self.assertEqual(done.returncode == 0, fine, done.stderr)
                if not fine:
                    self.assertIn("use-after", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
