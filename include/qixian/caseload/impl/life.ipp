// A life of sixteen bytes, row by row: the facts that its guards ask, and the effects.
#pragma once

#include <algorithm>
#include <array>

#include "qixian/caseload/life.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Whether enough of the calendar is left after a day that a life goes by. What the core works out
/// from there, to a review or a suit, then stays within the calendar: past its end is a fault.
inline bool leaves_room(working_calendar const& calendar, date d) {
    constexpr int days_to_spare = 3 * 366;
    return calendar.covers(d) && calendar.covers(plus_days(d, days_to_spare));
}

/// The events that a life follows: some rule of the procedure hears them, and their effects are small.
inline constexpr auto followed_events = []<class... Rules>(mp::mp_list<Rules...>) {
    std::array<bool, all_events.size()> out{};
    ((out[place_of(Rules::on)] = small_program_of(Rules::on).held), ...);
    return out;
}(procedure_rules{});

/// What the cells of an event must and may hold, as bits, made from the table of cells.
struct life_cells {
    std::uint32_t needed = 0;  ///< of `filled_cells`
    std::uint32_t one_of = 0;  ///< at least one of these; 0: no such choice
    std::uint32_t used = 0;
    std::uint32_t kinds = 0;
    std::uint32_t outcomes = 0;
    std::uint32_t units = 0;
};

constexpr std::uint32_t life_bit(cell c) { return std::uint32_t{1} << static_cast<unsigned>(c); }

/// The cells that a `life_event` has, beside day and event. What it lacks (`related`, `result`) only
/// events need that are the core's.
inline constexpr auto life_cells_of = [] {
    constexpr auto held =
        std::to_array({cell::applicant, cell::days, cell::unit, cell::until, cell::delivered,
                       cell::outcome, cell::kind, cell::ref, cell::re});
    std::array<life_cells, all_events.size()> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto const what = static_cast<event>(i);
        auto& of = out[i];
        for (auto const c : held) {
            auto const& row = disclosure_cells[c];
            of.needed |= row.needed.contains(what) ? life_bit(c) : 0U;
            of.used |= row.used.contains(what) ? life_bit(c) : 0U;
        }
        for (auto const& each : disclosure_cells.choices) {
            of.one_of |= each.on == what ? life_bit(each.one) | life_bit(each.other) : 0U;
        }
        auto const words = [what](cell c) {
            auto const there = (std::uint64_t{1} << disclosure_cells[c].words.size()) - 1;
            bool const used = disclosure_cells[c].used.contains(what);
            return static_cast<std::uint32_t>(
                there & (used ? disclosure_cells.words_allowed(c, what) : ~std::uint32_t{0}));
        };
        of.kinds = words(cell::kind);
        of.outcomes = words(cell::outcome);
        of.units = words(cell::unit);
    }
    return out;
}();

}  // namespace detail

QIXIAN_DECL bool is_sound(life_event const& e) {
    using detail::life_bit;
    if (place_of(e.what) >= event_codes.size() || !is_legal_day(e.on)) {
        return false;
    }
    auto const& of = detail::life_cells_of[place_of(e.what)];
    auto const word_in = [](std::uint32_t allowed, auto const& word) {
        return !word || (static_cast<unsigned>(*word) < 32 &&
                         (allowed >> static_cast<unsigned>(*word) & 1U) != 0);
    };
    auto const bit = [](cell c, bool filled) { return filled ? life_bit(c) : 0U; };
    auto const filled =
        bit(cell::applicant, e.applicant.has_value()) | bit(cell::days, e.days.has_value()) |
        bit(cell::unit, e.days_unit.has_value()) | bit(cell::until, e.until.has_value()) |
        bit(cell::delivered, e.delivered.has_value()) | bit(cell::outcome, e.outcome.has_value()) |
        bit(cell::kind, e.kind.has_value()) | bit(cell::ref, !e.ref.empty()) |
        bit(cell::re, !e.re.empty());
    constexpr auto period = life_bit(cell::days) | life_bit(cell::until);
    bool const twice = (filled & of.used & period) == period;
    // A day of a cell that the event does not use need only be one.
    auto const stands = [&](cell c, maybe_date const& d) {
        return !d || (is_legal_day(*d) && (*d >= e.on || (of.used & life_bit(c)) == 0));
    };
    return (filled & of.needed) == of.needed && (of.one_of == 0 || (filled & of.one_of) != 0) &&
           !twice && (!e.days || (*e.days >= 1 && *e.days <= longest_count)) &&
           (!e.applicant || place_of(*e.applicant) < all_applicants.size()) &&
           word_in(of.kinds, e.kind) && word_in(of.outcomes, e.outcome) &&
           word_in(of.units, e.days_unit) && stands(cell::until, e.until) &&
           stands(cell::delivered, e.delivered);
}

