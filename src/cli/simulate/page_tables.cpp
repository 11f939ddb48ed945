// Headline figures, differences, teams and published tables as HTML.
#include "simulate/page_tables.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qixian::cli::page {

namespace {

/// A number with what qualifies it below. `label` is shown where the table becomes a list.
std::string cell(two const& label, std::string const& value, two const& below) {
    return fmt::format(R"(<td><span class="label">{}</span><b>{}</b><small>{}</small></td>)",
                       shown(label), value, shown(below));
}

two interval(estimate const& of, double factor, int decimals, std::string_view unit) {
    if (!has_interval(of)) {
        return {"仅一次重复，没有区间", "one replication, no interval"};
    }
    if (of.rare && of.seen == 0) {
        auto const most = number(of.high * factor, fine_decimals_for(of.high * factor));
        return {fmt::format("每次都是0；95%上限{}{}", most, unit),
                fmt::format("0 in every run; 95% below {}{}", most, unit)};
    }
    decimals = of.rare ? std::max(decimals, fine_decimals_for(of.high * factor)) : decimals;
    auto const text = range(of.low * factor, of.high * factor, decimals);
    return {fmt::format("95%区间 {}{}{}", text, unit,
                        of.rare ? fmt::format("<br>仅{}次重复出现", of.seen) : ""),
            fmt::format("95% interval {}{}{}", text, unit,
                        of.rare ? fmt::format("<br>seen in {} runs only", of.seen) : "")};
}

/// The number of people that are there, and how many of them are busy on an average working day.
struct busy_people {
    double there = 0;
    double busy = 0;
};

busy_people busy_of(year_view const& view, std::size_t s) {
    busy_people out;
    auto const& model = view.offices[s].model();
    for (auto const& team : model.teams) {
        out.there += team.people;
    }
    out.there *= model.agencies;
    int worked = 0;
    auto const& busy = view.of(s).busy.mean;
    for (int day = 0; day < view.days[s].count && static_cast<std::size_t>(day) < busy.size();
         ++day) {
        if (view.days[s].works_on(day)) {
            out.busy += busy[static_cast<std::size_t>(day)];
            ++worked;
        }
    }
    out.busy = worked == 0 ? 0 : out.busy / worked;
    return out;
}

std::string head(std::vector<two> const& titles) {
    std::string out = "<thead><tr>";
    for (auto const& each : titles) {
        out += fmt::format(R"(<th scope="col">{}</th>)", shown(each));
    }
    return out + "</tr></thead>\n<tbody>\n";
}

/// A difference, its interval, and in words and by shape whether it is more than chance.
std::string difference_cell(two const& label, estimate const& of, double factor) {
    double const mean = of.mean * factor;
    int const decimals = fine_decimals_for(mean);
    bool const same = of.mean == 0 && (of.rare ? of.seen == 0 : of.low == 0 && of.high == 0);
    // What rounds to nothing is nothing to act on, however certain.
    bool const tiny = std::fabs(mean) < 0.0005;
    bool const more = !tiny && of.low > 0;
    bool const fewer = !tiny && of.high < 0;
    auto const verdict = same    ? two{"＝ 相同", "= the same"}
                         : more  ? two{"▲ 增加", "▲ more"}
                         : fewer ? two{"▼ 减少", "▼ less"}
                                 : two{"○ 无明显差别", "○ no clear difference"};
    auto const low = signed_number(of.low * factor, decimals);
    auto const high = signed_number(of.high * factor, decimals);
    return fmt::format(
        R"(<td class="{}"><span class="label">{}</span><b>{}</b><small>{}</small><em>{}</em></td>)",
        more    ? "worse"
        : fewer ? "better"
                : "even",
        shown(label), signed_number(mean, decimals),
        same               ? std::string{}
        : has_interval(of) ? shown({low + " 至 " + high, low + " to " + high})
                           : shown({"没有区间", "no interval"}),
        shown(verdict));
}

/// The teams of the scenarios from `first` up to `end`.
std::string teams_of(year_view const& view, std::size_t first, std::size_t end) {
    std::vector<two> const titles{{"班组与方案", "Team and scenario"},
                                  {"人数", "People"},
                                  {"预计负荷", "Load expected"},
                                  {"在办时间占比", "Busy"},
                                  {"排队等候（小时）", "Hours in the queue"}};
    auto out = "<table class=\"cards\">\n" + head(titles);
    for (std::size_t s = first; s < end; ++s) {
        auto const& teams = view.of(s).teams;
        auto const& model = view.offices[s].model();
        auto const& loads = view.said.scenarios[s].loads;
        for (std::size_t t = 0; t < teams.size(); ++t) {
            auto const& team = teams[t];
            out += fmt::format("<tr><th scope=\"row\">{}<small>{}</small></th>\n",
                               escaped(team.name), shown(name_of_scenario(view.said, s)));
            auto const people = t < model.teams.size() ? model.teams[t].people : 0;
            out +=
                cell(titles[1], number(people, 0),
                     model.agencies > 1 ? two{fmt::format("每机关，共{}个", model.agencies),
                                              fmt::format("in each of {} agencies", model.agencies)}
                                        : two{});
            bool const loaded = t < loads.size();
            double const load = loaded ? loads[t].ratio() : std::nan("");
            auto const verdict = !loaded       ? two{}
                                 : load > 1    ? two{"▲ 超出能力", "▲ more than it can do"}
                                 : load > 0.85 ? two{"偏紧", "tight"}
                                               : two{"有余力", "at ease"};
            out += cell(titles[2], loaded ? number(100 * load, 0) + "%" : "–", verdict);
            out += cell(titles[3], number(100 * team.busy_share.mean, 1) + "%",
                        interval(team.busy_share, 100, 1, "%"));
            int const decimals = std::min(2, fine_decimals_for(team.wait_hours.mean));
            out += cell(titles[4], number(team.wait_hours.mean, decimals),
                        interval(team.wait_hours, 1, decimals, ""));
            out += "</tr>\n";
        }
    }
    return out + "</tbody></table>\n";
}

}  // namespace

