// The certificates that the rows of an application give, duty by duty: what each has to say, and
// what the checker cannot know for sure.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/checker/impl/checker_rows.ipp"

namespace qixian::inline v0::checked::detail {

/// What a certificate has to say, and what the checker cannot know for sure.
struct expected {
    certificate what{};
    run_of_days period{};
    bool paused_open = false;   ///< a pause is open that can still move the day
    bool soft_trigger = false;  ///< it began when a period ran out past the last notice
};

/// Makes the certificates of a life, duty by duty, in the order of src/notes/readings.md.
class maker {
public:
    maker(life const& h, std::string const& application) : h_(h), application_(application) {
        confirmation();
        reply();
        correction_notice();
        letters("correction", h_.corrections, "REG19-30", "REG08-21.4");
        opinions();
        payments();
        letters("reasons", h_.reasons, "REG19-35", "REG19-35");
        reanswers();
        remedies_of_act();
        disputes();
    }

    std::vector<expected> made{};

private:
    using texts = std::vector<std::string>;

    [[nodiscard]] date last(run_of_days const& p) const { return last_day(p, h_.cal); }

    /// A new certificate; null where the period has no last day (it still counts as an instance).
    expected& add(std::string const& duty, std::string const& event, date on, texts basis,
                  run_of_days const& p) {
        expected e;
        auto& c = e.what;
        c.application = application_;
        c.duty = duty;
        c.id = application_ + "/" + duty + "/" + std::to_string(++count_[duty]);
        c.regime = h_.law711 ? "R711" : "R492";
        c.trigger_event = event;
        c.trigger_on = on;
        c.basis = std::move(basis);
        c.as_of = h_.as_of;
        c.limit = p.named ? 0 : p.length;
        c.unit = p.named ? "" : p.unit;
        c.lines = walk(p, h_.cal);
        c.due = c.lines.empty() ? p.start : c.lines.back().day;
        if (p.unit == "month" && !p.named) {
            c.basis.emplace_back("CIV-202");  // D5
        }
        if (!c.lines.empty() && c.lines.back().is == "rolled") {
            c.basis.emplace_back("CPL-85.3");  // D4
        }
        c.certain = h_.cal.settled(c.due);
        c.latest = c.due;
        e.period = p;
        made.push_back(std::move(e));
        return made.back();
    }

    /// Reading 19: how a period stands that was used on `used`, or ended unused on `ended`.
    [[nodiscard]] std::string stands(date due, maybe_date used, bool authority,
                                     maybe_date ended = {}) const {
        std::string unused = authority ? "missed" : "lapsed";
        if (used) {
            return *used <= due ? "met" : unused;
        }
        if (ended) {
            return unused;
        }
        return h_.as_of <= due ? "running" : unused;
    }

    void confirmation() {
        if (!h_.lodged_on) {
            return;
        }
        ++count_["confirmation"];
        if (h_.lodged_by != "ordinary_post") {
            return;
        }
        --count_["confirmation"];
        run_of_days p;
        p.start = *h_.lodged_on;
        p.named = h_.lodged_on;
        p.rolls = false;
        auto& e =
            add("confirmation", "lodged", *h_.lodged_on, {h_.law711 ? "REG19-31.2" : "F207-1"}, p);
        auto const done = h_.received_on ? h_.received_on : h_.closed_on;
        e.what.status = stands(e.what.due, done, true);
    }

    void reply() {
        for (std::size_t i = 0; i < h_.runs.size(); ++i) {
            auto const& r = h_.runs[i];
            auto p = h_.reply_run(r, h_.as_of);
            auto const basis = reply_basis(r, p);
            auto& e = add("reply", r.event, r.origin, basis, p);
            auto& c = e.what;
            c.in_force = i + 1 == h_.runs.size();
            bool endless = false;
            run_of_days full = p;
            for (auto& s : full.stops) {
                if (s.open) {
                    e.paused_open = true;
                    endless = endless || !s.full;
                    s.to = s.full.value_or(s.to);
                }
            }
            bool const frozen = r.held.has_value();
            if (frozen || h_.closed_on) {
                e.paused_open = false;
            }
            if (e.paused_open) {
                c.certain = false;
                c.latest = endless ? maybe_date{} : maybe_date{last(full)};
            }
            if (!c.in_force || (frozen && !h_.closed_on)) {
                c.status = "superseded";
            } else if (h_.closed_on) {
                c.status = frozen || *h_.closed_on <= c.due ? "met" : "missed";
            } else if (e.paused_open) {
                c.status = "paused";
            } else {
                c.status = stands(c.due, {}, true);
            }
        }
    }

