// The fold: rows in, history out.
#pragma once

#include <algorithm>
#include <numeric>

#include "qixian/case/history.hpp"
#include "qixian/rule/reflect.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"

namespace qixian::inline v0 {

namespace detail {

/// One pass over the rows of an application.
class folder {
public:
    /// Folds what is known at the end of `as_of`, as far as `until`: a row that was withdrawn later
    /// is no row at all.
    folder(std::span<entry const> rows, date as_of, date until, context const& in, regime law)
        : rows_(rows), known_(as_of), in_(in) {
        h_.as_of = until;
        h_.law = law;
    }

    result<history> operator()() {
        if (auto const clash = two_contents()) {
            return *clash;
        }
        auto const order = sorted_and_kept();
        for (auto const row : order) {
            auto const& e = rows_[row];
            end_years_through(plus_days(e.on, -1), e.on);
            if (auto const wrong = take(row, e)) {
                return *wrong;
            }
        }
        end_years_through(h_.as_of, h_.as_of);
        if (auto const wrong = warn_at_the_end()) {
            return *wrong;
        }
        return std::move(h_);
    }

private:
    using maybe_fault = std::optional<fault>;

    /// Whether row `i` repeats an earlier one under the same id.
    [[nodiscard]] std::optional<row_number> earlier_with_id(row_number i) const {
        for (row_number before = 0; !rows_[i].id.empty() && before < i; ++before) {
            if (rows_[before].id == rows_[i].id) {
                return before;
            }
        }
        return std::nullopt;
    }

    /// One id with two contents: neither can be believed.
    [[nodiscard]] maybe_fault two_contents() const {
        for (row_number i = 0; i < rows_.size(); ++i) {
            if (auto const before = earlier_with_id(i)) {
                entry same = rows_[*before];
                same.line = rows_[i].line;
                if (!(same == rows_[i])) {
                    return fault{.what = code::id_conflict,
                                 .detail = rows_[i].id,
                                 .line = rows_[i].line,
                                 .field = "id"};
                }
            }
        }
        return std::nullopt;
    }

    /// Rows by the as-of day in the order of formats.md section 1, each id once, without those
    /// taken back.
    std::vector<row_number> sorted_and_kept() {
        std::vector<row_number> order;
        for (row_number i = 0; i < rows_.size(); ++i) {
            if (rows_[i].on <= known_ && rows_[i].what != event::year_closed &&
                !earlier_with_id(i)) {
                order.push_back(i);
            }
        }
        std::stable_sort(order.begin(), order.end(), [this](row_number a, row_number b) {
            return std::tie(rows_[a].on, rows_[a].seq) < std::tie(rows_[b].on, rows_[b].seq);
        });
        // A later withdrawal may take back an earlier one, so the last is looked at first.
        std::vector<bool> gone(rows_.size(), false);
        for (auto at = order.rbegin(); at != order.rend(); ++at) {
            auto const& e = rows_[*at];
            if (e.what != event::entry_withdrawn || gone[*at]) {
                continue;
            }
            bool found = false;
            for (auto const other : order) {
                if (other != *at && !rows_[other].id.empty() && rows_[other].id == e.re) {
                    gone[other] = true;
                    found = true;
                }
            }
            if (!found) {
                h_.refused.push_back({*at, guards::refuse(code::reference_unknown, basis::c7), {}});
            }
        }
        std::erase_if(order, [&](row_number i) {
            return gone[i] || rows_[i].what == event::entry_withdrawn || rows_[i].on > h_.as_of;
        });
        return order;
    }

    /// Injects `year_ended` for every 31 December through `last`; it follows the events of its day.
    void end_years_through(date last, date next) {
        if (h_.now.at == stage::unregistered) {
            next_year_ = year_of(next);
            return;
        }
        for (; next_year_ <= year_of(last) && last_day_of(next_year_) <= last; ++next_year_) {
            entry ended;
            ended.on = last_day_of(next_year_);
            ended.what = event::year_ended;
            auto const became = step(h_.now, ended, facts{.law = h_.law});
            if (became.said.moves) {
                h_.now = became.after;
                h_.carried_over.push_back(next_year_);
            }
        }
    }

