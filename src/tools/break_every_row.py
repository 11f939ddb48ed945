#!/usr/bin/env python3
"""Breaks every row of the built-in statute, one way after the other, and names the test that notices.

A row is a rule, an effect, a duty, a period, a fact, a pause, a window, an article in force, a row of
a form, or what the kernel hears. The breaks are made in the rows as the program runs
(tests/kernel/breaks.cpp), so nothing is compiled: the program is linked of the objects of core_tests,
kernel_tests and model_tests, and is named by QIXIAN_ROWS_BIN. Printed is, for each break,

    table row way (what the row is) -> the first test that fails

The tests are run in order of cheapness; the exit code is 1 where a break passes them all.

--sample N   only N of them, the same ones each time (--seed): what the test run does
--table T    only the rows of this table; may be given again
--real       ten rows in the source instead: a copy of include/ is edited and compiled for each
"""

import argparse
import concurrent.futures
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# In order of cheapness. The listing of the rules would notice whatever is changed in them, and says
# nothing of the law; bulk folding works by the compiled rows, not by these.
STAGES = (
    "scenarios.every_row_is_taken_as_written:duties.*:history.*:would.*:work_list.*:"
    "worked_examples.*:matrix.every_pair_is_as_written_by_hand:rows.*:forms.*",
    "matrix.*:checker.whatever_the_engine_proves_is_accepted:"
    "moves.*-*golden*:*random*:*the_machine*",
    "engine_and_slow_model.*:model_random.*",
)
# What another row says too, so that no answer can tell. (table, way) and how what the row is begins.
SAYS_THE_SAME = {
    # Under Decree 492 no second request is irregular, silence passes no limit, and whether a third
    # party objected is not asked.
    ("effects", "when.only_711"): ("correction_requested warns", "consultation_lapsed silence",
                                   "disclosed warns THIRD_PARTY", "partly_disclosed warns THIRD_PARTY",
                                   "reply_replaced warns THIRD_PARTY", "reanswered warns THIRD_PARTY"),
    # Before a case is received no day is in force that could stand beside the warning.
    ("effects", "beside"): ("lodged warns CHANNEL",),
    # Nothing asks which order another one follows.
    ("matters", "follows"): ("order",),
    # Only a period of the law can tell the row from its arrival; only one in days a rest day.
    ("duties", "from"): ("correction", "reasons", "reanswer"),
    ("duties", "own_limit"): ("opinion", "payment"),
    # What is never missed is no work when its time is over.
    ("duties", "of_use_while_open"): ("correction", "payment", "reasons", "review_acceptance",
                                      "suit_after_review"),
    # No other agency has a limit that it could miss.
    ("duties", "binds-4"): ("opinion",),
    # The main clock has a length whatever is said of its kind; an opinion without one none.
    # Remedies ask no kind either.
    ("terms", "how"): ("reply O1", "reply R33-2", "opinion O3", "opinion R33-4",
                       "review_application", "review_acceptance R60-2", "review_decision", "suit R",
                       "suit_after_review"),
    # Extensions are granted in working days whatever the row says.
    ("terms", "unit"): ("reply O2", "reply R33-3"),
}
LIMIT = 300  # seconds, after which a program that a break sent round in circles is stopped


def environment(broken=None):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("QIXIAN_BREAK", "GTEST_"))}
    env.setdefault("QIXIAN_HISTORIES", "1000")
    if broken is not None:
        env["QIXIAN_BREAK"] = broken
    return env


def first_failure(program, broken, stage):
    """The first test that fails, or that was running as the program died; None where all pass."""
    try:
        done = subprocess.run([program, f"--gtest_filter={stage}", "--gtest_fail_fast"],
                              env=environment(broken), capture_output=True, text=True,
                              errors="replace", check=False, timeout=LIMIT)
        out, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        out, code = (late.stdout or b"").decode(errors="replace"), -1
    if code == 2 and "[==========]" not in out:
        raise RuntimeError(done.stderr)
    if code == 0:
        return None
    running = ""
    for line in out.splitlines():
        if line.startswith("[ RUN      ]"):
            running = line.split("]")[1].strip()
        elif line.startswith("[  FAILED  ]"):
            return line.split("]")[1].split(" (")[0].split(",")[0].strip()
    return running or "the program does not start"


def noticed(program, broken):
    for stage in STAGES:
        test = first_failure(program, broken, stage)
        if test is not None:
            return test
    return None


def breaks_of(program):
    """`table row way` and what the row is, of every break."""
    listing = subprocess.run([program, "--list"], capture_output=True, text=True, check=True).stdout
    return [(name, what) for name, what in (line.split("\t") for line in listing.splitlines())
            if not what.startswith(SAYS_THE_SAME.get((name.split()[0], name.split()[2]), "\0"))]


