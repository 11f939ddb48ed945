// The daily list: which duties are work, and which come first.
#pragma once

#include <algorithm>

#include "qixian/case/work_list.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The day that lights go by; of what has none, the day it began on.
inline date day_of_urgency(work_item const& w) {
    return w.duty.safe_by.value_or(w.duty.end ? w.duty.end->due : w.duty.started_on);
}

/// Fewer days left go first, so the longest overdue, negative, lead. Over a weekend a day that has
/// passed and one that is today are both 0 away; the due day tells them apart. What has no last day
/// is told by the day it began on.
inline bool more_urgent(work_item const& a, work_item const& b) {
    if (a.days_left.has_value() != b.days_left.has_value()) {
        return a.days_left.has_value();
    }
    if (a.days_left && *a.days_left != *b.days_left) {
        return *a.days_left < *b.days_left;
    }
    date const by = day_of_urgency(a);
    date const other = day_of_urgency(b);
    if (by != other) {
        return by < other;
    }
    if (int const order = a.agency.compare(b.agency); order != 0) {
        return order < 0;
    }
    if (int const order = a.application.compare(b.application); order != 0) {
        return order < 0;
    }
    return a.duty.what != b.duty.what ? a.duty.what < b.duty.what : a.duty.number < b.duty.number;
}

}  // namespace detail

QIXIAN_DECL bool is_work(assessment const& a, duty const& d) {
    if (!d.in_force) {
        return false;
    }
    switch (d.status) {
    case duty_status::running:
    case duty_status::paused: return d.work;
    case duty_status::missed: break;
    default: return false;
    }
    if (d.done_on) {
        return false;
    }
    if (d.round && d.of_use_while_open) {
        // What counts as answered by silence is of no use any more, nor is it once the case is closed.
        return !a.life.closed_on && !a.life.rounds[*d.round].silent;
    }
    return true;
}

QIXIAN_DECL void add_work(std::vector<work_item>& to, assessment const& a, light_thresholds at) {
    for (auto const& d : a.duties) {
        if (!is_work(a, d)) {
            continue;
        }
        work_item item{.agency = a.agency,
                       .application = a.application,
                       .stage = a.life.now.at,
                       .desk = a.life.desk,
                       .duty = d,
                       .days_left = d.light_days_left};
        if (d.light == light::overdue) {
            item.light = light::overdue;
        } else if (d.light_days_left) {
            item.light = light_for(*d.light_days_left, at);
        }
        to.push_back(std::move(item));
    }
}

QIXIAN_DECL void sort_by_urgency(std::vector<work_item>& items) {
    std::sort(items.begin(), items.end(), detail::more_urgent);
}

}  // namespace qixian::inline v0
