// `qixian show`: the life of one application: what happened, who recorded it when, what follows.
#include <algorithm>

#include <fmt/format.h>

#include "base/wording.hpp"
#include "qixian/row/event_log.hpp"
#include "question/logs.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

enum class standing_of_row { accepted, irregular, refused, withdrawn, later };

/// One entry with what is known of its recording and what became of it.
struct line {
    entry const* e = nullptr;
    std::int64_t version = 0;
    std::string actor{};
    std::string role{};
    standing_of_row now = standing_of_row::accepted;
    ruling said{};
    std::string withdrawn_by{};
};

std::string_view code_of_row(standing_of_row s) {
    switch (s) {
    case standing_of_row::accepted: return "accepted";
    case standing_of_row::irregular: return "irregular";
    case standing_of_row::refused: return "refused";
    case standing_of_row::withdrawn: return "withdrawn";
    case standing_of_row::later: return "later";
    }
    return "";
}

/// Which rows were taken back by the as-of day, and by which entry.
std::vector<std::string> taken_back_by(std::vector<entry> const& rows, date as_of) {
    std::vector<std::string> by(rows.size());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].on <= as_of) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(rows[a].on, rows[a].seq) < std::pair(rows[b].on, rows[b].seq);
    });
    // A later withdrawal may take back an earlier one, so the last is looked at first.
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
        if (rows[*at].what != event::entry_withdrawn || !by[*at].empty()) {
            continue;
        }
        for (auto const other : order) {
            if (other != *at && !rows[other].id.empty() && rows[other].id == rows[*at].re) {
                by[other] = rows[*at].id;
            }
        }
    }
    return by;
}

std::vector<line> lines_of(kept_application const& app, assessment const* now,
                           session const& with) {
    auto const& rows = app.rows;
    auto const gone = taken_back_by(rows, with.as_of);
    std::vector<line> out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        line one{.e = &rows[i], .version = static_cast<std::int64_t>(i) + 1};
        // `line` is the position in the agency's log: the feed tells who wrote it.
        with.kept->feed(app.agency, static_cast<std::int64_t>(rows[i].line) - 1,
                        [&](feed_item const& item) {
                            one.version = item.version;
                            one.actor = item.actor;
                            one.role = item.role;
                            return false;
                        });
        if (rows[i].on > with.as_of) {
            one.now = standing_of_row::later;
        } else if (!gone[i].empty()) {
            one.now = standing_of_row::withdrawn;
            one.withdrawn_by = gone[i];
        } else if (now != nullptr) {
            auto const among = [&](std::vector<exception_row> const& list, standing_of_row as) {
                for (auto const& each : list) {
                    if (each.row == i) {
                        one.now = as;
                        one.said = each.said;
                    }
                }
            };
            among(now->life.irregular, standing_of_row::irregular);
            among(now->life.refused, standing_of_row::refused);
        }
        out.push_back(std::move(one));
    }
    std::stable_sort(out.begin(), out.end(), [](line const& a, line const& b) {
        return std::pair(a.e->on, a.e->seq) < std::pair(b.e->on, b.e->seq);
    });
    return out;
}

kept_application find_one(std::string const& name, std::string const& path, session const& with) {
    std::vector<kept_application> found;
    std::vector<std::string> names;
    for (auto const& agency : with.kept->agencies()) {
        if (!with.given.agency.empty() && agency != with.given.agency) {
            continue;
        }
        if (auto app = with.kept->find(agency, name, with.recorded_by)) {
            found.push_back(std::move(*app));
            names.push_back(agency);
        }
    }
    if (found.size() == 1) {
        return std::move(found.front());
    }
    print_fault({.what = found.empty() ? code::unknown_application : code::agency_needed,
                 .detail = found.empty() ? name : joined(names),
                 .file = path},
                with.given);
    throw stop{found.empty() ? exit_code::bad_input : exit_code::usage, ""};
}

/// The cells of an entry that say more than its columns of the timeline do.
std::string details_of(entry const& e) {
    std::string out;
    auto const cells = cells_of(e);
    for (auto const& [name, value] : cells.items()) {
        if (name == "application" || name == "agency" || name == "on" || name == "event" ||
            name == "id" || name == "seq" || name == "recorded") {
            continue;
        }
        out += fmt::format("{}{}={}", out.empty() ? "" : "  ", name,
                           value.is_string() ? value.get<std::string>() : value.dump());
    }
    return out;
}

void print_timeline(std::vector<line> const& lines, language in, painter const& colour) {
    text_table table;
    table.head(
        in == language::zh
            ? std::vector<std::string>{"日期", "", "事件", "内容", "录入", "操作者", "id"}
            : std::vector<std::string>{"day", "", "event", "details", "recorded", "by", "id"});
    for (auto const& l : lines) {
        auto const& e = *l.e;
        auto how = paint::plain;
        std::string mark;
        switch (l.now) {
        case standing_of_row::accepted: mark = "✔"; break;
        case standing_of_row::irregular:
            mark = fmt::format("! {}", say(in, "不合规", "irregular"));
            how = paint::yellow;
            break;
        case standing_of_row::refused:
            mark = fmt::format("✘ {}", say(in, "不成立", "refused"));
            how = paint::red;
            break;
        case standing_of_row::withdrawn:
            mark = fmt::format("⊘ {}", say(in, "已撤销", "withdrawn"));
            how = paint::struck;
            break;
        case standing_of_row::later:
            mark = fmt::format("… {}", say(in, "截至日后", "later"));
            how = paint::dim;
            break;
        }
        auto const who = l.role.empty() ? l.actor : fmt::format("{} ({})", l.actor, l.role);
        table.add({{to_text(e.on), how},
                   {mark, how == paint::struck ? paint::dim : how},
                   {std::string(say(in, info(e.what).zh, info(e.what).en)), how},
                   {details_of(e), how},
                   {e.recorded ? to_text(*e.recorded) : "", paint::dim},
                   {who, paint::dim},
                   {e.id, paint::dim}});
    }
    put(table.str(colour));
}

