// The fold: rows in, history out. Which rows count, in which order, and what year they end.
//
// What an accepted row does is said by the effect rows of the statute and done in effects.ipp.
#pragma once

#include <algorithm>

#include "qixian/case/history.hpp"
#include "qixian/case/impl/effects.ipp"
#include "qixian/case/impl/next.ipp"

namespace qixian::inline v0 {

namespace detail {

/// One pass over the rows of an application.
class folder {
public:
    /// Folds what is known at the end of `as_of`, as far as `until`: a row that was withdrawn later
    /// is no row at all.
    folder(std::span<entry const> rows, date as_of, date until, context const& in, regime law,
           bool other_reading = false)
        : rows_(rows), known_(as_of), in_(in), index_(h_, in), doer_(h_, index_, in) {
        h_.other_reading = other_reading;
        h_.as_of = until;
        h_.under = in.law;
        h_.law = law;
    }

    result<history> operator()() {
        find_ids();
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

    void find_ids() {
        for (row_number i = 0; i < rows_.size(); ++i) {
            if (!rows_[i].id.empty()) {
                with_id_.push_back(i);
            }
        }
        std::stable_sort(with_id_.begin(), with_id_.end(),
                         [this](row_number a, row_number b) { return rows_[a].id < rows_[b].id; });
    }

    /// The first row with this id.
    [[nodiscard]] std::optional<row_number> first_with_id(std::string const& id) const {
        auto const at =
            std::lower_bound(with_id_.begin(), with_id_.end(), id,
                             [this](row_number i, auto const& key) { return rows_[i].id < key; });
        return at != with_id_.end() && rows_[*at].id == id ? std::optional(*at) : std::nullopt;
    }

    /// One id with two contents: neither can be believed. The first row of a log that says so.
    [[nodiscard]] maybe_fault two_contents() const {
        std::optional<row_number> clash;
        row_number first = 0;
        for (std::size_t k = 0; k < with_id_.size(); ++k) {
            auto const& e = rows_[with_id_[k]];
            if (k == 0 || rows_[first].id != e.id) {
                first = with_id_[k];
            } else if (!clash || with_id_[k] < *clash) {
                entry same = rows_[first];
                same.line = e.line;
                clash = same == e ? clash : with_id_[k];
            }
        }
        if (!clash) {
            return std::nullopt;
        }
        return fault{.what = code::id_conflict,
                     .detail = rows_[*clash].id,
                     .line = rows_[*clash].line,
                     .field = "id"};
    }

    [[nodiscard]] bool is_known(row_number i) const {
        return rows_[i].on <= known_ && rows_[i].what != in_.law->freezes_year;
    }

    /// Rows by the as-of day in the order of readings.md, each id once, without those
    /// taken back.
    std::vector<row_number> sorted_and_kept() {
        std::vector<char> gone(rows_.size(), false);
        for (std::size_t k = 1; k < with_id_.size(); ++k) {
            gone[with_id_[k]] = rows_[with_id_[k]].id == rows_[with_id_[k - 1]].id;
        }
        std::vector<row_number> order;
        for (row_number i = 0; i < rows_.size(); ++i) {
            if (is_known(i) && !gone[i]) {
                order.push_back(i);
            }
        }
        std::stable_sort(order.begin(), order.end(), [this](row_number a, row_number b) {
            return rows_[a].on != rows_[b].on ? rows_[a].on < rows_[b].on
                                              : rows_[a].seq < rows_[b].seq;
        });
        // A later withdrawal may take back an earlier one, so the last is looked at first.
        for (std::size_t k = order.size(); k-- > 0;) {
            row_number const at = order[k];
            auto const& e = rows_[at];
            if (e.what != in_.law->withdraws_entry || gone[at]) {
                continue;
            }
            auto const named = first_with_id(e.re);
            if (named && *named != at && is_known(*named)) {
                gone[*named] = true;
                continue;
            }
            h_.refused.push_back(
                {at,
                 {verdict::refused, false, code::reference_unknown, in_.law->entry_withdrawal, {}},
                 {}});
        }
        std::erase_if(order, [&](row_number i) {
            return gone[i] || rows_[i].what == in_.law->withdraws_entry || rows_[i].on > h_.as_of;
        });
        return order;
    }

    /// Injects the end of the year for every 31 December through `last`; it follows the events of its day.
    void end_years_through(date last, date next) {
        if (in_.law->ends_year == no_event) {
            return;
        }
        if (role_of(*in_.law, h_.now.at) == stage_role::before) {
            next_year_ = year_of(next);
            return;
        }
        for (; next_year_ <= year_of(last) && last_day_of(next_year_) <= last; ++next_year_) {
            entry ended;
            ended.on = last_day_of(next_year_);
            ended.what = in_.law->ends_year;
            auto const became = step(*in_.law, h_.now, ended, facts{.law = h_.law});
            if (became.said.moves) {
                h_.now = became.after;
                h_.carried_over.push_back(next_year_);
            }
        }
    }

    maybe_fault take(row_number row, entry const& e) {
        auto const known = find_facts(h_, index_, e, in_);
        if (!known) {
            return known.error();
        }
        auto const became = step(*in_.law, h_.now, e, *known);
        if (became.said.what != verdict::accepted) {
            auto const next = next_of(h_, index_, e.on, in_);
            if (!next) {
                return next.error();
            }
            exception_row odd{row, became.said, {}};
            for (auto const& each : next->now) {
                odd.possible.push_back(each.what);
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
        if (auto wrong = doer_.apply(row, e, became, *known)) {
            return wrong;
        }
        if (became.said.also != code{}) {
            doer_.warn(became.said.also, row);
        }
        h_.now = became.after;
        if (is_closed_in(*in_.law, h_.now.at) && !h_.closed_on) {
            doer_.close(row, e, became.heard);
        }
        return std::nullopt;
    }

    maybe_fault warn_at_the_end() {
        for (auto const& l : h_.letters) {
            if (l.returned) {
                doer_.warn(code::letter_returned, l.row);
            } else if (!l.delivered && l.counts) {
                doer_.warn(code::delivery_assumed, l.row);
            }
        }
        if (role_of(*in_.law, h_.now.at) == stage_role::lodged && h_.lodged_on) {
            auto const waited = in_.calendar.count(*h_.lodged_on, h_.as_of);
            if (!waited) {
                return waited.error();
            }
            if (waited->least > 1) {
                doer_.warn(code::confirmation_open);
            }
        }
        return std::nullopt;
    }

    std::span<entry const> rows_;
    date known_;
    context const& in_;
    history h_;
    case_index index_;
    row_doer doer_;
    std::vector<row_number> with_id_{};  ///< sorted by id, then as they stand
    int next_year_ = 0;
};

/// The version in force for what was received on `on`; nothing before the oldest.
inline version_row const* version_on(statute const& law, date on) {
    for (auto const& each : law.versions) {
        if (each.from <= on) {
            return &each;
        }
    }
    return nullptr;
}

/// Whether the new-rule reading of Q1 takes in this case: received before the newer version, open
/// when it took effect, its period under the older one not over before that day.
inline result<bool> is_open_at_transition(std::span<entry const> rows, date as_of,
                                          context const& in, regime older, date newer_from) {
    date const eve = plus_days(newer_from, -1);
    auto const h = folder(rows, as_of, eve, in, older, true)();
    if (!h) {
        return h.error();
    }
    if (!is_open_in(*in.law, h->now.at) || h->runs.empty()) {
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
    return clock_held(*h) || end->due >= newer_from;
}

/// The name of a reading: `policy=value`.
inline std::string reading_of(statute const& law, policy_number which, std::uint8_t value) {
    auto const& about = law.policies[which];
    return std::string(about.name) + "=" + std::string(about.values[value]);
}

}  // namespace detail

QIXIAN_DECL result<history> fold(std::span<entry const> rows, date as_of, context const& in) {
    if (auto wrong = detail::unfit(as_of, in, "as_of")) {
        return *std::move(wrong);
    }
    if (auto wrong = first_fault(*in.law, rows)) {
        return *std::move(wrong);
    }
    auto const& law_of = *in.law;
    bool classed = law_of.classes.empty();
    entry const* opening = nullptr;
    maybe_date received;
    for (auto const& e : rows) {
        bool const receives = e.what == law_of.receives || e.what == law_of.takes_over;
        if (e.what == law_of.lodges || receives) {
            classed = classed || e.applicant.has_value();
            if (opening == nullptr) {
                opening = &e;
            }
            if (receives && e.on <= as_of && (!received || e.on < *received)) {
                received = e.on;
            }
        }
    }
    if (opening == nullptr) {
        return fault{.what = code::no_receipt, .line = rows.empty() ? 0 : rows.front().line};
    }
    // Until it is received, the version of the day it was lodged is the best that can be said.
    auto const* const first = detail::version_on(law_of, received.value_or(opening->on));
    auto const& oldest = law_of.versions.back();
    auto law = first != nullptr ? first->which : oldest.which;
    fault const before_any{.what = code::no_regime,
                           .detail = "before " + to_text(oldest.from),
                           .line = opening->line,
                           .field = "on"};
    auto folded = detail::folder(rows, as_of, as_of, in, law)();
    if (!folded && folded.error().what == code::period_backwards && received && first == nullptr) {
        return before_any;  // and not what its rows would break if there had been a law
    }
    if (folded) {
        bool const stands = folded->received_on.has_value();
        auto const* const governs =
            detail::version_on(law_of, stands ? *folded->received_on : opening->on);
        if (stands && governs == nullptr) {
            return before_any;
        }
        if (governs != nullptr && governs->which != law) {
            // The first receipt by date was withdrawn or refused; what stands decides.
            law = governs->which;
            folded = detail::folder(rows, as_of, as_of, in, law)();
        }
    }
    // A lodged application may still get its class when it is confirmed; a received one has had it.
    if (!law_of.classes.empty() &&
        (!classed || (folded && folded->received_on && !folded->applicant_class))) {
        return fault{.what = code::no_class, .line = opening->line, .field = "applicant"};
    }
    auto const& newest = law_of.versions.front();
    if (law == newest.which || law_of.transition == no_policy || as_of < newest.from) {
        return folded;
    }
    bool const chosen = in.policies.value(law_of.transition) == 1;
    if (!folded && !chosen) {
        return folded;
    }
    auto const straddles = detail::is_open_at_transition(rows, as_of, in, law, newest.from);
    if (!straddles) {
        return straddles.error();
    }
    if (!*straddles) {
        return folded;
    }
    if (!folded) {
        folded = detail::folder(rows, as_of, as_of, in, law, true)();
        if (!folded) {
            return folded;
        }
    }
    auto renewed = detail::folder(rows, as_of, as_of, in, newest.which, !chosen)();
    if (!renewed) {
        return renewed;
    }
    history old_law = std::move(folded).value();
    history new_law = std::move(renewed).value();
    auto const& other = chosen ? old_law : new_law;
    warning w{.what = law_of.transition_warning,
              .reading = detail::reading_of(law_of, law_of.transition, chosen ? 0 : 1)};
    bool const satisfied = !other.runs.empty() && other.runs.back().satisfied;
    if (!satisfied && detail::clock_held(other) && other.runs.back().former) {
        w.shadow_due = other.runs.back().former->due;
    } else if (!other.runs.empty()) {
        auto const p = satisfied ? result<period>(*other.runs.back().satisfied_period)
                                 : reply_period(other, other.runs.back(), as_of, in);
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
