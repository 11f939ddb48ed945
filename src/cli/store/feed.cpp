// `qixian feed`: the entries since a position, for another system, as NDJSON or CloudEvents.
#include <limits>

#include "base/numbers.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

int feed(std::string const& path, std::int64_t since, bool cloud, options const& given) {
    auto kept = open_for_reading(path, given);
    expect_agency(kept, given);
    progress shown(std::string(say(given.lang, text::entries)));
    answer::feed(kept, given.agency, since, cloud, put_document,
                 [&](std::uint64_t done) { shown.at(done); });
    return exit_code::fine;
}

}  // namespace

void add_store_feed(CLI::App& program, options& given, int& result) {
    auto* command =
        program.add_subcommand("feed", "the entries since a position, one JSON document a line");
    auto path = std::make_shared<std::string>();
    auto since = std::make_shared<std::int64_t>(0);
    auto cloud = std::make_shared<bool>(false);
    add_store_argument(*command, path);
    add_number(*command, "--since", *since, "after this position; each agency counts its own",
               std::int64_t{0}, std::numeric_limits<std::int64_t>::max(), given);
    command->add_option("--agency", given.agency, "only this agency");
    command->add_flag("--cloudevents", *cloud, "as CloudEvents 1.0 in JSON");
    command->add_flag("--ndjson,--json", given.ndjson, "which it is anyway; faults are JSON too");
    add_patience_option(*command, given);
    command->footer("Keep the last `position` of each agency and ask with --since to go on.\n"
                    "Examples:\n"
                    "  qixian feed cases.qixian --since 1200 --agency 某市某局\n"
                    "  qixian feed cases.qixian --cloudevents");
    command->callback(
        [&given, &result, path, since, cloud] { result = feed(*path, *since, *cloud, given); });
}

}  // namespace qixian::cli
