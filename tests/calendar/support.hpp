// The CSV files of tests/data/calendar, and a calendar rebuilt from them day by day.
//
// Shares no code with the library but the legal day itself.
#pragma once

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "qixian/date/date.hpp"

namespace calendar_test {

using qixian::date;
using row = std::map<std::string, std::string>;

/// Cells of one record; quotes as in RFC 4180, no line break inside a cell.
inline std::vector<std::string> cells_of(std::string const& line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') {
            if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
                out.back() += line[++i];
            } else {
                quoted = !quoted;
            }
        } else if (line[i] == ',' && !quoted) {
            out.emplace_back();
        } else if (line[i] != '\r') {
            out.back() += line[i];
        }
    }
    return out;
}

inline std::vector<row> read(std::string const& name) {
    std::ifstream in(std::string(QIXIAN_TEST_DATA) + "/calendar/" + name);
    if (!in) {
        throw std::runtime_error("cannot open " + name);
    }
    std::string line;
    std::getline(in, line);
    auto const header = cells_of(line);
    std::vector<row> out;
    while (std::getline(in, line)) {
        auto const cells = cells_of(line);
        row made;
        for (std::size_t i = 0; i < header.size(); ++i) {
            made[header[i]] = i < cells.size() ? cells[i] : "";
        }
        out.push_back(std::move(made));
    }
    return out;
}

/// A day of a file; a month alone counts from its first day.
inline date day_of(std::string const& text) {
    return qixian::day(std::stoi(text.substr(0, 4)) * 10000 + std::stoi(text.substr(5, 2)) * 100 +
                       (text.size() > 7 ? std::stoi(text.substr(8, 2)) : 1));
}

/// What the files say, read once.
struct files {
    std::vector<row> notices = read("cn-notices.csv");
    std::vector<row> days = read("cn-days.csv");
    std::vector<row> effective = read("cn-effective.csv");
    std::vector<row> statutory = read("cn-statutory-days.csv");
    std::vector<row> local = read("cn-local.csv");
};

inline files const& data() {
    static files const held;
    return held;
}

/// The notices by day of publication and id, as check.py of the data orders them.
inline std::vector<row> const& notices_in_order() {
    static auto const sorted = [] {
        std::map<std::pair<date, std::string>, row> by_key;
        for (auto const& n : data().notices) {
            by_key[{day_of(n.at("published")), n.at("notice_id")}] = n;
        }
        std::vector<row> out;
        for (auto const& [key, n] : by_key) {
            out.push_back(n);
        }
        return out;
    }();
    return sorted;
}

/// State and notice of every day that a notice published by `known_on` names.
inline std::map<date, std::pair<bool, std::string>> replay(date known_on) {
    std::map<date, std::pair<bool, std::string>> out;
    for (auto const& n : notices_in_order()) {
        if (day_of(n.at("published")) > known_on) {
            continue;
        }
        for (auto const& r : data().days) {
            if (r.at("notice_id") != n.at("notice_id")) {
                continue;
            }
            auto const on = day_of(r.at("date"));
            if (r.at("kind") == "revert") {
                out.erase(on);
            } else {
                out[on] = {r.at("kind") == "work", n.at("notice_id")};
            }
        }
    }
    return out;
}

inline std::set<date> const& statutory_set() {
    static auto const held = [] {
        std::set<date> out;
        for (auto const& r : data().statutory) {
            out.insert(day_of(r.at("date")));
        }
        return out;
    }();
    return held;
}

/// A day by the notices, then the statute, then the plain week.
inline bool works(std::map<date, std::pair<bool, std::string>> const& said, date d) {
    if (auto const found = said.find(d); found != said.end()) {
        return found->second.first;
    }
    return !qixian::is_weekend(d) && statutory_set().count(d) == 0;
}

}  // namespace calendar_test
