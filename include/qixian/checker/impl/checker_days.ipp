// The checker's own days: notices replayed in the order of their publication, and a period walked
// through day by day.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/checker/checker.hpp"

namespace qixian::inline v0::checked::detail {

inline std::string text_of(date d) {
    if (!is_legal_day(d)) {
        return "-";
    }
    auto const number = [](int value, std::size_t width) {
        auto digits = std::to_string(value);
        return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
    };
    auto const ymd = d.year_month_day();
    return number(ymd.year, 4) + "-" + number(ymd.month, 2) + "-" + number(ymd.day, 2);
}

template <class... Values>
bool one_of(std::string_view value, Values const&... values) {
    return ((value == values) || ...);
}

/// What is known of one day.
struct day_said {
    bool works = true;
    std::string why{};
    std::string source{};
    std::string holiday{};
};

/// The notices replayed in the order of their publication.
class day_view {
public:
    day_view(days const& raw, maybe_date known_on) {
        auto ordered = raw.notices;
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](auto const& a, auto const& b) { return a.published < b.published; });
        for (auto const& each : raw.statute) {
            base_[each.day] = {false, "statute", each.source, each.holiday};
        }
        for (auto const& each : ordered) {
            if (known_on && each.published > *known_on) {
                continue;
            }
            if (each.kind == "revert") {
                noticed_.erase(each.day);
            } else {
                noticed_[each.day] = {each.kind == "work", "notice", each.notice_id, each.holiday};
            }
        }
        for (auto const& each : raw.local) {
            local_[each.day] = {each.kind == "work", "local", each.region, each.holiday};
        }
        for (auto const& each : raw.open) {
            open_[each.day] = each.may_be_off;
        }
        find_last_year(raw, known_on);
    }

    /// D13: a notice may touch the three days before its own year. A region may leave days open.
    [[nodiscard]] bool settled(date d) const {
        return last_year_ != 0 && d <= day(last_year_ * 10000 + 1228) && !open_.contains(d);
    }
    /// Whether every day from `first` through `last` is.
    [[nodiscard]] bool settled(date first, date last) const {
        if (first > last) {
            return true;
        }
        auto const open = open_.lower_bound(first);
        return settled(last) && (open == open_.end() || open->first > last);
    }

    /// Whether the region leaves a day after `from` through `to` open.
    [[nodiscard]] bool leaves_open(date from, date to) const {
        auto const open = open_.upper_bound(from);
        return open != open_.end() && open->first <= to;
    }

    /// D2, D11: the region, else the last notice, else the statute, else the plain week.
    [[nodiscard]] day_said about(date d) const {
        for (auto const* layer : {&local_, &noticed_, &base_}) {
            if (auto const found = layer->find(d); found != layer->end()) {
                return found->second;
            }
        }
        return is_weekend(d) ? day_said{false, "weekend", "", ""} : day_said{};
    }

    [[nodiscard]] bool works(date d) const { return about(d).works; }

    [[nodiscard]] date on_or_after(date d) const {
        while (!works(d)) {
            d = plus_days(d, 1);
        }
        return d;
    }

    /// Whether a notice to come may give `d` off: a weekday close to a day of the statute, or to a
    /// festival of the region.
    [[nodiscard]] bool may_be_off(date d) const {
        if (auto const open = open_.find(d); open != open_.end() && open->second) {
            return true;
        }
        for (int away = -5; away <= 5; ++away) {
            if (base_.contains(plus_days(d, away))) {
                return true;
            }
        }
        return false;
    }

private:
    /// The last year that is settled with all between it and the first: each festival of its statute
    /// has a day off in the notices, or one of them says that it is complete.
    void find_last_year(days const& raw, maybe_date known_on) {
        std::set<std::pair<int, std::string>> without;  // festivals of the statute, by their year
        for (auto const& each : raw.statute) {
            without.insert({year_of(each.day), each.holiday});
        }
        for (auto const& each : raw.statute) {
            auto const said = noticed_.find(each.day);
            if (said != noticed_.end() && !said->second.works) {
                without.erase({year_of(each.day), each.holiday});
            }
        }
        std::set<int> arranged;
        for (auto const& [on, said] : noticed_) {
            auto const year = year_of(on);
            auto const open = without.lower_bound({year, {}});
            if (open == without.end() || open->first != year) {
                arranged.insert(year);
            }
        }
        for (auto const& each : raw.complete) {
            if (!known_on || each.published <= *known_on) {
                arranged.insert(each.year);
            }
        }
        for (auto const year : arranged) {
            if (last_year_ == 0 || last_year_ + 1 == year) {
                last_year_ = year;
            }
        }
    }

    std::map<date, day_said> base_{};
    std::map<date, day_said> noticed_{};
    std::map<date, day_said> local_{};
    std::map<date, bool> open_{};
    int last_year_ = 0;
};