    /// R33-2 or O1; what restarted the clock; R33-3 or O2; R33-4 or O3. R35-3 replaces them all.
    [[nodiscard]] texts reply_basis(clock_run const& r, run_of_days const& p) const {
        if (r.named) {
            return {"REG19-35"};
        }
        texts basis{h_.law711 ? "REG19-33.2" : "REG08-24.2"};
        if (r.event == "correction_received") {
            basis.push_back("REG19-30");
        } else if (r.event == "reasons_received") {
            basis.push_back("REG19-35");
        } else if (r.event == "fee_paid") {
            basis.push_back("FEE-6");
        }
        if (!p.stops.empty()) {
            basis.push_back(h_.law711 ? "REG19-33.3" : "REG08-24.3");
        }
        return basis;
    }

    void correction_notice() {
        if (!h_.law711 || !h_.received_on) {
            return;
        }
        run_of_days p;
        p.start = h_.receipt;
        p.length = 7;
        auto& e = add("correction_notice", "received", h_.receipt, {"REG19-30"}, p);
        maybe_date sent;
        if (!h_.notices.empty()) {
            sent.emplace(h_.notices.front());
        }
        e.what.status = stands(e.what.due, sent, false, h_.closed_on);
    }

    void letters(std::string const& duty, std::vector<given> const& all, char const* basis_711,
                 char const* basis_492) {
        for (auto const& g : all) {
            auto const p = h_.given_run(g);
            if (!p) {
                ++count_[duty];
                continue;
            }
            auto& e = add(duty, h_.mails[g.letter].event, h_.mails[g.letter].reached(),
                          {h_.law711 ? basis_711 : basis_492}, *p);
            e.what.ref = h_.mails[g.letter].ref;
            e.what.status = stands(e.what.due, g.used, false, h_.closed_on);
        }
    }

    void opinions() {
        for (auto const& a : h_.asks) {
            auto const p = h_.opinion_run(a);
            if (!p) {
                ++count_["opinion"];
                continue;
            }
            auto& e = add("opinion", "consulted", p->start,
                          {a.kind == "co_maker" ? "REG19-34" : "REG19-32"}, *p);
            e.what.ref = a.ref;
            e.what.status =
                stands(e.what.due, a.answered,
                       a.kind == "co_maker" && (a.answered || h_.as_of > e.what.due), h_.closed_on);
        }
    }

    void payments() {
        for (auto const& g : h_.payments) {
            if (h_.mails[g.letter].came_back) {
                ++count_["payment"];
                continue;
            }
            auto const p = h_.payment_run(g);
            auto& e = add("payment", "fee_notified", p.start, {"FEE-6"}, p);
            e.what.ref = h_.mails[g.letter].ref;
            e.what.status = stands(e.what.due, g.used, false, h_.closed_on);
        }
    }

    void reanswers() {
        for (auto const& g : h_.orders) {
            auto p = h_.given_run(g);
            if (!p) {
                if (h_.mails[g.letter].came_back) {
                    ++count_["reanswer"];
                    continue;
                }
                p.emplace();
                p->start = h_.mails[g.letter].reached();
                p->length = h_.quota();
            }
            if (!p->named) {
                p->rolls = !h_.policy("authority_limit", "literal");
            }
            auto& e = add("reanswer", "reanswer_ordered", h_.mails[g.letter].reached(),
                          {"REVIR-49.1"}, *p);
            e.what.ref = h_.mails[g.letter].ref;
            e.what.status = stands(e.what.due, g.used, true);
        }
    }

