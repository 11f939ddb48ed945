// The page from top to bottom: opening, warnings, and a section for each year.
#include "simulate/page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "simulate/page_frame.hpp"
#include "simulate/page_plots.hpp"
#include "simulate/page_tables.hpp"
#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

using page::number;
using page::shown;
using page::two;

std::string span_of(simulation_answer const& said) {
    auto const& years = said.scenarios.front().years;
    return years.size() == 1 ? std::to_string(years.front().year)
                             : fmt::format("{}–{}", years.front().year, years.back().year);
}

// --- what must be known before anything is read ---------------------------------------------------

two joined_years(std::vector<int> const& years) {
    two out;
    for (auto const each : years) {
        out.zh += (out.zh.empty() ? "" : "、") + std::to_string(each);
        out.en += (out.en.empty() ? "" : ", ") + std::to_string(each);
    }
    return out;
}

two joined_names(std::vector<std::string> const& names) {
    two out;
    for (auto const& each : names) {
        out.zh += (out.zh.empty() ? "“" : "、“") + escaped(each) + "”";
        out.en += (out.en.empty() ? "\"" : ", \"") + escaped(each) + "\"";
    }
    return out;
}

/// What a scenario asks of another law or calendar; empty where both are as they are.
std::vector<two> changed_rules(rules_model const& rules) {
    rules_model const law{};
    std::vector<two> out;
    if (rules.reply_working_days != law.reply_working_days) {
        out.push_back({fmt::format("答复期限{}个工作日（法定{}）", rules.reply_working_days,
                                   law.reply_working_days),
                       fmt::format("{} working days to reply (the law: {})",
                                   rules.reply_working_days, law.reply_working_days)});
    }
    if (rules.extension_working_days != law.extension_working_days) {
        out.push_back({fmt::format("最多延长{}个工作日（法定{}）", rules.extension_working_days,
                                   law.extension_working_days),
                       fmt::format("extensions of at most {} working days (the law: {})",
                                   rules.extension_working_days, law.extension_working_days)});
    }
    if (!rules.days_off.empty()) {
        out.push_back(
            {fmt::format("假设另有{}天放假", rules.days_off.size()),
             fmt::format("days off that the calendar does not have: {}", rules.days_off.size())});
    }
    if (!rules.days_worked.empty()) {
        out.push_back(
            {fmt::format("假设另有{}天上班", rules.days_worked.size()),
             fmt::format("days worked that the calendar has off: {}", rules.days_worked.size())});
    }
    if (!rules.notices.empty()) {
        out.push_back(
            {fmt::format("假设另有{}份放假通知", rules.notices.size()),
             fmt::format("holiday notices that were not issued: {}", rules.notices.size())});
    }
    if (rules.notice_known_on) {
        auto const year = year_of(*rules.notice_known_on);
        auto const on =
            page::day_name(year, days_between(first_day_of(year), *rules.notice_known_on));
        out.push_back({fmt::format("放假通知至{}年{}才为人所知", year, on.zh),
                       fmt::format("the holiday notice becomes known on {} {} only", on.en, year)});
    }
    return out;
}

