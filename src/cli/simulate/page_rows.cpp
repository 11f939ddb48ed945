// The figures with one row a scenario: what is carried over, and the share that is late.
#include <algorithm>

#include <fmt/format.h>

#include "simulate/page_figure.hpp"

namespace qixian::cli::page {

namespace {

struct scenario_row {
    two name{};
    two title{};
    std::string drawn{};
    std::string value{};
    std::string more{};
};

std::string rows_figure(std::vector<scenario_row> const& rows, scale const& on,
                        std::string_view unit) {
    std::string grid;
    std::string labels;
    for (int i = 0; i <= on.steps(); ++i) {
        auto const x = percent_of(i, on.steps());
        grid += fmt::format(R"(<line class="{}" x1="{}" x2="{}" y1="0" y2="100%"/>)",
                            i == 0 ? "ground" : "level", x, x);
        auto const text = number(i * on.step, on.decimals) + std::string(unit);
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

/// A figure once more, with everything that is not known and by chance alone.
struct two_ranges {
    two name{};
    spread const& all;
    spread const& chance;
    double factor = 1;
    std::string_view unit{};
};

/// Each row on a scale of its own: they count different things.
std::string ranges_figure(std::vector<two_ranges> const& of) {
    std::string out = R"(<div class="rows">)";
    for (auto const& row : of) {
        auto const on = scale_to(
            row.factor * std::max(row.all.quantiles.back(), row.chance.quantiles.back()), 5);
        auto const mean = row.factor * row.all.mean.mean;
        auto const decimals = fine_decimals_for(mean);
        auto const ends = row.unit.empty() ? 0 : decimals;
        auto const range_of = [&](spread const& s) {
            return range(row.factor * s.quantiles.front(), row.factor * s.quantiles.back(), ends) +
                   std::string(row.unit);
        };
        auto const share = number(100 * share_of_inputs(row.all, row.chance), 0);
        two const more{fmt::format("{} · 仅因偶然 {} · 波动的{}%源于参数未知", range_of(row.all),
                                   range_of(row.chance), share),
                       fmt::format("{} · by chance alone {} · {}% of the variance from the inputs",
                                   range_of(row.all), range_of(row.chance), share)};
        auto const value = number(mean, decimals) + std::string(row.unit);
        auto const drawn = box("years", row.factor * row.all.quantiles.front(),
                               row.factor * row.all.quantiles.back(), 18, on) +
                           box("half", row.factor * row.chance.quantiles.front(),
                               row.factor * row.chance.quantiles.back(), 8, on) +
                           upright("median", mean, 6, 28, on);
        out += fmt::format(
            R"(<div class="name">{}</div><div class="value"><b>{}</b></div>)"
            R"(<div class="track"><svg role="img" width="100%" height="34">{}<line class="ground" )"
            R"(x1="0" x2="0" y1="0" y2="100%"/>{}</svg><small class="note">{}</small></div>)"
            "\n",
            shown(row.name), value, title_and_desc(row.name, more), drawn, shown(more));
    }
    return out + "</div>\n";
}

}  // namespace

std::string uncertainty_figure(year_view const& view) {
    auto const& y = view.of(0);
    if (!y.by_chance) {
        return {};
    }
    auto const& c = *y.by_chance;
    std::vector<two_ranges> const rows{
        {{"新收", "New applications"}, y.received, c.received},
        {{"逾期率", "Late"}, y.late_of_due, c.late_of_due, 100, "%"},
        {{"结转下年", "Carried over"}, y.carried_out, c.carried_out},
        {{"年末已超期未办结", "Overdue at year end"}, y.overdue_open, c.overdue_open}};
    auto const late = number(100 * share_of_inputs(y.late_of_due, c.late_of_due), 0);
    return figure(
        "spread", {"两种不确定", "Two kinds of uncertainty"},
        {"基准方案，二十年中十九年所在的范围；每行各有其刻度",
         "the base, where 19 years in 20 lie; each row on a scale of its own"},
        legend({{"years", {"参数未知与偶然合计", "inputs not known, and chance"}},
                {"half", {"仅因偶然（参数如模型所示）", "chance alone, inputs as in the model"}},
                {"median", {"平均", "mean"}}}) +
            ranges_figure(rows),
        {fmt::format(
             "再多次重复也不会缩小浅色的范围：它来自没有记录的情况。逾期率的波动有{}%源于此。",
             late),
         fmt::format("No number of replications makes the light range narrower: it comes of what "
                     "nobody has recorded. Of the variance of the late share {}% does.",
                     late)});
}

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
                  legend(keys) + rows_figure(rows, on, ""), reading);
}

std::string late_figure(year_view const& view) {
    double most = 0;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& of = view.of(s).late_of_due;
        most = std::max({most, has_interval(of.mean) ? of.mean.high : 0, of.quantiles.back()});
    }
    auto const on = scale_to(most * 100, 5);  // in per cent, so that the steps are round
    auto const hundred = [](double share) { return 100 * share; };
    std::vector<scenario_row> rows;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& of = view.of(s).late_of_due;
        auto const name = name_of_scenario(view.said, s);
        scenario_row row{.name = name,
                         .title = {name.zh + "：逾期率", name.en + ": share of late applications"}};
        if (s > 0) {
            row.drawn += upright("compare", hundred(view.of(0).late_of_due.mean.mean), 0, 34, on);
        }
        row.drawn +=
            box("years", hundred(of.quantiles.front()), hundred(of.quantiles.back()), 10, on) +
            (has_interval(of.mean)
                 ? across("interval", hundred(of.mean.low), hundred(of.mean.high), on) +
                       upright("interval", hundred(of.mean.low), 11, 23, on) +
                       upright("interval", hundred(of.mean.high), 11, 23, on)
                 : "") +
            fmt::format(R"(<circle class="dot" cx="{}" cy="17" r="4"/>)",
                        percent_of(on.share(hundred(of.mean.mean)), 1));
        auto const decimals = fine_decimals_for(hundred(of.mean.mean));
        row.value = number(hundred(of.mean.mean), decimals) + "%";
        row.more = has_interval(of.mean)
                       ? range(hundred(of.mean.low), hundred(of.mean.high), decimals) + "%"
                       : "–";
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
        auto const share = view.of(s).late_of_due.mean.mean;
        least = share < view.of(least).late_of_due.mean.mean ? s : least;
        worst = share > view.of(worst).late_of_due.mean.mean ? s : worst;
    }
    auto const share_of = [&](std::size_t s) { return rows[s].value; };
    two reading{
        fmt::format("基准方案平均{}的到期申请逾期（95%区间{}）", share_of(0), rows[0].more),
        fmt::format("In the base {} of the applications that come due are late on average (95% "
                    "interval {})",
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
    return figure("spread", {"逾期率", "Share of late applications"},
                  {"期限在当年届满的申请中未按期答复的比例；右侧为平均及其95%区间",
                   "of the applications whose due day came in the year; on the right the mean and "
                   "its 95% interval"},
                  legend(keys) + rows_figure(rows, on, "%"), reading);
}

}  // namespace qixian::cli::page
