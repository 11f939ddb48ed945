// What guards may ask about a history: the fact rows of the statute.
#pragma once

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"
#include "qixian/case/impl/case_index.ipp"
#include "qixian/case/impl/unfit.ipp"

namespace qixian::inline v0 {

namespace detail {

/// Works out the facts for one row, one fact row after the other.
class fact_finder {
public:
    fact_finder(history const& h, case_index& index, entry const& e, context const& in)
        : h_(h), index_(index), e_(e), in_(in) {
        out_.law = h.law;
    }

    result<facts> operator()() {
        for (auto const& row : in_.law->facts) {
            if (has(row.events, e_.what) && has(row.stages, h_.now.at) &&
                holds(row.when, about(h_, e_.on, in_))) {
                find(row);
                if (wrong_) {
                    return *wrong_;
                }
            }
        }
        return out_;
    }

private:
    template <class T>
    T keep(result<T> got) {
        if (!got) {
            wrong_ = got.error();
            return {};
        }
        return std::move(got).value();
    }

    void find(fact_row const& row) {
        switch (row.which) {
        case fact::due: return due();
        case fact::corrections: out_.corrections = static_cast<int>(index_.total(row.of)); return;
        case fact::notice_last: return notice_last(row);
        case fact::correction_last:
            if (auto const* const r = last_round(row.of)) {
                out_.correction_last = keep(end_of(period_given(h_, r->allowed, in_), in_));
            }
            return;
        case fact::payment_last:
            if (auto const* const r = last_round(row.of)) {
                out_.payment_last = keep(end_of(limit_by_law(h_, *r, in_), in_));
            }
            return;
        case fact::reasons_last:
            if (auto const* const r = last_round(row.of)) {
                out_.reasons_last = keep(end_of(period_given(h_, r->allowed, in_), in_));
            }
            return;
        case fact::granted: return granted();
        case fact::consultation: return consultation(row);
        case fact::letter: out_.letter = index_.letter(e_.re).first; return;
        case fact::returned_letter: out_.letter = index_.returned_letter(e_.re).first; return;
        case fact::may_lapse: out_.may_lapse = true; return;
        case fact::third_party: return third_party(row);
        case fact::not_asked: out_.correction_not_asked = last_round(row.of) == nullptr; return;
        case fact::review_first:
            out_.review_first = comes_first_by_law(h_, row.duty, day_of_act(), in_);
            return;
        case fact::to_accept:
            out_.review_to_accept = among(row.of, round_is::awaiting_acceptance);
            return;
        case fact::to_decide: out_.review_to_decide = among(row.of, round_is::unanswered); return;
        case fact::to_judge: out_.suit_to_decide = among(row.of, round_is::unanswered); return;
        case fact::to_complete:
            out_.review_to_complete = among(row.of, round_is::incomplete);
            return;
        case fact::to_suspend: out_.review_to_suspend = among(row.of, round_is::running); return;
        case fact::to_resume: out_.review_to_resume = among(row.of, round_is::suspended); return;
        case fact::to_reopen: out_.suit_to_reopen = among(row.of, round_is::decided); return;
        case fact::ask_last: return ask_last(row);
        case fact::decide_last: return decide_last(row);
        case fact::given_up: {
            auto const last = index_.last_given_up(row.of);
            out_.review_given_up = last && against_the_act_in_force(*last);
            return;
        }
        case fact::any_decision:
            out_.any_decision = out_.any_decision || index_.any(row.of, round_is::decided_once);
            return;
        case fact::running: {
            auto const last = keep(index_.last_running(row.of, act_on(h_, day_of_act()), e_.on));
            out_.review_running = out_.review_running || last;
            return;
        }
        case fact::exhausted:
            out_.review_exhausted = keep(index_.to_follow(e_, row.of)).has_value();
            return;
        case fact::reference: return reference();
        case fact::order_open: out_.order_open = index_.any(row.of, round_is::unanswered); return;
        }
    }

    target among(matter of, round_is what) { return keep(index_.round(e_, of, what)).first; }

    [[nodiscard]] case_round const* last_round(matter of) const {
        auto const last = index_.last(of);
        return last ? &h_.rounds[*last] : nullptr;
    }

    /// Rounds are opened day by day, so if the last of several was not, none was.
    [[nodiscard]] bool against_the_act_in_force(std::size_t round) const {
        return act_on(h_, h_.rounds[round].on) == act_on(h_, e_.on);
    }

    /// That of the answer that the row names, or its own.
    [[nodiscard]] date day_of_act() const { return index_.named_act(e_.re).value_or(e_.on); }

    void due() {
        if (!is_open_in(*in_.law, h_.now.at) || h_.runs.empty() || clock_held(h_)) {
            return;
        }
        out_.satisfied = h_.runs.back().satisfied.has_value();
        auto const& current = h_.runs.back();
        out_.paused = !current.named && keep(index_.clock.paused(e_.on));
        auto const end = keep(index_.clock.end_of(bare_period(h_, current, in_), e_.on));
        if (!wrong_) {
            out_.due = end.latest;
        }
    }

