// `qixian simulate`: will we be late, how many carry over, what would help?
#include <algorithm>
#include <limits>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/texts.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/text.hpp"
#include "qixian/simulation/kept_run.hpp"
#include "qixian/simulation/many.hpp"
#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/parts.hpp"
#include "simulate/asked.hpp"
#include "simulate/data.hpp"
#include "simulate/forecast.hpp"
#include "simulate/page.hpp"
#include "simulate/sensitivity.hpp"
#include "simulate/simulate.hpp"

namespace qixian::cli {

namespace {

/// One of the equal parts of a run.
struct shard_choice {
    std::uint32_t index = 0;
    std::uint32_t of = 1;
};

struct simulate_wish {
    std::vector<std::string> models;
    std::vector<std::string> scenarios;
    std::uint32_t replications = 200;
    double precision = 0;
    std::uint64_t seed = 1;
    std::string years;
    unsigned threads = 0;
    std::optional<shard_choice> shard;
    std::vector<std::string> merge;
    std::string resume;
    std::string sum;
    double correlation = -1;  ///< below 0: as the list says
    std::string html;
    data_wish data;
    bool csv = false;
    bool raw = false;
    bool sensitivity = false;
    std::string from;
};

/// Replications, and shards of them.
constexpr std::uint32_t most_runs = 1'000'000;

/// I/N.
shard_choice shard_of(std::string const& text, options const& given) {
    auto const slash = text.find('/');
    if (slash == std::string::npos) {
        throw stop{exit_code::usage,
                   fmt::format(fmt::runtime(say(given.lang, text::no_share)), visible(text))};
    }
    auto const whole = std::string_view(text);
    auto const n =
        whole_number<std::uint32_t>("--shard", whole.substr(slash + 1), 1, most_runs, given);
    auto const i = whole_number<std::uint32_t>("--shard", whole.substr(0, slash), 1, n, given);
    return {i - 1, n};
}

/// Whether a scenario cannot be run and nobody asked for it by name: that is told, and the others are
/// run.
bool tell_what_is_left_out(office_list const& list, simulate_wish const& wish,
                           options const& given) {
    bool any = false;
    for (auto const& model : list.offices) {
        for (auto const& each : model.faulty) {
            if (wish.scenarios.empty()) {
                print_fault(each.why, given);
                tell(fmt::format(fmt::runtime(say(given.lang, text::left_out_scenario)),
                                 visible(each.name)));
                any = true;
            }
        }
    }
    return any;
}

/// The scenarios that were asked for, the first of them the base of comparison.
result<std::vector<scenario>> chosen_scenarios(office_kind model, simulate_wish const& wish,
                                               options& given) {
    auto scenarios = std::move(model.scenarios);
    auto const& faulty = model.faulty;
    if (!wish.scenarios.empty()) {
        std::vector<scenario> out;
        auto names = names_of(scenarios);
        for (auto const& name : wish.scenarios) {
            for (auto const& each : faulty) {
                if (each.name == name) {
                    return each.why;
                }
            }
            auto const found = std::find_if(scenarios.begin(), scenarios.end(),
                                            [&](auto const& s) { return s.name == name; });
            if (found == scenarios.end()) {
                return fault{.what = code::unknown_scenario,
                             .detail = fmt::format("{}; {}", name, names),
                             .file = wish.models.front(),
                             .field = "--scenario"};
            }
            out.push_back(*found);
        }
        scenarios = std::move(out);
    }
    if (!wish.years.empty()) {
        for (auto& each : scenarios) {
            each.office = with_years(std::move(each.office), years_of(wish.years, given));
        }
    }
    return scenarios;
}

result<std::vector<office>> offices_of(std::vector<scenario> const& scenarios,
                                       simulate_wish const& wish) {
    std::vector<office> out;
    for (auto const& each : scenarios) {
        auto made = office::make(each.office);
        if (!made) {
            auto why = made.error();
            why.file = wish.models.front();
            return why;
        }
        out.push_back(std::move(made).value());
    }
    return out;
}

/// How far an interval may reach from its mean before `--precision` is content.
bool is_precise(replication_set const& done, double wanted) {
    for (auto const& tallies : done.tallies) {
        for (auto const& y : headlines_of(tallies)) {
            auto const late = y.late_of_due.high - y.late_of_due.mean;
            auto const carried = y.carried_out.high - y.carried_out.mean;
            if (!(late <= wanted && carried <= wanted * std::max(y.carried_out.mean, 1.0))) {
                return false;
            }
        }
    }
    return true;
}

class simulation_session {
public:
    simulation_session(simulate_wish const& wish, options& given) : wish_(wish), given_(given) {}

