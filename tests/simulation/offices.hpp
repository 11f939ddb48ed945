// Offices that several tests simulate.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "qixian/simulation/model.hpp"
#include "qixian/simulation/random.hpp"

namespace qixian::test {

/// Seeds that an experiment takes: all of them by default, fewer where the environment asks for less
/// (QIXIAN_SEEDS, of 200).
inline std::uint64_t seeds_of(std::uint64_t all) {
    auto const* const asked = std::getenv("QIXIAN_SEEDS");
    auto const share = asked == nullptr ? 1.0 : std::strtod(asked, nullptr) / 200;
    auto const wanted = static_cast<std::uint64_t>(static_cast<double>(all) * share + 0.5);
    return std::max<std::uint64_t>(wanted, 2);
}

/// A true 95 % interval misses more often than this once in 400 runs: 181 of 200.
inline int least_held(int of) {
    double p = std::pow(0.95, of);
    double below = 0;
    int k = of;
    // P(held <= k) from above, until what is left is one in some 400.
    double const all = 1;
    while (k > 0 && all - below - p > 1.0 / 360) {
        below += p;
        p *= static_cast<double>(k) / static_cast<double>(of - k + 1) * 0.05 / 0.95;
        --k;
    }
    return k;
}

/// One step, one team, nothing but disclosures, no warm-up worth speaking of.
inline office_model one_desk(double per_working_day, distribution hours, int people, int year,
                             int working_days) {
    office_model m{.name = "one desk", .years = {year, year}};
    m.arrivals.per_year = per_working_day * working_days;
    class_model k;
    k.outcomes[static_cast<std::size_t>(outcome::granted)] = 1;
    m.classes.push_back(k);
    m.teams.push_back({.name = "desk", .people = people});
    m.steps.push_back({.name = "handle", .team = 0, .work_hours = std::move(hours)});
    m.start.warm_up_calendar_days = 60;
    return m;
}

/// An office in which everything that is modelled happens.
inline office_model full_office() {
    office_model m{.name = "everything", .years = {2025, 2026}};
    m.arrivals.per_year = 400;
    m.arrivals.rest_day = 0.05;
    m.arrivals.bursts = {.per_year = 3, .mean_size = 6};
    class_model person;
    for (std::size_t i = 0; i < person.outcomes.size(); ++i) {
        person.outcomes[i] = 1 + static_cast<double>(i % 4);
    }
    auto business = person;
    business.column = applicant::business;
    business.share = 0.2;
    business.work_factor = 1.5;
    m.classes = {person, business};
    m.teams = {
        {.name = "desk", .people = 2, .absent_share = 0.1, .order = discipline::earliest_due},
        {.name = "head", .people = 1}};
    m.teams[0].leave.push_back({1, day(20260209), day(20260227)});
    m.steps = {{.name = "register", .team = 0, .work_hours = {length_law::lognormal, 0.5, 0.3}},
               {.name = "handle", .team = 0, .work_hours = {length_law::lognormal, 5, 4}},
               {.name = "other units", .wait_working_days = {length_law::exponential, 6}},
               {.name = "sign", .team = 1, .work_hours = {length_law::exponential, 0.5}}};
    m.correction.share = 0.1;
    m.consultation = {.share = 0.1, .after = 1, .whom = {3, 1, 1}, .silent_share = 0.3};
    m.extension = {.rule = extension_rule::days_left, .working_days_left = 3};
    m.fee = {.share = 0.05, .after = 2};
    m.review = {.share = 0.08, .results = {6, 2, 1}};
    return m;
}

/// The same with everything that the law knows beside: article 35, several opinions, letters that come
/// back, what bodies and courts do.
inline office_model lawful_office() {
    auto m = full_office();
    m.name = "everything that the law knows";
    m.confirmation = {.share = 0.1};
    m.correction.prolonged_share = 0.2;
    m.reasons = {.share_of_excessive = 0.6,
                 .share = 0.06,
                 .after = 1,
                 .silent_share = 0.4,
                 .delayed_share = 0.5};
    m.consultation.parties = {3, 2, 1};
    m.letters = {.returned_share = 0.08};
    m.review.share = 0.3;
    m.review.results = {3, 3, 1};
    m.review.accepted_share = 0.5;
    m.review.correction_share = 0.2;
    m.review.extended_share = 0.2;
    m.review.suspended_share = 0.2;
    m.review.mediated_share = 0.1;
    m.review.rejected_share = 0.1;
    m.review.withdrawn_share = 0.1;
    m.review.terminated_share = 0.1;
    m.suit = {.share = 0.15,
              .share_after_review = 0.4,
              .decided_after_calendar_days = {length_law::uniform, 40, 120},
              .results = {3, 3, 1},
              .suspended_share = 0.2,
              .rejected_share = 0.1,
              .withdrawn_share = 0.1,
              .appealed_share = 0.5,
              .appeal_results = {2, 2, 1},
              .retried_share = 0.4};
    m.later_answers = {.supplemented_share = 0.05, .replaced_share = 0.05, .ordered_share = 0.6};
    return m;
}

/// Some office or other: every field moves, none is beyond what `check` allows.
inline office_model random_office(std::uint64_t seed) {
    random_stream const dice(seed);
    std::uint64_t n = 0;
    auto const below = [&](std::uint64_t sides) { return (dice.draw(n++) >> 32U) * sides >> 32U; };
    auto const part = [&] { return static_cast<double>(below(1000)) / 1000; };
    auto const length = [&](double most) {
        switch (below(5)) {
        case 0: return distribution{length_law::fixed, part() * most};
        case 1: return distribution{length_law::exponential, part() * most};
        case 2: return distribution{length_law::lognormal, 0.01 + part() * most, part() * most};
        case 3: {
            auto const from = part() * most;
            return distribution{length_law::uniform, from, from + part() * most};
        }
        default:
            return distribution{
                length_law::empirical, 0, 0, {0, part() * most, most}, {1, 2, part()}};
        }
    };
    auto m = full_office();
    m.name = "random " + std::to_string(seed);
    random_stream const more(seed + 1'000'000);
    std::uint64_t k = 0;
    auto const share = [&](double most) {
        return static_cast<double>(more.draw(k++) >> 40U) * 0x1p-24 * most;
    };
    // 2019 has two regulations in it, 2020 the longest holiday, 2027 no notice yet.
    m.years.first = 2019 + static_cast<int>(below(8));
    m.years.last = m.years.first + static_cast<int>(below(2));
    m.teams[0].leave.clear();
    m.arrivals.per_year = 20 + 600 * part();
    m.arrivals.growth_per_year = part() - 0.3;
    m.arrivals.rest_day = part() * 0.3;
    m.arrivals.weekday = {part() + 0.1, part(), part(), part(), part(), part(), part()};
    m.arrivals.bursts = {.per_year = 10 * part(), .mean_size = 1 + 10 * part()};
    if (below(3) == 0) {
        m.arrivals.mass = {.applications = static_cast<int>(below(60)),
                           .from = day(m.years.first * 10000 + 301),
                           .to = day(m.years.first * 10000 + 430),
                           .column = applicant::business,
                           .result = outcome::repeated};
    }
    for (auto& t : m.teams) {
        t.people = 1 + static_cast<int>(below(4));
        t.absent_share = below(2) == 0 ? 0 : part() * 0.5;
        t.order = static_cast<discipline>(below(3));
    }
    for (auto& s : m.steps) {
        s.work_hours = s.team ? length(6) : distribution{};
        s.wait_working_days = s.team ? distribution{} : length(15);
    }
    m.correction = {.share = part() * 0.4,
                    .after = below(4),
                    .period_working_days = 3 + static_cast<int>(below(30)),
                    .answer_calendar_days = length(30)};
    m.consultation = {.share = part() * 0.4,
                      .after = below(4),
                      .whom = {part() + 0.1, part(), part()},
                      .answer_working_days = length(20),
                      .silent_share = part()};
    m.extension = {.rule = static_cast<extension_rule>(below(4)),
                   .working_days_left = static_cast<int>(below(10)),
                   .queue = static_cast<int>(below(20)),
                   .working_days = 1 + static_cast<int>(below(20))};
    m.fee = {.share = part() * 0.2, .after = below(4), .payment_calendar_days = length(40)};
    m.withdrawal = {.share_of_other = part(), .after_calendar_days = length(30)};
    m.review.share = part() * 0.3;
    if (below(3) == 0) {
        m.start.open = {{static_cast<int>(below(30)), static_cast<int>(below(5)), 0, 0, 0, 0}};
    } else {
        m.start.warm_up_calendar_days = static_cast<int>(below(400));
    }
    // Two of three know more of the law; each part of it is in some.
    auto const rich = lawful_office();
    auto const has = [&] { return seed % 3 != 0 && share(1) < 0.6; };
    if (has()) {
        m.confirmation = {.share = share(0.3), .after_calendar_days = {length_law::exponential, 2}};
    }
    if (has()) {
        m.correction.prolonged_share = share(0.5);
    }
    if (has()) {
        m.reasons = {.share_of_excessive = share(1),
                     .share = share(0.2),
                     .after = static_cast<std::size_t>(share(4)),
                     .period_working_days = 1 + static_cast<int>(share(20)),
                     .answer_calendar_days = {length_law::exponential, share(15)},
                     .silent_share = share(1),
                     .delayed_share = share(1),
                     .delay_working_days = {length_law::uniform, 1, 1 + share(40)}};
    }
    if (has()) {
        m.consultation.parties = {share(1), share(1), 0.1 + share(1)};
    }
    if (has()) {
        m.letters = {.returned_share = share(0.3),
                     .back_after_calendar_days = {length_law::uniform, 0, share(30)},
                     .resent_after_calendar_days = {length_law::exponential, share(8)}};
    }
    if (has()) {
        auto const filed = m.review.share;
        m.review = rich.review;
        m.review.share = filed;
        m.review.decided_after_calendar_days = {length_law::uniform, 0, share(120)};
    }
    if (has()) {
        m.suit = rich.suit;
        m.suit.share = share(0.3);
        m.suit.decided_after_calendar_days = {length_law::uniform, 0, share(200)};
    }
    if (has()) {
        m.later_answers = rich.later_answers;
    }
    return m;
}

}  // namespace qixian::test
