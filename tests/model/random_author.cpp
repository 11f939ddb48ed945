// The rows of a random history, each by what the author remembers, and the disorder that follows.
#include "random_author.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace model::random_rows {

std::vector<row> author::write() {
    open_the_case();
    int const length = dice_.between(0, dice_.chance(20) ? 22 : 9);
    for (int i = 0; i < length && today_ <= last_event_day; ++i) {
        today_ = next_day();
        auto const event = dice_.chance(7) ? dice_.pick(every_event) : plausible();
        if (event == "correction_lapsed" || event == "fee_lapsed") {
            wait_for_the_last_day();
        }
        if (today_ > last_event_day) {
            break;
        }
        write_row(event);
    }
    disturb();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        rows_[i].application = name_;
        rows_[i].line = static_cast<int>(i) + 2;
    }
    return rows_;
}

// ---- days ----

date author::first_day() {
    int const shape = dice_.between(1, 100);
    if (shape <= 40) {
        return dice_.day_between(day(20190515), day(20251231));
    }
    if (shape <= 60) {
        return dice_.day_between(day(20080501), day(20190514));
    }
    if (shape <= 74) {
        return dice_.day_between(day(20190401), day(20190601));
    }
    if (shape <= 87) {
        int const year = dice_.between(2008, 2024);
        return plus_days(qixian::last_day_of(year), dice_.between(-35, 8));
    }
    if (shape <= 99) {
        // The other days on which the law changed.
        auto const turn =
            dice_.pick(std::vector<date>{day(20150131), day(20150131), day(20150501), day(20210101),
                                         day(20240101), day(20240101), day(20200127)});
        return plus_days(turn, dice_.between(-60, 20));
    }
    return dice_.day_between(day(20080410), day(20080510));
}

date author::next_day() {
    int const shape = dice_.between(1, 100);
    if (shape <= 14) {
        return today_;
    }
    if (shape <= 48) {
        return plus_days(today_, dice_.between(1, 7));
    }
    if (shape <= 60) {
        return plus_days(today_, dice_.between(1, 30));
    }
    if (shape <= 92) {
        std::vector<date> ahead;
        for (auto const d : limits_) {
            if (d >= today_) {
                ahead.push_back(d);
            }
        }
        if (ahead.empty()) {
            return plus_days(today_, dice_.between(0, 12));
        }
        return std::max(today_, plus_days(dice_.pick(ahead), dice_.between(-1, 1)));
    }
    if (shape <= 96) {
        return std::max(
            today_, plus_days(qixian::last_day_of(qixian::year_of(today_)), dice_.between(-2, 3)));
    }
    return plus_days(today_, dice_.between(20, 220));
}

// A lapse is mostly recorded when it has happened.
void author::wait_for_the_last_day() {
    if (last_demand_ >= today_ && dice_.chance(80)) {
        today_ = plus_days(last_demand_, dice_.chance(50) ? 1 : dice_.between(0, 25));
    }
}

// A demand that went out when the period was over started nothing.
date author::restart_clock(int quota) {
    if (!in_time_) {
        return due_;
    }
    due_ = days_.add_working_days(today_, quota);
    limit(due_);
    return due_;
}

// ---- rows ----

row& author::put(std::string event) {
    row r;
    r.on = today_;
    r.event = std::move(event);
    if (dice_.chance(35)) {
        r.id = "e" + std::to_string(rows_.size());
    }
    rows_.push_back(std::move(r));
    return rows_.back();
}

// A letter: with a key or none, with its delivery known, told later or never.
date author::letter(row& r) {
    if (dice_.chance(60)) {
        r.ref = "L" + std::to_string(rows_.size());
        refs_.push_back(r.ref);
    }
    if (dice_.chance(65)) {
        r.delivered = plus_days(today_, dice_.chance(40) ? 0 : dice_.between(0, 9));
        return *r.delivered;
    }
    return today_;
}

