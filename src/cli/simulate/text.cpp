// The answers of a simulation for people at a terminal.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

/// Without a sign where nothing but zeros would follow it.
std::string fixed(double x, int decimals) {
    auto const text = fmt::format("{:.{}f}", x, decimals);
    return text.find_first_not_of("-0.") == std::string::npos
               ? fmt::format("{:.{}f}", 0.0, decimals)
               : text;
}

/// Two decimals where one would say nothing.
std::string percent(double share) {
    auto const x = share * 100;
    return fixed(x, std::abs(x) < 0.095 && std::abs(x) >= 0.005 ? 2 : 1) + "%";
}
std::string whole(double x) { return fixed(x, 0); }

/// Whole numbers where there are many, a decimal where there are few.
std::string count_text(double x) { return fixed(x, std::abs(x) < 20 ? 1 : 0); }

std::string interval(estimate const& e, auto&& show) {
    return has_interval(e) ? fmt::format("{} ({}–{}){}", show(e.mean), show(e.low), show(e.high),
                                         e.rare ? "*" : "")
                           : show(e.mean);
}

/// Mean, and where 19 years in 20 lie.
std::string likely(spread const& s, auto&& show, auto&& show_end) {
    return fmt::format("{} ({}–{})", show(s.mean.mean), show_end(s.quantiles.front()),
                       show_end(s.quantiles.back()));
}

/// A bar of `width` columns in eighths.
std::string bar(double share, int width) {
    static constexpr std::array<std::string_view, 8> parts{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    auto const eighths = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * width * 8));
    std::string out;
    for (int i = 0; i < eighths / 8; ++i) {
        out += "█";
    }
    return out + std::string(parts[static_cast<std::size_t>(eighths % 8)]);
}

/// How a difference reads: with a sign, and plainly when it may be none.
std::string difference_text(estimate const& e, language in, painter const& colour, auto&& show) {
    auto const text = (e.mean > 0 ? "+" : "") + interval(e, show);
    if (e.low > 0) {
        return colour(paint::red, text);
    }
    if (e.high < 0) {
        return colour(paint::green, text);
    }
    return text + std::string(say(in, text::no_clear_difference));
}

/// Means of a series over the weeks of a year, one bar a week.
std::string sparkline(std::vector<double> const& by_day) {
    static constexpr std::array<std::string_view, 8> levels{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::vector<double> weeks;
    for (std::size_t d = 0; d + 7 <= by_day.size(); d += 7) {
        double sum = 0;
        for (std::size_t i = 0; i < 7; ++i) {
            sum += by_day[d + i];
        }
        weeks.push_back(sum / 7);
    }
    auto const top = weeks.empty() ? 0 : *std::max_element(weeks.begin(), weeks.end());
    std::string out;
    for (auto const w : weeks) {
        auto const level = top <= 0 ? 0 : static_cast<std::size_t>(std::lround(w / top * 7));
        out += levels[std::min<std::size_t>(level, 7)];
    }
    return out;
}

/// The days of a year on which most falls due.
std::string worst_days(day_band const& due, int year, working_calendar const& cal, language in) {
    std::vector<std::size_t> order(due.mean.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return due.mean[a] > due.mean[b]; });
    std::string out;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, order.size()); ++i) {
        auto const on = plus_days(first_day_of(year), static_cast<int>(order[i]));
        auto const before = cal.previous(on);
        auto const gap = before ? days_between(before->earliest, on) - 1 : 0;
        out += fmt::format("{}{} {}", out.empty() ? "" : say(in, text::text), to_text(on),
                           count_text(due.mean[order[i]]));
        if (gap >= 3) {
            out += in == language::zh ? fmt::format("（休息{}天之后）", gap)
                                      : fmt::format(" (after {} days off)", gap);
        }
    }
    return out;
}

std::string table_of_year(year_answer const& y, language in, painter const& colour) {
    text_table table;
    std::vector<std::string> titles{""};
    for (auto const& column : all_columns) {
        titles.emplace_back(say(in, column.zh, column.en));
    }
    table.head(titles);
    auto const labels = rows_of(y.shape);
    for (std::size_t row = 0; row < labels.size(); ++row) {
        bool const strong = labels[row].id.size() == 1 || labels[row].id == "3.7";
        text_table::row line{{std::string(say(in, labels[row].zh, labels[row].en)),
                              strong ? paint::bold : paint::plain}};
        for (std::size_t c = 0; c < column_count; ++c) {
            auto const& s = y.table3[row][c];
            auto const low = s.quantiles.front();
            auto const high = s.quantiles.back();
            line.push_back({low == high ? whole(low)
                                        : fmt::format("{} ({}–{})", count_text(s.mean.mean),
                                                      whole(low), whole(high)),
                            high == 0 ? paint::dim
                            : strong  ? paint::bold
                                      : paint::plain,
                            true});
        }
        table.add(std::move(line));
    }
    return table.str(colour);
}

