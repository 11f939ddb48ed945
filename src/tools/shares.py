#!/usr/bin/env python3
"""Counts that tell how the house stands: which part of the library knows nothing of the Chinese statute,
where one cell of a row is spelled, which files are long or begin without a word.

    src/tools/shares.py [tree] [--files] [--rooms]

A file of include/qixian *knows the statute* where, comments aside, one of these holds:
  - it stands in the statute's own folder, or includes a header of that folder;
  - it names one of the statute's words: an enumerator by its type (`event::received`), or the type of
    such words itself (`regime`, `basis`), or an article (`R33-2`, `REG19-33.2`, `decree_711`);
  - it has the code of such a word as a text ("partly_disclosed").
All its lines count as knowing then. The first figure is stricter: a file that
includes the statute through others counts as knowing too, since it cannot be compiled without it (a
header is taken without the definitions that it includes for header-only use, and without the statute
that it includes unless QIXIAN_KERNEL_ONLY is defined). Types that rows of any statute have (event, stage, outcome) are not
words of this one, and data that a program wrote is not counted at all. The folder is `statute/`, or
`law/`, `procedure/` and `remedy/` in a tree from before there were rooms.
"""
import argparse
import functools
import pathlib
import re

GENERATED = {"china_data.ipp"}
STATUTE = ("statute/", "law/", "remedy/")
# The old tree kept the words and rules of the statute and the machinery over them in one folder.
STATUTE_FILES = {"procedure/stage.hpp", "procedure/guards.hpp", "procedure/rules.hpp"}
# Types whose bare name is a word of any statute.
COMMON = {"stage", "event", "outcome", "party", "standing", "instrument", "transition", "applicant"}
ARTICLES = re.compile(r"\bR\d{2}-\d|\bREG(?:08|19)|decree_\d|DECREE|[Dd]ecree \d|\b[or]\d{1,2}_\d+\b"
                      r"|国务院令第(?:492|711)号|政府信息公开条例")
ENUM = re.compile(r"enum class (\w+)\s*:[^{;]*\{([^}]*)\}")
CODE = re.compile(r'\{\w+::(\w+),\s*"(\w+)"')


def without_comments(text):
    """Texts in quotes stay; what stands behind // or between /* */ goes."""
    pieces = re.findall(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/|\'(?:\\.|[^\'\\\n])\'|.', text, re.S)
    return "".join(p for p in pieces if not p.startswith(("//", "/*")))


def is_statute(name):
    return name.startswith(STATUTE) or name in STATUTE_FILES


class tree:
    def __init__(self, root):
        base = root / "include" / "qixian"
        self.files = {p.relative_to(base).as_posix(): p.read_text("utf-8") for p in sorted(base.rglob("*.[hi]pp"))}
        self.code = {name: without_comments(text) for name, text in self.files.items()}
        types, codes = {}, set()
        for name, text in self.code.items():
            if not is_statute(name):
                continue
            for enum, words in ENUM.findall(text):
                types[enum] = [w.split("=")[0].strip() for w in words.split(",") if w.strip()]
            # Codes of one common word ("other", "refused") say nothing of a statute by themselves.
            codes |= {code for _, code in CODE.findall(text) if "_" in code}
        # A name that is declared outside the statute, for rows of any, is no word of this one.
        opaque = {t for name, text in self.code.items() if not is_statute(name) and name != "fwd.hpp"
                  for t in re.findall(r"enum class (\w+)\s*:", text)}
        own = [t for t in types if t not in COMMON | opaque]
        # As a type: in front of a name, in brackets of a template or before `::`. `form` is also what people
        # call a variable, and a word in texts.
        as_type = r"(?=\s*::|\s*[>{]|\s+(?:const\s*)?[&*]?\s*[a-z_]\w*\s*[;,)={(\[])"
        self.words = re.compile(
            r"\b(?:" + "|".join(f"{t}::(?:{'|'.join(ws)})" for t, ws in types.items() if ws) + r")\b"
            + (r'|(?<![.>\w"])(?:' + "|".join(own) + r")" + as_type if own else "")
            + (r'|"(?:' + "|".join(sorted(codes)) + r')"' if codes else ""))

    @functools.lru_cache(maxsize=None)
    def why_it_knows(self, name):
        if is_statute(name):
            return "is the statute"
        for other in re.findall(r'#\s*include\s*"qixian/([^"]+)"', self.files[name]):
            if is_statute(other):
                return f"includes {other}"
        for pattern in (self.words, ARTICLES):
            if found := pattern.search(self.code[name]):
                return f"names {found.group()}"
        return ""

    def needs_it(self, name):
        """Whether the file knows the statute, or includes it through others."""
        if self.why_it_knows(name):
            return True
        waiting, seen = [name], set()
        while waiting:
            one = waiting.pop()
            if one in seen or one not in self.files:
                continue
            seen.add(one)
            if is_statute(one):
                return True
            text = re.sub(r"#if !defined\(QIXIAN_KERNEL_ONLY\)\n.*?#endif", "", self.files[one], flags=re.S)
            waiting += [o for o in re.findall(r'#\s*include\s*"qixian/([^"]+)"', text)
                        if not (one.endswith(".hpp") and o.endswith(".ipp"))]
        return False

    def counted(self):
        return [n for n in self.files if n.split("/")[-1] not in GENERATED]

    def lines(self, names):
        return sum(self.files[n].count("\n") for n in names)


def sources(root):
    for top in ("include", "src", "tests", "bench", "examples"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".hpp", ".ipp", ".cpp", ".py", ".sh") and path.name not in GENERATED:
                yield path


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("tree", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    ask.add_argument("--files", action="store_true", help="why each file knows the statute")
    ask.add_argument("--rooms", action="store_true", help="the share of each room")
    asked = ask.parse_args()
    house = tree(asked.tree)
    names = house.counted()
    why = {n: house.why_it_knows(n) for n in names}
    all_lines = house.lines(names)
    needs = {n: house.needs_it(n) for n in names}
    print(f"library lines                         {all_lines:>7}")
    for said, knows in (("... that need nothing of the statute", needs), ("... that name nothing of it", why)):
        free = house.lines(n for n in names if not knows[n])
        print(f"{said:<38}{free:>7}   {100 * free / all_lines:.1f} %")
    if asked.rooms:
        for room in sorted({n.split("/")[0] for n in names if "/" in n}):
            of = [n for n in names if n.startswith(room + "/")]
            whole = house.lines(of)
            shares = [100 * house.lines(n for n in of if not knows[n]) / whole for knows in (needs, why)]
            print(f"    {room:<14}{whole:>7}   {shares[0]:3.0f} %  {shares[1]:3.0f} %")
    if asked.files:
        for name in names:
            print(f"    {name}: {why[name] or '-'}")
    spelled = {n: len(re.findall(r"\bpart_of\b", text)) for n, text in house.code.items()}
    print(f"`part_of` in the library              {sum(spelled.values()):>7}   in {sum(1 for n in spelled.values() if n)} files")
    everywhere = {p: p.read_text("utf-8") for p in sources(asked.tree)}
    long = [p for p, text in everywhere.items() if text.count("\n") > 600]
    print(f"files of more than 600 lines          {len(long):>7}   "
          f"{sum(1 for p in long if p.suffix in ('.ipp', '.hpp'))} of the library")
    wordless = [n for n, text in house.files.items() if n.endswith(".ipp") and not text.startswith("//")]
    definitions = [n for n in house.files if n.endswith(".ipp")]
    print(f".ipp without opening words            {len(wordless):>7}   of {len(definitions)}")


if __name__ == "__main__":
    main()
