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
    std::vector<next_event> next{};
    std::optional<int> late_by{};  ///< working days that the main clock is late, closed or not
    std::vector<std::string>
        flags{};  ///< overdue, extended, paused, delayed, late, irregular, refused_rows, in_remedy
};

/// Where the application of `rows` stands at the end of `as_of`.
///
/// Law:     src/notes/articles.md; src/notes/readings.md where it is silent
/// Pre:     all rows are of one application.
/// Refuses: 801, 804, 917, 918.
/// Cost:    O(rows log rows) calendar questions of O(1).
/// Example: examples/01_one_application.cpp
[[nodiscard]] QIXIAN_DECL result<assessment> assess(std::span<entry const> rows, date as_of,
                                                    context const& in);

/// The certificates of every duty that has a last day, earlier reply runs included.
[[nodiscard]] QIXIAN_DECL result<std::vector<certificate>> certificates(assessment const& a,
                                                                        context const& in);

struct would_be {
    ruling said{};
    std::vector<next_event> possible{};  ///< what is possible on that day instead
};

/// The verdict on `proposed` after `rows`, on its own day.
[[nodiscard]] QIXIAN_DECL result<would_be> would(std::span<entry const> rows, entry const& proposed,
                                                 context const& in);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/case/impl/assess.ipp"
#endif
