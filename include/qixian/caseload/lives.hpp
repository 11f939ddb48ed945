// Very many lives folded at once: 14 bytes an application, the ordinary ones without the core.
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
#include "qixian/caseload/clock_columns.hpp"
#include "qixian/caseload/replay.hpp"
#include "qixian/ledger/account.hpp"
#include "qixian/ledger/table.hpp"

namespace qixian::inline v0 {

/// One row, as far as folding in bulk looks at it.
struct life_event {
    date on{};
    event what = event::received;
    std::optional<qixian::applicant> applicant{};
    std::optional<qixian::outcome> outcome{};
    std::optional<int> days{};
    std::optional<unit> days_unit{};
    maybe_date until{};
    maybe_date delivered{};
    std::optional<qixian::kind> kind{};
    std::string_view ref{};
    std::string_view re{};
    std::int64_t seq = 0;
};

/// One application while it is folded, and after.
class folded_life {
public:
    [[nodiscard]] stage stands() const noexcept { return static_cast<stage>(stage_); }
    /// No row of it has happened by the day asked for.
    [[nodiscard]] bool absent() const noexcept { return last_on_ == 0; }
    /// The core must be asked.
    [[nodiscard]] bool is_particular() const noexcept { return has(particular); }
    /// It has reviews, suits or fees, or what the caller marked so: what the report says beside
    /// table 3 needs the core.
    [[nodiscard]] bool has_more() const noexcept { return has(more); }

    // Of a life that is neither:
    [[nodiscard]] bool was_received() const noexcept { return received_ != 0; }
    [[nodiscard]] day_index received() const noexcept { return received_; }
    [[nodiscard]] day_index closed() const noexcept {
        return is_closed(stands()) ? end_ : day_index{0};
    }
    [[nodiscard]] std::optional<qixian::applicant> column() const noexcept {
        auto const c = class_and_outcome_ & 7U;
        return c == no_class ? std::nullopt : std::optional(static_cast<qixian::applicant>(c));
    }
    /// Pre: closed, and not void.
    [[nodiscard]] qixian::outcome result() const noexcept {
        return static_cast<qixian::outcome>(class_and_outcome_ >> 3U);
    }
    [[nodiscard]] bool is_void() const noexcept { return stands() == stage::void_record; }
    /// Closed by an act after its due day.
    [[nodiscard]] bool is_late() const noexcept { return has(late); }
    /// Whether a reply clock runs: open, and nothing awaited that holds it.
    [[nodiscard]] bool clock_runs() const noexcept { return is_open(stands()) && !has(held); }
    /// The day the clock counts from, and its working days in all. Pre: was received.
    [[nodiscard]] day_index from() const noexcept { return from_; }
    [[nodiscard]] std::uint8_t total() const noexcept { return total_; }

private:
    friend class life_table;

    enum flag : std::uint16_t {
        particular = 1,
        noticed = 2,     // mask::noticed
        decree_492 = 4,  // mask::decree_492
        late = 8,
        held = 16,         // a correction or a fee is awaited
        opens_later = 32,  // a row after the day asked for would open it
        paused = 64,       // an opinion is awaited
        stretched = 128,   // `total_` holds days that an opinion took
        more = 256
    };
    static constexpr unsigned no_class = 7;

    [[nodiscard]] bool has(flag f) const noexcept { return (flags_ & f) != 0; }
    void set(unsigned f) noexcept { flags_ = static_cast<std::uint16_t>((flags_ | f) & 0xFFFU); }
    void clear(unsigned f) noexcept { flags_ = static_cast<std::uint16_t>(flags_ & ~f & 0xFFFU); }

    std::uint16_t stage_ : 4 = 0;
    std::uint16_t flags_ : 12 = 0;
    day_index received_ = 0;
    day_index from_ = 0;
    day_index end_ = 0;  ///< closed on; while something is awaited from the applicant, its last day
    day_index last_on_ = 0;
    std::uint16_t last_seq_ = 0;
    std::uint8_t total_ = 0;
    std::uint8_t class_and_outcome_ = no_class;
};
static_assert(sizeof(folded_life) == 14);

class life_table {
public:
    /// Lives as they stand at the end of `as_of`. The calendar must outlive the table.
    life_table(date as_of, working_calendar const& calendar);

    /// The next row of an application, by its number; numbers without rows so far are made.
    /// Rows of one application come in the order they were written. Cost: some nanoseconds.
    void take(std::uint32_t application, life_event const& e);

    /// For what only the caller can see: an id that came before, a cell that needs the core.
    void set_particular(std::uint32_t application);

    /// For rows that change no due day and no figure of table 3, and yet must be told of by the core.
    void set_more(std::uint32_t application);

    /// After the last row: lives that were left unclear become particular.
    void finish();

    [[nodiscard]] std::size_t size() const noexcept { return lives_.size(); }
    [[nodiscard]] folded_life const& operator[](std::size_t i) const noexcept { return lives_[i]; }
    [[nodiscard]] std::span<folded_life const> all() const noexcept { return lives_; }
    [[nodiscard]] std::size_t bytes() const noexcept {
        return lives_.capacity() * sizeof(folded_life);
    }

    /// What the ledger counts, without names, reviews, suits and fees.
    /// Pre: neither absent nor particular.
    [[nodiscard]] account account_of(std::size_t i) const;

private:
    /// An opinion that is awaited. The clock stands still from the letter to its end (R33-4).
    struct opinion {
        std::string ref{};
        day_index sent = 0;
        day_index last = 0;  ///< of the consulted side's own period; 0: none
    };

    [[nodiscard]] std::optional<replay_mask> facts_of(std::uint32_t application,
                                                      folded_life const& one, life_event const& e,
                                                      day_index on) const;
    bool put(std::uint32_t application, folded_life& one, life_event const& e);
    bool apply(std::uint32_t application, folded_life& one, life_event const& e, day_index on);
    bool receive(folded_life& one, life_event const& e, day_index on);
    bool await_applicant(folded_life& one, std::optional<period> const& p);
    bool consult(std::uint32_t application, folded_life& one, life_event const& e, day_index on);
    bool end_pause(std::uint32_t application, folded_life& one, day_index on);
    bool close(std::uint32_t application, folded_life& one, life_event const& e, day_index on);
    [[nodiscard]] std::optional<day_index> last_of(day_index from, int days) const;
    [[nodiscard]] std::optional<day_index> due_on(std::uint32_t application, folded_life const& one,
                                                  day_index on) const;
    [[nodiscard]] std::optional<int> days_paused(std::uint32_t application, folded_life const& one,
                                                 day_index on) const;

    date as_of_;
    working_calendar const* calendar_;
    flat_days flat_;
    bool answers_ = true;  ///< whether anything can be concluded as of this day
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

/// Table 3 of a year, with what the report counts beside it.
struct year_count {
    table3 table{};
    std::int64_t on_time = 0;
    std::int64_t late = 0;
    friend bool operator==(year_count const&, year_count const&) = default;
};

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
#include "qixian/impl/lives.ipp"
#endif
