#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "qixian/calendar/editions.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/impl/fit_tables.ipp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/runs.hpp"
#include "qixian/simulation/sensitivity.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Classes that wait alike. `wait` is calibrated until `target` are open at the end of the year.
struct wait_group {
    std::array<bool, class_count> members{};
    std::int64_t received = 0;
    std::int64_t carried_out = 0;
    double target = 0;
    double wait = 1;     ///< working days
    bool held = false;   ///< fewer than were printed: a handful says little
    bool fixed = false;  ///< nothing to calibrate by
};

/// Whether chance alone would hardly (once in 20) bring `seen` where `expected` were to come.
inline bool is_surprising(std::int64_t seen, double expected) {
    if (expected <= 0) {
        return seen > 0;
    }
    auto const n = static_cast<double>(seen);
    auto const at_least = seen == 0 ? 1.0 : boost::math::gamma_p(n, expected);
    auto const at_most = boost::math::gamma_q(n + 1, expected);
    return std::min(at_least, at_most) < 0.025;
}

/// The chance that somebody has to wait for one of `people` who are asked for `load` of them.
inline double erlang_c(int people, double load) {
    double blocked = 1;  // Erlang B, one person after the other
    for (int n = 1; n <= people; ++n) {
        blocked = load * blocked / (n + load * blocked);
    }
    auto const busy = load / people;
    return blocked / (1 - busy * (1 - blocked));
}

class office_fit {
public:
    office_fit(std::vector<table_figures> const& years, fit_plan const& plan)
        : years_(years), last_(years.back()), plan_(plan) {
        for (auto const& each : years) {
            auto const from = first_day_of(each.year);
            auto const to = last_day_of(each.year);
            calendar_days_ += static_cast<double>(days_between(from, to) + 1);
            auto const worked = china::calendar().count(plus_days(from, -1), to);
            working_days_last_ = worked ? static_cast<double>(worked->least) : 250;
            working_days_ += working_days_last_;
        }
    }

    result<fitted_office> run() {
        out_.agency = last_.from->agency;
        out_.first_year = years_.front().year;
        out_.last_year = last_.year;
        out_.received = table_figures::sum(last_.received);
        out_.carried_in = table_figures::sum(last_.carried_in);
        out_.carried_out = table_figures::sum(last_.carried_out);
        describe_classes();
        group_classes();
        take_what_no_table_tells();
        take_arrivals();
        take_classes();
        take_reviews();
        place_people();
        if (auto wrong = check(with_waits())) {
            return *wrong;
        }
        if (auto wrong = calibrate()) {
            return *wrong;
        }
        keep_waits();
        say_what_is_unknown();
        return std::move(out_);
    }

private:
    // --- what the tables tell --------------------------------------------------------------------

    [[nodiscard]] std::optional<days_in_hand> in_hand(
        std::array<bool, class_count> const& members) const {
        std::int64_t open = 0;
        std::int64_t received = 0;
        for (std::size_t c = 0; c < class_count; ++c) {
            open += members[c] ? years_.front().carried_in[c] : 0;
            for (auto const& each : years_) {
                open += members[c] ? each.carried_out[c] : 0;
                received += members[c] ? each.received[c] : 0;
            }
        }
        if (received == 0) {
            return std::nullopt;
        }
        return days_by_little(open, static_cast<int>(years_.size()) + 1, received, calendar_days_,
                              working_days_);
    }

    void describe_classes() {
        std::array<bool, class_count> all{};
        all.fill(true);
        out_.in_hand = in_hand(all);
        for (std::size_t c = 0; c < class_count; ++c) {
            if (last_.received[c] + last_.carried_in[c] == 0) {
                continue;
            }
            std::array<bool, class_count> one{};
            one[c] = true;
            out_.classes.push_back({.column = all_applicants[c].which,
                                    .received = last_.received[c],
                                    .carried_in = last_.carried_in[c],
                                    .carried_out = last_.carried_out[c],
                                    .in_hand = in_hand(one)});
        }
        if (years_.size() > 1) {
            auto const n = static_cast<double>(years_.size() - 1);
            auto const first = static_cast<double>(table_figures::sum(years_.front().received));
            auto const last = static_cast<double>(out_.received);
            if (first > 0 && last > 0) {
                auto const mid = std::log(last / first);
                auto const reach = 1.96 * std::sqrt(1 / first + 1 / last);
                out_.growth = yearly_growth{std::exp(mid / n) - 1, std::exp((mid - reach) / n) - 1,
                                            std::exp((mid + reach) / n) - 1};
            }
        }
    }

