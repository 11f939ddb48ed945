"""The C interface, asked from another language through its shared library alone.

What the program prints and what the library hands out are the same bytes; the list of symbols is fixed;
whatever a host gives, it gets a code.
"""
import ctypes
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

from support import PROGRAM, SOURCE, environment

LIBRARY = os.environ["QIXIAN_C"]
OK, FINDING, USAGE, INPUT, STORE, BUSY, MEMORY, BUG = 0, 1, 2, 3, 4, 5, 6, 70
SYMBOLS = """qx_abi qx_add qx_audit qx_calendar qx_check qx_close qx_codes qx_count qx_deadlines qx_due_batch
 qx_explain qx_free qx_machine qx_message qx_open qx_report qx_version""".split()
LOG = b"""application,on,event,applicant,outcome
A-1,2020-12-21,received,natural_person,
A-2,2020-06-01,received,natural_person,
A-2,2020-06-20,disclosed,,
"""


class Settings(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("as_of", ctypes.c_int32), ("known_on", ctypes.c_int32),
                ("region", ctypes.c_char_p), ("policies", ctypes.c_char_p), ("agency", ctypes.c_char_p),
                ("notices", ctypes.c_char_p)]


def library():
    lib = ctypes.CDLL(LIBRARY)
    lib.qx_version.restype = lib.qx_message.restype = ctypes.c_char_p
    lib.qx_message.argtypes = lib.qx_close.argtypes = [ctypes.c_void_p]
    lib.qx_free.argtypes = [ctypes.c_void_p]
    return lib


class Engine:
    def __init__(self, lib, as_of, **settings):
        self.lib, self.it = lib, ctypes.c_void_p()
        asked = Settings(size=ctypes.sizeof(Settings), as_of=as_of, **settings)
        self.code = lib.qx_open(ctypes.byref(asked), ctypes.byref(self.it))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.lib.qx_close(self.it)

    def message(self):
        return self.lib.qx_message(self.it).decode()

    def document(self, call, *args):
        out = ctypes.c_void_p()
        code = getattr(self.lib, call)(self.it, *args, ctypes.byref(out))
        said = ctypes.string_at(out.value) if out.value else None
        self.lib.qx_free(out)
        return code, said

    def log(self, call, log, *args):
        return self.document(call, log, ctypes.c_size_t(len(log)), *args)


def program(*args, log=None):
    done = subprocess.run([PROGRAM, *args], input=log, capture_output=True, env=environment())
    return done.returncode, done.stdout