QIXIAN_DECL life_folder::life_folder(date as_of, working_calendar const& calendar, life_rules rules)
    : as_of_(as_of), calendar_(&calendar), flat_(calendar), rules_(rules),
      answers_(detail::leaves_room(calendar, as_of) && has_index(as_of)) {}

QIXIAN_DECL folded life_folder::take(folded_life& one, awaited_opinion& awaited,
                                     life_event const& e) const {
    return is_sound(e) ? take_sound(one, awaited, e) : folded::unclear;
}

QIXIAN_DECL folded life_folder::take_sound(folded_life& one, awaited_opinion& awaited,
                                           life_event const& e) const {
    if (!answers_ || !calendar_->covers(e.on) || !has_index(e.on) || e.seq < 0 || e.seq > 0xFFFF) {
        return folded::unclear;
    }
    auto const near_the_end = [&](maybe_date const& d) {
        return d && *d > as_of_ && !detail::leaves_room(*calendar_, *d);
    };
    if (near_the_end(e.delivered) || near_the_end(e.until)) {
        return folded::unclear;
    }
    auto const on = day_index_of(e.on);
    auto const seq = static_cast<std::uint16_t>(e.seq);
    if (on < one.last_on_ || (on == one.last_on_ && seq < one.last_seq_)) {
        return folded::unclear;  // rows are taken by day and seq, not in the order of the log
    }
    one.last_seq_ = seq;
    return fold(one, awaited, e, on);
}

QIXIAN_DECL folded life_folder::take_on(folded_life& one, awaited_opinion& awaited,
                                        life_event const& e, day_index on) const {
    return answers_ && on >= one.last_on_ ? fold(one, awaited, e, on) : folded::unclear;
}

/// What an event does is known at compile time, so each has a function of its own.
template <std::size_t... Events>
constexpr auto life_folder::folds_of(std::index_sequence<Events...>) {
    return std::array<fold_function, sizeof...(Events)>{
        &life_folder::fold_event<static_cast<event>(Events)>...};
}

inline folded life_folder::fold(folded_life& one, awaited_opinion& awaited, life_event const& e,
                                day_index on) const {
    static constexpr auto functions = folds_of(std::make_index_sequence<all_events.size()>{});
    one.last_on_ = on;
    return (this->*functions[place_of(e.what)])(one, awaited, e, on);
}

template <event What>
folded life_folder::fold_event(folded_life& one, awaited_opinion& awaited, life_event const& e,
                               day_index on) const {
    if constexpr (What == event::reanswered) {
        // Of an open case it may be the first answer (C9).
        one.set(folded_life::more);
        return is_closed(one.stands()) ? folded::taken : folded::unclear;
    } else if constexpr (is_remedy(What)) {
        one.set(folded_life::more);  // moves neither stage nor clock, whatever is said of it
        return folded::taken;
    } else if constexpr (question_of(What) == mask_question::letter) {
        // Once the case is closed no day of it hangs on a letter but that of an opinion, whose limit
        // would begin elsewhere or not at all.
        return is_closed(one.stands()) && !one.has(folded_life::stretched) ? folded::taken
                                                                           : folded::unclear;
    } else if constexpr (!detail::followed_events[place_of(What)]) {
        return folded::unclear;
    } else {
        auto const facts = facts_of<What>(one, awaited, e, on);
        if (!facts) {
            return folded::unclear;
        }
        // In a register: bytes that are stored one by one and read back as a word are waited for.
        auto const word =
            word_of({.at = one.stands(),
                     .flags = static_cast<replay_mask>(
                         one.flags_ & (folded_life::noticed | folded_life::decree_492))});
        auto const said = detail::look_up(word, What, *facts);
        if (said.asks()) {
            return folded::unclear;
        }
        if (said.what() == verdict::refused) {
            return folded::refused;
        }
        bool const irregular = said.what() == verdict::irregular;
        if (irregular && question_of(What) != mask_question::notice &&
            question_of(What) != mask_question::fee) {
            return folded::unclear;
        }
        auto const now = case_of(said.taken_by(word));
        bool const was_closed = is_closed(one.stands());
        one.stage_ = static_cast<std::uint16_t>(static_cast<unsigned>(now.at) & 0x1FU);
        one.set(now.flags);
        bool const clear = !was_closed && is_closed(now.at) ? close<What>(one, awaited, e, on)
                                                            : apply<What>(one, awaited, e, on);
        return !clear ? folded::unclear : irregular ? folded::irregular : folded::taken;
    }
}