    /// Sets those apart whose carry-over chance does not explain, the most numerous first. The
    /// largest class is what the others are held against.
    void group_classes() {
        wait_group shared;
        shared.members.fill(true);
        sum_up(shared);
        auto const largest = static_cast<std::size_t>(
            std::max_element(last_.received.begin(), last_.received.end()) -
            last_.received.begin());
        for (bool again = true; again;) {
            again = false;
            std::optional<std::size_t> apart;
            for (std::size_t c = 0; c < class_count; ++c) {
                if (!shared.members[c] || last_.received[c] == 0 || c == largest) {
                    continue;
                }
                auto const expected = static_cast<double>(shared.carried_out) *
                                      static_cast<double>(last_.received[c]) /
                                      static_cast<double>(shared.received);
                bool const many = last_.carried_out[c] >= 10;
                if ((many || is_surprising(last_.carried_out[c], expected)) &&
                    (!apart || last_.carried_out[c] > last_.carried_out[*apart])) {
                    apart = c;
                }
            }
            if (apart) {
                wait_group own;
                own.members[*apart] = true;
                sum_up(own);
                groups_.push_back(own);
                shared.members[*apart] = false;
                sum_up(shared);
                again = true;
            }
        }
        if (plan_.working_days) {
            groups_.clear();
            shared.members.fill(true);
            sum_up(shared);
            assume("in hand " + text(*plan_.working_days) +
                       " working days on average: given, not from the table",
                   "平均在办" + text(*plan_.working_days) + "个工作日：由使用者给定，并非由表推得");
        }
        groups_.insert(groups_.begin(), shared);
        for (auto& each : groups_) {
            aim(each);
        }
        for (auto& each : out_.classes) {
            each.waits_differently = !shared.members[static_cast<std::size_t>(each.column)];
        }
    }

    void sum_up(wait_group& g) const {
        g.received = 0;
        g.carried_out = 0;
        for (std::size_t c = 0; c < class_count; ++c) {
            g.received += g.members[c] ? last_.received[c] : 0;
            g.carried_out += g.members[c] ? last_.carried_out[c] : 0;
        }
    }

    [[nodiscard]] double per_working_day(wait_group const& g) const {
        return static_cast<double>(g.received) / working_days_last_;
    }

    /// How many are to be open at the end of the year, and the wait to begin with. A handful says
    /// little: then nobody waits longer than the limit of the law, unless even the lower end of the
    /// interval does.
    void aim(wait_group& g) {
        g.wait = plan_.longest_assumed_days;
        if (g.received == 0) {
            g.fixed = true;
            return;
        }
        auto const a_day = per_working_day(g);
        if (plan_.working_days) {
            g.target = *plan_.working_days * a_day;
        } else {
            auto const seen = *in_hand(g.members);
            g.target = static_cast<double>(g.carried_out);
            auto longest = static_cast<double>(out_.model.rules.reply_working_days);
            if (g.carried_out == 0) {
                auto const steady =
                    static_cast<double>(seen.open) / static_cast<double>(years_.size() + 1);
                g.target = steady > 0 ? std::min(steady, std::log(2.0)) : std::log(2.0);
                longest = plan_.longest_assumed_days;
            }
            longest = std::max(longest, seen.working_low);
            g.held = g.carried_out < few && g.target > longest * a_day;
            g.target = g.held ? longest * a_day : g.target;
        }
        g.wait = std::clamp(g.target / a_day, least_wait, longest_wait);
    }

    // --- the model -------------------------------------------------------------------------------

    void assume(std::string en, std::string zh) {
        out_.assumed.push_back({std::move(en), std::move(zh)});
    }

