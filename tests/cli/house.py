"""The walls of the house, as questions to a tree of files: which include stands where it may not, which
file says nothing of itself, is too long, or names the law of one statute where none is known.

Every question takes `files`, a mapping of names to texts, and gives sentences; none is good.
"""
import re

# Order of dependency: a room may include itself and what stands before it.
ORDER = ["base", "date", "calendar", "period", "rule", "statute", "case", "ledger", "row", "caseload",
         "store", "simulation", "answer"]
# A room inside a room: it may include what its house may, and of its neighbours those before it.
NESTED = ["statute/cn_disclosure", "statute/cn_remedy", "store/sqlite"]
# The value that a statute is: of all its parts.
PUTS_A_STATUTE_TOGETHER = "include/qixian/statute/cn_disclosure/impl/statute.ipp"
# Beside them all: Boost.MSM, made from the rules. Nobody may need it.
MACHINE_NEEDS = {"base", "date", "rule", "statute"}
# Apart from them all: it shares no code with what it checks, and one file brings rows to it.
CHECKER_NEEDS = {"date"}
CHECKER_FILES = {"base/config.hpp"}
BRINGS_ROWS_TO_THE_CHECKER = "include/qixian/case/checker_input.hpp"
# What anybody may include of the files that stand in no room.
OPEN = {"version.hpp"}

# Rooms that serve any statute.
KNOW_NO_STATUTE = ["base", "date", "calendar", "period", "rule", "case"]
# One list gives every number once, for all statutes and for files; its titles say what each is for. And
# who brings rows to the checker speaks of what the checker knows by heart.
MAY_NAME_THE_LAW = {"include/qixian/base/codes.hpp", BRINGS_ROWS_TO_THE_CHECKER}
LAW = re.compile(
    r"\b(?:basis|regime|instrument)\s*::\s*\w|\b[Dd]ecree|decree_|cn_disclosure|cn_remedy"
    r"|\b[or]\d{1,2}_\d|\bR\d{2}-\d|\bREG(?:08|19)|政府信息公开|(?<!办法)条例|国务院令第(?:492|711)号")

LONGEST = 600
SOURCES = (".hpp", ".ipp", ".cpp", ".py", ".sh")
# Tables that a program writes; each says so in its first line, or which list it was taken from.
GENERATED = {"include/qixian/calendar/impl/china_data.ipp"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"qixian/([^"]+)"', re.M)


def room_of(path):
    """`qixian/store/sqlite/impl/x.ipp` is of ("store", "store/sqlite"); of no room: ("", "")."""
    parts = path.split("/")[1:-1]
    parts = [p for p in parts if p != "impl"]
    return (parts[0] if parts else "", "/".join(parts))


def may_include(name, other):
    """Whether the file `name` may include `other`, both from `qixian/` on."""
    (room, nest), (of, of_nest) = room_of(name), room_of(other)
    if not room:
        return True  # qixian.hpp opens every door
    if not of:
        return room == "base" and other.split("/", 1)[1] in OPEN
    if room == "checker":
        return of == "checker" or of in CHECKER_NEEDS or other.split("/", 1)[1] in CHECKER_FILES
    if of == "checker":
        return "include/" + name == BRINGS_ROWS_TO_THE_CHECKER
    if room == "machine":
        return of == "machine" or of in MACHINE_NEEDS
    if of == "machine" or room not in ORDER or of not in ORDER:
        return False
    if of != room:
        return ORDER.index(of) < ORDER.index(room)
    if nest in NESTED and of_nest in NESTED:
        return NESTED.index(of_nest) <= NESTED.index(nest) or "include/" + name == PUTS_A_STATUTE_TOGETHER
    return True


def includes_across_walls(files, excused=()):
    """`excused`: pairs (room, room above it) that are still let through."""
    said, used = [], set()
    for name, text in files.items():
        if not name.startswith("include/qixian/") or not name.endswith((".hpp", ".ipp")):
            continue
        inside = name.split("/", 1)[1]
        for other in INCLUDE.findall(text):
            if may_include(inside, "qixian/" + other):
                continue
            pair = (room_of(inside)[0], room_of("qixian/" + other)[0])
            if pair in excused:
                used.add(pair)
            else:
                said.append(f"{name} includes {other}")
    said += [f"{a} includes nothing of {b} any more: excuse it no longer"
             for a, b in sorted(set(excused) - used)]
    return said


def rings(files):
    """Files that include each other. What a header includes for header-only use does not count."""
    leads_to = {}
    for name, text in files.items():
        if name.startswith("include/qixian/"):
            leads_to[name] = [other for other in ("include/qixian/" + i for i in INCLUDE.findall(text))
                              if other in files and not (name.endswith(".hpp") and other.endswith(".ipp"))]
    said, done = [], set()

    def visit(name, way):
        if name in way:
            said.append(" -> ".join(way[way.index(name):] + [name]))
        elif name not in done:
            for other in leads_to[name]:
                visit(other, way + [name])
            done.add(name)

    for name in leads_to:
        visit(name, [])
    return said


def names_of_law(files, rooms=tuple(KNOW_NO_STATUTE)):
    """Where a room that knows no statute names a decree or an article, comments and all."""
    said = []
    for name, text in files.items():
        if room_of(name.split("/", 1)[-1])[0] not in rooms or not name.startswith("include/qixian/"):
            continue
        if name in MAY_NAME_THE_LAW:
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if found := LAW.search(line):
                said.append(f"{name}:{number}: {found.group()}")
    return said


def opening_of(name, text):
    """The comment a file begins with, as one line; "" where it begins with something else."""
    lines = text.split("\n")
    if name.endswith((".py", ".sh")) and lines and lines[0].startswith("#!"):
        lines = lines[1:]
    if name.endswith(".py"):
        whole = "\n".join(lines)
        found = re.match(r'"""(.*?)"""', whole, re.S)
        return " ".join(found.group(1).split()) if found else ""
    mark = "#" if name.endswith(".sh") else "//"
    taken = []
    for line in lines:
        if not line.startswith(mark):
            break
        taken.append(line[len(mark):].strip())
    return " ".join(" ".join(taken).split())


def without_opening_words(files):
    """Files whose first words do not say what they are for: none, a few, those of another file."""
    said, seen = [], {}
    for name, text in files.items():
        # What must not compile is named by its sentence, and begins with what is expected of it.
        if not name.endswith(SOURCES) or name.endswith(".fail.cpp"):
            continue
        words = opening_of(name, text)
        if len(words) < 30 or re.match(r"(?i)(this (file|header|module|script)|copyright|include)\b", words):
            said.append(f'{name} does not begin with what it is for: "{words}"')
        elif words in seen:
            said.append(f"{name} begins with the words of {seen[words]}")
        seen.setdefault(words, name)
    return said


def too_long(files, excused=()):
    """Files of more than LONGEST lines that no program wrote."""
    return [f"{name} has {lines} lines" for name, text in files.items()
            if (lines := text.count("\n")) > LONGEST and name.endswith(SOURCES)
            and name not in GENERATED and name not in excused]
