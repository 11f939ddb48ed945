// What every replication of an office needs, worked out once.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "qixian/caseload/life.hpp"
#include "qixian/period/flat_days.hpp"
#include "qixian/simulation/impl/growth.ipp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/random.hpp"
#include "qixian/statute/default.hpp"

namespace qixian::inline v0 {

/// What is expected of a day.
struct expected_day {
    double mean = 0;            ///< of the applications that come one by one
    std::uint32_t poisson = 0;  ///< index of the table for that mean
    std::int32_t mass = 0;      ///< of the mass applicant
};

/// What is looked up for applications whose lives go beyond sixteen bytes, and the law they are judged by.
struct particulars {
    quantile_table confirmed{};
    quantile_table reasons{};
    quantile_table delay{};
    choice_table parties{};
    quantile_table back{};
    quantile_table again{};
    quantile_table arrives{};
    quantile_table review_stands{};
    quantile_table suit_filed{};
    quantile_table suit_filed_after_review{};
    quantile_table suit_decided{};
    choice_table suit_result{};
    quantile_table suit_stands{};
    quantile_table appealed{};
    quantile_table appeal_decided{};
    choice_table appeal_result{};
    quantile_table retried{};
    quantile_table later_answer{};
    quantile_table reanswered{};
    bool follows_reviews = false;   ///< a review is more than filed and decided
    std::vector<term_row> terms{};  ///< of `law`, where the model changes them
    statute law = default_statute();
};

/// The office that the inputs of a replication were drawn into last (inputs.ipp).
struct drawn_office_kept {
    std::mutex mutex{};
    /// Seed, replication, number among the offices of the run, correlation with them (alone: -1).
    std::tuple<std::uint64_t, std::uint32_t, std::uint32_t, double> of{};
    std::shared_ptr<office::prepared const> ready{};
};

struct office::prepared {
    office_model model{};
    working_calendar calendar;
    std::optional<working_calendar> belief{};  ///< until the notice is known
    std::vector<int> assumed{};

    day_index begin = 0;                     ///< the first day that anything happens
    std::optional<opening_model> opening{};  ///< what it begins with; none: it warms up
    day_index opens = 0;     ///< 1 January of that year, or of the first year asked about
    day_index last = 0;      ///< 31 December of the last
    day_index known_on = 0;  ///< from this day `belief` is out of date; 0: there is none
    day_index law_711 = 0;
    day_index fees_from = 0;

    std::vector<expected_day> days{};  ///< from `begin`
    std::vector<choice_table> poisson{};
    choice_table burst_size{};
    std::uint64_t burst_chance = 0;  ///< on any day

    choice_table column{};
    std::vector<choice_table> result{};  ///< by class
    struct step_table {
        std::int32_t team = -1;  ///< none: a wait
        bool draws = false;      ///< whether it is not as long for everybody
        quantile_table ticks{};
        std::vector<std::int64_t> factor{};  ///< by class, in 1/65536
    };
    std::vector<step_table> steps{};
    quantile_table answer{};
    quantile_table opinion{};
    choice_table whom{};
    quantile_table payment{};
    quantile_table withdrawal{};
    quantile_table review_filed{};
    quantile_table review_decided{};
    choice_table review_result{};
    std::shared_ptr<particulars const> rare{};  ///< none: nothing happens that needs a dossier
    std::shared_ptr<drawn_office_kept> last_drawn{};

