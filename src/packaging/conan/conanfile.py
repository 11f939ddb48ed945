"""A Conan 2 recipe: the core, or the core with any of `log`, `store` and `simulation`.

Not exercised: no test of this repository runs Conan. `tests/cli/install_test.py` proves the CMake
install that this recipe calls.
"""
import pathlib
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain
from conan.tools.files import copy

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Qixian(ConanFile):
    name = "qixian"
    description = "Deadlines, carry-over and official tables of disclosure applications"
    license = "Apache-2.0"
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False], "fPIC": [True, False], "with_log": [True, False],
               "with_store": [True, False], "with_simulation": [True, False]}
    default_options = {"shared": False, "fPIC": True, "with_log": False, "with_store": False,
                       "with_simulation": False}
    implements = ["auto_shared_fpic"]

    def set_version(self):
        # The version stands in one header; nothing here repeats it.
        text = (ROOT / "include" / "qixian" / "version.hpp").read_text(encoding="utf-8")
        self.version = ".".join(
            re.findall(r"^#define QIXIAN_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)$", text, re.M))

    def export_sources(self):
        for part in ("CMakeLists.txt", "LICENSE", "include/*", "src/*"):
            copy(self, part, ROOT, self.export_sources_folder)

    def requirements(self):
        self.requires("boost/[>=1.81]", transitive_headers=True)
        if self.options.with_log or self.options.with_simulation:
            self.requires("nlohmann_json/[>=3.10]")
            self.requires("libcsv/[>=3.0]")
            self.requires("simdjson/[>=3.0]")
        if self.options.with_simulation:
            self.requires("tomlplusplus/[>=3.3]")
        if self.options.with_store:
            self.requires("nlohmann_json/[>=3.10]")
            self.requires("openssl/[>=3.0 <4]")
            self.requires("sqlitecpp/[>=3.2]")

    def validate(self):
        check_min_cppstd(self, 20)

    def generate(self):
        CMakeDeps(self).generate()
        settings = CMakeToolchain(self)
        for what, on in {"LOG": bool(self.options.with_log),
                         "STORE": bool(self.options.with_store),
                         "SIMULATION": bool(self.options.with_simulation), "CLI": False, "TESTS": False,
                         "EXAMPLES": False}.items():
            settings.cache_variables[f"QIXIAN_BUILD_{what}"] = on
        settings.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, pathlib.Path(self.package_folder) / "licenses")

    def package_info(self):
        # The package brings its own config file, which knows its components.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = ["lib/cmake/qixian"]
