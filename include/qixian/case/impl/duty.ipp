// The duties of a history: one instance for each source that a duty row of the statute names.
#pragma once

#include <algorithm>

#include "qixian/case/duty.hpp"
#include "qixian/case/impl/about.ipp"
#include "qixian/case/impl/duty_steps.ipp"
#include "qixian/case/impl/history.ipp"
#include "qixian/case/impl/round_order.ipp"

namespace qixian::inline v0 {

namespace detail {

/// Collects the duties of one history.
class duty_maker : private duty_steps {
public:
    duty_maker(history const& h, context const& in, std::vector<warning>& warnings)
        : duty_steps(h, in, warnings), order_(h, *in.law) {}

    result<std::vector<duty>> operator()() {
        for (auto const& row : law_.duties) {
            switch (row.source) {
            case made_from::lodging: confirmation(row); break;
            case made_from::runs: replies(row); break;
            case made_from::receipt: from_receipt(row); break;
            case made_from::rounds:
                for (std::size_t i = 0; i < h_.rounds.size(); ++i) {
                    if (about(law_, row.of).in == region::procedure) {
                        from_round(row, i);
                    }
                }
                break;
            case made_from::act: break;
            }
        }
        windows();
        for (std::size_t i = 0; i < h_.rounds.size(); ++i) {
            for (auto const& row : law_.duties) {
                if (row.source == made_from::rounds && about(law_, row.of).in == region::remedy) {
                    from_round(row, i);
                }
            }
        }
        if (wrong_) {
            return *wrong_;
        }
        std::stable_sort(out_.begin(), out_.end(),
                         [](duty const& a, duty const& b) { return a.what < b.what; });
        for (std::size_t i = 0; i < out_.size(); ++i) {
            out_[i].number = i > 0 && out_[i - 1].what == out_[i].what ? out_[i - 1].number + 1 : 1;
        }
        return std::move(out_);
    }

private:
    // --- one a case --------------------------------------------------------------------------------

    void confirmation(duty_row const& row) {
        if (!h_.lodged_on) {
            return;
        }
        auto const* const t = term_for(law_, row.which, about(h_, *h_.lodged_on, in_));
        if (t == nullptr) {
            return;
        }
        auto d = new_duty(row, law_.lodges, *h_.lodged_on, row.owes);
        d.bases = {t->is.from};
        if (t->how == term_kind::same_day) {
            d.runs = period{.start = *h_.lodged_on, .named = h_.lodged_on, .rolls = false};
            d.end = deadline{.due = *h_.lodged_on, .latest = h_.lodged_on};
        }
        settle(d, h_.received_on ? h_.received_on : h_.closed_on);
        add(std::move(d));
    }

    void from_receipt(duty_row const& row) {
        if (h_.runs.empty()) {
            return;
        }
        date const from = h_.runs.front().origin;
        auto const now = about(h_, from, in_);
        auto const* const t = term_for(law_, row.which, now);
        if (t == nullptr || !holds(row.when, now)) {
            return;
        }
        auto d = new_duty(row, h_.runs.front().trigger, from, row.owes);
        d.bases = {t->is.from};
        set_period(d, period_from(from, t->is));
        auto const first = std::find_if(h_.rounds.begin(), h_.rounds.end(),
                                        [&](case_round const& r) { return r.what == row.of; });
        settle(d, first == h_.rounds.end() ? maybe_date{} : maybe_date{first->on},
               h_.closed_on.has_value());
        d.optional = !d.done_on;
        add(std::move(d));
    }

    // --- the main clock ------------------------------------------------------------------------------

    void replies(duty_row const& row) {
        for (std::size_t i = 0; i < h_.runs.size(); ++i) {
            reply(row, h_.runs[i], i + 1 == h_.runs.size());
        }
    }

    void ground(duty& d, ground_row::why because) {
        ground(d, because, about(h_, d.started_on, in_));
    }
    void ground(duty& d, ground_row::why because, circumstances const& now) {
        for (auto const& each : law_.grounds) {
            if (each.of == d.what && each.because == because && holds(each.when, now) &&
                (because != ground_row::why::started_by || each.trigger == d.trigger)) {
                if (because == ground_row::why::named) {
                    d.bases.clear();  // the letter takes the place of the term
                }
                d.bases.push_back(each.cites);
            }
        }
    }

