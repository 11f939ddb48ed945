// The life of one application, folded from its rows: what was accepted, and what it left behind.
//
// `fold` sorts the rows, drops what an `entry_withdrawn` took back, asks `step` about each row in
// turn, and keeps the effect of those that were accepted: receipt, rounds of correction and
// payment, consultations, letters, remedies. Every 31 December that passes is injected as
// `year_ended`. Nothing here is ever stored: a history is a function of the rows, the as-of day,
// the calendar and the policies.
//
// It works out the days that guards ask about (`facts`) and no more; duties are made from it by
// duty.hpp, figures by ledger/.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/period/deadline.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/rule/step.hpp"
#include "qixian/statute/cn_disclosure/policy.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"

namespace qixian::inline v0 {

/// A position among the rows handed in.
using row_number = std::size_t;

/// A letter whose day of delivery something counts from.
struct letter {
    event what{};
    std::string ref{};
    date sent{};
    maybe_date delivered{};  ///< none: not known, the day it was sent is taken
    bool returned = false;
    row_number row = 0;

    [[nodiscard]] date reached() const { return delivered.value_or(sent); }
};

/// R32-1, R34-1, R33-4.
struct consultation {
    std::string ref{};
    kind whom = kind::third_party;
    std::size_t letter = 0;  ///< index into history::letters
    maybe_date answered{};
    bool silent = false;  ///< closed by `consultation_lapsed`
};

/// One run of the reply clock: from an origin until it is restarted (R33-2, R30-3, R42-5).
struct reply_run {
    event trigger = event::received;
    date origin{};
    struct extension {
        date on;
        int days;
    };
    std::vector<extension> extensions{};
    maybe_date held_from{};                 ///< superseded since: a correction or a fee is awaited
    std::optional<deadline> former{};       ///< its due day on that day, open pauses ending then
    std::optional<period> former_period{};  ///< what that was worked out from
    maybe_date named{};                     ///< R35-3: the day that replaces the due day
};

/// A period that a letter gives: for correcting, for reasons, for a new answer.
struct given_period {
    std::size_t letter = 0;
    std::optional<int> days{};
    unit in = unit::working_day;
    maybe_date until{};
};

struct correction_round {
    date sent{};
    given_period allowed{};  ///< that of the last letter: the notice, or an extension of its period
    maybe_date received{};
    bool lapsed = false;
};

struct payment_round {
    std::size_t letter = 0;
    std::optional<std::int64_t> amount_fen{};
    maybe_date paid{};  ///< in time
    bool lapsed = false;
};

struct reasons_round {
    given_period allowed{};
    maybe_date received{};
};

/// A review or a suit. A suit after review points at its review.
struct remedy_case {
    bool is_suit = false;
    std::string ref{};
    date filed{};
    std::size_t letter = 0;              ///< when the agency got the copy
    std::optional<std::size_t> after{};  ///< index of the review that a suit follows
    bool joined = false;                 ///< a suit followed this review
    bool irregular = false;
    maybe_date accepted{};  ///< by a row; otherwise deemed
    bool simplified = false;
    maybe_date decided{};
    std::optional<remedy_result> result{};
    std::size_t decision_letter = 0;
};

struct reanswer_order {
    given_period allowed{};
    date on{};
    bool case_was_open = false;
    maybe_date answered{};
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
    regime law = regime::decree_711;
    bool transitioned = false;  ///< Q1: judged under Decree 711 although received before
    date as_of{};

    maybe_date lodged_on{};
    std::optional<channel> lodged_by{};
    maybe_date received_on{};
    std::optional<applicant> applicant_class{};
    maybe_date closed_on{};
    std::optional<outcome> result{};
    std::optional<event> closed_by{};
    std::string desk{};
    std::vector<int> carried_over{};  ///< years at whose end it was open

    std::vector<letter> letters{};
    std::vector<consultation> consultations{};
    std::vector<reply_run> runs{};
    std::vector<correction_round> corrections{};
    std::vector<payment_round> payments{};
    std::vector<reasons_round> reasons{};
    std::vector<remedy_case> remedies{};
    std::vector<reanswer_order> orders{};
    std::optional<std::size_t> reply_letter{};

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

/// What every question about a history needs. A value: the calendar is one shared pointer, so that
/// a context may outlive what it was made from, be copied, assigned and kept.
struct context {
    working_calendar calendar;
    qixian::policies policies{};
};

/// The history of one application's `rows` by the end of `as_of`.
///
/// Law:     law.md section 14; formats.md section 1; policy `transition` (Q1) included
/// Pre:     all rows are of one application.
/// Refuses: 801 a day outside the calendar; 804 received before 2008-05-01; 917 no class;
///          918 neither `lodged` nor `received`.
/// Cost:    O(rows log rows), a few allocations.
[[nodiscard]] QIXIAN_DECL result<history> fold(std::span<entry const> rows, date as_of,
                                               context const& in);

/// The pauses of `h` as they stand at the end of `on`, for the reply clock.
[[nodiscard]] QIXIAN_DECL result<std::vector<pause>> pauses_of(history const& h, date on,
                                                               context const& in);

/// The period of a run of the reply clock at the end of `on` (before any closing day, R33-2).
[[nodiscard]] QIXIAN_DECL result<period> reply_period(history const& h, reply_run const& run,
                                                      date on, context const& in);

/// The last day of a period that a letter gave; nothing where it gave none or came back.
[[nodiscard]] QIXIAN_DECL result<std::optional<period>> period_given(history const& h,
                                                                     given_period const& g,
                                                                     context const& in);

/// R32-2, R34-1: the consulted side's own period; nothing where the law gives none.
[[nodiscard]] QIXIAN_DECL std::optional<period> opinion_period(history const& h,
                                                               consultation const& c);

/// R42-4.
[[nodiscard]] QIXIAN_DECL std::optional<period> payment_period(history const& h,
                                                               payment_round const& p);

/// R60-2: the day a review counts as accepted, and its decision period (R60-5, R60-6).
[[nodiscard]] QIXIAN_DECL result<date> acceptance_day(remedy_case const& r, context const& in);
[[nodiscard]] QIXIAN_DECL result<period> decision_period(remedy_case const& r, context const& in);

/// What may lawfully happen next, as seen on `on`: what a row of that day could say and be accepted,
/// and what a later day will allow (`first`). In the order of `event`.
/// Cost: one guard an event of the stage.
[[nodiscard]] QIXIAN_DECL result<std::vector<next_event>> lawful_next(history const& h, date on,
                                                                      context const& in);

/// The facts for a row that happens on `e.on`, given what `h` holds.
[[nodiscard]] QIXIAN_DECL result<facts> facts_for(history const& h, entry const& e,
                                                  context const& in);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/history.ipp"
#endif
