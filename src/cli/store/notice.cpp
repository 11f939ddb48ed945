// `qixian apply-notice`: which due days a new holiday notice moves, and the notice saved.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/wording.hpp"
#include "qixian/answer/open_reason.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/notice_file.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

// --- another text of a notice that was applied -------------------------------------------------------
//
// Nothing of a store is changed: what is put right is saved as a notice of its own, `X-2`, which holds
// the new text whole and takes back the days that it has no more. The old one stays under `X`.

/// The text that counts of a notice, and where the next one would stand.
struct kept_text {
    notice last{};
    std::string next_id{};
};

std::optional<kept_text> text_of(editions const& known, std::string const& id) {
    auto const* const first = known.find(id);
    if (first == nullptr) {
        return std::nullopt;
    }
    kept_text out{*first, ""};
    for (int n = 2;; ++n) {
        out.next_id = fmt::format("{}-{}", id, n);
        auto const* const more = known.find(out.next_id);
        if (more == nullptr) {
            return out;
        }
        if (more->amends == id) {
            out.last = *more;
        }
    }
}

bool holds(std::vector<notice_day> const& rows, notice_day const& one) {
    return std::find(rows.begin(), rows.end(), one) != rows.end();
}

/// Whether `kept` is what putting right by `what` would make of it.
bool says_the_same(notice const& what, notice const& kept) {
    auto const within = [&](notice_day const& row) {
        bool const taken_back = !kept.amends.empty() && row.kind == notice_kind::revert;
        return taken_back || holds(what.days, row);
    };
    return what.document == kept.document && what.complete == kept.complete &&
           what.region == kept.region && what.published <= kept.published &&
           std::all_of(kept.days.begin(), kept.days.end(), within) &&
           std::all_of(what.days.begin(), what.days.end(),
                       [&](auto const& row) { return holds(kept.days, row); });
}

notice put_right(kept_text const& by, notice const& what) {
    auto out = what;
    out.id = by.next_id;
    out.amends = what.id;
    out.published = std::max(what.published, by.last.published);
    if (out.arranges_year == 0) {
        out.arranges_year = by.last.arranges_year;
    }
    for (auto const& row : by.last.days) {
        bool const named = std::any_of(what.days.begin(), what.days.end(),
                                       [&](auto const& each) { return each.on == row.on; });
        if (!named && row.kind != notice_kind::revert) {
            out.days.push_back({row.on, notice_kind::revert, row.holiday});
        }
    }
    return out;
}

/// What is to be saved of `what`: itself where its id is new or says just this.
notice as_saved(editions const& known, notice const& what, bool amend, std::string const& file,
                options const& given) {
    auto const kept = text_of(known, what.id);
    if (!kept || known.with_notice(what)) {
        return what;
    }
    if (!kept->last.amends.empty() && says_the_same(what, kept->last)) {
        return kept->last;
    }
    // A notice that the library knows is not put right by a file.
    bool const own = china::editions().find(what.id) == nullptr;
    if (amend && own) {
        return put_right(*kept, what);
    }
    if (own && !given.json) {
        tell(given.lang == language::zh
                 ? fmt::format("加 --amend，即以新文本更正，另存为 {}，原文本保留。\n",
                               visible(kept->next_id))
                 : fmt::format("--amend puts it right by the new text, saved as {}; the old text "
                               "is kept.\n",
                               visible(kept->next_id)));
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
            : fmt::format("  {} applications move; {} duties become late, {} are "
                          "late no more\n",
                          each.said.moved.size(), each.becomes_late(), each.late_no_more()));
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
