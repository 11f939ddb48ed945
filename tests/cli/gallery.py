"""Logs written by hand so that between them every stage, duty, status, warning, irregularity and
refusal is said at least once. Each is (rows, as-of day, further options)."""
from support import received, row

A = "A"


def lodged(on, channel="online", **cells):
    return row(A, on, "lodged", applicant="business", channel=channel, **cells)


def then(on, event, **cells):
    return row(A, on, event, **cells)


def opened(*rows, on="2021-03-01", **cells):
    return [received(A, on, **cells), *rows]


def refused_2024(*rows):
    return [received(A, "2024-01-02"),
            then("2024-01-30", "refused", outcome="state_secret", delivered="2024-02-01"), *rows]


GALLERY = {
    # --- receipt
    "ordinary letter not confirmed": ([lodged("2021-03-01", "ordinary_post")], "2021-03-10", []),
    "lodged online": ([lodged("2021-03-01")], "2021-03-01", []),
    "lodged and withdrawn": ([lodged("2021-03-01"), then("2021-03-02", "withdrawn")],
                             "2021-03-02", []),
    "confirmed late": ([lodged("2021-03-01"), then("2021-03-10", "received")], "2021-03-12", []),
    "lodged in person": ([lodged("2021-03-01", "in_person"), then("2021-03-01", "received")],
                         "2021-03-12", []),
    "received on a Sunday": (opened(on="2021-03-07"), "2021-03-12", []),
    "received on a Sunday, counted from Monday": (
        opened(on="2021-03-07"), "2021-03-12", ["--policy", "nonworking_receipt=next_working_day"]),
    "before receipt": ([lodged("2021-03-01"), then("2021-03-02", "disclosed")], "2021-03-02", []),
    "received twice": (opened(received(A, "2021-03-02")), "2021-03-02", []),
    "no class of office": (opened(then("2021-03-02", "supplemented")), "2021-03-02", []),
    # --- reply
    "in time": (opened(then("2021-03-20", "disclosed", delivered="2021-03-20")), "2021-04-30", []),
    "late": (opened(then("2021-04-20", "partly_disclosed", ground="REG19-16.1")),
             "2021-04-30", []),
    "overdue": (opened(), "2021-04-30", []),
    "green": (opened(), "2021-03-02", []),
    "yellow": (opened(), "2021-03-24", []),
    "red": (opened(), "2021-03-26", []),
    "unable": (opened(then("2021-03-20", "unable_to_provide", outcome="not_held")),
               "2021-04-30", []),
    "not processed": (opened(then("2021-03-20", "not_processed", outcome="petition")),
                      "2021-04-30", []),
    "closed otherwise": (opened(then("2021-03-20", "closed_otherwise")), "2021-04-30", []),
    "withdrawn": (opened(then("2021-03-20", "withdrawn")), "2021-04-30", []),
    "registered in error": (opened(then("2021-03-20", "registered_in_error")), "2021-04-30", []),
    "closed twice": (opened(then("2021-03-20", "withdrawn"), then("2021-03-21", "disclosed")),
                     "2021-04-30", []),
    "reply came back": (opened(then("2021-03-20", "disclosed", ref="l1"),
                               then("2021-03-25", "returned", re="l1")), "2021-04-30", []),
    "carried forward twice": (opened(on="2019-12-20"), "2021-02-01", []),
    "past the last notice": (opened(on="2026-12-15"), "2026-12-20", []),
    # --- correction
    "correction awaited": (opened(then("2021-03-05", "correction_requested", days=10)),
                           "2021-03-10", []),
    "correction received": (opened(then("2021-03-05", "correction_requested", days=10,
                                        delivered="2021-03-05"),
                                   then("2021-03-12", "correction_received")), "2021-03-20", []),
    "correction after its period": (
        opened(then("2021-03-05", "correction_requested", days=2, delivered="2021-03-05"),
               then("2021-03-30", "correction_received")), "2021-04-02", []),
    "correction lapsed": (opened(then("2021-03-05", "correction_requested", days=5),
                                 then("2021-03-15", "correction_lapsed")), "2021-04-02", []),
    "correction lapse recorded late": (
        opened(then("2021-03-05", "correction_requested", days=5),
               then("2021-03-30", "correction_lapsed")), "2021-04-02", []),
    "correction lapse too early": (opened(then("2021-03-05", "correction_requested", days=5),
                                          then("2021-03-06", "correction_lapsed")),
                                   "2021-04-02", []),
    "correction late and repeated": (
        opened(then("2021-03-20", "correction_requested", days=5),
               then("2021-03-22", "correction_requested", days=5)), "2021-03-23", []),
    "correction without period": (opened(then("2021-03-05", "correction_requested")),
                                  "2021-03-23", []),
    "correction by a Sunday": (opened(then("2021-03-05", "correction_requested",
                                           until="2021-03-14")), "2021-03-12", []),
    "reply while correcting": (opened(then("2021-03-05", "correction_requested", days=10),
                                      then("2021-03-09", "disclosed")), "2021-03-12", []),
    # --- Decree 492
    "old law": (opened(then("2016-10-20", "correction_requested", days=10),
                       then("2016-10-28", "correction_received"), on="2016-10-13"),
                "2016-11-01", []),
    "old law, lapse": (opened(then("2016-10-20", "correction_requested", days=3),
                              then("2016-11-10", "correction_lapsed"), on="2016-10-13"),
                       "2016-11-11", []),
    "old law, co-maker": (opened(then("2016-10-20", "consulted", kind="co_maker", ref="z"),
                                 then("2016-12-20", "consultation_lapsed", re="z"),
                                 on="2016-10-13"), "2016-12-21", []),
    "old law, third party": (opened(then("2016-10-20", "consulted", kind="third_party", ref="z"),
                                    on="2016-10-13"), "2016-10-25", []),
    "open on 2019-05-15": (opened(on="2019-05-10"), "2019-05-20", []),
    # --- consultation
    "paused": (opened(then("2021-03-08", "consulted", kind="third_party", ref="z",
                           delivered="2021-03-10")), "2021-03-12", []),
    "co-maker silent": (opened(then("2021-03-08", "consulted", kind="co_maker", ref="z",
                                    delivered="2021-03-10")), "2021-04-12", []),
    "two consultations": (
        opened(then("2021-03-08", "consulted", kind="third_party", ref="z1"),
               then("2021-03-08", "consulted", kind="other_agency", ref="z2"),
               then("2021-03-10", "opinion_received"),
               then("2021-03-10", "opinion_received", re="z9"),
               then("2021-03-11", "opinion_received", re="z1", view="agrees"),
               then("2021-03-12", "consultation_lapsed", re="z2")), "2021-03-12", []),
    "opinion late": (
        opened(then("2021-03-08", "consulted", kind="third_party", ref="z", delivered="2021-03-08"),
               then("2021-04-12", "opinion_received", re="z", view="objects")), "2021-04-12", []),
    "nothing to answer": (opened(then("2021-03-08", "opinion_received")), "2021-03-12", []),
    # --- extension, delay, fee, reasons
    "extended": (opened(then("2021-03-29", "extended", days=20, delivered="2021-03-29")),
                 "2021-04-12", []),
    "extended to a day": (opened(then("2021-03-29", "extended", until="2021-04-15")),
                          "2021-04-12", []),
    "extended late": (opened(then("2021-03-30", "extended", days=20)), "2021-04-12", []),
    "extended too long": (opened(then("2021-03-29", "extended", days=25)), "2021-04-12", []),
    "reasons": (opened(then("2021-03-05", "reasons_requested", days=10)), "2021-03-08", []),
    "reasons received": (opened(then("2021-03-05", "reasons_requested", days=10),
                                then("2021-03-10", "reasons_received")), "2021-03-12", []),
    "reply while reasons are awaited": (
        opened(then("2021-03-05", "reasons_requested"), then("2021-03-10", "disclosed")),
        "2021-03-12", []),
    "reasons stop the clock": (
        opened(then("2021-03-05", "reasons_requested", days=10)), "2021-03-12",
        ["--policy", "reasons_as_correction=yes"]),
    "delayed": (opened(then("2021-03-05", "delay_notified", until="2021-05-03")), "2021-03-08", []),
    "delayed too late": (opened(then("2021-04-05", "delay_notified", until="2021-05-07")),
                         "2021-04-08", []),
    "fee awaited": (opened(then("2021-03-05", "fee_notified", amount=2200)), "2021-03-08", []),
    "fee paid": (opened(then("2021-03-05", "fee_notified", amount=2200),
                        then("2021-03-15", "fee_paid")), "2021-03-18", []),
    "fee paid late": (opened(then("2021-03-05", "fee_notified", amount="700.50"),
                             then("2021-06-15", "fee_paid")), "2021-06-18", []),
    "fee lapsed": (opened(then("2021-03-05", "fee_notified", amount=2200),
                          then("2021-04-12", "fee_lapsed")), "2021-04-18", []),
    "reply while a fee is awaited": (
        opened(then("2021-03-05", "fee_notified"), then("2021-03-10", "disclosed")),
        "2021-03-12", []),
    "fee in 2020": (opened(then("2020-03-05", "fee_notified"), on="2020-03-02"), "2020-03-12", []),
    "fee notice late": (opened(then("2021-04-05", "fee_notified")), "2021-04-12", []),
    # --- remedies
    "review first": (refused_2024(), "2024-02-10", []),
    "review windows used up": (refused_2024(), "2025-02-10", []),
    "review": (refused_2024(then("2024-03-01", "review_filed", delivered="2024-03-05", ref="r"),
                            then("2024-03-04", "review_accepted", re="r", kind="simplified")),
               "2024-03-10", []),
    "review overdue": (refused_2024(then("2024-03-01", "review_filed", delivered="2024-03-05")),
                       "2024-07-10", []),
    "review, suit, new answer": (
        refused_2024(
            then("2024-03-01", "review_filed", delivered="2024-03-05", ref="r"),
            then("2024-03-04", "review_accepted", re="r", kind="ordinary"),
            then("2024-04-30", "review_decided", re="r", result="upheld", delivered="2024-05-06"),
            then("2024-05-15", "suit_filed", delivered="2024-05-22", ref="s"),
            then("2024-09-02", "suit_decided", re="s", result="corrected", delivered="2024-09-05"),
            then("2024-09-05", "reanswer_ordered", days=15, delivered="2024-09-06"),
            then("2024-09-20", "reanswered", outcome="granted")), "2024-10-10", []),
    "new answer awaited": (
        refused_2024(
            then("2024-03-01", "review_filed", delivered="2024-03-05"),
            then("2024-04-30", "review_decided", result="corrected", delivered="2024-05-06"),
            then("2024-04-30", "reanswer_ordered", delivered="2024-05-06")), "2024-05-10", []),
    "new answer overdue": (
        refused_2024(
            then("2024-03-01", "review_filed", delivered="2024-03-05"),
            then("2024-04-30", "review_decided", result="corrected", delivered="2024-05-06"),
            then("2024-04-30", "reanswer_ordered", days=5, delivered="2024-05-06")),
        "2024-06-10", []),
    "suit without review": (refused_2024(then("2024-03-01", "suit_filed", delivered="2024-03-05")),
                            "2024-03-10", []),
    "review under the old law": (
        opened(then("2021-03-20", "disclosed", delivered="2021-03-20"),
               then("2021-04-20", "review_filed", delivered="2021-04-22")), "2021-04-25", []),
    "review filed late": (
        opened(then("2021-03-20", "disclosed", delivered="2021-03-20"),
               then("2021-08-20", "review_filed", delivered="2021-08-22")), "2021-08-25", []),
    "suit filed late": (
        opened(then("2021-03-20", "disclosed", delivered="2021-03-20"),
               then("2022-08-22", "suit_filed", delivered="2022-08-24")), "2022-08-25", []),
    "suit over silence": (opened(then("2024-02-20", "suit_filed", delivered="2024-02-21"),
                                 on="2024-01-02"), "2024-02-25", []),
    "nothing to review": (opened(then("2021-03-08", "review_filed")), "2021-03-12", []),
    "no remedy open": (opened(then("2021-03-08", "review_decided", result="upheld"),
                              then("2021-03-08", "reanswered")), "2021-03-12", []),
    # --- letters that came back
    "consultation came back and was sent again": (
        opened(then("2021-03-08", "consulted", kind="third_party", ref="z"),
               then("2021-03-12", "returned", re="z"),
               then("2021-03-15", "resent", re="z", delivered="2021-03-17")), "2021-03-19", []),
    "notice came back and was announced": (
        opened(then("2021-03-05", "correction_requested", days=10, ref="c"),
               then("2021-03-09", "returned", re="c"),
               then("2021-03-10", "resent", re="c", kind="announcement")), "2021-03-19", []),
    # --- another office, another answer, parts
    "moved to another office": (opened(then("2021-03-05", "moved_out", related="B-7")),
                                "2021-03-12", []),
    "moved here": ([row(A, "2021-03-01", "moved_in", applicant="business")], "2021-03-12", []),
    "another answer": (
        opened(then("2021-03-20", "disclosed", delivered="2021-03-20"),
               then("2021-04-20", "reply_replaced", outcome="granted", delivered="2021-04-22")),
        "2021-05-12", []),
    "split": (opened(received("B", "2021-03-02", part_of=A),
                     received("C", "2021-03-02", part_of="Z")), "2021-03-12", []),
    "one key in two widths": (opened(received("Ａ", "2021-03-02")), "2021-03-12", []),
    "first answer by order, without its outcome": (
        opened(then("2021-04-01", "suit_filed", ref="s", delivered="2021-04-02"),
               then("2021-05-06", "suit_decided", re="s", result="corrected"),
               then("2021-05-07", "reanswer_ordered", days=10),
               then("2021-05-10", "reanswered", delivered="2021-05-10")), "2021-05-12", []),
    # --- replies that lacked what comes first
    "unclear, and nobody asked": (
        opened(then("2021-03-20", "unable_to_provide", outcome="unclear_after_correction",
                    delivered="2021-03-20")), "2021-05-12", []),
    "third party objected": (
        opened(then("2021-03-08", "consulted", kind="third_party", ref="z", delivered="2021-03-08"),
               then("2021-03-12", "opinion_received", re="z", view="objects"),
               then("2021-03-15", "disclosed")), "2021-03-19", []),
    "disclosed before the opinion": (
        opened(then("2021-03-08", "consulted", kind="third_party", ref="z", delivered="2021-03-08"),
               then("2021-03-12", "disclosed")), "2021-03-19", []),
    # --- the way of a review and of a suit
    "review corrected, suspended, extended": (
        refused_2024(
            then("2024-03-01", "review_filed", ref="r"),
            then("2024-03-05", "review_correction_requested", re="r", days=10, delivered="2024-03-05"),
            then("2024-03-11", "review_correction_received", re="r"),
            then("2024-03-14", "review_accepted", re="r", kind="ordinary"),
            then("2024-04-01", "review_suspended", re="r"),
            then("2024-04-15", "review_resumed", re="r"),
            then("2024-05-10", "review_extended", re="r", days=30)), "2024-05-20", []),
    "review suspended": (
        refused_2024(then("2024-03-01", "review_filed", ref="r"),
                     then("2024-04-01", "review_suspended", re="r")), "2024-05-20", []),
    "review mediated": (
        refused_2024(then("2024-03-01", "review_filed", ref="r"),
                     then("2024-04-01", "review_decided", re="r", result="mediated")),
        "2024-05-20", []),
    "review rejected": (
        refused_2024(then("2024-03-01", "review_filed", ref="r"),
                     then("2024-03-06", "review_rejected", re="r", delivered="2024-03-08")),
        "2024-03-20", []),
    "review withdrawn, and again": (
        refused_2024(then("2024-03-01", "review_filed", ref="r"),
                     then("2024-03-06", "review_withdrawn", re="r"),
                     then("2024-03-07", "review_filed", ref="r2")), "2024-03-20", []),
    "review terminated": (
        refused_2024(then("2024-03-01", "review_filed", ref="r"),
                     then("2024-05-06", "review_terminated", re="r")), "2024-05-20", []),
    "suit appealed and tried again": (
        opened(then("2021-03-20", "disclosed", delivered="2021-03-20"),
               then("2021-04-20", "suit_filed", delivered="2021-04-22", ref="s"),
               then("2021-05-20", "suit_suspended", re="s"),
               then("2021-06-20", "suit_resumed", re="s"),
               then("2021-07-20", "suit_decided", re="s", result="upheld"),
               then("2021-08-02", "suit_appealed", re="s"),
               then("2021-10-20", "suit_rejected", re="s"),
               then("2021-11-20", "suit_retried", re="s"),
               then("2021-12-20", "suit_withdrawn", re="s")), "2021-12-31", []),
    # --- the agency
    "year frozen": (
        [received(A, "2020-12-21", recorded="2020-12-21T09:00:00+08:00"),
         {"application": "", "on": "2020-12-31", "event": "year_closed",
          "recorded": "2021-01-20T09:00:00+08:00"},
         received("B", "2020-12-30", recorded="2021-02-01T09:00:00+08:00")], "2021-02-02", []),
    "a cell without use": (opened(then("2021-03-08", "fee_paid", days=3)), "2021-03-12", []),
    "an entry withdrawn": (opened(then("2021-03-08", "withdrawn", id="w"),
                                  then("2021-03-09", "entry_withdrawn", re="w")),
                           "2021-03-12", []),
}
