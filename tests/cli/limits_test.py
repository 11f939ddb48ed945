"""What comes from outside may be deep, large or endless, and memory may end: each is said with its code,
and never ends in a signal."""
import resource
import subprocess
import unittest

from output_test import SMALL_MODEL
from store_support import StoreTest
from support import BAD_INPUT, BUG, FINDING, FINE, PROGRAM, environment, received

MEGABYTE = 1 << 20


def within(megabytes, *arguments, stdin=b""):
    """The program with so much memory and no more."""
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300, env=environment(), preexec_fn=limit,
                          check=False)


class Depth(StoreTest):
    def setUp(self):
        super().setUp()
        self.events = self.log([received("A-1", "2020-12-21")])
        self.model = self.file("model.toml", SMALL_MODEL)

    def refused(self, number, *arguments):
        got = within(600, *arguments, "--lang", "en")
        self.assertEqual(got.returncode, BAD_INPUT, got.stderr[-300:])
        self.assertRegex(got.stderr.decode(), rf"QX-{number} ")
        return got.stderr.decode()

    def test_a_certificate_is_neither_endlessly_deep_nor_large(self):
        for text, number in (("[" * 100_000, 904), ('{"a":' * 50_000, 904), ("[" * 60_000_000, 909),
                             ("[" + "0," * 30_000_000 + "0]", 909),
                             ("{\"certificates\":[" + "[" * 31, 904)):
            self.refused(number, "check-certificate", self.file("deep.json", text), self.events)

    def test_the_place_of_what_is_too_deep_is_named(self):
        said = self.refused(904, "check-certificate", self.file("deep.json", "\n  " + "[" * 40), self.events)
        self.assertIn("deep.json:2:35:", said)
        self.assertIn("32 levels", said)

    def test_brackets_in_strings_are_no_depth(self):
        text = '{"id": "' + "[{\\\"" * 100 + '"}'
        said = self.refused(931, "check-certificate", self.file("flat.json", text), self.events)
        self.assertNotIn("levels", said)

    def test_a_share_is_neither_endlessly_deep_nor_cut_short_in_silence(self):
        share = self.ok("simulate", self.model, "--replications", "2", "--shard", "1/1").out
        head = share.split("\n", 1)[0] + "\n"
        self.refused(904, "simulate", self.model, "--merge",
                     self.file("deep.part", head + "[" * 1_000_000 + "\n"))
        self.refused(925, "simulate", self.model, "--merge", self.path("none.part"))
        self.ok("simulate", self.model, "--merge", self.file("sound.part", share))

    def test_a_model_is_neither_endlessly_deep_nor_large(self):
        for text in ("a = " + "[" * 200_000, "a = " + "{ a = " * 100_000, "a" + ".a" * 100_000 + " = 1",
                     "[" + "a." * 100_000 + "a]\n", "[" * 100_000):
            self.refused(961, "simulate", self.file("deep.toml", text))
        self.refused(909, "simulate", self.file("large.toml", "# " + "x" * 1000 + "\n" + "\n" * 2_000_000))

    def test_a_row_of_a_log_is_not_endlessly_deep(self):
        for text in ('{"application":' + "[" * 500_000, "[" * 500_000, '{"a":' * 150_000):
            for how in ([], ["--sorted"]):
                got = within(600, "deadlines", self.file("deep.ndjson", text + "\n"), *how)
                self.assertEqual(got.returncode, BAD_INPUT, got.stderr[-300:])

    def test_own_columns_of_a_row_are_bounded_together_in_a_store(self):
        """Each of them and the line are short enough; as one line of NDJSON no reader would take them."""
        def log(count):
            names = [f"x_{n:04}" + "n" * 1500 for n in range(count)]
            return self.file("wide.csv", ",".join(["application,on,event,applicant", *names]) + "\n"
                             + ",".join(["W-1,2020-12-21,received,other"] + ["v" * 1500] * count))
        said = self.says(909, BAD_INPUT, "import", self.made(), log(400))
        self.assertIn("x_", said.err)
        store = self.made(name="narrow.qixian")
        self.ok("import", store, log(300))
        rows = self.file("back.ndjson", self.ok("export", store, "--ndjson").out)
        self.ok("import", self.made(name="other.qixian"), rows)

    def test_the_numbers_of_a_model_have_limits(self):
        growing = SMALL_MODEL.replace("[2026, 2026]", "[2020, 2039]").replace(
            "per_year = 24", "per_year = 1000000\ngrowth_per_year = 9")
        said = self.refused(960, "simulate", self.file("growing.toml", growing))
        self.assertIn("growth_per_year", said)
        many = self.file("many.toml", SMALL_MODEL.replace("[2026, 2026]", "[2020, 2039]"))
        said = self.refused(960, "simulate", many, "--replications", "1000000")
        self.assertIn("--shard", said)


class Memory(StoreTest):
    def sweep(self, limits, *arguments, stdin=b"", must_end=True):
        ended = 0
        for megabytes in limits:
            got = within(megabytes, *arguments, stdin=stdin)
            if b"shared libraries" in got.stderr or b"cannot allocate memory in static TLS" in got.stderr:
                continue  # it was never started
            self.assertIn(got.returncode, (FINE, FINDING, BAD_INPUT, BUG), (megabytes, got.stderr[-300:]))
            if got.returncode == BUG:
                ended += 1
                self.assertRegex(got.stderr.decode(), "内存不足", megabytes)
                self.assertNotIn("bug", got.stderr.decode())
        if must_end:
            self.assertGreater(ended, 0, arguments)

    def test_a_simulation_that_needs_more_than_there_is(self):
        model = self.file("model.toml", SMALL_MODEL.replace("[2026, 2026]", "[2020, 2039]"))
        for threads in (1, 4):
            self.sweep((64, 128, 256), "simulate", model, "--replications", "20000", "--threads", threads)

    def test_many_applications_open_at_once_in_all_threads(self):
        model = self.file("model.toml", SMALL_MODEL.replace("per_year = 24", "per_year = 40000000"))
        self.sweep((128, 300), "simulate", model, "--replications", "8", "--threads", "4")

    def test_a_forecast_that_needs_more_than_there_is(self):
        model = self.file("model.toml", SMALL_MODEL.replace("[2026, 2026]", "[2021, 2021]"))
        log = self.log([received("A-1", "2020-12-21")])
        self.sweep((48, 96, 160), "simulate", model, "--from", log, "--as-of", "2020-12-31",
                   "--replications", "30000", "--threads", "4")

    def test_a_log_that_does_not_fit(self):
        log = self.log([received(f"N-{i}", "2020-12-21", note="x" * 400) for i in range(40_000)])
        self.sweep((24, 32, 40, 48, 64), "deadlines", log, "--as-of", "2020-12-31", "--json")
        self.sweep((24, 32, 40, 48, 64), "report", log, "--year", "2020", "--json", must_end=False)

    def test_an_import_that_does_not_fit_leaves_the_store_as_it_was(self):
        log = self.log([received(f"N-{i}", "2020-12-21", note="x" * 400) for i in range(20_000)])
        store = self.made()
        self.sweep((32, 48), "import", store, log)
        self.ok("verify", store)


if __name__ == "__main__":
    unittest.main()
