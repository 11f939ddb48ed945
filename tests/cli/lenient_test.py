"""Files as offices keep them: Chinese words, printed numbers, padding, another encoding, twins of keys."""
import json
import os
import unittest

from store_support import StoreTest
from support import BAD_INPUT, FINDING, FINE, SOURCE, csv_text, ndjson_text, received, row, run

LENIENT = ("申请编号,发生日,事件,申请人类别,提交渠道,天数,期限单位,办理结果\n"
           "甲-1,2026/1/7,收到申请,自然人,当面提交,,,\n"
           "甲-1,2026年1月9日,告知补正,,,１０,工作日,\n"
           "甲-2,２０２６-０１-０８,收到申请,商业企业,互联网,,,\n"
           "甲-2,2026.2.3,不予公开,,,,,属于国家秘密\n")
STRICT = ("application,on,event,applicant,channel,days,unit,outcome\n"
          "甲-1,2026-01-07,received,natural_person,in_person,,,\n"
          "甲-1,2026-01-09,correction_requested,,,10,working_day,\n"
          "甲-2,2026-01-08,received,business,online,,,\n"
          "甲-2,2026-02-03,refused,,,,,state_secret\n")
AS_OF = ("--as-of", "2026-02-10")
TABLE = os.path.join(SOURCE, "tests", "data", "reports", "pingtan-quanqu-2021.csv")
NOTICE = ("notice_id,published,document,date,kind,holiday_name\n"
          "T-1,2020-12-25,某号,2021-03-08,off,妇女节放假\n")


