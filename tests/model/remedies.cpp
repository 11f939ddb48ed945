// Reviews and suits: which chain a row is about, and what it does there (readings 23 to 36).
#include "life.hpp"

namespace model {

bool life::reviewable() const {
    if (is_reply(stage_) || one_of(stage_, "abandoned", "closed")) {
        return true;
    }
    return is_open(stage_) && overdue(on());
}

// ---- acts ----

// A lapse that was recorded late stands before a new answer that came sooner.
std::vector<act> life::acts_by_day() const {
    auto sorted = acts_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](act const& a, act const& b) { return a.on < b.on; });
    return sorted;
}

// The last act on or before `d`; none: the silence.
std::optional<std::size_t> life::act_on(date d) const {
    auto const acts = acts_by_day();
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (acts[i].on <= d) {
            last = i;
        }
    }
    return last;
}

// A suit after a review is against what was reviewed.
std::optional<std::size_t> life::act_sued_on(chain const& c) const {
    return act_on(c.facts.review_filed ? *c.facts.review_filed
                                       : c.named_act.value_or(*c.facts.suit_filed));
}

// An answer from 2024 on that withholds, in whole or in part; in part, it may not say why.
bool life::review_comes_first(std::optional<std::size_t> which) const {
    if (!which) {
        return false;
    }
    auto const about = acts_by_day()[*which];
    if (about.on < review_first_from) {
        return false;
    }
    return withholds(about.outcome) || (about.outcome == "partly_granted" &&
                                        (about.ground.empty() || names_withholding(about.ground)));
}

// ---- the days of a review ----

// Marked, or deemed: under the law of 2023 at the end of the fifth working day, before it at once.
// A review that waits for a correction is not deemed accepted (34).
maybe_date life::accepted_on(chain const& c, date as_of) const {
    if (c.facts.review_accepted) {
        return c.facts.review_accepted;
    }
    if (c.waits()) {
        return std::nullopt;
    }
    date const filed = *c.facts.review_filed;
    date const deemed = filed < review_first_from
                            ? filed
                            : days_.add_working_days(c.corrected_on.value_or(filed), 5);
    return deemed <= as_of ? maybe_date{deemed} : std::nullopt;
}

// The days after acceptance that are not counted: while suspended, and under the law of 2017 while
// a correction was awaited. A day is left out once.
int life::days_stopped(chain const& c, date accepted, date as_of) const {
    date const end = std::min(as_of, c.facts.review_decided.value_or(as_of));
    bool const law_2017 = *c.facts.review_filed < review_first_from;
    int n = 0;
    for (date d = plus_days(accepted, 1); d <= end; d = plus_days(d, 1)) {
        auto const stopped = [&](stop const& s) {
            return !s.too_late && s.from < d && (!s.to || d <= *s.to);
        };
        auto const any = [&](std::vector<stop> const& all) {
            return std::any_of(all.begin(), all.end(), stopped);
        };
        if (any(c.suspensions) || (law_2017 && any(c.corrections))) {
            ++n;
        }
    }
    return n;
}

// The last day for the decision as it is before a rest day moves it.
maybe_date life::unmoved_limit(chain const& c, date as_of) const {
    auto const accepted = accepted_on(c, as_of);
    if (!accepted) {
        return std::nullopt;
    }
    return plus_days(*accepted, (c.review_kind == "simplified" ? 30 : 60) + c.extended_by +
                                    days_stopped(c, *accepted, as_of));
}

maybe_date life::decision_limit(chain const& c, date as_of) const {
    auto const last = unmoved_limit(c, as_of);
    return last ? maybe_date{calendar_limit(*last, true)} : std::nullopt;
}

bool life::review_overdue(chain const& c, date as_of) const {
    auto const limit = decision_limit(c, as_of);
    return c.pending() && !c.stands_still() && limit && *limit < as_of;
}

// ---- which chain ----

// The one that `re` names, or the only one on which the event is possible. `concerned`: those of
// which it can be said at all; where there are such, but none on which it is possible: `otherwise`.
chain* life::find_chain(std::function<bool(chain const&)> const& concerned,
                        std::function<bool(chain const&)> const& possible, char const* otherwise) {
    std::vector<chain*> meant;
    bool named_one = row_->re.empty();
    bool any = false;
    bool any_meant = false;
    for (auto& c : chains_) {
        bool const named = row_->re.empty() || c.names(row_->re);
        named_one = named_one || named;
        any = any || concerned(c);
        any_meant = any_meant || (named && concerned(c));
        if (named && concerned(c) && possible(c)) {
            meant.push_back(&c);
        }
    }
    if (meant.size() == 1) {
        return meant.front();
    }
    if (meant.size() > 1) {
        refuse("REFERENCE_AMBIGUOUS");
    } else if (any && !named_one) {
        refuse("REFERENCE_UNKNOWN");
    } else {
        refuse(any_meant ? otherwise : "NO_REMEDY_OPEN");
    }
    return nullptr;
}

namespace {

bool always(chain const&) { return true; }
bool under_review(chain const& c) { return c.pending(); }
bool not_accepted(chain const& c) { return c.pending() && !c.facts.review_accepted; }

}  // namespace

