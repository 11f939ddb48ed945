// `qixian apply-notice`: which due days a new holiday notice moves, and the notice saved.
#include <fmt/format.h>

#include <array>

#include "base/wording.hpp"
#include "qixian/answer/open_reason.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/calendar/put_right.hpp"
#include "qixian/row/notice_file.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

/// What is to be saved of `what`: itself where its id is new or says just this.
notice as_saved(editions const& known, notice const& what, bool amend, std::string const& file,
                options const& given) {
    auto const again = put_right(known, what);
    if (!again) {
        return what;
    }
    // A notice that the library knows is not put right by a file.
    bool const own = china::editions().find(what.id) == nullptr;
    if (again->same || (amend && own)) {
        return again->as;
    }
    if (own && !given.json) {
        tell(given.lang == language::zh
                 ? fmt::format("加 --amend，即以新文本更正，另存为 {}，原文本保留。\n",
                               visible(again->as.id))
                 : fmt::format("--amend puts it right by the new text, saved as {}; the old text "
                               "is kept.\n",
                               visible(again->as.id)));
    }
    stop_with({.what = code::id_conflict, .detail = what.id, .field = "notice_id"}, file, given);
}

// --- the command ------------------------------------------------------------------------------------

void print_effect(answer::applied_notice const& each, bool dry_run, language in) {
    put(fmt::format("{} {} ({})\n", visible(each.what.id), visible(each.what.document),
                    to_text(each.what.published)));
    put(fmt::format("  {}\n", each.said.known_before
                                  ? say(in, text::known_already_not_saved_again_what)
                              : dry_run ? say(in, text::tried_not_saved)
                                        : say(in, text::saved)));
    if (!each.what.amends.empty()) {
        put(in == language::zh
                ? fmt::format("  以新文本更正 {}，原文本保留\n", visible(each.what.amends))
                : fmt::format("  puts {} right; the old text is kept\n",
                              visible(each.what.amends)));
        for (auto const& row : each.what.days) {
            constexpr std::array<std::string_view, 3> words{"休", "班", "撤回"};
            auto const what =
                in == language::zh ? words[static_cast<std::size_t>(row.kind)] : code_of(row.kind);
            put(fmt::format("    {} {} {}\n", to_text(row.on), what, visible(row.holiday)));
        }
    }
    for (auto const& days : each.said.open) {
        auto const why = answer::reason_of(days);
        put(fmt::format("  ? {}\n", say(in, why.zh, why.en)));
    }
    for (auto const& app : each.said.moved) {
        for (auto const& m : app.duties) {
            put(fmt::format("  {}{}{}  {}\n", app.agency, app.agency.empty() ? "" : " ",
                            app.application, move_text(m, in)));
        }
    }
    put(in == language::zh
            ? fmt::format("  {} 件申请的期限变动；{} 项变为超期，{} 项不再超期\n",
                          each.said.moved.size(), each.becomes_late(), each.late_no_more())
            : fmt::format("  the days of {} move; late now: {}, late no more: {}\n",
                          counted(each.said.moved.size(), "application"), each.becomes_late(),
                          each.late_no_more()));
}

int apply(std::string const& path, std::string const& file, bool dry_run, bool amend,
          options const& given) {
    auto const as_of =
        given.as_of.empty() ? today() : parse_day_option("--as-of", given.as_of, given.lang);
    auto source = need(text_source::open(file, {.from = encoding_of(given)}), file, given);
    auto const read = read_whole_notices(std::move(source));
    for (auto const& each : read.faults) {
        print_fault(each, given);
    }
    if (!read.faults.empty()) {
        return exit_code::bad_input;
    }
    auto kept = dry_run ? open_for_reading(path, given)
                        : open_for_writing(path, given, "重算", "working out again");
    std::vector<answer::applied_notice> done;
    for (auto const& as_read : read.notices) {
        auto const each = as_saved(kept.sources(), as_read, amend, file, given);
        auto got = dry_run ? kept.effect_of(each, as_of) : kept.apply_notice(each, as_of, given.by);
        if (!got) {
            // Each notice is saved by itself: those before this one are.
            for (auto const& before : done) {
                tell(fmt::format("{} {}\n", visible(before.what.id),
                                 dry_run ? "" : say(given.lang, text::is_saved)));
            }
            stop_with(got.error(), file, given);
        }
        done.push_back({each, std::move(got).value()});
    }
    if (given.json) {
        put(answer::apply_notice_document(done, as_of, dry_run));
        return exit_code::fine;
    }
    put(given.lang == language::zh ? fmt::format("截至 {}\n\n", to_text(as_of))
                                   : fmt::format("As of {}\n\n", to_text(as_of)));
    for (auto const& each : done) {
        print_effect(each, dry_run, given.lang);
    }
    return exit_code::fine;
}

}  // namespace

void add_store_notice(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand(
        "apply-notice", "the applications whose days a holiday notice moves; saves it");
    auto path = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto dry_run = std::make_shared<bool>(false);
    add_store_argument(*command, path);
    command->add_option("NOTICE", *file, "notice file: CSV, JSON or .ics; - is standard input")
        ->required();
    command->add_option("--as-of", given.as_of, "the end of this day; default: today in UTC+8");
    add_encoding_option(*command, given);
    auto amend = std::make_shared<bool>(false);
    command->add_flag(
        "--amend", *amend,
        "another text of a notice that was applied puts it right; the old one is kept");
    command->add_flag("--dry-run", *dry_run, "say what moves, save nothing");
    add_author_options(*command, given);
    add_patience_option(*command, given);
    add_output_options(*command, given, false);
    command->footer(
        "The file has one day a row: notice_id,published,document,date,kind,holiday_name with "
        "kind\n"
        "off, work or revert; several notices may share a file and are taken in order. A column\n"
        "region makes a notice local; complete=yes says that its year has no further day: without\n"
        "it a year is settled when every festival of it has a day. JSON as holiday-cn has it and\n"
        "calendars (.ics) with 休 or 班 in the summary are read too.\n"
        "A notice_id that was applied with other days (half of a notice, a day mistyped) is\n"
        "ID_CONFLICT unless --amend: the new text is saved beside it, as ID-2, and counts.\n"
        "Examples:\n"
        "  qixian apply-notice cases.qixian notice-2027.csv --dry-run\n"
        "  qixian apply-notice cases.qixian notice-2027.csv --json");
    command->callback([&given, &result, path, file, dry_run, amend] {
        result = apply(*path, *file, *dry_run, *amend, given);
    });
}

}  // namespace qixian::cli