    template <class Use>
    void each_pause(date seen, Use use) {
        bool const over = h_.closed_on && *h_.closed_on <= seen;
        std::vector<pause> some;
        for (auto const& r : h_.rounds) {
            auto const* const by = pause_for(h_, r, in_);
            if (by == nullptr) {
                continue;
            }
            some.clear();
            if (auto wrong =
                    round_pauses(h_, r, *by, over ? *h_.closed_on : seen, over, in_).add_to(some)) {
                wrong_ = std::move(wrong);
            }
            for (auto const& each : some) {
                use(r.what, each);
            }
        }
    }

    number_set pausing_on(date seen) {
        number_set out = 0;
        each_pause(seen, [&](matter what, pause const&) { out |= set_of(what); });
        return out;
    }

    /// Those that had taken a day out by then: whatever did later, began to the day after its letter.
    number_set paused_before(date seen) {
        if (!first_pauses_) {
            auto& first = first_pauses_.emplace(law_.matters.size());
            each_pause(h_.as_of, [&](matter what, pause const& each) {
                auto& from = first[place_of(what)];
                if (each.to > each.from && (!from || each.from < *from)) {
                    from = each.from;
                }
            });
        }
        date const now = h_.closed_on ? (std::min)(*h_.closed_on, seen) : seen;
        number_set out = 0;
        for (std::size_t m = 0; m < first_pauses_->size(); ++m) {
            auto const& from = (*first_pauses_)[m];
            out |= from && *from < now ? set_of(static_cast<matter>(m)) : number_set{0};
        }
        return out;
    }

    /// Each matter that took days out, or may yet, rests on an article of its own. `frozen`: what
    /// would come afterwards does not count any more.
    void ground_pauses(duty& d, date seen, bool frozen) {
        auto const pausing = frozen ? paused_before(seen) : pausing_on(seen);
        auto const now = about(h_, d.started_on, in_);
        for (auto const& each : law_.grounds) {
            if (each.of == d.what && each.because == ground_row::why::paused &&
                holds(each.when, now) && (each.matters & pausing) != 0) {
                d.bases.push_back(each.cites);
            }
        }
    }

    /// Those that make up `in` beside the term of the law; what came once it was frozen does not.
    void list_extensions(duty& d, reply_run const& of, period const& in, int term) {
        int left = in.named ? 0 : in.length - term;
        for (auto const& each : of.extensions) {
            if (left <= 0) {
                return;
            }
            left -= each.days;
            auto const* const most =
                term_for(law_, law_.main_clock, about(h_, each.on, in_), term_kind::most);
            d.extensions.push_back({each.on, each.days, each.until,
                                    most != nullptr ? most->is.from : d.bases.front()});
        }
    }

    void reply(duty_row const& row, reply_run const& of, bool in_force) {
        auto const* const t = term_for(law_, row.which, about(h_, of.origin, in_));
        if (t == nullptr) {
            return;
        }
        auto d = new_duty(row, of.trigger, of.origin, row.owes);
        d.in_force = in_force;
        d.bases = {t->is.from};
        ground(d, ground_row::why::started_by);
        // An extension rests on the same paragraph: its days are in the limit.
        bool const held = of.held_from.has_value();
        date const seen = held           ? *of.held_from
                          : h_.closed_on ? (std::min)(h_.as_of, *h_.closed_on)
                                         : h_.as_of;
        auto p = of.satisfied ? of.satisfied_period
                 : held       ? of.former_period
                              : keep(reply_period(h_, of, seen, in_));
        if (!p) {
            return;
        }
        if (p->named) {
            ground(d, ground_row::why::named);
        } else {
            ground_pauses(d, of.satisfied.value_or(seen), held || of.satisfied);
        }
        list_extensions(d, of, *p, t->is.length);
        bool open_pause = false;
        if (held) {
            // Frozen when the clock was held.
        } else if (h_.closed_on) {
            for (auto& each : p->pauses) {
                if (!each.to_latest || *each.to_latest > seen) {
                    each.to_latest = each.to;
                }
            }
        } else {
            open_pause = std::any_of(p->pauses.begin(), p->pauses.end(), [&](pause const& q) {
                return !q.to_latest || *q.to_latest > h_.as_of;
            });
        }
        set_period(d, *p);
        if (open_pause && d.end) {
            d.end->certain = false;
        }
        if (of.satisfied) {
            settle(d, of.satisfied);
        } else if (held && !(in_force && h_.closed_on)) {
            d.status = duty_status::superseded;
        } else if (held) {
            d.status = duty_status::met;
            d.done_on = h_.closed_on;
        } else if (h_.closed_on) {
            settle(d, h_.closed_on);
        } else if (open_pause) {
            d.status = duty_status::paused;
        } else {
            settle(d, {});
        }
        if (in_force && !h_.closed_on && d.end && !d.end->certain && !open_pause) {
            warnings_.push_back({.what = code::calendar_uncertain, .detail = open_days_of(d)});
        }
        add(std::move(d));
    }

