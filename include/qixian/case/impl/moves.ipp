// What a change does to due days: the duties of two assessments, paired and compared.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

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

/// The same day may begin two duties of a kind, and a withdrawal may take an earlier one away: a
/// day that a row names tells them apart better than their number.
inline bool began_by_the_same_row(duty const& a, duty const& b) {
    return !a.trigger_is_limit && !b.trigger_is_limit && a.trigger == b.trigger &&
           a.started_on == b.started_on;
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
    auto left = detail::standing_duties(before);
    auto const now = detail::standing_duties(after);
    std::vector<duty const*> partner(now.size(), nullptr);
    auto const pair_up = [&](auto const& also) {
        for (std::size_t i = 0; i < now.size(); ++i) {
            if (partner[i] != nullptr) {
                continue;
            }
            auto const at = std::find_if(left.begin(), left.end(), [&](duty const* d) {
                return d->what == now[i]->what && d->ref == now[i]->ref && also(*d, *now[i]);
            });
            if (at != left.end()) {
                partner[i] = *at;
                left.erase(at);
            }
        }
    };
    pair_up(detail::began_by_the_same_row);
    pair_up([](duty const&, duty const&) { return true; });

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
    for (auto const* d : left) {
        auto m = detail::move_of(*d);
        m.gone = true;
        detail::tell_before(m, *d, before.life.as_of);
        out.push_back(std::move(m));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](due_move const& a, due_move const& b) { return a.what < b.what; });
    return out;
}

}  // namespace qixian::inline v0
