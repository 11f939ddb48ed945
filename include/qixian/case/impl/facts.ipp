// What guards may ask about a history: which round a row means, and the fact rows of the statute.
#pragma once

#include <algorithm>
#include <utility>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/about.ipp"
#include "qixian/case/impl/unfit.ipp"

namespace qixian::inline v0 {

namespace detail {

/// Which of `candidates` a row with this `re` means. `unknown`: `re` names nothing at all.
template <class IsNamed, class IsCandidate>
std::pair<target, std::size_t> resolve(std::string const& re, std::size_t size, IsNamed is_named,
                                       IsCandidate is_candidate) {
    std::size_t found = 0;
    std::size_t at = 0;
    bool named = false;
    for (std::size_t i = 0; i < size; ++i) {
        if (!re.empty() && !is_named(i)) {
            continue;
        }
        named = true;
        if (is_candidate(i)) {
            ++found;
            at = i;
        }
    }
    if (found == 0) {
        return {named || re.empty() ? target::none : target::unknown, at};
    }
    return {found == 1 ? target::found : target::ambiguous, at};
}

/// A round and the one that followed it are one chain: either key names both.
inline bool in_chain_named(history const& h, std::size_t i, std::string const& key) {
    auto const& r = h.rounds[i];
    if (r.ref == key || (r.after && h.rounds[*r.after].ref == key)) {
        return true;
    }
    return std::any_of(h.rounds.begin(), h.rounds.end(), [&](case_round const& other) {
        return other.after == i && other.ref == key;
    });
}

/// The round of `of` that `e` answers, among those that `is_candidate`.
template <class IsCandidate>
result<std::pair<target, std::size_t>> find_round(history const& h, entry const& e, matter of,
                                                  IsCandidate is_candidate, context const& in) {
    auto const& all = h.rounds;
    auto const& row = about(*in.law, of);
    bool const chained = row.how == found_by::chain;
    auto const candidate = [&](std::size_t i) { return all[i].what == of && is_candidate(all[i]); };
    auto const named = [&](std::size_t i) {
        return chained ? about(*in.law, all[i].what).how == found_by::chain &&
                             in_chain_named(h, i, e.re)
                       : all[i].what == of && all[i].ref == e.re;
    };
    auto const found = resolve(e.re, all.size(), named, candidate);
    if (found.first == target::unknown) {
        // Where nothing is open at all, that is what has to be said.
        auto const any = resolve({}, all.size(), candidate, candidate);
        return any.first == target::none ? any : found;
    }
    if (found.first != target::ambiguous || chained) {
        return found;
    }
    // Several without an answer: those whose limit has not passed come first.
    std::vector<char> running(all.size(), false);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!candidate(i)) {
            continue;
        }
        running[i] = true;
        if (auto const limit = limit_by_law(h, all[i], in)) {
            auto const last = run(*limit, in.calendar);
            if (!last) {
                return last.error();
            }
            running[i] = e.on <= last->latest.value_or(last->due);
        }
    }
    auto const within =
        resolve(e.re, all.size(), named, [&](std::size_t i) { return running[i] != 0; });
    return within.first == target::none ? found : within;
}

inline bool is_unanswered(case_round const& r) { return !r.answered; }
inline bool awaits_acceptance(case_round const& r) { return !r.accepted && !r.answered; }

inline bool waits_for_what_it_lacks(case_round const& r) {
    return !r.answered && !r.accepted && r.waits_now;
}
inline bool is_undecided_and_runs(case_round const& r) { return !r.answered && !r.suspended; }
inline bool may_be_lengthened(case_round const& r) { return !r.answered && !r.simplified; }
inline bool is_suspended(case_round const& r) { return !r.answered && r.suspended; }
inline bool is_decided(case_round const& r) { return r.answered.has_value(); }

/// The letter that `e` names among those that came back, or the only one.
inline std::pair<target, std::size_t> find_returned_letter(history const& h, entry const& e) {
    return resolve(
        e.re, h.letters.size(), [&](std::size_t i) { return h.letters[i].ref == e.re; },
        [&](std::size_t i) {
            return h.letters[i].returned && (!e.re.empty() || h.letters[i].counts);
        });
}

