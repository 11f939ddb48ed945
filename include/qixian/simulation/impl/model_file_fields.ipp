// Every field of a model file, once: the reader and the writer visit the same list.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "qixian/simulation/model.hpp"

namespace qixian::inline v0::detail {

template <class Infos>
constexpr auto codes_in(Infos const& infos) {
    std::array<std::string_view, std::tuple_size_v<Infos>> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = infos[i].code;
    }
    return out;
}

inline constexpr auto applicant_words = codes_in(all_applicants);
inline constexpr auto outcome_words = codes_in(all_outcomes);
inline constexpr std::array<std::string_view, 3> discipline_words{"first_come", "earliest_due",
                                                                  "shortest_work"};
inline constexpr std::array<std::string_view, 4> extension_words{"never", "days_left", "long_queue",
                                                                 "always"};

using word_list = std::span<std::string_view const>;
inline word_list words_of(applicant) { return applicant_words; }
inline word_list words_of(outcome) { return outcome_words; }
inline word_list words_of(discipline) { return discipline_words; }
inline word_list words_of(extension_rule) { return extension_words; }
inline word_list words_of(notice_kind) { return notice_kind_codes; }

/// Whether a field must stand in its table.
enum class stands : std::uint8_t { may, must };

template <class Visitor>
void visit_arrivals(Visitor& v, arrivals_model& a) {
    v.number("per_year", a.per_year, stands::must);
    v.number("growth_per_year", a.growth_per_year);
    v.whole("year", a.year);
    v.short_list("later", a.later, 50, [&](expected_year& e) {
        v.whole("year", e.year, stands::must);
        v.number("factor", e.factor, stands::must);
    });
    v.numbers("weekday", a.weekday);
    v.number("rest_day", a.rest_day);
    v.numbers("month", a.month);
    v.section("bursts", stands::may, [&] {
        v.number("per_year", a.bursts.per_year);
        v.number("mean_size", a.bursts.mean_size);
    });
    v.section_unless("mass", a.mass.applications == 0, [&] {
        v.whole("applications", a.mass.applications, stands::must);
        v.day("from", a.mass.from, stands::must);
        v.day("to", a.mass.to, stands::must);
        v.maybe_word("applicant", a.mass.column);
        v.maybe_word("outcome", a.mass.result);
    });
}

template <class Visitor>
void visit_people(Visitor& v, office_model& m) {
    v.list("class", m.classes, 100, stands::must, [&](class_model& c) {
        v.word("applicant", c.column, stands::must);
        v.number("share", c.share);
        v.weights("outcomes", c.outcomes, outcome_words);
        v.number("work_factor", c.work_factor);
        v.number("wait_factor", c.wait_factor);
    });
    v.list("team", m.teams, 1000, stands::may, [&](team_model& t) {
        v.text("name", t.name, stands::must);
        v.whole("people", t.people);
        v.number("absent_share", t.absent_share);
        v.word("order", t.order);
        v.short_list("leave", t.leave, 10000, [&](leave_model& l) {
            v.whole("people", l.people, stands::must);
            v.day("from", l.from, stands::must);
            v.day("to", l.to, stands::must);
        });
        v.section("hand_over", stands::may, [&] {
            v.whole("after_working_days", t.hand_over.after_working_days);
            v.number("extra_hours", t.hand_over.extra_hours);
        });
    });
    v.list("step", m.steps, 100, stands::must, [&](step_model& s) {
        v.text("name", s.name, stands::must);
        v.work(s, m.teams);
    });
}

