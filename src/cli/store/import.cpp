// `qixian import` and `qixian export`: a log into a store, and out of it again.
#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/base/safe_text.hpp"
#include "question/logs.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

// --- import -----------------------------------------------------------------------------------------

/// Which row it is. A log names events by their codes; Chinese screens speak Chinese.
std::string place_text(std::string const& path, import_row const& row, language in) {
    return fmt::format("{}:{} {} {} {}", visible(path), row.line, row.application, to_text(row.on),
                       say(in, info(row.what).zh, code_of(row.what)));
}

std::string row_text(std::string const& path, import_row const& row, language in) {
    return fmt::format("  {}: {}", place_text(path, row, in), ruling_text(row.answer.said, in));
}

/// Rows that put an entry right: both are shown.
void print_amended(std::vector<import_row> const& rows, std::string const& log, language in) {
    for (auto const& each : rows) {
        put(fmt::format("  {}: {}\n    ⊘ {} ✔ {}\n", place_text(log, each, in),
                        differences_text(each.answer.differs, in), each.answer.amended,
                        each.answer.id));
        for (auto const& id : each.answer.undone) {
            put(fmt::format("    ! {}{}\n", say(in, text::cannot_stand_without_it), id));
        }
    }
}

int import_log(std::string const& path, std::string const& log, import_options const& how,
               options const& given) {
    auto kept = open_for_writing(path, given, "写入", "storing");
    auto const done = [&] {
        progress shown(std::string(say(given.lang, text::rows_read)));
        fault_list faults(given);
        return answer::import_log_as(kept, source_of(log, given), how,
                                     {.fault = [&](fault const& why) { faults.tell(why); },
                                      .assessed = [&](std::uint64_t rows) { shown.at(rows); }});
    }();
    int const code = done.faulty()    ? exit_code::bad_input
                     : done.finding() ? exit_code::finding
                                      : exit_code::fine;
    if (given.json) {
        put(answer::import_document(done, path, log));
        return code;
    }
    auto const& answer = done.said;
    auto const in = given.lang;
    painter const colour(wants_colour(given.colour));
    if (!answer.irregular.empty()) {
        put(colour(paint::bold, say(in, text::irregular)) + "\n");
        for (auto const& each : answer.irregular) {
            put(fmt::format("{} — {}\n", row_text(log, each, in),
                            effect_of(each.answer.said.why, in)));
        }
    }
    if (!answer.refused.empty()) {
        put(colour(paint::bold, say(in, text::refused_rows)) + "\n");
        std::string advice;
        for (auto const& each : answer.refused) {
            auto const more = advice_text(each.answer, in);
            if (!more.empty()) {
                auto const& said = each.answer;
                auto const what =
                    said.same_line == 0 ? said.same_as : fmt::format("{}:{}", log, said.same_line);
                put(fmt::format(
                    "{}{}\n", row_text(log, each, in),
                    said.differs.empty()
                        ? ""
                        : fmt::format("\n    {}  {}", what, differences_text(said.differs, in))));
                if (advice.find(more) == std::string::npos) {
                    advice += fmt::format("  {}\n", more);
                }
                continue;
            }
            auto line = row_text(log, each, in);
            if (!each.answer.displaced.empty()) {
                line += fmt::format(" [{}]", each.answer.displaced);
            }
            put(fmt::format("{}{}{}\n", line, say(in, text::possible),
                            events_text(each.answer.possible, in)));
        }
        put(advice);
    }
    if (!answer.amended.empty()) {
        put(colour(paint::bold, say(in, text::entries_put_right)) + "\n");
        print_amended(answer.amended, log, in);
    }
    for (auto const& each : answer.warnings) {
        print_fault(each, given);
    }
    for (auto const& each : done.cell_warnings) {
        print_fault(each, given);
    }
    auto const faulty = done.faulty_rows == 0 ? std::string{}
                        : in == language::zh  ? fmt::format("，有误{}", done.faulty_rows)
                                              : fmt::format(", {} faulty", done.faulty_rows);
    if (!answer.stored) {
        auto const others =
            answer.skipped == 0 ? std::string{}
            : in == language::zh
                ? fmt::format("；--keep-going 继续处理其余{}条", answer.skipped)
                : fmt::format("; --keep-going goes on with the other {}", answer.skipped);
        put(in == language::zh
                ? fmt::format("未写入任何记录（共{}条，已有{}，不予记入{}{}{}）。\n", done.rows,
                              answer.repeated, answer.refused.size(), faulty, others)
                : fmt::format("Nothing was stored (of {}, {} there already, {} refused{}{}).\n",
                              counted(done.rows, "row"), answer.repeated, answer.refused.size(),
                              faulty, others));
        return code;
    }
    auto const right = answer.amended.empty() ? std::string{}
                       : in == language::zh   ? fmt::format("更正{}，", answer.amended.size())
                                            : fmt::format("{} put right, ", answer.amended.size());
    put(in == language::zh
            ? fmt::format("{}条：写入{}，{}已有{}，不予记入{}{}。\n", done.rows, answer.added,
                          right, answer.repeated, answer.refused.size(), faulty)
            : fmt::format("{}: {} stored, {}{} there already, {} refused{}.\n",
                          counted(done.rows, "row"), answer.added, right, answer.repeated,
                          answer.refused.size(), faulty));
    return code;
}

