// Logs at random: applications in the order an office would have them, with most cells filled.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/row/event_log.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"

namespace random_logs {

using namespace qixian;

using dice = std::mt19937_64;

inline std::size_t below(dice& random, std::size_t n) { return random() % n; }
inline bool one_in(dice& random, std::size_t n) { return below(random, n) == 0; }

template <class List>
auto const& any_of(dice& random, List const& list) {
    return list[below(random, std::size(list))];
}

/// What often follows what; anything at all is drawn now and then.
inline std::vector<event> followers_of(event e) {
    using enum event;
    switch (e) {
    case lodged: return {received, received, withdrawn};
    case received:
        return {correction_requested, consulted,        extended,
                fee_notified,         disclosed,        refused,
                not_processed,        withdrawn,        registered_in_error,
                delay_notified,       reasons_requested};
    case correction_requested:
        return {correction_received,        correction_received, correction_lapsed,
                correction_period_extended, delivered,           disclosed};
    case correction_period_extended: return {correction_received, correction_lapsed};
    case consulted:
        return {opinion_received, opinion_received, consultation_lapsed, extended, disclosed,
                delivered,        consulted};
    case extended:
        return {disclosed, partly_disclosed, refused,  unable_to_provide,
                extended,  consulted,        delivered};
    case fee_notified: return {fee_paid, fee_paid, fee_lapsed, delivered, disclosed};
    case disclosed:
    case partly_disclosed:
    case refused:
    case unable_to_provide:
    case not_processed:
    case correction_lapsed:
    case fee_lapsed:
    case withdrawn:
    case closed_otherwise:
        return {delivered,    delivered,  returned,       supplemented,
                review_filed, suit_filed, entry_withdrawn};
    case review_filed: return {review_accepted, review_decided, suit_filed};
    case review_accepted: return {review_decided};
    case review_decided: return {suit_filed, reanswer_ordered};
    case suit_filed: return {suit_decided};
    case suit_decided: return {reanswer_ordered};
    case reanswer_ordered: return {reanswered};
    case reasons_requested: return {reasons_received, not_processed};
    default: return {disclosed, partly_disclosed, refused, extended, consulted, fee_notified};
    }
}

inline constexpr std::array closing_outcomes{
    outcome::state_secret, outcome::third_party_rights,
    outcome::not_held,     outcome::unclear_after_correction,
    outcome::petition,     outcome::repeated,
    outcome::excessive,    outcome::other};

/// Fills cells that the event uses, soundly more often than not.
inline void fill(dice& random, entry& e) {
    auto const wants = [&](cell c, std::size_t of = 2) {
        return uses(e.what, c) && !one_in(random, of);
    };
    if (wants(cell::applicant, 150)) {
        e.applicant = static_cast<applicant>(below(random, 6));
    }
    if (wants(cell::channel, 10)) {
        e.channel = static_cast<channel>(below(random, 6));
    }
    if (wants(cell::days, 4)) {
        constexpr std::array days{1, 5, 7, 10, 15, 20, 20, 21, 30, 90, 200, 300};
        e.days = any_of(random, days);
        if (uses(e.what, cell::unit) && one_in(random, 3) && e.what != event::extended) {
            e.days_unit = static_cast<unit>(below(random, 3));
        }
    } else if (wants(cell::until)) {
        e.until = plus_days(e.on, static_cast<int>(below(random, 60)));
    }
    if (wants(cell::delivered, 3)) {
        e.delivered = plus_days(e.on, static_cast<int>(below(random, one_in(random, 9) ? 99 : 6)));
    }
    if (one_in(random, 2)) {
        e.ref = "L" + std::to_string(below(random, 4));
    }
    if (wants(cell::re, 3)) {
        e.re = "L" + std::to_string(below(random, 4));
    }
    if (wants(cell::kind, 20)) {
        e.kind =
            e.what == event::review_accepted ? kind::ordinary : static_cast<kind>(below(random, 3));
    }
    if (wants(cell::view)) {
        e.view = static_cast<view>(below(random, 4));
    }
    if (wants(cell::outcome, 8)) {
        e.outcome = any_of(random, closing_outcomes);
    }
    if (wants(cell::result, 10)) {
        e.result = static_cast<remedy_result>(below(random, 3));
    }
    for (auto const& [c, text] :
         {std::pair(cell::part_of, &e.part_of), std::pair(cell::related, &e.related),
          std::pair(cell::applicant_ref, &e.applicant_ref)}) {
        if (wants(c)) {
            *text = "R" + std::to_string(below(random, 9));
        }
    }
    if (wants(cell::ground)) {
        e.ground = "REG19-14;REG19-15";
    }
    if (one_in(random, 9)) {
        e.note = "一行，“\"两行\n";
        e.recorded = instant{static_cast<std::int64_t>(1'700'000'000 + below(random, 100'000))};
        e.extra = {{"x_a", "1"}, {"x_b", std::string(below(random, 300) + 1, 'b')}};
    }
    if (wants(cell::amount, 5)) {
        e.amount_fen = static_cast<std::int64_t>(below(random, 10'000));
    }
}

inline date first_day(dice& random) {
    // Under Decree 492, across the change, today, and past the last notice; now and then before the
    // Regulations and at the end of the calendar.
    constexpr std::array years{2008, 2012, 2018, 2019, 2019, 2020, 2023, 2024, 2024, 2025, 2026};
    constexpr std::array odd{1999, 2004, 2050};
    if (one_in(random, 150)) {
        return plus_days(first_day_of(any_of(random, odd)), static_cast<int>(below(random, 365)));
    }
    return plus_days(first_day_of(any_of(random, years)), static_cast<int>(below(random, 365)));
}

/// The rows of one application, each of which can be read.
inline std::vector<entry> random_life(dice& random, std::string const& name) {
    std::vector<entry> rows;
    auto on = first_day(random);
    auto what = one_in(random, 6) ? event::lodged : event::received;
    if (one_in(random, 200)) {
        what = static_cast<event>(below(random, all_events.size()));
    }
    bool const neat = !one_in(random, 4);
    for (std::size_t left = 1 + below(random, 8); left > 0; --left) {
        entry e;
        for (int tries = 0; tries < 20; ++tries) {
            e = {.application = name, .on = on, .what = what};
            fill(random, e);
            if (check(e).empty()) {
                break;
            }
        }
        if (check(e).empty() && what != event::year_closed && what != event::year_ended) {
            e.desk = one_in(random, 5) ? "desk-1" : "";
            e.seq = one_in(random, 12) ? static_cast<std::int64_t>(below(random, 3)) : 0;
            e.seq = one_in(random, 99) ? static_cast<std::int64_t>(random() >> 20U) : e.seq;
            rows.push_back(std::move(e));
        }
        auto const next = followers_of(what);
        what = neat || !one_in(random, 6) ? any_of(random, next)
                                          : static_cast<event>(below(random, all_events.size()));
        constexpr std::array steps{0, 1, 2, 5, 9, 14, 20, 25, 40, 70, 200};
        on = plus_days(on, any_of(random, steps) - (one_in(random, 30) ? 12 : 0));
    }
    if (rows.size() > 2 && one_in(random, 4)) {
        // A row that was written down before its time.
        auto const from = rows.begin() + static_cast<std::ptrdiff_t>(below(random, rows.size()));
        auto const to = rows.begin() + static_cast<std::ptrdiff_t>(below(random, rows.size()));
        from->on = plus_days(from->on, 400);
        if (from->until || from->delivered) {
            from->until = from->delivered = maybe_date{};
        }
        if (check(*from).empty()) {
            std::iter_swap(from, to);
        }
    }
    std::erase_if(rows, [](entry const& e) { return !check(e).empty(); });
    return rows;
}

enum class agencies { none, one, several };

/// Lives told in turn, as an office would write them down, or one after the other.
inline std::vector<entry> random_log(dice& random, std::size_t applications, agencies whose) {
    std::vector<std::vector<entry>> lives;
    for (std::size_t i = 0; i < applications; ++i) {
        // One name at two agencies is two applications.
        auto const name = "A-" + std::to_string(whose == agencies::several ? i / 2 : i);
        auto life = random_life(random, name);
        for (auto& e : life) {
            e.agency = whose == agencies::none  ? ""
                       : whose == agencies::one ? "甲局"
                                                : std::array{"甲局", "乙局", "office-c"}[i % 3];
        }
        lives.push_back(std::move(life));
    }
    std::vector<entry> out;
    bool const in_turn = one_in(random, 2);
    std::vector<std::size_t> done(lives.size());
    for (std::size_t i = 0, left = lives.size(); left > 0;) {
        auto const which = in_turn ? below(random, lives.size()) : i;
        if (done[which] == lives[which].size()) {
            if (in_turn) {
                left = static_cast<std::size_t>(
                    std::count_if(lives.begin(), lives.end(), [&](auto const& life) {
                        return done[static_cast<std::size_t>(&life - lives.data())] < life.size();
                    }));
            } else {
                ++i;
                --left;
            }
            continue;
        }
        out.push_back(lives[which][done[which]++]);
    }
    if (one_in(random, 2)) {
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i].id = "id-" + std::to_string(i);
        }
    }
    return out;
}

}  // namespace random_logs
