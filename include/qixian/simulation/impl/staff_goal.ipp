// Goals of a staff as text, and the figures that they bound.
#pragma once

#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/simulation/impl/answers.ipp"
#include "qixian/simulation/staff.hpp"

namespace qixian::inline v0 {

namespace detail {

inline constexpr std::array<std::string_view, 6> staff_words{
    "late", "late_results", "carried_out", "overdue", "days", "days95"};

/// Signs as a Chinese keyboard writes them made plain, and blanks taken out.
inline std::string plain_goal(std::string_view text) {
    constexpr std::string_view full_width = "\xEF\xBC";  // U+FF01 to U+FF3F: ! to _
    constexpr std::string_view at_most = "\xE2\x89\xA4";
    constexpr std::string_view wide_blank = "\xE3\x80\x80";
    std::string out;
    while (!text.empty()) {
        std::size_t taken = 1;
        if (text.substr(0, 3) == at_most || text.substr(0, 3) == wide_blank) {
            out += text.substr(0, 3) == at_most ? "<=" : "";
            taken = 3;
        } else if (text.substr(0, 2) == full_width && text.size() > 2) {
            out += static_cast<char>(static_cast<unsigned char>(text[2]) - 0x81U + '!');
            taken = 3;
        } else if (text.front() != ' ' && text.front() != '\t') {
            out += text.front();
        }
        text.remove_prefix(taken);
    }
    return out;
}

class goal_reader {
public:
    explicit goal_reader(std::string_view text) : text_(text), plain_(plain_goal(text)) {}

    result<staff_goal> read() {
        std::string_view const all = plain_;
        auto const sign = all.find_first_of("<>=!");
        auto const name = all.substr(0, sign);
        staff_goal out;
        if (!figure(name, out)) {
            return fault{.what = code::unknown_code,
                         .detail = std::string(name),
                         .field = "--goal",
                         .allowed = {staff_words.begin(), staff_words.end()}};
        }
        auto rest = sign == std::string_view::npos ? std::string_view{} : all.substr(sign);
        out.or_equal = rest.substr(0, 2) == "<=";
        if (!out.or_equal && rest.substr(0, 1) != "<") {
            return fault{.what = code::unknown_code,
                         .detail = std::string(rest.substr(0, rest.find_first_of("0123456789."))),
                         .field = "--goal",
                         .allowed = {"<", "<="}};
        }
        rest.remove_prefix(out.or_equal ? 2 : 1);
        bool const per_cent = !rest.empty() && rest.back() == '%';
        if (per_cent) {
            rest.remove_suffix(1);
        }
        if (!number(rest, out.limit)) {
            return wrong(": a number after the comparison");
        }
        if (is_share(out.what)) {
            out.limit /= per_cent ? 100 : 1;
            if (out.limit >= 1 || (!per_cent && out.limit == 1)) {
                return wrong(": a share below 100%, as 1% or 0.01");
            }
        } else if (per_cent) {
            return wrong(": no share, so without %");
        }
        if (out.limit == 0 && !out.or_equal) {
            return wrong(": nothing is below 0; <=0 asks for none");
        }
        return out;
    }

private:
    static bool figure(std::string_view name, staff_goal& out) {
        for (std::size_t i = 0; i < staff_words.size(); ++i) {
            if (name == staff_words[i] &&
                i < static_cast<std::size_t>(staff_figure::days_quantile)) {
                out.what = static_cast<staff_figure>(i);
                return true;
            }
        }
        if (name.size() < 5 || name.size() > 6 || name.substr(0, 4) != "days") {
            return false;
        }
        auto const digits = name.substr(4);
        auto const [end, wrong] =
            std::from_chars(digits.data(), digits.data() + digits.size(), out.percent);
        out.what = staff_figure::days_quantile;
        return wrong == std::errc{} && end == digits.data() + digits.size() && out.percent >= 1;
    }

    static bool number(std::string_view text, double& into) {
        if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos) {
            return false;
        }
        auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), into);
        return wrong == std::errc{} && end == text.data() + text.size();
    }

    [[nodiscard]] fault wrong(std::string_view expected) const {
        fault out{.what = code::bad_number, .field = "--goal"};
        out.detail = std::string(text_) + std::string(expected);
        return out;
    }

    std::string_view text_;
    std::string plain_;
};

/// The least number of days by which so many of a hundred replies were there.
inline double days_for(year_tally const& y, int percent) {
    std::int64_t all = 0;
    for (auto const n : y.days_to_reply) {
        all += n;
    }
    std::int64_t seen = 0;
    for (std::size_t d = 0; d < y.days_to_reply.size(); ++d) {
        seen += y.days_to_reply[d];
        if (seen * 100 >= all * percent) {
            return static_cast<double>(d);
        }
    }
    return static_cast<double>(most_days_to_reply);
}

/// What a goal bounds, in one year of one replication.
inline double figure_of(staff_goal const& goal, year_tally const& y) {
    // Where nobody is answered though somebody should have been, waiting has no end.
    auto const days = [&](double value) {
        std::int64_t replies = 0;
        for (auto const n : y.days_to_reply) {
            replies += n;
        }
        if (replies > 0) {
            return value;
        }
        return y.missed + y.overdue_open > 0 ? static_cast<double>(most_days_to_reply) : 0.0;
    };
    switch (goal.what) {
    case staff_figure::late: return late_of_due_of(y);
    case staff_figure::late_results: return late_share_of(y);
    case staff_figure::carried_out: return static_cast<double>(carried_out_of(y));
    case staff_figure::overdue: return static_cast<double>(y.overdue_open);
    case staff_figure::days: return days(mean_days_of(y));
    case staff_figure::days_quantile: return days(days_for(y, goal.percent));
    }
    return 0;
}

/// Of how many the figure counts some, if it counts any.
inline double whole_of(staff_goal const& goal, year_tally const& y) {
    switch (goal.what) {
    case staff_figure::late: return static_cast<double>(y.came_due);
    case staff_figure::late_results: return static_cast<double>(results_of(y));
    default: return static_cast<double>(y.table[new_row][class_count] + carried_out_of(y));
    }
}

inline bool keeps(staff_goal const& goal, double value) {
    return goal.or_equal ? value <= goal.limit : value < goal.limit;
}

}  // namespace detail

QIXIAN_DECL result<staff_goal> parse_goal(std::string_view text) {
    return detail::goal_reader(text).read();
}

QIXIAN_DECL std::string text_of(staff_goal const& goal) {
    std::string out(goal.what == staff_figure::days_quantile
                        ? "days" + std::to_string(goal.percent)
                        : std::string(detail::staff_words[static_cast<std::size_t>(goal.what)]));
    out += goal.or_equal ? "<=" : "<";
    std::array<char, 32> digits{};
    auto const value = is_share(goal.what) ? goal.limit * 100 : goal.limit;
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                   std::chars_format::general, 10);
    out.append(digits.data(), end.ptr);
    return is_share(goal.what) ? out + "%" : out;
}

}  // namespace qixian::inline v0
