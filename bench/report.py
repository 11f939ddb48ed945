#!/usr/bin/env python3
"""Runs the bench programs, holds what they saw against goals.json, writes bench-report.{json,md,svg}.

    report.py --out BUILD [--quick] [--safe] [--counts PROGRAM] PROGRAM...
    report.py --out BUILD --read FILE...          # from what programs wrote before, no run

--quick  small sizes, three rounds            --safe  only goals whose gates hold on a busy machine
--counts the program that callgrind counts    PROGRAM a bench program, as qixian_calendar_bench

Exit code: 0; 1 a gate has fallen; 2 a program failed or its sides disagreed. A goal without a
measurement is listed as missing, and fails nothing. Standard library only.
"""
import argparse
import datetime
import json
import math
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


# --- measuring ------------------------------------------------------------------------------------

def run_program(program, out, quick, only):
    """What the program wrote, or None where it failed."""
    target = out / (pathlib.Path(program).name + ".json")
    target.unlink(missing_ok=True)
    command = [program, "--out", str(target)] + (["--quick"] if quick else [])
    command += ["--only", only] if only else []
    print("==", " ".join(command), file=sys.stderr, flush=True)
    code = subprocess.run(command, check=False).returncode
    if code != 0 or not target.exists():
        print(f"{program}: exit code {code}", file=sys.stderr)
        return None
    return json.loads(target.read_text(encoding="utf-8"))


def instructions(program, what, operations):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                           program, what, str(operations)], capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    return int(found.group(1)) if done.returncode == 0 and found else None


def count_instructions(program):
    """Instructions an operation: two runs of different length, so that all else falls away."""
    seen = {"program": "counts", "subjects": [], "points": [], "skipped": []}
    if shutil.which("valgrind") is None:
        seen["skipped"] = [{"name": "instructions", "why": "valgrind is not installed"}]
        return seen
    sides = []
    unit = "instructions"
    for what, few, more in (("add", 10_000, 110_000), ("count", 10_000, 110_000), ("boost", 1_000, 6_000)):
        low, high = instructions(program, what, few), instructions(program, what, more)
        if low is None or high is None:
            print(f"{program} {what}: callgrind could not count", file=sys.stderr)
            return None
        sides.append({"name": what, "unit": unit, "rounds": [round((high - low) / (more - few), 2)]})
    seen["subjects"] = [{"name": "instructions", "operations": 1, "sides": sides}]
    return seen


# --- from measurements to goals -------------------------------------------------------------------

class Measured:
    """All that was seen, by subject and side."""

    def __init__(self, runs):
        self.sides, self.units, self.curves, self.skipped = {}, {}, {}, []
        for run in runs:
            for subject in run["subjects"]:
                for side in subject["sides"]:
                    self.units[subject["name"], side["name"]] = side["unit"]
                    self.sides.setdefault(subject["name"], {})[side["name"]] = side["rounds"]
            for point in run.get("points", []):
                self.curves.setdefault(point["curve"], []).append((point["size"], point["ns"]))
            self.skipped += run.get("skipped", [])
        for points in self.curves.values():
            points.sort()

    def side(self, subject, name):
        """Name and rounds; `floor` is the fastest of the floors."""
        sides = self.sides.get(subject, {})
        if name == "floor":
            floors = {n: r for n, r in sides.items() if n.startswith("floor_")}
            if "floor" not in sides and floors:
                best = min(floors, key=lambda n: statistics.median(floors[n]))
                return best, floors[best]
        return name, sides.get(name)


