#!/usr/bin/env python3
"""Makes log.csv: some 500 applications of two invented offices, 2016 to 2026.

Nothing in it is real. The same bytes come out every time: one seed, and of the random module only
`random()`, whose sequence Python promises to keep. Working days are those of the notices in
tests/data/calendar; the generator counts them itself and shares no code with the library.

    make_log.py            writes log.csv beside this file
    make_log.py FILE       writes FILE
"""

import csv
import datetime
import io
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
CALENDAR = HERE.parent.parent / "tests" / "data" / "calendar" / "cn-effective.csv"

BUREAU, CENTRE = "某市某局", "某市某中心"
LAST = datetime.date(2026, 9, 30)       # what happens later is not known yet
NEW_RULE = datetime.date(2019, 5, 15)   # Decree 711
FEES = datetime.date(2021, 1, 1)
REVIEW_LAW = datetime.date(2024, 1, 1)  # refusals go to review first
HOW_MANY = 500

COLUMNS = ("application agency on event applicant channel days unit until delivered ref re kind "
           "view outcome ground result amount desk part_of related id recorded note").split()
APPLICANTS = ["natural_person"] * 14 + ["business"] * 4 + ["research", "public_welfare",
                                                           "legal_service", "other"]
OUTCOMES = {
    "disclosed": ["granted"], "partly_disclosed": ["partly_granted"],
    "refused": ["third_party_rights", "state_secret", "forbidden_by_law", "security_stability",
                "internal_affairs", "process_information", "enforcement_file",
                "administrative_query"],
    "unable_to_provide": ["not_held", "not_held", "needs_creation"],
    "not_processed": ["petition", "publication", "reconfirmation", "repeated"],
}
GROUND = {
    "granted": "REG19-36.2", "partly_granted": "REG19-37", "third_party_rights": "REG19-15",
    "state_secret": "REG19-14", "forbidden_by_law": "REG19-14", "security_stability": "REG19-14",
    "internal_affairs": "REG19-16.1", "process_information": "REG19-16.2",
    "enforcement_file": "REG19-16.2", "administrative_query": "REG19-36.7",
    "not_held": "REG19-36.4", "needs_creation": "REG19-38",
    "unclear_after_correction": "REG19-30", "petition": "REG19-39.1",
    "publication": "REG19-39.2", "reconfirmation": "REG19-39", "repeated": "REG19-36.6",
    "excessive": "REG19-35",
}

with open(CALENDAR, encoding="utf-8") as file:
    SHIFTED = {row["date"]: row["kind"] for row in csv.DictReader(file)}
dice = random.Random(20190515)
rows = []   # every row of the log
cases = []  # every application, in the order made


def below(n):
    return int(dice.random() * n)


def between(low, high):
    return low + below(high - low + 1)


def one_of(list_):
    return list_[below(len(list_))]


def chance(percent):
    return below(100) < percent


def works(day):
    return SHIFTED.get(day.isoformat(), "off" if day.weekday() > 4 else "work") == "work"


def add(day, n):
    """The n-th working day after `day`."""
    while n > 0:
        day += datetime.timedelta(1)
        n -= works(day)
    return day


class Case:
    """One application while its life is written down."""

    def __init__(self, on, agency=None, **cells):
        self.on = on if works(on) else add(on, 1)
        self.agency = agency or (CENTRE if chance(12) else BUREAU)
        self.opened = self.on
        self.name = f"#{len(cases)}"   # until all are known and can be numbered by their day
        cases.append(self)
        self.letters = 0
        self.new_rule = False
        self.open(cells)

    def row(self, event, **cells):
        rows.append({"application": self.name, "agency": self.agency, "on": self.on.isoformat(),
                     "event": event, **cells})

    def open(self, cells):
        applicant = one_of(APPLICANTS)
        channel = one_of(["in_person", "oral", "registered_post", "registered_post", "online",
                          "online", "online", "ordinary_post", "fax"])
        desk = {"desk": one_of(["一科", "二科", "办公室"])} if chance(60) else {}
        if channel in ("in_person", "oral", "registered_post"):
            self.row("received", applicant=applicant, channel=channel, **desk, **cells)
        else:
            self.row("lodged", applicant=applicant, channel=channel)
            if channel != "ordinary_post" and chance(60):
                self.after(between(1, 3) if chance(10) else 1)
            self.row("received", **desk, **cells)
        self.received = self.on
        self.new_rule = self.on >= NEW_RULE
        self.limit = 20 if self.new_rule else 15

    def after(self, n):
        self.on = add(self.on, n)
        return self

    def letter(self, event, posted=False, **cells):
        """A letter, delivered the same day or some days later."""
        delivered = add(self.on, between(1, 3)) if posted else self.on
        self.row(event, delivered=delivered.isoformat(), **cells)
        return delivered

    def reply(self, event=None, outcome=None, **cells):
        event = event or one_of(["disclosed"] * 9 + ["partly_disclosed"] * 4 + ["refused"] * 3 +
                                ["unable_to_provide"] * 4 + ["not_processed"] * 2)
        outcome = outcome or one_of(OUTCOMES[event])
        if outcome not in ("granted", "partly_granted"):
            cells["outcome"] = outcome
        if self.new_rule:
            cells.setdefault("ground", GROUND[outcome])
        self.outcome = outcome
        self.answered = self.letter(event, posted=chance(50), **cells)
        return self

    def letter_key(self, letter):
        self.letters += 1
        return f"{letter}{self.letters}"


