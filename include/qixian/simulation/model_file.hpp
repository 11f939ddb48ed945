// Models of offices as TOML files: one office, and scenarios that change it.
//
//     name = "county bureau"
//     years = [2026, 2026]
//     [arrivals]
//     per_year = 240
//     [[class]]
//     applicant = "natural_person"
//     outcomes = { granted = 40, not_held = 25 }
//     [[team]]
//     name = "desk"
//     people = 2
//     [[step]]
//     name = "handle"
//     team = "desk"
//     work_hours = { lognormal = { mean = 6, deviation = 4 } }
//     [[scenario]]
//     name = "one-less"
//     change = { "team.desk.people" = "-1", "arrivals.per_year" = "*1.3" }
//
// A length is a number (always that long) or one of { fixed = 2 }, { exponential = 2 } (its mean),
// { lognormal = { mean = 6, deviation = 4 } }, { uniform = [3, 15] }, { empirical = [1, 2, 5] }, the
// last also with `weights`. A change sets a field, or changes a number: "+1", "-1", "*1.3"; "*1.3" also
// a whole length. A field that is not written is changed from its default. Teams, steps and classes
// are named in it as in the file. `rules.notices` is the name of a file beside the model, or a list of
// tables with the same names. src/schema/model.schema.json has every field.
// Part of qixian::simulation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qixian/row/text.hpp"
#include "qixian/simulation/model.hpp"

namespace qixian::inline v0 {

/// The model in `text` and its scenarios; the first is the model as it stands, named `base`. `file`
/// is said in faults; a `rules.notices` file is looked for beside it, and read in the encoding that
/// is said (a model itself is UTF-8).
///
/// Faults, with file, line, column, field and what was expected: 960 a value, 961 the syntax, 962 an
/// unknown field, 963 a missing one (at the table that lacks it), 910 an unknown word, 911 no day; of
/// what a scenario changes, at that change. Those of the text: 901, 902, 909 beyond 1 MiB. Those of
/// the file of notices, said of that file; 925 where it cannot be opened. The first of the file is
/// said, and what is missing only if nothing else is wrong.
/// Cost: linear in the text and in the scenarios; some milliseconds for a usual model.
[[nodiscard]] QIXIAN_DECL result<std::vector<scenario>> read_model(
    std::string_view text, std::string const& file, text_encoding of_notices = text_encoding::utf8);

/// The same of a file, or of standard input for `-`. Faults: 925 too.
[[nodiscard]] QIXIAN_DECL result<std::vector<scenario>> read_model_file(
    std::string const& path, text_encoding of_notices = text_encoding::utf8);

/// A scenario that cannot be run.
struct faulty_scenario {
    std::string name{};
    fault why{};
};

/// The scenarios of a file that can be run, the model itself first, and those that cannot.
struct scenarios_read {
    std::vector<scenario> sound{};
    std::vector<faulty_scenario> faulty{};
};

/// As `read_model_file`, but what is wrong with one scenario alone keeps no other from being run.
/// Faults: those of the model itself, and of the list of scenarios.
[[nodiscard]] QIXIAN_DECL result<scenarios_read> read_scenarios_file(
    std::string const& path, text_encoding of_notices = text_encoding::utf8);

/// A model as a file that reads back equal, with `comment` (lines without `#`) on top. What stands at
/// its default is left out. Pre: `check` finds nothing, text is UTF-8.
[[nodiscard]] QIXIAN_DECL std::string write_model(office_model const& office,
                                                  std::string_view comment = {});

/// `office` with `field` changed as a scenario would: field and value as they stand in a file
/// ("team.desk.people", "-1"); a word needs no quotes. Faults as above, without a line.
[[nodiscard]] QIXIAN_DECL result<office_model> with_change(office_model const& office,
                                                           std::string_view field,
                                                           std::string_view value);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/simulation/impl/model_file.ipp"
#endif
