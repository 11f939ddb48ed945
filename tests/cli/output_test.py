"""Nothing that the program has to say is lost in silence: a full disk, a closed stream, a limit of file
size and a reader that has gone; and files are whole or what they were before."""
import os
import resource
import stat
import subprocess
import tempfile
import unittest

from store_support import StoreTest
from support import BAD_INPUT, FINDING, FINE, PROGRAM, environment, received, row

ROWS = [received("A-1", "2020-12-21"),
        received("A-2", "2020-03-02"), row("A-2", "2020-03-16", "disclosed")]


def run_to(stdout, arguments, before=None, stdin=b""):
    """The program with standard output at `stdout`, `before` called in its process."""
    return subprocess.run([PROGRAM, *map(str, arguments)], stdout=stdout, stderr=subprocess.PIPE,
                          input=stdin, timeout=300, env=environment(), preexec_fn=before, check=False)


def no_file_may_grow():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


class Streams(StoreTest):
    def commands(self):
        log, store = self.log(ROWS), self.kept(ROWS)
        self.ok("close-year", store, "--year", 2020)
        explained = self.file("proof.json", self.ok("explain", log, "A-1", "--json").out)
        table = self.file("table.csv", self.ok("report", log, "--year", 2020, "--csv").out)
        model = self.file("model.toml", SMALL_MODEL)
        asked = [
            ["--help"], ["--version"], ["help"], ["help", "exit-codes"], ["help", "policies"],
            ["help", "columns"], ["help", "record"], ["codes"], ["codes", "401"], ["codes", "--json"],
            ["machine"], ["machine", "--as", "dot"], ["machine", "--json"],
            ["calendar", "add", "2020-12-21", "20"], ["calendar", "add", "2020-12-21", "20", "--json"],
            ["calendar", "count", "2020-12-21", "2021-01-19"], ["calendar", "show", "2020"],
            ["calendar", "diff", "--known-on", "2020-01-26", "2020-01-27"],
            ["audit", table], ["audit", table, "--json"],
            ["simulate", model, "--replications", "1", "--threads", "1"],
            ["simulate", model, "--replications", "1", "--json"],
            ["simulate", model, "--replications", "1", "--csv"],
            ["simulate", model, "--replications", "1", "--html", "-"],
            ["simulate", model, "--replications", "1", "--export-log", "-"],
            *(["simulate", model, "--replications", "1", option, "-"]
              for option in ("--runs", "--cases", "--work", "--xes", "--ocel")),
            ["simulate", model, "--replications", "2", "--shard", "1/2"],
            ["check-certificate", explained, log], ["check-certificate", explained, log, "--json"],
            ["export", store], ["export", store, "--ndjson"], ["feed", store],
            ["feed", store, "--cloudevents"], ["list", store], ["list", store, "--json"],
            ["list", store, "--ndjson"], ["worklist", store], ["worklist", store, "--json"],
            ["show", store, "A-1"], ["show", store, "A-1", "--json"], ["years", store],
            ["years", store, "--json"], ["restate", store, "--year", "2020"],
            ["restate", store, "--year", "2020", "--json"], ["verify", store],
            ["verify", store, "--json"], ["settings", store], ["settings", store, "--json"],
        ]
        for source in (log, store):
            asked += [["deadlines", source], ["deadlines", source, "--json"],
                      ["deadlines", source, "--ndjson"], ["explain", source, "A-1"],
                      ["explain", source, "A-1", "--json"], ["report", source, "--year", "2020"]]
            asked += [["report", source, "--year", "2020", how]
                      for how in ("--json", "--csv", "--html", "--markdown")]
        return asked

    def changes(self):
        """Commands that change a store: each on a store of its own, with standard output only lost."""
        notice = self.file("notice.csv", "notice_id,published,document,date,kind,holiday_name\n"
                                         "X-1,2026-11-01,X,2027-01-04,off,元旦\n")
        log = self.log([received("B-1", "2021-01-04")], "more.csv")
        back = self.kept(ROWS, name="back.qixian")
        event = ["--application", "A-1", "--event", "disclosed", "--on", "2020-12-30"]
        for number, (command, *more) in enumerate([
                ("record", *event), ("record", *event, "--json"), ("import", log),
                ("import", log, "--json"), ("anchor",), ("anchor", "--json"),
                ("close-year", "--year", "2020"), ("close-year", "--year", "2020", "--json"),
                ("apply-notice", notice), ("apply-notice", notice, "--json"), ("rebuild",),
                ("settings", "lights=7,3"), ("settings", "lights=7,3", "--json"),
                ("withdraw-entry", "--id", "e1", "--reason", "x")]):
            store = self.made(name=f"{number}.qixian")
            self.ok("import", store, self.log([dict(r, id=f"e{i}") for i, r in enumerate(ROWS)]))
            yield [command, store, *more]
        for more in ([], ["--json"]):
            yield ["init", self.path(f"new{len(more)}.qixian"), *more]
            yield ["backup", back, self.path(f"copy{len(more)}.qixian"), *more]
            yield ["restore", back, self.path(f"again{len(more)}.qixian"), *more]

    def lost(self, arguments, got):
        self.assertEqual(got.returncode, BAD_INPUT, (arguments, got.stderr))
        self.assertRegex(got.stderr.decode(), "QX-95[56] |\"number\":95[56]", arguments)

    def test_a_full_device_is_said(self):
        with open("/dev/full", "wb") as full:
            for arguments in [*self.commands(), *self.changes()]:
                self.lost(arguments, run_to(full, arguments))

    def test_a_closed_stream_is_said(self):
        for arguments in [*self.commands(), *self.changes()]:
            self.lost(arguments, run_to(None, arguments, lambda: os.close(1)))

    def test_no_file_stands_in_for_a_stream_that_is_closed(self):
        def close_all():
            for stream in (0, 1, 2):
                os.close(stream)
        store = self.kept(ROWS)
        before = self.exported(store)
        anchor = self.path("anchor.txt")
        done = subprocess.Popen([PROGRAM, "anchor", store, "--out", anchor], env=environment(),
                                preexec_fn=close_all)
        self.assertEqual(done.wait(60), BAD_INPUT)
        with open(anchor, encoding="utf-8") as made:
            self.assertNotIn("锚定凭证已写入", made.read())
        self.assertEqual(self.exported(store), before)
        self.ok("verify", store, "--anchor", anchor)

    def test_a_limit_of_file_size_is_said_and_no_signal(self):
        for arguments in self.commands():
            with tempfile.TemporaryFile() as out:
                self.lost(arguments, run_to(out, arguments, no_file_may_grow))

    def test_a_large_answer_that_does_not_fit_is_said_before_it_is_worked_out(self):
        log = self.log([received(f"N-{i}", "2020-12-21") for i in range(3000)])
        with open("/dev/full", "wb") as full:
            for how in ("--json", "--ndjson"):
                self.lost(how, run_to(full, ["deadlines", log, how]))

    def test_a_reader_that_has_gone_is_no_fault(self):
        for arguments in self.commands():
            reads, writes = os.pipe()
            os.close(reads)
            got = run_to(writes, arguments)
            os.close(writes)
            self.assertIn(got.returncode, (FINE, FINDING), (arguments, got.stderr))
            self.assertNotRegex(got.stderr.decode(), "QX-|bug|stdout", arguments)

    def test_in_chinese_the_reason_is_chinese(self):
        with open("/dev/full", "wb") as full:
            got = run_to(full, ["codes", "--lang", "zh"])
        self.assertIn("标准输出: QX-955 DISK_FULL: 磁盘已满：空间不足", got.stderr.decode())

    def test_what_was_recorded_is_kept_when_nobody_could_be_told(self):
        store = self.kept(ROWS)
        with open("/dev/full", "wb") as full:
            run_to(full, ["record", store, "--application", "A-1", "--event", "disclosed",
                          "--on", "2020-12-30", "--json"])
        self.assertIn("disclosed", self.ok("show", store, "A-1", "--json").out)


