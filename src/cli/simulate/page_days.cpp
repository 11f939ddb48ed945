// The figures of a year by day: open applications, due days, people busy.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "simulate/page_panel.hpp"

namespace qixian::cli::page {

namespace {

key const band_key{"band", {"九成年份落在其间（5%–95%）", "9 years in 10 (5%–95%)"}};
key const rest_key{"rest", {"节假日", "holidays"}};
key const made_key{"made", {"调休上班的周末", "weekend days worked instead"}};

bool any_made_up(year_view const& view) {
    return std::any_of(view.days.begin(), view.days.end(),
                       [](auto const& each) { return !each.made_up.empty(); });
}

/// Panels by scenario: all of them, or the base and the others to be opened.
template <class Make>
std::string panels(year_view const& view, bool fold, Make const& make) {
    std::string out;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        if (fold && s == 1) {
            out +=
                fmt::format("<details class=\"more\"><summary>{}</summary>\n",
                            shown({fmt::format("其他方案（{}个）", view.scenarios() - 1),
                                   fmt::format("The other scenarios ({})", view.scenarios() - 1)}));
        }
        out += drawn(make(s), name_of_scenario(view.said, s), s == 0 || (fold && s == 1));
    }
    return fold && view.scenarios() > 1 ? out + "</details>\n" : out;
}

/// One scale for the base and all that compare with it, so that panels can be read side by side.
/// What is several times as high gets its own; else the base would be a line on the ground.
class panel_scales {
public:
    explicit panel_scales(std::vector<double> highest) : highest_(std::move(highest)) {
        double most = 0;
        for (auto const each : highest_) {
            most = is_apart(each) ? most : std::max(most, each);
        }
        shared_ = scale_to(most, 4);
    }
    [[nodiscard]] bool apart(std::size_t s) const { return is_apart(highest_[s]); }
    [[nodiscard]] scale of(std::size_t s) const {
        return apart(s) ? scale_to(highest_[s], 4) : shared_;
    }

private:
    [[nodiscard]] bool is_apart(double high) const { return high > 3 * highest_.front(); }

    std::vector<double> highest_;
    scale shared_{};
};

template <class Band>
panel_scales scales_of(year_view const& view, Band const& band) {
    std::vector<double> out;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        out.push_back(std::max(largest_of(band(s).high), largest_of(band(s).mean)));
    }
    return panel_scales(std::move(out));
}

/// The first day of the highest mean.
int fullest_day(std::vector<double> const& of) {
    return of.empty() ? 0 : static_cast<int>(std::max_element(of.begin(), of.end()) - of.begin());
}

/// `（春节后第20个工作日）` where a holiday of three days or more lies not long before `day`.
two after_which(year_days const& days, int day) {
    holiday_run const* nearest = nullptr;  // runs come in order
    for (auto const& run : days.holidays) {
        if (run.last < day && run.last - run.first >= 2) {
            nearest = &run;
        }
    }
    if (nearest == nullptr) {
        return {};
    }
    int worked = 0;
    for (int each = nearest->last + 1; each <= day; ++each) {
        worked += days.works_on(each) ? 1 : 0;
    }
    if (worked > 25) {
        return {};
    }
    auto const ending = worked / 10 == 1   ? "th"
                        : worked % 10 == 1 ? "st"
                        : worked % 10 == 2 ? "nd"
                        : worked % 10 == 3 ? "rd"
                                           : "th";
    return {fmt::format("（{}后第{}个工作日）", nearest->name.zh, worked),
            fmt::format(" (the {}{} working day after {})", worked, ending, nearest->name.en)};
}

}  // namespace

year_view view_of(simulation_answer const& said, std::vector<office> const& offices,
                  std::size_t at) {
    year_view out{.said = said, .offices = offices, .at = at};
    for (auto const& each : offices) {
        out.days.push_back(days_of(each.calendar(), said.scenarios.front().years[at].year));
    }
    return out;
}