/// Whether a figure of the headlines, or a difference of one, is marked as rare.
bool any_rare(simulation_answer const& said) {
    return std::any_of(said.scenarios.begin(), said.scenarios.end(), [](auto const& s) {
        return std::any_of(s.years.begin(), s.years.end(),
                           [](auto const& y) {
                               return y.late_of_due.mean.rare || y.overdue_open.mean.rare;
                           }) ||
               std::any_of(s.against_base.begin(), s.against_base.end(),
                           [](auto const& d) { return d.late_of_due.rare || d.carried_out.rare; });
    });
}

void add_headline(text_table& table, std::string const& name, year_answer const& y, language in) {
    double busiest = 0;
    for (auto const& t : y.teams) {
        busiest = std::max(busiest, t.busy_share.mean);
    }
    table.add({{name, paint::bold},
               {std::to_string(y.year)},
               {y.by_chance ? likely(y.late_of_due, percent, percent)
                            : interval(y.late_of_due.mean, percent),
                paint::plain, true},
               {bar(y.late_of_due.mean.mean, 10)},
               {percent(y.late_share.mean.mean), paint::plain, true},
               {fmt::format("{} ({}–{})", count_text(y.carried_out.mean.mean),
                            whole(y.carried_out.quantiles.front()),
                            whole(y.carried_out.quantiles.back())),
                paint::plain, true},
               {fmt::format("{} / {}", whole(y.days_to_reply.quantiles[3]),
                            whole(y.days_to_reply.quantiles[5])),
                paint::plain, true},
               {count_text(y.overdue_open.mean.mean) + (y.overdue_open.mean.rare ? "*" : ""),
                y.overdue_open.mean.mean >= 1 ? paint::red : paint::plain, true},
               {y.teams.empty() ? std::string(say(in, text::text_2)) : percent(busiest),
                paint::plain, true}});
}

/// What comes of chance and what of not knowing the inputs, apart; of the base.
std::string two_kinds_of_uncertainty(scenario_answer const& base, language in,
                                     painter const& colour) {
    if (!base.years.front().by_chance) {
        return "";
    }
    text_table table;
    table.head({std::string(say(in, text::year)), "", std::string(say(in, text::by_chance_alone)),
                std::string(say(in, text::inputs_unknown_too)),
                std::string(say(in, text::share_of_inputs_head))});
    for (auto const& y : base.years) {
        auto const add = [&](text_pair const& what, spread const& all, spread const& chance,
                             auto&& show, auto&& show_end) {
            table.add({{std::to_string(y.year)},
                       {std::string(say(in, what))},
                       {likely(chance, show, show_end), paint::plain, true},
                       {likely(all, show, show_end), paint::plain, true},
                       {percent(share_of_inputs(all, chance)), paint::plain, true}});
        };
        auto const& c = *y.by_chance;
        add(text::new_applications_2, y.received, c.received, count_text, whole);
        add(text::late_share_2, y.late_of_due, c.late_of_due, percent, percent);
        add(text::carried_over_2, y.carried_out, c.carried_out, count_text, whole);
        add(text::overdue_open_2, y.overdue_open, c.overdue_open, count_text, whole);
    }
    return colour(paint::bold, std::string(say(in, text::what_is_not_known))) + "\n" +
           table.str(colour) + "\n";
}

std::vector<std::string> headline_titles(text_pair const& first, language in) {
    return {std::string(say(in, first)),
            std::string(say(in, text::year)),
            std::string(say(in, text::late_share)),
            "",
            std::string(say(in, text::late_results)),
            std::string(say(in, text::carried_over_likely_range)),
            std::string(say(in, text::days_to_reply_median_95)),
            std::string(say(in, text::overdue_at_year_end)),
            std::string(say(in, text::busiest_team))};
}

std::string text_of_replications(simulation_answer const& said, language in) {
    if (said.replications > 1 && said.scenarios.front().years.front().by_chance) {
        // The interval of a mean would say how well the draws are averaged, and nothing of the office.
        return in == language::zh
                   ? fmt::format(
                         "重复 {} 次，种子 {}；括号内为20年中19年所在的范围，参数未知在内\n\n",
                         said.replications, said.seed)
                   : fmt::format("{} replications, seed {}; in brackets: where 19 years in 20 lie, "
                                 "what is not known included\n\n",
                                 said.replications, said.seed);
    }
    if (said.replications == 1) {
        return in == language::zh
                   ? fmt::format("重复 1 次，种子 {}；只有一次，没有区间\n\n", said.seed)
                   : fmt::format("1 replication, seed {}; one alone has no intervals\n\n",
                                 said.seed);
    }
    return in == language::zh
               ? fmt::format("重复 {} 次，种子 {}；括号内为 95% 区间\n\n", said.replications,
                             said.seed)
               : fmt::format("{} replications, seed {}; in brackets: 95 % intervals\n\n",
                             said.replications, said.seed);
}