class C_interface(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.lib = library()

    def test_it_shows_its_calls_and_nothing_else(self):
        named = subprocess.run(["nm", "-D", "--defined-only", LIBRARY], capture_output=True, text=True, check=True)
        shown = [line.split()[2].split("@")[0] for line in named.stdout.splitlines() if line.split()[1] != "A"]
        self.assertEqual(sorted(shown), SYMBOLS)
        header = (pathlib.Path(SOURCE) / "include/qixian/qixian.h").read_text()
        for each in SYMBOLS:
            self.assertRegex(header, rf"QX_API [^;]*\b{each}\(", each)

    def test_it_brings_its_own_run_time_of_cpp(self):
        needs = subprocess.run(["readelf", "-d", LIBRARY], capture_output=True, text=True, check=True).stdout
        self.assertNotIn("libstdc++", needs)
        self.assertNotIn("libgcc_s", needs)

    def test_the_header_is_c99_and_cpp(self):
        program_text = '#include "qixian/qixian.h"\nint main(void) { qx_settings s = QX_SETTINGS; return s.as_of; }\n'
        for compiler, standard, name in (("cc", "-std=c99", "one.c"), (os.environ.get("CXX", "c++"), "-std=c++11", "one.cpp")):
            with tempfile.TemporaryDirectory() as folder:
                file = pathlib.Path(folder) / name
                file.write_text(program_text)
                subprocess.run([compiler, standard, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
                                f"-I{SOURCE}/include", str(file)], check=True)

    def test_documents_are_the_bytes_of_the_program(self):
        with Engine(self.lib, 20201231) as e, Engine(self.lib, 20201231, known_on=20200101) as early:
            self.assertEqual(e.code, OK, e.message())
            self.assertEqual(e.log("qx_deadlines", LOG), program("deadlines", "-", "--as-of", "2020-12-31", "--json", log=LOG))
            self.assertEqual(early.log("qx_deadlines", LOG), program(
                "deadlines", "-", "--as-of", "2020-12-31", "--known-on", "2020-01-01", "--json", log=LOG))
            said = e.log("qx_explain", LOG, b"A-1")
            self.assertEqual(said, program("explain", "-", "A-1", "--as-of", "2020-12-31", "--json", log=LOG))
            self.assertEqual(e.log("qx_report", LOG, 2020), program(
                "report", "-", "--year", "2020", "--as-of", "2020-12-31", "--json", log=LOG))
            proofs = said[1]
            code, checked = e.document("qx_check", proofs, ctypes.c_size_t(len(proofs)), LOG, ctypes.c_size_t(len(LOG)))
            self.assertEqual(code, OK, checked)
            wrong = proofs.replace(b'"2021-01-19"', b'"2021-01-18"')
            self.assertNotEqual(wrong, proofs)
            code, checked = e.document("qx_check", wrong, ctypes.c_size_t(len(wrong)), LOG, ctypes.c_size_t(len(LOG)))
            self.assertEqual(code, FINDING)
            self.assertEqual(e.document("qx_calendar", 2020), program("calendar", "show", "2020", "--json"))
        for call, command in (("qx_machine", ["machine", "--json"]), ("qx_codes", ["codes", "--json"])):
            out = ctypes.c_void_p()
            args = [None] if call == "qx_codes" else []
            self.assertEqual(getattr(self.lib, call)(*args, ctypes.byref(out)), OK)
            self.assertEqual(ctypes.string_at(out.value), program(*command)[1])
            self.lib.qx_free(out)

    def test_days_one_by_one_and_in_a_batch_are_the_same(self):
        draw = random.Random(14)
        with Engine(self.lib, 20261231) as e:
            n = 2000
            days = [draw.choice([20200229, 20200123, 20260101, 19990101, 20201301, 0, -5, 2**31 - 1])
                    if draw.random() < 0.05 else
                    draw.randrange(2008, 2026) * 10000 + draw.randrange(1, 13) * 100 + draw.randrange(1, 29) for _ in range(n)]
            lengths = [draw.choice([1, 7, 15, 20, 40, 0, -3, 10**9]) for _ in range(n)]
            due = (ctypes.c_int32 * n)()
            code = self.lib.qx_due_batch(e.it, (ctypes.c_int32 * n)(*days), (ctypes.c_int32 * n)(*lengths),
                                         ctypes.c_size_t(n), due)
            self.assertEqual(code, INPUT)
            last = ctypes.c_int32()
            for i in range(n):
                one = self.lib.qx_add(e.it, days[i], lengths[i], ctypes.byref(last))
                self.assertEqual(last.value, due[i], (days[i], lengths[i], e.message()))
                self.assertEqual(one == OK, due[i] != 0)
            self.assertEqual(self.lib.qx_due_batch(e.it, (ctypes.c_int32 * 1)(20201221), None, ctypes.c_size_t(1), due), OK)
            self.assertEqual(due[0], 20210119)
            count = ctypes.c_int32()
            self.assertEqual(self.lib.qx_count(e.it, 20201221, 20210119, ctypes.byref(count)), OK)
            self.assertEqual(count.value, 20)

    def test_whatever_is_wrong_is_a_code_and_a_message(self):
        with Engine(self.lib, 20201301) as e:
            self.assertEqual(e.code, INPUT)
            self.assertIn("20201301", e.message())
            self.assertEqual(e.log("qx_deadlines", LOG), (USAGE, None))
        for settings, said in (({"policies": b"no_such=1"}, "no_such"), ({"region": b"nowhere"}, "nowhere")):
            with Engine(self.lib, 20201231, **settings) as e:
                self.assertEqual(e.code, USAGE)
                self.assertIn(said, e.message())
        with Engine(self.lib, 20201231) as e:
            code, said = e.log("qx_deadlines", LOG.replace(b"2020-06-20", b"2020-06-31"))
            self.assertEqual((code, said), (INPUT, None))
            self.assertIn('"line":4', e.message())
            self.assertEqual(e.log("qx_explain", LOG, b"none")[0], INPUT)
            self.assertEqual(e.log("qx_explain", LOG, None), (USAGE, None))
            self.assertEqual(self.lib.qx_deadlines(e.it, LOG, ctypes.c_size_t(len(LOG)), None), USAGE)
            self.assertEqual(e.log("qx_report", LOG, 1999), (USAGE, None))
            self.assertEqual(e.log("qx_deadlines", LOG)[0], OK)
            self.assertEqual(e.message(), "")
        nothing = ctypes.c_void_p()
        self.assertEqual(self.lib.qx_open(None, None), USAGE)
        self.assertEqual(self.lib.qx_open(None, ctypes.byref(nothing)), USAGE)
        self.assertIn(b"NULL", self.lib.qx_message(nothing))
        self.lib.qx_close(nothing)
        self.lib.qx_close(None)
        self.lib.qx_free(None)
        self.assertEqual(self.lib.qx_add(None, 1, 1, None), USAGE)
        wrong = ctypes.create_string_buffer(4096)
        self.assertEqual(self.lib.qx_add(ctypes.byref(wrong), 20200101, 1, None), USAGE)
        self.assertEqual(self.lib.qx_message(ctypes.byref(wrong)), b"")


if __name__ == "__main__":
    unittest.main()
