// `qixian calendar`: working days as arithmetic, as a month sheet, and as what changed.
#include <fmt/format.h>

#include "base/common.hpp"
#include "base/numbers.hpp"
#include "base/wording.hpp"
#include "qixian/answer/calendar.hpp"
#include "qixian/base/safe_text.hpp"

namespace qixian::cli {

namespace {

template <class T>
T need(result<T> got, options const& given) {
    if (!got) {
        print_fault(got.error(), given);
        throw stop{exit_code::bad_input, ""};
    }
    return std::move(got).value();
}

/// Why days are open, in brackets.
std::string reasons_text(std::vector<open_days> const& all, language in) {
    bool const none_is_out = std::all_of(all.begin(), all.end(), [](open_days const& each) {
        return each.region.empty() && each.notices.empty();
    });
    if (none_is_out) {
        return std::string(say(in, text::the_holiday_notice_is_not_out));
    }
    std::string out;
    for (auto const& each : all) {
        auto const why = answer::reason_of(each);
        out += out.empty() ? "" : say(in, text::and_further);
        out += say(in, why.zh, why.en);
    }
    return in == language::zh ? "（" + out + "）" : "(" + out + ")";
}

int add_days(std::string const& from_text, int n, options const& given) {
    session const with(given);
    auto const from = parse_day_option("D", from_text, given.lang);
    if (given.json) {
        put(need(answer::calendar_add(with, from, n), given));
        return exit_code::fine;
    }
    auto const to = need(with.calendar.add(from, working_days{n}), given);
    if (to.certain) {
        put(to_text(to.earliest) + "\n");
    } else {
        auto const upto = to.latest == to.earliest ? "" : " … " + to_text(to.latest);
        put(fmt::format("{}{}  {}\n", to_text(to.earliest), upto,
                        reasons_text(with.calendar.open_between(from, to.latest), given.lang)));
    }
    return exit_code::fine;
}

int count_days(std::string const& a_text, std::string const& b_text, options const& given) {
    session const with(given);
    auto const a = parse_day_option("A", a_text, given.lang);
    auto const b = parse_day_option("B", b_text, given.lang);
    if (b < a) {
        throw stop{exit_code::usage,
                   fmt::format(fmt::runtime(say(given.lang, text::days_backwards)), to_text(a),
                               to_text(b))};
    }
    if (given.json) {
        put(need(answer::calendar_count(with, a, b), given));
        return exit_code::fine;
    }
    auto const n = need(with.calendar.count(a, b), given);
    auto const why = n.certain ? std::string()
                               : "  " + reasons_text(with.calendar.open_between(a, b), given.lang);
    put(n.least == n.most ? fmt::format("{}{}\n", n.least, why)
                          : fmt::format("{} … {}{}\n", n.least, n.most, why));
    return exit_code::fine;
}

void print_month(int year, int month, session const& with, painter const& colour) {
    auto const in = with.given.lang;
    put(fmt::format("{}\n", colour(paint::bold, fmt::format("{}-{:02}", year, month))));
    put(std::string(say(in, text::mo_tu_we_th_fr_sa)));
    auto const first = day(year * 10000 + month * 100 + 1);
    int worked = 0;
    std::string notes;
    std::string row(static_cast<std::size_t>(weekday_of(first)) * 6, ' ');
    std::string last_note;
    for (date d = first; static_cast<int>(d.month()) == month; d = plus_days(d, 1)) {
        auto const s = need(with.calendar.about(d), with.given);
        worked += s.works ? 1 : 0;
        auto const mark = answer::mark_of(d, s);
        auto const how = mark == "休"   ? paint::red
                         : mark == "班" ? paint::yellow
                         : s.works      ? paint::plain
                                        : paint::dim;
        row += colour(how, fmt::format("{:>3}{}", static_cast<int>(d.day()), pad(mark, 2))) + " ";
        if (!mark.empty()) {
            auto note = fmt::format("{} {} {}", mark, s.holiday, s.source);
            if (note != last_note) {
                notes += fmt::format("  {} {}\n", to_text(d), note);
            }
            last_note = note;
        } else {
            last_note.clear();
        }
        if (weekday_of(d) == 6) {
            put(row + "\n");
            row.clear();
        }
    }
    if (!row.empty()) {
        put(row + "\n");
    }
    put(notes);
    put(in == language::zh
            ? fmt::format("  {}个工作日\n\n", worked)
            : fmt::format("  {}\n\n", counted(static_cast<std::uint64_t>(worked), "working day")));
}

int show(std::string const& what, options const& given) {
    session const with(given);
    bool const whole_year = what.size() == 4;
    auto const first = parse_date(what + (whole_year ? "-01-01" : "-01"));
    if (!first) {
        throw stop{
            exit_code::usage,
            fmt::format(fmt::runtime(say(given.lang, text::no_year_or_month)), visible(what))};
    }
    int const year = year_of(*first);
    int const from = whole_year ? 1 : static_cast<int>(first->month());
    int const to = whole_year ? 12 : from;
    if (given.json) {
        put(need(answer::calendar_show(with, year,
                                       whole_year ? std::optional<int>{} : std::optional{from}),
                 given));
        return exit_code::fine;
    }
    need(with.calendar.about(*first), given);  // before anything is printed
    painter const colour(wants_colour(given.colour));
    for (int month = from; month <= to; ++month) {
        print_month(year, month, with, colour);
    }
    auto const after =
        to == 12 ? day((year + 1) * 10000 + 101) : day(year * 10000 + to * 100 + 101);
    auto const before = plus_days(day(year * 10000 + from * 100 + 1), -1);
    auto const open = with.calendar.open_between(before, plus_days(after, -1));
    if (!open.empty()) {
        put(reasons_text(open, given.lang) + "\n");
    }
    return exit_code::fine;
}

int diff(std::vector<std::string> const& days, options const& given) {
    session const with(given);
    auto const a = parse_day_option("--known-on", days[0], given.lang);
    auto const b = parse_day_option("--known-on", days[1], given.lang);
    if (given.json) {
        put(need(answer::calendar_diff(with, a, b), given));
        return exit_code::fine;
    }
    auto const changed = need(answer::calendar_changes(with, a, b), given);
    for (auto const& c : changed) {
        auto const word = [&](bool works) {
            return works ? say(given.lang, text::working_day) : say(given.lang, text::rest_day);
        };
        put(fmt::format("{}  {} → {}  {} {}\n", to_text(c.on), word(c.was.works), word(c.is.works),
                        c.is.holiday, c.is.source));
    }
    put(given.lang == language::zh ? fmt::format("共{}日有变动\n", changed.size())
                                   : fmt::format("{} changed\n", counted(changed.size(), "day")));
    return exit_code::fine;
}

}  // namespace

void add_calendar(CLI::App& program, options& given, int& result) {
    auto* command = program.add_subcommand("calendar", "working days: add, count, show, diff");
    command->require_subcommand(1);
    command->footer("Examples:\n"
                    "  qixian calendar add 2020-12-21 20           2021-01-19\n"
                    "  qixian calendar count 2020-12-21 2021-01-19 20\n"
                    "  qixian calendar show 2020-01 --known-on 2020-01-26\n"
                    "  qixian calendar diff --known-on 2020-01-26 2020-01-27");
    auto a = std::make_shared<std::string>();
    auto b = std::make_shared<std::string>();
    auto n = std::make_shared<int>(0);
    auto both = std::make_shared<std::vector<std::string>>();

    auto* add = command->add_subcommand("add", "the N-th working day after D");
    add->add_option("D", *a, "the day it starts from, not counted")->required();
    add_number(*add, "N", *n, "working days", 0, 10000, given)->required();
    add_calendar_options(*add, given);
    add_output_options(*add, given, false);
    add->callback([&given, &result, a, n] { result = add_days(*a, *n, given); });

    auto* count = command->add_subcommand("count", "working days after A through B");
    count->add_option("A", *a, "the day it starts from, not counted")->required();
    count->add_option("B", *b, "the last day, counted")->required();
    add_calendar_options(*count, given);
    add_output_options(*count, given, false);
    count->callback([&given, &result, a, b] { result = count_days(*a, *b, given); });

    auto* sheet = command->add_subcommand("show", "a month or a year with 休, 班 and the notice");
    sheet->add_option("YEAR[-MM]", *a, "2020 or 2020-01")->required();
    add_calendar_options(*sheet, given);
    add_output_options(*sheet, given, false);
    sheet->callback([&given, &result, a] { result = show(*a, given); });

    auto* changes = command->add_subcommand("diff", "what became known between two days");
    changes->add_option("--known-on", *both, "two days")->required()->expected(2);
    changes->add_option("--notices", given.notices, "further holiday notices (CSV, JSON, .ics)")
        ->allow_extra_args(false);
    changes->add_option("--region", given.region, "local rest days");
    add_output_options(*changes, given, false);
    changes->callback([&given, &result, both] { result = diff(*both, given); });
}

}  // namespace qixian::cli
