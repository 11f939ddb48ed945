// One life folded row by row: 16 bytes that hold where it stands and when its reply is due.
//
// `life_folder` takes the rows of an ordinary application by the table of replay.hpp and two flat
// arrays of the calendar, some nanoseconds a row. What it takes it takes as the core would; what it
// does not follow (a row out of order, two opinions at once, a delayed reply, a clock under Decree
// 492 that pauses) it calls unclear, and the core must be asked with all the rows. Of very many
// lives, see lives.hpp; of invented ones, simulation/.
//
//   life_folder const folder(day(20241231), china::calendar());
//   folded_life one;
//   awaited_opinion awaited;
//   folder.take(one, awaited, {.on = day(20241202), .what = event::received});   // folded::taken
//   folder.due_on(one, awaited, day_index_of(day(20241202)))                     // 2024-12-30
//
// Reviews, suits and fees move no due day and no figure of table 3: a life that has any says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "qixian/calendar/working_calendar.hpp"
#include "qixian/caseload/replay.hpp"
#include "qixian/caseload/small_effects.hpp"
#include "qixian/period/deadline.hpp"
#include "qixian/period/flat_days.hpp"
#include "qixian/rule/entry.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"

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

/// A row as folding in bulk looks at it. Its keys are views into `e`, which has to live as long.
[[nodiscard]] inline life_event life_event_of(entry const& e) {
    return {.on = e.on,
            .what = e.what,
            .applicant = e.applicant,
            .outcome = e.outcome,
            .days = e.days,
            .days_unit = e.days_unit,
            .until = e.until,
            .delivered = e.delivered,
            .kind = e.kind,
            .ref = e.ref,
            .re = e.re,
            .seq = e.seq};
}
life_event life_event_of(entry&&) = delete;

/// Whether the core would take `e` as a row, as far as can be told from these cells (rule/check.hpp):
/// words, numbers and days that a cell holds, none missing that the event needs, none that contradict.
/// Cost: a few comparisons.
[[nodiscard]] QIXIAN_DECL bool is_sound(life_event const& e);

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
    /// The last day for what is awaited from the applicant; 0: nothing is, or no day was set.
    [[nodiscard]] day_index awaited_until() const noexcept {
        return is_open(stands()) ? end_ : day_index{0};
    }
    /// Whether an opinion is awaited.
    [[nodiscard]] bool is_paused() const noexcept { return has(paused); }
    /// Whether the applicant was ever asked to correct it, and a third party for its opinion.
    [[nodiscard]] bool asked_correction() const noexcept { return has(noticed); }
    [[nodiscard]] bool asked_third_party() const noexcept { return has(third_party); }
    /// The day the clock counts from, and its working days in all. Pre: was received.
    [[nodiscard]] day_index from() const noexcept { return from_; }
    [[nodiscard]] std::uint8_t total() const noexcept { return total_; }

private:
    friend class life_table;
    friend class life_folder;

    enum flag : std::uint16_t {
        particular = 1,
        noticed = 2,     // mask::noticed
        decree_492 = 4,  // mask::decree_492
        late = 8,
        held = 16,         // a correction or a fee is awaited
        opens_later = 32,  // a row after the day asked for would open it
        paused = 64,       // an opinion is awaited
        stretched = 128,   // `total_` holds days that an opinion took
        more = 256,
        in_vain = 512,      // the opinion that is awaited stops nothing
        third_party = 1024  // one was asked
    };
    static constexpr unsigned no_class = 7;

    [[nodiscard]] bool has(flag f) const noexcept { return (flags_ & f) != 0; }
    void set(unsigned f) noexcept { flags_ = static_cast<std::uint16_t>((flags_ | f) & 0x7FFU); }
    void clear(unsigned f) noexcept { flags_ = static_cast<std::uint16_t>(flags_ & ~f & 0x7FFU); }

    std::uint16_t stage_ : 5 = 0;
    std::uint16_t flags_ : 11 = 0;
    day_index received_ = 0;
    day_index from_ = 0;
    day_index end_ = 0;  ///< closed on; while something is awaited from the applicant, its last day
    day_index last_on_ = 0;
    std::uint16_t last_seq_ = 0;
    std::uint8_t total_ = 0;
    std::uint8_t granted_ = 0;  ///< of `total_`, by extensions since the clock began
    std::uint8_t class_and_outcome_ = no_class;

    // What does not fit its bits would be cut, and read as another word.
    static_assert(all_stages.size() <= 32, "a stage fits the five bits of stage_");
    static_assert(third_party < 1U << 11U, "every flag fits the eleven bits of flags_");
    static_assert(noticed == mask::noticed && decree_492 == mask::decree_492,
                  "the flags of a replay are flags of a life");
    static_assert(all_applicants.size() <= no_class, "a class fits three bits, and none is left");
    static_assert(all_outcomes.size() <= 32, "an outcome fits the five bits above the class");
};
static_assert(sizeof(folded_life) == 16);

/// An opinion that is awaited. The clock stands still from the letter to its end (R33-4).
struct awaited_opinion {
    day_index sent = 0;
    day_index last = 0;  ///< of the consulted side's own period; 0: none
};

/// The lengths that a life is folded by: those of Decree 711, or a question about others.
struct life_rules {
    int reply = reply_term(regime::decree_711).length;
    int extension = extension_term(regime::decree_711).length;  ///< the most there may be
};