    /// Of which years the day of `d` waits, and where.
    [[nodiscard]] std::string open_days_of(duty const& d) const {
        std::string text;
        auto const last = (std::max)(d.end->latest.value_or(d.end->due), d.started_on);
        for (auto const& each : in_.calendar.open_between(d.started_on, last)) {
            text += (text.empty() ? "" : "; ") + to_text(each);
        }
        return text;
    }

    // --- one a round -----------------------------------------------------------------------------------

    [[nodiscard]] party owner_of(duty_row const& row, case_round const& r) const {
        for (auto const& each : law_.owners) {
            if (each.of == row.which && has(each.kinds, r.whom)) {
                return each.owes;
            }
        }
        return row.owes;
    }

    void from_round(duty_row const& row, std::size_t i) {
        auto const& r = h_.rounds[i];
        if (r.what != row.of) {
            return;
        }
        switch (row.by) {
        case ends::answered: return answer(row, i);
        case ends::accepted: return acceptance(row, i);
        case ends::decided: return decision(row, i);
        case ends::unrecorded: return defence(row, i);
        case ends::followed: return follow_up(row, i);
        }
    }

    /// The period of a round by its duty's term.
    std::optional<period> period_by(duty_row const& row, term_row const& t, case_round const& r,
                                    date start) {
        if (h_.letters[r.letter].returned && row.from == begins::delivered) {
            return std::nullopt;
        }
        if (t.how == term_kind::fixed) {
            auto p = period_from(start, t.is);
            p.rolls = rolls_own_limit(row, in_);
            return p;
        }
        return std::nullopt;
    }

    /// Answered by what it asked for: correction, opinion, payment, reasons, a new answer.
    void answer(duty_row const& row, std::size_t i) {
        auto const& r = h_.rounds[i];
        auto const* const t = term_for(law_, row.which, about(h_, r, in_));
        if (t == nullptr) {
            return;
        }
        bool const given = t->how == term_kind::given;
        auto const& l = h_.letters[given ? r.allowed.letter : r.letter];
        auto d = new_duty(row, l.what, l.reached(), owner_of(row, r));
        d.bases = {t->is.from};
        d.ref = l.ref;
        d.round = i;
        if (given) {
            auto g = r.allowed;
            if (!g.days && !g.until && t->is.length > 0) {
                g.days = t->is.length;
                g.in = t->is.in;
            }
            auto p = period_given(h_, g, in_);
            if (p && !p->named) {
                p->rolls = rolls_own_limit(row, in_);
            }
            set_period(d, p);
        } else {
            set_period(d, period_by(row, *t, r, l.reached()));
        }
        settle(d, r.silent ? maybe_date{} : r.answered, !row.outlives && h_.closed_on.has_value());
        if (r.silent) {
            d.status = d.binds ? duty_status::missed : duty_status::lapsed;
        }
        add(std::move(d));
    }

