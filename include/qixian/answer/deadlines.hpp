// Where every application stands, and who owes what by which day: `qixian/deadlines/1`.
//
//   auto const with = answer::setting::make({.as_of = day(20201231)});
//   auto const said = answer::deadlines({.log = answer::input::file("log.csv")}, *with);
//   said.json      // {"schema":"qixian/deadlines/1","as_of":"2020-12-31", ... }
//   said.finding   // an open application has a missed duty, or a row was refused
//
// Part of qixian::answer.
#pragma once

#include <string>
#include <vector>

#include "qixian/answer/applications.hpp"
#include "qixian/answer/document.hpp"

namespace qixian::inline v0::answer {

/// An application that was answered, and late.
struct late_answer {
    std::string application{};
    std::string agency{};
    date due{};
    date answered_on{};
    int late_by = 0;  ///< working days
};

/// Such rows, late answers and missed duties, collected over applications.
struct exceptions {
    std::vector<late_answer> answered_late{};
    std::vector<exceptional_row> irregular{};
    std::vector<exceptional_row> refused{};
    bool missed_while_open = false;

    void take(assessment const& a, std::vector<entry> const& rows);
    [[nodiscard]] bool finding() const { return missed_while_open || !refused.empty(); }
};

struct deadlines_told {
    reading read{};
    bool finding = false;
};

/// Writes the document `qixian/deadlines/1` to `out`, application by application.
///
/// Faults: those of `each_application`, in `read`; without `keep_going` nothing more is written after
/// the first, and nothing at all where it came before the first application (`read.stopped()`).
/// Cost: one application at a time in memory, and the rows that did not go as the log says.
QIXIAN_DECL deadlines_told write_deadlines(source const& from, setting const& with, layout how,
                                           sink const& out, listener const& to = {});

/// The same as one text. Empty where a fault left no answer.
[[nodiscard]] QIXIAN_DECL document deadlines(source const& from, setting const& with,
                                             layout how = layout::whole);

/// One application of that document, without a line end: for hosts that keep the rows themselves
/// and call `assess`. Cost: the text.
[[nodiscard]] QIXIAN_DECL std::string application_document(assessment const& a,
                                                           std::vector<entry> const& rows);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/deadlines.ipp"
#endif