// ---- reviews ----

void life::file_review() {
    if (!reviewable()) {
        return refuse("NOTHING_TO_REVIEW");
    }
    auto const about = act_on(on());
    // Nobody may ask for a second review of what he withdrew a first one of (33).
    if (std::any_of(chains_.begin(), chains_.end(), [&](chain const& c) {
            return c.ended_by == "review_withdrawn" && act_on(*c.facts.review_filed) == about;
        })) {
        met("33");
        return refuse("NOTHING_TO_REVIEW");
    }
    chain c;
    c.review_ref = row_->ref;
    c.review_letter = post();
    c.comes_first = review_comes_first(about);
    met(!about       ? "32: a review of the silence"
        : *about > 0 ? "32: a review of a later act"
                     : "32: a review of the first act");
    c.facts.ref = row_->ref;
    c.facts.review_filed = on();
    chains_.push_back(std::move(c));
}

void life::accept_review() {
    auto* c = find_chain(not_accepted, always, "NO_REMEDY_OPEN");
    if (c == nullptr) {
        return;
    }
    c->facts.review_accepted = on();
    c->review_kind = row_->kind;
    if (c->waits()) {
        met("34: accepted while it waits");
        c->corrections.back().to = on();
    }
}

void life::correct_review() {
    if (row_->event == "review_correction_requested") {
        auto* c = find_chain(not_accepted, always, "NO_REMEDY_OPEN");
        if (c == nullptr) {
            return;
        }
        date const from = c->corrected_on.value_or(*c->facts.review_filed);
        auto const l = post();
        if (on() > days_.add_working_days(from, 5)) {
            met("34: a correction asked for too late");
            return irregular("CORRECTION_LATE");
        }
        c->correction_letter = l;
        met("34: a correction asked for");
        if (!c->waits()) {
            c->corrections.push_back({on(), {}, false});
        }
        return;
    }
    auto* c = find_chain(
        under_review, [](chain const& each) { return each.waits(); }, "NOTHING_TO_ANSWER");
    if (c == nullptr) {
        return;
    }
    bool const law_2023 = *c->facts.review_filed >= review_first_from;
    auto const asked = arrival(*c->correction_letter);
    if (law_2023 && asked && on() > days_.add_working_days(*asked, 10)) {
        warn("CORRECTION_AFTER_LIMIT");
    }
    met(law_2023 ? "34: corrected, law of 2023" : "34: corrected, law of 2017");
    c->corrections.back().to = on();
    c->corrected_on = on();
}

void life::extend_review() {
    auto* c = find_chain(
        under_review, [](chain const& each) { return each.review_kind != "simplified"; },
        "NOT_POSSIBLE_HERE");
    if (c == nullptr) {
        return;
    }
    int const more = row_->days.value_or(0);
    if (auto const last = unmoved_limit(*c, on()); last && on() > *last) {
        met("34: extended too late");
        irregular("EXTENSION_LATE");
        return tell();
    }
    if (c->extended_by + more > 30) {
        met("34: extended too long");
        return refuse("EXTENSION_TOO_LONG");
    }
    met("34: extended");
    c->extended_by += more;
    tell();
}

void life::suspend_review() {
    bool const resumed = row_->event == "review_resumed";
    auto* c = find_chain(
        under_review, [&](chain const& each) { return each.suspended() == resumed; },
        resumed ? "NOTHING_TO_ANSWER" : "NOT_POSSIBLE_HERE");
    if (c == nullptr) {
        return;
    }
    if (resumed) {
        met("34: resumed");
        c->suspensions.back().to = on();
    } else {
        auto const limit = decision_limit(*c, on());
        bool const too_late = limit && on() > *limit;
        met(too_late ? "34: suspended too late" : "34: suspended");
        c->suspensions.push_back({on(), {}, too_late});
    }
    tell();
}

void life::end_review() {
    auto* c = find_chain(under_review, always, "NO_REMEDY_OPEN");
    if (c == nullptr) {
        return;
    }
    auto const& event = row_->event;
    if (event == "review_withdrawn") {
        met("34: withdrawn");
    } else if (event == "review_terminated") {
        met("34: terminated");
    } else if (event == "review_rejected") {
        met(c->comes_first ? "34: rejected, had to come first" : "34: rejected, of choice");
    } else if (row_->result == "mediated") {
        met("34: mediated");
    }
    c->ended_by = event;
    c->decided_at = place_;
    c->facts.review_decided = on();
    c->facts.review_result = event == "review_decided" ? row_->result : "other";
    if (one_of(event, "review_decided", "review_rejected")) {
        c->decision_letter = post();
    } else if (event == "review_terminated") {
        tell();
    }
}

// ---- suits ----

// `re` may name the answer that is sued on by its `ref`, where no review or suit has that one.
maybe_date life::named_act() const {
    auto const& re = row_->re;
    maybe_date day_of_it;
    if (re.empty() ||
        std::any_of(chains_.begin(), chains_.end(), [&](chain const& c) { return c.names(re); })) {
        return day_of_it;
    }
    for (auto const& each : acts_by_day()) {
        if (each.letter && letters_[*each.letter].ref == re) {
            day_of_it = each.on;
        }
    }
    return day_of_it;
}