std::string warnings(simulation_answer const& said, std::vector<office> const& offices) {
    std::string items;
    auto const add = [&](two const& text) { items += fmt::format("<li>{}</li>\n", shown(text)); };
    for (std::size_t s = 0; s < said.scenarios.size(); ++s) {
        auto const& one = said.scenarios[s];
        auto const name = page::name_of_scenario(said, s);
        if (!one.unstable.empty()) {
            auto const teams = joined_names(one.unstable);
            std::string load;
            for (auto const& each : one.loads) {
                if (each.ratio() > 1) {
                    load += (load.empty() ? "" : ", ") + number(100 * each.ratio(), 0) + "%";
                }
            }
            add({fmt::format("<b>{}：不稳定。</b>{}的队列会无止境地增长{}；时间越长数字越大，"
                             "下面的平均数只说明这几年。",
                             name.zh, teams.zh,
                             load.empty() ? "" : fmt::format("（预计负荷{}）", load)),
                 fmt::format("<b>{}: unstable.</b> The queue of {} grows without end{}; the longer "
                             "the run the larger the figures, so the means below speak of these "
                             "years only.",
                             name.en, teams.en,
                             load.empty() ? "" : fmt::format(" (load expected: {})", load))});
        }
        if (one.unsettled) {
            add({fmt::format("<b>{}：预运行太短。</b>首年年末在办件数与年初明显不同；请加大 "
                             "start.warm_up_calendar_days。",
                             name.zh),
                 fmt::format("<b>{}: not settled.</b> More or less is open at the end of the first "
                             "year than at its beginning: a longer start.warm_up_calendar_days "
                             "settles it.",
                             name.en)});
        }
        if (one.falls_behind) {
            auto const& y = one.years.back();
            auto const overdue = number(y.overdue_open.mean.mean, 0);
            auto const share = number(100 * y.overdue_open.mean.mean / y.came_due.mean, 0);
            add({fmt::format(
                     "<b>{}：积压逾期。</b>{}年末有{}件逾期未答复，相当于当年到期申请的{}%。",
                     name.zh, y.year, overdue, share),
                 fmt::format(
                     "<b>{}: behind.</b> {} applications lie overdue at the end of {}, {}% of "
                     "those that came due in it.",
                     name.en, overdue, y.year, share)});
        }
        std::int64_t refused = 0;
        for (auto const& y : one.years) {
            refused += y.refused;
        }
        if (refused > 0) {
            add({fmt::format("<b>{}：程序不予记入{}条模拟记录。</b>模拟有误，不要使用这些数字。",
                             name.zh, refused),
                 fmt::format("<b>{}: the procedure refused {} simulated rows.</b> The simulation "
                             "is wrong; do not use these figures.",
                             name.en, refused)});
        }
        if (auto const changes = changed_rules(offices[s].model().rules); !changes.empty()) {
            two all;
            for (auto const& each : changes) {
                all.zh += (all.zh.empty() ? "" : "；") + each.zh;
                all.en += (all.en.empty() ? "" : "; ") + each.en;
            }
            add({fmt::format("<b>{}：不是现行规则。</b>{}。", name.zh, all.zh),
                 fmt::format("<b>{}: other rules than those in force.</b> {}.", name.en, all.en)});
        }
    }
    // Scenarios share their years, so what is assumed of one is said once.
    if (auto const& assumed = said.scenarios.front().assumed_years; !assumed.empty()) {
        auto const years = joined_years(assumed);
        add({fmt::format(
                 "<b>{}年放假安排尚未公布。</b>只扣除了法定节假日，没有调休；期限可能移动。",
                 years.zh),
             fmt::format("<b>The holiday notice for {} has not been published.</b> Only the days "
                         "of the statute are off and no weekend is worked instead; due days may "
                         "still move.",
                         years.en)});
    }
    if (said.replications < 30) {
        add({fmt::format("<b>只有{}次重复。</b>区间宽，分位数粗略；用 --replications 增加。",
                         said.replications),
             fmt::format("<b>Only {}.</b> Intervals are wide and quantiles coarse; "
                         "--replications asks for more.",
                         said.replications == 1
                             ? std::string("one replication")
                             : fmt::format("{} replications", said.replications))});
    }
    return items.empty()
               ? items
               : fmt::format("<aside class=\"warning\"><h2>{}</h2>\n<ul>\n{}</ul></aside>\n",
                             shown({"⚠ 阅读前须知", "⚠ Before you read on"}), items);
}

// --- the page -------------------------------------------------------------------------------------

