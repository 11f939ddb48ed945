"""Where stores stand: a path is a path and nothing else, and a copy never goes over what it came from."""
import os
import socket
import stat
import subprocess
import unittest

from store_support import StoreTest
from support import BAD_INPUT, FINE, PROGRAM, USAGE, environment, received


class Paths(StoreTest):
    def at(self, *arguments, code=FINE):
        """A run in the folder of the test, so that paths may begin with anything."""
        done = subprocess.run([PROGRAM, arguments[0], "--lang", "en", *arguments[1:]],
                              stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=30, cwd=self.folder, check=False,
                              env=environment())
        self.assertEqual(done.returncode, code, (arguments, done.stdout, done.stderr))
        return done.stderr

    def files(self):
        return {name for name in os.listdir(self.folder) if not name.endswith("-journal")}

    def mode(self, name):
        return stat.S_IMODE(os.lstat(os.path.join(self.folder, name)).st_mode)

    def test_a_path_that_looks_like_an_address_is_a_file_of_that_name(self):
        for name in (":memory:", "file:c", "file:c?mode=memory", "c?mode=ro", "%63", "file::memory:",
                     "a b", "机关"):
            with self.subTest(name):
                before = self.files()
                self.at("init", name)
                self.assertEqual(self.files(), before | {name})
                self.assertEqual(self.mode(name), 0o600)
                self.at("record", name, "--application", "A", "--event", "received", "--on",
                        "2021-03-01", "--applicant", "other")
                self.assertGreater(os.path.getsize(self.path(name)), 0)
                self.at("verify", name)
        self.at("init", "--", "-x")
        self.assertIn("-x", self.files())

    def test_a_name_that_is_no_utf8_is_no_argument_and_nothing_is_made(self):
        name = b"\xff\xfe.qixian"
        before = os.listdir(self.folder.encode())
        self.at("init", name, code=USAGE)
        self.assertEqual(os.listdir(self.folder.encode()), before)

    def test_a_backup_that_looks_like_an_address_leaves_other_files_alone(self):
        self.kept([received("A", "2021-03-01")], name="b")
        self.kept([received("X", "2021-03-01")], name="a")
        before = self.bytes_of(self.path("a"))
        self.at("restore", "b", "file:a")
        self.assertEqual(self.bytes_of(self.path("a")), before)
        self.at("verify", "file:a")
        self.at("backup", "b", "file:a", code=BAD_INPUT)
        self.at("backup", "b", "file:d")
        self.assertEqual(self.files(), {"a", "b", "file:a", "file:d", "log.csv"})

    def test_a_store_is_not_restored_from_itself(self):
        kept = self.kept([received("A", "2021-03-01")], name="S")
        os.link(kept, self.path("hard"))
        os.symlink("S", self.path("soft"))
        os.mkdir(self.path("folder"))
        before = self.bytes_of(kept)
        files = self.files()
        for one, other in (("S", "S"), ("S", "./S"), ("S", "folder/../S"), ("S", "hard"),
                           ("hard", "S"), ("S", "soft"), ("soft", "S"), ("soft", "hard"),
                           ("S", self.path("S"))):
            for force in ((), ("--force",)):
                with self.subTest((one, other, force)):
                    self.assertIn(b"QX-972", self.at("restore", one, other, *force, code=BAD_INPUT))
                    self.assertEqual(self.bytes_of(kept), before)
                    self.assertEqual(self.files(), files)
            with self.subTest(("backup", one, other)):
                self.assertIn(b"QX-951", self.at("backup", one, other, code=BAD_INPUT))
                self.assertEqual(self.bytes_of(kept), before)
        self.says(972, BAD_INPUT, "restore", kept, kept)

    def test_a_link_that_leads_nowhere_is_not_followed(self):
        self.kept([received("A", "2021-03-01")], name="S")
        os.symlink("gone", self.path("link"))
        os.symlink("loop", self.path("loop"))
        files = self.files()
        for name in ("link", "loop"):
            for command in (["init", name], ["backup", "S", name], ["restore", "S", name],
                            ["restore", "S", name, "--force"], ["list", name], ["verify", name],
                            ["anchor", "S", "--out", name]):
                with self.subTest(command):
                    err = self.at(*command, code=BAD_INPUT)
                    self.assertRegex(err, b"QX-(925|951)")
                    self.assertEqual(self.files(), files)
        self.assertIn(b"-> gone", self.at("init", "link", code=BAD_INPUT))

    def test_a_link_to_a_store_is_that_store(self):
        self.kept([received("A", "2021-03-01")], name="S")
        os.symlink("S", self.path("link"))
        self.at("record", "link", "--application", "B", "--event", "received", "--on", "2021-03-01",
                "--applicant", "other")
        self.at("verify", "link")
        self.assertTrue(os.path.islink(self.path("link")))
        self.assertEqual(len(self.ask("list", self.path("S"))["applications"]), 2)

    def test_what_is_no_file_is_refused_at_once(self):
        self.kept([received("A", "2021-03-01")], name="S")
        os.mkfifo(self.path("pipe"))
        os.mkdir(self.path("folder"))
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self.path("socket"))
            for name in ("pipe", "folder", "socket", "/dev/null", "/dev/zero", "/dev/full", "."):
                for command in (["list", name], ["worklist", name], ["feed", name], ["verify", name],
                                ["settings", name], ["rebuild", name], ["anchor", name],
                                ["restore", name, "new"], ["restore", "S", name, "--force"],
                                ["backup", name, "new"], ["backup", "S", name], ["init", name],
                                ["record", name, "--application", "A", "--event", "received", "--on",
                                 "2021-03-01", "--applicant", "other"]):
                    with self.subTest(command):
                        self.assertRegex(self.at(*command, code=BAD_INPUT), b"QX-(925|951)")
        self.assertEqual(self.files(), {"S", "pipe", "folder", "socket", "log.csv"})
        for command in (["init", ""], ["list", ""], ["backup", "S", ""], ["restore", "S", ""],
                        ["restore", "", "new"]):
            with self.subTest(command):
                self.at(*command, code=BAD_INPUT)
        self.assertEqual(self.files(), {"S", "pipe", "folder", "socket", "log.csv"})

    def test_no_store_is_taken_for_the_journal_of_another(self):
        kept = self.kept([received("A", "2021-03-01")], name="S")
        before = self.bytes_of(kept)
        for end in ("-journal", "-wal", "-shm"):
            for command in (["init", "S" + end], ["backup", "S", "S" + end],
                            ["restore", "S", "S" + end, "--force"]):
                with self.subTest(command):
                    self.assertIn(b"QX-951", self.at(*command, code=BAD_INPUT))
                    self.assertEqual(self.bytes_of(kept), before)
            self.kept([received("A", "2021-03-01")], name="T" + end)
            other = self.bytes_of(self.path("T" + end))
            for command in (["init", "T"], ["backup", "S", "T"], ["restore", "S", "T"]):
                with self.subTest(command):
                    self.assertIn(b"QX-951", self.at(*command, code=BAD_INPUT))
                    self.assertEqual(self.bytes_of(self.path("T" + end)), other)
            os.remove(self.path("T" + end))

    def test_a_number_of_order_that_leaves_no_room_is_named(self):
        path = self.made()
        for number in ("9223372036854775807", "-9223372036854775808", "1000000000000001"):
            with self.subTest(number):
                self.says(913, BAD_INPUT, "import", path,
                          self.log([received("A", "2021-03-01", seq=number)]))
        self.ok("import", path, self.log([received("A", "2021-03-01", seq="1000000000000000")]))
        self.ok("record", path, "--application", "A", "--event", "extended", "--days", "20", "--on",
                "2021-03-01")
        self.assertTrue(self.ask("verify", path)["clean"])


if __name__ == "__main__":
    unittest.main()
