// What the rules have to be, written by hand from the law and the formats, never from the rules.
//
// expected_matrix.csv: for every region, stage and event where it leads; `=` it stays, `.` it is
// impossible. The role says what stands at the stage. Its last rows, `basis`, hold the articles a rule
// may rest on, from that stage or from any other one (`*`); a `?` says that it has a condition.
#pragma once

#include <array>
#include <fstream>
#include <map>
#include <span>
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

/// The matrix as it is written, its heading first.
inline std::vector<std::vector<std::string>> const& expected_matrix() {
    static auto const held = read_csv("expected_matrix.csv");
    return held;
}

/// Before the first event stand the region, the stage and its role.
inline constexpr std::size_t first_event = 3;

/// Where each possible pair leads.
inline std::map<std::string, std::string> const& expected_targets() {
    static auto const held = [] {
        auto const& table = expected_matrix();
        std::map<std::string, std::string> out;
        for (std::size_t i = 1; i < table.size(); ++i) {
            for (std::size_t c = first_event; c < table[i].size() && table[i][0] != "basis"; ++c) {
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
    std::vector<std::string> bases{};
    bool conditional = false;
};

/// What is written of a rule from `from` for `on`; the row of its stage goes before that of all.
inline expected_rule const& expected_of(std::string_view from, std::string_view on) {
    static auto const held = [] {
        auto const& table = expected_matrix();
        std::map<std::pair<std::string, std::string>, expected_rule> out;
        for (auto const& row : table) {
            for (std::size_t c = first_event; c < row.size() && row[0] == "basis"; ++c) {
                if (row[c] != ".") {
                    bool const conditional = row[c].ends_with('?');
                    auto const bases = row[c].substr(0, row[c].size() - (conditional ? 1 : 0));
                    out[{row[1], table[0][c]}] = {split(bases, ' '), conditional};
                }
            }
        }
        return out;
    }();
    for (auto const& stands : {std::string(from), std::string("*")}) {
        if (auto const found = held.find({stands, std::string(on)}); found != held.end()) {
            return found->second;
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

/// Where `rules` differ from what is written; empty when nowhere.
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