std::string opening(simulation_answer const& said, std::vector<office> const& offices) {
    auto const& model = offices.front().model();
    auto const span = span_of(said);
    std::string about;
    for (auto const* each : {&model.about, &model.fitted_to}) {
        if (!each->empty()) {
            about += fmt::format("<p class=\"about\">{}</p>\n", escaped(*each));
        }
    }
    auto const agencies =
        model.agencies > 1 ? two{fmt::format(" · {}个机关之和", number(model.agencies, 0)),
                                 fmt::format(" · {} agencies, summed", number(model.agencies, 0))}
                           : two{};
    auto const begins = [&](language in) {
        return opening_phrase(said.scenarios.front().opening, model.start.warm_up_calendar_days,
                              in);
    };
    return fmt::format(
        "<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n{}<p class=\"run\">{}</p>\n</header>\n",
        shown({"政府信息公开申请 · 期限模拟", "Government information · deadline simulation"}),
        escaped(said.model), about,
        shown({fmt::format("{}年 · {} · 重复{}次 · 随机种子 {}{}", span, begins(language::zh),
                           number(said.replications, 0), said.seed, agencies.zh),
               fmt::format("{} · begins: {} · {} replications · seed {}{}", span,
                           begins(language::en), number(said.replications, 0), said.seed,
                           agencies.en)}));
}

std::string year_section(page::year_view const& view) {
    auto const& base = view.of(0);
    auto const decimals = page::fine_decimals_for(100 * base.late_of_due.mean.mean);
    // Where inputs are not known, a single figure would say more than anybody knows.
    auto const& late_years = base.late_of_due.quantiles;
    bool const one_figure = late_years.back() - late_years.front() < 0.0005;
    auto const late = base.by_chance && !one_figure
                          ? page::range(100 * late_years.front(), 100 * late_years.back(),
                                        page::decimals_for(100 * late_years.back()))
                          : number(100 * base.late_of_due.mean.mean, decimals);
    auto const carried = number(base.carried_out.quantiles[3], 0);
    auto const spread =
        page::range(base.carried_out.quantiles.front(), base.carried_out.quantiles.back(), 0);
    auto const came = number(base.received.mean.mean, 0);
    two const lead{
        fmt::format("{}年预计收到<b>{}</b>件，<b>{}%</b>的到期申请逾期，<b>{}</b>件结转下年"
                    "（二十年中十九年为{}件）。",
                    view.year(), came, late, carried, spread),
        fmt::format(
            "In {} some <b>{}</b> applications come, <b>{}%</b> of those that come due are late, "
            "and <b>{}</b> are carried over ({} in 19 years of 20).",
            view.year(), came, late, carried, spread)};
    auto const heading = [](two const& text) { return fmt::format("<h2>{}</h2>\n", shown(text)); };
    auto out = fmt::format("<section id=\"year-{}\">\n<p class=\"lead\">{}</p>\n", view.year(),
                           shown(lead));
    out +=
        heading({fmt::format("{}年概况", view.year()), fmt::format("{} at a glance", view.year())});
    out += page::headline_table(view);
    if (auto const differences = page::difference_table(view); !differences.empty()) {
        out += heading({"改变了什么", "What changes"});
        out += differences;
    }
    out += "<div class=\"pair\">\n" + page::late_figure(view) + page::carried_figure(view) +
           "</div>\n";
    out += page::uncertainty_figure(view);
    out += heading({"一年之中", "Through the year"});
    out += page::open_figure(view) + page::due_figure(view) + page::busy_figure(view);
    out += heading({"班组", "Teams"});
    out += page::team_table(view);
    out += heading({"年度报告表三", "Table 3 of the annual report"});
    out += page::published_tables(view);
    return out + "</section>\n";
}

}  // namespace

std::string page_of(simulation_answer const& said, std::vector<office> const& offices,
                    language first) {
    QIXIAN_EXPECTS(!said.scenarios.empty() && !said.scenarios.front().years.empty());
    QIXIAN_EXPECTS(offices.size() == said.scenarios.size());
    auto out = page::opening_of_page(fmt::format("{} · {} · {}", escaped(said.model), span_of(said),
                                                 say(first, text::deadline_simulation)),
                                     first);
    out += opening(said, offices);
    out += warnings(said, offices);
    auto const& years = said.scenarios.front().years;
    if (years.size() > 1) {
        out += "<p class=\"years\">";
        for (auto const& each : years) {
            out += fmt::format("<a href=\"#year-{}\">{}</a> ", each.year, each.year);
        }
        out += "</p>\n";
    }
    for (std::size_t at = 0; at < years.size(); ++at) {
        out += year_section(page::view_of(said, offices, at));
    }
    return out + page::end_of_page();
}

}  // namespace qixian::cli
