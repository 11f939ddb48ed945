// In which state a round is, and the last days by which that changes by itself.
#pragma once

#include <algorithm>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"

namespace qixian::inline v0 {

namespace detail {

/// The states of a round that rows ask about.
enum class round_is : std::uint8_t {
    unanswered,
    awaiting_acceptance,
    incomplete,  ///< waits for what it lacks
    running,     ///< undecided and not suspended
    extensible,  ///< undecided, and its time may be made longer
    suspended,
    decided,
    given_up,
    of_third_party,  ///< asks one who may object
    objected,        ///< … and who has, in time
    decided_once,    ///< now or before it was opened again
    may_be_followed  ///< as soon as it is decided or overdue
};
inline constexpr std::size_t round_states = 12;

inline bool is(round_is what, case_round const& r, statute const& law) {
    switch (what) {
    case round_is::unanswered: return !r.answered;
    case round_is::awaiting_acceptance: return !r.accepted && !r.answered;
    case round_is::incomplete: return !r.answered && !r.accepted && r.waits_now;
    case round_is::running: return !r.answered && !r.suspended;
    case round_is::extensible: return !r.answered && !r.simplified;
    case round_is::suspended: return !r.answered && r.suspended;
    case round_is::decided: return r.answered.has_value();
    case round_is::given_up: return r.given_up;
    case round_is::of_third_party: return r.whom == law.asks_third_party;
    case round_is::objected:
        return r.whom == law.asks_third_party && r.in_time && r.said && r.said == law.objects;
    case round_is::decided_once:
        return (r.answered && !r.dismissed && !r.dropped) ||
               std::any_of(r.earlier.begin(), r.earlier.end(),
                           [](case_round::earlier_end const& each) { return each.decided; });
    case round_is::may_be_followed: return !r.joined && may_be_followed(r);
    }
    return false;
}

/// The last day for deciding a round; none while that time does not run.
inline result<maybe_date> last_day_for_deciding(history const& h, case_round const& r,
                                                context const& in) {
    if (r.answered || stands_still(r) || duty_of(*in.law, r.what, ends::decided) == nullptr) {
        return maybe_date{};
    }
    auto const p = decision_period(h, r, r.on, in);
    if (!p) {
        return p.error();
    }
    if (!*p) {
        return maybe_date{};
    }
    auto const end = run(**p, in.calendar);
    return end ? result<maybe_date>(maybe_date{end->latest.value_or(end->due)}) : end.error();
}

/// The last day on which a round may be followed, from its decision or for want of one; none where
/// nothing has begun or will begin by itself.
inline result<maybe_date> last_day_to_follow(history const& h, case_round const& r,
                                             context const& in) {
    auto const* const d = duty_of(*in.law, r.what, ends::followed);
    if (d == nullptr || stands_still(r)) {
        return maybe_date{};
    }
    maybe_date from;
    if (r.answered) {
        auto const& told = h.letters[r.answer_letter];
        from = may_be_followed(r) && !told.returned ? maybe_date{told.reached()} : std::nullopt;
    } else {
        auto const p = decision_period(h, r, r.on, in);
        if (!p) {
            return p.error();
        }
        if (*p) {
            auto const end = run(**p, in.calendar);
            if (!end) {
                return end.error();
            }
            from = end->due;
        }
    }
    auto const* const t = from ? term_for(*in.law, d->which, about(h, *from, in)) : nullptr;
    return t == nullptr ? result<maybe_date>(maybe_date{}) : end_of(period_from(*from, t->is), in);
}

}  // namespace detail

}  // namespace qixian::inline v0
