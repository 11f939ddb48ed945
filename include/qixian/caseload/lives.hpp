// Very many lives folded at once: 16 bytes an application, the ordinary ones without the core.
//
// Most applications are received, perhaps corrected, extended, consulted about or paid for, and
// answered. `life_table` folds such lives by the table of replay.hpp and two flat arrays of the
// calendar, some ten nanoseconds a row. Whatever goes beyond that (a row that is irregular or
// refused or out of order, a clock that is paused today, a delayed reply, a withdrawn entry) makes a
// life *particular*: nothing is concluded about it here, and the caller asks the core for it, with
// all its rows. So the answers are the core's, by construction for particular lives and by test
// (tests/model/caseload.test.cpp) for the others. Reviews, suits and fees are not followed: they move
// no due day and no figure of table 3; a life that has any says so (`has_more`).
//
//   life_table lives(day(20241231), china::calendar());
//   lives.take(0, {.on = day(20241202), .what = event::received, .applicant = applicant::business});
//   lives.finish();
//   lives[0].stands()          // stage::received
//   lives.account_of(0)        // what the ledger counts
//
// Policies other than the default readings change when a clock begins: then ask the core throughout.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "qixian/calendar/working_calendar.hpp"
#include "qixian/caseload/life.hpp"
#include "qixian/caseload/year_counter.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/ledger/table.hpp"
#include "qixian/period/clock_columns.hpp"

namespace qixian::inline v0 {

class life_table {
public:
    /// Lives as they stand at the end of `as_of`. The calendar must outlive the table.
    life_table(date as_of, working_calendar const& calendar);
    life_table(date as_of, working_calendar const&& calendar) = delete;

    /// The next row of an application, by its number; numbers without rows so far are made.
    /// Rows of one application come in the order they were written. What is no sound row makes its
    /// life particular: the core, asked with the entries, says what is wrong. Cost: some nanoseconds.
    void take(std::uint32_t application, life_event const& e);

    /// The same for who has read the row, cell by cell. Pre: `is_sound(e)`.
    void take_sound(std::uint32_t application, life_event const& e);

    /// For what only the caller can see: an id that came before, a cell that needs the core.
    void set_particular(std::uint32_t application);

    /// For rows that change no due day and no figure of table 3, and yet must be told of by the core.
    void set_more(std::uint32_t application);

    /// After the last row: lives that were left unclear become particular.
    void finish();

    [[nodiscard]] std::size_t size() const noexcept { return lives_.size(); }
    [[nodiscard]] folded_life const& operator[](std::size_t i) const noexcept { return lives_[i]; }
    [[nodiscard]] std::span<folded_life const> all() const& noexcept { return lives_; }
    std::span<folded_life const> all() const&& = delete;
    [[nodiscard]] std::size_t bytes() const noexcept {
        return lives_.capacity() * sizeof(folded_life);
    }

    /// What the ledger counts, without names, reviews, suits and fees.
    /// Pre: neither absent nor particular.
    [[nodiscard]] account account_of(std::size_t i) const;

private:
    /// An opinion that is awaited, and the letter that asked for it.
    struct opinion {
        std::string ref{};
        awaited_opinion when{};
    };

    bool put(std::uint32_t application, folded_life& one, life_event const& e);

    date as_of_;
    life_folder folder_;
    std::vector<folded_life> lives_{};
    std::unordered_map<std::uint32_t, opinion> awaited_{};  ///< of lives that are `paused`
};

/// The running reply clocks of a table, and whose they are.
struct running_clocks {
    clock_columns clocks{};
    std::vector<std::uint32_t> application{};  ///< by row
};

/// Cost: linear, with one counting sort by day.
[[nodiscard]] QIXIAN_DECL running_clocks clocks_of(std::span<folded_life const> lives);

/// Counts the lives that are neither absent nor particular, and `others`, the accounts of those that
/// the core answered. The figures are those of `make_report` over all of them.
///
/// Law:  C1-C8
/// Cost: one pass; some nanoseconds a life.
[[nodiscard]] QIXIAN_DECL year_count count_year(std::span<folded_life const> lives,
                                                std::span<account const> others, int year,
                                                form shape);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/caseload/impl/lives.ipp"
#endif
