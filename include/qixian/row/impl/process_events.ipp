// The events of one application in the order of time, rows and work together, as event logs for tools
// have them (row/xes.hpp, row/ocel.hpp).
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/row/work_record.hpp"
#include "qixian/rule/entry.hpp"

namespace qixian::inline v0::detail {

/// A row, or the beginning or end of some work.
struct process_event {
    instant at{};
    entry const* row = nullptr;
    work_record const* work = nullptr;
    bool begins = false;  ///< … of the work
};

/// The beginning of a day in UTC+8.
inline instant midnight_of(date d) {
    constexpr std::int64_t seconds_a_day = 86'400;
    constexpr std::int64_t beijing = 8 * std::int64_t{3600};
    return {std::int64_t{days_between(day(19700101), d)} * seconds_a_day - beijing};
}

/// Whether a row was recorded on the day that it is about: then that is its time.
inline bool knows_its_time(entry const& e) { return e.recorded && legal_day(*e.recorded) == e.on; }

inline instant time_of(entry const& e) {
    return knows_its_time(e) ? *e.recorded : midnight_of(e.on);
}

/// What happens at one moment: work ends, the row follows that it led to, other work begins.
inline int rank_at_its_moment(process_event const& e) {
    if (e.row != nullptr) {
        return 1;
    }
    bool const momentary = e.work->ended && *e.work->ended <= e.work->began;
    return e.begins && !momentary ? 2 : 0;
}

inline std::vector<process_event> events_of(std::span<entry const> rows,
                                            std::span<work_record const> work) {
    std::vector<process_event> out;
    out.reserve(rows.size() + 2 * work.size());
    for (auto const& w : work) {
        out.push_back({.at = w.began, .work = &w, .begins = true});
        if (w.ended) {
            out.push_back({.at = (std::max)(*w.ended, w.began), .work = &w});
        }
    }
    for (auto const& e : rows) {
        out.push_back({.at = time_of(e), .row = &e});
    }
    std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
        return a.at != b.at ? a.at < b.at : rank_at_its_moment(a) < rank_at_its_moment(b);
    });
    return out;
}

/// An application among those of all agencies.
inline std::string name_of_case(std::string_view agency, std::string_view application) {
    return agency.empty() ? std::string(application)
                          : std::string(agency) + '/' + std::string(application);
}

/// Hours to the fourth decimal, a third of a second.
inline std::string hours_text(double hours) {
    constexpr double parts = 10'000;
    char text[32];
    auto const end = std::to_chars(text, text + sizeof text, std::round(hours * parts) / parts);
    return {text, end.ptr};
}

}  // namespace qixian::inline v0::detail