    maybe_fault take(row_number row, entry const& e) {
        auto const known = facts_for(h_, e, in_);
        if (!known) {
            return known.error();
        }
        auto const became = step(h_.now, e, *known);
        if (became.said.what != verdict::accepted) {
            auto const next = lawful_next(h_, e.on, in_);
            if (!next) {
                return next.error();
            }
            exception_row odd{row, became.said, {}};
            for (auto const& each : *next) {
                if (!each.first || *each.first <= e.on) {
                    odd.possible.push_back(each.what);
                }
            }
            bool const refused = became.said.what == verdict::refused;
            (refused ? h_.refused : h_.irregular).push_back(std::move(odd));
            if (refused) {
                return std::nullopt;
            }
        }
        h_.accepted.push_back(row);
        if (!e.desk.empty()) {
            h_.desk = e.desk;
        }
        if (auto const wrong = apply(row, e, became.said, *known)) {
            return wrong;
        }
        h_.now = became.after;
        if (is_closed(h_.now.at) && !h_.closed_on) {
            close(row, e);
        }
        return std::nullopt;
    }

    void warn(code what, std::optional<row_number> row = {}, maybe_date shadow = {},
              std::string reading = {}, std::string detail = {}) {
        h_.warnings.push_back({.what = what,
                               .row = row.value_or(0),
                               .has_row = row.has_value(),
                               .shadow_due = shadow,
                               .reading = std::move(reading),
                               .detail = std::move(detail)});
    }

    std::size_t add_letter(row_number row, entry const& e) {
        h_.letters.push_back(
            {.what = e.what, .ref = e.ref, .sent = e.on, .delivered = e.delivered, .row = row});
        return h_.letters.size() - 1;
    }

    given_period period_of(std::size_t letter, entry const& e) {
        return {letter, e.days, e.days_unit.value_or(unit::working_day), e.until};
    }

    /// The due day of a run that starts at `origin` with a fresh quota and the pauses so far.
    result<maybe_date> due_from(date origin, date on) {
        auto const p = reply_period(h_, reply_run{.origin = origin}, on, in_);
        if (!p) {
            return p.error();
        }
        auto const end = run(*p, in_.calendar);
        if (!end) {
            return end.error();
        }
        return maybe_date{end->due};
    }

    /// What runs at the end of `on`, with open pauses taken to end on that day.
    result<period> running_on(date on) {
        auto& current = h_.runs.back();
        if (current.held_from && current.former_period && !current.named) {
            return *current.former_period;
        }
        auto p = reply_period(h_, current, on, in_);
        if (!p) {
            return p.error();
        }
        period now = std::move(p).value();
        for (auto& each : now.pauses) {
            if (!each.to_latest || *each.to_latest > on) {
                each.to_latest = each.to;
            }
        }
        return now;
    }

    /// The due day in force at the end of `on`.
    result<deadline> due_on(date on) {
        auto const p = running_on(on);
        return p ? run(*p, in_.calendar) : result<deadline>(p.error());
    }

    /// R30-1, R42-4: a correction or a payment is awaited; the former day is kept.
    maybe_fault hold_clock(date on) {
        auto p = running_on(on);
        if (!p) {
            return p.error();
        }
        auto const due = run(*p, in_.calendar);
        if (!due) {
            return due.error();
        }
        auto& current = h_.runs.back();
        if (!current.held_from) {
            current.former_period = std::move(p).value();
            current.former = *due;
            current.held_from = on;
        }
        return std::nullopt;
    }

    void restart_clock(event trigger, date origin) {
        h_.runs.push_back({.trigger = trigger, .origin = origin});
    }

