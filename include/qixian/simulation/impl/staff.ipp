// The search for the fewest people: roughly by doubling and halving, then shown with as many
// replications as it takes.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "qixian/simulation/impl/model_file_fields.ipp"
#include "qixian/simulation/impl/staff_bounds.ipp"
#include "qixian/simulation/impl/staff_goal.ipp"
#include "qixian/simulation/office.hpp"
#include "qixian/simulation/runs.hpp"
#include "qixian/simulation/staff.hpp"

namespace qixian::inline v0 {

namespace detail {

inline constexpr std::uint32_t replications_to_find = 20;
inline constexpr std::uint32_t replications_to_show = 100;
inline constexpr int quarters_a_day = 96;
inline constexpr int most_people = 100'000;

/// How many replications there are at each look at one number of people.
inline std::vector<std::uint32_t> looks_until(std::uint32_t most) {
    std::vector<std::uint32_t> out{(std::min)(replications_to_find, most)};
    auto next = replications_to_show;
    while (out.back() < most) {
        out.push_back((std::min)(next, most));
        next += next / 2;
    }
    return out;
}

/// A goal in a year.
struct staff_condition {
    staff_goal goal{};
    std::size_t year = 0;  ///< place among those of the model
};

/// What one number of people came to, replication by replication.
struct staff_lives {
    std::vector<std::vector<double>> figures{};  ///< [condition][replication]
    std::vector<double> wholes{};                ///< by condition, summed
    std::vector<double> largest_whole{};         ///< … the largest
    std::vector<std::int64_t> waits{};           ///< of who waits for the people varied
    std::uint32_t replications = 0;
    std::uint32_t kept = 0;  ///< replications that keep every goal
    staff_value value{};
};

/// One office under all numbers of people.
class staff_hunt {
public:
    staff_hunt(scenario const& of, std::size_t team, staff_plan const& plan,
               std::vector<staff_condition> conditions, std::uint64_t lived)
        : of_(of), team_(team), plan_(plan), conditions_(std::move(conditions)),
          looks_(looks_until(plan.replications)),
          beyond_((1 - plan.confidence) / 2 / static_cast<double>(looks_.size())), lived_(lived) {}

    [[nodiscard]] std::uint64_t lived() const { return lived_; }
    [[nodiscard]] bool stopped() const { return stopped_; }

    result<staff_search> run() {
        out_.name = of_.name;
        out_.about = of_.about;
        auto const reach = find_reach();
        if (!reach.ok()) {
            return reach.error();
        }
        int hi = found_roughly();
        // Upward to a number that is shown to keep the goals, in growing strides, then back.
        int below = hi - 1;
        for (int stride = 1; settled(hi) != staff_verdict::meets && hi < top_ && !stopped_;
             stride *= 2) {
            below = hi;
            hi = (std::min)(top_, hi + stride);
        }
        bool const any = settled(hi) == staff_verdict::meets;
        while (any && hi - below > 1 && !stopped_) {
            auto const mid = below + (hi - below) / 2;
            (settled(mid) == staff_verdict::meets ? hi : below) = mid;
        }
        // Downward to one that is shown to break them.
        if (any || settled(hi) == staff_verdict::open) {
            int above = hi;
            int lo = hi - 1;
            for (int stride = 1; lo >= least_ && settled(lo) != staff_verdict::fails && !stopped_;
                 stride *= 2) {
                above = lo;
                lo = (std::max)(least_ - 1, lo - stride);
            }
            while (above - lo > 1 && !stopped_) {
                auto const mid = lo + (above - lo) / 2;
                (settled(mid) == staff_verdict::fails ? lo : above) = mid;
            }
        }
        look_about();
        conclude();
        return std::move(out_);
    }

private:
    // --- what can be tried ------------------------------------------------------------------------

    [[nodiscard]] office_model model(int steps) const {
        auto m = of_.office;
        if (plan_.lever == staff_lever::hours) {
            m.hours_per_day = amount(steps);
        } else {
            m.teams[team_].people = steps;
        }
        return m;
    }

