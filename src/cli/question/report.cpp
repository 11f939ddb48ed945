// `qixian report`: tables 3 and 4 of a year, each figure traced to its applications.
#include <algorithm>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/numbers.hpp"
#include "base/wording.hpp"
#include "qixian/answer/report.hpp"
#include "qixian/row/table_file.hpp"
#include "question/logs.hpp"

namespace qixian::cli {

namespace {

struct report_wish {
    std::string log;
    int year = 0;
    std::string form;
    bool csv = false;
    bool html = false;
    bool markdown = false;
    bool cells = false;
    bool with_applications = false;
    bool corrected = false;
};

std::array<report_block const*, 3> blocks_of(report const& r) {
    return {&r.review, &r.direct, &r.after_review};
}

std::string title_of(report const& r, language in) {
    auto const who = r.agency.empty() || in == language::zh ? r.agency : r.agency + " ";
    return in == language::zh ? fmt::format("{}{}年收到和处理政府信息公开申请情况（{}版）", who,
                                            r.year, code_of(r.shape))
                              : fmt::format("{}Applications received and handled in {} (form {})",
                                            who, r.year, code_of(r.shape));
}

/// `applications`: each figure names its applications when it is pointed at. Never in what is published:
/// the numbers are the office's own.
std::string html_of(report const& r, bool applications, language in) {
    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\n"
        "<style>body{{font-family:\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif}}"
        "table{{border-collapse:collapse;margin:1em 0}}th,td{{border:1px solid #444;padding:.25em "
        ".6em;"
        "text-align:right;font-variant-numeric:tabular-nums}}th{{font-weight:600;text-align:center}"
        "}"
        "td:first-child{{text-align:left}}caption{{font-weight:600;padding:.4em}}"
        "@page{{size:A4 landscape}}</style></head><body>\n",
        in == language::zh ? "zh" : "en", escaped(title_of(r, in)));
    out += fmt::format("<table><caption>{}</caption>\n", escaped(title_of(r, in)));
    out += fmt::format(
        "<thead><tr><th rowspan=\"2\">{}</th><th rowspan=\"2\">{}</th><th colspan=\"5\">{}</th>"
        "<th rowspan=\"2\">{}</th></tr>\n<tr>",
        say(in, text::in_each_column_1_2_3), say(in, all_columns[0].zh, all_columns[0].en),
        say(in, text::legal_persons_and_other_organisations),
        say(in, all_columns[6].zh, all_columns[6].en));
    for (std::size_t c = 1; c < 6; ++c) {
        out += fmt::format("<th>{}</th>", say(in, all_columns[c].zh, all_columns[c].en));
    }
    out += "</tr></thead>\n<tbody>\n";
    auto const labels = rows_of(r.shape);
    for (std::size_t row = 0; row < r.rows.size(); ++row) {
        out += fmt::format("<tr><td>{}</td>", escaped(say(in, labels[row].zh, labels[row].en)));
        for (std::size_t c = 0; c < column_count; ++c) {
            std::string who;
            if (applications && c < class_count) {
                for (auto const& name : r.rows[row].who[c]) {
                    who += (who.empty() ? "" : " ") + name;
                }
            }
            out += who.empty() ? fmt::format("<td>{}</td>", r.rows[row].count[c])
                               : fmt::format("<td title=\"{}\">{}</td>", escaped(who),
                                             r.rows[row].count[c]);
        }
        out += "</tr>\n";
    }
    out += fmt::format("</tbody></table>\n<table><caption>{}</caption>\n<thead><tr>",
                       say(in, text::reviews_and_suits));
    for (auto const& block : all_remedy_blocks) {
        out += fmt::format("<th colspan=\"5\">{}</th>", say(in, block.zh, block.en));
    }
    out += "</tr><tr>";
    for (std::size_t b = 0; b < 3; ++b) {
        for (auto const& column : all_remedy_columns) {
            out += fmt::format("<th>{}</th>", say(in, column.zh, column.en));
        }
    }
    out += "</tr></thead>\n<tbody><tr>";
    for (auto const* b : blocks_of(r)) {
        for (auto const n : {b->upheld, b->corrected, b->other, b->pending, b->total()}) {
            out += fmt::format("<td style=\"text-align:right\">{}</td>", n);
        }
    }
    out += "</tr></tbody></table>\n</body></html>\n";
    return out;
}

std::string markdown_of(report const& r, language in) {
    std::string out = fmt::format("# {}\n\n| |", title_of(r, in));
    for (auto const& column : all_columns) {
        out += fmt::format(" {} |", say(in, column.zh, column.en));
    }
    out += "\n| --- |";
    for (std::size_t c = 0; c < column_count; ++c) {
        out += " ---: |";
    }
    out += "\n";
    auto const labels = rows_of(r.shape);
    for (std::size_t row = 0; row < r.rows.size(); ++row) {
        out += fmt::format("| {} |", say(in, labels[row].zh, labels[row].en));
        for (auto const n : r.rows[row].count) {
            out += fmt::format(" {} |", n);
        }
        out += "\n";
    }
    out += "\n| |";
    for (auto const& column : all_remedy_columns) {
        out += fmt::format(" {} |", say(in, column.zh, column.en));
    }
    out += "\n| --- | ---: | ---: | ---: | ---: | ---: |\n";
    std::size_t at = 0;
    for (auto const* b : blocks_of(r)) {
        auto const& block = all_remedy_blocks[at++];
        out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", say(in, block.zh, block.en),
                           b->upheld, b->corrected, b->other, b->pending, b->total());
    }
    return out;
}

