// The Harbour Berth Rules of tests/data/statutes/harbour.rows, read at run time, and cases under them.
#pragma once

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/date/text.hpp"
#include "qixian/ledger/form_count.hpp"
#include "qixian/rule/loader.hpp"

namespace kernel_test {

using namespace qixian;
using qixian::date;

inline std::string harbour_text() {
    std::ifstream in(QIXIAN_TEST_DATA "/statutes/harbour.rows");
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

inline std::string shown(maybe_date d) { return d ? to_text(*d) : "-"; }

class harbour {
public:
    explicit harbour(std::string const& text)
        : rows_(load_statute(text).value()), law_(rows_.view()) {}

    [[nodiscard]] statute const& law() const { return law_; }
    [[nodiscard]] context in() const { return {china::calendar(), {}, &law_}; }

    /// `granted 2023-03-14` and what its letter said.
    [[nodiscard]] entry row(std::string const& text) const {
        std::istringstream words(text);
        std::string what, on, cell;
        words >> what >> on;
        entry e;
        e.application = "A";
        e.what = word_of(law_.events, what).value();
        e.on = parse_date(on).value();
        while (words >> cell) {
            auto const key = cell.substr(0, cell.find('='));
            auto const value = cell.substr(key.size() + 1);
            if (key == "class") {
                e.applicant = word_of(law_.classes, value).value();
            } else if (key == "days") {
                e.days = std::stoi(value);
            } else if (key == "delivered") {
                e.delivered = parse_date(value).value();
            } else if (key == "ref") {
                e.ref = value;
            } else if (key == "re") {
                e.re = value;
            } else if (key == "id") {
                e.id = value;
            } else {
                ADD_FAILURE() << key;
            }
        }
        return e;
    }

    [[nodiscard]] std::vector<entry> rows(std::string const& key, std::string const& text) const {
        std::vector<entry> out;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line, ';');) {
            out.push_back(row(line));
            out.back().application = key;
            out.back().seq = static_cast<std::int64_t>(out.size());
        }
        return out;
    }

    [[nodiscard]] assessment at(std::string const& key, std::string const& text,
                                std::string const& as_of) const {
        return assess(rows(key, text), parse_date(as_of).value(), in()).value();
    }

    [[nodiscard]] ruling would_say(std::string const& text, std::string const& proposed) const {
        return would(rows("A", text), row(proposed), in()).value().said;
    }

private:
    loaded_statute rows_;
    statute law_;
};

/// Eight cases of two years, with what was worked out for each by hand.
inline std::map<std::string, std::string> const cases{
    // Day 10 after Wednesday 1 March 2023 is Wednesday 15 March.
    {"B-01", "requested 2023-03-01 class=shipper;granted 2023-03-14"},
    // 18 to 20 April are days 1 to 3. 21 April to 8 May pass in waiting for the survey. 9 to 12 May
    // are days 4 to 7, 15 to 17 May days 8 to 10. The answer came two days late.
    {"B-02", "requested 2023-04-17 class=angler;survey_ordered 2023-04-20 ref=s1;"
             "survey_done 2023-05-08 re=s1;refused 2023-05-19"},
    // The letter arrived on Saturday 17 June. Day 5 is the 22nd, a holiday through the 24th; Sunday
    // 25 June was worked. What ended on the 26th was entered on the 29th.
    {"B-03", "requested 2023-06-12 class=angler;paper_asked 2023-06-14 delivered=2023-06-17;"
             "paper_lapsed 2023-06-29"},
    // Open at the end of 2023. Day 10 is 4 January 2024, day 15 Thursday 11 January.
    {"B-04", "requested 2023-12-20 class=shipper;extended 2023-12-28 days=5;granted 2024-01-10"},
    // Open at the end of 2022. 3 to 6 and 9 to 12 January are days 3 to 10.
    {"B-05", "requested 2022-12-28 class=angler;granted 2023-01-12"},
    // Open at the end of 2023. Day 10 is Thursday 11 January 2024.
    {"B-06", "requested 2023-12-27 class=shipper;refused 2024-01-09"},
    // Over the National Day: Saturday 7 and Sunday 8 October were worked, day 10 is the 12th.
    {"B-07", "requested 2023-09-22 class=shipper;granted 2023-10-12"},
    // As B-03, but the paper came in time.
    {"B-08", "requested 2023-06-12 class=angler;paper_asked 2023-06-14 delivered=2023-06-17;"
             "paper_supplied 2023-06-20;granted 2023-06-27"},
};

inline counted_form table_of(harbour const& port, int year) {
    std::vector<account> accounts;
    for (auto const& [key, text] : cases) {
        accounts.push_back(account_of(port.at(key, text, "2024-12-31")));
    }
    return count_form(accounts, year, rows_of(port.law(), 0), port.law().classes);
}

/// `row: shipper angler total`.
inline std::string printed(counted_form const& t) {
    std::string out;
    for (auto const& row : t.rows) {
        out += std::string(row.id) + ":";
        for (auto const n : row.count) {
            out += " " + std::to_string(n);
        }
        out += "; ";
    }
    return out;
}

inline std::string duties_of(assessment const& a, statute const& law) {
    std::string out;
    for (auto const& d : a.duties) {
        out += std::string(law.duty_words[place_of(d.what)].code) + " " +
               std::string(law.parties[place_of(d.owed_by)].code) + " " +
               (d.end ? to_text(d.end->due) : "-") + " " + std::string(code_of(d.status)) + "; ";
    }
    return out;
}

inline std::string next_of(assessment const& a, statute const& law) {
    std::string out;
    auto all = a.next;
    all.insert(all.end(), a.later.begin(), a.later.end());
    std::sort(all.begin(), all.end(),
              [](next_event const& x, next_event const& y) { return x.what < y.what; });
    for (auto const& each : all) {
        out += std::string(law.events[place_of(each.what)].code) + " " + shown(each.first) + " " +
               shown(each.last) + "; ";
    }
    return out;
}

inline std::string said_in(statute const& law, ruling const& said) {
    return std::string(code_of(said.what)) +
           (said.what == verdict::accepted ? "" : " " + std::string(name_of(said.why))) + " " +
           cite(law, said.cites) + " " + shown(said.limit);
}

}  // namespace kernel_test
