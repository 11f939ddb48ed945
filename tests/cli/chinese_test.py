"""The Chinese face: no English word on any screen, help and usage errors included.

What may stand there in Latin letters: codes and placeholders in capitals, options, commands in back
quotes or as examples, formats, what the reader typed himself (numbers of applications, paths), and the
words a log is written with where a screen teaches them.
"""
import re
import unittest

from gallery import GALLERY
from support import USAGE, ProgramTest, environment, received, row, run

ZH = ("--lang", "zh")
#: Latin that is no English word of ours.
ALLOWED = re.compile(
    r"`[^`]*`|\[[a-z_ ]+\]|（[a-z_]+）|\{[a-z,_0-9]+\}|0x[0-9A-F]{2}|此处可以填写：.*|\b[a-z_]+=—|\b[a-z_0-9]+=[a-z_0-9.:-]+(?:\|[a-z_0-9]+)*|(?<![A-Za-z])--?[a-z][a-z_-]*(?:=\S+)?|\b[A-Z][A-Z0-9_]*(?:[-.=][A-Za-z0-9_.=,-]+)*\b"
    r"|\b(?:Word|Markdown|SQLite|CloudEvents|Qixian|qixian)\b|\S*[/\\]\S*|\b[\w.-]+\.(?:csv|qixian|toml|json|svg|html)\b", re.ASCII)
LATIN = re.compile(r"[A-Za-z]{2,}", re.ASCII)


def english_in(text, typed=()):
    """Words of Latin letters that may not stand in `text`."""
    found = []
    for line in text.splitlines():
        if re.match(r"\s*(?:qixian |  +--[a-z])", line) and not re.search("[\u4e00-\u9fff]", line):
            continue  # an example
        rest = re.sub(r"^\s*qixian .*?(?=[\u4e00-\u9fff]|$)", "", line)
        for word in sorted((w for w in typed if len(w) > 1), key=len, reverse=True):
            rest = rest.replace(word, " ")
        rest = ALLOWED.sub(" ", rest)
        found += [f"{w} | {line.strip()[:90]}" for w in LATIN.findall(rest)]
    return found


def commands_of(help_text):
    """Names of the commands that a help lists."""
    part = help_text.partition("\n命令:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  ([a-z][a-z-]*)", part, re.M)