    /// What could be run is run; that a scenario could not is what the exit code says then.
    int run() {
        auto const code = run_chosen();
        return left_out_ ? exit_code::bad_input : code;
    }

private:
    int run_chosen() {
        std::vector<std::string_view> others;
        std::pair<std::string_view, bool> const said[] = {{"--html -", wish_.html == "-"},
                                                          {"--json", given_.json},
                                                          {"--csv", wish_.csv},
                                                          {"--shard", wish_.shard.has_value()}};
        for (auto const& [name, is_there] : said) {
            if (is_there) {
                others.push_back(name);
            }
        }
        expect_one_document(wish_.data, std::move(others), given_);
        if (auto const wrong = choose()) {
            print_fault(*wrong, given_);
            return exit_code::bad_input;
        }
        if (!wish_.from.empty()) {
            return forecast_one();
        }
        if (wish_.merge.empty() && !expect_room()) {
            return exit_code::bad_input;
        }
        warn_of_load();
        auto const as = wish_.raw ? formulas::raw : formulas::guarded;
        data_files files(wish_.data, as, given_);
        if (wish_.data.tells()) {
            files.tell(scenarios_, offices_, wish_.seed);
        }
        if (!wish_.merge.empty()) {
            return merge(files);
        }
        interrupt_guard const guard;
        auto run = simulate();
        if (!run) {
            print_fault(run.error(), given_);
            return exit_code::bad_input;
        }
        auto const done = std::move(run).value();
        if (done.numbers.empty()) {
            tell(
                fmt::format("{}\n", say(given_.lang, text::no_replication_was_complete_no_answer)));
            return exit_code::finding;
        }
        if (done.stopped) {
            tell(given_.lang == language::zh
                     ? fmt::format("已中断：以下结果依据已完成的 {} 次重复\n", done.numbers.size())
                     : fmt::format("stopped: these answers rest on the {} replications that "
                                   "were complete\n",
                                   done.numbers.size()));
        }
        if (wish_.shard) {
            files.tell_runs(scenarios_, offices_, done);
            put_document(write_part(head(), done, wish_.shard->index, wish_.shard->of));
            return done.stopped ? exit_code::finding : exit_code::fine;
        }
        return print(done, files);
    }

    /// What is to be run.
    std::optional<fault> choose() {
        auto read = read_offices(wish_.models, encoding_beside(given_));
        if (!read) {
            return read.error();
        }
        left_out_ = tell_what_is_left_out(read->list, wish_, given_);
        if (!read->alone) {
            return choose_many(std::move(read).value());
        }
        if (!wish_.sum.empty() || wish_.correlation >= 0) {
            throw stop{exit_code::usage, std::string(say(given_.lang, text::no_sum_of_one))};
        }
        auto only = std::move(read).value();
        auto chosen = chosen_scenarios(std::move(only.list.offices.front()), wish_, given_);
        if (!chosen) {
            return chosen.error();
        }
        scenarios_ = std::move(chosen).value();
        if (wish_.sensitivity) {
            scenarios_ = sensitivity_scenarios(scenarios_.front());
        }
        auto made = offices_of(scenarios_, wish_);
        if (!made) {
            return made.error();
        }
        offices_ = std::move(made).value();
        return std::nullopt;
    }

    std::optional<fault> choose_many(offices_read read) {
        std::pair<std::string_view, bool> const apart[] = {
            {"--html", !wish_.html.empty()},
            {"--from", !wish_.from.empty()},
            {"--sensitivity", wish_.sensitivity},
            {"--runs, --cases, --work, --xes, --ocel, --export-log",
             wish_.data.tells() || !wish_.data.runs.empty()}};
        for (auto const& [name, is_there] : apart) {
            if (is_there) {
                throw stop{exit_code::usage,
                           fmt::format(fmt::runtime(say(given_.lang, text::of_one_model)), name)};
            }
        }
        if (!wish_.sum.empty()) {
            read.list.name = wish_.sum;
        }
        if (wish_.correlation >= 0) {
            read.list.correlation = wish_.correlation;
        }
        offices_wish asked{.scenarios = wish_.scenarios};
        if (!wish_.years.empty()) {
            asked.years = years_of(wish_.years, given_);
        }
        auto plan = plan_offices(std::move(read), asked);
        if (!plan) {
            return plan.error();
        }
        auto made = make_offices(*plan);
        if (!made) {
            return made.error();
        }
        plan_ = std::move(plan).value();
        scenarios_ = plan_->runs;
        places_ = plan_->places;
        offices_ = std::move(made).value();
        return std::nullopt;
    }