/// What the guard of the event asks; nothing where the core must say.
template <event What>
std::optional<replay_mask> life_folder::facts_of(folded_life const& one,
                                                 awaited_opinion const& awaited,
                                                 life_event const& e, day_index on) const {
    constexpr auto asks = question_of(What);
    auto const past = [](bool is) { return static_cast<replay_mask>(is ? mask::past : 0); };
    if constexpr (asks == mask_question::reply) {
        return what_a_reply_needed<What>(one, awaited, e, on);
    } else if constexpr (asks == mask_question::excess) {
        return e.outcome == outcome::excessive ? replay_mask{0} : mask::reply_early;
    } else if constexpr (asks == mask_question::notice) {
        if (one.received_ == 0 || one.has(folded_life::paused)) {
            return std::nullopt;
        }
        auto const last = last_of(one.received_, correction_notice_term.length);
        return last ? std::optional(past(on > *last)) : std::nullopt;
    } else if constexpr (asks == mask_question::correction_over || asks == mask_question::payment) {
        return past(one.end_ != 0 && on > one.end_);
    } else if constexpr (asks == mask_question::fee) {
        auto const due = due_on(one, awaited, on);
        if (!due || one.has(folded_life::paused) || e.on < fee_from) {
            return std::nullopt;
        }
        return past(on > *due);
    } else if constexpr (asks == mask_question::extension) {
        auto const due = due_on(one, awaited, on);
        bool const names_its_day = e.until && !e.days;
        if (!due || one.has(folded_life::paused) || names_its_day) {
            return std::nullopt;
        }
        int const most = one.has(folded_life::decree_492)
                             ? extension_term(regime::decree_492).length
                             : rules_.extension;
        bool const too_long = one.granted_ + e.days.value_or(0) > most;
        return static_cast<replay_mask>(past(on > *due) | (too_long ? mask::too_long : 0));
    } else if constexpr (asks == mask_question::opinion) {
        if (!one.has(folded_life::paused)) {
            return std::nullopt;
        }
        return static_cast<replay_mask>(past(awaited.last != 0 && on > awaited.last) |
                                        static_cast<unsigned>(target::found) << mask::target_shift);
    } else if constexpr (asks == mask_question::silence) {
        if (!one.has(folded_life::paused)) {
            return std::nullopt;
        }
        return static_cast<replay_mask>(past(awaited.last != 0 && on >= awaited.last) |
                                        (awaited.last == 0 ? mask::unlimited : 0));
    } else {
        // Who awaits reasons, or has named a later day, is the core's.
        static_assert(asks == mask_question::nothing || asks == mask_question::delay ||
                      asks == mask_question::consultation);
        return replay_mask{0};
    }
}

/// Z14: whether who may object was heard, or asked, before the reply, and a correction was asked for.
template <event What>
std::optional<replay_mask> life_folder::what_a_reply_needed(folded_life const& one,
                                                            awaited_opinion const& awaited,
                                                            life_event const& e, day_index on) {
    auto const unless = [](bool is) { return static_cast<replay_mask>(is ? 0 : mask::unheard); };
    if (one.has(folded_life::decree_492)) {
        return replay_mask{0};
    }
    if constexpr (What == event::refused) {
        return unless(e.outcome != outcome::third_party_rights ||
                      one.has(folded_life::third_party));
    } else if constexpr (What == event::unable_to_provide) {
        return unless(e.outcome != outcome::unclear_after_correction ||
                      one.has(folded_life::noticed));
    } else {
        // Whom the open letter asks, only the core knows.
        bool const open = one.has(folded_life::paused) && awaited.last != 0 && on <= awaited.last;
        return open ? std::nullopt : std::optional(replay_mask{0});
    }
}

/// What an accepted event that closes nothing leaves behind: the effect rows, one after the other.
template <event What>
bool life_folder::apply(folded_life& one, awaited_opinion& awaited, life_event const& e,
                        day_index on) const {
    return [&]<std::size_t... Steps>(std::index_sequence<Steps...>) {
        return (step_of<What, Steps>(one, awaited, e, on) && ...);
    }
    (std::make_index_sequence<small_program_of(What).count>{});
}

