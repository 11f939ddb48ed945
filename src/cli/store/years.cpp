// `qixian close-year`, `restate` and `years`: what was published, and the bridge to what is right.
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/wording.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

using answer::total_of;

std::string summary_of(closed_year const& closed, language in) {
    auto const& f = closed.figures;
    return in == language::zh
               ? fmt::format(
                     "{}{}年度（{}版）于 {} 固定：新收 {}，上年结转 {}，办理结果 {}，结转下年度 {}",
                     closed.agency, closed.year, code_of(f.shape), minute_text(closed.recorded),
                     total_of(f, "1"), total_of(f, "2"), total_of(f, "3.7"), total_of(f, "4"))
               : fmt::format(
                     "{}{}{} (form {}) closed {}: {} new, {} carried in, {}, {} carried out",
                     closed.agency, closed.agency.empty() ? "" : " ", closed.year, code_of(f.shape),
                     minute_text(closed.recorded), total_of(f, "1"), total_of(f, "2"),
                     counted(static_cast<std::uint64_t>(total_of(f, "3.7")), "result"),
                     total_of(f, "4"));
}

int close_year(std::string const& path, int year, std::string const& shape, options const& given) {
    auto kept = open_for_writing(path, given, "固定年度", "closing the year");
    auto const agency = one_agency(kept, path, given);
    auto const closed = need(kept.close_year(agency, year, form_of(shape), given.by), path, given);
    if (given.json) {
        put(answer::close_year_document(closed));
        return exit_code::fine;
    }
    auto const in = given.lang;
    put(summary_of(closed, in) + "\n");
    put(fmt::format("{}{}\n", say(in, text::carried_in), joined(closed.figures.carried_in)));
    put(fmt::format("{}{}\n", say(in, text::carried_out), joined(closed.figures.carried_out)));
    put(std::string(say(in, text::what_is_entered_for_that_year)));
    return exit_code::fine;
}

/// What a reader of the table calls a row, and a column.
std::string row_name(std::string const& row, form shape, language in) {
    for (auto const& each : rows_of(shape)) {
        if (each.id == row) {
            return std::string(say(in, each.zh, each.en));
        }
    }
    for (auto const& each : all_remedy_blocks) {
        if (each.id == row) {
            return std::string(say(in, each.zh, each.en));
        }
    }
    return row;
}

std::string_view figure_name(std::string const& name, language in) {
    if (name == "on_time") {
        return say(in, text::answered_in_time);
    }
    if (name == "late") {
        return say(in, text::answered_late);
    }
    if (name == "fees_notified_fen") {
        return say(in, text::fees_notified_fen);
    }
    return say(in, text::fees_paid_fen);
}

std::string signed_text(std::int64_t n) { return fmt::format("{:+}", n); }

void print_bridge(restatement const& bridge, closed_year const& closed, date as_of,
                  options const& given) {
    auto const in = given.lang;
    painter const colour(wants_colour(given.colour));
    put(summary_of(closed, in) + "\n");
    put(in == language::zh ? fmt::format("截至 {} 的更正：\n\n", to_text(as_of))
                           : fmt::format("Corrections as of {}:\n\n", to_text(as_of)));
    if (!bridge.changed()) {
        put(std::string(say(in, text::the_published_figures_hold)));
        return;
    }
    text_table table;
    table.head(in == language::zh
                   ? std::vector<std::string>{"行", "列", "公布", "差", "更正", "增加", "减少"}
                   : std::vector<std::string>{"row", "column", "published", "diff", "corrected",
                                              "joined", "left"});
    for (auto const* list : {&bridge.cells, &bridge.remedies}) {
        for (auto const& c : *list) {
            // A Chinese row has its number in its name.
            auto const number = list == &bridge.cells && in != language::zh ? c.row + " " : "";
            table.add({{number + row_name(c.row, bridge.shape, in)},
                       {column_name(c.column, in)},
                       {std::to_string(c.published), paint::plain, true},
                       {signed_text(c.corrected - c.published),
                        c.corrected == c.published ? paint::dim : paint::bold, true},
                       {std::to_string(c.corrected), paint::plain, true},
                       {c.joined.empty() ? "" : "+ " + joined(c.joined)},
                       {c.left.empty() ? "" : "- " + joined(c.left)}});
        }
    }
    for (auto const& f : bridge.figures) {
        table.add({{std::string(figure_name(f.name, in))},
                   {""},
                   {std::to_string(f.published), paint::plain, true},
                   {signed_text(f.corrected - f.published), paint::bold, true},
                   {std::to_string(f.corrected), paint::plain, true},
                   {""},
                   {""}});
    }
    put(table.str(colour) + "\n");
    auto const part = [&](text_pair const& word, std::vector<std::string> const& names) {
        return names.empty() ? std::string{} : std::string(say(in, word)) + joined(names);
    };
    auto const moves = [&](std::string_view title, set_move const& m) {
        if (!m.none()) {
            put(fmt::format("{}{}{}{}\n", title, part(text::joined_word, m.joined),
                            m.joined.empty() || m.left.empty() ? ""
                            : in == language::zh               ? "，"
                                                               : ", ",
                            part(text::left_word, m.left)));
        }
    };
    moves(say(in, text::carried_in), bridge.carried_in);
    moves(say(in, text::carried_out), bridge.carried_out);
}