    void take_what_no_table_tells() {
        auto& m = out_.model;
        if (plan_.like) {
            m = *plan_.like;
            m.start = {};
            m.arrivals.mass = {};
            m.arrivals.bursts = {};
            m.arrivals.growth_per_year = 0;
            m.review = {};
            m.classes.clear();
            assume("work, people, corrections, consultations, extensions and fees are those of the "
                   "model \"" +
                       m.name + "\"",
                   "工时、人员、补正、征求意见、延期和收费均取自模型“" + m.name + "”");
        } else {
            m.extension = {.rule = extension_rule::days_left, .working_days_left = 2};
            m.steps.push_back({.name = "look-over", .wait_working_days = {length_law::fixed, 0.1}});
            m.steps.push_back(
                {.name = "in-hand",
                 .wait_working_days = {length_law::lognormal, 0.9, 0.9 * plan_.wait_deviation}});
            assume("the days in hand spread about their mean by " + percent(plan_.wait_deviation) +
                       " of it (log-normal)",
                   "在办天数围绕均值的离散程度为均值的" + percent(plan_.wait_deviation) +
                       "（对数正态）");
            assume("a reply that is not out when 2 working days are left is extended by 20",
                   "期限只剩2个工作日仍未答复的，延期20个工作日");
            assume("no corrections but those of rows 3.4.3 and 3.6.1, no consultations, fees only "
                   "where they lapsed; half of 3.6.3 was withdrawn",
                   "除3.4.3、3.6.1所示外无补正，无征求意见，收费仅限逾期未缴者；3.6.3的一半系撤回");
        }
        m.name = out_.agency.empty() ? stem() : out_.agency;
        m.about = {};
        m.years = {last_.year, last_.year};
        m.agencies = 1;
        auto const years = years_.size() == 1
                               ? std::to_string(last_.year)
                               : std::to_string(out_.first_year) + "-" + std::to_string(last_.year);
        m.fitted_to = "table 3 of " + m.name + ", " + years + " (" + std::to_string(out_.received) +
                      " new, " + std::to_string(out_.carried_in) + " carried in, " +
                      std::to_string(out_.carried_out) + " carried out in " +
                      std::to_string(last_.year) + ")";
    }

    [[nodiscard]] std::string stem() const {
        auto const slash = last_.from->file.find_last_of("/\\");
        auto name =
            slash == std::string::npos ? last_.from->file : last_.from->file.substr(slash + 1);
        name = name.substr(0, name.rfind('.'));
        return name.empty() || name == "-" ? "office" : name;
    }

    void take_arrivals() {
        auto& m = out_.model;
        m.arrivals.per_year = static_cast<double>(out_.received);
        if (out_.received == 0) {
            // What a year without any says at least (a model needs somebody who applies).
            m.arrivals.per_year = 0.5;
            assume("nobody applied: half an application a year is expected (at most 3.7, 19 times "
                   "in 20)",
                   "全年无人申请：按每年半件估计（95%把握不超过3.7件）");
        }
        if (out_.growth) {
            m.arrivals.growth_per_year = rounded(out_.growth->rate);
        }
        if (!plan_.like) {
            assume("applications come evenly on working days; December is like the whole year",
                   "申请均匀地来自各工作日，12月与全年一样");
        }
    }

    /// Outcomes of a class over all years; those of everybody where it has none.
    void take_classes() {
        auto& m = out_.model;
        std::array<double, all_outcomes.size()> everybody{};
        std::array<std::array<double, all_outcomes.size()>, class_count> of{};
        bool old_form = false;
        for (auto const& year : years_) {
            bool const old = year.from->counts.shape == form::form_2019;
            for (std::size_t c = 0; c < class_count; ++c) {
                for (std::size_t o = 0; o < all_outcomes.size(); ++o) {
                    of[c][o] += static_cast<double>(year.results[c][o]);
                    everybody[o] += static_cast<double>(year.results[c][o]);
                }
                old_form = old_form ||
                           (old && year.results[c][static_cast<std::size_t>(outcome::other)] > 0);
            }
        }
        auto const none = [](auto const& w) {
            return std::all_of(w.begin(), w.end(), [](double x) { return x <= 0; });
        };
        if (none(everybody)) {
            everybody[static_cast<std::size_t>(outcome::granted)] = 1;
            assume("no result is printed: everything is taken to be disclosed",
                   "表中没有办理结果：一律按予以公开计");
        }
        if (old_form) {
            assume("row 3.6 of the form of 2019 does not tell withdrawals from lapses: all count "
                   "as \"other\"",
                   "2019年版表格3.6不区分撤回与逾期：一律按“其他”计");
        }
        if (out_.classes.empty()) {
            out_.classes.push_back({.column = applicant::natural_person});
        }
        std::array<int, all_applicants.size()> open{};
        for (auto const& each : out_.classes) {
            auto const c = static_cast<std::size_t>(each.column);
            class_model k{.column = each.column,
                          .share = static_cast<double>(each.received),
                          .outcomes = none(of[c]) ? everybody : of[c]};
            if (out_.received == 0) {
                k.share = 1;
            }
            open[c] = static_cast<int>(std::min<std::int64_t>(each.carried_in, 10'000'000));
            m.classes.push_back(k);
        }
        m.start.open = open;
    }

