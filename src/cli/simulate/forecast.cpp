// The forecast of `qixian simulate --from`.
#include "simulate/forecast.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/answer/simulation.hpp"
#include "qixian/base/safe_text.hpp"
#include "question/logs.hpp"

namespace qixian::cli {

namespace {

std::string text_of_forecast(forecast_answer const& f, std::string const& model, language in,
                             painter const& colour) {
    std::string out =
        colour(paint::bold,
               in == language::zh
                   ? fmt::format("截至 {} 在办 {} 件，按模型“{}”推演 {} 次", to_text(f.as_of),
                                 f.cases.size(), model, f.replications)
                   : fmt::format("{} open at the end of {}, lived on {} times by the "
                                 "model \"{}\"",
                                 f.cases.size(), to_text(f.as_of), f.replications, model)) +
        "\n";
    out += in == language::zh
               ? fmt::format("预计超期 {:.1f} 件（95% 的推演在 {:.0f} 至 {:.0f} 件之间）\n\n",
                             f.late.mean.mean, f.late.quantiles.front(), f.late.quantiles.back())
               : fmt::format("{:.1f} of them are expected to be late (19 runs in 20: {:.0f} to "
                             "{:.0f})\n\n",
                             f.late.mean.mean, f.late.quantiles.front(), f.late.quantiles.back());
    text_table table;
    table.head({std::string(say(in, text::application)), std::string(say(in, text::stage)),
                std::string(say(in, text::due_2)), std::string(say(in, text::late)), "",
                std::string(say(in, text::half_closed_by)), std::string(say(in, text::n_95_by))});
    auto const day_text = [&](maybe_date const& d) {
        return d ? to_text(*d) : std::string(say(in, text::not_this_year));
    };
    bool partly = false;
    for (auto const& c : f.cases) {
        auto const how = c.late >= 0.5 ? paint::red : c.late >= 0.1 ? paint::yellow : paint::plain;
        std::string bars;
        for (auto tenths = std::lround(c.late * 10); tenths > 0; --tenths) {
            bars += "█";
        }
        partly = partly || c.by_due_day_only;
        table.add(
            {{c.agency.empty() ? c.application : c.agency + " " + c.application},
             {std::string(say(in, info(c.at).zh, info(c.at).en)) + (c.by_due_day_only ? " *" : "")},
             {c.due ? to_text(*c.due) : "—"},
             {fmt::format("{:.0f}%", c.late * 100), how, true},
             {bars, how},
             {day_text(c.closed_by_half)},
             {day_text(c.closed_by_most)}});
    }
    out += table.str(colour);
    if (partly) {
        out += say(in, text::its_course_is_a_particular_one);
    }
    out += "\n";
    text_table weeks;
    weeks.head({std::string(say(in, text::week_of)), std::string(say(in, text::open_word)),
                std::string(say(in, text::n_90_range)), std::string(say(in, text::falls_due))});
    for (std::size_t d = 0; d + 7 <= std::min<std::size_t>(f.open.mean.size(), 70); d += 7) {
        double due = 0;
        for (std::size_t i = d; i < d + 7; ++i) {
            due += f.due.mean[i];
        }
        weeks.add({{to_text(plus_days(f.as_of, static_cast<int>(d) + 1))},
                   {fmt::format("{:.0f}", f.open.mean[d + 6]), paint::plain, true},
                   {fmt::format("{:.0f}–{:.0f}", f.open.low[d + 6], f.open.high[d + 6]),
                    paint::plain, true},
                   {fmt::format("{:.1f}", due), paint::plain, true}});
    }
    out += weeks.str(colour);
    for (auto const year : f.assumed_years) {
        out +=
            in == language::zh
                ? fmt::format("! {} 年放假通知尚未公布，仅按法定节日放假推算\n", year)
                : fmt::format("! no holiday notice for {} yet: only the statute's days are taken "
                              "as days off\n",
                              year);
    }
    return out;
}

std::string csv_of_forecast(forecast_answer const& f, formulas as) {
    std::string out = "agency,application,stage,due,late,open_at_end,closed_by_half,closed_by_most,"
                      "by_due_day_only\n";
    auto const day_cell = [](maybe_date const& d) { return d ? to_text(*d) : std::string(); };
    for (auto const& c : f.cases) {
        out += fmt::format("{},{},{},{},{},{},{},{},{}\n", to_csv_cell(c.agency, as),
                           to_csv_cell(c.application, as), info(c.at).code, day_cell(c.due), c.late,
                           c.open_at_end, day_cell(c.closed_by_half), day_cell(c.closed_by_most),
                           c.by_due_day_only ? "yes" : "no");
    }
    return out;
}

}  // namespace

int forecast(std::string const& log, scenario const& base, forecast_plan plan,
             std::optional<formulas> csv, options& given) {
    session const with(given, log);
    auto const told =
        answer::forecast_from(source_of(log, given), with, base.office, plan, listener_for(given));
    if (!told.said) {
        return exit_code::bad_input;
    }
    if (given.json) {
        put(answer::forecast_document(*told.said, base.office.name, plan.seed, with));
    } else if (csv) {
        put_document(csv_of_forecast(*told.said, *csv));
    } else {
        put(text_of_forecast(*told.said, visible(base.office.name), given.lang,
                             painter(wants_colour(given.colour))));
    }
    return told.faults.empty() ? exit_code::fine : exit_code::bad_input;
}

}  // namespace qixian::cli
