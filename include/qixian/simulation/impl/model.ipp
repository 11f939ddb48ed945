// What a model must be for an office to be made of it, field by field; and what its teams carry.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "qixian/calendar/editions.hpp"
#include "qixian/period/flat_days.hpp"
#include "qixian/simulation/impl/growth.ipp"
#include "qixian/simulation/model.hpp"
#include "qixian/statute/cn_disclosure/regime.hpp"
#include "qixian/statute/cn_disclosure/terms.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Looks at the fields one after the other and keeps the first that is wrong.
class model_check {
public:
    std::optional<fault> wrong{};

    void expect(bool holds, std::string field, std::string expected) {
        if (!holds && !wrong) {
            wrong = fault{
                .what = code::bad_model, .detail = std::move(expected), .field = std::move(field)};
        }
    }
    void share(double x, std::string const& field) {
        expect(x >= 0 && x <= 1, field, "a share: 0 to 1");
    }
    void amount(double x, double most, std::string const& field, std::string const& expected) {
        expect(std::isfinite(x) && x >= 0 && x <= most, field, expected);
    }
    void days(int x, int least, int most, std::string const& field) {
        expect(x >= least && x <= most, field,
               std::to_string(least) + " to " + std::to_string(most) + " days");
    }
    template <class Weights>
    void weights(Weights const& of, std::string const& field) {
        constexpr double most = 1e12;  // sums stay exact enough to tell them apart
        double sum = 0;
        for (auto const w : of) {
            expect(std::isfinite(w) && w >= 0 && w <= most, field, "weights: 0 to 1e12");
            sum += w;
        }
        expect(sum >= 1e-6, field, "weights of which one is above 0");
    }

    /// `most`: the longest mean that is not a slip of the pen, in the unit of the field.
    void length(distribution const& d, double most, std::string const& field) {
        auto const in = "0 to " + std::to_string(static_cast<int>(most));
        amount(d.mean, most, field, in);
        amount(d.deviation, 10 * most, field, "a deviation or end of " + in);
        switch (d.shape) {
        case length_law::uniform:
            expect(d.deviation >= d.mean, field, "uniform: from the shortest to the longest");
            break;
        case length_law::lognormal:
            // Beyond these its quantiles are no numbers any more.
            expect(d.mean >= 1e-6 && d.deviation <= 1000 * d.mean, field,
                   "lognormal: a mean from 0.000001, a deviation of at most 1000 times that");
            break;
        case length_law::empirical:
            expect(!d.values.empty(), field, "empirical: at least one value");
            for (auto const v : d.values) {
                amount(v, 10 * most, field, "values of " + in);
            }
            if (!d.weights.empty()) {
                expect(d.weights.size() == d.values.size(), field, "as many weights as values");
                weights(d.weights, field);
            }
            break;
        case length_law::fixed:
        case length_law::exponential: break;
        }
    }
};

inline std::string numbered(std::string_view list, std::size_t i, std::string_view field) {
    return std::string(list) + "[" + std::to_string(i + 1) + "]" +
           (field.empty() ? "" : "." + std::string(field));
}

inline void check_arrivals(model_check& c, arrivals_model const& a, year_span years) {
    c.amount(a.per_year, 1e8, "arrivals.per_year", "0 to 100000000 applications");
    c.expect(a.growth_per_year > -1 && a.growth_per_year <= 10, "arrivals.growth_per_year",
             "above -1, at most 10");
    auto before = a.year != 0 ? a.year : years.first;
    for (std::size_t i = 0; i < a.later.size(); ++i) {
        auto const& each = a.later[i];
        c.expect(each.year > before && each.year <= 2046, numbered("arrivals.later", i, "year"),
                 "a year after those before it, up to 2046");
        c.amount(each.factor, 1000, numbered("arrivals.later", i, "factor"), "0 to 1000");
        before = each.year;
    }
    // An office that would never end, and whose queue no memory holds.
    for (int year = years.first; year <= years.last; ++year) {
        c.expect(expected_in(a, years.first, year) <= 1e8, "arrivals.growth_per_year",
                 "at most 100000000 applications in a year");
    }
    c.weights(a.weekday, "arrivals.weekday");
    c.weights(a.month, "arrivals.month");
    c.amount(a.rest_day, 1e6, "arrivals.rest_day", "a weight from 0");
    c.amount(a.bursts.per_year, 365, "arrivals.bursts.per_year", "0 to 365");
    c.expect(a.bursts.mean_size >= 1 && a.bursts.mean_size <= 10000, "arrivals.bursts.mean_size",
             "1 to 10000 applications");
    auto const& m = a.mass;
    c.expect(m.applications >= 0 && m.applications <= 10'000'000, "arrivals.mass.applications",
             "0 to 10000000");
    if (m.applications > 0) {
        c.expect(is_legal_day(m.from) && is_legal_day(m.to) && m.from <= m.to &&
                     year_of(m.from) >= years.first && year_of(m.to) <= years.last,
                 "arrivals.mass.from", "from and to, in order, within `years`");
    }
    c.expect(a.per_year > 0 || m.applications > 0 || a.bursts.per_year > 0, "arrivals.per_year",
             "somebody who applies");
}

