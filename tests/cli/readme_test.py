"""What README says is true: its C++ compiles as printed (install_test.py links and runs it), its log and its commands run, its links exist."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
QIXIAN = os.environ["QIXIAN"]
PAGES = ["README.md", "README.zh.md"]


def blocks(page, language):
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"```" + language + r"\n(.*?)```", text, re.S)


class Readme(unittest.TestCase):
    def test_the_code_compiles(self):
        for page in PAGES:
            for block in blocks(page, "cpp"):
                with tempfile.TemporaryDirectory() as folder:
                    file = pathlib.Path(folder) / "readme.cpp"
                    file.write_text(block, encoding="utf-8")
                    done = subprocess.run(
                        [os.environ.get("CXX", "c++"), "-std=c++20", "-DQIXIAN_COMPILED=1",
                         "-Wall", "-Wextra", "-fsyntax-only", f"-I{ROOT / 'include'}", str(file)],
                        capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertEqual(done.stderr, "")

    def test_the_commands_run_on_the_log_shown(self):
        for page in PAGES:
            with tempfile.TemporaryDirectory() as folder:
                (pathlib.Path(folder) / "log.csv").write_text(blocks(page, "csv")[0], encoding="utf-8")
                for year in ("2020", "2021"):
                    sound = subprocess.run(
                        [QIXIAN, "report", "log.csv", "--year", year, "--csv"],
                        cwd=folder, capture_output=True, text=True)
                    (pathlib.Path(folder) / f"table-{year}.csv").write_text(sound.stdout, encoding="utf-8")
                (pathlib.Path(folder) / "notice.csv").write_text(
                    "notice_id,published,document,date,kind,holiday_name\n"
                    "LOCAL-1,2026-11-02,某办〔2026〕1号,2027-03-01,off,测试日\n", encoding="utf-8")
                (pathlib.Path(folder) / "examples").symlink_to(ROOT / "examples")
                lines = [l.split("  #")[0].strip() for block in blocks(page, "sh")
                         for l in block.splitlines() if l.startswith("qixian ")]
                self.assertGreaterEqual(len(lines), 6)
                for line in lines:
                    done = subprocess.run([QIXIAN] + line.split()[1:], cwd=folder,
                                          capture_output=True, text=True)
                    # The application shown is overdue by today: that is a finding, not a failure.
                    self.assertIn(done.returncode, (0, 1), line + done.stderr)
                    self.assertTrue(done.stdout, line)
                added = subprocess.run([QIXIAN, "calendar", "add", "2020-12-21", "20"],
                                       capture_output=True, text=True).stdout
                self.assertEqual(added.strip(), "2021-01-19")

    def test_the_extension_in_the_log_is_accepted(self):
        with tempfile.TemporaryDirectory() as folder:
            log = pathlib.Path(folder) / "log.csv"
            log.write_text(blocks("README.md", "csv")[0], encoding="utf-8")
            done = subprocess.run([QIXIAN, "deadlines", str(log), "--as-of", "2021-04-20", "--json"],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_links_lead_somewhere(self):
        for page in PAGES + ["src/notes/decisions.md"]:
            text = (ROOT / page).read_text(encoding="utf-8")
            for target in re.findall(r"\]\(([^)#:]+)\)", text):
                there = (ROOT / page).parent / target
                self.assertTrue(there.exists(), f"{page}: {target}")


if __name__ == "__main__":
    unittest.main()
