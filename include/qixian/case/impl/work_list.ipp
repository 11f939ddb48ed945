// The daily list: which duties are work, and which come first.
#pragma once

#include <algorithm>
#include <tuple>

#include "qixian/case/work_list.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Fewer days left go first, so the longest overdue, negative, lead. Over a weekend a day that has
/// passed and one that is today are both 0 away; the due day tells them apart. What has no last day
/// is told by the day it began on.
inline auto urgency(work_item const& w) {
    date const by = w.duty.safe_by.value_or(w.duty.end ? w.duty.end->due : w.duty.started_on);
    return std::tuple(!w.days_left, w.days_left.value_or(0), by);
}

inline auto place_in_list(work_item const& w) {
    return std::tie(w.agency, w.application, w.duty.what, w.duty.number);
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
    std::sort(items.begin(), items.end(), [](work_item const& a, work_item const& b) {
        auto const first = detail::urgency(a);
        auto const second = detail::urgency(b);
        return first != second ? first < second
                               : detail::place_in_list(a) < detail::place_in_list(b);
    });
}

}  // namespace qixian::inline v0
