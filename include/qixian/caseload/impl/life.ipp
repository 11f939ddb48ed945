// A life of sixteen bytes, row by row: the facts that its guards ask, and the effects.
#pragma once

#include <algorithm>
#include <array>

#include "qixian/caseload/life.hpp"

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

}  // namespace detail

QIXIAN_DECL life_folder::life_folder(date as_of, working_calendar const& calendar, life_rules rules)
    : as_of_(as_of), calendar_(&calendar), flat_(calendar), rules_(rules),
      answers_(detail::leaves_room(calendar, as_of) && has_index(as_of)) {}

QIXIAN_DECL folded life_folder::take(folded_life& one, awaited_opinion& awaited,
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

inline folded life_folder::fold(folded_life& one, awaited_opinion& awaited, life_event const& e,
                                day_index on) const {
    one.last_on_ = on;
    if (is_remedy(e.what)) {
        one.set(folded_life::more);  // moves neither stage nor clock, whatever is said of it
        return folded::taken;
    }
    if (e.what == event::delivered || e.what == event::returned) {
        // Once the case is closed no day of it hangs on a letter but that of an opinion, whose limit
        // would begin elsewhere or not at all.
        return is_closed(one.stands()) && !one.has(folded_life::stretched) ? folded::taken
                                                                           : folded::unclear;
    }
    auto const facts = facts_of(one, awaited, e, on);
    if (!facts) {
        return folded::unclear;
    }
    compact_case now{
        one.stands(),
        {},
        {},
        static_cast<replay_mask>(one.flags_ & (folded_life::noticed | folded_life::decree_492))};
    auto const said = advance(now, e.what, *facts);
    if (said.asks()) {
        return folded::unclear;
    }
    if (said.what() == verdict::refused) {
        return folded::refused;
    }
    bool const irregular = said.what() == verdict::irregular;
    if (irregular && e.what != event::correction_requested) {
        return folded::unclear;
    }
    bool const was_closed = is_closed(one.stands());
    one.stage_ = static_cast<std::uint16_t>(static_cast<unsigned>(now.at) & 0xFU);
    one.set(now.flags);
    bool const clear =
        !was_closed && is_closed(now.at) ? close(one, awaited, e, on) : apply(one, awaited, e, on);
    return !clear ? folded::unclear : irregular ? folded::irregular : folded::taken;
}

/// What the guard of the event asks; nothing for events that are not followed here.
inline std::optional<replay_mask> life_folder::facts_of(folded_life const& one,
                                                        awaited_opinion const& awaited,
                                                        life_event const& e, day_index on) const {
    auto const past = [](bool is) { return static_cast<replay_mask>(is ? mask::past : 0); };
    if (!detail::followed_events[place_of(e.what)]) {
        return std::nullopt;
    }
    switch (question_of(e.what)) {
    case mask_question::nothing: break;
    case mask_question::excess:
        return e.outcome == outcome::excessive ? replay_mask{0} : mask::reply_early;
    case mask_question::notice: {
        if (one.received_ == 0 || one.has(folded_life::paused)) {
            return std::nullopt;
        }
        auto const last = last_of(one.received_, correction_notice_term.length);
        return last ? std::optional(past(on > *last)) : std::nullopt;
    }
    case mask_question::correction_over:
    case mask_question::payment: return past(one.end_ != 0 && on > one.end_);
    case mask_question::fee: {
        auto const due = due_on(one, awaited, on);
        if (!due || one.has(folded_life::paused) || e.on < fee_from) {
            return std::nullopt;
        }
        return past(on > *due);
    }
    case mask_question::extension: {
        auto const due = due_on(one, awaited, on);
        if (!due || one.has(folded_life::paused)) {
            return std::nullopt;
        }
        int const most = one.has(folded_life::decree_492)
                             ? extension_term(regime::decree_492).length
                             : rules_.extension;
        bool const too_long = one.granted_ + e.days.value_or(0) > most;
        return static_cast<replay_mask>(past(on > *due) | (too_long ? mask::too_long : 0));
    }
    case mask_question::opinion:
        if (!one.has(folded_life::paused)) {
            return std::nullopt;
        }
        return static_cast<replay_mask>(past(awaited.last != 0 && on > awaited.last) |
                                        static_cast<unsigned>(target::found) << mask::target_shift);
    case mask_question::silence:
        if (!one.has(folded_life::paused)) {
            return std::nullopt;
        }
        return static_cast<replay_mask>(past(awaited.last != 0 && on >= awaited.last) |
                                        (awaited.last == 0 ? mask::unlimited : 0));
    case mask_question::letter: return std::nullopt;
    }
    return replay_mask{0};
}

/// What an accepted event that closes nothing leaves behind: the effect rows, one after the other.
inline bool life_folder::apply(folded_life& one, awaited_opinion& awaited, life_event const& e,
                               day_index on) const {
    for (auto const& each : small_program_of(e.what)) {
        if (has(each.versions, law_of(one)) && !act(one, awaited, e, on, each)) {
            return false;
        }
    }
    return true;
}

inline regime life_folder::law_of(folded_life const& one) {
    return one.has(folded_life::decree_492) ? regime::decree_492 : regime::decree_711;
}

/// False where the core must say.
inline bool life_folder::act(folded_life& one, awaited_opinion& awaited, life_event const& e,
                             day_index on, small_effect const& effect) const {
    switch (effect.does) {
    case verb::lodges:
        one.class_and_outcome_ = static_cast<std::uint8_t>(
            e.applicant ? static_cast<unsigned>(*e.applicant) : folded_life::no_class);
        return true;
    case verb::receives: return receive(one, e, on);
    case verb::starts:
        one.end_ = 0;
        one.from_ = on;
        one.total_ = static_cast<std::uint8_t>(reply_days_of(law_of(one)));
        one.granted_ = 0;
        one.clear(folded_life::held | folded_life::stretched);
        return true;
    case verb::holds: one.set(folded_life::held); return true;
    case verb::extends: {
        int const total = one.total_ + e.days.value_or(0);
        one.total_ = static_cast<std::uint8_t>(total);
        one.granted_ = static_cast<std::uint8_t>(one.granted_ + e.days.value_or(0));
        return total <= 0xFF;
    }
    case verb::asks:
        switch (effect.of) {
        case matter::opinion: return consult(one, awaited, e, on);
        case matter::payment:
            one.set(folded_life::more);
            return await_applicant(one, period{.start = e.delivered.value_or(e.on),
                                               .length = payment_term.length,
                                               .in = payment_term.in});
        default: return await_applicant(one, period_given_by(e));
        }
    case verb::renews: return await_applicant(one, period_given_by(e));
    case verb::answers:
        if (effect.of == matter::opinion) {
            return end_pause(one, awaited, on);
        }
        if (effect.of == matter::correction) {
            one.end_ = 0;
        }
        return true;
    case verb::silence: return end_pause(one, awaited, std::min(on, awaited.last));
    default: return true;  // letters leave nothing behind, lapses are of `close`
    }
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
    return true;
}

/// Working days that the open pause has taken by the end of `on`: none if it began when the time
/// was over.
inline std::optional<int> life_folder::days_paused(folded_life const& one,
                                                   awaited_opinion const& awaited,
                                                   day_index on) const {
    if (!one.has(folded_life::paused)) {
        return 0;
    }
    auto const& o = awaited;
    auto const due = last_of(one.from_, one.total_);
    if (!due) {
        return std::nullopt;
    }
    auto const to = o.last != 0 ? std::min(on, o.last) : on;
    if (o.sent >= *due || to <= o.sent) {
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
    one.clear(folded_life::paused);
    one.set(folded_life::stretched);
    return true;
}

/// False where the core must say whether it was late.
inline bool life_folder::close(folded_life& one, awaited_opinion const& awaited,
                               life_event const& e, day_index on) const {
    auto const by = detail::closing_outcomes[place_of(e.what)];
    auto const result = has(detail::closing_by_own_outcome, e.what) ? e.outcome.value_or(by) : by;
    for (auto const& each : small_program_of(e.what)) {
        if (each.does == verb::lapses) {
            // A lapse takes effect the day after the last day, whenever it was recorded (C4).
            on = static_cast<day_index>(one.end_ + 1);
        }
    }
    one.class_and_outcome_ = static_cast<std::uint8_t>((one.class_and_outcome_ & 7U) |
                                                       static_cast<unsigned>(result) << 3U);
    if (one.has(folded_life::paused) && !end_pause(one, awaited, on)) {
        return false;
    }
    one.end_ = on;
    if (one.received_ == 0 || one.has(folded_life::held) || one.stands() == stage::abandoned) {
        return true;
    }
    auto const due = last_of(one.from_, one.total_);
    if (due && on > *due) {
        one.set(folded_life::late);
    }
    return due.has_value();
}

/// The due day in force at the end of `on`, an open pause ending then.
QIXIAN_DECL std::optional<day_index> life_folder::due_on(folded_life const& one,
                                                         awaited_opinion const& awaited,
                                                         day_index on) const {
    auto const taken = days_paused(one, awaited, on);
    if (one.received_ == 0 || !taken) {
        return std::nullopt;
    }
    return last_of(one.from_, one.total_ + *taken);
}

/// The last day that counts against someone: where a notice may move it, the latest.
QIXIAN_DECL std::optional<day_index> life_folder::last_of(day_index from, int days) const {
    if (flat_.settles(from, days)) {
        return static_cast<day_index>(flat_.day_of(flat_.ordinal(from) + days));
    }
    auto const end = calendar_->add(day_at(from), working_days{days});
    if (!end || !has_index(end->latest)) {
        return std::nullopt;
    }
    return day_index_of(end->latest);
}

}  // namespace qixian::inline v0