inline std::pair<target, std::size_t> find_letter(history const& h, entry const& e) {
    return resolve(
        e.re, h.letters.size(), [&](std::size_t i) { return h.letters[i].ref == e.re; },
        [&](std::size_t i) {
            // A letter from whose delivery nothing counts is meant only where it is named.
            auto const& l = h.letters[i];
            return !e.re.empty() || (l.counts && !l.delivered && !l.returned);
        });
}

/// Whether the time for deciding `r` is over on `on`.
inline result<bool> is_overdue(history const& h, case_round const& r, date on, context const& in) {
    bool const stands = r.suspended && !r.stands_in_vain;
    if (r.answered || stands || duty_of(*in.law, r.what, ends::decided) == nullptr) {
        return false;
    }
    auto const p = decision_period(h, r, on, in);
    if (!p) {
        return p.error();
    }
    if (!*p) {
        return false;
    }
    auto const end = run(**p, in.calendar);
    if (!end) {
        return end.error();
    }
    return on > end->latest.value_or(end->due);
}

/// The round of `of` that `e` would follow: decided or overdue, and not followed yet.
inline result<std::optional<std::size_t>> round_to_follow(history const& h, entry const& e,
                                                          matter of, context const& in) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < h.rounds.size(); ++i) {
        auto const& r = h.rounds[i];
        if (r.what != of || r.joined || !may_be_followed(r)) {
            continue;
        }
        auto const overdue = is_overdue(h, r, e.on, in);
        if (!overdue) {
            return overdue.error();
        }
        if ((r.answered || *overdue) && (e.re.empty() || in_chain_named(h, i, e.re))) {
            found = i;
        }
    }
    return found;
}

inline case_round const* last_round(history const& h, matter of) {
    for (std::size_t i = h.rounds.size(); i-- > 0;) {
        if (h.rounds[i].what == of) {
            return &h.rounds[i];
        }
    }
    return nullptr;
}

