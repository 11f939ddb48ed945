"""An event that nobody has written yet is added to a copy of the tree, as src/notes/house.md tells it.

`transferred` (移送) passes an application to the agency in charge: from `received` and `delayed` to a
stage of its own, which ends the case as "other". It takes eight files. Then everything that knows
events knows it, and where one of the eight is left out, something says so.

What the program must know needs a whole program, and is asked with QIXIAN_ENDURANCE=1.
"""
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
CXX = os.environ.get("CXX", "g++")
COPIED = ("CMakeLists.txt", "include", "src", "tests", "bench")
MOST_FILES = 8
WITH_PROGRAM = bool(os.environ.get("QIXIAN_ENDURANCE"))
of_the_program = unittest.skipUnless(WITH_PROGRAM, "the program is compiled with QIXIAN_ENDURANCE=1 only")

LAW = "include/qixian/statute/cn_disclosure/"
WORDS, RULES, EFFECTS = LAW + "words.hpp", LAW + "rules.hpp", LAW + "effects.hpp"
SCHEMA, GLOSSARY = "src/schema/common.schema.json", "src/notes/glossary.md"
MATRIX = "tests/procedure/expected_matrix.csv"
LISTING, LIVES = "tests/procedure/rules.golden", "tests/procedure/scenarios.txt"

STAGE_NAME = '    {stage::transferred,          "transferred",          "transferred",              "已移送"},\n'
EVENT_NAME = ('    {event::transferred,                 "transferred",                         '
              '"transferred to the agency in charge",          "移送"},\n')
FROM_RECEIVED = "    rule<stage::received, event::transferred, stage::transferred, basis::c8>,\n"
FROM_DELAYED = "    rule<stage::delayed, event::transferred, stage::transferred, basis::c8>,\n"
LETTER = "    {.on = event::transferred,  .does = verb::tells},\n"
CLOSING = "    {event::transferred,       outcome::other},\n"

#: File, a text that stands in it once, and what comes behind that.
ADDED = (
    (WORDS, "    closed,      ///< 其他方式办结\n", "    transferred, ///< 移送\n"),
    (WORDS, "    closed_otherwise,\n", "    transferred,\n"),
    (WORDS, '"closed otherwise",         "其他办结"},\n', STAGE_NAME),
    (WORDS, '"closed otherwise",                             "其他方式办结"},\n', EVENT_NAME),
    (RULES, "stage::withdrawn, stage::closed, ", "stage::transferred, "),
    (RULES, "event::fee_lapsed,   stage::abandoned,     basis::r42_4, guards::payment_period_over>,\n",
     FROM_RECEIVED + FROM_DELAYED),
    (EFFECTS, "    {.on = event::supplemented,   .does = verb::tells},\n", LETTER),
    (EFFECTS, "    {event::closed_otherwise,  outcome::other, true},\n", CLOSING),
    (SCHEMA, '"withdrawn", "closed", ', '"transferred", '),
    (SCHEMA, '"withdrawn", "closed_otherwise",', ' "transferred",'),
    (GLOSSARY, "| 其他办结 | closed otherwise | `closed` | F30-C8 |\n",
     "| 已移送 | transferred | `transferred` | F30-C8 |\n"),
    (GLOSSARY, "| 其他方式办结 | closed otherwise | `closed_otherwise` | F30-C8 |\n",
     "| 移送 | transferred to the agency in charge | `transferred` | F30-C8 |\n"),
    (LISTING, "procedure fee_requested fee_lapsed -> abandoned if payment_period_over by R42-4 FEE-6\n",
     "procedure received transferred -> transferred if always by C8 F30-C8\n"
     "procedure delayed transferred -> transferred if always by C8 F30-C8\n"),
    (LISTING, "procedure closed delivered -> closed if letter_known by D8 F235-1\n",
     "procedure transferred delivered -> transferred if letter_known by D8 F235-1\n"),
    (LISTING, "procedure closed returned -> closed if letter_known by D8 F235-1\n",
     "procedure transferred returned -> transferred if letter_known by D8 F235-1\n"),
    (LISTING, "procedure closed resent -> closed if letter_came_back by Z2 CPL-95\n",
     "procedure transferred resent -> transferred if letter_came_back by Z2 CPL-95\n"),
    (LIVES, "at closed: @received; closed_otherwise 20210303 -> closed\n",
     "at transferred: @received; transferred 20210303 ref=t -> transferred\n"),
    (LIVES, "try disclosed, abandoned, withdrawn, closed, void: withdrawn 20210405 !ALREADY_CLOSED\n",
     "try received, delayed: transferred 20210308 -> transferred\n"
     "try lodged: transferred 20210308 !BEFORE_RECEIPT\n"
     "try correction_requested: transferred 20210308 !NOT_POSSIBLE_HERE\n"
     "try transferred: delivered 20210304 re=t; returned 20210305 re=t; resent 20210306 re=t; delivered 20210306 re=x !REFERENCE_UNKNOWN\n"
     "try transferred: transferred 20210405 !ALREADY_CLOSED; review_filed 20210406 !NOTHING_TO_REVIEW\n"),
)
#: In the matrix the event is a column, behind the one of `closed_otherwise`, and the stage a row.
LEADS = {("procedure", "received"): "transferred", ("procedure", "delayed"): "transferred",
         ("basis", "*"): "C8"}