    maybe_fault apply(row_number row, entry const& e, ruling const& said, facts const& known) {
        switch (e.what) {
        case event::lodged:
            h_.lodged_on = e.on;
            h_.lodged_by = e.channel;
            h_.applicant_class = e.applicant;
            if (e.channel && *e.channel < channel::ordinary_post) {
                warn(code::channel_needs_none, row);
            }
            return std::nullopt;
        case event::received: return receive(row, e);
        case event::correction_requested: return request_correction(row, e, said);
        case event::correction_period_extended:
            if (!h_.corrections.empty()) {
                h_.corrections.back().allowed = period_of(add_letter(row, e), e);
                warn_period(row, e);
            }
            return std::nullopt;
        case event::correction_received: return receive_correction(row, e);
        case event::fee_notified: {
            auto const held = hold_clock(e.on);
            h_.payments.push_back({.letter = add_letter(row, e), .amount_fen = e.amount_fen});
            return held;
        }
        case event::fee_paid:
            if (said.moves) {
                h_.payments.back().paid = e.on;
                restart_clock(event::fee_paid, e.on);
            }
            return std::nullopt;
        case event::consulted:
            h_.consultations.push_back({.ref = e.ref,
                                        .whom = e.kind.value_or(kind::third_party),
                                        .letter = add_letter(row, e)});
            if (!holds_the_clock(h_, h_.consultations.back(), in_.policies)) {
                warn(code::consultation_no_pause, row);
            }
            return std::nullopt;
        case event::opinion_received:
        case event::consultation_lapsed: {
            auto const found = find_consultation(h_, e, in_);
            if (!found) {
                return found.error();
            }
            auto& c = h_.consultations[found->second];
            c.answered = e.on;
            c.silent = e.what == event::consultation_lapsed;
            return std::nullopt;
        }
        case event::extended:
            add_letter(row, e);
            if (said.moves) {
                h_.runs.back().extensions.push_back({e.on, e.days.value_or(0)});
            }
            return std::nullopt;
        case event::reasons_requested: {
            maybe_fault held;
            if (in_.policies.reasons_as_correction == reasons_as_correction::yes) {
                held = hold_clock(e.on);
            }
            h_.reasons.push_back({.allowed = period_of(add_letter(row, e), e)});
            return held;
        }
        case event::reasons_received: return receive_reasons(row, e);
        case event::delay_notified:
            if (known.due && e.on > *known.due) {
                warn(code::delay_after_due, row, {}, {}, to_text(*known.due));
            }
            h_.runs.back().named = e.until;
            if (e.until && in_.calendar.covers(*e.until)) {
                auto const works = in_.calendar.is_working(*e.until);
                if (works && !*works) {
                    warn(code::named_day_rolled, row);
                }
            }
            return std::nullopt;
        case event::disclosed:
        case event::partly_disclosed:
        case event::refused:
        case event::unable_to_provide:
        case event::not_processed:
            h_.reply_letter = add_letter(row, e);
            for (auto& order : h_.orders) {
                if (order.case_was_open && !order.answered) {
                    order.answered = e.on;
                }
            }
            return std::nullopt;
        case event::delivered:
        case event::returned: {
            auto& l = h_.letters[find_letter(h_, e).second];
            l.returned = e.what == event::returned;
            l.delivered = l.returned ? maybe_date{} : maybe_date{e.on};
            return std::nullopt;
        }
        case event::review_filed:
            h_.remedies.push_back({.ref = e.ref, .filed = e.on, .letter = add_letter(row, e)});
            return std::nullopt;
        case event::suit_filed: return file_suit(row, e, said);
        case event::review_accepted: {
            auto& r = h_.remedies[find_remedy(h_, e, awaits_acceptance).second];
            r.accepted = e.on;
            r.simplified = e.kind == kind::simplified;
            return std::nullopt;
        }
        case event::review_decided: {
            auto& r = h_.remedies[find_remedy(h_, e, awaits_decision).second];
            r.decided = e.on;
            r.result = e.result;
            r.decision_letter = add_letter(row, e);
            return std::nullopt;
        }
        case event::suit_decided: {
            auto& r = h_.remedies[find_remedy(h_, e, awaits_judgment).second];
            r.decided = e.on;
            r.result = e.result;
            return std::nullopt;
        }
        case event::reanswer_ordered:
            h_.orders.push_back({.allowed = period_of(add_letter(row, e), e),
                                 .on = e.on,
                                 .case_was_open = is_open(h_.now.at)});
            return std::nullopt;
        case event::reanswered:
            for (auto& order : h_.orders) {
                if (!order.answered) {
                    order.answered = e.on;
                    break;
                }
            }
            return std::nullopt;
        default: return std::nullopt;
        }
    }

    maybe_fault receive(row_number row, entry const& e) {
        h_.received_on = e.on;
        if (e.applicant) {
            h_.applicant_class = e.applicant;
        }
        date origin = e.on;
        if (h_.lodged_on && *h_.lodged_on < e.on) {
            auto const lag = in_.calendar.count(*h_.lodged_on, e.on);
            if (!lag) {
                return lag.error();
            }
            if (lag->most > 1) {
                auto const other = due_from(*h_.lodged_on, e.on);
                if (!other) {
                    return other.error();
                }
                warn(code::confirmation_lags, row, *other, "online_receipt=submission_accepted");
            }
            if (h_.lodged_by == channel::online &&
                in_.policies.online_receipt == online_receipt::submission_accepted) {
                origin = *h_.lodged_on;
            }
        }
        auto const works = in_.calendar.is_working(origin);
        if (!works) {
            return works.error();
        }
        if (!*works) {
            auto const next = in_.calendar.next(origin);
            if (!next) {
                return next.error();
            }
            bool const moves =
                in_.policies.nonworking_receipt == nonworking_receipt::next_working_day;
            auto const other = due_from(moves ? origin : next->earliest, e.on);
            if (!other) {
                return other.error();
            }
            warn(code::receipt_on_rest_day, row, *other,
                 moves ? "nonworking_receipt=literal" : "nonworking_receipt=next_working_day");
            if (moves) {
                origin = next->earliest;
            }
        }
        restart_clock(event::received, origin);
        return std::nullopt;
    }