# --- the courses an application may take ----------------------------------------------------------

def plain(case):
    case.after(between(1, case.limit)).reply()


def at_once(case):
    case.reply("disclosed")


def late(case):
    case.after(case.limit + between(1, 8)).reply()


def corrected(case):
    case.after(between(1, 6))
    period = one_of([{"days": 10}, {"days": 15, "unit": "day"}, {"days": 1, "unit": "month"},
                     {"until": add(case.on, 9).isoformat()}])
    case.letter("correction_requested", **period)
    case.after(between(2, 6)).row("correction_received")
    if case.new_rule and chance(25):
        case.after(between(3, 15)).reply("unable_to_provide", "unclear_after_correction")
    else:
        case.after(between(2, 8)).reply()


def given_longer(case):
    case.after(3).letter("correction_requested", days=5)
    case.after(4).letter("correction_period_extended", days=10)
    case.after(between(3, 9)).row("correction_received")
    case.after(between(1, 4)).reply()


def never_corrected(case):
    delivered = case.after(between(2, 6)).letter("correction_requested", days=10, posted=chance(50))
    case.on = add(delivered, 10) + datetime.timedelta(1)
    case.row("correction_lapsed")


def consulted(case):
    key = case.letter_key("T")
    case.after(between(2, 6)).letter("consulted", ref=key, kind="third_party")
    view = one_of(["agrees", "objects", "objects_without_reason", "none"])
    case.after(between(4, 14)).row("opinion_received", re=key, view=view)
    end = {"agrees": "disclosed", "objects": "refused"}.get(view, "partly_disclosed")
    case.after(between(2, 8)).reply(end, "third_party_rights" if end == "refused" else None)


def silent(case):
    key, kind = case.letter_key("T"), one_of(["third_party", "co_maker"])
    delivered = case.after(between(2, 6)).letter("consulted", True, ref=key, kind=kind)
    case.on = add(delivered, 15)
    case.row("consultation_lapsed", re=key)
    case.after(between(2, 9)).reply("disclosed" if kind == "co_maker" else "partly_disclosed")


def two_asked(case):
    first, second = case.letter_key("T"), case.letter_key("O")
    case.after(3).letter("consulted", ref=first, kind="third_party")
    case.after(2).letter("consulted", ref=second, kind=one_of(["other_agency", "co_maker"]))
    case.after(between(3, 8)).row("opinion_received", re=second, view="agrees")
    case.after(between(1, 4)).row("opinion_received", re=first, view="agrees")
    case.after(between(2, 8)).reply("disclosed")


def extended(case):
    case.after(between(case.limit - 4, case.limit)).letter("extended", days=between(5, case.limit))
    case.after(between(1, 5)).reply()


def asked_why(case):
    key = case.letter_key("L")
    case.after(between(2, 5)).letter("reasons_requested", ref=key, days=5)
    if chance(40):
        case.after(between(7, 12)).reply("not_processed", "excessive")
        return
    case.after(between(1, 5)).row("reasons_received")
    if chance(60):
        case.after(2).letter("delay_notified", until=add(case.received, 45).isoformat())
        case.after(between(10, 30)).reply()
    else:
        case.after(between(1, 8)).reply()