class LenientTest(StoreTest):
    def both(self, *rest, code=None):
        """The same answer from the lenient and the strict log, whatever the way of reading."""
        said = set()
        for text, more in ((LENIENT, ["--lenient"]), (STRICT, []), (STRICT, ["--lenient"])):
            for how in ([], ["--sorted"]):
                for stdin in (False, True):
                    log = self.file("log.csv", text)
                    got = run(rest[0], "-" if stdin else log, *rest[1:], *more, *how,
                              stdin=text if stdin else None)
                    self.assertIn(got.code, (FINE, FINDING), got.err)
                    said.add((got.code, got.out))
        self.assertEqual(len(said), 1)
        return said.pop()

    def test_every_command_that_reads_a_log_reads_it_leniently(self):
        self.both("deadlines", "--json", *AS_OF)
        self.both("deadlines", "--ndjson", *AS_OF)
        self.both("explain", "甲-1", "--json", *AS_OF)
        self.both("report", "--year", "2026", "--json", "--as-of", "2026-12-31")
        lenient = self.file("l.csv", LENIENT)
        proof = self.file("proof.json", run("explain", lenient, "甲-1", "--lenient", "--json",
                                            *AS_OF).out)
        self.assertEqual(run("check-certificate", proof, lenient, "--lenient").code, FINE)
        model = os.path.join(SOURCE, "examples", "simulation", "prefecture-city.toml")
        forecasts = {run("simulate", model, "--from", self.file("f.csv", text), "--json",
                         "--replications", 5, *AS_OF, *more).out
                     for text, more in ((LENIENT, ["--lenient"]), (STRICT, []))}
        self.assertEqual(len(forecasts), 1)
        self.assertIn("甲-1", forecasts.pop())

    def test_what_was_read_leniently_is_exported_in_the_canonical_form(self):
        lenient, strict = self.made(name="a.qixian"), self.made(name="b.qixian")
        self.ok("import", lenient, self.file("l.csv", LENIENT), "--lenient")
        self.ok("import", strict, self.file("s.csv", STRICT))
        without_instants = [[{k: v for k, v in json.loads(line).items() if k != "recorded"}
                             for line in self.ok("export", each, "--ndjson").out.splitlines()]
                            for each in (lenient, strict)]
        self.assertEqual(*without_instants)
        self.assertEqual(without_instants[0][1]["event"], "correction_requested")
        # And what was exported is read by the strictest of readers, with the same bytes again.
        for form in ([], ["--ndjson"]):
            text = self.ok("export", lenient, *form).bytes
            name = f"c{len(form)}.qixian"
            again = self.made(name=name)
            self.ok("import", again, "-", stdin=text)
            self.assertEqual(self.ok("export", again, *form).bytes, text)

    def test_without_the_promise_the_fault_names_the_option(self):
        got = run("deadlines", self.file("l.csv", LENIENT), "--json", *AS_OF)
        self.assertEqual(got.code, BAD_INPUT)
        self.assertEqual(got.faults()[0]["detail"], "申请编号 (--lenient reads it as application)")
        log = self.file("l.csv", LENIENT.replace(LENIENT.split("\n")[0], STRICT.split("\n")[0]))
        got = run("deadlines", log, "--json", "--keep-going", *AS_OF)
        told = [f["detail"] for f in got.faults()]
        for detail in ("2026/1/7 (--lenient reads it as 2026-01-07)", "收到申请 (--lenient reads it as received)",
                       "2026年1月9日 (--lenient reads it as 2026-01-09)",
                       "２０２６-０１-０８ (--lenient reads it as 2026-01-08)", "2026.2.3 (--lenient reads it as 2026-02-03)"):
            self.assertIn(detail, told)
        store = self.made()
        got = run("record", store, "--application", "A", "--event", "收到申请", "--on", "2026/1/7")
        self.assertEqual(got.code, BAD_INPUT)
        self.assertIn("--lenient", got.err)
        self.ok("record", store, "--application", "A", "--event", "收到申请", "--on", "2026/1/7",
                "--applicant", "自然人", "--channel", "当面提交", "--lenient")
        self.assertIn(",2026-01-07,received,natural_person,in_person,", self.ok("export", store).out)

    def test_what_could_mean_two_things_is_a_fault_all_the_same(self):
        for cell in ("1/7/2026", "26/1/7", "2026年1月"):
            log = self.file("l.csv", LENIENT.replace("2026/1/7", cell))
            got = run("deadlines", log, "--lenient", "--json", *AS_OF)
            self.assertEqual((got.code, got.faults()[0]["number"]), (BAD_INPUT, 911), cell)
        twice = self.file("l.csv", "application,on,发生日,event\nA,2026-01-07,2026-01-07,withdrawn\n")
        self.assertEqual(run("deadlines", twice, "--lenient", "--json").faults()[0]["number"], 907)

    def test_the_headings_that_offices_use_are_columns_too(self):
        text = LENIENT.replace("申请编号,发生日,事件,申请人类别,提交渠道", "受理编号,日期,事项,申请人类型,申请方式")
        self.assertNotEqual(text, LENIENT)
        expected = run("deadlines", self.file("s.csv", STRICT), "--json", *AS_OF)
        got = run("deadlines", self.file("l.csv", text), "--lenient", "--json", *AS_OF)
        self.assertEqual((got.code, got.out), (expected.code, expected.out))
        desks = csv_text([received("A", "2026-01-07", desk="法规科")]).replace(",desk", ",承办科室")
        self.assertEqual(run("deadlines", self.file("d.csv", desks), "--lenient", "--json", *AS_OF)
                         .json()["applications"][0]["desk"], "法规科")

    def test_a_column_that_is_misspelled_is_said_once_with_the_one_that_is_meant(self):
        for heading, meant in (("applicaton", "application"), ("Application", "application"),
                               ("aplication", "application")):
            log = self.file("l.csv", f"{heading},on,event\nA,2026-01-07,withdrawn\n")
            got = run("deadlines", log, "--json", *AS_OF)
            self.assertEqual([(f["code"], f["field"], f.get("allowed")) for f in got.faults()],
                             [("UNKNOWN_COLUMN", heading, [meant])])
            self.assertIn("此处可以填写：application\n", run("deadlines", log, *AS_OF).err)
        log = self.file("l.csv", "日期,事项,application\n2026-01-07,withdrawn,A\n")
        self.assertEqual([(f["code"], f["detail"]) for f in run("deadlines", log, "--json", *AS_OF).faults()],
                         [("UNKNOWN_COLUMN", "日期 (--lenient reads it as on)"),
                          ("UNKNOWN_COLUMN", "事项 (--lenient reads it as event)")])
        self.assertIn("未知的列：日期（加 --lenient 则读作 on）\n", run("deadlines", log, *AS_OF).err)
        # What is like nothing is no hint, and what is not there is still said.
        log = self.file("l.csv", "who,on,event\nA,2026-01-07,withdrawn\n")
        self.assertEqual([(f["code"], f["field"], f.get("allowed")) for f in
                          run("deadlines", log, "--json", *AS_OF).faults()],
                         [("UNKNOWN_COLUMN", "who", None), ("MISSING_COLUMN", "application", None)])
        got = run("deadlines", "-", "--json", *AS_OF,
                  stdin='{"applicaton":"A","on":"2026-01-07","event":"withdrawn"}\n')
        self.assertEqual(got.faults()[0]["allowed"], ["application"])

    def test_the_pages_of_the_codes_name_the_option(self):
        for code in (905, 911):
            for lang in ("zh", "en"):
                self.assertIn("--lenient", run("codes", code, "--lang", lang).out)
        self.assertNotIn("先将该列设为文本格式", run("codes", 911).out)
        self.assertIn("more or fewer cells", run("codes", 908, "--lang", "en").out)

    def test_help_shows_the_names_in_chinese(self):
        said = run("help", "columns", "--lang", "zh").out
        for each in ("--lenient", "申请编号", "发生日", "邮寄（需签收）", "属于国家秘密", "2026年1月7日", "收到申请",
                     "发生日 / 发生日期 / 日期", "事件 / 事项"):
            self.assertIn(each, said)
        self.assertNotIn("属于国家秘密", run("help", "columns", "--lang", "en").out)


