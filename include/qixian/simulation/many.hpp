// Several offices in one run, and their sum: the provinces of a country, the bureaus of a city.
//
// Each kind of office has a model and a weight, so many offices of that kind. Every one of them lives by
// its own chance; of what is not known, arrivals (level, growth, single years) go together as far as
// `correlation` says, because offices live through the same years and were fitted to the same years;
// the mix of outcomes and the lengths of work and waits are each office's own. A weight is the same as
// the model named so many times. The sum is made of whole numbers, replication by replication.
//
//   name = "the country"                       # what the sum is called; "all"
//   correlation = 0.5                          # 0 to 1; 1
//   [[office]]
//   model = "north.toml"                       # beside this file
//   weight = 12                                # 1
//   name = "north"                             # that of the model
//
//   auto const read = read_offices(paths);
//   auto const run = plan_offices(read->list, {.scenarios = {"base", "busier"}});
//   auto const offices = make_offices(*run);
//   auto const done = run_all(*offices, {.places = run->places});
//   auto const said = answers_of_many(*run, *offices, done, 1);
//   said.sum.scenarios[1].years[0].late_of_due
//
// Teams stay apart: a sum has none. Part of qixian::simulation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qixian/simulation/answers.hpp"
#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/runs.hpp"

namespace qixian::inline v0 {

/// So many offices of one kind.
struct office_kind {
    std::string name{};  ///< no other of the list has it
    std::string file{};  ///< of its model, for faults
    int weight = 1;
    std::vector<scenario> scenarios{};  ///< the model itself first
    std::vector<faulty_scenario> faulty{};
};

struct office_list {
    std::string name = "all";  ///< of the sum
    std::string file{};        ///< of the list; empty where models were named one by one
    double correlation = 1;
    std::vector<office_kind> offices{};
};

/// What was named: a list, several models, or one model by itself.
struct offices_read {
    office_list list{};
    bool alone = false;  ///< one model: its draws are those that it has always had
};

/// The offices of `paths`: a file that lists offices, by itself, or models. Which of the two a file is
/// is seen by its keys.
///
/// Faults: those of `read_model_file`, of lists and models alike, each with its file; 960 of a list: a
/// weight, a name that stands twice, a list among models.
[[nodiscard]] QIXIAN_DECL result<offices_read> read_offices(
    std::span<std::string const> paths, text_encoding of_notices = text_encoding::utf8);

/// What is asked of a list.
struct offices_wish {
    /// By name; the first is the base of comparison. Empty: all that any office has and that can be run.
    std::vector<std::string> scenarios{};
    std::optional<year_span> years{};  ///< instead of those of the models
};

/// What is to be run: every office under every scenario that it has, once.
struct offices_plan {
    office_list list{};
    bool alone = false;
    std::vector<std::string> scenarios{};
    std::vector<scenario> runs{};  ///< "north: busier"; of one model by itself "busier"
    std::vector<office_place> places{};
    /// By scenario and office: its place in `runs`. An office that has no such scenario goes on as its
    /// model stands.
    std::vector<std::vector<std::size_t>> run_of{};
    std::vector<std::vector<bool>> has{};  ///< by scenario and office: whether it has it
    /// By office: the first run of it, whose scenarios are its own, each once, in order.
    std::vector<std::vector<std::size_t>> runs_of_office{};
};

/// Faults: 964 a scenario that no office has; what is wrong with one that was asked for by name; 960
/// offices of different years, with the file of the first that differs, or too many of them.
[[nodiscard]] QIXIAN_DECL result<offices_plan> plan_offices(offices_read from,
                                                            offices_wish const& wish);

/// The offices of `plan.runs`. Faults: those of `office::make`, with the file.
[[nodiscard]] QIXIAN_DECL result<std::vector<office>> make_offices(offices_plan const& plan);

/// One kind of office: what all of its weight came to.
struct office_answer {
    std::string name{};
    std::string file{};
    int weight = 1;
    simulation_answer said{};          ///< of the scenarios that it has
    std::vector<std::string> lacks{};  ///< scenarios in whose sum it stands as its model does
};

struct many_answer {
    double correlation = 1;
    bool correlated = false;  ///< whether it changes anything: arrivals are not known
    std::vector<office_answer> offices{};
    /// Its scenarios have no teams, loads and opening; `unstable` names office and team.
    simulation_answer sum{};
};

/// Pre: `offices` and `done` are those of `plan`; at least one replication.
[[nodiscard]] QIXIAN_DECL many_answer answers_of_many(offices_plan const& plan,
                                                      std::span<office const> offices,
                                                      replication_set const& done,
                                                      std::uint64_t seed);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/many.ipp"
#include "qixian/simulation/impl/office_list.ipp"
#endif
