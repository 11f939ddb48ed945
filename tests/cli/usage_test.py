"""A wrong command line: what is wrong is named first, in the language asked for, with what was likely meant."""
import unittest

from chinese_test import english_in
from support import BAD_INPUT, USAGE, ProgramTest, received, run


class Usage(ProgramTest):
    def first(self, lang, *words):
        said = run("--lang", lang, *words)
        self.assertEqual(said.code, USAGE, words)
        return said.err.splitlines()[0]

    def test_a_mistyped_command_is_named_first_with_the_nearest(self):
        for words, wrong, meant in (
                (["deadlin", "x"], "deadlin", "deadlines"), (["wroklist", "x"], "wroklist", "worklist"),
                (["close_year", "x", "--year", "2021"], "close_year", "close-year"), (["calendar", "ad", "2021-01-01", "3"], "ad", "add"),
                (["calendar", "shwo", "2021"], "shwo", "show"), (["help", "polices"], "polices", "policies"),
                (["help", "deadlin"], "deadlin", "deadlines"), (["codes", "EXTENSION_LAT"], "EXTENSION_LAT", "EXTENSION_LATE")):
            with self.subTest(words):
                zh, en = self.first("zh", *words), self.first("en", *words)
                self.assertRegex(zh, f"^(qixian: )?没有“{wrong}”这一.*，是否为 `{meant}`？$")
                self.assertRegex(en, f'^(qixian: )?there is no .* "{wrong}"; did you mean `{meant}`\\?$')

    def test_a_mistyped_option_is_named_first_with_the_nearest(self):
        log = self.log([received("A", "2021-03-01")])
        for words, wrong, meant in (
                (["deadlines", log, "--as_of", "2021-03-02"], "--as_of", "--as-of"), (["deadlines", log, "--asof=2021-03-02"], "--asof", "--as-of"),
                (["deadlines", "--jsno"], "--jsno", "--json"), (["deadlines", log, "--json", "--keepgoing"], "--keepgoing", "--keep-going"),
                (["report", "--yaer", "2021"], "--yaer", "--year"), (["calendar", "add", "2021-01-01", "3", "--know-on", "x"], "--know-on", "--known-on"),
                (["--colour", "never", "list", "x"], "--colour", "--color"), (["list", "--as-of", "2021-03-02", "--ndjsno", "x"], "--ndjsno", "--ndjson")):
            with self.subTest(words):
                self.assertEqual(self.first("zh", *words), f"没有“{wrong}”这一选项，是否为 `{meant}`？")
                self.assertEqual(self.first("en", *words), f'there is no option "{wrong}"; did you mean `{meant}`?')

    def test_what_is_like_nothing_is_named_alone(self):
        self.assertEqual(self.first("en", "nonsense"), 'there is no command "nonsense"')
        self.assertEqual(self.first("zh", "list", "x", "--qqqqqqqqqq"), "没有“--qqqqqqqqqq”这一选项")
        self.assertEqual(self.first("en", "codes", "NOPE"), 'qixian: there is no code "NOPE"')

    def test_what_is_only_lacking_is_said_to_lack(self):
        self.assertEqual(self.first("zh"), "请写明命令，见 `qixian --help`")
        self.assertEqual(self.first("en"), "A subcommand is required")
        self.assertEqual(self.first("en", "calendar"), "A subcommand is required")
        self.assertEqual(self.first("en", "show", "x"), "APPLICATION is required")
        self.assertIn("不认识的参数：extra", self.first("zh", "deadlines", "x", "extra"))
        # A value that looks like an option, a negative number, a word behind the end of options.
        self.assertIn("-3", self.first("en", "calendar", "add", "2021-01-01", "-3"))
        self.assertNotIn("no option", self.first("en", "deadlines", "--", "--jsno", "x"))

    def test_every_refusal_of_a_word_is_a_sentence_in_both_languages(self):
        log = self.log([received("A", "2021-03-01")])
        for words, zh, en in (
                (["calendar", "add", "2026-02-30", "3"], "D：“2026-02-30”：没有这一日", 'D: "2026-02-30": there is no such day'),
                (["calendar", "add", "1.2.2026", "3"], "D：“1.2.2026”：不是", 'D: "1.2.2026": not a day'),
                (["calendar", "count", "2026-03-01", "2026-02-01"], "第二个日期 2026-02-01 早于第一个日期 2026-03-01",
                 "the second day, 2026-02-01, is before the first, 2026-03-01"),
                (["calendar", "show", "2021-13"], "“2021-13”不是年（YYYY）或者年月（YYYY-MM）", '"2021-13" is no year'),
                (["deadlines", log, "--as-of", "2021-02-30"], "--as-of：“2021-02-30”：没有这一日", '--as-of: "2021-02-30": there is no such day'),
                (["deadlines", log, "--known-on", "x"], "--known-on：“x”：", '--known-on: "x": not a day'),
                (["deadlines", log, "--recorded-by", "x"], "--recorded-by：“x”不是日期和时刻", '--recorded-by: "x" is no instant'),
                (["codes", "NOPE", "--json"], "没有“NOPE”这一代码", 'there is no code "NOPE"'),
                (["help", "nope"], "没有“nope”这一命令或者主题", 'there is no command or topic "nope"')):
            with self.subTest(words):
                said = self.first("zh", *words)
                self.assertIn(zh, said)
                self.assertEqual(english_in(said.replace("qixian: ", ""), ["nope", "NOPE"]), [])
                self.assertIn(en, self.first("en", *words))

    def test_a_day_that_does_not_exist_is_called_that(self):
        head = "application,on,event,applicant,channel\n"
        for day, gone in (("2021-02-30", True), ("2021-13-01", True), ("2021-00-10", True), ("1850-01-01", False), ("2021/2/3", False)):
            log = self.file("d.csv", head + f"A,{day},received,business,online\n")
            said = run("deadlines", log, "--lang", "zh")
            self.assertEqual(said.code, BAD_INPUT)
            self.assertEqual("没有这一日：" in said.err, gone, day)
            self.assertEqual("there is no such day: " in run("deadlines", log, "--lang", "en").err, gone, day)
            self.assertEqual(run("deadlines", log, "--json").faults()[0]["message"] == "there is no such day", gone, day)


if __name__ == "__main__":
    unittest.main()