class Spreadsheets(StoreTest):
    def test_padding_is_no_fault_and_loses_no_row(self):
        plain = csv_text([received("A", "2021-03-01"), received("B", "2021-03-02")])
        width = plain.split("\n", maxsplit=1)[0].count(",") + 1
        padded = "".join(line + ",,,\n" + "," * (width + 2) + "\n"
                         for line in plain.splitlines()) + "," * 40 + "\n"
        expected = run("deadlines", self.file("p.csv", plain), "--json", "--as-of", "2021-03-10")
        self.assertEqual(expected.code, FINE)
        for more in ([], ["--sorted"], ["--keep-going"]):
            got = run("deadlines", self.file("q.csv", padded), "--json", "--as-of", "2021-03-10",
                      *more)
            self.assertEqual((got.code, got.out, got.err), (FINE, expected.out, ""))
        store = self.made()
        self.assertEqual(self.ask("import", store, self.file("q.csv", padded))["rows"], 2)

    def test_gb18030_is_read_wherever_the_fault_says_so(self):
        notice = self.file("n.csv", NOTICE.encode("gb18030"))
        log = self.file("l.csv", csv_text([received("申-1", "2021-03-01", desk="综合科")])
                        .encode("gb18030"))
        utf8 = self.file("u.csv", NOTICE)
        plain = self.file("l8.csv", csv_text([received("申-1", "2021-03-01", desk="综合科")]))
        answers = set()
        for arguments in ((plain, "--notices", utf8),
                          (log, "--notices", notice, "--encoding", "gb18030"),
                          (log, "--notices", utf8, "--encoding", "gb18030")):
            got = run("deadlines", *arguments, "--as-of", "2021-03-10", "--json")
            self.assertEqual(got.code, FINE, got.err)
            answers.add(got.out)
        self.assertEqual(len(answers), 1)
        self.assertIn("2021-03-30", answers.pop())
        for command in (["calendar", "add", "2021-03-01", "20"], ["calendar", "show", "2021-03"],
                        ["calendar", "count", "2021-03-01", "2021-03-29"]):
            expected = run(*command, "--notices", utf8, "--json")
            self.assertEqual(expected.code, FINE, expected.err)
            refused = run(*command, "--notices", notice)
            self.assertEqual(refused.code, BAD_INPUT)
            self.assertIn("--encoding", run("codes", "901", "--lang", "zh").out)
            got = run(*command, "--notices", notice, "--encoding", "gb18030", "--json")
            self.assertEqual((got.code, got.out), (FINE, expected.out))
        store = self.kept([received("申-1", "2021-03-01")])
        for command in (["worklist", store], ["list", store], ["show", store, "申-1"]):
            got = run(*command, "--as-of", "2021-03-10", "--notices", notice, "--encoding",
                      "gb18030")
            self.assertEqual(got.code, FINE, got.err)
        self.ok("apply-notice", store, notice, "--encoding", "gb18030", "--as-of", "2021-03-10")
        self.assertIn("妇女节放假", self.ok("calendar", "show", "2021-03", "--notices", notice,
                                       "--encoding", "gb18030").out)
        with open(TABLE, encoding="utf-8") as source:
            table = self.file("t-2021.csv", source.read().encode("gb18030"))
        figures = self.file("f.csv", "file,item,value\nt-2021.csv,received,\"1,234\"\n".encode()
                            + "t-2021.csv,无此项,3\n".encode("gb18030"))
        got = run("audit", table, "--figures", figures, "--encoding", "gb18030")
        self.assertNotEqual(got.code, BAD_INPUT, got.err)

    def test_utf8_that_is_called_gb18030_is_never_read_as_something_else(self):
        log = self.file("l.csv", STRICT)
        store = self.made()
        for command in (["deadlines", log], ["explain", log, "甲-1"],
                        ["report", log, "--year", "2026"], ["import", store, log],
                        ["audit", TABLE], ["simulate", "fit", TABLE],
                        ["apply-notice", store, self.file("n.csv", NOTICE)]):
            got = run(*command, "--encoding", "gb18030", "--json")
            self.assertEqual(got.code, BAD_INPUT, command)
            self.assertEqual(got.faults()[0]["number"], 930, command)
            self.assertIn("UTF-8", got.faults()[0]["detail"])
        self.assertEqual(self.ok("export", store).out.count("\n"), 1)


