// Models compared field by field, told apart by hand: reader and writer share their list of fields.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model_files.hpp"

namespace model_files {

inline office_model read_one(std::string const& text) {
    auto const read = read_model(text, folder + "every-field.toml");
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : show(read.error()) + ": " + read.error().detail);
    return read.ok() ? read->front().office : office_model{};
}

inline bool same(distribution const& a, distribution const& b) {
    return a.shape == b.shape && a.mean == b.mean && a.deviation == b.deviation &&
           a.values == b.values && a.weights == b.weights;
}

/// Every field, told apart by hand: the reader and the writer share their list of fields.
inline std::vector<std::string> differences(office_model const& a, office_model const& b) {
    std::vector<std::string> out;
    auto const say = [&](bool is_same, std::string const& field) {
        if (!is_same) {
            out.push_back(field);
        }
    };
    say(a.name == b.name, "name");
    say(a.about == b.about, "about");
    say(a.fitted_to == b.fitted_to, "fitted_to");
    say(a.years.first == b.years.first && a.years.last == b.years.last, "years");
    say(a.agencies == b.agencies, "agencies");
    say(a.hours_per_day == b.hours_per_day, "hours_per_day");
    auto const &x = a.arrivals, &y = b.arrivals;
    say(x.per_year == y.per_year, "per_year");
    say(x.growth_per_year == y.growth_per_year && x.year == y.year, "growth");
    say(x.weekday == y.weekday && x.rest_day == y.rest_day && x.month == y.month, "shape");
    say(x.bursts.per_year == y.bursts.per_year && x.bursts.mean_size == y.bursts.mean_size,
        "bursts");
    say(x.mass.applications == y.mass.applications && x.mass.from == y.mass.from &&
            x.mass.to == y.mass.to && x.mass.column == y.mass.column &&
            x.mass.result == y.mass.result,
        "mass");
    say(a.classes.size() == b.classes.size(), "classes");
    for (std::size_t i = 0; i < std::min(a.classes.size(), b.classes.size()); ++i) {
        auto const &c = a.classes[i], &d = b.classes[i];
        say(c.column == d.column && c.share == d.share && c.outcomes == d.outcomes &&
                c.work_factor == d.work_factor && c.wait_factor == d.wait_factor,
            "class");
    }
    say(a.teams.size() == b.teams.size(), "teams");
    for (std::size_t i = 0; i < std::min(a.teams.size(), b.teams.size()); ++i) {
        auto const &c = a.teams[i], &d = b.teams[i];
        say(c.name == d.name && c.people == d.people && c.absent_share == d.absent_share &&
                c.order == d.order &&
                c.hand_over.after_working_days == d.hand_over.after_working_days &&
                c.hand_over.extra_hours == d.hand_over.extra_hours,
            "team");
        say(c.leave.size() == d.leave.size(), "leaves");
        for (std::size_t j = 0; j < std::min(c.leave.size(), d.leave.size()); ++j) {
            say(c.leave[j].people == d.leave[j].people && c.leave[j].from == d.leave[j].from &&
                    c.leave[j].to == d.leave[j].to,
                "leave");
        }
    }
    say(a.steps.size() == b.steps.size(), "steps");
    for (std::size_t i = 0; i < std::min(a.steps.size(), b.steps.size()); ++i) {
        auto const &c = a.steps[i], &d = b.steps[i];
        say(c.name == d.name && c.team == d.team && same(c.work_hours, d.work_hours) &&
                same(c.wait_working_days, d.wait_working_days),
            "step");
    }
    say(a.correction.share == b.correction.share && a.correction.after == b.correction.after &&
            a.correction.period_working_days == b.correction.period_working_days &&
            same(a.correction.answer_calendar_days, b.correction.answer_calendar_days) &&
            a.correction.prolonged_share == b.correction.prolonged_share,
        "correction");
    say(a.confirmation.share == b.confirmation.share &&
            same(a.confirmation.after_calendar_days, b.confirmation.after_calendar_days),
        "confirmation");
    say(a.reasons.share_of_excessive == b.reasons.share_of_excessive &&
            a.reasons.share == b.reasons.share && a.reasons.after == b.reasons.after &&
            a.reasons.period_working_days == b.reasons.period_working_days &&
            same(a.reasons.answer_calendar_days, b.reasons.answer_calendar_days) &&
            a.reasons.silent_share == b.reasons.silent_share &&
            a.reasons.delayed_share == b.reasons.delayed_share &&
            same(a.reasons.delay_working_days, b.reasons.delay_working_days),
        "reasons");
    say(a.letters.returned_share == b.letters.returned_share &&
            same(a.letters.back_after_calendar_days, b.letters.back_after_calendar_days) &&
            same(a.letters.resent_after_calendar_days, b.letters.resent_after_calendar_days) &&
            same(a.letters.arrives_after_calendar_days, b.letters.arrives_after_calendar_days),
        "letters");
    auto const &s = a.suit, &t = b.suit;
    say(s.share == t.share && s.share_after_review == t.share_after_review &&
            same(s.filed_after_calendar_days, t.filed_after_calendar_days) &&
            same(s.filed_after_review_calendar_days, t.filed_after_review_calendar_days) &&
            same(s.decided_after_calendar_days, t.decided_after_calendar_days) &&
            s.results == t.results && s.suspended_share == t.suspended_share &&
            same(s.suspended_calendar_days, t.suspended_calendar_days) &&
            s.rejected_share == t.rejected_share && s.withdrawn_share == t.withdrawn_share,
        "suit");
    say(s.appealed_share == t.appealed_share &&
            same(s.appealed_after_calendar_days, t.appealed_after_calendar_days) &&
            same(s.appeal_decided_after_calendar_days, t.appeal_decided_after_calendar_days) &&
            s.appeal_results == t.appeal_results && s.retried_share == t.retried_share &&
            same(s.retried_after_calendar_days, t.retried_after_calendar_days),
        "appeals");
    say(a.later_answers.supplemented_share == b.later_answers.supplemented_share &&
            a.later_answers.replaced_share == b.later_answers.replaced_share &&
            same(a.later_answers.after_calendar_days, b.later_answers.after_calendar_days) &&
            a.later_answers.ordered_share == b.later_answers.ordered_share &&
            same(a.later_answers.answered_after_calendar_days,
                 b.later_answers.answered_after_calendar_days),
        "later_answers");
    say(a.consultation.share == b.consultation.share &&
            a.consultation.after == b.consultation.after &&
            a.consultation.whom == b.consultation.whom &&
            a.consultation.silent_share == b.consultation.silent_share &&
            a.consultation.parties == b.consultation.parties &&
            same(a.consultation.answer_working_days, b.consultation.answer_working_days),
        "consultation");
    say(a.extension.rule == b.extension.rule &&
            a.extension.working_days_left == b.extension.working_days_left &&
            a.extension.queue == b.extension.queue &&
            a.extension.working_days == b.extension.working_days,
        "extension");
    say(a.fee.share == b.fee.share && a.fee.after == b.fee.after && a.fee.yuan == b.fee.yuan &&
            same(a.fee.payment_calendar_days, b.fee.payment_calendar_days),
        "fee");
    say(a.withdrawal.share_of_other == b.withdrawal.share_of_other &&
            same(a.withdrawal.after_calendar_days, b.withdrawal.after_calendar_days),
        "withdrawal");
    say(a.review.share == b.review.share && a.review.results == b.review.results &&
            same(a.review.filed_after_calendar_days, b.review.filed_after_calendar_days) &&
            same(a.review.decided_after_calendar_days, b.review.decided_after_calendar_days) &&
            a.review.accepted_share == b.review.accepted_share &&
            a.review.correction_share == b.review.correction_share &&
            a.review.extended_share == b.review.extended_share &&
            a.review.suspended_share == b.review.suspended_share &&
            same(a.review.suspended_calendar_days, b.review.suspended_calendar_days) &&
            a.review.mediated_share == b.review.mediated_share &&
            a.review.rejected_share == b.review.rejected_share &&
            a.review.withdrawn_share == b.review.withdrawn_share &&
            a.review.terminated_share == b.review.terminated_share,
        "review");
    say(a.rules.reply_working_days == b.rules.reply_working_days &&
            a.rules.extension_working_days == b.rules.extension_working_days &&
            a.rules.days_off == b.rules.days_off && a.rules.days_worked == b.rules.days_worked &&
            a.rules.notices == b.rules.notices &&
            a.rules.notice_known_on == b.rules.notice_known_on,
        "rules");
    say(a.start.open == b.start.open && a.start.year == b.start.year &&
            std::equal(a.start.later.begin(), a.start.later.end(), b.start.later.begin(),
                       b.start.later.end(),
                       [](opening_model const& x, opening_model const& y) {
                           return x.year == y.year && x.open == y.open;
                       }) &&
            a.start.warm_up_calendar_days == b.start.warm_up_calendar_days,
        "start");
    say(std::equal(a.arrivals.later.begin(), a.arrivals.later.end(), b.arrivals.later.begin(),
                   b.arrivals.later.end(),
                   [](expected_year const& x, expected_year const& y) {
                       return x.year == y.year && x.factor == y.factor;
                   }),
        "arrivals.later");
    auto const &u = a.uncertainty, &w = b.uncertainty;
    say(u.arrivals == w.arrivals && u.year_to_year == w.year_to_year && u.growth == w.growth &&
            u.arrivals_from == w.arrivals_from && u.outcomes_seen == w.outcomes_seen &&
            u.wait == w.wait && u.work == w.work && u.wait_spread == w.wait_spread &&
            u.work_spread == w.work_spread,
        "uncertainty");
    return out;
}

using names = std::vector<std::string>;

}  // namespace model_files
