// The days of a place: what is said of them, when its festivals come round, and in which years
// nobody knows what they moved.
//
// Of each festival that a place keeps the data say within which days of each year it falls
// (tests/data/calendar/cn-local-festivals.csv). A festival of a year is known when a day off within
// those days is, or a local notice says that the year is complete. Of a place that the data do not
// have only its notices are known, and so only their years.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/calendar/impl/editions_data.ipp"

namespace qixian::inline v0::detail {

/// Within which days one festival of a place falls in one year, and what it may move at most.
struct local_window {
    std::string region{};
    std::string festival{};  ///< empty: of a place of whose festivals nothing is known
    int year = 0;
    int first = 0;  ///< indices
    int last = 0;
    int off = 0;     ///< working days that it may take off
    int worked = 0;  ///< weekend days that it may have worked
    bool known = false;
};

/// The rows of the regions asked for, a wide region before the places in it, and of each the data
/// before the notices.
inline void gather_local_days(editions::data& to) {
    to.local.clear();
    for (auto const& region : to.regions) {
        for (auto const& row : china_local_days) {
            if (china_regions[row.region] == region) {
                to.local.push_back({.region = region,
                                    .festival = std::string(china_holidays[row.holiday]),
                                    .on = day(row.on),
                                    .kind = row.kind});
                if (row.published != 0) {
                    to.local.back().published = day(row.published);
                }
            }
        }
        for (auto const& n : to.local_notices) {
            for (auto const& row : n.days) {
                if (n.region == region) {
                    to.local.push_back({region, row.holiday, row.on, row.kind, n.published});
                }
            }
        }
    }
}

inline bool is_public(maybe_date published, date const* known_on) {
    return known_on == nullptr || !published || *published <= *known_on;
}

/// The last word on each day that the rows of the place have.
inline std::map<int, local_day const*> local_words(editions::data const& from,
                                                   date const* known_on) {
    std::map<int, local_day const*> out;
    for (auto const& row : from.local) {
        if (!is_public(row.published, known_on)) {
            continue;
        }
        if (row.kind == notice_kind::revert) {
            out.erase(index_of(row.on));
        } else {
            out[index_of(row.on)] = &row;
        }
    }
    return out;
}

/// Whether the data have days or festivals of exactly this region.
inline bool is_in_data(std::string_view region) {
    auto const of_it = [&](auto const& row) { return china_regions[row.region] == region; };
    return std::any_of(std::begin(china_local_days), std::end(china_local_days), of_it) ||
           std::any_of(std::begin(china_local_windows), std::end(china_local_windows), of_it);
}

class local_festivals {
public:
    local_festivals(editions::data const& from, date const* known_on)
        : from_(from), known_on_(known_on), words_(local_words(from, known_on)) {
        for (auto const& region : from.regions) {
            if (is_in_data(region)) {
                add_listed(region);
            } else {
                add_unlisted(region);
            }
        }
        for (auto& each : windows_) {
            each.known = each.known || is_known(each);
        }
    }

    [[nodiscard]] std::vector<local_window> const& windows() const { return windows_; }
    [[nodiscard]] std::map<int, local_day const*> const& words() const { return words_; }

    /// What is open of the place: a year of which nothing is known, as a whole, or the windows of
    /// the festivals that are not.
    [[nodiscard]] std::vector<open_days> open() const {
        std::vector<open_days> out;
        std::map<std::pair<std::string, int>, std::vector<local_window const*>> years;
        for (auto const& each : windows_) {
            years[{each.region, each.year}].push_back(&each);
        }
        for (auto const& [key, windows] : years) {
            bool const some = std::any_of(windows.begin(), windows.end(),
                                          [](auto const* each) { return each->known; });
            open_days whole{.from = first_day_of(key.second),
                            .to = last_day_of(key.second),
                            .year = key.second,
                            .region = key.first};
            for (auto const* each : windows) {
                if (each->known) {
                    continue;
                }
                date const first = plus_days(before_first_day(), each->first);
                date const last = plus_days(before_first_day(), each->last);
                if (some) {
                    out.push_back({.from = first,
                                   .to = last,
                                   .year = each->year,
                                   .region = each->region,
                                   .festivals = {each->festival}});
                    continue;
                }
                whole.from = (std::min)(whole.from, first);
                whole.to = (std::max)(whole.to, last);
                bool const again = std::find(whole.festivals.begin(), whole.festivals.end(),
                                             each->festival) != whole.festivals.end();
                if (!each->festival.empty() && !again) {
                    whole.festivals.push_back(each->festival);
                }
            }
            if (!some) {
                out.push_back(std::move(whole));
            }
        }
        // They stand region by region.
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i].known_years = i > 0 && out[i - 1].region == out[i].region
                                     ? out[i - 1].known_years
                                     : known_years(out[i].region);
        }
        return out;
    }

private:
    [[nodiscard]] std::vector<int> known_years(std::string const& region) const {
        std::set<int> years;
        for (auto const& w : windows_) {
            if (w.known && w.region == region) {
                years.insert(w.year);
            }
        }
        return {years.begin(), years.end()};
    }

    void add_listed(std::string const& region) {
        for (auto const& w : china_local_windows) {
            if (china_regions[w.region] == region) {
                windows_.push_back({region, std::string(china_holidays[w.holiday]), w.year,
                                    index_of(day(w.from)), index_of(day(w.to)), w.off, w.worked,
                                    w.moves_nothing});
            }
        }
    }

    /// Of a place that only notices tell of: their years, and in the others as much as in the
    /// fullest of them.
    void add_unlisted(std::string const& region) {
        local_window any{.region = region};
        std::vector<int> years;
        for (auto const& n : from_.local_notices) {
            if (n.region != region) {
                continue;
            }
            int off = 0;
            int worked = 0;
            for (auto const& row : n.days) {
                off += row.kind == notice_kind::off && !is_weekend(row.on) ? 1 : 0;
                worked += row.kind == notice_kind::work ? 1 : 0;
            }
            any.off = (std::max)(any.off, off);
            any.worked = (std::max)(any.worked, worked);
            if (is_public(n.published, known_on_)) {
                years.push_back(n.arranges_year);
            }
        }
        for (int year = china_first_year; year <= china_last_year; ++year) {
            any.year = year;
            any.first = index_of(first_day_of(year));
            any.last = index_of(last_day_of(year));
            any.known = std::find(years.begin(), years.end(), year) != years.end();
            windows_.push_back(any);
        }
    }

    [[nodiscard]] bool is_known(local_window const& w) const {
        bool const complete = std::any_of(
            from_.local_notices.begin(), from_.local_notices.end(), [&](notice const& n) {
                return n.complete && n.arranges_year == w.year &&
                       is_public(n.published, known_on_) &&
                       std::find(from_.regions.begin(), from_.regions.end(), n.region) !=
                           from_.regions.end();
            });
        if (complete) {
            return true;
        }
        for (auto at = words_.lower_bound(w.first); at != words_.end() && at->first <= w.last;
             ++at) {
            if (at->second->kind == notice_kind::off && is_of(*at->second, w)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the day may be of this festival: unless it names another of the place.
    [[nodiscard]] bool is_of(local_day const& row, local_window const& w) const {
        auto const names = [&](std::string const& festival) {
            return !festival.empty() && row.festival.find(festival) != std::string::npos;
        };
        return names(w.festival) ||
               std::none_of(windows_.begin(), windows_.end(),
                            [&](auto const& other) { return names(other.festival); });
    }

    editions::data const& from_;
    date const* known_on_;
    std::map<int, local_day const*> words_;
    std::vector<local_window> windows_{};
};

}  // namespace qixian::inline v0::detail
