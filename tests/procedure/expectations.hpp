// What the rules have to be, written by hand from the law and the formats, never from the rules.
//
// expected_matrix.csv: for every region, stage and event where it leads; `=` it stays, `.` it is
// impossible. expected_basis.csv: the articles a rule may rest on, and whether it has a condition.
#pragma once

#include <array>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace procedure_test {

using namespace qixian;

inline std::vector<std::string> split(std::string const& text, char at) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string cell; std::getline(in, cell, at);) {
        out.push_back(cell);
    }
    return out;
}

inline std::vector<std::vector<std::string>> read_csv(std::string const& name) {
    std::ifstream in(std::string(QIXIAN_SOURCE_DIR) + "/tests/procedure/" + name);
    if (!in) {
        throw std::runtime_error("cannot open " + name);
    }
    std::vector<std::vector<std::string>> out;
    for (std::string line; std::getline(in, line);) {
        out.push_back(split(line, ','));
    }
    return out;
}

inline std::string_view name_of(region in) {
    constexpr std::array<std::string_view, 3> names{"procedure", "standing", "remedy"};
    return names[static_cast<std::size_t>(in)];
}

/// "procedure received disclosed"
inline std::string key(std::string_view in, std::string_view from, std::string_view on) {
    std::string out(in);
    out.append(" ").append(from).append(" ").append(on);
    return out;
}
inline std::string key(rule_row const& r) { return key(name_of(r.in), r.from_code, code_of(r.on)); }

/// Where each possible pair leads.
inline std::map<std::string, std::string> const& expected_targets() {
    static auto const held = [] {
        auto const table = read_csv("expected_matrix.csv");
        std::map<std::string, std::string> out;
        for (std::size_t i = 1; i < table.size(); ++i) {
            for (std::size_t c = 2; c < table[i].size(); ++c) {
                if (table[i][c] != ".") {
                    out[key(table[i][0], table[i][1], table[0][c])] =
                        table[i][c] == "=" ? table[i][1] : table[i][c];
                }
            }
        }
        return out;
    }();
    return held;
}

struct expected_rule {
    std::string event{};
    std::string from{};
    std::vector<std::string> bases{};
    bool conditional = false;
};

inline std::vector<expected_rule> const& expected_bases() {
    static auto const held = [] {
        std::vector<expected_rule> out;
        auto const table = read_csv("expected_basis.csv");
        for (std::size_t i = 1; i < table.size(); ++i) {
            out.push_back(
                {table[i][0], table[i][1], split(table[i][2], ' '), table[i][3] == "conditional"});
        }
        return out;
    }();
    return held;
}

inline expected_rule const& expected_of(std::string_view from, std::string_view on) {
    for (auto const& each : expected_bases()) {
        if (each.event == on && (each.from == "*" || each.from == from)) {
            return each;
        }
    }
    throw std::runtime_error("no basis is expected of " + std::string(on));
}

inline bool rests_on(expected_rule const& expected, basis cited) {
    for (auto const& id : expected.bases) {
        if (id == info(cited).id) {
            return true;
        }
    }
    return false;
}

/// Where `rules` differ from what is written in the two files; empty when nowhere.
inline std::vector<std::string> complaints_about(std::span<rule_row const> rules) {
    std::vector<std::string> out;
    auto missing = expected_targets();
    for (auto const& r : rules) {
        auto const at = key(r);
        auto const found = missing.find(at);
        if (found == missing.end()) {
            out.push_back(at + ": not expected, or twice");
            continue;
        }
        if (found->second != r.to_code) {
            out.push_back(at + ": leads to " + std::string(r.to_code) + ", expected " +
                          found->second);
        }
        missing.erase(found);
        auto const& expected = expected_of(r.from_code, code_of(r.on));
        if (!rests_on(expected, r.cites)) {
            out.push_back(at + ": rests on " + std::string(info(r.cites).id));
        }
        if (expected.conditional == (r.guard_name == "always")) {
            out.push_back(at + ": condition " + std::string(r.guard_name));
        }
    }
    for (auto const& [at, to] : missing) {
        out.push_back(at + ": no rule, expected " + to);
    }
    return out;
}

}  // namespace procedure_test