template <class Visitor>
void visit_remedies(Visitor& v, office_model& m) {
    v.section("review", stands::may, [&] {
        auto& r = m.review;
        v.number("share", r.share);
        v.length("filed_after_calendar_days", r.filed_after_calendar_days);
        v.length("decided_after_calendar_days", r.decided_after_calendar_days);
        v.number("upheld", r.results[0]);
        v.number("corrected", r.results[1]);
        v.number("other", r.results[2]);
        v.number("accepted_share", r.accepted_share);
        v.number("correction_share", r.correction_share);
        v.number("extended_share", r.extended_share);
        v.number("suspended_share", r.suspended_share);
        v.length("suspended_calendar_days", r.suspended_calendar_days);
        v.number("mediated_share", r.mediated_share);
        v.number("rejected_share", r.rejected_share);
        v.number("withdrawn_share", r.withdrawn_share);
        v.number("terminated_share", r.terminated_share);
    });
    v.section("suit", stands::may, [&] {
        auto& s = m.suit;
        v.number("share", s.share);
        v.number("share_after_review", s.share_after_review);
        v.length("filed_after_calendar_days", s.filed_after_calendar_days);
        v.length("filed_after_review_calendar_days", s.filed_after_review_calendar_days);
        v.length("decided_after_calendar_days", s.decided_after_calendar_days);
        v.number("upheld", s.results[0]);
        v.number("corrected", s.results[1]);
        v.number("other", s.results[2]);
        v.number("suspended_share", s.suspended_share);
        v.length("suspended_calendar_days", s.suspended_calendar_days);
        v.number("rejected_share", s.rejected_share);
        v.number("withdrawn_share", s.withdrawn_share);
        v.number("appealed_share", s.appealed_share);
        v.length("appealed_after_calendar_days", s.appealed_after_calendar_days);
        v.length("appeal_decided_after_calendar_days", s.appeal_decided_after_calendar_days);
        v.number("appeal_upheld", s.appeal_results[0]);
        v.number("appeal_corrected", s.appeal_results[1]);
        v.number("appeal_other", s.appeal_results[2]);
        v.number("retried_share", s.retried_share);
        v.length("retried_after_calendar_days", s.retried_after_calendar_days);
    });
    v.section("later_answers", stands::may, [&] {
        auto& a = m.later_answers;
        v.number("supplemented_share", a.supplemented_share);
        v.number("replaced_share", a.replaced_share);
        v.length("after_calendar_days", a.after_calendar_days);
        v.number("ordered_share", a.ordered_share);
        v.length("answered_after_calendar_days", a.answered_after_calendar_days);
    });
}

template <class Visitor>
void visit_procedure(Visitor& v, office_model& m) {
    v.section("confirmation", stands::may, [&] {
        v.number("share", m.confirmation.share);
        v.length("after_calendar_days", m.confirmation.after_calendar_days);
    });
    v.section("correction", stands::may, [&] {
        v.number("share", m.correction.share);
        v.step("after", m.correction.after, m.steps, 0);
        v.whole("period_working_days", m.correction.period_working_days);
        v.length("answer_calendar_days", m.correction.answer_calendar_days);
        v.number("prolonged_share", m.correction.prolonged_share);
    });
    v.section("reasons", stands::may, [&] {
        auto& r = m.reasons;
        v.number("share_of_excessive", r.share_of_excessive);
        v.number("share", r.share);
        v.step("after", r.after, m.steps, 0);
        v.whole("period_working_days", r.period_working_days);
        v.length("answer_calendar_days", r.answer_calendar_days);
        v.number("silent_share", r.silent_share);
        v.number("delayed_share", r.delayed_share);
        v.length("delay_working_days", r.delay_working_days);
    });
    v.section("consultation", stands::may, [&] {
        v.number("share", m.consultation.share);
        v.step("after", m.consultation.after, m.steps, 0);
        v.number("third_party", m.consultation.whom[0]);
        v.number("co_maker", m.consultation.whom[1]);
        v.number("other_agency", m.consultation.whom[2]);
        v.length("answer_working_days", m.consultation.answer_working_days);
        v.number("silent_share", m.consultation.silent_share);
        v.numbers("parties", m.consultation.parties);
    });
    v.section("extension", stands::may, [&] {
        v.word("rule", m.extension.rule);
        v.whole("working_days_left", m.extension.working_days_left);
        v.whole("queue", m.extension.queue);
        v.whole("working_days", m.extension.working_days);
    });
    // A fee is asked for once the papers are there: before the last step, which signs the reply.
    auto const before_last = m.steps.size() < 2 ? 0 : m.steps.size() - 2;
    v.preset(m.fee.after, before_last);
    v.section("fee", stands::may, [&] {
        v.number("share", m.fee.share);
        v.step("after", m.fee.after, m.steps, before_last);
        v.whole("yuan", m.fee.yuan);
        v.length("payment_calendar_days", m.fee.payment_calendar_days);
    });
    v.section("withdrawal", stands::may, [&] {
        v.number("share_of_other", m.withdrawal.share_of_other);
        v.length("after_calendar_days", m.withdrawal.after_calendar_days);
    });
    v.section("letters", stands::may, [&] {
        v.number("returned_share", m.letters.returned_share);
        v.length("back_after_calendar_days", m.letters.back_after_calendar_days);
        v.length("resent_after_calendar_days", m.letters.resent_after_calendar_days);
        v.length("arrives_after_calendar_days", m.letters.arrives_after_calendar_days);
    });
    visit_remedies(v, m);
}