    [[nodiscard]] run_head head() const {
        return head_of_run(scenarios_, wish_.seed, wish_.replications, places_);
    }

    int forecast_one() {
        if (wish_.scenarios.size() > 1) {
            throw stop{exit_code::usage,
                       fmt::format(fmt::runtime(say(given_.lang, text::one_scenario_from)),
                                   visible(names_of(scenarios_)))};
        }
        if (scenarios_.size() > 1 && !given_.json) {
            tell(fmt::format(fmt::runtime(say(given_.lang, text::from_takes_the_base)),
                             visible(names_of({scenarios_.begin() + 1, scenarios_.end()}))));
        }
        return forecast(
            wish_.from, scenarios_.front(),
            {.seed = wish_.seed, .replications = wish_.replications, .threads = threads()},
            wish_.csv ? std::optional(wish_.raw ? formulas::raw : formulas::guarded) : std::nullopt,
            given_);
    }

    [[nodiscard]] unsigned threads() const {
        return wish_.threads != 0 ? wish_.threads
                                  : std::max(std::thread::hardware_concurrency(), 1U);
    }

    /// The counts of every replication are kept: more of them than a machine has room for are refused
    /// before days are spent on them.
    [[nodiscard]] bool expect_room() const {
        constexpr std::uint64_t gigabyte = std::uint64_t{1} << 30U;
        constexpr std::uint64_t most = 16 * gigabyte;
        auto const share = wish_.shard.value_or(shard_choice{});
        std::uint64_t all = 0;
        for (auto const& each : scenarios_) {
            auto const& m = each.office;
            auto one = empty_tally(m.years.first, m.years.last, m.teams.size());
            for_each_count(one, [&](auto const& n) { all += sizeof n; });
        }
        all *= (wish_.replications + share.of - 1) / share.of;
        if (all <= most) {
            return true;
        }
        print_fault({.what = code::bad_model,
                     .detail = fmt::format("{} scenarios need {} GB; at most {}: fewer years, or "
                                           "--shard i/n",
                                           scenarios_.size(), all / gigabyte, most / gigabyte),
                     .file = wish_.models.front(),
                     .field = "--replications"},
                    given_);
        return false;
    }

    void warn_of_load() {
        if (given_.json) {
            return;  // it is among the answers
        }
        for (std::size_t i = 0; i < offices_.size(); ++i) {
            for (auto const& load : loads_of(offices_[i].model())) {
                if (load.ratio() > 1) {
                    auto const name = visible(scenarios_[i].name);
                    auto const team = visible(load.team);
                    tell(given_.lang == language::zh
                             ? fmt::format("注意：方案{}的小组{}每日来活{:.1f}小时、可用{:.1f}"
                                           "小时（负荷{:.0f}%），积压将不断增加\n",
                                           name, team, load.hours_wanted_per_day,
                                           load.hours_there_per_day, load.ratio() * 100)
                             : fmt::format("note: {}: team {} gets {:.1f} hours of work a day "
                                           "and has {:.1f} (load {:.0f} %): its queue grows "
                                           "without end\n",
                                           name, team, load.hours_wanted_per_day,
                                           load.hours_there_per_day, load.ratio() * 100));
                }
            }
        }
    }

