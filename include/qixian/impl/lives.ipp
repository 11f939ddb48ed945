#pragma once

#include <algorithm>

#include "qixian/caseload/lives.hpp"
#include "qixian/impl/bulk.ipp"
#include "qixian/law/terms.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Whether enough of the calendar is left after a day that a life goes by. What the core works out
/// from there, to a review or a suit, then stays within the calendar: past its end is a fault.
inline bool leaves_room(working_calendar const& calendar, date d) {
    constexpr int days_to_spare = 3 * 366;
    return calendar.covers(d) && calendar.covers(plus_days(d, days_to_spare));
}

}  // namespace detail

QIXIAN_DECL life_table::life_table(date as_of, working_calendar const& calendar)
    : as_of_(as_of), calendar_(&calendar), flat_(calendar),
      answers_(detail::leaves_room(calendar, as_of) && has_index(as_of)) {}

QIXIAN_DECL void life_table::set_particular(std::uint32_t application) {
    if (application >= lives_.size()) {
        lives_.resize(std::size_t{application} + 1);
    }
    lives_[application].set(folded_life::particular);
}

QIXIAN_DECL void life_table::set_more(std::uint32_t application) {
    QIXIAN_EXPECTS(application < lives_.size());
    lives_[application].set(folded_life::more);
}

QIXIAN_DECL void life_table::take(std::uint32_t application, life_event const& e) {
    if (application >= lives_.size()) {
        lives_.resize(std::size_t{application} + 1);
    }
    auto& one = lives_[application];
    if (e.on > as_of_) {
        // Not known yet. Only the class of an opening row is asked for all the same.
        if (e.what == event::lodged || e.what == event::received) {
            one.set(folded_life::opens_later);
        }
        return;
    }
    if (!one.is_particular() && !put(application, one, e)) {
        one.set(folded_life::particular);
    }
    one.last_on_ = std::max<day_index>(one.last_on_, 1);
}

/// False where the core must decide; the life is then worth nothing.
inline bool life_table::put(std::uint32_t application, folded_life& one, life_event const& e) {
    if (!answers_ || !calendar_->covers(e.on) || !has_index(e.on) || e.seq < 0 || e.seq > 0xFFFF) {
        return false;
    }
    auto const near_the_end = [&](maybe_date const& d) {
        return d && *d > as_of_ && !detail::leaves_room(*calendar_, *d);
    };
    if (near_the_end(e.delivered) || near_the_end(e.until)) {
        return false;
    }
    auto const on = day_index_of(e.on);
    auto const seq = static_cast<std::uint16_t>(e.seq);
    if (on < one.last_on_ || (on == one.last_on_ && seq < one.last_seq_)) {
        return false;  // rows are taken by day and seq, not in the order of the log
    }
    one.last_on_ = on;
    one.last_seq_ = seq;
    if (is_remedy(e.what)) {
        one.set(folded_life::more);  // moves neither stage nor clock, whatever is said of it
        return true;
    }
    if (e.what == event::delivered || e.what == event::returned) {
        // Once the case is closed no day of it hangs on a letter but that of an opinion, whose limit
        // would begin elsewhere or not at all.
        return is_closed(one.stands()) && !one.has(folded_life::stretched);
    }
    auto const facts = facts_of(application, one, e, on);
    if (!facts) {
        return false;
    }
    compact_case now{
        one.stands(),
        {},
        {},
        static_cast<replay_mask>(one.flags_ & (folded_life::noticed | folded_life::decree_492))};
    auto const said = advance(now, e.what, *facts);
    if (said.asks() || said.what() != verdict::accepted) {
        return false;
    }
    bool const was_closed = is_closed(one.stands());
    one.stage_ = static_cast<std::uint16_t>(static_cast<unsigned>(now.at) & 0xFU);
    one.set(now.flags);
    if (!was_closed && is_closed(now.at)) {
        return close(application, one, e, on);
    }
    return apply(application, one, e, on);
}

