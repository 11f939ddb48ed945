// `qixian report`: tables 3 and 4 of a year, each figure traced to its applications.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/wording.hpp"
#include "qixian/row/table_file.hpp"
#include "question/json.hpp"
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
};

/// What tells whether a row came after the year was closed.
struct recorded_row {
    instant when;
    std::size_t line;
    std::string agency;
    std::string application;
};

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

/// The report as a table file, so that `audit` can read what `report --csv` writes.
published_table as_published(report const& r) {
    published_table t{.agency = r.agency, .year = r.year};
    t.counts.shape = r.shape;
    for (std::size_t row = 0; row < r.rows.size(); ++row) {
        for (std::size_t c = 0; c < column_count; ++c) {
            t.counts.cells[row][c] = r.rows[row].count[c];
        }
    }
    table4 four;
    auto const fill = [&](remedy_block b, report_block const& from) {
        four.at(b, remedy_column::upheld) = from.upheld;
        four.at(b, remedy_column::corrected) = from.corrected;
        four.at(b, remedy_column::other) = from.other;
        four.at(b, remedy_column::pending) = from.pending;
        four.at(b, remedy_column::total) = from.total();
    };
    fill(remedy_block::review, r.review);
    fill(remedy_block::direct, r.direct);
    fill(remedy_block::after_review, r.after_review);
    t.remedies = four;
    return t;
}

std::array<report_block const*, 3> blocks_of(report const& r) {
    return {&r.review, &r.direct, &r.after_review};
}

std::string title_of(report const& r, language in) {
    auto const who = r.agency.empty() ? std::string{} : r.agency + " ";
    return in == language::zh ? fmt::format("{}{}年收到和处理政府信息公开申请情况（{}版）", who,
                                            r.year, code_of(r.shape))
                              : fmt::format("{}Applications received and handled in {} (form {})",
                                            who, r.year, code_of(r.shape));
}

std::string html_of(report const& r, language in) {
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
        say(in, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            "(in each column: 1 + 2 = 3.7 + 4)"),
        say(in, all_columns[0].zh, all_columns[0].en),
        say(in, "法人或其他组织", "legal persons and other organisations"),
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
            if (c < class_count) {
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
                       say(in, "政府信息公开行政复议、行政诉讼情况", "Reviews and suits"));
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
    titles = {std::string(say(in, "复议、诉讼", "reviews and suits"))};
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
    out += fmt::format("{}{}\n", say(in, "上年结转：", "carried in:  "), joined(r.carried_in));
    out += fmt::format("{}{}\n", say(in, "结转下年：", "carried out: "), joined(r.carried_out));
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
            ? fmt::format("{}\n", colour(paint::green, say(in, "✔ 勾稽关系全部成立（I1 I2 I3 I4）",
                                                           "✔ all identities hold (I1 I2 I3 I4)")))
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

int run_report(report_wish const& wish, options& given) {
    // A report is asked for a whole year: rows after today are not yet facts, but the as-of day of
    // a past year may be named to leave later entries out.
    session const with(given, wish.log);
    std::vector<account> accounts;
    bool refused = false;
    std::vector<std::string> seen;
    std::vector<recorded_row> recorded;  // facts of the year or before it
    auto const count = [&](account&& a, bool has_refused_rows) {
        refused = refused || has_refused_rows;
        if (std::find(seen.begin(), seen.end(), a.agency) == seen.end()) {
            seen.push_back(a.agency);
        }
        accounts.push_back(std::move(a));
    };
    log_answer answer;
    bool const bulk = read_accounts_in_bulk(
        wish.log, with, [&](told_account&& a) { count(std::move(a.counted), a.has_refused_rows); });
    if (!bulk) {
        answer = assess_log(wish.log, with, [&](assessment const& a, auto const& rows) {
            for (auto const row : a.life.accepted) {
                auto const& e = rows[row];
                if (e.recorded && year_of(e.on) <= wish.year) {
                    recorded.push_back({*e.recorded, e.line, a.agency, a.application});
                }
            }
            count(account_of(a), !a.life.refused.empty());
        });
    }
    if (answer.stopped(given)) {
        return exit_code::bad_input;
    }
    if (seen.size() > 1 && given.agency.empty() && !given.all_agencies) {
        std::string names;
        for (auto const& each : seen) {
            names += (names.empty() ? "" : " ") + each;
        }
        print_fault({.what = code::agency_needed, .detail = names, .file = wish.log}, given);
        return exit_code::usage;
    }
    auto const shape = form_of(wish.form).value_or(form_of_year(wish.year));
    auto r = make_report(accounts, wish.year, shape, with.as_of);
    if (r.agency.empty() && !given.agency.empty()) {
        r.agency = given.agency;
    }
    for (auto const& e : answer.agency_rows) {
        if (e.what != event::year_closed || year_of(e.on) != wish.year || !e.recorded) {
            continue;
        }
        std::set<std::string> late;
        for (auto const& row : recorded) {
            // A store knows what came after the closing, whatever instants a log brought along.
            bool const after =
                with.kept ? row.agency == e.agency && row.line > e.line : row.when > *e.recorded;
            if (after) {
                late.insert(row.application);
            }
        }
        for (auto const& application : late) {
            r.warnings.push_back({.what = code::after_year_closed, .detail = application});
        }
    }
    if (given.json) {
        auto j = head_of("qixian/report/1", with);
        auto const body = to_json(r);
        j.update(body);
        put(text_of(j, 1) + "\n");
    } else if (wish.csv) {
        put(write_table(as_published(r)));
    } else if (wish.html) {
        put(html_of(r, given.lang));
    } else if (wish.markdown) {
        put(markdown_of(r, given.lang));
    } else {
        put(text_of_report(r, with, wish.cells));
    }
    if (!answer.faults.empty()) {
        return exit_code::bad_input;
    }
    bool const broken = std::any_of(r.identities.begin(), r.identities.end(),
                                    [](auto const& i) { return !i.holds; });
    if (refused && !given.json) {
        fmt::print(stderr, "{}\n",
                   say(given.lang, "注意：日志中有不予记入的记录，见 `qixian deadlines`",
                       "note: the log holds refused rows, see `qixian deadlines`"));
    }
    return refused || broken ? exit_code::finding : exit_code::fine;
}

}  // namespace

void add_report(CLI::App& program, options& given, int& result) {
    auto* command =
        program.add_subcommand("report", "tables 3 and 4 of a year / 年度报告表三、表四");
    auto wish = std::make_shared<report_wish>();
    command->add_option("LOG", wish->log, "event log or store; - is standard input")->required();
    command->add_option("--year", wish->year, "the year reported on / 报告年度")
        ->required()
        ->check(CLI::Range(2008, 2050));
    command->add_option("--form", wish->form, "2019 or 2021; default by the year / 表格版本")
        ->check(CLI::IsMember({"2019", "2021"}));
    auto* csv = command->add_flag("--csv", wish->csv, "the table file that `audit` reads");
    auto* html = command->add_flag("--html", wish->html, "for Word and WPS / 可粘贴到文档");
    auto* markdown = command->add_flag("--markdown", wish->markdown, "");
    csv->excludes(html)->excludes(markdown);
    html->excludes(markdown);
    command->add_flag("--cells", wish->cells,
                      "list the applications behind each figure / 列出明细");
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