/// Why days are not counted: an opinion is sought (R33-4, O3), a correction awaited under Decree 492
/// (O6, `correction_492=pauses`), or a notice that held the clock came back (reading 12b).
enum class stopped_by { consultation, correction, returned };

/// Days after `from` through `to` that are not counted.
struct stop {
    date from{};
    date to{};
    std::string ref{};
    bool open = false;
    maybe_date full{};  ///< where an open one ends at the latest
    stopped_by why = stopped_by::consultation;
    std::size_t letter = 0;  ///< the number of the letter
};

struct run_of_days {
    date start{};
    int length = 0;
    std::string unit = "working_day";
    maybe_date named{};
    bool rolls = true;
    std::vector<stop> stops{};
};

/// D5: the corresponding day, else the end of the month.
inline date months_after(date d, int n) {
    auto const ymd = d.year_month_day();
    int const months = ymd.year * 12 + ymd.month - 1 + n;
    for (int day_of_month = ymd.day;; --day_of_month) {
        auto const length = boost::gregorian::gregorian_calendar::end_of_month_day(
            static_cast<unsigned short>(months / 12), static_cast<unsigned short>(months % 12 + 1));
        if (day_of_month <= length) {
            return day(months / 12 * 10000 + (months % 12 + 1) * 100 + day_of_month);
        }
    }
}

/// Every day of a period, by walking (D1 to D5). `slow`: days that a notice may still take count
/// as rest days, which gives a day that is late beyond doubt.
inline std::vector<line> walk(run_of_days const& p, day_view const& cal, bool slow = false) {
    std::vector<line> out;
    auto const rest = [&](date d) {
        return !cal.works(d) || (slow && !cal.settled(d) && cal.may_be_off(d));
    };
    auto const add = [&](date d, char const* is) -> line& {
        line made;
        made.day = d;
        made.is = is;
        made.provisional = !cal.settled(d);
        out.push_back(std::move(made));
        return out.back();
    };
    auto const add_rest = [&](date d) {
        auto const said = cal.about(d);
        auto& made = add(d, "skipped");
        made.why = said.works ? "provisional" : said.why;
        made.source = said.source;
        made.holiday = said.holiday;
    };
    if (!p.named && p.unit == "working_day") {
        int counted = 0;
        for (date d = p.start; counted < p.length;) {
            d = plus_days(d, 1);
            if (rest(d)) {
                add_rest(d);
                continue;
            }
            auto const paused = std::find_if(p.stops.begin(), p.stops.end(), [&](auto const& s) {
                return s.from < d && d <= s.to;
            });
            if (paused != p.stops.end()) {
                auto& held = add(d, "paused");
                held.ref = paused->ref;
                held.source = cal.about(d).source;
                continue;
            }
            auto& made = add(d, "counted");
            made.n = ++counted;
            made.source = cal.about(d).source;
        }
        return out;
    }
    date last = p.start;
    if (p.named) {
        last = *p.named;
        add(last, "named").provisional = false;
    } else if (p.unit == "month") {
        last = months_after(p.start, p.length);
        add(last, "month_day").provisional = false;
    } else {
        for (int n = 1; n <= p.length; ++n) {
            last = plus_days(p.start, n);
            auto& made = add(last, "counted");
            made.n = n;
            made.provisional = false;  // counted whether it is worked or not
        }
    }
    if (p.rolls && rest(last)) {
        for (; rest(last); last = plus_days(last, 1)) {
            add_rest(last);
        }
        add(last, "rolled");
    }
    return out;
}

inline date last_day(run_of_days const& p, day_view const& cal, bool slow = false) {
    auto const lines = walk(p, cal, slow);
    return lines.empty() ? p.start : lines.back().day;
}

/// Z16: the working days after `from` through `to`. `slow` as in `walk`, which gives the fewest.
inline int days_worked(date from, date to, day_view const& cal, bool slow = false) {
    int n = 0;
    for (date d = plus_days(from, 1); d <= to; d = plus_days(d, 1)) {
        n += cal.works(d) && !(slow && !cal.settled(d) && cal.may_be_off(d)) ? 1 : 0;
    }
    return n;
}

}  // namespace qixian::inline v0::checked::detail
