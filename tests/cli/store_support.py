"""What the scripts about stores share: making one, asking it, holding its answers to the schemas."""
import json
import os

from schema_test import VALIDATORS, jsonschema
from support import FINE, SOURCE, ProgramTest, run

DAMAGED, BUSY = 4, 5
OFFICE, CENTRE = "某市某局", "某市某中心"
LARGER = os.path.join(SOURCE, "examples", "larger", "log.csv")


class StoreTest(ProgramTest):
    seen = {}

    def path(self, name="cases.qixian"):
        return os.path.join(self.folder, name)

    def bytes_of(self, path):
        with open(path, "rb") as source:
            return source.read()

    def ok(self, *arguments, code=FINE, stdin=None):
        got = run(*arguments, stdin=stdin)
        self.assertEqual(got.code, code, f"{arguments}\n{got.out}\n{got.err}")
        return got

    def sound(self, name, document):
        errors = list(VALIDATORS[name].iter_errors(document))
        if errors:
            worst = jsonschema.exceptions.best_match(errors)
            self.fail(f"{name}: {worst.message[:600]} at {list(worst.absolute_path)}")
        self.seen.setdefault(name, []).append(document)
        return document

    def ask(self, command, *arguments, code=FINE, stdin=None):
        """The JSON document of a command, sound by its schema."""
        got = self.ok(command, *arguments, "--json", code=code, stdin=stdin)
        return self.sound(command, got.json())

    def says(self, number, code, *arguments, stdin=None):
        """A fault for people, the same as a JSON line, and its exit code."""
        got = run(*arguments, "--lang", "en", stdin=stdin)
        self.assertEqual(got.code, code, got.out + got.err)
        self.assertRegex(got.err, rf"(^|\s)QX-{number} [A-Z_]+: ")
        again = run(*arguments, "--json", stdin=stdin)
        self.assertEqual(again.code, code, again.err)
        faults = [self.sound("fault", json.loads(line)) for line in again.err.splitlines()
                  if line.startswith("{")]
        self.assertIn(number, [f["number"] for f in faults], again.err)
        return got

    def made(self, *options, name="cases.qixian"):
        path = self.path(name)
        self.ok("init", path, *options)
        return path

    def kept(self, rows, *options, name="cases.qixian"):
        """A store that holds these rows."""
        path = self.made(*options, name=name)
        if rows:
            self.ok("import", path, self.log(rows))
        return path

    def exported(self, path, *options):
        return self.ok("export", path, *options).out