def charged(case):
    amount = one_of([100, 400, 2200, 640])
    delivered = case.after(between(3, 15)).letter("fee_notified", chance(50), amount=amount)
    way = below(4)
    if way == 0:
        case.on = add(delivered, 20) + datetime.timedelta(1)
        case.row("fee_lapsed")
    else:
        case.after(between(4, 18)).row("fee_paid")
        case.after(between(2, 19)).reply("disclosed")


def withdrawn(case):
    case.after(between(1, 12)).row("withdrawn")


def closed_otherwise(case):
    case.after(between(2, 12)).row("closed_otherwise", outcome="other", note="转由其他程序办理")


def split(case):
    case.after(1).row("registered_in_error", note="一事一申请：拆分登记")
    for _ in range(2):
        plain(Case(case.on, case.agency, part_of=case.name))


def asked_again(case):
    plain(case)
    again = Case(add(case.on, between(5, 20)), case.agency, related=case.name)
    again.after(between(2, 10)).reply("not_processed", "repeated")


def came_back(case):
    key = case.letter_key("L")
    case.after(between(4, 10)).row("disclosed", ref=key)
    case.after(6).row("returned", re=key)


def arrived(case):
    key = case.letter_key("L")
    case.after(between(4, 10)).row("partly_disclosed", ref=key)
    case.after(between(2, 4)).row("delivered", re=key)
    if chance(50):
        case.after(between(5, 30)).row("supplemented", note="补充提供附件")


def mistyped(case):
    case.after(4).row("withdrawn", id=case.name + "/1", note="误录")
    case.row("entry_withdrawn", re=case.name + "/1", note="录入错误")
    case.after(between(3, 10)).reply()


def reviewed(case, result=None, sue=None):
    plain(case)
    key = case.letter_key("R")
    case.on = add(case.answered, between(5, 25))
    copy = add(case.on, 3)
    case.row("review_filed", ref=key, delivered=copy.isoformat())
    kind = "simplified" if case.on >= REVIEW_LAW and chance(40) else "ordinary"
    case.after(between(2, 5)).row("review_accepted", re=key, kind=kind)
    result = result or one_of(["upheld", "upheld", "corrected", "other"])
    decided = case.after(between(8, 17) if kind == "simplified" else between(20, 36)).letter(
        "review_decided", re=key, result=result)
    if result == "corrected":
        case.after(2).letter("reanswer_ordered", days=20)
        case.after(between(5, 18)).letter("reanswered", outcome="granted")
    elif sue or (sue is None and result == "upheld" and chance(50)):
        case.on = add(decided, between(3, 9))
        suit = case.letter_key("S")
        case.row("suit_filed", ref=suit, re=key, delivered=add(case.on, 5).isoformat())
        case.after(between(25, 90)).row("suit_decided", re=suit, result=one_of(["upheld", "other"]))


def sued(case):
    case.after(between(4, case.limit)).reply(one_of(["disclosed", "unable_to_provide"]))
    case.on = add(case.answered, between(5, 60))
    suit = case.letter_key("S")
    case.row("suit_filed", ref=suit, delivered=add(case.on, 5).isoformat())
    case.after(between(25, 90)).row("suit_decided", re=suit,
                                    result=one_of(["upheld", "upheld", "corrected", "other"]))


# --- what the law does not allow ------------------------------------------------------------------

def asked_too_late(case):
    case.after(9).letter("correction_requested", days=10)
    case.after(4).row("correction_received")
    case.after(5).reply()


def asked_twice(case):
    case.after(3).letter("correction_requested", days=5)
    case.after(3).letter("correction_requested", days=5)
    case.after(3).row("correction_received")
    case.after(5).reply()


def answered_while_waiting(case):
    case.after(4).letter("correction_requested", days=10)
    case.after(3).reply("disclosed")


def extended_too_late(case):
    case.after(case.limit + 2).letter("extended", days=10)
    case.after(3).reply()


def opinion_too_late(case):
    key = case.letter_key("T")
    case.after(3).letter("consulted", ref=key, kind="third_party")
    case.after(18).row("opinion_received", re=key, view="objects")
    case.after(4).reply("refused", "third_party_rights")


def paid_too_late(case):
    case.after(5).letter("fee_notified", amount=100)
    case.after(24).row("fee_paid")
    case.after(2).row("fee_lapsed")


def sued_without_review(case):
    case.after(10).reply("refused", "process_information")
    case.on = add(case.answered, 20)
    case.row("suit_filed", ref="S1", delivered=add(case.on, 5).isoformat())
    case.after(40).row("suit_decided", re="S1", result="other")


