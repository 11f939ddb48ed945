"""Notices handed in with a question or to a store: half ones, local ones, JSON and calendars.

What a notice does not settle stays an interval, and the answer says what is wanting.
"""
import json
import os
import unittest

from support import BAD_INPUT, FINE, ProgramTest, received, run

HEAD = "notice_id,published,document,date,kind,holiday_name\n"
HALF = HEAD + "CN-2027,2026-11-05,,2027-01-01,off,元旦\n"
FESTIVALS = {"元旦": "2027-01-01", "春节": "2027-02-06", "清明节": "2027-04-05", "劳动节": "2027-05-01",
             "端午节": "2027-06-09", "中秋节": "2027-09-15", "国庆节": "2027-10-01"}


def holiday_cn(days, **more):
    return json.dumps({"year": 2027, "papers": ["https://www.gov.cn/2026-11/05/c.htm"],
                       "days": [{"name": name, "date": day, "isOffDay": True}
                                for name, day in days.items()], **more}, ensure_ascii=False)


class HalfANotice(ProgramTest):
    def add(self, *more):
        return run("calendar", "add", "2027-01-20", 20, *more, "--json").json()

    def test_makes_no_year_certain_and_says_what_is_missing(self):
        bare = self.add()
        got = self.add("--notices", self.file("half.csv", HALF))
        self.assertFalse(got["certain"])
        self.assertEqual((got["earliest"], got["latest"]), (bare["earliest"], bare["latest"]))
        self.assertLess(got["earliest"], got["latest"])
        (why,) = got["open"]
        self.assertEqual((why["year"], why["region"], why["notices"]), (2027, "", ["CN-2027"]))
        self.assertEqual(sorted(why["festivals"]), sorted(set(FESTIVALS) - {"元旦"}))
        for language, words in (("en", "no day for"), ("zh", "不完整，缺少")):
            text = run("calendar", "add", "2027-01-20", 20, "--notices",
                       self.file("half.csv", HALF), "--lang", language).out
            self.assertIn(words, text)
            self.assertIn("春节", text)

    def test_settles_it_with_a_day_for_each_festival_or_a_mark(self):
        rows = "".join(f"CN-2027,2026-11-05,,{day},off,{name}\n" for name, day in FESTIVALS.items())
        self.assertTrue(self.add("--notices", self.file("n.csv", HEAD + rows))["certain"])
        less = HEAD + "".join(rows.splitlines(True)[:-1])
        self.assertFalse(self.add("--notices", self.file("n.csv", less))["certain"])
        marked = HALF.replace("holiday_name\n", "holiday_name,complete\n").replace("元旦\n", "元旦,yes\n")
        got = self.add("--notices", self.file("n.csv", marked))
        self.assertEqual((got["certain"], got["open"]), (True, []))

    def test_settles_nothing_in_a_store_either(self):
        path = os.path.join(self.folder, "half.qixian")
        run("init", path)
        log = self.log([received("A", "2027-01-20")])
        self.assertEqual(run("import", path, log, "--future").code, FINE)
        half = self.file("half.csv", HALF)
        said = run("apply-notice", path, half, "--as-of", "2027-01-25", "--json").json()["notices"][0]
        self.assertEqual(said["open"][0]["year"], 2027)
        duty = self.duty(run("deadlines", path, "--as-of", "2027-01-25", "--json").json(), "reply")
        self.assertFalse(duty["certain"])
        self.assertIn("?", run("apply-notice", path, half, "--as-of", "2027-01-25").out)
        # The mark is kept with the notice.
        rest = self.file("rest.json", holiday_cn({"春节": "2027-02-06"}, id="CN-2027-B",
                                                 complete=True))
        said = run("apply-notice", path, rest, "--as-of", "2027-01-25", "--json").json()["notices"][0]
        self.assertEqual(said["open"], [])
        duty = self.duty(run("deadlines", path, "--as-of", "2027-01-25", "--json").json(), "reply")
        self.assertTrue(duty["certain"])
        self.assertEqual(run("verify", path).code, FINE)

    def test_is_put_right_by_the_whole_one_and_both_are_kept(self):
        path = os.path.join(self.folder, "amended.qixian")
        run("init", path)
        self.assertEqual(run("import", path, self.log([received("A", "2027-01-20")]),
                             "--future").code, FINE)

        def apply(file, *more):
            got = run("apply-notice", path, file, "--as-of", "2027-01-25", "--json", *more)
            self.assertEqual(got.code, FINE, got.err)
            return got.json()["notices"][0]

        # A day that the whole notice does not have is taken back by it.
        half = self.file("half.csv", HALF + "CN-2027,2026-11-05,,2027-02-05,off,春节\n")
        rows = "".join(f"CN-2027,2026-11-05,,{day},off,{name}\n" for name, day in FESTIVALS.items())
        whole = self.file("whole.csv", HEAD + rows)
        self.assertEqual(apply(half)["amends"], "")
        got = run("apply-notice", path, whole, "--as-of", "2027-01-25", "--lang", "en")
        self.assertEqual(got.code, BAD_INPUT)
        self.assertRegex(got.err, r"--amend .*CN-2027-2.*\n.*QX-\d+ ID_CONFLICT: .*CN-2027")
        tried = apply(whole, "--amend", "--dry-run")
        self.assertEqual((tried["notice"], tried["amends"]), ("CN-2027-2", "CN-2027"))
        said = apply(whole, "--amend")
        self.assertEqual((said["notice"], said["amends"], said["known_before"], said["open"]),
                         ("CN-2027-2", "CN-2027", False, []))
        for again, more in ((whole, ()), (whole, ("--amend",)), (half, ()), (half, ("--amend",))):
            self.assertTrue(apply(again, *more)["known_before"], (again, more))
        duty = self.duty(run("deadlines", path, "--as-of", "2027-01-25", "--json").json(), "reply")
        with_whole = run("calendar", "add", "2027-01-20", 20, "--notices", whole, "--json").json()
        self.assertTrue(duty["certain"])
        self.assertEqual(duty["due"], with_whole["to"])
        third = self.file("third.csv", HEAD + rows.replace("2027-02-06", "2027-02-08"))
        text = run("apply-notice", path, third, "--amend", "--as-of", "2027-01-25").out
        self.assertIn("以新文本更正 CN-2027，原文本保留", text)
        self.assertIn("2027-02-06 撤回 春节", text)
        self.assertEqual(run("verify", path).code, FINE)

    def test_stands_in_the_certificate_which_is_checked_as_it_is(self):
        log = self.log([received("A", "2027-01-20")])
        more = ("--as-of", "2027-01-25", "--notices", self.file("half.csv", HALF))
        got = run("explain", log, "A", *more, "--json")
        (reply,) = [c for c in got.json()["certificates"] if c["duty"] == "reply"]
        self.assertEqual(reply["open"][0]["notices"], ["CN-2027"])
        self.assertIn("缺少", run("explain", log, "A", *more).out)
        proof = self.file("proof.json", json.dumps(reply))
        self.assertEqual(run("check-certificate", proof, log, "--notices", more[3]).code, FINE)
        warned = run("deadlines", log, *more, "--json").json()["applications"][0]["warnings"]
        self.assertIn("2027 (CN-2027)", [w.get("detail") for w in warned])


