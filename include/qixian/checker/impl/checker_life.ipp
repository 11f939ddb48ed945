// The checker's own life of an application: what its rows leave behind, and the periods that follow.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/checker/impl/checker_days.ipp"

namespace qixian::inline v0::checked::detail {

struct mail {
    std::string event{};
    std::string ref{};
    date sent{};
    maybe_date arrived{};
    bool came_back = false;
    [[nodiscard]] date reached() const { return arrived.value_or(sent); }
};

struct asked {  // a consultation
    std::size_t letter = 0;
    std::string ref{};
    std::string kind{};
    maybe_date answered{};
    maybe_date silent{};
    bool pauses = true;  ///< reading 12a: not one sent when the last day had come
};

struct clock_run {
    std::string event{};
    date origin{};
    int extended = 0;
    int extensions = 0;
    maybe_date held{};
    std::optional<run_of_days> former{};  ///< as it stood on the day it was held (reading 14)
    maybe_date named{};
};

struct given {  // a period that a letter gives
    std::size_t letter = 0;
    std::optional<int> days{};
    std::string unit{};
    maybe_date until{};
    maybe_date used{};
};

struct dispute {
    bool suit = false;
    std::string ref{};
    date filed{};
    std::size_t letter = 0;
    std::optional<std::size_t> after{};
    bool joined = false;
    maybe_date accepted{};
    bool simplified = false;
    maybe_date decided{};
    std::size_t decision = 0;
};

/// The rows taken one after the other: which count, and what they leave behind.
class life {
public:
    life(day_view const& calendar, settings const& chosen, std::span<row const> all, date until,
         bool force_492 = false)
        : cal(calendar), how(chosen), as_of(until) {
        auto const rows = in_order(all);
        law711 = !force_492 && is_711(all, rows);
        for (auto const& each : rows) {
            take(each);
        }
    }

    [[nodiscard]] bool policy(std::string const& name, std::string_view value) const {
        auto const found = how.policies.find(name);
        return found != how.policies.end() && found->second == value;
    }

    day_view const& cal;
    settings const& how;
    date as_of;
    bool law711 = true;
    std::string stage{};
    maybe_date lodged_on{};
    std::string lodged_by{};
    maybe_date received_on{};
    date receipt{};  ///< moved by `nonworking_receipt` and `online_receipt`
    maybe_date closed_on{};
    std::string closed_by{};
    std::string outcome{};
    std::string ground{};
    std::vector<mail> mails{};
    std::vector<asked> asks{};
    std::vector<clock_run> runs{};
    std::vector<given> corrections{};
    std::vector<date> notices{};  ///< correction notices sent
    std::vector<given> payments{};
    std::vector<given> reasons{};
    std::vector<given> orders{};
    std::vector<dispute> disputes{};
    std::optional<std::size_t> reply_letter{};

    [[nodiscard]] bool open() const {
        return one_of(stage, "received", "correction_requested", "reasons_requested",
                      "fee_requested", "delayed");
    }
    [[nodiscard]] int quota() const { return law711 ? 20 : 15; }

    /// R32-2, R34-1: when a consulted side's own period is over.
    [[nodiscard]] std::optional<run_of_days> opinion_run(asked const& a) const {
        auto const& letter = mails[a.letter];
        if (!law711 || a.kind == "other_agency" || letter.came_back) {
            return std::nullopt;
        }
        run_of_days p;
        p.start = letter.reached();
        p.length = 15;
        return p;
    }

    /// R33-4, as it stands at the end of `on`.
    [[nodiscard]] std::vector<stop> stops(date on) const {
        std::vector<stop> out;
        for (auto const& a : asks) {
            auto const from = mails[a.letter].sent;
            if (from > on || !a.pauses || (!law711 && a.kind != "third_party") ||
                (a.kind == "other_agency" && policy("referral_pause", "no"))) {
                continue;
            }
            stop s{from, on, a.ref, true, {}};
            auto const ends = [&](date d) {
                if (d <= on) {
                    s.to = (std::min)(s.to, d);
                    s.open = false;
                }
            };
            if (auto const own = opinion_run(a)) {
                s.full = last_day(*own, cal);
                ends(*s.full);
            }
            for (auto const& end : {a.answered, a.silent}) {
                if (end) {
                    ends(*end);
                }
            }
            if (closed_on) {
                ends(*closed_on);
            }
            if (!closed_on || s.from < *closed_on) {
                out.push_back(s);
            }
        }
        return out;
    }

