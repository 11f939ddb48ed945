// `qixian show`: the life of one application: what happened, who recorded it when, what follows.
#include <algorithm>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/answer/lists.hpp"
#include "qixian/statute/cn_disclosure/cells.hpp"
#include "question/logs.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

/// A cell by its names: 种类：第三方.
std::string cell_in_chinese(std::string_view name, std::string_view value) {
    auto const which = disclosure_cells.named(name);
    if (!which) {
        return fmt::format("{}：{}", name, value);
    }
    auto const& of = disclosure_cells[*which];
    auto const word = std::find(of.words.begin(), of.words.end(), value);
    auto const at = static_cast<std::size_t>(word - of.words.begin());
    return fmt::format("{}：{}", first_name(of.zh),
                       at < of.names.size() ? first_name(of.names[at]) : value);
}

/// The cells of an entry that say more than its columns of the timeline do.
std::string details_of(entry const& e, language in) {
    std::string out;
    for (auto const& [name, value] : answer::filled_cells(e)) {
        if (name == "application" || name == "agency" || name == "on" || name == "event" ||
            name == "id" || name == "seq" || name == "recorded") {
            continue;
        }
        out += out.empty() ? "" : "  ";
        out +=
            in == language::zh ? cell_in_chinese(name, value) : fmt::format("{}={}", name, value);
    }
    return out;
}

void print_timeline(std::vector<answer::life_line> const& lines, language in,
                    painter const& colour) {
    text_table table;
    // When the store wrote it is said where that is not when it was stated to be recorded.
    bool const backdated = std::any_of(lines.begin(), lines.end(), [](answer::life_line const& l) {
        return l.e.recorded != l.stored;
    });
    std::vector<std::string> titles =
        in == language::zh
            ? std::vector<std::string>{"日期", "", "事件", "内容", "编号", "录入", "操作者"}
            : std::vector<std::string>{"day", "", "event", "details", "id", "recorded", "by"};
    if (backdated) {
        titles.insert(titles.begin() + 6, std::string(say(in, text::stored_at)));
    }
    table.head(titles);
    for (auto const& l : lines) {
        auto const& e = l.e;
        auto how = paint::plain;
        std::string mark;
        switch (l.now) {
        case answer::row_now::accepted: mark = "✔"; break;
        case answer::row_now::irregular:
            mark = fmt::format("! {}", say(in, text::irregular_2));
            how = paint::yellow;
            break;
        case answer::row_now::refused:
            mark = fmt::format("✘ {}", say(in, text::refused_2));
            how = paint::red;
            break;
        case answer::row_now::withdrawn:
            mark = fmt::format("⊘ {}", say(in, text::withdrawn));
            how = paint::struck;
            break;
        case answer::row_now::later:
            mark = fmt::format("… {}", say(in, text::later));
            how = paint::dim;
            break;
        }
        auto const who = l.role.empty() ? l.actor : beside(l.actor, l.role, in);
        text_table::row row{{to_text(e.on), how},
                            {mark, how == paint::struck ? paint::dim : how},
                            {std::string(say(in, info(e.what).zh, info(e.what).en)), how},
                            {details_of(e, in), how},
                            {short_id(e.id), paint::dim},
                            {e.recorded ? minute_text(*e.recorded) : "", paint::dim},
                            {who, paint::dim}};
        if (backdated) {
            row.insert(row.begin() + 6, {minute_text(l.stored), paint::dim});
        }
        table.add(std::move(row));
    }
    put(table.str(colour));
}