std::string open_figure(year_view const& view) {
    auto const scales =
        scales_of(view, [&](std::size_t s) -> day_band const& { return view.of(s).open; });
    auto const body = panels(view, false, [&](std::size_t s) {
        auto const name = name_of_scenario(view.said, s);
        auto const& open = view.of(s).open;
        auto const top = fullest_day(open.mean);
        auto const when = day_name(view.year(), top);
        auto const much = count(value_at(open.mean, top));
        day_panel p{
            .title = {fmt::format("{}：{}年每日待办件数", name.zh, view.year()),
                      fmt::format("{}: open applications by day of {}", name.en, view.year())},
            .desc = {fmt::format("平均在{}最多，{}件", when.zh, much),
                     fmt::format("on average the most on {}: {}", when.en, much)},
            .days = &view.days[s],
            .band = &open};
        if (s > 0) {
            p.base = &view.of(0).open.mean;
        }
        p.on = scales.of(s);
        p.own_scale = scales.apart(s);
        return p;
    });
    std::vector<key> keys{{"mean", {"平均", "mean"}}, band_key, rest_key};
    if (view.scenarios() > 1) {
        keys.insert(keys.begin() + 2, {"base", {"基准方案的平均", "mean of the base"}});
    }
    if (any_made_up(view)) {
        keys.push_back(made_key);
    }
    auto const& open = view.of(0).open;
    auto const top = fullest_day(open.mean);
    auto const when = day_name(view.year(), top);
    auto const last = view.days.front().count - 1;
    two reading{
        fmt::format("基准方案：平均在{}待办最多，{}件（十年中九年为{}件）；年末{}件。", when.zh,
                    count(value_at(open.mean, top)),
                    range(value_at(open.low, top), value_at(open.high, top), 0),
                    count(value_at(open.mean, last))),
        fmt::format("In the base the most are open on {}: {} on average, {} in nine years of ten; "
                    "at the end of the year {}.",
                    when.en, count(value_at(open.mean, top)),
                    range(value_at(open.low, top), value_at(open.high, top), 0),
                    count(value_at(open.mean, last)))};
    if (auto const worst =
            most_of(view, [](year_answer const& y) { return y.open_on_average.mean.mean; })) {
        auto const name = name_of_scenario(view.said, *worst);
        auto const much = count(view.of(*worst).open_on_average.mean.mean);
        auto const base = count(view.of(0).open_on_average.mean.mean);
        reading.zh += fmt::format("全年平均待办，基准方案{}件，其他方案中“{}”最多，{}件。", base,
                                  name.zh, much);
        reading.en += fmt::format(" Averaged over the year {} are open in the base; of the other "
                                  "scenarios \"{}\" has the most, {}.",
                                  base, name.en, much);
    }
    return figure("days", {"每日待办申请", "Open applications by day"},
                  {"每日终了时的件数", "applications open at the end of each day"},
                  legend(keys) + body, reading);
}