std::string headline_table(year_view const& view) {
    std::vector<two> const titles{{"方案", "Scenario"},
                                  {"逾期率", "Late"},
                                  {"结转下年", "Carried over"},
                                  {"答复用时", "Days to reply"},
                                  {"年末已超期未办结", "Overdue at year end"},
                                  {"在办人数", "People busy"}};
    auto out = "<table class=\"cards\">\n" + head(titles);
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& y = view.of(s);
        auto const people = busy_of(view, s);
        int const late_decimals = fine_decimals_for(100 * y.late_of_due.mean.mean);
        auto const of_results =
            number(100 * y.late_share.mean.mean, fine_decimals_for(100 * y.late_share.mean.mean));
        auto late_below = interval(y.late_of_due.mean, 100, late_decimals, "%");
        if (y.by_chance) {
            auto const years = range(100 * y.late_of_due.quantiles.front(),
                                     100 * y.late_of_due.quantiles.back(), late_decimals);
            late_below = {fmt::format("多数年份 {}%", years), fmt::format("most years {}%", years)};
        }
        late_below.zh += fmt::format("<br>办结件中{}%", of_results);
        late_below.en += fmt::format("<br>of results {}%", of_results);
        int const carried_decimals = decimals_for(y.carried_out.mean.mean);
        int const overdue_decimals = std::min(2, fine_decimals_for(y.overdue_open.mean.mean));
        auto const in_hand =
            range(y.carried_out.quantiles.front(), y.carried_out.quantiles.back(), 0);
        auto const carried_below = interval(y.carried_out.mean, 1, carried_decimals, "");
        out += fmt::format("<tr><th scope=\"row\">{}", shown(name_of_scenario(view.said, s)));
        auto const& about = view.said.scenarios[s].about;
        if (!about.empty() && about != view.offices[s].model().about) {
            out += fmt::format("<small>{}</small>", escaped(about));
        }
        out += "</th>\n";
        out +=
            cell(titles[1], number(100 * y.late_of_due.mean.mean, late_decimals) + "%", late_below);
        out += cell(titles[2], number(y.carried_out.mean.mean, carried_decimals),
                    {fmt::format("{}<br>多数年份 {}", carried_below.zh, in_hand),
                     fmt::format("{}<br>most years {}", carried_below.en, in_hand)});
        out += cell(titles[3], number(y.days_to_reply.quantiles[3], 0),
                    {fmt::format("个工作日（中位数）<br>95%在{}日内",
                                 number(y.days_to_reply.quantiles[5], 0)),
                     fmt::format("working days (median)<br>95% within {}",
                                 number(y.days_to_reply.quantiles[5], 0))});
        out += cell(titles[4], number(y.overdue_open.mean.mean, overdue_decimals),
                    interval(y.overdue_open.mean, 1, overdue_decimals, ""));
        auto const share =
            people.there > 0 ? number(100 * people.busy / people.there, 0) : std::string("–");
        out += cell(titles[5], number(people.busy, 1),
                    {fmt::format("共{}人，占{}%", number(people.there, 0), share),
                     fmt::format("of {}, {}%", number(people.there, 0), share)});
        out += "</tr>\n";
    }
    out += "</tbody></table>\n";
    return out +
           fmt::format(
               "<p class=\"note\">{}</p>\n",
               shown(
                   {"“逾期率”是期限在当年届满的申请中，逾期才答复或者一直没有答复的比例。“95%"
                    "区间”二十次"
                    "中有十九次包含真实平均值；“多数年份”是单独一年二十次中有十九次落入的范围。",
                    "\"Late\" is the share of the applications whose due day came in the year that "
                    "were answered later or not at all. The \"95% interval\" holds the true mean "
                    "19 times in 20; \"most years\" "
                    "is where a single year lies 19 times in 20."}));
}