    void warn_period(row_number row, entry const& e) {
        if (!e.days && !e.until) {
            warn(code::period_not_stated, row);
        }
    }

    maybe_fault request_correction(row_number row, entry const& e, ruling const& said) {
        if (said.what == verdict::irregular) {
            auto const former = due_on(e.on);
            if (!former) {
                return former.error();
            }
            warn(said.why, row, former->due, "Q5");
        }
        maybe_fault held;
        if (h_.law == regime::decree_711) {
            held = hold_clock(e.on);
        }
        h_.corrections.push_back({.sent = e.on, .allowed = period_of(add_letter(row, e), e)});
        warn_period(row, e);
        return held;
    }

    maybe_fault receive_correction(row_number row, entry const& e) {
        for (auto& each : h_.corrections) {
            if (!each.received) {
                each.received = e.on;  // one corrected application answers every open notice
            }
        }
        auto const& round = h_.corrections.back();
        auto const p = period_given(h_, round.allowed, in_);
        if (!p) {
            return p.error();
        }
        auto const last = last_day_of_period(*p);
        if (!last) {
            return last.error();
        }
        if (*last && e.on > **last) {
            warn(code::correction_after_limit, row);
        }
        if (h_.law == regime::decree_711) {
            restart_clock(event::correction_received, e.on);
            return std::nullopt;
        }
        auto const shadow = due_from(e.on, e.on);
        if (!shadow) {
            return shadow.error();
        }
        warn(code::correction_no_restart, row, *shadow, "O6");
        return std::nullopt;
    }

    result<maybe_date> last_day_of_period(std::optional<period> const& p) {
        return detail::end_of(p, in_);
    }

    maybe_fault receive_reasons(row_number row, entry const& e) {
        h_.reasons.back().received = e.on;
        if (in_.policies.reasons_as_correction == reasons_as_correction::yes) {
            restart_clock(event::reasons_received, e.on);
            return std::nullopt;
        }
        auto const shadow = due_from(e.on, e.on);
        if (!shadow) {
            return shadow.error();
        }
        warn(code::reasons_as_correction, row, *shadow, "reasons_as_correction=yes");
        return std::nullopt;
    }

    maybe_fault file_suit(row_number row, entry const& e, ruling const& said) {
        remedy_case suit{.is_suit = true,
                         .ref = e.ref,
                         .filed = e.on,
                         .letter = add_letter(row, e),
                         .irregular = said.what == verdict::irregular};
        auto const follows = review_to_follow(h_, e, in_);
        if (!follows) {
            return follows.error();
        }
        if (*follows) {
            suit.after = *follows;
            h_.remedies[**follows].joined = true;
        }
        h_.remedies.push_back(std::move(suit));
        return std::nullopt;
    }

    void close(row_number row, entry const& e) {
        h_.closed_on = e.on;
        h_.closed_by = e.what;
        h_.result = outcome_of(e);
        if (e.what == event::correction_lapsed || e.what == event::fee_lapsed) {
            close_by_lapse(row, e);
        }
    }

    /// A lapse takes effect the day after the last day, whenever it was recorded (C4).
    void close_by_lapse(row_number row, entry const& e) {
        maybe_date last;
        if (e.what == event::correction_lapsed) {
            h_.corrections.back().lapsed = true;
            auto const p = period_given(h_, h_.corrections.back().allowed, in_);
            if (p) {
                if (auto const end = last_day_of_period(*p)) {
                    last = *end;
                }
            }
        } else {
            h_.payments.back().lapsed = true;
            if (auto const end = last_day_of_period(payment_period(h_, h_.payments.back()))) {
                last = *end;
            }
        }
        if (!last) {
            return;
        }
        h_.closed_on = plus_days(*last, 1);
        if (e.on > *h_.closed_on) {
            warn(code::lapse_recorded_late, row);
        }
        // Years that had seemed to end with the case open did not.
        while (!h_.carried_over.empty() && last_day_of(h_.carried_over.back()) >= *h_.closed_on) {
            h_.carried_over.pop_back();
        }
        if (h_.carried_over.empty()) {
            h_.now.year = standing::not_carried;
        }
    }

