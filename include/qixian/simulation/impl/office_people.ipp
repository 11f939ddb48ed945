// People, their queues and working time. Time goes by in ticks of calendar days; work goes on only
// on days that are worked, and for a person only on days that this person is there.
#pragma once

#include <algorithm>
#include <vector>

#include "qixian/simulation/impl/office.ipp"

namespace qixian::inline v0::detail {

/// A moment as its day and the ticks into it.
/// Moments are never negative, and a day has a power of two ticks.
[[nodiscard]] inline int day_in(moment t) noexcept {
    return static_cast<int>(static_cast<std::uint64_t>(t) / ticks_per_day);
}
[[nodiscard]] inline moment ticks_in(moment t) noexcept { return t & (ticks_per_day - 1); }
[[nodiscard]] inline moment start_of(int day) noexcept { return moment{day} * ticks_per_day; }
[[nodiscard]] inline moment end_of(int day) noexcept { return start_of(day + 1) - 1; }

/// Beyond every run.
inline constexpr moment never = INT64_MAX;

/// Working time on a calendar.
class working_time {
public:
    explicit working_time(flat_days const& days) : days_(days) {}

    [[nodiscard]] bool works(int day) const noexcept {
        return days_.ordinal(day) != days_.ordinal(day - 1);
    }

    /// `t`, or the beginning of the next working day.
    [[nodiscard]] moment from(moment t) const noexcept {
        auto const day = day_in(t);
        if (works(day)) {
            return t;
        }
        auto const nth = days_.ordinal(day) + 1;
        return nth > days_.last_ordinal() ? never : start_of(days_.day_of(nth));
    }

    /// `ticks` of working time after `t`, which lies on a working day. What ends with the day ends on
    /// that day.
    [[nodiscard]] moment after(moment t, moment ticks) const noexcept {
        auto const day = day_in(t);
        auto const total = ticks_in(t) + ticks;
        if (total < ticks_per_day) {
            return t + ticks;
        }
        auto days = moment{day_in(total)};
        auto rest = ticks_in(total);
        if (rest == 0) {
            --days;
            rest = ticks_per_day - 1;
        }
        if (days == 0) {
            return start_of(day) + rest;
        }
        auto const nth = days_.ordinal(day) + days;
        return nth > days_.last_ordinal() ? never
                                          : start_of(days_.day_of(static_cast<int>(nth))) + rest;
    }

    /// Working time from `a` to `b`, both on working days.
    [[nodiscard]] moment between(moment a, moment b) const noexcept {
        auto const days = days_.ordinal(day_in(b)) - days_.ordinal(day_in(a));
        return moment{days} * ticks_per_day + ticks_in(b) - ticks_in(a);
    }

    [[nodiscard]] flat_days const& days() const noexcept { return days_; }

private:
    flat_days days_;
};

/// Who of a team is there on which day.
class presence {
public:
    presence(team_model const& team, random_stream dice)
        : people_(team.people), leave_(team.leave), absent_(chance(team.absent_share)), dice_(dice),
          always_(team.leave.empty() && absent_ == 0) {}

    [[nodiscard]] bool always() const noexcept { return always_; }
    [[nodiscard]] int people() const noexcept { return people_; }

    [[nodiscard]] bool is_there(int person, int day) const {
        return always_ || is_there_today(person, day);
    }

private:
    [[nodiscard]] bool is_there_today(int person, int day) const {
        // Leave takes people from the first on, one leave after the other.
        int away = 0;
        for (auto const& each : leave_) {
            if (day >= day_index_of(each.from) && day <= day_index_of(each.to)) {
                away += each.people;
            }
        }
        if (person < away) {
            return false;
        }
        auto const draw =
            dice_.of(static_cast<std::uint64_t>(person)).draw(static_cast<std::uint64_t>(day));
        return draw >= absent_;
    }

    int people_;
    std::vector<leave_model> leave_;
    std::uint64_t absent_;
    random_stream dice_;
    bool always_;
};

/// An application in a queue. `ticket` tells an entry that is out of date.
struct queued {
    std::int64_t key = 0;
    std::uint64_t arrived = 0;
    std::uint32_t which = 0;
    std::uint32_t ticket = 0;
};

/// Waiting applications in the order of the discipline; those of equal rank as they came.
class work_queue {
public:
    /// Of those of equal rank.
    enum class place : std::uint8_t { last, first };

    explicit work_queue(discipline order) : by_key_(order != discipline::first_come) {}

