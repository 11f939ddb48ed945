// Breaks one rule of the procedure and says whether the tests would notice.
//
// The program is the whole core but for Boost.MSM: `step` is a table, so that a rule can be broken
// without compiling anything. It reads
//   QIXIAN_BREAK_RULE=<n>      which rule, from 0, in the order of all_rules()
//   QIXIAN_BREAK=<kind>        delete, target, guard, citation
// and plays the lives of scenarios.txt and the matrix written by hand against the broken table.
// The exit code is 0 where nothing is noticed, 1 where something is, 2 for a wrong question.
// Without QIXIAN_BREAK_RULE nothing is broken; `--count` prints how many rules there are.
//
// src/tools/break_every_rule.py asks about every rule.
#define QIXIAN_COMPILED 1

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/qixian.hpp"

#include "qixian/calendar/impl/editions.ipp"
#include "qixian/calendar/impl/working_calendar.ipp"
#include "qixian/case/impl/assess.ipp"
#include "qixian/case/impl/certificate.ipp"
#include "qixian/case/impl/duty.ipp"
#include "qixian/case/impl/history.ipp"
#include "qixian/date/impl/text.ipp"
#include "qixian/period/impl/deadline.ipp"
#include "qixian/rule/impl/cell.ipp"
#include "qixian/rule/impl/reflect.ipp"

#include "scenarios.hpp"
#include "table_machine.hpp"

namespace {

using namespace qixian;

ruling never(application const&, happening const&, facts const&) {
    return guards::refuse(code::not_possible_here, basis::r33_2);
}

/// Another stage of the same region.
std::uint8_t elsewhere(rule_row const& r) {
    auto const stages = r.in == region::procedure  ? all_stages.size()
                        : r.in == region::standing ? all_standings.size()
                                                   : all_remedy_stages.size();
    return static_cast<std::uint8_t>((r.to + 1u) % stages);
}

std::string_view code_in(region in, std::uint8_t at) {
    switch (in) {
    case region::procedure: return code_of(static_cast<stage>(at));
    case region::standing: return code_of(static_cast<standing>(at));
    case region::remedy: return code_of(static_cast<remedy_stage>(at));
    }
    return {};
}

std::vector<rule_row> broken(std::vector<rule_row> rules, std::size_t which, std::string_view how) {
    auto& r = rules[which];
    if (how == "delete") {
        rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(which));
    } else if (how == "target") {
        r.to = elsewhere(r);
        r.to_code = code_in(r.in, r.to);
    } else if (how == "guard") {
        bool const free = r.guard_name == "always";
        r.when = free ? &never : &guards::always;
        r.guard_name = free ? "never" : "always";
    } else if (how == "citation") {
        // Of another article: the next but a few rules of law.
        r.cites = static_cast<basis>((static_cast<std::size_t>(r.cites) + 8) % all_bases.size());
    } else {
        std::fprintf(stderr, "unknown QIXIAN_BREAK\n");
        std::exit(2);
    }
    return rules;
}

/// The rules this program runs on.
procedure_test::table_machine const& machine() {
    static procedure_test::table_machine const held([] {
        char const* const which = std::getenv("QIXIAN_BREAK_RULE");
        char const* const how = std::getenv("QIXIAN_BREAK");
        if (which == nullptr) {
            return all_rules();
        }
        auto const n = std::strtoul(which, nullptr, 10);
        if (n >= all_rules().size() || how == nullptr) {
            std::fprintf(stderr, "no such rule, or no QIXIAN_BREAK\n");
            std::exit(2);
        }
        return broken(all_rules(), n, how);
    }());
    return held;
}

}  // namespace

namespace qixian::inline v0 {

step_result step(application const& now, entry const& e, facts const& known) {
    return machine().step(now, e, known);
}

}  // namespace qixian::inline v0

int main(int argc, char** argv) {
    if (argc > 1 && std::string_view(argv[1]) == "--count") {
        std::printf("%zu\n", all_rules().size());
        return 0;
    }
    auto const by_matrix = procedure_test::complaints_about(machine().rules());
    if (!by_matrix.empty()) {
        std::printf("matrix: %s\n", by_matrix.front().c_str());
    }
    std::size_t by_scenarios = 0;
    for (auto const& s : procedure_test::read_scenarios()) {
        if (auto const wrong = procedure_test::complaint_of(s, nullptr)) {
            if (by_scenarios++ == 0) {
                std::printf("scenarios: %s\n", wrong->c_str());
            }
        }
    }
    return by_matrix.empty() && by_scenarios == 0 ? 0 : 1;
}