    /// R60-1, R60-8, R61-1, R61-3: what the applicant may attack, and until when.
    void remedies_of_act() {
        if (h_.runs.empty()) {
            return;
        }
        auto const& run = h_.runs.back();
        auto const until = h_.closed_on.value_or(h_.as_of);
        auto const due = last(h_.reply_run(run, until));
        bool const unclear = !h_.cal.settled(due) && !h_.cal.settled(h_.as_of);
        bool const silent_now = h_.open() && !run.held && (unclear || h_.reply_late(h_.as_of)) &&
                                (run.named || !h_.paused(h_.as_of));
        std::vector<act> acts;
        if (silent_now) {
            acts.push_back({run.event, due, due, true, false});
        }
        if (h_.stage == "replied") {
            auto const& letter = h_.mails[*h_.reply_letter];
            if (!letter.came_back) {
                acts.push_back({letter.event, letter.reached(), *h_.closed_on, false,
                                *h_.closed_on >= day(20240101) && withholds(letter.event)});
            }
        } else if (h_.stage == "abandoned") {
            acts.push_back({h_.closed_by, *h_.closed_on, *h_.closed_on, false, false});
        }
        for (auto const& each : acts) {
            auto const basis = each.limit                ? "REVIR-16"
                               : each.on < day(20240101) ? "REV17-9.1"
                                                         : "REV23-20.1";
            window("review_application", each, 60, "day", {basis}, false);
        }
        for (auto const& each : acts) {
            if (!each.review_first) {
                // Z5: three months only where they were over before 2015-05-01.
                window("suit", each, each.on < day(20150201) ? 3 : 6, "month",
                       {each.limit ? "ALL17-47.1" : "ALL17-46.1"}, true);
            }
        }
    }

    /// R60-7, Z9: a refusal of rows 3.3.1 to 3.3.7, or a partial disclosure unless every ground it
    /// names is another than that of such a refusal.
    [[nodiscard]] bool withholds(std::string_view answer) const {
        if (answer != "partly_disclosed") {
            return one_of(h_.outcome, "state_secret", "forbidden_by_law", "security_stability",
                          "third_party_rights", "internal_affairs", "process_information",
                          "enforcement_file");
        }
        bool none = true;
        std::string_view rest = h_.ground;
        while (!rest.empty()) {
            auto article = rest.substr(0, rest.find(';'));
            rest.remove_prefix((std::min)(rest.size(), article.size() + 1));
            article.remove_prefix((std::min)(article.size(), article.find_first_not_of(' ')));
            article = article.substr(0, article.find_last_not_of(' ') + 1);
            none = none && article.empty();
            for (std::string_view each : {"REG19-14", "REG19-15", "REG19-16", "REG19-36.3"}) {
                // An article stands for its paragraphs.
                if (article.starts_with(each) &&
                    (article.size() == each.size() || article[each.size()] == '.')) {
                    return true;
                }
            }
        }
        return none;
    }

    /// An act, or the end of a reply period, that may be attacked.
    struct act {
        std::string event{};
        date on{};   ///< the period begins
        date act{};  ///< the act was done
        bool limit = false;
        bool review_first = false;  ///< R60-7
    };

    void window(std::string const& duty, act const& from, int length, char const* unit, texts basis,
                bool suit) {
        run_of_days p;
        p.start = from.on;
        p.length = length;
        p.unit = unit;
        auto& e = add(duty, from.event, from.on, std::move(basis), p);
        e.what.trigger_is_limit = from.limit;
        e.soft_trigger = from.limit && !h_.cal.settled(from.on);
        maybe_date used;
        bool reviewed = false;
        for (auto const& d : h_.disputes) {
            if (d.suit == suit && !d.after && !used && d.filed >= from.act) {
                used = d.filed;
            }
            reviewed = reviewed || (!d.suit && d.filed >= from.act);
        }
        // Z7: who went to review sues after it, in the period of the decision.
        e.what.status = suit && reviewed && !used ? "superseded" : stands(e.what.due, used, false);
    }

