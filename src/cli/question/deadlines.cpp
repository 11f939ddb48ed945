// `qixian deadlines`: where every application of a log stands, and who owes what by which day.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/wording.hpp"
#include "qixian/answer/deadlines.hpp"
#include "qixian/base/safe_text.hpp"
#include "question/logs.hpp"

namespace qixian::cli {

namespace {

int exit_of(answer::reading const& read, bool finding) {
    return !read.faults.empty() ? exit_code::bad_input
           : finding            ? exit_code::finding
                                : exit_code::fine;
}

int answer_json(std::string const& path, session const& with) {
    auto const how = with.given.ndjson ? answer::layout::lines : answer::layout::whole;
    auto const told = answer::write_deadlines(source_of(path, with.given), with, how, put_document,
                                              listener_for(with.given));
    return exit_of(told.read, told.finding);
}

// --- for people ---------------------------------------------------------------------------------

bool is_worth_a_line(assessment const& a, duty const& d) {
    if (!d.in_force) {
        return false;
    }
    switch (d.status) {
    case duty_status::running:
    case duty_status::paused:
        // That the applicant may still complain or sue is no one's work today.
        return d.what != duty_kind::review_application && d.what != duty_kind::suit &&
               d.what != duty_kind::suit_after_review;
    case duty_status::missed:
        return !d.done_on && (d.what != duty_kind::reply || !a.life.closed_on);
    case duty_status::superseded: return true;
    default: return false;
    }
}

int answer_text(std::string const& path, session const& with, bool all) {
    auto const in = with.given.lang;
    painter const colour(wants_colour(with.given.colour));
    answer::exceptions odd;
    text_table table;
    table.head(in == language::zh
                   ? std::vector<std::string>{"申请", "环节", "事项", "期限届满", "剩余", "",
                                              "责任方", "状态", "依据"}
                   : std::vector<std::string>{"application", "stage", "duty", "due", "left", "",
                                              "owed by", "status", "basis"});
    std::size_t open = 0;
    std::size_t closed = 0;
    std::size_t unregistered = 0;  // no receipt of it stands
    std::size_t carried = 0;
    std::size_t quiet = 0;
    bool doubtful = false;
    struct warned_of {
        std::size_t times = 0;
        std::vector<std::string> applications;  // the first of them
    };
    std::map<code, warned_of> warned;
    std::vector<std::string> shadows;
    auto const read = assess_log(path, with, [&](assessment const& a, auto const& rows) {
        odd.take(a, rows);
        (is_closed(a.life.now.at)               ? closed
         : a.life.now.at == stage::unregistered ? unregistered
                                                : open) += 1;
        carried += is_open(a.life.now.at) && a.life.now.year == standing::carried_forward ? 1 : 0;
        bool said = false;
        for (auto const& d : a.duties) {
            if (!is_worth_a_line(a, d) && !(all && d.in_force)) {
                continue;
            }
            doubtful = doubtful || (d.end && !d.end->certain);
            auto const stage_name = say(in, info(a.life.now.at).zh, info(a.life.now.at).en);
            auto const status = say(in, info(d.status).zh, info(d.status).en);
            auto mark = light_cell(d.light, in);
            table.add({{said ? "" : a.application, paint::bold, false, true},
                       {said ? "" : std::string(stage_name)},
                       {duty_text(d, in)},
                       {due_text(d, in)},
                       {left_text(d.working_days_left, in), paint::plain, true},
                       mark,
                       {std::string(party_text(d.owed_by, in))},
                       {std::string(status)},
                       {bases_text(d, in), paint::dim}});
            said = true;
        }
        quiet += said ? 0 : 1;
        for (auto const& w : a.warnings) {
            auto& of = warned[w.what];
            ++of.times;
            constexpr std::size_t enough = 10;
            if (of.applications.size() < enough &&
                (of.applications.empty() || of.applications.back() != a.application)) {
                of.applications.push_back(a.application);
            }
            if (w.shadow_due) {
                shadows.push_back(
                    fmt::format("  {} {} {}", a.application, name_of(w.what), shadow_text(w, in)));
            }
        }
    });
    if (read.stopped()) {
        return exit_code::bad_input;
    }
    put(fmt::format("{}\n\n", in == language::zh
                                  ? fmt::format("截至 {}（放假安排至 {}，确定至 {}）",
                                                to_text(with.as_of), with.calendar.last_notice(),
                                                to_text(with.calendar.certain_through()))
                                  : fmt::format("As of {} (notices up to {}, certain through {})",
                                                to_text(with.as_of), with.calendar.last_notice(),
                                                to_text(with.calendar.certain_through()))));
    if (!table.empty()) {
        put(table.str(colour) + "\n");
        if (doubtful) {
            put(fmt::format("{}\n", say(in, text::a_marks_a_day_that_may)));
        }
    }
    if (read.not_yet > 0) {
        put(in == language::zh
                ? fmt::format("另有{}件申请的记录均在截至日之后，未列出。\n", read.not_yet)
                : fmt::format("{} with rows only after the as-of day, not listed.\n",
                              counted(read.not_yet, "more application")));
    }
    put(later_rows_text(read.rows_after, read.applications_after, in));
    auto const none = unregistered_text(unregistered, in);
    put(in == language::zh
            ? fmt::format("申请{}件：在办{}件（其中已结转{}件），已办结{}件{}；无待办事项{}件"
                          "（--all 列出全部期限）。\n",
                          read.applications, open, carried, closed, none, quiet)
            : fmt::format("{}: {} open ({} carried forward), {} closed{}; {} with nothing due "
                          "(--all lists every duty).\n",
                          counted(read.applications, "application"), open, carried, closed, none,
                          quiet));
    if (!odd.answered_late.empty()) {
        put(fmt::format("\n{}\n", colour(paint::bold, say(in, text::answered_late))));
        for (auto const& each : odd.answered_late) {
            put(in == language::zh
                    ? fmt::format("  {} 答复期限 {}，{} 答复，超期{}个工作日\n", each.application,
                                  to_text(each.due), to_text(each.answered_on), each.late_by)
                    : fmt::format(
                          "  {} due {}, answered {}: {} late\n", each.application,
                          to_text(each.due), to_text(each.answered_on),
                          counted(static_cast<std::uint64_t>(each.late_by), "working day")));
        }
    }
    put_exceptional(say(in, text::irregular), odd.irregular, false, path, with);
    put_exceptional(say(in, text::refused_rows), odd.refused, true, path, with);
    if (!warned.empty()) {
        put(fmt::format("\n{}\n", colour(paint::bold, say(in, text::warnings))));
        for (auto const& [what, of] : warned) {
            put(fmt::format("  {} × {}  {}{}{}\n", name_of(what), of.times, sentence(what, in),
                            in == language::zh ? "：" : ": ", some_names(of.applications)));
        }
        if (!shadows.empty()) {
            put(fmt::format("\n{}\n",
                            colour(paint::bold, say(in, text::due_days_under_other_readings))));
            for (auto const& each : shadows) {
                put(each + "\n");
            }
        }
    }
    for (auto const& w : read.cell_warnings) {
        print_fault(w, with.given);
    }
    return exit_of(read, odd.finding());
}

}  // namespace

void add_deadlines(CLI::App& program, options& given, int& result) {
    auto* command =
        program.add_subcommand("deadlines", "stage, standing and every duty of each application");
    auto path = std::make_shared<std::string>();
    auto all = std::make_shared<bool>(false);
    command->add_option("LOG", *path, "event log, CSV or NDJSON, or a store; - is standard input")
        ->required();
    command->add_flag("--all", *all, "list windows, met and lapsed duties too");
    add_log_options(*command, given);
    add_calendar_options(*command, given);
    add_store_question_options(*command, given);
    add_output_options(*command, given, true);
    command->footer(
        "Examples:\n"
        "  qixian deadlines log.csv                           what is due as of today\n"
        "  qixian deadlines log.csv --as-of 2020-12-31 --json  the state at the end of 2020\n"
        "  qixian deadlines log.csv --known-on 2020-01-26     before the holiday was extended\n"
        "  qixian deadlines - --sorted --ndjson < big.csv     a large log in bounded memory\n"
        "Exit: 0 fine, 1 an open application has a missed duty or a row was refused, 3 bad input.");
    command->callback([&given, &result, path, all] {
        session const with(given, *path);
        result =
            given.json || given.ndjson ? answer_json(*path, with) : answer_text(*path, with, *all);
    });
}

}  // namespace qixian::cli