// Without `re` a suit follows a review of the act that stands, or one whose own days to sue still run
// (23): a new answer is a new act, and a suit against that one is direct.
bool life::is_the_review_sued_on(chain const& c) const {
    if (auto const named = named_act()) {
        return act_on(*c.facts.review_filed) == act_on(*named);
    }
    if (!row_->re.empty()) {
        return c.names(row_->re);
    }
    if (act_on(*c.facts.review_filed) == act_on(on())) {
        return true;
    }
    auto const last = last_day_to_sue(c, on());
    met(last && on() <= *last ? "23: an older review, its days run" : "23: an older review, over");
    return last && on() <= *last;
}

void life::file_suit() {
    chain* joined = nullptr;
    auto const named = named_act();
    bool named_one = row_->re.empty() || named;
    bool review_pending = false;
    auto const about = act_on(named.value_or(on()));
    for (auto& c : chains_) {
        named_one = named_one || c.names(row_->re);
        if (!c.facts.review_filed) {
            continue;
        }
        bool const over = c.decided() || review_overdue(c, on());
        // A review of another act bars nothing: this one has a window of its own (Z10).
        review_pending =
            review_pending || (c.pending() && !over && act_on(*c.facts.review_filed) == about);
        if (over && !c.facts.suit_filed && is_the_review_sued_on(c)) {
            joined = &c;
        }
    }
    if (!named_one) {
        return refuse("REFERENCE_UNKNOWN");
    }
    if (!joined && !reviewable()) {
        return refuse("NOTHING_TO_REVIEW");
    }
    bool const direct = joined == nullptr;
    if (direct) {
        if (review_pending || review_comes_first(about)) {
            irregular("SUIT_WITHOUT_REVIEW");
        }
        met(!about       ? "32: a suit against the silence"
            : *about > 0 ? "32: a suit against a later act"
                         : "32: a suit against the first act");
        chains_.emplace_back();
        joined = &chains_.back();
        joined->facts.ref = row_->ref;
        joined->named_act = named;
        if (named) {
            met(about == act_on(on()) ? "23: the last answer named" : "23: an older answer named");
        }
    } else {
        joined->sued_for_silence = joined->pending();
        if (joined->ended_by == "review_rejected") {
            met("23: a suit after a rejection");
        }
    }
    joined->sued_at = place_;
    joined->suit_ref = row_->ref;
    joined->suit_letter = post();
    joined->facts.suit_filed = on();
    joined->facts.suit_kind = direct ? "direct" : "after_review";
    suits_.push_back(static_cast<std::size_t>(joined - chains_.data()));
}

// Whatever happens to a suit that was filed (36).
void life::move_suit() {
    auto const& event = row_->event;
    bool const again = one_of(event, "suit_appealed", "suit_retried");
    auto* c = find_chain(
        [&](chain const& each) { return each.facts.suit_filed && each.suit_pending() != again; },
        always, "NO_REMEDY_OPEN");
    if (c == nullptr) {
        return;
    }
    if (event == "suit_decided") {
        met(c->facts.suit_course.empty() ? "36: decided" : "36: decided again");
        c->suit_judged = true;
        c->facts.suit_course.push_back({on(), row_->result});
    } else if (one_of(event, "suit_rejected", "suit_withdrawn")) {
        met(event == "suit_rejected" ? "36: rejected" : "36: withdrawn");
        c->facts.suit_course.push_back({on(), "other"});
    } else if (again) {
        met(event == "suit_appealed" ? "36: appealed" : "36: retried");
        c->facts.suit_course.push_back({on(), ""});
    }
    if (one_of(event, "suit_suspended", "suit_resumed", "suit_rejected", "suit_retried")) {
        tell();
    }
}

// ---- new answers ----

void life::order_reanswer() {
    bool const decided = std::any_of(chains_.begin(), chains_.end(), [](chain const& c) {
        return c.ended_by == "review_decided" || c.suit_judged;
    });
    if (!decided) {
        return refuse("NO_REMEDY_OPEN");
    }
    period p = terms();
    if (!p.days && !p.until) {
        p = {r711_ ? 20 : 15, "working_day", {}};
    }
    auto const l = post();
    orders_.push_back({l, l, p, {}});
}

void life::reanswer() {
    for (auto& order : orders_) {
        if (!order.met_on) {
            auto const answer = answer_of(row_->outcome);
            if (is_open(stage_) && !answer.empty()) {
                met("32: the first answer was ordered");
                return reply_as(answer, row_->outcome);
            }
            if (is_open(stage_)) {
                warn("ANSWER_LEFT_OPEN");
            }
            order.met_on = on();
            met(is_open(stage_) ? "32: answered anew while open" : "32: answered anew");
            reproach(row_->outcome, false);
            acts_.push_back({on(), post(), row_->outcome, row_->ground});
            return;
        }
    }
    refuse("NO_REANSWER_ORDERED");
}

}  // namespace model