void author::period(row& r, date from, bool may_be_empty) {
    int const shape = dice_.between(1, 100);
    if (may_be_empty && shape <= 25) {
        return;
    }
    if (shape <= 40) {
        r.until = plus_days(today_, dice_.between(0, 45));
        limit(*r.until);
    } else if (shape <= 78) {
        r.days = dice_.between(1, 25);
        r.unit = dice_.chance(50) ? "working_day" : "";
        limit(days_.add_working_days(from, *r.days));
    } else if (shape <= 92) {
        r.days = dice_.between(1, 40);
        r.unit = "day";
        limit(days_.roll(plus_days(from, *r.days)));
    } else {
        r.days = dice_.between(1, 3);
        r.unit = "month";
        limit(days_.roll(add_months(from, *r.days)));
    }
}

std::string author::reference(std::vector<std::string> const& right) {
    if (dice_.chance(2)) {
        return "nowhere";
    }
    if (dice_.chance(3) && !refs_.empty()) {
        return dice_.pick(refs_);
    }
    if (right.empty() || dice_.chance(45)) {
        return {};
    }
    return dice_.pick(right);
}

std::string author::applicant() {
    return dice_.chance(60)
               ? "natural_person"
               : dice_.pick({"business", "research", "public_welfare", "legal_service", "other"});
}

void author::open_the_case() {
    today_ = first_day();
    if (dice_.chance(3)) {
        write_row(dice_.pick(every_event));
    }
    int const shape = dice_.between(1, 1000);
    if (shape <= 4) {
        return;
    }
    bool const lodge_first = shape <= 400;
    bool class_given = false;
    if (lodge_first) {
        auto& r = put("lodged");
        r.channel = dice_.chance(94) ? dice_.pick({"online", "ordinary_post", "fax"})
                                     : dice_.pick({"in_person", "oral", "registered_post"});
        if (dice_.chance(95)) {
            r.applicant = applicant();
            class_given = true;
        }
        stage_ = "lodged";
        if (dice_.chance(class_given ? 7 : 0)) {
            return;
        }
        today_ = plus_days(today_, dice_.chance(40) ? 0 : dice_.between(0, 9));
    }
    write_received(class_given);
    if (!class_given && shape % 250 == 0) {
        rows_.back().applicant.clear();
    }
}

void author::write_received(bool class_given) {
    auto& r = put("received");
    if (!class_given || dice_.chance(30)) {
        r.applicant = applicant();
    }
    if (!class_given || dice_.chance(20)) {
        r.channel = dice_.pick({"in_person", "registered_post", "oral"});
    }
    if (stage_.empty() || stage_ == "lodged") {
        stage_ = "received";
        received_ = today_;
        limit(days_.add_working_days(today_, 7));
        restart_clock(quota());
        if (received_ < day(20190515)) {
            limit(days_.add_working_days(today_, 20));
        }
    }
}

