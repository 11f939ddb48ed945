#!/usr/bin/env python3
"""Writes include/qixian/calendar/impl/china_data.ipp from tests/data/calendar/*.csv.

usage: make_china_data.py [--check] [--data FOLDER] [--out FILE]
--check writes nothing and exits 1 when the file is not what the data say.
Python 3 standard library only; the same data always give the same bytes.
"""
import argparse
import csv
import datetime
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LOCAL_MARGIN = 14  # days before and after the days on which a local festival may begin
FIRST_VERSION = "LAW-1999"  # earlier ones ended before the first day of the calendar


def load(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def number(stamp):
    """20201231; a month alone counts from its first day; nothing is 0."""
    if not stamp:
        return 0
    return int((stamp if len(stamp) == 10 else stamp + "-01").replace("-", ""))


def text(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rule_of(row):
    """(kind, first day, number of days) of one row of the statute."""
    rule, days = row["rule"], int(row["days"])
    fixed = re.match(r"(\d\d)-(\d\d)", rule)
    if fixed:
        return "fixed", int(fixed.group(1)) * 100 + int(fixed.group(2)), days
    if rule.startswith("lunar New Year eve"):
        return "spring", -1, days
    if rule.startswith("lunar month 1 day 1"):
        return "spring", 0, days
    if rule.startswith("solar term"):
        return "qingming", 0, days
    if rule.startswith("lunar month 5 day 5"):
        return "dragon_boat", 0, days
    if rule.startswith("lunar month 8 day 15"):
        return "mid_autumn", 0, days
    raise SystemExit(f"unknown rule of the statute: {rule}")


class Pool:
    """Names that many rows share, each once, in order of first use."""

    def __init__(self):
        self.names = []

    def index(self, name):
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)


def array(lines, kind, name, rows):
    lines.append(f"inline constexpr {kind} {name}[] = {{")
    line = "   "
    for row in rows:
        if len(line) + len(row) + 2 > 100 and line.strip():
            lines.append(line)
            line = "   "
        line += f" {row},"
    lines.append(line)
    lines.append("};")
    lines.append("")


def islamic(year, month, day):
    """The tabular calendar; what is seen may be two days off."""
    days = (day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30 + 1948439)
    return datetime.date.fromordinal(days - 1721425)


def local_starts(rule, years, lunar):
    """(year, first, last day on which the festival may begin), from the rule of its row."""
    fixed = re.match(r"span (\d\d)-(\d\d)\.\.(\d\d)-(\d\d)", rule)
    hijri = re.match(r"islamic (\d+)-(\d+)", rule)
    if hijri:
        for hijri_year in range(1420, 1476):
            on = islamic(hijri_year, int(hijri.group(1)), int(hijri.group(2)))
            two = datetime.timedelta(days=2)
            if on.year in years:
                yield on.year, on - two, on + two
        return
    for year in years:
        def of(name, away=0):
            return datetime.date.fromisoformat(lunar[year][name]) + datetime.timedelta(days=away)
        if fixed:
            m1, d1, m2, d2 = (int(g) for g in fixed.groups())
            yield year, datetime.date(year, m1, d1), datetime.date(year, m2, d2)
        elif rule == "lunar 3-3":
            yield year, of("三月三"), of("三月三")
        elif rule == "lunar 6-24":  # with a doubled month in between either one
            yield year, of("端午节", 46), of("中秋节", -48)
        elif rule == "losar":  # with the lunar new year, or a month later
            yield year, of("春节", -1), of("春节", 31)
        else:
            raise SystemExit(f"unknown rule of a local festival: {rule}")


def local_windows(festivals, local, lunar, regions, holidays, last_year):
    """Each time a local festival comes round: within which days, and how many it may move."""
    out = []
    margin = datetime.timedelta(days=LOCAL_MARGIN)
    used = set()
    for f in festivals:
        none_years = [int(y) for y in f["none_years"].split(";") if y]
        mine = [r for r in local if r["festival"] == f["festival"] and
                (r["region_code"] + "-").startswith(f["region_code"] + "-")]
        windows, off, worked = [], int(f["days"]), 0
        for year, first, last in local_starts(f["rule"], range(int(f["since"]), last_year + 1),
                                              lunar):
            first = max(first - margin, datetime.date(int(f["since"]), 1, 1))
            last = min(last + margin, datetime.date(last_year, 12, 31))
            inside = [r for r in mine if first.isoformat() <= r["date"] <= last.isoformat()]
            used |= {id(r) for r in inside}
            moved = [r for r in inside if r["differs_from_national"] == "Y"]
            off = max(off, sum(r["kind"] == "off" for r in moved))
            worked = max(worked, sum(r["kind"] == "work" for r in moved))
            windows.append((year, first, last, year in none_years))
        for r in mine:
            if id(r) not in used:
                raise SystemExit(f"{r['region_code']} {r['date']}: outside its festival")
        for year, first, last, none in windows:
            out.append(f"{{{regions.index(f['region_code'])}, {holidays.index(f['festival'])}, "
                       f"{year}, {number(first.isoformat())}, {number(last.isoformat())}, {off}, "
                       f"{worked}, {str(none).lower()}}}")
    return out


def generate(folder):
    notices = load(folder, "cn-notices.csv")
    day_rows = load(folder, "cn-days.csv")
    statutes = load(folder, "cn-statute.csv")
    lunar = load(folder, "cn-lunar-projection.csv")
    local = load(folder, "cn-local.csv")
    holidays, regions = Pool(), Pool()

    versions, rules = [], []
    for row in statutes:
        if row["effective_from"] < "1999-09-18":
            continue
        if not versions or versions[-1][0] != row["statute_id"]:
            versions.append([row["statute_id"], row["instrument"], number(row["published"]),
                             number(row["effective_from"]), len(rules), 0])
        versions[-1][5] += 1
        kind, first, days = rule_of(row)
        name = "元旦" if row["holiday_name"] == "新年" else row["holiday_name"]
        rules.append(f"{{{holidays.index(name)}, china_rule_kind::{kind}, {first}, {days}}}")
    assert versions[0][0] == FIRST_VERSION

    # The statute is a layer of its own, so its one row among the notices is left out.
    notices = [n for n in notices if not n["notice_id"].startswith("LAW-")]
    notices.sort(key=lambda n: (number(n["published"]), n["notice_id"]))
    notice_rows, days = [], []
    for n in notices:
        mine = [r for r in day_rows if r["notice_id"] == n["notice_id"]]
        fields = [text(n["notice_id"]), text(n["doc_number"]), text(n["title"]),
                  str(number(n["published"])), n["arranges_year"], text(n["amends"]),
                  str(len(days)), str(len(mine))]
        notice_rows.append("{" + ", ".join(fields) + "}")
        for r in mine:
            days.append(f"{{{number(r['date'])}, notice_kind::{r['kind']}, "
                        f"{holidays.index(r['holiday_name'])}}}")

    by_year = {}
    for row in lunar:
        by_year.setdefault(int(row["year"]), {})[row["festival"]] = number(row["date"])
    years = sorted(by_year)
    assert years == list(range(years[0], years[-1] + 1))
    festivals = ["{" + ", ".join(str(by_year[y][f]) for f in
                                 ("春节", "清明节", "端午节", "中秋节")) + "}" for y in years]

    local.sort(key=lambda r: (r["region_code"], r["date"]))
    local_rows = [f"{{{regions.index(r['region_code'])}, {number(r['date'])}, "
                  f"notice_kind::{r['kind']}, {holidays.index(r['festival'])}, "
                  f"{number(r['published'])}}}" for r in local]

    dates_by_year = {}
    for row in lunar:
        dates_by_year.setdefault(int(row["year"]), {})[row["festival"]] = row["date"]
    windows = local_windows(load(folder, "cn-local-festivals.csv"), local, dates_by_year, regions,
                            holidays, years[-1])

    lines = [
        "// Written by src/tools/make_china_data.py from tests/data/calendar; do not edit.",
        "#pragma once", "",
        "#include <cstdint>", "#include <string_view>", "",
        '#include "qixian/calendar/notice.hpp"', "",
        "// clang-format off", "namespace qixian::inline v0::detail {", "",
        "// Days are yyyymmdd; 0 is none. Names are indices into china_holidays, china_regions.", "",
        "enum class china_rule_kind : std::uint8_t {",
        "    fixed, spring, qingming, dragon_boat, mid_autumn", "};", "",
        "struct china_version {",
        "    std::string_view id, instrument;",
        "    int published, effective_from, first_rule, rules;", "};",
        "struct china_rule {",
        "    std::uint8_t holiday;", "    china_rule_kind kind;",
        "    std::int16_t first;  // mmdd when fixed, else days from the festival",
        "    std::uint8_t days;", "};",
        "struct china_notice {",
        "    std::string_view id, document, title;",
        "    int published, arranges_year;", "    std::string_view amends;",
        "    int first_day, days;", "};",
        "struct china_day {",
        "    int on;", "    notice_kind kind;", "    std::uint8_t holiday;", "};",
        "struct china_festivals {", "    int spring, qingming, dragon_boat, mid_autumn;", "};",
        "struct china_local_day {",
        "    std::uint8_t region;", "    int on;", "    notice_kind kind;",
        "    std::uint8_t holiday;", "    int published;", "};",
        "// Within which days a local festival comes round, and what it may move there at most.",
        "struct china_local_window {",
        "    std::uint8_t region, holiday;", "    int year, from, to;",
        "    std::uint8_t off, worked;", "    bool moves_nothing;", "};", "",
        f"inline constexpr int china_first_year = {years[0]};",
        f"inline constexpr int china_last_year = {years[-1]};", "",
    ]
    array(lines, "std::string_view", "china_holidays", [text(n) for n in holidays.names])
    array(lines, "std::string_view", "china_regions", [text(n) for n in regions.names])
    array(lines, "china_version", "china_versions",
          [f"{{{text(v[0])}, {text(v[1])}, {v[2]}, {v[3]}, {v[4]}, {v[5]}}}" for v in versions])
    array(lines, "china_rule", "china_rules", rules)
    array(lines, "china_notice", "china_notices", notice_rows)
    array(lines, "china_day", "china_days", days)
    array(lines, "china_festivals", "china_festival_days", festivals)
    array(lines, "china_local_day", "china_local_days", local_rows)
    array(lines, "china_local_window", "china_local_windows", windows)
    lines += ["}  // namespace qixian::inline v0::detail", ""]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--data", default=os.path.join(ROOT, "tests", "data", "calendar"))
    parser.add_argument("--out", default=os.path.join(
        ROOT, "include", "qixian", "calendar", "impl", "china_data.ipp"))
    options = parser.parse_args()
    made = generate(options.data)
    if options.check:
        try:
            with open(options.out, encoding="utf-8", newline="") as handle:
                held = handle.read()
        except OSError as why:
            print(f"{options.out}: {why.strerror}", file=sys.stderr)
            return 1
        if held != made:
            print(f"{options.out} is not what {options.data} says: run {os.path.basename(__file__)}",
                  file=sys.stderr)
            return 1
        return 0
    with open(options.out, "w", encoding="utf-8", newline="\n") as handle:
        handle.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
