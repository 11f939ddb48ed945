// `qixian audit`: which identities of published tables hold, and the smallest edit that would mend them.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>
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
    bool csv = false;
    bool raw = false;
};

std::string cell_text(cell_value const& v, language in) {
    return v ? std::to_string(*v) : std::string(say(in, text::blank));
}

/// The tables of a folder, by name; a file is itself.
std::vector<std::string> files_of(std::vector<std::string> const& named, options const& given) {
    std::vector<std::string> out;
    for (auto const& each : named) {
        std::error_code wrong;
        if (each == "-" || !std::filesystem::is_directory(each, wrong)) {
            out.push_back(each);
            continue;
        }
        std::vector<std::string> inside;
        for (std::filesystem::directory_iterator at(each, wrong), end; !wrong && at != end;
             at.increment(wrong)) {
            if (at->path().extension() == ".csv") {
                inside.push_back(at->path().string());
            }
        }
        if (wrong || inside.empty()) {
            print_fault({.what = code::cannot_open,
                         .detail = wrong ? wrong.message() : "no file that ends in .csv",
                         .file = each},
                        given);
            throw stop{exit_code::bad_input, ""};
        }
        std::sort(inside.begin(), inside.end());
        out.insert(out.end(), inside.begin(), inside.end());
    }
    return out;
}

/// Over all tables: how many are sound, and of each kind of sum what holds and what nobody can judge.
std::string text_of_summary(audit_summary const& all, language in, painter const& colour) {
    auto out = colour(paint::bold,
                      fmt::format(fmt::runtime(say(in, text::audited_tables)), all.tables.size(),
                                  all.sound, all.with_errors, all.not_judged));
    text_table table;
    table.head({"", std::string(say(in, text::sums_hold)), std::string(say(in, text::sums_in_part)),
                std::string(say(in, text::sums_broken)),
                std::string(say(in, text::sums_not_judged))});
    for (auto const which : summed_rules) {
        auto const of = all.over_tables(which);
        table.add({{std::string(code_of(which)), paint::bold},
                   {std::to_string(of.holds), paint::plain, true},
                   {std::to_string(of.in_part), paint::plain, true},
                   {std::to_string(of.broken), of.broken == 0 ? paint::dim : paint::red, true},
                   {std::to_string(of.not_judged), of.not_judged == 0 ? paint::dim : paint::yellow,
                    true}});
    }
    return out + table.str(colour);
}

int run_audit(audit_wish const& wish, options const& given) {
    std::vector<published_table> tables;
    bool unreadable = false;
    for (auto const& file : files_of(wish.files, given)) {
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
    auto const summary = summary_of(tables, findings, asked);
    if (given.json) {
        put(answer::audit_document(tables, findings, summary));
    } else if (wish.csv) {
        put_document(answer::audit_csv(summary, wish.raw ? formulas::raw : formulas::guarded));
    } else {
        auto const in = given.lang;
        painter const colour(wants_colour(given.colour));
        std::map<std::string_view, std::vector<finding const*>> by_file;
        for (auto const& f : findings) {
            by_file[f.file].push_back(&f);
        }
        for (std::size_t i = 0; i < tables.size(); ++i) {
            auto const& t = tables[i];
            auto const& told = summary.tables[i];
            auto const& found = by_file[t.file];
            auto const of = [&](severity w) {
                return static_cast<std::uint64_t>(std::count_if(
                    found.begin(), found.end(), [&](finding const* f) { return f->weight == w; }));
            };
            auto const errors = of(severity::error);
            // What nobody could judge has no mark of holding.
            auto const mark = errors > 0     ? colour(paint::red, "✘")
                              : told.sound() ? colour(paint::green, "✔")
                                             : colour(paint::yellow, "○");
            auto const open = told.not_judged();
            put(fmt::format("{} {}  {}{}\n", mark, visible(t.file),
                            in == language::zh
                                ? fmt::format("{}版，{}处错误，{}条提示", code_of(t.counts.shape),
                                              errors, of(severity::warning))
                                : fmt::format("form {}, {}, {}", code_of(t.counts.shape),
                                              counted(errors, "error"),
                                              counted(of(severity::warning), "warning")),
                            open.empty()
                                ? ""
                                : fmt::format(fmt::runtime(say(in, text::could_not_judge)), open)));
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
        if (tables.size() > 1) {
            put("\n" + text_of_summary(summary, in, colour));
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
    command
        ->add_option("TABLE", wish->files, "table files, or folders of them; - is standard input")
        ->required();
    command->add_flag("--no-chain", wish->no_chain, "do not hold the years against each other");
    command->add_option("--figures", wish->figures,
                        "figures of the text (CSV: file,item,value), compared as warnings");
    auto* csv = command->add_flag("--csv", wish->csv, "one table a line, and what holds in it");
    command->add_flag("--raw", wish->raw, "names that look like formulas without an apostrophe")
        ->needs(csv);
    command->add_flag("--keep-going", given.keep_going, "audit the files that can be read");
    add_encoding_option(*command, given);
    add_output_options(*command, given, false);
    csv->excludes("--json");
    command->footer("Examples:\n"
                    "  qixian audit table-2019.csv table-2020.csv\n"
                    "  qixian audit tables --keep-going --csv\n"
                    "  qixian report log.csv --year 2020 --csv | qixian audit -\n"
                    "Exit: 0 every printed sum holds, 1 some does not, 3 bad input.");
    command->callback([&given, &result, wish] { result = run_audit(*wish, given); });
}

}  // namespace qixian::cli
