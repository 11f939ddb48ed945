"""The catalogue of texts: every text of the program stands there once, in both languages."""
import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(os.environ["QIXIAN_SOURCE_DIR"])
CATALOGUE = ROOT / "src/cli/base/texts.hpp"
ENTRY = re.compile(r'inline constexpr text_pair (\w+)\{\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\};')


def entries():
    return ENTRY.findall(CATALOGUE.read_text(encoding="utf-8"))


class Texts(unittest.TestCase):
    def test_every_text_has_both_languages(self):
        self.assertGreater(len(entries()), 150)
        for name, zh, en in entries():
            self.assertTrue(zh.strip() and en.strip(), name)
            self.assertNotRegex(en, "[\u4e00-\u9fff]", name)
            self.assertRegex(zh, "[\u3000-\u9fff\uff00-\uffef·]|^[^A-Za-z]+$", name)

    def test_both_languages_are_filled_in_alike(self):
        for name, zh, en in entries():
            self.assertEqual(zh.count("{"), en.count("{"), name)

    def test_every_entry_is_read_and_used(self):
        lines = CATALOGUE.read_text(encoding="utf-8").count("inline constexpr text_pair ")
        self.assertEqual(lines, len(entries()))
        program = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/cli").rglob("*.?pp")
                          if p != CATALOGUE)
        for name, _, _ in entries():
            self.assertRegex(program, rf"\btext::{name}\b")

    def test_every_reading_that_a_warning_shows_has_a_name(self):
        # Without one it is called another reading, whatever it is.
        rows = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "include/qixian/statute").rglob("*.?pp"))
        named = (ROOT / "src/cli/base/wording.cpp").read_text(encoding="utf-8")
        readings = set(re.findall(r'\.reading = "([^"]+)"', rows))
        self.assertGreater(len(readings), 5)
        for reading in sorted(readings):
            self.assertIn(f'{{"{reading}", text::reading_', named)

    def test_no_pair_stands_outside_the_catalogue(self):
        pair = re.compile(r'\bsay\([^"()]*,\s*"')
        for path in sorted((ROOT / "src/cli").rglob("*.?pp")):
            self.assertIsNone(pair.search(path.read_text(encoding="utf-8")), path.name)


if __name__ == "__main__":
    unittest.main()
