// The rules run as a plain table: no MSM, and any list of rules may be put in.
//
// It is what the machine is compared with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace procedure_test {

class table_machine {
public:
    explicit table_machine(std::span<qixian::rule_row const> rules)
        : rules_(rules.begin(), rules.end()) {}

    [[nodiscard]] std::vector<qixian::rule_row> const& rules() const { return rules_; }

    [[nodiscard]] qixian::rule_row const* rule(qixian::application const& now,
                                               qixian::event on) const {
        for (auto const& each : rules_) {
            if (each.on == on && each.from == stands_at(now, each.in)) {
                return &each;
            }
        }
        return nullptr;
    }

    [[nodiscard]] qixian::step_result step(qixian::application const& now, qixian::entry const& e,
                                           qixian::facts const& known) const {
        qixian::step_result out{.after = now};
        auto const* const found = rule(now, e.what);
        if (found == nullptr) {
            out.said = qixian::explain_impossible(now, e.what);
            return out;
        }
        out.said = found->when(now, e, known);
        if (out.said.what == qixian::verdict::accepted) {
            out.said.cites = qixian::cites_in_force(found->cites, known.law, e.on);
        }
        if (!out.said.moves) {
            return out;
        }
        switch (found->in) {
        case qixian::region::procedure: out.after.at = static_cast<qixian::stage>(found->to); break;
        case qixian::region::standing:
            out.after.year = static_cast<qixian::standing>(found->to);
            break;
        case qixian::region::remedy:
            out.after.remedy = static_cast<qixian::remedy_stage>(found->to);
            break;
        }
        return out;
    }

    static std::uint8_t stands_at(qixian::application const& now, qixian::region in) {
        switch (in) {
        case qixian::region::procedure: return static_cast<std::uint8_t>(now.at);
        case qixian::region::standing: return static_cast<std::uint8_t>(now.year);
        case qixian::region::remedy: return static_cast<std::uint8_t>(now.remedy);
        }
        return 0;
    }

private:
    std::vector<qixian::rule_row> rules_;
};

}  // namespace procedure_test
