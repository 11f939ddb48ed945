"""Every screen for people fits 100 columns, wide characters counted twice: with long keys, in both
languages."""
import os
import re
import unicodedata
import unittest

from gallery import GALLERY
from output_test import SMALL_MODEL
from store_support import StoreTest
from support import BUG, SOURCE, csv_text, received, row, run

SCREEN = 100
LONG = "某市某局〔2021〕第0001号-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghij-012345"
OFFICE = "某某省某某自治州某某县某某镇人民政府信息公开工作领导小组办公室-政务服务大厅一号窗口"


def width(line):
    plain = re.sub("\x1b\\[[0-9;]*m", "", line)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in plain)


def long_keys(rows):
    """The same log with an application, an agency and a desk as long as they may be."""
    return [{**each, "application": LONG, "agency": OFFICE,
             **({"desk": "信息公开科与法规科联合办公室综合业务岗位一组（二楼东侧）"} if n == 0 else {})}
            for n, each in enumerate(rows)]


class Screens(StoreTest):
    def fits(self, *arguments, stdin=None):
        for language in ("zh", "en"):
            for colour in ("never", "always"):
                got = run(*arguments, "--lang", language, "--color", colour, stdin=stdin,
                          env={"COLUMNS": ""})
                self.assertNotEqual(got.code, BUG, got.err)
                for line in got.out.splitlines():
                    self.assertLessEqual(width(line), SCREEN, f"{arguments} {language}: {line[:160]}")
        return got

    def test_every_life_of_the_gallery(self):
        for name, (rows, as_of, options) in GALLERY.items():
            log = csv_text(long_keys(rows)).encode()
            for command in (["deadlines", "-", "--all"], ["explain", "-", LONG]):
                with self.subTest(name=name, command=command[0]):
                    self.fits(*command, "--as-of", as_of, *options, stdin=log)

    def test_every_screen_of_a_store(self):
        store = self.made("--agency", OFFICE)
        for number, (rows, _, options) in enumerate(GALLERY.values()):
            if not options and number % 6 == 0:
                named = long_keys(rows)
                for each in named:
                    each["application"] = LONG[:58] + f"-{number}"
                run("import", store, "-", "--keep-going", "--actor", "a" * 60, "--role", "b" * 60,
                    stdin=csv_text(named).encode())
        key = LONG[:58] + "-0"
        for as_of in ("2021-03-10", "2021-12-31"):
            for command in (["list"], ["list", "--open"], ["worklist"], ["show"]):
                self.fits(command[0], store, *([key] if command == ["show"] else command[1:]),
                          "--as-of", as_of)
        notice = self.file("notice.csv", "notice_id,published,document,date,kind,holiday_name\n"
                                         f"X-1,2020-11-01,{'某某办公厅关于放假安排的通知' * 8},2021-03-15,off,测试\n")
        for command in (["settings", store], ["verify", store], ["years", store],
                        ["apply-notice", store, notice, "--dry-run"],
                        ["report", store, "--year", "2021"],
                        ["report", store, "--year", "2021", "--cells"],
                        ["close-year", store, "--year", "2021"], ["years", store],
                        ["restate", store, "--year", "2021"]):
            self.fits(*command)
        self.fits("record", store, "--application", key, "--event", "received", "--on", "2021-01-04",
                  "--applicant", "other", "--channel", "in_person", "--dry-run")

    def test_every_screen_that_asks_no_application(self):
        table = self.file("t.csv", run("report", self.log([received("A", "2020-12-21")]), "--year", "2020",
                                       "--csv").out.replace(",1\n", ",7\n"))
        for command in (["codes"], ["machine"], ["help"], ["help", "policies"], ["help", "columns"],
                        ["help", "exit-codes"], ["calendar", "show", "2020"],
                        ["calendar", "diff", "--known-on", "2019-01-01", "2020-01-27"], ["audit", table]):
            self.fits(*command)
        for code in (101, 401, 502, 904, 960):
            self.fits("codes", code)
        commands = re.findall(r"(?m)^  ([a-z-]+) {2,}", run("--help").out)
        self.assertGreater(len(commands), 20)
        for name in commands:
            self.fits(name, "--help")

    def test_every_screen_of_a_simulation(self):
        model = self.file("m.toml", SMALL_MODEL.replace('"desk"', f'"{OFFICE}"') + "".join(
            f'[[scenario]]\nname = "{OFFICE}{n}"\nchange = {{ "arrivals.per_year" = {n}000 }}\n'
            for n in (3, 9)))
        log = self.file("log.csv", csv_text(long_keys([received("A", "2020-12-21"),
                                                       row("A", "2020-12-22", "extended", days=20)])))
        for command in (["simulate", model], ["simulate", model, "--sensitivity"],
                        ["simulate", model, "--from", log, "--as-of", "2020-12-31"]):
            self.fits(*command, "--replications", "2")

    def test_a_figure_that_does_not_fit_into_its_row_stands_under_it_with_its_title(self):
        model = os.path.join(SOURCE, "examples", "simulation", "prefecture-city.toml")
        got = run("simulate", model, "--scenario", "base", "--replications", "2", "--lang", "zh",
                  env={"COLUMNS": "80"})
        self.assertRegex(got.out, r"\n    最忙小组：\d+\.\d%\n")

    def test_a_folded_cell_loses_nothing(self):
        log = csv_text(long_keys([received("A", "2021-03-01")])).encode()
        got = run("deadlines", "-", "--as-of", "2021-03-10", stdin=log, env={"COLUMNS": "100"})
        rows = got.out.split("\n\n")[1].splitlines()[1:]
        self.assertGreater(len(rows), 2)
        first = [line.split("  ")[0].strip() for line in rows if not line.startswith("  ")]
        self.assertEqual("".join(first), LONG)

    def test_no_day_number_id_or_light_is_torn(self):
        path = self.made()
        for name in ("某住建公开〔2021〕0001号", "QH-2021-000022", "申-3"):
            desk = "信息公开科与法规科联合办公室" if name[0] == "某" else "法规科"
            rows = [received(name, "2021-03-01", desk=desk, id=f"OA-{name[-5:-1]}-77",
                             recorded="2021-03-01T09:30:00+08:00", channel="registered_post"),
                    row(name, "2021-03-03", "correction_requested", days=15, ref="补正告知〔2021〕12号",
                        recorded="2021-03-03T10:15:00+08:00", note="申请内容不明确，要求补正所需信息的名称、文号"),
                    row(name, "2021-03-20", "correction_received", recorded="2021-03-21T08:00:00+08:00"),
                    row(name, "2021-03-25", "consulted", kind="third_party", ref=f"征-{name[-3:-1]}",
                        recorded="2021-03-25T08:00:00+08:00")]
            self.ok("import", path, self.log(rows), "--actor", "zhang", "--role", "clerk")
        for columns in ("80", "100"):
            for lang in ("zh", "en"):
                for command in (["list"], ["worklist"], ["deadlines"], ["deadlines", "--all"],
                                ["show", "QH-2021-000022"], ["show", "某住建公开〔2021〕0001号"]):
                    words = [command[0], path, *command[1:], "--as-of", "2021-04-02", "--lang", lang]
                    whole = run(*words).out
                    got = run(*words, env={"COLUMNS": columns}).out
                    said = r"\d{4}-\d\d-\d\d|\d\d:\d\d|\b[0-9a-f]{8}\b|QH-2021-0+22|OA-\w+-77|[●▲■✖] \S+"
                    with self.subTest(command=command, columns=columns, lang=lang):
                        self.assertEqual(sorted(re.findall(said, got)), sorted(re.findall(said, whole)))
                        for line in got.splitlines():
                            self.assertLessEqual(width(line), int(columns), line)
                        # Headings are whole too.
                        head = got.split("\n\n")[1].splitlines()[0]
                        for title in ("期限届满", "申请", "环节") if lang == "zh" else ("due", "application"):
                            if title in whole and command[0] != "show":
                                self.assertIn(title, head)

    def test_the_last_columns_stand_below_their_row_with_their_titles(self):
        path = self.kept([received("QH-2021-22", "2021-03-01", desk="信息公开科与法规科联合办公室")])
        got = run("list", path, "--as-of", "2021-03-10", env={"COLUMNS": "60"}).out.splitlines()
        self.assertRegex(got[3], r"^● 绿  QH-2021-22  办理中  2021-03-01  2021-03-29")
        self.assertEqual(got[4:6], ["    剩13个工作日  经办：信息公开科与法规科联合办公室", "    申请人：自然人  记录：1"])

    def test_show_has_ids_and_instants_as_people_type_them(self):
        path = self.kept([received("A", "2021-03-01", recorded="2021-03-01T09:30:15+08:00")])
        whole = self.ask("show", path, "A")["entries"][0]["id"]
        out = run("show", path, "A").out
        self.assertIn(f" {whole[:8]} ", out)
        self.assertNotIn(whole, out)
        self.assertIn("2021-03-01 09:30 ", out)
        self.assertEqual(self.ok("show", path, whole[:8]).out, out)


if __name__ == "__main__":
    unittest.main()