int restate_year(std::string const& path, int year, options const& given) {
    auto kept = open_for_reading(path, given);
    auto const as_of =
        given.as_of.empty() ? today() : parse_day_option("--as-of", given.as_of, given.lang);
    auto const agency = one_agency(kept, path, given);
    auto const bridge = need(kept.restate(agency, year, as_of), path, given);
    closed_year published;
    for (auto const& each : kept.closed_years(agency)) {
        if (each.year == year) {
            published = each;
        }
    }
    if (given.json) {
        put(answer::restate_document(bridge, published, as_of));
        return exit_code::fine;
    }
    print_bridge(bridge, published, as_of, given);
    return exit_code::fine;
}

int years(std::string const& path, options const& given) {
    auto kept = open_for_reading(path, given);
    expect_agency(kept, given);
    auto const closed = kept.closed_years(given.agency.empty() ? std::optional<std::string>{}
                                                               : std::optional{given.agency});
    if (given.json) {
        put(answer::years_document(closed));
        return exit_code::fine;
    }
    for (auto const& each : closed) {
        put(summary_of(each, given.lang) + "\n");
    }
    if (closed.empty()) {
        put(std::string(say(given.lang, text::no_year_is_closed)));
    }
    return exit_code::fine;
}

}  // namespace

void add_store_years(CLI::App& program, options& given, int& result) {
    auto path = std::make_shared<std::string>();
    auto year = std::make_shared<int>(0);
    auto shape = std::make_shared<std::string>();
    auto const add_year = [&](CLI::App& command) {
        add_number(command, "--year", *year, "the year reported on", 2008, 2050, given)->required();
    };

    auto* close = program.add_subcommand(
        "close-year", "freezes the published table and the applications behind it");
    add_store_argument(*close, path);
    add_year(*close);
    close->add_option("--form", *shape, "2019 or 2021; default by the year")
        ->check(CLI::IsMember({"2019", "2021"}));
    close->add_option("--agency", given.agency, "where several are kept");
    add_author_options(*close, given);
    add_patience_option(*close, given);
    add_output_options(*close, given, false);
    close->footer("Example:\n"
                  "  qixian close-year cases.qixian --year 2020\n"
                  "Exit: 0 closed, 3 closed before, or the year is not over.");
    close->callback(
        [&given, &result, path, year, shape] { result = close_year(*path, *year, *shape, given); });

    auto* again = program.add_subcommand(
        "restate", "from the published figures of a year to the corrected ones");
    add_store_argument(*again, path);
    add_year(*again);
    again->add_option("--as-of", given.as_of, "the end of this day; default: today");
    again->add_option("--agency", given.agency, "where several are kept");
    add_patience_option(*again, given);
    add_output_options(*again, given, false);
    again->footer("In every cell: published + joined - left = corrected, with the applications.\n"
                  "Example:\n"
                  "  qixian restate cases.qixian --year 2020");
    again->callback([&given, &result, path, year] { result = restate_year(*path, *year, given); });

    auto* list = program.add_subcommand("years", "the years that were closed");
    add_store_argument(*list, path);
    list->add_option("--agency", given.agency, "only this agency");
    add_patience_option(*list, given);
    add_output_options(*list, given, false);
    list->callback([&given, &result, path] { result = years(*path, given); });
}

}  // namespace qixian::cli