/// Works out the facts for one row, one fact row after the other.
class fact_finder {
public:
    fact_finder(history const& h, entry const& e, context const& in) : h_(h), e_(e), in_(in) {
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
        case fact::corrections:
            out_.corrections = static_cast<int>(
                std::count_if(h_.rounds.begin(), h_.rounds.end(),
                              [&](case_round const& r) { return r.what == row.of; }));
            return;
        case fact::notice_last: return notice_last(row);
        case fact::correction_last:
            if (auto const* const r = last_round(h_, row.of)) {
                out_.correction_last = keep(end_of(period_given(h_, r->allowed, in_), in_));
            }
            return;
        case fact::payment_last:
            if (auto const* const r = last_round(h_, row.of)) {
                out_.payment_last = keep(end_of(limit_by_law(h_, *r, in_), in_));
            }
            return;
        case fact::reasons_last:
            if (auto const* const r = last_round(h_, row.of)) {
                out_.reasons_last = keep(end_of(period_given(h_, r->allowed, in_), in_));
            }
            return;
        case fact::granted: return granted();
        case fact::consultation: return consultation(row);
        case fact::letter: out_.letter = find_letter(h_, e_).first; return;
        case fact::returned_letter: out_.letter = find_returned_letter(h_, e_).first; return;
        case fact::may_lapse: out_.may_lapse = true; return;
        case fact::third_party: return third_party(row);
        case fact::not_asked: out_.correction_not_asked = last_round(h_, row.of) == nullptr; return;
        case fact::review_first:
            out_.review_first = comes_first_by_law(h_, row.duty, e_.on, in_);
            return;
        case fact::to_accept: out_.review_to_accept = among(row.of, awaits_acceptance); return;
        case fact::to_decide: out_.review_to_decide = among(row.of, is_unanswered); return;
        case fact::to_judge: out_.suit_to_decide = among(row.of, is_unanswered); return;
        case fact::to_complete:
            out_.review_to_complete = among(row.of, waits_for_what_it_lacks);
            return;
        case fact::to_suspend:
            out_.review_to_suspend = among(row.of, is_undecided_and_runs);
            return;
        case fact::to_resume: out_.review_to_resume = among(row.of, is_suspended); return;
        case fact::to_reopen: out_.suit_to_reopen = among(row.of, is_decided); return;
        case fact::ask_last: return ask_last(row);
        case fact::decide_last: return decide_last(row);
        case fact::given_up: {
            auto const act = act_on(h_, e_.on);
            out_.review_given_up =
                std::any_of(h_.rounds.begin(), h_.rounds.end(), [&](case_round const& r) {
                    return r.what == row.of && r.given_up && act_on(h_, r.on) == act;
                });
            return;
        }
        case fact::any_decision:
            out_.any_decision =
                out_.any_decision ||
                std::any_of(h_.rounds.begin(), h_.rounds.end(), [&](case_round const& r) {
                    bool const once = std::any_of(
                        r.earlier.begin(), r.earlier.end(),
                        [](case_round::earlier_end const& each) { return each.decided; });
                    return r.what == row.of && (once || (r.answered && !r.dismissed && !r.dropped));
                });
            return;
        case fact::running:
            for (auto const& r : h_.rounds) {
                if (r.what == row.of && !r.answered && !wrong_ &&
                    act_on(h_, r.on) == act_on(h_, e_.on)) {
                    bool const overdue = keep(is_overdue(h_, r, e_.on, in_));
                    out_.review_running = out_.review_running || !overdue;
                }
            }
            return;
        case fact::exhausted:
            out_.review_exhausted = keep(round_to_follow(h_, e_, row.of, in_)).has_value();
            return;
        case fact::reference: return reference();
        case fact::order_open:
            out_.order_open =
                std::any_of(h_.rounds.begin(), h_.rounds.end(),
                            [&](case_round const& r) { return r.what == row.of && !r.answered; });
            return;
        }
    }

    template <class IsCandidate>
    target among(matter of, IsCandidate is_candidate) {
        return keep(find_round(h_, e_, of, is_candidate, in_)).first;
    }

    void due() {
        if (!is_open_in(*in_.law, h_.now.at) || h_.runs.empty() || clock_held(h_)) {
            return;
        }
        out_.satisfied = h_.runs.back().satisfied.has_value();
        auto p = keep(reply_period(h_, h_.runs.back(), e_.on, in_));
        if (wrong_) {
            return;
        }
        for (auto& each : p.pauses) {
            if (!each.to_latest || *each.to_latest > e_.on) {
                out_.paused = true;
                each.to_latest = each.to;
            }
        }
        auto const end = keep(run(p, in_.calendar));
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
        out_.third_party_not_asked = true;
        for (auto const& r : h_.rounds) {
            if (r.what != row.of || r.whom != in_.law->asks_third_party) {
                continue;
            }
            out_.third_party_not_asked = false;
            auto const last = keep(end_of(limit_by_law(h_, r, in_), in_));
            if (!r.answered && (!last || e_.on <= *last)) {
                out_.opinion_awaited = true;
                out_.consultation_last = last;
            }
            bool const objects = r.in_time && r.said && r.said == in_.law->objects;
            out_.third_party_objects = out_.third_party_objects || objects;
        }
    }

    /// The last day on which a body may ask for what a round lacks.
    void ask_last(fact_row const& row) {
        auto const found = keep(find_round(h_, e_, row.of, awaits_acceptance, in_));
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
        auto const found = keep(find_round(h_, e_, row.of, may_be_lengthened, in_));
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
        auto const found = keep(find_round(h_, e_, row.of, is_unanswered, in_));
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
        for (std::size_t i = 0; i < h_.rounds.size(); ++i) {
            out_.suit_reference_known =
                out_.suit_reference_known ||
                (about(*in_.law, h_.rounds[i].what).how == found_by::chain &&
                 in_chain_named(h_, i, e_.re));
        }
    }

    history const& h_;
    entry const& e_;
    context const& in_;
    facts out_{};
    std::optional<fault> wrong_{};
};

/// Pre: `e` is a row, `in` is fit to be asked with.
inline result<facts> find_facts(history const& h, entry const& e, context const& in) {
    return fact_finder(h, e, in)();
}

}  // namespace detail

QIXIAN_DECL result<facts> facts_for(history const& h, entry const& e, context const& in) {
    if (auto wrong = detail::unfit(e.on, in)) {
        return *std::move(wrong);
    }
    if (auto wrong = first_fault(*in.law, e)) {
        return *std::move(wrong);
    }
    return detail::find_facts(h, e, in);
}

}  // namespace qixian::inline v0