void print_state(assessment const& a, std::vector<line> const& lines, language in,
                 painter const& colour) {
    for (auto const& l : lines) {
        if (l.said.what != verdict::accepted) {
            put(fmt::format("{} {} {}: {}{}\n", l.now == standing_of_row::refused ? "✘" : "!",
                            to_text(l.e->on), say(in, info(l.e->what).zh, info(l.e->what).en),
                            ruling_text(l.said, in),
                            l.now == standing_of_row::irregular
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
                    {bases_text(d), paint::dim}});
    }
    if (!duties.empty()) {
        put(duties.str(colour));
    }
    for (auto const& w : a.warnings) {
        put(fmt::format("! {} {}{}\n", name_of(w.what),
                        sentence(w.what, in, w.reading.empty() ? w.detail : w.reading),
                        w.shadow_due ? " → " + to_text(*w.shadow_due) : ""));
    }
    put(fmt::format("\n{}{}\n", say(in, "接下来可行：", "possible next: "), next_text(a.next, in)));
}

int show(std::string const& path, std::string const& name, options const& given) {
    auto const with = session::about_store(given, path);
    auto const app = find_one(name, path, with);
    std::optional<assessment> now;
    std::vector<fault> faults;
    std::vector<entry> rows;
    bool const any_by_then = std::any_of(app.rows.begin(), app.rows.end(),
                                         [&](entry const& e) { return e.on <= with.as_of; });
    if (any_by_then && !all_withdrawn(app.rows)) {
        auto const answer =
            assess_application(path, name, with, [&](assessment const& a, auto const& of) {
                if (a.agency == app.agency) {
                    now = a;
                    rows = of;
                }
            });
        faults = answer.faults;
    }
    auto const lines = lines_of(app, now ? &*now : nullptr, with);
    int const code = faults.empty() ? exit_code::fine : exit_code::bad_input;
    if (given.json) {
        auto j = head_of("qixian/show/1", with, rules_of(app.rows, with));
        j["application"] = app.application;
        j["agency"] = app.agency;
        j["version"] = app.rows.size();
        json entries = json::array();
        for (auto const& l : lines) {
            json one{{"version", l.version},
                     {"position", l.e->line},
                     {"on", to_text(l.e->on)},
                     {"event", code_of(l.e->what)},
                     {"id", l.e->id},
                     {"recorded", l.e->recorded ? json(to_text(*l.e->recorded)) : json(nullptr)},
                     {"actor", l.actor},
                     {"role", l.role},
                     {"verdict", code_of_row(l.now)},
                     {"withdrawn_by", l.withdrawn_by}};
            if (l.said.what != verdict::accepted) {
                json ruling = json::object();
                add_ruling(ruling, l.said);
                one["ruling"] = std::move(ruling);
            } else {
                one["ruling"] = nullptr;
            }
            one["cells"] = cells_of(*l.e);
            entries.push_back(std::move(one));
        }
        j["entries"] = std::move(entries);
        // Without a receipt that stands there is nothing to say but the entries.
        bool const registered = now && now->life.now.at != stage::unregistered;
        j["state"] = registered ? to_json(*now, rows) : json(nullptr);
        json wrong = json::array();
        for (auto const& each : faults) {
            wrong.push_back(to_json(each));
        }
        j["faults"] = std::move(wrong);
        put(text_of(j, 1) + "\n");
        return code;
    }
    auto const in = given.lang;
    painter const colour(wants_colour(given.colour));
    auto const stage_text =
        now ? std::string(say(in, info(now->life.now.at).zh, info(now->life.now.at).en))
            : std::string(say(in, "无从判断", "cannot be told"));
    put(fmt::format("{}  {}{}  {}{}\n\n", colour(paint::bold, app.application),
                    app.agency.empty() ? "" : app.agency + "  ", stage_text,
                    in == language::zh ? fmt::format("截至 {}", to_text(with.as_of))
                                       : fmt::format("as of {}", to_text(with.as_of)),
                    with.recorded_by ? fmt::format("{}{}", say(in, "，录入至 ", ", recorded by "),
                                                   to_text(*with.recorded_by))
                                     : ""));
    print_timeline(lines, in, colour);
    if (now) {
        print_state(*now, lines, in, colour);
    } else if (all_withdrawn(app.rows)) {
        put(std::string(say(in, "\n全部记录已撤销，等同未登记。\n",
                            "\nEvery entry was withdrawn: as if it had never been entered.\n")));
    }
    return code;
}

}  // namespace

void add_store_show(CLI::App& program, options& given, int& result) {
    auto* command =
        program.add_subcommand("show", "the life of one application of a store / 一件申请的经过");
    auto path = std::make_shared<std::string>();
    auto name = std::make_shared<std::string>();
    add_store_argument(*command, path);
    command->add_option("APPLICATION", *name, "the application's number / 申请编号")->required();
    command->add_option("--as-of", given.as_of,
                        "the end of this day; default: today in UTC+8 / 截至日");
    command->add_option("--agency", given.agency, "where several agencies have it / 指定机关");
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
