// What one replication of an office came to, in whole numbers.
//
// Numbers of several agencies, threads or shards add up to the same bytes in any order, because
// nothing here is a fraction: means and intervals are worked out at the very end (answers.hpp).
// `for_each_count` names every number once, for adding, writing and reading alike.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "qixian/base/config.hpp"
#include "qixian/ledger/form.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/simulation/event_ring.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"

namespace qixian::inline v0 {

/// Ticks of one working day, whatever its hours.
inline constexpr moment ticks_per_day = moment{1} << 20U;

/// How long a reply may take before it is counted with the longest, in working days.
inline constexpr std::size_t most_days_to_reply = 255;

/// One team in one year.
struct team_tally {
    std::int64_t started = 0;          ///< applications that a person began to work on
    std::int64_t wait_ticks = 0;       ///< they had waited in the queue, in working time
    std::int64_t there_ticks = 0;      ///< working time of the people who were there
    std::vector<std::int32_t> busy{};  ///< by day of the year: 1/1024 of a person's day
};

struct year_tally {
    int year = 0;
    form shape = form::form_2021;
    /// Rows and columns of table 3 with their sums, as the ledger counts them.
    std::array<std::array<std::int64_t, column_count>, most_rows> table{};
    /// Table 4 by block: upheld, corrected, other, pending.
    std::array<std::array<std::int64_t, all_remedy_columns.size() - 1>, all_remedy_blocks.size()>
        remedies{};
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    std::int64_t overdue_open = 0;  ///< open at the end of the year, their due day past
    /// Applications by the year of the last due day they had: all but those that ended before it
    /// without an answer. An answer that came early counts in the year that it was due.
    std::int64_t came_due = 0;
    std::int64_t missed = 0;  ///< … answered later, or not at all by the end of the run
    /// Replies by working days from receipt through the reply, pauses and restarts included.
    std::array<std::int64_t, most_days_to_reply + 1> days_to_reply{};
    /// Days in hand, in calendar days, of all that were closed (for Little's law).
    std::int64_t days_in_hand = 0;
    std::array<std::int64_t, all_events.size()> events{};
    std::int64_t irregular = 0;
    std::int64_t refused = 0;  ///< rows that the procedure refused: 0, or the simulation is wrong
    std::vector<std::int32_t> open{};  ///< by day of the year: open at its end
    std::vector<std::int32_t> due{};   ///< … : due days in force that fall on it
    std::vector<team_tally> teams{};
};

/// All years of one replication, summed over its agencies.
struct tally {
    std::vector<year_tally> years{};
};

/// Calls `use` with every number of `t`, in an order that never changes.
template <class Tally, class Use>
void for_each_count(Tally& t, Use&& use) {
    for (auto& y : t.years) {
        for (auto& row : y.table) {
            for (auto& each : row) {
                use(each);
            }
        }
        for (auto& block : y.remedies) {
            for (auto& each : block) {
                use(each);
            }
        }
        use(y.on_time);
        use(y.late);
        use(y.overdue_open);
        use(y.came_due);
        use(y.missed);
        for (auto& each : y.days_to_reply) {
            use(each);
        }
        use(y.days_in_hand);
        for (auto& each : y.events) {
            use(each);
        }
        use(y.irregular);
        use(y.refused);
        for (auto& each : y.open) {
            use(each);
        }
        for (auto& each : y.due) {
            use(each);
        }
        for (auto& team : y.teams) {
            use(team.started);
            use(team.wait_ticks);
            use(team.there_ticks);
            for (auto& each : team.busy) {
                use(each);
            }
        }
    }
}

/// A tally of zeros for these years and as many teams.
[[nodiscard]] QIXIAN_DECL tally empty_tally(int first_year, int last_year, std::size_t teams);

/// Adds the numbers of `more`, which must be of the same years and teams.
QIXIAN_DECL void add_to(tally& sum, tally const& more);

/// `t` with the people of all its teams as one. Ticks of working days stay such, whatever their hours.
[[nodiscard]] QIXIAN_DECL tally with_one_team(tally t);

/// The sum of several offices, of the same years. Teams of different offices are different people: the
/// sum has one team, of all. Pre: at least one.
[[nodiscard]] QIXIAN_DECL tally sum_of(std::span<tally const* const> offices);

/// The figures of a year as a table file holds them.
[[nodiscard]] QIXIAN_DECL table3 table_of(year_tally const& y);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/tally.ipp"
#endif
