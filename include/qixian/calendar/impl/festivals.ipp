// The statute's own days, what notices have done around them, and what a coming notice may do.
#pragma once

#include <algorithm>
#include <array>
#include <climits>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/calendar/editions.hpp"
#include "qixian/calendar/impl/china_data.ipp"

namespace qixian::inline v0::detail {

/// Indices as in calendar_days_table: 1 is 1 January of the first year.
inline date before_first_day() { return plus_days(first_day_of(china_first_year), -1); }
inline int index_of(date d) { return days_between(before_first_day(), d); }
inline int last_index() { return index_of(last_day_of(china_last_year)); }

/// Monday 0 … Sunday 6; 1 January 2001 was a Monday, and `index` may be 0 or less.
inline int weekday_of_index(int index) {
    static_assert(china_first_year == 2001);
    return ((index - 1) % 7 + 7) % 7;
}
inline bool weekend_index(int index) { return weekday_of_index(index) >= 5; }

struct statutory_day {
    int index = 0;
    int holiday = 0;  ///< into china_holidays
    int version = 0;  ///< into china_versions
    int year = 0;
};

/// The day on which a festival that moves begins; 0 where it is not known.
inline int festival_start(china_rule const& rule, int year) {
    auto const& f = china_festival_days[year - china_first_year];
    switch (rule.kind) {
    case china_rule_kind::fixed: return year * 10000 + rule.first;
    case china_rule_kind::spring: return f.spring;
    case china_rule_kind::qingming: return f.qingming;
    case china_rule_kind::dragon_boat: return f.dragon_boat;
    case china_rule_kind::mid_autumn: return f.mid_autumn;
    }
    return 0;
}

/// Every statutory day, by the versions published by `known_on` (null: all), the last of them
/// projected to the end. The year after the last gives its 1 January, which a notice may join to
/// the last days of December. In order of version and year.
inline std::vector<statutory_day> statutory_days(date const* known_on) {
    std::vector<statutory_day> out;
    out.reserve(640);
    constexpr int versions = static_cast<int>(std::size(china_versions));
    auto const is_known = [known_on](int v) {
        return v == 0 || known_on == nullptr || day(china_versions[v].published) <= *known_on;
    };
    for (int v = 0; v < versions; ++v) {
        if (!is_known(v)) {
            continue;
        }
        auto const& version = china_versions[v];
        int until = INT_MAX;
        for (int later = v + 1; later < versions && until == INT_MAX; ++later) {
            until = is_known(later) ? china_versions[later].effective_from : INT_MAX;
        }
        int const from_year = (std::max)(version.effective_from / 10000, china_first_year);
        for (int year = from_year; year <= china_last_year + 1; ++year) {
            if (year * 10000 > until) {
                break;
            }
            for (int r = 0; r < version.rules; ++r) {
                auto const& rule = china_rules[version.first_rule + r];
                if (year > china_last_year &&
                    (rule.kind != china_rule_kind::fixed || rule.first != 101)) {
                    continue;
                }
                int const start = rule.kind == china_rule_kind::fixed ? year * 10000 + rule.first
                                                                      : festival_start(rule, year);
                int const offset = rule.kind == china_rule_kind::fixed ? 0 : rule.first;
                int const first = index_of(day(start)) + offset;
                for (int i = 0; i < rule.days; ++i) {
                    out.push_back({first + i, rule.holiday, v, year});
                }
            }
        }
        // Versions change on 1 January, so whole years are enough.
        if (until != INT_MAX) {
            int const end = until / 10000;
            out.erase(
                std::remove_if(out.begin(), out.end(),
                               [end, v](auto const& s) { return s.version == v && s.year >= end; }),
                out.end());
        }
    }
    return out;
}

/// One festival of one year: what a notice arranges as a whole.
struct festival {
    int holiday = 0;
    int year = 0;
    int days = 0;  ///< statutory days, one that falls on another's counted too
    int first = 0;
    int last = 0;
    std::array<int, 8> on{};  ///< the days, `days` of them

