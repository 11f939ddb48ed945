#pragma once

#include <algorithm>

#include "qixian/caseload/lives.hpp"
#include "qixian/impl/bulk.ipp"
#include "qixian/law/terms.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL life_table::life_table(date as_of, working_calendar const& calendar)
    : as_of_(as_of), calendar_(&calendar), answers_(calendar.covers(as_of) && has_index(as_of)) {}

QIXIAN_DECL void life_table::set_particular(std::uint32_t application) {
    if (application >= lives_.size()) {
        lives_.resize(std::size_t{application} + 1);
    }
    lives_[application].flags_ |= life::particular;
}

QIXIAN_DECL void life_table::take(std::uint32_t application, life_event const& e) {
    if (application >= lives_.size()) {
        lives_.resize(std::size_t{application} + 1);
    }
    auto& one = lives_[application];
    if (e.on > as_of_) {
        // Not known yet. Only the class of an opening row is asked for all the same.
        if (e.what == event::lodged || e.what == event::received) {
            one.flags_ |= life::opens_later;
        }
        return;
    }
    one.flags_ |= life::seen;
    if (!one.is_particular() && !put(one, e)) {
        one.flags_ |= life::particular;
    }
}

/// False where the core must decide; the life is then worth nothing.
inline bool life_table::put(life& one, life_event const& e) {
    if (!answers_ || !calendar_->covers(e.on) || !has_index(e.on) || e.seq < 0 || e.seq > 0xFFFF) {
        return false;
    }
    auto const on = day_index_of(e.on);
    auto const seq = static_cast<std::uint16_t>(e.seq);
    if (on < one.last_on_ || (on == one.last_on_ && seq < one.last_seq_)) {
        return false;  // rows are taken by day and seq, not in the order of the log
    }
    one.last_on_ = on;
    one.last_seq_ = seq;
    replay_mask facts = 0;
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
    case event::supplemented: break;
    case event::not_processed:
        facts = e.outcome == outcome::excessive ? 0 : mask::reply_early;
        break;
    case event::correction_requested: {
        if (one.received_ == 0) {
            return false;
        }
        auto const last = last_of(one.received_, correction_notice_term.length);
        if (!last) {
            return false;
        }
        facts = on > *last ? mask::past : 0;
        break;
    }
    case event::correction_lapsed: facts = one.end_ != 0 && on > one.end_ ? mask::past : 0; break;
    case event::extended: {
        if (one.received_ == 0 || one.total_ == 0) {
            return false;
        }
        auto const law =
            (one.flags_ & life::decree_492) != 0 ? regime::decree_492 : regime::decree_711;
        auto const due = last_of(one.from_, one.total_);
        int const granted = one.total_ - reply_term(law).length + e.days.value_or(0);
        if (!due || on > *due || granted > extension_term(law).length) {
            return false;
        }
        break;
    }
    case event::delivered:
    case event::returned:
        // Once the case is closed no period of the reply clock hangs on a letter.
        return is_closed(one.stands());
    default: return false;
    }
    compact_case now{one.stands(),
                     {},
                     {},
                     static_cast<replay_mask>(one.flags_ & (life::noticed | life::decree_492))};
    auto const said = advance(now, e.what, facts);
    if (said.asks() || said.what() != verdict::accepted) {
        return false;
    }
    bool const was_closed = is_closed(one.stands());
    one.stage_ = static_cast<std::uint8_t>(now.at);
    one.flags_ |= now.flags;
    switch (e.what) {
    case event::lodged:
        one.class_and_outcome_ = static_cast<std::uint8_t>(
            e.applicant ? static_cast<unsigned>(*e.applicant) : life::no_class);
        return true;
    case event::received: return receive(one, e, on);
    case event::correction_requested:
        if ((one.flags_ & life::decree_492) == 0) {
            one.flags_ |= life::held;
        }
        return await_correction(one, e);
    case event::correction_period_extended: return await_correction(one, e);
    case event::correction_received:
        one.end_ = 0;
        if ((one.flags_ & life::decree_492) == 0) {
            one.flags_ = static_cast<std::uint8_t>(one.flags_ & ~life::held);
            one.from_ = on;
            one.total_ = static_cast<std::uint8_t>(reply_term(regime::decree_711).length);
        }
        return true;
    case event::extended: {
        int const total = one.total_ + e.days.value_or(0);
        one.total_ = static_cast<std::uint8_t>(total);
        return total <= 0xFF;
    }
    default: break;
    }
    if (!was_closed && is_closed(now.at)) {
        close(one, e, on);
    }
    return true;
}

