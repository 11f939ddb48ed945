// A log of one application written as a sentence a line, and short questions to the answer of the model.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "model.hpp"

namespace stories {

using model::answer;
using model::policies;
using model::row;
using qixian::date;
using qixian::day;
using qixian::maybe_date;

inline std::string calendar_directory() { return QIXIAN_TEST_DATA "/calendar"; }

inline model::calendar const& china() {
    static model::calendar const days(calendar_directory());
    return days;
}

// A log of one application, written as a sentence a line.
struct story {
    std::vector<row> rows{};

    row& on(int yyyymmdd, std::string event) {
        row r;
        r.application = "A-1";
        r.on = day(yyyymmdd);
        r.event = std::move(event);
        r.line = static_cast<int>(rows.size()) + 2;
        rows.push_back(std::move(r));
        return rows.back();
    }
    row& received(int yyyymmdd) {
        auto& r = on(yyyymmdd, "received");
        r.applicant = "natural_person";
        r.channel = "in_person";
        return r;
    }
    row& lodged(int yyyymmdd, std::string channel) {
        auto& r = on(yyyymmdd, "lodged");
        r.applicant = "business";
        r.channel = std::move(channel);
        return r;
    }
    row& letter(int yyyymmdd, std::string event, int delivered = 0) {
        auto& r = on(yyyymmdd, std::move(event));
        r.delivered = day(delivered == 0 ? yyyymmdd : delivered);
        return r;
    }
    row& lasting(int yyyymmdd, std::string event, int days, std::string unit = "") {
        auto& r = letter(yyyymmdd, std::move(event));
        r.days = days;
        r.unit = std::move(unit);
        return r;
    }

    [[nodiscard]] answer as_of(int yyyymmdd, policies const& policy = {}) const {
        return model::assess(rows, day(yyyymmdd), policy, china());
    }
};

inline model::duty duty_of(answer const& a, std::string const& name, int n = 1) {
    auto const found = std::find_if(a.duties.begin(), a.duties.end(), [&](model::duty const& d) {
        return d.name == name && d.n == n;
    });
    return found == a.duties.end() ? model::duty{} : *found;
}

inline date due_of(answer const& a, std::string const& name, int n = 1) {
    return duty_of(a, name, n).due.value_or(day(19000101));
}

inline std::string status_of(answer const& a, std::string const& name, int n = 1) {
    return duty_of(a, name, n).status;
}

inline std::string codes(std::vector<model::coded> const& list) {
    std::string all;
    for (auto const& c : list) {
        all += (all.empty() ? "" : " ") + c.code;
    }
    return all;
}

inline maybe_date shadow_of(answer const& a, std::string const& code) {
    for (auto const& w : a.warnings) {
        if (w.code == code) {
            return w.shadow_due;
        }
    }
    return {};
}

inline bool warned(answer const& a, std::string const& code) {
    return std::any_of(a.warnings.begin(), a.warnings.end(),
                       [&](model::warning const& w) { return w.code == code; });
}

inline date reply_due(int received, policies const& policy = {}) {
    story s;
    s.received(received);
    return due_of(s.as_of(received, policy), "reply");
}

}  // namespace stories