SMALL_MODEL = """name = "desk"
years = [2026, 2026]
[arrivals]
per_year = 24
[[class]]
applicant = "natural_person"
share = 1
outcomes = { granted = 1 }
[[team]]
name = "desk"
people = 2
[[step]]
name = "work"
team = "desk"
work_hours = 2
"""


class Files(StoreTest):
    def setUp(self):
        super().setUp()
        self.model = self.file("model.toml", SMALL_MODEL)
        self.store = self.kept(ROWS)

    def writers(self, to):
        """Commands that replace a file."""
        return [["simulate", self.model, "--replications", "1", option, to]
                for option in ("--html", "--export-log", "--runs", "--cases", "--work", "--xes", "--ocel")]

    def parts_left(self):
        return [name for name in os.listdir(self.folder) if ".part" in name]

    def test_a_failure_leaves_what_stood_there(self):
        to = self.file("kept.html", "what was there\n")
        for arguments in self.writers(to):
            got = run_to(subprocess.DEVNULL, arguments, no_file_may_grow)
            self.assertEqual(got.returncode, BAD_INPUT, got.stderr)
            self.assertRegex(got.stderr.decode(), "QX-95[56] ")
            self.assertEqual(self.bytes_of(to), b"what was there\n", arguments)
            self.assertEqual(self.parts_left(), [])

    def test_a_failure_leaves_no_new_file(self):
        for arguments in [*self.writers(self.path("new.html")),
                          ["anchor", self.store, "--out", self.path("new.html")]]:
            got = run_to(subprocess.DEVNULL, arguments, no_file_may_grow)
            self.assertEqual(got.returncode, BAD_INPUT, got.stderr)
            self.assertFalse(os.path.exists(self.path("new.html")), arguments)
            self.assertEqual(self.parts_left(), [])

    def test_a_device_is_written_in_place(self):
        for arguments in self.writers("/dev/full"):
            got = run_to(subprocess.DEVNULL, arguments)
            self.assertEqual(got.returncode, BAD_INPUT, got.stderr)
            self.assertIn("QX-955", got.stderr.decode())
            self.assertTrue(stat.S_ISCHR(os.stat("/dev/full").st_mode))
        for arguments in self.writers("/dev/null"):
            self.assertIn(run_to(subprocess.DEVNULL, arguments).returncode, (FINE, FINDING))
            self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_a_link_is_followed_and_stays_a_link(self):
        os.mkdir(self.path("elsewhere"))
        for number, there in enumerate((True, False)):
            target, link = self.path(f"elsewhere/{number}.html"), self.path(f"{number}.html")
            if there:
                self.file(f"elsewhere/{number}.html", "old")
            os.symlink(f"elsewhere/{number}.html", link)
            for arguments in self.writers(link):
                self.assertIn(run_to(subprocess.DEVNULL, arguments).returncode, (FINE, FINDING))
                self.assertTrue(os.path.islink(link))
                self.assertGreater(os.path.getsize(target), 100)

    def test_permissions_stay(self):
        to = self.file("kept.html", "old")
        for mode in (0o600, 0o640, 0o664):
            os.chmod(to, mode)
            for arguments in self.writers(to):
                self.assertIn(run_to(subprocess.DEVNULL, arguments).returncode, (FINE, FINDING))
                self.assertEqual(stat.S_IMODE(os.stat(to).st_mode), mode)

    def test_a_new_file_has_the_permissions_that_are_usual(self):
        to = self.path("new.html")
        run_to(subprocess.DEVNULL, self.writers(to)[0], lambda: os.umask(0o027))
        self.assertEqual(stat.S_IMODE(os.stat(to).st_mode), 0o640)

    @unittest.skipIf(os.geteuid() == 0, "may write everything")
    def test_a_file_that_may_not_be_written_is_not_replaced(self):
        to = self.file("kept.html", "old")
        os.chmod(to, 0o400)
        for arguments in self.writers(to):
            self.assertEqual(run_to(subprocess.DEVNULL, arguments).returncode, BAD_INPUT)
            self.assertEqual(self.bytes_of(to), b"old")

    def test_a_folder_and_a_missing_folder_are_said(self):
        for to in (self.folder, self.path("none/x.html")):
            for arguments in self.writers(to):
                self.says(925, BAD_INPUT, *arguments)

    def test_an_anchor_never_replaces_a_file(self):
        to = self.file("anchor.txt", "old")
        dangling = self.path("dangling")
        os.symlink("nowhere", dangling)
        for each in (to, dangling):
            self.says(951, BAD_INPUT, "anchor", self.store, "--out", each)
        self.assertEqual(self.bytes_of(to), b"old")
        self.assertFalse(os.path.exists(self.path("nowhere")))

    def test_an_anchor_and_a_model_are_whole(self):
        to = self.path("anchor.txt")
        self.ok("anchor", self.store, "--out", to)
        self.ok("verify", self.store, "--anchor", to)
        self.assertEqual(self.parts_left(), [])

    def test_a_copy_that_does_not_fit_is_said_and_the_store_stays(self):
        before = self.exported(self.store)
        for arguments in (["backup", self.store, self.path("copy.qixian")],
                          ["record", self.store, "--application", "A-1", "--event", "disclosed",
                           "--on", "2020-12-30"]):
            got = run_to(subprocess.DEVNULL, arguments, no_file_may_grow)
            self.assertEqual(got.returncode, BAD_INPUT, (arguments, got.stderr))
            self.assertEqual(self.exported(self.store), before)
        self.ok("verify", self.store)

    def test_the_same_file_as_page_and_as_answer_is_not_torn_apart(self):
        with open(self.path("both.html"), "wb") as out:
            got = run_to(out, self.writers("/dev/stdout")[0])
        self.assertIn(got.returncode, (FINE, FINDING), got.stderr)
        self.assertIn(b"</html>", self.bytes_of(self.path("both.html")))


if __name__ == "__main__":
    unittest.main()