    [[nodiscard]] bool has(int index) const {
        return std::find(on.begin(), on.begin() + days, index) != on.begin() + days;
    }
    [[nodiscard]] int distance(int index) const {
        return index < first ? first - index : index > last ? index - last : 0;
    }
    [[nodiscard]] int weekdays() const {
        return static_cast<int>(std::count_if(on.begin(), on.begin() + days, [this](int const& i) {
            return !weekend_index(i) && std::find(on.data(), &i, i) == &i;
        }));
    }
    void add(int index) {
        on[static_cast<std::size_t>(days++)] = index;
        first = days == 1 ? index : (std::min)(first, index);
        last = days == 1 ? index : (std::max)(last, index);
    }
};

/// The festivals of the statute, year by year. Mid-Autumn that stands within five days of National
/// Day is one festival with it: notices arrange the two together, and in 2015 (27 September, four
/// days ahead) even the make-up day of the one lies in the span of the other.
inline std::vector<festival> festivals_of(std::vector<statutory_day> const& days) {
    constexpr int near = 5;
    std::vector<festival> out;
    for (auto const& d : days) {
        if (out.empty() || out.back().year != d.year || out.back().holiday != d.holiday) {
            out.push_back({.holiday = d.holiday, .year = d.year});
        }
        out.back().add(d.index);
    }
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        // The statute names Mid-Autumn right before National Day.
        auto& a = out[i];
        auto& b = out[i + 1];
        if (a.year == b.year && a.holiday != b.holiday && b.distance(a.first) <= near) {
            b.add(a.first);
            a.days = 0;
        }
    }
    out.erase(std::remove_if(out.begin(), out.end(), [](auto const& f) { return f.days == 0; }),
              out.end());
    return out;
}

/// Whether a notice is a year's arrangement or a change of it, and not a one-off: those name no
/// statutory day (3 September 2015, the extension of 2020).
inline bool arranges_festivals(notice const& n, std::vector<festival> const& all) {
    return std::any_of(n.days.begin(), n.days.end(), [&](notice_day const& row) {
        if (row.kind == notice_kind::revert) {
            return true;
        }
        int const index = index_of(row.on);
        return row.kind == notice_kind::off && std::any_of(all.begin(), all.end(), [&](auto& f) {
                   return f.year == n.arranges_year && f.has(index);
               });
    });
}

inline bool is_yearly(notice const& n, std::vector<festival> const& all) {
    return n.amends.empty() && arranges_festivals(n, all);
}

inline std::string_view holiday_name(int holiday) {
    return china_holidays[static_cast<std::size_t>(holiday)];
}

/// The festival that a row of a notice belongs to: one that it names, else the nearest.
inline int festival_of(std::vector<festival> const& all, int year, int index,
                       std::string_view name) {
    int best = -1;
    bool best_named = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].year != year) {
            continue;
        }
        bool const named = name.find(holiday_name(all[i].holiday)) != std::string_view::npos;
        if (best < 0 || (named && !best_named) ||
            (named == best_named &&
             all[i].distance(index) < all[static_cast<std::size_t>(best)].distance(index))) {
            best = static_cast<int>(i);
            best_named = named;
        }
    }
    return best;
}

