// People who are away for long hand over what they had begun: to whom, when and at what cost is a rule of
// the team.
#pragma once

#include "qixian/simulation/impl/office_days.ipp"

namespace qixian::inline v0::detail {

/// At the beginning of a working day: what those who have been away for so long had begun goes back into
/// the queue.
inline void office_run::hand_over(std::size_t team) {
    auto& t = teams_[team];
    for (auto const which : t.left_behind(m_.teams[team].hand_over.after_working_days, today_)) {
        auto& c = cases_[which];
        auto const left = work_left(c) - worked_on(t, c);
        auto const extra = static_cast<moment>(
            std::llround(m_.teams[team].hand_over.extra_hours * ticks_per_hour(m_)));
        half_done_[which] = std::max(left, moment{1}) + extra;
        count_work(team, c.person, c.since);
        if (work_ != nullptr) {
            write_work(c, work_end::handed_over);
        }
        t.release(c.person, false);
        c.person = -1;
        ++c.turn;  // its person would have finished it
        c.since = now_;
        queue_up(c, team, work_queue::place::first);
    }
}

/// Working time that its person has spent on it since it was begun.
inline moment office_run::worked_on(team_run const& t, simulated const& c) const {
    moment sum = 0;
    for (int day = day_in(c.since); day <= today_; ++day) {
        if (time_.works(day) && (day == day_in(c.since) || t.there.is_there(c.person, day))) {
            auto const from = day == day_in(c.since) ? ticks_in(c.since) : 0;
            sum += (day == today_ ? ticks_in(now_) : ticks_per_day) - from;
        }
    }
    return sum;
}

inline moment office_run::work_left(simulated const& c) const {
    if (!half_done_.empty()) {
        if (auto const found = half_done_.find(index_of(c)); found != half_done_.end()) {
            return found->second;
        }
    }
    return ticks_of(c, c.step);
}

}  // namespace qixian::inline v0::detail