    /// Deemed on the last day, whenever it was recorded.
    void acceptance(duty_row const& row, std::size_t i) {
        auto const& r = h_.rounds[i];
        auto const* const t = term_for(law_, row.which, about(h_, r, in_));
        auto const accepted = keep(acceptance_day(h_, r, in_));
        if (t == nullptr || !accepted) {
            return;
        }
        // What lacked something is looked at anew once it is complete; until then asking was enough.
        bool const anew = r.completed && t->how != term_kind::dates_back;
        date const from = anew ? *r.completed : r.on;
        auto d = new_duty(row, anew ? r.completed_by : h_.letters[r.letter].what, from, row.owes);
        d.bases = {t->is.from};
        d.ref = r.ref;
        d.round = i;
        set_period(d, period_from(from, t->is));
        settle(d, !*accepted ? r.sent_back : **accepted <= h_.as_of ? *accepted : r.answered);
        if (d.status == duty_status::missed && d.end) {
            d.status = duty_status::met;
            d.done_on = d.end->due;
        }
        add(std::move(d));
    }

    /// A duty that no row of a log can show to be met: decided means over, otherwise it is said.
    void defence(duty_row const& row, std::size_t i) {
        auto const& r = h_.rounds[i];
        auto const* const t = term_for(law_, row.which, about(h_, r, in_));
        if (t == nullptr) {
            return;
        }
        auto const& copy = h_.letters[r.letter];
        auto d = new_duty(row, copy.what, copy.reached(), row.owes);
        d.bases = {t->is.from};
        d.ref = r.ref;
        d.round = i;
        set_period(d, period_by(row, *t, r, copy.reached()));
        settle(d, {});
        if (r.answered || !r.earlier.empty()) {
            d.status = duty_status::met;
        } else if (d.status == duty_status::missed) {
            warn(law_.unrecorded_warning);
        }
        add(std::move(d));
    }

    void decision(duty_row const& row, std::size_t i) {
        auto const& r = h_.rounds[i];
        auto const* const t = term_for(law_, row.which, about(h_, r, in_));
        auto const accepted = keep(acceptance_day(h_, r, in_));
        auto const p = keep(decision_period(h_, r, h_.as_of, in_));
        if (t == nullptr || !accepted || !p || !*p || **accepted > h_.as_of) {
            return;
        }
        bool const anew = r.completed && **accepted != r.on;
        auto d = new_duty(row,
                          r.accepted ? law_.accepts
                          : anew     ? r.completed_by
                                     : h_.letters[r.letter].what,
                          **accepted, row.owes);
        // Deemed at once (law of 2017), it runs from the filing itself and not from the end of a limit.
        d.trigger_is_limit = !r.accepted && **accepted != r.on;
        d.bases = {t->is.from};
        d.ref = r.ref;
        d.round = i;
        bool const stands = stands_still(r);
        auto const now = about(h_, r, in_);
        if (!r.extensions.empty()) {
            auto const before = d.bases.size();
            ground(d, ground_row::why::lengthened, now);
            auto const cites = d.bases.size() > before ? d.bases.back() : d.bases.front();
            for (auto const& each : r.extensions) {
                d.extensions.push_back({each.on, each.days, each.until, cites});
            }
        }
        if (!r.stops.empty() || stands) {
            ground(d, ground_row::why::suspended, now);
        }
        bool const waited = std::any_of(r.waits.begin(), r.waits.end(), [&](pause const& each) {
            return each.to > (std::max)(each.from, **accepted);
        });
        if (waited && waiting_is_taken_out(h_, r, in_)) {
            ground(d, ground_row::why::completed, now);
        }
        set_period(d, **p);
        settle(d, r.answered);
        if (stands) {
            d.status = duty_status::paused;
            if (d.end) {
                d.end->certain = false;
                d.end->latest.reset();
            }
        }
        add(std::move(d));
    }

