// Who writes a random history: remembers the case as an office would, and rolls dice for the rest.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "random_history.hpp"

namespace model::random_rows {

using qixian::day;
using qixian::plus_days;

inline date const last_event_day = day(20260131);
inline date const last_asking_day = day(20260531);

inline std::uint64_t mixed(std::uint64_t z) {
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

inline std::vector<std::string> const every_event{
    "lodged",
    "received",
    "moved_in",
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
    "moved_out",
    "supplemented",
    "reply_replaced",
    "delivered",
    "returned",
    "resent",
    "review_filed",
    "review_accepted",
    "review_correction_requested",
    "review_correction_received",
    "review_extended",
    "review_suspended",
    "review_resumed",
    "review_rejected",
    "review_withdrawn",
    "review_terminated",
    "review_decided",
    "suit_filed",
    "suit_suspended",
    "suit_resumed",
    "suit_rejected",
    "suit_withdrawn",
    "suit_decided",
    "suit_appealed",
    "suit_retried",
    "reanswer_ordered",
    "reanswered",
};

inline bool replies(std::string const& event) {
    return event == "disclosed" || event == "partly_disclosed" || event == "refused" ||
           event == "unable_to_provide" || event == "not_processed";
}

class author {
public:
    author(std::uint64_t seed, std::uint64_t number, calendar const& days)
        : dice_(seed, number, 0), days_(days), name_("A-" + std::to_string(number)) {}

    std::vector<row> write();

private:
    date first_day();
    date next_day();
    void wait_for_the_last_day();
    void limit(date d) { limits_.push_back(d); }
    date restart_clock(int quota);
    [[nodiscard]] int quota() const { return received_ >= day(20190515) ? 20 : 15; }
    row& put(std::string event);
    date letter(row& r);
    void key(row& r);
    void told(row& r);
    void ground_of(row& r, int percent);
    void period(row& r, date from, bool may_be_empty);
    std::string reference(std::vector<std::string> const& right);
    std::string applicant();
    void open_the_case();
    void write_received(bool class_given, std::string const& event);
    void make_a_plan();
    std::string next_event();
    std::string plausible();
    std::string dispute();
    [[nodiscard]] int disputed() const { return chains_.empty() ? 0 : ordered_ ? 60 : 30; }
    void write_row(std::string const& event);
    void write_extension(row& r);
    void write_delivery(row& r);
    void answer_demand(std::string const& event);
    void write_reply(row& r);
    void write_review(row& r);
    void write_suit(row& r);
    [[nodiscard]] std::vector<std::string> refs_of_answers() const;
    void write_new_answer(row& r);
    void write_remedy(row& r);
    void move(std::string const& from, std::string to);
    [[nodiscard]] bool over() const;
    void finish(std::string stage);
    void disturb();

    // A review or a suit, as the author remembers it.
    struct dispute_so_far {
        std::string ref{};
        date filed{};
        bool review{};
        bool accepted{};
        bool decided{};
        bool suit{};
        bool suit_decided{};
        bool waits{};
        bool suspended{};
        bool suit_suspended{};
        bool withdrawn{};
    };
    using chain_is = bool (*)(dispute_so_far const&);
    dispute_so_far* first(chain_is possible);
    std::string name(dispute_so_far const* c);
    void after_a_review(std::vector<std::string>& next, dispute_so_far const& c);
    // A letter that asks for something, or the reply: what may come back.
    struct last_letter {
        std::string ref{};
        date sent{};
        int working_days{};  // of the period it set
        bool holds{};        // the clock waits for what it asks
        bool back{};
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
    bool in_time_ = true;              // does what was asked for last start the clock anew
    bool objected_{};                  // a third party did
    bool quick_{};                     // answered soon: there is time for disputes
    std::vector<std::string> plan_{};  // what is still to come of a story seldom met by chance
    std::vector<date> limits_{};
    std::vector<date> waiting_{};
    std::vector<std::string> refs_{}, consultation_refs_{};
    last_letter last_{};
    std::vector<dispute_so_far> chains_{};
    bool ordered_{};
};

}  // namespace model::random_rows