/// How far the notices in `lessons` have reached. `lessons` stand in order of publication.
inline std::vector<arrangement_window> learn_windows(std::vector<notice> const& lessons) {
    auto const all = festivals_of(statutory_days(nullptr));
    std::map<int, std::map<int, std::pair<notice_kind, std::string_view>>> by_year;
    for (auto const& n : lessons) {
        if (is_yearly(n, all) || by_year.count(n.arranges_year) != 0) {
            if (!arranges_festivals(n, all)) {
                continue;
            }
            auto& rows = by_year[n.arranges_year];
            for (auto const& row : n.days) {
                if (row.kind == notice_kind::revert) {
                    rows.erase(index_of(row.on));
                } else {
                    rows[index_of(row.on)] = {row.kind, row.holiday};
                }
            }
        }
    }
    std::vector<arrangement_window> out;
    for (auto const& [year, rows] : by_year) {
        struct worked {
            int total = 0;
            int before = 0;
            int after = 0;
        };
        std::vector<worked> counts(std::size(china_holidays));
        for (auto const& f : all) {
            auto const named = [&](auto const& w) { return w.festival == holiday_name(f.holiday); };
            if (f.year == year && std::none_of(out.begin(), out.end(), named)) {
                out.push_back({.festival = std::string(holiday_name(f.holiday))});
            }
        }
        auto const window_of = [&](festival const& f) -> arrangement_window& {
            return *std::find_if(out.begin(), out.end(), [&](auto const& w) {
                return w.festival == holiday_name(f.holiday);
            });
        };
        for (auto const& [index, said] : rows) {
            int const which = festival_of(all, year, index, said.second);
            if (which < 0) {
                continue;
            }
            auto const& f = all[static_cast<std::size_t>(which)];
            auto& w = window_of(f);
            int const before = f.first - index;
            int const after = index - f.last;
            if (said.first == notice_kind::off && !weekend_index(index) && !f.has(index)) {
                w.off_before = (std::max)(w.off_before, before);
                w.off_after = (std::max)(w.off_after, after);
            }
            if (said.first == notice_kind::work && weekend_index(index)) {
                auto& c = counts[static_cast<std::size_t>(f.holiday)];
                ++c.total;
                c.before += before > 0 ? 1 : 0;
                c.after += after > 0 ? 1 : 0;
                w.work_before = (std::max)(w.work_before, before);
                w.work_after = (std::max)(w.work_after, after);
                w.worked_most = (std::max)(w.worked_most, c.total);
                w.worked_most_before = (std::max)(w.worked_most_before, c.before);
                w.worked_most_after = (std::max)(w.worked_most_after, c.after);
            }
        }
    }
    return out;
}

/// The window of a festival; of one that no notice has arranged yet, the widest of all. What
/// follows from the weekday on which a festival falls is taken from all festivals together, since
/// for one alone the examples of each weekday are few: the bridge back to the weekend before it,
/// and how many weekend days it may cost.
inline arrangement_window window_for(std::vector<arrangement_window> const& all,
                                     std::string_view name) {
    arrangement_window out;
    bool const known =
        std::any_of(all.begin(), all.end(), [name](auto const& w) { return w.festival == name; });
    for (auto const& w : all) {
        if (!known || w.festival == name) {
            out.off_after = (std::max)(out.off_after, w.off_after);
            out.work_before = (std::max)(out.work_before, w.work_before);
            out.work_after = (std::max)(out.work_after, w.work_after);
        }
        out.off_before = (std::max)(out.off_before, w.off_before);
        out.worked_most = (std::max)(out.worked_most, w.worked_most);
        out.worked_most_before = (std::max)(out.worked_most_before, w.worked_most_before);
        out.worked_most_after = (std::max)(out.worked_most_after, w.worked_most_after);
    }
    return out;
}

/// What a coming notice may do to each day and to the counts, as arrays over all indices.
struct outlook {
    std::vector<signed char> least;  ///< 1: surely worked
    std::vector<signed char> most;   ///< 0: surely off
    std::vector<signed char> sure;   ///< 1: surely worked, whatever is extended after the fact
    std::vector<int> upper;          ///< what each day adds to the highest count
    std::vector<int> lower;
    std::vector<int> floor_to;  ///< the same for the pair that bounds counts from below
    std::vector<int> floor_from;
};

// How far beyond what was learned a coming notice is allowed for, in calendar days. Leaving each
// year out in turn (tests/calendar/foresight.test.cpp) needs two days for worked weekends (2013,
// 2023, 2024 and 2026 reached further than every other year) and none for days off.
inline constexpr int off_margin = 0;
inline constexpr int work_margin = 2;

// A long holiday may be extended after the fact, by up to so many working days that nobody owes
// and nobody makes up; a worked weekend day that is called off counts as one of them. Never
// learned: the one example (27 January 2020, two working days) is what the figure was chosen by.
inline constexpr int extension_margin = 2;

