// `qixian simulate backtest`: forecasts held against what was published a year later.
#include <algorithm>
#include <iterator>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/series_file.hpp"
#include "qixian/simulation/backtest.hpp"
#include "question/tables.hpp"
#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

struct backtest_wish {
    std::vector<std::string> files;
    std::vector<std::string> series;
    backtest_plan plan{};
    bool csv = false;
};

// --- for people ------------------------------------------------------------------------------------

text_table::cell range_cell(forecast_figure const& f) {
    return {fmt::format("{:.1f} ({:.0f}–{:.0f})", f.mean, f.low, f.high),
            f.inside() ? paint::plain : paint::red, true};
}

std::string pairs_table(backtest_answer const& said, language in, painter const& colour) {
    text_table table;
    table.head({std::string(say(in, text::agency_3)), std::string(say(in, text::year)),
                std::string(say(in, text::new_printed)), std::string(say(in, text::forecast_range)),
                std::string(say(in, text::carried_printed)),
                std::string(say(in, text::forecast_range)), ""});
    for (auto const& each : said.pairs) {
        auto const& c = each.carried_out;
        bool const misses = !each.received.inside() || (c && !c->inside());
        table.add({{each.agency},
                   {std::to_string(each.year)},
                   {std::to_string(each.received.printed), paint::plain, true},
                   range_cell(each.received),
                   {c ? std::to_string(c->printed) : "—", paint::plain, true},
                   c ? range_cell(*c) : text_table::cell{"—", paint::dim, true},
                   {misses ? std::string(say(in, text::outside_the_range)) : "", paint::red}});
    }
    return table.str(colour);
}

std::string summary_table(backtest_answer const& said, language in, painter const& colour) {
    text_table table;
    table.head({"", std::string(say(in, text::inside_the_range)),
                std::string(say(in, text::mean_width)), std::string(say(in, text::score_of_ours)),
                std::string(say(in, text::rival_last)), std::string(say(in, text::rival_mean)),
                std::string(say(in, text::rival_poisson))});
    auto const add = [&](text_pair const& what, backtest_summary const& s) {
        if (s.pairs == 0) {
            return;
        }
        bool const best = std::all_of(s.rivals.begin(), s.rivals.end(),
                                      [&](double rival) { return s.score < rival; });
        text_table::row line{
            {std::string(say(in, what))},
            {fmt::format("{} / {} ({:.0f}%)", s.inside, s.pairs,
                         100.0 * static_cast<double>(s.inside) / static_cast<double>(s.pairs)),
             paint::plain, true},
            {fmt::format("{:.1f}", s.width), paint::plain, true},
            {fmt::format("{:.2f}", s.score), best ? paint::green : paint::red, true}};
        for (auto const rival : s.rivals) {
            line.push_back({fmt::format("{:.2f}", rival), paint::plain, true});
        }
        table.add(std::move(line));
    };
    add(text::new_applications_2, said.received);
    add(text::carried_over_2, said.carried_out);
    add(text::carried_over_informative, said.informative_carried_out);
    return table.str(colour);
}

std::string text_of_backtest(backtest_answer const& said, language in, painter const& colour) {
    return pairs_table(said, in, colour) + "\n" + summary_table(said, in, colour) +
           std::string(say(in, text::what_a_score_is));
}

// --- for programs ----------------------------------------------------------------------------------

std::string csv_of_backtest(backtest_answer const& said) {
    std::string out = "agency,year,first_year,figure,printed,mean,low,high,inside,score,last_year,"
                      "mean_of_years,poisson_of_last\n";
    for (auto const& each : said.pairs) {
        auto const line = [&](std::string_view figure, forecast_figure const& f) {
            fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
                           to_csv_cell(each.agency, formulas::guarded), each.year, each.first_year,
                           figure, f.printed, f.mean, f.low, f.high, f.inside() ? "yes" : "no",
                           f.score, f.rivals[0], f.rivals[1], f.rivals[2]);
        };
        line("received", each.received);
        if (each.carried_out) {
            line("carried_out", *each.carried_out);
        }
    }
    return out;
}

// --- the command -----------------------------------------------------------------------------------

int run_backtest(backtest_wish const& wish, options const& given) {
    std::vector<published_table> tables;
    bool bad = false;
    for (auto const& file : wish.files) {
        auto got = read_table(file, given);
        if (got) {
            tables.push_back(std::move(got).value());
        } else {
            print_fault(got.error(), given);
            bad = true;
        }
    }
    for (auto const& file : wish.series) {
        auto got = read_series_file(file, {.from = encoding_of(given)});
        if (got) {
            for (auto& each : *got) {
                tables.push_back(each);
            }
        } else {
            print_fault(got.error(), given);
            bad = true;
        }
    }
    progress shown(std::string(say(given.lang, text::simulating)),
                   std::string(say(given.lang, text::about_left)));
    auto plan = wish.plan;
    plan.threads = std::max(std::thread::hardware_concurrency(), 1U);
    plan.progress = [&](std::uint64_t done, std::uint64_t of) { shown.at(done, of); };
    auto const said = backtest(tables, plan);
    if (!said) {
        print_fault(said.error(), given);
        return exit_code::bad_input;
    }
    for (auto const& each : said->left_out) {
        print_fault(each, given);
        bad = true;
    }
    if (given.json) {
        put(answer::backtest_document(*said, plan.seed));
    } else if (wish.csv) {
        put_document(csv_of_backtest(*said));
    } else {
        put(text_of_backtest(*said, given.lang, painter(wants_colour(given.colour))));
    }
    return bad ? exit_code::bad_input : exit_code::fine;
}

}  // namespace

void add_simulate_backtest(CLI::App& simulate, options& given, int& result) {
    auto* command = simulate.add_subcommand(
        "backtest", "forecasts held against what was published a year later");
    auto wish = std::make_shared<backtest_wish>();
    command->add_option(
        "TABLE", wish->files,
        "table files, as for audit: several years of one agency or of many, in any order");
    command
        ->add_option("--series", wish->series,
                     "a CSV of totals: agency,year,received,carried_in,closed,carried_out")
        ->allow_extra_args(false);
    add_number(*command, "--replications", wish->plan.replications, "how often each year is lived",
               std::uint32_t{100}, std::uint32_t{1'000'000}, given);
    add_number(*command, "--seed", wish->plan.seed, "the same seed, the same answer",
               std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(), given);
    command->add_flag("--csv", wish->csv, "one figure a line");
    add_encoding_option(*command, given);
    add_output_options(*command, given, false);
    command->footer(
        "Examples:\n"
        "  qixian simulate backtest table-*.csv\n"
        "  qixian simulate backtest --series totals.csv\n"
        "  qixian simulate backtest a-2021.csv a-2022.csv b-2021.csv b-2022.csv --json\n"
        "Exit: 0 fine, 3 bad input: a table that cannot be read, or no year that follows "
        "another.");
    command->callback([&given, &result, wish] {
        if (wish->files.empty() && wish->series.empty()) {
            throw CLI::RequiredError("TABLE");
        }
        result = run_backtest(*wish, given);
    });
}

}  // namespace qixian::cli
