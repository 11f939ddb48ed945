// `qixian explain` and `qixian check-certificate`: the working of a due day, and its proof.
#include <algorithm>

#include <fmt/format.h>

#include "base/common.hpp"
#include "qixian/case/checker_input.hpp"
#include "qixian/row/text.hpp"
#include "question/json.hpp"
#include "question/logs.hpp"

namespace qixian::cli {

namespace {

struct found_application {
    assessment what;
    std::vector<entry> rows;
};

/// The application of the log that was asked for; exit 3 when there is none, or several.
found_application find_application(std::string const& path, std::string const& name,
                                   session const& with) {
    std::vector<found_application> found;
    auto const answer = assess_application(path, name, with, [&](auto const& a, auto const& rows) {
        found.push_back({a, rows});
    });
    if (answer.stopped(with.given)) {
        throw stop{exit_code::bad_input, ""};
    }
    if (found.size() == 1) {
        return std::move(found.front());
    }
    print_fault({.what = found.empty() ? code::unknown_application : code::agency_needed,
                 .detail = name,
                 .file = path},
                with.given);
    throw stop{found.empty() ? exit_code::bad_input : exit_code::usage, ""};
}

std::string why_text(trail_line const& l, language in) {
    if (l.why == "weekend") {
        return std::string(say(in, "周末", "weekend"));
    }
    if (l.why == "notice") {
        return fmt::format("{} {}", l.holiday, l.source);
    }
    if (l.why == "statute") {
        return fmt::format("{} {}", say(in, "法定节假日", "statutory holiday"), l.holiday);
    }
    if (l.why == "local") {
        return fmt::format("{} {}", say(in, "地方假日", "local holiday"), l.source);
    }
    return std::string(say(in, "待放假通知确定", "awaits a holiday notice"));
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
            text += fmt::format("  {} {}", say(in, "调休上班", "make-up working day"), l.source);
        }
        return text + (l.provisional ? std::string(say(in, "  （未定）", "  (provisional)")) : "");
    }
    case day_is::skipped: return fmt::format("—  {}", why_text(l, in));
    case day_is::paused:
        return fmt::format("‖  {} {}", say(in, "征求意见，不计入", "paused: opinion sought"),
                           l.ref);
    case day_is::month_day: return std::string(say(in, "对应日", "corresponding day"));
    case day_is::named: return std::string(say(in, "指定日", "named day"));
    case day_is::rolled: return std::string(say(in, "顺延至首个工作日", "first working day after"));
    }
    return "";
}

/// `bases` are the rules behind `c.basis`: several rules may rest on one paragraph (R33-2 and D2 on
/// REG19-33.2), so that the citation alone does not tell which sentence to print.
void print_certificate(certificate const& c, std::vector<basis> const& bases, session const& with,
                       painter const& colour) {
    auto const in = with.given.lang;
    auto const of = std::find_if(all_duties.begin(), all_duties.end(),
                                 [&](auto const& d) { return d.code == c.duty; });
    auto const status = std::find_if(all_duty_statuses.begin(), all_duty_statuses.end(),
                                     [&](auto const& s) { return s.code == c.status; });
    put(fmt::format("{}  {}{}\n",
                    colour(paint::bold, fmt::format("{}  {}", c.id, say(in, of->zh, of->en))),
                    say(in, status->zh, status->en),
                    c.in_force ? "" : say(in, "（已重新起算）", " (restarted since)")));
    auto const trigger = std::find_if(all_events.begin(), all_events.end(),
                                      [&](auto const& e) { return e.code == c.trigger_event; });
    put(fmt::format("  {}{} {}{}\n", say(in, "起算：", "from "), to_text(c.trigger_on),
                    c.trigger_is_limit ? say(in, "前一期限届满", "another period ran out")
                                       : say(in, trigger->zh, trigger->en),
                    say(in, "，当日不计入", ", that day not counted")));
    std::string length;
    if (c.unit == "working_day") {
        length = in == language::zh ? fmt::format("{}个工作日", c.limit)
                                    : fmt::format("{} working days", c.limit);
    } else if (c.unit == "day") {
        length =
            in == language::zh ? fmt::format("{}日", c.limit) : fmt::format("{} days", c.limit);
    } else if (c.unit == "month") {
        length =
            in == language::zh ? fmt::format("{}个月", c.limit) : fmt::format("{} months", c.limit);
    } else {
        length = say(in, "文书指定日", "a day the letter names");
    }
    put(fmt::format("  {}{}\n", say(in, "期限：", "for "), length));
    for (auto const each : bases) {
        auto const& rule = info(each);
        auto const& source = info(rule.in);
        put(fmt::format("  {}{} {}  {}\n", say(in, "依据：", "by "), cite(each),
                        colour(paint::dim, say(in, source.zh, source.en)),
                        say(in, rule.zh, rule.en)));
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
        due += say(in, "（中止中，尚无最迟日）", " (paused, no latest day yet)");
    } else if (*c.latest != c.due) {
        due += fmt::format(" … {}", to_text(*c.latest));
    }
    if (!c.certain) {
        due += say(in, "（未定）", " (not certain)");
    }
    put(fmt::format("  {}{}\n\n", say(in, "届满：", "due "), colour(paint::bold, due)));
}

