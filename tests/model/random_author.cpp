// The rows of a random history, each by what the author remembers, and the disorder that follows.
#include "random_author.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace model::random_rows {

std::vector<row> author::write() {
    open_the_case();
    int const length =
        static_cast<int>(plan_.size()) + dice_.between(0, dice_.chance(30) ? 26 : 10);
    for (int i = 0; i < length && today_ <= last_event_day; ++i) {
        today_ = next_day();
        auto const event = next_event();
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
        return dice_.day_between(dice_.chance(40) ? day(20190515) : day(20230901), day(20251231));
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
    // What came back is soon sent again, and a review body soon says what is missing.
    bool const pressing = last_.back || (!chains_.empty() && !chains_.back().decided &&
                                         today_ <= plus_days(chains_.back().filed, 5));
    if (pressing && dice_.chance(last_.holds ? 30 : 50)) {
        return plus_days(today_, dice_.between(0, 5));
    }
    bool const just_asked = last_.working_days == 15 && today_ <= plus_days(last_.sent, 9);
    if (just_asked && dice_.chance(40)) {
        return plus_days(today_, dice_.between(0, 4));
    }
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
    key(r);
    if (dice_.chance(65)) {
        r.delivered = plus_days(today_, dice_.chance(40) ? 0 : dice_.between(0, 9));
        return *r.delivered;
    }
    return today_;
}

void author::key(row& r) {
    if (dice_.chance(65)) {
        r.ref = "L" + std::to_string(rows_.size());
        refs_.push_back(r.ref);
    }
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
    quick_ = dice_.chance(22);
    make_a_plan();
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
    write_received(class_given, !lodge_first && dice_.chance(12) ? "moved_in" : "received");
    if (!class_given && shape % 250 == 0) {
        rows_.back().applicant.clear();
    }
}

void author::write_received(bool class_given, std::string const& event) {
    auto& r = put(event);
    if (!class_given || dice_.chance(30)) {
        r.applicant = applicant();
    }
    if (!class_given || dice_.chance(20)) {
        r.channel = dice_.pick({"in_person", "registered_post", "oral"});
    }
    if (stage_.empty() || (stage_ == "lodged" && event == "received")) {
        stage_ = "received";
        received_ = today_;
        limit(days_.add_working_days(today_, 7));
        restart_clock(quota());
        if (received_ < day(20190515)) {
            limit(days_.add_working_days(today_, 20));
        }
    }
}

// Wrong entries taken back, entries sent twice, rows out of order, a sequence within the day.
void author::disturb() {
    std::vector<std::string> ids;
    for (auto const& r : rows_) {
        if (!r.id.empty() && r.event != "received" && r.event != "moved_in") {
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
        bool const opens = r.event == "received" || r.event == "moved_in";
        if (shuffled && opens && r.applicant.empty()) {
            r.applicant = "other";
        }
    }
}

}  // namespace model::random_rows