/// Long: three statutory days or more under the statute of that year.
inline bool may_be_extended(festival const& f) { return f.days >= 3; }

/// The words of notices on the festivals of years that they do not settle.
struct said_already {
    std::vector<int> const& owner;  ///< by index: the festival it belongs to; -1: none
    std::vector<notice_day const*> const& words;  ///< by index
    int self;                                     ///< the festival that is asked about

    struct sums_of {
        int first = INT_MAX;
        int last = INT_MIN;
        int off = 0;
        int worked = 0;
        int settled = 0;  ///< worked less off on settled days: what is owed beyond them
    };

    [[nodiscard]] bool is_taken(int i) const {
        return i >= 1 && i < static_cast<int>(owner.size()) &&
               owner[static_cast<std::size_t>(i)] >= 0;
    }
    /// What the word adds to the days off of its festival: 1, 0 or -1.
    [[nodiscard]] int change(int i) const {
        auto const at = static_cast<std::size_t>(i);
        bool const off = words[at]->kind == notice_kind::off;
        return owner[at] != self || off == weekend_index(i) ? 0 : off ? 1 : -1;
    }
    [[nodiscard]] sums_of of(festival const& f, int settled) const {
        sums_of out;
        for (int i = 1; i < static_cast<int>(owner.size()); ++i) {
            if (owner[static_cast<std::size_t>(i)] != self || f.has(i)) {
                continue;
            }
            int const off = change(i);
            if (i <= settled) {
                out.settled -= off;
                continue;
            }
            out.first = (std::min)(out.first, i);
            out.last = (std::max)(out.last, i);
            out.off += off > 0 ? 1 : 0;
            out.worked += off < 0 ? 1 : 0;
        }
        return out;
    }
};