void author::write_row(std::string const& event) {
    if (event == "received") {
        return write_received(false);
    }
    auto& r = put(event);
    if (event == "lodged") {
        r.applicant = applicant();
        r.channel = dice_.pick({"online", "ordinary_post", "fax"});
        if (stage_.empty()) {
            stage_ = "lodged";
        }
    } else if (event == "consulted") {
        r.kind = dice_.pick({"third_party", "third_party", "co_maker", "other_agency"});
        limit(days_.add_working_days(letter(r), 15));
        if (!r.ref.empty()) {
            consultation_refs_.push_back(r.ref);
        }
        waiting_.push_back(today_);
    } else if (event == "opinion_received" || event == "consultation_lapsed") {
        r.re = reference(consultation_refs_);
        if (event == "opinion_received") {
            r.view = dice_.pick({"", "agrees", "objects", "objects_without_reason", "none"});
        }
        if (!waiting_.empty() && waiting_.back() < due_) {
            due_ = days_.add_working_days(due_,
                                          std::max(0, days_.working_days(waiting_.back(), today_)));
            limit(due_);
        }
        if (!waiting_.empty()) {
            waiting_.pop_back();
        }
    } else if (event == "correction_requested" || event == "correction_period_extended") {
        auto const from = letter(r);
        period(r, from, false);
        last_demand_ = limits_.back();
        if (event == "correction_requested") {
            in_time_ = stage_ == event ? in_time_ : today_ <= due_ && quota() == 20;
            move("received", event);
            move("reasons_requested", event);
        }
    } else if (event == "correction_received" || event == "fee_paid" ||
               event == "reasons_received") {
        if (event != "reasons_received") {
            restart_clock(quota());
        }
        if (stage_ != "received" && !over()) {
            stage_ = "received";
        }
    } else if (event == "correction_lapsed" || event == "fee_lapsed") {
        finish("abandoned");
    } else if (event == "extended") {
        letter(r);
        r.days = dice_.chance(60) ? quota() : dice_.between(1, 20);
        if (today_ <= due_) {
            due_ = days_.add_working_days(due_, *r.days);
            limit(due_);
        }
    } else if (event == "reasons_requested") {
        auto const from = letter(r);
        period(r, from, true);
        move("received", event);
    } else if (event == "delay_notified") {
        r.until = plus_days(today_, dice_.between(0, 90));
        limit(days_.roll(*r.until));
        if (today_ <= due_) {
            due_ = limits_.back();
        }
        move("received", "delayed");
        move("reasons_requested", "delayed");
    } else if (event == "fee_notified") {
        r.amount = dice_.between(1, 40) * 10L;
        last_demand_ = days_.add_working_days(letter(r), 20);
        limit(last_demand_);
        if (today_ >= day(20210101)) {
            in_time_ = today_ <= due_;
            for (auto const* from : {"received", "reasons_requested", "delayed"}) {
                move(from, "fee_requested");
            }
        }
    } else if (replies(event)) {
        write_reply(r);
    } else if (event == "withdrawn") {
        finish("withdrawn");
    } else if (event == "closed_otherwise") {
        finish("closed");
    } else if (event == "registered_in_error") {
        finish("void");
    } else if (event == "delivered" || event == "returned") {
        r.re = reference(refs_);
    } else {
        write_remedy(r);
    }
}

void author::write_reply(row& r) {
    auto const delivered = letter(r);
    if (r.event == "refused") {
        r.outcome = dice_.pick({"state_secret", "forbidden_by_law", "security_stability",
                                "third_party_rights", "internal_affairs", "process_information",
                                "enforcement_file", "administrative_query"});
    } else if (r.event == "unable_to_provide") {
        r.outcome = dice_.pick({"not_held", "needs_creation", "unclear_after_correction"});
    } else if (r.event == "not_processed") {
        r.outcome = stage_ == "reasons_requested" && dice_.chance(75)
                        ? "excessive"
                        : dice_.pick({"petition", "repeated", "publication", "excessive",
                                      "reconfirmation"});
    }
    if (dice_.chance(r.event == "partly_disclosed" ? 65 : 12)) {
        r.ground =
            dice_.pick({"REG19-14", "REG19-15", "REG19-16", "REG19-16.2", "REG19-36.3",
                        "REG19-36.4", "REG19-38", "REG19-36.4;REG19-15", "REG19-36.4;REG19-38"});
    }
    limit(days_.roll(plus_days(delivered, 60)));
    limit(days_.roll(add_months(delivered, delivered < day(20150201) ? 3 : 6)));
    finish(r.event);
}