std::string text_of_differences(simulation_answer const& said, language in, painter const& colour) {
    std::string out;
    for (auto const& s : said.scenarios) {
        for (std::size_t y = 0; y < s.against_base.size(); ++y) {
            auto const& d = s.against_base[y];
            out += fmt::format("{} {} − {}: {} {}; {} {}\n", visible(s.name), s.years[y].year,
                               visible(said.scenarios[0].name), say(in, text::late_share_2),
                               difference_text(d.late_of_due, in, colour, percent),
                               say(in, text::carried_over_2),
                               difference_text(d.carried_out, in, colour, count_text));
        }
    }
    if (said.scenarios.size() > 1) {
        out += "\n";
    }
    return out;
}

std::string text_of_years(scenario_answer const& first, working_calendar const& cal, language in,
                          painter const& colour) {
    std::string out;
    for (auto const& y : first.years) {
        out +=
            fmt::format("{} {} {}\n", y.year, say(in, text::open_by_week), sparkline(y.open.mean));
        out += fmt::format("{} {} {}\n", y.year, say(in, text::due_by_week), sparkline(y.due.mean));
        out += fmt::format("     {}{}\n", say(in, text::most_falls_due_on),
                           worst_days(y.due, y.year, cal, in));
    }
    out += "\n";
    for (auto const& y : first.years) {
        out += colour(paint::bold,
                      in == language::zh
                          ? fmt::format("{} {} 年表三：平均（95% 的年份落在括号内）",
                                        visible(first.name), y.year)
                          : fmt::format("{}: table 3 of {}: mean (19 years in 20 lie within)",
                                        visible(first.name), y.year)) +
               "\n" + table_of_year(y, in, colour) + "\n";
    }
    return out;
}

std::string text_of_falling_behind(scenario_answer const& s, std::string const& name, language in,
                                   painter const& colour) {
    std::string out;
    if (s.falls_behind) {
        auto const& y = s.years.back();
        auto const overdue = count_text(y.overdue_open.mean.mean);
        auto const share = percent(y.overdue_open.mean.mean / y.came_due.mean);
        out += colour(
            paint::red,
            in == language::zh
                ? fmt::format("✘ {}：{} 年末有 {} 件逾期未答复，相当于当年到期申请的 {}\n",
                              visible(name), y.year, overdue, share)
                : fmt::format("✘ {}: {} applications lie overdue at the end of {}, {} of those "
                              "that came due in it\n",
                              visible(name), overdue, y.year, share));
    }
    return out;
}

std::string text_of_assumed_years(scenario_answer const& first, language in,
                                  painter const& colour) {
    std::string out;
    if (!first.assumed_years.empty()) {
        std::string years;
        for (auto const year : first.assumed_years) {
            years += (years.empty() ? "" : " ") + std::to_string(year);
        }
        out += colour(paint::yellow,
                      in == language::zh
                          ? fmt::format("! {} 年放假通知尚未公布，仅按法定节日放假推算\n", years)
                          : fmt::format("! no holiday notice for {} yet: only the statute's days "
                                        "are taken as days off\n",
                                        years));
    }
    return out;
}

}  // namespace

std::string opening_phrase(std::optional<opening_model> const& opening, int warm_up, language in) {
    if (!opening) {
        return in == language::zh
                   ? fmt::format("先运行{}天，以届时在办的为上年结转", warm_up)
                   : fmt::format("{} days before, to see what is carried in", warm_up);
    }
    auto const open = std::accumulate(opening->open->begin(), opening->open->end(), 0);
    return in == language::zh ? fmt::format("{}年1月1日在办{}件", opening->year, open)
                              : fmt::format("{} open on 1 January {}", open, opening->year);
}

