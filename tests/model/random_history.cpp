// Rows drawn one after the other by an author who knows what an office would do next, and at times
// does something else.
#include "random_history.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

namespace model {
namespace {

using qixian::day;
using qixian::plus_days;

date const last_event_day = day(20260131);
date const last_asking_day = day(20260531);

std::uint64_t mixed(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

// Not the standard distributions: they differ between libraries.
class dice {
public:
    dice(std::uint64_t seed, std::uint64_t number, std::uint64_t purpose)
        : state_(mixed(mixed(seed) ^ mixed(number * 8 + purpose))) {}

    // low..high, both included.
    int between(int low, int high) {
        state_ = mixed(state_);
        return low + static_cast<int>(state_ % static_cast<std::uint64_t>(high - low + 1));
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    date day_between(date a, date b) {
        return plus_days(a, between(0, qixian::days_between(a, b)));
    }
    template <class T>
    T const& pick(std::vector<T> const& from) {
        return from[static_cast<std::size_t>(between(0, static_cast<int>(from.size()) - 1))];
    }
    std::string pick(std::initializer_list<char const*> from) {
        return *(from.begin() + between(0, static_cast<int>(from.size()) - 1));
    }
    // An event by weight.
    std::string weigh(std::vector<std::pair<std::string, int>> const& menu) {
        int sum = 0;
        for (auto const& [event, weight] : menu) {
            sum += weight;
        }
        int left = between(1, sum);
        for (auto const& [event, weight] : menu) {
            left -= weight;
            if (left <= 0) {
                return event;
            }
        }
        return menu.back().first;
    }

private:
    std::uint64_t state_{};
};

std::vector<std::string> const every_event{
    "lodged",
    "received",
    "correction_requested",
    "correction_period_extended",
    "correction_received",
    "correction_lapsed",
    "consulted",
    "opinion_received",
    "consultation_lapsed",
    "extended",
    "reasons_requested",
    "reasons_received",
    "delay_notified",
    "fee_notified",
    "fee_paid",
    "fee_lapsed",
    "disclosed",
    "partly_disclosed",
    "refused",
    "unable_to_provide",
    "not_processed",
    "withdrawn",
    "closed_otherwise",
    "registered_in_error",
    "supplemented",
    "delivered",
    "returned",
    "review_filed",
    "review_accepted",
    "review_decided",
    "suit_filed",
    "suit_decided",
    "reanswer_ordered",
    "reanswered",
};

bool replies(std::string const& event) {
    return event == "disclosed" || event == "partly_disclosed" || event == "refused" ||
           event == "unable_to_provide" || event == "not_processed";
}

class author {
public:
    author(std::uint64_t seed, std::uint64_t number, calendar const& days)
        : dice_(seed, number, 0), days_(days), name_("A-" + std::to_string(number)) {}

    std::vector<row> write() {
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

private:
    // ---- days ----
    date first_day() {
        int const shape = dice_.between(1, 100);
        if (shape <= 40) {
            return dice_.day_between(day(20190515), day(20251231));
        }
        if (shape <= 60) {
            return dice_.day_between(day(20080501), day(20190514));
        }
        if (shape <= 76) {
            return dice_.day_between(day(20190401), day(20190601));
        }
        if (shape <= 90) {
            int const year = dice_.between(2008, 2024);
            return plus_days(qixian::last_day_of(year), dice_.between(-35, 8));
        }
        if (shape <= 99) {
            // The other days on which the law changed.
            auto const turn = dice_.pick(
                std::vector<date>{day(20150501), day(20210101), day(20240101), day(20200127)});
            return plus_days(turn, dice_.between(-60, 20));
        }
        return dice_.day_between(day(20080410), day(20080510));
    }

    date next_day() {
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
            return std::max(today_, plus_days(qixian::last_day_of(qixian::year_of(today_)),
                                              dice_.between(-2, 3)));
        }
        return plus_days(today_, dice_.between(20, 220));
    }

    // A lapse is mostly recorded when it has happened.
    void wait_for_the_last_day() {
        if (last_demand_ >= today_ && dice_.chance(80)) {
            today_ = plus_days(last_demand_, dice_.chance(50) ? 1 : dice_.between(0, 25));
        }
    }

    void limit(date d) { limits_.push_back(d); }

    date restart_clock(int quota) {
        due_ = days_.add_working_days(today_, quota);
        limit(due_);
        return due_;
    }

    [[nodiscard]] int quota() const { return received_ >= day(20190515) ? 20 : 15; }

    // ---- rows ----
    row& put(std::string event) {
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
    date letter(row& r) {
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

    void period(row& r, date from, bool may_be_empty) {
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

    std::string reference(std::vector<std::string> const& right) {
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

    std::string applicant() {
        return dice_.chance(60) ? "natural_person"
                                : dice_.pick({"business", "research", "public_welfare",
                                              "legal_service", "other"});
    }

    void open_the_case() {
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

    void write_received(bool class_given) {
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

    // What an office would do next, as far as the author remembers.
    std::string plausible() {
        if (stage_.empty()) {
            return "received";
        }
        if (stage_ == "lodged") {
            return dice_.weigh({{"received", 70},
                                {"withdrawn", 10},
                                {"closed_otherwise", 8},
                                {"registered_in_error", 4},
                                {"disclosed", 4},
                                {"lodged", 4}});
        }
        int const awaited = waiting_.empty() ? 0 : 26;
        int const letters = refs_.empty() ? 0 : 6;
        bool const overdue = today_ > due_;
        if (stage_ == "received") {
            return dice_.weigh({{"correction_requested", 15},
                                {"consulted", 17},
                                {"opinion_received", awaited},
                                {"consultation_lapsed", awaited / 3},
                                {"extended", overdue ? 3 : 14},
                                {"reasons_requested", 6},
                                {"delay_notified", 2},
                                {"fee_notified", today_ < day(20210101) ? 1
                                                 : overdue              ? 3
                                                                        : 16},
                                {dice_.pick({"disclosed", "refused"}), 7},
                                {"partly_disclosed", 3},
                                {"unable_to_provide", 3},
                                {"not_processed", 2},
                                {"withdrawn", 2},
                                {"closed_otherwise", 1},
                                {"registered_in_error", 1},
                                {"review_filed", overdue ? 6 : 1},
                                {"suit_filed", overdue ? 5 : 1},
                                {dispute(), disputed()},
                                {"delivered", letters},
                                {"returned", letters / 3}});
        }
        if (stage_ == "correction_requested") {
            return dice_.weigh({{"correction_received", 36},
                                {"correction_lapsed", 30},
                                {"correction_period_extended", 9},
                                {"correction_requested", 6},
                                {"unable_to_provide", 4},
                                {"opinion_received", awaited / 2},
                                {"consultation_lapsed", awaited / 4},
                                {"withdrawn", 3},
                                {"review_filed", 1},
                                {"delivered", letters},
                                {"returned", letters / 3}});
        }
        if (stage_ == "reasons_requested") {
            return dice_.weigh({{"reasons_received", 32},
                                {"not_processed", 18},
                                {"delay_notified", 26},
                                {"disclosed", 5},
                                {"withdrawn", 3},
                                {"opinion_received", awaited / 2},
                                {"review_filed", overdue ? 5 : 1},
                                {"delivered", letters},
                                {"returned", letters / 3}});
        }
        if (stage_ == "fee_requested") {
            return dice_.weigh({{"fee_paid", 45},
                                {"fee_lapsed", 32},
                                {"disclosed", 5},
                                {"opinion_received", awaited / 2},
                                {"withdrawn", 3},
                                {"delivered", letters},
                                {"returned", letters / 3}});
        }
        if (stage_ == "delayed") {
            return dice_.weigh({{"disclosed", 14},
                                {"refused", 10},
                                {"consulted", 14},
                                {"opinion_received", awaited},
                                {"withdrawn", 3},
                                {"review_filed", overdue ? 7 : 1},
                                {"suit_filed", overdue ? 6 : 1},
                                {dispute(), disputed()},
                                {"extended", 2},
                                {"delivered", letters}});
        }
        bool const act = stage_ != "withdrawn" && stage_ != "void";
        return dice_.weigh({{"review_filed", !act              ? 1
                                             : chains_.empty() ? 30
                                                               : 5},
                            {"suit_filed", !act ? 1 : 9},
                            {dispute(), 2 * disputed()},
                            {"supplemented", act ? 4 : 1},
                            {"delivered", letters * 2},
                            {"returned", letters / 2 + 1}});
    }

    // What may come next in some review or suit.
    std::string dispute() {
        std::vector<std::string> next;
        for (auto const& c : chains_) {
            if (c.review && !c.decided) {
                next.insert(next.end(), {"review_decided", "review_decided"});
                if (!c.accepted) {
                    next.insert(next.end(), {"review_accepted", "review_accepted"});
                }
            }
            if (c.suit && !c.suit_decided) {
                next.emplace_back("suit_decided");
            }
            if (c.review && (c.decided || today_ > plus_days(c.filed, 60)) && !c.suit) {
                next.emplace_back("suit_filed");
            }
            if (c.decided || c.suit_decided) {
                next.emplace_back(ordered_ ? "reanswered" : "reanswer_ordered");
            }
        }
        return next.empty() ? "review_filed" : dice_.pick(next);
    }
    [[nodiscard]] int disputed() const { return chains_.empty() ? 0 : 20; }

    void write_row(std::string const& event) {
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
            if (!waiting_.empty()) {
                due_ = days_.add_working_days(
                    due_, std::max(0, days_.working_days(waiting_.back(), today_)));
                waiting_.pop_back();
                limit(due_);
            }
        } else if (event == "correction_requested" || event == "correction_period_extended") {
            auto const from = letter(r);
            period(r, from, false);
            last_demand_ = limits_.back();
            move("received", event == "correction_requested" ? event : stage_);
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
            due_ = days_.add_working_days(due_, *r.days);
            limit(due_);
        } else if (event == "reasons_requested") {
            auto const from = letter(r);
            period(r, from, true);
            move("received", event);
        } else if (event == "delay_notified") {
            r.until = plus_days(today_, dice_.between(0, 90));
            limit(days_.roll(*r.until));
            move("received", "delayed");
            move("reasons_requested", "delayed");
        } else if (event == "fee_notified") {
            r.amount = dice_.between(1, 40) * 10L;
            last_demand_ = days_.add_working_days(letter(r), 20);
            limit(last_demand_);
            if (today_ >= day(20210101)) {
                move("received", "fee_requested");
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

    void write_reply(row& r) {
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
        limit(days_.roll(plus_days(delivered, 60)));
        limit(days_.roll(add_months(delivered, 6)));
        finish(r.event);
    }

    void write_remedy(row& r) {
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
            limit(days_.roll(plus_days(days_.add_working_days(today_, 5), 60)));
            if (over() || today_ > due_) {
                chains_.push_back({r.ref, today_, true});
            }
        } else if (r.event == "review_accepted") {
            auto* c = first([](auto const& d) { return d.review && !d.decided && !d.accepted; });
            r.re = name(c);
            // The simplified procedure came with the law of 2024.
            bool const law_2023 =
                std::all_of(chains_.begin(), chains_.end(),
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

    void move(std::string const& from, std::string to) {
        if (stage_ == from) {
            stage_ = std::move(to);
        }
    }
    [[nodiscard]] bool over() const {
        return stage_ == "abandoned" || stage_ == "withdrawn" || stage_ == "closed" ||
               stage_ == "void" || replies(stage_);
    }
    void finish(std::string stage) {
        if (!stage_.empty() && !over()) {
            stage_ = std::move(stage);
        }
    }

    // Wrong entries taken back, entries sent twice, rows out of order, a sequence within the day.
    void disturb() {
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

    // A review or a suit, as the author remembers it.
    struct dispute_so_far {
        std::string ref{};
        date filed{};
        bool review{};
        bool accepted{};
        bool decided{};
        bool suit{};
        bool suit_decided{};
    };

    dice dice_;
    calendar const& days_;
    std::string name_{};
    std::vector<row> rows_{};
    std::string stage_{};
    date today_{};
    date received_ = day(20190515);
    date due_ = day(20190515);
    date last_demand_ = day(20010101);
    std::vector<date> limits_{};
    std::vector<date> waiting_{};
    std::vector<std::string> refs_{}, consultation_refs_{};
    std::vector<dispute_so_far> chains_{};
    bool ordered_{};
};

}  // namespace

std::vector<row> random_history(std::uint64_t seed, std::uint64_t number, calendar const& days) {
    return author(seed, number, days).write();
}

date random_as_of(std::uint64_t seed, std::uint64_t number, std::vector<row> const& rows,
                  calendar const& days) {
    dice d(seed, number, 1);
    if (rows.empty()) {
        return day(20200101);
    }
    auto const by_day = [](row const& a, row const& b) { return a.on < b.on; };
    date const first = std::min_element(rows.begin(), rows.end(), by_day)->on;
    date const last = std::max_element(rows.begin(), rows.end(), by_day)->on;
    date asked = last;
    int const shape = d.between(1, 100);
    if (shape <= 25) {
        asked = plus_days(last, d.between(0, 30));
    } else if (shape <= 40) {
        asked = plus_days(last, d.between(0, 400));
    } else if (shape <= 60) {
        asked = d.pick(rows).on;
    } else if (shape <= 75) {
        asked =
            plus_days(qixian::last_day_of(d.between(qixian::year_of(first), qixian::year_of(last))),
                      d.between(-1, 1));
    } else {
        // Beside a limit that some event set going.
        date const from = d.pick(rows).on;
        int const n = d.pick(std::vector<int>{5, 7, 10, 15, 20, 40});
        asked = plus_days(days.add_working_days(from, n), d.between(-1, 1));
    }
    return std::min(std::max(asked, first), last_asking_day);
}

policies random_policies(std::uint64_t seed, std::uint64_t number) {
    dice d(seed, number, 2);
    policies chosen;
    if (d.chance(55)) {
        return chosen;
    }
    auto flip = [&](char const* name, char const* usual, char const* other) {
        if (d.chance(40)) {
            chosen[name] = d.chance(80) ? other : usual;
        }
    };
    flip("nonworking_receipt", "literal", "next_working_day");
    flip("online_receipt", "mutual_confirmation", "submission_accepted");
    flip("transition", "regime_at_receipt", "new_rule_for_open_cases");
    flip("named_day", "rolled", "literal");
    flip("reasons_as_correction", "no", "yes");
    flip("authority_limit", "rolled", "literal");
    return chosen;
}

std::string csv_of(std::vector<row> const& rows) {
    auto iso = [](date d) {
        int const n = static_cast<int>(d.year()) * 10000 +
                      static_cast<int>(d.month().as_number()) * 100 + static_cast<int>(d.day());
        auto text = std::to_string(n);
        return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
    };
    auto maybe = [&](maybe_date d) { return d ? iso(*d) : std::string{}; };
    std::string text = "application,agency,on,event,applicant,channel,days,unit,until,delivered,"
                       "ref,re,kind,view,outcome,result,amount,id,seq\n";
    for (auto const& r : rows) {
        for (auto const& cell :
             {r.application, r.agency, iso(r.on), r.event, r.applicant, r.channel,
              r.days ? std::to_string(*r.days) : std::string{}, r.unit, maybe(r.until),
              maybe(r.delivered), r.ref, r.re, r.kind, r.view, r.outcome, r.result,
              r.amount ? std::to_string(*r.amount) : std::string{}, r.id}) {
            text += cell + ",";
        }
        text += (r.seq == 0 ? std::string{} : std::to_string(r.seq)) + "\n";
    }
    return text;
}

}  // namespace model