class Chinese(ProgramTest):
    def assert_chinese(self, text, typed=()):
        self.assertEqual(english_in(text, typed), [])

    def test_screens_of_every_kind_of_case(self):
        for name, (rows, as_of, options) in GALLERY.items():
            log = self.log(rows)
            typed = {v for each in rows for k, v in each.items() if k in ("ref", "re", "desk", "part_of", "related")}
            when = ["--as-of", as_of, *options, *ZH]
            with self.subTest(name):
                for words in (["deadlines", log, "--all"], ["explain", log, rows[0]["application"]],
                              ["report", log, "--year", "2021"], ["report", log, "--year", "2021", "--cells"]):
                    said = run(*words, *when)
                    self.assert_chinese(re.sub(r"\bA/[a-z_]+/", "A/", said.out + said.err), {str(log), *typed})

    def test_help_of_every_command(self):
        first = run("--help", *ZH).out
        names = commands_of(first)
        self.assertGreater(len(names), 25)
        calls = [[], *([n] for n in names)]
        below = [[n, each] for n in names for each in commands_of(run(n, "--help", *ZH).out)]
        self.assertIn(["simulate", "backtest"], below)
        self.assertIn(["calendar", "diff"], below)
        calls += below
        for call in calls:
            with self.subTest(call):
                self.assertEqual(not_in_chinese(run(*call, "--help", *ZH).out), [])

    def test_help_stays_english_where_english_is_asked_for(self):
        for name in commands_of(run("--help", *ZH).out):
            said = run(name, "--help", "--lang", "en").out
            self.assertNotRegex(re.sub("休|班|某市某局|法规处|记错申请|2026年1月7日", "", said), "[\u4e00-\u9fff]", name)

    def test_a_wrong_command_line_is_told_in_chinese(self):
        log = self.log([received("A", "2021-03-01")])
        for words in ([], ["deadlines"], ["deadlines", log, "--nonsense"], ["report", log], ["report", log, "--year", "x"],
                      ["report", log, "--year", "1999"], ["report", log, "--year", "2021", "--form", "2020"],
                      ["report", log, "--year", "2021", "--csv", "--html"], ["deadlines", log, "--as-of"],
                      ["deadlines", log, "--as-of", "2021-02-30"], ["deadlines", log, "--policy", "appeal=x"],
                      ["deadlines", log, "--policy", "x"], ["deadlines", log, "--region", "CN-XX"],
                      ["calendar"], ["calendar", "add", "2021-01-01", "-5"], ["calendar", "add", "2021-01-01", "many"],
                      ["simulate"], ["simulate", "m.toml", "--shard", "many"], ["init", "s", "--hash", "many"],
                      ["nonsense"], ["help", "nonsense"], ["codes", "QX-000"], ["explain", log, "B"]):
            with self.subTest(words):
                said = run(*ZH, *words)
                self.assertNotEqual(said.code, 0)
                self.assert_chinese(said.out + said.err, [str(log), "nonsense", "many", "appeal=x", "sm3", "sha256"])

    def test_screens_of_a_store(self):
        rows = [received("A1", "2021-03-01", desk="法规处", id="r1"),
                row("A1", "2021-03-20", "extended", days=20, delivered="2021-03-20", id="r2"),
                row("A1", "2021-05-20", "disclosed", delivered="2021-05-20", id="r3"),
                received("B2", "2021-12-20", id="r4"), received("C3", "2021-04-01", id="r5")]
        log, store, typed = self.log(rows), f"{self.folder}/s.qixian", {"A1", "B2", "C3"}
        first = ["record", store, "--application", "B2", "--on", "2021-12-28"]
        for words in (["init", store], ["init", store], ["settings", store], ["import", store, log], ["import", store, log],
                      [*first, "--event", "consulted", "--kind", "third_party", "--ref", "z", "--dry-run"],
                      [*first, "--event", "consulted", "--kind", "third_party", "--ref", "z"],
                      [*first, "--event", "opinion_received", "--re", "y"], [*first, "--event", "nonsense"],
                      [*first, "--event", "extended"], ["list", store], ["worklist", store, "--as-of", "2021-12-29"],
                      ["show", store, "A1"], ["show", store, "Z9"], ["deadlines", store, "--as-of", "2021-12-31", "--all"],
                      ["explain", store, "A1"], ["close-year", store, "--year", "2021"], ["close-year", store, "--year", "2021"],
                      ["years", store], ["withdraw-entry", store, "--id", "r3", "--reason", "错"],
                      ["withdraw-entry", store, "--id", "r9", "--reason", "错"], ["restate", store, "--year", "2021"],
                      ["report", store, "--year", "2021"], ["verify", store], ["anchor", store, "--out", f"{self.folder}/a.txt"],
                      ["verify", store, "--anchor", f"{self.folder}/a.txt"], ["backup", store, f"{self.folder}/b.qixian"],
                      ["restore", f"{self.folder}/b.qixian", store], ["rebuild", store], ["verify", log], ["worklist", log]):
            with self.subTest(words):
                said = run(*ZH, *words)
                text = re.sub(r"\b[A-Z0-9]+/[a-z_]+/", "", said.out + said.err)
                text = re.sub(r"\b[0-9a-f]{8,}\b|\br\d\b|sm3|\d\d:\d\d", "", text)
                self.assert_chinese(text, {str(self.folder), "nonsense", *typed})

    def test_faults_of_files(self):
        good = "application,on,event,applicant,channel,days\nA,2021-03-01,received,business,online,\n"
        for content in ("", "a,b\n", good + "A,2021-02-30,extended,,,5\n", good + "A,2021-03-02,gone,,,\n",
                        good + "A,2021-03-02,extended,,,x\n", good + ",2021-03-02,extended,,,5\n", good + "A\n",
                        good + 'A,"2021', good + "A,2021-03-02,extended,,,99999999999\n", good + "A,2021-03-02,consulted,,,\n",
                        good.replace("days", "day"), good.replace("business", "busines"), good + "A,1999-01-01,received,business,online,\n",
                        "{\"application\":\"A\"\n", "\xff\xfe", good + "A,2021-03-02,extended,,,\n"):
            with self.subTest(content):
                log = self.file("bad.csv", content.encode("latin-1"))
                for words in (["deadlines", log], ["deadlines", log, "--keep-going"], ["audit", log], ["calendar", "show", "2021", "--notices", log],
                              ["simulate", log], ["check-certificate", log, log]):
                    said = run(*ZH, *words)
                    self.assert_chinese(said.out + said.err, {str(log), "busines", "gone", "application", "day"})


def not_in_chinese(text):
    """Options, arguments, commands and sentences of a help that have no Chinese."""
    text = re.sub("文本|必填|非负整数|整数|不与此并用：|须与此并用：|2026年1月7日|休|班", "", text)
    told, _, below = text.partition("\n示例：")
    entries = re.split(r"\n(?=  [-A-Za-z])|\n(?=\S)", told)
    rest = [line for line in below.splitlines() if line and not line.startswith("  ")]
    return [e for e in entries + rest if e.strip() and not re.search("[\u4e00-\u9fff]", e)]


if __name__ == "__main__":
    unittest.main()