template <event What, std::size_t Step>
bool life_folder::step_of(folded_life& one, awaited_opinion& awaited, life_event const& e,
                          day_index on) const {
    constexpr auto effect = small_program_of(What).steps[Step];
    if constexpr (effect.versions != any_number) {
        if (!has(effect.versions, law_of(one))) {
            return true;
        }
    }
    return act<effect.does, effect.of>(one, awaited, e, on);
}

inline regime life_folder::law_of(folded_life const& one) {
    return one.has(folded_life::decree_492) ? regime::decree_492 : regime::decree_711;
}

/// False where the core must say.
template <verb Does, matter Of>
bool life_folder::act(folded_life& one, awaited_opinion& awaited, life_event const& e,
                      day_index on) const {
    if constexpr (Does == verb::lodges) {
        one.class_and_outcome_ = static_cast<std::uint8_t>(
            e.applicant ? static_cast<unsigned>(*e.applicant) : folded_life::no_class);
        return true;
    } else if constexpr (Does == verb::receives) {
        return receive(one, e, on);
    } else if constexpr (Does == verb::starts) {
        one.end_ = 0;
        auto const out = ran_out(one, awaited, on);
        if (!out || *out) {
            return out.has_value();
        }
        one.from_ = on;
        one.total_ = static_cast<std::uint8_t>(reply_days_of(law_of(one)));
        one.granted_ = 0;
        one.clear(folded_life::held | folded_life::stretched);
        return true;
    } else if constexpr (Does == verb::holds) {
        auto const out = ran_out(one, awaited, on);
        if (out && !*out) {
            one.set(folded_life::held);
        }
        return out.has_value();
    } else if constexpr (Does == verb::extends) {
        int const total = one.total_ + e.days.value_or(0);
        one.total_ = static_cast<std::uint8_t>(total);
        one.granted_ = static_cast<std::uint8_t>(one.granted_ + e.days.value_or(0));
        return total <= 0xFF;
    } else if constexpr (Does == verb::asks && Of == matter::opinion) {
        return consult(one, awaited, e, on);
    } else if constexpr (Does == verb::asks && Of == matter::payment) {
        one.set(folded_life::more);
        return await_applicant(one, period{.start = e.delivered.value_or(e.on),
                                           .length = payment_term.length,
                                           .in = payment_term.in});
    } else if constexpr (Does == verb::asks || Does == verb::renews) {
        return await_applicant(one, period_given_by(e));
    } else if constexpr (Does == verb::answers && Of == matter::opinion) {
        return end_pause(one, awaited, on);
    } else if constexpr (Does == verb::answers && Of == matter::correction) {
        one.end_ = 0;
        return true;
    } else if constexpr (Does == verb::silence) {
        return end_pause(one, awaited, (std::min)(on, awaited.last));
    } else {
        return true;  // letters leave nothing behind, lapses are of `close`
    }
}

/// Whether the period was over before `on`: what comes now neither holds nor starts the clock (Z1).
inline std::optional<bool> life_folder::ran_out(folded_life const& one,
                                                awaited_opinion const& awaited,
                                                day_index on) const {
    if (one.total_ == 0 || one.has(folded_life::held)) {
        return false;
    }
    auto const due = due_on(one, awaited, on);
    return due ? std::optional(on > *due) : std::nullopt;
}

/// What a letter to the applicant gives.
inline std::optional<period> life_folder::period_given_by(life_event const& e) {
    if (!e.until && !e.days) {
        return std::nullopt;
    }
    period p{.start = e.delivered.value_or(e.on)};
    if (e.until) {
        p.named = e.until;
    } else {
        p.length = *e.days;
        p.in = e.days_unit.value_or(unit::working_day);
    }
    return p;
}

inline int life_folder::reply_days_of(regime law) const {
    return law == regime::decree_711 ? rules_.reply : reply_term(law).length;
}

inline bool life_folder::receive(folded_life& one, life_event const& e, day_index on) const {
    auto const law = regime_of(e.on);
    if (!law) {
        return false;
    }
    one.received_ = on;
    if (*law == regime::decree_492) {
        one.set(folded_life::decree_492);
    }
    if (e.applicant) {
        one.class_and_outcome_ = static_cast<std::uint8_t>(*e.applicant);
    }
    return true;
}

