"""The event logs of `qixian simulate` as XES and OCEL 2.0: held to the standards by a reader that knows nothing
of ours, and to what the exported log and the lines of work say."""
import collections
import csv
import datetime
import os
import re
import unittest

from event_log_readers import Broken, OcelLog, XesLog
from support import FINDING, FINE, ProgramTest, run

#: Everything happens here; names that XML and JSON must escape.
MODEL = """
name = 'Ü<b> & "c" \\ 局'
years = [2026, 2026]
agencies = AGENCIES
[arrivals]
per_year = 170
[[class]]
applicant = "natural_person"
outcomes = { granted = 6, not_held = 2, third_party_rights = 1, correction_lapsed = 1, other = 2, fee_lapsed = 1 }
[[team]]
name = '甲 & <乙> "丙"'
people = 2
absent_share = 0.1
leave = [{ people = 1, from = 2026-03-03, to = 2026-04-30 }]
hand_over = { after_working_days = 2, extra_hours = 1 }
[[team]]
name = "head; 科长"
people = 1
[[step]]
name = "register"
team = '甲 & <乙> "丙"'
work_hours = 3
[[step]]
name = "search > sign"
team = "head; 科长"
work_hours = { lognormal = { mean = 12, deviation = 9 } }
[[step]]
name = "wait"
wait_working_days = { exponential = 6 }
[correction]
share = 0.1
[consultation]
share = 0.2
[fee]
share = 0.1
[extension]
rule = "days_left"
[review]
share = 0.3
[withdrawal]
after_calendar_days = { exponential = 3 }
"""
LOG_CELLS = ("applicant", "channel", "days", "ref", "re", "kind", "outcome", "result", "amount")


class LogTest(ProgramTest):
    def written(self, agencies=1):
        """Paths of the log, the work, the XES and the OCEL of one run."""
        model = self.file("m.toml", MODEL.replace("AGENCIES", str(agencies)))
        paths = [os.path.join(self.folder, n) for n in ("log.csv", "work.csv", "log.xes", "log.json")]
        got = run("simulate", model, "--replications", 1, "--export-log", paths[0], "--work", paths[1],
                  "--xes", paths[2], "--ocel", paths[3])
        self.assertIn(got.code, (FINE, FINDING), got.err)
        return paths

    @staticmethod
    def rows_of(path):
        with open(path, encoding="utf-8", newline="") as source:
            return list(csv.DictReader(source))

    @staticmethod
    def content(path):
        with open(path, "rb") as source:
            return source.read()

    def expected(self, log, work):
        """By application what the log and the lines of work say."""
        rows, done = collections.defaultdict(list), collections.defaultdict(list)
        for r in self.rows_of(log):
            cells = {c: r[c] for c in LOG_CELLS if r[c]}
            rows[r.get("agency", ""), r["application"]].append((r["on"], r["event"], cells))
        for w in self.rows_of(work):
            done[w["agency"], w["application"]].append(
                (w["step"], w["team"], w["person"], w["began"], w["ended"], float(w["hours"]), w["end"]))
        return rows, done