    void disputes() {
        for (std::size_t i = 0; i < h_.disputes.size(); ++i) {
            auto const& d = h_.disputes[i];
            auto const& copy = h_.mails[d.letter];
            if (d.suit) {
                if (copy.came_back) {
                    ++count_["suit_defence"];
                    continue;
                }
                run_of_days p;
                p.start = copy.reached();
                p.length = 15;
                p.unit = "day";
                p.rolls = !h_.policy("authority_limit", "literal");
                auto& e = add("suit_defence", "suit_filed", p.start, {"ALL17-67.1"}, p);
                e.what.ref = d.ref;
                e.what.status = settled_by(e.what.due, d.decided);
                continue;
            }
            auto const acceptance = h_.acceptance_run(d);
            auto& e = add("review_acceptance", "review_filed", d.filed,
                          {h_.new_review_law(d) ? "REV23-30.1" : "REV17-17.1"}, acceptance);
            e.what.ref = d.ref;
            bool const deemed = !h_.new_review_law(d) || h_.as_of >= e.what.due;
            e.what.status = d.accepted || d.decided || deemed ? "met" : "running";
            review_answer(d, copy);
            review_decision(d);
            after_review(d, i);
        }
    }

    /// The log has no row for the answer: done once the dispute is decided.
    [[nodiscard]] std::string settled_by(date due, maybe_date decided) const {
        return decided ? "met" : h_.as_of <= due ? "running" : "missed";
    }

    void review_answer(dispute const& d, mail const& copy) {
        if (copy.came_back) {
            ++count_["review_answer"];
            return;
        }
        run_of_days p;
        p.start = copy.reached();
        p.length = h_.new_review_law(d) && d.simplified ? 5 : 10;
        p.unit = h_.new_review_law(d) ? "working_day" : "day";
        p.rolls = !h_.policy("authority_limit", "literal");
        auto& e = add("review_answer", "review_filed", p.start,
                      {!h_.new_review_law(d) ? "REV17-23.1"
                       : d.simplified        ? "REV23-54.1"
                                             : "REV23-48"},
                      p);
        e.what.ref = d.ref;
        e.what.status = settled_by(e.what.due, d.decided);
    }

    void review_decision(dispute const& d) {
        auto const p = h_.decision_run(d);
        bool const began = d.accepted || h_.as_of >= p.start;
        if (!began) {
            return;
        }
        auto& e = add("review_decision", d.accepted ? "review_accepted" : "review_filed", p.start,
                      {d.simplified           ? "REV23-62.2"
                       : h_.new_review_law(d) ? "REV23-62.1"
                                              : "REV17-31.1"},
                      p);
        e.what.ref = d.ref;
        // Z6: under the law of 2017 it counts from the filing itself, not from a period that ended.
        e.what.trigger_is_limit = !d.accepted && h_.new_review_law(d);
        e.what.status = stands(e.what.due, d.decided, true);
    }

    /// R61-2. A suit that did not wait for the decision rests on the limit that ran out.
    void after_review(dispute const& d, std::size_t index) {
        maybe_date filed;
        for (auto const& other : h_.disputes) {
            if (other.after == index) {
                filed = other.filed;
            }
        }
        bool const by_limit = filed && d.decided ? *filed < *d.decided : !d.decided;
        if (by_limit && !filed && !h_.review_overdue(d, h_.as_of)) {
            return;
        }
        if (!by_limit && h_.mails[d.decision].came_back) {
            ++count_["suit_after_review"];
            return;
        }
        run_of_days p;
        p.start = by_limit ? last(h_.decision_run(d)) : h_.mails[d.decision].reached();
        p.length = 15;
        p.unit = "day";
        auto& e = add("suit_after_review", by_limit ? "review_filed" : "review_decided", p.start,
                      {"ALL17-45"}, p);
        e.what.ref = d.ref;
        e.what.trigger_is_limit = by_limit;
        e.what.status = stands(e.what.due, filed, false);
    }

    life const& h_;
    std::string const& application_;
    std::map<std::string, int> count_{};
};

/// A period that began when another ran out past the last notice: the day is taken as told.
inline void fit_trigger(expected& e, date told, day_view const& cal) {
    if (e.soft_trigger && !cal.settled(told)) {
        e.period.start = told;
        e.what.trigger_on = told;
        e.what.lines = walk(e.period, cal);
        e.what.due = e.what.lines.back().day;
    }
}

}  // namespace qixian::inline v0::checked::detail
