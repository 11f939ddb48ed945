"""One simulation in one process, in three by MPI, and by the program alone: the same bytes.

examples/mpi is built wherever MPI is found. Where there is no MPI, this says so and is left out;
where there is one, an example that was not built is a failure.
"""
import os
import shutil
import subprocess
import unittest

import support

BUILD = os.path.dirname(os.path.abspath(support.PROGRAM))
EXAMPLE = os.path.join(BUILD, "examples", "simulate_mpi")
RUN = os.path.join(support.SOURCE, "examples", "mpi", "run.sh")
HAS_MPI = shutil.which("mpirun") and (shutil.which("mpicc") or shutil.which("mpicxx"))

MODEL = """
name = "three towns"
years = [2024, 2025]
agencies = 2
[arrivals]
per_year = 150
[[class]]
applicant = "natural_person"
outcomes = { granted = 40, not_held = 25, other = 5 }
[[team]]
name = "desk"
people = 1
[[step]]
name = "handle"
team = "desk"
work_hours = { lognormal = { mean = 6, deviation = 4 } }
[[step]]
name = "others"
wait_working_days = { exponential = 5 }
[[scenario]]
name = "busier"
change = { "arrivals.per_year" = "*1.3" }
"""


@unittest.skipUnless(HAS_MPI, "left out: there is no MPI here (Debian: libopenmpi-dev, openmpi-bin)")
class simulate_mpi(support.ProgramTest):
    def setUp(self):
        super().setUp()
        self.assertTrue(os.path.exists(EXAMPLE),
                        f"{EXAMPLE} was not built although MPI is installed: configure anew with "
                        "QIXIAN_BUILD_EXAMPLES and libopenmpi-dev")
        self.model = self.file("towns.toml", MODEL)

    def mpi(self, processes, *options, model=None):
        # Open MPI keeps memory till the end, which a sanitizer would take for a leak.
        env = support.environment(ASAN_OPTIONS="detect_leaks=0",
                                  OMPI_MCA_btl_vader_single_copy_mechanism="none",
                                  OMPI_MCA_rmaps_base_oversubscribe="1")
        done = subprocess.run(["bash", RUN, BUILD, model or self.model, str(processes), *options],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, timeout=120,
                              check=False)
        return support.Answer(done.returncode, done.stdout, done.stderr)

    def same_everywhere(self, replications, seed):
        alone = support.run("simulate", self.model, "--replications", replications, "--seed", seed,
                            "--json")
        self.assertIn(alone.code, (support.FINE, support.FINDING), alone.err)
        for processes in (1, 3):
            with self.subTest(processes=processes, replications=replications):
                there = self.mpi(processes, "--replications", str(replications), "--seed",
                                 str(seed), "--", "--json")
                self.assertEqual(there.code, alone.code, there.err)
                self.assertEqual(there.bytes, alone.bytes)
        return alone

    def test_one_process_and_three_give_the_bytes_of_the_program(self):
        first = self.same_everywhere(7, 5)
        self.assertEqual(first.json()["replications"], 7)

    def test_a_process_that_has_nothing_to_do_changes_nothing(self):
        self.same_everywhere(2, 1)

    def test_a_list_of_offices_with_scenario_and_years_gives_the_bytes_of_the_program(self):
        self.file("towns-2.toml", MODEL.replace("three towns", "others").split("[[scenario]]")[0])
        listed = self.file("list.toml", """correlation = 0.3
[[office]]
model = "towns.toml"
weight = 2
[[office]]
model = "towns-2.toml"
""")
        for model, chosen in ((listed, ("--scenario", "busier", "--scenario", "base", "--years",
                                        "2026", "--correlation", "0.7")),
                              (listed, ()),
                              (self.model, ("--scenario", "busier", "--years", "2025..2026"))):
            alone = support.run("simulate", model, "--replications", 4, *chosen, "--json")
            self.assertIn(alone.code, (support.FINE, support.FINDING), alone.err)
            there = self.mpi(3, "--replications", "4", *chosen, "--", "--json", model=model)
            self.assertEqual(there.bytes, alone.bytes, there.err)

    def test_an_unknown_scenario_is_said_once(self):
        said = self.mpi(2, "--scenario", "none")
        self.assertNotEqual(said.code, 0)
        self.assertEqual(said.err.count("none; base, busier"), 1, said.err)

    def test_another_seed_is_another_answer(self):
        self.assertNotEqual(self.mpi(3, "--replications", "2", "--seed", "1", "--", "--json").bytes,
                            self.mpi(3, "--replications", "2", "--seed", "2", "--", "--json").bytes)

    def test_a_bad_model_is_said_once_and_ends_all(self):
        bad = self.file("bad.toml", MODEL.replace("people = 1", "people = -1"))
        said = self.mpi(3, model=bad)
        self.assertNotEqual(said.code, 0)
        self.assertEqual(said.err.count("bad.toml"), 1, said.err)
        self.assertIn("people", said.err)
        self.assertEqual(said.out, "")


if __name__ == "__main__":
    unittest.main(verbosity=2)
