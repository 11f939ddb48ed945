// `qixian audit`: which identities of published tables hold, and the smallest edit that would mend them.
#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/wording.hpp"
#include "qixian/answer/audit.hpp"
#include "qixian/base/safe_text.hpp"
#include "question/tables.hpp"

namespace qixian::cli {

namespace {

struct audit_wish {
    std::vector<std::string> files;
    bool no_chain = false;
    std::string figures;
};

std::string cell_text(cell_value const& v, language in) {
    return v ? std::to_string(*v) : std::string(say(in, text::blank));
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
        auto figures = answer::read_figures(answer::input::file(wish.figures), encoding_of(given));
        if (!figures) {
            print_fault(figures.error(), given);
            return exit_code::bad_input;
        }
        asked.figures = std::move(figures).value();
        answer::match_files(asked.figures, tables);
    }
    auto const findings = audit(tables, asked);
    if (given.json) {
        put(answer::audit_document(tables, findings));
    } else {
        auto const in = given.lang;
        painter const colour(wants_colour(given.colour));
        std::map<std::string_view, std::vector<finding const*>> by_file;
        for (auto const& f : findings) {
            by_file[f.file].push_back(&f);
        }
        for (auto const& t : tables) {
            auto const& found = by_file[t.file];
            auto const of = [&](severity w) {
                return static_cast<std::uint64_t>(std::count_if(
                    found.begin(), found.end(), [&](finding const* f) { return f->weight == w; }));
            };
            auto const errors = of(severity::error);
            put(fmt::format("{} {}  {}\n",
                            errors == 0 ? colour(paint::green, "✔") : colour(paint::red, "✘"),
                            visible(t.file),
                            in == language::zh
                                ? fmt::format("{}版，{}处错误，{}条提示", code_of(t.counts.shape),
                                              errors, of(severity::warning))
                                : fmt::format("form {}, {}, {}", code_of(t.counts.shape),
                                              counted(errors, "error"),
                                              counted(of(severity::warning), "warning"))));
            for (auto const* const each : found) {
                auto const& f = *each;
                put(fmt::format("    {} {}{}\n",
                                f.weight == severity::error ? colour(paint::red, code_of(f.id))
                                                            : colour(paint::yellow, code_of(f.id)),
                                f.line == 0 ? "" : fmt::format("{}:{} ", visible(f.file), f.line),
                                visible(say(in, f.zh, f.en))));
                for (auto const& step : f.mend) {
                    put(fmt::format("        {} {} {}: {} → {}\n", say(in, text::mend), step.row,
                                    step.column, cell_text(step.from, in), cell_text(step.to, in)));
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
        "audit", "which sums of published tables hold, and what would mend them");
    auto wish = std::make_shared<audit_wish>();
    command->add_option("TABLE", wish->files, "table files; - is standard input")->required();
    command->add_flag("--no-chain", wish->no_chain, "do not hold the years against each other");
    command->add_option("--figures", wish->figures,
                        "figures of the text (CSV: file,item,value), compared as warnings");
    command->add_flag("--keep-going", given.keep_going, "audit the files that can be read");
    add_encoding_option(*command, given);
    add_output_options(*command, given, false);
    command->footer("Examples:\n"
                    "  qixian audit table-2019.csv table-2020.csv\n"
                    "  qixian report log.csv --year 2020 --csv | qixian audit -\n"
                    "Exit: 0 every printed sum holds, 1 some does not, 3 bad input.");
    command->callback([&given, &result, wish] { result = run_audit(*wish, given); });
}

}  // namespace qixian::cli