class Places(ProgramTest):
    def test_leave_years_open_that_they_do_not_know(self):
        got = run("calendar", "add", "2024-07-19", 20, "--region", "CN-SC-LS", "--json").json()
        self.assertFalse(got["certain"])
        self.assertLessEqual(got["earliest"], "2024-08-21")
        self.assertLessEqual("2024-08-21", got["latest"])
        (why,) = got["open"]
        self.assertEqual((why["region"], why["year"]), ("CN-SC-LS", 2024))
        self.assertEqual(why["known_years"], [2018, 2021, 2022, 2025])
        for language, words in (("en", "are not known: 火把节"), ("zh", "地方放假安排不明")):
            self.assertIn(words, run("calendar", "add", "2024-07-19", 20, "--region", "CN-SC-LS",
                                     "--lang", language).out)
        known = run("calendar", "add", "2018-07-20", 20, "--region", "CN-SC-LS", "--json").json()
        self.assertEqual((known["certain"], known["open"]), (True, []))

    def test_are_told_by_local_notices(self):
        text = ("notice_id,published,date,kind,holiday_name,region\n"
                + "".join(f"LS-2024,2024-01-05,2024-07-{d},off,火把节,CN-SC-LS\n"
                          for d in (29, 30, 31)))
        file = self.file("ls.csv", text)
        there = run("calendar", "add", "2024-07-19", 20, "--region", "CN-SC-LS", "--notices", file,
                    "--json").json()
        self.assertEqual((there["to"], there["certain"]), ("2024-08-21", True))
        elsewhere = run("calendar", "add", "2024-07-19", 20, "--notices", file).out
        self.assertEqual(elsewhere, "2024-08-16\n")
        path = os.path.join(self.folder, "ls.qixian")
        run("init", path, "--region", "CN-SC-LS")
        run("import", path, self.log([received("A", "2024-07-19")]))
        said = run("apply-notice", path, file, "--as-of", "2024-07-25", "--json").json()["notices"][0]
        self.assertEqual(said["region"], "CN-SC-LS")
        self.assertEqual([a["application"] for a in said["applications"]], ["A"])
        duty = self.duty(run("deadlines", path, "--as-of", "2024-07-25", "--json").json(), "reply")
        self.assertEqual((duty["due"], duty["certain"]), ("2024-08-21", True))
        self.assertEqual(run("verify", path).code, FINE)

    def test_stand_in_certificates_that_are_checked(self):
        log = self.log([received("A", "2024-07-19")])
        more = ("--as-of", "2024-07-25", "--region", "CN-SC-LS")
        (reply,) = [c for c in run("explain", log, "A", *more, "--json").json()["certificates"]
                    if c["duty"] == "reply"]
        self.assertFalse(reply["certain"])
        self.assertEqual(reply["open"][0]["region"], "CN-SC-LS")
        proof = self.file("proof.json", json.dumps(reply))
        self.assertEqual(run("check-certificate", proof, log, "--region", "CN-SC-LS").code, FINE)
        reply["certain"] = True
        lie = self.file("lie.json", json.dumps(reply))
        self.assertNotEqual(run("check-certificate", lie, log, "--region", "CN-SC-LS").code, FINE)


