// `qixian feed`: the entries since a position, for another system, as NDJSON or CloudEvents.
#include <fmt/format.h>

#include "store/stores.hpp"

namespace qixian::cli {

namespace {

/// RFC 3986: what is not unreserved is written as %XX.
std::string percent_encoded(std::string_view text) {
    std::string out;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

json item_of(feed_item const& item) {
    return {
        {"agency", item.agency},   {"position", item.position}, {"application", item.e.application},
        {"version", item.version}, {"entry", cells_of(item.e)}, {"actor", item.actor},
        {"role", item.role},       {"hash", item.hash}};
}

/// CloudEvents 1.0: `id` is unique within `source`, which is one agency of one store.
json cloud_event_of(feed_item const& item, std::string const& store_id) {
    json out{{"specversion", "1.0"},
             {"id", item.e.id},
             {"source", fmt::format("urn:qixian:{}:{}", store_id, percent_encoded(item.agency))},
             {"type", fmt::format("qixian.entry.{}", code_of(item.e.what))}};
    if (!item.e.application.empty()) {
        out["subject"] = item.e.application;
    }
    out["time"] = to_text(*item.e.recorded);
    out["datacontenttype"] = "application/json";
    out["data"] = item_of(item);
    return out;
}

int feed(std::string const& path, std::int64_t since, bool cloud, options const& given) {
    auto kept = open_for_reading(path, given);
    expect_agency(kept, given);
    auto const id = kept.about().id;
    std::string text;
    constexpr std::size_t enough = std::size_t{1} << 16U;
    progress shown(std::string(say(given.lang, "已输出记录", "entries")));
    std::uint64_t done = 0;
    kept.feed(given.agency.empty() ? std::optional<std::string>{} : std::optional{given.agency},
              since, [&](feed_item const& item) {
                  text += text_of(cloud ? cloud_event_of(item, id) : item_of(item)) + "\n";
                  shown.at(++done);
                  if (text.size() >= enough) {
                      put(text);
                      text.clear();
                  }
                  return true;
              });
    put(text);
    return exit_code::fine;
}

}  // namespace

void add_store_feed(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand(
        "feed", "the entries since a position, one JSON document a line / 变更流");
    auto path = std::make_shared<std::string>();
    auto since = std::make_shared<std::int64_t>(0);
    auto cloud = std::make_shared<bool>(false);
    add_store_argument(*command, path);
    command
        ->add_option("--since", *since,
                     "after this position; each agency counts its own / 自该位置之后")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--agency", given.agency, "only this agency / 指定机关");
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