    [[nodiscard]] double amount(int steps) const {
        return plan_.lever == staff_lever::hours ? steps / 4.0 : steps;
    }

    result<bool> find_reach() {
        if (auto wrong = check(of_.office)) {
            return *wrong;
        }
        bool const hours = plan_.lever == staff_lever::hours;
        out_.now = hours ? of_.office.hours_per_day : of_.office.teams[team_].people;
        now_ =
            hours ? static_cast<int>(std::ceil(out_.now * 4 - 1e-9)) : static_cast<int>(out_.now);
        least_ = (std::max)(plan_.least.value_or(1), 1);
        top_ = (std::min)(plan_.most.value_or(most_people), hours ? quarters_a_day : most_people);
        // Fewer people than are away at once cannot be.
        while (least_ < now_ && least_ < top_ && check(model(least_))) {
            ++least_;
        }
        if (least_ > top_) {
            return fault{.what = code::bad_number,
                         .detail = std::to_string(least_) + ": more than the most",
                         .field = "--least"};
        }
        if (auto wrong = check(model(least_))) {
            return *wrong;
        }
        now_ = std::clamp(now_, least_, top_);
        return true;
    }

    // --- living ---------------------------------------------------------------------------------

    /// Lives so many replications with so many people, less those that were lived.
    staff_lives& grown(int steps, std::uint32_t to) {
        auto& one = tried_[steps];
        if (one.replications == 0) {
            one.figures.resize(conditions_.size());
            one.wholes.resize(conditions_.size());
            one.largest_whole.resize(conditions_.size());
            one.value.steps = steps;
            one.value.amount = amount(steps);
            one.value.readings.resize(conditions_.size());
        }
        if (one.replications >= to || stopped_) {
            return one;
        }
        auto made = office::make(model(steps));
        QIXIAN_EXPECTS(made.ok());
        std::vector<office> const offices{std::move(made).value()};
        run_plan part{.seed = plan_.seed,
                      .first = one.replications,
                      .replications = to,
                      .threads = plan_.threads,
                      .chance_apart = false,
                      .stop = plan_.stop};
        if (plan_.progress) {
            auto const before = lived_;
            auto const each = static_cast<std::uint64_t>((std::max)(of_.office.agencies, 1));
            part.progress = [this, before, each](std::uint64_t done, std::uint64_t) {
                plan_.progress(before + done / each);
            };
        }
        auto const done = run_all(offices, part);
        lived_ += done.numbers.size();
        if (done.stopped) {
            stopped_ = true;  // what came of it is no look that was planned
            return one;
        }
        for (auto const& t : done.tallies.front()) {
            add(one, t);
        }
        one.replications = to;
        judge(one);
        return one;
    }

    void add(staff_lives& one, qixian::tally const& t) {
        bool all = true;
        for (std::size_t c = 0; c < conditions_.size(); ++c) {
            auto const& y = t.years[conditions_[c].year];
            auto const value = figure_of(conditions_[c].goal, y);
            auto const whole = whole_of(conditions_[c].goal, y);
            one.figures[c].push_back(value);
            one.wholes[c] += whole;
            one.largest_whole[c] = (std::max)(one.largest_whole[c], whole);
            all = all && keeps(conditions_[c].goal, value);
        }
        one.kept += all ? 1 : 0;
        std::int64_t wait = 0;
        for (auto const& y : t.years) {
            for (std::size_t i = 0; i < y.teams.size(); ++i) {
                bool const varied = plan_.lever == staff_lever::hours || i == team_;
                wait += varied ? y.teams[i].wait_ticks : 0;
            }
        }
        one.waits.push_back(wait);
    }

    // --- judging ----------------------------------------------------------------------------------

