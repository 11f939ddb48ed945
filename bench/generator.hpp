// Realistic caseloads of any size, from a seed: as columns for kernels, as a log for everything else.
//
// Applications arrive by working day, with the shape of a week and of a year and some growth; class
// of applicant and outcome follow published tables (generator_tables.hpp); their lives are lawful on
// the real calendar. An application is a function of the seed and its number alone, in integers:
// equal bytes with every compiler, in any order, on any number of threads.
//
//     caseload_source const source({.applications = 10'000'000, .seed = 1}, china::calendar());
//     case_columns const cases = source.columns(2);            // 8 bytes each, in order of receipt
//     write_log(source, log_form::csv, [&](std::string_view text) { ... });    // by day, streamed
//
// About 40 ns an application and thread for the columns, three rows an application in the log.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "qixian/calendar/working_calendar.hpp"
#include "qixian/row/event_log.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/words.hpp"
#include "qixian/statute/default.hpp"

namespace qixian::bench {

struct caseload_spec {
    std::uint64_t applications = 10'000;  ///< at most 4,000,000,000
    std::uint64_t seed = 1;
    int from = 2019;  ///< the first year of receipt
    int years = 6;
    int irregular = 0;  ///< of 10,000 applications: how many do something irregular
    int agencies = 0;   ///< 0: the log has no column `agency`
    bool ids = false;   ///< whether each row has an `id`
};

/// A day as kernels see it: its index in `settled_days`.
using day_index = std::uint16_t;

/// One event of a life. What `number` and `word` mean depends on the event.
struct act {
    day_index on = 0;
    event what = event::received;
    std::uint8_t number =
        0;                  ///< days of a period; yuan of a fee; days since a lapse had its effect
    std::uint8_t word = 0;  ///< the enumerator of outcome, kind, view or result
};

/// Everything that happens to one application.
struct life {
    std::array<act, 12> acts{};
    std::uint8_t count = 0;
    applicant column = applicant::natural_person;
    channel by = channel::online;
    day_index received = 0;
    std::uint8_t limit = 20;  ///< working days to reply: 15 under Decree 492

    [[nodiscard]] act const* begin() const { return acts.data(); }
    [[nodiscard]] act const* end() const { return acts.data() + count; }
};

/// No day, no outcome.
inline constexpr day_index no_day = 0;
inline constexpr std::uint8_t no_outcome = 255;

/// A caseload as columns, in order of receipt, as of the end of `as_of`. The due day of case `i` is
/// `days.day_of[days.ordinal[received[i]] + total[i]]`.
struct case_columns {
    settled_days days{};  ///< of the calendar, which must live as long
    day_index as_of = 0;
    std::vector<day_index> received{};
    /// Working days from receipt through the due day: the limit, extensions, what an opinion took
    /// (an open one ends on `as_of`), and what passed before a restarted clock.
    std::vector<std::uint8_t> total{};
    std::vector<std::uint8_t> stage{};    ///< qixian::stage
    std::vector<std::uint8_t> column{};   ///< qixian::applicant
    std::vector<std::uint8_t> outcome{};  ///< qixian::outcome, or no_outcome
    std::vector<day_index> closed{};      ///< or no_day

    [[nodiscard]] std::size_t size() const { return received.size(); }
};

class caseload_source {
public:
    /// Pre: every year asked for begins before the calendar's last settled day; `calendar` lives as
    /// long as the source and its columns.
    caseload_source(caseload_spec spec, working_calendar const& calendar);

    [[nodiscard]] caseload_spec const& spec() const { return spec_; }
    [[nodiscard]] settled_days const& days() const { return days_; }

    /// The last day that is looked at: 31 December of the last year, or the last settled day.
    [[nodiscard]] day_index through() const { return through_; }

    /// Receipt day of application `i`. Cost: a binary search; use `life_of(i, day)` in loops.
    [[nodiscard]] day_index received_on(std::uint64_t i) const;

    /// The first application received on `day` or later. Pre: first year's 1 January <= day.
    [[nodiscard]] std::uint64_t first_of(day_index day) const {
        return first_of_[static_cast<std::size_t>(day - begins_)];
    }
    [[nodiscard]] day_index begins() const { return begins_; }

    /// What happens to application `i`, through `through()`.
    [[nodiscard]] life life_of(std::uint64_t i) const { return life_of(i, received_on(i)); }
    [[nodiscard]] life life_of(std::uint64_t i, day_index received) const;

    /// All applications as columns. The same bytes with any number of threads.
    [[nodiscard]] case_columns columns(int threads = 1) const;

private:
    caseload_spec spec_;
    settled_days days_;
    day_index begins_ = 0;  ///< 1 January of the first year
    day_index through_ = 0;
    day_index fees_from_ = 0;
    day_index decree_711_ = 0;
    std::vector<std::uint64_t> first_of_{};  ///< for each day from `begins_` to the day after
};

/// What `write_log` has done so far.
struct log_progress {
    std::uint64_t applications = 0;
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
};

/// Writes the caseload as an event log: by day, applications interleaved as they happen. `to` gets
/// pieces of about 1 MiB; `progress`, where it is there, is called at each of them.
/// Memory: 8 bytes for each application that is under way on a day.
log_progress write_log(caseload_source const& source, log_form form,
                       std::function<void(std::string_view)> const& to,
                       std::function<void(log_progress const&)> const& progress = {});

}  // namespace qixian::bench