void print_state(assessment const& a, std::vector<entry> const& rows,
                 std::vector<answer::life_line> const& lines, language in, painter const& colour) {
    for (auto const& l : lines) {
        if (l.said.what != verdict::accepted) {
            put(fmt::format("{} {} {}{}{}{}\n", l.now == answer::row_now::refused ? "✘" : "!",
                            to_text(l.e.on), say(in, info(l.e.what).zh, info(l.e.what).en),
                            in == language::zh ? "：" : ": ", ruling_text(l.said, in),
                            l.now == answer::row_now::irregular
                                ? fmt::format(" — {}", effect_of(l.said.why, in))
                                : ""));
        }
    }
    put("\n");
    text_table duties;
    duties.head(
        in == language::zh
            ? std::vector<std::string>{"事项", "责任方", "期限届满", "剩余", "", "状态", "依据"}
            : std::vector<std::string>{"duty", "owed by", "due", "left", "", "status", "basis"});
    for (auto const& d : a.duties) {
        if (!d.in_force) {
            continue;
        }
        duties.add({{duty_text(d, in)},
                    {std::string(party_text(d.owed_by, in))},
                    {due_text(d, in)},
                    {left_text(d.working_days_left, in), paint::plain, true},
                    light_cell(d.light, in),
                    {std::string(say(in, info(d.status).zh, info(d.status).en))},
                    {bases_text(d, in), paint::dim}});
    }
    if (!duties.empty()) {
        put(duties.str(colour));
    }
    for (auto const& w : a.warnings) {
        put(fmt::format("! {} {}\n", name_of(w.what), warning_text(w, rows, in)));
    }
    put(fmt::format("\n{}{}\n", say(in, text::possible_next), next_text(a.next, in)));
    if (!a.later.empty()) {
        put(fmt::format("{}{}\n", say(in, text::possible_later), next_text(a.later, in)));
    }
}

int show(std::string const& path, std::string const& name, options const& given) {
    auto const with = session::about_store(given, path);
    auto const story = answer::life_of(with, name, path, listener_for(given));
    if (!story) {
        print_fault(story.error(), given);
        return story.error().what == code::agency_needed ? exit_code::usage : exit_code::bad_input;
    }
    auto const& [app, lines, now, rows, faults] = *story;
    int const code = faults.empty() ? exit_code::fine : exit_code::bad_input;
    if (given.json) {
        put(answer::show_document(*story, with));
        return code;
    }
    auto const in = given.lang;
    painter const colour(wants_colour(given.colour));
    auto const stage_text =
        now ? std::string(say(in, info(now->life.now.at).zh, info(now->life.now.at).en))
            : std::string(say(in, text::cannot_be_told));
    put(fmt::format("{}  {}{}  {}{}\n\n", colour(paint::bold, app.application),
                    app.agency.empty() ? "" : app.agency + "  ", stage_text,
                    in == language::zh ? fmt::format("截至 {}", to_text(with.as_of))
                                       : fmt::format("as of {}", to_text(with.as_of)),
                    with.recorded_by ? fmt::format("{}{}", say(in, text::recorded_by),
                                                   to_text(*with.recorded_by))
                                     : ""));
    print_timeline(lines, in, colour);
    if (now) {
        print_state(*now, rows, lines, in, colour);
    } else if (all_withdrawn(app.rows)) {
        put(std::string(say(in, text::every_entry_was_withdrawn_as_if)));
    }
    return code;
}

}  // namespace

void add_store_show(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("show", "the life of one application of a store");
    auto path = std::make_shared<std::string>();
    auto name = std::make_shared<std::string>();
    add_store_argument(*command, path);
    command
        ->add_option("APPLICATION", *name,
                     "the application's number, or the id of an entry, or its "
                     "beginning")
        ->required();
    command->add_option("--as-of", given.as_of, "the end of this day; default: today in UTC+8");
    command->add_option("--agency", given.agency, "where several agencies have it");
    add_calendar_options(*command, given);
    add_store_question_options(*command, given);
    add_output_options(*command, given, false);
    command->footer(
        "Every entry with the day it happened, the instant it was recorded and by whom; entries "
        "that\n"
        "were withdrawn are struck out. Then the duties, what must be known, and what may come "
        "next.\n"
        "Examples:\n"
        "  qixian show cases.qixian QH-2020-22\n"
        "  qixian show cases.qixian QH-2020-22 --recorded-by 2021-01-10T00:00:00+08:00");
    command->callback([&given, &result, path, name] { result = show(*path, *name, given); });
}

}  // namespace qixian::cli
