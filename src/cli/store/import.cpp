// `qixian import` and `qixian export`: a log into a store, and out of it again.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/row/event_log.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

// --- import -----------------------------------------------------------------------------------------

/// What was read of a log before anything was written.
struct reading {
    import_batch batch{};
    std::vector<fault> faults{};         ///< printed already
    std::vector<fault> cell_warnings{};  ///< 926
};

reading read_log(std::string const& path, options const& given) {
    reading out;
    log_options how;
    how.text.from = given.encoding == "gb18030" ? text_encoding::gb18030 : text_encoding::utf8;
    auto const fail = [&](fault why) {
        if (why.file.empty()) {
            why.file = path;
        }
        print_fault(why, given);
        out.faults.push_back(std::move(why));
    };
    auto opened = event_reader::open(path, how);
    if (!opened) {
        fail(opened.error());
        return out;
    }
    auto reader = std::move(opened).value();
    progress shown(std::string(say(given.lang, "已读取记录", "rows read")));
    for (;;) {
        auto const next = reader.next();
        if (!next) {
            fail(next.error());
        } else if (!*next) {
            return out;
        } else {
            auto const& e = **next;
            out.cell_warnings.insert(out.cell_warnings.end(), reader.warnings().begin(),
                                     reader.warnings().end());
            if (auto why = out.batch.add(e)) {
                why->line = e.line;
                why->column = reader.column_of(why->field);
                fail(std::move(*why));
            }
            shown.at(out.batch.size());
        }
        if (!out.faults.empty() && (!given.keep_going || reader.stopped())) {
            return out;
        }
    }
}

json row_to_json(import_row const& row) {
    json j{{"line", row.line},
           {"application", row.application},
           {"agency", row.agency},
           {"event", code_of(row.what)},
           {"on", to_text(row.on)}};
    add_ruling(j, row.answer.said);
    j["possible"] = codes_of(row.answer.possible);
    j["displaced"] = row.answer.displaced;
    return j;
}

std::string row_text(std::string const& path, import_row const& row, language in) {
    return fmt::format("  {}:{} {} {} {}: {}", path, row.line, row.application, to_text(row.on),
                       code_of(row.what), ruling_text(row.answer.said, in));
}

int import_log(std::string const& path, std::string const& log, options const& given) {
    auto kept = open_for_writing(path, given, "写入", "storing");
    auto read = read_log(log, given);
    import_answer answer{.rows = read.batch.size()};
    if (read.faults.empty() || given.keep_going) {
        answer = kept.import(read.batch, {.keep_going = given.keep_going, .by = given.by});
    }
    // The store takes application by application; a reader follows the log.
    auto const by_line = [](auto const& a, auto const& b) { return a.line < b.line; };
    std::stable_sort(answer.refused.begin(), answer.refused.end(), by_line);
    std::stable_sort(answer.irregular.begin(), answer.irregular.end(), by_line);
    std::stable_sort(answer.faults.begin(), answer.faults.end(), by_line);
    for (auto& why : answer.faults) {
        if (why.file.empty()) {
            why.file = log;
        }
        print_fault(why, given);
    }
    bool const faulty = !read.faults.empty() || !answer.faults.empty();
    int const code = faulty                    ? exit_code::bad_input
                     : !answer.refused.empty() ? exit_code::finding
                                               : exit_code::fine;
    if (given.json) {
        json irregular = json::array();
        for (auto const& each : answer.irregular) {
            auto row = row_to_json(each);
            row["effect"] = effect_of(each.answer.said.why, language::en);
            irregular.push_back(std::move(row));
        }
        json refusals = json::array();
        for (auto const& each : answer.refused) {
            refusals.push_back(row_to_json(each));
        }
        json faults = json::array();
        for (auto const* list : {&read.faults, &answer.faults}) {
            for (auto const& each : *list) {
                faults.push_back(to_json(each));
            }
        }
        json warnings = json::array();
        for (auto const& each : read.cell_warnings) {
            warnings.push_back(to_json(each));
        }
        put(text_of(json{{"schema", "qixian/import/1"},
                         {"store", path},
                         {"log", log},
                         {"stored", answer.stored},
                         {"rows", answer.rows},
                         {"added", answer.added},
                         {"repeated", answer.repeated},
                         {"irregular", irregular},
                         {"refusals", refusals},
                         {"faults", faults},
                         {"cell_warnings", warnings}},
                    1) +
            "\n");
        return code;
    }
    auto const in = given.lang;
    painter const colour(wants_colour(given.colour));
    if (!answer.irregular.empty()) {
        put(colour(paint::bold, say(in, "不合规但已发生", "Irregular")) + "\n");
        for (auto const& each : answer.irregular) {
            put(fmt::format("{} — {}\n", row_text(log, each, in),
                            effect_of(each.answer.said.why, in)));
        }
    }
    if (!answer.refused.empty()) {
        put(colour(paint::bold, say(in, "不予记入的记录", "Refused rows")) + "\n");
        for (auto const& each : answer.refused) {
            auto line = row_text(log, each, in);
            if (!each.answer.displaced.empty()) {
                line += fmt::format(" [{}]", each.answer.displaced);
            }
            put(fmt::format("{}{}{}\n", line, say(in, "；可行：", "; possible: "),
                            events_text(each.answer.possible, in)));
        }
    }
    for (auto const& each : read.cell_warnings) {
        print_fault(each, given);
    }
    if (!answer.stored) {
        put(in == language::zh
                ? fmt::format("未写入任何记录（共{}条；--keep-going 写入其余记录）。\n",
                              answer.rows)
                : fmt::format("Nothing was stored (of {} rows; --keep-going stores the rest).\n",
                              answer.rows));
        return code;
    }
    put(in == language::zh
            ? fmt::format("{}条：写入{}，已有{}，不予记入{}。\n", answer.rows, answer.added,
                          answer.repeated, answer.refused.size())
            : fmt::format("{} rows: {} stored, {} there already, {} refused.\n", answer.rows,
                          answer.added, answer.repeated, answer.refused.size()));
    return code;
}

