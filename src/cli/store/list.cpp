// `qixian list` and `qixian worklist`: what a store holds, and what is due at which desk.

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/answer/deadlines.hpp"
#include "qixian/answer/lists.hpp"
#include "question/logs.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

/// The daily list must not vanish for one application that cannot be answered for: what is wrong
/// is listed, and the rest is answered.
options going_on(options given) {
    given.keep_going = true;
    return given;
}

int exit_of(std::vector<fault> const& faults, bool finding) {
    return !faults.empty() ? exit_code::bad_input : finding ? exit_code::finding : exit_code::fine;
}

answer::layout layout_of(options const& given) {
    return given.ndjson ? answer::layout::lines : answer::layout::whole;
}

std::string heading(session const& with) {
    auto text = with.given.lang == language::zh ? fmt::format("截至 {}", to_text(with.as_of))
                                                : fmt::format("As of {}", to_text(with.as_of));
    if (with.recorded_by) {
        text += with.given.lang == language::zh
                    ? fmt::format("，按 {} 前录入的记录", to_text(*with.recorded_by))
                    : fmt::format(", as recorded by {}", to_text(*with.recorded_by));
    }
    return text + "\n\n";
}

// --- list -------------------------------------------------------------------------------------------

/// What a closed application was late by.
std::string late_text(assessment const& a, language in) {
    if (!a.life.closed_on || !a.late_by) {
        return "";
    }
    return left_text(-*a.late_by, in);
}

int list(std::string const& path, bool only_open, options const& asked) {
    auto const given = going_on(asked);
    auto const with = session::about_store(given, path);
    auto const in = given.lang;
    if (given.json || given.ndjson) {
        auto const said =
            answer::list(with, only_open, layout_of(given), path, listener_for(given));
        put(said.json);
        return exit_of(said.faults, said.finding);
    }
    text_table table;
    table.head(in == language::zh
                   ? std::vector<std::string>{"", "申请", "环节", "收到", "答复期限", "剩余",
                                              "办结", "经办", "申请人", "记录"}
                   : std::vector<std::string>{"", "application", "stage", "received", "reply due",
                                              "left", "closed", "desk", "applicant", "entries"});
    answer::exceptions odd;
    std::size_t open = 0;
    std::size_t unregistered = 0;  // no receipt of it stands
    std::size_t shown = 0;
    std::string agency;
    auto const read = assess_log(path, with, [&](assessment const& a, auto const& rows) {
        odd.take(a, rows);
        bool const closed = is_closed(a.life.now.at);
        bool const none = a.life.now.at == stage::unregistered;
        open += closed || none ? 0 : 1;
        unregistered += none ? 1 : 0;
        if (closed && only_open) {
            return;
        }
        ++shown;
        auto const* const reply = answer::reply_in_force(a);
        auto const& h = a.life;
        auto const entries = static_cast<std::int64_t>(rows.size());
        bool const runs = reply != nullptr && !closed;
        if (a.agency != agency) {
            agency = a.agency;
            table.add_heading(agency);
        }
        auto const day_of = [](maybe_date const& d) { return d ? to_text(*d) : std::string{}; };
        auto const mark = runs ? light_cell(reply->light, in) : text_table::cell{};
        table.add({mark,
                   {a.application, closed ? paint::plain : paint::bold, false, true},
                   {std::string(say(in, info(h.now.at).zh, info(h.now.at).en))},
                   {day_of(h.received_on)},
                   {runs ? due_text(*reply, in) : ""},
                   {runs ? left_text(reply->working_days_left, in) : late_text(a, in), paint::plain,
                    true},
                   {day_of(h.closed_on)},
                   {h.desk},
                   {h.applicant_class ? std::string(say(in, info(*h.applicant_class).zh,
                                                        info(*h.applicant_class).en))
                                      : ""},
                   {std::to_string(entries), paint::plain, true}});
    });
    put(heading(with));
    if (shown > 0) {
        put(table.str(painter(wants_colour(given.colour))) + "\n");
    }
    put(later_rows_text(read.rows_after, read.applications_after, in));
    auto const none = unregistered_text(unregistered, in);
    put(in == language::zh ? fmt::format("申请{}件，在办{}件{}。\n", read.applications, open, none)
                           : fmt::format("{}, {} open{}.\n",
                                         counted(read.applications, "application"), open, none));
    put_exceptional(say(in, text::refused_rows), odd.refused, true, path, with);
    return exit_of(read.faults, !odd.refused.empty());
}

// --- worklist ---------------------------------------------------------------------------------------

