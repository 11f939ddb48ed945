// `qixian simulate fit`: an office as its published tables show it.
#include <algorithm>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/simulation/fit.hpp"
#include "qixian/simulation/model_file.hpp"
#include "question/tables.hpp"
#include "simulate/fit_log.hpp"
#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

struct fit_wish {
    std::vector<std::string> files;
    std::string out;
    std::string like;
    bool totals = false;
    fit_plan plan{};
    double days = 0;
};

[[noreturn]] void refuse(fault const& why, options const& given) {
    print_fault(why, given);
    throw stop{exit_code::bad_input, ""};
}

// --- for people ------------------------------------------------------------------------------------

std::string range(double low, double high) { return fmt::format("{:.1f}–{:.1f}", low, high); }

std::string days_text(std::optional<days_in_hand> const& d, bool working, language in) {
    if (!d) {
        return "—";
    }
    auto const mean = working ? d->working_days : d->calendar_days;
    auto const low = working ? d->working_low : d->calendar_low;
    auto const high = working ? d->working_high : d->calendar_high;
    return d->bound_only ? std::string(say(in, text::at_most)) + fmt::format("{:.1f}", high)
                         : fmt::format("{:.1f} ({})", mean, range(low, high));
}

std::string class_table(fitted_office const& f, language in, painter const& colour) {
    text_table table;
    table.head({std::string(say(in, text::applicants)), std::string(say(in, text::new_word)),
                std::string(say(in, text::carried_in_2)), std::string(say(in, text::carried_out_2)),
                std::string(say(in, text::in_hand_calendar_days)),
                std::string(say(in, text::in_hand_working_days)), ""});
    auto const add = [&](std::string_view name, auto const& of, paint how, bool apart) {
        table.add({{std::string(name), how},
                   {std::to_string(of.received), how, true},
                   {std::to_string(of.carried_in), how, true},
                   {std::to_string(of.carried_out), how, true},
                   {days_text(of.in_hand, false, in), how, true},
                   {days_text(of.in_hand, true, in), how, true},
                   {apart ? std::string(say(in, text::a_wait_of_its_own)) : "", paint::dim}});
    };
    for (auto const& each : f.classes) {
        if (f.totals_only) {
            break;  // the total says it
        }
        auto const& who = info(each.column);
        add(say(in, who.zh, who.en), each, paint::plain, each.waits_differently);
    }
    add(say(in, text::total), f, paint::bold, false);
    return table.str(colour);
}

std::string notes_text(std::string_view head, std::vector<fit_note> const& notes, language in,
                       painter const& colour) {
    std::string out = "\n" + colour(paint::bold, head) + "\n";
    for (auto const& each : notes) {
        out += fmt::format("  · {}\n", say(in, each.zh, each.en));
    }
    return out;
}

std::string check_text(table_check const& check, language in, painter const& colour) {
    auto const how = check.share() >= answer::fitted::enough_inside ? paint::green : paint::red;
    auto const head =
        in == language::zh
            ? fmt::format("表中{}格，{}格（{:.1f}%）落在模型的95%区间内（{}次重复）", check.cells,
                          check.inside, check.share() * 100, answer::fitted::check_replications)
            : fmt::format("{} of the {} figures of the table ({:.1f} %) lie where the model puts "
                          "95 of 100 years ({} replications)",
                          check.inside, check.cells, check.share() * 100,
                          answer::fitted::check_replications);
    std::string out = "\n" + colour(how, head) + "\n";
    for (auto const& each : check.outside) {
        auto const& column = info(each.of);
        out += in == language::zh
                   ? fmt::format("  · {} {}：公布{}，模型{}–{}，均值{:.1f}\n", each.row, column.zh,
                                 each.published, each.low, each.high, each.mean)
                   : fmt::format("  · {} {}: published {}, model {}–{}, mean {:.1f}\n", each.row,
                                 column.en, each.published, each.low, each.high, each.mean);
    }
    return out;
}

std::string text_of_fit(answer::fitted const& said, language in, painter const& colour) {
    auto const& f = said.office;
    auto const years = f.first_year == f.last_year
                           ? std::to_string(f.last_year)
                           : fmt::format("{}–{}", f.first_year, f.last_year);
    auto out = colour(paint::bold, in == language::zh
                                       ? fmt::format("{}，{}年度", visible(f.model.name), years)
                                       : fmt::format("{}, {}", visible(f.model.name), years)) +
               "\n\n" + class_table(f, in, colour);
    out += say(in, text::in_brackets_95_intervals_little_s);
    if (f.growth) {
        out += in == language::zh
                   ? fmt::format("新收件数年均变化{:+.1f}%（{:+.1f}%至{:+.1f}%）\n",
                                 f.growth->rate * 100, f.growth->low * 100, f.growth->high * 100)
                   : fmt::format("arrivals change by {:+.1f} % a year ({:+.1f} % to {:+.1f} %)\n",
                                 f.growth->rate * 100, f.growth->low * 100, f.growth->high * 100);
    }
    out += in == language::zh
               ? fmt::format("{}年预计新收{:.0f}件（{:.0f}至{:.0f}件）\n", f.last_year + 1,
                             f.next_year, f.next_year_low, f.next_year_high)
               : fmt::format("{} will bring {:.0f} new applications ({:.0f} to {:.0f})\n",
                             f.last_year + 1, f.next_year, f.next_year_low, f.next_year_high);
    out += notes_text(say(in, text::assumed), f.assumed, in, colour);
    out += notes_text(say(in, text::what_no_table_tells), f.unknown, in, colour);
    return out + check_text(said.check, in, colour);
}

