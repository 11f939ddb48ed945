// What a new notice moves, read off the histogram: one comparison for each day and total there is.
#pragma once

#include "qixian/period/impl/bulk.ipp"
#include "qixian/period/notice_effect.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Two calendars side by side.
class calendar_pair {
public:
    calendar_pair(clock_columns const& of, working_calendar const& before,
                  working_calendar const& after)
        : of_(of), before_(before), after_(after), flat_before_(before), flat_after_(after) {
        find_what_differs();
    }

    result<shifted_clocks> effect() const {
        shifted_clocks out;
        if (of_.size() == 0) {
            return out;
        }
        for (int d = of_.first_day(); d <= of_.last_day(); ++d) {
            bool const flat = settled_through_ >= d;
            if (flat && d < first_touched_) {
                d = (std::min)(first_touched_ - 1, settled_through_);
                continue;
            }
            if (flat && d > last_touched_) {
                d = settled_through_;
                continue;
            }
            if (auto const wrong = add_day(d, flat, out)) {
                return *wrong;
            }
        }
        return out;
    }

private:
    /// Where both calendars are settled, the first and last day of the clocks that what differs can
    /// reach.
    void find_what_differs() {
        if (of_.size() == 0) {
            return;
        }
        int const largest = of_.largest_total();
        auto const settles = [&](int d) {
            return flat_before_.settles(d, largest) && flat_after_.settles(d, largest);
        };
        settled_through_ = of_.first_day() - 1;
        if (!settles(of_.first_day())) {
            return;  // nothing but what both know all about
        }
        int low = of_.first_day();
        int high = of_.last_day() + 1;
        while (low + 1 < high) {
            int const middle = low + (high - low) / 2;
            (settles(middle) ? low : high) = middle;
        }
        settled_through_ = low;
        // No clock reaches further than the longest from the last settled day.
        int const from = of_.first_day();
        int const reach = (std::max)(flat_before_.day_of(flat_before_.ordinal(low) + largest),
                                     flat_after_.day_of(flat_after_.ordinal(low) + largest));
        int const through = (std::min)({reach, flat_before_.last(), flat_after_.last()});
        auto const apart = [&](int d) { return flat_after_.ordinal(d) - flat_before_.ordinal(d); };
        int const at_start = apart(from);
        int first = from + 1;
        while (first <= through && apart(first) == at_start) {
            ++first;
        }
        if (first > through) {
            return;  // the same days: no clock is touched
        }
        int const at_end = apart(through);
        int last = through;
        while (apart(last - 1) == at_end) {
            --last;
        }
        // A clock is touched if it counts from before `last` and reaches `first` in either calendar.
        last_touched_ = last - 1;
        first_touched_ = from;
        int const needed =
            (std::min)(flat_before_.ordinal(first), flat_after_.ordinal(first) - at_start);
        int const oldest = needed - largest;
        if (oldest > 0 && oldest > flat_before_.ordinal(from)) {
            first_touched_ = flat_before_.day_of(oldest);
        }
    }

    std::optional<fault> add_day(int d, bool flat, shifted_clocks& to) const {
        auto const& counts = of_.counts(d);
        for (int total = 1; total <= of_.largest_total(); ++total) {
            auto const clocks = counts[static_cast<std::size_t>(total)];
            if (clocks == 0) {
                continue;
            }
            auto const was = due(before_, flat_before_, d, total, flat);
            if (!was) {
                return was.error();
            }
            auto const is = due(after_, flat_after_, d, total, flat);
            if (!is) {
                return is.error();
            }
            if (*was != *is) {
                to.clocks += clocks;
                to.shifts.push_back({.from = static_cast<day_index>(d),
                                     .total = static_cast<std::uint8_t>(total),
                                     .before = *was,
                                     .after = *is,
                                     .clocks = clocks});
            }
        }
        return std::nullopt;
    }

    static result<day_index> due(working_calendar const& calendar, flat_days const& days, int d,
                                 int total, bool flat) {
        if (flat) {
            return static_cast<day_index>(days.day_of(days.ordinal(d) + total));
        }
        auto const end = calendar.add(day_at(static_cast<day_index>(d)), working_days{total});
        if (!end) {
            return end.error();
        }
        return day_index_of(end->earliest);
    }

    clock_columns const& of_;
    working_calendar const& before_;
    working_calendar const& after_;
    flat_days flat_before_;
    flat_days flat_after_;
    int settled_through_ = -1;  ///< of the days that clocks count from, in both calendars
    int first_touched_ = 0x10000;
    int last_touched_ = -1;
};

}  // namespace detail

QIXIAN_DECL result<shifted_clocks> count_moved(clock_columns const& of,
                                               working_calendar const& before,
                                               working_calendar const& after) {
    return detail::calendar_pair(of, before, after).effect();
}

QIXIAN_DECL result<std::vector<moved_clock>> list_moved(clock_columns const& of,
                                                        working_calendar const& before,
                                                        working_calendar const& after) {
    auto const effect = count_moved(of, before, after);
    if (!effect) {
        return effect.error();
    }
    // Whether a clock moves is as good as random, so each is written down, and kept if it does.
    std::vector<moved_clock> out(static_cast<std::size_t>(effect->clocks) + 1);
    std::size_t kept = 0;
    auto const& shifts = effect->shifts;
    for (std::size_t at = 0; at < shifts.size();) {
        auto const from = shifts[at].from;
        std::array<moved_clock, clock_columns::totals> by_total{};
        std::array<bool, clock_columns::totals> moves{};
        for (; at < shifts.size() && shifts[at].from == from; ++at) {
            moves[shifts[at].total] = true;
            by_total[shifts[at].total] = {0, shifts[at].before, shifts[at].after};
        }
        auto const end = of.first_row(from + 1);
        auto const* const total = of.total().data();
        for (auto row = of.first_row(from); row < end; ++row) {
            auto each = by_total[total[row]];
            each.row = static_cast<std::uint32_t>(row);
            out[kept] = each;
            kept += moves[total[row]] ? 1U : 0U;
        }
    }
    out.resize(kept);
    return out;
}

}  // namespace qixian::inline v0