inline void check_people(model_check& c, office_model const& m) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < m.teams.size(); ++i) {
        auto const& t = m.teams[i];
        c.expect(!t.name.empty() && names.insert(t.name).second, numbered("team", i, "name"),
                 "a name that no other team has");
        c.expect(t.people >= 1 && t.people <= 100000, numbered("team", i, "people"), "1 to 100000");
        c.expect(t.absent_share >= 0 && t.absent_share <= 0.95, numbered("team", i, "absent_share"),
                 "0 to 0.95");
        c.days(t.hand_over.after_working_days, 0, 250,
               numbered("team", i, "hand_over.after_working_days"));
        c.amount(t.hand_over.extra_hours, 1000, numbered("team", i, "hand_over.extra_hours"),
                 "0 to 1000 hours");
        for (auto const& l : t.leave) {
            c.expect(l.people >= 1 && l.people <= t.people && is_legal_day(l.from) &&
                         is_legal_day(l.to) && l.from <= l.to &&
                         year_of(l.from) >= m.years.first - 5 && year_of(l.to) <= m.years.last + 1,
                     numbered("team", i, "leave"),
                     "people of the team, from and to in order, about the years simulated");
        }
    }
    c.expect(!m.steps.empty(), "step", "at least one step");
    c.expect(m.steps.size() <= 100, "step", "at most 100 steps");
    std::set<std::string> steps;
    for (std::size_t i = 0; i < m.steps.size(); ++i) {
        auto const& s = m.steps[i];
        c.expect(!s.name.empty() && steps.insert(s.name).second, numbered("step", i, "name"),
                 "a name that no other step has");
        if (s.team) {
            c.expect(*s.team < m.teams.size(), numbered("step", i, "team"), "the name of a team");
            c.length(s.work_hours, 10000, numbered("step", i, "work_hours"));
        } else {
            c.length(s.wait_working_days, 1000, numbered("step", i, "wait_working_days"));
        }
    }
}

inline void check_classes(model_check& c, office_model const& m) {
    c.expect(!m.classes.empty(), "class", "at least one class of applicants");
    std::set<applicant> seen;
    double shares = 0;
    for (std::size_t i = 0; i < m.classes.size(); ++i) {
        auto const& k = m.classes[i];
        c.expect(seen.insert(k.column).second, numbered("class", i, "applicant"),
                 "a class that does not stand there already");
        c.amount(k.share, 1e9, numbered("class", i, "share"), "a weight from 0");
        c.weights(k.outcomes, numbered("class", i, "outcomes"));
        c.amount(k.work_factor, 1000, numbered("class", i, "work_factor"), "0 to 1000");
        c.amount(k.wait_factor, 1000, numbered("class", i, "wait_factor"), "0 to 1000");
        shares += k.share;
    }
    c.expect(m.classes.empty() || shares > 0, "class[1].share", "one class with a share above 0");
    auto const opening = [&](std::optional<open_by_class> const& open, std::string const& above) {
        for (std::size_t i = 0; open && i < all_applicants.size(); ++i) {
            auto const field = above + "." + std::string(all_applicants[i].code);
            c.expect((*open)[i] >= 0 && (*open)[i] <= 10'000'000, field, "0 to 10000000");
            c.expect((*open)[i] == 0 || seen.contains(all_applicants[i].which), field,
                     "a class that the model has");
        }
    };
    opening(m.start.open, "start.open");
    auto before = m.start.open ? (m.start.year != 0 ? m.start.year : m.years.first) : 2000;
    for (std::size_t i = 0; i < m.start.later.size(); ++i) {
        auto const& each = m.start.later[i];
        c.expect(each.year > before && each.year <= 2046, numbered("start.later", i, "year"),
                 "a year after those before it, up to 2046");
        c.expect(each.open.has_value(), numbered("start.later", i, "open"), "how many are open");
        opening(each.open, numbered("start.later", i, "open"));
        before = each.year;
    }
}

