// What a fit to a log says: lengths with the laws that fit them, people, and what no log tells.
#include "simulate/fit_log.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "qixian/base/safe_text.hpp"
#include "qixian/date/text.hpp"
#include "qixian/simulation/fit_log.hpp"
#include "qixian/simulation/model_file.hpp"
#include "question/logs.hpp"
#include "simulate/page_figure.hpp"
#include "simulate/page_frame.hpp"
#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

// --- words ------------------------------------------------------------------------------------------

page::two law_of(distribution const& d) {
    switch (d.shape) {
    case length_law::fixed:
        return {fmt::format("固定 {:g}", d.mean), fmt::format("always {:g}", d.mean)};
    case length_law::exponential:
        return {fmt::format("指数，均值 {:g}", d.mean),
                fmt::format("exponential, mean {:g}", d.mean)};
    case length_law::lognormal:
        return {fmt::format("对数正态，均值 {:g}、标准差 {:g}", d.mean, d.deviation),
                fmt::format("log-normal, mean {:g}, deviation {:g}", d.mean, d.deviation)};
    case length_law::uniform:
        return {fmt::format("均匀，{:g} 至 {:g}", d.mean, d.deviation),
                fmt::format("uniform, {:g} to {:g}", d.mean, d.deviation)};
    case length_law::empirical: return {"按记录本身的分布", "as in the log itself: no law fits"};
    }
    return {};
}

std::string_view of(page::two const& text, language in) {
    return in == language::zh ? text.zh : text.en;
}

// --- for people -------------------------------------------------------------------------------------

std::string lengths_table(fitted_log const& f, language in, painter const& colour) {
    text_table table;
    table.head({std::string(say(in, text::length)), std::string(say(in, text::seen_and_open)),
                std::string(say(in, text::mean_and_95)), std::string(say(in, text::law)),
                std::string(say(in, text::quantiles_seen)),
                std::string(say(in, text::quantiles_fitted))});
    for (auto const& each : f.lengths) {
        std::string seen;
        std::string fitted;
        for (std::size_t i = 2; i < each.seen_and_fitted.size(); ++i) {  // 0.25 to 0.95
            seen += fmt::format("{}{:.1f}", i == 2 ? "" : " ", each.seen_and_fitted[i].first);
            fitted += fmt::format("{}{:.1f}", i == 2 ? "" : " ", each.seen_and_fitted[i].second);
        }
        table.add(
            {{in == language::zh ? each.what_zh : each.what},
             {fmt::format("{} / {}", each.seen, each.open), paint::plain, true},
             {fmt::format("{:.2f} ({:.2f}–{:.2f})", each.mean, each.mean_low, each.mean_high),
              paint::plain, true},
             {std::string(of(law_of(each.law), in)), each.fits ? paint::plain : paint::yellow},
             {seen, paint::plain, true},
             {fitted, paint::plain, true}});
    }
    return table.str(colour);
}

std::string teams_table(fitted_log const& f, language in, painter const& colour) {
    if (f.teams.empty()) {
        return "";
    }
    text_table table;
    table.head({std::string(say(in, text::team)), std::string(say(in, text::people_word)),
                std::string(say(in, text::hours_worked)), std::string(say(in, text::absent_word)),
                std::string(say(in, text::load_seen))});
    for (auto const& t : f.teams) {
        table.add({{t.name},
                   {std::to_string(t.people), paint::plain, true},
                   {fmt::format("{:.0f}", t.hours), paint::plain, true},
                   {fmt::format("{:.1f}%", t.absent_share * 100), paint::plain, true},
                   {fmt::format("{:.1f}%", t.load * 100), t.load > 0.9 ? paint::red : paint::plain,
                    true}});
    }
    return "\n" + table.str(colour);
}

std::string notes(std::string_view head, std::vector<fit_note> const& all, language in,
                  painter const& colour) {
    std::string out = "\n" + colour(paint::bold, head) + "\n";
    for (auto const& each : all) {
        out += fmt::format("  · {}\n", say(in, each.zh, each.en));
    }
    return out;
}

std::string text_of_fit(fitted_log const& f, language in, painter const& colour) {
    auto const late =
        f.came_due > 0 ? 100 * static_cast<double>(f.late) / static_cast<double>(f.came_due) : 0.0;
    auto out = colour(paint::bold, visible(f.model.name)) + "\n";
    out +=
        in == language::zh
            ? fmt::format(
                  "{}至{}：收到{}件，办结{}件，在办{}件；期限届满的{}件中逾期{}件（{:.1f}%）\n\n",
                  to_text(f.from), to_text(f.as_of), f.received, f.closed, f.open, f.came_due,
                  f.late, late)
            : fmt::format("{} to {}: {} received, {} closed, {} open; of {} whose day came {} were "
                          "late ({:.1f} %)\n\n",
                          to_text(f.from), to_text(f.as_of), f.received, f.closed, f.open,
                          f.came_due, f.late, late);
    out += lengths_table(f, in, colour) + std::string(say(in, text::what_quantiles_are));
    out += teams_table(f, in, colour);
    out += notes(say(in, text::assumed), f.assumed, in, colour);
    return out + notes(say(in, text::what_no_log_tells), f.unknown, in, colour);
}