    maybe_fault warn_at_the_end() {
        for (auto const& l : h_.letters) {
            if (l.returned) {
                warn(code::letter_returned, l.row);
            } else if (!l.delivered) {
                warn(code::delivery_assumed, l.row);
            }
        }
        if (h_.now.at == stage::lodged) {
            auto const waited = in_.calendar.count(*h_.lodged_on, h_.as_of);
            if (!waited) {
                return waited.error();
            }
            if (waited->least > 1) {
                warn(code::confirmation_open);
            }
        }
        return std::nullopt;
    }

    std::span<entry const> rows_;
    date known_;
    context const& in_;
    history h_;
    int next_year_ = 0;
};

/// Whether the new-rule reading of Q1 takes in this case: received before Decree 711, open when it
/// took effect, its Decree 492 period not over before that day.
inline result<bool> is_open_at_transition(std::span<entry const> rows, date as_of,
                                          context const& in) {
    date const eve = plus_days(decree_711_from, -1);
    auto const h = folder(rows, as_of, eve, in, regime::decree_492)();
    if (!h) {
        return h.error();
    }
    if (!is_open(h->now.at) || h->runs.empty()) {
        return false;
    }
    auto const p = reply_period(*h, h->runs.back(), eve, in);
    if (!p) {
        return p.error();
    }
    auto const end = run(*p, in.calendar);
    if (!end) {
        return end.error();
    }
    // A pause that is open leaves days to run after the eve, so the day capped there tells as much.
    return clock_held(*h) || end->due >= decree_711_from;
}

}  // namespace detail

QIXIAN_DECL result<history> fold(std::span<entry const> rows, date as_of, context const& in) {
    bool classed = false;
    entry const* opening = nullptr;
    maybe_date received;
    for (auto const& e : rows) {
        if (e.what == event::lodged || e.what == event::received) {
            classed = classed || e.applicant.has_value();
            if (opening == nullptr) {
                opening = &e;
            }
            if (e.what == event::received && e.on <= as_of && (!received || e.on < *received)) {
                received = e.on;
            }
        }
    }
    if (opening == nullptr) {
        return fault{.what = code::no_receipt, .line = rows.empty() ? 0 : rows.front().line};
    }
    // Until it is received, the decree of the day it was lodged is the best that can be said.
    date const decides = received.value_or(opening->on);
    auto law = decides < decree_711_from ? regime::decree_492 : regime::decree_711;
    auto folded = detail::folder(rows, as_of, as_of, in, law)();
    if (folded && folded->received_on) {
        auto const governs = regime_of(*folded->received_on);
        if (!governs) {
            fault why = governs.error();
            why.line = opening->line;
            why.field = "on";
            return why;
        }
        if (*governs != law) {
            // The first receipt by date was withdrawn or refused; the one that stands decides.
            law = *governs;
            folded = detail::folder(rows, as_of, as_of, in, law)();
        }
    }
    // A lodged application may still get its class when it is confirmed; a received one has had it.
    if (!classed || (folded && folded->received_on && !folded->applicant_class)) {
        return fault{.what = code::no_class, .line = opening->line, .field = "applicant"};
    }
    if (!folded || law == regime::decree_711 || as_of < decree_711_from) {
        return folded;
    }
    auto const straddles = detail::is_open_at_transition(rows, as_of, in);
    if (!straddles) {
        return straddles.error();
    }
    if (!*straddles) {
        return folded;
    }
    auto renewed = detail::folder(rows, as_of, as_of, in, regime::decree_711)();
    if (!renewed) {
        return renewed;
    }
    history old_law = std::move(folded).value();
    history new_law = std::move(renewed).value();
    bool const chosen = in.policies.transition == transition::new_rule_for_open_cases;
    auto const& other = chosen ? old_law : new_law;
    warning w{.what = code::transition_open_case,
              .reading =
                  chosen ? "transition=regime_at_receipt" : "transition=new_rule_for_open_cases"};
    if (detail::clock_held(other) && other.runs.back().former) {
        w.shadow_due = other.runs.back().former->due;
    } else if (!other.runs.empty()) {
        auto const p = reply_period(other, other.runs.back(), as_of, in);
        if (!p) {
            return p.error();
        }
        auto const end = run(*p, in.calendar);
        if (!end) {
            return end.error();
        }
        w.shadow_due = end->due;
    }
    new_law.transitioned = true;
    auto& kept = chosen ? new_law : old_law;
    kept.warnings.insert(kept.warnings.begin(), std::move(w));
    return std::move(kept);
}

}  // namespace qixian::inline v0