/// Article 35, what must be confirmed, and letters that come back.
inline void check_letters(model_check& c, office_model const& m) {
    c.share(m.confirmation.share, "confirmation.share");
    c.length(m.confirmation.after_calendar_days, 1000, "confirmation.after_calendar_days");
    auto const& r = m.reasons;
    c.share(r.share_of_excessive, "reasons.share_of_excessive");
    c.share(r.share, "reasons.share");
    c.expect(r.after < std::max<std::size_t>(m.steps.size(), 1), "reasons.after",
             "the name of a step");
    c.days(r.period_working_days, 1, 250, "reasons.period_working_days");
    c.length(r.answer_calendar_days, 1000, "reasons.answer_calendar_days");
    c.share(r.silent_share, "reasons.silent_share");
    c.share(r.delayed_share, "reasons.delayed_share");
    c.length(r.delay_working_days, 250, "reasons.delay_working_days");
    auto const& l = m.letters;
    c.share(l.returned_share, "letters.returned_share");
    c.length(l.back_after_calendar_days, 1000, "letters.back_after_calendar_days");
    c.length(l.resent_after_calendar_days, 1000, "letters.resent_after_calendar_days");
    c.length(l.arrives_after_calendar_days, 1000, "letters.arrives_after_calendar_days");
}

/// Reviews, suits, and what an agency says after its reply.
inline void check_remedies(model_check& c, office_model const& m) {
    /// Ends of which a case has one, or none.
    auto const ends = [&](std::initializer_list<double> shares, std::string const& last) {
        double sum = 0;
        for (auto const each : shares) {
            sum += each;
        }
        c.expect(sum <= 1 + 1e-9, last, "shares that come to 1 at most, together");
    };
    auto const& r = m.review;
    c.share(r.share, "review.share");
    c.length(r.filed_after_calendar_days, 1000, "review.filed_after_calendar_days");
    c.length(r.decided_after_calendar_days, 1000, "review.decided_after_calendar_days");
    c.weights(r.results, "review.upheld");
    c.share(r.accepted_share, "review.accepted_share");
    c.share(r.correction_share, "review.correction_share");
    c.share(r.extended_share, "review.extended_share");
    c.share(r.suspended_share, "review.suspended_share");
    c.length(r.suspended_calendar_days, 1000, "review.suspended_calendar_days");
    c.share(r.mediated_share, "review.mediated_share");
    c.share(r.rejected_share, "review.rejected_share");
    c.share(r.withdrawn_share, "review.withdrawn_share");
    c.share(r.terminated_share, "review.terminated_share");
    ends({r.mediated_share, r.rejected_share, r.withdrawn_share, r.terminated_share},
         "review.terminated_share");
    auto const& s = m.suit;
    c.share(s.share, "suit.share");
    c.share(s.share_after_review, "suit.share_after_review");
    c.length(s.filed_after_calendar_days, 1000, "suit.filed_after_calendar_days");
    c.length(s.filed_after_review_calendar_days, 1000, "suit.filed_after_review_calendar_days");
    c.length(s.decided_after_calendar_days, 3000, "suit.decided_after_calendar_days");
    c.weights(s.results, "suit.upheld");
    c.share(s.suspended_share, "suit.suspended_share");
    c.length(s.suspended_calendar_days, 1000, "suit.suspended_calendar_days");
    c.share(s.rejected_share, "suit.rejected_share");
    c.share(s.withdrawn_share, "suit.withdrawn_share");
    ends({s.rejected_share, s.withdrawn_share}, "suit.withdrawn_share");
    c.share(s.appealed_share, "suit.appealed_share");
    c.length(s.appealed_after_calendar_days, 1000, "suit.appealed_after_calendar_days");
    c.length(s.appeal_decided_after_calendar_days, 3000, "suit.appeal_decided_after_calendar_days");
    c.weights(s.appeal_results, "suit.appeal_upheld");
    c.share(s.retried_share, "suit.retried_share");
    c.length(s.retried_after_calendar_days, 3000, "suit.retried_after_calendar_days");
    auto const& a = m.later_answers;
    c.share(a.supplemented_share, "later_answers.supplemented_share");
    c.share(a.replaced_share, "later_answers.replaced_share");
    c.length(a.after_calendar_days, 1000, "later_answers.after_calendar_days");
    c.share(a.ordered_share, "later_answers.ordered_share");
    c.length(a.answered_after_calendar_days, 1000, "later_answers.answered_after_calendar_days");
}