    result<replication_set> simulate() {
        progress shown(std::string(say(given_.lang, text::simulating)),
                       std::string(say(given_.lang, text::about_left)));
        run_plan plan{
            .seed = wish_.seed,
            .replications = wish_.replications,
            .threads = threads(),
            .places = places_,
            .stop = [] { return was_interrupted(); },
            .progress = [&](std::uint64_t done, std::uint64_t of) { shown.at(done, of); }};
        if (wish_.shard) {
            plan.shard = wish_.shard->index;
            plan.shards = wish_.shard->of;
        }
        if (!wish_.resume.empty()) {
            return run_kept(scenarios_, offices_, plan, wish_.resume, head());
        }
        if (wish_.precision <= 0) {
            return run_all(offices_, plan);
        }
        // In steps that grow with what there is, so that all looks together cost as much as a few of
        // the last; the same on every machine.
        constexpr std::uint32_t least_step = 50;
        constexpr std::uint32_t part_of_all = 4;
        replication_set all;
        std::uint32_t from = 0;
        while (from < wish_.replications) {
            auto part = plan;
            part.first = from;
            part.replications =
                std::min(from + std::max(least_step, from / part_of_all), wish_.replications);
            from = part.replications;
            append_to(all, run_all(offices_, part));
            if (all.stopped || is_precise(all, wish_.precision)) {
                break;
            }
        }
        return all;
    }

    int merge(data_files& files) {
        std::vector<run_part> parts;
        for (auto const& path : wish_.merge) {
            // A line holds all counts of one replication.
            auto text = read_text(path, {.longest_line = std::size_t{1} << 24U,
                                         .longest_text = std::size_t{1} << 30U});
            if (!text) {
                print_fault(text.error(), given_);
                return exit_code::bad_input;
            }
            parts.push_back({path, std::move(text).value()});
        }
        auto done = read_parts(parts, scenarios_, wish_.seed, places_);
        if (!done) {
            print_fault(done.error(), given_);
            return exit_code::bad_input;
        }
        return print(*done, files);
    }

    int print_many(replication_set const& done) {
        auto const said = answers_of_many(*plan_, offices_, done, wish_.seed);
        if (given_.json) {
            put(answer::simulate_many_document(said, *plan_, offices_));
        } else if (wish_.csv) {
            put_document(csv_of_many(said, wish_.raw ? formulas::raw : formulas::guarded));
        } else {
            put(text_of_many(said, offices_.front().calendar(), given_.lang,
                             painter(wants_colour(given_.colour))));
        }
        auto const bad = [](scenario_answer const& s) {
            return !s.unstable.empty() || s.falls_behind;
        };
        auto const any_bad = [&](simulation_answer const& of) {
            return std::any_of(of.scenarios.begin(), of.scenarios.end(), bad);
        };
        bool const unstable =
            any_bad(said.sum) || std::any_of(said.offices.begin(), said.offices.end(),
                                             [&](auto const& each) { return any_bad(each.said); });
        return done.stopped || unstable ? exit_code::finding : exit_code::fine;
    }

    int print(replication_set const& done, data_files& files) {
        if (plan_) {
            return print_many(done);
        }
        files.tell_runs(scenarios_, offices_, done);
        auto const said = answers_of(scenarios_, offices_, done, wish_.seed);
        if (given_.json) {
            put(answer::simulate_document(said, offices_));
        } else if (wish_.csv) {
            put_document(csv_of_simulation(said, wish_.raw ? formulas::raw : formulas::guarded));
        } else if (wish_.sensitivity) {
            put(text_of_sensitivity(said, given_.lang, painter(wants_colour(given_.colour))));
        } else if (wish_.html != "-" && !wish_.data.on_stdout()) {
            put(text_of_simulation(said, offices_, given_.lang,
                                   painter(wants_colour(given_.colour))));
        }
        if (!wish_.html.empty()) {
            put_in(wish_.html, page_of(said, offices_, given_.lang), given_);
        }
        bool const unstable =
            std::any_of(said.scenarios.begin(), said.scenarios.end(),
                        [](auto const& s) { return !s.unstable.empty() || s.falls_behind; });
        return done.stopped || unstable ? exit_code::finding : exit_code::fine;
    }