template <class Visitor>
void visit_notice(Visitor& v, notice& n) {
    v.text("notice_id", n.id, stands::must);
    v.day("published", n.published, stands::must);
    v.text("document", n.document);
    v.text("title", n.title);
    v.whole("arranges_year", n.arranges_year);
    v.text("amends", n.amends);
    v.short_list("days", n.days, 1000, [&](notice_day& d) {
        v.day("date", d.on, stands::must);
        v.word("kind", d.kind, stands::must);
        v.text("holiday_name", d.holiday);
    });
}

/// All of them, in the order of a file.
template <class Visitor>
void visit_model(Visitor& v, office_model& m) {
    v.text("name", m.name, stands::must);
    v.text("about", m.about);
    v.text("fitted_to", m.fitted_to);
    v.years("years", m.years);
    v.whole("agencies", m.agencies);
    v.number("hours_per_day", m.hours_per_day);
    v.section("arrivals", stands::must, [&] { visit_arrivals(v, m.arrivals); });
    visit_people(v, m);
    visit_procedure(v, m);
    v.section("rules", stands::may, [&] {
        v.whole("reply_working_days", m.rules.reply_working_days);
        v.whole("extension_working_days", m.rules.extension_working_days);
        v.days("days_off", m.rules.days_off);
        v.days("days_worked", m.rules.days_worked);
        v.notices("notices", m.rules.notices, [&](notice& n) { visit_notice(v, n); });
        v.maybe_day("notice_known_on", m.rules.notice_known_on);
    });
    v.section("start", stands::may, [&] {
        v.counts("open", m.start.open, applicant_words);
        v.whole("year", m.start.year);
        v.short_list("later", m.start.later, 50, [&](opening_model& o) {
            v.whole("year", o.year, stands::must);
            v.counts("open", o.open, applicant_words);
        });
        v.whole("warm_up_calendar_days", m.start.warm_up_calendar_days);
    });
    v.section("uncertainty", stands::may, [&] {
        v.number("arrivals", m.uncertainty.arrivals);
        v.number("year_to_year", m.uncertainty.year_to_year);
        v.number("growth", m.uncertainty.growth);
        v.whole("arrivals_from", m.uncertainty.arrivals_from);
        v.whole("outcomes_seen", m.uncertainty.outcomes_seen);
        v.number("wait", m.uncertainty.wait);
        v.number("work", m.uncertainty.work);
        v.numbers("wait_spread", m.uncertainty.wait_spread);
        v.numbers("work_spread", m.uncertainty.work_spread);
    });
}

}  // namespace qixian::inline v0::detail
