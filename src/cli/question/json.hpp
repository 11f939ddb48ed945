// Answers as JSON, with the keys that src/schema fixes. Language never changes a byte of it.
#pragma once

#include <nlohmann/json.hpp>

#include "base/common.hpp"

namespace qixian::cli {

using json = nlohmann::ordered_json;

[[nodiscard]] json to_json(maybe_date const& d);
[[nodiscard]] json to_json(policies const& chosen);
[[nodiscard]] json to_json(fault const& f);
/// Null where nothing was received yet, or the receipt was withdrawn.
[[nodiscard]] json to_json(stage at);

/// One application of `deadlines`.
[[nodiscard]] json to_json(assessment const& a, std::vector<entry> const& rows);

[[nodiscard]] json irregular_to_json(exception_row const& r, std::vector<entry> const& rows);
[[nodiscard]] json refusal_to_json(exception_row const& r, std::vector<entry> const& rows);

[[nodiscard]] json to_json(certificate const& c);

/// Reads back what `to_json(certificate)` wrote; fault 931 where it is none.
[[nodiscard]] result<certificate> certificate_from(json const& j);

[[nodiscard]] json to_json(duty const& d, std::string const& application);
[[nodiscard]] json to_json(report const& r);
/// The figures of a year that was closed, under the keys of `report`.
[[nodiscard]] json to_json(frozen_report const& r);

/// The head that every answer about a log carries: schema, as_of, known_on, calendar, policies.
[[nodiscard]] json head_of(std::string_view schema, session const& with);
/// The same where one application is answered for.
[[nodiscard]] json head_of(std::string_view schema, session const& with, ground_rules const& by);

/// JSON text, UTF-8, with anything that is not replaced.
[[nodiscard]] std::string text_of(json const& j, int indent = -1);

}  // namespace qixian::cli