std::string text_of_simulation(simulation_answer const& said, std::vector<office> const& offices,
                               language in, painter const& colour) {
    auto const& base = offices.front().model();
    std::string out = colour(paint::bold, visible(said.model)) + "\n";
    if (!base.about.empty()) {
        out += base.about + "\n";
    }
    out += fmt::format(
        "{}{}\n", say(in, text::beginning),
        opening_phrase(said.scenarios.front().opening, base.start.warm_up_calendar_days, in));
    out += text_of_replications(said, in);
    text_table table;
    table.head(headline_titles(text::scenario, in));
    for (auto const& s : said.scenarios) {
        for (auto const& y : s.years) {
            add_headline(table, s.name, y, in);
        }
    }
    out += table.str(colour) + std::string(say(in, text::what_late_is));
    if (any_rare(said)) {
        out += say(in, text::what_rare_is);
    }
    out += "\n" + two_kinds_of_uncertainty(said.scenarios.front(), in, colour);
    out += text_of_differences(said, in, colour);
    auto const& first = said.scenarios.front();
    out += text_of_years(first, offices.front().calendar(), in, colour);
    for (std::size_t i = 0; i < said.scenarios.size(); ++i) {
        auto const& s = said.scenarios[i];
        for (auto const& each : answer::changed_rules(offices[i].model())) {
            out += colour(paint::yellow,
                          fmt::format("! {}: {}\n", visible(s.name), say(in, each.zh, each.en)));
        }
        for (auto const& team : s.unstable) {
            out += colour(
                paint::red,
                in == language::zh
                    ? fmt::format(
                          "✘ {}：小组{}忙不过来，积压不断增加，任何平均数都只反映所模拟的年份\n",
                          visible(s.name), visible(team))
                    : fmt::format("✘ {}: team {} cannot keep up; its queue grows without end, and "
                                  "every mean only speaks of the years simulated\n",
                                  visible(s.name), visible(team)));
        }
        if (s.unsettled) {
            out += colour(paint::yellow,
                          fmt::format("! {}{}", visible(s.name), say(in, text::not_settled_yet)));
        }
        out += text_of_falling_behind(s, s.name, in, colour);
        std::int64_t refused = 0;
        for (auto const& y : s.years) {
            refused += y.refused;
        }
        if (refused > 0) {
            out += colour(paint::red, fmt::format("✘ {}: {} {}\n", visible(s.name), refused,
                                                  say(in, text::simulated_rows_were_refused)));
        }
    }
    out += text_of_assumed_years(first, in, colour);
    return out;
}

std::string text_of_many(many_answer const& said, working_calendar const& cal, language in,
                         painter const& colour) {
    auto const& sum = said.sum;
    int offices = 0;
    for (auto const& each : said.offices) {
        offices += each.weight;
    }
    auto out =
        colour(paint::bold, visible(sum.model)) + "\n" +
        (in == language::zh
             ? fmt::format("{} 类机关，共 {} 个，各自推演并合计\n", said.offices.size(), offices)
             : fmt::format("{}, {} in all, each by itself and all together\n",
                           counted(said.offices.size(), "kind of office", "kinds of office"),
                           offices));
    if (said.correlated) {
        out += fmt::format(fmt::runtime(say(in, text::arrivals_go_together)), said.correlation);
    }
    out += text_of_replications(sum, in);
    text_table table;
    table.head(headline_titles(text::office_and_scenario, in));
    bool rare = any_rare(sum);
    for (auto const& each : said.offices) {
        auto const name =
            each.weight == 1 ? each.name : fmt::format("{} ×{}", each.name, each.weight);
        for (auto const& s : each.said.scenarios) {
            for (auto const& y : s.years) {
                add_headline(table, name + ": " + s.name, y, in);
            }
        }
        rare = rare || any_rare(each.said);
    }
    for (auto const& s : sum.scenarios) {
        for (auto const& y : s.years) {
            add_headline(table, "Σ " + sum.model + ": " + s.name, y, in);
        }
    }
    out += table.str(colour) + std::string(say(in, text::what_late_is));
    if (rare) {
        out += say(in, text::what_rare_is);
    }
    out += "\n";
    for (auto const& each : said.offices) {
        if (!each.lacks.empty()) {
            std::string names;
            for (auto const& name : each.lacks) {
                names += (names.empty() ? "" : ", ") + name;
            }
            out += fmt::format(fmt::runtime(say(in, text::office_lacks)), visible(each.name),
                               visible(names));
        }
    }
    out += two_kinds_of_uncertainty(sum.scenarios.front(), in, colour);
    out += text_of_differences(sum, in, colour);
    out += text_of_years(sum.scenarios.front(), cal, in, colour);
    auto const behind = [&](std::string const& of, scenario_answer const& s) {
        out += text_of_falling_behind(s, of + ": " + s.name, in, colour);
    };
    for (auto const& each : said.offices) {
        for (auto const& s : each.said.scenarios) {
            behind(each.name, s);
        }
    }
    for (auto const& s : sum.scenarios) {
        behind(sum.model, s);
        for (auto const& team : s.unstable) {
            out += colour(paint::red, fmt::format(fmt::runtime(say(in, text::cannot_keep_up)),
                                                  visible(s.name), visible(team)));
        }
        if (s.unsettled) {
            out += colour(paint::yellow,
                          fmt::format("! {}{}", visible(s.name), say(in, text::not_settled_yet)));
        }
    }
    return out + text_of_assumed_years(sum.scenarios.front(), in, colour);
}

}  // namespace qixian::cli