int worklist(std::string const& path, std::string const& desk, options const& asked) {
    auto const given = going_on(asked);
    auto const with = session::about_store(given, path);
    auto const in = given.lang;
    auto const due = answer::work_of(with, desk, path, listener_for(given));
    if (due.unknown_desk) {
        return exit_code::bad_input;  // said already
    }
    int const code = exit_of(due.faults, due.missed || !due.refused.empty());
    auto const count = [&](light of) { return due.count(of); };
    if (given.json || given.ndjson) {
        put(answer::worklist_document(due, with, desk, layout_of(given)));
        return code;
    }
    put(heading(with));
    bool const several = with.kept->agencies().size() > 1;
    text_table table;
    std::vector<std::string> titles =
        in == language::zh ? std::vector<std::string>{"",     "期限届满", "剩余", "申请",
                                                      "事项", "责任方",   "经办", "状态"}
                           : std::vector<std::string>{"",     "due",     "left", "application",
                                                      "duty", "owed by", "desk", "status"};
    if (several) {
        titles.emplace_back(say(in, text::agency_2));
    }
    table.head(titles);
    for (auto const& each : due.items) {
        text_table::row row{
            light_cell(each.light, in),
            {due_text(each.duty, in)},
            {left_text(each.days_left, in), paint::plain, true},
            {each.application, paint::bold, false, true},
            {duty_text(each.duty, in)},
            {std::string(party_text(each.duty.owed_by, in))},
            {each.desk},
            {std::string(say(in, info(each.duty.status).zh, info(each.duty.status).en))}};
        if (several) {
            row.push_back({each.agency});
        }
        table.add(std::move(row));
    }
    if (!table.empty()) {
        put(table.str(painter(wants_colour(given.colour))) + "\n");
    }
    put(later_rows_text(due.rows_after, due.applications_after, in));
    put(in == language::zh
            ? fmt::format("待办{}项：超期 {}，红 {}，黄 {}，绿 {}，无期限 {}。\n", due.items.size(),
                          count(light::overdue), count(light::red), count(light::yellow),
                          count(light::green), count(light::none))
            : fmt::format("{}: {} overdue, {} red, {} yellow, {} green, {} without a last day.\n",
                          counted(due.items.size(), "item"), count(light::overdue),
                          count(light::red), count(light::yellow), count(light::green),
                          count(light::none)));
    put_exceptional(say(in, text::refused_rows), due.refused, true, path, with);
    return code;
}

void add_question_options(CLI::App& command, options& given) {
    command.add_option("--as-of", given.as_of, "the end of this day; default: today in UTC+8");
    command.add_option("--agency", given.agency, "only this agency");
    add_calendar_options(command, given);
    add_store_question_options(command, given);
    add_output_options(command, given, true);
}

}  // namespace

void add_store_list(CLI::App& program, options& given, int& result) {
    auto* all = program.add_subcommand("list", "the applications of a store");
    auto path = std::make_shared<std::string>();
    auto only_open = std::make_shared<bool>(false);
    add_store_argument(*all, path);
    all->add_flag("--open", *only_open, "only those that are not closed");
    add_question_options(*all, given);
    all->footer("Examples:\n"
                "  qixian list cases.qixian --open\n"
                "  qixian list cases.qixian --as-of 2020-12-31 --json\n"
                "Exit: 0 fine, 1 an entry cannot stand, 3 an application cannot be answered for.");
    all->callback([&given, &result, path, only_open] { result = list(*path, *only_open, given); });

    auto* work = program.add_subcommand(
        "worklist", "what is due, by whom and which desk, the most urgent first");
    auto of = std::make_shared<std::string>();
    auto desk = std::make_shared<std::string>();
    add_store_argument(*work, of);
    work->add_option("--desk", *desk, "only what this desk has");
    add_question_options(*work, given);
    work->footer(
        "Lights are a word, a shape and a colour: ● green, ▲ yellow, ■ red, ✖ overdue; from how "
        "many\n"
        "working days left on is a setting of the store (`qixian settings STORE lights=5,2`).\n"
        "Examples:\n"
        "  qixian worklist cases.qixian\n"
        "  qixian worklist cases.qixian --desk 法规处 --as-of 2021-01-08 --ndjson\n"
        "Exit: 0 fine, 1 an authority has missed a day or an entry cannot stand, 3 an application\n"
        "cannot be answered for.");
    work->callback([&given, &result, of, desk] { result = worklist(*of, *desk, given); });
}

}  // namespace qixian::cli