    /// The last day of a duty that runs from the first receipt.
    void notice_last(fact_row const& row) {
        if (h_.runs.empty()) {
            return;
        }
        date const origin = h_.runs.front().origin;
        auto const* const t = term_for(*in_.law, row.duty, about(h_, origin, in_));
        if (t != nullptr && t->how == term_kind::fixed) {
            out_.correction_notice_last = keep(end_of(period_from(origin, t->is), in_));
        }
    }

    void granted() {
        if (!h_.runs.empty()) {
            for (auto const& each : h_.runs.back().extensions) {
                out_.extended += each.days;
            }
        }
        out_.asked = e_.days.value_or(0);
        if (e_.until && !e_.days) {
            days_through();
        }
        if (auto const* const most =
                term_for(*in_.law, in_.law->main_clock, about(h_, e_.on, in_), term_kind::most)) {
            out_.most = most->is;
        }
    }

    /// Z16: an extension that names its day grants the working days after the due day in force.
    void days_through() {
        bool const possible = rule_for(*in_.law, h_.now, e_.what) != nullptr;
        if (!possible || !out_.due || e_.on > *out_.due) {
            return;
        }
        if (*e_.until <= *out_.due && h_.other_reading) {
            return;  // of the reading that was not chosen it is no fault: it grants nothing
        }
        if (*e_.until <= *out_.due) {
            wrong_ = fault{.what = code::period_backwards,
                           .detail = to_text(*e_.until) + " <= " + to_text(*out_.due),
                           .line = e_.line,
                           .field = "until"};
            return;
        }
        auto const days = in_.calendar.count(*out_.due, *e_.until);
        if (!days) {
            wrong_ = days.error();
            return;
        }
        out_.asked = days->least;
    }

    /// Z14: whether one who may object was asked, is still to be heard, has objected in time.
    void third_party(fact_row const& row) {
        out_.third_party_not_asked = !index_.any(row.of, round_is::of_third_party);
        out_.third_party_objects = index_.any(row.of, round_is::objected);
        if (auto const last = keep(index_.awaited(row.of, e_.on))) {
            out_.opinion_awaited = true;
            out_.consultation_last = *last;
        }
    }

    /// The last day on which a body may ask for what a round lacks.
    void ask_last(fact_row const& row) {
        auto const found = keep(index_.round(e_, row.of, round_is::awaiting_acceptance));
        if (wrong_ || found.first != target::found) {
            return;
        }
        auto const& r = h_.rounds[found.second];
        if (auto const* const t = term_for(*in_.law, row.duty, about(h_, r, in_))) {
            out_.review_ask_last =
                keep(end_of(period_from(r.completed.value_or(r.on), t->is), in_));
        }
    }

    /// The last day for deciding, before it rolls, and what it was extended by.
    void decide_last(fact_row const& row) {
        auto const found = keep(index_.round(e_, row.of, round_is::extensible));
        out_.review_to_extend = found.first;
        if (wrong_ || found.first != target::found) {
            return;
        }
        auto const& r = h_.rounds[found.second];
        out_.review_longer = days_longer(r);
        auto const p = keep(decision_period(h_, r, e_.on, in_));
        if (!wrong_ && p && in_.calendar.covers(p->start)) {
            out_.review_last = nominal_end(*p);
        }
    }

    void consultation(fact_row const& row) {
        auto const found = keep(index_.round(e_, row.of, round_is::unanswered));
        if (wrong_) {
            return;
        }
        out_.consultation = found.first;
        if (found.first != target::found) {
            return;
        }
        auto const& r = h_.rounds[found.second];
        auto const limit = limit_by_law(h_, r, in_);
        out_.consultation_limited = limit.has_value();
        if (auto const* const d = duty_of(*in_.law, r.what, ends::answered)) {
            if (auto const* const t = term_for(*in_.law, d->which, about(h_, r, in_))) {
                out_.consultation_basis = t->is.from;
            }
        }
        out_.consultation_last = keep(end_of(limit, in_));
    }

    void reference() {
        out_.suit_reference_known = e_.re.empty();
        out_.suit_reference_known = out_.suit_reference_known || index_.names_a_chain(e_.re) ||
                                    index_.named_act(e_.re).has_value();
    }

    history const& h_;
    case_index& index_;
    entry const& e_;
    context const& in_;
    facts out_{};
    std::optional<fault> wrong_{};
};

/// Pre: `e` is a row, `in` is fit to be asked with.
inline result<facts> find_facts(history const& h, case_index& index, entry const& e,
                                context const& in) {
    return fact_finder(h, index, e, in)();
}

}  // namespace detail

QIXIAN_DECL result<facts> facts_for(history const& h, entry const& e, context const& in) {
    if (auto wrong = detail::unfit(e.on, in)) {
        return *std::move(wrong);
    }
    if (auto wrong = first_fault(*in.law, e)) {
        return *std::move(wrong);
    }
    detail::case_index index(h, in);
    return detail::find_facts(h, index, e, in);
}

}  // namespace qixian::inline v0