    /// The period of a run of the reply clock at the end of `on`.
    [[nodiscard]] run_of_days reply_run(clock_run const& r, date on) const {
        run_of_days p;
        p.start = r.origin;
        if (r.named) {
            p.named = r.named;
            p.rolls = !policy("named_day", "literal");
            return p;
        }
        if (r.held && r.former) {
            return *r.former;
        }
        p.length = quota() + r.extended;
        p.stops = stops(on);
        return p;
    }

    [[nodiscard]] bool held() const { return !runs.empty() && runs.back().held.has_value(); }

    /// Reading 8: the due day in force at the end of `on`, at its latest where a notice to come may
    /// move it, so that nothing is called late by guess; none while the clock is held.
    [[nodiscard]] maybe_date due_in_force(date on) const {
        if (runs.empty() || held()) {
            return {};
        }
        return last_day(reply_run(runs.back(), on), cal, true);
    }

    /// Whether the reply is late for sure at the end of `on`; false while the clock is held.
    [[nodiscard]] bool reply_late(date on) const {
        auto const due = due_in_force(on);
        return due && on > *due;
    }

    /// The last day of a period that a letter gave.
    [[nodiscard]] std::optional<run_of_days> given_run(given const& g) const {
        auto const& letter = mails[g.letter];
        if (letter.came_back) {
            return std::nullopt;
        }
        run_of_days p;
        p.start = letter.reached();
        if (g.until) {
            p.named = g.until;
            p.rolls = !policy("named_day", "literal");
            return p;
        }
        if (!g.days) {
            return std::nullopt;
        }
        p.length = *g.days;
        p.unit = g.unit.empty() ? "working_day" : g.unit;
        return p;
    }

    [[nodiscard]] run_of_days payment_run(given const& g) const {
        run_of_days p;
        p.start = mails[g.letter].reached();
        p.length = 20;
        return p;
    }

    [[nodiscard]] bool new_review_law(dispute const& d) const { return d.filed >= day(20240101); }

    /// R60-2.
    [[nodiscard]] run_of_days acceptance_run(dispute const& d) const {
        run_of_days p;
        p.start = d.filed;
        p.length = 5;
        return p;
    }
    /// R60-2, R60-2b. Unless told otherwise: the text of 2017 dates the acceptance back to the day
    /// of filing (Z6), that of 2023 waits for the end of the five days.
    [[nodiscard]] date accepted_on(dispute const& d) const {
        return d.accepted.value_or(new_review_law(d) ? last_day(acceptance_run(d), cal) : d.filed);
    }
    /// R60-5, R60-6.
    [[nodiscard]] run_of_days decision_run(dispute const& d) const {
        run_of_days p;
        p.start = accepted_on(d);
        p.length = d.simplified ? 30 : 60;
        p.unit = "day";
        p.rolls = !policy("authority_limit", "literal");
        return p;
    }
    [[nodiscard]] bool review_overdue(dispute const& d, date on) const {
        return !d.decided && on > last_day(decision_run(d), cal);
    }

