"""Loads what `qixian simulate` writes for other tools, with nothing but Python's own library.

    import qixian_simulation as qs
    runs = qs.load("runs.csv")             # a list of dicts, one a line; CSV or NDJSON by the name
    runs[0]["late_of_due"]                 # a float; None where there is nothing to have a share of
    cases = qs.load("cases.ndjson")
    cases[0]["due"]                        # a datetime.date
    frame = qs.load("runs.csv", frame=True)               # a pandas frame, where pandas is installed
    heads, lines = qs.parts(["part-1", "part-2"])         # of `--shard`, in the order of replications
    qs.dictionary("src/notes/simulation-data.md")["runs"]["missed"]["en"]

By hand: `python3 qixian_simulation.py FILE` says how many lines a file has, and the mean of each figure.
"""
import csv
import datetime
import json
import re
import sys

#: Columns that hold days and moments; whatever else is no number is text.
DAYS = {"received", "due", "closed"}
MOMENTS = {"began", "ended"}
TEXTS = {"scenario", "agency", "application", "applicant", "outcome", "stage", "late", "closed_late",
         "remedy_result", "step", "team", "end"}
#: In the file of runs `received` is a number.
OF_RUNS = "carried_out"

GUARDED = re.compile(r"'+[=+\-@\t\r]")
PART = "qixian/simulate-part/"


def _unguarded(cell):
    """What stood in a cell before an apostrophe kept a spreadsheet from taking it for a formula."""
    return cell[1:] if GUARDED.match(cell) else cell


def _number(text):
    try:
        return int(text)
    except ValueError:
        return float(text)


def _value(column, value, is_run):
    if value is None or value == "":
        return None
    if column in TEXTS:
        return value
    if column in DAYS and not is_run:
        return datetime.date.fromisoformat(value)
    if column in MOMENTS:
        return datetime.datetime.fromisoformat(value)
    return _number(value) if isinstance(value, str) else value


def _lines_of(path):
    with open(path, encoding="utf-8", newline="") as source:
        if str(path).endswith(".ndjson"):
            for line in source:
                if line.strip():
                    yield json.loads(line)
            return
        rows = csv.reader(source)
        names = [_unguarded(name) for name in next(rows)]
        for row in rows:
            if len(row) != len(names):
                raise ValueError(f"{path}, line {rows.line_num}: {len(row)} cells, not {len(names)}")
            yield dict(zip(names, map(_unguarded, row)))


def load(path, frame=False):
    """The lines of a file that `--runs`, `--cases` or `--work` wrote: dicts, or a pandas frame."""
    lines = []
    for line in _lines_of(path):
        is_run = OF_RUNS in line
        lines.append({column: _value(column, value, is_run) for column, value in line.items()})
    if not frame:
        return lines
    import pandas  # only who asks for a frame needs it
    return pandas.DataFrame(lines)


def parts(paths):
    """The heads of the shares of one run, and their lines: scenario (by name), replication, counts.

    Raises ValueError where they belong to several runs, one stands twice or one is missing. Figures come
    from them by `qixian simulate MODEL --merge PART… --runs runs.csv`.
    """
    heads, lines = [], {}
    for path in paths:
        with open(path, encoding="utf-8") as source:
            head = json.loads(source.readline())
            if not head.get("schema", "").startswith(PART):
                raise ValueError(f"{path} is no part of a run")
            same = {k: v for k, v in head.items() if k != "shard"}
            if heads and same != {k: v for k, v in heads[0].items() if k != "shard"}:
                raise ValueError(f"{path} is of another run")
            heads.append(head)
            for text in source:
                line = json.loads(text)
                key = (line["replication"], line["scenario"])
                if key in lines:
                    raise ValueError(f"{path}: replication {key[0]} stands twice")
                lines[key] = {"scenario": head["scenarios"][line["scenario"]],
                              "replication": line["replication"], "counts": line["counts"]}
    if not heads:
        raise ValueError("no part was given")
    for r in range(heads[0]["replications"]):
        for s in range(len(heads[0]["scenarios"])):
            if (r, s) not in lines:
                raise ValueError(f"replication {r} of {heads[0]['scenarios'][s]} is missing")
    return heads, [lines[key] for key in sorted(lines)]


def dictionary(path):
    """The data dictionary: by table, then by column, what it is called, its unit, range and meaning.

    A column that every team has is `figure.TEAM` there.
    """
    tables, table, names = {}, None, None
    with open(path, encoding="utf-8") as source:
        for line in source:
            heading = re.match(r"## `--(\w+)`", line)
            if heading or line.startswith("## "):
                table, names = heading and tables.setdefault(heading.group(1), {}), None
            elif table is not None and line.startswith("|"):
                cells = [c.strip() for c in line.strip().strip("|").split("|")]
                if names is None:
                    names = cells
                elif not set(line.strip()) <= set("|-: "):
                    table[cells[0].strip("`")] = dict(zip(names[1:], cells[1:]))
    return tables


def means(lines):
    """The mean of each column of numbers, over the lines that have one."""
    out = {}
    for column in lines[0] if lines else ():
        held = [x[column] for x in lines if x[column] is not None]
        if held and all(isinstance(x, (int, float)) for x in held):
            out[column] = sum(held) / len(held)
    return out


def main(arguments):
    """Prints what the files hold."""
    for path in arguments:
        lines = load(path)
        print(f"{path}: {len(lines)} lines")
        for column, mean in means(lines).items():
            if column not in ("replication", "year", "came_due", "person"):
                print(f"  {column}: {mean:.6g}")


if __name__ == "__main__":
    main(sys.argv[1:])
