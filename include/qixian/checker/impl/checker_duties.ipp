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
    bool settled = true;        ///< nothing to come can move a day of it
    bool soft_trigger = false;  ///< it began when a period ran out on a day that may still move
};

/// Whether every day that decides the last one is settled: those counted, or those it moves over.
inline bool is_settled(run_of_days const& p, std::vector<line> const& lines, day_view const& cal) {
    if (lines.empty()) {
        return cal.settled(p.start);
    }
    auto const last = lines.back().day;
    if (p.unit == "working_day" && !p.named) {
        return cal.settled(lines.front().day, last);
    }
    if (!p.rolls) {
        return true;
    }
    auto const nominal =
        p.named || p.unit == "month" ? lines.front().day : plus_days(p.start, p.length);
    return cal.settled(nominal, last);
}

/// Makes the certificates of a life, duty by duty, in the order of src/notes/readings.md. Those of
/// remedies are in checker_remedies.ipp.
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
        remedies_of_acts();
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
        c.extensions.emplace();
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
        e.settled = is_settled(p, c.lines, h_.cal);
        c.certain = e.settled;
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
            auto p = r.answered ? *r.answered_run : h_.reply_run(r, h_.as_of);
            auto const basis = reply_basis(r, p);
            auto& e = add("reply", r.event, r.origin, basis, p);
            auto& c = e.what;
            c.in_force = i + 1 == h_.runs.size();
            // What was granted once the period was frozen is not in it.
            int left = p.named ? 0 : p.length - h_.quota();
            for (auto each = r.granted.begin(); left > 0 && each != r.granted.end(); ++each) {
                c.extensions->push_back(*each);
                left -= each->days;
            }
            bool endless = false;
            run_of_days full = p;
            for (auto& s : full.stops) {
                if (s.open) {
                    e.paused_open = true;
                    endless = endless || !s.full;
                    s.to = s.full.value_or(s.to);
                }
            }
            bool const frozen = r.held || r.answered;
            if (frozen || h_.closed_on) {
                e.paused_open = false;
            }
            if (e.paused_open) {
                c.certain = false;
                c.latest = endless ? maybe_date{} : maybe_date{last(full)};
            }
            if (r.answered) {
                c.status = "met";  // the notice was the answer, whatever follows
            } else if (!c.in_force || (frozen && !h_.closed_on)) {
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

    /// R33-2 or O1; what restarted the clock; R33-4 or O3, O6. R33-3 and O2 are of the paragraph that
    /// stands there already. R35-3 replaces them all.
    [[nodiscard]] texts reply_basis(clock_run const& r, run_of_days const& p) const {
        if (p.named) {
            return {"REG19-35"};
        }
        texts basis{h_.law711 ? "REG19-33.2" : "REG08-24.2"};
        if (r.event == "correction_received") {
            basis.push_back(h_.law711 ? "REG19-30" : "REG08-21.4");
        } else if (r.event == "reasons_received") {
            basis.push_back("REG19-35");
        } else if (r.event == "fee_paid") {
            basis.push_back("FEE-6");
        }
        auto const stopped = [&](stopped_by why) {
            return std::any_of(p.stops.begin(), p.stops.end(),
                               [&](auto const& s) { return s.why == why; });
        };
        if (stopped(stopped_by::consultation)) {
            basis.push_back(h_.law711 ? "REG19-33.3" : "REG08-24.3");
        }
        if (stopped(stopped_by::correction)) {
            basis.push_back("REG08-21.4");
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
        auto& e = add("correction_notice", h_.opened_by, h_.receipt, {"REG19-30"}, p);
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

    // checker_remedies.ipp

    /// An act, or the end of a reply period, that may be attacked.
    struct attacked {
        std::string event{};
        date on{};  ///< the period begins
        bool limit = false;
        std::optional<std::size_t> act{};  ///< none: the silence
        bool unclear = false;              ///< the day may still move
    };
    void remedies_of_acts();
    void window(std::string const& duty, attacked const& from, int length, char const* unit,
                texts basis, bool suit);
    void disputes();
    void suit_defence(dispute const& d, mail const& copy);
    void review_acceptance(dispute const& d);
    void review_answer(dispute const& d, mail const& copy);
    void review_decision(dispute const& d);
    void after_review(dispute const& d, std::size_t index);

    /// The log has no row for the answer: done once the dispute is over for the first time.
    [[nodiscard]] std::string settled_by(date due, maybe_date over) const {
        return over ? "met" : h_.as_of <= due ? "running" : "missed";
    }

    life const& h_;
    std::string const& application_;
    std::map<std::string, int> count_{};
};

/// A period that began when another ran out on a day that may still move: it is taken as told.
inline void fit_trigger(expected& e, date told, day_view const& cal) {
    if (e.soft_trigger) {
        e.period.start = told;
        e.what.trigger_on = told;
        e.what.lines = walk(e.period, cal);
        e.what.due = e.what.lines.back().day;
        e.settled = is_settled(e.period, e.what.lines, cal);
        e.what.certain = e.settled;
    }
}

}  // namespace qixian::inline v0::checked::detail