// --- export -----------------------------------------------------------------------------------------

int export_log(std::string const& path, options const& given) {
    auto const with = session::about_store(given, path);
    read_filter const which{.agency = given.agency.empty() ? std::optional<std::string>{}
                                                           : std::optional{given.agency},
                            .recorded_by = with.recorded_by};
    // A CSV names its columns before its rows. What is appended between the two walks is left for
    // the next export.
    std::set<std::string> extra;
    std::map<std::string, std::size_t> last;
    progress shown(std::string(say(given.lang, "导出：已读取记录", "exporting: rows read")));
    std::uint64_t done = 0;
    with.kept->each_entry(which, [&](entry const& e) {
        shown.at(++done);
        for (auto const& [name, value] : e.extra) {
            extra.insert(name);
        }
        last[e.agency] = std::max(last[e.agency], e.line);
    });
    event_writer const writer(given.ndjson || given.json ? log_form::ndjson : log_form::csv,
                              {extra.begin(), extra.end()});
    constexpr std::size_t enough = std::size_t{1} << 16U;
    std::string text = writer.head();
    auto const all = done;
    with.kept->each_entry(which, [&](entry const& e) {
        auto const until = last.find(e.agency);
        if (until == last.end() || e.line > until->second) {
            return;
        }
        writer.append(text, e);
        shown.at(++done, all * 2);
        if (text.size() >= enough) {
            put(text);
            text.clear();
        }
    });
    put(text);
    return exit_code::fine;
}

}  // namespace

void add_store_import(CLI::App& program, options& given, int& result) {
    auto* in = program.add_subcommand("import", "a log into a store, all or nothing / 导入台账");
    auto path = std::make_shared<std::string>();
    auto log = std::make_shared<std::string>();
    add_store_argument(*in, path);
    in->add_option("LOG", *log, "event log, CSV or NDJSON; - is standard input / 台账")->required();
    in->add_flag("--keep-going", given.keep_going,
                 "store the rest where rows are faulty or refused, and list those / 其余照常写入");
    in->add_option("--encoding", given.encoding, "utf8 or gb18030 / 文件编码")
        ->check(CLI::IsMember({"utf8", "gb18030"}));
    add_author_options(*in, given);
    add_patience_option(*in, given);
    add_output_options(*in, given, false);
    in->footer(
        "A row without `id` gets one from its content, so a log that is sent again adds nothing.\n"
        "Examples:\n"
        "  qixian import cases.qixian log.csv\n"
        "  qixian import cases.qixian - < log.ndjson\n"
        "Exit: 0 stored, 1 rows were refused, 3 rows cannot be read, 5 the store is busy.");
    in->callback([&given, &result, path, log] { result = import_log(*path, *log, given); });

    auto* out =
        program.add_subcommand("export", "a store as a log, in the order recorded / 导出台账");
    auto from = std::make_shared<std::string>();
    add_store_argument(*out, from);
    out->add_flag("--ndjson,--json", given.ndjson, "NDJSON instead of CSV");
    out->add_option("--agency", given.agency, "only this agency / 指定机关");
    add_store_question_options(*out, given);
    out->footer("Each row has its `id`, `seq` and `recorded`: importing it elsewhere and exporting "
                "again gives the same bytes.\n"
                "Examples:\n"
                "  qixian export cases.qixian > log.csv\n"
                "  qixian export cases.qixian --recorded-by 2021-01-31T23:59:59+08:00");
    out->callback([&given, &result, from] { result = export_log(*from, given); });
}

}  // namespace qixian::cli