text_table::cell number(std::int64_t n, bool strong) {
    return {std::to_string(n), n == 0 ? paint::dim : strong ? paint::bold : paint::plain, true};
}

std::string text_of_report(report const& r, session const& with, bool cells) {
    auto const in = with.given.lang;
    painter const colour(wants_colour(with.given.colour));
    std::string out = colour(paint::bold, title_of(r, in)) + "\n";
    out += in == language::zh ? fmt::format("截至 {}\n\n", to_text(with.as_of))
                              : fmt::format("as of {}\n\n", to_text(with.as_of));
    text_table table;
    std::vector<std::string> titles{""};
    for (auto const& column : all_columns) {
        titles.emplace_back(say(in, column.zh, column.en));
    }
    table.head(titles);
    auto const labels = rows_of(r.shape);
    for (std::size_t row = 0; row < r.rows.size(); ++row) {
        bool const strong = r.rows[row].id.size() == 1 || r.rows[row].id == "3.7";
        text_table::row line{{std::string(say(in, labels[row].zh, labels[row].en)),
                              strong ? paint::bold : paint::plain}};
        for (auto const n : r.rows[row].count) {
            line.push_back(number(n, strong));
        }
        table.add(std::move(line));
    }
    out += table.str(colour) + "\n";
    text_table four;
    titles = {std::string(say(in, text::reviews_and_suits_2))};
    for (auto const& column : all_remedy_columns) {
        titles.emplace_back(say(in, column.zh, column.en));
    }
    four.head(titles);
    std::size_t at = 0;
    for (auto const* b : blocks_of(r)) {
        auto const& block = all_remedy_blocks[at++];
        four.add({{std::string(say(in, block.zh, block.en))},
                  number(b->upheld, false),
                  number(b->corrected, false),
                  number(b->other, false),
                  number(b->pending, false),
                  number(b->total(), true)});
    }
    out += four.str(colour) + "\n";
    out += fmt::format("{}{}\n", say(in, text::carried_in), joined(r.carried_in));
    out += fmt::format("{}{}\n", say(in, text::carried_out), joined(r.carried_out));
    out += in == language::zh
               ? fmt::format("按期办结 {}，超期办结 {}；收费通知 {:.2f} 元，已缴 {:.2f} 元\n",
                             r.on_time, r.late, static_cast<double>(r.fees_notified_fen) / 100,
                             static_cast<double>(r.fees_paid_fen) / 100)
               : fmt::format("{} in time, {} late; fees notified {:.2f} yuan, paid {:.2f} yuan\n",
                             r.on_time, r.late, static_cast<double>(r.fees_notified_fen) / 100,
                             static_cast<double>(r.fees_paid_fen) / 100);
    auto const broken = std::count_if(r.identities.begin(), r.identities.end(),
                                      [](auto const& i) { return !i.holds; });
    out +=
        broken == 0
            ? fmt::format("{}\n", colour(paint::green, say(in, text::all_identities_hold_i1_i2_i3)))
            : "";
    for (auto const& i : r.identities) {
        if (!i.holds) {
            out += colour(paint::red, fmt::format("✘ {} {}\n", i.id, i.where));
        }
    }
    for (auto const& w : r.warnings) {
        out += fmt::format("! {} {}\n", name_of(w.what), sentence(w.what, in, w.detail));
    }
    if (cells) {
        out += "\n";
        for (auto const& row : r.rows) {
            for (std::size_t c = 0; c < class_count; ++c) {
                if (!row.who[c].empty()) {
                    out += fmt::format("{} {}: {}\n", row.id,
                                       say(in, all_columns[c].zh, all_columns[c].en),
                                       joined(row.who[c]));
                }
            }
        }
    }
    return out;
}

