// Replay of very many events: the rules of procedure/ as one table, four bytes a case.
//
// The machine (step.hpp) is asked about one event and may look at dates. Where the answers to what
// a guard asks are known already (is it past its limit, was a notice sent before …) they are three
// bits, the *mask*, and a stage, an event and a mask give one entry of a table that fits in the
// first cache. The table is made at compile time by asking the guards of statute/cn_disclosure/rules.hpp
// themselves; `tests/caseload/replay.test.cpp` holds it against MSM for every stage, event and mask.
//
//   compact_case one{};
//   replay_entry const said = advance(one, event::received, 0);
//   one.at                                  // stage::received
//   said.what()                             // verdict::accepted
//
// What a mask cannot say (reviews and suits, an opinion on an unclear letter) is marked `asks`:
// such an event changes nothing here and belongs before `step`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "qixian/statute/cn_disclosure/masks.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"
#include "qixian/statute/cn_disclosure/rules.hpp"

namespace qixian::inline v0 {

/// The answers to what the guard of an event asks. What bits 1 and 2 mean depends on the event.
using replay_mask = std::uint8_t;

namespace mask {
/// The event lies past the limit that its guard looks at; for a lapse: the period is over.
inline constexpr replay_mask past = 1;
inline constexpr replay_mask noticed = 2;      ///< correction_requested: one was sent before
inline constexpr replay_mask too_long = 2;     ///< extended: more than the law allows together
inline constexpr replay_mask before_fees = 2;  ///< fee_notified: before 2021
inline constexpr replay_mask unlimited = 2;    ///< consultation_lapsed: the law sets no limit
inline constexpr replay_mask unheard = 2;      ///< a reply: what had to come before it did not
inline constexpr replay_mask reply_early = 2;  ///< not_processed: for another reason than excess
inline constexpr replay_mask decree_492 = 4;   ///< correction_requested, correction_lapsed
inline constexpr replay_mask held = 4;         ///< consulted, extended, fee_notified: the clock is
inline constexpr replay_mask unclear = 4;      ///< consultation_lapsed: `re` leads to nothing
inline constexpr unsigned target_shift =
    1;  ///< opinion_received, delivered, returned, resent: `target`
inline constexpr std::size_t count = 8;
}  // namespace mask

/// One case while it is replayed. `flags` are mask bits that stay with the case.
struct compact_case {
    stage at = stage::unregistered;
    standing year = standing::not_carried;
    remedy_stage remedy = remedy_stage::none;
    replay_mask flags = 0;  ///< mask::noticed, mask::decree_492
    friend bool operator==(compact_case const&, compact_case const&) = default;
};
static_assert(sizeof(compact_case) == 4);

/// A case as one number: the four bytes of `compact_case`, lowest first.
[[nodiscard]] constexpr std::uint32_t word_of(compact_case one) {
    return static_cast<std::uint32_t>(one.at) | static_cast<std::uint32_t>(one.year) << 8U |
           static_cast<std::uint32_t>(one.remedy) << 16U | std::uint32_t{one.flags} << 24U;
}
[[nodiscard]] constexpr compact_case case_of(std::uint32_t word) {
    return {static_cast<stage>(word & 0xFFU), static_cast<standing>(word >> 8U & 0xFFU),
            static_cast<remedy_stage>(word >> 16U & 0xFFU), static_cast<replay_mask>(word >> 24U)};
}

/// What the table says of a stage, an event and a mask. What it changes of a case stands where the
/// case has it, so that taking an event is a mask and an `or`.
class replay_entry {
public:
    constexpr replay_entry() = default;
    constexpr replay_entry(stage next, ruling const& said, bool carries, replay_mask notes)
        : bits_(word_of({next, carries ? standing::carried_forward : standing::not_carried,
                         remedy_stage::none, notes}) |
                static_cast<std::uint32_t>(said.what) << 9U | (said.moves ? 1U : 0U) << 11U |
                (said.what == verdict::accepted ? 0U : static_cast<std::uint32_t>(said.why))
                    << 13U) {}

    /// An entry that only `step` can answer.
    static constexpr replay_entry asking(stage now) {
        replay_entry out;
        out.bits_ = static_cast<std::uint32_t>(now) | 1U << 12U | 3U << 9U;
        return out;
    }

    [[nodiscard]] constexpr stage next() const { return static_cast<stage>(bits_ & 0xFFU); }
    /// Pre: !asks().
    [[nodiscard]] constexpr verdict what() const { return static_cast<verdict>(kind()); }
    [[nodiscard]] constexpr bool moves() const { return (bits_ >> 11U & 1U) != 0; }
    /// Neither accepted nor refused: the mask cannot say it, ask `step`.
    [[nodiscard]] constexpr bool asks() const { return (bits_ >> 12U & 1U) != 0; }
    /// The year ended over an open case: it is carried forward (C2).
    [[nodiscard]] constexpr bool carries() const { return (bits_ >> 8U & 1U) != 0; }
    /// The flags that the case keeps from here.
    [[nodiscard]] constexpr replay_mask notes() const {
        return static_cast<replay_mask>(bits_ >> 24U);
    }
    /// Meaningless when accepted.
    [[nodiscard]] constexpr code why() const { return static_cast<code>(bits_ >> 13U & 0x3FFU); }