class Logs(LogTest):
    def test_xes_says_what_the_log_says(self):
        for agencies in (1, 2):
            log, work, xes, _ = self.written(agencies)
            rows, done = self.expected(log, work)
            read = XesLog(self.content(xes))
            self.assertEqual(read.version, "1849.2016")
            self.assertEqual(read.attributes["concept:name"][1], 'Ü<b> & "c" \\ 局')
            self.assertEqual(set(read.prefixes), {"concept", "time", "lifecycle", "org"})
            names = [t["attributes"]["concept:name"][1] for t in read.traces]
            self.assertEqual(len(names), len(set(names)))
            found = set()
            for trace in read.traces:
                own = trace["attributes"]
                key = (own["agency"][1] if "agency" in own else "", own["application"][1])
                found.add(key)
                self.assertEqual(own["concept:name"][1], "/".join(k for k in key if k))
                times = [e["time:timestamp"][1] for e in trace["events"]]
                self.assertEqual(times, sorted(times))
                told = [(e["time:timestamp"][1][:10], e["concept:name"][1],
                         {c: e[c][1] for c in LOG_CELLS if c in e})
                        for e in trace["events"] if "org:resource" not in e]
                self.assertEqual(told, rows[key], key)
                self.assertEqual(sorted(self.work_in(trace)), sorted(done[key]), key)
            self.assertEqual(found, set(rows))

    @staticmethod
    def work_in(trace):
        by_number = collections.defaultdict(dict)
        for e in trace["events"]:
            if "org:resource" in e:
                by_number[e["concept:instance"][1]][e["lifecycle:transition"][1]] = e
        out = []
        for each in by_number.values():
            start = each.pop("start")
            (how, end), = each.items() if each else (("", start),)
            team, _, person = start["org:resource"][1].rpartition("/")
            out.append((start["concept:name"][1], team, person, start["time:timestamp"][1],
                        end["time:timestamp"][1] if how else "", float(end["hours"][1]),
                        {"complete": "done", "pi_abort": "broken_off", "suspend": "handed_over", "": "unfinished"}[how]))
        return out

    def test_ocel_says_what_the_log_says(self):
        for agencies in (1, 2):
            log, work, _, ocel = self.written(agencies)
            rows, done = self.expected(log, work)
            read = OcelLog(self.content(ocel))
            told, worked = collections.defaultdict(list), collections.defaultdict(dict)
            for event in read.events.values():
                about = dict((q, o) for o, q in event["relationships"])
                own = read.objects[about["application"]]
                agency = read.objects[about["agency"]]["attributes"]["name"] if agencies > 1 else ""
                key = (agency, own["attributes"]["number"])
                self.assertIn((about["agency"], "received_by"), own["relationships"])
                if event["type"].startswith("work_"):
                    person = read.objects[about["person"]]
                    self.assertIn((about["team"], "member_of"), person["relationships"])
                    number = event["attributes"]["work"]
                    worked[key].setdefault(number, {})[event["type"]] = (
                        event, read.objects[about["team"]]["attributes"]["name"], about["person"][-1])
                    continue
                cells = {c: str(event["attributes"][c]) for c in LOG_CELLS if c in event["attributes"]}
                told[key].append((event["time"][:10], event["type"], cells))
                opinion = event["type"] in ("consulted", "opinion_received", "consultation_lapsed")
                self.assertEqual("opinion" in about, opinion)
                self.assertEqual("review" in about, event["type"].startswith("review_"))
            self.assertEqual(told, rows)
            for key, stretches in worked.items():
                said = []
                for pair in stretches.values():
                    began, team, person = pair["work_began"]
                    ended = pair.get("work_ended", (None,))[0]
                    last = (ended or began)["attributes"]
                    said.append((began["attributes"]["step"], team, person, began["time"],
                                 ended["time"] if ended else "", float(last["hours"]), last["end"]))
                self.assertEqual(sorted(said), sorted(done[key]), key)
            self.assertEqual(set(worked), {k for k, v in done.items() if v})
            kinds = collections.Counter(o["type"] for o in read.objects.values())
            opened = collections.Counter(e for each in rows.values() for _, e, _ in each)
            self.assertEqual(kinds["opinion"], opened["consulted"])
            self.assertEqual(kinds["review"], opened["review_filed"])
            self.assertEqual((kinds["agency"], kinds["team"]), (agencies, 2 * agencies))

    def test_the_model_has_everything_in_it(self):
        log, work, _, _ = self.written()
        rows, done = self.expected(log, work)
        events = {e for each in rows.values() for _, e, _ in each}
        self.assertLessEqual({"correction_requested", "consulted", "fee_notified", "extended", "withdrawn",
                              "review_filed", "review_decided"}, events)
        ends = {w[-1] for each in done.values() for w in each}
        self.assertEqual(ends, {"done", "broken_off", "handed_over", "unfinished"})

    def test_a_person_works_on_one_application_at_a_time_and_within_hours(self):
        _, work, _, _ = self.written(2)
        by_person = collections.defaultdict(list)
        for w in self.rows_of(work):
            began = datetime.datetime.fromisoformat(w["began"])
            ended = datetime.datetime.fromisoformat(w["ended"]) if w["ended"] else None
            by_person[w["agency"], w["team"], w["person"]].append((began, ended))
            for t in (began, *([ended] if ended else [])):
                self.assertTrue(9 <= t.hour < 17 or (t.hour, t.minute, t.second) == (17, 0, 0), t)
            if ended:
                self.assertLessEqual(float(w["hours"]) * 3600, (ended - began).total_seconds() + 1.5)
        self.assertEqual(len(by_person), 6)
        for stretches in by_person.values():
            stretches.sort()
            for (_, ended), (began, _) in zip(stretches, stretches[1:]):
                self.assertIsNotNone(ended)  # only the last goes on
                self.assertLessEqual(ended, began)

    def test_the_same_bytes_whatever_else_is_asked(self):
        _, _, xes, ocel = self.written()
        alone = os.path.join(self.folder, "alone")
        for option, path in (("--xes", xes), ("--ocel", ocel)):
            run("simulate", os.path.join(self.folder, "m.toml"), "--replications", 3, "--threads", 2, option,
                alone)
            self.assertEqual(self.content(alone), self.content(path))


