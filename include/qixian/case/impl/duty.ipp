#pragma once

#include <algorithm>

#include "qixian/case/duty.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Collects the duties of one history.
class duty_maker {
public:
    duty_maker(history const& h, context const& in, std::vector<warning>& warnings)
        : h_(h), in_(in), warnings_(warnings) {}

    result<std::vector<duty>> operator()() {
        confirmation();
        replies();
        correction_notice();
        corrections();
        opinions();
        payments();
        reasons();
        reanswers();
        windows();
        remedies();
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
    void warn(code what, maybe_date shadow = {}, std::string reading = {}) {
        warnings_.push_back({.what = what, .shadow_due = shadow, .reading = std::move(reading)});
    }

    std::optional<deadline> end_of(period const& p) {
        auto const end = run(p, in_.calendar);
        if (!end) {
            if (!wrong_) {
                wrong_ = end.error();
            }
            return std::nullopt;
        }
        return *end;
    }

    template <class T>
    std::optional<T> keep(result<T> got) {
        if (!got) {
            if (!wrong_) {
                wrong_ = got.error();
            }
            return std::nullopt;
        }
        return std::move(got).value();
    }

    /// The last day that counts against someone: where a notice may move it, the latest.
    static maybe_date last_of(duty const& d) {
        return d.end ? maybe_date{d.end->latest.value_or(d.end->due)} : maybe_date{};
    }

    void set_period(duty& d, std::optional<period> const& p) {
        if (!p) {
            return;
        }
        d.runs = *p;
        d.end = end_of(*p);
        if (!p->named) {
            d.limit = p->length;
            d.in = p->in;
        }
    }

    /// Status of a duty or window that was discharged on `done_on`, or not.
    void settle(duty& d, maybe_date done_on, bool over = false) {
        d.done_on = done_on;
        auto const last = last_of(d);
        auto const late =
            binds_authority(d.what, d.owed_by) ? duty_status::missed : duty_status::lapsed;
        if (done_on) {
            d.status = !last || *done_on <= *last ? duty_status::met : late;
        } else if (last && h_.as_of > *last) {
            d.status = late;
        } else {
            d.status = over ? duty_status::lapsed : duty_status::running;
        }
    }

    /// D5 for a period in months, D4 where the last day moved.
    static void cite_counting(duty& d) {
        if (!d.runs || !d.end || is_counted_in_working_days(*d.runs)) {
            return;
        }
        if (!d.runs->named && d.runs->in == unit::month) {
            d.bases.push_back(basis::d5);
        }
        if (d.end->due != nominal_end(*d.runs)) {
            d.bases.push_back(basis::d4);
        }
    }

    void add(duty d) {
        cite_counting(d);
        if (d.end && (d.status == duty_status::running || d.status == duty_status::paused ||
                      (d.status == duty_status::missed && !d.done_on))) {
            date const due = d.end->due;
            bool const late = h_.as_of > due;
            auto const between =
                keep(late ? in_.calendar.count(due, h_.as_of) : in_.calendar.count(h_.as_of, due));
            if (between) {
                d.working_days_left = late ? -between->least : between->least;
                d.light = late ? light::overdue : light_for(*d.working_days_left);
            }
        }
        out_.push_back(std::move(d));
    }

    void confirmation() {
        if (!h_.lodged_on) {
            return;
        }
        duty d{.what = duty_kind::confirmation,
               .owed_by = party::agency,
               .trigger = event::lodged,
               .started_on = *h_.lodged_on,
               .bases = {h_.law == regime::decree_492             ? basis::o11
                         : h_.lodged_by == channel::ordinary_post ? basis::r31_3
                                                                  : basis::r31_4}};
        if (h_.lodged_by == channel::ordinary_post) {
            d.runs = period{.start = *h_.lodged_on, .named = h_.lodged_on, .rolls = false};
            d.end = deadline{.due = *h_.lodged_on, .latest = h_.lodged_on};
        }
        settle(d, h_.received_on ? h_.received_on : h_.closed_on);
        add(std::move(d));
    }

    void replies() {
        for (std::size_t i = 0; i < h_.runs.size(); ++i) {
            reply(h_.runs[i], i + 1 == h_.runs.size());
        }
    }

    void reply(reply_run const& of, bool in_force) {
        auto const t = reply_term(h_.law);
        duty d{.what = duty_kind::reply,
               .owed_by = party::agency,
               .trigger = of.trigger,
               .started_on = of.origin,
               .bases = {t.from},
               .in_force = in_force};
        if (of.trigger == event::correction_received) {
            d.bases.push_back(basis::r30_3);
        } else if (of.trigger == event::fee_paid) {
            d.bases.push_back(basis::r42_5);
        } else if (of.trigger == event::reasons_received) {
            d.bases.push_back(basis::r35_1);
        }
        // An extension rests on the same paragraph (R33-3, O2); its days are in the limit.
        bool const held = of.held_from && !of.named;
        date const seen = held           ? *of.held_from
                          : h_.closed_on ? std::min(h_.as_of, *h_.closed_on)
                                         : h_.as_of;
        auto p = held ? of.former_period : keep(reply_period(h_, of, seen, in_));
        if (!p) {
            return;
        }
        if (of.named) {
            d.bases = {basis::r35_3};
        } else if (!p->pauses.empty()) {
            d.bases.push_back(h_.law == regime::decree_492 ? basis::o3 : basis::r33_4);
        }
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
        if (held && !(in_force && h_.closed_on)) {
            d.status = duty_status::superseded;
        } else if (held) {
            d.status = duty_status::met;
            d.done_on = h_.closed_on;
        } else if (h_.closed_on) {
            settle(d, h_.closed_on);
            if (h_.now.at == stage::abandoned) {
                d.status = duty_status::met;
            }
        } else if (open_pause) {
            d.status = duty_status::paused;
        } else {
            settle(d, {});
        }
        if (in_force && !h_.closed_on && d.end && !d.end->certain && !open_pause) {
            warn(code::calendar_uncertain);
        }
        add(std::move(d));
    }

    void correction_notice() {
        if (h_.law != regime::decree_711 || h_.runs.empty()) {
            return;
        }
        date const from = h_.runs.front().origin;
        duty d{.what = duty_kind::correction_notice,
               .owed_by = party::agency,
               .trigger = event::received,
               .started_on = from,
               .bases = {correction_notice_term.from}};
        set_period(d, period{.start = from,
                             .length = correction_notice_term.length,
                             .in = correction_notice_term.in});
        maybe_date sent;
        if (!h_.corrections.empty()) {
            sent = h_.corrections.front().sent;
        }
        settle(d, sent, h_.closed_on.has_value());
        add(std::move(d));
    }

    void given(duty d, given_period const& g, maybe_date done, bool over) {
        auto p = keep(period_given(h_, g, in_));
        if (!p) {
            return;
        }
        if (*p && !(*p)->named && d.owed_by == party::agency) {
            (*p)->rolls = in_.policies.authority_limit == authority_limit::rolled;
        }
        set_period(d, *p);
        settle(d, done, over);
        add(std::move(d));
    }

    void corrections() {
        for (auto const& round : h_.corrections) {
            auto const& l = h_.letters[round.allowed.letter];
            given({.what = duty_kind::correction,
                   .owed_by = party::applicant,
                   .trigger = l.what,
                   .started_on = l.reached(),
                   .bases = {h_.law == regime::decree_492 ? basis::o6 : basis::r30_2},
                   .ref = l.ref},
                  round.allowed, round.received, h_.closed_on.has_value());
        }
    }

    void opinions() {
        for (auto const& c : h_.consultations) {
            auto const& l = h_.letters[c.letter];
            auto const who = c.whom == kind::third_party ? party::third_party
                             : c.whom == kind::co_maker  ? party::co_maker
                                                         : party::other_agency;
            duty d{.what = duty_kind::opinion,
                   .owed_by = who,
                   .trigger = event::consulted,
                   .started_on = l.reached(),
                   .bases = {h_.law == regime::decree_492  ? basis::o3
                             : c.whom == kind::third_party ? basis::r32_2
                             : c.whom == kind::co_maker    ? basis::r34_1
                                                           : basis::r33_4},
                   .ref = c.ref};
            set_period(d, opinion_period(h_, c));
            settle(d, c.silent ? maybe_date{} : c.answered, h_.closed_on.has_value());
            if (c.silent) {
                d.status =
                    binds_authority(d.what, d.owed_by) ? duty_status::missed : duty_status::lapsed;
            }
            add(std::move(d));
        }
    }

    void payments() {
        for (auto const& round : h_.payments) {
            auto const& l = h_.letters[round.letter];
            duty d{.what = duty_kind::payment,
                   .owed_by = party::applicant,
                   .trigger = event::fee_notified,
                   .started_on = l.reached(),
                   .bases = {payment_term.from},
                   .ref = l.ref};
            set_period(d, payment_period(h_, round));
            settle(d, round.paid, h_.closed_on.has_value());
            add(std::move(d));
        }
    }

    void reasons() {
        for (auto const& round : h_.reasons) {
            auto const& l = h_.letters[round.allowed.letter];
            given({.what = duty_kind::reasons,
                   .owed_by = party::applicant,
                   .trigger = event::reasons_requested,
                   .started_on = l.reached(),
                   .bases = {basis::r35_1},
                   .ref = l.ref},
                  round.allowed, round.received, h_.closed_on.has_value());
        }
    }

    void reanswers() {
        for (auto const& order : h_.orders) {
            auto const& l = h_.letters[order.allowed.letter];
            given_period g = order.allowed;
            if (!g.days && !g.until) {
                auto const t = reanswer_term(h_.law);
                g.days = t.length;
                g.in = t.in;
            }
            given({.what = duty_kind::reanswer,
                   .owed_by = party::agency,
                   .trigger = event::reanswer_ordered,
                   .started_on = l.reached(),
                   .bases = {basis::r28_1},
                   .ref = l.ref},
                  g, order.answered, false);
        }
    }

    /// R60-1, R60-8, R61-1, R61-3: what the applicant may do about the act, or for want of one.
    void windows() {
        if (h_.reply_letter && is_replied(h_.now.at)) {
            auto const& l = h_.letters[*h_.reply_letter];
            // A reply that came back is not known to the applicant: no window has begun.
            window_pair(l.reached(), l.what, *h_.closed_on, false, !l.returned);
        } else if (h_.now.at == stage::abandoned) {
            window_pair(*h_.closed_on, *h_.closed_by, *h_.closed_on, false, true);
        } else if (is_open(h_.now.at)) {
            auto const* reply = reply_in_force();
            if (reply != nullptr && reply->status == duty_status::missed && reply->end) {
                window_pair(reply->end->due, reply->trigger, reply->end->due, true, true);
            }
        }
    }

    [[nodiscard]] duty const* reply_in_force() const {
        for (auto const& d : out_) {
            if (d.what == duty_kind::reply && d.in_force) {
                return &d;
            }
        }
        return nullptr;
    }

    /// The first review, or direct suit, filed from the day of the act on.
    maybe_date filed_since(bool suit, date act) {
        for (auto const& r : h_.remedies) {
            if (r.is_suit == suit && !r.after && r.filed >= act) {
                return r.filed;
            }
        }
        return {};
    }

    void window_pair(date from, event trigger, date act, bool overdue, bool begun) {
        auto const window = [&](duty_kind what, term const& t) {
            duty d{.what = what,
                   .owed_by = party::applicant,
                   .trigger = trigger,
                   .trigger_is_limit = overdue,
                   .started_on = from,
                   .bases = {t.from}};
            if (begun) {
                set_period(d, period{.start = from, .length = t.length, .in = t.in});
            }
            settle(d, filed_since(what == duty_kind::suit, act));
            if (d.done_on && d.status == duty_status::lapsed) {
                warn(what == duty_kind::suit ? code::suit_filed_late : code::review_filed_late);
            }
            add(std::move(d));
        };
        window(duty_kind::review_application, review_application_term(from, overdue));
        if (!overdue && h_.result && needs_review_first(*h_.result) &&
            *h_.closed_on >= review_law_2023_from) {
            warn(code::review_first);
            return;
        }
        if (overdue && from >= review_law_2023_from && from < spc_2025_from) {
            warn(code::review_first_disputed);
        }
        window(duty_kind::suit, suit_term(from, overdue));
    }

    void remedies() {
        for (auto const& r : h_.remedies) {
            r.is_suit ? suit_defence(r) : review(r);
        }
    }

    /// A duty that no row of a log can show to be met: decided means over, otherwise it is said.
    void unrecorded(duty& d, maybe_date decided) {
        settle(d, {});
        if (decided) {
            d.status = duty_status::met;
        } else if (d.status == duty_status::missed) {
            warn(code::answer_not_recorded);
        }
    }

    void review(remedy_case const& r) {
        auto const accept = review_acceptance_term(r.filed);
        duty a{.what = duty_kind::review_acceptance,
               .owed_by = party::review_body,
               .trigger = event::review_filed,
               .started_on = r.filed,
               .bases = {accept.from},
               .ref = r.ref};
        set_period(a, period{.start = r.filed, .length = accept.length, .in = accept.in});
        auto const accepted = keep(acceptance_day(r, in_));
        if (!accepted) {
            return;
        }
        settle(a, *accepted <= h_.as_of ? maybe_date{*accepted}
                  : r.decided           ? r.decided
                                        : maybe_date{});
        if (a.status == duty_status::missed) {
            a.status = duty_status::met;  // deemed on the last day, whenever it was recorded
            a.done_on = a.end->due;
        }
        add(std::move(a));

        auto const answer = review_answer_term(r.filed, r.simplified);
        date const copy = h_.letters[r.letter].reached();
        duty b{.what = duty_kind::review_answer,
               .owed_by = party::agency,
               .trigger = event::review_filed,
               .started_on = copy,
               .bases = {answer.from},
               .ref = r.ref};
        if (!h_.letters[r.letter].returned) {
            set_period(b, period{.start = copy,
                                 .length = answer.length,
                                 .in = answer.in,
                                 .rolls = in_.policies.authority_limit == authority_limit::rolled});
        }
        unrecorded(b, r.decided);
        add(std::move(b));

        auto const p = keep(decision_period(r, in_));
        if (!p) {
            return;
        }
        auto const decision = end_of(*p);
        if (!decision) {
            return;
        }
        date const decision_last = decision->latest.value_or(decision->due);
        if (*accepted <= h_.as_of) {
            duty c{.what = duty_kind::review_decision,
                   .owed_by = party::review_body,
                   .trigger = r.accepted ? event::review_accepted : event::review_filed,
                   .trigger_is_limit = !r.accepted,
                   .started_on = *accepted,
                   .bases = {review_decision_term(r.filed, r.simplified).from},
                   .ref = r.ref};
            set_period(c, *p);
            settle(c, r.decided);
            add(std::move(c));
        }
        maybe_date sued;
        for (auto const& other : h_.remedies) {
            if (other.is_suit && other.after && &h_.remedies[*other.after] == &r) {
                sued = other.filed;
            }
        }
        // A suit filed because the review ran late used that window, whatever was decided after.
        bool const by_decision = r.decided && (!sued || *sued >= *r.decided);
        if (!by_decision && !sued && h_.as_of <= decision_last) {
            return;
        }
        auto const* told = by_decision ? &h_.letters[r.decision_letter] : nullptr;
        duty s{.what = duty_kind::suit_after_review,
               .owed_by = party::applicant,
               .trigger = by_decision ? event::review_decided : event::review_filed,
               .trigger_is_limit = !by_decision,
               .started_on = by_decision ? told->reached() : decision->due,
               .bases = {suit_after_review_term.from},
               .ref = r.ref};
        if (!by_decision || !told->returned) {
            set_period(s, period{.start = s.started_on,
                                 .length = suit_after_review_term.length,
                                 .in = suit_after_review_term.in});
        }
        settle(s, sued);
        if (s.done_on && s.status == duty_status::lapsed) {
            warn(code::suit_filed_late);
        }
        add(std::move(s));
    }

    void suit_defence(remedy_case const& r) {
        date const copy = h_.letters[r.letter].reached();
        duty d{.what = duty_kind::suit_defence,
               .owed_by = party::agency,
               .trigger = event::suit_filed,
               .started_on = copy,
               .bases = {suit_defence_term.from},
               .ref = r.ref};
        if (!h_.letters[r.letter].returned) {
            set_period(d, period{.start = copy,
                                 .length = suit_defence_term.length,
                                 .in = suit_defence_term.in,
                                 .rolls = in_.policies.authority_limit == authority_limit::rolled});
        }
        unrecorded(d, r.decided);
        add(std::move(d));
    }

    history const& h_;
    context const& in_;
    std::vector<warning>& warnings_;
    std::vector<duty> out_;
    std::optional<fault> wrong_;
};

}  // namespace detail

QIXIAN_DECL result<std::vector<duty>> duties_of(history const& h, context const& in,
                                                std::vector<warning>& warnings) {
    return detail::duty_maker(h, in, warnings)();
}

}  // namespace qixian::inline v0