    /// What the figure can be. Of what no replication has shown, one may hold as much as the worst
    /// replication with fewer people; without any such, all there is.
    [[nodiscard]] qixian::value_limits limits_of(staff_lives const& one, std::size_t c) const {
        auto const what = conditions_[c].goal.what;
        if (what == staff_figure::days) {
            return {.least = 0, .most = most_days_to_reply};
        }
        bool const share = is_share(what);
        auto const n = static_cast<double>(one.replications);
        qixian::value_limits out{.least = 0};
        if (share) {
            out.most = 1;
        } else if (what == staff_figure::days_quantile) {
            out.most = most_days_to_reply;
        }
        out.unit = share && one.wholes[c] > 0 ? n / one.wholes[c] : 1;
        auto const above = tried_.find(one.value.steps);
        if (above != tried_.begin() && std::prev(above)->second.replications > 0) {
            auto const& fewer = std::prev(above)->second.figures[c];
            auto const [best, worst] = std::minmax_element(fewer.begin(), fewer.end());
            out.unit = (std::max)(
                out.unit, share || what != staff_figure::days_quantile ? *worst : *worst - *best);
        } else if (what == staff_figure::days_quantile) {
            out.unit = most_days_to_reply;
        } else {
            out.unit = (std::max)(out.unit, share ? 1.0 : one.largest_whole[c]);
        }
        return out;
    }

    void judge(staff_lives& one) {
        auto& v = one.value;
        v.replications = one.replications;
        v.verdict = staff_verdict::open;
        v.kept = share_bounds(one.kept, one.replications, {.low = beyond_, .high = beyond_});
        bool all_meet = true;
        bool one_fails = false;
        missed_by const missed{.low = beyond_ / static_cast<double>(conditions_.size()),
                               .high = beyond_};
        for (std::size_t c = 0; c < conditions_.size(); ++c) {
            auto const& goal = conditions_[c].goal;
            v.readings[c] = mean_bounds(one.figures[c], limits_of(one, c), missed);
            all_meet = all_meet && keeps(goal, v.readings[c].high);
            one_fails = one_fails || !keeps(goal, v.readings[c].low);
        }
        if (plan_.sure) {
            all_meet = v.kept.low >= *plan_.sure;
            one_fails = v.kept.high < *plan_.sure;
        }
        if (all_meet || one_fails) {
            v.verdict = all_meet ? staff_verdict::meets : staff_verdict::fails;
        }
    }

    /// As it looks, whatever chance may have done.
    bool seems_to_keep(int steps) {
        auto const& one = grown(steps, looks_.front());
        if (one.replications == 0) {
            return false;
        }
        if (plan_.sure) {
            return one.value.kept.mean >= *plan_.sure;
        }
        for (std::size_t c = 0; c < conditions_.size(); ++c) {
            if (!keeps(conditions_[c].goal, one.value.readings[c].mean)) {
                return false;
            }
        }
        return true;
    }

    /// The verdict, with as many replications as it takes. Never on fewer than a hundred.
    staff_verdict settled(int steps) {
        if (steps > least_) {
            grown(steps - 1, looks_.front());  // what may still come is judged by it
        }
        for (auto const look : looks_) {
            auto const& one = grown(steps, look);
            bool const enough = one.replications >= (std::min)(replications_to_show, looks_.back());
            if (stopped_ || (enough && one.value.verdict != staff_verdict::open)) {
                return one.value.verdict;
            }
        }
        return tried_[steps].value.verdict;
    }

    // --- searching --------------------------------------------------------------------------------

    /// Nothing changes from the fewer to the more, not even who waits how long.
    bool same(int fewer, int more) {
        auto const& a = grown(fewer, looks_.front());
        auto const& b = grown(more, looks_.front());
        auto const first = [&](auto const& x, auto const& y) {
            return x.size() >= looks_.front() && y.size() >= looks_.front() &&
                   std::equal(x.begin(), x.begin() + looks_.front(), y.begin());
        };
        for (std::size_t c = 0; c < conditions_.size(); ++c) {
            if (!first(a.figures[c], b.figures[c])) {
                return false;
            }
        }
        return first(a.waits, b.waits);
    }

