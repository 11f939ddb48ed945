"""What the scripts about the program share: running it, writing logs, drawing logs at random."""
import csv
import datetime
import io
import json
import os
import random
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["QIXIAN"]
SOURCE = os.environ.get(
    "QIXIAN_SOURCE_DIR",
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

COLUMNS = ["application", "agency", "on", "event", "applicant", "channel", "days", "unit", "until",
           "delivered", "ref", "re", "kind", "view", "outcome", "ground", "result", "amount",
           "desk",
           "part_of", "related", "applicant_ref", "id", "seq", "recorded", "note"]

FINE, FINDING, USAGE, BAD_INPUT, BUG = 0, 1, 2, 3, 70


class Answer:
    """What one run of the program said."""

    def __init__(self, code, out, err):
        self.code = code
        self.bytes = out
        self.err_bytes = err

    @property
    def out(self):
        return self.bytes.decode("utf-8")

    @property
    def err(self):
        return self.err_bytes.decode("utf-8")

    def json(self):
        return json.loads(self.out)

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def faults(self):
        return [json.loads(line) for line in self.err.splitlines()]


def environment(**changes):
    """A bare environment: no language, no colour, a screen on which nothing is folded, unless a test
    asks for it."""
    held = {k: v for k, v in os.environ.items()
            if k not in ("LANG", "LC_ALL", "QIXIAN_LANG", "NO_COLOR", "TZ", "COLUMNS")}
    held["COLUMNS"] = "100000"
    held.update(changes)
    return held


def run(*arguments, stdin=None, env=None):
    if isinstance(stdin, str):
        stdin = stdin.encode("utf-8")
    done = subprocess.run([PROGRAM, *map(str, arguments)],
                          input=stdin if stdin is not None else b"",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                          env=environment(**(env or {})), check=False)
    return Answer(done.returncode, done.stdout, done.stderr)


def row(application, on, event, **cells):
    made = {"application": application, "on": str(on), "event": event}
    made.update({k: str(v) for k, v in cells.items()})
    return made


def received(application, on, **cells):
    return row(application, on, "received", **{"applicant": "natural_person",
                                               "channel": "in_person",
                                               **cells})


def csv_text(rows):
    """A log with the columns that the rows use, in the order of the contract."""
    used = {name for each in rows for name in each} | {"application", "on", "event"}
    names = [c for c in COLUMNS if c in used] + sorted(n for n in used if n not in COLUMNS)
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def ndjson_text(rows):
    numbers = ("days", "seq")
    return "".join(
        json.dumps({k: int(v) if k in numbers else v for k, v in each.items() if v != ""},
                   ensure_ascii=False) + "\n" for each in rows)


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own."""

    maxDiff = None

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = held.name

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        if isinstance(content, str):
            content = content.encode("utf-8")
        with open(path, "wb") as out:
            out.write(content)
        return path

    def log(self, rows, name="log.csv"):
        return self.file(name, csv_text(rows))

    def deadlines(self, rows, as_of, *more, code=None):
        """The answer of `deadlines --json` as a document."""
        got = run("deadlines", self.log(rows), "--as-of", as_of, "--json", *more)
        self.assertIn(got.code, (FINE, FINDING) if code is None else (code,), got.err)
        return got.json()

    def duty(self, document, kind, application=None, number=None):
        found = [d for a in document["applications"]
                 if application is None or a["application"] == application
                 for d in a["duties"] if d["duty"] == kind]
        self.assertTrue(found, f"no duty {kind} in {document}")
        return found[-1] if number is None else found[number]


# --- logs at random -------------------------------------------------------------------------------

REPLIES = {
    "disclosed": [""],
    "partly_disclosed": [""],
    "refused": ["state_secret", "forbidden_by_law", "security_stability", "third_party_rights",
                "internal_affairs", "process_information", "enforcement_file",
                "administrative_query"],
    "unable_to_provide": ["not_held", "needs_creation", "unclear_after_correction"],
    "not_processed": ["petition", "repeated", "publication", "excessive", "reconfirmation"],
}

#: What often follows what; anything at all is drawn now and then.
FOLLOWS = {
    "lodged": ["received", "received", "withdrawn", "closed_otherwise"],
    "received": ["correction_requested", "consulted", "extended", "reasons_requested",
                 "fee_notified",
                 "reply", "reply", "reply", "withdrawn", "delay_notified", "registered_in_error",
                 "moved_out"],
    "moved_in": ["correction_requested", "consulted", "extended", "reply"],
    "correction_requested": ["correction_received", "correction_received", "correction_lapsed",
                             "correction_period_extended", "correction_requested", "reply",
                             "returned"],
    "correction_period_extended": ["correction_received", "correction_lapsed"],
    "correction_received": ["reply", "extended", "consulted", "fee_notified"],
    "consulted": ["opinion_received", "opinion_received", "consultation_lapsed", "consulted",
                  "extended", "reply", "delivered", "returned"],
    "opinion_received": ["reply", "extended", "consulted"],
    "consultation_lapsed": ["reply", "extended"],
    "extended": ["reply", "reply", "extended", "consulted"],
    "reasons_requested": ["reasons_received", "reply", "delay_notified"],
    "reasons_received": ["reply", "delay_notified"],
    "delay_notified": ["reply", "consulted"],
    "fee_notified": ["fee_paid", "fee_paid", "fee_lapsed", "reply", "returned"],
    "fee_paid": ["reply", "extended"],
    "returned": ["resent", "resent", "delivered", "reply"],
    "resent": ["correction_received", "opinion_received", "fee_paid", "delivered", "returned",
               "reply", "review_filed"],
    "reply": ["supplemented", "review_filed", "review_filed", "suit_filed", "delivered",
              "returned", "reply_replaced"],
    "reply_replaced": ["review_filed", "suit_filed", "returned", "supplemented"],
    "review_filed": ["review_accepted", "review_decided", "suit_filed", "review_rejected",
                     "review_correction_requested", "review_withdrawn"],
    "review_correction_requested": ["review_correction_received", "review_accepted",
                                    "review_rejected", "returned"],
    "review_correction_received": ["review_accepted", "review_decided"],
    "review_accepted": ["review_decided", "review_decided", "suit_filed", "review_extended",
                        "review_suspended", "review_withdrawn", "review_terminated"],
    "review_extended": ["review_decided", "review_extended", "review_suspended"],
    "review_suspended": ["review_resumed", "review_resumed", "review_terminated"],
    "review_resumed": ["review_decided", "review_extended", "review_suspended"],
    "review_rejected": ["suit_filed", "review_filed"],
    "review_withdrawn": ["suit_filed", "review_filed"],
    "review_terminated": ["suit_filed", "review_filed"],
    "review_decided": ["suit_filed", "reanswer_ordered"],
    "suit_filed": ["suit_decided", "suit_decided", "suit_rejected", "suit_withdrawn",
                   "suit_suspended"],
    "suit_suspended": ["suit_resumed"],
    "suit_resumed": ["suit_decided"],
    "suit_rejected": ["suit_appealed"],
    "suit_withdrawn": ["suit_retried"],
    "suit_decided": ["reanswer_ordered", "suit_appealed", "suit_retried"],
    "suit_appealed": ["suit_decided"],
    "suit_retried": ["suit_decided", "suit_rejected"],
    "reanswer_ordered": ["reanswered"],
    "reanswered": ["review_filed", "suit_filed"],
}

EVENTS = sorted({e for each in FOLLOWS.values() for e in each} - {"reply"}
                | set(REPLIES) | {"lodged", "moved_in"})
CHANNELS = ["in_person", "oral", "registered_post", "ordinary_post", "online", "fax"]
CLASSES = ["natural_person", "business", "research", "public_welfare", "legal_service", "other"]
LETTERS = {"consulted", "correction_requested", "fee_notified", "extended", "review_filed",
           "suit_filed", "review_decided", "suit_decided", "reanswer_ordered",
           "reasons_requested", "resent", "reply_replaced", "reanswered",
           "review_correction_requested", "review_rejected", "review_extended",
           "review_suspended", "suit_rejected"} \
    | set(REPLIES)


def random_row(draw, application, on, event):
    """A row that can be read, whatever the law says to it."""
    made = row(application, on, event)
    if event in ("lodged", "received", "moved_in"):
        made.update(applicant=draw.choice(CLASSES), channel=draw.choice(CHANNELS))
    if event in REPLIES:
        outcome = draw.choice(REPLIES[event])
        if outcome:
            made["outcome"] = outcome
    if event == "extended":
        made["days"] = str(draw.choice([5, 10, 15, 20, 20, 25]))
    if event == "review_extended":
        made["days"] = str(draw.choice([10, 30, 30, 40]))
    if event == "moved_out":
        made["related"] = f"elsewhere-{draw.randint(1, 9)}"
    if event == "resent" and draw.random() < .3:
        made["kind"] = "announcement"
    if event in ("correction_requested", "correction_period_extended", "reasons_requested",
                 "reanswer_ordered", "review_correction_requested"):
        how = draw.random()
        if how < .6:
            made["days"] = str(draw.randint(1, 30))
            made["unit"] = draw.choice(["working_day", "day", "month", ""])
            if made["unit"] == "month":
                made["days"] = "1"
        elif how < .85:
            made["until"] = str(on + datetime.timedelta(days=draw.randint(1, 40)))
    if event == "delay_notified":
        made["until"] = str(on + datetime.timedelta(days=draw.randint(1, 90)))
    if event == "consulted":
        made["kind"] = draw.choice(["third_party", "third_party", "co_maker", "other_agency"])
        made["ref"] = f"z{draw.randint(1, 3)}"
    if event == "review_accepted":
        made["kind"] = draw.choice(["ordinary", "simplified"])
    if event in ("review_decided", "suit_decided"):
        made["result"] = draw.choice(["upheld", "corrected", "other"])
        if event == "review_decided" and draw.random() < .2:
            made["result"] = "mediated"
    if event == "fee_notified" and draw.random() < .8:
        made["amount"] = str(draw.choice([100, 2200, "700.50"]))
    if event in ("reanswered", "reply_replaced") and draw.random() < .8:
        made["outcome"] = draw.choice(["granted", "not_held"])
    if event in LETTERS and draw.random() < .6:
        made["delivered"] = str(on + datetime.timedelta(days=draw.randint(0, 6)))
    return made


def random_rows(seed, applications=4):
    """Rows of a few applications, every one of them readable; many against the law."""
    draw = random.Random(seed)
    rows = []
    for number in range(1, applications + 1):
        application = f"申-{seed}-{number}" if draw.random() < .3 else f"R{seed}-{number}"
        on = datetime.date(draw.choice([2014, 2018, 2019, 2020, 2021, 2023, 2024, 2025]), 1, 1) \
            + datetime.timedelta(days=draw.randint(0, 364))
        event = draw.choice(["lodged", "lodged", "moved_in"] + ["received"] * 7)
        rows.append(random_row(draw, application, on, event))
        for _ in range(draw.randint(0, 8)):
            if draw.random() < .12:
                event = draw.choice(EVENTS)
            else:
                event = draw.choice(FOLLOWS.get("reply" if event in REPLIES else event, EVENTS))
            if event == "reply":
                event = draw.choice(list(REPLIES))
            on += datetime.timedelta(days=draw.choice([0, 1, 2, 5, 8, 14, 25, 40, 70]))
            rows.append(random_row(draw, application, on, event))
            before = rows[-2]
            receipt = datetime.date.fromisoformat(before["on"])
            if event == "extended" and before["event"] in ("received", "moved_in") \
                    and on - receipt < datetime.timedelta(days=30) and draw.random() < .5:
                # By its last day (Z16), which must lie after the 20 working days.
                del rows[-1]["days"]
                rows[-1]["until"] = str(receipt + datetime.timedelta(days=draw.randint(45, 56)))
    return rows
