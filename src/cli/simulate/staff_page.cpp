// The page of a staffing answer: the sentence, the picture of cost against risk, what was tried.
#include "simulate/staff_page.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "simulate/page_figure.hpp"
#include "simulate/page_frame.hpp"
#include "simulate/staff_words.hpp"

namespace qixian::cli {

namespace {

using page::number;
using page::percent_of;
using page::shown;
using page::two;

constexpr std::size_t most_shown = 12;
constexpr int risk_height = 250;

/// The same said in both languages.
template <class Say>
two both(Say&& said_in) {
    return {said_in(language::zh), said_in(language::en)};
}
two both(text_pair const& text) { return {std::string(text.zh), std::string(text.en)}; }

/// One panel: what is drawn against people. Values are drawn as `factor` times they are.
struct risk_panel {
    two title{};
    two unit{};
    double limit = 0;
    double factor = 1;
    std::string_view sign{};
    bool more_is_better = false;
    std::vector<staff_reading> readings{};  ///< by the values that are shown
};

/// Those nearest to the answer, so many as a picture can hold.
std::vector<staff_value const*> near_the_answer(staff_search const& s) {
    std::vector<staff_value const*> out;
    for (auto const& each : s.tried) {
        out.push_back(&each);
    }
    auto const away = [&](staff_value const* v) {
        return v->amount < s.from ? s.from - v->amount : std::max(v->amount - s.to, 0.0);
    };
    while (out.size() > most_shown) {
        out.erase(away(out.front()) > away(out.back()) ? out.begin() : out.end() - 1);
    }
    return out;
}

page::scale scale_of(risk_panel const& p) {
    auto const enough = 4 * p.limit * p.factor;
    double most = p.limit * p.factor * 1.25;
    for (auto const& r : p.readings) {
        auto const high = std::min(r.high, 2 * r.mean + p.limit) * p.factor;
        if (r.mean * p.factor <= enough) {
            most = std::max(most, std::min(high, enough));
        }
    }
    return p.more_is_better ? page::scale_to(100, 5) : page::scale_to(most, 5);
}

std::string drawn(risk_panel const& p, staff_answer const& said, staff_search const& s,
                  std::vector<staff_value const*> const& values) {
    auto const on = scale_of(p);
    auto const x_of = [&](std::size_t i) {
        return percent_of(static_cast<double>(i) + 0.5, static_cast<double>(values.size()));
    };
    auto const y_of = [&](double value) {
        return 14 + (risk_height - 44) * (1 - on.share(value * p.factor));
    };
    std::string out =
        fmt::format(R"(<div class="risk"><svg role="img" width="100%" height="{}">{})", risk_height,
                    page::title_and_desc(p.title, p.unit));
    for (int i = 0; i <= on.steps(); ++i) {
        auto const y = 14 + (risk_height - 44) * (1 - static_cast<double>(i) / on.steps());
        auto const label = number(i * on.step, on.decimals) + std::string(p.sign);
        out += fmt::format(R"(<line class="{}" x1="0" x2="100%" y1="{:.1f}" y2="{:.1f}"/>)",
                           i == 0 ? "ground" : "level", y, y);
        out += page::svg_text("-6", y + 4, "axis", "end", {label, label});
    }
    // What is not settled is shaded.
    if (s.outcome == staff_outcome::between || s.outcome == staff_outcome::open) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i]->amount >= s.from && values[i]->amount <= s.to) {
                out += fmt::format(
                    R"(<rect class="rest" x="{}" width="{}" y="14" height="{}"/>)",
                    percent_of(static_cast<double>(i), static_cast<double>(values.size())),
                    percent_of(1, static_cast<double>(values.size())), risk_height - 44);
            }
        }
    }
    auto const limit = y_of(p.limit);
    out += fmt::format(R"(<line class="limit" x1="0" x2="100%" y1="{:.1f}" y2="{:.1f}"/>)", limit,
                       limit);
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
        bool const beside = std::fabs(values[i + 1]->amount - values[i]->amount - said.step) < 1e-9;
        out += fmt::format(R"(<line class="join{}" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>)",
                           beside ? "" : " gap", x_of(i), x_of(i + 1), y_of(p.readings[i].mean),
                           y_of(p.readings[i + 1].mean));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const& r = p.readings[i];
        auto const x = x_of(i);
        bool const beyond = r.mean * p.factor > on.top;
        if (!beyond) {
            out +=
                fmt::format(R"(<line class="interval" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>)",
                            x, x, y_of(r.low), y_of(r.high));
        } else {
            auto const label = "↑ " + number(r.mean * p.factor, 0) + std::string(p.sign);
            out += page::svg_text(x, 10, "axis", "middle", {label, label});
        }
        auto const what = values[i]->verdict == staff_verdict::meets   ? "enough"
                          : values[i]->verdict == staff_verdict::fails ? "short"
                                                                       : "unsettled";
        out +=
            fmt::format(R"(<circle class="{}" cx="{}" cy="{:.1f}" r="{}"/>)", what, x, y_of(r.mean),
                        s.outcome == staff_outcome::found && values[i]->amount == s.from ? 7 : 5);
        auto const amount = staffing::amount_number(values[i]->amount);
        out +=
            page::svg_text(x, risk_height - 12, values[i]->amount == s.now ? "axis chosen" : "axis",
                           "middle", {amount, amount});
    }
    return out + "</svg></div>\n";
}

