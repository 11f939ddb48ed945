// The fewest people for a goal, put as a document.
#pragma once

#include "qixian/answer/impl/json.ipp"
#include "qixian/answer/simulation.hpp"

namespace qixian::inline v0::answer {

namespace detail {

inline json json_of(staff_reading const& r) {
    return {{"mean", r.mean}, {"low", r.low}, {"high", r.high}};
}

inline json json_of(staff_value const& v, staff_answer const& said) {
    json out{{"amount", v.amount},
             {"replications", v.replications},
             {"verdict", code_of(v.verdict)},
             {"kept", json_of(v.kept)}};
    auto& figures = out["figures"] = json::array();
    for (std::size_t c = 0; c < v.readings.size(); ++c) {
        auto one = json_of(v.readings[c]);
        one["goal"] = text_of(said.goals[c / said.years.size()]);
        one["year"] = said.years[c % said.years.size()];
        figures.push_back(std::move(one));
    }
    return out;
}

inline json json_of(staff_search const& s, staff_answer const& said) {
    json out{{"name", s.name},
             {"about", s.about},
             {"outcome", code_of(s.outcome)},
             {"from", s.from},
             {"to", s.to},
             {"now", s.now},
             {"saturated", s.saturated},
             {"monotone", s.monotone}};
    auto& tried = out["tried"] = json::array();
    for (auto const& each : s.tried) {
        tried.push_back(json_of(each, said));
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL std::string_view code_of(staff_outcome o) {
    constexpr std::array<std::string_view, 4> words{"found", "between", "none", "open"};
    return words[static_cast<std::size_t>(o)];
}

QIXIAN_DECL std::string_view code_of(staff_verdict v) {
    constexpr std::array<std::string_view, 3> words{"meets", "fails", "open"};
    return words[static_cast<std::size_t>(v)];
}

QIXIAN_DECL std::string staff_document(staff_answer const& said) {
    using namespace detail;
    bool const people = said.lever == staff_lever::people;
    json out{{"schema", "qixian/simulate-staff/1"},
             {"model", said.model},
             {"vary", people ? "people" : "hours"},
             {"team", nullptr},
             {"step", said.step},
             {"years", said.years},
             {"confidence", said.confidence},
             {"sure", nullptr},
             {"seed", said.seed},
             {"most_replications", said.replications},
             {"looks", said.looks},
             {"beyond", said.beyond},
             {"inputs_drawn", said.inputs_drawn},
             {"stopped", said.stopped}};
    if (people) {
        out["team"] = said.team;
    }
    if (said.sure) {
        out["sure"] = *said.sure;
    }
    auto& goals = out["goals"] = json::array();
    for (auto const& each : said.goals) {
        goals.push_back(text_of(each));
    }
    auto& searches = out["searches"] = json::array();
    for (auto const& each : said.searches) {
        searches.push_back(json_of(each, said));
    }
    return page_of_text(out);
}

}  // namespace qixian::inline v0::answer