/// Of a closed year: that the table is the published one, and what has moved since.
std::string basis_text(answer::year_report const& made, language in) {
    if (made.closed_on) {
        return in == language::zh
                   ? fmt::format("\n该年度报告于 {} 固定，在截至日之后：以上按现有记录统计，"
                                 "不是已公布的数据。\n",
                                 to_text(*made.closed_on))
                   : fmt::format("\nThe year was closed on {}, after the as-of day: these are the "
                                 "figures of the entries, not those published.\n",
                                 to_text(*made.closed_on));
    }
    if (!made.published) {
        return {};
    }
    auto out = in == language::zh
                   ? fmt::format("\n以上为已公布的数据（--corrected 查看更正后的数据）。\n")
                   : fmt::format("\nThese are the published figures (--corrected has today's).\n");
    if (!made.moved || !made.moved->changed()) {
        return out;
    }
    out += in == language::zh ? "公布后的变动：\n" : "Moved since they were published:\n";
    for (auto const* list : {&made.moved->cells, &made.moved->remedies}) {
        for (auto const& each : *list) {
            out += fmt::format("  {} {}: {} → {}{}{}\n", each.row, column_name(each.column, in),
                               each.published, each.corrected,
                               each.joined.empty() ? "" : "  +" + joined(each.joined),
                               each.left.empty() ? "" : "  −" + joined(each.left));
        }
    }
    return out;
}

int run_report(report_wish const& wish, options& given) {
    // A report is asked for a whole year: rows after today are not yet facts, but the as-of day of
    // a past year may be named to leave later entries out.
    session const with(given, wish.log);
    auto const made = answer::make_year_report(source_of(wish.log, given), with,
                                               {.year = wish.year,
                                                .shape = form_of(wish.form),
                                                .all_agencies = given.all_agencies,
                                                .corrected = wish.corrected},
                                               listener_for(given));
    if (!made.figures) {
        // A row without an agency stands in a line; which of several is asked for stands in none.
        bool const which = !made.faults.empty() && made.faults.back().what == code::agency_needed &&
                           made.faults.back().line == 0;
        return which ? exit_code::usage : exit_code::bad_input;
    }
    auto const& r = *made.figures;
    if (given.json) {
        put(answer::report_document(made, with));
    } else if (wish.csv) {
        put_document(write_table(answer::as_published(r)));
    } else if (wish.html) {
        put_document(html_of(r, wish.with_applications, given.lang));
    } else if (wish.markdown) {
        put_document(markdown_of(r, given.lang));
    } else {
        put(text_of_report(r, with, wish.cells));
        put(basis_text(made, given.lang));
    }
    if (!made.faults.empty()) {
        return exit_code::bad_input;
    }
    if (!made.refused_rows.empty() && !given.json) {
        tell(fmt::format("{}{}\n", say(given.lang, text::note_rows_cannot_stand),
                         some_names(made.refused_rows)));
    }
    return made.finding() ? exit_code::finding : exit_code::fine;
}

}  // namespace

void add_report(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("report", "tables 3 and 4 of a year");
    auto wish = std::make_shared<report_wish>();
    command->add_option("LOG", wish->log, "event log or store; - is standard input")->required();
    add_number(*command, "--year", wish->year, "the year reported on", 2008, 2050, given)
        ->required();
    command->add_option("--form", wish->form, "2019 or 2021; default by the year")
        ->check(CLI::IsMember({"2019", "2021"}));
    auto* csv = command->add_flag("--csv", wish->csv, "the table file that `audit` reads");
    auto* html = command->add_flag("--html", wish->html, "for Word and WPS");
    auto* markdown = command->add_flag("--markdown", wish->markdown, "a table in Markdown");
    csv->excludes(html)->excludes(markdown);
    html->excludes(markdown);
    command->add_flag("--corrected", wish->corrected, "of a closed year: as it would stand today");
    command->add_flag("--cells", wish->cells, "list the applications behind each figure");
    command
        ->add_flag("--with-applications", wish->with_applications,
                   "with --html: each figure names its applications; not for publication")
        ->needs(html);
    add_log_options(*command, given);
    add_calendar_options(*command, given);
    add_store_question_options(*command, given);
    add_output_options(*command, given, false);
    command->footer("Examples:\n"
                    "  qixian report log.csv --year 2020\n"
                    "  qixian report log.csv --year 2020 --html > table.html\n"
                    "  qixian report log.csv --year 2020 --csv | qixian audit -");
    command->callback([&given, &result, wish] { result = run_report(*wish, given); });
}

}  // namespace qixian::cli
