// `qixian machine`: the rules themselves, as a table or a diagram; `qixian codes`: what codes mean.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/wording.hpp"
#include "qixian/answer/machine.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/statute/cn_disclosure/code_pages.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace qixian::cli {

namespace {

std::string machine_table(language in, painter const& colour) {
    text_table table;
    table.head(
        in == language::zh
            ? std::vector<std::string>{"区域", "环节", "事件", "到", "条件", "依据", ""}
            : std::vector<std::string>{"region", "from", "event", "to", "guard", "citation", ""});
    for (auto const& r : all_rules()) {
        auto const& b = info(r.cites);
        table.add({{std::string(answer::code_of(r.in)), paint::dim},
                   {std::string(r.from_code)},
                   {std::string(code_of(r.on)), paint::bold},
                   {std::string(r.to_code)},
                   {r.guard_name == "always" ? "" : std::string(r.guard_name)},
                   {basis_text(r.cites, in)},
                   {std::string(say(in, b.zh, b.en)), paint::dim}});
    }
    return table.str(colour);
}

/// Arrows between two stages, with all events that take them.
std::map<std::pair<std::string, std::string>, std::set<std::string>> arrows(region in) {
    std::map<std::pair<std::string, std::string>, std::set<std::string>> out;
    for (auto const& r : all_rules()) {
        if (r.in == in && r.from_code != r.to_code) {
            out[{std::string(r.from_code), std::string(r.to_code)}].insert(
                std::string(code_of(r.on)));
        }
    }
    return out;
}

std::string label_of(std::set<std::string> const& events, std::string_view between) {
    std::string out;
    for (auto const& e : events) {
        out += (out.empty() ? "" : std::string(between)) + e;
    }
    return out;
}

std::string diagram(std::string const& as) {
    std::string out;
    if (as == "mermaid") {
        out = "stateDiagram-v2\n";
    } else if (as == "plantuml") {
        out = "@startuml\nhide empty description\n";
    } else {
        out = "digraph qixian {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n";
    }
    for (auto const in : {region::procedure, region::standing, region::remedy}) {
        auto const id = [&](std::string const& code) {
            if (code == "unregistered" && as != "dot") {
                return std::string("[*]");
            }
            // One name for one region: `none` and `refused` are words of more than one.
            return std::string(answer::code_of(in)) + "_" + code;
        };
        auto const name = std::string(answer::code_of(in));
        std::set<std::string> states;
        for (auto const& [ends, events] : arrows(in)) {
            states.insert(ends.first);
            states.insert(ends.second);
        }
        for (auto const& s : states) {
            if (as == "dot") {
                out += fmt::format("  {} [label=\"{}\"];\n", id(s), s);
            } else if (s != "unregistered") {
                out +=
                    fmt::format("{}state \"{}\" as {}\n", as == "mermaid" ? "    " : "", s, id(s));
            }
        }
        for (auto const& [ends, events] : arrows(in)) {
            if (as == "dot") {
                out += fmt::format("  {} -> {} [label=\"{}\"];\n", id(ends.first), id(ends.second),
                                   label_of(events, "\\n"));
            } else {
                out += fmt::format("{}{} --> {} : {}\n", as == "mermaid" ? "    " : "",
                                   id(ends.first), id(ends.second), label_of(events, ", "));
            }
        }
    }
    out += as == "plantuml" ? "@enduml\n" : as == "dot" ? "}\n" : "";
    return out;
}

int machine(std::string const& as, options const& given) {
    if (given.json) {
        put(answer::machine_rules());
    } else if (as == "table") {
        put(machine_table(given.lang, painter(wants_colour(given.colour))));
    } else {
        put_document(diagram(as));
    }
    return exit_code::fine;
}

std::string_view kind_text(code_kind k, language in) {
    switch (k) {
    case code_kind::refusal: return say(in, text::refusal);
    case code_kind::irregular: return say(in, text::irregular_2);
    case code_kind::warning: return say(in, text::warning);
    case code_kind::fault: return say(in, text::fault);
    }
    return "";
}

/// `wanted` is no code.
[[noreturn]] void stop_at_code(std::string const& wanted, language in) {
    std::vector<std::string_view> names;
    names.reserve(all_codes.size());
    for (auto const& c : all_codes) {
        names.push_back(c.name);
    }
    throw stop{exit_code::usage, fmt::format(fmt::runtime(say(in, text::no_such_code)),
                                             visible(wanted), did_you_mean(wanted, names, in))};
}

int codes(std::string const& wanted, options const& given) {
    auto const in = given.lang;
    if (given.json) {
        auto const text = answer::codes(wanted);
        if (!text) {
            stop_at_code(wanted, in);
        }
        put(*text);
        return exit_code::fine;
    }
    bool found = false;
    for (auto const& c : all_codes) {
        auto const number = std::to_string(static_cast<int>(c.what));
        if (wanted.empty()) {
            put(fmt::format("QX-{}  {:<30} {}\n", number, c.name, say(in, c.zh, c.en)));
            found = true;
        } else if (answer::is_named(c, wanted)) {
            auto const& page = page_of(c.what);
            auto const kind = in == language::zh ? fmt::format("（{}）", kind_text(c.kind, in))
                                                 : fmt::format(" ({})", kind_text(c.kind, in));
            put(fmt::format("QX-{} {}{}\n{}\n\n{}\n{}\n", number, c.name, kind, say(in, c.zh, c.en),
                            say(in, page.cause_zh, page.cause_en),
                            say(in, page.remedy_zh, page.remedy_en)));
            if (!page.citation.empty()) {
                put(fmt::format("{}{}\n", say(in, text::by), page.citation));
            }
            found = true;
        }
    }
    if (!found) {
        stop_at_code(wanted, in);
    }
    return exit_code::fine;
}

}  // namespace

void add_machine(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("machine", "every stage, event, guard and citation");
    auto as = std::make_shared<std::string>("table");
    command->add_option("--as", *as, "table, mermaid, plantuml or dot")
        ->check(CLI::IsMember({"table", "mermaid", "plantuml", "dot"}));
    add_output_options(*command, given, false);
    command->footer("Example:\n  qixian machine --as dot | dot -Tsvg > machine.svg");
    command->callback([&given, &result, as] { result = machine(*as, given); });
}

void add_codes(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("codes", "what a code means and what to do");
    auto wanted = std::make_shared<std::string>();
    command->add_option("CODE", *wanted, "as QX-401, 401 or EXTENSION_LATE; all without");
    add_output_options(*command, given, false);
    command->callback([&given, &result, wanted] { result = codes(*wanted, given); });
}

}  // namespace qixian::cli