def break_in_the_rows(program, wanted):
    """Every break; how many were not noticed."""
    everything = breaks_of(program)
    chosen = [b for b in everything if not wanted.table or b[0].split()[0] in wanted.table]
    if wanted.sample:
        chosen = sorted(random.Random(wanted.seed).sample(chosen, min(wanted.sample, len(chosen))))
    for stage in STAGES:
        test = first_failure(program, None, stage)
        if test is not None:
            print(f"nothing is broken, and yet {test} fails")
            return 1
    missed = 0
    with concurrent.futures.ThreadPoolExecutor(wanted.jobs) as at_once:
        asked = ((b, at_once.submit(noticed, program, b[0])) for b in chosen)
        for (name, what), test in list(asked):
            missed += test.result() is None
            print(f"{name} ({what}) -> {test.result() or 'NOTHING'}", flush=True)
    tables = len({b[0].split()[0] for b in chosen})
    print(f"{len(chosen)} of {len(everything)} breaks in {tables} tables: "
          f"{missed or 'none'} not noticed")
    return missed


# Edits of include/qixian for --real: file, text, what it becomes.
DISCLOSURE = "statute/cn_disclosure/"
REAL = (
    (DISCLOSURE + "rules.hpp",
     "    rule<stage::received,             event::extended, stage::received,             "
     "basis::r33_3, guards::extension_in_time>,\n", ""),
    (DISCLOSURE + "rules.hpp",
     "event::withdrawn,           stage::withdrawn,", "event::withdrawn,           stage::closed,"),
    (DISCLOSURE + "rules.hpp", "basis::r42_5, guards::paid_in_time>", "basis::r42_5>"),
    (DISCLOSURE + "effects.hpp", "    {.on = event::extended, .does = verb::sends},\n", ""),
    (DISCLOSURE + "effects.hpp", "{event::fee_lapsed,        outcome::fee_lapsed}",
     "{event::fee_lapsed,        outcome::other}"),
    (DISCLOSURE + "terms.hpp", "term_kind::fixed, {7, unit::working_day, basis::r30_1}",
     "term_kind::fixed, {8, unit::working_day, basis::r30_1}"),
    (DISCLOSURE + "duties.hpp", ".outlives = true, ", ""),
    (DISCLOSURE + "duties.hpp", ".kinds = set_of(kind::third_party, kind::co_maker)}},",
     ".kinds = set_of(kind::third_party)}},"),
    ("statute/cn_remedy/rules.hpp",
     "remedy_stage::review_done,    basis::r60_5,", "remedy_stage::review_done,    basis::r60_2,"),
    ("statute/cn_remedy/rows.hpp", "term_kind::fixed, {15, unit::day, basis::r61_2}",
     "term_kind::fixed, {15, unit::working_day, basis::r61_2}"),
)
# The tests that go with them, and the library whose rows they ask, by the table of rules.
REAL_TESTS = ("tests/procedure/rules_taken.test.cpp", "tests/procedure/matrix.test.cpp",
              "tests/clock/duties.test.cpp", "tests/clock/history.test.cpp",
              "tests/kernel/rows.test.cpp")
SUBJECTS = ("base", "calendar", "case", "checker", "date", "ledger", "machine", "period", "rule",
            "statute", "default_statute")


def compile_to(made, include, *sources):
    """Objects of `sources` against the headers in `include`."""
    for source in sources:
        subprocess.run([os.environ.get("CXX") or "g++", "-std=c++20", "-O0", f"-I{include}",
                        f'-DQIXIAN_SOURCE_DIR="{ROOT}"', "-DQIXIAN_COMPILED=1",
                        "-DQIXIAN_NO_MACHINE", "-c", str(ROOT / source), "-o",
                        str(made / (source.replace("/", ".") + ".o"))], check=True)


def link(made):
    program = made / "tests"
    subprocess.run([os.environ.get("CXX") or "g++", *map(str, made.glob("*.o")), "-o", str(program),
                    "-lgtest", "-lgtest_main", "-lpthread"], check=True)
    return program


def break_for_real():
    """Ten rows broken in the text. The library is compiled anew; the tests do not see the rows."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "made"
        made.mkdir()
        compile_to(made, ROOT / "include", *REAL_TESTS, *(f"src/{s}.cpp" for s in SUBJECTS))
        for name, text, becomes in (("", "", ""),) + REAL:
            if text:
                include = pathlib.Path(folder) / "include"
                shutil.rmtree(include, ignore_errors=True)
                shutil.copytree(ROOT / "include", include)
                path = include / "qixian" / name
                before = path.read_text()
                if before.count(text) != 1:
                    print(f"{name}: not there once: {text.strip()}")
                    wrong += 1
                    continue
                path.write_text(before.replace(text, becomes))
                compile_to(made, include, "src/statute.cpp")
            test = first_failure(str(link(made)), None, "-*golden*")
            print(f"{name}: {text.strip() or 'nothing is broken'} -> {test or 'NOTHING'}",
                  flush=True)
            wrong += (test is None) == bool(text)
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--real", action="store_true", help="edit and compile the source")
    options.add_argument("--sample", type=int, default=0, metavar="N")
    options.add_argument("--seed", type=int, default=20261128)
    options.add_argument("--table", action="append")
    options.add_argument("--jobs", type=int, default=2)
    wanted = options.parse_args()
    if wanted.real:
        return 1 if break_for_real() else 0
    program = os.environ.get("QIXIAN_ROWS_BIN")
    if not program:
        print("QIXIAN_ROWS_BIN names no program (build the target qixian_row_tests)")
        return 2
    return 1 if break_in_the_rows(program, wanted) else 0


if __name__ == "__main__":
    sys.exit(main())