// --- the command -----------------------------------------------------------------------------------

int run_fit(fit_wish const& wish, options const& given) {
    std::vector<published_table> tables;
    for (auto const& file : wish.files) {
        auto got = read_table(file, given);
        if (!got) {
            refuse(got.error(), given);
        }
        tables.push_back(std::move(got).value());
    }
    auto plan = wish.plan;
    plan.reading = wish.totals ? table_reading::totals : table_reading::by_class;
    plan.threads = std::max(std::thread::hardware_concurrency(), 1U);
    if (wish.days > 0) {
        plan.working_days = wish.days;
    }
    if (!wish.like.empty()) {
        auto const like = read_model_file(wish.like, encoding_beside(given));
        if (!like) {
            refuse(like.error(), given);
        }
        plan.like = like->front().office;
    }
    auto const made = answer::fit_tables(std::move(tables), plan);
    if (!made) {
        refuse(made.error(), given);
    }
    auto const& said = *made;
    auto const write_out = [&] {
        if (!wish.out.empty()) {
            put_in(wish.out, write_model(said.office.model, comment_of(said.office)), given);
        }
    };
    if (given.json) {
        put(answer::fit_document(said));
        write_out();
    } else if (wish.out == "-") {
        write_out();
    } else {
        put(text_of_fit(said, given.lang, painter(wants_colour(given.colour))));
        write_out();
        if (!wish.out.empty()) {
            put(fmt::format("\n{} {}\n", say(given.lang, text::model_written_to),
                            visible(wish.out)));
        }
    }
    return said.reproduces() ? exit_code::fine : exit_code::finding;
}

}  // namespace

void add_simulate_fit(CLI::App& simulate, options& given, int& result) {
    auto* command = simulate.add_subcommand(
        "fit", "an office as its published tables, or its own log, show it, as a model");
    auto wish = std::make_shared<fit_wish>();
    auto of_log = std::make_shared<fit_log_wish>();
    auto* tables = command->add_option(
        "TABLE", wish->files,
        "table files, as for audit: one year, or several of one agency in a row");
    auto* log = command->add_option("--log", of_log->log,
                                    "instead of tables: a log or store of the office itself");
    command->add_option("--name", of_log->name, "with --log: of the office")->needs(log);
    command->add_option("--from", of_log->from, "with --log: the first day that counts")
        ->needs(log);
    command->add_option("--html", of_log->html, "with --log: how well the laws fit (QQ plots)")
        ->needs(log);
    command->add_option("--as-of", given.as_of, "with --log: the last day of the log")->needs(log);
    command->add_option("--agency", given.agency, "with --log: of several agencies this one")
        ->needs(log);
    log->excludes(tables);
    command->add_option("--out", wish->out, "the model as TOML; - is standard output");
    auto* people = add_number(
        *command, "--people", wish->plan.people,
        "who share the work; default: nobody, an application is simply in hand", 1, 100'000, given);
    auto* busy = add_decimal(*command, "--busy", wish->plan.busy_share,
                             "with --people: share of their time at work on applications, at "
                             "most; default 0.8",
                             0.01, 0.98, given);
    auto* hours = add_decimal(*command, "--work-hours", wish->plan.most_work_hours,
                              "with --people: hours of work an application, at most; default 16",
                              0.01, 1000, given);
    add_decimal(*command, "--days-in-hand", wish->days,
                "mean working days from receipt to closing, if known; default: from the "
                "carry-over",
                0.01, 250, given);
    auto* like = command->add_option("--like", wish->like,
                                     "a model: all that no table tells is taken from it");
    command->add_flag("--totals", wish->totals,
                      "read the column of totals only; by itself where nothing else is printed");
    add_number(*command, "--seed", wish->plan.seed, "of the simulations that calibrate the wait",
               std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(), given);
    add_encoding_option(*command, given);
    busy->needs(people);
    hours->needs(people);
    like->excludes(people);
    add_output_options(*command, given, false);
    command->footer(
        "Examples:\n"
        "  qixian simulate fit table-2025.csv\n"
        "  qixian simulate fit table-2021.csv table-2022.csv table-2023.csv\n"
        "  qixian simulate fit table-2025.csv --people 60 --out city.toml\n"
        "  qixian simulate fit --log log.csv --as-of 2026-12-31 --out city.toml --html fit.html\n"
        "  qixian simulate fit table-2026.csv --like city.toml --out city-2026.toml\n"
        "Exit: 0 the model reproduces the table, 1 below nine tenths of its figures, "
        "3 bad input or a table that does not add up.");
    command->callback([&given, &result, wish, of_log] {
        if (!of_log->log.empty()) {
            of_log->out = wish->out;
            result = run_fit_log(*of_log, given);
            return;
        }
        if (wish->files.empty()) {
            throw CLI::RequiredError("TABLE");
        }
        result = run_fit(*wish, given);
    });
}

}  // namespace qixian::cli