def answered_twice(case):
    case.after(8).reply("disclosed")
    case.after(5).reply("partly_disclosed")


def lapsed_too_early(case):
    case.after(4).letter("correction_requested", days=10)
    case.after(6).row("correction_lapsed")
    case.after(2).row("correction_received")
    case.after(5).reply()


def nothing_to_correct(case):
    case.after(4).row("correction_received")
    case.after(5).reply()


ALWAYS = [plain, at_once, corrected, consulted, two_asked, extended, withdrawn, closed_otherwise,
          split, asked_again, came_back, arrived, mistyped, reviewed, sued, late]
UNDER_711 = [never_corrected, given_longer, silent, asked_why, asked_why]
ODD = [(NEW_RULE, asked_too_late), (NEW_RULE, asked_twice), (NEW_RULE, answered_while_waiting),
       (datetime.date(2016, 3, 1), extended_too_late), (NEW_RULE, opinion_too_late),
       (FEES, paid_too_late), (REVIEW_LAW, sued_without_review),
       (datetime.date(2017, 3, 1), answered_twice), (NEW_RULE, lapsed_too_early),
       (datetime.date(2018, 3, 1), nothing_to_correct)]
OFTEN = [plain] * 20 + [at_once] * 2 + [corrected, consulted, extended] * 2 + [arrived, reviewed]


def some_day(year):
    """A day of `year`; December comes twice as often as another month."""
    first = datetime.date(year, 1, 1)
    span = 270 if year == LAST.year else 365
    day = first + datetime.timedelta(below(span))
    return datetime.date(year, 12, between(1, 31)) if year < LAST.year and chance(8) else day


def number_them():
    """Numbers by agency and year in the order of the days, as a register does."""
    names, last = {}, {}
    for case in sorted(cases, key=lambda case: case.opened):
        key = (case.agency, case.opened.year)
        last[key] = last.get(key, 0) + 1
        names[case.name] = f"{'B' if case.agency == BUREAU else 'C'}{key[1]}-{last[key]:03}"
    for row in rows:
        for cell in ("application", "part_of", "related", "id", "re"):
            name, slash, number = row.get(cell, "").partition("/")
            if name in names:
                row[cell] = names[name] + slash + number


def main():
    for year in range(2016, LAST.year + 1):
        for course in ALWAYS:
            course(Case(some_day(year)))
        if year > 2019:
            for course in UNDER_711:
                course(Case(some_day(year)))
        if year > 2020:
            charged(Case(some_day(year)))
    for event, outcomes in OUTCOMES.items():       # every outcome, whatever the dice say
        for outcome in outcomes:
            case = Case(some_day(between(2020, 2025)))
            case.after(between(2, 18)).reply(event, outcome)
    charged_and_dropped = Case(datetime.date(2022, 11, 28))
    delivered = charged_and_dropped.after(4).letter("fee_notified", amount=100)
    charged_and_dropped.on = add(delivered, 20) + datetime.timedelta(1)
    charged_and_dropped.row("fee_lapsed")
    unclear = Case(datetime.date(2021, 5, 10))
    unclear.after(3).letter("correction_requested", days=10)
    unclear.after(4).row("correction_received")
    unclear.after(6).reply("unable_to_provide", "unclear_after_correction")
    excess = Case(datetime.date(2023, 6, 5))
    excess.after(3).letter("reasons_requested", days=5)
    excess.after(8).reply("not_processed", "excessive")
    for from_day, course in ODD:
        for _ in range(2):
            course(Case(from_day + datetime.timedelta(between(5, 600))))
    while len(cases) < HOW_MANY:
        one_of(OFTEN)(Case(some_day(between(2016, LAST.year))))
    number_them()
    for year in range(2016, LAST.year):
        for agency in (BUREAU, CENTRE):
            rows.append({"agency": agency, "on": f"{year}-12-31", "event": "year_closed",
                         "recorded": f"{year + 1}-01-20T09:00:00+08:00"})

    known = []
    for row in rows:
        if row["on"] <= LAST.isoformat():
            if row.get("delivered", "") > LAST.isoformat():
                del row["delivered"]
            known.append(row)
    known.sort(key=lambda row: row["on"])          # stable: the order within a day stays
    text = io.StringIO()
    out = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    out.writeheader()
    out.writerows(known)
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "log.csv"
    target.write_bytes(text.getvalue().encode("utf-8"))


if __name__ == "__main__":
    main()
