"""Qixian as others take it: installed and found, added as a folder, through pkg-config, or copied.

Every way ends in a program that runs and prints a due day. What is installed is what the build that
asks has made (QIXIAN_BUILD_DIR). The shared library of an added folder answers `step` by the table;
QIXIAN_ENDURANCE=1 compiles Boost.MSM for it, and the store once more, in header-only mode and shared,
and takes each component by itself, and headers without a library, in every way there is.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
ENDURANCE = bool(os.environ.get("QIXIAN_ENDURANCE"))
CXX = os.environ.get("CXX", "g++")
CONSUMER = SOURCE / "tests" / "consumer"
DUE = "2021-01-19\n"


def version():
    parts = [line.split()[-1] for line in
             (SOURCE / "include/qixian/version.hpp").read_text().splitlines()
             if line.startswith("#define QIXIAN_VERSION_")]
    return ".".join(parts)


class install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.here = tempfile.TemporaryDirectory(prefix="qixian-install-")
        cls.addClassCleanup(cls.here.cleanup)
        cls.root = pathlib.Path(cls.here.name)
        cls.prefix = cls.root / "moved"
        first = cls.root / "first"
        cls.run_it("cmake", "--install", os.environ["QIXIAN_BUILD_DIR"], "--prefix", first)
        # An installed tree may be moved, so that is the one everything below meets.
        first.rename(cls.prefix)

    @staticmethod
    def configure(source, build):
        return ["cmake", "-S", source, "-B", build, "-G", "Ninja",
                f"-DCMAKE_CXX_COMPILER={CXX}", "-DCMAKE_BUILD_TYPE=None",
                "-DCMAKE_CXX_FLAGS=-O0 -Wall -Wextra -Werror"]

    @staticmethod
    def run_it(*command, **more):
        done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=1500, **more)
        if done.returncode != 0:
            raise AssertionError(f"{command}\n{done.stdout}")
        return done.stdout

    def consume(self, name, *settings):
        build = self.root / name
        self.run_it(*self.configure(CONSUMER, build), *settings)
        self.run_it("cmake", "--build", build)
        self.assertEqual(self.run_it(build / "consumer"), DUE)
        return build

    def cache(self, build):
        return (build / "CMakeCache.txt").read_text()

    def test_an_installed_library_is_found(self):
        self.consume("found", f"-DCMAKE_PREFIX_PATH={self.prefix}", "-DCONSUME=qixian")

    def test_installed_headers_alone_are_enough(self):
        build = self.consume("headers", f"-DCMAKE_PREFIX_PATH={self.prefix}", "-DCONSUME=headers")
        ninja = (build / "build.ninja").read_text()
        self.assertNotIn("QIXIAN_COMPILED", ninja)
        self.assertNotIn("libqixian", ninja)

    def test_readme_compiles_links_and_runs_as_printed(self):
        for page in ("README.md", "README.zh.md"):
            text = (SOURCE / page).read_text("utf-8")
            commands = re.search(r"```cmake\n(.*?)```", text, re.S)[1]
            self.assertIn("COMPONENTS", commands)
            folder = self.root / page
            folder.mkdir()
            (folder / "app.cpp").write_text(re.search(r"```cpp\n(.*?)```", text, re.S)[1], "utf-8")
            (folder / "CMakeLists.txt").write_text(
                "cmake_minimum_required(VERSION 3.25)\nproject(app LANGUAGES CXX)\n"
                "add_executable(app app.cpp)\n" + commands, "utf-8")
            self.run_it(*self.configure(folder, folder / "b"), f"-DCMAKE_PREFIX_PATH={self.prefix}")
            self.run_it("cmake", "--build", folder / "b")
            self.run_it(folder / "b" / "app", cwd=folder)
            self.assertTrue((folder / "cases.qixian").exists())

    def test_an_installed_static_library_goes_into_a_shared_one(self):
        libdir = next(self.prefix.glob("**/pkgconfig"))
        flags = self.run_it("pkg-config", "--cflags", "--libs", "qixian",
                            env=dict(os.environ, PKG_CONFIG_PATH=str(libdir))).split()
        self.run_it(CXX, "-std=c++20", "-O0", "-fPIC", "-shared", CONSUMER / "due_day.cpp",
                    "-o", self.root / "libhost.so", "-Wl,--whole-archive", *flags,
                    "-Wl,--no-whole-archive")

    def test_each_part_is_a_component(self):
        # `answer` asks for all the others; README's program, above, for the core and the store.
        for part in ("log", "store", "simulation", "answer") if ENDURANCE else ("answer",):
            with self.subTest(part=part):
                build = self.consume(part, f"-DCMAKE_PREFIX_PATH={self.prefix}", f"-DCONSUME={part}")
                self.assertNotIn("nlohmann", self.cache(build))

    def test_who_does_not_ask_for_the_store_need_not_have_what_it_needs(self):
        build = self.consume("found-alone", f"-DCMAKE_PREFIX_PATH={self.prefix}",
                             "-DCONSUME=qixian", "-DCMAKE_DISABLE_FIND_PACKAGE_SQLiteCpp=ON",
                             "-DCMAKE_DISABLE_FIND_PACKAGE_OpenSSL=ON")
        self.assertNotIn("SQLiteCpp_DIR", self.cache(build))

    def test_another_minor_version_or_component_is_not_found(self):
        for request, hidden, say in (
                ("qixian 0.2 REQUIRED", "", "compatible with requested version"),
                ("qixian REQUIRED COMPONENTS teapot", "", "has no component teapot"),
                ("qixian REQUIRED COMPONENTS store", "SQLiteCpp",
                 "no component store here: it needs SQLiteCpp 3.1 with SQLite3."),
                ("qixian REQUIRED COMPONENTS store", "OpenSSL",
                 "no component store here: it needs OpenSSL 3.")):
            folder = self.root / "wrong"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / "CMakeLists.txt").write_text(
                "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES CXX)\n"
                f"set(CMAKE_DISABLE_FIND_PACKAGE_{hidden} ON)\nfind_package({request})\n")
            done = subprocess.run(
                ["cmake", "-S", folder, "-B", folder / "b", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={self.prefix}",
                 f"-DCMAKE_CXX_COMPILER={CXX}"],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
            self.assertNotEqual(done.returncode, 0, request)
            self.assertIn(say, " ".join(done.stdout.split()), request)

    def test_an_added_folder_needs_nothing_but_boost(self):
        # As a shared library: the way that an added folder can go wrong.
        build = self.consume("added", f"-DQIXIAN_TREE={SOURCE}", "-DCONSUME=qixian",
                             "-DBUILD_SHARED_LIBS=ON", "-DQIXIAN_UNITY=ON",
                             "-DQIXIAN_MACHINE=" + ("ON" if ENDURANCE else "OFF"))
        self.assertTrue(list(build.glob(f"**/libqixian.so.{version()}")))
        for package in ("nlohmann_json", "CLI11", "fmt", "GTest", "LIBCSV", "SQLiteCpp", "OpenSSL", "TOMLPLUSPLUS"):
            self.assertNotIn(f"{package}_", self.cache(build))
        targets = self.run_it("ninja", "-C", build, "-t", "targets", "all")
        for other in ("qixian_program", "qixian_log", "qixian_store", "qixian_simulation", "qixian_answer", "_tests"):
            self.assertNotIn(other, targets)
        # One breach handler in a process, also where the library is shared.
        self.run_it(build / "breach")
        # In the same build, which has compiled the core.
        if ENDURANCE:
            self.consume("added", "-DCONSUME=store", "-DQIXIAN_BUILD_STORE=ON")
            self.assertTrue(list(build.glob(f"**/libqixian_store.so.{version()}")))
        for library in build.glob(f"**/libqixian*.so.{version()}"):
            self.only_what_is_public(library)

    def only_what_is_public(self, library):
        """Exports what headers declare: nothing of other libraries, nothing of our insides."""
        listed = self.run_it("nm", "-DC", "--defined-only", library).splitlines()
        names = [line.split(" ", 2)[2] for line in listed]
        self.assertIn("qixian::v0::", "".join(names))
        for name in names:
            bare = re.sub(r"^(typeinfo|typeinfo name|vtable) for ", "", name).split("(")[0]
            self.assertTrue(bare.startswith("qixian::v0::"), f"{library.name}: {name}")
            self.assertNotIn("detail::", bare, library.name)
            self.assertNotIn("<", bare.replace("operator<", ""), library.name)

    @unittest.skipUnless(ENDURANCE, "installed headers, above, and a copy, below, are the same headers")
    def test_an_added_folder_gives_headers_without_a_library(self):
        build = self.consume("added-headers", f"-DQIXIAN_TREE={SOURCE}", "-DCONSUME=headers")
        self.assertEqual(list(build.glob("**/libqixian*")), [])

    def test_pkg_config_knows_it(self):
        libdir = next(self.prefix.glob("**/pkgconfig"))
        env = dict(os.environ, PKG_CONFIG_PATH=str(libdir))
        for package, source in (("qixian", "due_day.cpp"), ("qixian-log", "read_log.cpp"),
                                ("qixian-store", "keep.cpp"),
                                ("qixian-simulation", "imagine.cpp"),
                                ("qixian-answer", "tell.cpp")):
            flags = self.run_it("pkg-config", "--cflags", "--libs", package, env=env).split()
            if not ENDURANCE and package not in ("qixian", "qixian-store"):
                continue
            program = self.root / f"by-{package}"
            self.run_it(CXX, "-std=c++20", "-O0", CONSUMER / source, "-o", program, *flags)
            self.assertEqual(self.run_it(program), DUE)
        said = self.run_it("pkg-config", "--modversion", "qixian", env=env).strip()
        self.assertEqual(said, version())

    def test_a_copy_of_include_is_enough(self):
        copy = self.root / "copied"
        shutil.copytree(SOURCE / "include", copy / "include")
        program = copy / "program"
        with_store = [("keep.cpp", ["-lSQLiteCpp", "-lsqlite3", "-lcrypto", "-lpthread", "-ldl"])]
        for source, libraries in [("due_day.cpp", []), *(with_store if ENDURANCE else [])]:
            self.run_it(CXX, "-std=c++20", "-O0", "-Wall", "-Wextra", "-Werror",
                        f"-I{copy / 'include'}", CONSUMER / source, "-o", program, *libraries)
            self.assertEqual(self.run_it(program), DUE)

    def test_what_is_installed_is_what_the_tree_has(self):
        def files(root):
            return {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()}
        self.assertEqual(files(self.prefix / "include"), files(SOURCE / "include"))
        names = {p.name for p in self.prefix.rglob("*") if p.suffix in (".a", ".pc", ".cmake")}
        self.assertLessEqual({"libqixian.a", "libqixian_log.a", "libqixian_store.a", "qixian.pc",
                              "qixian-log.pc", "qixian-store.pc", "libqixian_simulation.a",
                              "qixian-simulation.pc", "libqixian_answer.a", "qixian-answer.pc",
                              "qixian-config.cmake", "qixian-config-version.cmake",
                              "qixian-targets.cmake"}, names)
        for file in self.prefix.rglob("*"):
            if file.suffix in (".pc", ".cmake"):
                text = file.read_text()
                self.assertNotIn(str(SOURCE), text, file.name)
                self.assertNotIn(str(self.root), text, file.name)


class packaging(unittest.TestCase):
    def test_the_port_names_the_version_of_the_header(self):
        # JSON cannot read a header, so this file is held to it.
        port = json.loads((SOURCE / "src/packaging/vcpkg/vcpkg.json").read_text("utf-8"))
        self.assertEqual(port["version-semver"], version())


if __name__ == "__main__":
    unittest.main(verbosity=2)