    /// Reviews decided in the years, by replies of the years.
    void take_reviews() {
        double total = 0;
        double replies = 0;
        std::array<double, 3> results{};
        for (auto const& year : years_) {
            if (!year.from->remedies) {
                continue;
            }
            auto const& block = year.from->remedies->cells.front();
            for (std::size_t i = 0; i < results.size(); ++i) {
                results[i] += static_cast<double>(block[i].value_or(0));
                total += static_cast<double>(block[i].value_or(0));
            }
            for (auto const& of : year.results) {
                for (std::size_t o = 0; o < all_outcomes.size(); ++o) {
                    bool const reply =
                        info(static_cast<outcome>(o)).kind != answer_kind::handled_otherwise;
                    replies += reply ? static_cast<double>(of[o]) : 0;
                }
            }
        }
        if (total > 0 && replies > 0) {
            out_.model.review.share = rounded(std::min(total / replies, 1.0));
            out_.model.review.results = results;
            assume("as many reviews are filed as were decided; suits are not modelled",
                   "复议申请件数按审结件数计；不模拟行政诉讼");
        }
    }

    /// So many people at so much work that work and queue leave a fifth of the days in hand.
    void place_people() {
        auto& m = out_.model;
        if (plan_.people == 0 || plan_.like) {
            return;
        }
        m.teams.push_back({.name = "desk", .people = plan_.people});
        m.steps.insert(
            m.steps.begin() + 1,
            {.name = "handle", .team = 0, .work_hours = {length_law::fixed, m.hours_per_day}});
        m.steps.back().name = "sign-off";
        // Of the applications that get as far: some lapse before.
        auto const a_day = loads_of(m).front().hours_wanted_per_day / m.hours_per_day;
        double days = 0;
        double weight = 0;
        for (auto const& g : groups_) {
            auto const w = static_cast<double>(std::max<std::int64_t>(g.received, 1));
            days += g.wait * w;
            weight += w;
        }
        auto const room = 0.8 * days / weight;
        auto const people = plan_.people;
        auto const stay = [&](double busy) {
            auto const work = busy * people / a_day;
            auto const queue = erlang_c(people, busy * people) * work / (people * (1 - busy)) *
                               (1 + work_deviation * work_deviation) / 2;
            return work + queue;
        };
        double low = 0;
        auto const at_most = std::min(plan_.busy_share, 0.98);
        double high = std::min(at_most, plan_.most_work_hours / m.hours_per_day * a_day / people);
        bool const little_work = high < at_most;
        if (stay(high) <= room) {
            low = high;
        }
        for (int i = 0; i < 50 && low < high; ++i) {
            auto const mid = (low + high) / 2;
            (stay(mid) <= room ? low : high) = mid;
        }
        auto const hours = rounded(low * people / a_day * m.hours_per_day);
        m.steps[1].work_hours = {length_law::lognormal, hours, rounded(hours * work_deviation)};
        assume(std::to_string(people) + (people == 1 ? " person, " : " people, ") + percent(low) +
                   " of their time busy: " + text(hours) + " hours of work an application",
               std::to_string(people) + "人，" + percent(low) + "的时间在办：每件" + text(hours) +
                   "工时");
        if (little_work && low == high) {
            assume("an application is taken to need no more work than that: the people have other "
                   "duties",
                   "每件工时以此为限：这些人员另有其他工作");
        } else if (low < at_most - 1e-6) {
            assume("were they busy for " + percent(at_most) +
                       ", an application would be in hand longer than the carry-over says: the "
                       "people have other duties",
                   "若" + percent(at_most) +
                       "的时间在办，在办天数将超出结转所示：这些人员另有其他工作");
        }
    }