inline void check_procedure(model_check& c, office_model const& m) {
    auto const step = [&](std::size_t at, std::string const& field) {
        c.expect(at < std::max<std::size_t>(m.steps.size(), 1), field, "the name of a step");
    };
    c.share(m.correction.share, "correction.share");
    step(m.correction.after, "correction.after");
    c.days(m.correction.period_working_days, 1, 250, "correction.period_working_days");
    c.length(m.correction.answer_calendar_days, 1000, "correction.answer_calendar_days");
    c.share(m.correction.prolonged_share, "correction.prolonged_share");
    c.share(m.consultation.share, "consultation.share");
    step(m.consultation.after, "consultation.after");
    c.weights(m.consultation.whom, "consultation.third_party");
    c.length(m.consultation.answer_working_days, 1000, "consultation.answer_working_days");
    c.share(m.consultation.silent_share, "consultation.silent_share");
    c.weights(m.consultation.parties, "consultation.parties");
    c.days(m.rules.reply_working_days, 1, 100, "rules.reply_working_days");
    c.days(m.rules.extension_working_days, 0, 100, "rules.extension_working_days");
    if (m.extension.rule != extension_rule::never) {
        c.days(m.extension.working_days, 1, m.rules.extension_working_days,
               "extension.working_days");
        c.days(m.extension.working_days_left, 0, m.rules.reply_working_days,
               "extension.working_days_left");
        c.expect(m.extension.queue >= 0, "extension.queue", "0 or more");
    }
    c.share(m.fee.share, "fee.share");
    step(m.fee.after, "fee.after");
    c.expect(m.fee.yuan >= 1 && m.fee.yuan <= 1'000'000, "fee.yuan", "1 to 1000000");
    c.length(m.fee.payment_calendar_days, 1000, "fee.payment_calendar_days");
    c.share(m.withdrawal.share_of_other, "withdrawal.share_of_other");
    c.length(m.withdrawal.after_calendar_days, 1000, "withdrawal.after_calendar_days");
    check_letters(c, m);
    check_remedies(c, m);
}

inline void check_uncertainty(model_check& c, uncertainty_model const& u) {
    auto const deviation = [&](double x, std::string_view field) {
        c.amount(x, 5, "uncertainty." + std::string(field), "a relative deviation: 0 to 5");
    };
    deviation(u.arrivals, "arrivals");
    deviation(u.year_to_year, "year_to_year");
    deviation(u.wait, "wait");
    deviation(u.work, "work");
    c.amount(u.growth, 2, "uncertainty.growth", "0 to 2");
    c.expect(u.outcomes_seen >= 0 && u.outcomes_seen <= 1'000'000'000, "uncertainty.outcomes_seen",
             "0 to 1000000000");
    auto const range = [&](std::array<double, 2> const& of, std::string_view field) {
        bool const none = of[0] == 0 && of[1] == 0;
        c.expect(none || (of[0] >= 0.01 && of[0] <= of[1] && of[1] <= 100),
                 "uncertainty." + std::string(field),
                 "least and most of deviation by mean, in order, up to 100");
    };
    range(u.wait_spread, "wait_spread");
    range(u.work_spread, "work_spread");
}

}  // namespace detail

