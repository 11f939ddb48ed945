#!/usr/bin/env python3
"""bench-report's judgement, on figures made up so that the answer is known."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent

GOALS = [
    {"name": "faster", "program": "p", "subject": "s", "ours": "a", "rival": "b", "more": 10, "gate": 7, "safe": True, "en": "faster", "zh": "快"},
    {"name": "within", "full": True, "program": "p", "subject": "s", "ours": "a", "rival": "floor", "at_most": 2.5, "gate": 3.2, "en": "within", "zh": "内"},
    {"name": "small", "program": "p", "subject": "bytes", "ours": "a", "limit": 16, "gate": 20, "en": "small", "zh": "小"},
    {"name": "share", "program": "p", "subject": "threads", "ours": "share", "at_least": 0.7, "gate": 0.5, "en": "share", "zh": "份"},
    {"name": "linear", "program": "p", "curve": "c", "from": 1000000, "at_most": 1.5, "gate": 2.0, "en": "linear", "zh": "线"},
    {"name": "elsewhere", "program": "p", "subject": "simd", "ours": "a", "rival": "b", "more": 2, "gate": 1, "en": "elsewhere", "zh": "别"},
    {"name": "forgotten", "program": "q", "subject": "t", "ours": "a", "rival": "b", "more": 2, "gate": 1, "en": "forgotten", "zh": "忘"},
]


def run_of(a=(1.0, 1.0, 2.0), b=(8.0, 9.0, 14.0), size=12.0, share=0.8, last=1.2, quick=False):
    def subject(name, unit, **sides):
        return {"name": name, "operations": 1,
                "sides": [{"name": n, "unit": unit, "rounds": list(r)} for n, r in sides.items()]}
    return {"program": "p", "quick": quick, "rounds": 3, "load": [0, 0], "compiler": "g++ 12",
            "subjects": [subject("s", "ns", a=a, b=b, floor_slow=(0.9, 0.9, 0.9), floor_fast=(0.5, 0.4, 0.5)),
                         subject("bytes", "bytes", a=(size,)), subject("threads", "share", share=(share,))],
            "points": [{"curve": "c", "size": 1e5, "ns": 0.2}, {"curve": "c", "size": 1e6, "ns": 1.0},
                       {"curve": "c", "size": 1e8, "ns": last}],
            "skipped": [{"name": "simd", "why": "needs AVX-512 VBMI"}]}


class Report(unittest.TestCase):
    def report(self, run, *more):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "p.json").write_text(json.dumps(run), encoding="utf-8")
            (folder / "goals.json").write_text(json.dumps({"goals": GOALS}), encoding="utf-8")
            done = subprocess.run([sys.executable, HERE / "report.py", "--read", "--out", folder / "out",
                                   "--goals", folder / "goals.json", *more, folder / "p.json"],
                                  capture_output=True, text=True, check=False)
            out = folder / "out"
            self.code, self.stderr = done.returncode, done.stderr
            self.text = (out / "bench-report.md").read_text(encoding="utf-8")
            self.svg = (out / "bench-report.svg").read_text(encoding="utf-8")
            report = json.loads((out / "bench-report.json").read_text(encoding="utf-8"))
        return report, {g["name"]: g for g in report["goals"]}

    def test_a_ratio_is_the_median_of_the_rounds_of_both_sides(self):
        _, goals = self.report(run_of())
        found = goals["faster"]  # 8, 9 and 7: each round by itself
        self.assertEqual((found["ratio"], found["ratio_min"], found["ratio_max"]), (8.0, 7.0, 9.0))
        self.assertEqual((found["ours_ns"], found["rival_ns"]), (1.0, 9.0))
        self.assertTrue(found["held"])
        self.assertFalse(found["reached"])
        self.assertEqual(self.code, 0, self.stderr)

    def test_less_is_better_keeps_held_and_reached_as_comparisons_of_the_ratio(self):
        _, goals = self.report(run_of())
        found = goals["within"]
        self.assertEqual(found["rival"], "floor_fast")
        self.assertAlmostEqual(found["ratio"], 0.4)
        self.assertAlmostEqual(found["goal"], 0.4)
        self.assertTrue(found["held"] and found["reached"])
        for g in goals.values():
            self.assertEqual(g["held"], g["ratio"] >= g["gate"] - 1e-9)
            self.assertEqual(g["reached"], g["ratio"] >= g["goal"] - 1e-9)

    def test_every_goal_stands_somewhere(self):
        report, goals = self.report(run_of())
        self.assertEqual(set(goals), {"faster", "within", "small", "share", "linear"})
        self.assertEqual(report["skipped"], [{"name": "elsewhere", "why": "needs AVX-512 VBMI"}])
        self.assertEqual([m["name"] for m in report["missing"]], ["forgotten"])
        for g in GOALS:
            self.assertIn(g["zh"], self.text)
            self.assertIn(g["en"], self.text)
        self.assertIn("<polyline", self.svg)

    def test_each_kind_of_gate_can_fall(self):
        for run, name in ((run_of(b=(6.0, 6.0, 6.0)), "faster"), (run_of(a=(2.0, 2.0, 2.0), b=(90, 90, 90)), "within"),
                          (run_of(size=21), "small"), (run_of(share=0.4), "share"), (run_of(last=2.1), "linear")):
            _, goals = self.report(run)
            self.assertEqual([n for n, g in goals.items() if not g["held"]], [name])
            self.assertEqual(self.code, 1)
            self.assertIn("失守", self.text)

    def test_safe_goals_are_chosen_by_themselves(self):
        _, goals = self.report(run_of(size=99), "--safe")
        self.assertEqual(list(goals), ["faster"])
        self.assertEqual(self.code, 0)

    def test_a_quick_run_does_not_judge_what_needs_the_full_size(self):
        report, goals = self.report(run_of(a=(2.0, 2.0, 2.0), b=(90, 90, 90), quick=True))
        self.assertNotIn("within", goals)
        self.assertIn("within", {s["name"] for s in report["skipped"]})
        self.assertEqual(self.code, 0)

    def test_what_another_path_had_to_do_is_not_judged(self):
        # The same figures fall where nothing was skipped for want of the processor.
        for skipped, held in (([{"name": "simd", "why": "needs AVX-512 VBMI"}], 0), ([], 1)):
            goals = [dict(g, needs="AVX-512 VBMI") if g["name"] == "faster" else g for g in GOALS]
            with tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                (folder / "p.json").write_text(json.dumps(dict(run_of(b=(6.0, 6.0, 6.0)), skipped=skipped)), "utf-8")
                (folder / "goals.json").write_text(json.dumps({"goals": goals}), "utf-8")
                done = subprocess.run([sys.executable, HERE / "report.py", "--read", "--out", folder / "out", "--goals",
                                       folder / "goals.json", folder / "p.json"], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, held, done.stderr)

    def test_a_program_that_fails_fails_the_report(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, HERE / "report.py", "--out", folder, "/bin/false"],
                                  capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)

    def test_the_goals_of_the_project_are_complete_and_their_gates_weaker_than_they_are(self):
        goals = json.loads((HERE / "goals.json").read_text(encoding="utf-8"))["goals"]
        self.assertEqual(len({g["name"] for g in goals}), len(goals))
        for g in goals:
            kinds = [k for k in ("more", "at_most", "limit", "at_least") if k in g]
            self.assertEqual(len(kinds), 1, g["name"])
            upwards = kinds[0] in ("more", "at_least")
            self.assertTrue(g["gate"] <= g[kinds[0]] if upwards else g["gate"] >= g[kinds[0]], g["name"])
            self.assertTrue({"program", "en", "zh"} <= set(g))
            self.assertTrue("curve" in g or {"subject", "ours"} <= set(g), g["name"])


if __name__ == "__main__":
    unittest.main()
