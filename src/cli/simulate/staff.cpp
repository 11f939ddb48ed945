// `qixian simulate staff`: the fewest people, or hours, that keep a goal.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/simulation/model_file.hpp"
#include "simulate/asked.hpp"
#include "simulate/simulate.hpp"
#include "simulate/staff_page.hpp"
#include "simulate/staff_words.hpp"

namespace qixian::cli {

namespace {

struct staff_wish {
    std::string model;
    std::vector<std::string> goals;
    std::vector<std::string> vary;
    std::vector<std::string> scenarios;
    std::string years;
    std::string html;
    double confidence = 95;
    double sure = 0;
    double least = 0;
    double most = 0;
    staff_plan plan{};
    bool csv = false;

    [[nodiscard]] bool varies(std::string_view what) const {
        return std::find(vary.begin(), vary.end(), what) != vary.end();
    }
};

std::string shown_plain(std::string_view text) { return visible(text); }

// --- for people -------------------------------------------------------------------------------------

std::string tried_text(staff_answer const& said, staff_search const& s, language in,
                       painter const& colour) {
    text_table table;
    std::vector<std::string> head{staffing::amount_head(said, in, shown_plain)};
    for (std::size_t c = 0; c < said.goals.size() * said.years.size(); ++c) {
        auto goal = staffing::goal_words(said.goals[c / said.years.size()], in);
        head.push_back(said.years.size() == 1
                           ? std::move(goal)
                           : fmt::format("{} {}", said.years[c % said.years.size()], goal));
    }
    head.emplace_back(say(in, text::staff_kept_head));
    head.emplace_back(say(in, text::staff_replications));
    head.emplace_back("");
    table.head(std::move(head));
    for (auto const& v : s.tried) {
        auto const how = v.verdict == staff_verdict::meets   ? paint::green
                         : v.verdict == staff_verdict::fails ? paint::red
                                                             : paint::yellow;
        bool const answer = s.outcome == staff_outcome::found && v.amount == s.from;
        text_table::row row{{(answer ? "→ " : "") + staffing::amount_number(v.amount),
                             answer ? paint::bold : paint::plain, true}};
        for (std::size_t c = 0; c < v.readings.size(); ++c) {
            auto const& g = said.goals[c / said.years.size()];
            auto const& r = v.readings[c];
            row.push_back(
                {fmt::format("{} ({}–{})", staffing::figure_value(g, r.mean),
                             staffing::figure_value(g, r.low), staffing::figure_value(g, r.high)),
                 paint::plain, true});
        }
        row.push_back(
            {fmt::format("{} ({}–{})", staffing::share_value(v.kept.mean),
                         staffing::share_value(v.kept.low), staffing::share_value(v.kept.high)),
             paint::plain, true});
        row.push_back({std::to_string(v.replications), paint::plain, true});
        row.push_back({staffing::verdict_word(v.verdict, in), how});
        table.add(std::move(row));
    }
    return table.str(colour);
}

std::string text_of_staff(staff_answer const& said, language in, painter const& colour) {
    auto out = colour(paint::bold, visible(said.model)) + "\n";
    if (said.searches.size() > 1) {
        text_table table;
        table.head(
            {"", std::string(say(in, text::staff_fewest)), std::string(say(in, text::staff_now))});
        for (auto const& s : said.searches) {
            table.add({{staffing::search_name(s, in, shown_plain)},
                       {staffing::answer_in_short(s, in), paint::bold, true},
                       {staffing::amount_number(s.now), paint::plain, true}});
        }
        out += "\n" + table.str(colour);
    }
    for (auto const& s : said.searches) {
        out += "\n";
        if (said.searches.size() > 1) {
            out += colour(paint::bold, staffing::search_name(s, in, shown_plain)) + "\n";
        }
        auto const how = s.outcome == staff_outcome::found  ? paint::green
                         : s.outcome == staff_outcome::none ? paint::red
                                                            : paint::yellow;
        out += colour(how, staffing::answer_sentence(said, s, in, shown_plain)) + "\n";
        if (auto const proof = staffing::proof_sentence(said, s, in); !proof.empty()) {
            out += proof + "\n";
        }
        out += tried_text(said, s, in, colour);
        if (!s.monotone) {
            out += colour(paint::yellow, say(in, text::staff_not_monotone));
        }
    }
    return out + "\n" + staffing::meaning(said, in) + "\n";
}

// --- for programs -----------------------------------------------------------------------------------

std::string csv_of_staff(staff_answer const& said) {
    std::string out = "scenario,amount,figure,year,mean,low,high,replications,verdict\n";
    for (auto const& s : said.searches) {
        for (auto const& v : s.tried) {
            auto const line = [&](std::string_view figure, std::string_view year,
                                  staff_reading const& r) {
                fmt::format_to(std::back_inserter(out), "{},{},{},{},{},{},{},{},{}\n",
                               to_csv_cell(s.name, formulas::guarded), v.amount, figure, year,
                               r.mean, r.low, r.high, v.replications, answer::code_of(v.verdict));
            };
            for (std::size_t c = 0; c < v.readings.size(); ++c) {
                line(text_of(said.goals[c / said.years.size()]),
                     std::to_string(said.years[c % said.years.size()]), v.readings[c]);
            }
            line("kept", "", v.kept);
        }
    }
    return out;
}

// --- the command ------------------------------------------------------------------------------------

/// The offices to compare: those chosen, or the model itself, with the rules beside them.
result<std::vector<scenario>> offices_asked(staff_wish const& wish, options const& given) {
    auto read = read_scenarios_file(wish.model, encoding_beside(given));
    if (!read) {
        return read.error();
    }
    auto const& sound = read->sound;
    std::vector<scenario> out;
    for (auto const& name : wish.scenarios) {
        for (auto const& each : read->faulty) {
            if (each.name == name) {
                return each.why;
            }
        }
        auto const found =
            std::find_if(sound.begin(), sound.end(), [&](auto const& s) { return s.name == name; });
        if (found == sound.end()) {
            return fault{.what = code::unknown_scenario,
                         .detail = fmt::format("{}; {}", name, names_of(sound)),
                         .file = wish.model,
                         .field = "--scenario"};
        }
        out.push_back(*found);
    }
    if (out.empty()) {
        out.push_back(sound.front());
    }
    if (!wish.years.empty()) {
        for (auto& each : out) {
            each.office = with_years(std::move(each.office), years_of(wish.years, given));
        }
    }
    if (wish.varies("extension") || wish.varies("order")) {
        auto const team = varied_team(out.front().office, wish.plan.team);
        if (!team) {
            return team.error();
        }
        auto beside =
            staff_alternatives(out.front(), wish.varies("extension"), wish.varies("order"), *team);
        out.insert(out.end(), std::next(beside.begin()), beside.end());
    }
    return out;
}

staff_plan plan_of(staff_wish const& wish, options const& given) {
    auto plan = wish.plan;
    for (auto const& each : wish.goals) {
        auto const goal = parse_goal(each);
        if (!goal) {
            print_fault(goal.error(), given);
            throw stop{exit_code::bad_input, ""};
        }
        plan.goals.push_back(*goal);
    }
    if (wish.varies("people") && wish.varies("hours")) {
        throw stop{exit_code::usage, std::string(say(given.lang, text::staff_one_lever))};
    }
    plan.lever = wish.varies("hours") ? staff_lever::hours : staff_lever::people;
    auto const steps = wish.varies("hours") ? 4.0 : 1.0;
    if (wish.least > 0) {
        plan.least = static_cast<int>(std::ceil(wish.least * steps));
    }
    if (wish.most > 0) {
        plan.most = static_cast<int>(std::floor(wish.most * steps));
    }
    plan.confidence = wish.confidence / 100;
    if (wish.sure > 0) {
        plan.sure = wish.sure / 100;
    }
    if (plan.threads == 0) {
        plan.threads = std::max(std::thread::hardware_concurrency(), 1U);
    }
    plan.stop = [] { return was_interrupted(); };
    return plan;
}

int run_staff(staff_wish const& wish, options const& given) {
    auto plan = plan_of(wish, given);
    auto const offices = offices_asked(wish, given);
    if (!offices) {
        print_fault(offices.error(), given);
        return exit_code::bad_input;
    }
    interrupt_guard const guard;
    auto const said = [&] {
        progress shown(std::string(say(given.lang, text::simulating)));
        plan.progress = [&](std::uint64_t done) { shown.at(done); };
        return staff(*offices, plan);
    }();
    if (!said) {
        auto why = said.error();
        if (why.file.empty() && why.field.rfind("--", 0) != 0) {
            why.file = wish.model;
        }
        print_fault(why, given);
        return exit_code::bad_input;
    }
    if (said->stopped) {
        tell(say(given.lang, text::staff_stopped));
    }
    if (given.json) {
        put(answer::staff_document(*said));
    } else if (wish.csv) {
        put_document(csv_of_staff(*said));
    } else if (wish.html != "-") {
        put(text_of_staff(*said, given.lang, painter(wants_colour(given.colour))));
    }
    if (!wish.html.empty()) {
        put_in(wish.html, page_of_staff(*said, given.lang), given);
    }
    bool const answered = !said->stopped && said->searches.front().outcome == staff_outcome::found;
    return answered ? exit_code::fine : exit_code::finding;
}

}  // namespace

void add_simulate_staff(CLI::App& simulate, options& given, int& result) {
    auto* command =
        simulate.add_subcommand("staff", "the fewest people, or hours, that keep a goal");
    auto wish = std::make_shared<staff_wish>();
    wish->plan.threads = 0;
    command->add_option("MODEL", wish->model, "an office as a TOML file; - is standard input")
        ->required();
    command
        ->add_option("--goal", wish->goals, "what shall be kept, as late<1%; several: all of them")
        ->required()
        ->allow_extra_args(false);
    command
        ->add_option("--vary", wish->vary,
                     "people (the default) or hours; beside them extension and order: the answer "
                     "under every other rule")
        ->check(CLI::IsMember({"people", "hours", "extension", "order"}))
        ->allow_extra_args(false);
    command->add_option("--team", wish->plan.team,
                        "whose people; default: the team that is asked for most");
    add_decimal(*command, "--confidence", wish->confidence,
                "of a hundred answers that name a number so many are right; default 95", 50, 99.9,
                given);
    add_decimal(*command, "--sure", wish->sure,
                "the goal is about single years, and kept in so many of a hundred; default: "
                "about the mean",
                1, 99.9, given);
    add_decimal(*command, "--least", wish->least, "fewer are not tried", 0.25, 100000, given);
    add_decimal(*command, "--most", wish->most,
                "more are not tried; default: until more change nothing", 0.25, 100000, given);
    command
        ->add_option("--scenario", wish->scenarios,
                     "one of the model; several are compared; default: the model itself")
        ->allow_extra_args(false);
    add_number(*command, "--replications", wish->plan.replications,
               "the most that each number is lived; default 10000", std::uint32_t{100},
               std::uint32_t{1'000'000}, given);
    add_number(*command, "--seed", wish->plan.seed, "the same seed, the same answer",
               std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(), given);
    command->add_option("--years", wish->years, "Y or Y1..Y2, instead of the model's");
    add_number(*command, "--threads", wish->plan.threads, "default: all processors", 1U, 1024U,
               given);
    command->add_option("--html", wish->html, "one page: cost against risk");
    command->add_flag("--csv", wish->csv, "one figure a line");
    add_encoding_option(*command, given);
    add_output_options(*command, given, false);
    command->footer(
        "A goal is a figure, < or <=, and a number. Figures of a year: late (of those that came "
        "due),\n"
        "late_results (of those closed), carried_out, overdue (open at its end), days (to the "
        "reply,\n"
        "mean), days90 (until 90 of 100 are replied to).\n"
        "The answer is a number only where it is shown to keep every goal and one less to break\n"
        "one; else it says between which numbers it lies. By itself a goal is about the mean of\n"
        "such years, over chance and over what the model says is not known; with --sure about\n"
        "single years.\n"
        "Examples:\n"
        "  qixian simulate staff city.toml --goal \"late<1%\"\n"
        "  qixian simulate staff city.toml --goal \"late<1%\" --goal \"days95<=20\" --sure 90\n"
        "  qixian simulate staff city.toml --goal \"overdue<2\" --vary hours --html o.html\n"
        "  qixian simulate staff city.toml --goal \"late<1%\" --vary extension --vary order\n"
        "Exit: 0 a number (of the first office), 1 none in reach or not settled, 3 bad input.");
    command->callback([&given, &result, wish] { result = run_staff(*wish, given); });
}

}  // namespace qixian::cli