std::vector<risk_panel> panels_of(staff_answer const& said,
                                  std::vector<staff_value const*> const& values) {
    std::vector<risk_panel> out;
    auto const fill = [&](risk_panel& p, auto&& reading_of) {
        for (auto const* each : values) {
            p.readings.push_back(reading_of(*each));
        }
        out.push_back(std::move(p));
    };
    if (said.sure) {
        risk_panel p{.title = both(text::staff_kept_head),
                     .unit = both([&](language in) { return staffing::goals_words(said, in); }),
                     .limit = *said.sure,
                     .factor = 100,
                     .sign = "%",
                     .more_is_better = true};
        fill(p, [](staff_value const& v) { return v.kept; });
        return out;
    }
    for (std::size_t c = 0; c < said.goals.size() * said.years.size(); ++c) {
        auto const& g = said.goals[c / said.years.size()];
        auto const year = said.years[c % said.years.size()];
        bool const share = is_share(g.what);
        risk_panel p{.title = both([&](language in) { return staffing::figure_name(g, in); }),
                     .unit = both([&](language in) {
                         auto const goal = page::same(staffing::goal_words(g, in)).en;
                         return said.years.size() == 1 ? goal : fmt::format("{} · {}", year, goal);
                     }),
                     .limit = g.limit,
                     .factor = share ? 100.0 : 1.0,
                     .sign = share ? "%" : ""};
        fill(p, [c](staff_value const& v) { return v.readings[c]; });
    }
    return out;
}

std::string tried_table(staff_answer const& said, staff_search const& s) {
    auto const th = [](two const& text) {
        return fmt::format("<th scope=\"col\">{}</th>", shown(text));
    };
    std::string out =
        "<div class=\"scroll\"><table>\n<thead><tr>" +
        th(both([&](language in) { return staffing::amount_head(said, in, escaped); }));
    for (std::size_t c = 0; c < said.goals.size() * said.years.size(); ++c) {
        out += th(both([&](language in) {
            auto const goal =
                page::same(staffing::goal_words(said.goals[c / said.years.size()], in)).en;
            return said.years.size() == 1
                       ? goal
                       : fmt::format("{} · {}", said.years[c % said.years.size()], goal);
        }));
    }
    out += th(both(text::staff_kept_head)) + th(both(text::staff_replications)) + th({}) +
           "</tr></thead>\n<tbody>\n";
    for (auto const& v : s.tried) {
        auto const td = [](std::string const& value, std::string const& below) {
            return fmt::format("<td>{}<small>{}</small></td>", value, below);
        };
        out += fmt::format("<tr class=\"{}\"><th scope=\"row\">{}</th>",
                           v.verdict == staff_verdict::meets   ? "better"
                           : v.verdict == staff_verdict::fails ? "worse"
                                                               : "",
                           staffing::amount_number(v.amount));
        for (std::size_t c = 0; c < v.readings.size(); ++c) {
            auto const& g = said.goals[c / said.years.size()];
            auto const& r = v.readings[c];
            out += td(staffing::figure_value(g, r.mean),
                      staffing::figure_value(g, r.low) + "–" + staffing::figure_value(g, r.high));
        }
        out += td(staffing::share_value(v.kept.mean),
                  staffing::share_value(v.kept.low) + "–" + staffing::share_value(v.kept.high));
        out += td(number(v.replications, 0), "");
        out += fmt::format("<td><em>{}</em></td></tr>\n", shown(both([&](language in) {
                               return staffing::verdict_word(v.verdict, in);
                           })));
    }
    return out + "</tbody></table></div>\n";
}

