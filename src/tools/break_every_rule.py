#!/usr/bin/env python3
"""Breaks every rule of the procedure, one at a time, and asks whether a test notices.

Each rule is deleted, led to another stage, given or robbed of a condition, and rested on another
article. Compiling Boost.MSM for each would take hours, so the breaks are made in the program
tests/procedure/break_rule.cpp, whose `step` is a table; it plays the lives of scenarios.txt and the
matrix written by hand. Nothing else may fail to notice: the exit code is 1 where a break passes.

--real edits a copy of include/ instead, for a few rules, compiles the machine itself and runs the
tests (one or two minutes a rule).

The program is taken from QIXIAN_RULES_BIN, or compiled with CXX (g++ where that is not set).
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BREAKS = ("delete", "target", "guard", "citation")

# The lives cannot see these; the matrix does. No letter goes out before receipt, so none arrives;
# a review or suit that is decided has a decision, so that condition always holds there; a reply
# that comes too soon is never accepted, so it is the guard's article that is named.
ONLY_IN_THE_MATRIX = {
    ("target", "procedure lodged delivered"),
    ("target", "procedure lodged returned"),
    ("citation", "procedure lodged delivered"),
    ("citation", "procedure lodged returned"),
    ("guard", "remedy review_done reanswer_ordered"),
    ("guard", "remedy suit_done reanswer_ordered"),
} | {
    ("citation", f"procedure {awaiting} {reply}")
    for awaiting in ("correction_requested", "reasons_requested", "fee_requested")
    for reply in ("disclosed", "partly_disclosed", "refused", "unable_to_provide", "not_processed")
    if (awaiting, reply) != ("reasons_requested", "not_processed")
}

# Edits of include/qixian for --real: what is broken, file, text, what it becomes.
REAL = (
    ("delete", "statute/cn_disclosure/rules.hpp",
     "    rule<stage::received, event::extended, stage::received, basis::r33_3, "
     "guards::extension_in_time>,\n", ""),
    ("target", "statute/cn_disclosure/rules.hpp",
     "event::withdrawn,           stage::withdrawn,", "event::withdrawn,           stage::closed,"),
    ("guard", "statute/cn_disclosure/rules.hpp",
     "basis::r42_5, guards::paid_in_time>", "basis::r42_5>"),
    ("citation", "statute/cn_remedy/rules.hpp",
     "remedy_stage::review_done,    basis::r60_5,", "remedy_stage::review_done,    basis::r60_2,"),
)


def compiler():
    return os.environ.get("CXX") or "g++"


def compile_to(program, include, *sources, flags=()):
    """`sources` against the headers in `include`."""
    libraries = ["-lgtest", "-lgtest_main", "-lpthread"] if flags else []
    subprocess.run([compiler(), "-std=c++20", "-O0", f"-I{include}",
                    f'-DQIXIAN_SOURCE_DIR="{ROOT}"', *flags, *map(str, sources), "-o",
                    str(program), *libraries], check=True)


def ask(program, rule=None, how=None):
    """Exit code and lines of the program with one rule broken."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("QIXIAN_BREAK")}
    if rule is not None:
        env |= {"QIXIAN_BREAK_RULE": str(rule), "QIXIAN_BREAK": how}
    done = subprocess.run([str(program)], env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def golden():
    """The rules by name, in order: `region from event`."""
    lines = (ROOT / "tests/procedure/rules.golden").read_text().splitlines()
    return [line.split(" -> ")[0] for line in lines]


def break_in_the_table(program):
    """Every rule, every break; how many were not noticed as they should be."""
    count = int(subprocess.run([str(program), "--count"], capture_output=True, text=True,
                               check=True).stdout)
    names = golden()
    if len(names) != count:
        print(f"rules.golden has {len(names)} rules, the program {count}")
        return 1
    code, said = ask(program)
    if code != 0:
        print("the unbroken rules are complained of:", *said, sep="\n  ")
        return 1
    wrong = 0
    seen_in_lives = 0
    for rule, name in enumerate(names):
        for how in BREAKS:
            code, said = ask(program, rule, how)
            by = {line.split(":")[0] for line in said}
            if code != 1 or "matrix" not in by:
                print(f"{name}: {how}: not noticed by the matrix (exit code {code})")
                wrong += 1
            if ("scenarios" in by) == ((how, name) in ONLY_IN_THE_MATRIX):
                print(f"{name}: {how}: the lives {'see' if 'scenarios' in by else 'miss'} it")
                wrong += 1
            seen_in_lives += "scenarios" in by
    if wrong == 0:
        print(f"{count} rules x {len(BREAKS)} breaks: all noticed")
        print(f"by the lives alone: {seen_in_lives} of {count * len(BREAKS)}")
    return wrong


def break_for_real():
    """A few rules broken in the text, the machine compiled anew."""
    wrong = 0
    sources = (ROOT / "src/qixian.cpp", ROOT / "tests/procedure/rules_taken.test.cpp",
               ROOT / "tests/procedure/matrix.test.cpp")
    for what, name, text, becomes in ((("nothing", "statute/cn_disclosure/rules.hpp", "", ""),) + REAL):
        with tempfile.TemporaryDirectory() as folder:
            include = pathlib.Path(folder) / "include"
            shutil.copytree(ROOT / "include", include)
            path = include / "qixian" / name
            before = path.read_text()
            if text and before.count(text) != 1:
                print(f"{name}: not there once: {text.strip()}")
                wrong += 1
                continue
            path.write_text(before.replace(text, becomes) if text else before)
            program = pathlib.Path(folder) / "tests"
            compile_to(program, include, *sources, flags=("-DQIXIAN_COMPILED=1",))
            # The golden listing would notice anything; it is left out.
            done = subprocess.run([str(program), "--gtest_filter=-*golden*"], capture_output=True,
                                  text=True, check=False)
            failed = sorted({line.split("]")[1].split(" (")[0].strip()
                             for line in done.stdout.splitlines() if line.startswith("[  FAILED  ]")
                             and "." in line})
            print(f"{what}: {text.strip() or 'unbroken'}")
            print(f"  fails: {', '.join(failed) or 'nothing'}")
            if (done.returncode != 0) != bool(text):
                wrong += 1
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--real", action="store_true",
                         help="edit the text and compile the machine")
    if options.parse_args().real:
        return 1 if break_for_real() else 0
    program = os.environ.get("QIXIAN_RULES_BIN")
    if program:
        return 1 if break_in_the_table(program) else 0
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "break_rule"
        compile_to(made, ROOT / "include", ROOT / "tests/procedure/break_rule.cpp")
        return 1 if break_in_the_table(made) else 0


if __name__ == "__main__":
    sys.exit(main())