    // --- calibration -----------------------------------------------------------------------------

    static constexpr std::int64_t few = 5;  ///< carried out
    static constexpr double least_wait = 0.01;
    static constexpr double longest_wait = 250;
    static constexpr double work_deviation = 0.7;

    /// The model with every class waiting as long as its group.
    [[nodiscard]] office_model with_waits() const {
        auto m = out_.model;
        auto const unit = wait_of(m);
        for (auto& k : m.classes) {
            k.wait_factor = group_of(k.column).wait / unit;
        }
        return m;
    }
    [[nodiscard]] static double wait_of(office_model const& m) {
        double sum = 0;
        for (auto const& s : m.steps) {
            sum += s.team ? 0 : mean_of(s.wait_working_days);
        }
        return sum > 0 ? sum : 1;
    }
    [[nodiscard]] wait_group const& group_of(applicant which) const {
        for (auto const& g : groups_) {
            if (g.members[static_cast<std::size_t>(which)]) {
                return g;
            }
        }
        return groups_.front();
    }

    /// Mean carry-over by class of nearly a million applications, or of 400 years.
    result<std::vector<double>> carried_over() const {
        auto made = office::make(with_waits());
        if (!made) {
            return made.error();
        }
        auto const wanted = 900'000 / (out_.model.arrivals.per_year + 1);
        auto const runs = static_cast<std::uint32_t>(std::clamp(wanted, 12.0, 400.0));
        std::array const offices{std::move(made).value()};
        auto const done =
            run_all(offices, {.seed = plan_.seed, .replications = runs, .threads = plan_.threads});
        std::vector<double> out(class_count, 0);
        for (auto const& t : done.tallies.front()) {
            auto const& y = t.years.front();
            for (std::size_t c = 0; c < class_count; ++c) {
                out[c] += static_cast<double>(y.table[carried_out_row(y.shape)][c]) / runs;
            }
        }
        return out;
    }

    /// The applications have the same fate each time, so a longer wait never carries fewer over.
    std::optional<fault> calibrate() {
        std::vector<double> before(groups_.size(), 0);
        std::vector<double> open_before(groups_.size(), 0);
        for (int round = 0; round < most_rounds; ++round) {
            auto const open = carried_over();
            if (!open) {
                return open.error();
            }
            bool content = true;
            for (std::size_t i = 0; i < groups_.size(); ++i) {
                auto& g = groups_[i];
                if (g.fixed) {
                    continue;
                }
                double sum = 0;
                for (std::size_t c = 0; c < class_count; ++c) {
                    sum += g.members[c] ? (*open)[c] : 0;
                }
                auto const missing = g.target - sum;
                if (std::abs(missing) <= std::max(0.01, 0.004 * g.target)) {
                    continue;
                }
                // Little's law gives the slope; two points give it better.
                auto slope = per_working_day(g);
                if (round > 0 && std::abs(g.wait - before[i]) > 1e-6) {
                    auto const seen = (sum - open_before[i]) / (g.wait - before[i]);
                    slope = std::clamp(seen, 0.1 * slope, 2 * slope);
                }
                before[i] = g.wait;
                open_before[i] = sum;
                g.wait = std::clamp(g.wait + missing / slope, least_wait, longest_wait);
                content = content && before[i] == g.wait;
            }
            if (content) {
                break;
            }
        }
        return std::nullopt;
    }
    static constexpr int most_rounds = 8;

