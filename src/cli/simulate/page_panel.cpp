// The paths of a year's drawing: lines with gaps, bands, sticks, months and names of holidays.
#include "simulate/page_panel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "base/terminal.hpp"

namespace qixian::cli::page {

namespace {

/// Heights inside a stretched drawing run from 0 at the top to this.
constexpr int whole = 1000;

constexpr std::array<std::string_view, 12> short_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int height_of(double value, scale const& on) {
    return static_cast<int>(std::lround((1 - on.share(value)) * whole));
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
        for (auto i = piece.size(); i-- > 0;) {
            out += fmt::format(" {} {}", piece[i], height_of(value_at(of.low, piece[i]), on));
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

}  // namespace

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

}  // namespace qixian::cli::page
