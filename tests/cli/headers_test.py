"""Every public header compiles alone, and all of them together in two files that are linked."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
CXX = os.environ.get("CXX", "g++")
STRICT = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror",
          f"-I{ROOT / 'include'}"]
HEADERS = sorted(p.relative_to(ROOT / "include").as_posix()
                 for p in (ROOT / "include").rglob("*.hpp"))
# Headers of the log read files through libraries that are found where it is built; those of the
# store bring SQLite and OpenSSL.
# Models of offices are read with them.
CORE = [h for h in HEADERS if not h.startswith("qixian/row/") and h != "qixian/caseload/caseload_log.hpp"
        and h not in ("qixian/simulation/model_file.hpp", "qixian/simulation/parts.hpp")]


class Headers(unittest.TestCase):
    def test_each_compiles_alone_with_each_compiler(self):
        def compile_alone(job):
            compiler, header = job
            done = subprocess.run(
                [compiler, *STRICT, "-DQIXIAN_COMPILED=1", "-fsyntax-only", "-x", "c++", "-"],
                input=f'#include "{header}"\n', capture_output=True, text=True)
            return compiler, header, done

        compilers = sorted({c for c in ("g++", "clang++", CXX) if shutil.which(c)})
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for compiler, header, done in pool.map(
                    compile_alone, [(c, h) for c in compilers for h in HEADERS]):
                self.assertEqual((done.returncode, done.stderr), (0, ""), f"{compiler} {header}")
        self.assertGreater(len(HEADERS), 40)

    def test_all_of_them_in_two_header_only_files_link(self):
        everything = "".join(f'#include "{h}"\n' for h in CORE)
        with tempfile.TemporaryDirectory() as folder:
            one = pathlib.Path(folder) / "one.cpp"
            two = pathlib.Path(folder) / "two.cpp"
            one.write_text(everything + "int due_year();\nint main() { return due_year() == 2021 ? 0 : 1; }\n")
            two.write_text(everything + """
int due_year() {
    using namespace qixian;
    entry received{.application = "A", .on = day(20201221), .what = event::received,
                   .applicant = applicant::natural_person};
    context const in{china::calendar()};
    auto const a = assess(std::span<entry const>(&received, 1), day(20201231), in);
    for (auto const& d : a->duties) {
        if (d.what == duty_kind::reply) { return year_of(d.end->due); }
    }
    return 0;
}
""")
            for file in (one, two):
                subprocess.run([CXX, "-std=c++20", f"-I{ROOT / 'include'}", "-O0", "-c", str(file),
                                "-o", str(file) + ".o"], check=True)
            program = pathlib.Path(folder) / "both"
            subprocess.run([CXX, str(one) + ".o", str(two) + ".o", "-o", str(program),
                            "-lSQLiteCpp", "-lsqlite3", "-lcrypto", "-lpthread", "-ldl"],
                           check=True)
            self.assertEqual(subprocess.run([str(program)]).returncode, 0)


if __name__ == "__main__":
    unittest.main()
