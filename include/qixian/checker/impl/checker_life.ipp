// The checker's own reading of days and rows (checker.hpp); the certificates are made in
// checker.ipp.
#pragma once

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "qixian/checker/checker.hpp"

namespace qixian::inline v0 {
namespace checked::detail {

inline std::string text_of(date d) {
    if (d.is_special()) {
        return "-";
    }
    auto const number = [](int value, std::size_t width) {
        auto digits = std::to_string(value);
        return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
    };
    auto const ymd = d.year_month_day();
    return number(ymd.year, 4) + "-" + number(ymd.month, 2) + "-" + number(ymd.day, 2);
}

template <class... Values>
bool one_of(std::string_view value, Values const&... values) {
    return ((value == values) || ...);
}

// ---------------------------------------------------------------- days

/// What is known of one day.
struct day_said {
    bool works = true;
    std::string why{};
    std::string source{};
    std::string holiday{};
};

/// The notices replayed in the order of their publication.
class day_view {
public:
    day_view(days const& raw, maybe_date known_on) {
        auto ordered = raw.notices;
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](auto const& a, auto const& b) { return a.published < b.published; });
        for (auto const& each : raw.statute) {
            base_[each.day] = {false, "statute", each.source, each.holiday};
        }
        for (auto const& each : ordered) {
            if (known_on && each.published > *known_on) {
                continue;
            }
            last_year_ = std::max(last_year_, year_of(each.day));
            if (each.kind == "revert") {
                noticed_.erase(each.day);
            } else {
                noticed_[each.day] = {each.kind == "work", "notice", each.notice_id, each.holiday};
            }
        }
        for (auto const& each : raw.local) {
            local_[each.day] = {each.kind == "work", "local", each.region, each.holiday};
        }
    }

    /// D13: a notice may touch the three days before its own year.
    [[nodiscard]] bool settled(date d) const {
        return last_year_ != 0 && d <= day(last_year_ * 10000 + 1228);
    }

    /// D2, D11: the region, else the last notice, else the statute, else the plain week.
    [[nodiscard]] day_said about(date d) const {
        for (auto const* layer : {&local_, &noticed_, &base_}) {
            if (auto const found = layer->find(d); found != layer->end()) {
                return found->second;
            }
        }
        return is_weekend(d) ? day_said{false, "weekend", "", ""} : day_said{};
    }

    [[nodiscard]] bool works(date d) const { return about(d).works; }

    [[nodiscard]] date on_or_after(date d) const {
        while (!works(d)) {
            d = plus_days(d, 1);
        }
        return d;
    }

    /// Whether a notice to come may give `d` off: a weekday close to a day of the statute.
    [[nodiscard]] bool may_be_off(date d) const {
        for (int away = -5; away <= 5; ++away) {
            if (base_.contains(plus_days(d, away))) {
                return true;
            }
        }
        return false;
    }

private:
    std::map<date, day_said> base_{};
    std::map<date, day_said> noticed_{};
    std::map<date, day_said> local_{};
    int last_year_ = 0;
};

/// Days after `from` through `to` that are not counted (R33-4).
struct stop {
    date from{};
    date to{};
    std::string ref{};
    bool open = false;
    maybe_date full{};  ///< where an open one ends at the latest
};

struct run_of_days {
    date start{};
    int length = 0;
    std::string unit = "working_day";
    maybe_date named{};
    bool rolls = true;
    std::vector<stop> stops{};
};

/// D5: the corresponding day, else the end of the month.
inline date months_after(date d, int n) {
    auto const ymd = d.year_month_day();
    int const months = ymd.year * 12 + ymd.month - 1 + n;
    for (int day_of_month = ymd.day;; --day_of_month) {
        auto const length = boost::gregorian::gregorian_calendar::end_of_month_day(
            static_cast<unsigned short>(months / 12), static_cast<unsigned short>(months % 12 + 1));
        if (day_of_month <= length) {
            return day(months / 12 * 10000 + (months % 12 + 1) * 100 + day_of_month);
        }
    }
}