/// Keeps the last day of a period that runs against the applicant; none never lapses.
inline bool life_folder::await_applicant(folded_life& one, std::optional<period> const& p) const {
    one.end_ = 0;
    if (!p) {
        return true;
    }
    auto const end = run(*p, *calendar_);
    if (!end || !end->latest || !detail::leaves_room(*calendar_, *end->latest)) {
        return false;
    }
    one.end_ = day_index_of(*end->latest);
    return true;
}

inline bool life_folder::consult(folded_life& one, awaited_opinion& awaited, life_event const& e,
                                 day_index on) const {
    // Under Decree 492 who pauses is another question (O3), and two at a time are the core's.
    if (one.has(folded_life::decree_492) || one.has(folded_life::paused)) {
        return false;
    }
    auto const due = due_on(one, awaited, on);
    if (!due) {
        return false;
    }
    awaited_opinion o{.sent = on};
    auto const whom = e.kind.value_or(kind::third_party);
    if (whom != kind::other_agency) {
        auto const& term = whom == kind::third_party ? third_party_term : co_maker_term;
        date const reached = e.delivered.value_or(e.on);
        auto const last = calendar_->add(reached, working_days{term.length});
        // While the end of the pause itself may still move, its length is the core's to bound.
        if (!last || !last->certain) {
            return false;
        }
        o.last = day_index_of(last->earliest);
    }
    awaited = o;
    one.set(folded_life::paused);
    if (whom == kind::third_party) {
        one.set(folded_life::third_party);
    }
    if (on >= *due) {
        one.set(folded_life::in_vain);  // it asks, and stops nothing (Z1)
    }
    return true;
}

/// Working days that the open pause has taken by the end of `on`.
inline std::optional<int> life_folder::days_paused(folded_life const& one,
                                                   awaited_opinion const& awaited,
                                                   day_index on) const {
    if (!one.has(folded_life::paused) || one.has(folded_life::in_vain)) {
        return 0;
    }
    auto const& o = awaited;
    auto const to = o.last != 0 ? (std::min)(on, o.last) : on;
    if (to <= o.sent) {
        return 0;
    }
    auto const taken = calendar_->count(day_at(o.sent), day_at(to));
    if (!taken || !taken->certain) {
        return std::nullopt;
    }
    return taken->least;
}

inline bool life_folder::end_pause(folded_life& one, awaited_opinion const& awaited,
                                   day_index on) const {
    auto const taken = days_paused(one, awaited, on);
    if (!taken || one.total_ + *taken > 0xFF) {
        return false;
    }
    one.total_ = static_cast<std::uint8_t>(one.total_ + *taken);
    one.clear(folded_life::paused | folded_life::in_vain);
    one.set(folded_life::stretched);
    return true;
}

/// False where the core must say whether it was late.
template <event What>
bool life_folder::close(folded_life& one, awaited_opinion const& awaited, life_event const& e,
                        day_index on) const {
    constexpr auto by = detail::closing_outcomes[place_of(What)];
    auto const result = has(detail::closing_by_own_outcome, What) ? e.outcome.value_or(by) : by;
    if constexpr (detail::is_a_lapse(What)) {
        // A lapse takes effect the day after the last day, whenever it was recorded (C4).
        on = static_cast<day_index>(one.end_ + 1);
    }
    one.class_and_outcome_ = static_cast<std::uint8_t>((one.class_and_outcome_ & 7U) |
                                                       static_cast<unsigned>(result) << 3U);
    if (one.has(folded_life::paused) && !end_pause(one, awaited, on)) {
        return false;
    }
    one.end_ = on;
    if (one.received_ == 0 || one.has(folded_life::held)) {
        return true;
    }
    auto const due = last_of(one.from_, one.total_);
    if (due && on > *due) {
        one.set(folded_life::late);
    }
    return due.has_value();
}

QIXIAN_DECL std::optional<day_index> life_folder::due_while_paused(folded_life const& one,
                                                                   awaited_opinion const& awaited,
                                                                   day_index on) const {
    auto const taken = days_paused(one, awaited, on);
    return taken ? last_of(one.from_, one.total_ + *taken) : std::nullopt;
}

/// Past what the calendar has settled.
QIXIAN_DECL std::optional<day_index> life_folder::last_of_unsettled(day_index from,
                                                                    int days) const {
    auto const end = calendar_->add(day_at(from), working_days{days});
    if (!end || !has_index(end->latest)) {
        return std::nullopt;
    }
    return day_index_of(end->latest);
}

}  // namespace qixian::inline v0