def judged(goal, measured):
    """One goal as the report has it, or None where something is not there."""
    less = "at_most" in goal
    if "curve" in goal:
        points = [p for p in measured.curves.get(goal["curve"], []) if p[0] >= goal["from"]]
        if len(points) < 2:
            return None
        rival, ours, theirs = f"at {points[0][0]:.0f}", [points[-1][1]], [points[0][1]]
        unit = "ns"
    else:
        _, ours = measured.side(goal["subject"], goal["ours"])
        unit = measured.units.get((goal["subject"], goal["ours"]), "ns")
        if "rival" in goal:
            rival, theirs = measured.side(goal["subject"], goal["rival"])
        elif "limit" in goal:
            rival, theirs = "limit", [goal["limit"]]
        else:
            rival, theirs = "all of it", [1.0]
    if not ours or not theirs:
        return None
    if "at_least" in goal:
        ratios = list(ours)
    elif len(ours) == len(theirs):
        # Both sides of a round met the same load.
        ratios = [b / a for a, b in zip(ours, theirs)]
    else:
        ratios = [statistics.median(theirs) / a for a in ours]
    if less:
        wanted, least = 1 / goal["at_most"], 1 / goal["gate"]
    elif "limit" in goal:
        wanted, least = 1.0, goal["limit"] / goal["gate"]
    else:
        wanted, least = goal.get("more", goal.get("at_least")), goal["gate"]
    ratio = statistics.median(ratios)
    near = 1e-9
    return {"name": goal["name"], "ours": goal.get("ours", "largest"), "ours_ns": statistics.median(ours),
            "rival": rival, "rival_ns": statistics.median(theirs), "unit": unit,
            "ratio": ratio, "ratio_min": min(ratios), "ratio_max": max(ratios),
            "better": "less" if less or "limit" in goal else "more",
            "goal": wanted, "gate": least,
            "held": ratio >= least - near, "reached": ratio >= wanted - near}


def judge_all(goals, measured, ran, quick):
    out = {"goals": [], "missing": [], "skipped": []}
    for goal in goals:
        if quick and goal.get("full"):
            # What fits into a cache says nothing of memory.
            out["skipped"].append({"name": goal["name"], "why": "only at full size, and this run is quick"})
            continue
        why = f"needs {goal['needs']}" if "needs" in goal else None
        if why in {s["why"] for s in measured.skipped}:
            # What was measured took another path, which has a goal of its own.
            out["skipped"].append({"name": goal["name"], "why": why})
            continue
        found = judged(goal, measured)
        if found is not None:
            out["goals"].append(found)
            continue
        names = {goal["name"], goal.get("subject", ""), f"{goal.get('subject')}/{goal.get('rival')}"}
        why = next((s["why"] for s in measured.skipped if s["name"] in names), None)
        if why is not None:
            out["skipped"].append({"name": goal["name"], "why": why})
        else:
            there = goal["program"] in ran
            out["missing"].append({"name": goal["name"], "why":
                                   f"the program `{goal['program']}` " +
                                   ("did not measure it" if there else "was not run")})
    return out


# --- the machine ----------------------------------------------------------------------------------

def machine_seen(runs, load):
    cpu, flags = platform.processor(), ""
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
        name = re.search(r"model name\s*: (.*)", text)
        family = re.search(r"cpu family\s*: (.*)", text)
        cpu = name.group(1) if name else cpu
        cpu += f", family {family.group(1)}" if family else ""
        flags = (re.search(r"flags\s*: (.*)", text) or [None, ""])[1]
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"cpu": cpu, "cores": len(os.sched_getaffinity(0)), "memory_gib": round(memory, 1),
            "avx512_vbmi": "avx512_vbmi" in flags.split(), "system": platform.platform(),
            "compiler": next((r["compiler"] for r in runs if "compiler" in r), ""),
            "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d"),
            "load_before": round(load, 2), "load_after": round(os.getloadavg()[0], 2),
            "quick": any(r.get("quick") for r in runs)}


# --- for people -----------------------------------------------------------------------------------

def short(x):
    """Three figures, no exponent."""
    if x == 0:
        return "0"
    digits = max(0, 2 - int(math.floor(math.log10(abs(x)))))
    return f"{x:,.{min(digits, 4)}f}"


