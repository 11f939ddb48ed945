// Notices in the forms in which others publish them: what JSON and iCalendar have in common.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/date/text.hpp"
#include "qixian/row/notice_file.hpp"

namespace qixian::inline v0::detail {

/// Where something stands in a text, from 1; 0: nowhere.
struct text_place {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// Collects every fault of one file.
class notice_faults {
public:
    static constexpr std::size_t most = 1000;  ///< nobody reads more

    explicit notice_faults(std::string file) : file_(std::move(file)) {}

    void say(code what, text_place at, std::string field, std::string why = {},
             std::vector<std::string> allowed = {}) {
        if (all_.size() >= most) {
            return;
        }
        all_.push_back({.what = what,
                        .detail = std::move(why),
                        .file = file_,
                        .line = at.line,
                        .column = at.column,
                        .field = std::move(field),
                        .allowed = std::move(allowed)});
    }

    [[nodiscard]] notices_read result(std::vector<notice> notices) && {
        std::stable_sort(all_.begin(), all_.end(), [](fault const& a, fault const& b) {
            return std::pair(a.line, a.column) < std::pair(b.line, b.column);
        });
        return all_.empty() ? notices_read{std::move(notices), {}}
                            : notices_read{{}, std::move(all_)};
    }

private:
    std::string file_;
    std::vector<fault> all_{};
};

/// A run of digits as a number. Pre: at most nine of them.
inline int number_in(std::string_view digits) {
    int out = 0;
    for (char const c : digits) {
        out = out * 10 + (c - '0');
    }
    return out;
}

inline bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The day of YYYYMMDD; none where it is no day.
inline maybe_date day_of_digits(std::string_view text) {
    if (text.size() != 8 || !all_digits(text)) {
        return {};
    }
    auto const read =
        parse_date(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                   std::string(text.substr(6, 2)));
    return read ? maybe_date{*read} : maybe_date{};
}

/// The day in the address of a paper, as gov.cn has them: /2026-11/05/, /20261105/, t20261105_, or of
/// a month alone (/202611/) its first day.
inline maybe_date day_in_address(std::string_view address) {
    maybe_date month;
    for (std::size_t i = 1; i < address.size(); ++i) {
        bool const begins = (address[i - 1] == '/' || address[i - 1] == 't') && address[i] == '2';
        if (!begins) {
            continue;
        }
        auto const rest = address.substr(i);
        auto const run = std::min(rest.find_first_not_of("0123456789"), rest.size());
        if (run == 8 && day_of_digits(rest.substr(0, 8))) {
            return day_of_digits(rest.substr(0, 8));
        }
        if (run == 4 && rest.size() >= 10 && rest[4] == '-' && rest[7] == '/') {
            auto const on = std::string(rest.substr(0, 4)) + std::string(rest.substr(5, 2)) +
                            std::string(rest.substr(8, 2));
            if (day_of_digits(on)) {
                return day_of_digits(on);
            }
        }
        if (run == 6 && rest.size() > 6 && rest[6] == '/') {
            auto const first = day_of_digits(std::string(rest.substr(0, 6)) + "01");
            month = first ? first : month;
        }
    }
    return month;
}

/// The days of one notice on their way: a day that two rows arrange is a fault with both lines.
class notice_days {
public:
    /// False, and nothing taken, where the day is there already.
    bool add(notice_day day, std::size_t line) {
        auto const [at, fresh] = places_.try_emplace(day.on, line, days_.size());
        if (fresh) {
            days_.push_back(std::move(day));
        }
        return fresh;
    }
    /// Pre: it is there.
    [[nodiscard]] notice_day& of(date on) { return days_[places_.at(on).second]; }
    [[nodiscard]] std::size_t line_of(date on) const { return places_.at(on).first; }

    [[nodiscard]] std::vector<notice_day> in_order() && {
        std::sort(days_.begin(), days_.end(),
                  [](auto const& a, auto const& b) { return a.on < b.on; });
        return std::move(days_);
    }

private:
    std::vector<notice_day> days_{};
    std::map<date, std::pair<std::size_t, std::size_t>> places_{};  ///< line, place in `days_`
};

/// Whether a calendar could know the year: days are asked of the calendar itself later.
inline bool is_notice_year(long long year) { return year >= 1949 && year <= 2200; }

/// The id of a notice that has none of its own.
inline std::string made_id(std::string_view form, std::string_view region, int year) {
    return std::string(form) + "-" + (region.empty() ? "" : std::string(region) + "-") +
           std::to_string(year);
}

/// A day of publication where nothing tells one: every question that reaches the year knows of it.
inline date published_before(int year) { return first_day_of(year - 1); }

}  // namespace qixian::inline v0::detail
