// The life of one application: what the fold over its rows remembers.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model.hpp"

namespace model {

using qixian::day;
using qixian::plus_days;

inline date const decree_711_from = day(20190515);
inline date const review_first_from = day(20240101);

template <class... Names>
bool one_of(std::string const& s, Names const&... names) {
    return ((s == names) || ...);
}

inline bool is_reply(std::string const& event) {
    return one_of(event, "disclosed", "partly_disclosed", "refused", "unable_to_provide",
                  "not_processed");
}

inline bool is_open(std::string const& stage) {
    return one_of(stage, "received", "correction_requested", "reasons_requested", "fee_requested",
                  "delayed");
}

// Rows 3.3.1 to 3.3.7 withhold.
inline bool withholds(std::string const& outcome) {
    return one_of(outcome, "state_secret", "forbidden_by_law", "security_stability",
                  "third_party_rights", "internal_affairs", "process_information",
                  "enforcement_file");
}

// Does one of the articles, joined by ";", withhold? An article is named by its paragraphs, too.
inline bool names_withholding(std::string const& ground) {
    for (std::size_t from = 0; from <= ground.size();) {
        auto const end = std::min(ground.find(';', from), ground.size());
        auto const article = ground.substr(from, end - from);
        for (std::string const known : {"REG19-14", "REG19-15", "REG19-16", "REG19-36.3"}) {
            if (article == known || article.rfind(known + ".", 0) == 0) {
                return true;
            }
        }
        from = end + 1;
    }
    return false;
}

inline std::string setting(policies const& policy, std::string const& name) {
    auto const found = policy.find(name);
    return found == policy.end() ? std::string{} : found->second;
}

// One way of a letter: sent, and perhaps come back (reading 12b).
struct way {
    date sent{};
    maybe_date back{};
    bool too_late{};       // sent when the period had no day left to add to
    maybe_date arrived{};  // of one that came back: the day that was told or taken until then
};

// A letter of either side. Its delivery may become known by a later row.
struct letter {
    std::string event{};
    std::string ref{};
    bool counts{};  // whether anything counts from its delivery (6a)
    std::vector<way> ways{};
    maybe_date delivered{};
    bool announced{};
    bool arrived_since{};  // it came back, and all the same was delivered later

    [[nodiscard]] bool is_back() const { return ways.back().back.has_value() && !arrived_since; }
    // Delivered on a day that nobody told.
    [[nodiscard]] bool assumed() const { return counts && !is_back() && !delivered && !announced; }
    [[nodiscard]] maybe_date arrival() const {
        if (is_back()) {
            return std::nullopt;
        }
        date const sent = ways.back().sent;
        if (announced && !delivered) {
            return plus_days(sent, sent < day(20220101) ? 60 : 30);
        }
        return delivered ? delivered : maybe_date{sent};
    }
    // The day that its last way arrived or was taken to have arrived, even if it came back since.
    [[nodiscard]] maybe_date last_arrival() const {
        return is_back() ? ways.back().arrived : arrival();
    }
    // Is `d` after it was sent, no later than it came back, nor than the last day that counts from
    // that way? One that could pause nothing is left out.
    [[nodiscard]] bool under_way(
        date d, std::function<maybe_date(maybe_date arrived)> const& last_day) const {
        return std::any_of(ways.begin(), ways.end(), [&](way const& w) {
            if (w.too_late || w.sent >= d || (w.back && d > *w.back)) {
                return false;
            }
            auto const last = last_day(w.back ? w.arrived : arrival());
            return !last || d <= *last;
        });
    }
    // May its last way still pause?
    [[nodiscard]] bool still_pauses() const { return !ways.back().back && !ways.back().too_late; }
};

// A period as a letter words it: a number of days, or the last day by name.
struct period {
    std::optional<int> days{};
    std::string unit{};
    maybe_date until{};
};

struct consultation {
    std::size_t letter{};
    std::string kind{};
    maybe_date opinion{};
    maybe_date lapsed_on{};
    bool objects{};  // in time