    /// Row 26 of the stage table: there is an act, or a reply period that ran out.
    [[nodiscard]] bool attackable(date on) const {
        if (one_of(stage, "replied", "abandoned", "closed")) {
            return true;
        }
        return open() && reply_late(on) && (runs.back().named || !paused(on));
    }
    [[nodiscard]] bool paused(date on) const {
        for (auto const& s : stops(on)) {
            if (s.open) {
                return true;
            }
        }
        return false;
    }

private:
    [[nodiscard]] std::vector<row> in_order(std::span<row const> all) const {
        std::vector<row> rows;
        for (auto const& each : all) {
            bool const again =
                !each.id.empty() && std::find(rows.begin(), rows.end(), each) != rows.end();
            if (each.on <= as_of && !again) {
                rows.push_back(each);
            }
        }
        std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) {
            return a.on != b.on ? a.on < b.on : a.seq < b.seq;
        });
        // From the last withdrawal back, because a later one may take back an earlier one.
        std::vector<char> gone(rows.size(), false);
        for (std::size_t i = rows.size(); i-- > 0;) {
            if (rows[i].event == "entry_withdrawn" && !gone[i]) {
                for (std::size_t k = 0; k < rows.size(); ++k) {
                    gone[k] = gone[k] || (!rows[k].id.empty() && rows[k].id == rows[i].re);
                }
            }
        }
        std::vector<row> kept;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!gone[i] && rows[i].event != "entry_withdrawn") {
                kept.push_back(rows[i]);
            }
        }
        return kept;
    }

    /// G1, G2, Q1.
    [[nodiscard]] bool is_711(std::span<row const> all, std::vector<row> const& rows) const {
        for (auto const& each : rows) {
            if (each.event != "received") {
                continue;
            }
            if (each.on >= day(20190515)) {
                return true;
            }
            if (!policy("transition", "new_rule_for_open_cases") || as_of < day(20190515)) {
                return false;
            }
            life const before(cal, how, all, day(20190514), true);
            if (!before.open()) {
                return false;
            }
            auto const& run = before.runs.back();
            return run.held || last_day(before.reply_run(run, day(20190514)), cal) >= day(20190515);
        }
        // Not received yet: the text of the day it was lodged.
        return std::none_of(rows.begin(), rows.end(), [](auto const& each) {
            return each.event == "lodged" && each.on < day(20190515);
        });
    }

    std::size_t post(row const& r) {
        mails.push_back({r.event, r.ref, r.on, r.delivered, false});
        return mails.size() - 1;
    }
    [[nodiscard]] given gives(row const& r) { return {post(r), r.days, r.unit, r.until, {}}; }
    void start_run(std::string event, date origin) {
        clock_run run;
        run.event = std::move(event);
        run.origin = origin;
        runs.push_back(std::move(run));
    }
    /// A letter of `on` that asks the applicant for something holds the clock, unless the period has
    /// run out already (reading 12a): then it only asks.
    void hold(date on) {
        auto& run = runs.back();
        if (!run.held && !reply_late(on)) {
            run.former = reply_run(run, on);
            run.held = on;
        }
    }
    /// What was asked for came. Where asking held no clock none starts anew (reading 12a).
    void restart(row const& r) {
        if (held()) {
            start_run(r.event, r.on);
        }
    }
    void close(row const& r, date on, char const* to) {
        closed_on = on;
        closed_by = r.event;
        stage = to;
    }
    [[nodiscard]] static bool over(std::optional<run_of_days> const& p, day_view const& cal,
                                   date on) {
        return p && on > last_day(*p, cal, true);
    }

    void receive(row const& r) {
        stage = "received";
        received_on = r.on;
        receipt = r.on;
        if (lodged_on && lodged_by == "online" && policy("online_receipt", "submission_accepted")) {
            receipt = *lodged_on;
        }
        if (policy("nonworking_receipt", "next_working_day")) {
            receipt = cal.on_or_after(receipt);
        }
        start_run("received", receipt);
    }

    /// Readings 9 and 10: the one consultation that a row answers.
    [[nodiscard]] asked* answers(row const& r) {
        std::vector<asked*> unanswered;
        std::vector<asked*> in_time;
        for (auto& a : asks) {
            if (a.answered || a.silent || (!r.re.empty() && a.ref != r.re)) {
                continue;
            }
            unanswered.push_back(&a);
            if (!over(opinion_run(a), cal, r.on)) {
                in_time.push_back(&a);
            }
        }
        auto const& from = in_time.empty() || !r.re.empty() ? unanswered : in_time;
        return from.size() == 1 ? from.front() : nullptr;
    }

    [[nodiscard]] mail* letter_of(row const& r) {
        std::vector<mail*> found;
        for (auto& m : mails) {
            if (r.re.empty() ? !m.arrived && !m.came_back : m.ref == r.re) {
                found.push_back(&m);
            }
        }
        return found.empty() || (r.re.empty() && found.size() > 1) ? nullptr : found.back();
    }

    [[nodiscard]] bool in_chain(dispute const& d, std::string const& ref) const {
        return d.ref == ref || (d.after && disputes[*d.after].ref == ref) ||
               std::any_of(disputes.begin(), disputes.end(), [&](auto const& o) {
                   return o.ref == ref && o.after && &disputes[*o.after] == &d;
               });
    }

    [[nodiscard]] dispute* dispute_for(row const& r,
                                       std::function<bool(dispute const&)> const& fits, bool last) {
        std::vector<dispute*> found;
        for (auto& d : disputes) {
            if (fits(d) && (r.re.empty() || in_chain(d, r.re))) {
                found.push_back(&d);
            }
        }
        return found.empty() || (found.size() > 1 && !last) ? nullptr : found.back();
    }

    void file(row const& r, bool suit, std::optional<std::size_t> after) {
        dispute d;
        d.suit = suit;
        d.ref = r.ref;
        d.filed = r.on;
        d.letter = post(r);
        d.after = after;
        disputes.push_back(std::move(d));
    }

    void take(row const& r);
    void take_step(row const& r);
    bool take_remedy(row const& r);
};

}  // namespace qixian::inline v0::checked::detail