    explicit prepared(working_calendar const& days_of) : calendar(days_of) {}
};

namespace detail {

/// `from` with the statute's days for the years up to `last` that have no notice. `assumed` gets
/// the years from `first` on.
inline result<qixian::editions> with_assumed_years(qixian::editions from, int first, int last,
                                                   std::vector<int>& assumed) {
    std::set<int> known;
    for (auto const& each : from.notices()) {
        known.insert(each.arranges_year != 0 ? each.arranges_year : year_of(each.published));
    }
    auto const newest = known.empty() ? first - 1 : *known.rbegin();
    auto const statute = from.statute_days();
    for (int year = std::min(newest + 1, first); year <= last; ++year) {
        if (known.contains(year) || year <= 2000) {
            continue;
        }
        if (year >= first) {
            assumed.push_back(year);
        }
        notice made{.id = "ASSUMED-" + std::to_string(year),
                    .title = "days of the statute only",
                    .published = first_day_of(year - 1),
                    .arranges_year = year};
        std::set<date> seen;
        for (auto const& d : statute) {
            if (year_of(d.on) == year && seen.insert(d.on).second) {
                made.days.push_back({d.on, notice_kind::off, d.holiday});
            }
        }
        auto more = from.with_notice(std::move(made));
        if (!more) {
            return more.error();
        }
        from = std::move(more).value();
    }
    return from;
}

/// `from` with what `rules` changes of single days.
inline result<qixian::editions> with_changed_days(qixian::editions from, rules_model const& rules) {
    // A fault of a notice is one of the model that brings it.
    auto const of_the_model = [](fault why, std::string field) {
        why.field = std::move(field);
        return why;
    };
    for (auto const& each : rules.notices) {
        auto more = from.with_notice(each);
        if (!more) {
            return of_the_model(more.error(), "rules.notices");
        }
        from = std::move(more).value();
    }
    if (rules.days_off.empty() && rules.days_worked.empty()) {
        return from;
    }
    notice made{.id = "WHAT-IF", .title = "days that a model changes", .published = day(20491231)};
    for (auto const& d : rules.days_off) {
        made.days.push_back({d, notice_kind::off, "what if"});
    }
    for (auto const& d : rules.days_worked) {
        made.days.push_back({d, notice_kind::work, "what if"});
    }
    made.arranges_year = year_of(made.days.front().on);
    auto more = from.with_notice(std::move(made));
    if (!more) {
        return of_the_model(more.error(), "rules.days_off");
    }
    return more;
}

inline std::vector<double> weights_of(auto const& weights) {
    return {weights.begin(), weights.end()};
}

/// How much of a year's arrivals a day expects, against a worked day of weight 1.
inline double weight_of(arrivals_model const& a, flat_days const& days, int d) {
    auto const on = day_at(static_cast<day_index>(d));
    bool const works = days.ordinal(d) != days.ordinal(d - 1);
    auto const month = static_cast<std::size_t>(on.month().as_number()) - 1;
    auto const weekday = static_cast<std::size_t>((days_between(day(20010101), on)) % 7);
    return a.month[month] * (works ? a.weekday[weekday] : a.rest_day);
}

/// Nothing, or what is wrong with the mass applicant.
inline std::optional<fault> expect_arrivals(office::prepared& p) {
    auto const& a = p.model.arrivals;
    flat_days const days(p.calendar);
    std::map<double, std::uint32_t> known;
    for (int d = p.begin; d <= p.last;) {
        auto const year = year_of(day_at(static_cast<day_index>(d)));
        auto const first = int{day_index_of(first_day_of(year))};
        auto const end = int{day_index_of(last_day_of(year))};
        double all = 0;
        for (int each = first; each <= end; ++each) {
            all += weight_of(a, days, each);
        }
        auto const wanted = expected_in(a, p.model.years.first, year);
        for (; d <= std::min(end, int{p.last}); ++d) {
            expected_day e;
            if (all > 0) {
                e.mean = wanted * weight_of(a, days, d) / all;
            }
            auto const [at, fresh] =
                known.try_emplace(e.mean, static_cast<std::uint32_t>(p.poisson.size()));
            if (fresh) {
                p.poisson.push_back(choice_table::poisson(e.mean));
            }
            e.poisson = at->second;
            p.days.push_back(e);
        }
    }
    if (a.mass.applications > 0) {
        auto const from = std::max(int{day_index_of(a.mass.from)}, int{p.begin});
        auto const to = std::min(int{day_index_of(a.mass.to)}, int{p.last});
        auto const worked = days.ordinal(to) - days.ordinal(from - 1);
        if (worked == 0) {
            return fault{.what = code::bad_model,
                         .detail = "a working day between from and to",
                         .field = "arrivals.mass.from"};
        }
        int seen = 0;
        for (int d = from; d <= to; ++d) {
            if (days.ordinal(d) != days.ordinal(d - 1)) {
                auto const before = std::int64_t{a.mass.applications} * seen / worked;
                ++seen;
                p.days[static_cast<std::size_t>(d - p.begin)].mass = static_cast<std::int32_t>(
                    std::int64_t{a.mass.applications} * seen / worked - before);
            }
        }
    }
    return std::nullopt;
}

inline double ticks_per_hour(office_model const& m) {
    return static_cast<double>(ticks_per_day) / m.hours_per_day;
}

/// Whether a review is more than its application and its decision.
inline bool follows_reviews(office_model const& m) {
    auto const& r = m.review;
    return r.share > 0 && (r.accepted_share > 0 || r.correction_share > 0 || r.extended_share > 0 ||
                           r.suspended_share > 0 || r.mediated_share > 0 || r.rejected_share > 0 ||
                           r.withdrawn_share > 0 || r.terminated_share > 0 ||
                           m.suit.share_after_review > 0 || m.later_answers.ordered_share > 0);
}

/// Whether anything happens in such an office that the small state of a life does not hold.
inline bool has_particulars(office_model const& m) {
    auto const& a = m.later_answers;
    return m.confirmation.share > 0 || m.correction.prolonged_share > 0 ||
           m.reasons.share_of_excessive > 0 || m.reasons.share > 0 ||
           m.consultation.parties[1] > 0 || m.consultation.parties[2] > 0 ||
           m.letters.returned_share > 0 || m.suit.share > 0 || a.supplemented_share > 0 ||
           a.replaced_share > 0 || follows_reviews(m);
}

/// The statute with the lengths that a model asks about.
inline void change_law(particulars& p, rules_model const& rules) {
    rules_model const usual;
    if (rules.reply_working_days == usual.reply_working_days &&
        rules.extension_working_days == usual.extension_working_days) {
        return;
    }
    p.terms.assign(p.law.terms.begin(), p.law.terms.end());
    for (auto& each : p.terms) {
        bool const now = each.of == duty_kind::reply && has(each.when.versions, regime::decree_711);
        if (now && each.how == term_kind::fixed) {
            each.is.length = rules.reply_working_days;
        } else if (now && each.how == term_kind::most) {
            each.is.length = rules.extension_working_days;
        }
    }
    p.law.terms = p.terms;
}

inline void make_particulars(office::prepared& p) {
    auto const& m = p.model;
    if (!has_particulars(m)) {
        return;
    }
    auto const in_days = [](distribution const& d) {
        return quantile_table(d, static_cast<double>(ticks_per_day));
    };
    auto made = std::make_shared<particulars>();
    made->confirmed = in_days(m.confirmation.after_calendar_days);
    made->reasons = in_days(m.reasons.answer_calendar_days);
    made->delay = in_days(m.reasons.delay_working_days);
    made->parties = choice_table(weights_of(m.consultation.parties));
    made->back = in_days(m.letters.back_after_calendar_days);
    made->again = in_days(m.letters.resent_after_calendar_days);
    made->arrives = in_days(m.letters.arrives_after_calendar_days);
    made->review_stands = in_days(m.review.suspended_calendar_days);
    made->suit_filed = in_days(m.suit.filed_after_calendar_days);
    made->suit_filed_after_review = in_days(m.suit.filed_after_review_calendar_days);
    made->suit_decided = in_days(m.suit.decided_after_calendar_days);
    made->suit_result = choice_table(weights_of(m.suit.results));
    made->suit_stands = in_days(m.suit.suspended_calendar_days);
    made->appealed = in_days(m.suit.appealed_after_calendar_days);
    made->appeal_decided = in_days(m.suit.appeal_decided_after_calendar_days);
    made->appeal_result = choice_table(weights_of(m.suit.appeal_results));
    made->retried = in_days(m.suit.retried_after_calendar_days);
    made->later_answer = in_days(m.later_answers.after_calendar_days);
    made->reanswered = in_days(m.later_answers.answered_after_calendar_days);
    made->follows_reviews = follows_reviews(m);
    change_law(*made, m.rules);
    p.rare = std::move(made);
}

inline void make_tables(office::prepared& p) {
    auto const& m = p.model;
    auto const day_ticks = static_cast<double>(ticks_per_day);
    auto const hour = ticks_per_hour(m);
    std::vector<double> shares;
    for (auto const& each : m.classes) {
        shares.push_back(each.share);
        p.result.emplace_back(weights_of(each.outcomes));
    }
    p.column = choice_table(shares);
    for (auto const& each : m.steps) {
        office::prepared::step_table t{
            .team = each.team ? static_cast<std::int32_t>(*each.team) : -1,
            .ticks = each.team ? quantile_table(each.work_hours, hour)
                               : quantile_table(each.wait_working_days, day_ticks)};
        t.draws = !t.ticks.is_fixed();
        for (auto const& c : m.classes) {
            t.factor.push_back(std::llround((each.team ? c.work_factor : c.wait_factor) * 65536));
        }
        p.steps.push_back(std::move(t));
    }
    p.answer = quantile_table(m.correction.answer_calendar_days, day_ticks);
    p.opinion = quantile_table(m.consultation.answer_working_days, day_ticks);
    p.whom = choice_table(weights_of(m.consultation.whom));
    p.payment = quantile_table(m.fee.payment_calendar_days, day_ticks);
    p.withdrawal = quantile_table(m.withdrawal.after_calendar_days, day_ticks);
    p.review_filed = quantile_table(m.review.filed_after_calendar_days, day_ticks);
    p.review_decided = quantile_table(m.review.decided_after_calendar_days, day_ticks);
    p.review_result = choice_table(weights_of(m.review.results));
    if (m.arrivals.bursts.per_year > 0) {
        p.burst_size = choice_table::geometric(m.arrivals.bursts.mean_size);
        p.burst_chance = chance(m.arrivals.bursts.per_year / 365.25);
    }
    make_particulars(p);
}

}  // namespace detail

QIXIAN_DECL office::office(std::shared_ptr<prepared const> held) : held_(std::move(held)) {}

QIXIAN_DECL result<office> office::make(office_model model) {
    return make(std::move(model), china::editions());
}

QIXIAN_DECL result<office> office::make(office_model model, editions const& from) {
    if (auto wrong = check(model)) {
        return *wrong;
    }
    auto const [first, last] = model.years;
    // What is due in the first months after the end must be known too.
    constexpr int warm_up_with_open = 150;
    auto const opening = model.start.begins_on ? std::nullopt : opening_of(model);
    auto const opens = first_day_of(opening ? opening->year : first);
    auto const before = opening ? warm_up_with_open : model.start.warm_up_calendar_days;
    date const begin = model.start.begins_on ? *model.start.begins_on : plus_days(opens, -before);
    auto sources = detail::with_changed_days(from, model.rules);
    if (!sources) {
        return sources.error();
    }
    std::vector<int> assumed;
    auto const all = detail::with_assumed_years(*sources, year_of(begin), last + 1, assumed);
    if (!all) {
        return all.error();
    }
    auto p = std::make_shared<prepared>(all->current());
    if (model.rules.notice_known_on) {
        std::vector<int> ignored;
        auto const without =
            detail::with_assumed_years(sources->without_year(first), first, last + 1, ignored);
        if (!without) {
            return without.error();
        }
        p->belief = without->current();
        p->known_on = day_index_of(*model.rules.notice_known_on);
    }
    p->assumed = std::move(assumed);
    p->model = std::move(model);
    p->begin = day_index_of(begin);
    p->opening = opening;
    p->opens = day_index_of(opens);
    p->last = day_index_of(last_day_of(last));
    p->law_711 = day_index_of(decree_711_from);
    p->fees_from = day_index_of(fee_from);
    if (auto wrong = detail::expect_arrivals(*p)) {
        return *wrong;
    }
    detail::make_tables(*p);
    p->last_drawn = std::make_shared<drawn_office_kept>();
    return office(std::move(p));
}

QIXIAN_DECL office_model const& office::model() const& noexcept { return held_->model; }
QIXIAN_DECL office_model office::model() && { return held_->model; }
QIXIAN_DECL working_calendar const& office::calendar() const& noexcept { return held_->calendar; }
QIXIAN_DECL working_calendar office::calendar() && { return held_->calendar; }
QIXIAN_DECL std::vector<int> const& office::assumed_years() const& noexcept {
    return held_->assumed;
}
QIXIAN_DECL std::vector<int> office::assumed_years() && {
    return static_cast<office const&>(*this).assumed_years();
}

QIXIAN_DECL std::optional<opening_model> const& office::opening() const& noexcept {
    return held_->opening;
}
QIXIAN_DECL std::optional<opening_model> office::opening() && { return held_->opening; }

QIXIAN_DECL double office::expected_on(date d) const {
    auto const at = days_between(day_at(held_->begin), d);
    if (at < 0 || static_cast<std::size_t>(at) >= held_->days.size()) {
        return 0;
    }
    if (held_->opening && day_index_of(d) < held_->opens) {
        return 0;  // what came before is open or answered
    }
    auto const& e = held_->days[static_cast<std::size_t>(at)];
    auto const& b = held_->model.arrivals.bursts;
    return e.mean + e.mass + b.per_year / 365.25 * b.mean_size;
}

}  // namespace qixian::inline v0