    [[nodiscard]] bool answered() const { return opinion || lapsed_on; }
};

// A correction, a payment, reasons, a new answer: something asked for by letter.
struct demand {
    std::size_t letter{};
    std::size_t period_letter{};
    period terms{};
    maybe_date met_on{};
};

// A reply, or the lapse: what can be reviewed and sued on (reading 32).
struct act {
    date on{};
    std::optional<std::size_t> letter{};  // none of a lapse
    std::string outcome{};
    std::string ground{};
};

// A review that waits for a correction, or is suspended: the days after `from` through `to`.
struct stop {
    date from{};
    maybe_date to{};
    bool too_late{};
};

struct chain {
    std::string review_ref{};
    std::string suit_ref{};
    std::optional<std::size_t> review_letter{};
    std::optional<std::size_t> correction_letter{};
    std::optional<std::size_t> decision_letter{};
    std::optional<std::size_t> suit_letter{};
    std::string review_kind{};
    bool comes_first{};  // it had to, when it was filed
    std::string ended_by{};
    int extended_by{};
    std::vector<stop> corrections{}, suspensions{};
    maybe_date corrected_on{};
    maybe_date named_act{};   // of the answer that the suit names
    bool sued_for_silence{};  // the suit did not wait for the decision
    int decided_at{};         // places in the order of the rows
    int sued_at{};
    bool suit_judged{};
    remedy facts{};

    [[nodiscard]] bool names(std::string const& re) const {
        return !re.empty() && (re == review_ref || re == suit_ref);
    }
    [[nodiscard]] bool pending() const { return facts.review_filed && ended_by.empty(); }
    [[nodiscard]] bool waits() const { return !corrections.empty() && !corrections.back().to; }
    [[nodiscard]] bool suspended() const { return !suspensions.empty() && !suspensions.back().to; }
    // Suspended, and not only when its last day was over.
    [[nodiscard]] bool stands_still() const { return suspended() && !suspensions.back().too_late; }
    // A review that a suit follows (reading 23).
    [[nodiscard]] bool decided() const {
        return ended_by == "review_decided" || (ended_by == "review_rejected" && comes_first);
    }
    // Withdrawn, terminated, or rejected where it was of the applicant's choice: as if none (20a).
    [[nodiscard]] bool is_none() const { return !ended_by.empty() && !decided(); }
    [[nodiscard]] bool suit_pending() const {
        return facts.suit_filed &&
               (facts.suit_course.empty() || facts.suit_course.back().result.empty());
    }
};

// The life of one application under one decree, row after row.
class life {
public:
    life(calendar const& days, policies const& policy, bool decree_711)
        : days_(days), policy_(policy), r711_(decree_711) {}

    void take(row const& r, std::size_t index) {
        index_ = index;
        row_ = &r;
        ++place_;
        dispatch();
    }

    [[nodiscard]] bool closed() const { return closed_on_.has_value(); }
    [[nodiscard]] maybe_date received_on() const { return received_on_; }
    [[nodiscard]] std::size_t received_row() const { return received_row_; }

    // Is there a reply period that has not ended by the end of `d`?
    [[nodiscard]] bool period_runs_beyond(date d) const {
        return received_on_ && !closed() && (held_ || due(d) > d);
    }

    void describe(answer& a, date as_of) const;

private:
    // ---- saying yes and no ----
    void refuse(std::string code) { refusals_.push_back({index_, std::move(code)}); }
    void irregular(std::string code) { irregular_.push_back({index_, std::move(code)}); }
    void warn(std::string code, maybe_date shadow = {}) {
        warnings_.push_back({std::move(code), shadow});
    }

    // Which corner of the readings is met: random histories are to come through each.
    void met(char const* corner) const { met_.insert(corner); }

    [[nodiscard]] date on() const { return row_->on; }
    [[nodiscard]] bool policy_is(std::string const& name, std::string const& value) const {
        return setting(policy_, name) == value;
    }

    std::size_t post() {
        letters_.push_back({row_->event, row_->ref, true, {{on(), {}, false}}, row_->delivered});
        return letters_.size() - 1;
    }
    // A letter that can be named, though nothing counts from its delivery.
    void tell() {
        post();
        letters_.back().counts = false;
    }
    [[nodiscard]] period terms() const { return {row_->days, row_->unit, row_->until}; }