// --- QQ plots ---------------------------------------------------------------------------------------

/// Quantiles of the log against those of the law: on the line they are the same.
std::string qq_figure(fitted_length const& each) {
    constexpr double side = 240;
    double most = 1e-9;
    for (auto const& [seen, fitted] : each.seen_and_fitted) {
        most = std::max({most, seen, fitted});
    }
    auto const on = page::scale_to(most, 4);
    auto const x = [&](double v) { return 40 + side * on.share(v); };
    auto const y = [&](double v) { return 8 + side * (1 - on.share(v)); };
    std::string drawn = fmt::format(R"(<line class="level" x1="{0}" y1="{2}" x2="{1}" y2="{3}"/>)",
                                    x(0), x(on.top), y(0), y(on.top));
    for (int i = 0; i <= on.steps(); ++i) {
        auto const label = page::number(i * on.step, on.decimals);
        drawn += page::svg_text(fmt::format("{:.1f}", x(i * on.step)), side + 24, "axis", "middle",
                                {label, label});
        drawn += page::svg_text("34", y(i * on.step) + 4, "axis", "end", {label, label});
    }
    drawn += fmt::format(R"(<line class="ground" x1="40" y1="{0}" x2="{1}" y2="{0}"/>)"
                         R"(<line class="ground" x1="40" y1="8" x2="40" y2="{0}"/>)",
                         y(0), x(on.top));
    for (auto const& [seen, fitted] : each.seen_and_fitted) {
        drawn += fmt::format(R"(<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="4"/>)", x(fitted),
                             y(seen));
    }
    auto const law = law_of(each.law);
    return page::figure(
        "spread", {escaped(each.what_zh), escaped(each.what)},
        {"横轴为拟合的分位数，纵轴为记录的分位数（0.05至0.95）；点在线上即相同",
         "across: quantiles of the law, up: of the log (0.05 to 0.95); on the line they agree"},
        fmt::format(R"(<svg role="img" width="300" height="{}">{}{}</svg>)", side + 34,
                    page::title_and_desc({escaped(each.what_zh), escaped(each.what)}, law), drawn),
        {fmt::format("{}；办结{}件、未完{}件；平均{:.2f}（{:.2f}至{:.2f}）。", law.zh, each.seen,
                     each.open, each.mean, each.mean_low, each.mean_high),
         fmt::format("{}; {} ended, {} not yet; mean {:.2f} ({:.2f} to {:.2f}).", law.en, each.seen,
                     each.open, each.mean, each.mean_low, each.mean_high)});
}

std::string page_of_fit(fitted_log const& f, language first) {
    auto const title = escaped(f.model.name);
    auto out = page::opening_of_page(title, first) +
               fmt::format("<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n<p class=\"run\">{} – "
                           "{}</p></header>\n",
                           page::shown({"由记录推得的机构模型：各项时长与所用分布",
                                        "An office fitted to its log: lengths and their laws"}),
                           title, to_text(f.from), to_text(f.as_of));
    out += "<div class=\"pair\">\n";
    for (auto const& each : f.lengths) {
        out += qq_figure(each);
    }
    out += "</div>\n";
    auto const list = [&](page::two const& head, std::vector<fit_note> const& all) {
        out += fmt::format("<h2>{}</h2>\n<ul>\n", page::shown(head));
        for (auto const& each : all) {
            out += fmt::format("<li>{}</li>\n", page::shown({escaped(each.zh), escaped(each.en)}));
        }
        out += "</ul>\n";
    };
    list({"假定", "Assumed"}, f.assumed);
    list({"记录中看不出", "What no log tells"}, f.unknown);
    return out + page::end_of_page();
}

std::string comment_of(fitted_log const& f) {
    auto out = "Fitted to " + f.model.fitted_to + "\nAssumed / 假定\n";
    auto const list = [&](std::vector<fit_note> const& all) {
        for (auto const& each : all) {
            out += "  - " + each.en + "\n    " + each.zh + "\n";
        }
    };
    list(f.assumed);
    out += "No log tells / 记录中看不出\n";
    list(f.unknown);
    return out;
}

}  // namespace

int run_fit_log(fit_log_wish const& wish, options& given) {
    session const with(given, wish.log);
    log_fit_plan plan{.as_of = with.as_of, .name = wish.name};
    if (!wish.from.empty()) {
        plan.from = parse_day_option("--from", wish.from, given.lang);
    }
    auto const told =
        answer::fit_log_from(source_of(wish.log, given), with, plan, listener_for(given));
    if (!told.said) {
        return exit_code::bad_input;
    }
    auto const& f = *told.said;
    if (given.json) {
        put(answer::fit_log_document(f, with));
    } else if (wish.out != "-" && wish.html != "-") {
        put(text_of_fit(f, given.lang, painter(wants_colour(given.colour))));
    }
    if (!wish.html.empty()) {
        put_in(wish.html, page_of_fit(f, given.lang), given);
    }
    if (!wish.out.empty()) {
        put_in(wish.out, write_model(f.model, comment_of(f)), given);
    }
    return told.faults.empty() ? exit_code::fine : exit_code::bad_input;
}

}  // namespace qixian::cli