#: Long where nothing is optimised, and about lives without the event: left out.
LONG = "checker.every_single_change_is_rejected:moves.equal_a_comparison_*"


def changed_matrix(text):
    table = [line.split(",") for line in text.splitlines()]
    column = table[0].index("closed_otherwise") + 1
    for row in table:
        row.insert(column, "transferred" if row[0] == "region" else LEADS.get((row[0], row[1]), "."))
    closed, = [n for n, row in enumerate(table) if row[:2] == ["procedure", "closed"]]
    table.insert(closed + 1, ["procedure", "transferred", *table[closed][2:]])
    return "".join(",".join(row) + "\n" for row in table)


class Tree:
    """The copy of the tree with the event in it."""

    def __init__(self, root):
        self.root = root
        self.build = root / "build"
        self.before = {}

    def read(self, name):
        return (self.root / name).read_text("utf-8")

    def write(self, name, text):
        self.before.setdefault(name, self.read(name))
        (self.root / name).write_text(text, "utf-8")

    def put(self, name, behind, more):
        text = self.read(name)
        if text.count(behind) != 1:
            raise AssertionError(f"{name} has {text.count(behind)} times: {behind}")
        self.write(name, text.replace(behind, behind + more))

    def add_the_event(self):
        for name, behind, more in ADDED:
            self.put(name, behind, more)
        self.write(MATRIX, changed_matrix(self.read(MATRIX)))

    @contextlib.contextmanager
    def without(self, name, text=None):
        """The file lacks `text` for a while, or is as it was."""
        whole = self.read(name)
        left = self.before[name] if text is None else whole.replace(text, "")
        assert left != whole, name
        (self.root / name).write_text(left, "utf-8")
        try:
            yield
        finally:
            (self.root / name).write_text(whole, "utf-8")

    def environment(self):
        return dict(os.environ, QIXIAN=str(self.build / "qixian"), QIXIAN_SOURCE_DIR=str(self.root),
                    QIXIAN_BUILD_DIR=str(self.build), CCACHE_BASEDIR=str(self.root),
                    CCACHE_NOHASHDIR="1", CCACHE_SLOPPINESS="pch_defines,time_macros")

    def run(self, *command, cwd=None):
        return subprocess.run([str(c) for c in command], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=1500, check=False,
                              env=self.environment(), cwd=cwd or self.root)

    def must(self, *command):
        done = self.run(*command)
        if done.returncode != 0:
            raise AssertionError(f"{command}\n{done.stdout[-6000:]}")
        return done.stdout

    def make(self, *targets):
        launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        self.must("cmake", "-S", self.root, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None",
                  f"-DCMAKE_CXX_COMPILER={CXX}", "-DCMAKE_CXX_FLAGS=-O0", "-DQIXIAN_UNITY=ON",
                  "-DQIXIAN_MACHINE=OFF", "-DQIXIAN_BUILD_BENCH=OFF", "-DQIXIAN_BUILD_EXAMPLES=OFF",
                  *launcher)
        self.compile(*targets)

    def compile(self, *targets):
        self.must("cmake", "--build", self.build, "-j2", "--target", *targets)

    def tests(self, program, which="*"):
        return self.run(self.build / "tests" / program, f"--gtest_filter={which}", "--gtest_brief=1")

    def script(self, *tests):
        """Tests of tests/cli in the copy, asking its program."""
        return self.run(sys.executable, "-m", "unittest", *tests, cwd=self.root / "tests" / "cli")

    def compiles(self):
        """Whether the statute does, which holds the tables of its words and rows together."""
        return self.run(CXX, "-std=c++20", "-DQIXIAN_COMPILED=1", f"-I{self.root / 'include'}",
                        "-fsyntax-only", self.root / "src" / "statute.cpp")