    void push(std::int64_t key, std::uint32_t which, std::uint32_t ticket, place at = place::last) {
        ++size_;
        if (at == place::first && !by_key_) {
            held_.insert(held_.begin() + static_cast<std::ptrdiff_t>(first_),
                         {key, 0, which, ticket});
            return;
        }
        // Part by part: one put together in memory and copied whole is waited for.
        auto& q = held_.emplace_back();
        q.key = key;
        q.arrived = at == place::first ? 0 : next_++;
        q.which = which;
        q.ticket = ticket;
        if (by_key_) {
            std::push_heap(held_.begin(), held_.end(), later);
        }
    }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    queued pop() {
        --size_;
        if (by_key_) {
            std::pop_heap(held_.begin(), held_.end(), later);
            auto const out = held_.back();
            held_.pop_back();
            return out;
        }
        auto const out = held_[first_++];
        if (size_ == 0) {
            held_.clear();
            first_ = 0;
        } else if (first_ >= 1024 && 2 * first_ >= held_.size()) {
            held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(first_));
            first_ = 0;
        }
        return out;
    }

private:
    static bool later(queued const& a, queued const& b) {
        return a.key != b.key ? a.key > b.key : a.arrived > b.arrived;
    }
    bool by_key_;
    std::uint64_t next_ = 1;
    std::vector<queued> held_{};  ///< a heap, or a line that begins at `first_`
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

/// One team while a replication runs.
class team_run {
public:
    team_run(team_model const& team, random_stream dice)
        : there(team, dice), queue(team.order), order(team.order) {
        busy_.assign(static_cast<std::size_t>(team.people), false);
        if (team.hand_over.after_working_days > 0 && !there.always()) {
            works_on_.resize(busy_.size());
            away_.resize(busy_.size());
        }
        free_.resize(static_cast<std::size_t>(team.people));
        if (there.always()) {
            for (int person = team.people; person-- > 0;) {
                free_[frees_++] = person;
            }
        }
    }

    /// The people who begin the day free.
    void begin_day(int day) {
        if (there.always()) {
            return;
        }
        frees_ = 0;
        for (int person = there.people(); person-- > 0;) {
            if (!busy_[static_cast<std::size_t>(person)] && there.is_there(person, day)) {
                free_[frees_++] = person;
            }
        }
    }
    [[nodiscard]] int there_on(int day) const {
        if (there.always()) {
            return there.people();
        }
        int n = 0;
        for (int person = 0; person < there.people(); ++person) {
            n += there.is_there(person, day) ? 1 : 0;
        }
        return n;
    }

    [[nodiscard]] bool has_free() const noexcept { return frees_ != 0; }
    int take(std::uint32_t which) {
        auto const person = free_[--frees_];
        if (!there.always()) {
            busy_[static_cast<std::size_t>(person)] = true;
            if (!works_on_.empty()) {
                works_on_[static_cast<std::size_t>(person)] = which;
            }
        }
        return person;
    }
    /// What was begun by those who have now been away for `days` working days in a row. Asked once a
    /// working day.
    [[nodiscard]] std::vector<std::uint32_t> left_behind(int days, int today) {
        std::vector<std::uint32_t> out;
        for (std::size_t person = 0; person < away_.size(); ++person) {
            auto& away = away_[person];
            away = there.is_there(static_cast<int>(person), today) ? 0 : away + 1;
            if (away >= days && busy_[person]) {
                out.push_back(works_on_[person]);
            }
        }
        return out;
    }
    /// Whoever is not there is free from the day of coming back (`begin_day`).
    void release(int person, bool is_here) {
        if (there.always()) {
            free_[frees_++] = person;
            return;
        }
        busy_[static_cast<std::size_t>(person)] = false;
        if (is_here) {
            free_[frees_++] = person;
        }
    }

    /// When `person`, who is there at `t`, has done `ticks` of work.
    [[nodiscard]] moment done_at(working_time const& time, int person, moment t,
                                 moment ticks) const {
        if (there.always()) {
            return time.after(t, ticks);
        }
        for (;;) {
            auto const left = ticks_per_day - ticks_in(t);
            if (ticks < left) {
                return t + ticks;
            }
            if (ticks == left) {
                return end_of(day_in(t));
            }
            ticks -= left;
            do {
                t = time.from(start_of(day_in(t) + 1));
                if (t == never) {
                    return never;
                }
            } while (!there.is_there(person, day_in(t)));
        }
    }

    presence there;
    work_queue queue;
    discipline order;
    std::int64_t waiting = 0;  ///< in the queue, entries out of date not counted

private:
    std::vector<int> free_{};  ///< of those who are there; the first `frees_`
    std::size_t frees_ = 0;
    std::vector<bool> busy_{};               ///< where people are not always there
    std::vector<std::uint32_t> works_on_{};  ///< … and hand over: the application of who is busy
    std::vector<int> away_{};                ///< working days in a row
};

}  // namespace qixian::inline v0::detail