class Forms(ProgramTest):
    def test_of_others_are_read_whatever_the_name(self):
        days = run("calendar", "show", "2027-02", "--notices",
                   self.file("n.txt", holiday_cn(FESTIVALS)), "--json").json()
        self.assertEqual([d["source"] for d in days["days"] if d["day"] == "2027-02-06"],
                         ["JSON-2027"])
        self.assertEqual(days["open"], [])
        ics = "BEGIN:VCALENDAR\r\n" + "".join(
            f"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{day.replace('-', '')}\r\nSUMMARY:{name}（休）\r\n"
            "END:VEVENT\r\n" for name, day in FESTIVALS.items()) + "END:VCALENDAR\r\n"
        got = run("calendar", "add", "2027-01-20", 20, "--notices", self.file("n", ics), "--json")
        self.assertTrue(got.json()["certain"])

    def test_tell_every_fault_at_once(self):
        bad = holiday_cn({"a": "2027-02-30", "b": "2027-13-01"}, colour="red")
        got = run("calendar", "add", "2027-01-20", 20, "--notices", self.file("n.json", bad))
        self.assertEqual(got.code, BAD_INPUT)
        self.assertEqual(got.err.count("BAD_DATE"), 2)
        self.assertEqual(got.err.count("UNKNOWN_COLUMN"), 1)
        path = os.path.join(self.folder, "f.qixian")
        run("init", path)
        self.assertEqual(run("apply-notice", path, self.file("n.json", bad)).err.count("BAD_DATE"), 2)


if __name__ == "__main__":
    unittest.main()
