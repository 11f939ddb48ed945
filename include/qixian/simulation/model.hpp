// An office as a model: who applies, what they ask, who works on it and by which rules.
//
// Applications arrive by day and go through `steps` in order. A step is work of a team (people, a
// queue, hours for each application) or a wait that needs nobody. On the way an application may
// need a correction, an opinion or a fee, be extended or withdrawn, and go to review once it is
// answered. Every default is an office in which nothing of that happens; every quantity has its
// unit in its name. A `scenario` is the same office with some fields changed.
//
//   office_model office{.name = "desk", .years = {2026, 2026}};
//   office.arrivals.per_year = 240;
//   office.teams.push_back({.name = "desk", .people = 1});
//   office.steps.push_back({.name = "handle", .team = 0, .work_hours = {length_law::lognormal, 6, 4}});
//   check(office)                                     // nothing: it can be run
//
// Files are read by model_file.hpp. Every event that the law knows can happen but those that are a
// clerk's: entries taken back, double registrations, applications moved between agencies.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/notice.hpp"
#include "qixian/date/date.hpp"
#include "qixian/simulation/distribution.hpp"
#include "qixian/statute/cn_disclosure/applicant.hpp"
#include "qixian/statute/cn_disclosure/outcome.hpp"

namespace qixian::inline v0 {

/// Several applications at once: somebody writes to everyone about one matter.
struct burst_model {
    double per_year = 0;    ///< how often, on any day
    double mean_size = 10;  ///< applications, geometric, at least 1
};

/// One applicant who files very many, spread evenly over the working days from `from` to `to`.
struct mass_applicant_model {
    int applications = 0;
    date from{};
    date to{};
    std::optional<applicant> column{};  ///< none: as all others
    std::optional<outcome> result{};    ///< none: as all others; `repeated` or `excessive` fit
};

/// What is expected of a calendar year, where that is known better than by growth.
struct expected_year {
    int year = 0;
    double factor = 1;  ///< of `arrivals_model::per_year`
};

/// Who applies, and when. Weights need not add up to anything.
struct arrivals_model {
    double per_year = 0;         ///< applications of one agency in a year, without the two below
    double growth_per_year = 0;  ///< 0.1: every later year a tenth more
    int year = 0;                ///< the calendar year that `per_year` is of; 0: the first year
    /// Later years, in order: growth goes on from the last of them that is not after a year.
    std::vector<expected_year> later{};
    std::array<double, 7> weekday{1, 1, 1, 1, 1, 1, 1};  ///< Monday first; of days that are worked
    double rest_day = 0;  ///< weight of any rest day; a worked day weighs its weekday's
    std::array<double, 12> month{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    burst_model bursts{};
    mass_applicant_model mass{};
};

/// A class of applicants, with the outcomes of its applications.
struct class_model {
    applicant column = applicant::natural_person;
    double share = 1;                                    ///< weight among the classes
    std::array<double, all_outcomes.size()> outcomes{};  ///< weights by `outcome`
    double work_factor = 1;                              ///< of the hours of every step
    double wait_factor = 1;                              ///< of the days of every wait
};

/// Which application a free person takes next.
enum class discipline : std::uint8_t { first_come, earliest_due, shortest_work };

/// People away: all day, on all days from `from` to `to`.
struct leave_model {
    int people = 0;
    date from{};
    date to{};
};

/// What becomes of an application that somebody has begun and who is away then.
struct hand_over_model {
    /// Its person has been away for so many working days in a row: it goes back to the head of the
    /// queue, for whoever of the team is free first. 0: it waits for its person.
    int after_working_days = 0;
    double extra_hours = 0;  ///< that whoever takes it over needs to read into it
};

/// People who share a queue. Each works on one application at a time, and finishes it.
struct team_model {
    std::string name{};
    int people = 1;
    double absent_share = 0;  ///< of the working days of each person, at random, day by day
    discipline order = discipline::first_come;
    std::vector<leave_model> leave{};
    hand_over_model hand_over{};
};

/// Work, or a wait. One of `work_hours` and `wait_working_days` is used.
struct step_model {
    std::string name{};
    std::optional<std::size_t> team{};  ///< index into `teams`; none: a wait
    distribution work_hours{};          ///< of one person, for one application
    distribution wait_working_days{};   ///< may be a fraction of a day
};

/// R31: applications that come online and are not received before both sides have confirmed.
struct confirmation_model {
    double share = 0;
    distribution after_calendar_days = {length_law::exponential, 1};
};

/// R30: a correction notice at the end of step `after`, which must fall within the 7 working days of
/// R30-1 to be in time. Applications that end as `correction_lapsed` or
/// `unclear_after_correction` always get one.
struct correction_model {
    double share = 0;  ///< of the others
    std::size_t after = 0;
    int period_working_days = 15;                                      ///< what the notice allows
    distribution answer_calendar_days = {length_law::exponential, 7};  ///< cut at the period
    /// Of those that do correct: on its last day the period is given once more.
    double prolonged_share = 0;
};

/// R35: applications beyond reason in number or frequency are asked for reasons at the end of step
/// `after`. The clock runs on. What ends as `excessive` has no reasons that hold; the others have.
struct reasons_model {
    double share_of_excessive = 0;  ///< asked before they are not processed
    double share = 0;               ///< of the others
    std::size_t after = 0;
    int period_working_days = 10;                                      ///< what the letter allows
    distribution answer_calendar_days = {length_law::exponential, 5};  ///< cut at the period
    double silent_share = 0;   ///< of those that end as `excessive`: no reasons are given
    double delayed_share = 0;  ///< of those whose reasons hold: told a later day (R35-3),
    distribution delay_working_days = {length_law::fixed, 20};  ///< … this long after the due day
};

/// R32, R33-4, R34: opinions, asked for at the end of step `after`. The clock pauses until all are
/// there. Applications that end as `third_party_rights` always ask a third party.
struct consultation_model {
    double share = 0;  ///< of the others
    std::size_t after = 0;
    std::array<double, 3> whom{1, 0, 0};  ///< weights of third party, co-maker, other agency
    distribution answer_working_days = {length_law::uniform, 3, 15};
    double silent_share = 0;  ///< of third parties and co-makers: silent until the limit ends
    /// Weights of one, two, three at a time; each is drawn by itself, and answers by itself.
    std::array<double, 3> parties{1, 0, 0};
};

/// Z2: letters that come back and are sent again: correction and fee notices, letters that ask for an
/// opinion, replies. What they asked for is asked from the day that they are sent again.
struct letters_model {
    double returned_share = 0;
    distribution back_after_calendar_days = {length_law::uniform, 3, 12};
    distribution resent_after_calendar_days = {length_law::exponential, 2};
    distribution arrives_after_calendar_days = {length_law::uniform, 1, 4};  ///< a reply sent again
};

/// R33-3: when the office extends, once, at the beginning of a working day.
enum class extension_rule : std::uint8_t {
    never,
    days_left,   ///< when `working_days_left` or fewer are left
    long_queue,  ///< then only while more than `queue` applications wait for people
    always       ///< on the first working day after receipt
};

struct extension_model {
    extension_rule rule = extension_rule::never;
    int working_days_left = 3;
    int queue = 0;
    int working_days = 20;  ///< granted; at most what the law allows
};

/// R42: a fee notice at the end of step `after`, unless the due day is past by then. Applications
/// that end as `fee_lapsed` always get one.
struct fee_model {
    double share = 0;
    std::size_t after = 0;
    int yuan = 100;
    distribution payment_calendar_days = {length_law::exponential,
                                          5};  ///< cut at the 20 working days
};

/// Applications that end as `other`: some are withdrawn, this long after receipt unless they are
/// answered by then; the rest are closed otherwise.
struct withdrawal_model {
    double share_of_other = 0.5;
    distribution after_calendar_days = {length_law::exponential, 6};
};

/// Reviews of replies (table 4). What stands below `results` is not told by default.
struct review_model {
    double share = 0;  ///< of the replies
    distribution filed_after_calendar_days = {length_law::uniform, 5, 60};
    distribution decided_after_calendar_days = {length_law::uniform, 30, 60};
    std::array<double, 3> results{1, 0, 0};  ///< weights of upheld, corrected, other
    double accepted_share = 0;    ///< the body says that it accepts it; else that is deemed
    double correction_share = 0;  ///< it asks for what the application lacks, and gets it
    double extended_share = 0;    ///< by the 30 days of R60-10
    double suspended_share = 0;
    distribution suspended_calendar_days = {length_law::uniform, 10, 40};
    // Ends in place of a decision by `results`; together at most all of them.
    double mediated_share = 0;  ///< from 2024 on; before, decided
    double rejected_share = 0;
    double withdrawn_share = 0;
    double terminated_share = 0;
};

/// Suits against replies (table 4), with appeals and retrials (Z12).
struct suit_model {
    /// Of the replies that no review is applied for and that the law lets go to court at once.
    double share = 0;
    double share_after_review = 0;  ///< of the reviews that were decided
    distribution filed_after_calendar_days = {length_law::uniform, 5, 150};
    distribution filed_after_review_calendar_days = {length_law::uniform, 1, 14};
    distribution decided_after_calendar_days = {length_law::uniform, 60, 180};
    std::array<double, 3> results{1, 0, 0};  ///< weights of upheld, corrected, other
    double suspended_share = 0;
    distribution suspended_calendar_days = {length_law::uniform, 20, 60};
    // Ends in place of a judgment; together at most all of them.
    double rejected_share = 0;
    double withdrawn_share = 0;
    double appealed_share = 0;  ///< of the judgments
    distribution appealed_after_calendar_days = {length_law::uniform, 1, 15};
    distribution appeal_decided_after_calendar_days = {length_law::uniform, 30, 90};
    std::array<double, 3> appeal_results{1, 0, 0};
    double retried_share = 0;  ///< of the judgments on appeal: tried once more, with its results
    distribution retried_after_calendar_days = {length_law::uniform, 30, 180};
};

/// What an agency says after its reply. None of it is a second result of table 3 (C9).
struct later_answers_model {
    double supplemented_share = 0;  ///< of the replies
    double replaced_share = 0;      ///< of the replies: by a new one (Z8)
    distribution after_calendar_days = {length_law::uniform, 5, 40};
    double ordered_share = 0;  ///< of the decisions and judgments that correct: a new answer
    distribution answered_after_calendar_days = {length_law::uniform, 5, 25};  ///< the order
};

/// What differs from the law and the calendar as they are. Anything but the default is a question
/// about another law, and said so in every answer.
struct rules_model {
    int reply_working_days = 20;      ///< R33-2
    int extension_working_days = 20;  ///< R33-3: the most that may be granted
    std::vector<date> days_off{};     ///< make the calendar rest on these days,
    std::vector<date> days_worked{};  ///< … work on these
    std::vector<notice> notices{};    ///< further notices, above those that are known
    /// The notice of the first year becomes known to the office on this day only: until then it
    /// reckons its due days (for the order of the queue and for extensions) without it.
    maybe_date notice_known_on{};
};

using open_by_class = std::array<int, all_applicants.size()>;

/// Applications that are open when 1 January of `year` begins.
struct opening_model {
    int year = 0;
    std::optional<open_by_class> open{};
};

/// Applications that are open when a year begins. The run begins with the latest that is known at
/// the first year asked about, and goes through the years between. Where none is, the office runs for
/// `warm_up_calendar_days` before the first year, and what is open then is carried in.
struct start_model {
    std::optional<open_by_class> open{};
    int year = 0;                        ///< that `open` is of; 0: the first year
    std::vector<opening_model> later{};  ///< of later years, in order
    int warm_up_calendar_days = 365;
    /// The first day of all, with no warm-up; set by forecasts, which bring what is open along.
    maybe_date begins_on{};
};

/// What is not known of an office. Every replication draws one office that may be the true one, and
/// lives its years; chance comes on top. Without any the figures above are taken to be exact.
/// All agencies of a replication share one draw, and all scenarios the same one.
struct uncertainty_model {
    double arrivals = 0;      ///< relative standard deviation of `arrivals.per_year` (log-normal)
    double year_to_year = 0;  ///< … of each calendar year about the trend, every year by itself
    double growth = 0;        ///< standard deviation of `arrivals.growth_per_year`
    int arrivals_from = 0;    ///< the first year that the three above are of; 0: all years
    int outcomes_seen = 0;    ///< results that shares and outcomes were counted from; 0: exact
    double wait = 0;          ///< relative standard deviation of all waits together (log-normal)
    double work = 0;          ///< … of the hours of all work together
    /// The deviation of every log-normal wait, as a share of its mean: anything between the two is
    /// as likely (by ratios). Both 0: as the step says.
    std::array<double, 2> wait_spread{0, 0};
    std::array<double, 2> work_spread{0, 0};  ///< … of all log-normal hours of work