std::string difference_table(year_view const& view) {
    if (view.scenarios() < 2) {
        return {};
    }
    auto const of = [&](std::size_t s) -> difference const& {
        return view.said.scenarios[s].against_base[view.at];
    };
    std::vector<two> const titles{{"与基准方案相比", "Against the base"},
                                  {"逾期率（百分点）", "Late (points)"},
                                  {"结转下年（件）", "Carried over"},
                                  {"答复用时（工作日）", "Days to reply"},
                                  {"年末已超期（件）", "Overdue at year end"}};
    auto out = "<table class=\"cards\">\n" + head(titles);
    for (std::size_t s = 1; s < view.scenarios(); ++s) {
        out +=
            fmt::format("<tr><th scope=\"row\">{}</th>\n", shown(name_of_scenario(view.said, s)));
        out += difference_cell(titles[1], of(s).late_of_due, 100);
        out += difference_cell(titles[2], of(s).carried_out, 1);
        out += difference_cell(titles[3], of(s).days_to_reply, 1);
        out += difference_cell(titles[4], of(s).overdue_open, 1);
        out += "</tr>\n";
    }
    out += "</tbody></table>\n";
    return out + fmt::format(
                     "<p class=\"note\">{}</p>\n",
                     shown({"各方案用同一组随机数，逐次相减；▲▼ 表示95%区间不含零，差别不是偶然。",
                            "Scenarios share their random numbers and are compared replication by "
                            "replication; ▲ and ▼ mark a 95% interval without zero: not chance."}));
}

std::string team_table(year_view const& view) {
    auto out = teams_of(view, 0, 1);
    if (view.scenarios() > 1) {
        out += fmt::format("<details><summary>{}</summary>\n{}</details>\n",
                           shown({fmt::format("其他方案（{}个）", view.scenarios() - 1),
                                  fmt::format("The other scenarios ({})", view.scenarios() - 1)}),
                           teams_of(view, 1, view.scenarios()));
    }
    return out;
}

std::string published_tables(year_view const& view) {
    std::string out;
    for (std::size_t s = 0; s < view.scenarios(); ++s) {
        auto const& y = view.of(s);
        auto const name = name_of_scenario(view.said, s);
        out += fmt::format("<details><summary>{}</summary>\n<div class=\"scroll\" "
                           "tabindex=\"0\"><table class=\"official\">\n",
                           shown({fmt::format("表三 · {} · {}年", name.zh, y.year),
                                  fmt::format("Table 3 · {} · {}", name.en, y.year)}));
        std::vector<two> titles{{"项目", "Row"}};
        for (auto const& column : all_columns) {
            titles.push_back({std::string(column.zh), std::string(column.en)});
        }
        out += head(titles);
        auto const rows = rows_of(y.shape);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            bool const strong = !is_result_row(y.shape, row);
            out += fmt::format("<tr{}><th scope=\"row\">{}</th>", strong ? " class=\"sum\"" : "",
                               shown({escaped(rows[row].zh),
                                      fmt::format("{} {}", rows[row].id, escaped(rows[row].en))}));
            for (std::size_t c = 0; c < column_count; ++c) {
                auto const& of = y.table3[row][c];
                if (of.quantiles.back() == 0 && of.mean.mean == 0) {
                    out += "<td class=\"none\">0</td>";
                    continue;
                }
                out += fmt::format("<td>{}<small>{}</small></td>",
                                   number(of.mean.mean, decimals_for(of.mean.mean)),
                                   range(of.quantiles.front(), of.quantiles.back(), 0));
            }
            out += "</tr>\n";
        }
        out += "</tbody></table></div></details>\n";
    }
    return out +
           fmt::format("<p class=\"note\">{}</p>\n",
                       shown({"每格为平均数，下方为二十年中十九年的范围（0.025至0.975分位）。",
                              "Each cell: the mean, and below it the range of 19 years in 20 "
                              "(quantiles 0.025 to 0.975)."}));
}

}  // namespace qixian::cli::page
