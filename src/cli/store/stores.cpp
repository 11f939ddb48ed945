// Arguments, the choice of an agency, and refusals as all commands of a store put them.
#include "store/stores.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/row/event_log.hpp"

namespace qixian::cli {

void add_store_argument(CLI::App& command, std::shared_ptr<std::string> const& into) {
    command.add_option("STORE", *into, "the store, one file / 数据文件")->required();
}

void add_author_options(CLI::App& command, options& into) {
    command.add_option("--actor", into.by.actor,
                       "key of whoever does this, no person's name / 操作者代号");
    command.add_option("--role", into.by.role, "key of the role / 角色");
}

store open_for_writing(std::string const& path, options const& given, std::string_view zh,
                       std::string_view en) {
    return store::open(path, how_to_open(given, zh, en));
}

void stop_with(fault why, std::string const& file, options const& given) {
    if (why.file.empty()) {
        why.file = file;
    }
    print_fault(why, given);
    throw stop{exit_code_of(why.what), ""};
}

std::string one_agency(store& kept, std::string const& file, options const& given) {
    if (!given.agency.empty()) {
        return given.agency;
    }
    auto const known = kept.agencies();
    if (known.size() == 1) {
        return known.front();
    }
    if (known.empty()) {
        return {};
    }
    print_fault({.what = code::agency_needed, .detail = joined(known), .file = file}, given);
    throw stop{exit_code::usage, ""};
}

void refuse_existing_file(std::string const& path, options const& given) {
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, ignored))) {
        stop_with({.what = code::store_exists}, path, given);
    }
}

json to_json(due_move const& m) {
    auto const side = [](bool there, maybe_date const& due, maybe_date const& latest, bool certain,
                         bool late) -> json {
        if (!there) {
            return nullptr;
        }
        return {{"due", to_json(due)},
                {"latest", to_json(latest)},
                {"certain", certain},
                {"late", late}};
    };
    return {
        {"duty", code_of(m.what)},
        {"number", m.number},
        {"ref", m.ref},
        {"owed_by", code_of(m.owed_by)},
        {"before", side(!m.fresh, m.before_due, m.before_latest, m.before_certain, m.late_before)},
        {"after", side(!m.gone, m.after_due, m.after_latest, m.after_certain, m.late_after)},
        {"change", m.late_after && !m.late_before   ? "becomes_late"
                   : m.late_before && !m.late_after ? "late_no_more"
                                                    : "none"}};
}

json to_json(std::vector<due_move> const& moves) {
    json out = json::array();
    for (auto const& each : moves) {
        out.push_back(to_json(each));
    }
    return out;
}

json to_json(std::vector<next_event> const& next) {
    json out = json::array();
    for (auto const& n : next) {
        out.push_back(
            {{"event", code_of(n.what)}, {"first", to_json(n.first)}, {"last", to_json(n.last)}});
    }
    return out;
}

json codes_of(std::vector<event> const& which) {
    json out = json::array();
    for (auto const each : which) {
        out.push_back(code_of(each));
    }
    return out;
}

json to_json(setting_row const& row) {
    return {{"agency", row.agency},
            {"from", to_text(row.from)},
            {"name", row.name},
            {"value", row.value}};
}

json to_json(kept_settings const& chosen) {
    return {{"policies", to_json(chosen.chosen)},
            {"region", chosen.region},
            {"lights", {{"yellow", chosen.lights.yellow}, {"red", chosen.lights.red}}}};
}

json cells_of(entry const& e) {
    static event_writer const writer(log_form::ndjson);
    std::string line;
    writer.append(line, e);
    return json::parse(line);
}

void add_ruling(json& to, ruling const& said) {
    auto const& about = info(said.why);
    to["code"] = about.name;
    to["number"] = static_cast<int>(said.why);
    to["citation"] = cite(said.cites);
    to["limit"] = to_json(said.limit);
    to["message"] = about.en;
    to["message_zh"] = about.zh;
}

std::string ruling_text(ruling const& said, language in) {
    auto const limit =
        said.limit ? fmt::format("{}{}", say(in, "，", ", "), to_text(*said.limit)) : std::string{};
    return fmt::format("QX-{} {}: {} ({}{})", static_cast<int>(said.why), name_of(said.why),
                       sentence(said.why, in), cite(said.cites), limit);
}

std::string next_text(std::vector<next_event> const& next, language in) {
    std::string out;
    for (auto const& n : next) {
        out += out.empty() ? "" : in == language::zh ? "、" : ", ";
        out += say(in, info(n.what).zh, info(n.what).en);
        auto const first = n.first ? to_text(*n.first) : std::string{};
        auto const last = n.last ? to_text(*n.last) : std::string{};
        if (!first.empty() && !last.empty()) {
            out += fmt::format(" ({} … {})", first, last);
        } else if (!first.empty()) {
            out += in == language::zh ? fmt::format("（{}起）", first)
                                      : fmt::format(" (from {})", first);
        } else if (!last.empty()) {
            out += in == language::zh ? fmt::format("（至{}）", last)
                                      : fmt::format(" (until {})", last);
        }
    }
    return out.empty() ? std::string(say(in, "无", "nothing")) : out;
}

}  // namespace qixian::cli