inline bool life_table::receive(life& one, life_event const& e, day_index on) {
    auto const law = regime_of(e.on);
    if (!law) {
        return false;
    }
    one.received_ = on;
    one.from_ = on;
    one.total_ = static_cast<std::uint8_t>(reply_term(*law).length);
    if (*law == regime::decree_492) {
        one.flags_ |= life::decree_492;
    }
    if (e.applicant) {
        one.class_and_outcome_ = static_cast<std::uint8_t>(*e.applicant);
    }
    return true;
}

/// The last day for correcting, as the letter gives it.
inline bool life_table::await_correction(life& one, life_event const& e) {
    one.end_ = 0;
    date const reached = e.delivered.value_or(e.on);
    period p{.start = reached};
    if (e.until) {
        p.named = e.until;
    } else if (e.days) {
        p.length = *e.days;
        p.in = e.days_unit.value_or(unit::working_day);
    } else {
        return true;  // no period: it never lapses
    }
    auto const end = run(p, *calendar_);
    if (!end || !end->latest || !has_index(*end->latest)) {
        return false;
    }
    one.end_ = day_index_of(*end->latest);
    return true;
}

inline void life_table::close(life& one, life_event const& e, day_index on) {
    outcome result = e.outcome.value_or(outcome::other);
    switch (e.what) {
    case event::disclosed: result = outcome::granted; break;
    case event::partly_disclosed: result = outcome::partly_granted; break;
    case event::withdrawn: result = outcome::other; break;
    case event::correction_lapsed:
        // A lapse takes effect the day after the last day, whenever it was recorded (C4).
        result = outcome::correction_lapsed;
        on = static_cast<day_index>(one.end_ + 1);
        break;
    default: break;
    }
    one.class_and_outcome_ = static_cast<std::uint8_t>((one.class_and_outcome_ & 7U) |
                                                       static_cast<unsigned>(result) << 3U);
    one.end_ = on;
    if (one.received_ == 0 || (one.flags_ & life::held) != 0 || one.stands() == stage::abandoned) {
        return;
    }
    auto const due = last_of(one.from_, one.total_);
    if (!due) {
        one.flags_ |= life::particular;
    } else if (on > *due) {
        one.flags_ |= life::late;
    }
}

/// The last day that counts against someone: where a notice may move it, the latest.
inline std::optional<day_index> life_table::last_of(day_index from, int days) const {
    detail::bulk_days const flat(*calendar_);
    if (flat.settles(from, days)) {
        return static_cast<day_index>(flat.day_of(flat.ordinal(from) + days));
    }
    auto const end = calendar_->add(day_at(from), working_days{days});
    if (!end || !has_index(end->latest)) {
        return std::nullopt;
    }
    return day_index_of(end->latest);
}

QIXIAN_DECL void life_table::finish() {
    for (auto& one : lives_) {
        bool const seen = (one.flags_ & life::seen) != 0;
        bool const unclear = (one.flags_ & life::opens_later) != 0 ||
                             (one.class_and_outcome_ & 7U) == life::no_class ||
                             one.stands() == stage::unregistered;
        if (seen && unclear) {
            one.flags_ |= life::particular;
        }
    }
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

QIXIAN_DECL running_clocks clocks_of(std::span<life const> lives) {
    auto const runs = [](life const& one) {
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

QIXIAN_DECL year_count count_year(std::span<life const> lives, std::span<account const> others,
                                  int year, form shape) {
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