    [[nodiscard]] bool any() const {
        return arrivals > 0 || year_to_year > 0 || growth > 0 || outcomes_seen > 0 || wait > 0 ||
               work > 0 || wait_spread[1] > 0 || work_spread[1] > 0;
    }
};

/// First and last year asked about.
struct year_span {
    int first = 0;
    int last = 0;
};

struct office_model {
    std::string name{};
    std::string about{};
    std::string fitted_to{};  ///< the published table it was fitted to, in words; may be empty
    year_span years{};
    int agencies = 1;  ///< offices of this kind, each on its own; their tables are summed
    double hours_per_day = 8;
    arrivals_model arrivals{};
    std::vector<class_model> classes{};
    std::vector<team_model> teams{};
    std::vector<step_model> steps{};
    confirmation_model confirmation{};
    correction_model correction{};
    reasons_model reasons{};
    consultation_model consultation{};
    extension_model extension{};
    fee_model fee{};
    withdrawal_model withdrawal{};
    letters_model letters{};
    review_model review{};
    suit_model suit{};
    later_answers_model later_answers{};
    rules_model rules{};
    start_model start{};
    uncertainty_model uncertainty{};
};

/// The model under a name, and the same with changes under other names. The first is the base that
/// the others are compared with.
struct scenario {
    std::string name{};
    std::string about{};
    office_model office{};
};

/// Why `office` cannot be run: the first field that is wrong, by its name in a model file
/// ("step[2].team"), and what was expected there. Nothing where it can.
/// Faults: 960.
[[nodiscard]] QIXIAN_DECL std::optional<fault> check(office_model const& office);

/// The opening that a run of `office` begins with; none: it warms up.
[[nodiscard]] QIXIAN_DECL std::optional<opening_model> opening_of(office_model const& office);

/// `office` asked about other years. What its arrivals grow from and what was open stay those of the
/// calendar years that they are of.
[[nodiscard]] QIXIAN_DECL office_model with_years(office_model office, year_span years);

/// How busy the people of a team are asked to be: hours of work that arrive, by hours that are there.
struct team_load {
    std::string team{};
    double hours_wanted_per_day = 0;
    double hours_there_per_day = 0;
    [[nodiscard]] double ratio() const { return hours_wanted_per_day / hours_there_per_day; }
};

/// The load of each team in an average working day of the first year. Above 1 the queue grows
/// without end, however long the run: an unstable office.
/// Pre: `check` found nothing.
[[nodiscard]] QIXIAN_DECL std::vector<team_load> loads_of(office_model const& office);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/model.ipp"
#endif
