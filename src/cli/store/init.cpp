// `qixian init` and `qixian settings`: a new store, and the choices it keeps.
#include <algorithm>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/base/safe_text.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

struct init_wish {
    std::vector<std::string> agencies;
    std::string hash = "sm3";
    std::string lights;
};

/// A choice made at the start holds for every day there is.
date always() { return day(19000101); }

/// The choices of the command line as rows of settings, each checked before anything is made.
std::vector<setting_row> chosen_settings(init_wish const& wish, options const& given) {
    session const checked(given);  // exit 2 for an unknown policy or region
    std::vector<setting_row> out;
    for (auto const& each : given.policies) {
        auto const at = each.find('=');
        out.push_back({.from = always(),
                       .name = "policy." + each.substr(0, at),
                       .value = each.substr(at + 1)});
    }
    if (!given.region.empty()) {
        out.push_back({.from = always(), .name = "region", .value = given.region});
    }
    if (!wish.lights.empty()) {
        if (auto const read = parse_lights(wish.lights); !read) {
            throw stop{exit_code::usage, fmt::format("--lights {}: {} (5,2)", visible(wish.lights),
                                                     sentence(read.error().what, given.lang))};
        }
        out.push_back({.from = always(), .name = "lights", .value = wish.lights});
    }
    return out;
}

/// Names of agencies are keys, as in a log.
void check_agencies(std::vector<std::string> const& names, options const& given) {
    for (auto const& name : names) {
        entry const probe{.application = "x",
                          .agency = name,
                          .on = day(20200102),
                          .what = event::received,
                          .applicant = applicant::other};
        import_batch batch;
        auto const why = name.empty() ? fault{.what = code::bad_key}
                                      : batch.add(probe).value_or(fault{.what = code{}});
        if (why.what != code{}) {
            throw stop{exit_code::usage, fmt::format("--agency {}: {}", visible(name),
                                                     sentence(why.what, given.lang))};
        }
    }
}

int init(std::string const& path, init_wish wish, options const& given) {
    check_agencies(wish.agencies, given);
    auto const settings = chosen_settings(wish, given);
    std::vector<std::string> agencies;
    for (auto& each : wish.agencies) {
        if (std::find(agencies.begin(), agencies.end(), each) == agencies.end()) {
            agencies.push_back(std::move(each));
        }
    }
    auto kept = store::create(path, {.agencies = agencies, .hash = wish.hash},
                              how_to_open(given, "建立数据文件", "making the store"));
    for (auto const& each : settings) {
        if (auto why = kept.change_setting(each, given.by)) {
            stop_with(std::move(*why), path, given);
        }
    }
    auto const& about = kept.about();
    if (given.json) {
        put(answer::init_document(path, about, settings));
        return exit_code::fine;
    }
    put(given.lang == language::zh
            ? fmt::format("已建立 {}（{}，编号 {}）；机关：{}\n", visible(path), about.hash,
                          about.id, joined(about.agencies))
            : fmt::format("made {} ({}, id {}); agencies: {}\n", visible(path), about.hash,
                          about.id, joined(about.agencies)));
    return exit_code::fine;
}

// --- settings ---------------------------------------------------------------------------------------