class Breaks(LogTest):
    """Each break is one that the standards forbid, and is named by the reader."""

    def assert_named(self, reader, content, breaks):
        self.assertGreaterEqual(len(breaks), 10)
        reader(content)
        text = content.decode()
        for kind, pattern, instead in breaks:
            with self.subTest(kind):
                broken, count = re.subn(pattern, lambda m, i=instead: m.expand(i), text, count=1, flags=re.S)
                self.assertEqual(count, 1, pattern)
                with self.assertRaises(Broken) as said:
                    reader(broken.encode("utf-8", "surrogatepass"))
                self.assertEqual(said.exception.kind, kind, said.exception)

    def test_xes(self):
        content = self.content(self.written()[2])
        self.assert_named(XesLog, content, [
            ("not_well_formed", "</trace>", ""),
            ("not_well_formed", r'value="S-1"', 'value="S-\x01"'),
            ("not_well_formed", "&amp;", "&"),
            ("no_log", r' xmlns="[^"]*"', ""),
            ("no_version", r'xes.version="[^"]*"', 'xes.version="new"'),
            ("extension_incomplete", r' prefix="time"', ""),
            ("extension_not_declared", r'  <extension name="Time"[^\n]*\n', ""),
            ("out_of_order", r"(  <classifier[^\n]*\n)(.*?)(  <trace>)", r"\2\1\3"),
            ("global_scope", 'scope="trace"', 'scope="case"'),
            ("classifier_not_global", 'keys="concept:name"', 'keys="org:resource"'),
            ("unknown_element", r'<float key="hours"', '<real key="hours"'),
            ("key_is_no_name", 'key="applicant"', 'key="9 lives"'),
            ("key_twice", 'key="channel"', 'key="applicant"'),
            ("value_of_another_type", r'(key="time:timestamp" value="2\d{3}-\d\d-\d\d)T[^"]*"', r'\1"'),
            ("value_of_another_type", r'<float key="hours" value="[^"]*"', '<float key="hours" value="1,5"'),
            ("value_of_another_type", r'<date (key="time:timestamp" value="2)', r"<string \1"),
            ("transition_unknown", r'value="start"', 'value="begin"'),
            ("not_of_the_extension", 'key="org:group"', 'key="org:office"'),
            ("text_between", "<trace>", "<trace>and"),
        ])

    def test_ocel(self):
        content = self.content(self.written()[3])
        self.assert_named(OcelLog, content, [
            ("not_json", r"\}\n$", ""),
            ("key_twice", r'"time":', '"id":"e0","time":'),
            ("part_missing", '"objectTypes":', '"types":'),
            ("id_missing", '"id":"e1",', ""),
            ("id_twice", '"id":"e2"', '"id":"e1"'),
            ("type_not_declared", r'\{"name":"disclosed"', '{"name":"disclosure"'),
            ("type_twice", r'\{"name":"team"', '{"name":"agency"'),
            ("time_is_none", r'("id":"e3".*?"time":")\d{4}-\d\d', r"\g<1>2026-13"),
            ("attribute_not_declared", r'\{"name":"applicant","type":"string"\}', '{"name":"who","type":"string"}'),
            ("attribute_type_unknown", r'"type":"float"', '"type":"double"'),
            ("value_of_another_type", r'("name":"hours","value":)([0-9.]+)', r'\1"\2"'),
            ("object_missing", r'\{"id":"agency:', '{"id":"agencies:'),
            ("relationship_incomplete", r',"qualifier":"application"', ""),
            ("time_is_none", r'("name":"number"),"time":"[^"]*"', r"\1"),
        ])


if __name__ == "__main__":
    unittest.main()