// --- export -----------------------------------------------------------------------------------------

int export_log(std::string const& path, formulas as, options const& given) {
    auto const with = session::about_store(given, path);
    read_filter const which{.agency = given.agency.empty() ? std::optional<std::string>{}
                                                           : std::optional{given.agency},
                            .recorded_by = with.recorded_by};
    progress shown(std::string(say(given.lang, text::exporting_rows_read)));
    answer::export_log(
        *with.kept, which, given.ndjson || given.json ? log_form::ndjson : log_form::csv,
        put_document, [&](std::uint64_t done, std::uint64_t of) { shown.at(done, of); }, as);
    return exit_code::fine;
}

}  // namespace

void add_store_import(CLI::App& program, options& given, int& result) {
    auto* in = program.add_subcommand("import", "a log into a store, all or nothing");
    auto path = std::make_shared<std::string>();
    auto log = std::make_shared<std::string>();
    auto how = std::make_shared<import_options>();
    add_store_argument(*in, path);
    in->add_option("LOG", *log, "event log, CSV or NDJSON; - is standard input")->required();
    in->add_flag("--keep-going", given.keep_going,
                 "store the rest where rows are faulty or refused, and list those");
    in->add_flag(
        "--amend", how->amend,
        "rows that an entry says otherwise put it right: it is withdrawn, the row recorded");
    in->add_flag("--future", how->future, "take days after today");
    add_lenient_option(*in, given);
    add_encoding_option(*in, given);
    add_author_options(*in, given);
    add_patience_option(*in, given);
    add_output_options(*in, given, false);
    in->footer("A log that is sent again adds nothing. A row that says what an entry says "
               "(application, day, "
               "event,\n"
               "ref) with other cells is refused unless --amend; two facts of one day differ by "
               "ref or id.\n"
               "A row with another on, event or ref is another fact, no amendment: the entry that "
               "the list\n"
               "has no more is named (ENTRY_LEFT_OUT), for withdraw-entry.\n"
               "Examples:\n"
               "  qixian import cases.qixian log.csv\n"
               "  qixian import cases.qixian list.csv --amend\n"
               "  qixian import cases.qixian - < log.ndjson\n"
               "Exit: 0 stored, 1 rows were refused, 3 rows cannot be read, 5 the store is busy.");
    in->callback([&given, &result, path, log, how] {
        how->by = given.by;
        result = import_log(*path, *log, *how, given);
    });

    auto* out = program.add_subcommand("export", "a store as a log, in the order recorded");
    auto from = std::make_shared<std::string>();
    add_store_argument(*out, from);
    out->add_flag("--ndjson,--json", given.ndjson, "NDJSON instead of CSV");
    out->add_option("--agency", given.agency, "only this agency");
    add_store_question_options(*out, given);
    auto raw = std::make_shared<bool>(false);
    out->add_flag("--raw", *raw, "CSV: texts that look like formulas without an apostrophe");
    out->footer("Each row has its `id`, `seq` and `recorded`: importing it elsewhere and exporting "
                "again gives the same bytes.\n"
                "Examples:\n"
                "  qixian export cases.qixian > log.csv\n"
                "  qixian export cases.qixian --recorded-by 2021-01-31T23:59:59+08:00");
    out->callback([&given, &result, from, raw] {
        result = export_log(*from, *raw ? formulas::raw : formulas::guarded, given);
    });
}

}  // namespace qixian::cli
