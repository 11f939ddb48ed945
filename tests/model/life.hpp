// The life of one application: what the fold over its rows remembers.
#pragma once

#include <algorithm>
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

// A letter of either side. Its delivery may become known by a later row.
struct letter {
    std::string event{};
    std::string ref{};
    date sent{};
    maybe_date delivered{};
    bool returned{};

    [[nodiscard]] maybe_date arrival() const {
        if (returned) {
            return std::nullopt;
        }
        return delivered ? delivered : maybe_date{sent};
    }
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
    bool lapsed{};
    maybe_date lapsed_on{};
    bool too_late{};  // sent when the period had no day left to add to

    [[nodiscard]] bool answered() const { return opinion || lapsed; }
};

// A correction, a payment, reasons, a new answer: something asked for by letter.
struct demand {
    std::size_t letter{};
    std::size_t period_letter{};
    period terms{};
    maybe_date met_on{};
};

struct chain {
    std::string review_ref{};
    std::string suit_ref{};
    std::optional<std::size_t> review_letter{};
    std::optional<std::size_t> decision_letter{};
    std::optional<std::size_t> suit_letter{};
    std::string review_kind{};
    remedy facts{};

    [[nodiscard]] bool names(std::string const& re) const {
        return !re.empty() && (re == review_ref || re == suit_ref);
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
        dispatch();
    }

    [[nodiscard]] bool closed() const { return closed_on_.has_value(); }
    [[nodiscard]] maybe_date received_on() const { return received_on_; }

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

    [[nodiscard]] date on() const { return row_->on; }
    [[nodiscard]] bool policy_is(std::string const& name, std::string const& value) const {
        return setting(policy_, name) == value;
    }

    std::size_t post(maybe_date delivered) {
        letters_.push_back({row_->event, row_->ref, on(), delivered, false});
        return letters_.size() - 1;
    }
    std::size_t post() { return post(row_->delivered); }
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

    [[nodiscard]] maybe_date opinion_limit(consultation const& c) const {
        auto const from = arrival(c.letter);
        if (!from || !r711_ || c.kind == "other_agency") {
            return std::nullopt;
        }
        return days_.add_working_days(*from, 15);
    }

    [[nodiscard]] bool pauses(consultation const& c) const {
        return !c.too_late && (r711_ || c.kind == "third_party");
    }

    // Still to come after the end of `d`: the day will move.
    [[nodiscard]] bool pause_open(date d) const {
        if (named_due_ || held_) {
            return false;
        }
        return std::any_of(consultations_.begin(), consultations_.end(), [&](auto const& c) {
            auto const limit = opinion_limit(c);
            return pauses(c) && !c.answered() && (!limit || *limit > d);
        });
    }

    [[nodiscard]] bool paused(date d, maybe_date cap) const {
        return std::any_of(consultations_.begin(), consultations_.end(), [&](auto const& c) {
            auto const limit = opinion_limit(c);
            return pauses(c) && letters_[c.letter].sent < d && (!c.opinion || d <= *c.opinion) &&
                   (!c.lapsed_on || d <= *c.lapsed_on) && (!limit || d <= *limit) &&
                   (!cap || d <= *cap);
        });
    }

    struct walked {
        date due{};
        int paused_days{};
    };

    // The reply's due day, every open pause taken to end on `cap`, or at its own limit.
    [[nodiscard]] walked walk(date origin, int quota, maybe_date cap) const {
        walked w{origin, 0};
        while (quota > 0) {
            w.due = plus_days(w.due, 1);
            if (!days_.works(w.due)) {
                continue;
            }
            if (paused(w.due, cap)) {
                ++w.paused_days;
            } else {
                --quota;
            }
        }
        return w;
    }

    [[nodiscard]] int quota() const { return (r711_ ? 20 : 15) + extended_by_; }

    [[nodiscard]] date due(maybe_date cap) const {
        return named_due_ ? *named_due_ : walk(origin_, quota(), cap).due;
    }

    [[nodiscard]] bool late(date d) const { return !held_ && d > due(d); }

    [[nodiscard]] bool overdue(date d) const { return late(d) && !pause_open(d); }

    // Reasons are awaited and the clock runs: an office may do what it could do before.
    [[nodiscard]] bool explaining() const { return stage_ == "reasons_requested" && !held_; }
    // Under the old decree a correction never holds the clock.
    [[nodiscard]] bool correcting_meanwhile() const {
        return stage_ == "correction_requested" && !r711_;
    }

    // ---- clock ----
    // A period that has run out cannot be held any more.
    void hold() {
        if (!held_ && !late(on())) {
            former_due_ = due(on());
            former_paused_ = named_due_ ? 0 : walk(origin_, quota(), on()).paused_days;
            held_ = true;
        }
    }

    // What was asked for has come. Only a clock that was held for it starts anew, and then no day
    // named before counts any more.
    void restart() {
        if (held_) {
            held_ = false;
            origin_ = on();
            extended_by_ = 0;
            named_due_.reset();
        }
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
    void find_letter();
    void wrong_place(bool answer_to_something);

    // ---- remedies ----
    void file_review();
    void accept_or_decide();
    void file_suit();
    void order_reanswer();
    void reanswer();
    [[nodiscard]] bool reviewable() const;
    [[nodiscard]] bool review_comes_first() const;
    [[nodiscard]] maybe_date accepted_on(chain const& c, date as_of) const;
    [[nodiscard]] maybe_date decision_limit(chain const& c, date as_of) const;
    [[nodiscard]] bool review_overdue(chain const& c, date as_of) const;

    // ---- duties ----
    void add(answer& a, duty d, date as_of, bool undone = false) const;
    void reply_duty(answer& a, date as_of) const;
    void demand_duties(answer& a, date as_of) const;
    void window_duties(answer& a, date as_of) const;
    void remedy_duties(answer& a, date as_of) const;
    [[nodiscard]] std::string authority_status(maybe_date due, maybe_date done, date as_of) const;
    [[nodiscard]] std::string window_status(maybe_date due, maybe_date used, date as_of) const;

    calendar const& days_;
    policies const& policy_;
    bool r711_{};
    row const* row_{};
    std::size_t index_{};

    std::string stage_{};
    std::string lodged_class_{}, received_class_{};
    std::string lodged_channel_{};
    maybe_date lodged_on_{}, received_on_{}, closed_on_{};
    date receipt_{};  // where the clocks of receipt begin
    std::string outcome_{};
    std::string ground_{};  // of the reply

    date origin_{};
    int extended_by_{};
    bool held_{};
    date former_due_{};
    int former_paused_{};
    maybe_date named_due_{};
    std::optional<std::size_t> reply_letter_{};

    std::vector<letter> letters_{};
    std::vector<consultation> consultations_{};
    std::vector<demand> corrections_{}, payments_{}, reasons_{}, orders_{};
    std::vector<chain> chains_{};
    std::vector<std::size_t> suits_{};  // chains in the order of their suits
    std::vector<coded> refusals_{}, irregular_{};
    std::vector<warning> warnings_{};
};

}  // namespace model