int explain(std::string const& path, std::string const& name, session const& with) {
    auto const found = find_application(path, name, with);
    auto const by = rules_of(found.rows, with);
    auto const got = certificates(found.what, by.question());
    if (!got) {
        print_fault(got.error(), with.given);
        return exit_code::bad_input;
    }
    if (with.given.json) {
        auto j = head_of("qixian/explain/1", with, by);
        j["application"] = found.what.application;
        j["agency"] = found.what.agency;
        j["stage"] = to_json(found.what.life.now.at);
        auto& list = j["certificates"] = json::array();
        for (auto const& c : *got) {
            list.push_back(to_json(c));
        }
        put(text_of(j, 1) + "\n");
        return exit_code::fine;
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
        print_certificate(c, of == found.what.duties.end() ? std::vector<basis>{} : of->bases, with,
                          colour);
    }
    for (auto const& w : found.what.warnings) {
        put(fmt::format("  ! {} {}{}\n", name_of(w.what), sentence(w.what, in, w.reading),
                        w.shadow_due ? " → " + to_text(*w.shadow_due) : ""));
    }
    return exit_code::fine;
}

/// The certificates in a file: what `explain --json` printed, or one certificate of it.
std::vector<certificate> read_certificates(std::string const& path, options const& given) {
    auto const fail = [&](fault why) {
        why.file = path;
        print_fault(why, given);
        throw stop{exit_code::bad_input, ""};
    };
    auto const text = read_text(path);
    if (!text) {
        fail(text.error());
    }
    json j;
    try {
        j = json::parse(*text);
    } catch (json::parse_error const& wrong) {
        auto const upto = std::string_view(*text).substr(0, wrong.byte == 0 ? 0 : wrong.byte - 1);
        auto const line = 1 + static_cast<std::size_t>(std::count(upto.begin(), upto.end(), '\n'));
        auto const start = upto.rfind('\n');
        auto const column =
            count_characters(start == std::string_view::npos ? upto : upto.substr(start + 1)) + 1;
        fail({.what = code::json_syntax, .line = line, .column = column});
    }
    std::vector<certificate> out;
    auto const take = [&](json const& each) {
        auto const c = certificate_from(each);
        if (!c) {
            fail(c.error());
        }
        out.push_back(*c);
    };
    if (j.is_object() && j.contains("certificates") && j["certificates"].is_array()) {
        for (auto const& each : j["certificates"]) {
            take(each);
        }
    } else {
        take(j);
    }
    return out;
}

}  // namespace

void add_explain(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand(
        "explain", "the working of each due day of one application / 逐日说明期限");
    auto path = std::make_shared<std::string>();
    auto name = std::make_shared<std::string>();
    command->add_option("LOG", *path, "event log or store; - is standard input")->required();
    command->add_option("APPLICATION", *name, "the application's number / 申请编号")->required();
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
    auto* command = program.add_subcommand(
        "check-certificate", "re-derives a certificate by other code / 独立复核期限说明书");
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
    command->callback([&given, &result, file, path] {
        auto const list = read_certificates(*file, given);
        if (list.empty()) {
            print_fault({.what = code::certificate_form, .detail = "no certificate", .file = *file},
                        given);
            result = exit_code::bad_input;
            return;
        }
        json answers = json::array();
        bool sound = true;
        options as_certified = given;
        for (auto const& c : list) {
            as_certified.as_of = to_text(c.as_of);
            as_certified.agency = c.agency;
            session const with(as_certified, *path);
            auto const found = find_application(*path, c.application, with);
            auto const by = rules_of(found.rows, with);
            auto const objections =
                check_certificate(checker_certificate(c), checker_rows(found.rows),
                                  checker_days(*by.sources, *by.calendar),
                                  checker_settings(by.chosen, with.known_on));
            sound = sound && objections.empty();
            if (given.json) {
                json one{{"id", c.id}, {"holds", objections.empty()}};
                auto& said = one["objections"] = json::array();
                for (auto const& o : objections) {
                    said.push_back({{"line", o.line},
                                    {"field", o.field},
                                    {"code", o.code},
                                    {"message", o.en},
                                    {"message_zh", o.zh}});
                }
                answers.push_back(std::move(one));
                continue;
            }
            put(fmt::format("{} {}\n", objections.empty() ? "✔" : "✘", c.id));
            for (auto const& o : objections) {
                put(fmt::format("    {} {}\n", o.code, say(given.lang, o.zh, o.en)));
            }
        }
        if (given.json) {
            put(text_of(json{{"schema", "qixian/check-certificate/1"},
                             {"holds", sound},
                             {"certificates", answers}},
                        1) +
                "\n");
        }
        result = sound ? exit_code::fine : exit_code::finding;
    });
}

}  // namespace qixian::cli
