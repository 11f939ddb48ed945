// The life of one application, folded from its rows: what was accepted, and what it left behind.
//
// `fold` sorts the rows, drops those that were taken back, asks `step` about each row in turn, and
// does what the effect rows of the statute say of those that were accepted: receipt, runs of the
// main clock, letters, and rounds (whatever a letter opens and another row closes: corrections,
// consultations, payments, remedies). Every 31 December that passes is injected as the end of the
// year. Nothing here is ever stored: a history is a function of the rows, the as-of day, the
// calendar, the policies and the statute.
//
// It works out the days that guards ask about (`facts`) and no more; duties are made from it by
// duty.hpp, figures by ledger/.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/case/context.hpp"
#include "qixian/period/deadline.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/rule/step.hpp"

namespace qixian::inline v0 {

/// A position among the rows handed in.
using row_number = std::size_t;

/// A letter whose day of delivery something counts from.
struct letter {
    /// It came back, and perhaps was sent again (Z2).
    struct round_trip {
        date back{};
        date arrived{};  ///< what its day of delivery was, or was taken to be, until it came back
        maybe_date again{};
        bool in_vain = false;  ///< sent again when the main clock had run out: it stops nothing
    };

    event what{};
    std::string ref{};
    date sent{};             ///< the first time
    maybe_date delivered{};  ///< none: not known, the day it was sent last is taken
    bool returned = false;
    row_number row = 0;
    bool counts = true;  ///< false: nothing counts from its delivery
    std::vector<round_trip> trips{};

    [[nodiscard]] date reached() const {
        return delivered.value_or(trips.empty() ? sent : trips.back().again.value_or(sent));
    }
};

/// One run of the main clock: from an origin until it is started again.
struct reply_run {
    event trigger{};
    date origin{};
    struct extension {
        date on;
        int days;
        maybe_date until{};  ///< the day that it named (Z16)
    };
    std::vector<extension> extensions{};
    std::vector<pause> gaps{};                 ///< days from a notice until it came back (Z2)
    std::optional<period> satisfied_period{};  ///< … what ran on that day
    maybe_date satisfied{};                 ///< what counts as the answer, as far as time goes (Z4)
    maybe_date held_from{};                 ///< superseded since: a correction or a fee is awaited
    std::optional<deadline> former{};       ///< its due day on that day, open pauses ending then
    std::optional<period> former_period{};  ///< what that was worked out from
    maybe_date named{};                     ///< the day that replaces the due day
    std::optional<std::size_t> held_by{};   ///< the letter that asked last
    bool asked_late = false;                ///< something was asked when it had run out (Z1)
};

/// A period that a letter gives: for correcting, for reasons, for a new answer.
struct given_period {
    std::size_t letter = 0;
    std::optional<int> days{};
    unit in = unit::working_day;
    maybe_date until{};
};

/// What a letter opened: a correction, a consultation, a payment, a review, an order. It is answered,
/// or runs out, or stays open.
struct case_round {
    matter what{};
    std::string ref{};
    date on{};               ///< of the row that opened it
    std::size_t letter = 0;  ///< index into history::letters
    given_period allowed{};  ///< that of the last letter: the first, or one that renewed it
    kind whom{};             ///< whom the letter asks
    std::optional<std::int64_t> amount_fen{};
    bool case_was_open = false;
    bool irregular = false;
    bool too_late = false;  ///< the main clock had run out: it stops nothing (Z1)
    maybe_date answered{};
    bool silent = false;  ///< answered by nothing: its time was over
    bool lapsed = false;  ///< the case was closed because it ran out

    std::optional<qixian::view> said{};  ///< in the answer
    bool in_time = false;                ///< … which came by the last day for it

    // Of what a body decides:
    bool first_by_law = false;  ///< nothing else may be opened before it
    maybe_date sent_back{};     ///< something that it lacked was asked for, the last time
    bool waits_now = false;     ///< … and did not come yet
    maybe_date completed{};     ///< it came, the last time
    event completed_by{};
    std::size_t back_letter = 0;  ///< the letter that asked for it
    std::vector<pause> waits{};   ///< times that were waited for what it lacked
    maybe_date suspended{};       ///< since
    bool stands_in_vain = false;  ///< … when its last day had passed: that adds nothing
    std::vector<pause> stops{};   ///< times that it was suspended
    std::vector<reply_run::extension> extensions{};
    bool dismissed = false;  ///< ended without a decision on the matter
    bool dropped = false;    ///< as if it had not been opened
    bool given_up = false;   ///< … by who opened it
    /// An end that did not last: appealed, or tried again.
    struct earlier_end {
        date on;
        std::optional<remedy_result> result;
        date reopened;
        bool decided = true;  ///< not only given up or dismissed
    };
    std::vector<earlier_end> earlier{};
    bool first_end_counts = false;       ///< to the tables (Z12)
    std::optional<std::size_t> after{};  ///< index of the round that this one follows
    maybe_date named_act{};              ///< day of the answer that it is about, where it names one
    bool joined_undecided = false;       ///< … before it was decided: because it ran late
    std::size_t rounds_before = 0;       ///< how many rounds there were when it was answered
    bool joined = false;                 ///< another one followed this
    maybe_date accepted{};               ///< by a row; otherwise deemed
    bool simplified = false;
    std::optional<remedy_result> result{};
    std::size_t answer_letter = 0;
};

/// What a party may do something about: the reply, or a new answer in its place (Z8).
struct case_act {
    date on{};
    event what{};
    std::optional<std::size_t> letter{};  ///< none: it counts from its own day
    std::optional<outcome> result{};
    std::string ground{};
};

/// A row that is irregular or refused, with what would have been possible.
struct exception_row {
    row_number row = 0;
    ruling said{};
    std::vector<event> possible{};
};

/// Something a reader must know. `shadow_due` is the due day under another reading.
struct warning {
    code what{};
    row_number row = 0;
    bool has_row = false;
    maybe_date shadow_due{};
    std::string reading{};
    std::string detail{};
};

struct history {
    application now{};
    statute const* under = nullptr;
    regime law{};
    bool other_reading = false;  ///< only to show what it would have been (Q1)
    bool transitioned = false;   ///< judged under the newer version although received before (Q1)
    date as_of{};