std::string due_figure(year_view const& view) {
    auto const scales =
        scales_of(view, [&](std::size_t s) -> day_band const& { return view.of(s).due; });
    auto const body = panels(view, true, [&](std::size_t s) {
        auto const name = name_of_scenario(view.said, s);
        auto const& due = view.of(s).due;
        auto const top = fullest_day(due.mean);
        auto const when = day_name(view.year(), top);
        auto const much = count(value_at(due.mean, top));
        day_panel p{.title = {fmt::format("{}：{}年每日到期件数", name.zh, view.year()),
                              fmt::format("{}: due days by day of {}", name.en, view.year())},
                    .desc = {fmt::format("{}到期最多，平均{}件", when.zh, much),
                             fmt::format("the most fall on {}: {} on average", when.en, much)},
                    .days = &view.days[s],
                    .band = &due};
        p.on = scales.of(s);
        p.own_scale = scales.apart(s);
        p.sticks = true;
        return p;
    });
    std::vector<key> keys{{"stick", {"平均", "mean"}},
                          {"reach", {"二十年一遇的多（95%）", "one year in twenty has more (95%)"}},
                          rest_key};
    if (any_made_up(view)) {
        keys.push_back(made_key);
    }
    auto const& due = view.of(0).due;
    auto const& days = view.days.front();
    auto const top = fullest_day(due.mean);
    double sum = 0;
    int worked = 0;
    for (int day = 0; day < days.count; ++day) {
        sum += value_at(due.mean, day);
        worked += days.works_on(day) ? 1 : 0;
    }
    double const usual = worked == 0 ? 0 : sum / worked;
    double const peak = value_at(due.mean, top);
    auto const when = day_name(view.year(), top);
    auto const after = after_which(days, top);
    auto const times = usual > 0 ? number(peak / usual, 1) : std::string("–");
    two const reading{
        fmt::format("基准方案：{}{}到期最多，平均{}件，是通常工作日（{}件）的{}倍；二十年中约有一年"
                    "超过{}件。",
                    when.zh, after.zh, count(peak), count(usual), times,
                    number(value_at(due.high, top), 0)),
        fmt::format("In the base most due days fall on {}{}: {} on average, {} times a usual "
                    "working day ({}); in one year of twenty more than {}.",
                    when.en, after.en, count(peak), times, count(usual),
                    number(value_at(due.high, top), 0))};
    return figure("days due", {"每日到期的答复期限", "Due days by day"},
                  {"当日到期的件数", "applications whose due day it is"}, legend(keys) + body,
                  reading);
}

std::string busy_figure(year_view const& view) {
    double most = 0;
    std::vector<double> people;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& model = view.offices[s].model();
        double all = 0;
        for (auto const& team : model.teams) {
            all += team.people;
        }
        people.push_back(all * model.agencies);
        most = std::max({most, largest_of(view.of(s).busy.high), people.back()});
    }
    auto const on = scale_to(most, 4);
    auto const body = panels(view, true, [&](std::size_t s) {
        auto const name = name_of_scenario(view.said, s);
        auto const& busy = view.of(s).busy;
        day_panel p{.title = {fmt::format("{}：{}年每日在办人数", name.zh, view.year()),
                              fmt::format("{}: people busy by day of {}", name.en, view.year())},
                    .desc = {fmt::format("编配{}人", number(people[s], 0)),
                             fmt::format("of {} people", number(people[s], 0))},
                    .days = &view.days[s],
                    .band = &busy};
        if (s > 0) {
            p.base = &view.of(0).busy.mean;
        }
        p.limit = people[s];
        p.on = on;
        p.only_working = true;
        p.height = 108;
        return p;
    });
    std::vector<key> keys{{"mean", {"平均", "mean"}},
                          band_key,
                          {"limit", {"编配人数", "people there are"}},
                          rest_key};
    if (view.scenarios() > 1) {
        keys.insert(keys.begin() + 2, {"base", {"基准方案的平均", "mean of the base"}});
    }
    auto const& busy = view.of(0).busy;
    auto const& days = view.days.front();
    double sum = 0;
    int worked = 0;
    for (int day = 0; day < days.count; ++day) {
        if (days.works_on(day)) {
            sum += value_at(busy.mean, day);
            ++worked;
        }
    }
    auto const top = fullest_day(busy.mean);
    auto const when = day_name(view.year(), top);
    auto const mean = number(worked == 0 ? 0 : sum / worked, 1);
    two const reading{
        fmt::format("基准方案：{}人中平均每个工作日有{}人在办，{}最忙，{}人。",
                    number(people.front(), 0), mean, when.zh, number(value_at(busy.mean, top), 1)),
        fmt::format("In the base {} of {} people are at work on an average working day; the "
                    "busiest is {}, with {}.",
                    mean, number(people.front(), 0), when.en, number(value_at(busy.mean, top), 1))};
    return figure("days", {"每日在办人数", "People busy by day"},
                  {"折合整日的人数，仅工作日", "in whole days' work, working days only"},
                  legend(keys) + body, reading);
}

}  // namespace qixian::cli::page