    /// What a party may do after the decision, or for want of one.
    void follow_up(duty_row const& row, std::size_t i) {
        auto const& r = h_.rounds[i];
        auto const p = keep(decision_period(h_, r, h_.as_of, in_));
        if (!p) {
            return;
        }
        auto const decision = *p ? end_of(**p) : std::nullopt;
        auto const followed = order_.followed(i);
        // One filed because the decision ran late used that window, whatever was decided after.
        bool const by_decision = r.answered && !r.joined_undecided;
        if (by_decision && (order_.went_another_way(i) || !may_be_followed(r))) {
            return;
        }
        bool const stands = r.suspended && !r.stands_in_vain;
        if (!by_decision &&
            (!decision ||
             (!followed && (stands || h_.as_of <= decision->latest.value_or(decision->due))))) {
            return;
        }
        auto const* told = by_decision ? &h_.letters[r.answer_letter] : nullptr;
        date const from = by_decision ? told->reached() : decision->due;
        auto const* const t = term_for(law_, row.which, about(h_, from, in_));
        if (t == nullptr) {
            return;
        }
        auto d =
            new_duty(row, by_decision ? told->what : h_.letters[r.letter].what, from, row.owes);
        d.trigger_is_limit = !by_decision;
        d.bases = {t->is.from};
        d.ref = r.ref;
        d.round = i;
        if (!by_decision || !told->returned) {
            set_period(d, period_from(from, t->is));
        }
        settle(d, followed);
        if (d.done_on && d.status == duty_status::lapsed) {
            warn(row.late_warning);
        }
        add(std::move(d));
    }

    // --- from the act that closed the case, or for want of one ----------------------------------------------

    /// What the applicant may do about the act, or for want of one.
    void windows() {
        auto const role = role_of(law_, h_.now.at);
        if (role == stage_role::open && h_.acts.empty()) {
            auto const* reply = reply_in_force();
            if (reply != nullptr && reply->status == duty_status::missed && reply->end) {
                date const due = reply->end->due;
                each_window({due, reply->trigger, due, nullptr, true});
            }
        }
        for (auto const& act : h_.acts) {
            if (!act.letter) {
                each_window({act.on, act.what, act.on, &act, true});
                continue;
            }
            auto const& l = h_.letters[*act.letter];
            // An answer that came back is not known to the applicant: no window has begun.
            each_window({l.reached(), l.what, act.on, &act, !l.returned});
        }
    }

    [[nodiscard]] duty const* reply_in_force() const {
        for (auto const& d : out_) {
            if (d.what == law_.main_clock && d.in_force) {
                return &d;
            }
        }
        return nullptr;
    }

    /// What the windows of an act, or of the want of one, have in common.
    struct occasion {
        date from{};  ///< known since
        event trigger{};
        date on{};
        case_act const* act = nullptr;  ///< none: silence
        bool begun = true;
    };

    void each_window(occasion const& of) {
        for (auto const& row : law_.duties) {
            if (row.source == made_from::act) {
                window(row, of);
            }
        }
    }

    void warn_once(code what) {
        if (std::find(said_.begin(), said_.end(), what) != said_.end()) {
            return;
        }
        said_.push_back(what);
        if (std::none_of(warnings_.begin(), warnings_.end(),
                         [&](warning const& w) { return w.what == what && !w.has_row; })) {
            warn(what);
        }
    }

    void window(duty_row const& row, occasion const& of) {
        bool const overdue = of.act == nullptr;
        auto now = about(h_, of.from, in_);
        now.overdue = overdue;
        if (!overdue && is_barred(h_, *of.act, row, in_)) {
            warn_once(row.bar_warning);
            return;
        }
        if (row.dispute_warning != code{} && holds(row.disputed, now)) {
            warn(row.dispute_warning);
        }
        auto const* const t = term_for(law_, row.which, now);
        if (t == nullptr) {
            return;
        }
        auto d = new_duty(row, of.trigger, of.from, row.owes);
        d.trigger_is_limit = overdue;
        d.bases = {t->is.from};
        if (of.begun) {
            set_period(d, period_from(of.from, t->is));
        }
        settle(d, order_.opened_against(row.of, of.act));
        // Who chose the way that may come first goes on from its end (Z7).
        auto const first = about(law_, row.of).follows;
        if (first && !d.done_on && order_.counts_against(*first, of.act)) {
            d.status = duty_status::superseded;
        }
        if (d.done_on && d.status == duty_status::lapsed) {
            warn(row.late_warning);
        }
        add(std::move(d));
    }

    round_order order_;
    std::optional<std::vector<maybe_date>> first_pauses_{};  ///< by matter
    std::vector<code> said_{};
};

}  // namespace detail

QIXIAN_DECL result<std::vector<duty>> duties_of(history const& h, context const& in,
                                                std::vector<warning>& warnings) {
    return detail::duty_maker(h, in, warnings)();
}

}  // namespace qixian::inline v0
