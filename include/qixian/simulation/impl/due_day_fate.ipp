// What became of the last due day that an application had: by one rule in the books of a replication and
// in the lines that tell of single applications.
#pragma once

#include <optional>

#include "qixian/case/assess.hpp"
#include "qixian/caseload/life.hpp"

namespace qixian::inline v0::detail {

struct due_day_fate {
    std::optional<day_index> due{};
    bool shown = false;   ///< on that day of the year
    bool came = false;    ///< with an answer, before it or too late for it, or without one
    bool missed = false;  ///< … and without one in time
};

/// `owed`: whether an answer was, before the row that closed it. `end` is the last day of all.
///
/// Always inlined: what it gives back is otherwise put together in memory, part by part, and waited for.
[[gnu::always_inline]] inline due_day_fate fate_of_due_day(life_folder const& folder,
                                                           folded_life const& life,
                                                           awaited_opinion const& opinion,
                                                           bool owed, day_index end) {
    bool const open = is_open(life.stands());
    owed = open ? life.clock_runs() : owed;
    // On a day of the year stands whatever had a day: what was withdrawn while its applicant was
    // asked for something had one, and nothing was owed on it any more.
    due_day_fate out{.shown = open ? owed : life.stands() != stage::abandoned};
    if (!owed && !out.shown) {
        return out;
    }
    out.due = folder.due_on(life, opinion, open ? end : life.closed());
    if (!out.due || !owed) {
        return out;
    }
    // Not what is still in time when the run ends, nor what its applicant ended before the day.
    bool const past = (life.closed() != 0 ? life.closed() : end) > *out.due;
    bool const answered = is_replied(life.stands()) || life.stands() == stage::closed;
    out.came = past || answered;
    out.missed = past;
    return out;
}

/// The same of one that the core has assessed.
inline due_day_fate fate_of_due_day(assessment const& a) {
    due_day_fate out;
    auto const at = a.life.now.at;
    for (auto const& d : a.duties) {
        if (d.what != duty_kind::reply || !d.end || !has_index(d.end->due)) {
            continue;
        }
        out.due = day_index_of(d.end->due);
        out.shown = d.in_force && d.status != duty_status::superseded && at != stage::abandoned;
        out.missed = d.status == duty_status::missed;
        out.came =
            out.missed || (d.status == duty_status::met && (is_replied(at) || at == stage::closed));
    }
    if (!out.shown && !out.came) {
        out.due.reset();
    }
    return out;
}

}  // namespace qixian::inline v0::detail