    /// The fewest that seem to keep the goals; the most in reach where none does.
    int found_roughly() {
        int hi = now_;
        int lo = now_;
        if (seems_to_keep(now_)) {
            while (hi > least_ && !stopped_) {
                lo = (std::max)(least_, hi / 2);
                if (!seems_to_keep(lo)) {
                    break;
                }
                hi = lo;
            }
            if (hi <= least_) {
                return hi;
            }
        } else {
            for (;;) {
                if (hi == top_ || stopped_) {
                    return hi;
                }
                lo = hi;
                hi = hi > top_ / 2 ? top_ : hi * 2;
                if (seems_to_keep(hi)) {
                    break;
                }
                if (same(lo, hi)) {
                    out_.saturated = true;
                    top_ = lo;
                    return lo;
                }
            }
        }
        while (hi - lo > 1 && !stopped_) {
            auto const mid = lo + (hi - lo) / 2;
            (seems_to_keep(mid) ? hi : lo) = mid;
        }
        return hi;
    }

    /// The numbers beside the answer, for who looks at the picture.
    void look_about() {
        auto const [lo, hi] = ends();
        for (int steps = lo - 1; steps <= hi + 2; ++steps) {
            if (hi - lo <= 8 && steps >= least_ && steps <= top_ && !stopped_) {
                grown(steps, (std::min)(replications_to_show, looks_.back()));
            }
        }
    }

    /// The greatest number shown to break a goal, below the least shown to keep them all.
    [[nodiscard]] std::pair<int, int> ends() const {
        int hi = top_ + 1;
        for (auto const& [steps, one] : tried_) {
            if (one.value.verdict == staff_verdict::meets) {
                hi = steps;
                break;
            }
        }
        int lo = least_ - 1;
        for (auto const& [steps, one] : tried_) {
            if (steps < hi && one.value.verdict == staff_verdict::fails) {
                lo = steps;
            }
        }
        return {lo, hi};
    }

    void conclude() {
        auto const [lo, hi] = ends();
        out_.from = amount(lo + 1);
        out_.to = amount((std::min)(hi, top_));
        if (hi > top_) {
            out_.outcome = lo == top_ ? staff_outcome::none : staff_outcome::open;
            out_.from = (std::min)(out_.from, out_.to);
        } else {
            out_.outcome = hi - lo == 1 ? staff_outcome::found : staff_outcome::between;
        }
        for (auto& [steps, one] : tried_) {
            if (one.replications == 0) {
                continue;
            }
            out_.monotone =
                out_.monotone && !(steps > hi && one.value.verdict == staff_verdict::fails);
            out_.tried.push_back(std::move(one.value));
        }
    }