    /// Waits as a model file holds them: the days of the shared group, and factors of the others.
    void keep_waits() {
        auto& m = out_.model;
        auto const& base = groups_.front();
        auto const by = base.wait / wait_of(m);
        for (auto& s : m.steps) {
            if (!s.team) {
                s.wait_working_days = scaled(s.wait_working_days, by);
                s.wait_working_days.mean = rounded(s.wait_working_days.mean);
                s.wait_working_days.deviation = rounded(s.wait_working_days.deviation);
            }
        }
        for (auto& k : m.classes) {
            k.wait_factor = rounded(group_of(k.column).wait / base.wait);
        }
        if (!base.fixed && !base.held && !plan_.working_days && base.carried_out > 0) {
            auto const days = text(rounded(base.target / per_working_day(base)));
            assume("the model keeps an application in hand as long as the last year-end says: " +
                       days + " working days",
                   "模型中的在办时间按最后一个年末推算：" + days + "个工作日");
        }
        for (auto const& g : groups_) {
            if (plan_.working_days || g.fixed) {
                continue;
            }
            auto const days = text(rounded(g.target / per_working_day(g)));
            if (g.carried_out > 0 && g.held) {
                assume("too few were carried over to say that applications are in hand for longer "
                       "than " +
                           days + " working days",
                       "结转件数太少，不足以断定在办超过" + days + "个工作日");
            } else if (g.carried_out == 0) {
                assume("where nothing was carried over, applications are in hand for so long that "
                       "an empty year-end is as likely as not, at most " +
                           text(plan_.longest_assumed_days) + " working days: " + days,
                       "没有结转的，在办时间取年末无在办件的可能性约一半、且不超过" +
                           text(plan_.longest_assumed_days) + "个工作日之值：" + days + "个工作日");
            }
        }
    }

    void say_what_is_unknown() {
        auto const add = [&](std::string en, std::string zh) {
            out_.unknown.push_back({std::move(en), std::move(zh)});
        };
        add("how many people work, and for how many hours", "办理人数和工时");
        add("how many replies were late", "超期答复的比例");
        add("how many applications were corrected, consulted on or extended",
            "补正、征求意见和延期的件数");
        add("whether the office clears its desks before the year ends: then an application is in "
            "hand longer than the carry-over says",
            "是否在年底前突击办结：若是，则实际在办时间长于结转所示");
    }

    // --- numbers ---------------------------------------------------------------------------------

    /// Four digits that matter.
    [[nodiscard]] static double rounded(double x) {
        if (x == 0) {
            return 0;
        }
        auto const unit = std::pow(10.0, 3 - std::floor(std::log10(std::abs(x))));
        return std::round(x * unit) / unit;
    }
    [[nodiscard]] static std::string text(double x) {
        std::array<char, 32> buffer{};
        static_cast<void>(std::snprintf(buffer.data(), buffer.size(), "%.3g", x));
        return buffer.data();
    }
    [[nodiscard]] static std::string percent(double share) {
        std::array<char, 32> buffer{};
        static_cast<void>(std::snprintf(buffer.data(), buffer.size(), "%.0f%%", share * 100));
        return buffer.data();
    }

    std::vector<table_figures> const& years_;
    table_figures const& last_;
    fit_plan const& plan_;
    double calendar_days_ = 0;
    double working_days_ = 0;
    double working_days_last_ = 0;
    std::vector<wait_group> groups_{};  ///< the one that most classes share comes first
    fitted_office out_{};
};

/// A row of a published table, as its sum where the other form holds only that.
struct compared_row {
    std::string id{};
    std::vector<std::size_t> published{};
    std::vector<std::size_t> simulated{};
};