/// Every day of a period, by walking (D1 to D5). `slow`: days that a notice may still take count
/// as rest days, which gives a day that is late beyond doubt.
inline std::vector<line> walk(run_of_days const& p, day_view const& cal, bool slow = false) {
    std::vector<line> out;
    auto const rest = [&](date d) {
        return !cal.works(d) || (slow && !cal.settled(d) && cal.may_be_off(d));
    };
    auto const add = [&](date d, char const* is) -> line& {
        line made;
        made.day = d;
        made.is = is;
        made.provisional = !cal.settled(d);
        out.push_back(std::move(made));
        return out.back();
    };
    auto const add_rest = [&](date d) {
        auto const said = cal.about(d);
        auto& made = add(d, "skipped");
        made.why = said.works ? "provisional" : said.why;
        made.source = said.source;
        made.holiday = said.holiday;
    };
    if (!p.named && p.unit == "working_day") {
        int counted = 0;
        for (date d = p.start; counted < p.length;) {
            d = plus_days(d, 1);
            if (rest(d)) {
                add_rest(d);
                continue;
            }
            auto const paused = std::find_if(p.stops.begin(), p.stops.end(), [&](auto const& s) {
                return s.from < d && d <= s.to;
            });
            if (paused != p.stops.end()) {
                auto& held = add(d, "paused");
                held.ref = paused->ref;
                held.source = cal.about(d).source;
                continue;
            }
            auto& made = add(d, "counted");
            made.n = ++counted;
            made.source = cal.about(d).source;
        }
        return out;
    }
    date last = p.start;
    if (p.named) {
        last = *p.named;
        add(last, "named").provisional = false;
    } else if (p.unit == "month") {
        last = months_after(p.start, p.length);
        add(last, "month_day").provisional = false;
    } else {
        for (int n = 1; n <= p.length; ++n) {
            last = plus_days(p.start, n);
            auto& made = add(last, "counted");
            made.n = n;
            made.provisional = false;  // counted whether it is worked or not
        }
    }
    if (p.rolls && rest(last)) {
        for (; rest(last); last = plus_days(last, 1)) {
            add_rest(last);
        }
        add(last, "rolled");
    }
    return out;
}

inline date last_day(run_of_days const& p, day_view const& cal, bool slow = false) {
    auto const lines = walk(p, cal, slow);
    return lines.empty() ? p.start : lines.back().day;
}