std::string section_of(staff_answer const& said, staff_search const& s) {
    auto const values = near_the_answer(s);
    auto const lead = both([&](language in) {
        return staffing::answer_sentence(said, s, in,
                                         [](std::string_view t) { return std::string(t); });
    });
    std::string out = "<section>\n";
    if (said.searches.size() > 1) {
        out += fmt::format("<h2>{}</h2>\n", shown(both([&](language in) {
                               return staffing::search_name(s, in, escaped);
                           })));
    }
    out += fmt::format("<p class=\"lead\">{}</p>\n",
                       shown({page::same(lead.zh).zh, page::same(lead.en).en}));
    auto const proof = both([&](language in) { return staffing::proof_sentence(said, s, in); });
    out += fmt::format("<p>{}</p>\n", shown({page::same(proof.zh).zh, page::same(proof.en).en}));
    std::vector<page::key> marks{{"enough", both(text::staff_enough)},
                                 {"short", both(text::staff_too_few)},
                                 {"unsettled", both(text::staff_unsettled)},
                                 {"limit", {"目标", "goal"}},
                                 {"interval", {"上下界", "bounds"}}};
    if (s.outcome == staff_outcome::between || s.outcome == staff_outcome::open) {
        marks.push_back({"rest", {"答案在此范围内", "the answer lies here"}});
    }
    auto const keys = page::legend(marks);
    two const reading{
        "横轴为" + staffing::amount_head(said, language::zh, escaped) +
            "（粗体为现有），纵轴为风险；↑表示超出图外。虚线两端之间另有未试的数。",
        "Along: " + staffing::amount_head(said, language::en, escaped) +
            " (bold: now). Up: the risk; ↑ is beyond the picture. Between the ends of a dashed "
            "line lie numbers that were not tried."};
    for (auto const& p : panels_of(said, values)) {
        out += page::figure("risk-of", p.title, p.unit, keys + drawn(p, said, s, values), reading);
    }
    return out + tried_table(said, s) + "</section>\n";
}

std::string alternatives(staff_answer const& said) {
    if (said.searches.size() < 2) {
        return {};
    }
    std::string out = fmt::format(
        "<table>\n<thead><tr><th></th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr>"
        "</thead>\n<tbody>\n",
        shown(both(text::staff_fewest)), shown(both(text::staff_now)));
    for (auto const& s : said.searches) {
        out += fmt::format(
            "<tr><th scope=\"row\">{}</th><td><b>{}</b></td><td>{}</td></tr>\n",
            shown(both([&](language in) { return staffing::search_name(s, in, escaped); })),
            shown(both([&](language in) { return staffing::answer_in_short(s, in); })),
            staffing::amount_number(s.now));
    }
    return out + "</tbody></table>\n";
}

}  // namespace

std::string page_of_staff(staff_answer const& said, language first) {
    auto const span = said.years.size() == 1
                          ? std::to_string(said.years.front())
                          : fmt::format("{}–{}", said.years.front(), said.years.back());
    auto out = page::opening_of_page(
        fmt::format("{} · {} · {}", escaped(said.model), span, say(first, text::staff_title)),
        first);
    two const kind{"政府信息公开申请 · 人手与风险", "Government information · people and risk"};
    out += fmt::format(
        "<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n<p class=\"run\">{}</p>\n</header>\n",
        shown(kind), escaped(said.model),
        shown({fmt::format("{}年 · 随机种子 {}", span, said.seed),
               fmt::format("{} · seed {}", span, said.seed)}));
    if (said.stopped) {
        out += fmt::format("<aside class=\"warning\"><p>{}</p></aside>\n",
                           shown(both(text::staff_stopped)));
    }
    out += alternatives(said);
    for (auto const& s : said.searches) {
        out += section_of(said, s);
    }
    auto const meaning = both([&](language in) { return staffing::meaning(said, in); });
    out += fmt::format("<p class=\"note\">{}</p>\n", shown(meaning));
    return out + page::end_of_page();
}

}  // namespace qixian::cli