    maybe_date lodged_on{};
    std::optional<channel> lodged_by{};
    maybe_date received_on{};
    std::optional<applicant> applicant_class{};
    maybe_date closed_on{};
    std::optional<outcome> result{};
    std::optional<event> closed_by{};
    std::string ground{};  ///< articles that the closing row named
    std::string desk{};
    std::vector<int> carried_over{};  ///< years at whose end it was open

    std::vector<letter> letters{};
    std::vector<case_round> rounds{};  ///< in the order they were opened
    std::vector<reply_run> runs{};
    std::optional<std::size_t> reply_letter{};
    std::vector<case_act> acts{};  ///< the end of the case first, where it is one

    std::vector<exception_row> irregular{};
    std::vector<exception_row> refused{};
    std::vector<warning> warnings{};
    std::vector<row_number> accepted{};  ///< in the order they were taken, irregular ones included
};

/// An event that is lawful next. `first` and `last` are the days between which it is, where the
/// law sets them.
struct next_event {
    event what{};
    maybe_date first{};
    maybe_date last{};
};

/// The history of one application's `rows` by the end of `as_of`.
///
/// Law:     src/notes/readings.md, "Stages and events"; policy `transition` (Q1) included
/// Refuses: whatever keeps one of `rows` from being a row (rule/check.hpp), 973 a row of another
///          application; 801 a day outside the calendar; 804 received before 2008-05-01, or no
///          statute; 805 a policy has a value that there is not; 911 `as_of` is no day; 917 no class;
///          918 neither `lodged` nor `received`, or no row at all.
/// Cost:    O(rows log rows), a few allocations.
[[nodiscard]] QIXIAN_DECL result<history> fold(std::span<entry const> rows, date as_of,
                                               context const& in);

/// The pauses of `h` as they stand at the end of `on`, for the reply clock.
[[nodiscard]] QIXIAN_DECL result<std::vector<pause>> pauses_of(history const& h, date on,
                                                               context const& in);

/// The period of a run of the reply clock at the end of `on` (before any closing day).
[[nodiscard]] QIXIAN_DECL result<period> reply_period(history const& h, reply_run const& run,
                                                      date on, context const& in);

/// The period that a letter gave; nothing where it gave none or came back.
[[nodiscard]] QIXIAN_DECL std::optional<period> period_given(history const& h,
                                                             given_period const& g,
                                                             context const& in);

/// The period in which a round must be answered, by its letter or by law; nothing where neither
/// gives one or the letter came back.
[[nodiscard]] QIXIAN_DECL std::optional<period> period_of(history const& h, case_round const& r,
                                                          context const& in);

/// The day a round counts as accepted; none while it waits for what it lacks. Pre: its matter has one.
[[nodiscard]] QIXIAN_DECL result<maybe_date> acceptance_day(history const& h, case_round const& r,
                                                            context const& in);
/// The period for deciding it, were it resumed on `on`; none while it is not accepted.
[[nodiscard]] QIXIAN_DECL result<std::optional<period>> decision_period(history const& h,
                                                                        case_round const& r,
                                                                        date on, context const& in);

/// What may lawfully happen on `on`: what a row of that day could say and be accepted. In the order of
/// `event`.
/// Refuses: 801; 804 no statute; 805; 911 no day.
/// Cost:    one guard an event of the stage.
[[nodiscard]] QIXIAN_DECL result<std::vector<next_event>> lawful_next(history const& h, date on,
                                                                      context const& in);

/// What would be refused on `on` and a later day will allow, if nothing else happens: from `first` on.
/// As `lawful_next` otherwise; no event is in both.
[[nodiscard]] QIXIAN_DECL result<std::vector<next_event>> lawful_later(history const& h, date on,
                                                                       context const& in);

/// The facts for a row that happens on `e.on`, given what `h` holds.
/// Refuses: 801; 804, 805; whatever keeps `e` from being a row (rule/check.hpp).
[[nodiscard]] QIXIAN_DECL result<facts> facts_for(history const& h, entry const& e,
                                                  context const& in);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_KERNEL_ONLY)
#include "qixian/statute/default.hpp"
#endif

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/history.ipp"
#endif
