"""The particulars of a fault on the Chinese screen: every one of ours has its Chinese, and what is
quoted from a file stays as it is."""
import os
import pathlib
import re
import unittest

from support import ProgramTest, row, received, run

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
KNOWN = ROOT / "src/cli/base/details_zh.cpp"
STRING = r'(?:R"\((?P<raw>.*?)\)"|"(?P<plain>(?:[^"\\]|\\.)*)")'

#: What is made into a fault: the calls, and the member that is filled.
MAKERS = re.compile(r"\b(?:fault_at|complain|refuse|say|wrong|bad|fail|store_error|expect|amount|days|"
                    r"lacks|take|is|of_another_kind|found|needed|cell_wrong|syntax_at|stray|at_change|"
                    r"at_anchor|damaged|named)\(|\.detail\s*=")
#: Rooms whose faults the program never shows (statutes from text), or that have no faults.
NOT_SHOWN = ("checker", "machine", "statute", "caseload")
#: What is no detail of a fault: findings of an audit and assumptions, which have texts of their own, SQL,
#: what is to be written as it stands, and what only a host can do.
NO_DETAIL = re.compile("SELECT |# year: 2024|no statute|assumed to be ")


def without_comments(text):
    text = re.sub(r"^\s*//.*$|\s//[^\n\"]*$", "", text, flags=re.M)
    return re.sub(r'R"\((.*?)\)"', lambda raw: '"' + raw[1].replace('"', r"\"") + '"', text, flags=re.S)


def unescaped(text):
    return re.sub(r"\\(.)", r"\1", text)


def call_from(text, at):
    """From `at` to where the brackets that were open there close, or to the end of the statement."""
    depth, i = 1 if text[at - 1] == "(" else 0, at
    while i < len(text):
        string = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)\'', re.S).match(text, i)
        if string:
            i = string.end()
            continue
        if text[i] in "([{":
            depth += 1
        elif text[i] in ")]}":
            depth -= 1
            if depth <= 0:
                break
        elif depth == 0 and text[i] in ",;":
            break
        i += 1
    return text[at:i]


def said_in(text):
    """Strings with an English word of ours, of two letters or more, that a fault is made with."""
    for maker in MAKERS.finditer(text):
        for part in re.finditer(r'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*', call_from(text, maker.end())):
            whole = "".join(unescaped(s) for s in re.findall(r'"((?:[^"\\\n]|\\.)*)"', part.group(0)))
            if re.search(r"[a-z]{2,} | [a-z]{2,}", whole) and not NO_DETAIL.match(whole):
                yield whole


def phrases():
    """The English side of every detail that has Chinese, cut at its holes."""
    text = KNOWN.read_text(encoding="utf-8")
    whole = []
    for each in re.finditer(r"\{" + STRING + r',\s*(?:R"|")', text, re.S):
        whole.append(each["raw"] if each["raw"] is not None else unescaped(each["plain"]))
    return whole