inline std::vector<compared_row> compared_rows(form published, form simulated) {
    std::vector<compared_row> out;
    auto const rows = rows_of(published);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto const id = std::string(rows[row].id);
        if (published == simulated || !id.starts_with("3.6")) {
            out.push_back({id, {row}, {*row_index(simulated, id)}});
        } else if (!out.back().id.starts_with("3.6")) {
            compared_row whole{.id = "3.6"};
            for (auto const& [shape, into] :
                 {std::pair{published, &whole.published}, std::pair{simulated, &whole.simulated}}) {
                for (std::size_t i = 0; i < rows_of(shape).size(); ++i) {
                    if (rows_of(shape)[i].id.starts_with("3.6")) {
                        into->push_back(i);
                    }
                }
            }
            out.push_back(std::move(whole));
        }
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL days_in_hand days_by_little(std::int64_t open, int ends, std::int64_t received,
                                        double calendar_days, double working_days) {
    QIXIAN_EXPECTS(received > 0 && ends >= 2 && open >= 0);
    auto const k = static_cast<double>(open);
    auto const n = static_cast<double>(received);
    // Open applications by applications received, if both were counted equally often.
    auto const scale = 1.0 / ends;
    auto const odds = [](double p) { return p / (1 - p); };
    auto const low = open == 0 ? 0.0 : odds(boost::math::ibeta_inv(k, n + 1, 0.025));
    auto const high = odds(boost::math::ibeta_inv(k + 1, n, 0.975));
    days_in_hand out{.open = open, .received = received, .bound_only = open == 0};
    out.calendar_days = k / n * scale * calendar_days;
    out.calendar_low = low * scale * calendar_days;
    out.calendar_high = high * scale * calendar_days;
    out.working_days = k / n * scale * working_days;
    out.working_low = low * scale * working_days;
    out.working_high = high * scale * working_days;
    return out;
}

QIXIAN_DECL result<fitted_office> fit(std::span<published_table const> tables,
                                      fit_plan const& plan) {
    QIXIAN_EXPECTS(!tables.empty());
    auto const years = detail::read_for_fit(tables);
    if (!years) {
        return years.error();
    }
    auto out = detail::office_fit(*years, plan).run();
    if (!out) {
        auto why = out.error();
        if (why.file.empty()) {
            why.file = years->back().from->file;
        }
        return why;
    }
    return out;
}

QIXIAN_DECL result<table_check> check_against(published_table const& table,
                                              office_model const& model, std::uint32_t replications,
                                              std::uint64_t seed, unsigned threads) {
    auto const year = detail::year_told_by(table);
    if (!year || *year < model.years.first || *year > model.years.last) {
        return fault{.what = code::cannot_fit,
                     .detail = year ? std::to_string(*year) : "?",
                     .file = table.file,
                     .field = "year"};
    }
    auto made = office::make(model);
    if (!made) {
        return made.error();
    }
    std::array const offices{std::move(made).value()};
    auto const done =
        run_all(offices, {.seed = seed, .replications = replications, .threads = threads});
    auto const at = static_cast<std::size_t>(*year - model.years.first);
    auto const printed = with_derived(table.counts);
    table_check out;
    for (auto const& row :
         detail::compared_rows(printed.shape, done.tallies.front().front().years[at].shape)) {
        for (std::size_t c = 0; c < column_count; ++c) {
            checked_cell cell{.row = row.id, .of = all_columns[c].which};
            for (auto const r : row.published) {
                cell.published += printed.cells[r][c].value_or(0);
            }
            std::vector<double> values;
            for (auto const& t : done.tallies.front()) {
                std::int64_t sum = 0;
                for (auto const r : row.simulated) {
                    sum += t.years[at].table[r][c];
                }
                values.push_back(static_cast<double>(sum));
            }
            auto const all = spread_of(std::move(values));
            cell.mean = all.mean.mean;
            cell.low = std::llround(all.quantiles.front());
            cell.high = std::llround(all.quantiles.back());
            ++out.cells;
            if (cell.low <= cell.published && cell.published <= cell.high) {
                ++out.inside;
            } else {
                out.outside.push_back(std::move(cell));
            }
        }
    }
    return out;
}

QIXIAN_DECL std::string comment_of(fitted_office const& fitted) {
    auto const number = [](double x) {
        std::array<char, 32> buffer{};
        static_cast<void>(std::snprintf(buffer.data(), buffer.size(), "%.1f", x));
        return std::string(buffer.data());
    };
    std::string out = "Fitted to " + fitted.model.fitted_to + "\n";
    if (fitted.in_hand) {
        auto const& d = *fitted.in_hand;
        auto const range = number(d.calendar_low) + "-" + number(d.calendar_high);
        out += d.bound_only
                   ? "Nothing was open at any year-end: in hand at most " +
                         number(d.calendar_high) +
                         " calendar days on average\n年末均无在办件：平均在办至多" +
                         number(d.calendar_high) + "天\n"
                   : "In hand " + number(d.calendar_days) + " calendar days on average (" + range +
                         ")\n平均在办" + number(d.calendar_days) + "天（" + range + "）\n";
    }
    auto const list = [&](std::string const& head, std::vector<fit_note> const& notes) {
        out += head + "\n";
        for (auto const& each : notes) {
            out += "  - " + each.en + "\n    " + each.zh + "\n";
        }
    };
    list("Assumed / 假定", fitted.assumed);
    list("No table tells / 表中看不出", fitted.unknown);
    return out;
}

}  // namespace qixian::inline v0