def row_of(found, goal):
    if found["better"] == "less" and "limit" not in goal:
        # The other way round: how many times as long we take.
        low, high = 1 / found["ratio_max"], 1 / found["ratio_min"]
        seen, wanted, least = 1 / found["ratio"], f"≤ {goal['at_most']}", f"≤ {goal['gate']}"
    elif "limit" in goal:
        seen, wanted, least = found["ours_ns"], f"≤ {goal['limit']:,}", f"≤ {goal['gate']:,}"
        low, high = goal["limit"] / found["ratio_max"], goal["limit"] / found["ratio_min"]
    else:
        low, high = found["ratio_min"], found["ratio_max"]
        seen = found["ratio"]
        wanted, least = f"≥ {goal.get('more', goal.get('at_least')):,}", f"≥ {goal['gate']:,}"
    mark = "✔ 达到 reached" if found["reached"] else "○ 守住 held" if found["held"] else "✖ 失守 fallen"
    spread = "" if low == high else f" ({short(low)}–{short(high)})"
    times = "" if "limit" in goal else f"{short(found['ours_ns'])} / {short(found['rival_ns'])} {found['unit']}"
    return (f"| {goal['zh']}<br>{goal['en']} | {found['rival']} | {times} | "
            f"**{short(seen)}**{spread} | {wanted} | {least} | {mark} |")


def text_plot(points, width=60):
    most = max(ns for _, ns in points)
    lines = []
    for size, ns in points:
        bar = "█" * max(1, round(width * ns / most))
        lines.append(f"{size:>13,.0f}  {bar} {short(ns)} ns")
    return "\n".join(lines)


