// Escaped texts in two languages, numbers and ranges, holidays of a year.
#include "simulate/page_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace qixian::cli::page {

namespace {

struct holiday_name {
    std::string_view zh;
    std::string_view en;
    std::string_view brief_zh;
    std::string_view brief_en;
};

constexpr auto holiday_names = std::to_array<holiday_name>({
    {"元旦", "New Year", "元旦", "New Year"},
    {"春节", "Spring Festival", "春节", "Spring"},
    {"清明节", "Qingming", "清明", "Qingming"},
    {"劳动节", "Labour Day", "劳动", "Labour"},
    {"端午节", "Dragon Boat", "端午", "Dragon B."},
    {"中秋节", "Mid-Autumn", "中秋", "Mid-Aut."},
    {"国庆节", "National Day", "国庆", "National"},
    {"what if", "what if", "假设", "what if"},
});

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

/// Adds what `holiday` says to the names of a run, unless it is there.
void add_name(holiday_run& to, std::string_view holiday) {
    auto const put = [](std::string& into, std::string_view more, std::string_view between) {
        if (into.find(more) == std::string::npos) {
            into += (into.empty() ? "" : std::string(between)) + escaped(more);
        }
    };
    bool known = false;
    for (auto const& each : holiday_names) {
        if (holiday.find(each.zh) != std::string_view::npos) {
            known = true;
            put(to.name.zh, each.zh == "what if" ? "假设放假" : each.zh, "、");
            put(to.name.en, each.en, ", ");
            put(to.brief.zh, each.brief_zh, "");
            put(to.brief.en, each.brief_en, ", ");
        }
    }
    if (!known && !holiday.empty()) {
        put(to.name.zh, holiday, "、");
        put(to.name.en, holiday, ", ");
        put(to.brief.zh, holiday, "");
        put(to.brief.en, holiday, ", ");
    }
}

}  // namespace

two same(std::string_view text) {
    auto const safe = escaped(text);
    return {safe, safe};
}

std::string shown(two const& text) {
    if (text.zh == text.en) {
        return text.zh;
    }
    return fmt::format(
        R"(<span class="zh" lang="zh-Hans">{}</span><span class="en" lang="en">{}</span>)", text.zh,
        text.en);
}

two name_of_scenario(simulation_answer const& said, std::size_t which) {
    auto const& name = said.scenarios[which].name;
    return which == 0 && name == "base" ? two{"基准方案", "base"} : same(name);
}

std::string number(double value, int decimals) {
    if (!std::isfinite(value)) {
        return "–";
    }
    auto const plain = fmt::format("{:.{}f}", std::fabs(value), decimals);
    bool const zero = plain.find_first_not_of("0.") == std::string::npos;
    auto const digits = std::min(plain.find('.'), plain.size());
    std::string out = value < 0 && !zero ? "−" : "";
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && i < digits && (digits - i) % 3 == 0) {
            out += ',';
        }
        out += plain[i];
    }
    return out;
}

std::string signed_number(double value, int decimals) {
    auto const text = number(value, decimals);
    bool const zero = text.find_first_of("123456789") == std::string::npos;
    return value > 0 && !zero ? "+" + text : text;
}

std::string range(double low, double high, int decimals) {
    // Word joiners: a range is not broken at the end of a line.
    return number(low, decimals) + "\u2060–\u2060" + number(high, decimals);
}

int decimals_for(double value) { return std::fabs(value) < 100 && value != 0 ? 1 : 0; }

int fine_decimals_for(double value) {
    auto const size = std::fabs(value);
    return size == 0 || size >= 100 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
}

double scale::share(double value) const {
    return std::isfinite(value) ? std::clamp(value / top, 0.0, 1.0) : 0.0;
}

scale scale_to(double largest, int about_steps) {
    if (!std::isfinite(largest) || largest <= 0) {
        return {};
    }
    double const raw = largest / about_steps;
    double const power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = power * 10;
    for (double const each : {1.0, 2.0, 5.0}) {
        if (each * power >= raw * (1 - 1e-9)) {
            step = each * power;
            break;
        }
    }
    double const steps = std::max(1.0, std::ceil(largest / step - 1e-9));
    int const decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
    return {step * steps, step, decimals};
}

year_days days_of(working_calendar const& calendar, int year) {
    auto const first = first_day_of(year);
    year_days out{.year = year, .count = days_between(first, last_day_of(year)) + 1};
    holiday_run run{};
    bool open = false;
    bool by_holiday = false;
    auto const end = [&](int day) {
        if (open && by_holiday) {
            run.last = day - 1;
            if (run.name.zh.empty()) {
                run.name = {"放假", "days off"};
                run.brief = {"放假", "off"};
            }
            out.holidays.push_back(run);
        }
        run = {};
        open = false;
        by_holiday = false;
    };
    for (int day = 0; day < out.count; ++day) {
        auto const on = plus_days(first, day);
        auto const about = calendar.about(on);
        bool const works = about ? about->works : !is_weekend(on);
        out.works.push_back(works);
        if (works) {
            end(day);
            if (is_weekend(on)) {
                out.made_up.push_back(day);
            }
            continue;
        }
        if (!open) {
            open = true;
            run.first = day;
        }
        if (about && about->reason != day_reason::weekend) {
            by_holiday = true;
            add_name(run, about->holiday);
        }
    }
    end(out.count);
    return out;
}

two day_name(int year, int day_of_year) {
    auto const on = plus_days(first_day_of(year), day_of_year);
    auto const month = static_cast<unsigned>(on.month().as_number());
    auto const number_in_month = static_cast<unsigned>(on.day().as_number());
    return {fmt::format("{}月{}日", month, number_in_month),
            fmt::format("{} {}", number_in_month, months[month - 1])};
}

}  // namespace qixian::cli::page
