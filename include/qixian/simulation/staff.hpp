// The fewest people, or hours a day, with which an office keeps its goals; and how sure that is.
//
// A goal bounds a figure of a year: `late<1%`, `carried_out<=20`, `days95<15`. The office is lived with
// few people and with many, always with the same random numbers, so that two staffs differ by their
// people and by nothing else. First the number is found roughly; then replications are added until it
// is shown to keep the goals, and one person less to break one of them. Where a maximum of replications
// shows neither, the answer is not a number but a range, and says so.
//
//   std::vector<scenario> const offices{{.name = "base", .office = model}};
//   auto const goal = parse_goal("late<1%");
//   auto const said = staff(offices, {.goals = {*goal}});
//   said->searches[0].outcome == staff_outcome::found
//   said->searches[0].from                           // so many people
//
// What the confidence means. Of a hundred searches that name a number at least 95 (of 100; `confidence`)
// name the right one. Two claims make an answer: that this number keeps the goals, and that one less does
// not. Each may be false in half of what is left, spread evenly over all looks that the plan allows, so
// that looking again and again costs nothing (Bonferroni). That more people never make a replication
// worse is relied upon, so the claims at other numbers need no further allowance; where the figures
// contradict it, `monotone` is false.
//
// What the goal is about. By itself, the mean over years like those asked about: over chance, and, where
// the model says what is not known of the office, over that too. With `sure` it is the single year: the
// goals are kept in at least so many of a hundred replications.
//
// Part of qixian::simulation.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/simulation/model.hpp"

namespace qixian::inline v0 {

/// What a goal bounds. All of a calendar year of the model.
enum class staff_figure : std::uint8_t {
    late,  ///< `late_of_due`: of the applications that came due, answered later or not at all
    late_results,  ///< `late_share`: of the results of the year; who answers nothing is not late in it
    carried_out,  ///< row 4 of the table
    overdue,      ///< open at the end of the year, their due day past
    days,         ///< working days from receipt to the reply, mean
    days_quantile,  ///< … by which so many of a hundred replies are there; 255 and more count as 255
};

struct staff_goal {
    staff_figure what = staff_figure::late;
    int percent = 0;        ///< of `days_quantile`, 1 to 99
    bool or_equal = false;  ///< `<=`
    double limit = 0;       ///< a share as a fraction
};

[[nodiscard]] constexpr bool is_share(staff_figure f) {
    return f == staff_figure::late || f == staff_figure::late_results;
}

/// `late<1%`, `overdue <= 2`, `days90<15`: a figure, `<` or `<=`, and a number, of a share with `%` or
/// below 1.
/// Faults: 910 an unknown figure or comparison, 913 no such number.
[[nodiscard]] QIXIAN_DECL result<staff_goal> parse_goal(std::string_view text);

/// As it is written: "late<1%".
[[nodiscard]] QIXIAN_DECL std::string text_of(staff_goal const& goal);

/// What is varied: the people of a team, one by one, or the hours of a day, by quarters.
enum class staff_lever : std::uint8_t { people, hours };

struct staff_plan {
    std::vector<staff_goal> goals{};
    double confidence = 0.95;
    /// The share of years in which all goals must be kept; none: the goals are about means.
    std::optional<double> sure{};
    staff_lever lever = staff_lever::people;
    std::string team{};          ///< whose people; empty: of the team that is asked for most
    std::optional<int> least{};  ///< in steps: people, or quarters of an hour
    std::optional<int> most{};   ///< … none: until more change nothing
    std::uint64_t seed = 1;
    std::uint32_t replications = 10'000;  ///< the most that one number of people is lived
    unsigned threads = 1;
    /// Asked some times a second; true ends the search with what is known by then.
    std::function<bool()> stop{};
    /// Told how many replications have been lived.
    std::function<void(std::uint64_t done)> progress{};
};

enum class staff_verdict : std::uint8_t {
    meets,  ///< shown to keep all goals
    fails,  ///< shown to break one
    open    ///< neither, with the replications it has
};

/// A figure with a goal, in one year.
struct staff_reading {
    double mean = 0;
    /// The mean is not below `low` if the number fails, and not above `high` if it meets the goals; each
    /// with what its claim may err in one look.
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
};

/// One number of people that was tried.
struct staff_value {
    int steps = 0;      ///< people, or quarters of an hour
    double amount = 0;  ///< people, or hours
    std::uint32_t replications = 0;
    staff_verdict verdict = staff_verdict::open;
    /// By goal, and within a goal by year.
    std::vector<staff_reading> readings{};
    /// The share of replications in which every goal was kept in every year; with `sure` it is what the
    /// verdict goes by. Its bounds are exact (Clopper and Pearson).
    staff_reading kept{};
};

enum class staff_outcome : std::uint8_t {
    found,    ///< `from` keeps the goals; one step less does not, or cannot be
    between,  ///< the fewest lies between `from` and `to`: which it is has not been shown
    none,     ///< not even `to`, the most in reach, keeps them
    open      ///< nothing in reach was shown to keep them, nor `to` to break them
};

/// The answer for one office.
struct staff_search {
    std::string name{};
    std::string about{};
    staff_outcome outcome = staff_outcome::open;
    double from = 0;
    double to = 0;
    double now = 0;  ///< what the model has
    /// More than `to` change nothing at all, in any replication.
    bool saturated = false;
    /// No number that keeps the goals has a greater one that does not.
    bool monotone = true;
    std::vector<staff_value> tried{};  ///< ascending

    /// The value of `amount`, if it was tried.
    [[nodiscard]] staff_value const* at(double amount) const {
        for (auto const& each : tried) {
            if (each.amount == amount) {
                return &each;
            }
        }
        return nullptr;
    }
};

struct staff_answer {
    std::string model{};
    staff_lever lever = staff_lever::people;
    std::string team{};  ///< empty where hours are varied
    double step = 1;     ///< one person, or a quarter of an hour
    std::vector<staff_goal> goals{};
    std::vector<int> years{};
    double confidence = 0.95;
    std::optional<double> sure{};
    std::uint64_t seed = 1;
    std::uint32_t replications = 0;  ///< the most that one number is lived
    std::uint32_t looks = 0;         ///< at most so many at each number
    double beyond = 0;               ///< what each of the two claims may err in one look
    bool inputs_drawn = false;       ///< the model says what is not known, and it was drawn
    bool stopped = false;
    std::vector<staff_search> searches{};  ///< one an office, in order
};

/// The fewest people, or hours, for each office. All are lived with the same random numbers.
///
/// Pre:    at least one office and one goal; 0.5 <= confidence < 1; at least 20 replications.
/// Faults: 960 as `check`, no team, or a mean that shall be nothing; 910 no such team; 913 a least above the most.
/// Cost:   a few numbers with 20 years each, and two with as many as it takes.
[[nodiscard]] QIXIAN_DECL result<staff_answer> staff(std::span<scenario const> offices,
                                                     staff_plan const& plan);

/// The office, and the same under every other rule of extension; under every other order in which the
/// varied team takes its work. Named by the field: "extension.rule=never".
/// Pre: `team` is one of its teams, where `orders`.
[[nodiscard]] QIXIAN_DECL std::vector<scenario> staff_alternatives(scenario const& base,
                                                                   bool extensions, bool orders,
                                                                   std::string_view team);

/// The team that `staff` varies in this office. Faults as there.
[[nodiscard]] QIXIAN_DECL result<std::string> varied_team(office_model const& office,
                                                          std::string const& wanted);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/staff.ipp"
#endif
