"""An input is an input: whatever a command reads may be a file, a pipe, a FIFO, `/dev/stdin` or a
process substitution, and says the same; nothing of it is lost, nothing waits for ever."""
import csv
import os
import re
import shutil
import subprocess
import threading
import unittest

from support import (BAD_INPUT, FINDING, FINE, PROGRAM, SOURCE, Answer, ProgramTest, environment,
                     ndjson_text, run)

LOG = os.path.join(SOURCE, "examples", "larger", "log.csv")  # longer than any buffer of a pipe
DATA = os.path.join(SOURCE, "tests", "data")
REPORTS = os.path.join(DATA, "reports")
MODEL = os.path.join(DATA, "simulation", "bureau.toml")
HERE = "@HERE@"  # where a command has the input
AS_OF = ("--as-of", "2021-03-01")


def shell(command, *arguments, stdin=b""):
    done = subprocess.run(["bash", "-c", command, "bash", PROGRAM, *map(str, arguments)],
                          input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                          env=environment(), check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


class Inputs(ProgramTest):
    """Runs one command on the same bytes, come by every way."""

    def setUp(self):
        super().setUp()
        self.fifos = 0

    def fed(self, content):
        """A FIFO into which `content` is written, once."""
        self.fifos += 1
        path = os.path.join(self.folder, f"fifo-{self.fifos}")
        os.mkfifo(path)

        def write():
            try:
                with open(path, "wb") as out:
                    out.write(content)
            except BrokenPipeError:
                pass

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        return path

    def answers(self, arguments, path, fresh=None):
        """What the command says, by the way in which the input came; names of files left out."""
        with open(path, "rb") as held:
            content = held.read()

        def at(name):
            return [name if each == HERE else each for each in
                    (fresh() + arguments[1:] if fresh else arguments)]

        def said(name, got):
            out = got.out.replace(name, HERE)
            return got.code, out, got.err.replace(name, HERE)

        def substituted():
            words = " ".join('<(cat "$INPUT")' if each == HERE else f"'{each}'" for each in at(HERE))
            got = shell(f'INPUT="{path}"; "$1" {words}')
            return got.code, *(self.without_descriptor(each) for each in (got.out, got.err))

        fifo = self.fed(content)
        return {
            "file": said(path, run(*at(path))),
            "-": said("-", run(*at("-"), stdin=content)) if HERE in arguments else None,
            "/dev/stdin, a pipe": said("/dev/stdin", run(*at("/dev/stdin"), stdin=content)),
            "/dev/stdin, a file": said("/dev/stdin", self.redirected(at("/dev/stdin"), path)),
            "a FIFO": said(fifo, run(*at(fifo))),
            "a process substitution": substituted(),
        }

    @staticmethod
    def without_descriptor(text):
        while "/dev/fd/" in text:
            at = text.index("/dev/fd/")
            end = at + len("/dev/fd/")
            while end < len(text) and text[end].isdigit():
                end += 1
            text = text[:at] + HERE + text[end:]
        return text

    @staticmethod
    def redirected(arguments, path):
        with open(path, "rb") as source:
            done = subprocess.run([PROGRAM, *map(str, arguments)], stdin=source,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                                  env=environment(), check=False)
        return Answer(done.returncode, done.stdout, done.stderr)

    def expect_same(self, arguments, path, code=(FINE, FINDING), fresh=None, unnamed=None):
        got = self.answers(list(arguments), path, fresh)
        if unnamed:
            got = {way: (each[0], re.sub(unnamed, "", each[1]), each[2])
                   for way, each in got.items()}
        file_code, file_out, file_err = got["file"]
        self.assertIn(file_code, code, file_err)
        self.assertTrue(file_out + file_err)
        for way, (exit_code, out, err) in got.items():
            # The name `-` stands in other places too: what it says is compared by its length.
            if way == "-":
                self.assertEqual((file_code, len(file_out.replace(HERE, "")) > 0),
                                 (exit_code, len(out) > 0), f"{arguments} {way} {err}")
                self.assertEqual(file_out.replace(HERE, "-"), out.replace(HERE, "-"), way)
                continue
            self.assertEqual((file_code, file_out, file_err), (exit_code, out, err),
                             f"{arguments} {way}")


class EveryCommand(Inputs):
    def test_logs(self):
        document = run("deadlines", LOG, *AS_OF, "--json").json()
        number = document["applications"][-1]["application"]
        for command in (["deadlines", HERE, *AS_OF, "--json"],
                        ["deadlines", HERE, *AS_OF, "--ndjson"],
                        ["deadlines", HERE, *AS_OF, "--lang", "en"],
                        ["explain", HERE, number, *AS_OF, "--json"],
                        ["report", HERE, "--year", "2020", "--all-agencies", "--json"],
                        ["simulate", MODEL, "--from", HERE, "--as-of", "2020-06-30", "--json",
                         "--replications", "3"]):
            self.expect_same(command, LOG)

    def test_logs_as_ndjson_grouped_and_in_another_encoding(self):
        with open(LOG, encoding="utf-8", newline="") as held:
            lines = self.file("log.ndjson", ndjson_text(csv.DictReader(held)))
        self.expect_same(["deadlines", HERE, *AS_OF, "--json"], lines)
        with open(LOG, encoding="utf-8") as held:
            head, *rows = held.read().splitlines(keepends=True)
        self.assertNotIn('"', "".join(rows))
        place = head.strip().split(",").index("application")
        rows.sort(key=lambda each: each.split(",")[place])
        grouped = self.file("grouped.csv", head + "".join(rows))
        self.expect_same(["deadlines", HERE, *AS_OF, "--sorted", "--json"], grouped)
        other = self.file("gb.csv", (head + "".join(rows)).encode("gb18030"))
        self.expect_same(["deadlines", HERE, *AS_OF, "--encoding", "gb18030", "--json"], other)

    def test_a_log_with_faults(self):
        with open(LOG, encoding="utf-8") as held:
            text = held.read()
        broken = self.file("broken.csv", text.replace("received", "recieved", 3))
        for more in ([], ["--keep-going"], ["--json"], ["--keep-going", "--json"]):
            self.expect_same(["deadlines", HERE, *AS_OF, *more], broken, code=(BAD_INPUT,))

    def test_notices(self):
        notices = os.path.join(DATA, "calendar", "cn-notices.csv")
        with open(notices, encoding="utf-8") as held:
            head = held.readline()
        text = head + ("MORE-2031,2030-11-20,doc,2031-01-01,off,new year\n"
                       "MORE-2031,2030-11-20,doc,2031-01-02,off,new year\n")
        if head.count(",") != 5:
            text = ("notice_id,published,document,date,kind,holiday_name\n"
                    + text[len(head):])
        path = self.file("notices.csv", text)
        self.expect_same(["deadlines", LOG, *AS_OF, "--notices", HERE, "--json"], path)
        self.expect_same(["calendar", "add", "2030-12-31", "1", "--notices", HERE, "--json"], path)
        store = os.path.join(self.folder, "s.qixian")
        self.assertEqual(run("init", store).code, FINE)
        self.expect_same(["apply-notice", store, HERE, "--dry-run", "--as-of", "2030-12-01",
                          "--json"], path)

    def test_certificates(self):
        # Several certificates in one text: each asks the log and the notices again.
        document = run("deadlines", LOG, *AS_OF, "--json").json()
        most = max(document["applications"],
                   key=lambda each: sum(1 for d in each["duties"] if d.get("due")))
        proof = run("explain", LOG, most["application"], *AS_OF, "--json")
        self.assertGreater(len(proof.json()["certificates"]), 1)
        path = self.file("proof.json", proof.bytes)
        self.expect_same(["check-certificate", HERE, LOG, "--json"], path)
        self.expect_same(["check-certificate", path, HERE, "--json"], LOG)
        notices = self.file("n.csv", "notice_id,published,document,date,kind,holiday_name\n"
                                     "MORE-2031,2030-11-20,doc,2031-01-01,off,new year\n")
        self.expect_same(["check-certificate", path, LOG, "--notices", HERE, "--json"], notices)

    def test_tables_and_figures(self):
        first = os.path.join(REPORTS, "pingtan-quanqu-2019.csv")
        second = os.path.join(REPORTS, "pingtan-quanqu-2020.csv")
        # What the name says, an input without a name cannot.
        named = r'"year_by_name": (\d+|null)'
        self.expect_same(["audit", HERE, "--json"], first, unnamed=named)
        self.expect_same(["audit", HERE, second], first)
        self.expect_same(["audit", first, HERE, "--json"], second, unnamed=named)
        self.expect_same(["audit", first, "--figures", HERE, "--json"],
                         os.path.join(REPORTS, "narrative.csv"))

    def test_models_and_parts(self):
        self.expect_same(["simulate", HERE, "--replications", "3", "--json"], MODEL)
        # The year inside and the office of a model: a pipe has no name that would tell them.
        with open(os.path.join(REPORTS, "qinghai-ziranziyuanting-2020.csv"), "rb") as held:
            table = self.file("table.csv", b"# year: 2020\n" + held.read())
        # Without a name the office is called otherwise: that line is compared by the file alone.
        self.expect_same(["simulate", "fit", HERE, "--like", MODEL, "--json"], table,
                         unnamed=r"of \S+, 2020|name = .*?\\n")
        self.expect_same(["simulate", "fit", table, "--like", HERE, "--json"], MODEL)
        part = run("simulate", MODEL, "--replications", 3, "--shard", "1/1")
        self.assertIn(part.code, (FINE, FINDING), part.err)
        path = self.file("part", part.bytes)
        self.expect_same(["simulate", MODEL, "--merge", HERE, "--json"], path)

    def test_imports(self):
        made = []

        def fresh():
            made.append(os.path.join(self.folder, f"{len(made)}.qixian"))
            run("init", made[-1])
            # The name of the store stands in the answer: every run has its own at one place.
            place = os.path.join(self.folder, "now.qixian")
            shutil.move(made[-1], place)
            return ["import", place]

        self.expect_same(["import", HERE, "--json"], LOG, fresh=fresh)

    def test_anchors(self):
        store = os.path.join(self.folder, "s.qixian")
        self.assertEqual(run("init", store).code, FINE)
        run("import", store, LOG)
        anchor = self.file("anchor", run("anchor", store).bytes)
        self.expect_same(["verify", store, "--anchor", HERE, "--json"], anchor)


class WhatIsNoInput(Inputs):
    """Clear words, no waiting, no memory without end."""

    def commands(self):
        store = os.path.join(self.folder, "s.qixian")
        if not os.path.exists(store):
            self.assertEqual(run("init", store).code, FINE)
        return [["deadlines", HERE], ["explain", HERE, "A"], ["report", HERE, "--year", "2020"],
                ["check-certificate", HERE, LOG], ["audit", HERE],
                ["audit", os.path.join(REPORTS, "pingtan-quanqu-2019.csv"), "--figures", HERE],
                ["deadlines", LOG, "--notices", HERE],
                ["calendar", "add", "2020-01-01", "1", "--notices", HERE],
                ["simulate", HERE], ["simulate", MODEL, "--from", HERE],
                ["simulate", MODEL, "--merge", HERE], ["simulate", "fit", HERE],
                ["import", store, HERE], ["apply-notice", store, HERE],
                ["verify", store, "--anchor", HERE]]

    def expect_refused(self, name):
        for command in self.commands():
            got = run(*[name if each == HERE else each for each in command], "--lang", "en")
            self.assertEqual(got.code, BAD_INPUT, f"{command} {got.out} {got.err}")
            self.assertIn("QX-", got.err, command)
            self.assertIn(name, got.err, command)

    def test_a_folder(self):
        self.expect_refused(self.folder)

    def test_what_is_not_there(self):
        self.expect_refused(os.path.join(self.folder, "none"))

    def test_what_may_not_be_read(self):
        if os.geteuid() == 0:
            self.skipTest("root may read anything")
        path = self.file("closed", "x")
        os.chmod(path, 0)
        self.expect_refused(path)

    def test_what_has_no_end(self):
        self.expect_refused("/dev/zero")
        self.expect_refused("/dev/urandom")

    def test_a_store_is_a_file(self):
        """No pipe is a store, and none is waited for."""
        fifo = os.path.join(self.folder, "fifo")
        os.mkfifo(fifo)
        for name in (fifo, self.folder, "/dev/zero"):
            for command in (["list", name], ["worklist", name], ["verify", name],
                            ["show", name, "A"], ["export", name], ["import", name, LOG],
                            ["feed", name], ["restore", name, os.path.join(self.folder, "new")],
                            ["rebuild", name], ["anchor", name]):
                got = run(*command, "--lang", "en")
                self.assertEqual(got.code, BAD_INPUT, f"{command} {got.out} {got.err}")
                self.assertIn("CANNOT_OPEN", got.err, command)


if __name__ == "__main__":
    unittest.main()
