// The naive calendar: one flag a day, read from the notices as data.
#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "model.hpp"

namespace model {
namespace {

using qixian::day;
using qixian::plus_days;

date const first_modelled_day = day(20010101);
date const last_modelled_day = day(20271231);

std::vector<std::string> csv_cells(std::string const& line) {
    std::vector<std::string> cells_of_line(1);
    bool quoted = false;
    for (char const c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells_of_line.emplace_back();
        } else if (c != '\r') {
            cells_of_line.back() += c;
        }
    }
    return cells_of_line;
}

std::vector<std::map<std::string, std::string>> csv_file(std::string const& path) {
    std::ifstream in(path);
    if (!in) {
        throw std::runtime_error("no such file: " + path);
    }
    std::string line;
    std::getline(in, line);
    auto const head = csv_cells(line);
    std::vector<std::map<std::string, std::string>> lines;
    while (std::getline(in, line)) {
        auto const values = csv_cells(line);
        std::map<std::string, std::string> named;
        for (std::size_t i = 0; i < head.size() && i < values.size(); ++i) {
            named[head[i]] = values[i];
        }
        lines.push_back(std::move(named));
    }
    return lines;
}

date parsed(std::string const& iso) {
    return day(std::stoi(iso.substr(0, 4)) * 10000 + std::stoi(iso.substr(5, 2)) * 100 +
               std::stoi(iso.substr(8, 2)));
}

std::string printed(date d) {
    auto const ymd = d.year_month_day();
    auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(static_cast<int>(ymd.year)) + "-" +
           two(static_cast<int>(ymd.month.as_number())) + "-" + two(static_cast<int>(ymd.day));
}

std::size_t index_of(date d) {
    auto const n = qixian::days_between(first_modelled_day, d);
    if (n < 0 || d > last_modelled_day) {
        throw std::out_of_range("the model has no calendar for " + printed(d));
    }
    return static_cast<std::size_t>(n);
}

}  // namespace

calendar::calendar(std::string const& directory, maybe_date known_on) {
    for (date d = first_modelled_day; d <= last_modelled_day; d = plus_days(d, 1)) {
        working_.push_back(!qixian::is_weekend(d));
    }
    auto modelled = [](date d) { return d >= first_modelled_day && d <= last_modelled_day; };
    for (auto const& statutory : csv_file(directory + "/cn-statutory-days.csv")) {
        if (auto const d = parsed(statutory.at("date")); modelled(d)) {
            working_[index_of(d)] = false;
        }
    }
    std::vector<std::pair<std::string, std::string>> notices;
    for (auto const& notice : csv_file(directory + "/cn-notices.csv")) {
        if (!known_on || notice.at("published") <= printed(*known_on)) {
            notices.emplace_back(notice.at("published"), notice.at("notice_id"));
        }
    }
    std::sort(notices.begin(), notices.end());
    auto const days = csv_file(directory + "/cn-days.csv");
    for (auto const& [published, notice] : notices) {
        for (auto const& arranged : days) {
            if (arranged.at("notice_id") != notice) {
                continue;
            }
            auto const d = parsed(arranged.at("date"));
            auto const& kind = arranged.at("kind");
            working_[index_of(d)] = kind == "work" || (kind == "revert" && !qixian::is_weekend(d));
        }
    }
}

bool calendar::works(date d) const { return working_[index_of(d)]; }

date calendar::add_working_days(date d, int n) const {
    while (n > 0) {
        d = plus_days(d, 1);
        if (works(d)) {
            --n;
        }
    }
    return d;
}

date calendar::roll(date d) const {
    while (!works(d)) {
        d = plus_days(d, 1);
    }
    return d;
}

int calendar::working_days(date a, date b) const {
    if (b < a) {
        return -working_days(b, a);
    }
    int n = 0;
    while (a < b) {
        a = plus_days(a, 1);
        n += works(a) ? 1 : 0;
    }
    return n;
}

date add_months(date d, int months) {
    auto const ymd = d.year_month_day();
    int const month = static_cast<int>(ymd.month.as_number()) - 1 + months;
    int const year = static_cast<int>(ymd.year) + month / 12;
    int const first = year * 10000 + (month % 12 + 1) * 100 + 1;
    date const end = day(first).end_of_month();
    int const wanted = static_cast<int>(ymd.day);
    return wanted <= static_cast<int>(end.day()) ? plus_days(day(first), wanted - 1) : end;
}

}  // namespace model
