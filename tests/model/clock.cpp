// The clock of the reply: what pauses it, what holds it, and where that puts its last day.
#include "life.hpp"

namespace model {

maybe_date life::opinion_limit(consultation const& c, maybe_date from) const {
    if (!from || !r711_ || c.kind == "other_agency") {
        return std::nullopt;
    }
    return days_.add_working_days(*from, 15);
}

// The last day to correct, had the notice arrived on `arrived`; where another letter set the period,
// that of this one, even if it came back since: coming back makes no pause longer (12c).
maybe_date life::pause_limit(demand const& c, maybe_date arrived) const {
    auto const from =
        c.period_letter == c.letter ? arrived : letters_[c.period_letter].last_arrival();
    return from ? last_day(from, c.terms, false) : std::nullopt;
}

// Still to come after the end of `d`: the day will move.
bool life::pause_open(date d) const {
    if (named_due_ || held_) {
        return false;
    }
    auto const open = [&](std::size_t l, maybe_date limit) {
        return letters_[l].still_pauses() && (!limit || *limit > d);
    };
    return std::any_of(consultations_.begin(), consultations_.end(),
                       [&](auto const& c) {
                           return pauses(c.kind) && !c.answered() &&
                                  open(c.letter, opinion_limit(c));
                       }) ||
           (correction_492_is("pauses") &&
            std::any_of(corrections_.begin(), corrections_.end(), [&](auto const& c) {
                return !c.met_on && open(c.letter, pause_limit(c, arrival(c.letter)));
            }));
}

// Is there an open pause that ends on no known day?
bool life::endless_pause() const {
    return std::any_of(consultations_.begin(), consultations_.end(),
                       [&](auto const& c) {
                           return pauses(c.kind) && !c.answered() && !opinion_limit(c) &&
                                  letters_[c.letter].still_pauses();
                       }) ||
           (correction_492_is("pauses") &&
            std::any_of(corrections_.begin(), corrections_.end(), [&](auto const& c) {
                return !c.met_on && !pause_limit(c, arrival(c.letter)) &&
                       letters_[c.letter].still_pauses();
            }));
}

// Is `d` left out of the count, every open pause taken to end on `cap`?
bool life::paused(date d, maybe_date cap) const {
    // The notice that held the clock was away and came back (12b).
    if (std::any_of(not_counted_.begin(), not_counted_.end(),
                    [&](auto const& away) { return away.first < d && d <= away.second; })) {
        return true;
    }
    if (cap && d > *cap) {
        return false;
    }
    for (auto const& c : consultations_) {
        auto const limit = [&](maybe_date arrived) { return opinion_limit(c, arrived); };
        if (pauses(c.kind) && (!c.opinion || d <= *c.opinion) &&
            (!c.lapsed_on || d <= *c.lapsed_on) && letters_[c.letter].under_way(d, limit)) {
            return true;
        }
    }
    if (correction_492_is("pauses")) {
        // Through the day before the correction came, or the last day to correct (12c).
        for (auto const& c : corrections_) {
            auto const last = [&](maybe_date arrived) { return pause_limit(c, arrived); };
            if ((!c.met_on || d < *c.met_on) && letters_[c.letter].under_way(d, last)) {
                return true;
            }
        }
    }
    return false;
}

// The reply's due day, every open pause taken to end on `cap`, or at its own limit.
life::walked life::walk(date origin, int quota, maybe_date cap) const {
    walked w{origin, 0};
    while (quota > 0) {
        w.due = plus_days(w.due, 1);
        if (!days_.works(w.due)) {
            continue;
        }
        if (paused(w.due, cap)) {
            ++w.paused_days;
        } else {
            --quota;
        }
    }
    return w;
}

// The letter `l` asks for something that the clock waits for. A period that has run out cannot be
// held any more (12a); a second notice while it is held is now the one that holds it.
void life::hold(std::size_t l) {
    forget_what_was_asked();
    if (late(on())) {
        return;
    }
    if (!held_) {
        former_due_ = due(on());
        former_paused_ = paused_days(on());
        held_since_ = on();
        held_ = true;
    }
    asked_ = l;
}

// The letter came back: the clock runs again, and the days it was away do not count (12b).
void life::release(std::size_t l) {
    if (held_ && asked_ == l && !closed()) {
        not_counted_.emplace_back(held_since_, on());
        held_ = false;
        asked_back_ = true;
        met("12b: the clock runs while what held it is back");
    }
}

// It was sent again: in time, it holds the clock again.
void life::hold_again(std::size_t l) {
    auto const& event = letters_[l].event;
    bool const awaited = stage_ == (event == "fee_notified" ? "fee_requested" : event);
    if (asked_back_ && asked_ == l && awaited) {
        met(late(on()) ? "12b: sent again too late to hold" : "12b: sent again, it holds again");
        hold(l);
    }
}

// What was asked for has come. Only a clock that was held for it starts anew, and then no day
// named before counts any more. A letter that was back is answered in time, or not at all (12b).
void life::restart() {
    if (asked_back_) {
        met(late(on()) ? "12b: answered too late while back" : "12b: answered while back");
    }
    if (held_ || (asked_back_ && !late(on()))) {
        origin_ = on();
        extended_by_ = 0;
        named_due_.reset();
    }
    held_ = false;
    forget_what_was_asked();
}

}  // namespace model