    /// 0 accepted, 1 irregular, 2 refused, 3 left for `step`.
    [[nodiscard]] constexpr unsigned kind() const { return bits_ >> 9U & 3U; }
    /// `word` after the event.
    [[nodiscard]] constexpr std::uint32_t taken_by(std::uint32_t word) const {
        constexpr std::uint32_t changed = 0x0700'01FFU;
        return (word & ~std::uint32_t{0xFF}) | (bits_ & changed);
    }

private:
    std::uint32_t bits_ = 0;

    // What does not fit its bits would be read as the next field.
    static_assert(sizeof(stage) == 1 && sizeof(standing) == 1 && sizeof(remedy_stage) == 1,
                  "a word of a case is four bytes");
    static_assert(all_standings.size() <= 2, "the standing fits bit 8");
    static_assert(static_cast<unsigned>(verdict::refused) < 3, "bits 9 and 10 keep 3 for asks()");
    static_assert(static_cast<unsigned>(all_codes.back().what) <= 0x3FFU,
                  "a code fits ten bits from bit 13");
    static_assert(mask::count == 8, "a mask fits the three bits from bit 24");
    static_assert((static_cast<unsigned>(target::found) << mask::target_shift | mask::past) <
                      mask::count,
                  "a target fits its bits of a mask");
};
static_assert(sizeof(replay_entry) == 4);

/// The mask for an event of this kind and content, given the facts. Cost: a comparison or two.
[[nodiscard]] QIXIAN_DECL replay_mask mask_of(event what, happening const& e, facts const& known);

/// Bits of the mask of `what` that are taken from the flags of the case.
[[nodiscard]] constexpr replay_mask flags_asked_by(event what) {
    switch (question_of(what)) {
    case mask_question::notice: return mask::noticed | mask::decree_492;
    case mask_question::correction_over: return mask::decree_492;
    default: return 0;
    }
}

namespace detail {

/// A row and facts under which a guard finds what the mask says.
struct replay_situation {
    happening row{};
    facts known{};
};

/// Days that stand for "before", "on" and "after"; made once, for a compiler counts its steps.
inline constexpr date day_before_fees = day(20201231);
inline constexpr date day_long_past = day(20200101);
inline constexpr date day_of_row = day(20240110);
inline constexpr date day_after_row = day(20240111);

constexpr replay_situation situation_of(event what, replay_mask m) {
    bool const past = (m & mask::past) != 0;
    bool const second = (m & 2U) != 0;
    bool const third = (m & 4U) != 0;
    replay_situation s;
    auto const asks = question_of(what);
    s.row.on = asks == mask_question::fee && second ? day_before_fees : day_of_row;
    // On the limit is within it, and for the silence of a consulted side it is the end.
    date const limit = past                             ? day_long_past
                       : asks == mask_question::silence ? day_after_row
                                                        : s.row.on;
    switch (asks) {
    case mask_question::notice:
        s.known.correction_notice_last = limit;
        s.known.corrections = second ? 1 : 0;
        s.known.law = third ? regime::decree_492 : regime::decree_711;
        break;
    case mask_question::correction_over:
        s.known.correction_last = limit;
        s.known.may_lapse = !third;
        s.known.law = third ? regime::decree_492 : regime::decree_711;
        break;
    case mask_question::payment: s.known.payment_last = limit; break;
    case mask_question::fee:
    case mask_question::delay:
    case mask_question::consultation: s.known.due = third ? maybe_date{} : maybe_date{limit}; break;
    case mask_question::reply:
        s.known.reasons_last = limit;
        s.known.opinion_awaited = second;
        s.known.third_party_not_asked = second;
        s.known.correction_not_asked = second;
        s.row.outcome = what == event::refused             ? outcome::third_party_rights
                        : what == event::unable_to_provide ? outcome::unclear_after_correction
                                                           : outcome::granted;
        break;
    case mask_question::new_answer:
        s.known.opinion_awaited = past;
        s.known.third_party_not_asked = second;
        s.known.correction_not_asked = third;
        if (past || second || third) {
            s.row.outcome = past     ? outcome::granted
                            : second ? outcome::third_party_rights
                                     : outcome::unclear_after_correction;
        }
        break;
    case mask_question::extension:
        s.known.due = third ? maybe_date{} : maybe_date{limit};
        s.known.most = extension_term(regime::decree_711);
        s.known.asked = second ? s.known.most->length + 1 : 1;
        break;
    case mask_question::opinion:
        s.known.consultation = static_cast<target>(m >> mask::target_shift);
        s.known.consultation_limited = true;
        s.known.consultation_last = limit;
        break;
    case mask_question::silence:
        s.known.consultation = target::found;
        s.known.consultation_limited = !second;
        s.known.consultation_last = limit;
        break;
    case mask_question::letter:
        s.known.letter = static_cast<target>(m >> mask::target_shift);
        break;
    case mask_question::excess:
        s.known.reasons_last = limit;
        s.row.outcome = second ? outcome::repeated : outcome::excessive;
        break;
    case mask_question::nothing: break;
    }
    return s;
}

inline constexpr std::size_t replay_events = all_events.size();

/// entries[stage][event][mask], of 4 bytes each.
struct replay_table_type {
    std::array<std::array<std::array<replay_entry, mask::count>, replay_events>, all_stages.size()>
        entries{};
};

template <class Rule>
constexpr void add_rule(replay_table_type& to) {
    constexpr auto what = Rule::on;
    auto& entries =
        to.entries[static_cast<std::size_t>(Rule::from)][static_cast<std::size_t>(what)];
    std::size_t const masks = question_of(what) == mask_question::nothing ? 1 : mask::count;
    for (std::size_t m = 0; m < masks; ++m) {
        auto const s = situation_of(what, static_cast<replay_mask>(m));
        application now;
        now.at = Rule::from;
        auto const said = Rule::when(now, s.row, s.known);
        replay_mask const notes =
            question_of(what) == mask_question::notice && said.what != verdict::refused
                ? mask::noticed
                : 0;
        auto& entry = entries[m];
        entry = replay_entry(said.moves ? Rule::to : Rule::from, said, false, notes);
        if ((question_of(what) == mask_question::silence && (m & mask::unclear) != 0) ||
            asks_more(Rule::from, what)) {
            entry = replay_entry::asking(Rule::from);
        }
    }
    if (masks == 1) {
        entries.fill(entries[0]);
    }
}

/// The year is a region of its own: its one event never moves the stage.
constexpr void add_year_end(replay_table_type& to) {
    using rule = mp::mp_front<standing_rules>;
    for (std::size_t s = 0; s < all_stages.size(); ++s) {
        application now;
        now.at = static_cast<stage>(s);
        auto const said = rule::when(now, {}, {});
        to.entries[s][static_cast<std::size_t>(event::year_ended)].fill(
            replay_entry(now.at, said, said.moves, 0));
    }
}

template <class... Rules>
constexpr replay_table_type make_replay_table(mp::mp_list<Rules...>) {
    replay_table_type table;
    for (std::size_t s = 0; s < all_stages.size(); ++s) {
        application now;
        now.at = static_cast<stage>(s);
        for (std::size_t e = 0; e < replay_events; ++e) {
            auto const what = static_cast<event>(e);
            table.entries[s][e].fill(
                is_remedy(what) ? replay_entry::asking(now.at)
                                : replay_entry(now.at, explain_impossible(now, what), false, 0));
        }
    }
    (add_rule<Rules>(table), ...);
    add_year_end(table);
    return table;
}

inline constexpr replay_table_type replay_table = make_replay_table(procedure_rules{});

}  // namespace detail

namespace detail {

inline constexpr auto sticky_flags = [] {
    std::array<replay_mask, replay_events> out{};
    for (std::size_t e = 0; e < out.size(); ++e) {
        out[e] = flags_asked_by(static_cast<event>(e));
    }
    return out;
}();

[[nodiscard]] inline replay_entry look_up(std::uint32_t word, event what, replay_mask m) noexcept {
    auto const e = static_cast<std::size_t>(what);
    unsigned const sticky = sticky_flags[e];
    auto const full = (m & ~sticky) | (word >> 24U & sticky);
    return replay_table.entries[word & 0xFFU][e][full];
}

}  // namespace detail

/// The entry for a case at `now`. Cost: one load. Pre: enumerators, `m` < 8.
[[nodiscard]] inline replay_entry look_up(compact_case now, event what, replay_mask m) noexcept {
    return detail::look_up(word_of(now), what, m);
}

/// Moves `one` by an event. What is refused, or only `step` can answer, moves nothing.
inline replay_entry advance(compact_case& one, event what, replay_mask m) noexcept {
    auto const word = word_of(one);
    auto const said = detail::look_up(word, what, m);
    one = case_of(said.taken_by(word));
    return said;
}

/// One event of a replay: eight bytes.
struct compact_event {
    std::uint32_t which = 0;  ///< index of the case
    event what = event::received;
    replay_mask facts = 0;
    std::uint16_t tag = 0;  ///< the caller's own
};
static_assert(sizeof(compact_event) == 8);

struct replay_count {
    std::uint64_t accepted = 0;
    std::uint64_t irregular = 0;
    std::uint64_t refused = 0;
    std::uint64_t asked = 0;  ///< left for `step`
    friend bool operator==(replay_count const&, replay_count const&) = default;
};

/// Moves every case by its events, in the order given, which need not be grouped by case.
///
/// Pre:  every `which` is an index of `cases`, every `what` an enumerator, every `facts` < 8.
/// Cost: about one load of the table and one of the case an event; no allocation.
QIXIAN_DECL replay_count replay(std::span<compact_case> cases,
                                std::span<compact_event const> events);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/caseload/impl/replay.ipp"
#endif