/// Adds festival `f`, not yet arranged, to the outlook. Days up to `settled` stay as they are.
///
/// Over a whole festival the weekdays off less the weekend days worked are its statutory days
/// (Holiday Regulations art. 6: one that falls on a weekend is made up). So the count of working
/// days is bounded from what may have happened up to a day and from what may still come after it.
///
/// An extension joins the rest days it extends. So its days lie after the last statutory day and
/// not beyond the `extension_margin` weekdays that follow the furthest day off. It lowers
/// `floor_to` as early as it can come and `floor_from` as late as it can, which bounds every span
/// from below wherever in the span it falls; `upper` and `lower` do not know of it.
///
/// What a notice that does not settle the year said of a festival already (`said`) happened: of what
/// the festival owes it is taken off, and those days are open to no festival any more.
inline void foresee(outlook& to, festival const& f, arrangement_window const& w, int settled,
                    said_already const& said) {
    int const last = static_cast<int>(to.least.size()) - 1;
    int const statutory = f.weekdays();
    auto const is_free = [&](int i) { return i > settled && !f.has(i) && !said.is_taken(i); };
    auto const extra_weekday = [&](int i) { return is_free(i) && !weekend_index(i); };
    auto const sums = said.of(f, settled);
    int const owed = f.days + sums.settled;
    int off_first = f.first - w.off_before - off_margin;
    int off_last = f.last + w.off_after + off_margin;
    int room = sums.off;
    for (int i = off_first; i <= off_last; ++i) {
        room += extra_weekday(i) ? 1 : 0;
    }
    while (room < f.days - statutory) {
        room += extra_weekday(++off_last) ? 1 : 0;
    }
    int work_first = f.first - w.work_before - work_margin;
    int work_last = f.last + w.work_after + work_margin;
    if (weekday_of_index(work_first) == 6) {
        --work_first;
    }
    if (weekday_of_index(work_last) == 5) {
        ++work_last;
    }

    int extended_last = off_last;
    for (int left = may_be_extended(f) ? extension_margin : 0; left > 0;) {
        left -= extra_weekday(++extended_last) ? 1 : 0;
    }

    int const begin = (std::min)({off_first, work_first, f.first, sums.first});
    int const end = (std::max)({extended_last, work_last, f.last, sums.last});
    struct tally {
        int statutory = 0;
        int taken = 0;  ///< off by what was said, less what is worked by it
        int off = 0;
        int rest = 0;      ///< weekdays that may be off, with those of an extension
        int extended = 0;  ///< days that an extension may take off
        int before = 0;
        int inside = 0;
        int after = 0;
    };
    auto const may_extend = [&](int i) {
        return extended_last > off_last && i > f.last && i <= extended_last &&
               (extra_weekday(i) ||
                (is_free(i) && weekend_index(i) && i >= work_first && i <= work_last));
    };
    auto const tally_with = [&](tally t, int i) {
        t.extended += may_extend(i) ? 1 : 0;
        t.rest += extra_weekday(i) && i >= off_first && i <= extended_last ? 1 : 0;
        if (f.has(i)) {
            t.statutory += weekend_index(i) ? 0 : 1;
        } else if (i > settled && said.is_taken(i)) {
            t.taken += said.change(i);
        } else if (i > settled && weekend_index(i) && i >= work_first && i <= work_last) {
            (i < f.first ? t.before : i > f.last ? t.after : t.inside) += 1;
        } else if (extra_weekday(i) && i >= off_first && i <= off_last) {
            t.off += 1;
        }
        return t;
    };
    tally whole;
    for (int i = begin; i <= end; ++i) {
        whole = tally_with(whole, i);
    }
    int const off_most =
        (std::max)(0, f.days - statutory + (std::max)(w.worked_most, sums.worked) - sums.off);
    int const worked_most = (std::max)(0, w.worked_most - sums.worked);
    auto const worked = [&](int before, int inside, int after) {
        return (std::min)(worked_most, (std::min)(before, w.worked_most_before) + inside +
                                           (std::min)(after, w.worked_most_after));
    };
    int const extension = (std::min)(extension_margin, whole.extended);
    tally t;
    int upper_before = 0;
    int lower_before = 0;
    int floor_to_before = 0;
    int floor_from_before = 0;
    for (int i = begin; i <= end; ++i) {
        t = tally_with(t, i);
        int const worked_by_now = worked(t.before, t.inside, t.after);
        int const worked_later =
            worked(whole.before - t.before, whole.inside - t.inside, whole.after - t.after);
        int const off_later = (std::min)(off_most, whole.off - t.off);
        // What is off for sure by now, and what will be for sure, less what is worked.
        int const surely_off = t.statutory + t.taken;
        int const surely_later = whole.statutory - t.statutory + whole.taken - t.taken;
        int const upper = (std::min)(worked_by_now - surely_off, surely_later + off_later - owed);
        int const lower = (std::max)(-surely_off - (std::min)(off_most, t.off),
                                     surely_later - worked_later - owed);
        int const extended_by_now = (std::min)(extension, t.extended);
        int const extended_at_least = (std::max)(0, extension - (whole.extended - t.extended));
        int const floor_to =
            (std::max)(-surely_off - (std::min)(off_most + extended_by_now, t.rest),
                       surely_later - worked_later - owed - extended_by_now);
        int const floor_from = upper - extended_at_least;
        if (i >= 1 && i <= last) {
            auto const at = static_cast<std::size_t>(i);
            to.upper[at] += upper - upper_before;
            to.lower[at] += lower - lower_before;
            to.floor_to[at] += floor_to - floor_to_before;
            to.floor_from[at] += floor_from - floor_from_before;
            if (f.has(i)) {
                to.least[at] = to.most[at] = to.sure[at] = 0;
            } else if (said.is_taken(i)) {
                // as it was said
            } else if (i > settled && weekend_index(i)) {
                if (i >= work_first && i <= work_last) {
                    to.most[at] = 1;
                }
            } else if (i > settled && i >= off_first && i <= off_last) {
                to.least[at] = to.sure[at] = 0;
            } else if (may_extend(i)) {
                to.sure[at] = 0;
            }
        }
        upper_before = upper;
        lower_before = lower;
        floor_to_before = floor_to;
        floor_from_before = floor_from;
    }
}

}  // namespace qixian::inline v0::detail
