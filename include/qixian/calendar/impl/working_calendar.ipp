// Questions to a calendar: counting, adding, taking away, and the bounds past the last notice.
#pragma once

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "qixian/calendar/impl/calendar_days.ipp"
#include "qixian/calendar/working_calendar.hpp"
#include "qixian/date/text.hpp"

namespace qixian::inline v0 {

namespace detail {

inline fault beyond(calendar_days_table const& t, date asked) {
    return fault{.what = code::calendar_out_of_range,
                 .detail = to_text(asked) + ": the calendar is " + to_text(t.day_at(1)) + ".." +
                           to_text(t.day_at(t.size))};
}

inline fault not_a_number(std::string said) {
    return {.what = code::bad_number, .detail = std::move(said)};
}

/// The first index at which `a` reaches `count`, or `none`.
inline int reaching(calendar_days_table::axis const& a, int count, int none) {
    return count > a.most() ? none : a.first_with((std::max)(count, 1));
}

/// The bounds of the n-th working day after `from`. Pre: n >= 1, 0 <= from <= size.
inline result<day_bounds> nth_after(calendar_days_table const& t, int from, int n) {
    constexpr int never = (std::numeric_limits<int>::max)();
    if (n <= t.size) {
        int const soonest = reaching(t.upper, t.lower.at(from) + n, never);
        if (soonest <= t.flat) {
            return day_bounds{t.day_at(soonest), t.day_at(soonest), true};
        }
        // Two bounds on each side: what is known of the count since the first day, and what is
        // known of the days in between one by one.
        int const earliest = (std::max)(soonest, reaching(t.maybe, t.maybe.at(from) + n, never));
        int const latest = (std::min)(reaching(t.floor_to, t.floor_from.at(from) + n, never),
                                      reaching(t.sure, t.sure.at(from) + n, never));
        if (earliest != never && latest != never) {
            return day_bounds{t.day_at(earliest), t.day_at(latest), t.is_settled(from, latest)};
        }
    }
    return beyond(t, t.day_at(t.size + 1));
}

/// The bounds of the last working day w <= from with exactly n working days in (w, from].
inline result<day_bounds> nth_before(calendar_days_table const& t, int from, int n) {
    if (n < t.upper.at(from)) {
        int const low = t.floor_to.at(from) - n;
        int const low_sure = t.sure.at(from) - n;
        int const high_maybe = t.maybe.at(from) - n;
        if ((low >= 1 || low_sure >= 1) && high_maybe >= 1) {
            int earliest = 1;
            if (low >= 1) {
                earliest = (std::max)(earliest, t.floor_from.first_with(low));
            }
            if (low_sure >= 1) {
                earliest = (std::max)(earliest, t.sure.first_with(low_sure));
            }
            int const latest = (std::min)(reaching(t.lower, t.upper.at(from) - n, t.size),
                                          t.maybe.first_with(high_maybe));
            return day_bounds{t.day_at(earliest), t.day_at(latest),
                              t.is_settled(earliest - 1, from)};
        }
    }
    return beyond(t, t.day_at(0));
}

}  // namespace detail

QIXIAN_DECL std::string to_text(open_days const& each) {
    auto text = (each.region.empty() ? "" : each.region + " ") + std::to_string(each.year);
    for (auto const& id : each.notices) {
        text += (&id == &each.notices.front() ? " (" : ", ") + id;
    }
    return each.notices.empty() ? text : text + ")";
}

QIXIAN_DECL working_calendar::working_calendar(std::shared_ptr<calendar_days_table const> days)
    : days_(std::move(days)) {
    QIXIAN_EXPECTS(days_ != nullptr);
}

QIXIAN_DECL date working_calendar::first() const noexcept { return days_->day_at(1); }

QIXIAN_DECL date working_calendar::last() const noexcept { return days_->day_at(days_->size); }

QIXIAN_DECL date working_calendar::certain_through() const noexcept {
    return days_->day_at(days_->settled);
}

QIXIAN_DECL std::vector<open_days> working_calendar::open_between(date a, date b) const {
    QIXIAN_EXPECTS(a <= b);
    auto const first = a < b ? plus_days(a, 1) : a;
    std::vector<open_days> out;
    std::copy_if(days_->reasons.begin(), days_->reasons.end(), std::back_inserter(out),
                 [&](open_days const& each) { return each.from <= b && first <= each.to; });
    return out;
}

QIXIAN_DECL std::string_view working_calendar::last_notice() const& noexcept {
    return days_->last_notice;
}

QIXIAN_DECL std::string working_calendar::last_notice() && {
    return std::string(static_cast<working_calendar const&>(*this).last_notice());
}

QIXIAN_DECL std::string const& working_calendar::digest() const& noexcept { return days_->digest; }
QIXIAN_DECL std::string working_calendar::digest() && { return days_->digest; }

QIXIAN_DECL bool working_calendar::covers(date d) const noexcept {
    return !d.is_special() && days_->covers(days_->index_of(d));
}

QIXIAN_DECL settled_days working_calendar::settled() const& noexcept {
    return {number_of(days_->before_first), (std::max)(days_->flat, 0), days_->lower.ordinal.data(),
            days_->lower.day.data()};
}

QIXIAN_DECL result<bool> working_calendar::is_working(date d) const {
    if (!covers(d)) {
        return detail::beyond(*days_, d);
    }
    return bool{days_->states[static_cast<std::size_t>(days_->index_of(d))].works};
}

QIXIAN_DECL result<day_status> working_calendar::about(date d) const& {
    if (!covers(d)) {
        return detail::beyond(*days_, d);
    }
    int const index = days_->index_of(d);
    auto const& s = days_->states[static_cast<std::size_t>(index)];
    return day_status{.works = s.works,
                      .certain = days_->is_settled(index, index),
                      .reason = s.reason,
                      .source = days_->names[s.source],
                      .holiday = days_->names[s.holiday]};
}

QIXIAN_DECL result<day_bounds> working_calendar::add(date d, working_days n) const {
    if (n.value < 0) {
        return detail::not_a_number(std::to_string(n.value));
    }
    if (!covers(d)) {
        return detail::beyond(*days_, d);
    }
    int const from = days_->index_of(d);
    if (n.value == 0) {
        return day_bounds{d, d, days_->is_settled(from, from)};
    }
    return detail::nth_after(*days_, from, n.value);
}

QIXIAN_DECL result<day_bounds> working_calendar::subtract(date d, working_days n) const {
    if (n.value < 0) {
        return detail::not_a_number(std::to_string(n.value));
    }
    if (!covers(d)) {
        return detail::beyond(*days_, d);
    }
    int const from = days_->index_of(d);
    if (n.value == 0) {
        return day_bounds{d, d, days_->is_settled(from, from)};
    }
    return detail::nth_before(*days_, from, n.value);
}

QIXIAN_DECL result<count_bounds> working_calendar::count(date a, date b) const {
    if (!covers(a) || !covers(b)) {
        return detail::beyond(*days_, covers(a) ? b : a);
    }
    if (a > b) {
        return detail::not_a_number(to_text(a) + ".." + to_text(b));
    }
    auto const& t = *days_;
    int const from = t.index_of(a);
    int const to = t.index_of(b);
    if (to <= t.flat || t.is_settled(from, to)) {
        int const exact = t.sure.at(to) - t.sure.at(from);
        return count_bounds{exact, exact, true};
    }
    return count_bounds{
        (std::max)(t.floor_to.at(to) - t.floor_from.at(from), t.sure.at(to) - t.sure.at(from)),
        (std::min)(t.upper.at(to) - t.lower.at(from), t.maybe.at(to) - t.maybe.at(from)), false};
}

QIXIAN_DECL result<day_bounds> working_calendar::on_or_after(date d) const {
    if (!covers(d)) {
        return detail::beyond(*days_, d);
    }
    return detail::nth_after(*days_, days_->index_of(d) - 1, 1);
}

QIXIAN_DECL result<day_bounds> working_calendar::next(date d) const {
    return add(d, working_days{1});
}

QIXIAN_DECL result<day_bounds> working_calendar::previous(date d) const {
    if (!covers(d)) {
        return detail::beyond(*days_, d);
    }
    return detail::nth_before(*days_, days_->index_of(d) - 1, 0);
}

}  // namespace qixian::inline v0