/// What the guard of the event asks; nothing for events that are not followed here.
inline std::optional<replay_mask> life_table::facts_of(std::uint32_t application,
                                                       folded_life const& one, life_event const& e,
                                                       day_index on) const {
    auto const past = [](bool is) { return static_cast<replay_mask>(is ? mask::past : 0); };
    switch (e.what) {
    case event::lodged:
    case event::received:
    case event::correction_received:
    case event::correction_period_extended:
    case event::disclosed:
    case event::partly_disclosed:
    case event::refused:
    case event::unable_to_provide:
    case event::withdrawn:
    case event::closed_otherwise:
    case event::registered_in_error:
    case event::supplemented: return replay_mask{0};
    case event::not_processed:
        return e.outcome == outcome::excessive ? replay_mask{0} : mask::reply_early;
    case event::correction_requested: {
        if (one.received_ == 0 || one.has(folded_life::paused)) {
            return std::nullopt;
        }
        auto const last = last_of(one.received_, correction_notice_term.length);
        return last ? std::optional(past(on > *last)) : std::nullopt;
    }
    case event::correction_lapsed:
    case event::fee_lapsed: return past(one.end_ != 0 && on > one.end_);
    case event::fee_paid: return past(one.end_ != 0 && on > one.end_);
    case event::fee_notified: {
        auto const due = due_on(application, one, on);
        if (!due || one.has(folded_life::paused) || e.on < fee_from) {
            return std::nullopt;
        }
        return past(on > *due);
    }
    case event::extended: {
        auto const due = due_on(application, one, on);
        if (!due || one.has(folded_life::stretched) || one.has(folded_life::paused)) {
            return std::nullopt;  // `total_` would not tell what was granted
        }
        auto const law = one.has(folded_life::decree_492) ? regime::decree_492 : regime::decree_711;
        int const granted = one.total_ - reply_term(law).length + e.days.value_or(0);
        bool const too_long = granted > extension_term(law).length;
        return static_cast<replay_mask>(past(on > *due) | (too_long ? mask::too_long : 0));
    }
    case event::consulted:
        // Under Decree 492 who pauses is another question (O3), and two at a time are the core's.
        return one.has(folded_life::decree_492) || one.has(folded_life::paused)
                   ? std::nullopt
                   : std::optional(replay_mask{0});
    case event::opinion_received:
    case event::consultation_lapsed: {
        auto const found = awaited_.find(application);
        if (found == awaited_.end() || !one.has(folded_life::paused) ||
            (!e.re.empty() && e.re != found->second.ref)) {
            return std::nullopt;
        }
        auto const& o = found->second;
        if (e.what == event::opinion_received) {
            return static_cast<replay_mask>(past(o.last != 0 && on > o.last) |
                                            static_cast<unsigned>(target::found)
                                                << mask::target_shift);
        }
        return static_cast<replay_mask>(past(o.last != 0 && on >= o.last) |
                                        (o.last == 0 ? mask::unlimited : 0));
    }
    default: return std::nullopt;
    }
}

/// What an accepted event that closes nothing leaves behind.
inline bool life_table::apply(std::uint32_t application, folded_life& one, life_event const& e,
                              day_index on) {
    auto const restart = [&] {
        one.end_ = 0;
        one.from_ = on;
        one.total_ = static_cast<std::uint8_t>(reply_term(regime::decree_711).length);
        one.clear(folded_life::held | folded_life::stretched);
    };
    switch (e.what) {
    case event::lodged:
        one.class_and_outcome_ = static_cast<std::uint8_t>(
            e.applicant ? static_cast<unsigned>(*e.applicant) : folded_life::no_class);
        return true;
    case event::received: return receive(one, e, on);
    case event::correction_requested:
    case event::correction_period_extended: {
        if (!one.has(folded_life::decree_492)) {
            one.set(folded_life::held);
        }
        period p{.start = e.delivered.value_or(e.on)};
        if (e.until) {
            p.named = e.until;
        } else if (e.days) {
            p.length = *e.days;
            p.in = e.days_unit.value_or(unit::working_day);
        }
        return await_applicant(one, e.until || e.days ? std::optional(p) : std::nullopt);
    }
    case event::correction_received:
        if (one.has(folded_life::decree_492)) {
            one.end_ = 0;
        } else {
            restart();
        }
        return true;
    case event::fee_notified:
        one.set(folded_life::held | folded_life::more);
        return await_applicant(one, period{.start = e.delivered.value_or(e.on),
                                           .length = payment_term.length,
                                           .in = payment_term.in});
    case event::fee_paid: restart(); return true;
    case event::extended: {
        int const total = one.total_ + e.days.value_or(0);
        one.total_ = static_cast<std::uint8_t>(total);
        return total <= 0xFF;
    }
    case event::consulted: return consult(application, one, e, on);
    case event::opinion_received: return end_pause(application, one, on);
    case event::consultation_lapsed:
        return end_pause(application, one, std::min(on, awaited_.at(application).last));
    default: return true;
    }
}

