// A fit at work: what the tables say of each class, and waits set until as many stay open as were
// carried over.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

#include <boost/math/special_functions/gamma.hpp>

#include "qixian/calendar/editions.hpp"
#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/impl/fit_tables.ipp"
#include "qixian/simulation/impl/fit_years.ipp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/runs.hpp"
#include "qixian/simulation/sensitivity.hpp"

namespace qixian::inline v0::detail {

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
        out_.totals_only = last_.totals_only;
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
        say_how_sure();
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
        level_filter level;
        for (auto const& each : years_) {
            level.add(static_cast<double>(table_figures::sum(each.received)));
        }
        outlook_ = level.outlook();
        if (years_.size() > 1) {
            auto const reach = 1.96 * outlook_.growth_sd;
            out_.growth =
                yearly_growth{outlook_.growth, outlook_.growth - reach, outlook_.growth + reach};
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

    [[nodiscard]] open_at_ends at_ends(std::array<bool, class_count> const& members) const {
        open_at_ends out;
        auto const end = [&](table_figures const& year, auto const& open) {
            for (std::size_t c = 0; c < class_count; ++c) {
                out.open += members[c] ? static_cast<double>(open[c]) : 0;
                out.exposure +=
                    members[c] ? static_cast<double>(year.received[c]) / working_days_last_ : 0;
            }
        };
        end(years_.front(), years_.front().carried_in);
        for (auto const& each : years_) {
            end(each, each.carried_out);
        }
        return out;
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
                g.target = at_ends(g.members).working_days() * a_day;
                longest = plan_.longest_assumed_days;
            }
            longest = std::max(longest, seen.working_low);
            g.held = g.carried_out < few && g.target > longest * a_day;
            g.target = g.held ? longest * a_day : g.target;
        }
        g.wait = std::clamp(g.target / a_day, least_wait, longest_wait);
    }

    // --- the model: fit_model.ipp ----------------------------------------------------------------

    void assume(std::string en, std::string zh);
    void take_what_no_table_tells();
    [[nodiscard]] std::string stem() const;
    void take_arrivals();
    void take_classes();
    void take_reviews();
    void place_people();
    void say_how_sure();
    void say_next_year();

    // --- calibration -----------------------------------------------------------------------------

    static constexpr std::int64_t few = 5;  ///< carried out
    static constexpr double least_wait = 0.01;
    static constexpr double longest_wait = 250;
    static constexpr double work_deviation = 0.7;
    static constexpr double least_spread = 0.15;  ///< of days in hand, by their mean
    static constexpr double most_spread = 1;

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
                assume("where nothing was carried over, applications are in hand for as long as at "
                       "agencies that carry as little over, at most " +
                           text(plan_.longest_assumed_days) + " working days: " + days,
                       "没有结转的，在办时间比照结转同样少的行政机关，且不超过" +
                           text(plan_.longest_assumed_days) + "个工作日：" + days + "个工作日");
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
    arrivals_outlook outlook_{};
    std::vector<wait_group> groups_{};  ///< the one that most classes share comes first
    fitted_office out_{};
};

}  // namespace qixian::inline v0::detail