    simulate_wish const& wish_;
    options& given_;
    bool left_out_ = false;  ///< a scenario, for what is wrong with it
    std::vector<scenario> scenarios_{};
    std::vector<office> offices_{};
    std::optional<offices_plan> plan_{};  ///< of several offices
    std::vector<office_place> places_{};  ///< … empty of one model
};

}  // namespace

void add_simulate(CLI::App& program, options& given, int& result) {
    auto* command =
        program.add_subcommand("simulate", "will we be late, how many carry over, what would help");
    auto wish = std::make_shared<simulate_wish>();
    command->add_option("MODEL", wish->models,
                        "an office as a TOML file, or several, or a list of offices; - is standard "
                        "input");
    command
        ->add_option("--scenario", wish->scenarios,
                     "one of the model, the first is compared with; default: all")
        ->allow_extra_args(false);
    add_number(*command, "--replications", wish->replications, "how often the years are lived",
               std::uint32_t{1}, most_runs, given);
    auto* precision =
        add_decimal(*command, "--precision", wish->precision,
                    "stop as soon as late share (absolute) and carry-over (relative) are known "
                    "this well; --replications is the most then",
                    0.00001, 0.5, given);
    add_number(*command, "--seed", wish->seed, "the same seed, the same answer", std::uint64_t{0},
               std::numeric_limits<std::uint64_t>::max(), given);
    command->add_option("--years", wish->years, "Y or Y1..Y2, instead of the model's");
    add_number(*command, "--threads", wish->threads, "default: all processors", 1U, 1024U, given);
    auto* shard = command->add_option_function<std::string>(
        "--shard", [wish, &given](std::string const& text) { wish->shard = shard_of(text, given); },
        "i/n: only this share, as lines for --merge");
    auto* merge =
        command->add_option("--merge", wish->merge, "the shares of all shards, instead of a run");
    auto* resume = command->add_option(
        "--resume", wish->resume, "keep what is done in this folder, and go on from what is there");
    auto* sum = command->add_option("--sum", wish->sum,
                                    "of several offices: what their sum is called; default: all");
    auto* correlation = add_decimal(
        *command, "--correlation", wish->correlation,
        "of several offices: how far what is not known of their arrivals goes together; default: "
        "1, as one",
        0, 1, given);
    auto* html = command->add_option("--html", wish->html, "one page with plots, for any browser");
    auto const data = add_data_options(*command, wish->data, most_runs, given);
    auto* csv = command->add_flag("--csv", wish->csv, "one figure a line");
    command->add_flag("--raw", wish->raw, "names that look like formulas without an apostrophe")
        ->needs(csv);
    auto* sensitivity = command->add_flag("--sensitivity", wish->sensitivity,
                                          "what a tenth more or less of each input does");
    auto* from = command->add_option(
        "--from", wish->from, "a log or store: what becomes of the applications open on --as-of");
    command->add_option("--as-of", given.as_of, "with --from: the day of the forecast");
    add_lenient_option(*command, given);
    add_encoding_option(*command, given);
    from->excludes(shard)->excludes(merge)->excludes(html);
    for (auto* each : data) {
        from->excludes(each);
    }
    sensitivity->excludes(from)->excludes(shard)->excludes(merge);
    resume->excludes(merge)->excludes(from)->excludes(precision);
    from->excludes(sum)->excludes(correlation);
    shard->excludes(merge);
    add_output_options(*command, given, false);
    add_simulate_fit(*command, given, result);
    add_simulate_backtest(*command, given, result);
    add_simulate_staff(*command, given, result);
    command->footer(
        "Examples:\n"
        "  qixian simulate examples/simulation/prefecture-city.toml\n"
        "  qixian simulate city.toml --scenario base --scenario one-less --html o.html\n"
        "  qixian simulate city.toml --sensitivity\n"
        "  qixian simulate city.toml --shard 1/2 > 1; … --shard 2/2 > 2\n"
        "  qixian simulate city.toml --merge 1 2\n"
        "  qixian simulate examples/simulation/province.toml --years 2026 --resume parts\n"
        "  qixian simulate north.toml south.toml --sum country --correlation 0.5\n"
        "  qixian simulate city.toml --runs runs.csv --cases cases.ndjson --xes log.xes\n"
        "  qixian simulate city.toml --from log.csv --as-of 2026-09-30\n"
        "  qixian simulate fit table-2025.csv --out city.toml\n"
        "  qixian simulate backtest table-20*.csv\n"
        "  qixian simulate staff city.toml --goal \"late<1%\"\n"
        "Exit: 0 fine, 1 a team that cannot keep up, many overdue at the end, or stopped; 3 bad "
        "input.");
    command->callback([command, &given, &result, wish] {
        if (!command->get_subcommands().empty()) {
            return;
        }
        if (wish->models.empty()) {
            throw CLI::RequiredError(
                "MODEL");  // the others have none, so the parser cannot ask for it
        }
        result = simulation_session(*wish, given).run();
    });
}

}  // namespace qixian::cli