void author::write_remedy(row& r) {
    auto first = [&](auto possible) {
        auto const found = std::find_if(chains_.begin(), chains_.end(), possible);
        return found == chains_.end() ? nullptr : &*found;
    };
    auto name = [&](dispute_so_far const* c) {
        return reference(c == nullptr || c->ref.empty() ? std::vector<std::string>{}
                                                        : std::vector<std::string>{c->ref});
    };
    if (r.event == "review_filed") {
        limit(days_.add_working_days(today_, 5));
        limit(days_.add_working_days(letter(r), 10));
        auto const deemed = today_ < day(20240101) ? today_ : days_.add_working_days(today_, 5);
        limit(days_.roll(plus_days(deemed, 60)));
        if (over() || today_ > due_) {
            chains_.push_back({r.ref, today_, true});
        }
    } else if (r.event == "review_accepted") {
        auto* c = first([](auto const& d) { return d.review && !d.decided && !d.accepted; });
        r.re = name(c);
        // The simplified procedure came with the law of 2024.
        bool const law_2023 = std::all_of(chains_.begin(), chains_.end(),
                                          [](auto const& d) { return d.filed >= day(20240101); }) &&
                              c != nullptr;
        r.kind = law_2023 && dice_.chance(50) ? "simplified" : dice_.pick({"", "ordinary"});
        limit(days_.roll(plus_days(today_, r.kind == "simplified" ? 30 : 60)));
        if (c != nullptr) {
            c->accepted = true;
        }
    } else if (r.event == "review_decided") {
        auto* c = first([](auto const& d) { return d.review && !d.decided; });
        r.re = name(c);
        r.result = dice_.pick({"upheld", "corrected", "other"});
        limit(days_.roll(plus_days(letter(r), 15)));
        if (c != nullptr) {
            c->decided = true;
        }
    } else if (r.event == "suit_filed") {
        auto* c = first([](auto const& d) { return d.review && !d.suit; });
        r.re = dice_.chance(60) ? std::string{} : name(c);
        limit(days_.roll(plus_days(letter(r), 15)));
        if (c != nullptr && (c->decided || today_ > plus_days(c->filed, 75))) {
            c->suit = true;
        } else if (over() || today_ > due_) {
            chains_.push_back({r.ref, today_, false, false, false, true});
        }
    } else if (r.event == "suit_decided") {
        auto* c = first([](auto const& d) { return d.suit && !d.suit_decided; });
        r.re = name(c);
        r.result = dice_.pick({"upheld", "corrected", "other"});
        if (c != nullptr) {
            c->suit_decided = true;
        }
    } else if (r.event == "reanswer_ordered") {
        auto const from = letter(r);
        period(r, from, true);
        ordered_ = true;
    } else if (r.event == "reanswered") {
        r.outcome = dice_.pick({"granted", "not_held", "state_secret"});
        ordered_ = false;
    }
}

void author::move(std::string const& from, std::string to) {
    if (stage_ == from) {
        stage_ = std::move(to);
    }
}

bool author::over() const {
    return stage_ == "abandoned" || stage_ == "withdrawn" || stage_ == "closed" ||
           stage_ == "void" || replies(stage_);
}

void author::finish(std::string stage) {
    if (!stage_.empty() && !over()) {
        stage_ = std::move(stage);
    }
}

// Wrong entries taken back, entries sent twice, rows out of order, a sequence within the day.
void author::disturb() {
    std::vector<std::string> ids;
    for (auto const& r : rows_) {
        if (!r.id.empty() && r.event != "received") {
            ids.push_back(r.id);
        }
    }
    if (!ids.empty() && dice_.chance(8)) {
        int const times = dice_.between(1, 3);
        for (int i = 0; i < times; ++i) {
            today_ = std::min(last_event_day, plus_days(today_, dice_.between(0, 20)));
            auto& w = put("entry_withdrawn");
            w.id = "w" + std::to_string(i);
            w.re = dice_.chance(4) ? "nowhere" : dice_.pick(ids);
            ids.push_back(w.id);
        }
    }
    if (!rows_.empty() && dice_.chance(4)) {
        auto const twice = dice_.pick(rows_);
        if (!twice.id.empty()) {
            rows_.push_back(twice);
        }
    }
    bool shuffled = rows_.size() > 1 && rows_.back().event == "entry_withdrawn";
    if (dice_.chance(15)) {
        shuffled = true;
        for (auto& r : rows_) {
            r.seq = dice_.chance(30) ? dice_.between(-1, 2) : 0;
        }
        // An entry sent twice is the same entry, its number included.
        for (auto& r : rows_) {
            for (auto const& first : rows_) {
                if (!r.id.empty() && first.id == r.id) {
                    r.seq = first.seq;
                    break;
                }
            }
        }
    }
    if (dice_.chance(10)) {
        shuffled = true;
        for (int i = static_cast<int>(rows_.size()) - 1; i > 0; --i) {
            std::swap(rows_[static_cast<std::size_t>(i)],
                      rows_[static_cast<std::size_t>(dice_.between(0, i))]);
        }
    }
    // Now any of the opening rows may turn out to be the one that counts.
    for (auto& r : rows_) {
        if (shuffled && r.event == "received" && r.applicant.empty()) {
            r.applicant = "other";
        }
    }
}

}  // namespace model::random_rows