class Tables(StoreTest):
    def printed(self):
        with open(TABLE, encoding="utf-8") as source:
            lines = source.read().splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith("1,"))
        cells = lines[at].split(",")
        signs = ["无" if c == "0" else c for c in cells[2:]]
        lines[at] = ",".join(cells[:2] + signs[:-1]
                             + [signs[-1].translate(str.maketrans("0123456789", "０１２３４５６７８９"))])
        return "\n".join(lines) + "\n"

    def test_printed_numbers_are_read_and_said_once(self):
        table = self.file("p-2021.csv", self.printed())
        plain = run("audit", TABLE, "--json").json()
        got = run("audit", table, "--json")
        self.assertEqual(got.code, FINE, got.err)
        document = self.sound("audit", got.json())
        self.assertEqual([n["code"] for n in document["files"][0]["notes"]], ["NUMBER_AS_PRINTED"])
        self.assertEqual(document["findings"], plain["findings"])
        self.assertEqual(plain["files"][0]["notes"], [])
        for command in (["audit", table], ["simulate", "fit", table]):
            got = run(*command)
            self.assertIn(got.code, (FINE, FINDING), got.err)
            self.assertEqual(got.err.count("NUMBER_AS_PRINTED"), 1)


class Twins(StoreTest):
    WIDE, NARROW = "２０２１-017", "2021-017"

    def rows(self):
        return [received(self.WIDE, "2021-03-01"), received(self.NARROW, "2021-03-02"),
                row(self.WIDE, "2021-03-08", "disclosed"), received("B", "2021-03-02")]

    def test_a_log_with_twins_says_so_once_in_every_way_of_reading(self):
        for rows in (self.rows(), self.rows()[::-1]):
            for text, name in ((csv_text(rows), "a.csv"), (ndjson_text(rows), "a.ndjson")):
                got = run("deadlines", self.file(name, text), "--json", "--as-of", "2021-03-10")
                self.assertEqual(got.code, FINE, got.err)
                warned = self.sound("deadlines", got.json())["cell_warnings"]
                self.assertEqual([w["code"] for w in warned], ["KEY_TWINS"])
                self.assertIn(self.WIDE, warned[0]["detail"])
                self.assertIn(self.NARROW, warned[0]["detail"])
        grouped = sorted(self.rows(), key=lambda r: r["application"])
        got = run("deadlines", self.file("s.csv", csv_text(grouped)), "--json", "--sorted",
                  "--as-of", "2021-03-10")
        self.assertEqual([w["code"] for w in got.json()["cell_warnings"]], ["KEY_TWINS"])
        self.assertEqual(run("deadlines", self.file("t.csv", csv_text(grouped)), "--as-of",
                             "2021-03-10").err.count("KEY_TWINS"), 1)
        report = self.sound("report", run("report", self.file("r.csv", csv_text(grouped)), "--year",
                                          2021, "--as-of", "2021-12-31", "--json").json())
        self.assertEqual([w["code"] for w in report["warnings"]].count("KEY_TWINS"), 1)

    def test_twins_of_another_agency_are_not_told_to_who_asks_for_one(self):
        rows = [{**r, "agency": "乙局"} for r in self.rows()] + [{**received("C", "2021-03-01"), "agency": "甲局"}]
        log = self.file("two.csv", csv_text(rows))
        store = self.kept(rows)
        for source in (log, store):
            for agency, told in (("甲局", 0), ("乙局", 1)):
                got = run("deadlines", source, "--agency", agency, "--as-of", "2021-03-10")
                self.assertEqual((got.code, got.err.count("KEY_TWINS")), (FINE, told), (source, agency))

    def test_keys_that_differ_in_more_are_no_twins(self):
        rows = [received(k, "2021-03-01") for k in ("２０２１-017", "2021-018", "（1）", "(2)", "Ａ", "a")]
        got = run("deadlines", self.file("n.csv", csv_text(rows)), "--json", "--as-of", "2021-03-10")
        self.assertEqual(got.json()["cell_warnings"], [])

    def test_a_store_is_told_of_twins_in_the_file_and_of_those_it_has(self):
        store = self.made()
        first = self.ask("import", store, self.file("a.csv", csv_text(self.rows())))
        self.assertEqual([w["code"] for w in first["cell_warnings"]], ["KEY_TWINS"])
        second = self.made(name="b.qixian")
        self.ok("import", second, self.file("b.csv", csv_text(self.rows()[1:2])))
        got = self.ask("import", second, self.file("c.csv", csv_text(self.rows()[:1])))
        self.assertEqual([w["detail"] for w in got["cell_warnings"]],
                         [f"{self.NARROW} / {self.WIDE}"])
        third = self.made(name="c.qixian")
        self.ok("import", third, self.file("d.csv", csv_text(self.rows()[:1])))
        said = run("record", third, "--application", self.NARROW, "--event", "received", "--on",
                   "2021-03-02", "--applicant", "business", "--channel", "in_person")
        self.assertEqual(said.code, FINE, said.err)
        self.assertEqual(said.err.count("KEY_TWINS"), 1)
        self.assertIn(self.WIDE, said.err)
        more = run("record", third, "--application", self.NARROW, "--event", "disclosed", "--on",
                   "2021-03-03")
        self.assertNotIn("KEY_TWINS", more.err)

    def test_twins_are_those_of_the_agency_that_rows_without_one_belong_to(self):
        wide, narrow = ([{**r, "agency": "甲局"}] for r in self.rows()[:2])
        for declared, kept, come, told in (
                ((), narrow, self.rows()[:1], 1),  # the store keeps one agency
                (("--agency", "甲局"), narrow, self.rows()[:1], 1),
                (("--agency", "甲局", "--agency", "乙局"), narrow, self.rows()[:1], 1),  # the first of several
                (("--agency", "乙局", "--agency", "甲局"), narrow, self.rows()[:1], 0),
                ((), narrow, [{**received("B", "2021-03-01"), "agency": "甲局"}, *self.rows()[:1]], 1),  # the one of the file
                ((), [{**r, "agency": "乙局"} for r in narrow], [*self.rows()[:1], *[{**r, "agency": "甲局"} for r in narrow]], 1)):
            store = self.made(*declared, name=f"t{len(os.listdir(self.folder))}.qixian")
            with self.subTest(declared, come=come):
                self.ok("import", store, self.file("k.csv", csv_text(kept)))
                got = self.ask("import", store, self.file("l.csv", csv_text(come)))
                self.assertEqual([w["code"] for w in got["cell_warnings"]], ["KEY_TWINS"] * told)


if __name__ == "__main__":
    unittest.main()