// ---------------------------------------------------------------- rows

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
            if (from > on || (!law711 && a.kind != "third_party") ||
                (a.kind == "other_agency" && policy("referral_pause", "no"))) {
                continue;
            }
            stop s{from, on, a.ref, true, {}};
            auto const ends = [&](date d) {
                if (d <= on) {
                    s.to = std::min(s.to, d);
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

    /// Whether the reply is late for sure at the end of `on`; false while the clock is held.
    [[nodiscard]] bool reply_late(date on) const {
        return !runs.empty() && !held() && on > last_day(reply_run(runs.back(), on), cal, true);
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
    [[nodiscard]] date accepted_on(dispute const& d) const {
        return d.accepted.value_or(last_day(acceptance_run(d), cal));
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
            return std::pair(a.on, a.seq) < std::pair(b.on, b.seq);
        });
        // From the last withdrawal back, because a later one may take back an earlier one.
        std::vector<bool> gone(rows.size(), false);
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
    void hold(date on) {
        auto& run = runs.back();
        if (!run.held) {
            run.former = reply_run(run, on);
            run.held = on;
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

    [[nodiscard]] dispute* dispute_for(row const& r, std::function<bool(dispute const&)> fits,
                                       bool last) {
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
    bool take_remedy(row const& r);
};

inline bool life::take_remedy(row const& r) {
    auto const& e = r.event;
    if (e == "review_filed") {
        if (attackable(r.on)) {
            file(r, false, {});
        }
    } else if (e == "review_accepted") {
        if (auto* d = dispute_for(
                r, [](auto const& x) { return !x.suit && !x.accepted && !x.decided; }, false)) {
            d->accepted = r.on;
            d->simplified = r.kind == "simplified";
        }
    } else if (e == "review_decided" || e == "suit_decided") {
        bool const suit = e == "suit_decided";
        if (auto* d = dispute_for(
                r, [&](auto const& x) { return x.suit == suit && !x.decided; }, false)) {
            d->decided = r.on;
            if (!suit) {
                d->decision = post(r);
            }
        }
    } else if (e == "suit_filed") {
        if (!r.re.empty() && std::none_of(disputes.begin(), disputes.end(),
                                          [&](auto const& x) { return in_chain(x, r.re); })) {
            return true;
        }
        auto* before = dispute_for(
            r,
            [&](auto const& x) {
                return !x.suit && !x.joined && (x.decided || review_overdue(x, r.on));
            },
            true);
        if (before != nullptr) {
            before->joined = true;
            file(r, true, static_cast<std::size_t>(before - disputes.data()));
        } else if (attackable(r.on)) {
            file(r, true, {});
        }
    } else if (e == "reanswer_ordered") {
        if (std::any_of(disputes.begin(), disputes.end(),
                        [](auto const& d) { return d.decided.has_value(); })) {
            orders.push_back(gives(r));
        }
    } else if (e == "reanswered") {
        for (auto& o : orders) {
            if (!o.used) {
                o.used = r.on;
                break;
            }
        }
    } else {
        return false;
    }
    return true;
}

inline void life::take(row const& r) {
    auto const& e = r.event;
    bool const asks_reasons_as_correction = policy("reasons_as_correction", "yes");
    if (e == "lodged" && stage.empty()) {
        stage = "lodged";
        lodged_on = r.on;
        lodged_by = r.channel;
        return;
    }
    if (e == "received" && one_of(stage, "", "lodged")) {
        return receive(r);
    }
    if (stage.empty()) {
        return;
    }
    if (e == "delivered" || e == "returned") {
        if (auto* letter = letter_of(r)) {
            if (e == "delivered") {
                letter->arrived = r.on;
                letter->came_back = false;
            } else {
                letter->came_back = true;
            }
        }
        return;
    }
    if (stage != "lodged" && take_remedy(r)) {
        return;
    }
    if (stage == "lodged" || open()) {
        if (e == "withdrawn") {
            return close(r, r.on, "withdrawn");
        }
        if (e == "closed_otherwise") {
            return close(r, r.on, "closed");
        }
        if (e == "registered_in_error") {
            return close(r, r.on, "void");
        }
    }
    if (!open()) {
        return;
    }
    if (one_of(e, "disclosed", "partly_disclosed", "refused", "unable_to_provide",
               "not_processed")) {
        reply_letter = post(r);
        outcome = r.outcome;
        for (auto& o : orders) {
            if (!o.used) {
                o.used = r.on;
            }
        }
        return close(r, r.on, "replied");
    }
    if (e == "opinion_received" || e == "consultation_lapsed") {
        auto* a = answers(r);
        if (a == nullptr) {
            return;
        }
        if (e == "opinion_received") {
            a->answered = r.on;
        } else if (auto const own = opinion_run(*a); own && r.on >= last_day(*own, cal)) {
            a->silent = r.on;
        }
        return;
    }
    if (stage == "received") {
        if (e == "extended") {
            auto& run = runs.back();
            if (reply_late(r.on)) {
                post(r);  // sent, though without effect
            } else if (run.extended + r.days.value_or(0) <= quota()) {
                run.extended += r.days.value_or(0);
                ++run.extensions;
                post(r);
            }
        } else if (e == "reasons_requested") {
            reasons.push_back(gives(r));
            stage = e;
            if (asks_reasons_as_correction) {
                hold(r.on);
            }
        } else if (e == "fee_notified" && r.on >= day(20210101) && !reply_late(r.on)) {
            payments.push_back(gives(r));
            hold(r.on);
            stage = "fee_requested";
        }
    }
    if (one_of(stage, "received", "delayed") && e == "consulted") {
        auto const letter = post(r);
        asks.push_back({letter, r.ref, r.kind, {}, {}});
    } else if (one_of(stage, "received", "reasons_requested") && e == "delay_notified") {
        runs.back().named = r.until;
        runs.back().held.reset();
        stage = "delayed";
    } else if (one_of(stage, "received", "correction_requested") && e == "correction_requested") {
        corrections.push_back(gives(r));
        notices.push_back(r.on);
        if (law711) {
            hold(r.on);
        }
        stage = e;
    } else if (stage == "correction_requested" && e == "correction_period_extended") {
        corrections.back() = gives(r);
    } else if (stage == "correction_requested" && e == "correction_received") {
        for (auto& each : corrections) {
            each.used = each.used ? each.used : maybe_date{r.on};
        }
        stage = "received";
        if (law711) {
            start_run(e, r.on);
        }
    } else if (stage == "correction_requested" && e == "correction_lapsed") {
        auto const last = given_run(corrections.back());
        if (law711 && over(last, cal, r.on)) {
            close(r, plus_days(last_day(*last, cal), 1), "abandoned");
        }
    } else if (stage == "reasons_requested" && e == "reasons_received") {
        reasons.back().used = r.on;
        stage = "received";
        if (asks_reasons_as_correction) {
            start_run(e, r.on);
        }
    } else if (stage == "fee_requested" && e == "fee_paid") {
        auto& paying = payments.back();
        if (mails[paying.letter].came_back || !over(payment_run(paying), cal, r.on)) {
            paying.used = r.on;
            stage = "received";
            start_run(e, r.on);
        }
    } else if (stage == "fee_requested" && e == "fee_lapsed") {
        auto const last = payment_run(payments.back());
        if (!mails[payments.back().letter].came_back && over(last, cal, r.on)) {
            close(r, plus_days(last_day(last, cal), 1), "abandoned");
        }
    }
}

}  // namespace checked::detail
}  // namespace qixian::inline v0
