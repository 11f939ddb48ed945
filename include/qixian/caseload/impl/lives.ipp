// A life for every application of a table, those that the core must be asked about, and sums over all.
#pragma once

#include <algorithm>

#include "qixian/caseload/lives.hpp"

namespace qixian::inline v0 {

QIXIAN_DECL life_table::life_table(date as_of, working_calendar const& calendar)
    : as_of_(as_of), folder_(as_of, calendar) {}

QIXIAN_DECL void life_table::set_particular(std::uint32_t application) {
    if (application >= lives_.size()) {
        lives_.resize(std::size_t{application} + 1);
    }
    lives_[application].set(folded_life::particular);
}

QIXIAN_DECL void life_table::set_more(std::uint32_t application) {
    if (application >= lives_.size()) {
        lives_.resize(std::size_t{application} + 1);
    }
    lives_[application].set(folded_life::more);
}

QIXIAN_DECL void life_table::take(std::uint32_t application, life_event const& e) {
    if (is_sound(e)) {
        take_sound(application, e);
        return;
    }
    set_particular(application);
    auto& one = lives_[application];
    one.last_on_ = std::max<day_index>(one.last_on_, 1);
}

QIXIAN_DECL void life_table::take_sound(std::uint32_t application, life_event const& e) {
    if (application >= lives_.size()) {
        lives_.resize(std::size_t{application} + 1);
    }
    auto& one = lives_[application];
    if (e.on > as_of_) {
        // Not known yet. Only the class of an opening row is asked for all the same.
        if (e.what == event::lodged || e.what == event::received || e.what == event::moved_in) {
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
    awaited_opinion when{};
    bool const was_paused = one.has(folded_life::paused);
    if (was_paused) {
        auto const& known = awaited_.at(application);
        bool const answers =
            e.what == event::opinion_received || e.what == event::consultation_lapsed;
        if (answers && !e.re.empty() && e.re != known.ref) {
            return false;
        }
        when = known.when;
    }
    if (folder_.take_sound(one, when, e) != folded::taken) {
        return false;
    }
    bool const is_paused = one.has(folded_life::paused);
    if (is_paused && !was_paused) {
        awaited_[application] = {std::string(e.ref), when};
    } else if (was_paused && !is_paused) {
        awaited_.erase(application);
    }
    return true;
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

QIXIAN_DECL year_count count_year(std::span<folded_life const> lives,
                                  std::span<account const> others, int year, form shape) {
    year_counter counter(year, shape);
    for (auto const& one : lives) {
        if (!one.absent() && !one.is_particular()) {
            counter.add(one);
        }
    }
    for (auto const& a : others) {
        counter.add(a);
    }
    return counter.finish();
}

}  // namespace qixian::inline v0