/// What became of a row.
enum class folded : std::uint8_t {
    taken,      ///< as the law has it
    irregular,  ///< it happened although the law does not allow it, and has its effect
    refused,    ///< changes nothing
    unclear     ///< the core must say; the life is worth nothing from here
};

class life_folder {
public:
    /// For lives as they stand at the end of `as_of`. The calendar must outlive the folder.
    life_folder(date as_of, working_calendar const& calendar, life_rules rules = {});
    life_folder(date as_of, working_calendar const&& calendar, life_rules rules = {}) = delete;

    /// The next row of a life, by day and seq. `awaited` belongs to the life and is only looked at
    /// while it is paused. Irregular is said of correction and fee notices alone; other irregular rows
    /// are unclear, and so is what is no sound row.
    /// Pre: `e.on` is no later than the day of the constructor. Cost: some nanoseconds.
    [[nodiscard]] folded take(folded_life& one, awaited_opinion& awaited,
                              life_event const& e) const;

    /// The same without looking at the row first. Pre: it is sound.
    [[nodiscard]] folded take_sound(folded_life& one, awaited_opinion& awaited,
                                    life_event const& e) const;

    /// The same for who counts days by their index anyway. Pre: `e` is sound, `on` is the index of
    /// `e.on`, which the calendar covers; `e` has neither `delivered` nor `until`, and its seq is 0.
    [[nodiscard]] folded take_on(folded_life& one, awaited_opinion& awaited, life_event const& e,
                                 day_index on) const;

    /// The due day in force at the end of `on`, an open pause ending then; where a notice may move
    /// it, the latest. Nothing before receipt, or where the calendar does not tell.
    [[nodiscard]] std::optional<day_index> due_on(folded_life const& one,
                                                  awaited_opinion const& awaited,
                                                  day_index on) const {
        if (one.received_ == 0) {
            return std::nullopt;
        }
        return one.is_paused() ? due_while_paused(one, awaited, on)
                               : last_of(one.from_, one.total_);
    }

    /// The last day of `days` working days from `from`, the latest where a notice may move it.
    ///
    /// Here, and what is rare elsewhere: a small optional that comes back from a call is put together
    /// in memory and waited for, which is most of what two loads cost.
    [[nodiscard]] std::optional<day_index> last_of(day_index from, int days) const {
        if (flat_.settles(from, days)) {
            return static_cast<day_index>(flat_.day_of(flat_.ordinal(from) + days));
        }
        return last_of_unsettled(from, days);
    }

    [[nodiscard]] flat_days const& days() const& noexcept { return flat_; }
    flat_days const& days() const&& = delete;

private:
    using fold_function = folded (life_folder::*)(folded_life&, awaited_opinion&, life_event const&,
                                                  day_index) const;
    template <std::size_t... Events>
    static constexpr auto folds_of(std::index_sequence<Events...>);
    [[nodiscard]] folded fold(folded_life& one, awaited_opinion& awaited, life_event const& e,
                              day_index on) const;
    template <event What>
    [[nodiscard]] folded fold_event(folded_life& one, awaited_opinion& awaited, life_event const& e,
                                    day_index on) const;
    template <event What>
    [[nodiscard]] std::optional<replay_mask> facts_of(folded_life const& one,
                                                      awaited_opinion const& awaited,
                                                      life_event const& e, day_index on) const;
    [[nodiscard]] std::optional<day_index> last_of_unsettled(day_index from, int days) const;
    [[nodiscard]] std::optional<day_index> due_while_paused(folded_life const& one,
                                                            awaited_opinion const& awaited,
                                                            day_index on) const;
    template <event What>
    [[nodiscard]] static std::optional<replay_mask> what_a_reply_needed(
        folded_life const& one, awaited_opinion const& awaited, life_event const& e, day_index on);
    template <event What>
    bool apply(folded_life& one, awaited_opinion& awaited, life_event const& e, day_index on) const;
    template <event What, std::size_t Step>
    bool step_of(folded_life& one, awaited_opinion& awaited, life_event const& e,
                 day_index on) const;
    template <verb Does, matter Of>
    bool act(folded_life& one, awaited_opinion& awaited, life_event const& e, day_index on) const;
    [[nodiscard]] static regime law_of(folded_life const& one);
    [[nodiscard]] static std::optional<period> period_given_by(life_event const& e);
    [[nodiscard]] int reply_days_of(regime law) const;
    bool receive(folded_life& one, life_event const& e, day_index on) const;
    bool await_applicant(folded_life& one, std::optional<period> const& p) const;
    bool consult(folded_life& one, awaited_opinion& awaited, life_event const& e,
                 day_index on) const;
    bool end_pause(folded_life& one, awaited_opinion const& awaited, day_index on) const;
    template <event What>
    bool close(folded_life& one, awaited_opinion const& awaited, life_event const& e,
               day_index on) const;
    [[nodiscard]] std::optional<bool> ran_out(folded_life const& one,
                                              awaited_opinion const& awaited, day_index on) const;
    [[nodiscard]] std::optional<int> days_paused(folded_life const& one,
                                                 awaited_opinion const& awaited,
                                                 day_index on) const;

    date as_of_;
    working_calendar const* calendar_;
    flat_days flat_;
    life_rules rules_;
    bool answers_;  ///< whether anything can be concluded as of this day
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/caseload/impl/life.ipp"
#endif
