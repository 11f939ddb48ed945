// What a change does to due days: the duties of two assessments, paired and compared.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "qixian/case/moves.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The duties that have, or could have, a due day today.
inline std::vector<duty const*> standing_duties(assessment const& a) {
    std::vector<duty const*> out;
    for (auto const& d : a.duties) {
        if (d.in_force && d.status != duty_status::superseded) {
            out.push_back(&d);
        }
    }
    return out;
}

/// What tells duties apart; what tells nothing is left empty.
using duty_mark = std::tuple<duty_kind, std::string_view, event, date>;
using marks_duty = std::optional<duty_mark> (*)(duty const&);

/// Duties by what tells them apart, in their order; each is handed out once.
class waiting_duties {
public:
    explicit waiting_duties(marks_duty key_of) : key_of_(key_of) {}

    void add(std::size_t i, duty const& d) {
        if (auto key = key_of_(d)) {
            groups_[std::move(*key)].members.push_back(i);
        }
    }
    /// The first that is like `d` and free.
    std::optional<std::size_t> take(duty const& d, std::vector<char>& taken) {
        auto const key = key_of_(d);
        auto const at = key ? groups_.find(*key) : groups_.end();
        if (at == groups_.end()) {
            return std::nullopt;
        }
        for (auto& g = at->second; g.next < g.members.size(); ++g.next) {
            if (auto const i = g.members[g.next]; taken[i] == 0) {
                taken[i] = 1;
                return i;
            }
        }
        return std::nullopt;
    }

private:
    struct group {
        std::vector<std::size_t> members{};
        std::size_t next = 0;
    };
    marks_duty key_of_;
    std::map<duty_mark, group> groups_{};
};

/// The same day may begin two duties of a kind, and a withdrawal may take an earlier one away: a
/// day that a row names tells them apart better than their number.
inline std::optional<duty_mark> by_row_that_began_it(duty const& d) {
    return d.trigger_is_limit ? std::optional<duty_mark>{}
                              : duty_mark{d.what, d.ref, d.trigger, d.started_on};
}
inline std::optional<duty_mark> by_kind_and_ref(duty const& d) {
    return duty_mark{d.what, d.ref, event{}, date{}};
}

inline void tell_before(due_move& m, duty const& d, date as_of) {
    if (d.end) {
        m.before_due = d.end->due;
        m.before_latest = d.end->latest;
        m.before_certain = d.end->certain;
    }
    m.late_before = is_late(d, as_of);
}

inline void tell_after(due_move& m, duty const& d, date as_of) {
    if (d.end) {
        m.after_due = d.end->due;
        m.after_latest = d.end->latest;
        m.after_certain = d.end->certain;
    }
    m.late_after = is_late(d, as_of);
}

inline due_move move_of(duty const& d) {
    return {.what = d.what, .number = d.number, .ref = d.ref, .owed_by = d.owed_by};
}

/// Of a duty that is there after the change; one that is gone is a move always.
inline bool is_a_move(due_move const& m) {
    return m.fresh || m.before_due != m.after_due || m.before_latest != m.after_latest ||
           m.before_certain != m.after_certain || m.late_before != m.late_after;
}

}  // namespace detail

QIXIAN_DECL bool is_late(duty const& d, date as_of) {
    if (!d.binds) {
        return false;
    }
    switch (d.status) {
    case duty_status::missed: return true;
    case duty_status::running:
    case duty_status::paused: return d.end && d.end->due < as_of;
    default: return false;
    }
}

QIXIAN_DECL std::vector<due_move> moved_duties(assessment const& before, assessment const& after) {
    auto const left = detail::standing_duties(before);
    auto const now = detail::standing_duties(after);
    std::vector<duty const*> partner(now.size(), nullptr);
    std::vector<char> taken(left.size(), 0);
    auto const pair_up = [&](detail::marks_duty key_of) {
        detail::waiting_duties waiting(key_of);
        for (std::size_t i = 0; i < left.size(); ++i) {
            waiting.add(i, *left[i]);
        }
        for (std::size_t i = 0; i < now.size(); ++i) {
            auto const found = partner[i] == nullptr ? waiting.take(*now[i], taken) : std::nullopt;
            partner[i] = found ? left[*found] : partner[i];
        }
    };
    pair_up(detail::by_row_that_began_it);
    pair_up(detail::by_kind_and_ref);

    std::vector<due_move> out;
    for (std::size_t i = 0; i < now.size(); ++i) {
        auto m = detail::move_of(*now[i]);
        m.fresh = partner[i] == nullptr;
        if (partner[i] != nullptr) {
            detail::tell_before(m, *partner[i], before.life.as_of);
        }
        detail::tell_after(m, *now[i], after.life.as_of);
        if (detail::is_a_move(m)) {
            out.push_back(std::move(m));
        }
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (taken[i] == 0) {
            auto m = detail::move_of(*left[i]);
            m.gone = true;
            detail::tell_before(m, *left[i], before.life.as_of);
            out.push_back(std::move(m));
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](due_move const& a, due_move const& b) { return a.what < b.what; });
    return out;
}

}  // namespace qixian::inline v0
