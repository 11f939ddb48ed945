#include "simulate_page_plots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "terminal.hpp"

namespace qixian::cli::page {

namespace {

/// Heights inside a stretched drawing run from 0 at the top to this.
constexpr int whole = 1000;

constexpr std::array<std::string_view, 12> short_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int height_of(double value, scale const& on) {
    return static_cast<int>(std::lround((1 - on.share(value)) * whole));
}

double value_at(std::vector<double> const& of, int day) {
    auto const at = static_cast<std::size_t>(day);
    return at < of.size() && std::isfinite(of[at]) ? of[at] : 0.0;
}

double largest_of(std::vector<double> const& values) {
    double most = 0;
    for (auto const each : values) {
        most = std::isfinite(each) ? std::max(most, each) : most;
    }
    return most;
}

// --- text in a drawing ----------------------------------------------------------------------------

/// SVG text in both languages; `x` with its unit.
std::string svg_text(std::string_view x, double y, std::string_view classes,
                     std::string_view anchor, two const& text) {
    auto const one = [&](std::string_view language, std::string_view lang, std::string_view words) {
        return fmt::format(R"(<text class="{}{}"{} x="{}" y="{:g}" text-anchor="{}">{}</text>)",
                           classes, language.empty() ? std::string{} : fmt::format(" {}", language),
                           lang.empty() ? std::string{} : fmt::format(R"( lang="{}")", lang), x, y,
                           anchor, words);
    };
    return text.zh == text.en ? one("", "", text.zh)
                              : one("zh", "zh-Hans", text.zh) + one("en", "en", text.en);
}

std::string percent_of(double part, double of) { return fmt::format("{:.3f}%", 100 * part / of); }

/// What a drawing is, for those who cannot see it.
std::string title_and_desc(two const& title, two const& desc) {
    return fmt::format("<title>{} / {}</title><desc>{} / {}</desc>", title.zh, title.en, desc.zh,
                       desc.en);
}

// --- names above the holidays ---------------------------------------------------------------------

constexpr int label_height = 14;

/// Names in rows, so that none lies on another where the plot is `width` pixels wide.
struct placed_names {
    std::string drawn{};
    int rows = 1;
};

placed_names place_names(year_days const& days, bool chinese, bool narrow, double width) {
    placed_names out;
    std::vector<double> right_end;  // of each row so far
    auto const text_of = [&](holiday_run const& run) -> std::string const& {
        auto const& both = narrow ? run.brief : run.name;
        return chinese ? both.zh : both.en;
    };
    for (auto const& run : days.holidays) {
        auto const& text = text_of(run);
        double const wide = 6.3 * static_cast<double>(width_of(text));
        double const middle = (run.first + run.last + 1) / 2.0 * width / days.count;
        double left = middle - wide / 2;
        std::string_view anchor = "middle";
        double at = (run.first + run.last + 1) / 2.0;
        if (left < 0) {
            anchor = "start";
            at = run.first;
            left = run.first * width / days.count;
        } else if (left + wide > width) {
            anchor = "end";
            at = run.last + 1;
            left = at * width / days.count - wide;
        }
        std::size_t row = 0;
        while (row < right_end.size() && right_end[row] + 6 > left) {
            ++row;
        }
        if (row == right_end.size()) {
            right_end.push_back(0);
        }
        right_end[row] = left + wide;
        out.drawn += fmt::format(
            R"(<text class="holiday {} {}" lang="{}" x="{}" y="{}" text-anchor="{}">{}</text>)",
            narrow ? "narrow" : "wide", chinese ? "zh" : "en", chinese ? "zh-Hans" : "en",
            percent_of(at, days.count), -6 - label_height * static_cast<int>(row), anchor, text);
    }
    out.rows = std::max<int>(1, static_cast<int>(right_end.size()));
    return out;
}

// --- a year of days -------------------------------------------------------------------------------

/// One scenario's values by day.
struct day_panel {
    two title{};
    two desc{};
    year_days const* days = nullptr;
    day_band const* band = nullptr;
    std::vector<double> const* base = nullptr;  ///< the mean to compare with
    std::optional<double> limit{};              ///< a level to compare with
    scale on{};
    bool own_scale = false;     ///< not that of the base: the panel says so
    bool sticks = false;        ///< one stick a day instead of a line
    bool only_working = false;  ///< nothing happens on rest days: the line passes over them
    int height = 132;
};

/// Days that a line goes through, in pieces: it does not run across a holiday.
std::vector<std::vector<int>> pieces_of(year_days const& days, bool only_working) {
    std::vector<std::vector<int>> out;
    int last = -10;
    for (int day = 0; day < days.count; ++day) {
        if (only_working && !days.works_on(day)) {
            continue;
        }
        if (day - last > 3) {
            out.emplace_back();
        }
        out.back().push_back(day);
        last = day;
    }
    return out;
}

std::string line_path(std::vector<std::vector<int>> const& pieces, std::vector<double> const& of,
                      scale const& on) {
    std::string out;
    for (auto const& piece : pieces) {
        char join = 'M';
        for (auto const day : piece) {
            out += fmt::format("{}{} {}", join, day, height_of(value_at(of, day), on));
            join = join == 'M' ? 'L' : ' ';
        }
        if (piece.size() == 1) {
            out += "h.6";
        }
    }
    return out;
}

std::string band_path(std::vector<std::vector<int>> const& pieces, day_band const& of,
                      scale const& on) {
    std::string out;
    for (auto const& piece : pieces) {
        char join = 'M';
        for (auto const day : piece) {
            out += fmt::format("{}{} {}", join, day, height_of(value_at(of.high, day), on));
            join = join == 'M' ? 'L' : ' ';
        }
        for (auto day = piece.rbegin(); day != piece.rend(); ++day) {
            out += fmt::format(" {} {}", *day, height_of(value_at(of.low, *day), on));
        }
        out += 'Z';
    }
    return out;
}

/// Sticks from `low` (or from the ground) to `high`.
std::string stick_path(int count, std::vector<double> const* low, std::vector<double> const& high,
                       scale const& on) {
    std::string out;
    for (int day = 0; day < count; ++day) {
        int const from = low == nullptr ? whole : height_of(value_at(*low, day), on);
        int const to = height_of(value_at(high, day), on);
        if (to < from) {
            out += fmt::format("M{} {}V{}", day, from, to);
        }
    }
    return out;
}

std::string months_of(day_panel const& p) {
    std::string out;
    int start = 0;
    for (std::size_t month = 0; month < 12; ++month) {
        auto const next =
            month == 11
                ? p.days->count
                : days_between(first_day_of(p.days->year),
                               day(p.days->year * 10000 + static_cast<int>(month + 2) * 100 + 1));
        if (month > 0) {
            auto const x = percent_of(start, p.days->count);
            out += fmt::format(R"(<line class="month" x1="{}" x2="{}" y1="0" y2="{}"/>)", x, x,
                               p.height);
        }
        out +=
            svg_text(percent_of((start + next) / 2.0, p.days->count), p.height + 19, "axis",
                     "middle", {fmt::format("{}月", month + 1), std::string(short_months[month])});
        start = next;
    }
    return out;
}

std::string levels_of(scale const& on, int height) {
    std::string out;
    for (int i = 0; i <= on.steps(); ++i) {
        double const y = height * (1 - static_cast<double>(i) / on.steps());
        out += fmt::format(R"(<line class="{}" x1="0" x2="100%" y1="{:g}" y2="{:g}"/>)",
                           i == 0 ? "ground" : "level", y, y);
        auto const text = number(i * on.step, on.decimals);
        out += svg_text("-8", y + 4, "axis", "end", {text, text});
    }
    return out;
}

std::string drawn(day_panel const& p, two const& heading, bool named) {
    auto const& days = *p.days;
    auto const pieces = pieces_of(days, p.only_working);
    std::string data;
    for (auto const& run : days.holidays) {
        data += fmt::format(R"(<rect class="rest" x="{}" y="0" width="{}" height="{}"/>)",
                            run.first, run.last - run.first + 1, whole);
    }
    data += R"x(<g transform="translate(.5 0)">)x";
    if (p.sticks) {
        data += fmt::format(R"(<path class="reach" d="{}"/>)",
                            stick_path(days.count, &p.band->mean, p.band->high, p.on));
        data += fmt::format(R"(<path class="stick" d="{}"/>)",
                            stick_path(days.count, nullptr, p.band->mean, p.on));
    } else {
        data += fmt::format(R"(<path class="band" d="{}"/>)", band_path(pieces, *p.band, p.on));
        if (p.base != nullptr) {
            data += fmt::format(R"(<path class="base" d="{}"/>)", line_path(pieces, *p.base, p.on));
        }
        data +=
            fmt::format(R"(<path class="mean" d="{}"/>)", line_path(pieces, p.band->mean, p.on));
    }
    data += "</g>";

    std::string names;
    int wide_rows = 0;
    int narrow_rows = 0;
    if (named) {
        for (bool const chinese : {true, false}) {
            auto const wide = place_names(days, chinese, false, 600);
            auto const narrow = place_names(days, chinese, true, 270);
            names += wide.drawn + narrow.drawn;
            wide_rows = std::max(wide_rows, wide.rows);
            narrow_rows = std::max(narrow_rows, narrow.rows);
        }
    }
    std::string made_up;
    for (auto const day : days.made_up) {
        auto const x = percent_of(day + 0.5, days.count);
        made_up += fmt::format(R"(<line class="made" x1="{}" x2="{}" y1="{}" y2="{}"/>)", x, x,
                               p.height + 1, p.height + 7);
    }
    auto const own_scale =
        fmt::format(R"( <span class="own">{}</span>)", shown({"纵轴更长", "on a longer scale"}));
    std::string limit;
    if (p.limit) {
        double const y = p.height * (1 - p.on.share(*p.limit));
        limit =
            fmt::format(R"(<line class="limit" x1="0" x2="100%" y1="{:.1f}" y2="{:.1f}"/>)", y, y);
    }
    return fmt::format(
        R"(<div class="panel"><h4>{}</h4><div class="plot" style="--wide:{}px;--narrow:{}px">)"
        R"(<svg role="img" width="100%" height="{}">{}{}{}<svg width="100%" height="{}" )"
        R"(viewBox="0 0 {} {}" preserveAspectRatio="none">{}</svg>{}{}{}</svg></div></div>)"
        "\n",
        shown(heading) + (p.own_scale ? own_scale : std::string{}), wide_rows * label_height + 6,
        narrow_rows * label_height + 6, p.height + 24, title_and_desc(p.title, p.desc),
        levels_of(p.on, p.height), months_of(p), p.height, days.count, whole, data, limit, made_up,
        names);
}

// --- figures --------------------------------------------------------------------------------------

struct key {
    std::string_view swatch;
    two words;
};

std::string legend(std::vector<key> const& keys) {
    std::string out = R"(<ul class="legend">)";
    for (auto const& each : keys) {
        out +=
            fmt::format(R"(<li><i class="swatch {}"></i>{}</li>)", each.swatch, shown(each.words));
    }
    return out + "</ul>\n";
}

std::string figure(std::string_view kind, two const& heading, two const& unit,
                   std::string const& body, two const& reading) {
    return fmt::format("<figure class=\"{}\">\n<figcaption><h3>{}</h3><p class=\"unit\">{}</p>"
                       "</figcaption>\n{}<p class=\"reading\">{}</p>\n</figure>\n",
                       kind, shown(heading), shown(unit), body, shown(reading));
}

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

std::string count(double value) { return number(value, decimals_for(value)); }

/// `，春节后第1个工作日`, where a holiday of three days or more ended shortly before.
two after_which(year_days const& days, int day) {
    for (auto const& run : days.holidays) {
        if (run.last >= day || run.last - run.first < 2) {
            continue;
        }
        int worked = 0;
        for (int each = run.last + 1; each <= day; ++each) {
            worked += days.works_on(each) ? 1 : 0;
        }
        if (worked <= 25) {
            auto const ending = worked % 10 == 1 && worked != 11   ? "st"
                                : worked % 10 == 2 && worked != 12 ? "nd"
                                : worked % 10 == 3 && worked != 13 ? "rd"
                                                                   : "th";
            // The nearest holiday counts; runs come in order, so look on for a later one.
            auto const* nearest = &run;
            for (auto const& later : days.holidays) {
                if (later.last < day && later.first > run.last && later.last - later.first >= 2) {
                    nearest = &later;
                }
            }
            if (nearest != &run) {
                return after_which({.year = days.year,
                                    .count = days.count,
                                    .works = days.works,
                                    .holidays = {*nearest},
                                    .made_up = {}},
                                   day);
            }
            return {fmt::format("（{}后第{}个工作日）", run.name.zh, worked),
                    fmt::format(" (the {}{} working day after {})", worked, ending, run.name.en)};
        }
    }
    return {};
}

/// The scenario that is furthest from the base in what `value` says of one; none where it is alone.
template <class Value>
std::optional<std::size_t> most_of(year_view const& view, Value const& value) {
    std::optional<std::size_t> out;
    for (std::size_t s = 1; s < view.scenarios(); ++s) {
        if (!out || value(view.of(s)) > value(view.of(*out))) {
            out = s;
        }
    }
    return out;
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

// --- one row a scenario ---------------------------------------------------------------------------

namespace {

struct scenario_row {
    two name{};
    two title{};
    std::string drawn{};
    std::string value{};
    std::string more{};
};

std::string rows_figure(std::vector<scenario_row> const& rows, scale const& on, double factor,
                        std::string_view unit) {
    std::string grid;
    std::string labels;
    for (int i = 0; i <= on.steps(); ++i) {
        auto const x = percent_of(i, on.steps());
        grid += fmt::format(R"(<line class="{}" x1="{}" x2="{}" y1="0" y2="100%"/>)",
                            i == 0 ? "ground" : "level", x, x);
        auto const text = number(i * on.step * factor, on.decimals) + std::string(unit);
        labels += svg_text(x, 13, "axis",
                           i == 0            ? "start"
                           : i == on.steps() ? "end"
                                             : "middle",
                           {text, text});
    }
    std::string out = R"(<div class="rows">)";
    for (auto const& row : rows) {
        out += fmt::format(
            R"(<div class="name">{}</div><div class="value"><b>{}</b> <small>{}</small></div>)"
            R"(<div class="track"><svg role="img" width="100%" height="34">{}{}{}</svg></div>)"
            "\n",
            shown(row.name), row.value, row.more,
            title_and_desc(row.title, {row.value + " " + row.more, row.value + " " + row.more}),
            grid, row.drawn);
    }
    return out + fmt::format(R"(<div class="track"><svg aria-hidden="true" width="100%" )"
                             R"(height="18">{}</svg></div></div>)"
                             "\n",
                             labels);
}

std::string across(std::string_view classes, double from, double to, scale const& on) {
    return fmt::format(R"(<line class="{}" x1="{}" x2="{}" y1="17" y2="17"/>)", classes,
                       percent_of(on.share(from), 1), percent_of(on.share(to), 1));
}

std::string box(std::string_view classes, double from, double to, int height, scale const& on) {
    return fmt::format(R"(<rect class="{}" x="{}" width="{}" y="{}" height="{}" rx="2"/>)", classes,
                       percent_of(on.share(from), 1),
                       percent_of(std::max(on.share(to) - on.share(from), 0.004), 1),
                       17 - height / 2, height);
}

std::string upright(std::string_view classes, double at, int from, int to, scale const& on) {
    auto const x = percent_of(on.share(at), 1);
    return fmt::format(R"(<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>)", classes, x, x, from,
                       to);
}

}  // namespace

std::string carried_figure(year_view const& view) {
    double most = 0;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        most = std::max(most, view.of(s).carried_out.quantiles.back());
    }
    auto const on = scale_to(most, 5);
    std::vector<scenario_row> rows;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& of = view.of(s).carried_out;
        auto const& q = of.quantiles;
        auto const name = name_of_scenario(view.said, s);
        scenario_row row{.name = name,
                         .title = {name.zh + "：结转下年件数", name.en + ": carried over"}};
        if (s > 0) {
            row.drawn += upright("compare", view.of(0).carried_out.quantiles[3], 0, 34, on);
        }
        row.drawn += across("whisker", q[0], q[6], on) + upright("whisker", q[0], 12, 22, on) +
                     upright("whisker", q[6], 12, 22, on) + box("half", q[2], q[4], 16, on) +
                     upright("median", q[3], 8, 26, on);
        row.value = number(q[3], 0);
        row.more = range(q[0], q[6], 0);
        rows.push_back(std::move(row));
    }
    std::vector<key> keys{{"median", {"中位数", "median"}},
                          {"half", {"半数年份", "half of the years"}},
                          {"whisker", {"二十年中十九年", "19 years in 20"}}};
    if (view.scenarios() > 1) {
        keys.push_back({"compare", {"基准方案的中位数", "median of the base"}});
    }
    auto const& base = view.of(0).carried_out.quantiles;
    two reading{fmt::format("基准方案{}年末结转的中位数为{}件，二十年中十九年在{}件之间。",
                            view.year(), number(base[3], 0), range(base[0], base[6], 0)),
                fmt::format("The base carries over {} at the end of {} (median); in 19 years of 20 "
                            "it is {}.",
                            number(base[3], 0), view.year(), range(base[0], base[6], 0))};
    if (auto const worst =
            most_of(view, [](year_answer const& y) { return y.carried_out.quantiles[3]; })) {
        auto const name = name_of_scenario(view.said, *worst);
        auto const& q = view.of(*worst).carried_out.quantiles;
        reading.zh += fmt::format("其他方案中“{}”最多：{}件（{}件）。", name.zh, number(q[3], 0),
                                  range(q[0], q[6], 0));
        reading.en += fmt::format(" Of the other scenarios \"{}\" has the most: {} ({}).", name.en,
                                  number(q[3], 0), range(q[0], q[6], 0));
    }
    return figure("spread", {"结转下年度", "Carried over to next year"},
                  {"件；右侧为中位数和二十年中十九年的范围",
                   "applications; on the right the median and the range of 19 years in 20"},
                  legend(keys) + rows_figure(rows, on, 1, ""), reading);
}

std::string late_figure(year_view const& view) {
    double most = 0;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& of = view.of(s).late_share;
        most = std::max({most, of.mean.high, of.quantiles.back()});
    }
    auto const on = scale_to(most * 100, 5);  // in per cent, so that the steps are round
    auto const hundred = [](double share) { return 100 * share; };
    std::vector<scenario_row> rows;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& of = view.of(s).late_share;
        auto const name = name_of_scenario(view.said, s);
        scenario_row row{.name = name,
                         .title = {name.zh + "：超期率", name.en + ": share of late results"}};
        if (s > 0) {
            row.drawn += upright("compare", hundred(view.of(0).late_share.mean.mean), 0, 34, on);
        }
        row.drawn +=
            box("years", hundred(of.quantiles.front()), hundred(of.quantiles.back()), 10, on) +
            across("interval", hundred(of.mean.low), hundred(of.mean.high), on) +
            upright("interval", hundred(of.mean.low), 11, 23, on) +
            upright("interval", hundred(of.mean.high), 11, 23, on) +
            fmt::format(R"(<circle class="dot" cx="{}" cy="17" r="4"/>)",
                        percent_of(on.share(hundred(of.mean.mean)), 1));
        auto const decimals = fine_decimals_for(hundred(of.mean.mean));
        row.value = number(hundred(of.mean.mean), decimals) + "%";
        row.more =
            range(std::max(0.0, hundred(of.mean.low)), hundred(of.mean.high), decimals) + "%";
        rows.push_back(std::move(row));
    }
    std::vector<key> keys{{"dot", {"平均", "mean"}},
                          {"interval", {"平均的95%区间", "95% interval of the mean"}},
                          {"years", {"二十年中十九年", "19 years in 20"}}};
    if (view.scenarios() > 1) {
        keys.push_back({"compare", {"基准方案的平均", "mean of the base"}});
    }
    std::size_t least = 0;
    std::size_t worst = 0;
    for (std::size_t s = 1; s < view.scenarios(); ++s) {
        auto const share = view.of(s).late_share.mean.mean;
        least = share < view.of(least).late_share.mean.mean ? s : least;
        worst = share > view.of(worst).late_share.mean.mean ? s : worst;
    }
    auto const share_of = [&](std::size_t s) { return rows[s].value; };
    two reading{fmt::format("基准方案平均{}的结果超期（95%区间{}）", share_of(0), rows[0].more),
                fmt::format("In the base {} of the results are late on average (95% interval {})",
                            share_of(0), rows[0].more)};
    if (view.scenarios() > 1 && least != worst) {
        reading.zh += fmt::format("；最低为“{}”，{}；最高为“{}”，{}。", rows[least].name.zh,
                                  share_of(least), rows[worst].name.zh, share_of(worst));
        reading.en +=
            fmt::format("; the least in \"{}\", {}, the most in “{}”, {}.", rows[least].name.en,
                        share_of(least), rows[worst].name.en, share_of(worst));
    } else {
        reading.zh += "。";
        reading.en += ".";
    }
    return figure("spread", {"超期率", "Share of late results"},
                  {"当年办结而超过期限的比例；右侧为平均及其95%区间",
                   "of the results of the year; on the right the mean and its 95% interval"},
                  legend(keys) + rows_figure(rows, on, 1, "%"), reading);
}

}  // namespace qixian::cli::page