    scenario const& of_;
    std::size_t team_;
    staff_plan const& plan_;
    std::vector<staff_condition> conditions_;
    std::vector<std::uint32_t> looks_;
    double beyond_;
    std::uint64_t lived_;
    bool stopped_ = false;
    int now_ = 1;
    int least_ = 1;
    int top_ = 1;
    std::map<int, staff_lives> tried_{};
    staff_search out_{};
};

inline std::optional<fault> no_answer_to(staff_plan const& plan) {
    for (auto const& each : plan.goals) {
        if (each.limit == 0 && !plan.sure) {
            return fault{.what = code::bad_number,
                         .detail =
                             text_of(each) + ": no mean is shown to be nothing; ask with --sure",
                         .field = "--goal"};
        }
    }
    return {};
}

}  // namespace detail

QIXIAN_DECL result<std::string> varied_team(office_model const& office, std::string const& wanted) {
    if (office.teams.empty()) {
        return fault{.what = code::bad_model, .detail = "a team with people", .field = "team"};
    }
    std::vector<std::string> names;
    for (auto const& each : office.teams) {
        names.push_back(each.name);
    }
    if (wanted.empty()) {
        auto const loads = loads_of(office);
        auto const busiest = std::max_element(
            loads.begin(), loads.end(),
            [](team_load const& a, team_load const& b) { return a.ratio() < b.ratio(); });
        return names[static_cast<std::size_t>(busiest - loads.begin())];
    }
    if (std::find(names.begin(), names.end(), wanted) == names.end()) {
        return fault{.what = code::unknown_code,
                     .detail = wanted,
                     .field = "--team",
                     .allowed = std::move(names)};
    }
    return wanted;
}

QIXIAN_DECL result<staff_answer> staff(std::span<scenario const> offices, staff_plan const& plan) {
    QIXIAN_EXPECTS(!offices.empty() && !plan.goals.empty());
    QIXIAN_EXPECTS(plan.confidence >= 0.5 && plan.confidence < 1);
    QIXIAN_EXPECTS(plan.replications >= detail::replications_to_find);
    auto const& first = offices.front().office;
    for (auto const& each : offices) {
        if (auto wrong = check(each.office)) {
            return *wrong;
        }
    }
    if (auto wrong = detail::no_answer_to(plan)) {
        return *wrong;
    }
    auto const team = varied_team(first, plan.team);
    if (!team) {
        return team.error();
    }
    auto const looks = detail::looks_until(plan.replications);
    staff_answer out{.model = first.name,
                     .lever = plan.lever,
                     .team = plan.lever == staff_lever::people ? *team : "",
                     .step = plan.lever == staff_lever::people ? 1 : 0.25,
                     .goals = plan.goals,
                     .confidence = plan.confidence,
                     .sure = plan.sure,
                     .seed = plan.seed,
                     .replications = plan.replications,
                     .looks = static_cast<std::uint32_t>(looks.size()),
                     .beyond = (1 - plan.confidence) / 2 / static_cast<double>(looks.size()),
                     .inputs_drawn = first.uncertainty.any()};
    std::vector<detail::staff_condition> conditions;
    for (auto const& goal : plan.goals) {
        for (int year = first.years.first; year <= first.years.last; ++year) {
            conditions.push_back({goal, static_cast<std::size_t>(year - first.years.first)});
        }
    }
    for (int year = first.years.first; year <= first.years.last; ++year) {
        out.years.push_back(year);
    }
    std::uint64_t lived = 0;
    for (auto const& each : offices) {
        auto const& teams = each.office.teams;
        auto const at = std::find_if(teams.begin(), teams.end(),
                                     [&](team_model const& t) { return t.name == *team; });
        if (at == teams.end()) {
            return varied_team(each.office, *team).error();
        }
        detail::staff_hunt hunt(each, static_cast<std::size_t>(at - teams.begin()), plan,
                                conditions, lived);
        auto found = hunt.run();
        if (!found) {
            return found.error();
        }
        out.searches.push_back(std::move(found).value());
        lived = hunt.lived();
        out.stopped = out.stopped || hunt.stopped();
        if (hunt.stopped()) {
            break;
        }
    }
    return out;
}

QIXIAN_DECL std::vector<scenario> staff_alternatives(scenario const& base, bool extensions,
                                                     bool orders, std::string_view team) {
    std::vector<scenario> out{base};
    auto const vary = [&](std::string name, auto&& change) {
        scenario s{.name = std::move(name), .about = {}, .office = base.office};
        change(s.office);
        out.push_back(std::move(s));
    };
    if (extensions) {
        for (std::size_t i = 0; i < detail::extension_words.size(); ++i) {
            auto const rule = static_cast<extension_rule>(i);
            if (rule != base.office.extension.rule) {
                vary("extension.rule=" + std::string(detail::extension_words[i]),
                     [rule](office_model& m) { m.extension.rule = rule; });
            }
        }
    }
    auto const& teams = base.office.teams;
    auto const at = std::find_if(teams.begin(), teams.end(),
                                 [&](team_model const& t) { return t.name == team; });
    if (orders) {
        QIXIAN_EXPECTS(at != teams.end());
        for (std::size_t i = 0; i < detail::discipline_words.size(); ++i) {
            auto const order = static_cast<discipline>(i);
            if (order != at->order) {
                vary("team." + at->name + ".order=" + std::string(detail::discipline_words[i]),
                     [order, t = at - teams.begin()](office_model& m) {
                         m.teams[static_cast<std::size_t>(t)].order = order;
                     });
            }
        }
    }
    return out;
}

}  // namespace qixian::inline v0