    // ---- days ----
    [[nodiscard]] date named(date d) const {
        return policy_is("named_day", "literal") ? d : days_.roll(d);
    }

    [[nodiscard]] maybe_date last_day(maybe_date from, period const& p, bool of_authority) const {
        if (p.until) {
            return named(*p.until);
        }
        if (!from || !p.days) {
            return std::nullopt;
        }
        if (p.unit == "day") {
            return calendar_limit(plus_days(*from, *p.days), of_authority);
        }
        if (p.unit == "month") {
            return calendar_limit(add_months(*from, *p.days), of_authority);
        }
        return days_.add_working_days(*from, *p.days);
    }

    [[nodiscard]] date calendar_limit(date d, bool of_authority) const {
        return of_authority && policy_is("authority_limit", "literal") ? d : days_.roll(d);
    }

    [[nodiscard]] maybe_date arrival(std::size_t l) const { return letters_[l].arrival(); }

    [[nodiscard]] maybe_date last_day(demand const& d, bool of_authority = false) const {
        // A letter that came back set no period, even where it names a day.
        auto const from = arrival(d.period_letter);
        return from ? last_day(from, d.terms, of_authority) : std::nullopt;
    }

    // ---- the clock (clock.cpp) ----
    struct walked {
        date due{};
        int paused_days{};
    };
    [[nodiscard]] maybe_date opinion_limit(consultation const& c) const {
        return opinion_limit(c, arrival(c.letter));
    }
    [[nodiscard]] maybe_date opinion_limit(consultation const& c, maybe_date from) const;
    // Whether a letter to another agency does is a matter of reading (Q7).
    [[nodiscard]] bool pauses(std::string const& kind) const {
        bool const left_out = kind == "other_agency" && policy_is("referral_pause", "no");
        return !left_out && (r711_ || kind == "third_party");
    }
    // What Decree 492 makes of a correction notice is a matter of reading (12c).
    [[nodiscard]] bool correction_492_is(char const* reading) const {
        return !r711_ && policy_is("correction_492", reading);
    }
    [[nodiscard]] bool correction_holds() const { return r711_ || correction_492_is("restarts"); }
    [[nodiscard]] maybe_date pause_limit(demand const& c, maybe_date arrived) const;
    [[nodiscard]] bool pause_open(date d) const;
    [[nodiscard]] bool endless_pause() const;
    [[nodiscard]] bool paused(date d, maybe_date cap) const;
    [[nodiscard]] walked walk(date origin, int quota, maybe_date cap) const;
    [[nodiscard]] int quota() const { return (r711_ ? 20 : 15) + extended_by_; }
    [[nodiscard]] date due(maybe_date cap) const {
        return named_due_ ? *named_due_ : walk(origin_, quota(), cap).due;
    }
    [[nodiscard]] int paused_days(maybe_date cap) const {
        return named_due_ ? 0 : walk(origin_, quota(), cap).paused_days;
    }
    [[nodiscard]] bool late(date d) const { return !held_ && d > due(d); }
    [[nodiscard]] bool overdue(date d) const { return late(d) && !pause_open(d) && !answered_on_; }
    // Nothing is left of the period from its last day on.
    [[nodiscard]] bool nothing_left() const { return received_on_ && !held_ && on() >= due(on()); }
    // Reasons are awaited and the clock runs: an office may do what it could do before.
    [[nodiscard]] bool explaining() const { return stage_ == "reasons_requested" && !held_; }
    void hold(std::size_t l);
    void release(std::size_t l);
    void hold_again(std::size_t l);
    void restart();
    void forget_what_was_asked() {
        asked_.reset();
        asked_back_ = false;
    }

    void close(std::string stage, std::string outcome, date closing_day) {
        stage_ = std::move(stage);
        outcome_ = std::move(outcome);
        closed_on_ = closing_day;
    }