class Details(ProgramTest):
    def test_every_detail_of_the_library_has_its_chinese(self):
        known = phrases()
        self.assertGreater(len(known), 150)
        lacking = []
        sources = [p for p in sorted((ROOT / "include/qixian").rglob("*.?pp"))
                   if not set(p.relative_to(ROOT / "include/qixian").parts) & set(NOT_SHOWN)
                   and not p.name.startswith(("loader", "audit"))]
        sources += sorted((ROOT / "src/cli/simulate").glob("simulate.cpp"))
        for path in sources:
            for said in said_in(without_comments(path.read_text(encoding="utf-8"))):
                parts = [p for p in re.split(r"\{\}", said) if p]
                if not any(all(p.strip() in k or re.sub(r"\b\d+\b", "<#>", p) in k for p in parts) for k in known):
                    lacking.append(f"{path.name}: {said}")
        self.assertEqual(sorted(set(lacking)), [])

    def test_no_phrase_stands_twice(self):
        text = KNOWN.read_text(encoding="utf-8").partition("quotations")[0]
        found = [e.group(0) for e in re.finditer(r"^    \{" + STRING, text, re.M | re.S)]
        self.assertEqual(sorted(f for f in set(found) if found.count(f) > 1), [])

    def zh(self, *words):
        return run(*words, "--lang", "zh").err

    def test_a_name_that_is_quoted_is_not_translated(self):
        for name in ("no day", "a number", "mobile", "file is not a database", "row 3.6 is absent", "x: lines 1 and 2",
                     "before 2021-01-01", "received", "No such file or directory", "no table", "schema 3"):
            for log, field in (
                    (f"application,on,event,{name}\nA,2021-03-01,received,\n", "column"),
                    (f"application,on,event\nA,2021-03-01,{name}\n" if name != "received" else
                     "application,on,event,kind\nA,2021-03-01,consulted,received\n", "word"),
                    (f"application,on,event\nA,{name},received\n", "day"),
                    (f"application,on,event,days\nA,2021-03-01,extended,{name}\n", "number"),
                    (f"application,on,event\n{name},2021-03-01,received\n" if " " in name else "", "key")):
                if log:
                    said = self.zh("deadlines", self.file("log.csv", log))
                    with self.subTest(name, field=field):
                        self.assertRegex(said, re.escape("：" + name) + r"(\n|$)")

    def test_what_we_say_of_a_quoted_name_is_translated(self):
        log = self.log([received("A", "2021-03-01", id="x"), row("A", "2021-03-02", "withdrawn", id="x")])
        self.assertIn("x：第 2 行与第 3 行", self.zh("deadlines", log))

    def test_faults_that_were_told_in_english(self):
        plain = "application,on,event\n"
        deep = self.file("deep.json", "[" * 40)
        text = plain + "甲,2021-03-01,received\n"
        for words, chinese in (
                (["deadlines", self.file("u.csv", text * 40), "--encoding", "gb18030"], "文本是 UTF-8 编码，不是 GB18030"),
                (["check-certificate", deep, self.file("l.csv", text)], "嵌套超过 32 层"),
                (["deadlines", self.file("cr.csv", plain + "A\r,2021-03-01,received\n")], "回车符之后没有换行符"),
                (["calendar", "show", "2027", "--notices", self.file("n.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n")], "没有 VEVENT"),
                (["calendar", "show", "2027", "--notices", self.file("d.json", '{"a":' * 9 + "1" + "}" * 9)], "嵌套过深"),
                (["calendar", "show", "2027", "--notices", self.file("k.json", "{" + ",".join(f'"k{i}":1' for i in range(70)) + "}")],
                 "名称多于放假安排所有"),
                (["calendar", "show", "2027", "--notices", self.file("y.json",
                  '{"year":2027,"days":[{"name":"元旦","date":"2025-05-01","isOffDay":true}]}')], "2025-05-01：不属于 2027 年")):
            said = self.zh(*words)
            with self.subTest(words):
                self.assertIn(chinese, said)

    def test_what_is_allowed_comes_with_what_is_not(self):
        day = "notice_id,published,date,kind"
        table = "row_id,row_label,natural_person,business,research,public_welfare,legal_service,other,total\n"
        event = "BEGIN:VCALENDAR\n{}BEGIN:VEVENT\nDTSTART:20270101\n{}END:VEVENT\nEND:VCALENDAR\n"
        for name, text, allowed in (
                ("c.csv", day + ",colour\n", ["notice_id", "published", "document", "date", "kind", "holiday_name", "region", "complete"]),
                ("k.csv", day + "\nX,2026-11-01,2027-01-01,rest\n", ["off", "work", "revert"]),
                ("y.csv", day + ",complete\nX,2026-11-01,2027-01-01,off,maybe\n", ["yes", "no"]),
                ("j.json", '{"year":2027,"days":[{"name":"a","day":"2027-01-01"}]}', ["name", "date", "isOffDay"]),
                ("t.ics", event.format("X-QIXIAN-COMPLETE:MAYBE\n", "SUMMARY:休\n"), ["TRUE", "FALSE"]),
                ("r.ics", event.format("", "RRULE:FREQ=DAILY\nSUMMARY:休\n"), ["DTSTART", "DTEND"]),
                ("s.ics", event.format("", "SUMMARY:元旦\n"), ["休", "班"]),
                ("a.csv", table.replace("business", "firm"), table.strip().split(",")),
                ("b.csv", table + "3.9,,0,0,0,0,0,0,0\n", "3.1")):
            path = self.file(name, text)
            words = ["audit", path] if name in ("a.csv", "b.csv") else ["calendar", "show", "2027", "--notices", path]
            with self.subTest(name):
                said = [f for f in run(*words, "--json").faults() if "allowed" in f]
                self.assertEqual(len(said), 1)
                self.assertTrue(all(word not in said[0]["detail"] for word in allowed) if isinstance(allowed, list) else
                                allowed in said[0]["allowed"] and "3.6.1" in said[0]["allowed"])
                if isinstance(allowed, list):
                    self.assertEqual(said[0]["allowed"], allowed)
                self.assertIn("allowed here: ", run(*words, "--lang", "en").err)
                self.assertNotIn("help columns", run(*words, "--lang", "en").err)


if __name__ == "__main__":
    unittest.main()
