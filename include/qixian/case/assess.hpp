// The one pure question that serves every host: where does an application stand on a day?
//
// `assess` folds the rows and answers: stage, standing, duties with their due days, what is
// irregular or refused, what is possible next and until when. `would` gives the verdict on an event
// that has not happened. No store, no clock, no state: the rows, the day, the calendar, the policies.
//
//   context in{china::calendar()};
//   auto a = assess(rows, day(20201231), in);
//   a->duties.front().end->due                // 2021-01-19
//   would(rows, extension, in).value().said.what     // verdict::accepted
#pragma once

#include <span>
#include <string>
#include <vector>

#include "qixian/case/certificate.hpp"
#include "qixian/case/duty.hpp"
#include "qixian/case/history.hpp"

namespace qixian::inline v0 {

struct assessment {
    std::string application{};
    std::string agency{};
    history life{};
    std::vector<duty> duties{};  ///< reply runs that were restarted included (`in_force` false)
    std::vector<warning> warnings{};
    std::vector<next_event> next{};   ///< what is lawful on the as-of day
    std::vector<next_event> later{};  ///< what a later day will allow, if nothing else happens
    std::optional<int> late_by{};     ///< working days that the main clock is late, closed or not
    std::vector<std::string>
        flags{};  ///< overdue, extended, paused, delayed, late, irregular, refused_rows, in_remedy
};

/// Where the application of `rows` stands at the end of `as_of`.
///
/// Law:     src/notes/articles.md; src/notes/readings.md where it is silent
/// Refuses: those of `fold`: 918 where there is no row. No row, day or context of a host does more
///          than that.
/// Cost:    O(rows log rows) calendar questions of O(1).
/// Example: examples/01_one_application.cpp
[[nodiscard]] QIXIAN_DECL result<assessment> assess(std::span<entry const> rows, date as_of,
                                                    context const& in);

/// The certificates of every duty that has a last day, earlier reply runs included. `in` is what `a`
/// was made with. Refuses: 801; 804, 805.
[[nodiscard]] QIXIAN_DECL result<std::vector<certificate>> certificates(assessment const& a,
                                                                        context const& in);

struct would_be {
    ruling said{};
    std::vector<next_event> possible{};  ///< what is possible on that day instead
    std::vector<next_event> later{};     ///< … and on a later one
};

/// The verdict on `proposed` after `rows`, on its own day. No rows: it would be the first.
/// Refuses: those of `fold`, also of `proposed`: 973 where it is of another application.
[[nodiscard]] QIXIAN_DECL result<would_be> would(std::span<entry const> rows, entry const& proposed,
                                                 context const& in);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/assess.ipp"
#endif