QIXIAN_DECL std::optional<fault> check(office_model const& m) {
    detail::model_check c;
    c.expect(!m.name.empty(), "name", "a name");
    // Fewer years than the calendar has, so that what is due afterwards lies on it too.
    c.expect(m.years.first >= 2012 && m.years.last <= 2045 && m.years.first <= m.years.last,
             "years", "first and last, from 2012 to 2045");
    c.expect(m.years.last - m.years.first < 20, "years", "at most 20 years");
    c.expect(m.agencies >= 1 && m.agencies <= 100'000, "agencies", "1 to 100000");
    c.expect(m.hours_per_day > 0 && m.hours_per_day <= 24, "hours_per_day", "above 0, at most 24");
    c.days(m.start.warm_up_calendar_days, 0, 1500, "start.warm_up_calendar_days");
    auto const year = [&](int y, std::string const& field) {
        c.expect(y == 0 || (y >= 2008 && y <= 2046), field, "a year from 2008 to 2046");
    };
    year(m.arrivals.year, "arrivals.year");
    year(m.start.year, "start.year");
    year(m.uncertainty.arrivals_from, "uncertainty.arrivals_from");
    c.expect(m.start.year == 0 || m.start.open.has_value(), "start.year",
             "nothing without start.open");
    c.expect(!m.start.begins_on ||
                 (is_legal_day(*m.start.begins_on) && year_of(*m.start.begins_on) == m.years.first),
             "start.begins_on", "a day of the first year");
    if (c.wrong) {
        return c.wrong;
    }
    detail::check_arrivals(c, m.arrivals, m.years);
    detail::check_classes(c, m);
    detail::check_people(c, m);
    detail::check_procedure(c, m);
    detail::check_uncertainty(c, m.uncertainty);
    std::set<date> changed;
    auto const days = [&](std::vector<date> const& of, std::string const& field) {
        for (auto const& d : of) {
            c.expect(is_legal_day(d) && year_of(d) >= m.years.first - 1 &&
                         year_of(d) <= m.years.last + 1,
                     field, "days of the years simulated");
            c.expect(changed.insert(d).second, field, "no day twice, and none in both lists");
        }
    };
    days(m.rules.days_off, "rules.days_off");
    days(m.rules.days_worked, "rules.days_worked");
    c.expect(!m.rules.notice_known_on || (year_of(*m.rules.notice_known_on) >= m.years.first - 1 &&
                                          year_of(*m.rules.notice_known_on) <= m.years.last),
             "rules.notice_known_on", "a day of the years simulated");
    return c.wrong;
}

QIXIAN_DECL std::optional<opening_model> opening_of(office_model const& m) {
    std::optional<opening_model> out;
    if (m.start.open) {
        out = {m.start.year != 0 ? m.start.year : m.years.first, m.start.open};
    }
    for (auto const& each : m.start.later) {
        if (each.year <= m.years.first) {
            out = each;
        }
    }
    return out && out->year <= m.years.first ? out : std::nullopt;
}

QIXIAN_DECL office_model with_years(office_model office, year_span years) {
    auto const keep = [&](int& year) { year = year != 0 ? year : office.years.first; };
    keep(office.arrivals.year);
    if (office.start.open) {
        keep(office.start.year);
    }
    office.years = years;
    return office;
}

QIXIAN_DECL std::vector<team_load> loads_of(office_model const& m) {
    auto const& cal = china::calendar();
    auto const from = first_day_of(m.years.first);
    auto const to = last_day_of(m.years.first);
    auto const counted = cal.count(plus_days(from, -1), to);
    auto const days = counted ? static_cast<double>(counted->least) : 250.0;
    auto const& a = m.arrivals;
    auto const grown = detail::expected_in(a, m.years.first, m.years.first);
    // One who files very many once is not what comes day by day.
    auto const per_year = grown + a.bursts.per_year * a.bursts.mean_size;
    double shares = 0;
    double factor = 0;
    double lapses = 0;
    double fee_lapses = 0;
    for (auto const& k : m.classes) {
        auto const all = std::accumulate(k.outcomes.begin(), k.outcomes.end(), 0.0);
        auto const part = [&](outcome o) { return k.outcomes[static_cast<std::size_t>(o)] / all; };
        shares += k.share;
        factor += k.share * k.work_factor;
        lapses += k.share * part(outcome::correction_lapsed);
        fee_lapses += k.share * part(outcome::fee_lapsed);
    }
    std::vector<team_load> out;
    for (auto const& t : m.teams) {
        out.push_back({.team = t.name,
                       .hours_there_per_day = t.people * (1 - t.absent_share) * m.hours_per_day});
    }
    for (std::size_t i = 0; i < m.steps.size(); ++i) {
        auto const& s = m.steps[i];
        if (!s.team) {
            continue;
        }
        double reach = 1;
        if (i > m.correction.after) {
            reach -= lapses / shares;
        }
        if (i > m.fee.after) {
            reach -= fee_lapses / shares;
        }
        out[*s.team].hours_wanted_per_day +=
            per_year / days * reach * mean_of(s.work_hours) * factor / shares;
    }
    return out;
}

}  // namespace qixian::inline v0