int settings(std::string const& path, std::string const& choice, std::string const& from,
             options const& given) {
    auto const since = from.empty() ? today() : parse_day_option("--from", from, given.lang);
    auto kept = choice.empty() ? open_for_reading(path, given)
                               : open_for_writing(path, given, "重算", "working out again");
    // A choice may be made for an agency before its first entry, where nobody else is kept.
    if (choice.empty() || !kept.agencies().empty()) {
        expect_agency(kept, given);
    }
    std::optional<setting_row> changed;
    if (!choice.empty()) {
        auto const at = choice.find('=');
        if (at == std::string::npos) {
            throw stop{exit_code::usage, fmt::format("{}: NAME=VALUE", visible(choice))};
        }
        auto name = choice.substr(0, at);
        if (name != "region" && name != "lights" && !name.starts_with("policy.")) {
            name = "policy." + name;
        }
        setting_row const row{
            .agency = given.agency, .from = since, .name = name, .value = choice.substr(at + 1)};
        if (auto why = kept.change_setting(row, given.by)) {
            stop_with(std::move(*why), path, given);
        }
        changed = row;
    }
    if (given.json) {
        put(answer::settings_document(kept, since, changed));
        return exit_code::fine;
    }
    auto const history = kept.setting_history();
    auto const agencies = answer::agencies_with_settings(kept);
    auto const in = given.lang;
    painter const colour(wants_colour(given.colour));
    auto const concerns = [&](std::string const& agency) {
        return given.agency.empty() || agency.empty() || agency == given.agency;
    };
    if (!history.empty()) {
        text_table table;
        table.head(in == language::zh
                       ? std::vector<std::string>{"自", "机关", "设置", "取值"}
                       : std::vector<std::string>{"from", "agency", "setting", "value"});
        for (auto const& each : history) {
            if (!concerns(each.agency)) {
                continue;
            }
            table.add({{to_text(each.from)},
                       {each.agency.empty() ? std::string(say(in, text::all)) : each.agency},
                       {each.name},
                       {each.value}});
        }
        put(table.str(colour) + "\n");
    }
    for (auto const& each : agencies) {
        if (!concerns(each)) {
            continue;
        }
        auto const now = kept.settings(each, since);
        std::string odd;
        for (auto const& [name, value] : named_values(now.chosen)) {
            odd += fmt::format(" {}={}", name, value);
        }
        put(fmt::format("{} {}  region={} lights={}\n   {}\n", to_text(since),
                        each.empty() ? std::string(say(in, text::all_agencies)) : each,
                        now.region.empty() ? "—" : now.region, to_text(now.lights), odd));
    }
    return exit_code::fine;
}

}  // namespace

void add_store_init(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("init", "makes an empty store");
    auto path = std::make_shared<std::string>();
    auto wish = std::make_shared<init_wish>();
    add_store_argument(*command, path);
    command
        ->add_option("--agency", wish->agencies,
                     "an agency that is kept; rows without one belong to the first")
        ->allow_extra_args(false);
    command->add_option("--hash", wish->hash, "sm3 (default) or sha256")
        ->check(CLI::IsMember({"sm3", "sha256"}));
    command
        ->add_option("--policy", given.policies,
                     "a reading of an open question, NAME=VALUE (see `qixian help policies`)")
        ->allow_extra_args(false);
    command->add_option("--region", given.region, "local rest days, as CN-GX");
    command->add_option("--lights", wish->lights,
                        "YELLOW,RED: from how many working days left on; default 5,2");
    add_author_options(*command, given);
    add_patience_option(*command, given);
    add_output_options(*command, given, false);
    command->footer(
        "The file is one SQLite database. What is entered is never changed or removed; every "
        "entry\n"
        "is chained to the one before it. Choices made here can be changed later, from a day on.\n"
        "Examples:\n"
        "  qixian init cases.qixian --agency 某市某局\n"
        "  qixian init cases.qixian --region CN-GX --lights 7,3 --policy named_day=literal\n"
        "Exit: 0 made, 3 there is a file already, or it cannot be written.");
    command->callback([&given, &result, path, wish] { result = init(*path, *wish, given); });

    auto* choices = program.add_subcommand(
        "settings", "policies, region and lights of a store, by day of validity");
    auto choice = std::make_shared<std::string>();
    auto from = std::make_shared<std::string>();
    auto of = std::make_shared<std::string>();
    add_store_argument(*choices, of);
    choices->add_option("NAME=VALUE", *choice,
                        "region=CN-GX, lights=5,2 or policy.NAME=VALUE; none: they are listed");
    choices->add_option("--from", *from, "the day from which it holds; default: today");
    choices->add_option("--agency", given.agency, "of this agency; default: all");
    add_author_options(*choices, given);
    add_patience_option(*choices, given);
    add_output_options(*choices, given, false);
    choices->footer("A policy and a region hold for applications whose first entry happened on or "
                    "after the day,\n"
                    "lights for questions asked as of that day or later.\n"
                    "Examples:\n"
                    "  qixian settings cases.qixian\n"
                    "  qixian settings cases.qixian named_day=literal --from 2026-01-01\n"
                    "  qixian settings cases.qixian lights=7,3 --agency 某市某局");
    choices->callback(
        [&given, &result, of, choice, from] { result = settings(*of, *choice, *from, given); });
}

}  // namespace qixian::cli
