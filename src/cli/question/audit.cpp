// `qixian audit`: which identities of published tables hold, and the smallest edit that would mend them.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/common.hpp"
#include "question/json.hpp"
#include "question/tables.hpp"

namespace qixian::cli {

namespace {

struct audit_wish {
    std::vector<std::string> files;
    bool no_chain = false;
    std::string figures;
};

json cell_json(cell_value const& v) { return v ? json(*v) : json(nullptr); }

std::string cell_text(cell_value const& v, language in) {
    return v ? std::to_string(*v) : std::string(say(in, "空", "blank"));
}

json finding_json(finding const& f) {
    json j{{"file", f.file},
           {"id", code_of(f.id)},
           {"severity", code_of(f.weight)},
           {"code", f.what ? json(name_of(*f.what)) : json(nullptr)},
           {"row", f.row},
           {"column", f.column},
           {"line", f.line},
           {"expected", cell_json(f.expected)},
           {"found", cell_json(f.found)},
           {"message", f.en},
           {"message_zh", f.zh}};
    auto& mend = j["mend"] = json::array();
    for (auto const& step : f.mend) {
        mend.push_back({{"file", step.file},
                        {"row", step.row},
                        {"column", step.column},
                        {"from", cell_json(step.from)},
                        {"to", cell_json(step.to)}});
    }
    j["mend_proven"] = f.mend_proven;
    j["mend_only"] = f.mend_only;
    return j;
}

/// `file,item,value` with any further columns, as a list of text figures.
std::vector<text_figure> read_figures(std::string const& path, options const& given) {
    auto const fail = [&](fault why) {
        why.file = path;
        print_fault(why, given);
        throw stop{exit_code::bad_input, ""};
    };
    auto source = text_source::open(path);
    if (!source) {
        fail(source.error());
    }
    csv_reader reader(std::move(source).value());
    std::vector<text_figure> out;
    std::vector<std::string> head;
    auto const place = [&](std::string_view name) {
        auto const at = std::find(head.begin(), head.end(), name);
        if (at == head.end()) {
            fail(
                {.what = code::missing_column, .line = 1, .column = 1, .field = std::string(name)});
        }
        return static_cast<std::size_t>(at - head.begin());
    };
    for (;;) {
        auto const record = reader.next();
        if (!record) {
            fail(record.error());
        }
        if (*record == nullptr) {
            break;
        }
        auto const& cells = (*record)->cells;
        if (head.empty()) {
            for (auto const& c : cells) {
                head.emplace_back(c.text);
            }
            continue;
        }
        auto const file = place("file");
        auto const item = place("item");
        auto const value = place("value");
        if (cells.size() <= std::max({file, item, value})) {
            fail({.what = code::field_count, .line = (*record)->line, .column = 1});
        }
        text_figure figure{.file = std::string(cells[file].text),
                           .item = std::string(cells[item].text)};
        auto const text = cells[value].text;
        std::int64_t number = 0;
        auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (wrong != std::errc{} || end != text.data() + text.size()) {
            fail({.what = code::bad_number,
                  .detail = std::string(text),
                  .line = cells[value].line,
                  .column = cells[value].column,
                  .field = "value"});
        }
        figure.value = number;
        out.push_back(std::move(figure));
    }
    return out;
}

int run_audit(audit_wish const& wish, options const& given) {
    std::vector<published_table> tables;
    bool unreadable = false;
    for (auto const& file : wish.files) {
        auto got = read_table(file, given);
        if (!got) {
            print_fault(got.error(), given);
            unreadable = true;
            continue;
        }
        tables.push_back(std::move(got).value());
    }
    if (unreadable && !given.keep_going) {
        return exit_code::bad_input;
    }
    audit_options asked{.chain = !wish.no_chain};
    if (!wish.figures.empty()) {
        asked.figures = read_figures(wish.figures, given);
        // Figures name a file as the list does; tables carry the path they were read from.
        for (auto& figure : asked.figures) {
            for (auto const& t : tables) {
                if (t.file.ends_with("/" + figure.file)) {
                    figure.file = t.file;
                    break;
                }
            }
        }
    }
    auto const findings = audit(tables, asked);
    if (given.json) {
        json j{{"schema", "qixian/audit/1"}};
        auto& files = j["files"] = json::array();
        for (auto const& t : tables) {
            files.push_back({{"file", t.file},
                             {"agency", t.agency},
                             {"year", t.year ? json(*t.year) : json(nullptr)},
                             {"form", code_of(t.counts.shape)}});
        }
        auto& list = j["findings"] = json::array();
        for (auto const& f : findings) {
            list.push_back(finding_json(f));
        }
        put(text_of(j, 1) + "\n");
    } else {
        auto const in = given.lang;
        painter const colour(wants_colour(given.colour));
        for (auto const& t : tables) {
            auto const of = [&](severity w) {
                return std::count_if(findings.begin(), findings.end(), [&](finding const& f) {
                    return f.file == t.file && f.weight == w;
                });
            };
            auto const errors = of(severity::error);
            put(fmt::format(
                "{} {}  {}\n", errors == 0 ? colour(paint::green, "✔") : colour(paint::red, "✘"),
                t.file,
                in == language::zh
                    ? fmt::format("{}版，{}处错误，{}条提示", code_of(t.counts.shape), errors,
                                  of(severity::warning))
                    : fmt::format("form {}, {} errors, {} warnings", code_of(t.counts.shape),
                                  errors, of(severity::warning))));
            for (auto const& f : findings) {
                if (f.file != t.file) {
                    continue;
                }
                put(fmt::format("    {} {}{}\n",
                                f.weight == severity::error ? colour(paint::red, code_of(f.id))
                                                            : colour(paint::yellow, code_of(f.id)),
                                f.line == 0 ? "" : fmt::format("{}:{} ", f.file, f.line),
                                say(in, f.zh, f.en)));
                for (auto const& step : f.mend) {
                    put(fmt::format("        {} {} {}: {} → {}\n", say(in, "可改", "mend"),
                                    step.row, step.column, cell_text(step.from, in),
                                    cell_text(step.to, in)));
                }
            }
        }
    }
    return unreadable            ? exit_code::bad_input
           : has_error(findings) ? exit_code::finding
                                 : exit_code::fine;
}

}  // namespace

void add_audit(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand(
        "audit", "which sums of published tables hold, and what would mend them / 核对已发布表格");
    auto wish = std::make_shared<audit_wish>();
    command->add_option("TABLE", wish->files, "table files; - is standard input")->required();
    command->add_flag("--no-chain", wish->no_chain, "do not hold the years against each other");
    command->add_option(
        "--figures", wish->figures,
        "figures of the text (CSV: file,item,value), compared as warnings / 正文数字");
    command->add_flag("--keep-going", given.keep_going, "audit the files that can be read");
    command->add_option("--encoding", given.encoding, "utf8 or gb18030")
        ->check(CLI::IsMember({"utf8", "gb18030"}));
    add_output_options(*command, given, false);
    command->footer("Examples:\n"
                    "  qixian audit table-2019.csv table-2020.csv\n"
                    "  qixian report log.csv --year 2020 --csv | qixian audit -\n"
                    "Exit: 0 every printed sum holds, 1 some does not, 3 bad input.");
    command->callback([&given, &result, wish] { result = run_audit(*wish, given); });
}

}  // namespace qixian::cli