def svg_plot(curves):
    """Cost of one application against size; a flat line is linear growth."""
    width, height, left, bottom = 640, 320, 70, 50
    points = [p for c in curves.values() for p in c]
    x0, x1 = (math.log10(f(p[0] for p in points)) for f in (min, max))
    x1 = max(x1, x0 + 1)
    most = max(p[1] for p in points) * 1.15
    at = lambda p: (left + (math.log10(p[0]) - x0) / (x1 - x0) * (width - left - 120),
                    height - bottom - p[1] / most * (height - bottom - 20))
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="12">',
           f'<rect width="{width}" height="{height}" fill="white"/>']
    for power in range(math.ceil(x0), math.floor(x1) + 1):
        x, _ = at((10**power, 0))
        out.append(f'<line x1="{x:.0f}" y1="20" x2="{x:.0f}" y2="{height - bottom}" stroke="#ddd"/>'
                   f'<text x="{x:.0f}" y="{height - bottom + 18}" text-anchor="middle">10^{power}</text>')
    for k in range(5):
        ns = most * k / 4
        _, y = at((10**x0, ns))
        out.append(f'<line x1="{left}" y1="{y:.0f}" x2="{width - 120}" y2="{y:.0f}" stroke="#ddd"/>'
                   f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{short(ns)}</text>')
    colours = ["#0b6", "#06c", "#c60", "#c06", "#666"]
    for i, (name, curve) in enumerate(sorted(curves.items())):
        c = colours[i % len(colours)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(at, curve))
        out.append(f'<polyline points="{path}" fill="none" stroke="{c}" stroke-width="2"/>')
        x, y = at(curve[-1])
        out.append(f'<text x="{x + 8:.0f}" y="{y + 4:.0f}" fill="{c}">{name}</text>')
    out.append(f'<text x="{(left + width - 120) / 2:.0f}" y="{height - 12}" text-anchor="middle">'
               '申请件数 applications</text>'
               f'<text x="16" y="{height / 2:.0f}" transform="rotate(-90 16 {height / 2:.0f})" '
               'text-anchor="middle">每件纳秒 ns each</text></svg>')
    return "\n".join(out) + "\n"


def markdown(report, goals, measured):
    m = report["machine"]
    by_name = {g["name"]: g for g in goals}
    out = ["# 基准报告 Benchmark report", "",
           f"{m['date']} · {m['cpu']} · {m['cores']} 核 cores · {m['memory_gib']} GiB · {m['compiler']} · "
           f"负载 load {m['load_before']} → {m['load_after']}"
           + (" · **小规模 quick run**" if m["quick"] else ""), "",
           "每轮各方依次运行，取各轮比值的中位数（括号内为最小–最大）。请引用比值，不要引用纳秒。",
           "Every side runs in turn in each round; the median of the rounds' ratios (least–greatest). "
           "Quote ratios, never nanoseconds.", "",
           "| 项目 Subject | 对手 Rival | 我方/对手 ours/rival | 结果 Result | 目标 Goal | 门槛 Gate | |",
           "| --- | --- | --- | --- | --- | --- | --- |"]
    out += [row_of(g, by_name[g["name"]]) for g in report["goals"]]
    for key, title in (("skipped", "未测 Not run here"), ("missing", "尚缺 Missing")):
        if report[key]:
            out += ["", f"## {title}", ""]
            out += [f"- {by_name[s['name']]['zh']} · {by_name[s['name']]['en']}: {s['why']}" for s in report[key]]
    if measured.curves:
        out += ["", "## 规模与代价 Cost against size", "", "![plot](bench-report.svg)", ""]
        for name, points in sorted(measured.curves.items()):
            out += [f"`{name}`", "", "```", text_plot(points), "```", ""]
    out += ["", "## 全部测量 Everything measured", "",
            "| 项目 Subject | 一方 Side | 中位数 Median | 最小–最大 Range |", "| --- | --- | --- | --- |"]
    for subject, sides in measured.sides.items():
        for name, rounds in sides.items():
            spread = f"{short(min(rounds))}–{short(max(rounds))}" if len(rounds) > 1 else ""
            out.append(f"| {subject} | {name} | {short(statistics.median(rounds))} "
                       f"{measured.units[subject, name]} | {spread} |")
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--safe", action="store_true")
    parser.add_argument("--only", default="", help="subjects whose name holds this")
    parser.add_argument("--counts")
    parser.add_argument("--goals", type=pathlib.Path, default=HERE / "goals.json")
    parser.add_argument("--read", action="store_true", help="the files that programs wrote, instead of programs")
    parser.add_argument("programs", nargs="*")
    wish = parser.parse_args()
    wish.out.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    goals = json.loads(wish.goals.read_text(encoding="utf-8"))["goals"]
    if wish.safe:
        goals = [g for g in goals if g.get("safe")]
    runs, failed = [], False
    for program in wish.programs:
        seen = json.loads(pathlib.Path(program).read_text(encoding="utf-8")) if wish.read else \
            run_program(program, wish.out, wish.quick, wish.only)
        failed |= seen is None
        runs += [seen] if seen else []
    if wish.counts:
        seen = count_instructions(wish.counts)
        failed |= seen is None
        runs += [seen] if seen else []
    measured = Measured(runs)
    report = {"machine": machine_seen(runs, load)}
    report |= judge_all(goals, measured, {r["program"] for r in runs}, report["machine"]["quick"])
    (wish.out / "bench-report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    text = markdown(report, goals, measured)
    (wish.out / "bench-report.md").write_text(text, encoding="utf-8")
    if measured.curves:
        (wish.out / "bench-report.svg").write_text(svg_plot(measured.curves), encoding="utf-8")
    fallen = [g for g in report["goals"] if not g["held"]]
    for g in report["goals"]:
        state = "reached" if g["reached"] else "held" if g["held"] else "FALLEN"
        print(f"{state:8} {g['name']:36} {g['ratio']:12.4g} (gate {g['gate']:.4g}, goal {g['goal']:.4g})")
    for key in ("skipped", "missing"):
        for s in report[key]:
            print(f"{key:8} {s['name']:36} {s['why']}")
    return 2 if failed else 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