inline bool life_table::receive(folded_life& one, life_event const& e, day_index on) {
    auto const law = regime_of(e.on);
    if (!law) {
        return false;
    }
    one.received_ = on;
    one.from_ = on;
    one.total_ = static_cast<std::uint8_t>(reply_term(*law).length);
    if (*law == regime::decree_492) {
        one.set(folded_life::decree_492);
    }
    if (e.applicant) {
        one.class_and_outcome_ = static_cast<std::uint8_t>(*e.applicant);
    }
    return true;
}

/// Keeps the last day of a period that runs against the applicant; none never lapses.
inline bool life_table::await_applicant(folded_life& one, std::optional<period> const& p) {
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

inline bool life_table::consult(std::uint32_t application, folded_life& one, life_event const& e,
                                day_index on) {
    opinion o{.ref = std::string(e.ref), .sent = on};
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
    awaited_[application] = std::move(o);
    one.set(folded_life::paused);
    return true;
}

/// Working days that the open pause has taken by the end of `on`: none if it began when the time
/// was over.
inline std::optional<int> life_table::days_paused(std::uint32_t application, folded_life const& one,
                                                  day_index on) const {
    if (!one.has(folded_life::paused)) {
        return 0;
    }
    auto const& o = awaited_.at(application);
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

inline bool life_table::end_pause(std::uint32_t application, folded_life& one, day_index on) {
    auto const taken = days_paused(application, one, on);
    if (!taken || one.total_ + *taken > 0xFF) {
        return false;
    }
    one.total_ = static_cast<std::uint8_t>(one.total_ + *taken);
    one.clear(folded_life::paused);
    one.set(folded_life::stretched);
    awaited_.erase(application);
    return true;
}

/// False where the core must say whether it was late.
inline bool life_table::close(std::uint32_t application, folded_life& one, life_event const& e,
                              day_index on) {
    outcome result = e.outcome.value_or(outcome::other);
    switch (e.what) {
    case event::disclosed: result = outcome::granted; break;
    case event::partly_disclosed: result = outcome::partly_granted; break;
    case event::withdrawn: result = outcome::other; break;
    case event::correction_lapsed:
    case event::fee_lapsed:
        // A lapse takes effect the day after the last day, whenever it was recorded (C4).
        result = e.what == event::fee_lapsed ? outcome::fee_lapsed : outcome::correction_lapsed;
        on = static_cast<day_index>(one.end_ + 1);
        break;
    default: break;
    }
    one.class_and_outcome_ = static_cast<std::uint8_t>((one.class_and_outcome_ & 7U) |
                                                       static_cast<unsigned>(result) << 3U);
    if (one.has(folded_life::paused) && !end_pause(application, one, on)) {
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
inline std::optional<day_index> life_table::due_on(std::uint32_t application,
                                                   folded_life const& one, day_index on) const {
    auto const taken = days_paused(application, one, on);
    if (one.received_ == 0 || !taken) {
        return std::nullopt;
    }
    return last_of(one.from_, one.total_ + *taken);
}

/// The last day that counts against someone: where a notice may move it, the latest.
inline std::optional<day_index> life_table::last_of(day_index from, int days) const {
    if (flat_.settles(from, days)) {
        return static_cast<day_index>(flat_.day_of(flat_.ordinal(from) + days));
    }
    auto const end = calendar_->add(day_at(from), working_days{days});
    if (!end || !has_index(end->latest)) {
        return std::nullopt;
    }
    return day_index_of(end->latest);
}

QIXIAN_DECL void life_table::finish() {
    for (auto& one : lives_) {
        bool const unclear = one.has(folded_life::opens_later) ||
                             (one.class_and_outcome_ & 7U) == folded_life::no_class ||
                             one.stands() == stage::unregistered;
        // A clock that stands still, or stood still, is more than two numbers.
        bool const stood = one.has(folded_life::paused) || one.has(folded_life::stretched);
        if (!one.absent() && (unclear || (is_open(one.stands()) && stood))) {
            one.set(folded_life::particular);
        }
    }
    awaited_ = {};
}

QIXIAN_DECL account life_table::account_of(std::size_t i) const {
    auto const& one = lives_[i];
    QIXIAN_EXPECTS(!one.absent() && !one.is_particular());
    account out{.column = *one.column(), .is_void = one.is_void(), .late = one.is_late()};
    if (one.was_received()) {
        out.received_on = day_at(one.received());
    }
    if (one.closed() != 0) {
        out.closed_on = day_at(one.closed());
        if (!one.is_void()) {
            out.result = one.result();
        }
    }
    return out;
}

QIXIAN_DECL running_clocks clocks_of(std::span<folded_life const> lives) {
    auto const runs = [](folded_life const& one) {
        return !one.absent() && !one.is_particular() && one.clock_runs();
    };
    std::vector<std::uint32_t> first(std::size_t{0xFFFF} + 2, 0);
    for (auto const& one : lives) {
        if (runs(one)) {
            ++first[std::size_t{one.from()} + 1];
        }
    }
    for (std::size_t d = 1; d < first.size(); ++d) {
        first[d] += first[d - 1];
    }
    running_clocks out;
    out.application.resize(first.back());
    for (std::size_t i = 0; i < lives.size(); ++i) {
        if (runs(lives[i])) {
            out.application[first[lives[i].from()]++] = static_cast<std::uint32_t>(i);
        }
    }
    out.clocks.reserve(out.application.size());
    for (auto const i : out.application) {
        out.clocks.append(lives[i].from(), lives[i].total());
    }
    return out;
}

namespace detail {

/// Counts of one year by row and class.
class year_counter {
public:
    year_counter(int year, form shape)
        : first_(first_day_of(year)), last_(last_day_of(year)), shape_(shape) {
        for (auto const& each : all_outcomes) {
            auto const row = row_index(shape, row_of_outcome(each.which));
            row_[static_cast<std::size_t>(each.which)] = row.value_or(0);
        }
    }

    void add(std::size_t column, maybe_date received, maybe_date closed,
             std::optional<outcome> result, bool late) {
        if (!received) {
            return;
        }
        add(column, *received < first_, *received <= last_, closed.has_value(),
            closed && *closed < first_, closed && *closed <= last_, result, late);
    }

    void add(std::size_t column, bool received_before, bool received_by, bool closed,
             bool closed_before, bool closed_by, std::optional<outcome> result, bool late) {
        if (received_by && !received_before) {
            count(new_row, column);
        }
        if (received_before && !closed_before) {
            count(carried_in_row, column);
        }
        if (closed && closed_by && !closed_before && result) {
            count(row_[static_cast<std::size_t>(*result)], column);
            ++(late ? out.late : out.on_time);
        }
        if (received_by && !closed_by) {
            count(carried_out_row(shape_), column);
        }
    }

    year_count finish() {
        auto& cells = out.table.cells;
        out.table.shape = shape_;
        auto const rows = rows_of(shape_).size();
        auto const sum = result_total_row(shape_);
        for (std::size_t row = first_result_row; row < sum; ++row) {
            for (std::size_t c = 0; c < class_count; ++c) {
                counts_[sum][c] += counts_[row][c];
            }
        }
        for (std::size_t row = 0; row < rows; ++row) {
            std::int64_t all = 0;
            for (std::size_t c = 0; c < class_count; ++c) {
                cells[row][c] = counts_[row][c];
                all += counts_[row][c];
            }
            cells[row][class_count] = all;
        }
        return out;
    }

private:
    [[nodiscard]] std::string_view row_of_outcome(outcome what) const {
        return shape_ == form::form_2019 ? info(what).row_2019 : info(what).row_2021;
    }
    void count(std::size_t row, std::size_t column) { ++counts_[row][column]; }

    date first_;
    date last_;
    form shape_;
    year_count out{};
    std::array<std::size_t, all_outcomes.size()> row_{};
    std::array<std::array<std::int64_t, class_count>, most_rows> counts_{};
};

}  // namespace detail

QIXIAN_DECL year_count count_year(std::span<folded_life const> lives,
                                  std::span<account const> others, int year, form shape) {
    detail::year_counter counter(year, shape);
    auto const number = [](date d) {
        return std::clamp(days_between(day_index_zero, d), 0, 0x10000);
    };
    int const first = number(first_day_of(year));
    int const last = number(last_day_of(year));
    for (auto const& one : lives) {
        if (one.absent() || one.is_particular() || one.is_void() || !one.was_received()) {
            continue;
        }
        int const received = one.received();
        int const closed = one.closed();
        counter.add(static_cast<std::size_t>(*one.column()), received < first, received <= last,
                    closed != 0, closed != 0 && closed < first, closed != 0 && closed <= last,
                    closed != 0 ? std::optional(one.result()) : std::nullopt, one.is_late());
    }
    for (auto const& a : others) {
        if (!a.is_void) {
            counter.add(static_cast<std::size_t>(a.column), a.received_on, a.closed_on, a.result,
                        a.late);
        }
    }
    return counter.finish();
}

}  // namespace qixian::inline v0