class NewEvent(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory(prefix="qixian-new-event-")
        cls.addClassCleanup(held.cleanup)
        cls.tree = Tree(pathlib.Path(held.name) / "tree")
        cls.tree.root.mkdir()
        for name in COPIED:
            copy = shutil.copytree if (SOURCE / name).is_dir() else shutil.copy2
            copy(SOURCE / name, cls.tree.root / name)
        cls.tree.add_the_event()
        cls.tree.make("core_tests", "kernel_tests", *(["qixian_program"] if WITH_PROGRAM else []))

    def answer(self, *arguments, stdin=None):
        """Exit code, output and faults of the program in the copy."""
        done = subprocess.run([str(self.tree.build / "qixian"), *map(str, arguments)], input=stdin or "",
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120,
                              check=False)
        return done.returncode, done.stdout, done.stderr

    def ask(self, *arguments, code=0):
        got, out, err = self.answer(*arguments)
        self.assertEqual(got, code, f"{arguments}\n{out}\n{err}")
        return out

    def json(self, *arguments, code=0):
        return json.loads(self.ask(*arguments, "--json", code=code))

    def log(self, *rows):
        """A log of application A, received on 1 March 2021."""
        path = self.tree.root / "log.csv"
        path.write_text("application,on,event,applicant,ref,re\nA,2021-03-01,received,natural_person,,\n"
                        + "".join(row + "\n" for row in rows), "utf-8")
        return path

    def passes(self, done):
        self.assertEqual(done.returncode, 0, done.stdout[-4000:])

    def fails(self, done, *said):
        self.assertNotEqual(done.returncode, 0, "nothing says so")
        for each in said:
            self.assertIn(each, done.stdout)

    def test_01_takes_eight_files(self):
        files = [path.relative_to(SOURCE) for name in COPIED if (SOURCE / name).is_dir()
                 for path in (SOURCE / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        self.assertGreater(len(files), 300)
        touched = {str(name) for name in files
                   if (SOURCE / name).read_bytes() != (self.tree.root / name).read_bytes()}
        self.assertEqual(touched, set(self.tree.before))
        self.assertLessEqual(len(touched), MOST_FILES)

    def test_02_passes_the_tests_of_the_core(self):
        self.passes(self.tree.tests("core_tests", f"-{LONG}"))
        self.passes(self.tree.tests("kernel_tests"))

    @of_the_program
    def test_03_is_in_the_matrix_and_in_every_diagram(self):
        machine = self.json("machine")
        self.assertIn({"code": "transferred", "en": "transferred", "zh": "已移送", "open": False,
                       "closed": True}, machine["stages"])
        self.assertIn("transferred", [each["code"] for each in machine["events"]])
        led = {(rule["from"], rule["to"]) for rule in machine["rules"] if rule["event"] == "transferred"}
        self.assertEqual(led, {("received", "transferred"), ("delayed", "transferred")})
        for form, arrow in (("table", ""), ("mermaid", " --> procedure_transferred : transferred"),
                            ("plantuml", ""), ("dot", "")):
            said = self.ask("machine", "--as", form)
            self.assertGreaterEqual(said.count("transferred"), 3, form)
            self.assertIn(arrow, said)

    @of_the_program
    def test_04_is_in_the_help(self):
        for language, name in (("en", "transferred to the agency in charge"), ("zh", "移送")):
            self.assertRegex(self.ask("help", "columns", "--lang", language),
                             rf"(?m)^transferred +{name}\s*$")

    @of_the_program
    def test_05_is_in_the_schemas(self):
        self.passes(self.tree.script("schema_test.TheSchemas",
                                     "schema_test.TheDocuments.test_10_of_a_life_to_every_stage_are_sound"))

    @of_the_program
    def test_06_ends_a_case_and_is_counted(self):
        log = self.log("A,2021-03-05,transferred,,t,", "A,2021-03-09,delivered,,,t")
        at = ("--as-of", "2021-12-31")
        case, = self.json("deadlines", log, *at)["applications"]
        self.assertEqual((case["stage"], case["standing"], case["outcome"]),
                         ("transferred", "not_carried", "other"))
        self.assertEqual([each["status"] for each in case["duties"] if each["duty"] == "reply"], ["met"])
        self.assertEqual(self.json("deadlines", log, *at)["refusals"], [])
        explained = self.json("explain", log, "A", *at)
        self.assertIn("transferred", json.dumps(explained))
        report = self.json("report", log, "--year", "2021", *at)
        rows = {name: cells["natural_person"] for name, cells in report["table3"].items()}
        self.assertEqual({name: number for name, number in rows.items() if number},
                         {"1": 1, "3.6.3": 1, "3.7": 1})
        self.assertEqual(report["carried_out"], [])
        # Nothing but the letters of the case can arrive, and nothing follows its end.
        log = self.log("A,2021-03-05,transferred,,t,", "A,2021-03-09,delivered,,,u",
                       "A,2021-03-10,disclosed,,,")
        refused = self.json("deadlines", log, *at, code=1)["refusals"]
        self.assertEqual([each["code"] for each in refused], ["REFERENCE_UNKNOWN", "ALREADY_CLOSED"])

    @of_the_program
    def test_07_is_read_in_bulk_as_row_by_row(self):
        log = self.log("A,2021-03-05,transferred,,t,", "A,2021-03-09,delivered,,,t",
                       "B,2021-03-01,received,business,,", "B,2021-03-02,delay_notified,,,",
                       "B,2021-03-03,transferred,,,", "C,2021-03-01,received,other,,")
        # A file is read in bulk, standard input is not.
        text = log.read_text("utf-8")
        for command, *options in (("report", "--year", "2021"), ("deadlines",)):
            for more in ((), ("--keep-going",)):
                options += ["--as-of", "2021-12-31", "--json", *more]
                in_bulk = self.answer(command, log, *options)
                by_row = self.answer(command, "-", *options, stdin=text)
                self.assertEqual([said.replace(str(log), "-") for said in map(str, in_bulk)],
                                 list(map(str, by_row)))

    @of_the_program
    def test_08_is_kept_in_a_store(self):
        store = self.tree.root / "cases.qixian"
        self.ask("init", store)
        self.ask("import", store, self.log())
        self.ask("record", store, "--application", "A", "--event", "transferred", "--on", "2021-03-05",
                 "--ref", "t")
        self.ask("record", store, "--application", "A", "--event", "delivered", "--on", "2021-03-09",
                 "--re", "t")
        case, = self.json("list", store, "--as-of", "2021-12-31")["applications"]
        self.assertEqual(case["stage"], "transferred")
        self.ask("verify", store)
        self.assertIn("transferred", self.ask("export", store))

    @of_the_program
    def test_09_is_refused_by_the_checker_which_does_not_know_it(self):
        """Also of a certificate on which it has no bearing."""
        at = ("--as-of", "2021-12-31")
        proof = self.tree.root / "proof.json"
        for rows, code, said in (((), 0, set()),
                                 (("A,2021-03-05,transferred,,t,",), 1, {"UNKNOWN_EVENT"})):
            log = self.log(*rows)
            proof.write_text(self.ask("explain", log, "A", *at, "--json"), "utf-8")
            checked = self.json("check-certificate", proof, log, code=code)
            self.assertEqual(checked["holds"], not said)
            for each in checked["certificates"]:
                self.assertEqual({o["code"] for o in each["objections"]}, said)

    def test_10_what_is_left_out_of_a_text_is_told(self):
        for name, told in ((GLOSSARY, "glossary.every_stage_and_event_has_its_pair"),
                           (MATRIX, "matrix.every_pair_is_as_written_by_hand"),
                           (MATRIX, "matrix.what_is_written_by_hand_has_every_event_and_every_stage"),
                           (LISTING, "matrix.the_rules_are_those_of_the_golden_listing"),
                           (LIVES, "scenarios.every_rule_is_taken")):
            with self.subTest(name), self.tree.without(name):
                self.fails(self.tree.tests("core_tests", told), told, "transferred")
        known = "test_03_know_the_words_of_the_program_and_no_others"
        if not WITH_PROGRAM:
            return
        with self.subTest(SCHEMA), self.tree.without(SCHEMA):
            self.fails(self.tree.script(f"schema_test.TheSchemas.{known}"), known, "transferred")

    def test_11_what_is_left_out_of_a_table_does_not_compile(self):
        self.passes(self.tree.compiles())
        for name, text, told in ((WORDS, STAGE_NAME, "a row for each stage"),
                                 (WORDS, EVENT_NAME, "a row for each event"),
                                 (EFFECTS, CLOSING, "a row of disclosure_closings")):
            with self.subTest(text), self.tree.without(name, text):
                self.fails(self.tree.compiles(), told)

    def test_12_a_rule_or_an_effect_that_is_left_out_fails(self):
        """Last, for the core is compiled anew: without one rule, and without the letter."""
        with self.tree.without(RULES, FROM_DELAYED), self.tree.without(EFFECTS, LETTER):
            self.tree.compile("core_tests")
            self.fails(self.tree.tests("core_tests", "matrix.every_pair_is_as_written_by_hand"),
                       "procedure delayed transferred: no rule")
            self.fails(self.tree.tests("core_tests", "scenarios.every_row_is_taken_as_written"),
                       "at transferred: delivered 2021-03-04: refused REFERENCE_UNKNOWN")


if __name__ == "__main__":
    unittest.main(verbosity=2)