    // ---- the procedure ----
    void dispatch();
    void lodge();
    void receive();
    void request_correction();
    void receive_correction();
    void request_reasons();
    void receive_reasons();
    void lapse(std::vector<demand> const& demands, std::string const& outcome);
    void consult();
    void answer_consultation();
    void extend();
    void delay();
    void notify_fee();
    void pay_fee();
    void reply();
    static std::string answer_of(std::string const& outcome);
    void reply_as(std::string const& event, std::string const& outcome);
    void reproach(std::string const& outcome, bool awaiting);
    void find_letter();
    void send_again(std::size_t l, maybe_date delivered, bool announced);
    void wrong_place(bool answer_to_something);

    // ---- remedies ----
    void file_review();
    chain* find_chain(std::function<bool(chain const&)> const& concerned,
                      std::function<bool(chain const&)> const& possible, char const* otherwise);
    void accept_review();
    void correct_review();
    void extend_review();
    void suspend_review();
    void end_review();
    void file_suit();
    void move_suit();
    void order_reanswer();
    void reanswer();
    [[nodiscard]] bool reviewable() const;
    [[nodiscard]] std::vector<act> acts_by_day() const;
    [[nodiscard]] std::optional<std::size_t> act_on(date d) const;
    [[nodiscard]] std::optional<std::size_t> act_sued_on(chain const& c) const;
    [[nodiscard]] bool review_comes_first(std::optional<std::size_t> which) const;
    [[nodiscard]] maybe_date accepted_on(chain const& c, date as_of) const;
    [[nodiscard]] int days_stopped(chain const& c, date accepted, date as_of) const;
    [[nodiscard]] maybe_date unmoved_limit(chain const& c, date as_of) const;
    [[nodiscard]] maybe_date decision_limit(chain const& c, date as_of) const;
    [[nodiscard]] bool review_overdue(chain const& c, date as_of) const;

    // ---- duties ----
    void add(answer& a, duty d, date as_of, bool undone = false) const;
    void reply_duty(answer& a, date as_of) const;
    void demand_duties(answer& a, date as_of) const;
    void window_duties(answer& a, date as_of) const;
    void windows_of(answer& a, std::optional<std::size_t> which, maybe_date from, date as_of) const;
    void remedy_duties(answer& a, date as_of) const;
    void review_duties(answer& a, chain const& c, date as_of) const;
    void unrecorded(answer& a, duty d, maybe_date decided, date as_of) const;
    [[nodiscard]] bool sued_before_decision(chain const& c) const;
    [[nodiscard]] bool is_the_review_sued_on(chain const& c) const;
    [[nodiscard]] maybe_date named_act() const;
    [[nodiscard]] maybe_date last_day_to_sue(chain const& c, date as_of) const;
    [[nodiscard]] std::string authority_status(maybe_date due, maybe_date done, date as_of) const;
    [[nodiscard]] std::string window_status(maybe_date due, maybe_date used, date as_of) const;

    calendar const& days_;
    policies const& policy_;
    bool r711_{};
    row const* row_{};
    std::size_t index_{};
    int place_{};

    std::string stage_{};
    std::string lodged_class_{}, received_class_{};
    std::string lodged_channel_{};
    maybe_date lodged_on_{}, received_on_{}, closed_on_{};
    std::size_t received_row_{};
    std::string part_of_{};
    date receipt_{};  // where the clocks of receipt begin
    std::string outcome_{};

    date origin_{};
    int extended_by_{};
    bool held_{};
    date held_since_{};
    date former_due_{};
    int former_paused_{};
    std::optional<std::size_t> asked_{};  // the letter that holds the clock, or held it
    bool asked_back_{};                   // until it came back
    std::vector<std::pair<date, date>> not_counted_{};  // while it was away
    maybe_date named_due_{};
    maybe_date answered_on_{};  // by a correction notice (12c)
    duty answered_{};

    std::vector<letter> letters_{};
    std::vector<consultation> consultations_{};
    std::vector<demand> corrections_{}, payments_{}, reasons_{}, orders_{};
    std::vector<act> acts_{};
    std::vector<chain> chains_{};
    std::vector<std::size_t> suits_{};  // chains in the order of their suits
    std::vector<coded> refusals_{}, irregular_{}, faults_{};
    std::vector<warning> warnings_{};
    mutable std::set<std::string> met_{};
};

}  // namespace model
