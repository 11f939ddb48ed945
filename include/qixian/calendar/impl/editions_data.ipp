// What editions hold: notices, local days and what is made of them once.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/calendar/impl/festivals.ipp"

namespace qixian::inline v0 {
namespace detail {

/// The calendar of everything that is known, made when it is first asked for. A copy of the data is
/// made to be changed, so it begins without one.
class calendar_once {
public:
    calendar_once() = default;
    calendar_once(calendar_once const& /*other*/) {}
    calendar_once& operator=(calendar_once const& /*other*/) { return *this; }
    calendar_once(calendar_once&&) = delete;
    calendar_once& operator=(calendar_once&&) = delete;
    ~calendar_once() = default;

    template <class Make>
    working_calendar const& get(Make const& make) const {
        std::call_once(once_, [&] { made_.emplace(make()); });
        return *made_;
    }

private:
    mutable std::once_flag once_{};
    mutable std::optional<working_calendar> made_{};
};

}  // namespace detail

struct editions::data {
    std::vector<notice> notices{};        ///< of the country
    std::vector<notice> lessons{};        ///< what the windows are learned from
    std::vector<notice> local_notices{};  ///< of any region, in order of publication
    std::vector<arrangement_window> windows{};
    std::vector<std::string> regions{};  ///< from wide to narrow
    std::vector<local_day> local{};      ///< of these regions, in their order
    detail::calendar_once current{};
};

struct editions_access {
    static editions make(std::shared_ptr<editions::data const> held) {
        return editions(std::move(held));
    }
};

namespace detail {

inline std::vector<notice> china_notice_list() {
    std::vector<notice> out;
    out.reserve(std::size(china_notices));
    for (auto const& n : china_notices) {
        notice made{.id = std::string(n.id),
                    .document = std::string(n.document),
                    .title = std::string(n.title),
                    .published = day(n.published),
                    .arranges_year = n.arranges_year,
                    .amends = std::string(n.amends)};
        made.days.reserve(static_cast<std::size_t>(n.days));
        for (int i = n.first_day; i < n.first_day + n.days; ++i) {
            auto const& row = china_days[i];
            made.days.push_back({day(row.on), row.kind, std::string(china_holidays[row.holiday])});
        }
        // That of 2001 came out on 2 January, and so names no New Year's Day.
        made.complete = n.arranges_year == china_first_year && n.amends.empty();
        out.push_back(std::move(made));
    }
    return out;
}

/// The year in which most days of a notice lie; of two with as many, the later.
inline int year_of_most(std::vector<notice_day> const& days) {
    std::map<int, int> by_year;
    for (auto const& row : days) {
        ++by_year[year_of(row.on)];
    }
    int best = 0;
    int most = 0;
    for (auto const& [year, rows] : by_year) {
        if (rows >= most) {
            most = rows;
            best = year;
        }
    }
    return best;
}

/// Inserts after every notice published on the same day or before.
inline void insert_by_publication(std::vector<notice>& into, notice extra) {
    auto const at = std::upper_bound(into.begin(), into.end(), extra.published,
                                     [](date d, notice const& n) { return d < n.published; });
    into.insert(at, std::move(extra));
}

inline std::shared_ptr<editions::data> copy_of(editions::data const& held) {
    return std::make_shared<editions::data>(held);
}

}  // namespace detail

}  // namespace qixian::inline v0
