// `qixian explain` and `qixian check-certificate`: the working of a due day, and its proof.
#include <algorithm>

#include <fmt/format.h>

#include "base/common.hpp"
#include "base/wording.hpp"
#include "qixian/answer/deadlines.hpp"
#include "qixian/answer/explain.hpp"
#include "qixian/answer/open_reason.hpp"
#include "qixian/statute/cn_disclosure/citation.hpp"
#include "question/logs.hpp"

namespace qixian::cli {

namespace {

/// Several agencies have one is a question of usage: one of them must be named.
int exit_of(std::vector<fault> const& why) {
    return !why.empty() && why.back().what == code::agency_needed && why.back().line == 0
               ? exit_code::usage
               : exit_code::bad_input;
}

std::string why_text(trail_line const& l, language in) {
    if (l.why == "weekend") {
        return std::string(say(in, text::weekend));
    }
    if (l.why == "notice") {
        return fmt::format("{} {}", l.holiday, l.source);
    }
    if (l.why == "statute") {
        return fmt::format("{} {}", say(in, text::statutory_holiday), l.holiday);
    }
    if (l.why == "local") {
        return fmt::format("{} {}", say(in, text::local_holiday), l.source);
    }
    return std::string(say(in, text::awaits_a_holiday_notice));
}

std::string_view weekday_name(date d, language in) {
    static constexpr std::string_view zh[] = {"周一", "周二", "周三", "周四",
                                              "周五", "周六", "周日"};
    static constexpr std::string_view en[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    auto const at = static_cast<std::size_t>(weekday_of(d));
    return in == language::zh ? zh[at] : en[at];
}

std::string line_text(trail_line const& l, language in) {
    switch (l.is) {
    case day_is::counted: {
        auto text = in == language::zh ? fmt::format("第{}日", l.n) : fmt::format("day {}", l.n);
        if (!l.source.empty()) {
            text += fmt::format("  {} {}", say(in, text::make_up_working_day), l.source);
        }
        return text + (l.provisional ? std::string(say(in, text::provisional)) : "");
    }
    case day_is::skipped: return fmt::format("—  {}", why_text(l, in));
    case day_is::paused:
        return fmt::format("‖  {} {}", say(in, text::paused_opinion_sought), l.ref);
    case day_is::month_day: return std::string(say(in, text::corresponding_day));
    case day_is::named: return std::string(say(in, text::named_day));
    case day_is::rolled: return std::string(say(in, text::first_working_day_after));
    }
    return "";
}

/// What a duty began with where no row says it: a period that was over.
text_pair limit_that_passed(duty_kind of) {
    switch (of) {
    case duty_kind::suit_after_review: return text::the_review_period_ran_out;
    case duty_kind::review_decision: return text::deemed_accepted;
    default: return text::the_reply_period_ran_out;
    }
}

/// Numbers that are never negative.
std::string count_text(int n, std::string_view one) {
    return counted(static_cast<std::uint64_t>(n), one);
}

/// `of_days`: counted in days and not in working days, as the time of a review body is.
std::string extension_text(granted_extension const& e, bool of_days, language in) {
    auto text =
        in == language::zh
            ? fmt::format("{} 告知延期，延长{}{}", to_text(e.on), e.days,
                          of_days ? "日" : "个工作日")
            : fmt::format("{} longer, notified {}",
                          count_text(e.days, of_days ? "day" : "working day"), to_text(e.on));
    if (e.until) {
        text += in == language::zh ? fmt::format("（至 {}）", to_text(*e.until))
                                   : fmt::format(" (until {})", to_text(*e.until));
    }
    return text;
}

std::string rule_text(basis each, language in, painter const& colour) {
    auto const& rule = info(each);
    auto const& source = info(rule.in);
    if (in == language::zh) {
        return fmt::format("  {}{}{}  {}", say(in, text::by), source.zh, article_in_chinese(each),
                           rule.zh);
    }
    return fmt::format("  {}{} {}  {}", say(in, text::by), cite(each),
                       colour(paint::dim, source.en), rule.en);
}

/// The day on which it was done, and how late the answer was.
std::string done_text(assessment const& a, duty const& d, language in) {
    auto text = fmt::format("  {}{}", say(in, text::done_on), to_text(*d.done_on));
    if (d.what == duty_kind::reply && d.in_force && a.late_by) {
        text += in == language::zh
                    ? fmt::format("，超期{}个工作日", *a.late_by)
                    : fmt::format(", {} late", count_text(*a.late_by, "working day"));
    }
    return text + "\n";
}

/// `d` is the duty behind `c`; its rules are those behind `c.basis`: several may rest on one paragraph
/// (R33-2 and D2 on REG19-33.2), so that the citation alone does not tell which sentence to print.
void print_certificate(certificate const& c, duty const& d, assessment const& a,
                       session const& with, painter const& colour) {
    auto const in = with.given.lang;
    auto const& of = info(d.what);
    auto const status = std::find_if(all_duty_statuses.begin(), all_duty_statuses.end(),
                                     [&](auto const& s) { return s.code == c.status; });
    // A clock is interrupted; a window gives way to that of the review (Z7).
    bool const superseded_window = d.status == duty_status::superseded && !d.binds;
    put(fmt::format(
        "{}  {}{}\n", colour(paint::bold, fmt::format("{}  {}", c.id, say(in, of.zh, of.en))),
        superseded_window ? say(in, text::superseded_window) : say(in, status->zh, status->en),
        c.in_force ? "" : say(in, text::restarted_since)));
    auto const trigger = std::find_if(all_events.begin(), all_events.end(),
                                      [&](auto const& e) { return e.code == c.trigger_event; });
    put(fmt::format("  {}{} {}{}\n", say(in, text::from), to_text(c.trigger_on),
                    c.trigger_is_limit ? say(in, limit_that_passed(d.what))
                                       : say(in, trigger->zh, trigger->en),
                    say(in, text::that_day_not_counted)));
    std::string length;
    if (c.unit == "working_day") {
        length = in == language::zh ? fmt::format("{}个工作日", c.limit)
                                    : count_text(c.limit, "working day");
    } else if (c.unit == "day") {
        length = in == language::zh ? fmt::format("{}日", c.limit) : count_text(c.limit, "day");
    } else if (c.unit == "month") {
        length = in == language::zh ? fmt::format("{}个月", c.limit) : count_text(c.limit, "month");
    } else {
        length = say(in, text::a_day_the_letter_names);
    }
    put(fmt::format("  {}{}\n", say(in, text::for_word), length));
    for (auto const each : d.bases) {
        put(rule_text(each, in, colour) + "\n");
    }
    for (auto const& each : d.extensions) {
        put(fmt::format("{}{}{}\n", rule_text(each.cites, in, colour),
                        in == language::zh ? "：" : ": ",
                        extension_text(each, c.unit == "day", in)));
    }
    for (auto const& l : c.lines) {
        // Every calendar day counts: the first and the last say it all.
        if (c.unit == "day" && l.is == day_is::counted && l.n > 1 && l.n < c.limit) {
            if (l.n == 2) {
                put(colour(paint::dim, "    …") + "\n");
            }
            continue;
        }
        auto const text =
            fmt::format("    {} {}  {}", to_text(l.on), weekday_name(l.on, in), line_text(l, in));
        put(colour(l.is == day_is::skipped || l.is == day_is::paused ? paint::dim : paint::plain,
                   text) +
            "\n");
    }
    auto due = to_text(c.due);
    if (!c.latest) {
        due += say(in, text::paused_no_latest_day_yet);
    } else if (*c.latest != c.due) {
        due += fmt::format(" … {}", to_text(*c.latest));
    }
    if (!c.certain) {
        due += say(in, text::not_certain);
    }
    put(fmt::format("  {}{}\n", say(in, text::due), colour(paint::bold, due)));
    for (auto const& each : c.open) {
        auto const why = answer::reason_of(each);
        put(fmt::format("  ? {}\n", say(in, why.zh, why.en)));
    }
    put(d.done_on ? done_text(a, d, in) + "\n" : "\n");
}

int explain(std::string const& path, std::string const& name, session const& with) {
    auto const from = source_of(path, with.given);
    auto const to = listener_for(with.given);
    if (with.given.json) {
        auto const said = answer::explain(from, name, with, to);
        put(said.json);
        return said.json.empty() ? exit_of(said.faults) : exit_code::fine;
    }
    auto const search = answer::find_application(from, name, with, to);
    if (!search.one) {
        return exit_of(search.faults);
    }
    auto const& found = *search.one;
    auto const got = certificates(found.what, found.by.question());
    if (!got) {
        print_fault(got.error(), with.given);
        return exit_code::bad_input;
    }
    painter const colour(wants_colour(with.given.colour));
    auto const in = with.given.lang;
    auto const& h = found.what.life;
    put(fmt::format("{}  {}  {}\n\n", colour(paint::bold, found.what.application),
                    say(in, info(h.now.at).zh, info(h.now.at).en),
                    in == language::zh ? fmt::format("截至 {}", to_text(with.as_of))
                                       : fmt::format("as of {}", to_text(with.as_of))));
    for (auto const& c : *got) {
        auto const of =
            std::find_if(found.what.duties.begin(), found.what.duties.end(),
                         [&](duty const& d) { return duty_id(found.what.application, d) == c.id; });
        if (of != found.what.duties.end()) {
            print_certificate(c, *of, found.what, with, colour);
        }
    }
    for (auto const& w : found.what.warnings) {
        put(fmt::format("  ! {} {}\n", name_of(w.what), warning_text(w, found.rows, in)));
    }
    answer::exceptions odd;
    odd.take(found.what, found.rows);
    put_exceptional(say(in, text::irregular), odd.irregular, false, path, with);
    put_exceptional(say(in, text::refused_rows), odd.refused, true, path, with);
    return exit_code::fine;
}

/// The certificates as of their own days; --as-of says nothing here.
int check(std::string const& file, std::string const& path, options const& given) {
    answer::stated_grounds under;
    auto const proofs = answer::certificates_in(answer::input::file(file), &under);
    if (!proofs) {
        print_fault(proofs.error(), given);
        return exit_code::bad_input;
    }
    auto as_certified = given;
    as_certified.as_of = to_text(proofs->front().as_of);
    as_certified.agency = proofs->front().agency;
    session const with(as_certified, path);
    auto const from = source_of(path, given);
    auto const to = listener_for(given);
    if (given.json) {
        auto const said = answer::check(*proofs, from, with.asked_for, with.kept, to, under);
        put(said.json);
        return said.json.empty() ? exit_of(said.faults)
               : said.finding    ? exit_code::finding
                                 : exit_code::fine;
    }
    auto const done = answer::check_each(*proofs, from, with.asked_for, with.kept, to, under);
    for (auto const& each : done.certificates) {
        put(fmt::format("{} {}\n", each.objections.empty() ? "✔" : "✘", each.id));
        for (auto const& o : each.objections) {
            put(fmt::format("    {} {}\n", o.code, say(given.lang, o.zh, o.en)));
        }
    }
    return done.certificates.size() < proofs->size() ? exit_of(done.faults)
           : done.sound()                            ? exit_code::fine
                                                     : exit_code::finding;
}

}  // namespace

void add_explain(CLI::App& program, options& given, int& result) {
    auto* command =
        program.add_subcommand("explain", "the working of each due day of one application");
    auto path = std::make_shared<std::string>();
    auto name = std::make_shared<std::string>();
    command->add_option("LOG", *path, "event log or store; - is standard input")->required();
    command->add_option("APPLICATION", *name, "the application's number")->required();
    add_log_options(*command, given);
    add_calendar_options(*command, given);
    add_store_question_options(*command, given);
    add_output_options(*command, given, false);
    command->footer("Examples:\n"
                    "  qixian explain log.csv QH-2020-22 --as-of 2020-12-31\n"
                    "  qixian explain log.csv QH-2020-22 --json > proof.json\n"
                    "  qixian check-certificate proof.json log.csv");
    command->callback([&given, &result, path, name] {
        session const with(given, *path);
        result = explain(*path, *name, with);
    });
}

void add_check_certificate(CLI::App& program, options& given, int& result) {
    auto* command =
        program.add_subcommand("check-certificate", "re-derives a certificate by other code");
    auto file = std::make_shared<std::string>();
    auto path = std::make_shared<std::string>();
    command->add_option("FILE", *file, "what `explain --json` printed, or one of its certificates")
        ->required();
    command->add_option("LOG", *path, "event log or store")->required();
    add_log_options(*command, given);
    add_calendar_options(*command, given);
    add_store_question_options(*command, given);
    add_output_options(*command, given, false);
    command->footer("Exit: 0 every line holds, 1 some line does not, 3 bad input.");
    command->callback([&given, &result, file, path] { result = check(*file, *path, given); });
}

}  // namespace qixian::cli
