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

#include "qixian/checker/impl/checker_facts.ipp"

namespace qixian::inline v0::checked::detail {

/// The rows taken one after the other: which count, and what they leave behind.
class life {
public:
    /// `said`: the extensions of a certificate, where one is looked at.
    life(day_view const& calendar, settings const& chosen, std::span<row const> all, date until,
         std::vector<extension> const* said = nullptr, bool force_492 = false)
        : cal(calendar), how(chosen), as_of(until), claimed(said) {
        auto const rows = in_order(all);
        law711 = !force_492 && is_711(rows);
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
    std::vector<extension> const* claimed;
    bool law711 = true;
    std::string stage{};
    maybe_date lodged_on{};
    std::string lodged_by{};
    maybe_date received_on{};
    date receipt{};  ///< moved by `nonworking_receipt` and `online_receipt`
    maybe_date closed_on{};
    std::string closed_by{};
    std::string opened_by{};  ///< received, moved_in
    std::vector<act> acts{};
    std::vector<mail> mails{};
    std::vector<asked> asks{};
    std::vector<clock_run> runs{};
    std::vector<given> corrections{};
    std::vector<date> notices{};  ///< correction notices sent
    std::vector<given> payments{};
    std::vector<given> reasons{};
    std::vector<given> orders{};
    std::vector<dispute> disputes{};

    [[nodiscard]] bool open() const {
        return one_of(stage, "received", "correction_requested", "reasons_requested",
                      "fee_requested", "delayed");
    }
    [[nodiscard]] int quota() const { return law711 ? 20 : 15; }

    /// R32-2, R34-1: when a consulted side's own period is over.
    [[nodiscard]] std::optional<run_of_days> opinion_run(asked const& a) const {
        auto const& letter = mails[a.letter];
        return letter.came_back ? std::nullopt : opinion_run(a, letter.reached());
    }
    [[nodiscard]] std::optional<run_of_days> opinion_run(asked const& a, date from) const {
        if (!law711 || a.kind == "other_agency") {
            return std::nullopt;
        }
        run_of_days p;
        p.start = from;
        p.length = 15;
        return p;
    }

    /// R33-4, O3 and, where chosen, O6: the days of each sending of a letter that are not counted, as
    /// it stands at the end of `on`.
    [[nodiscard]] std::vector<stop> stops(date on) const {
        std::vector<stop> out;
        for (auto const& a : asks) {
            if ((!law711 && a.kind != "third_party") ||
                (a.kind == "other_agency" && policy("referral_pause", "no"))) {
                continue;
            }
            auto const& letter = mails[a.letter];
            add_stops(
                out, letter, stopped_by::consultation,
                [&](sending const& s) { return opinion_run(a, letter.reached(s)); },
                {a.answered, a.silent}, on);
        }
        if (!law711 && policy("correction_492", "pauses")) {
            for (auto const& g : corrections) {
                maybe_date before;
                if (g.used) {
                    before = plus_days(*g.used, -1);
                }
                auto const& own = mails[g.letter];
                add_stops(
                    out, mails[g.notice], stopped_by::correction,
                    [&](sending const& s) {
                        bool const same = g.letter == g.notice;
                        return given_run(g, own.reached(same ? s : own.sendings.back()));
                    },
                    {before}, on);
            }
        }
        // Of several on one day the one that was asked for first is named.
        std::stable_sort(out.begin(), out.end(),
                         [](stop const& a, stop const& b) { return a.letter < b.letter; });
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
        p.length = quota() + r.extended();
        p.stops = stops(on);
        p.stops.insert(p.stops.end(), r.idle.begin(), r.idle.end());
        return p;
    }

    /// … as it stays from then on: what is open takes no further day, what took none is left out.
    [[nodiscard]] run_of_days frozen(clock_run const& r, date on) const {
        auto p = reply_run(r, on);
        p.stops.erase(std::remove_if(p.stops.begin(), p.stops.end(),
                                     [](stop const& s) { return s.to <= s.from; }),
                      p.stops.end());
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
        return letter.came_back ? std::nullopt : given_run(g, letter.reached());
    }
    [[nodiscard]] std::optional<run_of_days> given_run(given const& g, date from) const {
        run_of_days p;
        p.start = from;
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

    [[nodiscard]] static bool new_review_law(dispute const& d) { return d.filed >= day(20240101); }

    // checker_reviews.ipp
    [[nodiscard]] std::optional<std::size_t> act_of(dispute const& d) const;
    [[nodiscard]] static bool review_first(act const& a);
    [[nodiscard]] bool had_to_come_first(dispute const& review) const;
    [[nodiscard]] bool may_be_followed(dispute const& review) const;
    [[nodiscard]] static run_of_days acceptance_run(dispute const& d);
    [[nodiscard]] static run_of_days examination_run(dispute const& d);
    [[nodiscard]] date accepted_on(dispute const& d, bool slow = false) const;
    [[nodiscard]] int days_apart(dispute const& d, std::vector<suspension> const& first,
                                 std::vector<suspension> const& second, date on) const;
    [[nodiscard]] run_of_days decision_run(dispute const& d, date on, bool slow = false) const;
    [[nodiscard]] bool review_overdue(dispute const& d, date on) const;
    [[nodiscard]] maybe_date answer_named(std::string const& ref) const;
    [[nodiscard]] bool sued_before(dispute const& d) const;
    [[nodiscard]] run_of_days run_after_review(dispute const& d, bool by_limit, date on) const;
    [[nodiscard]] bool may_still_sue(dispute const& d, date on) const;

    /// Row 26 of the stage table: there is an act, or a reply period that ran out.
    [[nodiscard]] bool attackable(date on) const {
        if (one_of(stage, "replied", "abandoned", "closed")) {
            return true;
        }
        return open() && unanswered_late(on);
    }
    /// R60-8, R61-3: the period ran out, and nothing answered or holds it.
    [[nodiscard]] bool unanswered_late(date on) const {
        return reply_late(on) && !runs.back().answered && (runs.back().named || !paused(on));
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
    [[nodiscard]] bool is_711(std::vector<row> const& rows) const {
        bool lodged = false;
        for (auto const& each : rows) {
            lodged = lodged || each.event == "lodged";
            if (each.event != "received" && (each.event != "moved_in" || lodged)) {
                continue;
            }
            if (each.on >= day(20190515)) {
                return true;
            }
            if (!policy("transition", "new_rule_for_open_cases") || as_of < day(20190515)) {
                return false;
            }
            life const before(cal, how, rows, day(20190514), nullptr, true);
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

    /// The days of every sending of `letter` that are not counted: until the period that it gave is
    /// over, until one of `ends`, until it came back, until the case closed (readings 12b, 12c, 13).
    template <class RunOf>
    void add_stops(std::vector<stop>& out, mail const& letter, stopped_by why, RunOf run_of,
                   std::vector<maybe_date> ends, date on) const {
        ends.push_back(closed_on);
        for (auto const& sent : letter.sendings) {
            if (sent.on > on || !sent.in_time || (closed_on && sent.on >= *closed_on)) {
                continue;
            }
            maybe_date full;
            if (auto const own = run_of(sent)) {
                full = last_day(*own, cal);
            }
            auto const which = static_cast<std::size_t>(&letter - mails.data());
            stop s{sent.on, on, letter.ref, true, full, why, which};
            auto until = ends;
            until.push_back(sent.back);
            until.push_back(full);
            for (auto const& end : until) {
                if (end && *end <= on) {
                    s.to = (std::min)(s.to, *end);
                    s.open = false;
                }
            }
            s.to = (std::max)(s.to, s.from);
            if (s.to > s.from || sent.back != maybe_date{sent.on}) {
                out.push_back(s);
            }
        }
    }

    std::size_t post(row const& r, bool only_by_ref = false) {
        mails.push_back({r.event, r.ref, r.on, r.delivered, false, only_by_ref, {}});
        mails.back().sendings.push_back({r.on, {}, {}, before_due(r.on)});
        return mails.size() - 1;
    }
    [[nodiscard]] bool before_due(date on) const {
        auto const due = due_in_force(on);
        return !due || on < *due;
    }
    [[nodiscard]] given gives(row const& r) {
        auto const letter = post(r);
        return {letter, r.days, r.unit, r.until, {}, letter, grip::none};
    }
    void start_run(std::string event, date origin) {
        clock_run run;
        run.event = std::move(event);
        run.origin = origin;
        runs.push_back(std::move(run));
    }
    /// A letter of `on` that asks the applicant for something holds the clock, unless the period has
    /// run out already (reading 12a): then it only asks.
    void hold(given& notice, date on) {
        auto& run = runs.back();
        if (!run.held && !reply_late(on)) {
            run.former = frozen(run, on);
            run.held = on;
        }
        notice.clock = run.held ? grip::holds : grip::too_late;
    }
    /// What was asked for came. Where asking held no clock none starts anew (reading 12a); a notice that
    /// is back held it until then, and what answers it all the same starts one in time (12b).
    void restart(row const& r, given const& notice) {
        auto& run = runs.back();
        if (!run.held && notice.clock == grip::let_go && !reply_late(r.on)) {
            run.former = frozen(run, r.on);
            run.held = r.on;
        }
        if (run.held) {
            start_run(r.event, r.on);
        }
    }
    /// The notice that is awaited now.
    [[nodiscard]] given* awaited() {
        auto* all = stage == "correction_requested" ? &corrections
                    : stage == "fee_requested"      ? &payments
                    : stage == "reasons_requested"  ? &reasons
                                                    : nullptr;
        return all == nullptr || all->empty() ? nullptr : &all->back();
    }
    void deliver(row const& r);
    [[nodiscard]] int days_through(row const& r, date due) const;
    void extend(row const& r);
    void ask_to_correct(row const& r);
    /// Deemed abandoned: closed on the day after the last day, whatever the row says.
    /// `settled`: nothing to come can move that day.
    void lapse(row const& r, date last, bool settled) {
        close(r, plus_days(last, 1), "abandoned");
        // Recorded late, it stands before a new answer that came sooner.
        auto const after = std::find_if(acts.begin(), acts.end(),
                                        [&](act const& each) { return each.on > *closed_on; });
        auto const made = acts.insert(after, {r.event, *closed_on, {}, {}, {}});
        made->unclear = !settled;
    }
    void close(row const& r, date on, char const* to) {
        closed_on = on;
        closed_by = r.event;
        stage = to;
    }
    [[nodiscard]] static bool over(std::optional<run_of_days> const& p, day_view const& cal,
                                   date on) {
        // Where a place leaves days open the row is believed as soon as it may be right.
        return p && on > last_day(*p, cal, !cal.leaves_open(p->start, on));
    }

    void receive(row const& r) {
        stage = "received";
        opened_by = r.event;
        received_on = r.on;
        receipt = r.on;
        if (lodged_on && lodged_by == "online" && policy("online_receipt", "submission_accepted")) {
            receipt = *lodged_on;
        }
        if (policy("nonworking_receipt", "next_working_day")) {
            receipt = cal.on_or_after(receipt);
        }
        start_run(r.event, receipt);
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

    /// The letter that a row names by its ref or, where it names none, the only one that it can mean.
    [[nodiscard]] std::optional<std::size_t> letter_of(row const& r) const {
        bool const again = r.event == "resent";
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < mails.size(); ++i) {
            auto const& m = mails[i];
            bool const fits = again ? m.came_back : !m.arrived && !m.came_back;
            if (r.re.empty() ? fits && !m.only_by_ref : m.ref == r.re) {
                found.push_back(i);
            }
        }
        if (found.empty() || (r.re.empty() && found.size() > 1) ||
            (again && !mails[found.back()].came_back)) {
            return std::nullopt;
        }
        return found.back();
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

    void reply(row const& r);
    void take(row const& r);
    void take_step(row const& r);
    bool take_remedy(row const& r);
    bool take_review(row const& r);
    bool take_suit(row const& r);
    void end(dispute& d, row const& r);
};

}  // namespace qixian::inline v0::checked::detail
